//! `eval`: how well facts agree with gold annotations, and what a change gained and lost.

mod json;
mod text;

use super::failure::{Failure, exit};
use super::global::Global;
use super::input::Reader;
use super::memory;
use super::output::{Format, to_stdout};
use crate::document::Document;
use crate::fact::Trace;
use crate::scoring::{
    Difference, FactRow, Floors, Names, Report, Run, Verdict, compare, read_facts, read_gold, score,
};
use crate::why::{Diagnosis, Expected, diagnose, lacking};
use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

/// Measure precision, recall and F1 against gold annotations
#[derive(Debug, clap::Args)]
#[command(
    after_help = "The gold folder holds NAME.tsv for each document NAME.txt (or .html ...): tab-separated columns subject,
relation, object, value, bound, unit, status (must or may); subject and object list accepted forms
separated by |.

To see what a change of words, rules or code does, keep a run before it and hold the next against it;
both files are CSV, sorted, so diff and spreadsheets read them, too.

Examples:
  expograph eval data/documents --gold tests/gold
  expograph eval data/documents --gold tests/gold -v
  expograph eval articles --save before.csv
  expograph eval articles --data mine --against before.csv
  expograph eval --facts facts.csv --gold tests/gold --format json
  expograph eval data/documents --gold tests/gold --floors floors.toml"
)]
pub struct Eval {
    /// The folder of the documents
    #[arg(
        value_name = "DOCUMENTS",
        required_unless_present = "facts",
        conflicts_with = "facts"
    )]
    documents: Option<PathBuf>,

    /// The folder of the gold annotations [default: that of the documents]
    #[arg(long, value_name = "FOLDER", required_unless_present = "documents")]
    gold: Option<PathBuf>,

    /// Score these facts (a CSV as `run facts` writes it) instead of reading documents
    #[arg(long, value_name = "CSV")]
    facts: Option<PathBuf>,

    /// List every miss, wrong fact and wrong bound, with sentence, rule and what comes nearest; of a miss what stopped it
    #[arg(long, short)]
    verbose: bool,

    /// Keep the verdict on every fact in this file, to hold a later run against
    #[arg(long, value_name = "FILE")]
    save: Option<PathBuf>,

    /// List what was gained and lost since the run kept in this file
    #[arg(long, value_name = "FILE")]
    against: Option<PathBuf>,

    /// Fail with exit code 1 where a measure is below its floor in this TOML file (f1, precision, recall, bounds, [relations])
    #[arg(long, value_name = "FILE")]
    floors: Option<PathBuf>,
}

/// All that is said of a run.
struct Outcome {
    report: Report,
    /// What changed since the run it is held against.
    difference: Option<Difference>,
    /// What reading the documents showed; nothing where facts came from a file.
    seen: Option<Seen>,
    /// What stopped each miss, by its place among the judged; empty unless asked for.
    stopped: BTreeMap<usize, Diagnosis>,
}

/// What reading the documents showed beyond their facts.
#[derive(Default)]
struct Seen {
    /// All facts of all documents.
    facts: usize,
    /// Those whose quotation lacks their object, by document, with the rule; sorted.
    lacking: Vec<(String, String)>,
    /// The documents by stem, kept where misses are to be explained.
    documents: BTreeMap<String, Document>,
}

