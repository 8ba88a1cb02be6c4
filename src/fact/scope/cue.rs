//! The words that move a text to an edition: a fair's name with a year, a year or "last year", a
//! count of editions, "the previous edition".

use super::DateAt;
use super::count::{interval, main_number};
use super::segment::Segments;
use crate::document::Document;
use crate::fact::event::{Edition, Events};
use crate::knowledge::Class;
use crate::mention::{Analysis, Inventory, Lower, Sort};
use crate::text::Shape;
use rustc_hash::FxHashMap;
use std::ops::Range;

/// A word or phrase that moves the text to an edition.
#[derive(Clone, Debug)]
pub(in crate::fact) struct Cue {
    pub range: Range<usize>,
    /// None for another edition than the document's whose year is not told.
    pub edition: Option<Edition>,
    /// The cue is the fair's own name or stands for it ("the 2018 show"), not a mere time.
    pub named: bool,
    /// It tells the edition by a year, a count or another name; a fair's bare name does not.
    pub explicit: bool,
}

/// Finds the cues of one sentence after the other.
pub(super) struct Finder<'a> {
    pub(super) document: &'a Document,
    pub(super) analysis: &'a Analysis<'a>,
    pub(super) inventory: &'a Inventory,
    pub(super) events: &'a Events,
    pub(super) main: Edition,
    pub(super) dates: &'a [Vec<DateAt>],
    pub(super) segments: &'a Segments,
    /// The year last spoken of, from which "a year earlier" counts, with its block and token.
    pub(super) year: Option<(i32, usize, usize)>,
    /// The other fair that the sentences before named last, with its block.
    pub(super) other: Option<(usize, usize)>,
    /// The edition last spoken of beside the main one, with its block.
    pub(super) last: Option<(Edition, usize)>,
    pub(super) number: Option<i64>,
    /// The text tells of editions before the main one: its "first" is not the main edition.
    pub(super) past: bool,
    /// The years of editions that were told with their number.
    pub(super) by_number: FxHashMap<i64, i32>,
    pub(super) interval: i32,
}

