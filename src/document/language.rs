//! Whether a text is English, by the share of its most frequent words. Cheap: only the beginning
//! is looked at. The words stand in `data/lexicon/document-stopwords.txt`; none here.

use super::error::WordsError;
use super::header::head_of;
use crate::text::packed::{eight, small};
use rustc_hash::FxHashMap;

/// How much of a text is looked at.
const SAMPLE: usize = 6000;

/// Frequent words of English, and frequent words of other languages that English has not.
#[derive(Clone, Debug, Default)]
pub struct StopWords {
    /// Words of up to eight bytes, packed, and whether each is English.
    short: FxHashMap<u64, bool>,
    long: FxHashMap<Box<[u8]>, bool>,
    /// The length of the longest, in bytes.
    longest: usize,
}

impl StopWords {
    /// Reads the text of `lexicon/document-stopwords.txt`: a word on each line, `-word` for one
    /// of another language, `#` for comments.
    ///
    /// # Errors
    /// If a line holds more than one word or a very long one, or no English word is given.
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
            let (english, word) = match line.strip_prefix('-') {
                Some(word) => (false, word),
                None => (true, line),
            };
            if word.is_empty() || word.contains(char::is_whitespace) {
                let number = number + 1;
                return Err(wrong(format!("line {number}: {line:?} is not one word")));
            }
            if word.len() > LONGEST {
                let number = number + 1;
                let problem = format!("line {number}: {line:?} is longer than {LONGEST} bytes");
                return Err(wrong(problem));
            }
            let word = word.to_lowercase().into_bytes();
            words.longest = words.longest.max(word.len());
            *match word.len() {
                ..=8 => words.short.entry(eight(&word)).or_default(),
                _ => words.long.entry(word.into()).or_default(),
            } |= english;
        }
        if !words
            .short
            .values()
            .chain(words.long.values())
            .any(|english| *english)
        {
            return Err(wrong("no English word".to_owned()));
        }
        Ok(words)
    }

    /// Whether a word of letters of ASCII is English; none if it is not listed.
    fn ascii(&self, word: &[u8]) -> Option<bool> {
        if word.len() <= 8 {
            return self.short.get(&small(eight(word))).copied();
        }
        if word.len() > self.longest {
            return None;
        }
        let mut letters = [0; LONGEST];
        let letters = letters.get_mut(..word.len())?;
        letters.copy_from_slice(word);
        letters.make_ascii_lowercase();
        self.long.get(&*letters).copied()
    }

    /// The same for any word.
    fn any(&self, word: &str) -> Option<bool> {
        let word = word.to_lowercase();
        match word.len() {
            ..=8 => self.short.get(&eight(word.as_bytes())).copied(),
            _ => self.long.get(word.as_bytes()).copied(),
        }
    }
}

/// The bytes that words of ASCII are made of.
const LETTERS: [bool; 256] = {
    let mut letters = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        letters[byte] = (byte as u8).is_ascii_alphabetic() || byte as u8 == b'\'';
        byte += 1;
    }
    letters
};

/// No stop word is longer, in bytes.
const LONGEST: usize = 32;

/// Whether a text reads as English. A text too short to tell passes unless it has words of
/// another language and none of English, or another script; one that begins as plain English
/// passes without a look at the rest.
pub fn is_english(text: &str, words: &StopWords) -> bool {
    const FEW: usize = 25;
    const PLAIN: usize = 150;
    let sample = head_of(text, SAMPLE);
    let (mut all, mut english, mut foreign) = (0_usize, 0_usize, 0_usize);
    let (mut latin, mut other) = (0_usize, 0_usize);
    let bytes = sample.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let start = at;
        let listed;
        while let Some(byte) = bytes.get(at)
            && LETTERS[usize::from(*byte)]
        {
            at += 1;
        }
        if at < bytes.len() && !bytes[at].is_ascii() {
            // A letter beyond ASCII, perhaps the first of the word.
            let rest = &sample[start..];
            let end = rest.find(|c: char| !c.is_alphabetic() && c != '\'' && c != '’');
            let token = &rest[..end.unwrap_or(rest.len())];
            at = start + token.len();
            if token.is_empty() {
                at += rest.chars().next().map_or(1, char::len_utf8);
                continue;
            }
            for c in token.chars() {
                // Latin with its extensions ends before Greek.
                if c < '\u{370}' || ('\u{1e00}'..'\u{1f00}').contains(&c) {
                    latin += 1;
                } else if c.is_alphabetic() {
                    // A character of Chinese or Japanese is worth a few letters.
                    other += if c >= '\u{2e80}' { 3 } else { 1 };
                }
            }
            listed = words.any(token);
        } else if at > start {
            latin += at - start;
            listed = words.ascii(&bytes[start..at]);
        } else {
            at += 1;
            continue;
        }
        all += 1;
        english += usize::from(listed == Some(true));
        foreign += usize::from(listed == Some(false));
        if all == PLAIN && english * 4 >= all && foreign * 20 <= english && other == 0 {
            return true;
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
