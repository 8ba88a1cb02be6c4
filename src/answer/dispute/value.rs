//! Days, ordinals, places and themes: texts differ where they have none in common.

use super::given::{Given, Kind};
use super::stance::{Stance, Text, grouped};
use super::verdict::{Rules, Verdict};
use crate::answer::similar::fold;
use std::collections::{BTreeMap, BTreeSet};

/// What a text names.
struct Values {
    kind: Kind,
    /// Whether it is a day that was still to come.
    is_before: bool,
    value: String,
    things: BTreeSet<Thing>,
    /// The text's day of publication.
    issued: Option<String>,
}

#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Thing {
    /// The name in its plainest form, between spaces.
    key: String,
    is_country: bool,
}

/// What texts say of a matter of this kind, those that say the same together.
pub fn stances<'t>(kind: Kind, givens: &[Given<'t>]) -> Vec<(impl Stance, Vec<Text<'t>>)> {
    let groups = grouped(givens, |given| {
        let published = given.said.published;
        let is_to_come = !published.is_empty() && published < given.words;
        (
            kind == Kind::Day && is_to_come,
            (given.words, given.is_country),
        )
    });
    let mut stances = Vec::new();
    for ((is_before, names), texts) in groups {
        // Of what was said beforehand it matters when.
        let mut by_day: BTreeMap<Option<&str>, Vec<Text<'t>>> = BTreeMap::new();
        for text in texts {
            let day = text.issued.filter(|_| is_before);
            by_day.entry(day).or_default().push(text);
        }
        for (issued, texts) in by_day {
            let thing = |(words, is_country): &(&str, bool)| Thing {
                key: format!(" {} ", fold(words)),
                is_country: *is_country,
            };
            let value = names.first().map_or("", |(words, _)| words);
            let values = Values {
                kind,
                is_before,
                value: value.to_owned(),
                things: names.iter().map(thing).collect(),
                issued: issued.map(str::to_owned),
            };
            stances.push((values, texts));
        }
    }
    stances
}

impl Values {
    fn is_several(&self) -> bool {
        let keys: BTreeSet<&str> = self.things.iter().map(|thing| thing.key.as_str()).collect();
        keys.len() > 1
    }
}

impl Thing {
    /// A city and its country, a motto and its beginning.
    fn agrees(&self, other: &Thing) -> bool {
        let (one, other_key) = (self.key.as_str(), other.key.as_str());
        one.contains(other_key) || other_key.contains(one) || self.is_country != other.is_country
    }
}

impl Stance for Values {
    const WITHIN_A_TEXT: bool = false;

    fn value(&self) -> String {
        self.value.clone()
    }

    fn against(&self, other: &Values, _: &Rules) -> Option<Verdict> {
        let agrees = |one: &Thing| other.things.iter().any(|other| one.agrees(other));
        if self.things.iter().any(agrees) {
            return None;
        }
        let is_later = self.issued.is_none() || self.issued != other.issued;
        Some(match self.kind {
            Kind::Place => Verdict::Place,
            Kind::Theme => Verdict::Theme,
            _ if self.is_several() || other.is_several() => Verdict::Several,
            _ if self.is_before != other.is_before => Verdict::Announced,
            _ if self.is_before && is_later => Verdict::Beforehand,
            _ => Verdict::Dispute,
        })
    }
}
