//! What a query of a stranger may ask of the parser and the planner, which nobody can stop: both
//! are quick for any query people write, and take hours for some that are made to.
//!
//! Measured (Oxigraph 0.5.13): the parser reads what stands behind a `!` twice, and twice again
//! behind each `!` inside, so that sixty nested negations never end; the planner's work grows
//! with the cube of the number of patterns joined (a thousand take minutes); and what a chain of
//! operators is read into is as deep as the chain is long.

use crate::answer::token::{Token, TokenKind, tokens};

/// The deepest nesting of brackets.
const DEEPEST: usize = 250;

/// The most operators and clauses that nest in what they are read into.
const OPERATORS: usize = 2000;

/// How many bytes the parser may read, those behind negations as often as it reads them.
const READ: u64 = 64 << 20;

/// The most patterns that the planner may put in order.
pub const PATTERNS: usize = 200;

/// Clauses that are read into a tree as deep as they are many.
const CLAUSES: [&str; 6] = ["union", "optional", "filter", "bind", "minus", "values"];

/// Whether a text can be given to the parser; if not, why.
pub fn check(query: &str) -> Result<(), String> {
    let mut operators = 0;
    let mut read = 0_u64;
    // For each open bracket, whether a negation stands before it.
    let mut open: Vec<bool> = Vec::new();
    let mut negations = 0_u32;
    // The last token that means something, and whether it or the one before is a negation.
    let mut negated = false;
    for token in tokens(query) {
        let cost = (token.text.len() as u64).saturating_mul(1_u64 << negations.min(40));
        read = read.saturating_add(cost);
        match token.kind {
            TokenKind::Space | TokenKind::Comment => continue,
            // `! EXISTS {` and `!STR(`: the negation is of what the bracket holds.
            TokenKind::Word | TokenKind::Iri => {
                operators += operators_in(&token);
                continue;
            }
            TokenKind::Mark => match token.text {
                "(" | "{" | "[" => {
                    open.push(negated);
                    negations += u32::from(negated);
                }
                ")" | "}" | "]" => {
                    negations -= u32::from(open.pop().unwrap_or_default());
                }
                "+" | "*" | "/" | "|" | "&" | "^" | "!" | "-" => operators += 1,
                _ => {}
            },
            TokenKind::Variable | TokenKind::Text => {}
        }
        negated = token.text == "!";
        if open.len() > DEEPEST {
            return Err(format!("its brackets are nested more than {DEEPEST} deep"));
        }
    }
    if operators > OPERATORS {
        return Err(format!(
            "it has {operators} operators and clauses; {OPERATORS} are allowed"
        ));
    }
    if read > READ {
        return Err("its negations are nested too deep".to_owned());
    }
    Ok(())
}

/// A word may hold subtractions, as in `1-1`; the hyphens of `ex:a-b` are none.
fn operators_in(token: &Token<'_>) -> usize {
    if token.kind != TokenKind::Word {
        return 0;
    }
    let name = token.text.split(':').next().unwrap_or_default();
    let clause = CLAUSES.iter().any(|word| name.eq_ignore_ascii_case(word));
    name.matches('-').count().saturating_sub(1) + usize::from(clause)
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
            &nested("(", 200),
            &format!(
                "SELECT * {{ VALUES ?x {{ {} }} }}",
                "<a:a-b-c> ".repeat(50_000)
            ),
            &format!(
                "SELECT * {{ VALUES ?x {{ {} }} }}",
                "ex:a-b-c-d -5 ".repeat(50_000)
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
            nested("(", 5000),
            format!("ASK {{ FILTER(1{}) }}", "+1".repeat(5000)),
            format!("ASK {{ FILTER(1{}) }}", "-1".repeat(5000)),
            format!("ASK {{ FILTER(?a{}) }}", "-?a".repeat(5000)),
            format!("ASK {{ FILTER(1{}) }}", "&&1".repeat(5000)),
            format!("ASK {{ ?a <a:a>{} ?b }}", "/<a:a>".repeat(5000)),
            format!("ASK {{ {{}} {} }}", "UNION {}".repeat(5000)),
            format!("ASK {{ {} }}", "OPTIONAL{}".repeat(5000)),
        ] {
            assert!(check(&query).is_err(), "{}", &query[..40]);
        }
    }
}
