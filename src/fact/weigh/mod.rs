//! Names of which no rule has said anything: what stands around all their mentions is weighed
//! together, and what speaks clearly for one part in the fair is stated. The weights are learned
//! from annotated documents (`data/weights`), by logistic regression over the traits that
//! `surroundings` reads; they are sums of whole numbers, the same everywhere.

mod known;
mod surroundings;

pub(super) use known::Known;
pub(super) use surroundings::Surroundings;

use super::collect::{Collector, View};
use super::event::Edition;
use super::model::{Candidate, Object, Relation};
use super::participant::Reader;
use super::person::Offices;
use super::scope::Scope;
use super::trace::Refusal;
use crate::document::BlockKind;
use crate::kind::Kind;
use crate::knowledge::fold;
use crate::knowledge::weights::{Aspect, Traits, Value, WEIGHED, add};
use crate::mention::around::{Sink, Spelled, few, sort_name, yes};
use crate::mention::{Sort, ThingId};
use jiff::civil::Date;
use rustc_hash::FxHashSet;
use std::cmp::Reverse;

/// The relations of [`WEIGHED`], with the rule that states each.
const RELATIONS: [(Relation, &str); WEIGHED.len()] = [
    (Relation::Exhibitor, "exhibitor.weighed"),
    (Relation::Speaker, "speaker.weighed"),
    (Relation::Attendee, "attendee.weighed"),
    (Relation::Organizer, "organizer.weighed"),
    (Relation::Venue, "edition.venue-weighed"),
    (Relation::ParticipatingCountry, "country.weighed"),
    (Relation::HeldIn, "edition.place-weighed"),
    (Relation::Session, "session.weighed"),
];

/// Whether a thing of that sort can be the object of the relation.
fn can_be(sort: Sort, relation: Relation) -> bool {
    match relation {
        Relation::Exhibitor | Relation::Organizer => {
            matches!(sort, Sort::Organisation(_) | Sort::Name)
        }
        Relation::Attendee => matches!(sort, Sort::Organisation(_) | Sort::Name | Sort::Person),
        Relation::Speaker => sort == Sort::Person,
        Relation::Venue => {
            matches!(
                sort,
                Sort::Venue | Sort::Name | Sort::Organisation(Kind::AcademicInstitution)
            )
        }
        Relation::ParticipatingCountry => sort == Sort::Country,
        Relation::HeldIn => sort == Sort::Place,
        Relation::Session => matches!(sort, Sort::Name | Sort::Event),
        _ => false,
    }
}

/// Whether a name can have a part in the fair: a fair of its own has none, nor has a part of the name of
/// one that is read already.
fn is_open(view: View<'_>, named: &[String], thing: ThingId) -> bool {
    let t = &view.inventory.things[thing.0 as usize];
    let part = || {
        let own = fold(&t.label);
        named
            .iter()
            .any(|whole| whole.len() > own.len() && whole.contains(own.as_str()))
    };
    RELATIONS.iter().any(|(r, _)| can_be(t.sort, *r))
        && match t.sort {
            Sort::Event => !view.events.series_of.contains_key(&thing) && !part(),
            Sort::Name => !part(),
            _ => true,
        }
}

/// The names of the sessions that are read.
fn sessions(facts: &Collector) -> Vec<String> {
    (facts.facts().iter())
        .filter(|fact| fact.relation == Relation::Session)
        .filter_map(|fact| match &fact.object {
            Object::Entity(id) => Some(fold(facts.label(*id))),
            _ => None,
        })
        .collect()
}

