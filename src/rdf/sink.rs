//! Where triples go: they are lent one at a time, subject by subject, so that writing N-Quads needs
//! no triple of its own.

use super::vocab::Name;
use oxigraph::model::{LiteralRef, NamedNodeRef, TermRef, TripleRef};

/// What a triple is about, which decides where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Entities and what holds of them: in the default graph and in the document's graph.
    Facts,
    /// The document, its claims and quotations: in the document's graph alone.
    Evidence,
}

/// Takes triples as they are made.
pub trait Sink {
    /// The triples that follow are of this subject, an IRI in angle brackets.
    fn begin(&mut self, part: Part, subject: &str);
    /// Takes one triple. The same triple may come twice.
    fn add(&mut self, predicate: Name, object: Value<'_>);
    /// There are no more.
    fn end(&mut self) {}
}

/// An object.
#[derive(Clone, Copy, Debug)]
pub enum Value<'a> {
    Name(Name),
    /// An IRI in angle brackets.
    Node(&'a str),
    Text(&'a str),
    /// A text and its datatype.
    Typed(&'a str, Name),
}

impl Value<'_> {
    fn term(&self) -> TermRef<'_> {
        match self {
            Value::Name(name) => name.node.into(),
            Value::Node(iri) => bare(iri).into(),
            Value::Text(text) => LiteralRef::new_simple_literal(text).into(),
            Value::Typed(text, datatype) => {
                LiteralRef::new_typed_literal(text, datatype.node).into()
            }
        }
    }
}

/// Gives triples of the usual kind to a function.
pub struct Triples<F> {
    take: F,
    part: Part,
    subject: String,
}

impl<F: FnMut(Part, TripleRef<'_>)> Triples<F> {
    /// Gives to `take`.
    pub fn new(take: F) -> Self {
        Triples {
            take,
            part: Part::Facts,
            subject: String::new(),
        }
    }
}

impl<F: FnMut(Part, TripleRef<'_>)> Sink for Triples<F> {
    fn begin(&mut self, part: Part, subject: &str) {
        self.part = part;
        self.subject.clear();
        self.subject.push_str(subject);
    }

    fn add(&mut self, predicate: Name, object: Value<'_>) {
        let triple = TripleRef::new(bare(&self.subject), predicate.node, object.term());
        (self.take)(self.part, triple);
    }
}

/// The node of an IRI in angle brackets.
fn bare(iri: &str) -> NamedNodeRef<'_> {
    let inner = iri.strip_prefix('<').and_then(|iri| iri.strip_suffix('>'));
    NamedNodeRef::new_unchecked(inner.unwrap_or(iri))
}
