//! Which edition it is by count: "the 20th ...", "third edition", "now in its 27th year".

use super::Reader;
use crate::fact::event::Edition;
use crate::fact::model::{Object, Relation};
use crate::knowledge::{Class, Sign};
use crate::mention::Sort;
use crate::text::Shape;
use std::ops::Range;

/// So many words behind a first may tell since when it is one.
const SINCE: usize = 10;

impl Reader<'_, '_> {
    /// "the 20th ...", "third edition", "now in its 27th year", "this year's fair, the 12th of its
    /// kind".
    pub(super) fn number(&mut self, sentence: &Range<usize>) {
        let a = self.view.analysis;
        for at in a.grid.each(sentence.clone(), Sign::Ordinal) {
            let Some(ordinal) = a.ordinal(at) else {
                continue;
            };
            if ordinal == 0 || ordinal > 400 || self.of_a_month(at, sentence.end) {
                continue;
            }
            // "the 135th session, up from the 134th in 2023": the year is the nearer one's.
            let found = self.numbered(at, sentence);
            let former = (at + 1..sentence.end)
                .filter(|t| a.ordinal(*t).is_some_and(|other| other + 1 == ordinal))
                .find_map(|t| self.numbered(t, sentence))
                .filter(|edition| *edition != self.main && edition.series == self.main.series);
            let counts = || crate::fact::scope::counted(a, at, sentence.end).is_some();
            let found = match (found, former) {
                (Some(edition), Some(former)) if edition == former => Some(self.main),
                (None, Some(_)) if counts() => Some(self.main),
                _ => found,
            };
            if let Some(edition) = found {
                self.state_number(edition, ordinal, at);
            }
        }
    }

    /// "XIV International Mining Fair", "KELMEX XIV": a count in Roman numerals beside the fair's name.
    pub(super) fn roman_number(&mut self, index: usize) {
        let a = self.view.analysis;
        for m in self.view.inventory.by_sentence[index].0.clone() {
            let mention = &self.view.inventory.mentions[m];
            let Some(ordinal) = mention.ordinal else {
                continue;
            };
            let main = self.view.events.series_of.get(&self.view.inventory.of[m])
                == Some(&self.main.series);
            let beside = (mention.outer.start..mention.range.start)
                .chain(mention.range.end..mention.outer.end);
            let Some(at) = { beside }.find(|t| {
                crate::mention::roman(a.word(*t)) == Some(ordinal) && a.ordinal(*t).is_none()
            }) else {
                continue;
            };
            if let Some(edition) = self.scope.at(a, at).filter(|_| main)
                && edition.series == self.main.series
            {
                self.state_number(edition, ordinal, at);
            }
        }
    }

    /// States an edition's number, unless the main edition has another one.
    fn state_number(&mut self, edition: Edition, ordinal: i64, at: usize) {
        if edition == self.main && self.number_conflicts(ordinal) {
            return;
        }
        self.add(
            edition,
            Relation::EditionNumber,
            Object::Integer(ordinal),
            at,
            "edition.ordinal",
        );
    }

    /// "from the 19th to the 22nd of May", "19th February": days, not counts.
    fn of_a_month(&self, at: usize, end: usize) -> bool {
        let a = self.view.analysis;
        (at + 1..end.min(at + 6))
            .take_while(|t| {
                a.is(*t, Class::Month)
                    || a.ordinal(*t).is_some()
                    || a.tokens[*t].shape == Shape::Number
                    || matches!(a.mark(*t), Some('-' | '\u{2013}' | ','))
                    || matches!(a.word(*t), "to" | "the" | "of" | "and" | "until" | "till")
            })
            .any(|t| a.is(t, Class::Month))
    }

    /// The edition that a count at `at` moves the text to.
    fn counted(&self, at: usize) -> Option<Edition> {
        let a = self.view.analysis;
        let cues = self.scope.cues(a.sentence_of(at));
        let cue = cues
            .iter()
            .filter(|cue| cue.explicit && cue.range.contains(&at))
            .min_by_key(|cue| cue.range.len());
        match cue {
            Some(cue) => cue.edition,
            None => self.scope.at(a, at),
        }
    }

    fn number_conflicts(&self, ordinal: i64) -> bool {
        let label = self.view.events.label(self.main);
        self.facts.facts().iter().any(|fact| {
            fact.relation == Relation::EditionNumber
                && self.facts.label(fact.subject) == label
                && fact.object != Object::Integer(ordinal)
        })
    }

