//! Where quads live: a file of N-Quads, read into memory; a folder of RocksDB with the feature
//! `rocksdb`; a SPARQL endpoint. Opening a graph for questions, changing one whole graph at a time, loading RDF of
//! other makers. Whatever goes wrong, the graph on disk stays as it was.

mod error;
#[cfg(any(test, feature = "rocksdb"))]
mod folder;
mod inferred;
mod labels;
mod lines;
mod load;
mod location;
mod lock;
mod open;
mod part;
mod quads;
mod read;
mod remote;
mod replace;
mod text;
mod update;
mod upkeep;

pub use error::GraphError;
pub use load::{LoadReport, load};
pub use location::{Location, format_named, format_of};
pub use open::{Graph, Home, Scope};
pub use part::Pattern;
pub use quads::{Place, Wanted};
pub use remote::{Address, Endpoint, FACTS_GRAPH, Form, RemoteError, RemoteFault, Reply, Way};
pub use replace::replace;
pub use text::{Line, Sections, sorted};
pub use update::{Committed, Stamp, Update, ontology};

/// The version of the shape of graphs that this program writes. A graph of a later version is
/// refused: a program that knows only version 1 would take what is inferred for facts.
pub const FORMAT_VERSION: u32 = 2;

use crate::entity::Base;
use crate::rdf::vocab;
use upkeep::Support;

/// A named graph and what it is to us.
#[derive(Clone, Copy, Debug)]
struct Slot<'a> {
    /// Its name as written.
    name: &'a str,
    support: Support,
    roles: &'a Roles,
}

impl Slot<'_> {
    /// Whether a line of a document's graph is about the document, a claim or a quotation.
    fn is_evidence(&self, line: &str) -> bool {
        line.starts_with(self.name)
            || line.starts_with(&self.roles.claim)
            || line.starts_with(&self.roles.quotation)
    }
}

/// How the names of graphs and evidence begin under a base, as written in N-Quads.
#[derive(Clone, Debug)]
struct Roles {
    document: String,
    load: String,
    claim: String,
    quotation: String,
}

impl Roles {
    fn of(base: &Base) -> Roles {
        Roles {
            document: format!("<{base}document/"),
            load: format!("<{base}load/"),
            claim: format!("<{base}claim/"),
            quotation: format!("<{base}quotation/"),
        }
    }

    fn slot<'a>(&'a self, name: &'a str) -> Slot<'a> {
        let support = if name.starts_with(&self.document) {
            Support::Facts
        } else if name.starts_with(&self.load)
            || text::is_iri(name, vocab::ONTOLOGY)
            || text::is_iri(name, vocab::AUTHORITIES)
        {
            Support::All
        } else {
            Support::Nothing
        };
        Slot {
            name,
            support,
            roles: self,
        }
    }
}
