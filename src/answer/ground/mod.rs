//! Why a graph holds a triple: the sentences that state it, or, where it was inferred, what it
//! follows from, by which statement of the ontology, down to facts and their sentences.

mod search;

use super::engine::Engine;
use super::error::AnswerError;
use super::evidence::{self, Evidence, evidence};
use super::lookup::Lookup;
use super::similar::{fold, nearest};
use super::table::Table;
use super::vocabulary::{EXPO, compact, prefixes};
use crate::entity::Base;
use crate::infer::{Axiom, Link, Rules};
use crate::knowledge::Source;
use crate::rdf::vocab::{owl, rdfs};
use oxigraph::model::{NamedNode, Term};
use search::{Proof, Search};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// Subject, property and object.
pub type Triple = (NamedNode, NamedNode, Term);

/// A triple of the graph and what it stands on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Ground {
    pub subject: Named,
    pub property: Named,
    pub object: Named,
    /// The statement of the ontology by which it follows from the premises; none for a fact.
    pub rule: Option<String>,
    pub premises: Vec<Ground>,
    /// The sentences that state it, oldest first.
    pub sentences: Vec<Evidence>,
    /// Where it stands without a sentence of its own: documents by name, other graphs by IRI.
    pub sources: Vec<String>,
}

/// An entity, a property or a literal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Named {
    pub label: String,
    /// None for a literal.
    pub iri: Option<String>,
}

/// What the graph's ontology says.
#[derive(Clone, Debug, Default)]
pub struct Ontology {
    rules: Rules,
    /// The labels of properties, by IRI.
    properties: BTreeMap<String, String>,
}

impl Ontology {
    /// Asks the graph for it.
    ///
    /// # Errors
    /// If the graph cannot be asked in time.
    pub fn of(engine: Engine<'_>, source: &Source) -> Result<Ontology, AnswerError> {
        let table = engine.own(source, "why/ontology", &BTreeMap::new())?;
        let rows: Vec<[String; 3]> = table.rows.iter().filter_map(|row| written(row)).collect();
        let rows = rows
            .iter()
            .map(|[s, p, o]| (s.as_str(), p.as_str(), o.as_str()));
        let rules = Rules::of_triples(rows);
        let mut properties: BTreeMap<String, String> = BTreeMap::new();
        let is = |term: &Option<Term>, iri: &str| matches!(term, Some(Term::NamedNode(node)) if node.as_str() == iri);
        for row in &table.rows {
            let kinds = [owl::OBJECT_PROPERTY, owl::DATATYPE_PROPERTY];
            if kinds.iter().any(|kind| is(&row[2], kind.as_str())) {
                let iri = table.text(&row[0]);
                properties.entry(iri.clone()).or_insert_with(|| local(&iri));
            }
        }
        for row in &table.rows {
            if is(&row[1], rdfs::LABEL.as_str())
                && let Some(label) = properties.get_mut(&table.text(&row[0]))
            {
                *label = table.text(&row[2]);
            }
        }
        Ok(Ontology { rules, properties })
    }

    /// The property of that label or local name, IRI or prefixed name.
    ///
    /// # Errors
    /// If there is none; the error names the nearest.
    pub fn property(&self, name: &str) -> Result<NamedNode, AnswerError> {
        let name = name.trim();
        if let Some(iri) = super::parameter::iri(name) {
            return Ok(iri);
        }
        if let Some((prefix, local)) = name.split_once(':')
            && let Some((_, namespace)) = prefixes(&Base::default()).find(|(p, _)| *p == prefix)
            && let Ok(iri) = NamedNode::new(format!("{namespace}{local}"))
        {
            return Ok(iri);
        }
        if name == "a" {
            return Ok(crate::rdf::vocab::rdf::TYPE.into_owned());
        }
        let wanted = fold(name);
        let mut found: Vec<&String> = self
            .properties
            .iter()
            .filter(|(iri, label)| local(iri) == name || fold(label) == wanted)
            .map(|(iri, _)| iri)
            .collect();
        // Our own terms before those of others.
        found.sort_by_key(|iri| !iri.starts_with(EXPO));
        match found.first() {
            Some(iri) => Ok(NamedNode::new_unchecked(iri.as_str())),
            None => Err(AnswerError::UnknownName {
                name: name.to_owned(),
                class: "property".to_owned(),
                nearest: nearest(name, self.properties.values().map(String::as_str)),
            }),
        }
    }

    fn label(&self, property: &NamedNode) -> String {
        match self.properties.get(property.as_str()) {
            Some(label) => label.clone(),
            None => compact(property.as_str()).unwrap_or_else(|| property.as_str().to_owned()),
        }
    }
}

