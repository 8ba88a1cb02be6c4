//! What a printed number may be: "more than 800" is 800 or any number above. Whether one is more
//! than another, or contradicts it, follows only where they cannot meet.

use std::fmt::Write;

/// The numbers that a figure leaves possible. The query that asks for figures says what "about" and
/// a round number leave open (`queries/diff/figures.rq`,
/// `queries/disputes.rq`).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    pub low: f64,
    /// Infinite where there is no end.
    pub high: f64,
    /// How far a round number may be off.
    pub slack: f64,
}

/// How a number is to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    Less,
    Same,
    More,
    /// They may be either.
    Open,
}

/// What stands for no end in the intervals that a query gives.
const NO_END: f64 = 1e19;

impl Interval {
    /// From a query's `low`, `high` and `slack`; none where an end is no number.
    pub fn read(low: &str, high: &str, slack: &str) -> Option<Interval> {
        let high = high.parse::<f64>().ok()?;
        Some(Interval {
            low: low.parse().ok()?,
            high: if high >= NO_END { f64::INFINITY } else { high },
            slack: slack.parse().unwrap_or(0.0),
        })
    }

    /// Whether it leaves one number only.
    pub fn is_point(&self) -> bool {
        self.low == self.high
    }

    /// Whether both may be of one number.
    pub fn meets(&self, other: &Interval) -> bool {
        matches!(self.order(other), Order::Same | Order::Open)
    }

    /// How it is to another.
    pub fn order(&self, other: &Interval) -> Order {
        let slack = self.slack.max(other.slack);
        if self.low > other.high + slack {
            Order::More
        } else if self.high + slack < other.low {
            Order::Less
        } else if self.is_point() && other.is_point() && self.low == other.low {
            Order::Same
        } else {
            Order::Open
        }
    }

    fn contains(&self, other: &Interval) -> bool {
        self.low <= other.low && other.high <= self.high
    }

    /// "800 or more", "54 to 66"; nothing for a single number.
    pub fn describe(&self) -> Option<String> {
        if self.is_point() {
            return None;
        }
        Some(match (self.low > 0.0, self.high.is_finite()) {
            (_, false) => format!("{} or more", number(self.low)),
            (false, true) => format!("{} or fewer", number(self.high)),
            (true, true) => format!("{} to {}", number(self.low), number(self.high)),
        })
    }
}

/// The figures of one thing that say most, by their places. "More than 800" says nothing beside
/// 843; of 89, 441 and 530 nobody knows which is the whole.
pub fn narrowest(all: &[Interval]) -> Vec<usize> {
    let says_less = |place: usize| {
        let value = &all[place];
        all.iter().enumerate().any(|(other, narrower)| {
            let same = (narrower.low, narrower.high) == (value.low, value.high);
            value.contains(narrower) && (!same || other < place)
        })
    };
    (0..all.len()).filter(|place| !says_less(*place)).collect()
}

/// A number for people: 1,180,000.
pub fn number(value: f64) -> String {
    let plain = value.to_string();
    let (whole, part) = plain.split_once('.').unwrap_or((&plain, ""));
    let mut text = String::new();
    for (at, digit) in whole.chars().enumerate() {
        let behind_digit = text.ends_with(|c: char| c.is_ascii_digit());
        if behind_digit && (whole.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    if !part.is_empty() {
        let _ = write!(text, ".{part}");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn between(low: f64, high: f64) -> Interval {
        Interval {
            low,
            high,
            slack: 0.0,
        }
    }

    fn exactly(value: f64) -> Interval {
        between(value, value)
    }

    #[test]
    fn only_what_cannot_meet_is_told_apart() {
        let more_than_800 = between(800.0, f64::INFINITY);
        assert_eq!(exactly(843.0).order(&more_than_800), Order::Open);
        assert_eq!(exactly(799.0).order(&more_than_800), Order::Less);
        assert_eq!(more_than_800.order(&exactly(551.0)), Order::More);
        assert_eq!(more_than_800.order(&more_than_800), Order::Open);
        assert_eq!(exactly(5.0).order(&exactly(5.0)), Order::Same);
        assert_eq!(between(54.0, 66.0).order(&between(0.0, 50.0)), Order::More);
        let round = Interval {
            slack: 50.0,
            ..exactly(1000.0)
        };
        assert_eq!(exactly(1006.0).order(&round), Order::Open);
        assert_eq!(round.order(&exactly(1060.0)), Order::Less);
        assert_eq!(round.order(&round), Order::Same);
        assert!(round.meets(&exactly(1006.0)) && !round.meets(&exactly(1060.0)));
        assert!(more_than_800.meets(&exactly(843.0)) && !exactly(551.0).meets(&more_than_800));
    }

    #[test]
    fn what_a_query_gives_is_read() {
        let read = |low, high| Interval::read(low, high, "0");
        assert_eq!(read("12.50", "12.50"), Some(exactly(12.5)));
        let open = read("800", "10000000000000000000.0").expect("read");
        assert_eq!(open, between(800.0, f64::INFINITY));
        assert_eq!(read("", "3"), None);
        assert_eq!(read("3", "many"), None);
    }

    #[test]
    fn what_says_less_is_left_out() {
        let all = [
            between(800.0, f64::INFINITY),
            exactly(843.0),
            exactly(843.0),
            between(700.0, 900.0),
        ];
        assert_eq!(narrowest(&all), [1]);
        assert_eq!(narrowest(&[exactly(89.0), exactly(530.0)]), [0, 1]);
        assert_eq!(narrowest(&[]), [0; 0]);
    }

    #[test]
    fn ranges_and_numbers_are_for_people() {
        assert_eq!(exactly(3.0).describe(), None);
        let text = |low, high| between(low, high).describe().unwrap();
        assert_eq!(text(800.0, f64::INFINITY), "800 or more");
        assert_eq!(text(0.0, 1000.0), "1,000 or fewer");
        assert_eq!(text(54.0, 66.5), "54 to 66.5");
        assert_eq!(number(1_180_000.0), "1,180,000");
        assert_eq!(number(-1234.25), "-1,234.25");
        assert_eq!(number(-123.0), "-123");
    }

    proptest! {
        #[test]
        fn a_decision_holds_for_every_number_left_possible(
            (a, b, c, d) in (0_u16..999, 0_u16..999, 0_u16..999, 0_u16..999),
            (x, y) in (0.0..=1.0, 0.0..=1.0),
        ) {
            let one = between(a.min(b).into(), a.max(b).into());
            let other = between(c.min(d).into(), c.max(d).into());
            let at = |interval: &Interval, part: f64| interval.low + part * (interval.high - interval.low);
            let (p, q): (f64, f64) = (at(&one, x), at(&other, y));
            match one.order(&other) {
                Order::More => prop_assert!(p > q),
                Order::Less => prop_assert!(p < q),
                Order::Same => prop_assert_eq!(p, q),
                Order::Open => prop_assert!(one.low <= other.high && other.low <= one.high),
            }
            prop_assert_eq!(one.order(&other) == Order::More, other.order(&one) == Order::Less);
        }
    }
}
