//! When an edition opens and closes.

use super::Reader;
use crate::fact::event::Edition;
use crate::fact::model::{Object, Relation};
use crate::knowledge::Class;
use crate::mention::Scan;
use crate::mention::date::{DateKind, DateMention, dates};
use crate::text::Shape;
use jiff::civil::Date;
use std::ops::Range;

/// A first or last day of an edition, as one sentence tells it.
pub(super) struct Day {
    edition: Edition,
    relation: Relation,
    date: Date,
    token: usize,
    rule: &'static str,
    weight: i32,
}

impl Reader<'_, '_> {
    /// When the edition opens and closes.
    pub(super) fn dates(&mut self, sentence: &Range<usize>, _index: usize) {
        let a = self.view.analysis;
        let bytes = a.bytes(sentence.clone());
        let scan = Scan::new(&a.source[bytes.clone()], &a.knowledge.figures);
        for date in dates(&scan, self.document.published) {
            let token = sentence.start
                + a.tokens[sentence.clone()]
                    .partition_point(|t| (t.end as usize) <= bytes.start + date.range.start);
            if token >= sentence.end {
                continue;
            }
            let after = sentence.start
                + a.tokens[sentence.clone()]
                    .partition_point(|t| (t.start as usize) < bytes.start + date.range.end);
            self.date(sentence, &date, token, after);
        }
    }

    fn date(&mut self, sentence: &Range<usize>, date: &DateMention, token: usize, after: usize) {
        let a = self.view.analysis;
        if !self.about_event(token, sentence) {
            return;
        }
        let Some(mut edition) = self.scope.at(a, token) else {
            return;
        };
        let Some(found) = self.date_role(sentence, token, after) else {
            return;
        };
        let ahead = found
            .verb
            .is_some_and(|v| self.is_future(v, sentence) || self.is_present(v));
        let (mut first, mut last) = match &date.kind {
            DateKind::Days { first, last } => (*first, *last),
            DateKind::PartialDays { first, last } => {
                // The year is the edition's, which other words of the document tell.
                let Some(year) = edition.year.and_then(|y| i16::try_from(y).ok()) else {
                    return;
                };
                let (Ok(a), Ok(b)) = (
                    Date::new(year, first.0, first.1),
                    Date::new(year, last.0, last.1),
                ) else {
                    return;
                };
                (a, b)
            }
            DateKind::Weekdays { previous, next, .. } => {
                let chosen = if ahead {
                    next.or(*previous)
                } else {
                    previous.or(*next)
                };
                let Some(chosen) = chosen else { return };
                chosen
            }
            _ => return,
        };
        if let (Some(year), Some(own)) = (date_year(date, first), edition.year)
            && edition.series == self.main.series
            && own != year
        {
            if date.year_stated {
                // A stated year names the edition, unless it runs over the turn of the year.
                let over =
                    Some(i32::from(last.year())) == self.main.year || Some(year) == self.main.year;
                edition.year = if over || self.named_after_year(edition) {
                    self.main.year
                } else {
                    Some(year)
                };
            } else if edition != self.main {
                // "In 2024 the fair will be held from April 22 to 26": the clause's year.
                let shift = i16::try_from(own - year).unwrap_or(0);
                let moved = |date: Date| date.with().year(date.year() + shift).build().ok();
                let (Some(a), Some(b)) = (moved(first), moved(last)) else {
                    return;
                };
                (first, last) = (a, b);
            }
        }
        let range = first != last;
        let one_day = self.one_day(sentence);
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
        if range {
            note(Relation::StartDate, first, "edition.span", weight + 1);
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
        }
    }

