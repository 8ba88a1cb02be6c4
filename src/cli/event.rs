//! `export --schema-org`: editions as web pages embed them.

use super::failure::{Failure, exit};
use super::global::Global;
use super::limit::TimeLimit;
use super::open::open_for_all;
use super::output::{Format, to_stdout};
use crate::answer::{
    Engine, Lookup, editions, embeddable, event, lacking, own_query, tree, write_triples,
};
use oxigraph::model::NamedNode;
use std::io::Write;

/// Writes one edition, or all, in the terms of schema.org.
pub fn event_of(
    name: Option<&str>,
    script: bool,
    limit: TimeLimit,
    global: &Global,
) -> Result<u8, Failure> {
    let format = global.format.unwrap_or(Format::Jsonld);
    let rdf = format.triples()?;
    if script && format != Format::Jsonld {
        return Err(format.unfit("--script is for jsonld"));
    }
    let source = global.source();
    let queries = ["export/schema-org", "export/editions"].map(|name| own_query(&source, name));
    let [one, all] = queries;
    let (one, all) = (one?.text, all?.text);
    let graph = open_for_all(&[&one, &all], true, global)?;
    let engine = Engine::new(&graph, limit.limit());
    let asked: Vec<NamedNode> = match name {
        Some(name) => vec![Lookup::new(engine).resolve(name, Some("Expo"))?],
        None => editions(engine, &source)?,
    };
    if asked.is_empty() {
        global.note("no edition is in the graph");
    }
    let (mut trees, mut triples) = (Vec::new(), Vec::new());
    for edition in &asked {
        let found = event(engine, &source, edition)?;
        if found.is_empty() {
            let problem = format!(
                "{edition} is no edition of this graph; `expograph run series` lists the series"
            );
            return Err(Failure::text(exit::INPUT, problem));
        }
        let lacking = lacking(edition, &found);
        if name.is_some() && !lacking.is_empty() {
            global.note(&format!(
                "search engines also want {}, which no document states",
                lacking.join(" and ")
            ));
        }
        match format {
            Format::Jsonld => trees.push(tree(edition, &found)),
            _ => triples.extend(found),
        }
    }
    to_stdout(|out| match format {
        Format::Jsonld if script => {
            let text = embeddable(trees);
            writeln!(
                out,
                "<script type=\"application/ld+json\">\n{text}\n</script>"
            )
        }
        Format::Jsonld => writeln!(out, "{}", embeddable(trees)),
        _ => write_triples(&triples, rdf, engine.base(), out),
    })?;
    Ok(exit::FINE)
}
