//! Groups the tokens of a block into sentences.

use super::{Abbreviations, Shape, Token};
use rustc_hash::{FxHashMap, FxHashSet};
use std::ops::Range;

/// No sentence has more tokens. Reading a sentence takes longer than its length, and a text
/// without any full stop, such as a dump of data, must not take for ever. The longest lists of
/// exhibitors are a tenth of this.
const LONGEST: usize = 4000;

/// Appends the sentences of `tokens[range]`, as token ranges, to `sentences`. A closing quotation
/// mark or bracket behind the full stop belongs to the sentence that it closes.
pub fn sentences(
    source: &str,
    tokens: &[Token],
    range: Range<usize>,
    abbreviations: &Abbreviations,
    exclamations: &Exclamations<'_>,
    sentences: &mut Vec<Range<usize>>,
) {
    let mut start = range.start;
    let mut at = range.start;
    let mut depth = 0i32;
    while at < range.end {
        let token = tokens[at];
        match token.shape {
            Shape::Mark('(' | '[') => depth += 1,
            Shape::Mark(')' | ']') => depth = (depth - 1).max(0),
            _ => {}
        }
        if at - start >= LONGEST {
            sentences.push(start..at);
            start = at;
            depth = 0;
        }
        if ends_here(source, tokens, at, range.end, abbreviations, exclamations) {
            let mut stop = at + 1;
            while stop < range.end && is_closing(source, tokens, stop) {
                if matches!(tokens[stop].shape, Shape::Mark(')' | ']')) {
                    depth = 0;
                }
                stop += 1;
            }
            // A full stop inside an open bracket ends a sentence only if a new one follows soon;
            // an unclosed bracket must not swallow the rest of the block.
            if depth == 0 || stop - start > 120 {
                sentences.push(start..stop);
                start = stop;
                depth = 0;
            }
            at = stop;
            continue;
        }
        at += 1;
    }
    if start < range.end {
        sentences.push(start..range.end);
    }
}

fn ends_here(
    source: &str,
    tokens: &[Token],
    at: usize,
    end: usize,
    abbreviations: &Abbreviations,
    exclamations: &Exclamations<'_>,
) -> bool {
    let token = tokens[at];
    match token.shape {
        Shape::Mark('!') if before_year(source, tokens, at, end) => false,
        Shape::Mark('!') if inside_name(source, tokens, at, end, exclamations) => false,
        Shape::Mark('!' | '?' | '\u{2026}') => next_opens(source, tokens, at + 1, end),
        Shape::Mark('.') => {
            next_opens(source, tokens, at + 1, end) || run_together(source, tokens, at, end)
        }
        Shape::Capital | Shape::Upper | Shape::Lower | Shape::Mixed => {
            let pointed = !token.letters && source.as_bytes()[token.end as usize - 1] == b'.';
            if !pointed || at + 1 >= end {
                return false;
            }
            let text = token.text(source);
            // "U.S.": a sentence ends there only if a word follows that is no part of a name.
            let next = tokens[at + 1];
            abbreviations.may_end(text) == Some(true)
                && next.spaced
                && next.shape == Shape::Capital
                && abbreviations.opens(next.text(source))
        }
        _ => false,
    }
}

/// "THRIVE! 2031": a mark that belongs to a name, with the year of the name behind it.
fn before_year(source: &str, tokens: &[Token], at: usize, end: usize) -> bool {
    let year = tokens[..end].get(at + 1);
    let name = at.checked_sub(1).map(|before| tokens[before].shape);
    name.is_some_and(Shape::is_nameish)
        && !tokens[at].spaced
        && year.is_some_and(|token| {
            let word = token.text(source);
            token.shape == Shape::Number
                && word.len() == 4
                && (word.starts_with("19") || word.starts_with("20"))
        })
}

/// "Ferment! Porto": a mark inside a name.
fn inside_name(
    source: &str,
    tokens: &[Token],
    at: usize,
    end: usize,
    exclamations: &Exclamations<'_>,
) -> bool {
    let [Some(name), Some(next)] = [at.checked_sub(1), Some(at + 1)].map(|t| tokens[..end].get(t?))
    else {
        return false;
    };
    name.shape.is_nameish()
        && !tokens[at].spaced
        && next.spaced
        && next.shape.is_nameish()
        && exclamations.are_name(name.text(source), next.text(source))
}

