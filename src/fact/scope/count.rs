//! Editions by count: which number the document's own edition bears, and the years that the text
//! tells of other numbers.

use crate::fact::event::{Edition, Events};
use crate::knowledge::{Class, Sign, Word};
use crate::mention::{Analysis, Inventory, Lower, Sort};
use std::ops::Range;

/// The edition that an ordinal counts: the token behind the noun that it stands before, where
/// that is one for an edition ("third edition", "the 45th annual show").
pub(in crate::fact) fn counted(analysis: &Analysis<'_>, at: usize, end: usize) -> Option<usize> {
    let mut noun = at + 1;
    while noun < end
        && analysis.is_lower(noun, Class::EventModifier)
        && !analysis.is(noun, Class::EventNoun)
        && !analysis.is(noun, Class::EditionNoun)
    {
        noun += 1;
    }
    // "the first one in 2000", "the 182nd annual meeting"
    if noun < end
        && (analysis.says(noun, "one") && noun == at + 1
            || analysis.is_lower(noun, Class::MeetingHead) && analysis.says(noun - 1, "annual"))
    {
        return Some(noun);
    }
    // "the inaugural session of the conference": its opening.
    let opening =
        analysis.says(at, "inaugural") && !analysis.is(noun.min(end - 1), Class::FairNoun);
    let edition = noun < end
        && !(opening && analysis.is(noun, Class::CeremonyNoun))
        && (analysis.is_lower(noun, Class::EditionNoun)
            || analysis.is_lower(noun, Class::EventNoun))
        && !analysis.is(noun, Class::NoEditionCount)
        && !analysis.says(noun, "year")
        // "the first forum stage": the noun goes on.
        && !(noun + 1 < end
            && (analysis.is_lower(noun + 1, Class::EventNoun)
                || analysis.is_lower(noun + 1, Class::SessionHead)));
    edition.then_some(noun)
}

/// The number of the document's own edition.
pub(super) fn main_number(
    analysis: &Analysis<'_>,
    inventory: &Inventory,
    events: &Events,
) -> Option<i64> {
    let main = events.main?;
    let mut found: Vec<(i64, i32)> = Vec::new();
    let mut add = |number: i64, weight: i32| match found.iter_mut().find(|(n, _)| *n == number) {
        Some((_, sum)) => *sum += weight,
        None => found.push((number, weight)),
    };
    for (index, sentence) in analysis.sentences.iter().enumerate() {
        let lead = if index < 6 { 3 } else { 1 };
        for m in inventory.by_sentence[index].0.clone() {
            let mention = &inventory.mentions[m];
            if mention.sort != Sort::Event
                || events.series_of.get(&inventory.of[m]) != Some(&main.series)
            {
                continue;
            }
            let own = mention.year.is_none() || mention.year == main.year;
            if let (Some(number), true) = (mention.ordinal, own) {
                // "the first X in 2018" in a text on a later one; "the 134th is to open".
                let weak =
                    number == 1 || looks_ahead(analysis, mention.outer.start, &sentence.tokens);
                add(number, if weak { 1 } else { lead + 1 });
            }
        }
        for at in analysis.grid.each(sentence.tokens.clone(), Sign::Ordinal) {
            let Some(number) = analysis.ordinal(at) else {
                continue;
            };
            if counted(analysis, at, sentence.tokens.end).is_some() {
                let weak = number == 1 || looks_ahead(analysis, at, &sentence.tokens);
                add(number, if weak { 1 } else { lead });
            }
        }
    }
    found
        .into_iter()
        .max_by_key(|(number, weight)| (*weight, *number != 1, std::cmp::Reverse(*number)))
        .map(|(number, _)| number)
}

/// Whether a clause tells what is still to come: "the 134th is to open in October".
fn looks_ahead(analysis: &Analysis<'_>, at: usize, sentence: &Range<usize>) -> bool {
    (at..sentence.end.min(at + 9)).any(|t| {
        analysis.is_lower(t, Class::Future)
            || analysis.is(t, Class::Be) && t + 1 < sentence.end && analysis.says(t + 1, "to")
    })
}

/// How many years lie between two editions: as the text says, or by the years of the editions
/// that it names.
pub(super) fn interval(
    analysis: &Analysis<'_>,
    inventory: &Inventory,
    events: &Events,
    main: Edition,
) -> i32 {
    match stated_interval(analysis) {
        Some(years) => years,
        None => named_interval(analysis, inventory, events, main).unwrap_or(1),
    }
}

/// The longest interval that is taken from the years of two editions: of longer ones some may have
/// been left out.
const LONGEST: i32 = 2;

/// The years since the latest edition before the main one: "up 5% on the 2023 edition".
fn named_interval(
    analysis: &Analysis<'_>,
    inventory: &Inventory,
    events: &Events,
    main: Edition,
) -> Option<i32> {
    let own = main.year?;
    let named = inventory
        .mentions
        .iter()
        .enumerate()
        .filter_map(|(m, mention)| {
            let same = events.series_of.get(&inventory.of[m]) == Some(&main.series);
            mention.year.filter(|_| same)
        });
    let tokens = analysis.tokens.len();
    let told = analysis
        .grid
        .each(1..tokens.saturating_sub(1), Sign::Number)
        .filter_map(|at| {
            let year: i32 = analysis.word(at).parse().ok()?;
            let edition = |t: usize| {
                analysis.is_lower(t, Class::EventNoun)
                    || analysis.is_lower(t, Class::EditionNoun) && !analysis.says(t, "year")
            };
            let of = at > 1 && matches!(analysis.word(at - 1), "of" | "in") && edition(at - 2);
            let compared = analysis.is_mark(at - 1, '(') && analysis.is_mark(at + 1, ':')
                || analysis.is_lower(at - 1, Class::Comparison)
                || at > 1
                    && analysis.says(at - 1, "in")
                    && analysis.is_lower(at - 2, Class::Comparison);
            (of || compared || edition(at + 1)).then_some(year)
        });
    let latest = named
        .chain(told)
        .filter(|year| (own - 9..own).contains(year))
        .max()?;
    (own - latest <= LONGEST).then_some(own - latest)
}

/// How many years lie between two editions, as the text says.
fn stated_interval(analysis: &Analysis<'_>) -> Option<i32> {
    let every = |at: usize| {
        let end = analysis.tokens.len();
        analysis.says_all(at, end, &["every", "two", "years"])
            || analysis.says_all(at, end, &["every", "other", "year"])
            || analysis.says_all(at, end, &["every", "second", "year"])
    };
    let three =
        |at: usize| analysis.says_all(at, analysis.tokens.len(), &["every", "three", "years"]);
    let cues = (Class::Biennial, Word::Every);
    let all = 0..analysis.tokens.len();
    if analysis.grid.any(all.clone(), Lower(Class::Annual)) {
        return Some(1);
    }
    for at in analysis.grid.each(all, cues) {
        if analysis.is_lower(at, Class::Biennial) {
            return Some(2);
        }
        if !analysis.says(at, "every") {
            continue;
        }
        if every(at) {
            return Some(2);
        }
        if three(at) {
            return Some(3);
        }
    }
    None
}
