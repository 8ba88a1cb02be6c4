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
            .map(|found| with_day_behind(text, found, table))
    })
}

/// "PORTO, CA - (TradeWire) - May 2, 2031 - ", "KELM: (Sep 4, 2031) ": a day behind the agency.
fn with_day_behind(text: &str, mut found: Dateline, table: &OriginWords) -> Dateline {
    if found.date.is_some() {
        return found;
    }
    let rest = &text[found.range.end..];
    let after = rest.trim_start();
    let open = after.starts_with('(');
    let head = head_of(&after[usize::from(open)..], 40);
    let Some(one) = dates(head, &words(head), table).into_iter().next() else {
        return found;
    };
    if one.range.start != 0 {
        return found;
    }
    let behind = head[one.range.end..].trim_start();
    let mark = match open {
        true => behind.starts_with(')'),
        false => behind.starts_with(['-', '\u{2013}', '\u{2014}']),
    };
    if !mark {
        return found;
    }
    let marks = behind.trim_start_matches(['-', '\u{2013}', '\u{2014}', ')']);
    let skipped = rest.len() - after.len() + usize::from(open) + head.len() - marks.len();
    let end = found.range.end + skipped;
    if !text[end..].trim_start().is_empty() {
        found.date = Some(one.date);
        found.range.end = end;
    }
    found
}

/// Cuts the hour off a dateline: "Apr 16, 2031 @ 6:00 AM Central".
fn without_hour(lead: &str) -> &str {
    match lead.find(" @ ") {
        Some(at) if lead[..at].ends_with(|c: char| c.is_ascii_digit()) => &lead[..at],
        _ => lead,
    }
}

/// The agency in brackets between the place and the day: "Porto, TX (Tradeworthy.ai) Wednesday".
fn agency_between(lead: &str, table: &OriginWords) -> Option<Range<usize>> {
    let open = lead.find(" (")? + 2;
    let close = open + lead[open..].find(") ")?;
    let inner = &lead[open..close];
    let named = (2..=40).contains(&inner.len())
        && inner.chars().any(char::is_alphabetic)
        && dates(inner, &words(inner), table).is_empty();
    named.then_some(open..close)
}

/// The agency behind a comma and the day: "July 5th, 2031, Chainlight".
fn agency_behind(lead: &str, day: usize) -> Option<Range<usize>> {
    let rest = lead[day..].strip_prefix(", ")?;
    let name = rest.trim_end();
    let fits = (3..=30).contains(&name.len())
        && name.split(' ').count() <= 2
        && name
            .split(' ')
            .all(|w| w.starts_with(char::is_uppercase) && w.chars().all(char::is_alphanumeric));
    fits.then(|| day + 2..day + 2 + name.len())
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
    let lead = without_hour(lead);
    let (place, agency) = split_agency(lead);
    let mut within = None;
    // "CHICAGO (May 3, 2024) --": a day in brackets is no agency.
    let (place, agency) = match agency {
        // "/24-7TradeRelease/": a digit alone makes no day.
        Some(name)
            if lead[name.clone()].contains(|c: char| c.is_ascii_digit())
                && has_day_in(&lead[name.clone()], table) =>
        {
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
    let agency = agency
        .or_else(|| agency_between(&lead[..place], table))
        .or_else(|| {
            let last = full.last()?;
            (close == Close::Dash)
                .then(|| agency_behind(&lead[..place], last.range.end))
                .flatten()
        });
    let mut used: Vec<bool> = all
        .iter()
        .map(|word| {
            agency
                .as_ref()
                .is_some_and(|name| name.contains(&word.range.start))
        })
        .collect();
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
                    // "Kelm, 14 November 2031. The fair"
                    || found.date.is_some() && rest.len() <= 2
                    || (lone && position.dated && lead.len() == name.len()))
        }
    };
    accepted.then_some(found)
}

/// Whether words in brackets tell a day, full or not.
fn has_day_in(inner: &str, table: &OriginWords) -> bool {
    let all = words(inner);
    !dates(inner, &all, table).is_empty()
        || (0..all.len()).any(|at| day_at(&all, at, table).is_some())
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
