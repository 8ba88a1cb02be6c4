//! Exhibitors without a verb of showing of their own: "with A and B among the newcomers", "Acme,
//! whose pump made its bow", "stands spoken for by A and B", "a collar from the outfit Acme, on
//! show", "Spotted in the tent: Acme's boat, a Bolt van".

use super::clause::is_finite;
use super::list::{backwards, contiguous};
use super::model::Relation;
use super::participant::Reader;
use crate::knowledge::{Class, Sign};
use crate::mention::{Lower, Sort};
use crate::text::Shape;
use std::ops::Range;

impl Reader<'_, '_> {
    pub(super) fn showing(&mut self, sentence: &Range<usize>) {
        let a = self.view.analysis;
        if a.has(sentence, Class::DrawObject) {
            self.whose_debut(sentence);
            self.queue_at(sentence);
        }
        if a.has(sentence, Class::BoothPlace) {
            self.spoken_for(sentence);
        }
        if a.has(sentence, Class::PrizeNoun) {
            self.stall_prize(sentence);
        }
        if a.has(sentence, Class::OnShow) {
            self.outfit_on_show(sentence);
        }
        if a.has(sentence, Class::ExhibitorNoun) {
            self.with_among(sentence);
        }
        if a.says(sentence.start, "spotted") {
            self.spotted(sentence);
        }
        self.over_at(sentence);
        if a.grid
            .any(sentence.clone(), [Class::BuyerWord, Class::SentNoun])
        {
            self.buyers_from(sentence);
        }
    }

    /// "Acme, whose loader made its North American bow".
    fn whose_debut(&mut self, sentence: &Range<usize>) {
        let a = self.view.analysis;
        for whose in sentence.start + 2..sentence.end.saturating_sub(3) {
            if !a.says(whose, "whose") || self.quoted(sentence, whose) {
                continue;
            }
            let end = whose - usize::from(a.is_mark(whose - 1, ','));
            let owner =
                self.view.inventory.mention_at(end - 1).filter(|m| {
                    self.is_firm(*m) && self.view.inventory.mentions[*m].outer.end == end
                });
            let behind = whose + 1..sentence.end.min(whose + 12);
            let draws = a.grid.each(behind.clone(), Lower(Class::DrawObject)).next();
            let Some((m, draws)) = owner.zip(draws) else {
                continue;
            };
            let denied = a.grid.any(whose..draws, Class::Negation);
            let acts = (whose + 1..draws).any(|t| {
                matches!(
                    a.word(t),
                    "made" | "makes" | "drew" | "draws" | "celebrated"
                )
            });
            if acts && !denied {
                self.state_all(
                    Relation::Exhibitor,
                    &[m],
                    whose,
                    "exhibitor.whose-debut",
                    None,
                );
            }
        }
    }

    /// "The queue at Acme stretched to the gate": before whose stand it stood.
    fn queue_at(&mut self, sentence: &Range<usize>) {
        let a = self.view.analysis;
        let cues = Lower([Class::DrawObject, Class::Roaring]);
        for at in a
            .grid
            .each(sentence.start..sentence.end.saturating_sub(2), cues)
        {
            let place = ["at", "outside", "for"]
                .iter()
                .any(|word| a.says(at + 1, word));
            let firm = self.view.inventory.mention_at(at + 2).filter(|m| {
                let outer = &self.view.inventory.mentions[*m].outer;
                self.is_firm(*m)
                    && outer.start == at + 2
                    && outer.end < sentence.end
                    && (is_finite(a, self.view.inventory, outer.end)
                        || a.mark(outer.end).is_some()
                        || a.tokens[outer.end].shape == Shape::Possessive
                        || a.is(outer.end, Class::Conjunction)
                        || a.is(outer.end, Class::Preposition))
            });
            if let Some(m) = firm.filter(|_| place && !self.quoted(sentence, at)) {
                self.state_all(Relation::Exhibitor, &[m], at, "exhibitor.queue-at", None);
            }
        }
    }

    /// "90 booths, a third of them spoken for by Acme and Bolt".
    fn spoken_for(&mut self, sentence: &Range<usize>) {
        let a = self.view.analysis;
        for at in sentence.start + 2..sentence.end.saturating_sub(3) {
            if a.says_all(at, sentence.end, &["spoken", "for", "by"])
                && a.grid.any(sentence.start..at, Lower(Class::BoothPlace))
                && !self.quoted(sentence, at)
            {
                let found = contiguous(self.view, at + 3, sentence.end, |m| self.is_firm(m));
                self.state_all(
                    Relation::Exhibitor,
                    &found,
                    at,
                    "exhibitor.spoken-for",
                    None,
                );
            }
        }
    }

