//! Which edition a stretch of text speaks of: the document's own unless a year, "last year's
//! edition", an ordinal or another fair's name says otherwise.

use super::event::{Edition, Events};
use crate::document::Document;
use crate::knowledge::Class;
use crate::mention::{Analysis, Inventory, Sort};
use crate::text::Shape;
use std::ops::Range;

/// A word or phrase that moves the text to an edition.
#[derive(Clone, Debug)]
pub(super) struct Cue {
    pub range: Range<usize>,
    pub edition: Edition,
    /// The cue is the fair's own name or stands for it ("the 2018 show"), not a mere time.
    pub named: bool,
}

/// The editions of each sentence's clauses.
#[derive(Debug, Default)]
pub(super) struct Scope {
    /// Per sentence, its cues in text order.
    cues: Vec<Vec<Cue>>,
    /// Per sentence, the edition carried over from the sentence before, if not the main one.
    carried: Vec<Option<Edition>>,
    main: Option<Edition>,
}

impl Scope {
    pub fn new(
        document: &Document,
        analysis: &Analysis<'_>,
        inventory: &Inventory,
        events: &Events,
    ) -> Scope {
        let mut scope = Scope {
            main: events.main,
            ..Scope::default()
        };
        let mut context_year = None;
        for index in 0..analysis.sentences.len() {
            let found = cues(
                document,
                analysis,
                inventory,
                events,
                index,
                &mut context_year,
            );
            let carried = scope.carry(analysis, index, &found);
            scope.carried.push(carried);
            scope.cues.push(found);
        }
        scope
    }

    /// An edition goes on into a sentence that begins with "It" or "There" in the same block.
    fn carry(&self, analysis: &Analysis<'_>, index: usize, found: &[Cue]) -> Option<Edition> {
        let main = self.main?;
        if index == 0 || !found.is_empty() {
            return None;
        }
        let sentence = &analysis.sentences[index];
        if analysis.sentences[index - 1].block != sentence.block {
            return None;
        }
        let first = sentence.tokens.start;
        let opener = matches!(
            analysis.word(first),
            "It" | "That" | "There" | "Its" | "They"
        );
        if !opener {
            return None;
        }
        let before = self.cues[index - 1].first().map(|cue| {
            let leads = cue.range.start <= analysis.sentences[index - 1].tokens.start + 3;
            leads.then_some(cue.edition)
        });
        before
            .flatten()
            .or(self.carried[index - 1])
            .filter(|edition| *edition != main)
    }

    /// The edition that the text at a token is about.
    pub fn at(&self, analysis: &Analysis<'_>, token: usize) -> Option<Edition> {
        let main = self.main?;
        let sentence = analysis.sentence_of(token);
        let cues = &self.cues[sentence];
        let base = self.carried[sentence].unwrap_or(main);
        if cues.is_empty() {
            return Some(base);
        }
        let segment = segment(analysis, &analysis.sentences[sentence].tokens, token);
        let inside: Vec<&Cue> = cues
            .iter()
            .filter(|cue| segment.contains(&cue.range.start))
            .collect();
        // The nearest cue before the token within its segment; else the first one behind it.
        let before = inside.iter().rev().find(|cue| cue.range.start <= token);
        let behind = inside.iter().find(|cue| cue.range.start > token);
        let chosen = match (before, behind) {
            (Some(cue), _) => Some(cue),
            (None, Some(cue)) => Some(cue),
            (None, None) => {
                // A cue that opens the sentence holds for all of it.
                let first = &cues[0];
                let start = analysis.sentences[sentence].tokens.start;
                return Some(
                    if first.range.start <= start + 2
                        && segment.start > first.range.start
                        && first.edition.series == main.series
                    {
                        first.edition
                    } else {
                        base
                    },
                );
            }
        };
        Some(chosen.map_or(base, |cue| cue.edition))
    }

    /// The cues of a sentence.
    pub fn cues(&self, sentence: usize) -> &[Cue] {
        &self.cues[sentence]
    }
}

