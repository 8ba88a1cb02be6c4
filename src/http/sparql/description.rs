//! What the endpoint is, for programs that ask it without a query: a description in the
//! vocabulary of SPARQL 1.1 Service Description.

use super::format::{choose_graph, content_type, own_media_types};
use super::request::Request;
use crate::answer::stream::{AnswerFormat, Form, triples};
use crate::entity::Base;
use crate::http::asked::Asked;
use crate::http::failure::Failure;
use crate::http::negotiate::accept;
use crate::http::reply::Reply;
use axum::http::header::HOST;
use axum::http::{HeaderName, StatusCode};
use oxigraph::model::vocab::{rdf, rdfs};
use oxigraph::model::{BlankNode, Literal, NamedNode, NamedNodeRef, Term, Triple};

macro_rules! sd {
    ($name:literal) => {
        NamedNodeRef::new_unchecked(concat!(
            "http://www.w3.org/ns/sparql-service-description#",
            $name
        ))
    };
}

/// The W3C's names of formats, by their media types.
const FORMATS: [(&str, &str); 10] = [
    ("application/sparql-results+json", "SPARQL_Results_JSON"),
    ("application/sparql-results+xml", "SPARQL_Results_XML"),
    ("text/csv", "SPARQL_Results_CSV"),
    ("text/tab-separated-values", "SPARQL_Results_TSV"),
    ("text/turtle", "Turtle"),
    ("application/n-triples", "N-Triples"),
    ("application/ld+json", "JSON-LD"),
    ("application/rdf+xml", "RDF_XML"),
    ("application/trig", "TriG"),
    ("application/n-quads", "N-Quads"),
];

const COMMENT: &str = "Queries only: the graph is not changed here, and SERVICE is off. \
     The facts are in the default graph; what each document states, with the sentences, is in \
     the named graph of that document. The prefixes expo, id, rdf, rdfs, owl, xsd, skos, dcterms, \
     prov, schema and others that the graph uses need no declaration.";

/// The description, none if a page is wanted rather.
///
/// # Errors
/// If the client accepts no form of it.
pub fn describe(asked: &Asked, request: &Request, base: &Base) -> Result<Option<Reply>, Failure> {
    let accept = accept(&asked.headers);
    let Some((format, media_type)) = choose_graph(&request.formats, &accept)? else {
        return Ok(None);
    };
    let mut out = Vec::new();
    let format = AnswerFormat::Graph(format);
    triples(&statements(&endpoint(asked)), format, base, &mut out)
        .map_err(|error| Failure::new(StatusCode::INTERNAL_SERVER_ERROR, error.to_string()))?;
    Ok(Some(Reply::new(&content_type(media_type), out)))
}

/// The endpoint's address as the client knows it.
fn endpoint(asked: &Asked) -> NamedNode {
    let forwarded = HeaderName::from_static("x-forwarded-proto");
    let scheme = match asked.header(&forwarded) {
        "https" => "https",
        _ => "http",
    };
    let address = format!("{scheme}://{}/sparql", asked.header(&HOST));
    NamedNode::new(address).unwrap_or_else(|_| NamedNode::new_unchecked("http://localhost/sparql"))
}

fn statements(endpoint: &NamedNode) -> Vec<Triple> {
    let service = BlankNode::new_unchecked("service");
    let dataset = BlankNode::new_unchecked("dataset");
    let graph = BlankNode::new_unchecked("graph");
    let mut all: Vec<Triple> = Vec::new();
    let mut say = |subject: &BlankNode, predicate: NamedNodeRef<'_>, object: Term| {
        all.push(Triple::new(subject.clone(), predicate, object));
    };
    let label = |text| Term::from(Literal::new_language_tagged_literal_unchecked(text, "en"));
    say(&service, rdf::TYPE, sd!("Service").into());
    say(&service, rdfs::LABEL, label("Expograph"));
    say(&service, rdfs::COMMENT, label(COMMENT));
    say(&service, sd!("endpoint"), endpoint.clone().into());
    say(
        &service,
        sd!("supportedLanguage"),
        sd!("SPARQL11Query").into(),
    );
    let formats = own_media_types(Form::Rows).chain(own_media_types(Form::Triples));
    for media_type in formats {
        let name = FORMATS.iter().find(|(known, _)| *known == media_type);
        if let Some((_, name)) = name {
            let format = NamedNode::new_unchecked(format!("http://www.w3.org/ns/formats/{name}"));
            say(&service, sd!("resultFormat"), format.into());
        }
    }
    say(&service, sd!("defaultDataset"), dataset.clone().into());
    say(&dataset, rdf::TYPE, sd!("Dataset").into());
    say(&dataset, sd!("defaultGraph"), graph.clone().into());
    say(&graph, rdf::TYPE, sd!("Graph").into());
    all
}
