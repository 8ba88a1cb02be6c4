//! What strangers do to a server that others use: queries that take all its time or memory,
//! clients that go away, or stay and do not read.

use super::server::{Server, encoded};
use std::io::Read;
use std::time::{Duration, Instant};

/// Every fact with every fact with every fact.
const ALL: &str = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }";

fn path(query: &str) -> String {
    format!("/sparql?query={}", encoded(query))
}

/// Waits until it is so. A busy machine needs a while for what is quick elsewhere.
fn soon(what: &str, is_so: impl Fn() -> bool) {
    let start = Instant::now();
    while !is_so() {
        assert!(start.elapsed() < Duration::from_secs(60), "never: {what}");
        std::thread::sleep(Duration::from_millis(50));
    }
}

fn underway(server: &Server) -> i64 {
    server.metric("expograph_queries_underway")
}

#[test]
fn what_takes_too_long_is_told_before_the_first_row() {
    let server = Server::new(300, &["--timeout", "0.7", "--queries", "8"]);
    let digits: String = ('a'..='o')
        .map(|name| format!("VALUES ?{name} {{ 0 1 2 3 4 5 6 7 8 9 }} "))
        .collect();
    let slow = [
        format!("SELECT (COUNT(*) AS ?n) {{ {digits} }}"),
        format!("SELECT * {{ {digits} }} ORDER BY ?a"),
        format!("ASK {{ {{ SELECT (COUNT(*) AS ?n) {{ {digits} }} }} FILTER(?n = 1) }}"),
        format!("{ALL} ORDER BY ?a"),
        ALL.replace("SELECT *", "SELECT (GROUP_CONCAT(?c) AS ?t)"),
        ALL.replace("SELECT *", "SELECT DISTINCT ?b") + " OFFSET 3",
        "SELECT (COUNT(*) AS ?n) { ?a (<http://x/q>|^<http://x/q>)* ?b . ?c (<http://x/q>|^<http://x/q>)* ?d }".to_owned(),
        "CONSTRUCT { <http://x/a> <http://x/r> <http://x/b> } { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }".to_owned(),
    ];
    for query in &slow {
        let start = Instant::now();
        let reply = server.query(query, "");
        assert_eq!(reply.status, 503, "{query}: {}", reply.body);
        assert!(!reply.header("retry-after").is_empty());
        assert!(reply.body.contains("time limit"), "{}", reply.body);
        assert!(
            start.elapsed() < Duration::from_secs(6),
            "{query}: {:?}",
            start.elapsed()
        );
    }
    // The threads end, too.
    soon("all threads end", || underway(&server) == 0);
}

#[test]
fn what_takes_too_long_later_is_cut_off() {
    let server = Server::new(300, &["--timeout", "1"]);
    let ask = |accept: &str| {
        let request = format!(
            "GET {} HTTP/1.1\r\nHost: x\r\nAccept: {accept}\r\n\r\n",
            path(ALL)
        );
        server.raw(&request)
    };
    for accept in ["text/csv", "application/sparql-results+json"] {
        let reply = ask(accept);
        assert!(reply.starts_with("HTTP/1.1 200 "), "{}", &reply[..200]);
        let (head, body) = reply.split_once("\r\n\r\n").expect("a head");
        assert!(
            head.to_ascii_lowercase()
                .contains("transfer-encoding: chunked"),
            "{head}"
        );
        assert!(body.len() > 1000);
        // The last chunk, by which a client knows that it has all; a row of CSV may end so, too.
        assert!(
            !body.ends_with("\r\n0\r\n\r\n"),
            "half an answer as a whole one"
        );
    }
    // A client of HTTP/1.0 could not tell: it gets all or nothing.
    let reply = server.raw(&format!("GET {} HTTP/1.0\r\n\r\n", path(ALL)));
    assert!(
        reply.contains(" 503 "),
        "{}",
        &reply[..reply.len().min(300)]
    );
    soon("all threads end", || underway(&server) == 0);
}

