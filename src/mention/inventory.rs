//! The things a document names: which mentions are one thing, and what the whole document says
//! each is. "Teo" is Josephine Teo, "SCE" the Smart China Expo, "Deere" Deere & Company.

use super::analysis::Analysis;
use super::name::{self, Mention, Sort, year_of};
use super::person;
use super::role::{self, RoleSpan};
use crate::kind::Kind;
use crate::knowledge::{Class, fold};
use crate::text::Shape;
use rustc_hash::FxHashMap;
use std::ops::Range;

/// Index into [`Inventory::things`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ThingId(pub u32);

/// Something the document names, with all the forms it uses.
#[derive(Clone, Debug)]
pub struct Thing {
    pub sort: Sort,
    /// The fullest form in the document.
    pub label: String,
    /// All other forms.
    pub aliases: Vec<String>,
    pub record: Option<u32>,
    /// How many mentions it has.
    pub count: u32,
    /// Its first mention.
    pub first: usize,
}

/// The mentions and offices of a document, and the things they name.
#[derive(Debug, Default)]
pub struct Inventory {
    /// In text order, not overlapping.
    pub mentions: Vec<Mention>,
    /// Parallel to `mentions`.
    pub of: Vec<ThingId>,
    pub things: Vec<Thing>,
    /// In text order, not overlapping.
    pub roles: Vec<RoleSpan>,
    /// Per sentence: the range of its mentions and of its roles.
    pub by_sentence: Vec<(Range<usize>, Range<usize>)>,
    places: Places,
}

/// By token, what covers it: filled when all is found, because it is asked for at every token.
#[derive(Debug, Default)]
struct Places {
    /// The mention that covers a token; [`NONE`] where there is none.
    mention: Vec<u32>,
    /// The role that covers it.
    role: Vec<u32>,
}

const NONE: u32 = u32::MAX;

impl Places {
    fn new(tokens: usize, mentions: &[Mention], roles: &[RoleSpan]) -> Places {
        let mut places = Places {
            mention: vec![NONE; tokens],
            role: vec![NONE; tokens],
        };
        // Where two meet on a token, the first counts.
        for (index, mention) in mentions.iter().enumerate().rev() {
            places.mention[mention.outer.clone()].fill(index as u32);
        }
        for (index, role) in roles.iter().enumerate().rev() {
            places.role[role.range.clone()].fill(index as u32);
        }
        places
    }
}

impl Inventory {
    /// Finds all names and offices and decides which are one.
    pub fn new(analysis: &Analysis<'_>) -> Inventory {
        let mut inventory = Inventory::default();
        for sentence in &analysis.sentences {
            let (m, r) = (inventory.mentions.len(), inventory.roles.len());
            if sentence.kind != crate::document::BlockKind::Origin {
                let found = role::roles(analysis, sentence.tokens.clone());
                name::names(
                    analysis,
                    sentence.tokens.clone(),
                    sentence.title_case,
                    &found,
                    &mut inventory.mentions,
                );
                inventory.roles.extend(found);
            }
            inventory
                .by_sentence
                .push((m..inventory.mentions.len(), r..inventory.roles.len()));
        }
        inventory.read_contexts(analysis);
        inventory.join(analysis);
        let tokens = analysis.tokens.len();
        inventory.places = Places::new(tokens, &inventory.mentions, &inventory.roles);
        inventory
    }

    /// The thing of a mention.
    pub fn thing(&self, mention: usize) -> &Thing {
        &self.things[self.of[mention].0 as usize]
    }

    /// The mention that covers a token.
    #[inline]
    pub fn mention_at(&self, token: usize) -> Option<usize> {
        if let Some(&index) = self.places.mention.get(token) {
            return (index != NONE).then_some(index as usize);
        }
        let index = self.mentions.partition_point(|m| m.outer.end <= token);
        self.mentions
            .get(index)
            .is_some_and(|m| m.outer.start <= token)
            .then_some(index)
    }

    /// The role that ends at a token (exclusive).
    pub fn role_ending(&self, token: usize) -> Option<usize> {
        if !self.places.role.is_empty() {
            let last = *self.places.role.get(token.checked_sub(1)?)?;
            return (last != NONE && self.roles[last as usize].range.end == token)
                .then_some(last as usize);
        }
        let index = self.roles.partition_point(|r| r.range.end < token);
        self.roles
            .get(index)
            .is_some_and(|r| r.range.end == token)
            .then_some(index)
    }

