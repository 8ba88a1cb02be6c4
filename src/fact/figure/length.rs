//! How long a fair lasts: "the four-day fair", "closed on Thursday after four days".

use super::{Number, Reader, is_main, owner};
use crate::fact::collect::Collector;
use crate::fact::edition::stands_for_event;
use crate::fact::event::Edition;
use crate::fact::model::{Object, Relation};
use crate::knowledge::Class;
use crate::knowledge::figures::{MetricClass, Unit};
use crate::mention::Sort;
use crate::text::Shape;

/// The longest fair in days: a world's fair takes half a year.
const LONGEST: f64 = 190.0;

/// Whether a number of days is the edition's own length.
pub(super) fn is_the_fairs(
    reader: &Reader<'_>,
    number: &Number,
    edition: Edition,
    numbers: &[Number],
    facts: &Collector,
) -> bool {
    let a = reader.view.analysis;
    let days = number.quantity.value;
    let unit = number.measure.unit.as_ref();
    if number.measure.partial || number.measure.comparison || days > LONGEST {
        return false;
    }
    let Some(Unit::Time(code)) = unit else {
        // "two press days": a count of days with a name of its own.
        return false;
    };
    // Weeks and months are a fair's length only as "the six-month expo".
    if code.as_ref() != "day" && !number.quantity.hyphenated {
        return false;
    }
    let (from, end) = (number.token, number.end);
    // "will have been president for three days", "in three days' time", "within ten days"
    let before = from.checked_sub(1).filter(|t| *t >= reader.tokens.start);
    let word = before.map_or("", |t| a.word(t));
    let past = before.is_some_and(|t| {
        // "In the last four days some 9,000 people have come"
        a.says(t, "last") && a.says(reader.tokens.start, "in") && t <= reader.tokens.start + 2
    });
    if !past && before.is_some_and(|t| a.is_lower(t, Class::NotDuration)) {
        // "and for the next five days the products of 608 exhibitors can be seen"
        let ahead = before.is_some_and(|t| {
            a.says(t, "next")
                && t >= reader.tokens.start + 3
                && a.says(t - 1, "the")
                && a.is_lower(t - 2, Class::Lasting)
                && a.says(t - 3, "and")
        });
        return ahead && days > 1.0 && counts_beside(reader, number, numbers);
    }
    // "three days off"
    if end < reader.tokens.end && a.says(end, "off") {
        return false;
    }
    if end < reader.tokens.end && a.is(end, Class::DurationEnd) {
        return false;
    }
    if !number.quantity.hyphenated
        && let Some(length) = known(reader, edition, facts)
    {
        return (length - days).abs() < f64::EPSILON;
    }
    if number.quantity.hyphenated {
        // "the four-day fair", not "the four-day investment forum".
        let stop = (end..reader.tokens.end.min(end + 8))
            .find(|t| {
                *t >= end + 4
                    && (a.is(*t, Class::Preposition)
                        || a.is(*t, Class::Auxiliary)
                        || a.is_mark(*t, ','))
            })
            .unwrap_or(reader.tokens.end.min(end + 8));
        return (end..stop).any(|t| {
            a.is_lower(t, Class::EventNoun)
                || a.is_lower(t, Class::EditionNoun)
                || stands_for_event(reader.view, t)
                || is_main(reader, t)
        }) && before.is_none_or(|t| !a.says(t, "a") || a.is_lower(end, Class::EventNoun));
    }
    let lasting = before.is_some_and(|t| a.is_lower(t, Class::Lasting))
        || (reader.tokens.start..from)
            .rev()
            .take(4)
            .any(|t| a.is_lower(t, Class::Lasting));
    // "during the seven days", "all three days"
    let article = before.is_some_and(|t| a.says(t, "the") || a.says(t, "all"));
    if article && lasting && !a.is(from - 1, Class::Previous) {
        return true;
    }
    let closing = reader.tokens.clone().any(|t| {
        a.verb_forms(t).iter().any(|form| {
            [Class::OpeningVerb, Class::ClosingVerb]
                .iter()
                .any(|class| a.knowledge.words.verb_class(form.verb, *class))
        })
    });
    let venue = closing
        || reader.view.inventory.by_sentence[reader.index]
            .0
            .clone()
            .any(|m| reader.view.inventory.mentions[m].sort == Sort::Venue);
    // "31,000 visitors in four days", "13,240 over three days"
    let counted = number.former_class.is_some_and(comes) && from - number.floor <= COUNTED;
    if counted
        && days > 1.0
        && before.is_some_and(|t| a.is_lower(t, Class::Lasting) || a.says(t, "in"))
    {
        return true;
    }
    let opens = from <= reader.tokens.start + 3;
    // "three days of talks", "it ran for four days"
    let talks = end + 1 < reader.tokens.end
        && a.says(end, "of")
        && (a.is(end + 1, Class::TalkEvent) || a.is(end + 1, Class::EventNoun));
    let ran = lasting
        && (reader.tokens.start.max(from.saturating_sub(4))..from)
            .any(|t| a.says(t, "it") || a.is_lower(t, Class::EventNoun));
    if talks && closing || ran {
        return true;
    }
    // "Over four days 9,000 people came", "In the last four days"
    let counted = |t: usize| {
        (a.is_lower(t, Class::CrowdNoun) || a.is_lower(t, Class::ProgrammeNoun))
            && (t.saturating_sub(3).max(end)..t).any(|n| a.tokens[n].shape == Shape::Number)
    };
    let crowd = opens
        && from > reader.tokens.start
        && !a.says(end, "in")
        && (end..reader.tokens.end).any(counted);
    let leads = lasting
        || a.is(reader.tokens.start, Class::Lasting)
        || a.says(reader.tokens.start, "in")
            && before.is_some_and(|t| a.says(t, "last") || a.says(t, "these") || a.says(t, "its"));
    if crowd && leads && days > 1.0 {
        return true;
    }
    (reader.anchored || venue) && (lasting || opens || word.is_empty())
        || lasting
            && days > 1.0
            && begins_clause(reader, from)
            && counts_beside(reader, number, numbers)
}

