//! Runs the listings and keys of `data/rules`: nouns that introduce names ("companies such as X, Y
//! and Z", "X and Y are among the exhibitors") and entries of fact sheets ("Organiser: X").

use super::event::Edition;
use super::list::{backwards, contiguous, names_behind, people_behind};
use super::model::Relation;
use super::participant::Reader;
use super::trace::Refusal;
use crate::knowledge::{Class, Filler, Sign};
use crate::mention::{Lower, Sort};
use crate::text::Shape;
use std::ops::Range;

impl Reader<'_, '_> {
    /// "companies such as X, Y and Z", "speakers including X", "exhibitors: X", "X and Y are
    /// among the exhibitors".
    pub(super) fn listings(&mut self, sentence: &Range<usize>) {
        let a = self.view.analysis;
        let nouns = a.knowledge.rules.listing_nouns;
        for at in a.grid.each(sentence.clone(), nouns) {
            if a.tokens[at].shape != Shape::Lower && at != sentence.start {
                continue;
            }
            for index in 0..a.knowledge.rules.listings.len() {
                let listing = &a.knowledge.rules.listings[index];
                if !listing.nouns.iter().any(|class| a.is(at, *class)) {
                    continue;
                }
                let Some(relation) = Relation::from_name(&listing.relation) else {
                    continue;
                };
                let found = self.listed_behind(at, sentence, &listing.fillers);
                let found = if found.is_empty() {
                    self.listed_before(at, sentence, &listing.fillers)
                } else {
                    found
                };
                if found.is_empty() {
                    let id = &listing.id;
                    self.facts
                        .refuse(self.view, relation, id, at, Refusal::Nobody);
                    continue;
                }
                let own = |edition: &Edition| edition.series == self.main.series;
                let Some(edition) = self.scope.at(a, at).filter(own) else {
                    let id = &listing.id;
                    self.facts
                        .refuse(self.view, relation, id, at, Refusal::Edition);
                    continue;
                };
                let id = listing.id.clone();
                // "among the retailers that sent purchasing teams": they come to buy.
                let buys = relation == Relation::Exhibitor
                    && a.grid.any(
                        sentence.clone(),
                        Lower([Class::BuyerWord, Class::AttendWord]),
                    );
                let relation = if buys { Relation::Attendee } else { relation };
                for m in found {
                    self.state(relation, edition, m, at, &id, None);
                }
            }
        }
    }

    /// "4,000 companies had taken stands, among them X and Y"; "five bodies travelled with the
    /// delegation: X and Y": the noun stands further off.
    pub(super) fn listed_far(&mut self, sentence: &Range<usize>) {
        let a = self.view.analysis;
        let Some(first) = a.grid.first(sentence.clone(), Lower(Class::ExhibitorNoun)) else {
            return;
        };
        for at in first + 1..sentence.end {
            let among = a.says_all(at, sentence.end, &["among", "them"]);
            let colon = a.is_mark(at, ':') && at > sentence.start + 4;
            if !among && !colon || self.quoted(sentence, at) {
                continue;
            }
            let nouns = Lower([Class::ExhibitorNoun, Class::VisitorNoun]);
            let noun = a.grid.last(sentence.start..at, nouns);
            if !noun.is_some_and(|t| a.is_lower(t, Class::ExhibitorNoun)) {
                continue;
            }
            let attends = a.grid.any(
                sentence.start..at,
                Lower([Class::AttendWord, Class::BuyerWord]),
            );
            let shows = a.grid.any(
                sentence.start..at,
                Lower([Class::BoothPlace, Class::ParticipationCue]),
            );
            let relation = match (attends, shows || among) {
                (true, _) => Relation::Attendee,
                (false, true) => Relation::Exhibitor,
                _ => continue,
            };
            let from = if among { at + 2 } else { at + 1 };
            let found = contiguous(self.view, from, sentence.end, |m| self.is_firm(m));
            self.state_all(relation, &found, at, "participant.listed-far", None);
        }
    }

