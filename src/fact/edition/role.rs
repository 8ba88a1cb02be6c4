//! What the words around a date say that it is of an edition: its first day, its last day, the
//! time it takes place.

use super::Reader;
use super::verb::Subject;
use crate::knowledge::Class;
use crate::mention::Lower;
use crate::text::Shape;
use std::ops::Range;

/// What a date is of an edition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum DateRole {
    Start,
    End,
    Span,
    /// "the second of its four days"
    Nth {
        day: i64,
        of: Option<i64>,
    },
}

/// What a date is of an edition, by which verb, and how much that weighs.
#[derive(Clone, Copy, Debug)]
pub(super) struct Dated {
    pub role: DateRole,
    pub verb: Option<usize>,
    pub weight: i32,
    /// The words themselves say that the fair is meant.
    pub sure: bool,
    /// The days are only a part of the edition's, up to its end: "open to the public from
    /// Saturday to April 27".
    pub last_only: bool,
    /// The days are those of one of several phases.
    pub phase: bool,
    /// The day is still to come: "does not open until Friday".
    pub ahead: bool,
}

impl Dated {
    /// Days that a sentence on the edition tells without a verb for it.
    pub(super) fn told() -> Dated {
        let mut found = Dated::new(DateRole::Span, None, 3);
        found.sure = true;
        found
    }

    fn new(role: DateRole, verb: Option<usize>, weight: i32) -> Dated {
        Dated {
            role,
            verb,
            weight,
            sure: false,
            last_only: false,
            phase: false,
            ahead: false,
        }
    }
}

