//! Organizers and hosts by nouns: "X, the organiser", "the organiser, X", "its hosts are X and Y",
//! "the annual meeting of X", "X put on its 36th annual show".

use super::list::{backwards, contiguous};
use super::model::Relation;
use super::participant::Reader;
use crate::knowledge::{Class, Word};
use crate::mention::{Lower, Sort};
use crate::text::Shape;
use std::ops::Range;

impl Reader<'_, '_> {
    pub(super) fn organizers(&mut self, sentence: &Range<usize>) {
        let a = self.view.analysis;
        let (mentions, _) = self.view.inventory.by_sentence[a.sentence_of(sentence.start)].clone();
        let nouns = [Class::OrganizerNoun, Class::HostNoun, Class::EventNoun];
        let mut cues: Vec<usize> = a.grid.each(sentence.clone(), Lower(nouns)).collect();
        // "Organiser Acme tells us": it opens the sentence.
        if a.is(sentence.start, Class::OrganizerNoun)
            && a.tokens[sentence.start].shape != Shape::Lower
            && (self.view.inventory.mention_at(sentence.start + 1)).is_some_and(|m| self.is_body(m))
        {
            let found = self.opening_organizers(sentence);
            self.state_all(
                Relation::Organizer,
                &found,
                sentence.start,
                "organizer.noun",
                None,
            );
        }
        self.behind(sentence);
        self.stands_behind(sentence);
        self.puts_on(sentence);
        self.owner(sentence);
        self.keepers(sentence);
        self.announces(sentence);
        // The fair's own name stands for it where it ends.
        let own = |at: &usize| sentence.contains(at) && self.view.standing.own.has(*at);
        let ends = mentions.map(|m| self.view.inventory.mentions[m].range.end - 1);
        cues.extend(ends.filter(own));
        cues.sort_unstable();
        cues.dedup();
        for at in cues {
            if self.quoted(sentence, at) {
                continue;
            }
            if a.is_lower(at, Class::OrganizerNoun) {
                self.named(sentence, at, Relation::Organizer, "organizer.noun");
            } else if a.is_lower(at, Class::HostNoun) {
                self.named(sentence, at, Relation::Host, "host.noun");
            } else if a.is_lower(at, Class::EventNoun)
                || self.view.inventory.mention_at(at).is_some_and(|m| {
                    let mention = &self.view.inventory.mentions[m];
                    mention.sort == Sort::Event
                        && mention.range.end == at + 1
                        && self.view.events.series_of.get(&self.view.inventory.of[m])
                            == Some(&self.main.series)
                })
            {
                self.event_of(sentence, at);
            }
        }
    }

    /// "Acme, the company behind the expo", "Acme, which is behind the show".
    fn behind(&mut self, sentence: &Range<usize>) {
        let a = self.view.analysis;
        for at in sentence.start + 4..sentence.end.saturating_sub(2) {
            // "the corporation hosting the event"
            let host = a.says(at, "hosting");
            let holds = host || a.is_lower(at, Class::HoldingWord);
            if !(a.says(at, "behind") || holds)
                || !a.is(at + 1, Class::Determiner)
                || !super::edition::stands_for_event(self.view, at + 2)
                || self.quoted(sentence, at)
            {
                continue;
            }
            let noun = a.is(at - 1, Class::OrgNoun)
                || a.is(at - 1, Class::PresentBe)
                || a.is_lower(at - 1, Class::KeeperKind);
            let owner = self.described(sentence, at).filter(|_| noun);
            if let Some(m) = owner {
                let relation = match host {
                    true => Relation::Host,
                    false => Relation::Organizer,
                };
                self.state_all(relation, &[m], at, "organizer.behind", None);
            }
        }
    }

    /// The body that stands before a comma and what it is: "Acme, the Porto firm behind".
    fn described(&self, sentence: &Range<usize>, end: usize) -> Option<usize> {
        let (a, inventory) = (self.view.analysis, self.view.inventory);
        let comma = (end.saturating_sub(9).max(sentence.start)..end)
            .rev()
            .find(|t| a.is_mark(*t, ','))?;
        let place = |t: usize| {
            inventory.mention_at(t).is_some_and(|m| {
                let sort = inventory.mentions[m].sort;
                matches!(sort, Sort::Place | Sort::Country | Sort::Demonym)
            })
        };
        let plain = (comma + 1..end).all(|t| {
            (matches!(a.tokens[t].shape, Shape::Lower | Shape::Possessive)
                || a.is_mark(t, '-')
                || place(t))
                // "the not-for-profit behind the fair"
                && (!a.is(t, Class::Negation) || a.is_mark(t + 1, '-'))
        });
        let owner = comma
            .checked_sub(1)
            .and_then(|t| inventory.mention_at(t))
            .filter(|m| self.is_body(*m) && inventory.mentions[*m].outer.end == comma);
        owner.filter(|_| plain)
    }

