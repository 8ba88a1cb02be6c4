//! What stands behind a name: "of Acme", "who heads Acme", an apposition, "is".

use super::Reader;
use super::is_verbal;
use super::office::Described;
use crate::knowledge::{Class, Sign};
use crate::mention::Sort;
use crate::text::Shape;

impl Reader<'_, '_> {
    /// "X, vice minister of Y", "X (CEO of Y)", "X, who heads Y", "X of Y", "X is Y of Z".
    pub(super) fn behind(&mut self) {
        let a = self.view.analysis;
        let end = self.bounds.end;
        let mut at = self.mention().outer.end;
        if at >= end || a.tokens[at].shape == Shape::Possessive {
            return;
        }
        if matches!(a.word(at), "of" | "from" | "with") {
            self.of_holder(at);
            return;
        }
        if a.tokens[at].shape == Shape::Lower && !a.is(at, Class::Preposition) {
            self.predicate(at, "person.copula");
            return;
        }
        match a.mark(at) {
            Some(',' | '\u{2014}' | '\u{2013}' | '-' | ':' | '(' | '|') => {}
            _ => return,
        }
        // "Meg Roe (Acme Energy)", "Zhu Gongshan (朱共山), chairman"
        if a.is_mark(at, '(')
            && let Some(close) = (at + 1..end.min(at + 9)).find(|t| a.is_mark(*t, ')'))
            && close > at + 1
        {
            match self.view.inventory.mention_at(at + 1) {
                Some(m) => {
                    let mention = &self.view.inventory.mentions[m];
                    let firm = matches!(mention.sort, Sort::Organisation(_))
                        || (mention.sort == Sort::Name
                            && (a.tokens[mention.range.start].shape != Shape::Capital
                                || a.tokens[mention.range.end - 1].shape == Shape::Upper
                                || self.heads_entry(close)
                                || self.in_row_of_brackets(close)));
                    if firm && mention.outer.end == close {
                        self.affiliate(m, "person.bracket");
                        return;
                    }
                }
                None if close + 1 < end
                    && a.is_mark(close + 1, ',')
                    && self.view.inventory.role_at(at + 1).is_none() =>
                {
                    at = close + 1;
                }
                None => {}
            }
        }
        if a.is_mark(at, ',') {
            self.main_verb(at + 1);
        }
        let opened = at;
        at += 1;
        // ", 23,": an age.
        if at + 1 < end && a.tokens[at].shape == Shape::Number && a.is_mark(at + 1, ',') {
            at += 2;
        }
        if at >= end {
            return;
        }
        if a.says(at, "who") || a.says(at, "himself") {
            self.predicate(at + 1, "person.who-leads");
            return;
        }
        if a.says(at, "whose") {
            self.whose(at);
            return;
        }
        if self.counterpart(at) || self.member_of_row(at) {
            return;
        }
        // "David Roe, CTS, CEO of Acme": letters behind a name.
        if a.tokens[at].shape == Shape::Upper
            && at + 2 < end
            && a.is_mark(at + 1, ',')
            && a.word(at).len() <= 5
            && self.role_from(at + 2, true).is_some()
        {
            at += 2;
        }
        if matches!(a.word(at), "of" | "from") {
            self.of_holder(at);
            return;
        }
        // ", a senior official from the Acme Association"
        let official = (at..end.min(at + 4)).find(|t| a.says(*t, "official"));
        if let Some(official) = official
            && official + 1 < end
            && matches!(a.word(official + 1), "of" | "from" | "with" | "at")
        {
            self.of_holder(official + 1);
            return;
        }
        // "the former inspector Jane Roe, now with Acme"
        if at + 1 < end
            && matches!(a.word(at), "now" | "today" | "currently" | "also")
            && matches!(a.word(at + 1), "of" | "with" | "at")
        {
            self.of_holder(at + 1);
            return;
        }
        // "Jane Roe, in charge of exports at Acme"
        if at + 1 < end && a.says(at, "in") && a.says(at + 1, "charge") {
            self.led(at + 1, false);
            return;
        }
        // "Jane Roe, on behalf of the Guild,"
        if at + 3 < end && a.says_all(at, end, &["on", "behalf", "of"]) {
            self.of_holder(at + 2);
            return;
        }
        // "Jane Roe and John Doe, both at Acme"
        if at + 1 < end && a.says(at, "both") && a.is(at + 1, Class::Preposition) {
            self.of_holder(at + 1);
            if let Some(partner) = self.partner() {
                let person = std::mem::replace(&mut self.person, partner);
                self.of_holder(at + 1);
                self.person = person;
            }
            return;
        }
        // "Accompanied by Jane Roe, the President toured": the subject, no office of hers.
        if a.is(self.bounds.start, Class::Companion) && a.is(at, Class::Article) {
            return;
        }
        let rule = if a.is_mark(opened, ',') {
            "person.apposition"
        } else {
            "person.listed"
        };
        self.apposition(at, rule);
    }

