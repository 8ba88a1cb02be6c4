//! Rules from the statements of an ontology.

use super::rule::{Axiom, Link, Rule, Rules};
use crate::graph::Line;
use crate::rdf::vocab::{owl, rdf, rdfs};
use oxigraph::model::NamedNodeRef;
use std::collections::{BTreeMap, BTreeSet};

/// The kinds of terms that a type declares.
const KINDS: [NamedNodeRef<'static>; 11] = [
    rdfs::CLASS,
    owl::CLASS,
    rdf::PROPERTY,
    owl::OBJECT_PROPERTY,
    owl::DATATYPE_PROPERTY,
    owl::ANNOTATION_PROPERTY,
    owl::SYMMETRIC_PROPERTY,
    owl::TRANSITIVE_PROPERTY,
    owl::FUNCTIONAL_PROPERTY,
    owl::INVERSE_FUNCTIONAL_PROPERTY,
    owl::RESTRICTION,
];

/// Predicates and classes from which a reasoner for OWL RL infers facts, and this does not.
const UNUSED: [NamedNodeRef<'static>; 14] = [
    owl::ALL_VALUES_FROM,
    owl::FUNCTIONAL_PROPERTY,
    owl::HAS_KEY,
    owl::HAS_VALUE,
    owl::IMPORTS,
    owl::INTERSECTION_OF,
    owl::INVERSE_FUNCTIONAL_PROPERTY,
    owl::MAX_CARDINALITY,
    owl::MAX_QUALIFIED_CARDINALITY,
    owl::ONE_OF,
    owl::SAME_AS,
    owl::SOME_VALUES_FROM,
    owl::UNION_OF,
    owl::DISJOINT_UNION_OF,
];

