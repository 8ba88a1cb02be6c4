//! The dateline that opens a report: "CHONGQING, Sept. 15 (Xinhua) -- ", "DRESDEN/TAIPEI. ".

use super::date::{Word, dates, day_at, words};
use super::header::head_of;
use super::origin::OriginWords;
use jiff::civil::Date;
use std::ops::Range;

/// A dateline ends within so many bytes of its paragraph.
const LONGEST: usize = 160;

/// What is known where a dateline is looked for.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Position {
    /// The first paragraph of the document.
    pub first: bool,
    /// A headline or a line of origin stands before it.
    pub headed: bool,
    /// A line of origin with a date stands before it.
    pub dated: bool,
}

/// A dateline; ranges are bytes of the paragraph.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Dateline {
    /// From the place to the dash or stop, included.
    pub range: Range<usize>,
    pub date: Option<Date>,
    /// The agency in brackets or between slashes.
    pub agency: Option<Range<usize>>,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Close {
    Dash,
    Colon,
    Stop,
    /// The agency's bracket or slash, or the year: "Harbourton, Dec 8 (HNA) The minister ...".
    Bare,
}

/// What closes a dateline, and where that ends.
#[derive(Clone, Copy)]
struct Closing {
    end: usize,
    close: Close,
}

/// The dateline at the beginning of `text`, if there is one.
pub(super) fn dateline(text: &str, position: Position, table: &OriginWords) -> Option<Dateline> {
    let head = head_of(text, LONGEST);
    // A dash is the surest end: "LUANDA, Angola, Sept. 3, 2025 -- " has stops before it.
    let mut closes = closes(head);
    if position.first
        && position.headed
        && let Some(end) = dated_end(head, table)
    {
        closes.push((end, end, Close::Bare));
    }
    closes.sort_by_key(|(_, _, close)| *close);
    closes.into_iter().take(6).find_map(|(start, end, close)| {
        let after = text[end..].trim_start();
        let lead = &text[..start];
        let close = Closing { end, close };
        (!after.is_empty() && !agency_follows(after))
            .then(|| read(lead, close, after, position, table))
            .flatten()
    })
}

/// Where a dateline can end: begin and end of dash, colon or stop.
fn closes(head: &str) -> Vec<(usize, usize, Close)> {
    let mut found = Vec::new();
    let bytes = head.as_bytes();
    let blank = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_whitespace);
    let mut skip = 0;
    for (at, c) in head.char_indices() {
        if at < skip || at == 0 {
            continue;
        }
        let end = at + c.len_utf8();
        match c {
            '-' if bytes.get(end) == Some(&b'-') => {
                let width = bytes[at..].iter().take_while(|b| **b == b'-').count();
                skip = at + width;
                found.push((at, skip, Close::Dash));
            }
            '—' | '–' => found.push((at, end, Close::Dash)),
            '-' if blank(at - 1) && blank(end) => found.push((at, end, Close::Dash)),
            ':' if blank(end) => found.push((at, end, Close::Colon)),
            '.' if blank(end) => found.push((at, end, Close::Stop)),
            ')' | '/' if blank(end) && bytes[..at].iter().any(u8::is_ascii_digit) => {
                found.push((end, end, Close::Bare));
            }
            _ => {}
        }
    }
    found
}

/// The end of a full date that stands behind a place and a comma: "Lagos, Oct. 13, 2021 The ...".
fn dated_end(head: &str, table: &OriginWords) -> Option<usize> {
    let comma = head.find(',')?;
    if comma > 40 {
        return None;
    }
    let all = words(head);
    let first = dates(head, &all, table).into_iter().next()?;
    let gap = head.get(comma + 1..first.range.start)?;
    (gap.bytes().all(|b| b == b' ') && head[first.range.end..].starts_with(' '))
        .then_some(first.range.end)
}

