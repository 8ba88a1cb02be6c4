//! What a figure's metric is called.

use super::{Number, Reader};
use crate::knowledge::Class;
use crate::knowledge::figures::MetricClass;
use crate::mention::measure::Position;

/// More words than these tell no metric apart: the table's name is used.
const WORDS: usize = 2;

/// What all who come to a fair are.
const VISITORS: &str = "visitors";

/// The metric's name: as the text has it, in few words; a sum that is nothing but an amount goes
/// by what was signed or invested.
pub(super) fn of(reader: &Reader<'_>, number: &Number, metric: String) -> String {
    let a = reader.view.analysis;
    let measure = number.measure;
    if measure.class == MetricClass::Value {
        // "18 projects at a cost of 83.3 billion": what the projects are worth.
        let counted = number.former_class;
        let projects = matches!(
            counted,
            Some(MetricClass::Projects | MetricClass::Agreements | MetricClass::Deal)
        );
        if projects && measure.position != Position::Key {
            return String::from("value");
        }
        // "186,000 buyers, who signed for 29.3 billion dollars"
        let from = number.floor.max(number.token.saturating_sub(5));
        if measure.position == Position::Unit
            && (from..number.token).any(|t| a.is_lower(t, Class::SignVerb))
        {
            return String::from("deals");
        }
        // "the exhibitors took 7.4 million euros between them"
        if measure.position == Position::Unit
            && (from..number.token).any(|t| a.is_lower(t, Class::TakingForm))
        {
            return String::from("sales");
        }
    }
    match &measure.canonical {
        // "21,470 friends of the sea", "fairgoers": whatever they are called.
        Some(canonical)
            if measure.class == MetricClass::Visitors
                && canonical.ends_with(VISITORS)
                && !metric.ends_with(VISITORS) =>
        {
            canonical.to_string()
        }
        // "technologies and products" are both; one of them would be wrong.
        Some(canonical)
            if metric.split_whitespace().count() > WORDS && !metric.contains(" and ") =>
        {
            canonical.to_string()
        }
        _ => metric,
    }
}
