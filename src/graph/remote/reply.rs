//! A response into rows, a truth value or triples, read as it comes. What breaks off, is no
//! result, or was cut by the endpoint is an error: half an answer never looks like a whole one.

use super::RemoteError;
use super::exchange::Patience;
use super::virtuoso::Renamed;
use super::words::words;
use oxigraph::io::{RdfFormat, RdfParseError, RdfParser};
use oxigraph::model::vocab::xsd;
use oxigraph::model::{Literal, Term, Triple};
use oxigraph::sparql::results::{
    QueryResultsFormat, QueryResultsParseError, QueryResultsParser, ReaderQueryResultsParserOutput,
};
use std::cell::Cell;
use std::io::{self, Read};
use std::rc::Rc;
use ureq::Body;
use ureq::http::{Response, StatusCode, header};

/// What an endpoint answers.
#[derive(Clone, Debug, PartialEq)]
pub enum Reply {
    /// Of SELECT: the variables, and as many cells in each row.
    Rows {
        columns: Vec<String>,
        rows: Vec<Vec<Option<Term>>>,
    },
    /// Of ASK.
    Boolean(bool),
    /// Of CONSTRUCT and DESCRIBE.
    Triples(Vec<Triple>),
}

/// The kind of a query, as far as the form of its answer goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// SELECT
    Rows,
    /// ASK
    Boolean,
    /// CONSTRUCT and DESCRIBE
    Triples,
}

impl Form {
    /// The formats that are asked for. JSON and XML have an end, so that what is cut is noticed.
    pub fn accept(self) -> &'static str {
        match self {
            Form::Rows | Form::Boolean => {
                "application/sparql-results+json, application/sparql-results+xml;q=0.9"
            }
            Form::Triples => {
                "application/n-triples, text/turtle;q=0.9, application/rdf+xml;q=0.8, text/plain;q=0.5"
            }
        }
    }
}

/// Reads a response.
///
/// # Errors
/// If it has no results of that form, or not all of them.
pub fn reply(
    mut response: Response<Body>,
    form: Form,
    endpoint: &str,
    patience: Patience,
) -> Result<Reply, RemoteError> {
    let header = |name: &str| {
        let value = response.headers().get(name)?;
        Some(String::from_utf8_lossy(value.as_bytes()).into_owned())
    };
    let partial = |problem: String| RemoteError::Partial {
        endpoint: endpoint.to_owned(),
        problem,
    };
    // Virtuoso gives what it has when its own time is over.
    if let Some(state) = header("x-sql-state") {
        let message = header("x-sql-message").unwrap_or(state);
        return Err(partial(words("text/plain", message.as_bytes())));
    }
    if response.status() == StatusCode::PARTIAL_CONTENT {
        return Err(partial("the endpoint says it is only a part".to_owned()));
    }
    let most: Option<usize> = header("x-sparql-maxrows").and_then(|most| most.parse().ok());
    let is_framed = [header::CONTENT_LENGTH, header::TRANSFER_ENCODING]
        .iter()
        .any(|name| response.headers().contains_key(name))
        || response.headers().contains_key(header::CONTENT_ENCODING)
        || response.body().content_length().is_some();
    let kind = response
        .body()
        .mime_type()
        .unwrap_or_default()
        .to_ascii_lowercase();
    let Some(format) = Format::of(&kind, form) else {
        let article = match kind.as_str() {
            "text/html" | "application/xhtml+xml" => "with a web page".to_owned(),
            "" => "with a page of no declared kind".to_owned(),
            kind => format!("with {}", words("text/plain", kind.as_bytes())),
        };
        let textual = kind.is_empty() || ["text", "html", "json"].iter().any(|t| kind.contains(t));
        return Err(RemoteError::NoResults {
            endpoint: endpoint.to_owned(),
            kind: article,
            words: match textual {
                true => words(&kind, response.body_mut().as_reader()),
                false => String::new(),
            },
        });
    };
    if !is_framed && !format.has_end() {
        return Err(RemoteError::BreaksOff {
            endpoint: endpoint.to_owned(),
            problem: format!("or not: {} without a length does not tell", format.name()),
        });
    }
    let at_end = Rc::new(Cell::new(false));
    let mut reading = Reading {
        endpoint,
        format,
        patience,
        at_end: Rc::clone(&at_end),
    };
    let is_virtuoso = header("server").is_some_and(|server| server.contains("Virtuoso"));
    let body = Watched {
        inner: response.into_body().into_reader(),
        at_end,
    };
    let body: Box<dyn Read> = match (format, is_virtuoso) {
        (Format::Results(QueryResultsFormat::Json), true) => Box::new(Renamed::new(body)),
        _ => Box::new(body),
    };
    let reply = match format {
        Format::Results(format) => truth(reading.results(format, body)?),
        Format::Rdf(format) => reading.triples(format, body)?,
    };
    match (&reply, most) {
        (Reply::Rows { rows, .. }, Some(most)) if rows.len() >= most => Err(partial(format!(
            "the endpoint gives no more than {most} rows (ResultSetMaxRows in virtuoso.ini)"
        ))),
        _ => match (&reply, form) {
            (Reply::Rows { .. }, Form::Rows)
            | (Reply::Boolean(_), Form::Boolean)
            | (Reply::Triples(_), Form::Triples) => Ok(reply),
            _ => Err(reading.broken("it answers another kind of query")),
        },
    }
}

