//! Counts: their noun stands after them, before them, or by an earlier count of the sentence.

use super::{Measure, Place, Position, key, noun};
use crate::knowledge::figures::{MetricClass, Role, Shape, Unit};
use std::sync::Arc;

/// A bare number from here on counts something even where nothing in its sentence says what.
const LARGE: f64 = 100.0;

/// There are no more countries than that.
const COUNTRIES: f64 = 260.0;

/// A count: its noun after it, before it, or that of an earlier count.
pub fn count(place: &Place, found: &[Measure], measure: &mut Measure) {
    let scan = place.scan;
    let mut after = place.after();
    // "300-strong", "20-member"
    if place.quantity.hyphenated {
        if let Some(noun) = noun::joined(scan, after + 1) {
            measure.named(scan, &noun, Position::After);
        }
        return;
    }
    let former = last_count(found).filter(|&index| {
        // A number that nothing names breaks the thread: what follows goes on from it.
        let unnamed = |m: &Measure| m.metric.is_none() && m.unit.is_none();
        !found[index + 1..].iter().any(unnamed)
    });
    // "from 31 countries (2029: 28)": of what stands right before the bracket.
    let labelled = labelled_in_bracket(place)
        .then(|| found.len().checked_sub(1))
        .flatten();
    if let Some(index) = labelled.filter(|index| found[*index].metric.is_some()) {
        measure.carry(&found[index], index);
        measure.unit = found[index].unit.clone();
        measure.partial = true;
        return;
    }
    if measure.growth && scan.is(after, Role::Comparative) {
        after += 1;
    }
    // "28 of them", "186 of the models"
    let of_them = scan.is(after, Role::Of) && scan.is(after + 1, Role::Anaphor);
    if of_them {
        measure.partial = true;
        measure.part_of = former;
        let pure = scan.is(after + 1, Role::PureAnaphor);
        after += 2;
        if pure && !scan.is(after, Role::Boundary) {
            if let Some(noun) = noun::after(scan, after, place.limit) {
                measure.named(scan, &noun, Position::After);
            } else if let Some(index) = former {
                measure.carry(&found[index], index);
                qualify(place, after, measure);
            }
            return;
        }
        if pure {
            if let Some(noun) = predicate(place, after) {
                measure.named(scan, &noun, Position::After);
            } else if let Some(noun) = uncounted(place, found) {
                measure.named(scan, &noun, Position::Before);
                measure.partial = false;
                measure.part_of = None;
            } else if let Some(index) = former {
                measure.carry(&found[index], index);
            } else {
                measure.open = true;
            }
            return;
        }
        after = place.after() + 2;
    }
    // "Forty-nine African and 21 other countries", "500 of the roughly 4,000 exhibitors"
    let shared =
        shares_noun(place, after, of_them).then(|| noun::after(scan, place.beyond(), scan.len()));
    if let Some(mut noun) = noun::after(scan, after, place.limit).or(shared.flatten()) {
        if noun.canonical.is_none() && place.quantity.value >= LARGE && attending(place, &noun) {
            noun.canonical = Some(Arc::from("visitors"));
            noun.class = MetricClass::Visitors;
            noun.renamed = true;
        }
        measure.named(scan, &noun, Position::After);
        // "including 333 international ones"
        let ones = scan.is(noun.head, Role::Ones) && noun.head > after;
        if let (true, Some(index)) = (ones, former)
            && let Some(metric) = &found[index].metric
        {
            let whole = metric.rsplit(' ').next().unwrap_or(metric);
            let named = measure.metric.take().unwrap_or_default();
            let kind = named.rsplit_once(' ').map_or("", |(kind, _)| kind);
            measure.metric = Some(format!("{kind} {whole}").trim().to_owned());
            measure.class = found[index].class;
            measure.canonical = found[index].canonical.clone();
            measure.partial = true;
            measure.part_of = Some(index);
        }
        return;
    }
    // "attendance rose 12 percent (from a year earlier) to 41,000"
    if let Some(index) = found
        .len()
        .checked_sub(1)
        .filter(|&last| found[last].metric.is_some() && risen_to(place, found))
    {
        measure.carry(&found[index], index);
        measure.position = found[index].position;
        measure.part_of = None;
        return;
    }
    // "the larger of the two", "two in five"
    let small = place.quantity.value < 13.0 && measure.unit.is_none();
    let lone = scan.is(place.before(), Role::Boundary)
        && !scan.is(place.before(), Role::Copula)
        && !scan.is(place.before(), Role::Joiner);
    if small && !measure.partial && !measure.comparison && lone {
        return;
    }
    if let Some(noun) = whole_before(place) {
        measure.named(scan, &noun, Position::Before);
        measure.partial = true;
        return;
    }
    if let Some(noun) = key::key(place).or_else(|| key::bracketed(place)) {
        measure.named(scan, &noun, Position::Key);
        return;
    }
    if let Some(noun) = predicate(place, after) {
        measure.named(scan, &noun, Position::After);
        measure.partial |= former.is_some();
        measure.part_of = measure.part_of.or(former);
        return;
    }
    if let Some(noun) = key::key_words(place, true) {
        measure.named(scan, &noun, Position::Key);
        return;
    }
    // "3,037 exhibitors from 60", after other countries
    if scan.is(place.before(), Role::ChangeStart)
        && !measure.comparison
        && let Some(index) = found
            .iter()
            .rposition(|m| m.class == MetricClass::Countries)
    {
        measure.carry(&found[index], index);
        measure.part_of = None;
        return;
    }
    if !measure.comparison
        && let Some(noun) = noun::before(place)
    {
        measure.named(scan, &noun, Position::Before);
        return;
    }
    if let Some(index) = former
        && (measure.comparison || measure.partial || measure.growth || elliptic(place))
    {
        let total =
            (place.floor..place.quantity.pieces.start).any(|at| scan.is(at, Role::NumberNoun));
        // "from 44 to 52" ends where the whole is.
        let change = found.last().is_some_and(|m| m.comparison)
            && place.quantity.pieces.start == place.floor + 1
            && scan.is(place.before(), Role::NumberRange);
        let partial = !measure.comparison && !measure.growth && !total && !change;
        // "168 exhibitors, including 41 foreign ones, against 140": the whole is compared.
        let index = match measure.comparison {
            true => whole_of(place, found, index),
            false => index,
        };
        measure.carry(&found[index], index);
        measure.partial |= partial;
        return;
    }
    // "up from 3,400, visitors ..." has its noun before the comparison.
    if measure.comparison
        && let Some(noun) = noun::before(place)
    {
        measure.named(scan, &noun, Position::Before);
        return;
    }
    // "9,000 came", "attended by 9,722"
    let attended = place.before() > 0
        && scan.is(place.before() - 1, Role::Attend)
        && scan.is(place.before(), Role::ClockPreposition);
    if (scan.is(after, Role::Attend) || attended) && !measure.growth && measure.metric.is_none() {
        measure.metric = Some(String::from("visitors"));
        measure.class = MetricClass::Visitors;
        measure.position = Position::Unit;
        return;
    }
    let large = place.quantity.value >= LARGE && scan.shape(after) == Some(Shape::Lower);
    measure.open = measure.metric.is_none()
        && (measure.comparison || measure.partial || elliptic(place) || large);
}

