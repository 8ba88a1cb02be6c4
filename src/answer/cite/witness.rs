//! From a question to what made its rows: the patterns of the query without its aggregates, cut
//! into parts that only the row itself holds together. Each part is asked for the solutions that
//! fit a row; the triples that its patterns then are supported the row.
//!
//! Nothing here knows a saved question. What the patterns cannot tell - a path of many steps, an
//! aggregate over everything - is left out rather than guessed.

use super::rename::{Names, expression_variables, pattern_variables};
use crate::rdf::vocab::expo;
use oxigraph::model::Term;
use oxigraph::sparql::Variable;
use spargebra::algebra::{
    AggregateExpression, AggregateFunction, Expression, GraphPattern, PropertyPathExpression,
};
use spargebra::term::{NamedNodePattern, TermPattern};
use spargebra::{Query, SparqlParser};
use std::cell::Cell;
use std::collections::BTreeSet;
use std::fmt::Write;

/// A place in a triple: a term, or the variable that a solution gives one.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Slot {
    Term(String),
    Variable(String),
}

/// A triple pattern whose triples may be facts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FactPattern {
    pub subject: Slot,
    pub predicate: Slot,
    pub object: Slot,
    /// The document that must state it; none for any.
    pub graph: Option<Slot>,
    /// Bound where the branches of UNION were taken in which it stands.
    pub branches: Vec<String>,
}

/// Patterns that only what a row says connects to others.
#[derive(Clone, Debug, Default)]
pub struct Part {
    /// In the braces of WHERE, behind values for some of `matched`.
    pub body: String,
    /// Columns of the row that the patterns match, so that values for them narrow the search.
    pub matched: Vec<String>,
    /// All columns of the row that a solution has; they must be as in the row.
    pub columns: Vec<String>,
    pub facts: Vec<FactPattern>,
    /// Variables that are claims.
    pub claims: Vec<Slot>,
}

/// Queries are taken apart on the caller's stack; ones nested deeper are not.
const DEEPEST: usize = 50;

/// The parts that can make a row of a query with these columns; none for what is no plain SELECT.
pub fn witness(query: &str, columns: &[String]) -> Option<Vec<Part>> {
    if super::super::evaluate::depth(query) > DEEPEST {
        return None;
    }
    let Query::Select {
        pattern,
        dataset: None,
        ..
    } = SparqlParser::new().parse_query(query).ok()?
    else {
        return None;
    };
    let scopes = Cell::new(0);
    let mut opening = Opening::default();
    let pattern = opening.open(
        seen_through(&pattern),
        &Names::outermost(&scopes),
        &Place::default(),
    )?;
    let mut steps = Vec::new();
    flatten(pattern, &mut steps);
    let mut parts = parts(steps, columns, &opening);
    // What has nothing of the row is the same for every row, unless nothing has.
    if parts.iter().any(|part| !part.columns.is_empty()) {
        parts.retain(|part| !part.columns.is_empty());
    }
    parts.retain(|part| !part.facts.is_empty() || !part.claims.is_empty());
    Some(parts)
}

/// Where in the query a pattern stands.
#[derive(Clone, Debug, Default)]
struct Place {
    graph: Option<NamedNodePattern>,
    branches: Vec<String>,
}

/// Takes a query apart.
#[derive(Debug, Default)]
struct Opening {
    /// Variables that came of what was left out: aggregates and what was made of them.
    lost: BTreeSet<String>,
    facts: Vec<FactPattern>,
    claims: Vec<Slot>,
    branches: usize,
}

