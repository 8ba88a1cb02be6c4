//! `data/` as validated tables: lexicons, authorities, rules.

mod authority;
mod class;
pub mod figures;
mod ids;
mod links;
mod rules;
mod source;
mod table;
mod traits;
pub mod weights;
mod word;
mod words;

pub use authority::{Authority, Entry, Record, Table};
pub use class::{Class, Classes, WORDS as CLASS_WORDS};
pub use links::Links;
pub use rules::{Documented, Example, Filler, Frame, Key, Listing, Rules, Slot, Voice};
pub use source::{Source, SourceError};
pub use traits::{Sign, TraitTable, Traits, Verb};
pub use word::Word;
pub use words::{VerbForm, VerbId, WordId, Words, fold};

use crate::text::Abbreviations;

/// Everything the reader knows, loaded once and shared between threads.
#[derive(Debug)]
pub struct Knowledge {
    pub words: Words,
    pub abbreviations: Abbreviations,
    pub authority: Authority,
    pub rules: Rules,
    pub figures: figures::FigureTables,
    pub weights: weights::Weights,
    /// What words can be looked for as, by their numbers.
    pub traits: TraitTable,
}

/// A knowledge file is missing, unreadable or wrong.
#[derive(Debug, thiserror::Error)]
pub enum KnowledgeError {
    #[error(transparent)]
    Source(#[from] SourceError),
    /// A file that does not say what it should.
    #[error("{file}:{line}: {problem}")]
    Invalid {
        file: String,
        line: usize,
        problem: String,
    },
}

impl KnowledgeError {
    /// The tables know their names only; the user wants to know which folder's they are.
    fn in_folder(self, source: &Source) -> KnowledgeError {
        match self {
            KnowledgeError::Invalid {
                file,
                line,
                problem,
            } => KnowledgeError::Invalid {
                file: source.display(&file),
                line,
                problem,
            },
            other => other,
        }
    }
}

impl Knowledge {
    /// Reads and checks all tables.
    ///
    /// # Errors
    /// If a file is missing or wrong; the error names file, line and value.
    pub fn load(source: &Source) -> Result<Knowledge, KnowledgeError> {
        Knowledge::read(source).map_err(|error| error.in_folder(source))
    }

    fn read(source: &Source) -> Result<Knowledge, KnowledgeError> {
        let mut words = Words::load(source)?;
        let abbreviations = abbreviations(source)?;
        let authority = Authority::load(source, &mut words, &abbreviations)?;
        let rules = Rules::load(source, &words)?;
        let mut figures = figures::FigureTables::load(source)?;
        figures.number_among(&mut words);
        Ok(Knowledge {
            traits: TraitTable::new(&words, &authority, &rules),
            words,
            abbreviations,
            authority,
            rules,
            figures,
            weights: weights::Weights::load(source)?,
        })
    }
}

fn abbreviations(source: &Source) -> Result<Abbreviations, KnowledgeError> {
    let file = "lexicon/abbreviations.txt";
    let text = table::optional(source, file)?;
    let mut abbreviations = Abbreviations::default();
    for (line, entry) in table::content(&text) {
        match entry.split_once('\t') {
            Some((word, "inner")) => abbreviations.insert(word, false),
            Some((word, "either")) => abbreviations.insert(word, true),
            _ => {
                let problem =
                    format!("expected an abbreviation, a tab and inner or either: {entry:?}");
                return Err(table::invalid(file, line, problem));
            }
        }
    }
    let openers = table::optional(source, "lexicon/sentence-openers.txt")?;
    for (_, word) in table::content(&openers) {
        abbreviations.insert_opener(word.trim());
    }
    Ok(abbreviations)
}
