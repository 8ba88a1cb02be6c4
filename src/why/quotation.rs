//! Whether the quotation of a fact holds its object: the object's words, or a form that the
//! document resolves to it - a surname, an acronym, a pronoun, an office, a weekday, a number in
//! words, the building for its town.

use super::object;
use super::words::{Index, acronym, same, wanted};
use crate::fact::{About, Entity, Fact, Kind, Object, Relation, Trace};
use crate::knowledge::{Class, Table};
use crate::mention::date::DateKind;
use crate::mention::quantity::{ordinals, quantities};
use crate::mention::roman;
use jiff::civil::Date;
use std::ops::Range;

/// The facts of a document whose quotation lacks their object, as statements, each with its rule.
pub fn lacking(trace: &Trace<'_>) -> Vec<(String, String)> {
    let index = Index::new(&trace.analysis);
    let facts = trace.reading.facts.iter();
    let lacking = facts.filter(|fact| !holds(trace, &index, fact));
    lacking
        .map(|fact| {
            let statement = object::statement(&trace.reading, fact);
            (statement, fact.evidence.rule.to_string())
        })
        .collect()
}

fn holds(trace: &Trace<'_>, index: &Index, fact: &Fact) -> bool {
    let a = &trace.analysis;
    let span = &fact.evidence.span;
    // A quotation may be more than one sentence.
    (0..a.sentences.len()).any(|number| {
        let tokens = a.sentences[number].tokens.clone();
        if tokens.is_empty() {
            return false;
        }
        let own = a.bytes(tokens.clone());
        let within = span.start <= own.start && own.end <= span.end;
        within && holds_in(trace, index, fact, number, tokens)
    })
}

fn holds_in(
    trace: &Trace<'_>,
    index: &Index,
    fact: &Fact,
    number: usize,
    tokens: Range<usize>,
) -> bool {
    let printed = |text: &str| {
        let words = wanted(text);
        !index.find(number, &words).is_empty() || index.has_all(number, &words)
    };
    match &fact.object {
        Object::Entity(id) => {
            let forms = object::forms(&trace.reading, &fact.object);
            forms.iter().any(|form| printed(form))
                || stands_for(trace, index, number, tokens, trace.reading.entity(*id))
                || fact.relation == Relation::EditionOf && is_edition_of(trace, fact, number)
        }
        // "authors Jane Roe and John Doe": each is an author.
        Object::Text(text) => {
            printed(text) || fact.relation == Relation::Post && printed(&format!("{text}s"))
        }
        Object::Figure(figure) => {
            let text: Vec<&str> = trace.analysis.slice(tokens).split_whitespace().collect();
            let words: Vec<&str> = figure.words.split_whitespace().collect();
            text.join(" ").contains(&words.join(" "))
                || quantities(&trace.cuts[number].scan, &trace.cuts[number].dates)
                    .iter()
                    .any(|quantity| quantity.value == figure.value)
        }
        Object::Integer(value) => {
            printed(&value.to_string())
                || fact.relation == Relation::Year
                    && (has_year(trace, number, *value)
                        || is_edition_of(trace, fact, number)
                        || is_year_of_document(trace, index, *value))
                || fact.relation == Relation::EditionNumber && has_ordinal(trace, number, *value)
        }
        Object::Date(day) => has_day(trace, number, *day),
    }
}

/// Whether words of a sentence - a year, "last autumn" - were taken for the fact's edition.
fn is_edition_of(trace: &Trace<'_>, fact: &Fact, number: usize) -> bool {
    let label = &trace.reading.entity(fact.subject).label;
    let of = |about: &About| matches!(about, About::Other(other) if other == label);
    trace.stretches[number].iter().any(|s| of(&s.about))
}

