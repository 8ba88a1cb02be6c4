//! What can go wrong with a graph, each with what to do about it.

use super::remote::RemoteError;
use std::io;
use std::path::{Path, PathBuf};

/// A graph could not be opened, read, changed or written. Whatever the error, the graph on disk
/// is as it was.
#[derive(Debug, thiserror::Error)]
pub enum GraphError {
    /// No graph there.
    #[error("no graph at {path}; {remedy}", path = .path.display())]
    Missing { path: PathBuf, remedy: String },
    /// A file whose ending says nothing of its format.
    #[error(
        "{path}: cannot tell the format from the ending; \
         use .nq, .trig, .ttl, .nt, .jsonld or .rdf, or name the format",
        path = .path.display()
    )]
    UnknownFormat { path: PathBuf },
    /// A graph that can only be read.
    #[error(
        "{path}: a graph is built as N-Quads; build one whose name ends with .nq \
         and export it in the other formats",
        path = .path.display()
    )]
    ReadOnly { path: PathBuf },
    /// A remote graph.
    #[error(transparent)]
    Remote(RemoteError),
    /// A folder, without the engine for folders.
    #[error(
        "{path}: a graph in a folder needs the feature rocksdb, which this program was built \
         without; build it with `cargo build --release --features rocksdb`, \
         or give a file such as expo.nq",
        path = .path.display()
    )]
    NoRocksDb { path: PathBuf },
    /// Broken RDF. Lines and columns count from one.
    #[error("{path}:{line}:{column}: {problem}", path = .path.display())]
    Syntax {
        path: PathBuf,
        line: u64,
        column: u64,
        problem: String,
    },
    /// Broken RDF of a kind that gives no position.
    #[error("{path}: {problem}", path = .path.display())]
    Broken { path: PathBuf, problem: String },
    /// Written by a later version of the program.
    #[error(
        "{path}: written in graph format {found}, this program knows up to {known}; \
         use a newer expograph, or build the graph anew under another name",
        path = .path.display()
    )]
    Newer {
        path: PathBuf,
        found: String,
        known: u32,
    },
    /// Its identifiers start otherwise.
    #[error(
        "{path}: was built with --base {found}, not {asked}; \
         use that base or another graph",
        path = .path.display()
    )]
    OtherBase {
        path: PathBuf,
        found: String,
        asked: String,
    },
    /// Somebody else is using it.
    #[error(
        "{path}: another expograph is using this graph (it holds {lock}); \
         wait until it has finished, then run this again",
        path = .path.display(), lock = .lock.display()
    )]
    Busy { path: PathBuf, lock: PathBuf },
    /// The file system refused.
    #[error("cannot {action} {path}: {source}{remedy}", path = .path.display())]
    Io {
        action: &'static str,
        path: PathBuf,
        source: io::Error,
        remedy: &'static str,
    },
    /// The engine refused.
    #[error("{path}: the graph's engine reports: {problem}", path = .path.display())]
    Engine { path: PathBuf, problem: String },
}

impl GraphError {
    pub(super) fn io(action: &'static str, path: &Path) -> impl FnOnce(io::Error) -> GraphError {
        let path = path.to_owned();
        move |source| {
            let remedy = match source.kind() {
                io::ErrorKind::StorageFull
                | io::ErrorKind::QuotaExceeded
                | io::ErrorKind::FileTooLarge => {
                    "; the old graph is untouched; make room and retry"
                }
                io::ErrorKind::PermissionDenied => "; check the permissions",
                io::ErrorKind::NotFound => "; check that the folder exists",
                _ => "",
            };
            GraphError::Io {
                action,
                path,
                source,
                remedy,
            }
        }
    }

    pub(super) fn engine(path: &Path) -> impl Fn(oxigraph::store::StorageError) -> GraphError {
        let path = path.to_owned();
        move |error| GraphError::Engine {
            path: path.clone(),
            problem: error.to_string(),
        }
    }
}
