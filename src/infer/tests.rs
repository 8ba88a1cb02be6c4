//! Each kind of rule, what is no rule, and that any rules are applied until nothing new follows.

use super::*;
use crate::graph::ontology;
use crate::rdf::vocab::INFERRED;
use proptest::prelude::*;
use std::collections::BTreeSet;

const PREFIXES: &str = "@prefix : <http://x/> . @prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix y: <http://y/> .\n";

fn rules(turtle: &str) -> Rules {
    Rules::of_lines(&ontology("mine.ttl", &format!("{PREFIXES}{turtle}")).unwrap())
}

/// Facts such as "a p b; b a C; a q 'text'", terms of `http://x/`, as the lines of a default graph.
fn facts(text: &str) -> String {
    let term = |term: &str| match term.strip_prefix('\'') {
        Some(text) => format!("\"{}\"", text.trim_end_matches('\'')),
        None => format!("<http://x/{term}>"),
    };
    let mut lines: Vec<String> = text
        .split(';')
        .filter(|fact| !fact.trim().is_empty())
        .map(|fact| {
            let terms: Vec<&str> = fact.split_whitespace().collect();
            let predicate = match terms[1] {
                "a" => "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>".to_owned(),
                other => term(other),
            };
            format!("{} {predicate} {} .\n", term(terms[0]), term(terms[2]))
        })
        .collect();
    lines.sort();
    lines.concat()
}

/// What follows, written as the facts are.
fn follows(facts: &str, rules: &Rules, extent: Extent) -> Vec<String> {
    let end = format!(" {INFERRED} .");
    infer(facts, rules, extent)
        .lines()
        .map(|line| {
            let triple = line
                .strip_suffix(&end)
                .expect("the graph of what is inferred");
            triple
                .replace("<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>", "a")
                .replace("<http://x/", "")
                .replace("<http://y/", "y:")
                .replace('>', "")
        })
        .collect()
}

fn check(turtle: &str, given: &str, expected: &[&str]) {
    let found = follows(&facts(given), &rules(turtle), Extent::Full);
    assert_eq!(found, expected, "{turtle}\n{given}");
}

#[test]
fn classes_above() {
    check(
        ":A rdfs:subClassOf :B . :B rdfs:subClassOf :C , rdfs:Resource , owl:Thing .",
        "s a A; t a B",
        &["s a B", "s a C", "t a C"],
    );
    check(
        ":A owl:equivalentClass :B .",
        "s a A; t a B",
        &["s a B", "t a A"],
    );
    // An expression is no class that anything could be said to be in.
    check(":A rdfs:subClassOf [ a owl:Restriction ] .", "s a A", &[]);
}

#[test]
fn properties_above_and_their_inverses() {
    check(
        ":p rdfs:subPropertyOf :q . :q owl:equivalentProperty :r .",
        "s p o; s p 'text'",
        &["s q \"text\"", "s q o", "s r \"text\"", "s r o"],
    );
    check(
        ":p owl:inverseOf :q .",
        "a p b; c q d; e p 'text'",
        &["b q a", "d p c"],
    );
    check(
        ":p a owl:SymmetricProperty .",
        "a p b; b p a; c p c; d p e",
        &["e p d"],
    );
}

#[test]
fn domains_and_ranges() {
    check(
        ":p rdfs:domain :A ; rdfs:range :B . :A rdfs:subClassOf :C .",
        "s p o; t p 'text'",
        &["o a B", "s a A", "s a C", "t a A", "t a C"],
    );
}

