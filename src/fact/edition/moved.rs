//! Days told without a verb of taking place: those that a fair is moved to or no longer has, a line
//! of place and days, "it" for the fair of the sentence before.

use super::Reader;
use crate::knowledge::Class;
use crate::mention::{Lower, Sort};
use crate::text::Shape;
use std::ops::Range;

/// The sentences at the head of a text among which a line of place and days may stand.
const PLACE_LINE: usize = 5;

impl Reader<'_, '_> {
    /// "has postponed the fair to December 4-13": the days that it is moved to.
    pub(super) fn is_moved_to(&self, sentence: &Range<usize>, token: usize) -> bool {
        let a = self.view.analysis;
        let before = sentence.start.max(token.saturating_sub(14))..token;
        token > sentence.start + 2
            && a.says(token - 1, "to")
            && !before
                .clone()
                .any(|t| a.says(t, "from") || matches!(a.mark(t), Some(';' | ',')))
            && before.clone().any(|t| {
                a.verb_forms(t)
                    .iter()
                    .any(|f| a.knowledge.words.verb_class(f.verb, Class::MoveVerb))
            })
            && self.mentions_fair(before)
    }

    /// "from the earlier scheduled date of November 6-15": days that no longer hold.
    pub(super) fn is_former(&self, sentence: &Range<usize>, token: usize) -> bool {
        let a = self.view.analysis;
        let near = sentence.start.max(token.saturating_sub(7))..token;
        a.grid.any(near.clone(), Lower(Class::FormerDate))
            && a.grid.any(near, Lower(Class::DateKey))
    }

    /// "Hamilton, New Zealand, 3 - 6 March 2031": a line under the headline that is made of places and
    /// days alone.
    pub(super) fn is_place_line(&self, sentence: &Range<usize>) -> bool {
        let a = self.view.analysis;
        let inventory = self.view.inventory;
        let head = a.sentence_of(sentence.start) < PLACE_LINE && sentence.len() <= 16;
        let part = |t: usize| match a.tokens[t].shape {
            Shape::Mark(_) | Shape::Number => true,
            Shape::Lower => matches!(a.word(t), "to" | "and" | "from" | "until"),
            _ => {
                a.is(t, Class::Month)
                    || a.is(t, Class::Weekday)
                    || inventory.mention_at(t).is_some_and(|m| {
                        matches!(
                            inventory.mentions[m].sort,
                            Sort::Place | Sort::Country | Sort::Venue | Sort::Name
                        )
                    })
            }
        };
        head && inventory.mention_at(sentence.start).is_some()
            && a.grid.any(sentence.clone(), Class::Month)
            && sentence.clone().all(part)
    }

    /// "The expo is full. The minister inaugurated it on Friday": "it" is the fair that the sentence
    /// before speaks of.
    pub(super) fn opens_it(&self, sentence: &Range<usize>, verb: usize) -> bool {
        let a = self.view.analysis;
        let index = a.sentence_of(sentence.start);
        a.says(verb + 1, "it")
            && index.checked_sub(1).is_some_and(|before| {
                a.sentences[before].block == a.sentences[index].block
                    && self.mentions_fair(a.sentences[before].tokens.clone())
            })
    }
}
