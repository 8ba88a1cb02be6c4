//! Whom questions are asked of: a graph and how long an answer may take. Whatever answers SPARQL
//! text is reached through here, so that no question knows where the quads are.

use super::argument::{Arguments, arguments};
use super::bind::bind;
use super::consult::consult;
use super::error::AnswerError;
use super::evaluate::{Answer, Limit, Quads, evaluate, prefixes};
use super::index::Index;
use super::lookup::Lookup;
use super::node::HeaderError;
use super::saved::{SavedQuery, SavedQueryError};
use super::table::Table;
use crate::entity::Base;
use crate::graph::{Endpoint, Graph, Home};
use crate::knowledge::Source;
use oxigraph::model::Term;
use oxigraph::sparql::{CancellationToken, SparqlEvaluator};
use std::collections::BTreeMap;
use std::sync::Arc;

/// A graph that is asked, each question within a time limit.
#[derive(Clone, Copy)]
pub struct Engine<'a> {
    graph: &'a Graph,
    limit: Limit,
    stop: Option<&'a CancellationToken>,
    index: Option<&'a Arc<Index>>,
}

/// Who answers an engine's questions.
pub enum Answerer<'a> {
    /// This program, from these quads.
    Here(Quads),
    Endpoint(&'a Endpoint),
}

impl<'a> Engine<'a> {
    /// Over this graph.
    pub fn new(graph: &'a Graph, limit: Limit) -> Self {
        Engine {
            graph,
            limit,
            stop: None,
            index: None,
        }
    }

    /// The same; who cancels the token ends what is being answered and all that follows, unless
    /// it is asked of an endpoint.
    pub fn until(self, stop: &'a CancellationToken) -> Self {
        Engine {
            stop: Some(stop),
            ..self
        }
    }

    /// The same, answering from an index of the graph if there is one.
    pub fn over(self, index: Option<&'a Arc<Index>>) -> Self {
        Engine { index, ..self }
    }

    /// Who answers.
    pub(super) fn answerer(&self) -> Answerer<'a> {
        match (self.index, self.graph.home()) {
            (Some(index), _) => Answerer::Here(Quads::Index(Arc::clone(index))),
            (None, Home::Store(store)) => Answerer::Here(Quads::Store(store.clone())),
            (None, Home::Endpoint(endpoint)) => Answerer::Endpoint(endpoint),
        }
    }

    /// How long each answer may take.
    pub fn limit(&self) -> Limit {
        self.limit
    }

    /// The same with another limit.
    pub fn within(self, limit: Limit) -> Self {
        Engine { limit, ..self }
    }

    /// What the graph's identifiers start with.
    pub fn base(&self) -> &'a Base {
        self.graph.base()
    }

    /// The graph itself.
    pub fn graph(&self) -> &'a Graph {
        self.graph
    }

    /// Answers a query; `origin` names it in errors: its file or "query".
    ///
    /// # Errors
    /// If it is no SPARQL query, cannot be evaluated, or takes longer than the limit.
    pub fn ask(&self, origin: &str, query: &str) -> Result<Answer, AnswerError> {
        match self.answerer() {
            Answerer::Here(quads) => {
                let evaluator = SparqlEvaluator::new();
                evaluate(quads, evaluator, origin, query, self.limit, self.stop)
            }
            Answerer::Endpoint(endpoint) => consult(endpoint, None, origin, query, self.limit),
        }
    }

    /// Answers a query typed by hand, in which the usual prefixes need no declaration.
    ///
    /// # Errors
    /// As [`Engine::ask`].
    pub fn ask_with_prefixes(&self, origin: &str, query: &str) -> Result<Answer, AnswerError> {
        match self.answerer() {
            Answerer::Here(quads) => {
                let evaluator = prefixes(self.base());
                evaluate(quads, evaluator, origin, query, self.limit, self.stop)
            }
            Answerer::Endpoint(endpoint) => {
                let base = endpoint
                    .find_base(self.limit.0)
                    .map_err(AnswerError::Remote)?;
                consult(endpoint, Some(base), origin, query, self.limit)
            }
        }
    }

    /// The rows of a SELECT query.
    ///
    /// # Errors
    /// As [`Engine::ask`], and if the query is of another kind.
    pub fn rows(&self, origin: &str, query: &str) -> Result<Table, AnswerError> {
        match self.ask(origin, query)? {
            Answer::Rows(table) => Ok(table),
            _ => Err(AnswerError::NoRows {
                origin: origin.to_owned(),
            }),
        }
    }

    /// The text of a saved question with the values `given` for its parameters.
    ///
    /// # Errors
    /// If a value does not fit or a name is not found.
    pub fn bound(
        &self,
        query: &SavedQuery,
        given: &[(String, String)],
    ) -> Result<String, AnswerError> {
        Ok(bind(&query.text, &self.arguments(query, given)?))
    }

    fn arguments(
        &self,
        query: &SavedQuery,
        given: &[(String, String)],
    ) -> Result<Arguments, AnswerError> {
        let lookup = Lookup::new(*self);
        arguments(query, given, |name, class| lookup.resolve(name, class))
    }

    /// Answers a saved question with the values `given` for its parameters; its rows are judged
    /// and sorted as the question says.
    ///
    /// # Errors
    /// If a value does not fit, a name is not found, or the query cannot be answered in time.
    pub fn saved(
        &self,
        query: &SavedQuery,
        given: &[(String, String)],
    ) -> Result<Answer, AnswerError> {
        self.answer(query, &self.arguments(query, given)?)
    }

    /// As [`Engine::saved`], with terms for the question's variables.
    ///
    /// # Errors
    /// If the query cannot be answered in time, or its header asks for what it does not give.
    pub fn answer(&self, query: &SavedQuery, arguments: &Arguments) -> Result<Answer, AnswerError> {
        let answer = self.ask(&query.origin, &bind(&query.text, arguments))?;
        query.finish(answer, arguments)
    }

    /// The rows of a query that the program itself asks, `queries/NAME.rq` (such as
    /// `card/statements`), with terms for its variables.
    ///
    /// # Errors
    /// If the file is missing or broken, or the query cannot be answered in time.
    pub fn own(
        &self,
        source: &Source,
        name: &str,
        terms: &BTreeMap<String, Term>,
    ) -> Result<Table, AnswerError> {
        let query = own_query(source, name)?;
        match self.answer(&query, terms)? {
            Answer::Rows(table) => Ok(table),
            _ => Err(AnswerError::NoRows {
                origin: query.origin,
            }),
        }
    }
}

/// A query that the program itself asks, `queries/NAME.rq`.
///
/// # Errors
/// If the file is missing or its header broken.
pub fn own_query(source: &Source, name: &str) -> Result<SavedQuery, AnswerError> {
    let path = format!("queries/{name}.rq");
    let broken = |error: HeaderError| {
        AnswerError::SavedQuery(SavedQueryError {
            name: name.to_owned(),
            origin: source.display(&path),
            line: error.line,
            problem: error.problem,
        })
    };
    let text = source.read(&path).map_err(|error| {
        broken(HeaderError {
            line: 1,
            problem: error.to_string(),
        })
    })?;
    SavedQuery::parse(name, &source.display(&path), &text).map_err(AnswerError::SavedQuery)
}
