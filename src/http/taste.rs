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
    /// The verdicts of the question `disputes`, in the order they are told.
    pub verdict: Vec<Verdict>,
}

/// How differences of one verdict are told.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Verdict {
    /// What the question `disputes` calls it, before a colon.
    pub name: String,
    /// What they are told under.
    pub heading: String,
    /// What it means, a sentence.
    pub meaning: String,
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
        let broken = |problem: String| TasteError::Broken {
            origin: source.display(FILE),
            problem,
        };
        let taste: Taste = toml::from_str(&text).map_err(|error| broken(error.to_string()))?;
        match taste.verdict.is_empty() {
            true => Err(broken("there must be a [[verdict]]".to_owned())),
            false => Ok(taste),
        }
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

    /// What the question may say of two texts, as its header words it, has a heading.
    #[test]
    fn every_verdict_is_told() {
        let source = Source::embedded();
        let taste = Taste::load(&source).unwrap();
        let query = source.read("queries/disputes.rq").unwrap();
        let header = query.lines().map_while(|line| line.strip_prefix("#+"));
        let verdicts = header.skip_while(|line| line.trim() != "verdicts:").skip(1);
        let mut known = 0;
        for line in verdicts {
            let (_, wording) = line.split_once(':').unwrap();
            let wording = wording.trim().trim_matches('"');
            let name = wording.split(':').next().unwrap();
            assert!(
                taste.verdict.iter().any(|verdict| verdict.name == name),
                "{name}"
            );
            known += 1;
        }
        assert!(known > 5, "only {known} verdicts in the header");
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
