//! The fair whose name does not say that it is one: "NordBoat kicked off in Gothenburg. 118
//! exhibitors are at the boat show." Only texts whose first sentences name no other fair, but speak
//! of "the show", have one.

use super::analysis::Analysis;
use super::inventory::Inventory;
use super::name::{Mention, Sort};
use crate::document::BlockKind;
use crate::knowledge::Class;
use crate::text::Shape;
use std::ops::Range;

/// The sentences of the running text in which a text says what it is about.
const LEAD: usize = 3;

/// The sentences within which it goes on to speak of "the fair".
const REACH: usize = 12;

/// From this weight on a name is taken for the fair's.
const ENOUGH: i32 = 3;

/// What it takes more where nobody is said to come, to exhibit or to speak.
const ALONE: i32 = 2;

/// The words before "at X" within which somebody shows something there.
const VISIT: usize = 8;

/// The words behind a name within which "the summer craft market" says what it is.
const APPOSED: usize = 8;

/// Whether the words behind the end of a name say that it is a fair's: ", the summer craft
/// market".
pub(super) fn is_called_fair(analysis: &Analysis<'_>, end: usize, limit: usize) -> bool {
    let opened = analysis.is_mark(end, ',');
    let billed = opened
        && end + 2 < limit
        && analysis.is_lower(end + 1, Class::BillingWord)
        && analysis.says(end + 2, "as");
    let next = if billed { end + 3 } else { end + 1 };
    let determined = |t: usize| {
        analysis.is(t, Class::Determiner)
            || t + 1 < limit && analysis.tokens[t + 1].shape == Shape::Possessive
    };
    next < limit
        && opened
        && determined(next)
        && (next..limit.min(next + APPOSED))
            .take_while(|t| analysis.mark(*t).is_none() && !analysis.is(*t, Class::Preposition))
            .any(|t| {
                analysis.is_lower(t, Class::FairNoun) || analysis.is_lower(t, Class::TradeWord)
            })
}

/// The word before the noun phrase that stands for one certain fair: "the" of "the boat show".
pub(crate) fn definite(analysis: &Analysis<'_>, at: usize) -> Option<usize> {
    if !analysis.is_lower(at, Class::FairNoun) {
        return None;
    }
    // "the fair trade label", "the show floor"
    if at + 1 < analysis.tokens.len()
        && analysis.tokens[at + 1].shape == Shape::Lower
        && (analysis.is(at + 1, Class::NameNoun) || analysis.is(at + 1, Class::HallNoun))
        && !analysis.is(at + 1, Class::Adverb)
        && analysis.verb_forms(at + 1).is_empty()
    {
        return None;
    }
    let mut before = at;
    for _ in 0..4 {
        before = before.checked_sub(1)?;
        match analysis.tokens[before].shape {
            Shape::Lower | Shape::Capital
                if matches!(analysis.word(before), "the" | "The" | "this" | "This") =>
            {
                return Some(before);
            }
            Shape::Possessive => {
                let own = before > 0
                    && (analysis.is(before - 1, Class::EditionNoun)
                        || analysis.is(before - 1, Class::Previous));
                return own.then_some(before);
            }
            Shape::Number => {}
            Shape::Lower => {
                let function = [
                    Class::NoFairModifier,
                    Class::Determiner,
                    Class::Preposition,
                    Class::Conjunction,
                    Class::Pronoun,
                    Class::Relative,
                    Class::Auxiliary,
                ];
                if function.iter().any(|class| analysis.is(before, *class)) {
                    return None;
                }
            }
            _ => return None,
        }
    }
    None
}

