//! Units beside a number: currencies before it, and currencies, areas, shares and times after it.

use super::number::Number;
use crate::knowledge::figures::{Role, Shape, Unit};
use crate::mention::Scan;

/// A unit before a number.
#[derive(Clone, Debug)]
pub struct Prefix {
    /// Its first piece.
    pub start: usize,
    pub unit: Unit,
}

/// A unit after a number.
#[derive(Clone, Debug)]
pub struct Suffix {
    /// The piece after it.
    pub end: usize,
    pub unit: Unit,
    pub hyphenated: bool,
}

/// The currency that ends right before a piece.
pub fn before(scan: &Scan, at: usize) -> Option<Prefix> {
    let (length, word) = scan.tables.units_before.before(&scan.pieces, at)?;
    let start = at - length;
    // "the group's $5 million" is no "s$": what is glued in the table must be glued here.
    let loose = (start + 1..at).any(|i| {
        scan.shape(i) == Some(Shape::Mark) && !scan.glued(i) && scan.word(start).len() == 1
    });
    if loose {
        let single = &scan.pieces[at - 1..at];
        let (_, word) = scan.tables.units_before.before(single, 1)?;
        return (!word.capitals).then(|| Prefix {
            start: at - 1,
            unit: word.unit.clone(),
        });
    }
    if word.capitals {
        let capitals = (start..at).all(|i| !scan.is_word(i) || scan.shape(i) != Some(Shape::Lower));
        let letter = at - start == 1 && scan.word(start).len() == 1;
        let mixed = scan.shape(start) == Some(Shape::Capital) && !letter;
        // "K5" and "R2" are names; "R5 billion" is not.
        let sum = !letter || (scan.glued(at) && scaled_or_grouped(scan, at));
        if !capitals || mixed || !sum {
            return None;
        }
    }
    // "drs 5": the word must not be the tail of another.
    let tail = scan.glued(start) && scan.is_word(start) && start > 0 && scan.is_word(start - 1);
    (!tail).then(|| Prefix {
        start,
        unit: word.unit.clone(),
    })
}

fn scaled_or_grouped(scan: &Scan, at: usize) -> bool {
    scan.word(at).contains(',') || scan.sense(at + 1).scale > 0.0 || scan.sense(at + 1).suffix > 0.0
}

/// How many pieces the currency before the number that follows `at` takes.
pub fn prefix_length(scan: &Scan, at: usize) -> usize {
    (1..=3)
        .find(|length| before(scan, at + length).is_some_and(|prefix| prefix.start == at))
        .unwrap_or(0)
}

/// The unit after a number.
pub fn after(scan: &Scan, number: &Number, priced: bool) -> Option<Suffix> {
    from(scan, number.end, number.scaled, priced)
}

/// The unit at a piece, a hyphen before it allowed.
pub fn from(scan: &Scan, start: usize, scaled: bool, priced: bool) -> Option<Suffix> {
    let hyphen = scan.is(start, Role::Hyphen) && scan.glued(start) && scan.glued(start + 1);
    let at = start + usize::from(hyphen);
    let (length, word) = scan.tables.units_after.from(&scan.pieces, at)?;
    if (word.scaled && !scaled) || (priced && !matches!(word.unit, Unit::Currency(_))) {
        return None;
    }
    // A currency sign here may belong to the next number: "20 $5 vouchers".
    let sign = scan.shape(at) == Some(Shape::Mark) && !scan.mark(at, "%");
    if sign && scan.shape(at + length) == Some(Shape::Digits) && scan.glued(at + length) {
        return None;
    }
    let mut end = at + length;
    // The point of an abbreviation: "sq. m."
    if matches!(word.unit, Unit::Area(_)) && scan.mark(end, ".") && end + 1 < scan.len() {
        let abbreviated =
            scan.word(end - 1).len() <= 2 && scan.shape(end + 1) == Some(Shape::Lower);
        end += usize::from(abbreviated);
    }
    Some(Suffix {
        end,
        unit: word.unit.clone(),
        hyphenated: hyphen,
    })
}
