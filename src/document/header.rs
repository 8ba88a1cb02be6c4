//! Lines of origin at the head of a text: bylines, dates, breadcrumbs, and what they tell of a document.

use super::date::{Found, Word, dates, next_word, words};
use super::lines::is_space;
use super::origin::OriginWords;
use jiff::civil::Date;
use std::ops::Range;

/// Longer lines are content.
pub(super) const LONGEST: usize = 200;

/// What one line of origin tells.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct OriginLine {
    /// A day the line calls that of publication, or gives without a word.
    pub published: Option<Date>,
    /// Whether the line says that the day is that of publication.
    pub labelled: bool,
    /// A day the line calls that of a change.
    pub updated: Option<Date>,
    /// Bytes of the line that name the publisher.
    pub publisher: Option<Range<usize>>,
    /// Bytes of the part with a place before the date ("Geneva, 14 January 2025").
    pub place: Option<Range<usize>>,
}

/// What `line` tells if it is a line of origin at the head of a text, and no content.
pub(super) fn origin_line(line: &str, table: &OriginWords) -> Option<OriginLine> {
    if line.len() > LONGEST {
        return None;
    }
    if let Some((plain, open)) = without_agency(line) {
        let mut told = origin_line(&plain, table)?;
        told.publisher = None;
        told.place = told.place.filter(|place| place.end <= open);
        return Some(told);
    }
    let Some(first) = next_word(line, 0) else {
        // "###", "***", "| |": marks without words.
        return Some(OriginLine::default());
    };
    // A sentence without a year has no date, and is neither breadcrumb nor byline.
    if ends_sentence(line)
        && !has_year(line)
        && !table.actions.opens(&first.lower)
        && !is_marked(line)
    {
        return None;
    }
    if is_running(line, table) {
        return None;
    }
    let all = words(line);
    if table.actions.cover(&all) {
        return Some(OriginLine::default());
    }
    let found = match has_year(line) {
        true => dates(line, &all, table),
        false => Vec::new(),
    };
    let segments = segments(line);
    if found.is_empty() {
        return breadcrumb(line, &segments, table)
            .or_else(|| byline(line, line.len(), &all, table).then(OriginLine::default));
    }
    dated(line, &all, &found, &segments, table)
}

/// The longest name of an agency.
const AGENCY: usize = 40;

/// A whole line "Boise, ID (PRWEB) May 12, 2031" or "BOISE, Idaho, May 12, 2031 /PRNewswire/"
/// without the agency, and where that stood.
fn without_agency(line: &str) -> Option<(String, usize)> {
    if !has_year(line) || ends_sentence(line) {
        return None;
    }
    let line =
        line.trim_end_matches(|c: char| is_space(c) || matches!(c, '-' | '\u{2013}' | '\u{2014}'));
    for (open, shut) in [('(', ')'), ('/', '/')] {
        let Some(start) = line.find(open) else {
            continue;
        };
        let Some(length) = line[start + 1..].find(shut) else {
            continue;
        };
        let inner = &line[start + 1..start + 1 + length];
        let tight = start > 0 && is_space(line[..start].chars().next_back()?);
        let name = (2..=AGENCY).contains(&length)
            && inner.chars().any(char::is_alphabetic)
            && !inner.starts_with(' ')
            && !has_year(inner);
        let rest = line[start + length + 2..].trim_start();
        // The day stands right before or behind it, and little else.
        let day = has_year(rest) && rest.len() < 24 || rest.is_empty();
        if tight && name && day {
            let lead = line[..start].trim_end().trim_end_matches(',');
            let join = if rest.is_empty() { "" } else { ", " };
            return Some((format!("{lead}{join}{rest}"), start));
        }
    }
    None
}

/// Whether a line is a sentence, not parted, with a small word that no line of origin has: cheaper
/// to see than that its words leave nothing but a place beside the date.
fn is_running(line: &str, table: &OriginWords) -> bool {
    if is_parted(line) || !ends_sentence(line) {
        return false;
    }
    let mut at = 0;
    while let Some(word) = next_word(line, at) {
        at = word.range.end;
        if word.text.starts_with(|c: char| c.is_ascii_lowercase())
            && !table.of_origin.contains(&*word.lower)
        {
            return true;
        }
    }
    false
}

