//! Gold annotations: `NAME.tsv` for each document, tab-separated and without quoting. Subject and
//! object may list accepted forms separated by `|`.

use super::ScoringError;
use crate::fact::Relation;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Whether a fact has to be found, or may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    Must,
    May,
}

/// One annotated fact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GoldRow {
    /// Accepted forms, separated by `|`; the first is shown.
    pub subject: String,
    pub relation: Relation,
    /// Accepted forms, separated by `|`; the first is shown.
    pub object: String,
    pub value: String,
    pub bound: String,
    pub unit: String,
    pub status: Status,
}

/// The gold of every document in a folder, by the document's stem.
///
/// # Errors
/// If the folder or a file cannot be read, holds no gold at all, or a row names an unknown
/// relation or status.
pub fn read_gold(folder: &Path) -> Result<BTreeMap<String, Vec<GoldRow>>, ScoringError> {
    let io = |source| ScoringError::Io {
        path: folder.to_owned(),
        source,
    };
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder)
        .map_err(io)?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<_, _>>()
        .map_err(io)?;
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "tsv"));
    paths.sort();
    if paths.is_empty() {
        return Err(ScoringError::NoGold {
            path: folder.to_owned(),
        });
    }
    let mut gold = BTreeMap::new();
    for path in paths {
        let stem = path.file_stem().unwrap_or_default().to_string_lossy();
        gold.insert(stem.into_owned(), read_file(&path)?);
    }
    Ok(gold)
}

fn read_file(path: &Path) -> Result<Vec<GoldRow>, ScoringError> {
    let text = std::fs::read_to_string(path).map_err(|source| ScoringError::Io {
        path: path.to_owned(),
        source,
    })?;
    let invalid = |index: usize, problem: String| ScoringError::Invalid {
        path: path.to_owned(),
        line: index as u64 + 1,
        problem,
    };
    let mut lines = text.lines().enumerate();
    let header: Vec<&str> = match lines.next() {
        Some((_, line)) => line.trim_start_matches('\u{feff}').split('\t').collect(),
        None => return Ok(Vec::new()),
    };
    let column = |name: &str| header.iter().position(|h| *h == name);
    for needed in ["subject", "relation", "object", "status"] {
        if column(needed).is_none() {
            return Err(invalid(0, format!("no column {needed:?} in the header")));
        }
    }
    let mut rows = Vec::new();
    for (index, line) in lines {
        let cells: Vec<&str> = line.split('\t').collect();
        let cell = |name: &str| {
            column(name)
                .and_then(|at| cells.get(at))
                .map_or("", |cell| cell.trim())
                .to_owned()
        };
        let relation = cell("relation");
        if relation.is_empty() {
            continue;
        }
        let relation = Relation::from_name(&relation)
            .ok_or_else(|| invalid(index, format!("unknown relation {relation:?}")))?;
        let status = match cell("status").as_str() {
            "must" => Status::Must,
            "may" => Status::May,
            other => {
                let problem = format!("unknown status {other:?}; it is \"must\" or \"may\"");
                return Err(invalid(index, problem));
            }
        };
        rows.push(GoldRow {
            subject: cell("subject"),
            relation,
            object: cell("object"),
            value: cell("value"),
            bound: cell("bound"),
            unit: cell("unit"),
            status,
        });
    }
    Ok(rows)
}