    /// "Acme, which puts on the event", "the fair, brought to you by Acme".
    fn puts_on(&mut self, sentence: &Range<usize>) {
        let a = self.view.analysis;
        let fair = |t: usize| self.view.standing.nouns.has(t) || self.view.standing.own.has(t);
        let mut told: Vec<(Vec<usize>, usize)> = Vec::new();
        for verb in a.grid.each(sentence.clone(), Class::PutVerb) {
            let next = verb + 1;
            if next + 1 >= sentence.end || verb == sentence.start && !a.says(next, "to") {
                continue;
            }
            // "puts the show on"
            let apart = (next + 1..sentence.end.min(next + 4))
                .any(|t| a.says(t, "on") && (fair(t - 1) || a.is_lower(t - 1, Class::LooseFair)));
            if a.says(next, "on") || a.says(next, "together") || apart {
                let object = if apart { next } else { next + 1 }..sentence.end.min(next + 4);
                let fair = |t: usize| fair(t) || apart;
                let mut verb = verb;
                while verb > sentence.start + 1 && a.is(verb - 1, Class::Auxiliary) {
                    verb -= 1;
                }
                let which = a.is(verb - 1, Class::Relative) && verb > sentence.start + 1;
                let end = verb - usize::from(which) * 2;
                let owner = end
                    .checked_sub(1)
                    .and_then(|t| self.view.inventory.mention_at(t))
                    .filter(|m| {
                        let outer = &self.view.inventory.mentions[*m].outer;
                        self.is_body(*m) && outer.end == end && outer.start >= sentence.start
                    });
                // "Acme, the gastronomy society that has put on the fair since 2008"
                let kind = which
                    && end > sentence.start
                    && (a.is(end, Class::OrgNoun) || a.is_lower(end, Class::KeeperKind));
                let owner = owner.or_else(|| match kind {
                    true => self.described(sentence, end + 1),
                    false => None,
                });
                // "the firm that puts on the fair's dinner"
                let whole = |t: usize| {
                    fair(t) && !(t + 1 < sentence.end && a.tokens[t + 1].shape == Shape::Possessive)
                };
                if let Some(m) = owner.filter(|_| object.into_iter().any(whole)) {
                    // "Acme and Bolt are putting on the show"
                    let found = match which {
                        true => vec![m],
                        false => backwards(self.view, end, sentence.start, |m| self.is_body(m)),
                    };
                    told.push((found, verb));
                }
                continue;
            }
            let by = (next..sentence.end.min(next + 9)).find(|t| a.says(*t, "by"));
            let Some(by) = by.filter(|_| a.says(next, "to")) else {
                continue;
            };
            let found = contiguous(self.view, by + 1, sentence.end, |m| self.is_body(m));
            // "Brought to the region by Acme, the fair", "the fair, brought to you by Acme"
            let opens = verb == sentence.start && {
                let last = found
                    .last()
                    .map_or(by, |m| self.view.inventory.mentions[*m].outer.end);
                (last..sentence.end.min(last + 6)).any(fair)
            };
            let mut before = verb;
            while before > sentence.start
                && (a.is(before - 1, Class::Be)
                    || a.is(before - 1, Class::Adverb)
                    || a.is_mark(before - 1, ','))
            {
                before -= 1;
            }
            let told_of = before > sentence.start && fair(before - 1);
            if opens || told_of {
                told.push((found, verb));
            }
        }
        for (found, verb) in told {
            if !self.quoted(sentence, verb) {
                self.state_all(Relation::Organizer, &found, verb, "organizer.puts-on", None);
            }
        }
    }

    /// "Behind it is Acme", "Behind the fair stand Acme and Bolt".
    fn stands_behind(&mut self, sentence: &Range<usize>) {
        let a = self.view.analysis;
        let first = sentence.start;
        if first + 3 >= sentence.end || !a.says(first, "behind") {
            return;
        }
        let named = (first + 1..sentence.end.min(first + 5))
            .find(|t| self.view.standing.nouns.has(*t) || self.view.standing.own.has(*t));
        let verb = match named {
            Some(noun) => noun + 1,
            None if a.says(first + 1, "it") => first + 2,
            None => return,
        };
        let stands = verb < sentence.end
            && (a.is(verb, Class::PresentBe) || matches!(a.word(verb), "stand" | "stands" | "are"));
        if stands && !self.quoted(sentence, verb) {
            let found = contiguous(self.view, verb + 1, sentence.end, |m| self.is_body(m));
            self.state_all(Relation::Organizer, &found, verb, "organizer.behind", None);
        }
    }

