//! A comparison of two editions for people: plain and as Markdown.

use crate::answer::{Change, Diff, Entry, Section, Side, escape_markdown, hanging, wrap};

/// For the terminal.
pub fn plain(diff: &Diff, width: usize) -> String {
    let mut text = String::new();
    let mut line = |line: &str, indent: &str| {
        text += &wrap(line, indent, width);
        text.push('\n');
    };
    line(&title(diff), "");
    line(&covered(diff), "");
    line(CAUTION, "");
    for section in &diff.sections {
        if section.entries.is_empty() {
            continue;
        }
        text += &format!("\n{}\n", wrap(&heading(diff, section), "", width));
        for (label, what, note) in lines(diff, section) {
            let label = format!("  {label:<12}");
            let note = if note.is_empty() {
                String::new()
            } else {
                format!(" [{note}]")
            };
            text += &hanging(&format!("{what}{note}"), &label, "              ", width);
            text.push('\n');
        }
    }
    if let Some(empty) = nothing(diff) {
        text += &format!("\n{}\n", wrap(&empty, "", width));
    }
    text
}

/// As Markdown.
pub fn markdown(diff: &Diff) -> String {
    let escape = escape_markdown;
    let mut text = format!(
        "# {}\n\n{}\n\n{CAUTION}\n",
        escape(&title(diff)),
        escape(&covered(diff))
    );
    for section in &diff.sections {
        if section.entries.is_empty() {
            continue;
        }
        text += &format!("\n## {}\n\n", escape(&heading(diff, section)));
        text += "| | | why |\n| --- | --- | --- |\n";
        for (label, what, note) in lines(diff, section) {
            text += &format!(
                "| {} | {} | {} |\n",
                escape(&label),
                escape(&what),
                escape(&note)
            );
        }
    }
    if let Some(empty) = nothing(diff) {
        text += &format!("\n{}\n", escape(&empty));
    }
    text
}

const CAUTION: &str =
    "Documents name only some of those who took part: who is not named may have been there.";

fn title(diff: &Diff) -> String {
    format!("{} and {}", diff.earlier.label, diff.later.label)
}

fn covered(diff: &Diff) -> String {
    let side = |side: &Side| {
        let texts = match side.texts == side.documents {
            true => String::new(),
            false => format!(" ({})", count(side.texts, "text")),
        };
        format!(
            "{}: {}{texts}",
            side.name,
            count(side.documents, "document")
        )
    };
    format!("{}; {}", side(&diff.earlier), side(&diff.later))
}

fn count(number: usize, what: &str) -> String {
    match number {
        1 => format!("1 {what}"),
        _ => format!("{number} {what}s"),
    }
}

fn heading(diff: &Diff, section: &Section) -> String {
    let (earlier, later) = section.named;
    format!(
        "{} (said in {} for {}, {} for {})",
        section.heading,
        count(earlier, "document"),
        diff.earlier.name,
        later,
        diff.later.name
    )
}

/// What stands under a heading: a label, what it is about, and why.
fn lines(diff: &Diff, section: &Section) -> Vec<(String, String, String)> {
    let mut lines = Vec::new();
    let is_list = |entry: &Entry| {
        entry.about == section.name && section.name != "figure" && section.name != "post"
    };
    // Those who come and go stand in one line for each change.
    for group in section
        .entries
        .chunk_by(|a, b| is_list(a) && is_list(b) && (a.change, &a.why) == (b.change, &b.why))
    {
        let Some(entry) = group.first() else {
            continue;
        };
        if is_list(entry) {
            let names: Vec<&str> = group.iter().map(|entry| entry.what.as_str()).collect();
            lines.push((label(diff, entry), names.join("; "), entry.why.clone()));
            continue;
        }
        let what = match (entry.what.as_str(), entry.unit.as_str()) {
            ("", _) => entry.about.clone(),
            (what, unit) if what.contains(unit) => what.to_owned(),
            (what, unit) => format!("{what} ({unit})"),
        };
        let (earlier, later) = (entry.earlier.join("; "), entry.later.join("; "));
        let values = match (earlier.as_str(), later.as_str()) {
            (earlier, "") => earlier.to_owned(),
            ("", later) => later.to_owned(),
            (earlier, later) => format!("{earlier} -> {later}"),
        };
        // That the other edition has no such figure is said by the label.
        let is_alone = matches!(entry.change, Change::OnlyEarlier | Change::OnlyLater);
        let why = if is_alone {
            String::new()
        } else {
            entry.why.clone()
        };
        lines.push((label(diff, entry), format!("{what}: {values}"), why));
    }
    lines
}

fn label(diff: &Diff, entry: &Entry) -> String {
    match entry.change {
        Change::OnlyEarlier => format!("only {}", diff.earlier.name),
        Change::OnlyLater => format!("only {}", diff.later.name),
        change => change.name().to_owned(),
    }
}

/// What neither edition has anything of.
fn nothing(diff: &Diff) -> Option<String> {
    let empty = diff
        .sections
        .iter()
        .filter(|section| section.entries.is_empty());
    let names: Vec<&str> = empty.map(|section| section.heading.as_str()).collect();
    (!names.is_empty()).then(|| format!("Nothing to compare of: {}.", names.join(", ")))
}
