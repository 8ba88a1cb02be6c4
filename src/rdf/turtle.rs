//! Turtle and TriG for people and for `git diff`: prefixes, subjects grouped by kind, properties
//! in the ontology's order, several objects one to a line. The same triples give the same text.

use super::nquads::write_literal;
use super::vocab::{WIKIDATA, dcterms, expo, foaf, owl, prov, rdf, rdfs, schema, skos, void, xsd};
use crate::entity::Base;
use oxigraph::model::{LiteralRef, NamedNodeRef, NamedOrBlankNodeRef, Quad, TermRef, TripleRef};
use std::fmt::Write;

/// The prefixes of exports, sorted by name.
pub const PREFIXES: &[(&str, &str)] = &[
    ("dcterms", dcterms::NAMESPACE),
    ("expo", expo::NAMESPACE),
    ("foaf", foaf::NAMESPACE),
    ("oa", "http://www.w3.org/ns/oa#"),
    ("org", "http://www.w3.org/ns/org#"),
    ("owl", owl::NAMESPACE),
    ("prov", prov::NAMESPACE),
    ("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"),
    ("rdfs", "http://www.w3.org/2000/01/rdf-schema#"),
    ("schema", schema::NAMESPACE),
    ("sem", "http://semanticweb.cs.vu.nl/2009/11/sem/"),
    ("skos", skos::NAMESPACE),
    ("void", void::NAMESPACE),
    ("wd", WIKIDATA),
    ("xsd", "http://www.w3.org/2001/XMLSchema#"),
];

/// The kinds of subjects in the order they are written in, as the path segment of their IRIs.
const KINDS: &[(&str, &str)] = &[
    ("series/", "Series"),
    ("expo/", "Editions"),
    ("session/", "Sessions"),
    ("figure/", "Figures"),
    ("person/", "People"),
    ("post/", "Posts"),
    ("participation/", "Participations"),
    ("organization/", "Organizations"),
    ("country/", "Countries"),
    ("place/", "Places"),
    ("topic/", "Topics"),
    ("document/", "Documents"),
    ("claim/", "Claims"),
    ("quotation/", "Quotations"),
];

/// Writes Turtle and TriG.
pub struct Turtle<'a> {
    base: &'a str,
    /// Whether a comment names each kind of subjects.
    pub headings: bool,
}

/// One triple with what it is sorted by.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Row<'a> {
    kind: usize,
    subject: &'a str,
    blank: bool,
    order: usize,
    predicate: &'a str,
    object: String,
}

impl<'a> Turtle<'a> {
    /// IRIs below `base` are written relative to it.
    pub fn new(base: &'a Base) -> Self {
        Turtle {
            base: base.as_str(),
            headings: false,
        }
    }

    /// The prefixes and the base, to stand first.
    pub fn prologue(&self) -> String {
        let mut out = format!("@base <{}> .\n", self.base);
        for (name, namespace) in PREFIXES {
            let _ = writeln!(out, "@prefix {name}: <{namespace}> .");
        }
        out
    }

    /// The triples as Turtle, without prologue.
    pub fn triples<'t>(&self, triples: impl IntoIterator<Item = TripleRef<'t>>) -> String {
        let mut out = String::new();
        self.rows(&mut out, self.sort(triples), "");
        out
    }

    /// The triples as a graph of TriG, without prologue.
    pub fn graph<'t>(
        &self,
        name: NamedOrBlankNodeRef<'_>,
        triples: impl IntoIterator<Item = TripleRef<'t>>,
    ) -> String {
        let mut out = String::from("\n");
        self.subject(&mut out, name.into());
        out.push_str(" {");
        self.rows(&mut out, self.sort(triples), "    ");
        out.push_str("}\n");
        out
    }

    fn sort<'t>(&self, triples: impl IntoIterator<Item = TripleRef<'t>>) -> Vec<Row<'t>> {
        let mut rows: Vec<Row<'t>> = triples
            .into_iter()
            .map(|triple| {
                let (subject, blank) = match triple.subject {
                    NamedOrBlankNodeRef::NamedNode(node) => (node.as_str(), false),
                    NamedOrBlankNodeRef::BlankNode(node) => (node.as_str(), true),
                };
                let mut object = String::new();
                self.term(&mut object, triple.object);
                Row {
                    kind: if blank {
                        usize::MAX
                    } else {
                        kind(self.base, subject)
                    },
                    subject,
                    blank,
                    order: order(triple.predicate),
                    predicate: triple.predicate.as_str(),
                    object,
                }
            })
            .collect();
        rows.sort_unstable();
        rows.dedup();
        rows
    }

    fn rows(&self, out: &mut String, rows: Vec<Row<'_>>, indent: &str) {
        let mut kind = None;
        for subject in rows.chunk_by(|a, b| (a.subject, a.blank) == (b.subject, b.blank)) {
            let first = &subject[0];
            out.push('\n');
            if self.headings && kind != Some(first.kind) {
                kind = Some(first.kind);
                let heading = KINDS
                    .get(first.kind)
                    .map_or("Other", |(_, heading)| heading);
                let _ = write!(out, "{indent}# {heading}\n\n");
            }
            out.push_str(indent);
            if first.blank {
                let _ = write!(out, "_:{}", first.subject);
            } else {
                self.subject(out, NamedNodeRef::new_unchecked(first.subject).into());
            }
            let mut properties = subject
                .chunk_by(|a, b| a.predicate == b.predicate)
                .peekable();
            let mut separator = " ".to_owned();
            while let Some(objects) = properties.next() {
                let predicate = NamedNodeRef::new_unchecked(objects[0].predicate);
                out.push_str(&separator);
                if predicate == rdf::TYPE {
                    out.push('a');
                } else {
                    self.iri(out, predicate);
                }
                // Classes stay in one line; they are few and read as one thing.
                let lines = objects.len() > 1 && predicate != rdf::TYPE;
                for (at, row) in objects.iter().enumerate() {
                    if at > 0 {
                        out.push_str(" ,");
                    }
                    if lines {
                        let _ = write!(out, "\n{indent}        ");
                    } else {
                        out.push(' ');
                    }
                    out.push_str(&row.object);
                }
                out.push_str(if properties.peek().is_some() {
                    " ;"
                } else {
                    " ."
                });
                separator = format!("\n{indent}    ");
            }
            out.push('\n');
        }
    }

    fn subject(&self, out: &mut String, node: TermRef<'_>) {
        self.term(out, node);
    }

    fn term(&self, out: &mut String, term: TermRef<'_>) {
        match term {
            TermRef::NamedNode(node) => self.iri(out, node),
            TermRef::BlankNode(node) => {
                let _ = write!(out, "{node}");
            }
            TermRef::Literal(literal) => self.literal(out, literal),
        }
    }

    fn iri(&self, out: &mut String, node: NamedNodeRef<'_>) {
        let iri = node.as_str();
        if let Some(rest) = iri.strip_prefix(self.base)
            && is_plain_path(rest)
        {
            let _ = write!(out, "<{rest}>");
            return;
        }
        for (name, namespace) in PREFIXES {
            if let Some(local) = iri.strip_prefix(namespace)
                && is_plain_local(local)
            {
                let _ = write!(out, "{name}:{local}");
                return;
            }
        }
        let _ = write!(out, "{node}");
    }

    fn literal(&self, out: &mut String, literal: LiteralRef<'_>) {
        let (value, datatype) = (literal.value(), literal.datatype());
        let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        let number = value.strip_prefix('-').unwrap_or(value);
        let bare = if datatype == xsd::INTEGER {
            digits(number)
        } else if datatype == xsd::DECIMAL {
            number
                .split_once('.')
                .is_some_and(|(whole, part)| digits(whole) && digits(part))
        } else {
            datatype == xsd::BOOLEAN && (value == "true" || value == "false")
        };
        if bare {
            out.push_str(value);
        } else if literal.language().is_some() || datatype == xsd::STRING {
            push_literal(out, literal);
        } else {
            push_literal(out, LiteralRef::new_simple_literal(value));
            out.push_str("^^");
            self.iri(out, datatype);
        }
    }
}

