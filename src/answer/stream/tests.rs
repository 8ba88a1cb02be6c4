//! Answers are whole, and evaluations end when they are told to.

use super::*;
use crate::answer::Index;
use crate::answer::Limit;
use crate::graph::{Graph, Home};
use oxigraph::io::RdfFormat;
use oxigraph::sparql::results::QueryResultsFormat;
use std::fmt::Write as _;
use std::sync::Arc;
use std::time::{Duration, Instant};

fn graph() -> Graph {
    let mut text = String::new();
    for n in 0..300 {
        let _ = writeln!(text, "<http://x/s{n}> <http://x/p> \"value {n}\" .");
        let _ = writeln!(
            text,
            "<http://x/s{n}> <http://x/q> <http://x/s{}> <http://x/g{}> .",
            n + 1,
            n % 3
        );
    }
    Graph::from_text(&text).unwrap()
}

/// Answers on a thread with the stack it needs; cancelled after `time`.
fn answer(query: &str, dataset: &Dataset, time: Option<Duration>) -> Result<String, StreamError> {
    let token = CancellationToken::new();
    let (done, wait) = std::sync::mpsc::channel::<()>();
    std::thread::scope(|scope| {
        let work = || {
            let graph = graph();
            let engine = Engine::new(&graph, Limit::default());
            let Home::Store(store) = graph.home() else {
                panic!("no store")
            };
            let index = Arc::new(Index::new(store).unwrap());
            let prepared = prepare("query", query, engine.base())?;
            let format = match prepared.form() {
                Form::Triples => AnswerFormat::Graph(RdfFormat::NTriples),
                _ => AnswerFormat::Results(QueryResultsFormat::Csv),
            };
            let mut out = Vec::new();
            let engine = engine.over(Some(&index));
            stream(engine, prepared, dataset, &token, format, &mut out)?;
            Ok(String::from_utf8(out).unwrap())
        };
        let thread = std::thread::Builder::new()
            .stack_size(STACK)
            .spawn_scoped(scope, move || {
                let result = work();
                let _ = done.send(());
                result
            });
        if let Some(time) = time {
            let _ = wait.recv_timeout(time);
            token.cancel();
        }
        thread.unwrap().join().unwrap()
    })
}

fn ask(query: &str) -> Result<String, StreamError> {
    answer(query, &Dataset::default(), None)
}

/// That a query stops soon after it is told to.
fn stops(query: &str) {
    let start = Instant::now();
    let time = Duration::from_millis(300);
    let result = answer(query, &Dataset::default(), Some(time));
    assert!(
        matches!(result, Err(StreamError::Stopped)),
        "{query}: {result:?}"
    );
    let late = start.elapsed() - time;
    assert!(late < Duration::from_secs(3), "{query}: {late:?} late");
}

