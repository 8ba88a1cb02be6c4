//! Which edition it is by count: "the 20th ...", "third edition", "now in its 27th year".

use super::Reader;
use crate::fact::event::Edition;
use crate::fact::model::{Object, Relation};
use crate::knowledge::Class;
use crate::mention::Sort;
use crate::text::Shape;
use std::ops::Range;

impl Reader<'_, '_> {
    /// "the 20th ...", "third edition", "now in its 27th year", "this year's fair, the 12th of its
    /// kind".
    pub(super) fn number(&mut self, sentence: &Range<usize>) {
        let a = self.view.analysis;
        for at in sentence.clone() {
            let Some(ordinal) = a.ordinal(at) else {
                continue;
            };
            if ordinal == 0 || ordinal > 400 {
                continue;
            }
            if let Some(edition) = self.numbered(at, sentence) {
                // "the first CIIE" in a text on the second: an edition whose year is not told.
                let own = edition.series == self.main.series;
                if own && edition == self.main && self.number_conflicts(ordinal) {
                    continue;
                }
                self.add(
                    edition,
                    Relation::EditionNumber,
                    Object::Integer(ordinal),
                    at,
                    "edition.ordinal",
                );
            }
        }
    }

    /// The edition that a count at `at` moves the text to.
    fn counted(&self, at: usize) -> Option<Edition> {
        let a = self.view.analysis;
        let cues = self.scope.cues(a.sentence_of(at));
        let cue = cues
            .iter()
            .filter(|cue| cue.explicit && cue.range.contains(&at))
            .min_by_key(|cue| cue.range.len());
        match cue {
            Some(cue) => cue.edition,
            None => self.scope.at(a, at),
        }
    }

    fn number_conflicts(&self, ordinal: i64) -> bool {
        let label = self.view.events.label(self.main);
        self.facts.facts().iter().any(|fact| {
            fact.relation == Relation::EditionNumber
                && self.facts.label(fact.subject) == label
                && fact.object != Object::Integer(ordinal)
        })
    }

    /// The edition that the ordinal at `at` counts.
    fn numbered(&self, at: usize, sentence: &Range<usize>) -> Option<Edition> {
        let a = self.view.analysis;
        let end = sentence.end;
        // Within an event's name: "the 20th Shanghai Exhibition".
        if let Some(m) = self.view.inventory.mention_at(at) {
            let mention = &self.view.inventory.mentions[m];
            if mention.sort == Sort::Event && mention.ordinal == a.ordinal(at) {
                let series = *self.view.events.series_of.get(&self.view.inventory.of[m])?;
                if series != self.main.series {
                    return None;
                }
                return self.counted(at);
            }
            return None;
        }
        let word = |t: usize| if t < end { a.word(t) } else { "" };
        let mut next = at + 1;
        while next < end
            && a.is_lower(next, Class::EventModifier)
            && !a.is(next, Class::EventNoun)
            && !a.is(next, Class::EditionNoun)
        {
            next += 1;
        }
        if next >= end {
            return self.bare_ordinal(at, sentence);
        }
        // "third edition", "the 45th show", "second year"
        if a.is_lower(next, Class::EditionNoun) || a.is_lower(next, Class::EventNoun) {
            let noun = word(next);
            if matches!(
                noun,
                "time" | "day" | "week" | "session" | "meeting" | "run"
            ) && noun != "session"
            {
                return None;
            }
            if noun == "year" || noun == "time" {
                // "in its 27th year", "for a second year", "for the third year running"
                let led = (sentence.start.max(at.saturating_sub(3))..at)
                    .any(|t| a.says(t, "its") || a.says(t, "a"))
                    && (sentence.start.max(at.saturating_sub(4))..at).any(|t| {
                        matches!(a.word(t), "in" | "for" | "enters" | "entering" | "into")
                    });
                if !led {
                    return None;
                }
            }
            // "the first forum of its kind" counts something else; "its third edition" the fair.
            let preceded = at > sentence.start
                && (a.is(at - 1, Class::Determiner)
                    || a.tokens[at - 1].shape == Shape::Possessive
                    || a.is_lower(at - 1, Class::Adverb)
                    || a.says(at - 1, "very"));
            if !preceded && at != sentence.start {
                return None;
            }
            if noun == "forum"
                || noun == "festival"
                || noun == "conference"
                || noun == "event"
                || noun == "summit"
                || noun == "show"
                || noun == "exhibition"
                || noun == "fair"
            {
                // "the first big motor show in China": an adjective between.
                if next > at + 1
                    && (at + 1..next).any(|t| {
                        matches!(
                            a.word(t),
                            "big" | "large" | "major" | "online" | "virtual" | "hybrid"
                        )
                    })
                {
                    return None;
                }
            }
            // Of another event: "the 15th edition of X".
            if word(next + 1) == "of" {
                let mut of = next + 2;
                while of < end && a.is(of, Class::Determiner) {
                    of += 1;
                }
                if let Some(m) = (of < end)
                    .then(|| self.view.inventory.mention_at(of))
                    .flatten()
                {
                    let series = self.view.events.series_of.get(&self.view.inventory.of[m]);
                    if self.view.inventory.mentions[m].sort == Sort::Event
                        && series.is_some_and(|series| *series != self.main.series)
                    {
                        return None;
                    }
                }
            }
            return self.counted(at);
        }
        // "the 12th of its kind", "the 20th in the series"
        if word(at + 1) == "of" && word(at + 2) == "its"
            || word(at + 1) == "in" && word(at + 2) == "the" && word(at + 3) == "series"
        {
            return self.counted(at);
        }
        self.bare_ordinal(at, sentence)
    }

    /// "The expo, the seventh, has ..."
    fn bare_ordinal(&self, at: usize, sentence: &Range<usize>) -> Option<Edition> {
        let a = self.view.analysis;
        let closed = at + 1 >= sentence.end
            || a.mark(at + 1)
                .is_some_and(|c| matches!(c, ',' | '.' | ')' | ';'));
        let led = at > sentence.start + 2
            && a.says(at - 1, "the")
            && a.mark(at - 2).is_some_and(|c| matches!(c, ',' | '('));
        if !(closed && led) {
            return None;
        }
        let before = at - 3;
        let event = self.view.inventory.mention_at(before).is_some_and(|m| {
            self.view.events.series_of.get(&self.view.inventory.of[m]) == Some(&self.main.series)
        }) || a.is_lower(before, Class::EventNoun);
        if event { self.counted(at) } else { None }
    }
}