    /// Whether a part of a firm stands behind a name: "'s export department", "sales team".
    fn has_staff(&self, at: usize) -> bool {
        let a = self.view.analysis;
        let from = at
            + usize::from(
                a.tokens
                    .get(at)
                    .is_some_and(|t| t.shape == Shape::Possessive),
            );
        (from..self.bounds.end.min(from + 4))
            .take_while(|t| a.tokens[*t].shape == Shape::Lower && !a.is(*t, Class::Preposition))
            .any(|t| a.is_lower(t, Class::StaffNoun))
    }

    /// Whether "in" and a place or country stand behind a name: what is somewhere is no place.
    fn stands_in_place(&self, at: usize) -> bool {
        let inventory = self.view.inventory;
        at + 1 < self.bounds.end
            && self.view.analysis.says(at, "in")
            && inventory
                .mention_at(at + 1)
                .is_some_and(|m| matches!(inventory.mentions[m].sort, Sort::Place | Sort::Country))
    }

    /// "Jane Roe of Acme, John Doe of Bolt Works": whether someone else of the sentence is "of" a
    /// body, so that this name is one too.
    fn in_row_of_firms(&self, of: usize) -> bool {
        let a = self.view.analysis;
        let inventory = self.view.inventory;
        let mentions = inventory.by_sentence[a.sentence_of(of)].0.clone();
        a.says(of, "of")
            && mentions.clone().any(|m| {
                let mention = &inventory.mentions[m];
                let behind = mention.outer.end;
                mention.sort == Sort::Person
                    && m != self.person
                    && behind + 1 < self.bounds.end
                    && a.says(behind, "of")
                    && inventory.mention_at(behind + 1).is_some_and(|m| {
                        let firm = &inventory.mentions[m];
                        matches!(firm.sort, Sort::Organisation(_))
                            || firm.sort == Sort::Name
                                && a.tokens[firm.range.start].shape != Shape::Capital
                    })
            })
    }

    /// `Jane Roe (Acme): "Knots I have loved"`: whether the bracket stands in an entry of a list,
    /// before the title of a talk.
    fn heads_entry(&self, close: usize) -> bool {
        let a = self.view.analysis;
        let entry = a.sentences[a.sentence_of(close)].kind == crate::document::BlockKind::ListItem;
        entry && close + 2 < self.bounds.end && a.is_mark(close + 1, ':') && a.is_quote(close + 2)
    }

    /// "Jane Roe (Acme), John Doe (Bolt)": whether several names of the sentence have brackets.
    fn in_row_of_brackets(&self, close: usize) -> bool {
        let a = self.view.analysis;
        let inventory = self.view.inventory;
        let mentions = inventory.by_sentence[a.sentence_of(close - 1)].0.clone();
        mentions
            .filter(|m| {
                let mention = &inventory.mentions[*m];
                mention.sort == Sort::Person
                    && mention.outer.end < self.bounds.end
                    && a.is_mark(mention.outer.end, '(')
                    && inventory
                        .mention_at(mention.outer.end + 1)
                        .is_some_and(|m| {
                            matches!(
                                inventory.mentions[m].sort,
                                Sort::Name | Sort::Organisation(_)
                            )
                        })
            })
            .count()
            >= 2
    }

