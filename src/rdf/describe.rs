//! A reading as triples, given to a sink.

use super::scheme;
use super::sink::{Part, Sink, Value};
use super::vocab::dcterms::name as dcterms;
use super::vocab::expo::name as expo;
use super::vocab::prov::name as prov;
use super::vocab::rdf::name as rdf;
use super::vocab::rdfs::name as rdfs;
use super::vocab::skos::name as skos;
use super::vocab::xsd::name as xsd;
use super::vocab::{Name, classes, property};
use crate::document::{Document, Format};
use crate::entity::{Base, Identities, document_iri, document_slug, push_slug};
use crate::fact::{Entity, EntityId, Fact, Figure, Kind, Object, Reading, Relation};
use oxigraph::model::NamedNodeRef;
use rustc_hash::{FxBuildHasher, FxHashMap, FxHashSet};
use std::borrow::Cow;
use std::collections::hash_map::Entry;
use std::fmt::Write;

/// Gives all triples of a document to the sink: the document itself, the entities it mentions,
/// its facts, and a claim with its quotation for each. A fact whose evidence is no span of the
/// text is left out: no fact without evidence.
///
/// `reader` says which program and knowledge read the document, for those who keep the result.
pub fn describe(
    document: &Document,
    reading: &Reading,
    base: &Base,
    reader: Option<&str>,
    sink: &mut impl Sink,
) {
    let names = Identities::of(reading, base);
    let iri = format!("<{}>", document_iri(base, &document.key));
    let slug = document_slug(&document.key);
    let mut writer = Describer {
        names: &names,
        document: &iri,
        slug: &slug,
        base,
        labels: FxHashMap::with_capacity_and_hasher(
            reading.entities.len() + reading.facts.len() / 2,
            FxBuildHasher,
        ),
        sink,
    };
    writer.document(document, reader);
    for (id, entity) in reading.entities.iter().enumerate() {
        writer.entity(names.written(EntityId(id as u32)), entity);
    }
    if reading.entities.iter().any(|e| e.kind == Kind::Topic) {
        scheme::declare(writer.sink);
    }
    writer.facts(document, reading);
    sink.end();
}

struct Describer<'a, S> {
    names: &'a Identities,
    document: &'a str,
    slug: &'a str,
    base: &'a Base,
    /// The label of each node that has one.
    labels: FxHashMap<Cow<'a, str>, Cow<'a, str>>,
    sink: &'a mut S,
}

/// Takes the triples of one subject.
struct Node<'s, S> {
    sink: &'s mut S,
}

impl<S: Sink> Node<'_, S> {
    fn name(&mut self, predicate: Name, object: Name) {
        self.sink.add(predicate, Value::Name(object));
    }

    fn link(&mut self, predicate: Name, iri: &str) {
        self.sink.add(predicate, Value::Node(iri));
    }

    fn text(&mut self, predicate: Name, text: &str) {
        self.sink.add(predicate, Value::Text(text));
    }

    fn texts(&mut self, predicate: Name, text: Option<&str>) {
        if let Some(text) = text {
            self.text(predicate, text);
        }
    }

    fn typed(&mut self, predicate: Name, value: &str, datatype: Name) {
        self.sink.add(predicate, Value::Typed(value, datatype));
    }

    fn decimal(&mut self, predicate: Name, value: f64, number: &mut String) {
        // Infinity and NaN are no decimals; no figure of a press report is either.
        if value.is_finite() {
            number.clear();
            push_decimal(number, value);
            self.typed(predicate, number, xsd::DECIMAL);
        }
    }
}

