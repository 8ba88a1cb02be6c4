//! A question taken apart: names, years, numbers and words, each with how much depends on it.

use super::language::{Language, Sign};
use super::names::{Meaning, Names};
use super::token::{Token, joined, tokens};

/// A part of a question.
#[derive(Clone, Debug, PartialEq)]
pub struct Unit {
    /// As it was typed.
    pub text: String,
    pub piece: Option<Piece>,
    /// What it is as words, where it may be words.
    pub words: Vec<Word>,
    /// The word before it.
    pub before: String,
}

/// A part that may be a parameter's value.
#[derive(Clone, Debug, PartialEq)]
pub enum Piece {
    /// A name, or, `partly`, a part of one.
    Name {
        meanings: Vec<Meaning>,
        partly: bool,
    },
    /// Looks like a name that nothing has.
    Unknown,
    Year(i32),
    /// With what "more than" adds.
    Number(u32),
    /// "The third", of editions.
    Ordinal(u32),
    Latest,
}

/// A word or phrase, as far as it says what is asked.
#[derive(Clone, Debug, PartialEq)]
pub struct Word {
    pub text: String,
    /// The groups it is of, or itself.
    pub keys: Vec<String>,
    /// Whether any wording or group has it.
    pub known: bool,
}

/// A question taken apart.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Question {
    pub units: Vec<Unit>,
    /// Words that were taken for another: typed, meant.
    pub corrected: Vec<(String, String)>,
}

/// Years that editions may have.
const YEARS: std::ops::RangeInclusive<u32> = 1750..=2199;

/// Unknown names are not looked for in more words than these.
const LONGEST: usize = 8;

/// Takes a question apart.
pub fn take_apart(text: &str, language: &Language, names: &Names) -> Question {
    let mut reader = Reader {
        language,
        names,
        tokens: tokens(text),
        question: Question::default(),
        shouted: !text.chars().any(char::is_lowercase),
        auxiliary: false,
    };
    let mut at = 0;
    while at < reader.tokens.len() {
        at += reader.step(at).max(1);
    }
    reader.question
}

struct Reader<'a> {
    language: &'a Language,
    names: &'a Names,
    tokens: Vec<Token>,
    question: Question,
    /// All in capitals, which then say nothing.
    shouted: bool,
    /// An auxiliary verb has been read.
    auxiliary: bool,
}

