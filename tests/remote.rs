//! Graphs at endpoints: what is asked of them, and that whatever goes wrong there is one clear
//! line with its exit code and nothing on stdout.
#![cfg(unix)]

#[path = "remote/kept.rs"]
mod kept;
#[path = "remote/server.rs"]
mod server;

use server::{Piece, Server, one, response, results};
use std::process::{Command, Output};
use std::time::{Duration, Instant};

const QUERY: &str = "SELECT ?x { ?s ?p ?x }";

/// The program, with nothing of the environment that concerns endpoints.
fn program(graph: &str, arguments: &[&str]) -> Command {
    let mut command = Command::new(assert_cmd::cargo::cargo_bin("expograph"));
    command
        .args(arguments)
        .args(["--graph", graph])
        .env("HOME", "/nonexistent");
    for name in [
        "EXPOGRAPH_TOKEN",
        "EXPOGRAPH_USER",
        "EXPOGRAPH_PASSWORD",
        "EXPOGRAPH_GRAPH",
        "NETRC",
        "http_proxy",
        "HTTP_PROXY",
        "https_proxy",
        "HTTPS_PROXY",
        "all_proxy",
        "ALL_PROXY",
    ] {
        command.env_remove(name);
    }
    command
}

fn query(server: &Server) -> Output {
    run(&mut program(
        &server.url(),
        &["query", QUERY, "--format", "csv"],
    ))
}

fn run(command: &mut Command) -> Output {
    command.output().expect("it runs")
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("UTF-8")
}

fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("UTF-8")
}

/// That it failed with a code, one line that has these words, and no result.
fn fails(output: &Output, code: i32, words: &[&str]) {
    let message = stderr(output);
    assert_eq!(output.status.code(), Some(code), "{message}");
    assert_eq!(stdout(output), "", "{message}");
    assert_eq!(message.lines().count(), 1, "{message}");
    assert!(message.chars().count() < 700, "{message}");
    assert!(
        !message.contains(|c: char| c.is_control() && c != '\n'),
        "{message:?}"
    );
    for word in words {
        assert!(message.contains(word), "no {word:?} in: {message}");
    }
}

fn gives(output: &Output, expected: &str) {
    let message = stderr(output);
    assert_eq!(output.status.code(), Some(0), "{message}");
    assert_eq!(stdout(output), format!("x\r\n{expected}\r\n"), "{message}");
}

fn pause(milliseconds: u64) -> Piece {
    Piece::Pause(Duration::from_millis(milliseconds))
}

#[test]
fn a_query_is_posted_as_the_protocol_says() {
    let server = Server::start(|_, _| results(&one("a")));
    let url = format!(
        "{}?default-graph-uri=http%3A%2F%2Fx%2Fg&named-graph-uri=http://x/h&key=k",
        server.url()
    );
    let text = "SELECT ?x { ?s expo:words ?x ; rdfs:label \"é & +%\" }";
    let output = run(&mut program(&url, &["query", text, "--format", "csv"]));
    gives(&output, "a");
    let requests = server.requests();
    let request = requests.last().expect("a request");
    assert!(
        request.head.starts_with("POST /sparql?key=k HTTP/1.1"),
        "{}",
        request.head
    );
    assert_eq!(
        request.header("content-type"),
        Some("application/x-www-form-urlencoded")
    );
    assert!(
        request
            .header("accept")
            .is_some_and(|accept| accept.starts_with("application/sparql-results+json"))
    );
    let agent = concat!("expograph/", env!("CARGO_PKG_VERSION"));
    assert_eq!(request.header("user-agent"), Some(agent));
    assert_eq!(request.header("authorization"), None);
    assert!(request.query.ends_with(text), "{}", request.query);
    assert!(request.query.starts_with("PREFIX "), "{}", request.query);
    assert!(
        request
            .body
            .contains("&default-graph-uri=http%3A%2F%2Fx%2Fg&named-graph-uri=")
    );
}

