//! `/sparql` by the rules of the SPARQL 1.1 Protocol (section 2, one test for each), and `/data` by
//! those of the Graph Store HTTP Protocol for reading, through a real HTTP client.
#![cfg(unix)]

#[path = "serve_sparql/hostile.rs"]
mod hostile;
#[path = "serve_sparql/server.rs"]
mod server;

use server::{Server, encoded};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;

const FORM: &str = "application/x-www-form-urlencoded";
const QUERY: &str = "application/sparql-query";
const JSON: &str = "application/sparql-results+json";
const ASK: &str = "ASK {}";
const CONSTRUCT: &str = "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o } LIMIT 3";

/// One server for all: nothing changes it. A static is never dropped, so another process ends it
/// when this one has ended and its end of the pipe is closed.
fn server() -> &'static Server {
    static SERVER: OnceLock<(Server, Child)> = OnceLock::new();
    let (server, _) = SERVER.get_or_init(|| {
        let server = Server::new(50, &["--queries", "8", "--timeout", "60"]);
        let keeper = Command::new("sh")
            .args(["-c", &format!("cat >/dev/null; kill {}", server.process())])
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn();
        (server, keeper.expect("sh runs"))
    });
    server
}

// 2.1 query operation

#[test]
fn query_by_get() {
    let reply = server().query(ASK, "");
    assert_eq!((reply.status, reply.media_type()), (200, JSON));
    assert!(reply.body.contains("true"), "{}", reply.body);
}

#[test]
fn query_by_post_of_a_form() {
    let reply = server().post("/sparql", FORM, &format!("query={}", encoded(ASK)));
    assert_eq!((reply.status, reply.media_type()), (200, JSON));
    let utf8 = format!("{FORM}; charset=UTF-8");
    let reply = server().post(
        "/sparql",
        &utf8,
        &format!(
            "query={}",
            encoded("ASK { FILTER('\u{e9} +' = '\u{e9} +') }")
        ),
    );
    assert!(reply.body.contains("true"), "{}", reply.body);
}

#[test]
fn query_by_post_of_the_query_itself() {
    let reply = server().post(
        "/sparql",
        QUERY,
        "ASK { FILTER('\u{e9} +%20' = '\u{e9} +%20') }",
    );
    assert_eq!((reply.status, reply.media_type()), (200, JSON));
    assert!(reply.body.contains("true"), "{}", reply.body);
    let reply = server().post(
        "/sparql",
        "Application/SPARQL-Query; charset=\"utf-8\"",
        ASK,
    );
    assert_eq!(reply.status, 200);
}

#[test]
fn no_query_by_post_is_bad() {
    assert_eq!(server().post("/sparql", FORM, "").status, 400);
    assert_eq!(
        server()
            .post("/sparql", FORM, "default-graph-uri=http%3A%2F%2Fx%2Fg1")
            .status,
        400
    );
    assert_eq!(server().post("/sparql", QUERY, "").status, 400);
}

#[test]
fn two_queries_are_bad() {
    let two = format!("query={}&query={}", encoded(ASK), encoded("SELECT * {}"));
    let reply = server().get(&format!("/sparql?{two}"), "");
    assert_eq!(reply.status, 400);
    assert!(reply.body.contains("more than one query"), "{}", reply.body);
    assert_eq!(server().post("/sparql", FORM, &two).status, 400);
    let path = format!("/sparql?query={}", encoded(ASK));
    assert_eq!(server().post(&path, QUERY, ASK).status, 400);
}

#[test]
fn a_post_of_another_type_is_unsupported() {
    for content_type in [
        "text/plain",
        "application/json",
        "multipart/form-data; boundary=x",
        "",
    ] {
        let reply = server().post("/sparql", content_type, "query=ASK%20%7B%7D");
        assert_eq!(reply.status, 415, "{content_type}");
        assert!(reply.body.contains(QUERY), "{}", reply.body);
    }
}

