//! Which files there are to read, in one order whatever the file system's.

use super::Format;
use super::error::DocumentError;
use std::collections::{BTreeMap, BTreeSet};
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
pub fn sources<P: AsRef<Path>>(paths: &[P]) -> Vec<Result<DocumentSource, DocumentError>> {
    let mut found = Vec::new();
    for path in paths {
        let path = path.as_ref();
        if path == Path::new("-") {
            found.push(Ok(DocumentSource {
                place: Place::Stdin,
                relative: "stdin".into(),
                prefix: None,
                format: None,
            }));
            continue;
        }
        match std::fs::metadata(path) {
            Err(source) => found.push(Err(io(path, source))),
            Ok(meta) if meta.is_dir() => {
                let root: Arc<Path> = Arc::from(path);
                walk(&root, "", &mut BTreeSet::new(), &mut found);
            }
            Ok(_) => found.push(named(path)),
        }
    }
    // Paths below one folder differ, and remembering all of them takes as much room again.
    if paths.len() == 1 {
        return found;
    }
    distinct(found)
}

pub(super) fn io(path: &Path, source: std::io::Error) -> DocumentError {
    DocumentError::Io {
        path: path.display().to_string(),
        source,
    }
}

fn named(path: &Path) -> Result<DocumentSource, DocumentError> {
    let shown = || path.display().to_string();
    let name = path.file_name().and_then(|name| name.to_str());
    let name = name.ok_or_else(|| DocumentError::Name { path: shown() })?;
    let format = format_of(path).ok_or_else(|| DocumentError::Unsupported { path: shown() })?;
    Ok(DocumentSource {
        place: Place::File(Arc::from(path)),
        relative: name.into(),
        prefix: None,
        format: Some(format),
    })
}

/// Adds the files of a folder, by name, and those of the folders in it.
fn walk(
    root: &Arc<Path>,
    below: &str,
    seen: &mut BTreeSet<PathBuf>,
    found: &mut Vec<Result<DocumentSource, DocumentError>>,
) {
    let folder = root.join(below);
    let names = || -> std::io::Result<Vec<(std::ffi::OsString, bool)>> {
        let mut names = Vec::new();
        for entry in std::fs::read_dir(&folder)? {
            let entry = entry?;
            // Follows links; a link to nothing is passed over like any unknown file.
            let Ok(meta) = std::fs::metadata(entry.path()) else {
                continue;
            };
            if meta.is_dir() || meta.is_file() {
                names.push((entry.file_name(), meta.is_dir()));
            }
        }
        names.sort();
        Ok(names)
    };
    if let Ok(real) = std::fs::canonicalize(&folder)
        && !seen.insert(real)
    {
        return;
    }
    let names = match names() {
        Ok(names) => names,
        Err(source) => {
            found.push(Err(io(&folder, source)));
            return;
        }
    };
    for (name, is_folder) in names {
        let path = folder.join(&name);
        if name.as_encoded_bytes().starts_with(b".") || (!is_folder && format_of(&path).is_none()) {
            continue;
        }
        let Some(name) = name.to_str() else {
            found.push(Err(DocumentError::Name {
                path: path.display().to_string(),
            }));
            continue;
        };
        let relative = if below.is_empty() {
            name.to_owned()
        } else {
            format!("{below}/{name}")
        };
        if is_folder {
            walk(root, &relative, seen, found);
        } else {
            found.push(Ok(DocumentSource {
                format: format_of(&path),
                place: Place::Below(Arc::clone(root)),
                relative: relative.into(),
                prefix: None,
            }));
        }
    }
}

/// Takes out repeated files, and sets keys apart that two folders share.
fn distinct(
    found: Vec<Result<DocumentSource, DocumentError>>,
) -> Vec<Result<DocumentSource, DocumentError>> {
    let mut by_key: BTreeMap<String, usize> = BTreeMap::new();
    let mut kept: Vec<Result<DocumentSource, DocumentError>> = Vec::with_capacity(found.len());
    for one in found {
        let mut source = match one {
            Ok(source) => source,
            Err(error) => {
                kept.push(Err(error));
                continue;
            }
        };
        let mut clash = by_key.get(&source.key()).copied();
        if let Some(at) = clash
            && let Some(Ok(other)) = kept.get(at)
        {
            if same_file(&source, other) {
                continue;
            }
            source.prefix = folder_name(&source);
            clash = by_key.get(&source.key()).copied();
        }
        match clash.and_then(|at| kept.get(at)) {
            Some(Ok(other)) if same_file(&source, other) => {}
            Some(Ok(other)) => {
                let shown = |s: &DocumentSource| s.path().unwrap_or_default().display().to_string();
                let error = DocumentError::SameKey {
                    path: shown(&source),
                    key: source.key(),
                    other: shown(other),
                };
                kept.push(Err(error));
            }
            _ => {
                by_key.insert(source.key(), kept.len());
                kept.push(Ok(source));
            }
        }
    }
    kept
}

fn same_file(a: &DocumentSource, b: &DocumentSource) -> bool {
    match (a.path(), b.path()) {
        (None, None) => true,
        (Some(a), Some(b)) => {
            a == b
                || match (std::fs::canonicalize(&a), std::fs::canonicalize(&b)) {
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
