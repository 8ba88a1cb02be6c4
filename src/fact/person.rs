//! Who people are: offices, affiliations, countries - from titles before the name, appositions
//! behind it, relative clauses, and plain "X is Y of Z".

use super::collect::{Collector, Qualifier, View};
use super::model::{Kind, Object, Relation};
use crate::knowledge::Class;
use crate::mention::{RoleSpan, Sort};
use crate::text::Shape;
use rustc_hash::FxHashMap;
use std::ops::Range;

/// What was said of a person's offices, by the person's thing.
pub(super) type Offices = FxHashMap<crate::mention::ThingId, Vec<String>>;

/// Whom an office is held for.
#[derive(Clone, Debug, Default)]
struct Holder {
    /// Mentions of organisations, countries, adjectives of nations, fairs.
    mentions: Vec<usize>,
}

/// Reads the offices, affiliations and countries of everyone the document names.
pub(super) fn read(view: View<'_>, facts: &mut Collector) -> Offices {
    let mut offices = Offices::default();
    for m in 0..view.inventory.mentions.len() {
        if view.inventory.mentions[m].sort != Sort::Person {
            continue;
        }
        let sentence = view
            .analysis
            .sentence_of(view.inventory.mentions[m].range.start);
        let bounds = view.analysis.sentences[sentence].tokens.clone();
        let mut reader = Reader {
            view,
            facts,
            offices: &mut offices,
            person: m,
            bounds,
        };
        reader.before();
        reader.behind();
    }
    offices
}

struct Reader<'a, 'b> {
    view: View<'a>,
    facts: &'b mut Collector,
    offices: &'b mut Offices,
    person: usize,
    bounds: Range<usize>,
}

impl Reader<'_, '_> {
    fn mention(&self) -> &crate::mention::Mention {
        &self.view.inventory.mentions[self.person]
    }

