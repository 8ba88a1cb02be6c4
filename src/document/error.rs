//! What can go wrong in reading a document: which file, where in it, and what to do.

use std::io;

/// A document could not be read.
#[derive(Debug, thiserror::Error)]
pub enum DocumentError {
    /// There is no such file, or it may not be read, or reading broke off.
    #[error("{path}: {source}; check that the file exists and may be read")]
    Io { path: String, source: io::Error },
    /// Not text in UTF-8.
    #[error("{path}: not UTF-8 at byte {at}; save the file as UTF-8")]
    NotUtf8 { path: String, at: usize },
    /// An encoding that is named in the file (or shown by its first bytes) and not read here.
    #[error("{path}: written in {encoding}; save the file as UTF-8")]
    Encoding { path: String, encoding: String },
    /// NUL or other control bytes: no text.
    #[error("{path}: binary data at byte {at}; give a text, Markdown, HTML or JSON-lines file")]
    Binary { path: String, at: usize },
    /// Nothing to read in it.
    #[error("{path}: no text in it; leave the file out or check how it was saved")]
    Empty { path: String },
    /// Elements inside elements beyond what any page needs; parsing would take for ever.
    #[error("{path}: elements nested too deep at byte {at}; save the page as text")]
    Nested { path: String, at: usize },
    /// An ending that names no format read here.
    #[error("{path}: unknown ending; use .txt, .md, .html, .htm or .jsonl")]
    Unsupported { path: String },
    /// A file name that cannot be shown or used as a key.
    #[error("{path}: the file's name is not UTF-8; rename the file")]
    Name { path: String },
    /// Two different files would have the same key in the graph.
    #[error("{path}: the key {key:?} stands for {other} already; give the folder above both")]
    SameKey {
        path: String,
        key: String,
        other: String,
    },
    /// A line of a JSON-lines file that holds no document.
    #[error("{path}:{line}: {problem}")]
    Line {
        path: String,
        line: usize,
        problem: String,
    },
}

impl DocumentError {
    /// The same error, naming the file by `path`.
    pub(super) fn at(mut self, shown: &str) -> DocumentError {
        match &mut self {
            DocumentError::Io { path, .. }
            | DocumentError::NotUtf8 { path, .. }
            | DocumentError::Encoding { path, .. }
            | DocumentError::Binary { path, .. }
            | DocumentError::Nested { path, .. }
            | DocumentError::Empty { path }
            | DocumentError::Unsupported { path }
            | DocumentError::Name { path }
            | DocumentError::SameKey { path, .. }
            | DocumentError::Line { path, .. } => shown.clone_into(path),
        }
        self
    }
}

/// A file of origin words or stop words does not say what it should.
#[derive(Debug, thiserror::Error)]
pub enum WordsError {
    /// Not the TOML that is wanted; the message names line and column.
    #[error("origin words: {0}")]
    Toml(#[from] toml::de::Error),
    /// A value that cannot be used.
    #[error("{file}: {problem}")]
    Value { file: &'static str, problem: String },
}
