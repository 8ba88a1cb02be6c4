//! Exhibitors by their stands: "the booths of X and Y", "at X's stand", "the X booth", firms that
//! are the subject of a sentence on a stand, firms shown by those who speak there.

use super::clause::is_finite;
use super::list::contiguous;
use super::model::Relation;
use super::participant::Reader;
use crate::knowledge::{Class, Verb};
use crate::mention::{Lower, Sort};
use crate::text::Shape;
use std::ops::Range;

impl Reader<'_, '_> {
    pub(super) fn stands(&mut self, sentence: &Range<usize>) {
        let a = self.view.analysis;
        for at in a.grid.each(sentence.clone(), Lower(Class::BoothPlace)) {
            if self.view.inventory.mention_at(at).is_some()
                || self.is_verb(sentence, at)
                || self.denied(sentence, at)
            {
                continue;
            }
            let mut found = self.stand_of(sentence, at);
            found.extend(self.owner_before(sentence, at));
            found.extend(self.holder(sentence, at));
            self.state_all(Relation::Exhibitor, &found, at, "exhibitor.stand-of", None);
            let winners = self.prize(sentence, at);
            self.state_all(Relation::Exhibitor, &winners, at, "exhibitor.prize", None);
        }
        self.gapped(sentence);
        self.shown(sentence);
        self.among(sentence);
    }

    /// "stand" as a verb: "companies stand to gain".
    fn is_verb(&self, sentence: &Range<usize>, at: usize) -> bool {
        let a = self.view.analysis;
        let next = at + 1;
        next < sentence.end && a.says(next, "to") && a.says(at, "stand")
            || at > sentence.start
                && (a.says(at - 1, "to") || a.is(at - 1, Class::Pronoun) && !a.says(at - 1, "her"))
    }

    /// "had no booth", "stayed away from the stands": nothing is exhibited.
    fn denied(&self, sentence: &Range<usize>, at: usize) -> bool {
        let a = self.view.analysis;
        let before = at.saturating_sub(6).max(sentence.start)..at;
        a.grid
            .any(before, (Class::Negation, Lower(Class::Withdrawal)))
    }

    /// "the stands of X, Y and Z", "stands from X".
    fn stand_of(&self, sentence: &Range<usize>, at: usize) -> Vec<usize> {
        let a = self.view.analysis;
        let of = at + 1;
        if of >= sentence.end || !(a.says(of, "of") || a.says(of, "from") || a.says(of, "by")) {
            return Vec::new();
        }
        // "the stand of the Bremen pump maker Acme": what is said before the name.
        let mut from = of + 1;
        let mut steps = 0;
        while from < sentence.end && steps < 7 {
            match self.view.inventory.mention_at(from) {
                Some(m) if self.is_firm(m) => break,
                None if a.is_mark(from, ',') && a.is(from - 1, Class::OrgNoun) => from += 1,
                Some(m) => from = self.view.inventory.mentions[m].outer.end,
                None if a.tokens[from].shape == Shape::Lower
                    && !is_finite(a, self.view.inventory, from)
                    && !a.is(from, Class::Conjunction)
                    && (!a.is(from, Class::Preposition) || steps == 0)
                    || a.tokens[from].shape == Shape::Possessive =>
                {
                    from += 1;
                }
                None => return Vec::new(),
            }
            steps += 1;
        }
        contiguous(self.view, from, sentence.end, |m| self.is_firm(m))
    }

    /// "Acme's stand", "BMW's Mini stand", "the Honeywell booth".
    fn owner_before(&self, sentence: &Range<usize>, at: usize) -> Vec<usize> {
        let a = self.view.analysis;
        let mut before = at;
        let mut steps = 0;
        let mut nearest = None;
        while before > sentence.start && steps < 5 {
            before -= 1;
            steps += 1;
            if let Some(m) = self.view.inventory.mention_at(before) {
                let mention = &self.view.inventory.mentions[m];
                let possessive = a.tokens[mention.outer.end].shape == Shape::Possessive;
                if possessive && self.is_firm(m) {
                    return vec![m];
                }
                let article = mention.outer.start > sentence.start
                    && a.is(mention.outer.start - 1, Class::Determiner);
                if mention.outer.end == at
                    && article
                    && matches!(mention.sort, Sort::Organisation(_))
                {
                    nearest = Some(m);
                }
                before = mention.outer.start;
                continue;
            }
            if a.tokens[before].shape == Shape::Possessive {
                continue;
            }
            if a.tokens[before].shape != Shape::Lower
                || a.is(before, Class::Preposition)
                || a.is(before, Class::Conjunction)
                || a.is(before, Class::Determiner)
            {
                break;
            }
        }
        nearest.into_iter().collect()
    }

    /// "Acme had one of the largest booths", "Google, Amazon and TikTok share a stand": a firm is
    /// the subject of the verb before the stand.
    fn holder(&self, sentence: &Range<usize>, at: usize) -> Vec<usize> {
        let a = self.view.analysis;
        let floor = sentence.start.max(at.saturating_sub(14));
        let Some(verb) = (floor..at)
            .rev()
            .find(|t| is_finite(a, self.view.inventory, *t))
        else {
            return Vec::new();
        };
        let Some(form) = a
            .verb_forms(verb)
            .iter()
            .find(|f| a.knowledge.words.verb_class(f.verb, Class::StandVerb))
            .copied()
        else {
            return Vec::new();
        };
        let Some(clause) = super::clause::clause(a, self.view.inventory, sentence, verb, &form)
        else {
            return Vec::new();
        };
        if clause.passive || clause.negated {
            return Vec::new();
        }
        clause
            .subject
            .mentions
            .iter()
            .copied()
            .filter(|m| self.is_firm(*m))
            .collect()
    }

