//! Exhibitors by their stands: "the booths of X and Y", "at X's stand", "the X booth", firms that
//! are the subject of a sentence on a stand, firms shown by those who speak there.

use super::clause::is_finite;
use super::list::contiguous;
use super::model::Relation;
use super::participant::Reader;
use crate::knowledge::Class;
use crate::mention::Sort;
use crate::text::Shape;
use std::ops::Range;

impl Reader<'_, '_> {
    pub(super) fn stands(&mut self, sentence: &Range<usize>) {
        let a = self.view.analysis;
        for at in sentence.clone() {
            if !a.is_lower(at, Class::BoothPlace)
                || self.view.inventory.mention_at(at).is_some()
                || self.is_verb(sentence, at)
                || self.denied(sentence, at)
            {
                continue;
            }
            let mut found = self.stand_of(sentence, at);
            found.extend(self.owner_before(sentence, at));
            found.extend(self.holder(sentence, at));
            self.state_all(Relation::Exhibitor, &found, at, "exhibitor.stand-of", None);
        }
    }

    /// "stand" as a verb: "companies stand to gain".
    fn is_verb(&self, sentence: &Range<usize>, at: usize) -> bool {
        let a = self.view.analysis;
        let next = at + 1;
        next < sentence.end && a.says(next, "to") && a.says(at, "stand")
            || at > sentence.start
                && (a.says(at - 1, "to") || a.is(at - 1, Class::Pronoun) && !a.says(at - 1, "her"))
    }

    /// "had no booth", "stayed away from the stands": nothing is exhibited.
    fn denied(&self, sentence: &Range<usize>, at: usize) -> bool {
        let a = self.view.analysis;
        (at.saturating_sub(6).max(sentence.start)..at)
            .any(|t| a.is(t, Class::Negation) || a.is_lower(t, Class::Withdrawal))
    }

    /// "the stands of X, Y and Z", "stands from X".
    fn stand_of(&self, sentence: &Range<usize>, at: usize) -> Vec<usize> {
        let a = self.view.analysis;
        let of = at + 1;
        if of >= sentence.end || !(a.says(of, "of") || a.says(of, "from") || a.says(of, "by")) {
            return Vec::new();
        }
        // "the stand of the Bremen pump maker Acme": what is said before the name.
        let mut from = of + 1;
        let mut steps = 0;
        while from < sentence.end && steps < 7 {
            match self.view.inventory.mention_at(from) {
                Some(m) if self.is_firm(m) => break,
                Some(m) => from = self.view.inventory.mentions[m].outer.end,
                None if a.tokens[from].shape == Shape::Lower
                    && !is_finite(a, self.view.inventory, from)
                    && !a.is(from, Class::Conjunction)
                    && (!a.is(from, Class::Preposition) || steps == 0)
                    || a.tokens[from].shape == Shape::Possessive =>
                {
                    from += 1;
                }
                None => return Vec::new(),
            }
            steps += 1;
        }
        contiguous(self.view, from, sentence.end, |m| self.is_firm(m))
    }

    /// "Acme's stand", "BMW's Mini stand", "the Honeywell booth".
    fn owner_before(&self, sentence: &Range<usize>, at: usize) -> Vec<usize> {
        let a = self.view.analysis;
        let mut before = at;
        let mut steps = 0;
        let mut nearest = None;
        while before > sentence.start && steps < 5 {
            before -= 1;
            steps += 1;
            if let Some(m) = self.view.inventory.mention_at(before) {
                let mention = &self.view.inventory.mentions[m];
                let possessive = a.tokens[mention.outer.end].shape == Shape::Possessive;
                if possessive && self.is_firm(m) {
                    return vec![m];
                }
                let article = mention.outer.start > sentence.start
                    && a.is(mention.outer.start - 1, Class::Determiner);
                if mention.outer.end == at
                    && article
                    && matches!(mention.sort, Sort::Organisation(_))
                {
                    nearest = Some(m);
                }
                before = mention.outer.start;
                continue;
            }
            if a.tokens[before].shape == Shape::Possessive {
                continue;
            }
            if a.tokens[before].shape != Shape::Lower
                || a.is(before, Class::Preposition)
                || a.is(before, Class::Conjunction)
                || a.is(before, Class::Determiner)
            {
                break;
            }
        }
        nearest.into_iter().collect()
    }

    /// "Acme had one of the largest booths", "Google, Amazon and TikTok share a stand": a firm is
    /// the subject of the verb before the stand.
    fn holder(&self, sentence: &Range<usize>, at: usize) -> Vec<usize> {
        let a = self.view.analysis;
        let floor = sentence.start.max(at.saturating_sub(14));
        let Some(verb) = (floor..at)
            .rev()
            .find(|t| is_finite(a, self.view.inventory, *t))
        else {
            return Vec::new();
        };
        let Some(form) = a
            .verb_forms(verb)
            .iter()
            .find(|f| a.knowledge.words.verb_class(f.verb, Class::StandVerb))
            .copied()
        else {
            return Vec::new();
        };
        let Some(clause) = super::clause::clause(a, self.view.inventory, sentence, verb, &form)
        else {
            return Vec::new();
        };
        if clause.passive || clause.negated {
            return Vec::new();
        }
        clause
            .subject
            .mentions
            .iter()
            .copied()
            .filter(|m| self.is_firm(*m))
            .collect()
    }

    /// Whether a mention can exhibit: an organisation, or a name that nothing classifies.
    pub(super) fn is_firm(&self, m: usize) -> bool {
        matches!(
            self.view.inventory.mentions[m].sort,
            Sort::Organisation(_) | Sort::Name
        )
    }
}
