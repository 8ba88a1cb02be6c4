//! When two names count as the same: normalization, word sets and their overlap. Names of
//! countries with several usual forms and words without weight come from `data/scoring/`.

use crate::fact::Relation;
use crate::knowledge::{Source, SourceError};
use std::collections::{BTreeMap, BTreeSet};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Compares names; holds the tables that doing so needs.
#[derive(Clone, Debug, Default)]
pub struct Names {
    countries: BTreeMap<String, String>,
    /// Words that do not tell one name from another.
    weak: BTreeSet<String>,
}

impl Names {
    /// Reads the tables.
    ///
    /// # Errors
    /// If a file cannot be read.
    pub fn load(source: &Source) -> Result<Names, SourceError> {
        let text = source.read("scoring/countries.txt")?;
        let mut countries = BTreeMap::new();
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            let mut forms = line.split('|').map(str::trim).filter(|f| !f.is_empty());
            if let Some(first) = forms.next() {
                countries.insert(first.to_owned(), first.to_owned());
                for form in forms {
                    countries.insert(form.to_owned(), first.to_owned());
                }
            }
        }
        let weak = source
            .read("scoring/weak-words.txt")?
            .lines()
            .map(str::trim)
            .filter(|line| !line.is_empty() && !line.starts_with('#'))
            .map(str::to_owned)
            .collect();
        Ok(Names { countries, weak })
    }

    /// The form in which names are compared: no accents, case, punctuation, possessive or
    /// leading article; one form for each country.
    pub fn normalize(&self, text: &str) -> String {
        let folded: String = text
            .nfkd()
            .flat_map(char::to_lowercase)
            .filter(|c| !is_combining_mark(*c))
            .flat_map(fold)
            .collect::<String>()
            .replace('&', " and ");
        let spaced: String = without_possessive(&folded)
            .chars()
            .map(|c| if c.is_alphanumeric() { c } else { ' ' })
            .collect();
        let words: Vec<&str> = spaced.split_whitespace().collect();
        let words = match words.split_first() {
            Some((&("the" | "a" | "an"), rest)) if !rest.is_empty() => rest,
            _ => &words,
        };
        let name = words.join(" ");
        match self.countries.get(&name) {
            Some(country) => country.clone(),
            None => name,
        }
    }

    /// A name made ready for comparison.
    pub fn name(&self, text: &str) -> Name {
        let normalized = self.normalize(text);
        let words = self.words(&normalized);
        Name { normalized, words }
    }

    /// The words that tell a name from others, in the singular.
    fn words(&self, normalized: &str) -> BTreeSet<String> {
        normalized
            .split(' ')
            .map(singular)
            .filter(|word| !word.is_empty() && !self.weak.contains(word))
            .collect()
    }
}

/// A name as it is compared; made once, since every fact is held against every gold row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    normalized: String,
    words: BTreeSet<String>,
}

impl Name {
    /// Whether two names are the same: equal when normalized, or of equal words, or, with a
    /// threshold, sharing at least that part of their words (from 0 to 1).
    pub fn is_same(&self, other: &Name, threshold: Option<f64>) -> bool {
        if self.normalized == other.normalized {
            return true;
        }
        let (a, b) = (&self.words, &other.words);
        if a.is_empty() || b.is_empty() {
            return false;
        }
        if a == b {
            return true;
        }
        threshold.is_some_and(|least| self.overlap(other) >= least)
    }

    /// The part of all their words that two names share, from 0 to 1.
    pub fn overlap(&self, other: &Name) -> f64 {
        let (a, b) = (&self.words, &other.words);
        let shared = a.intersection(b).count();
        match a.len() + b.len() - shared {
            0 => 0.0,
            all => shared as f64 / all as f64,
        }
    }
}

/// How much of two objects' words must be shared for this relation; none where the words must
/// be equal.
pub fn threshold(relation: Relation) -> Option<f64> {
    match relation {
        Relation::Theme
        | Relation::Session
        | Relation::Post
        | Relation::Organizer
        | Relation::Host
        | Relation::Affiliation
        | Relation::EditionOf => Some(0.6),
        Relation::Venue | Relation::Topic | Relation::Figure => Some(0.5),
        _ => None,
    }
}

/// What case folding does beyond lower case, for the letters that names are written in.
fn fold(c: char) -> impl Iterator<Item = char> {
    let (first, second) = match c {
        'ß' => ('s', Some('s')),
        'ς' => ('σ', None),
        c => (c, None),
    };
    std::iter::once(first).chain(second)
}

/// Drops "'s" at the end of words.
fn without_possessive(text: &str) -> String {
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['\'', '\u{2019}']) {
        let mark = rest[at..].chars().next().map_or(1, char::len_utf8);
        let after = &rest[at + mark..];
        out.push_str(&rest[..at]);
        match after.strip_prefix('s') {
            Some(tail) if !tail.starts_with(is_word) => rest = tail,
            _ => {
                out.push(' ');
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out
}

fn singular(word: &str) -> String {
    let word = match word.strip_suffix("ies") {
        Some(stem) => format!("{stem}y"),
        None => word.to_owned(),
    };
    match word.strip_suffix('s') {
        Some(stem) if stem.chars().count() >= 3 => stem.to_owned(),
        _ => word,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names() -> Names {
        Names::load(&Source::embedded()).expect("embedded table")
    }

    fn same(names: &Names, a: &str, b: &str, threshold: Option<f64>) -> bool {
        names.name(a).is_same(&names.name(b), threshold)
    }

    #[test]
    fn normalizes() {
        let names = names();
        assert_eq!(names.normalize("The U.K."), "united kingdom");
        assert_eq!(names.normalize("Türkiye"), "turkey");
        assert_eq!(names.normalize("People’s Republic of China"), "china");
        assert_eq!(names.normalize("AT&T Inc."), "at and t inc");
        assert_eq!(names.normalize("Côte d'Ivoire"), "ivory coast");
        assert_eq!(names.normalize("Straße_1-b"), "strasse 1 b");
        assert_eq!(names.normalize("the"), "the");
        assert_eq!(names.normalize("Singapore's"), "singapore");
        assert_eq!(names.normalize("O'sullivan"), "o sullivan");
    }

    #[test]
    fn words_are_sets_in_the_singular() {
        let names = names();
        assert!(same(&names, "Cities of the Future", "future city", None));
        assert!(same(&names, "gas", "gas", None));
        assert!(!same(&names, "gas", "ga", None), "short words keep their s");
        assert!(
            !same(&names, "of the", "and", None),
            "no words left to compare"
        );
    }

    #[test]
    fn thresholds_are_inclusive() {
        let names = names();
        assert!(same(
            &names,
            "alpha beta gamma",
            "alpha beta gamma delta epsilon",
            Some(0.6)
        ));
        assert!(!same(
            &names,
            "alpha beta gamma",
            "alpha beta gamma delta epsilon",
            Some(0.61)
        ));
        assert!(!same(&names, "alpha beta", "alpha", None));
    }
}
