//! Things from left to right, each as far from the first as the longest way to it, in an order in
//! which few lines cross (after Sugiyama, Tagawa and Toda, "Methods for visual understanding of
//! hierarchical system structures", 1981).

use super::Picture;
use super::label::{width, wrapped};
use super::svg::{Curve, LINE, Layout, Placed, SIZE, SMALL};
use std::fmt::Write;

/// How wide a label may be, and into how many lines it may be broken.
const WIDEST: i64 = 170;
const LINES: usize = 3;

/// Left and right of a label, and above and below it together.
const PADDING: (i64, i64) = (12, 14);

/// Between two boxes of a column.
const SPACE: i64 = 26;

/// Where only a line passes through a column.
const PASSAGE: i64 = 14;

/// Between two columns, with the label of a line between them.
const GAP: (i64, i64) = (70, 250);

/// How often the columns are put in order.
const SWEEPS: usize = 8;

/// What stands in a column: a box, or a line that passes through it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Slot {
    Box(usize),
    Passage,
}

/// A picture in columns.
struct Columns {
    slots: Vec<Slot>,
    /// The slots of each column, from above.
    columns: Vec<Vec<usize>>,
    /// For each edge the slots that it runs through.
    runs: Vec<Vec<usize>>,
    /// The slots before and behind each slot.
    near: [Vec<Vec<usize>>; 2],
}

/// Places the nodes by what leads to them.
pub fn place(picture: &Picture) -> Layout {
    let mut columns = columns(picture, &ranks(picture));
    order(&mut columns);
    draw(picture, &columns)
}

/// The column of each node; edges that would lead in a circle do not count.
fn ranks(picture: &Picture) -> Vec<usize> {
    let count = picture.nodes.len();
    let mut next: Vec<Vec<usize>> = vec![Vec::new(); count];
    let leads = |next: &[Vec<usize>], from: usize, to: usize| {
        let (mut seen, mut open) = (vec![false; count], vec![from]);
        while let Some(at) = open.pop() {
            if at == to {
                return true;
            }
            if !std::mem::replace(&mut seen[at], true) {
                open.extend(&next[at]);
            }
        }
        false
    };
    for edge in &picture.edges {
        if !leads(&next, edge.to, edge.from) {
            next[edge.from].push(edge.to);
        }
    }
    let mut ranks = vec![0; count];
    // Without circles, no way has more steps than there are nodes.
    for _ in 0..count {
        let mut changed = false;
        for from in 0..count {
            for to in &next[from] {
                if ranks[*to] <= ranks[from] {
                    ranks[*to] = ranks[from] + 1;
                    changed = true;
                }
            }
        }
        if !changed {
            break;
        }
    }
    // Two things that nothing connects stand side by side.
    if picture.edges.is_empty() && count == 2 {
        ranks[1] = 1;
    }
    ranks
}

fn columns(picture: &Picture, ranks: &[usize]) -> Columns {
    let last = ranks.iter().max().map_or(0, |rank| rank + 1);
    let mut all = Columns {
        slots: (0..picture.nodes.len()).map(Slot::Box).collect(),
        columns: vec![Vec::new(); last],
        runs: Vec::new(),
        near: [Vec::new(), Vec::new()],
    };
    for (node, rank) in ranks.iter().enumerate() {
        all.columns[*rank].push(node);
    }
    for edge in &picture.edges {
        let mut run = vec![edge.from];
        for column in ranks[edge.from] + 1..ranks[edge.to] {
            run.push(all.slots.len());
            all.columns[column].push(all.slots.len());
            all.slots.push(Slot::Passage);
        }
        run.push(edge.to);
        all.runs.push(run);
    }
    all.near = [
        vec![Vec::new(); all.slots.len()],
        vec![Vec::new(); all.slots.len()],
    ];
    for run in &all.runs {
        for pair in run.windows(2) {
            all.near[0][pair[1]].push(pair[0]);
            all.near[1][pair[0]].push(pair[1]);
        }
    }
    all
}

/// Puts each column in the order of what its slots are connected with in the column before, then
/// in the one behind, and so on.
fn order(all: &mut Columns) {
    for sweep in 0..SWEEPS {
        let mut place = vec![0usize; all.slots.len()];
        for column in &all.columns {
            for (at, slot) in column.iter().enumerate() {
                place[*slot] = at;
            }
        }
        let (near, forwards) = (&all.near[sweep % 2], sweep % 2 == 0);
        let count = all.columns.len();
        for number in 0..count {
            let number = if forwards { number } else { count - 1 - number };
            let column = &mut all.columns[number];
            // The mean place in thousandths; what is connected with nothing stays.
            let key = |slot: &usize| {
                let near = &near[*slot];
                match near.is_empty() {
                    true => place[*slot] * 1000,
                    false => near.iter().map(|n| place[*n] * 1000).sum::<usize>() / near.len(),
                }
            };
            column.sort_by_key(key);
            for (at, slot) in column.iter().enumerate() {
                place[*slot] = at;
            }
        }
    }
}

