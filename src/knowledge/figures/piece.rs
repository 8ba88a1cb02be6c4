//! The smallest parts of a sentence that figures and dates are read from: words, digit runs and
//! marks, each with the number under which the vocabulary knows it. Knows no grammar.

use super::{FigureTables, Vocabulary};
use crate::knowledge::WordId;
use crate::text;
use std::ops::Range;

/// What a piece looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Letters, the first of them small.
    Lower,
    /// Letters, only the first of them a capital.
    Capital,
    /// Two or more letters, all capitals; also initials ("U.S.").
    Capitals,
    /// Digits with the separators between them ("70,000", "1.5", "18.04.2023").
    Digits,
    /// One character that is none of these.
    Mark,
}

impl Shape {
    /// Whether the piece consists of letters.
    pub fn is_word(self) -> bool {
        matches!(self, Shape::Lower | Shape::Capital | Shape::Capitals)
    }
}

/// A part of a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Byte offset in the sentence.
    pub start: u32,
    /// Byte offset of the end.
    pub end: u32,
    /// The vocabulary's number for the piece in small letters; 0 if it has none.
    pub id: u32,
    pub shape: Shape,
    /// Whether it touches the piece before it.
    pub glued: bool,
    /// What it can open: a sum of [`NUMBER`](Self::NUMBER), [`DATE`](Self::DATE) and
    /// [`ORDINAL`](Self::ORDINAL), with [`LEADS`](Self::LEADS) and [`LED`](Self::LED). Most pieces
    /// open nothing and cost no more than this look.
    pub hint: u8,
}

impl Piece {
    /// A number can start here.
    pub const NUMBER: u8 = 1;
    /// A date can start here.
    pub const DATE: u8 = 2;
    /// An ordinal can start here.
    pub const ORDINAL: u8 = 4;
    /// Opens something only where the next piece is [`LED`](Self::LED): "the", "a", "next".
    pub const LEADS: u8 = 8;
    /// What a word that [`LEADS`](Self::LEADS) can lead: digits, "month", "third".
    pub const LED: u8 = 16;

    /// Whether any of these can start here.
    #[inline]
    pub fn opens(&self, what: u8) -> bool {
        self.hint & what != 0
    }

