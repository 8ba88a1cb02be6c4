//! Speakers as a reporter or a programme announces them, without a verb: "Now up: Jane Roe", "Panel
//! on ropes: Jane Roe of Acme and John Doe", "Last word to the mayor, Jane Roe", "a talk, 'Knots',
//! led by John Doe", "a recorded message from Jane Roe was played".

use super::clause::is_finite;
use super::list::people_behind;
use super::model::{Mode, Relation};
use super::participant::Reader;
use super::phrase::leading;
use crate::document::BlockKind;
use crate::knowledge::{Class, Sign};
use crate::mention::{Lower, Sort};
use crate::text::Shape;
use std::ops::Range;

/// How far into a sentence the colon of an announcement may stand.
const LEAD: usize = 14;

impl Reader<'_, '_> {
    /// One sentence of a report written as things happen.
    pub(super) fn live(&mut self, index: usize) {
        let a = self.view.analysis;
        let sentence = a.sentences[index].tokens.clone();
        if matches!(
            a.sentences[index].kind,
            BlockKind::Title | BlockKind::Heading
        ) {
            return;
        }
        let (mentions, _) = self.view.inventory.by_sentence[index].clone();
        let person = |m: usize| self.view.inventory.mentions[m].sort == Sort::Person;
        if !mentions.clone().any(person) {
            return;
        }
        self.announced(&sentence);
        self.passed_to(&sentence);
        self.titled_talk(&sentence);
        self.played(&sentence);
        self.back_by_demand(&sentence);
        self.own_talk(&sentence);
        self.gapped_talk(&sentence);
    }

    /// "Jane Roe spoke about hulls, Dr John Doe of Delft about rudders": the second verb is left out.
    fn gapped_talk(&mut self, sentence: &Range<usize>) {
        let a = self.view.analysis;
        let inventory = self.view.inventory;
        let spoke = a.grid.first(
            sentence.start..sentence.end.saturating_sub(4),
            Lower([Class::SpokeWord, Class::GapVerb]),
        );
        let Some(spoke) = spoke.filter(|t| !self.quoted(sentence, *t)) else {
            return;
        };
        let matter = |t: usize| matches!(a.word(t), "about" | "on" | "for");
        let Some(link) = (spoke + 1..sentence.end.min(spoke + 4)).find(|t| matter(*t)) else {
            return;
        };
        let mentions = inventory.by_sentence[a.sentence_of(spoke)].0.clone();
        let found: Vec<usize> = mentions
            .filter(|m| {
                let mention = &inventory.mentions[*m];
                let lead = leading(a, inventory, sentence, mention.outer.start);
                let joined = lead > link + 1
                    && (a.is_mark(lead - 1, ',')
                        || a.is_mark(lead - 1, ';')
                        || a.says(lead - 1, "and"));
                let same = (mention.outer.end..sentence.end.min(mention.outer.end + 10))
                    .take_while(|t| !is_finite(a, inventory, *t) && !a.is_mark(*t, ';'))
                    .any(|t| a.says(t, a.word(link)));
                mention.sort == Sort::Person && joined && same
            })
            .collect();
        self.state_all(Relation::Speaker, &found, link, "speaker.gapped", None);
    }

    /// "Now up: X", "Kicking things off in the hall: X", "Panel on ropes: X, Y and Z".
    fn announced(&mut self, sentence: &Range<usize>) {
        let a = self.view.analysis;
        let lead = sentence.start..sentence.end.min(sentence.start + LEAD);
        // Not that of the hour: "09:40 Now up: Jane Roe".
        let number = |t: usize| t < sentence.end && a.tokens[t].shape == Shape::Number;
        let colon = (a.grid.each(lead, Sign::Colon))
            .find(|t| !(*t > sentence.start && number(t - 1) && number(t + 1)));
        let Some(colon) = colon else { return };
        let before = sentence.start..colon;
        let says = |word: &str| before.clone().any(|t| a.says(t, word));
        // "09:40 Now up": the hour may stand before.
        let opens = before
            .clone()
            .find(|t| a.tokens[*t].shape.is_nameish() || a.tokens[*t].shape == Shape::Lower);
        let panel = opens.is_some_and(|t| a.is(t, Class::PanelNoun))
            && !before
                .clone()
                .any(|t| is_finite(a, self.view.inventory, t) || a.is_quote(t));
        let turn = says("up") && (says("now") || says("next") || says("first"))
            || says("off") && (says("kicking") || says("kicks"))
            || says("stage") && (says("now") || says("next"));
        let denied = a.grid.any(before, Class::Negation);
        if denied || !(panel || turn) {
            return;
        }
        let found = people_behind(self.view, colon + 1, sentence);
        let direct = found
            .first()
            .is_some_and(|m| self.view.inventory.mentions[*m].outer.start <= colon + 8);
        if direct {
            self.state_all(Relation::Speaker, &found, colon, "speaker.turn", None);
        }
    }

