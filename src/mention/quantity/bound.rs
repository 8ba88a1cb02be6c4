//! Words around a number that bound it: "more than", "nearly", "or so". A bound is only what
//! touches the number; nothing is inferred.

use crate::bound::Bound;
use crate::knowledge::figures::{Role, Shape};
use crate::mention::Scan;

/// Bound words before a number.
#[derive(Clone, Copy, Debug)]
pub struct Found {
    pub bound: Bound,
    /// The first piece of the words.
    pub start: usize,
    /// How many pieces they take.
    pub length: usize,
}

/// The bound whose words end right before the number at `at`; pieces before `taken` belong to
/// something else.
pub fn before(scan: &Scan, at: usize, taken: usize) -> Option<Found> {
    let pieces = scan.pieces.get(taken..at)?;
    let (length, bound) = scan.tables.bounds_before.before(pieces, pieces.len())?;
    let start = at - length;
    // "60 more than 300" compares.
    let compares = start > 0 && start == taken && scan.shape(start - 1) == Some(Shape::Digits);
    let more = compares && scan.is(start, Role::Growth);
    (!more).then_some(Found {
        bound: *bound,
        start,
        length,
    })
}

/// The bound after a number or its unit: its words start at `number_end` or `end`. Returns the
/// bound and how many pieces to take from `end` on.
pub fn after(scan: &Scan, number_end: usize, end: usize) -> Option<(Bound, usize)> {
    let hyphen = usize::from(
        scan.is(end, Role::Hyphen) && scan.glued(end) && scan.glued(end + 1) && number_end == end,
    );
    let at = end + hyphen;
    let (length, bound) = scan.tables.bounds_after.from(&scan.pieces, at)?;
    // "300 plus 40" is a sum.
    let sum = scan.shape(at + length) == Some(Shape::Digits);
    // "300 at least in part", "10 or more": the words end a phrase or stand before the noun.
    (!sum).then_some((*bound, length + hyphen))
}