    /// "Zambia's President Edgar Lungu", "BMW chief executive Oliver Zipse", "its president, Loo
    /// Kok Seong,", "the president of Acme, Jane Roe,", "Alibaba's Jack Ma".
    fn before(&mut self) {
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
    fn title_chain(&mut self, role: usize, rule: &str) {
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
    fn holder_before(&self, start: usize) -> Option<Holder> {
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
    fn spoken_of(&self, noun: usize) -> Option<Holder> {
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

    /// "X, vice minister of Y", "X (CEO of Y)", "X, who heads Y", "X of Y", "X is Y of Z".
    fn behind(&mut self) {
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
    fn of_holder(&mut self, at: usize) {
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
                let town = mention.outer.end < self.bounds.end
                    && matches!(
                        a.word(mention.outer.end),
                        "town" | "city" | "village" | "County" | "county"
                    );
                if firm && !town {
                    self.affiliate(m, "person.of");
                }
            }
            _ => {}
        }
    }

    /// A name behind common nouns that say what it is: "of the start-up Acme".
    fn named_after_nouns(&self, from: usize) -> Option<usize> {
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
        let leads = a.verb_forms(at).iter().any(|form| {
            LEADING
                .iter()
                .any(|verb| a.knowledge.words.verb(verb) == Some(form.verb))
        });
        if !leads
            && !matches!(
                a.word(at),
                "works"
                    | "worked"
                    | "teaches"
                    | "studies"
                    | "follows"
                    | "covers"
                    | "speaks"
                    | "sits"
                    | "looks"
            )
        {
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

    /// An office, or several, that begin at `at`: "[the|its] [Acme's] chairman and CEO of Acme".
    fn apposition(&mut self, at: usize, rule: &str) {
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
    fn role_from(&self, at: usize, first: bool) -> Option<(usize, Option<Holder>)> {
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
    fn holder_behind(&self, at: usize) -> (Option<Holder>, usize) {
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

    /// States the office, and what its holder makes of it.
    fn state(&mut self, role: &RoleSpan, holder: &Holder, rule: &str) {
        let a = self.view.analysis;
        let head = role.head;
        if a.is(head, Class::Family) {
            return;
        }
        let text = a.slice(role.range.clone());
        let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
        // "member", "resident", "visitor" say nothing of an office on their own.
        let bare = role.range.len() == 1
            && matches!(
                words.to_lowercase().as_str(),
                "member"
                    | "resident"
                    | "visitor"
                    | "student"
                    | "winner"
                    | "veteran"
                    | "partner"
                    | "fellow"
                    | "volunteer"
                    | "officer"
                    | "worker"
                    | "deputy"
                    | "leader"
                    | "head"
                    | "representative"
                    | "delegate"
            );
        let thing = self.view.inventory.of[self.person];
        let person = self.facts.thing(self.view, thing, Kind::Person);
        let token = self.mention().range.start;
        if !bare || !holder.mentions.is_empty() {
            self.facts.add(
                self.view,
                person,
                Relation::Post,
                Object::Text(words.clone()),
                token,
                rule,
                Qualifier::default(),
            );
            if !role.former {
                let offices = self.offices.entry(thing).or_default();
                if !offices.contains(&words) {
                    offices.push(words);
                }
            }
        }
        for m in &holder.mentions {
            let mention = &self.view.inventory.mentions[*m];
            match mention.sort {
                Sort::Organisation(_) | Sort::Name => self.affiliate(*m, rule),
                Sort::Country | Sort::Demonym => {
                    if role.state || a.is(head, Class::StateRole) {
                        self.represent(*m, rule);
                    }
                }
                Sort::Event => {
                    if self
                        .view
                        .events
                        .series_of
                        .get(&self.view.inventory.of[*m])
                        .is_some()
                    {
                        self.affiliate(*m, rule);
                    }
                }
                _ => {}
            }
        }
    }

    fn countries_of(&mut self, holder: &Holder, rule: &str, role: &RoleSpan) {
        if !role.state {
            return;
        }
        for m in &holder.mentions {
            if matches!(
                self.view.inventory.mentions[*m].sort,
                Sort::Country | Sort::Demonym
            ) {
                self.represent(*m, rule);
            }
        }
    }

    /// What a possessive or "of" before or behind a bare name says.
    fn belongs(&mut self, m: usize, rule: &str) {
        match self.view.inventory.mentions[m].sort {
            Sort::Organisation(_) => self.affiliate(m, rule),
            Sort::Name => self.affiliate(m, rule),
            Sort::Country => self.represent(m, rule),
            _ => {}
        }
    }

    fn affiliate(&mut self, m: usize, rule: &str) {
        let thing = self.view.inventory.of[self.person];
        let person = self.facts.thing(self.view, thing, Kind::Person);
        let organisation = match self.view.inventory.mentions[m].sort {
            Sort::Event => match self.view.events.series_of.get(&self.view.inventory.of[m]) {
                Some(series) => self.facts.series(self.view, *series),
                None => return,
            },
            _ => self
                .facts
                .thing(self.view, self.view.inventory.of[m], Kind::Organization),
        };
        if organisation == person {
            return;
        }
        let token = self.mention().range.start;
        self.facts.add(
            self.view,
            person,
            Relation::Affiliation,
            Object::Entity(organisation),
            token,
            rule,
            Qualifier::default(),
        );
    }

    fn represent(&mut self, m: usize, rule: &str) {
        let a = self.view.analysis;
        let thing = self.view.inventory.of[self.person];
        let person = self.facts.thing(self.view, thing, Kind::Person);
        let Some(record) = self.view.inventory.mentions[m].record else {
            return;
        };
        let record = a.knowledge.authority.record(record);
        let country = self
            .facts
            .entity(Kind::Country, &record.name, Some(record.id.clone()));
        let token = self.mention().range.start;
        self.facts.add(
            self.view,
            person,
            Relation::Represents,
            Object::Entity(country),
            token,
            rule,
            Qualifier::default(),
        );
    }
}

/// Verbs by which someone stands at the top of, or owns, an organisation.
const LEADING: [&str; 14] = [
    "head",
    "lead",
    "run",
    "chair",
    "own",
    "direct",
    "manage",
    "found",
    "represent",
    "edit",
    "co-found",
    "join",
    "oversee",
    "set",
];

fn is_verbal(analysis: &crate::mention::Analysis<'_>, at: usize) -> bool {
    analysis.is(at, Class::Auxiliary)
        || analysis
            .verb_forms(at)
            .iter()
            .any(|form| form.past || form.third)
}
