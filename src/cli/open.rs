//! Opening the graph for questions.

use super::failure::Failure;
use super::global::Global;
use crate::answer::{lookups, scope};
use crate::graph::{Graph, Location, Scope};

/// The graph that --graph names, with the graphs of all documents.
pub fn open(global: &Global) -> Result<Graph, Failure> {
    Ok(Graph::open(&Location::parse(&global.graph)?, &Scope::All)?)
}

/// The graph that --graph names, as far as a query can see it and labels are to be looked up,
/// and things by their `names`: a graph loads several times faster without the rest.
pub fn open_for(query: &str, names: bool, global: &Global) -> Result<Graph, Failure> {
    open_for_all(&[query], names, global)
}

/// As [`open_for`], for several queries.
pub fn open_for_all(queries: &[&str], names: bool, global: &Global) -> Result<Graph, Failure> {
    let lookups = lookups(names);
    let scope = scope(queries.iter().copied().chain([lookups.as_str()]));
    Ok(Graph::open(&Location::parse(&global.graph)?, &scope)?)
}
