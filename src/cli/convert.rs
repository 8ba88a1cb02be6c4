//! convert
use super::failure::{Failure, exit};
use super::global::Global;
/// convert
#[derive(Debug, clap::Args)]
#[command(after_help = "expograph convert")]
pub struct Convert {}
impl Convert {
    pub fn run(self, _global: &Global) -> Result<u8, Failure> {
        Err(Failure::text(exit::GRAPH, "x"))
    }
}
