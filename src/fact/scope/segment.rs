//! The stretches of a sentence that can speak of different editions: what stands in brackets,
//! behind a semicolon, in a relative clause or behind a word of comparison.

use crate::knowledge::{Class, Sign, Table, Word};
use crate::mention::{Analysis, Lower};
use crate::text::Shape;
use std::ops::Range;

/// The segment of each token, and of each segment the one it is set into.
#[derive(Debug, Default)]
pub(super) struct Segments {
    of: Vec<u8>,
    /// Per sentence, where its segments' parents begin.
    first: Vec<usize>,
    /// Per sentence, its first token.
    starts: Vec<usize>,
    parents: Vec<u8>,
    /// Parallel to them: whether a segment is what somebody is quoted with.
    quoted: Vec<bool>,
}

impl Segments {
    /// Cuts all sentences.
    pub fn new(analysis: &Analysis<'_>) -> Segments {
        let mut segments = Segments {
            of: Vec::with_capacity(analysis.tokens.len()),
            ..Segments::default()
        };
        for sentence in &analysis.sentences {
            segments.first.push(segments.parents.len());
            segments.starts.push(sentence.tokens.start);
            // Tokens between sentences belong to none.
            segments.of.resize(sentence.tokens.start, 0);
            segments.cut(analysis, &sentence.tokens);
        }
        segments.of.resize(analysis.tokens.len(), 0);
        segments
    }

    /// The segment of a token within its sentence.
    pub fn of(&self, token: usize) -> u8 {
        self.of[token]
    }

    /// The segment that a segment of a sentence is set into; itself for an outermost one.
    pub fn parent(&self, sentence: usize, segment: u8) -> u8 {
        self.parents[self.first[sentence] + usize::from(segment)]
    }

    /// The quotation of a sentence that a segment is or is set into.
    pub fn quotation(&self, sentence: usize, segment: u8) -> Option<u8> {
        let mut segment = segment;
        loop {
            if self.quoted[self.first[sentence] + usize::from(segment)] {
                return Some(segment);
            }
            let parent = self.parent(sentence, segment);
            if parent == segment {
                return None;
            }
            segment = parent;
        }
    }

    /// Whether a segment of a sentence is, or is set into, another one.
    pub fn holds(&self, sentence: usize, outer: u8, inner: u8) -> bool {
        let mut segment = inner;
        loop {
            if segment == outer {
                return true;
            }
            let parent = self.parent(sentence, segment);
            if parent == segment {
                return false;
            }
            segment = parent;
        }
    }

    /// The sentence of a token.
    pub fn sentence_of(&self, token: usize) -> Option<usize> {
        self.starts
            .partition_point(|start| *start <= token)
            .checked_sub(1)
    }

    /// Sets all that a sentence has said so far into a new segment, the `fresh`th.
    fn set_into(&mut self, base: usize, start: usize, fresh: u8) {
        for segment in &mut self.of[start..] {
            if *segment == 0 {
                *segment = fresh;
            }
        }
        for parent in &mut self.parents[base + 1..] {
            if *parent == 0 {
                *parent = fresh;
            }
        }
        self.parents.push(0);
    }

