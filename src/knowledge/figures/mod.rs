//! What is known of numbers, dates, units and of the nouns that fairs are counted by: the tables
//! `numbers.toml`, `months.toml`, `bounds.toml`, `units.toml`, `measures.toml` and `metrics.tsv`
//! of `data/lexicon`. Recognising them in a text is `mention`'s.

mod parse;
mod piece;
mod role;
mod schema;
#[cfg(test)]
mod tests;
mod vocabulary;

pub use parse::{FigureTexts, TableError};
pub use piece::{Piece, Shape, Tokens, pieces, pieces_of};
pub use role::{Role, Roles};
pub use vocabulary::{Phrases, Vocabulary};

use super::{KnowledgeError, Source, WordId, Words};
use crate::bound::Bound;
use std::sync::Arc;

/// What one word means to numbers and dates. Zero is "nothing" in every field.
#[derive(Clone, Copy, Debug, Default)]
pub struct Sense {
    pub roles: Roles,
    /// A number below a hundred ("seven"), if `is_cardinal`.
    pub cardinal: u8,
    pub is_cardinal: bool,
    /// What it multiplies by ("million").
    pub scale: f64,
    /// What it multiplies by when glued to digits ("bn").
    pub suffix: f64,
    /// A part of a whole ("half").
    pub fraction: f64,
    /// The place it counts ("third").
    pub ordinal: u16,
    /// 1 to 12.
    pub month: i8,
    /// Monday is 1.
    pub weekday: i8,
    /// Days from today, if `is_day` ("yesterday").
    pub day: i8,
    pub is_day: bool,
}

/// What a number measures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unit {
    /// An ISO 4217 code.
    Currency(Arc<str>),
    /// `m2`, `ft2`, `ha`, `acre`, `km2`.
    Area(Arc<str>),
    /// `day`, `week`, `month`, `year`, `hour` ...
    Time(Arc<str>),
    /// `percent`.
    Share(Arc<str>),
    /// A length, weight, power ...: nothing that a fair is counted by.
    Other(Arc<str>),
}

impl Unit {
    /// The code as figures show it: `CNY`, `m2`, `day`, `percent`.
    pub fn code(&self) -> &Arc<str> {
        match self {
            Unit::Currency(code)
            | Unit::Area(code)
            | Unit::Time(code)
            | Unit::Share(code)
            | Unit::Other(code) => code,
        }
    }
}

/// A unit as it is written beside a number.
#[derive(Clone, Debug)]
pub struct UnitWord {
    pub unit: Unit,
    /// Counts only as printed in capitals ("RM").
    pub capitals: bool,
    /// Counts only after a scale ("50 billion won").
    pub scaled: bool,
}

/// What kind of thing a metric counts, by the names of the classes in `metrics.tsv`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum MetricClass {
    Exhibitors,
    Visitors,
    Participants,
    Buyers,
    Journalists,
    Speakers,
    Countries,
    Sessions,
    Events,
    Projects,
    Agreements,
    Deal,
    Investment,
    Sales,
    Value,
    Booths,
    Halls,
    Pavilions,
    Products,
    Entries,
    Jobs,
    Tickets,
    Flow,
    Area,
    Days,
    /// A noun that no row lists.
    Other,
}

impl MetricClass {
    /// All classes with their names.
    pub const ALL: [(&str, MetricClass); 26] = [
        ("exhibitors", MetricClass::Exhibitors),
        ("visitors", MetricClass::Visitors),
        ("participants", MetricClass::Participants),
        ("buyers", MetricClass::Buyers),
        ("journalists", MetricClass::Journalists),
        ("speakers", MetricClass::Speakers),
        ("countries", MetricClass::Countries),
        ("sessions", MetricClass::Sessions),
        ("events", MetricClass::Events),
        ("projects", MetricClass::Projects),
        ("agreements", MetricClass::Agreements),
        ("deal", MetricClass::Deal),
        ("investment", MetricClass::Investment),
        ("sales", MetricClass::Sales),
        ("value", MetricClass::Value),
        ("booths", MetricClass::Booths),
        ("halls", MetricClass::Halls),
        ("pavilions", MetricClass::Pavilions),
        ("products", MetricClass::Products),
        ("entries", MetricClass::Entries),
        ("jobs", MetricClass::Jobs),
        ("tickets", MetricClass::Tickets),
        ("flow", MetricClass::Flow),
        ("area", MetricClass::Area),
        ("days", MetricClass::Days),
        ("other", MetricClass::Other),
    ];

