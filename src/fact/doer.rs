//! Firms that do something in a report from the halls, whatever it is: who builds, rings, weaves,
//! sells or signs there has a stand. Read when the whole text is: only around what has told of
//! stands, and not of those who hold the fair or look on.

use super::clause::{clause, is_finite};
use super::model::Kind;
use super::participant::Reader;
use crate::document::BlockKind;
use crate::knowledge::{Class, VerbForm, Word};
use crate::mention::{Lower, Sort};
use crate::text::Shape;
use std::ops::Range;

/// How many sentences around one on exhibitors belong to the round of the halls.
const AROUND: usize = 2;

/// How far an apposition may reach: "Acme, a spinning mill from Oslo with 40 looms, weaves".
const APPOSED: usize = 16;

impl Reader<'_, '_> {
    /// The firms of all sentences that tell of the halls.
    pub(super) fn doers(&mut self) {
        if self.talks || self.floors.is_empty() {
            return;
        }
        let a = self.view.analysis;
        for index in 0..a.sentences.len() {
            let sentence = &a.sentences[index];
            let told = matches!(sentence.kind, BlockKind::Paragraph | BlockKind::ListItem);
            if !told || sentence.title_case || self.view.inventory.by_sentence[index].0.is_empty() {
                continue;
            }
            if self.is_on_floor(index) {
                let tokens = sentence.tokens.clone();
                self.mark_quotes(&tokens);
                self.doers_of(&tokens);
            }
        }
    }

    /// Whether a sentence stands near one that told of exhibitors, or speaks of stands and halls
    /// itself.
    fn is_on_floor(&self, index: usize) -> bool {
        let a = self.view.analysis;
        let near = index.saturating_sub(AROUND)..=index + AROUND;
        let block = a.sentences[index].block;
        near.into_iter().any(|i| {
            self.floors.contains(&i) && (a.sentences[i].block == block || i.abs_diff(index) <= 1)
        }) || {
            let tokens = &a.sentences[index].tokens;
            let places = [Class::BoothPlace, Class::FairFloor, Class::VisitorNoun];
            a.grid.any(tokens.clone(), Lower(places))
        }
    }

    fn doers_of(&mut self, sentence: &Range<usize>) {
        let a = self.view.analysis;
        if self.refused(sentence) || self.is_past_year(sentence) {
            return;
        }
        let mentions = self.view.inventory.by_sentence[a.sentence_of(sentence.start)]
            .0
            .clone();
        let mut found = Vec::new();
        for m in mentions {
            let start = self.view.inventory.mentions[m].outer.start;
            if !self.is_plain_firm(m) || self.quoted(sentence, start) {
                continue;
            }
            if self.acts(sentence, m) || self.is_met(sentence, m) {
                found.push((m, start, "exhibitor.doer"));
            }
        }
        self.voices.extend(found);
    }

    /// "A jar of honey at Acme costs twelve euros", "a drone built by Bolt", "Cog's ale ran out", "Dee,
    /// exhibiting for the third time": whether a firm's things or stand are told of.
    fn is_met(&self, sentence: &Range<usize>, m: usize) -> bool {
        let a = self.view.analysis;
        let inventory = self.view.inventory;
        let outer = inventory.mentions[m].outer.clone();
        let near = self
            .floors
            .iter()
            .any(|floor| floor.abs_diff(a.sentence_of(outer.start)) <= AROUND);
        let buys = a.grid.any(
            sentence.clone(),
            Lower([Class::BuyerWord, Class::OrderNoun, Class::Commentator]),
        );
        if !near || buys || self.describes_next(m) {
            return false;
        }
        let shows = outer.end + 1 < sentence.end
            && a.is_mark(outer.end, ',')
            && (a.verb_forms(outer.end + 1).iter())
                .any(|form| form.ing && a.knowledge.words.verb_class(form.verb, Class::ShowVerb));
        if shows || self.is_maker(sentence, m) || self.owns_thing(sentence, m) {
            return true;
        }
        // "The smell came from Acme", "Prices start at 40 euros, says Bolt"
        if let Some(two) = outer.start.checked_sub(2).filter(|t| *t >= sentence.start) {
            let came = a.says(two + 1, "from") && matches!(a.word(two), "came" | "comes");
            let says = a.is_mark(two, ',') && a.is_lower(two + 1, Class::SaidForm);
            if came || says {
                return true;
            }
        }
        // "at Acme", but not "an engineer at Acme", "Jane Roe at Acme"
        let Some(at) = outer.start.checked_sub(1).filter(|t| *t > sentence.start) else {
            return false;
        };
        let before = sentence.start.max(at.saturating_sub(6))..at;
        a.says(at, "at")
            && inventory.role_ending(at).is_none()
            && !before.into_iter().any(|t| {
                inventory.role_at(t).is_some()
                    || a.is_lower(t, Class::WorkVerb)
                    || a.is_lower(t, Class::LeadVerb)
                    || inventory
                        .mention_at(t)
                        .is_some_and(|m| inventory.mentions[m].sort == Sort::Person)
            })
    }

