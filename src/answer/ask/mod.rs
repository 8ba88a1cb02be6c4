//! Questions in English: which saved question, or which other command, answers one, with which
//! parameters. By the wordings in the headers and in `data/questions`, and the names in the
//! graph; the same question of the same graph is always understood alike. Nothing is answered
//! here.
//!
//! A question is taken apart into names, years, numbers and words (`question`); words of one
//! group of `data/questions/words.toml` count as the same. Each wording is held against it
//! (`reading`): the names must fit its slots, and the words weigh the more the fewer questions
//! have them. Only a reading that leaves nothing unexplained that matters, and that leads all
//! others, is taken.

mod editions;
mod fill;
mod language;
mod names;
mod question;
mod reading;
mod token;
mod wording;

use super::{AnswerError, Catalogue, Engine};
use crate::knowledge::{KnowledgeError, Source};
use fill::Value;
use language::Language;
pub use names::Names;
use reading::{Reader, Reading, commands};
use std::collections::BTreeMap;
use wording::Wordings;

/// What is known of how questions are asked.
#[derive(Debug)]
pub struct Asking {
    language: Language,
    wordings: Wordings,
    queries: Vec<String>,
    source: Source,
}

/// What a question was understood as.
#[derive(Clone, Debug, PartialEq)]
pub enum Understanding {
    /// This, and nothing else.
    One(Understood),
    /// It may be one of these, the likeliest first; and why none was taken.
    Unsure {
        nearest: Vec<Understood>,
        reasons: Vec<String>,
    },
    /// It is about something else than what can be asked.
    Foreign,
}

/// One way to understand a question.
#[derive(Clone, Debug, PartialEq)]
pub struct Understood {
    /// What is asked, in a few words.
    pub summary: String,
    /// The words of the command that answers it, after the program's name. A parameter that was
    /// not told is `...`.
    pub command: Vec<String>,
    /// What was taken for granted.
    pub notes: Vec<String>,
    /// How well it fits, from 0 to 1.
    pub score: f64,
}

/// No question has more words.
const LONGEST: usize = 100;

/// Not more than so many ways are listed.
const LISTED: usize = 5;

/// And not more for each way than so many choices of a name.
const CHOICES: usize = 3;

impl Asking {
    /// Reads the wordings of `catalogue` and of the data; `commands` are the program's, to which
    /// wordings may lead, too.
    ///
    /// # Errors
    /// If a file cannot be read or is wrong.
    pub fn load(
        source: &Source,
        catalogue: &Catalogue,
        commands: &[&str],
    ) -> Result<Asking, KnowledgeError> {
        let mut language = Language::load(source)?;
        let wordings = Wordings::new(catalogue, commands, &mut language);
        Ok(Asking {
            queries: names::queries(&language),
            language,
            wordings,
            source: source.clone(),
        })
    }

    /// The texts of the queries that [`Asking::understand`] asks, so that no more of a graph need
    /// be opened.
    ///
    /// # Errors
    /// If one is missing or broken.
    pub fn queries(&self) -> Result<Vec<String>, AnswerError> {
        let names = self.queries.iter();
        let texts = names.map(|name| Ok(super::own_query(&self.source, name)?.text));
        texts.collect()
    }

    /// Finds what a question asks of a graph.
    ///
    /// # Errors
    /// If the names in the graph cannot be read.
    pub fn understand(
        &self,
        question: &str,
        engine: Engine<'_>,
    ) -> Result<Understanding, AnswerError> {
        Ok(self.understand_with(question, &self.names(engine)?))
    }

    /// The names in a graph, for several questions of it.
    ///
    /// # Errors
    /// If they cannot be read.
    pub fn names(&self, engine: Engine<'_>) -> Result<Names, AnswerError> {
        Names::read(engine, &self.source, &self.language)
    }

