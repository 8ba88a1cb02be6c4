//! Floors: the least F1, precision, recall and share of right bounds that a change must keep.
//! A floors file is TOML: `f1 = 0.65`, `precision = 0.8`, `recall = 0.5`, `bounds = 0.9`, and
//! under `[relations]` the least F1 of single relations (`speaker = 0.7`).

use super::{Report, ScoringError};
use crate::fact::Relation;
use std::collections::BTreeMap;
use std::path::Path;

/// What a report must reach; all from 0 to 1.
#[derive(Clone, Debug, Default, PartialEq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Floors {
    pub f1: Option<f64>,
    pub precision: Option<f64>,
    pub recall: Option<f64>,
    /// The part of the figures found whose bound is right.
    pub bounds: Option<f64>,
    /// The least F1 by relation name.
    #[serde(default)]
    pub relations: BTreeMap<String, f64>,
}

/// One measure below its floor.
#[derive(Clone, Debug, PartialEq)]
pub struct Shortfall {
    /// "F1", "precision", "F1 of speaker"
    pub measure: String,
    pub floor: f64,
    pub reached: f64,
}

impl Floors {
    /// Reads a floors file.
    ///
    /// # Errors
    /// If it cannot be read, is no TOML, or names an unknown measure or relation, or a floor is
    /// not from 0 to 1.
    pub fn read(path: &Path) -> Result<Floors, ScoringError> {
        let text = std::fs::read_to_string(path).map_err(|source| ScoringError::Io {
            path: path.to_owned(),
            source,
        })?;
        let invalid = |line: usize, problem: String| ScoringError::Invalid {
            path: path.to_owned(),
            line: line as u64,
            problem,
        };
        let floors: Floors = toml::from_str(&text).map_err(|error| {
            let at = error.span().map_or(0, |span| span.start);
            let line = text[..at.min(text.len())].matches('\n').count() + 1;
            invalid(line, error.message().to_owned())
        })?;
        for (name, floor) in floors.named() {
            if !(0.0..=1.0).contains(&floor) {
                let problem = format!("the floor of {name} is {floor}; it must be from 0 to 1");
                return Err(invalid(1, problem));
            }
        }
        if let Some(name) = floors
            .relations
            .keys()
            .find(|n| Relation::from_name(n).is_none())
        {
            return Err(invalid(
                1,
                format!("unknown relation {name:?} under [relations]"),
            ));
        }
        Ok(floors)
    }

    /// Everything in which a report falls short. A relation that does not occur reaches 0.
    pub fn shortfalls(&self, report: &Report) -> Vec<Shortfall> {
        let all = report.all();
        self.named()
            .into_iter()
            .filter_map(|(measure, floor)| {
                let reached = match measure.as_str() {
                    "F1" => all.f1(),
                    "precision" => all.precision(),
                    "recall" => all.recall(),
                    "bounds" => report.bounds_right().unwrap_or(0.0),
                    of_relation => Relation::from_name(of_relation.trim_start_matches("F1 of "))
                        .and_then(|relation| report.relations.get(&relation))
                        .map_or(0.0, |score| score.f1()),
                };
                (reached < floor).then_some(Shortfall {
                    measure,
                    floor,
                    reached,
                })
            })
            .collect()
    }

    fn named(&self) -> Vec<(String, f64)> {
        let whole = [
            ("F1", self.f1),
            ("precision", self.precision),
            ("recall", self.recall),
            ("bounds", self.bounds),
        ];
        let whole = whole
            .into_iter()
            .filter_map(|(name, floor)| Some((name.to_owned(), floor?)));
        let single = self
            .relations
            .iter()
            .map(|(name, floor)| (format!("F1 of {name}"), *floor));
        whole.chain(single).collect()
    }
}
