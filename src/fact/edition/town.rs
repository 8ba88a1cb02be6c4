//! Towns that no table knows, and those that a dateline or a line of origin names.

use super::Reader;
use crate::document::BlockKind;
use crate::knowledge::{Class, Table};
use crate::mention::Sort;
use crate::text::Shape;
use std::ops::Range;

impl Reader<'_, '_> {
    /// "in Winterkelm, Florida": a town that no table knows, by the state or country behind it, where a
    /// sentence on the fair's days or place names it. Its name and token.
    pub(super) fn town_of_state(&self) -> Option<(String, usize)> {
        let a = self.view.analysis;
        let inventory = self.view.inventory;
        (0..inventory.mentions.len())
            .filter(|m| self.is_town(*m))
            .take(TOWNS)
            .find_map(|m| {
                let start = inventory.mentions[m].outer.start;
                let index = a.sentence_of(start);
                let sentence = a.sentences[index].tokens.clone();
                let dated = !self.scope.dates(index).is_empty()
                    && a.grid.any(sentence.clone(), &self.view.standing.own)
                    && self.about_event(start, &sentence);
                let told = self.scope.at(a, start) == Some(self.main)
                    && (dated || self.held_context(&sentence, start - 1, start));
                told.then(|| {
                    (
                        a.slice(inventory.mentions[m].range.clone()).to_owned(),
                        start,
                    )
                })
            })
    }

    /// "Winterkelm, New Zealand, 3 - 6 March 2031": the town that opens a line of place and days.
    pub(super) fn town_of_line(&self) -> Option<(String, usize)> {
        let a = self.view.analysis;
        let inventory = self.view.inventory;
        a.sentences.iter().take(ORIGIN).find_map(|sentence| {
            let start = sentence.tokens.start;
            let m = inventory.mention_at(start)?;
            let mention = &inventory.mentions[m];
            let end = mention.outer.end;
            let fits = mention.sort == Sort::Name
                && mention.record.is_none()
                && a.is_mark(end, ',')
                && inventory.mention_at(end + 1).is_some_and(|m| {
                    matches!(inventory.mentions[m].sort, Sort::Place | Sort::Country)
                });
            (fits && self.is_place_line(&sentence.tokens))
                .then(|| (inventory.thing(m).label.clone(), start))
        })
    }

    /// "Cider Fair Opens Friday in Winterkelm, Florida": the town that a headline gives before its state.
    pub(super) fn town_of_headline(&self) -> Option<(String, usize)> {
        let a = self.view.analysis;
        let authority = &a.knowledge.authority;
        let titles = a.sentences.iter().take(ORIGIN);
        titles
            .filter(|sentence| sentence.kind == BlockKind::Title)
            .find_map(|sentence| {
                let tokens = sentence.tokens.clone();
                let comma = (tokens.start + 2..tokens.end.saturating_sub(1)).find(|t| {
                    let words = &a.words[t + 1..tokens.end.min(t + 4)];
                    let entry = authority.names(words).last();
                    let state = entry.is_some_and(|(_, entries)| {
                        entries.iter().any(|e| {
                            e.table == Table::Place && &*authority.record(e.record).sort == "state"
                        })
                    });
                    a.is_mark(*t, ',') && state
                })?;
                let start = (tokens.start + 1..comma)
                    .rev()
                    .take(3)
                    .take_while(|t| a.tokens[*t].shape == Shape::Capital)
                    .last()?;
                let unknown = authority
                    .names(&a.words[start..comma])
                    .all(|(_, entries)| entries.iter().all(|e| e.table != Table::Place));
                let fits = unknown
                    && a.says(start - 1, "in")
                    && !(start..comma).any(|t| a.is(t, Class::EventHead));
                fits.then(|| (a.slice(start..comma).to_owned(), start))
            })
    }

    /// Whether a name that no table knows stands between "in" and a comma and the name of a state or
    /// country.
    pub(super) fn is_town(&self, m: usize) -> bool {
        let a = self.view.analysis;
        let inventory = self.view.inventory;
        let mention = &inventory.mentions[m];
        let Range { start, end } = mention.outer.clone();
        if mention.record.is_some()
            || start == 0
            || !a.says(start - 1, "in")
            || end + 1 >= a.tokens.len()
            || !a.is_mark(end, ',')
            || mention.range.len() > 3
        {
            return false;
        }
        let state = inventory.mention_at(end + 1).is_some_and(|s| {
            let state = &inventory.mentions[s];
            let authority = &a.knowledge.authority;
            match (state.sort, state.record) {
                (Sort::Country, _) => true,
                (Sort::Place, Some(record)) => &*authority.record(record).sort != "city",
                _ => false,
            }
        });
        state
            && matches!(mention.sort, Sort::Name | Sort::Venue | Sort::Person)
            && mention
                .range
                .clone()
                .all(|t| a.tokens[t].shape == Shape::Capital && !a.is(t, Class::EventHead))
    }

