//! The weights of `data/weights`: what they state, what a folder of the user's own changes, and how mistakes
//! in them are told.

use expograph::document::{OriginWords, read_text};
use expograph::fact::{Object, Reading, candidates, read};
use expograph::knowledge::{Knowledge, Source};
use std::path::Path;

const TEXT: &str = "The 2021 Harbour Boat Expo opened in Porto on Monday.\n\n\
    Small children steered a toy ferry around the pool that Nordkap Marine had filled overnight. \
    Halden Yards owns three cranes in Bergen.\n";

const TABLES: [(&str, &str); 6] = [
    (
        "participants.tsv",
        "trait\texhibitor\tspeaker\tattendee\torganizer\tvenue\tparticipatingCountry\theldIn\tsession\n",
    ),
    ("figures.tsv", "trait\tfigure\n"),
    ("topics.tsv", "trait\ttopic\n"),
    ("fair.tsv", "trait\tfair\n"),
    ("editions.tsv", "trait\tedition\n"),
    ("days.tsv", "trait\tstartDate\tendDate\n"),
];

/// A folder with empty tables, and `rows` in the first.
fn folder(rows: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::create_dir(folder.path().join("weights")).expect("made");
    for (index, (name, head)) in TABLES.iter().enumerate() {
        let rows = if index == 0 { rows } else { "" };
        std::fs::write(
            folder.path().join("weights").join(name),
            format!("{head}{rows}"),
        )
        .expect("written");
    }
    folder
}

fn document() -> expograph::document::Document {
    let source = Source::embedded();
    let words = source.read("lexicon/document-origin.toml").expect("read");
    let origin = OriginWords::parse(&words).expect("the embedded words are right");
    read_text("a.txt", "a.txt", TEXT.as_bytes().to_vec(), &origin).expect("a document")
}

fn with(folder: &Path) -> Reading {
    let knowledge = Knowledge::load(&Source::with_folder(folder)).expect("the tables are right");
    read(&document(), &knowledge)
}

/// The objects of the facts that a rule of the scales states.
fn weighed(reading: &Reading) -> Vec<String> {
    (reading.facts.iter())
        .filter(|fact| fact.evidence.rule.ends_with("weighed"))
        .map(|fact| match &fact.object {
            Object::Entity(id) => reading.entity(*id).label.clone(),
            other => format!("{other:?}"),
        })
        .collect()
}

#[test]
fn what_speaks_for_a_part_is_stated() {
    let knowledge = Knowledge::load(&Source::embedded()).expect("the embedded data are right");
    assert_eq!(weighed(&read(&document(), &knowledge)), ["Nordkap Marine"]);
}

#[test]
fn without_weights_nothing_is_weighed() {
    assert!(weighed(&with(folder("").path())).is_empty());
}

#[test]
fn weights_of_ones_own_decide() {
    let all = folder("always\t1000\n");
    assert_eq!(
        weighed(&with(all.path())),
        ["Nordkap Marine", "Halden Yards"]
    );
    let owner = folder("always\t-500\nverb-right=own\t501\n");
    assert_eq!(weighed(&with(owner.path())), ["Halden Yards"]);
    // Just as much against it is not enough.
    let even = folder("always\t-500\nverb-right=own\t500\n");
    assert!(weighed(&with(even.path())).is_empty());
}

#[test]
fn mistakes_are_named_with_their_line() {
    for (row, problem) in [
        ("always\tmuch\n", "found \"much\""),
        ("always\t40000\n", "expected a weight from -32768 to 32767"),
        ("mood=glad\t1\n", "no trait is called \"mood\""),
        (
            "left-class=no-such-class\t1\n",
            "no class of lexicon/classes is called",
        ),
        ("always\t1\nalways\t2\n", "listed twice"),
    ] {
        let folder = folder(row);
        let error = Knowledge::load(&Source::with_folder(folder.path()))
            .expect_err(row)
            .to_string();
        let line = 1 + row.lines().count();
        assert!(error.contains(problem), "{error}");
        assert!(
            error.contains(&format!("participants.tsv:{line}:")),
            "{error}"
        );
    }
}

#[test]
fn what_is_learned_from_is_what_is_weighed() {
    let knowledge = Knowledge::load(&Source::embedded()).expect("the embedded data are right");
    let found = candidates(&document(), &knowledge);
    assert_eq!(found, candidates(&document(), &knowledge));
    let marine = found
        .iter()
        .find(|c| c.label == "Nordkap Marine" && c.sort != "<fair>");
    let marine = marine.expect("a name");
    assert!(
        marine.known.is_empty(),
        "what is weighed is not known: {marine:?}"
    );
    assert!(marine.traits.contains(&"always=".to_owned()));
    assert!(
        marine.traits.contains(&"verb-right=fill".to_owned()),
        "{marine:?}"
    );
    assert!(marine.traits.is_sorted());
    assert!(
        found
            .iter()
            .any(|c| c.sort == "<fair>" && c.label == "Harbour Boat Expo")
    );
    assert!(found.iter().any(|c| c.sort == "<number>" && c.label == "3"));
}

#[test]
fn a_text_without_a_fair_has_only_names() {
    let source = Source::embedded();
    let knowledge = Knowledge::load(&source).expect("the embedded data are right");
    let words = source.read("lexicon/document-origin.toml").expect("read");
    let origin = OriginWords::parse(&words).expect("the embedded words are right");
    let text = b"Ana Costa bought a boat. It leaks.\n".to_vec();
    let document = read_text("b.txt", "b.txt", text, &origin).expect("a document");
    assert!(read(&document, &knowledge).facts.is_empty());
    assert!(
        candidates(&document, &knowledge)
            .iter()
            .all(|c| c.sort == "<fair>")
    );
}