fn push_literal(out: &mut String, literal: LiteralRef<'_>) {
    let mut bytes = Vec::with_capacity(literal.value().len() + 8);
    write_literal(&mut bytes, literal);
    out.push_str(&String::from_utf8_lossy(&bytes));
}

/// Where a subject stands among the others, by its kind.
pub(super) fn kind(base: &str, iri: &str) -> usize {
    let rest = iri.strip_prefix(base);
    rest.and_then(|rest| KINDS.iter().position(|(kind, _)| rest.starts_with(kind)))
        .unwrap_or(KINDS.len())
}

/// Where a property stands among those of a subject: what it is and how it is called first, our
/// own in the order of the vocabulary, then the others.
pub(super) fn order(predicate: NamedNodeRef<'_>) -> usize {
    let first = [rdf::TYPE, rdfs::LABEL, skos::ALT_LABEL];
    if let Some(at) = first.iter().position(|other| *other == predicate) {
        return at;
    }
    if predicate.as_str().starts_with(expo::NAMESPACE)
        && let Some(at) = expo::ALL.iter().position(|other| *other == predicate)
    {
        return first.len() + at;
    }
    usize::MAX
}

/// Whether an IRI reference resolves against the base to exactly base and reference.
pub(super) fn is_plain_path(path: &str) -> bool {
    let plain = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.' | b'~');
    let (path, fragment) = path.split_once('#').unwrap_or((path, "x"));
    path.bytes().all(|b| plain(b) || b == b'/')
        && path.split('/').all(|part| !matches!(part, "" | "." | ".."))
        && !fragment.is_empty()
        && fragment.bytes().all(plain)
}

/// Whether a local name needs no escape.
pub(super) fn is_plain_local(local: &str) -> bool {
    local
        .bytes()
        .all(|b| b.is_ascii_alphanumeric() || b == b'_')
        && local.starts_with(|c: char| c.is_ascii_alphabetic())
}

/// Splits quads by graph: the default graph's triples, then each named graph's, by name.
pub fn by_graph(quads: &[Quad]) -> Vec<(Option<NamedOrBlankNodeRef<'_>>, Vec<TripleRef<'_>>)> {
    use oxigraph::model::GraphNameRef;
    use std::collections::BTreeMap;
    type Graph<'a> = (Option<NamedOrBlankNodeRef<'a>>, Vec<TripleRef<'a>>);
    let mut graphs: BTreeMap<(&str, bool), Graph<'_>> = BTreeMap::new();
    for quad in quads {
        let (key, name) = match quad.graph_name.as_ref() {
            GraphNameRef::DefaultGraph => (("", false), None),
            GraphNameRef::NamedNode(node) => ((node.as_str(), false), Some(node.into())),
            GraphNameRef::BlankNode(node) => ((node.as_str(), true), Some(node.into())),
        };
        let triple = TripleRef::new(&quad.subject, &quad.predicate, &quad.object);
        let graph = graphs.entry(key).or_insert_with(|| (name, Vec::new()));
        graph.1.push(triple);
    }
    graphs.into_values().collect()
}
