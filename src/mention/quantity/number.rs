//! Numbers in digits or words with their scale: "1.18m", "26.33 lakh crore", "half a million",
//! "two-and-a-half", "Eighty-one".

use super::digits;
use crate::knowledge::figures::{Role, Shape};
use crate::mention::Scan;

/// A number without its bound and unit.
#[derive(Clone, Debug, PartialEq)]
pub struct Number {
    pub value: f64,
    /// The first piece.
    pub start: usize,
    /// The piece after the last.
    pub end: usize,
    /// Whether it begins with digits.
    pub digits: bool,
    pub decimal: bool,
    /// Whether separators mark its thousands.
    pub grouped: bool,
    /// Whether a scale multiplies it.
    pub scaled: bool,
    /// What the scales multiply by.
    pub scale: f64,
}

/// The number at a piece.
pub fn at(scan: &Scan, at: usize) -> Option<Number> {
    if scan.shape(at) == Some(Shape::Digits) {
        in_digits(scan, at)
    } else {
        in_words(scan, at)
    }
}

impl Number {
    fn new(start: usize, end: usize, value: f64) -> Number {
        Number {
            value,
            start,
            end,
            digits: false,
            decimal: false,
            grouped: false,
            scaled: false,
            scale: 1.0,
        }
    }

    fn scale_by(&mut self, scale: f64, end: usize) {
        self.value = tidy(self.value * scale);
        self.scale *= scale;
        self.scaled = true;
        self.end = end;
    }

    /// Takes in an abbreviated scale after a space ("EUR 3 m", "5 bn"): one letter only where a
    /// currency stands before the number.
    pub fn with_suffix(&self, scan: &Scan, priced: bool) -> Number {
        let mut number = self.clone();
        let scale = scan.sense(self.end).suffix;
        let long = scan.word(self.end).len() > 1 && scan.shape(self.end) == Some(Shape::Lower);
        let glued_letter = scan.glued(self.end) && scan.word(self.end).len() == 1;
        if scale > 0.0 && self.digits && !self.scaled && (priced || (long && !glued_letter)) {
            number.scale_by(scale, self.end + 1);
        }
        number
    }
}

/// Rounds away what multiplying decimals adds ("21.69" times a billion).
fn tidy(value: f64) -> f64 {
    if value >= 1000.0 {
        (value * 100.0).round() / 100.0
    } else {
        (value * 1e6).round() / 1e6
    }
}

fn in_digits(scan: &Scan, at: usize) -> Option<Number> {
    let digits = digits::at(scan, at)?;
    let mut number = Number {
        digits: true,
        decimal: digits.decimal,
        grouped: digits.grouped,
        ..Number::new(at, digits.end, digits.value)
    };
    if scan.glued(number.end) && scan.is_word(number.end) && !glued_suffix(scan, &mut number) {
        // "1990s", "20th", "5G": unless the letters are a unit, no quantity.
        let unit = scan.tables.units_after.from(&scan.pieces, number.end);
        let small =
            scan.shape(number.end) != Some(Shape::Capital) || scan.word(number.end).len() > 1;
        return (unit.is_some() && small).then_some(number);
    }
    scales(scan, &mut number);
    Some(number)
}

/// A scale glued to digits: "5bn", "1.18m"; "m" may be metres.
fn glued_suffix(scan: &Scan, number: &mut Number) -> bool {
    let at = number.end;
    let scale = scan.sense(at).suffix;
    if scale == 0.0 {
        return false;
    }
    let priced = super::unit::before(scan, number.start).is_some();
    let letter = scan.word(at).len() == 1;
    if letter && !priced {
        let counted = scan.tables.metrics.from(&scan.pieces, at + 1).is_some()
            || (scan.shape(at + 1) == Some(Shape::Lower) && !scan.is(at + 1, Role::Boundary));
        let area = scan.mark(at + 1, "²") || (scan.glued(at + 1) && scan.is(at + 1, Role::Hyphen));
        let squared = scan.shape(at + 1) == Some(Shape::Digits) && scan.glued(at + 1);
        let thousand = scale == 1000.0 && scan.shape(at) == Some(Shape::Lower);
        let million = scale == 1e6 && !area && !squared && (number.decimal || counted);
        let billion = scale >= 1e9 && number.decimal && scan.shape(at) == Some(Shape::Capital);
        if !(thousand || million || billion) {
            return false;
        }
    }
    number.scale_by(scale, at + 1);
    true
}

/// Scale words after a number: "million", "lakh crore", "-billion".
fn scales(scan: &Scan, number: &mut Number) {
    loop {
        let hyphen = usize::from(scan.is(number.end, Role::Hyphen) && scan.glued(number.end + 1));
        let scale = scan.sense(number.end + hyphen).scale;
        if scale == 0.0 {
            break;
        }
        number.scale_by(scale, number.end + hyphen + 1);
    }
}

/// A number in words.
fn in_words(scan: &Scan, start: usize) -> Option<Number> {
    let sense = scan.sense(start);
    if sense.fraction > 0.0 {
        return part(scan, start, start);
    }
    if scan.is(start, Role::Article) {
        if scan.sense(start + 1).scale > 0.0 {
            let mut number = run(scan, start, start + 1)?;
            number.start = start;
            return Some(number);
        }
        return part(scan, start, start + 1);
    }
    if !sense.is_cardinal {
        return None;
    }
    // A hyphen before it makes it a word's tail ("top-ten", "post-one"); a capital inside the
    // sentence a name ("Phase One", "the Big Five").
    let tail = scan.glued(start) && start > 0 && scan.is(start - 1, Role::Hyphen);
    let name = start > 0 && scan.is_capital(start) && scan.is_word(start - 1);
    if tail || name {
        return None;
    }
    run(scan, start, start)
}

