//! The two file shapes of `data/`: tab-separated tables with a header, and plain lists with one
//! entry a line. Lines beginning with `#` are comments. Errors name file and line.

use super::{KnowledgeError, Source};

/// A line of a table: its number in the file and its cells.
pub(super) struct Row<'a> {
    pub line: usize,
    text: &'a str,
}

impl<'a> Row<'a> {
    /// The trimmed cell of a column; empty where the line is short.
    pub fn cell(&self, column: usize) -> &'a str {
        self.text.split('\t').nth(column).map_or("", str::trim)
    }

    /// The entries of a cell that are separated by `|`.
    pub fn entries(&self, column: usize) -> impl Iterator<Item = &'a str> + use<'a> {
        self.cell(column)
            .split('|')
            .map(str::trim)
            .filter(|entry| !entry.is_empty())
    }
}

/// The lines of a table whose header must name `columns` in this order.
pub(super) fn rows<'a>(
    file: &str,
    text: &'a str,
    columns: &[&str],
) -> Result<Vec<Row<'a>>, KnowledgeError> {
    let mut lines = content(text);
    let Some((line, header)) = lines.next() else {
        return Ok(Vec::new());
    };
    let found: Vec<&str> = header.split('\t').map(str::trim).collect();
    if found.len() < columns.len() || found.iter().zip(columns).any(|(a, b)| a != b) {
        return Err(invalid(
            file,
            line,
            format!("the header must be {columns:?} separated by tabs, found {found:?}"),
        ));
    }
    lines
        .map(|(line, text)| {
            let cells = 1 + text.bytes().filter(|byte| *byte == b'\t').count();
            if cells > found.len() {
                return Err(invalid(
                    file,
                    line,
                    format!("{cells} cells, but the header has {}", found.len()),
                ));
            }
            let row = Row { line, text };
            if row.cell(0).is_empty() {
                return Err(invalid(file, line, "the first cell is empty".to_owned()));
            }
            Ok(row)
        })
        .collect()
}

/// The entries of a list, with their line numbers.
pub(super) fn content(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.lines()
        .enumerate()
        .map(|(index, line)| (index + 1, line.trim_end()))
        .filter(|(_, line)| !line.trim().is_empty() && !line.starts_with('#'))
}

/// The text of a file, or the empty text where there is none: a list may be left out.
pub(super) fn optional(
    source: &Source,
    path: &str,
) -> Result<std::borrow::Cow<'static, str>, KnowledgeError> {
    match source.read(path) {
        Ok(text) => Ok(text),
        Err(super::SourceError::Missing { .. }) => Ok(std::borrow::Cow::Borrowed("")),
        Err(error) => Err(error.into()),
    }
}

pub(super) fn invalid(file: &str, line: usize, problem: String) -> KnowledgeError {
    KnowledgeError::Invalid {
        file: file.to_owned(),
        line,
        problem,
    }
}
