//! Countries that take part: lists of countries in sentences on pavilions, exhibitors and
//! delegations, adjectives of nations before them, firms from somewhere.

use super::clause::is_finite;
use super::list::contiguous;
use super::model::Relation;
use super::participant::Reader;
use crate::knowledge::{Class, Word};
use crate::mention::{Lower, Sort};
use crate::text::Shape;
use std::ops::Range;

impl Reader<'_, '_> {
    pub(super) fn countries(&mut self, sentence: &Range<usize>) {
        let a = self.view.analysis;
        let (mentions, _) = self.view.inventory.by_sentence[a.sentence_of(sentence.start)].clone();
        let mut m = mentions.start;
        while m < mentions.end {
            if !self.is_nation(m) {
                m += 1;
                continue;
            }
            let first = m;
            while let Some(next) = self.joined(m, mentions.end) {
                m = next;
            }
            m += 1;
            let group: Vec<usize> = (first..m).filter(|m| self.is_nation(*m)).collect();
            let at = self.view.inventory.mentions[group[0]].outer.start;
            if self.quoted(sentence, at) {
                continue;
            }
            if let Some(rule) = self.takes_part(sentence, &group) {
                self.state_all(Relation::ParticipatingCountry, &group, at, rule, None);
                if rule == "country.opens" {
                    let end = self.view.inventory.mentions[group[group.len() - 1]]
                        .outer
                        .end;
                    let firms = contiguous(self.view, end + 1, sentence.end, |m| self.is_firm(m));
                    self.state_all(Relation::Exhibitor, &firms, at, rule, None);
                }
            }
        }
    }

    fn is_nation(&self, m: usize) -> bool {
        matches!(
            self.view.inventory.mentions[m].sort,
            Sort::Country | Sort::Demonym
        )
    }

    /// The next country of a list: "A, B and the C", one name between that no list knows passed
    /// over.
    fn joined(&self, m: usize, end: usize) -> Option<usize> {
        let mentions = &self.view.inventory.mentions;
        let same = |next: usize| {
            next < end && mentions[next].sort == mentions[m].sort && self.is_nation(next)
        };
        let next = m + 1;
        if same(next) {
            return self.linked(m, next).then_some(next);
        }
        let unknown = next < end && mentions[next].sort == Sort::Name;
        (unknown
            && mentions[m].sort == Sort::Country
            && same(next + 1)
            && self.linked(m, next)
            && self.linked(next, next + 1))
        .then_some(next + 1)
    }

    /// Whether only words of a list stand between two names: "A and, a first, B".
    fn linked(&self, m: usize, next: usize) -> bool {
        let a = self.view.analysis;
        let gap = self.view.inventory.mentions[m].outer.end
            ..self.view.inventory.mentions[next].outer.start;
        let first = (gap.start..gap.end.saturating_sub(1))
            .any(|t| a.says(t, "a") && matches!(a.word(t + 1), "first" | "newcomer" | "debutant"));
        !gap.is_empty()
            && gap.len() <= if first { 7 } else { 4 }
            && gap.clone().all(|t| {
                a.is_mark(t, ',')
                    || matches!(
                        a.word(t),
                        "and" | "the" | "or" | "as" | "well" | "from" | "also"
                    )
                    || first && matches!(a.word(t), "a" | "first" | "newcomer" | "debutant")
            })
    }

