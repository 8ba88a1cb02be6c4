//! An answer as a file: its forms, where they are, and how they are written.

use super::results;
use crate::answer::{Answer, RowFormat, SavedQuery, write_boolean, write_rows, write_triples};
use crate::graph::format_named;
use crate::http::asked::address;
use crate::http::failure::Failure;
use crate::http::view::View;
use axum::http::StatusCode;
use maud::{Markup, html};
use std::collections::BTreeMap;

/// The forms of an answer: ending and media type.
pub const FORMS: [(&str, &str); 6] = [
    ("csv", "text/csv; charset=utf-8"),
    ("json", "application/sparql-results+json"),
    ("tsv", "text/tab-separated-values; charset=utf-8"),
    ("xml", "application/sparql-results+xml"),
    ("md", "text/markdown; charset=utf-8"),
    ("ttl", "text/turtle; charset=utf-8"),
];

/// Where the answer is in another form.
pub fn file(query: &SavedQuery, given: &[(String, String)], ending: &str) -> String {
    let pairs: Vec<(&str, &str)> = given
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    address(&format!("/questions/{}.{ending}", query.name), &pairs)
}

/// Links to all forms.
pub fn links(query: &SavedQuery, given: &[(String, String)]) -> Markup {
    html! {
        p.files {
            "The same as "
            @for (at, (ending, _)) in FORMS.iter().enumerate() {
                @if at > 0 { ", " }
                a href=(file(query, given, ending)) { (ending) }
            }
            "."
        }
    }
}

/// The format of triples.
pub fn turtle() -> Result<oxigraph::io::RdfFormat, Failure> {
    format_named("ttl").ok_or_else(|| Failure::new(StatusCode::INTERNAL_SERVER_ERROR, "no Turtle"))
}

/// An answer that cannot be written.
pub fn unwritten(error: std::io::Error) -> Failure {
    Failure::new(StatusCode::INTERNAL_SERVER_ERROR, error.to_string())
}

/// An answer as a file.
pub fn written(view: &View<'_>, answer: &Answer, ending: &str) -> Result<Vec<u8>, Failure> {
    let format = match ending {
        "csv" => RowFormat::Csv,
        "tsv" => RowFormat::Tsv,
        "json" => RowFormat::Json,
        "xml" => RowFormat::Xml,
        _ => RowFormat::Markdown,
    };
    let mut text = Vec::new();
    let result = match answer {
        Answer::Triples(triples) => {
            write_triples(triples, turtle()?, view.engine.base(), &mut text)
        }
        Answer::Rows(rows) if ending == "ttl" => write_triples(
            &results::triples(rows),
            turtle()?,
            view.engine.base(),
            &mut text,
        ),
        Answer::Rows(rows) => write_rows(rows, &BTreeMap::new(), format, &mut text),
        Answer::Boolean(value) => write_boolean(*value, format, &mut text),
    };
    result.map_err(unwritten)?;
    Ok(text)
}
