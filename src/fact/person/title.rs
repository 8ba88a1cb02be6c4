//! Offices and organisations before a name: "BMW chief executive Oliver Zipse", "Alibaba's Jack Ma".

use super::{Holder, Reader};
use crate::knowledge::Class;
use crate::mention::Sort;
use crate::text::Shape;

impl Reader<'_, '_> {
    /// "Zambia's President Edgar Lungu", "BMW chief executive Oliver Zipse", "its president, Loo
    /// Kok Seong,", "the president of Acme, Jane Roe,", "Alibaba's Jack Ma".
    pub(super) fn before(&mut self) {
        let a = self.view.analysis;
        let mut end = self.mention().outer.start;
        let floor = self.bounds.start;
        while end > floor
            && a.is(end - 1, Class::Honorific)
            && a.tokens[end - 1].shape != Shape::Lower
        {
            end -= 1;
        }
        if end == floor {
            return;
        }
        if let Some(role) = self.view.inventory.role_ending(end) {
            self.title_chain(role, "person.title-before");
            return;
        }
        let before = end - 1;
        if a.is_mark(before, ',') && before > floor {
            let closes = self.mention().outer.end >= self.bounds.end
                || a.mark(self.mention().outer.end)
                    .is_some_and(|c| matches!(c, ',' | '.' | ';' | ')' | ':'))
                || a.is_lower(self.mention().outer.end, Class::Auxiliary);
            if closes {
                if let Some(role) = self.view.inventory.role_ending(before) {
                    let start = self.view.inventory.roles[role].range.start;
                    let led = start > floor
                        && (a.tokens[start - 1].shape == Shape::Possessive
                            || a.is(start - 1, Class::Determiner)
                            || self.holder_before(start).is_some());
                    if led {
                        self.title_chain(role, "person.title-comma");
                        return;
                    }
                }
                // "the president of Acme, Jane Roe,"
                if let Some(m) = self.view.inventory.mention_at(before - 1) {
                    let other = &self.view.inventory.mentions[m];
                    if other.outer.end == before
                        && matches!(
                            other.sort,
                            Sort::Organisation(_) | Sort::Name | Sort::Country | Sort::Event
                        )
                    {
                        let mut at = other.outer.start;
                        if at > floor && a.is(at - 1, Class::Determiner) {
                            at -= 1;
                        }
                        if at > floor + 1
                            && matches!(a.word(at - 1), "of" | "at" | "for")
                            && let Some(role) = self.view.inventory.role_ending(at - 1)
                        {
                            let span = self.view.inventory.roles[role].clone();
                            let holder = Holder { mentions: vec![m] };
                            self.state(&span, &holder, "person.title-comma");
                        }
                    }
                }
            }
        }
        // "Alibaba's Jack Ma", "Britain's Keir Starmer"
        if a.tokens[before].shape == Shape::Possessive
            && before > floor
            && let Some(m) = self.view.inventory.mention_at(before - 1)
            && self.view.inventory.mentions[m].outer.end == before
        {
            self.belongs(m, "person.possessive");
        }
    }

    /// The title that ends before the name, and titles joined to it: "president and CEO".
    pub(super) fn title_chain(&mut self, role: usize, rule: &str) {
        let a = self.view.analysis;
        let mut roles = vec![role];
        let mut start = self.view.inventory.roles[role].range.start;
        while start > self.bounds.start + 1 {
            let link = start - 1;
            if !(a.says(link, "and") || a.is_mark(link, '&') || a.is_mark(link, ',')) {
                break;
            }
            let Some(previous) = self.view.inventory.role_ending(link) else {
                break;
            };
            // "the minister and chancellor X" are two people; "president and CEO X" one: the
            // former begins with an article or a holder of its own.
            roles.push(previous);
            start = self.view.inventory.roles[previous].range.start;
        }
        let holder = self.holder_before(start).unwrap_or_default();
        for role in roles {
            let span = self.view.inventory.roles[role].clone();
            self.state(&span, &holder, rule);
        }
    }

    /// Whom the office that begins at `start` is held for, by the words before it.
    pub(super) fn holder_before(&self, start: usize) -> Option<Holder> {
        let a = self.view.analysis;
        let floor = self.bounds.start;
        if start <= floor {
            return None;
        }
        let mut at = start - 1;
        // "the country's former prime minister", "Germany's outgoing chancellor"
        while at > floor && (a.is_lower(at, Class::PastRole) || a.is_lower(at, Class::RoleModifier))
        {
            at -= 1;
        }
        if a.tokens[at].shape == Shape::Possessive && at > floor {
            if let Some(m) = self.view.inventory.mention_at(at - 1) {
                return Some(Holder { mentions: vec![m] });
            }
            // "the association's president": the organisation named last that is one.
            if a.is(at - 1, Class::OrgNoun) || a.is(at - 1, Class::EventNoun) {
                return self.spoken_of(at - 1);
            }
            return None;
        }
        if matches!(a.word(at), "its" | "Its" | "their") {
            return self.last_organisation(at);
        }
        let m = self.view.inventory.mention_at(at)?;
        let mention = &self.view.inventory.mentions[m];
        if mention.sort == Sort::Person {
            return None;
        }
        let mut mentions = vec![m];
        // "German Siemens chief X" is rare; "Singapore's Emeritus" has been read above. An
        // organisation may have a country before it: "Indian Tata chairman".
        if mention.outer.start > floor
            && let Some(previous) = self.view.inventory.mention_at(mention.outer.start - 1)
            && self.view.inventory.mentions[previous].sort == Sort::Demonym
        {
            mentions.push(previous);
        }
        Some(Holder { mentions })
    }

    /// The organisation or fair that "the association", "the fair" stands for.
    pub(super) fn spoken_of(&self, noun: usize) -> Option<Holder> {
        let a = self.view.analysis;
        let word = a.word(noun).to_lowercase();
        let index = self
            .view
            .inventory
            .mentions
            .partition_point(|m| m.outer.start < noun);
        let event = a.is(noun, Class::EventNoun);
        let fits = |m: usize| {
            let mention = &self.view.inventory.mentions[m];
            match mention.sort {
                Sort::Organisation(_) => !event,
                Sort::Name => !event && self.view.inventory.thing(m).count > 1,
                Sort::Event => {
                    event && self.view.events.series_of.get(&self.view.inventory.of[m]) == Some(&0)
                }
                _ => false,
            }
        };
        let named = (0..index).rev().find(|m| {
            fits(*m)
                && self
                    .view
                    .inventory
                    .thing(*m)
                    .label
                    .to_lowercase()
                    .contains(&word)
        });
        let recent = (0..index).rev().find(|m| fits(*m));
        named.or(recent).map(|m| Holder { mentions: vec![m] })
    }

    fn last_organisation(&self, before: usize) -> Option<Holder> {
        let index = self
            .view
            .inventory
            .mentions
            .partition_point(|m| m.outer.start < before);
        let sentence = self.view.analysis.sentence_of(before);
        let floor = self.view.analysis.sentences[sentence.saturating_sub(1)]
            .tokens
            .start;
        (0..index)
            .rev()
            .take_while(|m| self.view.inventory.mentions[*m].range.start >= floor)
            .find(|m| matches!(self.view.inventory.mentions[*m].sort, Sort::Organisation(_)))
            .map(|m| Holder { mentions: vec![m] })
    }
}