    /// The bytes it covers.
    pub fn range(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// Longer words have no number.
const LONGEST: usize = 40;

/// Cuts a text into pieces. White space only separates.
///
/// Texts beyond 4 GiB are cut off there.
pub fn pieces(text: &str, vocabulary: &Vocabulary) -> Vec<Piece> {
    let mut found = Vec::with_capacity(text.len() / 5 + 4);
    let mut at = 0;
    while let Some(piece) = next_piece(text, at, vocabulary) {
        at = push(&mut found, piece);
    }
    found
}

/// The same of a text that is cut into tokens already, whose first byte is `base` in their
/// source: a token of letters is a piece, and what its word is here was found out with its
/// number.
pub fn pieces_of(text: &str, base: usize, tokens: Tokens<'_>, tables: &FigureTables) -> Vec<Piece> {
    let mut found = Vec::with_capacity(tokens.tokens.len() + 8);
    let vocabulary = &tables.vocabulary;
    let mut at = 0;
    for (token, word) in tokens.tokens.iter().zip(tokens.words) {
        let (start, end) = (token.start as usize - base, token.end as usize - base);
        if end <= at {
            continue;
        }
        // Between tokens stands a space, or something that the pieces decide on ("EXPO-2017").
        let follows = start == at || start == at + 1 && text.as_bytes()[at] == b' ';
        let plain = match token.shape {
            _ if !follows => None,
            // "U.S" is two words, "U.S." initials: the pieces decide.
            _ if start < at || (end - start == 1 && text.as_bytes().get(end) == Some(&b'.')) => {
                None
            }
            text::Shape::Mark(mark) if mark.is_ascii() => {
                Some((vocabulary.mark(mark), Shape::Mark))
            }
            shape if token.letters => Some((
                tables.number_of(*word),
                match shape {
                    text::Shape::Lower => Shape::Lower,
                    text::Shape::Upper => Shape::Capitals,
                    text::Shape::Mixed if text.as_bytes()[start].is_ascii_lowercase() => {
                        Shape::Lower
                    }
                    _ => Shape::Capital,
                },
            )),
            _ => None,
        };
        if let Some((id, shape)) = plain {
            let piece = Piece {
                start: start as u32,
                end: end as u32,
                id,
                shape,
                glued: false,
                hint: vocabulary.hint(id),
            };
            at = push(&mut found, piece);
            continue;
        }
        // A piece can reach beyond the token it begins in ("A1,300").
        while at < end
            && let Some(piece) = next_piece(text, at, vocabulary)
        {
            at = push(&mut found, piece);
        }
    }
    found
}

/// The tokens of a text with the numbers of their words.
#[derive(Clone, Copy, Debug)]
pub struct Tokens<'a> {
    pub tokens: &'a [text::Token],
    pub words: &'a [WordId],
}

/// Adds a piece, and returns where it ends.
fn push(found: &mut Vec<Piece>, mut piece: Piece) -> usize {
    piece.glued = found.last().is_some_and(|last| last.end == piece.start);
    found.push(piece);
    piece.end as usize
}

/// The first piece at or after a byte.
fn next_piece(text: &str, from: usize, vocabulary: &Vocabulary) -> Option<Piece> {
    let bytes = text.as_bytes();
    let limit = bytes.len().min(u32::MAX as usize);
    let mut at = from;
    let (end, shape) = loop {
        if at >= limit {
            return None;
        }
        let byte = bytes[at];
        if byte == b' ' || byte.is_ascii_whitespace() || byte == b'\x0b' {
            at += 1;
        } else if byte.is_ascii_digit() {
            break (digits_end(bytes, at), Shape::Digits);
        } else if byte.is_ascii_alphabetic() {
            break word(text, at);
        } else if byte == b'&' && text[at..].starts_with(text::AMPERSAND) {
            break (at + text::AMPERSAND.len(), Shape::Mark);
        } else if byte.is_ascii() {
            break (at + 1, Shape::Mark);
        } else {
            match text[at..].chars().next()? {
                c if c.is_whitespace() || c == '\u{200b}' || c == '\u{feff}' => at += c.len_utf8(),
                c if text::is_trade_mark(c) => at += c.len_utf8(),
                c if c.is_alphabetic() => break word(text, at),
                c => break (at + c.len_utf8(), Shape::Mark),
            }
        }
    };
    let id = match packed(bytes, at, end, shape) {
        _ if shape == Shape::Mark && bytes[at] == b'&' => vocabulary.mark('&'),
        Some(key) => vocabulary.id_packed(key),
        None => number(&text[at..end], vocabulary),
    };
    let hint = match shape {
        Shape::Digits => Piece::NUMBER | Piece::DATE | Piece::ORDINAL | Piece::LED,
        _ => vocabulary.hint(id),
    };
    Some(Piece {
        start: at as u32,
        end: end as u32,
        id,
        shape,
        glued: false,
        hint,
    })
}

/// The end of a run of digits with single separators between digits.
fn digits_end(bytes: &[u8], start: usize) -> usize {
    let mut at = start;
    loop {
        while at < bytes.len() && bytes[at].is_ascii_digit() {
            at += 1;
        }
        let separated = matches!(bytes.get(at), Some(b',' | b'.'))
            && bytes.get(at + 1).is_some_and(u8::is_ascii_digit);
        if !separated {
            return at;
        }
        at += 1;
    }
}

/// The end and shape of a word that starts at `start`; initials keep their points ("U.S.").
fn word(text: &str, start: usize) -> (usize, Shape) {
    let bytes = text.as_bytes();
    let initial = |at: usize| {
        bytes.get(at).is_some_and(u8::is_ascii_alphabetic) && bytes.get(at + 1) == Some(&b'.')
    };
    if bytes.get(start + 1) == Some(&b'.') && initial(start) && initial(start + 2) {
        let mut at = start;
        while initial(at) {
            at += 2;
        }
        if !bytes.get(at).is_some_and(u8::is_ascii_alphabetic) {
            let shape = if bytes[start].is_ascii_uppercase() {
                Shape::Capitals
            } else {
                Shape::Lower
            };
            return (at, shape);
        }
    }
    let mut at = start;
    while bytes.get(at).is_some_and(u8::is_ascii_alphabetic) {
        at += 1;
    }
    if bytes.get(at).is_none_or(u8::is_ascii) {
        let shape = if bytes[start].is_ascii_lowercase() {
            Shape::Lower
        } else if at - start > 1 && bytes[start + 1..at].iter().all(u8::is_ascii_uppercase) {
            Shape::Capitals
        } else {
            Shape::Capital
        };
        return (at, shape);
    }
    foreign_word(text, start)
}

/// The end and shape of a word with letters beyond ASCII.
fn foreign_word(text: &str, start: usize) -> (usize, Shape) {
    let bytes = text.as_bytes();
    let mut at = start;
    let mut letters = 0;
    let mut small = 0;
    let mut first_small = false;
    while at < bytes.len() {
        let byte = bytes[at];
        if byte.is_ascii_alphabetic() {
            if byte.is_ascii_lowercase() {
                small += 1;
                first_small |= letters == 0;
            }
            at += 1;
        } else if byte.is_ascii() {
            break;
        } else {
            match text[at..].chars().next() {
                Some(c) if c.is_alphabetic() => {
                    if !c.is_uppercase() {
                        small += 1;
                        first_small |= letters == 0;
                    }
                    at += c.len_utf8();
                }
                _ => break,
            }
        }
        letters += 1;
    }
    let shape = if first_small {
        Shape::Lower
    } else if letters > 1 && small == 0 {
        Shape::Capitals
    } else {
        Shape::Capital
    };
    (at, shape)
}

/// A word or run of digits of up to eight ASCII bytes as the vocabulary packs it, in small
/// letters: read in one go where eight bytes are left.
fn packed(bytes: &[u8], start: usize, end: usize, shape: Shape) -> Option<u64> {
    /// Makes letters small and leaves digits, commas and points as they are.
    const SMALL: u64 = 0x2020_2020_2020_2020;
    const BEYOND_ASCII: u64 = 0x8080_8080_8080_8080;
    let length = end - start;
    if shape == Shape::Mark && length == 1 {
        return Some(u64::from(bytes[start]));
    }
    if length > 8 || shape == Shape::Mark {
        return None;
    }
    let eight: [u8; 8] = bytes.get(start..start + 8)?.try_into().ok()?;
    let used = u64::MAX >> (64 - 8 * length.max(1));
    let word = u64::from_le_bytes(eight) & used;
    (word & BEYOND_ASCII == 0).then_some(word | (SMALL & used))
}

/// The vocabulary's number of a piece, in any case of letters.
fn number(piece: &str, vocabulary: &Vocabulary) -> u32 {
    if piece.len() > LONGEST {
        return 0;
    }
    if piece.is_ascii() {
        let mut small = [0u8; LONGEST];
        let small = &mut small[..piece.len()];
        small.copy_from_slice(piece.as_bytes());
        small.make_ascii_lowercase();
        std::str::from_utf8(small).map_or(0, |word| vocabulary.id(word))
    } else {
        vocabulary.id(&piece.to_lowercase())
    }
}