impl Opening {
    /// The pattern without what merges or orders solutions; its facts are collected. None where
    /// it asks another service.
    fn open(
        &mut self,
        pattern: &GraphPattern,
        names: &Names<'_>,
        place: &Place,
    ) -> Option<GraphPattern> {
        use GraphPattern as P;
        Some(match pattern {
            P::Bgp { patterns } => {
                let patterns: Vec<_> = patterns.iter().map(|p| names.triple(p)).collect();
                for triple in &patterns {
                    self.fact(&triple.subject, &triple.predicate, &triple.object, place);
                }
                P::Bgp { patterns }
            }
            P::Path {
                subject,
                path,
                object,
            } => {
                let (subject, object) = (names.term(subject), names.term(object));
                self.path(&subject, path, &object, place);
                P::Path {
                    subject,
                    path: path.clone(),
                    object,
                }
            }
            P::Join { left, right } => P::Join {
                left: Box::new(self.open(left, names, place)?),
                right: Box::new(self.open(right, names, place)?),
            },
            P::LeftJoin {
                left,
                right,
                expression,
            } => P::LeftJoin {
                left: Box::new(self.open(left, names, place)?),
                right: Box::new(self.open(right, names, place)?),
                expression: expression
                    .as_ref()
                    .map(|expression| names.expression(expression))
                    .filter(|expression| !self.is_lost(expression)),
            },
            P::Filter { expr, inner } => {
                let mut inner = self.open(inner, names, place)?;
                for expr in conjuncts(names.expression(expr)) {
                    // A row that is there has passed the conditions on its aggregates.
                    if !self.is_lost(&expr) {
                        inner = P::Filter {
                            expr,
                            inner: Box::new(inner),
                        };
                    }
                }
                inner
            }
            P::Union { left, right } => {
                let mut branch = |side: &GraphPattern| {
                    self.branches += 1;
                    let mark = format!("branch__{}", self.branches);
                    let mut place = place.clone();
                    place.branches.push(mark.clone());
                    Some(Box::new(P::Extend {
                        inner: Box::new(self.open(side, names, &place)?),
                        variable: Variable::new_unchecked(mark),
                        expression: Expression::Literal(true.into()),
                    }))
                };
                P::Union {
                    left: branch(left)?,
                    right: branch(right)?,
                }
            }
            P::Graph { name, inner } => {
                let name = names.node(name);
                let mut place = place.clone();
                place.graph = Some(name.clone());
                P::Graph {
                    inner: Box::new(self.open(inner, names, &place)?),
                    name,
                }
            }
            P::Extend {
                inner,
                variable,
                expression,
            } => {
                let inner = self.open(inner, names, place)?;
                let (variable, expression) = (names.of(variable), names.expression(expression));
                if self.is_lost(&expression) {
                    self.lost.insert(variable.into_string());
                    inner
                } else {
                    P::Extend {
                        inner: Box::new(inner),
                        variable,
                        expression,
                    }
                }
            }
            P::Minus { left, right } => P::Minus {
                left: Box::new(self.open(left, names, place)?),
                right: Box::new(names.pattern(right)),
            },
            P::Project { inner, variables } => self.open(inner, &names.within(variables), place)?,
            P::OrderBy { inner, .. }
            | P::Distinct { inner }
            | P::Reduced { inner }
            | P::Slice { inner, .. } => self.open(inner, names, place)?,
            P::Group {
                inner, aggregates, ..
            } => {
                let inner = self.open(inner, names, place)?;
                self.aggregates(inner, aggregates, names)
            }
            P::Values { .. } => names.pattern(pattern),
            _ => return None,
        })
    }
}

