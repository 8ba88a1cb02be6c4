//! What goes wrong between a request and its page, and how it is told: a status, one clear
//! sentence, and where to go on.

use super::chrome::{Page, chrome};
use super::reply::{Reply, TEXT};
use super::view::Frame;
use crate::answer::AnswerError;
use crate::export::ExportError;
use crate::graph::{GraphError, RemoteFault};
use crate::knowledge::SourceError;
use axum::http::StatusCode;
use maud::html;

/// A page that cannot be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    pub status: StatusCode,
    /// A sentence without its full stop, or several lines.
    pub problem: String,
    /// Where to go on: what to call it, and its address.
    pub instead: Vec<(String, String)>,
}

/// How soon to come again when the server is busy, in seconds.
pub const PAUSE: u64 = 5;

impl Failure {
    /// With a status.
    pub fn new(status: StatusCode, problem: impl Into<String>) -> Failure {
        Failure {
            status,
            problem: problem.into(),
            instead: Vec::new(),
        }
    }

    /// Nothing has that address or name.
    pub fn unknown(problem: impl Into<String>) -> Failure {
        Failure::new(StatusCode::NOT_FOUND, problem)
    }

    /// The request makes no sense.
    pub fn bad(problem: impl Into<String>) -> Failure {
        Failure::new(StatusCode::BAD_REQUEST, problem)
    }

    /// It took longer than the limit, or there was no turn in time.
    pub fn late(seconds: f64) -> Failure {
        Failure::new(
            StatusCode::SERVICE_UNAVAILABLE,
            format!("this was not answered within {seconds} s, the server's time limit"),
        )
    }

    /// The same with a way to go on.
    pub fn or(mut self, label: impl Into<String>, address: impl Into<String>) -> Failure {
        self.instead.push((label.into(), address.into()));
        self
    }

    /// As a page for readers, or as plain text for programs.
    pub fn reply(&self, frame: &Frame<'_>, as_page: bool) -> Reply {
        let reply = match as_page {
            true => {
                let title = title(self.status);
                let body = html! {
                    p.problem { (sentence(&self.problem)) }
                    @if !self.instead.is_empty() {
                        p { "Perhaps:" }
                        ul { @for (label, address) in &self.instead { li { a href=(address) { (label) } } } }
                    }
                    p { a href="/" { "To the start" } " or " a href="/search" { "search" } "." }
                };
                chrome(&Page::new(title, body), frame)
            }
            false => Reply::new(TEXT, format!("{}\n", self.problem)),
        };
        let reply = reply.status(self.status);
        match self.status {
            StatusCode::SERVICE_UNAVAILABLE | StatusCode::TOO_MANY_REQUESTS => {
                reply.retry_after(PAUSE)
            }
            _ => reply,
        }
    }
}

/// What went wrong, for a heading.
fn title(status: StatusCode) -> &'static str {
    match status {
        StatusCode::NOT_FOUND => "Not found",
        StatusCode::BAD_REQUEST => "Not understood",
        StatusCode::FORBIDDEN => "Not allowed",
        StatusCode::TOO_MANY_REQUESTS => "Busy at the moment",
        StatusCode::SERVICE_UNAVAILABLE => "Not answered",
        status => status.canonical_reason().unwrap_or("Error"),
    }
}

/// With a capital letter and a full stop.
pub fn sentence(problem: &str) -> String {
    let mut letters = problem.chars();
    let first: String = letters
        .next()
        .into_iter()
        .flat_map(char::to_uppercase)
        .collect();
    let end = match problem.ends_with(['.', '?', '!']) {
        true => "",
        false => ".",
    };
    format!("{first}{}{end}", letters.as_str())
}

impl From<AnswerError> for Failure {
    fn from(error: AnswerError) -> Failure {
        let status = match &error {
            AnswerError::UnknownQuestion { .. }
            | AnswerError::UnknownCheck { .. }
            | AnswerError::UnknownName { .. } => StatusCode::NOT_FOUND,
            AnswerError::TimeLimit(time) => return Failure::late(time.as_secs_f64()),
            AnswerError::Remote(remote) => match remote.fault() {
                RemoteFault::Query => StatusCode::BAD_REQUEST,
                RemoteFault::Time => StatusCode::GATEWAY_TIMEOUT,
                RemoteFault::Endpoint => StatusCode::BAD_GATEWAY,
            },
            AnswerError::SavedQuery(_) | AnswerError::Data { .. } | AnswerError::Graph(_) => {
                StatusCode::INTERNAL_SERVER_ERROR
            }
            _ => StatusCode::BAD_REQUEST,
        };
        // Names that are like a question's or a thing's lead to it.
        let instead = match &error {
            AnswerError::UnknownQuestion { nearest, .. } => nearest
                .iter()
                .map(|name| (name.clone(), format!("/questions/{name}")))
                .collect(),
            AnswerError::UnknownName { nearest, .. } => nearest
                .iter()
                .map(|name| {
                    (
                        name.clone(),
                        super::asked::address("/search", &[("q", name)]),
                    )
                })
                .collect(),
            _ => Vec::new(),
        };
        Failure {
            status,
            problem: error.to_string(),
            instead,
        }
    }
}

impl From<ExportError> for Failure {
    fn from(error: ExportError) -> Failure {
        let status = match &error {
            ExportError::Unknown { .. } => StatusCode::NOT_FOUND,
            ExportError::Xml(_) => StatusCode::NOT_ACCEPTABLE,
            _ => StatusCode::INTERNAL_SERVER_ERROR,
        };
        Failure::new(status, error.to_string())
    }
}

impl From<GraphError> for Failure {
    fn from(error: GraphError) -> Failure {
        Failure::new(StatusCode::INTERNAL_SERVER_ERROR, error.to_string())
    }
}

impl From<SourceError> for Failure {
    fn from(error: SourceError) -> Failure {
        Failure::new(StatusCode::INTERNAL_SERVER_ERROR, error.to_string())
    }
}
