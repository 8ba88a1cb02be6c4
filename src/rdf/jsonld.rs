//! JSON-LD with short names: nodes by kind, a line for a property, IRIs below the base relative to
//! it. The same quads give the same text, and whoever knows JSON-LD reads the same quads in it.

use super::context::{Coercion, Context, Term, native};
use super::turtle::{is_plain_path, kind, order};
use super::vocab::{rdf, xsd};
use crate::entity::Base;
use oxigraph::io::{JsonLdProfileSet, RdfFormat, RdfSerializer};
use oxigraph::model::{GraphNameRef, LiteralRef, NamedNodeRef, NamedOrBlankNodeRef, Quad, TermRef};
use serde_json::{Map, Value};
use std::collections::BTreeSet;
use std::io::{self, Write};

/// Where a file has its context.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Placement {
    /// In the file itself: the names that are used.
    Inline,
    /// At an address.
    At(String),
}

/// Writes quads as JSON-LD.
///
/// # Errors
/// If `out` cannot be written.
pub fn write_jsonld(
    quads: &[Quad],
    base: &Base,
    context: &Context,
    placement: &Placement,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut rows: Vec<&Quad> = quads.iter().collect();
    let key = |quad: &Quad| {
        let (subject, blank) = named(quad.subject.as_ref());
        let (graph, blank_graph) = match quad.graph_name.as_ref() {
            GraphNameRef::DefaultGraph => ("", false),
            GraphNameRef::NamedNode(node) => (node.as_str(), false),
            GraphNameRef::BlankNode(node) => (node.as_str(), true),
        };
        let kind = if blank {
            usize::MAX
        } else {
            kind(base.as_str(), subject)
        };
        (
            (graph.to_owned(), blank_graph),
            (kind, subject.to_owned(), blank),
            (
                order(quad.predicate.as_ref()),
                quad.predicate.as_str().to_owned(),
            ),
            quad.object.to_string(),
        )
    };
    rows.sort_by_cached_key(|quad| key(quad));
    rows.dedup();
    let mut writer = Writer {
        base: base.as_str(),
        context,
        used: BTreeSet::new(),
        impossible: false,
    };
    let mut nodes = Vec::new();
    for graph in rows.chunk_by(|a, b| a.graph_name == b.graph_name) {
        let mut of: Vec<String> = Vec::new();
        for node in graph.chunk_by(|a, b| a.subject == b.subject) {
            of.push(writer.node(node));
        }
        match graph[0].graph_name.as_ref() {
            GraphNameRef::DefaultGraph => nodes = of,
            GraphNameRef::NamedNode(node) => nodes.push(writer.graph(node.into(), &of)),
            GraphNameRef::BlankNode(node) => nodes.push(writer.graph(node.into(), &of)),
        }
    }
    if writer.impossible {
        return expanded(quads, out);
    }
    let base = Value::from(base.as_str());
    out.write_all(b"{\n  \"@context\": ")?;
    match placement {
        Placement::At(address) => {
            write!(
                out,
                "[{}, {{\"@base\": {base}}}]",
                Value::from(address.as_str())
            )?;
        }
        Placement::Inline => {
            let only = context.only(writer.used.iter().map(String::as_str));
            write!(out, "{{\n    \"@base\": {base}")?;
            for (name, value) in prefixes_first(&only) {
                write!(out, ",\n    {}: {value}", Value::from(name))?;
            }
            out.write_all(b"\n  }")?;
        }
    }
    out.write_all(b",\n  \"@graph\": [")?;
    for (at, node) in nodes.iter().enumerate() {
        out.write_all(if at == 0 { b"\n    " } else { b",\n    " })?;
        out.write_all(node.replace('\n', "\n    ").as_bytes())?;
    }
    out.write_all(b"\n  ]\n}\n")?;
    out.flush()
}

/// For IRIs that a context would twist: everything in full, by Oxigraph.
fn expanded(quads: &[Quad], out: &mut dyn Write) -> io::Result<()> {
    let profile = JsonLdProfileSet::empty();
    let mut writer =
        RdfSerializer::from_format(RdfFormat::JsonLd { profile }).for_writer(&mut *out);
    for quad in quads {
        writer.serialize_quad(quad)?;
    }
    writer.finish()?;
    writeln!(out)
}

/// Definitions as people look for them: namespaces before what is in them.
fn prefixes_first(only: &Map<String, Value>) -> Vec<(&str, &Value)> {
    let mut all: Vec<(&str, &Value)> = only
        .iter()
        .map(|(name, value)| (name.as_str(), value))
        .collect();
    all.sort_by_key(|(name, value)| {
        let keyword = value.as_str().is_some_and(|iri| iri.starts_with('@'));
        let prefix = value.as_str().is_some_and(|iri| iri.ends_with(['#', '/']));
        (!keyword, !prefix, *name)
    });
    all
}

fn named(node: NamedOrBlankNodeRef<'_>) -> (&str, bool) {
    match node {
        NamedOrBlankNodeRef::NamedNode(node) => (node.as_str(), false),
        NamedOrBlankNodeRef::BlankNode(node) => (node.as_str(), true),
    }
}

struct Writer<'a> {
    base: &'a str,
    context: &'a Context,
    /// The names of the context that were written.
    used: BTreeSet<String>,
    /// An IRI cannot be written beside this context.
    impossible: bool,
}

