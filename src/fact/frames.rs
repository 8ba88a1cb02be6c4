//! Runs the rules of `data/rules` over the sentences: frames around verbs, listings behind
//! nouns, keys of fact sheets.

use super::clause::{Clause, Phrase, clause, names_behind, object};
use super::collect::{Collector, Qualifier, View};
use super::edition::stands_for_event;
use super::event::Edition;
use super::model::{Kind, Mode, Object, Relation};
use super::person::Offices;
use super::scope::Scope;
use crate::document::BlockKind;
use crate::knowledge::{Class, Filler, Frame, Slot, Voice};
use crate::mention::Sort;
use crate::text::Shape;
use std::ops::Range;

/// Runs all rules.
pub(super) fn read(view: View<'_>, scope: &Scope, offices: &Offices, facts: &mut Collector) {
    let Some(main) = view.events.main else {
        return;
    };
    let mut reader = Reader {
        view,
        scope,
        offices,
        facts,
        main,
        last_person: None,
    };
    for index in 0..view.analysis.sentences.len() {
        let sentence = view.analysis.sentences[index].clone();
        if sentence.kind == BlockKind::Origin || sentence.title_case {
            continue;
        }
        reader.verbs(&sentence.tokens);
        reader.listings(&sentence.tokens);
        reader.keys(&sentence.tokens);
        reader.remember_person(index);
    }
}

struct Reader<'a, 'b> {
    view: View<'a>,
    scope: &'a Scope,
    offices: &'a Offices,
    facts: &'b mut Collector,
    main: Edition,
    /// The person that "he" or "she" stands for.
    last_person: Option<usize>,
}

impl Reader<'_, '_> {
    fn verbs(&mut self, sentence: &Range<usize>) {
        let a = self.view.analysis;
        for at in sentence.clone() {
            let forms = a.verb_forms(at);
            if forms.is_empty()
                || self.view.inventory.mention_at(at).is_some()
                || self.view.inventory.role_at(at).is_some()
            {
                continue;
            }
            for form in forms.to_vec() {
                let Some(frames) = a.knowledge.rules.by_verb.get(&form.verb) else {
                    continue;
                };
                let Some(clause) = clause(a, self.view.inventory, sentence, at, &form) else {
                    continue;
                };
                if clause.negated {
                    continue;
                }
                for &frame in frames {
                    let frame = &a.knowledge.rules.frames[frame];
                    self.frame(frame, &clause, sentence);
                }
            }
        }
    }

    fn frame(&mut self, frame: &Frame, clause: &Clause, sentence: &Range<usize>) {
        let a = self.view.analysis;
        match frame.voice {
            Voice::Active if clause.passive => return,
            Voice::Passive if !clause.passive => return,
            _ => {}
        }
        if !frame.next.is_empty() || !frame.not_next.is_empty() {
            let mut next = clause.after;
            while next < clause.end
                && a.is_lower(next, Class::Adverb)
                && !frame.next.iter().any(|w| a.says(next, w))
            {
                next += 1;
            }
            let word = if next < clause.end {
                a.word(next).to_lowercase()
            } else {
                String::new()
            };
            if !frame.next.is_empty() && !frame.next.contains(&word) {
                return;
            }
            if frame.not_next.contains(&word) {
                return;
            }
        }
        let tail = clause.after..clause.end.min(clause.after + 24);
        if !frame.tail.is_empty()
            && !tail
                .clone()
                .any(|t| frame.tail.iter().any(|class| a.is(t, *class)))
        {
            return;
        }
        if tail
            .clone()
            .any(|t| frame.without.iter().any(|class| a.is(t, *class)))
        {
            return;
        }
        if !frame.subject.is_empty() && !self.fills(&clause.subject, &frame.subject, clause.verb) {
            return;
        }
        if !frame.object.is_empty() || !frame.object_is.is_empty() {
            let object = object(a, self.view.inventory, clause);
            let by_noun = object
                .noun
                .is_some_and(|n| frame.object.iter().any(|class| a.is(n, *class)));
            let by_name = object.mentions.iter().any(|m| {
                let range = &self.view.inventory.mentions[*m].range;
                frame.object.iter().any(|class| a.is(range.end - 1, *class))
            });
            if !by_noun && !by_name && !self.fills(&object, &frame.object_is, clause.verb) {
                return;
            }
        }
        let mentions = self.slot(frame, clause);
        if mentions.is_empty() {
            return;
        }
        let Some(edition) = self.scope_of(clause) else {
            return;
        };
        if edition.series != self.main.series {
            return;
        }
        let _ = sentence;
        let Some(relation) = Relation::from_name(&frame.relation) else {
            return;
        };
        let mode = self.mode(clause);
        for m in mentions {
            self.state(relation, edition, m, clause.verb, &frame.id, mode);
        }
    }

