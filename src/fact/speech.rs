//! Who speaks at an edition, who is merely there: people quoted on a stage, at a stand, by a
//! reporter; people present in lists and in passing.

use super::clause::{Clause, clause};
use super::model::{Kind, Mode, Object, Relation};
use super::participant::Reader;
use crate::document::BlockKind;
use crate::knowledge::{Class, Verb, Word};
use crate::mention::Sort;
use crate::text::Shape;
use std::ops::Range;

/// Where words are spoken, as far as the sentence tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Occasion {
    /// A ceremony, a panel, a speech.
    Stage,
    /// A stand.
    Stand,
    /// An interview, a statement, an analyst's view.
    Reporter,
    Untold,
}

/// How many sentences a stage stays open for further speakers.
pub(super) const STAGE_SENTENCES: usize = 3;

impl Reader<'_, '_> {
    /// People whose words are reported: speakers where the words fall on a stage, attendees where
    /// they are spoken at the fair.
    pub(super) fn speech(&mut self, index: usize) {
        let a = self.view.analysis;
        let sentence = a.sentences[index].tokens.clone();
        if matches!(a.sentences[index].kind, BlockKind::Title) {
            return;
        }
        let occasion = self.occasion(&sentence);
        for m in self.view.inventory.by_sentence[index].0.clone() {
            if self.view.inventory.mentions[m].sort == Sort::Person
                && occasion != Occasion::Stage
                && !a.has(&sentence, Class::Future)
                && self.looks_on(&sentence, m)
            {
                self.outside.insert(self.view.inventory.of[m]);
            }
        }
        let mut spoken = false;
        for at in a.grid.each(sentence.clone(), Verb(Class::PublicSpeech)) {
            let forms = a.verb_forms(at);
            if self.quoted(&sentence, at)
                || self.view.inventory.role_at(at).is_some()
                || self.view.inventory.mention_at(at).is_some()
            {
                continue;
            }
            let Some(form) = forms
                .iter()
                .find(|f| a.knowledge.words.verb_class(f.verb, Class::PublicSpeech))
                .copied()
            else {
                continue;
            };
            let Some(clause) = clause(a, self.view.inventory, &sentence, at, &form) else {
                continue;
            };
            // "has called off a trip"
            let off = at + 1 < sentence.end && a.says(at + 1, "off")
                || a.says(at, "present") && at > sentence.start && a.is(at - 1, Class::Be);
            if clause.negated || clause.passive || off || self.is_greeting(&sentence) {
                continue;
            }
            let people = self.people(&clause);
            if people.is_empty() {
                continue;
            }
            for person in people {
                spoken |= self.quote(index, &sentence, &clause, person, occasion);
            }
        }
        if spoken {
            self.stage = Some(index);
        } else if matches!(occasion, Occasion::Stand | Occasion::Reporter) {
            self.stage = None;
        }
    }

    /// Whether the sentence tells of a letter of congratulation: its words are not spoken there.
    fn is_greeting(&self, sentence: &Range<usize>) -> bool {
        self.says(sentence, sentence.clone(), Class::Letter)
            && self.says(sentence, sentence.clone(), Class::Greeting)
    }

    /// The people that are a clause's subject.
    fn people(&self, clause: &Clause) -> Vec<usize> {
        if let Some(pronoun) = clause.subject.pronoun {
            return self.antecedent(pronoun).into_iter().collect();
        }
        if clause.subject.mentions.is_empty()
            && let Some(noun) = clause.subject.noun
        {
            return self.office_antecedent(noun).into_iter().collect();
        }
        clause
            .subject
            .mentions
            .iter()
            .copied()
            .filter(|m| self.view.inventory.mentions[*m].sort == Sort::Person)
            .collect()
    }

