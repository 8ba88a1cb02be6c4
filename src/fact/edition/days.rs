//! When an edition opens and closes: days weighed over the whole text.

use super::Reader;
use super::role::{DateRole, Dated};
use crate::document::BlockKind;
use crate::fact::event::Edition;
use crate::fact::model::{Object, Relation};
use crate::fact::scope::DateAt;
use crate::knowledge::{Class, Word};
use crate::mention::Lower;
use crate::mention::date::DateKind;
use crate::text::Shape;
use jiff::ToSpan;
use jiff::civil::Date;
use std::ops::Range;

/// A first or last day of an edition, as one sentence tells it.
#[derive(Debug)]
pub(super) struct Day {
    edition: Edition,
    relation: Relation,
    date: Date,
    token: usize,
    rule: &'static str,
    weight: i32,
}

/// A day may be stated from this weight on; below it only supports others.
const ENOUGH: i32 = 3;

impl Reader<'_, '_> {
    /// Notes the days that a sentence tells of an edition.
    pub(super) fn dates(&mut self, sentence: &Range<usize>, index: usize) {
        let scope = self.scope;
        for date in scope.dates(index) {
            self.date(sentence, date);
        }
        self.this_part_of_day(sentence);
    }

    fn date(&mut self, sentence: &Range<usize>, date: &DateAt) {
        let a = self.view.analysis;
        let token = date.tokens.start;
        let after = date.tokens.end;
        let range = self.is_range(date);
        let set_apart = a.sentences[a.sentence_of(token)].kind != BlockKind::Paragraph;
        if a.sentences[a.sentence_of(token)].title_case && !range {
            return;
        }
        let Some(mut edition) = self.scope.at(a, token) else {
            return;
        };
        if edition.series != self.main.series {
            return;
        }
        let found = self.date_role(sentence, token, after).or_else(|| {
            (range && set_apart)
                .then(|| self.headline(sentence))
                .flatten()
                .or_else(|| (range && self.led_by(sentence, edition, date)).then(Dated::told))
                .or_else(|| (range && self.are_dates(sentence, token)).then(Dated::told))
        });
        let Some(found) = found else {
            return;
        };
        let bounds = range
            || matches!(date.mention.kind, DateKind::Weekdays { first, last, .. } if first != last)
            || found.last_only
            || found.verb.is_none();
        // "From Monday 6 to Thursday 9 May the trade meets": a sentence that opens with the days.
        let opens = (range || self.spans_weekdays(date))
            && token <= sentence.start + 1
            && self.names_no_fair(sentence);
        let fair = found.sure
            || opens
            || self.about_event(token, sentence)
            || bounds && self.at_the_fair(sentence);
        if !fair {
            return;
        }
        let Some((mut first, mut last)) = self.resolve(date, edition, &found, sentence) else {
            return;
        };
        if edition == self.main
            && let Some(years) = self.years_off(date, &found, sentence, first, last)
        {
            let moved = |date: Date| date.with().year(date.year() + years).build().ok();
            let (Some(a), Some(b)) = (moved(first), moved(last)) else {
                return;
            };
            (first, last) = (a, b);
        }
        // "have shifted the conference from 13 to 20 February": from one first day to another.
        let shifted = range
            && a.says(token.saturating_sub(1), "from")
            && !a.is_mark(token.saturating_sub(2), ',')
            && (sentence.start.max(token.saturating_sub(8))..token).any(|t| {
                a.verb_forms(t)
                    .iter()
                    .any(|f| a.knowledge.words.verb_class(f.verb, Class::MoveVerb))
            });
        if shifted {
            first = last;
        }
        if let (DateKind::Days { .. }, Some(own)) = (&date.mention.kind, edition.year)
            && own != i32::from(first.year())
        {
            let year = i32::from(first.year());
            if date.mention.year_stated {
                // A stated year names the edition, unless it runs over the turn of the year.
                let over =
                    Some(i32::from(last.year())) == self.main.year || Some(year) == self.main.year;
                edition.year = if over || self.named_after_year(edition) {
                    self.main.year
                } else {
                    Some(year)
                };
            } else if edition != self.main || self.is_named_with_year(sentence, own) {
                // "In 2022 it runs from May 3 to 5": the clause's year.
                let shift = i16::try_from(own - year).unwrap_or(0);
                let moved = |date: Date| date.with().year(date.year() + shift).build().ok();
                let (Some(a), Some(b)) = (moved(first), moved(last)) else {
                    return;
                };
                (first, last) = (a, b);
            }
        }
        self.note_days(edition, first, last, &found, sentence, token);
    }

    /// "Harbour Expo 2032 has its dates: May 4 to 7": whether the sentence names the fair with that year.
    fn is_named_with_year(&self, sentence: &Range<usize>, year: i32) -> bool {
        let index = self.view.analysis.sentence_of(sentence.start);
        let inventory = self.view.inventory;
        inventory.by_sentence[index].0.clone().any(|m| {
            inventory.mentions[m].year == Some(year)
                && self.view.events.series_of.get(&inventory.of[m]) == Some(&self.main.series)
        })
    }

