//! Dates by their distance: weekdays, "yesterday", "next week", "two years ago", "a year earlier".

use super::{DateKind, Found, resolve};
use crate::knowledge::figures::Role;
use crate::mention::Scan;
use jiff::civil::{Date, Weekday};

/// A relative date at a piece.
pub fn at(scan: &Scan, at: usize, anchor: Option<Date>) -> Option<Found> {
    scan.pieces.get(at)?;
    weekday(scan, at, anchor)
        .or_else(|| named_day(scan, at, anchor))
        .or_else(|| counted(scan, at, anchor))
        .or_else(|| day_phrase(scan, at, anchor))
        .or_else(|| year_phrase(scan, at, anchor))
        .or_else(|| stretch(scan, at, anchor))
}

/// The step that a word says: last is -1, this 0, next 1.
fn step(scan: &Scan, at: usize) -> Option<i64> {
    if scan.is(at, Role::Last) {
        Some(-1)
    } else if scan.is(at, Role::Next) {
        Some(1)
    } else if scan.is(at, Role::This) {
        Some(0)
    } else {
        None
    }
}

fn weekday_name(scan: &Scan, at: usize) -> Option<Weekday> {
    let number = scan.sense(at).weekday;
    let sure = scan.is_capital(at) && !scan.is(at, Role::Ambiguous);
    (number > 0 && sure).then(|| resolve::weekday(number))?
}

/// "Tuesday", "last Thursday", "Friday next week", "Monday to Wednesday".
fn weekday(scan: &Scan, start: usize, anchor: Option<Date>) -> Option<Found> {
    let led = step(scan, start).filter(|_| weekday_name(scan, start + 1).is_some());
    let at = start + usize::from(led.is_some());
    let first = weekday_name(scan, at)?;
    let mut end = at + 1;
    // "Tuesday's", "on Tuesday morning" end at the weekday.
    let mut last = first;
    let other =
        (scan.is(end, Role::DateRange) || scan.is(end, Role::DateJoin)) && !scan.mark(end, ",");
    if other && let Some(name) = weekday_name(scan, end + 1) {
        last = name;
        end += 2;
    }
    let of = usize::from(scan.is(end, Role::Of));
    let week = step(scan, end + of).filter(|_| scan.is(end + of + 1, Role::WeekWord));
    if let (Some(weeks), Some(anchor)) = (week, anchor) {
        let (monday, _) = resolve::week(anchor, weeks);
        let begin = resolve::on_or_after(first, monday);
        let kind = DateKind::Days {
            first: begin,
            last: resolve::on_or_after(last, begin),
        };
        return Some((end + of + 2, kind, false));
    }
    // "Monday week" is the Monday after next Monday.
    if scan.is(end, Role::WeekWord)
        && let Some(anchor) = anchor
    {
        let day = resolve::shift(resolve::on_or_after(first, resolve::shift(anchor, 1)), 7);
        return Some((
            end + 1,
            DateKind::Days {
                first: day,
                last: day,
            },
            false,
        ));
    }
    let fixed = led.zip(anchor).map(|(step, anchor)| {
        let begin = match step {
            -1 => resolve::on_or_before(first, resolve::shift(anchor, -1)),
            1 => resolve::on_or_after(first, resolve::shift(anchor, 1)),
            _ => resolve::on_or_after(first, resolve::week(anchor, 0).0),
        };
        DateKind::Days {
            first: begin,
            last: resolve::on_or_after(last, begin),
        }
    });
    let kind = fixed.unwrap_or_else(|| resolve::weekdays(first, last, anchor));
    Some((end, kind, false))
}

/// "yesterday"
fn named_day(scan: &Scan, at: usize, anchor: Option<Date>) -> Option<Found> {
    let sense = scan.sense(at);
    let day = resolve::shift(anchor?, i64::from(sense.day));
    // "today's", and "the technology of tomorrow" where no day is meant.
    let figurative = at > 0 && scan.is(at - 1, Role::Of);
    (sense.is_day && !figurative).then_some((
        at + 1,
        DateKind::Days {
            first: day,
            last: day,
        },
        false,
    ))
}

