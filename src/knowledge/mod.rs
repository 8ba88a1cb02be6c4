//! `data/` as validated tables: lexicons, authorities, rules.

pub mod figures;
mod source;

pub use source::{Source, SourceError};

/// Everything the reader knows, loaded once and shared between threads.
#[derive(Debug)]
pub struct Knowledge {}

/// A knowledge file is missing, unreadable or wrong.
#[derive(Debug, thiserror::Error)]
pub enum KnowledgeError {
    #[error(transparent)]
    Source(#[from] SourceError),
    /// A file that does not say what it should.
    #[error("{file}:{line}: {problem}")]
    Invalid {
        file: String,
        line: usize,
        problem: String,
    },
}

impl Knowledge {
    /// Reads and checks all tables.
    ///
    /// # Errors
    /// If a file is missing or wrong; the error names file, line and value.
    pub fn load(_source: &Source) -> Result<Knowledge, KnowledgeError> {
        Ok(Knowledge {})
    }
}
