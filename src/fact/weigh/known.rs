//! What the rules have read of a document when names are weighed.

use crate::fact::collect::{Collector, View};
use crate::fact::model::{EntityId, Object, Relation};
use crate::mention::ThingId;
use rustc_hash::FxHashMap;

/// A set of relations.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Relations(u32);

impl Relations {
    pub fn insert(&mut self, relation: Relation) {
        self.0 |= 1 << relation as u32;
    }

    pub fn has(self, relation: Relation) -> bool {
        self.0 >> relation as u32 & 1 == 1
    }

    pub fn each(self) -> impl Iterator<Item = Relation> {
        Relation::ALL.into_iter().filter(move |r| self.has(*r))
    }
}

/// The facts by sentence and by the things they are of.
#[derive(Debug, Default)]
pub struct Known {
    sentences: Vec<Vec<(Relation, Option<EntityId>)>>,
    /// By thing, the entities of its name.
    entities: Vec<Vec<EntityId>>,
    /// By thing, what it is the object of.
    things: Vec<Relations>,
    /// By thing, what those are the object of who belong to it or to whom it belongs.
    staff: Vec<Relations>,
}

impl Known {
    pub fn new(view: View<'_>, facts: &Collector) -> Known {
        let a = view.analysis;
        let mut known = Known {
            sentences: vec![Vec::new(); a.sentences.len()],
            ..Known::default()
        };
        let starts: Vec<usize> = (a.sentences.iter())
            .map(|sentence| a.bytes(sentence.tokens.clone()).start)
            .collect();
        let mut of: FxHashMap<EntityId, Relations> = FxHashMap::default();
        let mut belongs: Vec<(EntityId, EntityId)> = Vec::new();
        for fact in facts.facts() {
            if let (Relation::Affiliation, Object::Entity(body)) = (fact.relation, &fact.object) {
                belongs.push((fact.subject, *body));
            }
            let entity = match fact.object {
                Object::Entity(id) => Some(id),
                _ => None,
            };
            let after = starts.partition_point(|start| *start <= fact.evidence.span.start);
            if let Some(sentence) = known.sentences.get_mut(after.saturating_sub(1)) {
                sentence.push((fact.relation, entity));
            }
            if let Some(id) = entity {
                of.entry(id).or_default().insert(fact.relation);
            }
        }
        for thing in 0..view.inventory.things.len() {
            let entities = facts.entities_of(view, ThingId(thing as u32));
            let mut relations = Relations::default();
            for relation in (entities.iter())
                .filter_map(|id| of.get(id))
                .flat_map(|r| r.each())
            {
                relations.insert(relation);
            }
            let mut staff = Relations::default();
            for (person, body) in &belongs {
                let other = match (entities.contains(person), entities.contains(body)) {
                    (true, false) => body,
                    (false, true) => person,
                    _ => continue,
                };
                for relation in of.get(other).into_iter().flat_map(|r| r.each()) {
                    staff.insert(relation);
                }
            }
            known.entities.push(entities);
            known.things.push(relations);
            known.staff.push(staff);
        }
        known
    }

    /// Whether a thing is known to be the object of that relation.
    pub fn has(&self, thing: ThingId, relation: Relation) -> bool {
        (self.things.get(thing.0 as usize)).is_some_and(|relations| relations.has(relation))
    }

    /// What a thing is known to be the object of.
    pub fn relations(&self, thing: ThingId) -> Relations {
        self.things[thing.0 as usize]
    }

    /// What those are known to be the object of who belong to a thing, or to whom it belongs.
    pub fn staff(&self, thing: ThingId) -> Relations {
        self.staff[thing.0 as usize]
    }

    /// What a sentence is known to state.
    pub fn told(&self, sentence: usize) -> Relations {
        let mut found = Relations::default();
        for (relation, _) in self.sentences.get(sentence).into_iter().flatten() {
            found.insert(*relation);
        }
        found
    }

    /// What a sentence is known to state of others than that thing.
    pub fn stated(&self, sentence: usize, own: ThingId) -> impl Iterator<Item = Relation> {
        let mut found = Relations::default();
        for (relation, entity) in self.sentences.get(sentence).into_iter().flatten() {
            let of_it = entity.is_some_and(|id| self.entities[own.0 as usize].contains(&id));
            if !of_it {
                found.insert(*relation);
            }
        }
        found.each()
    }
}
