//! The file in which a person reads what was decided, and decides otherwise: `NAME.same.tsv`
//! beside the graph. Rows that a person wrote (`same`, `not same`, `apart`) stay and rule over
//! the program's (`merged`, `near`), which every build writes anew.

use super::thing::kind;
use super::{Decision, Outcome};
use crate::entity::Base;
use crate::graph::{GraphError, replace};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// The columns of the file.
const COLUMNS: &str = "decision\tkept\tother\tkept label\tother label\trule\treason\n";

/// What the file says of itself.
const ABOUT: &str = "\
# Which names are one thing. Rows \"merged\" and \"near\" are written anew by every build.
# To overrule one, change its first cell:
#   same      they are one thing, kept under the first id
#   not same  they are two things
#   apart     in the documents named in the last cell (file names, separated by |) the first id
#             is another thing, which gets the second id
# Such rows are yours: builds keep them, and you may add others. Build again to apply them.
";

/// A line of the file that cannot be obeyed.
#[derive(Debug, thiserror::Error)]
pub enum LedgerError {
    #[error("{}: {source}", path.display())]
    Io {
        path: PathBuf,
        source: std::io::Error,
    },
    #[error(transparent)]
    Write(#[from] GraphError),
    #[error("{}:{line}: {problem}", path.display())]
    Line {
        path: PathBuf,
        line: usize,
        problem: String,
    },
}

/// What a person decided.
#[derive(Clone, Debug, Default)]
pub struct Overrules {
    rows: Vec<Decision>,
}

impl Overrules {
    /// Reads the file; none yet is an empty one. Ids may be written as whole IRIs.
    ///
    /// # Errors
    /// If the file cannot be read, or a line is not as the file's head says.
    pub fn read(path: &Path, base: &Base) -> Result<Overrules, LedgerError> {
        match std::fs::read_to_string(path) {
            Ok(text) => Overrules::parse(&text, path, base),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Overrules::default()),
            Err(source) => Err(LedgerError::Io {
                path: path.to_owned(),
                source,
            }),
        }
    }

    fn parse(text: &str, path: &Path, base: &Base) -> Result<Overrules, LedgerError> {
        let mut rows: Vec<Decision> = Vec::new();
        let mut decided: BTreeMap<(String, String), (Outcome, usize)> = BTreeMap::new();
        for (number, line) in text.trim_start_matches('\u{feff}').lines().enumerate() {
            let fail = |problem: String| LedgerError::Line {
                path: path.to_owned(),
                line: number + 1,
                problem,
            };
            let line = line.trim_end_matches('\r');
            if line.trim().is_empty() || line.starts_with('#') {
                continue;
            }
            let mut cells = line.split('\t').map(str::trim);
            let mut cell = || cells.next().unwrap_or_default();
            let decision = cell();
            let outcome = match decision {
                "same" => Outcome::Same,
                "not same" => Outcome::NotSame,
                "apart" => Outcome::Apart,
                "merged" | "near" | "decision" => continue,
                other => {
                    let problem = format!(
                        "{other:?} is no decision; write same, not same or apart, \
                         and separate the cells by tabs"
                    );
                    return Err(fail(problem));
                }
            };
            let id = |cell: &str| {
                let cell = cell.trim_matches(['<', '>']);
                cell.strip_prefix(base.as_str()).unwrap_or(cell).to_owned()
            };
            let (kept, other) = (id(cell()), id(cell()));
            for id in [&kept, &other] {
                if kind(id).is_none() {
                    let problem = format!(
                        "{id:?} is no id of a thing, such as person/josephine-teo; \
                         `expograph show NAME` tells a thing's id"
                    );
                    return Err(fail(problem));
                }
            }
            if kind(&kept) != kind(&other) {
                let problem = format!("{kept} and {other} are of different kinds");
                return Err(fail(problem));
            }
            if kept == other {
                let problem = format!("{kept} stands twice; name two things");
                return Err(fail(problem));
            }
            let mut text = || cell().to_owned();
            let row = Decision {
                outcome,
                kept_label: text(),
                other_label: text(),
                rule: text(),
                reason: text(),
                kept,
                other,
            };
            if outcome == Outcome::Apart && row.documents().next().is_none() {
                let problem = "name the documents in the last cell, separated by |".to_owned();
                return Err(fail(problem));
            }
            let pair = match row.kept < row.other {
                true => (row.kept.clone(), row.other.clone()),
                false => (row.other.clone(), row.kept.clone()),
            };
            if let Some((earlier, at)) = decided.insert(pair, (outcome, number + 1))
                && earlier != outcome
            {
                let (kept, other) = (&row.kept, &row.other);
                let problem = format!("line {at} decides otherwise on {kept} and {other}");
                return Err(fail(problem));
            }
            rows.push(row);
        }
        Ok(Overrules { rows })
    }

    fn of(&self, outcome: Outcome) -> impl Iterator<Item = &Decision> {
        self.rows.iter().filter(move |row| row.outcome == outcome)
    }