    /// States what a quotation says of its speaker; true where it is a speaker on a stage.
    fn quote(
        &mut self,
        index: usize,
        sentence: &Range<usize>,
        clause: &Clause,
        person: usize,
        occasion: Occasion,
    ) -> bool {
        let a = self.view.analysis;
        let at = clause.verb;
        let thing = self.view.inventory.of[person];
        if occasion == Occasion::Reporter
            || occasion == Occasion::Untold && !clause.future && self.looks_on(sentence, person)
        {
            self.outside.insert(thing);
        }
        if self.outside.contains(&thing) {
            return false;
        }
        let carried = self
            .stage
            .is_some_and(|stage| index - stage <= STAGE_SENTENCES);
        let (state, trade) = self.offices_of(person);
        let office = self.offices.contains_key(&thing);
        let mode = self
            .says(sentence, sentence.clone(), Class::Video)
            .then_some(Mode::VideoLink);
        match occasion {
            // "will explain", "is to describe": announced words are spoken at the fair.
            Occasion::Stage | Occasion::Untold if clause.future && !trade => {
                self.state_all(Relation::Speaker, &[person], at, "speaker.announced", mode);
                false
            }
            Occasion::Stage if !trade => {
                self.state_all(Relation::Speaker, &[person], at, "speaker.on-stage", mode);
                true
            }
            Occasion::Untold if self.openers.contains(&thing) => {
                self.state_all(Relation::Speaker, &[person], at, "speaker.opener", mode);
                true
            }
            Occasion::Untold | Occasion::Stage
                if !self.preview
                    && !trade
                    && (carried
                        && office
                        && clause.subject.pronoun.is_none()
                        && !self.serves_fair(person)
                        || state
                        || self.talks
                            && clause.subject.pronoun.is_none()
                            && self.is_introduced(person)
                            && !self.serves_fair(person)
                            && !self.has_stands()) =>
            {
                self.state_all(Relation::Speaker, &[person], at, "speaker.goes-on", mode);
                carried
            }
            Occasion::Stand => {
                self.state_all(Relation::Attendee, &[person], at, "attendee.at-stand", None);
                let firms = self.firms(person);
                self.voices
                    .extend(firms.into_iter().map(|m| (m, at, "exhibitor.voice")));
                false
            }
            Occasion::Reporter => false,
            // A pronoun leads too far back; a greeting is sent by who is not there.
            _ if clause.subject.pronoun.is_some()
                && !sentence.contains(&self.view.inventory.mentions[person].range.start) =>
            {
                false
            }
            _ if self.says(sentence, sentence.clone(), Class::Congratulate) => false,
            _ => {
                let visits = sentence
                    .clone()
                    .any(|t| a.is_lower(t, Class::VisitCue) && !self.quoted(sentence, t))
                    || self.tells_of_visit(sentence) && self.firms(person).is_empty();
                // "said Jane Roe, a teacher who was queueing"
                if visits && !self.preview && (!office || self.is_townsman(person)) {
                    self.state_all(Relation::Attendee, &[person], at, "attendee.quoted", None);
                }
                if (!self.talks || self.has_stands())
                    && (trade || occasion == Occasion::Untold && !state)
                {
                    let mut firms = self.firms(person);
                    // A report that has told of stands goes on with those who have one.
                    let on_floor =
                        !self.preview && !self.floors.is_empty() && !self.serves_fair(person);
                    // "Jane Roe of Bolt said she had sold six masts": sellers are known by their words.
                    let sells = (sentence.clone()).any(|t| {
                        a.is_lower(t, Class::BoothPlace)
                            || matches!(a.word(t), "sold" | "orders" | "debut")
                    });
                    firms.retain(|m| match self.view.inventory.mentions[*m].sort {
                        Sort::Organisation(kind) => kind == Kind::Company,
                        Sort::Name => {
                            sells || on_floor && self.view.inventory.mentions[*m].range.len() > 1
                        }
                        _ => false,
                    });
                    self.voices
                        .extend(firms.into_iter().map(|m| (m, at, "exhibitor.voice")));
                }
                false
            }
        }
    }

    /// "I come every year", "we drove six hours", "it was worth the trip": a visitor's own words.
    fn tells_of_visit(&self, sentence: &Range<usize>) -> bool {
        let a = self.view.analysis;
        let own = |t: usize| {
            let before = t.checked_sub(1).map_or("", |t| a.word(t));
            let first = t.checked_sub(2).map_or("", |t| a.word(t));
            let mine = |word: &str| matches!(word, "I" | "We" | "we");
            mine(before) || mine(first)
        };
        sentence.clone().any(|t| {
            self.quoted(sentence, t)
                && (a.is_lower(t, Class::CameWord) && own(t)
                    || a.is_lower(t, Class::VisitNoun)
                        && a.says(t - 1, "the")
                        && a.says(t - 2, "worth"))
        })
    }

    /// Whether the text has told of exhibitors: then not all who are quoted have given a talk.
    fn has_stands(&self) -> bool {
        let facts = self.facts.facts();
        facts
            .iter()
            .any(|fact| fact.relation == Relation::Exhibitor)
    }