#[test]
fn answers_are_those_of_the_engine() {
    let graph = graph();
    let engine = Engine::new(&graph, Limit::default());
    for query in [
        "SELECT * { ?s <http://x/p> ?o VALUES ?o { 'value 1' 'value 2' } }",
        "SELECT ?o ?n { VALUES (?o ?n) { ('value 1' 1) ('value 3' UNDEF) (UNDEF 2) } ?s <http://x/p> ?o }",
        "SELECT * { { SELECT ?s (COUNT(*) AS ?n) { ?s ?p ?o } GROUP BY ?s } VALUES ?s { <http://x/s1> <http://x/s2> } }",
        "SELECT (CONCAT('a'@en, 'b'@en) AS ?a) (CONCAT('a'@en, 'b'@de) AS ?b) (CONCAT() AS ?c) (CONCAT('a', 'b') AS ?d) (COALESCE(CONCAT('a', 1), 'error') AS ?e) (REPLACE('banana', 'a(n)', '[$1]') AS ?f) (REPLACE('abc', 'B', UCASE('x'), 'i') AS ?g) (UCASE('\u{e9}') AS ?h) {}",
        "SELECT ?g (GROUP_CONCAT(?o; separator='|') AS ?t) { GRAPH ?g { ?s <http://x/q> ?o FILTER(?s IN (<http://x/s1>, <http://x/s2>)) } } GROUP BY ?g",
        "SELECT ?a { VALUES ?a { 3 1 2 } FILTER NOT EXISTS { VALUES ?a { 1 5 } } } ORDER BY DESC(?a)",
        "SELECT ?a { VALUES (?a ?b) { (3 UNDEF) (1 2) (2 'x') } } ORDER BY ?b ?a",
        "SELECT DISTINCT ?p { ?s ?p ?o OPTIONAL { ?o ?q ?r } MINUS { VALUES ?p { <http://x/q> <http://x/r> } } }",
        "ASK { ?s <http://x/p> 'value 7' }",
        "SELECT * { { SELECT DISTINCT ?x { VALUES ?x { UNDEF 1 UNDEF } } } { {} UNION { BIND(2 AS ?y) } } }",
        "SELECT REDUCED ?x { VALUES ?x { UNDEF UNDEF } } LIMIT 1",
        "SELECT (COUNT(*) AS ?n) (SUM(?v) AS ?m) { VALUES ?v { '01'^^<http://www.w3.org/2001/XMLSchema#integer> 1 2.50 } }",
        "SELECT ?s { ?s (<http://x/q>|<http://x/p>)+ 'value 1' }",
        "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s <http://x/q>/<http://x/q> ?o } } GROUP BY ?g",
        "SELECT ?g { GRAPH ?g {} }",
        "SELECT ?x { GRAPH <http://x/g1> { ?x ?y <http://x/s2> } }",
        "SELECT ?x ?y { GRAPH <http://x/g1> { <http://x/s1> ?x ?y } }",
        "SELECT ?x ?g { GRAPH ?g { <http://x/s1> <http://x/q> ?x } }",
        "SELECT ?x ?g { GRAPH ?g { ?x ?y <http://x/s5> } }",
        "SELECT * { <http://x/s1> ?y 'value 1' . <http://x/s2> <http://x/p> ?z }",
    ] {
        let expected = match engine.ask("query", query).unwrap() {
            Answer::Boolean(value) => format!("{value}\n"),
            Answer::Rows(table) => {
                let mut out = Vec::new();
                let format = crate::answer::RowFormat::Csv;
                crate::answer::write_rows(&table, &Default::default(), format, &mut out).unwrap();
                String::from_utf8(out).unwrap()
            }
            Answer::Triples(_) => panic!("triples"),
        };
        let lines = |text: &str| {
            let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
            if !query.contains("ORDER") {
                lines.sort();
            }
            lines
        };
        assert_eq!(lines(&ask(query).unwrap()), lines(&expected), "{query}");
    }
    let triples = ask("CONSTRUCT { ?s a ?p } { ?s ?p 'value 7' }").unwrap();
    assert_eq!(triples.lines().count(), 1);
}

#[test]
fn a_request_names_the_graphs() {
    let node = |iri: &str| NamedNode::new(iri).unwrap();
    let count = "SELECT (COUNT(*) AS ?n) FROM <http://x/g0> { ?s ?p ?o }";
    assert!(ask(count).unwrap().contains("100"));
    let dataset = Dataset {
        default: vec![node("http://x/g1"), node("http://x/g2")],
        named: Vec::new(),
    };
    assert!(answer(count, &dataset, None).unwrap().contains("200"));
    let dataset = Dataset {
        default: Vec::new(),
        named: vec![node("http://x/g1")],
    };
    assert!(answer(count, &dataset, None).unwrap().contains("\n0"));
    let named = "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }";
    assert!(answer(named, &dataset, None).unwrap().contains("100"));
    assert!(ask(named).unwrap().contains("300"));
}

