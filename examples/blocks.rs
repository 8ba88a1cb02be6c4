//! Prints how documents are read: title, date, publisher, and kind and text of every block.
//! `cargo run --example blocks -- report.txt page.html`

use expograph::document::{Document, OriginWords, read_html, read_text};
use expograph::knowledge::Source;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let words = OriginWords::parse(&Source::embedded().read("lexicon/document-origin.toml")?)?;
    for path in std::env::args().skip(1) {
        let name = path.rsplit('/').next().unwrap_or(&path);
        let read = if name.ends_with(".html") {
            read_html
        } else {
            read_text
        };
        match read(name, &path, std::fs::read(&path)?, &words) {
            Ok(document) => print(&document),
            Err(error) => eprintln!("{error}"),
        }
    }
    Ok(())
}

fn print(document: &Document) {
    println!("=== {} ({:?})", document.key, document.format);
    println!("    title     {:?}", document.title);
    println!(
        "    published {:?}",
        document.published.map(|d| d.to_string())
    );
    println!("    publisher {:?}", document.publisher);
    println!("    url       {:?}", document.url);
    let dateline = document.dateline.clone().map(|range| &document.text[range]);
    println!("    dateline  {dateline:?}");
    for block in &document.blocks {
        let kind = format!("{:?}", block.kind);
        println!("{kind:>10} {:?}", &document.text[block.range.clone()]);
    }
}
