//! Handing a graph on as linked data: the context of JSON-LD is what the ontology says, and what
//! is exported says what the graph says. `UPDATE_EXPECT=1` writes the context.

use expograph::rdf::Context;
use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::{NamedOrBlankNode, Term};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::Path;

const EXPO: &str = "https://w3id.org/expograph/ontology#";

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &str) -> String {
    std::fs::read_to_string(root().join(path)).expect(path)
}

/// What the ontology says of each of its terms: local names of properties with their objects.
fn ontology() -> BTreeMap<String, BTreeSet<(String, String)>> {
    let mut terms: BTreeMap<String, BTreeSet<(String, String)>> = BTreeMap::new();
    let text = read("ontology/expo.ttl");
    for quad in RdfParser::from_format(RdfFormat::Turtle).for_slice(text.as_bytes()) {
        let quad = quad.expect("Turtle");
        let (NamedOrBlankNode::NamedNode(subject), Term::NamedNode(object)) =
            (&quad.subject, &quad.object)
        else {
            continue;
        };
        if let Some(term) = subject.as_str().strip_prefix(EXPO) {
            let local = |iri: &str| iri.rsplit(['#', '/']).next().unwrap_or_default().to_owned();
            terms
                .entry(term.to_owned())
                .or_default()
                .insert((local(quad.predicate.as_str()), local(object.as_str())));
        }
    }
    terms
}

/// Properties that have one value; the values of others stand in an array.
const SINGLE: &[&str] = &[
    "year",
    "editionNumber",
    "startDate",
    "endDate",
    "heldBy",
    "authority",
    "countryCode",
    "metric",
    "value",
    "unit",
    "bound",
    "minValue",
    "maxValue",
    "words",
    "basis",
    "inEdition",
    "participant",
    "role",
    "mode",
    "capacity",
    "key",
    "digest",
    "format",
    "reader",
    "ingested",
    "claimSubject",
    "claimProperty",
    "claimObject",
    "quotation",
    "rule",
    "exact",
    "start",
    "end",
    "formatVersion",
    "base",
    "resolved",
    "decision",
    "kept",
    "other",
    "keptLabel",
    "otherLabel",
    "status",
];

/// Terms of other vocabularies: name, IRI, what the values are, and whether there are several.
const OTHERS: &[(&str, &str, &str, bool)] = &[
    ("label", "rdfs:label", "", false),
    ("comment", "rdfs:comment", "", false),
    ("altLabel", "skos:altLabel", "", true),
    ("prefLabel", "skos:prefLabel", "", false),
    ("broader", "skos:broader", "@id", true),
    ("inScheme", "skos:inScheme", "@vocab", true),
    ("exactMatch", "skos:exactMatch", "@id", true),
    ("Concept", "skos:Concept", "", false),
    ("ConceptScheme", "skos:ConceptScheme", "", false),
    ("sameAs", "owl:sameAs", "@id", true),
    ("schema:sameAs", "schema:sameAs", "@id", true),
    ("title", "dcterms:title", "", false),
    ("publisher", "dcterms:publisher", "", false),
    ("issued", "dcterms:issued", "xsd:date", false),
    ("source", "dcterms:source", "@id", false),
    ("wasDerivedFrom", "prov:wasDerivedFrom", "@id", false),
    ("wasQuotedFrom", "prov:wasQuotedFrom", "@id", false),
];

const PREFIXES: &[(&str, &str)] = &[
    ("dcterms", "http://purl.org/dc/terms/"),
    ("expo", EXPO),
    ("foaf", "http://xmlns.com/foaf/0.1/"),
    ("oa", "http://www.w3.org/ns/oa#"),
    ("org", "http://www.w3.org/ns/org#"),
    ("owl", "http://www.w3.org/2002/07/owl#"),
    ("prov", "http://www.w3.org/ns/prov#"),
    ("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"),
    ("rdfs", "http://www.w3.org/2000/01/rdf-schema#"),
    ("schema", "https://schema.org/"),
    ("sem", "http://semanticweb.cs.vu.nl/2009/11/sem/"),
    ("skos", "http://www.w3.org/2004/02/skos/core#"),
    ("wd", "http://www.wikidata.org/entity/"),
    ("xsd", "http://www.w3.org/2001/XMLSchema#"),
];

/// The context that follows from the ontology.
fn expected() -> String {
    let mut lines = vec![
        "\"id\": \"@id\"".to_owned(),
        "\"type\": \"@type\"".to_owned(),
    ];
    lines.extend(
        PREFIXES
            .iter()
            .map(|(name, iri)| format!("\"{name}\": \"{iri}\"")),
    );
    let line = |name: &str, iri: &str, coercion: &str, several: bool| {
        let mut parts = vec![format!("\"@id\": \"{iri}\"")];
        if !coercion.is_empty() {
            parts.push(format!("\"@type\": \"{coercion}\""));
        }
        if several {
            parts.push("\"@container\": \"@set\"".to_owned());
        }
        match parts.len() {
            1 => format!("\"{name}\": \"{iri}\""),
            _ => format!("\"{name}\": {{ {} }}", parts.join(", ")),
        }
    };
    for (name, iri, coercion, several) in OTHERS {
        lines.push(line(name, iri, coercion, *several));
    }
    for (term, says) in ontology() {
        let is = |kind: &str| says.contains(&("type".to_owned(), kind.to_owned()));
        let range = says.iter().find(|(property, _)| property == "range");
        let coercion = match (term.as_str(), range) {
            // Its values are terms of this very ontology.
            ("claimProperty", _) => "@vocab".to_owned(),
            _ if is("ObjectProperty") => "@id".to_owned(),
            (_, Some((_, range))) if is("DatatypeProperty") && range != "string" => {
                format!("xsd:{range}")
            }
            _ => String::new(),
        };
        let property = term.starts_with(|c: char| c.is_lowercase());
        let several = property && !SINGLE.contains(&term.as_str());
        lines.push(line(&term, &format!("expo:{term}"), &coercion, several));
    }
    let mut text = String::from("{\n  \"@context\": {\n");
    for (at, line) in lines.iter().enumerate() {
        let comma = if at + 1 < lines.len() { "," } else { "" };
        writeln!(text, "    {line}{comma}").expect("written");
    }
    text + "  }\n}\n"
}

#[test]
fn the_context_is_what_the_ontology_says() {
    let path = "ontology/context.jsonld";
    let expected = expected();
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        std::fs::write(root().join(path), &expected).expect("written");
    }
    assert_eq!(
        read(path),
        expected,
        "run UPDATE_EXPECT=1 cargo test --test linked"
    );
    let context = Context::parse(&expected).expect("a context that the writer knows");
    let iris: BTreeMap<&str, (&str, &str)> = context
        .terms()
        .map(|(name, iri, coercion)| (name, (iri, coercion)))
        .collect();
    for (name, iri, coercion) in [
        (
            "speaker",
            "https://w3id.org/expograph/ontology#speaker",
            "@id",
        ),
        (
            "year",
            "https://w3id.org/expograph/ontology#year",
            "http://www.w3.org/2001/XMLSchema#integer",
        ),
        ("theme", "https://w3id.org/expograph/ontology#theme", ""),
        ("label", "http://www.w3.org/2000/01/rdf-schema#label", ""),
    ] {
        assert_eq!(iris.get(name), Some(&(iri, coercion)), "{name}");
    }
    for name in SINGLE {
        assert!(iris.contains_key(name), "{name} is in no ontology");
    }
}
