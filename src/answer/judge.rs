//! Questions whose rows are not yet the answer: a query collects what is said, portably and fast,
//! and the program judges what of it can be true together. The header says who judges
//! (`#+ judge:`) and by which words and measures.

use super::argument::Arguments;
use super::dispute;
use super::error::AnswerError;
use super::node::{HeaderError, Node};
use super::saved::{SavedQuery, SavedQueryError};
use super::similar::{did_you_mean, nearest};
use super::table::Table;
use oxigraph::model::Term;

/// Who makes the answer of a query's rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Judge {
    /// What sources differ on.
    Disputes(dispute::Rules),
}

/// By what name a header calls each.
const NAMES: [&str; 1] = ["disputes"];

/// The parameter of [`Judge::Disputes`] that keeps one kind of verdict.
const VERDICT: &str = "verdict";

impl Judge {
    /// From the header's entry.
    ///
    /// # Errors
    /// If it names nobody, or its words and measures are not those that the judge needs.
    pub fn read(node: &Node) -> Result<Judge, HeaderError> {
        let entries = node.map("judge")?;
        let Some((_, by)) = entries.iter().find(|(key, _)| key == "by") else {
            let problem = format!("judge needs `by:`, one of {}", NAMES.join(", "));
            return Err(node.error(problem));
        };
        match by.text("by")? {
            "disputes" => dispute::Rules::read(node).map(Judge::Disputes),
            other => {
                let near = did_you_mean(&nearest(other, NAMES));
                let known = NAMES.join(", ");
                Err(by.error(format!(
                    "nobody judges by {other:?}{near}; it is one of {known}"
                )))
            }
        }
    }

    /// Parameters that it takes, which the query's text need not have.
    pub fn parameters(&self) -> &'static [&'static str] {
        match self {
            Judge::Disputes(_) => &[VERDICT],
        }
    }

    /// The answer from the rows of `query`.
    ///
    /// # Errors
    /// If the query gives other columns than it needs, or a parameter's value is unknown to it.
    pub fn judge(
        &self,
        query: &SavedQuery,
        table: &Table,
        arguments: &Arguments,
    ) -> Result<Table, AnswerError> {
        let value = |name: &str| {
            let variable = &query.parameter(name)?.variable;
            match arguments.get(variable)? {
                Term::Literal(literal) => Some(literal.value().to_owned()),
                _ => None,
            }
        };
        let broken = |problem: String| {
            AnswerError::SavedQuery(SavedQueryError {
                name: query.name.clone(),
                origin: query.origin.clone(),
                line: 1,
                problem,
            })
        };
        match self {
            Judge::Disputes(rules) => {
                let wanted = value(VERDICT);
                let kept = rules.kept(wanted.as_deref());
                let kept = kept.ok_or_else(|| AnswerError::IllTyped {
                    name: VERDICT.to_owned(),
                    value: wanted.unwrap_or_default(),
                    expected: rules.verdicts(),
                })?;
                dispute::judge(table, rules, &kept).map_err(broken)
            }
        }
    }
}
