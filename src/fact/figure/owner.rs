//! Whether a number is the fair's rather than a market's, a country's, a firm's or a person's.

use super::carry::COUNTRIES;
use super::{HECTARE, Number, Reader};
use crate::document::BlockKind;
use crate::fact::edition::stands_for_event;
use crate::knowledge::Class;
use crate::knowledge::figures::{MetricClass, Unit};
use crate::mention::Sort;
use crate::mention::measure::Position;
use crate::text::Shape;

/// Counts below are often a writer's own ("two leaders"), not figures of a fair.
const SMALL: f64 = 13.0;

/// So many firms may be told in words: "seven restaurants handed out samples".
const FEW: f64 = 5.0;

/// Whose doings a clause tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Subject {
    Fair,
    Firm,
    Economy,
    Unknown,
}

/// "Acme, an exchange serving 4 million users, will": what a firm is said to be.
pub(super) fn describes_firm(reader: &Reader<'_>, number: &Number) -> bool {
    let a = reader.view.analysis;
    let from = reader.tokens.start.max(number.token.saturating_sub(14));
    let Some(comma) = (from..number.token).rev().find(|t| a.mark(*t).is_some()) else {
        return false;
    };
    // "Acme Media, organizer of more than 30 events,"
    let what = matches!(a.word(comma + 1), "a" | "an")
        || a.is_lower(comma + 1, Class::OrganizerNoun)
        || a.is_lower(comma + 1, Class::OrgNoun)
        || a.is_lower(comma + 1, Class::OwnerNoun);
    if !a.is_mark(comma, ',') || comma == from || !what {
        return false;
    }
    let inventory = reader.view.inventory;
    inventory.mention_at(comma - 1).is_some_and(|m| {
        let mention = &inventory.mentions[m];
        mention.outer.end == comma && matches!(mention.sort, Sort::Organisation(_) | Sort::Name)
    })
}

/// "data from a study of 4,500 cats": what was studied.
pub(super) fn studied(reader: &Reader<'_>, number: &Number) -> bool {
    let a = reader.view.analysis;
    let at = number.token;
    at >= reader.tokens.start + 2 && a.says(at - 1, "of") && a.is_lower(at - 2, Class::StudyNoun)
}

/// "enthusiasts over the age of 21", "girls aged 10 to 18": years of life.
pub(super) fn aged(reader: &Reader<'_>, number: &Number) -> bool {
    let a = reader.view.analysis;
    let from = reader.tokens.start.max(number.token.saturating_sub(4));
    (from..number.token)
        .rev()
        .take_while(|t| {
            a.mark(*t)
                .is_none_or(|mark| mark == '-' || mark == '\u{2013}')
        })
        .any(|t| a.is_lower(t, Class::AgeWord))
}

/// "2400 Town Center Blvd": the number of a house.
pub(super) fn addressed(reader: &Reader<'_>, number: &Number) -> bool {
    let a = reader.view.analysis;
    number.measure.unit.is_none()
        && (number.token + 1..reader.tokens.end.min(number.token + 6))
            .take_while(|t| a.tokens[*t].shape.is_nameish())
            .any(|t| a.is(t, Class::StreetWord))
}

/// "The annual 606 Tattoo Expo": a number of the fair's own name.
pub(super) fn in_a_name(reader: &Reader<'_>, number: &Number) -> bool {
    let inventory = reader.view.inventory;
    inventory.mention_at(number.token).is_some_and(|m| {
        let mention = &inventory.mentions[m];
        mention.sort == Sort::Event && mention.range.contains(&number.token)
    })
}

/// "available in 140 countries": where goods or plants are.
pub(super) fn reached(reader: &Reader<'_>, number: &Number) -> bool {
    let a = reader.view.analysis;
    let from = reader.tokens.start.max(number.token.saturating_sub(5));
    // "firms from 40 countries are present in 12 halls"
    let many = |t: usize| a.is_lower(t, Class::ExhibitorNoun) && a.word(t).ends_with('s');
    place_before(reader, number).is_some_and(|preposition| {
        (from..preposition).any(|t| a.is_lower(t, Class::ReachWord))
            && !(reader.tokens.start..preposition).any(many)
    })
}