#[test]
fn every_format_of_results_is_read() {
    let xml = "<?xml version=\"1.0\"?><sparql xmlns=\"http://www.w3.org/2005/sparql-results#\"><head><variable name=\"x\"/></head><results><result><binding name=\"x\"><literal>a</literal></binding></result></results></sparql>";
    let json = one("a");
    for (kind, body) in [
        (
            "application/sparql-results+json; charset=utf-8",
            json.as_str(),
        ),
        ("application/json", &json),
        ("application/sparql-results+xml", xml),
        ("text/tab-separated-values", "?x\n\"a\"\n"),
    ] {
        let (kind, body) = (kind.to_owned(), body.to_owned());
        let server = Server::start(move |_, _| response("200 OK", &kind, "", &body));
        gives(&query(&server), "a");
    }
    // Chunked, in small pieces.
    let server = Server::start(|_, _| {
        let mut pieces = vec![Piece::Bytes(
            b"HTTP/1.1 200 OK\r\nContent-Type: application/sparql-results+json\r\nTransfer-Encoding: chunked\r\n\r\n".to_vec(),
        )];
        for piece in one("a").as_bytes().chunks(7) {
            let mut chunk = format!("{:x}\r\n", piece.len()).into_bytes();
            chunk.extend_from_slice(piece);
            chunk.extend_from_slice(b"\r\n");
            pieces.extend([Piece::Bytes(chunk), pause(1)]);
        }
        pieces.push(Piece::Bytes(b"0\r\n\r\n".to_vec()));
        pieces
    });
    gives(&query(&server), "a");
}

/// A result of one row, compressed by another program.
const GZIP: &[u8] = &[
    0x1f, 0x8b, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02, 0x03, 0x15, 0xcb, 0x41, 0x0a, 0xc0, 0x20,
    0x0c, 0x05, 0xd1, 0xbb, 0xfc, 0xb5, 0x27, 0xf0, 0x2a, 0xe2, 0x22, 0xc5, 0xd0, 0x06, 0x82, 0x14,
    0x8d, 0xa5, 0x45, 0x72, 0xf7, 0xea, 0x76, 0x1e, 0x33, 0x71, 0x31, 0x15, 0xc4, 0x89, 0x87, 0x5a,
    0x47, 0x4c, 0x78, 0x91, 0x3d, 0xa0, 0x71, 0x1f, 0x6a, 0x7d, 0xc3, 0x21, 0xb5, 0x48, 0x3d, 0x37,
    0xce, 0xa5, 0xab, 0xd8, 0x77, 0x33, 0x22, 0x54, 0x8c, 0x1b, 0x29, 0xc2, 0x7a, 0x75, 0xec, 0x42,
    0x70, 0xcf, 0xee, 0x3f, 0xac, 0xf4, 0x50, 0xd6, 0x55, 0x00, 0x00, 0x00,
];

#[test]
fn compressed_results_are_read_whole_or_not_at_all() {
    let compressed = |end: usize| {
        let head = "HTTP/1.1 200 OK\r\nContent-Type: application/sparql-results+json\r\nContent-Encoding: gzip\r\n\r\n";
        let mut bytes = head.as_bytes().to_vec();
        bytes.extend_from_slice(&GZIP[..end]);
        Server::start(move |_, _| vec![Piece::Bytes(bytes.clone())])
    };
    let server = compressed(GZIP.len());
    gives(&query(&server), "a");
    let asked = server.requests();
    assert!(
        asked[0]
            .header("accept-encoding")
            .is_some_and(|codings| codings.contains("gzip"))
    );
    for end in [5, 20, GZIP.len() - 20] {
        fails(&query(&compressed(end)), 4, &["breaks off"]);
    }
}

