//! What a query can see of a graph, so that no more of it need be loaded. Whatever is not plain,
//! such as DESCRIBE or paths of any length, sees everything.

use super::evaluate::depth;
use super::vocabulary::prefixes;
use crate::entity::Base;
use crate::graph::{Pattern, Scope};
use spargebra::algebra::{
    AggregateExpression, Expression, GraphPattern, OrderExpression, PropertyPathExpression,
};
use spargebra::term::{NamedNodePattern, TermPattern, TriplePattern};
use spargebra::{Query, SparqlParser};

/// Stands for the base of the graph, which is not known before it is open.
const BASE: &str = "urn:x-base:";

/// A predicate that no graph has.
const NONE: &str = "urn:x-none";

/// Queries are parsed here on the caller's stack; ones nested deeper are not looked at.
const DEEPEST: usize = 50;

/// What queries need of a graph together. A query that is broken needs everything: the one who
/// evaluates it tells what is wrong.
pub fn scope<'q>(queries: impl IntoIterator<Item = &'q str>) -> Scope {
    let mut needed = Vec::new();
    for query in queries {
        match patterns(query) {
            Some(patterns) => needed.extend(patterns),
            None => return Scope::All,
        }
    }
    Scope::Part(needed)
}

fn patterns(query: &str) -> Option<Vec<Pattern>> {
    if depth(query) > DEEPEST {
        return None;
    }
    let known = Base::default();
    let mut parser = SparqlParser::new();
    for (prefix, namespace) in prefixes(&known) {
        let namespace = if prefix == "id" { BASE } else { namespace };
        parser = parser.with_prefix(prefix, namespace).ok()?;
    }
    let (Query::Select {
        pattern,
        dataset: None,
        ..
    }
    | Query::Construct {
        pattern,
        dataset: None,
        ..
    }
    | Query::Ask {
        pattern,
        dataset: None,
        ..
    }) = parser.parse_query(query).ok()?
    else {
        return None;
    };
    let mut needed = Vec::new();
    Need {
        graph: None,
        needed: &mut needed,
    }
    .pattern(&pattern)?;
    Some(needed)
}

/// Collects what a part of a query needs; none where that is everything.
struct Need<'n, 'q> {
    /// The graph that is asked.
    graph: Option<&'q NamedNodePattern>,
    needed: &'n mut Vec<Pattern>,
}

