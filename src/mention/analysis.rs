//! A document cut into tokens and sentences, each token with its word's number and classes.

use super::date::{DateMention, dates};
use super::grid::Grid;
use super::scan::Scan;
use crate::document::{BlockKind, Document};
use crate::knowledge::figures::Tokens;
use crate::knowledge::{Class, Classes, Knowledge, Sign, Traits, VerbForm, VerbId, Word, WordId};
use crate::text::{Exclamations, Shape, Token, lex, sentences};
use jiff::civil::Date;
use std::ops::{Range, RangeInclusive};

/// A sentence: its tokens and the block it stands in.
#[derive(Clone, Debug)]
pub struct Sentence {
    pub tokens: Range<usize>,
    pub block: usize,
    pub kind: BlockKind,
    /// Most longer words are capitalised, as in English headlines: capitals mean nothing here.
    pub title_case: bool,
    /// The classes of all its tokens: what none of them is needs not be looked for.
    pub classes: Classes,
}

/// The tokens of a document with what the vocabulary knows of them.
#[derive(Debug)]
pub struct Analysis<'a> {
    pub source: &'a str,
    pub knowledge: &'a Knowledge,
    pub tokens: Vec<Token>,
    pub words: Vec<WordId>,
    pub classes: Vec<Classes>,
    pub sentences: Vec<Sentence>,
    /// The same turned round: by class and other traits, where such words stand.
    pub grid: Grid,
    /// By token, the sentence that holds it.
    sentence_of: Vec<u32>,
    /// By token, its number as an ordinal.
    ordinals: Vec<Option<i64>>,
    /// The small words that hold a name together, in order.
    glue: Vec<usize>,
}

/// A sentence as dates and figures are read from it.
#[derive(Debug)]
pub struct Cut<'a> {
    pub scan: Scan<'a>,
    /// The dates in it, resolved against the document's.
    pub dates: Vec<DateMention>,
}

/// What a token can be looked for as.
fn traits(mut traits: Traits, token: &Token, word: WordId) -> Traits {
    // A word of another length differs in its diacritics.
    let length = (token.end - token.start) as usize;
    if Word::of(word).is_some_and(|small| small.text().len() != length) {
        traits = traits.without_words();
    }
    let sign = match token.shape {
        Shape::Lower => Sign::Lower,
        Shape::Number => Sign::Number,
        Shape::Possessive => Sign::Possessive,
        Shape::Mark(mark) => {
            traits.insert(Sign::Mark.bit());
            match mark {
                ',' => Sign::Comma,
                ';' => Sign::Semicolon,
                ':' => Sign::Colon,
                '(' => Sign::Open,
                ')' => Sign::Close,
                _ if is_quote(mark) => Sign::Quote,
                _ => Sign::Mark,
            }
        }
        _ => return traits,
    };
    traits.insert(sign.bit());
    traits
}

fn is_quote(mark: char) -> bool {
    matches!(
        mark,
        '"' | '\u{201c}' | '\u{201d}' | '\u{ab}' | '\u{bb}' | '\u{201e}'
    )
}

