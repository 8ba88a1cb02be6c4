//! Noun phrases that name what is counted, without a tagger: the plural that ends the words
//! after a number, or the noun that a verb or a colon ties to it.

use super::Place;
use crate::knowledge::figures::{MetricClass, MetricNoun, Role, Shape};
use crate::mention::Scan;
use std::sync::Arc;

/// A noun phrase.
#[derive(Clone, Debug)]
pub struct Noun {
    /// First piece, modifiers included.
    pub start: usize,
    /// First piece of the head.
    pub head: usize,
    /// The piece after the last.
    pub end: usize,
    pub class: MetricClass,
    pub canonical: Option<Arc<str>>,
    /// Whether it goes by the table's name: "visitor numbers" are visitors.
    pub renamed: bool,
}

/// So many words may stand between a number and its noun.
const REACH: usize = 8;
/// So many modifiers are kept in a metric's name.
const KEPT: usize = 4;

impl Noun {
    /// The phrase without clutter, in small letters except for names.
    pub fn name(&self, scan: &Scan) -> String {
        if let (true, Some(canonical)) = (self.renamed, &self.canonical) {
            return canonical.to_string();
        }
        let mut name = String::new();
        let first = self.start.max(self.head.saturating_sub(KEPT + 2));
        for at in first..self.end {
            let modifier = at < self.head;
            if modifier && (scan.is(at, Role::Clutter) || quoting(scan, at)) {
                continue;
            }
            if name.is_empty()
                && (!scan.is_word(at) && scan.shape(at) != Some(Shape::Digits)
                    || scan.is(at, Role::Joiner)
                    || scan.is(at, Role::Article))
            {
                continue;
            }
            if !name.is_empty() && !scan.glued(at) {
                name.push(' ');
            }
            let word = scan.word(at);
            let proper = modifier && at > 0 && scan.is_capital(at);
            if proper {
                name.push_str(word);
            } else {
                name.push_str(&word.to_lowercase());
            }
        }
        name
    }
}

fn quoting(scan: &Scan, at: usize) -> bool {
    matches!(scan.word(at), "\"" | "“" | "”" | "‘")
}

/// Whether a word looks like a plural that no table lists.
fn looks_plural(scan: &Scan, at: usize) -> bool {
    if scan.is(at, Role::Plural) {
        return true;
    }
    let word = scan.word(at);
    let possessive = scan.glued(at + 1) && matches!(scan.word(at + 1), "'" | "’");
    scan.shape(at) == Some(Shape::Lower)
        && word.len() > 3
        && word.ends_with('s')
        && !["ss", "us", "is"]
            .iter()
            .any(|ending| word.ends_with(ending))
        && !scan.is(at, Role::NotPlural)
        && !scan.is(at, Role::Boundary)
        && scan.sense(at).scale == 0.0
        && !possessive
}

/// The plural at a piece that can be counted: its length and its row, if any.
fn plural<'s>(scan: &'s Scan, at: usize) -> Option<(usize, Option<&'s MetricNoun>)> {
    match scan.tables.metrics.from(&scan.pieces, at) {
        Some((length, noun)) if noun.plural && countable(noun) => Some((length, Some(noun))),
        Some((_, _)) if !looks_plural(scan, at) => None,
        _ => looks_plural(scan, at).then_some((1, None)),
    }
}

/// "trade", "funding" and their like are summed, not counted.
fn countable(noun: &MetricNoun) -> bool {
    let mass = noun.class.is_money() || noun.class == MetricClass::Area;
    !mass || noun.canonical.ends_with('s') && noun.class == MetricClass::Deal
}

/// Whether a noun phrase can go on over a piece.
fn goes_on(scan: &Scan, at: usize) -> bool {
    if scan.is_word(at) {
        return !scan.is(at, Role::Boundary);
    }
    let inside = scan.is(at, Role::Hyphen) && scan.glued(at) && scan.glued(at + 1);
    let apostrophe = matches!(scan.word(at), "'" | "’") && scan.glued(at);
    let name_number = scan.shape(at) == Some(Shape::Digits);
    inside
        || apostrophe
        || quoting(scan, at)
        || name_number
        || scan.mark(at, "&")
        || (scan.mark(at, "/") && scan.glued(at) && scan.glued(at + 1))
}

