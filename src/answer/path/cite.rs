//! Ways in words: what the things are called, and the sentences that state each step.

use super::connection::{Connection, Fact, Sentence, Step, Thing};
use super::rank::Way;
use super::walk::{Edge, Node, Walk};
use crate::answer::bind::bind_list;
use crate::answer::engine::own_query;
use crate::answer::error::AnswerError;
use crate::answer::similar::fold;
use crate::answer::thing::{Named, named_things};
use crate::knowledge::Source;
use oxigraph::model::Term;
use std::collections::{BTreeMap, BTreeSet};

/// The most facts that one question asks about.
const BATCH: usize = 500;

/// Subject, property, object.
type Triple = [String; 3];

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
    let sentences = sentences(walk, source, &stated.into_iter().collect::<Vec<_>>())?;
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

/// Sentences that name both things come first: they say it without their surroundings. Then the
/// older ones; those without a day last.
fn order(sentence: &Sentence, ends: &[String; 2]) -> impl Ord + use<> {
    let text = format!(" {} ", fold(&sentence.quotation));
    let named = ends.iter().filter(|end| text.contains(&format!(" {end} ")));
    let undated = sentence.published.is_empty();
    let day = (undated, sentence.published.clone());
    let place = (
        sentence.document.clone(),
        sentence.start,
        sentence.quotation.clone(),
    );
    (2 - named.count().min(2), day, place)
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

/// The text with facts in place of its one row `(<...:subject> <...:property> <...:object>)`.
fn bind_facts(text: &str, facts: &[Triple]) -> String {
    let Some(([subject, property, object], most)) = facts.split_last() else {
        return text.to_owned();
    };
    let most: String = most
        .iter()
        .map(|fact| format!("{}) (", fact.join(" ")))
        .collect();
    let text = bind_list(text, "urn:x-expograph:subject", &format!("{most}{subject}"));
    let text = bind_list(&text, "urn:x-expograph:property", property);
    bind_list(&text, "urn:x-expograph:object", object)
}

fn sentences(
    walk: &Walk<'_>,
    source: &Source,
    stated: &[Triple],
) -> Result<BTreeMap<Triple, Vec<Sentence>>, AnswerError> {
    let query = own_query(source, "path/sentences")?;
    let mut found: BTreeMap<Triple, Vec<Sentence>> = BTreeMap::new();
    for batch in stated.chunks(BATCH) {
        let text = bind_facts(&query.text, batch);
        let table = walk.ask(&query.origin, &text)?;
        for row in &table.rows {
            let [
                Some(Term::NamedNode(subject)),
                Some(Term::NamedNode(property)),
                Some(Term::NamedNode(object)),
                ..,
            ] = row.as_slice()
            else {
                continue;
            };
            let get = |column: &str| table.get(row, column);
            let details = ["capacity", "mode"].map(get).into_iter();
            let sentence = Sentence {
                quotation: get("quotation"),
                details: details.filter(|detail| !detail.is_empty()).collect(),
                document: get("document"),
                publisher: get("publisher"),
                published: get("published"),
                start: get("start").parse().ok(),
                document_iri: get("document_iri"),
            };
            let key = [subject, property, object].map(ToString::to_string);
            found.entry(key).or_default().push(sentence);
        }
    }
    for sentences in found.values_mut() {
        sentences.sort();
        sentences.dedup();
    }
    Ok(found)
}
