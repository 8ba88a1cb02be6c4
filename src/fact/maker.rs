//! Exhibitors told by their things and their luck: whose wares people stop at ("a mast from Acme drew
//! a crowd"), who won a prize, before whose stand people queue, who stands next door.

use super::clause::is_finite;
use super::list::contiguous;
use super::model::{Kind, Relation};
use super::participant::Reader;
use crate::knowledge::Class;
use crate::mention::{Lower, Sort};
use crate::text::Shape;
use std::ops::Range;

/// How far behind a prize its winner may be told.
const WINNER: usize = 16;

impl Reader<'_, '_> {
    /// The makers of one sentence of a report from a fair with stands.
    pub(super) fn makers(&mut self, sentence: &Range<usize>) {
        let a = self.view.analysis;
        if self.talks {
            return;
        }
        if a.has(sentence, Class::Attention) {
            self.looked_at(sentence);
        }
        if a.has(sentence, Class::PrizeNoun) {
            self.prize_to(sentence);
        }
        if a.is(sentence.start, Class::AisleOpener) {
            self.next_door(sentence);
        }
        if a.says(sentence.start, "for") {
            self.time_for(sentence);
        }
        self.first_for(sentence);
        if sentence.clone().any(|t| a.says(t, "i") || a.says(t, "my")) {
            self.reporter(sentence);
        }
    }

    /// "For Acme, a spinning mill, it is the fourth time here".
    fn time_for(&mut self, sentence: &Range<usize>) {
        let a = self.view.analysis;
        let Some(m) = self.view.inventory.mention_at(sentence.start + 1) else {
            return;
        };
        let outer = self.view.inventory.mentions[m].outer.clone();
        let debut = (outer.end..sentence.end.min(outer.end + 20)).any(|t| {
            a.is_lower(t, Class::ReturnWord)
                || a.says(t, "time") && (a.ordinal(t - 1).is_some() || a.says(t - 1, "first"))
        });
        if self.is_firm(m) && a.is_mark(outer.end, ',') && debut && !self.refused(sentence) {
            let at = sentence.start;
            self.state_all(Relation::Exhibitor, &[m], at, "exhibitor.time-for", None);
        }
    }

    /// "The fair is the first for Acme", "It was a debut for Bolt".
    fn first_for(&mut self, sentence: &Range<usize>) {
        let a = self.view.analysis;
        let inner = sentence.start + 2..sentence.end.saturating_sub(1);
        for at in a.grid.each(inner, Class::Preposition) {
            let first = a.ordinal(at - 1).is_some() || matches!(a.word(at - 1), "first" | "debut");
            let be = (sentence.start.max(at.saturating_sub(4))..at).any(|t| a.is(t, Class::Be));
            if !(first && be && a.says(at, "for")) || self.quoted(sentence, at) {
                continue;
            }
            let found = contiguous(self.view, at + 1, sentence.end, |m| self.is_firm(m));
            self.state_all(Relation::Exhibitor, &found, at, "exhibitor.time-for", None);
        }
    }

    /// "I bought a cheese from Acme", "I sat in a kayak at Bolt": where the reporter stopped.
    fn reporter(&mut self, sentence: &Range<usize>) {
        let a = self.view.analysis;
        let mentions = self.view.inventory.by_sentence[a.sentence_of(sentence.start)]
            .0
            .clone();
        let found: Vec<usize> = mentions
            .filter(|m| {
                let mention = &self.view.inventory.mentions[*m];
                let start = mention.outer.start;
                let Some(link) = start.checked_sub(1).filter(|t| *t > sentence.start) else {
                    return false;
                };
                let firm = match mention.sort {
                    Sort::Organisation(kind) => kind == Kind::Company,
                    _ => self.is_firm(*m) && mention.range.len() > 1,
                };
                let own = sentence.start.max(start.saturating_sub(14))..link;
                firm && matches!(a.word(link), "at" | "from" | "by")
                    && own.into_iter().any(|t| {
                        a.says(t, "i")
                            && !(a.verb_forms(t + 1).iter()).any(|form| {
                                a.knowledge.words.verb_class(form.verb, Class::NoDeed)
                                    && !a.is_lower(t + 1, Class::DealtWord)
                            })
                    })
                    && !self.describes_next(*m)
                    && !self.quoted(sentence, start)
                    && !self.is_zone(mention.range.clone())
            })
            .collect();
        let at = sentence.start;
        self.state_all(Relation::Exhibitor, &found, at, "exhibitor.reporter", None);
    }

