//! `export`: the graph, one document or one entity as RDF on stdout.

use super::failure::{Failure, exit};
use super::global::Global;
use super::open::open;
use super::output::{Format, to_stdout};
use crate::answer::{Engine, Limit, Lookup};
use crate::export::{ExportError, Extent, export};
use std::io;

/// Write the graph, one document or one entity as RDF to stdout
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Turtle unless --format says otherwise. TriG and N-Quads keep each document's claims in its own
graph; the other formats hold everything in one.

Examples:
  expograph export > expo.ttl
  expograph export --document report.txt
  expograph export \"Smart China Expo 2021\" --format jsonld"
)]
pub struct Export {
    /// Only this thing and what is said of it: its name, another name or its IRI
    #[arg(value_name = "ENTITY", conflicts_with = "document")]
    entity: Option<String>,

    /// Only what this document states: its file name or IRI
    #[arg(long, value_name = "NAME")]
    document: Option<String>,
}

impl Export {
    pub fn run(self, global: &Global) -> Result<u8, Failure> {
        let format = global.format.unwrap_or(Format::Ttl).triples()?;
        let graph = open(global)?;
        let lookup = Lookup::new(Engine::new(&graph, Limit::default()));
        let extent = match (&self.entity, &self.document) {
            (Some(entity), _) => Extent::Entity(lookup.resolve(entity, None)?),
            (None, Some(document)) => Extent::Document(lookup.resolve(document, Some("Document"))?),
            (None, None) => Extent::Whole,
        };
        let mut refused = None;
        to_stdout(|out| match export(&graph, &extent, format, out) {
            Ok(()) => Ok(()),
            Err(ExportError::Io(error)) => Err(error),
            Err(other) => {
                refused = Some(other);
                Err(io::Error::other("refused"))
            }
        })
        .map_err(|failure| refused.map_or(failure, Failure::from))?;
        Ok(exit::FINE)
    }
}
