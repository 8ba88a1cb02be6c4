//! Variables of a query's parts under other names, so that what is local to one sub-select is not
//! taken for what is local to another once both stand side by side.

use oxigraph::sparql::Variable;
use spargebra::algebra::{AggregateExpression, Expression, GraphPattern, OrderExpression};
use spargebra::term::{NamedNodePattern, TermPattern, TriplePattern};
use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};

/// What the variables of a scope are called.
#[derive(Clone, Debug)]
pub struct Names<'c> {
    known: BTreeMap<String, String>,
    /// The number of the scope, which ends the names of all others; none for the outermost.
    scope: Option<usize>,
    scopes: &'c Cell<usize>,
}

impl<'c> Names<'c> {
    /// Of the outermost scope: variables keep their names. `scopes` counts those within.
    pub fn outermost(scopes: &'c Cell<usize>) -> Self {
        Names {
            known: BTreeMap::new(),
            scope: None,
            scopes,
        }
    }

    /// Of a sub-select, of whose variables only these are seen outside.
    pub fn within(&self, seen: &[Variable]) -> Names<'c> {
        self.scopes.set(self.scopes.get() + 1);
        let known = seen
            .iter()
            .map(|variable| {
                (
                    variable.as_str().to_owned(),
                    self.of(variable).into_string(),
                )
            })
            .collect();
        Names {
            known,
            scope: Some(self.scopes.get()),
            scopes: self.scopes,
        }
    }

    /// The name of a variable.
    pub fn of(&self, variable: &Variable) -> Variable {
        let name = variable.as_str();
        match (self.known.get(name), self.scope) {
            (Some(known), _) => Variable::new_unchecked(known.as_str()),
            (None, Some(scope)) => Variable::new_unchecked(format!("{name}__{scope}")),
            (None, None) => variable.clone(),
        }
    }

    /// A part of a triple pattern; a blank node there is a variable that nobody names.
    pub fn term(&self, term: &TermPattern) -> TermPattern {
        match term {
            TermPattern::Variable(variable) => TermPattern::Variable(self.of(variable)),
            TermPattern::BlankNode(node) => {
                let name = Variable::new_unchecked(format!("b__{}", node.as_str()));
                TermPattern::Variable(self.of(&name))
            }
            other => other.clone(),
        }
    }

    /// The name of a predicate or graph.
    pub fn node(&self, node: &NamedNodePattern) -> NamedNodePattern {
        match node {
            NamedNodePattern::Variable(variable) => NamedNodePattern::Variable(self.of(variable)),
            NamedNodePattern::NamedNode(_) => node.clone(),
        }
    }

    /// A triple pattern.
    pub fn triple(&self, pattern: &TriplePattern) -> TriplePattern {
        TriplePattern {
            subject: self.term(&pattern.subject),
            predicate: self.node(&pattern.predicate),
            object: self.term(&pattern.object),
        }
    }

    /// An expression.
    pub fn expression(&self, expression: &Expression) -> Expression {
        use Expression as E;
        let of = |part: &Expression| Box::new(self.expression(part));
        let all = |parts: &[Expression]| parts.iter().map(|part| self.expression(part)).collect();
        match expression {
            E::NamedNode(_) | E::Literal(_) => expression.clone(),
            E::Variable(variable) => E::Variable(self.of(variable)),
            E::Bound(variable) => E::Bound(self.of(variable)),
            E::Or(a, b) => E::Or(of(a), of(b)),
            E::And(a, b) => E::And(of(a), of(b)),
            E::Equal(a, b) => E::Equal(of(a), of(b)),
            E::SameTerm(a, b) => E::SameTerm(of(a), of(b)),
            E::Greater(a, b) => E::Greater(of(a), of(b)),
            E::GreaterOrEqual(a, b) => E::GreaterOrEqual(of(a), of(b)),
            E::Less(a, b) => E::Less(of(a), of(b)),
            E::LessOrEqual(a, b) => E::LessOrEqual(of(a), of(b)),
            E::In(a, list) => E::In(of(a), all(list)),
            E::Add(a, b) => E::Add(of(a), of(b)),
            E::Subtract(a, b) => E::Subtract(of(a), of(b)),
            E::Multiply(a, b) => E::Multiply(of(a), of(b)),
            E::Divide(a, b) => E::Divide(of(a), of(b)),
            E::UnaryPlus(a) => E::UnaryPlus(of(a)),
            E::UnaryMinus(a) => E::UnaryMinus(of(a)),
            E::Not(a) => E::Not(of(a)),
            E::Exists(pattern) => E::Exists(Box::new(self.pattern(pattern))),
            E::If(a, b, c) => E::If(of(a), of(b), of(c)),
            E::Coalesce(list) => E::Coalesce(all(list)),
            E::FunctionCall(function, list) => E::FunctionCall(function.clone(), all(list)),
        }
    }

    /// A pattern as it stands, with other names.
    pub fn pattern(&self, pattern: &GraphPattern) -> GraphPattern {
        use GraphPattern as P;
        let of = |part: &GraphPattern| Box::new(self.pattern(part));
        match pattern {
            P::Bgp { patterns } => P::Bgp {
                patterns: patterns.iter().map(|triple| self.triple(triple)).collect(),
            },
            P::Path {
                subject,
                path,
                object,
            } => P::Path {
                subject: self.term(subject),
                path: path.clone(),
                object: self.term(object),
            },
            P::Join { left, right } => P::Join {
                left: of(left),
                right: of(right),
            },
            P::LeftJoin {
                left,
                right,
                expression,
            } => P::LeftJoin {
                left: of(left),
                right: of(right),
                expression: expression.as_ref().map(|e| self.expression(e)),
            },
            P::Filter { expr, inner } => P::Filter {
                expr: self.expression(expr),
                inner: of(inner),
            },
            P::Union { left, right } => P::Union {
                left: of(left),
                right: of(right),
            },
            P::Graph { name, inner } => P::Graph {
                name: self.node(name),
                inner: of(inner),
            },
            P::Extend {
                inner,
                variable,
                expression,
            } => P::Extend {
                inner: of(inner),
                variable: self.of(variable),
                expression: self.expression(expression),
            },
            P::Minus { left, right } => P::Minus {
                left: of(left),
                right: of(right),
            },
            P::Values {
                variables,
                bindings,
            } => P::Values {
                variables: variables.iter().map(|v| self.of(v)).collect(),
                bindings: bindings.clone(),
            },
            P::OrderBy { inner, expression } => P::OrderBy {
                inner: of(inner),
                expression: expression
                    .iter()
                    .map(|by| match by {
                        OrderExpression::Asc(by) => OrderExpression::Asc(self.expression(by)),
                        OrderExpression::Desc(by) => OrderExpression::Desc(self.expression(by)),
                    })
                    .collect(),
            },
            P::Project { inner, variables } => {
                let names = self.within(variables);
                P::Project {
                    inner: Box::new(names.pattern(inner)),
                    variables: variables.iter().map(|v| self.of(v)).collect(),
                }
            }
            P::Distinct { inner } => P::Distinct { inner: of(inner) },
            P::Reduced { inner } => P::Reduced { inner: of(inner) },
            P::Slice {
                inner,
                start,
                length,
            } => P::Slice {
                inner: of(inner),
                start: *start,
                length: *length,
            },
            P::Group {
                inner,
                variables,
                aggregates,
            } => P::Group {
                inner: of(inner),
                variables: variables.iter().map(|v| self.of(v)).collect(),
                aggregates: aggregates
                    .iter()
                    .map(|(variable, aggregate)| (self.of(variable), self.aggregate(aggregate)))
                    .collect(),
            },
            other => other.clone(),
        }
    }

    fn aggregate(&self, aggregate: &AggregateExpression) -> AggregateExpression {
        match aggregate {
            AggregateExpression::CountSolutions { distinct } => {
                AggregateExpression::CountSolutions {
                    distinct: *distinct,
                }
            }
            AggregateExpression::FunctionCall {
                name,
                expr,
                distinct,
            } => AggregateExpression::FunctionCall {
                name: name.clone(),
                expr: self.expression(expr),
                distinct: *distinct,
            },
        }
    }
}

