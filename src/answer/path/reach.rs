//! How far two things are apart: level by level from both of them, always where less leads on,
//! so that a thing in very many facts is looked at last, and often not at all.

use super::connection::End;
use super::walk::{Node, Walk};
use crate::answer::error::AnswerError;
use rustc_hash::FxHashMap;

/// The most things that are looked at.
const MOST: usize = 200_000;

/// When to stop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Depth {
    /// At the shortest ways.
    Shortest,
    /// When all ways of at most the length asked for are known.
    Full,
}

/// What was reached from one of the two.
#[derive(Debug)]
pub struct Side {
    /// How many steps each thing is away.
    pub distance: FxHashMap<Node, usize>,
    /// How many levels are known.
    pub depth: usize,
    /// The things of the last level.
    last: Vec<Node>,
}

impl Side {
    fn new(start: Node) -> Side {
        Side {
            distance: FxHashMap::from_iter([(start, 0)]),
            depth: 0,
            last: vec![start],
        }
    }

    /// How many steps a thing is away at least.
    pub fn least(&self, node: Node) -> usize {
        let known = self.distance.get(&node).copied();
        known.unwrap_or(self.depth + 1)
    }

    /// Makes one step more. Gives whether it met the other side.
    fn advance(&mut self, walk: &mut Walk<'_>, other: &Side) -> Result<bool, AnswerError> {
        walk.expand(&self.last)?;
        self.depth += 1;
        let mut level = Vec::new();
        let mut met = false;
        for node in &self.last {
            for next in walk.next(*node) {
                if let std::collections::hash_map::Entry::Vacant(entry) = self.distance.entry(next)
                {
                    entry.insert(self.depth);
                    met |= other.distance.contains_key(&next);
                    level.push(next);
                }
            }
        }
        self.last = level;
        Ok(met)
    }
}

/// What was reached from both.
#[derive(Debug)]
pub struct Reach {
    pub start: Node,
    pub goal: Node,
    pub from: Side,
    pub to: Side,
    /// The fewest steps between the two.
    pub length: Option<usize>,
    pub end: End,
}

impl Reach {
    /// How many steps are known.
    pub fn searched(&self) -> usize {
        self.from.depth + self.to.depth
    }
}

/// Looks for the shortest ways, or all of at most `max_length` steps.
pub fn reach(
    walk: &mut Walk<'_>,
    start: Node,
    goal: Node,
    max_length: usize,
    depth: Depth,
) -> Result<Reach, AnswerError> {
    let mut reach = Reach {
        start,
        goal,
        from: Side::new(start),
        to: Side::new(goal),
        length: None,
        end: End::MaxLength,
    };
    while reach.searched() < max_length {
        let found = reach.length.is_some();
        if found && depth == Depth::Shortest {
            break;
        }
        // What was reached from one end and leads no farther ends the search; what was found
        // until then is all.
        if reach.from.last.is_empty() || reach.to.last.is_empty() {
            reach.end = match reach.from.last.is_empty() {
                true => End::FromExhausted,
                false => End::ToExhausted,
            };
            break;
        }
        if walk.seen() > MOST {
            reach.end = End::TooMany;
            break;
        }
        walk.check_time()?;
        walk.count(&reach.from.last)?;
        walk.count(&reach.to.last)?;
        let load = |side: &Side| -> usize { side.last.iter().map(|n| walk.degree(*n)).sum() };
        let met = match load(&reach.from) <= load(&reach.to) {
            true => reach.from.advance(walk, &reach.to)?,
            false => reach.to.advance(walk, &reach.from)?,
        };
        if met && !found {
            reach.length = Some(reach.searched());
        }
    }
    if reach.length.is_some() && reach.end != End::TooMany {
        reach.end = End::Found;
    }
    Ok(reach)
}
