//! `build`: documents into the graph.

use super::failure::{Failure, exit};
use super::global::Global;
use std::path::PathBuf;

/// Read documents into the graph: only new and changed ones are read
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Documents are .txt, .md, .html and .jsonl files. One that cannot be read is a warning; the run
goes on and ends with exit code 3.

Examples:
  expograph build articles/
  expograph build articles/ --prune
  expograph build report.html more/*.txt --graph fairs.nq
  curl -s https://example.org/news.html | expograph build -"
)]
pub struct Build {
    /// Files, folders (with everything below them), or - for stdin
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,

    /// Drop documents of the graph that are not among these any more
    #[arg(long)]
    prune: bool,
}

impl Build {
    pub fn run(self, _global: &Global) -> Result<u8, Failure> {
        Err(Failure::text(
            exit::GRAPH,
            format!("{:?} {}", self.paths, self.prune),
        ))
    }
}
