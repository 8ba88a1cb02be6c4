//! That every inferred triple has a reason, that reasons hold and lead to facts, whatever circles
//! an ontology runs in.

use super::*;
use crate::answer::Limit;
use crate::build::conclude;
use crate::graph::{Graph, Place, Update, Wanted, ontology};
use crate::infer::{Extent, infer};
use oxigraph::model::{Literal, NamedOrBlankNode};
use proptest::prelude::*;

const PREFIXES: &str = "@prefix : <http://x/> . @prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix y: <http://y/> .\n";

const DOCUMENT: &str = "https://w3id.org/expograph/id/document/a";

/// A graph of facts such as "a p b" that a document states, and of what follows from them.
fn graph(turtle: &str, facts: &[(String, String, String)], extent: Extent) -> Graph {
    let lines = ontology("mine.ttl", &format!("{PREFIXES}{turtle}")).unwrap();
    let mut update = Update::in_memory(&Base::default());
    conclude(&mut update, &lines, extent);
    update.set("https://w3id.org/expograph/ontology", lines);
    let facts: BTreeSet<String> = facts
        .iter()
        .map(|(s, p, o)| {
            let o = match o.strip_prefix('\'') {
                Some(text) => format!("\"{text}\""),
                None => format!("<http://x/{o}>"),
            };
            format!("<http://x/{s}> <http://x/{p}> {o} <{DOCUMENT}> .\n")
        })
        .collect();
    update.set(DOCUMENT, facts.into_iter().collect());
    Graph::from_text(&update.into_text()).unwrap()
}

fn fact(text: &str) -> (String, String, String) {
    let terms: Vec<&str> = text.split(' ').collect();
    (
        terms[0].to_owned(),
        terms[1].to_owned(),
        terms[2].to_owned(),
    )
}

fn why(graph: &Graph, triple: &Triple) -> Option<Ground> {
    let engine = Engine::new(graph, Limit::default());
    let source = Source::embedded();
    let ontology = Ontology::of(engine, &source).unwrap();
    ground(engine, &source, &ontology, triple).unwrap()
}

fn triple(text: &str) -> Triple {
    let (subject, property, object) = fact(text);
    let node = |name: String| match name.strip_prefix("y:") {
        Some(name) => NamedNode::new_unchecked(format!("http://y/{name}")),
        None => NamedNode::new_unchecked(format!("http://x/{name}")),
    };
    let object = match object.strip_prefix('\'') {
        Some(text) => Literal::new_simple_literal(text).into(),
        None => node(object).into(),
    };
    (node(subject), node(property), object)
}

/// "rule(premise, premise)", facts as "s p o".
fn told(ground: &Ground) -> String {
    let names = [&ground.subject, &ground.property, &ground.object];
    let names = names.map(|name| {
        name.label
            .replace("http://x/", "")
            .replace("http://y/", "y:")
    });
    match &ground.rule {
        None => names.join(" "),
        Some(rule) => {
            let premises: Vec<String> = ground.premises.iter().map(told).collect();
            let rule = rule
                .replace("<http://x/", "")
                .replace("<http://y/", "y:")
                .replace('>', "");
            format!("{rule}({})", premises.join(", "))
        }
    }
}

#[test]
fn the_shortest_way_is_told() {
    let turtle = ":p rdfs:subPropertyOf :q . :q rdfs:subPropertyOf :p . :r owl:inverseOf :p .
        :t owl:propertyChainAxiom ( :p :p ) , ( :q [ owl:inverseOf :s ] ) .
        :p a owl:TransitiveProperty .";
    let facts = ["a p b", "b p c", "c p d", "b q a", "e s b", "a s 'text"].map(fact);
    let graph = graph(turtle, &facts, Extent::Full);
    for (asked, expected) in [
        ("a p b", "a p b"),
        ("a q b", "p rdfs:subPropertyOf q(a p b)"),
        ("b r a", "r owl:inverseOf p(a p b)"),
        ("a r b", "r owl:inverseOf p(q rdfs:subPropertyOf p(b q a))"),
        ("a p c", "p rdf:type owl:TransitiveProperty(a p b, b p c)"),
        ("a t c", "t owl:propertyChainAxiom ( p p )(a p b, b p c)"),
        (
            "a t e",
            "t owl:propertyChainAxiom ( q [ owl:inverseOf s ] )(p rdfs:subPropertyOf q(a p b), e s b)",
        ),
    ] {
        let ground = why(&graph, &triple(asked)).unwrap_or_else(|| panic!("{asked}"));
        assert_eq!(told(&ground), expected, "{asked}");
    }
    let stated = why(&graph, &triple("a s 'text")).unwrap();
    assert_eq!(stated.sources, [DOCUMENT]);
    assert_eq!(
        (stated.object.label.as_str(), &stated.object.iri),
        ("text", &None)
    );
    assert_eq!(why(&graph, &triple("d p a")), None);
    assert_eq!(why(&graph, &triple("a s 'another")), None);
}

