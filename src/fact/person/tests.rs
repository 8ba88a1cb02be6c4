//! Runs the examples and counter-examples of `data/rules/constructions-names.toml`.

use crate::document::{OriginWords, read_text};
use crate::fact::{Object, Relation, read};
use crate::knowledge::{Knowledge, Source};

/// The facts that a text gives by a rule, as `relation: object`.
fn facts(text: &str, rule: &str, knowledge: &Knowledge, origin: &OriginWords) -> Vec<String> {
    let document = read_text("a.txt", "a.txt", text.as_bytes().to_vec(), origin).expect("text");
    let reading = read(&document, knowledge);
    let relations = [Relation::Post, Relation::Affiliation, Relation::Represents];
    let told = reading.facts.iter().filter(|fact| {
        relations.contains(&fact.relation)
            && (rule.is_empty() || Some(fact.evidence.rule.as_ref()) == Some(rule))
    });
    told.map(|fact| {
        let object = match &fact.object {
            Object::Entity(id) => reading.entities[id.0 as usize].label.clone(),
            Object::Text(text) => text.clone(),
            other => format!("{other:?}"),
        };
        format!("{}: {object}", fact.relation.name())
    })
    .collect()
}

#[test]
fn constructions_do_as_their_examples_say() {
    let source = Source::embedded();
    let knowledge = Knowledge::load(&source).expect("knowledge");
    let origin = source.read("lexicon/document-origin.toml").expect("words");
    let origin = OriginWords::parse(&origin).expect("words");
    let mut wrong = Vec::new();
    let mut run = 0;
    for rule in &knowledge.rules.documented {
        if !rule.id.starts_with("person.") {
            continue;
        }
        for example in &rule.examples {
            run += 1;
            let found = facts(&example.text, &rule.id, &knowledge, &origin);
            for fact in &example.facts {
                if !found.contains(fact) {
                    let all = facts(&example.text, "", &knowledge, &origin);
                    wrong.push(format!("{}: {fact:?} not in {found:?} of {all:?}", rule.id));
                }
            }
        }
        for counter in &rule.counter {
            let found = facts(&counter.text, &rule.id, &knowledge, &origin);
            if !found.is_empty() && rule.id.as_ref() != "person.shared-title" {
                let all = facts(&counter.text, "", &knowledge, &origin);
                wrong.push(format!(
                    "{}: {found:?} by the counter-example, {all:?}",
                    rule.id
                ));
            }
        }
    }
    assert!(run >= 14, "only {run} examples ran");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_is_no_body_gives_no_affiliation() {
    let source = Source::embedded();
    let knowledge = Knowledge::load(&source).expect("knowledge");
    let origin = source.read("lexicon/document-origin.toml").expect("words");
    let origin = OriginWords::parse(&origin).expect("words");
    let sentences = [
        "Maria Oliveira, author of The Quiet Orchard, spoke.",
        "Ruben Dahl (author of the acclaimed My Father Is a Pear) read from it.",
        "Much was sold, said Maria Oliveira, a Certified Cider Taster.",
        "The prize went to Nordvale farmer Jon Dahl.",
        "State Orchards Minister K. Raman came.",
        "They also showed the new presses Sorter-G2 and Sorter Pro.",
    ];
    for sentence in sentences {
        let text = format!("Fruit Logistica 2024 opened on Monday. {sentence}");
        let found = facts(&text, "", &knowledge, &origin);
        let firm = found.iter().find(|fact| fact.starts_with("affiliation"));
        assert!(firm.is_none(), "{sentence} {found:?}");
    }
}
