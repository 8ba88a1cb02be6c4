//! Numbers in digits: "1,300", "1 300", "22,937,830", "1.5".

use crate::knowledge::figures::{Role, Shape, Unit};
use crate::mention::Scan;

/// A number in digits.
#[derive(Clone, Copy, Debug)]
pub struct Digits {
    pub value: f64,
    /// The piece after it.
    pub end: usize,
    pub decimal: bool,
    /// Whether separators mark its thousands.
    pub grouped: bool,
}

/// Longer runs without separators are identifiers.
const LONGEST_RUN: usize = 7;

/// The number in digits at a piece.
pub fn at(scan: &Scan, at: usize) -> Option<Digits> {
    if scan.shape(at) != Some(Shape::Digits) {
        return None;
    }
    let word = scan.word(at);
    if word.len() > 24 {
        return None;
    }
    if let Some(digits) = spaced(scan, at) {
        return Some(digits);
    }
    let (value, decimal, grouped) = value(word)?;
    let end = at + 1;
    // "2.300 exhibitors": three decimals before a counted noun are thousands.
    if decimal && thousands(scan, word, end) {
        return Some(Digits {
            value: (value * 1000.0).round(),
            end,
            decimal: false,
            grouped: true,
        });
    }
    Some(Digits {
        value,
        end,
        decimal,
        grouped,
    })
}

fn thousands(scan: &Scan, word: &str, next: usize) -> bool {
    let three = word
        .split_once('.')
        .is_some_and(|(whole, rest)| rest.len() == 3 && whole != "0");
    let noun = scan.tables.metrics.from(&scan.pieces, next);
    // "11.200 m2"
    let area = || {
        let unit = scan.tables.units_after.from(&scan.pieces, next);
        unit.is_some_and(
            |(_, unit)| matches!(&unit.unit, Unit::Area(code) if code.as_ref() == "m2"),
        )
    };
    three && (noun.is_some_and(|(_, noun)| noun.plural) || area())
}

/// "1 300", "22 937 830": groups of three, one space apart.
fn spaced(scan: &Scan, at: usize) -> Option<Digits> {
    let first = scan.word(at);
    if first.len() > 3 || first.starts_with('0') || !first.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let mut text = String::from(first);
    let mut end = at + 1;
    // "over 200, 000 visitors": a space behind the comma.
    if scan.mark(end, ",") && scan.glued(end) && scan.word(end + 1) == "000" && !scan.glued(end + 1)
    {
        return Some(Digits {
            value: text.parse().unwrap_or(0.0) * 1000.0,
            end: end + 2,
            decimal: false,
            grouped: true,
        });
    }
    while scan.shape(end) == Some(Shape::Digits) && !scan.glued(end) && scan.word(end).len() == 3 {
        let gap = scan.pieces[end - 1].range().end..scan.pieces[end].range().start;
        let one = scan.text[gap].chars().count() == 1;
        if !one || !scan.word(end).bytes().all(|b| b.is_ascii_digit()) {
            break;
        }
        text.push_str(scan.word(end));
        end += 1;
    }
    let tail = scan.glued(end)
        && (scan.is_word(end) && super::unit::from(scan, end, false, false).is_none()
            || (scan.is(end, Role::Hyphen) && scan.glued(end + 1)));
    let alone = end == at + 1 || text.len() > 12 || tail;
    (!alone).then(|| Digits {
        value: text.parse().unwrap_or(0.0),
        end,
        decimal: false,
        grouped: true,
    })
}

/// The value of a run of digits and separators, whether it has decimals and grouped thousands.
fn value(word: &str) -> Option<(f64, bool, bool)> {
    let plain = !word.contains([',', '.']);
    if plain {
        let name = word.len() > LONGEST_RUN || (word.len() > 1 && word.starts_with('0'));
        return if name {
            None
        } else {
            Some((word.parse().ok()?, false, false))
        };
    }
    let points = word.matches('.').count();
    let (whole, decimals) = match word.split_once('.') {
        Some((whole, decimals)) if points == 1 => (whole, Some(decimals)),
        _ => (word, None),
    };
    let separator = if points > 1 { '.' } else { ',' };
    if points > 1 && word.contains(',') {
        return None;
    }
    let groups: Vec<&str> = whole.split(separator).collect();
    let (head, rest) = groups.split_first()?;
    let last_three = rest.last().is_none_or(|group| group.len() == 3);
    // Indian numbers have groups of two before the last: "26,33,000".
    let regular = head.len() <= 3 && last_three && rest.iter().all(|g| matches!(g.len(), 2 | 3));
    if regular {
        let mut text: String = groups.concat();
        if let Some(decimals) = decimals {
            text.push('.');
            text.push_str(decimals);
        }
        let value = text.parse().ok()?;
        return Some((value, decimals.is_some(), !rest.is_empty()));
    }
    // "2,5 million"
    let comma_decimal = decimals.is_none() && rest.len() == 1 && rest[0].len() <= 2;
    comma_decimal.then(|| Some((word.replace(',', ".").parse().ok()?, true, false)))?
}