    /// The edition of a clause: that of a fair named as its subject or object, else the scope's.
    fn scope_of(&self, clause: &Clause) -> Option<Edition> {
        self.scope.at(self.view.analysis, clause.verb)
    }

    fn slot(&mut self, frame: &Frame, clause: &Clause) -> Vec<usize> {
        let a = self.view.analysis;
        match frame.slot {
            Slot::Subject => {
                if let Some(pronoun) = clause.subject.pronoun {
                    let person = a.is(pronoun, Class::PersonPronoun)
                        && frame.fillers.contains(&Filler::Person);
                    return if person {
                        self.last_person.into_iter().collect()
                    } else {
                        Vec::new()
                    };
                }
                clause
                    .subject
                    .mentions
                    .iter()
                    .copied()
                    .filter(|m| self.is_filler(*m, &frame.fillers))
                    .collect()
            }
            Slot::Object => names_behind(a, self.view.inventory, clause.after, clause.end, |m| {
                self.is_filler(m, &frame.fillers)
            }),
            Slot::Agent => {
                let by =
                    (clause.after..clause.end.min(clause.after + 14)).find(|t| a.says(*t, "by"));
                let Some(by) = by else { return Vec::new() };
                names_behind(a, self.view.inventory, by + 1, clause.end, |m| {
                    self.is_filler(m, &frame.fillers)
                })
            }
            Slot::Complement => {
                let found = (clause.after..clause.end.min(clause.after + 16))
                    .find(|t| frame.prepositions.iter().any(|p| a.says(*t, p)));
                let Some(found) = found else {
                    return Vec::new();
                };
                names_behind(a, self.view.inventory, found + 1, clause.end, |m| {
                    self.is_filler(m, &frame.fillers)
                })
            }
        }
    }

    fn is_filler(&self, m: usize, fillers: &[Filler]) -> bool {
        let mention = &self.view.inventory.mentions[m];
        let kind = match mention.sort {
            Sort::Person => Filler::Person,
            Sort::Organisation(_) => Filler::Organisation,
            Sort::Country => Filler::Country,
            Sort::Demonym => return false,
            Sort::Place => Filler::Place,
            Sort::Venue => Filler::Venue,
            Sort::Event => Filler::Event,
            Sort::Name => Filler::Name,
        };
        fillers.contains(&kind)
    }

    fn fills(&self, phrase: &Phrase, fillers: &[Filler], verb: usize) -> bool {
        let a = self.view.analysis;
        if phrase.mentions.iter().any(|m| self.is_filler(*m, fillers)) {
            return true;
        }
        if fillers.contains(&Filler::Event) {
            if phrase
                .noun
                .is_some_and(|n| stands_for_event(self.view, n) || a.is_lower(n, Class::EventNoun))
            {
                return true;
            }
            if phrase.pronoun.is_some_and(|p| {
                matches!(a.word(p).to_lowercase().as_str(), "it" | "which" | "that")
            }) {
                return true;
            }
        }
        if fillers.contains(&Filler::Person)
            && phrase
                .pronoun
                .is_some_and(|p| a.is(p, Class::PersonPronoun))
        {
            return true;
        }
        let _ = verb;
        fillers.contains(&Filler::Noun) && phrase.noun.is_some()
    }

    /// "via video link", "in a recorded message".
    fn mode(&self, clause: &Clause) -> Option<Mode> {
        let a = self.view.analysis;
        let from = clause.subject.range.start.min(clause.verb);
        (from..clause.end.min(clause.after + 24))
            .any(|t| a.is_lower(t, Class::Video))
            .then_some(Mode::VideoLink)
    }

