//! Names of which no rule has said anything: what stands around all their mentions is weighed
//! together, and what speaks clearly for one part in the fair is stated. The weights are learned
//! from annotated documents (`data/weights`), by logistic regression over the traits that
//! `surroundings` reads; they are sums of whole numbers, the same everywhere.

mod known;
mod surroundings;

pub(super) use known::Known;
pub(super) use surroundings::Surroundings;

use super::collect::{Collector, View};
use super::model::{Candidate, Relation};
use super::participant::Reader;
use super::person::Offices;
use super::scope::Scope;
use super::trace::Refusal;
use crate::document::BlockKind;
use crate::kind::Kind;
use crate::knowledge::weights::{Aspect, Traits, Value, WEIGHED};
use crate::mention::around::{Sink, Spelled, few, sort_name, yes};
use crate::mention::{Sort, ThingId};
use jiff::civil::Date;

/// The relations of [`WEIGHED`], with the rule that states each.
const RELATIONS: [(Relation, &str); WEIGHED.len()] = [
    (Relation::Exhibitor, "exhibitor.weighed"),
    (Relation::Speaker, "speaker.weighed"),
    (Relation::Attendee, "attendee.weighed"),
    (Relation::Organizer, "organizer.weighed"),
    (Relation::Venue, "edition.venue-weighed"),
    (Relation::ParticipatingCountry, "country.weighed"),
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
        _ => false,
    }
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
        let open = RELATIONS.iter().any(|(r, _)| can_be(thing.sort, *r));
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
#[derive(Clone, Debug, Default)]
struct Weighed {
    traits: Traits,
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
    let Some(mut reader) = Reader::new(view, scope, offices, published, facts) else {
        return;
    };
    let mut weighed: Vec<Weighed> = vec![Weighed::default(); view.inventory.things.len()];
    let mut own = Traits::default();
    each_mention(&mut reader, |reader, m| {
        let thing = view.inventory.of[m];
        let sort = view.inventory.things[thing.0 as usize].sort;
        let open = RELATIONS.iter().any(|(r, _)| can_be(sort, *r));
        if !open || known.relations(thing).each().any(settles) {
            return;
        }
        // A fair in Portugal named after it: that Portugal takes part goes without saying.
        let home = sort == Sort::Country && {
            let own = super::event::tokens(&view.inventory.things[thing.0 as usize].label);
            !own.is_empty() && own.iter().all(|word| reader.series.contains(word))
        };
        if home {
            return;
        }
        own.clear();
        let around = Surroundings {
            view,
            known: &known,
        };
        of_mention(reader, m, &mut own);
        around.of_mention(m, &mut own);
        let sums = weights.sum(&mut own);
        let mine = &mut weighed[thing.0 as usize];
        let told = reader
            .edition(view.inventory.mentions[m].outer.start)
            .is_some();
        for (best, weight) in mine.best.iter_mut().zip(sums) {
            if told && best.is_none_or(|(most, _)| weight > most) {
                *best = Some((weight, m));
            }
        }
        if mine.traits.is_empty() {
            of_thing(reader, &known, thing, &mut own);
        }
        mine.traits.add(&own);
    });
    for (index, mut mine) in weighed.into_iter().enumerate() {
        if mine.traits.is_empty() {
            continue;
        }
        let sort = view.inventory.things[index].sort;
        let sums = weights.sum(&mut mine.traits);
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
            reader.state_all(relation, &[m], at, rule, None);
        }
    }
}
