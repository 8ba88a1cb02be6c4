//! The examples and counter-examples of the constructions on figures.

use crate::document::{OriginWords, read_text};
use crate::fact::{Object, read};
use crate::knowledge::{Class, Knowledge, Source};

/// The figures of a text as the rule files write them, each with its rule.
fn figures(knowledge: &Knowledge, origin: &OriginWords, text: &str) -> Vec<(String, String)> {
    let document = read_text("example", "example", text.as_bytes().to_vec(), origin).unwrap();
    let reading = read(&document, knowledge);
    let mut found = Vec::new();
    for fact in &reading.facts {
        let Object::Figure(figure) = &fact.object else {
            continue;
        };
        let subject = &reading.entity(fact.subject).label;
        let mut shown = format!(
            "figure: {} {} {}",
            figure.metric,
            figure.value,
            figure.bound.name()
        );
        if let Some(unit) = &figure.unit {
            shown.push_str(&format!(" {unit}"));
        }
        if let Some((_, year)) = subject.rsplit_once(' ')
            && year != "2031"
        {
            shown.push_str(&format!(" ({year})"));
        }
        found.push((fact.evidence.rule.to_string(), shown));
    }
    found
}

#[test]
fn constructions_hold_in_their_examples_and_not_in_their_counter_examples() {
    let source = Source::embedded();
    let knowledge = Knowledge::load(&source).unwrap();
    let origin = OriginWords::parse(&source.read("lexicon/document-origin.toml").unwrap()).unwrap();
    let mut wrong = Vec::new();
    let mut rules = 0;
    for rule in &knowledge.rules.documented {
        if !rule.id.starts_with("figure.") {
            continue;
        }
        rules += 1;
        for example in &rule.examples {
            let found = figures(&knowledge, &origin, &example.text);
            for fact in &example.facts {
                if !found.iter().any(|(_, shown)| shown == fact) {
                    wrong.push(format!(
                        "{}: no {fact:?} in {:?}: {found:?}",
                        rule.id, example.text
                    ));
                }
            }
            if !found.iter().any(|(id, _)| **id == *rule.id) {
                wrong.push(format!(
                    "{} not used in {:?}: {found:?}",
                    rule.id, example.text
                ));
            }
        }
        for counter in &rule.counter {
            let found = figures(&knowledge, &origin, &counter.text);
            if found.iter().any(|(id, _)| **id == *rule.id) {
                wrong.push(format!("{} in {:?}: {found:?}", rule.id, counter.text));
            }
        }
    }
    assert!(rules >= 9);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Sentences are passed over by this class, so it must know every word that begins a number.
#[test]
fn numbers_in_words_are_all_known() {
    let source = Source::embedded();
    let knowledge = Knowledge::load(&source).unwrap();
    let table: toml::Table = source
        .read("lexicon/numbers.toml")
        .unwrap()
        .parse()
        .unwrap();
    for list in ["cardinals", "scales"] {
        for word in table[list].as_table().unwrap().keys() {
            let known = knowledge
                .words
                .classes(knowledge.words.id(word))
                .has(Class::CountingWord);
            assert!(known || word == "zero", "{word}");
        }
    }
}
