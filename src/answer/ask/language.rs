//! What is known of the words of questions: `data/questions/*.toml`, the forms of verbs, common
//! words, numbers and ordinals of the lexicon. It knows no question and no graph.

use super::token::{Token, tokens};
use crate::knowledge::{KnowledgeError, Source};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// A file of `data/questions`.
#[derive(Debug, Default, serde::Deserialize)]
#[serde(default, deny_unknown_fields)]
struct File {
    ignored: Vec<String>,
    auxiliaries: Vec<String>,
    weights: BTreeMap<String, f64>,
    groups: BTreeMap<String, Vec<String>>,
    edition: BTreeMap<String, Vec<String>>,
    numbers: Numbers,
    values: BTreeMap<String, String>,
    also: BTreeMap<String, Vec<String>>,
    alike: BTreeMap<String, Vec<Vec<String>>>,
    measure: BTreeMap<String, f64>,
    wording: Vec<Extra>,
}

/// Words around a number that say how it is meant.
#[derive(Debug, Default, serde::Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Numbers {
    /// What may stand before a number, and what is then added to it.
    before: BTreeMap<String, u32>,
    /// What may stand after one.
    after: Vec<String>,
    /// The group that a number above one is of, too.
    group: String,
}

/// Wordings that are in no header.
#[derive(Clone, Debug, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Extra {
    pub run: Option<String>,
    #[serde(default)]
    pub with: BTreeMap<String, String>,
    #[serde(default)]
    pub command: Vec<String>,
    pub texts: Vec<String>,
}

/// How sure is sure: `[measure]`.
#[derive(Clone, Copy, Debug)]
pub struct Measure {
    pub name: f64,
    pub confident: f64,
    pub lead: f64,
    pub unexplained: f64,
    pub listed: f64,
    pub adverb: f64,
}

/// A phrase in base forms.
#[derive(Debug)]
pub struct Phrase {
    pub words: Vec<String>,
    /// Its group; none for one that says nothing.
    pub group: Option<String>,
}

/// What may be said of an edition, and how a number is meant, each with its phrase.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sign {
    Latest,
    Ordinal(u32),
    Before(u32),
    After,
}

/// The words of questions.
#[derive(Debug)]
pub struct Language {
    /// Phrases by their first word, longest first.
    phrases: HashMap<String, Vec<Phrase>>,
    signs: Vec<(Vec<String>, Sign)>,
    ignored: HashSet<String>,
    auxiliaries: HashSet<String>,
    /// Words that are in phrases or wordings.
    known: HashSet<String>,
    common: HashSet<String>,
    adverbs: HashSet<String>,
    bases: HashMap<String, Vec<String>>,
    cardinals: HashMap<String, u32>,
    ordinals: HashMap<String, u32>,
    pub weights: BTreeMap<String, f64>,
    /// The group that a number above one is of, too.
    pub several: String,
    /// The queries that list values, by parameter.
    pub values: BTreeMap<String, String>,
    /// Values that are understood though no graph has them, by parameter.
    pub also: BTreeMap<String, Vec<String>>,
    /// Values that mean the same, by parameter.
    pub alike: BTreeMap<String, Vec<Vec<String>>>,
    pub measure: Measure,
    /// What stands before the earlier of two editions.
    pub earlier: Vec<String>,
    pub extras: Vec<Extra>,
}

#[derive(serde::Deserialize)]
struct Cardinals {
    cardinals: BTreeMap<String, u32>,
}

