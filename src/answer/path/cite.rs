//! Ways in words: what the things are called, and the sentences that state each step.

use super::connection::{Connection, Fact, Step, Thing};
use super::rank::Way;
use super::walk::{Edge, Node, Walk};
use crate::answer::error::AnswerError;
use crate::answer::evidence::{Evidence, Triple, evidence};
use crate::answer::similar::fold;
use crate::answer::thing::{Named, named_things};
use crate::knowledge::Source;
use std::collections::{BTreeMap, BTreeSet};

/// The two ends and the ways between them, in words.
pub fn cite(
    walk: &Walk<'_>,
    source: &Source,
    ends: [Node; 2],
    ways: &[Way],
) -> Result<([Thing; 2], Vec<Connection>), AnswerError> {
    let mut nodes: BTreeSet<Node> = ends.into_iter().collect();
    nodes.extend(ways.iter().flat_map(|way| &way.nodes));
    let nodes: Vec<Node> = nodes.into_iter().collect();
    let things = things(walk, source, &nodes)?;
    let name = |node: Node| things.get(&node).cloned().unwrap_or_default();
    let mut stated: BTreeSet<Triple> = BTreeSet::new();
    for way in ways {
        for pair in way.nodes.windows(2) {
            let facts = walk.facts(pair[0], pair[1]).into_iter();
            stated.extend(facts.map(|edge| triple(walk, pair[0], edge)));
        }
    }
    let sentences = evidence(source, &stated, |name, query| walk.ask(name, query))?;
    let step = |from: Node, to: Node| {
        let facts = walk.facts(from, to).into_iter().map(|edge| {
            let relation = &walk.relations[edge.relation];
            let mut found = sentences
                .get(&triple(walk, from, edge))
                .cloned()
                .unwrap_or_default();
            let ends = [name(from).label, name(to).label].map(|label| fold(&label));
            found.sort_by_cached_key(|sentence| order(sentence, &ends));
            Fact {
                property: relation.property.as_str().to_owned(),
                forwards: edge.forwards,
                label: relation.label(edge.forwards).to_owned(),
                sentences: found,
            }
        });
        Step {
            facts: facts.collect(),
        }
    };
    let connections = ways.iter().map(|way| {
        let between = |at: usize| at > 0 && at + 1 < way.nodes.len();
        let things = way.nodes.iter().enumerate().map(|(at, node)| Thing {
            degree: between(at).then(|| walk.degree(*node)),
            ..name(*node)
        });
        Connection {
            bits: way.bits,
            things: things.collect(),
            steps: way
                .nodes
                .windows(2)
                .map(|pair| step(pair[0], pair[1]))
                .collect(),
        }
    });
    Ok((ends.map(name), connections.collect()))
}

/// Sentences that name both things come first: they say it without their surroundings. Those
/// without a day come last.
fn order(evidence: &Evidence, ends: &[String; 2]) -> impl Ord + use<> {
    let sentence = &evidence.sentence;
    let text = format!(" {} ", fold(&sentence.quotation));
    let named = ends.iter().filter(|end| text.contains(&format!(" {end} ")));
    let undated = sentence.published.is_empty();
    (2 - named.count().min(2), undated)
}

/// The fact of a step, as it is stated.
fn triple(walk: &Walk<'_>, from: Node, edge: Edge) -> Triple {
    let (from, to) = (
        walk.thing(from).to_string(),
        walk.thing(edge.to).to_string(),
    );
    let property = walk.relations[edge.relation].property.to_string();
    match edge.forwards {
        true => [from, property, to],
        false => [to, property, from],
    }
}

fn things(
    walk: &Walk<'_>,
    source: &Source,
    nodes: &[Node],
) -> Result<BTreeMap<Node, Thing>, AnswerError> {
    let iris = nodes.iter().map(|node| walk.thing(*node).clone()).collect();
    let mut named = named_things(source, &iris, |name, query| walk.ask(name, query))?;
    let thing = |node: &Node| {
        let iri = walk.thing(*node);
        let Named { label, classes } = named.remove(iri).unwrap_or_default();
        let iri = iri.as_str().to_owned();
        let thing = Thing {
            iri,
            label,
            classes,
            degree: None,
        };
        (*node, thing)
    };
    Ok(nodes.iter().map(thing).collect())
}