#[test]
fn every_evaluation_can_be_stopped() {
    let digits = |names: std::ops::RangeInclusive<char>| -> String {
        names
            .map(|name| format!("VALUES ?{name} {{ 0 1 2 3 4 5 6 7 8 9 }} "))
            .collect()
    };
    // Nothing here reads a quad.
    stops(&format!(
        "SELECT (COUNT(*) AS ?n) {{ {} }}",
        digits('a'..='o')
    ));
    stops(&format!(
        "SELECT * {{ {} FILTER(?a + ?b + ?c + ?d + ?e + ?f + ?g + ?h + ?i + ?j + ?k + ?l + ?m + ?n + ?o > 1000) }}",
        digits('a'..='o')
    ));
    stops(&format!(
        "ASK {{ {} FILTER(?a + ?b + ?c + ?d + ?e + ?f + ?g + ?h + ?i + ?j + ?k + ?l + ?m + ?n + ?o > 1000) }}",
        digits('a'..='o')
    ));
    let sub = format!("{{ SELECT * {{ {} }} ORDER BY ?b }}", digits('a'..='d'));
    stops(&format!(
        "SELECT (COUNT(*) AS ?n) {{ {sub} {} }}",
        sub.replace('?', "?x")
    ));
    stops(&format!(
        "SELECT * {{ {} MINUS {{ {} FILTER(?a + ?b + ?c + ?d + ?e + ?f + ?g + ?h + ?i > 1000) }} }}",
        digits('a'..='e'),
        digits('a'..='i')
    ));
    // Nor has any row a term.
    stops(&format!(
        "SELECT (COUNT(*) AS ?n) {{ {} }}",
        "{ {} UNION {} } ".repeat(60)
    ));
    let unbound = |name| {
        format!("VALUES ?{name} {{ UNDEF UNDEF UNDEF UNDEF UNDEF UNDEF UNDEF UNDEF UNDEF UNDEF }} ")
    };
    stops(&format!(
        "SELECT (COUNT(*) AS ?n) {{ {} }}",
        ('a'..='o').map(unbound).collect::<String>()
    ));
    stops(&format!(
        "SELECT (COUNT(*) AS ?n) {{ {} }}",
        "{ SELECT ?no { ?s ?p ?o } } ".repeat(9)
    ));
    // Every fact with every fact, in order.
    stops("SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?a");
    stops("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }");
    stops("SELECT DISTINCT ?a { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?a = ?h) }");
    stops("SELECT (GROUP_CONCAT(?c) AS ?t) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }");
}

#[test]
fn a_long_sort_can_be_stopped() {
    let many: String = (0..40_000)
        .map(|n| format!("{} ", n * 7919 % 40_009))
        .collect();
    stops(&format!(
        "SELECT ?x {{ VALUES ?x {{ {many} }} }} ORDER BY SHA512(STR(?x)) MD5(STR(?x))"
    ));
}

#[test]
fn texts_cannot_grow_without_end() {
    let doubled: String = (1..60)
        .map(|n| format!("BIND(CONCAT(?x{}, ?x{}) AS ?x{n}) ", n - 1, n - 1))
        .collect();
    let query = format!("SELECT ?x59 {{ VALUES ?x0 {{ 'ten bytes.' }} {doubled} }}");
    assert!(matches!(ask(&query), Err(StreamError::Text)));
    let long = "x".repeat(5000);
    let twice = format!("REPLACE(REPLACE('{long}', 'x', '{long}'), 'x', '{long}')");
    assert!(matches!(
        ask(&format!("SELECT ({twice} AS ?x) {{}}")),
        Err(StreamError::Text)
    ));
    let nested = "REPLACE('aaaa', 'a', ".repeat(12) + "'aaaa'" + &")".repeat(12);
    assert!(matches!(
        ask(&format!("SELECT ({nested} AS ?x) {{}}")),
        Err(StreamError::Text)
    ));
}

#[test]
fn what_is_not_for_strangers_is_refused() {
    for query in [
        "SELECT * { SERVICE <http://localhost:9/> { ?a ?b ?c } }",
        "SELECT * { SERVICE SILENT <http://localhost:9/> { ?a ?b ?c } }",
        "ASK { FILTER EXISTS { SERVICE SILENT ?x { ?a ?b ?c } } }",
        "SELECT * { { SELECT * { OPTIONAL { SERVICE <http://localhost:9/> {} } } } }",
        "SELECT (COUNT(*) AS ?n) { GRAPH ?g { SERVICE SILENT <http://localhost:9/> { } } }",
    ] {
        assert!(matches!(ask(query), Err(StreamError::Service)), "{query}");
    }
    let patterns: String = (0..300).map(|n| format!("?a{n} ?b{n} ?c{n} . ")).collect();
    for query in [
        format!("SELECT * {{ {patterns} }}"),
        format!(
            "SELECT * {{ ?s ?p {}1{} }}",
            "(".repeat(120),
            ")".repeat(120)
        ),
        format!("ASK {{ FILTER({}1{}) }}", "!(".repeat(80), ")".repeat(80)),
    ] {
        assert!(
            matches!(ask(&query), Err(StreamError::Complex(_))),
            "{}",
            &query[..40]
        );
    }
    assert!(matches!(
        ask("DROP ALL"),
        Err(StreamError::Query(AnswerError::Syntax(_)))
    ));
}
