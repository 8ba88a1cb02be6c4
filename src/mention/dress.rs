//! What stands around a name and belongs to it: an event's year and ordinal; and a person's name
//! written behind an organisation's without a sign between them.

use super::analysis::Analysis;
use super::name::{Mention, Sort};
use super::person;
use crate::knowledge::Class;
use crate::text::Shape;
use std::ops::Range;

/// The year a token is, if it can be an edition's.
pub(super) fn year_of(word: &str) -> Option<i32> {
    let year: i32 = (word.len() == 4).then(|| word.parse().ok()).flatten()?;
    (1850..=2100).contains(&year).then_some(year)
}

/// A fair that no list knows, with what belongs to its name.
pub(super) fn fair(
    analysis: &Analysis<'_>,
    range: Range<usize>,
    outer: Range<usize>,
    limit: usize,
) -> Mention {
    let mut mention = Mention {
        range,
        outer,
        sort: Sort::Event,
        record: None,
        year: None,
        ordinal: None,
    };
    dress_event(analysis, &mut mention, limit);
    mention
}

/// Takes a year behind or before an event's name, and an ordinal before it.
pub(super) fn dress_event(analysis: &Analysis<'_>, mention: &mut Mention, limit: usize) {
    let sentence = analysis.sentence_of(mention.range.start);
    let floor = analysis.sentences[sentence].tokens.start;
    // "Smart China Expo Online" is the Smart China Expo, held online.
    while mention.range.len() > 2 && analysis.is(mention.range.end - 1, Class::EventSuffix) {
        mention.range.end -= 1;
    }
    let mut end = mention.outer.end;
    // "THRIVE! 2031"
    if end + 1 < limit && analysis.is_mark(end, '!') && !analysis.tokens[end].spaced {
        end += usize::from(year_of(analysis.word(end + 1)).is_some());
    }
    let behind = (end < limit).then(|| year_of(analysis.word(end))).flatten();
    if let Some(year) = behind {
        mention.year = Some(year);
        mention.outer.end = end + 1;
    } else if end < limit && analysis.tokens[end].spaced {
        // "DLD Munich 22", "Expo '75"
        let word = analysis.word(end);
        if word.len() == 2
            && let Ok(short) = word.parse::<i32>()
            && analysis.tokens[end].shape == Shape::Number
            && (10..60).contains(&short)
            && !(end + 1 < limit
                && analysis.tokens[end + 1].shape == Shape::Lower
                && analysis.is(end + 1, Class::Common))
        {
            mention.year = Some(2000 + short);
            mention.outer.end = end + 1;
        }
    }
    // A year inside the run: "Expo 2020 Dubai" keeps it as part of the name.
    let mut start = mention.outer.start;
    while start > floor {
        let at = start - 1;
        if mention.year.is_none()
            && let Some(year) = year_of(analysis.word(at))
        {
            mention.year = Some(year);
            start = at;
        } else if mention.ordinal.is_none()
            && let Some(ordinal) = analysis.ordinal(at)
        {
            mention.ordinal = Some(ordinal);
            start = at;
        } else if analysis.is(at, Class::EventModifier)
            && analysis.tokens[at].shape == Shape::Lower
            && at > floor
            && mention.ordinal.is_none()
            && (analysis.ordinal(at - 1).is_some()
                || (at > floor + 1 && analysis.ordinal(at - 2).is_some()))
        {
            // "its 36th annual Business Expo"
            start = at;
        } else {
            break;
        }
    }
    mention.outer.start = start;
    // A name that begins with its ordinal or year: "Sixth Angola Oil & Gas Conference".
    while mention.range.len() > 1 {
        let at = mention.range.start;
        if mention.ordinal.is_none()
            && let Some(ordinal) = analysis.ordinal(at)
        {
            mention.ordinal = Some(ordinal);
        } else {
            break;
        }
        mention.range.start += 1;
    }
    count_in_roman(analysis, mention);
    // "The 14th Annual Hearth & Harvest Show": how often is no part of the name.
    let at = mention.range.start;
    if mention.ordinal.is_some() && mention.range.len() > 2 && analysis.is(at, Class::Yearly) {
        mention.range.start += 1;
    }
}

