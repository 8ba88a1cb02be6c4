//! Opening the graph for questions.

use super::failure::Failure;
use super::global::Global;
use crate::answer::needs_evidence;
use crate::graph::{Graph, Location, Scope};

/// The graph that --graph names, with the graphs of all documents.
pub fn open(global: &Global) -> Result<Graph, Failure> {
    Ok(Graph::open(&Location::parse(&global.graph)?, Scope::All)?)
}

/// The graph that --graph names, as far as a query asks for it: most ask for facts only, and
/// those load much faster without their evidence.
pub fn open_for(query: &str, global: &Global) -> Result<Graph, Failure> {
    let scope = if needs_evidence(query) {
        Scope::All
    } else {
        Scope::DefaultGraph
    };
    Ok(Graph::open(&Location::parse(&global.graph)?, scope)?)
}