    /// Whether the text has told who a person is: an office, a firm, a country.
    fn is_introduced(&self, person: usize) -> bool {
        let thing = &self.view.inventory.of[person];
        let label = &self.view.inventory.thing(person).label;
        self.offices.contains_key(thing)
            || self.firms.contains_key(thing)
            || (self.facts.facts().iter()).any(|fact| {
                fact.relation == Relation::Represents && self.facts.label(fact.subject) == label
            })
    }

    /// Whether a person belongs to who organizes or hosts the fair, or to the fair: what they say
    /// they say of it, and not always there.
    fn serves_fair(&self, person: usize) -> bool {
        let label = &self.view.inventory.thing(person).label;
        let facts = self.facts.facts();
        facts.iter().any(|fact| {
            let Object::Entity(body) = fact.object else {
                return false;
            };
            fact.relation == Relation::Affiliation
                && self.facts.label(fact.subject) == label
                && (facts.iter().any(|other| {
                    matches!(other.relation, Relation::Organizer | Relation::Host)
                        && matches!(other.object, Object::Entity(id) if id == body)
                }) || self.view.events.series[self.main.series].label == self.facts.label(body))
        })
    }

    /// Whether a person holds an office of state, or one by which a
    /// firm sells.
    fn offices_of(&self, person: usize) -> (bool, bool) {
        let a = self.view.analysis;
        let known = self
            .offices
            .get(&self.view.inventory.of[person])
            .map_or("", |posts| posts.first().map_or("", String::as_str));
        let is = |class: Class| {
            known
                .split(|c: char| !c.is_alphanumeric() && c != '-')
                .any(|w| {
                    a.knowledge
                        .words
                        .classes(a.knowledge.words.id(w))
                        .has(class)
                })
        };
        (is(Class::CountryRole), is(Class::TradeRole))
    }

    /// Whether a person is known by an everyday trade alone.
    fn is_townsman(&self, person: usize) -> bool {
        let words = &self.view.analysis.knowledge.words;
        let posts = self.offices.get(&self.view.inventory.of[person]);
        posts.is_some_and(|posts| {
            posts.iter().all(|post| {
                let head = post.rsplit(' ').next().unwrap_or("");
                words.classes(words.id(head)).has(Class::TownTrade)
            })
        })
    }

    /// Whether what is said of the person in the sentence makes it one who looks on: "who covers
    /// robots for Acme Research", "was not at the show", "at that time".
    fn looks_on(&self, sentence: &Range<usize>, person: usize) -> bool {
        let a = self.view.analysis;
        let mention = &self.view.inventory.mentions[person];
        if !sentence.contains(&mention.range.start) {
            return false;
        }
        let mut at = mention.outer.end;
        let floor = mention.outer.start.saturating_sub(5).max(sentence.start);
        let reach = floor..sentence.end.min(mention.outer.end + 18);
        if !a.grid.any(reach, Class::Onlooker) {
            return false;
        }
        if self.says(sentence, floor..mention.outer.start, Class::Onlooker) {
            return true;
        }
        while at < sentence.end.min(mention.outer.end + 18) && !self.quoted(sentence, at) {
            // "who was not at the show", but not "said that prices would not rise".
            let away = !a.is(at, Class::Negation)
                || (at + 1..sentence.end.min(at + 5)).any(|t| {
                    a.says(t, "at")
                        || a.is(t, Class::Participation)
                        || a.is(t, Class::Presence)
                        || a.verb_forms(t).iter().any(|form| {
                            a.knowledge.words.verb_class(form.verb, Class::PresenceVerb)
                        })
                });
            if a.is(at, Class::Onlooker) && away {
                return true;
            }
            at += 1;
        }
        false
    }

    /// Whether someone "told Boating Week": the name of a firm or a paper behind the verb.
    fn told_to_press(&self, sentence: &Range<usize>) -> bool {
        let a = self.view.analysis;
        let inner = sentence.start..sentence.end.saturating_sub(1);
        a.grid.each(inner, [Word::Told, Word::Tells]).any(|t| {
            if self.quoted(sentence, t) {
                return false;
            }
            let next = t + 1 + usize::from(a.is(t + 1, Class::Article));
            let Some(m) = self.view.inventory.mention_at(next) else {
                return a.is(next.min(sentence.end - 1), Class::NewspaperWord);
            };
            match self.view.inventory.mentions[m].sort {
                Sort::Organisation(_) | Sort::Name => true,
                Sort::Event => (self.view.inventory.mentions[m].range)
                    .clone()
                    .any(|t| a.is(t, Class::NewspaperWord)),
                _ => false,
            }
        })
    }