    /// The edition that the ordinal at `at` counts.
    fn numbered(&self, at: usize, sentence: &Range<usize>) -> Option<Edition> {
        let a = self.view.analysis;
        let end = sentence.end;
        if self.keyed_number(at, sentence) {
            return Some(self.main);
        }
        // "it is the second Smart Expo as chief executive": a person's count.
        let personal = self
            .view
            .inventory
            .mention_at(at)
            .map(|m| self.view.inventory.mentions[m].outer.end)
            .is_some_and(|end| end < sentence.end && a.says(end, "as"));
        // "It is her fourth Harbour Expo"
        let hers = self
            .view
            .inventory
            .mention_at(at)
            .map(|m| self.view.inventory.mentions[m].outer.start)
            .is_some_and(|start| start > sentence.start && a.is_lower(start - 1, Class::HisOrHer));
        // "the show's first outing since it left Porto": the first of some.
        let since = a.ordinal(at) == Some(1)
            && (at + 1..end.min(at + SINCE)).any(|t| a.is_lower(t, Class::SinceWord));
        if personal || hers || since {
            return None;
        }
        // "the first Harbour Expo to be held since the war": no count of all.
        let since = a.ordinal(at) == Some(1)
            && self
                .view
                .inventory
                .mention_at(at)
                .map(|m| self.view.inventory.mentions[m].outer.end)
                .is_some_and(|end| end < sentence.end && a.says(end, "to"));
        if since || self.is_first_of_its_place(at, sentence) {
            return None;
        }
        // Within an event's name: "the 20th Shanghai Exhibition".
        if let Some(m) = self.view.inventory.mention_at(at) {
            let mention = &self.view.inventory.mentions[m];
            if mention.sort == Sort::Event && mention.ordinal == a.ordinal(at) {
                let series = *self.view.events.series_of.get(&self.view.inventory.of[m])?;
                if series != self.main.series {
                    return None;
                }
                return self.counted(at);
            }
            return None;
        }
        // "The fair was first held in 2012"
        let held = a.ordinal(at) == Some(1)
            && at > sentence.start + 1
            && at + 1 < end
            && a.is(at - 1, Class::Be)
            && (a.verb_forms(at + 1).iter()).any(|form| {
                form.participle && a.knowledge.words.verb_class(form.verb, Class::HoldVerb)
            });
        if held && self.fair_is_subject(at + 1, sentence) {
            let edition = self.scope.at(a, at).filter(|edition| *edition != self.main);
            return edition.filter(|edition| edition.series == self.main.series);
        }
        let mut next = at + 1;
        while next < end
            && a.is_lower(next, Class::EventModifier)
            && !a.is(next, Class::EventNoun)
            && !a.is(next, Class::EditionNoun)
        {
            next += 1;
        }
        if next >= end {
            return self.bare_ordinal(at, sentence);
        }
        if a.says(next, "year") || a.says(next, "time") {
            return self.yearly(at, sentence);
        }
        // "the Anchor Prize, now in its fifth edition"
        if at > sentence.start + 2
            && (a.says(at - 1, "its") || a.says(at - 1, "their"))
            && self.is_of_what_stands_before(at, sentence)
            && self.names_part_before(at, sentence)
        {
            return None;
        }
        if let Some(noun) = crate::fact::scope::counted(a, at, end) {
            // "the first forum of its kind" counts something else; "its third edition" the fair.
            let preceded = at > sentence.start
                && (a.is(at - 1, Class::Determiner)
                    || a.is(at - 1, Class::Relative)
                    || a.tokens[at - 1].shape == Shape::Possessive
                    || a.is_lower(at - 1, Class::Adverb)
                    || a.says(at - 1, "very"));
            // "the first big motor show in China": an adjective between.
            let adjective = (at + 1..noun).any(|t| a.is(t, Class::AdjectiveBetween));
            if !preceded && at != sentence.start || adjective || self.of_other(noun, end) {
                return None;
            }
            // "the first one in 2000" only where the text moves to an edition by it.
            if a.says(noun, "one")
                && (!self.is_count_cue(at)
                    // "twice a year, the second one in spring"
                    || sentence.clone().any(|t| a.says(t, "twice")))
            {
                return None;
            }
            return self.counted(at);
        }
        // "the 12th of its kind", "the 20th in the series"
        if a.says_all(at + 1, end, &["of", "its"])
            || a.says_all(at + 1, end, &["in", "the", "series"])
        {
            return self.counted(at);
        }
        if self.is_count_cue(at) {
            return self.counted(at);
        }
        self.bare_ordinal(at, sentence)
    }

    /// "Asia's first annual toy fair", "the country's first": what no other has there is no count.
    fn is_first_of_its_place(&self, at: usize, sentence: &Range<usize>) -> bool {
        let a = self.view.analysis;
        if a.ordinal(at) != Some(1)
            || at < sentence.start + 2
            || a.tokens[at - 1].shape != Shape::Possessive
        {
            return false;
        }
        let owner = at - 2;
        a.is(owner, Class::RegionWord)
            || a.is_lower(owner, Class::TownNoun)
            || a.is_lower(owner, Class::CountryNoun)
            || self.view.inventory.mention_at(owner).is_some_and(|m| {
                let sort = self.view.inventory.mentions[m].sort;
                matches!(sort, Sort::Place | Sort::Country)
            })
    }

