//! Runs the frames of `data/rules`: constructions around a verb.

use super::clause::{Clause, clause, clause_end, object};
use super::edition::stands_for_event;
use super::event::Edition;
use super::list::{names_behind, people_behind};
use super::model::{Kind, Mode, Relation};
use super::participant::Reader;
use super::phrase::Phrase;
use super::trace::Refusal;
use crate::knowledge::{Class, Filler, Frame, Sign, Slot, Voice};
use crate::mention::{Lower, Sort};
use crate::text::Shape;
use std::ops::Range;

impl Reader<'_, '_> {
    pub(super) fn verbs(&mut self, sentence: &Range<usize>) {
        let a = self.view.analysis;
        for at in a.grid.each(sentence.clone(), Sign::Framed) {
            if self.view.inventory.mention_at(at).is_some()
                || self.view.inventory.role_at(at).is_some()
            {
                continue;
            }
            let end = clause_end(a, sentence, at + 1);
            // Most frames are refused by a look at the words around: no need of the subject.
            let all = self.facts.is_recording();
            if !all && self.has_clause(at, end).is_err() {
                continue;
            }
            for form in a.verb_forms(at) {
                let frames = a.knowledge.rules.frames_of(form.verb).iter();
                let frames: Vec<&Frame> = frames
                    .map(|frame| &a.knowledge.rules.frames[*frame])
                    .filter(|frame| all || self.fits(frame, at, end, sentence).is_ok())
                    .collect();
                if frames.is_empty() {
                    continue;
                }
                let Some(clause) = clause(a, self.view.inventory, sentence, at, form) else {
                    self.refuse_all(&frames, at, Refusal::NoVerb);
                    continue;
                };
                if clause.negated {
                    self.refuse_all(&frames, at, Refusal::Negated);
                    continue;
                }
                for frame in frames {
                    if let Err(refusal) = self.frame(frame, &clause, sentence) {
                        self.refuse(frame, at, refusal);
                    }
                }
            }
        }
    }

    /// Whether a verb can have a clause that frames are about, by the word behind it.
    fn has_clause(&self, verb: usize, end: usize) -> Result<(), Refusal> {
        let a = self.view.analysis;
        let after = verb + 1;
        if after >= end {
            return Ok(());
        }
        // "will be held again": no verb of its own.
        if a.is(verb, Class::Be) && a.verb_forms(after).iter().any(|f| f.participle || f.ing) {
            return Err(Refusal::Helper);
        }
        // "had no booth"
        match a.is(after, Class::Negation) {
            true => Err(Refusal::Negated),
            false => Ok(()),
        }
    }

    /// Whether the words around a verb are those that a frame asks for, and none it refuses.
    fn fits(
        &self,
        frame: &Frame,
        verb: usize,
        end: usize,
        sentence: &Range<usize>,
    ) -> Result<(), Refusal> {
        self.reads_on(frame, verb + 1, end)?;
        self.surrounds(frame, verb + 1, end, sentence)
    }

    /// Whether the words that a frame asks for stand behind its verb and in its sentence.
    fn surrounds(
        &self,
        frame: &Frame,
        after: usize,
        end: usize,
        sentence: &Range<usize>,
    ) -> Result<(), Refusal> {
        let a = self.view.analysis;
        let tail = after..end.min(after + 24);
        let near = after..end.min(after + 7);
        let around = |class: &Class| self.says(sentence, sentence.clone(), *class);
        let in_tail = |class: &Class| a.grid.any(tail.clone(), *class);
        let is_near = |class: &Class| {
            a.grid.any(near.clone(), Lower(*class))
                || *class == Class::Weekday && a.grid.any(near.clone(), Class::Weekday)
        };
        if !frame.tail.is_empty() && !frame.tail.iter().any(in_tail) {
            return Err(Refusal::Lacks);
        }
        let barred = |class: &Class| match class {
            Class::InterviewCue => {
                let mut cues = a.grid.each(tail.clone(), *class);
                cues.any(|t| !self.is_ware(t))
            }
            _ => in_tail(class),
        };
        if frame.without.iter().any(barred) {
            return Err(Refusal::Without);
        }
        if !frame.around.iter().all(around)
            || !frame.near.is_empty() && !frame.near.iter().any(is_near)
        {
            return Err(Refusal::Lacks);
        }
        Ok(())
    }

