//! How two things are connected: the shortest ways over facts, the most telling ones first, each
//! step with the sentences that state it.
//!
//! A way is as telling as the things on it are rare. A thing that stands in facts with `n` others
//! costs log2(n) bits: as many as it takes to tell the one that leads on from the rest. The bits
//! of all things between the two ends are added up, and the way that needs the fewest comes
//! first; so a country that every edition was held in says less than a speaker whom only two
//! share. Neighbours weighted by the logarithm of their degree go back to Adamic and Adar
//! ("Friends and neighbors on the Web", Social Networks 25, 2003); shortest paths weighted by
//! degree are compared with others by Tartari and Hogan ("WiSP: weighted shortest paths for RDF
//! graphs", VOILA 2018, <https://ceur-ws.org/Vol-2187/paper4.pdf>).
//!
//! The graph is asked in batches, from both ends at once and with few questions, because it may
//! be far away (`queries/path/`).

mod bits;
mod cite;
mod connection;
mod detour;
mod rank;
mod reach;
mod relation;
#[cfg(test)]
mod tests;
mod walk;
mod wording;

pub use bits::Bits;
pub use connection::{Connection, Connections, End, Fact, Step, Thing, Total};
pub use relation::{Relation, named, relations};
pub use wording::{costs, count, head, longer, steps, title};

use super::engine::Engine;
use super::error::AnswerError;
use crate::knowledge::Source;
use oxigraph::model::NamedNode;
use rank::rank;
use reach::{Depth, reach};
use walk::Walk;

/// What is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Search {
    pub from: NamedNode,
    pub to: NamedNode,
    /// The most steps that a way may have.
    pub max_length: usize,
    /// Ways longer than the shortest, too, as far as `max_length`.
    pub longer: bool,
    /// The most ways that are told.
    pub limit: usize,
    /// The relations that may be taken; of [`relations`].
    pub relations: Vec<Relation>,
    /// Things that no way may lead through.
    pub avoid: Vec<NamedNode>,
}

/// What a path asks of a graph, so that no more need be opened.
///
/// # Errors
/// If a query's file is missing or broken.
pub fn queries(source: &Source) -> Result<Vec<String>, AnswerError> {
    [
        "path/relations",
        "path/neighbours",
        "path/degrees",
        crate::answer::thing::QUERY,
        crate::answer::evidence::QUERY,
    ]
    .into_iter()
    .map(|name| super::engine::own_query(source, name).map(|query| query.text))
    .collect()
}

/// Finds how two things are connected.
///
/// # Errors
/// If the graph cannot be asked, or not within the engine's limit, which holds for all questions
/// together.
pub fn connect(
    engine: Engine<'_>,
    source: &Source,
    search: &Search,
) -> Result<Connections, AnswerError> {
    let mut walk = Walk::new(engine, source, &search.relations)?;
    let (from, to) = (walk.node(&search.from), walk.node(&search.to));
    for thing in &search.avoid {
        let thing = walk.node(thing);
        if thing != from && thing != to {
            walk.avoid(thing);
        }
    }
    let depth = match search.longer {
        true => Depth::Full,
        false => Depth::Shortest,
    };
    let reached = reach(&mut walk, from, to, search.max_length, depth)?;
    let mut ranked = rank(&mut walk, &reached, search)?;
    let best = ranked.ways.first().map(|way| way.bits);
    let detour = match (search.longer, reached.length, best) {
        (false, Some(length), Some(bits)) if length < search.max_length => {
            detour::detour(&mut walk, from, to, bits, search.max_length)?
        }
        _ => None,
    };
    let has_detour = detour.is_some();
    ranked.ways.extend(detour);
    let (ends, mut paths) = cite::cite(&walk, source, [from, to], &ranked.ways)?;
    let detour = match has_detour {
        true => paths.pop(),
        false => None,
    };
    let [from, to] = ends;
    Ok(Connections {
        from,
        to,
        length: reached.length,
        paths,
        total: ranked.total,
        detour,
        searched: reached.searched(),
        end: reached.end,
        things: walk.seen(),
    })
}
