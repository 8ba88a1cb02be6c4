//! A query rewritten so that its evaluation can be stopped anywhere. The engine looks for
//! cancellation when it reads quads; it multiplies lists of values, sorts and joins what it has
//! collected without reading any, for hours if the query is made for that.
//!
//! So calls of functions of our own are put where rows come from without quads: behind VALUES,
//! where sub-SELECTs hand on their rows, and around the keys of ORDER BY. They change no row.
//! Once the token is cancelled they unwind the thread ([`Halted`]), which frees all it holds.
//! Functions that can make long texts of short ones get a check of their length: forty
//! `BIND(CONCAT(?x, ?x) AS ?y)` are a terabyte.

use crate::answer::index::Halted;
use oxigraph::model::{Literal, NamedNode, NamedNodeRef, Term, vocab::rdf, vocab::xsd};
use oxigraph::sparql::{CancellationToken, SparqlEvaluator, Variable};
use spargebra::Query;
use spargebra::algebra::PropertyPathExpression as Path;
use spargebra::algebra::{
    AggregateExpression, Expression, Function, GraphPattern, OrderExpression,
};

/// No text that a query makes may have more bytes.
pub const LONGEST_TEXT: usize = 16 << 20;

/// Such a text may be replaced by such a text, character by character.
const SHORT_TEXT: usize = 4 << 10;

/// Returns its argument.
const PASS: NamedNodeRef<'_> = NamedNodeRef::new_unchecked("urn:expograph:function:pass");
/// Returns its first argument unless it, or it with every character replaced by the second, is
/// too long.
const FIT: NamedNodeRef<'_> = NamedNodeRef::new_unchecked("urn:expograph:function:fit");
/// Returns its argument unless it is longer than [`SHORT_TEXT`].
const SHORT: NamedNodeRef<'_> = NamedNodeRef::new_unchecked("urn:expograph:function:short");
/// CONCAT of texts that are not too long together.
const JOIN: NamedNodeRef<'_> = NamedNodeRef::new_unchecked("urn:expograph:function:join");

/// What was seen in a query while it was rewritten.
#[derive(Debug, Default)]
pub struct Seen {
    /// Patterns that the planner puts in order.
    pub patterns: usize,
    /// How many variables of our own it has.
    marks: usize,
    /// It asks another endpoint.
    pub service: bool,
    /// It calls a function that returns something else each time.
    pub volatile: bool,
}

/// The query with the calls in it.
pub fn guarded(query: Query) -> (Query, Seen) {
    let mut seen = Seen::default();
    let mut guard = |pattern| walk_outermost(pattern, &mut seen);
    let query = match query {
        Query::Select {
            dataset,
            pattern,
            base_iri,
        } => Query::Select {
            dataset,
            pattern: guard(pattern),
            base_iri,
        },
        Query::Construct {
            template,
            dataset,
            pattern,
            base_iri,
        } => Query::Construct {
            template,
            dataset,
            pattern: guard(pattern),
            base_iri,
        },
        Query::Describe {
            dataset,
            pattern,
            base_iri,
        } => Query::Describe {
            dataset,
            pattern: guard(pattern),
            base_iri,
        },
        Query::Ask {
            dataset,
            pattern,
            base_iri,
        } => Query::Ask {
            dataset,
            pattern: guard(pattern),
            base_iri,
        },
    };
    (query, seen)
}

/// The evaluator with the functions that a guarded query calls.
pub fn with_functions(evaluator: SparqlEvaluator, token: &CancellationToken) -> SparqlEvaluator {
    let tokens = [token.clone(), token.clone(), token.clone(), token.clone()];
    let [pass, fit, short, join] = tokens.map(|token| {
        move || {
            if token.is_cancelled() {
                halt(false);
            }
        }
    });
    evaluator
        .with_custom_function(PASS.into_owned(), move |terms| {
            pass();
            terms.first().cloned()
        })
        .with_custom_function(FIT.into_owned(), move |terms| {
            fit();
            let length = |at: usize| terms.get(at).map_or(0, text_length);
            if (length(0) + 1).saturating_mul(length(1) + 1) > LONGEST_TEXT {
                halt(true);
            }
            terms.first().cloned()
        })
        .with_custom_function(SHORT.into_owned(), move |terms| {
            short();
            if terms.iter().any(|term| text_length(term) > SHORT_TEXT) {
                halt(true);
            }
            terms.first().cloned()
        })
        .with_custom_function(JOIN.into_owned(), move |terms| {
            join();
            if terms.iter().map(text_length).sum::<usize>() > LONGEST_TEXT {
                halt(true);
            }
            concatenation(terms)
        })
}