impl Inventory {
    /// Makes the name that the text speaks of as "the fair" a fair's.
    pub(super) fn find_unheaded(&mut self, analysis: &Analysis<'_>) {
        let peopled = || {
            analysis.sentences.iter().take(REACH).any(|s| {
                let people = [
                    Class::OrganizerNoun,
                    Class::CrowdNoun,
                    Class::SpeakerNoun,
                    Class::FairPeople,
                    Class::ProgrammeNoun,
                ];
                people.iter().any(|class| s.classes.has(*class))
            })
        };
        let mut lead = Vec::new();
        let mut body = 0;
        for (index, sentence) in analysis.sentences.iter().enumerate() {
            match sentence.kind {
                BlockKind::Origin => continue,
                BlockKind::Paragraph => body += 1,
                _ if body > 0 => continue,
                _ => {}
            }
            if body > LEAD {
                break;
            }
            lead.push(index);
        }
        let named = lead.iter().any(|index| {
            self.mentions[self.by_sentence[*index].0.clone()]
                .iter()
                .any(|m| {
                    let last = m.range.end - 1;
                    m.sort == Sort::Event
                        && !(m.record.is_none()
                            && m.year.is_none()
                            && (analysis.is(last, Class::PartHead)
                                || analysis.is(last, Class::NeverFair)))
                })
        });
        if named {
            return;
        }
        let anchors: Vec<usize> = analysis
            .sentences
            .iter()
            .take(REACH)
            .filter(|s| s.classes.has(Class::FairNoun))
            .flat_map(|s| s.tokens.clone())
            .filter(|at| definite(analysis, *at).is_some())
            .collect();
        // Without "the fair" the name must take place, or have a programme and tickets.
        let enough = match anchors.is_empty() {
            true if peopled() => ENOUGH + 1,
            true => ENOUGH + ALONE,
            false => ENOUGH,
        };
        let mut best: Option<(i32, usize)> = None;
        for &index in &lead {
            for m in self.by_sentence[index].0.clone() {
                let last = self.mentions[m].range.end - 1;
                let part = analysis.is(last, Class::NeverFair)
                    || analysis.is(last, Class::SessionHeadStrong);
                if self.mentions[m].sort != Sort::Name || self.mentions[m].record.is_some() || part
                {
                    continue;
                }
                let weight = self.weigh_unheaded(analysis, m, index, &anchors);
                if weight >= enough && best.is_none_or(|(w, _)| weight > w) {
                    best = Some((weight, m));
                }
            }
        }
        if let Some((_, m)) = best {
            self.mentions[m].sort = Sort::Event;
        }
    }