/// Whether the number is about the fair.
/// `beside` tells whether an earlier number of the sentence is.
pub(super) fn is_the_fairs(reader: &Reader<'_>, number: &Number, beside: bool) -> bool {
    let measure = number.measure;
    let a = reader.view.analysis;
    if spoken_of_oneself(reader, number)
        || !large_enough(reader, number, beside)
        || of_a_place(reader, number)
        || of_a_stand(reader, number)
        || measured(reader, number)
        || of_an_establishment(reader, number)
        || of_another(reader, number)
        || describes_firm(reader, number)
        || studied(reader, number)
        || aged(reader, number)
        || addressed(reader, number)
        || in_a_name(reader, number)
    {
        return false;
    }
    // Taken over from a sentence before: something here must speak of a fair.
    let taken_over = measure.position == Position::Carried && measure.part_of.is_none();
    let opens = number.quantity.range.start == 0;
    let expected = (reader.tokens.clone()).any(|t| a.is_lower(t, Class::Expectation));
    let goes_on = measure.comparison || measure.partial || beside || opens || expected;
    // "In Turin we were 640": the edition of another place.
    let first = reader.tokens.start;
    let elsewhere = first + 1 < reader.tokens.end
        && a.is(first, Class::Preposition)
        && reader
            .view
            .inventory
            .mention_at(first + 1)
            .is_some_and(|m| reader.view.inventory.mentions[m].sort == Sort::Place);
    if taken_over && elsewhere && reader.scope.cues(reader.index).is_empty() {
        return false;
    }
    if taken_over && !goes_on && !reader.anchored && reader.scope.cues(reader.index).is_empty() {
        return false;
    }
    let (subject, verb) = subject(reader, number.token);
    let owns = verb.is_some_and(|v| is_verb(reader, v, Class::OwningVerb));
    let employs = verb.is_some_and(|v| is_verb(reader, v, Class::EmployVerb));
    let aside = economy(reader, number);
    // "300 members", not "16 members of parliament"
    let own_people = named(reader, number, Class::OwnPeople)
        && !(number.end + 1 < reader.tokens.end && a.says(number.end + 1, "of"));
    match measure.class {
        MetricClass::Days => false,
        // "The 350 tickets were gone", "1,150 badges": not downloads, nor "20 seats" of a workshop.
        MetricClass::Tickets | MetricClass::Flow => {
            measure.position == Position::Key
                || measure.class == MetricClass::Tickets
                    && measure.position == Position::After
                    && named(reader, number, Class::EntryNoun)
                    && number.quantity.value >= ENTRIES
                    && !matches!(subject, Subject::Firm | Subject::Economy)
        }
        MetricClass::Countries => {
            number.quantity.value <= COUNTRIES
                && !reached(reader, number)
                && !(owns && subject == Subject::Firm)
                && (reader.anchored || !spread(reader, number))
        }
        MetricClass::Visitors | MetricClass::Participants | MetricClass::Buyers => {
            let fair = reader.anchored || !named(reader, number, Class::WorkPeople);
            // "Acme drew 400 to its stand"
            let own_people =
                own_people || measure.position == Position::Unit && subject == Subject::Firm;
            let elsewhere = employs || aside || own_people || owns && subject == Subject::Economy;
            fair && !elsewhere && number.quantity.value < PEOPLE
        }
        MetricClass::Exhibitors
        | MetricClass::Journalists
        | MetricClass::Speakers
        | MetricClass::Sessions
        | MetricClass::Booths
        | MetricClass::Pavilions
        | MetricClass::Entries
        | MetricClass::Agreements
        | MetricClass::Projects => {
            let another = matches!(subject, Subject::Firm | Subject::Economy);
            // "KONE booked 40 orders"
            let own_deal = subject == Subject::Firm
                && !verb.is_some_and(|v| is_verb(reader, v, Class::SealVerb))
                && matches!(
                    measure.class,
                    MetricClass::Agreements | MetricClass::Projects
                );
            let elsewhere = employs || own_people || owns && another || own_deal;
            // "Mexico has a pavilion with 14 publishers"
            !elsewhere || of_a_group(reader, number) && subject != Subject::Firm
        }
        MetricClass::Halls => subject != Subject::Firm || owns,
        MetricClass::Area => {
            let hectares = matches!(&measure.unit, Some(Unit::Area(code)) if code.as_ref() == "ha");
            let land = if hectares { HECTARE } else { 1.0 } * number.quantity.value;
            let own = subject != Subject::Fair && (owns && hectares || land >= LAND);
            !own && (subject != Subject::Firm || number.quantity.value >= AREA_OF_A_FAIR)
        }
        MetricClass::Products | MetricClass::Events | MetricClass::Jobs | MetricClass::Other => {
            let firm = subject == Subject::Firm && (owns || measure.class != MetricClass::Events);
            !aside
                && !employs
                && !firm
                && subject != Subject::Economy
                && number.quantity.value < PRODUCTS
                && (reader.anchored
                    || beside
                    || gathered(reader, number)
                    || named(reader, number, Class::FairPart)
                    || !matches!(measure.class, MetricClass::Other | MetricClass::Jobs))
        }
        MetricClass::Deal | MetricClass::Investment | MetricClass::Sales | MetricClass::Value => {
            let signed = reader
                .tokens
                .clone()
                .any(|t| a.is(t, Class::SignNoun) && !a.is(t, Class::MarketSum));
            let told = measure.class == MetricClass::Deal
                || named(reader, number, Class::BudgetNoun)
                || measure.class == MetricClass::Investment
                || measure.position == Position::Key;
            let goes_on = matches!(measure.class, MetricClass::Deal | MetricClass::Sales)
                && measure.position == Position::Carried
                && measure.part_of.is_none();
            // "in a deal worth 60,000 pounds": one firm's, unless the fair is named beside it.
            let single =
                named(reader, number, Class::SingleDeal) && !beside_the_fair(reader, number);
            let market =
                named(reader, number, Class::MarketSum) && !beside_the_fair(reader, number);
            let sold =
                measure.class != MetricClass::Sales || goes_on || beside_the_fair(reader, number);
            // "a sales festival with 60 hosts": no sum at all.
            let small = (measure.unit.is_some() || measure.class == MetricClass::Sales)
                && number.quantity.value < SUM
                && measure.position != Position::Key;
            !aside
                && !small
                && !matches!(subject, Subject::Economy)
                && !(subject == Subject::Firm
                    && (owns || employs || measure.unit.is_none() && !reader.anchored))
                && !market_sum(reader, number)
                && sold
                && !market
                && !single
                && (signed
                    || goes_on
                    || (told && reader.anchored)
                    || subject == Subject::Fair
                    || taken(reader, number))
        }
    }
}

