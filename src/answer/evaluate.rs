//! Asking a SPARQL text of a store, under a time limit. The answer is collected before it is
//! returned: rows can then be sorted by the program, which is much faster than ORDER BY, and a
//! result is never cut off in the middle by the limit.

use super::error::AnswerError;
use super::index::{Index, Reading, Watched};
use super::syntax::SyntaxError;
use super::table::Table;
use super::token::{TokenKind, tokens};
use super::vocabulary::prefixes as known_prefixes;
use crate::entity::Base;
use oxigraph::model::{Term, Triple};
use oxigraph::sparql::{
    CancellationToken, PreparedSparqlQuery, QueryEvaluationError, QueryResults, SparqlEvaluator,
};
use oxigraph::store::Store;
use std::io;
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::sync::{Arc, LazyLock};
use std::time::Duration;
use tokio::runtime::Runtime;

/// What a query answers.
#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    /// Of SELECT. In the engine's order where the query has an ORDER BY, else sorted.
    Rows(Table),
    /// Of ASK.
    Boolean(bool),
    /// Of CONSTRUCT and DESCRIBE: sorted, without duplicates.
    Triples(Vec<Triple>),
}

/// How long evaluation may take; no limit by default.
#[derive(Clone, Copy, Debug, Default)]
pub struct Limit(pub Option<Duration>);

/// How long a cancelled query may go on before it is left behind. The engine looks for
/// cancellation only when it reads quads, so a sort can outlive it.
const GRACE: Duration = Duration::from_millis(500);

/// The stack, in bytes, of a thread that parses and evaluates queries, which is recursive: enough
/// for those nested as deep as `DEEPEST` (it is reserved, not used, until then); deeper ones
/// are refused.
pub const STACK: usize = 256 << 20;

/// Where queries are evaluated: threads that stay for a while, because to make one with such a
/// stack and to take it down costs as much as a small query.
static THREADS: LazyLock<io::Result<Runtime>> = LazyLock::new(|| {
    tokio::runtime::Builder::new_current_thread()
        .thread_name("query")
        .thread_stack_size(STACK)
        .build()
});

/// The deepest nesting of brackets in a query.
const DEEPEST: usize = 5000;

/// The quads that are evaluated on, here.
#[derive(Clone)]
pub enum Quads {
    Store(Store),
    /// All quads of a store in memory. Evaluations on it end whenever they are told to.
    Index(Arc<Index>),
}