/// Whether a line may have several [`segments`].
pub(super) fn is_parted(line: &str) -> bool {
    let mut before = 0;
    line.bytes().any(|byte| {
        let parts = match byte {
            b'|' | b'>' | b'\t' | 0x80.. => true,
            b' ' | b'/' => before == byte || before == b' ' && byte == b'/',
            _ => false,
        };
        before = byte;
        parts
    })
}

/// Parts of a line between bars, arrows, double slashes, bullets, wide gaps.
fn segments(line: &str) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut start = 0;
    let bytes = line.as_bytes();
    let mut at = 0;
    while at < line.len() {
        let Some(c) = line[at..].chars().next() else {
            break;
        };
        let width = match c {
            '|' | '>' | '»' | '›' | '•' | '·' | '\t' | '→' => c.len_utf8(),
            '/' if bytes.get(at + 1) == Some(&b'/') => 2,
            '/' if at > 0 && bytes[at - 1] == b' ' && bytes.get(at + 1) == Some(&b' ') => 1,
            ' ' if bytes.get(at + 1) == Some(&b' ') => {
                bytes[at..].iter().take_while(|b| **b == b' ').count()
            }
            _ => 0,
        };
        if width > 0 {
            parts.push(start..at);
            at += width;
            start = at;
        } else {
            at += c.len_utf8();
        }
    }
    parts.push(start..line.len());
    parts
        .into_iter()
        .map(|part| trimmed(line, part))
        .filter(|part| !part.is_empty())
        .collect()
}

/// `range` of `text` without white space, marks of order and dashes at its ends.
pub(super) fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let edge = |c: char| is_space(c) || matches!(c, ',' | '-' | '–' | '—' | ':');
    let part = &text[range.clone()];
    let left = part.len() - part.trim_start_matches(edge).len();
    let right = part.trim_end_matches(edge).len();
    if right <= left {
        return range.start..range.start;
    }
    range.start + left..range.start + right
}

/// "Home > Media > News", "HARBOUR FM | News | Motoring", "BUSINESS / CONSTRUCTION".
fn breadcrumb(line: &str, segments: &[Range<usize>], table: &OriginWords) -> Option<OriginLine> {
    if !is_marked(line) || line.ends_with(['.', '!', '?', '"', '”']) {
        return None;
    }
    let wide = segments
        .iter()
        .any(|part| words(&line[part.clone()]).len() > 4);
    if wide || (segments.len() < 2 && !line.ends_with('|')) {
        return None;
    }
    let mut told = OriginLine::default();
    if line.contains('|')
        && segments.len() >= 2
        && let Some(first) = segments.first()
        && names_publisher(line, first, table)
    {
        told.publisher = Some(first.clone());
    }
    Some(told)
}

/// Whether four digits in a row stand in a line: every full date has a year.
pub(super) fn has_year(line: &str) -> bool {
    let mut digits = 0;
    line.bytes().any(|byte| {
        digits = if byte.is_ascii_digit() { digits + 1 } else { 0 };
        digits == 4
    })
}

/// Whether a line has one of the marks that part breadcrumbs.
fn is_marked(line: &str) -> bool {
    let marks = |line: &str| line.contains(['|', '>', '»', '›', '→']);
    is_parted(line) && (marks(line) || line.contains(" / ") || line.contains("//"))
}

/// Whether a part of an origin line can be a publisher's name: capitalised, short, and none of
/// the words that stand in such places otherwise.
fn names_publisher(line: &str, part: &Range<usize>, table: &OriginWords) -> bool {
    let text = &line[part.clone()];
    let all = words(text);
    (1..=5).contains(&all.len())
        && text.chars().next().is_some_and(char::is_uppercase)
        && all.iter().any(|w| !w.is_number())
        && text.chars().any(|c| c.is_ascii_alphabetic())
        && dates(text, &all, table).is_empty()
        && !table.kickers.cover(&all)
        && !table.actions.cover(&all)
        && !all
            .iter()
            .all(|w| table.kickers.prefix(std::slice::from_ref(w)) > 0)
        && table.byline_starts.prefix(&all) == 0
        && !table.byline_words.within(&all)
        && table.published.prefix(&all) == 0
        && table.updated.prefix(&all) == 0
        && !all
            .iter()
            .all(|w| table.clock.contains(&*w.lower) || table.weekdays.contains(&*w.lower))
}