/// Unwinds the thread, without the message of a panic.
fn halt(text: bool) {
    std::panic::resume_unwind(Box::new(Halted { text }));
}

fn text_length(term: &Term) -> usize {
    match term {
        Term::Literal(literal) => literal.value().len(),
        Term::NamedNode(node) => node.as_str().len(),
        Term::BlankNode(_) => 0,
    }
}

/// As the specification wants CONCAT: in the language that all the texts have, if they do.
fn concatenation(terms: &[Term]) -> Option<Term> {
    let mut text = String::new();
    let mut language: Option<Option<&str>> = None;
    for term in terms {
        let Term::Literal(literal) = term else {
            return None;
        };
        let datatype = literal.datatype();
        if datatype != xsd::STRING && datatype != rdf::LANG_STRING {
            return None;
        }
        language = match language {
            Some(language) if language != literal.language() => Some(None),
            _ => Some(literal.language()),
        };
        text.push_str(literal.value());
    }
    Some(Term::from(match language.flatten() {
        Some(language) => Literal::new_language_tagged_literal_unchecked(text, language),
        None => Literal::from(text),
    }))
}

fn call(name: NamedNodeRef<'_>, arguments: Vec<Expression>) -> Expression {
    Expression::FunctionCall(Function::Custom(NamedNode::from(name)), arguments)
}

/// The same rows, each looked at. The variable cannot be one of the query's, and stays unbound.
fn watched(inner: GraphPattern) -> GraphPattern {
    GraphPattern::Extend {
        inner: Box::new(inner),
        variable: Variable::new_unchecked("expograph row"),
        expression: call(PASS, Vec::new()),
    }
}

/// The same rows, each with a term of its own if it had none: the copies that joins make of
/// rows without terms go unseen, and sixty times `{} UNION {}` are 2 to the power of sixty rows.
fn marked(inner: GraphPattern, seen: &mut Seen) -> GraphPattern {
    seen.marks += 1;
    GraphPattern::Extend {
        inner: Box::new(inner),
        variable: Variable::new_unchecked(format!("expograph mark {}", seen.marks)),
        expression: Expression::Literal(Literal::from(true)),
    }
}

/// Whether every row of a pattern surely has a term.
fn has_term(pattern: &GraphPattern) -> bool {
    use GraphPattern as P;
    use spargebra::term::{NamedNodePattern, TermPattern};
    match pattern {
        P::Bgp { patterns } => patterns.iter().any(|pattern| {
            matches!(pattern.subject, TermPattern::Variable(_))
                || matches!(pattern.predicate, NamedNodePattern::Variable(_))
                || matches!(pattern.object, TermPattern::Variable(_))
        }),
        P::Join { left, right } | P::Lateral { left, right } => has_term(left) || has_term(right),
        P::LeftJoin { left, .. } | P::Minus { left, .. } => has_term(left),
        P::Filter { inner, .. } | P::Graph { inner, .. } => has_term(inner),
        P::Union { left, right } => has_term(left) && has_term(right),
        // What is marked.
        P::Extend {
            inner, variable, ..
        } => variable.as_str().starts_with("expograph mark") || has_term(inner),
        P::Values { bindings, .. } => bindings.iter().all(|row| row.iter().any(Option::is_some)),
        _ => false,
    }
}

/// The SELECT of the query itself, whose rows nothing joins.
fn walk_outermost(pattern: GraphPattern, seen: &mut Seen) -> GraphPattern {
    use GraphPattern as P;
    match pattern {
        P::Project { inner, variables } => P::Project {
            inner: Box::new(watched(walk(*inner, seen))),
            variables,
        },
        P::Distinct { inner } => P::Distinct {
            inner: Box::new(walk_outermost(*inner, seen)),
        },
        P::Reduced { inner } => P::Reduced {
            inner: Box::new(walk_outermost(*inner, seen)),
        },
        P::Slice {
            inner,
            start,
            length,
        } => P::Slice {
            inner: Box::new(walk_outermost(*inner, seen)),
            start,
            length,
        },
        other => walk(other, seen),
    }
}

