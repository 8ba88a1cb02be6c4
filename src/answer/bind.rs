//! Values into a query's text: every variable that has one becomes its RDF term, escaped, token
//! by token. Strings, IRIs and comments are never touched, so no value can end one.
//!
//! An optional parameter without a value stays a variable, as in grlc, and the text stays valid
//! SPARQL either way. Queries are written for both: in a pattern (`?edition expo:editionOf
//! ?__series_iri`), or in a filter that is true when unbound
//! (`FILTER(COALESCE(?n >= ?__least_integer, true))`), never as a projected variable. Engines do
//! not agree on a variable that occurs in a filter only (Virtuoso takes no row then), so what
//! such a variable makes an error of is left out of COALESCE here.

use super::token::{Token, TokenKind, tokens};
use oxigraph::model::Term;
use std::collections::BTreeMap;
use std::ops::Range;

/// The text with values for its variables (named without `?`).
pub fn bind(query: &str, values: &BTreeMap<String, Term>) -> String {
    let mut out = String::with_capacity(query.len() + 64 * values.len());
    let is_open = |token: &Token<'_>| {
        token.kind == TokenKind::Variable
            && token.text[1..].starts_with("__")
            && !values.contains_key(&token.text[1..])
    };
    for token in without_errors(tokens(query).collect(), is_open) {
        let value = match token.kind {
            TokenKind::Variable => values.get(&token.text[1..]),
            _ => None,
        };
        match value {
            Some(term) => {
                // "?n<?_x_iri" must not become "<<".
                if out.ends_with('<') {
                    out.push(' ');
                }
                out.push_str(&term.to_string());
                out.push(' ');
            }
            None => out.push_str(token.text),
        }
    }
    out
}

/// The text with `values` in place of every IRI `<name>`, which stands for them: a query that is
/// asked of many things at once says `VALUES ?thing { <urn:x-expograph:things> }` or
/// `?thing IN (<urn:x-expograph:things>)` and is SPARQL as it stands. The values are written here,
/// so they must be written as SPARQL wants them, as [`Term`]'s `to_string` does.
pub fn bind_list(query: &str, name: &str, values: &str) -> String {
    let mut out = String::with_capacity(query.len() + values.len());
    for token in tokens(query) {
        let inner = token.text.strip_prefix('<');
        let inner = inner.and_then(|text| text.strip_suffix('>'));
        match token.kind {
            TokenKind::Iri if inner == Some(name) => out.push_str(values),
            _ => out.push_str(token.text),
        }
    }
    out
}

/// Leaves out arguments of COALESCE in which a variable without a value can only be an error, the
/// innermost first. One argument always stays.
fn without_errors<'q>(
    mut tokens: Vec<Token<'q>>,
    is_open: impl Fn(&Token<'q>) -> bool,
) -> Vec<Token<'q>> {
    if !tokens.iter().any(&is_open) {
        return tokens;
    }
    let is_coalesce = |token: &Token<'_>| {
        token.kind == TokenKind::Word && token.text.eq_ignore_ascii_case("coalesce")
    };
    for at in (0..tokens.len()).rev() {
        if !tokens.get(at).is_some_and(is_coalesce) {
            continue;
        }
        let mut arguments = arguments_of(&tokens, at + 1);
        let all = arguments.len();
        arguments.retain(|range| {
            let tokens = &tokens[range.clone()];
            let holds_open = |at: usize| {
                let inner = arguments_of(tokens, at + 1);
                inner
                    .into_iter()
                    .any(|range| tokens[range].iter().any(&is_open))
            };
            let hides = |at: usize| is_coalesce(&tokens[at]) && holds_open(at);
            tokens.iter().any(&is_open)
                && !tokens.iter().any(may_hide_errors)
                && !(0..tokens.len()).any(hides)
        });
        if arguments.len() == all {
            continue;
        }
        for range in arguments.into_iter().rev() {
            let is_mark = |index: usize, mark| tokens.get(index).is_some_and(|t| t.text == mark);
            // With the comma behind it, or where it is the last, before it.
            let range = match is_mark(range.end, ",") {
                true => range.start..range.end + 1,
                false => range.start - 1..range.end,
            };
            tokens.drain(range);
        }
    }
    tokens
}

