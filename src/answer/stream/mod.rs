//! Answering a query of a stranger: its rows are written as they are found, nothing is collected,
//! and the evaluation ends soon after its token is cancelled, whatever it does.
//!
//! Questions of our own and of who runs the program are answered by [`super::Engine`], which
//! collects and sorts.

mod bounds;
mod guard;
mod output;

pub use output::{AnswerFormat, Form};

use super::engine::Engine;
use super::error::AnswerError;
use super::evaluate::{Answer, prefixes};
use super::syntax::SyntaxError;
use super::vocabulary::prefixes as known_prefixes;
use crate::entity::Base;
use crate::graph::Home;
use guard::Halted;
use output::Output;
use oxigraph::model::{GraphName, NamedNode};
use oxigraph::sparql::{CancellationToken, QueryEvaluationError, QueryResults, SparqlEvaluator};
use oxigraph::store::Store;
use spargebra::{Query, SparqlParser};
use std::io::{self, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// The stack that [`prepare`] and [`stream`] need, for what a query may nest. It is reserved,
/// not used, until then.
pub const STACK: usize = 256 << 20;

/// Why a query was not answered.
#[derive(Debug, thiserror::Error)]
pub enum StreamError {
    /// It is no query, or could not be evaluated.
    #[error(transparent)]
    Query(AnswerError),
    /// It would keep the parser or the planner busy for too long.
    #[error("the query is too complex to be answered here: {0}")]
    Complex(String),
    #[error("the query asks another endpoint; SERVICE is off here")]
    Service,
    /// Its token was cancelled.
    #[error("the query was stopped")]
    Stopped,
    #[error("the query makes a text of more than {} MB", guard::LONGEST_TEXT >> 20)]
    Text,
    /// Something that the format cannot say.
    #[error("{0}")]
    Format(String),
    /// Who should take the answer did not.
    #[error(transparent)]
    Output(io::Error),
}

/// A query that may be evaluated.
#[derive(Debug)]
pub struct Prepared {
    query: Query,
    text: String,
    volatile: bool,
}

/// The graphs that a request names: what it is about instead of what the query says by FROM.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Dataset {
    pub default: Vec<NamedNode>,
    pub named: Vec<NamedNode>,
}

impl Dataset {
    /// Whether it names none: then the query's own words count.
    pub fn is_empty(&self) -> bool {
        self.default.is_empty() && self.named.is_empty()
    }
}

/// Reads a query in which the usual prefixes need no declaration; `origin` names it in errors.
/// On a thread with a stack of [`STACK`].
///
/// # Errors
/// If it is no query, or one that is not answered to strangers.
pub fn prepare(origin: &str, text: &str, base: &Base) -> Result<Prepared, StreamError> {
    bounds::check(text).map_err(StreamError::Complex)?;
    let mut parser = SparqlParser::new();
    for (prefix, namespace) in known_prefixes(base) {
        parser = parser
            .with_prefix(prefix, namespace)
            .map_err(|error| StreamError::Query(AnswerError::Evaluation(error.to_string())))?;
    }
    let query = parser.parse_query(text).map_err(|error| {
        let error = SyntaxError::new(origin, text, &prefixes(base), &error);
        StreamError::Query(AnswerError::Syntax(error))
    })?;
    let (query, seen) = guard::guarded(query);
    if seen.service {
        return Err(StreamError::Service);
    }
    if seen.patterns > bounds::PATTERNS {
        let problem = format!(
            "it has {} patterns; {} are allowed",
            seen.patterns,
            bounds::PATTERNS
        );
        return Err(StreamError::Complex(problem));
    }
    Ok(Prepared {
        query,
        text: text.to_owned(),
        volatile: seen.volatile,
    })
}

impl Prepared {
    /// What its answer is.
    pub fn form(&self) -> Form {
        match self.query {
            Query::Select { .. } => Form::Rows,
            Query::Ask { .. } => Form::Boolean,
            Query::Construct { .. } | Query::Describe { .. } => Form::Triples,
        }
    }

    /// Whether it may answer something else the next time, as `NOW()` does.
    pub fn is_volatile(&self) -> bool {
        self.volatile
    }
}