impl Reader<'_, '_> {
    /// What the words around a date say it is.
    pub(super) fn date_role(
        &self,
        sentence: &Range<usize>,
        token: usize,
        after: usize,
    ) -> Option<Dated> {
        let a = self.view.analysis;
        if let Some(found) = self.counted_day(sentence, token, after) {
            return found;
        }
        if self.is_former(sentence, token) {
            return None;
        }
        if self.is_moved_to(sentence, token) {
            let mut found = Dated::new(DateRole::Span, None, 6);
            found.sure = true;
            return Some(found);
        }
        if let Some(found) = self.curtain(sentence, token) {
            return Some(found);
        }
        let dates = token > sentence.start + 2
            && a.is_mark(token - 1, ':')
            && a.is_lower(token - 2, Class::DateKey);
        let keyed = (sentence.start..token).any(|t| a.is_mark(t, ':'))
            && (token - sentence.start <= 8 || dates);
        if keyed {
            let named = self.is_own(sentence.start);
            if a.is(sentence.start, Class::DateKey) || named {
                let mut found = Dated::new(DateRole::Span, None, 6);
                found.sure = true;
                return Some(found);
            }
        }
        // "until Sunday", "through Friday", "to 14 September"
        if token > sentence.start {
            let mut before = token - 1;
            if a.is(before, Class::Article) && before > sentence.start {
                before -= 1;
            }
            // "until the closing on April 27"
            let closing = a.says(before, "on")
                && before > sentence.start + 1
                && a.is(before - 1, Class::FinalDay)
                && !a.is(before - 1, Class::Previous);
            let bound = a.is_lower(before, Class::LastBound)
                || before == sentence.start && a.is(before, Class::LastBound);
            if bound || closing {
                let verb = self.verb_before(sentence, token);
                // "does not open until Friday"
                let denied = verb.filter(|verb| {
                    self.verb_role(*verb) == DateRole::Start
                        && (sentence.start.max(verb.saturating_sub(4))..*verb).any(|t| {
                            a.is(t, Class::Negation)
                                || a.word(t).ends_with("n't")
                                || a.word(t).ends_with("n’t")
                        })
                });
                if let Some(verb) = denied {
                    let found = self.by_verb(sentence, verb, token);
                    return found.map(|found| Dated {
                        ahead: true,
                        ..found
                    });
                }
                // What is open to the public may be only a part.
                let public = !closing && self.is_public(sentence, token);
                let mut found = Dated::new(DateRole::End, verb, if public { 4 } else { 5 });
                found.last_only = true;
                return self.bounded(sentence, before, found);
            }
            // "the fair runs to March 12"
            let runs = a.says(before, "to")
                && before > sentence.start
                && self.is_date_verb(before - 1)
                && (a.verb_forms(before - 1)
                    .iter()
                    .any(|form| a.knowledge.words.verb_class(form.verb, Class::RunVerb))
                    // "will last to November 4"
                    || a.says(before - 1, "last")
                    || a.says(before - 1, "lasts"));
            if runs {
                let mut found = Dated::new(DateRole::End, Some(before - 1), 5);
                found.last_only = true;
                return self.bounded(sentence, before, found);
            }
            // "from Saturday to April 27th": the second of two dates that were read apart.
            let second = a.says(before, "to")
                && self
                    .scope
                    .dates(a.sentence_of(token))
                    .iter()
                    .any(|date| date.tokens.end == before);
            if second {
                let verb = self.verb_before(sentence, token);
                let mut found = Dated::new(DateRole::End, verb, 4);
                found.last_only = true;
                return Some(found);
            }
            let opened = self.is_public(sentence, token) && a.says(before, "on");
            if self.is_partial(sentence, token) && !opened {
                return None;
            }
            if ["from", "since", "between"]
                .iter()
                .any(|word| a.says(before, word))
            {
                let verb = self.verb_before(sentence, token);
                let verb = verb.or_else(|| self.verb_behind(sentence, token, after));
                let weight = if verb.is_some() { 5 } else { 3 };
                return Some(Dated::new(DateRole::Span, verb, weight));
            }
        }
        // "the May 14-16 event": days before the noun.
        let noun = after < sentence.end
            && (self.stands_for_event(after) || a.is_lower(after, Class::EventNoun))
            && token > sentence.start
            && a.is(token - 1, Class::Article);
        if noun && self.is_range_at(sentence, token) {
            let mut found = Dated::new(DateRole::Span, None, 5);
            found.sure = true;
            return Some(found);
        }
        // "Phase 3 (May 1-5)": one of the parts that make up the edition's days.
        if token > sentence.start + 2
            && a.is_mark(token - 1, '(')
            && (sentence.start..token - 1).any(|t| a.is(t, Class::PhaseNoun))
            && token - sentence.start <= 6
        {
            let mut found = Dated::new(DateRole::Span, None, 1);
            found.phase = true;
            found.sure = true;
            return Some(found);
        }
        // "(17-21 June)" behind the name.
        if token > sentence.start + 1
            && a.is_mark(token - 1, '(')
            && (self.is_own(token - 2) || self.stands_for_event(token - 2))
        {
            return Some(Dated::new(DateRole::Span, None, 5));
        }
        // "opened its doors to the public on Friday": a first day where no other is told.
        if self.is_public(sentence, token)
            && let Some(verb) = self.verb_before(sentence, token)
            && self.verb_role(verb) == DateRole::Start
            && self.fair_is_subject(verb, sentence)
        {
            return self
                .by_verb(sentence, verb, token)
                .map(|found| Dated { weight: 3, ..found });
        }
        // "told Tuesday's opening", "at Sunday's closing ceremony"
        let whose = after + 1 < sentence.end
            && a.tokens[after].shape == Shape::Possessive
            && a.tokens[after + 1].shape == Shape::Lower;
        let role = match whose {
            true if a.is(after + 1, Class::OpeningNoun) => Some(DateRole::Start),
            true if a.is(after + 1, Class::ClosingNoun) => Some(DateRole::End),
            _ => None,
        };
        if let Some(role) = role {
            let mut found = Dated::new(role, None, 3);
            found.sure = self.names_no_fair(sentence) || self.about_event(token, sentence);
            return Some(found);
        }
        if self.is_partial(sentence, token) || self.is_said(sentence, token, after) {
            return None;
        }
        // "until Saturday, when the fair closes": the verb behind says what the day is.
        if after + 1 < sentence.end
            && let Some(when) = (after..sentence.end.min(after + 4)).find(|t| a.says(*t, "when"))
            && let Some(verb) =
                (when + 1..sentence.end.min(when + 14)).find(|t| self.is_date_verb(*t))
            && matches!(
                self.subject(verb, when + 1),
                Subject::Fair | Subject::Unnamed
            )
        {
            return Some(Dated::new(self.verb_role(verb), Some(verb), 5));
        }
        // "Opened on Sunday by the mayor, the fair has"
        if let Some(found) = self.opening_participle(sentence, token, after) {
            return Some(found);
        }
        // The nearest verb of opening or closing before the date, else behind it.
        if let Some(verb) = self.verb_before(sentence, token) {
            // "The closing ceremony is slated for Sunday"
            let near = sentence.start.max(verb.saturating_sub(6))..verb;
            if let Some(role) = self.ceremony(near)
                && !self.is_evening(after, sentence)
            {
                let mut found = Dated::new(role, Some(verb), 3);
                found.sure = self.names_no_fair(sentence);
                return Some(found);
            }
            return self.by_verb(sentence, verb, token);
        }
        if let Some(verb) = self.verb_behind(sentence, token, after) {
            let weight = if self.is_evening(after, sentence) {
                3
            } else {
                4
            };
            let mut found = Dated::new(self.verb_role(verb), Some(verb), weight);
            let reach = after..sentence.end.min(verb + 6);
            found.sure = reach.clone().any(|t| a.is_lower(t, Class::Turnstile))
                || a.says(verb - 1, "it") && !self.names_body(sentence.start..verb);
            return Some(found);
        }
        // "Its third edition, on November 29-30, 2022,"; "the 45th show, Feb. 21 to 23, 2020,"
        let near = sentence.start.max(token.saturating_sub(6))..token;
        let mut nouns = a.grid.each(near.clone(), Lower(Class::EditionNoun));
        let close =
            self.mentions_fair(near.clone()) || nouns.any(|t| !a.is(t, Class::NoEditionCount));
        let apposed = token > sentence.start
            && (a.is_mark(token - 1, ',') || a.is_mark(token - 1, '(') || a.says(token - 1, "on"));
        if close && apposed {
            return Some(Dated::new(DateRole::Span, None, 3));
        }
        self.ceremony(near).map(|role| Dated::new(role, None, 2))
    }

