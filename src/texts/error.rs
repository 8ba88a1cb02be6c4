//! What can go wrong with kept texts, each with what to do about it.

use crate::graph::GraphError;
use std::io;
use std::path::{Path, PathBuf};

/// Kept texts could not be read or written. The graph is as it was.
#[derive(Debug, thiserror::Error)]
pub enum TextsError {
    /// A file of that name that somebody else made.
    #[error(
        "{path}: is not what expograph keeps texts in, and would be overwritten; \
         move it away, or build with --no-text",
        path = .path.display()
    )]
    Foreign { path: PathBuf },
    /// Written by a later version of the program.
    #[error(
        "{path}: texts are kept in format {found}, this program knows up to {known}; use a newer \
         expograph, or delete the file: the next build keeps the texts anew",
        path = .path.display()
    )]
    Newer {
        path: PathBuf,
        found: String,
        known: u32,
    },
    /// The file could not be written.
    #[error(transparent)]
    Write(#[from] GraphError),
    /// The file system refused.
    #[error("cannot {action} {path}: {source}", path = .path.display())]
    Io {
        action: &'static str,
        path: PathBuf,
        source: io::Error,
    },
}

impl TextsError {
    pub(super) fn io(action: &'static str, path: &Path) -> impl FnOnce(io::Error) -> TextsError {
        let path = path.to_owned();
        move |source| TextsError::Io {
            action,
            path,
            source,
        }
    }
}