#[test]
fn truth_and_triples_are_read() {
    let server = Server::start(|_, _| results("{\"head\":{},\"boolean\":true}"));
    let output = run(&mut program(&server.url(), &["query", "ASK { ?s ?p ?o }"]));
    assert_eq!(stdout(&output), "true\n", "{}", stderr(&output));
    for (kind, body) in [
        (
            "application/n-triples",
            "<http://x/b> <http://x/p> \"1\" .\n<http://x/a> <http://x/p> \"1\" .\n",
        ),
        (
            "text/plain",
            "<http://x/a> <http://x/p> \"1\" .\n<http://x/b> <http://x/p> \"1\" .\n",
        ),
        (
            "text/turtle",
            "@prefix x: <http://x/> . x:a x:p \"1\" . x:b x:p \"1\" .",
        ),
    ] {
        let server = Server::start(move |_, _| response("200 OK", kind, "", body));
        let construct = "CONSTRUCT WHERE { ?s ?p ?o }";
        let output = run(&mut program(
            &server.url(),
            &["query", construct, "--format", "nt"],
        ));
        let expected = "<http://x/a> <http://x/p> \"1\" .\n<http://x/b> <http://x/p> \"1\" .\n";
        assert_eq!(stdout(&output), expected, "{kind}: {}", stderr(&output));
    }
}

#[test]
fn an_endpoint_that_is_down() {
    // A port that was free a moment ago.
    let port = std::net::TcpListener::bind("127.0.0.1:0")
        .and_then(|l| l.local_addr())
        .expect("a port")
        .port();
    let url = format!("http://127.0.0.1:{port}/sparql");
    for arguments in [
        ["query", QUERY].as_slice(),
        &["run", "series"],
        &["show", "Intel"],
        &["export"],
    ] {
        let output = run(&mut program(&url, arguments));
        fails(&output, 4, &[&url, "no connection", "refused"]);
    }
    let output = run(&mut program(
        "http://no-such-host.invalid/sparql",
        &["run", "series"],
    ));
    fails(&output, 4, &["no connection", "no-such-host.invalid"]);
}

#[test]
fn an_endpoint_that_is_slow() {
    let before = |_: usize, _: &server::Request| vec![pause(5000)];
    let within = |_: usize, _: &server::Request| {
        let body = one("a");
        let head = format!(
            "HTTP/1.1 200 OK\r\nContent-Type: application/sparql-results+json\r\nContent-Length: {}\r\n\r\n{}",
            body.len(),
            &body[..20]
        );
        vec![Piece::Bytes(head.into_bytes()), pause(5000)]
    };
    let trickle = |_: usize, _: &server::Request| {
        let head = "HTTP/1.1 200 OK\r\nContent-Type: application/sparql-results+json\r\nContent-Length: 5000\r\n\r\n{";
        let mut pieces = vec![Piece::Bytes(head.as_bytes().to_vec())];
        pieces.extend((0..100).flat_map(|_| [pause(50), Piece::Bytes(b" ".to_vec())]));
        pieces
    };
    for server in [
        Server::start(before),
        Server::start(within),
        Server::start(trickle),
    ] {
        let start = Instant::now();
        let arguments = ["query", QUERY, "--timeout", "0.5"];
        let output = run(&mut program(&server.url(), &arguments));
        fails(&output, 5, &["time limit of 0.5 s", "--timeout"]);
        assert!(
            start.elapsed() < Duration::from_secs(3),
            "{:?}",
            start.elapsed()
        );
    }
    // Before anything is known of it, too.
    let server = Server::start_all(|_| vec![pause(5000)]);
    let output = run(&mut program(
        &server.url(),
        &["run", "series", "--timeout", "0.3"],
    ));
    fails(&output, 5, &["time limit of 0.3 s"]);
}

