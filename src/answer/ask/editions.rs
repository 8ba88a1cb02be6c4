//! The editions that a question mentions: by name, by series and year, "the third", "the latest",
//! or by a year alone where that is enough.

use super::names::{Edition, Meaning, Names};
use super::question::{Piece, Question};
use super::wording::EDITION;

/// The class of series.
const SERIES: &str = "ExpoSeries";

/// A mention of an edition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// The units of the question that it is made of.
    pub units: Vec<usize>,
    /// The editions it may be, as things; none where there is no such edition.
    pub things: Vec<usize>,
    /// What was taken for granted.
    pub note: Option<String>,
}

/// All mentions in their order.
pub fn mentions(question: &Question, names: &Names) -> Vec<Mention> {
    let mut found: Vec<Mention> = Vec::new();
    let series: Vec<(usize, Vec<usize>)> = of_class(question, names, SERIES);
    let times: Vec<usize> = (0..question.units.len())
        .filter(|&at| {
            let piece = &question.units[at].piece;
            matches!(
                piece,
                Some(Piece::Year(_) | Piece::Ordinal(_) | Piece::Latest)
            )
        })
        .collect();
    for (unit, things) in of_class(question, names, EDITION) {
        // "African Energy Week" may be the series and its one edition.
        let is_series = series.iter().any(|(at, _)| *at == unit);
        if !is_series || times.is_empty() {
            found.push(Mention {
                units: vec![unit],
                things,
                note: None,
            });
        }
    }
    for &time in &times {
        let piece = &question.units[time].piece;
        if let Some(Piece::Year(year)) = piece {
            // "At the Smart China Expo 2021 in 2021".
            let said = found.iter_mut().find(|mention| {
                let mut editions = names.editions.iter();
                editions.any(|e| mention.things.contains(&e.thing) && e.year == Some(*year))
            });
            if let Some(mention) = said {
                mention.units.push(time);
                continue;
            }
        }
        // The series that stands nearest, the one before first.
        let nearest = series
            .iter()
            .filter(|(unit, _)| !found.iter().any(|m| m.units == [*unit]))
            .min_by_key(|(unit, _)| (unit.abs_diff(time), *unit > time));
        match nearest {
            Some((unit, candidates)) => {
                let mut things = Vec::new();
                let mut note = None;
                for series in candidates {
                    let (found, said) = editions_at(names, *series, piece.as_ref());
                    things.extend(found);
                    note = note.or(said);
                }
                let units = vec![*unit, time];
                found.push(Mention {
                    units,
                    things,
                    note,
                });
            }
            None => {
                // "At the Smart China Expo 2019 and 2020".
                let before = found.iter().rev().find_map(|mention| {
                    let thing = mention.things.first()?;
                    let mut editions = names.editions.iter();
                    Some(editions.find(|edition| edition.thing == *thing)?.series)
                });
                found.push(match before {
                    Some(series) => {
                        let (things, note) = editions_at(names, series, piece.as_ref());
                        Mention {
                            units: vec![time],
                            things,
                            note,
                        }
                    }
                    None => alone(names, time, piece.as_ref()),
                });
            }
        }
    }
    if found.is_empty() {
        found.extend(without_time(names, &series));
    }
    // "SCE 2019 and 2020" mentions the series for both.
    found.sort_by_key(|mention| mention.units.iter().max().copied());
    found
}

/// The units that name things of a class, with the things; a label before another name.
fn of_class(question: &Question, names: &Names, class: &str) -> Vec<(usize, Vec<usize>)> {
    let units = question.units.iter().enumerate();
    units
        .filter_map(|(at, unit)| {
            let Some(Piece::Name { meanings, .. }) = &unit.piece else {
                return None;
            };
            let things = things(meanings, names, Some(class));
            (!things.is_empty()).then_some((at, things))
        })
        .collect()
}

/// The things of these classes among meanings; those with the label, if there are any.
pub fn things(meanings: &[Meaning], names: &Names, classes: Option<&str>) -> Vec<usize> {
    let fitting = meanings.iter().filter_map(|meaning| match meaning {
        Meaning::Thing { thing, preferred } if names.things[*thing].is(classes) => {
            Some((*thing, *preferred))
        }
        _ => None,
    });
    let fitting: Vec<(usize, bool)> = fitting.collect();
    let labelled = fitting.iter().any(|(_, preferred)| *preferred);
    let mut things: Vec<usize> = fitting
        .into_iter()
        .filter(|(_, preferred)| *preferred || !labelled)
        .map(|(thing, _)| thing)
        .collect();
    things.dedup();
    things
}

