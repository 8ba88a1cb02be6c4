//! Asking an endpoint. The text is checked here first, so that a mistake is shown in its place
//! and nothing but a query is ever sent; prefixes are declared in it, because the endpoint does
//! not know them.

use super::error::AnswerError;
use super::evaluate::{Answer, Limit, check, in_order, is_ordered, prefixes};
use super::table::Table;
use super::token::{Token, TokenKind, tokens};
use super::vocabulary::prefixes as known_prefixes;
use crate::entity::Base;
use crate::graph::{Endpoint, Form, Reply, Way};
use oxigraph::sparql::SparqlEvaluator;
use std::collections::BTreeSet;

/// Asks `query` of an endpoint. With a base, the usual prefixes need no declaration and `id:`
/// stands for it. `origin` names the query in errors.
///
/// # Errors
/// If the query is no SPARQL query, or the endpoint does not answer it in time.
pub fn consult(
    endpoint: &Endpoint,
    base: Option<&Base>,
    origin: &str,
    query: &str,
    limit: Limit,
) -> Result<Answer, AnswerError> {
    let evaluator = base.map_or_else(SparqlEvaluator::new, prefixes);
    check(evaluator, origin, query)?;
    let form = form(query);
    let mut text = match base {
        Some(base) => format!("{}{query}", declarations(query, base)),
        None => query.to_owned(),
    };
    let names_graphs = names_graphs(query);
    let way = endpoint.way(limit.0).map_err(AnswerError::Remote)?;
    if !names_graphs {
        text = match way {
            Way::Plain => text,
            Way::Told { facts } => named_graphs(&text, facts, true),
            Way::Named { facts } => about(&named_graphs(&text, facts, false), facts),
        };
    }
    let reply = endpoint.ask(&text, form, !names_graphs, limit.0);
    match reply.map_err(AnswerError::Remote)? {
        Reply::Boolean(value) => Ok(Answer::Boolean(value)),
        Reply::Triples(triples) => Ok(Answer::Triples(in_order(triples))),
        Reply::Rows { columns, rows } => {
            let mut table = Table { columns, rows };
            table.drop_columns(|name| name.starts_with(GRAPH_VARIABLE));
            if !is_ordered(query) {
                table.sort(&[]);
            }
            Ok(Answer::Rows(table))
        }
    }
}

fn meaning(query: &str) -> impl Iterator<Item = (usize, Token<'_>)> {
    let mut at = 0;
    let placed = tokens(query).map(move |token| {
        let start = at;
        at += token.text.len();
        (start, token)
    });
    placed.filter(|(_, token)| !matches!(token.kind, TokenKind::Space | TokenKind::Comment))
}

fn is_word(token: &Token<'_>, word: &str) -> bool {
    token.kind == TokenKind::Word && token.text.eq_ignore_ascii_case(word)
}

/// The form of a query's answer. The names of prefixes end with a colon, so that the first such
/// word is the query's own.
fn form(query: &str) -> Form {
    for (_, token) in meaning(query) {
        if is_word(&token, "select") {
            return Form::Rows;
        }
        if is_word(&token, "ask") {
            return Form::Boolean;
        }
        if is_word(&token, "construct") || is_word(&token, "describe") {
            return Form::Triples;
        }
    }
    Form::Rows
}

/// Whether a query says by FROM which graphs it is about.
fn names_graphs(query: &str) -> bool {
    meaning(query).any(|(_, token)| is_word(&token, "from"))
}