    /// Whether the date at a token is a range of days by number.
    fn is_range_at(&self, sentence: &Range<usize>, token: usize) -> bool {
        use crate::mention::date::DateKind;
        let index = self.view.analysis.sentence_of(sentence.start);
        self.scope
            .dates(index)
            .iter()
            .filter(|date| date.tokens.start == token)
            .any(|date| match date.mention.kind {
                DateKind::Days { first, last } => first != last,
                DateKind::PartialDays { first, last } => first != last,
                _ => false,
            })
    }

    /// A range of days in a headline or the line under it, beside the fair's name.
    pub(super) fn headline(&self, sentence: &Range<usize>) -> Option<Dated> {
        let a = self.view.analysis;
        let named = a.grid.any(sentence.clone(), &self.view.standing.own);
        let short = sentence.len() <= 24;
        let finite = a.grid.any(sentence.clone(), &self.view.inventory.finite);
        if self.is_place_line(sentence) {
            let mut found = Dated::new(DateRole::Span, None, 5);
            found.sure = true;
            return Some(found);
        }
        (named && short && !finite).then(|| Dated::new(DateRole::Span, None, 5))
    }

    /// Whether the token is part of the fair's own name.
    pub(super) fn is_own(&self, token: usize) -> bool {
        self.view.standing.own.has(token)
    }

    /// "on Monday, the opening day of the fair", "today, the second of the four days".
    /// `Some(None)` where the date is a day between.
    fn counted_day(
        &self,
        sentence: &Range<usize>,
        token: usize,
        after: usize,
    ) -> Option<Option<Dated>> {
        let a = self.view.analysis;
        let near = sentence.start.max(token.saturating_sub(9))..sentence.end.min(after + 8);
        for at in near.clone().skip(1) {
            if (token..after).contains(&at) || !self.scope.together(at, token) {
                continue;
            }
            if a.says(at, "day") {
                let found = |role| Some(Some(Dated::new(role, None, 4)));
                if a.is_lower(at - 1, Class::FirstDay) {
                    return found(DateRole::Start);
                }
                if a.is_lower(at - 1, Class::FinalDay) {
                    // "the third and final day"
                    let count = (at >= 3 && a.says(at - 2, "and"))
                        .then(|| a.ordinal(at - 3))
                        .flatten()
                        .filter(|day| (2..=40).contains(day));
                    return found(match count {
                        Some(day) => DateRole::Nth { day, of: count },
                        None => DateRole::End,
                    });
                }
                if let Some(day) = a.ordinal(at - 1).filter(|day| (2..=40).contains(day)) {
                    // Only a day of the fair itself, and no "second day of talks".
                    let of = at + 1 < sentence.end && a.says(at + 1, "of");
                    let fair = of
                        && (at + 2..sentence.end.min(at + 6))
                            .any(|t| self.is_own(t) || self.stands_for_event(t));
                    let beside = at.abs_diff(token) <= 5 || at.abs_diff(after) <= 5;
                    return Some(
                        (fair && beside)
                            .then(|| Dated::new(DateRole::Nth { day, of: None }, None, 3)),
                    );
                }
            }
            // "the second of the four days of the fair"
            if let Some(day) = a.ordinal(at)
                && a.says_all(at + 1, sentence.end, &["of"])
            {
                let noun = (at + 2..sentence.end.min(at + 5)).find(|t| a.says(*t, "days"));
                if let Some(noun) = noun {
                    let of = self.cardinal(noun - 1);
                    let role = DateRole::Nth { day, of };
                    return Some(Some(Dated::new(role, None, 4)));
                }
            }
        }
        None
    }

