//! The examples and counter-examples of the constructions for topics and sessions: each example
//! gives the facts it names by its rule, each counter-example none.

use expograph::document::{OriginWords, read_text};
use expograph::fact::{Object, read};
use expograph::knowledge::{Knowledge, Source};

#[test]
fn constructions_do_what_their_examples_say() {
    let source = Source::embedded();
    let knowledge = Knowledge::load(&source).expect("the embedded knowledge");
    let words = source
        .read("lexicon/document-origin.toml")
        .expect("the words of origin lines");
    let origin = OriginWords::parse(&words).expect("the words of origin lines");
    let facts = |rule: &str, text: &str| -> Vec<String> {
        let bytes = text.as_bytes().to_vec();
        let document = read_text("a.txt", "a.txt", bytes, &origin).expect("a document");
        let reading = read(&document, &knowledge);
        reading
            .facts
            .iter()
            .filter(|fact| &*fact.evidence.rule == rule)
            .filter_map(|fact| match &fact.object {
                Object::Entity(id) => {
                    let label = &reading.entity(*id).label;
                    Some(format!("{}: {label}", fact.relation.name()))
                }
                _ => None,
            })
            .collect()
    };
    let mut wrong = Vec::new();
    let mut count = 0;
    for rule in &knowledge.rules.documented {
        if !rule.id.starts_with("topic.") && !rule.id.starts_with("session.") {
            continue;
        }
        for example in &rule.examples {
            count += 1;
            let found = facts(&rule.id, &example.text);
            for expected in &example.facts {
                let (relation, names) = expected.split_once(": ").expect("relation: object");
                let met = names
                    .split('|')
                    .any(|name| found.contains(&format!("{relation}: {name}")));
                if !met {
                    wrong.push(format!("{}: {expected:?} not in {found:?}", rule.id));
                }
            }
        }
        for example in &rule.counter {
            count += 1;
            let found = facts(&rule.id, &example.text);
            if !found.is_empty() {
                wrong.push(format!("{}: {found:?} from {:?}", rule.id, example.text));
            }
        }
    }
    assert!(count > 50, "only {count} examples were found");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
