//! The header of a saved query: `#+` lines, a small part of YAML as grlc uses it. Maps, lists,
//! plain and quoted scalars, folded (`>`) and literal (`|`) blocks, and `[a, b]` are read;
//! anchors, tags and nested inline collections are not.

use super::node::{HeaderError, Node, Value};

/// Reads the `#+` lines of a query text; an empty map where there are none.
///
/// # Errors
/// If the lines are not the YAML described above.
pub fn parse(query: &str) -> Result<Node, HeaderError> {
    let mut lines = Vec::new();
    for (index, line) in query.lines().enumerate() {
        let Some(text) = line.strip_prefix("#+") else {
            continue;
        };
        let number = index + 1;
        if text.contains('\t') {
            return Err(error(number, "a tab; indent with spaces"));
        }
        let text = text.trim_end();
        let indent = text.len() - text.trim_start().len();
        lines.push(Line {
            number,
            indent,
            text: text.trim_start().to_owned(),
        });
    }
    let mut parser = Parser { lines, at: 0 };
    parser.skip_blank();
    let Some(first) = parser.peek() else {
        return Ok(Node {
            line: 1,
            value: Value::Map(Vec::new()),
        });
    };
    let (line, indent) = (first.number, first.indent);
    let value = parser.map(indent)?;
    match parser.peek() {
        Some(rest) => Err(error(
            rest.number,
            "this line is indented less than the first",
        )),
        None => Ok(Node { line, value }),
    }
}

fn error(line: usize, problem: impl Into<String>) -> HeaderError {
    HeaderError {
        line,
        problem: problem.into(),
    }
}

struct Line {
    number: usize,
    indent: usize,
    text: String,
}

struct Parser {
    lines: Vec<Line>,
    at: usize,
}

impl Parser {
    fn peek(&self) -> Option<&Line> {
        self.lines.get(self.at)
    }

    fn skip_blank(&mut self) {
        while self
            .peek()
            .is_some_and(|line| line.text.is_empty() || line.text.starts_with("# "))
        {
            self.at += 1;
        }
    }

    fn map(&mut self, indent: usize) -> Result<Value, HeaderError> {
        let mut entries: Vec<(String, Node)> = Vec::new();
        loop {
            self.skip_blank();
            let Some(line) = self.peek().filter(|line| line.indent >= indent) else {
                return Ok(Value::Map(entries));
            };
            let number = line.number;
            if line.indent > indent {
                return Err(error(
                    number,
                    "this line is indented more than those before it",
                ));
            }
            let Some((key, rest)) = pair(&line.text) else {
                let text = &line.text;
                return Err(error(
                    number,
                    format!("expected `name: value`, found {text:?}"),
                ));
            };
            let (key, rest) = (key.to_owned(), rest.to_owned());
            if entries.iter().any(|(other, _)| *other == key) {
                return Err(error(number, format!("{key:?} is given twice")));
            }
            self.at += 1;
            let value = self.value(&rest, number, indent)?;
            let node = Node {
                line: number,
                value,
            };
            entries.push((key, node));
        }
    }

    fn list(&mut self, indent: usize) -> Result<Value, HeaderError> {
        let mut nodes = Vec::new();
        loop {
            self.skip_blank();
            let Some(line) = self
                .peek()
                .filter(|line| line.indent == indent && is_entry(&line.text))
            else {
                return Ok(Value::List(nodes));
            };
            let number = line.number;
            let rest = line.text[1..].trim_start().to_owned();
            let inner = indent + line.text.len() - rest.len();
            let value = if !quoted(&rest) && pair(&rest).is_some() {
                // The first pair of a map stands on the entry's own line.
                let line = &mut self.lines[self.at];
                line.indent = inner;
                line.text = rest;
                self.map(inner)?
            } else {
                self.at += 1;
                self.value(&rest, number, indent)?
            };
            nodes.push(Node {
                line: number,
                value,
            });
        }
    }

    /// What follows `name:` or `-`: the rest of the line, or the lines below it.
    fn value(&mut self, rest: &str, number: usize, indent: usize) -> Result<Value, HeaderError> {
        match rest {
            "" => {
                self.skip_blank();
                match self.peek() {
                    Some(line) if is_entry(&line.text) && line.indent >= indent => {
                        let indent = line.indent;
                        self.list(indent)
                    }
                    Some(line) if line.indent > indent => {
                        let indent = line.indent;
                        self.map(indent)
                    }
                    _ => Ok(Value::Scalar(String::new())),
                }
            }
            ">" | ">-" => Ok(Value::Scalar(self.block(indent, " "))),
            "|" | "|-" => Ok(Value::Scalar(self.block(indent, "\n"))),
            _ if rest.starts_with('[') => inline_list(rest, number),
            _ if quoted(rest) => scalar(rest, number).map(Value::Scalar),
            _ => {
                let more = self.block(indent, " ");
                let text = scalar(rest, number)?;
                let parts = [text.as_str(), more.as_str()];
                Ok(Value::Scalar(parts.join(" ").trim_end().to_owned()))
            }
        }
    }