    /// "gave away best-stall trophies to Acme and Bolt".
    fn stall_prize(&mut self, sentence: &Range<usize>) {
        let a = self.view.analysis;
        for prize in a.grid.each(sentence.clone(), Lower(Class::PrizeNoun)) {
            let stall = prize > sentence.start + 1
                && (prize.saturating_sub(3).max(sentence.start)..prize).any(|t| {
                    a.is_lower(t, Class::BoothPlace)
                        || a.is_lower(t, Class::CalledExhibitor)
                        || is_best_stall(a.word(t))
                });
            // "The fair's prize for young firms went to Acme"
            let fair = (sentence.start..sentence.end.min(prize + 6))
                .any(|t| a.is_lower(t, Class::EventNoun));
            let went = (prize + 1..sentence.end.min(prize + 9))
                .find(|t| a.says(*t, "to") && matches!(a.word(t - 1), "went" | "goes" | "go"));
            let to = match went.filter(|_| fair || stall) {
                Some(to) => Some(to),
                None => (stall && prize + 1 < sentence.end && a.says(prize + 1, "to"))
                    .then_some(prize + 1),
            };
            if let Some(to) = to
                && !self.quoted(sentence, prize)
            {
                let mut found = contiguous(self.view, to + 1, sentence.end, |m| self.is_firm(m));
                // "went to Acme, a Porto firm"
                found.retain(|m| {
                    let end = self.view.inventory.mentions[*m].outer.end;
                    !a.is_lower(end, Class::OrgNoun)
                });
                self.state_all(
                    Relation::Exhibitor,
                    &found,
                    prize,
                    "exhibitor.stall-prize",
                    None,
                );
            }
        }
    }

    /// "a fence collar from Kiwi outfit Acme, on show for the first time".
    fn outfit_on_show(&mut self, sentence: &Range<usize>) {
        let a = self.view.analysis;
        for on in sentence.start + 3..sentence.end.saturating_sub(1) {
            if !a.says(on, "on") || !a.is_lower(on + 1, Class::OnShow) {
                continue;
            }
            let end = on - usize::from(a.is_mark(on - 1, ','));
            let Some(m) = self.view.inventory.mention_at(end - 1) else {
                continue;
            };
            let outer = self.view.inventory.mentions[m].outer.clone();
            let floor = sentence.start.max(outer.start.saturating_sub(5));
            let from = (floor..outer.start)
                .rev()
                .take_while(|t| {
                    a.mark(*t).is_none()
                        && !is_finite(a, self.view.inventory, *t)
                        && !a.is(*t, Class::Conjunction)
                })
                .any(|t| a.says(t, "from"));
            if from && outer.end == end && self.is_firm(m) && !self.quoted(sentence, on) {
                self.state_all(
                    Relation::Exhibitor,
                    &[m],
                    on,
                    "exhibitor.on-show-from",
                    None,
                );
            }
        }
    }

    /// "All sites were sold, with Acme, Bolt and the trailer builder Cog among the newcomers";
    /// "Acme and Bolt were among 60 exhibitors".
    fn with_among(&mut self, sentence: &Range<usize>) {
        let a = self.view.analysis;
        for among in sentence.start + 2..sentence.end.saturating_sub(1) {
            if !a.says(among, "among") || self.quoted(sentence, among) {
                continue;
            }
            let noun = (among + 1..sentence.end.min(among + 6))
                .take_while(|t| {
                    matches!(a.tokens[*t].shape, Shape::Lower | Shape::Number)
                        && !a.is_lower(*t, Class::Preposition)
                })
                .find(|t| a.is_lower(*t, Class::ExhibitorNoun));
            if noun.is_none() || self.refused(sentence) {
                continue;
            }
            let buys = a.grid.any(
                sentence.clone(),
                Lower([Class::BuyerWord, Class::AttendWord]),
            );
            let counted = a.tokens[among + 1].shape == Shape::Number;
            let end = match a.is(among - 1, Class::Be) {
                true if counted => among - 1,
                true => continue,
                false => among,
            };
            let found = backwards(self.view, end, sentence.start, |m| self.is_firm(m));
            let Some(first) = found.first() else { continue };
            let start = self.view.inventory.mentions[*first].outer.start;
            let floor = sentence.start.max(start.saturating_sub(4));
            let with = (floor..start).any(|t| a.says(t, "with"));
            if (with || end < among) && !buys {
                self.state_all(
                    Relation::Exhibitor,
                    &found,
                    among,
                    "exhibitor.with-among",
                    None,
                );
            }
        }
    }

