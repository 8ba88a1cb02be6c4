//! Where an endpoint keeps the facts. Files have them in the default graph and what documents
//! state in named graphs. Some servers keep that apart (Fuseki, Oxigraph). For others the default
//! graph is all graphs together (Virtuoso, GraphDB, QLever, Neptune), so that each fact would be
//! seen once more for every document that states it: there the facts must be in a graph of a
//! known name. The endpoint is asked which it is.

use super::address::Dataset;
use super::exchange::Patience;
use super::reply::{Form, Reply};
use super::{Endpoint, RemoteError, RemoteFault};
use crate::entity::Base;
use crate::graph::FORMAT_VERSION;
use crate::rdf::vocab::{self, expo};
use oxigraph::model::Term;

/// The graph that the facts are in where the default graph is all graphs together.
pub const FACTS_GRAPH: &str = "https://w3id.org/expograph/id/graph/facts";

/// How queries are put to an endpoint.
#[derive(Debug)]
pub struct Situation {
    /// What the identifiers start with.
    pub base: Base,
    /// Whether it holds a graph of this program at all.
    pub is_ours: bool,
    /// What is sent with every query.
    pub dataset: Dataset,
    pub place: Facts,
}

/// Where the facts are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Facts {
    /// In the default graph, or where the asker says.
    Default,
    /// In the graph that the endpoint is told to take for the default one.
    Told(String),
    /// In a graph that queries must name.
    Named(String),
}

/// How queries must be put to an endpoint.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way<'a> {
    /// As they are.
    Plain,
    /// The endpoint takes the graph `facts` for the default one, and is told so. `GRAPH <name>`
    /// finds nothing then, `GRAPH ?variable` does: Virtuoso's way.
    Told { facts: &'a str },
    /// They must name the graph `facts` themselves: told of it, the endpoint would hide the graphs
    /// of the documents, as the SPARQL protocol has it.
    Named { facts: &'a str },
}

/// Asks an endpoint what it holds and where the facts are.
///
/// # Errors
/// If it cannot be asked, holds a graph of a later version, or mixes facts and documents.
pub fn explore(endpoint: &Endpoint, patience: Patience) -> Result<Situation, RemoteError> {
    let given = endpoint.address.dataset().clone();
    let mut situation = Situation {
        base: Base::default(),
        is_ours: false,
        dataset: given.clone(),
        place: Facts::Default,
    };
    let found = situation.look(endpoint, &given, patience)?;
    let facts = match given.default.as_slice() {
        [] if found.in_facts => FACTS_GRAPH.to_owned(),
        [] if situation.is_ours && found.in_default => {
            return Err(RemoteError::Mixed {
                endpoint: endpoint.to_string(),
            });
        }
        [one] if given.named.is_empty() => one.clone(),
        _ => return Ok(situation),
    };
    // Told to take that graph for the default one, does it still show the others?
    let told = Dataset {
        default: vec![facts.clone()],
        named: Vec::new(),
    };
    let query = "ASK { GRAPH ?graph { ?subject ?predicate ?object } }";
    match endpoint.send(query, Form::Boolean, &told, patience)? {
        Reply::Boolean(true) => {
            situation.dataset = told;
            situation.place = Facts::Told(facts);
        }
        _ => {
            situation.dataset = Dataset::default();
            situation.place = Facts::Named(facts);
            if !situation.is_ours {
                situation.look(endpoint, &Dataset::default(), patience)?;
            }
        }
    }
    Ok(situation)
}

/// What the graph says of itself, in named graphs and in the default graph, and whether there is
/// a graph of facts. Told of a default graph, Virtuoso finds named graphs by variables only; and
/// it fails on a filter in such a union.
fn about() -> String {
    let own = vocab::GRAPH;
    format!(
        "SELECT ?graph ?place ?predicate ?object {{ \
         {{ GRAPH ?graph {{ {own} ?predicate ?object }} BIND(\"graph\" AS ?place) }} UNION \
         {{ {own} ?predicate ?object BIND(\"default\" AS ?place) }} UNION \
         {{ SELECT ?place {{ GRAPH <{FACTS_GRAPH}> {{ ?s ?p ?o }} BIND(\"facts\" AS ?place) }} \
         LIMIT 1 }} }}"
    )
}

/// The same for endpoints that know no named graphs.
fn about_default() -> String {
    format!(
        "SELECT ?predicate ?object {{ {} ?predicate ?object }}",
        vocab::GRAPH
    )
}

/// What else than the default graph's own statements tells about the default graph.
#[derive(Debug, Default)]
struct Found {
    /// What the graph says of itself is in the default graph, too.
    in_default: bool,
    /// There is a graph of facts.
    in_facts: bool,
}

impl Situation {
    /// Learns what the graph says of itself, seen through a dataset.
    fn look(
        &mut self,
        endpoint: &Endpoint,
        dataset: &Dataset,
        patience: Patience,
    ) -> Result<Found, RemoteError> {
        let ask = |query: &str| match endpoint.send(query, Form::Rows, dataset, patience)? {
            Reply::Rows { rows, .. } => Ok(rows),
            _ => Ok(Vec::new()),
        };
        let refused = |error: &RemoteError| match error {
            RemoteError::Status { status, .. } => status.starts_with("500"),
            error => error.fault() == RemoteFault::Query,
        };
        let rows = match ask(&about()) {
            // An endpoint that knows no named graphs has none of ours, and can be asked all the
            // same.
            Err(error) if refused(&error) => match ask(&about_default()) {
                Ok(rows) if rows.is_empty() => rows,
                _ => return Err(error),
            },
            rows => rows?,
        };
        let mut found = Found::default();
        for row in &rows {
            let [graph, Some(Term::Literal(place)), predicate, object] = row.as_slice() else {
                continue;
            };
            let is_own = || matches!(graph, Some(Term::NamedNode(graph)) if *graph == vocab::GRAPH);
            match place.value() {
                "facts" => found.in_facts = true,
                "default" => found.in_default = true,
                _ if is_own() => self.is_ours = true,
                _ => continue,
            }
            self.learn(endpoint, predicate.as_ref(), object.as_ref())?;
        }
        Ok(found)
    }

    fn learn(
        &mut self,
        endpoint: &Endpoint,
        predicate: Option<&Term>,
        object: Option<&Term>,
    ) -> Result<(), RemoteError> {
        let (Some(Term::NamedNode(predicate)), Some(Term::Literal(value))) = (predicate, object)
        else {
            return Ok(());
        };
        let value = value.value();
        if *predicate == expo::BASE
            && let Ok(base) = Base::new(value)
        {
            self.base = base;
        }
        if *predicate == expo::FORMAT_VERSION
            && value
                .parse()
                .is_ok_and(|version: u32| version > FORMAT_VERSION)
        {
            return Err(RemoteError::Graph {
                endpoint: endpoint.to_string(),
                problem: format!(
                    "its graph has format {value}, this program knows up to {FORMAT_VERSION}; \
                     use a newer expograph"
                ),
            });
        }
        Ok(())
    }
}