/// Virtuoso answers ASK with a table: one row with a number, or none.
fn truth(reply: Reply) -> Reply {
    match &reply {
        Reply::Rows { columns, rows } if *columns == ["__ASK_RETVAL"] => {
            let is_false = |cell: &Option<Term>| match cell {
                Some(Term::Literal(literal)) => matches!(literal.value(), "0" | "false"),
                _ => true,
            };
            Reply::Boolean(!rows.iter().flatten().all(is_false))
        }
        _ => reply,
    }
}

/// A truth value as it is usually written; Virtuoso writes numbers.
fn plain(cell: Option<Term>) -> Option<Term> {
    match cell {
        Some(Term::Literal(literal)) if literal.datatype() == xsd::BOOLEAN => {
            Some(match literal.value() {
                "1" => Literal::from(true).into(),
                "0" => Literal::from(false).into(),
                _ => literal.into(),
            })
        }
        cell => cell,
    }
}

/// How results are written.
#[derive(Clone, Copy, Debug)]
enum Format {
    Results(QueryResultsFormat),
    Rdf(RdfFormat),
}

impl Format {
    fn of(kind: &str, form: Form) -> Option<Format> {
        match form {
            Form::Rows | Form::Boolean => match QueryResultsFormat::from_media_type(kind)? {
                // It does not tell names from texts.
                QueryResultsFormat::Csv => None,
                format => Some(Format::Results(format)),
            },
            Form::Triples if kind == "text/plain" => Some(Format::Rdf(RdfFormat::NTriples)),
            Form::Triples => Some(Format::Rdf(RdfFormat::from_media_type(kind)?)),
        }
    }

    /// Whether the text itself says where it ends.
    fn has_end(self) -> bool {
        matches!(
            self,
            Format::Results(QueryResultsFormat::Json | QueryResultsFormat::Xml)
                | Format::Rdf(RdfFormat::RdfXml | RdfFormat::JsonLd { .. })
        )
    }

    fn name(self) -> &'static str {
        match self {
            Format::Results(format) => format.name(),
            Format::Rdf(format) => format.name(),
        }
    }
}

/// Notices the end of a body.
struct Watched<R> {
    inner: R,
    at_end: Rc<Cell<bool>>,
}

impl<R: Read> Read for Watched<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        self.at_end.set(count == 0 && !buffer.is_empty());
        Ok(count)
    }
}

/// The reading of one body.
struct Reading<'a> {
    endpoint: &'a str,
    format: Format,
    patience: Patience,
    at_end: Rc<Cell<bool>>,
}

impl Reading<'_> {
    fn results(
        &mut self,
        format: QueryResultsFormat,
        body: impl Read,
    ) -> Result<Reply, RemoteError> {
        let mut count = 0;
        let parsed = QueryResultsParser::from_format(format).for_reader(body);
        match parsed.map_err(|error| self.result_error(error, 0))? {
            ReaderQueryResultsParserOutput::Boolean(value) => Ok(Reply::Boolean(value)),
            ReaderQueryResultsParserOutput::Solutions(solutions) => {
                let names = solutions.variables().iter();
                let columns = names.map(|name| name.as_str().to_owned()).collect();
                let mut rows = Vec::new();
                for solution in solutions {
                    let solution = solution.map_err(|error| self.result_error(error, count))?;
                    rows.push(solution.values().iter().cloned().map(plain).collect());
                    count += 1;
                }
                Ok(Reply::Rows { columns, rows })
            }
        }
    }

    fn triples(&mut self, format: RdfFormat, body: impl Read) -> Result<Reply, RemoteError> {
        let mut parser = RdfParser::from_format(format).without_named_graphs();
        if let Ok(based) = parser.clone().with_base_iri(self.endpoint) {
            parser = based;
        }
        let mut triples: Vec<Triple> = Vec::new();
        for quad in parser.for_reader(body) {
            let quad = quad.map_err(|error| match error {
                RdfParseError::Io(error) => self.io_error(error, triples.len(), "triples"),
                RdfParseError::Syntax(error) => {
                    self.syntax_error(&error.to_string(), triples.len(), "triples")
                }
            })?;
            triples.push(quad.into());
        }
        Ok(Reply::Triples(triples))
    }

    fn result_error(&self, error: QueryResultsParseError, rows: usize) -> RemoteError {
        match error {
            QueryResultsParseError::Io(error) => self.io_error(error, rows, "rows"),
            QueryResultsParseError::Syntax(error) => {
                self.syntax_error(&error.to_string(), rows, "rows")
            }
        }
    }

    fn io_error(&self, error: io::Error, count: usize, what: &str) -> RemoteError {
        let error = ureq::Error::from(error);
        match error {
            ureq::Error::Timeout(_) => self.patience.explain(self.endpoint, error),
            error => RemoteError::BreaksOff {
                endpoint: self.endpoint.to_owned(),
                problem: format!("after {count} {what}: {error}"),
            },
        }
    }

    fn syntax_error(&self, problem: &str, count: usize, what: &str) -> RemoteError {
        if self.at_end.get() {
            return RemoteError::BreaksOff {
                endpoint: self.endpoint.to_owned(),
                problem: format!("after {count} {what}"),
            };
        }
        self.broken(problem)
    }

    fn broken(&self, problem: &str) -> RemoteError {
        RemoteError::Broken {
            endpoint: self.endpoint.to_owned(),
            format: self.format.name(),
            problem: words("text/plain", problem.as_bytes()),
        }
    }
}
