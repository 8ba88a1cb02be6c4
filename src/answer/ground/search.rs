//! Finding what a triple follows from: backwards from it, by the rules whose conclusion it is,
//! to facts. The first way found with the fewest steps is told; only such a way can be without a
//! circle.

use super::{Triple, standing};
use crate::answer::engine::Engine;
use crate::answer::error::AnswerError;
use crate::infer::{Axiom, Link, Rule, Rules};
use crate::knowledge::Source;
use crate::rdf::vocab::{INFERRED, rdf};
use oxigraph::model::{NamedNode, Term};
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

/// Steps that are looked back at most.
const DEEPEST: usize = 16;

/// Triples that are looked at before giving up.
const MOST: usize = 5_000;

/// Ways to go a chain that are looked at.
const WAYS: usize = 25;

/// What a triple stands on.
#[derive(Debug)]
pub enum Proof<'r> {
    /// It is stated, in these graphs.
    Fact { triple: Triple, graphs: Vec<String> },
    /// It follows from others.
    Follows {
        triple: Triple,
        axiom: &'r Axiom,
        premises: Vec<Proof<'r>>,
    },
}

impl Proof<'_> {
    pub fn triple(&self) -> &Triple {
        match self {
            Proof::Fact { triple, .. } | Proof::Follows { triple, .. } => triple,
        }
    }

    /// Shows it and every proof within it to `see`.
    pub fn each(&self, see: &mut impl FnMut(&Proof<'_>)) {
        see(self);
        if let Proof::Follows { premises, .. } = self {
            premises.iter().for_each(|premise| premise.each(see));
        }
    }
}

/// How a triple stands in the graph.
#[derive(Clone, Debug)]
enum Standing {
    Absent,
    Inferred,
    /// Stated, in these graphs.
    Fact(Vec<String>),
}

/// A way to a triple: the statement of the ontology and what it needs.
type Way<'r> = (&'r Axiom, Vec<Triple>);

/// A search in one graph.
pub struct Search<'r> {
    engine: Engine<'r>,
    source: &'r Source,
    rules: &'r Rules,
    /// Rules by the property or class of their conclusions.
    heads: FxHashMap<&'r str, Vec<(&'r Rule, &'r Axiom)>>,
    standing: FxHashMap<Triple, Standing>,
    ways: FxHashMap<Triple, Vec<Way<'r>>>,
    /// How far back was looked in vain.
    in_vain: FxHashMap<Triple, usize>,
    looked: usize,
}

impl<'r> Search<'r> {
    pub fn new(engine: Engine<'r>, source: &'r Source, rules: &'r Rules) -> Self {
        let mut heads: FxHashMap<&str, Vec<(&Rule, &Axiom)>> = FxHashMap::default();
        for (rule, axiom) in &rules.rules {
            let head = match rule {
                Rule::Class { to, .. } | Rule::Property { to, .. } | Rule::Chain { to, .. } => to,
                Rule::Domain { class, .. } | Rule::Range { class, .. } => class,
            };
            heads.entry(head).or_default().push((rule, axiom));
        }
        Search {
            engine,
            source,
            rules,
            heads,
            standing: FxHashMap::default(),
            ways: FxHashMap::default(),
            in_vain: FxHashMap::default(),
            looked: 0,
        }
    }

