//! Figures of two editions side by side: what grew, what shrank, and what cannot be told, with the
//! reason.

use super::sources::cell;
use super::{Asked, Change, Entry, Section};
use crate::answer::interval::{Interval, Order, narrowest};
use crate::rdf::vocab::expo;
use std::collections::{BTreeMap, BTreeSet};

/// One figure of an edition.
#[derive(Clone, Debug)]
struct Figure {
    /// As printed.
    words: String,
    number: f64,
    interval: Interval,
    basis: String,
    documents: Vec<String>,
}

/// Figures by metric and unit.
type Figures = BTreeMap<String, ByUnit>;

fn figures(asked: &Asked) -> Figures {
    let table = &asked.figures;
    let mut all = Figures::new();
    let mut seen = BTreeSet::new();
    for row in &table.rows {
        let get = |column: &str| table.get(row, column);
        let value = |column: &str| get(column).parse::<f64>().ok();
        let id = cell(table, row, "figure");
        // Documents may print one figure in different words; one is enough.
        if !seen.insert((id.clone(), get("basis"))) {
            continue;
        }
        let interval = Interval::read(&get("low"), &get("high"), &get("slack"));
        let (Some(number), Some(interval)) = (value("number"), interval) else {
            continue;
        };
        let documents = asked.sources.stating(expo::FIGURE.as_str(), &id).cloned();
        let figure = Figure {
            words: get("words"),
            number,
            interval,
            basis: get("basis"),
            documents: documents.collect(),
        };
        let of = all.entry(get("metric")).or_default();
        of.entry(get("unit")).or_default().push(figure);
    }
    all
}

/// All figures of both editions.
pub fn section(earlier: &Asked, later: &Asked) -> Section {
    let (before, after) = (figures(earlier), figures(later));
    let names = (earlier.side.name.as_str(), later.side.name.as_str());
    let metrics: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    let none = BTreeMap::new();
    let mut entries = Vec::new();
    for metric in metrics {
        let one = before.get(metric).unwrap_or(&none);
        let other = after.get(metric).unwrap_or(&none);
        let units: BTreeSet<&String> = one.keys().chain(other.keys()).collect();
        for unit in units {
            let was = one.get(unit).map_or(&[][..], Vec::as_slice);
            let is = other.get(unit).map_or(&[][..], Vec::as_slice);
            let verdict = match (was.is_empty(), is.is_empty()) {
                (true, _) => alone(Change::OnlyLater, (one, other), unit, names.0),
                (_, true) => alone(Change::OnlyEarlier, (other, one), unit, names.1),
                _ => judge(was, is, names),
            };
            entries.push(Entry {
                about: "figure".to_owned(),
                change: verdict.0,
                what: metric.clone(),
                iri: None,
                unit: unit.clone(),
                earlier: said(was),
                later: said(is),
                why: verdict.1,
                earlier_documents: documents(was),
                later_documents: documents(is),
            });
        }
    }
    // What only one edition has stands behind what can be compared.
    let is_alone = |entry: &Entry| matches!(entry.change, Change::OnlyEarlier | Change::OnlyLater);
    entries.sort_by_key(is_alone);
    let of = BTreeSet::from([expo::FIGURE.as_str().to_owned()]);
    Section {
        name: "figure".to_owned(),
        heading: "figures".to_owned(),
        named: (earlier.sources.naming(&of), later.sources.naming(&of)),
        entries,
    }
}

/// The figures of a metric, by unit.
type ByUnit = BTreeMap<String, Vec<Figure>>;

/// What the other edition has no figure of, or only in another unit that this one has not.
fn alone(
    change: Change,
    (other, own): (&ByUnit, &ByUnit),
    unit: &str,
    name: &str,
) -> (Change, String) {
    let units = other.keys().filter(|unit| !own.contains_key(*unit));
    let units: Vec<&str> = units.map(|unit| shown(unit)).collect();
    match units.as_slice() {
        [] => (change, format!("no number is given for {name}")),
        units => (
            Change::Undecidable,
            format!(
                "given in {} for {name}, in {} here; units and currencies are not converted",
                units.join(" and "),
                shown(unit)
            ),
        ),
    }
}

fn shown(unit: &str) -> &str {
    if unit.is_empty() { "no unit" } else { unit }
}