    fn listed_behind(
        &self,
        noun: usize,
        sentence: &Range<usize>,
        fillers: &[Filler],
    ) -> Vec<usize> {
        let a = self.view.analysis;
        let end = sentence.end;
        let mut at = noun + 1;
        // "companies from 30 countries, including X", "firms, among them X"
        let limit = end.min(noun + 9);
        while at < limit {
            let includes = a.is_lower(at, Class::SuchAs);
            let such_as = a.says_all(at, end, &["such", "as"]);
            let among = a.says_all(at, end, &["among", "them"])
                || a.says_all(at, end, &["among", "which"])
                || a.says_all(at, end, &["among", "whom"]);
            let verb = matches!(
                a.word(at),
                "include" | "includes" | "included" | "are" | "were"
            );
            let colon = a.is_mark(at, ':');
            // "speakers ranged from X to Y"
            let ranged = a.is_lower(at, Class::RangeWord)
                && at + 1 < end
                && a.says(at + 1, "from")
                && fillers == [Filler::Person];
            if ranged {
                return people_behind(self.view, at + 2, sentence);
            }
            // "to present five firms, A, B and C"
            if at == noun + 1 && a.is_mark(at, ',') && a.word(noun).ends_with('s') {
                let found = contiguous(self.view, at + 1, end, |m| self.is_filler(m, fillers));
                let direct = found
                    .first()
                    .is_some_and(|m| self.view.inventory.mentions[*m].outer.start == at + 1);
                if direct && found.len() >= 3 {
                    return found;
                }
            }
            if includes || such_as || among || colon || verb && at <= noun + 2 {
                let from = at + if such_as || among { 2 } else { 1 };
                if fillers == [Filler::Person] {
                    return people_behind(self.view, from, sentence);
                }
                return contiguous(self.view, from, end, |m| self.is_filler(m, fillers));
            }
            let passes = matches!(
                a.tokens[at].shape,
                Shape::Lower | Shape::Number | Shape::Mark(',') | Shape::Mark('(')
            ) && !super::clause::is_finite(a, self.view.inventory, at)
                || self.view.inventory.mention_at(at).is_some_and(|m| {
                    matches!(
                        self.view.inventory.mentions[m].sort,
                        Sort::Country | Sort::Place | Sort::Demonym
                    )
                });
            if !passes {
                return Vec::new();
            }
            at += 1;
        }
        Vec::new()
    }

    /// "X, Y and Z are among the exhibitors", "X and other companies".
    fn listed_before(
        &self,
        noun: usize,
        sentence: &Range<usize>,
        fillers: &[Filler],
    ) -> Vec<usize> {
        let a = self.view.analysis;
        let mut at = noun;
        let mut other = false;
        while at > sentence.start && noun - at < 7 {
            at -= 1;
            if a.says(at, "other") {
                other = true;
            }
            if other && (a.says(at, "and") || a.says(at, "or")) {
                return backwards(self.view, at, sentence.start, |m| {
                    self.is_filler(m, fillers)
                });
            }
            let some = a.says(at, "some") || a.says(at, "one");
            if (a.says(at, "among") || some) && at > sentence.start {
                let be = at - 1;
                if a.is(be, Class::Be) || a.is(be, Class::Negation) {
                    if a.is(be, Class::Negation) {
                        return Vec::new();
                    }
                    return backwards(self.view, be, sentence.start, |m| {
                        self.is_filler(m, fillers)
                    });
                }
                return Vec::new();
            }
            let passes = a.tokens[at].shape == Shape::Lower
                && !a.is(at, Class::Preposition)
                && !a.is(at, Class::Conjunction)
                || a.says(at, "and")
                || a.is_mark(at, ',')
                || a.says(at, "of");
            if !passes {
                return Vec::new();
            }
        }
        Vec::new()
    }

    /// "Organiser: X" at the start of a list item.
    pub(super) fn keys(&mut self, sentence: &Range<usize>) {
        let a = self.view.analysis;
        let lead = sentence.start..sentence.end.min(sentence.start + 6);
        let colon = a.grid.each(lead, Sign::Mark).find(|t| {
            a.mark(*t)
                .is_some_and(|c| matches!(c, ':' | '\u{2014}' | '\u{2013}'))
        });
        let Some(colon) = colon else { return };
        if colon == sentence.start {
            return;
        }
        let key = a.slice(sentence.start..colon).to_lowercase();
        for index in 0..a.knowledge.rules.keys.len() {
            let rule = &a.knowledge.rules.keys[index];
            if !rule.keys.contains(&key) {
                continue;
            }
            let Some(relation) = Relation::from_name(&rule.relation) else {
                continue;
            };
            let Some(edition) = self.scope.at(a, sentence.start) else {
                continue;
            };
            let found = names_behind(a, self.view.inventory, colon + 1, sentence.end, |m| {
                self.is_filler(m, &rule.fillers)
            });
            let id = rule.id.clone();
            for m in found {
                self.state(relation, edition, m, colon, &id, None);
            }
        }
    }
}
