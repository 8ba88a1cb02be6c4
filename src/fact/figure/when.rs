//! Which edition a number is of: the nearest year, "last year's show" or edition before it whose
//! hold has not ended, the one in the brackets behind it, or the one it is compared with.

use super::{Number, Reader};
use crate::document::BlockKind;
use crate::fact::event::Edition;
use crate::fact::scope::Cue;
use crate::knowledge::Class;
use crate::knowledge::figures::MetricClass;
use crate::mention::{Analysis, Lower};
use crate::text::Shape;
use std::ops::Range;

/// A comparison that goes on: "compared with 17,000 from 130 countries in 2023".
pub(super) struct Comparison {
    /// Its first token.
    start: usize,
    /// The token after it.
    end: usize,
    edition: Option<Edition>,
}

/// The edition of a number; None where the text does not tell it.
pub(super) fn edition(
    reader: &Reader<'_>,
    number: &Number,
    comparison: &mut Option<Comparison>,
) -> Option<Edition> {
    let a = reader.view.analysis;
    let cues = reader.scope.cues(reader.index);
    let sentence = &reader.tokens;
    if let Some(edition) =
        bracket_behind(reader, number, cues).or_else(|| bracket_in_key(reader, number))
    {
        return Some(edition);
    }
    if bracketed(reader, number) {
        return legend(reader).map(|(edition, _)| edition);
    }
    if fell_from(reader, number, cues) {
        return None;
    }
    if let Some(going) = comparison
        && number.token < going.end
        && !number.measure.comparison
        && !(number.floor..number.token).any(|t| a.says(t, "to"))
    {
        return going.edition;
    }
    if (number.measure.comparison || short_of(a, number))
        && number.measure.class != MetricClass::Days
    {
        let mut end = clause_end(a, number.token, sentence.end);
        // "up from 190 when it was last held in 2019"
        let held = end < sentence.end
            && a.says(end, "when")
            && (end + 1..sentence.end.min(end + 6)).any(|t| a.says(t, "last"));
        if held {
            end = clause_end(a, end, sentence.end);
        }
        let start = number
            .floor
            .max(clause_start(a, number.token, sentence.start));
        let edition = cues
            .iter()
            .find(|cue| (number.end..end).contains(&cue.range.start))
            .or_else(|| {
                let before = start..number.token;
                cues.iter().find(|cue| before.contains(&cue.range.start))
            })
            .or_else(|| compared_with(a, cues, sentence))
            .and_then(|cue| cue.edition)
            .filter(|edition| *edition != reader.main);
        *comparison = Some(Comparison {
            start: number.floor,
            end,
            edition,
        });
        return edition;
    }
    if this_time(a, sentence, number.token) {
        return Some(reader.main);
    }
    // "the 171,000 who came in 2020", "41,000 visitors in 2019"
    let stop = behind_end(a, number.end, number.limit, false);
    if let Some(cue) = cues
        .iter()
        .find(|cue| (number.end..stop).contains(&cue.range.start) && attaches(reader, cue))
    {
        return cue.edition;
    }
    // "drew 9,200 attendees and 310 exhibitors last February": both.
    if number.limit < sentence.end && a.says(number.limit - 1, "and") {
        let stop = behind_end(a, number.limit + 1, sentence.end, false);
        let shared = cues.iter().find(|cue| {
            (number.limit..stop).contains(&cue.range.start)
                && cue.explicit
                && !cue.named
                && attaches(reader, cue)
        });
        if let Some(cue) = shared {
            return cue.edition;
        }
    }
    if totals_years(reader, number.token) || last_time(reader, number.token, cues) {
        return None;
    }
    // The nearest before that still holds: not the one of a comparison that has ended.
    let compared = |cue: &&Cue| {
        comparison.as_ref().is_some_and(|c| {
            (c.start..c.end).contains(&cue.range.start) && cue.edition == c.edition
        })
    };
    if let Some(cue) = cues
        .iter()
        .rev()
        .filter(|cue| !compared(cue))
        .find(|cue| cue.range.start < number.token && holds(reader, cue, number.token))
    {
        return cue.edition;
    }
    // Behind it in the same stretch, else what the sentence goes on about.
    let behind = behind_end(a, number.end, sentence.end, true);
    // "rose to 870 from 790 a year ago": what dates the number it is compared with.
    let behind = match number.next_compares {
        true => behind.min(number.limit),
        false => behind,
    };
    if let Some(cue) = cues
        .iter()
        .find(|cue| (number.token..behind).contains(&cue.range.start) && attaches(reader, cue))
    {
        return cue.edition;
    }
    if cues.is_empty() {
        goes_on(reader).or_else(|| reader.scope.at(a, number.token))
    } else {
        Some(reader.main)
    }
}