    /// "wound up in Aalsmeer on Sunday": a town that no table knows, right behind the verb.
    pub(super) fn unknown_town(&self) -> Option<(String, usize)> {
        let a = self.view.analysis;
        let inventory = self.view.inventory;
        inventory
            .mentions
            .iter()
            .enumerate()
            .find_map(|(m, mention)| {
                let start = mention.outer.start;
                let sentence = a.sentences[a.sentence_of(start)].tokens.clone();
                let fits = mention.sort == Sort::Name
                    && mention.record.is_none()
                    && mention.range.len() <= 2
                    && inventory.thing(m).sort == Sort::Name
                    && start > sentence.start + 1
                    && a.says(start - 1, "in")
                    && a.kind_of(start) == BlockKind::Paragraph
                    && mention.range.clone().all(|t| {
                        a.tokens[t].shape == Shape::Capital
                            && !a.is(t, Class::GenericName)
                            && !a.is(t, Class::EventHead)
                            && !a.is(t, Class::SessionHead)
                    });
                // "concluded on Sunday in Kelmswick": the day stands between.
                let before = self.before_day(&sentence, start.saturating_sub(2));
                let near = fits
                    && (self.is_date_verb(before)
                        || self.is_own(before)
                        || before > sentence.start
                            && a.is_lower(before, Class::VerbTail)
                            && self.is_date_verb(before - 1));
                (near
                    && self.scope.at(a, start) == Some(self.main)
                    && self.held_context(&sentence, start - 1, start))
                .then(|| (inventory.thing(m).label.clone(), start))
            })
    }

    /// "RAJKOT | Updated: January 20, 2031": the town that opens a line of origin, before a bar.
    pub(super) fn towns_of_origin(&self) -> Option<(u32, usize)> {
        let a = self.view.analysis;
        if self.document.dateline.is_some() {
            return None;
        }
        let lines = a.sentences.iter().take(ORIGIN);
        lines
            .filter(|line| line.kind == BlockKind::Origin)
            .find_map(|line| {
                let tokens = line.tokens.clone();
                let words = &a.words[tokens.start..tokens.end.min(tokens.start + 4)];
                let (length, entries) = a.knowledge.authority.names(words).last()?;
                let bar = tokens.start + length;
                let parted = bar < tokens.end && a.is_mark(bar, '|');
                let entry = entries.iter().find(|e| e.table == Table::Place)?;
                (parted && a.tokens[tokens.start].shape == Shape::Upper)
                    .then_some((entry.record, tokens.start))
            })
    }

    /// "Southern Courier, Winterkelm": the town behind the paper, in a line above the text.
    pub(super) fn town_of_paper(&self) -> Option<(u32, usize)> {
        let a = self.view.analysis;
        let body = (a.sentences.iter()).position(|s| s.kind == BlockKind::Paragraph)?;
        a.sentences[..body].iter().find_map(|line| {
            let Range { start, end } = line.tokens.clone();
            let comma = (start + 1..end.saturating_sub(1)).find(|t| a.is_mark(*t, ','))?;
            let paper = a.is(comma - 1, Class::NewspaperWord)
                && a.tokens[comma - 1].shape.is_nameish()
                && end - start <= ORIGIN;
            let words = &a.words[comma + 1..end];
            let (length, entries) = a.knowledge.authority.names(words).last()?;
            let entry = entries.iter().find(|e| e.table == Table::Place)?;
            (paper && comma + 1 + length == end).then_some((entry.record, comma + 1))
        })
    }

    /// The token before a day that ends at a token, the preposition left out; else the token.
    fn before_day(&self, sentence: &Range<usize>, at: usize) -> usize {
        let a = self.view.analysis;
        let dates = self.scope.dates(a.sentence_of(sentence.start));
        let day = dates.iter().find(|date| date.tokens.end == at + 1);
        let Some(day) = day.filter(|day| day.tokens.start > sentence.start + 2) else {
            return at;
        };
        let before = day.tokens.start - 1;
        before - usize::from(a.is(before, Class::Preposition))
    }
}

/// Of so many towns one may be the fair's.
const TOWNS: usize = 8;

/// The sentences at the head of a text among which lines of origin stand.
const ORIGIN: usize = 8;

/// The town of a dateline, in the capitals of a name: "OXFORD, Ala." is Oxford.
pub(super) fn town(dateline: &str) -> Option<String> {
    let name = dateline
        .split([',', '/', '(', ':', '-', '\u{2013}', '\u{2014}'])
        .next()?
        .trim();
    let fits = (3..30).contains(&name.len())
        && name
            .chars()
            .all(|c| c.is_alphabetic() || matches!(c, ' ' | '.' | '\''))
        && name.chars().next().is_some_and(char::is_uppercase);
    if !fits {
        return None;
    }
    let word = |word: &str| -> String {
        let mut chars = word.chars();
        chars
            .next()
            .into_iter()
            .chain(chars.flat_map(char::to_lowercase))
            .collect()
    };
    Some(
        name.split_whitespace()
            .map(word)
            .collect::<Vec<_>>()
            .join(" "),
    )
}
