//! What is counted, in sentences of our own.

use super::{Measure, measures};
use crate::knowledge::figures::MetricClass;
use crate::mention::{Scan, date, quantity, scan::embedded};
use proptest::prelude::*;

fn all(sentence: &str) -> Vec<Measure> {
    let scan = Scan::new(sentence, embedded());
    let dates = date::dates(&scan, None);
    let quantities = quantity::quantities(&scan, &dates);
    measures(&scan, &dates, &quantities)
}

/// The metrics of a sentence's quantities, "-" for none.
fn metrics(sentence: &str) -> Vec<String> {
    let name = |m: Measure| m.metric.unwrap_or_else(|| String::from("-"));
    all(sentence).into_iter().map(name).collect()
}

fn check(sentence: &str, expected: &[&str]) {
    assert_eq!(metrics(sentence), expected, "{sentence}");
}

#[test]
fn the_plural_after_a_number_is_counted() {
    check(
        "551 companies and institutions took part.",
        &["companies and institutions"],
    );
    check(
        "over 100 forums and meetings with 1,500 trade visitors",
        &["forums and meetings", "trade visitors"],
    );
    check(
        "nearly 60 countries and regions",
        &["countries and regions"],
    );
    check(
        "110 domestic and foreign enterprises",
        &["domestic and foreign enterprises"],
    );
    check(
        "more than 250 Australian companies in 20 national pavilions",
        &["Australian companies", "national pavilions"],
    );
    check(
        "It showed 300 new products, technologies and services.",
        &["new products, technologies and services"],
    );
    check("A 20-member delegation came.", &["members"]);
    check(
        "25 memoranda of understanding",
        &["memoranda of understanding"],
    );
    check(
        "Forty African and 21 other countries",
        &["countries", "countries"],
    );
}

#[test]
fn items_of_a_list_have_their_noun_before_the_colon() {
    check("Exhibitors: around 35,000", &["exhibitors"]);
    check(
        "Exhibition space: 1.5 million square meters",
        &["exhibition space"],
    );
    check("Media: 4,800, from 69 countries", &["media", "countries"]);
    check("Visitors - 58,052", &["visitors"]);
    check("- Frozen food: RM85.66 million", &["frozen food"]);
    check("Mood: 300", &["-"]);
    check("Restrooms: 7", &["restrooms"]);
    check("Guest countries (15): a long list", &["guest countries"]);
    check("From the United States: 40,000", &["-"]);
}

#[test]
fn verbs_tie_a_noun_to_its_number() {
    check("Visitor numbers reached 58,052.", &["visitors"]);
    check("Attendance rose to 40,000.", &["attendance"]);
    check(
        "The number of exhibitors at the fair grew to 843.",
        &["exhibitors"],
    );
    check("Exhibitors numbered 1,270.", &["exhibitors"]);
    check(
        "They counted the number of exhibitors, around 220.",
        &["exhibitors"],
    );
    check("In all 9,000 came.", &["visitors"]);
    check("It was attended by 9,722.", &["visitors"]);
}

#[test]
fn shares_of_a_count_point_to_it() {
    let found = all("There were 300 exhibitors, 148 of them foreign.");
    assert_eq!(found[1].metric.as_deref(), Some("foreign exhibitors"));
    assert_eq!((found[1].part_of, found[1].partial), (Some(0), true));
    let found = all("It showed 271 models, of which 186 were new.");
    assert!(found[1].partial && found[1].part_of == Some(0));
    check(
        "530 people came, 89 at the expo and 441 outside.",
        &["people", "people", "people"],
    );
    check(
        "Of the 1,413 vehicles, 93 were world premieres.",
        &["vehicles", "world premieres"],
    );
    check(
        "9,000 people came, 4,420 of them registered delegates.",
        &["people", "registered delegates"],
    );
}

