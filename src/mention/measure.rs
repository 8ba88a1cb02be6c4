//! What each quantity counts: exhibitors, countries, area, the sum of the deals. Which edition a
//! figure belongs to, and whether it is worth keeping, is not decided here.

mod context;
mod noun;
mod sum;
#[cfg(test)]
mod tests;

use super::Scan;
use super::date::DateMention;
use super::quantity::Quantity;
use crate::knowledge::figures::{MetricClass, Role, Shape, Unit};
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

/// A bare number from here on counts something even where nothing in its sentence says what.
const LARGE: f64 = 100.0;

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
            .or_else(|| sum::shared_unit(&place, &found));
        match &measure.unit {
            None => count(&place, &found, &mut measure),
            Some(Unit::Currency(_)) => sum::money(&place, &found, &mut measure),
            Some(Unit::Area(_)) => sum::area(&place, &found, &mut measure),
            Some(Unit::Share(_)) => sum::share(&place, &found, &mut measure),
            Some(Unit::Time(_)) => sum::time(&place, &mut measure),
            Some(Unit::Other(_)) => {}
        }
        found.push(measure);
    }
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

/// A count: its noun after it, before it, or that of an earlier count.
fn count(place: &Place, found: &[Measure], measure: &mut Measure) {
    let scan = place.scan;
    let mut after = place.after();
    // "300-strong", "20-member"
    if place.quantity.hyphenated {
        if let Some(noun) = noun::joined(scan, after + 1) {
            measure.named(scan, &noun, Position::After);
        }
        return;
    }
    let former = last_count(found).filter(|&index| {
        // A number that nothing names breaks the thread: what follows goes on from it.
        let unnamed = |m: &Measure| m.metric.is_none() && m.unit.is_none();
        !found[index + 1..].iter().any(unnamed)
    });
    if measure.growth && scan.is(after, Role::Comparative) {
        after += 1;
    }
    // "28 of them", "186 of the models"
    let of_them = scan.is(after, Role::Of) && scan.is(after + 1, Role::Anaphor);
    if of_them {
        measure.partial = true;
        measure.part_of = former;
        let pure = scan.is(after + 1, Role::PureAnaphor);
        after += 2;
        if pure && !scan.is(after, Role::Boundary) {
            if let Some(noun) = noun::after(scan, after, place.limit) {
                measure.named(scan, &noun, Position::After);
            } else if let Some(index) = former {
                measure.carry(&found[index], index);
                qualify(place, after, measure);
            }
            return;
        }
        if pure {
            if let Some(noun) = predicate(place, after) {
                measure.named(scan, &noun, Position::After);
            } else if let Some(index) = former {
                measure.carry(&found[index], index);
            }
            return;
        }
        after = place.after() + 2;
    }
    // "Forty-nine African and 21 other countries", "500 of the roughly 4,000 exhibitors"
    let shared =
        shares_noun(place, after, of_them).then(|| noun::after(scan, place.beyond(), scan.len()));
    if let Some(noun) = noun::after(scan, after, place.limit).or(shared.flatten()) {
        measure.named(scan, &noun, Position::After);
        return;
    }
    // "the larger of the two", "two in five"
    let small = place.quantity.value < 13.0 && measure.unit.is_none();
    let lone = scan.is(place.before(), Role::Boundary)
        && !scan.is(place.before(), Role::Copula)
        && !scan.is(place.before(), Role::Joiner);
    if small && !measure.partial && !measure.comparison && lone {
        return;
    }
    if let Some(noun) = noun::key(place).or_else(|| noun::bracketed(place)) {
        measure.named(scan, &noun, Position::Key);
        return;
    }
    if let Some(noun) = predicate(place, after) {
        measure.named(scan, &noun, Position::After);
        measure.partial |= former.is_some();
        measure.part_of = measure.part_of.or(former);
        return;
    }
    if let Some(noun) = noun::key_words(place, true) {
        measure.named(scan, &noun, Position::Key);
        return;
    }
    // "3,037 exhibitors from 60", after other countries
    if scan.is(place.before(), Role::ChangeStart)
        && !measure.comparison
        && let Some(index) = found
            .iter()
            .rposition(|m| m.class == MetricClass::Countries)
    {
        measure.carry(&found[index], index);
        measure.part_of = None;
        return;
    }
    if !measure.comparison
        && let Some(noun) = noun::before(place)
    {
        measure.named(scan, &noun, Position::Before);
        return;
    }
    if let Some(index) = former
        && (measure.comparison || measure.partial || measure.growth || elliptic(place))
    {
        let total =
            (place.floor..place.quantity.pieces.start).any(|at| scan.is(at, Role::NumberNoun));
        let partial = !measure.comparison && !measure.growth && !total;
        measure.carry(&found[index], index);
        measure.partial |= partial;
        return;
    }
    // "up from 3,400, visitors ..." has its noun before the comparison.
    if measure.comparison
        && let Some(noun) = noun::before(place)
    {
        measure.named(scan, &noun, Position::Before);
        return;
    }
    // "9,000 came", "attended by 9,722"
    let attended = place.before() > 0
        && scan.is(place.before() - 1, Role::Attend)
        && scan.is(place.before(), Role::ClockPreposition);
    if (scan.is(after, Role::Attend) || attended) && !measure.growth && measure.metric.is_none() {
        measure.metric = Some(String::from("people"));
        measure.class = MetricClass::Visitors;
        measure.position = Position::Unit;
        return;
    }
    let large = place.quantity.value >= LARGE && scan.shape(after) == Some(Shape::Lower);
    measure.open = measure.metric.is_none()
        && (measure.comparison || measure.partial || elliptic(place) || large);
}