/// "half a million", "a quarter of a million", "half-million".
fn part(scan: &Scan, start: usize, at: usize) -> Option<Number> {
    let fraction = scan.sense(at).fraction;
    if fraction == 0.0 {
        return None;
    }
    let mut next = at + 1;
    for role in [Role::Of, Role::Hyphen, Role::Article, Role::Hyphen] {
        next += usize::from(scan.is(next, role));
    }
    if scan.sense(next).scale == 0.0 {
        return None;
    }
    let mut number = Number::new(start, next, fraction);
    scales(scan, &mut number);
    Some(number)
}

/// A run of number words from `at`: "two hundred and five thousand", "forty-nine".
fn run(scan: &Scan, start: usize, at: usize) -> Option<Number> {
    let mut total = 0.0;
    let mut current: Option<f64> = None;
    let mut scaled = false;
    let mut scale_product = 1.0;
    let mut next = at;
    let mut end = at;
    // How large the next part may be: "forty" takes units, "hundred" what is below it.
    let mut room = f64::INFINITY;
    loop {
        let sense = scan.sense(next);
        if sense.is_cardinal {
            let value = f64::from(sense.cardinal);
            if value >= room {
                break;
            }
            current = Some(current.unwrap_or(0.0) + value);
            room = if value >= 20.0 { 10.0 } else { 0.0 };
        } else if sense.scale > 0.0 {
            let base = current.unwrap_or(if end == at || scaled { 1.0 } else { 0.0 });
            if sense.scale <= 100.0 {
                current = Some(base * sense.scale);
                room = sense.scale.min(100.0);
            } else if current.is_none() && total > 0.0 {
                // "lakh crore"
                total *= sense.scale;
                room = 1000.0;
            } else {
                total += base * sense.scale;
                current = None;
                room = sense.scale;
            }
            scaled = true;
            scale_product *= sense.scale;
        } else {
            break;
        }
        end = next + 1;
        next = end;
        if let Some(half) = half(scan, end) {
            // "two and a half million", "a million and a half"
            match current {
                Some(value) => current = Some(value + 0.5),
                None => total *= 1.5,
            }
            end = half;
            next = end;
            room = 0.0;
            let hyphen = usize::from(scan.is(next, Role::Hyphen) && scan.glued(next + 1));
            if scan.sense(next + hyphen).scale > 0.0 {
                next += hyphen;
            }
            continue;
        }
        // A number ends at a clause: only hyphens, and "and" after hundreds, lead on.
        if scan.is(next, Role::Hyphen) && scan.glued(next) && scan.glued(next + 1) {
            let more = scan.sense(next + 1);
            if more.is_cardinal && f64::from(more.cardinal) < room || more.scale > 0.0 {
                next += 1;
            }
        } else if scan.is(next, Role::Joiner) && scaled {
            let more = scan.sense(next + 1);
            let mixed = scan.sense(next + 2).scale >= room;
            if more.is_cardinal && f64::from(more.cardinal) < room && !mixed {
                next += 1;
            }
        }
    }
    if end == at {
        return None;
    }
    // "two thirds", "three-quarters", "one-tenth"
    let hyphen = usize::from(scan.is(end, Role::Hyphen) && scan.glued(end + 1));
    // and "twenty-first" is an ordinal.
    let ordinal = scan.sense(end + hyphen).ordinal > 0 && hyphen == 1;
    if ordinal || scan.is(end + hyphen, Role::Share) {
        return None;
    }
    let mut number = Number::new(start, end, tidy(total + current.unwrap_or(0.0)));
    number.scaled = scaled;
    number.scale = scale_product;
    Some(number)
}

/// The end of "and a half" after a number word, hyphens allowed.
fn half(scan: &Scan, at: usize) -> Option<usize> {
    let mut next = at + usize::from(scan.is(at, Role::Hyphen));
    if !scan.is(next, Role::Joiner) {
        return None;
    }
    next += 1;
    next += usize::from(scan.is(next, Role::Hyphen));
    next += usize::from(scan.is(next, Role::Article));
    next += usize::from(scan.is(next, Role::Hyphen));
    (scan.sense(next).fraction == 0.5).then_some(next + 1)
}

/// The upper end of a range that starts with a number: "20 to 30", "between 20 and 30", "20-30".
pub fn upper(scan: &Scan, first: &Number) -> Option<Number> {
    let at = first.end;
    let before = first.start.wrapping_sub(1);
    let between = (0..=2).any(|back| scan.is(before.wrapping_sub(back), Role::Between));
    let joined = between && scan.is(at, Role::Joiner);
    let spans = scan.is(at, Role::NumberRange) && !scan.is(before, Role::ChangeStart);
    if !joined && !spans {
        return None;
    }
    let priced = super::unit::prefix_length(scan, at + 1);
    let second = self::at(scan, at + 1 + priced)?;
    // "555-1234-5678", "3-2-1": a chain is no range.
    let chain = scan.is(second.end, Role::Hyphen)
        && scan.glued(second.end)
        && scan.shape(second.end + 1) == Some(Shape::Digits);
    let spaced_dash = scan.is(at, Role::Hyphen) && !(scan.glued(at) && scan.glued(at + 1));
    let kinds = first.digits == second.digits || !scan.is(at, Role::Hyphen);
    (!chain && !spaced_dash && kinds).then_some(second)
}

/// The lower end with the upper's scale, where only the upper names one ("2 to 3 billion").
pub fn shared_scale(low: &Number, high: &Number) -> f64 {
    let share = high.scaled && !low.scaled && low.value * high.scale < high.value && !low.grouped;
    if share {
        tidy(low.value * high.scale)
    } else {
        low.value
    }
}
