//! In which building or on which grounds an edition takes place, weighed over the whole text.

use super::Reader;
use crate::fact::event::Edition;
use crate::fact::model::{Kind, Object, Relation};
use crate::knowledge::{Class, Sign, Table};
use crate::mention::{Lower, Sort, ThingId};
use std::ops::Range;

/// A building that a sentence puts an edition in.
#[derive(Debug)]
pub(super) struct Ground {
    edition: Edition,
    place: Name,
    token: usize,
    weight: i32,
}

/// How a building is named.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Name {
    Thing(ThingId),
    /// A name with common nouns behind it: "the Harbour exhibition grounds".
    Words(Range<usize>),
}

/// A building may be stated from this weight on.
const ENOUGH: i32 = 3;

impl Reader<'_, '_> {
    /// Notes the buildings that a sentence puts an edition in.
    pub(super) fn venues(&mut self, sentence: &Range<usize>, index: usize) {
        let a = self.view.analysis;
        self.bare_grounds(sentence);
        let mut listed_from: Option<(usize, Edition)> = None;
        for m in self.view.inventory.by_sentence[index].0.clone() {
            let mention = &self.view.inventory.mentions[m];
            let range = mention.range.clone();
            let start = mention.outer.start;
            let Some(edition) = self.scope.at(a, start) else {
                continue;
            };
            if edition.series != self.main.series {
                continue;
            }
            // "Area D"
            if range.len() == 2
                && a.is(range.start, Class::ZoneNoun)
                && a.word(range.end - 1).len() <= 2
            {
                continue;
            }
            // "from an Orion X2 prototype": one of many things of a make. "to the Chile Pavilion":
            // an exhibitor's.
            let made = start > sentence.start
                && (a.says(start - 1, "a") || a.says(start - 1, "an"))
                && mention.record.is_none();
            if made || self.is_town(m) || self.is_country_pavilion(&range) {
                listed_from = None;
                continue;
            }
            // "the Harbour Center, the Palace Hotel and Aria": what follows a building in a list.
            if let Some((end, of)) = listed_from
                && start > end
                && (end..start)
                    .all(|t| a.is_mark(t, ',') || a.says(t, "and") || a.is(t, Class::Article))
            {
                let fits = match mention.sort {
                    Sort::Venue | Sort::Name => true,
                    // "at the Harbour Center, Kelm Expo": not the fair itself.
                    Sort::Event => {
                        mention.record.is_none()
                            && mention.year.is_none()
                            && !(self.view.events.series_of)
                                .contains_key(&self.view.inventory.of[m])
                    }
                    _ => false,
                };
                // "at Harbour Square, Eastside, Porto": a quarter of the town.
                let quarter = matches!(mention.sort, Sort::Name)
                    && start == end + 1
                    && range.end + 1 < sentence.end
                    && a.is_mark(range.end, ',')
                    && self
                        .view
                        .inventory
                        .mention_at(range.end + 1)
                        .is_some_and(|m| {
                            matches!(
                                self.view.inventory.mentions[m].sort,
                                Sort::Place | Sort::Country
                            )
                        });
                if quarter {
                    listed_from = None;
                    continue;
                }
                if fits && start - end <= 3 {
                    self.ground(of, Name::Thing(self.view.inventory.of[m]), start, ENOUGH);
                    listed_from = Some((range.end, of));
                    continue;
                }
            }
            listed_from = None;
            // "Halls 3 and 4": parts of a building.
            if range.len() == 1
                && a.is(range.start, Class::HallNoun)
                && a.word(range.start).ends_with('s')
                && range.end < sentence.end
                && a.word(range.end).len() <= 3
            {
                continue;
            }
            let (name, end) = match mention.sort {
                // "Pier 12"
                Sort::Venue | Sort::Name
                    if range.len() == 1
                        && a.is(range.start, Class::VenueHead)
                        && range.end < sentence.end
                        && a.tokens[range.end].shape == crate::text::Shape::Number
                        && a.word(range.end).len() <= 3 =>
                {
                    (Name::Words(range.start..range.end + 1), range.end + 1)
                }
                Sort::Venue => (Name::Thing(self.view.inventory.of[m]), range.end),
                // "the Harbour exhibition grounds", "the Riverside complex"
                Sort::Person
                    if start > sentence.start
                        && a.is(start - 1, Class::Article)
                        && range.start == start
                        && self.takes_place_at(sentence, start, range.end) =>
                {
                    let name = Name::Thing(self.view.inventory.of[m]);
                    self.ground(edition, name, start, ENOUGH);
                    continue;
                }
                Sort::Place | Sort::Name | Sort::Organisation(_) => {
                    match self.grounds_behind(&range, sentence) {
                        Some(end) => (Name::Words(range.start..end), end),
                        None if mention.sort == Sort::Name
                            || matches!(mention.sort, Sort::Organisation(_)) =>
                        {
                            // "opened on Monday at Meadow Park": only by what is said of it.
                            let before = self.preposition_before(sentence, start);
                            let fields = a.says(before, "of")
                                && before > sentence.start
                                && (a.is_lower(before - 1, Class::FairGround)
                                    || a.is_lower(before - 1, Class::Turnstile))
                                && (self.about_event(start, sentence)
                                    || self.at_the_fair(sentence));
                            let crowd = mention.sort == Sort::Name
                                && a.is(start - usize::from(start > 0), Class::Article)
                                && self.crowd_goes(sentence, before);
                            // "Where: Jyväskylä Paviljonki"
                            // "Where: All events at Capital Works"
                            let keyed = self.is_keyed(sentence, start, Class::VenueKey)
                                && (a.is_mark(start.saturating_sub(1), ':')
                                    || a.says(before, "at"))
                                && range.len() > 1;
                            let home = start >= sentence.start + 3
                                && a.is(start - 1, Class::Article)
                                && a.is_mark(start - 2, ',')
                                && a.is_lower(start - 3, Class::HomeNoun);
                            let held = home
                                || self.takes_place_at(sentence, start, range.end)
                                || self.moves_into(sentence, start);
                            if fields || crowd || keyed || held {
                                self.ground(
                                    edition,
                                    Name::Thing(self.view.inventory.of[m]),
                                    start,
                                    ENOUGH,
                                );
                            }
                            continue;
                        }
                        None => continue,
                    }
                }
                _ => continue,
            };
            let weight = self.placed(sentence, start, end);
            if weight > 0 {
                self.ground(edition, name, start, weight);
                if weight >= ENOUGH {
                    listed_from = Some((end, edition));
                }
            }
        }
    }

