//! Runs the examples and counter-examples that stand beside every rule and construction of
//! `data/rules`: an example must give its facts, one of them by that rule, a counter-example none
//! by that rule.
//!
//! An example on who takes part is read behind "The 2021 Harbour Boat Expo opened in Porto on
//! Monday.", where it does not name that fair itself; all are dated 12 May 2021. Figures are run in
//! `fact::figure`, editions in `tests/editions.rs`, topics and sessions in `tests/constructions.rs`.

use expograph::document::{Document, OriginWords, read_text};
use expograph::fact::{Object, Reading, read};
use expograph::knowledge::{Example, Knowledge, Source};
use std::fmt::Write as _;

const SETTING: &str = "The 2021 Harbour Boat Expo opened in Porto on Monday.";

/// What the ids of rules begin with that are run elsewhere.
const ELSEWHERE: [&str; 4] = ["edition.", "figure.", "topic.", "session."];

/// What the ids of rules begin with whose examples leave the fair unnamed.
const SET: [&str; 8] = [
    "attendee.",
    "congratulation.",
    "country.",
    "exhibitor.",
    "host.",
    "organizer.",
    "participant.",
    "speaker.",
];

fn document(id: &str, text: &str, origin: &OriginWords) -> Document {
    let set = SET.iter().any(|prefix| id.starts_with(prefix));
    let text = match !set || text.contains("Harbour Boat Expo") {
        true => text.to_owned(),
        false => format!("{SETTING}\n\n{text}"),
    };
    let mut document = read_text("example.txt", "example.txt", text.into_bytes(), origin)
        .expect("an example is text");
    document.published = Some("2021-05-12".parse().expect("a date"));
    document
}

/// What was read, as `relation: object`, each with its rule.
fn stated(reading: &Reading) -> Vec<(String, String)> {
    reading
        .facts
        .iter()
        .map(|fact| {
            let object = match &fact.object {
                Object::Entity(id) => reading.entity(*id).label.clone(),
                Object::Text(text) => text.clone(),
                Object::Integer(n) => n.to_string(),
                Object::Date(date) => date.to_string(),
                Object::Figure(figure) => format!("{} {}", figure.value, figure.metric),
            };
            (
                format!("{}: {object}", fact.relation.name()),
                fact.evidence.rule.to_string(),
            )
        })
        .collect()
}

#[test]
fn every_rule_keeps_its_examples() {
    let source = Source::embedded();
    let knowledge = Knowledge::load(&source).expect("the embedded data are right");
    let words = source.read("lexicon/document-origin.toml").expect("read");
    let origin = OriginWords::parse(&words).expect("the embedded words are right");
    let found = |id: &str, example: &Example| {
        stated(&read(&document(id, &example.text, &origin), &knowledge))
    };
    let mut failures = String::new();
    for rule in &knowledge.rules.documented {
        if rule.examples.is_empty() {
            let _ = writeln!(failures, "{} ({}): no example", rule.id, rule.file);
        }
        if ELSEWHERE.iter().any(|prefix| rule.id.starts_with(prefix)) {
            continue;
        }
        let mut fires = rule.examples.is_empty();
        for example in &rule.examples {
            let facts = found(&rule.id, example);
            for wanted in &example.facts {
                if !facts.iter().any(|(fact, _)| fact == wanted) {
                    let _ = writeln!(
                        failures,
                        "{} ({}): {wanted:?} is not read from {:?}; found {facts:?}",
                        rule.id, rule.file, example.text
                    );
                }
            }
            fires |= facts.iter().any(|(_, by)| **by == *rule.id);
        }
        if !fires {
            let _ = writeln!(
                failures,
                "{} ({}): gives nothing in its examples",
                rule.id, rule.file
            );
        }
        for counter in &rule.counter {
            let facts = found(&rule.id, counter);
            if facts.iter().any(|(_, by)| **by == *rule.id) {
                let _ = writeln!(
                    failures,
                    "{} ({}): fires in its counter-example {:?}: {facts:?}",
                    rule.id, rule.file, counter.text
                );
            }
        }
    }
    assert!(failures.is_empty(), "\n{failures}");
}
