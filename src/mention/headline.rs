//! Names of fairs told by how they are written: in quotation marks, or as a headline with a year.

use super::analysis::Analysis;
use super::dress::{dress_event, fair, year_of};
use super::name::{Mention, Sort, is_function, longest_entry};
use crate::document::BlockKind;
use crate::knowledge::{Class, Table};
use crate::text::Shape;
use std::ops::Range;

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

/// The longest name of a fair in a headline.
const BILLED: usize = 14;

/// A fair's name within a headline whose words are all capitalised: "Minister Opens 5th Congress of
/// Cardiology in Porto", "REMARKS AT THE OPENING OF THE PORTO FURNITURE FAIR". Only the words around it
/// can tell where it begins and ends.
pub(super) fn billed_fair(analysis: &Analysis<'_>, sentence: &Range<usize>) -> Option<Mention> {
    let mut heads = sentence.clone().filter(|t| {
        analysis.is(*t, Class::EventHead)
            && analysis.is(*t, Class::FairNoun)
            && analysis.tokens[*t].shape.is_nameish()
            && !analysis.is(*t, Class::PluralFair)
    });
    heads.find_map(|head| billed_at(analysis, sentence, head))
}

fn billed_at(a: &Analysis<'_>, sentence: &Range<usize>, head: usize) -> Option<Mention> {
    let named = |t: usize| {
        a.tokens[t].shape.is_nameish() && !is_function(a, t) && !acts(a, t)
            || a.is_mark(t, '&')
            || a.says(t, "and") && t > sentence.start && a.tokens[t - 1].shape.is_nameish()
    };
    let mut start = head;
    while start > sentence.start
        && head - start < BILLED
        && named(start - 1)
        && !may_act(a, sentence, start - 1)
    {
        start -= 1;
    }
    // "Summer Collection Stuns Porto Fair": what stands before a known place may be anything.
    let place = (start + 1..head).find(|t| {
        longest_entry(a, *t, head + 1).is_some_and(|(_, entry)| {
            matches!(entry.table, Table::Place | Table::Country) && !entry.ambiguous
        })
    });
    if let Some(place) = place
        && !(start..place).all(|t| a.is(t, Class::EventModifier) || a.is(t, Class::RegionWord))
    {
        start = place;
    }
    while start < head && (a.says(start, "and") || a.mark(start).is_some()) {
        start += 1;
    }
    let mut end = head + 1;
    // "Conference and Exhibition on Nets and Harbours", "Congress of Cardiology"
    let mut complement = a.is(head, Class::EventHeadFirst);
    while end < sentence.end && end - start < BILLED {
        let next = end + 1 < sentence.end && a.tokens[end + 1].shape.is_nameish();
        let small = a.says(end, "and") || a.is_mark(end, '&');
        let joins =
            small && next && (complement && end > head + 2 || a.is(end + 1, Class::EventHead));
        let opens = complement
            && matches!(
                a.word(end).to_ascii_lowercase().as_str(),
                "of" | "on" | "for"
            )
            && next;
        if joins || opens {
            end += 2;
        } else if complement && end > head + 1 && named(end) && a.mark(end).is_none() {
            end += 1;
        } else {
            break;
        }
        complement |= a.is(end - 1, Class::EventHeadFirst);
    }
    // "PORTO FAIR SINGAPORE", "Fair Opens", but not "Fair Prize"
    if end == head + 1
        && let Some((length, entry)) = longest_entry(a, end, sentence.end)
        && matches!(entry.table, Table::Place | Table::Country)
    {
        end += length;
    }
    let goes_on = end < sentence.end
        && a.tokens[end].shape.is_nameish()
        && !is_function(a, end)
        && !acts(a, end);
    if goes_on {
        return None;
    }
    let mut mention = fair(a, start..end, start..end, sentence.end);
    if let Some((length, entry)) = longest_entry(a, start, sentence.end)
        && entry.table == Table::Series
        && start + length == end
    {
        mention.record = Some(entry.record);
    }
    let words = mention
        .range
        .clone()
        .filter(|t| a.tokens[*t].shape.is_nameish());
    let proper = |t: usize| {
        !a.is(t, Class::Common) && !a.is(t, Class::NameNoun) && !a.is(t, Class::EventHead)
    };
    let told = mention.record.is_some()
        || mention.ordinal.is_some()
        || mention.year.is_some()
        || words.clone().any(proper)
        || words.clone().count() > 2 && words.clone().any(|t| a.is(t, Class::RegionWord));
    (words.count() > 1 && told).then_some(mention)
}

/// "Thousands Attend Porto Fair", "Minister To Open Porto Fair": whether a word of a headline that can be a
/// verb stands behind who does it.
fn may_act(a: &Analysis<'_>, sentence: &Range<usize>, at: usize) -> bool {
    let noun = a.is(at, Class::EventHead) || a.is(at, Class::RegionWord);
    let verb = !noun && a.verb_forms(at).iter().any(|form| form.base);
    let Some(before) = at.checked_sub(1).filter(|t| *t >= sentence.start) else {
        return false;
    };
    let word = a.word(before);
    let plural = word.ends_with(['s', 'S']) && word.len() > 3 && a.is(before, Class::Common);
    verb && (plural
        || a.says(before, "to")
        || a.is(before, Class::RoleHead)
        || a.is(before, Class::CrowdNoun)
        || !a.is(at, Class::NameNoun) && !a.is(before, Class::Common))
}

/// Whether a capitalised word of a headline is its verb: "Opens", "Drew", "Visit".
fn acts(a: &Analysis<'_>, at: usize) -> bool {
    let noun =
        a.is(at, Class::NameNoun) || a.is(at, Class::EventHead) || a.is(at, Class::RegionWord);
    a.is(at, Class::MeetVerb)
        || !noun
            && a.verb_forms(at)
                .iter()
                .any(|form| form.third || form.past || form.ing)
}