#[test]
fn what_is_not_utf8_is_refused() {
    let latin = [(
        "content-type",
        "application/sparql-query; charset=iso-8859-1",
    )];
    assert_eq!(
        server().send("POST", "/sparql", &latin, b"ASK {}").status,
        415
    );
    let bytes = b"ASK { FILTER('\xff' = '') }";
    assert_eq!(
        server()
            .send("POST", "/sparql", &[("content-type", QUERY)], bytes)
            .status,
        400
    );
    assert_eq!(
        server().get("/sparql?query=ASK%20%7B%7D%ff", "").status,
        400
    );
    assert_eq!(
        server()
            .post("/sparql", FORM, "query=ASK%20%7B%7D%ff")
            .status,
        400
    );
}

#[test]
fn a_broken_query_is_told_with_its_place() {
    let reply = server().query("SELECT ?x {\n  ?x ?y\n}", "text/csv, text/plain");
    assert_eq!((reply.status, reply.media_type()), (400, "text/plain"));
    assert!(
        reply.body.contains("query:3:1: not valid SPARQL"),
        "{}",
        reply.body
    );
    assert_eq!(server().get("/sparql?query=", "").status, 400);
    assert_eq!(
        server().get("/sparql?query=ASK%20%7B%7D%00", "").status,
        400
    );
}

#[test]
fn other_methods_are_not_allowed() {
    for method in ["PUT", "DELETE", "PATCH", "TRACE", "FROB"] {
        let reply = server().send(method, "/sparql", &[], &[]);
        assert_eq!(reply.status, 405, "{method}");
        assert_eq!(
            reply.header("allow"),
            "GET, HEAD, POST, OPTIONS",
            "{method}"
        );
    }
}

// 2.1.4 the dataset

#[test]
fn the_request_names_the_graphs() {
    let values = "SELECT ?o { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } FILTER(CONTAINS(STR(?o), 'in g')) }";
    let asked = |query: &str, graphs: &[(&str, &str)]| {
        let mut form = format!("query={}", encoded(query));
        for (name, graph) in graphs {
            form += &format!("&{name}={}", encoded(graph));
        }
        let by_get = server().get(&format!("/sparql?{form}"), "text/csv");
        assert_eq!(by_get.status, 200, "{}", by_get.body);
        let by_post = server().send(
            "POST",
            "/sparql",
            &[("content-type", FORM), ("accept", "text/csv")],
            form.as_bytes(),
        );
        let (_, graphs) = form.split_once('&').unwrap_or_default();
        let direct = [("content-type", QUERY), ("accept", "text/csv")];
        let direct = server().send(
            "POST",
            &format!("/sparql?{graphs}"),
            &direct,
            query.as_bytes(),
        );
        assert_eq!(by_get.body, by_post.body);
        assert_eq!(by_get.body, direct.body);
        let mut lines: Vec<String> = by_get.body.lines().skip(1).map(str::to_owned).collect();
        lines.sort();
        lines.join(",")
    };
    let (g1, g2) = ("http://x/g1", "http://x/g2");
    assert_eq!(asked(values, &[]), "in g1,in g2");
    assert_eq!(asked(values, &[("default-graph-uri", g1)]), "in g1");
    assert_eq!(
        asked(
            values,
            &[("default-graph-uri", g1), ("default-graph-uri", g2)]
        ),
        "in g1,in g2"
    );
    assert_eq!(asked(values, &[("named-graph-uri", g2)]), "in g2");
    assert_eq!(
        asked(
            values,
            &[("default-graph-uri", g1), ("named-graph-uri", g2)]
        ),
        "in g1,in g2"
    );
    assert_eq!(asked(values, &[("default-graph-uri", "http://x/none")]), "");
    // What the request says counts, not what the query says.
    let from = values.replace(
        "SELECT ?o",
        "SELECT ?o FROM <http://x/g2> FROM NAMED <http://x/g2>",
    );
    assert_eq!(asked(&from, &[]), "in g2,in g2");
    assert_eq!(asked(&from, &[("default-graph-uri", g1)]), "in g1");
    for graph in ["", "g1", "not%20an%20iri", "http%3A%2F%2Fx%2F%3C"] {
        let path = format!("/sparql?query={}&default-graph-uri={graph}", encoded(ASK));
        assert_eq!(server().get(&path, "").status, 400, "{graph}");
    }
}