    /// "at the fairgrounds in Brno", "the yarn fair at the city's expo grounds": grounds without a
    /// name, for want of one.
    fn bare_grounds(&mut self, sentence: &Range<usize>) {
        let a = self.view.analysis;
        if !a.has(sentence, Class::BareGround) {
            return;
        }
        for at in sentence.clone() {
            if !a.is_lower(at, Class::BareGround) || self.scope.at(a, at) != Some(self.main) {
                continue;
            }
            let mut start = at;
            while start > sentence.start && a.is_lower(start - 1, Class::VenueModifier) {
                start -= 1;
            }
            // "the exhibition hall for electric cars": one part of the fair.
            if at + 1 < sentence.end && a.says(at + 1, "for") {
                continue;
            }
            // "grounds" and "centre" only with what they are for.
            if start == at && a.is(at, Class::GroundKind) {
                continue;
            }
            let led = start > sentence.start
                && (a.is(start - 1, Class::Article)
                    || a.tokens[start - 1].shape == crate::text::Shape::Possessive);
            if !led {
                continue;
            }
            let mut before = start - 1;
            while before > sentence.start
                && (a.tokens[before].shape == crate::text::Shape::Possessive
                    || a.is(before, Class::Determiner)
                    || a.tokens[before - 1].shape == crate::text::Shape::Possessive
                    || a.is_lower(before, Class::TownNoun))
                && start - before < 4
            {
                before -= 1;
            }
            let placed = ["at", "in", "on", "to"]
                .iter()
                .any(|word| a.says(before, word));
            if placed && (self.about_event(at, sentence) || self.at_the_fair(sentence)) {
                self.bare.push((start..at + 1, at));
            }
        }
    }

    /// "the Chile Pavilion": what a country shows at the fair.
    fn is_country_pavilion(&self, range: &Range<usize>) -> bool {
        let a = self.view.analysis;
        let last = range.end - 1;
        range.len() > 1
            && a.is(last, Class::ZoneNoun)
            && a.knowledge
                .authority
                .names(&a.words[range.start..last])
                .any(|(length, entries)| {
                    length == last - range.start
                        && entries
                            .iter()
                            .any(|e| matches!(e.table, Table::Country | Table::Demonym))
                })
    }

