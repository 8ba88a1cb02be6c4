//! What is told of how two things are connected.

use super::bits::Bits;
use crate::answer::evidence::Evidence;
use serde::Serialize;

/// How two things are connected.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Connections {
    pub from: Thing,
    pub to: Thing,
    /// The fewest steps between them; none where no way was found.
    pub length: Option<usize>,
    /// The most telling first.
    pub paths: Vec<Connection>,
    /// How many there are.
    pub total: Total,
    /// A longer way that is more telling than any of the shortest, where there is one.
    pub detour: Option<Connection>,
    /// So many steps were searched.
    pub searched: usize,
    /// Why no more were.
    pub end: End,
    /// How many things were come across.
    pub things: usize,
}

/// How many ways there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Total {
    Exactly(u64),
    /// Counting was given up.
    MoreThan(u64),
}

/// Why a search ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum End {
    /// A way was found, or all as long as were asked for.
    Found,
    /// As many steps as were allowed.
    MaxLength,
    /// Everything that can be reached from the first thing was looked at.
    FromExhausted,
    /// Everything that can be reached from the second thing was looked at.
    ToExhausted,
    /// There is too much to look at.
    TooMany,
}

/// One way: one step less than things.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Connection {
    /// How much it takes to tell it from others: less is more telling.
    pub bits: Bits,
    pub things: Vec<Thing>,
    pub steps: Vec<Step>,
}

/// A thing on the way.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Thing {
    pub iri: String,
    pub label: String,
    /// Local names of its classes, sorted.
    pub classes: Vec<String>,
    /// With how many others it stands in a fact; not told for the ends.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub degree: Option<usize>,
}

/// From one thing to the next: the facts in which both stand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Step {
    pub facts: Vec<Fact>,
}

/// A fact as it is read along the way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Fact {
    /// The property's IRI.
    pub property: String,
    /// Whether the step leads from the fact's subject to its object.
    pub forwards: bool,
    /// For people, in the step's direction: "spoke at" or "speaker".
    pub label: String,
    /// The sentence that names both first, then by the day of publication. None where no document
    /// states the fact: it was loaded, or inferred.
    pub sentences: Vec<Evidence>,
}
