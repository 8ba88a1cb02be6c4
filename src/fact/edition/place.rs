//! Where an edition takes place: cities and buildings.

use super::Reader;
use crate::fact::model::{Kind, Object, Relation};
use crate::knowledge::Class;
use crate::mention::Sort;
use std::ops::Range;

impl Reader<'_, '_> {
    /// Where the edition takes place: places and buildings told with it.
    pub(super) fn places(&mut self, sentence: &Range<usize>, index: usize) {
        let a = self.view.analysis;
        for m in self.view.inventory.by_sentence[index].0.clone() {
            let mention = self.view.inventory.mentions[m].clone();
            let start = mention.outer.start;
            if !matches!(mention.sort, Sort::Venue | Sort::Place | Sort::Country)
                || start <= sentence.start
            {
                continue;
            }
            let mut before = start - 1;
            while before > sentence.start
                && (a.is(before, Class::Determiner)
                    || a.is_lower(before, Class::Common) && !a.is(before, Class::Preposition))
                && start - before < 6
            {
                before -= 1;
            }
            let preposition = a.word(before).to_lowercase();
            let Some(edition) = self.scope.at(a, start) else {
                continue;
            };
            if edition.series != self.main.series {
                continue;
            }
            if mention.sort == Sort::Venue {
                let placed = matches!(
                    preposition.as_str(),
                    "at" | "in"
                        | "inside"
                        | "to"
                        | "of"
                        | "within"
                        | "throughout"
                        | "across"
                        | "on"
                ) || a
                    .verb_forms(before)
                    .iter()
                    .any(|f| a.knowledge.words.verb_class(f.verb, Class::FillVerb))
                    || a.is_mark(before, ',')
                    || a.is_mark(before, ':')
                    || a.says(before, "and");
                let person_place = self.speaks_of_other(sentence, start);
                if placed && !person_place {
                    let entity =
                        self.facts
                            .thing(self.view, self.view.inventory.of[m], Kind::Place);
                    self.add(
                        edition,
                        Relation::Venue,
                        Object::Entity(entity),
                        start,
                        "edition.venue",
                    );
                }
                continue;
            }
            if !matches!(preposition.as_str(), "in" | "to" | "at") {
                continue;
            }
            // The main edition's place is weighed over the whole text.
            if edition == self.main && mention.sort == Sort::Place && mention.record.is_some() {
                continue;
            }
            if mention.sort == Sort::Country && edition == self.main {
                continue;
            }
            if self.held_context(sentence, before, start) {
                let entity = self
                    .facts
                    .thing(self.view, self.view.inventory.of[m], Kind::Place);
                self.add(
                    edition,
                    Relation::HeldIn,
                    Object::Entity(entity),
                    start,
                    "edition.held-in",
                );
            }
        }
    }

    /// Whether the building belongs to another fair or to no fair at all.
    fn speaks_of_other(&self, sentence: &Range<usize>, at: usize) -> bool {
        let _ = sentence;
        !self.about_event(at, sentence) && {
            let a = self.view.analysis;
            self.view.inventory.by_sentence[a.sentence_of(at)]
                .0
                .clone()
                .any(|m| {
                    self.view.inventory.mentions[m].sort == Sort::Event
                        && self
                            .view
                            .events
                            .series_of
                            .get(&self.view.inventory.of[m])
                            .is_some_and(|s| *s != self.main.series)
                })
        }
    }

    /// Whether "in X" tells where the fair is held: a verb of taking place before it, or the
    /// fair's name right before.
    pub(super) fn held_context(
        &self,
        sentence: &Range<usize>,
        preposition: usize,
        start: usize,
    ) -> bool {
        let a = self.view.analysis;
        let from = sentence.start.max(preposition.saturating_sub(14));
        let mut verb = None;
        for at in (from..preposition).rev() {
            if a.is_mark(at, ';')
                || a.is_quote(at)
                || a.is(at, Class::Relative) && at + 3 < preposition
            {
                break;
            }
            if self.is_date_verb(at) {
                verb = Some(at);
                break;
            }
        }
        // "the 24th Smart Expo in Lagos", "the IFA show in Berlin"
        let named = preposition > sentence.start
            && (self
                .view
                .inventory
                .mention_at(preposition - 1)
                .is_some_and(|m| {
                    self.view.events.series_of.get(&self.view.inventory.of[m])
                        == Some(&self.main.series)
                })
                || self.stands_for_event(preposition - 1));
        // A list of places is no place of the fair.
        let listed = a.is_mark(start.saturating_sub(1), ',');
        (named
            || verb.is_some_and(|verb| {
                self.subject_is_event(verb, sentence) || a.is(sentence.start, Class::UnnamedSubject)
            }))
            && !listed
            && self.about_event(start, sentence)
    }