#[test]
fn comparisons_keep_the_metric_of_the_main_figure() {
    let found = all("It drew 20,000 visitors, compared with 17,000 from 130 countries in 2023.");
    assert!(found[1].comparison && !found[0].comparison && !found[2].comparison);
    assert_eq!(found[1].class, MetricClass::Visitors);
    let found = all("It has 4,000 exhibitors, up from 3,400.");
    assert!(found[1].comparison && found[1].class == MetricClass::Exhibitors);
    let found = all("It had 843 brands, 60 more than before.");
    assert!(found[1].growth && found[1].part_of == Some(0));
    assert!(all("Attendance rose 20 percent.")[0].growth);
    assert!(!all("Attendance rose to 40,000.")[0].growth);
    assert!(all("It drew 3,000 visitors a day.")[0].per);
}

#[test]
fn the_end_of_a_change_is_the_whole() {
    let found = all("The number of countries rose from 44 to 52.");
    assert!(found[0].comparison && !found[1].comparison && !found[1].partial);
    assert_eq!(found[1].metric.as_deref(), Some("countries"));
    let found = all("It drew 65,000 visitors (+8%).");
    assert!(found[1].growth && found[1].class == MetricClass::Visitors);
}

#[test]
fn sums_are_named_by_what_they_are_for() {
    check(
        "Contracts worth 48.3 billion dollars were signed.",
        &["contracts"],
    );
    check("It brought deals of $50.8 billion.", &["deals"]);
    check("They invested $3 billion in orders.", &["orders"]);
    check("a $5 billion deal", &["deal"]);
    check("sales of RM1.49 billion", &["sales"]);
    let found = all("98 key projects worth about 81.5 billion yuan");
    assert_eq!(found[1].metric.as_deref(), Some("value"));
    assert_eq!(found[1].part_of, Some(0));
    let found = all("Cars brought in 16 billion dollars, food 12 billion.");
    assert_eq!(found[1].unit, found[0].unit);
}

#[test]
fn areas_and_days_have_names_of_their_own() {
    check(
        "an exhibition area of 70,000 square meters",
        &["exhibition area"],
    );
    check(
        "70,000 square meters of exhibition space",
        &["exhibition space"],
    );
    check("It fills 70,000 square meters.", &["area"]);
    check("The four-day event", &["days"]);
    check("two years ago and 3 hours later", &["-"]);
}

#[test]
fn what_no_fair_is_counted_by_is_left_out() {
    check(
        "The tower is 300 metres high and weighs 45 tonnes.",
        &["-", "-"],
    );
    check("He is 45 years old.", &["-"]);
    check("It is the larger of the two.", &["-"]);
}

#[test]
fn bare_numbers_wait_for_an_earlier_sentence() {
    let mut found = all("In 2021 there had been 810,000; in 2019, 993,000.");
    assert!(found[0].open && found[1].open);
    let earlier = all("It drew 906,000 visitors.");
    found[0].go_on_from(&earlier[0]);
    assert_eq!(found[0].metric.as_deref(), Some("visitors"));
    assert!(!found[0].open);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn odd_texts_give_one_measure_for_each_quantity(
        text in "([0-9]{1,6}|[ ,.:()–%$-]|(one|million|exhibitors|visitors|of|them|which|worth|deals|area|and|up from|the|days|square meters|'s|\\PC)[ ]?){0,24}"
    ) {
        let scan = Scan::new(&text, embedded());
        let dates = date::dates(&scan, None);
        let quantities = quantity::quantities(&scan, &dates);
        let found = measures(&scan, &dates, &quantities);
        prop_assert_eq!(found.len(), quantities.len());
        for (index, m) in found.into_iter().enumerate() {
            prop_assert!(m.quantity == index && m.part_of.is_none_or(|of| of < index));
            if let Some(noun) = m.noun {
                prop_assert!(!text[noun].is_empty());
            }
            prop_assert!(m.metric.is_none_or(|metric| !metric.is_empty()));
        }
    }
}