impl Language {
    /// Reads all files.
    ///
    /// # Errors
    /// If a file cannot be read or is wrong.
    pub fn load(source: &Source) -> Result<Language, KnowledgeError> {
        let mut all = File::default();
        for path in source.list("questions/")? {
            if path.ends_with(".toml") {
                let file: File = parse(source, &path)?;
                check(source, &path, &file)?;
                add(&mut all, file);
            }
        }
        let measure = |name: &str| {
            let value = all.measure.get(name).copied();
            value.ok_or_else(|| KnowledgeError::Invalid {
                file: source.display("questions/words.toml"),
                line: 1,
                problem: format!("[measure] lacks {name}"),
            })
        };
        let measure = Measure {
            name: measure("name")?,
            confident: measure("confident")?,
            lead: measure("lead")?,
            unexplained: measure("unexplained")?,
            listed: measure("listed")?,
            adverb: measure("adverb")?,
        };
        let numbers: Cardinals = parse(source, "lexicon/numbers.toml")?;
        let mut language = Language {
            phrases: HashMap::new(),
            signs: Vec::new(),
            ignored: HashSet::new(),
            auxiliaries: all.auxiliaries.iter().cloned().collect(),
            known: HashSet::new(),
            common: lines(source, "lexicon/common-words.txt")?,
            adverbs: lines(source, "lexicon/adverbs.txt")?,
            bases: bases(source)?,
            cardinals: numbers.cardinals.into_iter().collect(),
            ordinals: ordinals(source)?,
            weights: all.weights,
            several: all.numbers.group.clone(),
            values: all.values,
            also: all.also,
            alike: all.alike,
            measure,
            earlier: all.edition.remove("earlier").unwrap_or_default(),
            extras: all.wording,
        };
        language.learn(&all.ignored, None);
        for (group, phrases) in &all.groups {
            language.learn(phrases, Some(group));
        }
        for phrases in language.phrases.values_mut() {
            phrases.sort_by(|a, b| {
                let length = b.words.len().cmp(&a.words.len());
                length.then_with(|| (&a.words, &a.group).cmp(&(&b.words, &b.group)))
            });
        }
        let of = |name: &str| all.edition.get(name).map_or(&[][..], Vec::as_slice);
        let mut signs: Vec<(Vec<String>, Sign)> = Vec::new();
        let mut sign = |text: &str, sign: Sign| signs.push((words(text), sign));
        of("latest")
            .iter()
            .for_each(|text| sign(text, Sign::Latest));
        of("first")
            .iter()
            .for_each(|text| sign(text, Sign::Ordinal(1)));
        for (text, more) in &all.numbers.before {
            sign(text, Sign::Before(*more));
        }
        let after = all.numbers.after.iter();
        after.for_each(|text| sign(text, Sign::After));
        language.signs = signs;
        Ok(language)
    }

    fn learn(&mut self, phrases: &[String], group: Option<&String>) {
        for phrase in phrases {
            let words = words(phrase);
            let Some(first) = words.first().cloned() else {
                continue;
            };
            if let ([only], None) = (words.as_slice(), group) {
                self.ignored.insert(only.clone());
                continue;
            }
            self.known.extend(words.iter().cloned());
            self.phrases.entry(first).or_default().push(Phrase {
                words,
                group: group.cloned(),
            });
        }
    }

    /// Takes the words of a wording for known.
    pub fn meet(&mut self, words: impl IntoIterator<Item = String>) {
        self.known.extend(words);
    }

    /// The forms a word may stand in phrases with: itself, its verb, its singular.
    pub fn forms(&self, word: &str) -> Vec<String> {
        let mut forms = vec![word.to_owned()];
        forms.extend(self.bases.get(word).into_iter().flatten().cloned());
        // A plural is known by its singular; no other ending is cut off.
        let singular = match word {
            _ if word.len() < 4 || word.ends_with("ss") => None,
            _ if word.ends_with("ies") => Some(format!("{}y", &word[..word.len() - 3])),
            _ => word.strip_suffix('s').map(str::to_owned),
        };
        let short = word.strip_suffix("es").filter(|short| short.len() > 2);
        let singulars = singular.into_iter().chain(short.map(str::to_owned));
        for form in singulars {
            if self.has(&form) && !forms.contains(&form) {
                forms.push(form);
            }
        }
        forms
    }

