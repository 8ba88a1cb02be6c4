//! Which files there are to read, one at a time and in one order whatever the file system's.
//! Folders are gone through as their files are asked for, so memory does not grow with the number
//! of files, but for 29 to 57 bytes a file if more than one path was given: see [`Distinct`].

use super::Format;
use super::error::DocumentError;
use super::folder::Folder;
use rustc_hash::FxHashMap;
use sha2::{Digest, Sha256};
use std::collections::hash_map::Entry;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Where documents are read from.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Place {
    /// A file that was named.
    File(Arc<Path>),
    /// A file below a folder that was named; the key is its path there.
    Below(Arc<Path>),
    Stdin,
}

/// A file to read, or standard input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentSource {
    place: Place,
    /// The path below the folder, if any, with `/`.
    relative: Box<str>,
    /// Put before the path to tell equal keys of two folders apart.
    prefix: Option<Arc<str>>,
    format: Option<Format>,
}

impl DocumentSource {
    /// The file's path; none for standard input.
    pub fn path(&self) -> Option<PathBuf> {
        match &self.place {
            Place::File(path) => Some(path.to_path_buf()),
            Place::Below(folder) => Some(folder.join(&*self.relative)),
            Place::Stdin => None,
        }
    }

    /// What identifies the document in a graph: the path relative to the folder that was given,
    /// the file's name if it was given itself, `stdin` for standard input.
    pub fn key(&self) -> String {
        match &self.prefix {
            Some(prefix) => format!("{prefix}/{}", self.relative),
            None => self.relative.to_string(),
        }
    }

    /// The format its ending names; none for standard input, where the first bytes tell.
    pub fn format(&self) -> Option<Format> {
        self.format
    }
}

/// The format that a file's ending names.
pub fn format_of(path: &Path) -> Option<Format> {
    match path.extension()?.to_str()?.to_ascii_lowercase().as_str() {
        "txt" => Some(Format::Text),
        "md" => Some(Format::Markdown),
        "html" | "htm" => Some(Format::Html),
        "jsonl" => Some(Format::JsonLines),
        _ => None,
    }
}

/// The files to read for `paths`: files as they are named, folders with all below them, sorted,
/// `-` for standard input. In folders only known endings count, hidden files and folders are
/// passed over, and every folder is read once, so that links in a circle do no harm.
///
/// A path that cannot be read is an error in its place; the others stand. A file that is named
/// twice is read once.
pub fn sources<P: AsRef<Path>>(paths: &[P]) -> Sources<'_, P> {
    Sources {
        paths,
        next: 0,
        folder: None,
        // Paths below one folder differ.
        distinct: (paths.len() > 1).then(Distinct::default),
    }
}

/// The files to read; see [`sources`].
pub struct Sources<'p, P> {
    paths: &'p [P],
    next: usize,
    /// The folder that is being gone through; its path is the one before `next`.
    folder: Option<Folder>,
    distinct: Option<Distinct>,
}

impl<P: AsRef<Path>> Iterator for Sources<'_, P> {
    type Item = Result<DocumentSource, DocumentError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let found = match self.below() {
                Some(found) => found,
                None => {
                    let path = self.paths.get(self.next)?.as_ref();
                    self.next += 1;
                    match named(path) {
                        Ok(Some(source)) => Ok(source),
                        Ok(None) => {
                            self.folder = Some(Folder::new(Arc::from(path)));
                            continue;
                        }
                        Err(error) => Err(error),
                    }
                }
            };
            let admitted = match (found, &mut self.distinct) {
                (Ok(source), Some(distinct)) => distinct.admit(source, self.paths, self.next - 1),
                (found, _) => Some(found),
            };
            if admitted.is_some() {
                return admitted;
            }
        }
    }
}

impl<P> Sources<'_, P> {
    /// The next file of the folder that is open.
    fn below(&mut self) -> Option<Result<DocumentSource, DocumentError>> {
        let folder = self.folder.as_mut()?;
        let Some(relative) = folder.next() else {
            self.folder = None;
            return None;
        };
        Some(relative.map(|relative| DocumentSource {
            format: format_of(Path::new(&relative)),
            place: Place::Below(Arc::clone(folder.root())),
            relative: relative.into(),
            prefix: None,
        }))
    }
}

pub(super) fn io(path: &Path, source: std::io::Error) -> DocumentError {
    DocumentError::Io {
        path: path.display().to_string(),
        source,
    }
}

