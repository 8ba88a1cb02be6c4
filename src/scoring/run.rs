//! A run of scoring kept as a file, to hold a later run against: a CSV with one row for each gold
//! row that counts and each wrong fact, sorted, so that two runs can also be compared by `diff`.

use super::{Judged, Report, Score, ScoringError, Verdict};
use crate::fact::Relation;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};
use std::path::Path;

/// One row of the file: a gold row by its first forms, or a wrong fact.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct RunRow {
    /// The document's stem.
    pub document: String,
    pub relation: Relation,
    pub subject: String,
    pub object: String,
    pub value: String,
    pub unit: String,
    pub verdict: Verdict,
    /// The bound that is right; of a wrong fact the one it has.
    pub bound: String,
    /// The bound as read.
    pub read_bound: String,
    pub rule: String,
    pub evidence: String,
}

impl RunRow {
    /// "subject · relation · object value unit"
    pub fn statement(&self) -> String {
        let RunRow {
            relation,
            subject,
            object,
            value,
            unit,
            ..
        } = self;
        super::judged::statement(subject, *relation, object, value, unit)
    }

    /// Whether a figure was found, and with the right bound.
    pub fn has_right_bound(&self) -> bool {
        use super::judged::bound;
        self.is_found() && bound(&self.bound) == bound(&self.read_bound)
    }

    /// Whether it is a gold row that was found.
    pub fn is_found(&self) -> bool {
        matches!(self.verdict, Verdict::Right | Verdict::May)
    }
}

/// A row as the file has it: the fields are the columns.
#[derive(serde::Serialize, serde::Deserialize)]
struct Record {
    verdict: String,
    document: String,
    subject: String,
    relation: String,
    object: String,
    value: String,
    unit: String,
    bound: String,
    read_bound: String,
    rule: String,
    evidence: String,
}

impl Record {
    fn of(row: &RunRow) -> Record {
        let row = row.clone();
        Record {
            verdict: row.verdict.name().to_owned(),
            document: row.document,
            subject: row.subject,
            relation: row.relation.name().to_owned(),
            object: row.object,
            value: row.value,
            unit: row.unit,
            bound: row.bound,
            read_bound: row.read_bound,
            rule: row.rule,
            evidence: row.evidence,
        }
    }

    fn row(self) -> Result<RunRow, String> {
        let (verdict, relation) = (&self.verdict, &self.relation);
        Ok(RunRow {
            verdict: Verdict::from_name(verdict)
                .ok_or_else(|| format!("unknown verdict {verdict:?}"))?,
            relation: Relation::from_name(relation)
                .ok_or_else(|| format!("unknown relation {relation:?}"))?,
            document: self.document,
            subject: self.subject,
            object: self.object,
            value: self.value,
            unit: self.unit,
            bound: self.bound,
            read_bound: self.read_bound,
            rule: self.rule,
            evidence: self.evidence,
        })
    }
}

/// All rows of a run, sorted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Run {
    pub rows: Vec<RunRow>,
}

impl Run {
    /// The rows of a report.
    pub fn of(report: &Report) -> Run {
        let row = |judged: &Judged| RunRow {
            document: judged.document.clone(),
            relation: judged.relation,
            subject: judged.subject.clone(),
            object: judged.object.clone(),
            value: judged.value.clone(),
            unit: judged.unit.clone(),
            verdict: judged.verdict,
            bound: judged.bound.clone(),
            read_bound: judged.read_bound.clone(),
            rule: judged.rule.clone(),
            evidence: words(&judged.evidence),
        };
        let mut rows: Vec<RunRow> = report.judged.iter().map(row).collect();
        rows.sort();
        Run { rows }
    }

    /// Reads a file that [`Run::write`] wrote.
    ///
    /// # Errors
    /// If it cannot be read, is no CSV, lacks a column, or names an unknown verdict or relation.
    pub fn read(path: &Path) -> Result<Run, ScoringError> {
        let file = std::fs::File::open(path).map_err(|source| ScoringError::Io {
            path: path.to_owned(),
            source,
        })?;
        let invalid = |line: u64, problem: String| ScoringError::Invalid {
            path: path.to_owned(),
            line,
            problem,
        };
        let from_csv = |error: csv::Error| {
            let line = error.position().map_or(1, csv::Position::line);
            let problem = match error.kind() {
                csv::ErrorKind::Deserialize { err, .. } => err.to_string(),
                _ => error.to_string(),
            };
            invalid(line, format!("{problem}; is this a file of `eval --save`?"))
        };
        let mut reader = csv::Reader::from_reader(file);
        let mut rows = Vec::new();
        for record in reader.deserialize() {
            let record: Record = record.map_err(from_csv)?;
            let line = rows.len() as u64 + 2;
            rows.push(record.row().map_err(|problem| invalid(line, problem))?);
        }
        rows.sort();
        Ok(Run { rows })
    }

    /// Writes the file: the same run gives the same bytes.
    ///
    /// # Errors
    /// If writing fails.
    pub fn write(&self, out: impl Write) -> io::Result<()> {
        let mut writer = csv::Writer::from_writer(out);
        for row in &self.rows {
            writer
                .serialize(Record::of(row))
                .map_err(io::Error::other)?;
        }
        writer.flush()
    }

    /// The documents that have a row.
    pub fn documents(&self) -> BTreeSet<&str> {
        self.rows.iter().map(|row| row.document.as_str()).collect()
    }

    /// The scores by relation that follow from the rows.
    pub fn relations(&self) -> BTreeMap<Relation, Score> {
        let mut scores: BTreeMap<Relation, Score> = BTreeMap::new();
        for row in &self.rows {
            let must = matches!(row.verdict, Verdict::Right | Verdict::Miss);
            scores.entry(row.relation).or_default().add(Score {
                must: usize::from(must),
                found: usize::from(row.verdict == Verdict::Right),
                wrong: usize::from(row.verdict == Verdict::Wrong),
            });
        }
        scores
    }
}

/// A text in one line.
fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