/// What a triple stands on; none if the graph does not hold it.
///
/// # Errors
/// If the graph cannot be asked in time.
pub fn ground(
    engine: Engine<'_>,
    source: &Source,
    ontology: &Ontology,
    triple: &Triple,
) -> Result<Option<Ground>, AnswerError> {
    let mut search = Search::new(engine, source, &ontology.rules);
    let Some(proof) = search.proof(triple)? else {
        return Ok(None);
    };
    let mut things = BTreeSet::new();
    let mut facts = BTreeSet::new();
    proof.each(&mut |proof| {
        let (subject, _, object) = proof.triple();
        things.insert(subject.clone());
        if let Term::NamedNode(object) = object {
            things.insert(object.clone());
        }
        if let Proof::Fact { triple, .. } = proof {
            facts.insert(stated(triple));
        }
    });
    let told = Telling {
        ontology,
        labels: Lookup::new(engine).labels(&things)?,
        evidence: evidence(source, &facts, |name, query| engine.rows(name, query))?,
    };
    Ok(Some(told.tell(&proof)))
}

/// The objects that a property of a thing has in the graph, with their labels.
///
/// # Errors
/// If the graph cannot be asked in time.
pub fn objects(
    engine: Engine<'_>,
    source: &Source,
    subject: &NamedNode,
    property: &NamedNode,
) -> Result<Vec<(Term, String)>, AnswerError> {
    let terms = BTreeMap::from([
        ("_subject_iri".to_owned(), Term::from(subject.clone())),
        ("_property_iri".to_owned(), Term::from(property.clone())),
    ]);
    let table = engine.own(source, "why/objects", &terms)?;
    let mut objects: Vec<(Term, String)> = table
        .rows
        .iter()
        .filter_map(|row| {
            let object = row.first()?.clone()?;
            let label = match row.get(1) {
                Some(label @ Some(_)) => table.text(label),
                _ => table.text(&Some(object.clone())),
            };
            Some((object, label))
        })
        .collect();
    objects.sort_by(|(a, x), (b, y)| (x, a.to_string()).cmp(&(y, b.to_string())));
    Ok(objects)
}

/// Proofs in words.
struct Telling<'e> {
    ontology: &'e Ontology,
    labels: BTreeMap<NamedNode, String>,
    evidence: BTreeMap<evidence::Triple, Vec<Evidence>>,
}

impl Telling<'_> {
    fn tell(&self, proof: &Proof<'_>) -> Ground {
        let (subject, property, object) = proof.triple();
        let named = |node: &NamedNode| Named {
            label: match self.labels.get(node) {
                Some(label) => label.clone(),
                None => compact(node.as_str()).unwrap_or_else(|| node.as_str().to_owned()),
            },
            iri: Some(node.as_str().to_owned()),
        };
        let mut ground = Ground {
            subject: named(subject),
            property: Named {
                label: self.ontology.label(property),
                iri: Some(property.as_str().to_owned()),
            },
            object: match object {
                Term::NamedNode(node) => named(node),
                Term::Literal(literal) => Named {
                    label: literal.value().to_owned(),
                    iri: None,
                },
                other => Named {
                    label: other.to_string(),
                    iri: None,
                },
            },
            rule: None,
            premises: Vec::new(),
            sentences: Vec::new(),
            sources: Vec::new(),
        };
        match proof {
            Proof::Fact { triple, graphs } => {
                let evidence = self.evidence.get(&stated(triple));
                ground.sentences = evidence.cloned().unwrap_or_default();
                if ground.sentences.is_empty() {
                    ground.sources = graphs.clone();
                }
            }
            Proof::Follows {
                axiom, premises, ..
            } => {
                ground.rule = Some(say(axiom));
                ground.premises = premises.iter().map(|premise| self.tell(premise)).collect();
            }
        }
        ground
    }
}

/// A triple as SPARQL writes it.
fn stated((subject, property, object): &Triple) -> evidence::Triple {
    [
        subject.to_string(),
        property.to_string(),
        object.to_string(),
    ]
}

/// A statement of the ontology, as Turtle has it.
fn say(axiom: &Axiom) -> String {
    let short = |iri: &str| compact(iri).unwrap_or_else(|| format!("<{iri}>"));
    let link = |link: &Link| match link.flipped {
        true => format!("[ owl:inverseOf {} ]", short(&link.property)),
        false => short(&link.property),
    };
    let objects: Vec<String> = axiom.objects.iter().map(link).collect();
    let objects = match axiom.predicate {
        "owl:propertyChainAxiom" => format!("( {} )", objects.join(" ")),
        _ => objects.concat(),
    };
    format!("{} {} {objects}", short(&axiom.subject), axiom.predicate)
}

/// The terms of a row as N-Quads write them.
fn written(row: &[Option<Term>]) -> Option<[String; 3]> {
    let term = |at: usize| row.get(at)?.as_ref().map(Term::to_string);
    Some([term(0)?, term(1)?, term(2)?])
}

/// The last part of an IRI.
fn local(iri: &str) -> String {
    iri.rsplit(['#', '/']).next().unwrap_or(iri).to_owned()
}

/// The names of the graphs in the rows of `why/standing`, and whether the default graph is one.
fn standing(table: &Table) -> (bool, Vec<(String, String)>) {
    let mut default = false;
    let mut graphs = Vec::new();
    for row in &table.rows {
        match table.get(row, "graph").as_str() {
            "" => default = true,
            graph => graphs.push((graph.to_owned(), table.get(row, "name"))),
        }
    }
    graphs.sort();
    (default, graphs)
}

#[cfg(test)]
mod tests;
