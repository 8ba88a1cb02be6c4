//! A server of the program's own over an invented graph, and clients to ask it: a real HTTP
//! client, and a socket for what no good client does.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::time::Duration;
use tempfile::TempDir;
use ureq::http::{HeaderMap, Response};

/// A running server; ends with the test.
pub struct Server {
    child: Child,
    pub address: String,
    _folder: TempDir,
}

pub struct Reply {
    pub status: u16,
    pub headers: HeaderMap,
    pub body: String,
}

impl Reply {
    pub fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .map_or("", |value| value.to_str().expect("text"))
    }

    /// The media type without its charset.
    pub fn media_type(&self) -> &str {
        self.header("content-type").split(';').next().unwrap_or("")
    }
}

/// Two documents' graphs, the facts, and enough of them to be slow with.
pub fn sample(things: usize) -> String {
    let mut text = String::new();
    for n in 0..things {
        text += &format!("<http://x/s{n}> <http://x/p> \"value {n}\" .\n");
        text += &format!("<http://x/s{n}> <http://x/q> <http://x/s{}> .\n", n + 1);
    }
    text += "<http://x/a> <http://x/p> \"in g1\" <http://x/g1> .\n";
    text += "<http://x/b> <http://x/p> \"in g2\" <http://x/g2> .\n";
    text += "<http://x/c> <http://x/p> \"bell \\u0007\" <http://x/odd> .\n";
    text
}

impl Server {
    pub fn new(things: usize, options: &[&str]) -> Server {
        let folder = TempDir::new().expect("a folder");
        let graph = folder.path().join("graph.nq");
        std::fs::write(&graph, sample(things)).expect("written");
        let mut child = Command::new(assert_cmd::cargo::cargo_bin("expograph"))
            .args(["serve", "--port", "0", "--no-log", "--quiet", "--graph"])
            .arg(&graph)
            .args(options)
            .stdout(Stdio::piped())
            .spawn()
            .expect("it runs");
        let mut line = String::new();
        BufReader::new(child.stdout.take().expect("stdout"))
            .read_line(&mut line)
            .expect("an address");
        let address = line
            .trim()
            .trim_start_matches("http://")
            .trim_end_matches('/');
        assert!(!address.is_empty(), "no address: {line:?}");
        Server {
            address: address.to_owned(),
            child,
            _folder: folder,
        }
    }

    /// The number of its process.
    pub fn process(&self) -> u32 {
        self.child.id()
    }

    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// Sends a request with headers and a body; the answer must come whole.
    pub fn send(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &[u8]) -> Reply {
        let (reply, broken) = self.exchange(method, path, headers, body);
        if let Some(error) = broken {
            panic!("{method} {path}: {error}");
        }
        reply
    }

    /// Sends a request, and tells how its answer broke off if it did.
    pub fn exchange(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: &[u8],
    ) -> (Reply, Option<std::io::Error>) {
        let agent: ureq::Agent = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .allow_non_standard_methods(true)
            .max_redirects(0)
            .timeout_global(Some(Duration::from_secs(60)))
            .build()
            .into();
        let mut request = ureq::http::Request::builder()
            .method(method)
            .uri(self.url(path));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let response = match body.is_empty() && method != "POST" {
            true => agent.run(request.body(()).expect("a request")),
            false => agent.run(request.body(body).expect("a request")),
        };
        let response: Response<ureq::Body> =
            response.unwrap_or_else(|error| panic!("{method} {path}: {error}"));
        let (parts, mut body) = response.into_parts();
        let mut bytes = Vec::new();
        let read = body
            .with_config()
            .limit(1 << 30)
            .reader()
            .read_to_end(&mut bytes);
        let reply = Reply {
            status: parts.status.as_u16(),
            headers: parts.headers,
            body: String::from_utf8_lossy(&bytes).into_owned(),
        };
        (reply, read.err())
    }

    pub fn get(&self, path: &str, accept: &str) -> Reply {
        match accept {
            "" => self.send("GET", path, &[], &[]),
            _ => self.send("GET", path, &[("accept", accept)], &[]),
        }
    }

    /// GETs the answer of a query.
    pub fn query(&self, query: &str, accept: &str) -> Reply {
        self.get(&format!("/sparql?query={}", encoded(query)), accept)
    }

    /// POSTs a body of a type.
    pub fn post(&self, path: &str, content_type: &str, body: &str) -> Reply {
        self.send(
            "POST",
            path,
            &[("content-type", content_type)],
            body.as_bytes(),
        )
    }

    /// A connection on which this was sent.
    pub fn socket(&self, text: &str) -> TcpStream {
        let mut socket = TcpStream::connect(&self.address).expect("connected");
        socket
            .set_read_timeout(Some(Duration::from_secs(60)))
            .expect("set");
        socket.write_all(text.as_bytes()).expect("sent");
        socket
    }

    /// All that comes back for this.
    pub fn raw(&self, text: &str) -> String {
        let mut bytes = Vec::new();
        // A broken connection may be told as an error; what came before it counts.
        let _broken = self.socket(text).read_to_end(&mut bytes);
        String::from_utf8_lossy(&bytes).into_owned()
    }

    /// A line of /metrics.
    pub fn metric(&self, name: &str) -> i64 {
        let text = self.get("/metrics", "").body;
        let line = text
            .lines()
            .find_map(|line| line.strip_prefix(name)?.strip_prefix(' '));
        let line = line.unwrap_or_else(|| panic!("no {name} in\n{text}"));
        line.parse().expect("a number")
    }

    /// The resident memory of the server, in bytes, where the system tells.
    pub fn memory(&self) -> Option<u64> {
        self.told("VmRSS:")
    }

    /// The most it ever had.
    pub fn most_memory(&self) -> Option<u64> {
        self.told("VmHWM:")
    }

    fn told(&self, what: &str) -> Option<u64> {
        let text = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).ok()?;
        let line = text.lines().find_map(|line| line.strip_prefix(what))?;
        Some(line.trim().strip_suffix("kB")?.trim().parse::<u64>().ok()? << 10)
    }

    /// How many threads the server has.
    pub fn threads(&self) -> usize {
        std::fs::read_dir(format!("/proc/{}/task", self.child.id())).map_or(0, Iterator::count)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ended = self.child.kill();
        let _ended = self.child.wait();
    }
}

/// Percent-encoded.
pub fn encoded(text: &str) -> String {
    let mut out = String::new();
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => {
                out.push(byte as char)
            }
            _ => out += &format!("%{byte:02X}"),
        }
    }
    out
}
