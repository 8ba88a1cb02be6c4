//! The graph described with VoID: how much of what is in it, which vocabularies it uses, where it
//! links to. The numbers are those of all its triples together, as an export without graphs
//! writes them. No clock: dates are said by whoever publishes it.

use super::engine::Engine;
use super::error::AnswerError;
use super::table::Table;
use crate::knowledge::Source;
use crate::rdf::PREFIXES;
use crate::rdf::vocab::{WIKIDATA, dcterms, foaf, rdf, void, xsd};
use oxigraph::io::RdfFormat;
use oxigraph::model::{Literal, NamedNode, NamedNodeRef, Term, Triple};
use std::collections::{BTreeMap, BTreeSet};

/// What the graph does not say of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Publication {
    /// The name of the dataset; `dataset` below the base unless given.
    pub iri: Option<NamedNode>,
    pub title: Option<String>,
    pub description: Option<String>,
    /// An IRI or a name.
    pub publisher: Option<String>,
    pub license: Option<NamedNode>,
    /// A day.
    pub issued: Option<String>,
    pub homepage: Option<NamedNode>,
    /// Where exports of it can be fetched.
    pub dumps: Vec<NamedNode>,
    /// Where it can be asked.
    pub endpoint: Option<NamedNode>,
}

const TITLE: &str = "Knowledge graph of expos and trade shows";

/// The description as triples.
///
/// # Errors
/// If the graph cannot be asked in time.
pub fn dataset(
    engine: Engine<'_>,
    source: &Source,
    publication: &Publication,
) -> Result<Vec<Triple>, AnswerError> {
    let base = engine.base().as_str();
    let none = BTreeMap::new();
    let ask = |name: &str| engine.own(source, &format!("export/{name}"), &none);
    let (properties, classes) = (ask("properties")?, ask("classes")?);
    let (links, examples) = (ask("links")?, ask("examples")?);
    let terms = BTreeMap::from([(
        "_base_literal".to_owned(),
        Literal::new_simple_literal(base).into(),
    )]);
    let totals = engine.own(source, "export/totals", &terms)?;
    let iri = publication.iri.clone();
    let iri = iri.unwrap_or_else(|| NamedNode::new_unchecked(format!("{base}dataset")));
    let mut about = About {
        triples: Vec::new(),
        node: iri.clone(),
    };

    about.link(rdf::TYPE, void::DATASET);
    about.text(
        dcterms::TITLE,
        publication.title.as_deref().unwrap_or(TITLE),
    );
    let description = match &publication.description {
        Some(text) => text.clone(),
        None => described(&classes),
    };
    about.text(dcterms::DESCRIPTION, &description);
    if let Some(publisher) = &publication.publisher {
        match NamedNode::new(publisher) {
            Ok(node) => about.link(dcterms::PUBLISHER, node.as_ref()),
            Err(_) => about.text(dcterms::PUBLISHER, publisher),
        }
    }
    if let Some(day) = &publication.issued {
        let day = Literal::new_typed_literal(day, xsd::DATE);
        about.add(dcterms::ISSUED, day);
    }
    let nodes = [
        (dcterms::LICENSE, &publication.license),
        (foaf::HOMEPAGE, &publication.homepage),
        (void::SPARQL_ENDPOINT, &publication.endpoint),
    ];
    for (property, node) in nodes {
        if let Some(node) = node {
            about.link(property, node.as_ref());
        }
    }
    for dump in &publication.dumps {
        about.link(void::DATA_DUMP, dump.as_ref());
        if let Some(format) = format(dump) {
            about.link(void::FEATURE, NamedNodeRef::new_unchecked(format));
        }
    }
    about.text(void::URI_SPACE, base);

    let all: u64 = properties
        .rows
        .iter()
        .map(|row| number(&properties, row, "triples"))
        .sum();
    about.count(void::TRIPLES, all);
    about.count(void::PROPERTIES, properties.rows.len() as u64);
    about.count(void::CLASSES, classes.rows.len() as u64);
    for row in &totals.rows {
        about.count(void::ENTITIES, number(&totals, row, "entities"));
        about.count(void::DISTINCT_SUBJECTS, number(&totals, row, "subjects"));
        about.count(void::DISTINCT_OBJECTS, number(&totals, row, "objects"));
    }
    for namespace in vocabularies([(&properties, "property"), (&classes, "class")]) {
        about.link(void::VOCABULARY, NamedNodeRef::new_unchecked(namespace));
    }
    let mut shown = BTreeSet::new();
    for row in &examples.rows {
        if let (Some(class), Some(thing)) =
            (node(&examples, row, "class"), node(&examples, row, "thing"))
            && shown.insert(class)
        {
            about.link(void::EXAMPLE_RESOURCE, thing.as_ref());
        }
    }

    let mut names = Names::new(&iri);
    for row in &classes.rows {
        let Some(class) = node(&classes, row, "class") else {
            continue;
        };
        about.part(void::CLASS_PARTITION, names.part("class", &class));
        about.link(void::CLASS, class.as_ref());
        about.count(void::ENTITIES, number(&classes, row, "entities"));
        about.node = iri.clone();
    }
    for row in &properties.rows {
        let Some(property) = node(&properties, row, "property") else {
            continue;
        };
        about.part(void::PROPERTY_PARTITION, names.part("property", &property));
        about.link(void::PROPERTY, property.as_ref());
        about.count(void::TRIPLES, number(&properties, row, "triples"));
        about.count(
            void::DISTINCT_SUBJECTS,
            number(&properties, row, "subjects"),
        );
        about.count(void::DISTINCT_OBJECTS, number(&properties, row, "objects"));
        about.node = iri.clone();
    }
    let wikidata = names.named("wikidata");
    for row in &links.rows {
        let Some(property) = node(&links, row, "property") else {
            continue;
        };
        about.part(void::SUBSET, names.part("links", &property));
        about.link(rdf::TYPE, void::LINKSET);
        about.link(void::SUBJECTS_TARGET, iri.as_ref());
        about.link(void::OBJECTS_TARGET, wikidata.as_ref());
        about.link(void::LINK_PREDICATE, property.as_ref());
        about.count(void::TRIPLES, number(&links, row, "triples"));
        about.node = iri.clone();
    }
    if !links.rows.is_empty() {
        about.node = wikidata;
        about.link(rdf::TYPE, void::DATASET);
        about.text(dcterms::TITLE, "Wikidata");
        about.link(
            foaf::HOMEPAGE,
            NamedNodeRef::new_unchecked("https://www.wikidata.org/"),
        );
        about.text(void::URI_SPACE, WIKIDATA);
    }
    Ok(about.triples)
}

