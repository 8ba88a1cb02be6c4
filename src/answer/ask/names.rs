//! The names in a graph, as questions may use them: of things with their classes, of editions by
//! series and year, of what is counted. Asked once, in SPARQL.

use super::language::Language;
use super::token::{Token, joined, tokens};
use crate::answer::vocabulary::EXPO;
use crate::answer::{AnswerError, Engine, Table, nearest};
use crate::knowledge::Source;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// A thing that has a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Thing {
    pub iri: String,
    /// The name it is given by in a command: its label.
    pub label: String,
    /// Local names of classes of the ontology.
    pub classes: BTreeSet<String>,
}

impl Thing {
    /// Whether it is of one of the classes of a parameter ("Place, Country").
    pub fn is(&self, classes: Option<&str>) -> bool {
        classes.is_none_or(|classes| {
            let mut classes = classes.split(',').map(str::trim);
            classes.any(|class| self.classes.contains(class))
        })
    }
}

/// What a name may stand for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Meaning {
    /// A thing, by its place in [`Names::things`].
    Thing { thing: usize, preferred: bool },
    /// A value of a parameter that takes words.
    Value { parameter: String, value: String },
}

/// A name, as some thing has it.
#[derive(Clone, Debug)]
pub struct Named {
    pub text: String,
    pub meaning: Meaning,
}

/// An edition of a series.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edition {
    pub thing: usize,
    pub series: usize,
    pub year: Option<i32>,
    pub number: Option<u32>,
}

/// The parameter whose values `lexicon/metrics.tsv` names.
const METRIC: &str = "metric";

/// Names like another, by it and the classes looked in.
type Resembling = HashMap<(String, Option<String>), Vec<String>>;

/// All names of a graph.
#[derive(Debug, Default)]
pub struct Names {
    pub things: Vec<Thing>,
    /// By series, then by year.
    pub editions: Vec<Edition>,
    /// By their folded words.
    names: HashMap<String, Vec<Named>>,
    /// Folded names by each of their words.
    words: HashMap<String, BTreeSet<String>>,
    longest: usize,
    /// Values that may be named and are not in the graph, by parameter.
    absent: BTreeSet<(String, String)>,
    /// Values of a parameter that are counted alike, by one of them.
    alike: HashMap<String, Vec<String>>,
    /// What was found to resemble a name, by it and the classes looked in.
    resembling: RefCell<Resembling>,
}

/// The queries that names are asked with.
pub fn queries(language: &Language) -> Vec<String> {
    let fixed = ["ask/names", "ask/editions"].map(str::to_owned);
    let values = language.values.values().cloned();
    fixed.into_iter().chain(values).collect()
}

impl Names {
    /// Forgets which names resemble the words of questions before: there is no end of words.
    pub fn forget(&self) {
        self.resembling.borrow_mut().clear();
    }

    /// Asks a graph.
    ///
    /// # Errors
    /// If a query is missing or cannot be answered in time.
    pub fn read(
        engine: Engine<'_>,
        source: &Source,
        language: &Language,
    ) -> Result<Names, AnswerError> {
        let none = BTreeMap::new();
        let mut names = Names::default();
        let table = engine.own(source, "ask/names", &none)?;
        let index = names.add_things(&table);
        let table = engine.own(source, "ask/editions", &none)?;
        names.add_editions(&table, &index);
        for (parameter, query) in &language.values {
            let table = engine.own(source, query, &none)?;
            let values: BTreeSet<String> = table
                .rows
                .iter()
                .map(|row| table.get(row, "value"))
                .filter(|value| !value.is_empty())
                .collect();
            for value in &values {
                names.add(value, value_of(parameter, value));
            }
            for value in language.also.get(parameter).into_iter().flatten() {
                for text in [value.clone(), format!("{value}s")] {
                    names.add(&text, value_of(parameter, value));
                }
            }
            if parameter == METRIC {
                names.add_metrics(source, parameter, &values)?;
            }
            for alike in language.alike.get(parameter).into_iter().flatten() {
                let present = alike.iter().filter(|value| values.contains(*value));
                let present: Vec<String> = present.cloned().collect();
                for value in alike {
                    names.alike.insert(value.clone(), present.clone());
                }
            }
        }
        Ok(names)
    }

