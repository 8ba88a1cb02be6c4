//! The part of a graph that a question can see: most ask for a handful of properties, and putting
//! quads into a store is what opening a graph costs.

use rustc_hash::FxHashMap;

/// Quads that may be wanted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pattern {
    /// In any named graph; else in the default graph.
    pub named: bool,
    /// Only where the graph is named after the subject.
    pub own: bool,
    /// The predicate's IRI; none for any.
    pub predicate: Option<String>,
    /// The object, where it must be this IRI; none for any.
    pub object: Option<String>,
}

/// Tells which lines are wanted. It judges only lines that are as this program writes them, and
/// wants all others.
#[derive(Clone, Debug, Default)]
pub(super) struct Part {
    default: Wanted,
    named: Wanted,
}

/// Predicates and, as far as they matter, objects that are wanted; IRIs as written.
#[derive(Clone, Debug, Default)]
struct Wanted {
    all: bool,
    predicates: FxHashMap<Box<[u8]>, Vec<Case>>,
}

#[derive(Clone, Debug)]
struct Case {
    own: bool,
    object: Option<Box<[u8]>>,
}

/// What the lines before tell of the next: in a sorted file most have the same subject and graph.
#[derive(Default)]
pub(super) struct Before<'a> {
    subject: &'a [u8],
    graph: &'a [u8],
    /// The graph whose first line was wanted.
    seen: &'a [u8],
}

impl Part {
    pub(super) fn of(patterns: &[Pattern]) -> Part {
        let mut part = Part::default();
        for pattern in patterns {
            let wanted = match pattern.named {
                true => &mut part.named,
                false => &mut part.default,
            };
            let written = |iri: &String| format!("<{iri}>").into_bytes().into_boxed_slice();
            match &pattern.predicate {
                None => wanted.all = true,
                Some(predicate) => {
                    let cases = wanted.predicates.entry(written(predicate)).or_default();
                    cases.push(Case {
                        own: pattern.own,
                        object: pattern.object.as_ref().map(written),
                    });
                }
            }
        }
        part
    }

    /// Whether a line (with its end) is wanted. The first of each named graph is, if any may be,
    /// so that questions see which graphs there are; and what a graph says of itself.
    pub(super) fn wants<'a>(&self, line: &'a [u8], about: &[u8], before: &mut Before<'a>) -> bool {
        let Some(Ends {
            subject,
            predicate,
            object,
            graph,
        }) = before.ends(line)
        else {
            return true;
        };
        if subject == about {
            return true;
        }
        let wanted = if graph.is_empty() {
            &self.default
        } else {
            &self.named
        };
        if wanted.all {
            return true;
        }
        if !graph.is_empty() && !wanted.predicates.is_empty() && before.seen != graph {
            before.seen = graph;
            return true;
        }
        wanted.predicates.get(predicate).is_some_and(|cases| {
            cases.iter().any(|case| {
                case.object.as_deref().is_none_or(|wanted| wanted == object)
                    && (!case.own || subject == graph)
            })
        })
    }
}

/// The terms of a line.
struct Ends<'a> {
    subject: &'a [u8],
    predicate: &'a [u8],
    object: &'a [u8],
    /// Empty for the default graph.
    graph: &'a [u8],
}