impl Reader<'_> {
    /// Reads what begins at a token, and tells how many it has.
    fn step(&mut self, at: usize) -> usize {
        let phrase = self.phrase(at);
        let phrase_length = phrase.as_ref().map_or(0, |(length, _)| *length);
        if let Some((length, meanings, weak)) = self.name(at)
            && (length > 1 || phrase_length <= 1)
            && (!weak || length >= phrase_length)
        {
            let words = match weak {
                true => self.words_within(at, length),
                false => Vec::new(),
            };
            let piece = Piece::Name {
                meanings,
                partly: false,
            };
            return self.push(at, length, Some(piece), words);
        }
        // "More than one" is a phrase, "more than three" a number.
        if let Some((length, Some(word))) = &phrase
            && *length > 1
            && !matches!(self.language.sign(&self.tokens[at..]), Some((sign, Sign::Latest | Sign::Ordinal(_))) if sign >= *length)
        {
            let (length, word) = (*length, word.clone());
            return self.push(at, length, None, vec![word]);
        }
        if let Some(length) = self.number(at) {
            return length;
        }
        if let Some((length, sign)) = self.language.sign(&self.tokens[at..]) {
            let piece = match sign {
                Sign::Latest => Some(Piece::Latest),
                Sign::Ordinal(number) => Some(Piece::Ordinal(*number)),
                Sign::Before(_) | Sign::After => None,
            };
            if let Some(piece) = piece {
                let words = self.words_within(at, length);
                return self.push(at, length, Some(piece), words);
            }
        }
        if let Some(number) = self.language.ordinal(&self.tokens[at].word) {
            let words = self.words_within(at, 1);
            return self.push(at, 1, Some(Piece::Ordinal(number)), words);
        }
        match phrase {
            Some((length, Some(word))) => {
                let unit = vec![word];
                self.push(at, length, None, unit)
            }
            Some((length, None)) => length,
            None => self.unknown(at),
        }
    }

    /// The longest phrase at a token, with its length; no word for one that says nothing.
    fn phrase(&mut self, at: usize) -> Option<(usize, Option<Word>)> {
        let forms = self.language.forms(&self.tokens[at].word);
        let ignored = self.language.is_ignored(&forms);
        let mut longest = 0;
        let mut groups: Vec<Option<&String>> = Vec::new();
        for phrase in self.language.phrases(&forms) {
            let Some(length) = self.matches(at, &phrase.words) else {
                continue;
            };
            if length < longest {
                continue;
            }
            if length > longest {
                longest = length;
                groups.clear();
            }
            groups.push(phrase.group.as_ref());
        }
        let was_auxiliary = self.auxiliary;
        if longest <= 1 && self.language.is_auxiliary(&forms) {
            self.auxiliary = true;
        }
        if longest <= 1 && ignored && !(was_auxiliary && longest == 1) {
            return Some((1, None));
        }
        if longest == 0 {
            return None;
        }
        let keys: Vec<String> = groups.into_iter().flatten().cloned().collect();
        if keys.is_empty() {
            return Some((longest, None));
        }
        let typed: Vec<&str> = self.tokens[at..at + longest]
            .iter()
            .map(|token| token.typed.as_str())
            .collect();
        let mut keys = keys;
        keys.dedup();
        Some((
            longest,
            Some(Word {
                text: typed.join(" "),
                keys,
                known: true,
            }),
        ))
    }

    /// How many tokens a phrase takes at a place, words that say nothing between its own included.
    fn matches(&self, at: usize, phrase: &[String]) -> Option<usize> {
        let mut place = at;
        for (number, word) in phrase.iter().enumerate() {
            loop {
                let token = self.tokens.get(place)?;
                let forms = self.language.forms(&token.word);
                place += 1;
                if forms.contains(word) {
                    break;
                }
                if number == 0 || !self.language.is_ignored(&forms) {
                    return None;
                }
            }
        }
        Some(place - at)
    }

    /// The name at a token, and whether it may as well be words.
    fn name(&self, at: usize) -> Option<(usize, Vec<Meaning>, bool)> {
        let (length, named) = self.names.at(&self.tokens[at..])?;
        let typed = &self.tokens[at..at + length];
        let is_word = |token: &Token| self.language.is_common(&token.word);
        let is_number = |token: &Token| token.word.bytes().all(|b| b.is_ascii_digit());
        let mut meanings: Vec<Meaning> = Vec::new();
        let words_only = typed.iter().all(|token| is_word(token) || is_number(token));
        let mut weak = words_only;
        if !words_only {
            meanings.extend(named.iter().map(|named| named.meaning.clone()));
        } else if typed.iter().all(is_number) {
            return None;
        } else {
            let capital = typed.iter().any(Token::is_capital) && !self.shouted;
            for named in named {
                let exact = same_case(&named.text, typed);
                let lower = !named.text.chars().any(char::is_uppercase);
                // "who" is not the WHO, and "it" no fair of that name.
                let fits = lower || (exact && !self.shouted) || length > 1;
                if fits {
                    meanings.push(named.meaning.clone());
                }
                if exact && capital && at > 0 {
                    weak = false;
                }
            }
        }
        meanings.sort();
        meanings.dedup();
        // "CEO" is a post, and also a word for one who leads.
        weak |= meanings
            .iter()
            .all(|meaning| matches!(meaning, Meaning::Value { .. }));
        (!meanings.is_empty()).then_some((length, meanings, weak))
    }

    fn words_within(&mut self, at: usize, length: usize) -> Vec<Word> {
        let mut words = Vec::new();
        let mut place = at;
        while place < at + length {
            match self.phrase(place) {
                Some((taken, word)) if place + taken <= at + length => {
                    words.extend(word);
                    place += taken;
                }
                _ => {
                    words.push(self.plain(place));
                    place += 1;
                }
            }
        }
        words
    }

    /// A word that no phrase has.
    fn plain(&self, at: usize) -> Word {
        let token = &self.tokens[at];
        let forms = self.language.forms(&token.word);
        // Its last form is the plainest.
        let key = forms.last().unwrap_or(&token.word);
        Word {
            text: token.typed.clone(),
            keys: vec![format!("={key}")],
            known: self.language.knows(&token.word),
        }
    }

    /// A year or a number at a token.
    fn number(&mut self, at: usize) -> Option<usize> {
        let mut place = at;
        let mut more = 0;
        if let Some((length, Sign::Before(added))) = self.language.sign(&self.tokens[at..]) {
            (place, more) = (at + length, *added);
        }
        let number = self.language.number(&self.tokens.get(place)?.word)?;
        let mut end = place + 1;
        if place == at && YEARS.contains(&number) && self.tokens[at].word.len() == 4 {
            let year = i32::try_from(number).ok()?;
            return Some(self.push(at, 1, Some(Piece::Year(year)), Vec::new()));
        }
        if let Some((length, Sign::After)) =
            self.tokens.get(end..).and_then(|t| self.language.sign(t))
        {
            end += length;
        }
        // "One" alone is no number.
        if end - at == 1 && !self.tokens[at].word.bytes().all(|b| b.is_ascii_digit()) && number < 2
        {
            return None;
        }
        let number = number.saturating_add(more);
        let words = match number > 1 && !self.language.several.is_empty() {
            true => vec![Word {
                text: joined(&self.tokens[at..end]),
                keys: vec![self.language.several.clone()],
                known: true,
            }],
            false => Vec::new(),
        };
        Some(self.push(at, end - at, Some(Piece::Number(number)), words))
    }

    /// What no phrase has: a part of a name, something that looks like a name, a mistyped word, or
    /// a word that is not understood.
    fn unknown(&mut self, at: usize) -> usize {
        let like_name = |token: &Token| {
            let capital = token.is_capital() && !self.shouted;
            let strange = !self.language.is_common(&token.word);
            strange || (capital && at > 0)
        };
        let mut length = self.tokens[at..]
            .iter()
            .take_while(|token| {
                like_name(token)
                    && self.language.number(&token.word).is_none()
                    && !self.language.knows(&token.word)
            })
            .take(LONGEST)
            .count();
        if length == 0 {
            let word = self.plain(at);
            return self.push(at, 1, None, vec![word]);
        }
        // A part of a name, as much of it as there is.
        for taken in (1..=length).rev() {
            let part = &self.tokens[at..at + taken];
            let mut meanings: Vec<Meaning> = self
                .names
                .with_words(part)
                .into_iter()
                .filter(|named| matches!(named.meaning, Meaning::Thing { .. }))
                .map(|named| named.meaning.clone())
                .collect();
            meanings.sort();
            meanings.dedup();
            if !meanings.is_empty() {
                let piece = Piece::Name {
                    meanings,
                    partly: true,
                };
                return self.push(at, taken, Some(piece), Vec::new());
            }
        }
        let typed = &self.tokens[at];
        let capital = typed.is_capital() && !self.shouted;
        let may_be_mistyped = length == 1 && (!capital || at == 0);
        let meant = self.language.meant(&typed.word).map(str::to_owned);
        if let Some(meant) = meant.filter(|_| may_be_mistyped) {
            let typed = typed.typed.clone();
            self.question.corrected.push((typed, meant.clone()));
            self.tokens[at].word = meant;
            return self.step(at);
        }
        let is_capital = |token: &Token| token.is_capital() && !self.shouted;
        if !self.tokens[at..at + length].iter().any(is_capital) {
            // In small letters it may be a name or a word; a single one is as likely a word.
            length = 1;
            let word = self.plain(at);
            return self.push(at, length, Some(Piece::Unknown), vec![word]);
        }
        self.push(at, length, Some(Piece::Unknown), Vec::new())
    }

    fn push(&mut self, at: usize, length: usize, piece: Option<Piece>, words: Vec<Word>) -> usize {
        let typed = self.tokens[at..at + length]
            .iter()
            .map(|token| token.typed.as_str());
        let before = (0..at).rev().map(|place| &self.tokens[place].word);
        // "At the Expo": the article says nothing.
        let before = before
            .into_iter()
            .find(|word| !["the", "a", "an"].contains(&word.as_str()));
        self.question.units.push(Unit {
            text: typed.collect::<Vec<_>>().join(" "),
            piece,
            words,
            before: before.cloned().unwrap_or_default(),
        });
        length
    }
}

/// Whether a name is typed as it is written, capitals included.
fn same_case(name: &str, typed: &[Token]) -> bool {
    let written: Vec<String> = tokens(name).into_iter().map(|token| token.typed).collect();
    let skip = written.len().saturating_sub(typed.len());
    written[skip..]
        .iter()
        .zip(typed)
        .all(|(w, t)| *w == t.typed)
}
