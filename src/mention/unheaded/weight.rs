//! How much speaks for a name without a word for it being that of "the fair".

use super::definite;
use super::is_called_fair;
use crate::document::BlockKind;
use crate::knowledge::Class;
use crate::mention::analysis::Analysis;
use crate::mention::inventory::Inventory;
use crate::mention::name::{Mention, Sort};
use crate::text::Shape;
use std::ops::Range;

/// The words before "at X" within which somebody shows something there.
const VISIT: usize = 8;

/// A name in the first sentences, and what is asked of it.
pub(super) struct Spot<'a> {
    pub analysis: &'a Analysis<'a>,
    /// The number of the mention.
    pub mention: usize,
    /// Its sentence, and the tokens of that.
    pub index: usize,
    pub sentence: Range<usize>,
    /// The tokens of "the fair" in the first sentences.
    pub anchors: &'a [usize],
}

impl Inventory {
    /// How much speaks for a name being that of "the fair"; 0 where it can't be.
    pub(super) fn weigh_unheaded(&self, spot: &Spot<'_>) -> i32 {
        let weight = || {
            let told = self.may_be_fair(spot)?;
            let elsewhere = self.said_elsewhere(spot)?;
            Some(
                self.said_of(spot, told)
                    + self.said_before(spot)
                    + self.said_behind(spot)
                    + elsewhere,
            )
        };
        weight().unwrap_or(0)
    }

    /// Where what is said of the name begins; none where it is a label, a subtitle, the firm that
    /// holds the fair or what goes to it.
    fn may_be_fair(&self, spot: &Spot<'_>) -> Option<usize> {
        let Spot {
            analysis,
            index,
            ref sentence,
            anchors,
            ..
        } = *spot;
        let mention = &self.mentions[spot.mention];
        let Range { start, end } = mention.outer.clone();
        if analysis.sentences[index].title_case {
            return None;
        }
        // "Conference context:", "Show Highlights": the label of what follows.
        let label = end + 1 == sentence.end && analysis.is_mark(end, ':')
            || start == sentence.start
                && mention.range.len() > 1
                && analysis.is(mention.range.start, Class::EventNoun);
        if label {
            return None;
        }
        // "Rivers and Deltas: Options for the Pacific will be held": the subtitle is no name, and what
        // is said behind it is said of the title.
        let subtitle = |from: usize| {
            (from..sentence.end)
                .take_while(|t| {
                    analysis.tokens[*t].shape.is_nameish()
                        || analysis.is_mark(*t, '&')
                        || analysis.tokens[*t].shape == Shape::Lower
                            && (analysis.is(*t, Class::Preposition)
                                || analysis.is(*t, Class::Article)
                                || analysis.is(*t, Class::Conjunction))
                })
                .last()
                .map_or(from, |last| last + 1)
        };
        let colon = (sentence.start + 1..start).find(|t| analysis.is_mark(*t, ':'));
        let titled = |colon: usize| {
            analysis.tokens[colon - 1].shape.is_nameish()
                && analysis.tokens[colon + 1].shape.is_nameish()
        };
        if colon.is_some_and(|colon| titled(colon) && subtitle(colon + 1) >= end) {
            return None;
        }
        let told = match end + 2 < sentence.end && analysis.is_mark(end, ':') && titled(end) {
            true => subtitle(end + 1),
            false => end,
        };
        // "The Arlberg line reopened"
        if end < sentence.end && analysis.is_lower(end, Class::OtherVenture) {
            return None;
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
            return None;
        }
        // "Acme Prints welcomed 400 owners to its 20th annual convention": who holds it.
        let own = (end..sentence.end).any(|t| {
            analysis.says(t, "its")
                && !analysis.says(t - 1, "in")
                && (t + 1..sentence.end.min(t + 5)).any(|t| analysis.is(t, Class::MeetingHead))
        });
        if own {
            return None;
        }
        // "Kelm University is to host a conference on ageing": who holds it.
        let hosts = (end..sentence.end.min(end + 4))
            .take_while(|t| analysis.mark(*t).is_none())
            .any(|t| {
                let what = t + 1 < sentence.end && analysis.is(t + 1, Class::Determiner);
                what && analysis
                    .verb_forms(t)
                    .iter()
                    .any(|f| (analysis.knowledge.words).verb_class(f.verb, Class::OrganizeVerb))
            });
        if hosts {
            return None;
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
            return None;
        }
        Some(told)
    }

