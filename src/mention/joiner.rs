//! Finds the thing that a mention names among those found so far: by the same words, by the
//! authority's record, by surname, by initials, by the first words of a longer name.

use super::analysis::Analysis;
use super::inventory::{Thing, ThingId};
use super::name::{self, Mention, Sort};
use super::person;
use crate::knowledge::{Class, fold};
use rustc_hash::FxHashMap;

/// Finds the thing that a mention names, given those found so far.
#[derive(Default)]
pub(super) struct Joiner {
    /// By folded words: demonyms, which share words with places, and all others.
    demonyms: FxHashMap<String, ThingId>,
    by_text: FxHashMap<String, ThingId>,
    by_record: FxHashMap<(u8, u32), ThingId>,
    /// Surnames and single names of persons, and how they may be called.
    persons: FxHashMap<String, Vec<ThingId>>,
    /// Initials and first words of longer names.
    short: FxHashMap<String, ThingId>,
}

impl Joiner {
    pub(super) fn find(
        &mut self,
        analysis: &Analysis<'_>,
        mention: &Mention,
        index: usize,
        text: &str,
        things: &mut Vec<Thing>,
    ) -> ThingId {
        let folded = fold(text);
        let demonym = mention.sort == Sort::Demonym;
        let by_text = match demonym {
            true => &mut self.demonyms,
            false => &mut self.by_text,
        };
        if let Some(record) = mention.record {
            let key = (u8::from(demonym), record);
            if let Some(&thing) = self.by_record.get(&key) {
                add_form(&mut things[thing.0 as usize], text);
                by_text.entry(folded).or_insert(thing);
                return thing;
            }
        }
        if mention.record.is_none() {
            if let Some(&thing) = by_text.get(&folded) {
                let known = &mut things[thing.0 as usize];
                if known.sort == Sort::Name {
                    known.sort = mention.sort;
                }
                return thing;
            }
            let nameable = matches!(mention.sort, Sort::Name | Sort::Person);
            if nameable
                && let Some(called) = self.persons.get(&folded)
                && let Some(thing) = nearest(called, things, index)
                && things[thing.0 as usize].sort == Sort::Person
            {
                add_form(&mut things[thing.0 as usize], text);
                by_text.insert(folded, thing);
                return thing;
            }
            if mention.sort != Sort::Person
                && let Some(&thing) = self.short.get(&folded)
                && compatible(mention.sort, things[thing.0 as usize].sort)
            {
                add_form(&mut things[thing.0 as usize], text);
                by_text.insert(folded, thing);
                return thing;
            }
        }
        let thing = ThingId(things.len() as u32);
        things.push(Thing {
            sort: mention.sort,
            label: text.split_whitespace().collect::<Vec<_>>().join(" "),
            aliases: Vec::new(),
            record: mention.record,
            count: 0,
            first: usize::MAX,
        });
        if let Some(record) = mention.record {
            self.by_record.insert((u8::from(demonym), record), thing);
        }
        by_text.entry(folded).or_insert(thing);
        self.remember(analysis, mention, thing);
        thing
    }

    /// The short forms by which a new thing may be called later.
    fn remember(&mut self, analysis: &Analysis<'_>, mention: &Mention, thing: ThingId) {
        let range = mention.range.clone();
        if range.len() < 2 {
            return;
        }
        match mention.sort {
            Sort::Person => {
                let mut calls: Vec<std::ops::Range<usize>> = Vec::with_capacity(4);
                calls.push(range.end - 1..range.end);
                if analysis.is(range.start, Class::FamilyFirst)
                    && !person::is_given(analysis, range.start)
                    || analysis.is(range.start, Class::FamilyFirst)
                        && range.len() <= 3
                        && !analysis.is(range.end - 1, Class::Surname)
                {
                    calls.insert(0, range.start..range.start + 1);
                }
                calls.push(range.start..range.start + 1);
                // "von der Leyen", "Gahr Støre", "Al Nahyan", "Saadi-Okoye"
                for cut in range.start + 1..range.end - 1 {
                    calls.push(cut..range.end);
                }
                // "Mohamed bin Zayed" for "Mohamed bin Zayed Al Nahyan"
                for cut in range.start + 2..range.end {
                    calls.push(range.start..cut);
                }
                for call in calls {
                    let text = fold(analysis.slice(call));
                    let called = self.persons.entry(text).or_default();
                    if !called.contains(&thing) {
                        called.push(thing);
                    }
                }
            }
            Sort::Event | Sort::Organisation(_) | Sort::Venue => {
                let initials: String = range
                    .clone()
                    .filter(|t| analysis.tokens[*t].shape.is_nameish())
                    .filter_map(|t| analysis.word(t).chars().next())
                    .collect();
                if initials.len() >= 3 {
                    self.short.entry(fold(&initials)).or_insert(thing);
                }
                // "Deere" for "Deere & Company", "Expomin" for "Expomin Congress": the part
                // before the head, if it is no everyday word.
                let head = range.start;
                let plain = |t: usize| {
                    analysis.is(t, Class::Common)
                        || analysis.is(t, Class::NameNoun)
                        || analysis.is(t, Class::OrgFirst)
                        || analysis.is(t, Class::GivenName)
                        || analysis.is(t, Class::EventHead)
                };
                if !plain(head) && name::longest_entry(analysis, head, head + 1).is_none() {
                    let mut cut = head + 1;
                    while cut < range.end {
                        let text = fold(analysis.slice(head..cut));
                        self.short.entry(text).or_insert(thing);
                        cut += 1;
                    }
                }
            }
            _ => {}
        }
    }
}

/// Of several persons who may be called so, the one named last before the mention; else the one
/// named first.
fn nearest(called: &[ThingId], things: &[Thing], index: usize) -> Option<ThingId> {
    let first = |thing: &ThingId| things[thing.0 as usize].first;
    let before = called.iter().filter(|thing| first(thing) <= index);
    before
        .max_by_key(|thing| first(thing))
        .or_else(|| called.iter().min_by_key(|thing| first(thing)))
        .copied()
}

fn add_form(thing: &mut Thing, form: &str) {
    if thing.label != form && !thing.aliases.iter().any(|alias| alias == form) {
        thing.aliases.push(form.to_owned());
    }
}

/// Whether a name of sort `a` can be short for one of sort `b`.
fn compatible(a: Sort, b: Sort) -> bool {
    a == b || a == Sort::Name || matches!((a, b), (Sort::Organisation(_), Sort::Organisation(_)))
}
