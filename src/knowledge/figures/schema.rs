//! The figure tables as they stand in their files, before they are checked.

use serde::Deserialize;
use std::collections::BTreeMap;
use toml::Spanned;

pub type Words = BTreeMap<String, Spanned<Vec<String>>>;
pub type Values = BTreeMap<String, Spanned<f64>>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Numbers {
    pub cardinals: Values,
    pub scales: Values,
    pub suffixes: Values,
    pub fractions: Values,
    pub ordinals: Values,
    pub words: Words,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Months {
    pub months: Values,
    pub weekdays: Values,
    pub days: Values,
    pub day_phrases: Values,
    pub years: Values,
    pub context_years: Values,
    pub words: Words,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bounds {
    pub before: Vec<BoundPhrases>,
    pub after: Vec<BoundPhrases>,
    pub words: Words,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BoundPhrases {
    pub bound: Spanned<String>,
    pub phrases: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Units {
    pub currency: Vec<Currency>,
    pub area: Vec<UnitWords>,
    pub share: Vec<UnitWords>,
    pub time: Vec<UnitWords>,
    pub other: Vec<UnitWords>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Currency {
    pub code: Spanned<String>,
    #[serde(default)]
    pub before: Vec<String>,
    #[serde(default)]
    pub capitals: Vec<String>,
    #[serde(default)]
    pub after: Vec<String>,
    #[serde(default)]
    pub scaled: Vec<String>,
    /// The code is not written before numbers: it means something else there.
    #[serde(default)]
    pub no_capitals: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UnitWords {
    pub unit: String,
    pub words: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Measures {
    pub words: Words,
    pub comparison: Vec<PhraseList>,
    pub worth: Vec<PhraseList>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PhraseList {
    pub phrases: Vec<String>,
}