/// "Over four days", "nothing: over four days": whether what lasts so long begins its clause.
fn begins_clause(reader: &Reader<'_>, number: usize) -> bool {
    let a = reader.view.analysis;
    let word = number.checked_sub(1).filter(|t| *t >= reader.tokens.start);
    word.is_some_and(|t| {
        t == reader.tokens.start
            || matches!(a.mark(t - 1), Some(':' | ';' | '\u{2013}' | '\u{2014}'))
    })
}

/// Whether a sentence counts something else of the fair as well.
fn counts_beside(reader: &Reader<'_>, number: &Number, numbers: &[Number]) -> bool {
    numbers.iter().any(|other| {
        let measure = other.measure;
        other.token != number.token
            && measure.class != MetricClass::Days
            && !measure.class.is_money()
            && measure.metric.is_some()
            && !(measure.per || measure.partial || measure.growth)
            && owner::is_the_fairs(reader, other, false)
    })
}

/// So many words may stand between what came and the days in which it did.
const COUNTED: usize = 4;

/// Whether what is counted comes to a fair as long as it lasts.
fn comes(class: MetricClass) -> bool {
    matches!(
        class,
        MetricClass::Visitors
            | MetricClass::Participants
            | MetricClass::Buyers
            | MetricClass::Sessions
    )
}

/// The length that an edition's first and last day give, both included.
fn known(reader: &Reader<'_>, edition: Edition, facts: &Collector) -> Option<f64> {
    let label = reader.view.events.label(edition);
    let day = |relation: Relation| {
        facts.facts().iter().find_map(|fact| match &fact.object {
            Object::Date(date)
                if fact.relation == relation && facts.label(fact.subject) == label =>
            {
                Some(*date)
            }
            _ => None,
        })
    };
    let (start, end) = (day(Relation::StartDate)?, day(Relation::EndDate)?);
    let days = start.until(end).ok()?.get_days();
    (days >= 0).then(|| f64::from(days + 1))
}
