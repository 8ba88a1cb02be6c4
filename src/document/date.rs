//! Days of publication as origin lines and meta tags print them: `2023-03-02`, `21.04.2023`,
//! `Aug 24,2019`, `8 May 2023`, `13th of June, 2024`. Knows nothing of relative or partial dates.

use super::origin::OriginWords;
use jiff::civil::Date;
use std::ops::Range;

/// A run of letters or of digits.
#[derive(Clone, Debug)]
pub(super) struct Word<'t> {
    pub range: Range<usize>,
    pub text: &'t str,
    pub lower: Lower<'t>,
}

/// A word in small letters. Most are so already or short: nothing is allocated for them.
#[derive(Clone, Debug)]
pub(super) enum Lower<'t> {
    Same(&'t str),
    /// Its bytes and how many they are.
    Short([u8; 22], u8),
    Long(String),
}

impl std::ops::Deref for Lower<'_> {
    type Target = str;

    fn deref(&self) -> &str {
        match self {
            Lower::Same(word) => word,
            Lower::Short(bytes, length) => {
                std::str::from_utf8(&bytes[..usize::from(*length)]).unwrap_or("")
            }
            Lower::Long(word) => word,
        }
    }
}

impl AsRef<str> for Word<'_> {
    fn as_ref(&self) -> &str {
        &self.lower
    }
}

impl Word<'_> {
    fn number(&self, digits: Range<usize>) -> Option<i16> {
        (digits.contains(&self.text.len()) && self.text.bytes().all(|b| b.is_ascii_digit()))
            .then(|| self.text.parse().ok())
            .flatten()
    }

    pub(super) fn is_number(&self) -> bool {
        self.text.bytes().all(|b| b.is_ascii_digit())
    }
}

/// The words of a short line: runs of digits, and runs of letters with inner hyphens and
/// apostrophes.
pub(super) fn words(line: &str) -> Vec<Word<'_>> {
    let mut found = Vec::with_capacity(line.len() / 6 + 1);
    let mut from = 0;
    while let Some(word) = next_word(line, from) {
        from = word.range.end;
        found.push(word);
    }
    found
}

/// The first word at or after a byte.
pub(super) fn next_word(line: &str, from: usize) -> Option<Word<'_>> {
    let bytes = line.as_bytes();
    let char_at = |at: usize| -> Option<char> {
        match bytes.get(at) {
            Some(byte) if byte.is_ascii() => Some(char::from(*byte)),
            _ => line.get(at..)?.chars().next(),
        }
    };
    let mut start = from;
    let first = loop {
        let c = char_at(start)?;
        if c.is_alphanumeric() {
            break c;
        }
        start += c.len_utf8();
    };
    let digits = first.is_ascii_digit();
    let mut end = start + first.len_utf8();
    while let Some(c) = char_at(end) {
        let next = end + c.len_utf8();
        let goes_on = if digits {
            c.is_ascii_digit()
        } else {
            c.is_alphabetic()
                || (matches!(c, '-' | '\'' | '’') && char_at(next).is_some_and(char::is_alphabetic))
        };
        if !goes_on {
            break;
        }
        end = next;
    }
    let text = &line[start..end];
    Some(Word {
        range: start..end,
        text,
        lower: lower(text),
    })
}

fn lower(text: &str) -> Lower<'_> {
    if !text.is_ascii() {
        return Lower::Long(text.to_lowercase());
    }
    if !text.bytes().any(|byte| byte.is_ascii_uppercase()) {
        return Lower::Same(text);
    }
    let mut bytes = [0; 22];
    match bytes.get_mut(..text.len()) {
        Some(short) => {
            short.copy_from_slice(text.as_bytes());
            short.make_ascii_lowercase();
            Lower::Short(bytes, text.len() as u8)
        }
        None => Lower::Long(text.to_ascii_lowercase()),
    }
}

/// A full date in a line.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Found {
    /// Bytes of the line.
    pub range: Range<usize>,
    /// Words of the line.
    pub words: Range<usize>,
    pub date: Date,
}