// 2.1.5 and 2.1.6: what is accepted, and what is answered

#[test]
fn answers_have_the_type_that_is_preferred() {
    let select = "SELECT * { ?s ?p ?o } LIMIT 2";
    for (query, accept, expected) in [
        (select, "", JSON),
        (select, "*/*", JSON),
        (
            select,
            "application/sparql-results+xml",
            "application/sparql-results+xml",
        ),
        (select, "application/xml", "application/xml"),
        (
            select,
            "application/json;q=0.9, text/csv;q=0.5",
            "application/json",
        ),
        (select, "text/*", "text/csv"),
        (
            select,
            "text/tab-separated-values, text/csv;q=0.9",
            "text/tab-separated-values",
        ),
        (
            select,
            "text/turtle;q=1, application/sparql-results+xml;q=0.1",
            "application/sparql-results+xml",
        ),
        (
            ASK,
            "application/sparql-results+xml",
            "application/sparql-results+xml",
        ),
        (ASK, "text/csv", "text/csv"),
        (CONSTRUCT, "", "text/turtle"),
        (CONSTRUCT, "application/n-triples", "application/n-triples"),
        (
            CONSTRUCT,
            "application/rdf+xml;q=0.5, application/ld+json;q=0.7",
            "application/ld+json",
        ),
        (CONSTRUCT, "application/rdf+xml", "application/rdf+xml"),
        (CONSTRUCT, "application/n-quads", "application/n-quads"),
        (CONSTRUCT, "application/trig", "application/trig"),
        (
            "DESCRIBE <http://x/s1>",
            "text/turtle, */*;q=0.1",
            "text/turtle",
        ),
    ] {
        let reply = server().query(query, accept);
        assert_eq!(
            (reply.status, reply.media_type()),
            (200, expected),
            "{query} {accept}"
        );
        assert!(reply.header("vary").to_ascii_lowercase().contains("accept"));
        assert!(!reply.body.is_empty());
    }
    let format = |query: &str, name: &str| {
        let path = format!("/sparql?query={}&{name}", encoded(query));
        let reply = server().get(&path, "application/sparql-results+xml");
        (reply.status, reply.media_type().to_owned())
    };
    assert_eq!(format(select, "format=csv"), (200, "text/csv".to_owned()));
    assert_eq!(format(select, "output=json"), (200, JSON.to_owned()));
    assert_eq!(
        format(select, "format=text%2Fcsv"),
        (200, "text/csv".to_owned())
    );
    assert_eq!(
        format(CONSTRUCT, "format=jsonld"),
        (200, "application/ld+json".to_owned())
    );
    assert_eq!(
        format(CONSTRUCT, "format=xml"),
        (200, "application/rdf+xml".to_owned())
    );
    // Clients that ask many kinds of servers name several.
    let several = format(select, "format=json-ld&output=application%2Fx-a,text%2Fcsv");
    assert_eq!(several, (200, "text/csv".to_owned()));
    let reply = server().get(
        &format!("/sparql?query={}&format=jason", encoded(select)),
        "",
    );
    assert_eq!(reply.status, 400);
    assert!(
        reply.body.contains("did you mean \"json\""),
        "{}",
        reply.body
    );
}

#[test]
fn what_cannot_be_accepted_is_told() {
    for (query, accept, word) in [
        ("SELECT * {}", "image/png", "text/csv"),
        ("SELECT * {}", "text/turtle", JSON),
        (CONSTRUCT, "text/csv", "text/turtle"),
        (
            "SELECT * {}",
            "application/sparql-results+json;q=0",
            "text/csv",
        ),
    ] {
        let reply = server().query(query, accept);
        assert_eq!(reply.status, 406, "{query} {accept}");
        assert!(reply.body.contains(word), "{}", reply.body);
    }
    let odd = "SELECT ?o { GRAPH <http://x/odd> { ?s ?p ?o } }";
    assert_eq!(
        server().query(odd, "application/sparql-results+xml").status,
        406
    );
    assert_eq!(server().query(odd, JSON).status, 200);
}