/// Whether the noun of the next quantity is this one's too.
fn shares_noun(place: &Place, after: usize, of_them: bool) -> bool {
    let scan = place.scan;
    if place.index + 1 >= place.quantities.len() || place.next != place.limit {
        return false;
    }
    let between = after..place.next;
    if of_them {
        return between.is_empty();
    }
    let joined = scan.is(place.next - 1, Role::Joiner) && scan.is_word(place.next - 1);
    let words = between.len() <= 3
        && (after..place.next.saturating_sub(1))
            .all(|at| scan.is_word(at) && !scan.is(at, Role::Boundary));
    let same = place.quantities[place.index + 1].unit == place.quantity.unit;
    joined && words && same && between.len() > 1
}

/// The last measure that counts something by name. "843 exhibitors from 60 countries" goes on
/// with exhibitors.
fn last_count(found: &[Measure]) -> Option<usize> {
    let origin = |measure: &Measure| measure.class == MetricClass::Countries;
    let named = |measure: &Measure| {
        measure.metric.is_some()
            && measure.unit.is_none()
            && !matches!(measure.class, MetricClass::Area | MetricClass::Days)
            && !measure.growth
    };
    let last = found.iter().rposition(named)?;
    let earlier = origin(&found[last]).then(|| found[..last].iter().rposition(named));
    Some(earlier.flatten().unwrap_or(last))
}

/// "93 were world premieres": the noun after the verb.
fn predicate(place: &Place, after: usize) -> Option<noun::Noun> {
    let scan = place.scan;
    (scan.is(after, Role::Copula) && !scan.is(after + 1, Role::Boundary))
        .then(|| noun::after(scan, after + 1, place.limit))
        .flatten()
}

/// "148 of them foreign": the adjective joins what is counted.
fn qualify(place: &Place, at: usize, measure: &mut Measure) {
    let scan = place.scan;
    let ends = at + 1 >= scan.len() || !scan.is_word(at + 1) || scan.is(at + 1, Role::Boundary);
    if scan.is(at, Role::Qualifier)
        && ends
        && let Some(metric) = &measure.metric
    {
        measure.metric = Some(format!("{} {metric}", scan.word(at).to_lowercase()));
    }
}

/// Whether a bare number goes on counting what was counted before it: "89 at the expo and 441
/// outside", "; in 2019, 993,000".
fn elliptic(place: &Place) -> bool {
    let scan = place.scan;
    let (before, after) = (place.before(), place.after());
    let opens = place.quantity.pieces.start == 0
        || !scan.is_word(before)
        || scan.is(before, Role::Joiner)
        || scan.is(before, Role::Link)
        || place.in_date(before);
    let closes = after >= scan.len() || !scan.is_word(after) || scan.is(after, Role::Boundary);
    // "online", "abroad": a place in one word.
    let alone = scan.is_word(after)
        && (after + 1 >= scan.len().min(place.limit) || !scan.is_word(after + 1));
    let others = scan.is(after, Role::PureAnaphor);
    opens && (closes || alone || others)
}
