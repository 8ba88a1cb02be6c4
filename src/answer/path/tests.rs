//! Paths over small graphs, and against a search that tries everything.

use super::*;
use crate::answer::Limit;
use crate::graph::{Graph, Location, Scope};
use std::fmt::Write;

const BASE: &str = "https://w3id.org/expograph/id/";

/// A graph of facts `subject relation object`, one in a line.
fn graph(facts: &str) -> Graph {
    let mut text = String::from(include_str!("../../../ontology/expo.ttl"));
    text += &format!("@prefix id: <{BASE}> .\n");
    for fact in facts.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let mut words = fact.split(' ');
        let mut next = || words.next().expect("three words");
        let (subject, relation, object) = (next(), next(), next());
        let _ = writeln!(text, "id:{subject} expo:{relation} id:{object} .");
    }
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("graph.ttl");
    std::fs::write(&file, text).expect("written");
    let location = Location::parse(&file.to_string_lossy()).expect("a file");
    Graph::open(&location, &Scope::All).expect("Turtle")
}

fn id(name: &str) -> NamedNode {
    NamedNode::new(format!("{BASE}{name}")).expect("an IRI")
}

fn search(engine: Engine<'_>, from: &str, to: &str) -> Search {
    Search {
        from: id(from),
        to: id(to),
        max_length: 6,
        longer: false,
        limit: 5,
        relations: relations(engine, &Source::embedded()).expect("relations"),
        avoid: Vec::new(),
    }
}

fn found(facts: &str, from: &str, to: &str, change: impl Fn(&mut Search)) -> Connections {
    found_in(&graph(facts), from, to, change)
}

fn found_in(graph: &Graph, from: &str, to: &str, change: impl Fn(&mut Search)) -> Connections {
    let engine = Engine::new(graph, Limit::default());
    let mut search = search(engine, from, to);
    change(&mut search);
    connect(engine, &Source::embedded(), &search).expect("an answer")
}

fn line(path: &Connection) -> String {
    let short = |thing: &Thing| thing.label.trim_start_matches(BASE).to_owned();
    let mut line = short(&path.things[0]);
    for (step, thing) in path.steps.iter().zip(&path.things[1..]) {
        let labels: Vec<&str> = step.facts.iter().map(|fact| fact.label.as_str()).collect();
        let _ = write!(line, " -{}- {}", labels.join("+"), short(thing));
    }
    line
}

fn lines(found: &Connections) -> Vec<String> {
    found.paths.iter().map(line).collect()
}

const FAIRS: &str = "
    e1 speaker ann
    e1 speaker bob
    e1 heldIn oz
    e2 heldIn oz
    e3 heldIn oz
    e4 heldIn oz
    e5 heldIn oz
    e2 speaker bob
    e2 exhibitor acme
    cid affiliation acme
    e3 speaker cid
    e3 organizer acme
    e3 exhibitor acme
    ann post ceo
    e1 session opening
    e1 figure e1-visitors
    e2 figure e1-visitors";

#[test]
fn the_rarest_things_come_first_and_steps_are_read_along_the_way() {
    let two = found(FAIRS, "e1", "e2", |_| ());
    assert_eq!(two.length, Some(2));
    assert_eq!(two.total, Total::Exactly(2));
    assert_eq!(
        lines(&two),
        [
            "e1 -speaker- bob -spoke at- e2",
            "e1 -held in- oz -place of- e2"
        ]
    );
    assert_eq!(two.paths[0].bits, Bits::of(2));
    assert_eq!(two.paths[0].things[1].degree, Some(2));
    assert_eq!(two.paths[1].bits, Bits::of(5));
    assert_eq!(two.paths[0].things[0].degree, None);
    assert_eq!(two.end, End::Found);
    // The same the other way round.
    let back = found(FAIRS, "e2", "e1", |_| ());
    assert_eq!(lines(&back)[0], "e2 -speaker- bob -spoke at- e1");
}

#[test]
fn facts_between_two_things_are_one_step() {
    let two = found(FAIRS, "acme", "e3", |_| ());
    assert_eq!(lines(&two), ["acme -exhibited at+organizes- e3"]);
    assert_eq!(two.paths[0].bits, Bits::default());
    let facts = &two.paths[0].steps[0].facts;
    assert!(
        facts
            .iter()
            .all(|fact| !fact.forwards && fact.sentences.is_empty())
    );
}