/// More land, in hectares or square metres, is a forest's or a farmer's.
const LAND: f64 = 3e6;

/// "A lunch drew 420 diners": whom a part of the fair brought together, whoever they are.
pub(super) fn gathered(reader: &Reader<'_>, number: &Number) -> bool {
    let a = reader.view.analysis;
    let from = number.floor.max(number.token.saturating_sub(3));
    number.quantity.value >= SMALL
        && (from..number.token)
            .rev()
            .take_while(|t| a.mark(*t).is_none())
            .any(|t| a.is_lower(t, Class::DrawingForm))
}

/// "the exhibitors took 7.4 million euros between them": what was sold at the fair.
fn taken(reader: &Reader<'_>, number: &Number) -> bool {
    let a = reader.view.analysis;
    let from = number.floor.max(number.token.saturating_sub(5));
    let Some(verb) = (from..number.token)
        .rev()
        .find(|t| a.is_lower(*t, Class::TakingForm))
    else {
        return false;
    };
    (reader.tokens.start.max(verb.saturating_sub(4))..verb).any(|t| {
        a.word(t).ends_with('s') && a.is_lower(t, Class::ExhibitorNoun)
            || stands_for_event(reader.view, t)
    })
}

/// The smallest area in square metres that a firm's sentence tells of a fair.
const AREA_OF_A_FAIR: f64 = 2000.0;

/// Fewer tickets than these are a raffle's or a workshop's.
const ENTRIES: f64 = 100.0;

/// A smaller sum is a price or a prize.
const SUM: f64 = 1000.0;

/// More people or things than any fair has.
const PEOPLE: f64 = 1e8;
const PRODUCTS: f64 = 1e6;

/// Whether the fair is named in the number's own clause.
pub(super) fn beside_the_fair(reader: &Reader<'_>, number: &Number) -> bool {
    let a = reader.view.analysis;
    let ends = |t: &usize| matches!(a.mark(*t), Some(';' | ':' | '\u{2014}'));
    let start = (reader.tokens.start..number.token).rev().find(ends);
    let end = (number.end..reader.tokens.end).find(ends);
    (start.unwrap_or(reader.tokens.start)..end.unwrap_or(reader.tokens.end))
        .any(|t| stands_for_event(reader.view, t) || super::is_main(reader, t))
}

