//! Which names of different documents are one thing. A document's names are resolved while it is
//! read; what several documents call by different names is found here, by evidence: a name that a
//! text states, a shared office or employer, an edition of one series and year.
//!
//! Every merge has a rule and a reason, stands in the graph (`expo:Resolution`) and in a file
//! that a person can overrule ([`Overrules`]). A document's graph remembers which ids it would have
//! by itself (`expo:resolved`), so that every build resolves from what the documents say and not
//! from what was resolved before: the order of building does not matter.

mod cluster;
mod judge;
mod ledger;
mod name;
mod rename;
mod thing;

pub use ledger::{LedgerError, Overrules, write as write_ledger};
pub use name::LegalForms;

use crate::entity::{Base, document_iri};
use crate::graph::sorted;
use crate::rdf::vocab::{self, expo, rdf, rdfs};
use crate::rdf::write_quad;
use judge::Judge;
use oxigraph::model::{GraphName, Literal, NamedNode, Quad, Term};
use rename::{Renaming, rename};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use thing::KINDS;

/// What became of two names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// One thing, by hand.
    Same,
    /// Two things, by hand.
    NotSame,
    /// In some documents one name is another thing, by hand.
    Apart,
    /// One thing, by a rule.
    Merged,
    /// Two things that may be one.
    Near,
}

impl Outcome {
    /// The word for it in the file and in the graph.
    pub fn name(self) -> &'static str {
        match self {
            Outcome::Same => "same",
            Outcome::NotSame => "not same",
            Outcome::Apart => "apart",
            Outcome::Merged => "merged",
            Outcome::Near => "near",
        }
    }
}

/// A decision on two ids.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    pub outcome: Outcome,
    /// The id that is kept ("person/andrew-chan"), or simply the first.
    pub kept: String,
    pub other: String,
    pub kept_label: String,
    pub other_label: String,
    /// The rule's id; empty if decided by hand.
    pub rule: String,
    pub reason: String,
}

impl Decision {
    /// The documents that a row `apart` names.
    fn documents(&self) -> impl Iterator<Item = &str> {
        self.reason
            .split('|')
            .map(str::trim)
            .filter(|key| !key.is_empty())
    }
}

/// What resolving needs to know.
#[derive(Clone, Debug, Default)]
pub struct Resolver {
    pub forms: LegalForms,
    pub overrules: Overrules,
}

/// The names of a set of documents, resolved.
#[derive(Debug, Default)]
pub struct Resolution {
    /// New ids by old ones, for every document that has things under other ids; by position.
    renamed: BTreeMap<usize, BTreeMap<String, String>>,
    /// What was decided: merges and near misses.
    pub decisions: Vec<Decision>,
}

impl Resolver {
    /// Resolves the things of documents' graphs: `documents` are their IRIs and lines, sorted by
    /// IRI, with the ids that each document has by itself.
    pub fn resolve(&self, documents: &[(&str, &str)], base: &Base) -> Resolution {
        let mut renamed: BTreeMap<usize, BTreeMap<String, String>> = BTreeMap::new();
        let mut set_apart: BTreeSet<(usize, &str)> = BTreeSet::new();
        let mut lines: Vec<Cow<'_, str>> = Vec::with_capacity(documents.len());
        lines.extend(documents.iter().map(|(_, lines)| Cow::Borrowed(*lines)));
        for row in self.overrules.apart() {
            for key in row.documents() {
                let iri = document_iri(base, key);
                let Ok(at) = documents.binary_search_by(|(known, _)| (*known).cmp(&iri)) else {
                    continue;
                };
                let renaming = Renaming::from([(row.kept.as_str(), row.other.as_str())]);
                if let Cow::Owned(new) = rename(&lines[at], &renaming, base) {
                    lines[at] = new.into();
                    let renamed = renamed.entry(at).or_default();
                    renamed.insert(row.kept.clone(), row.other.clone());
                    set_apart.insert((at, row.other.as_str()));
                }
            }
        }
        let mut things = thing::gather(lines.iter().map(|lines| &**lines), base);
        let judge = Judge { forms: &self.forms };
        let mut merged: BTreeMap<String, String> = BTreeMap::new();
        let mut decisions = Vec::new();
        for kind in KINDS {
            let (new, decided) = cluster::group(kind, &things, &judge, &self.overrules);
            decisions.extend(decided);
            if !new.is_empty() {
                thing::follow(&mut things, &new);
            }
            merged.extend(new);
        }
        for (old, new) in &merged {
            for &at in things.get(old).into_iter().flat_map(|t| &t.documents) {
                let renamed = renamed.entry(at).or_default();
                // What was set apart by hand in this document goes on from there.
                match renamed.values_mut().find(|apart| *apart == old) {
                    Some(apart) => *apart = new.clone(),
                    None => drop(renamed.insert(old.clone(), new.clone())),
                }
            }
        }
        // Where a document itself has the id that another of its things gets, by hand, its own
        // ids cannot be told from the new ones.
        for (at, renamed) in &mut renamed {
            let own: Vec<String> = renamed
                .values()
                .filter(|new| !renamed.contains_key(*new))
                .filter(|new| things.get(*new).is_some_and(|t| t.documents.contains(at)))
                .filter(|new| !set_apart.contains(&(*at, new.as_str())))
                .cloned()
                .collect();
            renamed.extend(own.into_iter().map(|id| (id.clone(), id)));
        }
        Resolution { renamed, decisions }
    }
}

