//! Numbers in a sentence: their value, how the words bound them, and what they measure. Years,
//! dates, clock times, telephone numbers, ordinals and numbers inside names are no quantities.

mod bound;
mod digits;
mod excluded;
mod number;
mod ordinal;
#[cfg(test)]
mod tests;
mod unit;

pub use ordinal::{Ordinal, ordinals};

use super::Scan;
use super::date::DateMention;
use crate::bound::Bound;
use crate::knowledge::figures::{Piece, Role, Unit};
use number::Number;
use std::ops::Range;

/// A number with its bound and unit.
#[derive(Clone, Debug, PartialEq)]
pub struct Quantity {
    /// Byte range of the words: bound, currency, number, scale and unit ("more than 20 days").
    pub range: Range<usize>,
    /// Byte range of the number with its scale ("1.5 million").
    pub number: Range<usize>,
    /// A plain number; the lower end of a range.
    pub value: f64,
    /// Both ends of a range ("20 to 30").
    pub span: Option<(f64, f64)>,
    /// `Min` for a range, unless words bound it otherwise.
    pub bound: Bound,
    /// None for a count.
    pub unit: Option<Unit>,
    /// The quantity, by index, that this one says again in another unit ("(US$115.7 billion)").
    pub equivalent_of: Option<usize>,
    /// Whether it is joined to its unit by a hyphen ("three-day event").
    pub hyphenated: bool,
    /// The pieces of the scan that `range` covers.
    pub pieces: Range<usize>,
}

/// All quantities of a sentence, in order, without overlaps.
pub fn quantities(scan: &Scan, dates: &[DateMention]) -> Vec<Quantity> {
    let mut found: Vec<Quantity> = Vec::new();
    if !scan.speaks {
        return found;
    }
    let mut dates = dates.iter().peekable();
    let mut at = 0;
    // Words before this piece belong to a former quantity or date.
    let mut taken = 0;
    loop {
        at = scan.opening(at, Piece::NUMBER);
        if at >= scan.len() {
            break;
        }
        let start = scan.pieces[at].range().start;
        while dates.next_if(|date| date.range.end <= start).is_some() {}
        if let Some(date) = dates.peek()
            && date.range.start <= start
        {
            at = scan.piece_at(date.range.end);
            taken = at;
            continue;
        }
        let limit = dates
            .peek()
            .map_or(scan.len(), |date| scan.piece_at(date.range.start));
        let step = match number::at(scan, at) {
            Some(number) if number.end <= limit => match quantity(scan, &number, taken, limit) {
                Ok(quantity) => {
                    at = quantity.pieces.end;
                    taken = at;
                    found.push(quantity);
                    continue;
                }
                Err(end) => end,
            },
            _ => at + 1,
        };
        at = step.max(at + 1);
    }
    mark_equivalents(scan, &mut found);
    found
}

/// Builds the quantity around a number; the piece to go on from where it is none.
fn quantity(scan: &Scan, first: &Number, taken: usize, limit: usize) -> Result<Quantity, usize> {
    let mut prefix = unit::before(scan, first.start);
    if prefix.as_ref().is_some_and(|prefix| prefix.start < taken) {
        prefix = None;
    }
    if prefix.is_none() && excluded::is_name(scan, first) {
        return Err(first.end);
    }
    if prefix.is_none()
        && let Some(end) = excluded::proportion(scan, first)
    {
        return Err(end);
    }
    let first = &first.with_suffix(scan, prefix.is_some());
    let mut last = first.clone();
    let mut span = None;
    if let Some(second) = number::upper(scan, first) {
        let second = second.with_suffix(scan, prefix.is_some());
        if second.end <= limit {
            let low = number::shared_scale(first, &second);
            if low < second.value {
                span = Some((low, second.value));
                last = second;
            } else if scan.glued(first.end) {
                // "787-10", "555-1234"
                return Err(second.end);
            }
        }
    }
    if excluded::is_clock(scan, &last) {
        return Err(last.end);
    }
    let mut end = last.end;
    let mut hyphenated = false;
    let mut measure = prefix.as_ref().map(|prefix| prefix.unit.clone());
    if let Some(suffix) = unit::after(scan, &last, prefix.is_some()) {
        let same = measure.as_ref().is_none_or(|unit| *unit == suffix.unit);
        if same && suffix.end <= limit {
            measure = Some(suffix.unit);
            end = suffix.end;
            hyphenated = suffix.hyphenated;
        }
    } else if scan.is(end, Role::Hyphen) && scan.glued(end) && scan.glued(end + 1) {
        hyphenated = true;
    }
    if excluded::is_bare(scan, first, &last, measure.as_ref()) {
        return Err(last.end);
    }
    let start = prefix.map_or(first.start, |prefix| prefix.start);
    let mut bound = if span.is_some() {
        Bound::Min
    } else {
        Bound::Exact
    };
    let mut begin = start;
    if let Some(found) = bound::before(scan, start, taken) {
        let during = scan.is(found.start, Role::During) && found.length == 1;
        if !(during && matches!(measure, Some(Unit::Time(_)))) {
            bound = found.bound;
            begin = found.start;
        }
    }
    // The word "between" belongs to a range's words.
    if span.is_some() && begin > taken && scan.is(begin - 1, Role::Between) {
        begin -= 1;
    }
    if let Some((after, length)) = bound::after(scan, last.end, end)
        && end + length <= limit
    {
        bound = after;
        end += length;
        hyphenated &= measure.is_some();
        // "4,000-plus square metres"
        if measure.is_none()
            && let Some(suffix) = unit::from(scan, end, last.scaled, false)
        {
            measure = Some(suffix.unit);
            end = suffix.end;
        }
    }
    Ok(Quantity {
        range: scan.range(begin..end),
        number: scan.range(first.start..last.end),
        value: span.map_or(last.value, |(low, _)| low),
        span,
        bound,
        unit: measure,
        equivalent_of: None,
        hyphenated,
        pieces: begin..end,
    })
}

/// Marks quantities that say the one before them again in another unit.
fn mark_equivalents(scan: &Scan, found: &mut [Quantity]) {
    for index in 1..found.len() {
        let (before, here) = (&found[index - 1], &found[index]);
        let alike = match (&before.unit, &here.unit) {
            (Some(Unit::Currency(a)), Some(Unit::Currency(b)))
            | (Some(Unit::Area(a)), Some(Unit::Area(b))) => a != b,
            _ => false,
        };
        let mut between = before.pieces.end..here.pieces.start;
        if alike
            && between.len() <= 7
            && between.clone().any(|at| scan.is(at, Role::Alternative))
            && between
                .all(|at| scan.is(at, Role::Alternative) || scan.is(at, Role::AlternativeFiller))
        {
            found[index].equivalent_of = Some(before.equivalent_of.unwrap_or(index - 1));
        }
    }
}
