//! Offices described behind a name, and whom each is held for: "chairman and CEO of Acme".

use super::{Holder, Reader, is_verbal};
use crate::knowledge::Class;
use crate::mention::{RoleSpan, Sort};
use crate::text::Shape;

impl Reader<'_, '_> {
    /// An office, or several, that begin at `at`: "[the|its] [Acme's] chairman and CEO of Acme".
    pub(super) fn apposition(&mut self, at: usize, rule: &str) {
        let a = self.view.analysis;
        let end = self.bounds.end;
        let mut at = at;
        let mut first = true;
        let mut held: Option<Holder> = None;
        let mut pending: Vec<RoleSpan> = Vec::new();
        while at < end {
            let Some((role, before)) = self.role_from(at, first) else {
                break;
            };
            let span = self.view.inventory.roles[role].clone();
            if before.is_some() {
                held = before;
            }
            let (behind, mut next) = self.holder_behind(span.range.end);
            if let Some(behind) = behind {
                // "chairman and CEO of Acme": the firm is both offices'.
                for earlier in pending.drain(..) {
                    self.state(&earlier, &behind, rule);
                }
                self.state(&span, &behind, rule);
                if let Some(holder) = &held {
                    self.countries_of(holder, rule, &span);
                }
                held = Some(behind);
            } else if let Some(holder) = &held {
                for earlier in pending.drain(..) {
                    self.state(&earlier, holder, rule);
                }
                self.state(&span, holder, rule);
            } else {
                pending.push(span);
            }
            first = false;
            // "and ..." or ", ..." and another office.
            if next >= end {
                break;
            }
            let joined = a.says(next, "and") || a.is_mark(next, '&') || a.is_mark(next, ',');
            if !joined {
                break;
            }
            next += 1;
            if next < end && a.says(next, "and") {
                next += 1;
            }
            // A new person's own office must not be taken for this one's.
            let Some((role, _)) = self.role_from(next, false) else {
                break;
            };
            let after = self.view.inventory.roles[role].range.end;
            let titled = self.view.inventory.mention_at(after).is_some_and(|m| {
                let mention = &self.view.inventory.mentions[m];
                mention.sort == Sort::Person && mention.outer.start == after
            });
            if titled {
                break;
            }
            at = next;
        }
        for span in pending {
            self.state(&span, &Holder::default(), rule);
        }
    }

    /// The office that begins at `at`, articles and a holder before it left aside.
    pub(super) fn role_from(&self, at: usize, first: bool) -> Option<(usize, Option<Holder>)> {
        let a = self.view.analysis;
        let end = self.bounds.end;
        let mut at = at;
        let mut holder = None;
        let mut steps = 0;
        while at < end && steps < 9 {
            if let Some(role) = self.view.inventory.role_at(at) {
                let start = self.view.inventory.roles[role].range.start;
                if start == at {
                    let before = self.holder_before(start);
                    return Some((role, holder.or(before)));
                }
                return None;
            }
            if let Some(m) = self.view.inventory.mention_at(at) {
                let mention = &self.view.inventory.mentions[m];
                if mention.sort == Sort::Person {
                    return None;
                }
                let next = mention.outer.end;
                if next >= end {
                    return None;
                }
                let possessive = a.tokens[next].shape == Shape::Possessive;
                let role_next = self
                    .view
                    .inventory
                    .role_at(next + usize::from(possessive))
                    .is_some();
                if !possessive && !role_next && mention.sort != Sort::Demonym {
                    return None;
                }
                holder = Some(Holder { mentions: vec![m] });
                at = next + usize::from(possessive);
                steps += 1;
                continue;
            }
            let lower = a.tokens[at].shape == Shape::Lower;
            let passes = a.is(at, Class::Determiner)
                || a.is_lower(at, Class::PastRole)
                || a.tokens[at].shape == Shape::Possessive
                || (lower && first && a.is(at, Class::Adverb))
                || (lower
                    && (a.is(at, Class::RoleModifier)
                        || a.is(at, Class::Common)
                        || a.word(at).contains('-'))
                    && !a.is(at, Class::Preposition)
                    && !a.is(at, Class::Relative)
                    && !a.is(at, Class::Auxiliary)
                    && !a.is(at, Class::Conjunction)
                    && steps < 6);
            if !passes {
                return None;
            }
            at += 1;
            steps += 1;
        }
        None
    }

    /// "of Acme", "at the Acme Institute", ", Acme" behind an office; and where it ends.
    pub(super) fn holder_behind(&self, at: usize) -> (Option<Holder>, usize) {
        let a = self.view.analysis;
        let end = self.bounds.end;
        if at >= end {
            return (None, at);
        }
        let preposition = matches!(
            a.word(at),
            "of" | "at" | "for" | "with" | "in" | "from" | "to"
        );
        let comma = a.is_mark(at, ',') || a.is_mark(at, '(');
        if !preposition && !comma {
            return (None, at);
        }
        let mut next = at + 1;
        while next < end && a.is(next, Class::Determiner) {
            next += 1;
        }
        if next >= end {
            return (None, at);
        }
        let m = match self.view.inventory.mention_at(next) {
            Some(m) => Some(m),
            None if preposition => self.named_after_nouns(next),
            None => None,
        };
        let Some(m) = m else {
            // "chief executive of the company": what was named before.
            if preposition
                && (a.is(next, Class::OrgNoun) || a.is(next, Class::EventNoun))
                && next > at + 1
            {
                return (self.spoken_of(next), next + 1);
            }
            return (None, at);
        };
        let mention = &self.view.inventory.mentions[m];
        let mut stop = mention.outer.end;
        if comma {
            // ", Acme": only an organisation, and only if nothing goes on behind it.
            let closed = stop >= end
                || a.mark(stop)
                    .is_some_and(|c| matches!(c, ',' | ';' | '.' | ')' | '('))
                || a.says(stop, "and")
                || is_verbal(a, stop);
            let firm = matches!(mention.sort, Sort::Organisation(_) | Sort::Country)
                || (mention.sort == Sort::Name && a.tokens[next].shape != Shape::Lower);
            if !(closed && firm) || a.is_mark(at, '(') {
                return (None, at);
            }
            return (Some(Holder { mentions: vec![m] }), stop);
        }
        let mut mentions = vec![m];
        // "former Prime Ministers of Sweden, Canada and Australia", "Secretary of the Board of X"
        if stop < end && a.tokens[stop].shape == Shape::Possessive {
            stop += 1;
            while stop < end
                && a.tokens[stop].shape == Shape::Lower
                && !is_verbal(a, stop)
                && !a.is(stop, Class::Preposition)
                && !a.is(stop, Class::Conjunction)
            {
                stop += 1;
            }
        }
        // An acronym in brackets.
        if stop < end && a.is_mark(stop, '(') {
            let mut close = stop;
            while close < end && !a.is_mark(close, ')') && close < stop + 6 {
                close += 1;
            }
            if close < end && a.is_mark(close, ')') {
                stop = close + 1;
            }
        }
        if mention.sort == Sort::Place {
            // "mayor of Chongqing", "director of the Chongqing bureau"
            if let Some(after) = self.view.inventory.mention_at(stop)
                && self.view.inventory.mentions[after].outer.start == stop
                && matches!(
                    self.view.inventory.mentions[after].sort,
                    Sort::Organisation(_)
                )
            {
                mentions = vec![after];
                stop = self.view.inventory.mentions[after].outer.end;
            }
        }
        (Some(Holder { mentions }), stop)
    }
}
