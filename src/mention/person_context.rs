//! What the words around a name say about whether it is a person's: offices, verbs of speaking, the
//! rows of names it stands in.

use super::analysis::Analysis;
use super::inventory::Inventory;
use super::name::Sort;
use super::person;
use super::sort;
use crate::knowledge::Class;
use crate::text::Shape;
use rustc_hash::FxHashMap;
use std::ops::Range;

impl Inventory {
    pub(super) fn person_context(
        &self,
        analysis: &Analysis<'_>,
        index: usize,
        bounds: &Range<usize>,
    ) -> bool {
        let mention = &self.mentions[index];
        let Range { start, end } = mention.range.clone();
        let length = end - start;
        if length > 4
            || (start..end).any(|t| {
                let initials = t == start && length > 1 && analysis.word(t).len() <= 3;
                let wordlike = matches!(
                    analysis.tokens[t].shape,
                    Shape::Capital | Shape::Lower | Shape::Mixed
                );
                !(wordlike || initials)
            })
        {
            return false;
        }
        if sort::has_head(analysis, &mention.range) {
            return false;
        }
        let wordy = |t: usize| {
            (analysis.is(t, Class::Common) || analysis.is(t, Class::NameNoun))
                && !person::is_given(analysis, t)
                && !person::is_surname(analysis, t)
                && !analysis.is(t, Class::Particle)
        };
        let initial = end > start + 1 && person::is_initial(analysis, start);
        if (start..end).any(wordy) && !person::is_given(analysis, start) && !initial {
            return self.titled_word(analysis, &mention.range);
        }
        let role_before = self.role_ending(start).is_some_and(|r| {
            let head = self.roles[r].head;
            !analysis.is(head, Class::ThingRole)
        });
        if role_before
            && (length >= 2
                || analysis.tokens[start].shape == Shape::Capital
                    && !analysis.is(start, Class::Common))
        {
            return true;
        }
        if length < 2 {
            return false;
        }
        if end + 1 < bounds.end && analysis.is_mark(end, ',') {
            if analysis.says(end + 1, "who") || analysis.says(end + 1, "whose") {
                return true;
            }
            // ", 23," and ", chief executive of"
            let aged = analysis.tokens[end + 1].shape == Shape::Number
                && analysis.word(end + 1).len() == 2
                && end + 2 < bounds.end
                && analysis.is_mark(end + 2, ',');
            let given = analysis.is(start, Class::GivenName);
            let office = self.office_from(analysis, end + 1, bounds.end, given);
            if aged || office {
                return true;
            }
        }
        // "Ukraine's foreign minister, Dmytro Kuleba, is"
        if start > bounds.start + 1
            && analysis.is_mark(start - 1, ',')
            && (end >= bounds.end || analysis.mark(end).is_some())
            && let Some(role) = self.role_ending(start - 1)
        {
            let first = self.roles[role].range.start;
            let led = first > bounds.start
                && (analysis.tokens[first - 1].shape == Shape::Possessive
                    || analysis.is(first - 1, Class::Determiner));
            // "Its owner, Jane Roe, said"
            let head = self.roles[role].head;
            if led
                && (!analysis.is(head, Class::ThingRole)
                    || analysis.is(head, Class::FirmOffice) && length <= 3)
            {
                return true;
            }
        }
        let says = |t: usize| analysis.is_lower(t, Class::SaidForm);
        // "X will speak", "X inaugurated the fair", "X's keynote"
        let mut verb = end;
        while verb < bounds.end
            && verb < end + 3
            && (analysis.is(verb, Class::Auxiliary) || analysis.is_lower(verb, Class::Adverb))
        {
            verb += 1;
        }
        let acts = verb < bounds.end && analysis.is_lower(verb, Class::PersonVerb);
        let owns = end + 1 < bounds.end
            && analysis.tokens[end].shape == Shape::Possessive
            && (end + 1..bounds.end.min(end + 4)).any(|t| analysis.is_lower(t, Class::TalkNoun));
        let led = start >= bounds.start + 2
            && analysis.says(start - 1, "by")
            && (analysis.is_lower(start - 2, Class::PersonVerb)
                || analysis.is(start, Class::GivenName)
                    && (analysis.is_lower(start - 2, Class::LeadVerb)
                        || analysis.is_lower(start - 2, Class::Companion)));
        acts || owns
            || led
            || (start > bounds.start && says(start - 1))
            || (end < bounds.end && says(end))
    }

