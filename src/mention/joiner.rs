//! Finds the thing that a mention names among those found so far: by the same words, by the
//! authority's record, by surname, by initials, by the first words of a longer name.

use super::analysis::Analysis;
use super::bracket::is_initials_in_brackets;
use super::forms::Forms;
use super::inventory::{Thing, ThingId};
use super::name::{self, Mention, Sort};
use crate::knowledge::{Class, Classes};
use crate::text::one_line;
use rustc_hash::{FxHashMap, FxHashSet};
use std::ops::Range;

/// Finds the thing that a mention names, given those found so far.
#[derive(Default)]
pub(super) struct Joiner {
    forms: Forms,
    /// By the number of a form.
    known: Vec<Known>,
    by_record: FxHashMap<(u8, u32), ThingId>,
    /// Who may be called by a form, each with the place in this list of another so called.
    called: Vec<(ThingId, Option<u32>)>,
    /// The forms that stand alone as the name of a fair: "FooNord 2031", "her fourth FooNord".
    dated: FxHashSet<usize>,
    /// The initials of the name at hand.
    initials: String,
}

/// What a form is known to name.
#[derive(Clone, Copy, Default)]
struct Known {
    /// Demonyms share words with places: these ...
    demonym: Option<ThingId>,
    /// ... and all others.
    text: Option<ThingId>,
    /// A longer name of which it is the initials or the first words.
    short: Option<ThingId>,
    /// The first of the persons who may be called so, in `called`.
    person: Option<u32>,
}

impl Known {
    fn by_text(&mut self, demonym: bool) -> &mut Option<ThingId> {
        match demonym {
            true => &mut self.demonym,
            false => &mut self.text,
        }
    }
}

impl Joiner {
    /// The place of a form in `known`.
    fn form(&mut self, text: &str) -> usize {
        let form = self.forms.number(text);
        if self.known.len() <= form {
            self.known.resize(form + 1, Known::default());
        }
        form
    }

    /// Takes down that a form names a fair without a word that says so.
    pub(super) fn is_dated(&mut self, text: &str) {
        let form = self.form(text);
        self.dated.insert(form);
    }

