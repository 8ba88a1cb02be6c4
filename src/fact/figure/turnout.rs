//! Bare numbers that are a fair's visitors by the words around them: "12,300 had come", "it drew
//! 8,400", "there is room for 500", "the turnstiles clicked 24,600 times".

use crate::knowledge::Class;
use crate::knowledge::figures::MetricClass;
use crate::mention::Analysis;
use crate::mention::measure::{Measure, Position};
use crate::mention::quantity::Quantity;
use std::ops::Range;

/// Fewer people are a queue's or a workshop's.
const CROWD: f64 = 50.0;

/// A number that a year or an edition is told to have reached is its visitors from here on.
const THRONG: f64 = 2_000.0;

/// So many words may stand between a number and the verb of coming.
const HELPERS: usize = 5;

/// So many words before a number may name what counts people at a gate.
const GATE: usize = 6;

/// A quantity among the document's tokens: with its bound, without, and the token behind it.
pub(super) struct Spot {
    pub begin: usize,
    pub token: usize,
    pub end: usize,
}

/// Makes visitors of a number that nothing names.
pub(super) fn fill(
    a: &Analysis<'_>,
    sentence: &Range<usize>,
    spot: &Spot,
    quantity: &Quantity,
    measure: &mut Measure,
) {
    let bare = measure.metric.is_none() && measure.unit.is_none() && !measure.growth;
    if !bare || measure.per || quantity.value < CROWD || quantity.hyphenated {
        return;
    }
    let counted =
        came(a, sentence, spot) || drawn(a, sentence, spot) || at_the_gate(a, sentence, spot);
    if counted {
        visitors(measure);
    }
}

/// "Last year it was 31,000 in four days": what a fair's number is that goes on from nothing.
pub(super) fn throng(
    a: &Analysis<'_>,
    sentence: &Range<usize>,
    spot: &Spot,
    quantity: &Quantity,
    measure: &mut Measure,
) {
    let verb = spot.begin > sentence.start && a.is_lower(spot.begin - 1, Class::TallyWord);
    if measure.open && measure.metric.is_none() && verb && quantity.value >= THRONG {
        visitors(measure);
    }
}

fn visitors(measure: &mut Measure) {
    measure.metric = Some(String::from("visitors"));
    measure.class = MetricClass::Visitors;
    measure.position = Position::Unit;
    measure.open = false;
}

/// "12,300 had come", "15,000 will pass through the gates", "when 19,905 were counted".
fn came(a: &Analysis<'_>, sentence: &Range<usize>, spot: &Spot) -> bool {
    let limit = sentence.end.min(spot.end + HELPERS);
    let verb = (spot.end..limit).find(|t| !a.is_lower(*t, Class::ComingHelper));
    verb.is_some_and(|t| t > spot.end && a.is_lower(t, Class::ComingWord))
}

/// "it drew 8,400", "they expect 10,000", "there is room for 500".
fn drawn(a: &Analysis<'_>, sentence: &Range<usize>, spot: &Spot) -> bool {
    let closes = spot.end >= sentence.end
        || a.mark(spot.end).is_some()
        || [Class::Preposition, Class::Conjunction, Class::ClauseBreak]
            .iter()
            .any(|class| a.is_lower(spot.end, *class));
    // "room for 500 of them": of what was counted before.
    if !closes || a.says(spot.end, "of") {
        return false;
    }
    let Some(before) = spot.begin.checked_sub(1).filter(|t| *t > sentence.start) else {
        return false;
    };
    let after = |t: usize| a.is_lower(t, Class::DrawingForm);
    let hoped = |t: usize| a.is_lower(t, Class::HopeWord);
    // "sold out at 850", "we are capping it at 600"
    let full = before - 1;
    let full = full.saturating_sub(usize::from(a.is_lower(full, Class::Pronoun)));
    let level = (a.says(before, "at") || a.says(before, "to")) && a.is_lower(full, Class::FullWord);
    level
        || after(before)
        || (a.says(before, "in") || a.says(before, "out")) && after(before - 1)
        || (a.says(before, "for") || a.says(before, "on") || a.says(before, "with"))
            && hoped(before - 1)
}

/// "The turnstiles clicked 24,600 times", "a headcount came to 8,915".
fn at_the_gate(a: &Analysis<'_>, sentence: &Range<usize>, spot: &Spot) -> bool {
    let from = sentence.start.max(spot.begin.saturating_sub(GATE));
    let gate = (from..spot.begin)
        .rev()
        .take_while(|t| a.mark(*t).is_none())
        .any(|t| a.is_lower(t, Class::GateCounter));
    // "the gates of 24,600 farms": a noun of its own.
    gate && (spot.end >= sentence.end
        || a.mark(spot.end).is_some()
        || a.is_lower(spot.end, Class::GateTimes)
        || a.is_lower(spot.end, Class::Preposition) && !a.says(spot.end, "of"))
}
