//! The round of the halls: a report that has told of an exhibitor goes on with others, in verbs
//! that would say nothing on their own ("Acme showed a boat. Bolt relied on pumps, Cog on nets.").

use super::clause::clause;
use super::model::{Kind, Relation};
use super::participant::Reader;
use crate::knowledge::{Class, Verb};
use crate::mention::Sort;
use crate::text::Shape;
use std::ops::Range;

/// How many sentences the round goes on after an exhibitor.
const FLOOR_SENTENCES: usize = 2;

impl Reader<'_, '_> {
    /// Firms that do something in a sentence that follows one on exhibitors.
    pub(super) fn goes_on(&mut self, index: usize) {
        let a = self.view.analysis;
        let sentence = a.sentences[index].tokens.clone();
        let Some(floor) = self.floor else { return };
        if index > floor + FLOOR_SENTENCES || self.refused(&sentence) {
            return;
        }
        for at in a.grid.each(sentence.clone(), Verb(Class::FloorVerb)) {
            let forms = a.verb_forms(at);
            if self.quoted(&sentence, at) {
                continue;
            }
            let Some(form) = forms
                .iter()
                .find(|form| a.knowledge.words.verb_class(form.verb, Class::FloorVerb))
                .copied()
            else {
                continue;
            };
            let Some(clause) = clause(a, self.view.inventory, &sentence, at, &form) else {
                continue;
            };
            let nothing = at + 1 < sentence.end && a.is(at + 1, Class::Negation);
            if clause.passive || clause.negated || nothing {
                continue;
            }
            let found: Vec<usize> = clause
                .subject
                .mentions
                .iter()
                .copied()
                .filter(|m| self.goes_round(&sentence, *m))
                .collect();
            if found.is_empty() {
                continue;
            }
            let buys = (at..clause.end).any(|t| a.is_lower(t, Class::BuyerWord));
            if !buys {
                // Unless they turn out to organize the fair.
                self.voices
                    .extend(found.into_iter().map(|m| (m, at, "exhibitor.goes-on")));
                self.floor = Some(index);
                self.in_turn(&sentence, at);
            }
        }
    }

    /// Firms that do something in the sentence before one on exhibitors, in its own paragraph: the
    /// round had begun before anything told that it was one.
    pub(super) fn goes_before(&mut self) {
        let sentences = &self.view.analysis.sentences;
        let mut told: Vec<usize> = self.floors.iter().copied().collect();
        told.sort_unstable();
        for index in told {
            let Some(before) = index.checked_sub(1) else {
                continue;
            };
            if self.floors.contains(&before) || sentences[before].block != sentences[index].block {
                continue;
            }
            self.mark_quotes(&sentences[before].tokens);
            self.floor = Some(before);
            self.goes_on(before);
        }
    }

    /// Whether a firm may be one of those at the fair: no body, no publisher of news.
    fn goes_round(&self, sentence: &Range<usize>, m: usize) -> bool {
        let a = self.view.analysis;
        let mention = &self.view.inventory.mentions[m];
        let firm = match mention.sort {
            Sort::Organisation(kind) => kind == Kind::Company,
            Sort::Name => {
                sentence.contains(&mention.range.start)
                    && a.tokens[mention.range.start].shape.is_nameish()
            }
            _ => false,
        };
        firm && !(mention.range.clone())
            .any(|t| a.is(t, Class::FairBody) || a.is(t, Class::NewspaperWord))
            && !self.is_zone(mention.range.clone())
    }

    /// "Acme relied on plastic, Bolt on glass": a firm behind a comma and the verb's preposition.
    fn in_turn(&mut self, sentence: &Range<usize>, verb: usize) {
        let a = self.view.analysis;
        let Some(preposition) = (verb + 1..sentence.end.min(verb + 4))
            .find(|t| a.is_lower(*t, Class::Preposition))
            .map(|t| a.word(t))
        else {
            return;
        };
        let mentions = self.view.inventory.by_sentence[a.sentence_of(verb)]
            .0
            .clone();
        let found: Vec<usize> = mentions
            .filter(|m| {
                let outer = &self.view.inventory.mentions[*m].outer;
                outer.start > verb
                    && (a.is_mark(outer.start - 1, ',') || a.says(outer.start - 1, "and"))
                    && outer.end < sentence.end
                    && a.tokens[outer.end].shape == Shape::Lower
                    && a.says(outer.end, preposition)
                    && self.goes_round(sentence, *m)
            })
            .collect();
        self.state_all(Relation::Exhibitor, &found, verb, "exhibitor.gapped", None);
    }
}
