//! The namespaces and the few terms that answering needs to know: labels, classes, evidence.

/// The ontology's namespace.
pub const EXPO: &str = "https://w3id.org/expograph/ontology#";

/// Prefixes that are declared for every query typed by hand and used when names are shown or
/// Turtle is written.
pub const PREFIXES: [(&str, &str); 12] = [
    ("dcterms", "http://purl.org/dc/terms/"),
    ("expo", EXPO),
    ("foaf", "http://xmlns.com/foaf/0.1/"),
    ("id", "https://w3id.org/expograph/id/"),
    ("oa", "http://www.w3.org/ns/oa#"),
    ("org", "http://www.w3.org/ns/org#"),
    ("owl", "http://www.w3.org/2002/07/owl#"),
    ("prov", "http://www.w3.org/ns/prov#"),
    ("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"),
    ("rdfs", "http://www.w3.org/2000/01/rdf-schema#"),
    ("schema", "https://schema.org/"),
    ("skos", "http://www.w3.org/2004/02/skos/core#"),
];

/// The namespace of a datatype prefix that needs no declaration in a header.
pub const XSD: &str = "http://www.w3.org/2001/XMLSchema#";

/// `expo:speaker` for an IRI in a known namespace.
pub fn compact(iri: &str) -> Option<String> {
    PREFIXES.iter().find_map(|(prefix, namespace)| {
        let local = iri.strip_prefix(namespace)?;
        let plain = |c: char| c.is_alphanumeric() || c == '_' || c == '-' || c == '/';
        (!local.is_empty() && local.chars().all(plain)).then(|| format!("{prefix}:{local}"))
    })
}
