//! What can go wrong between a question and its answer.

use super::saved::SavedQueryError;
use super::similar::did_you_mean;
use super::syntax::SyntaxError;
use crate::graph::RemoteError;
use std::time::Duration;

/// A question could not be asked or answered.
#[derive(Debug, thiserror::Error)]
pub enum AnswerError {
    #[error("no question is named {name:?}{}; `expograph questions` lists all", did_you_mean(.nearest))]
    UnknownQuestion { name: String, nearest: Vec<String> },
    #[error("no check is named {name:?}{}; `expograph check --list` lists all", did_you_mean(.nearest))]
    UnknownCheck { name: String, nearest: Vec<String> },
    #[error(transparent)]
    SavedQuery(SavedQueryError),
    #[error("{question} needs {name}: {description}; give it with -p {name}=VALUE")]
    MissingParameter {
        question: String,
        name: String,
        description: String,
    },
    #[error("{question} has no parameter {name:?}{}{}", did_you_mean(.nearest), takes(.known))]
    UnknownParameter {
        question: String,
        name: String,
        nearest: Vec<String>,
        known: Vec<String>,
    },
    #[error("parameter {name:?} is given twice")]
    RepeatedParameter { name: String },
    #[error("{name}={value}: expected {expected}")]
    IllTyped {
        name: String,
        value: String,
        expected: String,
    },
    /// A name that nothing in the graph has.
    #[error("nothing in the graph is named {name:?}{}{}", of_class(.class), did_you_mean(.nearest))]
    UnknownName {
        name: String,
        /// The class it should be of, in words; empty for any.
        class: String,
        nearest: Vec<String>,
    },
    /// A name that several things have.
    #[error("{name:?} names several things; give the IRI of one of them:{}", lines(.candidates))]
    AmbiguousName {
        name: String,
        /// "label (class) IRI"
        candidates: Vec<String>,
    },
    /// A name that no relation between things has.
    #[error("no relation is named {name:?}{}; there are {}", did_you_mean(.nearest), .known.join(", "))]
    UnknownRelation {
        name: String,
        nearest: Vec<String>,
        known: Vec<String>,
    },
    #[error(
        "neither the graph nor ontology/expo.ttl declares a relation that leads from one thing to another"
    )]
    NoRelations,
    #[error("{0}")]
    Syntax(SyntaxError),
    #[error("the time limit of {} s has passed; --timeout allows more", .0.as_secs_f64())]
    TimeLimit(Duration),
    #[error("{origin}: must be a SELECT query")]
    NoRows { origin: String },
    #[error("the query could not be evaluated: {0}")]
    Evaluation(String),
    #[error("the graph could not be read: {0}")]
    Graph(String),
    /// A data file that answering needs is broken.
    #[error("{origin}: {problem}")]
    Data { origin: String, problem: String },
    /// An endpoint that was asked.
    #[error(transparent)]
    Remote(RemoteError),
    /// A format that does not fit the kind of result.
    #[error("{0}")]
    Format(String),
}

fn takes(names: &[String]) -> String {
    match names {
        [] => "; it takes none".to_owned(),
        names => format!("; it takes {}", names.join(", ")),
    }
}

fn of_class(class: &str) -> String {
    match class {
        "" => String::new(),
        class => format!(" (looking for: {class})"),
    }
}

fn lines(candidates: &[String]) -> String {
    candidates
        .iter()
        .map(|candidate| format!("\n  {candidate}"))
        .collect()
}