    fn cut(&mut self, analysis: &Analysis<'_>, sentence: &Range<usize>) {
        let base = self.parents.len();
        self.parents.push(0);
        let mut current = 0u8;
        // What closes the insertions that are open, innermost last.
        let mut open: Vec<(u8, Close)> = Vec::new();
        let mut quoted: Vec<u8> = Vec::new();
        let cues = (
            Sign::Mark,
            (Lower(Class::Comparison), [Word::And, Word::That]),
        );
        for at in analysis.grid.each(sentence.clone(), cues) {
            self.of.resize(at, current);
            let fresh = u8::try_from(self.parents.len() - base).unwrap_or(u8::MAX);
            if fresh == u8::MAX {
                self.of.push(current);
                continue;
            }
            let mut mark = analysis.mark(at);
            // A hyphen between spaces is a dash.
            if mark == Some('-')
                && analysis.tokens[at].spaced
                && at + 1 < sentence.end
                && analysis.tokens[at + 1].spaced
            {
                mark = Some('\u{2013}');
            }
            match mark {
                Some('(') => {
                    self.parents.push(current);
                    open.push((current, Close::Bracket));
                    current = fresh;
                    self.of.push(current);
                    continue;
                }
                Some(')') => {
                    self.of.push(current);
                    while let Some((outer, close)) = open.pop() {
                        current = outer;
                        if close == Close::Bracket {
                            break;
                        }
                    }
                    continue;
                }
                _ if analysis.is_quote(at) && speech(analysis, sentence, at, &open) => {
                    let spoken = open.iter().rposition(|(_, c)| *c == Close::Quote);
                    if let Some(quote) = spoken {
                        self.of.push(current);
                        current = open[quote].0;
                        open.truncate(quote);
                    } else if !opens(analysis, sentence, at) {
                        // `Three years ago it took longer," said`: the quotation began before.
                        self.set_into(base, sentence.start, fresh);
                        quoted.push(fresh);
                        self.of.push(fresh);
                        current = 0;
                        open.clear();
                    } else {
                        quoted.push(fresh);
                        self.parents.push(current);
                        open.push((current, Close::Quote));
                        current = fresh;
                        self.of.push(current);
                    }
                    continue;
                }
                Some(';' | ':') => {
                    open.clear();
                    self.parents.push(fresh);
                    current = fresh;
                    self.of.push(current);
                    continue;
                }
                Some('\u{2014}' | '\u{2013}') if !between_numbers(analysis, at) => {
                    if let Some(dash) = open.iter().rposition(|(_, c)| *c == Close::Dash) {
                        current = open[dash].0;
                        open.truncate(dash);
                    } else if analysis.tokens[at].spaced || mark == Some('\u{2014}') {
                        self.parents.push(current);
                        open.push((current, Close::Dash));
                        current = fresh;
                    }
                    self.of.push(current);
                    continue;
                }
                Some(',') if within_place(analysis, at, sentence.end) => {}
                Some(',') => {
                    if let Some((outer, Close::Comma)) = open.last().copied() {
                        current = outer;
                        open.pop();
                    }
                }
                _ => {}
            }
            if let Some(kind) = opening(analysis, sentence, at) {
                // The number is taken anew, for the comma may have closed a segment.
                if kind == Opening::Clause {
                    open.retain(|(_, close)| *close != Close::Comma);
                    self.parents.push(fresh);
                } else if kind == Opening::Predicate {
                    self.parents.push(current);
                } else {
                    self.parents.push(current);
                    open.push((current, Close::Comma));
                }
                current = fresh;
            }
            self.of.push(current);
        }
        self.of.resize(sentence.end, current);
        self.quoted.resize(self.parents.len(), false);
        for segment in quoted {
            self.quoted[base + usize::from(segment)] = true;
        }
    }
}

/// Whether a quotation mark opens or closes what somebody says: a mark stands before its end, or it goes on
/// beyond the sentence. A name or a few words in quotation marks are none.
fn speech(
    analysis: &Analysis<'_>,
    sentence: &Range<usize>,
    at: usize,
    open: &[(u8, Close)],
) -> bool {
    let ends = |quote: usize| {
        quote > sentence.start
            && matches!(
                analysis.mark(quote - 1),
                Some(',' | '.' | '?' | '!' | '\u{2026}')
            )
    };
    if open.iter().any(|(_, close)| *close == Close::Quote) {
        return ends(at) || !opens(analysis, sentence, at);
    }
    match opens(analysis, sentence, at) {
        true => (at + 1..sentence.end)
            .find(|t| analysis.is_quote(*t))
            .is_none_or(ends),
        false => ends(at),
    }
}

/// Whether a quotation mark is an opening one, as it is spaced.
fn opens(analysis: &Analysis<'_>, sentence: &Range<usize>, at: usize) -> bool {
    at == sentence.start || analysis.tokens[at].spaced
}

/// "in Winterkelm, Ohio, last year, will": a comma before or behind the state that a town is in, where the
/// clause goes on.
fn within_place(analysis: &Analysis<'_>, at: usize, end: usize) -> bool {
    let name = |t: usize| t < end && analysis.tokens[t].shape.is_nameish();
    let state = |t: usize| {
        name(t)
            && (analysis.knowledge.authority.names(&analysis.words[t..end])).any(|(_, entries)| {
                let land = |table| matches!(table, Table::Place | Table::Country);
                entries.iter().any(|entry| land(entry.table))
            })
    };
    let before = at > 0 && name(at - 1);
    // The comma behind the state closes the clause, unless a time follows.
    let timed = |t: usize| {
        t < end && (analysis.is_lower(t, Class::Previous) || analysis.is_lower(t, Class::Following))
    };
    let first = before
        && state(at + 1)
        && (at + 2..end.min(at + 4)).any(|t| analysis.is_mark(t, ',') && timed(t + 1));
    let second = before && timed(at + 1) && at > 2 && {
        (at.saturating_sub(3)..at).any(|t| analysis.is_mark(t, ',') && state(t + 1))
    };
    first || second
}

