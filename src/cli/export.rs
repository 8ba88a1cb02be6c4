//! `export`: the graph, one document or one entity as RDF on stdout; the graph described, and
//! editions for web pages.

use super::dataset::Said;
use super::event::event_of;
use super::failure::{Failure, exit};
use super::global::Global;
use super::limit::TimeLimit;
use super::open::open;
use super::output::{Format, to_stdout};
use crate::answer::{Engine, Lookup};
use crate::export::{ExportError, Extent, export_with_facts_in, quads};
use crate::graph::{FACTS_GRAPH, Graph};
use crate::rdf::{Context, Placement, write_jsonld};
use oxigraph::io::RdfFormat;
use oxigraph::model::NamedNode;
use std::io::{self, Write};

/// Write the graph, one document or one entity as RDF to stdout
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Turtle unless --format says otherwise. TriG, N-Quads and JSON-LD keep each document's claims in its
own graph; the other formats hold everything in one.

Examples:
  expograph export > expo.ttl
  expograph export --document report.txt
  expograph export \"Smart China Expo 2021\" --format jsonld
  expograph export --format nq --default-graph > for-virtuoso.nq
  expograph export \"Smart China Expo 2021\" --schema-org --script    for a web page
  expograph export --void --license https://creativecommons.org/publicdomain/zero/1.0/ > void.ttl"
)]
pub struct Export {
    /// Only this thing and what is said of it: its name, another name or its IRI
    #[arg(value_name = "ENTITY", conflicts_with_all = ["document", "void"])]
    entity: Option<String>,

    /// Only what this document states: its file name or IRI
    #[arg(long, value_name = "NAME", conflicts_with = "void")]
    document: Option<String>,

    /// Put the facts, which are in the default graph, into a graph of this name, for servers whose
    /// default graph is all graphs together; without a name, into the one that is looked for
    #[arg(
        long,
        value_name = "IRI",
        num_args = 0..=1,
        require_equals = true,
        default_missing_value = FACTS_GRAPH,
        value_parser = iri,
        conflicts_with_all = ["void", "schema_org"]
    )]
    default_graph: Option<NamedNode>,

    /// Where JSON-LD has its context: inline, or the address of a copy of ontology/context.jsonld
    #[arg(long, value_name = "URL", default_value = "inline", value_parser = context)]
    context: Placement,

    /// The edition ENTITY, or all editions, as JSON-LD in terms of schema.org alone
    #[arg(long, conflicts_with_all = ["document", "void"])]
    schema_org: bool,

    /// With --schema-org: in the element that a web page embeds it with
    #[arg(long, requires = "schema_org")]
    script: bool,

    /// A description of the graph in VoID: how much of what is in it, and where it links to
    #[arg(long)]
    void: bool,

    #[command(flatten)]
    limit: TimeLimit,

    #[command(flatten)]
    said: Said,
}

fn iri(text: &str) -> Result<NamedNode, String> {
    let problem = |error| format!("{error}; a graph is named by an IRI");
    NamedNode::new(text).map_err(problem)
}

fn context(text: &str) -> Result<Placement, String> {
    if text == "inline" {
        return Ok(Placement::Inline);
    }
    match oxigraph::model::NamedNode::new(text) {
        Ok(iri) if text.contains("://") => Ok(Placement::At(iri.into_string())),
        _ => Err(
            "expected inline or an address, such as https://example.org/context.jsonld".to_owned(),
        ),
    }
}

impl Export {
    pub fn run(self, global: &Global) -> Result<u8, Failure> {
        if self.void {
            return self.said.describe(self.limit, global);
        }
        if self.schema_org {
            return event_of(self.entity.as_deref(), self.script, self.limit, global);
        }
        let format = global.format.unwrap_or(Format::Ttl).triples()?;
        if self.default_graph.is_some() && !format.supports_datasets() {
            let problem = "--default-graph: this format knows no graphs; use nq, trig or jsonld";
            return Err(Failure::text(exit::USAGE, problem));
        }
        let context = match format {
            RdfFormat::JsonLd { .. } => Some(self.context(global)?),
            _ if self.context == Placement::Inline => None,
            _ => {
                let problem = "--context is for --format jsonld";
                return Err(Failure::text(exit::USAGE, problem));
            }
        };
        let graph = open(global)?;
        let lookup = Lookup::new(Engine::new(&graph, self.limit.limit()));
        let extent = match (&self.entity, &self.document) {
            (Some(entity), _) => Extent::Entity(lookup.resolve(entity, None)?),
            (None, Some(document)) => Extent::Document(lookup.resolve(document, Some("Document"))?),
            (None, None) => Extent::Whole,
        };
        let facts = self.default_graph.as_ref();
        let write = |out: &mut dyn Write| match &context {
            Some(context) => self.json(&graph, &extent, context, out),
            None => export_with_facts_in(facts, &graph, &extent, format, out),
        };
        let mut refused = None;
        to_stdout(|out| match write(out) {
            Ok(()) => Ok(()),
            Err(ExportError::Io(error)) => Err(error),
            Err(other) => {
                refused = Some(other);
                Err(io::Error::other("refused"))
            }
        })
        .map_err(|failure| refused.map_or(failure, Failure::from))?;
        Ok(exit::FINE)
    }

    fn context(&self, global: &Global) -> Result<Context, Failure> {
        let (source, path) = (global.source(), "ontology/context.jsonld");
        Context::parse(&source.read(path)?).map_err(|error| {
            Failure::text(exit::INPUT, format!("{}: {error}", source.display(path)))
        })
    }

    fn json(
        &self,
        graph: &Graph,
        extent: &Extent,
        context: &Context,
        out: &mut dyn Write,
    ) -> Result<(), ExportError> {
        let quads = quads(self.default_graph.as_ref(), graph, extent)?;
        write_jsonld(&quads, graph.base(), context, &self.context, out)?;
        Ok(())
    }
}
