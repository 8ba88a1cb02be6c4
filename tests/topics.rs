//! Topics as a scheme: those of the list with the wider ones they belong to and the words that
//! stand for them, those found in a document without a place in it, and a question over it.

use assert_cmd::Command;

const REPORT: &str = "The Harbour Boat Expo 2021 opened in Porto on Monday. \
    Topics were 5G technology, machine learning and quantum flour milling.\n";

fn expograph(folder: &std::path::Path, arguments: &[&str]) -> String {
    let mut command = Command::cargo_bin("expograph").expect("the program");
    let output = command
        .current_dir(folder)
        .env_remove("EXPOGRAPH_GRAPH")
        .args(arguments)
        .output()
        .expect("it runs");
    assert!(output.status.success(), "{arguments:?}: {output:?}");
    String::from_utf8(output.stdout).expect("UTF-8")
}

#[test]
fn topics_are_concepts_of_a_scheme() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("a.txt"), REPORT).expect("written");
    let lines = expograph(folder.path(), &["convert", "a.txt", "--format", "nt"]);
    let id = |slug: &str| format!("<https://w3id.org/expograph/id/topic/{slug}>");
    let skos = |name: &str| format!("<http://www.w3.org/2004/02/skos/core#{name}>");
    let expo = |name: &str| format!("<https://w3id.org/expograph/ontology#{name}>");
    let has = |subject: &str, predicate: &str, object: &str| {
        lines.contains(&format!("{subject} {predicate} {object} .\n"))
    };
    let all = ["5g", "mobile-networks", "machine-learning", "technology"];
    for slug in all.into_iter().chain(["quantum-flour-milling"]) {
        let found = slug == "quantum-flour-milling";
        let topic = id(slug);
        assert!(
            has(&topic, &skos("inScheme"), &expo("TopicScheme")),
            "{slug}"
        );
        let other = has(&topic, &skos("inScheme"), &expo("FoundTopics"));
        assert_eq!(other, found, "{slug}: {lines}");
        assert!(
            lines.contains(&format!("{topic} {} \"", skos("prefLabel"))),
            "{slug}"
        );
    }
    assert!(
        has(&id("5g"), &skos("altLabel"), "\"5G technology\""),
        "{lines}"
    );
    for (narrow, wide) in [
        ("5g", "mobile-networks"),
        ("machine-learning", "artificial-intelligence"),
        ("information-technology", "technology"),
    ] {
        assert!(has(&id(narrow), &skos("broader"), &id(wide)), "{narrow}");
    }
    // Only what the fair is about is its topic.
    let edition = "<https://w3id.org/expograph/id/expo/harbour-boat-expo-2021>";
    let about = |slug: &str| has(edition, &expo("topic"), &id(slug));
    assert!(
        about("machine-learning") && !about("artificial-intelligence"),
        "{lines}"
    );
}

#[test]
fn a_wider_topic_is_asked_for() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("a.txt"), REPORT).expect("written");
    expograph(folder.path(), &["build", "a.txt"]);
    let ask = |topic: &str| {
        let topic = format!("topic={topic}");
        expograph(
            folder.path(),
            &["run", "topics-under", "-p", &topic, "--format", "csv"],
        )
    };
    let under = ask("artificial intelligence");
    assert!(
        under.contains("machine learning,Harbour Boat Expo 2021"),
        "{under}"
    );
    assert!(!under.contains("5G"), "{under}");
    let all = ask("technology");
    assert!(all.contains("\r\n5G,") || all.contains("\n5G,"), "{all}");
    assert!(!all.contains("quantum"), "{all}");
}
