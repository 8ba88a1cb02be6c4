//! Names that their owners write in small letters ("bunq", "gfu", "lignatec bogotá"): unknown words that stand where
//! only a name can, by which the document's other uses of them are told. Their tokens get the
//! shape of names; what kind of name is decided where all names are.

use super::analysis::Analysis;
use crate::document::BlockKind;
use crate::knowledge::{Class, Sign, Table, WordId};
use crate::text::Shape;
use std::ops::Range;

/// Gives the names in small letters the shape of names.
pub(super) fn mark(analysis: &mut Analysis<'_>) {
    for at in foreign_adjectives(analysis) {
        analysis.tokens[at].shape = Shape::Mixed;
    }
    for range in known_fairs(analysis) {
        for at in range {
            analysis.tokens[at].shape = Shape::Mixed;
        }
    }
    for at in hyphenated(analysis) {
        analysis.tokens[at].shape = Shape::Mixed;
    }
    let mut names: Vec<&str> = Vec::new();
    for sentence in &analysis.sentences {
        if sentence.kind != BlockKind::Paragraph {
            continue;
        }
        for at in sentence.tokens.clone() {
            if is_unknown(analysis, at) && stands_as_name(analysis, at, &sentence.tokens) {
                names.push(analysis.word(at));
            }
        }
    }
    if names.is_empty() {
        return;
    }
    for at in 0..analysis.tokens.len() {
        if is_unknown(analysis, at) && names.contains(&analysis.word(at)) {
            analysis.tokens[at].shape = Shape::Mixed;
            // "lignatec bogotá": what is written small before it is so too.
            if is_small_place(analysis, at + 1) {
                analysis.tokens[at + 1].shape = Shape::Mixed;
            }
        }
    }
}

/// "visitors to drupa", "at interzum bogotá": fairs of the authority that are written small, with the
/// place behind them.
fn known_fairs(analysis: &Analysis<'_>) -> Vec<Range<usize>> {
    let authority = &analysis.knowledge.authority;
    let all = 0..analysis.tokens.len();
    analysis
        .grid
        .each(all, Sign::Lower)
        .filter(|at| authority.starts_name(analysis.words[*at]) && !analysis.is(*at, Class::Common))
        .filter_map(|at| {
            let words = &analysis.words[at..analysis.tokens.len().min(at + 4)];
            let (length, _) = authority
                .names(words)
                .filter(|(_, entries)| {
                    entries.iter().any(|entry| {
                        let small = authority
                            .record(entry.record)
                            .name
                            .starts_with(char::is_lowercase);
                        entry.table == Table::Series && !entry.exact && (small || !entry.ambiguous)
                    })
                })
                .last()?;
            let small = (at..at + length).all(|t| analysis.tokens[t].shape == Shape::Lower);
            let place = usize::from(is_small_place(analysis, at + length));
            (small && length == 1).then(|| at..at + length + place)
        })
        .collect()
}

/// "in-leather Global", "e-mobility World": a word with a hyphen in small letters that stands before the
/// same capitalised word again and again.
fn hyphenated(analysis: &Analysis<'_>) -> Vec<usize> {
    let pair = |at: usize| {
        let word = analysis.word(at);
        at + 1 < analysis.tokens.len()
            && word.contains('-')
            && word.len() > 4
            && analysis.tokens[at + 1].spaced
            && analysis.tokens[at + 1].shape.is_nameish()
            && !analysis.is_compound(at)
            && !analysis.is(at + 1, Class::Weekday)
            && !analysis.is(at + 1, Class::Month)
    };
    let all = 0..analysis.tokens.len();
    let found: Vec<usize> = (analysis.grid.each(all, Sign::Lower))
        .filter(|at| pair(*at))
        .collect();
    let same = |a: usize, b: usize| {
        analysis.word(a) == analysis.word(b) && analysis.words[a + 1] == analysis.words[b + 1]
    };
    let named = |at: &usize| {
        let fair = analysis.is(at + 1, Class::RegionWord) || analysis.is(at + 1, Class::EventHead);
        fair && found.iter().filter(|other| same(*at, **other)).count() > 1
    };
    found.iter().copied().filter(named).collect()
}

/// "Expo minière de l'Ouest", "the Salon nautique": words of another language behind the noun for a
/// fair, written so again or followed by a word that joins names.
fn foreign_adjectives(analysis: &Analysis<'_>) -> Vec<usize> {
    let all = 0..analysis.tokens.len();
    let behind: Vec<usize> = analysis
        .grid
        .each(all, Class::EventHead)
        .filter(|head| analysis.tokens[*head].shape == Shape::Capital)
        .map(|head| head + 1)
        .filter(|at| {
            *at < analysis.tokens.len()
                && analysis.tokens[*at].spaced
                && analysis.tokens[*at].shape == Shape::Lower
                && analysis.words[*at] == WordId::UNKNOWN
                && analysis.word(*at).len() >= 4
                && analysis.word(*at).chars().all(char::is_alphabetic)
        })
        .collect();
    let again = |at: usize| {
        behind
            .iter()
            .any(|t| *t != at && analysis.word(*t) == analysis.word(at))
    };
    let joined = |at: usize| {
        at + 2 < analysis.tokens.len()
            && analysis.is(at + 1, Class::NameJoiner)
            && analysis.tokens[at + 2].shape.is_nameish()
    };
    behind
        .iter()
        .copied()
        .filter(|at| again(*at) || joined(*at))
        .collect()
}

