//! Answering a query of a stranger: its rows are written as they are found, nothing is collected,
//! and the evaluation ends soon after its token is cancelled, whatever it does.
//!
//! Questions of our own and of who runs the program are answered by [`super::Engine`], which
//! collects and sorts.

mod bounds;
mod guard;
mod output;

pub use output::{AnswerFormat, Form};

use super::engine::{Answerer, Engine};
use super::error::AnswerError;
pub use super::evaluate::STACK;
use super::evaluate::{Answer, Quads, prefixes};
use super::index::Halted;
use super::syntax::SyntaxError;
use super::table::Table;
use super::vocabulary::prefixes as known_prefixes;
use crate::entity::Base;
use output::Output;
use oxigraph::model::{GraphName, GraphNameRef, NamedNode, Triple};
use oxigraph::sparql::{CancellationToken, QueryEvaluationError, QueryResults, SparqlEvaluator};
use spargebra::{Query, SparqlParser};
use std::io::{self, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};

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
    let Answerer::Here(quads) = engine.answerer() else {
        return relay(engine, &prepared, dataset, format, out);
    };
    let mut take =
        |answer: QueryResults<'_>| write(answer, token, format, engine.base(), &mut *out);
    unwound(|| evaluate(&quads, prepared, dataset, token, &mut take))
}

/// Does what may be unwound by a guard.
fn unwound<T>(work: impl FnOnce() -> Result<T, StreamError>) -> Result<T, StreamError> {
    // What it borrows is not looked at again when it was unwound, but for what was written.
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|cause| {
        Err(match cause.downcast_ref::<Halted>() {
            Some(Halted { text: true }) => StreamError::Text,
            Some(Halted { text: false }) => StreamError::Stopped,
            None => StreamError::Query(AnswerError::Evaluation(
                "the evaluation stopped unexpectedly".to_owned(),
            )),
        })
    })
}

fn evaluate<T>(
    quads: &Quads,
    prepared: Prepared,
    dataset: &Dataset,
    token: &CancellationToken,
    take: &mut dyn FnMut(QueryResults<'_>) -> Result<T, StreamError>,
) -> Result<T, StreamError> {
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
    quads.evaluate(query, token, take, failed)
}

fn failed(error: QueryEvaluationError) -> StreamError {
    match error {
        QueryEvaluationError::Cancelled => StreamError::Stopped,
        QueryEvaluationError::Dataset(error) => {
            StreamError::Query(AnswerError::Graph(error.to_string()))
        }
        error => StreamError::Query(AnswerError::Evaluation(error.to_string())),
    }
}

fn write(
    answer: QueryResults<'_>,
    token: &CancellationToken,
    format: AnswerFormat,
    base: &Base,
    out: &mut dyn Write,
) -> Result<(), StreamError> {
    let going = || match token.is_cancelled() {
        true => Err(StreamError::Stopped),
        false => Ok(()),
    };
    match answer {
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
                output.triple(triple.map_err(failed)?.as_ref())?;
            }
            output.finish()
        }
    }
}

/// The first rows or triples of an answer, at most so many, for a page; sorted by nothing but
/// the query. On a thread with a stack of [`STACK`].
///
/// # Errors
/// As [`stream`].
pub fn begin(
    engine: Engine<'_>,
    prepared: Prepared,
    dataset: &Dataset,
    token: &CancellationToken,
    most: usize,
) -> Result<Beginning, StreamError> {
    let Answerer::Here(quads) = engine.answerer() else {
        let mut answer = ask_afar(engine, &prepared, dataset)?;
        let is_all = match &mut answer {
            Answer::Rows(table) => {
                let many = table.rows.len();
                table.rows.truncate(most);
                many <= most
            }
            Answer::Triples(triples) => {
                let many = triples.len();
                triples.truncate(most);
                many <= most
            }
            Answer::Boolean(_) => true,
        };
        return Ok(Beginning { answer, is_all });
    };
    let mut take = |answer: QueryResults<'_>| match answer {
        QueryResults::Boolean(value) => Ok(Beginning {
            answer: Answer::Boolean(value),
            is_all: true,
        }),
        QueryResults::Solutions(mut solutions) => {
            let variables = solutions.variables().iter();
            let mut table = Table {
                columns: variables
                    .map(|variable| variable.as_str().to_owned())
                    .collect(),
                rows: Vec::new(),
            };
            for solution in solutions.by_ref().take(most) {
                table.rows.push(solution.map_err(failed)?.values().to_vec());
            }
            Ok(Beginning {
                answer: Answer::Rows(table),
                is_all: solutions.next().is_none(),
            })
        }
        QueryResults::Graph(mut triples) => {
            let first: Result<Vec<Triple>, _> = triples.by_ref().take(most).collect();
            Ok(Beginning {
                answer: Answer::Triples(first.map_err(failed)?),
                is_all: triples.next().is_none(),
            })
        }
    };
    unwound(|| evaluate(&quads, prepared, dataset, token, &mut take))
}

