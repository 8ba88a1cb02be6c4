//! Where knowledge files come from: the copies inside the binary, overlaid by a folder
//! (`--data DIR`). A file in the folder replaces the embedded file of the same path
//! (`lexicon/titles.txt`, `authority/places.tsv`, `rules/speaker.toml`, `queries/mine.rq`,
//! `ontology/expo.ttl`, `documents/x.txt`); other files there are added. A word more in the name
//! adds to a list instead of replacing it: `authority/series.mine.tsv`.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

#[derive(rust_embed::RustEmbed)]
#[folder = "data/"]
struct Data;

#[derive(rust_embed::RustEmbed)]
#[folder = "queries/"]
#[prefix = "queries/"]
struct Queries;

#[derive(rust_embed::RustEmbed)]
#[folder = "ontology/"]
#[prefix = "ontology/"]
#[include = "*.ttl"]
#[include = "*.jsonld"]
// Shapes are for other tools, no part of graphs.
#[exclude = "shapes.ttl"]
struct Ontology;

/// A data file could not be read.
#[derive(Debug, thiserror::Error)]
pub enum SourceError {
    #[error("{path}: {source}; check the folder given with --data")]
    Io {
        path: PathBuf,
        source: std::io::Error,
    },
    #[error("{path}: not UTF-8 at byte {at}; save the file as UTF-8")]
    NotUtf8 { path: PathBuf, at: usize },
    #[error("no data file {path:?}")]
    Missing { path: String },
}

/// The embedded files, with an optional folder laid over them.
#[derive(Clone, Debug, Default)]
pub struct Source {
    folder: Option<PathBuf>,
}

impl Source {
    /// The files inside the binary alone.
    pub fn embedded() -> Self {
        Source::default()
    }

    /// The embedded files with `folder` laid over them.
    pub fn with_folder(folder: impl Into<PathBuf>) -> Self {
        Source {
            folder: Some(folder.into()),
        }
    }

    /// The paths of all files below `prefix` ("rules/"), sorted.
    ///
    /// # Errors
    /// If the folder cannot be listed.
    pub fn list(&self, prefix: &str) -> Result<Vec<String>, SourceError> {
        let mut paths: BTreeSet<String> = Data::iter()
            .chain(Queries::iter())
            .chain(Ontology::iter())
            .map(|path| path.into_owned())
            .filter(|path| path.starts_with(prefix))
            .collect();
        if let Some(folder) = &self.folder {
            walk(folder, folder, prefix, &mut paths)?;
        }
        Ok(paths.into_iter().collect())
    }

    /// The text of the file at `path`.
    ///
    /// # Errors
    /// If there is no such file, or it cannot be read, or it is not UTF-8.
    pub fn read(&self, path: &str) -> Result<Cow<'static, str>, SourceError> {
        if let Some(folder) = &self.folder {
            let full = folder.join(path);
            if full.is_file() {
                let bytes = std::fs::read(&full).map_err(|source| SourceError::Io {
                    path: full.clone(),
                    source,
                })?;
                return String::from_utf8(bytes).map(Cow::Owned).map_err(|error| {
                    SourceError::NotUtf8 {
                        path: full,
                        at: error.utf8_error().valid_up_to(),
                    }
                });
            }
        }
        let file = Data::get(path)
            .or_else(|| Queries::get(path))
            .or_else(|| Ontology::get(path))
            .ok_or_else(|| SourceError::Missing {
                path: path.to_owned(),
            })?;
        let not_utf8 = |at| SourceError::NotUtf8 {
            path: PathBuf::from(path),
            at,
        };
        match file.data {
            Cow::Borrowed(bytes) => std::str::from_utf8(bytes)
                .map(Cow::Borrowed)
                .map_err(|error| not_utf8(error.valid_up_to())),
            Cow::Owned(bytes) => String::from_utf8(bytes)
                .map(Cow::Owned)
                .map_err(|error| not_utf8(error.utf8_error().valid_up_to())),
        }
    }

    /// How a path is to be named in an error: with the folder if the file is from there.
    pub fn display(&self, path: &str) -> String {
        match &self.folder {
            Some(folder) if folder.join(path).is_file() => folder.join(path).display().to_string(),
            _ => path.to_owned(),
        }
    }
}

fn walk(
    root: &Path,
    folder: &Path,
    prefix: &str,
    paths: &mut BTreeSet<String>,
) -> Result<(), SourceError> {
    let io = |path: &Path| {
        let path = path.to_owned();
        move |source| SourceError::Io { path, source }
    };
    for entry in std::fs::read_dir(folder).map_err(io(folder))? {
        let path = entry.map_err(io(folder))?.path();
        if path.is_dir() {
            walk(root, &path, prefix, paths)?;
        } else if let Ok(relative) = path.strip_prefix(root) {
            let relative = relative.to_string_lossy().replace('\\', "/");
            if relative.starts_with(prefix) {
                paths.insert(relative);
            }
        }
    }
    Ok(())
}
