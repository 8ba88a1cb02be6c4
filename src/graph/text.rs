//! The text of a graph file: sorted N-Quads, one section for each graph. A build changes sections
//! and keeps the others as they stand, without parsing their terms.
//!
//! Sections are keyed by the graph's name as written (`<iri>` or `_:b`), the default graph by the
//! empty string. The file is the sections in the order of their keys; a section is its lines,
//! each once, in byte order. So equal graphs are equal files.

use super::GraphError;
use super::read::{self, BlankNodes};
use crate::rdf::write_quad;
use oxigraph::io::RdfFormat;
use oxigraph::model::{GraphName, NamedNodeRef, Quad};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::ops::Range;
use std::path::Path;

/// A graph's text and where its sections are.
#[derive(Debug, Default)]
pub struct Text {
    text: String,
    sections: BTreeMap<String, Section>,
}

#[derive(Debug, Default)]
struct Section {
    lines: Range<usize>,
    /// Predicate and object of the lines whose subject is the graph itself.
    about: Vec<(Range<usize>, Range<usize>)>,
}

impl Text {
    /// Reads N-Quads. A file as this program writes it is only scanned; any other is parsed,
    /// sorted and freed of duplicates.
    ///
    /// # Errors
    /// If it is no N-Quads.
    pub fn read(path: &Path, bytes: Vec<u8>) -> Result<Text, GraphError> {
        match String::from_utf8(bytes) {
            Ok(text) => match scan(&text) {
                Some(sections) => Ok(Text { text, sections }),
                None => Text::parse(path, text.as_bytes()),
            },
            Err(error) => Text::parse(path, error.as_bytes()),
        }
    }

    fn parse(path: &Path, bytes: &[u8]) -> Result<Text, GraphError> {
        let mut sections = Sections::default();
        read::parse(path, bytes, RdfFormat::NQuads, BlankNodes::Keep, |quads| {
            quads.iter().for_each(|quad| sections.add(quad));
            Ok(())
        })?;
        let text: String = sections.finish().into_values().collect();
        let sections = scan(&text).ok_or_else(|| GraphError::Broken {
            path: path.to_owned(),
            problem: "could not be put into order".to_owned(),
        })?;
        Ok(Text { text, sections })
    }

    /// The names of the sections, in order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.sections.keys().map(String::as_str)
    }

    /// The lines of a section; empty if there is none.
    pub fn section(&self, name: &str) -> &str {
        self.sections
            .get(name)
            .map_or("", |section| &self.text[section.lines.clone()])
    }

    /// Predicates and objects, as written, of a graph's statements on itself.
    pub fn about(&self, name: &str) -> impl Iterator<Item = (&str, &str)> {
        self.sections.get(name).into_iter().flat_map(|section| {
            section.about.iter().map(|(predicate, object)| {
                (&self.text[predicate.clone()], &self.text[object.clone()])
            })
        })
    }

    /// The whole text.
    #[cfg(test)]
    pub fn as_str(&self) -> &str {
        &self.text
    }
}

/// A line of canonical N-Quads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line<'a> {
    /// Subject, predicate and object as written, with single spaces.
    pub triple: &'a str,
    subject: usize,
    predicate: usize,
    /// The graph as written; empty for the default graph.
    pub graph: &'a str,
}

impl<'a> Line<'a> {
    /// Splits a line without its newline; none if it is not as this program writes them.
    pub fn split(line: &'a str) -> Option<Line<'a>> {
        let subject = line.find(' ')?;
        let predicate = subject + 1 + line.get(subject + 1..)?.find(' ')?;
        let rest = line.get(predicate + 1..)?;
        let object = predicate + 1 + object_length(rest)?;
        let tail = line.get(object..)?;
        let graph = if tail == " ." {
            ""
        } else {
            tail.strip_prefix(' ')?.strip_suffix(" .")?
        };
        let node = |term: &str| {
            term.starts_with('<') && term.ends_with('>') && term.len() > 2 || term.starts_with("_:")
        };
        let line = Line {
            triple: &line[..object],
            subject,
            predicate,
            graph,
        };
        (node(line.subject())
            && line.predicate().starts_with('<')
            && line.predicate().ends_with('>')
            && (graph.is_empty() || node(graph) && !graph.contains(' ')))
        .then_some(line)
    }

    /// The subject as written.
    pub fn subject(&self) -> &'a str {
        &self.triple[..self.subject]
    }

    /// The predicate as written.
    pub fn predicate(&self) -> &'a str {
        &self.triple[self.subject + 1..self.predicate]
    }

    /// The object as written.
    pub fn object(&self) -> &'a str {
        &self.triple[self.predicate + 1..]
    }
}

/// The bytes of the object that `rest` begins with.
fn object_length(rest: &str) -> Option<usize> {
    let bytes = rest.as_bytes();
    let mut at = 0;
    match bytes.first()? {
        b'"' => {
            at += 1;
            loop {
                match bytes.get(at)? {
                    b'"' => break,
                    b'\\' => at += 2,
                    _ => at += 1,
                }
            }
        }
        b'<' | b'_' => {}
        _ => return None,
    }
    Some(at + rest.get(at..)?.find(' ')?)
}

/// Whether a term as written is that IRI.
pub fn is_iri(written: &str, node: NamedNodeRef<'_>) -> bool {
    let inner = written
        .strip_prefix('<')
        .and_then(|rest| rest.strip_suffix('>'));
    inner == Some(node.as_str())
}

