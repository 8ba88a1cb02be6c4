//! Numbers that are no quantities: parts of names ("A350", "Hall 3.1", "Fortune Global 500"),
//! clock times, ages, telephone numbers, versions.

use super::number::Number;
use crate::knowledge::figures::{Role, Shape, Unit};
use crate::mention::Scan;

/// Whether a number without a currency before it belongs to a name.
pub fn is_name(scan: &Scan, number: &Number) -> bool {
    let at = number.start;
    if at == 0 {
        return false;
    }
    let before = at - 1;
    // "(1) pests, (2) bees": the number of a point; "Guest countries (15)" is none.
    let point = number.digits
        && number.value < 20.0
        && scan.mark(before, "(")
        && scan.mark(number.end, ")")
        && scan.shape(number.end + 1) == Some(Shape::Lower)
        && (before == 0 || !scan.is_word(before - 1) || scan.is(before - 1, Role::Joiner));
    if point {
        return true;
    }
    if number.digits && scan.glued(at) {
        if scan.is_word(before) {
            return true;
        }
        // "COVID-19", "9:30", "24/7", "#5", "v.2", "+44"
        let mark = scan.word(before);
        let joined = scan.glued(before);
        if matches!(mark, "#" | "/" | ":" | "." | "_" | "@" | "&" | "'" | "’")
            || (mark == "+" && !scan.mark(number.end, "%"))
            || (joined && matches!(mark, "-" | "–" | "‑"))
        {
            return true;
        }
    }
    // "Phase 1", "Hall No. 3"
    let point = usize::from(scan.mark(before, ".") && before > 0);
    let numbered = scan.is(before - point, Role::Numbered) && scan.is_word(before - point);
    if numbered && !number.grouped && !number.scaled {
        let plain = number.value < 100.0 || scan.is_capital(before - point);
        return plain && !counted(scan, number.end, scan.is_capital(before - point));
    }
    if !scan.is_capital(before) || !number.digits || number.grouped || number.scaled {
        return false;
    }
    if scan.is(before, Role::Opener) || scan.tables.bounds_before.before(&scan.pieces, at).is_some()
    {
        return false;
    }
    // "COP 29 delegates" is a name, "In Germany 300 companies" is not.
    let capitals = scan.shape(before) == Some(Shape::Capitals) && scan.word(before).len() > 1;
    let first = before == 0;
    let counted = counted(scan, number.end, false);
    let measured = scan
        .tables
        .units_after
        .from(&scan.pieces, number.end)
        .is_some();
    !(counted && (first || !capitals)) && !measured
}

/// Whether a plural that can be counted follows within three words.
fn counted(scan: &Scan, start: usize, strict: bool) -> bool {
    if strict {
        return false;
    }
    (start..start + 3)
        .take_while(|&at| scan.is_word(at) && !scan.is(at, Role::Boundary))
        .any(|at| {
            let noun = scan.tables.metrics.from(&scan.pieces, at);
            noun.is_some_and(|(_, noun)| noun.plural)
        })
}

/// The end of a proportion that starts with a number: "nine in ten", "four out of five".
pub fn proportion(scan: &Scan, first: &Number) -> Option<usize> {
    if !scan.is(first.end, Role::Proportion) || first.value > 99.0 {
        return None;
    }
    let of = usize::from(scan.is(first.end + 1, Role::Of));
    let second = super::number::at(scan, first.end + 1 + of)?;
    (second.value > first.value && second.value <= 100.0).then_some(second.end)
}

/// Whether a number is a time of the day: "9:30", "10 a.m.", "10.30am".
pub fn is_clock(scan: &Scan, number: &Number) -> bool {
    let end = number.end;
    let colon = scan.mark(end, ":")
        && scan.glued(end)
        && scan.glued(end + 1)
        && scan.shape(end + 1) == Some(Shape::Digits);
    // "from 4 to 6 p.m."
    let until = scan.is(end, Role::NumberRange)
        && scan.shape(end + 1) == Some(Shape::Digits)
        && (scan.is(end + 2, Role::Clock) || (scan.mark(end + 2, ":") && scan.glued(end + 2)))
        && number.value < 25.0;
    if until {
        return true;
    }
    let hours = number.digits && !number.grouped && number.value < 25.0;
    let word = scan.is(end, Role::Clock);
    // The "o" of "o'clock" needs its apostrophe.
    let o_clock = scan.word(end).len() != 1 || matches!(scan.word(end + 1), "'" | "’");
    colon || (word && o_clock && (hours || !number.digits))
}

/// Whether a number that nothing measures is an age, a version, a pronoun or half of a slash.
pub fn is_bare(scan: &Scan, first: &Number, last: &Number, unit: Option<&Unit>) -> bool {
    if unit.is_some() {
        return false;
    }
    let end = last.end;
    let before = first.start.wrapping_sub(1);
    // "one of the", "no one", "one another"
    let one = !first.digits && first.value == 1.0 && !first.scaled;
    if one {
        return true;
    }
    // "24/7", "50/50"
    if scan.mark(end, "/") && scan.glued(end) && scan.shape(end + 1) == Some(Shape::Digits) {
        return true;
    }
    // "555-1234"
    let dialled = scan.glued(first.end)
        && last.start > first.start
        && !first.grouped
        && scan.word(last.start).len() >= 3
        && !counted(scan, end, false);
    if dialled {
        return true;
    }
    // "4.0", "3.1"
    if last.decimal && !last.scaled {
        return true;
    }
    // "Kim, 45, said"
    let comma = scan.mark(before, ",") && before > 0 && scan.is_capital(before - 1);
    let closes = scan.mark(end, ",") || scan.mark(end, ".") || scan.mark(end, ")");
    if comma && closes && first.digits && first.value < 110.0 && first.value > 12.0 {
        return true;
    }
    // "at 9.", "aged 45"
    let bare = !scan.is_word(end) || scan.is(end, Role::Boundary);
    scan.is(before, Role::ClockPreposition)
        && bare
        && first.digits
        && !first.grouped
        && first.value < 25.0
        && !scan.mark(end, "%")
}
