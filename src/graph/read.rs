//! RDF in any format into quads, with errors that name file, line and column.

use super::part::Part;
use super::{GraphError, lines};
use crate::knowledge::Source;
use crate::rdf::CONTEXT_URL;
use oxigraph::io::{JsonLdProfile, LoadedDocument, RdfFormat, RdfParseError, RdfParser};
use oxigraph::model::{BlankNode, GraphName, NamedOrBlankNode, Quad, Term};
use rustc_hash::FxHashMap;
use sha2::{Digest, Sha256};
use std::path::Path;
use std::sync::mpsc;

/// Reads the bytes of a file.
///
/// # Errors
/// If there is none, or it cannot be read.
pub fn read_file(path: &Path) -> Result<Vec<u8>, GraphError> {
    std::fs::read(path).map_err(|error| {
        if error.kind() == std::io::ErrorKind::NotFound {
            super::location::missing(path)
        } else {
            GraphError::io("read", path)(error)
        }
    })
}

/// What becomes of the names of blank nodes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlankNodes {
    /// They stay: the file is the graph itself.
    Keep,
    /// They are made from the file's content and their order in it, so that the same file gives
    /// the same names and different files different ones.
    Rename,
}

/// Parses a whole file and gives its quads to `take` in order, in batches.
///
/// # Errors
/// If the RDF is broken; some batches may have been taken by then.
pub fn parse(
    path: &Path,
    bytes: &[u8],
    format: RdfFormat,
    blank_nodes: BlankNodes,
    mut take: impl FnMut(Vec<Quad>) -> Result<(), GraphError>,
) -> Result<(), GraphError> {
    let mut names = BlankNames {
        bytes,
        prefix: None,
        names: FxHashMap::default(),
    };
    let mut batch = Vec::with_capacity(BATCH);
    let parser = RdfParser::from_format(format).for_slice(bytes);
    for quad in parser.with_document_loader(context) {
        let quad = quad.map_err(|error| broken(path, RdfParseError::Syntax(error)))?;
        batch.push(match blank_nodes {
            BlankNodes::Keep => quad,
            BlankNodes::Rename => names.rename(quad),
        });
        if batch.len() == BATCH {
            take(std::mem::replace(&mut batch, Vec::with_capacity(BATCH)))?;
        }
    }
    take(batch)
}

/// The context at an address that JSON-LD names: ours, which is at hand; nothing is fetched.
fn context(address: &str) -> Result<LoadedDocument, Box<dyn std::error::Error + Send + Sync>> {
    if address != CONTEXT_URL {
        let problem = format!(
            "its context is at {address}, and nothing is read from the network; put the context into the file"
        );
        return Err(problem.into());
    }
    Ok(LoadedDocument {
        url: address.to_owned(),
        content: Source::embedded()
            .read("ontology/context.jsonld")?
            .into_owned()
            .into_bytes(),
        format: RdfFormat::JsonLd {
            profile: JsonLdProfile::Context.into(),
        },
    })
}

/// Quads handed over at once: few enough to stay in the cache's reach, enough to pay the hand-over.
const BATCH: usize = 4096;

/// The same for N-Quads, of which only a part may be wanted, and whose lines other threads parse
/// ahead while `take` works. Blank nodes keep their names.
///
/// # Errors
/// As [`parse`].
pub fn parse_lines(
    path: &Path,
    bytes: &[u8],
    part: Option<&Part>,
    mut take: impl FnMut(Vec<Quad>) -> Result<(), GraphError>,
) -> Result<(), GraphError> {
    let workers = std::thread::available_parallelism().map_or(1, |n| n.get().clamp(2, 8) - 1);
    let chunks = std::sync::Mutex::new(Chunks { rest: bytes });
    let failed = std::thread::scope(|scope| {
        let (sender, receiver) = mpsc::sync_channel(workers * 2);
        for _ in 0..workers {
            let sender = sender.clone();
            let chunks = &chunks;
            scope.spawn(move || {
                loop {
                    let chunk = match chunks.lock() {
                        Ok(mut chunks) => chunks.next(),
                        Err(_) => None,
                    };
                    let Some(chunk) = chunk else { break };
                    let quads = lines::quads(chunk, part);
                    let failed = quads.is_none();
                    if sender.send(quads).is_err() || failed {
                        break;
                    }
                }
            });
        }
        drop(sender);
        for quads in receiver {
            match quads {
                Some(quads) => take(quads)?,
                None => return Ok(true),
            }
        }
        Ok(false)
    })?;
    if failed {
        // Parsed once more from the start, only to learn line and column.
        parse(path, bytes, RdfFormat::NQuads, BlankNodes::Keep, |_| Ok(()))?;
    }
    Ok(())
}

/// Cuts N-Quads into pieces of whole lines.
struct Chunks<'a> {
    rest: &'a [u8],
}

impl<'a> Chunks<'a> {
    fn next(&mut self) -> Option<&'a [u8]> {
        const SIZE: usize = 1 << 20;
        if self.rest.is_empty() {
            return None;
        }
        let end = match self.rest.get(SIZE..) {
            Some(after) => after
                .iter()
                .position(|byte| *byte == b'\n')
                .map_or(self.rest.len(), |at| SIZE + at + 1),
            None => self.rest.len(),
        };
        let (chunk, rest) = self.rest.split_at(end);
        self.rest = rest;
        Some(chunk)
    }
}

/// Names for the blank nodes of one file.
struct BlankNames<'a> {
    bytes: &'a [u8],
    /// From the bytes' digest, once a blank node asks for it.
    prefix: Option<String>,
    names: FxHashMap<String, BlankNode>,
}

impl BlankNames<'_> {
    fn name(&mut self, node: BlankNode) -> BlankNode {
        let next = self.names.len();
        let bytes = self.bytes;
        let prefix = self.prefix.get_or_insert_with(|| {
            let digest = Sha256::digest(bytes);
            digest[..6]
                .iter()
                .map(|byte| format!("{byte:02x}"))
                .collect()
        });
        self.names
            .entry(node.into_string())
            .or_insert_with(|| BlankNode::new_unchecked(format!("b{prefix}n{next}")))
            .clone()
    }

    fn rename(&mut self, mut quad: Quad) -> Quad {
        quad.subject = match quad.subject {
            NamedOrBlankNode::BlankNode(node) => self.name(node).into(),
            named => named,
        };
        quad.object = match quad.object {
            Term::BlankNode(node) => self.name(node).into(),
            other => other,
        };
        quad.graph_name = match quad.graph_name {
            GraphName::BlankNode(node) => self.name(node).into(),
            other => other,
        };
        quad
    }
}

/// The message after "Parser error at line 3 column 9: ", which the caller says itself.
fn without_position(message: &str) -> String {
    let (position, problem) = message.split_once(": ").unwrap_or(("", message));
    if position.starts_with("Parser error") {
        problem.to_owned()
    } else {
        message.to_owned()
    }
}

fn broken(path: &Path, error: RdfParseError) -> GraphError {
    let path = path.to_owned();
    let location = match &error {
        RdfParseError::Syntax(syntax) => syntax.location(),
        RdfParseError::Io(_) => None,
    };
    match location {
        Some(location) => GraphError::Syntax {
            path,
            line: location.start.line + 1,
            column: location.start.column + 1,
            problem: without_position(&error.to_string()),
        },
        None => GraphError::Broken {
            path,
            problem: error.to_string(),
        },
    }
}
