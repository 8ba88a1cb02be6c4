//! Lists under a line that says who follows: "Among those present were:" with one person an entry,
//! a programme whose headings are talks and whose entries are people.

use super::list::people_behind;
use super::model::Relation;
use super::participant::Reader;
use crate::document::BlockKind;
use crate::knowledge::Class;
use crate::mention::Sort;

impl Reader<'_, '_> {
    /// One entry of a list.
    pub(super) fn agenda(&mut self, index: usize) {
        let a = self.view.analysis;
        let sentence = a.sentences[index].tokens.clone();
        if a.sentences[index].kind != BlockKind::ListItem {
            return;
        }
        self.country_entry(&sentence);
        self.award_entry(index);
        let first = self.view.inventory.by_sentence[index]
            .0
            .clone()
            .find(|m| self.view.inventory.mentions[*m].sort == Sort::Person);
        let Some(person) = first else { return };
        let start = self.view.inventory.mentions[person].outer.start;
        let colon = (sentence.start..start).rev().find(|t| a.is_mark(*t, ':'));
        let leads = start <= sentence.start + 2
            || colon.is_some()
            || self.view.inventory.role_at(sentence.start).is_some();
        let verb = (colon.unwrap_or(sentence.start)..start)
            .any(|t| super::clause::is_finite(a, self.view.inventory, t));
        if !leads || verb {
            return;
        }
        let Some(relation) = self.headed(index) else {
            return;
        };
        let from = colon.map_or(sentence.start, |c| c + 1);
        let found = people_behind(self.view, from, &sentence);
        let rule = match relation {
            Relation::Speaker => "speaker.agenda",
            _ => "attendee.agenda",
        };
        self.state_all(relation, &found, start, rule, None);
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
            if sentence.kind == BlockKind::Paragraph {
                return colon.then_some(Relation::Attendee);
            }
        }
        None
    }
}