    /// "People stopped at a dinghy from Acme and Bolt's marble sink": whose things are looked at.
    fn looked_at(&mut self, sentence: &Range<usize>) {
        let a = self.view.analysis;
        let cue = a
            .grid
            .each(sentence.clone(), Lower(Class::Attention))
            .find(|t| !self.quoted(sentence, *t));
        let Some(cue) = cue.filter(|_| !self.refused(sentence)) else {
            return;
        };
        let mentions = self.view.inventory.by_sentence[a.sentence_of(sentence.start)]
            .0
            .clone();
        let found: Vec<usize> = mentions
            .filter(|m| {
                let start = self.view.inventory.mentions[*m].outer.start;
                self.is_firm(*m)
                    && !self.quoted(sentence, start)
                    && !self.describes_next(*m)
                    && !self.is_zone(self.view.inventory.mentions[*m].range.clone())
                    && (self.is_maker(sentence, *m) || self.owns_thing(sentence, *m))
            })
            .collect();
        self.state_all(
            Relation::Exhibitor,
            &found,
            cue,
            "exhibitor.looked-at",
            None,
        );
    }

    /// "a dinghy from Acme", "a deck by the Oslo yard Bolt": a thing of a firm.
    pub(super) fn is_maker(&self, sentence: &Range<usize>, m: usize) -> bool {
        let a = self.view.analysis;
        let inventory = self.view.inventory;
        let mut at = inventory.mentions[m].outer.start;
        let floor = sentence.start.max(at.saturating_sub(6));
        while at > floor {
            at -= 1;
            if matches!(a.word(at), "from" | "by") {
                break;
            }
            let place = inventory.mention_at(at).is_some_and(|other| {
                matches!(
                    inventory.mentions[other].sort,
                    Sort::Place | Sort::Country | Sort::Demonym
                )
            });
            let leads = place
                || a.is(at, Class::Determiner)
                || a.tokens[at].shape == Shape::Possessive
                || a.tokens[at].shape == Shape::Lower
                    && !a.is(at, Class::Preposition)
                    && !a.is(at, Class::Conjunction)
                    && !is_finite(a, inventory, at);
            if !leads {
                return false;
            }
        }
        let by = matches!(a.word(at), "from" | "by") && at > sentence.start;
        let noun = at.saturating_sub(1);
        by && a.tokens[noun].shape == Shape::Lower
            && !a.is(noun, Class::Adverb)
            && !a.is(noun, Class::VisitorNoun)
            && !a.is(noun, Class::ParticipantNoun)
            && !a.is(noun, Class::BuyerWord)
            && !a.is(noun, Class::OrganizerNoun)
            && inventory.role_ending(at).is_none()
            && match a.says(at, "by") {
                // "hosted by Acme": no thing of Acme's.
                true => !(a.verb_forms(noun).iter())
                    .any(|form| a.knowledge.words.verb_class(form.verb, Class::OrganizeVerb)),
                false => !is_finite(a, inventory, noun),
            }
    }

    /// "Forbes farmer Jane Roe", "the International edition": a name that is said of the noun behind
    /// it.
    pub(super) fn describes_next(&self, m: usize) -> bool {
        let a = self.view.analysis;
        let next = self.view.inventory.mentions[m].outer.end;
        next < a.tokens.len()
            && a.tokens[next].shape == Shape::Lower
            && !a.is(next, Class::Preposition)
            && !a.is(next, Class::Conjunction)
            && !a.is(next, Class::Adverb)
            && !a.is(next, Class::Relative)
            && !is_finite(a, self.view.inventory, next)
    }

    /// "Bolt's marble sink": a thing, no office and no past of the firm's.
    pub(super) fn owns_thing(&self, sentence: &Range<usize>, m: usize) -> bool {
        let a = self.view.analysis;
        let mention = &self.view.inventory.mentions[m];
        let owns = mention.outer.end;
        let next = owns + 1;
        let firm = mention.sort == Sort::Organisation(Kind::Company)
            || mention.sort == Sort::Name && mention.range.len() > 1;
        firm && next < sentence.end
            && a.tokens[owns].shape == Shape::Possessive
            && a.tokens[next].shape == Shape::Lower
            && !(next..sentence.end.min(next + 4)).any(|t| {
                self.view.inventory.role_at(t).is_some()
                    || a.is_lower(t, Class::FairFloor)
                    || a.is_lower(t, Class::EventNoun)
            })
    }