    /// "at her stand", "beside the booth": a place, not what is spoken of.
    fn is_spoken_at(&self, sentence: &Range<usize>, stand: usize) -> bool {
        let a = self.view.analysis;
        let floor = sentence.start.max(stand.saturating_sub(6));
        (floor..stand)
            .rev()
            .take_while(|t| {
                a.mark(*t).is_none()
                    && !super::clause::is_finite(a, self.view.inventory, *t)
                    && !a.is(*t, Class::Conjunction)
            })
            .any(|t| a.is_lower(t, Class::Preposition) && !a.says(t, "of"))
    }

    /// Whether a noun for a stage stands in what is said of a person: "who runs the summit",
    /// "director of the conference".
    fn describes(&self, sentence: &Range<usize>, noun: usize) -> bool {
        let a = self.view.analysis;
        let floor = sentence.start.max(noun.saturating_sub(6));
        for t in (floor..noun).rev() {
            if a.tokens[t].shape == Shape::Possessive {
                continue;
            }
            if a.is_lower(t, Class::LeadVerb)
                || a.is_lower(t, Class::WorkVerb)
                || a.verb_forms(t)
                    .iter()
                    .any(|form| a.knowledge.words.verb_class(form.verb, Class::OrganizeVerb))
            {
                return true;
            }
            if a.is_lower(t, Class::Preposition) {
                return t > sentence.start
                    && (self.view.inventory.role_ending(t).is_some()
                        || a.is_lower(t - 1, Class::OrganizerNoun));
            }
            if a.mark(t).is_some() {
                return false;
            }
        }
        false
    }

    /// "At the Airline Leaders Summit, Jane Roe said": the sentence opens at a part of the fair,
    /// or at the fair where people come for talks.
    fn opens_at_session(&self, sentence: &Range<usize>, m: usize) -> bool {
        let a = self.view.analysis;
        let mention = &self.view.inventory.mentions[m];
        let mut at = mention.outer.start;
        while at > sentence.start && a.is(at - 1, Class::Determiner) {
            at -= 1;
        }
        let opens = at == sentence.start + 1
            && ["at", "during", "in", "addressing"]
                .iter()
                .any(|word| a.says(at - 1, word));
        let series = self.view.events.series_of.get(&self.view.inventory.of[m]);
        let own = series == Some(&self.main.series);
        opens && a.is(mention.range.end - 1, Class::StageNoun) && (!own || self.talks)
    }

    /// Where the sentence says its words are spoken.
    fn occasion(&self, sentence: &Range<usize>) -> Occasion {
        let a = self.view.analysis;
        let told = [
            Class::InterviewCue,
            Class::Commentator,
            Class::StageNoun,
            Class::BoothPlace,
        ];
        if !told.iter().any(|class| a.has(sentence, *class)) {
            return match self.told_to_press(sentence) {
                true => Occasion::Reporter,
                false => Occasion::Untold,
            };
        }
        if self.told_to_press(sentence) {
            return Occasion::Reporter;
        }
        let mut stage = false;
        let mut stand = false;
        for at in a.grid.each(sentence.clone(), told) {
            if self.quoted(sentence, at) {
                continue;
            }
            let told = a.is(at, Class::InterviewCue) && !self.is_ware(at);
            if told || a.is_lower(at, Class::Commentator) {
                return Occasion::Reporter;
            }
            if let Some(m) = self.view.inventory.mention_at(at) {
                stage |= self.opens_at_session(sentence, m);
                continue;
            }
            if a.is_lower(at, Class::StageNoun) && !self.describes(sentence, at) {
                // "press conference", "news briefing"
                if at > sentence.start && a.is_lower(at - 1, Class::PressModifier) {
                    return Occasion::Reporter;
                }
                stage = true;
            }
            stand |= a.is_lower(at, Class::BoothPlace) && self.is_spoken_at(sentence, at);
        }
        match (stage, stand) {
            (_, true) => Occasion::Stand,
            (true, _) => Occasion::Stage,
            _ => Occasion::Untold,
        }
    }
}
