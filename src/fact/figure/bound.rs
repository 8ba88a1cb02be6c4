//! How the words bound a number, where they stand before an earlier number of the same list.

use super::{Number, Reader};
use crate::fact::model::Bound;
use crate::knowledge::Class;

/// How far before a number a verb of estimating still speaks of it, in tokens.
const ESTIMATE: usize = 12;

/// How the words bound a number. "about 5,000 exhibitors and 135,000 visitors": a round number behind "and" shares a vague
/// bound. A lower or upper bound is not shared: "more than 500 firms and 12 countries".
pub(super) fn of(reader: &Reader<'_>, number: &Number) -> Bound {
    let a = reader.view.analysis;
    let own = number.quantity.bound;
    // "The city estimates the fair could draw 700,000 people": said to be no count.
    let from = number
        .floor
        .max(number.token.saturating_sub(ESTIMATE))
        .max(reader.tokens.start);
    if own == Bound::Exact && (from..number.token).any(|t| a.is_lower(t, Class::Estimating)) {
        return Bound::About;
    }
    let Some(former) = number.former else {
        return own;
    };
    let shares = own == Bound::Exact
        && former.bound == Bound::About
        && former.unit == number.quantity.unit
        && number.quantity.value >= 100.0
        && number.quantity.value % 100.0 == 0.0;
    let joined = (number.floor..number.token)
        .all(|t| a.mark(t).is_none() && (a.verb_forms(t).is_empty() || !a.is(t, Class::Auxiliary)))
        && (number.floor..number.token).any(|t| a.says(t, "and"))
        && number.token - number.floor <= 8;
    if shares && joined { Bound::About } else { own }
}