/// Triples of a subject.
struct About {
    triples: Vec<Triple>,
    node: NamedNode,
}

impl About {
    fn add(&mut self, property: NamedNodeRef<'_>, object: impl Into<Term>) {
        self.triples.push(Triple::new(
            self.node.clone(),
            property.into_owned(),
            object,
        ));
    }

    fn link(&mut self, property: NamedNodeRef<'_>, object: NamedNodeRef<'_>) {
        self.add(property, object.into_owned());
    }

    fn text(&mut self, property: NamedNodeRef<'_>, text: &str) {
        self.add(property, Literal::new_simple_literal(text));
    }

    fn count(&mut self, property: NamedNodeRef<'_>, count: u64) {
        let count = Literal::new_typed_literal(count.to_string(), xsd::INTEGER);
        self.add(property, count);
    }

    /// Goes on with a part of the subject.
    fn part(&mut self, property: NamedNodeRef<'_>, part: NamedNode) {
        self.link(property, part.as_ref());
        self.node = part;
    }
}

/// Names the parts of a dataset by what they are of.
struct Names<'a> {
    iri: &'a NamedNode,
    taken: BTreeSet<String>,
}

impl<'a> Names<'a> {
    fn new(iri: &'a NamedNode) -> Self {
        Names {
            iri,
            taken: BTreeSet::new(),
        }
    }

