//! Where editions other than the main one took or will take place, and places that no table knows.

use super::Reader;
use crate::document::BlockKind;
use crate::fact::event::Edition;
use crate::fact::model::{Kind, Object, Relation};
use crate::knowledge::Class;
use crate::mention::Sort;
use crate::mention::date::DateKind;
use crate::text::Shape;
use std::ops::Range;

impl Reader<'_, '_> {
    /// Places told of other editions than the main one, and places that no table knows.
    pub(super) fn places(&mut self, sentence: &Range<usize>, index: usize) {
        let a = self.view.analysis;
        for m in self.view.inventory.by_sentence[index].0.clone() {
            let mention = &self.view.inventory.mentions[m];
            let start = mention.outer.start;
            // "first held in 2027 in Kelmswick": a town that no table knows, too.
            let town = mention.sort == Sort::Name
                && mention.record.is_none()
                && mention.range.len() <= 2
                && mention.range.clone().all(|t| {
                    a.tokens[t].shape == Shape::Capital
                        && !a.is(t, Class::GenericName)
                        && !a.is(t, Class::EventHead)
                });
            if !town && !matches!(mention.sort, Sort::Place | Sort::Country) {
                continue;
            }
            if let Some(edition) = self.of_year_beside(sentence, start, mention.outer.end) {
                self.held_in(m, edition, start, "edition.held-in");
                continue;
            }
            if town {
                let scope = self.scope.at(a, start).filter(|e| *e != self.main);
                let before = start.checked_sub(1).filter(|t| *t > sentence.start);
                if let (Some(edition), Some(before)) = (scope, before)
                    && edition.series == self.main.series
                    && self.goes_to(sentence, before, edition)
                {
                    self.held_in(m, edition, start, "edition.held-in");
                }
                continue;
            }
            let Some(edition) = self.scope.at(a, start) else {
                continue;
            };
            if edition.series != self.main.series {
                continue;
            }
            // The main edition's place is weighed over the whole text.
            if edition == self.main && (mention.record.is_some() || mention.sort == Sort::Country) {
                continue;
            }
            if self.is_keyed(sentence, start, Class::PlaceKey) {
                self.held_in(m, edition, start, "edition.place-key");
                continue;
            }
            let listed = a.sentences[index].kind != BlockKind::Paragraph
                && edition != self.main
                && mention.sort == Sort::Place
                && start > sentence.start
                && (a.is_mark(start - 1, ',') || a.is_mark(start - 1, ':'))
                && !a.grid.any(sentence.clone(), &self.view.inventory.finite);
            if listed {
                self.held_in(m, edition, start, "edition.held-in");
                continue;
            }
            if let Some(edition) = self.hosted_by(sentence, start, mention.outer.end) {
                self.held_in(m, edition, start, "edition.held-in");
                continue;
            }
            if start <= sentence.start {
                continue;
            }
            // "at the Fenton Arena in Lisbon": where the edition's building is.
            let building = edition != self.main
                && (a.says(start - 1, "in") || a.is_mark(start - 1, ','))
                && start > sentence.start + 2
                && self.stands_in(edition, start - 2);
            let outing = edition != self.main && self.is_outing(sentence, start, mention.outer.end);
            if building || outing {
                self.held_in(m, edition, start, "edition.held-in");
                continue;
            }
            let before = self.preposition_before(sentence, start);
            if !["in", "to", "at"].iter().any(|word| a.says(before, word)) {
                continue;
            }
            if self.held_context(sentence, before, start)
                || self.edition_at(sentence, before, start)
                || edition != self.main && self.goes_to(sentence, before, edition)
            {
                self.held_in(m, edition, start, "edition.held-in");
            }
        }
    }

    /// "Honiara hosted the last fair, in 2029", "Turin will host the next one": the other edition that a
    /// place has.
    fn hosted_by(&self, sentence: &Range<usize>, start: usize, end: usize) -> Option<Edition> {
        let a = self.view.analysis;
        let opens = start == sentence.start || a.mark(start - 1).is_some();
        let verb = (end..sentence.end.min(end + 4)).find(|t| {
            a.verb_forms(*t)
                .iter()
                .any(|f| !f.ing && a.knowledge.words.verb_class(f.verb, Class::HousingVerb))
        })?;
        let cues = self.scope.cues(a.sentence_of(start));
        let cue = cues
            .iter()
            .find(|cue| cue.named && (verb + 1..verb + 5).contains(&cue.range.start))?;
        cue.edition
            .filter(|e| opens && e.series == self.main.series && *e != self.main)
    }

    /// Whether the building that ends at a token is one that this sentence puts the edition in.
    fn stands_in(&self, edition: Edition, last: usize) -> bool {
        self.view.inventory.mention_at(last).is_some_and(|m| {
            let of = self.view.inventory.of[m];
            self.is_ground(edition, of)
        })
    }

