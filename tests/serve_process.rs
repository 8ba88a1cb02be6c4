//! `serve` as a process: it prints its address, reads its graph again, keeps slow clients out, and
//! stops when it is told to, with what is under way answered.
#![cfg(unix)]

use expograph::graph::Location;
use expograph::http::{Limits, Options, Site, serve};
use expograph::knowledge::Source;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::channel;
use std::time::{Duration, Instant};

/// Longer than anything here takes on a busy machine.
const PATIENCE: Duration = Duration::from_secs(60);

struct Server {
    child: Child,
    address: SocketAddr,
}

impl Server {
    fn start(graph: &Path) -> Server {
        let mut child = Command::new(assert_cmd::cargo::cargo_bin("expograph"))
            .args(["serve", "--port", "0", "--graph"])
            .arg(graph)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("it starts");
        let mut line = String::new();
        BufReader::new(child.stdout.take().expect("stdout"))
            .read_line(&mut line)
            .expect("a line");
        let address = line
            .trim()
            .strip_prefix("http://")
            .and_then(|rest| rest.strip_suffix('/'));
        let address = address.unwrap_or_else(|| panic!("no address in {line:?}"));
        Server {
            address: address.parse().expect("an address"),
            child,
        }
    }

    fn signal(&self, name: &str) {
        let status = Command::new("kill")
            .args([name, &self.child.id().to_string()])
            .status();
        assert!(status.expect("kill runs").success());
    }

    /// The exit code, and what it said on stderr.
    fn end(mut self) -> (Option<i32>, String) {
        let began = Instant::now();
        let status = loop {
            match self.child.try_wait().expect("it is a child") {
                Some(status) => break status,
                None if began.elapsed() > PATIENCE => panic!("it does not end"),
                None => std::thread::sleep(Duration::from_millis(20)),
            }
        };
        let mut told = String::new();
        let mut stderr = self.child.stderr.take().expect("stderr");
        stderr.read_to_string(&mut told).expect("UTF-8");
        (status.code(), told)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It has ended already, or must.
        let _ended = self.child.kill();
        let _ended = self.child.wait();
    }
}

fn get(address: SocketAddr, path: &str) -> String {
    let mut stream = TcpStream::connect(address).expect("it listens");
    write!(
        stream,
        "GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
    )
    .expect("sent");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("UTF-8");
    answer
}

fn quads(name: &str) -> String {
    let thing = "<https://w3id.org/expograph/id/expo/a>";
    format!(
        "{thing} <http://www.w3.org/2000/01/rdf-schema#label> \"{name}\" .\n\
         {thing} <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://w3id.org/expograph/ontology#Expo> .\n"
    )
}

/// Asks until the page has these words.
fn becomes(server: &Server, words: &str) {
    let began = Instant::now();
    while !get(server.address, "/id/expo/a").contains(words) {
        assert!(began.elapsed() < PATIENCE, "it never says {words}");
        std::thread::sleep(Duration::from_millis(50));
    }
}

#[test]
fn it_reads_its_graph_again_and_ends_when_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let graph = folder.path().join("some.nq");
    std::fs::write(&graph, quads("First Fair")).expect("written");
    let server = Server::start(&graph);
    assert!(get(server.address, "/health").starts_with("HTTP/1.1 200 OK\r\n"));
    becomes(&server, "First Fair");
    // Replaced whole, as `build` does.
    let next = folder.path().join("next.nq");
    std::fs::write(&next, quads("Second Fair of all")).expect("written");
    std::fs::rename(&next, &graph).expect("replaced");
    becomes(&server, "Second Fair of all");
    // SIGHUP reads it again though no file has changed.
    let reloads = |outcome: &str| {
        let page = get(server.address, "/metrics");
        let name = format!("expograph_reloads_total{{outcome=\"{outcome}\"}} ");
        let line = page.lines().find_map(|line| line.strip_prefix(&name));
        line.map_or(0, |number| number.trim().parse().expect("a number"))
    };
    let wait_for = |outcome: &str, more_than: u64| {
        let began = Instant::now();
        while reloads(outcome) <= more_than {
            assert!(began.elapsed() < PATIENCE, "not read again: {outcome}");
            std::thread::sleep(Duration::from_millis(50));
        }
    };
    let before = reloads("done");
    assert!(before > 0);
    server.signal("-HUP");
    wait_for("done", before);
    // A broken graph changes nothing, and is told.
    std::fs::write(&next, "nonsense\n").expect("written");
    std::fs::rename(&next, &graph).expect("replaced");
    wait_for("failed", 0);
    assert!(get(server.address, "/id/expo/a").contains("Second Fair of all"));
    server.signal("-TERM");
    let (code, told) = server.end();
    assert_eq!(code, Some(0), "{told}");
    assert!(told.contains("the graph was read again"), "{told}");
    assert!(
        told.contains("the former is still served") && told.contains("some.nq:1"),
        "{told}"
    );
    assert!(told.contains("\"GET /health HTTP/1.1\" 200"), "{told}");
}