    /// "Last word to Porto's mayor, X", "his slot goes to X".
    fn passed_to(&mut self, sentence: &Range<usize>) {
        let a = self.view.analysis;
        for to in sentence.start + 2..sentence.end.saturating_sub(1) {
            // "Then it was the turn of X"
            let turn = a.says(to, "of") && a.says(to - 1, "turn");
            if turn && !self.quoted(sentence, to) {
                let found = people_behind(self.view, to + 1, sentence);
                self.state_all(Relation::Speaker, &found, to, "speaker.turn", None);
            }
            // "First up was X", "standing room only for X"
            let up = a.is(to, Class::Be) && a.says(to - 1, "up") && to <= sentence.start + 4;
            let full = a.says(to, "for") && a.says(to - 1, "only") && a.says(to - 2, "room");
            if (up || full) && !self.quoted(sentence, to) {
                let found = people_behind(self.view, to + 1, sentence);
                let found = found.into_iter().take(1).collect::<Vec<_>>();
                self.state_all(Relation::Speaker, &found, to, "speaker.turn", None);
            }
            if !a.says(to, "to") || self.quoted(sentence, to) {
                continue;
            }
            // "the floor was given to X"
            let given = a.says(to - 1, "given")
                && (sentence.start.max(to.saturating_sub(5))..to)
                    .any(|t| a.is_lower(t, Class::FloorWord));
            // "It fell to X to explain"
            let fell = matches!(a.word(to - 1), "fell" | "falls")
                && (to + 1..sentence.end.saturating_sub(1)).any(|t| {
                    a.says(t, "to")
                        && (a.verb_forms(t + 1).iter()).any(|form| {
                            a.knowledge.words.verb_class(form.verb, Class::PublicSpeech)
                        })
                });
            // "The last word belonged to X"
            let belonged =
                matches!(a.word(to - 1), "belonged" | "belongs") && a.says(to - 2, "word");
            let word =
                a.says(to - 1, "word") && (a.says(to - 2, "last") || a.says(to - 2, "final"));
            let slot = to >= sentence.start + 3
                && (a.says(to - 1, "goes") || a.says(to - 1, "went"))
                && (a.says(to - 2, "slot")
                    || a.says(to - 2, "word")
                    || a.is_lower(to - 2, Class::TalkNoun));
            let off = to >= sentence.start + 3 && a.says(to - 1, "over") && a.says(to - 2, "hand");
            if word || slot || off || fell || belonged || given {
                let found = people_behind(self.view, to + 1, sentence);
                let found = found.into_iter().take(1).collect::<Vec<_>>();
                self.state_all(Relation::Speaker, &found, to, "speaker.turn", None);
            }
        }
    }

    /// "'Knots and You', led by X": a talk by its title; "Panel, Friday: 'Knots?' with X and Y".
    fn titled_talk(&mut self, sentence: &Range<usize>) {
        let a = self.view.analysis;
        if self.inside.is_empty() {
            return;
        }
        for at in sentence.start + 3..sentence.end.saturating_sub(1) {
            let closes = |t: usize| a.is_quote(t) && t > sentence.start && !a.tokens[t].spaced;
            let comma = a.is_mark(at - 1, ',');
            let behind = closes(at - 1) || comma && closes(at - 2);
            if !behind {
                continue;
            }
            let led = at + 1 < sentence.end
                && a.says(at + 1, "by")
                && matches!(a.word(at), "led" | "given" | "presented" | "chaired");
            // "Panel, Friday, 4pm: '...' with X"
            let panel = a.says(at, "with") && a.is(sentence.start, Class::PanelNoun);
            // "Seminars include 'Retire Happy' by X and 'Knots' by Y"
            let by = a.says(at, "by") && !comma && a.has(sentence, Class::TalkEvent);
            let from = match (led, panel || by) {
                (true, _) => at + 2,
                (_, true) => at + 1,
                _ => continue,
            };
            let mut found = people_behind(self.view, from, sentence);
            if found.is_empty() {
                // "led by former harbour master Jane Roe": words before the name.
                found.extend(
                    (from..sentence.end.min(from + 6))
                        .take_while(|t| a.mark(*t).is_none() && !a.is_quote(*t))
                        .find_map(|t| self.view.inventory.mention_at(t))
                        .filter(|m| self.view.inventory.mentions[*m].sort == Sort::Person),
                );
            }
            let direct = found
                .first()
                .is_some_and(|m| self.view.inventory.mentions[*m].outer.start <= from + 7);
            if direct {
                self.state_all(Relation::Speaker, &found, at, "speaker.titled-talk", None);
            }
        }
    }

