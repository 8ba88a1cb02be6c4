//! `load`: RDF of other makers into the graph.

use super::failure::{Failure, exit};
use super::global::Global;
use super::input::Frame;
use crate::graph::{GraphError, Location, Update, load};
use crate::rdf::vocab::ONTOLOGY;
use std::path::PathBuf;

/// Add any RDF to the graph
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Reads .ttl, .nt, .nq, .trig, .jsonld and .rdf files; --format names the format where the ending
does not. Either all the files are added or, if one is broken, none.

Examples:
  expograph load companies.ttl
  expograph load wikidata.nt more.trig
  expograph load data.txt --format nt"
)]
pub struct Load {
    /// Files of RDF
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
}

impl Load {
    pub fn run(self, global: &Global) -> Result<u8, Failure> {
        let format = global.format.map(|format| format.triples()).transpose()?;
        let frame = Frame::load(&global.source())?;
        let mut update = Update::open(&Location::parse(&global.graph)?, &global.base()?)?;
        let mut quads = 0;
        for file in &self.files {
            // Here it is the input that is wrong, not the graph.
            let wrong = |error: GraphError| Failure::new(exit::INPUT, error);
            quads += load(&mut update, file, format).map_err(wrong)?.quads;
        }
        update.set(ONTOLOGY.as_str(), frame.ontology);
        let written = update.commit()?;
        let (graph, state) = (&global.graph, if written { "written" } else { "as it was" });
        global.note(&format!("{quads} triples loaded; {graph} {state}"));
        Ok(exit::FINE)
    }
}
