//! Names into IRIs and IRIs into names. A name is looked for as it is written, then without
//! regard to case and accents; several things of one name are an error that lists them, none is
//! an error that names the nearest.

use super::bind::bind;
use super::engine::Engine;
use super::error::AnswerError;
use super::parameter::iri;
use super::similar::{fold, nearest};
use super::table::Table;
use super::vocabulary::{EXPO, prefixes};
use crate::entity::Base;
use oxigraph::model::{Literal, NamedNode, Term};
use std::collections::{BTreeMap, BTreeSet};

/// Looks names up in a graph.
#[derive(Clone)]
pub struct Lookup<'a> {
    engine: Engine<'a>,
}

/// Things with one name, in the default graph and, for documents, in their own.
const EXACT: &str = "
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT DISTINCT ?thing ?name ?preferred ?class {
  { ?thing rdfs:label ?_name_literal . BIND(true AS ?preferred) OPTIONAL { ?thing a ?class } }
  UNION { ?thing skos:altLabel ?_name_literal . BIND(false AS ?preferred) OPTIONAL { ?thing a ?class } }
  UNION { GRAPH ?thing { ?thing rdfs:label ?_name_literal . OPTIONAL { ?thing a ?class } } BIND(true AS ?preferred) }
  BIND(?_name_literal AS ?name)
}";

/// All names.
const ALL: &str = "
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT DISTINCT ?thing ?name ?preferred ?class {
  { ?thing rdfs:label ?name . BIND(true AS ?preferred) OPTIONAL { ?thing a ?class } }
  UNION { ?thing skos:altLabel ?name . BIND(false AS ?preferred) OPTIONAL { ?thing a ?class } }
  UNION { GRAPH ?thing { ?thing rdfs:label ?name . OPTIONAL { ?thing a ?class } } BIND(true AS ?preferred) }
}";

const LABELS: &str = "
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT DISTINCT ?thing ?name {
  VALUES ?thing { THINGS }
  { ?thing rdfs:label ?name } UNION { GRAPH ?thing { ?thing rdfs:label ?name } }
}";

/// What looking up asks of a graph: the labels of things, and if `names` are to be resolved, all
/// their names and classes.
pub fn lookups(names: bool) -> String {
    match names {
        true => ALL.to_owned(),
        false => LABELS.replacen("THINGS", "", 1),
    }
}

/// A thing with a name that matched.
struct Named {
    preferred: bool,
    label: String,
    classes: BTreeSet<String>,
}

impl<'a> Lookup<'a> {
    /// Over this engine, each look-up within its limit.
    pub fn new(engine: Engine<'a>) -> Self {
        Lookup { engine }
    }

    /// The IRI that `name` is, or that of the thing so named, which is of `class` (a local name
    /// of the ontology, or several parted by commas) if one is given.
    ///
    /// # Errors
    /// If nothing or more than one thing has the name.
    pub fn resolve(&self, name: &str, class: Option<&str>) -> Result<NamedNode, AnswerError> {
        let name = name.trim();
        if let Some(iri) = iri(name).or_else(|| expand(name)) {
            return Ok(iri);
        }
        let literal = Term::from(Literal::new_simple_literal(name));
        let query = bind(
            EXACT,
            &BTreeMap::from([("_name_literal".to_owned(), literal)]),
        );
        let exact = self.ask(&query)?;
        if let Some(found) = self.one(name, class, &exact, |_| true)? {
            return Ok(found);
        }
        let all = self.ask(ALL)?;
        let folded = fold(name);
        let same = |other: &str| !folded.is_empty() && fold(other) == folded;
        if let Some(found) = self.one(name, class, &all, same)? {
            return Ok(found);
        }
        let things = named(&all, class, |_| true);
        Err(AnswerError::UnknownName {
            name: name.to_owned(),
            class: class.unwrap_or_default().to_owned(),
            nearest: {
                let allowed: BTreeSet<&NamedNode> = things.keys().collect();
                let names = all.rows.iter().filter_map(|row| match (&row[0], &row[1]) {
                    (Some(Term::NamedNode(thing)), Some(Term::Literal(name)))
                        if allowed.contains(thing) =>
                    {
                        Some(name.value())
                    }
                    _ => None,
                });
                nearest(name, names)
            },
        })
    }

