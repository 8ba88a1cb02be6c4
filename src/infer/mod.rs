//! What the ontology implies of the facts: classes above classes, properties above properties,
//! inverses, chains of properties. The rules are read from the ontology's own statements
//! ([`Rules`]), so a term of a user's ontology counts as much as ours; [`infer`] applies them until
//! nothing new follows. Evidence is never inferred: documents, claims and quotations stand outside
//! the default graph, which is all that this sees.
//!
//! What follows of the terms themselves (which class is below which) is not written, only what
//! follows of things.

mod closure;
mod read;
mod rule;

pub use closure::infer;
pub use rule::{Axiom, Link, Rule, Rules};

/// How much of what follows is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Extent {
    /// What has a term that the ontology declares: its own, those of a user's ontology.
    #[default]
    Own,
    /// That, and what has terms of the vocabularies it is aligned with, such as schema.org.
    Full,
}

impl Extent {
    /// The word for it in options and in the graph.
    pub fn name(self) -> &'static str {
        match self {
            Extent::Own => "own",
            Extent::Full => "full",
        }
    }

    /// The extent of that name.
    pub fn named(name: &str) -> Option<Extent> {
        [Extent::Own, Extent::Full]
            .into_iter()
            .find(|extent| extent.name() == name)
    }
}

#[cfg(test)]
mod tests;