#[test]
fn a_longer_path_that_is_more_telling_is_told() {
    let facts: String = (0..100).map(|n| format!("f{n} heldIn oz\n")).collect();
    let facts = format!(
        "{facts} e1 heldIn oz\n e2 heldIn oz\n e1 speaker ann\n ann affiliation acme\n e2 exhibitor acme"
    );
    let two = found(&facts, "e1", "e2", |_| ());
    assert_eq!(lines(&two), ["e1 -held in- oz -place of- e2"]);
    let detour = two.detour.expect("a longer path");
    assert_eq!(
        line(&detour),
        "e1 -speaker- ann -affiliation- acme -exhibited at- e2"
    );
    assert_eq!(detour.bits, Bits::of(2) + Bits::of(2));
    let short = found(&facts, "e1", "e2", |search| search.max_length = 2);
    assert_eq!(short.detour, None);
    let all = found(&facts, "e1", "e2", |search| search.longer = true);
    assert_eq!(all.detour, None);
    assert_eq!(all.total, Total::Exactly(2));
    assert_eq!(lines(&all)[0], line(&detour), "it is the first of all");
}

#[test]
fn relations_and_things_can_be_left_out() {
    let via = |names: &'static [&str]| {
        move |search: &mut Search| {
            let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
            search.relations = named(&search.relations, &names).expect("relations");
        }
    };
    for name in ["held in", "heldIn", "placeOf", "expo:heldIn", "Place Of"] {
        let names: &'static [&str] = Vec::leak(vec![name]);
        let two = found(FAIRS, "e1", "e2", via(names));
        assert_eq!(lines(&two), ["e1 -held in- oz -place of- e2"], "{name}");
    }
    let none = found(FAIRS, "ann", "acme", via(&["speaker"]));
    assert_eq!((none.length, none.end), (None, End::ToExhausted));
    let avoided = found(FAIRS, "e1", "e2", |search| search.avoid = vec![id("bob")]);
    assert_eq!(lines(&avoided), ["e1 -held in- oz -place of- e2"]);
    let ends = found(FAIRS, "e1", "e2", |search| {
        search.avoid = vec![id("e1"), id("e2")]
    });
    assert_eq!(ends.paths.len(), 2, "ends are not passed through");
    let graph = graph(FAIRS);
    let engine = Engine::new(&graph, Limit::default());
    let relations = relations(engine, &Source::embedded()).expect("relations");
    let error = named(&relations, &["speekr".to_owned()]).expect_err("no relation");
    assert!(
        error.to_string().contains("did you mean \"speaker\""),
        "{error}"
    );
}

#[test]
fn figures_and_evidence_are_no_way() {
    let apart = "e1 figure f\n e2 figure f\n p inEdition e1\n p participant ann\n c claimSubject e1\n c claimObject e2";
    for (from, to) in [("e1", "e2"), ("ann", "e1")] {
        let none = found(apart, from, to, |_| ());
        assert_eq!((none.length, none.searched), (None, 1), "{from} {to}");
    }
    let post = found(FAIRS, "ceo", "e1", |_| ());
    assert_eq!(lines(&post), ["ceo -held by- ann -spoke at- e1"]);
}

#[test]
fn what_is_inferred_is_not_walked_twice() {
    let both = found(
        "e1 speaker ann\n ann spokeAt e1\n e2 speaker ann",
        "e1",
        "e2",
        |_| (),
    );
    assert_eq!(lines(&both), ["e1 -speaker- ann -spoke at- e2"]);
}

#[test]
fn how_far_was_searched_is_told() {
    let chain = "a speaker b\n c speaker b\n c speaker d\n e speaker d\n e speaker f\n x speaker y";
    let far = found(chain, "a", "f", |search| search.max_length = 4);
    assert_eq!(
        (far.length, far.searched, far.end),
        (None, 4, End::MaxLength)
    );
    let found_it = found(chain, "a", "f", |search| search.max_length = 5);
    assert_eq!(found_it.length, Some(5));
    let apart = found(chain, "a", "x", |_| ());
    assert_eq!((apart.length, apart.end), (None, End::ToExhausted));
    let unknown = found(chain, "nothing", "x", |_| ());
    assert_eq!((unknown.length, unknown.end), (None, End::FromExhausted));
}

