//! How two things are connected, as a picture: every thing once, the most telling path strongly.

use super::{Arrangement, Edge, Node, Picture};
use crate::answer::evidence::Evidence;
use crate::answer::path::{Connection, Connections, Fact, Step, Thing};
use std::collections::BTreeMap;

/// The picture of what was found; `note` says what it was.
pub fn between(found: &Connections, note: &str) -> Picture {
    let mut picture = Picture {
        title: format!("{} - {}", found.from.label, found.to.label),
        note: note.to_owned(),
        nodes: Vec::new(),
        edges: Vec::new(),
        arrangement: Arrangement::Layers,
    };
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    let things = found
        .paths
        .iter()
        .chain(&found.detour)
        .flat_map(|path| &path.things);
    for thing in [&found.from].into_iter().chain(things).chain([&found.to]) {
        places.entry(&thing.iri).or_insert_with(|| {
            picture.nodes.push(node(thing));
            picture.nodes.len() - 1
        });
    }
    let mut edges: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    let mut draw = |path: &Connection, strong: bool| {
        for (step, pair) in path.steps.iter().zip(path.things.windows(2)) {
            let ends = [&pair[0], &pair[1]].map(|thing| places.get(thing.iri.as_str()));
            let [Some(from), Some(to)] = ends else {
                continue;
            };
            edges.entry((*from, *to)).or_insert_with(|| {
                picture.edges.push(edge((*from, *to), step, strong));
                picture.edges.len() - 1
            });
        }
    };
    for (number, path) in found.paths.iter().chain(&found.detour).enumerate() {
        draw(path, number == 0);
    }
    picture
}

fn node(thing: &Thing) -> Node {
    let mut title = thing.label.clone();
    if !thing.classes.is_empty() {
        title += &format!("\n{}", thing.classes.join(", "));
    }
    if let Some(degree) = thing.degree {
        title += &format!("\nleads to {degree} things");
    }
    title += &format!("\n{}", thing.iri);
    Node {
        label: thing.label.clone(),
        kinds: thing.classes.clone(),
        link: thing.iri.clone(),
        title,
    }
}

fn edge((from, to): (usize, usize), step: &Step, strong: bool) -> Edge {
    let labels: Vec<&str> = step.facts.iter().map(|fact| fact.label.as_str()).collect();
    let titles: Vec<String> = step.facts.iter().map(told).collect();
    Edge {
        from,
        to,
        label: labels.join(", "),
        title: titles.join("\n"),
        strong,
    }
}

/// The fact with its first sentence.
fn told(fact: &Fact) -> String {
    let Some(Evidence { sentence, .. }) = fact.sentences.first() else {
        return fact.label.clone();
    };
    let quotation = sentence.quotation.replace(char::is_control, " ");
    format!("{}: \"{quotation}\" - {}", fact.label, sentence.origin())
}