    /// The slots of wordings in place of names, each written as `slot` below says.
    pub fn slots<'a>(parameters: impl IntoIterator<Item = &'a str>) -> Names {
        let mut names = Names::default();
        for parameter in parameters {
            names.add(&slot(parameter), value_of(parameter, ""));
        }
        names
    }

    fn add(&mut self, text: &str, meaning: Meaning) {
        let mut words = tokens(text);
        if words.len() > 1 && words[0].word == "the" {
            words.remove(0);
        }
        if words.is_empty() {
            return;
        }
        self.longest = self.longest.max(words.len());
        let folded = joined(&words);
        for token in words {
            self.words
                .entry(token.word)
                .or_default()
                .insert(folded.clone());
        }
        let known = self.names.entry(folded).or_default();
        if !known.iter().any(|named| named.meaning == meaning) {
            known.push(Named {
                text: text.to_owned(),
                meaning,
            });
        }
    }

    fn add_things(&mut self, table: &Table) -> HashMap<String, usize> {
        let mut found: BTreeMap<String, Thing> = BTreeMap::new();
        let mut labelled: BTreeSet<String> = BTreeSet::new();
        let mut named: BTreeSet<(String, String, bool)> = BTreeSet::new();
        for row in &table.rows {
            let (iri, name) = (table.get(row, "thing"), table.get(row, "name"));
            let preferred = table.get(row, "preferred") == "yes";
            let thing = found.entry(iri.clone()).or_insert_with(|| Thing {
                iri: iri.clone(),
                label: name.clone(),
                classes: BTreeSet::new(),
            });
            // The first label in order, as everywhere.
            if preferred && (labelled.insert(iri.clone()) || name < thing.label) {
                thing.label.clone_from(&name);
            }
            let class = table.get(row, "class");
            if let Some(class) = class.strip_prefix(EXPO) {
                thing.classes.insert(class.to_owned());
            }
            named.insert((iri, name, preferred));
        }
        let mut index = HashMap::new();
        for (iri, thing) in found {
            index.insert(iri, self.things.len());
            self.things.push(thing);
        }
        for (iri, name, preferred) in named {
            if let Some(&thing) = index.get(&iri) {
                self.add(&name, Meaning::Thing { thing, preferred });
            }
        }
        index
    }

    fn add_editions(&mut self, table: &Table, index: &HashMap<String, usize>) {
        for row in &table.rows {
            let thing = index.get(&table.get(row, "edition"));
            let series = index.get(&table.get(row, "series"));
            let (Some(&thing), Some(&series)) = (thing, series) else {
                continue;
            };
            let edition = Edition {
                thing,
                series,
                year: table.get(row, "year").parse().ok(),
                number: table.get(row, "number").parse().ok(),
            };
            let known = self
                .editions
                .iter()
                .any(|known| known.thing == thing && known.series == series);
            if !known {
                self.editions.push(edition);
            }
        }
        let labels: Vec<&str> = self.things.iter().map(|t| t.label.as_str()).collect();
        self.editions.sort_by_key(|edition| {
            let series = labels[edition.series];
            (series.to_owned(), edition.year, edition.thing)
        });
    }

    /// What is counted, in the singular and the plural, as `lexicon/metrics.tsv` names it.
    fn add_metrics(
        &mut self,
        source: &Source,
        parameter: &str,
        present: &BTreeSet<String>,
    ) -> Result<(), AnswerError> {
        let text = source
            .read("lexicon/metrics.tsv")
            .map_err(|error| AnswerError::Graph(error.to_string()))?;
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            let cells: Vec<&str> = line.split('\t').collect();
            if let [singular, plural, _, canonical] = cells[..] {
                if !present.contains(canonical) {
                    let absent = (parameter.to_owned(), canonical.to_owned());
                    self.absent.insert(absent);
                }
                for name in [singular, plural] {
                    self.add(name, value_of(parameter, canonical));
                }
            }
        }
        Ok(())
    }

    /// The value with all that are counted alike, itself first, parted by `|`.
    pub fn with_alike(&self, value: &str) -> String {
        let alike = self.alike.get(value).into_iter().flatten();
        let others = alike.filter(|other| *other != value).map(String::as_str);
        let all: Vec<&str> = std::iter::once(value).chain(others).collect();
        all.join("|")
    }

    /// Whether a value of a parameter may be named, but is not in the graph.
    pub fn lacks(&self, parameter: &str, value: &str) -> bool {
        let value = (parameter.to_owned(), value.to_owned());
        self.absent.contains(&value)
    }

    /// The longest name at the beginning of `words`, with its length.
    pub fn at(&self, words: &[Token]) -> Option<(usize, &[Named])> {
        (1..=self.longest.min(words.len()))
            .rev()
            .find_map(|length| {
                let named = self.names.get(&joined(&words[..length]))?;
                Some((length, named.as_slice()))
            })
    }

    /// Names of which `words` are a part: "Teo".
    pub fn with_words(&self, words: &[Token]) -> Vec<&Named> {
        let Some(first) = words.first().and_then(|token| self.words.get(&token.word)) else {
            return Vec::new();
        };
        let part = format!(" {} ", joined(words));
        let containing = first
            .iter()
            .filter(|name| format!(" {name} ").contains(&part));
        containing
            .filter_map(|name| self.names.get(name))
            .flatten()
            .collect()
    }

    /// The names of things of these classes that resemble one.
    pub fn resembling(&self, name: &str, classes: Option<&str>) -> Vec<String> {
        // Every wording asks for the same few, and looking takes long in a large graph.
        let key = (name.to_owned(), classes.map(str::to_owned));
        let mut known = self.resembling.borrow_mut();
        let found = known
            .entry(key)
            .or_insert_with(|| nearest(name, self.texts(classes)));
        found.clone()
    }

    /// The texts of all names of things of these classes.
    fn texts(&self, classes: Option<&str>) -> Vec<&str> {
        let all = self.names.values().flatten();
        let fitting = all.filter(|named| match &named.meaning {
            Meaning::Thing { thing, .. } => self.things[*thing].is(classes),
            Meaning::Value { .. } => false,
        });
        let mut texts: Vec<&str> = fitting.map(|named| named.text.as_str()).collect();
        texts.sort_unstable();
        texts.dedup();
        texts
    }

    /// How a command gives a thing to a parameter of these classes: by its label, or by its IRI
    /// where that is another's label, too.
    pub fn given(&self, thing: usize, classes: Option<&str>) -> String {
        let label = &self.things[thing].label;
        let same = |other: &&Thing| other.label == *label && other.is(classes);
        match self.things.iter().filter(same).count() {
            1 => label.clone(),
            _ => self.things[thing].iri.clone(),
        }
    }

    /// The editions of a series, by year.
    pub fn editions_of(&self, series: usize) -> impl Iterator<Item = &Edition> {
        self.editions.iter().filter(move |e| e.series == series)
    }

    /// The series that a question means if it names none: the only one, or the only one with
    /// editions of several years.
    pub fn main_series(&self) -> Option<usize> {
        let mut years: BTreeMap<usize, BTreeSet<i32>> = BTreeMap::new();
        for edition in &self.editions {
            years
                .entry(edition.series)
                .or_default()
                .extend(edition.year);
        }
        let only = |least: usize| {
            let mut with = years.iter().filter(|(_, years)| years.len() >= least);
            match (with.next(), with.next()) {
                (Some((series, _)), None) => Some(*series),
                _ => None,
            }
        };
        only(0).or_else(|| only(2))
    }
}

/// A word that stands for a parameter in a wording. No language has it.
pub fn slot(parameter: &str) -> String {
    let letters = parameter.chars().filter(char::is_ascii_alphanumeric);
    format!("qxz{}zxq", letters.collect::<String>())
}

fn value_of(parameter: &str, value: &str) -> Meaning {
    Meaning::Value {
        parameter: parameter.to_owned(),
        value: value.to_owned(),
    }
}