/// Writes the answer of a query to `out`, row by row. On a thread with a stack of [`STACK`].
/// Of a graph at an endpoint the answer is collected first.
///
/// # Errors
/// If it cannot be evaluated, its token is cancelled, or `out` cannot be written. What was
/// written until then is no answer.
pub fn stream(
    engine: Engine<'_>,
    prepared: Prepared,
    dataset: &Dataset,
    token: &CancellationToken,
    format: AnswerFormat,
    out: &mut dyn Write,
) -> Result<(), StreamError> {
    let store = match engine.graph().home() {
        Home::Store(store) => store,
        Home::Endpoint(_) => return relay(engine, &prepared, dataset, format, out),
    };
    // What the engine borrows is gone when the thread was unwound.
    let work = || evaluate(store, prepared, dataset, token, format, engine.base(), out);
    match catch_unwind(AssertUnwindSafe(work)) {
        Ok(result) => result,
        Err(cause) => Err(match cause.downcast_ref::<Halted>() {
            Some(Halted { text: true }) => StreamError::Text,
            Some(Halted { text: false }) => StreamError::Stopped,
            None => StreamError::Query(AnswerError::Evaluation(
                "the evaluation stopped unexpectedly".to_owned(),
            )),
        }),
    }
}

fn evaluate(
    store: &Store,
    prepared: Prepared,
    dataset: &Dataset,
    token: &CancellationToken,
    format: AnswerFormat,
    base: &Base,
    out: &mut dyn Write,
) -> Result<(), StreamError> {
    let evaluator = SparqlEvaluator::new().with_cancellation_token(token.clone());
    let evaluator = guard::with_functions(evaluator, token);
    let mut query = evaluator.for_query(prepared.query);
    if !dataset.is_empty() {
        let specification = query.dataset_mut();
        let default = dataset.default.iter().cloned().map(GraphName::from);
        specification.set_default_graph(default.collect());
        let named = dataset.named.iter().cloned().map(Into::into);
        specification.set_available_named_graphs(named.collect());
    }
    let failed = |error| match error {
        QueryEvaluationError::Cancelled => StreamError::Stopped,
        QueryEvaluationError::Dataset(error) => {
            StreamError::Query(AnswerError::Graph(error.to_string()))
        }
        error => StreamError::Query(AnswerError::Evaluation(error.to_string())),
    };
    let going = || match token.is_cancelled() {
        true => Err(StreamError::Stopped),
        false => Ok(()),
    };
    match query.on_store(store).execute().map_err(failed)? {
        QueryResults::Boolean(value) => {
            going()?;
            output::boolean(value, format, out)
        }
        QueryResults::Solutions(solutions) => {
            let mut output = Output::rows(solutions.variables(), format, out)?;
            for solution in solutions {
                going()?;
                let solution = solution.map_err(failed)?;
                output.row(&solution)?;
            }
            output.finish()
        }
        QueryResults::Graph(triples) => {
            let mut output = Output::triples(format, base, out)?;
            for triple in triples {
                going()?;
                output.triple(&triple.map_err(failed)?)?;
            }
            output.finish()
        }
    }
}

/// Forwards the query to the graph's endpoint.
fn relay(
    engine: Engine<'_>,
    prepared: &Prepared,
    dataset: &Dataset,
    format: AnswerFormat,
    out: &mut dyn Write,
) -> Result<(), StreamError> {
    if !dataset.is_empty() {
        let problem = "the graph is at another endpoint, to which default-graph-uri and \
                       named-graph-uri are not forwarded; say FROM and FROM NAMED in the query";
        return Err(StreamError::Format(problem.to_owned()));
    }
    let answer = engine.ask_with_prefixes("query", &prepared.text);
    match answer.map_err(StreamError::Query)? {
        Answer::Boolean(value) => output::boolean(value, format, out),
        Answer::Rows(table) => {
            let variables: Result<Vec<_>, _> = table
                .columns
                .iter()
                .map(oxigraph::sparql::Variable::new)
                .collect();
            let variables = variables
                .map_err(|error| StreamError::Query(AnswerError::Evaluation(error.to_string())))?;
            let mut output = Output::rows(&variables, format, out)?;
            for row in table.rows {
                output.bindings(&variables, &row)?;
            }
            output.finish()
        }
        Answer::Triples(triples) => {
            let mut output = Output::triples(format, engine.base(), out)?;
            for triple in &triples {
                output.triple(triple)?;
            }
            output.finish()
        }
    }
}

#[cfg(test)]
mod tests;