    /// "Ambassador Jane Cousin", "chef Hub Roe": an everyday word as a name, right behind an office
    /// that only people hold.
    fn titled_word(&self, analysis: &Analysis<'_>, name: &Range<usize>) -> bool {
        let office = self
            .role_ending(name.start)
            .is_some_and(|r| !analysis.is(self.roles[r].head, Class::ThingRole));
        let surname = person::is_surname(analysis, name.end - 1);
        office
            && name.len() == 2
            && name.clone().all(|t| {
                analysis.tokens[t].shape == Shape::Capital
                    && (surname || !analysis.is(t, Class::NameNoun))
                    && !analysis.is(t, Class::RoleModifier)
                    && !analysis.is(t, Class::RoleHead)
            })
            && !name.clone().all(|t| analysis.is(t, Class::Common))
    }

    /// Whether an office, with what may stand before one, begins at `at`: "Britain's prime
    /// minister", "a former director", "the bank's director of trade".
    fn office_from(&self, analysis: &Analysis<'_>, at: usize, end: usize, given: bool) -> bool {
        let mut at = at;
        let mut steps = 0;
        while at < end && steps < 6 {
            if let Some(r) = self.role_at(at) {
                let role = &self.roles[r];
                return role.range.start == at
                    && !analysis.is(role.head, Class::ExhibitorNoun)
                    && !analysis.is(role.head, Class::ThingRole);
            }
            if let Some(m) = self.mention_at(at) {
                if self.mentions[m].sort == Sort::Person {
                    return false;
                }
                at = self.mentions[m].outer.end;
                steps += 1;
                if at < end && analysis.tokens[at].shape == Shape::Possessive {
                    at += 1;
                }
                continue;
            }
            let lower = analysis.tokens[at].shape == Shape::Lower;
            let passes = analysis.is(at, Class::Determiner)
                || analysis.is_lower(at, Class::PastRole)
                || analysis.tokens[at].shape == Shape::Possessive
                || (lower
                    && (given
                        && analysis.is(at, Class::Common)
                        && !analysis.is(at, Class::Preposition)
                        && !analysis.is(at, Class::Relative)
                        && !analysis.is(at, Class::Auxiliary)
                        || analysis.is(at, Class::RoleModifier)
                        || analysis.is(at, Class::OrgNoun)
                        || analysis.is(at, Class::EventNoun)));
            if !passes {
                return false;
            }
            at += 1;
            steps += 1;
        }
        false
    }

    /// Reads single names by the longer names they end: "Ayuk said" makes "NJ Ayuk" a person's.
    pub(super) fn read_surnames(&mut self, analysis: &Analysis<'_>) {
        let mut by_last: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
        for (index, mention) in self.mentions.iter().enumerate() {
            let plain = mention.sort == Sort::Name
                && mention.record.is_none()
                && (2..=4).contains(&mention.range.len())
                && !sort::has_head(analysis, &mention.range)
                && mention.range.clone().all(|t| {
                    !(analysis.is(t, Class::Common) || analysis.is(t, Class::NameNoun))
                        && analysis.tokens[t].shape.is_nameish()
                });
            if plain {
                by_last
                    .entry(analysis.word(mention.range.end - 1))
                    .or_default()
                    .push(index);
            }
        }
        if by_last.is_empty() {
            return;
        }
        let mut persons = Vec::new();
        for mention in &self.mentions {
            if mention.range.len() != 1 || !matches!(mention.sort, Sort::Name | Sort::Person) {
                continue;
            }
            let Some(longer) = by_last.get(analysis.word(mention.range.start)) else {
                continue;
            };
            let Range { start, end } = mention.outer.clone();
            let said =
                |t: usize| t < analysis.tokens.len() && analysis.is_lower(t, Class::SaidForm);
            let bound = analysis.sentences[analysis.sentence_of(start)].tokens.end;
            let holds = end + 1 < bound
                && analysis.is_mark(end, ',')
                && self.office_from(analysis, end + 1, bound, false);
            if mention.sort == Sort::Person || holds || said(end) || (start > 0 && said(start - 1))
            {
                persons.extend_from_slice(longer);
            }
        }
        for index in persons {
            self.mentions[index].sort = Sort::Person;
        }
    }

