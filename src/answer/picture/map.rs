//! One thing in the middle, its relations on both sides in their order, and beside each relation
//! the things at its other end: one below the other, or, where there are many, in the columns of
//! a panel, so that hundreds are as easy to read as five.

use super::Picture;
use super::label::{width, wrapped};
use super::svg::{Curve, LINE, Layout, Placed, SIZE};

/// How wide the labels of the middle, of relations and of leaves may be.
const WIDEST: [i64; 3] = [190, 150, 230];

/// Into how many lines they may be broken.
const LINES: [usize; 3] = [4, 2, 2];

/// Left and right of a label, and above and below it together.
const PADDING: (i64, i64) = (10, 8);

/// Between the middle and the relations, and between those and the leaves.
const GAPS: [i64; 2] = [64, 40];

/// Between leaves, and between the leaves of two relations.
const SPACES: [i64; 2] = [5, 20];

/// More leaves than this stand in a panel.
const COLUMN: usize = 16;

/// Around the leaves of a panel, and between its columns.
const FRAME: i64 = 10;

/// A relation and its leaves, which stand together.
struct Group {
    branch: usize,
    leaves: Vec<usize>,
    /// Where each leaf stands, from the group's corner.
    offsets: Vec<(i64, i64)>,
    width: i64,
    height: i64,
    is_panel: bool,
}

/// Places the nodes of a tree: the first one, its branches, their leaves.
pub fn place(picture: &Picture) -> Layout {
    if picture.nodes.is_empty() {
        return Layout::default();
    }
    let mut placed = vec![Placed::default(); picture.nodes.len()];
    let mut size = |at: usize, level: usize| {
        let lines = wrapped(&picture.nodes[at].label, SIZE, WIDEST[level], LINES[level]);
        let widest = lines
            .iter()
            .map(|line| width(line, SIZE))
            .max()
            .unwrap_or(0);
        placed[at] = Placed {
            width: widest + 2 * PADDING.0,
            height: lines.len() as i64 * LINE + PADDING.1,
            lines,
            ..Placed::default()
        };
    };
    let mut branches: Vec<(usize, Vec<usize>)> = Vec::new();
    size(0, 0);
    for edge in &picture.edges {
        match branches.iter_mut().find(|(branch, _)| *branch == edge.from) {
            Some((_, leaves)) => {
                size(edge.to, 2);
                leaves.push(edge.to);
            }
            None => {
                size(edge.to, 1);
                branches.push((edge.to, Vec::new()));
            }
        }
    }
    // The middle is bold.
    placed[0].width += placed[0].width / 8;
    placed[0].height += PADDING.1;
    let groups: Vec<Group> = branches
        .into_iter()
        .map(|(branch, leaves)| group(&placed, branch, leaves))
        .collect();
    arrange(picture, placed, &groups)
}

fn group(placed: &[Placed], branch: usize, leaves: Vec<usize>) -> Group {
    let is_panel = leaves.len() > COLUMN;
    let frame = if is_panel { FRAME } else { 0 };
    let rows = match is_panel {
        // A panel of five columns is about twice as wide as high.
        true => (leaves.len() * 5).isqrt().max(1),
        false => leaves.len().max(1),
    };
    let mut offsets = Vec::new();
    let (mut x, mut height) = (frame, 0);
    for column in leaves.chunks(rows) {
        let mut y = frame;
        for leaf in column {
            offsets.push((x, y));
            y += placed[*leaf].height + SPACES[0];
        }
        height = height.max(y - SPACES[0] + frame);
        x += column
            .iter()
            .map(|leaf| placed[*leaf].width)
            .max()
            .unwrap_or(0)
            + FRAME;
    }
    Group {
        width: x - FRAME + frame,
        height: height.max(placed[branch].height),
        branch,
        leaves,
        offsets,
        is_panel,
    }
}

fn arrange(picture: &Picture, mut placed: Vec<Placed>, groups: &[Group]) -> Layout {
    let tall = |groups: &[Group]| -> i64 {
        let sum: i64 = groups.iter().map(|group| group.height + SPACES[1]).sum();
        (sum - SPACES[1]).max(0)
    };
    let higher = |at: &usize| tall(&groups[..*at]).max(tall(&groups[*at..]));
    // The right side ends where the higher side is as low as can be.
    let cut = (0..=groups.len()).rev().min_by_key(higher).unwrap_or(0);
    let (right, left) = groups.split_at(cut);
    let high = higher(&cut).max(placed[0].height);
    let branch = |groups: &[Group]| {
        let widths = groups.iter().map(|group| placed[group.branch].width);
        widths.max().unwrap_or(0)
    };
    let leaf = |groups: &[Group]| groups.iter().map(|group| group.width).max().unwrap_or(0);
    let (leaves_end, right_leaves) = (leaf(left), GAPS[0] + branch(right) + GAPS[1]);
    let root = match left.is_empty() {
        true => 0,
        false => leaves_end + GAPS[1] + branch(left) + GAPS[0],
    };
    placed[0].x = root;
    placed[0].y = (high - placed[0].height) / 2;
    let end = placed[0].right();
    let mut panels = Vec::new();
    for (side, at_right) in [(right, true), (left, false)] {
        let mut y = (high - tall(side)) / 2;
        for group in side {
            let own = &mut placed[group.branch];
            own.y = y + (group.height - own.height) / 2;
            own.x = match at_right {
                true => end + GAPS[0],
                false => root - GAPS[0] - own.width,
            };
            let x = match at_right {
                true => end + right_leaves,
                false => leaves_end - group.width,
            };
            let last = group.leaves.last().zip(group.offsets.last());
            // Fewer leaves than the relation is high stand beside its middle.
            let low = match (group.is_panel, last) {
                (false, Some((leaf, (_, y)))) => (group.height - y - placed[*leaf].height) / 2,
                _ => 0,
            };
            for (leaf, (dx, dy)) in group.leaves.iter().zip(&group.offsets) {
                let own = &mut placed[*leaf];
                own.y = y + low + dy;
                // Left of the middle, what stands in one column ends at its right.
                own.x = match at_right || group.is_panel {
                    true => x + dx,
                    false => leaves_end - own.width,
                };
            }
            if group.is_panel {
                panels.push(Placed {
                    x,
                    y,
                    width: group.width,
                    height: group.height,
                    lines: Vec::new(),
                });
            }
            y += group.height + SPACES[1];
        }
    }
    let mut open = panels.iter();
    let mut within = None;
    let mut curves = Vec::new();
    for edge in &picture.edges {
        let group = groups.iter().find(|group| group.branch == edge.from);
        let panel = group.filter(|group| group.is_panel);
        curves.push(match panel {
            // One line leads to the panel.
            Some(panel) if within != Some(panel.branch) => {
                within = Some(panel.branch);
                let frame = open.next().cloned().unwrap_or_default();
                curve(&placed[edge.from], &frame)
            }
            Some(_) => Curve::default(),
            None => curve(&placed[edge.from], &placed[edge.to]),
        });
    }
    let ends = placed.iter().chain(&panels).map(Placed::right);
    Layout {
        width: ends.max().unwrap_or(0),
        height: high,
        curves,
        panels,
        boxes: placed,
    }
}

fn curve(from: &Placed, to: &Placed) -> Curve {
    let (x1, x2) = match from.x < to.x {
        true => (from.right(), to.x),
        false => (from.x, to.right()),
    };
    let (y1, y2, middle) = (from.middle(), to.middle(), (x1 + x2) / 2);
    Curve {
        path: format!("M{x1} {y1}C{middle} {y1} {middle} {y2} {x2} {y2}"),
        label: None,
    }
}