    /// "The prize for the best stand went to, was won by X".
    fn prize(&self, sentence: &Range<usize>, at: usize) -> Vec<usize> {
        let a = self.view.analysis;
        let Some(won) = (at + 1..sentence.end.min(at + 14)).find(|t| {
            t + 2 < sentence.end
                && a.is_lower(*t, Class::Awarding)
                && (a.says(t + 1, "by") || a.says(t + 1, "to"))
        }) else {
            return Vec::new();
        };
        contiguous(self.view, won + 2, sentence.end, |m| self.is_firm(m))
    }

    /// "Eva Lund was showing an app of Acme".
    fn shown(&mut self, sentence: &Range<usize>) {
        let a = self.view.analysis;
        for at in a.grid.each(sentence.clone(), Lower(Verb(Class::ShowVerb))) {
            if self.quoted(sentence, at) {
                continue;
            }
            let Some(form) = a
                .verb_forms(at)
                .iter()
                .find(|f| a.knowledge.words.verb_class(f.verb, Class::ShowVerb))
                .copied()
            else {
                continue;
            };
            let stop = sentence.end.min(at + 9);
            let Some(of) = (at + 2..stop).find(|t| a.says(*t, "of")) else {
                continue;
            };
            if of + 1 >= sentence.end
                || (at + 1..of).any(|t| a.mark(t).is_some() || is_finite(a, self.view.inventory, t))
            {
                continue;
            }
            let firm = self.view.inventory.mention_at(of + 1);
            let Some(m) = firm.filter(|m| self.is_firm(*m)) else {
                continue;
            };
            let Some(clause) = super::clause::clause(a, self.view.inventory, sentence, at, &form)
            else {
                continue;
            };
            let person = clause
                .subject
                .mentions
                .iter()
                .any(|m| self.view.inventory.mentions[*m].sort == Sort::Person)
                || clause.subject.pronoun.is_some();
            if person && !clause.negated && !clause.passive {
                self.state_all(Relation::Exhibitor, &[m], at, "exhibitor.shown-of", None);
            }
        }
    }

    /// "Acme showed an electric van, and Bolt the X5": the second clause lacks its verb.
    fn gapped(&mut self, sentence: &Range<usize>) {
        let a = self.view.analysis;
        let shows = Lower(Verb(Class::ShowVerb));
        let Some(show) = a.grid.first(sentence.clone(), shows) else {
            return;
        };
        for at in (sentence.start + 3).max(show + 1)..sentence.end.saturating_sub(2) {
            if !a.says(at, "and") || self.quoted(sentence, at) {
                continue;
            }
            let Some(m) = self.view.inventory.mention_at(at + 1) else {
                continue;
            };
            let next = self.view.inventory.mentions[m].outer.end;
            let article = next < sentence.end
                && (a.is(next, Class::Article) || a.says(next, "its") || a.says(next, "their"));
            if !article || !matches!(self.view.inventory.mentions[m].sort, Sort::Organisation(_)) {
                continue;
            }
            self.state_all(Relation::Exhibitor, &[m], at, "exhibitor.gapped", None);
        }
    }

    /// "Among the studios with stands are X and Y", "Among those returning is X".
    fn among(&mut self, sentence: &Range<usize>) {
        let a = self.view.analysis;
        if !a.says(sentence.start, "among") {
            return;
        }
        // "Among two dozen exhibitors, Acme is bringing a boat, Bolt a pump".
        let comma =
            (sentence.start..sentence.end.min(sentence.start + 9)).find(|t| a.is_mark(*t, ','));
        if let Some(comma) = comma
            && a.grid
                .any(sentence.start..comma, Lower(Class::ExhibitorNoun))
        {
            let (mentions, _) =
                self.view.inventory.by_sentence[a.sentence_of(sentence.start)].clone();
            let found: Vec<usize> = mentions
                .filter(|m| {
                    let mention = &self.view.inventory.mentions[*m];
                    let mut before = mention.outer.start;
                    while before > comma + 1
                        && (a.is(before - 1, Class::Article)
                            || a.is(before - 1, Class::Conjunction)
                            || a.tokens[before - 1].shape == Shape::Possessive)
                    {
                        before -= 1;
                    }
                    before > comma
                        && a.is_mark(before - 1, ',')
                        && matches!(mention.sort, Sort::Organisation(_))
                })
                .collect();
            self.state_all(Relation::Exhibitor, &found, comma, "exhibitor.among", None);
            return;
        }
        let limit = sentence.end.min(sentence.start + 16);
        let Some(be) = a.grid.first(sentence.start + 1..limit, Class::Be) else {
            return;
        };
        let cues = [
            Class::ExhibitorNoun,
            Class::BoothPlace,
            Class::ParticipationCue,
        ];
        let fits = a.grid.any(sentence.start..be, Lower(cues));
        let buys = a.grid.any(sentence.clone(), Lower(Class::BuyerWord));
        let direct =
            self.view.inventory.mention_at(be + 1).is_some() || a.is(be + 1, Class::Article);
        if fits && direct && !buys {
            let found = contiguous(self.view, be + 1, sentence.end, |m| self.is_firm(m));
            self.state_all(Relation::Exhibitor, &found, be, "exhibitor.among", None);
        }
    }

    /// Whether a mention can exhibit: an organisation, or a name that nothing classifies.
    pub(super) fn is_firm(&self, m: usize) -> bool {
        matches!(
            self.view.inventory.mentions[m].sort,
            Sort::Organisation(_) | Sort::Name
        )
    }
}
