//! What stands behind a name: "of Acme", "who heads Acme", an apposition, "is".

use super::Reader;
use crate::knowledge::Class;
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
        if a.is(at, Class::Be) {
            let mut next = at + 1;
            while next < end && a.is_lower(next, Class::Adverb) {
                next += 1;
            }
            self.apposition(next, "person.copula");
            return;
        }
        match a.mark(at) {
            Some(',' | '\u{2014}' | '\u{2013}' | '-' | ':' | '(' | '|') => {}
            _ => return,
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
            self.relative(at);
            return;
        }
        if matches!(a.word(at), "of" | "from") {
            self.of_holder(at);
            return;
        }
        let rule = if a.is_mark(opened, ',') {
            "person.apposition"
        } else {
            "person.listed"
        };
        self.apposition(at, rule);
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
        let Some(m) = self
            .view
            .inventory
            .mention_at(next)
            .or_else(|| self.named_after_nouns(next))
        else {
            return;
        };
        let mention = &self.view.inventory.mentions[m];
        match mention.sort {
            Sort::Organisation(_) => self.affiliate(m, "person.of"),
            Sort::Country if a.says(at, "of") => self.belongs(m, "person.of"),
            Sort::Name => {
                let thing = self.view.inventory.thing(m);
                let shape = a.tokens[mention.range.start].shape;
                let firm = matches!(thing.sort, Sort::Organisation(_))
                    || shape != Shape::Capital
                    || mention.range.len() > 1
                    || thing.count > 1
                    || mention.outer.start > next;
                let town =
                    mention.outer.end < self.bounds.end && a.is(mention.outer.end, Class::TownNoun);
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
                    let noun = a.is(at - 1, Class::OrgNoun)
                        || a.is(at - 1, Class::ExhibitorNoun)
                        || a.is(at - 1, Class::Common);
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
                || a.tokens[at].shape == Shape::Possessive;
            if !passes {
                return None;
            }
            at += 1;
        }
        None
    }

    /// "who is president of Acme", "who heads Acme".
    fn relative(&mut self, who: usize) {
        let a = self.view.analysis;
        let end = self.bounds.end;
        let mut at = who + 1;
        while at < end
            && (a.is_lower(at, Class::Adverb) || a.says(at, "now") || a.is(at, Class::Have))
        {
            at += 1;
        }
        if at >= end {
            return;
        }
        if a.is(at, Class::Be) {
            let mut next = at + 1;
            while next < end && a.is_lower(next, Class::Adverb) {
                next += 1;
            }
            self.apposition(next, "person.who-is");
            return;
        }
        let leads = a.is_lower(at, Class::LeadVerb);
        if !leads && !a.is_lower(at, Class::WorkVerb) {
            return;
        }
        let phrase_end = end.min(at + 14);
        let mut token = at + 1;
        // "who follows China for Acme Research": the firm stands behind "for", "at", "with".
        let direct = leads;
        while token < phrase_end {
            if a.mark(token).is_some_and(|c| matches!(c, ',' | ';' | '.'))
                || a.is(token, Class::Relative)
            {
                break;
            }
            if let Some(m) = self.view.inventory.mention_at(token) {
                let mention = &self.view.inventory.mentions[m];
                let preposition = (at + 1..token)
                    .rev()
                    .take(6)
                    .find(|t| a.is_lower(*t, Class::Preposition));
                let for_firm =
                    preposition.is_some_and(|p| matches!(a.word(p), "for" | "at" | "with"));
                let firm = matches!(mention.sort, Sort::Organisation(_))
                    || (mention.sort == Sort::Name && (direct || for_firm));
                if firm
                    && (direct
                        && preposition
                            .is_none_or(|p| matches!(a.word(p), "of" | "for" | "at" | "on"))
                        || for_firm)
                {
                    self.affiliate(m, "person.who-leads");
                    return;
                }
                token = mention.outer.end;
                continue;
            }
            token += 1;
        }
    }
}