impl<'a, S: Sink> Describer<'a, S> {
    /// Begins a subject, an IRI in angle brackets.
    fn node(&mut self, part: Part, iri: &str) -> Node<'_, S> {
        self.sink.begin(part, iri);
        Node { sink: self.sink }
    }

    fn document(&mut self, document: &Document, reader: Option<&str>) {
        let iri = self.document;
        let mut node = self.node(Part::Evidence, iri);
        node.name(rdf::TYPE, expo::DOCUMENT);
        node.text(rdfs::LABEL, &document.name);
        node.text(expo::KEY, &document.key);
        node.text(expo::DIGEST, &document.digest);
        node.text(expo::FORMAT, format_name(document.format));
        node.texts(expo::READER, reader);
        node.texts(dcterms::TITLE, document.title.as_deref());
        node.texts(dcterms::PUBLISHER, document.publisher.as_deref());
        if let Some(day) = document.published {
            node.typed(dcterms::ISSUED, &day.to_string(), xsd::DATE);
        }
        if let Some(url) = &document.url {
            match NamedNodeRef::new(url) {
                Ok(_) => node.link(dcterms::SOURCE, &format!("<{url}>")),
                Err(_) => node.text(dcterms::SOURCE, url),
            }
        }
    }

    fn entity(&mut self, iri: &'a str, entity: &'a Entity) {
        let label = self.label(iri.into(), entity.label.as_str().into());
        let mut node = self.node(Part::Facts, iri);
        for class in classes(entity.kind) {
            node.name(rdf::TYPE, *class);
        }
        node.texts(expo::AUTHORITY, entity.authority.as_deref());
        if let Some(property) = label {
            node.text(property, &entity.label);
        }
        for alias in &entity.aliases {
            if *alias != entity.label {
                node.text(skos::ALT_LABEL, alias);
            }
        }
        if entity.kind == Kind::Topic {
            let broader = entity.broader.map(|broader| self.names.written(broader));
            scheme::place(entity, broader, self.sink);
        }
    }

    /// Names a node; the property that says so, unless it has this name already. It has one label
    /// in a document's graph, so that a question gives one row; where a reading names it twice,
    /// the first name is the label.
    fn label(&mut self, iri: Cow<'a, str>, label: Cow<'a, str>) -> Option<Name> {
        match self.labels.entry(iri) {
            Entry::Vacant(entry) => {
                entry.insert(label);
                Some(rdfs::LABEL)
            }
            Entry::Occupied(entry) if *entry.get() == label => None,
            Entry::Occupied(_) => Some(skos::ALT_LABEL),
        }
    }

    fn facts(&mut self, document: &Document, reading: &Reading) {
        let names = self.names;
        let root = self.base.as_str();
        let mut claim = format!("<{root}claim/{}/", self.slug);
        let claim_root = claim.len();
        let mut quotation = format!("<{root}quotation/{}/", self.slug);
        let quotation_root = quotation.len();
        let mut quoted = FxHashSet::default();
        let mut node = String::new();
        let mut number = String::new();

        for (position, fact) in reading.facts.iter().enumerate() {
            let span = fact.evidence.span.clone();
            let Some(exact) = document.text.get(span.clone()) else {
                continue;
            };
            quotation.truncate(quotation_root);
            push_number(&mut quotation, span.start);
            quotation.push('-');
            push_number(&mut quotation, span.end);
            quotation.push('>');
            if quoted.insert((span.start, span.end)) {
                self.quotation(&quotation, exact, span.start, span.end, &mut number);
            }

            number.clear();
            let object = match &fact.object {
                Object::Entity(id) => Value::Node(names.written(*id)),
                Object::Text(text) if fact.relation == Relation::Post => {
                    self.post(fact.subject, text, &mut node);
                    Value::Node(&node)
                }
                Object::Text(text) => Value::Text(text),
                Object::Integer(value) => {
                    let _ = write!(number, "{value}");
                    Value::Typed(&number, xsd::INTEGER)
                }
                Object::Date(day) => {
                    let _ = write!(number, "{day}");
                    Value::Typed(&number, xsd::DATE)
                }
                Object::Figure(figure) => {
                    self.figure(fact.subject, figure, &mut node, &mut number);
                    Value::Node(&node)
                }
            };
            let subject = names.written(fact.subject);
            let property = property(fact.relation);
            self.node(Part::Facts, subject).sink.add(property, object);

            claim.truncate(claim_root);
            push_number(&mut claim, position);
            claim.push('>');
            let document = self.document;
            let mut node = self.node(Part::Evidence, &claim);
            node.name(rdf::TYPE, expo::CLAIM);
            node.link(expo::CLAIM_SUBJECT, subject);
            node.name(expo::CLAIM_PROPERTY, property);
            node.sink.add(expo::CLAIM_OBJECT, object);
            node.link(expo::QUOTATION, &quotation);
            node.text(expo::RULE, &fact.evidence.rule);
            node.texts(expo::MODE, fact.mode.map(|mode| mode.name()));
            node.texts(expo::CAPACITY, fact.capacity.as_deref());
            node.link(prov::WAS_DERIVED_FROM, document);
            self.participation(fact);
        }
    }

    fn quotation(&mut self, iri: &str, exact: &str, start: usize, end: usize, number: &mut String) {
        let document = self.document;
        let mut node = self.node(Part::Evidence, iri);
        node.name(rdf::TYPE, expo::QUOTATION_CLASS);
        node.text(expo::EXACT, exact);
        for (predicate, value) in [(expo::START, start), (expo::END, end)] {
            number.clear();
            push_number(number, value);
            node.typed(predicate, number, xsd::INTEGER);
        }
        node.link(prov::WAS_QUOTED_FROM, document);
    }

    /// The office of a person: a node of its own, since it is the person's.
    fn post(&mut self, person: EntityId, title: &str, iri: &mut String) {
        let names = self.names;
        iri.clear();
        for part in ["<", self.base.as_str(), "post/", names.slug(person), "/"] {
            iri.push_str(part);
        }
        push_slug(iri, title);
        iri.push('>');
        let label = self.label(iri.clone().into(), title.to_owned().into());
        let mut node = self.node(Part::Facts, iri);
        node.name(rdf::TYPE, expo::POST_CLASS);
        node.link(expo::HELD_BY, names.written(person));
        if let Some(property) = label {
            node.text(property, title);
        }
    }

    fn figure(
        &mut self,
        edition: EntityId,
        figure: &Figure,
        iri: &mut String,
        number: &mut String,
    ) {
        iri.clear();
        let edition = self.names.slug(edition);
        for part in ["<", self.base.as_str(), "figure/", edition, "/"] {
            iri.push_str(part);
        }
        push_slug(iri, &figure.metric);
        iri.push('-');
        push_decimal(iri, figure.value);
        if let Some((low, high)) = figure.range {
            let _ = write!(iri, "-from-{low}-to-{high}");
        }
        if let Some(unit) = &figure.unit {
            iri.push('-');
            push_slug(iri, unit);
        }
        iri.push('-');
        iri.push_str(figure.bound.name());
        iri.push('>');

        let name = figure_label(figure);
        let label = self.label(iri.clone().into(), name.clone().into());
        let mut node = self.node(Part::Facts, iri);
        node.name(rdf::TYPE, expo::FIGURE_CLASS);
        node.text(expo::METRIC, &figure.metric);
        node.decimal(expo::VALUE, figure.value, number);
        node.texts(expo::UNIT, figure.unit.as_deref());
        node.text(expo::BOUND, figure.bound.name());
        if let Some((low, high)) = figure.range {
            node.decimal(expo::MIN_VALUE, low, number);
            node.decimal(expo::MAX_VALUE, high, number);
        }
        node.text(expo::WORDS, &figure.words);
        node.text(expo::BASIS, figure.basis.name());
        if let Some(property) = label {
            node.text(property, &name);
        }
    }

    /// How someone took part, where the text tells.
    fn participation(&mut self, fact: &Fact) {
        let Object::Entity(participant) = fact.object else {
            return;
        };
        if fact.mode.is_none() && fact.capacity.is_none() {
            return;
        }
        let names = self.names;
        let who = names.written(participant);
        let root = self.base.as_str();
        // A person goes by slug alone; other participants keep their kind, for a company may
        // be called like a person.
        let below = &who[1 + root.len()..];
        let iri = format!(
            "<{root}participation/{}/{}",
            names.slug(fact.subject),
            below.strip_prefix("person/").unwrap_or(below)
        );
        let mut node = self.node(Part::Facts, &iri);
        node.name(rdf::TYPE, expo::PARTICIPATION);
        node.link(expo::IN_EDITION, names.written(fact.subject));
        node.link(expo::PARTICIPANT, who);
        node.text(expo::ROLE, fact.relation.name());
        node.texts(expo::MODE, fact.mode.map(|mode| mode.name()));
        node.texts(expo::CAPACITY, fact.capacity.as_deref());
    }
}