    /// How much speaks for a name being that of "the fair".
    fn weigh_unheaded(
        &self,
        analysis: &Analysis<'_>,
        m: usize,
        index: usize,
        anchors: &[usize],
    ) -> i32 {
        let mention = &self.mentions[m];
        let sentence = analysis.sentences[index].tokens.clone();
        if analysis.sentences[index].title_case {
            return 0;
        }
        let Range { start, end } = mention.outer.clone();
        // "Conference context:", "Show Highlights": the label of what follows.
        let label = end + 1 == sentence.end && analysis.is_mark(end, ':')
            || start == sentence.start
                && mention.range.len() > 1
                && analysis.is(mention.range.start, Class::EventNoun);
        if label {
            return 0;
        }
        // "Acme returns to the fair": the fair is another thing.
        let beside = anchors.iter().any(|at| {
            (end..sentence.end).contains(at)
                && definite(analysis, *at).is_some_and(|the| {
                    the > sentence.start
                        && analysis.is(the - 1, Class::Preposition)
                        && !analysis.says(the - 1, "as")
                })
        });
        if beside {
            return 0;
        }
        // "Acme Prints welcomed 400 owners to its 20th annual convention": who holds it.
        let own = (end..sentence.end).any(|t| {
            analysis.says(t, "its")
                && !analysis.says(t - 1, "in")
                && (t + 1..sentence.end.min(t + 5)).any(|t| analysis.is(t, Class::MeetingHead))
        });
        if own {
            return 0;
        }
        // "presented by Route 66 Books, taking place": who holds it.
        let agent = (sentence.start..start)
            .rev()
            .take(4)
            .take_while(|t| analysis.mark(*t).is_none())
            .find(|t| analysis.says(*t, "by"))
            .is_some_and(|by| {
                by > sentence.start && analysis.verb_forms(by - 1).iter().any(|f| f.participle)
            });
        if agent {
            return 0;
        }
        let mut weight = 0;
        // "NordBoat kicked off in", "Aqua Sur, held yearly in Arica, opened on"
        if self.takes_place(analysis, end, &sentence) {
            weight += 4;
            // A firm opens and closes things on a day too; only a fair "takes place" on one.
            let dated = (end..sentence.end.min(end + 4)).any(|t| analysis.says(t, "place"))
                && (end..sentence.end).any(|t| {
                    analysis.is(t, Class::Month) && analysis.tokens[t].shape != Shape::Lower
                });
            weight += i32::from(dated);
        }
        if start > sentence.start {
            let mut before = start - 1;
            if analysis.is(before, Class::Article) && before > sentence.start {
                before -= 1;
            }
            let at = ["at", "during", "to", "for", "of"]
                .iter()
                .any(|word| analysis.says(before, word))
                || before == sentence.start && analysis.word(before) == "At";
            if at && analysis.word(before).eq_ignore_ascii_case("at") {
                weight += 1;
            }
            // "visitors to X", "exhibitors at X", "the halls of X"
            let crowd = before > sentence.start
                && (analysis.is_lower(before - 1, Class::CrowdNoun)
                    || analysis.is_lower(before - 1, Class::FairGround));
            if at && crowd {
                weight += 2;
            }
            // "growers are at X", "surfers flock to X", "crowded into X"
            weight += self.drawn_to(analysis, before, sentence.start);
            // "Some 1,200 delegates are in Porto this week for X"
            let gathered = analysis.says(before, "for")
                && (sentence.start..before).any(|t| {
                    analysis.is_lower(t, Class::FairPeople)
                        || analysis.is_lower(t, Class::CrowdNoun)
                        || analysis.is_lower(t, Class::ParticipantNoun)
                })
                && (sentence.start..before).any(|t| {
                    analysis.says(t, "in") && self.sort_beginning(t + 1, index) == Some(Sort::Place)
                });
            weight += 2 * i32::from(gathered);
            // "the line-up for X", "tickets for X"
            let programme = before > sentence.start
                && analysis.is_lower(before - 1, Class::ProgrammeNoun)
                && (analysis.says(before, "for") || analysis.says(before, "of"));
            weight += 3 * i32::from(programme);
            // "The curtains came down on X", "the final day of X"
            let curtain = analysis.says(before, "on")
                && (sentence.start..before).any(|t| analysis.is_lower(t, Class::Turnstile));
            let day = analysis.says(before, "of")
                && before > sentence.start + 1
                && analysis.says(before - 1, "day")
                && (analysis.is_lower(before - 2, Class::FirstDay)
                    || analysis.is_lower(before - 2, Class::FinalDay)
                    || analysis.ordinal(before - 2).is_some());
            weight += 4 * i32::from(curtain || day);
            // "Rimini's Ceramica Oggi"
            let of_place = analysis.tokens[start - 1].shape == Shape::Possessive
                && self.sort_ending(start - 1, index) == Some(Sort::Place);
            weight += i32::from(of_place);
        }
        let in_place = end + 1 < sentence.end
            && analysis.says(end, "in")
            && self.sort_beginning(end + 1, index) == Some(Sort::Place);
        weight += i32::from(in_place);
        let next = analysis.sentences.get(index + 1).map(|s| s.tokens.clone());
        let follows = next.is_some_and(|next| {
            anchors
                .iter()
                .any(|at| (next.start..next.end.min(next.start + 10)).contains(at))
        });
        // "The organisers of X have decided to wait. It takes place in June."
        let goes_on = analysis.sentences.get(index + 1).is_some_and(|next| {
            let first = next.tokens.start;
            analysis.says(first, "it") && self.takes_place(analysis, first + 1, &next.tokens)
        });
        weight += 2 * i32::from(goes_on);
        // "Alpine Hydro needs four. The hydropower fair has": the only name before it.
        let alone = follows && self.by_sentence[index].0.len() == 1;
        if follows {
            weight += 2 + i32::from(alone);
        } else if anchors.iter().any(|at| *at > end) {
            weight += 1;
        }
        if analysis.sentences[index].kind == BlockKind::Title {
            weight += 1;
            // A fact sheet under its name: "When: 20-24 November".
            let sheet = analysis.sentences.iter().any(|s| {
                let key = s.tokens.start;
                s.tokens.len() > 3
                    && analysis.is(key, Class::DateKey)
                    && analysis.is_mark(key + 1, ':')
            });
            weight += 3 * i32::from(sheet);
        }
        // "Fruit Focus, held in Berlin since 1996,"
        // "a sponsor of the upcoming X, April 25-27,", "will exhibit at X in Porto, May 3"
        weight += self.dated_or_visited(analysis, mention, &sentence);
        let held = end + 2 < sentence.end
            && analysis.is_mark(end, ',')
            && analysis.verb_forms(end + 1).iter().any(|f| {
                f.participle && analysis.knowledge.words.verb_class(f.verb, Class::HoldVerb)
            });
        // ", taking place May 4-6", ", to be held in"
        let to_be = end + 3 < sentence.end
            && analysis.is_mark(end, ',')
            && (analysis.says(end + 1, "taking") && analysis.says(end + 2, "place")
                || (analysis.says(end + 1, "being")
                    || analysis.says(end + 1, "to") && analysis.says(end + 2, "be"))
                    && (end + 2..end + 4).any(|t| {
                        analysis.verb_forms(t).iter().any(|f| {
                            f.participle
                                && analysis.knowledge.words.verb_class(f.verb, Class::HoldVerb)
                        })
                    }));
        // ", held March 19-21 at", ", held from 3 to 5 May"
        let when = held
            && (end + 2..sentence.end.min(end + 6))
                .any(|t| analysis.is(t, Class::Month) && analysis.tokens[t].shape != Shape::Lower);
        weight += 2 * i32::from(held) + 3 * i32::from(when) + 5 * i32::from(to_be);
        // "X, the summer craft market,"
        weight += 4 * i32::from(is_called_fair(analysis, end, sentence.end));
        // "the X line-up", "X tickets"
        let programme = end < sentence.end && analysis.is_lower(end, Class::ProgrammeNoun);
        weight += 3 * i32::from(programme);
        let often = self.mentions.iter().filter(|m| {
            m.range.len() == mention.range.len()
                && analysis.slice(m.range.clone()) == analysis.slice(mention.range.clone())
        });
        weight += i32::from(often.count() >= 3);
        // A firm has executives and products of its own.
        if end < sentence.end
            && (analysis.tokens[end].shape == Shape::Possessive
                || self.role_at(end).is_some()
                || analysis.is_lower(end, Class::OrgNoun))
        {
            weight -= 2;
        }
        weight
    }

