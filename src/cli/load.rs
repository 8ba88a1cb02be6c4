//! `load`: RDF of other makers into the graph.

use super::failure::{Failure, exit};
use super::global::Global;
use super::input::Frame;
use crate::build::conclude;
use crate::graph::{GraphError, Location, Update, load};
use crate::infer::Extent;
use crate::rdf::vocab::ONTOLOGY;
use std::path::PathBuf;

/// Add any RDF to the graph
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Reads .ttl, .nt, .nq, .trig, .jsonld and .rdf files; --format names the format where the ending
does not. Either all the files are added or, if one is broken, none. What the ontology implies of them is
inferred as in the graph they are added to.

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
        // A graph that was built without inference stays so.
        let extent = match update.exists() {
            true => Extent::named(update.inference()),
            false => Some(Extent::default()),
        };
        frame.warn_of_rules(global, extent.is_some());
        if let Some(extent) = extent {
            conclude(&mut update, &frame.ontology, extent);
        }
        update.set(ONTOLOGY.as_str(), frame.ontology);
        let done = update.commit()?;
        let state = if done.written { "written" } else { "as it was" };
        let inferred = match done.inferred {
            0 => String::new(),
            count => format!(", {count} inferred in all"),
        };
        let graph = &global.graph;
        global.note(&format!(
            "{quads} triples loaded{inferred}; {graph} {state}"
        ));
        Ok(exit::FINE)
    }
}
