//! Names that their owners write in small letters ("bunq", "gfu"): unknown words that stand where
//! only a name can, by which the document's other uses of them are told. Their tokens get the
//! shape of names; what kind of name is decided where all names are.

use super::analysis::Analysis;
use crate::document::BlockKind;
use crate::knowledge::{Class, WordId};
use crate::text::Shape;

/// Gives the names in small letters the shape of names.
pub(super) fn mark(analysis: &mut Analysis<'_>) {
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
        }
    }
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
fn stands_as_name(analysis: &Analysis<'_>, at: usize, sentence: &std::ops::Range<usize>) -> bool {
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