/// "more than 800 exhibitors": the words as printed, with what is counted unless they say so.
fn figure_label(figure: &Figure) -> String {
    if says(&figure.words, &figure.metric) {
        figure.words.clone()
    } else {
        [figure.words.as_str(), " ", &figure.metric].concat()
    }
}

/// Whether words in lower case contain a metric.
fn says(words: &str, metric: &str) -> bool {
    if !words.is_ascii() || metric.is_empty() || metric.bytes().any(|b| b.is_ascii_uppercase()) {
        return words.to_lowercase().contains(metric);
    }
    let mut windows = words.as_bytes().windows(metric.len());
    windows.any(|part| part.eq_ignore_ascii_case(metric.as_bytes()))
}

fn format_name(format: Format) -> &'static str {
    match format {
        Format::Text => "text",
        Format::Markdown => "markdown",
        Format::Html => "html",
        Format::JsonLines => "jsonl",
    }
}

/// Appends a number as xsd:decimal wants it: without an exponent, as `Display` of floats writes it.
fn push_decimal(out: &mut String, value: f64) {
    // Nearly all are whole; up to here a float knows every whole number.
    const EXACT: f64 = 9e15;
    if value.is_sign_positive() && value < EXACT && value.fract() == 0.0 {
        push_number(out, value as usize);
    } else {
        let _ = write!(out, "{value}");
    }
}

