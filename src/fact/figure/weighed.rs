//! Numbers that no rule takes for the fair's: all that is found of them is weighed together, with the
//! weights of `data/weights/figures.tsv`.

use super::owner::{self, Subject};
use super::{Number, Reader};
use crate::fact::model::Candidate;
use crate::fact::weigh::{Known, Surroundings};
use crate::knowledge::Class;
use crate::knowledge::figures::MetricClass;
use crate::knowledge::weights::{Aspect, Value};
use crate::mention::around::{Sink, Spelled, yes};
use crate::mention::measure::Position;

/// Numbers of names, of houses and of years of life are no figures, whatever stands around them.
fn is_no_figure(reader: &Reader<'_>, number: &Number) -> bool {
    owner::in_a_name(reader, number)
        || owner::addressed(reader, number)
        || owner::aged(reader, number)
        || owner::measured(reader, number)
        || number.measure.growth
}

/// Whether what is found of a number speaks for its being a figure of the fair.
pub(super) fn speaks_for(reader: &Reader<'_>, number: &Number, beside: bool) -> bool {
    let scales = &reader.view.analysis.knowledge.weights.figures;
    if scales.is_empty() || is_no_figure(reader, number) {
        return false;
    }
    let mut found = scales.traits();
    traits(reader, number, beside, &mut found);
    let [sum] = found.sum();
    sum > 0
}

/// What weights are learned from; `own` is what the rules say of it.
pub(super) fn candidate(
    reader: &Reader<'_>,
    number: &Number,
    beside: bool,
    own: bool,
) -> Candidate {
    let mut found = Spelled::default();
    traits(reader, number, beside, &mut found);
    Candidate {
        label: number.quantity.value.to_string(),
        aliases: number.measure.metric.clone().into_iter().collect(),
        sort: "<number>",
        known: own.then_some("figure").into_iter().collect(),
        traits: found.finish(),
    }
}

fn traits(reader: &Reader<'_>, number: &Number, beside: bool, sink: &mut impl Sink) {
    let (a, measure) = (reader.view.analysis, number.measure);
    sink.put(Aspect::Always, Value::Text(""));
    let class = MetricClass::ALL.iter().find(|(_, c)| *c == measure.class);
    sink.put(
        Aspect::Metric,
        Value::Text(class.map_or("", |(name, _)| name)),
    );
    let counted = measure.metric.as_deref().unwrap_or_default();
    let last = counted.split_whitespace().next_back().unwrap_or_default();
    sink.put(Aspect::Counted, Value::Text(last));
    sink.put_classes(
        Aspect::LastClass,
        a.knowledge.words.classes(a.knowledge.words.id(last)),
    );
    let digits = ["1", "2", "3", "4", "5", "6", "7", "8", "9"];
    let size = number.quantity.value.abs().max(1.0).log10() as usize;
    sink.put(Aspect::Size, Value::Text(digits[size.min(8)]));
    let position = match measure.position {
        Position::After => "after",
        Position::Key => "key",
        Position::Before => "before",
        Position::Carried => "carried",
        Position::Unit => "unit",
        Position::Nowhere => "nowhere",
    };
    let joined = [
        (true, position),
        (measure.partial, "partial"),
        (measure.comparison, "comparison"),
        (measure.part_of.is_some(), "part"),
        (measure.canonical.is_some(), "listed"),
        (number.former.is_some(), "second"),
        (number.quantity.hyphenated, "hyphenated"),
    ];
    sink.put_those(Aspect::Position, &joined);
    let (subject, verb) = owner::subject(reader, number.token);
    let subject = match subject {
        Subject::Fair => "fair",
        Subject::Firm => "firm",
        Subject::Economy => "economy",
        Subject::Unknown => "unknown",
    };
    let does = |class| verb.is_some_and(|v| owner::is_verb(reader, v, class));
    let checks = [
        (true, subject),
        (reader.anchored, "anchored"),
        (beside, "beside"),
        (does(Class::OwningVerb), "owns"),
        (does(Class::EmployVerb), "employs"),
        (does(Class::SealVerb), "seals"),
        (owner::economy(reader, number), "aside"),
        (owner::describes_firm(reader, number), "describes-firm"),
        (owner::studied(reader, number), "studied"),
        (owner::reached(reader, number), "reached"),
        (owner::spread(reader, number), "spread"),
        (owner::of_a_place(reader, number), "of-a-place"),
        (owner::of_a_stand(reader, number), "of-a-stand"),
        (owner::of_a_group(reader, number), "of-a-group"),
        (
            owner::of_an_establishment(reader, number),
            "of-an-establishment",
        ),
        (owner::of_another(reader, number), "of-another"),
        (owner::spoken_of_oneself(reader, number), "of-oneself"),
        (owner::large_enough(reader, number, beside), "large-enough"),
        (owner::market_sum(reader, number), "market-sum"),
        (owner::beside_the_fair(reader, number), "beside-the-fair"),
        (owner::gathered(reader, number), "gathered"),
        (
            owner::place_before(reader, number).is_some(),
            "place-before",
        ),
        (owner::named(reader, number, Class::OwnPeople), "own-people"),
        (owner::named(reader, number, Class::MarketSum), "market"),
        (
            owner::named(reader, number, Class::SingleDeal),
            "single-deal",
        ),
        (owner::named(reader, number, Class::FairPart), "fair-part"),
        (
            owner::named(reader, number, Class::WorkPeople),
            "work-people",
        ),
        (reader.index < 3, "opens"),
        (!reader.scope.cues(reader.index).is_empty(), "cued"),
    ];
    sink.put_those(Aspect::Check, &checks);
    let quoted = crate::fact::topic::quoted(a, number.token);
    sink.put(Aspect::Quoted, yes(quoted));
    sink.put_classes(Aspect::SentenceClass, a.sentences[reader.index].classes);
    let known = Known::default();
    let around = Surroundings {
        view: reader.view,
        known: &known,
    };
    let span = number.token..number.end.max(number.token + 1);
    around.sides(&span, &reader.tokens, None, sink);
}
