//! Cues of time: "in 2019", "last year", "two years ago", "last autumn's session", "that year".

use super::DateAt;
use super::cue::{Cue, Finder};
use crate::knowledge::{Class, Word};
use crate::mention::date::DateKind;
use crate::mention::{Lower, Sort};
use crate::text::Shape;
use std::ops::Range;

/// The most words of a talk's title before a year that ends it.
const TITLE: usize = 10;

impl Finder<'_> {
    /// Years and months of other years: "in 2019", "last year", "two years ago", "last October".
    pub(super) fn times(&mut self, index: usize) -> Vec<Cue> {
        let sentence = self.sentence(index);
        let mut found = Vec::new();
        let dates = self.dates;
        for date in &dates[index] {
            if self.in_event(date.tokens.start) || self.in_title(date, &sentence) {
                continue;
            }
            let Some(year) = self.year_told(date, &sentence) else {
                continue;
            };
            let named = self.names_edition(date, &sentence);
            if !named && self.is_of_a_thing(date, &sentence) {
                continue;
            }
            let edition = match year {
                Some(year) => {
                    let base = self.base();
                    if base.is_some_and(|base| !(base - 120..=base + 12).contains(&year)) {
                        continue;
                    }
                    let block = self.analysis.sentences[index].block;
                    self.year = Some((year, block, date.tokens.start));
                    let firm = !named
                        && (self.is_of_a_firm(date, &sentence)
                            || self.is_told_of_another(date, &sentence));
                    (!firm).then(|| self.of_year(year))
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

    /// "The company built 3,400 buses last year", "Brazil had 126,000 new trucks last year": what a firm or
    /// a country did then, nothing in the sentence having to do with a fair.
    fn is_told_of_another(&self, date: &DateAt, sentence: &Range<usize>) -> bool {
        let a = self.analysis;
        if self.is_of_founding(date, sentence) {
            return true;
        }
        let relative = matches!(date.mention.kind, DateKind::RelativeYear(years) if years < 0);
        let first = sentence.start + usize::from(a.is(sentence.start, Class::Article));
        let subject = a.is_lower(first, Class::OrgNoun)
            || self.inventory.mention_at(first).is_some_and(|m| {
                matches!(
                    self.inventory.mentions[m].sort,
                    Sort::Organisation(_) | Sort::Country | Sort::Name
                )
            });
        relative && subject && date.tokens.start > first && !self.speaks_of_fair(date, sentence)
    }

    /// "Founded in 1968, the Guild of Millers represents 1,900 mills": a body's year, no fair's.
    fn is_of_founding(&self, date: &DateAt, sentence: &Range<usize>) -> bool {
        let a = self.analysis;
        let founded = (a.verb_forms(sentence.start).iter()).any(|form| form.participle);
        let comma = date.tokens.end;
        if !founded || date.tokens.start > sentence.start + 2 || !a.is_mark(comma, ',') {
            return false;
        }
        let first = comma + 1 + usize::from(a.is(comma + 1, Class::Article));
        self.inventory.mention_at(first).is_some_and(|m| {
            matches!(
                self.inventory.mentions[m].sort,
                Sort::Organisation(_) | Sort::Name
            )
        })
    }

    /// Whether anything in a sentence has to do with a fair.
    fn speaks_of_fair(&self, date: &DateAt, sentence: &Range<usize>) -> bool {
        let a = self.analysis;
        let nouns = [
            Class::EventNoun,
            Class::EditionNoun,
            Class::FairNoun,
            Class::CrowdNoun,
            Class::ExhibitorNoun,
            Class::ParticipantNoun,
            Class::BoothPlace,
            Class::Turnstile,
        ];
        // The "year" of "last year" is none.
        a.grid.any(sentence.start..date.tokens.start, Lower(nouns))
            || a.grid.any(date.tokens.end..sentence.end, Lower(nouns))
            || a.is(sentence.start, Class::UnnamedSubject)
            || sentence.clone().any(|t| a.is(t, Class::FairVoice))
            || self.mentions_around(sentence.start).any(|m| {
                self.events.series_of.get(&self.inventory.of[m]) == Some(&self.main.series)
            })
    }

    /// "Three of those on last year's programme were missing when the Harbour Expo opened": a thing of
    /// that year in a clause about the fair.
    fn is_of_a_thing(&self, date: &DateAt, sentence: &Range<usize>) -> bool {
        let a = self.analysis;
        let (start, end) = (date.tokens.start, date.tokens.end);
        let relative = matches!(date.mention.kind, DateKind::RelativeYear(_));
        let thing = end + 1 < sentence.end
            && a.tokens[end].shape == Shape::Possessive
            && a.tokens[end + 1].shape == Shape::Lower
            && !a.is(end + 1, Class::CountingWord);
        let placed = start > sentence.start && a.is(start - 1, Class::Preposition);
        relative
            && thing
            && placed
            && !a.is(start - 1, Class::Comparison)
            && self.mentions_around(start).any(|m| {
                let mention = &self.inventory.mentions[m];
                mention.outer.start > end
                    && self.events.series_of.get(&self.inventory.of[m]) == Some(&self.main.series)
            })
    }

    /// "Acme launched the oven in July 2024": what a firm did then, no fair being spoken of.
    fn is_of_a_firm(&self, date: &DateAt, sentence: &Range<usize>) -> bool {
        let a = self.analysis;
        if !matches!(date.mention.kind, DateKind::Month { .. }) {
            return false;
        }
        let launches = (sentence.start..date.tokens.start).any(|t| {
            a.tokens[t].shape == Shape::Lower
                && a.verb_forms(t)
                    .iter()
                    .any(|form| a.knowledge.words.verb_class(form.verb, Class::LaunchVerb))
        });
        // "The RF-9, introduced in May 2031,"
        let opener = sentence.start + usize::from(a.is(sentence.start, Class::Article));
        launches
            && !a.grid.any(
                sentence.clone(),
                Lower([Class::EventNoun, Class::EditionNoun]),
            )
            && self
                .mentions_around(sentence.start)
                .all(|m| self.inventory.mentions[m].sort != Sort::Event)
            && self.mentions_around(sentence.start).any(|m| {
                let mention = &self.inventory.mentions[m];
                mention.range.start < date.tokens.start
                    && (matches!(mention.sort, Sort::Organisation(_))
                        || mention.sort == Sort::Name && mention.outer.start == opener)
            })
    }

    /// Whether a year ends the title of a talk: `"The Broker of 2030"`.
    fn in_title(&self, date: &DateAt, sentence: &Range<usize>) -> bool {
        let a = self.analysis;
        let end = date.tokens.end
            + usize::from(date.tokens.end < sentence.end && a.is_mark(date.tokens.end, ','));
        let closed = end < sentence.end && (a.is_quote(end) || a.is_mark(end, '\u{2019}'));
        closed && {
            let from = sentence.start.max(date.tokens.start.saturating_sub(TITLE));
            (from..date.tokens.start)
                .rev()
                .find(|t| a.is_quote(*t) || a.is_mark(*t, '\u{2018}'))
                .is_some_and(|open| {
                    let words = open + 1..date.tokens.start;
                    let small = |t: usize| a.is(t, Class::Preposition) || a.is(t, Class::Article);
                    words.clone().count() > 0
                        && words
                            .clone()
                            .all(|t| a.tokens[t].shape.is_nameish() || small(t))
                })
        }
    }

    /// "last autumn", "last spring's session".
    fn seasons(&self, sentence: &Range<usize>, found: &mut Vec<Cue>) {
        let a = self.analysis;
        let Some(today) = self.document.published else {
            return;
        };
        for at in a.grid.each(sentence.clone(), Word::Last) {
            if at + 1 >= sentence.end {
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
            // "last autumn's harvest": no edition is spoken of.
            let thing = end + 1 < sentence.end && a.tokens[end + 1].shape == Shape::Lower;
            if possessive && !named && thing {
                continue;
            }
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
        for at in a.grid.each(sentence.clone(), Word::That) {
            let noun = at + 1 < sentence.end
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
                let noun = self.edition_noun(date.tokens.end, sentence.end).is_some()
                    || self.is_of_trade(date, sentence.end);
                // "from the first quarter of 2026": when something is to be had.
                let quarter = at >= sentence.start + 2
                    && a.says(at - 1, "of")
                    && a.says(at - 2, "quarter")
                    && (sentence.start.max(at.saturating_sub(6))..at - 2)
                        .any(|t| matches!(a.word(t), "from" | "by" | "until" | "since"));
                if quarter {
                    return None;
                }
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
        behind || before || self.is_of_trade(date, sentence.end)
    }

    /// "The 2023 pump show": a word of the trade between the year and the noun.
    fn is_of_trade(&self, date: &DateAt, end: usize) -> bool {
        let a = self.analysis;
        let (start, from) = (date.tokens.start, date.tokens.end);
        start > 0
            && a.says(start - 1, "the")
            && (from + 1..end.min(from + 4)).any(|noun| {
                a.is_lower(noun, Class::FairNoun)
                    && (from..noun).all(|t| {
                        let small = [
                            Class::Preposition,
                            Class::Conjunction,
                            Class::Determiner,
                            Class::Auxiliary,
                            Class::NoFairModifier,
                        ];
                        a.is_lower(t, Class::Common) && !small.iter().any(|class| a.is(t, *class))
                    })
            })
    }

    /// The noun for an edition that stands at a token, behind modifiers.
    pub(super) fn edition_noun(&self, at: usize, end: usize) -> Option<usize> {
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
}
