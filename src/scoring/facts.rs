//! Facts as rows of text, as `facts` lists them, and reading them from CSV.

use super::ScoringError;
use crate::fact::Relation;
use std::path::Path;

/// One row of the `facts` table; columns that do not matter for scoring are left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FactRow {
    /// The file's name; its stem names the gold file.
    pub document: String,
    pub subject: String,
    pub relation: Relation,
    pub object: String,
    pub value: String,
    pub bound: String,
    pub unit: String,
    /// The sentence, where the table has one.
    pub evidence: String,
    /// The rule that read it, where the table has one.
    pub rule: String,
}

impl FactRow {
    /// The document's name without its last extension.
    pub fn stem(&self) -> &str {
        let path = Path::new(&self.document);
        path.file_stem()
            .and_then(|stem| stem.to_str())
            .unwrap_or(&self.document)
    }
}

/// Reads a CSV with a header naming at least document, subject, relation, object, value, bound
/// and unit. Rows of other relations are left out.
///
/// # Errors
/// If the file cannot be read, is no CSV or lacks a column.
pub fn read_facts(path: &Path) -> Result<Vec<FactRow>, ScoringError> {
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
        invalid(line, error.to_string())
    };
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(file);
    let header = reader.headers().map_err(from_csv)?.clone();
    let column = |name: &str| {
        header
            .iter()
            .position(|h| h.trim_start_matches('\u{feff}') == name)
    };
    let needed = |name: &str| {
        column(name).ok_or_else(|| {
            let found = header.iter().collect::<Vec<_>>().join(", ");
            invalid(1, format!("no column {name:?}; the columns are: {found}"))
        })
    };
    let columns = [
        needed("document")?,
        needed("subject")?,
        needed("relation")?,
        needed("object")?,
        needed("value")?,
        needed("bound")?,
        needed("unit")?,
    ];
    let (evidence, rule) = (column("evidence"), column("rule"));
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.map_err(from_csv)?;
        let cell = |index: usize| record.get(index).unwrap_or_default().trim().to_owned();
        let [document, subject, relation, object, value, bound, unit] = columns.map(cell);
        if let Some(relation) = Relation::from_name(&relation) {
            rows.push(FactRow {
                document,
                subject,
                relation,
                object,
                value,
                bound,
                unit,
                evidence: evidence.map(cell).unwrap_or_default(),
                rule: rule.map(cell).unwrap_or_default(),
            });
        }
    }
    Ok(rows)
}