/// The stretch around a token between semicolons, brackets and clause-joining words.
fn segment(analysis: &Analysis<'_>, sentence: &Range<usize>, token: usize) -> Range<usize> {
    let mut start = sentence.start;
    let mut depth = 0i32;
    let boundary = |at: usize| -> bool {
        match analysis.tokens[at].shape {
            Shape::Mark(';' | '\u{2014}' | '\u{2013}' | ':') => true,
            Shape::Mark(',') => {
                at + 1 < sentence.end
                    && matches!(
                        analysis.word(at + 1),
                        "but"
                            | "against"
                            | "compared"
                            | "up"
                            | "while"
                            | "whereas"
                            | "although"
                            | "after"
                            | "when"
                            | "which"
                            | "and"
                            | "as"
                            | "down"
                    )
                    && !(analysis.says(at + 1, "and")
                        && at + 2 < sentence.end
                        && !(analysis.says(at + 2, "in")
                            || analysis.is(at + 2, Class::Pronoun)
                            || analysis.is(at + 2, Class::Article)))
            }
            Shape::Lower => {
                matches!(
                    analysis.word(at),
                    "compared" | "against" | "versus" | "than" | "whereas"
                ) || (analysis.says(at, "up") || analysis.says(at, "down"))
                    && at + 1 < sentence.end
                    && analysis.says(at + 1, "from")
            }
            _ => false,
        }
    };
    for at in sentence.start..token {
        match analysis.mark(at) {
            Some('(') => {
                depth += 1;
                start = at;
            }
            Some(')') => {
                depth = (depth - 1).max(0);
                start = sentence.start;
            }
            _ if depth == 0 && boundary(at) => start = at,
            _ => {}
        }
    }
    let mut end = sentence.end;
    for at in token..sentence.end {
        if analysis.is_mark(at, ')') && depth > 0
            || (at > token && boundary(at))
            || analysis.is_mark(at, '(')
        {
            end = at;
            break;
        }
    }
    start..end
}

fn cues(
    document: &Document,
    analysis: &Analysis<'_>,
    inventory: &Inventory,
    events: &Events,
    index: usize,
    context_year: &mut Option<i32>,
) -> Vec<Cue> {
    let Some(main) = events.main else {
        return Vec::new();
    };
    let sentence = analysis.sentences[index].tokens.clone();
    let published = document.published.map(|date| i32::from(date.year()));
    let base = main.year.or(published);
    let mut found: Vec<Cue> = Vec::new();
    let (mentions, _) = inventory.by_sentence[index].clone();
    for m in mentions {
        let mention = &inventory.mentions[m];
        if mention.sort != Sort::Event {
            continue;
        }
        if let Some(mut edition) = events.edition_of(inventory, m) {
            // "last year's CES", "the first CIIE": the words before the name.
            if edition.series == main.series && mention.year.is_none() {
                if let Some(year) = year_before(analysis, mention.outer.start, sentence.start, base)
                {
                    edition.year = Some(year);
                } else if mention.ordinal.is_some() {
                    // A year told in a date right behind: "The 45th show, Feb. 21 to 23, 2020,".
                    if let Some(year) = year_behind(analysis, mention.outer.end, sentence.end) {
                        edition.year = Some(year);
                    }
                }
            }
            found.push(Cue {
                range: mention.outer.clone(),
                edition,
                named: true,
            });
        }
    }
    for at in sentence.clone() {
        if inventory
            .mention_at(at)
            .is_some_and(|m| inventory.mentions[m].sort == Sort::Event)
        {
            continue;
        }
        if let Some((range, year, named)) = time_cue(analysis, at, &sentence, base, *context_year) {
            if named || plausible(year, base) {
                *context_year = Some(year);
                found.push(Cue {
                    range,
                    edition: Edition {
                        series: main.series,
                        year: Some(year),
                    },
                    named,
                });
            }
        }
    }
    found.sort_by_key(|cue| cue.range.start);
    found
}

fn plausible(year: i32, base: Option<i32>) -> bool {
    base.is_none_or(|base| (base - 120..=base + 12).contains(&year))
}

/// "last year's" before a name.
fn year_before(
    analysis: &Analysis<'_>,
    start: usize,
    floor: usize,
    base: Option<i32>,
) -> Option<i32> {
    let base = base?;
    if start < floor + 2 || analysis.tokens[start - 1].shape != Shape::Possessive {
        return None;
    }
    let noun = analysis.says(start - 2, "year");
    let word = start.checked_sub(3).filter(|at| *at >= floor)?;
    if !noun {
        return None;
    }
    match analysis.word(word).to_ascii_lowercase().as_str() {
        "last" => Some(base - 1),
        "next" => Some(base + 1),
        "this" => Some(base),
        _ => None,
    }
}

/// A year within a date directly behind a name.
fn year_behind(analysis: &Analysis<'_>, end: usize, limit: usize) -> Option<i32> {
    if end >= limit || !analysis.mark(end).is_some_and(|c| matches!(c, ',' | '(')) {
        return None;
    }
    (end + 1..limit.min(end + 9))
        .take_while(|t| !analysis.mark(*t).is_some_and(|c| matches!(c, ';' | ')')))
        .find_map(|t| year_number(analysis, t))
}

fn year_number(analysis: &Analysis<'_>, at: usize) -> Option<i32> {
    let word = analysis.word(at);
    if analysis.tokens[at].shape != Shape::Number || word.len() != 4 {
        return None;
    }
    word.parse().ok().filter(|y| (1850..2101).contains(y))
}

const ONES: [&str; 10] = [
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
];

