//! `export`: the graph, one document or one entity as RDF on stdout.

use super::failure::{Failure, exit};
use super::global::Global;
use super::open::open;
use super::output::{Format, to_stdout};
use crate::answer::{Engine, Limit, Lookup};
use crate::export::{ExportError, Extent, export, export_with_facts_in};
use crate::graph::FACTS_GRAPH;
use oxigraph::model::NamedNode;
use std::io;

/// Write the graph, one document or one entity as RDF to stdout
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Turtle unless --format says otherwise. TriG and N-Quads keep each document's claims in its own
graph; the other formats hold everything in one.

Examples:
  expograph export > expo.ttl
  expograph export --document report.txt
  expograph export \"Smart China Expo 2021\" --format jsonld
  expograph export --format nq --default-graph > for-virtuoso.nq"
)]
pub struct Export {
    /// Only this thing and what is said of it: its name, another name or its IRI
    #[arg(value_name = "ENTITY", conflicts_with = "document")]
    entity: Option<String>,

    /// Only what this document states: its file name or IRI
    #[arg(long, value_name = "NAME")]
    document: Option<String>,

    /// Put the facts, which are in the default graph, into a graph of this name, for servers whose
    /// default graph is all graphs together; without a name, into the one that is looked for
    #[arg(
        long,
        value_name = "IRI",
        num_args = 0..=1,
        require_equals = true,
        default_missing_value = FACTS_GRAPH,
        value_parser = iri
    )]
    default_graph: Option<NamedNode>,
}

fn iri(text: &str) -> Result<NamedNode, String> {
    let problem = |error| format!("{error}; a graph is named by an IRI");
    NamedNode::new(text).map_err(problem)
}

impl Export {
    pub fn run(self, global: &Global) -> Result<u8, Failure> {
        let format = global.format.unwrap_or(Format::Ttl).triples()?;
        if self.default_graph.is_some() && !format.supports_datasets() {
            let problem = "--default-graph: this format knows no graphs; use nq, trig or jsonld";
            return Err(Failure::text(exit::USAGE, problem));
        }
        let graph = open(global)?;
        let lookup = Lookup::new(Engine::new(&graph, Limit::default()));
        let extent = match (&self.entity, &self.document) {
            (Some(entity), _) => Extent::Entity(lookup.resolve(entity, None)?),
            (None, Some(document)) => Extent::Document(lookup.resolve(document, Some("Document"))?),
            (None, None) => Extent::Whole,
        };
        let mut refused = None;
        to_stdout(|out| {
            let written = match &self.default_graph {
                Some(facts) => export_with_facts_in(facts, &graph, &extent, format, out),
                None => export(&graph, &extent, format, out),
            };
            match written {
                Ok(()) => Ok(()),
                Err(ExportError::Io(error)) => Err(error),
                Err(other) => {
                    refused = Some(other);
                    Err(io::Error::other("refused"))
                }
            }
        })
        .map_err(|failure| refused.map_or(failure, Failure::from))?;
        Ok(exit::FINE)
    }
}