/// Finds the sections of a text that is in canonical order; none if it is not.
fn scan(text: &str) -> Option<BTreeMap<String, Section>> {
    let mut sections: BTreeMap<String, Section> = BTreeMap::new();
    let mut name = "";
    let mut section = Section::default();
    let mut previous = "";
    let mut at = 0;
    while at < text.len() {
        let end = at + text[at..].find('\n')?;
        let full = &text[at..end];
        let line = Line::split(full)?;
        if line.graph != name {
            if line.graph < name {
                return None;
            }
            if !section.lines.is_empty() {
                sections.insert(name.to_owned(), std::mem::take(&mut section));
            }
            name = line.graph;
            section.lines = at..at;
            previous = "";
        }
        if full <= previous {
            return None;
        }
        previous = full;
        if line.subject() == name {
            let predicate = at + line.subject + 1..at + line.predicate;
            let object = predicate.end + 1..at + line.triple.len();
            section.about.push((predicate, object));
        }
        at = end + 1;
        section.lines.end = at;
    }
    if !section.lines.is_empty() {
        sections.insert(name.to_owned(), section);
    }
    Some(sections)
}

/// Collects quads into sections.
#[derive(Debug, Default)]
pub struct Sections {
    lines: BTreeMap<String, Vec<u8>>,
    /// The name of the last quad's graph; a buffer that is used again.
    name: String,
}

impl Sections {
    /// Adds a quad to the section of its graph.
    pub fn add(&mut self, quad: &Quad) {
        self.name.clear();
        match &quad.graph_name {
            GraphName::DefaultGraph => {}
            // Writing to a string cannot fail.
            named => drop(write!(self.name, "{named}")),
        }
        if !self.lines.contains_key(&self.name) {
            self.lines.insert(self.name.clone(), Vec::new());
        }
        if let Some(lines) = self.lines.get_mut(&self.name) {
            write_quad(lines, quad.as_ref());
        }
    }

    /// The sections, each sorted and without duplicates.
    pub fn finish(self) -> BTreeMap<String, String> {
        self.lines
            .into_iter()
            .map(|(name, lines)| (name, sorted(lines)))
            .collect()
    }
}

/// Sorts the lines of a section and drops duplicates.
pub fn sorted(lines: Vec<u8>) -> String {
    // The writers write UTF-8 only; `from_utf8_lossy` would change nothing.
    let text = match String::from_utf8(lines) {
        Ok(text) => text,
        Err(error) => String::from_utf8_lossy(error.as_bytes()).into_owned(),
    };
    let mut lines: Vec<&str> = text.split_inclusive('\n').collect();
    lines.sort_unstable();
    lines.dedup();
    lines.concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_split() {
        let line = Line::split(r#"<s> <p> "a \" b <g> ."@en <g> ."#).unwrap();
        assert_eq!(line.subject(), "<s>");
        assert_eq!(line.predicate(), "<p>");
        assert_eq!(line.object(), r#""a \" b <g> ."@en"#);
        assert_eq!(line.graph, "<g>");
        let line = Line::split("<s> <p> <g> .").unwrap();
        assert_eq!((line.object(), line.graph), ("<g>", ""));
        let line = Line::split("_:a <p> _:b _:g .").unwrap();
        assert_eq!((line.object(), line.graph), ("_:b", "_:g"));
        for odd in [
            "",
            "#",
            "<s> <p> <o>.",
            "<s>  <p> <o> .",
            "<s> <p> \"o .",
            "<s> <p> <o> <g> . ",
            "<s> <p> <o> <g>",
            "<s> <p> <o> <g> <h> .",
            "s <p> <o> .",
            "<s> p <o> .",
            " <s> <p> <o> .",
        ] {
            assert_eq!(Line::split(odd), None, "{odd:?}");
        }
    }

    #[test]
    fn a_file_in_any_order_becomes_the_same_text() {
        let ours = "<http://x/a> <http://x/p> \"1\" .\n\
            <http://x/b> <http://x/p> \"\\n\" .\n\
            <http://x/g> <http://x/p> \"about\" <http://x/g> .\n\
            <http://x/s> <http://x/p> <http://x/o> <http://x/g> .\n";
        let theirs = "# a comment\n\n\
            <http://x/s>   <http://x/p> <http://x/o>   <http://x/g> .\n\
            <http://x/b> <http://x/p> \"\\u000a\".\n\
            <http://x/a> <http://x/p> \"1\"^^<http://www.w3.org/2001/XMLSchema#string> .\r\n\
            <http://x/g> <http://x/p> \"about\" <http://x/g> .\n\
            <http://x/a> <http://x/p> \"1\" .\n";
        let path = Path::new("x.nq");
        for text in [ours, theirs] {
            let text = Text::read(path, text.as_bytes().to_vec()).unwrap();
            assert_eq!(text.as_str(), ours);
            assert_eq!(text.names().collect::<Vec<_>>(), ["", "<http://x/g>"]);
            let about: Vec<_> = text.about("<http://x/g>").collect();
            assert_eq!(about, [("<http://x/p>", "\"about\"")]);
            assert!(text.section("").ends_with("\"\\n\" .\n"));
            assert_eq!(text.section("<http://x/none>"), "");
        }
    }

    #[test]
    fn broken_files_are_refused_with_their_position() {
        let broken = "<http://x/a> <http://x/p> \"1\" .\n<http://x/a> oops\n";
        let error = Text::read(Path::new("x.nq"), broken.into()).unwrap_err();
        assert!(error.to_string().starts_with("x.nq:2:"), "{error}");
        let error = Text::read(Path::new("x.nq"), b"<http://x/\xff>".to_vec()).unwrap_err();
        assert!(error.to_string().starts_with("x.nq:1:"), "{error}");
    }
}
