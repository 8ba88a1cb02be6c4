//! Days and ranges of days by number: "Aug 26 to 29", "17-21 June 2024", "2024-09-04",
//! "Thursday, Feb. 11, to Monday, Feb. 15"; and months: "April 2024", "last September".

use super::{DateKind, Found, resolve};
use crate::knowledge::figures::{Role, Shape};
use crate::mention::Scan;
use jiff::civil::{Date, Weekday};

/// One end of a range as far as the words tell it.
#[derive(Clone, Copy, Debug, Default)]
struct Point {
    weekday: Option<Weekday>,
    day: i8,
    month: Option<i8>,
    year: Option<i32>,
    end: usize,
}

/// A date by numbers at a piece.
pub fn at(scan: &Scan, at: usize, anchor: Option<Date>) -> Option<Found> {
    numeric(scan, at, anchor)
        .or_else(|| days(scan, at, anchor))
        .or_else(|| month(scan, at, anchor))
}

/// The month that a piece names; months that are words of their own need a capital.
fn month_name(scan: &Scan, at: usize) -> Option<i8> {
    let month = scan.sense(at).month;
    (month > 0 && scan.is_capital(at)).then_some(month)
}

/// A day of the month with its ending ("26", "23rd", "11."), and where it ends.
fn day_number(scan: &Scan, at: usize) -> Option<(i8, usize)> {
    let word = scan.word(at);
    let number = scan.plain_number(at).filter(|_| word.len() <= 2)?;
    if !(1..=31).contains(&number) || (scan.glued(at) && scan.is_word(at.wrapping_sub(1))) {
        return None;
    }
    let mut end = at + 1;
    // "23April" has lost its space.
    let month = month_name(scan, end).is_some();
    if scan.glued(end) && scan.is_word(end) && !month {
        if !scan.is(end, Role::OrdinalEnding) {
            return None;
        }
        end += 1;
    }
    Some((number as i8, end))
}

/// A point of a date that ends in a year, if one follows.
fn with_year(scan: &Scan, point: Point) -> Point {
    let comma = usize::from(scan.mark(point.end, ","));
    match scan.year_number(point.end + comma) {
        Some(year) if !counts(scan, point.end + comma) => Point {
            year: Some(year),
            end: point.end + comma + 1,
            ..point
        },
        _ => point,
    }
}

/// Whether the number at a piece counts a noun that follows it ("2000 visitors").
fn counts(scan: &Scan, at: usize) -> bool {
    scan.shape(at + 1) == Some(Shape::Lower)
        && scan
            .tables
            .metrics
            .from(&scan.pieces, at + 1)
            .is_some_and(|(_, noun)| noun.plural)
}

/// The weekday that opens a point, and where the rest starts.
fn point_weekday(scan: &Scan, at: usize) -> (Option<Weekday>, usize) {
    let number = scan.sense(at).weekday;
    if number == 0 || !scan.is_capital(at) {
        return (None, at);
    }
    let mut end = at + 1;
    if scan.mark(end, ".") {
        end += 1;
    }
    if scan.mark(end, ",") {
        end += 1;
    }
    (resolve::weekday(number), end)
}

/// A day, with whatever weekday, month and year stand by it.
fn point(scan: &Scan, start: usize) -> Option<Point> {
    let (weekday, at) = point_weekday(scan, start);
    if let Some(month) = month_name(scan, at) {
        let mut next = at + 1;
        if scan.mark(next, ".") {
            next += 1;
        }
        if scan.is(next, Role::The) {
            next += 1;
        }
        let (day, end) = day_number(scan, next)?;
        // "May 5bn", "May 5,000", "April 20%": no day.
        if scan.mark(end, "%") || (scan.mark(end, ":") && scan.glued(end + 1)) {
            return None;
        }
        let point = Point {
            weekday,
            day,
            month: Some(month),
            year: None,
            end,
        };
        return Some(with_year(scan, point));
    }
    let mut at = at;
    if scan.is(at, Role::The) {
        at += 1;
    }
    let (day, mut end) = match day_number(scan, at) {
        Some(found) => found,
        // "the third of May"
        None => {
            let ordinal = scan.sense(at).ordinal;
            let of_month = scan.is(at + 1, Role::Of) && month_name(scan, at + 2).is_some();
            (of_month && (1..=31).contains(&ordinal)).then_some((ordinal as i8, at + 1))?
        }
    };
    let mut point = Point {
        weekday,
        day,
        month: None,
        year: None,
        end,
    };
    if scan.mark(end, ".")
        && (scan.glued(end)
            && (month_name(scan, end + 1).is_some() || scan.is(end + 1, Role::NumberRange)))
    {
        end += 1;
        point.end = end;
    }
    let of = usize::from(scan.is(end, Role::Of));
    if let Some(month) = month_name(scan, end + of) {
        point.month = Some(month);
        point.end = end + of + 1;
        if scan.mark(point.end, ".")
            && (scan.glued(point.end) && scan.year_number(point.end + 1).is_some())
        {
            point.end += 1;
        }
        point = with_year(scan, point);
    }
    Some(point)
}

