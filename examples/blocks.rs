//! Prints how documents are read: title, date, publisher, and kind and text of every block.
//! `cargo run --example blocks -- report.txt page.html`

use expograph::document::{Document, OriginWords, StopWords, is_english, read_source, sources};
use expograph::knowledge::Source;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let source = Source::embedded();
    let words = OriginWords::parse(&source.read("lexicon/document-origin.toml")?)?;
    let stop_words = StopWords::parse(&source.read("lexicon/document-stopwords.txt")?)?;
    let paths: Vec<String> = std::env::args().skip(1).collect();
    for source in sources(&paths) {
        match source {
            Err(error) => eprintln!("{error}"),
            Ok(source) => {
                for document in read_source(&source, &words) {
                    match document {
                        Ok(document) => print(&document, is_english(&document.text, &stop_words)),
                        Err(error) => eprintln!("{error}"),
                    }
                }
            }
        }
    }
    Ok(())
}

fn print(document: &Document, english: bool) {
    println!("=== {} ({:?})", document.key, document.format);
    println!("    english   {english}");
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
