//! Towns that no table knows, by the words around their names: "the coastal town of Ílhavo", "at the
//! Kelm Arena in Bayan Baru", "in Winterkelm, New Zealand".

use super::analysis::Analysis;
use super::inventory::Inventory;
use super::name::{Mention, Sort};
use crate::kind::Kind;
use crate::knowledge::Class;
use crate::text::Shape;
use rustc_hash::FxHashSet;
use std::ops::Range;

/// The most words of a town's name.
const WORDS: usize = 3;

/// The most words between the article and "town".
const BEFORE: usize = 4;

impl Inventory {
    /// Makes names towns' that stand where only a town can.
    pub(super) fn find_towns(&mut self, analysis: &Analysis<'_>) {
        let mut towns: FxHashSet<&str> = FxHashSet::default();
        for index in 0..self.by_sentence.len() {
            let bounds = analysis.sentences[index].tokens.clone();
            for m in self.by_sentence[index].0.clone() {
                let open = is_open(analysis, &self.mentions[m]);
                let named = self.town_noun(analysis, m, &bounds);
                if let Some(start) = named {
                    self.mentions[m].outer.start = start;
                }
                if open
                    && (named.is_some()
                        || self.is_of_venue(analysis, m, &bounds)
                        || self.is_of_land(analysis, m, &bounds)
                        || self.is_of_fair(analysis, m, &bounds))
                {
                    self.mentions[m].sort = Sort::Place;
                    towns.insert(analysis.slice(self.mentions[m].range.clone()));
                }
            }
        }
        if towns.is_empty() {
            return;
        }
        for mention in &mut self.mentions {
            let same = mention.sort == Sort::Name
                && mention.record.is_none()
                && towns.contains(analysis.slice(mention.range.clone()));
            if same {
                mention.sort = Sort::Place;
            }
        }
    }

    /// "the coastal town of Ílhavo": where the words begin that say what a name is of.
    fn town_noun(&self, a: &Analysis<'_>, m: usize, bounds: &Range<usize>) -> Option<usize> {
        let mention = &self.mentions[m];
        let of = mention.outer.start.checked_sub(1)?;
        let noun = of.checked_sub(1).filter(|t| *t > bounds.start)?;
        let town = mention.sort == Sort::Place || mention.sort == Sort::Name && is_open(a, mention);
        if !town || !a.says(of, "of") || !a.is_lower(noun, Class::TownKind) {
            return None;
        }
        (bounds.start.max(noun.saturating_sub(BEFORE))..noun)
            .rev()
            .take_while(|t| {
                a.tokens[*t].shape == Shape::Lower && !a.is(*t, Class::Preposition)
                    || a.is(*t, Class::Article)
            })
            .find(|t| a.is(*t, Class::Article))
    }

    /// "at the Kelm Arena in Bayan Baru", "at the Royal Kelm Hotel, Ílhavo.": what a building is in.
    fn is_of_venue(&self, a: &Analysis<'_>, m: usize, bounds: &Range<usize>) -> bool {
        let mention = &self.mentions[m];
        let (start, end) = (mention.outer.start, mention.outer.end);
        let Some(link) = start.checked_sub(1).filter(|t| *t > bounds.start) else {
            return false;
        };
        let Some(venue) = m.checked_sub(1).map(|m| &self.mentions[m]) else {
            return false;
        };
        let beside = venue.outer.end == link && venue.outer.start >= bounds.start;
        let academic = Sort::Organisation(Kind::AcademicInstitution);
        if !beside || venue.sort != Sort::Venue && venue.sort != academic {
            return false;
        }
        let closed = end >= bounds.end || a.mark(end).is_some_and(|c| matches!(c, '.' | ')' | ';'));
        let dated = || end < bounds.end && matches!(a.word(end), "on" | "from" | "between");
        let housed = || {
            (bounds.start..venue.outer.start)
                .rev()
                .take(2)
                .any(|t| matches!(a.word(t), "at" | "in"))
        };
        let apposed = || mention.sort == Sort::Name && (closed || dated()) && housed();
        a.says(link, "in") || a.is_mark(link, ',') && apposed()
    }

