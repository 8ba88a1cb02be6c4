//! Exhibitors by their stands: "the booths of X and Y", "at X's stand", "the X booth", firms that
//! are the subject of a sentence on a stand, firms shown by those who speak there.

use super::clause::is_finite;
use super::list::{backwards, contiguous};
use super::model::Relation;
use super::participant::Reader;
use crate::knowledge::{Class, Verb, Word};
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
            // "Acme, whose stand was besieged"
            if at > sentence.start + 2 && a.says(at - 1, "whose") {
                let end = at - 1 - usize::from(a.is_mark(at - 2, ','));
                let owner = self.view.inventory.mention_at(end - 1);
                found.extend(owner.filter(|m| {
                    self.is_firm(*m) && self.view.inventory.mentions[*m].outer.end == end
                }));
            }
            found.extend(self.holder(sentence, at));
            found.extend(self.that_of(sentence, at));
            self.state_all(Relation::Exhibitor, &found, at, "exhibitor.stand-of", None);
            found = self.met_at(sentence, at);
            found.extend(self.awaits_at(sentence, at));
            self.state_all(Relation::Exhibitor, &found, at, "exhibitor.seen-at", None);
            let seen = self.seen_at(sentence, at);
            self.state_all(Relation::Exhibitor, &seen, at, "exhibitor.seen-at", None);
            self.own_stand(sentence, at);
            let winners = self.prize(sentence, at);
            self.state_all(Relation::Exhibitor, &winners, at, "exhibitor.prize", None);
        }
        // "Meet Acme at the fair, Hall 3, Stand B12", "Acme will be at Booth 12"
        for at in a.grid.each(sentence.clone(), Class::BoothPlace) {
            let numbered = a.tokens[at].shape == Shape::Capital
                && at + 1 < sentence.end
                && a.word(at + 1)
                    .bytes()
                    .any(|b| b.is_ascii_digit() || b == b'#');
            // "Stalls of Acme and Bolt were the busiest"
            if at == sentence.start && a.tokens[at].shape == Shape::Capital {
                let found = self.stand_of(sentence, at);
                self.state_all(Relation::Exhibitor, &found, at, "exhibitor.stand-of", None);
            }
            if numbered && !self.denied(sentence, at) {
                let mut found = self.met_at(sentence, at);
                found.extend(self.awaits_at(sentence, at));
                self.state_all(Relation::Exhibitor, &found, at, "exhibitor.seen-at", None);
            }
        }
        if a.has(sentence, Class::SeeVerb) {
            self.seen_things(sentence);
        }
        self.new_this_year(sentence);
        self.gapped(sentence);
        self.shown(sentence);
        self.among(sentence);
        self.among_those(sentence);
        self.placed(sentence);
        if a.has(sentence, Class::CalledExhibitor) {
            self.called_exhibitor(sentence);
        }
        if a.has(sentence, Class::FairFloor) || a.has(sentence, Class::BoothPlace) {
            self.in_hall(sentence);
        }
        if a.has(sentence, Class::OnShow) {
            self.on_show(sentence);
        }
        if a.has(sentence, Class::HighlightNoun) {
            self.highlights(sentence);
        }
    }

    /// "Stop by booth 12 to see Acme's new pump": whose things are seen at a stand.
    fn seen_at(&self, sentence: &Range<usize>, at: usize) -> Vec<usize> {
        let a = self.view.analysis;
        let inventory = self.view.inventory;
        let near = at + 1..sentence.end.min(at + 6);
        let sees = |t: usize| {
            a.says(t, "to")
                && t + 1 < sentence.end
                && a.verb_forms(t + 1).iter().any(|form| {
                    form.base && a.knowledge.words.verb_class(form.verb, Class::SeeVerb)
                })
        };
        let Some(to) = near.clone().find(|t| sees(*t)) else {
            return Vec::new();
        };
        let from = to + 2;
        (from..sentence.end.min(from + 4))
            .find_map(|t| inventory.mention_at(t))
            .filter(|m| {
                let end = inventory.mentions[*m].outer.end;
                self.is_firm(*m) && end < sentence.end && a.tokens[end].shape == Shape::Possessive
            })
            .into_iter()
            .collect()
    }

    /// "Among the stalls that drew crowds were those of Acme and Bolt": whose stands they were.
    fn that_of(&self, sentence: &Range<usize>, at: usize) -> Vec<usize> {
        let a = self.view.analysis;
        let be = (at + 1..sentence.end.min(at + 12)).find(|t| {
            a.is(*t, Class::Be)
                && t + 3 < sentence.end
                && matches!(a.word(t + 1), "that" | "those")
                && a.says(t + 2, "of")
        });
        let from = be.map_or(sentence.end, |be| be + 3);
        contiguous(self.view, from, sentence.end, |m| self.is_firm(m))
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
        // "The prettiest stand belonged to Acme"
        let belongs = at + 2 < sentence.end
            && matches!(a.word(at + 1), "belonged" | "belongs")
            && a.says(at + 2, "to");
        let of = at + 1 + usize::from(belongs);
        if of >= sentence.end
            || !(belongs || a.says(of, "of") || a.says(of, "from") || a.says(of, "by"))
        {
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
                let known = !self.is_wordy(m) || self.view.inventory.thing(m).count > 1;
                if mention.outer.end == at && article && self.is_firm(m) && known {
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
        let holds = |t: usize| {
            a.verb_forms(t)
                .iter()
                .find(|f| a.knowledge.words.verb_class(f.verb, Class::StandVerb))
                .copied()
        };
        // "gave away samples at its booth": a plural may look like a verb.
        let finite = (floor..at)
            .rev()
            .filter(|t| is_finite(a, self.view.inventory, *t))
            .take(2);
        let Some((verb, form)) = finite
            .take_while(|t| holds(*t).is_some() || a.word(*t).ends_with('s'))
            .find_map(|t| holds(t).map(|form| (t, form)))
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
            if !article || !self.is_firm(m) {
                continue;
            }
            self.state_all(Relation::Exhibitor, &[m], at, "exhibitor.gapped", None);
        }
    }

    /// "Among the studios with stands are X and Y", "Among those returning is X".
    fn among(&mut self, sentence: &Range<usize>) {
        let a = self.view.analysis;
        let listed = a.says(sentence.start, "among");
        if !listed && !a.is(sentence.start, Class::InversionOpener) {
            return;
        }
        // "Among two dozen exhibitors, Acme is bringing a boat, Bolt a pump".
        let comma =
            (sentence.start..sentence.end.min(sentence.start + 9)).find(|t| a.is_mark(*t, ','));
        if let Some(comma) = comma
            && listed
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
        // "Also exhibiting are X and Y", "Here for the first time is Z"
        let cues = [
            Class::ExhibitorNoun,
            Class::BoothPlace,
            Class::ParticipationCue,
        ];
        let mut shows = a.grid.each(sentence.start + 1..be, Verb(Class::ShowVerb));
        let fits = (a.grid.any(sentence.start + 1..be, Lower(cues))
            || shows.any(|t| {
                a.verb_forms(t).iter().any(|form| {
                    form.ing && a.knowledge.words.verb_class(form.verb, Class::ShowVerb)
                })
            }))
            && (listed
                || (sentence.start..be)
                    .all(|t| a.mark(t).is_none() && self.view.inventory.mention_at(t).is_none()));
        let buys = a.grid.any(sentence.clone(), Lower(Class::BuyerWord));
        let direct =
            self.view.inventory.mention_at(be + 1).is_some() || a.is(be + 1, Class::Article);
        if fits && direct && !buys {
            let found = contiguous(self.view, be + 1, sentence.end, |m| self.is_firm(m));
            self.state_all(Relation::Exhibitor, &found, be, "exhibitor.among", None);
        }
    }

    /// "Acme (Hall 3, stand C10)", "Bolt, stand F22,": the number of its stand behind a name.
    fn placed(&mut self, sentence: &Range<usize>) {
        let a = self.view.analysis;
        let places = (Class::BoothPlace, Word::Hall);
        let inner = sentence.start + 2..sentence.end.saturating_sub(1);
        for at in a.grid.each(inner, places) {
            let numbered = a.word(at + 1).bytes().any(|b| b.is_ascii_digit());
            let opens = a.is_mark(at - 1, '(') || a.is_mark(at - 1, ',');
            if !numbered || !opens {
                continue;
            }
            let owner = self.view.inventory.mention_at(at - 2);
            if let Some(m) = owner.filter(|m| {
                let mention = &self.view.inventory.mentions[*m];
                self.is_firm(*m)
                    && mention.outer.end == at - 1
                    && !self.is_zone(mention.range.clone())
            }) {
                self.state_all(Relation::Exhibitor, &[m], at, "exhibitor.placed", None);
            }
        }
    }

    /// "Jane Roe shook hands at her stand", "at the company's stand": she is there, her firm
    /// exhibits.
    fn own_stand(&mut self, sentence: &Range<usize>, at: usize) {
        let a = self.view.analysis;
        let floor = sentence.start.max(at.saturating_sub(4));
        let own = (floor..at).find(|t| {
            matches!(a.word(*t), "his" | "her")
                || a.tokens[*t].shape == Shape::Possessive && a.is(t - 1, Class::OrgNoun)
        });
        let Some(own) = own else { return };
        let placed = (floor.saturating_sub(2).max(sentence.start)..own)
            .any(|t| matches!(a.word(t), "at" | "on" | "from"));
        let mut people =
            (self.view.inventory.by_sentence[a.sentence_of(at)].0.clone()).filter(|m| {
                let mention = &self.view.inventory.mentions[*m];
                mention.sort == Sort::Person && mention.outer.end <= own
            });
        let (Some(person), None) = (people.next(), people.next()) else {
            return;
        };
        if !placed || self.quoted(sentence, at) {
            return;
        }
        let mut firms = self.firms(person);
        firms.retain(|m| self.is_firm(*m));
        self.state_all(Relation::Exhibitor, &firms, at, "exhibitor.stand-of", None);
        self.state_all(Relation::Attendee, &[person], at, "attendee.at-stand", None);
    }

    /// "In Hall 5 Acme is pouring wine", "At stand B2, Bolt hands out roses", "In the Chilean
    /// pavilion, Cog has a swing": the firm that is the subject of a sentence that opens there.
    fn in_hall(&mut self, sentence: &Range<usize>) {
        let a = self.view.analysis;
        // "Over in Hall 3", "Also in Hall 3"
        let over = matches!(
            a.word(sentence.start),
            "Over" | "Also" | "Back" | "Up" | "Down"
        );
        let start = sentence.start + usize::from(over);
        let opens = start + 4 < sentence.end && ["in", "at", "on"].iter().any(|w| a.says(start, w));
        if !opens {
            return;
        }
        let Some(place) = (start + 1..sentence.end.min(start + 6)).find(|t| {
            (a.is(*t, Class::FairFloor) || a.is(*t, Class::BoothPlace))
                && (self.view.inventory.mention_at(*t)).is_none_or(|m| {
                    !matches!(
                        self.view.inventory.mentions[m].sort,
                        Sort::Organisation(_) | Sort::Person
                    )
                })
        }) else {
            return;
        };
        // "Hall 5", "stand B12,"
        let mut from = place + 1;
        while from < sentence.end
            && (a.tokens[from].shape == Shape::Number
                || a.is_mark(from, ',')
                || a.tokens[from].shape.is_nameish()
                    && (a.word(from).len() <= 2
                        || a.word(from).bytes().any(|b| b.is_ascii_digit())))
        {
            from += 1;
        }
        // "Also in Hall 3 were Acme and Bolt"
        if over && from + 1 < sentence.end && a.is(from, Class::Be) {
            let found = contiguous(self.view, from + 1, sentence.end, |m| self.is_firm(m));
            self.state_all(
                Relation::Exhibitor,
                &found,
                place,
                "exhibitor.in-hall",
                None,
            );
            return;
        }
        let Some(m) = self.view.inventory.mention_at(from) else {
            return;
        };
        let mention = &self.view.inventory.mentions[m];
        let behind = mention.outer.end;
        let fair = mention.range.clone().any(|t| a.is(t, Class::FairBody));
        let acts = behind < sentence.end && is_finite(a, self.view.inventory, behind);
        if self.is_firm(m) && acts && !fair && !self.refused(sentence) {
            self.state_all(Relation::Exhibitor, &[m], place, "exhibitor.in-hall", None);
        }
    }

    /// Whether a name is made of everyday words, as a stand's own may be: "the Innovation stand".
    fn is_wordy(&self, m: usize) -> bool {
        let a = self.view.analysis;
        let mention = &self.view.inventory.mentions[m];
        mention.sort == Sort::Name
            && mention
                .range
                .clone()
                .any(|t| a.is(t, Class::Common) || a.is(t, Class::NameNoun))
    }

    /// "X, Y and Z are among those showing": the verb or the stand tells what they do there.
    fn among_those(&mut self, sentence: &Range<usize>) {
        let a = self.view.analysis;
        for at in sentence.start + 2..sentence.end.saturating_sub(2) {
            if !a.says(at, "among") || !a.is(at - 1, Class::Be) || self.quoted(sentence, at) {
                continue;
            }
            let stop = sentence.end.min(at + 9);
            let shows = (at + 1..stop).any(|t| {
                a.is_lower(t, Class::BoothPlace)
                    || a.verb_forms(t).iter().any(|form| {
                        form.ing && a.knowledge.words.verb_class(form.verb, Class::ShowVerb)
                    })
            });
            if shows && !self.refused(sentence) {
                let found = backwards(self.view, at - 1, sentence.start, |m| self.is_firm(m));
                self.state_all(Relation::Exhibitor, &found, at, "exhibitor.among", None);
            }
        }
    }

    /// "On show from X is a pump", "on display by X and Y".
    fn on_show(&mut self, sentence: &Range<usize>) {
        let a = self.view.analysis;
        for at in sentence.clone() {
            if !a.says(at, "on") || at + 3 >= sentence.end || !a.is_lower(at + 1, Class::OnShow) {
                continue;
            }
            let from = (at + 2..sentence.end.min(at + 7))
                .find(|t| matches!(a.word(*t), "from" | "by"))
                .filter(|t| (at + 2..*t).all(|t| a.tokens[t].shape == Shape::Lower));
            // "Acme had jackets on display"
            if from.is_none() {
                let found = self.holder(sentence, at);
                self.state_all(Relation::Exhibitor, &found, at, "exhibitor.on-show", None);
            }
            if let Some(from) = from {
                let found = contiguous(self.view, from + 1, sentence.end, |m| self.is_firm(m));
                self.state_all(Relation::Exhibitor, &found, at, "exhibitor.on-show", None);
            }
        }
    }

    /// "Acme, the biggest exhibitor,", "Bolt, a newcomer,": told by the noun behind the comma;
    /// "first-time exhibitor Acme": by the one before the name.
    fn called_exhibitor(&mut self, sentence: &Range<usize>) {
        let a = self.view.analysis;
        for at in sentence.start..sentence.end {
            if !a.is_lower(at, Class::CalledExhibitor) || self.quoted(sentence, at) {
                continue;
            }
            // "first-time exhibitor Acme", "one exhibitor, Bolt, said", "the youngest exhibitor is Cog"
            let next = at + 1 + usize::from(a.is(at + 1, Class::Be));
            let comma = a.is_mark(next, ',');
            let apposed = self.view.inventory.mention_at(next + usize::from(comma));
            let named = apposed.filter(|m| {
                let outer = &self.view.inventory.mentions[*m].outer;
                self.is_firm(*m)
                    && outer.start == next + usize::from(comma)
                    && (!comma || a.is_mark(outer.end, ','))
            });
            if let Some(m) = named {
                self.state_all(Relation::Exhibitor, &[m], at, "exhibitor.called", None);
                continue;
            }
            let floor = sentence.start.max(at.saturating_sub(6));
            let Some(comma) = (floor..at)
                .rev()
                .take_while(|t| {
                    a.tokens[*t].shape == Shape::Lower
                        || a.is_mark(*t, ',')
                        || a.ordinal(*t).is_some()
                })
                .find(|t| a.is_mark(*t, ','))
            else {
                continue;
            };
            let direct = a.is(comma + 1, Class::Determiner) || comma + 1 == at;
            let firm = self.view.inventory.mention_at(comma - 1);
            let closes = at + 1 >= sentence.end
                || a.mark(at + 1).is_some()
                || a.is(at + 1, Class::Preposition);
            if let Some(m) = firm.filter(|m| {
                direct
                    && closes
                    && self.is_firm(*m)
                    && self.view.inventory.mentions[*m].outer.end == comma
            }) {
                self.state_all(Relation::Exhibitor, &[m], at, "exhibitor.called", None);
            }
        }
    }

    /// Whether a mention can exhibit: an organisation, or a name that nothing classifies.
    pub(super) fn is_firm(&self, m: usize) -> bool {
        let mention = &self.view.inventory.mentions[m];
        match mention.sort {
            Sort::Organisation(_) => true,
            Sort::Name => !self.is_product(&mention.range),
            _ => false,
        }
    }

    /// Whether a name is a product's or a region's: "StormLine X2", "BG-STREAM-DE", "Middle East".
    fn is_product(&self, range: &Range<usize>) -> bool {
        let a = self.view.analysis;
        let digits = |t: usize| a.word(t).bytes().filter(u8::is_ascii_digit).count();
        let last = range.end - 1;
        let model = range.len() > 1 && digits(last) > 0 && a.word(last).len() <= 3
            || a.word(last).matches('-').count() > 1 && a.tokens[last].shape == Shape::Upper
            || a.word(last).contains('-') && digits(last) > 0 && range.len() == 1;
        let region = range.len() > 1 && range.clone().all(|t| a.is(t, Class::RegionWord));
        model || region
    }
}
