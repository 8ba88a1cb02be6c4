//! The words that move a text to an edition: a fair's name with a year, a year or "last year", a
//! count of editions, "the previous edition".

use super::DateAt;
use super::count::{counted, interval, main_number};
use super::segment::Segments;
use crate::document::Document;
use crate::fact::event::{Edition, Events};
use crate::knowledge::Class;
use crate::mention::date::DateKind;
use crate::mention::{Analysis, Inventory, Sort};
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
    document: &'a Document,
    analysis: &'a Analysis<'a>,
    inventory: &'a Inventory,
    events: &'a Events,
    main: Edition,
    dates: &'a [Vec<DateAt>],
    segments: &'a Segments,
    /// The year last spoken of, from which "a year earlier" counts, with its block and token.
    year: Option<(i32, usize, usize)>,
    /// The edition last spoken of beside the main one, with its block.
    last: Option<(Edition, usize)>,
    number: Option<i64>,
    /// The years of editions that were told with their number.
    by_number: FxHashMap<i64, i32>,
    interval: i32,
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
        Finder {
            document,
            analysis,
            inventory,
            events,
            main,
            dates,
            segments,
            year: None,
            last: None,
            number: main_number(analysis, inventory, events),
            by_number: FxHashMap::default(),
            interval: interval(analysis),
        }
    }

    /// The cues of a sentence, in text order.
    pub fn cues(&mut self, index: usize) -> Vec<Cue> {
        let mut found = self.times(index);
        self.counts(index, &mut found);
        self.neighbours(index, &mut found);
        self.names(index, &mut found);
        found.sort_by_key(|cue| (cue.range.start, !cue.named));
        self.adopt(index, &mut found);
        let block = self.analysis.sentences[index].block;
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
        let mut other: Option<(usize, usize)> = None;
        for at in 0..found.len() {
            let cue = found[at].clone();
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
                found[at].edition = Some(Edition {
                    series,
                    year: edition.year,
                    number: None,
                });
            }
        }
    }

    fn of_year(&self, year: i32) -> Edition {
        Edition {
            year: Some(year),
            ..self.main
        }
    }

    fn base(&self) -> Option<i32> {
        self.main
            .year
            .or(self.document.published.map(|d| i32::from(d.year())))
    }

    fn sentence(&self, index: usize) -> Range<usize> {
        self.analysis.sentences[index].tokens.clone()
    }

    /// Years and months of other years: "in 2019", "last year", "two years ago", "last October".
    fn times(&mut self, index: usize) -> Vec<Cue> {
        let sentence = self.sentence(index);
        let mut found = Vec::new();
        let dates = self.dates;
        for date in &dates[index] {
            if self.in_event(date.tokens.start) {
                continue;
            }
            let Some(year) = self.year_told(date, &sentence) else {
                continue;
            };
            let named = self.names_edition(date, &sentence);
            let edition = match year {
                Some(year) => {
                    let base = self.base();
                    if base.is_some_and(|base| !(base - 120..=base + 12).contains(&year)) {
                        continue;
                    }
                    let block = self.analysis.sentences[index].block;
                    self.year = Some((year, block, date.tokens.start));
                    Some(self.of_year(year))
                }
                None => None,
            };
            found.push(Cue {
                range: date.tokens.clone(),
                edition,
                named,
                explicit: true,
            });
        }
        self.seasons(&sentence, &mut found);
        self.that_year(&sentence, index, &mut found);
        found
    }

    /// "last autumn", "last spring's session".
    fn seasons(&self, sentence: &Range<usize>, found: &mut Vec<Cue>) {
        let a = self.analysis;
        let Some(today) = self.document.published else {
            return;
        };
        for at in sentence.clone() {
            if at + 1 >= sentence.end || !a.says(at, "last") {
                continue;
            }
            let early = a.is_lower(at + 1, Class::EarlySeason);
            if !(early || a.is_lower(at + 1, Class::LateSeason)) {
                continue;
            }
            // "last spring" of a November is the same year's.
            let back = i32::from(!(early && today.month() > 8));
            let end = at + 2;
            let possessive = end < sentence.end && a.tokens[end].shape == Shape::Possessive;
            let named = possessive && self.edition_noun(end + 1, sentence.end).is_some();
            found.push(Cue {
                range: at..end,
                edition: Some(self.of_year(i32::from(today.year()) - back)),
                named,
                explicit: true,
            });
        }
    }

    /// "That year", "that show": the edition last spoken of in the block.
    fn that_year(&self, sentence: &Range<usize>, index: usize, found: &mut Vec<Cue>) {
        let a = self.analysis;
        let Some((edition, _)) = self
            .last
            .filter(|(_, block)| *block == a.sentences[index].block)
        else {
            return;
        };
        for at in sentence.clone() {
            let noun = at + 1 < sentence.end
                && a.says(at, "that")
                && (a.is_lower(at + 1, Class::EditionNoun) || a.is_lower(at + 1, Class::EventNoun));
            if noun {
                found.push(Cue {
                    range: at..at + 2,
                    edition: Some(edition),
                    named: false,
                    explicit: true,
                });
            }
        }
    }

    fn in_event(&self, token: usize) -> bool {
        self.inventory.mentions[self.mentions_around(token)]
            .iter()
            .any(|m| m.sort == Sort::Event && m.outer.contains(&token))
    }

    fn mentions_around(&self, token: usize) -> Range<usize> {
        self.inventory.by_sentence[self.analysis.sentence_of(token)]
            .0
            .clone()
    }

    /// The year that a date moves its clause to: `Some(None)` for a year that can't be told.
    fn year_told(&self, date: &DateAt, sentence: &Range<usize>) -> Option<Option<i32>> {
        let a = self.analysis;
        let at = date.tokens.start;
        let before = (at > sentence.start).then(|| at - 1);
        let numbered = a.tokens[at].shape == Shape::Number;
        let placed = before.is_none_or(|b| {
            a.is(b, Class::Preposition) && !a.is(b, Class::LastBound) && !a.is(b, Class::YearBound)
                || a.is_mark(b, '(')
                || a.is_mark(b, ';')
        });
        match date.mention.kind {
            DateKind::Year(year) => {
                if !numbered {
                    return Some(Some(year));
                }
                let noun = self.edition_noun(date.tokens.end, sentence.end).is_some();
                // "2019: 993,000", "in 2019", "the 2018 show"
                let bare = before.is_none()
                    && date.tokens.end < sentence.end
                    && a.mark(date.tokens.end).is_none()
                    && !noun;
                (noun || placed && !bare).then_some(Some(year))
            }
            DateKind::RelativeYear(years) => match (years, self.main.year) {
                (0, _) => None,
                (_, Some(year)) => Some(Some(year + years)),
                (_, None) => Some(None),
            },
            DateKind::ContextYear(years) => {
                Some(Some(self.context(date, sentence, years)? + years))
            }
            DateKind::Month {
                year: Some(year), ..
            } => {
                let led = a.is(at, Class::Previous) || a.is(at, Class::Following);
                (date.mention.year_stated && placed || led).then_some(Some(year))
            }
            DateKind::Days { first, last } if date.mention.year_stated => {
                let own = self.base().and_then(|y| i16::try_from(y).ok());
                let year = first.year();
                (Some(year) != own && Some(last.year()) != own).then_some(Some(i32::from(year)))
            }
            _ => None,
        }
    }

    /// The year from which "a year earlier" counts: the sentence's, for what follows or opens a
    /// sentence the one last spoken of in the block, else the document's.
    fn context(&self, date: &DateAt, sentence: &Range<usize>, years: i32) -> Option<i32> {
        let at = date.tokens.start;
        let block = self.analysis.sentences[self.analysis.sentence_of(at)].block;
        let told = self.year.filter(|(_, place, token)| {
            *token >= sentence.start || (years > 0 || at <= sentence.start + 1) && *place == block
        });
        told.map(|(year, ..)| year).or(self.base())
    }

    /// Whether the date stands for an edition: "last year's edition", "the 2018 show", "the
    /// edition of 2019".
    fn names_edition(&self, date: &DateAt, sentence: &Range<usize>) -> bool {
        let a = self.analysis;
        let end = date.tokens.end;
        let possessive = end < sentence.end && a.tokens[end].shape == Shape::Possessive;
        let behind = self
            .edition_noun(end + usize::from(possessive), sentence.end)
            .is_some();
        let start = date.tokens.start;
        let before = start >= sentence.start + 2
            && (a.says(start - 1, "of") || a.says(start - 1, "in"))
            && (a.is_lower(start - 2, Class::EditionNoun)
                && !a.is(start - 2, Class::NoEditionCount))
            && !a.says(start - 2, "year");
        behind || before
    }

    /// The noun for an edition that stands at a token, behind modifiers.
    fn edition_noun(&self, at: usize, end: usize) -> Option<usize> {
        let a = self.analysis;
        let mut noun = at;
        while noun < end
            && noun < at + 3
            && a.is_lower(noun, Class::EventModifier)
            && !a.is(noun, Class::EventNoun)
        {
            noun += 1;
        }
        (noun < end
            && (a.is_lower(noun, Class::EventNoun)
                || a.is_lower(noun, Class::EditionNoun) && !a.is(noun, Class::NoEditionCount))
            && !a.says(noun, "year"))
        .then_some(noun)
    }

    /// "the first edition", "the second CIIE", "the 72nd": editions by count other than the
    /// document's own.
    fn counts(&mut self, index: usize, found: &mut Vec<Cue>) {
        let a = self.analysis;
        let sentence = self.sentence(index);
        for at in sentence.clone() {
            let Some(number) = a.ordinal(at) else {
                continue;
            };
            let named = self
                .mentions_around(at)
                .find(|m| {
                    let mention = &self.inventory.mentions[*m];
                    mention.sort == Sort::Event
                        && mention.outer.contains(&at)
                        && mention.ordinal == Some(number)
                })
                .filter(|m| {
                    self.inventory.mentions[*m].year.is_none()
                        && self.events.series_of.get(&self.inventory.of[*m])
                            == Some(&self.main.series)
                });
            let range = if let Some(m) = named {
                self.inventory.mentions[m].outer.clone()
            } else if self.in_event(at) {
                continue;
            } else if let Some(noun) = counted(a, at, sentence.end) {
                let determined = at == sentence.start
                    || a.is(at - 1, Class::Determiner)
                    || a.is(at - 1, Class::Relative)
                    || a.tokens[at - 1].shape == Shape::Possessive
                    || a.says(at - 1, "very");
                let of_other = noun + 2 < sentence.end && a.says(noun + 1, "of");
                let adjective = (at + 1..noun).any(|t| a.is(t, Class::AdjectiveBetween));
                if !determined || adjective || of_other && self.of_other(noun + 2, sentence.end) {
                    continue;
                }
                // "the fourth one" counts editions only where they are counted so far.
                let near = self.number.is_some_and(|own| (own - number).abs() <= 2);
                if a.says(noun, "one") && number != 1 && !near {
                    continue;
                }
                at..noun + 1
            } else if self.stands_alone(at, &sentence) {
                at..at + 1
            } else {
                continue;
            };
            let named_count = !(named.is_none() && range.len() == 1);
            let year = self.year_near(found, at, &sentence);
            let own = Some(number) == self.number;
            let edition = match (year, own) {
                (Some(year), _) if Some(year) != self.main.year => {
                    self.by_number.insert(number, year);
                    Some(self.of_year(year))
                }
                (_, true) => Some(self.main),
                // A second fair of the same year.
                (Some(_), false) if self.number.is_some_and(|own| (own - number).abs() == 1) => {
                    Some(Edition {
                        number: u16::try_from(number).ok(),
                        ..self.main
                    })
                }
                _ if self.number.is_none() => continue,
                _ => self.by_number.get(&number).map(|year| self.of_year(*year)),
            };
            found.push(Cue {
                range,
                edition,
                named: named_count || edition.is_some_and(|e| e != self.main),
                explicit: true,
            });
        }
    }

    /// "the 72nd follows", "hosts of the first,": an ordinal without a noun, where the text
    /// counts editions.
    fn stands_alone(&self, at: usize, sentence: &Range<usize>) -> bool {
        let a = self.analysis;
        let led = at > sentence.start && a.says(at - 1, "the");
        let closed = at + 1 >= sentence.end
            || a.mark(at + 1)
                .is_some_and(|c| matches!(c, ',' | '.' | ';' | ')'))
            || crate::fact::clause::is_finite(a, self.inventory, at + 1);
        let number = a.ordinal(at);
        let near = self
            .number
            .zip(number)
            .is_some_and(|(own, number)| number == own || (own - number).abs() <= 2);
        led && closed && near && self.number.is_some_and(|own| own > 1)
    }

    fn of_other(&self, at: usize, end: usize) -> bool {
        let a = self.analysis;
        let mut of = at;
        while of < end && a.is(of, Class::Determiner) {
            of += 1;
        }
        of < end
            && self.inventory.mention_at(of).is_some_and(|m| {
                self.inventory.mentions[m].sort == Sort::Event
                    && self
                        .events
                        .series_of
                        .get(&self.inventory.of[m])
                        .is_some_and(|series| *series != self.main.series)
            })
    }

    /// The year that the clause around a count tells, or the sentence where it tells only one.
    fn year_near(&self, found: &[Cue], at: usize, sentence: &Range<usize>) -> Option<i32> {
        let here = self.segments.of(at);
        let near = |cue: &&Cue| {
            cue.edition.is_some_and(|e| e.series == self.main.series)
                && cue.range.start.abs_diff(at) < 16
                // "the third edition since it began in 2018"
                && !(cue.range.start.saturating_sub(4)..cue.range.start)
                    .any(|t| self.analysis.is(t, Class::SinceWord))
        };
        let inside = found
            .iter()
            .filter(near)
            .filter(|cue| self.segments.of(cue.range.start) == here)
            .min_by_key(|cue| cue.range.start.abs_diff(at));
        let only = || {
            let mut all = found.iter().filter(near);
            let first = all.next()?;
            let sole = all.all(|cue| cue.edition == first.edition);
            sole.then_some(first)
        };
        let told = inside.or_else(only).and_then(|cue| cue.edition?.year);
        // A date of the main year: "the 134th is to open on October 15th".
        told.or_else(|| {
            let index = self.analysis.sentence_of(at);
            self.dates[index]
                .iter()
                .filter(|date| {
                    sentence.contains(&date.tokens.start)
                        && date.tokens.start > at
                        && date.tokens.start - at < 14
                        && self.segments.of(date.tokens.start) == here
                })
                .find_map(|date| match date.mention.kind {
                    DateKind::Days { first, .. } => Some(i32::from(first.year())),
                    _ => None,
                })
        })
    }

    /// "the previous edition", "the next one": the year before or after, by how often the fair
    /// is held, unless the clause tells it.
    fn neighbours(&self, index: usize, found: &mut Vec<Cue>) {
        let a = self.analysis;
        let sentence = self.sentence(index);
        for at in sentence.clone() {
            let back =
                a.is_lower(at, Class::Previous) || a.says(at, "last") || a.says(at, "previous");
            let ahead = a.is(at, Class::Following);
            if !(back || ahead) || at + 1 >= sentence.end {
                continue;
            }
            let noun = at + 1;
            let edition = (a.is_lower(noun, Class::EditionNoun)
                || a.is_lower(noun, Class::EventNoun))
                && !a.is(noun, Class::NoEditionCount)
                && !a.says(noun, "year");
            let one = a.says(noun, "one");
            let bare = a.mark(noun).is_some_and(|c| matches!(c, ',' | '.')) && back;
            let event = self.inventory.mention_at(noun).filter(|m| {
                self.inventory.mentions[*m].sort == Sort::Event
                    && self.events.series_of.get(&self.inventory.of[*m]) == Some(&self.main.series)
            });
            let determined = at > sentence.start
                && (a.is(at - 1, Class::Determiner) || a.tokens[at - 1].shape == Shape::Possessive)
                || at == sentence.start;
            // "the show's last edition", "the last edition before the pandemic"
            if !(edition || one || bare || event.is_some()) || !determined || one && !ahead && !back
            {
                continue;
            }
            if bare && !a.says(at, "last") || bare && !a.says(at - 1, "the") {
                continue;
            }
            let told = self.year_near(found, at, &sentence);
            // "The upcoming edition" of a preview is the document's own.
            if told.is_none_or(|year| Some(year) == self.main.year) && ahead && !a.says(at, "next")
            {
                continue;
            }
            let year = match told {
                Some(year) if Some(year) != self.main.year => Some(year),
                Some(_) if ahead => continue,
                _ if a.says(noun, "session") => None,
                _ => self.base().filter(|_| self.main.year.is_some()).map(|y| {
                    if ahead {
                        y + self.interval
                    } else {
                        y - self.interval
                    }
                }),
            };
            let end = event.map_or(noun + 1, |m| self.inventory.mentions[m].outer.end);
            found.push(Cue {
                range: at..end,
                edition: year.map(|year| self.of_year(year)),
                named: true,
                explicit: true,
            });
        }
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