    /// "X of Acme", "X from Acme", "Y of France".
    pub(super) fn of_holder(&mut self, at: usize) {
        let a = self.view.analysis;
        let mut next = at + 1;
        while next < self.bounds.end && a.is(next, Class::Determiner) {
            next += 1;
        }
        if next >= self.bounds.end {
            return;
        }
        // "of Acme's design team": the firm.
        let Some(mut m) = self
            .view
            .inventory
            .mention_at(next)
            .or_else(|| self.named_after_nouns(next))
        else {
            return;
        };
        match self.described(m, next) {
            Described::Named(named) => m = named,
            Described::Body(holder, _) => {
                for m in holder.mentions {
                    self.represent(m, "person.of");
                }
                return;
            }
            _ => {}
        }
        let mention = &self.view.inventory.mentions[m];
        match mention.sort {
            Sort::Organisation(_) => {
                self.affiliate(m, "person.of");
                self.represent_by_body(m, "person.of");
            }
            // "Emily Roe of Saddle Barn"
            Sort::Venue if a.says(at, "of") && mention.record.is_none() => {
                self.affiliate(m, "person.of");
            }
            Sort::Country if a.says(at, "of") => self.belongs(m, "person.of"),
            Sort::Name => {
                let thing = self.view.inventory.thing(m);
                let shape = a.tokens[mention.range.start].shape;
                let firm = matches!(thing.sort, Sort::Organisation(_))
                    || shape != Shape::Capital
                    || mention.range.len() > 1
                    || thing.count > 1
                    || mention.outer.start > next
                        && (a.says(at, "of")
                            || a.is(mention.outer.start - 1, Class::OrgNoun)
                            || a.is(mention.outer.start - 1, Class::ExhibitorNoun))
                    || self.in_row_of_firms(at)
                    || a.says(at, "at")
                    // "from Acme's export department", "of the Acme sales team"
                    || self.has_staff(mention.outer.end)
                    // "Jane Roe of Nofira in Tromso"
                    || a.says(at, "of") && self.stands_in_place(mention.outer.end);
                let town = a.is(mention.range.end - 1, Class::PlaceLast)
                    || mention.outer.end < self.bounds.end
                        && a.is(mention.outer.end, Class::TownNoun);
                if firm && !town {
                    self.affiliate(m, "person.of");
                }
            }
            _ => {}
        }
    }

    /// A name behind common nouns that say what it is: "of the start-up Acme".
    pub(super) fn named_after_nouns(&self, from: usize) -> Option<usize> {
        let a = self.view.analysis;
        let mut at = from;
        while at < self.bounds.end && at < from + 7 {
            if let Some(m) = self.view.inventory.mention_at(at) {
                let mention = &self.view.inventory.mentions[m];
                let demonym = matches!(mention.sort, Sort::Demonym | Sort::Country | Sort::Place);
                if !demonym {
                    let noun = a.tokens[at - 1].shape == Shape::Possessive
                        || a.is(at - 1, Class::OrgNoun)
                        || a.is(at - 1, Class::ExhibitorNoun)
                        || a.is(at - 1, Class::Common)
                        || a.is_lower(at - 1, Class::ThingRole)
                        || a.is_compound(at - 1);
                    return (noun
                        && !a.is(at - 1, Class::Preposition)
                        && !a.is(at - 1, Class::Conjunction))
                    .then_some(m);
                }
                at = mention.outer.end;
                continue;
            }
            let passes = a.tokens[at].shape == Shape::Lower
                && (!a.is(at, Class::Preposition) || a.says(at, "of"))
                && !a.is(at, Class::Relative)
                && !a.is(at, Class::Auxiliary)
                || a.is_compound(at)
                // "of China's Internet giant Acme": a capitalised common noun between.
                || (a.tokens[at].shape == Shape::Capital && a.is(at, Class::GenericName))
                || a.tokens[at].shape == Shape::Possessive;
            if !passes {
                return None;
            }
            at += 1;
        }
        None
    }

    /// "dean of the school of economics at Acme University": the body that has the part.
    pub(super) fn body_behind(&self, from: usize) -> Option<usize> {
        let a = self.view.analysis;
        let mut at = from;
        while at < self.bounds.end && at < from + 12 {
            if let Some(m) = self.view.inventory.mention_at(at) {
                let organisation =
                    matches!(self.view.inventory.mentions[m].sort, Sort::Organisation(_));
                return (organisation && a.says(at - 1, "at")).then_some(m);
            }
            if a.tokens[at].shape != Shape::Lower || a.is(at, Class::Relative) || is_verbal(a, at) {
                return None;
            }
            at += 1;
        }
        None
    }

