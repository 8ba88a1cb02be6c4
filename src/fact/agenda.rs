//! Lists under a line that says who follows: "Among those present were:" with one person an entry,
//! a programme whose headings are talks and whose entries are people.

use super::clause::is_finite;
use super::list::people_behind;
use super::model::Relation;
use super::participant::Reader;
use super::phrase::leading;
use crate::document::BlockKind;
use crate::knowledge::Class;
use crate::mention::Sort;
use crate::text::Shape;
use std::ops::Range;

impl Reader<'_, '_> {
    /// One entry of a list.
    pub(super) fn agenda(&mut self, index: usize) {
        let a = self.view.analysis;
        let sentence = a.sentences[index].tokens.clone();
        if a.sentences[index].kind != BlockKind::ListItem {
            self.timed_entry(index);
            return;
        }
        self.programme_entry(&sentence);
        self.country_entry(&sentence);
        self.award_entry(index);
        self.exhibitor_entry(index);
        let people = self.view.inventory.by_sentence[index]
            .0
            .clone()
            .filter(|m| self.view.inventory.mentions[*m].sort == Sort::Person);
        // "Life after Ann Poe: Jane Roe, actor": the person behind the title.
        let told = people.clone().find(|m| {
            let start = self.view.inventory.mentions[*m].outer.start;
            start > sentence.start && a.is_mark(start - 1, ':')
        });
        let Some(person) = told.or_else(|| people.clone().next()) else {
            return;
        };
        let start = self.view.inventory.mentions[person].outer.start;
        let colon = (sentence.start..start).rev().find(|t| a.is_mark(*t, ':'));
        // "Brigadier (retd) Jane Roe, author of"
        let ranked = start <= sentence.start + 5
            && (a.is(sentence.start, Class::Honorific) || a.is_mark(sentence.start + 1, '('))
            && a.tokens[sentence.start].shape == Shape::Capital;
        let leads = start <= sentence.start + 2
            || ranked
            || colon.is_some()
            || self.view.inventory.role_at(sentence.start).is_some();
        let verb = (colon.unwrap_or(sentence.start)..start)
            .any(|t| super::clause::is_finite(a, self.view.inventory, t));
        if !leads || verb {
            return;
        }
        let Some(relation) = self.headed(index) else {
            self.timed_entry(index);
            return;
        };
        let from = colon.map_or(sentence.start, |c| c + 1);
        let mut found = people_behind(self.view, from, &sentence);
        // "Panel: Knots for all, with Jane Roe"
        let with = start > sentence.start && matches!(a.word(start - 1), "with" | "featuring");
        if with && !found.contains(&person) {
            found = people_behind(self.view, start, &sentence);
        }
        let talks = relation == Relation::Attendee && self.tells_talk(index, start);
        let relation = if talks { Relation::Speaker } else { relation };
        let rule = match relation {
            Relation::Speaker => "speaker.agenda",
            _ => "attendee.agenda",
        };
        self.state_all(relation, &found, start, rule, None);
    }

    /// "11:30 - Panel Ports First, with Jane Roe (Acme) and John Doe", "Tue, 9:00: Jane Roe, Chief, Acme:
    /// Welcome", "Jane Roe, a chemist, on why boats rust": the people of an entry that a time or its
    /// matter makes one of a programme.
    fn programme_entry(&mut self, sentence: &Range<usize>) {
        let a = self.view.analysis;
        let inventory = self.view.inventory;
        let content = self.behind_time(sentence);
        let people = inventory.by_sentence[a.sentence_of(sentence.start)]
            .0
            .clone();
        let mut people = people.filter(|m| inventory.mentions[*m].sort == Sort::Person);
        // "Life after Ann Poe: Jane Roe, actor": the person behind the title.
        let told = people.clone().find(|m| {
            let before = inventory.mentions[*m].outer.start;
            before > sentence.start && a.is_mark(before - 1, ':')
        });
        let Some(person) = told.or_else(|| people.next()) else {
            return;
        };
        let start = inventory.mentions[person].outer.start;
        let lead = leading(a, inventory, sentence, start);
        let first = content.unwrap_or(sentence.start);
        // "Kyle and Ann Roe"
        let opens = lead <= first + 1 || lead == first + 2 && a.says(first + 1, "and");
        // "The Women in Sail Breakfast on Thursday, with Jane Roe"
        let hosted = lead > sentence.start
            && matches!(a.word(lead - 1), "with" | "featuring")
            && (sentence.start..lead - 1).any(|t| {
                a.is(t, Class::SessionHeadStrong)
                    || a.is(t, Class::SessionGloss)
                    || a.is(t, Class::TalkNoun)
                    || a.is(t, Class::PanelNoun)
            })
            && !(sentence.start..lead).any(|t| is_finite(a, inventory, t));
        let timed = content.is_some() && {
            let before = lead.saturating_sub(1).max(first);
            let joined = a.mark(before).is_some()
                || matches!(a.word(before), "with" | "by" | "featuring" | "and");
            opens || joined || !(first..lead).any(|t| is_finite(a, inventory, t))
        };
        // "Jane Roe, a chemist, on why boats rust"
        let end = inventory.mentions[person].outer.end;
        let on = opens
            && (end..sentence.end.saturating_sub(1).min(end + 16))
                .take_while(|t| !is_finite(a, inventory, *t))
                .any(|t| {
                    a.says(t, "on")
                        && (matches!(a.word(t + 1), "why" | "how" | "what" | "when" | "where")
                            || a.is_quote(t + 1)
                            || a.verb_forms(t + 1).iter().any(|form| form.ing))
                });
        if !(timed || on || hosted) {
            return;
        }
        let mut found = people_behind(self.view, lead, sentence);
        // "Kyle and Ann Roe", "Jane Roe (Acme) and John Doe (Bolt)"
        if found.is_empty() {
            found.push(person);
        }
        self.state_all(Relation::Speaker, &found, start, "speaker.programme", None);
    }