    /// "the Gem Conference (GC) in Kelmley on 14 October": a name between a fair and its days.
    fn is_of_fair(&self, a: &Analysis<'_>, m: usize, bounds: &Range<usize>) -> bool {
        let mention = &self.mentions[m];
        let (start, end) = (mention.outer.start, mention.outer.end);
        let Some(link) = start.checked_sub(1).filter(|t| *t > bounds.start) else {
            return false;
        };
        if mention.sort != Sort::Name || !a.says(link, "in") || end + 1 >= bounds.end {
            return false;
        }
        let day = matches!(a.word(end), "on" | "from" | "between")
            && (a.tokens[end + 1].shape == Shape::Number
                || a.tokens[end + 1].shape == Shape::Capital
                    && (a.is(end + 1, Class::Month) || a.is(end + 1, Class::Weekday)));
        let fair = |at: usize| {
            self.mentions[self.by_sentence[a.sentence_of(at)].0.clone()]
                .iter()
                .any(|other| {
                    let house = Sort::Organisation(Kind::AcademicInstitution);
                    (other.sort == Sort::Event || other.sort == house) && other.outer.end == at
                })
        };
        // The initials behind the name, in brackets.
        let bracket = a.is_mark(link - 1, ')')
            && link > bounds.start + 3
            && a.is_mark(link - 3, '(')
            && fair(link - 3);
        day && (fair(link) || bracket)
    }

    /// "in Winterkelm, New Zealand": a name between a preposition and its state or country.
    fn is_of_land(&self, a: &Analysis<'_>, m: usize, bounds: &Range<usize>) -> bool {
        let mention = &self.mentions[m];
        let (start, end) = (mention.outer.start, mention.outer.end);
        let led = start > bounds.start && matches!(a.word(start - 1), "in" | "near" | "outside");
        let land = self.mentions.get(m + 1).is_some_and(|land| {
            let authority = &a.knowledge.authority;
            land.outer.start == end + 1
                && match (land.sort, land.record) {
                    (Sort::Country, _) => true,
                    (Sort::Place, Some(record)) => {
                        let record = authority.record(record);
                        &*record.sort != "city"
                    }
                    _ => false,
                }
        });
        // "shares in Acme, Germany's biggest baker", "trust in Acme, Germany and others": no town.
        let past = self.mentions.get(m + 1).map_or(end, |land| land.outer.end);
        let whole = past >= bounds.end
            || a.mark(past).is_some()
            || a.is_lower(past, Class::Preposition)
            || a.tokens[past].shape == Shape::Number;
        let firm = start > bounds.start + 1 && a.is_lower(start - 2, Class::StakeWord);
        led && land && whole && !firm && end < bounds.end && a.is_mark(end, ',')
    }
}

/// Whether a name can be a town's: no list has it, and none of its words says that it is another thing.
fn is_open(a: &Analysis<'_>, mention: &Mention) -> bool {
    let other = [
        Class::EventHead,
        Class::SessionHead,
        Class::VenueHead,
        Class::OrgLast,
        Class::HallNoun,
        Class::GenericName,
        Class::Weekday,
        Class::Month,
        Class::LegalForm,
    ];
    matches!(mention.sort, Sort::Name | Sort::Person)
        && mention.record.is_none()
        && mention.range.len() <= WORDS
        && mention.range == mention.outer
        && mention.range.clone().all(|t| {
            (a.tokens[t].shape == Shape::Capital
                || a.tokens[t].shape == Shape::Lower && a.is(t, Class::Particle))
                && !other.iter().any(|class| a.is(t, *class))
        })
        && !(mention.range.len() == 1 && a.is(mention.range.start, Class::Common))
}