/// "Visitors: 94,000 (EuroShop 2020)", "700 exhibitors (2023)".
fn bracket_behind(reader: &Reader<'_>, number: &Number, cues: &[Cue]) -> Option<Edition> {
    let a = reader.view.analysis;
    let open = (number.end..number.limit.min(number.end + 5)).find(|t| a.mark(*t).is_some())?;
    if !a.is_mark(open, '(') {
        return None;
    }
    let close = (open..reader.tokens.end).find(|t| a.is_mark(*t, ')'))?;
    if let Some(cue) = cues
        .iter()
        .find(|cue| (open..close).contains(&cue.range.start))
    {
        // "320 exhibitors (2023: 298)": what stands in the brackets has a number of its own.
        let own = a.is_mark(cue.range.end, ':') || number.limit < close;
        if !own {
            return cue.edition;
        }
    }
    if close != open + 2 || a.tokens[open + 1].shape != Shape::Number {
        return None;
    }
    let year = a.word(open + 1).parse().ok()?;
    (1850..2101).contains(&year).then_some(Edition {
        series: reader.main.series,
        year: Some(year),
        number: None,
    })
}

/// "Exhibitors: 312 (268)": a number alone in the brackets behind another is the one that it is
/// compared with.
fn bracketed(reader: &Reader<'_>, number: &Number) -> bool {
    let a = reader.view.analysis;
    let Some(open) = number.token.checked_sub(1).filter(|t| *t >= number.floor) else {
        return false;
    };
    let same = number
        .former
        .is_some_and(|former| former.unit == number.quantity.unit);
    same && open == number.floor
        && a.is_mark(open, '(')
        && number.end < reader.tokens.end
        && a.is_mark(number.end, ')')
        && a.sentences[reader.index].kind != BlockKind::Paragraph
}

/// The token that tells the edition of a number: the number's own, or the year of its list's legend.
pub(super) fn told_at(reader: &Reader<'_>, number: &Number) -> usize {
    let legend = bracketed(reader, number).then(|| legend(reader)).flatten();
    legend.map_or(number.token, |(_, token)| token)
}

/// The edition that stands in brackets throughout a list, and the token of its year: "At a glance
/// (2019 in brackets)".
fn legend(reader: &Reader<'_>) -> Option<(Edition, usize)> {
    let a = reader.view.analysis;
    let first = reader.index.saturating_sub(LEGEND);
    (first..reader.index).rev().find_map(|index| {
        let tokens = &a.sentences[index].tokens;
        let open = a
            .grid
            .each(tokens.clone(), Lower(Class::BracketWord))
            .find(|t| *t > tokens.start + 1 && a.says(t - 1, "in"))?;
        let (token, year) = (tokens.start.max(open.saturating_sub(5))..open)
            .rev()
            .find_map(|t| Some((t, a.word(t).parse::<i32>().ok()?)))?;
        let edition = Edition {
            series: reader.main.series,
            year: Some(year),
            number: None,
        };
        (1850..2101).contains(&year).then_some((edition, token))
    })
}

/// So many sentences above an entry the legend of its list may stand.
const LEGEND: usize = 16;

