//! Where the words of each kind stand in a document: one bit a token and trait, so that a reader
//! goes to the words it looks for instead of asking every token. A block of 64 tokens keeps rows
//! only for the traits that occur in it.

use crate::knowledge::{CLASS_WORDS, Class, Classes, Sign, Traits, Verb, Word};
use std::ops::Range;

/// Tokens in a block.
const BLOCK: usize = 64;

/// The words of a set of kinds: those of classes, and two of traits.
const WIDTH: usize = CLASS_WORDS + 2;

/// Where the traits begin that are no classes.
const OTHERS: usize = CLASS_WORDS * 64;

/// What a reader looks for: [`Class`], [`Word`], [`Sign`], [`Verb`], [`Classes`], or any of several in an
/// array or a pair.
pub trait Sought: Copy {
    /// The tokens of a block that are it.
    fn among(self, grid: &Grid, block: usize) -> u64;
}

/// What is sought, in small letters: a capitalised word opens a sentence or a name.
#[derive(Clone, Copy, Debug)]
pub struct Lower<S>(pub S);

#[derive(Clone, Debug)]
struct Block {
    /// The traits that occur.
    present: [u64; WIDTH],
    /// For each word of them, how many occur before it.
    before: [u16; WIDTH],
    /// Its first row.
    first: u32,
}

/// The traits of all tokens of a document.
#[derive(Debug, Default)]
pub struct Grid {
    blocks: Vec<Block>,
    /// The tokens of each kind of each block.
    rows: Vec<u64>,
}

impl Grid {
    /// Sorts the tokens by their traits.
    pub(super) fn new(classes: &[Classes], traits: &[Traits]) -> Grid {
        let mut grid = Grid {
            blocks: Vec::with_capacity(classes.len() / BLOCK + 1),
            rows: Vec::with_capacity(classes.len() * 2),
        };
        let mut scratch = [[0u64; 64]; WIDTH];
        for (classes, traits) in classes.chunks(BLOCK).zip(traits.chunks(BLOCK)) {
            let mut present = [0u64; WIDTH];
            for (at, (classes, traits)) in classes.iter().zip(traits).enumerate() {
                let kinds = classes.words().into_iter().chain(traits.words());
                for (word, mut rest) in kinds.enumerate() {
                    present[word] |= rest;
                    while rest != 0 {
                        scratch[word][(rest.trailing_zeros() % 64) as usize] |= 1 << at;
                        rest &= rest - 1;
                    }
                }
            }
            grid.close(&mut scratch, present);
        }
        grid
    }

    fn close(&mut self, scratch: &mut [[u64; 64]; WIDTH], present: [u64; WIDTH]) {
        let first = self.rows.len();
        let mut before = [0; WIDTH];
        for word in 0..WIDTH {
            before[word] = (self.rows.len() - first) as u16;
            let mut rest = present[word];
            while rest != 0 {
                let row = (rest.trailing_zeros() % 64) as usize;
                self.rows.push(std::mem::take(&mut scratch[word][row]));
                rest &= rest - 1;
            }
        }
        self.blocks.push(Block {
            present,
            before,
            first: first as u32,
        });
    }

    #[inline]
    fn row(&self, block: usize, row: usize) -> u64 {
        let Some(b) = self.blocks.get(block) else {
            return 0;
        };
        let (word, bit) = (row / 64, 1u64 << (row % 64));
        if b.present[word] & bit == 0 {
            return 0;
        }
        let before = u32::from(b.before[word]) + (b.present[word] & (bit - 1)).count_ones();
        self.rows[(b.first + before) as usize]
    }

    /// Whether some token of a range is what is sought.
    #[inline]
    pub fn any<S: Sought>(&self, range: Range<usize>, sought: S) -> bool {
        self.first(range, sought).is_some()
    }

    /// The first such token of a range.
    #[inline]
    pub fn first<S: Sought>(&self, range: Range<usize>, sought: S) -> Option<usize> {
        self.each(range, sought).next()
    }

    /// The last such token of a range.
    #[inline]
    pub fn last<S: Sought>(&self, range: Range<usize>, sought: S) -> Option<usize> {
        if range.is_empty() {
            return None;
        }
        for block in (range.start / BLOCK..=(range.end - 1) / BLOCK).rev() {
            let found = sought.among(self, block) & within(block, &range);
            if found != 0 {
                return Some(block * BLOCK + 63 - found.leading_zeros() as usize);
            }
        }
        None
    }