#[expect(
    clippy::boxed_local,
    reason = "the parts of a pattern come and go in boxes"
)]
fn walk_box(pattern: Box<GraphPattern>, seen: &mut Seen) -> Box<GraphPattern> {
    Box::new(walk(*pattern, seen))
}

fn walk(pattern: GraphPattern, seen: &mut Seen) -> GraphPattern {
    use GraphPattern as P;
    match pattern {
        P::Bgp { patterns } => {
            seen.patterns += patterns.len();
            P::Bgp { patterns }
        }
        P::Path {
            subject,
            path,
            object,
        } => {
            seen.patterns += steps(&path);
            P::Path {
                subject,
                path,
                object,
            }
        }
        P::Values {
            variables,
            bindings,
        } => {
            seen.patterns += 1;
            let rows = bindings.len();
            let values = P::Values {
                variables,
                bindings,
            };
            match rows > 1 {
                // One row multiplies nothing, and bound parameters are such.
                false => values,
                true if has_term(&values) => watched(values),
                true => marked(watched(values), seen),
            }
        }
        P::Join { left, right } => {
            seen.patterns += 1;
            P::Join {
                left: walk_box(left, seen),
                right: walk_box(right, seen),
            }
        }
        P::Lateral { left, right } => P::Lateral {
            left: walk_box(left, seen),
            right: walk_box(right, seen),
        },
        P::LeftJoin {
            left,
            right,
            expression,
        } => {
            seen.patterns += 1;
            P::LeftJoin {
                left: walk_box(left, seen),
                right: walk_box(right, seen),
                expression: expression.map(|expression| walk_expression(expression, seen)),
            }
        }
        P::Filter { expr, inner } => P::Filter {
            expr: walk_expression(expr, seen),
            inner: walk_box(inner, seen),
        },
        P::Union { left, right } => {
            seen.patterns += 1;
            let union = P::Union {
                left: walk_box(left, seen),
                right: walk_box(right, seen),
            };
            if has_term(&union) {
                union
            } else {
                marked(union, seen)
            }
        }
        P::Graph { name, inner } => {
            seen.patterns += 1;
            P::Graph {
                name,
                inner: walk_box(inner, seen),
            }
        }
        P::Extend {
            inner,
            variable,
            expression,
        } => P::Extend {
            inner: walk_box(inner, seen),
            variable,
            expression: walk_expression(expression, seen),
        },
        P::Minus { left, right } => {
            seen.patterns += 1;
            P::Minus {
                left: walk_box(left, seen),
                right: walk_box(right, seen),
            }
        }
        P::OrderBy { inner, expression } => {
            let mut key = |expression| call(PASS, vec![walk_expression(expression, seen)]);
            let expression = expression.into_iter().map(|order| match order {
                OrderExpression::Asc(expression) => OrderExpression::Asc(key(expression)),
                OrderExpression::Desc(expression) => OrderExpression::Desc(key(expression)),
            });
            let expression = expression.collect();
            P::OrderBy {
                expression,
                inner: walk_box(inner, seen),
            }
        }
        P::Project { inner, variables } => {
            seen.patterns += 1;
            let rows = P::Project {
                inner: Box::new(watched(walk(*inner, seen))),
                variables,
            };
            marked(rows, seen)
        }
        P::Distinct { inner } => P::Distinct {
            inner: walk_box(inner, seen),
        },
        P::Reduced { inner } => P::Reduced {
            inner: walk_box(inner, seen),
        },
        P::Slice {
            inner,
            start,
            length,
        } => P::Slice {
            inner: walk_box(inner, seen),
            start,
            length,
        },
        P::Group {
            inner,
            variables,
            aggregates,
        } => {
            let aggregates = aggregates.into_iter().map(|(variable, aggregate)| {
                let aggregate = match aggregate {
                    AggregateExpression::FunctionCall {
                        name,
                        expr,
                        distinct,
                    } => AggregateExpression::FunctionCall {
                        name,
                        expr: walk_expression(expr, seen),
                        distinct,
                    },
                    all @ AggregateExpression::CountSolutions { .. } => all,
                };
                (variable, aggregate)
            });
            let aggregates = aggregates.collect();
            P::Group {
                aggregates,
                variables,
                inner: walk_box(inner, seen),
            }
        }
        P::Service {
            name,
            inner,
            silent,
        } => {
            seen.service = true;
            P::Service {
                name,
                inner,
                silent,
            }
        }
    }
}

