//! What each quantity counts: exhibitors, countries, area, the sum of the deals. Which edition a
//! figure belongs to, and whether it is worth keeping, is not decided here.

mod context;
mod count;
mod extent;
mod key;
mod noun;
mod respective;
mod sum;
#[cfg(test)]
mod tests;

use super::Scan;
use super::date::DateMention;
use super::quantity::Quantity;
use crate::knowledge::figures::{MetricClass, Unit};
use std::ops::Range;
use std::sync::Arc;

/// Where the words for what is counted stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Position {
    /// "551 companies"
    After,
    /// "Exhibitors: 551"
    Key,
    /// "visitor numbers reached 58,052", "deals worth $3 billion"
    Before,
    /// Taken over from an earlier measure of the sentence: "148 of them".
    Carried,
    /// From the unit alone: "four days", "70,000 square metres".
    Unit,
    /// Nowhere.
    Nowhere,
}

/// What a quantity counts. There is one for every quantity of a sentence, in the same order.
#[derive(Clone, Debug, PartialEq)]
pub struct Measure {
    /// Index of the quantity.
    pub quantity: usize,
    /// The quantity's unit, or the one it shares with an earlier sum or area of the sentence
    /// ("12 million dollars from cars, 3 million from food").
    pub unit: Option<Unit>,
    /// What is counted, as the text names it, without clutter ("trade visitors"); None where
    /// nothing tells, or where it is no figure of a fair (an age, a weight, a distance).
    pub metric: Option<String>,
    /// The table's name for the head noun ("visitors"); None for nouns that no row lists.
    pub canonical: Option<Arc<str>>,
    pub class: MetricClass,
    /// Byte range of the words that name the metric, where there are any of its own.
    pub noun: Option<Range<usize>>,
    pub position: Position,
    /// The measure, by index, of which this is a part ("28 of them") or to which it is compared.
    pub part_of: Option<usize>,
    /// Not the whole: "28 of them", "another 20", "the first two days".
    pub partial: bool,
    /// A value set beside the main one: "compared with 17,000 in 2019".
    pub comparison: bool,
    /// For one of something: "3,000 a day", "20 dollars per ticket".
    pub per: bool,
    /// A change rather than a level: "up 20 percent", "60 more than".
    pub growth: bool,
    /// A bare number that goes on counting what an earlier sentence counted ("In 2019 there were
    /// 993,000"): see [`Measure::go_on_from`].
    pub open: bool,
}

impl Measure {
    /// Takes over what an earlier sentence counted, for a measure that is [`open`](Self::open).
    pub fn go_on_from(&mut self, earlier: &Measure) {
        self.metric = earlier.metric.clone();
        self.canonical = earlier.canonical.clone();
        self.class = earlier.class;
        self.position = Position::Carried;
        self.open = false;
    }

    fn nothing(quantity: usize) -> Measure {
        Measure {
            quantity,
            unit: None,
            metric: None,
            canonical: None,
            class: MetricClass::Other,
            noun: None,
            position: Position::Nowhere,
            part_of: None,
            partial: false,
            comparison: false,
            per: false,
            growth: false,
            open: false,
        }
    }

    fn named(&mut self, scan: &Scan, noun: &noun::Noun, position: Position) {
        self.metric = Some(noun.name(scan));
        self.canonical = noun.canonical.clone();
        self.class = noun.class;
        self.noun = Some(scan.range(noun.start..noun.end));
        self.position = position;
    }

    fn carry(&mut self, from: &Measure, index: usize) {
        self.metric = from.metric.clone();
        self.canonical = from.canonical.clone();
        self.class = from.class;
        self.position = Position::Carried;
        self.part_of = Some(index);
    }
}

/// What the quantities of a sentence count.
pub fn measures(scan: &Scan, dates: &[DateMention], quantities: &[Quantity]) -> Vec<Measure> {
    let mut found: Vec<Measure> = Vec::with_capacity(quantities.len());
    for index in 0..quantities.len() {
        let place = Place::new(scan, dates, quantities, index);
        let mut measure = Measure::nothing(index);
        context::mark(&place, &mut measure);
        measure.unit = place
            .quantity
            .unit
            .clone()
            .or_else(|| sum::shared_unit(&place, &found))
            .or_else(|| extent::key_unit(&place));
        match &measure.unit {
            None => count::count(&place, &found, &mut measure),
            Some(Unit::Currency(_)) => sum::money(&place, &found, &mut measure),
            Some(Unit::Area(_)) => extent::area(&place, &found, &mut measure),
            Some(Unit::Share(_)) => extent::share(&place, &found, &mut measure),
            Some(Unit::Time(_)) => extent::time(&place, &mut measure),
            Some(Unit::Other(_)) => {}
        }
        found.push(measure);
    }
    respective::pair(scan, quantities, &mut found);
    found
}

/// A quantity among its neighbours: the pieces that may speak of it.
struct Place<'a> {
    scan: &'a Scan<'a>,
    quantity: &'a Quantity,
    /// The first piece that may name it: after the former quantity.
    floor: usize,
    /// The piece after the last that may name it: the next quantity or date.
    limit: usize,
    /// The next quantity or the end; dates before it do not count.
    next: usize,
    quantities: &'a [Quantity],
    index: usize,
    dates: &'a [DateMention],
}

impl<'a> Place<'a> {
    fn new(
        scan: &'a Scan<'a>,
        dates: &'a [DateMention],
        quantities: &'a [Quantity],
        index: usize,
    ) -> Self {
        let quantity = &quantities[index];
        let floor = index
            .checked_sub(1)
            .map_or(0, |before| quantities[before].pieces.end);
        let next = quantities
            .get(index + 1)
            .map_or(scan.len(), |q| q.pieces.start);
        let date = dates
            .iter()
            .find(|date| date.range.start >= quantity.range.end)
            .map_or(scan.len(), |date| scan.piece_at(date.range.start));
        Place {
            scan,
            quantity,
            floor,
            limit: next.min(date),
            next,
            quantities,
            index,
            dates,
        }
    }

    /// The piece after the next quantity's words.
    fn beyond(&self) -> usize {
        self.quantities
            .get(self.index + 1)
            .map_or(self.scan.len(), |q| q.pieces.end)
    }

    /// The piece before the quantity's words.
    fn before(&self) -> usize {
        self.quantity.pieces.start.wrapping_sub(1)
    }

    /// The piece after the quantity's words.
    fn after(&self) -> usize {
        self.quantity.pieces.end
    }

    /// Whether a piece lies in a date.
    fn in_date(&self, at: usize) -> bool {
        let Some(piece) = self.scan.pieces.get(at) else {
            return false;
        };
        let start = piece.range().start;
        self.dates.iter().any(|date| date.range.contains(&start))
    }
}