    /// All such tokens of a range, in text order.
    #[inline]
    pub fn each<S: Sought>(&self, range: Range<usize>, sought: S) -> Places<'_, S> {
        let block = range.start / BLOCK;
        let found = match range.is_empty() {
            true => 0,
            false => sought.among(self, block) & within(block, &range),
        };
        Places {
            grid: self,
            sought,
            block,
            found,
            range,
        }
    }
}

/// A set of tokens that a reader has worked out once; sought by reference.
#[derive(Clone, Debug, Default)]
pub struct Bits(Vec<u64>);

impl Bits {
    /// No token of so many.
    pub fn new(tokens: usize) -> Bits {
        Bits(vec![0; tokens.div_ceil(BLOCK)])
    }

    pub fn insert(&mut self, token: usize) {
        self.0[token / BLOCK] |= 1 << (token % BLOCK);
    }

    #[inline]
    pub fn has(&self, token: usize) -> bool {
        let block = self.0.get(token / BLOCK).copied().unwrap_or(0);
        block >> (token % BLOCK) & 1 == 1
    }
}

impl Sought for &Bits {
    #[inline]
    fn among(self, _: &Grid, block: usize) -> u64 {
        self.0.get(block).copied().unwrap_or(0)
    }
}

/// The tokens of a block that lie in a range that is not empty and ends behind the block's start.
#[inline]
fn within(block: usize, range: &Range<usize>) -> u64 {
    let base = block * BLOCK;
    let from = range.start.saturating_sub(base);
    let to = (range.end - base).min(BLOCK);
    (u64::MAX << from) & (u64::MAX >> (BLOCK - to))
}

/// The tokens of a range that are what is sought.
#[derive(Clone, Debug)]
pub struct Places<'a, S> {
    grid: &'a Grid,
    sought: S,
    block: usize,
    /// Those of the block that are still to come.
    found: u64,
    range: Range<usize>,
}

impl<S: Sought> Iterator for Places<'_, S> {
    type Item = usize;

    #[inline]
    fn next(&mut self) -> Option<usize> {
        while self.found == 0 {
            if (self.block + 1) * BLOCK >= self.range.end {
                return None;
            }
            self.block += 1;
            self.found = self.sought.among(self.grid, self.block) & within(self.block, &self.range);
        }
        let at = self.block * BLOCK + self.found.trailing_zeros() as usize;
        self.found &= self.found - 1;
        Some(at)
    }
}

impl Sought for Class {
    #[inline]
    fn among(self, grid: &Grid, block: usize) -> u64 {
        grid.row(block, self as usize)
    }
}

impl Sought for Sign {
    #[inline]
    fn among(self, grid: &Grid, block: usize) -> u64 {
        grid.row(block, OTHERS + self.bit())
    }
}

impl Sought for Word {
    #[inline]
    fn among(self, grid: &Grid, block: usize) -> u64 {
        grid.row(block, OTHERS + self.bit())
    }
}

impl Sought for Verb {
    #[inline]
    fn among(self, grid: &Grid, block: usize) -> u64 {
        grid.row(block, OTHERS + self.bit())
    }
}

impl<S: Sought> Sought for Lower<S> {
    #[inline]
    fn among(self, grid: &Grid, block: usize) -> u64 {
        match self.0.among(grid, block) {
            0 => 0,
            found => found & Sign::Lower.among(grid, block),
        }
    }
}

impl Sought for Classes {
    fn among(self, grid: &Grid, block: usize) -> u64 {
        let Some(b) = grid.blocks.get(block) else {
            return 0;
        };
        let mut found = 0;
        for (word, classes) in self.words().into_iter().enumerate() {
            let mut rest = classes & b.present[word];
            while rest != 0 {
                found |= grid.row(block, word * 64 + rest.trailing_zeros() as usize);
                rest &= rest - 1;
            }
        }
        found
    }
}

/// Many kinds at once, for a constant: only those that occur in a block cost anything.
#[derive(Clone, Copy, Debug)]
pub struct Cues([u64; WIDTH]);

