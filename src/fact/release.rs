//! Firms as releases speak of them: who sends the text, the firm that "it" stands for, and what a
//! firm did at another time.

use super::clause::Clause;
use super::model::{Object, Relation};
use super::participant::Reader;
use crate::document::BlockKind;
use crate::knowledge::Class;
use crate::text::Shape;
use std::ops::Range;

impl Reader<'_, '_> {
    /// The firm that opens the running text: a press release's "the company".
    pub(super) fn sender(&self) -> Option<usize> {
        let a = self.view.analysis;
        let inventory = self.view.inventory;
        let body = a
            .sentences
            .iter()
            .position(|s| s.kind == BlockKind::Paragraph)?;
        let first = a.sentences[body].tokens.start;
        let m = inventory.mention_at(first + usize::from(a.is(first, Class::Article)))?;
        let organizes = |m: usize| {
            let label = &inventory.thing(m).label;
            self.facts.facts().iter().any(|fact| {
                fact.relation == Relation::Organizer
                    && matches!(fact.object, Object::Entity(id) if self.facts.label(id) == label)
            })
        };
        (self.is_firm(m) && !organizes(m)).then_some(m)
    }

    /// "Acme, a maker of pumps, announced that it will exhibit", "Acme is a start-up. It will
    /// exhibit": the firm with which the sentence, or the one before, begins.
    pub(super) fn opening_firm(&self, sentence: &Range<usize>, pronoun: usize) -> Option<usize> {
        let a = self.view.analysis;
        let index = a.sentence_of(pronoun);
        let opens = pronoun == sentence.start;
        let told = match opens {
            true => a.sentences.get(index.checked_sub(1)?)?,
            false => a.sentences.get(index)?,
        };
        if opens && told.block + 1 < a.sentences[index].block {
            return None;
        }
        let first = told.tokens.start;
        let m = (first..told.tokens.end.min(first + 2))
            .find_map(|t| self.view.inventory.mention_at(t))?;
        let mention = &self.view.inventory.mentions[m];
        (mention.outer.start <= first + 1 && mention.outer.end < pronoun && self.is_firm(m))
            .then_some(m)
    }

    /// "Acme launched its pump in July 2030": a month and year in a sentence that speaks of no fair
    /// and no stand tell of another time.
    pub(super) fn is_dated_elsewhere(&self, clause: &Clause, sentence: &Range<usize>) -> bool {
        let a = self.view.analysis;
        let since = |t: usize| a.says(t, "in") || a.says(t, "since");
        let number = |t: usize| a.tokens[t].shape == Shape::Number;
        let month = |t: usize| a.is(t, Class::Month) && a.tokens[t].shape == Shape::Capital;
        // "launched its first pump in 1999": products are launched elsewhere as well.
        let launch = (a.verb_forms(clause.verb).iter())
            .any(|f| a.knowledge.words.verb_class(f.verb, Class::ReleaseVerb));
        let past = |t: usize| {
            a.word(t).parse().is_ok_and(|y: i32| {
                (1850..2100).contains(&y) && self.main.year.is_some_and(|year| year != y)
            })
        };
        let dated = (clause.after..clause.end.saturating_sub(1)).any(|t| {
            since(t)
                && (t + 2 < clause.end && month(t + 1) && number(t + 2)
                    || launch && number(t + 1) && past(t + 1))
        });
        let fair = || {
            sentence.clone().any(|t| {
                self.view.standing.nouns.has(t)
                    || self.view.standing.own.has(t)
                    || a.is_lower(t, Class::BoothPlace)
                    || a.is_lower(t, Class::EventNoun)
            })
        };
        dated && !fair()
    }
}