/// All full dates of a line, from left to right. A day that ends a span ("12-14 May 2024") is
/// none: spans are of events, not of publication.
pub(super) fn dates(line: &str, words: &[Word<'_>], table: &OriginWords) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    let mut at = 0;
    while at < words.len() {
        match date_at(line, words, at, table) {
            Some((count, date)) if !ends_span(line, words, at) => {
                found.push(Found {
                    range: words[at].range.start..words[at + count - 1].range.end,
                    words: at..at + count,
                    date,
                });
                at += count;
            }
            Some((count, _)) => at += count,
            None => at += 1,
        }
    }
    found
}

/// The first full date of a value such as a meta tag's.
pub(super) fn first_date(value: &str, table: &OriginWords) -> Option<Date> {
    let value = value.get(..value.len().min(80)).unwrap_or(value);
    let compact = value.trim();
    if compact.len() == 8 && compact.bytes().all(|b| b.is_ascii_digit()) {
        let (y, md) = compact.split_at(4);
        let (m, d) = md.split_at(2);
        return civil(y.parse().ok()?, m.parse().ok()?, d.parse().ok()?);
    }
    let words = words(value);
    (0..words.len()).find_map(|at| date_at(value, &words, at, table).map(|(_, date)| date))
}

/// Whether the word before `at` is a number, tied by a dash or "to": the beginning of a span.
fn ends_span(line: &str, words: &[Word<'_>], at: usize) -> bool {
    let Some(before) = at.checked_sub(1).and_then(|i| words.get(i)) else {
        return false;
    };
    let gap = line[before.range.end..words[at].range.start].trim();
    before.is_number() && before.text.len() <= 2 && matches!(gap, "-" | "–" | "—")
}

/// The date that begins with word `at`, and how many words it takes.
fn date_at(
    line: &str,
    words: &[Word<'_>],
    at: usize,
    table: &OriginWords,
) -> Option<(usize, Date)> {
    let gap = |i: usize| -> Option<&str> {
        let (a, b) = (words.get(i)?, words.get(i + 1)?);
        Some(&line[a.range.end..b.range.start])
    };
    let loose = |i: usize| {
        gap(i).is_some_and(|g| {
            g.len() <= 3
                && g.chars()
                    .all(|c| matches!(c, ' ' | '\u{a0}' | '.' | ',' | '-' | '/'))
        })
    };
    let year = |i: usize| {
        words
            .get(i)
            .and_then(|w| w.number(4..5))
            .filter(|y| (1800..2200).contains(y))
    };
    let short = |i: usize| words.get(i).and_then(|w| w.number(1..3));
    let month = |i: usize| {
        words
            .get(i)
            .and_then(|w| table.months.get(&*w.lower).copied())
    };
    // 2023-03-02, 2023/3/2, 2023.03.02
    if let (Some(y), Some(m), Some(d)) = (year(at), short(at + 1), short(at + 2)) {
        let sep = gap(at)?;
        if matches!(sep, "-" | "/" | "." | "‑") && gap(at + 1) == Some(sep) {
            return Some((3, civil(y, m, d)?));
        }
    }
    // 21.04.2023, 25/06/2024: the day first, unless only the month can be
    if let (Some(a), Some(b), Some(y)) = (short(at), short(at + 1), year(at + 2)) {
        let sep = gap(at)?;
        if matches!(sep, "-" | "/" | "." | ". ") && gap(at + 1) == Some(sep) {
            let (d, m) = if b > 12 { (b, a) } else { (a, b) };
            return Some((3, civil(y, m, d)?));
        }
    }
    // 8 May 2023, 13th of June, 2024, 12-Jan-2024
    if let Some(d) = short(at) {
        let mut next = at + 1;
        if is_ordinal_ending(words.get(next), table) && gap(at) == Some("") {
            next += 1;
        }
        if words
            .get(next)
            .is_some_and(|w| table.particles.contains(&*w.lower))
        {
            next += 1;
        }
        if loose(next - 1)
            && let Some(m) = month(next)
            && loose(next)
            && let Some(y) = year(next + 1)
        {
            return Some((next + 2 - at, civil(y, i16::from(m), d)?));
        }
    }
    // Aug 24,2019, Sept. 3rd, 2025
    if let (Some(m), Some(d)) = (month(at), short(at + 1))
        && loose(at)
    {
        let mut next = at + 2;
        if is_ordinal_ending(words.get(next), table) && gap(at + 1) == Some("") {
            next += 1;
        }
        if loose(next - 1)
            && let Some(y) = year(next)
        {
            return Some((next + 1 - at, civil(y, i16::from(m), d)?));
        }
    }
    None
}

/// Whether `at` begins a month and day without a year ("Sept. 15", "6 July"), and how many words
/// it takes.
pub(super) fn day_at(words: &[Word<'_>], at: usize, table: &OriginWords) -> Option<usize> {
    let month = |i: usize| {
        words
            .get(i)
            .is_some_and(|w| table.months.contains_key(&*w.lower))
    };
    let day = |i: usize| {
        words
            .get(i)
            .and_then(|w| w.number(1..3))
            .is_some_and(|d| (1..=31).contains(&d))
    };
    let mut count = if (month(at) && day(at + 1)) || (day(at) && month(at + 1)) {
        2
    } else {
        return None;
    };
    if is_ordinal_ending(words.get(at + count), table) {
        count += 1;
    }
    Some(count)
}

fn is_ordinal_ending(word: Option<&Word<'_>>, table: &OriginWords) -> bool {
    word.is_some_and(|w| table.ordinal_endings.contains(&*w.lower))
}

fn civil(year: i16, month: i16, day: i16) -> Option<Date> {
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}
