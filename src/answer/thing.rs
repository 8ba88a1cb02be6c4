//! What things are called and what they are, many at once.

use super::bind::bind_list;
use super::engine::own_query;
use super::error::AnswerError;
use super::table::Table;
use super::vocabulary::EXPO;
use crate::knowledge::Source;
use oxigraph::model::{NamedNode, Term};
use std::collections::{BTreeMap, BTreeSet};

/// What a thing is called and what it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Named {
    pub label: String,
    /// Local names of its classes, sorted.
    pub classes: Vec<String>,
}

/// The query that [`named_things`] asks.
pub const QUERY: &str = "card/things";

/// The most things that one question asks about.
const BATCH: usize = 500;

/// The names of things, asked with `ask` (a name for errors, a query); a thing without a label is
/// called by its IRI.
pub fn named_things(
    source: &Source,
    things: &BTreeSet<NamedNode>,
    ask: impl Fn(&str, &str) -> Result<Table, AnswerError>,
) -> Result<BTreeMap<NamedNode, Named>, AnswerError> {
    let query = own_query(source, QUERY)?;
    let mut found: BTreeMap<NamedNode, (BTreeSet<String>, BTreeSet<String>)> = things
        .iter()
        .map(|thing| (thing.clone(), Default::default()))
        .collect();
    let iris: Vec<String> = things.iter().map(NamedNode::to_string).collect();
    for batch in iris.chunks(BATCH) {
        let text = bind_list(&query.text, "urn:x-expograph:things", &batch.join(" "));
        let table = ask(&query.origin, &text)?;
        for row in &table.rows {
            let [Some(Term::NamedNode(thing)), label, class] = row.as_slice() else {
                continue;
            };
            if let Some((labels, classes)) = found.get_mut(thing) {
                labels.extend(label.as_ref().map(|_| table.text(label)));
                classes.extend(table.text(class).strip_prefix(EXPO).map(str::to_owned));
            }
        }
    }
    let named = found.into_iter().map(|(thing, (labels, classes))| {
        let label = labels.into_iter().next();
        let named = Named {
            label: label.unwrap_or_else(|| thing.as_str().to_owned()),
            classes: classes.into_iter().collect(),
        };
        (thing, named)
    });
    Ok(named.collect())
}
