//! Changing which texts are kept. What is new waits in a temporary file, so memory does not grow
//! with the texts; the old file is replaced whole or not at all.

use super::line::{self, Index, Kept, Place};
use super::{Mark, TextsError};
use crate::graph::replace;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufWriter, Read, Seek, SeekFrom, Write};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A file of kept texts that is being changed. Nothing is written before [`Change::commit`]. To
/// be used while the graph is being changed: its lock is theirs, too.
#[derive(Debug)]
pub struct Change {
    path: PathBuf,
    /// Whether texts of documents that are read are kept; else they go.
    keeps: bool,
    old: Arc<Index>,
    file: Option<File>,
    /// Places in `spool`; none for a text that goes.
    new: BTreeMap<String, Option<Place>>,
    spool: Option<BufWriter<File>>,
    spooled: u64,
}

/// The texts that were kept before a change, for asking from any thread.
#[derive(Clone, Debug)]
pub struct Before {
    keeps: bool,
    index: Arc<Index>,
}

impl Before {
    /// Whether the text of that reading of a document is to be kept and is not yet.
    pub fn lacks(&self, document: &str, mark: Mark<'_>) -> bool {
        self.keeps
            && !self
                .index
                .get(document)
                .is_some_and(|place| place.is_of(mark))
    }

    /// Whether texts are kept.
    pub fn keeps(&self) -> bool {
        self.keeps
    }
}

impl Change {
    /// Opens the file to change it; it need not exist yet. Without `keeps`, the texts of all
    /// documents that are set go.
    ///
    /// # Errors
    /// If it cannot be read, is of another maker, or was written by a later version. Where
    /// nothing is to be kept, such a file is left alone.
    pub fn open(path: &Path, keeps: bool) -> Result<Change, TextsError> {
        let opened = line::open(path).and_then(|file| match file {
            Some(file) => Ok((line::read(path, &file)?, Some(file))),
            None => Ok((Index::new(), None)),
        });
        let (old, file) = match opened {
            Err(TextsError::Foreign { .. }) if !keeps => (Index::new(), None),
            opened => opened?,
        };
        Ok(Change {
            path: path.to_owned(),
            keeps,
            old: Arc::new(old),
            file,
            new: BTreeMap::new(),
            spool: None,
            spooled: 0,
        })
    }

    /// What was kept before.
    pub fn before(&self) -> Before {
        Before {
            keeps: self.keeps,
            index: Arc::clone(&self.old),
        }
    }

    /// Sets the text of a document that was read: to this one, or without one to what it was; if
    /// texts are not kept, it goes. The last time a document is set counts.
    ///
    /// # Errors
    /// If there is no room for it.
    pub fn set(&mut self, document: &str, text: Option<Kept>) -> Result<(), TextsError> {
        let place = match text {
            _ if !self.keeps => None,
            None => {
                self.new.remove(document);
                return Ok(());
            }
            Some(kept) => {
                let range = self
                    .put(&kept.line)
                    .map_err(TextsError::io("write beside", &self.path))?;
                Some(kept.place(range))
            }
        };
        self.new.insert(document.to_owned(), place);
        Ok(())
    }

    /// Writes a line to the temporary file.
    fn put(&mut self, line: &str) -> io::Result<Range<u64>> {
        let spool = match &mut self.spool {
            Some(spool) => spool,
            none => {
                let folder = match self.path.parent() {
                    Some(folder) if !folder.as_os_str().is_empty() => folder,
                    _ => Path::new("."),
                };
                let file = tempfile::tempfile_in(folder)?;
                none.insert(BufWriter::with_capacity(1 << 16, file))
            }
        };
        spool.write_all(line.as_bytes())?;
        let start = self.spooled;
        self.spooled += line.len() as u64;
        Ok(start..self.spooled)
    }

    /// Drops the texts that were kept before and are not to stay: those of documents that are
    /// gone, and those of other readings than the graph's.
    pub fn retain(&mut self, stays: impl Fn(&str, Mark<'_>) -> bool) {
        for (document, place) in self.old.iter() {
            if !self.new.contains_key(document) && !stays(document, place.mark()) {
                self.new.insert(document.clone(), None);
            }
        }
    }

    /// Writes the changes; nothing if they change nothing. Where no text is kept any more, there
    /// is no file.
    ///
    /// # Errors
    /// If writing fails; the texts are then as they were.
    pub fn commit(mut self) -> Result<(), TextsError> {
        let is_change = |(document, place): (&String, &Option<Place>)| {
            place.is_some() || self.old.contains_key(document)
        };
        if !self.new.iter().any(is_change) {
            return Ok(());
        }
        let runs = self.runs();
        if runs.is_empty() {
            return match std::fs::remove_file(&self.path) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => {
                    Err(TextsError::io("remove", &self.path)(error))
                }
                _ => Ok(()),
            };
        }
        let mut spool = match self.spool.take() {
            Some(spool) => Some(
                spool
                    .into_inner()
                    .map_err(|error| TextsError::io("write beside", &self.path)(error.into()))?,
            ),
            None => None,
        };
        let mut old = self.file.take();
        replace(&self.path, |out| {
            out.write_all(line::header().as_bytes())?;
            for (is_new, range) in runs {
                let file = if is_new { &mut spool } else { &mut old };
                if let Some(file) = file {
                    copy(file, range, out)?;
                }
            }
            Ok(())
        })?;
        Ok(())
    }

    /// The stretches that make the new file, each with whether it is in the temporary one. Lines
    /// that stood one after the other are one stretch.
    fn runs(&self) -> Vec<(bool, Range<u64>)> {
        let kept = self
            .old
            .iter()
            .filter(|(document, _)| !self.new.contains_key(*document))
            .map(|(document, place)| (document, (false, place)));
        let new = self
            .new
            .iter()
            .filter_map(|(document, place)| Some((document, (true, place.as_ref()?))));
        let all: BTreeMap<&String, (bool, &Place)> = kept.chain(new).collect();
        let mut runs: Vec<(bool, Range<u64>)> = Vec::new();
        for (is_new, place) in all.into_values() {
            match runs.last_mut() {
                Some((last, range)) if *last == is_new && range.end == place.range.start => {
                    range.end = place.range.end;
                }
                _ => runs.push((is_new, place.range.clone())),
            }
        }
        runs
    }
}

/// Copies a stretch of a file.
fn copy(file: &mut File, range: Range<u64>, out: &mut dyn Write) -> io::Result<()> {
    let length = range.end - range.start;
    file.seek(SeekFrom::Start(range.start))?;
    let copied = io::copy(&mut file.take(length), out)?;
    if copied < length {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    Ok(())
}
