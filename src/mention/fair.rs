//! Which name is that of the fair a text is about: what stands around all its places is weighed, with
//! the weights of `data/weights/fair.tsv`. It has the last word on names that do not say that they
//! are a fair's, and a say among those that do.

use super::analysis::Analysis;
use super::around::{Around, Sink, Spelled, few, sort_name};
use super::bracket::is_initials_in_brackets;
use super::grid::Lower;
use super::inventory::Inventory;
use super::name::Sort;
use super::unheaded::is_called_fair;
use crate::document::BlockKind;
use crate::knowledge::Class;
use crate::knowledge::weights::{Aspect, Value};
use crate::text::Shape;
use rustc_hash::{FxHashMap, FxHashSet};
use std::ops::Range;

/// Only names of the first sentences can be the fair's.
const REACH: usize = 12;

/// So many places of a name are looked at.
const PLACES: usize = 5;

/// So many words behind a name can say what it is.
const APPOSED: usize = 8;

/// From this weight on, in thousandths of a logit, a name that says nothing of itself is the fair's;
/// and where no other name can be one's in a text that speaks of a fair.
const ENOUGH: i32 = 400;
const ALONE: i32 = -500;

/// The same for a name of which the text says that it is a fair's.
const TOLD: i32 = -6000;

/// So much less must speak for the names that say they are a fair's.
const AHEAD: i32 = 2000;

/// Whether the headline has the words of a name, be they written there as headlines are.
fn in_headline(a: &Analysis<'_>, range: &Range<usize>) -> bool {
    let words = &a.words[range.clone()];
    (a.sentences.iter())
        .filter(|sentence| sentence.kind == BlockKind::Title && sentence.title_case)
        .any(|sentence| {
            (a.words[sentence.tokens.clone()].windows(words.len())).any(|found| found == words)
        })
}

/// "Kelmtec", "AgroExpo", "Rope-Con": an ending by which names of fairs can be told.
fn ends_as_fair(a: &Analysis<'_>, last: usize) -> bool {
    a.has_ending(last, 2, 3..=5, Class::FairEnding)
}

/// Whether the last word of a name says that it is a body's: "Corporation", "Board".
fn is_body_by_name(analysis: &Analysis<'_>, last: usize) -> bool {
    analysis.is(last, Class::OrgLast) && !analysis.is(last, Class::EventHead)
}

/// A name of a text, as weights are learned from it.
#[derive(Clone, Debug, PartialEq)]
pub struct FairCandidate {
    pub label: String,
    /// Its traits as `aspect=value`, sorted, each once.
    pub traits: Vec<String>,
}

/// The places of a name, and how much speaks for it.
#[derive(Clone, Debug)]
pub struct Claim {
    pub mentions: Vec<usize>,
    /// In thousandths of a logit; above 0 it is likelier than not.
    pub weight: i32,
}

impl Inventory {
    /// The names that can be the fair's, by their text, in text order.
    fn claims(&self, analysis: &Analysis<'_>) -> Vec<Vec<usize>> {
        let mut found: Vec<Vec<usize>> = Vec::new();
        let mut by_text: FxHashMap<&str, usize> = FxHashMap::default();
        let bodies = self.initials_of_bodies(analysis);
        for (m, mention) in self.mentions.iter().enumerate() {
            let sentence = analysis.sentence_of(mention.range.start);
            let last = mention.range.end - 1;
            let open = match mention.sort {
                Sort::Name | Sort::Event | Sort::Person => true,
                Sort::Organisation(_) => {
                    !analysis.is(last, Class::LegalForm) && !is_body_by_name(analysis, last)
                }
                _ => false,
            };
            if !open || analysis.sentences[sentence].title_case {
                continue;
            }
            let text = analysis.slice(mention.range.clone());
            if bodies.contains(text) {
                continue;
            }
            match by_text.get(text) {
                Some(&index) => {
                    let claim: &mut Vec<usize> = &mut found[index];
                    if claim.len() < PLACES {
                        claim.push(m);
                    }
                }
                None if sentence < REACH => {
                    by_text.insert(text, found.len());
                    found.push(vec![m]);
                }
                None => {}
            }
        }
        found
    }

