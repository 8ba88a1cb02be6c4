//! The verbs that tell when an edition takes place: which they are, what they are said of, whether
//! they look back or ahead.

use super::Reader;
use super::role::{DateRole, Dated};
use crate::fact::collect::View;
use crate::knowledge::{Class, Sign, Verb, Word};
use crate::mention::{Bits, Lower, Sort};
use crate::text::Shape;
use std::ops::Range;

/// So many words may open a sentence before an insertion.
const APPOSED: usize = 14;

/// What stands for the fair in a clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Subject {
    /// Its name, a noun for it, its doors.
    Fair,
    /// "it", "which": what was spoken of.
    Unnamed,
    Other,
    None,
}

impl Reader<'_, '_> {
    /// Who or what opens, closes, runs: the nearest of the nouns before the verb.
    pub(super) fn subject(&self, verb: usize, floor: usize) -> Subject {
        let a = self.view.analysis;
        if self.is_apposed(verb, floor) {
            return Subject::Fair;
        }
        let mut first = true;
        let mut steps = 0;
        let mut next = verb;
        while next > floor {
            next -= 1;
            steps += 1;
            // 'is themed "Stories that travel" and ends': the words quoted are skipped.
            if a.is_quote(next) && next + 1 < verb {
                let Some(open) = (floor..next).rev().find(|t| a.is_quote(*t)) else {
                    break;
                };
                next = open;
                continue;
            }
            let at = next;
            if a.is_mark(at, ';') {
                return Subject::None;
            }
            if a.is_lower(at, Class::Adverb) || a.is(at, Class::Auxiliary) || a.says(at, "to") {
                continue;
            }
            if !self.scope.together(at, verb) && !self.scope.inside(verb, at) {
                continue;
            }
            let this_one = a.says(at, "one") && at > floor && a.says(at - 1, "this");
            if self.is_own(at)
                || self.stands_for_event(at)
                || a.is_lower(at, Class::Turnstile)
                || this_one
                || self.scope.names_own(a, at, self.main)
            {
                return Subject::Fair;
            }
            // "an international congress of miners that ended on Wednesday"
            if a.is_lower(at, Class::EventNoun)
                && self.view.inventory.mention_at(at).is_none()
                && verb - at <= 6
                && self.leads(at)
            {
                return Subject::Fair;
            }
            if a.is(at, Class::UnnamedSubject) && first {
                return Subject::Unnamed;
            }
            if a.is_lower(at, Class::Relative) {
                first = true;
                continue;
            }
            if let Some(m) = self.view.inventory.mention_at(at) {
                let mention = &self.view.inventory.mentions[m];
                let event = mention.sort == Sort::Event
                    && self
                        .view
                        .events
                        .series_of
                        .get(&self.view.inventory.of[m])
                        .is_some_and(|s| *s != self.main.series);
                // "the conference at Kelm University in Voi, which ended": where it was.
                let mut before = mention.outer.start;
                before -= usize::from(before > floor && a.is(before - 1, Class::Article));
                let place = before > floor && a.says(before - 1, "at");
                let doer = match mention.sort {
                    Sort::Person => true,
                    Sort::Organisation(_) => !place,
                    _ => false,
                };
                if event || first && doer {
                    return Subject::Other;
                }
            }
            if first && a.tokens[at].shape == Shape::Lower && !a.is(at, Class::Preposition) {
                first = false;
            }
            if steps > 12 {
                break;
            }
        }
        Subject::None
    }

    /// "AquaTide, the annual meeting of the Water Alliance, concluded": whether an insertion behind the
    /// fair that opens the sentence ends right before the verb.
    fn is_apposed(&self, verb: usize, floor: usize) -> bool {
        let a = self.view.analysis;
        if verb < floor + 5 || !a.is_mark(verb - 1, ',') || a.is(floor, Class::Preposition) {
            return false;
        }
        let lead = floor + 1..(verb - 1).min(floor + APPOSED);
        let Some(open) = lead.into_iter().find(|t| a.is_mark(*t, ',')) else {
            return false;
        };
        let next = open + 1;
        let opens = a.is(next, Class::Article)
            || a.is(next, Class::Relative)
            || a.is_lower(next, Class::Adverb)
            || a.verb_forms(next).iter().any(|f| f.participle);
        // Nothing else between the commas of the insertion that could be the subject's end.
        let whole = !(next..verb - 1).any(|t| a.is_quote(t) || a.is_mark(t, ';'));
        opens
            && whole
            && next < verb - 1
            && (self.is_own(open - 1) || self.stands_for_event(open - 1))
    }

