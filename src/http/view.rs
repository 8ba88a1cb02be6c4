//! What a page is made from: one graph as it was opened, and what was asked.

use super::asked::{Asked, address};
use super::limits::Limits;
use super::snapshot::Snapshot;
use crate::answer::Engine;
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

/// What stands around every page.
#[derive(Clone, Copy)]
pub struct Frame<'a> {
    pub snapshot: &'a Snapshot,
    /// The path, for the navigation to know where it is.
    pub path: &'a str,
    /// What is being searched for.
    pub searched: &'a str,
}

/// What a page is made from.
pub struct View<'a> {
    pub asked: &'a Asked,
    pub snapshot: &'a Snapshot,
    pub limits: &'a Limits,
    /// Asks the graph within the time limit, as long as somebody waits for the answer.
    pub engine: Engine<'a>,
}

impl View<'_> {
    /// What stands around the page.
    pub fn frame(&self) -> Frame<'_> {
        Frame {
            snapshot: self.snapshot,
            path: &self.asked.path,
            searched: match self.asked.path.starts_with("/search") {
                true => self.asked.get("q"),
                false => "",
            },
        }
    }

    /// Where the page of a thing is.
    pub fn link(&self, iri: &str) -> String {
        self.snapshot.link(iri)
    }
}

/// What a path must not have as it is.
const PATH: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'`')
    .add(b'{')
    .add(b'}')
    .add(b'\\')
    .add(b'^')
    .add(b'[')
    .add(b']')
    .add(b'|');

/// The page of a thing: `/id/...` for those of the graph's own, `/thing?iri=...` for others.
pub fn link(base: &str, iri: &str) -> String {
    match iri.strip_prefix(base) {
        // An IRI may be encoded already: its path is sent as it is, so that it comes back so.
        Some(rest) if !rest.contains(['#', '?']) => {
            let rest = utf8_percent_encode(rest, PATH).to_string();
            format!("/id/{}", rest.replace("%25", "%"))
        }
        _ => address("/thing", &[("iri", iri)]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn things_have_pages() {
        let base = "https://example.org/id/";
        assert_eq!(
            link(base, "https://example.org/id/expo/a-1"),
            "/id/expo/a-1"
        );
        assert_eq!(
            link(base, "https://example.org/id/x/caf\u{e9}%20b"),
            "/id/x/caf%C3%A9%20b"
        );
        assert_eq!(
            link(base, "http://x/?a&b"),
            "/thing?iri=http%3A%2F%2Fx%2F%3Fa%26b"
        );
    }
}