/// The source that a path names by itself; none if it is a folder.
fn named(path: &Path) -> Result<Option<DocumentSource>, DocumentError> {
    let source = |place, relative: &str, format| {
        Ok(Some(DocumentSource {
            place,
            relative: relative.into(),
            prefix: None,
            format,
        }))
    };
    if path == Path::new("-") {
        return source(Place::Stdin, "stdin", None);
    }
    if std::fs::metadata(path)
        .map_err(|error| io(path, error))?
        .is_dir()
    {
        return Ok(None);
    }
    let shown = || path.display().to_string();
    let name = path.file_name().and_then(|name| name.to_str());
    let name = name.ok_or_else(|| DocumentError::Name { path: shown() })?;
    let format = format_of(path).ok_or_else(|| DocumentError::Unsupported { path: shown() })?;
    source(Place::File(Arc::from(path)), name, Some(format))
}

/// Leaves out repeated files, and sets keys apart that two paths share. Of every file it keeps a
/// fingerprint of its key and which path it came by: with the room that a growing table leaves
/// free 29 to 57 bytes. The file's own path follows from the two.
#[derive(Default)]
struct Distinct {
    given: FxHashMap<[u8; 16], Given>,
}

/// What became of a key.
#[derive(Clone, Copy)]
struct Given {
    /// The number of the path that the file is, or is below.
    path: u32,
    /// Whether the key begins with the name of a folder, to tell it from another.
    prefixed: bool,
}

impl Distinct {
    /// The source, with a key of its own; none if the file was there before. `path` is the number
    /// of the path among `paths` that it came by.
    fn admit<P: AsRef<Path>>(
        &mut self,
        mut source: DocumentSource,
        paths: &[P],
        path: usize,
    ) -> Option<Result<DocumentSource, DocumentError>> {
        loop {
            let key = source.key();
            let given = Given {
                path: u32::try_from(path).unwrap_or(u32::MAX),
                prefixed: source.prefix.is_some(),
            };
            let other = match self.given.entry(fingerprint(Path::new(&key))) {
                Entry::Vacant(entry) => {
                    entry.insert(given);
                    return Some(Ok(source));
                }
                Entry::Occupied(entry) => entry.get().file(&key, paths),
            };
            if same_file(source.path().as_deref(), other.as_deref()) {
                return None;
            }
            if source.prefix.is_none() {
                source.prefix = folder_name(&source);
                if source.prefix.is_some() {
                    continue;
                }
            }
            let shown = |path: Option<PathBuf>| path.unwrap_or_default().display().to_string();
            return Some(Err(DocumentError::SameKey {
                path: shown(source.path()),
                key,
                other: shown(other),
            }));
        }
    }
}

impl Given {
    /// The path of the file that has the key; none for standard input.
    fn file<P: AsRef<Path>>(self, key: &str, paths: &[P]) -> Option<PathBuf> {
        let path = paths.get(self.path as usize)?.as_ref();
        if path == Path::new("-") {
            return None;
        }
        if !path.is_dir() {
            return Some(path.to_owned());
        }
        let relative = match (self.prefixed, key.split_once('/')) {
            (true, Some((_, relative))) => relative,
            _ => key,
        };
        Some(path.join(relative))
    }
}

/// The first 16 bytes of the SHA-256 of a path: of a million million files, two have the same
/// with a chance of one in a hundred million million.
pub(super) fn fingerprint(path: &Path) -> [u8; 16] {
    let digest = Sha256::digest(path.as_os_str().as_encoded_bytes());
    let mut first = [0; 16];
    first.copy_from_slice(&digest[..16]);
    first
}

/// Whether two paths lead to one file; no path is standard input.
fn same_file(a: Option<&Path>, b: Option<&Path>) -> bool {
    match (a, b) {
        (None, None) => true,
        (Some(a), Some(b)) => {
            a == b
                || match (std::fs::canonicalize(a), std::fs::canonicalize(b)) {
                    (Ok(a), Ok(b)) => a == b,
                    _ => false,
                }
        }
        _ => false,
    }
}

/// The name of the folder that a key is relative to.
fn folder_name(source: &DocumentSource) -> Option<Arc<str>> {
    let folder = match &source.place {
        Place::Below(root) => std::fs::canonicalize(root).ok()?,
        Place::File(path) => std::fs::canonicalize(path).ok()?.parent()?.to_owned(),
        Place::Stdin => return None,
    };
    folder.file_name()?.to_str().map(Arc::from)
}
