//! What surrounds one thing, as a picture: its relations as branches, the others as their leaves.

use super::{Arrangement, Edge, Node, Picture};
use crate::answer::card::{Card, Group, Statement};
use crate::answer::engine::Engine;
use crate::answer::error::AnswerError;
use crate::answer::evidence::details;
use crate::answer::thing::named_things;
use crate::knowledge::Source;
use oxigraph::model::NamedNode;
use std::collections::{BTreeMap, BTreeSet};

/// The picture of a card, with at most so many others in each relation. `known` gives the local
/// names of the classes of what need not be asked about.
///
/// # Errors
/// If it cannot be asked what the others are.
pub fn around(
    engine: Engine<'_>,
    source: &Source,
    card: &Card,
    limit: usize,
    known: impl Fn(&str) -> Option<Vec<String>>,
) -> Result<Picture, AnswerError> {
    let groups: Vec<(&Group, Vec<&[Statement]>)> = card
        .groups
        .iter()
        .map(|group| (group, group.facts()))
        .collect();
    let shown = groups
        .iter()
        .flat_map(|(_, others)| others.iter().take(limit));
    let mut kinds: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut unknown: BTreeSet<NamedNode> = BTreeSet::new();
    for other in shown {
        let iri = other[0].iri.as_str();
        match (known(iri), NamedNode::new(iri)) {
            (Some(classes), _) => {
                kinds.insert(iri.to_owned(), classes);
            }
            (None, Ok(iri)) => {
                unknown.insert(iri);
            }
            (None, Err(_)) => {}
        }
    }
    let named = named_things(source, &unknown, |name, query| engine.rows(name, query))?;
    let named = named.into_iter();
    kinds.extend(named.map(|(iri, named)| (iri.into_string(), named.classes)));
    let mut picture = Picture {
        title: card.label.clone(),
        note: String::new(),
        nodes: vec![Node {
            label: card.label.clone(),
            kinds: card.classes.clone(),
            link: card.iri.clone(),
            title: format!("{}\n{}\n{}", card.label, card.classes.join(", "), card.iri),
        }],
        edges: Vec::new(),
        arrangement: Arrangement::Map,
    };
    let (mut all, mut told) = (0, 0);
    for (group, others) in &groups {
        let heading = match others.len() {
            1 => group.heading.clone(),
            count => format!("{} ({count})", group.heading),
        };
        let branch = picture.grow(
            0,
            Node {
                title: heading.clone(),
                label: heading,
                kinds: vec!["relation".to_owned()],
                link: format!("#{}", group.anchor()),
            },
        );
        for other in others.iter().take(limit) {
            picture.grow(branch, leaf(other, &kinds));
        }
        all += others.len();
        told += others.len().min(limit);
        if others.len() > limit {
            let more = format!("and {} more", others.len() - limit);
            picture.grow(
                branch,
                Node {
                    title: more.clone(),
                    label: more,
                    kinds: vec!["more".to_owned()],
                    link: format!("#{}", group.anchor()),
                },
            );
        }
    }
    if told < all {
        picture.note = format!("{told} of {all} are shown, at most {limit} of each relation");
    }
    Ok(picture)
}

impl Picture {
    /// Adds a node with an edge to it, and gives its place.
    fn grow(&mut self, from: usize, node: Node) -> usize {
        let to = self.nodes.len();
        self.nodes.push(node);
        self.edges.push(Edge {
            from,
            to,
            ..Edge::default()
        });
        to
    }
}

fn leaf(statements: &[Statement], kinds: &BTreeMap<String, Vec<String>>) -> Node {
    let first = &statements[0];
    let details = details(statements.iter().map(|statement| &statement.evidence));
    let mut title = first.other.clone();
    if !details.is_empty() {
        title += &format!(" ({})", details.join("; "));
    }
    let sentence = &first.evidence.sentence;
    let quotation = sentence.quotation.replace(char::is_control, " ");
    title += &format!("\n\"{quotation}\" - {}", sentence.origin());
    if statements.len() > 1 {
        title += &format!("\nand {} more", statements.len() - 1);
    }
    Node {
        label: first.other.clone(),
        kinds: kinds.get(&first.iri).cloned().unwrap_or_default(),
        link: first.iri.clone(),
        title,
    }
}
