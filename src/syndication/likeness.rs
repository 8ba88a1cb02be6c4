//! How alike two texts must be to count as one: `data/same-text.toml`.

use crate::knowledge::{Source, SourceError};
use serde::Deserialize;

/// When two documents count as one text.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Likeness {
    /// The length of the runs of words that are compared.
    pub words: usize,
    /// The share of the shorter text's runs that the longer one must have.
    pub share: f64,
    /// As above, for texts that share runs in most of their parts.
    pub edited_share: f64,
    /// In how many eighths of the shorter text these must be.
    pub edited_parts: u32,
    /// How many runs must be shared at least.
    pub least: u64,
    /// Runs that more different texts have than this are not counted.
    pub common: usize,
}

/// The file cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum LikenessError {
    #[error(transparent)]
    Source(#[from] SourceError),
    #[error("{path}: {problem}")]
    Invalid { path: String, problem: String },
}

const PATH: &str = "same-text.toml";

impl Likeness {
    /// Reads `data/same-text.toml`.
    ///
    /// # Errors
    /// If it is missing or malformed, or a number is out of range.
    pub fn load(source: &Source) -> Result<Likeness, LikenessError> {
        Likeness::parse(&source.read(PATH)?).map_err(|problem| LikenessError::Invalid {
            path: source.display(PATH),
            problem,
        })
    }

    /// Reads the text of that file.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn parse(text: &str) -> Result<Likeness, String> {
        let likeness: Likeness =
            toml::from_str(text).map_err(|error| error.to_string().trim().to_owned())?;
        let problem = if !(1..=50).contains(&likeness.words) {
            format!("words = {}: expected 1 to 50", likeness.words)
        } else if !(likeness.share > 0.0 && likeness.share <= 1.0) {
            format!("share = {}: expected above 0, at most 1", likeness.share)
        } else if !(likeness.edited_share > 0.0 && likeness.edited_share <= 1.0) {
            let share = likeness.edited_share;
            format!("edited_share = {share}: expected above 0, at most 1")
        } else if !(1..=8).contains(&likeness.edited_parts) {
            format!("edited_parts = {}: expected 1 to 8", likeness.edited_parts)
        } else if likeness.common < 2 {
            format!("common = {}: expected at least 2", likeness.common)
        } else {
            return Ok(likeness);
        };
        Err(problem)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_file_is_good_and_wrong_ones_say_why() {
        assert!(Likeness::load(&Source::embedded()).is_ok());
        let problem = |text: &str| Likeness::parse(text).expect_err("a mistake");
        let file = |share: &str| {
            let rest = "edited_share = 0.3\nedited_parts = 6\nleast = 1\ncommon = 9";
            format!("words = 5\nshare = {share}\n{rest}\n")
        };
        assert!(Likeness::parse(&file("1.0")).is_ok());
        assert_eq!(
            problem(&file("1.5")),
            "share = 1.5: expected above 0, at most 1"
        );
        assert!(problem(&file("nan")).starts_with("share = NaN"));
        assert!(problem("words = 5").contains("missing field"));
        assert!(problem(&(file("0.5") + "wrods = 3\n")).contains("wrods"));
    }
}