#[test]
fn chains() {
    check(
        ":t owl:propertyChainAxiom ( :p :q :p ) .",
        "a p b; b q c; c p d; c p 'text'; b p c",
        &["a t \"text\"", "a t d"],
    );
    check(
        ":t owl:propertyChainAxiom ( [ owl:inverseOf :p ] :q ) , ( :q ) .",
        "a p b; a q c",
        &["a t c", "b t c"],
    );
    check(
        ":p a owl:TransitiveProperty .",
        "a p b; b p c; c p d; d p b",
        &[
            "a p c", "a p d", "b p b", "b p d", "c p b", "c p c", "d p c", "d p d",
        ],
    );
    // Broken lists are no chains.
    check(
        ":t owl:propertyChainAxiom ( :p 1 ) , () , _:a . _:a <http://x/rest> _:a .",
        "a p b",
        &[],
    );
    // A chain through what is itself inferred, and into itself.
    check(
        ":t owl:propertyChainAxiom ( :t :p ) . :q rdfs:subPropertyOf :t . :p owl:inverseOf :back .",
        "a q b; c back b; d back c",
        &["a t b", "a t c", "a t d", "b p c", "c p d"],
    );
}

#[test]
fn terms_are_no_things() {
    check(
        ":p a owl:ObjectProperty ; :q :o . :q owl:inverseOf :r ; rdfs:domain :A .",
        "p q o; s q o",
        &["o r s", "s a A"],
    );
}

#[test]
fn the_extent_of_what_is_written() {
    let rules = rules(
        ":p a owl:ObjectProperty ; rdfs:subPropertyOf y:p ; owl:inverseOf :back .
        y:p rdfs:subPropertyOf :q . :q a owl:ObjectProperty . :A a owl:Class ; rdfs:subClassOf y:A .
        y:A rdfs:subClassOf :B . :B a owl:Class .",
    );
    let given = facts("s p o; s a A");
    // What follows by way of another vocabulary's terms is there all the same.
    assert_eq!(follows(&given, &rules, Extent::Own), ["s a B", "s q o"]);
    let full = follows(&given, &rules, Extent::Full);
    assert_eq!(full, ["o back s", "s a B", "s a y:A", "s q o", "s y:p o"]);
    for extent in [Extent::Own, Extent::Full] {
        assert_eq!(Extent::named(extent.name()), Some(extent));
    }
    assert_eq!(Extent::named("Own"), None);
}

#[test]
fn what_is_not_used_is_told() {
    let rules = rules(
        ":A rdfs:subClassOf [ owl:unionOf ( :B :C ) ] . :p a owl:FunctionalProperty .
        :q a owl:SymmetricProperty ; owl:disjointWith :r .",
    );
    let unused: Vec<&str> = rules.unused.iter().map(String::as_str).collect();
    assert_eq!(unused, ["owl:FunctionalProperty", "owl:unionOf"]);
}

/// What follows, slowly: every rule on all triples, again and again.
fn slowly(facts: &str, rules: &Rules) -> BTreeSet<(String, String, String)> {
    let triple = |line: &str| {
        let terms: Vec<&str> = line.trim_end_matches(" .").split(' ').collect();
        let terms: Vec<&str> = terms.iter().map(|t| t.trim_matches(['<', '>'])).collect();
        (
            terms[0].to_owned(),
            terms[1].to_owned(),
            terms[2].to_owned(),
        )
    };
    let mut all: BTreeSet<(String, String, String)> = facts.lines().map(triple).collect();
    let is_a = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";
    loop {
        let mut new = Vec::new();
        for rule in rules.rules.keys() {
            for (s, p, o) in &all {
                match rule {
                    Rule::Class { from, to } if p == is_a && o == from => {
                        new.push((s.clone(), p.clone(), to.clone()));
                    }
                    Rule::Property { from, to, flipped } if p == from => {
                        let (s, o) = if *flipped { (o, s) } else { (s, o) };
                        new.push((s.clone(), to.clone(), o.clone()));
                    }
                    Rule::Domain { property, class } if p == property => {
                        new.push((s.clone(), is_a.to_owned(), class.clone()));
                    }
                    Rule::Range { property, class } if p == property => {
                        new.push((o.clone(), is_a.to_owned(), class.clone()));
                    }
                    _ => {}
                }
            }
            if let Rule::Chain { links, to } = rule {
                let mut ways: BTreeSet<(String, String)> = BTreeSet::new();
                for (at, link) in links.iter().enumerate() {
                    let steps = all.iter().filter(|(_, p, _)| *p == link.property);
                    let steps: Vec<(String, String)> = steps
                        .map(|(s, _, o)| match link.flipped {
                            true => (o.clone(), s.clone()),
                            false => (s.clone(), o.clone()),
                        })
                        .collect();
                    if at == 0 {
                        ways.extend(steps);
                        continue;
                    }
                    ways = ways
                        .iter()
                        .flat_map(|(a, b)| {
                            let on = steps.iter().filter(move |(from, _)| from == b);
                            on.map(move |(_, to)| (a.clone(), to.clone()))
                        })
                        .collect();
                }
                new.extend(ways.into_iter().map(|(a, b)| (a, to.clone(), b)));
            }
        }
        let before = all.len();
        all.extend(new);
        if all.len() == before {
            return all;
        }
    }
}

