//! The rules of `data/rules`: which words, in which construction, state which relation. A rule
//! has an id, examples and counter-examples; tests run them all.

use super::class::{Class, Classes};
use super::table::invalid;
use super::words::{VerbId, Words};
use super::{KnowledgeError, Source};
use rustc_hash::FxHashMap;
use serde::Deserialize;
use std::sync::Arc;

/// Where in a construction the fact's object stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Slot {
    /// Grammatical subject of the verb.
    Subject,
    /// Its direct object.
    Object,
    /// The phrase behind "by" of a passive.
    Agent,
    /// The phrase behind one of the rule's prepositions.
    Complement,
    /// Whose the subject is: "Acme" in "Acme's pump was shown".
    Owner,
}

/// Voice of the verb.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Voice {
    Active,
    Passive,
    #[default]
    Any,
}

/// What a slot may be filled with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Filler {
    /// An organisation known to be a firm.
    Company,
    /// An organisation not known to be a firm.
    Body,
    Person,
    Organisation,
    Country,
    Place,
    Venue,
    /// A fair by name, "the expo", or "it" standing for it.
    Event,
    /// A capitalised name that nothing classifies.
    Name,
    /// The organisation of a person, or of an office ("the director of X").
    Firm,
    /// A common noun of one of the rule's `nouns` classes.
    Noun,
}

/// A construction around a verb.
#[derive(Clone, Debug)]
pub struct Frame {
    pub id: Arc<str>,
    pub relation: Arc<str>,
    pub voice: Voice,
    pub slot: Slot,
    pub fillers: Vec<Filler>,
    /// What the grammatical subject must be; empty for anything.
    pub subject: Vec<Filler>,
    /// Classes one of which the direct object's head must have; empty for anything.
    pub object: Vec<Class>,
    /// What the direct object must be; empty for anything.
    pub object_is: Vec<Filler>,
    /// Classes one of which the subject's head noun must have; empty for anything.
    pub subject_noun: Vec<Class>,
    /// Classes each of which must occur somewhere in the sentence.
    pub around: Vec<Class>,
    /// Classes one of which must occur among the few words behind the verb; empty for none.
    pub near: Vec<Class>,
    /// Classes one of which must occur in the clause behind the verb; empty for none.
    pub tail: Vec<Class>,
    /// Classes none of which may occur in the clause behind the verb.
    pub without: Vec<Class>,
    /// Nouns whose presence as the object speaks against it, or as the last word of its name.
    pub object_not: Vec<Class>,
    /// Words one of which must stand directly behind the verb; empty for none.
    pub next: Vec<String>,
    /// Words none of which may stand directly behind the verb.
    pub not_next: Vec<String>,
    /// Prepositions that open the complement.
    pub prepositions: Vec<String>,
}

/// A noun that introduces names: "companies such as X, Y and Z", "speakers: X".
#[derive(Clone, Debug)]
pub struct Listing {
    pub id: Arc<str>,
    pub relation: Arc<str>,
    pub nouns: Vec<Class>,
    pub fillers: Vec<Filler>,
}

/// A key of a fact sheet: "Organiser: X".
#[derive(Clone, Debug)]
pub struct Key {
    pub id: Arc<str>,
    pub relation: Arc<str>,
    pub keys: Vec<String>,
    pub fillers: Vec<Filler>,
}

/// An example of a rule: a text and the facts it must, or must not, give by that rule.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Example {
    pub text: String,
    /// `relation: object` for each fact; empty in a counter-example.
    #[serde(default)]
    pub facts: Vec<String>,
}

/// A rule's examples, for tests and for readers.
#[derive(Clone, Debug)]
pub struct Documented {
    pub id: Arc<str>,
    pub file: String,
    pub about: String,
    pub examples: Vec<Example>,
    pub counter: Vec<Example>,
}

