//! Applying rules until nothing new follows. Every triple is taken once: what follows from it
//! alone, and from it together with those taken before, is put behind the others.

use super::Extent;
use super::rule::{Link, Rule, Rules};
use crate::graph::Line;
use crate::rdf::vocab::{INFERRED, rdf};
use rustc_hash::{FxHashMap, FxHashSet};

/// What follows from `facts`, the lines of a default graph, and is not among them: the lines of the
/// graph [`INFERRED`], sorted. Statements about the ontology's own terms are not used.
pub fn infer(facts: &str, rules: &Rules, extent: Extent) -> String {
    let mut names = Names::default();
    let compiled = Compiled::new(rules, &mut names);
    let terms: FxHashSet<u32> = rules
        .subjects
        .iter()
        .map(|term| names.number(&format!("<{term}>")))
        .collect();
    let mut known = Known::default();
    for line in facts.lines() {
        let Some(line) = Line::split(line) else {
            continue;
        };
        let Some(predicate) = names.find(line.predicate()) else {
            continue;
        };
        if compiled.matters.contains(&predicate) {
            let subject = names.number(line.subject());
            if !terms.contains(&subject) {
                known.add((subject, predicate, names.number(line.object())));
            }
        }
    }
    let stated = known.triples.len();
    compiled.close(&mut known, &names);

    let own: FxHashSet<u32> = rules
        .declared
        .iter()
        .map(|term| names.number(&format!("<{term}>")))
        .collect();
    let mut lines: Vec<String> = known.triples[stated..]
        .iter()
        .filter(|(subject, predicate, object)| {
            let term = if *predicate == compiled.rdf_type {
                object
            } else {
                predicate
            };
            (extent == Extent::Full || own.contains(term)) && !terms.contains(subject)
        })
        .map(|(subject, predicate, object)| {
            let [subject, predicate, object] =
                [*subject, *predicate, *object].map(|term| names.written(term));
            format!("{subject} {predicate} {object} {INFERRED} .\n")
        })
        .collect();
    lines.sort_unstable();
    lines.concat()
}

type Triple = (u32, u32, u32);

/// Terms as written, by number.
#[derive(Default)]
struct Names {
    numbers: FxHashMap<Box<str>, u32>,
    written: Vec<Box<str>>,
}

impl Names {
    fn find(&self, written: &str) -> Option<u32> {
        self.numbers.get(written).copied()
    }

    fn number(&mut self, written: &str) -> u32 {
        if let Some(known) = self.numbers.get(written) {
            return *known;
        }
        // More terms than that do not fit into any memory.
        let number = u32::try_from(self.written.len()).unwrap_or(u32::MAX);
        self.numbers.insert(written.into(), number);
        self.written.push(written.into());
        number
    }

    fn written(&self, number: u32) -> &str {
        &self.written[number as usize]
    }

    fn is_literal(&self, number: u32) -> bool {
        self.written(number).starts_with('"')
    }
}

/// The triples so far, and those of chains by their ends.
#[derive(Default)]
struct Known {
    triples: Vec<Triple>,
    set: FxHashSet<Triple>,
    /// Objects by property and subject.
    forward: FxHashMap<(u32, u32), Vec<u32>>,
    /// Subjects by property and object.
    backward: FxHashMap<(u32, u32), Vec<u32>>,
}

impl Known {
    fn add(&mut self, triple: Triple) {
        if self.set.insert(triple) {
            self.triples.push(triple);
        }
    }
}

/// Rules with terms as numbers, by the property or class they begin with.
#[derive(Default)]
struct Compiled {
    rdf_type: u32,
    /// All predicates of bodies and heads.
    matters: FxHashSet<u32>,
    classes: FxHashMap<u32, Vec<u32>>,
    properties: FxHashMap<u32, Vec<(u32, bool)>>,
    domains: FxHashMap<u32, Vec<u32>>,
    ranges: FxHashMap<u32, Vec<u32>>,
    chains: Vec<(Vec<(u32, bool)>, u32)>,
    /// The chains a property is a link of, and where.
    links: FxHashMap<u32, Vec<(usize, usize)>>,
}

