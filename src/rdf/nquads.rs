//! N-Quads written straight into a buffer. The lines are those Oxigraph's own serializer writes,
//! byte for byte, so that a file can be compared whichever wrote it.
//!
//! Its own because it was measured: a document of 2.6 kB with 50 facts becomes 860 quads, 188 kB;
//! Oxigraph's serializer took 215 microseconds for them, this 45 before its pieces became longer
//! (one core of two, 2025). At 10 MB of text a second a document has 260 microseconds for
//! everything.

use super::sink::{Part, Sink, Value};
use super::vocab::{Name, xsd};
use oxigraph::model::{
    BlankNodeRef, GraphNameRef, LiteralRef, NamedNodeRef, NamedOrBlankNodeRef, QuadRef, TermRef,
};

/// Writes the facts to the default graph and everything to the document's graph. What a line
/// costs is the number of its pieces, so they are few and long.
pub struct NQuads<'a> {
    out: &'a mut Vec<u8>,
    /// The beginning of every line of a subject.
    head: Vec<u8>,
    /// The end of every line of the document's graph: ` <iri> .` and a newline.
    tail: Vec<u8>,
    /// The end of a line and the beginning of the subject's next.
    joint: Vec<u8>,
    both: bool,
    /// Whether the lines of the subject go to both graphs.
    twice: bool,
    /// Whether the last line wants its end.
    open: bool,
}

impl<'a> NQuads<'a> {
    /// Appends to `out`; `graph` is the IRI of the document.
    pub fn new(out: &'a mut Vec<u8>, graph: &str) -> Self {
        NQuads::with_tail(out, format!(" <{graph}> .\n"), true)
    }

    /// The same for the document's graph alone.
    pub fn of_graph(out: &'a mut Vec<u8>, graph: &str) -> Self {
        NQuads::with_tail(out, format!(" <{graph}> .\n"), false)
    }

    /// N-Triples: everything once, in no graph.
    pub fn triples(out: &'a mut Vec<u8>) -> Self {
        NQuads::with_tail(out, " .\n".to_owned(), false)
    }

    fn with_tail(out: &'a mut Vec<u8>, tail: String, both: bool) -> Self {
        NQuads {
            out,
            head: Vec::with_capacity(128),
            joint: Vec::with_capacity(256),
            tail: tail.into_bytes(),
            both,
            twice: false,
            open: false,
        }
    }
}

impl Sink for NQuads<'_> {
    fn begin(&mut self, part: Part, subject: &str) {
        self.end();
        self.head.clear();
        self.head.extend_from_slice(subject.as_bytes());
        self.head.push(b' ');
        self.twice = self.both && part == Part::Facts;
        if !self.twice {
            self.joint.clear();
            self.joint.extend_from_slice(&self.tail);
            self.joint.extend_from_slice(&self.head);
        }
    }

    fn add(&mut self, predicate: Name, object: Value<'_>) {
        let start = self.out.len();
        self.out.extend_from_slice(match self.open {
            true => &self.joint,
            false => &self.head,
        });
        self.out.extend_from_slice(predicate.spaced().as_bytes());
        match object {
            Value::Name(name) => self.out.extend_from_slice(name.written().as_bytes()),
            Value::Node(iri) => self.out.extend_from_slice(iri.as_bytes()),
            Value::Text(text) => {
                self.out.push(b'"');
                write_escaped(self.out, text);
                self.out.push(b'"');
            }
            Value::Typed(text, datatype) => {
                self.out.push(b'"');
                write_escaped(self.out, text);
                self.out.extend_from_slice(b"\"^^");
                self.out.extend_from_slice(datatype.written().as_bytes());
            }
        }
        if self.twice {
            let end = self.out.len();
            self.out.extend_from_slice(b" .\n");
            self.out.extend_from_within(start..end);
            self.out.extend_from_slice(&self.tail);
        } else {
            self.open = true;
        }
    }

    fn end(&mut self) {
        if self.open {
            self.out.extend_from_slice(&self.tail);
            self.open = false;
        }
    }
}

