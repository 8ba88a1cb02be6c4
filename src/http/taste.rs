//! What pages show first, a matter of taste: `data/site.toml`.

use crate::knowledge::{Source, SourceError};
use serde::Deserialize;

const FILE: &str = "site.toml";

/// The file's content.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Taste {
    /// What is counted at fairs, the most telling first; figures of other metrics come after.
    pub metrics: Vec<String>,
    /// Local names of relations, in the order a thing's page shows them.
    pub relations: Vec<String>,
    /// What can be browsed, in the order it is offered.
    pub class: Vec<Class>,
    /// The questions shown on the start page.
    pub questions: Vec<String>,
    /// How relations look where they are marked in a text.
    pub hue: Vec<Hue>,
}

/// A colour for the marks of some relations.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Hue {
    /// What the style calls it: `hue-NAME`.
    pub name: String,
    /// Local names of relations; the lines below their marks differ.
    pub relations: Vec<String>,
}

/// The lines below marks, as the style calls them: what tells relations of one colour apart.
const LINES: [&str; 5] = ["solid", "dashed", "dotted", "double", "wavy"];

/// A class of things that can be browsed.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Class {
    /// Its local name in the ontology.
    pub name: String,
    /// What one thing of it is called: "edition".
    pub one: String,
    /// What all of them are called: "Editions".
    pub many: String,
}

/// The file is missing or broken.
#[derive(Debug, thiserror::Error)]
pub enum TasteError {
    #[error(transparent)]
    Source(#[from] SourceError),
    #[error("{origin}: {problem}")]
    Broken { origin: String, problem: String },
}

impl Taste {
    /// Reads the file.
    ///
    /// # Errors
    /// If it is missing or broken.
    pub fn load(source: &Source) -> Result<Taste, TasteError> {
        let text = source.read(FILE)?;
        toml::from_str(&text).map_err(|error| TasteError::Broken {
            origin: source.display(FILE),
            problem: error.to_string(),
        })
    }

    /// What one thing of a class is called; the class itself where the file does not say.
    pub fn one<'a>(&'a self, class: &'a str) -> &'a str {
        let known = self.class.iter().find(|known| known.name == class);
        known.map_or(class, |class| &class.one)
    }

    /// The classes of a relation's mark in the style: a colour and a line.
    pub fn mark(&self, relation: &str) -> String {
        for hue in &self.hue {
            let at = hue.relations.iter().position(|known| known == relation);
            if let Some(at) = at {
                return format!("hue-{} line-{}", hue.name, LINES[at % LINES.len()]);
            }
        }
        format!("hue-other line-{}", LINES[0])
    }

    /// The place of a metric among the others.
    pub fn rank(&self, metric: &str) -> usize {
        let place = self.metrics.iter().position(|known| known == metric);
        place.unwrap_or(self.metrics.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_is_good() {
        let taste = Taste::load(&Source::embedded()).unwrap();
        assert!(taste.rank("exhibitors") < taste.rank("something else"));
        assert_eq!(taste.mark("nothing known"), "hue-other line-solid");
    }

    /// Relations look different from each other, in colours that the style has.
    #[test]
    fn every_relation_has_a_look_of_its_own() {
        let taste = Taste::load(&Source::embedded()).unwrap();
        let style = include_str!("assets/site.css");
        let mut looks = std::collections::BTreeSet::new();
        for relation in crate::fact::Relation::ALL {
            let look = taste.mark(relation.name());
            assert!(!look.contains("hue-other"), "{}", relation.name());
            for class in look.split(' ') {
                assert!(style.contains(&format!(".{class} ")), "{class}");
            }
            assert!(looks.insert(look), "{} looks like another", relation.name());
        }
    }
}