impl Opening {
    /// The least, the greatest or any of some values is one of them, so the row itself says which
    /// - where no other aggregate is made of the same variables. All others are lost.
    fn aggregates(
        &mut self,
        mut inner: GraphPattern,
        aggregates: &[(Variable, AggregateExpression)],
        names: &Names<'_>,
    ) -> GraphPattern {
        let made: Vec<(Variable, Option<Expression>, BTreeSet<String>)> = aggregates
            .iter()
            .map(|(variable, aggregate)| {
                let mut used = BTreeSet::new();
                let mut one = None;
                if let AggregateExpression::FunctionCall { name, expr, .. } = aggregate {
                    let expr = names.expression(expr);
                    expression_variables(&expr, &mut used);
                    let picks = matches!(
                        name,
                        AggregateFunction::Min | AggregateFunction::Max | AggregateFunction::Sample
                    );
                    one = Some(expr).filter(|expr| picks && !self.is_lost(expr));
                }
                (names.of(variable), one, used)
            })
            .collect();
        for (at, (variable, one, used)) in made.iter().enumerate() {
            let mut others = made.iter().enumerate().filter(|(other, _)| *other != at);
            let shared = others.any(|(_, (_, _, other))| !used.is_disjoint(other));
            match one {
                Some(expression) if !shared => {
                    inner = GraphPattern::Extend {
                        inner: Box::new(inner),
                        variable: variable.clone(),
                        expression: expression.clone(),
                    };
                }
                _ => {
                    self.lost.insert(variable.as_str().to_owned());
                }
            }
        }
        inner
    }

    fn is_lost(&self, expression: &Expression) -> bool {
        let mut used = BTreeSet::new();
        expression_variables(expression, &mut used);
        !used.is_disjoint(&self.lost)
    }

    /// Notes what a triple pattern may find.
    fn fact(
        &mut self,
        subject: &TermPattern,
        predicate: &NamedNodePattern,
        object: &TermPattern,
        place: &Place,
    ) {
        let evidence = [
            expo::CLAIM_SUBJECT,
            expo::CLAIM_PROPERTY,
            expo::CLAIM_OBJECT,
        ];
        let (Some(subject), Some(object)) = (slot(subject), slot(object)) else {
            return;
        };
        if let NamedNodePattern::NamedNode(predicate) = predicate
            && evidence.contains(&predicate.as_ref())
        {
            if !self.claims.contains(&subject) {
                self.claims.push(subject);
            }
            return;
        }
        let node = |node: &NamedNodePattern| match node {
            NamedNodePattern::NamedNode(node) => Slot::Term(node.to_string()),
            NamedNodePattern::Variable(variable) => Slot::Variable(variable.as_str().to_owned()),
        };
        self.facts.push(FactPattern {
            subject,
            predicate: node(predicate),
            object,
            graph: place.graph.as_ref().map(node),
            branches: place.branches.clone(),
        });
    }

    /// Notes what a path of one step may find. The steps between its ends are not known of longer
    /// ones, except that one step may have been enough.
    fn path(
        &mut self,
        subject: &TermPattern,
        path: &PropertyPathExpression,
        object: &TermPattern,
        place: &Place,
    ) {
        use PropertyPathExpression as Path;
        match path {
            Path::NamedNode(node) => {
                self.fact(subject, &node.clone().into(), object, place);
            }
            Path::Reverse(path) => self.path(object, path, subject, place),
            Path::Alternative(one, other) => {
                self.path(subject, one, object, place);
                self.path(subject, other, object, place);
            }
            Path::OneOrMore(path) | Path::ZeroOrMore(path) | Path::ZeroOrOne(path) => {
                self.path(subject, path, object, place);
            }
            Path::Sequence(..) | Path::NegatedPropertySet(_) => {}
        }
    }
}

fn slot(term: &TermPattern) -> Option<Slot> {
    match term {
        TermPattern::Variable(variable) => Some(Slot::Variable(variable.as_str().to_owned())),
        TermPattern::NamedNode(node) => Some(Slot::Term(node.to_string())),
        TermPattern::Literal(literal) => Some(Slot::Term(Term::from(literal.clone()).to_string())),
        _ => None,
    }
}

/// The pattern whose solutions the outermost SELECT shows.
fn seen_through(pattern: &GraphPattern) -> &GraphPattern {
    match pattern {
        GraphPattern::Project { inner, .. } => inner,
        GraphPattern::Distinct { inner }
        | GraphPattern::Reduced { inner }
        | GraphPattern::OrderBy { inner, .. }
        | GraphPattern::Slice { inner, .. } => seen_through(inner),
        other => other,
    }
}

