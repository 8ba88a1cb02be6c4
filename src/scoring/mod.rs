//! How well facts agree with gold annotations: precision, recall and F1 for each relation and
//! document, and what a change gained and lost. The rules of agreement are those of the evaluation's guidelines; names are compared by
//! [`Names`], rows are read by [`read_gold`] and [`read_facts`]. Nothing here knows how facts are made.

mod difference;
mod facts;
mod floors;
mod gold;
mod judged;
mod names;
mod run;
mod score;
mod tally;

pub use difference::{Change, Difference, compare};
pub use facts::{FactRow, read_facts};
pub use floors::{Floors, Shortfall};
pub use gold::{GoldRow, Status, read_gold};
pub use judged::{Judged, Nearest, Verdict};
pub use names::{Name, Names};
pub use run::{Run, RunRow};
pub use score::Score;
pub use tally::{DocumentScore, Report, score};

use std::path::PathBuf;

/// A table of facts, gold annotations or floors is unreadable or wrong.
#[derive(Debug, thiserror::Error)]
pub enum ScoringError {
    #[error("{path}: {source}")]
    Io {
        path: PathBuf,
        source: std::io::Error,
    },
    /// A table that cannot be understood.
    #[error("{path}:{line}: {problem}")]
    Invalid {
        path: PathBuf,
        line: u64,
        problem: String,
    },
    #[error("{path}: no gold annotations here (NAME.tsv for each document)")]
    NoGold { path: PathBuf },
}
