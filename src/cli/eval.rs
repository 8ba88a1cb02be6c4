//! `eval`: how well facts agree with gold annotations.

use super::failure::{Failure, exit};
use super::global::Global;
use super::memory;
use super::output::{Format, to_stdout};
use crate::scoring::{
    FactRow, Floors, Names, Note, Report, Score, Verdict, read_facts, read_gold, score,
};
use std::io::Write;
use std::path::{Path, PathBuf};

/// Measure precision, recall and F1 against gold annotations
#[derive(Debug, clap::Args)]
#[command(
    after_help = "The gold folder holds NAME.tsv for each document NAME.txt (or .html ...): tab-separated columns subject,
relation, object, value, bound, unit, status (must or may); subject and object list accepted forms
separated by |.

Examples:
  expograph eval data/documents --gold tests/gold
  expograph eval data/documents --gold tests/gold -v
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

    /// List every miss and every wrong fact, with its sentence
    #[arg(long, short)]
    verbose: bool,

    /// Fail with exit code 1 where a measure is below its floor in this TOML file (f1, precision, recall, bounds, [relations])
    #[arg(long, value_name = "FILE")]
    floors: Option<PathBuf>,
}

impl Eval {
    pub fn run(self, global: &Global) -> Result<u8, Failure> {
        let format = global.format.unwrap_or(Format::Table);
        if !matches!(format, Format::Table | Format::Json) {
            return Err(format.unfit("scores are written as table or json"));
        }
        let floors = self.floors.as_deref().map(Floors::read).transpose()?;
        let (facts, failed) = match (&self.facts, &self.documents) {
            (Some(facts), _) => (read_facts(facts)?, 0),
            (None, Some(documents)) => facts_of(documents, global)?,
            (None, None) => return Err(Failure::text(exit::USAGE, "no documents and no facts")),
        };
        let gold = self.gold.or(self.documents).unwrap_or_default();
        let report = score(&facts, &read_gold(&gold)?, &Names::load(&global.source())?);
        to_stdout(|out| match format {
            Format::Json => writeln!(out, "{:#}", json(&report)),
            _ => write_text(&report, self.verbose, out),
        })?;
        let shortfalls = floors
            .map(|floors| floors.shortfalls(&report))
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

/// The facts of documents, as `run facts` lists them, and how many could not be read.
fn facts_of(documents: &Path, global: &Global) -> Result<(Vec<FactRow>, usize), Failure> {
    let (table, failed) = memory::facts(&[documents.to_owned()], global)?;
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
        })
    });
    Ok((rows.collect(), failed))
}

fn write_text(report: &Report, verbose: bool, out: &mut dyn Write) -> std::io::Result<()> {
    if verbose {
        for note in &report.notes {
            writeln!(out, "{}", line(note))?;
            if !note.evidence.is_empty() {
                let sentence = note
                    .evidence
                    .split_whitespace()
                    .collect::<Vec<_>>()
                    .join(" ");
                writeln!(out, "        \"{sentence}\"")?;
            }
        }
        writeln!(out)?;
    }
    writeln!(
        out,
        "{:22}{:>6}{:>7}{:>7}{:>8}{:>8}{:>8}",
        "relation", "must", "found", "wrong", "P", "R", "F1"
    )?;
    for (name, score) in named(report) {
        let Score { must, found, wrong } = score;
        let (p, r, f) = (score.precision(), score.recall(), score.f1());
        writeln!(
            out,
            "{name:22}{must:6}{found:7}{wrong:7}{p:8.3}{r:8.3}{f:8.3}"
        )?;
    }
    let (right, found) = report.bounds;
    let documents = report.documents;
    writeln!(
        out,
        "\n{documents} documents; figures with the right bound: {right} of {found}"
    )
}

fn line(note: &Note) -> String {
    let verdict = match note.verdict {
        Verdict::Miss => "miss ",
        Verdict::Wrong => "wrong",
    };
    format!("{verdict} {}: {}", note.document, note.statement)
}

fn json(report: &Report) -> serde_json::Value {
    let mut out = serde_json::Map::new();
    for (name, score) in named(report) {
        let value = serde_json::json!({
            "precision": score.precision(),
            "recall": score.recall(),
            "f1": score.f1(),
            "must": score.must,
        });
        out.insert(name.to_owned(), value);
    }
    out.insert("bounds".to_owned(), report.bounds_right().into());
    serde_json::Value::Object(out)
}

fn named(report: &Report) -> impl Iterator<Item = (&'static str, Score)> {
    let single = report
        .relations
        .iter()
        .map(|(relation, score)| (relation.name(), *score));
    let all = std::iter::once(("all", report.all()));
    single.collect::<Vec<_>>().into_iter().chain(all)
}