/// All names of a document that the fair's parts can fall to, with their traits.
pub(super) fn candidates(
    view: View<'_>,
    scope: &Scope,
    offices: &Offices,
    published: Option<Date>,
    facts: &mut Collector,
) -> Vec<Candidate> {
    let known = Known::new(view, facts);
    let named = sessions(facts);
    let Some(mut reader) = Reader::new(view, scope, offices, published, facts) else {
        return Vec::new();
    };
    let mut traits: Vec<Option<Spelled>> = Vec::new();
    traits.resize_with(view.inventory.things.len(), || None);
    each_mention(&mut reader, |reader, m| {
        let around = Surroundings {
            view,
            known: &known,
        };
        let thing = view.inventory.of[m];
        let mine = traits[thing.0 as usize].get_or_insert_default();
        of_thing(reader, &known, thing, mine);
        of_mention(reader, m, mine);
        around.of_mention(m, mine);
    });
    let mut found = Vec::new();
    for (index, traits) in traits.into_iter().enumerate() {
        let thing = &view.inventory.things[index];
        let open = is_open(view, &named, ThingId(index as u32));
        let Some(traits) = traits.filter(|_| open) else {
            continue;
        };
        found.push(Candidate {
            label: thing.label.clone(),
            aliases: thing.aliases.clone(),
            sort: sort_name(thing.sort),
            known: (known.relations(ThingId(index as u32)).each())
                .map(Relation::name)
                .collect(),
            traits: traits.finish(),
        });
    }
    found
}

/// Goes through the mentions of running text, headings and lists, with the quotation marks of their
/// sentences noted.
fn each_mention<'a, 'b>(reader: &mut Reader<'a, 'b>, mut read: impl FnMut(&Reader<'a, 'b>, usize)) {
    let view = reader.view;
    for (index, sentence) in view.analysis.sentences.iter().enumerate() {
        let mentions = view.inventory.by_sentence[index].0.clone();
        if sentence.kind == BlockKind::Origin || sentence.title_case || mentions.is_empty() {
            continue;
        }
        reader.mark_quotes(&sentence.tokens);
        for m in mentions {
            read(reader, m);
        }
    }
}

/// Whether a thing of which this is known has its part: who sent a letter does not speak.
fn settles(relation: Relation) -> bool {
    relation.is_participation()
        || matches!(
            relation,
            Relation::HeldIn | Relation::Venue | Relation::Session | Relation::EditionOf
        )
}

/// What is so of a thing wherever it stands.
fn of_thing(reader: &Reader<'_, '_>, known: &Known, thing: ThingId, sink: &mut impl Sink) {
    let t = &reader.view.inventory.things[thing.0 as usize];
    sink.put(Aspect::Always, Value::Text(""));
    sink.put(Aspect::Sort, Value::Text(sort_name(t.sort)));
    sink.put(Aspect::Mentions, few(t.count as usize));
    for relation in known.relations(thing).each() {
        // Not what is to be found out.
        if !RELATIONS.iter().any(|(r, _)| *r == relation) {
            sink.put(Aspect::OwnFact, Value::Text(relation.name()));
        }
    }
    for relation in known.staff(thing).each() {
        sink.put(Aspect::StaffFact, Value::Text(relation.name()));
    }
    if let Some(posts) = reader.offices.get(&thing) {
        for word in posts.iter().flat_map(|post| post.split_whitespace()) {
            sink.put(Aspect::Post, Value::Text(word));
        }
    }
}

/// Who says a mention, and of which edition; in a sentence whose quotation marks are noted.
fn of_mention(reader: &Reader<'_, '_>, m: usize, sink: &mut impl Sink) {
    let at = reader.view.inventory.mentions[m].outer.start;
    let a = reader.view.analysis;
    let quoted = reader.quoted(&a.sentences[a.sentence_of(at)].tokens, at);
    sink.put(Aspect::Quoted, yes(quoted));
    let about = match reader.edition(at) {
        Some(edition) if edition == reader.main => "main",
        Some(_) => "other",
        None => "none",
    };
    sink.put(Aspect::About, Value::Text(about));
}

/// A name under the scales.
#[derive(Clone, Debug)]
struct Weighed<'s> {
    thing: ThingId,
    /// The traits of all its mentions, where there are several: each counts once.
    mentions: Option<Traits<'s, { WEIGHED.len() }>>,
    /// What a sole mention weighs, and what weighs wherever it stands.
    sums: [i32; WEIGHED.len()],
    /// For each relation, the mention that speaks most for it, with its own weight.
    best: [Option<(i32, usize)>; WEIGHED.len()],
}

