//! Handing a graph on as RDF: all of it, one document, or one entity with its neighbourhood.
//! Formats without named graphs get the triples of all graphs; the evidence is in triples, so
//! it survives.

use crate::graph::{Graph, Sections};
use crate::rdf::vocab::{expo, prov, rdf, rdfs};
use crate::rdf::{PREFIXES, Turtle, XmlError, by_graph, xml_can_say};
use oxigraph::io::{RdfFormat, RdfSerializer};
use oxigraph::model::{GraphName, NamedNode, NamedOrBlankNode, Quad, Term};
use oxigraph::store::{QuadIter, StorageError};
use std::collections::BTreeSet;
use std::io::{self, Write};

/// What of a graph is exported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Extent {
    /// All of it.
    Whole,
    /// The graph of one document.
    Document(NamedNode),
    /// What is said of an entity, by it and by others, with the claims and their quotations, and
    /// the names of all that is mentioned.
    Entity(NamedNode),
}

/// An export failed.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// Nothing is known of what was asked for.
    #[error("nothing is known of {iri}; `expograph questions` lists what can be asked")]
    Unknown { iri: String },
    /// The graph's engine refused.
    #[error("the graph's engine reports: {0}")]
    Engine(#[from] StorageError),
    /// RDF/XML is less than RDF: it has no way to write some characters.
    #[error(transparent)]
    Xml(#[from] XmlError),
    /// The result could not be written.
    #[error("cannot write the export: {0}")]
    Io(#[from] io::Error),
}

/// Writes a part of a graph in a format. The same graph gives the same bytes.
///
/// # Errors
/// If there is nothing of that name, the format cannot say it, or writing fails.
pub fn export(
    graph: &Graph,
    extent: &Extent,
    format: RdfFormat,
    out: &mut dyn Write,
) -> Result<(), ExportError> {
    let quads = quads(graph, extent)?;
    write(graph, &quads, format, out)
}

/// The quads of a part of a graph.
///
/// # Errors
/// If there is nothing of that name, or the graph's engine refuses.
pub fn quads(graph: &Graph, extent: &Extent) -> Result<Vec<Quad>, ExportError> {
    let store = graph.store();
    let quads: Vec<Quad> = match extent {
        Extent::Whole => store.iter().collect::<Result<_, _>>()?,
        Extent::Document(document) => {
            let name: GraphName = document.clone().into();
            store
                .quads_for_pattern(None, None, None, Some(name.as_ref()))
                .collect::<Result<_, _>>()?
        }
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
struct Around {
    quads: BTreeSet<String>,
    all: Vec<Quad>,
    mentioned: BTreeSet<String>,
}

impl Around {
    fn add(&mut self, found: QuadIter<'_>) -> Result<(), StorageError> {
        for quad in found {
            let quad = quad?;
            if self.quads.insert(quad.to_string()) {
                if let NamedOrBlankNode::NamedNode(node) = &quad.subject {
                    self.mentioned.insert(node.as_str().to_owned());
                }
                if let Term::NamedNode(node) = &quad.object {
                    self.mentioned.insert(node.as_str().to_owned());
                }
                self.all.push(quad);
            }
        }
        Ok(())
    }
}

fn neighbourhood(graph: &Graph, entity: &NamedNode) -> Result<Vec<Quad>, StorageError> {
    let store = graph.store();
    let default = GraphName::DefaultGraph;
    let facts = |subject: Option<&NamedNode>, object: Option<&NamedNode>| {
        store.quads_for_pattern(
            subject.map(|node| node.as_ref().into()),
            None,
            object.map(|node| node.as_ref().into()),
            Some(default.as_ref()),
        )
    };
    let mut around = Around {
        quads: BTreeSet::new(),
        all: Vec::new(),
        mentioned: BTreeSet::new(),
    };
    around.add(facts(Some(entity), None))?;
    around.add(facts(None, Some(entity)))?;
    // Figures, posts and participations say nothing without their own triples.
    let base = graph.base().as_str();
    let parts = ["figure/", "post/", "participation/"];
    for iri in std::mem::take(&mut around.mentioned) {
        let rest = iri.strip_prefix(base).unwrap_or_default();
        if parts.iter().any(|part| rest.starts_with(part)) {
            around.add(facts(Some(&NamedNode::new_unchecked(iri.as_str())), None))?;
        }
        around.mentioned.insert(iri);
    }
    for role in [expo::CLAIM_SUBJECT, expo::CLAIM_OBJECT] {
        let object = Some(entity.as_ref().into());
        for claim in store.quads_for_pattern(None, Some(role), object, None) {
            let claim = claim?;
            let graph_name = claim.graph_name.as_ref();
            around.add(store.quads_for_pattern(
                Some(claim.subject.as_ref()),
                None,
                None,
                Some(graph_name),
            ))?;
            for predicate in [expo::QUOTATION, prov::WAS_DERIVED_FROM] {
                let links = store.quads_for_pattern(
                    Some(claim.subject.as_ref()),
                    Some(predicate),
                    None,
                    Some(graph_name),
                );
                for link in links {
                    if let Term::NamedNode(node) = link?.object {
                        around.add(store.quads_for_pattern(
                            Some(node.as_ref().into()),
                            None,
                            None,
                            Some(graph_name),
                        ))?;
                    }
                }
            }
        }
    }
    for iri in std::mem::take(&mut around.mentioned) {
        let node = NamedNode::new_unchecked(iri);
        for property in [rdf::TYPE, rdfs::LABEL] {
            around.add(store.quads_for_pattern(
                Some(node.as_ref().into()),
                Some(property),
                None,
                Some(default.as_ref()),
            ))?;
        }
    }
    Ok(around.all)
}

fn write(
    graph: &Graph,
    quads: &[Quad],
    format: RdfFormat,
    out: &mut dyn Write,
) -> Result<(), ExportError> {
    let triples = || {
        quads.iter().map(|quad| {
            oxigraph::model::TripleRef::new(&quad.subject, &quad.predicate, &quad.object)
        })
    };
    let mut turtle = Turtle::new(graph.base());
    match format {
        RdfFormat::Turtle | RdfFormat::N3 => {
            turtle.headings = true;
            out.write_all(turtle.prologue().as_bytes())?;
            out.write_all(turtle.triples(triples()).as_bytes())?;
        }
        RdfFormat::TriG => {
            out.write_all(turtle.prologue().as_bytes())?;
            for (name, triples) in by_graph(quads) {
                let text = match name {
                    None => turtle.triples(triples),
                    Some(name) => turtle.graph(name, triples),
                };
                out.write_all(text.as_bytes())?;
            }
        }
        _ => {
            // Sorted as N-Quads, these are grouped by graph and subject for the others.
            let merged = !format.supports_datasets();
            let mut sections = Sections::default();
            for quad in quads {
                if merged {
                    let mut quad = quad.clone();
                    quad.graph_name = GraphName::DefaultGraph;
                    sections.add(&quad);
                } else {
                    sections.add(quad);
                }
            }
            let lines: String = sections.finish().into_values().collect();
            if matches!(format, RdfFormat::NQuads | RdfFormat::NTriples) {
                out.write_all(lines.as_bytes())?;
            } else {
                serialize(&lines, format, out)?;
            }
        }
    }
    out.flush()?;
    Ok(())
}

fn serialize(lines: &str, format: RdfFormat, out: &mut dyn Write) -> Result<(), ExportError> {
    let mut serializer = RdfSerializer::from_format(format);
    for (name, namespace) in PREFIXES {
        serializer = serializer
            .with_prefix(*name, *namespace)
            .map_err(io::Error::other)?;
    }
    let mut writer = serializer.for_writer(out);
    for quad in oxigraph::io::RdfParser::from_format(RdfFormat::NQuads).for_slice(lines) {
        let quad = quad.map_err(io::Error::other)?;
        if format == RdfFormat::RdfXml {
            xml_can_say(&quad)?;
        }
        writer.serialize_quad(&quad)?;
    }
    writer.finish()?;
    Ok(())
}

#[cfg(test)]
mod tests;
