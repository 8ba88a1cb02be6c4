//! The quotation of every fact holds the fact's object: its words, or a form that the document
//! resolves to it. Run over the demo's reports, the articles kept apart, and the measured texts
//! where they are at hand.

use expograph::document::{Document, OriginWords, read_html, read_text};
use expograph::fact::trace;
use expograph::knowledge::{Knowledge, Source};
use expograph::why::lacking;
use std::fmt::Write;
use std::path::{Path, PathBuf};

/// The documents of a folder; none if there is no such folder.
fn documents(folder: &Path, origin: &OriginWords) -> Vec<Document> {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return Vec::new();
    };
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    let mut found = Vec::new();
    for path in paths {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let read = match path.extension().and_then(|e| e.to_str()) {
            Some("txt") => read_text,
            Some("html") => read_html,
            _ => continue,
        };
        let bytes = std::fs::read(&path).expect("readable");
        found.push(read(&name, &name, bytes, origin).expect("a document"));
    }
    found
}

#[test]
fn every_quotation_holds_its_object() {
    let source = Source::embedded();
    let knowledge = Knowledge::load(&source).expect("knowledge");
    let words = source
        .read("lexicon/document-origin.toml")
        .expect("origin words");
    let origin = OriginWords::parse(&words).expect("origin words");
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let evaluation = std::env::var_os("EXPOGRAPH_EVAL");
    let evaluation = evaluation.map_or(root.join("../shared/eval"), PathBuf::from);
    let folders = [
        (root.join("data/documents"), true),
        (root.join("tests/unseen"), true),
        (root.join("tests/unseen-second"), true),
        (root.join("tests/unseen-third"), true),
        (root.join("tests/unseen-fourth"), true),
        (root.join("tests/unseen-fifth"), true),
        (root.join("tests/unseen-sixth"), true),
        (root.join("tests/unseen-seventh"), true),
        (root.join("tests/unseen-eighth"), true),
        (root.join("tests/unseen-ninth"), true),
        (root.join("tests/unseen-tenth"), true),
        (root.join("tests/as-found"), true),
        (root.join("tests/retold"), true),
        (root.join("tests/practice"), true),
        (evaluation.join("dev"), false),
        (evaluation.join("../documents"), false),
    ];
    let mut problems = String::new();
    for (folder, ours) in folders {
        let documents = documents(&folder, &origin);
        if documents.is_empty() {
            assert!(!ours, "no documents in {}", folder.display());
            eprintln!(
                "skipped: no {}; EXPOGRAPH_EVAL may name the folder of the evaluation",
                folder.display()
            );
            continue;
        }
        let mut facts = 0;
        for document in &documents {
            let trace = trace(document, &knowledge);
            facts += trace.reading.facts.len();
            for (statement, rule) in lacking(&trace) {
                let name = &document.name;
                let _ = writeln!(problems, "{name}: {statement} [{rule}]");
            }
        }
        assert!(facts > 0, "no facts in {}", folder.display());
    }
    assert!(
        problems.is_empty(),
        "the sentence quoted for these does not hold their object:\n{problems}"
    );
}

#[test]
fn a_quotation_without_the_object_is_told() {
    let source = Source::embedded();
    let knowledge = Knowledge::load(&source).expect("knowledge");
    let words = source
        .read("lexicon/document-origin.toml")
        .expect("origin words");
    let origin = OriginWords::parse(&words).expect("origin words");
    let text = "The 2021 Harbour Boat Expo opened in Porto on Monday.\n\n\
        Ana Costa, the minister of the sea, addressed the opening ceremony. Nothing else happened.";
    let bytes = text.as_bytes().to_vec();
    let document = read_text("a.txt", "a.txt", bytes, &origin).expect("a document");
    let mut trace = trace(&document, &knowledge);
    assert_eq!(lacking(&trace), []);
    let other = text.find("Nothing").expect("a sentence")..text.len();
    for fact in &mut trace.reading.facts {
        if fact.relation == expograph::fact::Relation::Speaker {
            fact.evidence.span = other.clone();
        }
    }
    let lacking = lacking(&trace);
    let told: Vec<&str> = lacking.iter().map(|(statement, _)| &**statement).collect();
    assert_eq!(
        told,
        ["Harbour Boat Expo 2021 \u{b7} speaker \u{b7} Ana Costa"]
    );
}