/// "two years ago", "a year earlier", "ten days ago".
fn counted(scan: &Scan, start: usize, anchor: Option<Date>) -> Option<Found> {
    let number = if scan.is(start, Role::Article) {
        1
    } else if scan.sense(start).is_cardinal {
        i32::from(scan.sense(start).cardinal)
    } else {
        i32::try_from(scan.plain_number(start).filter(|n| *n <= 500)?).ok()?
    };
    let unit = start + 1;
    let end = unit + 2;
    let ago = scan.is(unit + 1, Role::Ago);
    if scan.is(unit, Role::YearWord) {
        if ago {
            return Some((end, resolve::year_from(anchor, -number), false));
        }
        if scan.is(unit + 1, Role::Earlier) {
            return Some((end, DateKind::ContextYear(-number), false));
        }
        if scan.is(unit + 1, Role::Later) && !scan.is_capital(unit + 2) {
            return Some((end, DateKind::ContextYear(number), false));
        }
        return None;
    }
    let day_length = if scan.is(unit, Role::DayWord) { 1 } else { 0 };
    let date = resolve::shift(anchor?, -i64::from(number * day_length));
    (ago && day_length > 0).then_some((
        end,
        DateKind::Days {
            first: date,
            last: date,
        },
        false,
    ))
}

/// "last night"
fn day_phrase(scan: &Scan, at: usize, anchor: Option<Date>) -> Option<Found> {
    let (length, days) = scan.tables.day_phrases.from(&scan.pieces, at)?;
    let day = resolve::shift(anchor?, i64::from(*days));
    let kind = DateKind::Days {
        first: day,
        last: day,
    };
    Some((at + length, kind, false))
}

/// "last year", "the previous year".
fn year_phrase(scan: &Scan, at: usize, anchor: Option<Date>) -> Option<Found> {
    let tables = scan.tables;
    if let Some((length, years)) = tables.context_years.from(&scan.pieces, at) {
        return Some((at + length, DateKind::ContextYear(*years), false));
    }
    let (length, years) = tables.years.from(&scan.pieces, at)?;
    Some((at + length, resolve::year_from(anchor, *years), false))
}

/// "this week", "next month", "last weekend".
fn stretch(scan: &Scan, at: usize, anchor: Option<Date>) -> Option<Found> {
    let anchor = anchor?;
    // "over the weekend", "at the weekend": the one before or the one to come.
    if scan.is(at, Role::The) && scan.is(at + 1, Role::WeekendWord) {
        let before = at.wrapping_sub(1);
        let of = scan.is(at + 2, Role::Of);
        let placed = scan.is(before, Role::WeekendPreposition) && !of;
        let kind = resolve::weekdays(Weekday::Saturday, Weekday::Sunday, Some(anchor));
        return placed.then_some((at + 2, kind, false));
    }
    let step = step(scan, at)?;
    let kind = if scan.is(at + 1, Role::WeekWord) {
        let (first, last) = resolve::week(anchor, step);
        DateKind::Within { first, last }
    } else if scan.is(at + 1, Role::WeekendWord) {
        let first = match step {
            -1 => resolve::on_or_before(Weekday::Saturday, resolve::shift(anchor, -2)),
            1 => resolve::on_or_after(Weekday::Saturday, resolve::week(anchor, 1).0),
            _ => resolve::on_or_after(Weekday::Saturday, resolve::week(anchor, 0).0),
        };
        let last = resolve::shift(first, 1);
        DateKind::Within { first, last }
    } else if scan.is(at + 1, Role::MonthWord) && scan.word(at + 1).len() == 5 {
        resolve::month_from(anchor, step as i32)
    } else {
        return None;
    };
    Some((at + 2, kind, false))
}
