//! SPARQL syntax errors for people: line, column, the line itself and a mark below it.
//!
//! The parser tells only the furthest point that any of its attempts reached, which may lie many
//! characters behind the mistake, with whatever that attempt expected. The mistake itself is the
//! first token with which the text cannot go on. It is found by parsing ever better guesses at
//! the longest good beginning: a good beginning fails only at its end, because more is wanted.

use super::token::{TokenKind, tokens};
use oxigraph::sparql::{SparqlEvaluator, SparqlSyntaxError};
use std::fmt;

/// Where a query is broken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyntaxError {
    /// The file, or how the query was given.
    pub origin: String,
    /// Line and column from 1, in characters; none where the mistake has no place.
    pub position: Option<(usize, usize)>,
    /// The offending line.
    pub line: String,
    pub problem: String,
}

/// Put behind a beginning, longer than any keyword that the parser might try there.
const PADDING: &str = "\n                                                                ";

impl SyntaxError {
    /// From the parser's error on `query`, read with `evaluator`'s prefixes.
    pub fn new(
        origin: &str,
        query: &str,
        evaluator: &SparqlEvaluator,
        error: &SparqlSyntaxError,
    ) -> SyntaxError {
        let message = error.to_string();
        let Some((_, expected)) = split(&message) else {
            return SyntaxError {
                origin: origin.to_owned(),
                position: None,
                line: String::new(),
                problem: message,
            };
        };
        let (at, found) = first_bad_token(query, evaluator);
        let before = &query[..at];
        let start = before.rfind('\n').map_or(0, |newline| newline + 1);
        let problem = match found {
            None => reason(expected)
                .unwrap_or("unexpected end of the query; something is not closed or missing")
                .to_owned(),
            Some(token)
                if token.starts_with(['"', '\'']) && !query[at + 1..].contains(&token[..1]) =>
            {
                format!("a text that begins with {} and has no end", &token[..1])
            }
            Some(token) => match reason(expected) {
                Some("Prefix not found") => {
                    let prefix = token.split(':').next().unwrap_or_default();
                    format!("the prefix {prefix}: is not declared; add PREFIX {prefix}: <...>")
                }
                Some(reason) => format!("unexpected {}: {reason}", shorten(token)),
                None => format!("unexpected {}", shorten(token)),
            },
        };
        SyntaxError {
            origin: origin.to_owned(),
            position: Some((
                before.matches('\n').count() + 1,
                before[start..].chars().count() + 1,
            )),
            line: query[start..].lines().next().unwrap_or_default().to_owned(),
            problem,
        }
    }
}

/// The byte offset and text of the first token that cannot stand where it does; the end of the
/// text and nothing where more is wanted.
fn first_bad_token<'q>(query: &'q str, evaluator: &SparqlEvaluator) -> (usize, Option<&'q str>) {
    let mut places: Vec<(usize, &str)> = Vec::new();
    let mut at = 0;
    for token in tokens(query) {
        if !matches!(token.kind, TokenKind::Space | TokenKind::Comment) {
            match places.last_mut() {
                // The halves of an operator stand or fall together.
                Some((start, text))
                    if *start + text.len() == at && is_operator(&query[*start..=at]) =>
                {
                    *text = &query[*start..at + token.text.len()];
                }
                _ => places.push((at, token.text)),
            }
        }
        at += token.text.len();
    }
    let good = places
        .partition_point(|(start, text)| is_beginning(&query[..start + text.len()], evaluator));
    match places.get(good) {
        Some(&(start, text)) => (start, Some(text)),
        None => (query.trim_end().len(), None),
    }
}

fn is_operator(text: &str) -> bool {
    matches!(text, "&&" | "||" | "^^" | "!=" | "<=" | ">=")
}

/// Whether a text is a query or can be continued to one.
fn is_beginning(text: &str, evaluator: &SparqlEvaluator) -> bool {
    let padded = format!("{text}{PADDING}");
    let end = (padded.matches('\n').count() + 1, PADDING.len());
    match evaluator.clone().parse_query(&padded) {
        Ok(_) => true,
        Err(error) => split(&error.to_string()).is_some_and(|(position, _)| position == end),
    }
}

/// The parser gives its position in words only: "error at 3:14: expected ...".
fn split(message: &str) -> Option<((usize, usize), &str)> {
    let (position, expected) = message.strip_prefix("error at ")?.split_once(": ")?;
    let (line, column) = position.split_once(':')?;
    Some(((line.parse().ok()?, column.parse().ok()?), expected))
}

/// Among what the parser expected, a sentence that tells more than a list of characters.
fn reason(expected: &str) -> Option<&str> {
    let expected = expected
        .trim_start_matches("expected ")
        .trim_start_matches("one of ");
    expected.split(", ").find(|text| {
        let mut chars = text.chars();
        chars.next().is_some_and(char::is_uppercase)
            && chars.next().is_some_and(char::is_lowercase)
            && text.contains(' ')
    })
}

fn shorten(token: &str) -> String {
    match token.char_indices().nth(40) {
        Some((end, _)) => format!("{}...", &token[..end]),
        None => token.to_owned(),
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    fn problem(query: &str) -> (usize, usize, String) {
        let evaluator = super::super::prefixes(&crate::entity::Base::default());
        let error = match evaluator.clone().parse_query(query) {
            Ok(_) => panic!("valid: {query}"),
            Err(error) => SyntaxError::new("q", query, &evaluator, &error),
        };
        let (line, column) = error.position.expect("a position");
        (line, column, error.problem)
    }

    #[test]
    fn points_at_the_mistake() {
        let at = |query| {
            let (line, column, problem) = problem(query);
            format!("{line}:{column} {problem}")
        };
        assert_eq!(at("SELEC ?x { ?x ?y ?z }"), "1:1 unexpected SELEC");
        assert_eq!(at("SELECT ?x {\n\t?x ?y }"), "2:8 unexpected }");
        assert_eq!(at("SELECT ?x { ?x ?y . }"), "1:19 unexpected .");
        assert_eq!(at("SELECT ?x { 'é' ?x ?y . é ?a ?b }"), "1:25 unexpected é");
        assert_eq!(
            at("ASK { ?a ?b ?c FILTER(?a && && ?b) }"),
            "1:29 unexpected &&"
        );
        assert_eq!(at("ASK { ?a ?b ?c FILTER(?a &| ?b) }"), "1:26 unexpected &");
        assert_eq!(
            at("ASK { ?x foo:bar ?z }"),
            "1:10 the prefix foo: is not declared; add PREFIX foo: <...>"
        );
        assert_eq!(
            at("ASK { ?x expo:year \"a }"),
            "1:20 a text that begins with \" and has no end"
        );
        assert!(at("ASK { ?x expo:year ?y\n").starts_with("1:22 unexpected end"));
        assert!(at("").starts_with("1:1 unexpected end"));
        assert_eq!(at("DROP ALL"), "1:1 unexpected DROP");
    }

    #[test]
    fn reasons_of_meaning_are_told() {
        let (_, _, problem) = problem("SELECT (1 AS ?x) { BIND(2 AS ?x) }");
        assert!(problem.contains("SELECT"), "{problem}");
    }
}
