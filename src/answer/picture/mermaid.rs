//! Mermaid, which many wikis and code hosts draw.

use super::style::Style;
use super::{Arrangement, Picture, address};
use std::fmt::Write;

/// The picture as a flowchart.
pub fn write(picture: &Picture, style: &Style) -> String {
    let mut out = String::from("flowchart LR\n");
    for text in [&picture.title, &picture.note] {
        let text = text.replace(|c: char| c.is_control(), " ");
        if !text.is_empty() {
            // Two signs begin a comment; a brace behind them would begin a directive.
            let _ = writeln!(out, "  %% {}", text.replace(['{', '}'], " "));
        }
    }
    for (at, node) in picture.nodes.iter().enumerate() {
        let _ = writeln!(out, "  n{at}[\"{}\"]", escaped(&node.label));
    }
    for edge in &picture.edges {
        let arrow = match (picture.arrangement, edge.strong) {
            (Arrangement::Map, _) => "---",
            (Arrangement::Layers, true) => "==>",
            (Arrangement::Layers, false) => "-->",
        };
        let _ = match edge.label.is_empty() {
            true => writeln!(out, "  n{} {arrow} n{}", edge.from, edge.to),
            false => writeln!(
                out,
                "  n{} {arrow}|\"{}\"| n{}",
                edge.from,
                escaped(&edge.label),
                edge.to
            ),
        };
    }
    for (at, node) in picture.nodes.iter().enumerate() {
        if let Some(link) = address(&node.link) {
            // A link ends at a quote or a space; neither stands in an IRI.
            let _ = writeln!(out, "  click n{at} href \"{}\"", link.replace('"', "%22"));
        }
    }
    let kinds = |at: usize| style.kind(&picture.nodes[at].kinds);
    for (number, kind) in style.kinds().iter().enumerate() {
        let of_kind: Vec<String> = (0..picture.nodes.len())
            .filter(|at| kinds(*at) == number)
            .map(|at| format!("n{at}"))
            .collect();
        if !of_kind.is_empty() {
            let _ = writeln!(
                out,
                "  classDef k{number} fill:{},stroke:{},color:{}",
                kind.fill, kind.line, style.text
            );
            let _ = writeln!(out, "  class {} k{number}", of_kind.join(","));
        }
    }
    out
}

/// A text in quotes: Mermaid takes character references with `#` for `&`. Letters, digits and
/// what means nothing stay; everything else could begin Markdown, HTML or a reference.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            c if c.is_control() => out.push(' '),
            c if c.is_alphanumeric() || !c.is_ascii() || " ,.-+/:'()".contains(c) => out.push(c),
            c => {
                let _ = write!(out, "#{};", c as u32);
            }
        }
    }
    // "1. Name" and "- name" would be a list.
    let digits = out.chars().take_while(char::is_ascii_digit).count();
    if out[digits..].starts_with(". ") && digits > 0 {
        out.replace_range(digits..=digits, "#46;");
    } else if out.starts_with("- ") || out.starts_with("+ ") {
        let first = u32::from(out.as_bytes()[0]);
        out.replace_range(..1, &format!("#{first};"));
    }
    out
}
