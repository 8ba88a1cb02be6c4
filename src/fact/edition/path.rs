//! What stands between the fair and the words that say where it is: "the fair, [April 17-20, 2021,]
//! at the Broadmoor", "held [May 23-25] at the Palazzo Reale".

use super::Reader;
use crate::knowledge::Class;
use crate::mention::Sort;
use crate::text::Shape;
use std::ops::Range;

/// No more words are looked through.
const REACH: usize = 24;

impl Reader<'_, '_> {
    /// Whether a mark stands right behind a date, and that right behind the fair: "the fair,
    /// October 14-17;".
    pub(super) fn dated_fair(&self, sentence: &Range<usize>, mark: usize) -> bool {
        let a = self.view.analysis;
        let dates = self.scope.dates(a.sentence_of(mark));
        let Some(date) = dates.iter().find(|date| date.tokens.end == mark) else {
            return false;
        };
        self.behind_fair(sentence, date.tokens.start)
    }

    /// Whether a preposition stands behind the fair, or behind a verb that says that it takes
    /// place, with nothing but days, places and marks between.
    pub(super) fn behind_fair(&self, sentence: &Range<usize>, preposition: usize) -> bool {
        let a = self.view.analysis;
        let inventory = self.view.inventory;
        let dates = self.scope.dates(a.sentence_of(preposition));
        let floor = sentence.start.max(preposition.saturating_sub(REACH));
        let mut at = preposition;
        while at > floor {
            let last = at - 1;
            if self.is_own(last) || self.stands_for_event(last) {
                return true;
            }
            if let Some(date) = dates.iter().find(|date| date.tokens.contains(&last)) {
                at = date.tokens.start;
                continue;
            }
            let place = inventory.mention_at(last).map(|m| &inventory.mentions[m]);
            if let Some(place) = place
                && matches!(place.sort, Sort::Place | Sort::Country)
            {
                at = place.outer.start;
                continue;
            }
            if self.is_date_verb(last) || a.is(last, Class::Be) {
                return self.fair_is_subject(last, sentence);
            }
            let passed = a.is_mark(last, ',')
                || a.is_mark(last, '(')
                || a.tokens[last].shape == Shape::Number
                || a.is(last, Class::CountingWord)
                || a.is(last, Class::Weekday)
                || a.is(last, Class::Month)
                || a.is_lower(last, Class::WhenWord)
                || a.is_lower(last, Class::VerbTail)
                || a.is_lower(last, Class::Adverb);
            if !passed {
                return false;
            }
            at = last;
        }
        false
    }
}
