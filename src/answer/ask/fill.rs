//! Parameters from the parts of a question: which name, year or number goes where.

use super::editions::{Mention, implied_series, neighbour, things, year};
use super::names::{Meaning, Names};
use super::question::{Piece, Question, Unit};
use super::wording::{Need, NeedKind, Part, Wording};
use std::collections::BTreeMap;

/// Parameters with what was found for them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Filled {
    pub values: BTreeMap<String, Value>,
    /// For each unit of the question, the parameter that it went to.
    pub used: Vec<Option<String>>,
    pub notes: Vec<String>,
    /// Editions stand in the wrong order for this wording.
    pub crossed: bool,
}

/// What a parameter gets.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// One of these, as a command gives them; more than one where the name is ambiguous.
    Choices(Vec<String>),
    /// Nothing said so, but nothing else can be meant.
    Implied(String),
    /// A name that nothing has, with those nearest to it.
    Unknown { typed: String, nearest: Vec<String> },
}

/// Fills what a target needs from a question.
pub fn fill(
    wording: &Wording,
    needs: &[Need],
    question: &Question,
    mentions: &[Mention],
    names: &Names,
    earlier: &[String],
    is_order: bool,
) -> Filled {
    let mut filler = Filler {
        question,
        mentions,
        names,
        filled: Filled {
            used: vec![None; question.units.len()],
            ..Filled::default()
        },
    };
    // Slots come first, in their order; what the wording leaves out may still be said.
    let slots: Vec<&str> = wording
        .parts
        .iter()
        .filter_map(|part| match part {
            Part::Slot { parameter, .. } => Some(parameter.as_str()),
            Part::Word { .. } => None,
        })
        .collect();
    let place = |need: &&Need| {
        let slot = slots.iter().position(|slot| *slot == need.name);
        slot.unwrap_or(usize::MAX)
    };
    let mut ordered: Vec<&Need> = needs.iter().collect();
    ordered.sort_by_key(place);
    let editions: Vec<&Need> = ordered
        .iter()
        .copied()
        .filter(|need| need.kind == NeedKind::Edition)
        .collect();
    filler.editions(&editions, needs, &slots, earlier, is_order);
    for need in &ordered {
        match &need.kind {
            NeedKind::Edition | NeedKind::Other => {}
            NeedKind::Thing(classes) => filler.thing(need, classes.as_deref()),
            NeedKind::Year => filler.year(need),
            NeedKind::Number => filler.number(need),
            NeedKind::Word => filler.word(need, wording),
        }
    }
    for need in ordered {
        filler.imply(need);
    }
    filler.filled
}

struct Filler<'a> {
    question: &'a Question,
    mentions: &'a [Mention],
    names: &'a Names,
    filled: Filled,
}

