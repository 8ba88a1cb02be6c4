//! Quantities in sentences of our own.

use super::{ordinals, quantities};
use crate::mention::{Scan, date, scan::embedded};
use proptest::prelude::*;

/// The quantities of a sentence in short: words, value, bound, unit.
fn read(sentence: &str) -> Vec<String> {
    let scan = Scan::new(sentence, embedded());
    let dates = date::dates(&scan, None);
    quantities(&scan, &dates)
        .iter()
        .map(|q| {
            let unit = q.unit.as_ref().map_or("", |unit| unit.code().as_ref());
            format!(
                "{}|{}|{}|{unit}",
                &sentence[q.range.clone()],
                q.value,
                q.bound.name()
            )
        })
        .collect()
}

fn one(sentence: &str, expected: &str) {
    assert_eq!(read(sentence), [expected], "{sentence}");
}

fn none(sentence: &str) {
    assert!(
        read(sentence).is_empty(),
        "{sentence}: {:?}",
        read(sentence)
    );
}

#[test]
fn digits_take_separators_and_scales() {
    one("1,300 stands", "1,300|1300|exact|");
    one("1 300 stands", "1 300|1300|exact|");
    one("over 200, 000 visitors", "over 200, 000|200000|min|");
    one("space of 85 730m2", "85 730m2|85730|exact|m2");
    one("22 937 830 visits", "22 937 830|22937830|exact|");
    one("26,33,000 guests", "26,33,000|2633000|exact|");
    one("2.300 exhibitors", "2.300|2300|exact|");
    one("1.18m visitors", "1.18m|1180000|exact|");
    one("2,5 million guests", "2,5 million|2500000|exact|");
    one("300k followers", "300k|300000|exact|");
}

#[test]
fn money_comes_with_signs_codes_and_words() {
    for (sentence, expected) in [
        ("21.69bn dollars", "21.69bn dollars|21690000000|exact|USD"),
        ("$29.73bn", "$29.73bn|29730000000|exact|USD"),
        (
            "1.84 trillion yuan",
            "1.84 trillion yuan|1840000000000|exact|CNY",
        ),
        (
            "Rs 26.33 lakh crore",
            "Rs 26.33 lakh crore|26330000000000|exact|INR",
        ),
        ("Rs. 5 crore", "Rs. 5 crore|50000000|exact|INR"),
        (
            "RMB212.1 billion",
            "RMB212.1 billion|212100000000|exact|CNY",
        ),
        ("RM1.49 billion", "RM1.49 billion|1490000000|exact|MYR"),
        ("A$612 million", "A$612 million|612000000|exact|AUD"),
        (
            "US$115.7 billion",
            "US$115.7 billion|115700000000|exact|USD",
        ),
        ("S$1.2 trillion", "S$1.2 trillion|1200000000000|exact|SGD"),
        ("EUR 3 m", "EUR 3 m|3000000|exact|EUR"),
        ("€3m", "€3m|3000000|exact|EUR"),
        (
            "39.3 billion pounds",
            "39.3 billion pounds|39300000000|exact|GBP",
        ),
        (
            "a 100-billion-euro plan",
            "100-billion-euro|100000000000|exact|EUR",
        ),
        (
            "nine million Swiss francs",
            "nine million Swiss francs|9000000|exact|CHF",
        ),
        ("R5 billion", "R5 billion|5000000000|exact|ZAR"),
        ("50 billion won", "50 billion won|50000000000|exact|KRW"),
        ("the group's $5 million", "$5 million|5000000|exact|USD"),
        (
            "more than US$5 billion",
            "more than US$5 billion|5000000000|min|USD",
        ),
    ] {
        one(sentence, expected);
    }
    one("300 won a prize", "300|300|exact|");
}

#[test]
fn a_sum_said_twice_is_marked() {
    let sentence = "It drew 816.9 billion yuan (about US$115.7 billion) and 3 million dollars, or 2.8 million euros; $5 for €4.";
    let scan = Scan::new(sentence, embedded());
    let found = quantities(&scan, &[]);
    let equivalents: Vec<_> = found.iter().map(|q| q.equivalent_of).collect();
    assert_eq!(equivalents, [None, Some(0), None, Some(2), None, None]);
}

#[test]
fn numbers_in_words() {
    one(
        "one hundred and twenty firms",
        "one hundred and twenty|120|exact|",
    );
    one("a dozen brands", "a dozen|12|exact|");
    one("two dozen brands", "two dozen|24|exact|");
    one("half a million guests", "half a million|500000|exact|");
    one(
        "a quarter of a million guests",
        "a quarter of a million|250000|exact|",
    );
    one(
        "one and a half million guests",
        "one and a half million|1500000|exact|",
    );
    one("Eighty-one firms", "Eighty-one|81|exact|");
    one(
        "two thousand three hundred firms",
        "two thousand three hundred|2300|exact|",
    );
    one(
        "two lakh square metres",
        "two lakh square metres|200000|exact|m2",
    );
    for sentence in [
        "several hundred firms",
        "hundreds of firms",
        "scores of firms",
        "dozens of firms",
        "one-tenth of it",
        "two thirds of them",
        "three-quarters of it",
        "no one",
        "one of the halls",
        "the Big Five",
        "in Phase One",
    ] {
        none(sentence);
    }
}