    /// Where an entry goes on behind the day and the hour it begins with.
    fn behind_time(&self, sentence: &Range<usize>) -> Option<usize> {
        let a = self.view.analysis;
        let mut hour = false;
        let mut at = sentence.start;
        while at < sentence.end.min(sentence.start + 12) {
            let number = a.tokens[at].shape == Shape::Number
                || a.word(at).starts_with(|c: char| c.is_ascii_digit());
            let colon = a.is_mark(at, ':') || a.is_mark(at, '.');
            let clock = number
                && (a.word(at).contains(':')
                    || matches!(a.word(at + 1), "am" | "pm")
                    || a.word(at).ends_with("am")
                    || a.word(at).ends_with("pm")
                    || a.mark(at + 1).is_some_and(|c| matches!(c, ':' | '.'))
                        && a.shape(at + 2) == Some(Shape::Number));
            hour |= clock;
            let passes = number
                || colon
                || a.mark(at).is_some()
                || a.is(at, Class::Weekday)
                || a.is(at, Class::Month)
                || matches!(a.word(at), "am" | "pm" | "h" | "to" | "noon");
            if !passes {
                break;
            }
            at += 1;
        }
        (hour && at < sentence.end).then_some(at)
    }

    /// "10:00 - 10:45: Keynote: Jane Roe, Acme", "11:00 Panel: Knots, with Jane Roe and Ann Poe".
    fn timed_entry(&mut self, index: usize) {
        let a = self.view.analysis;
        let sentence = a.sentences[index].tokens.clone();
        let start = sentence.start;
        let timed = a.tokens[start].shape == Shape::Number
            && (a.word(start).contains(':')
                || start + 2 < sentence.end
                    && (a.is_mark(start + 1, ':') || a.is_mark(start + 1, '.'))
                    && a.tokens[start + 2].shape == Shape::Number);
        if !timed {
            return;
        }
        let talk = (start..sentence.end).find(|t| {
            let kind = a.is(*t, Class::TalkNoun) || a.is(*t, Class::PanelNoun);
            kind && *t + 1 < sentence.end && a.is_mark(t + 1, ':')
        });
        let mentions = self.view.inventory.by_sentence[index].0.clone();
        let person = mentions.into_iter().find(|m| {
            let mention = &self.view.inventory.mentions[*m];
            mention.sort == Sort::Person && talk.is_some_and(|t| mention.outer.start > t)
        });
        let Some((talk, person)) = talk.zip(person) else {
            return;
        };
        let from = self.view.inventory.mentions[person].outer.start;
        let verb = (talk..from).any(|t| super::clause::is_finite(a, self.view.inventory, t));
        if !verb {
            let found = people_behind(self.view, from, &sentence);
            self.state_all(Relation::Speaker, &found, from, "speaker.agenda", None);
        }
    }

    /// "Small Outdoor Site - Acme Ltd" in a list of prizes for stands.
    fn award_entry(&mut self, index: usize) {
        let a = self.view.analysis;
        let sentence = a.sentences[index].tokens.clone();
        let Some(dash) = sentence
            .clone()
            .skip(1)
            .find(|t| matches!(a.mark(*t), Some('\u{2013}' | '\u{2014}' | ':' | '-')))
        else {
            return;
        };
        let Some(m) = self
            .view
            .inventory
            .mention_at((dash + 1).min(sentence.end - 1))
        else {
            return;
        };
        let mention = &self.view.inventory.mentions[m];
        let whole = mention.outer.start == dash + 1 && mention.outer.end + 1 >= sentence.end;
        if !whole || !self.is_firm(m) {
            return;
        }
        let above = (index.saturating_sub(20)..index)
            .rev()
            .find(|i| a.sentences[*i].kind != BlockKind::ListItem);
        let Some(above) = above else { return };
        let tokens = a.sentences[above].tokens.clone();
        let prize = tokens.clone().any(|t| a.is(t, Class::PrizeNoun));
        if prize {
            self.state_all(
                Relation::Exhibitor,
                &[m],
                dash,
                "exhibitor.prize-list",
                None,
            );
        }
    }

