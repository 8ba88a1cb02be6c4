//! How well a wording fits a question. A reading counts what the wording explains of the
//! question, and what of the wording the question says; both must be much.

use super::editions::Mention;
use super::fill::{Filled, Value, fill};
use super::language::Language;
use super::names::{Meaning, Names};
use super::question::{Piece, Question, Unit, Word};
use super::wording::{Need, NeedKind, Part, Target, Wording, Wordings};

/// A question read as one wording.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    pub target: usize,
    pub wording: usize,
    pub filled: Filled,
    /// From 0 to 1.
    pub score: f64,
    /// Words, names and numbers of the question that nothing explains.
    pub unexplained: Vec<String>,
    /// Nothing is missing, unknown, ambiguous or left over.
    pub complete: bool,
}

/// The share of the question's side in the score; it is worse to pass over what was said than to
/// take for granted what was not.
const QUESTION: f64 = 0.6;

/// What a slot counts that nothing was said for, but only one thing can be meant.
const IMPLIED: f64 = 0.6;

/// What a slot counts with another word before it than the wording has.
const OTHERWISE: f64 = 0.9;

/// What a slot counts that takes anything; one that takes a class of things is told apart by it.
const ANYTHING: f64 = 0.7;

/// What a name counts that the wording has no slot for.
const ADDED: f64 = 0.85;

/// What a word counts that this wording lacks, but another of the same question has.
const ELSEWHERE: f64 = 0.8;

/// What a word counts that a parameter takes and the graph does not have.
const ABSENT: f64 = 0.5;

/// What a score is worth with a name that nothing in the graph resembles.
const STRANGER: f64 = 0.8;

/// What an unfilled slot weighs that may stay empty.
const OPTIONAL: f64 = 0.7;

/// All that a question is read with.
pub struct Reader<'a> {
    pub language: &'a Language,
    pub names: &'a Names,
    pub wordings: &'a Wordings,
    pub question: &'a Question,
    pub mentions: &'a [Mention],
}

