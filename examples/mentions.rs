//! Prints the names, offices and fairs that are found in text files: `cargo run --example
//! mentions FILE...`.

use expograph::document::{OriginWords, read_html, read_text};
use expograph::knowledge::{Knowledge, Source};
use expograph::mention::{Analysis, Inventory};

fn main() {
    let source = Source::embedded();
    let knowledge = Knowledge::load(&source).expect("knowledge");
    let origin = source.read("lexicon/document-origin.toml").expect("words");
    let origin = OriginWords::parse(&origin).expect("words");
    for path in std::env::args().skip(1) {
        let bytes = std::fs::read(&path).expect("file");
        let document = if path.ends_with(".html") {
            read_html(&path, &path, bytes, &origin)
        } else {
            read_text(&path, &path, bytes, &origin)
        }
        .expect("document");
        println!("=== {path} {:?} {:?}", document.published, document.title);
        let analysis = Analysis::new(&document, &knowledge);
        let inventory = Inventory::new(&analysis);
        for (index, sentence) in analysis.sentences.iter().enumerate() {
            println!(
                "- {:?} {}",
                sentence.kind,
                analysis.slice(sentence.tokens.clone())
            );
            let (mentions, roles) = inventory.by_sentence[index].clone();
            for m in mentions {
                let mention = &inventory.mentions[m];
                println!(
                    "      {:?} {:?} -> {} {:?} {:?}",
                    mention.sort,
                    analysis.slice(mention.range.clone()),
                    inventory.thing(m).label,
                    mention.year,
                    mention.ordinal
                );
            }
            for r in &inventory.roles[roles] {
                println!("      role {:?}", analysis.slice(r.range.clone()));
            }
        }
    }
}