/// What stands around the exclamation marks of a document.
#[derive(Debug, Default)]
pub struct Exclamations<'a> {
    /// How often a mark stands between two words.
    pairs: FxHashMap<(&'a str, &'a str), usize>,
    /// Words behind whose mark a sentence goes on in small letters.
    going_on: FxHashSet<&'a str>,
}

impl<'a> Exclamations<'a> {
    /// Of all tokens of a text.
    pub fn of(source: &'a str, tokens: &[Token]) -> Exclamations<'a> {
        let mut found = Exclamations::default();
        for three in tokens.windows(3) {
            if three[1].shape != Shape::Mark('!') || three[1].spaced {
                continue;
            }
            let (name, next) = (three[0].text(source), three[2].text(source));
            *found.pairs.entry((name, next)).or_default() += 1;
            if three[2].shape == Shape::Lower {
                found.going_on.insert(name);
            }
        }
        found
    }

    /// The mark between two words belongs to a name if they stand around one elsewhere, too, or
    /// the first and its mark stand inside a sentence there.
    fn are_name(&self, name: &str, next: &str) -> bool {
        let times = self.pairs.get(&(name, next));
        times.is_some_and(|times| *times > 1) || self.going_on.contains(name)
    }
}

/// Whether the space behind a full stop was lost: "more deals.Export turnover reached", "said.“It
/// was". Web addresses and version numbers have no space behind the next word either.
fn run_together(source: &str, tokens: &[Token], at: usize, end: usize) -> bool {
    let [Some(before), Some(next), Some(second)] =
        [at.checked_sub(1), Some(at + 1), Some(at + 2)].map(|t| tokens[..end].get(t?))
    else {
        return false;
    };
    let long = |token: &Token| token.end - token.start >= 3;
    if next.spaced || tokens[at].spaced {
        return false;
    }
    match before.shape {
        Shape::Lower if long(before) => {}
        Shape::Mark(')' | '\u{201d}') => {}
        _ => return false,
    }
    match next.shape {
        Shape::Capital => second.spaced && next.text(source).bytes().next_back() != Some(b'.'),
        Shape::Mark('\u{201c}') => second.shape == Shape::Capital,
        _ => false,
    }
}

fn is_closing(source: &str, tokens: &[Token], at: usize) -> bool {
    let token = tokens[at];
    match token.shape {
        Shape::Mark(')' | ']' | '\u{201d}' | '\u{2019}' | '\u{bb}') => !token.spaced,
        Shape::Mark('"' | '\'') => {
            !token.spaced
                && tokens
                    .get(at + 1)
                    .is_none_or(|next| next.spaced || !matches!(next.shape, Shape::Lower))
        }
        Shape::Mark('.' | '!' | '?') => !token.spaced && token.text(source).len() == 1,
        Shape::Possessive => {
            // A closing single quotation mark behind a full stop.
            token.text(source).chars().count() == 1
        }
        _ => false,
    }
}

/// Whether a new sentence can begin at `at`: nothing, or something spaced that is no lower-case
/// word; a closing quotation mark may stand between.
fn next_opens(source: &str, tokens: &[Token], mut at: usize, end: usize) -> bool {
    while at < end && is_closing(source, tokens, at) {
        at += 1;
    }
    let Some(next) = tokens[..end].get(at) else {
        return true;
    };
    if !next.spaced {
        return false;
    }
    match next.shape {
        Shape::Lower => false,
        Shape::Mark(c) => !matches!(c, ',' | ';' | ':' | ')' | '%'),
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::lex;

    fn split(text: &str) -> Vec<&str> {
        let mut abbreviations = Abbreviations::default();
        for inner in ["Mr.", "Sept.", "Dr.", "St."] {
            abbreviations.insert(inner, false);
        }
        for either in ["U.S.", "Inc.", "p.m."] {
            abbreviations.insert(either, true);
        }
        let mut tokens = Vec::new();
        lex(text, 0..text.len(), &abbreviations, &mut tokens);
        let mut out = Vec::new();
        let exclamations = Exclamations::of(text, &tokens);
        let all = 0..tokens.len();
        sentences(text, &tokens, all, &abbreviations, &exclamations, &mut out);
        out.into_iter()
            .map(|s| &text[tokens[s.start].start as usize..tokens[s.end - 1].end as usize])
            .collect()
    }

    #[test]
    fn a_text_without_full_stops_is_cut() {
        let text = "word ".repeat(2 * LONGEST + 1);
        let found = split(&text);
        assert_eq!(found.len(), 3);
        assert_eq!(found[2], "word");
    }

    #[test]
    fn marks_inside_names_are_known_from_anywhere_in_the_text() {
        let found = split("Ferment! Porto opens. Brewers like it. All go to Ferment! Porto now.");
        assert_eq!(found.len(), 3, "{found:?}");
        let found = split("Ferment! Porto opens. The Ferment! fair is new.");
        assert_eq!(found.len(), 2, "{found:?}");
        let found = split("What a Ferment! Porto opens.");
        assert_eq!(found.len(), 2, "{found:?}");
    }

    #[test]
    fn keeps_abbreviations_and_numbers_whole() {
        assert_eq!(
            split(
                "It opened on Sept. 15 with Mr. Okoro of Acme Inc. as guest. About 2.5 million came."
            ),
            [
                "It opened on Sept. 15 with Mr. Okoro of Acme Inc. as guest.",
                "About 2.5 million came."
            ]
        );
    }

    #[test]
    fn parts_sentences_run_together() {
        assert_eq!(
            split("Stands sold out.Exports rose. See www.Acme.example or acme.com now.“We came”"),
            [
                "Stands sold out.",
                "Exports rose.",
                "See www.Acme.example or acme.com now.",
                "“We came”"
            ]
        );
    }

    #[test]
    fn parts_a_name_from_its_year_and_a_number_from_a_word() {
        let text = "EXPO-2017 and the Boat Show 2023opened in F-35 mode with 20th 2000mAh";
        let mut tokens = Vec::new();
        lex(text, 0..text.len(), &Abbreviations::default(), &mut tokens);
        let words: Vec<&str> = tokens.iter().map(|t| t.text(text)).collect();
        assert_eq!(
            words,
            [
                "EXPO", "2017", "and", "the", "Boat", "Show", "2023", "opened", "in", "F-35",
                "mode", "with", "20th", "2000mAh"
            ]
        );
    }

    #[test]
    fn keeps_a_mark_inside_a_name() {
        assert_eq!(
            split("Ferment! Porto opens. Wow! Ferment! Porto is full. Hooray! It was."),
            [
                "Ferment! Porto opens.",
                "Wow!",
                "Ferment! Porto is full.",
                "Hooray!",
                "It was."
            ]
        );
    }

    #[test]
    fn closes_quotations_with_their_sentence() {
        assert_eq!(
            split("\"We are back.\" He smiled. \"Is it full?\" she asked."),
            [
                "\"We are back.\"",
                "He smiled.",
                "\"Is it full?\" she asked."
            ]
        );
    }

    #[test]
    fn splits_possessives_and_initials() {
        let text = "Italy's J.W. Rossi met the builders' head, O'Neill.";
        let mut tokens = Vec::new();
        lex(text, 0..text.len(), &Abbreviations::default(), &mut tokens);
        let words: Vec<&str> = tokens.iter().map(|t| t.text(text)).collect();
        assert_eq!(
            words,
            [
                "Italy", "'s", "J.W.", "Rossi", "met", "the", "builders", "'", "head", ",",
                "O'Neill", "."
            ]
        );
    }

    #[test]
    fn survives_odd_text() {
        for text in [
            "",
            "...",
            "'s",
            "((((",
            "\u{feff}\u{200b}",
            "é'é-",
            "1,,2..3",
            "a\u{301}",
        ] {
            split(text);
        }
    }
}