impl Reader<'_> {
    /// A question read as each wording, the best first; of several wordings of one reading the
    /// best.
    pub fn readings(&self) -> Vec<Reading> {
        let count = self.wordings.wordings.len();
        let mut all: Vec<Reading> = (0..count).map(|wording| self.reading(wording)).collect();
        all.sort_by(|a, b| {
            let score = b.score.total_cmp(&a.score);
            score.then_with(|| a.wording.cmp(&b.wording))
        });
        let mut best: Vec<Reading> = Vec::new();
        for reading in all {
            let same = |other: &&Reading| {
                other.target == reading.target && other.filled.values == reading.filled.values
            };
            if !best.iter().any(|other| same(&other)) {
                best.push(reading);
            }
        }
        best
    }

    fn reading(&self, number: usize) -> Reading {
        let wording = &self.wordings.wordings[number];
        let (_, needs, _) = &self.wordings.targets[wording.target];
        let words = wording.parts.iter().filter_map(|part| match part {
            Part::Word { keys, .. } => Some(keys),
            Part::Slot { .. } => None,
        });
        let words: Vec<&Vec<String>> = words.collect();
        let is_order = words.iter().any(|keys| keys.iter().any(|key| key == "not"));
        let filled = fill(
            wording,
            needs,
            self.question,
            self.mentions,
            self.names,
            &self.language.earlier,
            is_order,
        );
        let explains = |word: &Word| {
            let shares = |keys: &&&Vec<String>| keys.iter().any(|key| word.keys.contains(key));
            words.iter().any(|keys| shares(&keys))
        };
        let elsewhere = |word: &Word| {
            let keys = &self.wordings.keys[wording.target];
            word.keys.iter().any(|key| keys.contains(key))
        };
        let mut unexplained = Vec::new();
        let mut strange = false;
        let (mut said, mut explained) = (0.0, 0.0);
        let name = self.language.measure.name;
        for (at, unit) in self.question.units.iter().enumerate() {
            if let Some(parameter) = &filled.used[at] {
                let has_slot = slot(wording, parameter).is_some();
                let share = if has_slot { 1.0 } else { ADDED };
                said += name;
                explained += name * share * self.presence(parameter, &filled);
                continue;
            }
            if unit.words.is_empty() {
                said += name;
                strange = true;
                unexplained.push(unit.text.clone());
                continue;
            }
            for word in &unit.words {
                let weight = self.wordings.weight(word, self.language);
                said += weight;
                if explains(word) {
                    explained += weight;
                } else if elsewhere(word) {
                    explained += weight * ELSEWHERE;
                } else if weight > 0.0 {
                    strange |= !word.known && weight > self.language.measure.adverb;
                    unexplained.push(word.text.clone());
                }
            }
        }
        let (mut whole, mut heard) = (0.0, 0.0);
        let mut heaviest = (0.0, true);
        for part in &wording.parts {
            match part {
                Part::Word { keys, weight } => {
                    whole += weight;
                    let free = self.question.units.iter().zip(&filled.used);
                    // "At least three times" is a value and also says that it is several.
                    let is_word = |unit: &Unit, used: &Option<String>| {
                        used.is_none() || matches!(unit.piece, Some(Piece::Number(_)))
                    };
                    let mut words = free
                        .filter(|(unit, used)| is_word(unit, used))
                        .flat_map(|(unit, _)| &unit.words);
                    let is_heard = words.any(|word| keys.iter().any(|key| word.keys.contains(key)));
                    if is_heard {
                        heard += weight;
                    }
                    if *weight > heaviest.0 {
                        heaviest = (*weight, is_heard);
                    }
                }
                Part::Slot { parameter, before } => {
                    let (of, is) = self.slot(parameter, before, needs, &filled);
                    whole += of * name;
                    heard += is * name;
                }
            }
        }
        let share = |part: f64, all: f64| if all > 0.0 { part / all } else { 0.0 };
        let mut score =
            share(explained, said).powf(QUESTION) * share(heard, whole).powf(1.0 - QUESTION);
        if filled.crossed {
            score /= 2.0;
        }
        // A name that nothing has is likelier where it resembles one.
        let strangers = filled
            .values
            .values()
            .filter(|value| matches!(value, Value::Unknown { nearest, .. } if nearest.is_empty()));
        score *= STRANGER.powi(i32::try_from(strangers.count()).unwrap_or(1));
        let certain = |value: &Value| match value {
            Value::Choices(choices) => choices.len() == 1,
            Value::Implied(_) => true,
            Value::Unknown { .. } => false,
        };
        let told = |need: &Need| !need.required || filled.values.contains_key(&need.name);
        // A bare name says all by itself or nothing.
        let is_whole = !words.is_empty() || unexplained.is_empty();
        let left = 1.0 - share(explained, said);
        // Without its heaviest word a wording asks something else.
        let complete = !strange
            && heaviest.1
            && is_whole
            && left <= self.language.measure.unexplained
            && !filled.crossed
            && filled.values.values().all(certain)
            && needs.iter().all(told);
        Reading {
            target: wording.target,
            wording: number,
            filled,
            score,
            unexplained,
            complete,
        }
    }

    /// Less for a word that a parameter takes and the graph does not have.
    fn presence(&self, parameter: &str, filled: &Filled) -> f64 {
        match filled.values.get(parameter) {
            Some(Value::Choices(values))
                if values.iter().any(|v| self.names.lacks(parameter, v)) =>
            {
                ABSENT
            }
            _ => 1.0,
        }
    }

    /// What a slot weighs, and how much of that the question says.
    fn slot(&self, parameter: &str, before: &str, needs: &[Need], filled: &Filled) -> (f64, f64) {
        let need = needs.iter().find(|need| need.name == parameter);
        match filled.values.get(parameter) {
            Some(Value::Implied(_)) => (1.0, IMPLIED),
            Some(_) => {
                let of = |(_, used): &(&Unit, &Option<String>)| used.as_deref() == Some(parameter);
                let mut units = self.question.units.iter().zip(&filled.used).filter(of);
                let same = units.any(|(unit, _)| before.is_empty() || unit.before == before);
                let anything = need.is_some_and(|need| need.kind == NeedKind::Thing(None));
                let share = if anything { ANYTHING } else { 1.0 };
                (1.0, if same { share } else { share * OTHERWISE })
            }
            None if need.is_some_and(|need| need.required) => (1.0, 0.0),
            None => (OPTIONAL, 0.0),
        }
    }

    /// Whether most of what the question says is foreign to all that can be asked.
    pub fn is_foreign(&self) -> bool {
        let is_thing = |meaning: &Meaning| matches!(meaning, Meaning::Thing { .. });
        let (mut known, mut foreign) = (0.0, 0.0);
        for unit in &self.question.units {
            match (&unit.piece, unit.words.as_slice()) {
                // A name that nothing has is neither.
                (Some(Piece::Unknown), []) => {}
                (Some(Piece::Name { meanings, .. }), _) if meanings.iter().any(is_thing) => {
                    known += self.language.measure.name;
                }
                (Some(_), []) => known += self.language.measure.name,
                (_, words) => {
                    for word in words {
                        let weight = self.wordings.weight(word, self.language);
                        match word.known {
                            true => known += weight,
                            false => foreign += weight,
                        }
                    }
                }
            }
        }
        foreign > known || known == 0.0
    }
}

