//! Who speaks at an edition, who is merely there: people quoted on a stage, at a stand, by a
//! reporter; people present in lists and in passing.

use super::clause::{Clause, clause};
use super::list::people_behind;
use super::model::{Kind, Mode, Relation};
use super::participant::Reader;
use crate::document::BlockKind;
use crate::knowledge::Class;
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
const STAGE_SENTENCES: usize = 3;

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
                && occasion == Occasion::Untold
                && self.from_outside(&sentence, m)
            {
                self.outside.insert(self.view.inventory.of[m]);
            }
        }
        let mut spoken = false;
        for at in sentence.clone() {
            let forms = a.verb_forms(at);
            if forms.is_empty()
                || self.quoted(&sentence, at)
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
            if clause.negated || clause.passive {
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

    /// The people that are a clause's subject.
    fn people(&self, clause: &Clause) -> Vec<usize> {
        if let Some(pronoun) = clause.subject.pronoun {
            return self.antecedent(pronoun).into_iter().collect();
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
        let at = clause.verb;
        let thing = self.view.inventory.of[person];
        if occasion == Occasion::Reporter
            || occasion == Occasion::Untold && self.from_outside(sentence, person)
        {
            self.outside.insert(thing);
        }
        if self.outside.contains(&thing) {
            return false;
        }
        let carried = self
            .stage
            .is_some_and(|stage| index - stage <= STAGE_SENTENCES);
        let (state, trade) = self.offices_of(sentence, person);
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
                if carried && (!self.has_quotation(sentence) || !trade && office)
                    || state && !trade =>
            {
                self.state_all(Relation::Speaker, &[person], at, "speaker.goes-on", mode);
                carried
            }
            Occasion::Stand => {
                self.state_all(Relation::Attendee, &[person], at, "attendee.at-stand", None);
                let firms = self.firms(person);
                self.voices.extend(firms.into_iter().map(|m| (m, at)));
                false
            }
            Occasion::Reporter => false,
            _ => {
                self.state_all(Relation::Attendee, &[person], at, "attendee.quoted", None);
                if trade || occasion == Occasion::Untold && !state {
                    let mut firms = self.firms(person);
                    firms.retain(|m| {
                        self.view.inventory.mentions[*m].sort == Sort::Organisation(Kind::Company)
                    });
                    self.voices.extend(firms.into_iter().map(|m| (m, at)));
                }
                false
            }
        }
    }

    /// Whether the sentence quotes words as spoken.
    fn has_quotation(&self, sentence: &Range<usize>) -> bool {
        sentence
            .clone()
            .any(|t| self.view.analysis.is_quote(t) || self.quoted(sentence, t))
    }

    /// Whether a person named in the sentence holds an office of state there, or one by which a
    /// firm sells.
    fn offices_of(&self, sentence: &Range<usize>, person: usize) -> (bool, bool) {
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
        let _ = sentence;
        (is(Class::CountryRole), is(Class::TradeRole))
    }

    /// Whether what is said of the person in the sentence makes it one who looks on: "who covers
    /// robots for Acme Research", "was not at the show", "at that time".
    fn from_outside(&self, sentence: &Range<usize>, person: usize) -> bool {
        let a = self.view.analysis;
        let mention = &self.view.inventory.mentions[person];
        if !sentence.contains(&mention.range.start) {
            return false;
        }
        let mut at = mention.outer.end;
        let floor = mention.outer.start.saturating_sub(5).max(sentence.start);
        if (floor..mention.outer.start)
            .any(|t| a.is(t, Class::Onlooker) && !self.quoted(sentence, t))
        {
            return true;
        }
        while at < sentence.end.min(mention.outer.end + 18) && !self.quoted(sentence, at) {
            if a.is(at, Class::Onlooker) {
                return true;
            }
            at += 1;
        }
        false
    }

    /// Where the sentence says its words are spoken.
    fn occasion(&self, sentence: &Range<usize>) -> Occasion {
        let a = self.view.analysis;
        let mut stage = false;
        let mut stand = false;
        for at in sentence.clone() {
            if self.quoted(sentence, at) {
                continue;
            }
            if a.is(at, Class::InterviewCue) || a.is_lower(at, Class::Commentator) {
                return Occasion::Reporter;
            }
            if self.view.inventory.mention_at(at).is_some() {
                continue;
            }
            if a.is_lower(at, Class::StageNoun) {
                // "press conference", "news briefing"
                if at > sentence.start && a.is_lower(at - 1, Class::PressModifier) {
                    return Occasion::Reporter;
                }
                stage = true;
            }
            stand |= a.is_lower(at, Class::BoothPlace);
        }
        match (stage, stand) {
            (_, true) => Occasion::Stand,
            (true, _) => Occasion::Stage,
            _ => Occasion::Untold,
        }
    }

    /// People present without a verb of their own: "in the presence of X", "accompanied by X", "a
    /// speech by X", "the keynotes are entrusted to X", "in conversation with X", "as did X".
    pub(super) fn present(&mut self, index: usize) {
        let a = self.view.analysis;
        let sentence = a.sentences[index].tokens.clone();
        self.inverted(&sentence);
        for at in sentence.clone() {
            if self.quoted(&sentence, at) {
                continue;
            }
            let end = sentence.end;
            if a.says_all(at, end, &["in", "the", "presence", "of"]) {
                self.company(&sentence, at + 4, Relation::Attendee, "attendee.company");
            } else if a.says_all(at, end, &["conversation", "with"]) {
                self.company(&sentence, at + 2, Relation::Speaker, "speaker.conversation");
            } else if a.is_lower(at, Class::Companion) && at + 1 < end && a.says(at + 1, "by") {
                // "followed by X": on a stage only.
                let follows = a.says(at, "followed");
                let staged = self.stage.is_some_and(|s| index - s <= STAGE_SENTENCES);
                match (follows, staged) {
                    (true, true) => {
                        self.company(&sentence, at + 2, Relation::Speaker, "speaker.followed-by")
                    }
                    (true, false) => {}
                    _ => self.company(&sentence, at + 2, Relation::Attendee, "attendee.company"),
                }
            } else if a.is_mark(at, ':') && self.spoken_before(&sentence, at) {
                // "Two guests spoke by video link: X and Y".
                self.company(&sentence, at + 1, Relation::Speaker, "speaker.list");
            } else if a.is(at, Class::TalkNoun) && self.view.inventory.mention_at(at).is_none() {
                self.talk_by(&sentence, at);
            } else if at > sentence.start
                && matches!(
                    a.word(at),
                    "did" | "was" | "were" | "has" | "have" | "does" | "do"
                )
                && (a.says(at - 1, "so") || a.says(at - 1, "as"))
            {
                self.likewise(&sentence, at);
            }
        }
    }

    /// Whether a verb of speaking with no person named stands before a colon.
    fn spoken_before(&self, sentence: &Range<usize>, colon: usize) -> bool {
        let a = self.view.analysis;
        let named = (sentence.start..colon).any(|t| {
            self.view
                .inventory
                .mention_at(t)
                .is_some_and(|m| self.view.inventory.mentions[m].sort == Sort::Person)
        });
        !named
            && (sentence.start..colon)
                .any(|t| a.is_lower(t, Class::SpokeWord) || a.is_lower(t, Class::SpeakerNoun))
    }

    fn company(&mut self, sentence: &Range<usize>, from: usize, relation: Relation, rule: &str) {
        let found = people_behind(self.view, from, sentence);
        self.state_all(relation, &found, from - 1, rule, None);
    }

    /// "a speech by X", "remarks from X and Y", "keynotes have been entrusted to X".
    fn talk_by(&mut self, sentence: &Range<usize>, at: usize) {
        let a = self.view.analysis;
        let limit = sentence.end.min(at + 8);
        let mut be = false;
        for t in at + 1..limit {
            if a.is_mark(t, ',') || a.is_mark(t, ';') || a.is_quote(t) {
                return;
            }
            be |= a.is(t, Class::Be);
            let by = a.says(t, "by") || a.says(t, "from") || be && a.says(t, "to");
            if by {
                let direct = t + 1 < sentence.end
                    && (self.view.inventory.role_at(t + 1).is_some()
                        || self.view.inventory.mention_at(t + 1).is_some()
                        || a.is(t + 1, Class::Determiner)
                        || a.is(t + 1, Class::Honorific));
                if direct {
                    self.company(sentence, t + 1, Relation::Speaker, "speaker.talk-of");
                }
                return;
            }
        }
    }

    /// "..., as did X", "So did X": X does what the one before did.
    fn likewise(&mut self, sentence: &Range<usize>, at: usize) {
        let found = people_behind(self.view, at + 1, sentence);
        if found.is_empty() {
            return;
        }
        let subject = self.edition(at).map(|e| self.facts.edition(self.view, e));
        let relation = self
            .facts
            .facts()
            .iter()
            .rev()
            .find(|f| {
                Some(f.subject) == subject
                    && matches!(f.relation, Relation::Speaker | Relation::Attendee)
            })
            .map(|f| f.relation);
        if let Some(relation) = relation {
            self.state_all(relation, &found, at, "participant.likewise", None);
        }
    }

    /// "Also present were X and Y", "With him on stage was X", "On it will be X", "The third member
    /// of the panel was X": the people stand behind the verb.
    fn inverted(&mut self, sentence: &Range<usize>) {
        let a = self.view.analysis;
        let inventory = self.view.inventory;
        let mut start = sentence.start;
        for verb in sentence.clone() {
            if a.is_mark(verb, ';') || a.is_mark(verb, ':') {
                start = verb + 1;
            }
            let be = a.is(verb, Class::Be) && !a.says(verb, "been") && !a.says(verb, "being")
                || a.is_lower(verb, Class::PresenceVerb);
            if !be || verb == start || self.quoted(sentence, verb) {
                continue;
            }
            let mut from = verb + 1;
            while from < sentence.end && (a.is(from, Class::Auxiliary) || a.is_mark(from, ':')) {
                from += 1;
            }
            if from >= sentence.end {
                return;
            }
            let leads = inventory.mention_at(from).is_some()
                || inventory.role_at(from).is_some()
                || a.is(from, Class::Article)
                || a.is(from, Class::Honorific) && a.tokens[from].shape != Shape::Lower;
            let opens = a.is(start, Class::InversionOpener);
            let with = a.says(start, "with");
            let before = start..verb;
            let person = before.clone().any(|t| {
                inventory
                    .mention_at(t)
                    .is_some_and(|m| inventory.mentions[m].sort == Sort::Person)
            });
            let speaks = before
                .clone()
                .any(|t| a.is(t, Class::SpeakerNoun) || a.is_lower(t, Class::StagePlace));
            let present = before
                .clone()
                .any(|t| a.is(t, Class::ParticipantNoun) || a.is_lower(t, Class::Presence));
            let pronoun = opens && before.clone().any(|t| a.says(t, "it"));
            if !leads || person && !with || !(opens || speaks || present) {
                continue;
            }
            if before.clone().any(|t| a.is_mark(t, ',')) && !speaks {
                continue;
            }
            let found = people_behind(self.view, from, sentence);
            let direct = found
                .first()
                .is_some_and(|m| inventory.mentions[*m].outer.start <= from + 9);
            if !direct {
                continue;
            }
            let relation = if (speaks || pronoun) && !present {
                Relation::Speaker
            } else {
                Relation::Attendee
            };
            self.state_all(relation, &found, verb, "participant.inverted", None);
            return;
        }
    }
}