#[test]
fn an_endpoint_that_answers_something_else() {
    let page = "<!DOCTYPE html><html><head><title>Welcome &amp; more</title></head><body>...</body></html>";
    let server =
        Server::start(move |_, _| response("200 OK", "text/html; charset=utf-8", "", page));
    fails(&query(&server), 4, &["web page", "Welcome & more"]);
    let server = Server::start(|_, _| response("200 OK", "image/png", "", "\u{1b}[31mPNG"));
    fails(&query(&server), 4, &["image/png", "not results"]);
    let server = Server::start(|_, _| response("200 OK", "text/csv", "", "x\r\na\r\n"));
    fails(&query(&server), 4, &["text/csv"]);
    let server = Server::start(|_, _| {
        results("{\"head\":{\"vars\":[\"x\"]},\"results\":{\"bindings\":[{\"x\":\u{1b}]}}")
    });
    fails(&query(&server), 4, &["no good", "JSON"]);
    let server = Server::start(|_, _| results("{\"head\":{},\"boolean\":true}"));
    fails(&query(&server), 4, &["another kind"]);
    let server = Server::start(|_, _| vec![Piece::Bytes(b"SSH-2.0-x\r\n\r\n".to_vec())]);
    fails(&query(&server), 4, &["no connection"]);
    let server = Server::start(|_, _| Vec::new());
    fails(&query(&server), 4, &["no connection"]);
}

#[test]
fn half_a_result_is_none() {
    let row = "{\"x\":{\"type\":\"literal\",\"value\":\"a\"}}";
    let whole =
        format!("{{\"head\":{{\"vars\":[\"x\"]}},\"results\":{{\"bindings\":[{row},{row}]}}}}");
    let head = "HTTP/1.1 200 OK\r\nContent-Type: application/sparql-results+json\r\n";
    // With no length the connection's end is the body's, wherever that is.
    for end in [
        0,
        1,
        30,
        whole.len() - row.len() - 4,
        whole.len() - 4,
        whole.len() - 1,
    ] {
        let bytes = format!("{head}\r\n{}", &whole[..end]).into_bytes();
        let server = Server::start(move |_, _| vec![Piece::Bytes(bytes.clone())]);
        fails(&query(&server), 4, &["breaks off"]);
    }
    // With a length, or in chunks, which say where it ought to be.
    for framing in [
        format!(
            "Content-Length: {}\r\n\r\n{}",
            whole.len() + 10,
            &whole[..60]
        ),
        format!(
            "Transfer-Encoding: chunked\r\n\r\n{:x}\r\n{}",
            whole.len(),
            &whole[..60]
        ),
        format!(
            "Transfer-Encoding: chunked\r\n\r\n3c\r\n{}\r\n",
            &whole[..60]
        ),
    ] {
        let bytes = format!("{head}{framing}").into_bytes();
        let server = Server::start(move |_, _| vec![Piece::Bytes(bytes.clone())]);
        fails(&query(&server), 4, &["breaks off"]);
    }
    // Formats that have no end of their own.
    for (text, kind, body) in [
        (QUERY, "text/tab-separated-values", "?x\n\"a\"\n"),
        (
            "CONSTRUCT WHERE { ?s ?p ?o }",
            "application/n-triples",
            "<http://x/a> <http://x/p> \"1\" .\n",
        ),
    ] {
        for framing in [
            "\r\n",
            "Content-Length: 500\r\n\r\n",
            "Transfer-Encoding: chunked\r\n\r\n500\r\n",
        ] {
            let bytes =
                format!("HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\n{framing}{body}").into_bytes();
            let server = Server::start(move |_, _| vec![Piece::Bytes(bytes.clone())]);
            let output = run(&mut program(&server.url(), &["query", text]));
            fails(&output, 4, &["breaks off"]);
        }
    }
}