/// The noun phrase that starts at a piece and ends in a plural, before `limit`.
pub fn after(scan: &Scan, start: usize, limit: usize) -> Option<Noun> {
    let stop = limit.min(start + REACH).min(scan.len());
    let mut at = start;
    while at < stop {
        if let Some((length, row)) = plural(scan, at)
            && at + length <= limit
        {
            // "Fortune Global 500 companies" begins with a name, "20 Days of" does not end there.
            let mut noun = Noun {
                start,
                head: at,
                end: at + length,
                class: row.map_or(MetricClass::Other, |row| row.class),
                canonical: row.map(|row| row.canonical.clone()),
                renamed: false,
            };
            // "sales representatives": the last of adjoining plurals is the head.
            while let Some((length, row)) = plural(scan, noun.end)
                && noun.end + length <= limit
                && row.is_some()
            {
                noun.head = noun.end;
                noun.end += length;
                noun.class = row.map_or(MetricClass::Other, |row| row.class);
                noun.canonical = row.map(|row| row.canonical.clone());
            }
            coordinate(scan, &mut noun, limit);
            if row.is_none() {
                complement(scan, &mut noun, limit);
            }
            return Some(noun);
        }
        // "110 domestic and foreign enterprises"
        let joins = scan.is(at, Role::Joiner)
            && at > start
            && scan.is_word(at + 1)
            && !scan.is(at + 1, Role::Acting)
            && !scan.is(at + 1, Role::Boundary);
        // "20 large, modern halls"
        let comma = scan.mark(at, ",")
            && at > start
            && scan.shape(at + 1) == Some(Shape::Lower)
            && !scan.is(at + 1, Role::Boundary)
            && (plural(scan, at + 2).is_some()
                // "micro, small and medium enterprises"
                || scan.is(at + 2, Role::Joiner) && scan.shape(at + 3) == Some(Shape::Lower));
        if !goes_on(scan, at) && !joins && !comma {
            return None;
        }
        at += 1;
    }
    None
}

/// Takes in nouns joined to the head: "forums and meetings", "products, technologies and services".
fn coordinate(scan: &Scan, noun: &mut Noun, limit: usize) {
    let mut at = noun.end;
    for item in 0..3 {
        let comma = scan.mark(at, ",");
        let join = scan.is(at, Role::Joiner) || scan.is(at, Role::DateJoin) && scan.is_word(at);
        if !comma && !join {
            return;
        }
        let mut next = at + 1;
        // "products, technologies, and services"
        let serial = comma && scan.is(next, Role::Joiner);
        // "1,500 exhibitors, and foreign firms were barred"
        if serial && item == 0 {
            return;
        }
        next += usize::from(serial);
        if scan.is(next, Role::Acting) {
            return;
        }
        let reach = next + if join || serial { 3 } else { 1 };
        let mut found = None;
        while next < reach.min(limit) && scan.is_word(next) && !scan.is(next, Role::Boundary) {
            if let Some((length, row)) = plural(scan, next) {
                // An unlisted word may be a verb: "and puts".
                found = row.map(|_| next + length);
                break;
            }
            next += 1;
        }
        let Some(end) = found.filter(|end| *end <= limit) else {
            return;
        };
        at = end;
        if join || serial {
            noun.end = end;
            return;
        }
    }
}

/// An unlisted head keeps what it is "of": "heads of regulatory authorities".
fn complement(scan: &Scan, noun: &mut Noun, limit: usize) {
    if !scan.is(noun.end, Role::Of) {
        return;
    }
    let mut at = noun.end + 1;
    while at < (noun.end + 4).min(limit) && scan.is_word(at) && !scan.is(at, Role::Boundary) {
        if let Some((length, _)) = plural(scan, at).filter(|(length, _)| at + length <= limit) {
            noun.end = at + length;
            return;
        }
        at += 1;
    }
}

/// The noun after a hyphen: "20-member delegation" counts members.
pub fn joined(scan: &Scan, at: usize) -> Option<Noun> {
    let (length, row) = scan.tables.metrics.from(&scan.pieces, at)?;
    Some(Noun {
        start: at,
        head: at,
        end: at + length,
        class: row.class,
        canonical: Some(row.canonical.clone()),
        renamed: true,
    })
    .filter(|_| !row.class.is_money())
}

