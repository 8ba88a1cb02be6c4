//! Which names are one thing, and what it is called in RDF: slugs and IRIs. An IRI depends on the
//! entity alone (its authority record, else its kind and folded label), never on the documents
//! read before, so any document can be converted by itself and in any order.

mod base;
mod identity;
mod slug;

pub use base::{Base, BaseError, DEFAULT_BASE};
pub use identity::{Identities, document_iri};
pub use slug::{document_slug, push_slug, slug};