    /// Where the main edition takes place: of all places named, the one that most speaks for it -
    /// in the fair's own name, behind its name or a verb of taking place, in the dateline, in the
    /// authority's record of the fair or of its building.
    pub(super) fn main_place(&mut self) {
        let a = self.view.analysis;
        let mut candidates: Vec<(u32, i64, usize, &'static str)> = Vec::new();
        let mut vote = |record: u32, weight: i64, token: usize, rule: &'static str| match candidates
            .iter_mut()
            .find(|(r, ..)| *r == record)
        {
            Some((_, sum, first, kept)) => {
                *sum += weight;
                if weight > 3 && *kept == "edition.place-named" {
                    (*first, *kept) = (token, rule);
                }
            }
            None => candidates.push((record, weight, token, rule)),
        };
        let authority = &a.knowledge.authority;
        let home = self.view.events.series[self.main.series]
            .record
            .map(|record| authority.record(record).within.clone());
        let mut venues: Vec<Box<str>> = Vec::new();
        for fact in self.facts.facts() {
            if fact.relation == Relation::Venue
                && let Object::Entity(id) = fact.object
                && let Some(record) = self.facts.authority(id).and_then(|id| authority.by_id(&id))
            {
                venues.push(record.within.clone());
            }
        }
        let mut first_event = 0;
        for (m, mention) in self.view.inventory.mentions.iter().enumerate() {
            let series = self.view.events.series_of.get(&self.view.inventory.of[m]);
            if mention.sort == Sort::Event && series == Some(&self.main.series) {
                if first_event == 0 {
                    first_event = mention.range.start;
                }
                // A place inside the fair's name.
                for at in mention.range.clone() {
                    let words = &a.words[at..mention.range.end];
                    for (_, entries) in authority.names(words) {
                        for entry in entries {
                            if entry.table == crate::knowledge::Table::Place && !entry.ambiguous {
                                vote(
                                    entry.record,
                                    6,
                                    mention.range.start,
                                    "edition.place-in-name",
                                );
                            }
                        }
                    }
                }
            }
            if mention.sort != Sort::Place || mention.record.is_none() {
                continue;
            }
            let Some(record) = mention.record else {
                continue;
            };
            let id = authority.record(record).id.clone();
            let local = id.strip_prefix("places/").unwrap_or(&id);
            vote(record, 1, mention.range.start, "edition.place-named");
            if home.as_deref() == Some(local) {
                vote(record, 6, mention.range.start, "edition.place-known");
            }
            if venues.iter().any(|within| &**within == local) {
                vote(record, 5, mention.range.start, "edition.place-of-venue");
            }
            // A venue right before: "the Mandalay Bay in Las Vegas".
            let start = mention.outer.start;
            if start >= 2
                && (a.says(start - 1, "in") || a.is_mark(start - 1, ','))
                && self
                    .view
                    .inventory
                    .mention_at(start - 2)
                    .is_some_and(|v| self.view.inventory.mentions[v].sort == Sort::Venue)
            {
                vote(record, 3, start, "edition.place-of-venue");
            }
            let sentence = a.sentences[a.sentence_of(start)].tokens.clone();
            let preposition = start.checked_sub(1).filter(|t| *t >= sentence.start);
            if let Some(preposition) = preposition
                && matches!(
                    a.word(preposition).to_lowercase().as_str(),
                    "in" | "to" | "of"
                )
                && self.scope.at(a, start) == Some(self.main)
                && self.held_context(&sentence, preposition, start)
            {
                vote(record, 5, start, "edition.held-in");
            }
        }
        let dateline = self.document.dateline.clone();
        if let Some(dateline) = dateline {
            let text = &self.document.text[dateline];
            let mut tokens = Vec::new();
            crate::text::lex(text, 0..text.len(), &a.knowledge.abbreviations, &mut tokens);
            let words: Vec<_> = tokens
                .iter()
                .map(|t| a.knowledge.words.id(t.text(text)))
                .collect();
            if let Some((_, entries)) = authority.names(&words).last()
                && let Some(entry) = entries
                    .iter()
                    .find(|e| e.table == crate::knowledge::Table::Place)
            {
                let local = authority.record(entry.record).id.clone();
                let local = local.strip_prefix("places/").unwrap_or(&local).to_owned();
                let known = home.as_deref() == Some(local.as_str());
                let here = a
                    .sentences
                    .iter()
                    .take(8)
                    .any(|s| s.tokens.clone().any(|t| a.says(t, "here")));
                vote(
                    entry.record,
                    if known {
                        8
                    } else if here {
                        5
                    } else {
                        3
                    },
                    first_event,
                    "edition.dateline",
                );
            }
        }
        let best = candidates
            .iter()
            .filter(|(_, weight, ..)| *weight >= 4)
            .max_by_key(|(_, weight, token, _)| (*weight, std::cmp::Reverse(*token)));
        if let Some(&(record, _, token, rule)) = best {
            let record = authority.record(record);
            let entity =
                self.facts
                    .entity(Kind::Place, &record.name.clone(), Some(record.id.clone()));
            self.add(
                self.main,
                Relation::HeldIn,
                Object::Entity(entity),
                token,
                rule,
            );
        }
    }

    pub(super) fn subject_is_event(&self, verb: usize, sentence: &Range<usize>) -> bool {
        let start = sentence.start.max(verb.saturating_sub(8));
        (start..verb).any(|t| {
            self.stands_for_event(t)
                || self.view.inventory.mention_at(t).is_some_and(|m| {
                    self.view.events.series_of.get(&self.view.inventory.of[m])
                        == Some(&self.main.series)
                })
        })
    }
}
