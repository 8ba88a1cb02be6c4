//! The graph as a walker sees it: things, and the facts that lead from one to the next. What was
//! asked once is kept.

use super::bits::Bits;
use super::relation::Relation;
use crate::answer::bind::bind_list;
use crate::answer::engine::{Engine, own_query};
use crate::answer::error::AnswerError;
use crate::answer::evaluate::Limit;
use crate::answer::table::Table;
use crate::knowledge::Source;
use oxigraph::model::{NamedNode, Term};
use rustc_hash::{FxHashMap, FxHashSet};
use std::time::Instant;

/// A thing, by its number in a [`Walk`].
pub type Node = u32;

/// The most things that one question asks about.
const BATCH: usize = 500;

/// The most rows that one question should be answered with, as far as that is up to us.
const ROWS: usize = 5000;

/// A fact that leads from a thing to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Edge {
    pub to: Node,
    /// Its place among the walk's relations.
    pub relation: usize,
    /// Whether the thing is the fact's subject.
    pub forwards: bool,
}

/// What is known of a thing.
#[derive(Debug, Default)]
struct Known {
    degree: Option<usize>,
    /// In the order of the other things' IRIs.
    edges: Option<Vec<Edge>>,
}

/// A graph that is walked.
pub struct Walk<'a> {
    engine: Engine<'a>,
    began: Instant,
    pub relations: &'a [Relation],
    /// The queries, with the relations in them.
    neighbours: String,
    degrees: String,
    nodes: Vec<NamedNode>,
    numbers: FxHashMap<NamedNode, Node>,
    known: Vec<Known>,
    avoided: FxHashSet<Node>,
}

