//! What bare numbers of later sentences go on counting: "It had 900 stands, 80 of them new. The
//! spring before it was 700."

use crate::knowledge::figures::{MetricClass, Unit};
use crate::mention::measure::{Measure, Position};
use crate::mention::quantity::Quantity;

/// A number of countries is no larger.
pub(super) const COUNTRIES: f64 = 260.0;

/// Sums that go on lie within this factor of each other.
const SUMS: f64 = 30.0;

/// Counts of one thing that go on lie within this factor of each other.
const COUNTS: f64 = 25.0;

/// So many sentences a count may lie back.
const REACH: usize = 2;

/// The counts of the last sentence that had any.
#[derive(Debug, Default)]
pub(super) struct Carried {
    measures: Vec<(Measure, f64)>,
    sentence: usize,
}

impl Carried {
    /// Lets a bare number go on counting what a sentence before counted: what lies nearest to it
    /// in size, for the same thing is compared.
    pub fn fill(&self, measure: &mut Measure, quantity: &Quantity, sentence: usize) {
        if self.measures.is_empty() || sentence > self.sentence + REACH {
            return;
        }
        let people = measure.class == MetricClass::Visitors && measure.position == Position::Unit;
        // "Its first edition brought in 32 billion dollars": a sum named before goes on.
        let sum = measure.class == MetricClass::Value
            && matches!(measure.position, Position::Unit)
            && matches!(measure.unit, Some(Unit::Currency(_)));
        if !measure.open && !people && !sum {
            return;
        }
        let value = quantity.value.max(1.0);
        let distance = |before: f64| (before.max(1.0) / value).ln().abs();
        let best = self
            .measures
            .iter()
            .filter(|(m, _)| !people || is_people(m.class))
            .filter(|(m, v)| {
                !sum || matches!(m.class, MetricClass::Deal | MetricClass::Sales)
                    && matches!(m.unit, Some(Unit::Currency(_)))
                    && distance(*v) < SUMS.ln()
            })
            .filter(|(_, v)| sum || people || distance(*v) < COUNTS.ln())
            .filter(|(m, _)| {
                m.class != MetricClass::Countries || value <= COUNTRIES && !measure.partial
            })
            .min_by(|a, b| distance(a.1).total_cmp(&distance(b.1)));
        if let Some((before, _)) = best {
            measure.go_on_from(before);
            if !sum {
                measure.unit = before.unit.clone();
            }
        }
    }

    /// Keeps the counts of a sentence for those after it.
    pub fn keep(&mut self, found: &[Measure], quantities: &[Quantity], sentence: usize) {
        let kept = |m: &&Measure| {
            let unit = !matches!(
                m.unit,
                Some(Unit::Share(_) | Unit::Time(_) | Unit::Other(_))
            );
            m.metric.is_some() && unit && !m.per && !m.growth
        };
        let mut found = found.iter().filter(kept).peekable();
        if found.peek().is_none() {
            return;
        }
        self.measures.clear();
        self.measures
            .extend(found.map(|m| (m.clone(), quantities[m.quantity].value)));
        self.sentence = sentence;
    }
}

/// Whether people or firms are counted that can come to a fair.
fn is_people(class: MetricClass) -> bool {
    matches!(
        class,
        MetricClass::Visitors
            | MetricClass::Participants
            | MetricClass::Buyers
            | MetricClass::Journalists
    )
}
