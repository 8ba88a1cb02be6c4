//! Tokens and sentences with byte offsets. Knows spelling, not meaning: no lexicon beyond the
//! abbreviations it is given, no failure on any text.

mod lexer;
pub mod packed;
mod sentence;

pub use lexer::lex;
pub(crate) use lexer::{AMPERSAND, is_trade_mark};
pub use sentence::{Exclamations, sentences};

use rustc_hash::{FxHashMap, FxHashSet};

/// A name as it is called: white space collapsed, without the signs of trade marks, "&" as itself.
pub fn one_line(text: &str) -> String {
    let plain = text.replace(is_trade_mark, "");
    let plain = match plain.contains(AMPERSAND) {
        true => plain.replace(AMPERSAND, "&"),
        false => plain,
    };
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// How a token is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Shape {
    /// `expo`, `e-commerce`
    Lower,
    /// `Expo`, `Jae-yong`, `Min'er`, `A` at the start of a sentence too
    Capital,
    /// `SCE`, `U.S.`, `BMW`
    Upper,
    /// `iPhone`, `AvtoVAZ`, `PhilHealth`, `K-pop`
    Mixed,
    /// Begins with a digit: `843`, `1,300`, `55th`, `5G`, `10-day`
    Number,
    /// `'s` or `’s` behind a word, or a bare apostrophe behind a plural
    Possessive,
    /// One character of punctuation or a symbol.
    Mark(char),
}

impl Shape {
    /// Whether a name may begin or go on with such a token.
    #[inline]
    pub fn is_nameish(self) -> bool {
        matches!(self, Shape::Capital | Shape::Upper | Shape::Mixed)
    }
}

/// A word, number or mark: a byte range of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    pub start: u32,
    pub end: u32,
    pub shape: Shape,
    /// Whether white space stands before it.
    pub spaced: bool,
    /// Whether it is made of letters of ASCII alone.
    pub letters: bool,
}

impl Token {
    /// The token's characters.
    #[inline]
    pub fn text<'a>(&self, source: &'a str) -> &'a str {
        &source[self.start as usize..self.end as usize]
    }
}

/// Abbreviations that keep their period.
#[derive(Clone, Debug, Default)]
pub struct Abbreviations {
    /// Lower-case form with its period, and whether it may end a sentence.
    known: FxHashMap<Box<str>, bool>,
    /// Lower-case words that begin a sentence when they stand capitalised behind an abbreviation.
    openers: FxHashSet<Box<str>>,
}

impl Abbreviations {
    /// Adds an abbreviation ("Sept."); `may_end` tells whether a sentence can end with it.
    pub fn insert(&mut self, abbreviation: &str, may_end: bool) {
        self.known
            .insert(abbreviation.to_lowercase().into_boxed_str(), may_end);
    }

    /// Adds a word ("the") that shows, capitalised behind "U.S.", that a new sentence began.
    pub fn insert_opener(&mut self, word: &str) {
        self.openers.insert(word.to_lowercase().into_boxed_str());
    }

    /// Whether `word` begins a sentence when it stands capitalised behind an abbreviation.
    pub fn opens(&self, word: &str) -> bool {
        word.len() <= LONGEST && in_small(word, |word| self.openers.contains(word))
    }

    /// Whether `word`, given with its period, is known; and if so, whether it may end a sentence.
    pub fn may_end(&self, word: &str) -> Option<bool> {
        if word.len() > LONGEST {
            return None;
        }
        in_small(word, |word| self.known.get(word).copied())
    }
}

/// No abbreviation is longer, in bytes.
const LONGEST: usize = 12;

/// What a use makes of a short word in small letters.
fn in_small<T>(word: &str, make: impl Fn(&str) -> T) -> T {
    let mut small = [0; LONGEST];
    match small.get_mut(..word.len()) {
        Some(small) if word.is_ascii() => {
            small.copy_from_slice(word.as_bytes());
            small.make_ascii_lowercase();
            make(std::str::from_utf8(small).unwrap_or(word))
        }
        _ => make(&word.to_lowercase()),
    }
}