    /// Whether sums of money are of this class ("deals of 3 billion").
    pub fn is_money(self) -> bool {
        matches!(
            self,
            MetricClass::Deal | MetricClass::Investment | MetricClass::Sales | MetricClass::Value
        )
    }
}

/// A noun that fairs are counted by.
#[derive(Clone, Debug)]
pub struct MetricNoun {
    pub class: MetricClass,
    /// The name its figures go by.
    pub canonical: Arc<str>,
    /// Whether the phrase found is the plural.
    pub plural: bool,
}

/// All figure tables, checked.
#[derive(Clone, Debug, Default)]
pub struct FigureTables {
    pub vocabulary: Vocabulary,
    /// By the vocabulary's numbers; the first is that of unknown words.
    senses: Vec<Sense>,
    /// Reversed.
    pub bounds_before: Phrases<Bound>,
    pub bounds_after: Phrases<Bound>,
    /// Reversed.
    pub units_before: Phrases<UnitWord>,
    pub units_after: Phrases<UnitWord>,
    /// Days from the document's.
    pub day_phrases: Phrases<i32>,
    /// Years from the document's.
    pub years: Phrases<i32>,
    /// Years from the one last spoken of.
    pub context_years: Phrases<i32>,
    /// Reversed.
    pub comparison: Phrases<()>,
    /// Reversed.
    pub worth: Phrases<()>,
    pub metrics: Phrases<MetricNoun>,
    /// Reversed.
    pub metrics_before: Phrases<MetricNoun>,
    /// The money rows of nouns that have another row too.
    pub money_metrics: Phrases<MetricNoun>,
    /// By the number of a word of all words, its number here.
    by_word: Vec<u32>,
}

impl FigureTables {
    /// Reads and checks the tables of a source.
    ///
    /// # Errors
    /// If a file is missing or wrong; the error names file, line and value.
    pub fn load(source: &Source) -> Result<FigureTables, KnowledgeError> {
        let read = |name: &str| source.read(&format!("lexicon/{name}"));
        let texts = FigureTexts {
            numbers: &read("numbers.toml")?,
            months: &read("months.toml")?,
            bounds: &read("bounds.toml")?,
            units: &read("units.toml")?,
            measures: &read("measures.toml")?,
            metrics: &read("metrics.tsv")?,
        };
        FigureTables::parse(&texts).map_err(|error| KnowledgeError::Invalid {
            file: source.display(&format!("lexicon/{}", error.file)),
            line: error.line,
            problem: error.problem,
        })
    }

    /// Numbers the words of the figure tables among all words, so that a word of a text is looked
    /// up once for both.
    pub(super) fn number_among(&mut self, words: &mut Words) {
        for (word, number) in self.vocabulary.ascii_words() {
            let id = words.intern(&word).0 as usize;
            if self.by_word.len() <= id {
                self.by_word.resize(id + 1, 0);
            }
            self.by_word[id] = number;
        }
    }

    /// The number here of a word of letters of ASCII.
    #[inline]
    pub(super) fn number_of(&self, word: WordId) -> u32 {
        self.by_word.get(word.0 as usize).copied().unwrap_or(0)
    }

    /// What the word of this number means.
    pub fn sense(&self, id: u32) -> &Sense {
        const NOTHING: &Sense = &Sense {
            roles: Roles::NONE,
            cardinal: 0,
            is_cardinal: false,
            scale: 0.0,
            suffix: 0.0,
            fraction: 0.0,
            ordinal: 0,
            month: 0,
            weekday: 0,
            day: 0,
            is_day: false,
        };
        self.senses.get(id as usize).unwrap_or(NOTHING)
    }
}