    /// Whether phrases or wordings have the word, in one of its forms or its plural.
    pub fn knows(&self, word: &str) -> bool {
        self.forms(word).iter().any(|form| self.has(form))
    }

    fn has(&self, form: &str) -> bool {
        self.known.contains(form)
            || self.ignored.contains(form)
            || self.cardinals.contains_key(form)
            || self.ordinals.contains_key(form)
    }

    /// Whether it is an English word that names are not made of.
    pub fn is_common(&self, word: &str) -> bool {
        self.common.contains(word) || self.adverbs.contains(word) || self.knows(word)
    }

    /// Whether it is an adverb that no wording has.
    pub fn is_adverb(&self, word: &str) -> bool {
        self.adverbs.contains(word)
    }

    /// Whether it says nothing about what is asked.
    pub fn is_ignored(&self, forms: &[String]) -> bool {
        forms.iter().any(|form| self.ignored.contains(form))
    }

    /// Whether another verb follows it: "did", "has".
    pub fn is_auxiliary(&self, forms: &[String]) -> bool {
        forms.iter().any(|form| self.auxiliaries.contains(form))
    }

    /// Phrases that begin with one of these forms, longest first.
    pub fn phrases<'a>(&'a self, forms: &'a [String]) -> Vec<&'a Phrase> {
        let lists = forms.iter().filter_map(|form| self.phrases.get(form));
        let mut found: Vec<&Phrase> = lists.flatten().collect();
        found.sort_by_key(|phrase| std::cmp::Reverse(phrase.words.len()));
        found
    }

    /// The longest sign that stands at the beginning of `words`, with its length.
    pub fn sign(&self, words: &[Token]) -> Option<(usize, &Sign)> {
        let stands = |sign: &&(Vec<String>, Sign)| {
            let (phrase, _) = sign;
            phrase.len() <= words.len()
                && phrase
                    .iter()
                    .zip(words)
                    .all(|(word, token)| token.word == *word)
        };
        let found = self.signs.iter().filter(stands);
        let longest = found.max_by_key(|(phrase, _)| phrase.len());
        longest.map(|(phrase, sign)| (phrase.len(), sign))
    }

    /// A number in figures or in one word.
    pub fn number(&self, word: &str) -> Option<u32> {
        word.parse().ok().or(self.cardinals.get(word).copied())
    }

    /// "third", "3rd".
    pub fn ordinal(&self, word: &str) -> Option<u32> {
        if let Some(number) = self.ordinals.get(word) {
            return Some(*number);
        }
        let end = word.find(|c: char| !c.is_ascii_digit())?;
        let (digits, ending) = word.split_at(end);
        let number: u32 = digits.parse().ok()?;
        let right = match (number % 100, number % 10) {
            (11..=13, _) => "th",
            (_, 1) => "st",
            (_, 2) => "nd",
            (_, 3) => "rd",
            _ => "th",
        };
        (ending == right).then_some(number)
    }

    /// The one word that a mistyped one is meant for.
    pub fn meant(&self, word: &str) -> Option<&str> {
        if word.len() < 5 || self.is_common(word) || word.chars().any(|c| c.is_ascii_digit()) {
            return None;
        }
        let far = if word.len() < 8 { 1 } else { 2 };
        let near = |known: &&String| {
            known.len() >= 4
                && known.len().abs_diff(word.len()) <= far
                && strsim::damerau_levenshtein(known, word) <= far
        };
        let found: BTreeSet<&String> = self.known.iter().filter(near).collect();
        let nearest = found.iter().min_by_key(|known| {
            let distance = strsim::damerau_levenshtein(known, word);
            // The beginning is seldom mistyped.
            (distance, known.chars().next() != word.chars().next())
        });
        nearest.map(|word| word.as_str())
    }
}

/// The words of a phrase of the data.
fn words(phrase: &str) -> Vec<String> {
    tokens(phrase).into_iter().map(|token| token.word).collect()
}

