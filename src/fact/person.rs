//! Who people are: offices, affiliations, countries - from titles before the name, appositions
//! behind it, relative clauses, and plain "X is Y of Z".

mod beside;
mod description;
mod office;
mod predicate;
mod row;
mod seat;
#[cfg(test)]
mod tests;
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
    /// Tokens that describe a body without a name of its own: "Australian embassy".
    body: Option<Range<usize>>,
}

impl Holder {
    fn of(mention: usize) -> Holder {
        Holder {
            mentions: vec![mention],
            body: None,
        }
    }

    fn is_empty(&self) -> bool {
        self.mentions.is_empty() && self.body.is_none()
    }
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
            token: bounds.start,
            bounds,
        };
        reader.before();
        reader.behind();
        reader.beside();
    }
    for sentence in 1..view.analysis.sentences.len() {
        named_later(view, facts, &mut offices, sentence);
        continued(view, facts, &mut offices, sentence);
    }
    offices
}

/// "Austria's transport minister told the congress. `...,` Jane Roe said.": an office that speaks
/// in one sentence, and the name of whoever speaks in the next.
fn named_later(view: View<'_>, facts: &mut Collector, offices: &mut Offices, sentence: usize) {
    let a = view.analysis;
    let person = |m: &usize| view.inventory.mentions[*m].sort == Sort::Person;
    let (mentions, roles) = view.inventory.by_sentence[sentence].clone();
    let (before, offered) = view.inventory.by_sentence[sentence - 1].clone();
    if offered.is_empty() || !roles.is_empty() || before.clone().any(|m| person(&m)) {
        return;
    }
    let mut people = mentions.filter(person);
    let (Some(m), None) = (people.next(), people.next()) else {
        return;
    };
    let bounds = a.sentences[sentence].tokens.clone();
    let outer = &view.inventory.mentions[m].outer;
    let said = |t: usize| bounds.contains(&t) && a.is_lower(t, Class::SaidForm);
    let quotes = bounds.clone().any(|t| a.is_quote(t));
    let speaks = said(outer.end) || outer.start > bounds.start && said(outer.start - 1);
    if !quotes || !speaks || offices.contains_key(&view.inventory.of[m]) {
        return;
    }
    let spoken = offered.clone().find(|r| {
        let end = view.inventory.roles[*r].range.end;
        let last = a.sentences[sentence - 1].tokens.end;
        (end..last.min(end + 3)).any(|t| a.is_lower(t, Class::SaidForm))
    });
    let Some(role) = spoken else { return };
    let span = view.inventory.roles[role].clone();
    let mut reader = Reader {
        view,
        facts,
        offices,
        person: m,
        token: bounds.start,
        bounds: a.sentences[sentence - 1].tokens.clone(),
    };
    if let Some(holder) = reader.holder_before(span.range.start) {
        reader.state(&span, &holder, "person.named-later");
    }
}

/// Reads a sentence that goes on with the person of the one before: "She runs Acme.", "The owner
/// of Acme wants more."
fn continued(view: View<'_>, facts: &mut Collector, offices: &mut Offices, sentence: usize) {
    let a = view.analysis;
    let bounds = a.sentences[sentence].tokens.clone();
    let mut at = bounds.start;
    while at < bounds.end && a.is_quote(at) {
        at += 1;
    }
    if at + 2 >= bounds.end {
        return;
    }
    let pronoun = a.is(at, Class::PersonPronoun) && !a.is(at + 1, Class::PersonPronoun);
    let office = a.says(at, "the")
        && view
            .inventory
            .role_at(at + 1)
            .is_some_and(|r| view.inventory.roles[r].range.start == at + 1);
    if !pronoun && !office {
        return;
    }
    let before = &a.sentences[sentence - 1];
    let persons: Vec<usize> = view.inventory.by_sentence[sentence - 1]
        .0
        .clone()
        .filter(|m| view.inventory.mentions[*m].sort == Sort::Person)
        .collect();
    let person = if pronoun {
        persons.first()
    } else {
        persons
            .iter()
            .rev()
            .find(|m| !offices.contains_key(&view.inventory.of[**m]))
    };
    let Some(&person) = person else {
        return;
    };
    // With several persons before, a pronoun is nobody's for sure.
    if pronoun && persons.len() > 1 || before.block + 1 < a.sentences[sentence].block {
        return;
    }
    let mut reader = Reader {
        view,
        facts,
        offices,
        person,
        token: bounds.start,
        bounds,
    };
    if pronoun {
        reader.predicate(at + 1, "person.pronoun");
    } else {
        reader.continued_office(at + 1);
    }
}