/// Takes a count in Roman numerals off a name: "XIV International Mining Fair", "KELMEX XIV".
pub(super) fn count_in_roman(analysis: &Analysis<'_>, mention: &mut Mention) {
    let first = mention.range.start;
    if mention.ordinal.is_some() || mention.range.len() < 2 {
        return;
    }
    let number = |at: usize| match analysis.tokens[at].shape {
        Shape::Upper | Shape::Capital => roman(analysis.word(at)),
        _ => None,
    };
    // "V International Book Fair", but "X Games".
    let leads = number(first).filter(|_| {
        mention.sort == Sort::Event
            && mention.range.len() > 2
            && (analysis.word(first).len() > 1 && !analysis.word(first).contains(['L', 'C'])
                || analysis.is(first + 1, Class::EventModifier))
    });
    if leads.is_some() {
        mention.ordinal = leads;
        mention.range.start += 1;
        return;
    }
    let last = mention.range.end - 1;
    let coined = matches!(analysis.tokens[last - 1].shape, Shape::Upper | Shape::Mixed)
        && roman(analysis.word(last - 1)).is_none();
    let behind = number(last).filter(|_| coined && analysis.word(last).len() > 1);
    if behind.is_some() {
        mention.ordinal = behind;
        mention.range.end -= 1;
    }
}

/// The number of a Roman numeral below a hundred.
pub fn roman(word: &str) -> Option<i64> {
    const TENS: [&str; 10] = ["", "X", "XX", "XXX", "XL", "L", "LX", "LXX", "LXXX", "XC"];
    const ONES: [&str; 10] = ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"];
    if word.is_empty() || !word.bytes().all(|byte| b"IVXLC".contains(&byte)) {
        return None;
    }
    (1..100).find(|number: &i64| {
        let (tens, ones) = (TENS[*number as usize / 10], ONES[*number as usize % 10]);
        word.strip_prefix(tens) == Some(ones)
    })
}

/// Whether a token is letters for an order, a degree or a service.
fn are_letters(analysis: &Analysis<'_>, at: usize) -> bool {
    analysis.is(at, Class::PostNominal)
        && matches!(analysis.tokens[at].shape, Shape::Upper | Shape::Mixed)
}

/// The end of a name without the letters behind it, where it is then a person's: "Jane Roe OBE".
pub(super) fn before_letters(analysis: &Analysis<'_>, start: usize, end: usize) -> usize {
    let mut last = end;
    while last - start > 2 && are_letters(analysis, last - 1) {
        last -= 1;
    }
    match last < end && person::looks_like(analysis, &(start..last)) {
        true => last,
        false => end,
    }
}

/// Takes the letters behind a person's name for what they are: "Jon Dahl KCMG", "Ana Costa, M.D.".
pub(super) fn dress_person(analysis: &Analysis<'_>, mention: &mut Mention, limit: usize) {
    let letters = |t: usize| are_letters(analysis, t);
    while mention.range.len() > 2 && letters(mention.range.end - 1) {
        mention.range.end -= 1;
    }
    if mention.range.len() < 2 {
        return;
    }
    let mut end = mention.outer.end;
    loop {
        let next = end + usize::from(end < limit && analysis.is_mark(end, ','));
        // "Ana Costa, MD of Acme" manages it.
        let office = next + 1 < limit && analysis.says(next + 1, "of");
        if next >= limit || !letters(next) || office {
            break;
        }
        end = next + 1;
    }
    mention.outer.end = end;
}

/// The "&" between two people's full names: "Jane Roe & John Doe".
fn couple(analysis: &Analysis<'_>, mention: &Mention) -> Option<usize> {
    let Range { start, end } = mention.range.clone();
    let and = (start + 1..end.saturating_sub(2)).find(|t| analysis.is_mark(*t, '&'))?;
    let full = |range: Range<usize>| {
        person::is_given(analysis, range.start)
            && (range.len() == 1 || person::looks_like(analysis, &range))
    };
    (mention.record.is_none() && full(start..and) && full(and + 1..end)).then_some(and)
}