#[test]
fn results_that_the_endpoint_cut_are_none() {
    for header in [
        "X-SPARQL-MaxRows: 1\r\n",
        "X-SQL-State: S1TAT\r\nX-SQL-Message: RC...: Returning incomplete results\r\n",
    ] {
        let server = Server::start(move |_, _| {
            response(
                "200 OK",
                "application/sparql-results+json",
                header,
                &one("a"),
            )
        });
        fails(&query(&server), 4, &["not whole"]);
    }
    let server = Server::start(|_, _| {
        response(
            "206 Partial Content",
            "application/sparql-results+json",
            "",
            &one("a"),
        )
    });
    fails(&query(&server), 4, &["not whole"]);
    let server = Server::start(|_, _| {
        response(
            "200 OK",
            "application/sparql-results+json",
            "X-SPARQL-MaxRows: 2\r\n",
            &one("a"),
        )
    });
    gives(&query(&server), "a");
}

#[test]
fn statuses_say_what_to_do() {
    for (status, code, words) in [
        (
            "400 Bad Request",
            3,
            ["does not take this query", "line 1: oops"].as_slice(),
        ),
        (
            "401 Unauthorized",
            4,
            &["asks for a login", "EXPOGRAPH_USER", "netrc"],
        ),
        ("403 Forbidden", 4, &["403 Forbidden", "may not"]),
        ("404 Not Found", 4, &["404 Not Found", "8890/sparql"]),
        ("406 Not Acceptable", 4, &["format"]),
        ("413 Content Too Large", 4, &["too long"]),
        ("418 I'm a teapot", 4, &["418"]),
        ("405 Method Not Allowed", 4, &["405"]),
    ] {
        let server = Server::start(move |_, _| {
            response(status, "text/plain", "", "line 1: oops\n\nSELECT secret")
        });
        let output = query(&server);
        fails(&output, code, words);
        assert!(stderr(&output).contains("line 1: oops"));
        assert!(!stderr(&output).contains("secret"));
    }
    let page = format!(
        "<html><body><h1>\u{1b}[31mNo</h1>{}</body></html>",
        "x".repeat(10_000_000)
    );
    let server = Server::start(move |_, _| response("403 Forbidden", "text/html", "", &page));
    fails(&query(&server), 4, &["it says: [31mNo"]);
    let server = Server::start(|_, _| {
        response(
            "401 No",
            "text/plain",
            "WWW-Authenticate: Digest realm=\"SPARQL\"\r\n",
            "",
        )
    });
    fails(&query(&server), 4, &["digest"]);
}

#[test]
fn a_busy_endpoint_is_asked_again() {
    for status in [
        "500 Internal Server Error",
        "502 Bad Gateway",
        "503 Busy",
        "504 Gateway Timeout",
        "429 Too Many Requests",
    ] {
        let server = Server::start(move |n, _| match n {
            0 => response(status, "text/plain", "Retry-After: 0\r\n", "wait"),
            _ => results(&one("a")),
        });
        gives(&query(&server), "a");
        assert_eq!(server.requests().len(), 2, "{status}");
    }
    // Not without end, and not at all where it does not help.
    for (status, tries) in [
        ("503 Service Unavailable", 4),
        ("500 Internal Server Error", 2),
        ("501 Not Implemented", 2),
        ("404 Not Found", 1),
    ] {
        let server =
            Server::start(move |_, _| response(status, "text/plain", "Retry-After: 0\r\n", "no"));
        fails(&query(&server), 4, &[status]);
        assert_eq!(server.requests().len(), tries, "{status}");
    }
    // As long as it asks for.
    let server = Server::start(|n, _| match n {
        0 => response(
            "429 Too Many Requests",
            "text/plain",
            "Retry-After: 1\r\n",
            "",
        ),
        _ => results(&one("a")),
    });
    let start = Instant::now();
    gives(&query(&server), "a");
    assert!(start.elapsed() >= Duration::from_secs(1));
    // But not longer than the asker waits, nor for minutes.
    let server =
        Server::start(|_, _| response("503 Busy", "text/plain", "Retry-After: 3600\r\n", "later"));
    let start = Instant::now();
    fails(&query(&server), 4, &["503", "later"]);
    let arguments = ["query", QUERY, "--timeout", "0.4"];
    let server = Server::start(|_, _| response("503 Busy", "text/plain", "", "later"));
    fails(&run(&mut program(&server.url(), &arguments)), 4, &["503"]);
    assert!(start.elapsed() < Duration::from_secs(5));
}