/// Whether the metric's last word is of a class.
pub(super) fn named(reader: &Reader<'_>, number: &Number, class: Class) -> bool {
    let words = &reader.view.analysis.knowledge.words;
    number.measure.metric.as_deref().is_some_and(|metric| {
        let last = metric.split_whitespace().next_back().unwrap_or_default();
        words.classes(words.id(last)).has(class)
    })
}

/// "sold in 40 countries", "plants across more than nine countries": where something else is.
pub(super) fn spread(reader: &Reader<'_>, number: &Number) -> bool {
    let a = reader.view.analysis;
    let people = [
        Class::ExhibitorNoun,
        Class::VisitorNoun,
        Class::CrowdNoun,
        Class::ParticipantNoun,
    ];
    place_before(reader, number).is_some_and(|preposition| {
        !(reader.tokens.start..preposition)
            .any(|t| people.iter().any(|class| a.is_lower(t, *class)))
    })
}

/// The preposition before a number, what bounds it left out: "in" of "in more than 40 countries".
pub(super) fn place_before(reader: &Reader<'_>, number: &Number) -> Option<usize> {
    let a = reader.view.analysis;
    let start = reader.tokens.start;
    let mut at = number.token;
    let bound = |t: usize| {
        a.is_lower(t, Class::Adverb) || a.is_lower(t, Class::Comparison) || a.says(t, "more")
    };
    while at > start && number.token - at < 4 && bound(at - 1) {
        at -= 1;
    }
    let place = ["in", "across", "throughout", "to", "into", "within"];
    at.checked_sub(1)
        .filter(|t| *t >= start && place.iter().any(|word| a.says(*t, word)))
}

/// "90 people long": a size, not a count.
pub(super) fn measured(reader: &Reader<'_>, number: &Number) -> bool {
    let a = reader.view.analysis;
    (number.end + 1..number.limit.min(number.end + 3)).any(|t| a.is_lower(t, Class::Dimension))
}

/// "a town of 75,000", "a city of 230,000 people".
pub(super) fn of_a_place(reader: &Reader<'_>, number: &Number) -> bool {
    let a = reader.view.analysis;
    let from = number.floor.max(number.token.saturating_sub(5));
    (from..number.token)
        .rev()
        .find(|t| a.says(*t, "of"))
        .is_some_and(|of| of > from && a.is_lower(of - 1, Class::LocalNoun))
}

/// "has a stand of 60 square metres": one firm's.
pub(super) fn of_a_stand(reader: &Reader<'_>, number: &Number) -> bool {
    let a = reader.view.analysis;
    let from = number.floor.max(number.token.saturating_sub(5));
    number.measure.class == MetricClass::Area
        && number.quantity.value < AREA_OF_A_FAIR
        && (from..number.token).any(|t| a.is_lower(t, Class::BoothPlace))
}

/// "a pavilion with 14 publishers", "a joint stand of 38 firms": who came together.
pub(super) fn of_a_group(reader: &Reader<'_>, number: &Number) -> bool {
    let a = reader.view.analysis;
    let from = number.floor.max(number.token.saturating_sub(GROUP));
    let joined = ["of", "with", "from"]
        .iter()
        .any(|word| number.token > from && a.says(number.token - 1, word));
    joined && (from..number.token).any(|t| a.is_lower(t, Class::GroupNoun))
}

/// So many words before a number may name the group that it is the size of.
const GROUP: usize = 5;

/// "offices in more than 70 cities": a firm's houses.
pub(super) fn of_an_establishment(reader: &Reader<'_>, number: &Number) -> bool {
    let a = reader.view.analysis;
    let from = number.floor.max(number.token.saturating_sub(6));
    place_before(reader, number).is_some()
        && (from..number.token).any(|t| a.is_lower(t, Class::Establishment))
}

/// "A similar fair in Kumasi drew 90 groups": another's.
pub(super) fn of_another(reader: &Reader<'_>, number: &Number) -> bool {
    let a = reader.view.analysis;
    let start = reader.tokens.start;
    if !matches!(a.word(start), "A" | "Another") {
        return false;
    }
    let stop = number.token.min(start + 6);
    (start + 2..stop).any(|t| a.is_lower(t, Class::FairNoun) && a.is(t - 1, Class::NoFairModifier))
        && !reader.tokens.clone().any(|t| super::is_main(reader, t))
}