    fn state(
        &mut self,
        relation: Relation,
        edition: Edition,
        m: usize,
        token: usize,
        rule: &str,
        mode: Option<Mode>,
    ) {
        let view = self.view;
        let mention = &view.inventory.mentions[m];
        let thing = view.inventory.of[m];
        let default = match relation {
            Relation::Exhibitor => Kind::Company,
            Relation::Venue => Kind::Place,
            _ => Kind::Organization,
        };
        let subject = self.facts.edition(view, edition);
        super::edition::identify(view, self.facts, edition, token);
        let object = match (relation, mention.sort) {
            (Relation::Session, _) => {
                let label = view.inventory.thing(m).label.clone();
                self.facts.entity(Kind::Session, &label, None)
            }
            (_, Sort::Event) => return,
            _ => self.facts.thing(view, thing, default),
        };
        let capacity = (relation == Relation::Speaker)
            .then(|| self.offices.get(&thing).map(|posts| posts.join("; ")))
            .flatten();
        self.facts.add(
            view,
            subject,
            relation,
            Object::Entity(object),
            token,
            rule,
            Qualifier {
                mode: mode.filter(|_| relation == Relation::Speaker),
                capacity,
            },
        );
    }

    /// "companies such as X, Y and Z", "speakers including X", "exhibitors: X", "X and Y are
    /// among the exhibitors".
    fn listings(&mut self, sentence: &Range<usize>) {
        let a = self.view.analysis;
        for at in sentence.clone() {
            if a.tokens[at].shape != Shape::Lower && at != sentence.start {
                continue;
            }
            for index in 0..a.knowledge.rules.listings.len() {
                let listing = &a.knowledge.rules.listings[index];
                if !listing.nouns.iter().any(|class| a.is(at, *class)) {
                    continue;
                }
                let Some(relation) = Relation::from_name(&listing.relation) else {
                    continue;
                };
                let found = self.listed_behind(at, sentence, &listing.fillers);
                let found = if found.is_empty() {
                    self.listed_before(at, sentence, &listing.fillers)
                } else {
                    found
                };
                if found.is_empty() {
                    continue;
                }
                let Some(edition) = self.scope.at(a, at) else {
                    continue;
                };
                if edition.series != self.main.series {
                    continue;
                }
                let id = listing.id.clone();
                for m in found {
                    self.state(relation, edition, m, at, &id, None);
                }
            }
        }
    }

    fn listed_behind(
        &self,
        noun: usize,
        sentence: &Range<usize>,
        fillers: &[Filler],
    ) -> Vec<usize> {
        let a = self.view.analysis;
        let end = sentence.end;
        let mut at = noun + 1;
        // "companies from 30 countries, including X", "firms, among them X"
        let limit = end.min(noun + 9);
        while at < limit {
            let includes = a.is_lower(at, Class::SuchAs);
            let such_as = a.says_all(at, end, &["such", "as"]);
            let among = a.says_all(at, end, &["among", "them"])
                || a.says_all(at, end, &["among", "which"])
                || a.says_all(at, end, &["among", "whom"]);
            let verb = matches!(
                a.word(at),
                "include" | "includes" | "included" | "are" | "were"
            );
            let colon = a.is_mark(at, ':');
            if includes || such_as || among || colon || verb && at <= noun + 2 {
                let from = at + if such_as || among { 2 } else { 1 };
                return contiguous(self.view, from, end, |m| self.is_filler(m, fillers));
            }
            let passes = matches!(
                a.tokens[at].shape,
                Shape::Lower | Shape::Number | Shape::Mark(',') | Shape::Mark('(')
            ) && !super::clause::is_finite(a, self.view.inventory, at)
                || self.view.inventory.mention_at(at).is_some_and(|m| {
                    matches!(
                        self.view.inventory.mentions[m].sort,
                        Sort::Country | Sort::Place | Sort::Demonym
                    )
                });
            if !passes {
                return Vec::new();
            }
            at += 1;
        }
        Vec::new()
    }

    /// "X, Y and Z are among the exhibitors", "X and other companies".
    fn listed_before(
        &self,
        noun: usize,
        sentence: &Range<usize>,
        fillers: &[Filler],
    ) -> Vec<usize> {
        let a = self.view.analysis;
        let mut at = noun;
        let mut other = false;
        while at > sentence.start && noun - at < 7 {
            at -= 1;
            if a.says(at, "other") {
                other = true;
            }
            if other && (a.says(at, "and") || a.says(at, "or")) {
                return backwards(self.view, at, sentence.start, |m| {
                    self.is_filler(m, fillers)
                });
            }
            if a.says(at, "among") && at > sentence.start {
                let be = at - 1;
                if a.is(be, Class::Be) || a.is(be, Class::Negation) {
                    if a.is(be, Class::Negation) {
                        return Vec::new();
                    }
                    return backwards(self.view, be, sentence.start, |m| {
                        self.is_filler(m, fillers)
                    });
                }
                return Vec::new();
            }
            let passes = a.tokens[at].shape == Shape::Lower
                && !a.is(at, Class::Preposition)
                && !a.is(at, Class::Conjunction)
                || a.says(at, "and")
                || a.is_mark(at, ',')
                || a.says(at, "of");
            if !passes {
                return Vec::new();
            }
        }
        Vec::new()
    }

