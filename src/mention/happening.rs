//! What is said of a fair alone: that it takes place, opens and closes, comes to a town on a day.

use super::analysis::Analysis;
use super::inventory::Inventory;
use super::name::{Mention, Sort};
use crate::knowledge::Class;
use crate::text::Shape;
use std::ops::Range;

/// The words behind a verb within which a day says that something happens on it.
const NEAR: usize = 14;

/// The words before a name within which it may be said beforehand: "Between 4 and 6 May, X will".
const BEFORE: usize = 9;

impl Inventory {
    /// Whether what is said of a name is that it comes to a place on a day, or fills one: "lands
    /// in Ghent this weekend", "is back at the Silja Hall on 4 June", "is set for 4-6 October".
    /// Firms come and go, too, but not for days that are counted.
    pub(super) fn comes_on_a_day(
        &self,
        analysis: &Analysis<'_>,
        name: &Range<usize>,
        sentence: &Range<usize>,
    ) -> bool {
        let mut at = name.end;
        // "X, now in its seventh year, took over the arena on Tuesday"
        if at < sentence.end && analysis.is_mark(at, ',') {
            let close = (at + 1..sentence.end.min(at + 12)).find(|t| analysis.is_mark(*t, ','));
            let Some(close) = close else { return false };
            at = close + 1;
        }
        let mut be = false;
        while at < sentence.end
            && (analysis.is(at, Class::Auxiliary)
                || analysis.is_lower(at, Class::Adverb)
                || analysis.is(at, Class::Future))
        {
            be |= analysis.is(at, Class::Be);
            at += 1;
        }
        if at >= sentence.end || analysis.tokens[at].shape != Shape::Lower {
            return false;
        }
        let of = |class: Class| {
            (analysis.verb_forms(at).iter())
                .any(|f| analysis.knowledge.words.verb_class(f.verb, class))
        };
        let back = be && analysis.says(at, "back");
        // "will be in Pecs on 5 June"
        let there = be && analysis.is_lower(at, Class::VenuePreposition);
        // "is set for 4-6 October", "is due in May"
        let set = be && analysis.is_lower(at, Class::SetForm);
        if !(back || there || set || of(Class::AppearVerb)) {
            return false;
        }
        // "is back at Harbour Expo on 4 June": the fair is the other.
        let stop = (at + 1..sentence.end)
            .find(|t| {
                analysis
                    .mark(*t)
                    .is_some_and(|c| matches!(c, ';' | ':' | '.'))
            })
            .unwrap_or(sentence.end);
        let elsewhere = self
            .mentions
            .iter()
            .any(|m| m.sort == Sort::Event && m.outer.start > at && m.outer.start < stop);
        let lead = sentence.start.max(name.start.saturating_sub(BEFORE))..name.start;
        let comma = lead.end > lead.start && analysis.is_mark(lead.end - 1, ',');
        !elsewhere
            && (is_dated(analysis, &(at..stop.min(at + NEAR)))
                || comma && is_dated(analysis, &lead))
    }

    /// Whether what is said of a name is that it takes place: "opened on", "closes its doors",
    /// "will be held in", "runs from", "has brought 812 exhibitors".
    pub(super) fn takes_place(
        &self,
        analysis: &Analysis<'_>,
        end: usize,
        sentence: &Range<usize>,
    ) -> bool {
        let mut at = end;
        // ", which ends today in Porto"
        if at + 1 < sentence.end && analysis.is_mark(at, ',') && analysis.says(at + 1, "which") {
            at += 2;
        }
        // An insertion: ", held every second year in Arica,"
        if at < sentence.end && analysis.is_mark(at, ',') {
            let Some(close) =
                (at + 1..sentence.end.min(at + 16)).find(|t| analysis.is_mark(*t, ','))
            else {
                return false;
            };
            at = close + 1;
        }
        let mut passive = false;
        while at < sentence.end
            && (analysis.is(at, Class::Auxiliary)
                || analysis.is(at, Class::Adverb)
                || analysis.is(at, Class::Future)
                || analysis.says(at, "to"))
        {
            passive |= analysis.is(at, Class::Be);
            at += 1;
        }
        if at >= sentence.end || analysis.tokens[at].shape != Shape::Lower {
            return false;
        }
        // "is on at the quay until Sunday"
        if at > end
            && analysis.is(at - 1, Class::Be)
            && analysis.says(at, "on")
            && at + 1 < sentence.end
            && (analysis.is_lower(at + 1, Class::VenuePreposition)
                || analysis.is_lower(at + 1, Class::LastBound))
        {
            return true;
        }
        // "X is over."
        if at > end
            && analysis.is(at - 1, Class::Be)
            && analysis.says(at, "over")
            && (at + 1 >= sentence.end || analysis.mark(at + 1).is_some())
        {
            return true;
        }
        // "X is back, and this time with windows"
        if at > end
            && analysis.says(at - 1, "is")
            && analysis.says(at, "back")
            && (at + 1 >= sentence.end
                || analysis.mark(at + 1).is_some()
                || analysis.is_lower(at + 1, Class::TimeOpener)
                || analysis.says(at + 1, "for"))
        {
            return true;
        }
        let of = |class: Class| {
            analysis
                .verb_forms(at)
                .iter()
                .any(|f| analysis.knowledge.words.verb_class(f.verb, class))
        };
        let mut next = at + 1;
        let ends = |t: usize| t >= sentence.end || analysis.mark(t).is_some();
        if of(Class::CrowdVerb) {
            return (next..sentence.end.min(next + 6)).any(|t| {
                analysis.tokens[t].shape == Shape::Number || analysis.is(t, Class::CountingWord)
            });
        }
        if analysis.verb_forms(at).iter().any(|f| f.base && f.third) {
            return false;
        }
        let place = next < sentence.end && analysis.says(next, "place");
        let happens = of(Class::OpeningVerb)
            || of(Class::ClosingVerb)
            || of(Class::RunVerb)
            || passive && of(Class::HoldVerb)
            || place;
        if !happens {
            return false;
        }
        while next < sentence.end
            && (analysis.is_lower(next, Class::VerbTail)
                || analysis.is_lower(next, Class::Adverb)
                    && !analysis.is(next, Class::VenuePreposition))
        {
            next += 1;
        }
        // "returns to profit": no place to go to.
        if next + 1 < sentence.end
            && analysis.says(next, "to")
            && analysis.tokens[next + 1].shape == Shape::Lower
            && !analysis.is(next + 1, Class::Determiner)
        {
            return false;
        }
        let turnstile =
            (next..sentence.end.min(next + 3)).any(|t| analysis.is_lower(t, Class::Turnstile));
        turnstile
            || ends(next)
            || analysis.is(next, Class::Weekday)
            || analysis.is(next, Class::Month) && analysis.tokens[next].shape != Shape::Lower
            || (analysis.is_lower(next, Class::Preposition)
                || analysis.is_lower(next, Class::TimeOpener))
                && !analysis.says(next, "as")
    }
}

