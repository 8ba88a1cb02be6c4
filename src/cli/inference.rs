//! The options of inference: how much of what the ontology implies is written.

use crate::infer::Extent;

/// What is written of what the ontology implies of the facts.
#[derive(Debug, clap::Args)]
pub struct Inference {
    /// What the ontology implies: own for its own terms, full for those it is aligned with
    /// (schema.org, FOAF ...), too
    #[arg(
        long,
        value_name = "EXTENT",
        value_parser = extent,
        default_value = "own",
        conflicts_with = "no_inference"
    )]
    inference: Extent,

    /// Write only what documents state, nothing that follows from it
    #[arg(long)]
    no_inference: bool,
}

impl Inference {
    /// How much is written; none for nothing.
    pub fn extent(&self) -> Option<Extent> {
        (!self.no_inference).then_some(self.inference)
    }
}

fn extent(name: &str) -> Result<Extent, String> {
    Extent::named(name).ok_or_else(|| "give own or full, or --no-inference for nothing".to_owned())
}
