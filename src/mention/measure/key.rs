//! Nouns that stand before a number like a heading: "Exhibitors: 551", "Guest countries (15)".

use super::Place;
use super::noun::{Noun, ending};
use crate::knowledge::figures::{MetricClass, Role};

/// The noun of a "Key: value" line, as the table knows it.
pub fn key(place: &Place) -> Option<Noun> {
    let (start, end) = key_pieces(place)?;
    // "From outside the United States: 40,000" counts no states.
    let scan = place.scan;
    let proper = |noun: &Noun| {
        noun.class == MetricClass::Countries && noun.head > start && scan.is_capital(noun.head)
    };
    ending(scan, start, end, false).filter(|noun| !proper(noun))
}

/// The words of a "Key: value" line whose noun no table lists: "Frozen food: 85 million dollars".
/// A count needs a plural there.
pub fn key_words(place: &Place, plural: bool) -> Option<Noun> {
    let scan = place.scan;
    let (start, end) = key_pieces(place)?;
    let opens = start == 0 || !scan.is_word(start - 1);
    let word = scan.word(end - 1);
    let fits =
        !plural || (word.len() > 3 && word.ends_with('s') && !scan.is(end - 1, Role::NotPlural));
    let plain = (start..end)
        .all(|at| !scan.is(at, Role::Boundary) || (scan.is(at, Role::Joiner) && at > start));
    (opens && fits && plain && end - start <= 5).then_some(Noun {
        start,
        head: start,
        end,
        class: MetricClass::Other,
        canonical: None,
        renamed: false,
    })
}

/// The pieces of the key before a quantity: back to the mark that ends the item before.
fn key_pieces(place: &Place) -> Option<(usize, usize)> {
    let scan = place.scan;
    let colon = place.before();
    let spaced = !scan.glued(colon) || !scan.glued(colon.wrapping_add(1));
    let mark = matches!(scan.word(colon), ":" | "|") && scan.shape(colon).is_some()
        || matches!(scan.word(colon), "-" | "–" | "—") && spaced;
    if !mark || colon < place.floor {
        return None;
    }
    // "Visitors (2022): 158,000"
    let mut colon = colon;
    let year = colon.wrapping_sub(2);
    if colon >= place.floor + 4
        && scan.mark(colon - 1, ")")
        && scan.mark(colon - 3, "(")
        && scan.year_number(year).is_some()
    {
        colon -= 3;
    }
    let mut start = colon;
    while start > place.floor
        && (scan.is_word(start - 1) || scan.is(start - 1, Role::Hyphen) && scan.glued(start - 1))
    {
        start -= 1;
    }
    while start < colon && !scan.is_word(start) {
        start += 1;
    }
    (start < colon && colon - start <= 6).then_some((start, colon))
}

/// The noun before a bracket that holds nothing but the number: "Guest countries (15)".
pub fn bracketed(place: &Place) -> Option<Noun> {
    let scan = place.scan;
    let open = place.before();
    if !scan.mark(open, "(") || !scan.mark(place.after(), ")") || open <= place.floor {
        return None;
    }
    ending(scan, open.saturating_sub(4).max(place.floor), open, false)
}