fn draw(picture: &Picture, all: &Columns) -> Layout {
    let label = |node: usize| wrapped(&picture.nodes[node].label, SIZE, WIDEST, LINES);
    let mut slots: Vec<Placed> = all
        .slots
        .iter()
        .map(|slot| match slot {
            Slot::Box(node) => {
                let lines = label(*node);
                let widest = lines
                    .iter()
                    .map(|line| width(line, SIZE))
                    .max()
                    .unwrap_or(0);
                Placed {
                    width: widest + 2 * PADDING.0,
                    height: lines.len() as i64 * LINE + PADDING.1,
                    lines,
                    ..Placed::default()
                }
            }
            Slot::Passage => Placed {
                height: PASSAGE,
                ..Placed::default()
            },
        })
        .collect();
    let tall = |slots: &[Placed], column: &[usize]| {
        let sum: i64 = column.iter().map(|slot| slots[*slot].height + SPACE).sum();
        (sum - SPACE).max(0)
    };
    let high = all
        .columns
        .iter()
        .map(|column| tall(&slots, column))
        .max()
        .unwrap_or(0);
    let mut x = 0;
    for column in &all.columns {
        let wide = column
            .iter()
            .map(|slot| slots[*slot].width)
            .max()
            .unwrap_or(0);
        let mut y = (high - tall(&slots, column)) / 2;
        for slot in column {
            let own = &mut slots[*slot];
            if all.slots[*slot] == Slot::Passage {
                own.width = wide;
            }
            own.x = x + (wide - own.width) / 2;
            own.y = y;
            y += own.height + SPACE;
        }
        x += wide + gap(picture, all, column);
    }
    let mut taken: Vec<[i64; 4]> = Vec::new();
    let curves: Vec<Curve> = picture
        .edges
        .iter()
        .zip(&all.runs)
        .map(|(edge, run)| curve(&slots, run, &edge.label, &mut taken))
        .collect();
    let nodes = picture.nodes.len();
    let right = slots.iter().map(Placed::right).max().unwrap_or(0);
    Layout {
        width: right,
        // A line back runs below the boxes.
        height: high
            + if all.runs.iter().any(|run| is_back(&slots, run)) {
                40
            } else {
                0
            },
        panels: Vec::new(),
        boxes: slots.drain(..nodes).collect(),
        curves,
    }
}

/// How much room the labels of the lines behind a column need.
fn gap(picture: &Picture, all: &Columns, column: &[usize]) -> i64 {
    let runs = picture.edges.iter().zip(&all.runs);
    let labels = runs
        .filter(|(_, run)| column.contains(&run[0]))
        .map(|(edge, _)| width(&edge.label, SMALL));
    (labels.max().unwrap_or(0) + 40).clamp(GAP.0, GAP.1)
}

/// Whether a line leads to the left, or to the same column.
fn is_back(slots: &[Placed], run: &[usize]) -> bool {
    let (first, last) = (run[0], run[run.len() - 1]);
    slots[last].x < slots[first].right()
}

fn curve(slots: &[Placed], run: &[usize], label: &str, taken: &mut Vec<[i64; 4]>) -> Curve {
    let (first, last) = (&slots[run[0]], &slots[run[run.len() - 1]]);
    if is_back(slots, run) {
        let (x1, x2) = (first.x + first.width / 2, last.x + last.width / 2);
        let (y1, y2) = (first.y + first.height, last.y + last.height);
        let deep = y1.max(y2) + 50;
        let middle = ((x1 + x2) / 2, (y1 + y2 + 6 * deep) / 8);
        return Curve {
            path: format!("M{x1} {y1}C{x1} {deep} {x2} {deep} {x2} {y2}"),
            label: fitting(label, GAP.1).map(|label| (label, middle.0, middle.1)),
        };
    }
    let (mut x, mut y) = (first.right(), first.middle());
    let mut path = format!("M{x} {y}");
    let mut room = 0;
    for (number, slot) in run[1..].iter().enumerate() {
        let slot = &slots[*slot];
        let (to, middle) = (slot.x, (x + slot.x) / 2);
        let _ = write!(
            path,
            "C{middle} {y} {middle} {} {to} {}",
            slot.middle(),
            slot.middle()
        );
        if number == 0 {
            room = to - x;
        }
        // Straight through where it passes a column.
        if number + 2 < run.len() {
            let _ = write!(path, "H{}", slot.right());
        }
        (x, y) = (slot.right(), slot.middle());
    }
    let start = (first.right(), first.middle());
    let end = &slots[run[1]];
    let label = fitting(label, room).map(|label| {
        let (x, y) = free(start, (end.x, end.middle()), width(&label, SMALL), taken);
        (label, x, y)
    });
    Curve { path, label }
}

/// The label, cut where it is wider than the room for it.
fn fitting(label: &str, room: i64) -> Option<String> {
    wrapped(label, SMALL, (room - 24).max(40), 1)
        .into_iter()
        .next()
        .filter(|label| !label.is_empty())
}

/// A place on a line where no other label stands; the middle where there is none.
fn free(from: (i64, i64), to: (i64, i64), wide: i64, taken: &mut Vec<[i64; 4]>) -> (i64, i64) {
    // How far on the line, in eighths.
    let at = |eighths: i64| {
        let (t, rest) = (eighths, 8 - eighths);
        // The curve's own points: its control points stand half way between its ends.
        let part = [
            rest * rest * rest,
            3 * rest * rest * t,
            3 * rest * t * t,
            t * t * t,
        ];
        let middle = (from.0 + to.0) / 2;
        let sum =
            |points: [i64; 4]| part.iter().zip(points).map(|(p, at)| p * at).sum::<i64>() / 512;
        (
            sum([from.0, middle, middle, to.0]),
            sum([from.1, from.1, to.1, to.1]),
        )
    };
    let frame = |(x, y): (i64, i64)| [x - wide / 2, y - SMALL, x + wide / 2, y + 4];
    let meets =
        |a: &[i64; 4], b: &[i64; 4]| a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];
    let place = [4, 5, 3, 6, 2]
        .into_iter()
        .map(&at)
        .find(|place| !taken.iter().any(|other| meets(&frame(*place), other)))
        .unwrap_or(at(4));
    taken.push(frame(place));
    (place.0, place.1 + 3)
}