    /// The labels of things that have one; of several labels the first in order.
    ///
    /// # Errors
    /// If the graph cannot be read in time.
    pub fn labels(
        &self,
        things: &BTreeSet<NamedNode>,
    ) -> Result<BTreeMap<NamedNode, String>, AnswerError> {
        let mut labels = BTreeMap::new();
        let things: Vec<String> = things.iter().map(NamedNode::to_string).collect();
        for chunk in things.chunks(1000) {
            let table = self.ask(&LABELS.replacen("THINGS", &chunk.join(" "), 1))?;
            for row in &table.rows {
                if let [Some(Term::NamedNode(thing)), Some(Term::Literal(name))] = row.as_slice() {
                    labels
                        .entry(thing.clone())
                        .or_insert_with(|| name.value().to_owned());
                }
            }
        }
        Ok(labels)
    }

    fn ask(&self, query: &str) -> Result<Table, AnswerError> {
        self.engine.rows("look-up", query)
    }

    /// The one thing among those named right. A label outranks an alias, an entity a term of
    /// the ontology.
    fn one(
        &self,
        name: &str,
        class: Option<&str>,
        table: &Table,
        is_right: impl Fn(&str) -> bool,
    ) -> Result<Option<NamedNode>, AnswerError> {
        let mut things = named(table, class, is_right);
        let prefer = |things: &mut BTreeMap<NamedNode, Named>,
                      better: fn(&NamedNode, &Named) -> bool| {
            if things.iter().any(|(iri, thing)| better(iri, thing)) {
                things.retain(|iri, thing| better(iri, thing));
            }
        };
        prefer(&mut things, |iri, _| !iri.as_str().starts_with(EXPO));
        prefer(&mut things, |_, thing| thing.preferred);
        if things.len() > 1 {
            let iris = things.keys().cloned().collect();
            let labels = self.labels(&iris)?;
            let candidates = things.iter().map(|(iri, thing)| {
                let label = labels.get(iri).unwrap_or(&thing.label);
                let classes = thing.classes.iter().map(String::as_str);
                format!("{label} ({}) {iri}", classes.collect::<Vec<_>>().join(", "))
            });
            return Err(AnswerError::AmbiguousName {
                name: name.to_owned(),
                candidates: candidates.collect(),
            });
        }
        Ok(things.into_keys().next())
    }
}

/// The things of `class` whose name is right, by IRI.
fn named(
    table: &Table,
    class: Option<&str>,
    is_right: impl Fn(&str) -> bool,
) -> BTreeMap<NamedNode, Named> {
    let mut things: BTreeMap<NamedNode, Named> = BTreeMap::new();
    for row in &table.rows {
        let [
            Some(Term::NamedNode(thing)),
            Some(Term::Literal(name)),
            preferred,
            of,
        ] = row.as_slice()
        else {
            continue;
        };
        if !is_right(name.value()) {
            continue;
        }
        let named = things.entry(thing.clone()).or_insert_with(|| Named {
            preferred: false,
            label: name.value().to_owned(),
            classes: BTreeSet::new(),
        });
        // Not every engine tells truth values from numbers.
        named.preferred |= matches!(table.text(preferred).as_str(), "true" | "1");
        if let Some(Term::NamedNode(of)) = of
            && let Some(local) = of.as_str().strip_prefix(EXPO)
        {
            named.classes.insert(local.to_owned());
        }
    }
    if let Some(classes) = class {
        // A parameter may take things of several classes: "Place, Country".
        let right: BTreeSet<&str> = classes.split(',').map(str::trim).collect();
        let is_right = |thing: &Named| thing.classes.iter().any(|c| right.contains(c.as_str()));
        things.retain(|_, thing| is_right(thing));
    }
    things
}

/// `expo:speaker`, `id:person/josephine-teo` in full.
fn expand(name: &str) -> Option<NamedNode> {
    let (prefix, local) = name.split_once(':')?;
    let base = Base::default();
    let (_, namespace) = prefixes(&base).find(|(known, _)| *known == prefix)?;
    NamedNode::new(format!("{namespace}{local}")).ok()
}