/// The variables of an expression; those of patterns in it, too.
pub fn expression_variables(expression: &Expression, found: &mut BTreeSet<String>) {
    use Expression as E;
    match expression {
        E::NamedNode(_) | E::Literal(_) => {}
        E::Variable(variable) | E::Bound(variable) => {
            found.insert(variable.as_str().to_owned());
        }
        E::Or(a, b)
        | E::And(a, b)
        | E::Equal(a, b)
        | E::SameTerm(a, b)
        | E::Greater(a, b)
        | E::GreaterOrEqual(a, b)
        | E::Less(a, b)
        | E::LessOrEqual(a, b)
        | E::Add(a, b)
        | E::Subtract(a, b)
        | E::Multiply(a, b)
        | E::Divide(a, b) => {
            expression_variables(a, found);
            expression_variables(b, found);
        }
        E::In(a, list) => {
            expression_variables(a, found);
            list.iter().for_each(|e| expression_variables(e, found));
        }
        E::UnaryPlus(a) | E::UnaryMinus(a) | E::Not(a) => expression_variables(a, found),
        E::Exists(pattern) => pattern_variables(pattern, found),
        E::If(a, b, c) => [a, b, c]
            .into_iter()
            .for_each(|e| expression_variables(e, found)),
        E::Coalesce(list) | E::FunctionCall(_, list) => {
            list.iter().for_each(|e| expression_variables(e, found));
        }
    }
}

