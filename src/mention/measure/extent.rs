//! Areas, shares and lengths of time.

use super::{Measure, Place, Position, noun};
use crate::knowledge::figures::{MetricClass, Role, Unit};
use std::sync::Arc;

/// An area: "70,000 square metres of exhibition space", "an exhibition area of 70,000 m²".
pub fn area(place: &Place, found: &[Measure], measure: &mut Measure) {
    let scan = place.scan;
    if let Some(first) = place.quantity.equivalent_of
        && let Some(main) = found.get(first)
    {
        measure.carry(main, first);
        return;
    }
    let area_row = |at: usize| {
        scan.tables
            .metrics
            .from(&scan.pieces, at)
            .filter(|(_, row)| row.class == MetricClass::Area)
    };
    let after = place.after();
    let near = (after..place.limit.min(after + 5)).take_while(|&at| {
        scan.is_word(at) && (at == after || !scan.is(at, Role::Link) || scan.is(at, Role::Of))
    });
    let mut near = near.filter_map(|at| area_row(at).map(|(length, row)| (at, length, row)));
    if let Some((at, length, row)) = near.next() {
        let noun = noun::Noun {
            start: at,
            head: at,
            end: at + length,
            class: row.class,
            canonical: Some(row.canonical.clone()),
            renamed: false,
        };
        measure.named(scan, &noun, Position::After);
        return;
    }
    let start = place.quantity.pieces.start;
    let floor = start.saturating_sub(12).max(place.floor);
    for at in (floor..start).rev() {
        if matches!(scan.word(at), ";" | ".") {
            break;
        }
        let pieces = &scan.pieces[floor..at + 1];
        if let Some((length, row)) = scan.tables.metrics_before.before(pieces, pieces.len())
            && row.class == MetricClass::Area
        {
            let head = at + 1 - length;
            let noun = noun::Noun {
                start: head,
                head,
                end: at + 1,
                class: row.class,
                canonical: Some(row.canonical.clone()),
                renamed: false,
            };
            let position = if scan.mark(place.before(), ":") {
                Position::Key
            } else {
                Position::Before
            };
            measure.named(scan, &noun, position);
            return;
        }
    }
    measure.metric = Some(String::from("area"));
    measure.canonical = Some(Arc::from("area"));
    measure.class = MetricClass::Area;
    measure.position = Position::Unit;
}

/// The unit of area that a key gives: "Net square feet: 407,000", "Exhibition space (sqm): 9,000".
pub fn key_unit(place: &Place) -> Option<Unit> {
    let scan = place.scan;
    let colon = place.before();
    if !scan.mark(colon, ":") || colon <= place.floor || scan.is_word(place.after()) {
        return None;
    }
    let floor = colon.saturating_sub(6).max(place.floor);
    (floor..colon).find_map(|at| {
        let (_, word) = scan.tables.units_after.from(&scan.pieces, at)?;
        (matches!(word.unit, Unit::Area(_)) && !word.capitals).then(|| word.unit.clone())
    })
}

/// A share: "68% of visitors", "20 percent more exhibitors", "attendance rose 20 percent".
pub fn share(place: &Place, found: &[Measure], measure: &mut Measure) {
    let scan = place.scan;
    let mut after = place.after();
    let of = scan.is(after, Role::Of);
    if of {
        measure.partial = true;
        after += 1;
        while scan.is(after, Role::The)
            || scan.is(after, Role::Anaphor)
            || scan.is(after, Role::Article)
        {
            after += 1;
        }
    }
    if scan.is(after, Role::Comparative) {
        after += 1;
    }
    let noun = if of || measure.growth {
        noun::after(scan, after, place.limit).or_else(|| noun::before(place))
    } else {
        noun::before(place)
    };
    match noun {
        Some(noun) => measure.named(
            scan,
            &noun,
            if of {
                Position::After
            } else {
                Position::Before
            },
        ),
        None => {
            let named = |m: &Measure| m.metric.is_some() && m.class != MetricClass::Days;
            if let Some(index) = found.iter().rposition(named) {
                measure.carry(&found[index], index);
            }
        }
    }
}

/// A length of time: days and weeks can be a fair's; hours, years and ages are not.
pub fn time(place: &Place, measure: &mut Measure) {
    let scan = place.scan;
    let Some(Unit::Time(code)) = measure.unit.clone() else {
        return;
    };
    let after = place.after();
    let distance = scan.is(after, Role::Ago)
        || scan.is(after, Role::Earlier)
        || (scan.is(after, Role::Later) && !scan.is(after + 1, Role::Of));
    let long = matches!(code.as_ref(), "day" | "week" | "month");
    if distance || !long {
        return;
    }
    measure.metric = Some(format!("{code}s"));
    measure.canonical = Some(Arc::from(format!("{code}s")));
    measure.class = MetricClass::Days;
    measure.position = Position::Unit;
}
