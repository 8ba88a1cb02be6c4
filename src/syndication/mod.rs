//! Which documents carry one text: an agency's report in several papers, a press release with
//! another headline and its end cut off. What such documents state is one source's word.
//!
//! A sample of each text's wording ([`Sketch`]) is kept in the document's graph, so that every
//! build groups all documents without reading the unchanged ones again. The groups stand in a
//! graph of their own ([`vocab::TEXTS`]): each document that is not the first of its group
//! `expo:sameTextAs` the first, by date of publication and then by name. The order of building
//! does not matter.

mod group;
mod likeness;
mod sketch;

pub use group::{Copy, Text, copies};
pub use likeness::{Likeness, LikenessError};
pub use sketch::Sketch;

use crate::graph::sorted;
use crate::rdf::vocab::{self, expo, xsd};
use crate::rdf::write_quad;
use oxigraph::model::{GraphName, Literal, NamedNode, Quad, Term};

/// The line of a document's graph that keeps its sketch.
pub fn sketch_line(document: &str, sketch: &Sketch, lines: &mut Vec<u8>) {
    let node = NamedNode::new_unchecked(document);
    let value = Literal::new_simple_literal(sketch.written());
    let quad = Quad::new(node.clone(), expo::SKETCH, value, node);
    write_quad(lines, quad.as_ref());
}

/// The lines of the graph of texts.
pub fn lines(copies: &[Copy<'_>]) -> String {
    let mut lines = Vec::new();
    for copy in copies {
        let node = NamedNode::new_unchecked(copy.document);
        let mut put = |predicate: oxigraph::model::NamedNodeRef<'_>, object: Term| {
            let graph = GraphName::from(vocab::TEXTS);
            let quad = Quad::new(node.clone(), predicate, object, graph);
            write_quad(&mut lines, quad.as_ref());
        };
        put(
            expo::SAME_TEXT_AS,
            NamedNode::new_unchecked(copy.first).into(),
        );
        let share = Literal::new_typed_literal(format!("{:.2}", copy.share), xsd::DECIMAL);
        put(expo::SHARED_TEXT, share.into());
    }
    sorted(lines)
}

#[cfg(test)]
mod tests;
