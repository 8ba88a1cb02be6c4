//! Cues by count and order: "the first edition", "the second Expo", "the 72nd", "the previous one".

use super::count::counted;
use super::cue::{Cue, Finder};
use crate::fact::event::Edition;
use crate::knowledge::{Class, Sign, Word};
use crate::mention::Sort;
use crate::mention::date::DateKind;
use crate::text::Shape;
use std::ops::Range;

impl Finder<'_> {
    /// "the first edition", "the second CIIE", "the 72nd": editions by count other than the
    /// document's own.
    pub(super) fn counts(&mut self, index: usize, found: &mut Vec<Cue>) {
        let a = self.analysis;
        let sentence = self.sentence(index);
        for at in a.grid.each(sentence.clone(), Sign::Ordinal) {
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
            // "at this eleventh edition": whatever years the clause tells.
            let this = at > sentence.start && a.says(at - 1, "this");
            let edition = match (year, own) {
                _ if this && range.len() > 1 => Some(self.main),
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
                // "Things were different in 2018. 500 firms came to the first expo."
                _ if number == 1 && self.past && !self.by_number.contains_key(&1) => {
                    let block = a.sentences[index].block;
                    self.year
                        .filter(|(year, of, _)| {
                            *of == block && self.main.year.is_none_or(|own| *year < own)
                        })
                        .map(|(year, ..)| self.of_year(year))
                }
                _ if self.number.is_none() && !self.past => continue,
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
        let later = self.analysis.ordinal(at).is_some_and(|number| number > 1);
        let near = |cue: &&Cue| {
            cue.edition.is_some_and(|e| e.series == self.main.series)
                && cue.range.start.abs_diff(at) < 22
                // "the third edition since it began in 2018", "the fair that began in 2018 opened its third"
                && !(cue.range.start.saturating_sub(4).max(sentence.start)..cue.range.start)
                    .any(|t| self.analysis.is(t, Class::SinceWord) || later && self.founds(t))
                // "the 30th since sailors hung nets in a gym in 1994"
                && !(at + 1..cue.range.start).any(|t| self.analysis.says(t, "since"))
        };
        let inside = found
            .iter()
            .filter(near)
            .filter(|cue| self.segments.of(cue.range.start) == here)
            .min_by_key(|cue| cue.range.start.abs_diff(at));
        // "the ninth; the editions of 2029 and 2030 took place online": said of others.
        let nested = |cue: &&Cue| {
            let index = self.analysis.sentence_of(at);
            let there = self.segments.of(cue.range.start);
            self.segments.holds(index, here, there) || self.segments.holds(index, there, here)
        };
        let only = || {
            let mut all = found.iter().filter(near).filter(nested);
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

    /// Whether a token is a verb of beginning once and for all: "founded", "began".
    fn founds(&self, at: usize) -> bool {
        let words = &self.analysis.knowledge.words;
        self.analysis.tokens[at].shape == Shape::Lower
            && (self.analysis.verb_forms(at).iter()).any(|form| {
                (form.past || form.participle) && words.verb_class(form.verb, Class::FoundVerb)
            })
    }

    /// "27,000 visitors are expected this time": the document's own edition.
    pub(super) fn this_time(&self, index: usize, found: &mut Vec<Cue>) {
        let a = self.analysis;
        let sentence = self.sentence(index);
        for at in a.grid.each(sentence.clone(), Word::This) {
            if at + 1 < sentence.end && a.says(at, "this") && a.says(at + 1, "time") {
                found.push(Cue {
                    range: at..at + 2,
                    edition: Some(self.main),
                    named: false,
                    explicit: true,
                });
            }
        }
    }

    /// "the previous edition", "the next one": the year before or after, by how often the fair
    /// is held, unless the clause tells it.
    pub(super) fn neighbours(&self, index: usize, found: &mut Vec<Cue>) {
        let a = self.analysis;
        let sentence = self.sentence(index);
        let cues = (
            [Class::Previous, Class::Following],
            [Word::Last, Word::Previous],
        );
        for at in a.grid.each(sentence.clone(), cues) {
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
            // "The next will be held in May"
            let alone = a.says(at, "next")
                && at == sentence.start + 1
                && a.is(at - 1, Class::Article)
                && crate::fact::clause::is_finite(a, self.inventory, noun);
            let event = self.inventory.mention_at(noun).filter(|m| {
                self.inventory.mentions[*m].sort == Sort::Event
                    && self.events.series_of.get(&self.inventory.of[*m]) == Some(&self.main.series)
            });
            let determined = at > sentence.start
                && (a.is(at - 1, Class::Determiner)
                    || a.tokens[at - 1].shape == Shape::Possessive
                    // "12,300 reporters (last show: 12,000)"
                    || a.is_mark(at - 1, '('))
                || at == sentence.start;
            // "the show's last edition", "the last edition before the pandemic"
            if !(edition || one || bare || alone || event.is_some())
                || !determined
                || one && !ahead && !back
            {
                continue;
            }
            if bare && !(a.says(at, "last") && at > sentence.start && a.says(at - 1, "the")) {
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
            let end = event.map_or(noun + usize::from(!alone), |m| {
                self.inventory.mentions[m].outer.end
            });
            found.push(Cue {
                range: at..end,
                edition: year.map(|year| self.of_year(year)),
                named: true,
                explicit: true,
            });
        }
    }
}
