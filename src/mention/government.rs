//! Governments below a country's, in small letters beside their place: "the Hunan provincial government",
//! "the city council of Kelmstad", "the Hunan provincial department of commerce". A country's own stands for the country.

use super::analysis::Analysis;
use super::inventory::Inventory;
use super::name::{Mention, Sort, is_function};
use crate::kind::Kind;
use crate::knowledge::Class;
use crate::text::Shape;
use std::ops::Range;

/// The most words that tell of what level a government is.
const LEVELS: usize = 2;

impl Inventory {
    /// Makes a place and the words for its government, or a part of that, one name.
    pub(super) fn find_governments(&mut self, analysis: &Analysis<'_>) {
        for index in 0..self.by_sentence.len() {
            let bounds = analysis.sentences[index].tokens.clone();
            for m in self.by_sentence[index].0.clone() {
                let mention = &self.mentions[m];
                if mention.range != mention.outer {
                    continue;
                }
                let found = behind(analysis, mention, &bounds)
                    .or_else(|| before(analysis, mention, &bounds));
                if let Some(range) = found {
                    let free = |other: &Mention| {
                        other.outer.end <= range.start || range.end <= other.outer.start
                    };
                    let beside = self.by_sentence[index]
                        .0
                        .clone()
                        .filter(|other| *other != m);
                    if beside.into_iter().all(|other| free(&self.mentions[other]))
                        && self.roles[self.by_sentence[index].1.clone()]
                            .iter()
                            .all(|role| {
                                role.range.end <= range.start || range.end <= role.range.start
                            })
                    {
                        let mention = &mut self.mentions[m];
                        mention.range = range.clone();
                        mention.outer = range;
                        mention.sort = Sort::Organisation(Kind::GovernmentBody);
                        mention.record = None;
                    }
                }
            }
        }
    }
}

/// "Hunan provincial government", "Bavarian state government", "the Porto government said"
fn behind(a: &Analysis<'_>, mention: &Mention, bounds: &Range<usize>) -> Option<Range<usize>> {
    let end = mention.outer.end;
    let levels = (end..bounds.end.min(end + LEVELS))
        .take_while(|t| a.is_lower(*t, Class::GovernmentLevel))
        .count();
    let head = end + levels;
    // A word that no list has is a place's by the level: "the Aragonese regional government".
    let adjective = mention.sort == Sort::Name
        && mention.record.is_none()
        && mention.range.len() == 1
        && a.tokens[mention.range.start].shape == Shape::Capital
        && !a.is(mention.range.start, Class::Common);
    let place = mention.sort == Sort::Place || levels > 0 && adjective;
    if !place || head >= bounds.end {
        return None;
    }
    let next = match is_government(a, head, levels) {
        true => head + 1,
        false if levels > 0 && !a.says(head - 1, "local") => department(a, head, bounds.end)?,
        false => return None,
    };
    // "Hunan provincial government officials": what is theirs.
    let whole = next >= bounds.end
        || a.tokens[next].shape != Shape::Lower
        || a.is(next, Class::Preposition)
        || a.is(next, Class::Auxiliary)
        || a.is_lower(next, Class::Adverb)
        || a.is(next, Class::Relative)
        || matches!(a.word(next), "and" | "or" | "as")
        || (a.verb_forms(next).iter()).any(|form| form.past || form.third);
    whole.then_some(mention.range.start..next)
}

/// "department of commerce", "commerce department", "bureau of culture and tourism": where the words for
/// a part of a government end.
fn department(a: &Analysis<'_>, at: usize, end: usize) -> Option<usize> {
    let plain = |t: usize| {
        t < end && a.tokens[t].shape == Shape::Lower && a.is(t, Class::Common) && !is_function(a, t)
    };
    let head = [at, at + 1]
        .into_iter()
        .find(|t| *t < end && a.is_lower(*t, Class::DepartmentNoun))?;
    if head > at && !plain(at) {
        return None;
    }
    let of = head + 1;
    if !(of < end && a.says(of, "of") && plain(of + 1)) {
        return Some(head + 1);
    }
    let pair = of + 3 < end && a.says(of + 2, "and") && plain(of + 3);
    Some(of + 2 + 2 * usize::from(pair))
}

/// "the provincial government of Quang Ninh", "the government of the Azores"
fn before(a: &Analysis<'_>, mention: &Mention, bounds: &Range<usize>) -> Option<Range<usize>> {
    let of = mention.outer.start.checked_sub(1)?;
    let of = of - usize::from(a.says(of, "the") && of > bounds.start);
    let head = of.checked_sub(1).filter(|t| *t >= bounds.start)?;
    let first = head.saturating_sub(LEVELS).max(bounds.start);
    let levels = (first..head)
        .rev()
        .take_while(|t| a.is_lower(*t, Class::GovernmentLevel))
        .count();
    (mention.sort == Sort::Place && a.says(of, "of") && is_government(a, head, levels))
        .then_some(head - levels..mention.range.end)
}

/// "government", and "council" where a word tells of what level it is.
fn is_government(a: &Analysis<'_>, head: usize, levels: usize) -> bool {
    a.is_lower(head, Class::GovernmentNoun) && (levels > 0 || a.says(head, "government"))
}
