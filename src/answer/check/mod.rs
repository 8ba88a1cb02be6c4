//! What should not be in a graph: the queries of `queries/checks/`, each of which must find
//! nothing. A check's query gives the thing at fault as `?thing_iri`; its header says how bad that
//! is, how a finding reads and what to do.

mod catalogue;
mod sources;

use super::cite::{CitationRules, footnotes};
use super::engine::Engine;
use super::error::AnswerError;
use super::evaluate::Answer;
use super::evidence::Sentence;
use super::lookup::Lookup;
use super::saved::{SavedQuery, SavedQueryError};
use super::table::{Table, display};
use oxigraph::model::{NamedNode, Term};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

pub use catalogue::Checks;
pub use sources::{
    Drift, DriftKind, Kept, KeptDocument, Reread, drifts, kept_documents, kept_quotations_query,
};

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth knowing.
    Info,
    /// Probably wrong.
    Warning,
    /// Wrong.
    Error,
}

impl Severity {
    /// As it is written in a header.
    pub fn name(self) -> &'static str {
        match self {
            Severity::Info => "info",
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }

    fn read(text: &str) -> Option<Severity> {
        let all = [Severity::Info, Severity::Warning, Severity::Error];
        all.into_iter().find(|severity| severity.name() == text)
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// A check, read from a `.rq` file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Check {
    pub query: SavedQuery,
    pub severity: Severity,
    /// How a finding reads; `{name}` stands for the value of the column `name` or `name_iri`.
    pub finding: String,
    /// What to do about one.
    pub remedy: String,
}

/// One thing at fault.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Finding {
    /// Its name, or what stands for one.
    pub thing: String,
    pub thing_iri: String,
    /// What is wrong with it, in words.
    pub finding: String,
    /// The sentences that led to it.
    pub sentences: Vec<Sentence>,
}

/// The keys of a check's header beyond those of a question's.
const KEYS: [&str; 3] = ["severity", "finding", "remedy"];

/// The column of the thing at fault.
const THING: &str = "thing_iri";

impl Check {
    /// Reads a check's file.
    ///
    /// # Errors
    /// If its header is malformed, lacks a key, or the check has parameters.
    pub fn parse(name: &str, origin: &str, text: &str) -> Result<Check, SavedQueryError> {
        let (query, values) = SavedQuery::parse_with(name, origin, text, &KEYS)?;
        let error = |line: usize, problem: String| SavedQueryError {
            name: name.to_owned(),
            origin: origin.to_owned(),
            line,
            problem,
        };
        let get = |key: &str| {
            let value = values.iter().find(|value| value.key == key);
            value.ok_or_else(|| error(1, format!("a check needs `#+ {key}: ...` in its header")))
        };
        if let Some(parameter) = query.parameters.first() {
            let problem = format!("a check has no parameters; ?{} is one", parameter.variable);
            return Err(error(1, problem));
        }
        let severity = get("severity")?;
        Ok(Check {
            severity: Severity::read(&severity.value).ok_or_else(|| {
                let problem = format!(
                    "severity {:?}; it is error, warning or info",
                    severity.value
                );
                error(severity.line, problem)
            })?,
            finding: get("finding")?.value.clone(),
            remedy: get("remedy")?.value.clone(),
            query,
        })
    }

    /// What a finding of this row reads like.
    fn words(
        &self,
        table: &Table,
        row: &[Option<Term>],
        labels: &BTreeMap<NamedNode, String>,
    ) -> String {
        let mut words = String::new();
        let mut rest = self.finding.as_str();
        while let Some((before, after)) = rest.split_once('{') {
            words.push_str(before);
            let Some((name, after)) = after.split_once('}') else {
                words.push('{');
                rest = after;
                continue;
            };
            if let Some(at) = column(table, name) {
                words.push_str(&display(&row[at], labels));
            }
            rest = after;
        }
        words + rest
    }

    /// The places in the wording that no column fills.
    fn unfilled(&self, table: &Table) -> Option<&str> {
        let names = self.finding.split('{').skip(1);
        let mut names = names.filter_map(|part| part.split_once('}').map(|(name, _)| name));
        names.find(|name| column(table, name).is_none())
    }
}

fn column(table: &Table, name: &str) -> Option<usize> {
    table
        .column(name)
        .or_else(|| table.column(&format!("{name}_iri")))
}

/// Runs a check; each finding comes with at most so many sentences.
///
/// # Errors
/// If the graph cannot be asked in time, or the query gives other columns than the header says.
pub fn check(
    engine: Engine<'_>,
    check: &Check,
    rules: &CitationRules,
    sentences: usize,
) -> Result<Vec<Finding>, AnswerError> {
    let query = &check.query;
    let broken = |problem: String| {
        AnswerError::SavedQuery(SavedQueryError {
            name: query.name.clone(),
            origin: query.origin.clone(),
            line: 1,
            problem,
        })
    };
    let Answer::Rows(table) = engine.saved(query, &[])? else {
        return Err(AnswerError::NoRows {
            origin: query.origin.clone(),
        });
    };
    let Some(thing) = table.column(THING) else {
        return Err(broken(format!(
            "a check gives the thing at fault as ?{THING}"
        )));
    };
    if let Some(name) = check.unfilled(&table) {
        let problem = format!("finding: {{{name}}} is neither column ?{name} nor ?{name}_iri");
        return Err(broken(problem));
    }
    if table.rows.is_empty() {
        return Ok(Vec::new());
    }
    let mut labels = Lookup::new(engine).labels(&table.iris())?;
    labels.retain(|_, label| !label.trim().is_empty());
    let notes = footnotes(engine, rules, &query.text, &table, Some(sentences))?;
    let findings: BTreeSet<Finding> = table
        .rows
        .iter()
        .zip(&notes.rows)
        .map(|(row, notes_of_row)| Finding {
            thing: display(&row[thing], &labels),
            thing_iri: table.text(&row[thing]),
            finding: check.words(&table, row, &labels),
            sentences: notes_of_row
                .numbers
                .iter()
                .filter_map(|number| notes.sentences.get(number - 1))
                .cloned()
                .collect(),
        })
        .collect();
    Ok(findings.into_iter().collect())
}