    /// Takes grounds without a name where no building has one.
    fn take_bare(&mut self) {
        let main = self.main;
        let named = self.venues.iter().any(|g| g.edition == main);
        if let (false, Some((range, token))) = (named, self.bare.first().cloned()) {
            self.ground(main, Name::Words(range), token, ENOUGH);
        }
    }

    /// Whether the text puts an edition in a building.
    pub(super) fn is_ground(&self, edition: Edition, thing: ThingId) -> bool {
        let name = Name::Thing(thing);
        (self.venues.iter()).any(|g| g.edition == edition && g.place == name && g.weight >= ENOUGH)
    }

    fn ground(&mut self, edition: Edition, place: Name, token: usize, weight: i32) {
        self.venues.push(Ground {
            edition,
            place,
            token,
            weight,
        });
    }

    /// Where the common nouns end that make a name one of grounds: "Harbour exhibition grounds".
    fn grounds_behind(&self, range: &Range<usize>, sentence: &Range<usize>) -> Option<usize> {
        let a = self.view.analysis;
        let mut at = range.end;
        while at < sentence.end && at < range.end + 3 && a.is_lower(at, Class::VenueModifier) {
            at += 1;
        }
        if at < sentence.end && a.is_lower(at, Class::GroundNoun) {
            return Some(at + 1);
        }
        (at > range.end && a.is_lower(at - 1, Class::GroundNoun)).then_some(at)
    }

    /// "opened on Monday at X", "the fair, May 4 to 6, at X": a name that no table knows.
    fn takes_place_at(&self, sentence: &Range<usize>, start: usize, end: usize) -> bool {
        let a = self.view.analysis;
        let before = self.preposition_before(sentence, start);
        if before == sentence.start || !a.says(before, "at") || start - before > 2 {
            return false;
        }
        // "at Acme's booth", "at Stand B22", "at booth 12"
        let owner = end < sentence.end && a.tokens[end].shape == crate::text::Shape::Possessive;
        let stand = (start..end.min(sentence.end)).any(|t| {
            a.is(t, Class::BoothPlace) || a.is(t, Class::HallNoun) || a.is(t, Class::StagePlace)
        });
        if owner || stand {
            return false;
        }
        let told = self.verb_before(sentence, before).is_some_and(|verb| {
            // No other "at" and no person between, and the fair is what opens.
            self.scope.together(verb, before)
                && before - verb <= 6
                && self.fair_is_subject(verb, sentence)
        });
        told || self.behind_fair(sentence, before)
    }

    /// "It has outgrown its cellar and moves into Kelm Verftet": a name that no table knows.
    fn moves_into(&self, sentence: &Range<usize>, start: usize) -> bool {
        let a = self.view.analysis;
        let before = self.preposition_before(sentence, start);
        let verb = before.checked_sub(1).filter(|t| *t > sentence.start);
        let moves = verb.is_some_and(|verb| {
            a.says(before, "into")
                && a.verb_forms(verb)
                    .iter()
                    .any(|f| a.knowledge.words.verb_class(f.verb, Class::MoveVerb))
        });
        moves
            && verb.is_some_and(|verb| {
                self.fair_is_subject(verb, sentence) || a.is(sentence.start, Class::UnnamedSubject)
            })
    }

