//! Pictures: how two things are connected, and what surrounds one thing, as SVG, as Graphviz's
//! DOT and as Mermaid. The same picture is always drawn the same way.

mod around;
mod between;
mod dot;
mod label;
mod layers;
mod map;
mod mermaid;
mod style;
mod svg;
#[cfg(test)]
mod tests;

pub use around::around;
pub use between::between;
pub use style::Style;

/// How a picture is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PictureFormat {
    Svg,
    Dot,
    Mermaid,
}

/// Things and what leads from one to the next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    pub title: String,
    /// What is not in the picture.
    pub note: String,
    pub nodes: Vec<Node>,
    pub edges: Vec<Edge>,
    pub arrangement: Arrangement,
}

/// Where things stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arrangement {
    /// From left to right, as far as the edges lead.
    Layers,
    /// The first node in the middle, its branches on both sides, their leaves beside them.
    Map,
}

/// A box.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Node {
    pub label: String,
    /// Local names of its classes, or one of the other kinds of `data/pictures.toml`.
    pub kinds: Vec<String>,
    /// Where it leads to: an IRI, or `#` and a place in the page that the picture is in; empty for
    /// nowhere.
    pub link: String,
    /// What is told of it when it is pointed at.
    pub title: String,
}

/// A line from one box to another, both by their places among the nodes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Edge {
    pub from: usize,
    pub to: usize,
    pub label: String,
    pub title: String,
    /// Drawn more strongly.
    pub strong: bool,
}

impl Picture {
    /// The picture as text, a line break at its end.
    pub fn write(&self, format: PictureFormat, style: &Style) -> String {
        match format {
            PictureFormat::Svg => svg::write(self, style, Setting::Document),
            PictureFormat::Dot => dot::write(self, style),
            PictureFormat::Mermaid => mermaid::write(self, style),
        }
    }

    /// The picture as an SVG element of a page, which has its title and note elsewhere. `link`
    /// gives the address of the page of a thing.
    pub fn embed(&self, style: &Style, link: &dyn Fn(&str) -> String) -> String {
        svg::write(self, style, Setting::Page(link))
    }
}

/// Where a picture stands.
#[derive(Clone, Copy)]
enum Setting<'a> {
    /// By itself: it tells what it shows, and links lead to the web.
    Document,
    /// In a page, of which it takes the colours; links lead to other pages.
    Page(&'a dyn Fn(&str) -> String),
}

/// The address that a link may lead to: of the web, and of nothing that acts.
fn address(link: &str) -> Option<&str> {
    let is_web = ["http://", "https://"]
        .iter()
        .any(|scheme| link.starts_with(scheme));
    is_web.then_some(link)
}
