//! Groups of documents that carry one text.

use super::{Likeness, Sketch};
use rustc_hash::{FxHashMap, FxHashSet};
use std::cmp::Reverse;

/// A document and its text's sketch.
#[derive(Clone, Copy, Debug)]
pub struct Text<'a> {
    /// The document's IRI.
    pub document: &'a str,
    /// The day of publication ("2019-08-27"); empty where it is not known.
    pub published: &'a str,
    pub sketch: &'a Sketch,
}

/// A document that carries another's text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Copy<'a> {
    /// The document's IRI.
    pub document: &'a str,
    /// The document that stands for all that carry the text: the first published, else the first
    /// by name.
    pub first: &'a str,
    /// The share of the shorter text's runs that the longer one of the two has.
    pub share: f64,
}

/// Into so many parts a text is divided, to see whether what it shares is all over it.
const PARTS: usize = 8;

/// Which runs the texts taken so far have.
enum Carried {
    /// These, by their places among the texts.
    By(Vec<usize>),
    /// So many that it says nothing.
    Common,
}

/// The documents that carry a text of another, sorted by IRI. The order of `texts` does not
/// matter.
pub fn copies<'a>(texts: &[Text<'a>], likeness: &Likeness) -> Vec<Copy<'a>> {
    // The longest first: what was cut from a text is found whole in it.
    let mut order: Vec<&Text<'a>> = texts.iter().collect();
    order.sort_by_key(|text| (Reverse(text.sketch.size()), text.document));
    // The texts that are no copies, with those that are.
    let mut groups: Vec<Vec<&Text<'a>>> = Vec::new();
    let mut carried: FxHashMap<u32, Carried> = FxHashMap::default();
    // By text, how many runs are shared and in which parts of the shorter text.
    let mut shared: FxHashMap<usize, (u64, u8)> = FxHashMap::default();
    for text in order {
        let sketch = text.sketch;
        if sketch.runs().is_empty() {
            continue;
        }
        shared.clear();
        let mut common = FxHashSet::default();
        for (at, run) in sketch.runs().iter().enumerate() {
            match carried.get(run) {
                Some(Carried::By(leaders)) => {
                    let part = at * PARTS / sketch.runs().len();
                    for leader in leaders {
                        let (count, parts) = shared.entry(*leader).or_default();
                        *count += 1;
                        *parts |= 1 << part;
                    }
                }
                Some(Carried::Common) => drop(common.insert(*run)),
                None => {}
            }
        }
        let best = shared
            .iter()
            .filter_map(|(&leader, &(count, parts))| {
                let whole = groups.get(leader)?.first()?.sketch;
                let level = sketch.level().max(whole.level());
                let all = sketch.at(level).filter(|run| !common.contains(run)).count();
                let share = count as f64 / all.max(1) as f64;
                let alike = share >= likeness.share
                    || share >= likeness.edited_share
                        && parts.count_ones() >= likeness.edited_parts;
                let enough = count << level >= likeness.least || sketch == whole;
                (alike && enough).then_some((share, Reverse(leader)))
            })
            .max_by(|(a, x), (b, y)| a.total_cmp(b).then(x.cmp(y)));
        if let Some((_, Reverse(leader))) = best
            && let Some(group) = groups.get_mut(leader)
        {
            group.push(text);
            continue;
        }
        for run in sketch.runs() {
            let by = carried.entry(*run).or_insert(Carried::By(Vec::new()));
            if let Carried::By(leaders) = by {
                leaders.push(groups.len());
                if leaders.len() > likeness.common {
                    *by = Carried::Common;
                }
            }
        }
        groups.push(vec![text]);
    }
    let mut copies: Vec<Copy<'a>> = Vec::new();
    for group in groups.iter().filter(|group| group.len() > 1) {
        let known = |text: &&&Text<'a>| (text.published.is_empty(), text.published, text.document);
        let Some(first) = group.iter().min_by_key(known) else {
            continue;
        };
        let others = group.iter().filter(|text| text.document != first.document);
        copies.extend(others.map(|text| Copy {
            document: text.document,
            first: first.document,
            share: text.sketch.share(first.sketch),
        }));
    }
    copies.sort_by_key(|copy| copy.document);
    copies
}