    /// How much the words around a building say that the fair is in it; 0 for not at all.
    fn placed(&self, sentence: &Range<usize>, start: usize, end: usize) -> i32 {
        let a = self.view.analysis;
        if self.is_keyed(sentence, start, Class::VenueKey) {
            return 5;
        }
        let fair = self.about_event(start, sentence);
        // "its home was not the A but the B"
        let home = a.grid.any(sentence.start..start, Lower(Class::HomeNoun))
            && (sentence.start..start).any(|t| {
                a.is(t, Class::Be)
                    || fair
                        && a.verb_forms(t)
                            .iter()
                            .any(|f| a.knowledge.words.verb_class(f.verb, Class::FillVerb))
            });
        // "The venue, the Landmark Centre on Victoria Island,"
        let apposed = start >= sentence.start + 3
            && (a.is_mark(start - 1, ',') && a.is_lower(start - 2, Class::HomeNoun)
                || a.is(start - 1, Class::Article)
                    && a.is_mark(start - 2, ',')
                    && a.is_lower(start - 3, Class::HomeNoun));
        if apposed {
            return 4;
        }
        if start <= sentence.start + 1 || self.is_subject(start, end, sentence) {
            // "The Harbour Center shut its gates", "houses the fair"
            let gates = (end..sentence.end.min(end + 8)).any(|t| a.is_lower(t, Class::Turnstile));
            // "the Harbour Center hosts 140 dealers"
            let crowd = self.names_no_fair(sentence)
                && (end..sentence.end.min(end + 6)).any(|t| {
                    t > end
                        && (a.is_lower(t, Class::ExhibitorNoun)
                            || a.is_lower(t, Class::ParticipantNoun))
                        && (a.tokens[t - 1].shape == crate::text::Shape::Number
                            || a.tokens[t - 2].shape == crate::text::Shape::Number)
                });
            return if gates || (fair || crowd) && self.fills_before(end, sentence) {
                4
            } else {
                0
            };
        }
        let before = self.preposition_before(sentence, start);
        if home {
            let denied = a.is_lower(before, Class::Negation)
                || before > sentence.start && a.is_lower(before - 1, Class::Negation);
            return if denied { 0 } else { 4 };
        }
        let fills = |at: usize| {
            a.verb_forms(at)
                .iter()
                .any(|f| a.knowledge.words.verb_class(f.verb, Class::FillVerb))
        };
        // "After two years at the Arena": where the fair was.
        let former = before > sentence.start + 1
            && a.says(before, "at")
            && (a.says(before - 1, "years") || a.says(before - 1, "editions"));
        if former {
            return 0;
        }
        // "fills the Harbour Center", "takes over the hotel"
        // "14,000 square metres of the Poliforum"
        let measured = a.says(before, "of")
            && before > sentence.start + 2
            && a.is_lower(before - 1, Class::AreaUnit)
            && (before.saturating_sub(8).max(sentence.start)..before).any(fills);
        let filled = measured
            || fills(before)
            || a.says(before, "over") && before > sentence.start && fills(before - 1);
        if self.crowd_goes(sentence, before) {
            return 4;
        }
        // "in the Pacific Gallery of the Kelm Convention Center"
        let room = a.says(before, "of")
            && before > sentence.start
            && a.tokens[before - 1].shape == crate::text::Shape::Capital
            && a.is(before - 1, Class::VenueHead);
        // "in the basement of the North Church"
        let inside = a.says(before, "of")
            && before > sentence.start + 2
            && a.is_lower(before - 1, Class::RoomNoun)
            && a.is(before - 2, Class::Article);
        let halls = room
            || inside
            || a.says(before, "of")
                && (before.saturating_sub(4).max(sentence.start)..before).any(|t| {
                    a.is_lower(t, Class::FairGround)
                        || a.is_lower(t, Class::Turnstile)
                        || a.is(t, Class::HallNoun)
                });
        let at = a.is_lower(before, Class::VenuePreposition)
            || before == sentence.start && a.is(before, Class::VenuePreposition);
        let lead = a.sentence_of(start) < 8;
        if filled || halls {
            let booth = room && a.grid.any(sentence.clone(), Lower(Class::BoothPlace));
            return if fair || booth || self.at_the_fair(sentence) {
                4
            } else {
                2
            };
        }
        if at {
            // A visit, an office, a dinner elsewhere: another fair is nearer.
            let other = !fair && !self.names_no_fair(sentence);
            // "drove to the Grand Hotel for a dinner"
            let trip = a.says(before, "to")
                && !fair
                && !self.at_the_fair(sentence)
                && !a.grid.any(sentence.start..before, Sign::Number);
            return if other || trip {
                0
            } else if fair || self.at_the_fair(sentence) {
                4
            } else if lead {
                2
            } else {
                1
            };
        }
        // "Fair 2024, 5-7 May, Harbour Center"
        let listed =
            a.is_mark(before, ',') || a.is_mark(before, ':') || a.is_mark(before, '\u{2022}');
        let short = a.sentences[a.sentence_of(start)].kind != crate::document::BlockKind::Paragraph;
        if listed && short && fair {
            return 3;
        }
        // "the Timber Fair (Oct. 14-17; Harbour Center, Porto)"
        let bracketed = (listed || a.is_mark(before, ';')) && self.dated_fair(sentence, before);
        if bracketed { 3 } else { 0 }
    }