    /// "The Guild and the City are thrilled to announce that the 38th Seafood Fair will be held",
    /// "... that registration is open for the fair": who opens the sentence holds it.
    fn announces(&mut self, sentence: &Range<usize>) {
        let a = self.view.analysis;
        let lead = sentence.start + 1..sentence.end.min(sentence.start + 24);
        let Some(that) = a.grid.first(lead, Word::That).filter(|t| {
            a.verb_forms(t - 1)
                .iter()
                .any(|f| a.knowledge.words.verb_class(f.verb, Class::AnnounceVerb))
        }) else {
            return;
        };
        let own = (that + 1..sentence.end.min(that + 14)).find(|t| {
            self.view.standing.own.has(*t) && self.view.inventory.mention_at(*t).is_some()
        });
        let Some(own) = own else { return };
        let start = self
            .view
            .inventory
            .mention_at(own)
            .map_or(own, |m| self.view.inventory.mentions[m].outer.start);
        let plain = |t: usize| {
            a.is(t, Class::Article) || a.is(t, Class::EventModifier) || a.ordinal(t).is_some()
        };
        let end = self
            .view
            .inventory
            .mention_at(own)
            .map_or(own + 1, |m| self.view.inventory.mentions[m].outer.end);
        let held = (that + 1..start).all(plain)
            && end < sentence.end
            && (a.is(end, Class::Future) || a.is_mark(end, ','));
        let open = a.says(that + 1, "registration") && a.says(start - 1, "for");
        if !(held || open) {
            return;
        }
        let first = sentence.start + usize::from(a.is(sentence.start, Class::Article));
        let opens = self
            .view
            .inventory
            .mention_at(first)
            .is_some_and(|m| self.is_body(m));
        if opens {
            let found = contiguous(self.view, first, that, |m| self.is_body(m));
            self.state_all(
                Relation::Organizer,
                &found,
                that,
                "organizer.announces",
                None,
            );
        }
    }

    /// "The show's owner, the Toy Federation, will meet": whose the fair is.
    fn owner(&mut self, sentence: &Range<usize>) {
        let a = self.view.analysis;
        let owners: Vec<usize> = a
            .grid
            .each(sentence.clone(), Lower(Class::OwnerNoun))
            .collect();
        for at in owners {
            let of_fair = at >= sentence.start + 2
                && a.tokens[at - 1].shape == Shape::Possessive
                && super::edition::stands_for_event(self.view, at - 2);
            // "Acme, owner of the fair"
            let of_fair = of_fair
                || at + 3 < sentence.end
                    && a.says(at + 1, "of")
                    && super::edition::stands_for_event(self.view, at + 3);
            if of_fair && !self.quoted(sentence, at) {
                self.named(sentence, at, Relation::Organizer, "organizer.noun");
            }
        }
    }

    fn is_body(&self, m: usize) -> bool {
        matches!(
            self.view.inventory.mentions[m].sort,
            Sort::Organisation(_) | Sort::Name
        )
    }

    /// "the organisers, the Welding Forum": a body whose name ends like that of a fair.
    fn is_other_event(&self, m: usize) -> bool {
        let mention = &self.view.inventory.mentions[m];
        mention.sort == Sort::Event
            && mention.record.is_none()
            && mention.year.is_none()
            && !self
                .view
                .events
                .series_of
                .contains_key(&self.view.inventory.of[m])
    }

    fn is_host(&self, m: usize) -> bool {
        self.is_body(m)
            || matches!(
                self.view.inventory.mentions[m].sort,
                Sort::Country | Sort::Place
            )
    }

