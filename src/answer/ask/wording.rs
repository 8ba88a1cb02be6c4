//! Wordings: those in the headers of saved questions and those of `data/questions`, as words and
//! slots, each word with its weight: the fewer questions have it, the more depends on it.

use super::language::{Extra, Language};
use super::names::{Meaning, Names, slot};
use super::question::{Piece, Word, take_apart};
use super::token::tokens;
use crate::answer::{Catalogue, ParameterKind, SavedQuery};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// What a wording leads to.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Target {
    /// A saved question, with parameters that are set already.
    Run {
        query: String,
        with: BTreeMap<String, String>,
    },
    /// A command with its arguments, parameters in braces.
    Command(Vec<String>),
}

/// What a target needs to be told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Need {
    pub name: String,
    pub kind: NeedKind,
    pub required: bool,
    /// Whether it may be taken for granted where only one thing can be meant.
    pub may_be_implied: bool,
}

/// What values a parameter takes, as far as questions name them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NeedKind {
    /// A thing, of these classes.
    Thing(Option<String>),
    /// An edition: by its name, or its series and year.
    Edition,
    Year,
    Number,
    /// One of the words that the graph has for the parameter.
    Word,
    /// A value that no question tells.
    Other,
}

/// A part of a wording.
#[derive(Clone, Debug, PartialEq)]
pub enum Part {
    Word {
        keys: Vec<String>,
        weight: f64,
    },
    /// With the word before it.
    Slot {
        parameter: String,
        before: String,
    },
}

/// A way to ask something.
#[derive(Clone, Debug, PartialEq)]
pub struct Wording {
    pub text: String,
    pub target: usize,
    pub parts: Vec<Part>,
}

/// All wordings.
#[derive(Debug, Default)]
pub struct Wordings {
    pub targets: Vec<(Target, Vec<Need>, String)>,
    pub wordings: Vec<Wording>,
    /// The keys of all words in a target's wordings.
    pub keys: Vec<BTreeSet<String>>,
    /// Weights of keys.
    weights: HashMap<String, f64>,
    /// Of a word that no wording has.
    rarest: f64,
}

/// The local name of the class of editions.
pub const EDITION: &str = "Expo";

impl Wordings {
    /// Reads the wordings of all good queries, and those of the data that lead to one of
    /// `commands` or to a query. What leads nowhere is left out: an older program may have it.
    pub fn new(catalogue: &Catalogue, commands: &[&str], language: &mut Language) -> Wordings {
        let mut all = Wordings::default();
        let mut texts: Vec<(String, usize)> = Vec::new();
        for query in catalogue.queries() {
            let target = all.target(
                Target::Run {
                    query: query.name.clone(),
                    with: BTreeMap::new(),
                },
                needs(query, &BTreeMap::new()),
                query.summary.clone(),
            );
            let wordings = query.questions.iter().cloned();
            texts.extend(wordings.map(|text| (text, target)));
        }
        for extra in language.extras.clone() {
            if let Some(target) = all.extra(&extra, catalogue, commands) {
                texts.extend(extra.texts.into_iter().map(|text| (text, target)));
            }
        }
        let plain = texts
            .iter()
            .flat_map(|(text, _)| tokens(&without_slots(text)));
        let singular = |word: String| {
            let singular = word.strip_suffix('s').map(str::to_owned);
            [Some(word), singular.filter(|short| short.len() > 3)]
        };
        let met: Vec<String> = plain
            .flat_map(|token| singular(token.word))
            .flatten()
            .collect();
        language.meet(met);
        all.weigh(texts, language);
        all
    }

    fn target(&mut self, target: Target, needs: Vec<Need>, summary: String) -> usize {
        let known = self.targets.iter().position(|(known, ..)| *known == target);
        known.unwrap_or_else(|| {
            self.targets.push((target, needs, summary));
            self.targets.len() - 1
        })
    }

    fn extra(&mut self, extra: &Extra, catalogue: &Catalogue, commands: &[&str]) -> Option<usize> {
        if let Some(name) = &extra.run {
            let query = catalogue.get(name).ok()?;
            let target = Target::Run {
                query: name.clone(),
                with: extra.with.clone(),
            };
            let mut needs = needs(query, &extra.with);
            // Their slots are what tells them from the question's own wordings.
            for need in &mut needs {
                let slot = format!("{{{}}}", need.name);
                need.required |= extra.texts.iter().all(|text| text.contains(&slot));
                need.may_be_implied = false;
            }
            let summary = extra.texts.first().cloned().unwrap_or_default();
            return Some(self.target(target, needs, summary));
        }
        let first = extra.command.first()?;
        if !commands.contains(&first.as_str()) {
            return None;
        }
        let needs = extra.command.iter().filter_map(|word| {
            let name = word.strip_prefix('{')?.strip_suffix('}')?;
            Some(Need {
                name: name.to_owned(),
                kind: match name {
                    "earlier" | "later" | "edition" => NeedKind::Edition,
                    _ => NeedKind::Thing(None),
                },
                required: true,
                may_be_implied: false,
            })
        });
        let needs = needs.collect();
        let summary = extra.texts.first().cloned().unwrap_or_default();
        Some(self.target(Target::Command(extra.command.clone()), needs, summary))
    }