#[test]
fn an_abandoned_query_stops() {
    let server = Server::new(300, &["--timeout", "60", "--queries", "4"]);
    let count = ALL.replace("SELECT *", "SELECT (COUNT(*) AS ?n)");
    for query in [ALL, &count, &format!("{ALL} ORDER BY ?i")] {
        let request = format!(
            "GET {} HTTP/1.1\r\nHost: x\r\nAccept: text/csv\r\n\r\n",
            path(query)
        );
        let socket = server.socket(&request);
        soon("it begins", || underway(&server) == 1);
        drop(socket);
        soon("it ends", || underway(&server) == 0);
    }
}

#[test]
fn who_does_not_read_holds_nothing_forever() {
    let server = Server::new(300, &["--timeout", "60", "--queries", "1"]);
    let request = format!(
        "GET {} HTTP/1.1\r\nHost: x\r\nAccept: text/csv\r\n\r\n",
        path(ALL)
    );
    let before = server.memory();
    let mut socket = server.socket(&request);
    soon("it begins", || underway(&server) == 1);
    // Nothing piles up behind a client that reads slowly.
    std::thread::sleep(Duration::from_secs(3));
    if let (Some(before), Some(now)) = (before, server.memory()) {
        assert!(now < before + (64 << 20), "{before} {now}");
    }
    // But it may read slowly.
    let mut piece = vec![0; 4 << 20];
    socket.read_exact(&mut piece).expect("more");
    assert_eq!(underway(&server), 1);
    let start = Instant::now();
    while underway(&server) > 0 {
        assert!(
            start.elapsed() < Duration::from_secs(40),
            "it is still under way"
        );
        std::thread::sleep(Duration::from_millis(200));
    }
}

#[test]
fn more_than_there_are_turns_for_are_refused() {
    let server = Server::new(300, &["--timeout", "60", "--queries", "2"]);
    let count = ALL.replace("SELECT *", "SELECT (COUNT(*) AS ?n)");
    let request = format!("GET {} HTTP/1.1\r\nHost: x\r\n\r\n", path(&count));
    let sockets = [server.socket(&request), server.socket(&request)];
    soon("both begin", || underway(&server) == 2);
    let reply = server.query("ASK {}", "");
    assert_eq!(reply.status, 429, "{}", reply.body);
    assert!(!reply.header("retry-after").is_empty());
    // Pages are still made.
    let start = Instant::now();
    assert_eq!(server.get("/about", "text/html").status, 200);
    assert!(
        start.elapsed() < Duration::from_secs(2),
        "{:?}",
        start.elapsed()
    );
    drop(sockets);
    soon("a turn comes back", || {
        server.query("ASK {}", "").status == 200
    });
}

#[test]
fn memory_is_bounded() {
    let server = Server::new(
        6000,
        &["--timeout", "20", "--memory", "60", "--queries", "2"],
    );
    let Some(before) = server.memory() else {
        return;
    };
    let mut stopped = 0;
    let long = "x".repeat(20_000);
    let greedy = [
        "SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?a".to_owned(),
        "SELECT DISTINCT * { ?a ?b ?c . ?d ?e ?f } OFFSET 100000000".to_owned(),
        format!("SELECT (GROUP_CONCAT(CONCAT('{long}', ?c)) AS ?t) {{ ?a ?b ?c . ?d ?e ?f }}"),
        "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f } GROUP BY ?a ?d".to_owned(),
        "SELECT (COUNT(?x) AS ?n) { ?a ?b ?c . ?d ?e ?f BIND(CONCAT(STR(?a), STR(?f)) AS ?x) }"
            .to_owned(),
    ];
    for query in &greedy {
        // Slow machines may need all the time before they need all the memory.
        let reply = server.query(query, "");
        assert_eq!(reply.status, 503, "{query}: {}", reply.body);
        stopped += usize::from(reply.body.contains("memory"));
        soon("it is given back", || {
            let now = server.memory().expect("told");
            now < before + (150 << 20)
        });
    }
    assert!(stopped > 0, "none took too much memory");
    let most = server.most_memory().expect("told");
    assert!(most < before + (400 << 20), "{before} {most}");
    // As long as more than 60 MiB are held, every query is sent away.
    soon("it answers again", || {
        server.query("ASK {}", "").status == 200
    });
}

