//! Lines of N-Quads as this program writes them into quads. Most of opening a graph would go into
//! checking the same IRIs again and again; here each line is compared with the one before it, and
//! plain IRIs are seen to be right at a glance. Whatever is not plain is left to the parser.

use super::part::{Before, Part};
use crate::rdf::vocab;
use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::{GraphName, Literal, NamedNode, Quad, Term};
use rustc_hash::FxHashMap;

/// The quads of whole lines, or of those of a part; none if they are broken.
pub(super) fn quads(lines: &[u8], part: Option<&Part>) -> Option<Vec<Quad>> {
    let text = std::str::from_utf8(lines).ok()?;
    let mut found = Vec::new();
    if part.is_none() {
        found.reserve(lines.len() / 160);
    }
    let mut reader = Reader::default();
    let about = vocab::GRAPH.to_string();
    let mut before = Before::default();
    let mut start = 0;
    while start < text.len() {
        let rest = &text[start..];
        let length = memchr::memchr(b'\n', rest.as_bytes()).map_or(rest.len(), |at| at + 1);
        let line = &rest[..length];
        start += length;
        if part.is_some_and(|part| !part.wants(line.as_bytes(), about.as_bytes(), &mut before)) {
            continue;
        }
        match reader.line(line) {
            Some(quad) => found.push(quad),
            None => {
                for quad in RdfParser::from_format(RdfFormat::NQuads).for_slice(line) {
                    found.push(quad.ok()?);
                }
            }
        }
    }
    Some(found)
}

/// What the lines before tell of the next.
#[derive(Default)]
struct Reader<'a> {
    subject: Option<(&'a str, NamedNode)>,
    graph: Option<(&'a str, NamedNode)>,
    /// Predicates and datatypes.
    names: FxHashMap<&'a str, NamedNode>,
}

impl<'a> Reader<'a> {
    /// The quad of a plain line.
    fn line(&mut self, line: &'a str) -> Option<Quad> {
        let line = line.strip_suffix(" .\n")?;
        let (subject, rest) = iri(line)?;
        let (predicate, rest) = iri(rest.strip_prefix(' ')?)?;
        let rest = rest.strip_prefix(' ')?;
        let (object, rest) = match rest.as_bytes().first()? {
            b'<' => {
                let (object, rest) = iri(rest)?;
                (Term::from(node(object)?), rest)
            }
            b'"' => self.literal(&rest[1..])?,
            _ => return None,
        };
        let graph = match rest.strip_prefix(' ') {
            Some(rest) => {
                let (graph, rest) = iri(rest)?;
                if !rest.is_empty() {
                    return None;
                }
                again(&mut self.graph, graph)?.into()
            }
            None if rest.is_empty() => GraphName::DefaultGraph,
            None => return None,
        };
        let subject = again(&mut self.subject, subject)?;
        Some(Quad::new(subject, self.name(predicate)?, object, graph))
    }

    fn name(&mut self, iri: &'a str) -> Option<NamedNode> {
        if let Some(known) = self.names.get(iri) {
            return Some(known.clone());
        }
        let new = node(iri)?;
        self.names.insert(iri, new.clone());
        Some(new)
    }

    /// A literal behind its opening mark, and what follows it.
    fn literal(&mut self, text: &'a str) -> Option<(Term, &'a str)> {
        let mut value = String::new();
        let mut rest = text;
        loop {
            let end = memchr::memchr3(b'"', b'\\', b'\r', rest.as_bytes())?;
            value.push_str(&rest[..end]);
            let mark = rest.as_bytes()[end];
            rest = &rest[end + 1..];
            match mark {
                b'"' => break,
                b'\\' => {
                    value.push(match rest.as_bytes().first()? {
                        b'"' => '"',
                        b'\\' => '\\',
                        b'n' => '\n',
                        b'r' => '\r',
                        b't' => '\t',
                        _ => return None,
                    });
                    rest = &rest[1..];
                }
                _ => return None,
            }
        }
        let literal = match rest.strip_prefix("^^") {
            Some(datatype) => {
                let (datatype, behind) = iri(datatype)?;
                rest = behind;
                Literal::new_typed_literal(value, self.name(datatype)?)
            }
            None => Literal::new_simple_literal(value),
        };
        Some((literal.into(), rest))
    }
}

/// The IRI in angle brackets that opens a text, and what follows it.
fn iri(text: &str) -> Option<(&str, &str)> {
    let inner = text.strip_prefix('<')?;
    let end = memchr::memchr(b'>', inner.as_bytes())?;
    Some((&inner[..end], &inner[end + 1..]))
}

/// The node of the line before, if it has this IRI.
fn again<'a>(last: &mut Option<(&'a str, NamedNode)>, iri: &'a str) -> Option<NamedNode> {
    if let Some((known, node)) = last
        && *known == iri
    {
        return Some(node.clone());
    }
    let new = node(iri)?;
    *last = Some((iri, new.clone()));
    Some(new)
}