/// A time that moves the clause to another year: "in 2019", "last year", "two years ago", "a year
/// later", "the 2018 show".
fn time_cue(
    analysis: &Analysis<'_>,
    at: usize,
    sentence: &Range<usize>,
    base: Option<i32>,
    context: Option<i32>,
) -> Option<(Range<usize>, i32, bool)> {
    let next = |offset: usize| (at + offset < sentence.end).then_some(at + offset);
    if let Some(year) = year_number(analysis, at) {
        // A quantity of four digits is no year: "1,900" has a separator, "2000 visitors" not.
        let counted = next(1).is_some_and(|n| {
            analysis.tokens[n].shape == Shape::Lower
                && !analysis.is(n, Class::EventNoun)
                && !analysis.is(n, Class::EventModifier)
                && !analysis.is(n, Class::EditionNoun)
                && (analysis.is(n, Class::ExhibitorNoun)
                    || analysis.is(n, Class::CountryNoun)
                    || analysis.is(n, Class::ParticipantNoun)
                    || analysis.is(n, Class::BoothNoun))
        });
        if counted {
            return None;
        }
        // "the 2018 show", "2017 edition"
        let mut noun = at + 1;
        while noun < sentence.end
            && noun < at + 4
            && analysis.is(noun, Class::EventModifier)
            && !analysis.is(noun, Class::EventNoun)
        {
            noun += 1;
        }
        if noun < sentence.end
            && (analysis.is_lower(noun, Class::EventNoun)
                || analysis.is_lower(noun, Class::EditionNoun))
        {
            return Some((at..noun + 1, year, true));
        }
        let preposition = at > sentence.start
            && matches!(
                analysis.word(at - 1).to_ascii_lowercase().as_str(),
                "in" | "of" | "for" | "since" | "until" | "by" | "from" | "to" | "late" | "early"
            );
        let month = at > sentence.start
            && (sentence.start.max(at.saturating_sub(4))..at).any(|t| analysis.is(t, Class::Month));
        if preposition
            && !matches!(
                analysis.word(at - 1),
                "since" | "by" | "until" | "from" | "to"
            )
            || month
        {
            return Some((at..at + 1, year, false));
        }
        // "2019: 993,000" and "2021 had ..."
        return None;
    }
    let base = base?;
    // This is asked at every token: the longest of the words below has nine bytes.
    let mut small = [0; 9];
    let word = analysis.word(at).as_bytes();
    let small = small.get_mut(..word.len())?;
    small.copy_from_slice(word);
    small.make_ascii_lowercase();
    let word = std::str::from_utf8(small).ok()?;
    let year_noun =
        |n: Option<usize>| n.is_some_and(|n| matches!(analysis.word(n), "year" | "years"));
    let autumn = |n: Option<usize>| {
        n.is_some_and(|n| {
            matches!(
                analysis.word(n),
                "autumn" | "spring" | "summer" | "winter" | "fall"
            ) || analysis.is(n, Class::Month)
        })
    };
    match word {
        "last" if year_noun(next(1)) || autumn(next(1)) => {
            let named = edition_behind(analysis, at + 2, sentence.end);
            let year = if autumn(next(1)) && !year_noun(next(1)) {
                base - 1
            } else {
                base - 1
            };
            Some((at..at + 2, year, named))
        }
        "next" if year_noun(next(1)) => {
            let named = edition_behind(analysis, at + 2, sentence.end);
            Some((at..at + 2, base + 1, named))
        }
        "previous" | "last" | "preceding"
            if next(1).is_some_and(|n| {
                matches!(
                    analysis.word(n),
                    "edition" | "session" | "instalment" | "installment" | "outing"
                )
            }) =>
        {
            // The edition before, whose year the text does not tell: taken as the year before.
            Some((at..at + 2, base - 1, true))
        }
        "a" | "one" if next(1).is_some_and(|n| analysis.says(n, "year")) => {
            match next(2).map(|n| analysis.word(n)) {
                Some("ago") => Some((at..at + 3, base - 1, false)),
                Some("earlier" | "before") => Some((
                    at..at + 3,
                    context.filter(|c| *c < base).unwrap_or(base) - 1,
                    false,
                )),
                Some("later") => context.map(|c| (at..at + 3, c + 1, false)),
                _ => None,
            }
        }
        _ => {
            if !year_noun(next(1)) {
                return None;
            }
            let count = ONES.iter().position(|one| *one == word)? as i32 + 1;
            match next(2).map(|n| analysis.word(n)) {
                Some("ago") => Some((at..at + 3, base - count, false)),
                Some("earlier") => Some((at..at + 3, base - count, false)),
                Some("later") => context.map(|c| (at..at + 3, c + count, false)),
                _ => None,
            }
        }
    }
}

/// "'s edition", "'s show" behind "last year".
fn edition_behind(analysis: &Analysis<'_>, at: usize, end: usize) -> bool {
    if at >= end || analysis.tokens[at].shape != Shape::Possessive {
        return false;
    }
    (at + 1..end.min(at + 4))
        .any(|t| analysis.is(t, Class::EventNoun) || analysis.is(t, Class::EditionNoun))
}
