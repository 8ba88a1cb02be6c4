//! The lines of the file of kept texts: how one is written, and where each stands.

use super::{Mark, TextsError};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufRead, BufReader, ErrorKind, Read};
use std::ops::Range;
use std::path::Path;

/// The version of the file's form.
const VERSION: u32 = 1;

/// How the first line begins, up to the version.
const FIRST: &str = "{\"format\":\"expograph texts ";

/// The first line.
pub(super) fn header() -> String {
    format!("{FIRST}{VERSION}\"}}\n")
}

/// What a line says besides the text; it comes first, so that a text need not be read to find it.
#[derive(Deserialize)]
struct Head {
    document: String,
    digest: String,
    reader: String,
}

/// A whole line.
#[derive(Deserialize, Serialize)]
struct Whole<'a> {
    document: Cow<'a, str>,
    digest: Cow<'a, str>,
    reader: Cow<'a, str>,
    text: Cow<'a, str>,
}

/// What parts a line's head from its text. It stands in no head: a quote in a string is escaped.
const TEXT: &[u8] = b",\"text\":\"";

/// A text to be kept, as its line.
#[derive(Clone, Debug)]
pub struct Kept {
    digest: String,
    reader: String,
    pub(super) line: String,
}

impl Kept {
    /// The text of a document, with the mark of its reading.
    pub fn new(document: &str, mark: Mark<'_>, text: &str) -> Kept {
        let whole = Whole {
            document: document.into(),
            digest: mark.digest.into(),
            reader: mark.reader.into(),
            text: text.into(),
        };
        // Strings alone are always JSON.
        let mut line = serde_json::to_string(&whole).unwrap_or_default();
        line.push('\n');
        Kept {
            digest: mark.digest.to_owned(),
            reader: mark.reader.to_owned(),
            line,
        }
    }

    /// Its place, if it is written there.
    pub(super) fn place(&self, range: Range<u64>) -> Place {
        Place {
            digest: self.digest.clone(),
            reader: self.reader.clone(),
            range,
        }
    }
}

/// Where a document's line stands, its end included, and the mark it has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Place {
    digest: String,
    reader: String,
    pub range: Range<u64>,
}

impl Place {
    pub fn is_of(&self, mark: Mark<'_>) -> bool {
        self.mark() == mark
    }

    pub fn mark(&self) -> Mark<'_> {
        Mark {
            digest: &self.digest,
            reader: &self.reader,
        }
    }
}

/// Where the line of each document stands, by its IRI.
pub(super) type Index = BTreeMap<String, Place>;

/// Opens the file; none if there is none.
pub(super) fn open(path: &Path) -> Result<Option<File>, TextsError> {
    match File::open(path) {
        Ok(file) => Ok(Some(file)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(TextsError::io("read", path)(error)),
    }
}

/// Reads the places of a file's lines, from its beginning. One line at a time is in memory.
pub(super) fn read(path: &Path, file: &File) -> Result<Index, TextsError> {
    let mut lines = BufReader::with_capacity(1 << 16, file);
    let mut line = Vec::new();
    let mut index = Index::new();
    // A foreign file may be one line of any length.
    let limit = FIRST.len() as u64 + 32;
    (&mut lines)
        .take(limit)
        .read_until(b'\n', &mut line)
        .map_err(TextsError::io("read", path))?;
    if !is_ours(path, &line)? {
        return Ok(index);
    }
    let mut at = line.len() as u64;
    loop {
        line.clear();
        let length = lines
            .read_until(b'\n', &mut line)
            .map_err(TextsError::io("read", path))?;
        if length == 0 {
            return Ok(index);
        }
        let range = at..at + length as u64;
        at = range.end;
        if let Some(head) = head(&line) {
            let place = Place {
                digest: head.digest,
                reader: head.reader,
                range,
            };
            index.insert(head.document, place);
        }
    }
}

/// Whether a file begins as ours do; not if it ends before that can be told.
fn is_ours(path: &Path, first: &[u8]) -> Result<bool, TextsError> {
    if header().as_bytes().starts_with(first) {
        return Ok(first.ends_with(b"\n"));
    }
    let version = first
        .strip_prefix(FIRST.as_bytes())
        .and_then(|rest| rest.strip_suffix(b"\"}\n"))
        .and_then(|version| std::str::from_utf8(version).ok());
    Err(match version {
        Some(found) => TextsError::Newer {
            path: path.to_owned(),
            found: found.to_owned(),
            known: VERSION,
        },
        None => TextsError::Foreign {
            path: path.to_owned(),
        },
    })
}

/// What a line says besides the text; none if it is damaged.
fn head(line: &[u8]) -> Option<Head> {
    // The text itself is looked at when it is asked for.
    if !line.ends_with(b"\"}\n") {
        return None;
    }
    let end = memchr::memmem::find(line, TEXT)?;
    let mut object = line[..end].to_vec();
    object.push(b'}');
    serde_json::from_slice(&object).ok()
}

/// The text of a line, if it is that document's, of that mark and whole.
pub(super) fn text_of(line: &[u8], document: &str, mark: Mark<'_>) -> Option<String> {
    let whole: Whole<'_> = serde_json::from_slice(line).ok()?;
    let is_it =
        whole.document == document && whole.digest == mark.digest && whole.reader == mark.reader;
    is_it.then(|| whole.text.into_owned())
}