    /// Whether the word behind the verb is one that the frame asks for, and none it refuses.
    fn reads_on(&self, frame: &Frame, after: usize, end: usize) -> Result<(), Refusal> {
        if frame.next.is_empty() && frame.not_next.is_empty() {
            return Ok(());
        }
        let a = self.view.analysis;
        let mut next = after;
        while next < end
            && a.is_lower(next, Class::Adverb)
            && !frame.next.iter().any(|w| a.says(next, w))
        {
            next += 1;
        }
        let says = |words: &[String]| match next < end {
            true => words.iter().any(|word| is_word(a.word(next), word)),
            false => words.iter().any(String::is_empty),
        };
        match !frame.next.is_empty() && !says(&frame.next) || says(&frame.not_next) {
            true => Err(Refusal::Next),
            false => Ok(()),
        }
    }

    /// "a folding phone", but not "by phone", "on the phone": what is shown, not how one talks.
    pub(super) fn is_ware(&self, at: usize) -> bool {
        let a = self.view.analysis;
        let before = |steps: usize| at.checked_sub(steps).map_or("", |t| a.word(t));
        let called = matches!(before(1), "by" | "over" | "via")
            || before(1) == "the" && matches!(before(2), "on" | "over");
        a.is(at, Class::CallWord) && !called
    }

    /// Keeps why a frame stated nothing.
    fn refuse(&mut self, frame: &Frame, at: usize, refusal: Refusal) {
        if !self.facts.is_recording() {
            return;
        }
        if let Some(relation) = Relation::from_name(&frame.relation) {
            self.facts
                .refuse(self.view, relation, &frame.id, at, refusal);
        }
    }

    fn refuse_all(&mut self, frames: &[&Frame], at: usize, refusal: Refusal) {
        if self.facts.is_recording() {
            for frame in frames {
                self.refuse(frame, at, refusal);
            }
        }
    }

    /// States what a frame reads in a clause, or tells why it reads nothing.
    fn frame(
        &mut self,
        frame: &Frame,
        clause: &Clause,
        sentence: &Range<usize>,
    ) -> Result<(), Refusal> {
        let a = self.view.analysis;
        match frame.voice {
            Voice::Active if clause.passive => return Err(Refusal::Voice),
            Voice::Passive if !clause.passive => return Err(Refusal::Voice),
            _ => {}
        }
        self.reads_on(frame, clause.after, clause.end)?;
        self.has_clause(clause.verb, clause.end)?;
        // "a stand put together by Acme", "a tour organised by Bolt": no fair.
        if clause.passive
            && matches!(&*frame.relation, "organizer" | "host")
            && let Some(noun) = clause.subject.noun
            && clause.subject.mentions.is_empty()
            && !a.is(noun, Class::EventNoun)
            && !a.is(noun, Class::EventHead)
            && !a.is(noun, Class::EditionNoun)
        {
            return Err(Refusal::NoFair);
        }
        if clause.passive
            && matches!(&*frame.relation, "organizer" | "host")
            && self.is_of_another(clause, sentence)
        {
            return Err(Refusal::NoFair);
        }
        // "The award was presented by Acme": no product.
        if clause.passive
            && &*frame.relation == "exhibitor"
            && clause
                .subject
                .noun
                .is_some_and(|n| a.is(n, Class::PrizeNoun))
        {
            return Err(Refusal::Subject);
        }
        // "the show, presented by Acme": no product.
        if clause.passive
            && &*frame.relation == "exhibitor"
            && self.fills(&clause.subject, &[Filler::Event])
        {
            return Err(Refusal::Subject);
        }
        self.surrounds(frame, clause.after, clause.end, sentence)?;
        if &*frame.relation == "exhibitor" && self.is_dated_elsewhere(clause, sentence) {
            return Err(Refusal::Edition);
        }
        // "Previous speakers include"
        if !frame.subject_noun.is_empty()
            && clause
                .subject
                .noun
                .is_some_and(|n| n > sentence.start && a.is(n - 1, Class::Previous))
        {
            return Err(Refusal::Subject);
        }
        if !frame.subject_noun.is_empty()
            && !clause
                .subject
                .noun
                .is_some_and(|n| frame.subject_noun.iter().any(|class| a.is(n, *class)))
        {
            return Err(Refusal::Subject);
        }
        let behind = frame.subject == [Filler::Event] && self.opens_fair(clause, sentence);
        if !frame.subject.is_empty() && !behind && !self.fills(&clause.subject, &frame.subject) {
            return Err(Refusal::Subject);
        }
        if !frame.object.is_empty() || !frame.object_is.is_empty() {
            let object = object(a, self.view.inventory, clause);
            let by_noun = object
                .noun
                .is_some_and(|n| frame.object.iter().any(|class| a.is(n, *class)));
            let by_name = object.mentions.iter().any(|m| {
                let range = &self.view.inventory.mentions[*m].range;
                frame.object.iter().any(|class| a.is(range.end - 1, *class))
            });
            let relative = frame.object_is.contains(&Filler::Event) && self.is_of_event(clause);
            if !by_noun && !by_name && !relative && !self.fills(&object, &frame.object_is) {
                return Err(Refusal::Object);
            }
        }
        if !frame.object_not.is_empty() {
            // "is set to launch the 11th edition of the fair": the fair itself is not shown there.
            let object = object(a, self.view.inventory, clause);
            let own = |m: usize| {
                let series = &self.view.events.series_of;
                self.view.inventory.mentions[m].sort == Sort::Event
                    && series.contains_key(&self.view.inventory.of[m])
            };
            let barred = |t: usize| frame.object_not.iter().any(|class| a.is(t, *class));
            // "presented at the Lyra Expo"
            let direct = clause.after < clause.end && !a.is(clause.after, Class::Preposition);
            let named = |m: usize| barred(self.view.inventory.mentions[m].range.end - 1);
            if object.noun.is_some_and(barred)
                || (object.mentions.iter()).any(|m| named(*m) || direct && own(*m))
            {
                return Err(Refusal::Object);
            }
        }
        let mentions = self.slot(frame, clause, sentence);
        if mentions.is_empty() {
            return Err(Refusal::Nobody);
        }
        let Some(relation) = Relation::from_name(&frame.relation) else {
            return Err(Refusal::Nobody);
        };
        let Some(edition) = self.scope_of(clause, relation) else {
            return Err(Refusal::Edition);
        };
        let mode = self.mode(clause);
        for m in mentions {
            self.state(relation, edition, m, clause.verb, &frame.id, mode);
        }
        Ok(())
    }