#[test]
fn the_answers_are_read_back() {
    let query = "SELECT ?n ?s { ?s <http://x/p> ?n } ORDER BY ?n LIMIT 3";
    let json: serde_json::Value =
        serde_json::from_str(&server().query(query, JSON).body).expect("JSON");
    assert_eq!(json["head"]["vars"], serde_json::json!(["n", "s"]));
    assert_eq!(json["results"]["bindings"][1]["n"]["value"], "value 1");
    let csv = server().query(query, "text/csv").body;
    assert_eq!(
        csv,
        "n,s\r\nvalue 0,http://x/s0\r\nvalue 1,http://x/s1\r\nvalue 10,http://x/s10\r\n"
    );
    let tsv = server().query(query, "text/tab-separated-values").body;
    assert!(
        tsv.starts_with("?n\t?s\n\"value 0\"\t<http://x/s0>\n"),
        "{tsv}"
    );
    let triples = server()
        .query(
            "CONSTRUCT { ?s a ?s } { ?s ?p ?o } LIMIT 5000",
            "application/n-triples",
        )
        .body;
    assert_eq!(triples.lines().count(), 50);
}

// 2.2: updates

#[test]
fn updates_are_refused() {
    for reply in [
        server().post("/sparql", "application/sparql-update", "DROP ALL"),
        server().post("/sparql", FORM, "update=DROP%20ALL"),
        server().post("/sparql", FORM, "query=ASK%20%7B%7D&update=DROP%20ALL"),
        server().get("/sparql?update=DROP%20ALL", ""),
    ] {
        assert_eq!(reply.status, 403);
        assert!(reply.body.contains("updates are refused"), "{}", reply.body);
    }
    assert_eq!(server().query("DROP ALL", "").status, 400);
    assert_eq!(
        server()
            .post("/sparql", QUERY, "INSERT DATA { <a:a> <a:a> <a:a> }")
            .status,
        400
    );
}

#[test]
fn other_endpoints_are_not_asked() {
    // Who asked would be noticed.
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    listener.set_nonblocking(true).expect("set");
    let address = listener.local_addr().expect("an address");
    for silent in ["", "SILENT "] {
        let query = format!("SELECT * {{ SERVICE {silent}<http://{address}/> {{ ?s ?p ?o }} }}");
        let reply = server().query(&query, "");
        assert_eq!(reply.status, 403, "{}", reply.body);
        assert!(reply.body.contains("SERVICE is off"), "{}", reply.body);
    }
    let query =
        format!("SELECT * {{ VALUES ?x {{ <http://{address}/> }} SERVICE SILENT ?x {{ }} }}");
    assert_eq!(server().query(&query, "").status, 403);
    let from = format!("SELECT * FROM <http://{address}/data.ttl> {{ ?s ?p ?o }}");
    assert_eq!(server().query(&from, "text/csv").body.lines().count(), 1);
    assert!(listener.accept().is_err(), "somebody called");
}

// HTTP

#[test]
fn heads_are_those_of_answers() {
    for (accept, expected) in [("text/csv", "text/csv"), ("", JSON)] {
        let path = format!("/sparql?query={}", encoded("SELECT * { ?s ?p ?o }"));
        let headers: &[(&str, &str)] = if accept.is_empty() {
            &[]
        } else {
            &[("accept", accept)]
        };
        let reply = server().send("HEAD", &path, headers, &[]);
        assert_eq!((reply.status, reply.media_type()), (200, expected));
        assert!(reply.body.is_empty());
        let full = server().get(&path, accept);
        assert_eq!(reply.header("etag"), full.header("etag"));
        // How long the answer is nobody has found out.
        assert_eq!(reply.header("content-length"), "");
        let tag = full.header("etag");
        let known = server().send(
            "GET",
            &path,
            &[("accept", accept), ("if-none-match", tag)],
            &[],
        );
        assert_eq!((known.status, known.header("content-length")), (304, ""));
    }
    let path = format!("/sparql?query={}", encoded("SELEC"));
    assert_eq!(
        server()
            .send("HEAD", &path, &[("accept-encoding", "identity")], &[])
            .status,
        400
    );
}