impl Filler<'_> {
    fn take(&mut self, units: &[usize], need: &Need, value: Value) {
        for &unit in units {
            self.filled.used[unit] = Some(need.name.clone());
        }
        self.filled.values.insert(need.name.clone(), value);
    }

    fn given(&self, things: &[usize], classes: Option<&str>) -> Value {
        let given = things.iter().map(|&thing| self.names.given(thing, classes));
        Value::Choices(given.collect())
    }

    /// One edition, or two of which the first in the header is the earlier.
    fn editions(
        &mut self,
        ordered: &[&Need],
        needs: &[Need],
        slots: &[&str],
        earlier: &[String],
        is_order: bool,
    ) {
        let class = Some(super::wording::EDITION);
        let mentions: Vec<&Mention> = self
            .mentions
            .iter()
            .filter(|mention| !mention.things.is_empty())
            .collect();
        let [first, second] = ordered else {
            if let (Some(need), Some(mention)) = (ordered.first(), mentions.first())
                && (need.required || !mention.units.is_empty())
            {
                self.note(mention);
                let value = match (mention.things.as_slice(), mention.units.is_empty()) {
                    ([only], true) => Value::Implied(self.names.given(*only, class)),
                    _ => self.given(&mention.things, class),
                };
                self.take(&mention.units, need, value);
            }
            return;
        };
        let is_earlier = |need: &Need| {
            let mut all = needs.iter().filter(|need| need.kind == NeedKind::Edition);
            all.next().is_some_and(|earlier| earlier.name == need.name)
        };
        match mentions.as_slice() {
            [] => {}
            [one] => {
                // What the wording names; else the later one, which is in question.
                let named = |need: &Need| slots.contains(&need.name.as_str());
                let after = |unit: &usize| earlier.contains(&self.question.units[*unit].before);
                let (own, other) = match (named(first), named(second)) {
                    _ if one.units.iter().any(after) => match is_earlier(first) {
                        true => (*first, *second),
                        false => (*second, *first),
                    },
                    (true, false) => (*first, *second),
                    (false, true) => (*second, *first),
                    _ if is_earlier(first) => (*second, *first),
                    _ => (*first, *second),
                };
                if one.units.is_empty() {
                    return;
                }
                self.note(one);
                self.take(&one.units, own, self.given(&one.things, class));
                if let [thing] = one.things.as_slice()
                    && let Some(next) = neighbour(self.names, *thing, is_earlier(own))
                {
                    let label = &self.names.things[next].label;
                    let what = match is_earlier(own) {
                        true => "the next edition in the graph is",
                        false => "compared with the edition before it in the graph,",
                    };
                    self.filled.notes.push(format!("{what} {label}"));
                    let value = Value::Implied(self.names.given(next, class));
                    self.filled.values.insert(other.name.clone(), value);
                }
            }
            [one, two, ..] => {
                let times = (
                    one.things
                        .first()
                        .and_then(|thing| year(self.names, *thing)),
                    two.things
                        .first()
                        .and_then(|thing| year(self.names, *thing)),
                );
                let rising = times.0 <= times.1;
                let (mut a, mut b) = (*first, *second);
                if rising != is_earlier(first) {
                    // "At 2022 and not at 2021" is another question than the other way round.
                    self.filled.crossed = is_order;
                    (a, b) = (b, a);
                }
                for (mention, need) in [(one, a), (two, b)] {
                    self.note(mention);
                    self.take(&mention.units, need, self.given(&mention.things, class));
                }
            }
        }
    }

    fn note(&mut self, mention: &Mention) {
        self.filled.notes.extend(mention.note.clone());
    }

    fn thing(&mut self, need: &Need, classes: Option<&str>) {
        for (at, unit) in self.question.units.iter().enumerate() {
            if self.filled.used[at].is_some() {
                continue;
            }
            let Some(Piece::Name { meanings, partly }) = &unit.piece else {
                continue;
            };
            // "The 2019 edition" of a series is a thing, too.
            let whole = self.mentions.iter().find(|mention| {
                classes.is_none() && mention.units.contains(&at) && mention.things.len() == 1
            });
            if let Some(mention) = whole {
                self.note(mention);
                let value = self.given(&mention.things, classes);
                self.take(&mention.units, need, value);
                return;
            }
            let found = things(meanings, self.names, classes);
            if found.is_empty() {
                continue;
            }
            if let (true, [only]) = (partly, found.as_slice()) {
                let label = &self.names.things[*only].label;
                let note = format!("{:?} is taken for {label}", unit.text);
                self.filled.notes.push(note);
            }
            let value = self.given(&found, classes);
            self.take(&[at], need, value);
            return;
        }
        if classes.is_none()
            && let Some(mention) = self.mentions.iter().find(|mention| {
                let free = mention
                    .units
                    .iter()
                    .all(|&at| self.filled.used[at].is_none());
                free && !mention.units.is_empty() && mention.things.len() == 1
            })
        {
            self.note(mention);
            let value = self.given(&mention.things, classes);
            self.take(&mention.units, need, value);
            return;
        }
        if need.required {
            self.unknown(need, classes);
        }
    }

    /// A name that nothing has may be what is meant here.
    fn unknown(&mut self, need: &Need, classes: Option<&str>) {
        let mut units = self.question.units.iter().enumerate();
        let free = units.find(|(at, unit)| {
            unit.piece == Some(Piece::Unknown) && self.filled.used[*at].is_none()
        });
        if let Some((at, unit)) = free {
            let value = Value::Unknown {
                typed: unit.text.clone(),
                nearest: self.names.resembling(&unit.text, classes),
            };
            self.take(&[at], need, value);
        }
    }

    fn year(&mut self, need: &Need) {
        let units = self.question.units.iter().enumerate();
        let found = units.filter(|(at, _)| self.filled.used[*at].is_none());
        let mut years = found.filter_map(|(at, unit)| match unit.piece {
            Some(Piece::Year(year)) => Some((at, year)),
            _ => None,
        });
        if let Some((at, year)) = years.next() {
            self.take(&[at], need, Value::Choices(vec![year.to_string()]));
        }
    }

    fn number(&mut self, need: &Need) {
        let units = self.question.units.iter().enumerate();
        let found = units.filter(|(at, _)| self.filled.used[*at].is_none());
        let mut numbers = found.filter_map(|(at, unit)| match unit.piece {
            Some(Piece::Number(number)) => Some((at, number)),
            _ => None,
        });
        if let Some((at, number)) = numbers.next() {
            self.take(&[at], need, Value::Choices(vec![number.to_string()]));
        }
    }

    /// A word that the graph has for the parameter; one that the wording has itself comes last.
    fn word(&mut self, need: &Need, wording: &Wording) {
        let is_own = |unit: &Unit| {
            unit.words.iter().any(|word| {
                wording.parts.iter().any(|part| match part {
                    Part::Word { keys, .. } => keys.iter().any(|key| word.keys.contains(key)),
                    Part::Slot { .. } => false,
                })
            })
        };
        let mut found: Vec<(bool, usize, String)> = Vec::new();
        for (at, unit) in self.question.units.iter().enumerate() {
            let (None, Some(Piece::Name { meanings, .. })) = (&self.filled.used[at], &unit.piece)
            else {
                continue;
            };
            let value = meanings.iter().find_map(|meaning| match meaning {
                Meaning::Value { parameter, value } if *parameter == need.name => Some(value),
                _ => None,
            });
            found.extend(value.map(|value| (is_own(unit), at, self.names.with_alike(value))));
        }
        if let Some((_, at, value)) = found.into_iter().min() {
            if value.contains('|') {
                let note = format!("counted as {}", value.replace('|', ", "));
                self.filled.notes.push(note);
            }
            self.take(&[at], need, Value::Choices(vec![value]));
        }
    }

    /// A series that need not be named.
    fn imply(&mut self, need: &Need) {
        let is_series = need.kind == NeedKind::Thing(Some("ExpoSeries".to_owned()));
        if !is_series || !need.may_be_implied || self.filled.values.contains_key(&need.name) {
            return;
        }
        if let Some(series) = self.names.main_series() {
            self.filled.notes.push(implied_series(self.names, series));
            let value = Value::Implied(self.names.given(series, Some("ExpoSeries")));
            self.filled.values.insert(need.name.clone(), value);
        }
    }
}