fn conjuncts(expression: Expression) -> Vec<Expression> {
    match expression {
        Expression::And(a, b) => {
            let mut all = conjuncts(*a);
            all.extend(conjuncts(*b));
            all
        }
        other => vec![other],
    }
}

/// One thing after the other, as in the braces of a query.
enum Step {
    Join(GraphPattern),
    Optional(GraphPattern, Option<Expression>),
    Minus(GraphPattern),
    Bind(Variable, Expression),
    Filter(Expression),
}

fn flatten(pattern: GraphPattern, steps: &mut Vec<Step>) {
    use GraphPattern as P;
    match pattern {
        P::Join { left, right } => {
            flatten(*left, steps);
            match *right {
                right @ (P::Join { .. } | P::Bgp { .. }) => flatten(right, steps),
                right => steps.push(Step::Join(right)),
            }
        }
        P::LeftJoin {
            left,
            right,
            expression,
        } => {
            flatten(*left, steps);
            steps.push(Step::Optional(*right, expression));
        }
        P::Filter { expr, inner } => {
            flatten(*inner, steps);
            steps.push(Step::Filter(expr));
        }
        P::Extend {
            inner,
            variable,
            expression,
        } => {
            flatten(*inner, steps);
            steps.push(Step::Bind(variable, expression));
        }
        P::Minus { left, right } => {
            flatten(*left, steps);
            steps.push(Step::Minus(*right));
        }
        P::Bgp { patterns } if patterns.is_empty() => {}
        other => steps.push(Step::Join(other)),
    }
}

impl Step {
    fn variables(&self) -> BTreeSet<String> {
        let mut found = BTreeSet::new();
        match self {
            Step::Join(pattern) | Step::Minus(pattern) => pattern_variables(pattern, &mut found),
            Step::Optional(pattern, expression) => {
                pattern_variables(pattern, &mut found);
                if let Some(expression) = expression {
                    expression_variables(expression, &mut found);
                }
            }
            Step::Bind(variable, expression) => {
                found.insert(variable.as_str().to_owned());
                expression_variables(expression, &mut found);
            }
            Step::Filter(expression) => expression_variables(expression, &mut found),
        }
        found
    }

    /// As it stands in the braces of a query.
    fn write(&self, body: &mut String) {
        // Writing to a string cannot fail.
        let _ = match self {
            Step::Join(pattern) => writeln!(body, "{{ {pattern} }}"),
            Step::Optional(pattern, None) => writeln!(body, "OPTIONAL {{ {pattern} }}"),
            Step::Optional(pattern, Some(expression)) => {
                writeln!(body, "OPTIONAL {{ {pattern} FILTER({expression}) }}")
            }
            Step::Minus(pattern) => writeln!(body, "MINUS {{ {pattern} }}"),
            Step::Bind(variable, expression) => writeln!(body, "BIND({expression} AS {variable})"),
            Step::Filter(expression) => writeln!(body, "FILTER({expression})"),
        };
    }
}

/// Steps that share a variable which the row does not tell belong together.
fn parts(steps: Vec<Step>, columns: &[String], opening: &Opening) -> Vec<Part> {
    let mut groups: Vec<(BTreeSet<String>, Vec<usize>)> = Vec::new();
    let variables: Vec<BTreeSet<String>> = steps.iter().map(Step::variables).collect();
    for (at, used) in variables.iter().enumerate() {
        let open: BTreeSet<String> = used
            .iter()
            .filter(|variable| !columns.contains(variable))
            .cloned()
            .collect();
        let mut joined = (open, vec![at]);
        groups.retain_mut(|(shared, members)| {
            let apart = shared.is_disjoint(&joined.0);
            if !apart {
                joined.0.append(shared);
                joined.1.append(members);
            }
            apart
        });
        joined.1.sort_unstable();
        groups.push(joined);
    }
    groups.sort_by_key(|(_, members)| members[0]);
    let groups = groups.into_iter().map(|(_, members)| members);
    groups
        .map(|members| part(&members, &steps, &variables, columns, opening))
        .collect()
}