    /// "A recorded message from the envoy, X, was played".
    fn played(&mut self, sentence: &Range<usize>) {
        let a = self.view.analysis;
        let shown = |t: &usize| {
            matches!(
                a.word(*t),
                "played" | "screened" | "aired" | "broadcast" | "shown"
            )
        };
        let Some(played) = sentence.clone().find(shown) else {
            return;
        };
        let message = (sentence.start..played)
            .find(|t| a.is_lower(*t, Class::Letter) || a.is_lower(*t, Class::TalkNoun));
        let Some(from) = message.and_then(|noun| {
            (noun + 1..sentence.end.min(noun + 3)).find(|t| a.says(*t, "from") || a.says(*t, "by"))
        }) else {
            return;
        };
        if self.quoted(sentence, from) || (from..played).any(|t| a.is(t, Class::Negation)) {
            return;
        }
        let found = people_behind(self.view, from + 1, sentence);
        let mode = a
            .grid
            .any(sentence.start..from, Lower(Class::Video))
            .then_some(Mode::VideoLink);
        self.state_all(Relation::Speaker, &found, from, "speaker.played", mode);
    }

    /// "X's keynote on ropes filled the hall"; "X won applause for his talk": the one person of the
    /// sentence, and the talk.
    fn own_talk(&mut self, sentence: &Range<usize>) {
        let a = self.view.analysis;
        let away = (
            [Class::Negation, Class::InterviewCue],
            Lower(Class::Withdrawal),
        );
        for at in a.grid.each(sentence.clone(), Lower(Class::TalkNoun)) {
            let told = !matches!(a.word(at), "plea" | "conversation" | "welcome");
            if !told || at < sentence.start + 2 || self.quoted(sentence, at) {
                continue;
            }
            let floor = sentence.start.max(at.saturating_sub(3));
            let whose = (floor..at).rev().find(|t| {
                a.tokens[*t].shape == Shape::Possessive || matches!(a.word(*t), "his" | "her")
            });
            let Some(whose) = whose else { continue };
            let plain = (whose + 1..at).all(|t| a.tokens[t].shape == Shape::Lower);
            if !plain || self.says(sentence, sentence.clone(), away) {
                continue;
            }
            let mut people = (self.view.inventory.by_sentence[a.sentence_of(at)].0.clone())
                .filter(|m| self.view.inventory.mentions[*m].sort == Sort::Person);
            let (Some(person), None) = (people.next(), people.next()) else {
                continue;
            };
            let end = self.view.inventory.mentions[person].outer.end;
            let owns = a.tokens[whose].shape == Shape::Possessive && end == whose;
            let subject = a.tokens[whose].shape != Shape::Possessive
                && end <= whose
                && (whose > sentence.start
                    && (a.says(whose - 1, "for")
                        || a.says(whose - 1, "during")
                        || a.says(whose - 1, "in")));
            if owns || subject {
                self.state_all(Relation::Speaker, &[person], at, "speaker.own-talk", None);
            }
        }
    }

    /// "and, back by popular demand, X": in a list of speakers.
    fn back_by_demand(&mut self, sentence: &Range<usize>) {
        let a = self.view.analysis;
        let Some(at) = (sentence.start..sentence.end.min(sentence.start + 6))
            .find(|t| a.says_all(*t, sentence.end, &["by", "popular", "demand"]))
        else {
            return;
        };
        let mentions = self.view.inventory.by_sentence[a.sentence_of(at)].0.clone();
        let found = mentions
            .filter(|m| {
                let mention = &self.view.inventory.mentions[*m];
                mention.sort == Sort::Person && mention.outer.start > at
            })
            .take(1)
            .collect::<Vec<_>>();
        let talk = (at..sentence.end).any(|t| a.is_lower(t, Class::TalkNoun));
        if talk {
            self.state_all(Relation::Speaker, &found, at, "speaker.turn", None);
        }
    }
}
