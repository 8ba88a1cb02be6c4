//! Guests by the words around their names: special guests, who is on a picture, others attending,
//! those who sit on a panel with its moderator.

use super::clause::is_finite;
use super::list::people_behind;
use super::model::Relation;
use super::participant::Reader;
use crate::document::BlockKind;
use crate::knowledge::Class;
use crate::mention::{Lower, Sort};
use std::ops::Range;

/// The facts of one sentence are hardly more.
const RECENT: usize = 60;

impl Reader<'_, '_> {
    /// "The panel was moderated by Jane Roe of Acme, with Ann Poe and John Doe".
    pub(super) fn moderated_with(&mut self, sentence: &Range<usize>) {
        let a = self.view.analysis;
        let by = (sentence.start + 1..sentence.end.saturating_sub(1)).find(|t| {
            a.says(*t, "by") && matches!(a.word(t - 1), "moderated" | "chaired" | "hosted")
        });
        let Some(by) = by else { return };
        let stop = sentence.end.min(by + 22);
        let with = (by + 2..stop).find(|t| a.says(*t, "with") && a.is_mark(t - 1, ','));
        let talk = a.grid.any(
            sentence.start..by,
            Lower([Class::PanelNoun, Class::TalkNoun]),
        );
        if let Some(with) = with.filter(|_| talk) {
            self.company(sentence, with + 1, Relation::Speaker, "speaker.panel-with");
        }
    }

    /// "(L-R) Jane Roe, CEO of Acme, and John Doe", "From left: Jane Roe, John Doe": who is on a
    /// picture from the fair.
    pub(super) fn caption(&mut self, sentence: &Range<usize>) {
        let a = self.view.analysis;
        let lead = sentence.start..sentence.end.min(sentence.start + 7);
        let cue = lead.clone().find(|t| {
            let from = *t > sentence.start && a.says(*t - 1, "from");
            a.is(*t, Class::CaptionCue) && (from || !a.says(*t, "left"))
        });
        let Some(cue) = cue else { return };
        let named = |t: usize| self.view.inventory.mention_at(t).is_some();
        let mut from = cue + 1;
        while from < sentence.end && a.mark(from).is_some() {
            from += 1;
        }
        if !(sentence.start..cue).any(named) && from > cue + 1 {
            self.company(sentence, from, Relation::Attendee, "attendee.caption");
        }
    }

    /// "Others attending the convention included Jane Roe and John Doe".
    pub(super) fn others_attending(&mut self, sentence: &Range<usize>) {
        let a = self.view.analysis;
        let start = sentence.start;
        if !(a.says(start, "others") || a.says(start, "those")) {
            return;
        }
        let lead = start + 1..sentence.end.min(start + 9);
        let verb = lead.clone().find(|t| {
            a.is(*t, Class::IncludeVerb)
                || matches!(a.word(*t), "included" | "include" | "were" | "are")
        });
        let Some(verb) = verb else { return };
        let there = a
            .grid
            .any(start + 1..verb, Lower([Class::AttendWord, Class::Presence]));
        if there {
            self.company(
                sentence,
                verb + 1,
                Relation::Attendee,
                "participant.inverted",
            );
        }
    }

    /// "special guests Jane Roe and John Doe".
    pub(super) fn titled_guests(&mut self, sentence: &Range<usize>) {
        let a = self.view.analysis;
        for at in a.grid.each(sentence.clone(), Class::GuestTitle) {
            // "special guest Jane Roe", "Visitor Jane Roe"
            let special = at > sentence.start && a.is(at - 1, Class::GuestModifier)
                || a.is(at, Class::VisitCue) && a.mark(at + 1).is_none_or(|c| c != ',');
            let next = at
                + 1
                + usize::from(
                    at + 1 < sentence.end && a.mark(at + 1).is_some_and(|c| matches!(c, ',' | ':')),
                );
            let person = next < sentence.end
                && (a.is(next, Class::Honorific)
                    || self.view.inventory.role_at(next).is_some()
                    || self
                        .view
                        .inventory
                        .mention_at(next)
                        .is_some_and(|m| self.view.inventory.mentions[m].sort == Sort::Person));
            if special && person && !self.quoted(sentence, at) {
                self.company(sentence, next, Relation::Attendee, "attendee.titled-guest");
            }
        }
    }

    /// "We welcome special guest Jane Roe. John Doe, the winner of three prizes. Ann Poe, Tom Coe
    /// and many more.": a list that goes on in sentences without a verb.
    pub(super) fn fragment(&mut self, index: usize) {
        let (a, inventory) = (self.view.analysis, self.view.inventory);
        let sentence = a.sentences[index].tokens.clone();
        let Some(before) = index.checked_sub(1).map(|i| &a.sentences[i]) else {
            return;
        };
        let named = |t: usize| {
            inventory.role_at(t).is_some()
                || inventory
                    .mention_at(t)
                    .is_some_and(|m| inventory.mentions[m].sort == Sort::Person)
        };
        // "Sail maker Jane Roe and John Doe."
        let opens = !a.is_quote(sentence.start) && (sentence.start..sentence.start + 3).any(named);
        // "Those include Jane Roe": a sentence of its own.
        let opens = opens && !a.is(sentence.start, Class::Determiner);
        if !opens
            || before.tokens.is_empty()
            || before.block != a.sentences[index].block
            || before.kind != BlockKind::Paragraph
        {
            return;
        }
        let told = a.bytes(before.tokens.clone());
        let listed = self.facts.facts().iter().rev().take(RECENT).find(|fact| {
            matches!(fact.relation, Relation::Speaker | Relation::Attendee)
                && told.contains(&fact.evidence.span.start)
        });
        let Some(relation) = listed.map(|fact| fact.relation) else {
            return;
        };
        let mut relative = false;
        for t in sentence.clone() {
            relative |= a.is(t, Class::Relative);
            if is_finite(a, inventory, t) && !relative {
                return;
            }
        }
        let first = (sentence.start..sentence.end.min(sentence.start + 3)).find(|t| named(*t));
        let from = first.unwrap_or(sentence.start);
        let found = people_behind(self.view, from, &sentence);
        self.state_all(
            relation,
            &found,
            sentence.start,
            "participant.fragment",
            None,
        );
    }
}
