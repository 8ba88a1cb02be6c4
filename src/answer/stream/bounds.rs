//! What a query of a stranger may ask of the parser and the planner, which nobody can stop: both
//! are quick for any query people write, and take hours for some that are made to.
//!
//! Measured (Oxigraph 0.5.13): the parser reads what stands behind a `!` or in `REPLACE()` twice,
//! and twice again behind each inside, so that sixty nested never end; the planner's work grows
//! with the cube of the number of patterns joined (a thousand take minutes); and what a chain of
//! operators is read into is as deep as the chain is long.

use crate::answer::token::{Token, TokenKind, tokens};

/// The deepest nesting of brackets.
const DEEPEST: usize = 250;

/// The most operators and clauses that nest in what they are read into; the planner's work grows
/// with the square of filters.
const OPERATORS: usize = 500;

/// How many bytes the parser may read, those that it reads again as often as it does.
const READ: u64 = 16 << 20;

/// What the parser reads twice, because the last of the arguments can be left out.
const TWICE: [&str; 4] = ["REPLACE", "REGEX", "SUBSTR", "GROUP_CONCAT"];

/// The most patterns that the planner may put in order.
pub const PATTERNS: usize = 120;

/// Clauses that are read into a tree as deep as they are many.
const CLAUSES: [&str; 7] = [
    "UNION", "OPTIONAL", "FILTER", "BIND", "MINUS", "VALUES", "AS",
];

/// Whether a text can be given to the parser; if not, why.
pub fn check(query: &str) -> Result<(), String> {
    let word = |wanted: &str| {
        let mut all = tokens(query).filter(|token| token.kind == TokenKind::Word);
        all.any(|token| token.text.eq_ignore_ascii_case(wanted))
    };
    // The conditions of HAVING and what is to be described are read into chains, too.
    let (has_conditions, describes) = (word("having"), word("describe"));
    let mut operators = 0;
    let mut brackets = 0;
    let mut names = 0;
    let mut read = 0_u64;
    // For each open bracket, how often what it holds is read again.
    let mut open: Vec<u32> = Vec::new();
    let mut doublings = 0_u32;
    // The same for a bracket that would open now.
    let (mut negation, mut function) = (0, 0);
    for token in tokens(query) {
        let cost = (token.text.len() as u64).saturating_mul(1_u64 << doublings.min(40));
        read = read.saturating_add(cost);
        match token.kind {
            TokenKind::Space | TokenKind::Comment => continue,
            // `! EXISTS {` and `!STR(`: the negation is of what the bracket holds.
            TokenKind::Word | TokenKind::Iri => {
                let is_twice = TWICE
                    .iter()
                    .any(|word| token.text.eq_ignore_ascii_case(word));
                function = u32::from(is_twice);
                operators += operators_in(&token);
                names += usize::from(describes);
                continue;
            }
            TokenKind::Mark => match token.text {
                "(" | "{" | "[" => {
                    open.push(negation + function);
                    doublings += negation + function;
                    brackets += usize::from(token.text != "(" || has_conditions);
                }
                ")" | "}" | "]" => {
                    doublings -= open.pop().unwrap_or_default();
                }
                "+" | "*" | "/" | "|" | "&" | "^" | "!" | "-" => operators += 1,
                _ => {}
            },
            TokenKind::Variable | TokenKind::Text => {}
        }
        negation = u32::from(token.text == "!");
        function = 0;
        if open.len() > DEEPEST {
            return Err(format!("its brackets are nested more than {DEEPEST} deep"));
        }
    }
    let operators = operators + brackets + names;
    if operators > OPERATORS {
        return Err(format!(
            "it has {operators} operators, clauses and groups; {OPERATORS} are allowed"
        ));
    }
    if read > READ {
        return Err("its negations, or REPLACE, REGEX and SUBSTR, are nested too deep".to_owned());
    }
    Ok(())
}

/// A word may hold subtractions, as in `1-1`; the hyphens behind the prefix of `ex:a-b` are none.
fn operators_in(token: &Token<'_>) -> usize {
    if token.kind != TokenKind::Word {
        return 0;
    }
    let name = token.text.split(':').next().unwrap_or_default();
    // A number below zero may be a subtraction: `?a -1 -1`.
    let minuses = name.matches('-').count();
    let clause = CLAUSES.iter().any(|word| name.eq_ignore_ascii_case(word));
    minuses + usize::from(clause)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn nested(open: &str, count: usize) -> String {
        let close = ")".repeat(open.matches('(').count() * count);
        format!("ASK {{ FILTER({}1{close}) }}", open.repeat(count))
    }

    #[test]
    fn what_people_write_is_allowed() {
        for query in [
            "SELECT * { ?a !(expo:a|expo:b) ?c FILTER(!BOUND(?c) && ! EXISTS { ?a ?b ?c }) }",
            &nested("!(", 12),
            &nested("REPLACE(", 12),
            &nested("(", 200),
            &format!(
                "SELECT * {{ VALUES ?x {{ {} }} }}",
                "<a:a-b-c> ".repeat(50_000)
            ),
            &format!(
                "SELECT * {{ VALUES ?x {{ {} }} }}",
                "ex:a-b-c-d 5 ".repeat(50_000)
            ),
            &format!("ASK {{ FILTER(?x IN (1{})) }}", ", 1".repeat(50_000)),
        ] {
            assert_eq!(check(query), Ok(()), "{}", &query[..60.min(query.len())]);
        }
    }

    #[test]
    fn what_never_ends_is_refused() {
        for query in [
            nested("!(", 60),
            nested("!STR(", 60),
            nested("! (", 60),
            nested("!REPLACE(", 30),
            nested("regex (", 60),
            nested("SUBSTR(", 60),
            nested("(", 5000),
            format!("ASK {{ FILTER(1{}) }}", "+1".repeat(5000)),
            format!("ASK {{ FILTER(1{}) }}", "-1".repeat(5000)),
            format!("ASK {{ FILTER(?a{}) }}", "-?a".repeat(5000)),
            format!("ASK {{ FILTER(1{}) }}", " -1".repeat(50_000)),
            format!("ASK {{ FILTER(1{}) }}", "&&1".repeat(5000)),
            format!("ASK {{ ?a <a:a>{} ?b }}", "/<a:a>".repeat(5000)),
            format!("ASK {{ {{}} {} }}", "UNION {}".repeat(5000)),
            format!("ASK {{ {} }}", "OPTIONAL{}".repeat(5000)),
            format!("ASK {{ {} }}", "{}".repeat(5000)),
            format!(
                "SELECT {} {{}}",
                (0..5000)
                    .map(|n| format!("(1 AS ?x{n})"))
                    .collect::<String>()
            ),
            format!("SELECT (1 AS ?x) {{}} HAVING {}", "(1)".repeat(5000)),
            format!("DESCRIBE {}", "<a:a> ".repeat(5000)),
            format!("DESCRIBE {}", "a:a ".repeat(5000)),
        ] {
            assert!(check(&query).is_err(), "{}", &query[..40]);
        }
    }
}