/// Whether a number closes a bracket that begins with the label of another time: "(2029: 28)",
/// "(last show: 12,000)".
fn labelled_in_bracket(place: &Place) -> bool {
    let scan = place.scan;
    let colon = place.before();
    let closes = scan.mark(place.after(), ")") || scan.mark(place.after(), ",");
    closes
        && colon < scan.len()
        && scan.mark(colon, ":")
        && (colon.saturating_sub(3)..colon)
            .rev()
            .find(|at| !scan.is_word(*at) && scan.year_number(*at).is_none())
            .is_some_and(|open| scan.mark(open, "(") && open + 1 < colon)
}

/// "About 5,400 pavers, pit owners and plant managers checked in": people of some trade, whom the
/// verb makes visitors. Things come and pass too, so it must be one of attending.
fn attending(place: &Place, noun: &noun::Noun) -> bool {
    let scan = place.scan;
    let word = scan.word(noun.end - 1);
    let people = AGENTS.iter().any(|ending| word.ends_with(ending));
    let clause = |at: &usize| {
        let joined = !scan.is(*at, Role::Boundary)
            || scan.is(*at, Role::Joiner)
            || scan.is(*at, Role::Attend);
        scan.mark(*at, ",") || scan.is_word(*at) && joined
    };
    let verb = (noun.end..(noun.end + 8).min(place.next))
        .take_while(clause)
        .find(|&at| scan.is(at, Role::Attend));
    people && verb.is_some_and(|at| !matches!(scan.word(at), "came" | "took" | "passed" | "who"))
}

/// Endings of plural nouns for people who do something.
const AGENTS: [&str; 6] = ["ers", "ors", "ists", "ians", "men", "ants"];

/// Of a part and the whole before it, the one that lies nearer in size to what is compared.
fn whole_of(place: &Place, found: &[Measure], part: usize) -> usize {
    if !found[part].partial {
        return part;
    }
    let value = |index: usize| place.quantities[found[index].quantity].value.max(1.0);
    let distance = |index: usize| (value(index) / place.quantity.value.max(1.0)).ln().abs();
    found[..part]
        .iter()
        .rposition(|m| {
            m.metric.is_some() && m.unit.is_none() && !m.partial && m.class == found[part].class
        })
        .filter(|&whole| distance(whole) < distance(part))
        .unwrap_or(part)
}

