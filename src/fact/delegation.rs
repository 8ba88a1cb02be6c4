//! Countries that take part: lists of countries in sentences on pavilions, exhibitors and
//! delegations, adjectives of nations before them, firms from somewhere.

use super::clause::is_finite;
use super::list::contiguous;
use super::model::Relation;
use super::participant::Reader;
use crate::knowledge::{Class, Word};
use crate::mention::{Lower, Sort};
use crate::text::Shape;
use std::ops::Range;

impl Reader<'_, '_> {
    pub(super) fn countries(&mut self, sentence: &Range<usize>) {
        let a = self.view.analysis;
        let (mentions, _) = self.view.inventory.by_sentence[a.sentence_of(sentence.start)].clone();
        let mut m = mentions.start;
        while m < mentions.end {
            if !self.is_nation(m) {
                m += 1;
                continue;
            }
            let first = m;
            while let Some(next) = self.joined(m, mentions.end) {
                m = next;
            }
            m += 1;
            let group: Vec<usize> = (first..m).collect();
            let at = self.view.inventory.mentions[group[0]].outer.start;
            if self.quoted(sentence, at) {
                continue;
            }
            if let Some(rule) = self.takes_part(sentence, &group) {
                self.state_all(Relation::ParticipatingCountry, &group, at, rule, None);
            }
        }
    }

    fn is_nation(&self, m: usize) -> bool {
        matches!(
            self.view.inventory.mentions[m].sort,
            Sort::Country | Sort::Demonym
        )
    }

    /// The next country of a list: "A, B and the C".
    fn joined(&self, m: usize, end: usize) -> Option<usize> {
        let a = self.view.analysis;
        let next = m + 1;
        if next >= end
            || self.view.inventory.mentions[next].sort != self.view.inventory.mentions[m].sort
            || !self.is_nation(next)
        {
            return None;
        }
        let gap = self.view.inventory.mentions[m].outer.end
            ..self.view.inventory.mentions[next].outer.start;
        let linked = !gap.is_empty()
            && gap.len() <= 4
            && gap.clone().all(|t| {
                a.is_mark(t, ',')
                    || matches!(
                        a.word(t),
                        "and" | "the" | "or" | "as" | "well" | "from" | "also"
                    )
            });
        linked.then_some(next)
    }

