//! Gathers facts and entities of one document, each once, in the order of their evidence.

use super::event::{Edition, Events};
use super::model::{
    Candidate, Entity, EntityId, Evidence, Fact, Kind, Mode, Object, Reading, Relation,
};
use super::standing::Standing;
use super::trace::{Attempt, Refusal};
use crate::mention::{Analysis, Inventory, Sort, ThingId};
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::hash_map::Entry;
use std::sync::Arc;

/// The facts found so far.
#[derive(Debug, Default)]
pub(super) struct Collector {
    reading: Reading,
    /// The last entity of each label.
    by_label: FxHashMap<Box<str>, EntityId>,
    /// By entity, the one before it of the same label and another kind.
    same_label: Vec<Option<EntityId>>,
    things: FxHashMap<ThingId, EntityId>,
    editions: FxHashMap<Edition, EntityId>,
    /// Editions whose series and year are stated.
    identified: FxHashSet<Edition>,
    seen: FxHashMap<(EntityId, Relation, Key), usize>,
    /// What was tried and not stated, where somebody asks why.
    attempts: Option<Vec<Attempt>>,
    /// What weights are to be learned from, where somebody learns: then nothing is weighed.
    candidates: Option<Vec<Candidate>>,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Key {
    Entity(EntityId),
    Text(String),
    Figure(String, u64, Option<String>),
}

/// What qualifies a fact.
#[derive(Clone, Debug, Default)]
pub(super) struct Qualifier {
    pub mode: Option<Mode>,
    pub capacity: Option<String>,
}

/// The document's texts and names, as the fact readers need them.
#[derive(Clone, Copy)]
pub(super) struct View<'a> {
    pub analysis: &'a Analysis<'a>,
    pub inventory: &'a Inventory,
    pub events: &'a Events,
    pub standing: &'a Standing,
}

impl Collector {
    /// One that keeps what was tried and not stated.
    pub fn recording() -> Collector {
        Collector {
            attempts: Some(Vec::new()),
            ..Collector::default()
        }
    }

    /// One that weighs nothing, and keeps what could be weighed.
    pub fn learning() -> Collector {
        Collector {
            candidates: Some(Vec::new()),
            ..Collector::default()
        }
    }

    /// Where to keep what could be weighed; none where it is to be weighed.
    pub fn candidates(&mut self) -> Option<&mut Vec<Candidate>> {
        self.candidates.as_mut()
    }

    /// Whether somebody asks why.
    #[inline]
    pub fn is_recording(&self) -> bool {
        self.attempts.is_some()
    }

    /// Keeps that a rule found its word at a token and stated nothing; does nothing unless somebody
    /// asks why.
    #[inline]
    pub fn refuse(
        &mut self,
        view: View<'_>,
        relation: Relation,
        rule: &str,
        token: usize,
        refusal: Refusal,
    ) {
        if let Some(attempts) = &mut self.attempts {
            attempts.push(Attempt {
                relation,
                rule: view.analysis.knowledge.rules.id(rule),
                token,
                refusal,
            });
        }
    }

    /// What was tried and not stated.
    pub fn take_attempts(&mut self) -> Vec<Attempt> {
        self.attempts.take().unwrap_or_default()
    }

    /// The entity of a label.
    pub fn entity(&mut self, kind: Kind, label: &str, authority: Option<Arc<str>>) -> EntityId {
        let last = self.by_label.get_mut(label);
        let mut known = last.as_deref().copied();
        let before = known;
        while let Some(id) = known {
            if self.reading.entities[id.0 as usize].kind == kind {
                return id;
            }
            known = self.same_label[id.0 as usize];
        }
        let id = EntityId(self.reading.entities.len() as u32);
        self.reading.entities.push(Entity {
            kind,
            label: label.to_owned(),
            aliases: Vec::new(),
            authority,
            broader: None,
        });
        match last {
            Some(last) => *last = id,
            None => {
                self.by_label.insert(label.into(), id);
            }
        }
        self.same_label.push(before);
        id
    }

