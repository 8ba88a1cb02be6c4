//! DOT, the language of Graphviz.

use super::style::Style;
use super::{Arrangement, Picture, address};
use std::fmt::Write;

/// The picture as a directed graph.
pub fn write(picture: &Picture, style: &Style) -> String {
    let mut out = String::from("digraph expograph {\n");
    let _ = writeln!(
        out,
        "  graph [rankdir=LR, bgcolor={}, fontname=\"Helvetica\", fontsize=12, labelloc=b, label={}];",
        quoted(&style.background),
        quoted(&caption(picture))
    );
    let _ = writeln!(
        out,
        "  node [shape=box, style=\"rounded,filled\", fontname=\"Helvetica\", fontsize=12, fontcolor={}];",
        quoted(&style.text)
    );
    let head = match picture.arrangement {
        Arrangement::Layers => "vee",
        Arrangement::Map => "none",
    };
    let _ = writeln!(
        out,
        "  edge [fontname=\"Helvetica\", fontsize=11, arrowhead={head}, color={}, fontcolor={}];",
        quoted(&style.line),
        quoted(&style.faint)
    );
    for (at, node) in picture.nodes.iter().enumerate() {
        let kind = &style.kinds()[style.kind(&node.kinds)];
        let _ = write!(
            out,
            "  n{at} [label={}, fillcolor={}, color={}",
            quoted(&node.label),
            quoted(&kind.fill),
            quoted(&kind.line)
        );
        if !node.title.is_empty() {
            let _ = write!(out, ", tooltip={}", quoted(&node.title));
        }
        if let Some(link) = address(&node.link) {
            let _ = write!(out, ", URL={}", quoted(link));
        }
        out.push_str("];\n");
    }
    for edge in &picture.edges {
        let _ = write!(out, "  n{} -> n{}", edge.from, edge.to);
        let mut attributes = Vec::new();
        if !edge.label.is_empty() {
            attributes.push(format!("label={}", quoted(&edge.label)));
        }
        if !edge.title.is_empty() {
            let title = quoted(&edge.title);
            attributes.push(format!("tooltip={title}, labeltooltip={title}"));
        }
        if edge.strong {
            attributes.push(format!("penwidth=2, color={}", quoted(&style.strong)));
        }
        match attributes.is_empty() {
            true => out.push_str(";\n"),
            false => {
                let _ = writeln!(out, " [{}];", attributes.join(", "));
            }
        }
    }
    out.push_str("}\n");
    out
}

fn caption(picture: &Picture) -> String {
    match picture.note.is_empty() {
        true => picture.title.clone(),
        false => format!("{}\n{}", picture.title, picture.note),
    }
}

/// A text in quotes. A backslash would begin an escape such as `\N`, so it is doubled; Graphviz
/// reads `&amp;` as `&` in every text, so that `&` is spelt out.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '&' => out.push_str("&amp;"),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}
