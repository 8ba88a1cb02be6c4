//! Words for offices that are a part of something else: of a body's name, a meeting's, a building's.

use super::super::analysis::Analysis;
use super::super::person;
use crate::knowledge::Class;
use crate::text::Shape;

/// Whether a word of two letters is written like a name, not like an office in short: "Md", but "MD".
pub(super) fn is_short_name(analysis: &Analysis<'_>, at: usize) -> bool {
    analysis.tokens[at].shape == Shape::Capital && analysis.word(at).len() == 2
}

/// Whether the capitals before an office begin with "Office of the".
pub(super) fn of_an_office(analysis: &Analysis<'_>, at: usize, floor: usize) -> bool {
    let mut first = at;
    while first > floor && analysis.tokens[first - 1].shape == Shape::Capital {
        first -= 1;
    }
    let the = usize::from(first > floor && analysis.says(first - 1, "the"));
    let of = first.checked_sub(the + 1).filter(|of| *of > floor);
    of.is_some_and(|of| {
        analysis.says(of, "of")
            && analysis.says(of - 1, "office")
            && analysis.tokens[of - 1].shape == Shape::Capital
    })
}

/// Whether "Institute of" stands before the capitals, and the "and" between them, that end at an office.
pub(super) fn of_a_body(analysis: &Analysis<'_>, at: usize, floor: usize) -> bool {
    let next = |t: usize| t < analysis.tokens.len();
    // "the Chamber of Commerce Presidents Jane Roe and John Doe"
    if next(at + 1) && analysis.tokens[at + 1].shape == Shape::Capital {
        return false;
    }
    // "the Federation of Boat Builders and Owners (FBBO)": only the bracket says so much.
    let bracket = next(at + 1) && analysis.is_mark(at + 1, '(')
        || next(at + 3)
            && analysis.is_lower(at + 1, Class::NameGlue)
            && analysis.is_mark(at + 3, '(');
    let joined = |t: usize| {
        analysis.tokens[t].shape == Shape::Capital
            || bracket && analysis.says(t, "and") && analysis.tokens[t - 1].shape == Shape::Capital
    };
    let mut first = at;
    while first > floor + 1 && joined(first - 1) {
        first -= 1;
    }
    first > floor + 1
        && analysis.says(first - 1, "of")
        && analysis.is(first - 2, Class::MemberBody)
        && analysis.tokens[first - 2].shape == Shape::Capital
}

/// "the Global Welding CEO Tallinn Summit": an office in capitals inside the name of a meeting.
pub(super) fn opens_session(analysis: &Analysis<'_>, at: usize) -> bool {
    let mut last = at;
    while last < at + 3
        && last + 1 < analysis.tokens.len()
        && analysis.tokens[last + 1].shape.is_nameish()
        && analysis.tokens[last + 1].spaced
        && !analysis.is(last + 1, Class::RoleHead)
    {
        last += 1;
        if analysis.is(last, Class::SessionHead) {
            return !person::looks_like(analysis, &(at + 1..last + 1));
        }
    }
    false
}

/// Whether the capitals from `at` on end with the head of a building's, prize's or event's name.
pub(super) fn names_a_place(analysis: &Analysis<'_>, at: usize, end: usize) -> bool {
    let mut last = at;
    while last + 1 < end
        && analysis.tokens[last + 1].shape.is_nameish()
        && analysis.tokens[last + 1].spaced
        && !analysis.is(last + 1, Class::RoleHead)
    {
        last += 1;
    }
    let head = [
        Class::VenueHead,
        Class::OrgLast,
        Class::EventHead,
        Class::SessionHead,
    ]
    .iter()
    .any(|class| analysis.is(last, *class));
    head && last > at
        && (!analysis.is(last, Class::SurnameAmbiguous)
            || (analysis.is(at, Class::Royal) && analysis.is(last, Class::VenueHead))
            || !person::looks_like(analysis, &(at + 1..last + 1)))
}