    /// "guests have come to the X", "1,500 squeezed into the X", "brought 30,000 people to X":
    /// where the crowd goes is where the fair is.
    fn crowd_goes(&self, sentence: &Range<usize>, before: usize) -> bool {
        let a = self.view.analysis;
        if !["to", "into", "through"]
            .iter()
            .any(|word| a.says(before, word))
        {
            return false;
        }
        let verb = (before.saturating_sub(5).max(sentence.start)..before)
            .rev()
            .find(|t| {
                a.verb_forms(*t)
                    .iter()
                    .any(|f| a.knowledge.words.verb_class(f.verb, Class::CrowdVerb))
            });
        let Some(verb) = verb else {
            return false;
        };
        (sentence.start.max(verb.saturating_sub(10))..before).any(|t| {
            t != verb
                && (a.is_lower(t, Class::CrowdNoun)
                    // "brings 870 brands to"
                    || a.is_lower(t, Class::ExhibitorNoun)
                        && a.tokens[t - 1].shape == crate::text::Shape::Number
                    || a.tokens[t].shape == crate::text::Shape::Number
                        && a.word(t).len() > 2
                        && t + 1 == verb)
        })
    }

    /// Whether a verb follows a building right away.
    fn is_subject(&self, start: usize, end: usize, sentence: &Range<usize>) -> bool {
        let a = self.view.analysis;
        let open = start > sentence.start
            && (a.is_mark(start - 1, ',')
                || a.is(start - 1, Class::Article)
                    && (start < sentence.start + 2 || a.is_mark(start - 2, ',')));
        open && end < sentence.end
            && (crate::fact::clause::is_finite(a, self.view.inventory, end)
                || a.is_mark(end, ',') && end + 1 < sentence.end && a.says(end + 1, "or"))
    }

    fn fills_before(&self, end: usize, sentence: &Range<usize>) -> bool {
        let a = self.view.analysis;
        (end..sentence.end.min(end + 3)).any(|t| {
            a.verb_forms(t)
                .iter()
                .any(|f| a.knowledge.words.verb_class(f.verb, Class::HousingVerb))
        })
    }

    /// Where no building has enough behind it, one that the text puts something in is taken for
    /// the main edition's, if it is the only one.
    fn raise_only_one(&mut self) {
        let main = self.main;
        let own = || self.venues.iter().filter(|g| g.edition == main);
        let total =
            |place: &Name| -> i32 { own().filter(|g| g.place == *place).map(|g| g.weight).sum() };
        let Some(first) = own().next().map(|g| g.place.clone()) else {
            return;
        };
        let only = own().all(|g| g.place == first);
        if only && (2..ENOUGH).contains(&total(&first)) {
            for ground in &mut self.venues {
                if ground.edition == main {
                    ground.weight = ENOUGH;
                }
            }
        }
    }

    /// States the buildings with enough behind them.
    pub(super) fn choose_venues(&mut self) {
        self.take_bare();
        self.raise_only_one();
        let venues = std::mem::take(&mut self.venues);
        let mut done: Vec<(Edition, &Name)> = Vec::new();
        for ground in &venues {
            if done.contains(&(ground.edition, &ground.place)) {
                continue;
            }
            done.push((ground.edition, &ground.place));
            let sum: i32 = venues
                .iter()
                .filter(|o| o.edition == ground.edition && o.place == ground.place)
                .map(|o| o.weight)
                .sum();
            if sum < ENOUGH {
                continue;
            }
            let entity = match &ground.place {
                Name::Thing(thing) => {
                    let first = self.view.inventory.things[thing.0 as usize].first;
                    let range = self.view.inventory.mentions[first].range.clone();
                    self.grounds
                        .push((ground.edition, range.start, range.end, ground.token));
                    self.facts.thing(self.view, *thing, Kind::Place)
                }
                Name::Words(range) => {
                    let a = self.view.analysis;
                    self.grounds
                        .push((ground.edition, range.start, range.end, ground.token));
                    let label = a.slice(range.clone());
                    let label = crate::text::one_line(label);
                    self.facts.entity(Kind::Place, &label, None)
                }
            };
            self.add(
                ground.edition,
                Relation::Venue,
                Object::Entity(entity),
                ground.token,
                "edition.venue",
            );
        }
    }
}
