//! Paths for people: text and Markdown.

use crate::answer::path::{Connection, Connections, End, Fact, Thing, Total};
use crate::answer::{escape_markdown, wrap};

/// What is shown of paths.
#[derive(Clone, Copy, Debug)]
pub struct Shown {
    /// So many sentences of each fact.
    pub sentences: usize,
    /// What each thing costs.
    pub explain: bool,
    /// Not every relation was taken, or not through everything.
    pub narrowed: bool,
}

/// As text at most `width` characters wide.
pub fn plain(found: &Connections, shown: Shown, width: usize) -> String {
    let mut text = format!("{}\n", wrap(&head(found, shown), "", width));
    for (number, path) in found.paths.iter().enumerate() {
        text += &format!("\n{}. ", number + 1);
        one(&mut text, path, shown, width);
    }
    if let Some(path) = &found.detour {
        text += &format!("\n{}\n\n", wrap(&longer(path), "", width));
        text += "*. ";
        one(&mut text, path, shown, width);
    }
    text
}

fn one(text: &mut String, path: &Connection, shown: Shown, width: usize) {
    let title = wrap(&title(path), "   ", width);
    *text += &format!("{}\n", title.trim_start());
    if shown.explain {
        *text += &format!(
            "{}\n",
            wrap(&costs(path), "   = ", width).replace("\n   = ", "\n     ")
        );
    }
    for (at, step) in path.steps.iter().enumerate() {
        let (from, to) = (&path.things[at], &path.things[at + 1]);
        for fact in &step.facts {
            *text += &format!("{}\n", wrap(&line(from, fact, to), "   ", width));
            for evidence in fact.sentences.iter().take(shown.sentences) {
                let quotation = format!("\"{}\"", evidence.sentence.quotation);
                *text += &format!("{}\n", wrap(&quotation, "       ", width));
                *text += &format!(
                    "{}\n",
                    wrap(&evidence.sentence.origin(), "       - ", width)
                );
            }
            let more = rest(fact, shown.sentences);
            if !more.is_empty() {
                *text += &format!("{}\n", wrap(&more, "       ", width));
            }
        }
    }
}

/// As Markdown.
pub fn markdown(found: &Connections, shown: Shown) -> String {
    let mut text = format!("{}\n", escape_markdown(&head(found, shown)));
    let mut one = |heading: String, path: &Connection| {
        text += &format!("\n## {}\n\n", escape_markdown(&heading));
        if shown.explain {
            text += &format!("{}\n\n", escape_markdown(&costs(path)));
        }
        for (at, step) in path.steps.iter().enumerate() {
            let (from, to) = (&path.things[at], &path.things[at + 1]);
            for fact in &step.facts {
                text += &format!("- **{}**\n", escape_markdown(&line(from, fact, to)));
                for evidence in fact.sentences.iter().take(shown.sentences) {
                    let quotation = escape_markdown(&evidence.sentence.quotation);
                    let origin = escape_markdown(&evidence.sentence.origin());
                    text += &format!("  - \"{}\" - {origin}\n", quotation.replace('\n', " "));
                }
                let more = rest(fact, shown.sentences);
                if !more.is_empty() {
                    text += &format!("  - {}\n", escape_markdown(&more));
                }
            }
        }
    };
    for (number, path) in found.paths.iter().enumerate() {
        one(format!("{}. {}", number + 1, title(path)), path);
    }
    if let Some(path) = &found.detour {
        one(format!("{} {}", longer(path), title(path)), path);
    }
    text
}

/// What was found, in a sentence.
pub fn head(found: &Connections, shown: Shown) -> String {
    let (from, to) = (&found.from.label, &found.to.label);
    let Some(length) = found.length else {
        return not_connected(found, shown);
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

fn not_connected(found: &Connections, shown: Shown) -> String {
    let (from, to) = (&found.from.label, &found.to.label);
    let way = if shown.narrowed { " this way" } else { "" };
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

fn longer(path: &Connection) -> String {
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

fn title(path: &Connection) -> String {
    let labels: Vec<&str> = path
        .things
        .iter()
        .map(|thing| thing.label.as_str())
        .collect();
    labels.join(" - ")
}

/// "5.0 bits: Smart China Expo 2021 leads to 32 things (5.0)"
fn costs(path: &Connection) -> String {
    let one = |thing: &Thing| {
        let degree = thing.degree?;
        let bits = crate::answer::path::Bits::of(degree);
        Some(format!("{} leads to {degree} things ({bits})", thing.label))
    };
    let things: Vec<String> = path.things.iter().filter_map(one).collect();
    match things.as_slice() {
        [] => format!("{} bits: nothing lies between", path.bits),
        things => format!("{} bits: {}", path.bits, things.join(" + ")),
    }
}

/// A step: "Josephine Teo --spoke at--> Smart China Expo 2021 (via video link)".
fn line(from: &Thing, fact: &Fact, to: &Thing) -> String {
    let mut details: Vec<&str> = Vec::new();
    let all = fact.sentences.iter().flat_map(|evidence| &evidence.details);
    for detail in all.flat_map(|detail| detail.split("; ")) {
        let is_new = |known: &&str| !known.eq_ignore_ascii_case(detail);
        if details.iter().all(is_new) {
            details.push(detail);
        }
    }
    let line = format!("{} --{}--> {}", from.label, fact.label, to.label);
    match details.as_slice() {
        [] => line,
        details => format!("{line} ({})", details.join("; ")),
    }
}

/// What is not shown of a fact's sentences.
fn rest(fact: &Fact, sentences: usize) -> String {
    match fact.sentences.len() {
        0 => "(no sentence: the fact was loaded or inferred)".to_owned(),
        count if count > sentences && sentences > 0 => match count - sentences {
            1 => "(1 more sentence says so)".to_owned(),
            more => format!("({more} more sentences say so)"),
        },
        _ => String::new(),
    }
}