    /// Whether the fair, by name, noun or pronoun, is what the verb is said of.
    pub(super) fn fair_is_subject(&self, verb: usize, sentence: &Range<usize>) -> bool {
        match self.subject(verb, sentence.start) {
            Subject::Fair => true,
            Subject::Unnamed => !self.names_body(sentence.start..verb),
            _ => false,
        }
    }

    /// Whether an organisation or a person is named, for which "it" may stand too.
    pub(super) fn names_body(&self, range: Range<usize>) -> bool {
        let a = self.view.analysis;
        self.view.inventory.by_sentence[a.sentence_of(range.start)]
            .0
            .clone()
            .any(|m| {
                let mention = &self.view.inventory.mentions[m];
                range.contains(&mention.range.start)
                    && matches!(mention.sort, Sort::Organisation(_) | Sort::Name)
            })
    }

    /// The first sentences present the fair by a common noun: "a mining congress that".
    fn leads(&self, at: usize) -> bool {
        let a = self.view.analysis;
        a.sentence_of(at) < 5
    }

    pub(super) fn verb_before(&self, sentence: &Range<usize>, token: usize) -> Option<usize> {
        let a = self.view.analysis;
        let reach = token.saturating_sub(22).max(sentence.start)..token;
        let ends = [Sign::Semicolon, Sign::Quote];
        let found = a.grid.last(reach, (&self.date_verbs, ends))?;
        self.is_date_verb(found).then_some(found)
    }

    /// "From Monday 6 to Thursday 9 May the trade meets": the sentence opens with the date.
    pub(super) fn verb_behind(
        &self,
        sentence: &Range<usize>,
        token: usize,
        after: usize,
    ) -> Option<usize> {
        let a = self.view.analysis;
        let reach = after..sentence.end.min(after + 18);
        let verb = a.grid.first(reach, &self.date_verbs)?;
        let subject = self.subject(verb, after);
        let standing = self.view.standing;
        let object = a.grid.any(
            verb + 1..sentence.end.min(verb + 8),
            (Lower(Class::Turnstile), [&standing.own, &standing.nouns]),
        );
        (matches!(subject, Subject::Fair | Subject::Unnamed)
            // "The president today opened the fair"
            || (verb == after || verb == after + 1 && a.is_lower(after, Class::OpeningLead))
                && object
                && self.verb_role(verb) == DateRole::Start
            || token <= sentence.start + 2 && (object || subject == Subject::None))
            .then_some(verb)
    }

    pub(super) fn is_date_verb(&self, at: usize) -> bool {
        self.date_verbs.has(at)
    }

    pub(super) fn verb_role(&self, at: usize) -> DateRole {
        let a = self.view.analysis;
        let is = |class: Class| {
            a.verb_forms(at)
                .iter()
                .any(|form| a.knowledge.words.verb_class(form.verb, class))
        };
        // "the curtain came down on", "the curtain went up on"
        let curtain = at + 1 < a.tokens.len()
            && (at.saturating_sub(3)..at).any(|t| a.is_lower(t, Class::Turnstile));
        if curtain && a.says(at + 1, "down") {
            return DateRole::End;
        }
        if curtain && a.says(at + 1, "up") {
            return DateRole::Start;
        }
        if is(Class::OpeningVerb) || a.verb_forms(at).is_empty() || a.says(at, "way") {
            DateRole::Start
        } else if is(Class::ClosingVerb) {
            DateRole::End
        } else {
            DateRole::Span
        }
    }