    /// The edition of a clause. Who organizes is told in the present tense of every edition:
    /// "SIAL, whose first edition was in 1964, is organised by ...".
    /// "the UK Pavilion, organised by Acme", `the "Quay Party" hosted by Bolt`: whether what is organised
    /// has a name that is not the fair's.
    fn is_of_another(&self, clause: &Clause, sentence: &Range<usize>) -> bool {
        let a = self.view.analysis;
        let inventory = self.view.inventory;
        let quoted = clause.verb > sentence.start + 1
            && a.is_quote(clause.verb - 1)
            && !self.names_fair(sentence.start.max(clause.verb.saturating_sub(12))..clause.verb);
        let other = |m: &usize| match inventory.mentions[*m].sort {
            Sort::Name | Sort::Venue | Sort::Organisation(_) => true,
            Sort::Event => {
                self.view.events.series_of.get(&inventory.of[*m]) != Some(&self.main.series)
            }
            _ => false,
        };
        let named = &clause.subject.mentions;
        quoted || !named.is_empty() && named.iter().all(other)
    }

    /// Whether some words name the fair.
    fn names_fair(&self, words: Range<usize>) -> bool {
        self.view.analysis.grid.any(words, &self.view.standing.own)
    }

    fn scope_of(&self, clause: &Clause, relation: Relation) -> Option<Edition> {
        let edition = self.edition(clause.verb)?;
        let a = self.view.analysis;
        let present = a.tokens[clause.verb].shape == Shape::Lower && {
            let start = a.sentences[a.sentence_of(clause.verb)].tokens.start;
            let be = (start..clause.verb).rev().find(|t| a.is(*t, Class::Be));
            be.is_some_and(|t| a.is(t, Class::PresentBe))
        } || a
            .verb_forms(clause.verb)
            .iter()
            .any(|f| (f.third || f.base) && !f.past && !f.participle);
        Some(match relation {
            Relation::Organizer | Relation::Host if present && !clause.future => self.main,
            _ => edition,
        })
    }

