//! The editions of a graph, by series and year, with their figures: the start page's timeline.

use crate::answer::{AnswerError, Engine};
use crate::http::taste::Taste;
use crate::knowledge::Source;
use std::collections::{BTreeMap, BTreeSet};

/// How many figures an edition shows.
const FIGURES: usize = 3;

/// An edition at a glance.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Edition {
    pub iri: String,
    pub label: String,
    /// None where no text gives it.
    pub year: Option<i32>,
    /// Its most telling figures: what is counted, and the number as printed.
    pub figures: Vec<(String, String)>,
}

/// A series at a glance.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Series {
    /// Empty for editions of no series.
    pub iri: String,
    pub label: String,
    /// By year, then label.
    pub editions: Vec<Edition>,
}

/// All series.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Overview {
    /// Those of most editions first, then by label.
    pub series: Vec<Series>,
    /// The year of each edition that has one, by its IRI.
    years: BTreeMap<String, i32>,
    /// What is counted, sorted.
    pub metrics: Vec<String>,
}

impl Overview {
    /// Asks for editions and figures.
    ///
    /// # Errors
    /// If the graph cannot be asked.
    pub fn load(
        engine: Engine<'_>,
        source: &Source,
        taste: &Taste,
    ) -> Result<Overview, AnswerError> {
        let mut figures: BTreeMap<String, Vec<(usize, String, String)>> = BTreeMap::new();
        let table = engine.own(source, "site/figures", &BTreeMap::new())?;
        for row in &table.rows {
            let get = |column: &str| table.get(row, column);
            let metric = get("metric");
            let figure = (taste.rank(&metric), metric, get("words"));
            figures.entry(get("edition")).or_default().push(figure);
        }
        let metrics = figures
            .values()
            .flatten()
            .map(|(_, metric, _)| metric.clone());
        let metrics: BTreeSet<String> = metrics.collect();
        let table = engine.own(source, "site/editions", &BTreeMap::new())?;
        let mut series: BTreeMap<String, (String, BTreeMap<String, Edition>)> = BTreeMap::new();
        for row in &table.rows {
            let get = |column: &str| table.get(row, column);
            let iri = get("edition");
            let (_, editions) = series
                .entry(get("series"))
                .or_insert_with(|| (get("series_label"), BTreeMap::new()));
            let edition = editions.entry(iri.clone()).or_insert_with(|| Edition {
                figures: telling(figures.get(&iri)),
                iri,
                label: get("label"),
                year: None,
            });
            // The earliest of several.
            let year: Option<i32> = get("year").parse().ok();
            edition.year = edition.year.into_iter().chain(year).min();
        }
        let mut series: Vec<Series> = series
            .into_iter()
            .map(|(iri, (label, editions))| {
                let mut editions: Vec<Edition> = editions.into_values().collect();
                editions
                    .sort_by(|a, b| (a.year, &a.label, &a.iri).cmp(&(b.year, &b.label, &b.iri)));
                Series {
                    iri,
                    label,
                    editions,
                }
            })
            .collect();
        series.sort_by(|a, b| {
            let order = |one: &Series| (one.iri.is_empty(), usize::MAX - one.editions.len());
            (order(a), &a.label, &a.iri).cmp(&(order(b), &b.label, &b.iri))
        });
        let editions = series.iter().flat_map(|series| &series.editions);
        let years = editions.filter_map(|edition| Some((edition.iri.clone(), edition.year?)));
        Ok(Overview {
            years: years.collect(),
            series,
            metrics: metrics.into_iter().collect(),
        })
    }

    /// The year of an edition.
    pub fn year(&self, iri: &str) -> Option<i32> {
        self.years.get(iri).copied()
    }

    /// All editions.
    pub fn editions(&self) -> impl Iterator<Item = &Edition> {
        self.series.iter().flat_map(|series| &series.editions)
    }
}

/// The most telling figures, one of each metric.
fn telling(figures: Option<&Vec<(usize, String, String)>>) -> Vec<(String, String)> {
    let mut figures = figures.cloned().unwrap_or_default();
    figures.sort();
    figures.dedup_by(|a, b| a.1 == b.1);
    let shown = figures.into_iter().take(FIGURES);
    shown.map(|(_, metric, words)| (metric, words)).collect()
}