    /// "the organiser, X", "organiser X", "the co-hosts are X and Y", "X, the organiser", "X is a
    /// co-organizer of the expo", "X and Y, hosts of the first".
    fn named(&mut self, sentence: &Range<usize>, at: usize, relation: Relation, rule: &str) {
        let a = self.view.analysis;
        let host = relation == Relation::Host;
        let keep = |m: usize| {
            if host {
                self.is_host(m)
            } else {
                self.is_body(m) || self.is_other_event(m)
            }
        };
        // Of another thing: "the tour's organiser", "organiser of the strike".
        let mut behind = at + 1;
        if behind + 1 < sentence.end && a.says(behind, "of") {
            let Some(noun) = (behind + 1..sentence.end.min(behind + 7)).find(|t| {
                a.is(*t, Class::EventNoun)
                    || a.ordinal(*t).is_some()
                    || self
                        .view
                        .inventory
                        .mention_at(*t)
                        .is_some_and(|m| self.view.inventory.mentions[m].sort == Sort::Event)
            }) else {
                return;
            };
            behind = self
                .view
                .inventory
                .mention_at(noun)
                .map_or(noun + 1, |m| self.view.inventory.mentions[m].outer.end);
        }
        if behind < sentence.end {
            let linked =
                a.is_mark(behind, ',') || a.is_mark(behind, ':') || a.is(behind, Class::Be);
            let from = if linked { behind + 1 } else { behind };
            let found = contiguous(self.view, from, sentence.end, keep);
            // "the hosts, the city of Rostock and"
            let direct = found.first().is_some_and(|m| {
                let start = self.view.inventory.mentions[*m].outer.start;
                (from..start).all(|t| {
                    a.is(t, Class::Determiner) || a.is_lower(t, Class::TownNoun) || a.says(t, "of")
                })
            });
            if direct && (linked || !a.is(at + 1, Class::Determiner)) {
                self.state_all(relation, &found, at, rule, None);
                return;
            }
        }
        // "X, the organiser", "X is the organiser", "X and Y, hosts of the first"
        let mut before = at;
        while before > sentence.start
            && (a.is(before - 1, Class::Determiner)
                || a.is_lower(before - 1, Class::Adverb)
                || a.is(before - 1, Class::EventModifier)
                || a.is(before - 1, Class::EventNoun)
                || a.tokens[before - 1].shape == Shape::Possessive
                || a.says(before - 1, "joint"))
        {
            before -= 1;
        }
        if before > sentence.start
            && (a.is_mark(before - 1, ',') || a.is(before - 1, Class::Be))
            && !(at + 1 < sentence.end && a.tokens[at + 1].shape == Shape::Possessive)
        {
            // "Singapore is a co-organizer of the expo"
            let be = a.is(before - 1, Class::Be);
            let found = backwards(self.view, before - 1, sentence.start, |m| {
                keep(m) || be && self.is_host(m)
            });
            let plural = a.word(at).ends_with('s');
            let found = if plural {
                found
            } else {
                found.into_iter().rev().take(1).collect()
            };
            self.state_all(relation, &found, at, rule, None);
        }
    }

    /// "the annual meeting of the Acme Society", "the Acme Society's annual conference".
    fn event_of(&mut self, sentence: &Range<usize>, at: usize) {
        let a = self.view.analysis;
        let floor = sentence.start.max(at.saturating_sub(8));
        let yearly = (floor..at).any(|t| a.is(t, Class::Yearly) || a.ordinal(t).is_some());
        // "Acme and Bolt opened their Soil Forum"
        let main = self.view.inventory.mention_at(at);
        let owned = main.is_some_and(|m| {
            let start = self.view.inventory.mentions[m].outer.start;
            start > sentence.start && matches!(a.word(start - 1), "its" | "their")
        });
        if !yearly && !owned {
            return;
        }
        // "the Harbour Guild's annual show"
        let owner = (floor..at)
            .rev()
            .find(|t| a.tokens[*t].shape == Shape::Possessive)
            .filter(|p| (*p + 1..at).all(|t| self.view.inventory.mention_at(t).is_none()))
            .filter(|p| *p > sentence.start)
            .and_then(|p| {
                let m = self.view.inventory.mention_at(p - 1)?;
                let mention = &self.view.inventory.mentions[m];
                let body = matches!(mention.sort, Sort::Organisation(_));
                (body && mention.outer.end == p).then_some(m)
            });
        if let Some(m) = owner.filter(|_| yearly && main.is_none()) {
            self.state_all(Relation::Organizer, &[m], at, "organizer.own", None);
            return;
        }
        if at + 2 < sentence.end && a.says(at + 1, "of") {
            let found = contiguous(self.view, at + 2, sentence.end, |m| {
                matches!(self.view.inventory.mentions[m].sort, Sort::Organisation(_))
            });
            let direct = found
                .first()
                .is_some_and(|m| self.view.inventory.mentions[*m].outer.start <= at + 3);
            if direct {
                self.state_all(
                    Relation::Organizer,
                    &found[..1],
                    at,
                    "organizer.meeting-of",
                    None,
                );
            }
            return;
        }
        // "X put on its 36th annual show"
        let own = (floor..at).find(|t| a.says(*t, "its") || a.says(*t, "their"));
        if let Some(own) = own
            && own > sentence.start
        {
            let subject = self
                .view
                .inventory
                .mentions
                .get(self.view.inventory.by_sentence[a.sentence_of(at)].0.start)
                .filter(|m| m.outer.start <= sentence.start + 1)
                .filter(|m| matches!(m.sort, Sort::Organisation(_)));
            if subject.is_some() {
                let m = self.view.inventory.by_sentence[a.sentence_of(at)].0.start;
                let first = self.view.inventory.mentions[m].outer.start;
                let found = match a.says(own, "their") {
                    true => contiguous(self.view, first, own, |m| {
                        matches!(self.view.inventory.mentions[m].sort, Sort::Organisation(_))
                    }),
                    false => vec![m],
                };
                self.state_all(Relation::Organizer, &found, at, "organizer.own", None);
            }
        }
    }
}