/// The connector at a piece: where the next point starts, and whether it joins rather than spans.
fn connector(scan: &Scan, at: usize) -> Option<usize> {
    let comma = usize::from(scan.mark(at, ","));
    if scan.is(at + comma, Role::DateRange) {
        return Some(at + comma + 1);
    }
    if scan.is(at + comma, Role::DateJoin) && !scan.mark(at + comma, ",") {
        return Some(at + comma + 1);
    }
    None
}

/// A day or a range of days.
fn days(scan: &Scan, start: usize, anchor: Option<Date>) -> Option<Found> {
    let opens = scan.shape(start) == Some(Shape::Digits)
        || scan.is_capital(start)
        || scan.is(start, Role::The);
    if !opens {
        return None;
    }
    let first = point(scan, start)?;
    let mut last = first;
    // Further points: "26 to 29", "4 and 5", "5, 6 and 7".
    for _ in 0..6 {
        let next = connector(scan, last.end)
            .and_then(|next| point(scan, next))
            .or_else(|| list_point(scan, last.end));
        let Some(next) = next.filter(|next| follows(scan, &first, &last, next)) else {
            break;
        };
        last = next;
    }
    let month = last.month.or(first.month)?;
    let first_month = first.month.unwrap_or(month);
    // A year may follow the last point even where its month stands by the first.
    let last = with_year(scan, last);
    let given = last.year.or(first.year);
    let span = last.end > first.end;
    let last_month = if span { month } else { first_month };
    let year = match given {
        Some(year) => Some(
            first
                .year
                .unwrap_or(year - i32::from((last_month, last.day) < (first_month, first.day))),
        ),
        None => anchor.and_then(|anchor| {
            resolve::nearest_year(first_month, first.day, first.weekday, anchor)
        }),
    };
    let kind = match year {
        Some(year) => {
            let begin = resolve::day(year, first_month, first.day)?;
            let later = i32::from((last_month, last.day) < (first_month, first.day));
            let end_year = last.year.unwrap_or(year + later);
            let end = resolve::day(end_year, last_month, last.day)?;
            if end < begin {
                return None;
            }
            DateKind::Days {
                first: begin,
                last: end,
            }
        }
        None => {
            // Any leap year tells whether such a day can be.
            resolve::day(2024, first_month, first.day)?;
            resolve::day(2024, last_month, last.day)?;
            DateKind::PartialDays {
                first: (first_month, first.day),
                last: (last_month, last.day),
            }
        }
    };
    Some((last.end, kind, given.is_some()))
}

/// The next day of a list after a comma, where the list goes on: "5, 6 and 7 May".
fn list_point(scan: &Scan, at: usize) -> Option<Point> {
    if !scan.mark(at, ",") {
        return None;
    }
    let next = point(scan, at + 1)?;
    let goes_on = next.month.is_some() || connector(scan, next.end).is_some();
    (goes_on && next.weekday.is_none()).then_some(next)
}

/// Whether a further point belongs to the same mention.
fn follows(scan: &Scan, first: &Point, last: &Point, next: &Point) -> bool {
    // "April 4 and 5 companies": a count, no day.
    if next.month.is_none() && first.month.is_some() && counts(scan, next.end - 1) {
        return false;
    }
    // "Friday, 26 August, and Friday, 2 September" are two dates.
    let spans = connector(scan, last.end).is_some_and(|at| scan.is(at - 1, Role::DateRange));
    let between = scan.is(last.end, Role::DateJoin) && !spans;
    // ... but "30 September and 1 October" is one stretch.
    let turns = last.day >= 28 && next.day == 1 && next.weekday.is_none();
    if between && last.month.is_some() && next.month.is_some() && !turns {
        return false;
    }
    let same_month = next.month.is_none() || last.month.is_none() || next.month == last.month;
    let same_year = next.year.is_none() || last.year.is_none() || next.year == last.year;
    !(same_month && same_year && next.day <= last.day)
        && (next.month.is_some()
            || first.month.is_some()
            || connector(scan, next.end).is_some()
            || last.month.is_none())
}

