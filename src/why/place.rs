//! Where the object of an expected fact stands in a document, in whatever form.

use super::expected::Expected;
use super::words::{Index, acronym, alike, same, wanted};
use crate::fact::{Relation, Trace};
use crate::mention::Sort;
use crate::mention::date::{DateKind, DateMention};
use crate::mention::measure::measures;
use crate::mention::quantity::{ordinals, quantities};
use jiff::civil::Date;
use std::ops::Range;

/// A place where the object stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Place {
    pub sentence: usize,
    pub tokens: Range<usize>,
    /// Whether it is the object's own words, and not another form of it.
    pub words: bool,
}

/// All places of the object in text order, those of its own words alone if there are any.
pub(super) fn places(trace: &Trace<'_>, index: &Index, expected: &Expected) -> Vec<Place> {
    let found = match expected.relation {
        Relation::Year
        | Relation::EditionNumber
        | Relation::StartDate
        | Relation::EndDate
        | Relation::Figure => numbers(trace, expected),
        _ => named(trace, index, expected),
    };
    let mut found = match found.iter().any(|place| place.words) {
        true => found.into_iter().filter(|place| place.words).collect(),
        false => found,
    };
    found.sort_by_key(|place| (place.sentence, place.tokens.start));
    found.dedup();
    found
}

/// The places of a name: its words, what the document means by it, else parts of it.
fn named(trace: &Trace<'_>, index: &Index, expected: &Expected) -> Vec<Place> {
    let a = &trace.analysis;
    let sentences = 0..a.sentences.len();
    let mut found = Vec::new();
    let mut add = |sentence: usize, tokens: Range<usize>, words: bool| {
        found.push(Place {
            sentence,
            tokens,
            words,
        });
    };
    for form in &expected.objects {
        let words = wanted(form);
        for sentence in sentences.clone() {
            for tokens in index.find(sentence, &words) {
                add(sentence, tokens, true);
            }
        }
    }
    for (m, mention) in trace.inventory.mentions.iter().enumerate() {
        let sentence = a.sentence_of(mention.range.start);
        let thing = trace.inventory.thing(m);
        let record = mention.record.or(thing.record);
        let record = record.map(|record| &*a.knowledge.authority.record(record).name);
        let forms = std::iter::once(thing.label.as_str())
            .chain(thing.aliases.iter().map(String::as_str))
            .chain(record);
        let mut forms = forms.filter(|form| !form.is_empty());
        if forms.any(|form| expected.objects.iter().any(|object| same(form, object))) {
            // A nationality or a short form is not the name's own words, unless nothing else is.
            add(
                sentence,
                mention.range.clone(),
                mention.sort != Sort::Demonym,
            );
        }
    }
    if found.is_empty() {
        for form in &expected.objects {
            let words = wanted(form);
            let person = matches!(expected.relation, Relation::Speaker | Relation::Attendee);
            for sentence in sentences.clone() {
                let last = &words[words.len().saturating_sub(1)..];
                let letters = acronym(form).map(|letters| vec![letters]);
                let mut parts = match letters {
                    Some(letters) => index.find(sentence, &letters),
                    None => Vec::new(),
                };
                if person && words.len() > 1 {
                    parts.extend(index.find(sentence, last));
                }
                if parts.is_empty() && words.len() > 1 && index.has_all(sentence, &words) {
                    parts.extend(index.find(sentence, &words[..1]));
                }
                for tokens in parts {
                    found.push(Place {
                        sentence,
                        tokens,
                        words: false,
                    });
                }
            }
        }
    }
    found
}

/// The places of a number or a day.
fn numbers(trace: &Trace<'_>, expected: &Expected) -> Vec<Place> {
    let a = &trace.analysis;
    let mut found = Vec::new();
    for (sentence, own) in a.sentences.iter().enumerate() {
        let tokens = own.tokens.clone();
        if tokens.is_empty() {
            continue;
        }
        let base = a.bytes(tokens.clone()).start;
        let place = |range: &Range<usize>, words: bool| {
            let at = |byte: usize| {
                tokens.start
                    + a.tokens[tokens.clone()].partition_point(|t| (t.end as usize) <= byte)
            };
            let (start, last) = (at(base + range.start), at(base + range.end.max(1) - 1));
            Place {
                sentence,
                tokens: start.min(tokens.end - 1)..(last + 1).min(tokens.end),
                words,
            }
        };
        let cut = &trace.cuts[sentence];
        let quantities = quantities(&cut.scan, &cut.dates);
        for object in &expected.objects {
            let number = object.parse::<i64>().ok();
            match expected.relation {
                Relation::Figure => {
                    let is = |value: f64| expected.value == Some(value);
                    for measure in measures(&cut.scan, &cut.dates, &quantities) {
                        let q = &quantities[measure.quantity];
                        let ends = q.span.is_some_and(|(low, high)| is(low) || is(high));
                        if is(q.value) || ends {
                            let metric = measure.metric.as_ref();
                            let counts = metric.is_some_and(|metric| alike(metric, object));
                            found.push(place(&q.range, counts));
                        }
                    }
                }
                Relation::Year => {
                    let text = |at: &usize| a.word(*at).contains(object.as_str());
                    found.extend(tokens.clone().filter(text).map(|at| Place {
                        sentence,
                        tokens: at..at + 1,
                        words: true,
                    }));
                    let dates = cut.dates.iter().filter(|date| tells_year(date, number));
                    found.extend(dates.map(|date| place(&date.range, false)));
                }
                Relation::EditionNumber => {
                    let spelt = |at: &usize| number.is_some() && a.ordinal(*at) == number;
                    found.extend(tokens.clone().filter(spelt).map(|at| Place {
                        sentence,
                        tokens: at..at + 1,
                        words: true,
                    }));
                    let rows = ordinals(&cut.scan);
                    let rows = rows.iter().filter(|o| number == Some(i64::from(o.value)));
                    found.extend(rows.map(|ordinal| place(&ordinal.range, true)));
                }
                _ => {
                    let Ok(day) = object.parse::<Date>() else {
                        continue;
                    };
                    let dates = cut.dates.iter().filter(|date| tells_day(date, day));
                    found.extend(dates.map(|date| place(&date.range, true)));
                }
            }
        }
    }
    found
}

fn tells_year(date: &DateMention, year: Option<i64>) -> bool {
    let is = |told: i64| Some(told) == year;
    match &date.kind {
        DateKind::Days { first, last } | DateKind::Within { first, last } => {
            is(first.year().into()) || is(last.year().into())
        }
        DateKind::Month { year, .. } => year.is_some_and(|year| is(year.into())),
        DateKind::Year(year) => is((*year).into()),
        _ => false,
    }
}

fn tells_day(date: &DateMention, day: Date) -> bool {
    let of_month = (day.month(), day.day());
    match &date.kind {
        DateKind::Days { first, last } | DateKind::Within { first, last } => {
            *first == day || *last == day
        }
        DateKind::PartialDays { first, last } => *first == of_month || *last == of_month,
        DateKind::Weekdays { previous, next, .. } => {
            let mut days = previous.iter().chain(next);
            days.any(|(first, last)| *first == day || *last == day)
        }
        _ => false,
    }
}