/// All rules.
#[derive(Debug, Default)]
pub struct Rules {
    pub frames: Vec<Frame>,
    /// The frames of each verb, as indexes into `frames`.
    by_verb: Vec<Vec<usize>>,
    pub listings: Vec<Listing>,
    /// The classes of the nouns of all listings.
    pub listing_nouns: Classes,
    pub keys: Vec<Key>,
    /// Every rule, constructions of the program included, by file and position.
    pub documented: Vec<Documented>,
    ids: FxHashMap<Arc<str>, usize>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RuleFile {
    #[serde(default)]
    frame: Vec<RawFrame>,
    #[serde(default)]
    listing: Vec<RawListing>,
    #[serde(default)]
    key: Vec<RawKey>,
    #[serde(default)]
    construction: Vec<RawConstruction>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct RawFrame {
    id: String,
    #[serde(default)]
    about: String,
    relation: String,
    verbs: Vec<String>,
    #[serde(default)]
    voice: Voice,
    slot: Slot,
    fillers: Vec<Filler>,
    #[serde(default)]
    subject: Vec<Filler>,
    #[serde(default)]
    object: Vec<String>,
    #[serde(default)]
    object_is: Vec<Filler>,
    #[serde(default)]
    subject_noun: Vec<String>,
    #[serde(default)]
    around: Vec<String>,
    #[serde(default)]
    near: Vec<String>,
    #[serde(default)]
    tail: Vec<String>,
    #[serde(default)]
    without: Vec<String>,
    #[serde(default)]
    object_not: Vec<String>,
    #[serde(default)]
    next: Vec<String>,
    #[serde(default)]
    not_next: Vec<String>,
    #[serde(default)]
    prepositions: Vec<String>,
    #[serde(default)]
    examples: Vec<Example>,
    #[serde(default)]
    counter: Vec<Example>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawListing {
    id: String,
    #[serde(default)]
    about: String,
    relation: String,
    nouns: Vec<String>,
    fillers: Vec<Filler>,
    #[serde(default)]
    examples: Vec<Example>,
    #[serde(default)]
    counter: Vec<Example>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawKey {
    id: String,
    #[serde(default)]
    about: String,
    relation: String,
    keys: Vec<String>,
    #[serde(default)]
    fillers: Vec<Filler>,
    #[serde(default)]
    examples: Vec<Example>,
    #[serde(default)]
    counter: Vec<Example>,
}

/// A construction that is code: its id and examples are data all the same.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawConstruction {
    id: String,
    about: String,
    #[serde(default)]
    examples: Vec<Example>,
    #[serde(default)]
    counter: Vec<Example>,
}

impl Rules {
    /// The frames of a verb, as indexes into `frames`.
    #[inline]
    pub fn frames_of(&self, verb: VerbId) -> &[usize] {
        self.by_verb
            .get(usize::from(verb.0))
            .map_or(&[], Vec::as_slice)
    }

    pub(super) fn load(source: &Source, words: &Words) -> Result<Rules, KnowledgeError> {
        let mut rules = Rules::default();
        for path in source.list("rules/")? {
            if !path.ends_with(".toml") {
                continue;
            }
            let text = source.read(&path)?;
            let shown = source.display(&path);
            let file: RuleFile = toml::from_str(&text).map_err(|error| {
                let line = error
                    .span()
                    .map_or(1, |span| text[..span.start].matches('\n').count() + 1);
                invalid(&shown, line, error.message().to_owned())
            })?;
            let mut adder = Adder {
                rules: &mut rules,
                words,
                text: &text,
                file: &shown,
            };
            adder.add(file)?;
        }
        Ok(rules)
    }

    /// The id of a construction of the program, as shared text.
    ///
    /// # Panics
    /// If `data/rules` does not document the id; a test reads every construction's.
    pub fn id(&self, id: &str) -> Arc<str> {
        match self.ids.get_key_value(id) {
            Some((known, _)) => known.clone(),
            None => id.into(),
        }
    }
}

struct Adder<'a> {
    rules: &'a mut Rules,
    words: &'a Words,
    text: &'a str,
    file: &'a str,
}

impl Adder<'_> {
    fn add(&mut self, file: RuleFile) -> Result<(), KnowledgeError> {
        for raw in file.frame {
            let id = self.document(&raw.id, raw.about, raw.examples, raw.counter)?;
            self.relation(&raw.id, &raw.relation)?;
            let frame = Frame {
                relation: raw.relation.as_str().into(),
                voice: raw.voice,
                slot: raw.slot,
                fillers: raw.fillers,
                subject: raw.subject,
                object: self.classes(&raw.id, &raw.object)?,
                object_is: raw.object_is,
                subject_noun: self.classes(&raw.id, &raw.subject_noun)?,
                around: self.classes(&raw.id, &raw.around)?,
                near: self.classes(&raw.id, &raw.near)?,
                tail: self.classes(&raw.id, &raw.tail)?,
                without: self.classes(&raw.id, &raw.without)?,
                object_not: self.classes(&raw.id, &raw.object_not)?,
                next: raw.next,
                not_next: raw.not_next,
                prepositions: raw.prepositions,
                id,
            };
            let index = self.rules.frames.len();
            for verb in &raw.verbs {
                let verb = self.words.verb(verb).ok_or_else(|| {
                    self.error(
                        &raw.id,
                        format!("the verb {verb:?} is not in lexicon/verbs.tsv"),
                    )
                })?;
                let verb = usize::from(verb.0);
                if self.rules.by_verb.len() <= verb {
                    self.rules.by_verb.resize(verb + 1, Vec::new());
                }
                self.rules.by_verb[verb].push(index);
            }
            self.rules.frames.push(frame);
        }
        for raw in file.listing {
            let id = self.document(&raw.id, raw.about, raw.examples, raw.counter)?;
            self.relation(&raw.id, &raw.relation)?;
            let nouns = self.classes(&raw.id, &raw.nouns)?;
            for noun in &nouns {
                self.rules.listing_nouns.insert(*noun);
            }
            self.rules.listings.push(Listing {
                id,
                relation: raw.relation.as_str().into(),
                nouns,
                fillers: raw.fillers,
            });
        }
        for raw in file.key {
            let id = self.document(&raw.id, raw.about, raw.examples, raw.counter)?;
            self.relation(&raw.id, &raw.relation)?;
            self.rules.keys.push(Key {
                id,
                relation: raw.relation.as_str().into(),
                keys: raw.keys,
                fillers: raw.fillers,
            });
        }
        for raw in file.construction {
            self.document(&raw.id, raw.about, raw.examples, raw.counter)?;
        }
        Ok(())
    }

    fn document(
        &mut self,
        id: &str,
        about: String,
        examples: Vec<Example>,
        counter: Vec<Example>,
    ) -> Result<Arc<str>, KnowledgeError> {
        let shared: Arc<str> = id.into();
        if self
            .rules
            .ids
            .insert(shared.clone(), self.rules.documented.len())
            .is_some()
        {
            return Err(self.error(id, format!("the rule id {id:?} stands twice")));
        }
        self.rules.documented.push(Documented {
            id: shared.clone(),
            file: self.file.to_owned(),
            about,
            examples,
            counter,
        });
        Ok(shared)
    }

    fn classes(&self, id: &str, names: &[String]) -> Result<Vec<Class>, KnowledgeError> {
        names
            .iter()
            .map(|name| {
                Class::from_name(name)
                    .ok_or_else(|| self.error(id, format!("unknown word class {name:?}")))
            })
            .collect()
    }

    fn relation(&self, id: &str, name: &str) -> Result<(), KnowledgeError> {
        const KNOWN: [&str; 10] = [
            "organizer",
            "host",
            "speaker",
            "attendee",
            "exhibitor",
            "participatingCountry",
            "congratulatedBy",
            "topic",
            "session",
            "venue",
        ];
        if KNOWN.contains(&name) {
            return Ok(());
        }
        Err(self.error(
            id,
            format!("a rule cannot state {name:?}; it can state one of {KNOWN:?}"),
        ))
    }

    fn error(&self, id: &str, problem: String) -> KnowledgeError {
        let quoted = format!("\"{id}\"");
        let line = self
            .text
            .lines()
            .position(|line| line.contains(&quoted))
            .map_or(1, |index| index + 1);
        invalid(self.file, line, format!("rule {id}: {problem}"))
    }
}