    /// The entity of a thing the document names.
    pub fn thing(&mut self, view: View<'_>, thing: ThingId, default: Kind) -> EntityId {
        if let Some(id) = self.things.get(&thing) {
            return *id;
        }
        let t = &view.inventory.things[thing.0 as usize];
        let authority = &view.analysis.knowledge.authority;
        let record = t.record.map(|record| authority.record(record));
        let kind = match t.sort {
            Sort::Person => Kind::Person,
            Sort::Organisation(kind) => kind,
            Sort::Country | Sort::Demonym => Kind::Country,
            Sort::Place | Sort::Venue => Kind::Place,
            Sort::Event | Sort::Name => default,
        };
        let label = match (kind, record) {
            (Kind::Country, Some(record)) => record.name.to_string(),
            _ => t.label.clone(),
        };
        let id = self.entity(kind, &label, record.map(|record| record.id.clone()));
        if kind != Kind::Country {
            let entity = &mut self.reading.entities[id.0 as usize];
            for alias in &t.aliases {
                if !entity.aliases.contains(alias) && *alias != entity.label {
                    entity.aliases.push(alias.clone());
                }
            }
            entity.aliases.sort();
        }
        self.things.insert(thing, id);
        id
    }

    /// The topic of a record, with the wider ones it belongs to; `printed` is how the text says it.
    pub fn topic(&mut self, view: View<'_>, record: u32, printed: &str) -> EntityId {
        let authority = &view.analysis.knowledge.authority;
        let record = authority.record(record);
        let mut within = &*record.within;
        let topic = self.entity(Kind::Topic, &record.name, Some(record.id.clone()));
        let entity = &mut self.reading.entities[topic.0 as usize];
        let known = entity.aliases.iter().any(|alias| alias == printed);
        if !known && !printed.eq_ignore_ascii_case(&entity.label) {
            entity.aliases.push(printed.to_owned());
            entity.aliases.sort();
        }
        let mut narrower = topic;
        // A topic that is there already has its wider ones.
        while self.reading.entities[narrower.0 as usize].broader.is_none()
            && !within.is_empty()
            && let Some(wider) = authority.by_id(&format!("topics/{within}"))
        {
            let id = self.entity(Kind::Topic, &wider.name, Some(wider.id.clone()));
            if id == narrower {
                break;
            }
            self.reading.entities[narrower.0 as usize].broader = Some(id);
            (narrower, within) = (id, &*wider.within);
        }
        topic
    }

    /// The entity of an edition.
    pub fn edition(&mut self, view: View<'_>, edition: Edition) -> EntityId {
        if let Some(id) = self.editions.get(&edition) {
            return *id;
        }
        let label = view.events.label(edition);
        let series = view.events.series[edition.series].record;
        let authority = series.map(|r| view.analysis.knowledge.authority.record(r).id.clone());
        let id = self.entity(Kind::Expo, &label, authority);
        self.editions.insert(edition, id);
        id
    }

    /// Notes that series and year of an edition are stated; false if they were already.
    pub fn identify(&mut self, edition: Edition) -> bool {
        self.identified.insert(edition)
    }

    /// Whether series and year of an edition are stated.
    pub fn is_identified(&self, edition: Edition) -> bool {
        self.identified.contains(&edition)
    }

    /// The edition of an entity, where it is one.
    pub fn edition_of(&self, id: EntityId) -> Option<Edition> {
        let mut all = self.editions.iter();
        all.find(|(_, own)| **own == id)
            .map(|(edition, _)| *edition)
    }

    /// The entity of a series.
    pub fn series(&mut self, view: View<'_>, series: usize) -> EntityId {
        let s = &view.events.series[series];
        let authority = s
            .record
            .map(|record| view.analysis.knowledge.authority.record(record).id.clone());
        let id = self.entity(Kind::ExpoSeries, &s.label, authority);
        let entity = &mut self.reading.entities[id.0 as usize];
        for thing in &s.things {
            let t = &view.inventory.things[thing.0 as usize];
            for alias in std::iter::once(&t.label).chain(&t.aliases) {
                if *alias != entity.label && !entity.aliases.contains(alias) {
                    entity.aliases.push(alias.clone());
                }
            }
        }
        entity.aliases.sort();
        id
    }

