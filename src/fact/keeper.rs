//! Organizers told by what a fair is to them: "the fair is the brainchild of X", "X is responsible
//! for the fair", "the fair, which X stages every two years jointly with Y", "the association that
//! runs the fair, X".

use super::list::{backwards, contiguous};
use super::model::Relation;
use super::participant::Reader;
use crate::knowledge::{Class, Word};
use crate::mention::{Lower, Sort};
use crate::text::Shape;
use std::ops::Range;

/// So many words may stand between a relative pronoun and the verb of holding.
const REACH: usize = 16;

/// So many words may stand between a verb of holding and those it is done with.
const JOINT: usize = 12;

/// So many words may describe a fair before its noun.
const DESCRIBED: usize = 5;

/// So many words may stand between a fair and what is said of its staging.
const STAGED: usize = 24;

impl Reader<'_, '_> {
    pub(super) fn keepers(&mut self, sentence: &Range<usize>) {
        self.brainchild(sentence);
        self.responsible(sentence);
        self.which_holds(sentence);
    }

    /// "The fair is the brainchild of Acme", "the event is an initiative of Acme and Bolt".
    fn brainchild(&mut self, sentence: &Range<usize>) {
        let a = self.view.analysis;
        let nouns: Vec<usize> = a
            .grid
            .each(sentence.clone(), Lower(Class::KeeperNoun))
            .collect();
        for at in nouns {
            if at + 2 >= sentence.end || !a.says(at + 1, "of") || self.quoted(sentence, at) {
                continue;
            }
            let from = sentence.start.max(at.saturating_sub(5));
            let Some(be) = (from..at).rev().find(|t| a.is(*t, Class::Be)) else {
                continue;
            };
            let plain = (be + 1..at).all(|t| a.mark(t).is_none() && !a.is(t, Class::Relative));
            let subject = be.checked_sub(1).filter(|t| *t >= sentence.start);
            if plain && subject.is_some_and(|t| self.is_fair(t)) {
                let found = contiguous(self.view, at + 2, sentence.end, |m| self.keeps(m));
                self.state_all(Relation::Organizer, &found, at, "organizer.keeper", None);
            }
        }
    }

    /// "Acme is responsible for the fair", "Responsible for the fair is Acme".
    fn responsible(&mut self, sentence: &Range<usize>) {
        let a = self.view.analysis;
        let cues: Vec<usize> = a.grid.each(sentence.clone(), Class::KeeperWord).collect();
        for at in cues {
            let near = at + 2..sentence.end.min(at + 6);
            let Some(fair) = near
                .clone()
                .find(|t| self.is_fair(*t))
                .filter(|_| a.is(at + 1, Class::Preposition) && !self.quoted(sentence, at))
            else {
                continue;
            };
            // "responsible for the fair's catering"
            if fair + 1 < sentence.end && a.tokens[fair + 1].shape == Shape::Possessive {
                continue;
            }
            let mut be = at;
            while be > sentence.start && a.is_lower(be - 1, Class::Adverb) {
                be -= 1;
            }
            let found = if at == sentence.start && a.is(fair + 1, Class::Be) {
                contiguous(self.view, fair + 2, sentence.end, |m| self.keeps(m))
            } else if be > sentence.start && a.is(be - 1, Class::Be) {
                backwards(self.view, be - 1, sentence.start, |m| self.keeps(m))
            } else {
                continue;
            };
            self.state_all(Relation::Organizer, &found, at, "organizer.keeper", None);
        }
    }

    /// "The fair, which Acme has been running for years, jointly with Bolt", "the association that
    /// runs the fair, Acme,", "Acme, the joint venture of two guilds that organises the show".
    fn which_holds(&mut self, sentence: &Range<usize>) {
        let a = self.view.analysis;
        let verbs: Vec<usize> = a
            .grid
            .each(sentence.clone(), Lower(Class::HoldingForm))
            .collect();
        for verb in verbs {
            let from = sentence.start.max(verb.saturating_sub(REACH));
            let Some(which) = (from..verb)
                .rev()
                .take_while(|t| !a.is_mark(*t, ';'))
                .find(|t| matches!(a.word(*t), "which" | "that"))
                .filter(|t| *t > sentence.start)
            else {
                continue;
            };
            if self.quoted(sentence, verb) {
                continue;
            }
            let comma = a.is_mark(which - 1, ',');
            let noun = (which - 1).checked_sub(usize::from(comma));
            let Some(noun) = noun.filter(|noun| *noun >= sentence.start) else {
                continue;
            };
            let found = if self.is_fair(noun)
                || self.described_fair(sentence.start, noun)
                || comma && self.staged(sentence, which, verb)
            {
                self.subjects(which, verb)
            } else if which + 1 == verb || self.only_helps(which + 1, verb) {
                self.holder_that(sentence, which, verb)
            } else {
                Vec::new()
            };
            if found.is_empty() {
                continue;
            }
            self.state_all(Relation::Organizer, &found, verb, "organizer.keeper", None);
            let with = self.partners(verb, sentence.end);
            self.state_all(Relation::Organizer, &with, verb, "organizer.keeper", None);
        }
    }

