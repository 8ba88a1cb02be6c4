//! Documents straight into RDF, without a graph: streaming, in the order of the inputs, the same
//! bytes whatever the number of threads.

use crate::document::Document;
use crate::entity::{Base, document_iri};
use crate::fact::Reading;
use crate::input::{Input, in_order};
use crate::rdf::{NQuads, PREFIXES, Part, Triples, Turtle, describe, xml_can_say};
use oxigraph::io::{RdfFormat, RdfParser, RdfSerializer, WriterQuadSerializer};
use oxigraph::model::{NamedNodeRef, Triple};
use std::io::{self, Write};

/// What was converted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ConvertReport {
    /// Documents converted.
    pub documents: usize,
    /// Facts they state.
    pub facts: usize,
    /// Bytes of their main text.
    pub text: usize,
    /// Documents that could not be read.
    pub failed: usize,
}

/// How to convert.
#[derive(Clone, Debug)]
pub struct ConvertOptions {
    pub base: Base,
    pub format: RdfFormat,
    /// Threads to use; one means the calling thread alone.
    pub threads: usize,
}

/// Reads every document with `read` and writes it to `out`. Documents that could not be loaded
/// are given to `failed`, in the order of the inputs, and left out.
///
/// N-Quads and TriG hold the facts in the default graph and everything in the document's graph;
/// a fact of several documents comes with each of them. Formats without named graphs hold
/// everything once per document.
///
/// # Errors
/// If writing fails.
pub fn convert<'a, E: Send + 'a>(
    inputs: impl Iterator<Item = Input<'a, E>> + Send,
    read: impl Fn(&Document) -> Reading + Sync,
    options: &ConvertOptions,
    out: &mut (dyn Write + Send),
    mut failed: impl FnMut(E) + Send,
) -> io::Result<ConvertReport> {
    let turtle = Turtle::new(&options.base);
    let mut output = Output::start(options.format, &turtle, out)?;
    let mut report = ConvertReport::default();
    in_order(
        inputs,
        options.threads,
        |document, batch: &mut Batch<E>| match document {
            Ok(document) => {
                let reading = read(&document);
                batch.report.documents += 1;
                batch.report.facts += reading.facts.len();
                batch.report.text += document.text.len();
                append(&mut batch.bytes, &document, &reading, options, &turtle);
            }
            Err(error) => batch.failures.push(error),
        },
        |batch| {
            report.documents += batch.report.documents;
            report.facts += batch.report.facts;
            report.text += batch.report.text;
            report.failed += batch.failures.len();
            batch.failures.drain(..).for_each(&mut failed);
            batch.report = ConvertReport::default();
            let written = output.write(&batch.bytes);
            batch.bytes.clear();
            written
        },
    )?;
    output.finish()?;
    Ok(report)
}

struct Batch<E> {
    bytes: Vec<u8>,
    failures: Vec<E>,
    report: ConvertReport,
}

impl<E> Default for Batch<E> {
    fn default() -> Self {
        Batch {
            bytes: Vec::new(),
            failures: Vec::new(),
            report: ConvertReport::default(),
        }
    }
}

/// Appends a document in the format, or in N-Quads for the formats that need one writer for the
/// whole output.
fn append(
    out: &mut Vec<u8>,
    document: &Document,
    reading: &Reading,
    options: &ConvertOptions,
    turtle: &Turtle<'_>,
) {
    let base = &options.base;
    let iri = document_iri(base, &document.key);
    match options.format {
        RdfFormat::NTriples | RdfFormat::RdfXml => {
            describe(document, reading, base, None, &mut NQuads::triples(out));
        }
        RdfFormat::Turtle | RdfFormat::N3 | RdfFormat::TriG => {
            let mut all: Vec<(Part, Triple)> = Vec::new();
            let mut sink = Triples::new(|part, triple| all.push((part, triple.into_owned())));
            describe(document, reading, base, None, &mut sink);
            let triples = |part: Option<Part>| {
                all.iter()
                    .filter(move |(of, _)| part.is_none_or(|part| part == *of))
                    .map(|(_, triple)| triple.as_ref())
            };
            if options.format == RdfFormat::TriG {
                out.extend_from_slice(turtle.triples(triples(Some(Part::Facts))).as_bytes());
                let name = NamedNodeRef::new_unchecked(&iri);
                out.extend_from_slice(turtle.graph(name.into(), triples(None)).as_bytes());
            } else {
                out.extend_from_slice(turtle.triples(triples(None)).as_bytes());
            }
        }
        _ => describe(document, reading, base, None, &mut NQuads::new(out, &iri)),
    }
}

/// The end of the stream.
enum Output<'a> {
    /// Batches are written as they come.
    Plain(&'a mut (dyn Write + Send)),
    /// Batches are N-Quads, for one writer that opens and closes the whole.
    Whole {
        writer: Box<WriterQuadSerializer<&'a mut (dyn Write + Send)>>,
        xml: bool,
    },
}

impl<'a> Output<'a> {
    fn start(
        format: RdfFormat,
        turtle: &Turtle<'_>,
        out: &'a mut (dyn Write + Send),
    ) -> io::Result<Self> {
        match format {
            RdfFormat::JsonLd { .. } | RdfFormat::RdfXml => {
                let mut serializer = RdfSerializer::from_format(format);
                for (name, namespace) in PREFIXES {
                    serializer = serializer
                        .with_prefix(*name, *namespace)
                        .map_err(io::Error::other)?;
                }
                Ok(Output::Whole {
                    writer: Box::new(serializer.for_writer(out)),
                    xml: format == RdfFormat::RdfXml,
                })
            }
            RdfFormat::Turtle | RdfFormat::N3 | RdfFormat::TriG => {
                out.write_all(turtle.prologue().as_bytes())?;
                Ok(Output::Plain(out))
            }
            _ => Ok(Output::Plain(out)),
        }
    }

    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        match self {
            Output::Plain(out) => out.write_all(bytes),
            Output::Whole { writer, xml } => {
                for quad in RdfParser::from_format(RdfFormat::NQuads).for_slice(bytes) {
                    let quad = quad.map_err(io::Error::other)?;
                    if *xml {
                        xml_can_say(&quad).map_err(io::Error::other)?;
                    }
                    writer.serialize_quad(&quad)?;
                }
                Ok(())
            }
        }
    }

    fn finish(self) -> io::Result<()> {
        match self {
            Output::Plain(out) => out.flush(),
            Output::Whole { writer, .. } => writer.finish()?.flush(),
        }
    }
}

#[cfg(test)]
mod tests;
