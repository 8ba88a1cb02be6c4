//! Exhibitors of a fair's highlights, and those that readers are asked to meet at a stand.

use super::clause::is_finite;
use super::list::contiguous;
use super::model::Relation;
use super::participant::Reader;
use crate::knowledge::Class;
use crate::mention::{Lower, Sort};
use crate::text::Shape;
use std::ops::Range;

impl Reader<'_, '_> {
    /// "Meet Acme at the fair, Stand B12", "meet the Acme team at booth 512".
    pub(super) fn met_at(&self, sentence: &Range<usize>, at: usize) -> Vec<usize> {
        let a = self.view.analysis;
        let floor = sentence.start.max(at.saturating_sub(14));
        let Some(verb) = (floor..at).rev().find(|t| a.is(*t, Class::MeetVerb)) else {
            return Vec::new();
        };
        let mut next = verb + 1;
        while next < at && a.is(next, Class::Determiner) {
            next += 1;
        }
        let inventory = self.view.inventory;
        // "Visit us at booth 12": who sends the release.
        if a.says(next, "us") && (a.says(next + 1, "at") || a.says(next + 1, "in")) {
            return self.sender().into_iter().collect();
        }
        let Some(m) = inventory.mention_at(next).filter(|m| self.is_firm(*m)) else {
            return Vec::new();
        };
        let end = inventory.mentions[m].outer.end;
        let place = (end..end + 3).any(|t| a.says(t, "at") || a.says(t, "in"));
        match place && end <= at {
            true => vec![m],
            false => Vec::new(),
        }
    }

    /// "Highlights include a winch from Acme and a saw by Bolt": whose they are.
    pub(super) fn highlights(&mut self, sentence: &Range<usize>) {
        let a = self.view.analysis;
        let inventory = self.view.inventory;
        let Some(noun) = a.grid.first(sentence.clone(), Class::HighlightNoun) else {
            return;
        };
        let tells = |t: &usize| {
            a.is(*t, Class::Be) || a.is(*t, Class::IncludeVerb) || a.says(*t, "include")
        };
        let Some(verb) = (noun + 1..sentence.end.min(noun + 9)).find(tells) else {
            return;
        };
        if self.refused(sentence)
            || a.grid
                .any(noun..sentence.end.min(verb + 2), Class::Negation)
        {
            return;
        }
        for by in verb + 2..sentence.end.saturating_sub(1) {
            if !(a.says(by, "from") || a.says(by, "by")) || self.quoted(sentence, by) {
                continue;
            }
            let thing = a.tokens[by - 1].shape == Shape::Lower
                && !a.is(by - 1, Class::Adverb)
                && !is_finite(a, inventory, by - 1);
            let mut next = by + 1;
            while next + 1 < sentence.end
                && (a.is(next, Class::Determiner) || a.is_lower(next, Class::OrgNoun))
            {
                next += 1;
            }
            let firm = inventory.mention_at(next).filter(|m| {
                let known = matches!(
                    inventory.mentions[*m].sort,
                    Sort::Organisation(_) | Sort::Name
                );
                known && self.is_firm(*m)
            });
            if let Some(m) = firm.filter(|_| thing) {
                self.state_all(Relation::Exhibitor, &[m], by, "exhibitor.highlight", None);
            }
        }
    }

    /// "Acme's team will be on hand at stand 12": the firm with which the sentence begins, where no
    /// other is named before the stand.
    pub(super) fn awaits_at(&self, sentence: &Range<usize>, at: usize) -> Option<usize> {
        let (a, inventory) = (self.view.analysis, self.view.inventory);
        let article = usize::from(a.is(sentence.start, Class::Article));
        let m = inventory.mention_at(sentence.start + article)?;
        let end = inventory.mentions[m].outer.end;
        let mut place = at;
        while place > end && at - place < 3 && !a.is_lower(place - 1, Class::Preposition) {
            place -= 1;
        }
        let placed = place > end && (a.says(place - 1, "at") || a.says(place - 1, "on"));
        let next = at + 1;
        let owned = next < sentence.end
            && (a.says(next, "of") || a.tokens[next].shape == Shape::Possessive);
        let other = (end..at).any(|t| inventory.mention_at(t).is_some_and(|m| self.is_firm(m)));
        let be = (end..at).any(|t| a.is(t, Class::Be));
        (self.is_firm(m) && end < at && placed && be && !owned && !other).then_some(m)
    }

    /// "Visitors queued to see Acme's new pump": whose things they came to see.
    pub(super) fn seen_things(&mut self, sentence: &Range<usize>) {
        let (a, inventory) = (self.view.analysis, self.view.inventory);
        for at in a.grid.each(sentence.clone(), Lower(Class::SeeVerb)) {
            let crowd = (
                Class::VisitorNoun,
                (Class::ParticipantNoun, Class::CrowdNoun),
            );
            if !a.grid.any(sentence.start..at, crowd) || self.quoted(sentence, at) {
                continue;
            }
            let mut next = at + 1;
            while next < sentence.end && a.is(next, Class::Determiner) {
                next += 1;
            }
            let owner = inventory.mention_at(next).filter(|m| {
                let end = inventory.mentions[*m].outer.end;
                self.is_firm(*m) && end < sentence.end && a.tokens[end].shape == Shape::Possessive
            });
            if let Some(m) = owner {
                self.state_all(Relation::Exhibitor, &[m], at, "exhibitor.seen-at", None);
            }
        }
    }

    /// "New this year are Acme and Bolt": newcomers by the word that opens the sentence.
    pub(super) fn new_this_year(&mut self, sentence: &Range<usize>) {
        let a = self.view.analysis;
        if !a.says(sentence.start, "new") || a.tokens[sentence.start].shape != Shape::Capital {
            return;
        }
        let be = (sentence.start + 1..sentence.end.min(sentence.start + 6))
            .find(|t| a.is(*t, Class::Be));
        let Some(be) = be else { return };
        let direct = self.view.inventory.mention_at(be + 1);
        if direct.is_some_and(|m| self.is_firm(m)) && !self.talks {
            let found = contiguous(self.view, be + 1, sentence.end, |m| self.is_firm(m));
            let rule = "exhibitor.highlight";
            self.state_all(Relation::Exhibitor, &found, be, rule, None);
        }
    }
}
