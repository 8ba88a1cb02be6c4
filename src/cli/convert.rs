//! `convert`: documents into RDF on stdout.

use super::failure::{Failure, exit};
use super::global::Global;
use super::input::{InputError, Reader, files};
use super::output::Format;
use crate::convert::{ConvertOptions, convert};
use std::io::{BufWriter, Write};
use std::path::PathBuf;

/// Write what documents state as RDF to stdout, without a graph
#[derive(Debug, clap::Args)]
#[command(
    after_help = "N-Quads unless --format says otherwise. N-Quads and TriG keep each document's claims in its own
graph; the other formats hold everything in one. Memory does not grow with the number of documents.

Examples:
  expograph convert articles/ > facts.nq
  expograph convert report.html --format ttl
  echo 'Ann Lee, CEO of Acme, spoke at the Smart China Expo 2021.' | expograph convert - --format ttl"
)]
pub struct Convert {
    /// Files, folders (with everything below them), or - for stdin
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
}

impl Convert {
    pub fn run(self, global: &Global) -> Result<u8, Failure> {
        let options = ConvertOptions {
            base: global.base()?,
            format: global.format.unwrap_or(Format::Nq).triples()?,
            threads: global.threads(),
        };
        let found = files(&self.paths)?;
        let reader = Reader::load(&global.source())?;
        // A lock on stdout cannot be shared between threads; a large buffer makes up for it.
        let mut out = BufWriter::with_capacity(1 << 18, std::io::stdout());
        let read = |document: &_| reader.read(document);
        let failed = |error: InputError| global.warn(&error.to_string());
        let result = convert(reader.inputs(found), read, &options, &mut out, failed);
        let flushed = out.flush();
        if result.is_err() || flushed.is_err() {
            // What is left in the buffer cannot be written; do not try again when it drops.
            let _unwritten = out.into_parts();
        }
        let faults = reader.faults();
        // The program ends here: giving back every table word by word would only take time.
        std::mem::forget(reader);
        let report = result.map_err(Failure::writing)?;
        flushed.map_err(Failure::writing)?;
        Ok(if report.failed + faults > 0 {
            exit::INPUT
        } else {
            exit::FINE
        })
    }
}