    fn slot(&mut self, frame: &Frame, clause: &Clause, sentence: &Range<usize>) -> Vec<usize> {
        let a = self.view.analysis;
        match frame.slot {
            Slot::Subject => {
                if let Some(pronoun) = clause.subject.pronoun {
                    if &*frame.relation == "exhibitor" && a.says(pronoun, "it") {
                        return self.opening_firm(sentence, pronoun).into_iter().collect();
                    }
                    return if frame.fillers.contains(&Filler::Person) {
                        self.antecedent(pronoun).into_iter().collect()
                    } else {
                        Vec::new()
                    };
                }
                // "The director of Acme was showing a yacht": the office's firm.
                if clause.subject.mentions.is_empty()
                    && let Some(noun) = clause.subject.noun
                    && frame.fillers.contains(&Filler::Firm)
                    && let Some(role) = self.view.inventory.role_at(noun)
                {
                    let end = self.view.inventory.roles[role].range.end;
                    let of = end < sentence.end && a.says(end, "of");
                    let firm = (end + 1..sentence.end.min(end + 4))
                        .find_map(|t| self.view.inventory.mention_at(t));
                    return firm
                        .filter(|m| of && self.is_firm(*m))
                        .into_iter()
                        .collect();
                }
                // "Jane Roe's firm, Acme, showed a helmet"
                if clause.subject.mentions.is_empty()
                    && &*frame.relation == "exhibitor"
                    && let Some(noun) = clause.subject.noun
                    && a.is_lower(noun, Class::OrgNoun)
                    && noun + 2 < sentence.end
                    && a.is_mark(noun + 1, ',')
                    && let Some(m) = self.view.inventory.mention_at(noun + 2)
                    && self.is_firm(m)
                    && a.is_mark(self.view.inventory.mentions[m].outer.end, ',')
                {
                    return vec![m];
                }
                // "where the company will occupy booth 12": who sends the release.
                if clause.subject.mentions.is_empty()
                    && &*frame.relation == "exhibitor"
                    && let Some(noun) = clause.subject.noun
                    && noun > sentence.start
                    && a.is_lower(noun, Class::SelfNoun)
                    && a.says(noun - 1, "the")
                {
                    return self.sender().into_iter().collect();
                }
                if clause.subject.mentions.is_empty()
                    && let Some(noun) = clause.subject.noun
                    && frame.fillers.contains(&Filler::Person)
                {
                    return self.office_antecedent(noun).into_iter().collect();
                }
                // "The seminar Wind and Women brought 200 sailors": no firms.
                let before = clause.subject.range.start;
                if &*frame.relation == "exhibitor"
                    && before > sentence.start
                    && a.is_lower(before - 1, Class::TalkEvent)
                {
                    return Vec::new();
                }
                let mut found: Vec<usize> = Vec::new();
                for &m in &clause.subject.mentions {
                    // "the singer of the band Acme who is coming": the singer.
                    let band = a.says(self.view.inventory.mentions[m].outer.end, "who")
                        && self.view.inventory.mentions[m].sort != Sort::Person;
                    if band {
                        continue;
                    }
                    if self.is_filler(m, &frame.fillers) {
                        found.push(m);
                    } else if frame.fillers.contains(&Filler::Firm)
                        && !(self.talks && &*frame.relation == "exhibitor")
                        && self.view.inventory.mentions[m].sort == Sort::Person
                    {
                        // Named where it is quoted.
                        let inventory = self.view.inventory;
                        let index = a.sentence_of(sentence.start);
                        let here = |firm: usize| {
                            let mut named = inventory.by_sentence[index].0.clone();
                            named.find(|m| inventory.of[*m] == inventory.of[firm])
                        };
                        found.extend(self.firms(m).into_iter().filter_map(here));
                    }
                }
                found
            }
            Slot::Owner => self.owners(frame, clause),
            Slot::Object if frame.fillers == [Filler::Person] => {
                people_behind(self.view, clause.after, sentence)
            }
            Slot::Object => names_behind(a, self.view.inventory, clause.after, clause.end, |m| {
                self.is_filler(m, &frame.fillers)
            }),
            Slot::Agent => {
                let by =
                    (clause.after..clause.end.min(clause.after + 14)).find(|t| a.says(*t, "by"));
                let Some(by) = by else { return Vec::new() };
                // "hosted by Acme and organized by Bolt": the second has an agent of its own.
                let stop = (by + 2..clause.end.saturating_sub(1))
                    .find(|t| {
                        a.says(*t + 1, "by")
                            && a.tokens[*t].shape == Shape::Lower
                            && a.verb_forms(*t).iter().any(|form| form.participle)
                    })
                    .unwrap_or(clause.end);
                if frame.fillers == [Filler::Person] {
                    return people_behind(self.view, by + 1, sentence);
                }
                let mut found = names_behind(a, self.view.inventory, by + 1, stop, |m| {
                    self.is_filler(m, &frame.fillers)
                });
                // "hosted by the Fish Society in Lima": where it is.
                let mut first = true;
                found.retain(|m| {
                    let mention = &self.view.inventory.mentions[*m];
                    let place = matches!(mention.sort, Sort::Place | Sort::Country | Sort::Venue)
                        && matches!(
                            a.word(mention.outer.start.saturating_sub(1)),
                            "in" | "at" | "near"
                        );
                    let keep = first || !place;
                    first = false;
                    keep
                });
                found
            }
            Slot::Complement => {
                let found = (clause.after..clause.end.min(clause.after + 16))
                    .find(|t| frame.prepositions.iter().any(|p| a.says(*t, p)));
                let Some(found) = found else {
                    return Vec::new();
                };
                if frame.fillers == [Filler::Person] {
                    return people_behind(self.view, found + 1, sentence);
                }
                names_behind(a, self.view.inventory, found + 1, clause.end, |m| {
                    self.is_filler(m, &frame.fillers)
                })
            }
        }
    }