    /// "Over at Acme, a robot poured coffee"; "At Bolt, visitors folded masts".
    fn over_at(&mut self, sentence: &Range<usize>) {
        let a = self.view.analysis;
        let start = sentence.start;
        let over = a.says_all(start, sentence.end, &["over", "at"]);
        let at = match over {
            true => start + 1,
            false if a.says(start, "at") => start,
            false => return,
        };
        let Some(m) = self
            .view
            .inventory
            .mention_at((at + 1).min(sentence.end - 1))
        else {
            return;
        };
        let outer = self.view.inventory.mentions[m].outer.clone();
        let comma = outer.end;
        if outer.start != at + 1 || comma + 2 >= sentence.end {
            return;
        }
        // "At Acme there was a queue"
        let drawn = a.says(comma, "there")
            && (comma + 1..sentence.end.min(comma + 8)).any(|t| a.is_lower(t, Class::DrawObject));
        if !drawn && !a.is_mark(comma, ',') {
            return;
        }
        let watched = drawn
            || (comma + 1..sentence.end.min(comma + 3)).any(|t| {
                a.is_lower(t, Class::VisitorNoun) || a.is_lower(t, Class::ParticipantNoun)
            });
        if (over || watched) && self.is_firm(m) && !self.refused(sentence) {
            self.state_all(Relation::Exhibitor, &[m], at, "exhibitor.over-at", None);
        }
    }

    /// "Buyers from Acme and Bolt walked the aisles".
    fn buyers_from(&mut self, sentence: &Range<usize>) {
        let a = self.view.analysis;
        let nouns = Lower([Class::BuyerWord, Class::SentNoun]);
        for at in a.grid.each(
            sentence.start..sentence.end.saturating_sub(3),
            (nouns, Class::BuyerWord),
        ) {
            let plural = a.word(at).ends_with('s');
            if !plural || !a.says(at + 1, "from") || self.quoted(sentence, at) {
                continue;
            }
            let found = contiguous(self.view, at + 2, sentence.end, |m| self.is_firm(m));
            let Some(last) = found.last() else { continue };
            let end = self.view.inventory.mentions[*last].outer.end;
            let comes = (end..sentence.end.min(end + 6)).any(|t| {
                a.is_lower(t, Class::AboutTheHalls)
                    || a.is_lower(t, Class::AttendWord)
                    || a.is_lower(t, Class::PresenceVerb)
            });
            let denied = a.grid.any(
                sentence.clone(),
                (Class::Negation, Lower(Class::Withdrawal)),
            );
            if comes && !denied {
                self.state_all(Relation::Attendee, &found, at, "attendee.buyers-from", None);
            }
        }
    }

    /// "Spotted in the tent: Acme's line, a Bolt truck and newcomer Cog".
    fn spotted(&mut self, sentence: &Range<usize>) {
        let a = self.view.analysis;
        let lead = sentence.start + 1..sentence.end.min(sentence.start + 7);
        let Some(colon) = a.grid.first(lead, Sign::Colon) else {
            return;
        };
        if a.grid.any(sentence.start..colon, Class::Negation) {
            return;
        }
        let mentions = self.view.inventory.by_sentence[a.sentence_of(colon)]
            .0
            .clone();
        let found: Vec<usize> = mentions
            .filter(|m| {
                let mention = &self.view.inventory.mentions[*m];
                let start = mention.outer.start;
                let opens = start > colon
                    && (a.is_mark(start - 1, ':')
                        || a.is_mark(start - 1, ',')
                        || a.is(start - 1, Class::Article)
                        || a.says(start - 1, "and")
                        || a.is_lower(start - 1, Class::FirmNoun)
                        || a.is_lower(start - 1, Class::OrgNoun));
                opens && matches!(mention.sort, Sort::Organisation(_) | Sort::Name)
            })
            .collect();
        self.state_all(
            Relation::Exhibitor,
            &found,
            colon,
            "exhibitor.spotted",
            None,
        );
    }
}

/// "best-stall", "best-stand".
fn is_best_stall(word: &str) -> bool {
    word.strip_prefix("best-")
        .is_some_and(|place| matches!(place, "stall" | "stand" | "booth"))
}
