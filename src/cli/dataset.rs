//! `export --void`: the graph described for catalogues of linked data.

use super::failure::{Failure, exit};
use super::global::Global;
use super::limit::TimeLimit;
use super::open::open;
use super::output::{Format, to_stdout};
use crate::answer::{Engine, Publication, dataset, write_triples};
use oxigraph::model::NamedNode;

/// What the graph does not say of itself.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "With --void")]
pub struct Said {
    /// The dataset's own IRI [default: dataset, below the base]
    #[arg(long, value_name = "IRI", requires = "void", value_parser = iri)]
    dataset: Option<NamedNode>,

    /// Its title
    #[arg(long, value_name = "TEXT", requires = "void")]
    title: Option<String>,

    /// What it is about [default: a sentence with its numbers]
    #[arg(long, value_name = "TEXT", requires = "void")]
    description: Option<String>,

    /// Who publishes it: a name or an IRI
    #[arg(long, value_name = "NAME", requires = "void")]
    publisher: Option<String>,

    /// The licence it is published under
    #[arg(long, value_name = "IRI", requires = "void", value_parser = iri)]
    license: Option<NamedNode>,

    /// The day it was published: 2024-05-31
    #[arg(long, value_name = "DAY", requires = "void", value_parser = day)]
    issued: Option<String>,

    /// Its page
    #[arg(long, value_name = "IRI", requires = "void", value_parser = iri)]
    homepage: Option<NamedNode>,

    /// Where an export of it can be fetched; may be given more than once
    #[arg(long, value_name = "IRI", requires = "void", value_parser = iri)]
    dump: Vec<NamedNode>,

    /// Where it can be asked with SPARQL
    #[arg(long, value_name = "IRI", requires = "void", value_parser = iri)]
    endpoint: Option<NamedNode>,
}

fn iri(text: &str) -> Result<NamedNode, String> {
    let hint = "expected an IRI, such as https://example.org/fairs";
    let node = NamedNode::new(text).map_err(|error| format!("{error}; {hint}"))?;
    // Most things with a colon are IRIs by the letter.
    if text.contains("://") || text.starts_with("urn:") {
        Ok(node)
    } else {
        Err(hint.to_owned())
    }
}

fn day(text: &str) -> Result<String, String> {
    let day: Result<jiff::civil::Date, _> = text.parse();
    match day {
        Ok(day) if day.to_string() == text => Ok(text.to_owned()),
        _ => Err("expected a day, such as 2024-05-31".to_owned()),
    }
}

impl Said {
    /// Describes the graph.
    pub fn describe(self, limit: TimeLimit, global: &Global) -> Result<u8, Failure> {
        let format = global.format.unwrap_or(Format::Ttl).triples()?;
        let publication = Publication {
            iri: self.dataset,
            title: self.title,
            description: self.description,
            publisher: self.publisher,
            license: self.license,
            issued: self.issued,
            homepage: self.homepage,
            dumps: self.dump,
            endpoint: self.endpoint,
        };
        let graph = open(global)?;
        let engine = Engine::new(&graph, limit.limit());
        let triples = dataset(engine, &global.source(), &publication)?;
        to_stdout(|out| write_triples(&triples, format, engine.base(), out))?;
        Ok(exit::FINE)
    }
}