/// A place written in small letters that is no everyday word.
fn is_small_place(analysis: &Analysis<'_>, at: usize) -> bool {
    at < analysis.tokens.len()
        && analysis.tokens[at].shape == Shape::Lower
        && !analysis.is(at, Class::Common)
        && analysis
            .knowledge
            .authority
            .names(&analysis.words[at..=at])
            .any(|(_, entries)| entries.iter().any(|entry| entry.table == Table::Place))
}

/// Whether only a fair stands there: "lignatec 2031", "a stand at lignatec bogotá", "the eighth
/// lignatec".
fn stands_as_fair(analysis: &Analysis<'_>, at: usize, sentence: &Range<usize>) -> bool {
    let next = at + 1;
    let before = at - 1;
    let closed = next >= sentence.end
        || analysis.mark(next).is_some()
        || analysis.is(next, Class::Preposition)
        || is_small_place(analysis, next);
    let dated = next < sentence.end
        && super::dress::year_of(analysis.word(next)).is_some()
        && !analysis.is(before, Class::Determiner);
    let visited = analysis.says(before, "at")
        && before > sentence.start
        && (analysis.is_lower(before - 1, Class::BoothPlace)
            || analysis.is_lower(before - 1, Class::ExhibitorNoun)
            || analysis
                .verb_forms(before - 1)
                .iter()
                .any(|form| (analysis.knowledge.words).verb_class(form.verb, Class::ShowVerb)));
    let counted = analysis.ordinal(before).is_some()
        && before > sentence.start
        && analysis.is(before - 1, Class::Determiner);
    dated || closed && (visited || counted)
}

/// A word in small letters that no list has.
fn is_unknown(analysis: &Analysis<'_>, at: usize) -> bool {
    analysis.tokens[at].shape == Shape::Lower
        && analysis.words[at] == WordId::UNKNOWN
        && analysis.word(at).len() >= 3
        && analysis.word(at).bytes().all(|b| b.is_ascii_alphanumeric())
}

/// Whether a name stands there: a paragraph begins with it and a verb, a comma or "'s" follows;
/// "the Dutch bank bunq showed", "organised by gfu", "bunq chief executive Jane Roe".
fn stands_as_name(analysis: &Analysis<'_>, at: usize, sentence: &Range<usize>) -> bool {
    let next = at + 1;
    let end = sentence.end;
    let verb = |t: usize| {
        analysis.is(t, Class::Auxiliary)
            || analysis
                .verb_forms(t)
                .iter()
                .any(|form| form.past || form.third)
    };
    let closed = next >= end || analysis.mark(next).is_some();
    let owns = next < end && analysis.tokens[next].shape == Shape::Possessive;
    let acts = next < end && analysis.tokens[next].shape == Shape::Lower && verb(next);
    if at == sentence.start {
        let comma = next < end && analysis.is_mark(next, ',');
        return acts || owns || comma || office_of(analysis, next, end);
    }
    let before = at - 1;
    if before <= sentence.start {
        return false;
    }
    if stands_as_fair(analysis, at, sentence) {
        return true;
    }
    let inflected = [Class::OrgNoun, Class::OrganizerNoun]
        .iter()
        .any(|class| analysis.is_lower(before, *class))
        && !is_inflected(analysis, at)
        && (analysis.is(before - 1, Class::Article)
            || analysis.tokens[before - 1].shape.is_nameish()
            || analysis.is(before - 1, Class::Determiner));
    let run = analysis.says(before, "by")
        && analysis
            .verb_forms(before - 1)
            .iter()
            .any(|form| form.participle);
    let opens = analysis.mark(before).is_some()
        || analysis.is_lower(before, Class::SaidForm)
        || analysis.says(before, "and");
    inflected && (closed || owns || acts)
        || run && closed
        || opens && office_of(analysis, next, end)
}

/// Whether an office of business and a person's name stand at `at`: "chief executive Jane Roe".
fn office_of(analysis: &Analysis<'_>, at: usize, end: usize) -> bool {
    let mut stop = at;
    while stop < end
        && stop < at + 3
        && (analysis.is_lower(stop, Class::SoleOffice)
            || analysis.is_lower(stop, Class::RoleModifier))
    {
        stop += 1;
    }
    stop > at
        && analysis.is(stop - 1, Class::SoleOffice)
        && stop + 1 < end
        && (stop..stop + 2).all(|t| analysis.tokens[t].shape == Shape::Capital)
}

/// Whether a word ends as inflected everyday words do.
fn is_inflected(analysis: &Analysis<'_>, at: usize) -> bool {
    let word = analysis.word(at);
    let words = &analysis.knowledge.words;
    (2..=4).any(|length| {
        word.len() > length + 1
            && words
                .classes(words.id(&word[word.len() - length..]))
                .has(Class::Inflection)
    })
}