/// Declarations of the usual prefixes that a query uses and does not declare, on one line, so
/// that the lines of the query keep their numbers.
fn declarations(query: &str, base: &Base) -> String {
    let mut used: BTreeSet<&str> = BTreeSet::new();
    let mut declared: BTreeSet<&str> = BTreeSet::new();
    let mut before_is_prefix = false;
    for (_, token) in meaning(query) {
        if token.kind == TokenKind::Word
            && let Some((prefix, _)) = token.text.split_once(':')
        {
            let names = if before_is_prefix {
                &mut declared
            } else {
                &mut used
            };
            names.insert(prefix);
        }
        before_is_prefix = is_word(&token, "prefix");
    }
    known_prefixes(base)
        .filter(|(prefix, _)| used.contains(prefix) && !declared.contains(prefix))
        .map(|(prefix, namespace)| format!("PREFIX {prefix}: <{namespace}> "))
        .collect()
}

/// The query with everything it asks for in the graph `facts`, but for what its own GRAPH clauses
/// ask for elsewhere.
fn about(query: &str, facts: &str) -> String {
    let groups = groups(query);
    let is_construct = meaning(query).any(|(_, token)| is_word(&token, "construct"));
    let short = meaning(query)
        .skip_while(|(_, token)| !is_word(token, "construct"))
        .nth(1)
        .is_some_and(|(_, token)| is_word(&token, "where"));
    let (start, end) = match (groups.as_slice(), is_construct && !short) {
        ([_, group, ..], true) | ([group, ..], false) => *group,
        _ => return query.to_owned(),
    };
    let (before, group, after) = (&query[..start], &query[start..end], &query[end..]);
    if is_construct && short {
        // `CONSTRUCT WHERE` allows no GRAPH: the template is written out.
        let at = before.to_ascii_lowercase().rfind("where").unwrap_or(start);
        let before = &before[..at];
        return format!("{before}{group} WHERE {{ GRAPH <{facts}> {group} }}{after}");
    }
    format!("{before}{{ GRAPH <{facts}> {group} }}{after}")
}

/// How the variables of [`named_graphs`] begin.
const GRAPH_VARIABLE: &str = "expograph_graph_";

