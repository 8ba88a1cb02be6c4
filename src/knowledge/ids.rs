//! The numbers of folded words. Every word of every text is looked up here, so words of up to
//! sixteen bytes are keys made of their bytes as numbers: nothing is compared byte by byte, and
//! lower case is made of eight letters at a time. Keys lie in the order of their numbers: those of
//! the frequent words, which are numbered first, lie together and stay in the processor's cache.

use super::WordId;
use crate::text::packed::{eight, is_ascii, sixteen, small, within};
use rustc_hash::FxHashMap;

/// Longer words are not looked up in texts.
const LONGEST: usize = 96;

/// A word of one to sixteen bytes.
type Key = (u64, u64);

/// So many bits of a slot are of the key's hash; the others are its number.
const MARK: u32 = 8;

/// Numbers by word.
#[derive(Debug, Default)]
pub(super) struct Ids {
    /// Words of up to sixteen bytes by hash, at most half of the slots taken, zero for a free one.
    slots: Vec<u32>,
    /// By number; zeros for longer words.
    keys: Vec<Key>,
    taken: usize,
    long: FxHashMap<Box<[u8]>, WordId>,
}

impl Ids {
    /// With room for the words of the program's own lists, so that it need not grow on the way.
    pub fn with_room() -> Ids {
        Ids {
            slots: vec![0; 1 << 18],
            ..Ids::default()
        }
    }

    /// Sets the number of a folded word that has none. There is room for sixteen million words.
    pub fn insert(&mut self, word: &str, id: WordId) {
        let bytes = word.as_bytes();
        let key = match bytes.len() {
            1..=8 => (eight(bytes), 0),
            9..=16 => sixteen(bytes),
            _ => {
                self.long.insert(bytes.into(), id);
                return;
            }
        };
        if id.0 >> (32 - MARK) != 0 {
            return;
        }
        self.taken += 1;
        if self.taken * 2 > self.slots.len() {
            self.grow();
        }
        let index = id.0 as usize;
        if self.keys.len() <= index {
            self.keys.resize(index + 1, (0, 0));
        }
        self.keys[index] = key;
        self.place(key, id.0);
    }

    fn grow(&mut self) {
        let old = std::mem::take(&mut self.slots);
        self.slots = vec![0; (old.len() * 2).max(64)];
        for slot in old.into_iter().filter(|slot| *slot != 0) {
            let id = slot >> MARK;
            self.place(self.keys[id as usize], id);
        }
    }

    fn place(&mut self, key: Key, id: u32) {
        let (mut at, mark) = self.slot(key);
        while self.slots[at] != 0 {
            at = (at + 1) & (self.slots.len() - 1);
        }
        self.slots[at] = id << MARK | mark;
    }

    /// Where the search for a key begins, and the part of its hash that a slot holds.
    #[inline]
    fn slot(&self, (low, high): Key) -> (usize, u32) {
        const ODD: u64 = 0x9e37_79b9_7f4a_7c15;
        let mixed = low.wrapping_mul(ODD) ^ high.wrapping_mul(0xc2b2_ae3d_27d4_eb4f);
        let hash = (mixed ^ mixed >> 32).wrapping_mul(ODD);
        let mark = hash as u32 & ((1 << MARK) - 1);
        ((hash >> 32) as usize & (self.slots.len() - 1), mark)
    }

    #[inline]
    fn find(&self, key: Key) -> WordId {
        if self.slots.is_empty() {
            return WordId::UNKNOWN;
        }
        let (mut at, mark) = self.slot(key);
        loop {
            let slot = self.slots[at];
            if slot == 0 {
                return WordId::UNKNOWN;
            }
            let id = slot >> MARK;
            if slot & ((1 << MARK) - 1) == mark && self.keys[id as usize] == key {
                return WordId(id);
            }
            at = (at + 1) & (self.slots.len() - 1);
        }
    }

    /// The number of a folded word; [`WordId::UNKNOWN`] if it has none.
    pub fn get(&self, word: &str) -> WordId {
        let bytes = word.as_bytes();
        match bytes.len() {
            1..=8 => self.find((eight(bytes), 0)),
            9..=16 => self.find(sixteen(bytes)),
            _ => self.long.get(bytes).copied().unwrap_or(WordId::UNKNOWN),
        }
    }

    /// The number of a word in any case; none if its letters are not of ASCII alone and it has
    /// to be folded first.
    #[inline]
    pub fn get_any_case(&self, bytes: &[u8]) -> Option<WordId> {
        let (low, high) = match bytes.len() {
            1..=8 => (eight(bytes), 0),
            9..=16 => sixteen(bytes),
            _ => return self.long_any_case(bytes),
        };
        is_ascii(low | high).then(|| self.find((small(low), small(high))))
    }

    /// The same for bytes of a text.
    #[inline]
    pub fn get_within(&self, text: &[u8], start: usize, end: usize) -> Option<WordId> {
        if !(1..=16).contains(&(end - start)) {
            return self.long_any_case(&text[start..end]);
        }
        let (low, high) = within(text, start, end);
        is_ascii(low | high).then(|| self.find((small(low), small(high))))
    }

    fn long_any_case(&self, bytes: &[u8]) -> Option<WordId> {
        let mut buffer = [0; LONGEST];
        let Some(word) = buffer.get_mut(..bytes.len()) else {
            return Some(WordId::UNKNOWN);
        };
        if !bytes.is_ascii() {
            return None;
        }
        word.copy_from_slice(bytes);
        word.make_ascii_lowercase();
        Some(self.long.get(&*word).copied().unwrap_or(WordId::UNKNOWN))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn words_are_found_in_any_case(word in "[a-zA-Z0-9&'@\\[`{-]{1,100}") {
            let folded = word.to_ascii_lowercase();
            let mut ids = Ids::default();
            ids.insert(&folded, WordId(7));
            let expected = if word.len() > LONGEST { WordId::UNKNOWN } else { WordId(7) };
            prop_assert_eq!(ids.get_any_case(word.as_bytes()), Some(expected));
            prop_assert_eq!(ids.get_within(word.as_bytes(), 0, word.len()), Some(expected));
            prop_assert_eq!(ids.get(&folded), WordId(7));
            let other = format!("{word}s");
            prop_assert_eq!(ids.get_any_case(other.as_bytes()), Some(WordId::UNKNOWN));
            prop_assert_eq!(ids.get(&other.to_lowercase()), WordId::UNKNOWN);
        }
    }

    #[test]
    fn many_words_keep_their_numbers() {
        let mut ids = Ids::default();
        let word = |n: u32| format!("{}{n}", ["a", "bcdefgh", "ijklmnopqrstuvw"][n as usize % 3]);
        for n in 1..5000 {
            ids.insert(&word(n), WordId(n));
        }
        for n in 1..5000 {
            assert_eq!(ids.get(&word(n)), WordId(n));
            assert_eq!(ids.get(&word(n + 5000)), WordId::UNKNOWN);
        }
    }

    #[test]
    fn words_beyond_ascii_are_folded_by_the_caller() {
        let ids = Ids::default();
        for word in ["é", "Überall", "Zürcher Straße", "Königswinterer Straße"] {
            assert_eq!(ids.get_any_case(word.as_bytes()), None, "{word}");
        }
        assert_eq!(ids.get_any_case(b""), Some(WordId::UNKNOWN));
    }
}