/// "2024-09-04", "18/04/2023", "18.04.2023".
fn numeric(scan: &Scan, at: usize, anchor: Option<Date>) -> Option<Found> {
    let (end, first) = numeric_day(scan, at, anchor)?;
    let next = (scan.is(end, Role::DateRange) || scan.mark(end, "/"))
        .then(|| numeric_day(scan, end + 1, anchor))
        .flatten();
    match next {
        Some((end, last)) if last >= first => Some((end, DateKind::Days { first, last }, true)),
        _ => Some((end, DateKind::Days { first, last: first }, true)),
    }
}

fn numeric_day(scan: &Scan, at: usize, anchor: Option<Date>) -> Option<(usize, Date)> {
    if scan.shape(at) != Some(Shape::Digits) {
        return None;
    }
    let word = scan.word(at);
    if word.contains('.') {
        let mut parts = word.split('.');
        let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
        if parts.next().is_some() || year.len() != 4 || day.len() > 2 || month.len() > 2 {
            return None;
        }
        let date = resolve::day(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)?;
        return Some((at + 1, date));
    }
    let separator = scan.word(at + 1);
    let together = (at + 1..at + 5).all(|i| scan.glued(i));
    if !together || scan.word(at + 3) != separator || !matches!(separator, "-" | "/") {
        return None;
    }
    let (a, b, c) = (
        scan.plain_number(at)?,
        scan.plain_number(at + 2)?,
        scan.plain_number(at + 4)?,
    );
    let lengths = (
        scan.word(at).len(),
        scan.word(at + 2).len(),
        scan.word(at + 4).len(),
    );
    let small = |n: u32| i8::try_from(n).ok();
    let date = match lengths {
        (4, 1..=2, 1..=2) => resolve::day(a as i32, small(b)?, small(c)?)?,
        (1..=2, 1..=2, 4) => {
            let day_first = resolve::day(c as i32, small(b)?, small(a)?);
            let month_first = resolve::day(c as i32, small(a)?, small(b)?);
            match (day_first, month_first, anchor) {
                (Some(x), Some(y), Some(anchor)) => {
                    let far = |date: Date| (date - anchor).get_days().abs();
                    if far(y) < far(x) { y } else { x }
                }
                (Some(date), ..) | (None, Some(date), _) => date,
                (None, None, _) => return None,
            }
        }
        _ => return None,
    };
    (date.year() >= 1800 && date.year() <= 2100).then_some((at + 5, date))
}

/// A month: "April 2024", "this November", "in May".
fn month(scan: &Scan, start: usize, anchor: Option<Date>) -> Option<Found> {
    let steps = i32::from(scan.is(start, Role::Next)) - i32::from(scan.is(start, Role::Last));
    let led = steps != 0 || scan.is(start, Role::This);
    let at = start + usize::from(led && month_name(scan, start + 1).is_some());
    let month = month_name(scan, at)?;
    let mut end = at + 1;
    if scan.mark(end, ".") && scan.glued(end) && scan.word(at).len() <= 4 {
        end += 1;
    }
    let comma = usize::from(scan.mark(end, ","));
    if let Some(year) = scan.year_number(end + comma) {
        let kind = DateKind::Month {
            year: Some(year),
            month,
        };
        return Some((end + comma + 1, kind, true));
    }
    // "March to May 2024": the year stands by the second.
    if (scan.is(end, Role::DateRange) || scan.is(end, Role::DateJoin))
        && month_name(scan, end + 1).is_some()
        && let Some(year) = scan.year_number(end + 2)
    {
        let kind = DateKind::Month {
            year: Some(year),
            month,
        };
        return Some((at + 1, kind, true));
    }
    let before = start.wrapping_sub(1);
    let doubtful = scan.is(at, Role::Ambiguous);
    if doubtful && at == start && !scan.is(before, Role::MonthPreposition) {
        let mid = scan.is(before, Role::Hyphen) && scan.glued(at);
        if !mid {
            return None;
        }
    }
    // A name rather than a month: "April Smith", "the May Fair".
    if at == start && scan.is_capital(at + 1) && !scan.is(before, Role::MonthPreposition) {
        return None;
    }
    let year = anchor.map(|anchor| {
        let (year, now) = (i32::from(anchor.year()), anchor.month());
        match steps {
            1 => year + i32::from(month <= now),
            -1 => year - i32::from(month >= now),
            _ if led => year,
            _ => resolve::nearest_month_year(month, anchor),
        }
    });
    // An abbreviation's point was taken only for the sake of a year.
    Some((at + 1, DateKind::Month { year, month }, false))
}
