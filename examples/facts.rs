//! Prints the facts of text files as the `facts` question does: `cargo run --example facts --
//! FILE...`.

use expograph::document::{OriginWords, read_html, read_text};
use expograph::fact::{Object, read};
use expograph::knowledge::{Knowledge, Source};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    // EXPOGRAPH_DATA names a folder laid over the built-in knowledge: rules tried without a build.
    let source = match std::env::var_os("EXPOGRAPH_DATA") {
        Some(folder) => Source::with_folder(folder),
        None => Source::embedded(),
    };
    let knowledge = Knowledge::load(&source)?;
    let origin = OriginWords::parse(&source.read("lexicon/document-origin.toml")?)?;
    let mut out = csv::Writer::from_writer(std::io::stdout().lock());
    out.write_record([
        "document", "subject", "relation", "object", "value", "bound", "unit", "evidence", "rule",
    ])?;
    for path in std::env::args().skip(1) {
        let bytes = std::fs::read(&path)?;
        let document = if path.ends_with(".html") {
            read_html(&path, &path, bytes, &origin)?
        } else {
            read_text(&path, &path, bytes, &origin)?
        };
        let reading = read(&document, &knowledge);
        for fact in &reading.facts {
            let (object, value, bound, unit) = match &fact.object {
                Object::Entity(id) => (
                    reading.entity(*id).label.clone(),
                    String::new(),
                    "",
                    String::new(),
                ),
                Object::Text(text) => (text.clone(), String::new(), "", String::new()),
                Object::Integer(n) => (n.to_string(), String::new(), "", String::new()),
                Object::Date(date) => (date.to_string(), String::new(), "", String::new()),
                Object::Figure(f) => (
                    f.metric.clone(),
                    f.value.to_string(),
                    f.bound.name(),
                    f.unit.clone().unwrap_or_default(),
                ),
            };
            out.write_record([
                document.name.as_str(),
                &reading.entity(fact.subject).label,
                fact.relation.name(),
                &object,
                &value,
                bound,
                &unit,
                &document.text[fact.evidence.span.clone()],
                &fact.evidence.rule,
            ])?;
        }
    }
    out.flush()?;
    Ok(())
}