    /// By how many years days without a year are off: "will be held from 8 to 10 October" of a
    /// January is the next October, not the nearer one.
    fn years_off(
        &self,
        date: &DateAt,
        found: &Dated,
        sentence: &Range<usize>,
        first: Date,
        last: Date,
    ) -> Option<i16> {
        let today = self.scope.today()?;
        if date.mention.year_stated || !matches!(date.mention.kind, DateKind::Days { .. }) {
            return None;
        }
        let own = self.main.year.and_then(|year| i16::try_from(year).ok())?;
        let month = 31;
        if last < today
            && first.year() < own
            && (today - last).get_days() > month
            && self.is_ahead(date.tokens.start, found, sentence)
        {
            return Some(own - first.year());
        }
        None
    }

    fn note_days(
        &mut self,
        edition: Edition,
        first: Date,
        last: Date,
        found: &Dated,
        sentence: &Range<usize>,
        token: usize,
    ) {
        if found.phase {
            self.phases.push((edition, first, last, token));
            return;
        }
        let one_day =
            found.role == DateRole::Span && first == last && self.one_day(sentence, found);
        let days = &mut self.days;
        let mut note = |relation: Relation, date: Date, rule: &'static str, weight: i32| {
            days.push(Day {
                edition,
                relation,
                date,
                token,
                rule,
                weight,
            });
        };
        let weight = found.weight;
        if first != last {
            if !found.last_only {
                note(Relation::StartDate, first, "edition.span", weight + 1);
            }
            note(Relation::EndDate, last, "edition.span", weight + 1);
            return;
        }
        match found.role {
            DateRole::Start => note(Relation::StartDate, first, "edition.opens", weight),
            DateRole::End => note(Relation::EndDate, last, "edition.closes", weight),
            DateRole::Span => {
                note(Relation::StartDate, first, "edition.span", weight);
                if one_day {
                    note(Relation::EndDate, last, "edition.span", weight);
                }
            }
            DateRole::Nth { day, of } => {
                let before = |days: i64| first.checked_sub(days.days()).ok();
                if let Some(start) = before(day - 1) {
                    note(Relation::StartDate, start, "edition.nth-day", weight);
                    let end = of.and_then(|of| start.checked_add((of - 1).days()).ok());
                    if let Some(end) = end {
                        note(Relation::EndDate, end, "edition.nth-day", weight);
                    }
                }
            }
        }
    }

    /// "Next year's show, the 40th, leaves Porto for Lisbon, Feb. 20-22, 2032": whether a sentence
    /// opens with another edition than the text's, whose year the date tells.
    fn led_by(&self, sentence: &Range<usize>, edition: Edition, date: &DateAt) -> bool {
        let a = self.view.analysis;
        let lead = self.scope.cues(a.sentence_of(sentence.start)).first();
        let year = match date.mention.kind {
            DateKind::Days { first, .. } if date.mention.year_stated => i32::from(first.year()),
            _ => return false,
        };
        edition != self.main
            && edition.year == Some(year)
            && lead.is_some_and(|cue| {
                cue.named && cue.edition == Some(edition) && cue.range.start <= sentence.start + 2
            })
    }

    /// "next year's dates are Aug. 25 and 26"
    fn are_dates(&self, sentence: &Range<usize>, token: usize) -> bool {
        let a = self.view.analysis;
        let near = sentence.start.max(token.saturating_sub(5))..token;
        let mut keys = a.grid.each(near, Lower(Class::DateKey));
        if keys.any(|t| t > sentence.start && a.tokens[t - 1].shape == Shape::Possessive) {
            return true;
        }
        // "The dates for the Harbour Expo are 4-7 May"
        let key = (sentence.start..token).find(|t| a.is_lower(*t, Class::DateKey));
        key.is_some_and(|key| {
            key <= sentence.start + 2
                && token > key + 3
                && a.is(token - 1, Class::Be)
                && (a.says(key + 1, "for") || a.says(key + 1, "of"))
                && self.mentions_fair(token - 2..token - 1)
        })
    }

    fn is_range(&self, date: &DateAt) -> bool {
        match date.mention.kind {
            DateKind::Days { first, last } => first != last,
            DateKind::PartialDays { first, last } => first != last,
            _ => false,
        }
    }

    /// "From Friday through Sunday, the hall hosts 140 dealers": weekdays that open a sentence.
    fn spans_weekdays(&self, date: &DateAt) -> bool {
        matches!(date.mention.kind, DateKind::Weekdays { first, last, .. } if first != last)
    }

    /// The days that a date names, a weekday by the tense of its clause.
    fn resolve(
        &self,
        date: &DateAt,
        edition: Edition,
        found: &Dated,
        sentence: &Range<usize>,
    ) -> Option<(Date, Date)> {
        match &date.mention.kind {
            DateKind::Days { first, last } => Some((*first, *last)),
            DateKind::PartialDays { first, last } => {
                // The year is the edition's, which other words of the document tell.
                let year = edition.year.and_then(|y| i16::try_from(y).ok())?;
                let first = Date::new(year, first.0, first.1).ok()?;
                let last = Date::new(year, last.0, last.1).ok()?;
                Some((first, last))
            }
            DateKind::Weekdays { previous, next, .. } => {
                if edition != self.main {
                    return None;
                }
                if self.is_ahead(date.tokens.start, found, sentence) {
                    next.or(*previous)
                } else {
                    previous.or(*next)
                }
            }
            _ => None,
        }
    }

    /// "came to a close this afternoon", "opens tonight": the document's day.
    fn this_part_of_day(&mut self, sentence: &Range<usize>) {
        let a = self.view.analysis;
        let Some(today) = self.scope.today() else {
            return;
        };
        let cues = (Lower(Class::Tonight), Word::This);
        for at in a.grid.each(sentence.clone(), cues) {
            let tonight = a.is_lower(at, Class::Tonight);
            let part =
                a.says(at, "this") && at + 1 < sentence.end && a.is_lower(at + 1, Class::DayPart);
            if !(tonight || part) || self.scope.at(a, at) != Some(self.main) {
                continue;
            }
            let after = at + 1 + usize::from(part);
            let Some(found) = self.date_role(sentence, at, after) else {
                continue;
            };
            if found.sure || self.about_event(at, sentence) {
                self.note_days(self.main, today, today, &found, sentence, at);
            }
        }
    }

    /// Of all days told, the one with the most behind it is the edition's.
    pub(super) fn choose_days(&mut self) {
        self.join_phases();
        let days = std::mem::take(&mut self.days);
        let mut done: Vec<(Edition, Relation)> = Vec::new();
        let mut chosen: Vec<&Day> = Vec::new();
        for day in &days {
            if done.contains(&(day.edition, day.relation)) {
                continue;
            }
            done.push((day.edition, day.relation));
            let same =
                |other: &&Day| other.edition == day.edition && other.relation == day.relation;
            let support = |date: Date| -> i32 {
                days.iter()
                    .filter(same)
                    .filter(|o| o.date == date)
                    .map(|o| o.weight)
                    .sum()
            };
            let best = days
                .iter()
                .filter(same)
                .max_by_key(|o| (support(o.date), o.weight, std::cmp::Reverse(o.token)));
            if let Some(best) = best.filter(|best| support(best.date) >= ENOUGH) {
                chosen.push(best);
            }
        }
        for &day in &chosen {
            // A last day before the first was read of something else.
            let broken = day.relation == Relation::EndDate
                && chosen.iter().any(|o| {
                    o.edition == day.edition
                        && o.relation == Relation::StartDate
                        && (o.date > day.date && o.weight >= day.weight)
                });
            if broken {
                continue;
            }
            if day.edition != self.main {
                self.identify(day.edition, day.token);
            }
            self.add(
                day.edition,
                day.relation,
                Object::Date(day.date),
                day.token,
                day.rule,
            );
        }
    }

    /// A fair in phases lasts from the first day of the first to the last day of the last.
    fn join_phases(&mut self) {
        let phases = std::mem::take(&mut self.phases);
        let own = || phases.iter().filter(|(edition, ..)| *edition == self.main);
        if own().count() < 2 {
            return;
        }
        let first = own().min_by_key(|(_, first, ..)| *first);
        let last = own().max_by_key(|(_, _, last, _)| *last);
        for (relation, found) in [(Relation::StartDate, first), (Relation::EndDate, last)] {
            let Some(&(edition, first, last, token)) = found else {
                continue;
            };
            let start = relation == Relation::StartDate;
            self.days.push(Day {
                edition,
                relation,
                date: if start { first } else { last },
                token,
                rule: "edition.phases",
                weight: ENOUGH,
            });
        }
    }

    /// Whether the fair's own name carries a year ("Expo 2020 Dubai", which opened in 2021).
    fn named_after_year(&self, edition: Edition) -> bool {
        let label = &self.view.events.series[edition.series].label;
        edition
            .year
            .is_some_and(|year| label.contains(&year.to_string()))
    }

    /// "the one-day fair was held on Monday", "put on its expo on Tuesday".
    fn one_day(&self, sentence: &Range<usize>, found: &Dated) -> bool {
        let a = self.view.analysis;
        let said = |range: Range<usize>| a.grid.any(range, Lower(Class::OneDay));
        if said(sentence.clone()) {
            return true;
        }
        let held = found.verb.is_some_and(|verb| {
            a.verb_forms(verb)
                .iter()
                .any(|f| a.knowledge.words.verb_class(f.verb, Class::HoldVerb))
        });
        held && !self.several_days && (found.weight > 3 || said(0..a.tokens.len()))
    }
}