    /// Why a group of countries takes part; none where it does not.
    fn takes_part(&self, sentence: &Range<usize>, group: &[usize]) -> Option<&'static str> {
        let a = self.view.analysis;
        let inventory = self.view.inventory;
        let first = &inventory.mentions[group[0]];
        let last = &inventory.mentions[*group.last()?];
        let (start, end) = (first.outer.start, last.outer.end);
        // "the Greek pavilion", "Pakistan's pavilion", "South Korean exhibitors", "the UAE delegation"
        let mut at = end;
        let mut steps = 0;
        while at < sentence.end && steps < 4 {
            if self.refused(sentence) {
                return None;
            }
            if a.is_lower(at, Class::NationalPart)
                || (a.is_lower(at, Class::ExhibitorNoun)
                    && self.says(sentence, sentence.clone(), Class::ParticipationCue))
            {
                return Some("country.pavilion-of");
            }
            let passes = a.tokens[at].shape == Shape::Possessive
                || a.tokens[at].shape == Shape::Lower
                    && !a.is(at, Class::Preposition)
                    && !a.is(at, Class::Conjunction)
                    && !a.is(at, Class::Auxiliary);
            if !passes {
                break;
            }
            at += 1;
            steps += 1;
        }
        let people = first.sort == Sort::Demonym;
        if people && !self.is_people(sentence, start, end) {
            return None;
        }
        // "the Philippines, this year's guest of honour", "the partner country is Norway"
        if group.len() <= 2 && self.honoured(sentence, start, end) {
            return Some("country.guest-noun");
        }
        let possessive = end < sentence.end && a.tokens[end].shape == Shape::Possessive;
        if possessive {
            return None;
        }
        // "pavilions of A and B", "firms from A", "exhibitors: 200 from A"
        let mut lead = start;
        while lead > sentence.start && a.is(lead - 1, Class::Determiner) {
            lead -= 1;
        }
        // "from as far afield as A and B"
        if lead > sentence.start + 4
            && a.says(lead - 1, "as")
            && a.says(lead - 3, "far")
            && a.says(lead - 4, "as")
        {
            lead -= 4;
        }
        if self.is_next_largest(sentence, lead, end) {
            return Some("country.next");
        }
        // "From A, Acme and Bolt will be mixing ink"
        if lead == sentence.start + 1
            && a.says(sentence.start, "from")
            && self.opens_with_firm(sentence, end)
        {
            return Some("country.opens");
        }
        if lead > sentence.start && matches!(a.word(lead - 1), "of" | "from" | "in") {
            let from = a.says(lead - 1, "from");
            let floor = sentence.start.max(lead.saturating_sub(9));
            let mut noun = lead - 1;
            while noun > floor {
                noun -= 1;
                if a.is_lower(noun, Class::VisitorNoun) {
                    return None;
                }
                // "Growers, cooks and researchers from A, B and C meet"
                let opens = noun == sentence.start
                    && (a.is(noun, Class::ExhibitorNoun) || a.is(noun, Class::NationalPart));
                if a.is_lower(noun, Class::NationalPart)
                    || from && (a.is_lower(noun, Class::ExhibitorNoun) || opens)
                {
                    return Some("country.firms-from");
                }
                if is_finite(a, inventory, noun) || a.is_mark(noun, ';') {
                    break;
                }
            }
            // "Weavers from A and B are showing shawls"
            let behind = end..sentence.end.min(end + 5);
            let showing = from
                && lead < sentence.start + 6
                && behind.clone().any(|t| {
                    a.is_lower(t, Class::VisitNoun) && !a.grid.any(end..t, Class::Negation)
                        || a.tokens[t].shape == Shape::Lower
                            && (a.verb_forms(t).iter()).any(|f| {
                                (f.ing || f.past || f.third || f.base)
                                    && a.knowledge.words.verb_class(f.verb, Class::ShowVerb)
                            })
                });
            if showing && !self.says(sentence, sentence.clone(), Class::VisitorNoun) {
                return Some("country.firms-from");
            }
            let shows = |t: usize| {
                a.is_lower(t, Class::ExhibitorNoun)
                    || (a.verb_forms(t).iter())
                        .any(|f| f.ing && a.knowledge.words.verb_class(f.verb, Class::ShowVerb))
            };
            if from
                && (sentence.start..lead).any(|t| shows(t) && !self.quoted(sentence, t))
                && !self.says(sentence, sentence.clone(), Class::VisitorNoun)
                && lead >= sentence.start + 2
                && (a.tokens[lead - 2].shape == Shape::Number
                    || a.is(lead - 2, Class::Be)
                    || a.says(lead - 2, "them"))
            {
                return Some("country.firms-from");
            }
        }
        // "joined by first-time participants A and B"
        if lead > sentence.start
            && a.is_lower(lead - 1, Class::Newcomers)
            && self.says(sentence, sentence.clone(), Class::NationalPart)
            && !self.refused(sentence)
        {
            return Some("country.list");
        }
        // "A, B and C are among those with a stand", "A and B are making their debut"
        let cue = self.says(sentence, sentence.clone(), Class::ParticipationCue);
        let block =
            self.says(sentence, sentence.clone(), Class::VisitorNoun) || self.refused(sentence);
        let such = lead > sentence.start
            && (a.is(lead - 1, Class::SuchAs)
                || lead > sentence.start + 1 && a.says_all(lead - 2, lead, &["such", "as"]));
        // "The Finns had built a sauna", in the round of the halls
        let index = a.sentence_of(sentence.start);
        let round = people
            && end < sentence.end
            && is_finite(a, inventory, end)
            && self.floor.is_some_and(|floor| index.abs_diff(floor) <= 2);
        if (group.len() >= 3 || such || people) && (cue || round) && !block {
            return Some("country.list");
        }
        // A subject: the sentence or clause begins with it and a verb of taking part follows.
        let subject = lead == sentence.start
            || a.is_mark(lead - 1, ',')
            || a.is_mark(lead - 1, ';')
            || a.is(lead - 1, Class::Conjunction);
        if subject && end < sentence.end && inventory.role_at(end).is_none() {
            let stop = sentence.end.min(end + 12);
            let verb = (end..stop.min(end + 4)).find(|t| is_finite(a, inventory, *t))?;
            let denied = a
                .grid
                .any(end..stop, (Class::Negation, Lower(Class::Withdrawal)));
            let cue = a.grid.any(
                verb..stop,
                Lower([Class::ParticipationCue, Class::BoothPlace]),
            );
            if cue && !denied && !block {
                return Some("country.subject");
            }
        }
        None
    }

    /// "the Brazilians", "the Portuguese and the Turks": a people rather than an adjective.
    fn is_people(&self, sentence: &Range<usize>, start: usize, end: usize) -> bool {
        let a = self.view.analysis;
        let next = end < sentence.end
            && a.tokens[end].shape == Shape::Lower
            && !is_finite(a, self.view.inventory, end)
            && !a.is(end, Class::Conjunction)
            && !a.is(end, Class::Preposition)
            && !a.is(end, Class::Adverb)
            && !a.is(end, Class::Auxiliary);
        // "the Turks", but "the Swiss stand"
        let last = a.word(end - 1);
        let plural = last.ends_with('s') && !last.ends_with("ss");
        start > sentence.start
            && a.says(start - 1, "the")
            && (plural || !next)
            && !(end < sentence.end && a.tokens[end].shape.is_nameish())
    }

    /// "China sent the largest contingent, followed by A and B", "..., A the smallest": countries
    /// behind one of which the sentence has told the same.
    fn is_next_largest(&self, sentence: &Range<usize>, lead: usize, end: usize) -> bool {
        let a = self.view.analysis;
        let Some(before) = lead.checked_sub(1).filter(|t| *t > sentence.start) else {
            return false;
        };
        let follows = a.is_lower(before, Class::FollowWord)
            || matches!(a.word(before), "by" | "of") && a.is_lower(before - 1, Class::FollowWord);
        // "A the smallest.", "A two."
        let gapped =
            a.mark(before).is_some_and(|c| matches!(c, ',' | ';')) || a.says(before, "and");
        let short = (end..sentence.end.min(end + 5)).find(|t| a.mark(*t).is_some());
        let gapped = gapped
            && short.is_some_and(|stop| {
                stop > end
                    && (end..stop).all(|t| {
                        matches!(a.tokens[t].shape, Shape::Lower | Shape::Number)
                            && !is_finite(a, self.view.inventory, t)
                            && !a.is(t, Class::Preposition)
                            && !a.is(t, Class::Conjunction)
                    })
            });
        if !follows && !gapped {
            return false;
        }
        let told = a.bytes(sentence.clone());
        self.facts.facts().iter().rev().any(|fact| {
            fact.relation == Relation::ParticipatingCountry
                && told.contains(&fact.evidence.span.start)
        })
    }

    /// Whether firms stand behind the comma that closes "From A,".
    fn opens_with_firm(&self, sentence: &Range<usize>, end: usize) -> bool {
        let a = self.view.analysis;
        if self.talks || end + 2 >= sentence.end || !a.is_mark(end, ',') {
            return false;
        }
        let firms = contiguous(self.view, end + 1, sentence.end, |m| self.is_firm(m));
        firms
            .first()
            .is_some_and(|m| self.view.inventory.mentions[*m].outer.start == end + 1)
    }

    /// Whether the words close by say that a country is a fair's guest or partner.
    fn honoured(&self, sentence: &Range<usize>, start: usize, end: usize) -> bool {
        let a = self.view.analysis;
        let range = sentence.start.max(start.saturating_sub(7))..sentence.end.min(end + 8);
        // "country of honour"
        let honour = range.clone().any(|t| {
            matches!(a.word(t), "country" | "nation")
                && (a.says_all(t + 1, range.end, &["of", "honour"])
                    || a.says_all(t + 1, range.end, &["of", "honor"]))
        });
        if honour {
            return true;
        }
        let mut nouns = a.grid.each(range.clone(), Lower(Class::GuestNoun));
        nouns.any(|t| {
            t + 1 < range.end
                && (a.says_all(t + 1, range.end, &["of", "honour"])
                    || a.says_all(t + 1, range.end, &["of", "honor"])
                    || a.says(t + 1, "country"))
        })
    }

    /// Whether the sentence tells of someone kept or staying away.
    pub(super) fn refused(&self, sentence: &Range<usize>) -> bool {
        let a = self.view.analysis;
        // "had wanted to take part"
        let vain = sentence.clone().skip(1).any(|t| {
            (a.says(t, "wanted") || a.says(t, "hoped"))
                && a.says(t - 1, "had")
                && (t + 1..sentence.end.min(t + 5)).any(|t| a.is_lower(t, Class::ParticipationCue))
        });
        if vain {
            return true;
        }
        let mut cues = a
            .grid
            .each(sentence.clone(), (Class::Withdrawal, Word::Away));
        cues.any(|t| {
            a.is(t, Class::Withdrawal) && self.view.inventory.mention_at(t).is_none()
                || a.says(t, "away") && t > sentence.start && !a.verb_forms(t - 1).is_empty()
        })
    }

    /// Entries of a fact sheet: "Italy: 730 exhibitors", "United States: 192 companies".
    pub(super) fn country_entry(&mut self, sentence: &Range<usize>) {
        let a = self.view.analysis;
        let found = contiguous(self.view, sentence.start, sentence.end, |m| {
            self.view.inventory.mentions[m].sort == Sort::Country
        });
        let Some(&m) = found.first() else { return };
        let end = self.view.inventory.mentions[m].outer.end;
        if found.len() != 1 || end >= sentence.end || !a.is_mark(end, ':') {
            return;
        }
        let cue = (end..sentence.end.min(end + 8))
            .any(|t| a.is_lower(t, Class::ExhibitorNoun) || a.is_lower(t, Class::BoothPlace));
        if cue {
            self.state_all(
                Relation::ParticipatingCountry,
                &[m],
                end,
                "country.entry",
                None,
            );
        }
    }
}
