//! What can go wrong with an endpoint, each in one line with the endpoint's own words and what to
//! do about it.

use std::time::Duration;

/// An endpoint could not be asked, or its answer is none.
#[derive(Debug, thiserror::Error)]
pub enum RemoteError {
    /// Not the address of an endpoint.
    #[error(
        "{url}: not the address of an endpoint: {problem}; \
         give one such as https://example.org/sparql"
    )]
    Address { url: String, problem: String },
    /// The credentials cannot be used.
    #[error("the endpoint's login: {problem}")]
    Credentials { problem: String },
    /// Nobody there.
    #[error(
        "{endpoint}: no connection: {problem}; is the endpoint running, and the address right?"
    )]
    Unreachable { endpoint: String, problem: String },
    /// The connection is not safe.
    #[error("{endpoint}: no safe connection: {problem}{remedy}")]
    Tls {
        endpoint: String,
        problem: String,
        remedy: &'static str,
    },
    /// The time that the asker allows has passed.
    #[error(
        "{endpoint}: the time limit of {} s has passed; --timeout allows more",
        .limit.as_secs_f64()
    )]
    TimeLimit { endpoint: String, limit: Duration },
    /// It says nothing for too long.
    #[error(
        "{endpoint}: has been silent for {} s; --timeout allows more",
        .limit.as_secs_f64()
    )]
    Silent { endpoint: String, limit: Duration },
    /// It wants to know who is asking.
    #[error("{endpoint}: {problem}{}; {remedy}", says(.words))]
    Login {
        endpoint: String,
        problem: String,
        words: String,
        remedy: &'static str,
    },
    /// It does not take the query.
    #[error("{endpoint}: the endpoint does not take this query{}", says(.words))]
    Refused { endpoint: String, words: String },
    /// It answers with a status that is no success.
    #[error("{endpoint}: answers {status}{}{remedy}", says(.words))]
    Status {
        endpoint: String,
        /// Number and name: "404 Not Found".
        status: String,
        words: String,
        remedy: &'static str,
    },
    /// Redirects that lead nowhere.
    #[error("{endpoint}: sends elsewhere, {problem}")]
    Redirect { endpoint: String, problem: String },
    /// Something else than results.
    #[error(
        "{endpoint}: answers {kind}, not results of a query{}; is it the endpoint's address?",
        says(.words)
    )]
    NoResults {
        endpoint: String,
        /// "a web page", "image/png".
        kind: String,
        words: String,
    },
    /// Results that stop too early.
    #[error("{endpoint}: the answer breaks off ({problem}); nothing of it is shown")]
    BreaksOff { endpoint: String, problem: String },
    /// Results that cannot be read.
    #[error("{endpoint}: the answer is no good {format}: {problem}; nothing of it is shown")]
    Broken {
        endpoint: String,
        format: &'static str,
        problem: String,
    },
    /// The endpoint left rows out.
    #[error("{endpoint}: the answer is not whole: {problem}; nothing of it is shown")]
    Partial { endpoint: String, problem: String },
    /// Facts cannot be told from what documents state.
    #[error(
        "{endpoint}: mixes the facts with the graphs of the documents, so that every row would \
         come several times; load what `expograph export --format nq --default-graph` writes \
         (README, \"An endpoint\"), or add ?default-graph-uri=GRAPH to the address"
    )]
    Mixed { endpoint: String },
    /// What it says of itself is not for this program.
    #[error("{endpoint}: {problem}")]
    Graph { endpoint: String, problem: String },
    /// Only questions are asked of endpoints.
    #[error(
        "{endpoint}: an endpoint is only asked; build a file, `expograph export --format nq` it, \
         and load that with the endpoint's own loader"
    )]
    ReadOnly { endpoint: String },
}

/// What kind of failure it is, for exit codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RemoteFault {
    /// The query is to blame.
    Query,
    /// Time ran out.
    Time,
    /// The endpoint, the way there, or its configuration.
    Endpoint,
}

impl RemoteError {
    /// Who or what is to blame.
    pub fn fault(&self) -> RemoteFault {
        match self {
            RemoteError::Refused { .. } => RemoteFault::Query,
            RemoteError::TimeLimit { .. } | RemoteError::Silent { .. } => RemoteFault::Time,
            _ => RemoteFault::Endpoint,
        }
    }
}

fn says(words: &str) -> String {
    match words {
        "" => String::new(),
        words => format!(" (it says: {words})"),
    }
}
