//! Which year, which week: dates that the words leave open, resolved against the document's date.

use super::DateKind;
use jiff::civil::{Date, Weekday};
use jiff::{Span, ToSpan};

/// The day of a year, if there is one.
pub fn day(year: i32, month: i8, day: i8) -> Option<Date> {
    Date::new(i16::try_from(year).ok()?, month, day).ok()
}

/// A day moved by a number of days; itself at the ends of time.
pub fn shift(date: Date, days: i64) -> Date {
    Span::new()
        .try_days(days)
        .and_then(|span| date.checked_add(span))
        .unwrap_or(date)
}

fn distance(a: Date, b: Date) -> i64 {
    a.until(b)
        .map_or(i64::MAX, |span| i64::from(span.get_days()).abs())
}

/// The weekday of a number, Monday being 1.
pub fn weekday(number: i8) -> Option<Weekday> {
    Weekday::from_monday_one_offset(number).ok()
}

/// The year in which a month and day lie nearest to the anchor; a weekday, where the words name
/// one, decides between years that are near enough to be meant.
pub fn nearest_year(month: i8, of_month: i8, name: Option<Weekday>, anchor: Date) -> Option<i32> {
    let year = i32::from(anchor.year());
    let candidates = [year, year - 1, year + 1];
    let near = |named: bool| {
        candidates
            .iter()
            .filter_map(|&year| Some((year, day(year, month, of_month)?)))
            .filter(|(_, date)| !named || name == Some(date.weekday()))
            .map(|(year, date)| (distance(anchor, date), year))
            .filter(|&(days, _)| !named || days <= 275)
            .min()
            .map(|(_, year)| year)
    };
    match name {
        Some(_) => near(true).or_else(|| near(false)),
        None => near(false),
    }
}

/// The year in which a month lies nearest to the anchor.
pub fn nearest_month_year(month: i8, anchor: Date) -> i32 {
    nearest_year(month, 15, None, anchor).unwrap_or(i32::from(anchor.year()))
}

/// The nearest such weekday on or before a day.
pub fn on_or_before(name: Weekday, date: Date) -> Date {
    shift(date, -i64::from(name.until(date.weekday())))
}

/// The nearest such weekday on or after a day.
pub fn on_or_after(name: Weekday, date: Date) -> Date {
    shift(date, i64::from(date.weekday().until(name)))
}

/// Monday and Sunday of the week that lies so many weeks from the anchor's.
pub fn week(anchor: Date, weeks: i64) -> (Date, Date) {
    let monday = shift(on_or_before(Weekday::Monday, anchor), weeks * 7);
    (monday, shift(monday, 6))
}

/// A weekday or a range of them, with both ways to place it.
pub fn weekdays(first: Weekday, last: Weekday, anchor: Option<Date>) -> DateKind {
    let place = |start: Date| (start, on_or_after(last, start));
    DateKind::Weekdays {
        first,
        last,
        previous: anchor.map(|anchor| place(on_or_before(first, anchor))),
        next: anchor.map(|anchor| place(on_or_after(first, anchor))),
    }
}

/// A year moved by whole years.
pub fn year_from(anchor: Option<Date>, years: i32) -> DateKind {
    match anchor {
        Some(anchor) => DateKind::Year(i32::from(anchor.year()).saturating_add(years)),
        None => DateKind::RelativeYear(years),
    }
}

/// The month that lies so many months from the anchor's.
pub fn month_from(anchor: Date, months: i32) -> DateKind {
    let there = anchor
        .first_of_month()
        .checked_add(months.months())
        .unwrap_or(anchor);
    DateKind::Month {
        year: Some(i32::from(there.year())),
        month: there.month(),
    }
}