    /// "Mike Asukwo, Victor Asowata and Chino Obasi": an unknown name in a row of persons.
    pub(super) fn person_row(&self, analysis: &Analysis<'_>, index: usize) -> bool {
        let mention = &self.mentions[index];
        let Some(previous) = index.checked_sub(1).map(|p| &self.mentions[p]) else {
            return false;
        };
        let gap = previous.outer.end..mention.outer.start;
        previous.sort == Sort::Person
            && previous.range.len() >= 2
            && (2..=3).contains(&mention.range.len())
            && !gap.is_empty()
            && gap.len() <= 2
            && gap
                .clone()
                .all(|t| analysis.is_mark(t, ',') || analysis.says(t, "and"))
            && analysis.says(gap.end - 1, "and")
            && mention.range.clone().all(|t| {
                analysis.tokens[t].shape == Shape::Capital
                    && !analysis.is(t, Class::Common)
                    && !analysis.is(t, Class::NameNoun)
            })
    }

    /// "talks by Zakes Mda, Antjie Krog and ...": an unknown name behind a talk and "by", and the
    /// names between it and the last of the row.
    pub(super) fn talk_by(&self, analysis: &Analysis<'_>, index: usize) -> bool {
        let mention = &self.mentions[index];
        let start = mention.outer.start;
        let plain = (2..=3).contains(&mention.range.len())
            && mention.range.clone().all(|t| {
                analysis.tokens[t].shape == Shape::Capital
                    && !analysis.is(t, Class::Common)
                    && !analysis.is(t, Class::NameNoun)
                    && !analysis.is(t, Class::OrgLast)
            });
        if !plain || start < 2 {
            return false;
        }
        if analysis.says(start - 1, "by") {
            return analysis.is_lower(start - 2, Class::TalkNoun);
        }
        // The row has begun with one: ", Antjie Krog and", ", Antjie Krog,".
        let row = analysis.is_mark(start - 1, ',')
            && index > 0
            && self.mentions[index - 1].sort == Sort::Person
            && self.mentions[index - 1].outer.end == start - 1;
        let end = mention.outer.end;
        let next = self.mentions.get(index + 1);
        row && next.is_some_and(|next| {
            next.outer.start == end + 1
                && (analysis.says(end, "and") || analysis.is_mark(end, ','))
                && next.sort == Sort::Person
                && next.range.len() >= 2
        }) && self.in_row_of_talks(analysis, index)
    }

    /// Whether the row of names that goes on at `index` begins behind a talk and "by".
    fn in_row_of_talks(&self, analysis: &Analysis<'_>, index: usize) -> bool {
        let mut first = index;
        while first > 0
            && self.mentions[first - 1].sort == Sort::Person
            && self.mentions[first - 1].outer.end + 1 == self.mentions[first].outer.start
        {
            first -= 1;
        }
        let start = self.mentions[first].outer.start;
        start >= 2
            && (analysis.is_lower(start - 1, Class::Features)
                || analysis.says(start - 1, "by") && analysis.is_lower(start - 2, Class::TalkNoun))
    }
}