    fn named(&self, name: &str) -> NamedNode {
        let join = if self.iri.as_str().contains('#') {
            '-'
        } else {
            '#'
        };
        NamedNode::new_unchecked(format!("{}{join}{name}", self.iri.as_str()))
    }

    /// "property-expo-speaker"; terms of no known namespace go by their last word, numbered where
    /// several have the same.
    fn part(&mut self, kind: &str, term: &NamedNode) -> NamedNode {
        let iri = term.as_str();
        let known = PREFIXES.iter().find_map(|(name, namespace)| {
            let local = iri.strip_prefix(namespace)?;
            Some(format!("{name}-{local}"))
        });
        let last = || {
            iri.rsplit(['#', '/', ':'])
                .next()
                .unwrap_or_default()
                .to_owned()
        };
        let word = known.unwrap_or_else(last);
        let plain = |c: char| if c.is_ascii_alphanumeric() { c } else { '-' };
        let word = format!("{kind}-{}", word.chars().map(plain).collect::<String>());
        let mut name = word.clone();
        for n in 2.. {
            if self.taken.insert(name.clone()) {
                break;
            }
            name = format!("{word}-{n}");
        }
        self.named(&name)
    }
}

/// A sentence on what is in the graph.
fn described(classes: &Table) -> String {
    let count = |name: &str, one: &str, many: &str| {
        let row = classes.rows.iter().find(|row| {
            node(classes, row, "class").is_some_and(|class| {
                class
                    .as_str()
                    .strip_prefix(crate::rdf::vocab::expo::NAMESPACE)
                    == Some(name)
            })
        });
        let count = row.map_or(0, |row| number(classes, row, "entities"));
        format!("{count} {}", if count == 1 { one } else { many })
    };
    format!(
        "{} of {}, with {} and {}, as {} report them: {}, each with its sentence.",
        count("Expo", "edition", "editions"),
        count("ExpoSeries", "series", "series"),
        count("Person", "person", "people"),
        count("Organization", "organization", "organizations"),
        count("Document", "document", "documents"),
        count("Claim", "claim", "claims"),
    )
}

/// The namespaces of the terms, as far as they have a prefix of ours.
fn vocabularies(tables: [(&Table, &str); 2]) -> BTreeSet<&'static str> {
    let terms = tables.into_iter().flat_map(|(table, column)| {
        let column = column.to_owned();
        table
            .rows
            .iter()
            .filter_map(move |row| node(table, row, &column))
    });
    terms
        .filter_map(|term| {
            let mut known = PREFIXES.iter().map(|(_, namespace)| *namespace);
            known.find(|namespace| term.as_str().starts_with(namespace))
        })
        .collect()
}

/// The name that the W3C gives to the format that a file's ending tells.
fn format(dump: &NamedNode) -> Option<&'static str> {
    let path = dump.as_str().strip_suffix(".gz").unwrap_or(dump.as_str());
    let format = RdfFormat::from_extension(path.rsplit('.').next()?)?;
    Some(match format {
        RdfFormat::N3 => "http://www.w3.org/ns/formats/N3",
        RdfFormat::NQuads => "http://www.w3.org/ns/formats/N-Quads",
        RdfFormat::NTriples => "http://www.w3.org/ns/formats/N-Triples",
        RdfFormat::RdfXml => "http://www.w3.org/ns/formats/RDF_XML",
        RdfFormat::TriG => "http://www.w3.org/ns/formats/TriG",
        RdfFormat::Turtle => "http://www.w3.org/ns/formats/Turtle",
        RdfFormat::JsonLd { .. } => "http://www.w3.org/ns/formats/JSON-LD",
        _ => return None,
    })
}

fn node(table: &Table, row: &[Option<Term>], column: &str) -> Option<NamedNode> {
    match row.get(table.column(column)?)? {
        Some(Term::NamedNode(node)) => Some(node.clone()),
        _ => None,
    }
}

fn number(table: &Table, row: &[Option<Term>], column: &str) -> u64 {
    table.get(row, column).parse().unwrap_or_default()
}