    /// Pairs that are one thing: the id kept, the other.
    pub fn same(&self) -> impl Iterator<Item = (&str, &str)> {
        self.of(Outcome::Same)
            .map(|row| (row.kept.as_str(), row.other.as_str()))
    }

    /// Pairs that are two things.
    pub fn not_same(&self) -> impl Iterator<Item = (&str, &str)> {
        self.of(Outcome::NotSame)
            .map(|row| (row.kept.as_str(), row.other.as_str()))
    }

    /// In which documents an id is another.
    pub fn apart(&self) -> impl Iterator<Item = &Decision> {
        self.of(Outcome::Apart)
    }

    /// Whether a person wants this id kept.
    pub fn keeps(&self, id: &str) -> bool {
        self.same().any(|(kept, _)| kept == id)
    }

    /// The rows, as they stand in the file.
    pub fn rows(&self) -> &[Decision] {
        &self.rows
    }
}

/// Writes the file anew, whole or not at all: the person's rows, then what was decided. Tells
/// whether there is a file; none is begun where nothing was decided.
///
/// # Errors
/// If it cannot be written; it is then as it was.
pub fn write(
    path: &Path,
    overrules: &Overrules,
    decisions: &[Decision],
) -> Result<bool, LedgerError> {
    let text = text(overrules, decisions);
    let before = std::fs::read_to_string(path).ok();
    if before.is_none() && decisions.is_empty() || before.as_deref() == Some(&text) {
        return Ok(before.is_some());
    }
    replace(path, |out| out.write_all(text.as_bytes()))?;
    Ok(true)
}

/// The text of the file.
fn text(overrules: &Overrules, decisions: &[Decision]) -> String {
    let mut text = ABOUT.to_owned();
    text += COLUMNS;
    let by_hand: BTreeSet<(&str, &str)> = overrules
        .rows()
        .iter()
        .map(|row| (row.kept.as_str(), row.other.as_str()))
        .collect();
    let mut own: Vec<&Decision> = decisions
        .iter()
        .filter(|row| matches!(row.outcome, Outcome::Merged | Outcome::Near))
        .filter(|row| !by_hand.contains(&(row.kept.as_str(), row.other.as_str())))
        .collect();
    own.sort_by_key(|row| (row.outcome, &row.kept, &row.other));
    for row in overrules.rows().iter().chain(own) {
        let clean = |cell: &str| cell.replace(['\t', '\n', '\r'], " ");
        let cells = [
            row.outcome.name(),
            &row.kept,
            &row.other,
            &clean(&row.kept_label),
            &clean(&row.other_label),
            &row.rule,
            &clean(&row.reason),
        ];
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{}", cells.join("\t"));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Result<Overrules, String> {
        Overrules::parse(text, Path::new("x.same.tsv"), &Base::default())
            .map_err(|error| error.to_string())
    }

    #[test]
    fn a_persons_rows_are_kept_and_the_programs_are_not() {
        let rows = "# mine\ndecision\tkept\tother\n\
            same\tperson/a-b\thttps://w3id.org/expograph/id/person/b\n\
            merged\tperson/c-d\tperson/d\t\t\tr\twhy\n\
            not same\torganization/x\torganization/y\tX\tY\t\tI know them\n\
            apart\tperson/li-wei\tperson/li-wei-2\t\t\t\tone.txt | two.txt\n";
        let overrules = parse(rows).unwrap();
        assert_eq!(
            overrules.same().collect::<Vec<_>>(),
            [("person/a-b", "person/b")]
        );
        assert_eq!(overrules.not_same().count(), 1);
        let documents: Vec<_> = overrules.apart().flat_map(Decision::documents).collect();
        assert_eq!(documents, ["one.txt", "two.txt"]);
        let written = text(&overrules, &[]);
        assert!(
            written.contains("not same\torganization/x\torganization/y\tX\tY\t\tI know them\n")
        );
        assert!(!written.contains("merged\tperson"));
        // What was written is read again, as it stands.
        assert_eq!(text(&parse(&written).unwrap(), &[]), written);
    }

    #[test]
    fn a_wrong_line_is_named() {
        for (text, problem) in [
            ("sam\tperson/a\tperson/b", "1: \"sam\" is no decision"),
            ("\nsame\tperson/a", "2: \"\" is no id"),
            ("same\tperson/a\tpeople/b", "\"people/b\" is no id"),
            ("same\tperson/a\tplace/b", "different kinds"),
            ("same\tperson/a\tperson/a", "stands twice"),
            ("same\tsession/a/b\tsession/a/c", "is no id"),
            ("apart\tperson/a\tperson/b", "name the documents"),
            (
                "same\tperson/a\tperson/b\nnot same\tperson/b\tperson/a",
                "2: line 1 decides otherwise",
            ),
        ] {
            let error = parse(text).unwrap_err();
            assert!(error.contains(problem), "{error}");
        }
    }
}
