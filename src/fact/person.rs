//! Who people are: offices, affiliations, countries - from titles before the name, appositions
//! behind it, relative clauses, and plain "X is Y of Z".

mod description;
mod office;
mod title;

use super::collect::{Collector, Qualifier, View};
use super::model::{Kind, Object, Relation};
use crate::knowledge::Class;
use crate::mention::{RoleSpan, Sort};
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
        let bare = role.range.len() == 1 && a.is(head, Class::BareRole);
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

fn is_verbal(analysis: &crate::mention::Analysis<'_>, at: usize) -> bool {
    analysis.is(at, Class::Auxiliary)
        || analysis
            .verb_forms(at)
            .iter()
            .any(|form| form.past || form.third)
}
