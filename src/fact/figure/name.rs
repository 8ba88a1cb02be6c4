//! What a figure's metric is called.

use super::{Number, Reader};
use crate::knowledge::Class;
use crate::knowledge::figures::MetricClass;
use crate::mention::measure::Position;

/// More words than these tell no metric apart: the table's name is used.
const WORDS: usize = 2;

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
    }
    match &measure.canonical {
        // "technologies and products" are both; one of them would be wrong.
        Some(canonical)
            if metric.split_whitespace().count() > WORDS && !metric.contains(" and ") =>
        {
            canonical.to_string()
        }
        _ => metric,
    }
}