impl Inventory {
    /// Makes names venues' where the text says that the fair takes place at them: "It will take
    /// place on 17 and 18 June at the Resch Expo".
    pub(super) fn find_houses(&mut self, analysis: &Analysis<'_>) {
        let mut houses = Vec::new();
        for (index, sentence) in analysis.sentences.iter().enumerate() {
            for m in self.by_sentence[index].0.clone() {
                let mention = &self.mentions[m];
                let Range { start, end } = mention.outer;
                let plain = mention.sort == Sort::Event
                    && mention.record.is_none()
                    && mention.year.is_none()
                    && mention.ordinal.is_none();
                let bare = plain && analysis.is(end - 1, Class::VenueModifier);
                // "Expo Dom Rui"
                let opened = plain
                    && end > start + 1
                    && analysis.is(start, Class::EventOpener)
                    && !analysis.is(end - 1, Class::EventHead);
                let at = match start > sentence.tokens.start + 1
                    && analysis.is(start - 1, Class::Article)
                {
                    true => start - 2,
                    false => start.saturating_sub(1),
                };
                let before = sentence.tokens.start..at;
                if (bare || opened)
                    && at > sentence.tokens.start
                    && analysis.says(at, "at")
                    && (self.is_held_before(analysis, &before)
                        || opened && self.opens_before(analysis, &before))
                {
                    houses.push(m);
                }
            }
        }
        for m in houses {
            let words = analysis.slice(self.mentions[m].range.clone());
            for other in &mut self.mentions {
                if other.sort == Sort::Event && analysis.slice(other.range.clone()) == words {
                    other.sort = Sort::Venue;
                }
            }
        }
    }

    /// Whether these words name a fair and say that it takes place: "The Mast Fair ended on Friday at".
    fn opens_before(&self, analysis: &Analysis<'_>, range: &Range<usize>) -> bool {
        let named = |m: &&Mention| {
            m.sort == Sort::Event && range.contains(&m.outer.start) && m.outer.end < range.end
        };
        self.mentions.iter().filter(named).any(|m| {
            (m.outer.end..range.end).any(|t| {
                self.takes_place(analysis, t, range)
                    && !(t..range.end).any(|mark| analysis.is_mark(mark, ','))
            })
        })
    }

    /// Whether these words say that a fair told of before, and named by no name here, takes place.
    fn is_held_before(&self, analysis: &Analysis<'_>, range: &Range<usize>) -> bool {
        range.clone().any(|t| {
            let fair = analysis.says(t, "it")
                || analysis.says(t, "which")
                || super::unheaded::definite(analysis, t).is_some();
            let held = fair
                && t + 1 < range.end
                && !analysis.is(t + 1, Class::Preposition)
                && self.takes_place(analysis, t + 1, range);
            held && !self.mentions.iter().any(|m| {
                m.sort == Sort::Event && range.contains(&m.outer.start) && m.outer.start > t
            })
        })
    }
}

/// Whether a day of the calendar, or a week or season counted from the text's own, stands there.
fn is_dated(analysis: &Analysis<'_>, range: &Range<usize>) -> bool {
    range.clone().any(|t| {
        let capital = analysis.tokens[t].shape != Shape::Lower;
        let month = capital && analysis.is(t, Class::Month);
        let day = |t: usize| range.contains(&t) && analysis.tokens[t].shape == Shape::Number;
        capital && analysis.is(t, Class::Weekday)
            || month && (day(t + 1) || t > 0 && day(t - 1))
            || analysis.is_lower(t, Class::CalendarUnit)
                && t > range.start
                && analysis.is_lower(t - 1, Class::ThisOrNext)
    })
}
