//! What was found, in words: for every form in which paths are told.

use super::{Bits, Connection, Connections, End, Thing, Total};

/// What was found, in a sentence without its full stop. `narrowed` says that not every relation was
/// taken, or not through everything.
pub fn head(found: &Connections, narrowed: bool) -> String {
    let (from, to) = (&found.from.label, &found.to.label);
    let Some(length) = found.length else {
        return not_connected(found, narrowed);
    };
    let (count, bound) = count(found.total);
    let is_longer = found.paths.iter().any(|path| path.steps.len() > length);
    let paths = match count {
        1 => "1 path".to_owned(),
        count => format!("{bound}{count} paths"),
    };
    let of = match (is_longer, length) {
        (true, _) => format!("{paths} of {} and more", steps(length)),
        (false, 1) => "directly".to_owned(),
        (false, _) => format!("{paths} of {}", steps(length)),
    };
    let by = if of == "directly" { "" } else { "by " };
    let told = found.paths.len() as u64;
    let most = match (count > told, told) {
        (false, 1) => "",
        (false, _) => "; the most telling first",
        (true, 1) => "; this is the most telling",
        (true, _) => &format!("; these {told} are the most telling"),
    };
    format!("{from} and {to} are connected {by}{of}{most}")
}

fn not_connected(found: &Connections, narrowed: bool) -> String {
    let (from, to) = (&found.from.label, &found.to.label);
    let way = if narrowed { " this way" } else { "" };
    let reached = |thing: &str, other: &str| match found.searched {
        1 => format!("no fact leads away from {thing}{way}"),
        _ => format!(
            "everything that can be reached from {thing}{way} was looked at, and {other} is not there"
        ),
    };
    let why = match found.end {
        End::FromExhausted => reached(from, to),
        End::ToExhausted => reached(to, from),
        _ => {
            let things = found.things;
            let steps = steps(found.searched);
            format!("no path has {steps} or fewer ({things} things were looked at)")
        }
    };
    format!("{from} and {to} are not connected: {why}")
}

/// What stands before the way that is longer than the shortest.
pub fn longer(path: &Connection) -> String {
    let steps = steps(path.steps.len());
    format!("Longer ({steps}), and more telling:")
}

/// A number of steps.
pub fn steps(count: usize) -> String {
    match count {
        1 => "1 step".to_owned(),
        count => format!("{count} steps"),
    }
}

/// How many, and what to say before it.
pub fn count(total: Total) -> (u64, &'static str) {
    match total {
        Total::Exactly(count) => (count, ""),
        Total::MoreThan(count) => (count, "more than "),
    }
}

/// The things on the way, by name.
pub fn title(path: &Connection) -> String {
    let labels: Vec<&str> = path
        .things
        .iter()
        .map(|thing| thing.label.as_str())
        .collect();
    labels.join(" - ")
}

/// What the way costs: "5.0 bits: Smart China Expo 2021 leads to 32 things (5.0)"
pub fn costs(path: &Connection) -> String {
    let one = |thing: &Thing| {
        let degree = thing.degree?;
        let bits = Bits::of(degree);
        Some(format!("{} leads to {degree} things ({bits})", thing.label))
    };
    let things: Vec<String> = path.things.iter().filter_map(one).collect();
    match things.as_slice() {
        [] => format!("{} bits: nothing lies between", path.bits),
        things => format!("{} bits: {}", path.bits, things.join(" + ")),
    }
}