    /// "in its 27th year", "for a second year", "for the third time" of the fair itself.
    fn yearly(&self, at: usize, sentence: &Range<usize>) -> Option<Edition> {
        let a = self.view.analysis;
        let near = |back: usize| sentence.start.max(at.saturating_sub(back))..at;
        // "opens for the 21st time"
        let time = at > sentence.start + 2
            && a.is(at + 1, Class::NoEditionCount)
            && a.says(at + 1, "time")
            && a.says(at - 1, "the")
            && a.says(at - 2, "for")
            && a.ordinal(at) != Some(1)
            && (self
                .verb_before(sentence, at - 2)
                .is_some_and(|verb| at - verb <= 6 && self.fair_is_subject(verb, sentence))
                // "Porto hosts the forum for the third time"
                || self.is_own(at - 3)
                || self.stands_for_event(at - 3));
        // "This is the 14th time that the Guild has organised the fair", "Held for the 21st time, the fair"
        let told = at + 1 < sentence.end
            && at > sentence.start
            && a.says(at + 1, "time")
            && a.says(at - 1, "the")
            && a.ordinal(at) != Some(1)
            && (at == sentence.start + 3
                && a.is(at - 2, Class::Be)
                && matches!(a.word(at - 3).to_ascii_lowercase().as_str(), "this" | "it")
                && (at + 2..sentence.end.min(at + 16)).any(|t| {
                    let holds = (a.verb_forms(t).iter()).any(|form| {
                        let class = |class| a.knowledge.words.verb_class(form.verb, class);
                        class(Class::HoldVerb) || class(Class::OrganizeVerb)
                    });
                    let fair = |t: usize| self.stands_for_event(t) || self.is_own(t);
                    a.tokens[t].shape == Shape::Lower
                        && holds
                        && (t + 1..sentence.end.min(t + 4)).any(fair)
                })
                || at == sentence.start + 3
                    && a.says(at - 2, "for")
                    && self.opens_on_fair(at + 2, sentence)
                    && (a.verb_forms(at - 3).iter())
                        .any(|form| a.knowledge.words.verb_class(form.verb, Class::HoldVerb)));
        let led = time
            || told
            || near(3).any(|t| a.says(t, "its") || a.says(t, "a") || a.says(t, "their"))
                && near(4).any(|t| a.is_lower(t, Class::YearlyPreposition) || t == sentence.start);
        if !led || a.says(at + 1, "time") && self.of_a_guest(at, sentence) {
            return None;
        }
        if self.is_of_what_stands_before(at, sentence) {
            return None;
        }
        // A year behind ("launched in 2020") is not that of the count.
        let cues = self.scope.cues(a.sentence_of(at));
        let told = cues.iter().rev().find(|cue| {
            cue.explicit && cue.range.end <= at && self.scope.together(cue.range.start, at)
        });
        told.map_or(Some(self.main), |cue| cue.edition)
    }

    /// The comma close before a count.
    fn comma_before(&self, at: usize, sentence: &Range<usize>) -> Option<usize> {
        let near = sentence.start.max(at.saturating_sub(5))..at;
        let comma = near.rev().find(|t| self.view.analysis.is_mark(*t, ','))?;
        (comma > sentence.start).then_some(comma)
    }

    /// Whether what stands before the comma ends like a part of a fair: "the Anchor Prize,".
    fn names_part_before(&self, at: usize, sentence: &Range<usize>) -> bool {
        let a = self.view.analysis;
        self.comma_before(at, sentence).is_some_and(|comma| {
            let last = comma - 1;
            a.is(last, Class::SessionHead)
                || a.is(last, Class::PrizeNoun)
                || a.is(last, Class::PartHead)
        })
    }

    /// "the Ministers' Summit, now in its 17th year": the count is that of what stands before the comma.
    fn is_of_what_stands_before(&self, at: usize, sentence: &Range<usize>) -> bool {
        self.comma_before(at, sentence).is_some_and(|comma| {
            self.view.inventory.mention_at(comma - 1).is_some() && !self.is_own(comma - 1)
        })
    }

    /// "Held for the 21st time, the fair drew": whether the fair stands right behind the comma.
    fn opens_on_fair(&self, comma: usize, sentence: &Range<usize>) -> bool {
        comma < sentence.end
            && self.view.analysis.is_mark(comma, ',')
            && (comma + 1..sentence.end.min(comma + 4))
                .any(|t| self.stands_for_event(t) || self.is_own(t))
    }