impl Cues {
    pub const fn new(classes: &[Class], verbs: &[Class], signs: &[Sign], words: &[Word]) -> Cues {
        let mut cues = Cues([0; WIDTH]);
        let mut index = 0;
        while index < classes.len() {
            cues = cues.with(classes[index] as usize);
            index += 1;
        }
        index = 0;
        while index < verbs.len() {
            cues = cues.with(OTHERS + Verb(verbs[index]).bit());
            index += 1;
        }
        index = 0;
        while index < signs.len() {
            cues = cues.with(OTHERS + signs[index].bit());
            index += 1;
        }
        index = 0;
        while index < words.len() {
            cues = cues.with(OTHERS + words[index].bit());
            index += 1;
        }
        cues
    }

    const fn with(mut self, row: usize) -> Cues {
        self.0[row / 64] |= 1 << (row % 64);
        self
    }
}

impl Sought for &Cues {
    fn among(self, grid: &Grid, block: usize) -> u64 {
        let Some(b) = grid.blocks.get(block) else {
            return 0;
        };
        let mut found = 0;
        for word in 0..WIDTH {
            let mut rest = self.0[word] & b.present[word];
            while rest != 0 {
                found |= grid.row(block, word * 64 + rest.trailing_zeros() as usize);
                rest &= rest - 1;
            }
        }
        found
    }
}

impl<S: Sought, const N: usize> Sought for [S; N] {
    #[inline]
    fn among(self, grid: &Grid, block: usize) -> u64 {
        self.into_iter()
            .fold(0, |found, sought| found | sought.among(grid, block))
    }
}

impl<S: Sought, T: Sought> Sought for (S, T) {
    #[inline]
    fn among(self, grid: &Grid, block: usize) -> u64 {
        self.0.among(grid, block) | self.1.among(grid, block)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every third token an article, every seventieth a closing bracket, the 100th an opening verb.
    fn grid(tokens: usize) -> Grid {
        let classes = |at: usize| {
            let mut classes = Classes::default();
            if at % 3 == 0 {
                classes.insert(Class::Article);
            }
            classes
        };
        let classes: Vec<Classes> = (0..tokens).map(classes).collect();
        let traits = |at: usize| {
            let mut traits = Traits::default();
            if at % 70 == 0 {
                traits.insert(Sign::Close.bit());
            }
            if at % 2 == 0 {
                traits.insert(Sign::Lower.bit());
            }
            if at == 100 {
                traits.insert(Verb(Class::OpeningVerb).bit());
            }
            traits
        };
        let traits: Vec<Traits> = (0..tokens).map(traits).collect();
        Grid::new(&classes, &traits)
    }

    #[test]
    fn finds_what_a_scan_finds() {
        let grid = grid(300);
        for start in (0..300).step_by(7) {
            for end in (start..=300).step_by(11) {
                let scan: Vec<usize> = (start..end).filter(|at| at % 3 == 0).collect();
                let found: Vec<usize> = grid.each(start..end, Class::Article).collect();
                assert_eq!(found, scan);
                assert_eq!(
                    grid.first(start..end, Class::Article),
                    scan.first().copied()
                );
                assert_eq!(grid.last(start..end, Class::Article), scan.last().copied());
                assert!(!grid.any(start..end, Class::Be));
            }
        }
    }

    #[test]
    fn joins_and_narrows() {
        let grid = grid(300);
        let both: Vec<usize> = grid
            .each(62..75, (Class::Article, [Sign::Close, Sign::Quote]))
            .collect();
        assert_eq!(both, [63, 66, 69, 70, 72]);
        let lower: Vec<usize> = grid.each(62..75, Lower(Class::Article)).collect();
        assert_eq!(lower, [66, 72]);
        assert_eq!(grid.first(0..300, Verb(Class::OpeningVerb)), Some(100));
        assert_eq!(grid.first(0..300, Class::OpeningVerb), None);
        let mut set = Classes::default();
        set.insert(Class::Article);
        set.insert(Class::Be);
        assert_eq!(grid.last(0..300, set), Some(297));
    }

    #[test]
    fn stays_empty_beyond_the_text() {
        assert!(!grid(0).any(0..10, Class::Article));
        assert_eq!(grid(64).last(60..900, Class::Article), Some(63));
        assert_eq!(grid(64).first(64..900, Class::Article), None);
        assert_eq!(grid(64).first(5..3, Class::Article), None);
    }
}