/// "shrank to 48,000 sq. ft. from 55,500": what it was before, no year being told.
fn fell_from(reader: &Reader<'_>, number: &Number, cues: &[Cue]) -> bool {
    let a = reader.view.analysis;
    let from = number.token.checked_sub(1).filter(|t| *t >= number.floor);
    let former = number.floor.saturating_sub(6).max(reader.tokens.start)..number.floor;
    let end = clause_end(a, number.token, reader.tokens.end);
    from.is_some_and(|from| a.says(from, "from") && from - number.floor <= 3)
        && number.former.is_some()
        && former.clone().any(|t| a.says(t, "to"))
        && former.clone().any(|t| a.is_lower(t, Class::ChangeVerb))
        && !cues
            .iter()
            .any(|cue| (number.end..end).contains(&cue.range.start))
}

/// "Visitors (2022): 158,000".
fn bracket_in_key(reader: &Reader<'_>, number: &Number) -> Option<Edition> {
    let a = reader.view.analysis;
    let year = number.token.checked_sub(3)?;
    let fits = year > number.floor
        && a.is_mark(year + 2, ':')
        && a.is_mark(year + 1, ')')
        && a.is_mark(year - 1, '(');
    let year = fits.then(|| a.word(year).parse().ok()).flatten()?;
    (1850..2101).contains(&year).then_some(Edition {
        series: reader.main.series,
        year: Some(year),
        number: None,
    })
}

/// "still well short of the 171,000", "fell short of 2,000".
fn short_of(a: &Analysis<'_>, number: &Number) -> bool {
    let from = number.floor.max(number.token.saturating_sub(4));
    // "until Saturday and fills 12,500": a day's word, not the number's.
    (from..number.token)
        .rev()
        .take_while(|t| !a.is(*t, Class::Conjunction) && !a.is(*t, Class::Weekday))
        .any(|t| a.is_lower(t, Class::ShortOf))
}

/// Whether a token ends a clause.
fn breaks(a: &Analysis<'_>, at: usize) -> bool {
    match a.tokens[at].shape {
        Shape::Mark(';' | ':' | '(' | ')' | '\u{2014}' | '\u{2013}' | ',') => true,
        Shape::Mark(_) => a.is_quote(at),
        Shape::Lower => a.is(at, Class::ClauseBreak),
        _ => false,
    }
}

fn clause_end(a: &Analysis<'_>, from: usize, end: usize) -> usize {
    (from + 1..end).find(|t| breaks(a, *t)).unwrap_or(end)
}

fn clause_start(a: &Analysis<'_>, to: usize, start: usize) -> usize {
    (start..to).rev().find(|t| breaks(a, *t)).unwrap_or(start)
}

/// The end of the words behind a number that can date it: up to a clause or a comparison.
fn behind_end(a: &Analysis<'_>, from: usize, limit: usize, joined: bool) -> usize {
    (from..limit)
        .find(|t| {
            breaks(a, *t)
                || a.is_lower(*t, Class::Comparing) && !bounds_number(a, *t)
                || !joined && a.says(*t, "and")
        })
        .unwrap_or(limit)
}

/// Whether a cue behind a number dates it: "in 2020", "last year", "at the 2018 show" do, "on last
/// year", "since 2012", "than in 2019" do not.
fn attaches(reader: &Reader<'_>, cue: &Cue) -> bool {
    let a = reader.view.analysis;
    let other = cue.edition.is_some_and(|e| e.series != reader.main.series);
    let mut before = cue.range.start;
    for _ in 0..3 {
        let Some(at) = before.checked_sub(1) else {
            return false;
        };
        if a.is(at, Class::Determiner) || a.is(at, Class::EventModifier) || a.is(at, Class::Month) {
            before = at;
            continue;
        }
        if a.is(at, Class::Dating) {
            return !other || !a.says(at, "of");
        }
        let free = a.tokens[cue.range.start].shape == Shape::Lower && !a.is(at, Class::Preposition);
        return free && !a.is(at, Class::Comparing);
    }
    false
}

