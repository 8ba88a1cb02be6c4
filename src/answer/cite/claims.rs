//! The sentences behind what rows rest on: from facts and claims to quotations.

use super::super::engine::Engine;
use super::super::error::AnswerError;
use super::super::evidence::{Sentence, Triple, evidence_by, sentences_of_claims};
use super::{LookUps, ORIGIN, Support};
use std::collections::{BTreeMap, BTreeSet};

/// A triple as written, and the document that must state it, if any.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fact {
    pub subject: String,
    pub predicate: String,
    pub object: String,
    pub graph: Option<String>,
}

impl Fact {
    fn triple(&self) -> Triple {
        [&self.subject, &self.predicate, &self.object].map(Clone::clone)
    }
}

/// The sentences of everything that rows rest on and that has any, oldest first.
///
/// # Errors
/// If the graph cannot be asked in time.
pub fn sentences<'s>(
    engine: Engine<'_>,
    look_ups: &LookUps,
    supports: impl Iterator<Item = &'s Support>,
) -> Result<BTreeMap<&'s Support, Vec<Sentence>>, AnswerError> {
    let supports: BTreeSet<&Support> = supports.collect();
    let mut facts = BTreeSet::new();
    let mut claims = BTreeSet::new();
    for support in &supports {
        match support {
            Support::Fact(fact) => facts.insert(fact.triple()),
            Support::Claim(claim) => claims.insert(claim.clone()),
        };
    }
    let ask = |name: &str, query: &str| engine.rows(name, query);
    let of_facts = evidence_by(ORIGIN, &look_ups.facts, &facts, ask)?;
    let of_claims = sentences_of_claims(ORIGIN, &look_ups.claims, &claims, ask)?;
    let mut found = BTreeMap::new();
    for support in supports {
        let sentences: Vec<Sentence> = match support {
            Support::Fact(fact) => {
                let stated = of_facts.get(&fact.triple()).into_iter().flatten();
                let sentences = stated.map(|evidence| &evidence.sentence);
                let own = |sentence: &&Sentence| {
                    let document = format!("<{}>", sentence.document_iri);
                    fact.graph.as_ref().is_none_or(|graph| *graph == document)
                };
                sentences.filter(own).cloned().collect()
            }
            Support::Claim(claim) => of_claims.get(claim).cloned().unwrap_or_default(),
        };
        if !sentences.is_empty() {
            found.insert(support, sentences);
        }
    }
    Ok(found)
}
