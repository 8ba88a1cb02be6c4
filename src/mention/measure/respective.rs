//! Numbers that go on counting what a row before them counted, each in its place: "612 firms from
//! 23 countries, up from 480 and 17 respectively".

use super::Measure;
use crate::mention::Scan;
use crate::mention::quantity::Quantity;

/// The word that pairs two rows.
const PAIRS: &str = "respectively";

/// Pairs the last row of bare numbers with the named ones before it.
pub(super) fn pair(scan: &Scan, quantities: &[Quantity], found: &mut [Measure]) {
    if found.len() < 4 {
        return;
    }
    let Some(word) = (0..scan.len()).find(|at| scan.word(*at) == PAIRS) else {
        return;
    };
    let end = quantities.partition_point(|quantity| quantity.pieces.end <= word);
    if end == 0 {
        return;
    }
    // "480 and 17", "480, 17 and 9": nothing but joints between.
    let mut start = end - 1;
    while start > 0 {
        let mut between = quantities[start - 1].pieces.end..quantities[start].pieces.start;
        if between.len() > 2 || !between.all(|at| joint(scan, at)) {
            break;
        }
        start -= 1;
    }
    let row = start..end;
    let size = row.len();
    if size < 2 || row.start < size {
        return;
    }
    let comparison = found[row.start].comparison;
    for index in row {
        let whole = index - size;
        if found[whole].metric.is_some() && found[index].unit.is_none() {
            let before = found[whole].clone();
            found[index].carry(&before, whole);
            found[index].comparison |= comparison;
            found[index].partial = false;
        }
    }
}

fn joint(scan: &Scan, at: usize) -> bool {
    scan.mark(at, ",") || scan.word(at) == "and"
}