#[test]
fn the_limit_is_told() {
    let many: String = (0..30)
        .map(|n| format!("e1 speaker p{n}\n e2 speaker p{n}\n"))
        .collect();
    let some = found(&many, "e1", "e2", |_| ());
    assert_eq!((some.paths.len(), some.total), (5, Total::Exactly(30)));
    let longer = found(&many, "e1", "e2", |search| {
        search.longer = true;
        search.limit = 40;
    });
    assert_eq!(longer.total, Total::Exactly(30), "no path passes an end");
}

/// Every path without a circle, by depth-first search, with its bits.
fn everything(edges: &[(usize, usize)], nodes: usize, length: usize) -> Vec<(Bits, Vec<usize>)> {
    let next = |at: usize| {
        let mut next: Vec<usize> = edges
            .iter()
            .filter_map(|(a, b)| match (*a == at, *b == at) {
                (true, false) => Some(*b),
                (false, true) => Some(*a),
                _ => None,
            })
            .collect();
        next.sort_unstable();
        next.dedup();
        next
    };
    let degrees: Vec<usize> = (0..nodes).map(|at| next(at).len()).collect();
    let mut open = vec![vec![0]];
    let mut all = Vec::new();
    while let Some(path) = open.pop() {
        for to in next(path[path.len() - 1]) {
            if path.contains(&to) {
                continue;
            }
            let path: Vec<usize> = path.iter().copied().chain([to]).collect();
            if to == 1 {
                let between = &path[1..path.len() - 1];
                let bits = between.iter().map(|at| Bits::of(degrees[*at])).sum();
                all.push((bits, path));
            } else if path.len() <= length {
                open.push(path);
            }
        }
    }
    all.sort_by_key(|(bits, path)| (*bits, path.len()));
    all
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(32))]
    /// Between nodes 0 and 1 of any graph, the same paths as a search that tries everything.
    #[test]
    fn nothing_is_missed(edges in proptest::collection::vec((0usize..9, 0usize..9), 1..22), length in 1usize..7) {
        let facts: String = edges.iter().map(|(a, b)| format!("n{a} speaker n{b}\n")).collect();
        let expected = everything(&edges, 9, length);
        let graph = graph(&facts);
        let all = found_in(&graph, "n0", "n1", |search| {
            search.max_length = length;
            search.longer = true;
            search.limit = 10_000;
        });
        let bits = |paths: &[Connection]| -> Vec<(Bits, usize)> {
            paths.iter().map(|path| (path.bits, path.things.len())).collect()
        };
        let wanted: Vec<(Bits, usize)> = expected.iter().map(|(bits, path)| (*bits, path.len())).collect();
        proptest::prop_assert_eq!(bits(&all.paths), wanted);
        proptest::prop_assert_eq!(all.total, Total::Exactly(expected.len() as u64));
        let shortest = expected.iter().map(|(_, path)| path.len()).min();
        let short = found_in(&graph, "n0", "n1", |search| {
            search.max_length = length;
            search.limit = 10_000;
        });
        proptest::prop_assert_eq!(short.length, shortest.map(|things| things - 1));
        let wanted: Vec<(Bits, usize)> = expected
            .iter()
            .filter(|(_, path)| Some(path.len()) == shortest)
            .map(|(bits, path)| (*bits, path.len()))
            .collect();
        proptest::prop_assert_eq!(short.total, Total::Exactly(wanted.len() as u64));
        let least = expected.first().map(|(bits, _)| *bits);
        let margin = |(bits, _): &(Bits, usize)| bits.less(Bits::ONE).is_some_and(|most| least.is_some_and(|least| least <= most));
        proptest::prop_assert_eq!(short.detour.map(|path| path.bits), least.filter(|_| wanted.first().is_some_and(margin)));
        proptest::prop_assert_eq!(bits(&short.paths), wanted);
    }
}
