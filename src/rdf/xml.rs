//! What RDF/XML cannot say: XML 1.0 has no way to write most control characters.

use oxigraph::model::{Quad, Term};

/// A quad that cannot be written as RDF/XML.
#[derive(Debug, thiserror::Error)]
#[error(
    "the character U+{code:04X} in {predicate} of {subject} cannot be written as RDF/XML; \
     use ttl or jsonld instead"
)]
pub struct XmlError {
    code: u32,
    predicate: String,
    subject: String,
}

/// Checks that a quad can be written as RDF/XML.
///
/// # Errors
/// If its literal has a character that XML cannot have.
pub fn xml_can_say(quad: &Quad) -> Result<(), XmlError> {
    let Term::Literal(literal) = &quad.object else {
        return Ok(());
    };
    let odd = literal.value().chars().find(|c| {
        matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}')
    });
    match odd {
        Some(odd) => Err(XmlError {
            code: u32::from(odd),
            predicate: quad.predicate.to_string(),
            subject: quad.subject.to_string(),
        }),
        None => Ok(()),
    }
}