    /// The other edition whose year stands right beside a place: "After Mendoza in 2028 and Lagos in
    /// 2030, the congress comes home", "first held in 2028 in Mendoza", "410 in Mendoza last year".
    fn of_year_beside(&self, sentence: &Range<usize>, start: usize, end: usize) -> Option<Edition> {
        let a = self.view.analysis;
        let cues = self.scope.cues(a.sentence_of(sentence.start));
        let other = |edition: Option<Edition>| {
            edition.filter(|e| e.series == self.main.series && *e != self.main && e.year.is_some())
        };
        if start <= sentence.start {
            return None;
        }
        let behind = cues.iter().find(|cue| {
            cue.explicit
                && !cue.named
                && (cue.range.start == end || cue.range.start == end + 1 && a.says(end, "in"))
        });
        if let Some(cue) = behind {
            let after = |t: usize| a.says(t, "after") || a.says(t, "following");
            let fair =
                (cue.range.end..sentence.end).any(|t| self.is_own(t) || self.stands_for_event(t));
            let listed = after(sentence.start)
                && fair
                && (start == sentence.start + 1
                    || a.says(start - 1, "and")
                    || a.is_mark(start - 1, ','));
            let counted = a.says(start - 1, "in")
                && start > sentence.start + 1
                && a.tokens[start - 2].shape == Shape::Number
                && cue.range.start == end;
            // "which was held in Nairobi last year and in Accra in 2029"
            let held = a.says(start - 1, "in") && self.held_context(sentence, start - 1, start);
            // "we launched the fair in a ballroom in Sohar in 2027"
            let founded = a.says(start - 1, "in")
                && (sentence.start..start).any(|t| {
                    a.verb_forms(t)
                        .iter()
                        .any(|f| a.knowledge.words.verb_class(f.verb, Class::FoundVerb))
                        && (t + 1..start.min(t + 5))
                            .any(|t| self.is_own(t) || self.stands_for_event(t))
                });
            return other(cue.edition).filter(|_| listed || counted || held || founded);
        }
        let before = start - 1;
        let ahead = cues.iter().find(|cue| {
            cue.explicit && !cue.named && cue.range.end == before && a.says(before, "in")
        })?;
        // "Last year in Subotica we were 98"
        let we = ahead.range.start <= sentence.start + 1
            && (end..sentence.end.min(end + 3))
                .any(|t| a.says(t, "we") || self.stands_for_event(t));
        other(ahead.edition).filter(|_| we || self.held_context(sentence, before, start))
    }

    /// "Next year's forum goes to Jinja", "In 2032 the fair will move across the river to Giurgiu": an
    /// edition that opens the sentence and goes to a place.
    fn goes_to(&self, sentence: &Range<usize>, before: usize, edition: Edition) -> bool {
        let a = self.view.analysis;
        let lead = self.scope.cues(a.sentence_of(sentence.start)).first();
        let led = lead.is_some_and(|cue| {
            cue.explicit
                && cue.edition == Some(edition)
                && cue.range.start <= sentence.start + 2
                && cue.range.end <= before
        });
        led && a.says(before, "to")
            && (sentence.start.max(before.saturating_sub(8))..before).any(|t| {
                a.verb_forms(t)
                    .iter()
                    .any(|f| a.knowledge.words.verb_class(f.verb, Class::GoVerb))
                    && self.fair_is_subject(t, sentence)
            })
    }

    fn held_in(&mut self, m: usize, edition: Edition, token: usize, rule: &str) {
        if edition != self.main {
            self.identify(edition, token);
        }
        let thing = self.view.inventory.of[m];
        let entity = self.facts.thing(self.view, thing, Kind::Place);
        self.add(
            edition,
            Relation::HeldIn,
            Object::Entity(entity),
            token,
            rule,
        );
    }

    /// "Its first edition, in Cairo in 2018", "In Durban three years later", "back to Cairo in
    /// 2023": a place beside the words that tell the edition.
    fn edition_at(&self, sentence: &Range<usize>, before: usize, start: usize) -> bool {
        let a = self.view.analysis;
        let cues = self.scope.cues(a.sentence_of(start));
        let end = self
            .view
            .inventory
            .mention_at(start)
            .map_or(start + 1, |m| self.view.inventory.mentions[m].outer.end);
        let named = before > sentence.start
            && cues
                .iter()
                .any(|cue| cue.named && cue.range.end <= before && before - cue.range.end <= 2)
            && (before..start).all(|t| a.mark(t).is_none());
        let time_behind = cues.iter().any(|cue| {
            cue.explicit
                && cue.range.start >= end
                && cue.range.start - end <= 2
                && a.mark(cue.range.start - 1).is_none()
        });
        let leads = before <= sentence.start + 1 || a.says(before, "to");
        named || time_behind && leads || self.days_behind(sentence, before, end)
    }

    /// "Next year's show, the 40th, leaves Porto for a hall in Lisbon, Feb. 20-22, 2032": days of the
    /// edition that opens the sentence, behind the place.
    fn days_behind(&self, sentence: &Range<usize>, before: usize, end: usize) -> bool {
        let a = self.view.analysis;
        let index = a.sentence_of(sentence.start);
        let lead = self.scope.cues(index).first();
        let year = lead
            .filter(|cue| cue.named && cue.range.start <= sentence.start + 2)
            .and_then(|cue| cue.edition)
            .filter(|edition| *edition != self.main)
            .and_then(|edition| edition.year);
        a.says(before, "in")
            && self.scope.dates(index).iter().any(|date| {
                let near = date.tokens.start >= end && date.tokens.start - end <= 4;
                near && date.mention.year_stated
                    && matches!(date.mention.kind, DateKind::Days { first, .. }
                        if year == Some(i32::from(first.year())))
            })
    }
}
