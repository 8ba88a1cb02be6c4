//! Where an edition takes place: cities and countries. Buildings are in `venue`.

use super::Reader;
use super::town::town;
use crate::fact::model::{EntityId, Kind, Object, Relation};
use crate::knowledge::{Class, Table, WordId};
use crate::mention::Sort;
use std::ops::Range;

/// So many parts of a dateline may name its town.
const PARTS: usize = 2;

impl Reader<'_, '_> {
    /// The word before a name, articles and adjectives left out.
    pub(super) fn preposition_before(&self, sentence: &Range<usize>, start: usize) -> usize {
        let a = self.view.analysis;
        // "at Harrogate's Yorkshire Event Centre": behind what has it.
        let owner = start
            .checked_sub(2)
            .filter(|t| *t >= sentence.start)
            .filter(|t| a.tokens[t + 1].shape == crate::text::Shape::Possessive)
            .and_then(|t| self.view.inventory.mention_at(t));
        let start = owner.map_or(start, |m| self.view.inventory.mentions[m].outer.start);
        let mut before = start.saturating_sub(1).max(sentence.start);
        while before > sentence.start
            && (a.is(before, Class::Determiner)
                || a.is_lower(before, Class::Common) && !a.is(before, Class::Preposition))
            && start - before < 6
        {
            before -= 1;
        }
        before
    }

    /// "Venue: X", "City: X": whether the line begins with such a key.
    pub(super) fn is_keyed(&self, sentence: &Range<usize>, start: usize, class: Class) -> bool {
        let a = self.view.analysis;
        let colon =
            (sentence.start + 1..start.min(sentence.start + 4)).find(|t| a.is_mark(*t, ':'));
        colon.is_some_and(|colon| (sentence.start..colon).any(|t| a.is(t, class)))
    }

    /// Whether "in X" tells where the fair is held: a verb of taking place before it, or the
    /// fair's name right before.
    pub(super) fn held_context(
        &self,
        sentence: &Range<usize>,
        preposition: usize,
        start: usize,
    ) -> bool {
        let a = self.view.analysis;
        let from = sentence.start.max(preposition.saturating_sub(14));
        let mut verb = None;
        for at in (from..preposition).rev() {
            if a.is_mark(at, ';')
                || a.is_quote(at)
                || a.is(at, Class::Relative) && at + 3 < preposition
            {
                break;
            }
            if self.is_date_verb(at) {
                verb = Some(at);
                break;
            }
        }
        // "the 24th Smart Expo in Lagos", "the IFA show in Berlin"
        let named = preposition > sentence.start
            && (self
                .view
                .inventory
                .mention_at(preposition - 1)
                .is_some_and(|m| {
                    self.view.events.series_of.get(&self.view.inventory.of[m])
                        == Some(&self.main.series)
                })
                || self.stands_for_event(preposition - 1)
                || self.behind_fair(sentence, preposition));
        // A list of places is no place of the fair.
        let listed = a.is_mark(start.saturating_sub(1), ',');
        (named
            || verb.is_some_and(|verb| {
                self.subject_is_event(verb, sentence)
                    || a.is(sentence.start, Class::UnnamedSubject)
                    || a.says(verb.saturating_sub(2), "it") && self.fair_is_subject(verb, sentence)
            }))
            && !listed
            && self.about_event(start, sentence)
    }

