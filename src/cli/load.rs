//! load
use super::failure::{Failure, exit};
use super::global::Global;
/// load
#[derive(Debug, clap::Args)]
#[command(after_help = "expograph load")]
pub struct Load {}
impl Load {
    pub fn run(self, _global: &Global) -> Result<u8, Failure> {
        Err(Failure::text(exit::GRAPH, "x"))
    }
}
