//! JSON lines: one document on each line, read one at a time.

use super::date::first_date;
use super::error::DocumentError;
use super::html::read_html;
use super::origin::OriginWords;
use super::plain::read_text;
use super::{Document, Format, digest};
use serde::Deserialize;
use serde_json::Value;
use std::io::BufRead;

/// A line; other fields are left alone.
#[derive(Deserialize)]
struct Record {
    id: Option<Value>,
    text: Option<String>,
    html: Option<String>,
    url: Option<String>,
    title: Option<String>,
    date: Option<String>,
    publisher: Option<String>,
}

/// The documents of a JSON-lines file. A line that holds none is an error of its own, and the
/// reading goes on; an error of reading ends it.
///
/// A line gives `text` or `html`, and where known `id`, `url`, `title`, `date` and `publisher`.
pub fn read_json_lines<'w, R: BufRead + Send + 'w>(
    name: &str,
    key: &str,
    reader: R,
    words: &'w OriginWords,
) -> impl Iterator<Item = Result<Document, DocumentError>> + Send + 'w {
    JsonLines {
        name: name.to_owned(),
        key: key.to_owned(),
        reader,
        words,
        line: 0,
        ended: false,
    }
}

struct JsonLines<'w, R> {
    name: String,
    key: String,
    reader: R,
    words: &'w OriginWords,
    line: usize,
    ended: bool,
}

impl<R: BufRead> Iterator for JsonLines<'_, R> {
    type Item = Result<Document, DocumentError>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.ended {
            let mut bytes = Vec::new();
            self.line += 1;
            match self.reader.read_until(b'\n', &mut bytes) {
                Ok(0) => self.ended = true,
                Ok(_) => {
                    if !content(&bytes).is_empty() {
                        let (name, key) = (&self.name, &self.key);
                        return Some(read_json_line(name, key, self.line, &bytes, self.words));
                    }
                }
                Err(source) => {
                    self.ended = true;
                    return Some(Err(DocumentError::Io {
                        path: self.key.clone(),
                        source,
                    }));
                }
            }
        }
        None
    }
}

/// The document of one line of a JSON-lines file, for callers that read lines themselves and
/// spread the work over threads. `number` is the line's, from 1.
///
/// # Errors
/// If the line holds no document; the error names file, line and value.
pub fn read_json_line(
    name: &str,
    key: &str,
    number: usize,
    line: &[u8],
    words: &OriginWords,
) -> Result<Document, DocumentError> {
    let line = content(line);
    let problem = |problem: String| DocumentError::Line {
        path: key.to_owned(),
        line: number,
        problem,
    };
    if line.first() != Some(&b'{') {
        let what = "no JSON object; write one object on each line";
        return Err(problem(what.to_owned()));
    }
    let record: Record = serde_json::from_slice(line).map_err(|error| {
        // The parser sees one line only, and would call it line 1.
        let column = error.column();
        let what = error.to_string();
        let what = what.split(" at line ").next().unwrap_or_default();
        problem(format!(
            "no JSON object with string fields: {what} at column {column}; \
             write one object on each line"
        ))
    })?;
    let id = match &record.id {
        None | Some(Value::Null) => number.to_string(),
        Some(Value::String(id)) if !id.trim().is_empty() => id.trim().to_owned(),
        Some(Value::Number(id)) => id.to_string(),
        Some(other) => {
            return Err(problem(format!("id {other} is neither string nor number")));
        }
    };
    let published = match record.date.as_deref().map(str::trim) {
        None | Some("") => None,
        Some(date) => Some(first_date(date, words).ok_or_else(|| {
            problem(format!(
                "date {date:?} is no date; write it like 2024-05-31 or leave it out"
            ))
        })?),
    };
    let name = format!("{name}#{id}");
    let key = format!("{key}#{id}");
    let filled = |field: Option<String>| field.filter(|text| !text.trim().is_empty());
    let read = match (filled(record.text), filled(record.html)) {
        (Some(text), _) => read_text(&name, &key, text.into_bytes(), words),
        (None, Some(html)) => read_html(&name, &key, html.into_bytes(), words),
        (None, None) => {
            return Err(problem(
                "neither text nor html; give one of them".to_owned(),
            ));
        }
    };
    let mut document = read.map_err(|error| match error {
        DocumentError::Binary { at, .. } => {
            problem(format!("control characters at byte {at} of the text"))
        }
        DocumentError::Empty { .. } => problem("no text in it".to_owned()),
        error => problem(error.to_string()),
    })?;
    document.format = Format::JsonLines;
    document.digest = digest(line);
    document.title = filled(record.title)
        .map(|title| super::label::one_line(&title))
        .or(document.title);
    document.url = filled(record.url).or(document.url);
    document.publisher = filled(record.publisher)
        .map(|name| super::label::one_line(&name))
        .or(document.publisher);
    document.published = published.or(document.published);
    Ok(document)
}

/// A line without white space at its ends and without the byte order mark.
fn content(bytes: &[u8]) -> &[u8] {
    let bytes = bytes.trim_ascii();
    bytes
        .strip_prefix(b"\xef\xbb\xbf")
        .unwrap_or(bytes)
        .trim_ascii()
}
