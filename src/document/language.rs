//! Whether a text is English, by the share of its most frequent words. Cheap: only the beginning
//! is looked at. The words stand in `data/lexicon/document-stopwords.txt`; none here.

use super::error::WordsError;
use super::header::head_of;
use rustc_hash::FxHashSet;

/// How much of a text is looked at.
const SAMPLE: usize = 6000;

/// Frequent words of English, and frequent words of other languages that English has not.
#[derive(Clone, Debug, Default)]
pub struct StopWords {
    english: FxHashSet<String>,
    foreign: FxHashSet<String>,
}

impl StopWords {
    /// Reads the text of `lexicon/document-stopwords.txt`: a word on each line, `-word` for one
    /// of another language, `#` for comments.
    ///
    /// # Errors
    /// If a line holds more than one word, or no English word is given.
    pub fn parse(text: &str) -> Result<StopWords, WordsError> {
        let wrong = |problem| WordsError::Value {
            file: "lexicon/document-stopwords.txt",
            problem,
        };
        let mut words = StopWords::default();
        for (number, line) in text.lines().enumerate() {
            let line = line.trim();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let (set, word) = match line.strip_prefix('-') {
                Some(word) => (&mut words.foreign, word),
                None => (&mut words.english, line),
            };
            if word.is_empty() || word.contains(char::is_whitespace) {
                let number = number + 1;
                return Err(wrong(format!("line {number}: {line:?} is not one word")));
            }
            set.insert(word.to_lowercase());
        }
        if words.english.is_empty() {
            return Err(wrong("no English word".to_owned()));
        }
        Ok(words)
    }
}

/// Whether a text reads as English. A text too short to tell passes unless it has words of
/// another language and none of English, or another script.
pub fn is_english(text: &str, words: &StopWords) -> bool {
    const FEW: usize = 25;
    let sample = head_of(text, SAMPLE);
    let (mut all, mut english, mut foreign) = (0_usize, 0_usize, 0_usize);
    let (mut latin, mut other) = (0_usize, 0_usize);
    let tokens = sample
        .split(|c: char| !c.is_alphabetic() && c != '\'' && c != '’')
        .filter(|token| !token.is_empty());
    for token in tokens {
        for c in token.chars() {
            // Latin with its extensions ends before Greek.
            if c < '\u{370}' || ('\u{1e00}'..'\u{1f00}').contains(&c) {
                latin += 1;
            } else if c.is_alphabetic() {
                // A character of Chinese or Japanese is worth a few letters.
                other += if c >= '\u{2e80}' { 3 } else { 1 };
            }
        }
        all += 1;
        let lower = token.to_lowercase();
        if words.english.contains(&lower) {
            english += 1;
        } else if words.foreign.contains(&lower) {
            foreign += 1;
        }
    }
    if other > latin {
        return false;
    }
    if all < FEW {
        return foreign <= english || foreign * 8 < all;
    }
    // Lists of names have few stop words, but of one language.
    english > 2 * foreign && english * 20 >= all || (foreign == 0 && english * 50 >= all)
}
