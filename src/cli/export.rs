//! export
use super::failure::{Failure, exit};
use super::global::Global;
/// export
#[derive(Debug, clap::Args)]
#[command(after_help = "expograph export")]
pub struct Export {}
impl Export {
    pub fn run(self, _global: &Global) -> Result<u8, Failure> {
        Err(Failure::text(exit::GRAPH, "x"))
    }
}