    /// "Put on by Acme, the show has grown": the fair stands behind the participle that opens the
    /// sentence.
    fn opens_fair(&self, clause: &Clause, sentence: &Range<usize>) -> bool {
        let a = self.view.analysis;
        let inside = clause.verb..sentence.end.min(clause.verb + 16);
        let comma = a.grid.first(inside, Sign::Comma);
        clause.passive
            && clause.verb == sentence.start
            && comma.is_some_and(|comma| {
                (comma + 1..sentence.end.min(comma + 5)).any(|t| stands_for_event(self.view, t))
            })
    }

    /// "the fair, which Acme has organised since 1993": the object stands before the subject.
    fn is_of_event(&self, clause: &Clause) -> bool {
        let a = self.view.analysis;
        let first = clause.subject.range.start;
        let Some(mut which) = first.checked_sub(1) else {
            return false;
        };
        // "the fair, which Porto will host"
        if a.says(first, "which") || a.says(first, "that") {
            which = first;
        }
        if !clause.subject.mentions.is_empty() && a.is(which, Class::Article) && which > 0 {
            which -= 1;
        }
        if !(a.says(which, "which") || a.says(which, "that")) || which < 2 {
            return false;
        }
        let mut last = which - 1 - usize::from(a.is_mark(which - 1, ','));
        // "the Harbour Expo (HE), which"
        if last > 3 && a.is_mark(last, ')') && a.is_mark(last - 2, '(') {
            last -= 3;
        }
        stands_for_event(self.view, last)
            || a.is_lower(last, Class::EventNoun)
            || self.view.inventory.mention_at(last).is_some_and(|m| {
                self.view.events.series_of.get(&self.view.inventory.of[m])
                    == Some(&self.main.series)
            })
    }

    /// Whose the subject is: "Acme's new pump", "a pump from Acme".
    fn owners(&self, frame: &Frame, clause: &Clause) -> Vec<usize> {
        let a = self.view.analysis;
        let inventory = self.view.inventory;
        let range = if clause.subject.is_empty() {
            // "Acme's T7 drew": no phrase of its own.
            let start = a.sentences[a.sentence_of(clause.verb)].tokens.start;
            clause.verb.saturating_sub(5).max(start)..clause.verb
        } else {
            clause.subject.range.start..clause.verb
        };
        // "Garrity, who comes from Acme, will be introduced": no thing of Acme's.
        let person = |m: &usize| inventory.mentions[*m].sort == Sort::Person;
        if range.len() > 24
            || clause.subject.pronoun.is_some()
            || clause.subject.mentions.first().is_some_and(person)
        {
            return Vec::new();
        }
        range
            .clone()
            .filter_map(|t| {
                inventory
                    .mention_at(t)
                    .filter(|m| inventory.mentions[*m].outer.end == t + 1)
            })
            .filter(|m| {
                let outer = &inventory.mentions[*m].outer;
                let owns = outer.end < range.end && a.tokens[outer.end].shape == Shape::Possessive;
                let from = outer.start > range.start && a.says(outer.start - 1, "from");
                (owns || from) && self.is_filler(*m, &frame.fillers)
            })
            .collect()
    }