/// Appends subject, predicate and object, without the end of the line.
pub fn write_triple(
    out: &mut Vec<u8>,
    subject: NamedOrBlankNodeRef<'_>,
    predicate: NamedNodeRef<'_>,
    object: TermRef<'_>,
) {
    match subject {
        NamedOrBlankNodeRef::NamedNode(node) => write_iri(out, node),
        NamedOrBlankNodeRef::BlankNode(node) => write_blank(out, node),
    }
    out.push(b' ');
    write_iri(out, predicate);
    out.push(b' ');
    match object {
        TermRef::NamedNode(node) => write_iri(out, node),
        TermRef::BlankNode(node) => write_blank(out, node),
        TermRef::Literal(literal) => write_literal(out, literal),
    }
}

/// Appends a line.
pub fn write_quad(out: &mut Vec<u8>, quad: QuadRef<'_>) {
    write_triple(out, quad.subject, quad.predicate, quad.object);
    out.push(b' ');
    match quad.graph_name {
        GraphNameRef::NamedNode(node) => write_iri(out, node),
        GraphNameRef::BlankNode(node) => write_blank(out, node),
        GraphNameRef::DefaultGraph => {
            out.pop();
        }
    }
    out.extend_from_slice(b" .\n");
}

fn write_iri(out: &mut Vec<u8>, node: NamedNodeRef<'_>) {
    out.push(b'<');
    out.extend_from_slice(node.as_str().as_bytes());
    out.push(b'>');
}

fn write_blank(out: &mut Vec<u8>, node: BlankNodeRef<'_>) {
    out.extend_from_slice(b"_:");
    out.extend_from_slice(node.as_str().as_bytes());
}

/// Appends a literal.
pub fn write_literal(out: &mut Vec<u8>, literal: LiteralRef<'_>) {
    out.push(b'"');
    write_escaped(out, literal.value());
    out.push(b'"');
    if let Some(language) = literal.language() {
        out.push(b'@');
        out.extend_from_slice(language.as_bytes());
    } else if literal.datatype() != xsd::STRING {
        out.extend_from_slice(b"^^<");
        out.extend_from_slice(literal.datatype().as_str().as_bytes());
        out.push(b'>');
    }
}

fn write_escaped(out: &mut Vec<u8>, text: &str) {
    let bytes = text.as_bytes();
    // Nearly every text needs no escape; one pass without branches finds out.
    if !bytes.iter().fold(false, |any, byte| any | suspect(*byte)) {
        out.extend_from_slice(bytes);
        return;
    }
    let mut rest = text;
    while let Some(at) = rest.bytes().position(suspect) {
        let (plain, behind) = rest.split_at(at);
        out.extend_from_slice(plain.as_bytes());
        let Some(c) = behind.chars().next() else {
            return;
        };
        rest = &behind[c.len_utf8()..];
        match c {
            '"' => out.extend_from_slice(b"\\\""),
            '\\' => out.extend_from_slice(b"\\\\"),
            '\n' => out.extend_from_slice(b"\\n"),
            '\r' => out.extend_from_slice(b"\\r"),
            '\t' => out.extend_from_slice(b"\\t"),
            '\u{8}' => out.extend_from_slice(b"\\b"),
            '\u{c}' => out.extend_from_slice(b"\\f"),
            '\0'..='\u{1f}' | '\u{7f}' | '\u{fffe}' | '\u{ffff}' => {
                out.extend_from_slice(format!("\\u{:04X}", u32::from(c)).as_bytes());
            }
            c => out.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes()),
        }
    }
    out.extend_from_slice(rest.as_bytes());
}

/// Whether a byte may begin a character that is escaped; 0xEF begins U+FFFE and U+FFFF.
fn suspect(byte: u8) -> bool {
    (byte < 0x20) | (byte == b'"') | (byte == b'\\') | (byte == 0x7f) | (byte == 0xef)
}

#[cfg(test)]
mod tests {
    use super::*;
    use oxigraph::model::Literal;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn literals_are_written_as_oxigraph_writes_them(text in any::<String>()) {
            let odd = format!("{text}\u{0}\u{b}\u{7f}\u{ffff}\u{fffe}\"\\\n\r\t{text}");
            for literal in [
                Literal::new_simple_literal(&text),
                Literal::new_simple_literal(odd),
                Literal::new_typed_literal(&text, xsd::DATE),
                Literal::new_language_tagged_literal(&text, "en").unwrap(),
            ] {
                let mut out = Vec::new();
                write_literal(&mut out, literal.as_ref());
                prop_assert_eq!(String::from_utf8(out).unwrap(), literal.to_string());
            }
        }
    }
}