    /// Of all days told, the one with the most behind it is the edition's.
    pub(super) fn choose_days(&mut self) {
        let days = std::mem::take(&mut self.days);
        let mut done: Vec<(Edition, Relation)> = Vec::new();
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
            let Some(best) = best.filter(|best| support(best.date) >= 3) else {
                continue;
            };
            if best.edition != self.main {
                self.identify(best.edition, best.token);
            }
            self.add(
                best.edition,
                best.relation,
                Object::Date(best.date),
                best.token,
                best.rule,
            );
        }
    }

    /// Whether the fair's own name carries a year ("Expo 2020 Dubai", which opened in 2021).
    fn named_after_year(&self, edition: Edition) -> bool {
        let label = &self.view.events.series[edition.series].label;
        edition
            .year
            .is_some_and(|year| label.contains(&year.to_string()))
    }

    fn one_day(&self, sentence: &Range<usize>) -> bool {
        let a = self.view.analysis;
        sentence
            .clone()
            .any(|t| matches!(a.word(t), "one-day" | "single-day"))
    }

    fn is_future(&self, verb: usize, sentence: &Range<usize>) -> bool {
        let a = self.view.analysis;
        (sentence.start.max(verb.saturating_sub(4))..verb)
            .any(|t| a.is(t, Class::Future) || a.says(t, "to"))
    }

    fn is_present(&self, verb: usize) -> bool {
        let a = self.view.analysis;
        a.verb_forms(verb).iter().any(|f| f.third || f.base)
            && !a.verb_forms(verb).iter().any(|f| f.past)
    }

    /// What the words around a date say it is.
    fn date_role(&self, sentence: &Range<usize>, token: usize, after: usize) -> Option<Dated> {
        let a = self.view.analysis;
        let word = |t: usize| a.word(t).to_lowercase();
        let found =
            |role: DateRole, verb: Option<usize>, weight: i32| Some(Dated { role, verb, weight });
        // "on Monday, the opening day of the fair", "on the second day, Tuesday"
        let near = sentence.start.max(token.saturating_sub(6))..sentence.end.min(after + 6);
        for at in near.clone().skip(1) {
            if a.says(at, "day") && !(token..after).contains(&at) {
                if a.is_lower(at - 1, Class::FirstDay) {
                    return found(DateRole::Start, None, 4);
                }
                if a.is_lower(at - 1, Class::FinalDay) {
                    return found(DateRole::End, None, 4);
                }
                if a.ordinal(at - 1).is_some() {
                    return None;
                }
            }
        }
        // "until Sunday", "through Friday", "to 14 September"
        if token > sentence.start {
            let before = word(token - 1);
            if matches!(before.as_str(), "until" | "till" | "through" | "thru") {
                let verb = self.verb_before(sentence, token);
                return found(DateRole::End, verb, 5);
            }
            // "from Saturday until the closing on April 27": the earlier date is read by itself.
            if before == "from" {
                let verb = self.verb_before(sentence, token);
                return found(DateRole::Span, verb, if verb.is_some() { 5 } else { 3 });
            }
        }
        let keyed =
            (sentence.start..token).any(|t| a.is_mark(t, ':')) && token - sentence.start <= 8;
        if keyed {
            let key = word(sentence.start);
            let named = self
                .view
                .inventory
                .mention_at(sentence.start)
                .is_some_and(|m| {
                    self.view
                        .events
                        .series_of
                        .contains_key(&self.view.inventory.of[m])
                });
            if matches!(key.as_str(), "when" | "date" | "dates") || named {
                return found(DateRole::Span, None, 6);
            }
        }
        // "(17-21 June)" behind the name.
        if token > sentence.start + 1 && a.is_mark(token - 1, '(') {
            let named = self.view.inventory.mention_at(token - 2).is_some_and(|m| {
                self.view.events.series_of.get(&self.view.inventory.of[m])
                    == Some(&self.main.series)
            });
            if named || self.stands_for_event(token - 2) {
                return found(DateRole::Span, None, 5);
            }
        }
        // Nearest verb of opening or closing before the date, else behind it.
        if let Some(verb) = self.verb_before(sentence, token) {
            let own = self.subject_is_event(verb, sentence);
            let object = (verb + 1..token).any(|t| {
                self.stands_for_event(t)
                    || self.view.inventory.mention_at(t).is_some_and(|m| {
                        self.view.events.series_of.get(&self.view.inventory.of[m])
                            == Some(&self.main.series)
                    })
            });
            let weight = if own {
                5
            } else if object {
                4
            } else {
                2
            };
            return found(self.verb_role(verb), Some(verb), weight);
        }
        // "From Monday 6 to Thursday 9 May the trade meets": the sentence opens with the date.
        let behind = (after..sentence.end.min(after + 18)).find(|t| self.is_date_verb(*t));
        if let Some(verb) = behind {
            if self.subject_is_event(verb, sentence) || token <= sentence.start + 2 {
                return found(self.verb_role(verb), Some(verb), 3);
            }
        }
        // "Its third edition, on November 29-30, 2022,"; "the 45th show, Feb. 21 to 23, 2020,"
        let close = (sentence.start.max(token.saturating_sub(6))..token).any(|t| {
            self.stands_for_event(t)
                || a.is_lower(t, Class::EditionNoun)
                || self.view.inventory.mention_at(t).is_some_and(|m| {
                    self.view.events.series_of.get(&self.view.inventory.of[m])
                        == Some(&self.main.series)
                })
        });
        if close
            && token > sentence.start
            && (a.is_mark(token - 1, ',')
                || a.is_mark(token - 1, '(')
                || a.says(token - 1, "on")
                || a.says(token - 1, "on"))
        {
            return found(DateRole::Span, None, 3);
        }
        None
    }

    fn verb_before(&self, sentence: &Range<usize>, token: usize) -> Option<usize> {
        let a = self.view.analysis;
        let mut at = token;
        while at > sentence.start && token - at < 22 {
            at -= 1;
            if a.is_mark(at, ';') || a.is_quote(at) {
                return None;
            }
            if self.is_date_verb(at) {
                return Some(at);
            }
        }
        None
    }

    pub(super) fn is_date_verb(&self, at: usize) -> bool {
        let a = self.view.analysis;
        if a.says(at, "underway") || (a.says(at, "way") && at > 0 && a.says(at - 1, "under")) {
            return true;
        }
        a.tokens[at].shape == Shape::Lower
            && self.view.inventory.role_at(at).is_none()
            && a.verb_forms(at).iter().any(|form| {
                [Class::OpeningVerb, Class::ClosingVerb, Class::SpanVerb]
                    .iter()
                    .any(|class| a.knowledge.words.verb_class(form.verb, *class))
            })
    }

    fn verb_role(&self, at: usize) -> DateRole {
        let a = self.view.analysis;
        let is = |class: Class| {
            a.verb_forms(at)
                .iter()
                .any(|form| a.knowledge.words.verb_class(form.verb, class))
        };
        if is(Class::OpeningVerb) || a.verb_forms(at).is_empty() || a.says(at, "way") {
            DateRole::Start
        } else if is(Class::ClosingVerb) {
            DateRole::End
        } else {
            DateRole::Span
        }
    }

    pub(super) fn subject_is_event(&self, verb: usize, sentence: &Range<usize>) -> bool {
        let start = sentence.start.max(verb.saturating_sub(8));
        (start..verb).any(|t| {
            self.stands_for_event(t)
                || self.view.inventory.mention_at(t).is_some_and(|m| {
                    self.view.events.series_of.get(&self.view.inventory.of[m])
                        == Some(&self.main.series)
                })
        })
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum DateRole {
    Start,
    End,
    Span,
}

/// What a date is of an edition, by which verb, and how much that weighs.
struct Dated {
    role: DateRole,
    verb: Option<usize>,
    weight: i32,
}

fn date_year(date: &DateMention, first: Date) -> Option<i32> {
    matches!(date.kind, DateKind::Days { .. }).then(|| i32::from(first.year()))
}
