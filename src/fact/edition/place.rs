//! Where an edition takes place: cities and countries. Buildings are in `venue`.

use super::Reader;
use crate::document::BlockKind;
use crate::fact::model::{Kind, Object, Relation};
use crate::knowledge::{Class, Table};
use crate::mention::Sort;
use std::ops::Range;

impl Reader<'_, '_> {
    /// Places told of other editions than the main one, and places that no table knows.
    pub(super) fn places(&mut self, sentence: &Range<usize>, index: usize) {
        let a = self.view.analysis;
        for m in self.view.inventory.by_sentence[index].0.clone() {
            let mention = &self.view.inventory.mentions[m];
            let start = mention.outer.start;
            if !matches!(mention.sort, Sort::Place | Sort::Country) {
                continue;
            }
            let Some(edition) = self.scope.at(a, start) else {
                continue;
            };
            if edition.series != self.main.series {
                continue;
            }
            // The main edition's place is weighed over the whole text.
            if edition == self.main && (mention.record.is_some() || mention.sort == Sort::Country) {
                continue;
            }
            if self.is_keyed(sentence, start, Class::PlaceKey) {
                self.held_in(m, edition, start, "edition.place-key");
                continue;
            }
            let listed = a.sentences[index].kind != BlockKind::Paragraph
                && edition != self.main
                && mention.sort == Sort::Place
                && start > sentence.start
                && (a.is_mark(start - 1, ',') || a.is_mark(start - 1, ':'))
                && !a.grid.any(sentence.clone(), &self.view.inventory.finite);
            if listed {
                self.held_in(m, edition, start, "edition.held-in");
                continue;
            }
            if start <= sentence.start {
                continue;
            }
            let before = self.preposition_before(sentence, start);
            if !["in", "to", "at"].iter().any(|word| a.says(before, word)) {
                continue;
            }
            if self.held_context(sentence, before, start)
                || self.edition_at(sentence, before, start)
            {
                self.held_in(m, edition, start, "edition.held-in");
            }
        }
    }

    fn held_in(
        &mut self,
        m: usize,
        edition: crate::fact::event::Edition,
        token: usize,
        rule: &str,
    ) {
        let thing = self.view.inventory.of[m];
        let entity = self.facts.thing(self.view, thing, Kind::Place);
        self.add(
            edition,
            Relation::HeldIn,
            Object::Entity(entity),
            token,
            rule,
        );
    }

    /// The word before a name, articles and adjectives left out.
    pub(super) fn preposition_before(&self, sentence: &Range<usize>, start: usize) -> usize {
        let a = self.view.analysis;
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

    /// "Its first edition, in Cairo in 2018", "In Durban three years later", "back to Cairo in
    /// 2023": a place beside the words that tell the edition.
    fn edition_at(&self, sentence: &Range<usize>, before: usize, start: usize) -> bool {
        let a = self.view.analysis;
        let cues = self.scope.cues(a.sentence_of(start));
        let end = self
            .view
            .inventory
            .mention_at(start)
            .map_or(start + 1, |m| self.view.inventory.mentions[m].outer.end);
        let named = before > sentence.start
            && cues
                .iter()
                .any(|cue| cue.named && cue.range.end <= before && before - cue.range.end <= 2)
            && (before..start).all(|t| a.mark(t).is_none());
        let time_behind = cues.iter().any(|cue| {
            cue.explicit
                && cue.range.start >= end
                && cue.range.start - end <= 2
                && a.mark(cue.range.start - 1).is_none()
        });
        let leads = before <= sentence.start + 1 || a.says(before, "to");
        named || time_behind && leads
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
            let preposition = start.checked_sub(1).filter(|t| *t >= sentence.start);
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
        let mut unknown = self.unknown_town();
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
            let entry = authority
                .names(&words)
                .last()
                .and_then(|(_, entries)| entries.iter().find(|e| e.table == Table::Place));
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
                        classes.has(Class::OrgLast) || classes.has(Class::NameNoun)
                    });
                unknown = unknown.or_else(|| (!body).then(|| town(text)).flatten());
            }
        }
        let best = candidates
            .iter()
            .filter(|(_, weight, ..)| *weight >= 4)
            .max_by_key(|(_, weight, token, _)| (*weight, std::cmp::Reverse(*token)));
        if let Some(&(record, _, token, rule)) = best {
            let record = authority.record(record);
            let name = record.name.clone();
            let entity = self
                .facts
                .entity(Kind::Place, &name, Some(record.id.clone()));
            self.add(
                self.main,
                Relation::HeldIn,
                Object::Entity(entity),
                token,
                rule,
            );
        } else if let Some(town) = unknown
            && home.is_none()
        {
            // A town that no table knows, where the report comes from.
            let entity = self.facts.entity(Kind::Place, &town, None);
            let rule = "edition.dateline";
            self.add(
                self.main,
                Relation::HeldIn,
                Object::Entity(entity),
                line,
                rule,
            );
        }
    }
}

impl Reader<'_, '_> {
    /// "wound up in Aalsmeer on Sunday": a town that no table knows, right behind the verb.
    fn unknown_town(&self) -> Option<String> {
        let a = self.view.analysis;
        let inventory = self.view.inventory;
        inventory
            .mentions
            .iter()
            .enumerate()
            .find_map(|(m, mention)| {
                let start = mention.outer.start;
                let sentence = a.sentences[a.sentence_of(start)].tokens.clone();
                let fits = mention.sort == crate::mention::Sort::Name
                    && mention.record.is_none()
                    && mention.range.len() <= 2
                    && inventory.thing(m).sort == crate::mention::Sort::Name
                    && start > sentence.start + 1
                    && a.says(start - 1, "in")
                    && a.kind_of(start) == BlockKind::Paragraph
                    && mention.range.clone().all(|t| {
                        a.tokens[t].shape == crate::text::Shape::Capital
                            && !a.is(t, Class::GenericName)
                            && !a.is(t, Class::EventHead)
                            && !a.is(t, Class::SessionHead)
                    });
                let near = fits
                    && (self.is_date_verb(start - 2)
                        || self.is_own(start - 2)
                        || start > sentence.start + 2
                            && a.is_lower(start - 2, Class::VerbTail)
                            && self.is_date_verb(start - 3));
                (near
                    && self.scope.at(a, start) == Some(self.main)
                    && self.held_context(&sentence, start - 1, start))
                .then(|| inventory.thing(m).label.clone())
            })
    }
}

/// The town of a dateline, in the capitals of a name: "OXFORD, Ala." is Oxford.
fn town(dateline: &str) -> Option<String> {
    let name = dateline
        .split([',', '/', '(', ':', '-', '\u{2013}', '\u{2014}'])
        .next()?
        .trim();
    let fits = (3..30).contains(&name.len())
        && name
            .chars()
            .all(|c| c.is_alphabetic() || matches!(c, ' ' | '.' | '\''))
        && name.chars().next().is_some_and(char::is_uppercase);
    if !fits {
        return None;
    }
    let word = |word: &str| -> String {
        let mut chars = word.chars();
        chars
            .next()
            .into_iter()
            .chain(chars.flat_map(char::to_lowercase))
            .collect()
    };
    Some(
        name.split_whitespace()
            .map(word)
            .collect::<Vec<_>>()
            .join(" "),
    )
}

impl Reader<'_, '_> {
    pub(super) fn subject_is_event(&self, verb: usize, sentence: &Range<usize>) -> bool {
        let start = sentence.start.max(verb.saturating_sub(8));
        let standing = self.view.standing;
        let grid = &self.view.analysis.grid;
        grid.any(start..verb, [&standing.own, &standing.nouns])
    }
}
