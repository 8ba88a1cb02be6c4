//! How a command fails: a message and an exit code. A closed pipe is a quiet success.

use super::global::visible;
use crate::answer::AnswerError;
use crate::build::BuildError;
use crate::export::ExportError;
use crate::graph::{GraphError, RemoteError, RemoteFault};
use crate::http::SnapshotError;
use crate::knowledge::{KnowledgeError, SourceError};
use crate::scoring::ScoringError;
use std::io;
use std::io::Write;

/// Exit codes, as the help lists them.
pub mod exit {
    pub const FINE: u8 = 0;
    pub const FOUND: u8 = 1;
    pub const USAGE: u8 = 2;
    pub const INPUT: u8 = 3;
    pub const GRAPH: u8 = 4;
    pub const TIME: u8 = 5;
}

/// Why a command ends early.
#[derive(Debug)]
pub struct Failure {
    pub code: u8,
    /// None for a closed pipe.
    error: Option<anyhow::Error>,
}

impl Failure {
    /// With one of the exit codes.
    pub fn new(code: u8, error: impl Into<anyhow::Error>) -> Failure {
        Failure {
            code,
            error: Some(error.into()),
        }
    }

    /// With a message.
    pub fn text(code: u8, message: impl Into<String>) -> Failure {
        Failure::new(code, anyhow::Error::msg(message.into()))
    }

    /// Of writing results. Whoever reads them may stop reading; that is no error.
    pub fn writing(error: io::Error) -> Failure {
        if error.kind() == io::ErrorKind::BrokenPipe {
            return Failure {
                code: exit::FINE,
                error: None,
            };
        }
        let context = anyhow::Error::new(error).context("the results could not be written");
        Failure::new(exit::GRAPH, context)
    }

    /// Prints the message, if there is one, to stderr.
    pub fn print(&self) {
        if let Some(error) = &self.error {
            // `{:#}` would repeat what transparent errors already say; walk the chain instead.
            let mut message = error.to_string();
            for cause in error.chain().skip(1) {
                let cause = cause.to_string();
                if !message.contains(&cause) {
                    message += ": ";
                    message += &cause;
                }
            }
            // Where stderr is closed nobody is left to tell.
            let _closed = writeln!(io::stderr(), "expograph: {}", visible(&message));
        }
    }
}

impl From<AnswerError> for Failure {
    fn from(error: AnswerError) -> Failure {
        let code = match &error {
            AnswerError::TimeLimit(_) => exit::TIME,
            AnswerError::Graph(_) => exit::GRAPH,
            AnswerError::Remote(error) => remote(error),
            AnswerError::Format(_) => exit::USAGE,
            _ => exit::INPUT,
        };
        Failure::new(code, error)
    }
}

impl From<SourceError> for Failure {
    fn from(error: SourceError) -> Failure {
        Failure::new(exit::INPUT, error)
    }
}

impl From<KnowledgeError> for Failure {
    fn from(error: KnowledgeError) -> Failure {
        Failure::new(exit::INPUT, error)
    }
}

impl From<GraphError> for Failure {
    fn from(error: GraphError) -> Failure {
        let code = match &error {
            GraphError::Remote(error) => remote(error),
            _ => exit::GRAPH,
        };
        Failure::new(code, error)
    }
}

impl From<BuildError> for Failure {
    fn from(error: BuildError) -> Failure {
        match error {
            BuildError::Graph(error) => error.into(),
            BuildError::Texts(_) => Failure::new(exit::GRAPH, error),
        }
    }
}

/// The exit code of an endpoint's failure.
fn remote(error: &RemoteError) -> u8 {
    match error.fault() {
        RemoteFault::Query => exit::INPUT,
        RemoteFault::Time => exit::TIME,
        RemoteFault::Endpoint => exit::GRAPH,
    }
}

impl From<SnapshotError> for Failure {
    fn from(error: SnapshotError) -> Failure {
        match error {
            SnapshotError::Graph(error) => error.into(),
            SnapshotError::Source(error) => error.into(),
            SnapshotError::Answer(error) => error.into(),
            SnapshotError::Knowledge(error) => error.into(),
            SnapshotError::Taste(_) | SnapshotError::Context { .. } => {
                Failure::new(exit::INPUT, error)
            }
            SnapshotError::Texts(_) => Failure::new(exit::GRAPH, error),
        }
    }
}

impl From<ExportError> for Failure {
    fn from(error: ExportError) -> Failure {
        match error {
            ExportError::Io(error) => Failure::writing(error),
            ExportError::Graph(error) => error.into(),
            ExportError::Unknown { .. } | ExportError::Xml(_) => Failure::new(exit::INPUT, error),
        }
    }
}

impl From<ScoringError> for Failure {
    fn from(error: ScoringError) -> Failure {
        Failure::new(exit::INPUT, error)
    }
}