    /// That it takes place, or comes on a day.
    fn said_of(&self, spot: &Spot<'_>, told: usize) -> i32 {
        let Spot {
            analysis,
            ref sentence,
            ..
        } = *spot;
        let mention = &self.mentions[spot.mention];
        let Range { start, end } = mention.outer.clone();
        let mut weight = 0;
        // "the 2024 Climate Stocktake"
        let of_year = start > sentence.start
            && crate::mention::dress::year_of(analysis.word(start - 1)).is_some()
            && mention.range.len() > 1;
        weight += 3 * i32::from(of_year);
        if self.comes_on_a_day(analysis, &mention.outer, sentence) {
            weight += 5;
        }
        // "NordBoat kicked off in", "Aqua Sur, held yearly in Arica, opened on"
        if self.takes_place(analysis, told, sentence) {
            weight += 4;
            // A firm opens and closes things on a day too; only a fair "takes place" on one.
            let dated = (end..sentence.end.min(end + 4)).any(|t| analysis.says(t, "place"))
                && (end..sentence.end).any(|t| {
                    analysis.is(t, Class::Month) && analysis.tokens[t].shape != Shape::Lower
                });
            weight += i32::from(dated);
        }
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

    /// What stands before it: "visitors to X", "the line-up for X".
    fn said_before(&self, spot: &Spot<'_>) -> i32 {
        let Spot {
            analysis,
            index,
            ref sentence,
            ..
        } = *spot;
        let mention = &self.mentions[spot.mention];
        let start = mention.outer.start;
        let mut weight = 0;
        if start > sentence.start {
            let mut before = start - 1;
            if analysis.is(before, Class::Article) && before > sentence.start {
                before -= 1;
                // "at the Silja Hall": a house has an article, a fair with no noun for it has none.
                let at = analysis.says(before, "at") || analysis.says(before, "in");
                weight -= 2 * i32::from(at);
            }
            // "at the Law School in Corvia on 4 May": a town; "took part in X" speaks of a fair.
            let town = analysis.says(before, "in")
                && before > sentence.start
                && analysis.verb_forms(before - 1).is_empty()
                && !analysis.says(before - 1, "part");
            weight -= 3 * i32::from(town);
            let at = ["at", "during", "to", "for", "of"]
                .iter()
                .any(|word| analysis.says(before, word))
                || before == sentence.start && analysis.word(before) == "At";
            if at && analysis.word(before).eq_ignore_ascii_case("at") {
                weight += 1;
            }
            // "Organisers of X have extended"
            let organised = before > sentence.start
                && analysis.is(before, Class::Preposition)
                && analysis.is(before - 1, Class::OrganizerNoun);
            weight += 5 * i32::from(organised);
            // "the folks behind X"
            let backed = before > sentence.start
                && analysis.says(before, "behind")
                && analysis.is_lower(before - 1, Class::BackerNoun);
            weight += 2 * i32::from(backed);
            // "the minister inaugurated X", "The aisles were packed at X"
            let opened = before > sentence.start
                && analysis.verb_forms(before).iter().any(|f| {
                    f.past && (analysis.knowledge.words).verb_class(f.verb, Class::OpeningVerb)
                });
            let packed = analysis.says(before, "at")
                && (sentence.start..before).any(|t| analysis.is_lower(t, Class::FairGround));
            weight += 2 * i32::from(opened) + 2 * i32::from(packed);
            // "Live from X"
            let live = analysis.says(before, "from")
                && before > sentence.start
                && analysis.is(before - 1, Class::LiveWord);
            weight += 3 * i32::from(live);
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
            // "fans queued in the sun for X"
            let queued = analysis.says(before, "for")
                && (sentence.start..before).any(|t| analysis.is_lower(t, Class::CrowdNoun))
                && (sentence.start..before).any(|t| {
                    analysis.verb_forms(t).iter().any(|f| {
                        f.past
                            && analysis
                                .knowledge
                                .words
                                .verb_class(f.verb, Class::CrowdVerb)
                    })
                });
            weight += 3 * i32::from(queued);
            // "the line-up for X", "tickets for X"
            let programme = before > sentence.start
                && analysis.is_lower(before - 1, Class::ProgrammeNoun)
                && (analysis.says(before, "for") || analysis.says(before, "of"));
            weight += 3 * i32::from(programme);
            // "Registration has opened for X"
            let registered = !programme
                && analysis.says(before, "for")
                && (sentence.start.max(before.saturating_sub(5))..before)
                    .any(|t| analysis.is(t, Class::RegistrationNoun));
            weight += 3 * i32::from(registered);
            // "The curtains came down on X", "the final day of X"
            let curtain = analysis.says(before, "on")
                && (sentence.start..before).any(|t| analysis.is_lower(t, Class::Turnstile));
            let day = analysis.says(before, "of")
                && before > sentence.start + 1
                && analysis.is_lower(before - 1, Class::FairTime)
                && (analysis.is_lower(before - 2, Class::FirstDay)
                    || analysis.is_lower(before - 2, Class::FinalDay)
                    || analysis.ordinal(before - 2).is_some());
            // "Day two of X"
            let numbered = analysis.says(before, "of")
                && before > sentence.start + 1
                && analysis.says(before - 2, "day")
                && (analysis.is(before - 1, Class::NumberWord)
                    || analysis.tokens[before - 1].shape == Shape::Number);
            weight += 4 * i32::from(curtain || day || numbered);
            // "Rimini's Ceramica Oggi"
            let of_place = analysis.tokens[start - 1].shape == Shape::Possessive
                && self.sort_ending(start - 1, index) == Some(Sort::Place);
            weight += i32::from(of_place);
        }
        weight
    }

    /// What stands behind it, and in the sentence that follows.
    fn said_behind(&self, spot: &Spot<'_>) -> i32 {
        let Spot {
            analysis,
            index,
            ref sentence,
            anchors,
            ..
        } = *spot;
        let mention = &self.mentions[spot.mention];
        let Range { start, end } = mention.outer.clone();
        let mut weight = 0;
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
        weight += self.dated_or_visited(analysis, mention, sentence);
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
        // "If you want to see boats, X is the place."
        let place_to_be = end + 2 < sentence.end
            && analysis.is(end, Class::Be)
            && analysis.says(end + 1, "the")
            && analysis.says(end + 2, "place");
        weight += 3 * i32::from(place_to_be);
        // "X, now in its seventh year,"
        let yearly = end < sentence.end
            && (end..sentence.end.min(end + 5)).any(|t| {
                analysis.says(t, "its")
                    && analysis.says(t - 1, "in")
                    && t + 2 < sentence.end
                    && analysis.ordinal(t + 1).is_some()
                    && (analysis.says(t + 2, "year")
                        || analysis.is_lower(t + 2, Class::EditionNoun))
            });
        weight += 4 * i32::from(yearly);
        // "flocked to X in Tralee, where 210 exhibitors showed"
        let there = (end..sentence.end.min(end + 10))
            .find(|t| analysis.says(*t, "where"))
            .is_some_and(|where_| {
                (where_ + 1..sentence.end.min(where_ + 8)).any(|t| {
                    analysis.is_lower(t, Class::ExhibitorNoun)
                        || analysis.is_lower(t, Class::FairPeople)
                        || analysis.is_lower(t, Class::ParticipantNoun)
                })
            });
        weight += 2 * i32::from(there);
        // "X is back. The ferry carries": it is told what it is, and that is no fair.
        if self.is_other_venture(analysis, index) {
            weight -= 4;
        }
        // "at X, booth 214,"
        let booth = end + 2 < sentence.end
            && analysis.is_mark(end, ',')
            && analysis.is_lower(end + 1, Class::BoothPlace)
            && start > sentence.start
            && analysis.is_lower(start - 1, Class::VenuePreposition);
        weight += 3 * i32::from(booth);
        // "X, the summer craft market,"
        weight += 4 * i32::from(is_called_fair(analysis, end, sentence.end));
        // "the X line-up", "X tickets"
        let programme = end < sentence.end && analysis.is_lower(end, Class::ProgrammeNoun);
        weight += 3 * i32::from(programme);
        weight
    }

    /// What the text says where it names it again; none for a word that only the headline has.
    fn said_elsewhere(&self, spot: &Spot<'_>) -> Option<i32> {
        let Spot {
            analysis, index, ..
        } = *spot;
        let mention = &self.mentions[spot.mention];
        let mut weight = 0;
        let same: Vec<&Mention> = self
            .mentions
            .iter()
            .filter(|m| {
                m.range.len() == mention.range.len()
                    && analysis.slice(m.range.clone()) == analysis.slice(mention.range.clone())
            })
            .collect();
        weight += i32::from(same.len() >= 3);
        // "It is his fourth X."
        let counted = same.iter().any(|m| {
            let Range { start, end } = m.outer;
            start > 1
                && analysis.ordinal(start - 1).is_some()
                && analysis.is(start - 2, Class::Determiner)
                && (end >= analysis.tokens.len()
                    || analysis.tokens[end].shape != Shape::Lower
                    || analysis.is(end, Class::Preposition))
        });
        weight += 3 * i32::from(counted);
        // "firms met at X", "At X, 90 companies": where things happen, again and again.
        let places = same.iter().filter(|m| {
            m.outer.start > 0
                && analysis.is(m.outer.start - 1, Class::Preposition)
                && analysis.word(m.outer.start - 1).eq_ignore_ascii_case("at")
        });
        weight += 2 * i32::from(places.count() >= 2);
        // The headline has it, and it is said of it here that it takes place.
        let headed = analysis.sentences[index].kind != BlockKind::Title
            && mention.range.len() > 1
            && same.iter().any(|m| {
                let of = analysis.sentence_of(m.range.start);
                analysis.sentences[of].kind == BlockKind::Title
            });
        weight += 2 * i32::from(headed);
        // A word that only a headline has is the text's matter: "Lenses on show".
        if analysis.sentences[index].kind != BlockKind::Paragraph
            && mention.range.len() == 1
            && analysis.tokens[mention.range.start].shape == Shape::Capital
            && same.len() == 1
        {
            return None;
        }
        Some(weight)
    }

    /// Whether one of the next sentences begins with a common noun that tells what the text is
    /// about, and that is no fair: "The ferry carries 400 visitors".
    fn is_other_venture(&self, analysis: &Analysis<'_>, index: usize) -> bool {
        analysis
            .sentences
            .iter()
            .skip(index + 1)
            .filter(|s| s.kind == BlockKind::Paragraph)
            .take(2)
            .any(|s| {
                let first = s.tokens.start;
                let opens = analysis.is(first, Class::Article)
                    || analysis.word(first).eq_ignore_ascii_case("this");
                opens
                    && (first + 1..s.tokens.end.min(first + 4))
                        .take_while(|t| {
                            analysis.tokens[*t].shape == Shape::Lower
                                && !analysis.is(*t, Class::Preposition)
                                && !analysis.is(*t, Class::Auxiliary)
                        })
                        .any(|t| analysis.is(t, Class::OtherVenture))
            })
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
        // "X (Linz, 7-9 May)"
        if open
            && let Some(place) = self
                .mentions
                .iter()
                .find(|m| m.outer.start == at + 1 && m.sort == Sort::Place)
            && place.outer.end < sentence.end
            && analysis.is_mark(place.outer.end, ',')
        {
            at = place.outer.end;
        }
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
}