    /// Whether an entry says itself that there is a talk: "Jane Roe has the opening keynote",
    /// `John Doe (Acme): "Knots I have loved"`, "Panel. Jane Roe and Ann Poe".
    fn tells_talk(&self, index: usize, person: usize) -> bool {
        let a = self.view.analysis;
        let sentence = &a.sentences[index];
        let speaks = |t: usize| a.is_lower(t, Class::TalkNoun) || a.is_lower(t, Class::PanelNoun);
        let title = (person..sentence.tokens.end.saturating_sub(1))
            .any(|t| a.is_mark(t, ':') && a.is_quote(t + 1));
        let before = index.checked_sub(1).map(|i| &a.sentences[i]);
        let panel = before.is_some_and(|s| {
            s.block == sentence.block
                && s.tokens.len() <= 10
                && s.tokens.clone().any(|t| a.is(t, Class::PanelNoun))
        });
        title || panel || sentence.tokens.clone().any(speaks)
    }

    /// "- Acme Ltd, stand 12" under "Exhibitors:".
    fn exhibitor_entry(&mut self, index: usize) {
        let a = self.view.analysis;
        let sentence = a.sentences[index].tokens.clone();
        let first = sentence.start + usize::from(a.is(sentence.start, Class::Article));
        let Some(m) = self.view.inventory.mention_at(first) else {
            return;
        };
        let outer = self.view.inventory.mentions[m].outer.clone();
        let whole = outer.end >= sentence.end || a.mark(outer.end).is_some();
        if outer.start != first || !whole || !self.is_firm(m) {
            return;
        }
        let above = (index.saturating_sub(60)..index)
            .rev()
            .find(|i| a.sentences[*i].kind != BlockKind::ListItem);
        let Some(above) = above.map(|i| &a.sentences[i]) else {
            return;
        };
        let told = above.tokens.clone();
        let heads = above.kind == BlockKind::Heading && told.len() <= 8
            || !told.is_empty() && a.is_mark(told.end - 1, ':');
        let exhibit = told.clone().any(|t| {
            a.is(t, Class::CalledExhibitor)
                || a.is(t, Class::Newcomers) && !a.says(t, "participants")
                || a.says(t, "exhibiting")
        });
        let past = told.clone().any(|t| a.is(t, Class::Previous));
        if heads && exhibit && !past {
            self.state_all(
                Relation::Exhibitor,
                &[m],
                outer.start,
                "exhibitor.entry",
                None,
            );
        }
    }

    /// What the line above a list says of its entries.
    fn headed(&self, index: usize) -> Option<Relation> {
        let a = self.view.analysis;
        let mut at = index;
        let mut steps = 0;
        while at > 0 && steps < 40 {
            at -= 1;
            steps += 1;
            let sentence = &a.sentences[at];
            let tokens = sentence.tokens.clone();
            // A bare "Keynotes" among the entries heads those behind it.
            let heads = tokens.len() <= 2
                && (tokens.clone()).all(|t| {
                    a.is(t, Class::AgendaNoun)
                        || a.is(t, Class::SpeakerNoun)
                        || a.is(t, Class::TalkNoun)
                });
            if sentence.kind == BlockKind::ListItem && !heads {
                continue;
            }
            let any = |class: Class| tokens.clone().any(|t| a.is(t, class));
            let colon = !tokens.is_empty() && a.is_mark(tokens.end - 1, ':');
            let speaks = any(Class::SpeakerNoun)
                || any(Class::TalkNoun)
                || tokens.clone().any(|t| a.is(t, Class::AgendaNoun));
            if any(Class::ParticipantNoun) && (colon || sentence.kind == BlockKind::Heading) {
                return Some(Relation::Attendee);
            }
            if speaks {
                return Some(Relation::Speaker);
            }
            // "There are 31 talks. These are the ones I won't miss:"
            let told = colon
                && at > 0
                && a.sentences[at - 1].block == sentence.block
                && (a.sentences[at - 1].tokens.clone())
                    .any(|t| a.is_lower(t, Class::TalkNoun) || a.is(t, Class::SpeakerNoun));
            if told {
                return Some(Relation::Speaker);
            }
            if sentence.kind == BlockKind::Paragraph {
                return colon.then_some(Relation::Attendee);
            }
        }
        None
    }
}
