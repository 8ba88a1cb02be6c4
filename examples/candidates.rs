//! Prints the names of documents that can have a part in a fair, one JSON object a line, for
//! `training/weights.py`: `cargo run --release --example candidates -- FILE...`.

use expograph::document::{OriginWords, read_html, read_text};
use expograph::fact::candidates;
use expograph::knowledge::{Knowledge, Source};
use std::io::Write as _;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let source = Source::embedded();
    let knowledge = Knowledge::load(&source)?;
    let origin = OriginWords::parse(&source.read("lexicon/document-origin.toml")?)?;
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for path in std::env::args().skip(1) {
        let bytes = std::fs::read(&path).map_err(|error| format!("{path}: {error}"))?;
        let document = if path.ends_with(".html") {
            read_html(&path, &path, bytes, &origin)?
        } else {
            read_text(&path, &path, bytes, &origin)?
        };
        for found in candidates(&document, &knowledge) {
            let line = serde_json::json!({
                "document": path,
                "label": found.label,
                "aliases": found.aliases,
                "sort": found.sort,
                "known": found.known,
                "traits": found.traits,
            });
            writeln!(out, "{line}")?;
        }
    }
    out.flush()?;
    Ok(())
}
