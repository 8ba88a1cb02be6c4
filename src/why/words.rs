//! Where words stand in a document, however they are written: without regard to case, accents,
//! punctuation and possessives.

use crate::knowledge::fold;
use crate::mention::Analysis;
use crate::text::Shape;
use std::ops::Range;

/// How alike two spellings must be, from 0 to 1, to be told as near.
const NEAR: f64 = 0.8;

/// The words of a document in their order.
#[derive(Debug)]
pub(super) struct Index {
    /// Folded, each with its token; a token with a hyphen in it is several words.
    words: Vec<(String, usize)>,
    /// By sentence, its words.
    sentences: Vec<Range<usize>>,
}

impl Index {
    pub fn new(analysis: &Analysis<'_>) -> Index {
        let mut words = Vec::with_capacity(analysis.tokens.len());
        let mut sentences = Vec::with_capacity(analysis.sentences.len());
        for sentence in &analysis.sentences {
            let first = words.len();
            for token in sentence.tokens.clone() {
                if analysis.tokens[token].shape != Shape::Possessive {
                    words.extend(parts(analysis.word(token)).map(|part| (part, token)));
                }
            }
            sentences.push(first..words.len());
        }
        Index { words, sentences }
    }

    /// The tokens of every place in a sentence where all words stand in this order, side by side.
    pub fn find(&self, sentence: usize, wanted: &[String]) -> Vec<Range<usize>> {
        let words = &self.words[self.sentences[sentence].clone()];
        if wanted.is_empty() {
            return Vec::new();
        }
        let windows = words.windows(wanted.len());
        let same = windows.filter(|window| window.iter().map(|(word, _)| word).eq(wanted));
        same.map(span).collect()
    }

    /// Whether all words stand in a sentence, in any order.
    pub fn has_all(&self, sentence: usize, wanted: &[String]) -> bool {
        let words = &self.words[self.sentences[sentence].clone()];
        !wanted.is_empty()
            && wanted
                .iter()
                .all(|w| words.iter().any(|(word, _)| word == w))
    }

    /// Whether words of one stem with each of these stand in a sentence: "agricultural" for
    /// "agriculture", "chip" for "chips".
    pub fn has_kin(&self, sentence: usize, wanted: &[String]) -> bool {
        let words = &self.words[self.sentences[sentence].clone()];
        let stands = |w: &String| words.iter().any(|(word, _)| are_kin(word, w));
        !wanted.is_empty() && wanted.iter().all(stands)
    }

    /// How many of the words stand in a sentence.
    pub fn count(&self, sentence: usize, wanted: &[String]) -> usize {
        let words = &self.words[self.sentences[sentence].clone()];
        let stands = |w: &&String| words.iter().any(|(word, _)| word == *w);
        wanted.iter().filter(stands).count()
    }

    /// The place in the document whose spelling is nearest to the words, and how near, if near
    /// enough.
    pub fn nearest(&self, wanted: &[String]) -> Option<(usize, Range<usize>, f64)> {
        let joined = wanted.join(" ");
        // Of short words every other one is alike.
        if joined.len() < 5 {
            return None;
        }
        let mut best: Option<(usize, Range<usize>, f64)> = None;
        for (sentence, range) in self.sentences.iter().enumerate() {
            for window in self.words[range.clone()].windows(wanted.len()) {
                let words: Vec<&str> = window.iter().map(|(word, _)| word.as_str()).collect();
                let here = words.join(" ");
                if here.len().abs_diff(joined.len()) > 4 {
                    continue;
                }
                let likeness = strsim::normalized_damerau_levenshtein(&here, &joined);
                if likeness >= NEAR && best.as_ref().is_none_or(|best| likeness > best.2) {
                    best = Some((sentence, span(window), likeness));
                }
            }
        }
        best
    }
}

/// Whether two words are forms of one: alike but for the plural, or for an ending of few letters.
fn are_kin(a: &str, b: &str) -> bool {
    let (a, b) = (a.trim_end_matches('s'), b.trim_end_matches('s'));
    let same = a.chars().zip(b.chars()).take_while(|(a, b)| a == b).count();
    a == b || same >= 5 && a.chars().count().max(b.chars().count()) <= same + 3
}

/// The tokens of words in a row.
fn span(words: &[(String, usize)]) -> Range<usize> {
    match (words.first(), words.last()) {
        (Some((_, first)), Some((_, last))) => *first..last + 1,
        _ => 0..0,
    }
}

/// The words of a text, folded.
fn parts(text: &str) -> impl Iterator<Item = String> {
    let folded = fold(text);
    let words = folded.split(|c: char| !c.is_alphanumeric());
    let words: Vec<String> = words
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect();
    words.into_iter()
}

/// The words of a name as they are looked for: folded, without possessives and a leading article.
pub(super) fn wanted(name: &str) -> Vec<String> {
    let bare = name.replace("'s ", " ").replace("\u{2019}s ", " ");
    let mut words: Vec<String> = parts(&bare).collect();
    if words.len() > 1 && matches!(words[0].as_str(), "the" | "a" | "an") {
        words.remove(0);
    }
    words
}

/// The first letters of the words of a name that begin with a capital: "SCE".
pub(super) fn acronym(name: &str) -> Option<String> {
    let letters: String = name
        .split(|c: char| !c.is_alphanumeric())
        .filter_map(|word| word.chars().next().filter(|c| c.is_uppercase()))
        .collect();
    (letters.chars().count() > 1).then(|| fold(&letters))
}

/// Whether two names are the same but for case, accents and punctuation.
pub(super) fn same(a: &str, b: &str) -> bool {
    wanted(a) == wanted(b)
}

/// Whether all words of one name are among those of the other.
pub(super) fn within(a: &str, b: &str) -> bool {
    let (a, b) = (wanted(a), wanted(b));
    let (few, many) = if a.len() < b.len() { (a, b) } else { (b, a) };
    !few.is_empty() && few.iter().all(|word| many.contains(word))
}

/// The part of all their words that two names share, from 0 to 1.
pub(super) fn shared(a: &str, b: &str) -> f64 {
    let (a, b) = (wanted(a), wanted(b));
    let both = a.iter().filter(|word| b.contains(word)).count();
    match a.len() + b.len() - both {
        0 => 0.0,
        all => both as f64 / all as f64,
    }
}

/// Whether two names share most of their words, or one is part of the other.
pub(super) fn alike(a: &str, b: &str) -> bool {
    within(a, b) || shared(a, b) >= 0.5
}