fn part(
    members: &[usize],
    steps: &[Step],
    variables: &[BTreeSet<String>],
    columns: &[String],
    opening: &Opening,
) -> Part {
    let mut body = String::new();
    let mut used = BTreeSet::new();
    let mut matched = BTreeSet::new();
    let mut made = BTreeSet::new();
    for &at in members {
        steps[at].write(&mut body);
        used.extend(variables[at].iter().cloned());
        match &steps[at] {
            Step::Join(pattern) => {
                matched.append(&mut certain(pattern));
                assigned(pattern, &mut made);
            }
            Step::Optional(pattern, _) => assigned(pattern, &mut made),
            Step::Bind(variable, _) => {
                made.insert(variable.as_str().to_owned());
            }
            Step::Minus(_) | Step::Filter(_) => {}
        }
    }
    let here = |slot: &Slot| match slot {
        Slot::Term(_) => true,
        Slot::Variable(variable) => used.contains(variable),
    };
    let of_part = |fact: &&FactPattern| {
        let mut slots = [&fact.subject, &fact.predicate, &fact.object]
            .into_iter()
            .chain(&fact.graph);
        slots.all(here) && fact.branches.iter().all(|branch| used.contains(branch))
    };
    let is_column = |set: &BTreeSet<String>, column: &&String| set.contains(*column);
    Part {
        matched: columns
            .iter()
            .filter(|column| is_column(&matched, column) && !made.contains(*column))
            .cloned()
            .collect(),
        columns: columns
            .iter()
            .filter(|column| is_column(&used, column))
            .cloned()
            .collect(),
        facts: opening.facts.iter().filter(of_part).cloned().collect(),
        claims: opening
            .claims
            .iter()
            .filter(|claim| here(claim))
            .cloned()
            .collect(),
        body,
    }
}

/// The variables that a pattern binds in every solution.
fn certain(pattern: &GraphPattern) -> BTreeSet<String> {
    use GraphPattern as P;
    match pattern {
        P::Bgp { .. } | P::Path { .. } => {
            let mut found = BTreeSet::new();
            pattern_variables(pattern, &mut found);
            found
        }
        P::Join { left, right } => {
            let mut found = certain(left);
            found.append(&mut certain(right));
            found
        }
        P::Union { left, right } => {
            let right = certain(right);
            let mut found = certain(left);
            found.retain(|variable| right.contains(variable));
            found
        }
        P::Graph { name, inner } => {
            let mut found = certain(inner);
            if let NamedNodePattern::Variable(variable) = name {
                found.insert(variable.as_str().to_owned());
            }
            found
        }
        P::LeftJoin { left: inner, .. }
        | P::Minus { left: inner, .. }
        | P::Filter { inner, .. }
        | P::Extend { inner, .. } => certain(inner),
        _ => BTreeSet::new(),
    }
}

/// The variables that are computed, anywhere in a pattern.
fn assigned(pattern: &GraphPattern, found: &mut BTreeSet<String>) {
    use GraphPattern as P;
    match pattern {
        P::Join { left, right } | P::Union { left, right } | P::LeftJoin { left, right, .. } => {
            assigned(left, found);
            assigned(right, found);
        }
        P::Graph { inner, .. } | P::Minus { left: inner, .. } | P::Filter { inner, .. } => {
            assigned(inner, found);
        }
        P::Extend {
            inner, variable, ..
        } => {
            found.insert(variable.as_str().to_owned());
            assigned(inner, found);
        }
        P::Values { variables, .. } => {
            found.extend(variables.iter().map(|v| v.as_str().to_owned()));
        }
        _ => {}
    }
}