/// The variables of a pattern that can be seen beside it, and those of its filters.
pub fn pattern_variables(pattern: &GraphPattern, found: &mut BTreeSet<String>) {
    use GraphPattern as P;
    match pattern {
        P::Bgp { patterns } => {
            for triple in patterns {
                term_variable(&triple.subject, found);
                node_variable(&triple.predicate, found);
                term_variable(&triple.object, found);
            }
        }
        P::Path {
            subject, object, ..
        } => {
            term_variable(subject, found);
            term_variable(object, found);
        }
        P::Join { left, right } | P::Union { left, right } | P::Minus { left, right } => {
            pattern_variables(left, found);
            pattern_variables(right, found);
        }
        P::LeftJoin {
            left,
            right,
            expression,
        } => {
            pattern_variables(left, found);
            pattern_variables(right, found);
            expression
                .iter()
                .for_each(|e| expression_variables(e, found));
        }
        P::Filter { expr, inner } => {
            expression_variables(expr, found);
            pattern_variables(inner, found);
        }
        P::Graph { name, inner } => {
            node_variable(name, found);
            pattern_variables(inner, found);
        }
        P::Extend {
            inner,
            variable,
            expression,
        } => {
            found.insert(variable.as_str().to_owned());
            expression_variables(expression, found);
            pattern_variables(inner, found);
        }
        P::Values { variables, .. } | P::Project { variables, .. } => {
            found.extend(variables.iter().map(|v| v.as_str().to_owned()));
        }
        P::OrderBy { inner, .. }
        | P::Distinct { inner }
        | P::Reduced { inner }
        | P::Slice { inner, .. } => pattern_variables(inner, found),
        P::Group {
            variables,
            aggregates,
            ..
        } => {
            found.extend(variables.iter().map(|v| v.as_str().to_owned()));
            found.extend(aggregates.iter().map(|(v, _)| v.as_str().to_owned()));
        }
        _ => {}
    }
}

fn term_variable(term: &TermPattern, found: &mut BTreeSet<String>) {
    if let TermPattern::Variable(variable) = term {
        found.insert(variable.as_str().to_owned());
    }
}

fn node_variable(node: &NamedNodePattern, found: &mut BTreeSet<String>) {
    if let NamedNodePattern::Variable(variable) = node {
        found.insert(variable.as_str().to_owned());
    }
}