#[test]
fn an_answer_under_way_is_sent_whole_when_it_is_told_to_end() {
    let folder = tempfile::tempdir().expect("a folder");
    let graph = folder.path().join("some.nq");
    std::fs::write(&graph, quads("A Fair")).expect("written");
    let server = Server::start(&graph);
    let values = |variable: &str, many: usize| {
        let numbers: Vec<String> = (1000..1000 + many).map(|n| n.to_string()).collect();
        format!("VALUES {variable} {{ {} }} ", numbers.join(" "))
    };
    let query = format!(
        "SELECT * {{ {}{}{}}}",
        values("?a", 100),
        values("?b", 100),
        values("?c", 3)
    );
    let mut stream = TcpStream::connect(server.address).expect("it listens");
    write!(
        stream,
        "POST /sparql HTTP/1.1\r\nHost: localhost\r\nAccept: text/csv\r\nConnection: close\r\n\
         Content-Type: application/sparql-query\r\nContent-Length: {}\r\n\r\n{query}",
        query.len()
    )
    .expect("sent");
    let mut beginning = [0; 1000];
    stream.read_exact(&mut beginning).expect("it begins");
    server.signal("-TERM");
    std::thread::sleep(Duration::from_millis(300));
    assert!(
        TcpStream::connect(server.address).is_err(),
        "nobody new is let in"
    );
    let mut rest = Vec::new();
    stream.read_to_end(&mut rest).expect("it goes on");
    let whole = [&beginning[..], &rest].concat();
    let whole = String::from_utf8(whole).expect("UTF-8");
    assert!(
        whole.starts_with("HTTP/1.1 200 OK\r\n"),
        "{}",
        &whole[..100]
    );
    assert!(whole.ends_with("\r\n0\r\n\r\n"), "it was cut off");
    let commas = whole.bytes().filter(|byte| *byte == b',').count();
    assert!(commas >= 2 * 30_000, "{commas}");
    let (code, told) = server.end();
    assert_eq!(code, Some(0), "{told}");
}

#[test]
fn what_it_cannot_do_is_told_in_one_line() {
    let folder = tempfile::tempdir().expect("a folder");
    let graph = folder.path().join("some.nq");
    std::fs::write(&graph, quads("A Fair")).expect("written");
    let taken = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = taken.local_addr().expect("an address").port().to_string();
    for (arguments, code, words) in [
        (
            vec!["--port", &port, "--graph", graph.to_str().unwrap()],
            4,
            "another program listens there",
        ),
        (vec!["--graph", "/nonexistent/a.nq"], 4, "/nonexistent/a.nq"),
        (vec!["--port", "x"], 2, "invalid value 'x'"),
        (
            vec!["--timeout", "0"],
            2,
            "expected a number of seconds above 0",
        ),
        (vec!["--host", "nowhere"], 2, "invalid value 'nowhere'"),
    ] {
        let output = Command::new(assert_cmd::cargo::cargo_bin("expograph"))
            .args(["serve", "--quiet"])
            .args(&arguments)
            .output()
            .expect("it runs");
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(code), "{arguments:?}: {told}");
        assert!(told.contains(words), "{arguments:?}: {told}");
        assert!(output.stdout.is_empty(), "{arguments:?}");
    }
}

#[test]
fn slow_clients_are_let_go() {
    let folder = tempfile::tempdir().expect("a folder");
    let graph = folder.path().join("some.nq");
    std::fs::write(&graph, quads("A Fair")).expect("written");
    let site = Site::open(Options {
        location: Location::parse(graph.to_str().unwrap()).expect("a location"),
        source: Source::embedded(),
        limits: Limits {
            head: Duration::from_millis(300),
            ..Limits::default()
        },
        give_back: || (),
    })
    .expect("a site");
    let (sender, receiver) = channel();
    // It serves until the tests end.
    std::thread::spawn(move || {
        let any = SocketAddr::from(([127, 0, 0, 1], 0));
        serve(site, any, false, |address| {
            sender.send(address).expect("sent")
        })
    });
    let address = receiver.recv().expect("it listens");
    for start in ["", "GET / HT", "GET / HTTP/1.1\r\nHost: a\r\nX-Slow: "] {
        let mut stream = TcpStream::connect(address).expect("it listens");
        stream.set_read_timeout(Some(PATIENCE)).expect("set");
        stream.write_all(start.as_bytes()).expect("sent");
        let mut answer = Vec::new();
        // Closed, perhaps with a word why.
        let _reset = stream.read_to_end(&mut answer);
        assert!(!answer.starts_with(b"HTTP/1.1 200"), "{start:?}");
    }
    // So is one that asked once and then says nothing more.
    let mut stream = TcpStream::connect(address).expect("it listens");
    stream.set_read_timeout(Some(PATIENCE)).expect("set");
    stream
        .write_all(b"GET /health HTTP/1.1\r\nHost: a\r\n\r\n")
        .expect("sent");
    let mut answer = Vec::new();
    let _reset = stream.read_to_end(&mut answer);
    assert!(answer.starts_with(b"HTTP/1.1 200"));
    // Nonsense is refused, and others are still served.
    let mut stream = TcpStream::connect(address).expect("it listens");
    stream
        .write_all(b"\x16\x03\x01 nonsense\r\n\r\n")
        .expect("sent");
    let mut answer = Vec::new();
    let _reset = stream.read_to_end(&mut answer);
    assert!(answer.starts_with(b"HTTP/1.1 400") || answer.is_empty());
    assert!(get(address, "/").contains("A Fair"));
}