impl<'q> Need<'_, 'q> {
    fn pattern(&mut self, pattern: &'q GraphPattern) -> Option<()> {
        match pattern {
            GraphPattern::Bgp { patterns } => {
                for TriplePattern {
                    subject,
                    predicate,
                    object,
                } in patterns
                {
                    let predicate = match predicate {
                        NamedNodePattern::NamedNode(node) => Some(node.as_str()),
                        NamedNodePattern::Variable(_) => None,
                    };
                    self.triple(subject, predicate, object)?;
                }
            }
            GraphPattern::Path {
                subject,
                path,
                object,
            } => self.path(subject, path, object)?,
            GraphPattern::Join { left, right }
            | GraphPattern::Union { left, right }
            | GraphPattern::Minus { left, right } => {
                self.pattern(left)?;
                self.pattern(right)?;
            }
            GraphPattern::LeftJoin {
                left,
                right,
                expression,
            } => {
                self.pattern(left)?;
                self.pattern(right)?;
                self.expressions(expression)?;
            }
            GraphPattern::Filter { expr, inner } => {
                self.expression(expr)?;
                self.pattern(inner)?;
            }
            GraphPattern::Graph { name, inner } => {
                // The graphs that there are may matter, even where nothing is asked of them.
                self.needed.push(Pattern {
                    named: true,
                    own: true,
                    predicate: Some(NONE.to_owned()),
                    object: None,
                });
                Need {
                    graph: Some(name),
                    needed: self.needed,
                }
                .pattern(inner)?;
            }
            GraphPattern::Extend {
                inner, expression, ..
            } => {
                self.pattern(inner)?;
                self.expression(expression)?;
            }
            GraphPattern::Values { .. } => {}
            GraphPattern::OrderBy { inner, expression } => {
                self.pattern(inner)?;
                for by in expression {
                    let (OrderExpression::Asc(by) | OrderExpression::Desc(by)) = by;
                    self.expression(by)?;
                }
            }
            GraphPattern::Project { inner, .. }
            | GraphPattern::Distinct { inner }
            | GraphPattern::Reduced { inner }
            | GraphPattern::Slice { inner, .. } => self.pattern(inner)?,
            GraphPattern::Group {
                inner, aggregates, ..
            } => {
                self.pattern(inner)?;
                for (_, aggregate) in aggregates {
                    if let AggregateExpression::FunctionCall { expr, .. } = aggregate {
                        self.expression(expr)?;
                    }
                }
            }
            _ => return None,
        }
        Some(())
    }

    fn triple(
        &mut self,
        subject: &TermPattern,
        predicate: Option<&str>,
        object: &TermPattern,
    ) -> Option<()> {
        let own = match (self.graph, subject) {
            (Some(NamedNodePattern::Variable(graph)), TermPattern::Variable(subject)) => {
                graph == subject
            }
            _ => false,
        };
        let known = |iri: &&str| !iri.starts_with(BASE);
        let object = match object {
            TermPattern::NamedNode(node) => Some(node.as_str()),
            TermPattern::Variable(_) | TermPattern::BlankNode(_) | TermPattern::Literal(_) => None,
            // A triple as a term.
            #[expect(unreachable_patterns, reason = "a feature of the parser adds one")]
            _ => return None,
        };
        self.needed.push(Pattern {
            named: self.graph.is_some(),
            own,
            predicate: predicate.filter(known).map(str::to_owned),
            object: object.filter(known).map(str::to_owned),
        });
        Some(())
    }

    fn path(
        &mut self,
        subject: &TermPattern,
        path: &PropertyPathExpression,
        object: &TermPattern,
    ) -> Option<()> {
        let any = TermPattern::Variable(oxigraph::sparql::Variable::new_unchecked("any"));
        match path {
            PropertyPathExpression::NamedNode(node) => {
                self.triple(subject, Some(node.as_str()), object)
            }
            PropertyPathExpression::Reverse(path) => self.path(object, path, subject),
            PropertyPathExpression::Sequence(first, second) => {
                self.path(subject, first, &any)?;
                self.path(&any, second, object)
            }
            PropertyPathExpression::Alternative(one, other) => {
                self.path(subject, one, object)?;
                self.path(subject, other, object)
            }
            PropertyPathExpression::OneOrMore(path) => self.path(&any, path, &any),
            PropertyPathExpression::NegatedPropertySet(_) => self.triple(subject, None, object),
            // A way of no steps leads from everything in the graph to itself.
            PropertyPathExpression::ZeroOrMore(_) | PropertyPathExpression::ZeroOrOne(_) => None,
        }
    }

    fn expressions(&mut self, expressions: impl IntoIterator<Item = &'q Expression>) -> Option<()> {
        expressions
            .into_iter()
            .try_for_each(|expression| self.expression(expression).ok_or(()))
            .ok()
    }

    /// Expressions ask of the graph only with EXISTS.
    fn expression(&mut self, expression: &'q Expression) -> Option<()> {
        match expression {
            Expression::NamedNode(_)
            | Expression::Literal(_)
            | Expression::Variable(_)
            | Expression::Bound(_) => Some(()),
            Expression::Or(a, b)
            | Expression::And(a, b)
            | Expression::Equal(a, b)
            | Expression::SameTerm(a, b)
            | Expression::Greater(a, b)
            | Expression::GreaterOrEqual(a, b)
            | Expression::Less(a, b)
            | Expression::LessOrEqual(a, b)
            | Expression::Add(a, b)
            | Expression::Subtract(a, b)
            | Expression::Multiply(a, b)
            | Expression::Divide(a, b) => self.expressions([&**a, &**b]),
            Expression::UnaryPlus(a) | Expression::UnaryMinus(a) | Expression::Not(a) => {
                self.expression(a)
            }
            Expression::In(a, others) => {
                self.expression(a)?;
                self.expressions(others)
            }
            Expression::If(a, b, c) => self.expressions([&**a, &**b, &**c]),
            Expression::Coalesce(all) | Expression::FunctionCall(_, all) => self.expressions(all),
            Expression::Exists(pattern) => self.pattern(pattern),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// "named|own predicate object" of what a query needs; none for everything.
    fn needs(query: &str) -> Option<Vec<String>> {
        let Scope::Part(needed) = scope([query]) else {
            return None;
        };
        let short = |iri: &Option<String>| {
            let iri = iri.as_deref().unwrap_or("*");
            iri.rsplit(['#', '/']).next().unwrap_or(iri).to_owned()
        };
        let needed = needed
            .iter()
            .filter(|p| p.predicate.as_deref() != Some(NONE));
        Some(
            needed
                .map(|p| {
                    let graph = match (p.named, p.own) {
                        (false, _) => "",
                        (true, false) => "named ",
                        (true, true) => "own ",
                    };
                    format!("{graph}{} {}", short(&p.predicate), short(&p.object))
                })
                .collect(),
        )
    }

    #[test]
    fn triples_of_every_corner_of_a_query_are_needed() {
        for (query, expected) in [
            ("SELECT * { ?s expo:year ?y }", vec!["year *"]),
            ("ASK { ?s a expo:Expo ; ?p 1 }", vec!["type Expo", "* *"]),
            (
                "SELECT * { ?s expo:a/^expo:b expo:C . OPTIONAL { ?s expo:d+ expo:E } }",
                vec!["a *", "b *", "d *"],
            ),
            (
                "SELECT (MAX(?y) AS ?m) { GRAPH ?g { ?g rdfs:label ?l . ?c expo:year ?y } } GROUP BY ?g",
                vec!["own label *", "named year *"],
            ),
            (
                "SELECT * { { ?s expo:a ?x } UNION { ?s expo:b ?x } FILTER(!EXISTS { ?s expo:c expo:D } && ?x > 1) }",
                vec!["c D", "a *", "b *"],
            ),
            (
                "SELECT * { ?s !expo:a id:b MINUS { ?s id:c id:d } } ORDER BY (EXISTS { ?s expo:e ?x })",
                vec!["* *", "* *", "e *"],
            ),
            (
                "CONSTRUCT { ?s expo:a ?x } { { SELECT ?s { VALUES ?p { expo:b } ?s ?p ?x BIND(EXISTS { ?s expo:c ?x } AS ?y) } LIMIT 1 } }",
                vec!["* *", "c *"],
            ),
        ] {
            let mut found = needs(query).expect(query);
            let mut expected: Vec<String> = expected.into_iter().map(str::to_owned).collect();
            found.sort();
            expected.sort();
            assert_eq!(found, expected, "{query}");
        }
    }

    #[test]
    fn what_is_not_plain_needs_everything() {
        for query in [
            "DESCRIBE expo:a",
            "SELECT * { ?s expo:a* ?x }",
            "SELECT * FROM <http://x/g> { ?s expo:a ?x }",
            "SELECT * { SERVICE <http://x/> { ?s expo:a ?x } }",
            "SELECT * { ?s expo:a ?x",
            &format!(
                "ASK {{ FILTER({}1{}) }}",
                "(".repeat(4900),
                ")".repeat(4900)
            ),
        ] {
            assert_eq!(needs(query), None, "{query}");
        }
    }
}
