//! All things that have a name, and finding them as their names are typed.

use crate::answer::{AnswerError, Engine, fold};
use crate::knowledge::Source;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// A thing with its names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    pub iri: String,
    pub label: String,
    /// Local name of its most special class.
    pub class: String,
    /// All its classes, sorted.
    pub classes: Vec<String>,
    /// How many facts and documents name it.
    pub weight: u64,
    /// Its label and other names, as they are compared.
    folded: Vec<(String, String)>,
}

/// How well a name fits what was typed, the best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    Whole,
    Beginning,
    Words,
}

/// The names of a graph.
#[derive(Clone, Debug, Default)]
pub struct Names {
    /// By label, then IRI.
    entries: Vec<Entry>,
    by_iri: BTreeMap<String, usize>,
}

impl Names {
    /// Asks for all names.
    ///
    /// # Errors
    /// If the graph cannot be asked.
    pub fn load(engine: Engine<'_>, source: &Source) -> Result<Names, AnswerError> {
        let table = engine.own(source, "site/names", &BTreeMap::new())?;
        let mut things: BTreeMap<String, Entry> = BTreeMap::new();
        for row in &table.rows {
            let iri = table.get(row, "thing");
            let entry = things.entry(iri.clone()).or_insert_with(|| Entry {
                iri,
                ..Entry::default()
            });
            let (name, class) = (table.get(row, "name"), table.get(row, "class"));
            let is_label = table.get(row, "preferred") == "yes";
            if is_label && entry.label.is_empty() {
                entry.label.clone_from(&name);
            }
            if !entry.classes.contains(&class) {
                entry.classes.push(class.clone());
            }
            // A company is an organization, too, if that is inferred: the special one is told.
            if entry.class.is_empty() || entry.class == "Organization" {
                entry.class = class;
            }
            let folded = fold(&name);
            if !folded.is_empty() && !entry.folded.iter().any(|(known, _)| *known == folded) {
                entry.folded.push((folded, name));
            }
        }
        let weights = engine.own(source, "site/weights", &BTreeMap::new())?;
        for row in &weights.rows {
            if let Some(entry) = things.get_mut(&weights.get(row, "thing")) {
                entry.weight += weights.get(row, "count").parse().unwrap_or(0);
            }
        }
        let mut entries: Vec<Entry> = things.into_values().collect();
        for entry in &mut entries {
            entry.classes.sort();
            if entry.label.is_empty() {
                let first = entry.folded.first();
                entry.label = first.map_or_else(|| entry.iri.clone(), |(_, name)| name.clone());
            }
        }
        entries.sort_by_cached_key(|entry| {
            (fold(&entry.label), entry.label.clone(), entry.iri.clone())
        });
        let places = entries.iter().enumerate();
        let by_iri = places.map(|(at, entry)| (entry.iri.clone(), at)).collect();
        Ok(Names { entries, by_iri })
    }

    /// All things by their labels.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The thing of that IRI.
    pub fn get(&self, iri: &str) -> Option<&Entry> {
        self.by_iri.get(iri).map(|at| &self.entries[*at])
    }

    /// Whether another thing has the same label.
    pub fn has_namesake(&self, entry: &Entry) -> bool {
        let Some(&at) = self.by_iri.get(&entry.iri) else {
            return false;
        };
        // Labels that are the same stand together.
        let before = at.checked_sub(1).and_then(|at| self.entries.get(at));
        let after = self.entries.get(at + 1);
        before
            .into_iter()
            .chain(after)
            .any(|other| other.label == entry.label)
    }

    /// Those of a class by their labels; of all classes if it is empty.
    pub fn of_class<'a>(&'a self, class: &'a str) -> impl Iterator<Item = &'a Entry> {
        let wanted = move |entry: &&Entry| class.is_empty() || entry.class == class;
        self.entries.iter().filter(wanted)
    }

    /// Those that are of one of some classes, which are parted by commas, whatever else they are;
    /// all if none is given.
    pub fn that_are<'a>(&'a self, classes: &'a str) -> impl Iterator<Item = &'a Entry> {
        let wanted = move |entry: &&Entry| {
            let mut classes = classes.split(',').map(str::trim);
            classes.clone().all(str::is_empty)
                || classes.any(|class| entry.classes.iter().any(|own| own == class))
        };
        self.entries.iter().filter(wanted)
    }

    /// The things of which a name has every word of `text`, the last perhaps only begun; the
    /// best first. With each comes the name that fits, if that is not its label.
    pub fn find<'a>(&'a self, text: &str, class: &'a str) -> Vec<(&'a Entry, Option<&'a str>)> {
        let wanted = fold(text);
        let words: Vec<String> = wanted.split(' ').map(|word| format!(" {word}")).collect();
        if wanted.is_empty() {
            return Vec::new();
        }
        let mut found: Vec<_> = self
            .that_are(class)
            .filter_map(|entry| {
                let fits = entry.folded.iter().filter_map(|(folded, name)| {
                    let fit = fit(folded, &wanted, &words)?;
                    Some((fit, *name != entry.label, folded.len(), name))
                });
                Some((fits.min()?, entry))
            })
            .collect();
        found.sort_by_key(|((fit, is_alias, length, _), entry)| {
            (*fit, Reverse(entry.weight), *is_alias, *length)
        });
        found
            .into_iter()
            .map(|((_, is_alias, _, name), entry)| (entry, is_alias.then_some(name.as_str())))
            .collect()
    }
}

fn fit(name: &str, wanted: &str, words: &[String]) -> Option<Fit> {
    if name == wanted {
        return Some(Fit::Whole);
    }
    if name.starts_with(wanted) {
        return Some(Fit::Beginning);
    }
    let has = |word: &String| name.starts_with(&word[1..]) || name.contains(word.as_str());
    words.iter().all(has).then_some(Fit::Words)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A fair and its one edition may have one name: an address must say which is meant.
    #[test]
    fn namesakes_are_known() {
        let entries: Vec<Entry> = ["Boat Fair", "Tea Fair", "Tea Fair", "Tea Fair 2021"]
            .iter()
            .enumerate()
            .map(|(at, label)| Entry {
                iri: format!("http://x/{at}"),
                label: (*label).to_owned(),
                ..Entry::default()
            })
            .collect();
        let places = entries.iter().enumerate();
        let by_iri = places.map(|(at, entry)| (entry.iri.clone(), at)).collect();
        let names = Names { entries, by_iri };
        let alike: Vec<bool> = names
            .entries()
            .iter()
            .map(|e| names.has_namesake(e))
            .collect();
        assert_eq!(alike, [false, true, true, false]);
        assert!(!names.has_namesake(&Entry::default()));
    }
}