impl<'a> Finder<'a> {
    pub fn new(
        document: &'a Document,
        analysis: &'a Analysis<'a>,
        inventory: &'a Inventory,
        events: &'a Events,
        main: Edition,
        dates: &'a [Vec<DateAt>],
        segments: &'a Segments,
    ) -> Finder<'a> {
        let past = tells_past(analysis, inventory, events, main);
        Finder {
            document,
            analysis,
            inventory,
            events,
            main,
            dates,
            segments,
            year: None,
            other: None,
            last: None,
            number: main_number(analysis, inventory, events).filter(|n| *n != 1 || !past),
            past,
            by_number: FxHashMap::default(),
            interval: interval(analysis, inventory, events, main),
        }
    }

    /// The cues of a sentence, in text order.
    pub fn cues(&mut self, index: usize) -> Vec<Cue> {
        let mut found = self.times(index);
        self.counts(index, &mut found);
        self.neighbours(index, &mut found);
        self.this_time(index, &mut found);
        self.names(index, &mut found);
        found.sort_by_key(|cue| (cue.range.start, !cue.named));
        self.adopt(index, &mut found);
        let block = self.analysis.sentences[index].block;
        if let Some(named) = found.iter().rfind(|cue| cue.named) {
            self.other = named
                .edition
                .filter(|e| e.series != self.main.series)
                .map(|e| (e.series, block));
        }
        for cue in &found {
            let other = cue
                .edition
                .filter(|e| cue.explicit && e.series == self.main.series);
            if let Some(edition) = other {
                self.last = Some((edition, block));
            }
        }
        found
    }

    /// Gives times behind another fair's name to that fair: "Big Expo, which had 2,000 exhibitors
    /// in 2022".
    fn adopt(&self, index: usize, found: &mut [Cue]) {
        let sentence = self.sentence(index);
        let block = self.analysis.sentences[index].block;
        let mut other: Option<(usize, usize)> = self
            .other
            .filter(|(_, of)| *of == block)
            .and_then(|(series, _)| Some((series, fair_elsewhere(self.analysis, &sentence)?)));
        for cue in found {
            let Some(edition) = cue.edition else { continue };
            let name = self
                .inventory
                .mention_at(cue.range.end - 1)
                .is_some_and(|m| self.inventory.mentions[m].sort == Sort::Event);
            if name {
                other =
                    (edition.series != self.main.series).then_some((edition.series, cue.range.end));
                continue;
            }
            let Some((series, end)) = other else { continue };
            let near = self.segments.of(cue.range.start) != self.segments.of(end - 1)
                || cue.range.start - end < 12;
            let own = (end..cue.range.start).any(|t| {
                self.analysis.is_lower(t, Class::EventNoun)
                    && sentence.contains(&t)
                    && t > 0
                    && self.analysis.says(t - 1, "the")
            });
            if near && !own && self.events.series[series].sure {
                cue.edition = Some(Edition {
                    series,
                    year: edition.year,
                    number: None,
                });
            }
        }
    }

    pub(super) fn of_year(&self, year: i32) -> Edition {
        Edition {
            year: Some(year),
            ..self.main
        }
    }

    pub(super) fn base(&self) -> Option<i32> {
        self.main
            .year
            .or(self.document.published.map(|d| i32::from(d.year())))
    }

    pub(super) fn sentence(&self, index: usize) -> Range<usize> {
        self.analysis.sentences[index].tokens.clone()
    }

    pub(super) fn in_event(&self, token: usize) -> bool {
        self.inventory.mentions[self.mentions_around(token)]
            .iter()
            .any(|m| m.sort == Sort::Event && m.outer.contains(&token))
    }

    pub(super) fn mentions_around(&self, token: usize) -> Range<usize> {
        self.inventory.by_sentence[self.analysis.sentence_of(token)]
            .0
            .clone()
    }

    /// The names of fairs.
    fn names(&self, index: usize, found: &mut Vec<Cue>) {
        let a = self.analysis;
        let sentence = self.sentence(index);
        for m in self.inventory.by_sentence[index].0.clone() {
            let mention = &self.inventory.mentions[m];
            if mention.sort != Sort::Event {
                continue;
            }
            let Some(mut edition) = self.events.edition_of(self.inventory, m) else {
                continue;
            };
            let covered = found.iter().any(|cue| {
                cue.range.start <= mention.range.start && mention.range.end <= cue.range.end
            });
            if covered {
                continue;
            }
            let mut explicit = mention.year.is_some() || edition != self.main;
            // "last year's CES": the time before the name.
            if edition.series == self.main.series && mention.year.is_none() {
                let start = mention.outer.start;
                let led = start > sentence.start && a.tokens[start - 1].shape == Shape::Possessive;
                let time = found
                    .iter()
                    .find(|cue| led && cue.range.end + 1 == start)
                    .and_then(|cue| cue.edition);
                if let Some(time) = time {
                    edition = time;
                    explicit = true;
                }
            }
            found.push(Cue {
                range: mention.outer.clone(),
                edition: Some(edition),
                named: true,
                explicit,
            });
        }
    }
}

/// The token behind "The fair" of a sentence that opens with "The fair in Ghent".
pub(super) fn fair_elsewhere(analysis: &Analysis<'_>, sentence: &Range<usize>) -> Option<usize> {
    let first = sentence.start;
    if !analysis.is(first, Class::Article) {
        return None;
    }
    (first + 1..sentence.end.min(first + 4)).find(|t| {
        *t > first + 1 && analysis.says(*t, "in") && analysis.is_lower(*t - 1, Class::FairNoun)
    })
}

/// Whether a text speaks of the main series' earlier editions by their years: "the 2020 expo".
fn tells_past(
    analysis: &Analysis<'_>,
    inventory: &Inventory,
    events: &Events,
    main: Edition,
) -> bool {
    let Some(own) = main.year else {
        return false;
    };
    let named = inventory.mentions.iter().enumerate().any(|(m, mention)| {
        mention.year.is_some_and(|year| year < own)
            && events.series_of.get(&inventory.of[m]) == Some(&main.series)
    });
    named
        || analysis
            .grid
            .each(1..analysis.tokens.len(), Lower(Class::EventNoun))
            .any(|t| {
                analysis
                    .word(t - 1)
                    .parse::<i32>()
                    .is_ok_and(|year| (1850..own).contains(&year))
            })
}
