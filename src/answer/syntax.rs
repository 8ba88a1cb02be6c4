//! SPARQL syntax errors for people: line, column, the line itself and a mark below it.

use oxigraph::sparql::SparqlSyntaxError;
use std::fmt;

/// Where a query is broken and what was expected there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyntaxError {
    /// The file, or how the query was given.
    pub origin: String,
    /// Line and column from 1, in characters; none where the parser does not tell.
    pub position: Option<(usize, usize)>,
    /// The offending line.
    pub line: String,
    pub problem: String,
}

impl SyntaxError {
    /// From the parser's error on `query`.
    pub fn new(origin: &str, query: &str, error: &SparqlSyntaxError) -> SyntaxError {
        let message = error.to_string();
        // The parser gives its position in words only: "error at 3:14: expected ...".
        let parts = message
            .strip_prefix("error at ")
            .and_then(|rest| rest.split_once(": "));
        let position = parts.and_then(|(position, _)| {
            let (line, column) = position.split_once(':')?;
            Some((line.parse().ok()?, column.parse().ok()?))
        });
        let line = position.and_then(|(line, _): (usize, usize)| query.lines().nth(line - 1));
        SyntaxError {
            origin: origin.to_owned(),
            position,
            line: line.unwrap_or_default().to_owned(),
            problem: match parts {
                Some((_, problem)) if position.is_some() => shorten(problem),
                _ => message,
            },
        }
    }
}

/// The parser may list all of SPARQL as expected; a dozen is enough to see one's way.
fn shorten(problem: &str) -> String {
    let expected: Vec<&str> = problem.split(", ").collect();
    if expected.len() <= 12 {
        return problem.to_owned();
    }
    format!("{} ...", expected[..12].join(", "))
}

impl fmt::Display for SyntaxError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let SyntaxError {
            origin,
            line,
            problem,
            ..
        } = self;
        let Some((number, column)) = self.position else {
            return write!(f, "{origin}: not valid SPARQL: {problem}");
        };
        writeln!(f, "{origin}:{number}:{column}: not valid SPARQL: {problem}")?;
        let margin = number.to_string().len();
        // Tabs are kept so that the mark stands below its character.
        let indent: String = line
            .chars()
            .take(column.saturating_sub(1))
            .map(|c| if c == '\t' { '\t' } else { ' ' })
            .collect();
        writeln!(f, "{number} | {line}")?;
        write!(f, "{:margin$} | {indent}^", "")
    }
}