#[test]
fn queries_made_to_break_parsers_do_not() {
    let server = Server::new(10, &["--timeout", "3", "--queries", "2"]);
    let nested = |open: &str, inner: &str, close: &str, times: usize| {
        format!("{}{inner}{}", open.repeat(times), close.repeat(times))
    };
    let queries = [
        format!("ASK {{ FILTER({}) }}", nested("(", "1", ")", 100_000)),
        format!("ASK {{ FILTER({}) }}", nested("!(", "1", ")", 50)),
        format!(
            "SELECT ({} AS ?x) {{}}",
            nested("REPLACE('a', 'b', ", "'c'", ")", 50)
        ),
        format!("ASK {}", nested("{", "", "}", 100_000)),
        format!("SELECT * {{ ?s ?p {} }}", nested("(", "1", ")", 200)),
        format!("SELECT * {{ ?s {} ?o }}", nested("(", "<a:a>", ")*", 240)),
        format!("ASK {{ FILTER(1{}) }}", "+1".repeat(200_000)),
        format!("ASK {{ FILTER(1{}) }}", " -1".repeat(19_000)),
        format!("ASK {{ {{}} {} }}", "UNION {}".repeat(50_000)),
        format!("ASK {{ {} }}", "{}".repeat(110)),
        format!("ASK {{ {{}} {} }}", "UNION {}".repeat(110)),
        format!("ASK {{ FILTER(1{}) }}", "+1".repeat(490)),
        format!("ASK {{ FILTER(1{}) }}", "&&1".repeat(240)),
        format!(
            "SELECT {} {{}}",
            (0..490)
                .map(|n| format!("(1 AS ?x{n})"))
                .collect::<String>()
        ),
        format!("SELECT * {{ ?a ?b ?c {} }}", "FILTER(?a > ?c) ".repeat(240)),
        format!("DESCRIBE {}", "<a:a> ".repeat(490)),
        format!("SELECT * {{ ?a {} ?b }}", vec!["<a:a>"; 110].join("/")),
        format!("SELECT * {{ {} }}", "?a ?b ?c . ".repeat(20_000)),
        format!("SELECT * {{ {} }}", "{ {} UNION {} } ".repeat(55)),
        format!(
            "SELECT ?x59 {{ VALUES ?x0 {{ 'ten bytes.' }} {} }}",
            (1..60)
                .map(|n| format!("BIND(CONCAT(?x{0}, ?x{0}) AS ?x{n}) ", n - 1))
                .collect::<String>()
        ),
        "{ (".repeat(100_000),
        "SELECT \u{0} \u{feff} \u{202e}".to_owned(),
        "ASK { FILTER(REGEX('a', '(a{1000}){1000}')) }".to_owned(),
        "\"".repeat(100_000),
        format!("ASK {{ FILTER(?x IN (1{})) }}", ", 1".repeat(100_000)),
        format!("SELECT * {{ {} }}", "OPTIONAL { ?a ?b ?c } ".repeat(110)),
        format!(
            "SELECT * {{ {} }}",
            (0..110)
                .map(|n| format!("?a{n} ?b{n} ?c{n} . "))
                .collect::<String>()
        ),
    ];
    for query in &queries {
        soon("a turn", || underway(&server) == 0);
        let start = Instant::now();
        let content_type = [("content-type", "application/sparql-query")];
        let (reply, broken) = server.exchange("POST", "/sparql", &content_type, query.as_bytes());
        let name: String = query.chars().take(60).collect();
        // Rows that were begun break off at the limit, and not before.
        assert!(
            broken.is_none() || start.elapsed() > Duration::from_millis(2500),
            "{name}: broken after {:?}",
            start.elapsed()
        );
        assert!(
            matches!(reply.status, 200 | 400 | 503),
            "{name}: {} {}",
            reply.status,
            reply.body
        );
        assert!(
            start.elapsed() < Duration::from_secs(8),
            "{name}: {:?}",
            start.elapsed()
        );
    }
    let threads = server.threads();
    assert!(threads < 40, "{threads} threads");
    soon("all threads end", || underway(&server) == 0);
}