    /// Why a group of countries takes part; none where it does not.
    fn takes_part(&self, sentence: &Range<usize>, group: &[usize]) -> Option<&'static str> {
        let a = self.view.analysis;
        let inventory = self.view.inventory;
        let first = &inventory.mentions[group[0]];
        let last = &inventory.mentions[*group.last()?];
        let (start, end) = (first.outer.start, last.outer.end);
        // "the Greek pavilion", "Pakistan's pavilion", "South Korean exhibitors", "the UAE delegation"
        let mut at = end;
        let mut steps = 0;
        while at < sentence.end && steps < 4 {
            if self.refused(sentence) {
                return None;
            }
            if a.is_lower(at, Class::NationalPart)
                || (a.is_lower(at, Class::ExhibitorNoun)
                    && self.says(sentence, sentence.clone(), Class::ParticipationCue))
            {
                return Some("country.pavilion-of");
            }
            let passes = a.tokens[at].shape == Shape::Possessive
                || a.tokens[at].shape == Shape::Lower
                    && !a.is(at, Class::Preposition)
                    && !a.is(at, Class::Conjunction)
                    && !a.is(at, Class::Auxiliary);
            if !passes {
                break;
            }
            at += 1;
            steps += 1;
        }
        if first.sort == Sort::Demonym {
            return None;
        }
        // "the Philippines, this year's guest of honour", "the partner country is Norway"
        if group.len() <= 2 && self.honoured(sentence, start, end) {
            return Some("country.guest-noun");
        }
        let possessive = end < sentence.end && a.tokens[end].shape == Shape::Possessive;
        if possessive {
            return None;
        }
        // "pavilions of A and B", "firms from A", "exhibitors: 200 from A"
        let mut lead = start;
        while lead > sentence.start && a.is(lead - 1, Class::Determiner) {
            lead -= 1;
        }
        if lead > sentence.start && matches!(a.word(lead - 1), "of" | "from" | "in") {
            let from = a.says(lead - 1, "from");
            let floor = sentence.start.max(lead.saturating_sub(9));
            let mut noun = lead - 1;
            while noun > floor {
                noun -= 1;
                if a.is_lower(noun, Class::VisitorNoun) {
                    return None;
                }
                if a.is_lower(noun, Class::NationalPart)
                    || from && a.is_lower(noun, Class::ExhibitorNoun)
                {
                    return Some("country.firms-from");
                }
                if is_finite(a, inventory, noun) || a.is_mark(noun, ';') {
                    break;
                }
            }
            if from
                && self.says(sentence, sentence.start..lead, Class::ExhibitorNoun)
                && !self.says(sentence, sentence.clone(), Class::VisitorNoun)
                && lead >= sentence.start + 2
                && (a.tokens[lead - 2].shape == Shape::Number || a.is(lead - 2, Class::Be))
            {
                return Some("country.firms-from");
            }
        }
        // "A, B and C are among those with a stand", "A and B are making their debut"
        let cue = self.says(sentence, sentence.clone(), Class::ParticipationCue);
        let block =
            self.says(sentence, sentence.clone(), Class::VisitorNoun) || self.refused(sentence);
        let such = lead > sentence.start
            && (a.is(lead - 1, Class::SuchAs)
                || lead > sentence.start + 1 && a.says_all(lead - 2, lead, &["such", "as"]));
        if (group.len() >= 3 || such) && cue && !block {
            return Some("country.list");
        }
        // A subject: the sentence or clause begins with it and a verb of taking part follows.
        let subject = lead == sentence.start
            || a.is_mark(lead - 1, ',')
            || a.is_mark(lead - 1, ';')
            || a.is(lead - 1, Class::Conjunction);
        if subject && end < sentence.end && inventory.role_at(end).is_none() {
            let stop = sentence.end.min(end + 12);
            let verb = (end..stop.min(end + 4)).find(|t| is_finite(a, inventory, *t))?;
            let denied = a
                .grid
                .any(end..stop, (Class::Negation, Lower(Class::Withdrawal)));
            let cue = a.grid.any(
                verb..stop,
                Lower([Class::ParticipationCue, Class::BoothPlace]),
            );
            if cue && !denied && !block {
                return Some("country.subject");
            }
        }
        None
    }

    /// Whether the words close by say that a country is a fair's guest or partner.
    fn honoured(&self, sentence: &Range<usize>, start: usize, end: usize) -> bool {
        let a = self.view.analysis;
        let range = sentence.start.max(start.saturating_sub(7))..sentence.end.min(end + 8);
        let mut nouns = a.grid.each(range.clone(), Lower(Class::GuestNoun));
        nouns.any(|t| {
            t + 1 < range.end
                && (a.says_all(t + 1, range.end, &["of", "honour"])
                    || a.says_all(t + 1, range.end, &["of", "honor"])
                    || a.says(t + 1, "country"))
        })
    }

    /// Whether the sentence tells of someone kept or staying away.
    pub(super) fn refused(&self, sentence: &Range<usize>) -> bool {
        let a = self.view.analysis;
        // "had wanted to take part"
        let vain = sentence
            .clone()
            .skip(1)
            .any(|t| (a.says(t, "wanted") || a.says(t, "hoped")) && a.says(t - 1, "had"));
        if vain {
            return true;
        }
        let mut cues = a
            .grid
            .each(sentence.clone(), (Class::Withdrawal, Word::Away));
        cues.any(|t| {
            a.is(t, Class::Withdrawal) && self.view.inventory.mention_at(t).is_none()
                || a.says(t, "away") && t > sentence.start && !a.verb_forms(t - 1).is_empty()
        })
    }

    /// Entries of a fact sheet: "Italy: 730 exhibitors", "United States: 192 companies".
    pub(super) fn country_entry(&mut self, sentence: &Range<usize>) {
        let a = self.view.analysis;
        let found = contiguous(self.view, sentence.start, sentence.end, |m| {
            self.view.inventory.mentions[m].sort == Sort::Country
        });
        let Some(&m) = found.first() else { return };
        let end = self.view.inventory.mentions[m].outer.end;
        if found.len() != 1 || end >= sentence.end || !a.is_mark(end, ':') {
            return;
        }
        let cue = (end..sentence.end.min(end + 8))
            .any(|t| a.is_lower(t, Class::ExhibitorNoun) || a.is_lower(t, Class::BoothPlace));
        if cue {
            self.state_all(
                Relation::ParticipatingCountry,
                &[m],
                end,
                "country.entry",
                None,
            );
        }
    }
}