    /// "The minister Ana Costa will attend the fair for a second time": whoever opens the sentence
    /// comes again, not the fair.
    fn of_a_guest(&self, at: usize, sentence: &Range<usize>) -> bool {
        let inventory = self.view.inventory;
        let first = (sentence.start..at).find_map(|t| inventory.mention_at(t));
        first.is_some_and(|m| {
            matches!(
                inventory.mentions[m].sort,
                Sort::Person | Sort::Organisation(_) | Sort::Country | Sort::Demonym
            )
        })
    }

    /// Whether the noun counted is another event's: "the 15th edition of X".
    fn of_other(&self, noun: usize, end: usize) -> bool {
        let a = self.view.analysis;
        if noun + 2 >= end || !a.says(noun + 1, "of") {
            return false;
        }
        let mut of = noun + 2;
        while of < end && a.is(of, Class::Determiner) {
            of += 1;
        }
        let mention = (of < end)
            .then(|| self.view.inventory.mention_at(of))
            .flatten();
        mention.is_some_and(|m| {
            let series = self.view.events.series_of.get(&self.view.inventory.of[m]);
            self.view.inventory.mentions[m].sort == Sort::Event
                && series.is_some_and(|series| *series != self.main.series)
        })
    }

    /// Whether the ordinal moves the text to an edition.
    fn is_count_cue(&self, at: usize) -> bool {
        let a = self.view.analysis;
        self.scope
            .cues(a.sentence_of(at))
            .iter()
            .any(|cue| cue.explicit && cue.range.start == at)
    }

    /// A line of a fact sheet: "Edition: 14th".
    fn keyed_number(&self, at: usize, sentence: &Range<usize>) -> bool {
        let a = self.view.analysis;
        at == sentence.start + 2
            && a.is_mark(at - 1, ':')
            && a.is(sentence.start, Class::EditionNoun)
            && !a.is(sentence.start, Class::NoEditionCount)
    }

    /// "It was the 14th, and the busiest", "The fair now closing is the 21st.", "so this is the sixth".
    fn is_said_of_fair(&self, at: usize, sentence: &Range<usize>) -> bool {
        let a = self.view.analysis;
        let closed = at + 1 >= sentence.end
            || a.mark(at + 1)
                .is_some_and(|c| matches!(c, ',' | '.' | ')' | ';' | ':' | '!'))
            || a.says(at + 1, "and");
        if !closed || at < sentence.start + 3 || !a.says(at - 1, "the") {
            return false;
        }
        let mut be = at - 2;
        while be > sentence.start && a.is_lower(be, Class::Adverb) {
            be -= 1;
        }
        if !a.is(be, Class::Be) || be == sentence.start {
            return false;
        }
        let first = ["it", "this"]
            .iter()
            .any(|word| a.word(be - 1).eq_ignore_ascii_case(word));
        let one = a.says(be - 1, "one")
            && be > sentence.start + 1
            && a.word(be - 2).eq_ignore_ascii_case("this");
        // Of a fair, not of a day or a prize named just before.
        let opens = be - 1 == sentence.start
            || a.is_mark(be - 2, ',')
            || a.says(be - 2, "so")
            || a.says(be - 2, "and");
        let fair = self.fair_is_subject(be, sentence)
            && (sentence.start..be).any(|t| self.stands_for_event(t) || self.is_own(t));
        a.ordinal(at).is_some_and(|n| n > 1) && (one || first && opens || fair)
    }

    /// "The expo, the seventh, has ..."
    fn bare_ordinal(&self, at: usize, sentence: &Range<usize>) -> Option<Edition> {
        let a = self.view.analysis;
        let closed = at + 1 >= sentence.end
            || a.mark(at + 1)
                .is_some_and(|c| matches!(c, ',' | '.' | ')' | ';'));
        if self.is_said_of_fair(at, sentence) {
            return self
                .view
                .events
                .main
                .filter(|_| self.scope.at(a, at) == Some(self.main));
        }
        let led = at > sentence.start + 2
            && (a.says(at - 1, "the") || a.says(at - 1, "its"))
            && a.mark(at - 2).is_some_and(|c| matches!(c, ',' | '('));
        if !(closed && led) {
            return None;
        }
        let before = at - 3;
        let event = self.view.inventory.mention_at(before).is_some_and(|m| {
            self.view.events.series_of.get(&self.view.inventory.of[m]) == Some(&self.main.series)
        }) || a.is_lower(before, Class::EventNoun);
        // "For this one, the fourth, they hope"
        if a.says(before, "one") && a.says(before - 1, "this") {
            return Some(self.main);
        }
        if event { self.counted(at) } else { None }
    }
}
