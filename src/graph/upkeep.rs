//! The default graph after a change. Every triple there stands because some graph supports it:
//! the facts of a document's graph, everything in a loaded graph and in the ontology's. When the
//! last support goes, the triple goes. A triple that nothing ever supported was put there by
//! hand, and stays.

use super::Slot;
use super::labels::Names;
use super::text::Line;
use crate::rdf::vocab::{expo, rdfs, skos};
use rustc_hash::{FxHashMap, FxHashSet};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// How a graph supports the default graph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Support {
    /// With its facts: all but the document, its claims and quotations.
    Facts,
    /// With everything.
    All,
    /// Not at all.
    Nothing,
}

/// One graph before and after the change. Equal texts are a graph that did not change.
pub struct Change<'a> {
    pub slot: Slot<'a>,
    pub old: &'a str,
    pub new: &'a str,
}

impl Change<'_> {
    fn changed(&self) -> bool {
        // Unchanged graphs are lent from the same text, so this compares no bytes for them.
        !std::ptr::eq(self.old, self.new) && self.old != self.new
    }
}

const OLD: u8 = 1;
const NEW: u8 = 2;
const PRESENT: u8 = 4;

/// The label properties as written; labels are chosen among documents, not copied.
static LABEL: LazyLock<String> = LazyLock::new(|| rdfs::LABEL.to_string());
static ALT_LABEL: LazyLock<String> = LazyLock::new(|| skos::ALT_LABEL.to_string());
static AUTHORITY: LazyLock<String> = LazyLock::new(|| expo::AUTHORITY.to_string());

/// The lines of the new default graph, in order: the kept ones of `default` and those that are
/// now supported, given the change of all other graphs.
pub fn default_graph<'a>(default: &'a str, changes: &[Change<'a>]) -> Vec<Cow<'a, str>> {
    let mut triples: FxHashMap<Cow<'a, str>, u8> = FxHashMap::default();
    let mut renamed: FxHashSet<&str> = FxHashSet::default();
    let changed: Vec<bool> = changes.iter().map(Change::changed).collect();
    for (change, _) in changes
        .iter()
        .zip(&changed)
        .filter(|(_, changed)| **changed)
    {
        for (text, bit) in [(change.old, OLD), (change.new, NEW)] {
            for fact in facts(change.slot, text) {
                if is_name(change.slot, &fact) {
                    renamed.insert(fact.subject());
                } else {
                    *triples.entry(Cow::Borrowed(fact.triple)).or_default() |= bit;
                }
            }
        }
    }
    if triples.is_empty() && renamed.is_empty() {
        return default.split_inclusive('\n').map(Cow::Borrowed).collect();
    }

    let mut names: BTreeMap<&str, [Names<'a>; 2]> = BTreeMap::new();
    for (change, changed) in changes.iter().zip(&changed) {
        let states: &[(&str, &[usize])] = if *changed {
            &[(change.old, &[0]), (change.new, &[1])]
        } else {
            &[(change.new, &[0, 1])]
        };
        for (text, states) in states {
            let facts: Vec<Line<'_>> = facts(change.slot, text).collect();
            // Lines of one subject are neighbours.
            for about in facts.chunk_by(|a, b| a.subject() == b.subject()) {
                let subject = about[0].subject();
                let renamed = renamed.contains(subject);
                let authority = renamed && about.iter().any(|fact| fact.predicate() == *AUTHORITY);
                for fact in about {
                    if !is_name(change.slot, fact) {
                        if !changed && let Some(bits) = triples.get_mut(fact.triple) {
                            *bits |= OLD | NEW;
                        }
                    } else if renamed {
                        let of = names.entry(subject).or_default();
                        for state in *states {
                            if fact.predicate() == *LABEL {
                                of[*state].label(fact.object(), authority);
                            } else {
                                of[*state].other(fact.object());
                            }
                        }
                    }
                }
            }
        }
    }
    for (subject, states) in names {
        for (names, bit) in states.into_iter().zip([OLD, NEW]) {
            let Some((label, others)) = names.choose() else {
                continue;
            };
            let line = |property: &str, name: &str| format!("{subject} {property} {name}");
            *triples.entry(line(&LABEL, label).into()).or_default() |= bit;
            for other in others {
                *triples.entry(line(&ALT_LABEL, other).into()).or_default() |= bit;
            }
        }
    }

    let kept: Vec<&str> = default
        .split_inclusive('\n')
        .filter(|line| {
            let triple = line.strip_suffix(" .\n").unwrap_or(line);
            match triples.get_mut(triple) {
                Some(bits) => {
                    *bits |= PRESENT;
                    *bits & (OLD | NEW) != OLD
                }
                None => true,
            }
        })
        .collect();
    let mut added: Vec<String> = triples
        .iter()
        .filter(|(_, bits)| **bits & (NEW | PRESENT) == NEW)
        .map(|(triple, _)| format!("{triple} .\n"))
        .collect();
    added.sort_unstable();
    merge(kept, added)
}

/// The lines of a graph that support the default graph.
pub fn facts<'a>(slot: Slot<'a>, text: &'a str) -> impl Iterator<Item = Line<'a>> {
    text.lines().filter_map(move |line| {
        let supports = match slot.support {
            Support::Facts => !slot.is_evidence(line),
            Support::All => true,
            Support::Nothing => false,
        };
        if supports { Line::split(line) } else { None }
    })
}

fn is_name(slot: Slot<'_>, fact: &Line<'_>) -> bool {
    slot.support == Support::Facts && (fact.predicate() == *LABEL || fact.predicate() == *ALT_LABEL)
}

fn merge<'a>(kept: Vec<&'a str>, added: Vec<String>) -> Vec<Cow<'a, str>> {
    let mut merged = Vec::with_capacity(kept.len() + added.len());
    let mut added = added.into_iter().peekable();
    for line in kept {
        while let Some(earlier) = added.next_if(|next| next.as_str() < line) {
            merged.push(Cow::Owned(earlier));
        }
        merged.push(Cow::Borrowed(line));
    }
    merged.extend(added.map(Cow::Owned));
    merged
}