/// "I had 300 people here", "you know forty of the brands".
pub(super) fn spoken_of_oneself(reader: &Reader<'_>, number: &Number) -> bool {
    let a = reader.view.analysis;
    (reader.tokens.start..number.token)
        .rev()
        .take(12)
        .take_while(|t| !a.is_mark(*t, ';'))
        .any(|t| a.is(t, Class::FirstPerson))
}

/// Whether a count is no mere "two leaders": a small one needs a noun for a part of a fair, or
/// firms that a word tells apart.
pub(super) fn large_enough(reader: &Reader<'_>, number: &Number, beside: bool) -> bool {
    let a = reader.view.analysis;
    if number.quantity.value >= SMALL || number.measure.unit.is_some() {
        return true;
    }
    // "a three-person startup"
    if number.quantity.hyphenated {
        return false;
    }
    let title = a.sentences[reader.index].kind == BlockKind::ListItem;
    let part = named(reader, number, Class::FairPart)
        || (number.end..number.limit.min(number.end + 4))
            .take_while(|t| a.mark(*t).is_none())
            .any(|t| a.is(t, Class::FairPart));
    let digits = a.tokens[number.token].shape == Shape::Number;
    let grouped = of_a_group(reader, number);
    let known = number.measure.class != MetricClass::Other
        && number.measure.class != MetricClass::Products
        && number.measure.class != MetricClass::Countries;
    match number.measure.class {
        _ if number.end < reader.tokens.end && a.says(number.end, "of") => false,
        // "41 foreign companies from nine countries"
        MetricClass::Countries => {
            let talks = reader
                .tokens
                .clone()
                .any(|t| a.is_lower(t, Class::TalkEvent));
            // "Firms from seven countries are taking part"
            let there = (number.end..reader.tokens.end.min(number.end + 8))
                .any(|t| a.is_lower(t, Class::PartWord));
            number.token > number.floor
                && a.says(number.token - 1, "from")
                && (number.former.is_some() && (reader.anchored || beside)
                    || people_before(reader, number) && (reader.anchored || talks || there))
                && number.quantity.value >= 3.0
        }
        MetricClass::Pavilions => true,
        MetricClass::Halls => part,
        _ if grouped && known => true,
        MetricClass::Exhibitors | MetricClass::Booths => {
            let modified = reader.anchored
                && number
                    .measure
                    .metric
                    .as_deref()
                    .is_some_and(|metric| metric.contains(' '));
            digits || modified || title || number.quantity.value >= FEW
        }
        _ => {
            let signed = number.measure.class == MetricClass::Agreements
                && reader
                    .tokens
                    .clone()
                    .any(|t| a.is_lower(t, Class::SignVerb));
            // "lists 23 workshops, nine lectures and a regatta"
            let goes_on = beside && known && number.quantity.value >= FEW;
            part || goes_on || (title && known) || (digits && known && (reader.anchored || signed))
        }
    }
}

/// "Bankers and officials from seven countries", "exhibitors from nine countries".
fn people_before(reader: &Reader<'_>, number: &Number) -> bool {
    let a = reader.view.analysis;
    number.token >= reader.tokens.start + 2 && {
        let noun = number.token - 2;
        let small = a.tokens[noun].shape == Shape::Lower || noun == reader.tokens.start;
        small && a.word(noun).ends_with('s')
    }
}

pub(super) fn is_verb(reader: &Reader<'_>, at: usize, class: Class) -> bool {
    let a = reader.view.analysis;
    a.verb_forms(at)
        .iter()
        .any(|form| a.knowledge.words.verb_class(form.verb, class))
}

