//! Sums of money and what they are for.

use super::count::last_count;
use super::{Measure, Place, Position, key, noun};
use crate::knowledge::figures::{MetricClass, Role, Unit};
use crate::mention::Scan;

/// How many pieces before a sum may name what it is for.
const REACH: usize = 16;

/// The smallest number that a bare scale makes a sum of, after another sum.
const SUM: f64 = 1e6;

/// The unit that a number without one shares with an earlier quantity: "12 billion dollars from
/// cars, 3 billion from food"; "775 exhibitors on 225,000 square feet; 825 on 275,000".
pub fn shared_unit(place: &Place, found: &[Measure]) -> Option<Unit> {
    let scan = place.scan;
    let scaled = scan.is_word(place.after().checked_sub(1)?) && place.quantity.value >= SUM;
    let noun = noun::after(scan, place.after(), place.limit).is_some();
    if noun {
        return None;
    }
    if scaled {
        let money = |m: &&Measure| matches!(m.unit, Some(Unit::Currency(_)));
        return found.iter().rev().find(money).and_then(|m| m.unit.clone());
    }
    // "from 30,000 to 70,000 square metres"
    let next = place.quantities.get(place.index + 1)?;
    let change = scan.is(place.before(), Role::ChangeStart)
        && scan.is(next.pieces.start.wrapping_sub(1), Role::NumberRange)
        && next.pieces.start == place.after() + 1;
    let kind = matches!(
        next.unit,
        Some(Unit::Currency(_) | Unit::Area(_) | Unit::Share(_))
    );
    (change && kind).then(|| next.unit.clone()).flatten()
}

/// A sum of money: "contracts worth 48 billion dollars", "$5 billion in deals".
pub fn money(place: &Place, found: &[Measure], measure: &mut Measure) {
    let scan = place.scan;
    if let Some(first) = place.quantity.equivalent_of
        && let Some(main) = found.get(first)
    {
        measure.carry(main, first);
        measure.comparison |= main.comparison;
        measure.per |= main.per;
        measure.growth |= main.growth;
        measure.partial |= main.partial;
        return;
    }
    // What was counted right before is what the sum is of: "98 projects worth 81.5 billion yuan".
    let worth = worth(place);
    if worth && let Some(index) = last_count(found) {
        measure.part_of = Some(index);
    }
    // "Orders are worth 610 million dollars at list prices": the noun that "worth" ties it to.
    let before = || money_before(place);
    let tied = worth.then(before).flatten();
    let named = tied
        .or_else(|| money_after(place))
        .or_else(before)
        .or_else(|| {
            let key = key::key_words(place, false)?;
            Some((key, Position::Key))
        });
    match named {
        Some((noun, position)) => {
            measure.named(scan, &noun, position);
            if !measure.class.is_money() {
                measure.class = MetricClass::Value;
            }
        }
        None => {
            let former = found.iter().rposition(|measure| measure.class.is_money());
            match former {
                Some(index) if !worth => {
                    measure.carry(&found[index], index);
                    measure.position = Position::Carried;
                }
                _ => {
                    measure.metric = Some(String::from("value"));
                    measure.class = MetricClass::Value;
                    measure.position = Position::Unit;
                }
            }
        }
    }
}

/// Whether "worth" or its like ties the sum to the noun before it.
fn worth(place: &Place) -> bool {
    let scan = place.scan;
    let start = place.quantity.pieces.start;
    let pieces = scan.pieces.get(place.floor..start).unwrap_or_default();
    scan.tables.worth.before(pieces, pieces.len()).is_some()
}

/// A noun for money in the words after a sum: "in deals", "of investment", "worth of contracts".
fn money_after(place: &Place) -> Option<(noun::Noun, Position)> {
    let scan = place.scan;
    let start = place.after();
    let stop = place.limit.min(start + 7);
    for at in start..stop {
        let passes = scan.is_word(at)
            || scan.is(at, Role::Hyphen)
            || scan.mark(at, "'")
            || scan.mark(at, "’");
        if !passes {
            return None;
        }
        if let Some((length, row)) = scan.tables.metrics.from(&scan.pieces, at) {
            // "worth of" is no noun here; a counted noun ends the search.
            let valued = row.class == MetricClass::Value && scan.is(at + length, Role::Of);
            let money = if row.class.is_money() {
                Some(row)
            } else {
                let pieces = &scan.pieces[at..at + length];
                scan.tables
                    .money_metrics
                    .before(pieces, length)
                    .map(|(_, row)| row)
            };
            if let (Some(row), false) = (money, valued) {
                return Some((
                    noun::Noun {
                        start: at,
                        head: at,
                        end: at + length,
                        class: row.class,
                        canonical: Some(row.canonical.clone()),
                        renamed: false,
                    },
                    Position::After,
                ));
            }
            if row.plural && !valued {
                return None;
            }
        }
        if scan.is(at, Role::Link) && !scan.is(at, Role::Of) && !prepositional(scan, at) {
            return None;
        }
    }
    None
}

/// "in", "of", "for", "worth": what a sum is for may follow them.
fn prepositional(scan: &Scan, at: usize) -> bool {
    scan.is(at, Role::Boundary) && !scan.is(at, Role::Copula)
}

/// The nearest noun for money before a sum, in its clause.
fn money_before(place: &Place) -> Option<(noun::Noun, Position)> {
    let scan = place.scan;
    let start = place.quantity.pieces.start;
    let floor = start.saturating_sub(REACH).max(place.floor);
    let mut vague = None;
    let mut at = start;
    while at > floor {
        if matches!(scan.word(at - 1), ";" | "." | "—") {
            break;
        }
        let pieces = &scan.pieces[floor..at];
        let possessive = scan.glued(at) && matches!(scan.word(at), "'" | "’");
        if let Some((length, row)) = scan.tables.money_metrics.before(pieces, pieces.len())
            && !possessive
        {
            let head = at - length;
            // "trade" before a noun is an adjective: "trade visitors".
            let adjective = at < start
                && scan
                    .tables
                    .metrics
                    .from(&scan.pieces, at)
                    .is_some_and(|(_, n)| !n.class.is_money());
            let noun = noun::Noun {
                start: head,
                head,
                end: at,
                class: row.class,
                canonical: Some(row.canonical.clone()),
                renamed: false,
            };
            if row.class != MetricClass::Value && !adjective {
                return Some((noun, Position::Before));
            }
            if !adjective {
                vague.get_or_insert(noun);
            }
            at = head;
            continue;
        }
        at -= 1;
    }
    vague.map(|noun| (noun, Position::Before))
}
