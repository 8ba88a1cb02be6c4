//! Brackets within the names of fairs: "China (Harbin) Ice Cream Expo", "Norland Oil and Gas (NOG)
//! Conference", "Boats, Ropes and Sails (BRS)"; and how far a body's name goes by the initials behind it:
//! "Kelm Operators of America (KOA)".

use super::analysis::Analysis;
use super::name::longest_entry;
use crate::knowledge::{Class, Table};
use crate::text::Shape;

/// The most words of a list of matters behind a place in brackets.
const LONGEST_LIST: usize = 12;

/// "China (Harbin) Ice Cream Expo": a place in brackets within the name of a fair.
pub(super) fn place_of_fair(analysis: &Analysis<'_>, at: usize, open: usize, limit: usize) -> bool {
    let close = open + 2;
    let fits = open == at + 1
        && close + 1 < limit
        && analysis.is_mark(close, ')')
        && analysis.tokens[open + 1].shape == Shape::Capital
        && analysis.tokens[close + 1].shape == Shape::Capital
        && analysis.tokens[close + 1].spaced;
    let place = |t: usize| {
        longest_entry(analysis, t, limit)
            .is_some_and(|(_, e)| matches!(e.table, Table::Place | Table::Country))
    };
    fits && place(at) && place(open + 1) && {
        // "China (Harbin) Tea Machinery and Packaging Expo"
        let joined = |t: usize| {
            analysis.tokens[t].shape.is_nameish()
                || analysis.is_mark(t, '&')
                || analysis.is_mark(t, ',')
                || analysis.says(t, "and")
        };
        let stop = (close + 1..limit.min(close + LONGEST_LIST))
            .take_while(|t| joined(*t))
            .filter(|t| analysis.is(*t, Class::EventHead))
            .last();
        stop.is_some_and(|head| head > close + 1)
    }
}

/// "Norland Oil and Gas (NOG) Conference": initials in brackets within the name of a fair.
pub(super) fn initials_in_fair(analysis: &Analysis<'_>, open: usize, limit: usize) -> bool {
    let head = open + 3;
    head < limit
        && is_initials_in_brackets(analysis, open, limit)
        && analysis.tokens[head].shape == Shape::Capital
        && analysis.tokens[head].spaced
        && analysis.is(head, Class::EventHead)
        && !analysis.is(head, Class::SurnameAmbiguous)
}

/// Whether "(ABC)" begins at `open`.
pub(super) fn is_initials_in_brackets(analysis: &Analysis<'_>, open: usize, limit: usize) -> bool {
    open + 2 < limit
        && analysis.is_mark(open, '(')
        && analysis.is_mark(open + 2, ')')
        && matches!(analysis.tokens[open + 1].shape, Shape::Upper | Shape::Mixed)
        && (2..=8).contains(&analysis.word(open + 1).len())
}

/// "Boats, Ropes and Sails (BRS)": the end of a list that is one name, by its initials in brackets.
pub(super) fn list_with_initials(
    analysis: &Analysis<'_>,
    at: usize,
    comma: usize,
    limit: usize,
) -> Option<usize> {
    let stop = limit.min(comma + LONGEST_LIST);
    let joins = |t: usize| {
        analysis.is_mark(t, ',')
            || analysis.is_mark(t, '&')
            || analysis.is_lower(t, Class::NameGlue)
    };
    let open = (comma + 1..stop)
        .take_while(|t| {
            analysis.tokens[*t].shape.is_nameish() || joins(*t) || analysis.is_mark(*t, '(')
        })
        .find(|t| analysis.is_mark(*t, '('))?;
    if !is_initials_in_brackets(analysis, open, limit) {
        return None;
    }
    let mut letters = analysis.word(open + 1).chars();
    let names = (at..open).filter(|t| analysis.tokens[*t].shape.is_nameish());
    let all = { names }.all(|t| {
        let first = analysis.word(t).chars().next();
        first.is_some() && letters.next() == first
    });
    (all && letters.next().is_none()).then_some(open)
}

/// The most words of a name that initials behind it spell.
const LONGEST_SPELLED: usize = 14;

/// "Kelm Boat Operators of America (KBOA)", "the Norland Association of the Pool and Spa Industry (NAPSI)":
/// the end of the name that begins at `at`, if small words join it and the initials in brackets behind it
/// are its own; of a body also if they are another language's.
pub(super) fn spelled_by_initials(
    analysis: &Analysis<'_>,
    at: usize,
    limit: usize,
) -> Option<usize> {
    let stop = limit.min(at + LONGEST_SPELLED);
    let name = |t: usize| analysis.tokens[t].shape.is_nameish();
    let open = (at..stop)
        .take_while(|t| {
            name(*t)
                || analysis.is_mark(*t, '(')
                || analysis.is_mark(*t, '&')
                || analysis.is_lower(*t, Class::NameGlue)
                || analysis.says(*t, "the")
        })
        .find(|t| analysis.is_mark(*t, '('))?;
    let joined = (at..open).any(|t| analysis.tokens[t].shape == Shape::Lower);
    if !joined
        || !name(open - 1)
        || !is_initials_in_brackets(analysis, open, limit)
        || initials_in_fair(analysis, open, limit)
    {
        return None;
    }
    let initials: Vec<char> = (at..open)
        .filter(|t| name(*t))
        .filter_map(|t| analysis.word(t).chars().next())
        .collect();
    let told = analysis.word(open + 1);
    let letters = || told.chars().filter(|c| c.is_uppercase());
    let spelled = letters().eq(initials.iter().copied());
    let body = || {
        // "the Bank of Norland and the Bank of Lagos (BNL)": two of them.
        let of = |t: &usize| analysis.is(*t, Class::OrgFirst) && analysis.says(t + 1, "of");
        (at..open).filter(of).count() == 1
            && letters().count() >= 3
            && initials
                .iter()
                .all(|c| letters().any(|letter| letter == *c))
    };
    (spelled || body()).then_some(open)
}
