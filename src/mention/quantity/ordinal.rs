//! Places in a row: "third", "23rd", "twenty-first", "inaugural". They are never quantities.

use crate::knowledge::figures::{Piece, Role, Shape};
use crate::mention::Scan;
use std::ops::Range;

/// A place in a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ordinal {
    /// Byte range in the sentence.
    pub range: Range<usize>,
    pub value: u32,
}

/// All ordinals of a sentence, in order. Shares ("two thirds", "a third of") and lengths of time
/// ("per second") are left out; days of the month ("the 3rd of May") are not: the dates tell.
pub fn ordinals(scan: &Scan) -> Vec<Ordinal> {
    let mut found = Vec::new();
    if !scan.speaks {
        return found;
    }
    let mut at = 0;
    while at < scan.len() {
        // "twenty-first" opens with a number.
        if !scan.opens(at, Piece::ORDINAL | Piece::NUMBER) {
            at += 1;
            continue;
        }
        match in_digits(scan, at).or_else(|| in_words(scan, at)) {
            Some((end, value)) => {
                found.push(Ordinal {
                    range: scan.range(at..end),
                    value,
                });
                at = end;
            }
            None => at += 1,
        }
    }
    found
}

fn in_digits(scan: &Scan, at: usize) -> Option<(usize, u32)> {
    let value = scan.plain_number(at)?;
    let ending = scan.is(at + 1, Role::OrdinalEnding) && scan.glued(at + 1);
    let name = scan.glued(at) && at > 0 && scan.is_word(at - 1);
    (ending && !name && value > 0).then_some((at + 2, value))
}

fn in_words(scan: &Scan, at: usize) -> Option<(usize, u32)> {
    let sense = scan.sense(at);
    let before = at.wrapping_sub(1);
    if sense.is_cardinal && sense.cardinal >= 20 {
        // "twenty-first"
        let hyphen = usize::from(scan.is(at + 1, Role::Hyphen) && scan.glued(at + 2));
        let unit = scan.sense(at + 1 + hyphen).ordinal;
        let joined = (1..10).contains(&unit) && (hyphen == 1 || !scan.is(at + 2, Role::Of));
        return joined.then(|| (at + 2 + hyphen, u32::from(sense.cardinal) + u32::from(unit)));
    }
    if sense.ordinal == 0 {
        return None;
    }
    let number_before = scan.sense(before).is_cardinal
        || scan.shape(before) == Some(Shape::Digits)
        || (scan.is(before, Role::Hyphen)
            && scan.glued(at)
            && scan.sense(before.wrapping_sub(1)).is_cardinal);
    let share = scan.is(at, Role::Share)
        && (number_before || (scan.is(before, Role::Article) && scan.is(at + 1, Role::Of)));
    let time = sense.ordinal == 2
        && scan.is(before, Role::PerSecond)
        && (!scan.is_word(at + 1) || scan.is(at + 1, Role::Boundary));
    if share || time {
        return None;
    }
    let ever = scan.is(at + 1, Role::Hyphen) && scan.glued(at + 1) && scan.is(at + 2, Role::Ever);
    Some((if ever { at + 3 } else { at + 1 }, u32::from(sense.ordinal)))
}