impl<'a> Analysis<'a> {
    /// Cuts a document's blocks into tokens and sentences.
    pub fn new(document: &'a Document, knowledge: &'a Knowledge) -> Analysis<'a> {
        let source = document.text.as_str();
        let mut tokens = Vec::with_capacity(source.len() / 5);
        let mut found = Vec::new();
        let mut all = Vec::new();
        let mut blocks = Vec::with_capacity(document.blocks.len());
        let abbreviations = &knowledge.abbreviations;
        for block in &document.blocks {
            let first = tokens.len();
            lex(source, block.range.clone(), abbreviations, &mut tokens);
            blocks.push(first..tokens.len());
        }
        let exclamations = Exclamations::of(source, &tokens);
        for (block, range) in blocks.into_iter().enumerate() {
            let kind = document.blocks[block].kind;
            found.clear();
            sentences(
                source,
                &tokens,
                range,
                abbreviations,
                &exclamations,
                &mut found,
            );
            for tokens in found.drain(..) {
                all.push(Sentence {
                    tokens,
                    block,
                    kind,
                    title_case: false,
                    classes: Classes::default(),
                });
            }
        }
        let mut sentence_of = Vec::with_capacity(tokens.len());
        for (index, sentence) in all.iter().enumerate() {
            sentence_of.resize(sentence.tokens.end, index as u32);
        }
        let words: Vec<WordId> = tokens
            .iter()
            .map(|token| match token.shape {
                // Marks inside names count ("Light + Building"), those between them do not.
                Shape::Mark(',' | '.' | ';' | '"' | '(' | ')') => WordId::UNKNOWN,
                _ => knowledge.words.id_of(token, source),
            })
            .collect();
        let ordinal = |(token, id): (&Token, &WordId)| match token.shape {
            Shape::Mark(_) | Shape::Possessive => None,
            Shape::Number => knowledge.words.ordinal(token.text(source)),
            _ if token.letters => knowledge.words.listed_ordinal(*id),
            _ => knowledge.words.word_ordinal(token.text(source), *id),
        };
        let ordinals: Vec<Option<i64>> = tokens.iter().zip(&words).map(ordinal).collect();
        let mut classes: Vec<Classes> = Vec::with_capacity(tokens.len());
        let mut kinds: Vec<Traits> = Vec::with_capacity(tokens.len());
        for (at, &word) in words.iter().enumerate() {
            let (own, known) = knowledge.traits.of(word);
            classes.push(own);
            let mut traits = traits(known, &tokens[at], word);
            if ordinals[at].is_some() {
                traits.insert(Sign::Ordinal.bit());
            }
            kinds.push(traits);
        }
        for sentence in &mut all {
            for classes in &classes[sentence.tokens.clone()] {
                sentence.classes.add(*classes);
            }
        }
        let grid = Grid::new(&classes, &kinds);
        let mut analysis = Analysis {
            source,
            knowledge,
            tokens,
            words,
            classes,
            sentences: all,
            grid,
            sentence_of,
            ordinals,
            glue: Vec::new(),
        };
        for index in 0..analysis.sentences.len() {
            let title = analysis.is_title_case(&analysis.sentences[index]);
            analysis.sentences[index].title_case = title;
        }
        super::lead::mark(&mut analysis);
        super::small::mark(&mut analysis);
        analysis.glue = super::glue::glue(&analysis);
        analysis
    }

    /// Whether a small word is a part of the name around it.
    pub(super) fn is_glue(&self, at: usize) -> bool {
        self.glue.binary_search(&at).is_ok()
    }

    fn is_title_case(&self, sentence: &Sentence) -> bool {
        if !matches!(sentence.kind, BlockKind::Title | BlockKind::Heading) {
            return false;
        }
        let words = || {
            sentence
                .tokens
                .clone()
                .filter(|at| !matches!(self.tokens[*at].shape, Shape::Mark(_) | Shape::Number))
        };
        if words().nth(1).is_some() && words().all(|at| self.tokens[at].shape == Shape::Upper) {
            return true;
        }
        let mut long = 0;
        let mut capital = 0;
        for at in sentence.tokens.clone().skip(1) {
            let token = &self.tokens[at];
            if token.end - token.start < 4 || matches!(token.shape, Shape::Mark(_) | Shape::Number)
            {
                continue;
            }
            long += 1;
            capital += usize::from(token.shape.is_nameish());
            // "Lyra Boat Show 2031 opens": small letters are not for small words alone.
            let small = [
                Class::Preposition,
                Class::Conjunction,
                Class::Determiner,
                Class::Relative,
            ];
            if token.shape == Shape::Lower && !small.iter().any(|class| self.is(at, *class)) {
                return false;
            }
        }
        long >= 3 && capital * 10 >= long * 7
    }

    /// All sentences as dates and figures are read from them; `published` is the document's
    /// date. Lines of origin are left empty.
    pub fn cuts(&self, published: Option<Date>) -> Vec<Cut<'a>> {
        let tables = &self.knowledge.figures;
        let cut = |sentence: &Sentence| {
            let range = match sentence.kind {
                BlockKind::Origin => 0..0,
                _ => sentence.tokens.clone(),
            };
            let text = self.slice(range.clone());
            let base = self.tokens.get(range.start).map_or(0, |t| t.start as usize);
            let tokens = Tokens {
                tokens: &self.tokens[range.clone()],
                words: &self.words[range],
            };
            let scan = Scan::of_tokens(text, base, tokens, tables);
            let dates = dates(&scan, published);
            Cut { scan, dates }
        };
        self.sentences.iter().map(cut).collect()
    }

    /// The characters of a token.
    #[inline]
    pub fn word(&self, at: usize) -> &'a str {
        self.tokens
            .get(at)
            .map_or("", |token| token.text(self.source))
    }

    /// The shape of a token; none behind the last one.
    #[inline]
    pub fn shape(&self, at: usize) -> Option<Shape> {
        self.tokens.get(at).map(|token| token.shape)
    }

    /// Whether a word ends in letters of the class, in as many bytes as `lengths` tells, behind `stem`
    /// bytes or more.
    pub fn has_ending(
        &self,
        at: usize,
        stem: usize,
        lengths: RangeInclusive<usize>,
        class: Class,
    ) -> bool {
        let words = &self.knowledge.words;
        let word = self.word(at);
        { lengths }.any(|length| {
            let cut = word.len().checked_sub(length).filter(|cut| *cut >= stem);
            let end = cut.and_then(|cut| word.get(cut..));
            end.is_some_and(|end| words.classes(words.id(end)).has(class))
        })
    }

    /// The characters from the first to the last token of a range.
    pub fn slice(&self, range: Range<usize>) -> &'a str {
        if range.is_empty() {
            return "";
        }
        &self.source[self.bytes(range)]
    }

    /// The bytes from the first to the last token of a range.
    pub fn bytes(&self, range: Range<usize>) -> Range<usize> {
        self.tokens[range.start].start as usize..self.tokens[range.end - 1].end as usize
    }

    /// Whether some token of the sentence that begins a range is of a class.
    pub fn has(&self, sentence: &Range<usize>, class: Class) -> bool {
        self.sentences[self.sentence_of(sentence.start)]
            .classes
            .has(class)
    }

    /// Whether some token of the sentence that begins a range is of one of these classes: a
    /// sentence without any can be left at once.
    #[inline]
    pub fn has_any(&self, sentence: &Range<usize>, classes: Classes) -> bool {
        self.sentences[self.sentence_of(sentence.start)]
            .classes
            .any(classes)
    }

    /// Whether a token is of one of these classes.
    #[inline]
    pub fn is_any(&self, at: usize, classes: Classes) -> bool {
        self.classes.get(at).is_some_and(|own| own.any(classes))
    }

    /// Whether a token is of a class; what is behind the last token is of none.
    #[inline]
    pub fn is(&self, at: usize, class: Class) -> bool {
        self.classes.get(at).is_some_and(|own| own.has(class))
    }

    /// Whether a token is a lower-case word of a class; a capitalised one opens a sentence or a
    /// name and does not count.
    #[inline]
    pub fn is_lower(&self, at: usize, class: Class) -> bool {
        self.is(at, class) && self.shape(at) == Some(Shape::Lower)
    }

    #[inline]
    pub fn mark(&self, at: usize) -> Option<char> {
        match self.shape(at) {
            Some(Shape::Mark(c)) => Some(c),
            _ => None,
        }
    }

    #[inline]
    pub fn is_mark(&self, at: usize, mark: char) -> bool {
        self.shape(at) == Some(Shape::Mark(mark))
    }

    #[inline]
    pub fn is_quote(&self, at: usize) -> bool {
        matches!(self.shape(at), Some(Shape::Mark(mark)) if is_quote(mark))
    }

    /// Whether a token is that word, in any case.
    #[inline]
    pub fn says(&self, at: usize, word: &str) -> bool {
        // Most words differ in length already.
        self.tokens.get(at).is_some_and(|token| {
            (token.end - token.start) as usize == word.len()
                && token.text(self.source).eq_ignore_ascii_case(word)
        })
    }

    /// Whether the tokens from `at` are these words, in any case, and lie before `end`.
    #[inline]
    pub fn says_all(&self, at: usize, end: usize, words: &[&str]) -> bool {
        at + words.len() <= end
            && words.first().is_none_or(|word| self.says(at, word))
            && words
                .iter()
                .enumerate()
                .all(|(offset, word)| self.says(at + offset, word))
    }

    /// Whether a token is an adjective of a name and a hyphen: "Porto-based".
    pub fn is_compound(&self, at: usize) -> bool {
        !self.tokens[at].letters
            && self.word(at).rsplit_once('-').is_some_and(|(_, tail)| {
                let words = &self.knowledge.words;
                words.classes(words.id(tail)).has(Class::CompoundTail)
            })
    }

    /// The number of an ordinal token.
    pub fn ordinal(&self, at: usize) -> Option<i64> {
        self.ordinals.get(at).copied().flatten()
    }

    #[inline]
    pub fn verb_forms(&self, at: usize) -> &[VerbForm] {
        match self.words.get(at) {
            Some(word) => self.knowledge.words.forms(*word),
            None => &[],
        }
    }

    /// The form a token can be of that verb.
    pub fn verb_form(&self, at: usize, verb: VerbId) -> Option<&VerbForm> {
        self.verb_forms(at).iter().find(|form| form.verb == verb)
    }

    /// The kind of the block that holds a token.
    pub fn kind_of(&self, at: usize) -> BlockKind {
        self.sentences[self.sentence_of(at)].kind
    }

    /// The index of the sentence that holds a token.
    #[inline]
    pub fn sentence_of(&self, at: usize) -> usize {
        match self.sentence_of.get(at) {
            Some(index) => *index as usize,
            None => self.sentences.len().saturating_sub(1),
        }
    }
}
