//! What verbs say of a person: "is president of Acme", "who heads Acme and was named Y of Z".

use super::Reader;
use crate::knowledge::Class;
use crate::mention::Sort;
use crate::text::Shape;

impl Reader<'_, '_> {
    /// Reads the verbs from `at` on that have the person as their subject, up to the end of the
    /// clause: offices behind "is", "became", "was named", "as"; organisations behind "heads",
    /// "works for".
    pub(super) fn predicate(&mut self, at: usize, rule: &str) {
        let a = self.view.analysis;
        let end = self.bounds.end.min(at + 28);
        let mut token = at;
        // A verb of the person's stands at the start, or behind "and", "while", "as".
        let mut verb_place = true;
        while token < end {
            if a.mark(token)
                .is_some_and(|c| matches!(c, ';' | '.' | ':' | ','))
                || a.is(token, Class::Relative)
            {
                return;
            }
            if let Some(m) = self.view.inventory.mention_at(token)
                && self.view.inventory.mentions[m].sort == Sort::Person
            {
                return;
            }
            let lower = a.tokens[token].shape == Shape::Lower;
            // "who is in charge of the brand at Acme": no office of that name.
            if token + 1 < end && a.says(token, "in") && a.says(token + 1, "charge") {
                self.led(token + 1, false);
                return;
            }
            let gives = a.is(token, Class::Be)
                || a.is_lower(token, Class::AppointVerb)
                || (a.says(token, "as") && lower);
            if (verb_place || a.is_lower(token, Class::AppointVerb) || a.says(token, "as"))
                && gives
                && let Some(next) = self.office_near(token + 1)
            {
                self.apposition(next, rule);
            } else if verb_place && a.is_lower(token, Class::LeadVerb) {
                self.led(token, true);
            } else if verb_place && (a.is_lower(token, Class::WorkVerb) || gives) {
                self.led(token, false);
            }
            let stays = a.is_lower(token, Class::Adverb)
                || a.is(token, Class::Have)
                || (verb_place && a.is(token, Class::Be));
            verb_place = a.says(token, "and") || a.says(token, "while") || stays;
            token += 1;
        }
    }

    /// An office that begins at `at`, or behind a few adverbs.
    fn office_near(&self, at: usize) -> Option<usize> {
        let a = self.view.analysis;
        if a.says(at, "in") {
            return None;
        }
        let mut at = at;
        let limit = self.bounds.end.min(at + 3);
        loop {
            if at >= self.bounds.end {
                return None;
            }
            if self.role_from(at, true).is_some() {
                return Some(at);
            }
            let skips = a.is_lower(at, Class::Adverb)
                || (a.is_lower(at, Class::Common) && a.verb_forms(at).is_empty());
            if !skips || at >= limit {
                return None;
            }
            at += 1;
        }
    }

    /// "heads Acme", "runs the family firm Acme", "follows China for Acme": the organisation.
    pub(super) fn led(&mut self, verb: usize, direct: bool) {
        let a = self.view.analysis;
        let end = self.bounds.end.min(verb + 13);
        let mut token = verb + 1;
        let mut preposition = None;
        while token < end {
            if a.mark(token)
                .is_some_and(|c| matches!(c, ',' | ';' | '.' | ':'))
                || a.is(token, Class::Relative)
                || a.is_lower(token, Class::Auxiliary)
                || a.says(token, "and")
            {
                return;
            }
            // "was debating with Acme": what is done, not for whom.
            let doing = token == verb + 1
                && a.is(verb, Class::Be)
                && a.verb_forms(token).iter().any(|f| f.ing)
                && !a.is_lower(token, Class::WorkVerb)
                && !a.is_lower(token, Class::LeadVerb);
            if doing {
                return;
            }
            if a.is_lower(token, Class::Preposition) {
                preposition = Some(token);
            }
            let Some(m) = self.view.inventory.mention_at(token) else {
                token += 1;
                continue;
            };
            let mention = &self.view.inventory.mentions[m];
            // "is moderating a panel with Jane Roe (Acme)"
            if mention.sort == Sort::Person {
                return;
            }
            // "leads a Songwriting Workshop"
            if a.is(mention.range.end - 1, Class::SessionHead)
                && token > verb + 1
                && matches!(a.word(token - 1), "a" | "an")
            {
                return;
            }
            let for_firm = preposition.is_some_and(|p| matches!(a.word(p), "for" | "at" | "with"));
            let of_firm =
                preposition.is_none_or(|p| matches!(a.word(p), "of" | "for" | "at" | "on"));
            let firm = matches!(mention.sort, Sort::Organisation(_))
                || (matches!(mention.sort, Sort::Name | Sort::Event)
                    && direct
                    && preposition.is_none())
                || (mention.sort == Sort::Name && for_firm)
                || (mention.sort == Sort::Organisation(crate::kind::Kind::Company));
            // "chairs the Castellón tile makers' federation"
            if direct
                && of_firm
                && let Some(noun) = self.body_noun(mention.outer.end)
            {
                let body = mention.range.start..noun + 1;
                self.affiliate_body(body, "person.who-leads");
                return;
            }
            // "chaired the Film jury"
            let modifies = mention.sort == Sort::Name
                && mention.outer.end < self.bounds.end
                && a.tokens[mention.outer.end].shape == Shape::Lower
                && (a.is(mention.outer.end, Class::NameNoun)
                    || a.is(mention.outer.end, Class::Common))
                && !a.is(mention.outer.end, Class::Preposition)
                && !a.is(mention.outer.end, Class::Conjunction)
                && !a.is(mention.outer.end, Class::Relative);
            if modifies {
                return;
            }
            if firm && (for_firm || (direct && of_firm)) {
                self.affiliate(m, "person.who-leads");
                return;
            }
            token = mention.outer.end;
        }
    }

    /// The noun for a body that ends the lower-case words from `at` on.
    fn body_noun(&self, at: usize) -> Option<usize> {
        let a = self.view.analysis;
        let mut found = None;
        for token in at..self.bounds.end.min(at + 5) {
            let possessive = a.tokens[token].shape == Shape::Possessive;
            let noun = a.tokens[token].shape == Shape::Lower
                && !a.is(token, Class::Preposition)
                && !a.is(token, Class::Conjunction)
                && !a.is(token, Class::Auxiliary)
                && !a.is(token, Class::Adverb)
                && self.view.inventory.role_at(token).is_none();
            if !(noun || possessive && token > at) {
                break;
            }
            found = (noun && a.is(token, Class::OrgNoun)).then_some(token);
        }
        found
    }

    /// "The owner of Acme wants more.": an office that stands for the person just named.
    pub(super) fn continued_office(&mut self, at: usize) {
        let Some(role) = self.view.inventory.role_at(at) else {
            return;
        };
        let end = self.view.inventory.roles[role].range.end;
        let (holder, _) = self.holder_behind(end);
        if holder.is_some_and(|holder| !holder.is_empty()) {
            self.apposition(at, "person.continued");
        }
    }
}