impl<'a> Before<'a> {
    /// The terms of a line whose subject, predicate and graph, if any, are IRIs without escapes.
    fn ends(&mut self, line: &'a [u8]) -> Option<Ends<'a>> {
        let line = line.strip_suffix(b" .\n")?;
        if !line.starts_with(self.subject) || self.subject.is_empty() {
            self.subject = iri(line)?.0;
        }
        let rest = line[self.subject.len()..].strip_prefix(b" ")?;
        let (predicate, object) = iri(rest)?;
        let object = object.strip_prefix(b" ")?;
        if !matches!(object.first()?, b'<' | b'"') || memchr::memchr(b'\\', predicate).is_some() {
            return None;
        }
        let (object, graph) = self.split(object)?;
        let is_iri = object.first() == Some(&b'<');
        if is_iri && memchr::memchr(b'\\', object).is_some() {
            return None;
        }
        Some(Ends {
            subject: self.subject,
            predicate,
            object,
            graph,
        })
    }

    /// An object and the graph behind it, if any.
    fn split(&mut self, object: &'a [u8]) -> Option<(&'a [u8], &'a [u8])> {
        if object.last()? == &b'"' {
            return Some((object, b""));
        }
        if object.last()? != &b'>' {
            return None;
        }
        if !self.graph.is_empty()
            && let Some(before) = object.strip_suffix(self.graph)
            && let Some(object) = before.strip_suffix(b" ")
        {
            return Some((object, self.graph));
        }
        // A graph's name, an object or the type of one.
        match memchr::memrchr(b'<', object)? {
            0 => Some((object, b"")),
            at => match object[at - 1] {
                b' ' => {
                    self.graph = &object[at..];
                    Some((&object[..at - 1], self.graph))
                }
                b'^' => Some((object, b"")),
                _ => None,
            },
        }
    }
}

/// The IRI in angle brackets that opens a line, brackets included, and what follows it.
fn iri(line: &[u8]) -> Option<(&[u8], &[u8])> {
    if line.first() != Some(&b'<') {
        return None;
    }
    Some(line.split_at(memchr::memchr(b'>', line)? + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    const ABOUT: &[u8] = b"<http://x/graph>";

    fn wanted(patterns: &[Pattern], lines: &[&str]) -> Vec<usize> {
        let part = Part::of(patterns);
        let mut before = Before::default();
        let wants = |(n, line): (usize, &&'static str)| {
            part.wants(line.as_bytes(), ABOUT, &mut before).then_some(n)
        };
        let lines: Vec<&'static str> = lines
            .iter()
            .map(|line| line.to_string().leak() as &str)
            .collect();
        lines.iter().enumerate().filter_map(wants).collect()
    }

    fn pattern(named: bool, predicate: &str) -> Pattern {
        Pattern {
            named,
            own: false,
            predicate: (!predicate.is_empty()).then(|| predicate.to_owned()),
            object: None,
        }
    }

    #[test]
    fn lines_are_wanted_by_graph_predicate_and_object() {
        let lines = [
            "<http://x/a> <http://x/p> <http://x/b> .\n",
            "<http://x/a> <http://x/p> \"b <http://x/g>\" .\n",
            "<http://x/a> <http://x/q> \"1\"^^<http://x/t> .\n",
            "<http://x/g> <http://x/p> <http://x/b> <http://x/g> .\n",
            "<http://x/g> <http://x/p> <http://x/b> <http://x/h> .\n",
            "<http://x/a> <http://x/p> \"1\"^^<http://x/t> <http://x/h> .\n",
            "<http://x/a> <http://x/q> \"1\" <http://x/h> .\n",
        ];
        assert_eq!(wanted(&[pattern(false, "http://x/p")], &lines), [0, 1]);
        assert_eq!(wanted(&[pattern(false, "")], &lines), [0, 1, 2]);
        // The first line of each graph stands for the graph.
        assert_eq!(wanted(&[pattern(true, "http://x/q")], &lines), [3, 4, 6]);
        assert_eq!(wanted(&[pattern(true, "http://x/p")], &lines), [3, 4, 5]);
        assert_eq!(wanted(&[pattern(true, "")], &lines), [3, 4, 5, 6]);
        let own = Pattern {
            own: true,
            ..pattern(true, "http://x/p")
        };
        assert_eq!(wanted(&[own], &lines), [3, 4]);
        let object = Pattern {
            object: Some("http://x/b".to_owned()),
            ..pattern(false, "http://x/p")
        };
        assert_eq!(wanted(&[object], &lines), [0]);
    }

    #[test]
    fn lines_that_are_not_plain_are_wanted() {
        let lines = [
            "<http://x/graph> <http://x/q> <http://x/b> .\n",
            "_:a <http://x/q> <http://x/b> .\n",
            "<http://x/a> <http://x/\\u0070> <http://x/b> .\n",
            "<http://x/a> <http://x/q> <http://x/\\u0070> .\n",
            "<http://x/a> <http://x/q> \"b\"@en .\n",
            "<http://x/a> <http://x/q> <http://x/b> _:g .\n",
            "<http://x/a>  <http://x/q> <http://x/b> .\n",
            "<http://x/a> <http://x/q> <http://x/b>.\n",
            "# comment\n",
            "",
        ];
        let all: Vec<usize> = (0..lines.len()).collect();
        assert_eq!(wanted(&[pattern(false, "http://x/p")], &lines), all);
    }
}
