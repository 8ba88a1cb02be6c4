//! The relations that a way may take, and how they are called in both directions.

use crate::answer::engine::{Engine, own_query};
use crate::answer::error::AnswerError;
use crate::answer::evaluate::{Answer, Limit, Quads, evaluate};
use crate::answer::similar::{fold, nearest};
use crate::answer::table::Table;
use crate::answer::vocabulary::prefixes;
use crate::entity::Base;
use crate::knowledge::Source;
use oxigraph::io::RdfFormat;
use oxigraph::model::{NamedNode, Term};
use oxigraph::sparql::SparqlEvaluator;
use oxigraph::store::Store;
use std::collections::BTreeMap;

/// A relation of the ontology.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relation {
    pub property: NamedNode,
    /// Read from subject to object: "speaker".
    pub forwards: String,
    /// Read the other way: "spoke at".
    pub backwards: String,
    /// The properties that say the same the other way.
    inverses: Vec<NamedNode>,
}

impl Relation {
    /// How it is called in one direction.
    pub fn label(&self, forwards: bool) -> &str {
        match forwards {
            true => &self.forwards,
            false => &self.backwards,
        }
    }

    /// Everything that it may be called: labels, local names, IRIs.
    fn names(&self) -> impl Iterator<Item = &str> {
        let properties = [&self.property].into_iter().chain(&self.inverses);
        let iris = properties.flat_map(|property| [property.as_str(), local(property)]);
        iris.chain([self.forwards.as_str(), self.backwards.as_str()])
    }
}

fn local(property: &NamedNode) -> &str {
    let iri = property.as_str();
    iri.rsplit(['#', '/']).next().unwrap_or(iri)
}

/// All relations that a way may take, by IRI, as the graph's ontology has them; those of the
/// program's own where the graph has none, as data of other makers may not.
///
/// # Errors
/// If the graph cannot be asked, or the ontology has none, either.
pub fn relations(engine: Engine<'_>, source: &Source) -> Result<Vec<Relation>, AnswerError> {
    let mut table = engine.own(source, "path/relations", &BTreeMap::new())?;
    if table.rows.is_empty() {
        table = own_relations(source)?;
    }
    let mut relations: BTreeMap<String, Relation> = BTreeMap::new();
    for row in &table.rows {
        let [Some(Term::NamedNode(property)), _, inverse, _] = row.as_slice() else {
            continue;
        };
        let relation = relations
            .entry(property.as_str().to_owned())
            .or_insert_with(|| Relation {
                property: property.clone(),
                forwards: table.get(row, "forwards"),
                backwards: table.get(row, "backwards"),
                inverses: Vec::new(),
            });
        if let Some(Term::NamedNode(inverse)) = inverse {
            relation.inverses.push(inverse.clone());
        }
    }
    let mut relations: Vec<Relation> = relations.into_values().collect();
    for relation in &mut relations {
        if relation.backwards.is_empty() {
            relation.backwards = format!("{} of", relation.forwards);
        }
    }
    match relations.is_empty() {
        true => Err(AnswerError::NoRelations),
        false => Ok(relations),
    }
}

/// What the program's own ontology answers.
fn own_relations(source: &Source) -> Result<Table, AnswerError> {
    const ONTOLOGY: &str = "ontology/expo.ttl";
    let broken =
        |problem: String| AnswerError::Graph(format!("{}: {problem}", source.display(ONTOLOGY)));
    let text = source
        .read(ONTOLOGY)
        .map_err(|error| broken(error.to_string()))?;
    let store = Store::new().map_err(|error| broken(error.to_string()))?;
    store
        .load_from_reader(RdfFormat::Turtle, text.as_bytes())
        .map_err(|error| broken(error.to_string()))?;
    let query = own_query(source, "path/relations")?;
    let evaluator = SparqlEvaluator::new();
    match evaluate(
        Quads::Store(store),
        evaluator,
        &query.origin,
        &query.text,
        Limit::default(),
        None,
    )? {
        Answer::Rows(table) => Ok(table),
        _ => Ok(Table::default()),
    }
}

/// Those of `relations` that `names` name: by a label in either direction ("spoke at"), a local
/// name (speaker, spokeAt), or an IRI, prefixed or not.
///
/// # Errors
/// If a name is no relation's.
pub fn named(relations: &[Relation], names: &[String]) -> Result<Vec<Relation>, AnswerError> {
    let base = Base::default();
    let mut wanted = Vec::new();
    for name in names {
        let expanded = prefixes(&base).find_map(|(prefix, namespace)| {
            let local = name.trim().strip_prefix(prefix)?.strip_prefix(':')?;
            Some(format!("{namespace}{local}"))
        });
        let is_named = |relation: &&Relation| {
            let mut own = relation.names();
            own.any(|own| expanded.as_deref() == Some(own) || fold(own) == fold(name))
        };
        let Some(relation) = relations.iter().find(is_named) else {
            let all = relations.iter().flat_map(Relation::names);
            let all = all.filter(|name| !name.contains("://"));
            return Err(AnswerError::UnknownRelation {
                name: name.clone(),
                nearest: nearest(name, all),
                known: relations
                    .iter()
                    .map(|r| local(&r.property).to_owned())
                    .collect(),
            });
        };
        if !wanted.contains(relation) {
            wanted.push(relation.clone());
        }
    }
    Ok(wanted)
}