    /// The value of a number word or of digits.
    pub(super) fn cardinal(&self, at: usize) -> Option<i64> {
        let a = self.view.analysis;
        let scan = crate::mention::Scan::new(a.word(at), &a.knowledge.figures);
        let sense = scan.sense(0);
        let value = if sense.is_cardinal {
            i64::from(sense.cardinal)
        } else {
            i64::from(scan.plain_number(0)?)
        };
        (1..=400).contains(&value).then_some(value)
    }

    /// "The curtain fell on the expo on Sunday", "Curtains came down yesterday on the fair".
    fn curtain(&self, sentence: &Range<usize>, token: usize) -> Option<Dated> {
        let a = self.view.analysis;
        let curtain = sentence.clone().find(|t| a.is(*t, Class::Curtain))?;
        let turn = (curtain + 1..sentence.end.min(curtain + 5))
            .take_while(|t| a.tokens[*t].shape == Shape::Lower)
            .find(|t| a.is(*t, Class::CurtainDown) || a.is(*t, Class::CurtainUp))?;
        let on = (turn + 1..sentence.end.min(turn + 4)).find(|t| a.says(*t, "on"))?;
        let limit = sentence.end.min(on + 6);
        let noun = (on + 1..limit).find(|t| self.is_own(*t) || self.stands_for_event(*t))?;
        let inventory = self.view.inventory;
        let mention = inventory.mention_at(noun);
        let end = mention.map_or(noun + 1, |m| inventory.mentions[m].outer.end);
        let direct = (on + 1..noun).all(|t| a.mark(t).is_none() && !a.is(t, Class::Preposition));
        let owner = end < sentence.end && a.tokens[end].shape == Shape::Possessive;
        let near = token > curtain && token < end + 6;
        let role = match a.is(turn, Class::CurtainDown) {
            true => DateRole::End,
            false => DateRole::Start,
        };
        let mut found = Dated::new(role, None, 5);
        found.sure = true;
        (direct && !owner && near).then_some(found)
    }

    /// "lasts until Sunday", but not "until Sunday the chefs are cooking": what is bounded is the
    /// fair, or everything in it.
    fn bounded(&self, sentence: &Range<usize>, before: usize, found: Dated) -> Option<Dated> {
        let a = self.view.analysis;
        // "the deadline runs until 5 May": another subject right before the verb.
        if let Some(verb) = found.verb
            && self.subject(verb, sentence.start) == Subject::Other
            && !self.mentions_fair(verb..before)
        {
            return Some(Dated { weight: 2, ..found });
        }
        let _ = a;
        Some(found)
    }

    pub(super) fn mentions_fair(&self, range: Range<usize>) -> bool {
        let standing = self.view.standing;
        let grid = &self.view.analysis.grid;
        grid.any(range, [&standing.own, &standing.nouns])
    }

    /// Days for some visitors only, or phases of a fair: no first day of it.
    fn is_partial(&self, sentence: &Range<usize>, token: usize) -> bool {
        let a = self.view.analysis;
        let from = sentence.start.max(token.saturating_sub(8));
        self.is_public(sentence, token)
            || (from..token).any(|t| {
                a.is_lower(t, Class::PhaseNoun)
                    || a.says(t, "come") && t + 1 < token && a.says(t + 1, "first")
            })
    }

