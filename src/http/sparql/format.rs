//! The forms an answer can have, by media type and by short name.

use crate::answer::nearest;
use crate::answer::stream::{AnswerFormat, Form};
use crate::http::failure::Failure;
use crate::http::negotiate::best;
use axum::http::StatusCode;
use oxigraph::io::{JsonLdProfileSet, RdfFormat};
use oxigraph::sparql::results::QueryResultsFormat;

/// How an answer is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// As a page for readers.
    Page,
    /// As a file, and the media type it is sent as.
    File(AnswerFormat, &'static str),
}

/// A format, its names for `?format=`, and the media types it goes by, its own first.
struct Offer<T> {
    format: T,
    names: &'static [&'static str],
    media_types: &'static [&'static str],
}

const RESULTS: [Offer<QueryResultsFormat>; 4] = [
    Offer {
        format: QueryResultsFormat::Json,
        names: &["json"],
        media_types: &["application/sparql-results+json", "application/json"],
    },
    Offer {
        format: QueryResultsFormat::Xml,
        names: &["xml"],
        media_types: &[
            "application/sparql-results+xml",
            "application/xml",
            "text/xml",
        ],
    },
    Offer {
        format: QueryResultsFormat::Csv,
        names: &["csv"],
        media_types: &["text/csv"],
    },
    Offer {
        format: QueryResultsFormat::Tsv,
        names: &["tsv"],
        media_types: &["text/tab-separated-values"],
    },
];

const GRAPHS: [Offer<RdfFormat>; 6] = [
    Offer {
        format: RdfFormat::Turtle,
        names: &["ttl", "turtle", "n3"],
        media_types: &["text/turtle", "application/turtle", "application/x-turtle"],
    },
    Offer {
        format: RdfFormat::NTriples,
        names: &["nt", "ntriples"],
        media_types: &["application/n-triples", "text/plain"],
    },
    Offer {
        format: RdfFormat::JsonLd {
            profile: JsonLdProfileSet::empty(),
        },
        names: &["jsonld", "json-ld", "json"],
        media_types: &["application/ld+json", "application/json"],
    },
    Offer {
        format: RdfFormat::RdfXml,
        names: &["rdf", "rdf+xml", "rdfxml", "xml"],
        media_types: &["application/rdf+xml", "application/xml", "text/xml"],
    },
    Offer {
        format: RdfFormat::TriG,
        names: &["trig"],
        media_types: &["application/trig"],
    },
    Offer {
        format: RdfFormat::NQuads,
        names: &["nq", "nquads"],
        media_types: &["application/n-quads"],
    },
];

/// A format with one of its names.
type Named = (AnswerFormat, &'static str);

fn by<T: Copy>(
    offers: &[Offer<T>],
    of: impl Fn(&Offer<T>) -> &'static [&'static str],
    wrap: impl Fn(T) -> AnswerFormat,
) -> Vec<Named> {
    let named = offers.iter().flat_map(|offer| {
        let names = of(offer).iter();
        names.map(|name| (wrap(offer.format), *name))
    });
    named.collect()
}

fn media_types(form: Form) -> Vec<Named> {
    let mut types = match form {
        Form::Rows | Form::Boolean => by(&RESULTS, |o| o.media_types, AnswerFormat::Results),
        Form::Triples => by(&GRAPHS, |o| o.media_types, AnswerFormat::Graph),
    };
    // A format's own type comes before the others' general ones.
    types.sort_by_key(|(_, name)| is_general(name));
    types
}

fn is_general(media_type: &str) -> bool {
    matches!(
        media_type,
        "application/json" | "application/xml" | "text/xml" | "text/plain"
    )
}

fn names(form: Form) -> Vec<Named> {
    match form {
        Form::Rows | Form::Boolean => by(&RESULTS, |o| o.names, AnswerFormat::Results),
        Form::Triples => by(&GRAPHS, |o| o.names, AnswerFormat::Graph),
    }
}

/// The shape that a client asks for: by name or media type in the address (`wanted`, any of them),
/// else by its Accept header.
///
/// # Errors
/// If there is none such.
pub fn choose(form: Form, wanted: &[String], accept: &str) -> Result<Shape, Failure> {
    let types = media_types(form);
    let file = |(format, name): Named| Shape::File(format, name);
    if let Some(first) = wanted.first() {
        let names = names(form);
        let found = wanted.iter().find_map(|wanted| {
            let wanted = wanted.to_ascii_lowercase();
            if wanted == "html" || wanted == "text/html" {
                return Some(Shape::Page);
            }
            let by_type = types.iter().find(|(_, name)| *name == wanted);
            let by_name = || {
                let (format, _) = names.iter().find(|(_, name)| *name == wanted)?;
                types.iter().find(|(other, _)| other == format)
            };
            by_type.or_else(by_name).copied().map(file)
        });
        return found.ok_or_else(|| {
            let mut known: Vec<&str> = names.iter().map(|(_, name)| *name).collect();
            known.push("html");
            let near = nearest(first, known.iter().copied());
            let hint = crate::answer::did_you_mean(&near);
            Failure::bad(format!(
                "no answer to {} has the format {first:?}{hint}; there are {}",
                described(form),
                known.join(", ")
            ))
        });
    }
    let mut offered: Vec<&str> = types.iter().map(|(_, name)| *name).collect();
    offered.push("text/html");
    match best(accept, &offered) {
        Some(place) => Ok(types.get(place).copied().map_or(Shape::Page, file)),
        None => Err(unacceptable(&offered)),
    }
}

/// The format in which triples are sent that no query asked for: a graph, the description of
/// the service. None if a page is wanted rather.
///
/// # Errors
/// If the client accepts none.
pub fn choose_graph(
    wanted: &[String],
    accept: &str,
) -> Result<Option<(RdfFormat, &'static str)>, Failure> {
    match choose(Form::Triples, wanted, accept)? {
        Shape::File(AnswerFormat::Graph(format), name) => Ok(Some((format, name))),
        _ => Ok(None),
    }
}

/// The media types of an answer's formats, each once.
pub fn own_media_types(form: Form) -> impl Iterator<Item = &'static str> {
    let all: Vec<&[&str]> = match form {
        Form::Rows | Form::Boolean => RESULTS.iter().map(|offer| offer.media_types).collect(),
        Form::Triples => GRAPHS.iter().map(|offer| offer.media_types).collect(),
    };
    all.into_iter().filter_map(|types| types.first().copied())
}

fn described(form: Form) -> &'static str {
    match form {
        Form::Rows => "a SELECT",
        Form::Boolean => "an ASK",
        Form::Triples => "a CONSTRUCT or DESCRIBE",
    }
}

fn unacceptable(offered: &[&str]) -> Failure {
    let list = offered.join("\n  ");
    Failure::new(
        StatusCode::NOT_ACCEPTABLE,
        format!("this is not available in any type that the request accepts; there are\n  {list}"),
    )
}

/// The media type with its charset, where it is a text.
pub fn content_type(media_type: &str) -> String {
    match media_type.starts_with("text/") {
        true => format!("{media_type}; charset=utf-8"),
        false => media_type.to_owned(),
    }
}