    /// What a triple stands on; none if the graph does not hold it, or nothing was found.
    pub fn proof(&mut self, triple: &Triple) -> Result<Option<Proof<'r>>, AnswerError> {
        if matches!(self.standing(triple)?, Standing::Absent) {
            return Ok(None);
        }
        for depth in 0..=DEEPEST {
            if let Some(proof) = self.look(triple, depth)? {
                return Ok(Some(proof));
            }
            if self.looked >= MOST {
                break;
            }
        }
        Ok(None)
    }

    fn look(&mut self, triple: &Triple, depth: usize) -> Result<Option<Proof<'r>>, AnswerError> {
        match self.standing(triple)? {
            Standing::Fact(graphs) => {
                return Ok(Some(Proof::Fact {
                    triple: triple.clone(),
                    graphs,
                }));
            }
            // Whatever follows in the ontology's terms is in the graph.
            Standing::Absent if self.rules.declared.contains(term(triple)) => return Ok(None),
            Standing::Absent | Standing::Inferred => {}
        }
        let seen = self.in_vain.get(triple).is_some_and(|vain| *vain >= depth);
        if depth == 0 || seen || self.looked >= MOST {
            return Ok(None);
        }
        self.looked += 1;
        'ways: for (axiom, needed) in self.ways(triple)? {
            let mut premises = Vec::with_capacity(needed.len());
            for premise in &needed {
                match self.look(premise, depth - 1)? {
                    Some(proof) => premises.push(proof),
                    None => continue 'ways,
                }
            }
            return Ok(Some(Proof::Follows {
                triple: triple.clone(),
                axiom,
                premises,
            }));
        }
        self.in_vain.insert(triple.clone(), depth);
        Ok(None)
    }

    fn standing(&mut self, triple: &Triple) -> Result<Standing, AnswerError> {
        if let Some(known) = self.standing.get(triple) {
            return Ok(known.clone());
        }
        let table = self
            .engine
            .own(self.source, "why/standing", &terms(triple))?;
        let (default, graphs) = standing(&table);
        let found = match default {
            false => Standing::Absent,
            true if graphs.iter().any(|(graph, _)| graph == INFERRED.as_str()) => {
                Standing::Inferred
            }
            true => Standing::Fact(
                graphs
                    .into_iter()
                    .map(|(graph, name)| if name.is_empty() { graph } else { name })
                    .collect(),
            ),
        };
        self.standing.insert(triple.clone(), found.clone());
        Ok(found)
    }

    fn ways(&mut self, triple: &Triple) -> Result<Vec<Way<'r>>, AnswerError> {
        if let Some(known) = self.ways.get(triple) {
            return Ok(known.clone());
        }
        let mut ways = Vec::new();
        let rules = self.heads.get(term(triple)).cloned().unwrap_or_default();
        for (rule, axiom) in rules {
            for needed in self.needed(rule, triple)? {
                // What needs itself explains nothing.
                if !needed.contains(triple) {
                    ways.push((axiom, needed));
                }
            }
        }
        self.ways.insert(triple.clone(), ways.clone());
        Ok(ways)
    }

    /// What a rule needs for a triple, in every way there is.
    fn needed(&self, rule: &Rule, triple: &Triple) -> Result<Vec<Vec<Triple>>, AnswerError> {
        let (subject, predicate, object) = triple;
        let node = |iri: &str| NamedNode::new_unchecked(iri);
        Ok(match rule {
            Rule::Class { from, .. } => {
                vec![vec![(
                    subject.clone(),
                    predicate.clone(),
                    node(from).into(),
                )]]
            }
            Rule::Property {
                from,
                flipped: false,
                ..
            } => vec![vec![(subject.clone(), node(from), object.clone())]],
            Rule::Property { from, .. } => match object {
                Term::NamedNode(object) => {
                    vec![vec![(object.clone(), node(from), subject.clone().into())]]
                }
                _ => Vec::new(),
            },
            Rule::Domain { property, .. } => {
                let from = Term::from(subject.clone());
                self.steps(&[Link::along(property)], &from, None)?
            }
            Rule::Range { property, .. } => {
                let mut back = Link::along(property);
                back.flipped = true;
                self.steps(&[back], &subject.clone().into(), None)?
            }
            Rule::Chain { links, .. } => {
                let from = Term::from(subject.clone());
                self.steps(links, &from, Some(object))?
            }
        })
    }

    /// The ways that links lead from a thing, to another one if it is given.
    fn steps(
        &self,
        links: &[Link],
        from: &Term,
        to: Option<&Term>,
    ) -> Result<Vec<Vec<Triple>>, AnswerError> {
        let inner: Vec<String> = (1..links.len() + usize::from(to.is_none()))
            .map(|at| format!("?m{at}"))
            .collect();
        let mut ends = vec![from.to_string()];
        ends.extend(inner.iter().cloned());
        ends.extend(to.map(Term::to_string));
        let pattern: Vec<String> = links
            .iter()
            .zip(ends.windows(2))
            .map(|(link, ends)| match link.flipped {
                false => format!("{} <{}> {} .", ends[0], link.property, ends[1]),
                true => format!("{} <{}> {} .", ends[1], link.property, ends[0]),
            })
            .collect();
        // A literal is no subject.
        if links.iter().zip(ends.windows(2)).any(|(link, ends)| {
            let subject = &ends[usize::from(link.flipped)];
            subject.starts_with('"')
        }) {
            return Ok(Vec::new());
        }
        let variables = match inner.is_empty() {
            true => "(1 AS ?is)".to_owned(),
            false => inner.join(" "),
        };
        let order = match inner.is_empty() {
            true => String::new(),
            false => format!("ORDER BY {}", inner.join(" ")),
        };
        let query = format!(
            "SELECT {variables} WHERE {{ {} }} {order} LIMIT {WAYS}",
            pattern.join(" ")
        );
        let table = self.engine.rows("why", &query)?;
        let ways = table.rows.iter().map(|row| {
            let mut at = vec![from.clone()];
            if !inner.is_empty() {
                at.extend(row.iter().flatten().cloned());
            }
            at.extend(to.cloned());
            let steps = links.iter().zip(at.windows(2)).map(|(link, ends)| {
                let (subject, object) = match link.flipped {
                    false => (&ends[0], &ends[1]),
                    true => (&ends[1], &ends[0]),
                };
                match subject {
                    Term::NamedNode(subject) => Some((
                        subject.clone(),
                        NamedNode::new_unchecked(link.property.as_str()),
                        object.clone(),
                    )),
                    _ => None,
                }
            });
            steps.collect::<Option<Vec<Triple>>>()
        });
        Ok(ways.flatten().collect())
    }
}

/// The property of a triple, or its class.
fn term(triple: &Triple) -> &str {
    match triple {
        (_, property, Term::NamedNode(class)) if *property == rdf::TYPE => class.as_str(),
        (_, property, _) => property.as_str(),
    }
}

/// The terms of a triple, as the queries want them.
pub fn terms((subject, property, object): &Triple) -> BTreeMap<String, Term> {
    BTreeMap::from([
        ("_subject_iri".to_owned(), subject.clone().into()),
        ("_property_iri".to_owned(), property.clone().into()),
        ("_object_literal".to_owned(), object.clone()),
    ])
}
