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
        self.likes_of(sentence);
        self.they_include(sentence);
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
                if self.are_absent(&found, sentence) {
                    continue;
                }
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
                // "Past speakers have included"
                let past = at > sentence.start && a.is(at - 1, Class::Previous)
                    || relation == Relation::Exhibitor && self.owned_by_firm(at, sentence);
                if past || self.is_aside(relation, at, sentence) {
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
                // "household names like X stayed away"
                if relation == Relation::Exhibitor && self.stays_away(sentence, at) {
                    continue;
                }
                for m in found {
                    self.state(relation, edition, m, at, &id, None);
                }
            }
        }
    }

    /// "Acme's brands include X": what belongs to a firm.
    fn owned_by_firm(&self, noun: usize, sentence: &Range<usize>) -> bool {
        let a = self.view.analysis;
        noun >= sentence.start + 2
            && a.tokens[noun - 1].shape == Shape::Possessive
            && self.view.inventory.mention_at(noun - 2).is_some_and(|m| {
                let mention = &self.view.inventory.mentions[m];
                mention.outer.end == noun - 1
                    && matches!(mention.sort, Sort::Organisation(_) | Sort::Name)
            })
    }

    /// "works for shipyards such as X", "serves markets such as Y": whom a firm deals with, in a
    /// sentence that does not speak of the fair.
    fn is_aside(&self, relation: Relation, noun: usize, sentence: &Range<usize>) -> bool {
        let a = self.view.analysis;
        let firm = relation == Relation::Exhibitor;
        if !firm && relation != Relation::ParticipatingCountry {
            return false;
        }
        let fair = sentence.clone().any(|t| {
            self.view.standing.nouns.has(t)
                || self.view.standing.own.has(t)
                || [Class::BoothPlace, Class::ParticipationCue, Class::HallNoun]
                    .iter()
                    .any(|class| a.is_lower(t, *class))
        });
        if fair {
            return false;
        }
        let mut before = noun;
        while before > sentence.start
            && noun - before < 4
            && a.tokens[before - 1].shape == Shape::Lower
            && !a.is(before - 1, Class::Preposition)
            && a.verb_forms(before - 1).iter().all(|f| !f.third && !f.past)
        {
            before -= 1;
        }
        let dealt = before > sentence.start
            && ["for", "with", "by", "on"]
                .iter()
                .any(|word| a.says(before - 1, word));
        match firm {
            true => dealt,
            false => a.is_lower(noun, Class::MarketNoun),
        }
    }

    /// "They include Acme and Bolt": of whom the sentence before speaks.
    fn they_include(&mut self, sentence: &Range<usize>) {
        let a = self.view.analysis;
        let start = sentence.start;
        let index = a.sentence_of(start);
        let plain = matches!(a.word(start), "They" | "These" | "Those");
        if index == 0 || !plain || start + 2 >= sentence.end {
            return;
        }
        let verb = start + 1;
        if !matches!(a.word(verb), "include" | "included" | "are" | "were") {
            return;
        }
        let before = a.sentences[index - 1].tokens.clone();
        let of = |class: Class| before.clone().any(|t| a.is(t, class));
        if of(Class::SpeakerNoun) {
            let found = people_behind(self.view, verb + 1, sentence);
            self.state_all(Relation::Speaker, &found, verb, "participant.they", None);
        } else if of(Class::VisitorNoun) || of(Class::ParticipantNoun) {
            let found = people_behind(self.view, verb + 1, sentence);
            self.state_all(Relation::Attendee, &found, verb, "participant.they", None);
        } else if of(Class::ExhibitorNoun) && !a.word(verb).starts_with('a') {
            let found = contiguous(self.view, verb + 1, sentence.end, |m| self.is_firm(m));
            self.state_all(Relation::Exhibitor, &found, verb, "participant.they", None);
        }
    }

    /// "The likes of Acme and Bolt have taken stands".
    fn likes_of(&mut self, sentence: &Range<usize>) {
        let a = self.view.analysis;
        let at = sentence.start;
        if !a.says_all(at, sentence.end, &["the", "likes", "of"]) {
            return;
        }
        let found = contiguous(self.view, at + 3, sentence.end, |m| self.is_firm(m));
        let shows = (at + 3..sentence.end).any(|t| {
            a.is_lower(t, Class::BoothPlace)
                || a.is_lower(t, Class::ParticipationCue)
                || a.is_lower(t, Class::HallNoun)
                || a.verb_forms(t)
                    .iter()
                    .any(|form| a.knowledge.words.verb_class(form.verb, Class::ShowVerb))
        });
        if shows && !self.stays_away(sentence, at) {
            self.state_all(Relation::Exhibitor, &found, at, "exhibitor.listed", None);
        }
    }

    /// Whether the sentence goes on to say that those listed are not there.
    fn stays_away(&self, sentence: &Range<usize>, noun: usize) -> bool {
        let a = self.view.analysis;
        a.has(sentence, Class::Withdrawal)
            && (noun..sentence.end.min(noun + 24)).any(|t| {
                a.is_lower(t, Class::Withdrawal) && self.view.inventory.mention_at(t).is_none()
            })
    }

    /// "makers such as X and Y are not taking part", "... have pulled out": what is said of those
    /// listed is that they are not there.
    fn are_absent(&self, found: &[usize], sentence: &Range<usize>) -> bool {
        let a = self.view.analysis;
        let Some(last) = found.last() else {
            return false;
        };
        let mut at = self.view.inventory.mentions[*last].outer.end;
        // "along with luxury makers like Z" stands between.
        let finite = |t: usize| super::clause::is_finite(a, self.view.inventory, t);
        // The list is the subject: no verb stands before it.
        if (sentence.start..at).any(finite) {
            return false;
        }
        while at < sentence.end && !finite(at) && !a.is_mark(at, ';') {
            at += 1;
        }
        let near = |length: usize| at..sentence.end.min(at + length);
        near(2).any(|t| a.is(t, Class::Negation))
            || near(3).any(|t| a.is_lower(t, Class::Withdrawal))
    }

    /// "4,000 companies had taken stands, among them X and Y"; "five bodies travelled with the
    /// delegation: X and Y": the noun stands further off.
    pub(super) fn listed_far(&mut self, sentence: &Range<usize>) {
        let a = self.view.analysis;
        let heads = [Class::ExhibitorNoun, Class::ExhibitNoun];
        if a.is(sentence.start, Class::ExhibitorNoun) {
            self.agencies_that(sentence, sentence.start);
        }
        let Some(first) = a.grid.first(sentence.clone(), Lower(heads)) else {
            return;
        };
        self.agencies_that(sentence, first);
        for at in first + 1..sentence.end {
            let among = a.says_all(at, sentence.end, &["among", "them"]);
            let colon = a.is_mark(at, ':') && at > sentence.start + 4;
            let including = self.includes_names(sentence, at);
            if !among && !colon && !including || self.quoted(sentence, at) {
                continue;
            }
            let others = [Class::ExhibitorNoun, Class::ExhibitNoun, Class::VisitorNoun];
            let noun = a.grid.last(sentence.start..at, Lower(others));
            if !noun.is_some_and(|t| heads.iter().any(|class| a.is_lower(t, *class))) {
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
            let relation = match (attends, shows || among || including) {
                (true, _) => Relation::Attendee,
                (false, true) => Relation::Exhibitor,
                _ => continue,
            };
            let from = if among || including { at + 2 } else { at + 1 };
            let mut found = contiguous(self.view, from, sentence.end, |m| self.is_firm(m));
            if among && found.is_empty() {
                found = self.row_before(sentence, at);
            }
            self.state_all(relation, &found, at, "participant.listed-far", None);
        }
    }

    /// "eight banks had taken stands, A, B and C among them": the names of the row that ends there.
    fn row_before(&self, sentence: &Range<usize>, at: usize) -> Vec<usize> {
        let a = self.view.analysis;
        let mut found = Vec::new();
        let mut end = at;
        while end > sentence.start
            && let Some(m) = self.view.inventory.mention_at(end - 1)
            && self.view.inventory.mentions[m].outer.end == end
            && self.is_firm(m)
        {
            let start = self.view.inventory.mentions[m].outer.start;
            // "from cities in Norland, Acme and Bolt among them"
            if start > sentence.start && a.is_lower(start - 1, Class::Preposition) {
                break;
            }
            found.push(m);
            end = start;
            while end > sentence.start && (a.is_mark(end - 1, ',') || a.says(end - 1, "and")) {
                end -= 1;
            }
        }
        found.reverse();
        found
    }

    /// "Agencies that have confirmed attendance are Acme, Bolt and Cog": the names stand behind
    /// what is said of the noun.
    fn agencies_that(&mut self, sentence: &Range<usize>, noun: usize) {
        let a = self.view.analysis;
        let participle = a.verb_forms(noun + 1).iter().any(|f| f.participle || f.ing);
        if noun + 3 >= sentence.end || !(participle || a.is(noun + 1, Class::Relative)) {
            return;
        }
        let cues = [
            Class::Participation,
            Class::ParticipationCue,
            Class::BoothPlace,
            Class::AttendWord,
        ];
        let attends = a
            .grid
            .any(noun + 1..sentence.end.min(noun + 8), Lower(cues));
        let verb = (noun + 3..sentence.end.min(noun + 20)).find(|t| {
            matches!(a.word(*t), "are" | "include" | "were" | "included")
                && self
                    .view
                    .inventory
                    .mention_at(t + 1)
                    .is_some_and(|m| self.is_firm(m))
        });
        let Some(verb) = verb.filter(|_| attends) else {
            return;
        };
        let mut found = contiguous(self.view, verb + 1, sentence.end, |m| self.is_firm(m));
        // "the Institute of Research, Oshodi (FIRO)": where it is.
        found.retain(|m| {
            let outer = &self.view.inventory.mentions[*m].outer;
            let place = outer.len() == 1
                && a.is_mark(outer.start - 1, ',')
                && a.is_mark(outer.end, '(')
                && a.tokens[outer.start].shape == Shape::Capital;
            !place
        });
        if found.len() >= 3 {
            let rule = "participant.listed-far";
            self.state_all(Relation::Exhibitor, &found, verb, rule, None);
        }
    }

    /// ", including Acme and Bolt" behind a place, a day or the fair: what is listed stands before
    /// it ("companies are showing pumps at the expo, including Acme"), not right at the comma.
    fn includes_names(&self, sentence: &Range<usize>, at: usize) -> bool {
        let a = self.view.analysis;
        let inventory = self.view.inventory;
        if !a.is_mark(at, ',') || at + 2 >= sentence.end || !a.says(at + 1, "including") {
            return false;
        }
        let named = inventory.mention_at(at - 1).is_some_and(|m| {
            matches!(
                inventory.mentions[m].sort,
                Sort::Event | Sort::Place | Sort::Venue | Sort::Country
            )
        });
        let placed = [
            Class::EventNoun,
            Class::Weekday,
            Class::FairFloor,
            Class::BoothPlace,
        ];
        (named || placed.iter().any(|class| a.is(at - 1, *class)))
            && contiguous(self.view, at + 2, sentence.end, |m| self.is_firm(m))
                .first()
                .is_some_and(|m| inventory.mentions[*m].outer.start <= at + 8)
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
            // "exhibitors this year include X"
            let names = matches!(a.word(at), "include" | "includes" | "included");
            // "exhibitors so far confirmed are X"
            let announced = at <= noun + 4 && a.is(at - 1, Class::AnnouncedWord);
            // "participants this year are X"
            let inventory = self.view.inventory;
            let timed = at == noun + 3
                && a.is_lower(at - 1, Class::EditionNoun)
                && inventory.mention_at(at + 1).is_some_and(|m| {
                    let stop = inventory.mentions[m].outer.end;
                    stop >= end || a.mark(stop).is_some() || a.says(stop, "and")
                });
            let close = at <= noun + 2 || announced || timed;
            let verb = names || close && matches!(a.word(at), "are" | "were");
            let colon = a.is_mark(at, ':');
            // "speakers ranged from X to Y"
            let ranged = a.is_lower(at, Class::RangeWord) && at + 1 < end && a.says(at + 1, "from");
            if ranged && fillers == [Filler::Person] {
                return people_behind(self.view, at + 2, sentence);
            }
            if ranged {
                let keep = |m: usize| self.is_filler(m, fillers);
                let mut found = contiguous(self.view, at + 2, end, keep);
                if let Some(to) = (at + 3..end).find(|t| a.says(*t, "to")) {
                    found.extend(contiguous(self.view, to + 1, end, keep));
                }
                return found;
            }
            // "to present five firms, A, B and C"
            if at == noun + 1 && a.is_mark(at, ',') && a.word(noun).ends_with('s') {
                let found = contiguous(self.view, at + 1, end, |m| self.is_listed(m, fillers));
                let direct = found
                    .first()
                    .is_some_and(|m| self.view.inventory.mentions[*m].outer.start == at + 1);
                // "Two newcomers, A and B, share a stand"
                let counted = noun > sentence.start
                    && (a.is(noun - 1, Class::NumberWord)
                        || a.tokens[noun - 1].shape == Shape::Number);
                if direct && (found.len() >= 3 || counted && found.len() == 2) {
                    return found;
                }
            }
            if includes || such_as || among || colon || verb {
                let list = at + 1 < end && a.is_mark(at + 1, ':');
                let from = at + if such_as || among || list { 2 } else { 1 };
                // "exhibitors were from X", "especially from X": where they come from.
                if from < end && a.is(from, Class::Preposition) {
                    return Vec::new();
                }
                if fillers == [Filler::Person] {
                    return people_behind(self.view, from, sentence);
                }
                let mut found = contiguous(self.view, from, end, |m| self.is_listed(m, fillers));
                // "exhibitors from the region including X and Y": places, unless X is known.
                if includes && matches!(a.word(at - 1), "region" | "area") {
                    found.retain(|m| self.view.inventory.mentions[*m].sort != Sort::Name);
                }
                return found;
            }
            let passes = matches!(
                a.tokens[at].shape,
                Shape::Lower | Shape::Number | Shape::Mark(',' | '(' | '\u{2013}' | '\u{2014}')
            ) && (at <= noun + 3 && a.is(at, Class::AnnouncedWord)
                || !super::clause::is_finite(a, self.view.inventory, at))
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
            let passes = matches!(a.tokens[at].shape, Shape::Lower | Shape::Number)
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
