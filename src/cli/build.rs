//! `build`: documents into the graph.

use super::failure::{Failure, exit};
use super::global::Global;
use super::inference::Inference;
use super::input::{Frame, InputError, Reader, advance, count, files, progress};
use crate::build::{BuildError, BuildOptions, BuildReport, Event, Outcome, build};
use crate::graph::{Location, Update};
use crate::resolve::{Decision, Outcome as Decided, Overrules, Resolver, write_ledger};
use crate::texts::Change;
use std::path::{Path, PathBuf};

/// Read documents into the graph: only new and changed ones are read
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Documents are .txt, .md, .html and .jsonl files. One that cannot be read is a warning; the run
goes on and ends with exit code 3.

Names of different documents that are one thing become one, with the reason in NAME.same.tsv beside
the graph; change a row there and build again to overrule it.

What the ontology implies of the facts (who spoke at an edition took part in its series) is written, too,
marked as inferred; `expograph why --fact` says what it follows from.

The documents' texts are kept in NAME.texts beside the graph, for pages that show where a sentence stands.
Nothing else needs the file. --no-text keeps none of the documents given, and drops those that were kept.

Examples:
  expograph build articles/
  expograph build articles/ --prune
  expograph build articles/ --no-text
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

    /// Read unchanged documents again, too
    #[arg(long)]
    force: bool,

    /// Keep every name a thing of its own, also where names of different documents are one thing
    #[arg(long)]
    no_resolve: bool,

    /// Do not keep the documents' texts beside the graph
    #[arg(long)]
    no_text: bool,

    #[command(flatten)]
    inference: Inference,
}

impl Build {
    pub fn run(self, global: &Global) -> Result<u8, Failure> {
        let found = files(&self.paths)?;
        let source = global.source();
        let reader = Reader::load(&source)?;
        let frame = Frame::load(&source)?;
        let location = Location::parse(&global.graph)?;
        let base = global.base()?;
        let update = Update::open(&location, &base)?;
        // After the graph's lock was taken: texts are changed under it.
        let texts = location.texts();
        let texts = texts.map(|path| Change::open(&path, !self.no_text));
        let texts = texts.transpose().map_err(BuildError::from)?;
        let ledger = location.beside("same.tsv");
        let overrules =
            Overrules::read(&ledger, &base).map_err(|e| Failure::new(exit::INPUT, e))?;
        let extent = self.inference.extent();
        frame.warn_of_rules(global, extent.is_some());
        let resolver = (!self.no_resolve).then(|| Resolver {
            forms: frame.forms,
            overrules: overrules.clone(),
        });
        let options = BuildOptions {
            prune: self.prune,
            force: self.force,
            threads: global.threads(),
            reader: frame.stamp,
            inference: extent,
            resolver,
            likeness: frame.likeness,
            links: reader.links(&source)?,
        };
        let bar = progress(|| count(&self.paths), global);
        let on_event = |event: Event<'_, InputError>| match event {
            Event::Document { key, outcome } => {
                advance(&bar);
                if outcome == Outcome::Repeated {
                    let problem = format!("{key}: given more than once; the last one stands");
                    bar.suspend(|| global.warn(&problem));
                }
            }
            Event::Failed(error) => bar.suspend(|| global.warn(&error.to_string())),
        };
        let read = |document: &_| reader.read(document);
        let report = build(
            reader.inputs(found),
            read,
            frame.ontology,
            update,
            texts,
            &options,
            on_event,
        )?;
        bar.finish_and_clear();
        if report.prune_refused {
            global.warn("nothing was dropped, because not every document could be read");
        }
        global.note(&summary(&report, &global.graph));
        for (item, things) in &report.shared {
            global.note(&format!(
                "Wikidata's {item} is several things here: {}; say in {} which are the same",
                things.join(", "),
                ledger.display()
            ));
        }
        if !self.no_resolve {
            note_resolution(&report, &overrules, &ledger, global)?;
        }
        Ok(if report.failed + reader.faults() > 0 {
            exit::INPUT
        } else {
            exit::FINE
        })
    }
}

/// Writes what was decided beside the graph, and says so.
fn note_resolution(
    report: &BuildReport,
    overrules: &Overrules,
    ledger: &Path,
    global: &Global,
) -> Result<(), Failure> {
    let written = write_ledger(ledger, overrules, &report.decisions);
    if !written.map_err(|error| Failure::new(exit::INPUT, error))? {
        return Ok(());
    }
    let count = |outcome| {
        let of = |row: &&Decision| row.outcome == outcome;
        report.decisions.iter().filter(of).count()
    };
    let (merged, near) = (count(Decided::Merged), count(Decided::Near));
    let file = ledger.display();
    global.note(&format!(
        "names: {merged} merged into others, {near} near misses; {file} says why, and can be overruled"
    ));
    Ok(())
}

fn summary(report: &BuildReport, graph: &str) -> String {
    let counts = [
        (report.added, "added"),
        (report.changed, "changed"),
        (report.unchanged, "unchanged"),
        (report.pruned, "dropped"),
        (report.failed, "left out"),
    ];
    let counts: Vec<String> = counts
        .iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, what)| format!("{count} {what}"))
        .collect();
    let read = report.added + report.changed + report.unchanged + report.pruned;
    let written = match (report.written, read) {
        (true, _) => "written",
        (false, 0) => "not written",
        (false, _) => "as it was",
    };
    let facts = report.facts;
    let inferred = match report.inferred {
        0 => String::new(),
        count => format!(", {count} inferred"),
    };
    format!(
        "documents: {}; {facts} facts read{inferred}; {graph} {written}",
        counts.join(", ")
    )
}
