//! A reading as triples. They are lent to a sink one at a time, so that writing N-Quads needs no
//! triple of its own.

use super::vocab::{classes, dcterms, expo, property, prov, rdf, rdfs, skos, xsd};
use crate::document::{Document, Format};
use crate::entity::{Base, Identities, document_iri, document_slug, push_slug};
use crate::fact::{Entity, EntityId, Fact, Figure, Object, Reading, Relation};
use oxigraph::model::{LiteralRef, NamedNodeRef, TermRef};
use rustc_hash::{FxHashMap, FxHashSet};
use std::fmt::Write;

/// What a triple is about, which decides where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Entities and what holds of them: in the default graph and in the document's graph.
    Facts,
    /// The document, its claims and quotations: in the document's graph alone.
    Evidence,
}

/// Takes triples as they are made.
pub trait Sink {
    /// Takes one triple. The same triple may come twice.
    fn triple(
        &mut self,
        part: Part,
        subject: NamedNodeRef<'_>,
        predicate: NamedNodeRef<'_>,
        object: TermRef<'_>,
    );
}

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
    let iri = document_iri(base, &document.key);
    let slug = document_slug(&document.key);
    let mut writer = Describer {
        names: &names,
        document: &iri,
        slug: &slug,
        base,
        labels: FxHashMap::default(),
        sink,
    };
    writer.document(document, reader);
    for (id, entity) in reading.entities.iter().enumerate() {
        writer.entity(names.iri(EntityId(id as u32)), entity);
    }
    writer.facts(document, reading);
}

struct Describer<'a, S> {
    names: &'a Identities,
    document: &'a str,
    slug: &'a str,
    base: &'a Base,
    /// The label of each node that has one.
    labels: FxHashMap<String, String>,
    sink: &'a mut S,
}

/// The subject of the triples that follow, with the part they belong to.
struct Node<'s, S> {
    part: Part,
    iri: &'s str,
    sink: &'s mut S,
}

impl<S: Sink> Node<'_, S> {
    fn term<'o>(&mut self, predicate: NamedNodeRef<'_>, object: impl Into<TermRef<'o>>) {
        let subject = NamedNodeRef::new_unchecked(self.iri);
        self.sink
            .triple(self.part, subject, predicate, object.into());
    }

    fn link(&mut self, predicate: NamedNodeRef<'_>, iri: &str) {
        self.term(predicate, NamedNodeRef::new_unchecked(iri));
    }

    fn text(&mut self, predicate: NamedNodeRef<'_>, text: &str) {
        self.term(predicate, LiteralRef::new_simple_literal(text));
    }

    fn texts(&mut self, predicate: NamedNodeRef<'_>, text: Option<&str>) {
        if let Some(text) = text {
            self.text(predicate, text);
        }
    }

    fn typed(&mut self, predicate: NamedNodeRef<'_>, value: &str, datatype: NamedNodeRef<'_>) {
        self.term(predicate, LiteralRef::new_typed_literal(value, datatype));
    }

    fn decimal(&mut self, predicate: NamedNodeRef<'_>, value: f64) {
        // Infinity and NaN are no decimals; no figure of a press report is either.
        if value.is_finite() {
            // `Display` of floats never uses an exponent, as xsd:decimal demands.
            self.typed(predicate, &value.to_string(), xsd::DECIMAL);
        }
    }
}