    /// Whether a weekday lies ahead of the document's date, by the tense of its clause.
    pub(super) fn is_ahead(&self, token: usize, found: &Dated, sentence: &Range<usize>) -> bool {
        let before = (sentence.start..found.verb.unwrap_or(token))
            .rev()
            .filter(|t| self.is_tensed(*t));
        let behind = (token..sentence.end).filter(|t| self.is_tensed(*t));
        let tense = found
            .verb
            .into_iter()
            .chain(before)
            .chain(behind)
            .find_map(|verb| self.tense(verb, sentence.start));
        if let DateRole::Nth { .. } = found.role {
            return false;
        }
        if found.ahead {
            return true;
        }
        // "until Friday" without a verb lies ahead.
        tense.unwrap_or(found.role == DateRole::End && found.last_only)
    }

    fn is_tensed(&self, at: usize) -> bool {
        crate::fact::clause::is_finite(self.view.analysis, self.view.inventory, at)
    }

    /// Whether a verb speaks of what is to come (`Some(true)`) or has been.
    fn tense(&self, verb: usize, floor: usize) -> Option<bool> {
        let a = self.view.analysis;
        let mut be_present = false;
        let mut infinitive = false;
        let mut at = verb;
        while at > floor && verb - at < 6 {
            at -= 1;
            if a.says(at, "will") || a.is_lower(at, Class::Future) && !a.is(at, Class::Be) {
                return Some(true);
            }
            if a.says(at, "to") {
                infinitive = true;
            } else if a.is(at, Class::Have) {
                return Some(false);
            } else if a.is(at, Class::Be) {
                if a.says(at, "was") || a.says(at, "were") {
                    return Some(false);
                }
                be_present |= a.says(at, "is") || a.says(at, "are");
            } else if !(a.is(at, Class::Auxiliary) || a.is_lower(at, Class::Adverb)) {
                break;
            }
        }
        if be_present || infinitive {
            return Some(true);
        }
        let forms = a.verb_forms(verb);
        if a.is(verb, Class::Auxiliary) {
            return Some(a.says(verb, "is") || a.says(verb, "are") || a.is(verb, Class::Future));
        }
        if a.says(verb, "underway") || a.says(verb, "way") {
            // "gets under way on Wednesday" lies ahead.
            let gets = verb.saturating_sub(1 + usize::from(a.says(verb, "way")));
            return Some(gets >= floor && a.verb_forms(gets).iter().any(|f| f.third));
        }
        if forms.iter().any(|f| f.third) {
            return Some(true);
        }
        // "shut" and "put" are of any tense, a base form may be a noun or an adjective.
        let past = forms.iter().any(|f| f.past);
        (past && !forms.iter().any(|f| f.base)).then_some(false)
    }
}

/// The verbs of opening, closing and lasting of a text, and what is said like them.
pub(super) fn date_verbs(view: View<'_>) -> Bits {
    let a = view.analysis;
    let tokens = a.tokens.len();
    let mut found = Bits::new(tokens);
    let verbs = [
        Verb(Class::OpeningVerb),
        Verb(Class::ClosingVerb),
        Verb(Class::SpanVerb),
    ];
    for at in a.grid.each(0..tokens, Lower(verbs)) {
        if view.inventory.role_at(at).is_none() && !(at > 0 && a.is(at - 1, Class::Article)) {
            found.insert(at);
        }
    }
    // "is back in Porto this weekend"
    for at in a.grid.each(1..tokens, Lower(Class::BackWord)) {
        if a.is(at - 1, Class::Be) {
            found.insert(at);
        }
    }
    // "came to a close", "comes to an end"
    for at in a.grid.each(2..tokens, Lower(Class::ClosingVerb)) {
        if a.is(at - 1, Class::Article) && a.says(at - 2, "to") {
            found.insert(at);
        }
    }
    for at in a.grid.each(0..tokens, [Word::Underway, Word::Way]) {
        if a.says(at, "underway") || at > 0 && a.says(at - 1, "under") {
            found.insert(at);
        }
    }
    found
}