/// A node; none if the IRI is wrong or has escapes.
fn node(iri: &str) -> Option<NamedNode> {
    if is_plain(iri) {
        return Some(NamedNode::new_unchecked(iri));
    }
    NamedNode::new(iri).ok()
}

/// Whether an IRI is of the web, and its host, path and fragment of characters that may stand
/// anywhere in them.
fn is_plain(iri: &str) -> bool {
    let Some(rest) = iri
        .strip_prefix("https://")
        .or_else(|| iri.strip_prefix("http://"))
    else {
        return false;
    };
    let mut fragments = 0;
    rest.starts_with(|c: char| c.is_ascii_alphanumeric())
        && rest.bytes().all(|byte| {
            fragments += u32::from(byte == b'#');
            byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'-' | b'.' | b'_' | b'~' | b'#')
        })
        && fragments <= 1
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn parsed(text: &str) -> Option<Vec<Quad>> {
        let parser = RdfParser::from_format(RdfFormat::NQuads);
        parser.for_slice(text).collect::<Result<_, _>>().ok()
    }

    #[test]
    fn plain_lines_and_odd_ones_are_as_the_parser_reads_them() {
        for text in [
            "<http://x/a> <http://x/p> <http://x/b> .\n",
            "<http://x/a> <http://x/p> <http://x/b> <http://x/g> .\n",
            "<http://x/a> <http://x/p> \"b\" <http://x/g> .\n<http://x/a> <http://x/q> \"\" .\n",
            "<http://x/a> <http://x/p> \"b\\\"\\\\\\n\\r\\t\\u00e9\" .\n",
            "<http://x/a> <http://x/p> \"b\\b\\f\" .\n",
            "<http://x/a> <http://x/p> \"1\"^^<http://www.w3.org/2001/XMLSchema#integer> .\n",
            "<http://x/a> <http://x/p> \"b\"^^<http://www.w3.org/2001/XMLSchema#string> .\n",
            "<http://x/a> <http://x/p> \"b\"@en-GB <http://x/g> .\n",
            "_:a <http://x/p> _:b <http://x/g> .\n",
            "  <http://x/a>\t<http://x/p> <http://x/b>. # comment\n# comment\n\n",
            "<http://x/\\u00e9> <http://x/p> <http://x/\u{e9}> .\n",
            "<http://x/a> <http://x/p> <http://x/b> .",
            "<http://x/a> <http://x/p> <http://x/b> .\r\n",
            "",
            "<urn:a:b> <mailto:a@b.c> <http://x:80/?a=b#c> .\n",
            // Broken ones.
            "<http://x/a> <http://x/ p> <http://x/b> .\n",
            "<http://x/a> <p> <http://x/b> .\n",
            "<http://x/a> <http://x/p> \"b .\n",
            "<http://x/a> <http://x/p> \"b\" \"c\" .\n",
            "<http://x/a> <http://x/p> \"\\x\" .\n",
            "<http://x/a> <http://x/p> \"a\rb\" .\n",
            "<http://x#a#b> <http://x/p> <http://x/b> .\n",
            "<http://x/a> \"p\" <http://x/b> .\n",
            "<http://x/a> <http://x/p>  .\n",
            "<http://x/a> <http://x/p> <http://x/b> <http://x/g> <http://x/h> .\n",
        ] {
            assert_eq!(quads(text.as_bytes(), None), parsed(text), "{text}");
        }
    }

    proptest! {
        #[test]
        fn every_text_is_as_the_parser_reads_it(
            iri in "https?://[a-z:/#?%@.\\[\\]-]{0,12}",
            value in any::<String>(),
            odd in "[<>\"\\\\ .a_:@^n\\n\\r]{0,30}",
        ) {
            let literal = Literal::new_simple_literal(value);
            let line = format!("<{iri}> <http://x/p> {literal} <http://x/g> .\n");
            prop_assert_eq!(quads(line.as_bytes(), None), parsed(&line));
            let line = format!("<http://x/a> <http://x/p> {odd} .\n");
            prop_assert_eq!(quads(line.as_bytes(), None), parsed(&line));
        }
    }
}
