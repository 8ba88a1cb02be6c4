//! Handing a graph on as RDF: all of it, one document, or one entity with its neighbourhood.
//! Formats without named graphs get the triples of all graphs; the evidence is in triples, so
//! it survives.

mod collect;

use crate::graph::{Graph, GraphError, Sections};
use crate::rdf::{PREFIXES, Turtle, XmlError, by_graph, xml_can_say};
use oxigraph::io::{RdfFormat, RdfSerializer};
use oxigraph::model::{GraphName, NamedNode, Quad};
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
    /// The graph cannot be asked.
    #[error(transparent)]
    Graph(#[from] GraphError),
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
    export_with_facts_in(None, graph, extent, format, out)
}

/// The quads of a part of a graph; what stands in the default graph is put into the graph `facts`
/// where one is given, for servers whose default graph is all graphs together.
///
/// # Errors
/// If there is nothing of that name, or the graph's engine refuses.
pub fn quads(
    facts: Option<&NamedNode>,
    graph: &Graph,
    extent: &Extent,
) -> Result<Vec<Quad>, ExportError> {
    let mut quads = collect::collect(graph, extent)?;
    if let Some(facts) = facts {
        let own = quads
            .iter_mut()
            .filter(|quad| quad.graph_name.is_default_graph());
        own.for_each(|quad| quad.graph_name = facts.clone().into());
    }
    Ok(quads)
}

/// As [`export`], with the facts of the default graph where [`quads`] puts them.
///
/// # Errors
/// As [`export`].
pub fn export_with_facts_in(
    facts: Option<&NamedNode>,
    graph: &Graph,
    extent: &Extent,
    format: RdfFormat,
    out: &mut dyn Write,
) -> Result<(), ExportError> {
    write(graph, &quads(facts, graph, extent)?, format, out)
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