#[test]
fn bounds_are_what_touches_the_number() {
    for (words, bound) in [
        ("more than", "min"),
        ("over", "min"),
        ("at least", "min"),
        ("upwards of", "min"),
        ("in excess of", "min"),
        ("no fewer than", "min"),
        ("just over", "min"),
        ("well over", "min"),
        ("up to", "max"),
        ("as many as", "max"),
        ("fewer than", "max"),
        ("no more than", "max"),
        ("under", "max"),
        ("nearly", "about"),
        ("almost", "about"),
        ("close to", "about"),
        ("some", "about"),
        ("an estimated", "about"),
        ("not quite", "about"),
        ("just shy of", "about"),
        ("exactly", "exact"),
    ] {
        let sentence = format!("It drew {words} 300 firms");
        one(&sentence, &format!("{words} 300|300|{bound}|"));
    }
    one("300 or more firms", "300 or more|300|min|");
    one("4,000-plus firms", "4,000-plus|4000|min|");
    one("3,200+ firms", "3,200+|3200|min|");
    one("300 or so firms", "300 or so|300|about|");
    one("It spread over 16 halls", "spread over 16|16|exact|");
    one("It lasted over four days", "four days|4|exact|day");
    one(
        "It ran more than four days",
        "more than four days|4|min|day",
    );
    for sentence in [
        "some of the firms",
        "over the years",
        "under the theme",
        "about the fair",
        "more than ever",
    ] {
        none(sentence);
    }
}

#[test]
fn ranges_keep_both_ends() {
    let span = |sentence: &str| {
        let scan = Scan::new(sentence, embedded());
        quantities(&scan, &[]).first().and_then(|q| q.span)
    };
    assert_eq!(span("between 20 and 30 firms"), Some((20.0, 30.0)));
    assert_eq!(span("20 to 30 firms"), Some((20.0, 30.0)));
    assert_eq!(span("20-30 firms"), Some((20.0, 30.0)));
    assert_eq!(span("2 to 3 billion yuan"), Some((2e9, 3e9)));
    assert_eq!(span("$20-30 million"), Some((2e7, 3e7)));
    assert_eq!(span("It grew from 20 to 30 firms"), None);
}

#[test]
fn areas_shares_and_times() {
    one(
        "70,000 square meters",
        "70,000 square meters|70000|exact|m2",
    );
    one("20 m² of space", "20 m²|20|exact|m2");
    one("10m2", "10m2|10|exact|m2");
    one("30 sq. ft of space", "30 sq. ft|30|exact|ft2");
    one(
        "a 30,000-square-metre hall",
        "30,000-square-metre|30000|exact|m2",
    );
    one("5 hectares", "5 hectares|5|exact|ha");
    one("3.5 per cent", "3.5 per cent|3.5|exact|percent");
    one("20%", "20%|20|exact|percent");
    one("a three-day event", "three-day|3|exact|day");
    one(
        "a two-and-a-half-day event",
        "two-and-a-half-day|2.5|exact|day",
    );
    one("a 10-day show", "10-day|10|exact|day");
}

#[test]
fn names_times_and_telephones_are_no_quantities() {
    for sentence in [
        "the A350",
        "the 787-10",
        "a 5G phone",
        "at COP29",
        "in Hall 3.1",
        "an i5 chip",
        "in Phase 1",
        "near Area 51",
        "version 4.0",
        "Article 12",
        "Fortune Global 500 companies",
        "a Boeing 737",
        "call 555-1234",
        "at 9:30 am",
        "10 a.m.",
        "from 4 to 6 p.m.",
        "24/7",
        "Ms Kim, 45, said",
        "aged 45",
        "the 1990s",
        "in 2019",
        "May 5",
        "COVID-19",
        "#5",
        "nine in ten visitors",
        "four out of five",
        "the 20th fair",
        "twenty-first",
        "seven o'clock",
    ] {
        none(sentence);
    }
    one("In Germany 300 companies came", "300|300|exact|");
    one("Featuring 300 exhibitors", "300|300|exact|");
}

#[test]
fn ordinals_stand_apart() {
    let values = |sentence: &str| -> Vec<u32> {
        let scan = Scan::new(sentence, embedded());
        ordinals(&scan).iter().map(|o| o.value).collect()
    };
    assert_eq!(values("the third, 20th, 23rd and 55th"), [3, 20, 23, 55]);
    assert_eq!(
        values("the inaugural, the first-ever, the twenty-first, the hundredth"),
        [1, 1, 21, 100]
    );
    assert_eq!(values("ten metres per second"), [] as [u32; 0]);
    assert_eq!(
        values("a third of them, two thirds, one-tenth"),
        [] as [u32; 0]
    );
    assert_eq!(values("a second edition"), [2]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn odd_texts_give_ranges_on_character_boundaries(
        text in "([0-9]{1,20}|[ ,.:/–+%$€-]|(one|twenty|hundred|million|bn|m|²|half|a|and|of|more than|US|square|Rs|to|between|year|\\PC)[ .-]?){0,24}"
    ) {
        let scan = Scan::new(&text, embedded());
        let dates = date::dates(&scan, None);
        let mut end = 0;
        for q in quantities(&scan, &dates) {
            prop_assert!(q.range.start >= end && q.value.is_finite() && q.value >= 0.0);
            prop_assert!(q.number.start >= q.range.start && q.number.end <= q.range.end);
            prop_assert!(!text[q.range.clone()].is_empty() && !text[q.number].is_empty());
            end = q.range.end;
        }
        for o in ordinals(&scan) {
            prop_assert!(!text[o.range].is_empty());
        }
    }
}
