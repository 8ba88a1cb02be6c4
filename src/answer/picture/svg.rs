//! SVG that needs nothing else: no script, no style sheet, no font, no image. Boxes are links
//! with titles, as far as they lead to the web.

use super::label::{width, xml};
use super::style::Style;
use super::{Arrangement, Picture, Setting, address, layers, map};
use std::borrow::Cow;
use std::fmt::Write;

/// The size of labels, in pixels.
pub const SIZE: i64 = 13;

/// The size of what stands at lines and below the picture.
pub const SMALL: i64 = 11;

/// The height of a line of a label.
pub const LINE: i64 = 17;

/// Around the picture.
const MARGIN: i64 = 24;

/// The height of the title above it.
const TITLE: i64 = 44;

/// A box where it stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Placed {
    pub x: i64,
    pub y: i64,
    pub width: i64,
    pub height: i64,
    pub lines: Vec<String>,
}

impl Placed {
    /// The middle of its height.
    pub fn middle(&self) -> i64 {
        self.y + self.height / 2
    }

    /// Its right end.
    pub fn right(&self) -> i64 {
        self.x + self.width
    }
}

/// A line where it runs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Curve {
    /// In the language of SVG's paths; empty where no line is drawn.
    pub path: String,
    /// The label and the middle of where it stands.
    pub label: Option<(String, i64, i64)>,
}

/// Where everything stands, from the origin to the right and down.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Layout {
    pub width: i64,
    pub height: i64,
    /// Behind boxes that belong together.
    pub panels: Vec<Placed>,
    /// As many as the picture has nodes.
    pub boxes: Vec<Placed>,
    /// As many as the picture has edges.
    pub curves: Vec<Curve>,
}

/// The picture as a document or an element.
pub fn write(picture: &Picture, style: &Style, setting: Setting<'_>) -> String {
    let is_alone = matches!(setting, Setting::Document);
    let (top, margin) = if is_alone { (TITLE, MARGIN) } else { (0, 4) };
    let note = if is_alone { picture.note.as_str() } else { "" };
    let layout = match picture.arrangement {
        Arrangement::Layers => layers::place(picture),
        Arrangement::Map => map::place(picture),
    };
    let kinds = legend(picture, style);
    let words: i64 = kinds.iter().map(|(name, _)| width(name, SMALL) + 34).sum();
    let heading = if is_alone {
        width(&picture.title, 16)
    } else {
        0
    };
    let texts = [heading, width(note, SMALL + 1), words];
    let inner = texts.into_iter().fold(layout.width, i64::max);
    let wide = inner + 2 * margin;
    let foot = if note.is_empty() { 0 } else { 22 } + if kinds.is_empty() { 0 } else { 24 };
    let high = top + layout.height + foot + 2 * margin;
    // An image is one thing to a screen reader, which hides the links in it.
    let role = if is_alone { "img" } else { "group" };
    let mut out = String::new();
    let _ = writeln!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{wide}\" height=\"{high}\" viewBox=\"0 0 {wide} {high}\" role=\"{role}\" font-family=\"system-ui, 'Segoe UI', Helvetica, Arial, sans-serif\" font-size=\"{SIZE}\">"
    );
    let title = xml(&picture.title);
    let _ = writeln!(out, "<title>{title}</title>");
    if !note.is_empty() {
        let _ = writeln!(out, "<desc>{}</desc>", xml(note));
    }
    if picture.arrangement == Arrangement::Layers {
        for (id, colour) in [("arrow", &style.line), ("strong", &style.strong)] {
            let _ = writeln!(
                out,
                "<marker id=\"{id}\" viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\" markerWidth=\"8\" markerHeight=\"8\" markerUnits=\"userSpaceOnUse\" orient=\"auto\"><path d=\"M0 0L8 4L0 8Z\" fill=\"{colour}\"/></marker>"
            );
        }
    }
    if is_alone {
        let _ = writeln!(
            out,
            "<rect width=\"{wide}\" height=\"{high}\" fill=\"{}\"/>",
            style.background
        );
        let _ = writeln!(
            out,
            "<text x=\"{MARGIN}\" y=\"{}\" font-size=\"16\" font-weight=\"600\" fill=\"{}\">{title}</text>",
            MARGIN + 16,
            style.text
        );
    }
    let _ = writeln!(
        out,
        "<g transform=\"translate({} {})\">",
        margin + (inner - layout.width) / 2,
        margin + top
    );
    for Placed {
        x,
        y,
        width,
        height,
        ..
    } in &layout.panels
    {
        let _ = writeln!(
            out,
            "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" rx=\"8\" fill=\"none\" stroke=\"{}\" stroke-dasharray=\"4 3\"/>",
            style.line
        );
    }
    curves(&mut out, picture, &layout, style);
    boxes(&mut out, picture, &layout, style, setting);
    labels(&mut out, picture, &layout, style);
    out.push_str("</g>\n");
    let gap = if is_alone { 22 } else { 8 };
    let mut bottom = top + layout.height + margin + gap;
    if !kinds.is_empty() {
        let mut x = margin;
        for (name, kind) in kinds {
            let kind = &style.kinds()[kind];
            let _ = writeln!(
                out,
                "<rect x=\"{x}\" y=\"{bottom}\" width=\"12\" height=\"12\" rx=\"3\" fill=\"{}\" stroke=\"{}\"/>",
                kind.fill, kind.line
            );
            let _ = writeln!(
                out,
                "<text x=\"{}\" y=\"{}\" font-size=\"{SMALL}\" fill=\"{}\">{}</text>",
                x + 18,
                bottom + 10,
                style.faint,
                xml(&name)
            );
            x += width(&name, SMALL) + 34;
        }
        bottom += 24;
    }
    if !note.is_empty() {
        let _ = writeln!(
            out,
            "<text x=\"{MARGIN}\" y=\"{}\" font-size=\"{}\" fill=\"{}\">{}</text>",
            bottom + 12,
            SMALL + 1,
            style.faint,
            xml(note)
        );
    }
    out.push_str("</svg>\n");
    out
}

