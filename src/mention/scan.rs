//! One sentence cut into pieces, each with its sense: what dates, quantities and measures are
//! read from. A sentence is scanned once for all three.

use crate::knowledge::figures::{
    FigureTables, Piece, Role, Sense, Shape, Tokens, pieces, pieces_of,
};
use std::ops::Range;

/// A sentence in pieces. All ranges taken from it are byte ranges of its text.
#[derive(Clone, Debug)]
pub struct Scan<'a> {
    pub text: &'a str,
    pub tables: &'a FigureTables,
    pub pieces: Vec<Piece>,
    /// Whether anything in it can be a number or a date; where not, nothing needs to be tried.
    pub speaks: bool,
}

impl<'a> Scan<'a> {
    /// Cuts a sentence.
    pub fn new(text: &'a str, tables: &'a FigureTables) -> Self {
        Scan::of(text, tables, pieces(text, &tables.vocabulary))
    }

    /// A sentence that is cut into tokens already; its first byte is `base` in their source.
    pub fn of_tokens(
        text: &'a str,
        base: usize,
        tokens: Tokens<'_>,
        tables: &'a FigureTables,
    ) -> Self {
        Scan::of(text, tables, pieces_of(text, base, tokens, tables))
    }

    fn of(text: &'a str, tables: &'a FigureTables, pieces: Vec<Piece>) -> Self {
        let mut scan = Scan {
            text,
            tables,
            pieces,
            speaks: false,
        };
        let any = Piece::NUMBER | Piece::DATE | Piece::ORDINAL;
        scan.speaks = scan.opening(0, any) < scan.len();
        scan
    }

    /// The first piece at or after `from` at which something can start; the end where there is
    /// none.
    pub fn opening(&self, from: usize, what: u8) -> usize {
        let mut at = from;
        while let Some(rest) = self.pieces.get(at..) {
            match rest.iter().position(|piece| piece.opens(what)) {
                Some(steps) => at += steps,
                None => break,
            }
            if self.opens(at, what) {
                return at;
            }
            at += 1;
        }
        self.len()
    }

    /// How many pieces there are.
    #[inline]
    pub fn len(&self) -> usize {
        self.pieces.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.pieces.is_empty()
    }

    /// Whether any of the things that [`Piece::hint`] tells can start at a piece.
    #[inline]
    pub fn opens(&self, at: usize, what: u8) -> bool {
        self.pieces.get(at).is_some_and(|piece| {
            piece.opens(what)
                && (!piece.opens(Piece::LEADS)
                    || self
                        .pieces
                        .get(at + 1)
                        .is_some_and(|next| next.opens(Piece::LED)))
        })
    }

