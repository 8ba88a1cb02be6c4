//! Days, months, years and weekdays in a sentence, resolved against the document's date where
//! the words leave something open. What they are the date of is not decided here.

mod point;
mod relative;
mod resolve;
#[cfg(test)]
mod tests;
mod year;

use super::Scan;
use crate::knowledge::figures::Piece;
use jiff::civil::{Date, Weekday};
use std::ops::Range;

/// What a mention of a date says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DateKind {
    /// A day, or the days from the first to the last ("Aug 26 to 29", "April 4 and 5").
    Days { first: Date, last: Date },
    /// Month and day of the first and the last day, where neither the words nor the document's
    /// date tell the year.
    PartialDays { first: (i8, i8), last: (i8, i8) },
    /// A week or a weekend from its first to its last day ("next week"): says that something
    /// happened within, not from first to last.
    Within { first: Date, last: Date },
    /// A month; the year is unknown if neither the words nor the document's date tell it.
    Month { year: Option<i32>, month: i8 },
    /// A year ("in 2019", "last year" with the document's date).
    Year(i32),
    /// "2018-2020", "between 2018 and 2020".
    Years { first: i32, last: i32 },
    /// Years from the document's, which has no date ("last year" is -1).
    RelativeYear(i32),
    /// Years from the one last spoken of ("two years earlier" is -2).
    ContextYear(i32),
    /// A weekday or a range of them. `previous` starts on the document's date or before,
    /// `next` on it or after: the tense decides. None without a document date.
    Weekdays {
        first: Weekday,
        last: Weekday,
        previous: Option<(Date, Date)>,
        next: Option<(Date, Date)>,
    },
}

/// A date in a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateMention {
    /// Byte range in the sentence.
    pub range: Range<usize>,
    pub kind: DateKind,
    /// Whether the year stands in the words.
    pub year_stated: bool,
}

/// What is found at a piece: where it ends, what it is, whether its year is stated.
type Found = (usize, DateKind, bool);

/// All dates of a sentence, in order, without overlaps. `anchor` is the document's date: years
/// that are not stated are those nearest to it, weekdays and "last year" count from it.
pub fn dates(scan: &Scan, anchor: Option<Date>) -> Vec<DateMention> {
    let mut found = Vec::new();
    if !scan.speaks {
        return found;
    }
    let mut at = scan.opening(0, Piece::DATE);
    while at < scan.len() {
        let here = point::at(scan, at, anchor)
            .or_else(|| relative::at(scan, at, anchor))
            .or_else(|| year::at(scan, at));
        match here {
            Some((end, kind, year_stated)) if end > at => {
                found.push(DateMention {
                    range: scan.range(at..end),
                    kind,
                    year_stated,
                });
                at = end;
            }
            _ => at += 1,
        }
        at = scan.opening(at, Piece::DATE);
    }
    year::share(scan, &mut found);
    join(scan, &mut found);
    found
}

/// Weekdays beside the days that they are: "on Thursday and Friday, 12 and 13 June"; weekdays of a
/// week that was just named: "last week, from Thursday to Saturday".
fn join(scan: &Scan, found: &mut Vec<DateMention>) {
    let mut joined: Vec<DateMention> = Vec::with_capacity(found.len());
    for mut here in found.drain(..) {
        if let Some(before) = joined.last()
            && let Some(kind) = as_one(scan, before, &here)
        {
            here.range.start = before.range.start;
            here.kind = kind;
            joined.pop();
        }
        joined.push(here);
    }
    *found = joined;
}

/// What two dates beside each other say together, if they are one.
fn as_one(scan: &Scan, before: &DateMention, here: &DateMention) -> Option<DateKind> {
    let gap = scan.text.get(before.range.end..here.range.start)?;
    let gap = gap.trim_matches([' ', ',', '(']);
    match (&before.kind, &here.kind) {
        (DateKind::Weekdays { first, last, .. }, DateKind::Days { first: a, last: b }) => {
            let same = a.weekday() == *first && b.weekday() == *last && first != last;
            (gap.is_empty() && same).then(|| here.kind.clone())
        }
        (DateKind::Within { first: monday, .. }, DateKind::Weekdays { first, last, .. }) => {
            let near = matches!(gap, "" | "from" | "on" | "between");
            let day = resolve::on_or_after(*first, *monday);
            (near && first != last).then(|| DateKind::Days {
                first: day,
                last: resolve::on_or_after(*last, day),
            })
        }
        // "this weekend (3-5 May)"
        (DateKind::Within { .. }, DateKind::Days { first, last }) => {
            (gap.is_empty() && first != last).then(|| here.kind.clone())
        }
        _ => None,
    }
}