    pub(super) fn find(
        &mut self,
        analysis: &Analysis<'_>,
        mention: &Mention,
        index: usize,
        text: &str,
        things: &mut Vec<Thing>,
    ) -> ThingId {
        let demonym = mention.sort == Sort::Demonym;
        let form = self.form(text);
        let known = self.known[form];
        let by_text = self.known[form].by_text(demonym);
        if let Some(record) = mention.record {
            let key = (u8::from(demonym), record);
            if let Some(&thing) = self.by_record.get(&key) {
                add_form(&mut things[thing.0 as usize], text);
                by_text.get_or_insert(thing);
                return thing;
            }
        } else {
            if let Some(thing) = *by_text {
                let known = &mut things[thing.0 as usize];
                if known.sort == Sort::Name {
                    known.sort = mention.sort;
                }
                return thing;
            }
            let nameable = matches!(mention.sort, Sort::Name | Sort::Person);
            if nameable
                && let Some(thing) = nearest(&self.called, known.person, things, index)
                && things[thing.0 as usize].sort == Sort::Person
            {
                add_form(&mut things[thing.0 as usize], text);
                *by_text = Some(thing);
                return thing;
            }
            // "FooNord Materials Forum" where "FooNord 2031" is told of, too: a part of it.
            let part = |thing: ThingId| {
                let long = &things[thing.0 as usize];
                let last = long.label.rsplit(' ').next().unwrap_or_default();
                let words = &analysis.knowledge.words;
                let ends = words.classes(words.id(last));
                let of_fair = match long.sort {
                    Sort::Event => ends.has(Class::PartHead),
                    // "FooNord Academy"
                    _ => ends.has(Class::SessionHead) || ends.has(Class::StagePlace),
                };
                self.dated.contains(&form) && of_fair
            };
            if mention.sort != Sort::Person
                && let Some(thing) = known.short
                && compatible(mention.sort, things[thing.0 as usize].sort)
                && !part(thing)
            {
                add_form(&mut things[thing.0 as usize], text);
                *by_text = Some(thing);
                return thing;
            }
        }
        let thing = ThingId(things.len() as u32);
        by_text.get_or_insert(thing);
        things.push(Thing {
            sort: mention.sort,
            label: match initials_within(analysis, &mention.range) {
                Some(open) => without_initials(analysis, &mention.range, open),
                None => label(text),
            },
            aliases: Vec::new(),
            record: mention.record,
            count: 0,
            first: usize::MAX,
        });
        if let Some(record) = mention.record {
            self.by_record.insert((u8::from(demonym), record), thing);
        }
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
                // By surname, where the family's name comes first too, and by given name.
                self.call(analysis.word(range.end - 1), thing);
                self.call(analysis.word(range.start), thing);
                // "von der Leyen", "Gahr Støre", "Al Nahyan", "Saadi-Okoye"
                for cut in range.start + 1..range.end - 1 {
                    self.call(analysis.slice(cut..range.end), thing);
                }
                // "Mohamed bin Zayed" for "Mohamed bin Zayed Al Nahyan"
                for cut in range.start + 2..range.end {
                    self.call(analysis.slice(range.start..cut), thing);
                }
            }
            Sort::Event | Sort::Organisation(_) | Sort::Venue => {
                let mut initials = std::mem::take(&mut self.initials);
                initials.clear();
                // "Norland Oil and Gas (NOG) Conference": "NOG", "NOG Conference" and the rest.
                let open = initials_within(analysis, &range);
                if let Some(open) = open {
                    let whole = without_initials(analysis, &range, open);
                    let short = analysis.word(open + 1).to_owned();
                    let headed = format!("{short} {}", analysis.slice(open + 3..range.end));
                    for text in [whole, short, headed] {
                        let form = self.form(&text);
                        self.known[form].short.get_or_insert(thing);
                    }
                }
                let names = range
                    .clone()
                    .filter(|t| analysis.tokens[*t].shape.is_nameish())
                    .filter(|t| open.is_none_or(|open| *t != open + 1));
                initials.extend(names.filter_map(|t| analysis.word(t).chars().next()));
                if initials.len() >= 3 {
                    let form = self.form(&initials);
                    self.known[form].short.get_or_insert(thing);
                }
                self.initials = initials;
                // "Deere" for "Deere & Company", "Expomin" for "Expomin Congress": the part
                // before the head, if it is no everyday word.
                let head = range.start;
                const PLAIN: Classes = Classes::of(&[
                    Class::Common,
                    Class::NameNoun,
                    Class::OrgFirst,
                    Class::GivenName,
                    Class::EventHead,
                ]);
                if !analysis.is_any(head, PLAIN)
                    && name::longest_entry(analysis, head, range.end).is_none()
                {
                    for cut in head + 1..range.end {
                        let form = self.form(analysis.slice(head..cut));
                        self.known[form].short.get_or_insert(thing);
                    }
                }
            }
            _ => {}
        }
    }

    /// Takes down that a person may be called so.
    fn call(&mut self, text: &str, thing: ThingId) {
        let form = self.form(text);
        let first = self.known[form].person;
        if first.is_some_and(|first| self.called[first as usize].0 == thing) {
            return;
        }
        self.known[form].person = Some(self.called.len() as u32);
        self.called.push((thing, first));
    }
}

/// Where the brackets open that hold the initials of a fair within its name.
fn initials_within(analysis: &Analysis<'_>, range: &Range<usize>) -> Option<usize> {
    (range.start + 1..range.end.saturating_sub(3))
        .find(|t| is_initials_in_brackets(analysis, *t, range.end))
}

/// The name of a fair without the initials in brackets that open there.
fn without_initials(analysis: &Analysis<'_>, range: &Range<usize>, open: usize) -> String {
    let before = label(analysis.slice(range.start..open));
    format!("{before} {}", label(analysis.slice(open + 3..range.end)))
}

/// A name on one line, its white space collapsed.
fn label(text: &str) -> String {
    let plain = text.is_ascii() && text.bytes().all(|byte| byte >= b' ') && !text.contains("  ");
    match plain {
        true => text.to_owned(),
        false => one_line(text),
    }
}

/// Of several persons who may be called so, the one named last before the mention; else the one
/// named first. `first` begins the list of them.
fn nearest(
    called: &[(ThingId, Option<u32>)],
    first: Option<u32>,
    things: &[Thing],
    index: usize,
) -> Option<ThingId> {
    let all = || {
        let mut next = first;
        std::iter::from_fn(move || {
            let (thing, other) = called[next? as usize];
            next = other;
            Some(thing)
        })
    };
    let named = |thing: &ThingId| things[thing.0 as usize].first;
    let before = all().filter(|thing| named(thing) <= index);
    before
        .max_by_key(|thing| named(thing))
        .or_else(|| all().min_by_key(|thing| named(thing)))
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