    /// Whether a year other than the edition's stands in a sentence.
    pub(super) fn is_past_year(&self, sentence: &Range<usize>) -> bool {
        let a = self.view.analysis;
        sentence.clone().any(|t| {
            a.tokens[t].shape == Shape::Number
                && a.word(t).parse().is_ok_and(|year: i32| {
                    (1850..2100).contains(&year) && self.main.year.is_some_and(|main| main != year)
                })
        })
    }

    /// Whether a name is that of a firm like others: no body, no paper, no part of the fair.
    fn is_plain_firm(&self, m: usize) -> bool {
        let a = self.view.analysis;
        let mention = &self.view.inventory.mentions[m];
        let range = mention.range.clone();
        let sort = match mention.sort {
            Sort::Organisation(kind) => kind == Kind::Company,
            Sort::Name => range.len() > 1 && !self.is_zone(range.clone()),
            _ => false,
        };
        let last = range.end - 1;
        let barred = [
            Class::FairBody,
            Class::NewspaperWord,
            Class::Onlooker,
            Class::SponsorNoun,
        ];
        let part = [
            Class::SessionHead,
            Class::SessionHeadStrong,
            Class::SessionGloss,
            Class::EventHead,
            Class::NeverFair,
            Class::TalkNoun,
            Class::RoleHead,
        ];
        sort && self.is_firm(m)
            && !range.clone().any(|t| barred.iter().any(|c| a.is(t, *c)))
            && !part.iter().any(|c| a.is(last, *c))
    }

    /// Whether a name is the subject of a verb that can be a deed at a fair.
    fn acts(&self, sentence: &Range<usize>, m: usize) -> bool {
        let a = self.view.analysis;
        let inventory = self.view.inventory;
        let outer = inventory.mentions[m].outer.clone();
        // Not behind a preposition: "a buyer from Acme bought".
        let before = outer.start.checked_sub(1).filter(|t| *t >= sentence.start);
        if before.is_some_and(|t| {
            a.is_lower(t, Class::Preposition)
                || a.is(t, Class::Article)
                    && t > sentence.start
                    && a.is_lower(t - 1, Class::Preposition)
        }) {
            return false;
        }
        let mut at = outer.end;
        if at + 1 < sentence.end
            && matches!(a.word(at), "of" | "from")
            && let Some(place) = inventory.mention_at(at + 1)
            && matches!(inventory.mentions[place].sort, Sort::Place | Sort::Country)
        {
            at = inventory.mentions[place].outer.end;
        }
        if at < sentence.end && a.is_mark(at, ',') {
            let close = (at + 2..sentence.end.min(at + APPOSED)).find(|t| a.is_mark(*t, ','));
            let Some(close) = close else { return false };
            // "Acme, Bolt and Cog": a list, no apposition.
            let listed = inventory.mention_at(at + 1).is_some();
            if listed {
                return false;
            }
            at = close + 1;
        }
        let verb = (at..sentence.end.min(at + 4)).find(|t| {
            let helper = a.is(*t, Class::Auxiliary)
                || a.is(*t, Class::Future)
                || a.is(*t, Class::Adverb)
                || a.says(*t, "be")
                || a.says(*t, "been");
            !helper
        });
        let Some(verb) = verb else { return false };
        let opens = is_finite(a, inventory, at)
            || a.is(at, Class::Auxiliary)
            || a.is(at, Class::Future)
            || a.is(at, Class::Adverb) && verb > at;
        if !opens || (at..verb + 1).any(|t| a.is(t, Class::Negation)) {
            return false;
        }
        let be = (at..verb).any(|t| a.is(t, Class::Be));
        let right = |form: &&VerbForm| match be {
            true => form.ing,
            false => form.past || form.third || form.base || form.participle,
        };
        let Some(form) = a.verb_forms(verb).iter().find(right).copied() else {
            return false;
        };
        // "has moved to Hall 2", "plans to double its stand"
        let places = Lower([Class::BoothPlace, Class::FairFloor]);
        let there = a
            .grid
            .any(verb + 1..sentence.end.min(verb + 9), (places, Word::Hall))
            || (verb + 1..sentence.end.min(verb + 9)).any(|t| a.says(t, "here"));
        if a.knowledge.words.verb_class(form.verb, Class::NoDeed) && !there
            || a.tokens[verb].shape != Shape::Lower
        {
            return false;
        }
        clause(a, inventory, sentence, verb, &form).is_some_and(|clause| {
            !clause.passive && !clause.negated && clause.subject.mentions.contains(&m)
        })
    }
}
