//! A longer way that is more telling than the shortest ones: round a thing that stands in very
//! many facts. Looked for from both ends, each as far as half of the bits go, so that things in
//! many facts are never passed.

use super::bits::Bits;
use super::rank::Way;
use super::walk::{Node, Walk};
use crate::answer::error::AnswerError;
use rustc_hash::FxHashMap;

/// A longer way must be so much more telling: one bit is twice as rare.
const MARGIN: Bits = Bits::ONE;

/// The most things that are looked at for it.
const MOST: usize = 20_000;

/// How a thing was reached.
#[derive(Clone, Copy, Debug)]
struct Label {
    node: Node,
    steps: usize,
    /// Of the things between the end and this one.
    bits: Bits,
    /// The label of the thing before.
    before: usize,
}

/// What was reached from one end.
struct Side {
    labels: Vec<Label>,
    /// By thing: its labels, fewer bits with more steps.
    of: FxHashMap<Node, Vec<usize>>,
}

/// The most telling way of at most `max_length` steps, if it takes clearly fewer than `bits`.
pub fn detour(
    walk: &mut Walk<'_>,
    start: Node,
    goal: Node,
    bits: Bits,
    max_length: usize,
) -> Result<Option<Way>, AnswerError> {
    let Some(most) = bits.less(MARGIN) else {
        return Ok(None);
    };
    let from = side(walk, [start, goal], most.half(), max_length)?;
    let to = side(walk, [goal, start], most.half(), max_length)?;
    let mut meetings: Vec<Node> = from.of.keys().copied().collect();
    meetings.retain(|node| to.of.contains_key(node));
    walk.count(&meetings)?;
    meetings.sort_by(|a, b| walk.thing(*a).as_str().cmp(walk.thing(*b).as_str()));
    let mut best: Option<(Bits, usize, usize, usize)> = None;
    for node in meetings {
        for first in &from.of[&node] {
            for second in &to.of[&node] {
                let (a, b) = (from.labels[*first], to.labels[*second]);
                let steps = a.steps + b.steps;
                let sum = a.bits + walk.bits(node) + b.bits;
                let better = best.is_none_or(|(bits, most, ..)| (sum, steps) < (bits, most));
                if steps <= max_length && sum <= most && better {
                    best = Some((sum, steps, *first, *second));
                }
            }
        }
    }
    Ok(best.and_then(|(bits, _, first, second)| {
        let mut nodes = trace(&from.labels, first);
        nodes.reverse();
        nodes.extend(trace(&to.labels, second).into_iter().skip(1));
        // A way in a circle is never the most telling one; a thing that two of equal bits share
        // could still be met twice.
        let mut once = nodes.clone();
        once.sort_unstable();
        once.dedup();
        (once.len() == nodes.len()).then_some(Way { bits, nodes })
    }))
}

/// Everything that can be reached from the first of two ends, without passing the other, by
/// things of at most so many bits together.
fn side(
    walk: &mut Walk<'_>,
    [start, end]: [Node; 2],
    most: Bits,
    max_length: usize,
) -> Result<Side, AnswerError> {
    let first = Label {
        node: start,
        steps: 0,
        bits: Bits::default(),
        before: 0,
    };
    let mut side = Side {
        labels: vec![first],
        of: FxHashMap::default(),
    };
    let mut level = vec![0];
    let mut looked = 0;
    for steps in 1..max_length {
        let nodes: Vec<Node> = level.iter().map(|at| side.labels[*at].node).collect();
        looked += nodes.len();
        if looked > MOST {
            break;
        }
        walk.check_time()?;
        walk.count(&nodes)?;
        // What leads through each thing of the level, the start being free.
        let through: Vec<(usize, Bits)> = level
            .iter()
            .map(|at| (*at, side.labels[*at]))
            .map(|(at, label)| match label.node == start {
                true => (at, Bits::default()),
                false => (at, label.bits + walk.bits(label.node)),
            })
            .filter(|(_, bits)| *bits <= most)
            .collect();
        let nodes: Vec<Node> = through
            .iter()
            .map(|(at, _)| side.labels[*at].node)
            .collect();
        walk.expand(&nodes)?;
        let mut next_level = Vec::new();
        for (before, bits) in through {
            let passed = side.labels[before].node;
            for node in walk
                .next(passed)
                .filter(|node| *node != start && *node != end)
            {
                let labels = side.of.entry(node).or_default();
                if labels.iter().any(|at| side.labels[*at].bits <= bits) {
                    continue;
                }
                labels.push(side.labels.len());
                next_level.push(side.labels.len());
                side.labels.push(Label {
                    node,
                    steps,
                    bits,
                    before,
                });
            }
        }
        if next_level.is_empty() {
            break;
        }
        level = next_level;
    }
    Ok(side)
}

/// From a label back to the end it came from.
fn trace(labels: &[Label], mut at: usize) -> Vec<Node> {
    let mut nodes = vec![labels[at].node];
    while labels[at].steps > 0 {
        at = labels[at].before;
        nodes.push(labels[at].node);
    }
    nodes
}