/// The classes that boxes are coloured by, in words, as far as there are any.
fn legend(picture: &Picture, style: &Style) -> Vec<(String, usize)> {
    let used = |number: &usize| {
        picture
            .nodes
            .iter()
            .any(|node| !node.kinds.is_empty() && style.kind(&node.kinds) == *number)
    };
    let kinds = style.kinds().iter().enumerate();
    kinds
        .filter(|(number, kind)| used(number) && kind.is_class())
        .map(|(number, kind)| (kind.words(), number))
        .collect()
}

fn curves(out: &mut String, picture: &Picture, layout: &Layout, style: &Style) {
    // What is strong is drawn last, above the rest.
    let order = |strong: bool| {
        let edges = picture.edges.iter().zip(&layout.curves);
        edges.filter(move |(edge, curve)| edge.strong == strong && !curve.path.is_empty())
    };
    for (edge, curve) in order(false).chain(order(true)) {
        let (colour, wide, id) = match edge.strong {
            true => (&style.strong, "2.2", "strong"),
            false => (&style.line, "1.3", "arrow"),
        };
        let _ = write!(
            out,
            "<path d=\"{}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"{wide}\"",
            curve.path
        );
        if picture.arrangement == Arrangement::Layers {
            let _ = write!(out, " marker-end=\"url(#{id})\"");
        }
        match edge.title.is_empty() {
            true => out.push_str("/>\n"),
            false => {
                let _ = writeln!(out, "><title>{}</title></path>", xml(&edge.title));
            }
        }
    }
}

fn boxes(
    out: &mut String,
    picture: &Picture,
    layout: &Layout,
    style: &Style,
    setting: Setting<'_>,
) {
    for (at, (node, place)) in picture.nodes.iter().zip(&layout.boxes).enumerate() {
        let kind = &style.kinds()[style.kind(&node.kinds)];
        let link = match setting {
            Setting::Document => address(&node.link).map(Cow::Borrowed),
            Setting::Page(link) => {
                (!node.link.is_empty()).then(|| Cow::Owned(link(node.link.as_str())))
            }
        };
        match &link {
            Some(link) => {
                let elsewhere = match setting {
                    Setting::Document => " target=\"_blank\"",
                    Setting::Page(_) => "",
                };
                let _ = write!(out, "<a href=\"{}\"{elsewhere}>", xml(link));
            }
            None => out.push_str("<g>"),
        }
        let _ = write!(out, "<title>{}</title>", xml(&node.title));
        let is_root = picture.arrangement == Arrangement::Map && at == 0;
        let (round, wide, weight) = match is_root {
            true => (10, "2", " font-weight=\"600\""),
            false => (6, "1", ""),
        };
        let Placed {
            x,
            y,
            width,
            height,
            lines,
        } = place;
        let _ = write!(
            out,
            "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" rx=\"{round}\" fill=\"{}\" stroke=\"{}\" stroke-width=\"{wide}\"/>",
            kind.fill, kind.line
        );
        let middle = x + width / 2;
        let first = place.middle() - (lines.len() as i64 - 1) * LINE / 2 + SIZE * 36 / 100;
        for (number, line) in lines.iter().enumerate() {
            let y = first + number as i64 * LINE;
            let _ = write!(
                out,
                "<text x=\"{middle}\" y=\"{y}\" text-anchor=\"middle\"{weight} fill=\"{}\">{}</text>",
                style.text,
                xml(line)
            );
        }
        out.push_str(if link.is_some() { "</a>\n" } else { "</g>\n" });
    }
}

fn labels(out: &mut String, picture: &Picture, layout: &Layout, style: &Style) {
    for (edge, curve) in picture.edges.iter().zip(&layout.curves) {
        let Some((label, x, y)) = &curve.label else {
            continue;
        };
        let colour = if edge.strong {
            &style.strong
        } else {
            &style.faint
        };
        let wide = width(label, SMALL);
        let _ = write!(
            out,
            "<g><title>{}</title><rect x=\"{}\" y=\"{}\" width=\"{wide}\" height=\"{}\" fill=\"{}\"/>",
            xml(&edge.title),
            x - wide / 2,
            y - SMALL,
            SMALL + 3,
            style.background
        );
        let _ = writeln!(
            out,
            "<text x=\"{x}\" y=\"{y}\" font-size=\"{SMALL}\" text-anchor=\"middle\" fill=\"{colour}\">{}</text></g>",
            xml(label)
        );
    }
}