    /// The role that covers a token.
    #[inline]
    pub fn role_at(&self, token: usize) -> Option<usize> {
        if let Some(&index) = self.places.role.get(token) {
            return (index != NONE).then_some(index as usize);
        }
        let index = self.roles.partition_point(|r| r.range.end <= token);
        self.roles
            .get(index)
            .is_some_and(|r| r.range.start <= token)
            .then_some(index)
    }

    /// Lets the words around an unclassified name say what it is.
    fn read_contexts(&mut self, analysis: &Analysis<'_>) {
        for index in 0..self.mentions.len() {
            let mention = &self.mentions[index];
            let sentence = analysis.sentence_of(mention.range.start);
            let bounds = analysis.sentences[sentence].tokens.clone();
            if matches!(mention.sort, Sort::Event | Sort::Country | Sort::Demonym) {
                continue;
            }
            if mention.sort == Sort::Name
                || (mention.sort == Sort::Person && mention.range.len() > 1)
            {
                if let Some(event) = self.event_context(analysis, index, &bounds) {
                    self.mentions[index] = event;
                    continue;
                }
            }
            if self.mentions[index].sort == Sort::Name
                && self.person_context(analysis, index, &bounds)
            {
                self.mentions[index].sort = Sort::Person;
            } else if self.mentions[index].sort == Sort::Name
                && self.organisation_context(analysis, index, &bounds)
            {
                self.mentions[index].sort = Sort::Organisation(Kind::Company);
            }
        }
    }

    /// "Gulfood 2024", "the 55th Cosmoprof Bologna", "Expomin, the mining fair", "the IFA show".
    fn event_context(
        &self,
        analysis: &Analysis<'_>,
        index: usize,
        bounds: &Range<usize>,
    ) -> Option<Mention> {
        let mut mention = self.mentions[index].clone();
        let Range { start, end } = mention.range.clone();
        let as_event = |mention: &mut Mention| mention.sort = Sort::Event;
        if analysis.is(start, Class::Month) && end - start == 1 {
            return None;
        }
        let person = mention.sort == Sort::Person;
        let unclear = !person;
        // A year behind the name.
        if unclear && end < bounds.end {
            if let Some(year) = year_of(analysis.word(end))
                && analysis.tokens[end].spaced
                && !(end + 1 < bounds.end && analysis.is_mark(end + 1, '/'))
            {
                mention.year = Some(year);
                mention.outer.end = end + 1;
                as_event(&mut mention);
                self.take_ordinal(analysis, &mut mention, bounds.start);
                return Some(mention);
            }
            // "DLD Munich 22"
            let word = analysis.word(end);
            if word.len() == 2
                && analysis.tokens[end].shape == Shape::Number
                && analysis.tokens[end].spaced
                && end - start >= 2
                && let Ok(short @ 10..60) = word.parse::<i32>()
                && (end + 1 == bounds.end || analysis.mark(end + 1).is_some())
            {
                mention.year = Some(2000 + short);
                mention.outer.end = end + 1;
                as_event(&mut mention);
                return Some(mention);
            }
        }
        // An ordinal before it.
        if unclear && start > bounds.start && analysis.ordinal(start - 1).is_some() {
            let ordinal_digits = analysis.tokens[start - 1].shape == Shape::Number;
            let article = start >= bounds.start + 2 && analysis.is(start - 2, Class::Determiner);
            let acronym = analysis.tokens[start].shape != Shape::Capital
                || end - start >= 2
                || ordinal_digits;
            if article && acronym {
                self.take_ordinal(analysis, &mut mention, bounds.start);
                as_event(&mut mention);
                return Some(mention);
            }
        }
        // "edition of (the) X"
        if start >= bounds.start + 2 {
            let of = if analysis.says(start - 1, "the") {
                start - 2
            } else {
                start - 1
            };
            if analysis.says(of, "of")
                && of > bounds.start
                && matches!(
                    analysis.word(of - 1),
                    "edition" | "editions" | "instalment" | "installment"
                )
            {
                as_event(&mut mention);
                return Some(mention);
            }
        }
        // "the IFA show", "the Raisina Dialogue conference"
        if unclear
            && end < bounds.end
            && analysis.is_lower(end, Class::EventNoun)
            && !matches!(
                analysis.word(end),
                "week" | "event" | "session" | "programme" | "program" | "edition" | "meeting"
            )
        {
            as_event(&mut mention);
            return Some(mention);
        }
        // "Expomin, the continent's largest mining fair,", "Gulfood is the largest food event"
        let linked = end + 1 < bounds.end
            && (analysis.is_mark(end, ',') || matches!(analysis.word(end), "is" | "was"))
            && (analysis.is(end + 1, Class::Article)
                || analysis.says(end + 1, "its")
                || analysis.says(end + 1, "one")
                || analysis.tokens[end + 1].shape == Shape::Lower && analysis.says(end, "is")
                || self.mention_at(end + 1).is_some_and(|m| {
                    let other = &self.mentions[m];
                    other.outer.end < bounds.end
                        && analysis.tokens[other.outer.end].shape == Shape::Possessive
                })
                || analysis.is(end + 1, Class::Common)
                    && self.central(analysis, end + 1, bounds.end));
        if unclear && linked {
            let mut at = end + 1;
            let stop = bounds.end.min(end + 11);
            while at < stop {
                if analysis
                    .mark(at)
                    .is_some_and(|c| matches!(c, ',' | ';' | '.' | ':' | '('))
                    || analysis.is(at, Class::Relative)
                {
                    break;
                }
                if analysis.is(at, Class::Preposition) && !analysis.says(at, "of") {
                    break;
                }
                if analysis.is_lower(at, Class::EventNoun)
                    && !(at + 1 < stop
                        && analysis.tokens[at + 1].shape == Shape::Lower
                        && analysis.is(at + 1, Class::OrgNoun))
                    && !matches!(
                        analysis.word(at),
                        "session" | "week" | "edition" | "programme" | "program" | "industry"
                    )
                {
                    as_event(&mut mention);
                    return Some(mention);
                }
                at += 1;
            }
        }
        None
    }