impl<'a> Walk<'a> {
    /// Over the relations, within the engine's limit from now on.
    pub fn new(
        engine: Engine<'a>,
        source: &Source,
        relations: &'a [Relation],
    ) -> Result<Walk<'a>, AnswerError> {
        let iris = relations
            .iter()
            .map(|relation| relation.property.to_string());
        let iris = iris.collect::<Vec<_>>().join(", ");
        let query = |name| -> Result<String, AnswerError> {
            let query = own_query(source, name)?;
            Ok(bind_list(&query.text, "urn:x-expograph:relations", &iris))
        };
        Ok(Walk {
            engine,
            began: Instant::now(),
            relations,
            neighbours: query("path/neighbours")?,
            degrees: query("path/degrees")?,
            nodes: Vec::new(),
            numbers: FxHashMap::default(),
            known: Vec::new(),
            avoided: FxHashSet::default(),
        })
    }

    /// The number of a thing.
    pub fn node(&mut self, thing: &NamedNode) -> Node {
        if let Some(node) = self.numbers.get(thing) {
            return *node;
        }
        let node = Node::try_from(self.nodes.len()).unwrap_or(Node::MAX);
        self.nodes.push(thing.clone());
        self.numbers.insert(thing.clone(), node);
        self.known.push(Known::default());
        node
    }

    /// The thing of a number.
    pub fn thing(&self, node: Node) -> &NamedNode {
        &self.nodes[node as usize]
    }

    /// How many things were come across.
    pub fn seen(&self) -> usize {
        self.nodes.len()
    }

    /// Never leads to this thing any more.
    pub fn avoid(&mut self, node: Node) {
        self.avoided.insert(node);
    }

    /// Asks what leads on from things, where that is not known.
    pub fn expand(&mut self, nodes: &[Node]) -> Result<(), AnswerError> {
        self.count(nodes)?;
        let unknown = |node: &Node| self.known[*node as usize].edges.is_none();
        let wanted: Vec<Node> = nodes.iter().copied().filter(unknown).collect();
        let mut batch = Vec::new();
        let mut rows = 0;
        for node in wanted {
            batch.push(node);
            rows += self.degree(node);
            if batch.len() == BATCH || rows >= ROWS {
                self.ask_neighbours(&batch)?;
                batch.clear();
                rows = 0;
            }
        }
        self.ask_neighbours(&batch)
    }

    /// Asks with how many others things stand in facts, where that is not known.
    pub fn count(&mut self, nodes: &[Node]) -> Result<(), AnswerError> {
        let unknown = |node: &Node| self.known[*node as usize].degree.is_none();
        let wanted: Vec<Node> = nodes.iter().copied().filter(unknown).collect();
        for batch in wanted.chunks(BATCH) {
            for node in batch {
                self.known[*node as usize].degree = Some(0);
            }
            let table = self.ask_about("path/degrees", &self.degrees, batch)?;
            for row in &table.rows {
                if let [Some(Term::NamedNode(thing)), Some(Term::Literal(count))] = row.as_slice()
                    && let Some(node) = self.numbers.get(thing)
                {
                    self.known[*node as usize].degree = count.value().parse().ok();
                }
            }
        }
        Ok(())
    }

    fn ask_neighbours(&mut self, batch: &[Node]) -> Result<(), AnswerError> {
        if batch.is_empty() {
            return Ok(());
        }
        let table = self.ask_about("path/neighbours", &self.neighbours, batch)?;
        let places: FxHashMap<&NamedNode, usize> = self
            .relations
            .iter()
            .enumerate()
            .map(|(at, relation)| (&relation.property, at))
            .collect();
        let mut edges: FxHashMap<Node, Vec<Edge>> = FxHashMap::default();
        for row in &table.rows {
            let [
                Some(Term::NamedNode(thing)),
                Some(Term::NamedNode(property)),
                Some(Term::Literal(forwards)),
                Some(Term::NamedNode(other)),
            ] = row.as_slice()
            else {
                continue;
            };
            let Some(relation) = places.get(property) else {
                continue;
            };
            let (thing, to) = (self.node(thing), self.node(other));
            if !self.avoided.contains(&to) {
                edges.entry(thing).or_default().push(Edge {
                    to,
                    relation: *relation,
                    // Engines write a boolean in several ways.
                    forwards: matches!(forwards.value(), "true" | "1"),
                });
            }
        }
        for node in batch {
            let mut own = edges.remove(node).unwrap_or_default();
            own.sort_by(|a, b| {
                let key = |edge: &Edge| (edge.relation, !edge.forwards);
                let things = self.thing(a.to).as_str().cmp(self.thing(b.to).as_str());
                things.then_with(|| key(a).cmp(&key(b)))
            });
            own.dedup();
            self.known[*node as usize].edges = Some(own);
        }
        Ok(())
    }

    fn ask_about(&self, name: &str, query: &str, nodes: &[Node]) -> Result<Table, AnswerError> {
        let things = nodes.iter().map(|node| self.thing(*node).to_string());
        let things = things.collect::<Vec<_>>().join(" ");
        self.ask(name, &bind_list(query, "urn:x-expograph:things", &things))
    }

    /// Asks anything, in the time that is left.
    pub fn ask(&self, name: &str, query: &str) -> Result<Table, AnswerError> {
        let Some(whole) = self.engine.limit().0 else {
            return self.engine.rows(name, query);
        };
        let left = whole.saturating_sub(self.began.elapsed());
        let engine = self.engine.within(Limit(Some(left)));
        engine.rows(name, query).map_err(|error| match error {
            AnswerError::TimeLimit(_) => AnswerError::TimeLimit(whole),
            error => error,
        })
    }

    /// Fails where the time is up.
    pub fn check_time(&self) -> Result<(), AnswerError> {
        match self.engine.limit().0 {
            Some(whole) if self.began.elapsed() > whole => Err(AnswerError::TimeLimit(whole)),
            _ => Ok(()),
        }
    }

    /// With how many others a thing stands in facts, if that was asked.
    pub fn degree(&self, node: Node) -> usize {
        self.known[node as usize].degree.unwrap_or(0)
    }

    /// What a thing costs on the way.
    pub fn bits(&self, node: Node) -> Bits {
        Bits::of(self.degree(node))
    }

    /// Whether it was asked what leads on from a thing.
    pub fn is_expanded(&self, node: Node) -> bool {
        self.known[node as usize].edges.is_some()
    }

    /// What leads on from a thing, if that was asked.
    pub fn edges(&self, node: Node) -> &[Edge] {
        self.known[node as usize].edges.as_deref().unwrap_or(&[])
    }

    /// The things next to a thing, each once, by IRI.
    pub fn next(&self, node: Node) -> impl Iterator<Item = Node> {
        let edges = self.edges(node);
        let first = |at: usize| at == 0 || edges[at - 1].to != edges[at].to;
        (0..edges.len())
            .filter(move |at| first(*at))
            .map(|at| edges[at].to)
    }

    /// The facts between two things of which one at least was expanded, read from the first to
    /// the second.
    pub fn facts(&self, from: Node, to: Node) -> Vec<Edge> {
        let own = |edge: &&Edge| edge.to == to;
        if self.is_expanded(from) {
            return self.edges(from).iter().filter(own).copied().collect();
        }
        let back = self.edges(to).iter().filter(|edge| edge.to == from);
        let mut facts: Vec<Edge> = back
            .map(|edge| Edge {
                to,
                relation: edge.relation,
                forwards: !edge.forwards,
            })
            .collect();
        facts.sort_by_key(|edge| (edge.relation, !edge.forwards));
        facts
    }
}
