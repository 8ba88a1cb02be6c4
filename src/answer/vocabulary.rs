//! The names that answering knows beyond the RDF's own vocabulary: prefixes that need no
//! declaration, and short forms of IRIs.

use crate::entity::Base;
use crate::rdf::PREFIXES;
pub use crate::rdf::vocab::expo::NAMESPACE as EXPO;

/// The namespace of datatypes.
pub const XSD: &str = "http://www.w3.org/2001/XMLSchema#";

/// Prefixes that are declared for every query typed by hand: those of exports, and `id:` for
/// entities under `base`.
pub fn prefixes(base: &Base) -> impl Iterator<Item = (&str, &str)> {
    let own = [("id", base.as_str()), ("xsd", XSD)];
    let others = PREFIXES
        .iter()
        .copied()
        .filter(|(name, _)| !matches!(*name, "id" | "xsd"));
    others.chain(own)
}

/// `expo:speaker` for an IRI in a known namespace.
pub fn compact(iri: &str) -> Option<String> {
    prefixes(&Base::default()).find_map(|(prefix, namespace)| {
        let local = iri.strip_prefix(namespace)?;
        let plain = |c: char| c.is_alphanumeric() || c == '_' || c == '-' || c == '/';
        (!local.is_empty() && local.chars().all(plain)).then(|| format!("{prefix}:{local}"))
    })
}