/// The arguments in the parentheses that open at or after `at`, as ranges of tokens.
fn arguments_of(tokens: &[Token<'_>], at: usize) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut depth = 0_usize;
    let mut start = at;
    for (index, token) in tokens.iter().enumerate().skip(at) {
        match (token.kind, token.text) {
            (TokenKind::Mark, "(" | "{" | "[") => {
                depth += 1;
                if depth == 1 {
                    start = index + 1;
                }
            }
            (TokenKind::Mark, ")" | "}" | "]") => {
                if depth <= 1 {
                    found.push(start..index);
                    return found;
                }
                depth -= 1;
            }
            (TokenKind::Mark, ",") if depth == 1 => {
                found.push(start..index);
                start = index + 1;
            }
            (TokenKind::Space | TokenKind::Comment, _) => {}
            _ if depth == 0 => break,
            _ => {}
        }
    }
    Vec::new()
}

/// Whether an expression with this in it can have a value though a part of it has none.
fn may_hide_errors(token: &Token<'_>) -> bool {
    match token.kind {
        TokenKind::Mark => matches!(token.text, "|" | "&" | "{"),
        TokenKind::Word => ["bound", "if", "in", "exists"]
            .iter()
            .any(|word| token.text.eq_ignore_ascii_case(word)),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use oxigraph::model::{Literal, NamedNode};
    use oxigraph::sparql::{QueryResults, SparqlEvaluator};
    use oxigraph::store::Store;
    use proptest::prelude::*;

    fn values(name: &str, term: impl Into<Term>) -> BTreeMap<String, Term> {
        BTreeMap::from([(name.to_owned(), term.into())])
    }

    #[test]
    fn binds_variables_only() {
        let query = "SELECT * { ?s ?p ?_x_iri . # ?_x_iri\n FILTER(?p<?_x_iri && \"?_x_iri\" != '''?_x_iri''') <http://a/?_x_iri> ?p $_x_iri }";
        let bound = bind(
            query,
            &values("_x_iri", NamedNode::new_unchecked("http://x")),
        );
        assert_eq!(
            bound,
            "SELECT * { ?s ?p <http://x>  . # ?_x_iri\n FILTER(?p< <http://x>  && \"?_x_iri\" != '''?_x_iri''') <http://a/?_x_iri> ?p <http://x>  }"
        );
    }

    #[test]
    fn lists_stand_where_their_name_stood() {
        let query = "VALUES ?x { <urn:x> } # <urn:x>\n FILTER(?y IN (<urn:x>) && ?z != \"<urn:x>\" && ?z<<urn:xy>)";
        assert_eq!(
            bind_list(query, "urn:x", "<a:b> <c:d>"),
            "VALUES ?x { <a:b> <c:d> } # <urn:x>\n FILTER(?y IN (<a:b> <c:d>) && ?z != \"<urn:x>\" && ?z<<urn:xy>)"
        );
    }

    #[test]
    fn what_can_only_be_an_error_is_left_out() {
        for (query, expected) in [
            (
                "FILTER(COALESCE(?n >= ?__x_iri, true))",
                "FILTER(COALESCE( true))",
            ),
            (
                "COALESCE(COALESCE(?s, 'a') = ?__x_iri, true)",
                "COALESCE( true)",
            ),
            (
                "COALESCE(COALESCE(?__x_iri, ?__x_iri) = ?s, true)",
                "COALESCE(COALESCE(?__x_iri, ?__x_iri) = ?s, true)",
            ),
            (
                "COALESCE(COALESCE(?__x_iri, 'a') = ?s, true)",
                "COALESCE(COALESCE( 'a') = ?s, true)",
            ),
            (
                "coalesce (STR(?p) < ?q, LCASE(?__x_iri) = \"(\" )",
                "coalesce (STR(?p) < ?q)",
            ),
            ("COALESCE(?a || ?__x_iri, 1)", "COALESCE(?a || ?__x_iri, 1)"),
            (
                "COALESCE(?__x_iri, ?__x_iri)",
                "COALESCE(?__x_iri, ?__x_iri)",
            ),
            ("COALESCE(?n = ?__x_iri", "COALESCE(?n = ?__x_iri"),
            ("COALESCE ?__x_iri )", "COALESCE ?__x_iri )"),
            (
                "COALESCE(?a, ?_x_iri) { ?__x_iri }",
                "COALESCE(?a, ?_x_iri) { ?__x_iri }",
            ),
            ("'COALESCE(?__x_iri, true)'", "'COALESCE(?__x_iri, true)'"),
        ] {
            assert_eq!(bind(query, &BTreeMap::new()), expected);
        }
        let given = values("__x_iri", Literal::from(1));
        let bound = bind("COALESCE(?n >= ?__x_iri, true)", &given);
        assert!(bound.starts_with("COALESCE(?n >= \"1\""), "{bound}");
    }

    #[test]
    fn leaves_longer_names_alone() {
        let bound = bind("{ ?_x ?_xy }", &values("_x", Literal::from(1)));
        assert!(bound.contains("?_xy"), "{bound}");
    }

    /// The value that a query sees is the value given, whatever characters it has.
    fn round_trip(value: &str) -> String {
        let query = "SELECT ?v { { SELECT ?v { BIND(?_x_literal AS ?v) } } }";
        let text = bind(query, &values("_x_literal", Literal::from(value)));
        let store = Store::new().expect("store");
        let results = SparqlEvaluator::new()
            .parse_query(&text)
            .expect("parses")
            .on_store(&store)
            .execute()
            .expect("runs");
        let QueryResults::Solutions(mut solutions) = results else {
            panic!("no solutions");
        };
        let row = solutions.next().expect("one row").expect("a row");
        match row.get("v") {
            Some(Term::Literal(literal)) => literal.value().to_owned(),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn hostile_values_stay_values() {
        for value in [
            "\"",
            "'''\"\"\"",
            "\\",
            "\\\"",
            "\\u0022 . } #",
            "} DROP ALL #",
            "a\r\nb\tc\u{8}\u{c}",
            "?_x_literal",
            "\u{feff}\u{202e}é\u{301}🎪",
        ] {
            assert_eq!(round_trip(value), value);
        }
    }

    proptest! {
        #[test]
        fn any_value_stays_a_value(value in "\\PC*") {
            prop_assert_eq!(round_trip(&value), value);
        }
    }
}