    /// "Jane Roe, whose family firm, Acme,": the firm.
    fn whose(&mut self, whose: usize) {
        let a = self.view.analysis;
        let mut at = whose + 1;
        let mut noun = false;
        while at < self.bounds.end && at < whose + 6 {
            if let Some(m) = self.view.inventory.mention_at(at) {
                let mention = &self.view.inventory.mentions[m];
                if mention.sort == Sort::Demonym {
                    at = mention.outer.end;
                    continue;
                }
                if noun && matches!(mention.sort, Sort::Organisation(_) | Sort::Name) {
                    self.affiliate(m, "person.whose");
                }
                return;
            }
            noun |= a.is_lower(at, Class::OrgNoun);
            if a.tokens[at].shape != Shape::Lower && !a.is_mark(at, ',') {
                return;
            }
            at += 1;
        }
    }

    /// "his Norwegian counterpart", "her colleague from Peru": the same office elsewhere.
    fn counterpart(&mut self, at: usize) -> bool {
        let a = self.view.analysis;
        if !a.is(at, Class::Determiner) {
            return false;
        }
        let Some(m) = self.view.inventory.mention_at(at + 1) else {
            return false;
        };
        let mention = &self.view.inventory.mentions[m];
        let behind = mention.outer.end;
        if mention.sort == Sort::Demonym
            && behind < self.bounds.end
            && a.is_lower(behind, Class::Counterpart)
            && !self
                .view
                .inventory
                .mention_at(behind + 1)
                .is_some_and(|m| self.view.inventory.mentions[m].sort == Sort::Person)
        {
            self.represent(m, "person.counterpart");
            return true;
        }
        false
    }

    /// "Jane Roe, Acme College; John Doe, ...": in a list, the body behind the comma.
    fn member_of_row(&mut self, at: usize) -> bool {
        let a = self.view.analysis;
        let sentence = a.sentence_of(self.mention().range.start);
        // "On stage: Jane Roe, head of design at Acme; John Doe, Port of Kelm"
        let row = a
            .grid
            .each(self.bounds.clone(), Sign::Mark)
            .any(|t| a.is_mark(t, ';'));
        if a.sentences[sentence].kind != crate::document::BlockKind::ListItem && !row {
            return false;
        }
        let Some(m) = self.view.inventory.mention_at(at) else {
            return false;
        };
        let mention = &self.view.inventory.mentions[m];
        let end = mention.outer.end;
        let closed = end >= self.bounds.end
            || a.mark(end)
                .is_some_and(|c| matches!(c, ',' | ';' | ')' | '('));
        // `Jane Roe & John Doe, Acme: "Knots"`
        let closed = closed || a.is_mark(end, ':');
        // "- Jane Roe, Acme"
        let apart = end < self.bounds.end && (a.is_mark(end, ';') || a.is_mark(end, ':'));
        // "Jane Roe, Acme; John Doe, Bolt; and"
        let whole = (end >= self.bounds.end || apart) && mention.sort == Sort::Name;
        let firm = matches!(mention.sort, Sort::Organisation(_)) || whole;
        if closed && mention.outer.start == at && firm {
            self.affiliate(m, "person.listed");
            if let Some(partner) = self.partner() {
                let person = std::mem::replace(&mut self.person, partner);
                self.affiliate(m, "person.listed");
                self.person = person;
            }
            return true;
        }
        false
    }

    /// "Jane Roe & John Doe": the person right before this one.
    fn partner(&self) -> Option<usize> {
        let a = self.view.analysis;
        let link = self.mention().outer.start.checked_sub(1)?;
        let joined = a.is_mark(link, '&') || a.says(link, "and");
        let m = self.view.inventory.mention_at(link.checked_sub(1)?)?;
        let mention = &self.view.inventory.mentions[m];
        (joined && mention.sort == Sort::Person && mention.outer.end == link).then_some(m)
    }

    /// "Jane Roe, who heads Acme, was named president of Bolt": the verb behind what is set off
    /// by commas.
    fn main_verb(&mut self, from: usize) {
        let a = self.view.analysis;
        let end = self.bounds.end;
        for token in from..end.min(from + 40) {
            let person = self.view.inventory.mention_at(token).is_some_and(|m| {
                let mention = &self.view.inventory.mentions[m];
                mention.sort == Sort::Person && m != self.person
            });
            if person || a.mark(token).is_some_and(|c| matches!(c, ';' | '.' | ':')) {
                return;
            }
            if a.is_mark(token, ',')
                && token + 1 < end
                && (a.is(token + 1, Class::Be)
                    || a.is(token + 1, Class::Have)
                    || a.is_lower(token + 1, Class::AppointVerb)
                    || a.is_lower(token + 1, Class::LeadVerb))
            {
                self.predicate(token + 1, "person.copula");
                return;
            }
        }
    }
}
