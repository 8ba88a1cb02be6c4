//! An answer written as it is found, in the formats that the SPARQL standards name.

use super::StreamError;
use crate::entity::Base;
use crate::rdf::PREFIXES;
use oxigraph::io::{RdfFormat, RdfSerializer, WriterQuadSerializer};
use oxigraph::model::{Term, TermRef, TripleRef};
use oxigraph::sparql::results::{
    QueryResultsFormat, QueryResultsSerializer, WriterSolutionsSerializer,
};
use oxigraph::sparql::{QuerySolution, Variable};
use std::io::{self, Write};

/// What a query answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    Rows,
    Boolean,
    Triples,
}

/// How an answer is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AnswerFormat {
    /// Of SELECT and ASK.
    Results(QueryResultsFormat),
    /// Of CONSTRUCT and DESCRIBE.
    Graph(RdfFormat),
}

/// An answer being written.
pub enum Output<'a> {
    Rows {
        writer: WriterSolutionsSerializer<&'a mut dyn Write>,
        is_xml: bool,
    },
    Triples {
        writer: Box<WriterQuadSerializer<&'a mut dyn Write>>,
        is_xml: bool,
    },
}

/// Writes the answer of an ASK.
pub fn boolean(value: bool, format: AnswerFormat, out: &mut dyn Write) -> Result<(), StreamError> {
    let AnswerFormat::Results(format) = format else {
        return Err(misfit());
    };
    QueryResultsSerializer::from_format(format)
        .serialize_boolean_to_writer(&mut *out, value)
        .map_err(StreamError::Output)?;
    if format == QueryResultsFormat::Csv || format == QueryResultsFormat::Tsv {
        writeln!(out).map_err(StreamError::Output)?;
    }
    Ok(())
}

impl<'a> Output<'a> {
    /// For rows of these variables.
    pub fn rows(
        variables: &[Variable],
        format: AnswerFormat,
        out: &'a mut dyn Write,
    ) -> Result<Self, StreamError> {
        let AnswerFormat::Results(format) = format else {
            return Err(misfit());
        };
        Ok(Output::Rows {
            writer: QueryResultsSerializer::from_format(format)
                .serialize_solutions_to_writer(out, variables.to_vec())
                .map_err(StreamError::Output)?,
            is_xml: format == QueryResultsFormat::Xml,
        })
    }

    /// For triples.
    pub fn triples(
        format: AnswerFormat,
        base: &Base,
        out: &'a mut dyn Write,
    ) -> Result<Self, StreamError> {
        let AnswerFormat::Graph(format) = format else {
            return Err(misfit());
        };
        let own = ("id", base.as_str());
        let others = PREFIXES.iter().copied().filter(|(name, _)| *name != "id");
        let mut serializer = RdfSerializer::from_format(format);
        for (prefix, namespace) in others.chain([own]) {
            serializer = serializer
                .with_prefix(prefix, namespace)
                .map_err(|error| StreamError::Output(io::Error::other(error)))?;
        }
        Ok(Output::Triples {
            writer: Box::new(serializer.for_writer(out)),
            is_xml: format == RdfFormat::RdfXml,
        })
    }

    /// Writes a row.
    pub fn row(&mut self, solution: &QuerySolution) -> Result<(), StreamError> {
        self.bindings(solution.variables(), solution.values())
    }

    /// Writes a row of what is bound to the variables.
    pub fn bindings(
        &mut self,
        variables: &[Variable],
        cells: &[Option<Term>],
    ) -> Result<(), StreamError> {
        let Output::Rows { writer, is_xml } = self else {
            return Err(misfit());
        };
        let bound = variables.iter().zip(cells);
        let bound = bound.filter_map(|(variable, cell)| Some((variable, cell.as_ref()?)));
        if *is_xml {
            bound
                .clone()
                .try_for_each(|(_, term)| xml_can_say(term.as_ref()))?;
        }
        writer.serialize(bound).map_err(StreamError::Output)
    }

    /// Writes a triple.
    pub fn triple(&mut self, triple: TripleRef<'_>) -> Result<(), StreamError> {
        let Output::Triples { writer, is_xml } = self else {
            return Err(misfit());
        };
        if *is_xml {
            xml_can_say(triple.object)?;
        }
        writer
            .serialize_triple(triple)
            .map_err(|error| match error.kind() {
                // A property that is no XML name, for one.
                io::ErrorKind::InvalidInput | io::ErrorKind::InvalidData => {
                    StreamError::Format(format!("{triple} cannot be written as RDF/XML: {error}"))
                }
                _ => StreamError::Output(error),
            })
    }

    /// Writes what closes the answer.
    pub fn finish(self) -> Result<(), StreamError> {
        match self {
            Output::Rows { writer, .. } => writer.finish().map(drop),
            Output::Triples { writer, .. } => writer.finish().map(drop),
        }
        .map_err(StreamError::Output)
    }
}

fn misfit() -> StreamError {
    StreamError::Format("the format does not fit the kind of answer".to_owned())
}

/// XML has no way to write most control characters.
fn xml_can_say(term: TermRef<'_>) -> Result<(), StreamError> {
    let TermRef::Literal(literal) = term else {
        return Ok(());
    };
    let odd = literal.value().chars().find(|c| {
        matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}')
    });
    match odd {
        None => Ok(()),
        Some(odd) => Err(StreamError::Format(format!(
            "the character U+{:04X} cannot be written as XML; take another format",
            u32::from(odd)
        ))),
    }
}