/// Whether a number is what a change in per cent before it ended at.
fn risen_to(place: &Place, found: &[Measure]) -> bool {
    let scan = place.scan;
    let change = found
        .last()
        .is_some_and(|m| matches!(m.unit, Some(Unit::Share(_))));
    let between = place.floor..place.quantity.pieces.start;
    change
        && scan.is(place.before(), Role::NumberRange)
        && scan.is_word(place.before())
        && between.len() <= 6
        && between.clone().all(|at| scan.is_word(at))
}

/// "Of the exhibitors 507 were from Germany": what the whole is stands right before the number.
fn whole_before(place: &Place) -> Option<noun::Noun> {
    let scan = place.scan;
    let start = place.quantity.pieces.start;
    let noun = noun::ending(scan, place.floor, start, false).filter(|n| n.end == start)?;
    let the = noun.start.checked_sub(1)?;
    let of = the.checked_sub(1)?;
    (scan.is(the, Role::The) && scan.is(of, Role::Of) && of >= place.floor).then_some(noun)
}

/// "Guests from 12 countries came, 4,000 of them": the count behind the countries is
/// of those who come from them.
fn uncounted(place: &Place, found: &[Measure]) -> Option<noun::Noun> {
    let scan = place.scan;
    let first = found.first()?;
    let origin = first.class == MetricClass::Countries && found.len() == place.index;
    if !origin || place.index != 1 || place.quantity.value <= COUNTRIES {
        return None;
    }
    let start = place.quantities[0].pieces.start;
    let from = start
        .checked_sub(1)
        .filter(|at| scan.is(*at, Role::ChangeStart))?;
    noun::ending(scan, 0, from, false).filter(|n| n.end == from)
}

/// Whether the noun of the next quantity is this one's too.
fn shares_noun(place: &Place, after: usize, of_them: bool) -> bool {
    let scan = place.scan;
    if place.index + 1 >= place.quantities.len() || place.next != place.limit {
        return false;
    }
    let between = after..place.next;
    if of_them {
        return between.is_empty();
    }
    let joined = scan.is(place.next - 1, Role::Joiner) && scan.is_word(place.next - 1);
    let words = between.len() <= 3
        && (after..place.next.saturating_sub(1))
            .all(|at| scan.is_word(at) && !scan.is(at, Role::Boundary));
    let same = place.quantities[place.index + 1].unit == place.quantity.unit;
    joined && words && same && between.len() > 1
}

/// The last measure that counts something by name. "843 exhibitors from 60 countries" goes on
/// with exhibitors.
pub fn last_count(found: &[Measure]) -> Option<usize> {
    let origin = |measure: &Measure| measure.class == MetricClass::Countries;
    let named = |measure: &Measure| {
        measure.metric.is_some()
            && measure.unit.is_none()
            && !matches!(measure.class, MetricClass::Area | MetricClass::Days)
            && !measure.growth
    };
    let last = found.iter().rposition(named)?;
    let earlier = origin(&found[last]).then(|| found[..last].iter().rposition(named));
    Some(earlier.flatten().unwrap_or(last))
}

/// "93 were world premieres": the noun after the verb.
fn predicate(place: &Place, after: usize) -> Option<noun::Noun> {
    let scan = place.scan;
    (scan.is(after, Role::Copula) && !scan.is(after + 1, Role::Boundary))
        .then(|| noun::after(scan, after + 1, place.limit))
        .flatten()
}

/// "148 of them foreign": the adjective joins what is counted.
fn qualify(place: &Place, at: usize, measure: &mut Measure) {
    let scan = place.scan;
    let ends = at + 1 >= scan.len() || !scan.is_word(at + 1) || scan.is(at + 1, Role::Boundary);
    if scan.is(at, Role::Qualifier)
        && ends
        && let Some(metric) = &measure.metric
    {
        measure.metric = Some(format!("{} {metric}", scan.word(at).to_lowercase()));
    }
}

/// Whether a bare number goes on counting what was counted before it: "89 at the expo and 441
/// outside", "; in 2019, 993,000".
fn elliptic(place: &Place) -> bool {
    let scan = place.scan;
    let (before, after) = (place.before(), place.after());
    let opens = place.quantity.pieces.start == 0
        || !scan.is_word(before)
        || scan.is(before, Role::Joiner)
        || scan.is(before, Role::Link)
        || place.in_date(before);
    let closes = after >= scan.len() || !scan.is_word(after) || scan.is(after, Role::Boundary);
    // "online", "abroad": a place in one word.
    let alone = scan.is_word(after)
        && (after + 1 >= scan.len().min(place.limit) || !scan.is_word(after + 1));
    let others = scan.is(after, Role::PureAnaphor);
    opens && (closes || alone || others)
}
