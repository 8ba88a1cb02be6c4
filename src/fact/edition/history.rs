//! Editions that a text says took place, will take place or did not, in a year it names: "The fair
//! began in 1990", "Expo will return in March 2025", "was cancelled in 2020".

use super::Reader;
use crate::fact::model::{Object, Relation};
use crate::knowledge::Class;
use std::ops::Range;

impl Reader<'_, '_> {
    /// States series and year of the editions of such clauses, and of a first one its number.
    pub(super) fn history(&mut self, sentence: &Range<usize>, index: usize) {
        let scope = self.scope;
        for cue in scope.cues(index) {
            let Some(edition) = cue.edition else { continue };
            if !cue.explicit
                || cue.named
                || edition.series != self.main.series
                || edition == self.main
                || edition.year.is_none()
            {
                continue;
            }
            let Some((verb, found)) = self.told_by(sentence, cue.range.start) else {
                continue;
            };
            self.identify(edition, verb);
            if found && edition.year < self.main.year {
                self.add(
                    edition,
                    Relation::EditionNumber,
                    Object::Integer(1),
                    verb,
                    "edition.founded",
                );
            }
        }
    }

    /// The verb of taking place that the time at `at` belongs to, and whether it tells of the
    /// first edition.
    fn told_by(&self, sentence: &Range<usize>, at: usize) -> Option<(usize, bool)> {
        let a = self.view.analysis;
        let words = &a.knowledge.words;
        let of = |verb: usize, class: Class| {
            a.verb_forms(verb)
                .iter()
                .any(|form| words.verb_class(form.verb, class))
        };
        for verb in sentence.clone() {
            if verb.abs_diff(at) > 14
                || !(self.scope.together(verb, at) || self.scope.inside(verb, at))
                || a.is(verb, Class::Auxiliary)
                || !(of(verb, Class::PlaceVerb) || of(verb, Class::CancelVerb))
                || !a.tokens[verb].shape.eq(&crate::text::Shape::Lower)
            {
                continue;
            }
            if self.fair_is_subject(verb, sentence) {
                // "began to offer" tells of something else.
                let goes_on = verb + 1 < sentence.end
                    && (a.says(verb + 1, "to") || a.verb_forms(verb + 1).iter().any(|f| f.ing));
                let near = verb < at && at - verb <= 6 || at <= sentence.start + 2;
                let first = of(verb, Class::FoundVerb) && near && !goes_on;
                return Some((verb, first));
            }
            // "wiped out the convention in 2020"
            let object = (verb + 1..sentence.end.min(verb + 5)).any(|t| self.stands_for_event(t));
            if object && of(verb, Class::CancelVerb) {
                return Some((verb, false));
            }
        }
        // "in 2025, when the next K is due"
        (at..sentence.end.min(at + 12))
            .find(|t| a.says(*t, "due") && self.fair_is_subject(*t, sentence))
            .map(|due| (due, false))
    }
}
