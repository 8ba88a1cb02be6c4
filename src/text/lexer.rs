//! Splits text into tokens. Hyphenated words, numbers with separators and abbreviations stay
//! whole; a possessive ending is a token of its own.

use super::{Abbreviations, Shape, Token, packed};

/// Appends the tokens of `source[range]` to `tokens`. Offsets are into `source`.
///
/// # Panics
/// If `range` does not lie on character boundaries of `source`, or `source` is 4 GiB or longer.
pub fn lex(
    source: &str,
    range: std::ops::Range<usize>,
    abbreviations: &Abbreviations,
    tokens: &mut Vec<Token>,
) {
    let bytes = source.as_bytes();
    let end = range.end;
    let mut at = range.start;
    let mut spaced = true;
    while at < end {
        if bytes[at] == b' ' {
            spaced = true;
            at += 1;
            continue;
        }
        if let Some((mut stop, mut shape, mut letters)) = plain_word(&bytes[..end], at) {
            if stop < end && bytes[stop] == b'.' {
                let plain = stop;
                stop = with_period(source, at, plain, end, abbreviations);
                if stop > plain {
                    shape = shape_of(&source[at..stop]);
                    letters = false;
                }
            }
            tokens.push(Token {
                start: at as u32,
                end: stop as u32,
                shape,
                spaced,
                letters,
            });
            spaced = false;
            at = stop;
            continue;
        }
        let first = char_at(source, at);
        if first.is_whitespace() || first == '\u{feff}' || first == '\u{200b}' {
            spaced = true;
            at += first.len_utf8();
            continue;
        }
        // "the Lyra Graphics® Expo": the mark belongs to the name's owner, not to the name.
        if is_trade_mark(first) {
            at += first.len_utf8();
            continue;
        }
        let start = at;
        let shape;
        if first.is_ascii_digit() {
            at = number_end(source, at, end);
            shape = Shape::Number;
        } else if first.is_alphanumeric() {
            at = word_end(source, at, end);
            if at < end && bytes[at] == b'.' {
                at = with_period(source, start, at, end, abbreviations);
            }
            shape = shape_of(&source[start..at]);
        } else if is_apostrophe(first) && !spaced && start > range.start {
            let after = at + first.len_utf8();
            let s = after < end && matches!(bytes[after], b's' | b'S');
            let closed =
                |position: usize| position >= end || !char_at(source, position).is_alphanumeric();
            if s && closed(after + 1) {
                at = after + 1;
                shape = Shape::Possessive;
            } else if matches!(bytes[start - 1], b's' | b'S' | b'z' | b'x') && closed(after) {
                at = after;
                shape = Shape::Possessive;
            } else {
                at = after;
                shape = Shape::Mark(first);
            }
        } else {
            // "Nets &amp; Knots": pages are copied with the mark left as its code.
            at += match first == '&' && source[at..end].starts_with(AMPERSAND) {
                true => AMPERSAND.len(),
                false => first.len_utf8(),
            };
            shape = Shape::Mark(first);
        }
        tokens.push(Token {
            start: start as u32,
            end: at as u32,
            shape,
            spaced,
            letters: bytes[start..at].iter().all(u8::is_ascii_alphabetic),
        });
        spaced = false;
        // "EXPO-2017" is a name and its year: the hyphen stands for the space.
        if at < end && bytes[at] == b'-' && shape.is_nameish() && is_year(&bytes[at + 1..end]) {
            at += 1;
            spaced = true;
        }
    }
}

/// The code of "&" in HTML.
pub(crate) const AMPERSAND: &str = "&amp;";

/// The signs of registered and claimed marks behind names.
pub(crate) fn is_trade_mark(c: char) -> bool {
    matches!(c, '\u{ae}' | '\u{2122}' | '\u{2120}')
}