    /// "The award for the best newcomer went to Acme", "the Innovation Prize was won by Bolt".
    fn prize_to(&mut self, sentence: &Range<usize>) {
        let a = self.view.analysis;
        let Some(prize) = a
            .grid
            .each(sentence.clone(), Class::PrizeNoun)
            .find(|t| !self.quoted(sentence, *t))
        else {
            return;
        };
        let limit = sentence.end.saturating_sub(1).min(prize + WINNER);
        // "Prize for the strangest thing on show: Acme"
        let colon = (prize + 1..limit).find(|t| a.is_mark(*t, ':'));
        if let Some(colon) = colon.filter(|_| prize <= sentence.start + 4)
            && let Some(m) = self.view.inventory.mention_at(colon + 1)
            && self.is_firm(m)
            && self.view.inventory.mentions[m].range.len() > 1
            && !self.describes_next(m)
        {
            self.state_all(Relation::Exhibitor, &[m], colon, "exhibitor.prize-to", None);
            return;
        }
        let limit = limit.min(sentence.end.saturating_sub(2));
        let Some(to) = (prize + 1..limit).find(|t| {
            let given = matches!(a.word(*t), "went" | "goes" | "go")
                || a.is_lower(*t, Class::Awarding)
                || a.says(*t, "handed");
            given && a.says(*t + 1, "to") || a.says(*t, "won") && a.says(*t + 1, "by")
        }) else {
            return;
        };
        let elsewhen = sentence.clone().any(|t| {
            a.word(t).parse().is_ok_and(|year: i32| {
                (1900..2100).contains(&year) && self.main.year.is_some_and(|main| main != year)
            })
        });
        if elsewhen || a.grid.any(prize..to, Class::Negation) {
            return;
        }
        let from = to + 2;
        let mut found = contiguous(self.view, from, sentence.end, |m| self.is_firm(m));
        found.retain(|m| {
            let mention = &self.view.inventory.mentions[*m];
            let named = match mention.sort {
                Sort::Organisation(_) => true,
                _ => mention.range.len() > 1 || self.is_called_firm(sentence, from, *m),
            };
            named && !self.describes_next(*m) && !self.quoted(sentence, mention.outer.start)
        });
        self.state_all(Relation::Exhibitor, &found, to, "exhibitor.prize-to", None);
    }

    /// "the Tartu start-up Acme", "Acme, a yard from Oslo": a noun of firms stands beside the name.
    fn is_called_firm(&self, sentence: &Range<usize>, from: usize, m: usize) -> bool {
        let a = self.view.analysis;
        let outer = &self.view.inventory.mentions[m].outer;
        let before = from..outer.start;
        let behind = outer.end + 1..sentence.end.min(outer.end + 5);
        let noun = |t: usize| a.is_lower(t, Class::OrgNoun) || a.is_lower(t, Class::FirmNoun);
        before.into_iter().any(noun) || a.is_mark(outer.end, ',') && behind.into_iter().any(noun)
    }

    /// "Next door Acme was splicing ropes", "Across the aisle, Bolt took orders", "Two stands along,
    /// Cog poured tea".
    fn next_door(&mut self, sentence: &Range<usize>) {
        let a = self.view.analysis;
        let inventory = self.view.inventory;
        let start = sentence.start;
        let lead = start..sentence.end.min(start + 8);
        let Some(m) = lead.clone().find_map(|t| inventory.mention_at(t)) else {
            return;
        };
        let outer = inventory.mentions[m].outer.clone();
        let words = start..outer.start;
        let plain = words
            .clone()
            .skip(1)
            .all(|t| a.tokens[t].shape == Shape::Lower || a.is_mark(t, ','));
        let way = words.clone().any(|t| a.is(t, Class::AisleWord));
        let alone =
            words.len() <= 2 && !a.is(start, Class::Article) && !a.is(start, Class::Pronoun);
        let bare = alone && !a.is(start, Class::AisleMeasure);
        let acts = outer.end < sentence.end
            && (is_finite(a, inventory, outer.end) || a.is_mark(outer.end, ','));
        let verb = words.clone().skip(1).any(|t| is_finite(a, inventory, t));
        if plain
            && (way || bare)
            && !verb
            && acts
            && outer.start > start
            && self.is_firm(m)
            && !self.refused(sentence)
        {
            self.state_all(
                Relation::Exhibitor,
                &[m],
                start,
                "exhibitor.next-door",
                None,
            );
        }
    }
}
