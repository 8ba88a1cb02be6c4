//! The ways between two things, the most telling first: a best-first search that knows from every
//! thing how few bits the rest of the way can take, so that it makes no way that is not told.

use super::Search;
use super::bits::Bits;
use super::connection::{End, Total};
use super::reach::Reach;
use super::walk::{Node, Walk};
use crate::answer::error::AnswerError;
use rustc_hash::FxHashMap;
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// A way from one thing to another, both included.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Way {
    pub bits: Bits,
    pub nodes: Vec<Node>,
}

/// The most telling ways.
#[derive(Debug)]
pub struct Ranked {
    pub ways: Vec<Way>,
    pub total: Total,
}

/// Ways longer than the shortest are counted so far.
const COUNTED: u64 = 10_000;

/// Beginnings of ways that are followed before it is given up.
const FOLLOWED: usize = 1_000_000;

/// After so many the time is looked at.
const OFTEN: usize = 4096;

/// The ways among what was reached, as many as are wanted.
pub fn rank(walk: &mut Walk<'_>, reach: &Reach, search: &Search) -> Result<Ranked, AnswerError> {
    let Some(shortest) = reach.length else {
        let total = Total::Exactly(0);
        return Ok(Ranked {
            ways: Vec::new(),
            total,
        });
    };
    let length = match search.longer {
        true => search.max_length,
        false => shortest,
    };
    let map = Map::new(walk, reach, length)?;
    let mut ranked = map.best(walk, length, search.limit)?;
    if !search.longer {
        // Each walk of that length is a way: none can go in a circle.
        ranked.total = Total::Exactly(map.count(length));
    } else if reach.end == End::TooMany {
        let (Total::Exactly(count) | Total::MoreThan(count)) = ranked.total;
        ranked.total = Total::MoreThan(count);
    }
    Ok(ranked)
}

/// The things that a way may lead through, numbered anew, and what leads from each to the next.
struct Map {
    nodes: Vec<Node>,
    bits: Vec<Bits>,
    next: Vec<Vec<usize>>,
    start: usize,
    goal: usize,
    /// By steps left and thing: the fewest bits of what is between it and the goal.
    rest: Vec<Vec<Option<Bits>>>,
}

impl Map {
    fn new(walk: &mut Walk<'_>, reach: &Reach, length: usize) -> Result<Map, AnswerError> {
        let known = reach.from.distance.keys().chain(reach.to.distance.keys());
        let near = |node: &&Node| reach.from.least(**node) + reach.to.least(**node) <= length;
        let mut nodes: Vec<Node> = known.filter(near).copied().collect();
        nodes.sort_by(|a, b| walk.thing(*a).as_str().cmp(walk.thing(*b).as_str()));
        nodes.dedup();
        walk.count(&nodes)?;
        let places: FxHashMap<Node, usize> = nodes
            .iter()
            .enumerate()
            .map(|(at, node)| (*node, at))
            .collect();
        let mut next = vec![Vec::new(); nodes.len()];
        for (at, node) in nodes.iter().enumerate() {
            for other in walk.next(*node).filter_map(|other| places.get(&other)) {
                next[at].push(*other);
                next[*other].push(at);
            }
        }
        for next in &mut next {
            next.sort_unstable();
            next.dedup();
        }
        let place = |node: &Node| places.get(node).copied().unwrap_or(0);
        let mut map = Map {
            bits: nodes.iter().map(|node| walk.bits(*node)).collect(),
            start: place(&reach.start),
            goal: place(&reach.goal),
            nodes,
            next,
            rest: Vec::new(),
        };
        let mut rest = vec![vec![None; map.nodes.len()]];
        rest[0][map.goal] = Some(Bits::default());
        for left in 1..=length {
            let before = &rest[left - 1];
            let fewest = |at: usize| {
                let ways = map.next[at]
                    .iter()
                    .filter_map(|next| map.step(*next, before));
                ways.min().into_iter().chain(before[at]).min()
            };
            rest.push((0..map.nodes.len()).map(fewest).collect());
        }
        map.rest = rest;
        Ok(map)
    }

    /// What a thing costs together with the rest of the way from it.
    fn step(&self, next: usize, rest: &[Option<Bits>]) -> Option<Bits> {
        match next == self.goal {
            true => Some(Bits::default()),
            false => rest[next].map(|rest| rest + self.bits[next]),
        }
    }

    /// How many walks of exactly so many steps lead to the goal.
    fn count(&self, length: usize) -> u64 {
        let mut ways = vec![0u64; self.nodes.len()];
        ways[self.goal] = 1;
        for _ in 0..length {
            let sum = |next: &Vec<usize>| {
                let ways = next.iter().map(|next| ways[*next]);
                ways.fold(0, u64::saturating_add)
            };
            ways = self.next.iter().map(sum).collect();
        }
        ways[self.start]
    }

    fn best(&self, walk: &Walk<'_>, length: usize, limit: usize) -> Result<Ranked, AnswerError> {
        // Beginnings of ways: their last thing, how many bits until then, and what they continue.
        let mut begun: Vec<(usize, Bits, usize)> = vec![(self.start, Bits::default(), 0)];
        // By bits, then by steps, then in the order in which they came up.
        let mut open = BinaryHeap::from([Reverse((Bits::default(), 0usize, 0usize))]);
        let mut ways = Vec::new();
        let mut found: u64 = 0;
        while let Some(Reverse((_, steps, at))) = open.pop() {
            if begun.len() > FOLLOWED || found >= COUNTED {
                let total = Total::MoreThan(found);
                return Ok(Ranked { ways, total });
            }
            let (place, bits, _) = begun[at];
            let so_far = trace(&begun, at, steps);
            if place == self.goal {
                found += 1;
                if ways.len() < limit {
                    let nodes = so_far.iter().map(|place| self.nodes[*place]).collect();
                    ways.push(Way { bits, nodes });
                }
                continue;
            }
            if at % OFTEN == 0 {
                walk.check_time()?;
            }
            let left = length - steps - 1;
            for next in &self.next[place] {
                let Some(rest) = self.step(*next, &self.rest[left]) else {
                    continue;
                };
                if so_far.contains(next) {
                    continue;
                }
                let own = match *next == self.goal {
                    true => Bits::default(),
                    false => self.bits[*next],
                };
                open.push(Reverse((bits + rest, steps + 1, begun.len())));
                begun.push((*next, bits + own, at));
            }
        }
        let total = Total::Exactly(found);
        Ok(Ranked { ways, total })
    }
}

/// The places of a beginning, from the start.
fn trace(begun: &[(usize, Bits, usize)], at: usize, steps: usize) -> Vec<usize> {
    let mut places = Vec::with_capacity(steps + 1);
    let mut at = at;
    for _ in 0..=steps {
        places.push(begun[at].0);
        at = begun[at].2;
    }
    places.reverse();
    places
}
