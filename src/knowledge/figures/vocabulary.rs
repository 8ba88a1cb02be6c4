//! The words that the figure tables speak of, numbered, and phrases made of them. Looking a
//! phrase up costs one hash probe a word, and nothing where its first word is unknown.

use super::piece::{Piece, pieces};
use rustc_hash::FxHashMap;

/// Words and marks in small letters, numbered from 1.
///
/// Every word of a text is looked up here, so words of up to eight bytes have a map of their own
/// whose keys are plain numbers.
#[derive(Clone, Debug, Default)]
pub struct Vocabulary {
    short: FxHashMap<u64, u32>,
    long: FxHashMap<Box<str>, u32>,
    /// By the number of the word.
    hints: Vec<u8>,
    /// By the byte of a mark of ASCII, its number.
    marks: Vec<u32>,
}

/// The bytes of a word of up to eight as a number.
fn packed(word: &str) -> Option<u64> {
    let bytes = word.as_bytes();
    (bytes.len() <= 8).then(|| {
        let mut packed = [0u8; 8];
        packed[..bytes.len()].copy_from_slice(bytes);
        u64::from_le_bytes(packed)
    })
}

impl Vocabulary {
    /// The number of a word given in small letters; 0 if it is unknown.
    pub fn id(&self, word: &str) -> u32 {
        match packed(word) {
            Some(key) => self.id_packed(key),
            None => self.long.get(word).copied().unwrap_or(0),
        }
    }

    /// The number of a word of up to eight bytes, the first in the lowest place.
    pub fn id_packed(&self, key: u64) -> u32 {
        self.short.get(&key).copied().unwrap_or(0)
    }

    /// What the word of a number can open: see [`Piece::hint`].
    pub fn hint(&self, id: u32) -> u8 {
        self.hints.get(id as usize).copied().unwrap_or(0)
    }

    /// Sets what the word of a number can open.
    pub fn set_hint(&mut self, id: u32, hint: u8) {
        if self.hints.len() <= id as usize {
            self.hints.resize(id as usize + 1, 0);
        }
        self.hints[id as usize] = hint;
    }

    /// The number of a mark of ASCII; 0 if it is unknown.
    pub fn mark(&self, mark: char) -> u32 {
        self.marks.get(mark as usize).copied().unwrap_or(0)
    }

    /// Takes down the numbers of marks, when all words are learned.
    pub fn settle(&mut self) {
        self.marks = (0..128).map(|byte| self.id_packed(byte)).collect();
    }

    /// The words of ASCII in small letters, with their numbers, in the order of these.
    pub fn ascii_words(&self) -> Vec<(String, u32)> {
        let short = self.short.iter().map(|(key, id)| {
            let bytes = key.to_le_bytes();
            let length = bytes.iter().position(|byte| *byte == 0).unwrap_or(8);
            (String::from_utf8_lossy(&bytes[..length]).into_owned(), *id)
        });
        let long = self.long.iter().map(|(word, id)| (word.to_string(), *id));
        let mut words: Vec<(String, u32)> = short.chain(long).collect();
        words.retain(|(word, _)| word.is_ascii() && !word.is_empty());
        words.sort_by_key(|(_, id)| *id);
        words
    }

    /// The number of a word, new if it has none yet.
    pub fn learn(&mut self, word: &str) -> u32 {
        let next = self.len() as u32 + 1;
        let word = word.to_lowercase();
        match packed(&word) {
            Some(key) => *self.short.entry(key).or_insert(next),
            None => *self.long.entry(word.into()).or_insert(next),
        }
    }

    /// The numbers of the pieces of a phrase, all of them learned.
    pub fn learn_phrase(&mut self, phrase: &str) -> Vec<u32> {
        let cut = pieces(phrase, self);
        cut.iter().map(|p| self.learn(&phrase[p.range()])).collect()
    }

    /// How many words it has.
    pub fn len(&self) -> usize {
        self.short.len() + self.long.len()
    }

    /// Whether it has no word.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// Phrases, each with a value, found forward from a piece or backward before it.
#[derive(Clone, Debug)]
pub struct Phrases<T> {
    /// By word, the first step; zero where no phrase begins.
    roots: Vec<u32>,
    steps: FxHashMap<(u32, u32), u32>,
    values: Vec<Option<T>>,
}

impl<T> Default for Phrases<T> {
    fn default() -> Self {
        Phrases {
            roots: Vec::new(),
            steps: FxHashMap::default(),
            values: vec![None],
        }
    }
}

impl<T> Phrases<T> {
    /// Adds a phrase in the order in which it will be walked; the first value given stays.
    pub fn add(&mut self, words: impl IntoIterator<Item = u32>, value: T) {
        let mut node = 0;
        for word in words {
            let next = self.values.len() as u32;
            if node == 0 {
                if self.roots.len() <= word as usize {
                    self.roots.resize(word as usize + 1, 0);
                }
                let root = &mut self.roots[word as usize];
                if *root == 0 {
                    *root = next;
                }
                node = *root;
            } else {
                node = *self.steps.entry((node, word)).or_insert(next);
            }
            if node == next {
                self.values.push(None);
            }
        }
        if node != 0 {
            self.values[node as usize].get_or_insert(value);
        }
    }

    /// Whether a phrase is walked from this word.
    pub fn opens(&self, word: u32) -> bool {
        self.root(word) != 0
    }

    /// Whether this word is a phrase by itself.
    pub fn is_phrase(&self, word: u32) -> bool {
        self.values[self.root(word) as usize].is_some()
    }

    /// The words that stand second in a phrase.
    pub fn seconds(&self) -> impl Iterator<Item = u32> + '_ {
        let steps = self.steps.keys();
        steps
            .filter(|(from, _)| self.roots.contains(from))
            .map(|(_, word)| *word)
    }

    #[inline]
    fn root(&self, word: u32) -> u32 {
        self.roots.get(word as usize).copied().unwrap_or(0)
    }

    /// The longest phrase that starts at piece `at`: its length in pieces and its value.
    pub fn from(&self, pieces: &[Piece], at: usize) -> Option<(usize, &T)> {
        self.walk(pieces.get(at..)?.iter())
    }

    /// The longest phrase, added in reverse, that ends before piece `at`.
    pub fn before(&self, pieces: &[Piece], at: usize) -> Option<(usize, &T)> {
        self.walk(pieces.get(..at)?.iter().rev())
    }

    fn walk<'p>(&self, pieces: impl Iterator<Item = &'p Piece>) -> Option<(usize, &T)> {
        let mut node = 0;
        let mut best = None;
        for (index, piece) in pieces.enumerate() {
            if piece.id == 0 {
                break;
            }
            node = match node {
                0 => self.root(piece.id),
                _ => self.steps.get(&(node, piece.id)).copied().unwrap_or(0),
            };
            if node == 0 {
                break;
            }
            if let Some(value) = &self.values[node as usize] {
                best = Some((index + 1, value));
            }
        }
        best
    }
}