impl Compiled {
    fn new(rules: &Rules, names: &mut Names) -> Compiled {
        let mut number = |iri: &str| names.number(&format!("<{iri}>"));
        let mut compiled = Compiled {
            rdf_type: number(rdf::TYPE.as_str()),
            ..Compiled::default()
        };
        compiled.matters.insert(compiled.rdf_type);
        for rule in rules.rules.keys() {
            match rule {
                Rule::Class { from, to } => {
                    let to = number(to);
                    compiled.classes.entry(number(from)).or_default().push(to);
                }
                Rule::Property { from, to, flipped } => {
                    let (from, to) = (number(from), number(to));
                    compiled.matters.extend([from, to]);
                    let all = compiled.properties.entry(from).or_default();
                    all.push((to, *flipped));
                }
                Rule::Domain { property, class } | Rule::Range { property, class } => {
                    let (property, class) = (number(property), number(class));
                    compiled.matters.insert(property);
                    let of = match rule {
                        Rule::Domain { .. } => &mut compiled.domains,
                        _ => &mut compiled.ranges,
                    };
                    of.entry(property).or_default().push(class);
                }
                Rule::Chain { links, to } => {
                    let chain: Vec<(u32, bool)> = links
                        .iter()
                        .map(|Link { property, flipped }| (number(property), *flipped))
                        .collect();
                    for (at, (property, _)) in chain.iter().enumerate() {
                        compiled.matters.insert(*property);
                        let of = compiled.links.entry(*property).or_default();
                        of.push((compiled.chains.len(), at));
                    }
                    let to = number(to);
                    compiled.matters.insert(to);
                    compiled.chains.push((chain, to));
                }
            }
        }
        compiled
    }

    fn close(&self, known: &mut Known, names: &Names) {
        let mut next = 0;
        let mut new = Vec::new();
        while let Some(&triple) = known.triples.get(next) {
            next += 1;
            self.follow(triple, known, names, &mut new);
            for triple in new.drain(..) {
                known.add(triple);
            }
        }
    }

    /// Collects what follows from a triple and those taken before it.
    fn follow(&self, triple: Triple, known: &mut Known, names: &Names, new: &mut Vec<Triple>) {
        let (subject, predicate, object) = triple;
        let is_thing = !names.is_literal(object);
        if predicate == self.rdf_type {
            let above = self.classes.get(&object).into_iter().flatten();
            new.extend(above.map(|class| (subject, predicate, *class)));
        }
        for (to, flipped) in self.properties.get(&predicate).into_iter().flatten() {
            match flipped {
                false => new.push((subject, *to, object)),
                true if is_thing => new.push((object, *to, subject)),
                true => {}
            }
        }
        for class in self.domains.get(&predicate).into_iter().flatten() {
            new.push((subject, self.rdf_type, *class));
        }
        if is_thing {
            for class in self.ranges.get(&predicate).into_iter().flatten() {
                new.push((object, self.rdf_type, *class));
            }
        }
        let Some(links) = self.links.get(&predicate) else {
            return;
        };
        let of = known.forward.entry((predicate, subject)).or_default();
        of.push(object);
        let of = known.backward.entry((predicate, object)).or_default();
        of.push(subject);
        for (chain, at) in links {
            let (links, to) = &self.chains[*chain];
            let (first, last) = match links[*at].1 {
                false => (subject, object),
                true => (object, subject),
            };
            let firsts = reach(known, links[..*at].iter().rev(), first, true);
            if firsts.is_empty() {
                continue;
            }
            let lasts = reach(known, links[*at + 1..].iter(), last, false);
            for first in firsts.iter().filter(|first| !names.is_literal(**first)) {
                new.extend(lasts.iter().map(|last| (*first, *to, *last)));
            }
        }
    }
}

/// Where links lead from a thing, or from where they lead to it.
fn reach<'l>(
    known: &Known,
    links: impl Iterator<Item = &'l (u32, bool)>,
    from: u32,
    against: bool,
) -> Vec<u32> {
    let mut at = vec![from];
    for (property, flipped) in links {
        let index = match *flipped == against {
            true => &known.forward,
            false => &known.backward,
        };
        let mut next: Vec<u32> = at
            .iter()
            .filter_map(|thing| index.get(&(*property, *thing)))
            .flatten()
            .copied()
            .collect();
        next.sort_unstable();
        next.dedup();
        at = next;
    }
    at
}