/// The end and shape of a word of ASCII letters and digits alone, which most words are, and
/// whether it is without digits; none if it does not begin with a letter, or if what follows may
/// belong to it.
fn plain_word(bytes: &[u8], start: usize) -> Option<(usize, Shape, bool)> {
    let first = KINDS[usize::from(*bytes.get(start)?)];
    if first & LETTER == 0 || first == JOINS {
        return None;
    }
    if let Some(short) = short_word(bytes, start) {
        return Some(short);
    }
    let mut at = start;
    let mut sum = 0u64;
    while let Some(byte) = bytes.get(at) {
        let kind = KINDS[usize::from(*byte)];
        if kind == 0 {
            break;
        }
        if kind == JOINS {
            // A mark joins words and stands at the end of none.
            let next = bytes
                .get(at + 1)
                .map_or(0, |next| KINDS[usize::from(*next)]);
            if byte.is_ascii() && (next == 0 || next == JOINS && bytes[at + 1].is_ascii()) {
                break;
            }
            return None;
        }
        sum = sum.wrapping_add(kind);
        at += 1;
    }
    if at - start > LONGEST {
        return None;
    }
    let (letters, upper) = (sum & MASK, sum >> 24 & MASK);
    let word = &bytes[start..at];
    let shape = if upper == 0 {
        Shape::Lower
    } else if upper == letters && letters > 1 {
        Shape::Upper
    } else if first & UPPER == UPPER
        && (upper == 1 || word.starts_with(b"Mc") || word.starts_with(b"Mac"))
    {
        Shape::Capital
    } else {
        Shape::Mixed
    };
    Some((at, shape, letters as usize == at - start))
}

/// The same of fewer than eight letters, looked at in one step; none if more of the text is needed
/// to tell.
#[inline]
fn short_word(bytes: &[u8], start: usize) -> Option<(usize, Shape, bool)> {
    let eight = u64::from_le_bytes(*bytes.get(start..)?.first_chunk::<8>()?);
    let (letters, capitals) = packed::letters(eight);
    let (all, length) = packed::leading(letters);
    if length == 8 || KINDS[usize::from(bytes[start + length])] != 0 {
        return None;
    }
    let capitals = capitals & all;
    let shape = if capitals == 0 {
        Shape::Lower
    } else if capitals == 0x80 {
        Shape::Capital
    } else if capitals == all {
        Shape::Upper
    } else if bytes[start..].starts_with(b"Mc") || bytes[start..].starts_with(b"Mac") {
        Shape::Capital
    } else {
        Shape::Mixed
    };
    Some((start + length, shape, true))
}

/// Longer words are counted letter by letter.
const LONGEST: usize = 1 << 20;

/// Kinds are summed over a word: letters in the lowest 24 bits, capitals above them.
const MASK: u64 = (1 << 24) - 1;
const LETTER: u64 = 1;
const UPPER: u64 = LETTER | 1 << 24;
const DIGIT: u64 = 1 << 48;
/// May belong to the word before it; so may everything beyond ASCII.
const JOINS: u64 = u64::MAX;

/// What each byte is; zero for what ends a word.
const KINDS: [u64; 256] = {
    let mut kinds = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        kinds[byte] = match byte as u8 {
            b'a'..=b'z' => LETTER,
            b'A'..=b'Z' => UPPER,
            b'0'..=b'9' => DIGIT,
            b'-' | b'\'' | b'&' | b'+' | b'_' | 0x80.. => JOINS,
            _ => 0,
        };
        byte += 1;
    }
    kinds
};

fn char_at(source: &str, at: usize) -> char {
    let byte = source.as_bytes()[at];
    if byte < 0x80 {
        return byte as char;
    }
    source[at..].chars().next().unwrap_or(' ')
}

/// Whether four digits of a year and nothing more of a word stand there: "EXPO-2017" is a name
/// and its year.
fn is_year(bytes: &[u8]) -> bool {
    matches!(bytes, [b'1', b'9', ..] | [b'2', b'0', ..])
        && bytes.len() >= 4
        && bytes[..4].iter().all(u8::is_ascii_digit)
        && !bytes
            .get(4)
            .is_some_and(|b| b.is_ascii_alphanumeric() || *b >= 0x80)
}

/// Whether a word of small letters was run into the number before it: "2023kicked", "600million".
/// Units are shorter.
fn runs_on(bytes: &[u8]) -> bool {
    bytes.iter().take_while(|b| b.is_ascii_lowercase()).count() >= 5
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2019}' | '\u{2bc}')
}

/// The end of the number at `at`: digits with inner separators, then letters ("55th", "5G",
/// "10-day", "2.9m").
fn number_end(source: &str, mut at: usize, end: usize) -> usize {
    let bytes = source.as_bytes();
    while at < end {
        let byte = bytes[at];
        let digit_next = at + 1 < end && bytes[at + 1].is_ascii_digit();
        if byte.is_ascii_digit() || (matches!(byte, b',' | b'.') && digit_next) {
            at += 1;
        } else {
            break;
        }
    }
    if at < end && (bytes[at].is_ascii_alphabetic() || bytes[at] >= 0x80) {
        let next = char_at(source, at);
        if next.is_alphabetic() && !runs_on(&bytes[at..end]) {
            at = word_end(source, at, end);
        }
    } else if at + 1 < end && bytes[at] == b'-' && bytes[at + 1].is_ascii_alphabetic() {
        at = word_end(source, at + 1, end);
    }
    at
}