/// Whether a cue still holds at a later token: it does not where it stands in brackets that have
/// been closed, in a comparison or a relative clause that has ended, or where the words come
/// back to the present.
fn holds(reader: &Reader<'_>, cue: &Cue, token: usize) -> bool {
    let a = reader.view.analysis;
    let sentence = &reader.tokens;
    let other = cue.edition.is_some_and(|e| e.series != reader.main.series);
    let at = cue.range.start;
    // "Coinciding with the Shirt Show, the event drew 200"
    if other && a.is(sentence.start, Class::AsideOpener) && !reader.scope.together(at, token) {
        return false;
    }
    // "rose 12 percent from a year earlier to 41,000"
    if at > sentence.start
        && a.says(at - 1, "from")
        && (cue.range.end..token).len() <= 3
        && (cue.range.end..token).any(|t| a.says(t, "to"))
    {
        return false;
    }
    let mut bracket = false;
    let mut aside = false;
    let mut relative = None;
    // "up 11 percent over 2016"
    if at > sentence.start + 2
        && (a.says(at - 1, "over") || a.says(at - 1, "on"))
        && matches!(a.word(at - 2), "percent" | "%" | "cent")
    {
        aside = true;
    }
    // What the cue stands in.
    for t in (sentence.start..at).rev() {
        match a.mark(t) {
            Some(')') => break,
            Some('(') => {
                bracket = true;
                break;
            }
            _ => {}
        }
    }
    for t in (sentence.start..at).rev() {
        if a.mark(t).is_some() {
            break;
        }
        if a.is_lower(t, Class::Comparing) && !bounds_number(a, t)
            || a.is_lower(t, Class::SinceWord)
            || a.is_lower(t, Class::Multiple)
        {
            aside = true;
        }
        // ", which began in 1987,", ", first held in 1987,"
        let first = !a.is(sentence.start, Class::Preposition)
            && (a.says(t, "first") || a.verb_forms(t).iter().any(|f| f.participle));
        if (a.is_lower(t, Class::Relative) || first && a.tokens[t].shape == Shape::Lower)
            && t > sentence.start
            && a.is_mark(t - 1, ',')
        {
            relative = Some(t);
        }
    }
    let mut ended = false;
    for t in at + 1..token {
        match a.tokens[t].shape {
            Shape::Mark(')') if bracket => return false,
            // "in 2006, when some 1,000 met": it goes on.
            // "from last year's expo, which was attended by 1,653": so does this.
            Shape::Mark(',')
                if (cue.range.end..t).all(|n| {
                    a.tokens[n].shape == Shape::Possessive
                        || a.is_lower(n, Class::EventNoun)
                        || a.is_lower(n, Class::EventModifier)
                }) && t + 1 < token
                    && (a.is(t + 1, Class::Relative) || a.says(t + 1, "when")) => {}
            Shape::Mark(',' | ';' | '\u{2014}' | '\u{2013}') => ended = true,
            Shape::Lower if a.is(t, Class::ClauseBreak) && !a.says(t, "when") => ended = true,
            _ => {}
        }
        if a.is_lower(t, Class::Present) && !cue.named {
            return false;
        }
    }
    !(ended && (aside && !other || relative.is_some() && !cue.named))
}

/// "more than 300": the word compares nothing.
fn bounds_number(a: &Analysis<'_>, at: usize) -> bool {
    let next = at + 1;
    if next >= a.tokens.len() || !a.tokens[next].spaced {
        return false;
    }
    let time = a.is(next, Class::Preposition)
        || a.is(next, Class::Previous)
        || a.is(next, Class::Determiner);
    a.tokens[next].shape == Shape::Number
        || at > 0 && a.says(at, "than") && a.is(at - 1, Class::MoreThan) && !time
}