/// Whether a year stands nowhere in the text and is that of the document's date: "opened on
/// Tuesday" is of the year in which it was written.
fn is_year_of_document(trace: &Trace<'_>, index: &Index, year: i64) -> bool {
    let dated = trace.today.is_some_and(|day| i64::from(day.year()) == year);
    let digits = [year.to_string()];
    let mut sentences = 0..trace.analysis.sentences.len();
    dated && sentences.all(|number| index.find(number, &digits).is_empty())
}

/// Whether something in a sentence stands for an entity by another form.
fn stands_for(
    trace: &Trace<'_>,
    index: &Index,
    number: usize,
    tokens: Range<usize>,
    entity: &Entity,
) -> bool {
    let a = &trace.analysis;
    let (mentions, roles) = trace.inventory.by_sentence[number].clone();
    let authority = &a.knowledge.authority;
    let record = entity
        .authority
        .as_deref()
        .and_then(|id| authority.index(id));
    // What the inventory joined with it: "Teo", "SCE", "Chinese".
    let named = mentions.clone().any(|m| {
        let thing = trace.inventory.thing(m);
        let own = trace.inventory.mentions[m].record;
        record.is_some() && (thing.record == record || own == record)
            || std::iter::once(&thing.label)
                .chain(&thing.aliases)
                .any(|form| same(form, &entity.label))
    });
    // What the authority knows under another name: "5G technology".
    let place = entity.authority.as_deref();
    let place = place.and_then(|id| id.strip_prefix("places/"));
    let known = || {
        tokens.clone().any(|at| {
            let names = authority.names(&a.words[at..tokens.end]);
            let mut entries = names.flat_map(|(_, entries)| entries);
            entries.any(|entry| {
                // "Mandalay Bay" is in Las Vegas.
                let within = || place == Some(&*authority.record(entry.record).within);
                Some(entry.record) == record
                    || entry.table == Table::Venue && within()
                    || entry.table == Table::Series && within()
            })
        })
    };
    let word = |class: Class| tokens.clone().any(|at| a.is(at, class));
    let says = |word: &str| tokens.clone().any(|at| a.says(at, word));
    let words = wanted(&entity.label);
    let part = |last: &[String]| !index.find(number, last).is_empty();
    let short = || {
        let letters = acronym(&entity.label);
        letters.is_some_and(|letters| part(&[letters]))
    };
    if named || record.is_some() && known() || short() {
        return true;
    }
    match entity.kind {
        Kind::Person => {
            part(&words[words.len().saturating_sub(1)..])
                || word(Class::PersonPronoun)
                || !roles.is_empty()
        }
        Kind::ExpoSeries | Kind::Expo | Kind::Session => {
            word(Class::EventNoun)
                || word(Class::EventHead)
                || word(Class::EditionNoun)
                || word(Class::Pronoun)
                || says("its")
                || trace
                    .series
                    .iter()
                    .any(|form| !index.find(number, &wanted(form)).is_empty())
        }
        Kind::Country => word(Class::CountryNoun) || says("its") || says("their"),
        Kind::Topic => index.has_kin(number, &words),
        Kind::Place => false,
        _ => {
            word(Class::OrgNoun)
                || word(Class::Pronoun)
                || word(Class::OrganizerNoun)
                || says("its")
                || says("their")
        }
    }
}

fn has_ordinal(trace: &Trace<'_>, number: usize, value: i64) -> bool {
    let a = &trace.analysis;
    let tokens = a.sentences[number].tokens.clone();
    let spelt = |at: usize| a.ordinal(at) == Some(value) || roman(a.word(at)) == Some(value);
    let words = &a.knowledge.words;
    let founded = |at: usize| {
        let mut forms = a.verb_forms(at).iter();
        value == 1 && forms.any(|form| words.verb_class(form.verb, Class::FoundVerb))
    };
    tokens.clone().any(|at| spelt(at) || founded(at))
        || ordinals(&trace.cuts[number].scan)
            .iter()
            .any(|ordinal| i64::from(ordinal.value) == value)
        || quantities(&trace.cuts[number].scan, &trace.cuts[number].dates)
            .iter()
            .any(|quantity| quantity.value == value as f64)
}