fn add(all: &mut File, file: File) {
    all.ignored.extend(file.ignored);
    all.auxiliaries.extend(file.auxiliaries);
    all.weights.extend(file.weights);
    for (group, words) in file.groups {
        all.groups.entry(group).or_default().extend(words);
    }
    for (sign, words) in file.edition {
        all.edition.entry(sign).or_default().extend(words);
    }
    all.numbers.before.extend(file.numbers.before);
    all.numbers.after.extend(file.numbers.after);
    if !file.numbers.group.is_empty() {
        all.numbers.group = file.numbers.group;
    }
    all.values.extend(file.values);
    for (parameter, values) in file.also {
        all.also.entry(parameter).or_default().extend(values);
    }
    for (parameter, values) in file.alike {
        all.alike.entry(parameter).or_default().extend(values);
    }
    all.measure.extend(file.measure);
    all.wording.extend(file.wording);
}

/// What the format itself does not check.
fn check(source: &Source, path: &str, file: &File) -> Result<(), KnowledgeError> {
    let invalid = |needle: &str, problem: String| {
        let text = source.read(path).unwrap_or_default();
        let line = text.lines().position(|line| line.contains(needle));
        Err(KnowledgeError::Invalid {
            file: source.display(path),
            line: line.unwrap_or(0) + 1,
            problem,
        })
    };
    for wording in &file.wording {
        let first = wording.texts.first().map_or("[[wording]]", String::as_str);
        if wording.texts.is_empty() {
            return invalid("[[wording]]", "a wording without texts".to_owned());
        }
        if wording.run.is_some() != wording.command.is_empty() {
            let problem = format!("the wording {first:?} needs either run or command");
            return invalid(first, problem);
        }
    }
    let known = ["latest", "first", "earlier"];
    if let Some(other) = file
        .edition
        .keys()
        .find(|key| !known.contains(&key.as_str()))
    {
        let problem = format!("[edition] has {other:?}; known are latest, first and earlier");
        return invalid(other, problem);
    }
    Ok(())
}

fn parse<T: serde::de::DeserializeOwned>(source: &Source, path: &str) -> Result<T, KnowledgeError> {
    let text = source.read(path)?;
    toml::from_str(&text).map_err(|error| {
        let at = error.span().map_or(0, |span| span.start).min(text.len());
        KnowledgeError::Invalid {
            file: source.display(path),
            line: text.as_bytes()[..at]
                .iter()
                .filter(|b| **b == b'\n')
                .count()
                + 1,
            problem: error.message().to_owned(),
        }
    })
}

fn lines(source: &Source, path: &str) -> Result<HashSet<String>, KnowledgeError> {
    let text = source.read(path)?;
    let content = text.lines().map(str::trim);
    Ok(content
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(str::to_owned)
        .collect())
}

/// The base forms of verbs by their other forms.
fn bases(source: &Source) -> Result<HashMap<String, Vec<String>>, KnowledgeError> {
    let mut bases: HashMap<String, Vec<String>> = HashMap::new();
    let text = source.read("lexicon/verbs.tsv")?;
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        let mut cells = line.split('\t').map(str::trim);
        let Some(base) = cells.next() else { continue };
        for form in cells.filter(|form| *form != base && !form.is_empty()) {
            let known = bases.entry(form.to_owned()).or_default();
            if !known.iter().any(|known| known == base) {
                known.push(base.to_owned());
            }
        }
    }
    Ok(bases)
}

fn ordinals(source: &Source) -> Result<HashMap<String, u32>, KnowledgeError> {
    let text = source.read("lexicon/ordinals.tsv")?;
    let rows = text.lines().filter_map(|line| {
        let (word, value) = line.split_once('\t')?;
        Some((word.to_owned(), value.trim().parse().ok()?))
    });
    Ok(rows.collect())
}
