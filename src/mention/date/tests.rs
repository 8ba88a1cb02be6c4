//! Dates in sentences of our own.

use super::{DateKind, dates};
use crate::mention::{Scan, scan::embedded};
use jiff::civil::{Date, date};
use proptest::prelude::*;

/// The mentions of a sentence in short: the words, a bar, and what they mean. The document's
/// date is Wednesday, 8 May 2024.
fn read(sentence: &str) -> Vec<String> {
    read_from(sentence, Some(date(2024, 5, 8)))
}

fn read_from(sentence: &str, anchor: Option<Date>) -> Vec<String> {
    let scan = Scan::new(sentence, embedded());
    let short = |kind: DateKind| match kind {
        DateKind::Days { first, last } if first == last => format!("{first}"),
        DateKind::Days { first, last } => format!("{first}/{last}"),
        DateKind::PartialDays { first, last } => format!("{first:?}/{last:?}"),
        DateKind::Within { first, last } => format!("within {first}/{last}"),
        DateKind::Month { year, month } => format!("month {year:?} {month}"),
        DateKind::Year(year) => format!("year {year}"),
        DateKind::Years { first, last } => format!("years {first}-{last}"),
        DateKind::RelativeYear(years) => format!("document {years:+}"),
        DateKind::ContextYear(years) => format!("context {years:+}"),
        DateKind::Weekdays { previous, next, .. } => match (previous, next) {
            (Some((a, b)), Some((c, d))) if a == b => format!("{a} or {c} {}", d == c),
            (Some((a, b)), Some((c, d))) => format!("{a}/{b} or {c}/{d}"),
            _ => String::from("weekday"),
        },
    };
    dates(&scan, anchor)
        .into_iter()
        .map(|found| format!("{}|{}", &sentence[found.range], short(found.kind)))
        .collect()
}

/// Asserts the single date of a sentence.
fn one(sentence: &str, expected: &str) {
    assert_eq!(read(sentence), [expected], "{sentence}");
}

#[test]
fn a_range_of_days_takes_month_and_year_from_either_end() {
    one(
        "The fair runs Aug 26 to 29.",
        "Aug 26 to 29|2024-08-26/2024-08-29",
    );
    one(
        "It ran from Aug. 26 to 29, 2019.",
        "Aug. 26 to 29, 2019|2019-08-26/2019-08-29",
    );
    one(
        "Held on 26-29 August 2023.",
        "26-29 August 2023|2023-08-26/2023-08-29",
    );
    one(
        "It fills the halls 17–21 June.",
        "17–21 June|2024-06-17/2024-06-21",
    );
    one("between 3 and 5 May", "3 and 5 May|2024-05-03/2024-05-05");
    one(
        "April 4 and 5, 2014, were wet.",
        "April 4 and 5, 2014|2014-04-04/2014-04-05",
    );
    one(
        "on 5, 6 and 7 March 2023",
        "5, 6 and 7 March 2023|2023-03-05/2023-03-07",
    );
    one(
        "June 30 to July 2",
        "June 30 to July 2|2024-06-30/2024-07-02",
    );
    one("Nov. 11.", "Nov. 11|2023-11-11");
    one(
        "vom 11.-14. September",
        "11.-14. September|2024-09-11/2024-09-14",
    );
    one("Dec 30 to Jan 2", "Dec 30 to Jan 2|2023-12-30/2024-01-02");
    one(
        "30 December 2022 to 2 January 2023",
        "30 December 2022 to 2 January 2023|2022-12-30/2023-01-02",
    );
    one(
        "from Oct 14 through the 18th",
        "Oct 14 through the 18th|2024-10-14/2024-10-18",
    );
}

#[test]
fn single_days_come_with_endings_and_articles() {
    one(
        "It opened on Sept. 15, 2020, in rain.",
        "Sept. 15, 2020|2020-09-15",
    );
    one("on August 23th", "August 23th|2024-08-23");
    one("on the 23rd of August", "the 23rd of August|2024-08-23");
    one("on the third of June", "the third of June|2024-06-03");
    one("doors open 15th April", "15th April|2024-04-15");
}

#[test]
fn a_year_elsewhere_in_the_sentence_is_shared() {
    let first = |sentence: &str| read(sentence).into_iter().find(|found| found.contains('/'));
    assert_eq!(
        first("In 2026 the fair will run from April 22 to 26.").as_deref(),
        Some("April 22 to 26|2026-04-22/2026-04-26")
    );
    assert_eq!(
        first("It was held from 13 to 16 June last year.").as_deref(),
        Some("13 to 16 June|2023-06-13/2023-06-16")
    );
    assert_eq!(
        read("In 2019 it was smaller, he said yesterday.")[1],
        "yesterday|2024-05-07"
    );
    // A year in a name is no date of what follows.
    assert_eq!(
        first("Expo 2019 was dear; the fair runs June 17 to 21.").as_deref(),
        Some("June 17 to 21|2024-06-17/2024-06-21")
    );
}

