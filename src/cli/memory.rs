//! Documents into a graph in memory, for commands that need no graph file.

use super::failure::{Failure, exit};
use super::global::Global;
use super::input::{Frame, InputError, Reader, advance, count, files, progress};
use crate::answer::{Answer, Catalogue, Engine, Limit, Table};
use crate::build::{BuildOptions, Event, stage};
use crate::document::Document;
use crate::fact::{Reading, Trace};
use crate::graph::{Graph, Update};
use crate::input::Input;
use crate::knowledge::Links;
use crate::resolve::{Overrules, Resolver};
use std::path::PathBuf;

/// A graph of documents, `count` of them if anybody asks; those that cannot be read are warnings,
/// and their number is returned.
pub fn graph<'a>(
    reader: &Reader,
    inputs: impl Iterator<Item = Input<'a, InputError>> + Send,
    count: impl FnOnce() -> usize,
    global: &Global,
) -> Result<(Graph, usize), Failure> {
    let read = |document: &Document| reader.read(document);
    graph_of(inputs, read, count, global)
}

/// A graph of what `read` reads in documents.
fn graph_of<'a>(
    inputs: impl Iterator<Item = Input<'a, InputError>> + Send,
    read: impl Fn(&Document) -> Reading + Sync,
    count: impl FnOnce() -> usize,
    global: &Global,
) -> Result<(Graph, usize), Failure> {
    let frame = Frame::load(&global.source())?;
    let mut update = Update::in_memory(&global.base()?);
    let options = BuildOptions {
        prune: false,
        force: false,
        threads: global.threads(),
        reader: frame.stamp,
        inference: None,
        resolver: Some(Resolver {
            forms: frame.forms,
            overrules: Overrules::default(),
        }),
        likeness: frame.likeness,
        links: Links::default(),
    };
    let bar = progress(count, global);
    let on_event = |event: Event<'_, InputError>| match event {
        Event::Document { .. } => advance(&bar),
        Event::Failed(error) => bar.suspend(|| global.warn(&error.to_string())),
    };
    let report = stage(
        inputs,
        read,
        frame.ontology,
        &mut update,
        None,
        &options,
        on_event,
    )?;
    bar.finish_and_clear();
    let graph = Graph::from_text(&update.into_text())?;
    Ok((graph, report.failed))
}

/// The facts of documents, as `run facts` lists them, and how many could not be read. Every
/// document is shown to `see` with how it was read.
pub fn facts(
    reader: &Reader,
    documents: &[PathBuf],
    see: impl Fn(&Document, &Trace<'_>) + Sync,
    global: &Global,
) -> Result<(Table, usize), Failure> {
    let source = global.source();
    let inputs = reader.inputs(files(documents)?);
    let read = |document: &Document| {
        let trace = reader.trace(document);
        see(document, &trace);
        trace.reading
    };
    let (graph, failed) = graph_of(inputs, read, || count(documents), global)?;
    let catalogue = Catalogue::load(&source)?;
    let query = catalogue.get("facts")?;
    match Engine::new(&graph, Limit::default()).saved(query, &[])? {
        Answer::Rows(table) => Ok((table, failed)),
        _ => {
            let problem = format!("{}: must be a SELECT query", query.origin);
            Err(Failure::text(exit::INPUT, problem))
        }
    }
}