    /// The deeper indented lines, joined.
    fn block(&mut self, indent: usize, between: &str) -> String {
        let mut parts = Vec::new();
        while let Some(line) = self
            .peek()
            .filter(|line| line.indent > indent && !line.text.is_empty())
        {
            parts.push(line.text.clone());
            self.at += 1;
        }
        parts.join(between)
    }
}

fn is_entry(text: &str) -> bool {
    text == "-" || text.starts_with("- ")
}

fn quoted(text: &str) -> bool {
    text.starts_with(['"', '\''])
}

/// Splits `name: value`; the name is a plain word.
fn pair(text: &str) -> Option<(&str, &str)> {
    let (key, rest) = text.split_once(':')?;
    let plain = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
    let is_key = !key.is_empty() && key.chars().all(plain);
    let separated = rest.is_empty() || rest.starts_with(' ');
    (is_key && separated).then(|| (key, rest.trim_start()))
}

fn inline_list(text: &str, number: usize) -> Result<Value, HeaderError> {
    let inside = text
        .strip_prefix('[')
        .and_then(|text| text.strip_suffix(']'))
        .ok_or_else(|| {
            error(
                number,
                "a list that begins with [ must end with ] on its line",
            )
        })?;
    let nodes: Result<Vec<Node>, HeaderError> = inside
        .split(',')
        .map(str::trim)
        .filter(|entry| !entry.is_empty())
        .map(|entry| {
            let value = scalar(entry, number).map(Value::Scalar)?;
            Ok(Node {
                line: number,
                value,
            })
        })
        .collect();
    nodes.map(Value::List)
}

fn scalar(text: &str, number: usize) -> Result<String, HeaderError> {
    if text.starts_with('"') {
        // YAML's double-quoted scalars are JSON strings as far as a header needs them.
        return serde_json::from_str(text)
            .map_err(|e| error(number, format!("{text}: not a quoted text ({e})")));
    }
    if let Some(rest) = text.strip_prefix('\'') {
        return match rest.strip_suffix('\'') {
            Some(inside) => Ok(inside.replace("''", "'")),
            None => Err(error(number, format!("{text}: no closing quote"))),
        };
    }
    if text.starts_with(['{', '&', '*', '!', '%', '@', '`', '|', '>', ',', ']', '}']) {
        let problem = format!("{text}: begins with a mark that YAML reserves; put it in quotes");
        return Err(error(number, problem));
    }
    let plain = text.split(" #").next().unwrap_or_default();
    Ok(plain.trim_end().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn get<'a>(node: &'a Node, key: &str) -> &'a Node {
        let map = node.map("header").expect("a map");
        &map.iter().find(|(name, _)| name == key).expect(key).1
    }

    #[test]
    fn reads_what_grlc_writes() {
        let node = parse(
            "#+ summary: Who spoke?\n#+ description: >-\n#+   Every speaker,\n#+   once.\n\
             #+ params:\n#+   - name: series\n#+     type: iri\n#+     optional: true\n#+   - name: least\n\
             #+ questions:\n#+ - \"Who: spoke?\"\n#+ - Who else spoke\n#+   at it?\n#+ tags: [a, 'b c']\nSELECT * {}",
        )
        .expect("a header");
        assert_eq!(get(&node, "summary").text("").expect("text"), "Who spoke?");
        assert_eq!(
            get(&node, "description").text("").expect("text"),
            "Every speaker, once."
        );
        let params = get(&node, "params").list("").expect("list");
        assert_eq!(params.len(), 2);
        assert_eq!(get(&params[0], "optional").text("").expect("text"), "true");
        assert_eq!(params[1].line, 9);
        let texts = |key| {
            let list = get(&node, key).list("").expect("list");
            list.iter()
                .map(|n| n.text("").expect("text").to_owned())
                .collect::<Vec<_>>()
        };
        assert_eq!(texts("questions"), ["Who: spoke?", "Who else spoke at it?"]);
        assert_eq!(texts("tags"), ["a", "b c"]);
    }

    #[test]
    fn names_the_line_of_a_mistake() {
        let line = |text| parse(text).expect_err("a mistake").line;
        assert_eq!(line("#+ summary: a\n#+ summary: b"), 2);
        assert_eq!(line("SELECT\n#+ nonsense"), 2);
        assert_eq!(line("#+ a: 1\n#+     b: 2\n#+ - x"), 3);
        assert_eq!(line("#+ tags: [a"), 1);
        assert_eq!(line("#+ x: \"a"), 1);
        assert_eq!(line("#+   a: 1\n#+ b: 2"), 2);
        assert_eq!(line("#+ questions:\n#+ - {edition} at a glance"), 2);
    }
}