/// The query with GRAPH clauses that see what they would see of a file. `GRAPH ?variable` must not
/// find the facts, which are in the default graph of a file. Where named graphs are found
/// `by_variable` only, `GRAPH <x>` becomes `VALUES ?variable { <x> } GRAPH ?variable`.
fn named_graphs(query: &str, facts: &str, by_variable: bool) -> String {
    let mut out = String::with_capacity(query.len());
    let mut rest = 0;
    // How deep in braces the groups stand that get a filter behind them, and the filters.
    let mut open: Vec<(usize, String)> = Vec::new();
    let (mut depth, mut count) = (0_usize, 0);
    let mut before: Option<(usize, Token<'_>)> = None;
    for (at, token) in meaning(query) {
        let after_graph = before.filter(|(_, token)| is_word(token, "graph"));
        match (token.kind, token.text) {
            (TokenKind::Mark, "{") => depth += 1,
            (TokenKind::Mark, "}") => {
                depth = depth.saturating_sub(1);
                if let Some((_, filter)) = open.pop_if(|(group, _)| *group == depth) {
                    out.push_str(&query[rest..=at]);
                    out += &filter;
                    rest = at + 1;
                }
            }
            (TokenKind::Variable, variable) if after_graph.is_some() => {
                open.push((depth, format!(" FILTER({variable} != <{facts}>)")));
            }
            _ => {}
        }
        if let Some((start, _)) = after_graph
            && by_variable
            && token.kind != TokenKind::Variable
        {
            count += 1;
            let variable = format!("?{GRAPH_VARIABLE}{count}");
            out.push_str(&query[rest..start]);
            out += &format!("VALUES {variable} {{ {} }} GRAPH {variable}", token.text);
            rest = at + token.text.len();
        }
        before = Some((at, token));
    }
    out.push_str(&query[rest..]);
    out
}

/// Where the outermost groups in braces are, those in parentheses left out.
fn groups(query: &str) -> Vec<(usize, usize)> {
    let mut groups = Vec::new();
    let (mut braces, mut parentheses, mut start) = (0_usize, 0_usize, 0);
    for (at, token) in meaning(query).filter(|(_, token)| token.kind == TokenKind::Mark) {
        match token.text {
            "(" if braces == 0 => parentheses += 1,
            ")" if braces == 0 => parentheses = parentheses.saturating_sub(1),
            "{" if parentheses == 0 => {
                if braces == 0 {
                    start = at;
                }
                braces += 1;
            }
            "}" if parentheses == 0 => {
                braces = braces.saturating_sub(1);
                if braces == 0 {
                    groups.push((start, at + 1));
                }
            }
            _ => {}
        }
    }
    groups
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_form_is_the_first_keyword() {
        for (query, expected) in [
            (
                "# ask\nPREFIX ask: <http://x/construct> SELECT * {}",
                Form::Rows,
            ),
            (
                "BASE <http://select/> ask { ?select ?b 'construct' }",
                Form::Boolean,
            ),
            ("Construct { } WHERE { { SELECT * { } } }", Form::Triples),
            ("DESCRIBE <x>", Form::Triples),
        ] {
            assert_eq!(form(query), expected, "{query}");
        }
    }

    #[test]
    fn missing_prefixes_are_declared() {
        let base = Base::new("https://example.org/").unwrap();
        let query = "PREFIX rdfs: <http://mine/>\nSELECT * { ?a expo:year ?b ; rdfs:label 'skos:x' . id:a ?p <prov:x> }";
        assert_eq!(
            declarations(query, &base),
            "PREFIX expo: <https://w3id.org/expograph/ontology#> PREFIX id: <https://example.org/> "
        );
        assert_eq!(declarations("ASK { ?s ?p ?o }", &base), "");
    }

    #[test]
    fn queries_are_put_to_the_graph_of_facts() {
        for (query, expected) in [
            (
                "SELECT (EXISTS { ?a ?b ?c } AS ?x) WHERE { ?s ?p '}' } LIMIT 1",
                "SELECT (EXISTS { ?a ?b ?c } AS ?x) WHERE { GRAPH <f> { ?s ?p '}' } } LIMIT 1",
            ),
            (
                "ASK { { ?s ?p ?o } UNION { GRAPH ?g {} } }",
                "ASK { GRAPH <f> { { ?s ?p ?o } UNION { GRAPH ?g {} } } }",
            ),
            (
                "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }",
                "CONSTRUCT { ?s ?p ?o } WHERE { GRAPH <f> { ?s ?p ?o } }",
            ),
            (
                "CONSTRUCT WHERE { ?s ?p ?o } LIMIT 1",
                "CONSTRUCT { ?s ?p ?o } WHERE { GRAPH <f> { ?s ?p ?o } } LIMIT 1",
            ),
            (
                "DESCRIBE ?s { ?s ?p ?o }",
                "DESCRIBE ?s { GRAPH <f> { ?s ?p ?o } }",
            ),
            ("DESCRIBE <x>", "DESCRIBE <x>"),
        ] {
            assert_eq!(about(query, "f"), expected);
        }
        let query = "ASK { GRAPH <x> { ?s ?p 'graph' } OPTIONAL { GRAPH ?g { { ?graph ?p id:y } } } graph id:z { } }";
        assert_eq!(
            named_graphs(query, "f", true),
            "ASK { VALUES ?expograph_graph_1 { <x> } GRAPH ?expograph_graph_1 { ?s ?p 'graph' } OPTIONAL { GRAPH ?g { { ?graph ?p id:y } } FILTER(?g != <f>) } VALUES ?expograph_graph_2 { id:z } GRAPH ?expograph_graph_2 { } }"
        );
        assert_eq!(
            named_graphs("ASK { GRAPH <x> { GRAPH ?g { } } }", "f", false),
            "ASK { GRAPH <x> { GRAPH ?g { } FILTER(?g != <f>) } }"
        );
        assert!(names_graphs("SELECT * FROM <x> { }"));
        assert!(!names_graphs("SELECT * { ?from ?p 'from' } # from"));
    }
}
