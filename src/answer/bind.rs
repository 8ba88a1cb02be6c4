//! Values into a query's text: every variable that has one becomes its RDF term, escaped, token
//! by token. Strings, IRIs and comments are never touched, so no value can end one.
//!
//! An optional parameter without a value stays a variable, as in grlc, and the text stays valid
//! SPARQL either way. Queries are written for both: in a pattern (`?edition expo:editionOf
//! ?__series_iri`), or in a filter that is true when unbound
//! (`FILTER(COALESCE(?n >= ?__least_integer, true))`), never as a projected variable.

use super::token::{TokenKind, tokens};
use oxigraph::model::Term;
use std::collections::BTreeMap;

/// The text with values for its variables (named without `?`).
pub fn bind(query: &str, values: &BTreeMap<String, Term>) -> String {
    let mut out = String::with_capacity(query.len() + 64 * values.len());
    for token in tokens(query) {
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