impl Quads {
    /// Evaluates a query and hands its answer to `take`.
    ///
    /// # Errors
    /// As `take`, and if the query cannot be evaluated.
    ///
    /// # Panics
    /// With [`Halted`](super::index::Halted), when `token` is cancelled and the quads are an
    /// index: for a guard to catch, or the end of a thread.
    pub fn evaluate<T, E>(
        &self,
        query: PreparedSparqlQuery,
        token: &CancellationToken,
        take: impl FnOnce(QueryResults<'_>) -> Result<T, E>,
        failed: impl FnOnce(QueryEvaluationError) -> E,
    ) -> Result<T, E> {
        match self {
            Quads::Store(store) => take(query.on_store(store).execute().map_err(failed)?),
            Quads::Index(index) => {
                let _watched = Watched::new(token);
                let query = query.on_queryable_dataset(Reading::new(index));
                take(query.execute().map_err(failed)?)
            }
        }
    }
}

/// An evaluator that knows the usual prefixes, for queries typed by hand;
/// `id:` stands for `base`.
pub fn prefixes(base: &Base) -> SparqlEvaluator {
    let evaluator = SparqlEvaluator::new();
    known_prefixes(base)
        .try_fold(evaluator, |evaluator, (prefix, namespace)| {
            evaluator.with_prefix(prefix, namespace)
        })
        .unwrap_or_default()
}

/// Evaluates `query` on `quads`. `origin` names the query in errors: its file or "query". Whoever
/// holds `stop` may end the evaluation early.
///
/// # Errors
/// If the query is no SPARQL query, cannot be evaluated, takes longer than the limit or is
/// stopped.
pub fn evaluate(
    quads: Quads,
    evaluator: SparqlEvaluator,
    origin: &str,
    query: &str,
    limit: Limit,
    stop: Option<&CancellationToken>,
) -> Result<Answer, AnswerError> {
    let token = stop.cloned().unwrap_or_default();
    let (sender, receiver) = channel();
    let work = {
        let token = token.clone();
        let (origin, query) = (origin.to_owned(), query.to_owned());
        move || {
            // The receiver is gone only when the time limit has passed.
            let _late = sender.send(collect(&quads, evaluator, &origin, &query, &token));
        }
    };
    let threads = THREADS.as_ref();
    let threads = threads
        .map_err(|error| AnswerError::Graph(format!("no thread can be started: {error}")))?;
    threads.spawn_blocking(work);
    let stopped = || AnswerError::Graph("the evaluation stopped unexpectedly".to_owned());
    match limit.0 {
        None => receiver.recv().map_err(|_| stopped())?,
        Some(time) => match receiver.recv_timeout(time) {
            Ok(answer) => answer,
            Err(RecvTimeoutError::Disconnected) => Err(stopped()),
            Err(RecvTimeoutError::Timeout) => {
                token.cancel();
                let _late = receiver.recv_timeout(GRACE);
                Err(AnswerError::TimeLimit(time))
            }
        },
    }
}

/// Whether `query` is a SPARQL query, without asking it.
///
/// # Errors
/// If it is none.
pub fn check(evaluator: SparqlEvaluator, origin: &str, query: &str) -> Result<(), AnswerError> {
    let stopped = |_| AnswerError::Evaluation("the parser stopped unexpectedly".to_owned());
    std::thread::scope(|scope| {
        std::thread::Builder::new()
            .name("query".to_owned())
            .stack_size(STACK)
            .spawn_scoped(scope, || parse(&evaluator, origin, query).map(drop))
            .map_err(|error| AnswerError::Evaluation(error.to_string()))?
            .join()
            .map_err(stopped)?
    })
}

fn parse(
    evaluator: &SparqlEvaluator,
    origin: &str,
    query: &str,
) -> Result<PreparedSparqlQuery, AnswerError> {
    if depth(query) > DEEPEST {
        let problem = format!("its brackets are nested more than {DEEPEST} deep");
        return Err(AnswerError::Evaluation(problem));
    }
    let prepared = evaluator.clone().parse_query(query);
    prepared
        .map_err(|error| AnswerError::Syntax(SyntaxError::new(origin, query, evaluator, &error)))
}

fn collect(
    quads: &Quads,
    evaluator: SparqlEvaluator,
    origin: &str,
    query: &str,
    token: &CancellationToken,
) -> Result<Answer, AnswerError> {
    let evaluator = evaluator.with_cancellation_token(token.clone());
    let prepared = parse(&evaluator, origin, query)?;
    quads.evaluate(prepared, token, |answer| collected(answer, query), failed)
}

fn collected(answer: QueryResults<'_>, query: &str) -> Result<Answer, AnswerError> {
    match answer {
        QueryResults::Boolean(value) => Ok(Answer::Boolean(value)),
        QueryResults::Solutions(solutions) => {
            let variables = solutions.variables();
            let columns = variables.iter().map(|v| v.as_str().to_owned()).collect();
            let rows: Result<Vec<Vec<Option<Term>>>, _> = solutions
                .map(|solution| Ok(solution.map_err(failed)?.values().to_vec()))
                .collect();
            let mut table = Table {
                columns,
                rows: rows?,
            };
            if !is_ordered(query) {
                table.sort(&[]);
            }
            Ok(Answer::Rows(table))
        }
        QueryResults::Graph(triples) => {
            let triples: Result<Vec<Triple>, _> = triples.collect();
            Ok(Answer::Triples(in_order(triples.map_err(failed)?)))
        }
    }
}

/// Triples sorted, each once.
pub fn in_order(mut triples: Vec<Triple>) -> Vec<Triple> {
    triples.sort_by_cached_key(Triple::to_string);
    triples.dedup();
    triples
}

/// How deep the brackets of a query are nested.
pub fn depth(query: &str) -> usize {
    let mut depth = 0_usize;
    let mut deepest = 0;
    for token in tokens(query).filter(|token| token.kind == TokenKind::Mark) {
        match token.text {
            "(" | "{" | "[" => depth += 1,
            ")" | "}" | "]" => depth = depth.saturating_sub(1),
            _ => {}
        }
        deepest = deepest.max(depth);
    }
    deepest
}

/// Whether a query asks for an order.
pub fn is_ordered(query: &str) -> bool {
    tokens(query)
        .any(|token| token.kind == TokenKind::Word && token.text.eq_ignore_ascii_case("order"))
}

fn failed(error: QueryEvaluationError) -> AnswerError {
    match error {
        QueryEvaluationError::Dataset(error) => AnswerError::Graph(error.to_string()),
        error => AnswerError::Evaluation(error.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Instant;

    fn ask(query: &str, limit: Limit) -> Result<Answer, AnswerError> {
        let store = Store::new().expect("store");
        evaluate(
            Quads::Store(store),
            prefixes(&Base::default()),
            "query",
            query,
            limit,
            None,
        )
    }

    #[test]
    fn the_three_kinds_of_answers() {
        let answer = ask("ASK { BIND(1 AS ?x) }", Limit::default());
        assert_eq!(answer.expect("answer"), Answer::Boolean(true));
        let answer = ask("SELECT ?x { VALUES ?x { 3 20 1 } }", Limit::default());
        let Answer::Rows(table) = answer.expect("answer") else {
            panic!("no rows");
        };
        let values: Vec<String> = table.rows.iter().map(|r| table.text(&r[0])).collect();
        assert_eq!(values, ["1", "3", "20"]);
        let construct = "CONSTRUCT { expo:b a ?x . expo:a a ?x } { VALUES ?x { expo:X expo:X } }";
        let Answer::Triples(triples) = ask(construct, Limit::default()).expect("answer") else {
            panic!("no triples");
        };
        assert_eq!(triples.len(), 2);
        assert!(triples[0].to_string() < triples[1].to_string());
    }

    #[test]
    fn a_broken_query_shows_its_line() {
        let error = ask("SELECT ?x {\n  ?x ?y\n}", Limit::default()).expect_err("broken");
        let text = error.to_string();
        assert!(text.starts_with("query:3:1: not valid SPARQL"), "{text}");
        assert!(text.ends_with("3 | }\n  | ^"), "{text}");
    }

    #[test]
    fn deep_nesting_is_no_crash() {
        let nested = |n: usize| format!("ASK {{ FILTER({}1{}) }}", "(".repeat(n), ")".repeat(n));
        assert!(ask(&nested(4900), Limit::default()).is_ok());
        let error = ask(&nested(1_000_000), Limit::default()).expect_err("too deep");
        assert!(error.to_string().contains("nested"), "{error}");
        let open = format!("ASK {}", "{ (".repeat(2400));
        assert!(matches!(
            ask(&open, Limit::default()),
            Err(AnswerError::Syntax(_))
        ));
    }

    #[test]
    fn updates_are_no_queries() {
        let error = ask("DROP ALL", Limit::default()).expect_err("an update");
        assert!(matches!(error, AnswerError::Syntax(_)), "{error}");
    }

    #[test]
    fn the_time_limit_holds_even_without_quads_to_read() {
        let digits = "VALUES ?D { 0 1 2 3 4 5 6 7 8 9 }";
        let many: String = ('a'..='i')
            .map(|c| digits.replace('D', &c.to_string()))
            .collect();
        let query = format!("SELECT (COUNT(*) AS ?n) {{ {many} }}");
        let start = Instant::now();
        let limit = Limit(Some(Duration::from_millis(100)));
        let error = ask(&query, limit).expect_err("too slow");
        assert!(matches!(error, AnswerError::TimeLimit(_)), "{error}");
        assert!(start.elapsed() < Duration::from_secs(5));
    }
}
