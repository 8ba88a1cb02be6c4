//! The files of a folder and of the folders in it, one at a time. Only the names in the folders
//! that are open are held, so memory grows with the largest folder, not with the number of files.

use super::error::DocumentError;
use super::sources::{fingerprint, format_of, io};
use rustc_hash::FxHashSet;
use std::fs::DirEntry;
use std::path::Path;
use std::sync::Arc;

/// Paths of files below a folder, relative to it and with `/`: sorted by name, those of a folder
/// in the place of its name.
///
/// Only known endings count, hidden files and folders are passed over, and every folder is read
/// once, so that links in a circle do no harm.
pub(super) struct Folder {
    root: Arc<Path>,
    /// The folder to be read next, below the root.
    waiting: Option<String>,
    /// The folders being gone through, each inside the one before.
    open: Vec<Listing>,
    /// The folders that were read: 16 bytes each, whatever the length of their paths.
    seen: FxHashSet<[u8; 16]>,
}

impl Folder {
    pub(super) fn new(root: Arc<Path>) -> Folder {
        Folder {
            root,
            waiting: Some(String::new()),
            open: Vec::new(),
            seen: FxHashSet::default(),
        }
    }

    pub(super) fn root(&self) -> &Arc<Path> {
        &self.root
    }

    fn enter(&mut self, below: String) -> Result<(), DocumentError> {
        let folder = self.root.join(&below);
        if let Ok(real) = std::fs::canonicalize(&folder)
            && !self.seen.insert(fingerprint(&real))
        {
            return Ok(());
        }
        let listing = Listing::read(&folder, below).map_err(|source| io(&folder, source))?;
        self.open.push(listing);
        Ok(())
    }
}

impl Iterator for Folder {
    type Item = Result<String, DocumentError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(below) = self.waiting.take()
                && let Err(error) = self.enter(below)
            {
                return Some(Err(error));
            }
            let listing = self.open.last_mut()?;
            let Some(entry) = listing.next() else {
                self.open.pop();
                continue;
            };
            let name = entry.name(&listing.names);
            let relative = |name: &str| match listing.below.as_str() {
                "" => name.to_owned(),
                below => format!("{below}/{name}"),
            };
            match std::str::from_utf8(name) {
                Ok(name) if entry.is_folder => self.waiting = Some(relative(name)),
                Ok(name) => return Some(Ok(relative(name))),
                Err(_) => {
                    let relative = relative(&String::from_utf8_lossy(name));
                    let path = self.root.join(relative).display().to_string();
                    return Some(Err(DocumentError::Name { path }));
                }
            }
        }
    }
}

/// The names in one folder, in one piece of memory: a folder may hold very many files.
#[derive(Default)]
struct Listing {
    below: String,
    names: Vec<u8>,
    entries: Vec<Entry>,
    next: usize,
}

/// A name in the piece of memory.
#[derive(Clone, Copy)]
struct Entry {
    start: u32,
    length: u16,
    is_folder: bool,
}

impl Listing {
    fn read(folder: &Path, below: String) -> std::io::Result<Listing> {
        let mut listing = Listing {
            below,
            ..Listing::default()
        };
        for entry in std::fs::read_dir(folder)? {
            listing.add(&entry?)?;
        }
        let Listing { names, entries, .. } = &mut listing;
        names.shrink_to_fit();
        entries.shrink_to_fit();
        entries.sort_unstable_by(|a, b| a.name(names).cmp(b.name(names)));
        Ok(listing)
    }

    fn add(&mut self, entry: &DirEntry) -> std::io::Result<()> {
        let name = entry.file_name();
        let bytes = name.as_encoded_bytes();
        let mut kind = entry.file_type()?;
        if kind.is_symlink() {
            // A link to nothing is passed over like any unknown file.
            match std::fs::metadata(entry.path()) {
                Ok(meta) => kind = meta.file_type(),
                Err(_) => return Ok(()),
            }
        }
        let known = kind.is_dir() || kind.is_file() && format_of(Path::new(&name)).is_some();
        if !known || bytes.starts_with(b".") {
            return Ok(());
        }
        let too_many = |_| std::io::Error::other("the names in it take more than 4 GB");
        self.entries.push(Entry {
            start: u32::try_from(self.names.len()).map_err(too_many)?,
            length: u16::try_from(bytes.len()).map_err(too_many)?,
            is_folder: kind.is_dir(),
        });
        self.names.extend_from_slice(bytes);
        Ok(())
    }

    fn next(&mut self) -> Option<Entry> {
        let entry = self.entries.get(self.next)?;
        self.next += 1;
        Some(*entry)
    }
}

impl Entry {
    fn name(self, names: &[u8]) -> &[u8] {
        let start = self.start as usize;
        &names[start..start + usize::from(self.length)]
    }
}
