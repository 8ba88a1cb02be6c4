//! The texts of a graph's documents, kept in a file beside it so that a reader can see a sentence
//! where it stood. The graph is whole without it: who deletes the file loses the view and no fact.
//!
//! The file is JSON Lines under a line that says what it is, a line for each document in the order
//! of their IRIs, so the same documents are the same bytes. Its ending is not `.jsonl`, because
//! `build .` would take it for a document. Each text carries the mark of the reading that the
//! graph's offsets belong to; a text of another mark is as good as none, so file and graph need
//! not be written in one step.

mod change;
mod error;
mod line;

pub use change::Change;
pub use error::TextsError;
pub use line::Kept;

use line::Index;
use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

/// Which reading of a document a text belongs to: both are also in the graph (`expo:digest`,
/// `expo:reader`). The text of a page depends on what reads it, so the digest is not enough.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark<'a> {
    /// The digest of the bytes it was read from.
    pub digest: &'a str,
    /// The program and knowledge that read it.
    pub reader: &'a str,
}

/// The kept texts, open for reading. What a build writes meanwhile is another file.
#[derive(Debug)]
pub struct Texts {
    path: PathBuf,
    file: Mutex<File>,
    index: Index,
}

impl Texts {
    /// Opens the file and notes where each text begins; none if there is no file. Lines that are
    /// damaged, such as the last of a file that was cut off, are as if they were not there.
    ///
    /// # Errors
    /// If it cannot be read, is of another maker, or was written by a later version.
    pub fn open(path: &Path) -> Result<Option<Texts>, TextsError> {
        let Some(file) = line::open(path)? else {
            return Ok(None);
        };
        let index = line::read(path, &file)?;
        Ok(Some(Texts {
            path: path.to_owned(),
            file: Mutex::new(file),
            index,
        }))
    }

    /// How many texts there are.
    pub fn len(&self) -> usize {
        self.index.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many bytes a document's text takes in the file, somewhat more than it has.
    pub fn size(&self, document: &str) -> Option<u64> {
        let place = self.index.get(document)?;
        Some(place.range.end - place.range.start)
    }

    /// The text that offsets of that reading of a document refer to; none if it was not kept.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn text(&self, document: &str, mark: Mark<'_>) -> Result<Option<String>, TextsError> {
        let Some(place) = self.index.get(document).filter(|place| place.is_of(mark)) else {
            return Ok(None);
        };
        let mut bytes = Vec::new();
        {
            let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
            file.seek(SeekFrom::Start(place.range.start))
                .and_then(|_| {
                    let length = place.range.end - place.range.start;
                    (&mut *file).take(length).read_to_end(&mut bytes)
                })
                .map_err(TextsError::io("read", &self.path))?;
        }
        Ok(line::text_of(&bytes, document, mark))
    }
}

#[cfg(test)]
mod tests;
