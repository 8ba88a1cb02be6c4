//! What a document states, as triples: the facts that questions ask for, and the claims that
//! show where each stands. Writing them as N-Quads and as Turtle for people.

mod context;
mod describe;
mod jsonld;
mod nquads;
mod scheme;
mod sink;
mod turtle;
pub mod vocab;
mod xml;

pub use context::{CONTEXT_URL, Context, ContextError};
pub use describe::describe;
pub use jsonld::{Placement, write_jsonld};
pub use nquads::{NQuads, write_literal, write_quad, write_triple};
pub use sink::{Part, Sink, Triples, Value};
pub use turtle::{PREFIXES, Turtle, by_graph};
pub use xml::{XmlError, xml_can_say};

#[cfg(test)]
pub(crate) mod sample;