impl Resolution {
    /// The lines of a document's graph with its things under their resolved ids, which it
    /// remembers; the lines themselves if it has no other ids.
    pub fn apply<'l>(&self, at: usize, iri: &str, lines: &'l str, base: &Base) -> Cow<'l, str> {
        let Some(renamed) = self.renamed.get(&at) else {
            return lines.into();
        };
        let renaming: Renaming<'_> = renamed
            .iter()
            .map(|(old, new)| (old.as_str(), new.as_str()))
            .collect();
        let mut all = rename(lines, &renaming, base).into_owned().into_bytes();
        let graph = NamedNode::new_unchecked(iri);
        for (old, new) in renamed {
            let value = Literal::new_simple_literal(format!("{old} {new}"));
            let quad = Quad::new(graph.clone(), expo::RESOLVED, value, graph.clone());
            write_quad(&mut all, quad.as_ref());
        }
        sorted(all).into()
    }

    /// What was decided, as the lines of the graph of resolutions.
    pub fn lines(&self, base: &Base) -> String {
        let mut lines = Vec::new();
        for decision in &self.decisions {
            let slug = |id: &str| id.replace('/', ".");
            let node = NamedNode::new_unchecked(format!(
                "{base}resolution/{}/{}",
                slug(&decision.kept),
                slug(&decision.other)
            ));
            let mut put = |predicate: oxigraph::model::NamedNodeRef<'_>, object: Term| {
                let graph = GraphName::from(vocab::RESOLUTIONS);
                let quad = Quad::new(node.clone(), predicate, object, graph);
                write_quad(&mut lines, quad.as_ref());
            };
            let thing = |id: &str| Term::from(NamedNode::new_unchecked(format!("{base}{id}")));
            let text = |text: &str| Term::from(Literal::new_simple_literal(text));
            put(rdf::TYPE, expo::RESOLUTION.into());
            put(expo::DECISION, text(decision.outcome.name()));
            put(expo::KEPT, thing(&decision.kept));
            put(expo::OTHER, thing(&decision.other));
            put(expo::KEPT_LABEL, text(&decision.kept_label));
            put(expo::OTHER_LABEL, text(&decision.other_label));
            if !decision.rule.is_empty() {
                put(expo::RULE, text(&decision.rule));
            }
            put(rdfs::COMMENT, text(&decision.reason));
        }
        sorted(lines)
    }
}

/// What a document's graph remembers of its resolution: old ids and new ones.
pub type Remembered = [(String, String)];

/// Whether the ids that a document has by itself can be told from what its graph remembers. They
/// cannot where two of its own things were made one by hand: such a document must be read again.
pub fn can_restore(remembered: &Remembered) -> bool {
    let new: BTreeSet<&str> = remembered.iter().map(|(_, new)| new.as_str()).collect();
    new.len() == remembered.len()
}

/// The lines of a document's graph with the ids that the document has by itself.
pub fn restore<'l>(
    iri: &str,
    lines: &'l str,
    remembered: &Remembered,
    base: &Base,
) -> Cow<'l, str> {
    if remembered.is_empty() {
        return lines.into();
    }
    let mark = format!("<{iri}> {} ", expo::RESOLVED);
    let rest: String = lines
        .split_inclusive('\n')
        .filter(|line| !line.starts_with(&mark))
        .collect();
    let back: Renaming<'_> = remembered
        .iter()
        .map(|(old, new)| (new.as_str(), old.as_str()))
        .collect();
    rename(&rest, &back, base).into_owned().into()
}

#[cfg(test)]
mod tests;