#[test]
fn pages_of_other_sites_may_ask() {
    let preflight = [
        ("origin", "https://example.org"),
        ("access-control-request-method", "POST"),
        ("access-control-request-headers", "content-type"),
    ];
    for path in ["/sparql", "/data"] {
        let reply = server().send("OPTIONS", path, &preflight, &[]);
        assert_eq!(reply.status, 204);
        assert_eq!(reply.header("access-control-allow-origin"), "*");
        assert!(reply.header("access-control-allow-methods").contains("GET"));
        assert!(
            reply
                .header("access-control-allow-headers")
                .contains("Content-Type")
        );
        assert!(reply.header("allow").contains("OPTIONS"));
    }
    for reply in [
        server().query(ASK, ""),
        server().query("SELEC", ""),
        server().get("/data?default", ""),
    ] {
        assert_eq!(reply.header("access-control-allow-origin"), "*");
    }
}

#[test]
fn who_has_the_answer_gets_no_other() {
    let path = format!("/sparql?query={}", encoded("SELECT * { ?s ?p ?o } LIMIT 5"));
    let first = server().get(&path, "text/csv");
    let tag = first.header("etag");
    assert!(tag.starts_with("W/\""), "{tag}");
    let again = server().send(
        "GET",
        &path,
        &[("accept", "text/csv"), ("if-none-match", tag)],
        &[],
    );
    assert_eq!((again.status, again.body.as_str()), (304, ""));
    assert_eq!(again.header("etag"), tag);
    let other = server().send(
        "GET",
        &path,
        &[("accept", JSON), ("if-none-match", tag)],
        &[],
    );
    assert_eq!(other.status, 200);
    // What may be another answer the next time has no tag.
    let now = server().query("SELECT (NOW() AS ?now) (RAND() AS ?r) {}", "");
    assert_eq!(
        (now.header("etag"), now.header("cache-control")),
        ("", "no-store")
    );
    assert_eq!(
        server().query("SELEC", "").header("cache-control"),
        "no-store"
    );
}

#[test]
fn what_is_too_long_is_refused() {
    let long = format!("ASK {{}} #{}", "x".repeat(40 << 10));
    assert_eq!(server().query(&long, "").status, 414);
    assert_eq!(server().post("/sparql", QUERY, &long).status, 200);
    let longer = format!("ASK {{}} #{}", "x".repeat(2 << 20));
    let head = format!(
        "POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: {QUERY}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
        longer.len()
    );
    let reply = server().raw(&head);
    assert!(reply.starts_with("HTTP/1.1 413 "), "{reply}");
    let many = format!("SELECT * {{ VALUES ?x {{ {} }} }}", "1 ".repeat(100_000));
    let reply = server().send(
        "POST",
        "/sparql",
        &[("content-type", QUERY), ("accept", "text/csv")],
        many.as_bytes(),
    );
    assert_eq!((reply.status, reply.body.lines().count()), (200, 100_001));
}

#[test]
fn long_answers_are_whole_for_old_clients_too() {
    let path = format!(
        "/sparql?query={}",
        encoded("SELECT * { ?a ?b ?c . ?d ?e ?f }")
    );
    let reply = server().raw(&format!("GET {path} HTTP/1.0\r\nAccept: text/csv\r\n\r\n"));
    let (head, body) = reply.split_once("\r\n\r\n").expect("a head");
    assert!(head.contains(" 200 "), "{head}");
    let length = head.to_ascii_lowercase();
    let length = length
        .lines()
        .find_map(|line| line.strip_prefix("content-length: "));
    assert_eq!(length.map(str::parse), Some(Ok(body.len())), "{head}");
    assert_eq!(body.lines().count(), 10_001);
}

// The service description