    pub(super) fn is_filler(&self, m: usize, fillers: &[Filler]) -> bool {
        let mention = &self.view.inventory.mentions[m];
        if fillers.contains(&Filler::Company) && mention.sort == Sort::Organisation(Kind::Company) {
            return true;
        }
        let firm = mention.sort == Sort::Organisation(Kind::Company);
        let kind = match mention.sort {
            Sort::Person => Filler::Person,
            Sort::Organisation(_) if fillers.contains(&Filler::Body) && !firm => Filler::Body,
            Sort::Organisation(_) => Filler::Organisation,
            Sort::Country => Filler::Country,
            Sort::Demonym => return false,
            Sort::Place => Filler::Place,
            Sort::Venue => Filler::Venue,
            Sort::Event => Filler::Event,
            // "the Kids Zone": a part of the floor.
            Sort::Name if self.is_zone(mention.range.clone()) => Filler::Venue,
            Sort::Name => Filler::Name,
        };
        fillers.contains(&kind)
    }

    /// "Kids Zone", "Area D": whether a name is that of a part of the floor.
    pub(super) fn is_zone(&self, name: Range<usize>) -> bool {
        let a = self.view.analysis;
        let lettered = name.len() == 2 && a.word(name.end - 1).len() <= 2;
        name.len() > 1
            && (a.is(name.end - 1, Class::ZoneNoun)
                || lettered && a.is(name.start, Class::ZoneNoun))
    }

    /// The same in a list that says itself what stands in it: "exhibitors include Scott Cooperage",
    /// which only begins like a person's name.
    pub(super) fn is_listed(&self, m: usize, fillers: &[Filler]) -> bool {
        let mention = &self.view.inventory.mentions[m];
        let a = self.view.analysis;
        let last = mention.range.end - 1;
        let firms = fillers.contains(&Filler::Organisation) && !fillers.contains(&Filler::Person);
        self.is_filler(m, fillers)
            || firms
                && mention.sort == Sort::Person
                && mention.range.len() == 2
                && mention.outer == mention.range
                && !a.is(last, Class::Surname)
    }

    fn fills(&self, phrase: &Phrase, fillers: &[Filler]) -> bool {
        let a = self.view.analysis;
        let own = |m: usize| {
            self.view.inventory.mentions[m].sort != Sort::Event
                || self.view.events.series_of.get(&self.view.inventory.of[m])
                    == Some(&self.main.series)
        };
        if phrase
            .mentions
            .iter()
            .any(|m| self.is_filler(*m, fillers) && own(*m))
        {
            return true;
        }
        if fillers.contains(&Filler::Event) {
            if phrase
                .noun
                .is_some_and(|n| stands_for_event(self.view, n) || a.is_lower(n, Class::EventNoun))
            {
                return true;
            }
            if phrase.pronoun.is_some_and(|p| {
                matches!(a.word(p).to_lowercase().as_str(), "it" | "which" | "that")
            }) {
                return true;
            }
        }
        if fillers.contains(&Filler::Person)
            && phrase
                .pronoun
                .is_some_and(|p| a.is(p, Class::PersonPronoun))
        {
            return true;
        }
        fillers.contains(&Filler::Noun) && phrase.noun.is_some()
    }

    /// "via video link", "in a recorded message".
    pub(super) fn mode(&self, clause: &Clause) -> Option<Mode> {
        let a = self.view.analysis;
        let from = clause.subject.range.start.min(clause.verb);
        a.grid
            .any(from..clause.end.min(clause.after + 24), Lower(Class::Video))
            .then_some(Mode::VideoLink)
    }
}

/// Whether a word in any case is one that is given in lower case.
fn is_word(word: &str, lower: &str) -> bool {
    if word.is_ascii() {
        return word.eq_ignore_ascii_case(lower);
    }
    word.to_lowercase() == lower
}
