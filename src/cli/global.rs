//! Options that every command understands.

use super::failure::{Failure, exit};
use super::output::Format;
use crate::entity::Base;
use crate::knowledge::Source;
use std::borrow::Cow;
use std::io::{IsTerminal, Write};
use std::num::NonZeroUsize;
use std::path::PathBuf;

/// Options of all commands.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Options of all commands")]
pub struct Global {
    /// The graph: a file (.nq, .ttl, .trig, .nt, .jsonld, .rdf), a directory, or the URL of a SPARQL
    /// endpoint
    #[arg(
        long,
        global = true,
        value_name = "PATH",
        env = "EXPOGRAPH_GRAPH",
        default_value = "expo.nq",
        hide_env_values = true
    )]
    pub graph: String,

    /// A folder of your own word lists, rules and questions, laid over the built-in ones
    #[arg(long, global = true, value_name = "DIR")]
    pub data: Option<PathBuf>,

    /// Where the IRIs of entities begin [default: https://w3id.org/expograph/id/]
    #[arg(long, global = true, value_name = "IRI")]
    pub base: Option<String>,

    /// How results are written: rows as table, csv, tsv, json, xml, md or (figures) chart; triples as ttl, nt, nq, trig, jsonld or rdf; pictures (show, path) as svg, dot or mermaid
    #[arg(
        long,
        global = true,
        value_name = "FORMAT",
        hide_possible_values = true
    )]
    pub format: Option<Format>,

    /// Say nothing on stderr but warnings and errors
    #[arg(long, short, global = true)]
    pub quiet: bool,

    /// How many threads read documents [default: as many as there are cores]
    #[arg(long, global = true, value_name = "N")]
    pub threads: Option<NonZeroUsize>,

    /// No colour and no bold, as with NO_COLOR in the environment
    #[arg(long, global = true)]
    pub no_color: bool,
    /// What gives freed memory back to the system, where the program has such a thing.
    #[arg(skip)]
    pub give_back: Option<fn()>,
}

impl Global {
    /// Checks what every command relies on.
    pub fn check(&self) -> Result<(), Failure> {
        if let Some(data) = self.data.as_ref().filter(|data| !data.is_dir()) {
            let data = data.display();
            return Err(Failure::text(
                exit::INPUT,
                format!("--data {data}: no such folder"),
            ));
        }
        Ok(())
    }

    /// The data files, built in and own.
    pub fn source(&self) -> Source {
        match &self.data {
            Some(folder) => Source::with_folder(folder),
            None => Source::embedded(),
        }
    }

    /// What the IRIs of entities begin with.
    pub fn base(&self) -> Result<Base, Failure> {
        match &self.base {
            Some(base) => Base::new(base).map_err(|error| Failure::new(exit::USAGE, error)),
            None => Ok(Base::default()),
        }
    }

    /// How many threads read documents.
    pub fn threads(&self) -> usize {
        let cores = || std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN);
        self.threads.unwrap_or_else(cores).get()
    }

    /// Tells something by the way, unless --quiet.
    pub fn note(&self, text: &str) {
        if !self.quiet {
            let _closed = writeln!(std::io::stderr(), "{}", visible(text));
        }
    }

    /// Tells of a problem that does not stop the run.
    pub fn warn(&self, text: &str) {
        let _closed = writeln!(std::io::stderr(), "warning: {}", visible(text));
    }

    /// Whether stdout may be styled.
    pub fn styled(&self) -> bool {
        let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
        let dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
        !self.no_color && !set("NO_COLOR") && !dumb && std::io::stdout().is_terminal()
    }
}

/// A text for the terminal: control characters, as names of files may have, are spelt out, so that
/// they cannot command it. Line breaks and tabs stay: messages show lines of queries.
pub fn visible(text: &str) -> Cow<'_, str> {
    let commands = |c: char| c.is_control() && !matches!(c, '\n' | '\t');
    if !text.contains(commands) {
        return Cow::Borrowed(text);
    }
    let spelt = |c: char| match commands(c) {
        true => c.escape_default().to_string(),
        false => c.to_string(),
    };
    Cow::Owned(text.chars().map(spelt).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_characters_are_spelt_out() {
        assert_eq!(visible("a\u{1b}[31m\tb\nc\r"), "a\\u{1b}[31m\tb\nc\\r");
        assert_eq!(visible("Malmö"), "Malmö");
    }
}
