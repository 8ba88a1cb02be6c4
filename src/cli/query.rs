//! `query`: any SPARQL query over the graph.

use super::failure::{Failure, exit};
use super::global::Global;
use super::limit::TimeLimit;
use super::open::open_for;
use super::output;
use crate::answer::Engine;
use std::io::{IsTerminal, Read};
use std::path::{Path, PathBuf};

/// Answer a SPARQL query: SELECT, ASK, CONSTRUCT or DESCRIBE
#[derive(Debug, clap::Args)]
#[command(
    after_help = "The usual prefixes (expo, id, rdfs, skos, dcterms, prov, schema ...) need no declaration.

Examples:
  expograph query 'SELECT ?expo ?year { ?expo expo:year ?year }'
  expograph query --file mine.rq --format csv
  echo 'ASK { ?expo expo:speaker ?person }' | expograph query -
  expograph query 'DESCRIBE id:person/josephine-teo' --format ttl"
)]
pub struct Query {
    /// The query's text, or `-` to read it from stdin
    #[arg(value_name = "QUERY", conflicts_with = "file")]
    text: Option<String>,

    /// Read the query from a file
    #[arg(long, short, value_name = "FILE")]
    file: Option<PathBuf>,

    #[command(flatten)]
    limit: TimeLimit,
}

impl Query {
    pub fn run(self, global: &Global) -> Result<u8, Failure> {
        let (origin, text) = self.read()?;
        let graph = open_for(&text, false, global)?;
        let engine = Engine::new(&graph, self.limit.limit());
        let answer = engine.ask_with_prefixes(&origin, &text)?;
        output::answer(&answer, engine, global)?;
        // The program ends here: giving back every quad would take a tenth of the time.
        std::mem::forget((graph, answer));
        Ok(exit::FINE)
    }

    /// The query and how errors name it.
    fn read(&self) -> Result<(String, String), Failure> {
        if let Some(file) = &self.file {
            return read_file(file);
        }
        match self.text.as_deref() {
            Some("-") => read_stdin(),
            // "query mine.rq" is what one types first.
            Some(text) if text.ends_with(".rq") && Path::new(text).is_file() => {
                read_file(Path::new(text))
            }
            Some(text) => Ok(("query".to_owned(), text.to_owned())),
            None if std::io::stdin().is_terminal() => {
                let problem = "no query; give its text, --file FILE, or - to read stdin";
                Err(Failure::text(exit::USAGE, problem))
            }
            None => read_stdin(),
        }
    }
}

fn read_file(file: &Path) -> Result<(String, String), Failure> {
    let origin = file.display().to_string();
    let bytes = std::fs::read(file)
        .map_err(|error| Failure::text(exit::INPUT, format!("{origin}: {error}")))?;
    text(origin, bytes)
}

fn read_stdin() -> Result<(String, String), Failure> {
    let mut bytes = Vec::new();
    std::io::stdin()
        .read_to_end(&mut bytes)
        .map_err(|error| Failure::text(exit::INPUT, format!("stdin: {error}")))?;
    text("stdin".to_owned(), bytes)
}

fn text(origin: String, bytes: Vec<u8>) -> Result<(String, String), Failure> {
    match String::from_utf8(bytes) {
        Ok(text) => Ok((origin, text)),
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            let problem = format!("{origin}: not UTF-8 at byte {at}");
            Err(Failure::text(exit::INPUT, problem))
        }
    }
}
