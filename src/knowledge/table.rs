//! The two file shapes of `data/`: tab-separated tables with a header, and plain lists with one
//! entry a line. Lines beginning with `#` are comments. Errors name file and line.

use super::{KnowledgeError, Source};

/// A line of a table: its number in the file and its cells, trimmed.
pub(super) struct Row<'a> {
    pub line: usize,
    cells: [&'a str; CELLS],
}

/// No table has more columns.
const CELLS: usize = 9;

impl<'a> Row<'a> {
    /// The cell of a column; empty where the line is short.
    pub fn cell(&self, column: usize) -> &'a str {
        self.cells.get(column).copied().unwrap_or("")
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
            let mut cells = [""; CELLS];
            let mut count = 0;
            let mut start = 0;
            for end in memchr::memchr_iter(b'\t', text.as_bytes()).chain([text.len()]) {
                if let Some(cell) = cells.get_mut(count) {
                    *cell = trimmed(&text[start..end]);
                }
                count += 1;
                start = end + 1;
            }
            if count > found.len().min(CELLS) {
                return Err(invalid(
                    file,
                    line,
                    format!("{count} cells, but the header has {}", found.len()),
                ));
            }
            if cells[0].is_empty() {
                return Err(invalid(file, line, "the first cell is empty".to_owned()));
            }
            Ok(Row { line, cells })
        })
        .collect()
}

/// The entries of a list, with their line numbers.
pub(super) fn content(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.lines()
        .enumerate()
        .map(|(index, line)| (index + 1, line.trim_end()))
        .filter(|(_, line)| !line.is_empty() && !line.starts_with('#'))
}

/// A cell without white space at its ends, which most have none of.
fn trimmed(cell: &str) -> &str {
    match (cell.as_bytes().first(), cell.as_bytes().last()) {
        (Some(first), Some(last)) if first.is_ascii_graphic() && last.is_ascii_graphic() => cell,
        _ => cell.trim(),
    }
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

/// A list with its additions: the file at `path` ("authority/series.tsv"), where there is one, and
/// after it every file that has a word more in its name ("authority/series.mine.tsv"), so that a
/// folder can add to a list without copying it. Each with its path.
pub(super) fn parts(
    source: &Source,
    path: &str,
) -> Result<Vec<(String, std::borrow::Cow<'static, str>)>, KnowledgeError> {
    let (stem, ending) = path.rsplit_once('.').unwrap_or((path, ""));
    let mut parts = vec![(path.to_owned(), optional(source, path)?)];
    for more in source.list(&format!("{stem}."))? {
        let word = more[stem.len()..].strip_suffix(ending);
        if more != path && word.is_some_and(|word| word.len() > 2 && word.ends_with('.')) {
            let text = source.read(&more)?;
            parts.push((more, text));
        }
    }
    Ok(parts)
}
