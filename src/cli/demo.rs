//! demo
use super::failure::{Failure, exit};
use super::global::Global;
/// demo
#[derive(Debug, clap::Args)]
#[command(after_help = "expograph demo")]
pub struct Demo {}
impl Demo {
    pub fn run(self, _global: &Global) -> Result<u8, Failure> {
        Err(Failure::text(exit::GRAPH, "x"))
    }
}