/// Reads what stands before the closing mark; none if it is no dateline.
fn read(
    lead: &str,
    Closing { end, close }: Closing,
    after: &str,
    position: Position,
    table: &OriginWords,
) -> Option<Dateline> {
    // Cheap first: the lead of a sentence is in small letters.
    let small_words = lead
        .split(' ')
        .filter(|w| w.starts_with(|c: char| c.is_ascii_lowercase()));
    if small_words.count() > 3 {
        return None;
    }
    let (place, agency) = split_agency(lead);
    let mut within = None;
    // "CHICAGO (May 3, 2024) --": a day in brackets is no agency.
    let (place, agency) = match agency {
        Some(name) if lead[name.clone()].contains(|c: char| c.is_ascii_digit()) => {
            // "LYRA, (Harbour News - 18th Jan, 2024)": the agency with the day behind it.
            let inner = &lead[name.clone()];
            let day = |at: usize| dates(&inner[at..], &words(&inner[at..]), table);
            match inner.find(" - ").map(|at| (at, day(at))) {
                Some((at, days)) if !days.is_empty() => {
                    within = days.first().map(|one| one.date);
                    (place, Some(name.start..name.start + at))
                }
                _ => (name.end, None),
            }
        }
        agency => (place, agency),
    };
    let all = words(&lead[..place]);
    let full = dates(&lead[..place], &all, table);
    let mut used = vec![false; all.len()];
    for one in &full {
        used[one.words.clone()].fill(true);
    }
    let mut has_day = !full.is_empty() || within.is_some();
    for at in 0..all.len() {
        if !used[at]
            && let Some(count) = day_at(&all, at, table)
            && at + count <= all.len()
        {
            used[at..at + count].fill(true);
            has_day = true;
        }
    }
    for (word, used) in all.iter().zip(&mut used) {
        *used |= table.weekdays.contains(&*word.lower);
    }
    let rest: Vec<&Word<'_>> = all
        .iter()
        .zip(&used)
        .filter(|(_, used)| !**used)
        .map(|(word, _)| word)
        .collect();
    let found = Dateline {
        range: 0..end,
        date: full.first().map(|one| one.date).or(within),
        agency,
    };
    if rest.is_empty() {
        // A day alone, or "(Xinhua) --".
        let whole = position.first
            && close == Close::Dash
            && (!full.is_empty() || (found.agency.is_some() && all.is_empty()));
        return whole.then_some(found);
    }
    // The place comes before the day, each of its parts is short and in capital letters.
    if let Some(one) = full.first()
        && rest.iter().any(|w| w.range.start > one.range.start)
    {
        return None;
    }
    if rest.len() > 8 || rest.iter().any(|w| table.not_places.contains(&*w.lower)) {
        return None;
    }
    let first_end = lead[..place].find(',').unwrap_or(place);
    let first_part: Vec<&&Word<'_>> = rest.iter().filter(|w| w.range.end <= first_end).collect();
    let small = |w: &Word<'_>| table.particles.contains(&*w.lower);
    let upper = |w: &Word<'_>| {
        w.text.chars().any(char::is_uppercase) && !w.text.chars().any(char::is_lowercase)
    };
    let capital = |w: &Word<'_>| w.text.starts_with(char::is_uppercase);
    if first_part.is_empty()
        || first_part.len() > 5
        || !rest.iter().all(|w| capital(w) || small(w))
        || !first_part.first().is_some_and(|w| capital(w))
        || rest.iter().any(|w| w.is_number())
    {
        return None;
    }
    let caps = first_part.iter().all(|w| upper(w) || small(w))
        && first_part.iter().any(|w| w.text.len() >= 3);
    let sure = has_day || found.agency.is_some();
    let next_opens = after
        .trim_start_matches(['"', '“', '‘', '\'', '(', '['])
        .starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
    let name = first_part.first().map_or("", |w| w.text);
    let lone = rest.len() == 1;
    if caps && !sure && lone && name.len() <= 5 && seen_again(name, after) {
        return None;
    }
    // "Sept." and "Ala." are no ends.
    let long = after.len() > 60
        && !all
            .last()
            .is_some_and(|w| table.months.contains_key(&*w.lower));
    let accepted = match close {
        Close::Bare => {
            next_opens
                && has_day
                && (found.agency.is_some() || found.date.is_some())
                && lead.contains(',')
        }
        Close::Dash if sure => true,
        Close::Dash => caps && next_opens,
        Close::Colon => {
            next_opens
                && (sure
                    || (caps && position.first)
                    || (position.first
                        && position.headed
                        && rest.len() <= 2
                        && long
                        && name.len() >= 4))
        }
        Close::Stop => {
            next_opens
                && long
                && position.first
                && name.len() >= 4
                && ((caps && (!lone || position.headed))
                    || (lone && position.dated && lead.len() == name.len()))
        }
    };
    accepted.then_some(found)
}

/// Splits "(Xinhua)", "/PRNewswire/" or "(BUSINESS WIRE)" off the end of a dateline: where the
/// rest ends, and the name's bytes.
fn split_agency(lead: &str) -> (usize, Option<Range<usize>>) {
    let tidy =
        lead.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '-' | '–' | '—' | ','));
    for (open, shut) in [('(', ')'), ('/', '/'), ('[', ']')] {
        let Some(inner) = tidy.strip_suffix(shut) else {
            continue;
        };
        if let Some(at) = inner.rfind(open)
            && (1..=60).contains(&(inner.len() - at - 1))
            && inner[at + 1..].chars().any(char::is_alphabetic)
        {
            return (at, Some(at + 1..inner.len()));
        }
    }
    (tidy.len(), None)
}

/// Whether the agency is still to come: "TURIN--(TRADE WIRE)--".
fn agency_follows(after: &str) -> bool {
    after.starts_with('(')
        && head_of(after, 45)
            .find(')')
            .is_some_and(|at| after[at + 1..].trim_start().starts_with(['-', '–', '—']))
}

/// Whether a short name in capital letters stands again nearby: then it is an acronym.
fn seen_again(name: &str, after: &str) -> bool {
    let after = head_of(after, 4000);
    after.match_indices(name).any(|(at, _)| {
        let edge = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
        edge(after[..at].chars().next_back()) && edge(after[at + name.len()..].chars().next())
    })
}