#[test]
fn a_way_leads_through_terms_that_are_not_written() {
    let turtle = ":p a owl:ObjectProperty ; rdfs:subPropertyOf y:p . y:p rdfs:subPropertyOf :q .
        :q a owl:ObjectProperty .";
    let graph = graph(turtle, &[fact("a p b")], Extent::Own);
    let ground = why(&graph, &triple("a q b")).unwrap();
    assert_eq!(
        told(&ground),
        "y:p rdfs:subPropertyOf q(p rdfs:subPropertyOf y:p(a p b))"
    );
    assert_eq!(why(&graph, &triple("a y:p b")), None);
}

/// Checks that a reason leads to facts, and each step follows from its premises alone.
fn check(ground: &Ground, rules: &Rules) -> Result<(), TestCaseError> {
    let line = |ground: &Ground| {
        let [s, p, o] = [&ground.subject, &ground.property, &ground.object]
            .map(|name| name.iri.clone().unwrap_or_default());
        format!("<{s}> <{p}> <{o}> ")
    };
    if ground.rule.is_none() {
        prop_assert_eq!(&ground.sources, &[DOCUMENT.to_owned()]);
        return Ok(());
    }
    let premises: BTreeSet<String> = ground.premises.iter().map(|p| line(p) + ".\n").collect();
    let premises: String = premises.into_iter().collect();
    let follows = infer(&premises, rules, Extent::Full);
    prop_assert!(
        follows.contains(&line(ground)),
        "{} from {premises}",
        line(ground)
    );
    ground
        .premises
        .iter()
        .try_for_each(|premise| check(premise, rules))
}

/// An axiom on the properties p0..p2.
fn axiom() -> impl Strategy<Value = String> {
    let p = "[p][0-2]";
    prop_oneof![
        (p, p).prop_map(|(a, b)| format!(":{a} rdfs:subPropertyOf :{b} .")),
        (p, p).prop_map(|(a, b)| format!(":{a} owl:inverseOf :{b} .")),
        (p, p, p).prop_map(|(a, b, d)| format!(":{a} owl:propertyChainAxiom ( :{b} :{d} ) .")),
        p.prop_map(|a| format!(":{a} a owl:TransitiveProperty .")),
        p.prop_map(|a| format!(":{a} rdfs:domain :C0 . :C0 rdfs:subClassOf :C1 .")),
        p.prop_map(|a| format!(":{a} rdfs:range :C1 .")),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn whatever_was_inferred_has_a_reason(
        axioms in proptest::collection::vec(axiom(), 1..5),
        given in proptest::collection::vec(("[a-d]", "[p][0-2]", "[a-d]"), 1..6),
    ) {
        let turtle = axioms.join("\n");
        let rules = Rules::of_lines(&ontology("x", &format!("{PREFIXES}{turtle}")).unwrap());
        let graph = graph(&turtle, &given, Extent::Full);
        let wanted = Wanted {
            place: Place::Graph(crate::rdf::vocab::INFERRED.into_owned()),
            ..Wanted::default()
        };
        for quad in graph.quads(&wanted).unwrap() {
            let NamedOrBlankNode::NamedNode(subject) = quad.subject else {
                panic!("a blank subject");
            };
            let ground = why(&graph, &(subject, quad.predicate.clone(), quad.object.clone()));
            let Some(ground) = ground else {
                return Err(TestCaseError::fail(format!("no reason: {} {}", quad.predicate, quad.object)));
            };
            prop_assert!(ground.rule.is_some());
            check(&ground, &rules)?;
        }
    }
}