    /// "open to the public until Saturday", "the public will be admitted from".
    fn is_public(&self, sentence: &Range<usize>, token: usize) -> bool {
        let a = self.view.analysis;
        let from = sentence.start.max(token.saturating_sub(8));
        let mut days = a.grid.each(from + 1..token, Lower(Class::PublicDay));
        days.any(|t| a.says(t - 1, "the") || a.says(t - 1, "to"))
    }

    /// "said yesterday", "told reporters on Thursday": the day of the words.
    fn is_said(&self, sentence: &Range<usize>, token: usize, after: usize) -> bool {
        let a = self.view.analysis;
        let said = |at: usize| {
            a.tokens[at].shape == Shape::Lower
                && a.verb_forms(at)
                    .iter()
                    .any(|f| a.knowledge.words.verb_class(f.verb, Class::SpeechVerb))
                // "The fair concluded on Monday"
                && !(self.is_date_verb(at) && self.subject(at, sentence.start) == Subject::Fair)
        };
        let from = sentence.start.max(token.saturating_sub(4));
        let close = (from..token).rev().take_while(|t| a.mark(*t).is_none());
        close.clone().any(said) && !close.clone().any(|t| self.is_date_verb(t) && !said(t))
            || after < sentence.end && said(after)
    }

    fn opening_participle(
        &self,
        sentence: &Range<usize>,
        token: usize,
        after: usize,
    ) -> Option<Dated> {
        let a = self.view.analysis;
        let verb = sentence.start;
        if token > verb + 4 || !a.verb_forms(verb).iter().any(|f| f.participle) {
            return None;
        }
        let comma = (after..sentence.end.min(after + 12)).find(|t| a.is_mark(*t, ','))?;
        let fair = (comma + 1..sentence.end.min(comma + 7))
            .any(|t| self.is_own(t) || self.stands_for_event(t));
        let words = &a.knowledge.words;
        let of = |class: Class| {
            a.verb_forms(verb)
                .iter()
                .any(|f| words.verb_class(f.verb, class))
        };
        let dated = of(Class::OpeningVerb) || of(Class::ClosingVerb) || of(Class::HoldVerb);
        (fair && dated).then(|| {
            let mut found = Dated::new(self.verb_role(verb), Some(verb), 5);
            found.sure = true;
            found
        })
    }

    fn is_evening(&self, after: usize, sentence: &Range<usize>) -> bool {
        let a = self.view.analysis;
        after < sentence.end && (a.says(after, "evening") || a.says(after, "night"))
    }

    /// What a verb before a date makes of it.
    fn by_verb(&self, sentence: &Range<usize>, verb: usize, token: usize) -> Option<Dated> {
        let a = self.view.analysis;
        let role = self.verb_role(verb);
        // "the queue stretching past the gates" puts nothing on a day.
        let object = self.mentions_fair(verb + 1..token)
            || role != DateRole::Span && a.grid.any(verb + 1..token, Lower(Class::Turnstile))
            || a.says(verb + 1, "it");
        let mut weight = match self.subject(verb, sentence.start) {
            Subject::Fair => 5,
            Subject::Unnamed => 4,
            Subject::Other if !object => return None,
            _ if object => 4,
            _ => 2,
        };
        // The ceremony on the evening before is not the first day.
        let end = sentence.end;
        if role == DateRole::Start
            && (token..end.min(token + 3)).any(|t| a.says(t, "evening") || a.says(t, "night"))
        {
            weight = weight.min(3);
        }
        // What was meant to be and was not: "that was supposed to finish on Friday".
        let before = sentence.start.max(verb.saturating_sub(4))..verb;
        if a.grid.any(before, Lower(Class::Unfulfilled)) {
            return None;
        }
        let mut found = Dated::new(role, Some(verb), weight);
        let around = sentence.start.max(verb.saturating_sub(3))..token;
        found.sure = role != DateRole::Span && a.grid.any(around, Lower(Class::Turnstile))
            || role == DateRole::Start && self.opens_it(sentence, verb);
        Some(found)
    }

    fn ceremony(&self, mut near: Range<usize>) -> Option<DateRole> {
        let a = self.view.analysis;
        near.find_map(|t| {
            let ceremony = t > 0 && a.is_lower(t, Class::CeremonyNoun);
            if ceremony && a.is_lower(t - 1, Class::FirstDay) {
                Some(DateRole::Start)
            } else if ceremony && a.is_lower(t - 1, Class::FinalDay) {
                Some(DateRole::End)
            } else {
                None
            }
        })
    }
}