/// "this time there were eight halls": back to the edition the text is about.
fn this_time(a: &Analysis<'_>, sentence: &Range<usize>, token: usize) -> bool {
    let from = sentence.start.max(token.saturating_sub(12));
    (from..token.saturating_sub(1)).any(|t| {
        a.says(t, "this")
            // "the fair before this one, in 2023, drew 9,000"
            && !(t > sentence.start && a.says(t - 1, "before"))
            && (a.is_lower(t + 1, Class::EditionNoun) || a.says(t + 1, "one"))
            && !(t + 1..token).any(|t| a.is_mark(t, ';'))
    })
}

/// What another comparison of the sentence is with: "14 percent more than in 2023; 4,074
/// exhibitors, up from 3,400".
fn compared_with<'c>(
    a: &Analysis<'_>,
    cues: &'c [Cue],
    sentence: &Range<usize>,
) -> Option<&'c Cue> {
    cues.iter().find(|cue| {
        let from = sentence.start.max(cue.range.start.saturating_sub(4));
        (from..cue.range.start).any(|t| a.is_lower(t, Class::Comparing))
    })
}

/// The edition of the sentence before, where this one goes on about it: "That year ...", "The 45th
/// show, Feb. 21 to 23, 2020, was the last. It had 130 exhibitors."
fn goes_on(reader: &Reader<'_>) -> Option<Edition> {
    let a = reader.view.analysis;
    let before = reader.index.checked_sub(1)?;
    if a.sentences[before].block != a.sentences[reader.index].block {
        return None;
    }
    let first = reader.tokens.start;
    let cues = reader.scope.cues(before);
    if a.says(first, "that") && first + 1 < reader.tokens.end && a.is(first + 1, Class::EditionNoun)
    {
        return cues.last().and_then(|cue| cue.edition);
    }
    let opens = a.is(first, Class::UnnamedSubject) || a.says(first, "there");
    let lead = cues.first()?;
    let start = a.sentences[before].tokens.start;
    let one = cues.iter().all(|cue| cue.edition == lead.edition);
    (opens && one && lead.range.start <= start + LEAD)
        .then_some(lead.edition)
        .flatten()
}

/// A sentence is about an edition named within so many tokens of its start.
const LEAD: usize = 10;

/// "Last time we had 150 firms": another edition's, whose year is not told.
fn last_time(reader: &Reader<'_>, token: usize, cues: &[Cue]) -> bool {
    let a = reader.view.analysis;
    let from = reader.tokens.start.max(token.saturating_sub(LAST_TIME));
    cues.is_empty()
        && (from..token).any(|t| a.is(t, Class::Previous) && a.says(t + 1, "time"))
        && !(from..token).any(|t| a.says(t, "than"))
}

/// So many words before a number "last time" still holds.
const LAST_TIME: usize = 10;

/// "Since 2012 it has drawn 900,000": a number of many editions.
fn totals_years(reader: &Reader<'_>, token: usize) -> bool {
    let a = reader.view.analysis;
    let sentence = &reader.tokens;
    let main = reader.main.year;
    (sentence.start..sentence.end).any(|t| {
        // "in all five earlier editions", "in a normal year", "up to 2040"
        if a.is_lower(t, Class::ManyEditions) {
            return true;
        }
        let ahead = t > sentence.start && a.is(t - 1, Class::Deadline);
        if ahead && a.tokens[t].shape == Shape::Number {
            let year: Option<i32> = a.word(t).parse().ok();
            return year.is_some_and(|y| main.is_some_and(|m| (m + 2..m + 90).contains(&y)));
        }
        let since = a.is(t, Class::SinceWord);
        since
            && t + 1 < token
            && (a.tokens[t + 1].shape == Shape::Number || a.is(t + 1, Class::Determiner))
            && (t == sentence.start || !a.is(t - 1, Class::Auxiliary))
            && !(t + 1..token).any(|t| a.is_mark(t, ';'))
            // "the show, held yearly since 2011, drew 480": said in passing.
            && !((sentence.start..t).any(|t| a.is_mark(t, ','))
                && (t + 1..token).any(|t| a.is_mark(t, ',')))
    })
}