/// The slot of a parameter.
fn slot<'a>(wording: &'a Wording, parameter: &str) -> Option<&'a Part> {
    wording
        .parts
        .iter()
        .find(|part| matches!(part, Part::Slot { parameter: own, .. } if own == parameter))
}

/// The words of a command, one way for each choice where a name is ambiguous; a parameter that is
/// missing as `...`.
pub fn commands(target: &Target, needs: &[Need], filled: &Filled) -> Vec<Vec<String>> {
    let options = |need: &Need| -> Vec<Option<String>> {
        match filled.values.get(&need.name) {
            Some(Value::Choices(choices)) => choices.iter().cloned().map(Some).collect(),
            Some(Value::Implied(value)) => vec![Some(value.clone())],
            Some(Value::Unknown { nearest, .. }) if !nearest.is_empty() => {
                nearest.iter().cloned().map(Some).collect()
            }
            _ if need.required => vec![Some("...".to_owned())],
            _ => vec![None],
        }
    };
    // Every combination of choices.
    let mut ways: Vec<Vec<(&str, String)>> = vec![Vec::new()];
    for need in needs.iter().filter(|need| need.kind != NeedKind::Other) {
        let options = options(need);
        let longer = ways.iter().flat_map(|way| {
            options.iter().map(move |option| {
                let mut way = way.clone();
                way.extend(option.clone().map(|value| (need.name.as_str(), value)));
                way
            })
        });
        ways = longer.collect();
    }
    let words = |way: Vec<(&str, String)>| match target {
        Target::Run { query, with } => {
            let mut words = vec!["run".to_owned(), query.clone()];
            let fixed = with
                .iter()
                .map(|(name, value)| (name.as_str(), value.clone()));
            for (name, value) in way.into_iter().chain(fixed) {
                words.extend(["-p".to_owned(), format!("{name}={value}")]);
            }
            words
        }
        Target::Command(words) => words
            .iter()
            .map(|word| {
                let name = word.strip_prefix('{').and_then(|w| w.strip_suffix('}'));
                let value = name.and_then(|name| way.iter().find(|(own, _)| *own == name));
                value.map_or_else(|| word.clone(), |(_, value)| value.clone())
            })
            .collect(),
    };
    ways.into_iter().map(words).collect()
}