impl<S: Sink> Describer<'_, S> {
    fn node<'s>(&'s mut self, part: Part, iri: &'s str) -> Node<'s, S> {
        Node {
            part,
            iri,
            sink: self.sink,
        }
    }

    fn document(&mut self, document: &Document, reader: Option<&str>) {
        let iri = self.document;
        let mut node = self.node(Part::Evidence, iri);
        node.term(rdf::TYPE, expo::DOCUMENT);
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
                Ok(url) => node.term(dcterms::SOURCE, url),
                Err(_) => node.text(dcterms::SOURCE, url),
            }
        }
    }

    fn entity(&mut self, iri: &str, entity: &Entity) {
        let mut node = self.node(Part::Facts, iri);
        for class in classes(entity.kind) {
            node.term(rdf::TYPE, *class);
        }
        node.texts(expo::AUTHORITY, entity.authority.as_deref());
        self.label(iri, &entity.label);
        let mut node = self.node(Part::Facts, iri);
        for alias in &entity.aliases {
            if *alias != entity.label {
                node.text(skos::ALT_LABEL, alias);
            }
        }
    }

    /// Names a node. It has one label in a document's graph, so that a question gives one row;
    /// where a reading names it twice, the first name is the label.
    fn label(&mut self, iri: &str, label: &str) {
        let property = match self.labels.get(iri) {
            None => {
                self.labels.insert(iri.to_owned(), label.to_owned());
                rdfs::LABEL
            }
            Some(first) if first == label => return,
            Some(_) => skos::ALT_LABEL,
        };
        self.node(Part::Facts, iri).text(property, label);
    }

    fn facts(&mut self, document: &Document, reading: &Reading) {
        let names = self.names;
        let root = self.base.as_str();
        let mut claim = format!("{root}claim/{}/", self.slug);
        let claim_root = claim.len();
        let mut quotation = format!("{root}quotation/{}/", self.slug);
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
            if quoted.insert((span.start, span.end)) {
                self.quotation(&quotation, exact, span.start, span.end, &mut number);
            }

            number.clear();
            let object: TermRef<'_> = match &fact.object {
                Object::Entity(id) => NamedNodeRef::new_unchecked(names.iri(*id)).into(),
                Object::Text(text) if fact.relation == Relation::Post => {
                    self.post(fact.subject, text, &mut node);
                    NamedNodeRef::new_unchecked(&node).into()
                }
                Object::Text(text) => LiteralRef::new_simple_literal(text).into(),
                Object::Integer(value) => {
                    let _ = write!(number, "{value}");
                    LiteralRef::new_typed_literal(&number, xsd::INTEGER).into()
                }
                Object::Date(day) => {
                    let _ = write!(number, "{day}");
                    LiteralRef::new_typed_literal(&number, xsd::DATE).into()
                }
                Object::Figure(figure) => {
                    self.figure(fact.subject, figure, &mut node);
                    NamedNodeRef::new_unchecked(&node).into()
                }
            };
            let subject = names.iri(fact.subject);
            let property = property(fact.relation);
            self.node(Part::Facts, subject).term(property, object);

            claim.truncate(claim_root);
            push_number(&mut claim, position);
            let document = self.document;
            let mut node = self.node(Part::Evidence, &claim);
            node.term(rdf::TYPE, expo::CLAIM);
            node.link(expo::CLAIM_SUBJECT, subject);
            node.term(expo::CLAIM_PROPERTY, property);
            node.term(expo::CLAIM_OBJECT, object);
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
        node.term(rdf::TYPE, expo::QUOTATION_CLASS);
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
        let _ = write!(iri, "{}post/{}/", self.base, names.slug(person));
        push_slug(iri, title);
        let mut node = self.node(Part::Facts, iri);
        node.term(rdf::TYPE, expo::POST_CLASS);
        node.link(expo::HELD_BY, names.iri(person));
        self.label(iri, title);
    }

    fn figure(&mut self, edition: EntityId, figure: &Figure, iri: &mut String) {
        iri.clear();
        let _ = write!(iri, "{}figure/{}/", self.base, self.names.slug(edition));
        push_slug(iri, &figure.metric);
        let _ = write!(iri, "-{}", figure.value);
        if let Some((low, high)) = figure.range {
            let _ = write!(iri, "-from-{low}-to-{high}");
        }
        if let Some(unit) = &figure.unit {
            iri.push('-');
            push_slug(iri, unit);
        }
        iri.push('-');
        iri.push_str(figure.bound.name());

        let label = figure_label(figure);
        let mut node = self.node(Part::Facts, iri);
        node.term(rdf::TYPE, expo::FIGURE_CLASS);
        node.text(expo::METRIC, &figure.metric);
        node.decimal(expo::VALUE, figure.value);
        node.texts(expo::UNIT, figure.unit.as_deref());
        node.text(expo::BOUND, figure.bound.name());
        if let Some((low, high)) = figure.range {
            node.decimal(expo::MIN_VALUE, low);
            node.decimal(expo::MAX_VALUE, high);
        }
        node.text(expo::WORDS, &figure.words);
        node.text(expo::BASIS, figure.basis.name());
        self.label(iri, &label);
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
        let who = names.iri(participant);
        let root = self.base.as_str();
        // A person goes by slug alone; other participants keep their kind, for a company may
        // be called like a person.
        let person = who[root.len()..].strip_prefix("person/");
        let iri = format!(
            "{root}participation/{}/{}",
            names.slug(fact.subject),
            person.unwrap_or(&who[root.len()..])
        );
        let mut node = self.node(Part::Facts, &iri);
        node.term(rdf::TYPE, expo::PARTICIPATION);
        node.link(expo::IN_EDITION, names.iri(fact.subject));
        node.link(expo::PARTICIPANT, who);
        node.text(expo::ROLE, fact.relation.name());
        node.texts(expo::MODE, fact.mode.map(|mode| mode.name()));
        node.texts(expo::CAPACITY, fact.capacity.as_deref());
    }
}

/// "more than 800 exhibitors": the words as printed, with what is counted unless they say so.
fn figure_label(figure: &Figure) -> String {
    if figure.words.to_lowercase().contains(&figure.metric) {
        figure.words.clone()
    } else {
        format!("{} {}", figure.words, figure.metric)
    }
}

fn format_name(format: Format) -> &'static str {
    match format {
        Format::Text => "text",
        Format::Markdown => "markdown",
        Format::Html => "html",
        Format::JsonLines => "jsonl",
    }
}

/// Appends a number; several times faster than `write!`, and there are three to every claim.
fn push_number(out: &mut String, mut number: usize) {
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
    use super::*;
    use crate::rdf::{NQuads, sample};
    use oxigraph::io::{RdfFormat, RdfParser, RdfSerializer};
    use oxigraph::model::{GraphNameRef, Quad, QuadRef};
    use std::collections::BTreeSet;

    /// Writes with Oxigraph's serializer what [`NQuads`] writes by itself.
    struct Slow(Vec<u8>, String);

    impl Sink for Slow {
        fn triple(
            &mut self,
            part: Part,
            subject: NamedNodeRef<'_>,
            predicate: NamedNodeRef<'_>,
            object: TermRef<'_>,
        ) {
            let graph = NamedNodeRef::new_unchecked(&self.1);
            let mut writer = RdfSerializer::from_format(RdfFormat::NQuads).for_writer(&mut self.0);
            let mut put = |graph: GraphNameRef<'_>| {
                let quad = QuadRef::new(subject, predicate, object, graph);
                writer.serialize_quad(quad).unwrap();
            };
            if part == Part::Facts {
                put(GraphNameRef::DefaultGraph);
            }
            put(graph.into());
        }
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
            let mut slow = Slow(Vec::new(), graph);
            describe(&document, &sample.reading, &base, Some("1"), &mut slow);
            assert_eq!(
                String::from_utf8(fast).unwrap(),
                String::from_utf8(slow.0).unwrap()
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