/// The end of the word at `at`: letters and digits, with inner hyphens and apostrophes
/// ("Jae-yong", "Min'er", "O'Brien"), but without a possessive ending.
fn word_end(source: &str, mut at: usize, end: usize) -> usize {
    let bytes = source.as_bytes();
    let first = bytes.get(at).copied().unwrap_or_default();
    while at < end {
        let byte = bytes[at];
        if byte.is_ascii_alphanumeric() {
            at += 1;
            continue;
        }
        if byte < 0x80 && !matches!(byte, b'-' | b'\'' | b'&' | b'+' | b'_') {
            break;
        }
        let c = char_at(source, at);
        let after = at + c.len_utf8();
        if c.is_alphanumeric() {
            at = after;
            continue;
        }
        let inner = after < end && char_at(source, after).is_alphanumeric();
        let joins = match c {
            '-' => inner && !(first.is_ascii_uppercase() && is_year(&bytes[after..end])),
            '\u{2010}' | '\u{2011}' => inner,
            '&' | '+' | '_' => inner && !char_at(source, after).is_ascii_digit(),
            c if is_apostrophe(c) => {
                let possessive = matches!(bytes[after.min(end - 1)], b's' | b'S')
                    && (after + 1 >= end || !char_at(source, after + 1).is_alphanumeric());
                inner && !possessive && !is_short_year(&bytes[after..end])
            }
            // Combining marks and joiners belong to the word.
            '\u{300}'..='\u{36f}' | '\u{200d}' | '\u{ad}' => true,
            _ => false,
        };
        if !joins {
            break;
        }
        at = after;
    }
    at
}

/// "KELMOB'24": whether the two figures of a year stand behind an apostrophe.
fn is_short_year(after: &[u8]) -> bool {
    let digits = after.iter().take_while(|byte| byte.is_ascii_digit());
    digits.count() == 2 && !after.get(2).is_some_and(u8::is_ascii_alphanumeric)
}

/// The end of the word with its period where it is an abbreviation or a run of initials.
fn with_period(
    source: &str,
    start: usize,
    at: usize,
    end: usize,
    abbreviations: &Abbreviations,
) -> usize {
    let bytes = source.as_bytes();
    let word = &source[start..at];
    let mut letters = word.chars();
    let first = letters.next().unwrap_or(' ');
    if letters.next().is_none() && first.is_alphabetic() {
        // "U.S.", "J.W.", "a.m.", "D.C.": letter, period, letter, period ...
        let mut stop = at + 1;
        loop {
            let letter = stop;
            if letter >= end || !bytes[letter].is_ascii_alphabetic() {
                break;
            }
            if letter + 1 < end && bytes[letter + 1] == b'.' {
                stop = letter + 2;
            } else {
                break;
            }
        }
        let several = stop > at + 1;
        if several || first.is_uppercase() {
            return stop;
        }
        return at;
    }
    if abbreviations.may_end(&source[start..at + 1]).is_some() {
        at + 1
    } else {
        at
    }
}

fn shape_of(word: &str) -> Shape {
    let mut letters = 0u32;
    let mut upper = 0u32;
    let mut first_upper = false;
    let mut part_start = true;
    let mut inner_upper = false;
    for c in word.chars() {
        if c.is_alphabetic() {
            let up = c.is_uppercase();
            if letters == 0 {
                first_upper = up;
            } else if up && !part_start {
                inner_upper = true;
            }
            letters += 1;
            upper += u32::from(up);
            part_start = false;
        } else {
            part_start = matches!(c, '-' | '\'' | '\u{2019}' | '\u{2010}' | '\u{2011}');
        }
    }
    if upper == 0 {
        Shape::Lower
    } else if upper == letters && letters > 1 {
        Shape::Upper
    } else if first_upper && (!inner_upper || word.starts_with("Mc") || word.starts_with("Mac")) {
        Shape::Capital
    } else {
        Shape::Mixed
    }
}
