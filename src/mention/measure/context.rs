//! What the words around a quantity make of it: a comparison, a change, a rate, a part.

use super::{Measure, Place};
use crate::knowledge::figures::{MetricClass, Role, Unit};

/// Sets the flags of a measure that do not depend on its noun.
pub fn mark(place: &Place, measure: &mut Measure) {
    measure.comparison = compares(place);
    measure.growth = grows(place);
    measure.per = per(place);
    measure.partial = part(place);
}

/// "compared with 17,000", "up from 3,400", "against last year's 300", "from 180 to 220".
fn compares(place: &Place) -> bool {
    let scan = place.scan;
    // "after ten days" compares nothing.
    if matches!(place.quantity.unit, Some(Unit::Time(_))) {
        return false;
    }
    let mut at = place.quantity.pieces.start;
    for _ in 0..6 {
        if at <= place.floor {
            break;
        }
        let pieces = &scan.pieces[place.floor..at];
        if scan
            .tables
            .comparison
            .before(pieces, pieces.len())
            .is_some()
        {
            return true;
        }
        if !scan.is(at - 1, Role::ComparisonFiller) && !place.in_date(at - 1) {
            break;
        }
        at -= 1;
    }
    // "rose to 870 from 790"
    let before = place.before();
    let risen = place.index.checked_sub(1).is_some_and(|index| {
        let former = &place.quantities[index];
        let to = former.pieces.start.wrapping_sub(1);
        let countries = scan
            .tables
            .metrics
            .from(&scan.pieces, place.after())
            .is_some_and(|(_, row)| row.class == MetricClass::Countries);
        scan.is(before, Role::ChangeStart)
            && scan.is(to, Role::NumberRange)
            && scan.is_word(to)
            && before - former.pieces.end <= 3
            && former.unit == place.quantity.unit
            && !countries
    });
    if risen {
        return true;
    }
    let starts = scan.is(before, Role::ChangeStart) && before >= place.floor;
    let Some(next) = place.quantities.get(place.index + 1) else {
        return false;
    };
    let to = next.pieces.start.wrapping_sub(1);
    let near = to.wrapping_sub(place.after()) <= 4;
    let same = next.unit == place.quantity.unit || place.quantity.unit.is_none();
    starts && same && near && scan.is(to, Role::NumberRange) && scan.is_word(to)
}

/// "up 20 percent", "an increase of 60", "60 more than", "20 percent higher".
fn grows(place: &Place) -> bool {
    let scan = place.scan;
    let share = matches!(place.quantity.unit, Some(Unit::Share(_)));
    let (before, after) = (place.before(), place.after());
    if before >= place.floor && before < scan.len() {
        // "put up 71 pavilions", "taken up 40 hectares"
        let phrasal = !share
            && before > 0
            && scan.is(before - 1, Role::Phrasal)
            && scan.is(before, Role::Growth);
        if phrasal {
            return false;
        }
        let direct = scan.is(before, Role::Growth) || (share && scan.is(before, Role::Sign));
        let linked = before > place.floor
            && (scan.is(before, Role::Of) || scan.is(before, Role::ClockPreposition))
            && scan.is(before - 1, Role::Growth);
        if direct || linked {
            return true;
        }
    }
    // "over four days more than 30,000 children": of the next number.
    if scan.is(after, Role::Comparative) && place.next > after {
        return true;
    }
    share
        && (scan.is(after, Role::Growth)
            || scan.is(after + 1, Role::Growth) && !scan.is(after, Role::Of))
}

/// "3,000 a day", "20 dollars per ticket", "per 100".
fn per(place: &Place) -> bool {
    let scan = place.scan;
    let before = place.before();
    if before >= place.floor && scan.is(before, Role::Per) {
        return true;
    }
    let limit = place.next.min(place.after() + 6);
    (place.after()..limit).any(|at| {
        let clause = (place.after()..at).all(|i| scan.is_word(i) || scan.is(i, Role::Hyphen));
        // "gone in a week"
        let within = at > place.after() && scan.is(at - 1, Role::ClockPreposition);
        let article = scan.is(at, Role::PerArticle)
            && !within
            && !matches!(scan.word(at - 1), "in" | "within")
            && scan.is(at + 1, Role::PerUnit)
            && !place.in_date(at)
            && !scan.is(at + 2, Role::Earlier)
            && !scan.is(at + 2, Role::Ago);
        clause && (scan.is(at, Role::Per) || article)
    })
}

/// "another 20", "the first two days", "including 300", "of which 186".
fn part(place: &Place) -> bool {
    let scan = place.scan;
    let before = place.before();
    if before < place.floor || before >= scan.len() {
        return false;
    }
    let which = scan.is(before, Role::PureAnaphor) || {
        let comma = usize::from(scan.mark(before, ",") && before > place.floor);
        scan.is(before - comma, Role::PureAnaphor)
    };
    which
        || scan.is(before, Role::Addition)
        || scan.is(before, Role::Including)
        || scan.sense(before).ordinal > 0
        || scan.is(before, Role::Last)
        || scan.is(before, Role::Next) && !matches!(place.quantity.unit, Some(Unit::Time(_)))
}
