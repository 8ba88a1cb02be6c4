//! Quads by what is wanted of their terms, from a store or from an endpoint, which is asked as
//! few questions as can be.

use super::{Endpoint, Form, Graph, GraphError, Home, RemoteError, Reply, Way};
use oxigraph::model::{GraphName, GraphNameRef, NamedNode, NamedOrBlankNode, Quad, Term};
use oxigraph::store::Store;
use std::path::Path;
use std::time::Duration;

/// Which graphs quads are wanted of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Place {
    /// The default graph and all named ones.
    #[default]
    Anywhere,
    /// The default graph.
    Default,
    /// Every named graph.
    Named,
    /// This one.
    Graph(NamedNode),
}

/// Which quads are wanted: those whose terms are among the ones listed. No list is any term.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    pub place: Place,
    pub subjects: Option<Vec<NamedNode>>,
    pub predicates: Option<Vec<NamedNode>>,
    pub objects: Option<Vec<NamedNode>>,
}

impl Graph {
    /// The quads that are wanted, in no order.
    ///
    /// # Errors
    /// If the engine fails, or the endpoint does not answer.
    pub fn quads(&self, wanted: &Wanted) -> Result<Vec<Quad>, GraphError> {
        match self.home() {
            Home::Store(store) => of_store(store, wanted),
            Home::Endpoint(endpoint) => of_endpoint(endpoint, wanted).map_err(GraphError::Remote),
        }
    }
}

fn of_store(store: &Store, wanted: &Wanted) -> Result<Vec<Quad>, GraphError> {
    let mut quads = Vec::new();
    let each = |nodes: &Option<Vec<NamedNode>>| -> Vec<Option<NamedNode>> {
        match nodes {
            None => vec![None],
            Some(nodes) => nodes.iter().cloned().map(Some).collect(),
        }
    };
    let graph = match &wanted.place {
        Place::Anywhere | Place::Named => None,
        Place::Default => Some(GraphNameRef::DefaultGraph),
        Place::Graph(name) => Some(name.as_ref().into()),
    };
    for subject in each(&wanted.subjects) {
        for predicate in each(&wanted.predicates) {
            for object in each(&wanted.objects) {
                let found = store.quads_for_pattern(
                    subject.as_ref().map(|node| node.as_ref().into()),
                    predicate.as_ref().map(NamedNode::as_ref),
                    object.as_ref().map(|node| node.as_ref().into()),
                    graph,
                );
                for quad in found {
                    let quad = quad.map_err(GraphError::engine(Path::new("the graph")))?;
                    if wanted.place != Place::Named || !quad.graph_name.is_default_graph() {
                        quads.push(quad);
                    }
                }
            }
        }
    }
    Ok(quads)
}

/// No time limit is given for quads: they come as long as they come.
const LIMIT: Option<Duration> = None;

/// So many terms are put into one question.
const TERMS: usize = 500;

fn of_endpoint(endpoint: &Endpoint, wanted: &Wanted) -> Result<Vec<Quad>, RemoteError> {
    let mut quads = Vec::new();
    let places: Vec<String> = {
        let default = match endpoint.way(LIMIT)? {
            Way::Plain | Way::Told { .. } => "{} ?s ?p ?o".to_owned(),
            Way::Named { facts } => format!("{{}} GRAPH <{facts}> {{ ?s ?p ?o }}"),
        };
        let hidden = endpoint.hidden_graphs(LIMIT)?;
        let named = format!("GRAPH ?g {{ {{}} ?s ?p ?o }} {hidden}");
        match &wanted.place {
            Place::Anywhere => vec![default, named],
            Place::Default => vec![default],
            Place::Named => vec![named],
            Place::Graph(name) => {
                vec![format!(
                    "VALUES ?g {{ {name} }} GRAPH ?g {{ {{}} ?s ?p ?o }}"
                )]
            }
        }
    };
    for pattern in &places {
        for values in values(wanted) {
            let query = format!("SELECT * {{ {} }}", pattern.replacen("{}", &values, 1));
            let Reply::Rows { columns, rows } = endpoint.ask(&query, Form::Rows, true, LIMIT)?
            else {
                continue;
            };
            let at = |name: &str| columns.iter().position(|column| column == name);
            let (s, p, o, g) = (at("s"), at("p"), at("o"), at("g"));
            for mut row in rows {
                let mut take = |at: Option<usize>| row.get_mut(at?)?.take();
                let name = match take(g) {
                    Some(Term::NamedNode(name)) => GraphName::NamedNode(name),
                    _ => GraphName::DefaultGraph,
                };
                let subject = match take(s) {
                    Some(Term::NamedNode(node)) => NamedOrBlankNode::NamedNode(node),
                    Some(Term::BlankNode(node)) => NamedOrBlankNode::BlankNode(node),
                    _ => continue,
                };
                if let (Some(Term::NamedNode(predicate)), Some(object)) = (take(p), take(o)) {
                    quads.push(Quad::new(subject, predicate, object, name));
                }
            }
        }
    }
    Ok(quads)
}

/// The lists of wanted terms as VALUES, a question's worth in each text.
fn values(wanted: &Wanted) -> Vec<String> {
    let mut texts = vec![String::new()];
    for (name, nodes) in [
        ("?s", &wanted.subjects),
        ("?p", &wanted.predicates),
        ("?o", &wanted.objects),
    ] {
        let Some(nodes) = nodes else { continue };
        let chunk = |nodes: &[NamedNode]| {
            let nodes: Vec<String> = nodes.iter().map(NamedNode::to_string).collect();
            format!("VALUES {name} {{ {} }} ", nodes.join(" "))
        };
        let chunks: Vec<String> = nodes.chunks(TERMS).map(chunk).collect();
        let longer = |text: &String| -> Vec<String> {
            chunks
                .iter()
                .map(|chunk| format!("{text}{chunk}"))
                .collect()
        };
        texts = texts.iter().flat_map(longer).collect();
    }
    texts
}