/// Whether a date of a sentence tells a year.
fn has_year(trace: &Trace<'_>, number: usize, year: i64) -> bool {
    let is = |day: &Date| i64::from(day.year()) == year;
    trace.cuts[number]
        .dates
        .iter()
        .any(|date| match &date.kind {
            DateKind::Days { first, last } | DateKind::Within { first, last } => {
                is(first) || is(last)
            }
            DateKind::Month { year: told, .. } => told.is_some_and(|told| i64::from(told) == year),
            DateKind::Year(told) => i64::from(*told) == year,
            DateKind::Years { first, last } => {
                (i64::from(*first)..=i64::from(*last)).contains(&year)
            }
            DateKind::Weekdays { previous, next, .. } => {
                let days = previous.iter().chain(next);
                days.clone().any(|(first, last)| is(first) || is(last))
            }
            // Counted from a year that stands elsewhere.
            DateKind::RelativeYear(_) | DateKind::ContextYear(_) | DateKind::PartialDays { .. } => {
                true
            }
        })
}

/// Whether a date of a sentence tells a day, or a day and a length or place of time from which it
/// follows: "Saturday, the second day".
fn has_day(trace: &Trace<'_>, number: usize, day: Date) -> bool {
    let a = &trace.analysis;
    let of_month = (day.month(), day.day());
    let cut = &trace.cuts[number];
    let tokens = a.sentences[number].tokens.clone();
    // "tonight", "this afternoon": the document's own day.
    let part =
        |at: usize| a.is(at, Class::Tonight) || a.says(at, "this") && a.is(at + 1, Class::DayPart);
    let last = tokens.end.saturating_sub(1);
    let written = || trace.today == Some(day) && (tokens.start..last).any(part);
    let counted = || {
        let days = |at: &usize| a.says(*at, "day") || a.word(*at).ends_with("-day");
        !cut.dates.is_empty() && tokens.clone().any(|at| days(&at))
    };
    let told = cut.dates.iter().any(|date| match &date.kind {
        // Of a year that stands elsewhere month and day are told.
        DateKind::Days { first, last } if !date.year_stated => {
            (*first <= day && day <= *last)
                || [first, last]
                    .iter()
                    .any(|d| (d.month(), d.day()) == of_month)
        }
        DateKind::Days { first, last } | DateKind::Within { first, last } => {
            *first <= day && day <= *last
        }
        DateKind::PartialDays { first, last } => *first == of_month || *last == of_month,
        // Of a document without a date the weekday is all there is.
        DateKind::Weekdays {
            previous: None,
            next: None,
            ..
        } => true,
        DateKind::Weekdays { previous, next, .. } => {
            let mut days = previous.iter().chain(next);
            days.any(|(first, last)| *first == day || *last == day)
        }
        _ => false,
    });
    told || counted() || written()
}

/// The day or days a date was resolved to; none where it is no more than its words.
pub(super) fn day(kind: &DateKind) -> Option<String> {
    let days = |first: &Date, last: &Date| match first == last {
        true => first.to_string(),
        false => format!("{first} to {last}"),
    };
    match kind {
        DateKind::Days { first, last } | DateKind::Within { first, last } => {
            Some(days(first, last))
        }
        DateKind::Month {
            year: Some(year),
            month,
        } => Some(format!("{year}-{month:02}")),
        DateKind::Year(year) => Some(year.to_string()),
        DateKind::Years { first, last } => Some(format!("{first} to {last}")),
        DateKind::Weekdays { previous, next, .. } => match (previous, next) {
            (Some((first, last)), Some(next)) if (first, last) == (&next.0, &next.1) => {
                Some(days(first, last))
            }
            (Some(past), Some(next)) => Some(format!(
                "{} or {}",
                days(&past.0, &past.1),
                days(&next.0, &next.1)
            )),
            _ => None,
        },
        _ => None,
    }
}