/// The last noun of the table that ends between two pieces, with its modifiers.
pub fn ending(scan: &Scan, floor: usize, end: usize, singular: bool) -> Option<Noun> {
    let mut at = end;
    while at > floor {
        if let Some(noun) = numbered(scan, floor, at) {
            return Some(noun);
        }
        let pieces = &scan.pieces[floor..at];
        if let Some((length, row)) = scan.tables.metrics_before.before(pieces, pieces.len()) {
            let possessive = scan.glued(at) && matches!(scan.word(at), "'" | "’");
            let possessive = possessive || scan.mark(at, "’");
            let mass =
                row.canonical.as_ref() == scan.text[scan.range(at - length..at)].to_lowercase();
            if !possessive
                && (row.plural || singular || mass)
                && (singular || row.class != MetricClass::Value)
            {
                let head = at - length;
                return Some(Noun {
                    start: modifiers(scan, floor, head),
                    head,
                    end: at,
                    class: row.class,
                    canonical: Some(row.canonical.clone()),
                    renamed: false,
                });
            }
        }
        at -= 1;
    }
    None
}

/// "exhibitor numbers", "the visitor total": the noun before the word for a number.
fn numbered(scan: &Scan, floor: usize, end: usize) -> Option<Noun> {
    let last = end.checked_sub(1).filter(|last| *last > floor)?;
    if !scan.is(last, Role::NumberNoun) {
        return None;
    }
    let pieces = &scan.pieces[floor..last];
    let (length, row) = scan.tables.metrics_before.before(pieces, pieces.len())?;
    let head = last - length;
    Some(Noun {
        start: head,
        head,
        end,
        class: row.class,
        canonical: Some(row.canonical.clone()),
        renamed: true,
    })
}

/// Where the modifiers before a head begin.
fn modifiers(scan: &Scan, floor: usize, head: usize) -> usize {
    let mut start = head;
    while start > floor && head - start < KEPT {
        let at = start - 1;
        let hyphen = scan.is(at, Role::Hyphen) && scan.glued(at) && scan.glued(at + 1);
        let word = scan.is_word(at)
            && !scan.is(at, Role::Boundary)
            && !scan.is(at, Role::Opener)
            && !scan.is(at, Role::Link)
            && !scan.is(at, Role::NumberNoun)
            && !scan.is(at, Role::Comparative)
            && plural(scan, at).is_none();
        let possessive = scan.glued(at) && at > 0 && matches!(scan.word(at - 1), "'" | "’");
        if (!hyphen && !word) || possessive {
            break;
        }
        start = at;
    }
    start
}

/// The noun that a verb ties to the number after it: "visitor numbers reached 58,052", "the number
/// of exhibitors grew to 843", "exhibitors numbered 1,270".
pub fn before(place: &Place) -> Option<Noun> {
    let scan = place.scan;
    let mut at = place.quantity.pieces.start;
    let mut links = 0;
    while at > place.floor
        && links < 7
        && (scan.is(at - 1, Role::Link) || place.in_date(at - 1))
        && numbered(scan, place.floor, at).is_none()
    {
        at -= 1;
        links += 1;
    }
    if links == 0 {
        return apposition(place);
    }
    if at > 0 && scan.mark(at - 1, ",") && place.index > 0 {
        return None;
    }
    // Within the clause, not over another number.
    let mut floor = at;
    while floor > place.floor && at - floor < 14 {
        let mark = scan.word(floor - 1);
        let ends = matches!(mark, ";" | ":" | "(" | "." | "—" | "–");
        if ends || (mark == "," && at - floor > 1) {
            break;
        }
        floor -= 1;
    }
    ending(scan, floor, at, false)
}

/// "the number of exhibitors, around 220"
fn apposition(place: &Place) -> Option<Noun> {
    let scan = place.scan;
    let comma = place.before();
    if !scan.mark(comma, ",") || comma <= place.floor {
        return None;
    }
    let floor = comma.saturating_sub(7).max(place.floor);
    let number = (floor..comma)
        .rev()
        .find(|&at| scan.is(at, Role::NumberNoun))?;
    if !scan.is(number + 1, Role::Of) {
        return numbered(scan, floor, comma);
    }
    ending(scan, number + 1, comma, false)
}