    /// The sense of a piece; nothing beyond the ends.
    #[inline]
    pub fn sense(&self, at: usize) -> &'a Sense {
        self.tables.sense(self.pieces.get(at).map_or(0, |p| p.id))
    }

    /// The vocabulary's number of a piece; 0 beyond the ends.
    #[inline]
    pub fn id(&self, at: usize) -> u32 {
        self.pieces.get(at).map_or(0, |piece| piece.id)
    }

    /// Whether a piece plays a role.
    #[inline]
    pub fn is(&self, at: usize, role: Role) -> bool {
        self.sense(at).roles.has(role)
    }

    /// The words of a piece; empty beyond the ends.
    #[inline]
    pub fn word(&self, at: usize) -> &'a str {
        self.pieces.get(at).map_or("", |p| &self.text[p.range()])
    }

    /// Whether a piece is this mark.
    #[inline]
    pub fn mark(&self, at: usize, mark: &str) -> bool {
        self.pieces.get(at).is_some_and(|piece| {
            piece.shape == Shape::Mark
                && piece.range().len() == mark.len()
                && self.text.as_bytes()[piece.range()] == *mark.as_bytes()
        })
    }

    /// The shape of a piece; none beyond the ends.
    #[inline]
    pub fn shape(&self, at: usize) -> Option<Shape> {
        self.pieces.get(at).map(|piece| piece.shape)
    }

    /// Whether a piece is made of letters.
    #[inline]
    pub fn is_word(&self, at: usize) -> bool {
        self.shape(at).is_some_and(Shape::is_word)
    }

    /// Whether a piece is a word with a first capital.
    pub fn is_capital(&self, at: usize) -> bool {
        matches!(self.shape(at), Some(Shape::Capital | Shape::Capitals))
    }

    /// Whether a piece touches the one before it.
    #[inline]
    pub fn glued(&self, at: usize) -> bool {
        self.pieces.get(at).is_some_and(|piece| piece.glued)
    }

    /// The bytes from the first piece to the end of the one before `end`.
    pub fn range(&self, pieces: Range<usize>) -> Range<usize> {
        let start = self.pieces.get(pieces.start).map_or(0, |p| p.range().start);
        let last = pieces.end.checked_sub(1).and_then(|i| self.pieces.get(i));
        start..last.map_or(start, |p| p.range().end.max(start))
    }

    /// The piece that starts at or after a byte.
    pub fn piece_at(&self, byte: usize) -> usize {
        self.pieces.partition_point(|p| (p.start as usize) < byte)
    }

    /// A run of at most nine digits without separators as a number.
    pub fn plain_number(&self, at: usize) -> Option<u32> {
        let word = self.word(at);
        (self.shape(at) == Some(Shape::Digits) && word.len() <= 9)
            .then(|| word.parse().ok())
            .flatten()
    }

    /// Four digits that can be a year, with nothing glued to them that says otherwise.
    pub fn year_number(&self, at: usize) -> Option<i32> {
        let year = self.plain_number(at)? as i32;
        let clean = self.word(at).len() == 4 && (1800..=2100).contains(&year);
        let suffix = self.glued(at + 1) && self.is_word(at + 1);
        let prefix = self.glued(at)
            && (self.shape(at.wrapping_sub(1)) != Some(Shape::Mark)
                || self.mark(at.wrapping_sub(1), "/"));
        (clean && !suffix && !prefix).then_some(year)
    }
}

/// The embedded tables, loaded once for all tests.
#[cfg(test)]
pub(crate) fn embedded() -> &'static FigureTables {
    use std::sync::LazyLock;
    static TABLES: LazyLock<FigureTables> = LazyLock::new(|| {
        let source = crate::knowledge::Source::embedded();
        FigureTables::load(&source).expect("the embedded tables are right")
    });
    &TABLES
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::{Knowledge, Source};
    use crate::text::lex;
    use proptest::prelude::*;
    use std::sync::LazyLock;

    static KNOWLEDGE: LazyLock<Knowledge> =
        LazyLock::new(|| Knowledge::load(&Source::embedded()).expect("the embedded data is right"));

    fn of_tokens(text: &str) -> Vec<Piece> {
        let mut tokens = Vec::new();
        let before = "Foo 5 ";
        let source = format!("{before}{text}");
        let range = before.len()..source.len();
        lex(&source, range, &KNOWLEDGE.abbreviations, &mut tokens);
        let ids = tokens
            .iter()
            .map(|token| KNOWLEDGE.words.id(token.text(&source)));
        let words: Vec<_> = ids.collect();
        let tokens = Tokens {
            tokens: &tokens,
            words: &words,
        };
        Scan::of_tokens(text, before.len(), tokens, &KNOWLEDGE.figures).pieces
    }

    proptest! {
        #[test]
        fn tokens_make_the_same_pieces_as_the_text(
            text in "([a-cS19]|[A-Za-z]{2,9}|the|May|million|²|é|É|®|™|&amp;|\u{301}|\u{200b}|[ ,.%'’\u{2013}\u{b}\n&+_/-]|\\PC){0,24}",
        ) {
            prop_assert_eq!(of_tokens(&text), Scan::new(&text, &KNOWLEDGE.figures).pieces);
        }
    }

    #[test]
    fn initials_and_numbers_are_cut_as_in_the_text() {
        for text in [
            "the U.S. and A1,300 at 5G's, e.g.x",
            "U.S",
            "EXPO-2017 and Foo-1999s",
            "Mar.5,12 10-day 2,000-plus",
            "McDonald's iPhone XYZ Éa aÉ ÉÉ—it",
            "®",
            "Lyra® 5, Nets &amp; Knots™3",
        ] {
            assert_eq!(
                of_tokens(text),
                Scan::new(text, &KNOWLEDGE.figures).pieces,
                "{text}"
            );
        }
    }
}