/// The nearest verb before a number and whose doing it is.
pub(super) fn subject(reader: &Reader<'_>, token: usize) -> (Subject, Option<usize>) {
    let a = reader.view.analysis;
    let view = reader.view;
    let start = reader.tokens.start;
    let from = start.max(token.saturating_sub(10));
    for at in (from..token).rev() {
        // "it has sold its space, and 1,300 exhibitors are here"
        let clause = a.is_mark(at, ',') && (a.says(at + 1, "and") || a.says(at + 1, "but"));
        if a.is_mark(at, ';') || a.is_mark(at, ':') || a.is_mark(at, '(') || clause {
            break;
        }
        let verb = a.tokens[at].shape == Shape::Lower
            && !a.verb_forms(at).is_empty()
            && !a.is(at, Class::Preposition)
            && (at == start || !a.is(at - 1, Class::Determiner))
            // "with firm orders for 41 aircraft"
            && !(a.is(at, Class::SignNoun)
                && at > start
                && a.tokens[at - 1].shape == Shape::Lower
                && (a.is(at - 1, Class::OrgNoun) || a.is(at - 1, Class::Preposition)))
            && (a.is(at, Class::Auxiliary)
                || a.verb_forms(at)
                    .iter()
                    .any(|form| form.past || form.third || form.base));
        if !verb {
            continue;
        }
        let mut before = at;
        while before > start
            && (a.is(before - 1, Class::Auxiliary)
                || a.is(before - 1, Class::Adverb)
                || a.is(before - 1, Class::Relative)
                || a.is_mark(before - 1, ','))
        {
            before -= 1;
        }
        // "Acme tells us 1,150 badges have been picked up": what is said, not who says it.
        if before == start || a.is(at, Class::SaidForm) {
            return (Subject::Unknown, Some(at));
        }
        // "The expo, held in Ghent, a city of trade, saw": the insertion is skipped.
        if a.is_mark(before, ',')
            && (start..before.min(start + 8)).any(|t| {
                (super::is_main(reader, t) || a.is_lower(t, Class::EventNoun))
                    && t + 1 < before
                    && a.is_mark(t + 1, ',')
            })
        {
            return (Subject::Fair, Some(at));
        }
        let mut noun = before - 1;
        // "the 2023 show in Berlin had"
        if let Some(m) = view.inventory.mention_at(noun) {
            let mention = &view.inventory.mentions[m];
            let at = mention.outer.start;
            if matches!(mention.sort, Sort::Place | Sort::Country | Sort::Venue)
                && at >= start + 2
                && a.is_lower(at - 1, Class::Preposition)
            {
                noun = at - 2;
            }
        }
        let subject = match view.inventory.mention_at(noun) {
            Some(m) => match view.inventory.mentions[m].sort {
                Sort::Event => Subject::Fair,
                Sort::Organisation(_) | Sort::Person | Sort::Name => Subject::Firm,
                Sort::Place | Sort::Country | Sort::Demonym => Subject::Economy,
                Sort::Venue => Subject::Unknown,
            },
            None if a.is_lower(noun, Class::EventNoun) => Subject::Fair,
            None if a.is_lower(noun, Class::EconomyNoun) => Subject::Economy,
            None if a.is_lower(noun, Class::OrgNoun) => Subject::Firm,
            None => Subject::Unknown,
        };
        return (subject, Some(at));
    }
    (Subject::Unknown, None)
}

/// Whether the words beside a number speak of a market or a country: "32 million people",
/// "8.5 million Windows computers", "a municipality of 32 million".
pub(super) fn economy(reader: &Reader<'_>, number: &Number) -> bool {
    let a = reader.view.analysis;
    let from = number.floor.max(number.token.saturating_sub(10));
    let to = number.limit.min(number.end + 6);
    // A clause before a comma tells of something else.
    let from = (from..number.token)
        .rev()
        .find(|t| a.is_mark(*t, ','))
        .map_or(from, |comma| comma + 1);
    (from..to)
        .filter(|t| !(number.token..number.end).contains(t))
        // "plant managers": the people, not the plant.
        .any(|t| {
            let compound = t + 1 < to
                && a.tokens[t + 1].shape == Shape::Lower
                && a.word(t + 1).ends_with('s')
                && a.verb_forms(t + 1).is_empty();
            a.is_lower(t, Class::EconomyNoun) && !compound
        })
}

/// Whether the sum is a market's: "exports of 2.6 billion dollars", "a turnover of".
pub(super) fn market_sum(reader: &Reader<'_>, number: &Number) -> bool {
    let a = reader.view.analysis;
    let from = number.floor.max(number.token.saturating_sub(8));
    let to = number.limit.min(number.end + 5);
    // "the fair runs on a budget of 900,000 euros": its own.
    let own = named(reader, number, Class::BudgetNoun) && beside_the_fair(reader, number);
    (from..to).any(|t| a.is_lower(t, Class::MarketSum) && !(own && a.is(t, Class::BudgetNoun)))
}
