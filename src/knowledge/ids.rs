//! The numbers of folded words. Every word of every text is looked up here, so words of up to
//! sixteen bytes are keys made of their bytes as numbers: nothing is compared byte by byte, and
//! lower case is made of eight letters at a time.

use super::WordId;
use crate::text::packed::{eight, is_ascii, sixteen, small};
use rustc_hash::FxHashMap;

/// Longer words are not looked up in texts.
const LONGEST: usize = 96;

/// Numbers by word.
#[derive(Debug, Default)]
pub(super) struct Ids {
    /// Words of one to eight bytes.
    short: FxHashMap<u64, WordId>,
    /// Words of nine to sixteen bytes.
    middle: FxHashMap<(u64, u64), WordId>,
    long: FxHashMap<Box<[u8]>, WordId>,
}

impl Ids {
    /// With room for the words of the program's own lists, so that it need not grow on the way.
    pub fn with_room() -> Ids {
        let mut ids = Ids::default();
        ids.short.reserve(57_000);
        ids.middle.reserve(28_000);
        ids
    }

    /// Sets the number of a folded word.
    pub fn insert(&mut self, word: &str, id: WordId) {
        let bytes = word.as_bytes();
        match bytes.len() {
            1..=8 => {
                self.short.insert(eight(bytes), id);
            }
            9..=16 => {
                self.middle.insert(sixteen(bytes), id);
            }
            _ => {
                self.long.insert(bytes.into(), id);
            }
        }
    }

    /// The number of a folded word; [`WordId::UNKNOWN`] if it has none.
    pub fn get(&self, word: &str) -> WordId {
        let bytes = word.as_bytes();
        let found = match bytes.len() {
            1..=8 => self.short.get(&eight(bytes)),
            9..=16 => self.middle.get(&sixteen(bytes)),
            _ => self.long.get(bytes),
        };
        found.copied().unwrap_or(WordId::UNKNOWN)
    }

    /// The number of a word in any case; none if its letters are not of ASCII alone and it has
    /// to be folded first.
    pub fn get_any_case(&self, bytes: &[u8]) -> Option<WordId> {
        let found = match bytes.len() {
            1..=8 => {
                let word = eight(bytes);
                if !is_ascii(word) {
                    return None;
                }
                self.short.get(&small(word))
            }
            9..=16 => {
                let (low, high) = sixteen(bytes);
                if !is_ascii(low | high) {
                    return None;
                }
                self.middle.get(&(small(low), small(high)))
            }
            length if length > LONGEST => return Some(WordId::UNKNOWN),
            length => {
                if !bytes.is_ascii() {
                    return None;
                }
                let mut buffer = [0; LONGEST];
                let word = &mut buffer[..length];
                word.copy_from_slice(bytes);
                word.make_ascii_lowercase();
                self.long.get(&*word)
            }
        };
        Some(found.copied().unwrap_or(WordId::UNKNOWN))
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
            prop_assert_eq!(ids.get(&folded), WordId(7));
            let other = format!("{word}s");
            prop_assert_eq!(ids.get_any_case(other.as_bytes()), Some(WordId::UNKNOWN));
            prop_assert_eq!(ids.get(&other.to_lowercase()), WordId::UNKNOWN);
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