impl Writer<'_> {
    /// A named graph with its nodes.
    fn graph(&mut self, name: NamedOrBlankNodeRef<'_>, nodes: &[String]) -> String {
        let mut text = String::from("{\n  ");
        text += &self.key_id(name);
        text += ",\n  \"@graph\": [";
        for (at, node) in nodes.iter().enumerate() {
            text.push_str(if at == 0 { "\n    " } else { ",\n    " });
            text += &node.replace('\n', "\n    ");
        }
        text + "\n  ]\n}"
    }

    /// A node with its properties, from its quads in order.
    fn node(&mut self, quads: &[&Quad]) -> String {
        let mut text = String::from("{\n  ");
        text += &self.key_id(quads[0].subject.as_ref());
        for property in quads.chunk_by(|a, b| a.predicate == b.predicate) {
            let predicate = property[0].predicate.as_ref();
            let objects = property.iter().map(|quad| quad.object.as_ref());
            let is_class = |term: TermRef<'_>| !matches!(term, TermRef::Literal(_));
            let (key, values, set) = if predicate == rdf::TYPE && objects.clone().all(is_class) {
                let key = self.context.r#type.clone();
                let classes = objects.map(|class| self.class(class)).collect();
                self.used.insert(key.clone());
                (key, classes, false)
            } else {
                let term = self.context.term(predicate.as_str()).cloned();
                let key = match &term {
                    Some(term) => term.name.clone(),
                    None => self.vocabulary(predicate),
                };
                self.used.insert(key.clone());
                let set = term.as_ref().is_some_and(|term| term.set);
                let values: Vec<Value> = objects
                    .map(|object| self.value(object, term.as_ref()))
                    .collect();
                (key, values, set)
            };
            text += &format!(",\n  {}: {}", Value::from(key), inline(&values, set));
        }
        text + "\n}"
    }

    fn key_id(&mut self, node: NamedOrBlankNodeRef<'_>) -> String {
        let key = self.context.id.clone();
        let id = match node {
            NamedOrBlankNodeRef::NamedNode(node) => self.reference(node),
            NamedOrBlankNodeRef::BlankNode(node) => node.to_string(),
        };
        self.used.insert(key.clone());
        format!("{}: {}", Value::from(key), Value::from(id))
    }

    fn class(&mut self, class: TermRef<'_>) -> Value {
        match class {
            TermRef::NamedNode(node) => self.vocabulary(node).into(),
            other => other.to_string().into(),
        }
    }

    fn value(&mut self, object: TermRef<'_>, term: Option<&Term>) -> Value {
        let coercion = term.map_or(&Coercion::None, |term| &term.coercion);
        match object {
            TermRef::NamedNode(node) => match coercion {
                Coercion::Id => self.reference(node).into(),
                Coercion::Vocab => self.vocabulary(node).into(),
                _ => {
                    let id = self.reference(node);
                    self.used.insert(self.context.id.clone());
                    Map::from_iter([(self.context.id.clone(), id.into())]).into()
                }
            },
            TermRef::BlankNode(node) => match coercion {
                Coercion::Id | Coercion::Vocab => node.to_string().into(),
                _ => {
                    self.used.insert(self.context.id.clone());
                    Map::from_iter([(self.context.id.clone(), node.to_string().into())]).into()
                }
            },
            TermRef::Literal(literal) => self.literal(literal, coercion),
        }
    }

    fn literal(&mut self, literal: LiteralRef<'_>, coercion: &Coercion) -> Value {
        let (value, datatype) = (literal.value(), literal.datatype());
        let plain = matches!(coercion, Coercion::None);
        let coerced = matches!(coercion, Coercion::Datatype(known) if *known == datatype.as_str());
        if let Some(language) = literal.language() {
            return Map::from_iter([
                ("@value".to_owned(), value.into()),
                ("@language".to_owned(), language.into()),
            ])
            .into();
        }
        if (plain || coerced)
            && let Some(native) = native(value, datatype.as_str())
        {
            return native;
        }
        if coerced || plain && datatype == xsd::STRING {
            return value.into();
        }
        let mut map = Map::from_iter([("@value".to_owned(), Value::from(value))]);
        if datatype != xsd::STRING {
            map.insert("@type".to_owned(), self.vocabulary(datatype).into());
        }
        map.into()
    }

    /// An IRI where a thing is meant: relative to the base, else compact, else in full.
    fn reference(&mut self, node: NamedNodeRef<'_>) -> String {
        let iri = node.as_str();
        if let Some(rest) = iri.strip_prefix(self.base)
            && is_plain_path(rest)
        {
            return rest.to_owned();
        }
        self.compact(iri)
    }

    /// An IRI where a term is meant.
    fn vocabulary(&mut self, node: NamedNodeRef<'_>) -> String {
        if let Some(term) = self.context.term(node.as_str()) {
            self.used.insert(term.name.clone());
            return term.name.clone();
        }
        self.compact(node.as_str())
    }

    fn compact(&mut self, iri: &str) -> String {
        match self.context.prefix(iri) {
            Some((prefix, local)) => {
                self.used.insert(prefix.to_owned());
                format!("{prefix}:{local}")
            }
            None => {
                self.impossible |= self.context.mistakes(iri);
                iri.to_owned()
            }
        }
    }
}

/// Values in a line; one alone without brackets unless `set`.
fn inline(values: &[Value], set: bool) -> String {
    match values {
        [one] if !set => one.to_string(),
        all => {
            let all: Vec<String> = all.iter().map(Value::to_string).collect();
            format!("[{}]", all.join(", "))
        }
    }
}
