//! People who are there without a verb of their own: in someone's company, in inverted sentences,
//! as speakers of a talk named by a noun.

use super::list::people_behind;
use super::model::Relation;
use super::participant::Reader;
use super::speech::STAGE_SENTENCES;
use crate::knowledge::{Class, Sign, Word};
use crate::mention::{Lower, Sort};
use crate::text::Shape;
use std::ops::Range;

impl Reader<'_, '_> {
    /// People present without a verb of their own: "in the presence of X", "accompanied by X", "a
    /// speech by X", "the keynotes are entrusted to X", "in conversation with X", "as did X".
    pub(super) fn present(&mut self, index: usize) {
        let a = self.view.analysis;
        let sentence = a.sentences[index].tokens.clone();
        self.inverted(&sentence);
        for at in self.company_cues(&sentence) {
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
                && (a.says(at - 1, "so") || a.says(at - 1, "as"))
                && matches!(
                    a.word(at),
                    "did" | "was" | "were" | "has" | "have" | "does" | "do"
                )
            {
                self.likewise(&sentence, at);
            }
        }
    }

    /// Where a word of company may stand.
    fn company_cues(&self, sentence: &Range<usize>) -> Vec<usize> {
        let grid = &self.view.analysis.grid;
        let nouns = [Class::Companion, Class::TalkNoun];
        let mut cues: Vec<usize> = grid
            .each(sentence.clone(), (nouns, (Sign::Colon, Word::Conversation)))
            .collect();
        let own = cues.len();
        // "in the presence of", "as did"
        let presence = grid.each(sentence.clone(), Word::Presence);
        cues.extend(
            presence
                .filter_map(|t| t.checked_sub(2))
                .filter(|t| *t >= sentence.start),
        );
        let so = grid.each(sentence.clone(), [Word::So, Word::As]);
        cues.extend(so.map(|t| t + 1).filter(|t| *t < sentence.end));
        if cues.len() > own {
            cues.sort_unstable();
            cues.dedup();
        }
        cues
    }

    /// Whether a verb of speaking with no person named stands before a colon.
    fn spoken_before(&self, sentence: &Range<usize>, colon: usize) -> bool {
        let a = self.view.analysis;
        let before = sentence.start..colon;
        let cues = [Class::SpokeWord, Class::SpeakerNoun];
        a.grid.any(before.clone(), Lower(cues))
            && !before.into_iter().any(|t| {
                self.view
                    .inventory
                    .mention_at(t)
                    .is_some_and(|m| self.view.inventory.mentions[m].sort == Sort::Person)
            })
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
        let verbs = [Class::Be, Class::PresenceVerb];
        if !a.grid.any(sentence.clone(), verbs) {
            return;
        }
        let mut start = sentence.start;
        let places = (verbs, [Sign::Semicolon, Sign::Colon]);
        for verb in a.grid.each(sentence.clone(), places) {
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
            let before = start..verb;
            let opens = a.is(start, Class::InversionOpener);
            let speaks = a.grid.any(
                before.clone(),
                (Class::SpeakerNoun, Lower(Class::StagePlace)),
            );
            let present = a.grid.any(
                before.clone(),
                (Class::ParticipantNoun, Lower(Class::Presence)),
            );
            if !(opens || speaks || present) {
                continue;
            }
            let leads = inventory.mention_at(from).is_some()
                || inventory.role_at(from).is_some()
                || a.is(from, Class::Article)
                || a.is(from, Class::Honorific) && a.tokens[from].shape != Shape::Lower;
            let with = a.says(start, "with");
            let person = before.clone().any(|t| {
                inventory
                    .mention_at(t)
                    .is_some_and(|m| inventory.mentions[m].sort == Sort::Person)
            });
            let pronoun = opens && before.clone().any(|t| a.says(t, "it"));
            if !leads || person && !with {
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