#[test]
fn the_service_describes_itself() {
    for (accept, media_type) in [
        ("", "text/turtle"),
        ("application/rdf+xml", "application/rdf+xml"),
        ("application/ld+json", "application/ld+json"),
        ("application/n-triples", "application/n-triples"),
    ] {
        let reply = server().get("/sparql", accept);
        assert_eq!((reply.status, reply.media_type()), (200, media_type));
    }
    let text = server().get("/sparql", "application/n-triples").body;
    for words in [
        "sparql-service-description#Service>",
        "sparql-service-description#SPARQL11Query>",
        "formats/SPARQL_Results_JSON>",
        "formats/RDF_XML>",
    ] {
        assert!(text.contains(words), "{words}\n{text}");
    }
    assert!(
        text.contains(&format!("endpoint> <http://{}/sparql>", server().address)),
        "{text}"
    );
    assert_eq!(server().get("/sparql", "image/png").status, 406);
}

#[test]
fn the_usual_prefixes_are_known() {
    let reply = server().query(
        "SELECT * { ?x expo:year ?y . ?x a schema:Event }",
        "text/csv",
    );
    assert_eq!((reply.status, reply.body.as_str()), (200, "x,y\r\n"));
    let own = server().query(
        "PREFIX expo: <http://x/> SELECT * { expo:s1 expo:p ?y }",
        "text/csv",
    );
    assert_eq!(own.body, "y\r\nvalue 1\r\n");
    assert_eq!(
        server()
            .query("SELECT * { ?x unheardof:year ?y }", "")
            .status,
        400
    );
}

// The Graph Store Protocol, reading

#[test]
fn graphs_are_read() {
    let default = server().get("/data?default", "application/n-triples");
    assert_eq!(
        (default.status, default.media_type()),
        (200, "application/n-triples")
    );
    assert_eq!(default.body.lines().count(), 100);
    let graph = format!("/data?graph={}", encoded("http://x/g1"));
    let one = server().get(&graph, "application/n-triples");
    assert_eq!(one.body, "<http://x/a> <http://x/p> \"in g1\" .\n");
    for (accept, expected) in [
        ("", "text/turtle"),
        ("application/rdf+xml", "application/rdf+xml"),
        (
            "application/ld+json, text/turtle;q=0.5",
            "application/ld+json",
        ),
    ] {
        let reply = server().get(&graph, accept);
        assert_eq!((reply.status, reply.media_type()), (200, expected));
        let head = server().send(
            "HEAD",
            &graph,
            &[("accept", if accept.is_empty() { "*/*" } else { accept })],
            &[],
        );
        assert_eq!(
            (head.status, head.media_type(), head.body.as_str()),
            (200, expected, "")
        );
    }
    let tag = one.header("etag");
    let again = server().send(
        "GET",
        &graph,
        &[("accept", "application/n-triples"), ("if-none-match", tag)],
        &[],
    );
    assert_eq!(again.status, 304);
    let csv = server().get(&graph, "text/csv");
    assert_eq!(csv.status, 406);
    assert_eq!(
        server().get(&format!("{graph}&format=nt"), "").media_type(),
        "application/n-triples"
    );
}

#[test]
fn graphs_that_are_not_there_are_not_found() {
    let reply = server().get(&format!("/data?graph={}", encoded("http://x/none")), "");
    assert_eq!(reply.status, 404);
    assert!(reply.body.contains("http://x/none"), "{}", reply.body);
    // A relative name is resolved against the address of the store.
    let reply = server().get("/data?graph=g1", "");
    assert_eq!(reply.status, 404);
    assert!(
        reply
            .body
            .contains(&format!("http://{}/g1", server().address)),
        "{}",
        reply.body
    );
    for path in [
        "/data",
        "/data?graph=%20",
        "/data?default&graph=http%3A%2F%2Fx%2Fg1",
        "/data?graph=http%3A%2F%2Fx%2F%3C",
    ] {
        assert_eq!(server().get(path, "").status, 400, "{path}");
    }
}

#[test]
fn graphs_are_not_changed() {
    for method in ["PUT", "POST", "DELETE", "PATCH"] {
        let reply = server().send(
            method,
            "/data?default",
            &[("content-type", "text/turtle")],
            b"<a:a> <a:a> <a:a> .",
        );
        assert_eq!(reply.status, 403, "{method}");
        assert_eq!(reply.header("allow"), "GET, HEAD, OPTIONS");
    }
    assert_eq!(server().send("FROB", "/data?default", &[], &[]).status, 405);
}