/// Whether a dash spans numbers: "16 - 20 February".
fn between_numbers(analysis: &Analysis<'_>, at: usize) -> bool {
    at > 0
        && analysis.tokens[at - 1].shape == Shape::Number
        && at + 1 < analysis.tokens.len()
        && analysis.tokens[at + 1].shape == Shape::Number
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Close {
    Bracket,
    Comma,
    Dash,
    Quote,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Opening {
    /// Goes on to the end: ", but ...".
    Clause,
    /// Goes on to the end, of the same subject: "and will be back in June".
    Predicate,
    /// Goes on to the next comma: ", which ...,", "than ...".
    Insertion,
}

/// Whether a segment opens at a token.
fn opening(analysis: &Analysis<'_>, sentence: &Range<usize>, at: usize) -> Option<Opening> {
    let next = (at + 1 < sentence.end).then_some(at + 1);
    match analysis.tokens[at].shape {
        Shape::Mark(',') => {
            let next = next?;
            if analysis.is_lower(next, Class::Relative) || analysis.says(next, "when") {
                return Some(Opening::Insertion);
            }
            // ", first held in 1987,"
            let verb = next + usize::from(analysis.says(next, "first"));
            let told = verb < sentence.end
                && analysis.tokens[verb].shape == Shape::Lower
                && analysis.verb_forms(verb).iter().any(|form| {
                    form.participle
                        && [Class::HoldVerb, Class::FoundVerb]
                            .iter()
                            .any(|c| analysis.knowledge.words.verb_class(form.verb, *c))
                });
            // "At its first, held in June, 900 exhibitors": what opens the sentence goes on.
            let adjunct = analysis.is(sentence.start, Class::Preposition);
            if told
                && !adjunct
                && (verb + 1..sentence.end.min(verb + 12)).any(|t| analysis.is_mark(t, ','))
            {
                return Some(Opening::Insertion);
            }
            if analysis.is_lower(next, Class::ClauseJoin) {
                return Some(Opening::Clause);
            }
            // "After Mendoza in 2028 and Lagos in 2030, the congress comes home"
            // "Coinciding with the Shirt Show, the event drew"
            let behind = analysis.is(sentence.start, Class::AsideOpener);
            if behind && analysis.is(next, Class::Article) {
                return Some(Opening::Clause);
            }
            // ", and in 2019 it", ", and the fair": not the end of a list.
            let begins = analysis.says(next, "and")
                && next + 1 < sentence.end
                && (analysis.says(next + 1, "in")
                    || analysis.is(next + 1, Class::Pronoun)
                    || analysis.is(next + 1, Class::Article));
            begins.then_some(Opening::Clause)
        }
        // "gathered 1,010 exhibitors and will be back in June 2026"
        Shape::Lower
            if analysis.says(at, "and") && next.is_some_and(|n| analysis.says(n, "will")) =>
        {
            Some(Opening::Predicate)
        }
        // "the boat fair that began in 2016 with nine of them, opened"
        Shape::Lower if analysis.says(at, "that") => {
            let past = next.is_some_and(|n| {
                (analysis.verb_forms(n).iter()).any(|form| form.past && !form.base)
            });
            let fair = at > sentence.start
                && (analysis.is_lower(at - 1, Class::EventNoun)
                    || analysis.is_lower(at - 1, Class::FairNoun));
            (past && fair).then_some(Opening::Insertion)
        }
        Shape::Lower if analysis.is(at, Class::Comparison) => {
            // "up from", "down from" compare; "up to" does not.
            let from = next.is_some_and(|n| analysis.says(n, "from"));
            let bare = !analysis.is(at, Class::ComparisonWithFrom);
            // "more than 500" compares nothing, "more than in 2019" does.
            let bound = analysis.says(at, "than")
                && !next.is_some_and(|n| {
                    // "than five years ago"
                    n + 2 < sentence.end
                        && analysis.says(n + 1, "years")
                        && analysis.says(n + 2, "ago")
                        || analysis.is(n, Class::Determiner)
                        || analysis.is(n, Class::Preposition)
                        || analysis.is(n, Class::Previous)
                });
            if bound {
                return None;
            }
            (bare || from).then_some(Opening::Insertion)
        }
        _ => None,
    }
}
