//! What stands right behind a name where no office opens it: ", IT manager at Faro's Nordbib", "(Acme
//! Museum)". Read where nothing else gave the person a body.

use super::{Holder, Reader};
use crate::fact::model::{Kind, Relation};
use crate::knowledge::Class;
use crate::mention::{RoleSpan, Sort};
use crate::text::Shape;
use std::ops::Range;

/// So many words stand between a name and the body at most.
const WORDS: usize = 7;

impl Reader<'_, '_> {
    /// Reads what stands behind the person's name.
    pub(super) fn beside(&mut self) {
        let a = self.view.analysis;
        let end = self.view.inventory.mentions[self.person].outer.end;
        let found = match a.mark(end).filter(|_| end < self.bounds.end) {
            Some('(') => self.bracketed(end).map(|m| (m, None)),
            // "the Minister of Ports, Ana Costa, the Mayor of Faro, Rui Melo": the next one's.
            Some(',') if !self.is_titled_by_comma(self.person) => self.office_and_body(end + 1),
            _ => None,
        };
        let Some((m, role)) = found else { return };
        let people = self.joined(role.as_ref());
        let own = self.person;
        for person in people {
            self.person = person;
            if self.has(Relation::Affiliation) {
                continue;
            }
            match &role {
                Some(role) if !self.has(Relation::Post) => {
                    self.state(role, &Holder::of(m), "person.beside");
                }
                _ => {
                    self.affiliate(m, "person.beside");
                    self.represent_by_body(m, "person.beside");
                }
            }
        }
        self.person = own;
    }

    fn has(&mut self, relation: Relation) -> bool {
        let thing = self.view.inventory.of[self.person];
        let person = self.facts.thing(self.view, thing, Kind::Person);
        (self.facts.facts().iter()).any(|fact| fact.relation == relation && fact.subject == person)
    }

    /// "(Acme Museum)": a body alone in brackets.
    fn bracketed(&self, open: usize) -> Option<usize> {
        let (a, inventory) = (self.view.analysis, self.view.inventory);
        let m = inventory.mention_at(open + 1)?;
        let mention = &inventory.mentions[m];
        let body = match mention.sort {
            Sort::Organisation(_) | Sort::Venue => true,
            Sort::Name => mention.range.len() > 1,
            _ => false,
        };
        (body && mention.outer.start == open + 1 && a.is_mark(mention.outer.end, ')')).then_some(m)
    }

    /// "IT manager at Faro's Nordbib Library", "owners of Costa Ropes": the body and the words for the office.
    fn office_and_body(&self, from: usize) -> Option<(usize, Option<RoleSpan>)> {
        let (a, inventory) = (self.view.analysis, self.view.inventory);
        let limit = self.bounds.end.min(from + WORDS + 1);
        let start = from + usize::from(from < limit && a.is(from, Class::Article));
        let preposition = (start..limit).find(|t| a.is_lower(*t, Class::Preposition))?;
        let plain = |t: usize| {
            let verb = a.tokens[t].shape == Shape::Lower
                && a.verb_forms(t).iter().any(|form| form.past || form.third)
                && inventory.role_at(t).is_none();
            inventory.mention_at(t).is_none()
                && !matches!(a.tokens[t].shape, Shape::Mark(_) | Shape::Possessive)
                && !a.is(t, Class::Relative)
                && !a.is(t, Class::Auxiliary)
                && !verb
        };
        let joins = matches!(a.word(preposition), "at" | "of" | "with" | "from" | "for");
        if start == preposition || !joins || !(start..preposition).all(plain) {
            return None;
        }
        let m = self.body_at(preposition + 1)?;
        let Some(role) = (start..preposition).find_map(|t| inventory.role_at(t)) else {
            let head = preposition - 1;
            let body = matches!(inventory.mentions[m].sort, Sort::Organisation(_));
            // "Jane Roe, fibre lead at the Faro Patent Office"
            if body && a.is_lower(head, Class::RoleTail) && start < head {
                let role = RoleSpan {
                    range: start..preposition,
                    head,
                    former: false,
                    state: false,
                };
                return Some((m, Some(role)));
            }
            // "Jane Roe, now at Acme"
            let now = start + 1 == preposition && a.says(start, "now");
            return (now && a.says(preposition, "at")).then_some((m, None));
        };
        let role = &inventory.roles[role];
        // "author of The Quiet Mill", "a farmer from Molo": a book, a place.
        let work = a.is(role.head, Class::AuthorRole) && a.says(preposition, "of");
        let body = matches!(inventory.mentions[m].sort, Sort::Organisation(_));
        if work || a.says(preposition, "from") && !body {
            return None;
        }
        let words: Range<usize> = start..preposition;
        Some((
            m,
            Some(RoleSpan {
                range: words,
                ..role.clone()
            }),
        ))
    }

    /// The body behind a preposition: "the Nordbib Library", "Faro's Nordbib Library".
    fn body_at(&self, at: usize) -> Option<usize> {
        let (a, inventory) = (self.view.analysis, self.view.inventory);
        let first = at + usize::from(at < self.bounds.end && a.is(at, Class::Determiner));
        let m = inventory.mention_at(first)?;
        let end = inventory.mentions[m].outer.end;
        let owned = end < self.bounds.end && a.tokens[end].shape == Shape::Possessive;
        let m = match owned {
            true => inventory.mention_at(end + 1)?,
            false => m,
        };
        let mention = &inventory.mentions[m];
        matches!(
            mention.sort,
            Sort::Organisation(_) | Sort::Name | Sort::Venue
        )
        .then_some(m)
    }

    /// Those who share an office in the plural: "Ana Costa and Rui Melo, owners of".
    fn joined(&self, role: Option<&RoleSpan>) -> Vec<usize> {
        let (a, inventory) = (self.view.analysis, self.view.inventory);
        let mut people = vec![self.person];
        let plural = role.is_some_and(|role| a.word(role.head).ends_with('s'));
        if !plural {
            return people;
        }
        let mut first = self.person;
        while let Some(before) = first.checked_sub(1)
            && inventory.mentions[before].sort == Sort::Person
            && inventory.mentions[before].outer.start >= self.bounds.start
            && (inventory.mentions[before].outer.end..inventory.mentions[first].outer.start)
                .all(|t| a.is_mark(t, ',') || a.says(t, "and"))
        {
            people.push(before);
            first = before;
        }
        people
    }
}
