//! No text, however cut off, makes reading fail: the beginnings and middles of the articles in
//! `tests`, cut between any two words, are read one after the other.

use expograph::document::{OriginWords, read_text};
use expograph::fact::read;
use expograph::knowledge::{Knowledge, Source};
use std::path::Path;

#[test]
fn a_text_may_end_anywhere() {
    let source = Source::embedded();
    let knowledge = Knowledge::load(&source).expect("the embedded data");
    let origin = source.read("lexicon/document-origin.toml").expect("words");
    let origin = OriginWords::parse(&origin).expect("words");
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let mut count = 0;
    for folder in [
        "practice",
        "unseen",
        "unseen-second",
        "unseen-third",
        "unseen-fourth",
        "unseen-fifth",
        "unseen-sixth",
        "unseen-seventh",
        "unseen-eighth",
        "unseen-ninth",
        "unseen-tenth",
        "retold",
        "as-found",
    ] {
        let mut files: Vec<_> = std::fs::read_dir(root.join(folder))
            .expect("a folder")
            .map(|entry| entry.expect("an entry").path())
            .filter(|path| path.extension().is_some_and(|ending| ending == "txt"))
            .collect();
        files.sort();
        for file in files {
            let text = std::fs::read_to_string(&file).expect("a text");
            let cuts: Vec<usize> = text.match_indices(' ').map(|(at, _)| at).collect();
            for (n, &end) in cuts.iter().enumerate().step_by(5) {
                // From the beginning, and from some words before.
                for start in [0, cuts[n.saturating_sub(12 + n % 7)]] {
                    let piece = text.as_bytes()[start..end].to_vec();
                    if let Ok(document) = read_text("cut.txt", "cut.txt", piece, &origin) {
                        let reading = read(&document, &knowledge);
                        for fact in &reading.facts {
                            assert!(document.text.get(fact.evidence.span.clone()).is_some());
                        }
                        count += 1;
                    }
                }
            }
        }
    }
    assert!(count > 2000, "{count}");
}
