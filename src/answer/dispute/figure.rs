//! Figures: texts differ where none of the numbers that one leaves possible is one that the other
//! does.

use super::given::Given;
use super::stance::{Stance, Text, grouped};
use super::verdict::{Rules, Verdict};
use crate::answer::interval::Interval;
use std::collections::BTreeSet;

/// The basis of what has come about.
const REPORTED: &str = "reported";

/// The numbers of a text that are told beforehand, or those that are not.
struct Figures {
    is_before: bool,
    value: String,
    /// Whether it gives several numbers.
    is_several: bool,
    intervals: Vec<Interval>,
}

/// A number as it is collected: its words, the number, and what it may be.
type Number<'t> = (String, [&'t str; 4]);

/// Adds what texts say, those that say the same together.
pub fn stances<'t>(givens: &[Given<'t>]) -> Vec<(impl Stance, Vec<Text<'t>>)> {
    let is_number = |given: &&Given<'t>| {
        let is_finite = |text: &str| text.parse().is_ok_and(f64::is_finite);
        is_finite(given.number) && Interval::read(given.low, given.high, given.slack).is_some()
    };
    let groups = grouped(givens.iter().filter(is_number), |given| {
        let is_before = given.basis != REPORTED;
        let words = match is_before {
            true => format!("{} ({})", given.words, given.basis),
            false => given.words.to_owned(),
        };
        let number = [given.number, given.low, given.high, given.slack];
        (is_before, (words, number))
    });
    let stances = groups
        .into_iter()
        .map(|((is_before, numbers), texts)| (Figures::of(is_before, &numbers), texts));
    stances.collect()
}

impl Figures {
    fn of(is_before: bool, numbers: &BTreeSet<Number<'_>>) -> Figures {
        let number = |(_, [number, ..]): &Number<'_>| number.parse::<f64>().unwrap_or_default();
        let by_number =
            |a: &&Number<'_>, b: &&Number<'_>| number(a).total_cmp(&number(b)).then(a.cmp(b));
        let (least, most) = (
            numbers.iter().min_by(by_number),
            numbers.iter().max_by(by_number),
        );
        let is_several = least.map(number) != most.map(number);
        let text =
            |of: Option<&Number<'_>>| of.map_or(String::new(), |(_, [n, ..])| (*n).to_owned());
        let value = match is_several {
            true => format!("{} to {}", text(least), text(most)),
            false => numbers
                .first()
                .map(|(words, _)| words.clone())
                .unwrap_or_default(),
        };
        let interval = |(_, [_, low, high, slack]): &Number<'_>| Interval::read(low, high, slack);
        Figures {
            is_before,
            value,
            is_several,
            intervals: numbers.iter().filter_map(interval).collect(),
        }
    }

    fn least(&self) -> f64 {
        let lows = self.intervals.iter().map(|interval| interval.low);
        lows.fold(f64::INFINITY, f64::min)
    }

    fn most(&self) -> f64 {
        let highs = self.intervals.iter().map(|interval| interval.high);
        highs.fold(f64::NEG_INFINITY, f64::max)
    }
}

impl Stance for Figures {
    const WITHIN_A_TEXT: bool = true;

    fn value(&self) -> String {
        self.value.clone()
    }

    fn against(&self, other: &Figures, rules: &Rules) -> Option<Verdict> {
        let agrees = |one: &Interval| other.intervals.iter().any(|other| one.meets(other));
        if self.intervals.iter().any(agrees) {
            return None;
        }
        let far = f64::from(rules.far);
        let is_far = self.least() > far * other.most() || other.least() > far * self.most();
        Some(if self.is_several || other.is_several {
            Verdict::SeveralNumbers
        } else if is_far {
            Verdict::Far
        } else if self.is_before != other.is_before {
            Verdict::Announced
        } else {
            Verdict::Dispute
        })
    }
}