/// "By Jane Doe", "By our Powys reporter", "Newsroom and agencies".
///
/// `all` are words of `line`, those of a part of it that ends at byte `end`.
fn byline(line: &str, end: usize, all: &[Word<'_>], table: &OriginWords) -> bool {
    if all.len() > 10 || ends_sentence(&line[..end]) {
        return false;
    }
    let start = table.byline_starts.prefix(all);
    if start > 0 {
        let rest = &all[start..];
        let explicit = line[all[start - 1].range.end..].starts_with(':');
        let named = !rest.is_empty()
            && rest.iter().all(|w| {
                w.text.starts_with(char::is_uppercase)
                    || table.particles.contains(&*w.lower)
                    || w.text.contains('-')
            })
            && rest
                .iter()
                .any(|w| w.text.starts_with(char::is_uppercase) && !w.is_number());
        return explicit || start == all.len() || named || table.byline_words.within(rest);
    }
    // Without "by" a byline is made of little else: "Newsroom and agencies", "Staff Reporter".
    let known = all
        .iter()
        .filter(|w| table.byline_words.prefix(std::slice::from_ref(*w)) > 0)
        .count();
    known > 0 && all.len() <= 4 && 2 * known + 1 >= all.len()
}

/// A line with a date: origin if little else stands there.
fn dated(
    line: &str,
    all: &[Word<'_>],
    found: &[Found],
    segments: &[Range<usize>],
    table: &OriginWords,
) -> Option<OriginLine> {
    let mut told = OriginLine::default();
    // "harbour-news.example, 2031/05/26, ten years of sails": the site, the day, the title.
    if let Some(first) = found.first()
        && is_site(&line[..first.range.start])
    {
        told.published = Some(first.date);
        return Some(told);
    }
    let mut used = vec![false; all.len()];
    for one in found {
        used[one.words.clone()].fill(true);
    }
    // Labels, each claiming the date that follows it.
    let mut labels: Vec<(usize, bool)> = Vec::new();
    let mut at = 0;
    while at < all.len() {
        let (updated, published) = (
            table.updated.prefix(&all[at..]),
            table.published.prefix(&all[at..]),
        );
        let length = updated.max(published);
        if length > 0 && !used[at] {
            used[at..at + length].fill(true);
            labels.push((at, updated > published));
            at += length;
        } else {
            at += 1;
        }
    }
    for one in found {
        let label = labels
            .iter()
            .rev()
            .find(|(word, _)| *word < one.words.start);
        match label {
            Some((_, true)) => told.updated = told.updated.or(Some(one.date)),
            Some((_, false)) if !told.labelled => {
                told.published = Some(one.date);
                told.labelled = true;
            }
            _ => told.published = told.published.or(Some(one.date)),
        }
    }
    for (word, used) in all.iter().zip(&mut used) {
        *used |= table.clock.contains(&*word.lower)
            || table.weekdays.contains(&*word.lower)
            || (word.is_number()
                && (word.text.len() <= 2
                    || is_offset(line, word)
                    // How often it was looked at.
                    || found.last().is_some_and(|one| word.range.start > one.range.end)));
    }
    let mut at = 0;
    while at < all.len() {
        let length = table.actions.prefix(&all[at..]);
        used[at..at + length].fill(true);
        at += length.max(1);
    }
    for part in segments {
        let inside = |range: &Range<usize>| part.start <= range.start && range.end <= part.end;
        let rest: Vec<&Word<'_>> = all
            .iter()
            .zip(&used)
            .filter(|(word, used)| inside(&word.range) && !**used)
            .map(|(word, _)| word)
            .collect();
        if rest.is_empty() {
            continue;
        }
        let whole: Vec<&Word<'_>> = all.iter().filter(|w| inside(&w.range)).collect();
        let date = found.iter().find(|one| inside(&one.range));
        let kind = byline(line, part.end, &own(&whole), table)
            || byline(line, part.end, &own(&rest), table);
        if kind {
            continue;
        }
        let Some(date) = date else {
            if rest.len() > 5 || ends_sentence(&line[part.clone()]) {
                return None;
            }
            let after_date = found.first().is_some_and(|one| one.range.end <= part.start);
            let first = part.start == 0;
            let labelled = !labels.is_empty();
            if told.publisher.is_none()
                && ((after_date && labelled) || first)
                && names_publisher(line, part, table)
            {
                told.publisher = Some(part.clone());
            }
            continue;
        };
        // A place before the date; a label may be followed by a name after it.
        let before = rest.iter().all(|w| w.range.end <= date.range.start);
        let capital = |w: &&Word<'_>| w.text.starts_with(char::is_uppercase);
        if before && rest.len() <= 5 && rest.iter().all(capital) {
            let gap_at = rest.last().map_or(0, |w| w.range.end);
            let gap = &line[gap_at..date.range.start];
            // "Sam Adeyemi Published January 18, 2024": who wrote it.
            let between = rest.last().map_or(0, |w| w.range.end)..date.range.start;
            if labels
                .iter()
                .any(|(word, _)| between.contains(&all[*word].range.start))
            {
                continue;
            }
            if gap.contains(',')
                || gap.contains('-')
                || gap.contains('–')
                || gap.contains('—')
                || gap.contains(':')
                || gap.contains('.')
            {
                let kicker = table.kickers.cover(&own(&rest));
                if !kicker {
                    told.place = told.place.or(Some(part.clone()));
                }
                continue;
            }
            return None;
        }
        let after = rest.iter().all(|w| w.range.start >= date.range.end);
        // "May 12, 2031 – Boise, ID"
        let gap_end = rest.first().map_or(0, |w| w.range.start);
        let placed = after
            && date.range.start == part.start
            && gap_end > date.range.end
            && line[date.range.end..gap_end].contains([',', '-', '\u{2013}', '\u{2014}'])
            && rest.len() <= 4
            && rest.iter().all(capital)
            && rest
                .iter()
                .all(|w| !w.is_number() && !table.not_places.contains(&*w.lower));
        if placed && !ends_sentence(line) {
            continue;
        }
        if after && !labels.is_empty() && rest.len() <= 5 && !ends_sentence(line) {
            let names =
                rest.first().map_or(0, |w| w.range.start)..rest.last().map_or(0, |w| w.range.end);
            if told.publisher.is_none() && names_publisher(line, &names, table) {
                told.publisher = Some(names);
            }
            continue;
        }
        return None;
    }
    Some(told)
}

/// Whether the beginning of a line is the address of a site and a comma.
fn is_site(lead: &str) -> bool {
    let Some(site) = lead.trim_end().strip_suffix(',') else {
        return false;
    };
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '.');
    site.len() > 4
        && site.chars().all(plain)
        && site
            .rsplit_once('.')
            .is_some_and(|(name, top)| !name.is_empty() && (2..=6).contains(&top.len()))
}

/// Whether a number is an offset from Greenwich time: "+0100".
fn is_offset(line: &str, word: &Word<'_>) -> bool {
    word.text.len() == 4 && line[..word.range.start].ends_with(['+', '-'])
}

fn own<'t>(words: &[&Word<'t>]) -> Vec<Word<'t>> {
    words.iter().map(|w| (*w).clone()).collect()
}

/// Whether a line closes like a sentence.
pub(super) fn ends_sentence(line: &str) -> bool {
    line.trim_end_matches(['"', '”', '’', '\'', ')', '»', '*', '_'])
        .ends_with(['.', '!', '?', '…'])
}

/// The first bytes of `text`, at most `most`, cut at a character.
pub(super) fn head_of(text: &str, most: usize) -> &str {
    let mut end = text.len().min(most);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}