/// Appends a number; several times faster than `write!`, and there are three to every claim.
fn push_number(out: &mut String, mut number: usize) {
    if number < 10_000 {
        let small = number as u32;
        for (power, shown) in [
            (1000, small > 999),
            (100, small > 99),
            (10, small > 9),
            (1, true),
        ] {
            if shown {
                out.push(char::from(b'0' + (small / power % 10) as u8));
            }
        }
        return;
    }
    let mut digits = [0; 20];
    let mut at = digits.len();
    loop {
        at -= 1;
        digits[at] = b'0' + (number % 10) as u8;
        number /= 10;
        if number == 0 {
            break;
        }
    }
    out.push_str(std::str::from_utf8(&digits[at..]).unwrap_or_default());
}

#[cfg(test)]
mod tests {
    use super::super::vocab::{expo, rdfs, skos};
    use super::*;
    use crate::rdf::{NQuads, Triples, sample};
    use oxigraph::io::{RdfFormat, RdfParser, RdfSerializer};
    use oxigraph::model::{Quad, TripleRef};
    use std::collections::BTreeSet;

    /// Writes with Oxigraph's serializer what [`NQuads`] writes by itself.
    fn slow(document: &Document, reading: &Reading, base: &Base, graph: &str) -> String {
        let mut out = Vec::new();
        let graph = NamedNodeRef::new_unchecked(graph);
        let mut sink = Triples::new(|part, triple: TripleRef<'_>| {
            let mut writer = RdfSerializer::from_format(RdfFormat::NQuads).for_writer(&mut out);
            if part == Part::Facts {
                writer.serialize_triple(triple).unwrap();
            }
            writer.serialize_quad(triple.in_graph(graph)).unwrap();
        });
        describe(document, reading, base, Some("1"), &mut sink);
        String::from_utf8(out).unwrap()
    }

    fn quads(text: &[u8]) -> BTreeSet<String> {
        RdfParser::from_format(RdfFormat::NQuads)
            .for_slice(text)
            .map(|quad: Result<Quad, _>| quad.unwrap().to_string())
            .collect()
    }

    #[test]
    fn the_fast_writer_writes_what_oxigraph_writes() {
        let base = Base::default();
        for name in [
            "Josephine Teo",
            "<>\"{}|\\^`\n\r\t",
            "\u{202e}עברית \u{1f600}\u{0}",
            "",
        ] {
            let sample = sample::edition(2020, name);
            let document = sample.document("a/sce 2020.txt");
            let graph = document_iri(&base, &document.key);
            let mut fast = Vec::new();
            let mut sink = NQuads::new(&mut fast, &graph);
            describe(&document, &sample.reading, &base, Some("1"), &mut sink);
            assert_eq!(
                String::from_utf8(fast).unwrap(),
                slow(&document, &sample.reading, &base, &graph)
            );
        }
    }

    #[test]
    fn a_document_becomes_facts_and_claims() {
        let base = Base::default();
        let sample = sample::edition(2020, "Josephine Teo");
        let document = sample.document("sce.txt");
        let mut out = Vec::new();
        let graph = document_iri(&base, &document.key);
        let mut sink = NQuads::new(&mut out, &graph);
        describe(&document, &sample.reading, &base, None, &mut sink);
        let quads = quads(&out);
        let id = |rest: &str| format!("<{base}{rest}>");
        let expo = |name: &str| format!("<{}{name}>", expo::NAMESPACE);
        let expo_2020 = id("expo/sample-expo-2020");
        let teo = id("person/josephine-teo");
        for expected in [
            format!("{expo_2020} {} {teo}", expo("speaker")),
            format!(
                "{expo_2020} {} {teo} {}",
                expo("speaker"),
                id("document/sce.txt")
            ),
            format!(
                "{teo} {} {}",
                expo("post"),
                id("post/josephine-teo/minister-for-samples")
            ),
            format!(
                "{} {} \"800\"^^<http://www.w3.org/2001/XMLSchema#decimal>",
                id("figure/sample-expo-2020/exhibitors-800-min"),
                expo("value")
            ),
            format!(
                "{} {} \"via video link\"",
                id("participation/sample-expo-2020/josephine-teo"),
                expo("mode")
            ),
            format!(
                "{} {} \"speaker.test\" {}",
                id("claim/sce.txt/4"),
                expo("rule"),
                id("document/sce.txt")
            ),
        ] {
            assert!(quads.contains(&expected), "{expected}\nnot in\n{quads:#?}");
        }
        // Facts of one sentence share its quotation.
        let of = |class: &str| {
            let end = format!("{} {}", expo(class), id("document/sce.txt"));
            quads.iter().filter(|quad| quad.ends_with(&end)).count()
        };
        assert_eq!(of("Claim"), sample.reading.facts.len());
        assert_eq!(of("Quotation"), 3);
    }

    #[test]
    fn numbers_are_written_as_display_writes_them() {
        for number in [
            0,
            9,
            10,
            99,
            100,
            909,
            1000,
            9999,
            10_000,
            123_456_789,
            usize::MAX,
        ] {
            let mut out = String::new();
            push_number(&mut out, number);
            assert_eq!(out, number.to_string());
        }
        for value in [
            0.0,
            -0.0,
            0.5,
            7.0,
            -7.0,
            1e6,
            1.25e9,
            8e15,
            9e15,
            1e21,
            1e-7,
            f64::MAX,
        ] {
            let mut out = String::new();
            push_decimal(&mut out, value);
            assert_eq!(out, value.to_string());
        }
        for (words, metric) in [
            ("800 Exhibitors", "exhibitors"),
            ("EXPO", "Expo"),
            ("\u{130}x", "x"),
            ("a", ""),
        ] {
            assert_eq!(says(words, metric), words.to_lowercase().contains(metric));
        }
    }

    #[test]
    fn a_node_named_twice_has_one_label() {
        let mut sample = sample::edition(2020, "Ann Lee");
        sample.entity(crate::fact::Kind::Person, "ANN LEE");
        sample.entity(crate::fact::Kind::Person, "Ann Lee");
        let post = Object::Text("MINISTER for Samples".to_owned());
        sample.fact("Again.", EntityId(3), Relation::Post, post);
        let mut out = Vec::new();
        let mut sink = NQuads::of_graph(&mut out, "https://example.org/d");
        describe(
            &sample.document("d"),
            &sample.reading,
            &Base::default(),
            None,
            &mut sink,
        );
        let text = String::from_utf8(out).unwrap();
        let count = |property: NamedNodeRef<'_>, of: &str| {
            let begins = |line: &&str| line.contains(&format!("{of}> {property} \""));
            text.lines().filter(begins).count()
        };
        for of in ["person/ann-lee", "post/ann-lee/minister-for-samples"] {
            assert_eq!(
                (count(rdfs::LABEL, of), count(skos::ALT_LABEL, of)),
                (1, 1),
                "{of}"
            );
        }
    }

    #[test]
    fn a_fact_without_evidence_is_left_out() {
        let mut sample = sample::edition(2020, "Josephine Teo");
        for fact in &mut sample.reading.facts {
            fact.evidence.span = 0..usize::MAX;
        }
        let mut out = Vec::new();
        let mut sink = NQuads::new(&mut out, "https://example.org/d");
        describe(
            &sample.document("d"),
            &sample.reading,
            &Base::default(),
            None,
            &mut sink,
        );
        let text = String::from_utf8(out).unwrap();
        assert!(
            !text.contains("#speaker>") && !text.contains("#Claim>"),
            "{text}"
        );
    }
}