    /// "the Norland Tourism Board (NTB)": the initials that the text gives bodies, which name no fair.
    fn initials_of_bodies<'a>(&self, analysis: &Analysis<'a>) -> FxHashSet<&'a str> {
        let end = analysis.tokens.len();
        (self.mentions.iter())
            .filter(|m| matches!(m.sort, Sort::Organisation(_)))
            .filter(|m| {
                let last = m.range.end - 1;
                m.record.is_some() || is_body_by_name(analysis, last)
            })
            .filter(|m| is_initials_in_brackets(analysis, m.range.end, end))
            .map(|m| analysis.word(m.range.end + 1))
            .collect()
    }

    /// How much speaks for each name being the fair's.
    fn weigh_fairs(&self, analysis: &Analysis<'_>) -> Vec<Claim> {
        let scales = &analysis.knowledge.weights.fairs;
        if scales.is_empty() {
            return Vec::new();
        }
        let mut traits = scales.traits();
        (self.claims(analysis).into_iter())
            .map(|mentions| {
                traits.clear();
                self.describe(analysis, &mentions, &mut traits);
                let [weight] = traits.sum();
                Claim { mentions, weight }
            })
            .collect()
    }

    /// The same as what weights are learned from.
    pub fn fair_candidates(&self, analysis: &Analysis<'_>) -> Vec<FairCandidate> {
        (self.claims(analysis).into_iter())
            .map(|mentions| {
                let mut traits = Spelled::default();
                self.describe(analysis, &mentions, &mut traits);
                let range = self.mentions[mentions[0]].range.clone();
                FairCandidate {
                    label: analysis.slice(range).to_owned(),
                    traits: traits.finish(),
                }
            })
            .collect()
    }

    /// Takes the name that most speaks for as the fair's, where it says nothing of itself.
    pub(super) fn name_fair(&mut self, analysis: &Analysis<'_>) {
        self.claims = self.weigh_fairs(analysis);
        // A headline in capitals that names one has been read for want of another.
        let billed = (self.mentions.iter()).any(|m| {
            m.sort == Sort::Event
                && analysis.sentences[analysis.sentence_of(m.range.start)].title_case
        });
        if billed {
            return;
        }
        let is_event = |claim: &&Claim| self.mentions[claim.mentions[0]].sort == Sort::Event;
        let said = (self.claims.iter().filter(is_event))
            .map(|claim| claim.weight)
            .max();
        // What the text says is a fair comes before what only looks like one.
        let told = (self.claims.iter().filter(|_| said.is_none()))
            .find(|claim| self.is_told_fair(analysis, &claim.mentions));
        let most = || self.claims.iter().max_by_key(|claim| claim.weight);
        let Some(best) = told.or_else(most) else {
            return;
        };
        let speaks_of_fair = (analysis.sentences.iter().take(REACH))
            .any(|sentence| sentence.classes.has(Class::FairNoun));
        let enough = match said {
            Some(said) if said > ENOUGH => return,
            Some(said) => ENOUGH.max(said + AHEAD),
            None if told.is_some() => TOLD,
            None if speaks_of_fair => ALONE,
            None => ENOUGH,
        };
        let first = best.mentions[0];
        if best.weight > enough {
            self.mentions[first].sort = Sort::Event;
        }
    }

    /// "Perla Porto, the fair for jewellery": whether the words behind a name say so and no more, though
    /// it looks like a person's. "Ana Costa, the fair's director," is one.
    fn is_told_fair(&self, a: &Analysis<'_>, mentions: &[usize]) -> bool {
        mentions.iter().any(|m| {
            let end = self.mentions[*m].outer.end;
            let limit = a.sentences[a.sentence_of(self.mentions[*m].range.start)]
                .tokens
                .end;
            if end >= limit || !is_called_fair(a, end, limit) {
                return false;
            }
            let noun = a
                .grid
                .first(end..limit.min(end + APPOSED), Lower(Class::FairNoun));
            noun.is_some_and(|noun| {
                let next = noun + 1;
                next >= limit || a.mark(next).is_some() || a.is_lower(next, Class::Preposition)
            })
        })
    }

    fn describe(&self, a: &Analysis<'_>, mentions: &[usize], sink: &mut impl Sink) {
        let around = Around {
            analysis: a,
            inventory: self,
        };
        let body = (a.sentences.iter())
            .position(|s| s.kind == BlockKind::Paragraph)
            .unwrap_or(0);
        let first = &self.mentions[mentions[0]];
        sink.put(Aspect::Always, Value::Text(""));
        sink.put(Aspect::Mentions, few(mentions.len()));
        sink.put(Aspect::Words, few(first.range.len()));
        let last = first.range.end - 1;
        sink.put_classes(Aspect::LastClass, a.classes[last]);
        sink.put_classes(Aspect::FirstClass, a.classes[first.range.start]);
        if first
            .range
            .clone()
            .all(|t| a.tokens[t].shape == Shape::Upper)
        {
            sink.put(Aspect::Capitals, Value::Text(""));
        }
        let sentence_of = |m: &usize| a.sentence_of(self.mentions[*m].range.start);
        let called = mentions.iter().any(|m| {
            let end = self.mentions[*m].outer.end;
            let limit = a.sentences[sentence_of(m)].tokens.end;
            end < limit && is_called_fair(a, end, limit)
        });
        let sort = match first.sort {
            Sort::Person if self.is_told_fair(a, mentions) => Sort::Name,
            sort => sort,
        };
        sink.put(Aspect::Sort, Value::Text(sort_name(sort)));
        let place = match sentence_of(&mentions[0]).checked_sub(body) {
            None => "before",
            Some(0) => "first",
            Some(1) => "second",
            Some(2 | 3) => "lead",
            Some(_) => "later",
        };
        sink.put(Aspect::Position, Value::Text(place));
        let checks = [
            (
                mentions
                    .iter()
                    .any(|m| a.sentences[sentence_of(m)].kind == BlockKind::Title),
                "title",
            ),
            (
                mentions.iter().any(|m| self.mentions[*m].year.is_some()),
                "year",
            ),
            (
                mentions.iter().any(|m| self.mentions[*m].ordinal.is_some()),
                "ordinal",
            ),
            (first.record.is_some(), "record"),
            (called, "called-fair"),
            (in_headline(a, &first.range), "headline"),
            (ends_as_fair(a, last), "fair-ending"),
        ];
        sink.put_those(Aspect::Check, &checks);
        for m in mentions {
            let outer: Range<usize> = self.mentions[*m].outer.clone();
            let sentence = &a.sentences[sentence_of(m)];
            if *m == mentions[0] {
                sink.put_classes(Aspect::SentenceClass, sentence.classes);
            }
            around.sides(&outer, &sentence.tokens, sink, |other, put| {
                let sort = sort_name(self.mentions[other].sort);
                put(Aspect::Near, Value::Text(sort));
            });
        }
    }
}