#[test]
fn a_server_that_wants_get_gets_it() {
    let server = Server::start_all(|request| match request.head.starts_with("GET ") {
        true if request.is_about() => {
            results("{\"head\":{\"vars\":[]},\"results\":{\"bindings\":[]}}")
        }
        true => results(&one("a")),
        false => response("405 Method Not Allowed", "text/plain", "", ""),
    });
    gives(&query(&server), "a");
    let last = server.requests().pop().expect("a request");
    assert!(last.head.starts_with("GET /sparql?query="), "{}", last.head);
    assert_eq!(last.query, QUERY);
}

#[test]
fn redirects_are_followed_with_the_query() {
    for status in [
        "301 Moved",
        "302 Found",
        "303 See Other",
        "307 Temporary",
        "308 Permanent",
    ] {
        let server = Server::start(move |n, _| match n {
            0 => response(
                status,
                "text/html",
                "Location: ../other?k=1#x\r\n",
                "<a>moved</a>",
            ),
            _ => results(&one("a")),
        });
        gives(&query(&server), "a");
        let last = server.requests().pop().expect("a request");
        assert_eq!(last.query, QUERY, "{status}");
        assert!(last.head.contains(" /other?k=1"), "{}", last.head);
    }
    let server =
        Server::start(|_, _| response("302 Found", "text/plain", "Location: /sparql\r\n", ""));
    fails(&query(&server), 4, &["sends elsewhere", "5 times"]);
    let server = Server::start(|_, _| {
        response(
            "302 Found",
            "text/plain",
            "Location: file:///etc/passwd\r\n",
            "",
        )
    });
    fails(&query(&server), 4, &["no web address"]);
}

#[test]
fn credentials_go_to_the_endpoint_and_nowhere_else() {
    const SECRET: &str = "pass-word-9";
    let netrc = tempfile::NamedTempFile::new().expect("a file");
    let entry = format!("machine 127.0.0.1\nlogin ann\npassword {SECRET}\n");
    std::fs::write(netrc.path(), entry).expect("written");
    let file = netrc.path().to_str().expect("a path").to_owned();
    let basic = "Basic YW5uOnBhc3Mtd29yZC05";
    let with = |server: &Server, variables: &[(&str, &str)]| {
        let mut command = program(&server.url(), &["query", QUERY, "--format", "csv"]);
        run(command.envs(variables.iter().copied()))
    };
    let token = [("EXPOGRAPH_TOKEN", "tok-en-9")];
    let user = [("EXPOGRAPH_USER", "ann"), ("EXPOGRAPH_PASSWORD", SECRET)];
    let in_file = [("NETRC", file.as_str())];
    for (variables, expected) in [
        (token.as_slice(), "Bearer tok-en-9"),
        (&user, basic),
        (&in_file, basic),
    ] {
        let server = Server::start(|n, _| match n {
            0 => response("307 Moved", "text/plain", "Location: /there\r\n", ""),
            _ => results(&one("a")),
        });
        gives(&with(&server, variables), "a");
        for request in server.all_requests() {
            assert_eq!(request.header("authorization"), Some(expected));
        }
        // Another port is another server.
        let other = Server::start(|_, _| results(&one("a")));
        let location = format!("Location: {}\r\n", other.url());
        let server = Server::start(move |_, _| response("307 Moved", "text/plain", &location, ""));
        gives(&with(&server, variables), "a");
        assert_eq!(other.requests().len(), 1);
        assert_eq!(other.requests()[0].header("authorization"), None);
        // Refused ones are named by where they are from.
        let server = Server::start(|_, _| response("401 Unauthorized", "text/plain", "", ""));
        let output = with(&server, variables);
        let name = if variables[0].0 == "NETRC" {
            file.as_str()
        } else {
            variables[0].0
        };
        fails(&output, 4, &["does not accept", name]);
        for secret in [SECRET, "tok-en-9", "YW5u"] {
            assert!(!stderr(&output).contains(secret), "{}", stderr(&output));
        }
    }
    // In the URL.
    let server = Server::start(|_, _| response("403 Forbidden", "text/plain", "", ""));
    let url = server.url().replace("//", &format!("//ann:{SECRET}@"));
    let output = run(&mut program(&url, &["query", QUERY]));
    fails(&output, 4, &["403"]);
    assert!(!stderr(&output).contains(SECRET), "{}", stderr(&output));
    assert_eq!(server.requests()[0].header("authorization"), Some(basic));
}

