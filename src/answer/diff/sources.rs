//! Which documents say what of an edition.

use crate::answer::table::Table;
use oxigraph::model::Term;
use std::collections::{BTreeMap, BTreeSet};

/// The documents behind an edition's facts.
pub struct Sources {
    by_fact: BTreeMap<(String, String), BTreeSet<String>>,
    by_property: BTreeMap<String, BTreeSet<String>>,
    documents: BTreeSet<String>,
    texts: BTreeSet<String>,
}

impl Sources {
    /// From the rows of `queries/diff/sources.rq`.
    pub fn of(table: &Table) -> Sources {
        let mut sources = Sources {
            by_fact: BTreeMap::new(),
            by_property: BTreeMap::new(),
            documents: BTreeSet::new(),
            texts: BTreeSet::new(),
        };
        for row in &table.rows {
            let get = |column: &str| table.get(row, column);
            let (property, document) = (get("property"), get("document"));
            let object = cell(table, row, "object");
            let by_fact = sources.by_fact.entry((property.clone(), object));
            by_fact.or_default().insert(document.clone());
            let by_property = sources.by_property.entry(property);
            by_property.or_default().insert(document.clone());
            sources.documents.insert(document);
            sources.texts.insert(get("text"));
        }
        sources
    }

    /// How many documents say something.
    pub fn documents(&self) -> usize {
        self.documents.len()
    }

    /// How many texts these carry.
    pub fn texts(&self) -> usize {
        self.texts.len()
    }

    /// In how many documents a property has any object.
    pub fn naming(&self, properties: &BTreeSet<String>) -> usize {
        let documents = properties
            .iter()
            .filter_map(|name| self.by_property.get(name));
        documents.flatten().collect::<BTreeSet<_>>().len()
    }

    /// The documents that state a fact of the edition; the object as [`cell`] has it.
    pub fn stating(&self, property: &str, object: &str) -> impl Iterator<Item = &String> {
        let fact = (property.to_owned(), object.to_owned());
        self.by_fact.get(&fact).into_iter().flatten()
    }
}

/// A term as a text that tells it from every other.
pub fn cell(table: &Table, row: &[Option<Term>], column: &str) -> String {
    let term = table.column(column).and_then(|at| row.get(at)?.as_ref());
    term.map(Term::to_string).unwrap_or_default()
}
