//! Years by number, told from counts that look like them ("2000 exhibitors").

use super::{DateKind, DateMention, Found, resolve};
use crate::knowledge::figures::{Role, Shape};
use crate::mention::Scan;

/// A year or a range of years at a piece.
pub fn at(scan: &Scan, at: usize) -> Option<Found> {
    let first = scan.year_number(at)?;
    if counts(scan, at) {
        return None;
    }
    let next = at + 1;
    let joined = scan.is(next, Role::DateRange)
        || (scan.mark(next, "/") && scan.glued(next))
        || (scan.is(next, Role::DateJoin) && at > 0 && scan.is(at - 1, Role::Between));
    if joined {
        if let Some(last) = scan.year_number(next + 1).filter(|last| *last > first) {
            return Some((next + 2, DateKind::Years { first, last }, true));
        }
        // "2019-20", "2023/24"
        let short = scan
            .plain_number(next + 1)
            .filter(|n| scan.glued(next) && scan.glued(next + 1) && *n as i32 == (first + 1) % 100);
        if short.is_some() && !(scan.mark(next + 2, "-") && scan.glued(next + 2)) {
            let last = first + 1;
            return Some((next + 2, DateKind::Years { first, last }, true));
        }
    }
    Some((next, DateKind::Year(first), true))
}

/// Gives days and months without a year the one that their sentence names for them: right after
/// them ("13 to 16 June last year") or before them ("In 2024 it runs from 22 to 26 April").
pub fn share(scan: &Scan, found: &mut [DateMention]) {
    for index in 0..found.len() {
        let here = &found[index];
        let named = scan.sense(scan.piece_at(here.range.start)).weekday > 0;
        // "yesterday" and "last Thursday" say by themselves when they are.
        let numbered = scan.text[here.range.clone()].contains(|c: char| c.is_ascii_digit());
        let bare = numbered || scan.sense(scan.piece_at(here.range.start)).month > 0;
        if here.year_stated || named || !bare {
            continue;
        }
        let after = found.get(index + 1).and_then(|next| {
            let between = scan.text.get(here.range.end..next.range.start)?.trim();
            (between.is_empty() || between == ",")
                .then(|| year_of(next))
                .flatten()
        });
        let before = || {
            let (at, year) = (0..index)
                .rev()
                .find_map(|at| Some((at, year_of(&found[at])?)))?;
            let mention = &found[at];
            let led = scan.piece_at(mention.range.start).checked_sub(1);
            let fits = !mention.year_stated || led.is_some_and(|at| scan.is(at, Role::InYear));
            let between = scan.text.get(mention.range.end..here.range.start)?;
            // ", up from 96 last year, and it ends on 22 June": another clause.
            let leads = mention.year_stated || scan.piece_at(mention.range.start) <= 1;
            (fits && !between.contains([';', '.']) && (leads || !between.contains(',')))
                .then_some(year)
        };
        let Some(year) = after.or_else(before) else {
            continue;
        };
        if let Some(kind) = in_year(&here.kind, year) {
            found[index].kind = kind;
            found[index].year_stated = true;
        }
    }
}

fn year_of(mention: &DateMention) -> Option<i32> {
    match mention.kind {
        DateKind::Year(year) => Some(year),
        _ => None,
    }
}

/// The same days or month in a year.
fn in_year(kind: &DateKind, year: i32) -> Option<DateKind> {
    let (first, last) = match *kind {
        DateKind::Days { first, last } => {
            ((first.month(), first.day()), (last.month(), last.day()))
        }
        DateKind::PartialDays { first, last } => (first, last),
        DateKind::Month { month, .. } => {
            let year = Some(year);
            return Some(DateKind::Month { year, month });
        }
        _ => return None,
    };
    Some(DateKind::Days {
        first: resolve::day(year, first.0, first.1)?,
        last: resolve::day(year + i32::from(last < first), last.0, last.1)?,
    })
}

/// Whether four digits are a count rather than a year.
fn counts(scan: &Scan, at: usize) -> bool {
    let before = at.wrapping_sub(1);
    let tables = scan.tables;
    if tables
        .units_before
        .before(&scan.pieces, at)
        .is_some_and(|(length, unit)| {
            !unit.capitals || (at - length..at).all(|i| scan.shape(i) != Some(Shape::Capital))
        })
        && !scan.is(before, Role::YearPreposition)
    {
        return true;
    }
    if tables.units_after.from(&scan.pieces, at + 1).is_some()
        && scan.shape(at + 1) != Some(Shape::Capital)
    {
        // "2024 days" is a count, "the 2024 C ..." is not.
        return !scan.glued(at + 1) || scan.shape(at + 1) == Some(Shape::Mark);
    }
    if scan.sense(at + 1).scale > 0.0 || scan.mark(at + 1, "+") {
        return true;
    }
    let counted = counted_noun(scan, at + 1);
    if !counted {
        return false;
    }
    let bound = tables.bounds_before.before(&scan.pieces, at).is_some();
    let named = scan.is_capital(before)
        && !scan.is(before, Role::Opener)
        && (before != 0 || scan.shape(before) == Some(Shape::Capitals));
    let year = scan.is(before, Role::YearPreposition);
    let weak = scan.is(before, Role::WeakYearPreposition);
    bound || (!named && (!year || weak))
}

/// Whether a plural that can be counted stands within the next words.
fn counted_noun(scan: &Scan, start: usize) -> bool {
    for at in start..start + 3 {
        if scan.shape(at) != Some(Shape::Lower) || scan.is(at, Role::Boundary) {
            return scan.shape(at) == Some(Shape::Capital) && at == start && {
                let next = scan.tables.metrics.from(&scan.pieces, at + 1);
                next.is_some_and(|(_, noun)| noun.plural)
            };
        }
        let noun = scan.tables.metrics.from(&scan.pieces, at);
        if noun.is_some_and(|(_, noun)| noun.plural) {
            return true;
        }
    }
    false
}
