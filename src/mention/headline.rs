//! Names of fairs told by how they are written: in quotation marks, or as a headline with a year.

use super::analysis::Analysis;
use super::dress::{dress_event, fair, year_of};
use super::name::{Mention, Sort, is_function, longest_entry};
use crate::document::BlockKind;
use crate::knowledge::{Class, Table};
use crate::text::Shape;

/// The longest name of a fair in quotation marks.
const QUOTED: usize = 9;

/// `the first "Catla fish and prawn Fair"`: a name in quotation marks that has words in small
/// letters and ends with a noun for a fair.
pub(super) fn quoted_fair(analysis: &Analysis<'_>, at: usize, limit: usize) -> Option<Mention> {
    if !(analysis.is_quote(at) || analysis.is_mark(at, '\u{2018}')) || at + 3 >= limit {
        return None;
    }
    let first = at + 1;
    if analysis.tokens[first].spaced || !analysis.tokens[first].shape.is_nameish() {
        return None;
    }
    let mut small = false;
    let mut end = first;
    while end < limit.min(first + QUOTED) {
        match analysis.tokens[end].shape {
            Shape::Lower => {
                let clause = [Class::Auxiliary, Class::Pronoun, Class::Relative]
                    .iter()
                    .any(|class| analysis.is(end, *class));
                if clause {
                    return None;
                }
                small = true;
            }
            Shape::Mark('&' | '-') => {}
            Shape::Mark(',' | ':') if opens_text(analysis, at) => {}
            Shape::Mark(_) | Shape::Possessive => break,
            _ => {}
        }
        end += 1;
    }
    let closed = end < limit
        && (analysis.is_quote(end) || analysis.is_mark(end, '\u{2019}'))
        && !analysis.tokens[end].spaced;
    let headed = end > first + 1
        && analysis.is(end - 1, Class::EventHead)
        && analysis.is(end - 1, Class::FairNoun)
        && !analysis.is(first, Class::Determiner)
        && !analysis.is(first, Class::Pronoun);
    let called = closed && end > first + 1 && opens_text(analysis, at);
    if !(closed && headed && small || called) {
        return None;
    }
    Some(fair(analysis, first..end, at..end + 1, limit))
}

/// `The Wood Association held the conference "Legal Timber, Lasting Trade"`: whether the quotation
/// that opens at `at` names the fair of which the text's first sentence tells.
fn opens_text(analysis: &Analysis<'_>, at: usize) -> bool {
    let index = analysis.sentence_of(at);
    let sentence = analysis.sentences[index].tokens.clone();
    if at <= sentence.start + 3 {
        return false;
    }
    let titled = analysis.is_lower(at - 1, Class::TitledWord);
    let noun = at - 1 - usize::from(titled);
    let first = || {
        let body = analysis
            .sentences
            .iter()
            .position(|s| s.kind == BlockKind::Paragraph);
        body == Some(index)
    };
    analysis.is_lower(noun, Class::FairNoun)
        && first()
        && (sentence.start..noun).any(|t| {
            analysis
                .verb_forms(t)
                .iter()
                .any(|f| analysis.knowledge.words.verb_class(f.verb, Class::HoldVerb))
        })
}

/// "Water Reuse and Desalination Conference 2020 - Doha": a headline that is a fair's name with its
/// year and nothing else, or a place behind a mark.
pub(super) fn headline_name(analysis: &Analysis<'_>, at: usize, limit: usize) -> Option<Mention> {
    if let Some(mention) = counted_name(analysis, at, limit) {
        return Some(mention);
    }
    let mut end = at;
    while end < limit && year_of(analysis.word(end)).is_none() {
        let inside = analysis.tokens[end].shape.is_nameish()
            || analysis.is_mark(end, '&')
            || analysis.is_mark(end, ',')
            || analysis.says(end, "and")
            || analysis.says(end, "of")
            || analysis.says(end, "for") && analysis.is(end - 1, Class::EventHeadFirst);
        if !inside || end - at > 12 {
            return None;
        }
        end += 1;
    }
    // "Acme Named Official Newswire of Sail Summit 2031": a sentence.
    let verb = |t: usize| {
        analysis
            .verb_forms(t)
            .iter()
            .any(|form| form.participle && !form.base || form.third)
            && !analysis.is(t, Class::NameNoun)
            && !analysis.is(t, Class::EventHead)
    };
    if (at + 1..end).any(verb) {
        return None;
    }
    let closed = end + 1 == limit || end + 1 < limit && analysis.mark(end + 1).is_some();
    let headed = end > at + 1
        && (analysis.is(end - 1, Class::EventHead) || analysis.is(at, Class::EventHeadFirst))
        && !is_function(analysis, at);
    if !(closed && headed && end < limit) {
        return None;
    }
    let mut mention = Mention {
        range: at..end,
        outer: at..end,
        sort: Sort::Event,
        record: None,
        year: None,
        ordinal: None,
    };
    if let Some((length, entry)) = longest_entry(analysis, at, limit)
        && entry.table == Table::Series
        && at + length == end
    {
        mention.record = Some(entry.record);
    }
    dress_event(analysis, &mut mention, limit);
    Some(mention)
}

/// "The 41st Annual St. Albans Cider Festival, May 4-5, 2031": a headline that is a fair's count, its
/// name and its days.
fn counted_name(analysis: &Analysis<'_>, at: usize, limit: usize) -> Option<Mention> {
    let count = at + usize::from(analysis.is(at, Class::Article));
    if count + 3 >= limit {
        return None;
    }
    let ordinal = analysis.ordinal(count)?;
    let first = count + 1 + usize::from(analysis.is(count + 1, Class::Yearly));
    let mut end = first;
    while end < limit
        && end - first < 12
        && (analysis.tokens[end].shape.is_nameish()
            || analysis.is_mark(end, '&')
            || matches!(analysis.word(end), "and" | "of"))
    {
        end += 1;
    }
    let dated = end + 2 < limit
        && (analysis.is_mark(end, ',') || analysis.is_mark(end, '('))
        && (analysis.is(end + 1, Class::Month) || analysis.is(end + 2, Class::Month));
    if !dated || end < first + 2 || !analysis.is(end - 1, Class::EventHead) {
        return None;
    }
    Some(Mention {
        range: first..end,
        outer: at..end,
        sort: Sort::Event,
        record: None,
        year: None,
        ordinal: Some(ordinal),
    })
}

/// "Acme at ISPO Kyiv 2019": in a headline, a known fair's name that goes on up to a year is
/// another fair's.
pub(super) fn longer_with_year(
    analysis: &Analysis<'_>,
    at: usize,
    length: usize,
    limit: usize,
) -> Option<Mention> {
    let mut stop = at + length;
    while stop < limit.min(at + length + 4) && analysis.tokens[stop].shape.is_nameish() {
        stop += 1;
    }
    let year = stop < limit && year_of(analysis.word(stop)).is_some();
    if stop == at + length || !year {
        return None;
    }
    Some(fair(analysis, at..stop, at..stop, limit))
}