    /// How much it weighs that days stand right behind a name, and that somebody exhibits there
    /// or pays for it.
    fn dated_or_visited(
        &self,
        analysis: &Analysis<'_>,
        mention: &Mention,
        sentence: &Range<usize>,
    ) -> i32 {
        let Range { start, end } = mention.outer.clone();
        if mention.range.len() == 1 && analysis.is(mention.range.start, Class::Common) {
            return 0;
        }
        let mut weight = 0;
        let mut before = start;
        let mut upcoming = false;
        while before > sentence.start
            && (analysis.is(before - 1, Class::Article)
                || analysis.is_lower(before - 1, Class::UpcomingWord))
        {
            before -= 1;
            upcoming |= analysis.is(before, Class::UpcomingWord);
        }
        weight += 2 * i32::from(upcoming);
        let preposition = before.checked_sub(1).filter(|t| *t >= sentence.start);
        if let Some(preposition) = preposition {
            let from = sentence.start.max(preposition.saturating_sub(VISIT));
            let shows = analysis.says(preposition, "at")
                && (from..preposition).any(|t| {
                    analysis
                        .verb_forms(t)
                        .iter()
                        .any(|f| analysis.knowledge.words.verb_class(f.verb, Class::ShowVerb))
                        || analysis.is_lower(t, Class::BoothPlace)
                        || analysis.says(t, "speak")
                });
            let sponsor = analysis.says(preposition, "of")
                && analysis.is_lower(
                    preposition - usize::from(preposition > 0),
                    Class::SponsorNoun,
                );
            // "will be attending X", "is proud to sponsor X"
            let attends = analysis.verb_forms(preposition).iter().any(|f| {
                analysis
                    .knowledge
                    .words
                    .verb_class(f.verb, Class::AttendVerb)
            });
            weight += 2 * i32::from(shows || attends) + 3 * i32::from(sponsor);
        }
        // "X, October 23-26", "X (4-6 May)", "X in Porto, May 3"
        let mut at = end;
        if at + 1 < sentence.end
            && analysis.says(at, "in")
            && let Some(place) = self
                .mentions
                .iter()
                .find(|m| m.outer.start == at + 1 && m.sort == Sort::Place)
        {
            at = place.outer.end;
        }
        let mut open =
            at < sentence.end && (analysis.is_mark(at, ',') || analysis.is_mark(at, '('));
        // "on Tuesday, October 25"
        if at + 2 < sentence.end
            && (open || analysis.says(at, "on"))
            && analysis.is(at + 1, Class::Weekday)
        {
            at += 1 + usize::from(analysis.is_mark(at + 2, ','));
            open = true;
        }
        let from = at < sentence.end && (analysis.says(at, "from") || analysis.says(at, "on"));
        let month = |t: usize| {
            t < sentence.end
                && analysis.is(t, Class::Month)
                && analysis.tokens[t].shape != Shape::Lower
        };
        let number = |t: usize| t < sentence.end && analysis.tokens[t].shape == Shape::Number;
        let dated = (open || from)
            && (month(at + 1) && number(at + 2) || number(at + 1) && (at + 2..at + 5).any(month));
        weight + 3 * i32::from(dated)
    }