/// States what the surroundings of names speak for.
pub(super) fn read(
    view: View<'_>,
    scope: &Scope,
    offices: &Offices,
    published: Option<Date>,
    facts: &mut Collector,
) {
    let weights = &view.analysis.knowledge.weights.participants;
    if weights.is_empty() {
        return;
    }
    let known = Known::new(view, facts);
    let named = sessions(facts);
    let Some(mut reader) = Reader::new(view, scope, offices, published, facts) else {
        return;
    };
    let mut placed: FxHashSet<Edition> = (reader.facts.facts().iter())
        .filter(|fact| fact.relation == Relation::HeldIn)
        .filter_map(|fact| reader.facts.edition_of(fact.subject))
        .collect();
    let mut weighed: Vec<Weighed<'_>> = Vec::new();
    // By thing, its place among those.
    let mut place: Vec<Option<u32>> = vec![None; view.inventory.things.len()];
    let mut own = weights.traits();
    each_mention(&mut reader, |reader, m| {
        let thing = view.inventory.of[m];
        let t = &view.inventory.things[thing.0 as usize];
        if !is_open(view, &named, thing) || known.relations(thing).each().any(settles) {
            return;
        }
        // A fair in Portugal named after it: that Portugal takes part goes without saying.
        let home = t.sort == Sort::Country && {
            let own = super::event::tokens(&t.label);
            !own.is_empty() && own.iter().all(|word| reader.series.contains(word))
        };
        // An edition is held in one place.
        let told = reader.edition(view.inventory.mentions[m].outer.start);
        let elsewhere =
            t.sort == Sort::Place && told.is_none_or(|edition| placed.contains(&edition));
        if home || elsewhere {
            return;
        }
        let around = Surroundings {
            view,
            known: &known,
        };
        let seen = place[thing.0 as usize];
        let at = seen.unwrap_or(weighed.len() as u32) as usize;
        place[thing.0 as usize] = Some(at as u32);
        if seen.is_none() {
            own.clear();
            of_thing(reader, &known, thing, &mut own);
            weighed.push(Weighed {
                thing,
                mentions: None,
                sums: own.sum(),
                best: Default::default(),
            });
        }
        own.clear();
        of_mention(reader, m, &mut own);
        around.of_mention(m, &mut own);
        let sums = own.sum();
        let mine = &mut weighed[at];
        for (best, weight) in mine.best.iter_mut().zip(sums) {
            if told.is_some() && best.is_none_or(|(most, _)| weight > most) {
                *best = Some((weight, m));
            }
        }
        match &mut mine.mentions {
            Some(all) => all.add(&own),
            None if t.count > 1 => mine.mentions = Some(own.clone()),
            None => add(&mut mine.sums, sums),
        }
    });
    for mine in &mut weighed {
        if let Some(all) = &mut mine.mentions {
            add(&mut mine.sums, all.sum());
        }
    }
    // Of several places, the one that more speaks for.
    let held_in = RELATIONS.iter().position(|(r, _)| *r == Relation::HeldIn);
    let place = |mine: &Weighed<'_>| match view.inventory.things[mine.thing.0 as usize].sort {
        Sort::Place => Reverse(held_in.map(|column| mine.sums[column])),
        _ => Reverse(None),
    };
    weighed.sort_unstable_by_key(|mine| (place(mine), mine.thing.0));
    for mine in weighed {
        let sums = mine.sums;
        let sort = view.inventory.things[mine.thing.0 as usize].sort;
        let most = (0..WEIGHED.len())
            .filter(|i| can_be(sort, RELATIONS[*i].0))
            .filter(|i| sums[*i] > 0)
            .max_by_key(|i| sums[*i]);
        if reader.facts.is_recording() && most.is_none() {
            for (i, (relation, rule)) in RELATIONS.into_iter().enumerate() {
                if let Some((_, m)) = mine.best[i].filter(|_| can_be(sort, relation)) {
                    let at = view.inventory.mentions[m].range.start;
                    (reader.facts).refuse(view, relation, rule, at, Refusal::Light);
                }
            }
        }
        if let Some(i) = most
            && let Some((_, m)) = mine.best[i]
        {
            let (relation, rule) = RELATIONS[i];
            let at = view.inventory.mentions[m].range.start;
            if relation == Relation::HeldIn
                && reader
                    .edition(at)
                    .is_some_and(|edition| !placed.insert(edition))
            {
                continue;
            }
            reader.state_all(relation, &[m], at, rule, None);
        }
    }
}