/// Whether it grew, with the reason where that cannot be told.
fn judge(earlier: &[Figure], later: &[Figure], names: (&str, &str)) -> (Change, String) {
    let reported = |all: &[Figure]| -> Vec<Figure> {
        let is_so = |figure: &&Figure| !is_beforehand(figure);
        all.iter().filter(is_so).cloned().collect()
    };
    let (was, is) = (reported(earlier), reported(later));
    let (was, is, note) = match (was.is_empty(), is.is_empty()) {
        (false, false) => (was, is, ""),
        (true, true) => (
            earlier.to_vec(),
            later.to_vec(),
            "both were said beforehand",
        ),
        (true, false) => return (Change::Undecidable, unlike(names.0, earlier, names.1)),
        (false, true) => return (Change::Undecidable, unlike(names.1, later, names.0)),
    };
    let (was, is) = (tightest(&was), tightest(&is));
    let mut orders = Vec::new();
    for one in &was {
        orders.extend(is.iter().map(|other| other.interval.order(&one.interval)));
    }
    let all = |order: Order| orders.iter().all(|other| *other == order);
    let note = note.to_owned();
    if all(Order::More) {
        (Change::Grew, note)
    } else if all(Order::Less) {
        (Change::Shrank, note)
    } else if all(Order::Same) {
        (Change::Same, note)
    } else {
        (Change::Undecidable, reason(&was, &is, names))
    }
}

fn is_beforehand(figure: &Figure) -> bool {
    matches!(figure.basis.as_str(), "announced" | "expected")
}

/// The figures that say most.
fn tightest(all: &[Figure]) -> Vec<&Figure> {
    let intervals: Vec<Interval> = all.iter().map(|figure| figure.interval).collect();
    let mut kept: Vec<&Figure> = narrowest(&intervals)
        .into_iter()
        .map(|at| &all[at])
        .collect();
    kept.sort_by(|a, b| a.number.total_cmp(&b.number));
    kept
}

fn unlike(name: &str, beforehand: &[Figure], other: &str) -> String {
    let basis: BTreeSet<&str> = beforehand
        .iter()
        .map(|figure| figure.basis.as_str())
        .collect();
    let basis: Vec<&str> = basis.into_iter().collect();
    format!(
        "for {name} only {}, for {other} reported",
        basis.join(" or ")
    )
}

/// Why it cannot be told.
fn reason(was: &[&Figure], is: &[&Figure], names: (&str, &str)) -> String {
    let ([one], [other]) = (was, is) else {
        let (name, all) = if was.len() > 1 {
            (names.0, was)
        } else {
            (names.1, is)
        };
        let words: Vec<&str> = all.iter().map(|figure| figure.words.as_str()).collect();
        let words = words.join("; ");
        return format!("several numbers are given for {name} ({words}), of parts or in dispute");
    };
    let open = |figure: &Figure| {
        let range = figure.interval.describe()?;
        Some(format!("\"{}\" is {range}", figure.words))
    };
    match (open(one), open(other)) {
        (None, None) => {
            let round = if one.interval.slack >= other.interval.slack {
                one
            } else {
                other
            };
            format!("\"{}\" may be rounded", round.words)
        }
        (Some(one), Some(other)) => format!("{one}, and {other}"),
        (Some(one), None) => format!("{one}, and so may be more or fewer than {}", other.words),
        (None, Some(other)) => format!("{other}, and so may be more or fewer than {}", one.words),
    }
}

/// The figures as printed, the smallest first, with their basis unless reported.
fn said(figures: &[Figure]) -> Vec<String> {
    let mut all: Vec<&Figure> = figures.iter().collect();
    all.sort_by(|a, b| a.number.total_cmp(&b.number));
    let mut said: Vec<String> = Vec::new();
    for figure in all {
        let words = match is_beforehand(figure) {
            true => format!("{} ({})", figure.words, figure.basis),
            false => figure.words.clone(),
        };
        if !said.contains(&words) {
            said.push(words);
        }
    }
    said
}

fn documents(figures: &[Figure]) -> Vec<String> {
    let all: BTreeSet<&String> = figures
        .iter()
        .flat_map(|figure| &figure.documents)
        .collect();
    all.into_iter().cloned().collect()
}
