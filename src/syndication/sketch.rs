//! What is kept of a text to find its copies: a sample of the runs of words in it. Whether a run
//! is in the sample depends on the run alone, so the samples of two texts tell how much of one
//! stands in the other, also where one is much shorter (A. Broder, "On the resemblance and
//! containment of documents", 1997; the sample is that of its section on containment, taken by
//! threshold and not by remainder, so that a thinner sample is a part of a denser one).

use crate::document::{BlockKind, Document};
use rustc_hash::FxHashSet;
use std::fmt::Write;

/// The most that a sample keeps. A hundred tell a share to within a twentieth.
const MOST: usize = 128;

/// A sample of the runs of a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sketch {
    /// How thin the sample is: it has the runs whose number is below 2^(32-level).
    level: u32,
    /// The numbers of the runs in the order of the text, each once.
    runs: Vec<u32>,
}

impl Sketch {
    /// Of a document's text, in runs of `length` words. Headlines and lines of origin are left
    /// out: they are what differs between copies.
    pub fn of(document: &Document, length: usize) -> Sketch {
        let blocks = document
            .blocks
            .iter()
            .filter(|block| !matches!(block.kind, BlockKind::Title | BlockKind::Origin));
        let texts = blocks.filter_map(|block| document.text.get(block.range.clone()));
        Sketch::of_texts(texts, length)
    }

    /// Of texts that follow each other.
    pub fn of_texts<'t>(texts: impl Iterator<Item = &'t str>, length: usize) -> Sketch {
        let length = length.max(1);
        let mut words: Vec<u64> = Vec::new();
        for text in texts {
            push_words(text, &mut words);
        }
        let mut runs: Vec<u32> = words.windows(length).map(number).collect();
        // A text shorter than a run is one run.
        if runs.is_empty() && !words.is_empty() {
            runs.push(number(&words));
        }
        let mut level = 0;
        let mut seen = FxHashSet::default();
        loop {
            seen.clear();
            runs.retain(|run| is_in(*run, level) && seen.insert(*run));
            if runs.len() <= MOST {
                break;
            }
            level += 1;
        }
        Sketch { level, runs }
    }

    /// As the graph keeps it.
    pub fn written(&self) -> String {
        let mut text = String::with_capacity(3 + self.runs.len() * 8);
        // Writing to a string cannot fail.
        let _ = write!(text, "{}:", self.level);
        for run in &self.runs {
            let _ = write!(text, "{run:08x}");
        }
        text
    }

    /// Reads what [`Sketch::written`] wrote; none if it is something else.
    pub fn read(text: &str) -> Option<Sketch> {
        let (level, rest) = text.split_once(':')?;
        let level = level.parse().ok().filter(|level| *level < 32)?;
        if !rest.len().is_multiple_of(8) || !rest.is_ascii() {
            return None;
        }
        let mut runs = Vec::with_capacity(rest.len() / 8);
        for at in (0..rest.len()).step_by(8) {
            runs.push(u32::from_str_radix(&rest[at..at + 8], 16).ok()?);
        }
        Some(Sketch { level, runs })
    }

    /// The numbers of the runs in the order of the text.
    pub fn runs(&self) -> &[u32] {
        &self.runs
    }

    /// How thin the sample is.
    pub fn level(&self) -> u32 {
        self.level
    }

    /// The runs that a sample of that level has.
    pub fn at(&self, level: u32) -> impl Iterator<Item = u32> {
        self.runs
            .iter()
            .copied()
            .filter(move |run| is_in(*run, level))
    }

    /// About how many runs the text has.
    pub fn size(&self) -> u64 {
        (self.runs.len() as u64) << self.level
    }

    /// The share of the shorter text's runs that the longer one has, from 0 to 1.
    pub fn share(&self, other: &Sketch) -> f64 {
        let level = self.level.max(other.level);
        let (short, long) = match self.size() <= other.size() {
            true => (self, other),
            false => (other, self),
        };
        let long: FxHashSet<u32> = long.at(level).collect();
        let all = short.at(level).count();
        let shared = short.at(level).filter(|run| long.contains(run)).count();
        shared as f64 / all.max(1) as f64
    }
}

/// Whether a sample of that level has a run.
fn is_in(run: u32, level: u32) -> bool {
    u64::from(run) < 1 << (32 - level.min(32))
}

/// Appends a number for each word: letters and digits in lower case, whatever parts them.
fn push_words(text: &str, words: &mut Vec<u64>) {
    let mut word = START;
    let mut inside = false;
    for c in text.chars() {
        if c.is_ascii_alphanumeric() {
            word = taken(word, c.to_ascii_lowercase() as u8);
            inside = true;
        } else if !c.is_ascii() && c.is_alphanumeric() {
            let mut bytes = [0; 4];
            for lower in c.to_lowercase() {
                let bytes = lower.encode_utf8(&mut bytes).bytes();
                word = bytes.fold(word, taken);
            }
            inside = true;
        } else if inside {
            words.push(word);
            word = START;
            inside = false;
        }
    }
    if inside {
        words.push(word);
    }
}

/// FNV-1a.
const START: u64 = 0xcbf2_9ce4_8422_2325;

fn taken(word: u64, byte: u8) -> u64 {
    (word ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
}

/// The number of a run, the same on every machine and with every version of this program: graphs
/// keep it.
fn number(words: &[u64]) -> u32 {
    let mixed = words.iter().fold(0_u64, |all, word| {
        let mut mixed = (all.rotate_left(23) ^ word).wrapping_add(0x9e37_79b9_7f4a_7c15);
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    });
    (mixed >> 32) as u32
}