/// The beginning of an answer.
pub struct Beginning {
    pub answer: Answer,
    /// There is no more.
    pub is_all: bool,
}

/// Writes triples that are at hand.
///
/// # Errors
/// If the format cannot say one of them, or `out` cannot be written.
pub fn triples(
    triples: &[Triple],
    format: AnswerFormat,
    base: &Base,
    out: &mut dyn Write,
) -> Result<(), StreamError> {
    let mut output = Output::triples(format, base, out)?;
    for triple in triples {
        output.triple(triple.as_ref())?;
    }
    output.finish()
}

/// Whether a graph has a named graph.
///
/// # Errors
/// If it cannot be asked.
pub fn has_graph(engine: Engine<'_>, name: &NamedNode) -> Result<bool, StreamError> {
    match engine.answerer() {
        Answerer::Here(Quads::Index(index)) => Ok(index.has_graph(name)),
        Answerer::Here(Quads::Store(store)) => store
            .contains_named_graph(name)
            .map_err(|error| StreamError::Query(AnswerError::Graph(error.to_string()))),
        Answerer::Endpoint(_) => {
            let query = format!("ASK {{ GRAPH {name} {{ ?s ?p ?o }} }}");
            let answer = engine.ask("query", &query).map_err(StreamError::Query)?;
            Ok(answer == Answer::Boolean(true))
        }
    }
}

/// Writes all triples of a graph, of the default graph without a name.
///
/// # Errors
/// As [`stream`].
pub fn write_graph(
    engine: Engine<'_>,
    graph: Option<&NamedNode>,
    token: &CancellationToken,
    format: AnswerFormat,
    out: &mut dyn Write,
) -> Result<(), StreamError> {
    let going = || match token.is_cancelled() {
        true => Err(StreamError::Stopped),
        false => Ok(()),
    };
    match engine.answerer() {
        Answerer::Here(Quads::Index(index)) => {
            let mut output = Output::triples(format, engine.base(), out)?;
            for triple in index.triples(graph) {
                going()?;
                output.triple(triple)?;
            }
            output.finish()
        }
        Answerer::Here(Quads::Store(store)) => {
            let name = graph.map_or(GraphNameRef::DefaultGraph, |name| name.as_ref().into());
            let mut output = Output::triples(format, engine.base(), out)?;
            for quad in store.quads_for_pattern(None, None, None, Some(name)) {
                going()?;
                let quad = quad
                    .map_err(|error| StreamError::Query(AnswerError::Graph(error.to_string())))?;
                output.triple(Triple::from(quad).as_ref())?;
            }
            output.finish()
        }
        Answerer::Endpoint(_) => {
            let pattern = match graph {
                Some(name) => format!("GRAPH {name} {{ ?s ?p ?o }}"),
                None => "?s ?p ?o".to_owned(),
            };
            let query = format!("CONSTRUCT {{ ?s ?p ?o }} WHERE {{ {pattern} }}");
            match engine.ask("query", &query).map_err(StreamError::Query)? {
                Answer::Triples(found) => triples(&found, format, engine.base(), out),
                _ => Err(StreamError::Format(
                    "the endpoint answers no triples".to_owned(),
                )),
            }
        }
    }
}

/// What a graph's endpoint answers.
fn ask_afar(
    engine: Engine<'_>,
    prepared: &Prepared,
    dataset: &Dataset,
) -> Result<Answer, StreamError> {
    if !dataset.is_empty() {
        let problem = "the graph is at another endpoint, to which default-graph-uri and \
                       named-graph-uri are not forwarded; say FROM and FROM NAMED in the query";
        return Err(StreamError::Format(problem.to_owned()));
    }
    let answer = engine.ask_with_prefixes("query", &prepared.text);
    answer.map_err(StreamError::Query)
}

/// Forwards the query to the graph's endpoint.
fn relay(
    engine: Engine<'_>,
    prepared: &Prepared,
    dataset: &Dataset,
    format: AnswerFormat,
    out: &mut dyn Write,
) -> Result<(), StreamError> {
    match ask_afar(engine, prepared, dataset)? {
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
        Answer::Triples(found) => triples(&found, format, engine.base(), out),
    }
}

#[cfg(test)]
mod tests;