impl Eval {
    pub fn run(self, global: &Global) -> Result<u8, Failure> {
        let format = global.format.unwrap_or(Format::Table);
        if !matches!(format, Format::Table | Format::Json) {
            return Err(format.unfit("scores are written as table or json"));
        }
        let floors = self.floors.as_deref().map(Floors::read).transpose()?;
        // Read before anything is written: both may be one file.
        let before = self.against.as_deref().map(Run::read).transpose()?;
        let reader = match self.documents {
            Some(_) => Some(Reader::load(&global.source())?),
            None => None,
        };
        let (facts, failed, seen) = match (&self.facts, &self.documents, &reader) {
            (Some(facts), ..) => (read_facts(facts)?, 0, None),
            (None, Some(documents), Some(reader)) => {
                let keep = self.verbose;
                let (facts, failed, seen) = facts_of(reader, documents, keep, global)?;
                (facts, failed, Some(seen))
            }
            _ => return Err(Failure::text(exit::USAGE, "no documents and no facts")),
        };
        let gold = self.gold.or(self.documents).unwrap_or_default();
        let report = score(&facts, &read_gold(&gold)?, &Names::load(&global.source())?);
        let run = Run::of(&report);
        if let Some(path) = &self.save {
            save(&run, path)?;
        }
        let difference = before.map(|before| compare(&before, &run));
        let stopped = match (&reader, &seen) {
            (Some(reader), Some(seen)) => stopped(reader, &report, &seen.documents),
            _ => BTreeMap::new(),
        };
        let outcome = Outcome {
            report,
            difference,
            seen,
            stopped,
        };
        to_stdout(|out| match format {
            Format::Json => writeln!(out, "{:#}", json::outcome(&outcome, self.verbose)),
            _ => text::write(&outcome, self.verbose, out),
        })?;
        let shortfalls = floors
            .map(|floors| floors.shortfalls(&outcome.report))
            .unwrap_or_default();
        for short in &shortfalls {
            let (measure, reached, floor) = (&short.measure, short.reached, short.floor);
            global.warn(&format!(
                "{measure} is {reached:.3}, below its floor of {floor}"
            ));
        }
        Ok(match failed {
            _ if !shortfalls.is_empty() => exit::FOUND,
            0 => exit::FINE,
            _ => exit::INPUT,
        })
    }
}

/// Writes a run to a file.
fn save(run: &Run, path: &Path) -> Result<(), Failure> {
    let written =
        std::fs::File::create(path).and_then(|file| run.write(std::io::BufWriter::new(file)));
    written.map_err(|error| {
        let problem = format!("{}: the run could not be written", path.display());
        Failure::new(exit::INPUT, anyhow::Error::new(error).context(problem))
    })
}

/// The facts of documents, as `run facts` lists them, how many documents could not be read, and
/// what reading them showed; the documents are kept on request.
fn facts_of(
    reader: &Reader,
    documents: &Path,
    keep: bool,
    global: &Global,
) -> Result<(Vec<FactRow>, usize, Seen), Failure> {
    let seen = Mutex::new(Seen::default());
    let see = |document: &Document, trace: &Trace<'_>| {
        let facts = &trace.reading.facts;
        let lacking = lacking(trace).into_iter().map(|(statement, rule)| {
            let name = &document.name;
            (name.clone(), format!("{statement} [{rule}]"))
        });
        let mut seen = seen.lock().unwrap_or_else(PoisonError::into_inner);
        seen.facts += facts.len();
        seen.lacking.extend(lacking);
        if keep {
            let stem = Path::new(&document.name).file_stem();
            let stem = stem
                .and_then(|stem| stem.to_str())
                .unwrap_or(&document.name);
            seen.documents.insert(stem.to_owned(), document.clone());
        }
    };
    let (table, failed) = memory::facts(reader, &[documents.to_owned()], see, global)?;
    let mut seen = seen.into_inner().unwrap_or_else(PoisonError::into_inner);
    // Threads came to it in any order.
    seen.lacking.sort();
    let rows = table.rows.iter().filter_map(|row| {
        let get = |column: &str| table.get(row, column).trim().to_owned();
        Some(FactRow {
            document: get("document"),
            subject: get("subject"),
            relation: crate::fact::Relation::from_name(&get("relation"))?,
            object: get("object"),
            value: get("value"),
            bound: get("bound"),
            unit: get("unit"),
            evidence: get("evidence"),
            rule: get("rule"),
        })
    });
    Ok((rows.collect(), failed, seen))
}

/// What stopped each miss of the documents at hand.
fn stopped(
    reader: &Reader,
    report: &Report,
    documents: &BTreeMap<String, Document>,
) -> BTreeMap<usize, Diagnosis> {
    let mut found = BTreeMap::new();
    for (name, document) in documents {
        let misses = report.judged.iter().enumerate();
        let misses = misses
            .filter(|(_, judged)| judged.verdict == Verdict::Miss && judged.document == *name);
        let mut misses = misses.peekable();
        if misses.peek().is_none() {
            continue;
        }
        let trace = reader.trace(document);
        found.extend(misses.map(|(at, judged)| {
            let expected = Expected {
                relation: judged.relation,
                subjects: judged.subjects.clone(),
                objects: judged.objects.clone(),
                value: judged.value.replace(',', "").parse().ok(),
            };
            (at, diagnose(&trace, &expected))
        }));
    }
    found
}
