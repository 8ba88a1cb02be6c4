//! The forms of names as numbers: each folded text of a document gets one, so that what is known
//! of a form is found without keeping a string for every place that knows something of it.

use crate::knowledge::fold;
use rustc_hash::FxHasher;
use std::hash::Hasher;

/// Folded texts, numbered from 0.
#[derive(Debug, Default)]
pub(super) struct Forms {
    /// All of them, one behind the other.
    bytes: Vec<u8>,
    /// By number, the hash and where the text ends; it begins where the one before ends.
    ends: Vec<(u32, usize)>,
    /// By hash, one more than a number; zero is free. At most half are taken.
    slots: Vec<u32>,
}

impl Forms {
    /// The number of a text as folded, the next one if it is new.
    pub fn number(&mut self, text: &str) -> usize {
        if (self.ends.len() + 1) * 2 > self.slots.len() {
            self.grow();
        }
        let start = self.bytes.len();
        if text.is_ascii() {
            self.bytes.extend_from_slice(text.as_bytes());
            self.bytes[start..].make_ascii_lowercase();
        } else {
            self.bytes.extend_from_slice(fold(text).as_bytes());
        }
        let form = &self.bytes[start..];
        let hash = hash(form);
        let mut at = hash as usize & (self.slots.len() - 1);
        while let Some(number) = (self.slots[at] as usize).checked_sub(1) {
            if self.ends[number].0 == hash && &self.bytes[self.range(number)] == form {
                self.bytes.truncate(start);
                return number;
            }
            at = (at + 1) & (self.slots.len() - 1);
        }
        self.ends.push((hash, self.bytes.len()));
        self.slots[at] = self.ends.len() as u32;
        self.ends.len() - 1
    }

    fn range(&self, number: usize) -> std::ops::Range<usize> {
        let start = number
            .checked_sub(1)
            .map_or(0, |before| self.ends[before].1);
        start..self.ends[number].1
    }

    fn grow(&mut self) {
        let size = (self.slots.len() * 2).max(128);
        self.slots.clear();
        self.slots.resize(size, 0);
        for (number, (hash, _)) in (1..).zip(&self.ends) {
            let mut at = *hash as usize & (size - 1);
            while self.slots[at] != 0 {
                at = (at + 1) & (size - 1);
            }
            self.slots[at] = number;
        }
    }
}

fn hash(bytes: &[u8]) -> u32 {
    let mut hasher = FxHasher::default();
    hasher.write(bytes);
    let hash = hasher.finish();
    (hash ^ hash >> 32) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_has_one_number_however_it_is_written() {
        let mut forms = Forms::default();
        assert_eq!(forms.number("Zürich Fair"), 0);
        assert_eq!(forms.number("Lagos"), 1);
        assert_eq!(forms.number("ZURICH FAIR"), 0);
        for n in 2..500 {
            assert_eq!(forms.number(&format!("Hall {n}")), n);
        }
        for n in 2..500 {
            assert_eq!(forms.number(&format!("hall {n}")), n);
        }
        assert_eq!(forms.number(""), 500);
        assert_eq!(forms.number("lagos"), 1);
    }
}