/// The editions of a series at a time.
fn editions_at(names: &Names, series: usize, time: Option<&Piece>) -> (Vec<usize>, Option<String>) {
    let editions: Vec<&Edition> = names.editions_of(series).collect();
    let thing = |edition: &&Edition| edition.thing;
    match time {
        Some(Piece::Year(year)) => {
            let of_year = editions.iter().filter(|e| e.year == Some(*year));
            (of_year.map(thing).collect(), None)
        }
        Some(Piece::Ordinal(number)) => {
            let numbered = editions.iter().filter(|e| e.number == Some(*number));
            let found: Vec<usize> = numbered.map(thing).collect();
            if !found.is_empty() {
                return (found, None);
            }
            // Counted by year, where nothing says that earlier ones are not known.
            let dated: Vec<&&Edition> = editions.iter().filter(|e| e.year.is_some()).collect();
            let at = usize::try_from(*number).unwrap_or(0);
            let counted = dated.iter().enumerate().all(|(place, edition)| {
                let number = edition.number.map(|n| usize::try_from(n).unwrap_or(0));
                number.is_none_or(|number| number == place + 1)
            });
            match dated.get(at.wrapping_sub(1)) {
                Some(edition) if counted => {
                    let label = &names.things[edition.thing].label;
                    let note = format!("counted by year, {label} is number {number}");
                    (vec![edition.thing], Some(note))
                }
                _ => (Vec::new(), None),
            }
        }
        Some(Piece::Latest) => {
            let latest = editions.iter().rfind(|e| e.year.is_some());
            let note = latest.map(|edition| {
                let label = &names.things[edition.thing].label;
                format!("the latest edition in the graph is {label}")
            });
            (latest.iter().map(|e| e.thing).collect(), note)
        }
        _ => (Vec::new(), None),
    }
}

/// A time without a series.
fn alone(names: &Names, time: usize, piece: Option<&Piece>) -> Mention {
    let units = vec![time];
    if let Some(Piece::Year(year)) = piece {
        let of_year = names.editions.iter().filter(|e| e.year == Some(*year));
        let mut things: Vec<usize> = of_year.map(|edition| edition.thing).collect();
        things.dedup();
        let note = match things.as_slice() {
            [only] => Some(format!(
                "the only edition of {year} in the graph is {}",
                names.things[*only].label
            )),
            _ => None,
        };
        return Mention {
            units,
            things,
            note,
        };
    }
    let Some(series) = names.main_series() else {
        return Mention {
            units,
            things: Vec::new(),
            note: None,
        };
    };
    let (things, note) = editions_at(names, series, piece);
    let implied = implied_series(names, series);
    let note = match note {
        Some(note) => format!("{implied}; {note}"),
        None => implied,
    };
    Mention {
        units,
        things,
        note: Some(note),
    }
}

/// What is said when a series was taken for granted.
pub fn implied_series(names: &Names, series: usize) -> String {
    let label = &names.things[series].label;
    let others = names
        .editions
        .iter()
        .any(|edition| edition.series != series);
    match others {
        true => format!("no series is named; only {label} has editions of several years"),
        false => format!("no series is named; the graph has only {label}"),
    }
}

/// A series with one edition only, or a graph with one.
fn without_time(names: &Names, series: &[(usize, Vec<usize>)]) -> Vec<Mention> {
    let only = |things: Vec<usize>, units: Vec<usize>| {
        let [thing] = things.as_slice() else {
            return None;
        };
        let label = &names.things[*thing].label;
        let note = format!("no year is named; the only edition in the graph is {label}");
        Some(Mention {
            units,
            things: things.clone(),
            note: Some(note),
        })
    };
    if series.is_empty() {
        let all = names.editions.iter().map(|edition| edition.thing).collect();
        return only(all, Vec::new()).into_iter().collect();
    }
    let mentions = series.iter().filter_map(|(unit, candidates)| {
        let [series] = candidates.as_slice() else {
            return None;
        };
        let editions = names.editions_of(*series).map(|edition| edition.thing);
        only(editions.collect(), vec![*unit])
    });
    mentions.collect()
}

/// The edition of the same series just before or after another, by year.
pub fn neighbour(names: &Names, thing: usize, later: bool) -> Option<usize> {
    let edition = names.editions.iter().find(|e| e.thing == thing)?;
    let year = edition.year?;
    let others = names.editions_of(edition.series);
    let dated = others.filter_map(|other| Some((other.year?, other.thing)));
    match later {
        true => dated.filter(|(other, _)| *other > year).min(),
        false => dated.filter(|(other, _)| *other < year).max(),
    }
    .map(|(_, thing)| thing)
}

/// The year of an edition.
pub fn year(names: &Names, thing: usize) -> Option<i32> {
    let mut editions = names.editions.iter();
    editions.find(|edition| edition.thing == thing)?.year
}