    /// "The musical instrument show, which": a fair told by its matter.
    fn described_fair(&self, start: usize, noun: usize) -> bool {
        let a = self.view.analysis;
        let from = start.max(noun.saturating_sub(DESCRIBED));
        a.is_lower(noun, Class::FairNoun)
            && (from..noun).rev().any(|t| {
                a.says(t, "the") && (t + 1..noun).all(|t| a.tokens[t].shape == Shape::Lower)
            })
    }

    /// "the eighth Wood Expo, the meeting place of the Andes, which Acme stages every two years":
    /// nothing but an event is staged, and the fair is named before.
    fn staged(&self, sentence: &Range<usize>, which: usize, verb: usize) -> bool {
        let a = self.view.analysis;
        let next = verb + 1;
        let free = next >= sentence.end
            || a.mark(next).is_some()
            || a.is(next, Class::Preposition)
            || a.is_lower(next, Class::Adverb)
            || a.says(next, "every")
            || a.is_lower(next, Class::JointWord);
        let from = sentence.start.max(which.saturating_sub(STAGED));
        free && a.is_lower(verb, Class::StagingForm)
            && (from..which).any(|t| self.view.standing.own.has(t))
    }

    /// Who stands between "which" and the verb: "which Acme and Bolt have been running".
    fn subjects(&self, which: usize, verb: usize) -> Vec<usize> {
        let found = contiguous(self.view, which + 1, verb, |m| self.keeps(m));
        let end = found
            .last()
            .map(|m| self.view.inventory.mentions[*m].outer.end);
        match end {
            Some(end) if self.only_helps(end, verb) => found,
            _ => Vec::new(),
        }
    }

    /// Of whom "that runs the fair" is said: the name behind the fair, "the guild that runs the
    /// fair, Acme,", or before a comma, "Acme, the venture of two guilds that runs the show".
    fn holder_that(&self, sentence: &Range<usize>, which: usize, verb: usize) -> Vec<usize> {
        let a = self.view.analysis;
        let inventory = self.view.inventory;
        let object = (verb + 1..sentence.end.min(verb + 5))
            .find(|t| self.is_fair(*t) || a.is_lower(*t, Class::LooseFair));
        let Some(object) = object else {
            return Vec::new();
        };
        let body = |t: usize| inventory.mention_at(t).filter(|m| self.keeps(*m));
        if a.is_lower(which - 1, Class::OrgNoun)
            && object + 2 < sentence.end
            && a.is_mark(object + 1, ',')
            && let Some(m) = body(object + 2)
        {
            return vec![m];
        }
        let from = sentence.start.max(which.saturating_sub(REACH));
        let comma = (from..which)
            .rev()
            .find(|t| a.is_mark(*t, ',') && a.is(*t + 1, Class::Article) && *t > sentence.start);
        comma
            .filter(|comma| (*comma + 1..which).all(|t| !a.is(t, Class::Auxiliary)))
            .and_then(|comma| body(comma - 1).filter(|m| inventory.mentions[*m].outer.end == comma))
            .into_iter()
            .collect()
    }

    /// "jointly with Bolt", "together with Bolt and Cog" behind a verb of holding.
    fn partners(&self, verb: usize, end: usize) -> Vec<usize> {
        let a = self.view.analysis;
        let with = (verb + 1..end.min(verb + JOINT))
            .find(|t| a.says(*t, "with") && a.is_lower(*t - 1, Class::JointWord));
        with.map_or_else(Vec::new, |with| {
            contiguous(self.view, with + 1, end, |m| self.keeps(m))
        })
    }

    /// Whether nothing but auxiliaries and adverbs stand between two tokens.
    fn only_helps(&self, from: usize, to: usize) -> bool {
        let a = self.view.analysis;
        from <= to
            && (from..to).all(|t| {
                a.is(t, Class::Auxiliary)
                    || a.is(t, Class::Have)
                    || a.is(t, Class::Be)
                    || a.is_lower(t, Class::Adverb)
            })
    }

    /// Whether a token stands for the fair.
    fn is_fair(&self, token: usize) -> bool {
        let standing = &self.view.standing;
        standing.nouns.has(token)
            || standing.own.has(token)
            || self.view.analysis.is_lower(token, Class::EventNoun)
                && super::edition::stands_for_event(self.view, token)
    }

    /// Whether a name is one of a body that can hold a fair.
    fn keeps(&self, m: usize) -> bool {
        matches!(
            self.view.inventory.mentions[m].sort,
            Sort::Organisation(_) | Sort::Name
        )
    }

    /// "Organisers Acme and Bolt Works expect": all that stand behind the noun that opens a
    /// sentence.
    pub(super) fn opening_organizers(&self, sentence: &Range<usize>) -> Vec<usize> {
        let a = self.view.analysis;
        if !a.word(sentence.start).ends_with('s') {
            let first = self.view.inventory.mention_at(sentence.start + 1);
            return first.filter(|m| self.keeps(*m)).into_iter().collect();
        }
        let and = a.grid.first(sentence.clone(), Word::And);
        let stop = and.map_or(sentence.start + 3, |and| and + 12);
        contiguous(self.view, sentence.start + 1, sentence.end.min(stop), |m| {
            self.keeps(m)
        })
    }
}
