//! A comparison of two editions for people: plain and as Markdown.

use crate::answer::{CAUTION, Change, Diff, Entry, Section, escape_markdown, hanging, wrap};

/// For the terminal.
pub fn plain(diff: &Diff, width: usize) -> String {
    let mut text = String::new();
    let mut line = |line: &str, indent: &str| {
        text += &wrap(line, indent, width);
        text.push('\n');
    };
    line(&diff.title(), "");
    line(&diff.covered(), "");
    line(CAUTION, "");
    for section in &diff.sections {
        if section.entries.is_empty() {
            continue;
        }
        text += &format!("\n{}\n", wrap(&diff.heading(section), "", width));
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
    if let Some(empty) = diff.nothing() {
        text += &format!("\n{}\n", wrap(&empty, "", width));
    }
    text
}

/// As Markdown.
pub fn markdown(diff: &Diff) -> String {
    let escape = escape_markdown;
    let mut text = format!(
        "# {}\n\n{}\n\n{CAUTION}\n",
        escape(&diff.title()),
        escape(&diff.covered())
    );
    for section in &diff.sections {
        if section.entries.is_empty() {
            continue;
        }
        text += &format!("\n## {}\n\n", escape(&diff.heading(section)));
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
    if let Some(empty) = diff.nothing() {
        text += &format!("\n{}\n", escape(&empty));
    }
    text
}

/// What stands under a heading: a label, what it is about, and why.
fn lines(diff: &Diff, section: &Section) -> Vec<(String, String, String)> {
    let mut lines = Vec::new();
    let is_list = |entry: &Entry| section.is_list(entry);
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
            lines.push((diff.label(entry), names.join("; "), entry.why.clone()));
            continue;
        }
        let what = entry.name();
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
        lines.push((diff.label(entry), format!("{what}: {values}"), why));
    }
    lines
}