    /// "Agrovision, central India's largest ..."
    fn central(&self, analysis: &Analysis<'_>, at: usize, end: usize) -> bool {
        (at..end.min(at + 3)).any(|t| analysis.tokens[t].shape == Shape::Possessive)
    }

    fn take_ordinal(&self, analysis: &Analysis<'_>, mention: &mut Mention, floor: usize) {
        let start = mention.outer.start;
        if start > floor
            && let Some(ordinal) = analysis.ordinal(start - 1)
        {
            mention.ordinal = Some(ordinal);
            mention.outer.start = start - 1;
        }
    }

    fn person_context(&self, analysis: &Analysis<'_>, index: usize, bounds: &Range<usize>) -> bool {
        let mention = &self.mentions[index];
        let Range { start, end } = mention.range.clone();
        let length = end - start;
        if length > 4
            || (start..end).any(|t| {
                !matches!(
                    analysis.tokens[t].shape,
                    Shape::Capital | Shape::Lower | Shape::Mixed
                )
            })
        {
            return false;
        }
        if name::has_head(analysis, &mention.range) {
            return false;
        }
        let role_before = self.role_ending(start).is_some_and(|r| {
            let head = self.roles[r].head;
            !matches!(
                analysis.word(head),
                "member"
                    | "members"
                    | "partner"
                    | "director-general"
                    | "winner"
                    | "champion"
                    | "supplier"
                    | "manufacturer"
                    | "maker"
                    | "producer"
                    | "broker"
                    | "dealer"
                    | "operator"
                    | "contractor"
                    | "developer"
                    | "owner"
                    | "publisher"
                    | "leader"
                    | "pioneer"
                    | "specialist"
                    | "veteran"
                    | "official"
                    | "exporter"
                    | "importer"
            )
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
            let mut at = end + 1;
            if analysis.is(at, Class::Determiner) && at + 1 < bounds.end {
                at += 1;
            }
            let office = self.role_at(at).is_some_and(|r| {
                let head = self.roles[r].head;
                self.roles[r].range.start <= at
                    && !analysis.is(head, Class::ExhibitorNoun)
                    && !matches!(
                        analysis.word(head),
                        "producer"
                            | "manufacturer"
                            | "supplier"
                            | "maker"
                            | "owner"
                            | "operator"
                            | "developer"
                            | "publisher"
                            | "leader"
                    )
            });
            if aged || office {
                return true;
            }
        }
        let says = |t: usize| {
            matches!(
                analysis.word(t),
                "said"
                    | "says"
                    | "added"
                    | "told"
                    | "explained"
                    | "recalled"
                    | "joked"
                    | "warned"
                    | "asked"
                    | "noted"
                    | "stressed"
                    | "remarked"
            )
        };
        (start > bounds.start && says(start - 1)) || (end < bounds.end && says(end))
    }

    fn organisation_context(
        &self,
        analysis: &Analysis<'_>,
        index: usize,
        bounds: &Range<usize>,
    ) -> bool {
        let mention = &self.mentions[index];
        let Range { start, end } = mention.range.clone();
        // "Acme chief executive Jane Roe", "Acme's sales director"
        let behind = if end < bounds.end && analysis.tokens[end].shape == Shape::Possessive {
            end + 1
        } else {
            end
        };
        if behind < bounds.end
            && self
                .role_at(behind)
                .is_some_and(|r| self.roles[r].range.start <= behind + 1)
        {
            return true;
        }
        // "sales director of Acme", "at Acme"
        start > bounds.start + 1
            && matches!(analysis.word(start - 1), "of" | "at" | "for" | "with")
            && self.role_ending(start - 1).is_some()
    }

    /// Joins the mentions that name one thing.
    fn join(&mut self, analysis: &Analysis<'_>) {
        let mut joiner = Joiner::default();
        self.of = vec![ThingId(0); self.mentions.len()];
        // Longer names first: shorter ones may be short for them.
        let mut order: Vec<usize> = (0..self.mentions.len()).collect();
        order.sort_by_key(|&m| (std::cmp::Reverse(self.mentions[m].range.len()), m));
        for index in order {
            let mention = &self.mentions[index];
            let text = analysis.slice(mention.range.clone());
            let thing = joiner.find(analysis, mention, text, &mut self.things);
            let entry = &mut self.things[thing.0 as usize];
            entry.count += 1;
            entry.first = entry.first.min(index);
            self.of[index] = thing;
        }
        self.join_brackets(analysis);
        self.agree();
    }

    /// "Smart China Expo (SCE)", "NeurIPS for short", "also called Auto Shanghai": a name that
    /// the text itself gives as another one's.
    fn join_brackets(&mut self, analysis: &Analysis<'_>) {
        for index in 1..self.mentions.len() {
            let (before, here) = (&self.mentions[index - 1], &self.mentions[index]);
            if analysis.sentence_of(before.range.start) != analysis.sentence_of(here.range.start) {
                continue;
            }
            let gap = before.outer.end..here.outer.start;
            if gap.len() > 5
                || gap.is_empty()
                || matches!(before.sort, Sort::Person | Sort::Demonym)
            {
                continue;
            }
            let mut bracketed = analysis.is_mark(gap.start, '(')
                && gap.clone().all(|t| {
                    analysis.mark(t).is_some() || matches!(analysis.word(t), "the" | "or")
                })
                && here.outer.end < analysis.tokens.len()
                && !matches!(
                    here.sort,
                    Sort::Person | Sort::Country | Sort::Place | Sort::Demonym
                );
            if bracketed
                && here.sort != before.sort
                && matches!(here.sort, Sort::Organisation(_))
                && here.record.is_some()
            {
                bracketed = false;
            }
            let linked = analysis.is_mark(gap.start, ',') || analysis.says(gap.start, "also");
            if !bracketed && !linked {
                continue;
            }
            let words: Vec<&str> = gap.clone().map(|t| analysis.word(t)).collect();
            let named = matches!(
                words.as_slice(),
                [",", "or", ..]
                    | [",", "also", "called", ..]
                    | [",", "also", "known", "as", ..]
                    | [",", "better", "known", "as", ..]
                    | [",", "known", "as", ..]
                    | ["also", "called", ..]
            ) && words.iter().all(|w| {
                matches!(
                    *w,
                    "," | "or" | "also" | "called" | "better" | "known" | "as" | "the"
                )
            });
            let short = words == [","]
                && here.outer.end + 1 < analysis.tokens.len()
                && analysis.says(here.outer.end, "for")
                && analysis.says(here.outer.end + 1, "short");
            if bracketed || ((named || short) && before.sort != Sort::Country) {
                let (a, b) = (self.of[index - 1], self.of[index]);
                self.merge(a, b);
            }
        }
    }

    fn merge(&mut self, keep: ThingId, drop: ThingId) {
        if keep == drop {
            return;
        }
        let dropped = self.things[drop.0 as usize].clone();
        let kept = &mut self.things[keep.0 as usize];
        if kept.record.is_none() {
            kept.record = dropped.record;
        }
        if kept.sort == Sort::Name && dropped.sort != Sort::Name {
            kept.sort = dropped.sort;
        }
        for form in std::iter::once(dropped.label).chain(dropped.aliases) {
            if form != kept.label && !kept.aliases.contains(&form) {
                kept.aliases.push(form);
            }
        }
        kept.count += dropped.count;
        kept.first = kept.first.min(dropped.first);
        self.things[drop.0 as usize].count = 0;
        for of in &mut self.of {
            if *of == drop {
                *of = keep;
            }
        }
    }

    /// Gives every mention its thing's sort, where the mention's own words said less.
    fn agree(&mut self) {
        for (index, mention) in self.mentions.iter_mut().enumerate() {
            let thing = &self.things[self.of[index].0 as usize];
            if mention.sort == Sort::Name {
                mention.sort = thing.sort;
            }
            if mention.record.is_none() {
                mention.record = thing.record;
            }
        }
    }
}

/// Finds the thing that a mention names, given those found so far.
#[derive(Default)]
struct Joiner {
    by_text: FxHashMap<(bool, String), ThingId>,
    by_record: FxHashMap<(u8, u32), ThingId>,
    /// The folded label of each thing.
    labels: Vec<String>,
    /// Surnames and single names of persons, and how they may be called.
    persons: FxHashMap<String, ThingId>,
    /// Initials and first words of longer names.
    short: FxHashMap<String, ThingId>,
}

impl Joiner {
    fn find(
        &mut self,
        analysis: &Analysis<'_>,
        mention: &Mention,
        text: &str,
        things: &mut Vec<Thing>,
    ) -> ThingId {
        let folded = fold(text);
        let demonym = mention.sort == Sort::Demonym;
        if let Some(record) = mention.record {
            let key = (u8::from(demonym), record);
            if let Some(&thing) = self.by_record.get(&key) {
                add_form(&mut things[thing.0 as usize], text);
                self.by_text.entry((demonym, folded)).or_insert(thing);
                return thing;
            }
        }
        let single = mention.range.len() == 1;
        if mention.record.is_none() {
            if let Some(&thing) = self.by_text.get(&(demonym, folded.clone())) {
                let known = &mut things[thing.0 as usize];
                if known.sort == Sort::Name {
                    known.sort = mention.sort;
                }
                return thing;
            }
            let nameable = matches!(mention.sort, Sort::Name | Sort::Person);
            if nameable && let Some(&thing) = self.persons.get(&folded) {
                if things[thing.0 as usize].sort == Sort::Person {
                    add_form(&mut things[thing.0 as usize], text);
                    self.by_text.insert((demonym, folded), thing);
                    return thing;
                }
            }
            // "Mohamed bin Zayed" for "Mohamed bin Zayed Al Nahyan"
            if mention.sort == Sort::Person && !single {
                let longer = things.iter().zip(&self.labels).position(|(t, label)| {
                    let before = label.strip_prefix(&folded);
                    let behind = label.strip_suffix(&folded);
                    t.sort == Sort::Person
                        && (before.is_some_and(|rest| rest.starts_with(' '))
                            || behind.is_some_and(|rest| rest.ends_with(' ')))
                });
                if let Some(position) = longer {
                    let thing = ThingId(position as u32);
                    add_form(&mut things[position], text);
                    self.by_text.insert((demonym, folded), thing);
                    return thing;
                }
            }
            if mention.sort != Sort::Person
                && let Some(&thing) = self.short.get(&folded)
                && compatible(mention.sort, things[thing.0 as usize].sort)
            {
                add_form(&mut things[thing.0 as usize], text);
                self.by_text.insert((demonym, folded), thing);
                return thing;
            }
        }
        let thing = ThingId(things.len() as u32);
        let label = text.split_whitespace().collect::<Vec<_>>().join(" ");
        self.labels.push(fold(&label));
        things.push(Thing {
            sort: mention.sort,
            label,
            aliases: Vec::new(),
            record: mention.record,
            count: 0,
            first: usize::MAX,
        });
        if let Some(record) = mention.record {
            self.by_record.insert((u8::from(demonym), record), thing);
        }
        self.remember(analysis, mention, thing);
        self.by_text.entry((demonym, folded)).or_insert(thing);
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
                let mut calls = vec![range.end - 1..range.end];
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
                for call in calls {
                    let text = fold(analysis.slice(call));
                    self.persons.entry(text).or_insert(thing);
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

fn add_form(thing: &mut Thing, form: &str) {
    if thing.label != form && !thing.aliases.iter().any(|alias| alias == form) {
        thing.aliases.push(form.to_owned());
    }
}

/// Whether a name of sort `a` can be short for one of sort `b`.
fn compatible(a: Sort, b: Sort) -> bool {
    a == b || a == Sort::Name || matches!((a, b), (Sort::Organisation(_), Sort::Organisation(_)))
}