/// Where a person's name begins behind the body's that the person heads: "President of the [Lyra
/// Chamber of Industry] [Ana Costa]".
fn headed_by(analysis: &Analysis<'_>, mention: &Mention) -> Option<usize> {
    let Range { start, end } = mention.range.clone();
    let mut of = mention.outer.start.checked_sub(1)?;
    while of > 0 && analysis.is(of, Class::Article) {
        of -= 1;
    }
    let office = of > 0 && analysis.says(of, "of") && analysis.is(of - 1, Class::RoleHead);
    if !matches!(mention.sort, Sort::Organisation(_)) || !office || end < start + 4 {
        return None;
    }
    (start + 2..end - 1).find(|cut| {
        let noun = |t: usize| {
            analysis.is(t, Class::NameNoun)
                || analysis.is(t, Class::Common)
                || analysis.is(t, Class::OrgLast)
        };
        noun(cut - 1)
            && !noun(*cut)
            && (analysis.is(*cut, Class::GivenName) || person::is_initial(analysis, *cut))
            && person::looks_like(analysis, &(*cut..end))
    })
}

/// Cuts a person's name off an organisation or a rank written before it without a sign between
/// them.
pub(super) fn push_split(analysis: &Analysis<'_>, mention: Mention, out: &mut Vec<Mention>) {
    let cut = headed_by(analysis, &mention).map(|cut| (cut, cut));
    if let Some(and) = couple(analysis, &mention) {
        let halves = [mention.range.start..and, and + 1..mention.range.end];
        out.extend(halves.map(|range| Mention {
            outer: range.clone(),
            range,
            sort: Sort::Person,
            ..mention.clone()
        }));
        return;
    }
    // "Army Col. Jon Dahl"
    let ranked = || {
        let inner = mention.range.start + 1..mention.range.end.saturating_sub(1);
        let mut ranks = inner.rev().filter(|t| analysis.is(*t, Class::RankBefore));
        let rank = ranks.find(|t| analysis.word(*t).ends_with('.'))?;
        (mention.sort == Sort::Name).then_some((rank, rank + 1))
    };
    if let Some((front, name)) = cut.or_else(ranked) {
        let rest = name..mention.range.end;
        let outer = front..mention.outer.end.max(rest.end);
        let person = Mention {
            range: rest,
            outer,
            sort: Sort::Person,
            ..mention.clone()
        };
        let before = mention.range.start..front;
        // "Army", "Navy" before a rank name nothing of their own.
        if !before.clone().all(|t| analysis.is(t, Class::Common)) {
            out.push(Mention {
                range: before,
                outer: mention.outer.start..front,
                ..mention
            });
        }
        out.push(person);
        return;
    }
    if mention.sort == Sort::Name && mention.range.len() >= 3 {
        for cut in mention.range.start + 1..mention.range.end - 1 {
            let rest = cut..mention.range.end;
            let acronym = analysis.tokens[cut - 1].shape == Shape::Upper;
            // "at Friday's Cold Chain Seminar Jane Roe, a researcher at Acme, said"
            let meeting = cut > mention.range.start + 1
                && analysis.is(cut - 1, Class::SessionHead)
                && analysis.is(cut, Class::GivenName);
            if (acronym || meeting)
                && rest.len() >= 2
                && person::looks_like(analysis, &rest)
                && person::is_given(analysis, cut)
            {
                let front = Mention {
                    range: mention.range.start..cut,
                    outer: mention.outer.start..cut,
                    ..mention.clone()
                };
                out.push(front);
                out.push(Mention {
                    outer: rest.clone(),
                    range: rest,
                    sort: Sort::Person,
                    ..mention
                });
                return;
            }
        }
    }
    out.push(mention);
}
