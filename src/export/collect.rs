//! Which quads an extent takes from a graph, wherever that is.

use super::{ExportError, Extent};
use crate::graph::{Graph, GraphError, Place, Wanted};
use crate::rdf::vocab::{expo, prov, rdf, rdfs};
use oxigraph::model::{GraphName, NamedNode, NamedNodeRef, NamedOrBlankNode, Quad, Term};
use std::collections::{BTreeSet, HashSet};

/// The quads of an extent, in no order.
///
/// # Errors
/// If there is nothing of that name, or the graph cannot be asked.
pub fn collect(graph: &Graph, extent: &Extent) -> Result<Vec<Quad>, ExportError> {
    let quads = match extent {
        Extent::Whole => graph.quads(&Wanted::default())?,
        Extent::Document(document) => graph.quads(&Wanted {
            place: Place::Graph(document.clone()),
            ..Wanted::default()
        })?,
        Extent::Entity(entity) => neighbourhood(graph, entity)?,
    };
    match extent {
        Extent::Document(iri) | Extent::Entity(iri) if quads.is_empty() => {
            Err(ExportError::Unknown {
                iri: iri.to_string(),
            })
        }
        _ => Ok(quads),
    }
}

/// Collects the quads around an entity.
#[derive(Default)]
struct Around {
    known: BTreeSet<String>,
    quads: Vec<Quad>,
    mentioned: BTreeSet<String>,
}

impl Around {
    fn add(&mut self, found: Vec<Quad>) {
        for quad in found {
            if self.known.insert(quad.to_string()) {
                if let NamedOrBlankNode::NamedNode(node) = &quad.subject {
                    self.mentioned.insert(node.as_str().to_owned());
                }
                if let Term::NamedNode(node) = &quad.object {
                    self.mentioned.insert(node.as_str().to_owned());
                }
                self.quads.push(quad);
            }
        }
    }

    /// The nodes mentioned so far that are wanted.
    fn mentioned(&self, wanted: impl Fn(&str) -> bool) -> Vec<NamedNode> {
        let found = self.mentioned.iter().filter(|iri| wanted(iri));
        found.map(NamedNode::new_unchecked).collect()
    }
}

fn nodes(terms: &[NamedNodeRef<'_>]) -> Option<Vec<NamedNode>> {
    Some(terms.iter().map(|term| term.into_owned()).collect())
}

/// A node in the graph where it was found.
type Placed = (String, GraphName);

fn neighbourhood(graph: &Graph, entity: &NamedNode) -> Result<Vec<Quad>, GraphError> {
    let mut around = Around::default();
    let facts = Wanted {
        place: Place::Default,
        ..Wanted::default()
    };
    let own = Some(vec![entity.clone()]);
    around.add(graph.quads(&Wanted {
        subjects: own.clone(),
        ..facts.clone()
    })?);
    around.add(graph.quads(&Wanted {
        objects: own.clone(),
        ..facts.clone()
    })?);
    // Figures, posts and participations say nothing without their own triples.
    let base = graph.base().as_str();
    let parts = ["figure/", "post/", "participation/"];
    let is_part = |iri: &str| {
        let rest = iri.strip_prefix(base).unwrap_or_default();
        parts.iter().any(|part| rest.starts_with(part))
    };
    around.add(graph.quads(&Wanted {
        subjects: Some(around.mentioned(is_part)),
        ..facts.clone()
    })?);
    let claims = graph.quads(&Wanted {
        predicates: nodes(&[expo::CLAIM_SUBJECT, expo::CLAIM_OBJECT]),
        objects: own,
        ..Wanted::default()
    })?;
    let placed = |quad: &Quad| match &quad.subject {
        NamedOrBlankNode::NamedNode(node) => {
            Some((node.as_str().to_owned(), quad.graph_name.clone()))
        }
        NamedOrBlankNode::BlankNode(_) => None,
    };
    let claims: HashSet<Placed> = claims.iter().filter_map(placed).collect();
    let found = about(graph, &claims)?;
    let evidence = found.iter().filter_map(|quad| match &quad.object {
        Term::NamedNode(node)
            if quad.predicate == expo::QUOTATION || quad.predicate == prov::WAS_DERIVED_FROM =>
        {
            Some((node.as_str().to_owned(), quad.graph_name.clone()))
        }
        _ => None,
    });
    let evidence: HashSet<Placed> = evidence.collect();
    around.add(found);
    around.add(about(graph, &evidence)?);
    around.add(graph.quads(&Wanted {
        subjects: Some(around.mentioned(|_| true)),
        predicates: nodes(&[rdf::TYPE, rdfs::LABEL]),
        ..facts
    })?);
    Ok(around.quads)
}

/// What is said of nodes in the graphs where they were found.
fn about(graph: &Graph, wanted: &HashSet<Placed>) -> Result<Vec<Quad>, GraphError> {
    let subjects: BTreeSet<&str> = wanted.iter().map(|(node, _)| node.as_str()).collect();
    let mut quads = graph.quads(&Wanted {
        subjects: Some(subjects.into_iter().map(NamedNode::new_unchecked).collect()),
        ..Wanted::default()
    })?;
    quads.retain(|quad| match &quad.subject {
        NamedOrBlankNode::NamedNode(node) => {
            wanted.contains(&(node.as_str().to_owned(), quad.graph_name.clone()))
        }
        NamedOrBlankNode::BlankNode(_) => false,
    });
    Ok(quads)
}