struct Reader<'a, 'b> {
    view: View<'a>,
    facts: &'b mut Collector,
    offices: &'b mut Offices,
    person: usize,
    bounds: Range<usize>,
    /// A token of the sentence that states what is read.
    token: usize,
}

impl Reader<'_, '_> {
    fn mention(&self) -> &crate::mention::Mention {
        &self.view.inventory.mentions[self.person]
    }

    /// States the office, and what its holder makes of it.
    fn state(&mut self, role: &RoleSpan, holder: &Holder, rule: &str) {
        let a = self.view.analysis;
        let head = role.head;
        // "a winner of the Golden Bolt Prize": neither an office nor a body.
        let prized = holder.mentions.iter().any(|m| {
            let last = self.view.inventory.mentions[*m].range.end - 1;
            a.is(last, Class::PrizeNoun)
        });
        if a.is(head, Class::Family) || a.is(head, Class::PrizeVerb) || prized {
            return;
        }
        let text = a.slice(role.range.clone());
        let mut words = text.split_whitespace().collect::<Vec<_>>().join(" ");
        // "authors Jane Roe and John Doe": each is one.
        if matches!(
            rule,
            "person.title-before" | "person.title-comma" | "person.shared-title" | "person.beside"
        ) {
            self.singular(role, &mut words);
        }
        // "member", "resident", "visitor" say nothing of an office on their own.
        let bare = role.range.len() == 1 && a.is(head, Class::BareRole);
        // "a former member of the House": once one of many.
        if bare && role.former && a.says(head, "member") {
            return;
        }
        let thing = self.view.inventory.of[self.person];
        let person = self.facts.thing(self.view, thing, Kind::Person);
        let token = self.token;
        if !bare || !holder.is_empty() {
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
        // "author of The Quiet Mill": a book.
        let work = a.is(head, Class::AuthorRole)
            && role.range.end < self.bounds.end
            && a.says(role.range.end, "of");
        for m in &holder.mentions {
            let mention = &self.view.inventory.mentions[*m];
            match mention.sort {
                Sort::Organisation(_) | Sort::Name | Sort::Venue if work => {}
                Sort::Organisation(_) | Sort::Name | Sort::Venue => {
                    self.affiliate(*m, rule);
                    self.represent_by_body(*m, rule);
                }
                Sort::Country | Sort::Demonym => {
                    // "former prime ministers of Sweden, Canada and Australia"
                    let plural = a.word(head).ends_with('s') && role.range.end > head + 1;
                    let several = a.word(head).ends_with("ers") && !a.is(head, Class::Honorific);
                    if (role.state || a.is(head, Class::StateRole)) && !(plural || several) {
                        self.represent(*m, rule);
                    }
                }
                // "president of COP29" is no member of a body of that name.
                Sort::Event
                    if !a
                        .slice(mention.range.clone())
                        .ends_with(|c: char| c.is_ascii_digit()) =>
                {
                    self.affiliate(*m, rule);
                }
                _ => {}
            }
        }
        if let Some(body) = holder.body.clone() {
            if a.is(body.end - 1, Class::NationalPart) || a.is(body.end - 1, Class::StateBody) {
                for m in &holder.mentions {
                    self.represent(*m, rule);
                }
            }
            self.affiliate_body(body, rule);
        }
    }

    /// Takes the "s" off an office in the plural that ends with its head.
    fn singular(&self, role: &RoleSpan, words: &mut String) {
        let a = self.view.analysis;
        let known = &a.knowledge.words;
        let one = a.word(role.head).strip_suffix('s').unwrap_or("");
        if role.range.end == role.head + 1
            && !one.is_empty()
            && known.classes(known.id(one)).has(Class::RoleHead)
        {
            words.pop();
        }
    }

    /// An affiliation with a body that is described rather than named.
    fn affiliate_body(&mut self, body: Range<usize>, rule: &str) {
        let thing = self.view.inventory.of[self.person];
        let person = self.facts.thing(self.view, thing, Kind::Person);
        let words: Vec<&str> = self.view.analysis.slice(body).split_whitespace().collect();
        let organisation = self
            .facts
            .entity(Kind::Organization, &words.join(" "), None);
        self.facts.add(
            self.view,
            person,
            Relation::Affiliation,
            Object::Entity(organisation),
            self.token,
            rule,
            Qualifier::default(),
        );
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
        // "Chairman of the Dialogue": of the fair, by its noun.
        let named = &self.view.inventory.mentions[m];
        if named.sort == Sort::Name
            && named.range.len() == 1
            && self.view.analysis.is(named.range.start, Class::EventHead)
            && named.range.start > 0
            && self.view.analysis.says(named.range.start - 1, "the")
        {
            return;
        }
        let thing = self.view.inventory.of[self.person];
        let person = self.facts.thing(self.view, thing, Kind::Person);
        let organisation = match self.view.inventory.mentions[m].sort {
            Sort::Event | Sort::Venue => {
                let of = self.view.inventory.of[m];
                match self.view.events.series_of.get(&of) {
                    Some(series) => self.facts.series(self.view, *series),
                    // "director of the Javits Center": the body that runs it.
                    None => {
                        let thing = &self.view.inventory.things[of.0 as usize];
                        let record = thing.record.map(|record| {
                            let authority = &self.view.analysis.knowledge.authority;
                            authority.record(record).id.clone()
                        });
                        let words = self.view.inventory.mentions[m].range.clone();
                        let label = if self.view.inventory.mentions[m].sort == Sort::Venue {
                            let words = self.view.analysis.slice(words).split_whitespace();
                            words.collect::<Vec<_>>().join(" ")
                        } else {
                            thing.label.clone()
                        };
                        self.facts.entity(Kind::Organization, &label, record)
                    }
                }
            }
            _ => self
                .facts
                .thing(self.view, self.view.inventory.of[m], Kind::Organization),
        };
        if organisation == person {
            return;
        }
        let token = self.token;
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

    /// "counsellor at the Ruritanian Embassy", "secretary in the Ruritanian Ministry of Trade":
    /// who works for a body of a state stands for its country.
    fn represent_by_body(&mut self, m: usize, rule: &str) {
        let a = self.view.analysis;
        let range = self.view.inventory.mentions[m].range.clone();
        let body = |t: usize| {
            a.is(t, Class::StateBody)
                && (!a.says(t, "commission") || t > range.start && a.says(t - 1, "high"))
        };
        if !range.clone().any(body) {
            return;
        }
        // The country opens the name, or stands before it.
        let before = range
            .start
            .checked_sub(1)
            .filter(|t| *t >= self.bounds.start);
        let record = a.country_at(range.start, range.end).or_else(|| {
            let m = self.view.inventory.mention_at(before?)?;
            let mention = &self.view.inventory.mentions[m];
            let nation = matches!(mention.sort, Sort::Demonym | Sort::Country);
            mention.record.filter(|_| nation)
        });
        if let Some(record) = record {
            self.represent_record(record, rule);
        }
    }

    fn represent(&mut self, m: usize, rule: &str) {
        if let Some(record) = self.view.inventory.mentions[m].record {
            self.represent_record(record, rule);
        }
    }

    fn represent_record(&mut self, record: u32, rule: &str) {
        let a = self.view.analysis;
        let thing = self.view.inventory.of[self.person];
        let person = self.facts.thing(self.view, thing, Kind::Person);
        let record = a.knowledge.authority.record(record);
        let country = self
            .facts
            .entity(Kind::Country, &record.name, Some(record.id.clone()));
        let token = self.token;
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