    /// Finds what a question asks of the graph that has these names.
    pub fn understand_with(&self, text: &str, names: &Names) -> Understanding {
        names.forget();
        if token::tokens(text).len() > LONGEST {
            return Understanding::Unsure {
                nearest: Vec::new(),
                reasons: vec![format!("it has more than {LONGEST} words; ask in fewer")],
            };
        }
        let question = question::take_apart(text, &self.language, names);
        let mentions = editions::mentions(&question, names);
        let reader = Reader {
            language: &self.language,
            names,
            wordings: &self.wordings,
            question: &question,
            mentions: &mentions,
        };
        let readings = reader.readings();
        let measure = self.language.measure;
        let corrected = question.corrected.iter();
        let corrected: Vec<String> = corrected
            .map(|(typed, meant)| format!("{typed:?} is read as {meant:?}"))
            .collect();
        let Some(best) = readings.first() else {
            return Understanding::Foreign;
        };
        let sure = |reading: &&Reading| reading.complete && reading.score >= measure.confident;
        if let Some(taken) = readings.iter().find(sure) {
            let near = |other: &&Reading| {
                !std::ptr::eq(*other, taken)
                    && other.score > taken.score - measure.lead
                    && (other.complete || other.score > taken.score + measure.lead)
            };
            if !readings.iter().any(|other| near(&other)) {
                let mut understood = self.ways(taken).remove(0);
                understood.notes.splice(0..0, corrected);
                return Understanding::One(understood);
            }
        }
        if reader.is_foreign() || best.score < measure.listed {
            return Understanding::Foreign;
        }
        let mut reasons = corrected;
        if names.things.is_empty() {
            reasons.push("the graph is empty; build one first: expograph build FOLDER".to_owned());
        }
        reasons.extend(self.doubts(best));
        let mut nearest: Vec<Understood> = Vec::new();
        let listed = readings
            .iter()
            .filter(|reading| reading.score >= measure.listed && reading.score > best.score * 0.6);
        for reading in listed {
            for way in self.ways(reading).into_iter().take(CHOICES) {
                if !nearest.iter().any(|known| known.command == way.command) {
                    nearest.push(way);
                }
            }
        }
        nearest.truncate(LISTED);
        Understanding::Unsure { nearest, reasons }
    }

    /// A reading as commands, one for each choice.
    fn ways(&self, reading: &Reading) -> Vec<Understood> {
        let (target, needs, summary) = &self.wordings.targets[reading.target];
        let summary = with_values(summary, &reading.filled.values);
        let ways = commands(target, needs, &reading.filled);
        ways.into_iter()
            .map(|command| Understood {
                summary: summary.clone(),
                command,
                notes: reading.filled.notes.clone(),
                score: reading.score,
            })
            .collect()
    }

    /// Why the best reading is not taken.
    fn doubts(&self, best: &Reading) -> Vec<String> {
        let mut doubts = Vec::new();
        for (name, value) in &best.filled.values {
            match value {
                Value::Unknown { typed, nearest } => doubts.push(format!(
                    "nothing in the graph is named {typed:?}{}",
                    super::did_you_mean(nearest)
                )),
                Value::Choices(choices) if choices.len() > 1 => {
                    doubts.push(format!("{name} may be one of {}", choices.len()));
                }
                _ => {}
            }
        }
        let (_, needs, _) = &self.wordings.targets[best.target];
        for need in needs {
            if need.required && !best.filled.values.contains_key(&need.name) {
                doubts.push(format!("the question does not say which {}", need.name));
            }
        }
        if !best.unexplained.is_empty() {
            let words: Vec<String> = best.unexplained.iter().map(|w| format!("{w:?}")).collect();
            doubts.push(format!("not understood: {}", words.join(", ")));
        }
        if doubts.is_empty() {
            doubts.push("it may mean one thing or another".to_owned());
        }
        doubts
    }
}

/// A wording with the values in its slots; `...` where there is none, or more than one.
fn with_values(wording: &str, values: &BTreeMap<String, Value>) -> String {
    let mut parts = wording.split('{');
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (name, rest) = part.split_once('}').unwrap_or((part, ""));
        text += match values.get(name) {
            Some(Value::Implied(value)) => value,
            Some(Value::Choices(choices)) if choices.len() == 1 => &choices[0],
            _ => "...",
        };
        text += rest;
    }
    text
}