    /// Takes the wordings apart, then weighs their words.
    fn weigh(&mut self, texts: Vec<(String, usize)>, language: &Language) {
        let mut having: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
        for (text, target) in texts {
            let needs = &self.targets[target].1;
            let fixed = match &self.targets[target].0 {
                Target::Run { with, .. } => with.keys().map(String::as_str).collect(),
                Target::Command(_) => Vec::new(),
            };
            let parameters = needs.iter().map(|need| need.name.as_str()).chain(fixed);
            let slots = Names::slots(parameters);
            let question = take_apart(&with_slots(&text), language, &slots);
            let mut parts = Vec::new();
            for unit in question.units {
                let slot = match &unit.piece {
                    Some(Piece::Name { meanings, .. }) => meanings.first(),
                    _ => None,
                };
                if let Some(Meaning::Value { parameter, .. }) = slot {
                    parts.push(Part::Slot {
                        parameter: parameter.clone(),
                        before: unit.before,
                    });
                    continue;
                }
                for word in unit.words {
                    for key in &word.keys {
                        having.entry(key.clone()).or_default().insert(target);
                    }
                    parts.push(Part::Word {
                        keys: word.keys,
                        weight: 0.0,
                    });
                }
            }
            self.wordings.push(Wording {
                text,
                target,
                parts,
            });
        }
        let all = self.targets.len() as f64;
        self.rarest = (1.0 + all).ln();
        self.keys = vec![BTreeSet::new(); self.targets.len()];
        for (key, targets) in &having {
            for target in targets {
                self.keys[*target].insert(key.clone());
            }
        }
        for (key, targets) in having {
            let weight = (1.0 + all / targets.len() as f64).ln();
            self.weights.insert(key, weight);
        }
        for (key, weight) in &language.weights {
            self.weights.insert(key.clone(), *weight);
        }
        let mut wordings = std::mem::take(&mut self.wordings);
        for part in wordings.iter_mut().flat_map(|wording| &mut wording.parts) {
            if let Part::Word { keys, weight } = part {
                *weight = self.of_keys(keys);
            }
        }
        self.wordings = wordings;
    }

    /// How much depends on a word of a question.
    pub fn weight(&self, word: &Word, language: &Language) -> f64 {
        let typed = word.text.to_lowercase();
        match word.known {
            false if language.is_adverb(&typed) => language.measure.adverb,
            _ => self.of_keys(&word.keys),
        }
    }

    /// A word of several groups weighs as its commonest one.
    fn of_keys(&self, keys: &[String]) -> f64 {
        let known = keys.iter().filter_map(|key| self.weights.get(key));
        known.copied().reduce(f64::min).unwrap_or(self.rarest)
    }
}

/// What a saved question needs beyond what is set.
fn needs(query: &SavedQuery, with: &BTreeMap<String, String>) -> Vec<Need> {
    let open = query
        .parameters
        .iter()
        .filter(|parameter| !with.contains_key(&parameter.name));
    open.map(|parameter| Need {
        name: parameter.name.clone(),
        kind: match (&parameter.kind, &parameter.class) {
            (ParameterKind::Iri, Some(class)) if class == EDITION => NeedKind::Edition,
            (ParameterKind::Iri, class) => NeedKind::Thing(class.clone()),
            (ParameterKind::Integer, _) if parameter.name.ends_with("year") => NeedKind::Year,
            (ParameterKind::Integer, _) => NeedKind::Number,
            (ParameterKind::Text, _) => NeedKind::Word,
            _ => NeedKind::Other,
        },
        required: !parameter.optional && parameter.default.is_none(),
        may_be_implied: !parameter.optional && parameter.default.is_none(),
    })
    .collect()
}

/// A wording with its slots as words that can be found in it.
fn with_slots(text: &str) -> String {
    let mut out = String::new();
    for (number, part) in text.split('{').enumerate() {
        match part.split_once('}') {
            Some((name, rest)) if number > 0 => {
                out += &format!(" {} {rest}", slot(name));
            }
            _ => out += part,
        }
    }
    out
}

fn without_slots(text: &str) -> String {
    let parts = text.split('{').enumerate();
    let parts = parts.map(|(number, part)| match part.split_once('}') {
        Some((_, rest)) if number > 0 => rest,
        _ => part,
    });
    parts.collect::<Vec<_>>().join(" ")
}