#[test]
fn weekdays_beside_days_help_to_find_the_year() {
    // 20 January is a Monday in 2025, not in the nearer 2024.
    one(
        "Monday 20 to Friday 24 January",
        "Monday 20 to Friday 24 January|2025-01-20/2025-01-24",
    );
    one(
        "from Monday 6 to Thursday 9 May",
        "Monday 6 to Thursday 9 May|2024-05-06/2024-05-09",
    );
    one(
        "Thursday, Feb. 11, to Monday, Feb. 15",
        "Thursday, Feb. 11, to Monday, Feb. 15|2024-02-11/2024-02-15",
    );
}

#[test]
fn numeric_dates_are_read_in_the_order_that_can_be() {
    one("2024-09-04", "2024-09-04|2024-09-04");
    one("Date: 18/04/2023", "18/04/2023|2023-04-18");
    one("Date: 04/18/2023", "04/18/2023|2023-04-18");
    one("am 18.04.2023", "18.04.2023|2023-04-18");
    one(
        "2024-09-04 to 2024-09-06",
        "2024-09-04 to 2024-09-06|2024-09-04/2024-09-06",
    );
}

#[test]
fn days_that_are_none_are_left_alone() {
    for sentence in [
        "on 31/02/2023",
        "99.99.2023",
        "version 18.04.23",
        "call 555-12-3456",
        "24/7",
    ] {
        assert!(
            read(sentence).is_empty(),
            "{sentence}: {:?}",
            read(sentence)
        );
    }
    assert!(
        !read("On February 30 nothing opens")
            .iter()
            .any(|found| found.contains("30"))
    );
}

#[test]
fn weekdays_keep_both_readings_unless_a_word_fixes_them() {
    one(
        "It opened on Tuesday.",
        "Tuesday|2024-05-07 or 2024-05-14 true",
    );
    one("Wednesday", "Wednesday|2024-05-08 or 2024-05-08 true");
    one(
        "Monday to Wednesday",
        "Monday to Wednesday|2024-05-06/2024-05-08 or 2024-05-13/2024-05-15",
    );
    one("last Thursday", "last Thursday|2024-05-02");
    one("next Tuesday", "next Tuesday|2024-05-14");
    one("Friday next week", "Friday next week|2024-05-17");
    one("Monday week", "Monday week|2024-05-20");
    assert_eq!(read_from("on Tuesday", None), ["Tuesday|weekday"]);
}

#[test]
fn words_that_are_also_months_or_weekdays_need_more() {
    for sentence in [
        "it may open",
        "May it please you",
        "the march of time",
        "He sat in the sun",
        "Sun and sand",
    ] {
        assert!(
            read(sentence).is_empty(),
            "{sentence}: {:?}",
            read(sentence)
        );
    }
    one("It opens in May.", "May|month Some(2024) 5");
    one("May 5 is early.", "May 5|2024-05-05");
}

#[test]
fn months_follow_their_words() {
    one("in April 2023", "April 2023|month Some(2023) 4");
    one("this November", "this November|month Some(2024) 11");
    one("next March", "next March|month Some(2025) 3");
    one("last September", "last September|month Some(2023) 9");
    assert_eq!(read_from("in November", None), ["November|month None 11"]);
}

#[test]
fn relative_years_count_from_the_document_or_the_context() {
    one("last year", "last year|year 2023");
    one("five years ago", "five years ago|year 2019");
    one("a year earlier", "a year earlier|context -1");
    one("the previous year", "the previous year|context -1");
    one("two years later", "two years later|context +2");
    one("yesterday", "yesterday|2024-05-07");
    one("next week", "next week|within 2024-05-13/2024-05-19");
    assert_eq!(read_from("last year", None), ["last year|document -1"]);
}

#[test]
fn four_digits_are_a_year_unless_they_count() {
    one("the 2019 fair", "2019|year 2019");
    one("2018's visitors", "2018|year 2018");
    one("CES 2024 exhibitors", "2024|year 2024");
    one("from 2018 to 2021", "2018 to 2021|years 2018-2021");
    one("the 2019-20 season", "2019-20|years 2019-2020");
    for sentence in [
        "with 2000 exhibitors",
        "more than 2000 visitors",
        "2050 square metres",
        "$1999",
        "2000+ brands",
    ] {
        assert!(
            read(sentence).is_empty(),
            "{sentence}: {:?}",
            read(sentence)
        );
    }
}

#[test]
fn a_count_after_a_date_is_no_day() {
    assert_eq!(
        read("On April 4 and 5 companies came"),
        ["April 4|2024-04-04"]
    );
}

#[test]
fn without_a_document_date_the_year_stays_open() {
    assert_eq!(
        read_from("Aug 26 to 29", None),
        ["Aug 26 to 29|(8, 26)/(8, 29)"]
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn odd_texts_give_ranges_on_character_boundaries(
        text in "([0-9]{1,5}|[ ,.:/–-]|(Jan|May|Sunday|the|of|to|and|last|next|week|year|ago|st|²|é|€|\\PC)[ .]?){0,24}"
    ) {
        for anchor in [None, Some(date(2024, 2, 29)), Some(Date::MAX), Some(Date::MIN)] {
            let scan = Scan::new(&text, embedded());
            let mut end = 0;
            for found in dates(&scan, anchor) {
                prop_assert!(found.range.start >= end && !text[found.range.clone()].is_empty());
                end = found.range.end;
            }
        }
    }
}