/// An axiom on the properties p0..p3 and the classes C0..C2.
fn axiom() -> impl Strategy<Value = String> {
    let (p, c) = ("[p][0-3]", "[C][0-2]");
    prop_oneof![
        (p, p).prop_map(|(a, b)| format!(":{a} rdfs:subPropertyOf :{b} .")),
        (p, p).prop_map(|(a, b)| format!(":{a} owl:inverseOf :{b} .")),
        (p, p, p).prop_map(|(a, b, d)| format!(":{a} owl:propertyChainAxiom ( :{b} :{d} ) .")),
        (p, p, p).prop_map(|(a, b, d)| {
            format!(":{a} owl:propertyChainAxiom ( :{b} [ owl:inverseOf :{d} ] :{a} ) .")
        }),
        p.prop_map(|a| format!(":{a} a owl:TransitiveProperty .")),
        p.prop_map(|a| format!(":{a} a owl:SymmetricProperty .")),
        (c, c).prop_map(|(a, b)| format!(":{a} rdfs:subClassOf :{b} .")),
        (p, c).prop_map(|(a, b)| format!(":{a} rdfs:domain :{b} .")),
        (p, c).prop_map(|(a, b)| format!(":{a} rdfs:range :{b} .")),
    ]
}

proptest! {
    #[test]
    fn everything_that_follows_and_nothing_else(
        axioms in proptest::collection::vec(axiom(), 0..6),
        given in proptest::collection::vec(("[a-f]", "[p][0-3]", "[a-f]"), 0..12),
        types in proptest::collection::vec(("[a-f]", "[C][0-2]"), 0..4),
    ) {
        let rules = rules(&axioms.join("\n"));
        let given = given.iter().map(|(s, p, o)| format!("{s} {p} {o};"));
        let types = types.iter().map(|(s, c)| format!("{s} a {c};"));
        let lines: BTreeSet<String> = facts(&given.chain(types).collect::<String>())
            .lines()
            .map(|line| format!("{line}\n"))
            .collect();
        let given: String = lines.into_iter().collect();
        let found = infer(&given, &rules, Extent::Full);
        let end = format!(" {INFERRED} .");
        let all = found.replace(&end, " .") + &given;
        let as_set = |text: &str| text.lines().map(str::to_owned).collect::<BTreeSet<_>>();
        // None is among the facts, and each stands once.
        prop_assert_eq!(as_set(&all).len(), all.lines().count());
        let expected: BTreeSet<String> = slowly(&given, &rules)
            .into_iter()
            .map(|(s, p, o)| format!("<{s}> <{p}> <{o}> ."))
            .collect();
        prop_assert_eq!(as_set(&all), expected);
        // A second time, nothing new follows.
        prop_assert_eq!(infer(&all, &rules, Extent::Full), "");
    }
}
