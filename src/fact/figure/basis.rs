//! Whether a number is reported, announced or only expected.

use crate::fact::collect::View;
use crate::fact::model::Basis;
use crate::knowledge::Class;
use std::ops::Range;

/// How far before and behind a number its words may stand.
const BEFORE: usize = 12;
const BEHIND: usize = 8;

/// The basis of the number at a token.
pub(super) fn of(view: View<'_>, sentence: &Range<usize>, token: usize) -> Basis {
    let a = view.analysis;
    let near = sentence.start.max(token.saturating_sub(BEFORE))..sentence.end.min(token + BEHIND);
    if near.clone().any(|t| a.is_lower(t, Class::Expectation)) {
        Basis::Expected
    } else if near.clone().any(|t| a.is_lower(t, Class::Future)) {
        Basis::Announced
    } else {
        Basis::Reported
    }
}