    /// How much it weighs that people are said to be at, or to go to, what stands behind the
    /// preposition.
    fn drawn_to(&self, analysis: &Analysis<'_>, before: usize, floor: usize) -> i32 {
        if before < floor + 2 {
            return 0;
        }
        let verb = before - 1;
        let of = |class: Class| {
            analysis
                .verb_forms(verb)
                .iter()
                .any(|f| analysis.knowledge.words.verb_class(f.verb, class))
        };
        let people = |class: Class| (floor..verb).any(|t| analysis.is(t, class));
        let crowd = people(Class::CrowdNoun)
            || people(Class::FairPeople)
            || people(Class::ExhibitorNoun)
            || people(Class::VisitorNoun)
            || people(Class::ParticipantNoun);
        let goes = of(Class::CrowdVerb)
            && ["to", "into", "for", "at"]
                .iter()
                .any(|word| analysis.says(before, word));
        let are = analysis.is(verb, Class::Be) && analysis.says(before, "at");
        match (goes, are && crowd, crowd) {
            (true, _, true) => 3,
            (true, _, false) => 2,
            (_, true, _) => 2,
            _ => 0,
        }
    }

    fn sort_ending(&self, end: usize, index: usize) -> Option<Sort> {
        self.mentions[self.by_sentence[index].0.clone()]
            .iter()
            .find(|m| m.outer.end == end)
            .map(|m| m.sort)
    }

    fn sort_beginning(&self, start: usize, index: usize) -> Option<Sort> {
        self.mentions[self.by_sentence[index].0.clone()]
            .iter()
            .find(|m| m.outer.start == start)
            .map(|m| m.sort)
    }

    /// Whether what is said of a name is that it takes place: "opened on", "closes its doors",
    /// "will be held in", "runs from", "has brought 812 exhibitors".
    pub(super) fn takes_place(
        &self,
        analysis: &Analysis<'_>,
        end: usize,
        sentence: &Range<usize>,
    ) -> bool {
        let mut at = end;
        // ", which ends today in Porto"
        if at + 1 < sentence.end && analysis.is_mark(at, ',') && analysis.says(at + 1, "which") {
            at += 2;
        }
        // An insertion: ", held every second year in Arica,"
        if at < sentence.end && analysis.is_mark(at, ',') {
            let Some(close) =
                (at + 1..sentence.end.min(at + 16)).find(|t| analysis.is_mark(*t, ','))
            else {
                return false;
            };
            at = close + 1;
        }
        let mut passive = false;
        while at < sentence.end
            && (analysis.is(at, Class::Auxiliary)
                || analysis.is(at, Class::Adverb)
                || analysis.is(at, Class::Future)
                || analysis.says(at, "to"))
        {
            passive |= analysis.is(at, Class::Be);
            at += 1;
        }
        if at >= sentence.end || analysis.tokens[at].shape != Shape::Lower {
            return false;
        }
        // "is on at the quay until Sunday"
        if at > end
            && analysis.is(at - 1, Class::Be)
            && analysis.says(at, "on")
            && at + 1 < sentence.end
            && (analysis.is_lower(at + 1, Class::VenuePreposition)
                || analysis.is_lower(at + 1, Class::LastBound))
        {
            return true;
        }
        let of = |class: Class| {
            analysis
                .verb_forms(at)
                .iter()
                .any(|f| analysis.knowledge.words.verb_class(f.verb, class))
        };
        let mut next = at + 1;
        let ends = |t: usize| t >= sentence.end || analysis.mark(t).is_some();
        if of(Class::CrowdVerb) {
            return (next..sentence.end.min(next + 6)).any(|t| {
                analysis.tokens[t].shape == Shape::Number || analysis.is(t, Class::CountingWord)
            });
        }
        if analysis.verb_forms(at).iter().any(|f| f.base && f.third) {
            return false;
        }
        let place = next < sentence.end && analysis.says(next, "place");
        let happens = of(Class::OpeningVerb)
            || of(Class::ClosingVerb)
            || of(Class::RunVerb)
            || passive && of(Class::HoldVerb)
            || place;
        if !happens {
            return false;
        }
        while next < sentence.end
            && (analysis.is_lower(next, Class::VerbTail) || analysis.is_lower(next, Class::Adverb))
        {
            next += 1;
        }
        let turnstile =
            (next..sentence.end.min(next + 3)).any(|t| analysis.is_lower(t, Class::Turnstile));
        turnstile
            || ends(next)
            || analysis.is(next, Class::Weekday)
            || analysis.is(next, Class::Month) && analysis.tokens[next].shape != Shape::Lower
            || (analysis.is_lower(next, Class::Preposition)
                || analysis.is_lower(next, Class::TimeOpener))
                && !analysis.says(next, "as")
    }
}
