//! Adding RDF of other makers to a graph. Triples of the file's default graph go to the default
//! graph, and to a graph named after the file, which keeps them there whatever is built later.

use super::read::{self, BlankNodes};
use super::text::{Line, Sections};
use super::update::{Update, check};
use super::{GraphError, format_of, inferred};
use crate::entity::slug;
use crate::rdf::vocab;
use oxigraph::io::RdfFormat;
use oxigraph::model::NamedNode;
use std::path::Path;

/// What was loaded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LoadReport {
    /// Quads in the file, without what it says of itself as a graph.
    pub quads: usize,
}

/// Adds the quads of a file to a graph that is being changed; nothing of it if any is broken.
/// The format is the one given, else the one its ending names.
///
/// # Errors
/// If the file cannot be read, its format is unknown, its RDF is broken, or it is a graph of a
/// later version of this program.
pub fn load(
    update: &mut Update,
    path: &Path,
    format: Option<RdfFormat>,
) -> Result<LoadReport, GraphError> {
    let format = format
        .or_else(|| format_of(path))
        .ok_or_else(|| GraphError::UnknownFormat {
            path: path.to_owned(),
        })?;
    let bytes = read::read_file(path)?;
    let file = path.file_name().unwrap_or_default().to_string_lossy();
    let home = NamedNode::new_unchecked(format!("{}load/{}", update.base(), slug(&file)));
    let mut sections = Sections::default();
    let mut report = LoadReport::default();
    read::parse(path, &bytes, format, BlankNodes::Rename, |quads| {
        for mut quad in quads {
            // Exports without named graphs say this, too, of the graph they were.
            if quad.subject == vocab::GRAPH.into() {
                let predicate = quad.predicate.to_string();
                check(path, &predicate, &quad.object.to_string(), None)?;
                continue;
            }
            report.quads += 1;
            if quad.graph_name.is_default_graph() {
                quad.graph_name = home.clone().into();
            }
            sections.add(&quad);
        }
        Ok(())
    })?;
    let mut sections = sections.finish();
    // What a graph of this program has inferred is no fact here; it is inferred anew. Nor are the
    // lists of its ontology, whose blank nodes would be others each time.
    let marked = sections.remove(&vocab::INFERRED.to_string());
    let marked = marked.unwrap_or_default();
    let ontology = sections.get(&vocab::ONTOLOGY.to_string()).cloned();
    let ontology = ontology.unwrap_or_default();
    let is_list =
        |line: &Line<'_>| line.subject().starts_with('_') || line.object().starts_with('_');
    let lists = ontology.lines().filter_map(Line::split).filter(is_list);
    let marks = marked.lines().filter_map(Line::split);
    let mut none: Vec<&str> = marks.chain(lists).map(|line| line.triple).collect();
    none.sort_unstable();
    report.quads -= marked.lines().count();
    if let Some(lines) = sections.get_mut(&home.to_string()) {
        let end = format!(" {home} .\n");
        let facts = inferred::without_triples(lines, &end, none.into_iter());
        report.quads -= lines.lines().count() - facts.lines().count();
        *lines = facts.into_owned();
    }
    for (name, lines) in sections {
        update.add(&name, &lines)?;
    }
    Ok(report)
}
