//! People who are there without a verb of their own: in someone's company, in inverted sentences,
//! as speakers of a talk named by a noun.

use super::clause::is_finite;
use super::list::{contiguous, people_behind};
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
        if a.has(&sentence, Class::SpeakerNoun) {
            self.titled_speakers(index);
        }
        if a.has(&sentence, Class::GuestTitle) {
            self.titled_guests(&sentence);
        }
        if a.has(&sentence, Class::PersonVerb) {
            self.moderated_with(&sentence);
        }
        if a.has(&sentence, Class::CaptionCue) {
            self.caption(&sentence);
        }
        self.others_attending(&sentence);
        self.fragment(index);
        for at in self.company_cues(&sentence) {
            if self.quoted(&sentence, at) {
                continue;
            }
            let end = sentence.end;
            if a.says_all(at, end, &["in", "the", "presence", "of"]) {
                self.company(&sentence, at + 4, Relation::Attendee, "attendee.company");
            } else if a.says_all(at, end, &["conversation", "with"]) {
                self.company(&sentence, at + 2, Relation::Speaker, "speaker.conversation");
            } else if a.is_lower(at, Class::Companion)
                && let Some(by) = self.companion_by(&sentence, at)
            {
                // "joined on stage by X", "followed by X": on a stage only.
                if (at..by).any(|t| a.is_lower(t, Class::StagePlace)) {
                    self.company(&sentence, by + 1, Relation::Speaker, "speaker.joined-by");
                    continue;
                }
                let follows = a.says(at, "followed");
                // "She will be joined by X": as a speaker, where the sentence before tells that she is
                // one.
                if self.joins_speaker(&sentence, at) {
                    self.company(&sentence, by + 1, Relation::Speaker, "speaker.joined-by");
                    continue;
                }
                let staged = self.stage.is_some_and(|s| index - s <= STAGE_SENTENCES);
                match (follows, staged) {
                    (true, true) => {
                        self.company(&sentence, by + 1, Relation::Speaker, "speaker.followed-by")
                    }
                    (true, false) => {}
                    _ => self.company(&sentence, by + 1, Relation::Attendee, "attendee.company"),
                }
            } else if a.is_mark(at, ':') && self.spoken_before(&sentence, at) {
                // "Two guests spoke by video link: X and Y".
                self.company(&sentence, at + 1, Relation::Speaker, "speaker.list");
            } else if a.is_lower(at, Class::PanelNoun)
                && let Some(with) = self.panel_with(&sentence, at)
            {
                self.company(&sentence, with + 1, Relation::Speaker, "speaker.panel-with");
            } else if a.is_lower(at, Class::PanelNoun) && a.says(at + 1, "by")
                || a.is(at, Class::TalkNoun) && self.view.inventory.mention_at(at).is_none()
            {
                self.talk_by(&sentence, at);
            } else if at > sentence.start
                && (a.says(at - 1, "so") || a.says(at - 1, "as"))
                && a.is(at, Class::Auxiliary)
                && !a.is(at, Class::Negation)
            {
                self.likewise(&sentence, at);
            }
        }
    }

    /// Whether a sentence "She will be joined by" follows one by which somebody speaks.
    fn joins_speaker(&self, sentence: &Range<usize>, joined: usize) -> bool {
        let a = self.view.analysis;
        let first = sentence.start;
        let Some(before) = a.sentence_of(first).checked_sub(1) else {
            return false;
        };
        let pronoun = a.says(joined, "joined")
            && joined <= first + 4
            && matches!(a.word(first), "He" | "She" | "They")
            && (first..joined).any(|t| a.is(t, Class::Future));
        pronoun
            && self.facts.facts().iter().any(|fact| {
                let told = a.bytes(a.sentences[before].tokens.clone());
                fact.relation == Relation::Speaker && told.contains(&fact.evidence.span.start)
            })
    }

    /// Where a word of company may stand.
    fn company_cues(&self, sentence: &Range<usize>) -> Vec<usize> {
        let grid = &self.view.analysis.grid;
        let nouns = [Class::Companion, Class::TalkNoun, Class::PanelNoun];
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

    /// "keynote speaker Jane Roe", "panellist John Doe": told by what stands before the name.
    fn titled_speakers(&mut self, index: usize) {
        let a = self.view.analysis;
        let start = a.sentences[index].tokens.start;
        let found: Vec<usize> = (self.view.inventory.by_sentence[index].0.clone())
            .filter(|m| {
                let mention = &self.view.inventory.mentions[*m];
                let Some(before) = mention.outer.start.checked_sub(1) else {
                    return false;
                };
                // "The first speaker, Jane Roe, warned"
                let comma = before > start && a.is_mark(before, ',');
                let noun = if comma { before - 1 } else { before };
                let closed = a.mark(mention.outer.end).is_some();
                if comma && !(closed && a.is_lower(noun, Class::SpeakerNoun)) {
                    return false;
                }
                // "Parliament Speaker Jane Roe" presides over something else.
                mention.sort == Sort::Person
                    && noun >= start
                    && a.is(noun, Class::SpeakerNoun)
                    && (a.tokens[noun].shape == Shape::Lower
                        || noun == start && !a.says(noun, "speaker"))
                    && !(noun > start
                        && (a.is(noun - 1, Class::OrgFirst)
                            || a.is(noun - 1, Class::OrgNoun)
                            || a.tokens[noun - 1].shape == Shape::Possessive
                            || self.view.inventory.mention_at(noun - 1).is_some()))
            })
            .collect();
        if let Some(&first) = found.first() {
            let at = self.view.inventory.mentions[first].outer.start;
            // "Panelists Jane Roe (Acme) and John Doe (Bolt)"
            let plural = at > start && a.word(at - 1).ends_with('s');
            let row = match plural {
                true => people_behind(self.view, at, &a.sentences[index].tokens.clone()),
                false => Vec::new(),
            };
            let found = if row.len() > found.len() { row } else { found };
            self.state_all(Relation::Speaker, &found, at, "speaker.titled", None);
        }
    }

    /// The "by" of "accompanied by", "joined on stage by".
    fn companion_by(&self, sentence: &Range<usize>, at: usize) -> Option<usize> {
        let a = self.view.analysis;
        (at + 1..sentence.end.min(at + 5))
            .take_while(|t| a.tokens[*t].shape == Shape::Lower)
            .find(|t| a.says(*t, "by"))
    }

    /// The word before the people of "a panel on sails with X of A and Y of B", "a session that
    /// featured X".
    fn panel_with(&self, sentence: &Range<usize>, at: usize) -> Option<usize> {
        let a = self.view.analysis;
        let mut on = false;
        for t in at + 1..sentence.end.min(at + 12) {
            // "a debate between X and Y"
            if a.says(t, "between") && !a.word(at).ends_with("ions") {
                return Some(t);
            }
            if a.says(t, "with") && !a.word(at).ends_with("ions") || a.is_lower(t, Class::Features)
            {
                return Some(t);
            }
            on |= a.is_lower(t, Class::Preposition);
            let passes = a.tokens[t].shape == Shape::Lower && !is_finite(a, self.view.inventory, t)
                || on && a.tokens[t].shape.is_nameish()
                || a.is_mark(t, ',') && t + 1 < sentence.end && a.is_lower(t + 1, Class::Features)
                || a.is(t, Class::Relative);
            if !passes {
                return None;
            }
        }
        None
    }

    /// Whether a verb of speaking with no person named stands before a colon.
    fn spoken_before(&self, sentence: &Range<usize>, colon: usize) -> bool {
        let a = self.view.analysis;
        let before = sentence.start..colon;
        let cues = [Class::SpokeWord, Class::SpeakerNoun];
        // "Confirmed so far: Jane Roe and John Doe", of a congress
        let announced =
            self.talks && colon <= sentence.start + 5 && a.is(sentence.start, Class::AnnouncedWord);
        (announced || a.grid.any(before.clone(), Lower(cues)))
            && !before.into_iter().any(|t| {
                self.view
                    .inventory
                    .mention_at(t)
                    .is_some_and(|m| self.view.inventory.mentions[m].sort == Sort::Person)
            })
    }

    pub(super) fn company(
        &mut self,
        sentence: &Range<usize>,
        from: usize,
        relation: Relation,
        rule: &str,
    ) {
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
                        || a.is(t + 1, Class::Honorific)
                        || self.leads_to_person(sentence, t + 1));
                if direct {
                    self.company(sentence, t + 1, Relation::Speaker, "speaker.talk-of");
                }
                return;
            }
        }
    }

    /// "retired rail executive Jane Roe", "carving star John Doe": small words, then an office or a
    /// person.
    fn leads_to_person(&self, sentence: &Range<usize>, from: usize) -> bool {
        let a = self.view.analysis;
        let inventory = self.view.inventory;
        for t in from..sentence.end.min(from + 5) {
            if inventory.role_at(t).is_some() {
                return true;
            }
            if let Some(m) = inventory.mention_at(t) {
                let sort = inventory.mentions[m].sort;
                match sort {
                    Sort::Person => return t > from,
                    Sort::Place | Sort::Demonym | Sort::Country => continue,
                    _ => return false,
                }
            }
            let past = a.is_lower(t, Class::FormerWord);
            let plain = (a.tokens[t].shape == Shape::Lower || a.is_compound(t))
                && !a.is(t, Class::Preposition)
                && !a.is(t, Class::Conjunction)
                && !a.is(t, Class::Relative)
                && !is_finite(a, inventory, t);
            if !plain && !past {
                return false;
            }
        }
        false
    }

    /// "..., as did X", "So did X": X does what the one before did.
    fn likewise(&mut self, sentence: &Range<usize>, at: usize) {
        let found = people_behind(self.view, at + 1, sentence);
        if found.is_empty() {
            // "Acme offers rides, as does Bolt"
            if self.floor == Some(self.view.analysis.sentence_of(at)) {
                let firms = contiguous(self.view, at + 1, sentence.end, |m| self.is_firm(m));
                self.state_all(
                    Relation::Exhibitor,
                    &firms,
                    at,
                    "participant.likewise",
                    None,
                );
            }
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
            // ", and among the guests will be Jane Roe"
            let among = (start + 1..verb)
                .rev()
                .take(9)
                .find(|t| a.says(*t, "among") && a.says(*t - 1, "and"));
            start = among.unwrap_or(start);
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
            if !leads {
                continue;
            }
            let before = start..verb;
            let opens = a.is(start, Class::InversionOpener);
            let with = a.says(start, "with");
            let person = before.clone().any(|t| {
                inventory
                    .mention_at(t)
                    .is_some_and(|m| inventory.mentions[m].sort == Sort::Person)
            });
            let stage = (Class::SpeakerNoun, Lower(Class::StagePlace));
            let speaks = a.grid.any(before.clone(), stage)
                || a.says(start, "next")
                || a.grid.any(before.clone(), Lower(Class::HighlightNoun))
                    && a.grid
                        .any(before.clone(), (Lower(Class::EventNoun), Class::Weekday))
                || a.says(start, "up") && a.says(start + 1, "next")
                || opens && a.is(start, Class::BillOpener)
                || (a.says(start, "among")
                    && a.grid
                        .any(before.clone(), Lower([Class::TalkNoun, Class::FloorWord])))
                || (opens && verb >= start + 3)
                    && a.says_all(verb - 3, verb, &["taking", "the", "floor"])
                || opens && a.grid.any(start..verb + 1, Lower(Class::SpokeWord));
            let comes = a.is_lower(verb, Class::PresenceVerb) && !a.is(verb, Class::SpokeWord);
            // "Among those to take the stage"
            let attending = a
                .grid
                .each(
                    before.clone(),
                    (Class::ParticipantNoun, Lower(Class::Presence)),
                )
                .any(|t| !(speaks && a.says(t, "those")));
            let present = comes
                || attending
                || opens
                    && (a.grid.any(before.clone(), Lower(Class::AttendWord))
                        || a.grid.any(start + 1..verb, Class::ThereWord));
            let company = with && a.grid.any(before.clone(), Class::PersonPronoun);
            let pronoun = opens && before.clone().any(|t| a.says(t, "it"));
            if person && !with
                || !(pronoun || speaks || present && !comes || company) && !(comes && opens)
            {
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