/// Classes that everything is in, and that say nothing.
const EVERYTHING: [NamedNodeRef<'static>; 2] = [rdfs::RESOURCE, owl::THING];

impl Rules {
    /// The rules in lines of N-Quads, such as [`crate::graph::ontology`] gives.
    pub fn of_lines(lines: &str) -> Rules {
        let lines: Vec<Line<'_>> = lines.lines().filter_map(Line::split).collect();
        let triples = lines
            .iter()
            .map(|line| (line.subject(), line.predicate(), line.object()));
        Rules::of_triples(triples)
    }

    /// The rules in statements whose terms are written as in N-Quads.
    pub fn of_triples<'t>(triples: impl IntoIterator<Item = (&'t str, &'t str, &'t str)>) -> Rules {
        let mut statements = Statements::default();
        for (subject, predicate, object) in triples {
            let about = statements.0.entry(subject).or_default();
            about.entry(bare(predicate)).or_default().insert(object);
        }
        let mut rules = Rules::default();
        for (subject, about) in &statements.0 {
            for (predicate, objects) in about {
                for object in objects {
                    rules.statement(&statements, subject, predicate, object);
                }
            }
        }
        rules
    }

    fn statement(
        &mut self,
        statements: &Statements<'_>,
        subject: &str,
        predicate: &str,
        object: &str,
    ) {
        for term in UNUSED {
            let is_type = predicate == rdf::TYPE.as_str() && iri(object) == Some(term.as_str());
            if is_type || predicate == term.as_str() {
                let name = term.as_str().trim_start_matches(owl::NAMESPACE);
                self.unused.insert(format!("owl:{name}"));
            }
        }
        let Some(subject) = iri(subject) else {
            return;
        };
        self.subjects.insert(subject.to_owned());
        if predicate == owl::PROPERTY_CHAIN_AXIOM.as_str() {
            if let Some(links) = statements.links(object).filter(|links| !links.is_empty()) {
                let all = links.iter().map(|link| link.property.clone());
                self.declared
                    .extend(all.chain(std::iter::once(subject.to_owned())));
                let rule = Rule::Chain {
                    links: links.clone(),
                    to: subject.to_owned(),
                };
                self.add(rule, subject, "owl:propertyChainAxiom", links);
            }
            return;
        }
        let Some(object) = iri(object) else {
            return;
        };
        let owned = str::to_owned;
        let property = |from: &str, to: &str, flipped| Rule::Property {
            from: from.to_owned(),
            to: to.to_owned(),
            flipped,
        };
        let class = |from: &str, to: &str| Rule::Class {
            from: from.to_owned(),
            to: to.to_owned(),
        };
        let mut put = |name: &'static str, rule: Rule| {
            self.add(rule, subject, name, vec![Link::along(object)]);
        };
        if predicate == rdfs::SUB_CLASS_OF.as_str() {
            put("rdfs:subClassOf", class(subject, object));
        } else if predicate == owl::EQUIVALENT_CLASS.as_str() {
            put("owl:equivalentClass", class(subject, object));
            put("owl:equivalentClass", class(object, subject));
        } else if predicate == rdfs::SUB_PROPERTY_OF.as_str() {
            put("rdfs:subPropertyOf", property(subject, object, false));
        } else if predicate == owl::EQUIVALENT_PROPERTY.as_str() {
            put("owl:equivalentProperty", property(subject, object, false));
            put("owl:equivalentProperty", property(object, subject, false));
        } else if predicate == owl::INVERSE_OF.as_str() {
            put("owl:inverseOf", property(subject, object, true));
            put("owl:inverseOf", property(object, subject, true));
        } else if predicate == rdfs::DOMAIN.as_str() {
            let (property, class) = (owned(subject), owned(object));
            put("rdfs:domain", Rule::Domain { property, class });
            self.declared.insert(owned(subject));
        } else if predicate == rdfs::RANGE.as_str() {
            let (property, class) = (owned(subject), owned(object));
            put("rdfs:range", Rule::Range { property, class });
            self.declared.insert(owned(subject));
        } else if predicate == rdf::TYPE.as_str() {
            if object == owl::SYMMETRIC_PROPERTY.as_str() {
                put("rdf:type", property(subject, subject, true));
            } else if object == owl::TRANSITIVE_PROPERTY.as_str() {
                let links = vec![Link::along(subject), Link::along(subject)];
                let to = owned(subject);
                put("rdf:type", Rule::Chain { links, to });
            }
            if KINDS.iter().any(|kind| kind.as_str() == object) {
                self.declared.insert(owned(subject));
            }
        }
    }

    /// Keeps a rule that says something.
    fn add(&mut self, rule: Rule, subject: &str, predicate: &'static str, objects: Vec<Link>) {
        let says_nothing = match &rule {
            Rule::Class { from, to } => from == to || is_everything(to),
            Rule::Property { from, to, flipped } => from == to && !flipped,
            Rule::Domain { class, .. } | Rule::Range { class, .. } => is_everything(class),
            Rule::Chain { links, to } => matches!(&links[..], [one] if one == &Link::along(to)),
        };
        if says_nothing {
            return;
        }
        let axiom = Axiom {
            subject: subject.to_owned(),
            predicate,
            objects,
        };
        let kept = self.rules.entry(rule).or_insert_with(|| axiom.clone());
        if axiom < *kept {
            *kept = axiom;
        }
    }
}

fn is_everything(class: &str) -> bool {
    EVERYTHING.iter().any(|all| all.as_str() == class)
}

/// What an ontology says, by subject as written, predicate and object as written.
#[derive(Default)]
struct Statements<'t>(BTreeMap<&'t str, BTreeMap<&'t str, BTreeSet<&'t str>>>);

impl<'t> Statements<'t> {
    /// The only object of a statement.
    fn one(&self, subject: &str, predicate: NamedNodeRef<'_>) -> Option<&'t str> {
        let objects = self.0.get(subject)?.get(predicate.as_str())?;
        objects.first().filter(|_| objects.len() == 1).copied()
    }

    /// The properties in a list; none if it is broken or holds something else.
    fn links(&self, list: &str) -> Option<Vec<Link>> {
        let end = rdf::NIL.to_string();
        let mut links = Vec::new();
        let mut at = list;
        while at != end {
            // A list that comes back to itself never ends.
            if links.len() > self.0.len() {
                return None;
            }
            let first = self.one(at, rdf::FIRST)?;
            links.push(match iri(first) {
                Some(property) => Link::along(property),
                None => Link {
                    property: iri(self.one(first, owl::INVERSE_OF)?)?.to_owned(),
                    flipped: true,
                },
            });
            at = self.one(at, rdf::REST)?;
        }
        Some(links)
    }
}

/// The IRI that a term as written is.
fn iri(written: &str) -> Option<&str> {
    written.strip_prefix('<')?.strip_suffix('>')
}

fn bare(written: &str) -> &str {
    iri(written).unwrap_or(written)
}