/// How many patterns the planner makes of a path.
fn steps(path: &Path) -> usize {
    match path {
        Path::NamedNode(_) | Path::NegatedPropertySet(_) => 1,
        Path::Reverse(inner)
        | Path::ZeroOrMore(inner)
        | Path::OneOrMore(inner)
        | Path::ZeroOrOne(inner) => steps(inner),
        Path::Sequence(left, right) | Path::Alternative(left, right) => steps(left) + steps(right),
    }
}

fn walk_expression(expression: Expression, seen: &mut Seen) -> Expression {
    use Expression as E;
    let mut two = |left: Box<E>, right: Box<E>| {
        let left = Box::new(walk_expression(*left, seen));
        (left, Box::new(walk_expression(*right, seen)))
    };
    macro_rules! binary {
        ($kind:ident, $left:expr, $right:expr) => {{
            let (left, right) = two($left, $right);
            E::$kind(left, right)
        }};
    }
    match expression {
        E::Or(a, b) => binary!(Or, a, b),
        E::And(a, b) => binary!(And, a, b),
        E::Equal(a, b) => binary!(Equal, a, b),
        E::SameTerm(a, b) => binary!(SameTerm, a, b),
        E::Greater(a, b) => binary!(Greater, a, b),
        E::GreaterOrEqual(a, b) => binary!(GreaterOrEqual, a, b),
        E::Less(a, b) => binary!(Less, a, b),
        E::LessOrEqual(a, b) => binary!(LessOrEqual, a, b),
        E::Add(a, b) => binary!(Add, a, b),
        E::Subtract(a, b) => binary!(Subtract, a, b),
        E::Multiply(a, b) => binary!(Multiply, a, b),
        E::Divide(a, b) => binary!(Divide, a, b),
        E::UnaryPlus(inner) => E::UnaryPlus(Box::new(walk_expression(*inner, seen))),
        E::UnaryMinus(inner) => E::UnaryMinus(Box::new(walk_expression(*inner, seen))),
        E::Not(inner) => E::Not(Box::new(walk_expression(*inner, seen))),
        E::In(value, list) => {
            let value = Box::new(walk_expression(*value, seen));
            E::In(value, walk_all(list, seen))
        }
        E::If(condition, then, other) => {
            let condition = Box::new(walk_expression(*condition, seen));
            let then = Box::new(walk_expression(*then, seen));
            E::If(condition, then, Box::new(walk_expression(*other, seen)))
        }
        E::Coalesce(list) => E::Coalesce(walk_all(list, seen)),
        E::Exists(pattern) => E::Exists(walk_box(pattern, seen)),
        E::FunctionCall(function, arguments) => {
            let arguments = walk_all(arguments, seen);
            walk_call(function, arguments, seen)
        }
        E::NamedNode(_) | E::Literal(_) | E::Variable(_) | E::Bound(_) => expression,
    }
}

fn walk_all(list: Vec<Expression>, seen: &mut Seen) -> Vec<Expression> {
    let list = list.into_iter();
    list.map(|expression| walk_expression(expression, seen))
        .collect()
}

fn walk_call(function: Function, mut arguments: Vec<Expression>, seen: &mut Seen) -> Expression {
    match function {
        Function::Concat => return call(JOIN, arguments),
        Function::Replace => {
            // A replacement that is an expression is not copied: a chain of them would double
            // with each link.
            if let [text, _, replacement, ..] = arguments.as_mut_slice() {
                let plain = matches!(
                    replacement,
                    Expression::Literal(_) | Expression::Variable(_)
                );
                let (check, other) = match plain {
                    true => (FIT, vec![replacement.clone()]),
                    false => (SHORT, Vec::new()),
                };
                let mut limited = vec![text.clone()];
                limited.extend(other);
                *text = call(check, limited);
                if !plain {
                    *replacement = call(SHORT, vec![replacement.clone()]);
                }
            }
        }
        Function::UCase | Function::LCase | Function::EncodeForUri => {
            if let [text] = arguments.as_mut_slice() {
                *text = call(FIT, vec![text.clone()]);
            }
        }
        Function::Rand | Function::Now | Function::Uuid | Function::StrUuid | Function::BNode => {
            seen.volatile = true;
        }
        _ => {}
    }
    Expression::FunctionCall(function, arguments)
}