    /// Adds a fact that the sentence around `token` states. A fact already known keeps its first
    /// evidence, and takes a qualifier that it lacked.
    #[expect(clippy::too_many_arguments, reason = "a fact has that many parts")]
    pub fn add(
        &mut self,
        view: View<'_>,
        subject: EntityId,
        relation: Relation,
        object: Object,
        token: usize,
        rule: &str,
        qualifier: Qualifier,
    ) {
        let key = match &object {
            Object::Entity(id) => Key::Entity(*id),
            Object::Text(text) => Key::Text(text.to_lowercase()),
            Object::Integer(n) => Key::Text(n.to_string()),
            Object::Date(date) => Key::Text(date.to_string()),
            Object::Figure(f) => Key::Figure(f.metric.clone(), f.value.to_bits(), f.unit.clone()),
        };
        match self.seen.entry((subject, relation, key)) {
            Entry::Occupied(known) => {
                let fact = &mut self.reading.facts[*known.get()];
                fact.mode = fact.mode.or(qualifier.mode);
                if fact.capacity.is_none() {
                    fact.capacity = qualifier.capacity;
                }
                self.refuse(view, relation, rule, token, Refusal::Known);
                return;
            }
            Entry::Vacant(place) => place.insert(self.reading.facts.len()),
        };
        let sentence = view.analysis.sentence_of(token);
        let span = view
            .analysis
            .bytes(view.analysis.sentences[sentence].tokens.clone());
        self.reading.facts.push(Fact {
            subject,
            relation,
            object,
            evidence: Evidence {
                span,
                rule: view.analysis.knowledge.rules.id(rule),
            },
            mode: qualifier.mode,
            capacity: qualifier.capacity,
        });
    }

    /// The facts found so far.
    pub fn facts(&self) -> &[Fact] {
        &self.reading.facts
    }

    /// The entities that facts speak of by a thing's name.
    pub fn entities_of(&self, view: View<'_>, thing: ThingId) -> Vec<EntityId> {
        let mut found: Vec<EntityId> = self.things.get(&thing).copied().into_iter().collect();
        let label = view.inventory.things[thing.0 as usize].label.as_str();
        let mut same = self.by_label.get(label).copied();
        while let Some(id) = same {
            if !found.contains(&id) {
                found.push(id);
            }
            same = self.same_label[id.0 as usize];
        }
        found
    }

    /// The label of an entity.
    pub fn label(&self, id: EntityId) -> &str {
        &self.reading.entities[id.0 as usize].label
    }

    /// All facts in the order of their evidence; entities that no fact speaks of are left out.
    pub fn finish(mut self) -> Reading {
        let mut order: Vec<usize> = (0..self.reading.facts.len()).collect();
        order.sort_unstable_by_key(|&i| (self.reading.facts[i].evidence.span.start, i));
        // Who speaks or exhibits is no mere attendee where only an opening or a stand says so.
        let closer: FxHashSet<(EntityId, EntityId)> = (self.reading.facts.iter())
            .filter(|f| matches!(f.relation, Relation::Speaker | Relation::Exhibitor))
            .filter_map(|f| match f.object {
                Object::Entity(id) => Some((f.subject, id)),
                _ => None,
            })
            .collect();
        order.retain(|&i| {
            let fact = &self.reading.facts[i];
            let weak = matches!(
                &*fact.evidence.rule,
                "attendee.open" | "attendee.opened-by" | "attendee.at-stand" | "attendee.body"
            );
            !(fact.relation == Relation::Attendee
                && weak
                && matches!(fact.object, Object::Entity(id) if closer.contains(&(fact.subject, id))))
        });
        let mut facts = Vec::with_capacity(order.len());
        let found = std::mem::take(&mut self.reading.facts).into_iter();
        let mut found: Vec<Option<Fact>> = found.map(Some).collect();
        let mut renumber: Vec<Option<EntityId>> = vec![None; self.reading.entities.len()];
        let mut entities = Vec::new();
        let mut place = |id: EntityId, all: &mut Vec<Entity>| {
            *renumber[id.0 as usize].get_or_insert_with(|| {
                let new = EntityId(entities.len() as u32);
                entities.push(std::mem::replace(
                    &mut all[id.0 as usize],
                    Entity {
                        kind: Kind::Topic,
                        label: String::new(),
                        aliases: Vec::new(),
                        authority: None,
                        broader: None,
                    },
                ));
                new
            })
        };
        for index in order {
            let Some(mut fact) = found[index].take() else {
                continue;
            };
            fact.subject = place(fact.subject, &mut self.reading.entities);
            if let Object::Entity(id) = fact.object {
                fact.object = Object::Entity(place(id, &mut self.reading.entities));
            }
            facts.push(fact);
        }
        // The wider topics come last; they are placed while there are some whose wider one is not.
        let mut at = 0;
        while at < entities.len() {
            if let Some(broader) = entities[at].broader {
                let known = renumber[broader.0 as usize];
                let id = known.unwrap_or(EntityId(entities.len() as u32));
                if known.is_none() {
                    renumber[broader.0 as usize] = Some(id);
                    entities.push(self.reading.entities[broader.0 as usize].clone());
                }
                entities[at].broader = Some(id);
            }
            at += 1;
        }
        Reading { entities, facts }
    }
}
