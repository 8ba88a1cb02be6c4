//! The things a document names: which mentions are one thing, and what the whole document says
//! each is. "Teo" is Josephine Teo, "SCE" the Smart China Expo, "Deere" Deere & Company.

use super::analysis::Analysis;
use super::dress::count_in_roman;
use super::fair::Claim;
use super::grid::{Bits, Lower};
use super::joiner::Joiner;
use super::name::{self, Mention, Sort};
use super::role::{self, RoleSpan};
use crate::document::BlockKind;
use crate::kind::Kind;
use crate::knowledge::{Class, Sign};
use crate::text::Shape;
use std::cmp::Reverse;
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
    /// The tokens that are plainly finite verbs.
    pub finite: Bits,
    /// How much speaks for each name being that of the fair the text is about.
    pub claims: Vec<Claim>,
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

/// No more words stand between a name and another one that the text gives it.
const GAP: usize = 5;

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
        Inventory::read(analysis, false)
    }

    /// The names as they are before the fair's own is chosen among them, for learning how.
    pub fn before_choice(analysis: &Analysis<'_>) -> Inventory {
        Inventory::read(analysis, true)
    }

    fn read(analysis: &Analysis<'_>, learns: bool) -> Inventory {
        let mut inventory = Inventory::default();
        for sentence in &analysis.sentences {
            let (m, r) = (inventory.mentions.len(), inventory.roles.len());
            if sentence.kind != BlockKind::Origin {
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
        inventory.find_houses(analysis);
        inventory.find_towns(analysis);
        inventory.find_governments(analysis);
        inventory.find_unheaded(analysis);
        inventory.find_in_headline(analysis);
        inventory.find_titled(analysis);
        if learns {
            return inventory;
        }
        inventory.name_fair(analysis);
        inventory.count_in_roman(analysis);
        inventory.join(analysis);
        let tokens = analysis.tokens.len();
        inventory.places = Places::new(tokens, &inventory.mentions, &inventory.roles);
        inventory.find_finite(analysis);
        inventory
    }

    /// Takes counts in Roman numerals off the names of fairs, and off the same names elsewhere.
    fn count_in_roman(&mut self, analysis: &Analysis<'_>) {
        let mut fairs: Vec<&str> = Vec::new();
        let mut before = None;
        for mention in &mut self.mentions {
            // "the third Kelm Investment Conference (KICO III)"
            let open = mention.outer.start.checked_sub(1);
            let bracketed = mention.sort == Sort::Name
                && before.is_some_and(|end| Some(end) == open && analysis.is_mark(end, '('));
            before = (mention.sort == Sort::Event).then_some(mention.outer.end);
            let fair = mention.sort == Sort::Event || bracketed;
            if fair && mention.record.is_none() {
                let whole = mention.range.end;
                count_in_roman(analysis, mention);
                if mention.range.end < whole {
                    fairs.push(analysis.slice(mention.range.clone()));
                }
            }
        }
        for mention in &mut self.mentions {
            let stem = mention.range.start..mention.range.end - 1;
            if mention.sort == Sort::Name
                && !stem.is_empty()
                && fairs.contains(&analysis.slice(stem))
            {
                count_in_roman(analysis, mention);
            }
        }
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

    fn find_finite(&mut self, analysis: &Analysis<'_>) {
        let tokens = analysis.tokens.len();
        self.finite = Bits::new(tokens);
        for at in analysis.grid.each(0..tokens, Lower(Class::Auxiliary)) {
            if self.role_at(at).is_none() {
                self.finite.insert(at);
            }
        }
        for at in analysis.grid.each(0..tokens, Lower(Sign::Verbal)) {
            let finite = analysis
                .verb_forms(at)
                .iter()
                .any(|form| form.past || form.third)
                && !analysis.is(at, Class::NameNoun)
                && !(at > 0
                    && (analysis.is(at - 1, Class::Article)
                        || analysis.tokens[at - 1].shape == Shape::Possessive))
                && !(at + 1 < tokens && analysis.says(at + 1, "by"));
            if finite && self.role_at(at).is_none() {
                self.finite.insert(at);
            }
        }
    }

    /// Joins the mentions that name one thing.
    fn join(&mut self, analysis: &Analysis<'_>) {
        let mut joiner = Joiner::default();
        self.of = vec![ThingId(0); self.mentions.len()];
        // Longer names first: shorter ones may be short for them.
        let keys = self.mentions.iter().zip(0_u32..);
        let mut order: Vec<(Reverse<usize>, u32)> = keys
            .map(|(mention, index)| (Reverse(mention.range.len()), index))
            .collect();
        order.sort_unstable();
        for mention in &self.mentions {
            let alone = mention.sort == Sort::Event
                && mention.range.len() == 1
                && !analysis.is(mention.range.start, Class::EventHead);
            if alone {
                joiner.is_dated(analysis.slice(mention.range.clone()));
            }
        }
        for (_, index) in order {
            let index = index as usize;
            let mention = &self.mentions[index];
            let text = analysis.slice(mention.range.clone());
            let thing = joiner.find(analysis, mention, index, text, &mut self.things);
            let entry = &mut self.things[thing.0 as usize];
            entry.count += 1;
            entry.first = entry.first.min(index);
            self.of[index] = thing;
        }
        self.join_brackets(analysis);
        self.join_sender(analysis);
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
            if gap.len() > GAP
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
            let mut words = [""; GAP];
            for (word, t) in words.iter_mut().zip(gap.clone()) {
                *word = analysis.word(t);
            }
            let words = &words[..gap.len()];
            let named = matches!(
                words,
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
            // "the Denim and Thread Fair, DENTHRED 2031, was held": coined for it.
            let coined = words == [","]
                && before.sort == Sort::Event
                && before.year.is_none()
                && here.year.is_some()
                && here.range.len() == 1
                && matches!(
                    analysis.tokens[here.range.start].shape,
                    Shape::Upper | Shape::Mixed
                )
                && here.outer.end < analysis.tokens.len()
                && analysis.is_mark(here.outer.end, ',');
            // "ThreadReady 2031, the 58th Annual Thread Convention, will be"
            let explained = words == [",", "the"]
                && before.sort == Sort::Event
                && here.sort == Sort::Event
                && before.year.is_some()
                && here.ordinal.is_some()
                && here.outer.end < analysis.tokens.len()
                && analysis.mark(here.outer.end).is_some();
            let said = named || short || (coined || explained) && !self.lists_on(analysis, index);
            if bracketed || (said && before.sort != Sort::Country) {
                let (a, b) = (self.of[index - 1], self.of[index]);
                self.merge(a, b);
            }
        }
    }

    /// "ROPEX 2031, the 12th Net Fair, the 4th Fish Show": whether another fair follows in a row.
    fn lists_on(&self, analysis: &Analysis<'_>, index: usize) -> bool {
        let beside = |one: &Mention, other: &Mention| {
            let gap = one.outer.end..other.outer.start;
            other.sort == Sort::Event
                && one.sort == Sort::Event
                && !gap.is_empty()
                && gap.len() <= 3
                && gap.clone().all(|t| {
                    analysis.is_mark(t, ',') || analysis.says(t, "and") || analysis.says(t, "the")
                })
        };
        let here = &self.mentions[index];
        let next = self.mentions.get(index + 1);
        next.is_some_and(|next| beside(here, next))
            || index > 1 && beside(&self.mentions[index - 2], &self.mentions[index - 1])
    }

    /// "The Company" of a press release is the one that the text begins with.
    fn join_sender(&mut self, analysis: &Analysis<'_>) {
        let called = |mention: &Mention| {
            let at = mention.range.start;
            mention.range.len() == 1
                && at > 0
                && analysis.is(at, Class::SelfNoun)
                && analysis.tokens[at].shape == Shape::Capital
                && analysis.says(at - 1, "the")
        };
        if !self.mentions.iter().any(called) {
            return;
        }
        let body = analysis
            .sentences
            .iter()
            .position(|s| s.kind == BlockKind::Paragraph);
        let firm = body.and_then(|body| {
            let (mentions, _) = self.by_sentence.get(body)?.clone();
            mentions.into_iter().find(|m| {
                let mention = &self.mentions[*m];
                matches!(mention.sort, Sort::Organisation(_) | Sort::Name) && !called(mention)
            })
        });
        let Some(firm) = firm else { return };
        for index in 0..self.mentions.len() {
            if called(&self.mentions[index]) {
                self.of[index] = self.of[firm];
                if self.thing(firm).sort == Sort::Name {
                    let of = self.of[firm].0 as usize;
                    self.things[of].sort = Sort::Organisation(Kind::Company);
                }
                self.mentions[index].sort = self.thing(firm).sort;
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