    /// Where the main edition takes place: of all places named, the one that most speaks for it -
    /// in the fair's own name, behind its name or a verb of taking place, in the dateline, in the
    /// authority's record of the fair or of its building.
    pub(super) fn main_place(&mut self) {
        let a = self.view.analysis;
        let mut candidates: Vec<(u32, i64, usize, &'static str)> = Vec::new();
        let mut vote = |record: u32, weight: i64, token: usize, rule: &'static str| match candidates
            .iter_mut()
            .find(|(r, ..)| *r == record)
        {
            Some((_, sum, first, kept)) => {
                *sum += weight;
                if weight > 3 && *kept == "edition.place-named" {
                    (*first, *kept) = (token, rule);
                }
            }
            None => candidates.push((record, weight, token, rule)),
        };
        let authority = &a.knowledge.authority;
        let home = self.view.events.series[self.main.series]
            .record
            .map(|record| authority.record(record).within.clone());
        let mut venues: Vec<Box<str>> = Vec::new();
        for &(edition, first, _, token) in &self.grounds {
            let record = self
                .view
                .inventory
                .mention_at(first)
                .and_then(|m| self.view.inventory.mentions[m].record)
                .filter(|_| edition == self.main);
            if let Some(record) = record {
                let within = authority.record(record).within.clone();
                if let Some(place) = authority.index(&format!("places/{within}")) {
                    vote(place, 4, token, "edition.place-of-venue");
                }
                venues.push(within);
            }
        }
        let mut first_event = 0;
        for (m, mention) in self.view.inventory.mentions.iter().enumerate() {
            let series = self.view.events.series_of.get(&self.view.inventory.of[m]);
            if mention.sort == Sort::Event && series == Some(&self.main.series) {
                if first_event == 0 {
                    first_event = mention.range.start;
                }
                // A place inside the fair's name.
                for at in mention.range.clone() {
                    let words = &a.words[at..mention.range.end];
                    for (_, entries) in authority.names(words) {
                        for entry in entries {
                            if entry.table == Table::Place && !entry.ambiguous {
                                // A fair is held in a city, and may be named after its state.
                                let city = &*authority.record(entry.record).sort == "city";
                                vote(
                                    entry.record,
                                    if city { 6 } else { 1 },
                                    mention.range.start,
                                    "edition.place-in-name",
                                );
                            }
                        }
                    }
                }
            }
            if mention.sort != Sort::Place || mention.record.is_none() {
                continue;
            }
            let Some(record) = mention.record else {
                continue;
            };
            let id = authority.record(record).id.clone();
            let local = id.strip_prefix("places/").unwrap_or(&id);
            vote(record, 1, mention.range.start, "edition.place-named");
            let own_sentence = a.sentences[a.sentence_of(mention.range.start)]
                .tokens
                .clone();
            if self.is_keyed(&own_sentence, mention.range.start, Class::PlaceKey)
                && self.scope.at(a, mention.range.start) == Some(self.main)
            {
                vote(record, 8, mention.range.start, "edition.place-key");
            }
            if home.as_deref() == Some(local) {
                vote(record, 6, mention.range.start, "edition.place-known");
            }
            if venues.iter().any(|within| &**within == local) {
                vote(record, 5, mention.range.start, "edition.place-of-venue");
            }
            // A venue right before: "the Mandalay Bay in Las Vegas".
            let start = mention.outer.start;
            let building = (start >= 2 && (a.says(start - 1, "in") || a.is_mark(start - 1, ',')))
                .then(|| self.view.inventory.mention_at(start - 2))
                .flatten();
            let own = building.is_some_and(|v| {
                let first = self.view.inventory.mentions[v].range.start;
                self.grounds
                    .iter()
                    .any(|g| g.0 == self.main && g.3 == first)
            });
            if own {
                vote(record, 5, start, "edition.place-of-venue");
            } else if building.is_some_and(|v| self.view.inventory.mentions[v].sort == Sort::Venue)
            {
                vote(record, 3, start, "edition.place-of-venue");
            }
            let sentence = a.sentences[a.sentence_of(start)].tokens.clone();
            if start == sentence.start && self.is_place_line(&sentence) {
                vote(record, 7, start, "edition.held-in");
            }
            // "In Taipei, Comput-Next opens on"
            let opens = start == sentence.start + 1
                && a.is(sentence.start, Class::Preposition)
                && mention.outer.end + 1 < sentence.end
                && a.is_mark(mention.outer.end, ',')
                && (mention.outer.end + 1..sentence.end.min(mention.outer.end + 4))
                    .any(|t| self.is_own(t) || self.stands_for_event(t));
            if opens && self.scope.at(a, start) == Some(self.main) {
                vote(record, 5, start, "edition.held-in");
            }
            // "From tomorrow until Sunday, Bordeaux hosts the congress"
            let next = mention.outer.end;
            let hosts = next + 1 < sentence.end
                && (next..sentence.end.min(next + 3)).any(|t| {
                    a.verb_forms(t)
                        .iter()
                        .any(|f| !f.ing && a.knowledge.words.verb_class(f.verb, Class::HousingVerb))
                })
                && (next + 1..sentence.end.min(next + 6))
                    .any(|t| self.is_own(t) || self.stands_for_event(t));
            // "Barcelona's Mobile Health Congress"
            let owns = next + 1 < sentence.end
                && a.tokens[next].shape == crate::text::Shape::Possessive
                && self.is_own(next + 1);
            if owns && self.scope.at(a, start) == Some(self.main) {
                vote(record, 7, start, "edition.place-of-fair");
            }
            // "has been moved from Bulawayo to Mutare"
            let moved = start > sentence.start + 2
                && a.says(start - 1, "to")
                && (sentence.start.max(start.saturating_sub(6))..start).any(|t| {
                    a.verb_forms(t)
                        .iter()
                        .any(|f| a.knowledge.words.verb_class(f.verb, Class::MoveVerb))
                })
                && self.about_event(start, &sentence);
            if moved && self.scope.at(a, start) == Some(self.main) {
                vote(record, 6, start, "edition.held-in");
            }
            // "Dar es Salaam. The festival will": a dateline that is a sentence.
            let line = sentence.start == start
                && sentence.len() == mention.outer.len() + 1
                && a.is_mark(next, '.')
                && a.sentence_of(start) < 3;
            if (hosts || line) && self.scope.at(a, start) == Some(self.main) {
                vote(record, 4, start, "edition.held-in");
            }
            // "the Lima fair"
            if mention.outer.end < sentence.end
                && self.stands_for_event(mention.outer.end)
                && self.scope.at(a, start) == Some(self.main)
            {
                vote(record, 4, start, "edition.place-of-fair");
            }
            // "the Timber Fair, Lima, 4-6 October"
            let between = start > sentence.start + 1
                && a.is_mark(start - 1, ',')
                && self.is_own(start - 2)
                && next + 1 < sentence.end
                && (a.is_mark(next, ',') || a.is_mark(next, '('))
                && self
                    .scope
                    .dates(a.sentence_of(start))
                    .iter()
                    .any(|date| date.tokens.start == next + 1);
            if between {
                vote(record, 5, start, "edition.held-in");
            }
            // "in its third Lagos edition"; "to Oslo, where he opened the fair"
            if self.scope.at(a, start) == Some(self.main)
                && (self.is_outing(&sentence, start, next) || self.is_where(&sentence, next))
            {
                vote(record, 5, start, "edition.held-in");
            }
            // "the arms show in northern Paris"
            let part = start > sentence.start && a.is_lower(start - 1, Class::RegionWord);
            let preposition = start
                .checked_sub(1 + usize::from(part))
                .filter(|t| *t >= sentence.start);
            if let Some(preposition) = preposition
                && ["in", "to", "of", "outside", "near"]
                    .iter()
                    .any(|word| a.says(preposition, word))
                && self.scope.at(a, start) == Some(self.main)
                && self.held_context(&sentence, preposition, start)
            {
                vote(record, 5, start, "edition.held-in");
            }
        }
        // A place inside the name of the edition's building.
        for &(edition, first, last, token) in &self.grounds {
            if edition != self.main {
                continue;
            }
            for at in first..last {
                for (_, entries) in authority.names(&a.words[at..last]) {
                    for entry in entries {
                        if entry.table == Table::Place && !entry.ambiguous {
                            vote(entry.record, 4, token, "edition.place-of-venue");
                        }
                    }
                }
            }
        }
        if let Some((record, token)) = self.towns_of_origin() {
            vote(record, 4, token, "edition.dateline");
        }
        if let Some((record, token)) = self.town_of_paper() {
            vote(record, 4, token, "edition.dateline");
        }
        let told = self.unknown_town();
        let mut unknown = told.clone();
        // The line that names the place states it.
        let mut line = first_event;
        if let Some(dateline) = self.document.dateline.clone() {
            let at = a
                .tokens
                .partition_point(|t| (t.end as usize) <= dateline.start);
            if at < a.tokens.len() {
                line = at;
            }
            let text = &self.document.text[dateline];
            let mut tokens = Vec::new();
            crate::text::lex(text, 0..text.len(), &a.knowledge.abbreviations, &mut tokens);
            let words: Vec<_> = tokens
                .iter()
                .map(|t| a.knowledge.words.id(t.text(text)))
                .collect();
            let place = |words: &[WordId]| {
                let (_, entries) = authority.names(words).last()?;
                entries.iter().find(|e| e.table == Table::Place).copied()
            };
            // "The Bay Star, Lisbon, Sunday 17 August": the paper first, then the town.
            let behind = || {
                let parts = tokens
                    .iter()
                    .enumerate()
                    .filter(|(_, t)| t.text(text) == ",");
                parts
                    .take(PARTS)
                    .find_map(|(at, _)| place(&words[at + 1..]))
            };
            let entry = place(&words).or_else(behind);
            if let Some(entry) = entry {
                let local = authority.record(entry.record).id.clone();
                let local = local.strip_prefix("places/").unwrap_or(&local).to_owned();
                let known = home.as_deref() == Some(local.as_str());
                let here = a
                    .sentences
                    .iter()
                    .take(8)
                    .any(|s| s.tokens.clone().any(|t| a.says(t, "here")));
                // What firms send out comes from where they are.
                let names = &a.knowledge.words;
                let wire = text
                    .split(|c: char| c.is_whitespace() || matches!(c, '/' | '(' | ')'))
                    .map(|word| word.trim_start_matches(|c: char| c.is_ascii_digit() || c == '-'))
                    .any(|word| names.classes(names.id(word)).has(Class::WireWord));
                let weight = if known {
                    8
                } else if here {
                    5
                } else if wire {
                    3
                } else {
                    4
                };
                vote(entry.record, weight, line, "edition.dateline");
            } else {
                // "Trade Wire, May 29, 2031": who reports, not where.
                let names = &a.knowledge.words;
                let body = text
                    .split([',', '/', '(', ':', '-', '\u{2013}', '\u{2014}'])
                    .next()
                    .and_then(|name| name.split_whitespace().last())
                    .is_some_and(|word| {
                        let classes = names.classes(names.id(word));
                        !classes.has(Class::TownNoun)
                            && (classes.has(Class::OrgLast) || classes.has(Class::NameNoun))
                    });
                let here = || Some((town(text)?, line));
                unknown = unknown.or_else(|| (!body).then(here).flatten());
            }
        }
        let best = candidates
            .iter()
            .filter(|(_, weight, ..)| *weight >= 4)
            .max_by_key(|(_, weight, token, _)| (*weight, std::cmp::Reverse(*token)));
        // Where the report comes from says less than a verb of taking place.
        let best = best.filter(|b| told.is_none() || b.3 != "edition.dateline");
        // A town of the state that speaks for itself.
        let told = |rule: &str| !matches!(rule, "edition.dateline" | "edition.place-named");
        let city = best.is_some_and(|b| &*authority.record(b.0).sort == "city" && told(b.3));
        let stated = self.town_of_line();
        let stated = stated
            .or_else(|| self.town_of_state())
            .or_else(|| self.town_of_headline());
        if !city && let Some((town, token)) = stated {
            let entity = self.facts.entity(Kind::Place, &town, None);
            self.holds_main_in(entity, token, "edition.held-in");
            return;
        }
        if let Some(&(record, _, token, rule)) = best {
            let record = authority.record(record);
            let name = record.name.clone();
            let entity = self
                .facts
                .entity(Kind::Place, &name, Some(record.id.clone()));
            self.holds_main_in(entity, token, rule);
        } else if let Some((town, token)) = unknown
            && home.is_none()
        {
            // A town that no table knows, where the report comes from.
            let entity = self.facts.entity(Kind::Place, &town, None);
            self.holds_main_in(entity, token, "edition.dateline");
        }
    }

    /// "its third Lagos edition", "the first Frankfurt outing": a place between a count and a noun for
    /// an edition.
    pub(super) fn is_outing(&self, sentence: &Range<usize>, start: usize, end: usize) -> bool {
        let a = self.view.analysis;
        start > sentence.start
            && end < sentence.end
            && a.is_lower(end, Class::EditionNoun)
            && !a.is(end, Class::NoEditionCount)
            && (a.ordinal(start - 1).is_some()
                || a.says(start - 1, "its")
                || a.is_lower(start - 1, Class::Previous))
    }

    /// "to Oslo, where he opened the fair", "Oslo, where the fair is held".
    fn is_where(&self, sentence: &Range<usize>, end: usize) -> bool {
        let a = self.view.analysis;
        end + 2 < sentence.end
            && a.is_mark(end, ',')
            && a.says(end + 1, "where")
            && (end + 2..sentence.end.min(end + 9))
                .take_while(|t| !a.is_mark(*t, ','))
                .any(|t| self.is_own(t) || self.stands_for_event(t))
    }

    /// States where the edition that the text is about is held.
    fn holds_main_in(&mut self, place: EntityId, token: usize, rule: &str) {
        let object = Object::Entity(place);
        self.add(self.main, Relation::HeldIn, object, token, rule);
    }
}

impl Reader<'_, '_> {
    pub(super) fn subject_is_event(&self, verb: usize, sentence: &Range<usize>) -> bool {
        let start = sentence.start.max(verb.saturating_sub(8));
        let standing = self.view.standing;
        let grid = &self.view.analysis.grid;
        grid.any(start..verb, [&standing.own, &standing.nouns])
    }
}
