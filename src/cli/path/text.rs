//! Paths for people: text and Markdown.

use crate::answer::path::{Connection, Connections, Fact, Thing, costs, head, longer, title};
use crate::answer::{details, escape_markdown, wrap};

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
    let mut text = format!("{}\n", wrap(&head(found, shown.narrowed), "", width));
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
    let mut text = format!("{}\n", escape_markdown(&head(found, shown.narrowed)));
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

/// A step: "Josephine Teo --spoke at--> Smart China Expo 2021 (via video link)".
fn line(from: &Thing, fact: &Fact, to: &Thing) -> String {
    let line = format!("{} --{}--> {}", from.label, fact.label, to.label);
    match details(&fact.sentences).as_slice() {
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
