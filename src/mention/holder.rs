//! Who holds an office, written right behind what the office is of: "the mayor of Kelmstad Rui Melo",
//! "Director of the Trade Department at the Ministry of Industry Ana Costa said".

use super::analysis::Analysis;
use super::name::{Mention, Sort, from_entry, longest_entry};
use super::person;
use super::role::RoleSpan;
use super::sort::classify;
use crate::knowledge::Class;
use crate::text::Shape;
use std::ops::Range;

/// The most words between an office and the name that ends with its holder's.
const REACH: usize = 12;

/// The most words of the holder's name.
const LONGEST: usize = 4;

/// Where the holder's name begins within the name of what the office is of.
pub(super) fn holder(
    a: &Analysis<'_>,
    mention: &Mention,
    office: &RoleSpan,
    limit: usize,
) -> Option<usize> {
    let Range { start, end } = mention.range.clone();
    let between = office.range.end..mention.outer.start;
    let of = ["of", "at", "for", "in"]
        .iter()
        .any(|word| a.says(between.start, word));
    let linked = !between.is_empty()
        && between.len() <= REACH
        && of
        && between.clone().all(|t| {
            a.tokens[t].shape.is_nameish()
                || a.is_mark(t, '&')
                || a.is(t, Class::Article)
                || a.is_lower(t, Class::NameGlue)
                || a.says(t, "at")
        });
    if !linked || mention.outer.end != end || !acts(a, end, limit) {
        return None;
    }
    let begins = |t: usize| {
        person::is_given(a, t) || person::is_initial(a, t) || a.is(t, Class::FamilyFirst)
    };
    // What reads like one person's name begins as one: "SMEs T.M. Costa" and "Kelmstad Rui Melo"
    // do not.
    if mention.sort == Sort::Person && (begins(start) || person::is_surname(a, start)) {
        return None;
    }
    (start + 1..end.saturating_sub(1))
        .filter(|cut| end - cut <= LONGEST)
        .find(|cut| begins(*cut) && person::looks_like(a, &(*cut..end)))
        .filter(|cut| {
            let last = a.tokens[*cut - 1].shape;
            // "Grupo Maria Lopez", "Museum Anne Frank", "Porto Martin Marine": named after somebody.
            let named_after = a.is(start, Class::NamesakeBody)
                || a.is(end - 1, Class::OrgLast) && !person::is_surname(a, end - 1);
            last.is_nameish() && !a.is(*cut - 1, Class::Honorific) && !named_after
        })
}

/// Whether what stands behind a name is what somebody does, or ends what is said of them.
fn acts(a: &Analysis<'_>, at: usize, limit: usize) -> bool {
    at >= limit
        || a.mark(at).is_some()
        || a.says(at, "and")
        || a.says(at, "who")
        || a.tokens[at].shape == Shape::Lower
            && (a.is(at, Class::Auxiliary)
                || a.is(at, Class::SaidForm)
                || a.is(at, Class::Preposition)
                || (a.verb_forms(at).iter()).any(|form| form.past || form.third || form.ing))
}

/// Adds both names: what the office is of, and who holds it.
pub(super) fn push_holder(a: &Analysis<'_>, mention: Mention, cut: usize, out: &mut Vec<Mention>) {
    let front = mention.range.start..cut;
    let known =
        longest_entry(a, front.start, front.end).filter(|(length, _)| *length == front.len());
    // "Minister for Trade Ana Costa": the field is no name.
    let field = known.is_none() && front.len() == 1 && a.is(front.start, Class::Common);
    if let Some((length, entry)) = known {
        let mut body = from_entry(a, front.start, length, entry, cut);
        body.outer.start = mention.outer.start;
        out.push(body);
    } else if !field {
        out.push(Mention {
            outer: mention.outer.start..cut,
            sort: classify(a, &front, false),
            range: front,
            ..mention.clone()
        });
    }
    out.push(Mention {
        outer: cut..mention.range.end,
        range: cut..mention.range.end,
        sort: Sort::Person,
        record: None,
        year: None,
        ordinal: None,
    });
}