    /// "Organiser: X" at the start of a list item.
    fn keys(&mut self, sentence: &Range<usize>) {
        let a = self.view.analysis;
        let colon = (sentence.start..sentence.end.min(sentence.start + 6)).find(|t| {
            a.mark(*t)
                .is_some_and(|c| matches!(c, ':' | '\u{2014}' | '\u{2013}'))
        });
        let Some(colon) = colon else { return };
        if colon == sentence.start {
            return;
        }
        let key = a.slice(sentence.start..colon).to_lowercase();
        for index in 0..a.knowledge.rules.keys.len() {
            let rule = &a.knowledge.rules.keys[index];
            if !rule.keys.iter().any(|k| *k == key) {
                continue;
            }
            let Some(relation) = Relation::from_name(&rule.relation) else {
                continue;
            };
            let Some(edition) = self.scope.at(a, sentence.start) else {
                continue;
            };
            let found = names_behind(a, self.view.inventory, colon + 1, sentence.end, |m| {
                self.is_filler(m, &rule.fillers)
            });
            let id = rule.id.clone();
            for m in found {
                self.state(relation, edition, m, colon, &id, None);
            }
        }
    }

    fn remember_person(&mut self, index: usize) {
        let mentions = self.view.inventory.by_sentence[index].0.clone();
        // The subject comes first; the last speaker of a quotation is behind it.
        let first = mentions
            .clone()
            .find(|m| self.view.inventory.mentions[*m].sort == Sort::Person);
        if first.is_some() {
            self.last_person = first;
        }
    }
}

/// The names of a list that begins at `from`, joined by commas and "and" only.
fn contiguous(view: View<'_>, from: usize, end: usize, keep: impl Fn(usize) -> bool) -> Vec<usize> {
    let a = view.analysis;
    let mut found = Vec::new();
    let mut at = from;
    let mut words = 0;
    while at < end {
        if let Some(m) = view.inventory.mention_at(at) {
            let mention = &view.inventory.mentions[m];
            let next = mention.outer.end;
            let possessive = next < end && a.tokens[next].shape == Shape::Possessive;
            if keep(m) && !possessive {
                found.push(m);
                words = 0;
            }
            at = next;
            continue;
        }
        if let Some(role) = view.inventory.role_at(at) {
            at = view.inventory.roles[role].range.end.max(at + 1);
            words += 1;
            continue;
        }
        let link = a
            .mark(at)
            .is_some_and(|c| matches!(c, ',' | ';' | '&' | '(' | ')'))
            || matches!(
                a.word(at),
                "and" | "the" | "or" | "as" | "well" | "of" | "'s" | "\u{2019}s"
            )
            || a.tokens[at].shape == Shape::Possessive;
        if !link {
            words += 1;
            let stop = a.tokens[at].shape != Shape::Lower
                || super::clause::is_finite(a, view.inventory, at)
                || a.is(at, Class::Relative)
                || (a.is(at, Class::Preposition) && !a.says(at, "from"))
                || words > 5;
            if stop {
                break;
            }
        }
        at += 1;
    }
    found
}

/// The names of a list that ends before `end`.
fn backwards(view: View<'_>, end: usize, start: usize, keep: impl Fn(usize) -> bool) -> Vec<usize> {
    let a = view.analysis;
    let mut found = Vec::new();
    let mut at = end;
    while at > start {
        at -= 1;
        if let Some(m) = view.inventory.mention_at(at) {
            if keep(m) {
                found.push(m);
            } else if !matches!(
                view.inventory.mentions[m].sort,
                Sort::Demonym | Sort::Country | Sort::Place
            ) {
                break;
            }
            at = view.inventory.mentions[m].outer.start;
            continue;
        }
        let link = a.is_mark(at, ',')
            || a.is_mark(at, '&')
            || matches!(
                a.word(at),
                "and" | "the" | "or" | "well" | "as" | "both" | "The"
            );
        if !link {
            break;
        }
    }
    found.reverse();
    found
}