#[test]
fn only_queries_are_sent() {
    let server = Server::start_all(|_| results(&one("a")));
    for text in [
        "DROP ALL",
        "INSERT DATA { <http://x> <http://x> 1 }",
        "SELECT ?x { ?x",
        QUERY.trim_end_matches('}'),
    ] {
        let output = run(&mut program(&server.url(), &["query", text]));
        assert_eq!(output.status.code(), Some(3), "{}", stderr(&output));
    }
    assert!(server.requests().is_empty());
    for arguments in [
        ["build", "data/documents"].as_slice(),
        &["load", "ontology/expo.ttl"],
    ] {
        let output = run(program(&server.url(), arguments).current_dir(env!("CARGO_MANIFEST_DIR")));
        fails(&output, 4, &["only asked", "export --format nq"]);
    }
    let output = run(&mut program("http://", &["run", "series"]));
    fails(&output, 4, &["not the address of an endpoint"]);
}

#[test]
fn facts_that_are_mixed_with_documents_are_not_counted() {
    let row = |graph: &str, place: &str, predicate: &str, value: &str| {
        format!(
            "{{{graph}\"place\":{{\"type\":\"literal\",\"value\":\"{place}\"}},\"predicate\":{{\"type\":\"uri\",\"value\":\"https://w3id.org/expograph/ontology#{predicate}\"}},\"object\":{{\"type\":\"literal\",\"value\":\"{value}\"}}}}"
        )
    };
    let own = "\"graph\":{\"type\":\"uri\",\"value\":\"https://w3id.org/expograph/id/graph\"},";
    let about = move |rows: &[String]| {
        results(&format!(
            "{{\"head\":{{\"vars\":[\"graph\",\"place\",\"predicate\",\"object\"]}},\"results\":{{\"bindings\":[{}]}}}}",
            rows.join(",")
        ))
    };
    let mixed = [
        row(own, "graph", "base", "https://x.org/"),
        row("", "default", "base", "https://x.org/"),
    ];
    let server = Server::start_all(move |_| about(&mixed));
    fails(&query(&server), 4, &["mixes", "--default-graph"]);
    let newer = [row(own, "graph", "formatVersion", "99")];
    let server = Server::start_all(move |_| about(&newer));
    fails(&query(&server), 4, &["format 99", "newer"]);
    // With a graph of facts: told to take it for the default one, if the documents stay visible,
    // or else named in the query.
    for (stays, expected) in [
        (true, QUERY),
        (
            false,
            "SELECT ?x { GRAPH <https://w3id.org/expograph/id/graph/facts> { ?s ?p ?x } }",
        ),
    ] {
        let facts = [
            row(own, "graph", "base", "https://x.org/"),
            row("", "facts", "base", ""),
        ];
        let server = Server::start_all(move |request| match request.query.as_str() {
            _ if request.is_about() => about(&facts),
            query if query.starts_with("ASK") => {
                results(&format!("{{\"head\":{{}},\"boolean\":{stays}}}"))
            }
            _ => results(&one("a")),
        });
        gives(&query(&server), "a");
        let last = server.requests().pop().expect("a request");
        assert_eq!(last.query, expected);
        assert_eq!(last.body.contains("&default-graph-uri=https"), stays);
    }
}
