//! The numbers of folded words. Every word of every text is looked up here, so words of up to
//! sixteen bytes are keys made of their bytes as numbers: nothing is compared byte by byte, and
//! lower case is made of eight letters at a time.

use super::WordId;
use rustc_hash::FxHashMap;

/// Longer words are not looked up in texts.
const LONGEST: usize = 96;

/// Numbers by word.
#[derive(Debug, Default)]
pub(super) struct Ids {
    /// Words of one to eight bytes.
    short: FxHashMap<u64, WordId>,
    /// Words of nine to sixteen bytes.
    middle: FxHashMap<u128, WordId>,
    long: FxHashMap<Box<[u8]>, WordId>,
}

impl Ids {
    /// Sets the number of a folded word.
    pub fn insert(&mut self, word: &str, id: WordId) {
        let bytes = word.as_bytes();
        match bytes.len() {
            1..=8 => {
                self.short.insert(up_to_eight(bytes), id);
            }
            9..=16 => {
                self.middle.insert(up_to_sixteen(bytes), id);
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
            1..=8 => self.short.get(&up_to_eight(bytes)),
            9..=16 => self.middle.get(&up_to_sixteen(bytes)),
            _ => self.long.get(bytes),
        };
        found.copied().unwrap_or(WordId::UNKNOWN)
    }

    /// The number of a word in any case; none if its letters are not of ASCII alone and it has
    /// to be folded first.
    pub fn get_any_case(&self, bytes: &[u8]) -> Option<WordId> {
        let found = match bytes.len() {
            1..=8 => {
                let word = up_to_eight(bytes);
                if word & HIGH != 0 {
                    return None;
                }
                self.short.get(&small(word))
            }
            9..=16 => {
                let word = up_to_sixteen(bytes);
                let (low, high) = (word as u64, (word >> 64) as u64);
                if (low | high) & HIGH != 0 {
                    return None;
                }
                let word = u128::from(small(low)) | u128::from(small(high)) << 64;
                self.middle.get(&word)
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

/// The top bit of each byte: set beyond ASCII.
const HIGH: u64 = 0x8080_8080_8080_8080;

/// One in each byte.
const ONES: u64 = 0x0101_0101_0101_0101;

/// Makes the capital letters among eight bytes of ASCII small.
fn small(word: u64) -> u64 {
    let from_a = word + ONES * (0x80 - b'A' as u64);
    let beyond_z = word + ONES * (0x7f - b'Z' as u64);
    word | ((from_a & !beyond_z & HIGH) >> 2)
}

/// One to eight bytes as a number, the first in the lowest place. Two reads that may overlap
/// cover any length.
fn up_to_eight(bytes: &[u8]) -> u64 {
    let length = bytes.len();
    if let Some(all) = bytes.first_chunk::<8>() {
        return u64::from_le_bytes(*all);
    }
    if let (Some(first), Some(last)) = (bytes.first_chunk::<4>(), bytes.last_chunk::<4>()) {
        let (first, last) = (u32::from_le_bytes(*first), u32::from_le_bytes(*last));
        return u64::from(first) | u64::from(last) << (8 * (length - 4));
    }
    if let (Some(first), Some(last)) = (bytes.first_chunk::<2>(), bytes.last_chunk::<2>()) {
        let (first, last) = (u16::from_le_bytes(*first), u16::from_le_bytes(*last));
        return u64::from(first) | u64::from(last) << (8 * (length - 2));
    }
    bytes.first().map_or(0, |byte| u64::from(*byte))
}

/// Nine to sixteen bytes as a number.
fn up_to_sixteen(bytes: &[u8]) -> u128 {
    match (bytes.first_chunk::<8>(), bytes.last_chunk::<8>()) {
        (Some(first), Some(last)) => {
            let (first, last) = (u64::from_le_bytes(*first), u64::from_le_bytes(*last));
            u128::from(first) | u128::from(last) << (8 * (bytes.len() - 8))
        }
        _ => 0,
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
