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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rdf::vocab::{expo, skos};
    use oxigraph::io::RdfParser;
    use oxigraph::model::{BlankNode, GraphName, Literal, NamedNode, NamedOrBlankNode};

    const CONTEXT: &str = include_str!("../../ontology/context.jsonld");

    fn node(iri: &str) -> NamedNode {
        NamedNode::new_unchecked(iri)
    }

    fn lines(quads: impl Iterator<Item = Quad>) -> BTreeSet<String> {
        quads.map(|quad| quad.to_string()).collect()
    }

    fn written(quads: &[Quad]) -> String {
        let context = Context::parse(CONTEXT).unwrap();
        let mut out = Vec::new();
        write_jsonld(
            quads,
            &Base::default(),
            &context,
            &Placement::Inline,
            &mut out,
        )
        .unwrap();
        String::from_utf8(out).unwrap()
    }

    fn read(text: &str) -> BTreeSet<String> {
        let format = RdfFormat::JsonLd {
            profile: JsonLdProfileSet::empty(),
        };
        let parser = RdfParser::from_format(format).for_slice(text.as_bytes());
        lines(parser.map(|quad| quad.unwrap_or_else(|error| panic!("{error}: {text}"))))
    }

    /// Whatever stands where, it is read back as it was: values that are not what the context says
    /// of their property, IRIs that look like something else.
    #[test]
    fn odd_quads_are_read_back() {
        let base = Base::default();
        let iris: Vec<String> = [
            "http://x/plain",
            "https://w3id.org/expograph/id/",
            "https://w3id.org/expograph/id/a//b",
            "https://w3id.org/expograph/id/../up",
            "https://w3id.org/expograph/id/a:b",
            "https://w3id.org/expograph/id/a?q=1",
            "https://w3id.org/expograph/id/a#b",
            "https://w3id.org/expograph/ontology#speaker",
            "https://w3id.org/expograph/ontology#",
            "http://www.w3.org/2001/XMLSchema#//x",
            "http://www.wikidata.org/entity/Q1",
            "urn:x:y",
            "mailto:ann@example.org",
        ]
        .map(str::to_owned)
        .to_vec();
        let literals = [
            Literal::new_simple_literal("plain \"\u{1f600}\"\n\u{0}"),
            Literal::new_simple_literal(""),
            Literal::new_language_tagged_literal("hallo", "de-at").unwrap(),
            Literal::new_typed_literal("2021", xsd::INTEGER),
            Literal::new_typed_literal("007", xsd::INTEGER),
            Literal::new_typed_literal("9007199254740993", xsd::INTEGER),
            Literal::new_typed_literal("1.50", xsd::DECIMAL),
            Literal::new_typed_literal("true", xsd::BOOLEAN),
            Literal::new_typed_literal("1", xsd::BOOLEAN),
            Literal::new_typed_literal("2021-01-01", xsd::DATE),
            Literal::new_typed_literal("no day", xsd::DATE),
            Literal::new_typed_literal("x", node("http://x/type")),
            Literal::new_typed_literal(
                "{}",
                node("http://www.w3.org/1999/02/22-rdf-syntax-ns#JSON"),
            ),
        ];
        let properties = [
            expo::SPEAKER.into_owned(),
            expo::YEAR.into_owned(),
            expo::THEME.into_owned(),
            expo::START_DATE.into_owned(),
            expo::VALUE.into_owned(),
            expo::CLAIM_PROPERTY.into_owned(),
            expo::CLAIM_OBJECT.into_owned(),
            skos::ALT_LABEL.into_owned(),
            node("http://x/property"),
            node("https://schema.org/name"),
            rdf::TYPE.into_owned(),
        ];
        let blank = BlankNode::new_unchecked("b1");
        let graphs = [
            GraphName::DefaultGraph,
            node("https://w3id.org/expograph/id/document/d").into(),
            node("urn:graph").into(),
            BlankNode::new_unchecked("g").into(),
        ];
        let mut quads = Vec::new();
        for (at, property) in properties.iter().enumerate() {
            for (n, literal) in literals.iter().enumerate() {
                let graph = graphs[(at + n) % graphs.len()].clone();
                let subject = node(&iris[(at * 5 + n) % iris.len()]);
                quads.push(Quad::new(subject, property.clone(), literal.clone(), graph));
            }
            for (n, iri) in iris.iter().enumerate() {
                let graph = graphs[(at + n) % graphs.len()].clone();
                let subject: NamedOrBlankNode = match n % 4 {
                    0 => blank.clone().into(),
                    _ => node(&iris[(n * 3 + at) % iris.len()]).into(),
                };
                quads.push(Quad::new(subject, property.clone(), node(iri), graph));
            }
            quads.push(Quad::new(
                node(&iris[at]),
                property.clone(),
                blank.clone(),
                GraphName::DefaultGraph,
            ));
        }
        let text = written(&quads);
        assert!(text.contains("\"@context\""), "not in short names: {text}");
        assert_eq!(read(&text), lines(quads.iter().cloned()));
        quads.reverse();
        assert_eq!(written(&quads), text);
        assert!(base.as_str().ends_with('/'));
    }

    /// `expo:` is a prefix of the context; an IRI of such a scheme cannot be said beside it.
    #[test]
    fn what_the_context_would_twist_is_written_in_full() {
        for iri in ["expo:speaker", "type:x", "label:"] {
            let quad = Quad::new(
                node(iri),
                node("http://x/p"),
                node(iri),
                GraphName::DefaultGraph,
            );
            let text = written(std::slice::from_ref(&quad));
            assert!(!text.contains("@context"), "{text}");
            assert_eq!(read(&text), lines([quad].into_iter()), "{iri}");
        }
    }

    #[test]
    fn nothing_is_an_empty_graph() {
        assert_eq!(read(&written(&[])), BTreeSet::new());
    }
}
