//! A server that misbehaves as told: it reads requests and answers each with the bytes, pauses
//! and ends that a test asks for.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// A request as it came.
#[derive(Clone, Debug)]
pub struct Request {
    /// The first line and the headers, in lower case.
    pub head: String,
    pub body: String,
    /// The query, decoded.
    pub query: String,
}

impl Request {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.head
            .lines()
            .find_map(|line| line.strip_prefix(&format!("{name}: ")))
    }

    /// Whether the program asks where the facts are, before it asks anything else.
    pub fn is_about(&self) -> bool {
        self.query.contains("https://w3id.org/expograph/id/graph>")
    }
}

/// What is sent back, piece by piece.
#[derive(Clone, Debug)]
pub enum Piece {
    Bytes(Vec<u8>),
    Pause(Duration),
    /// Waits until the next request begins, and breaks the connection instead of answering.
    BreakWhenKept,
}

/// A whole response with a length.
pub fn response(status: &str, kind: &str, more: &str, body: &str) -> Vec<Piece> {
    let head = format!(
        "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {}\r\n{more}\r\n{body}",
        body.len()
    );
    vec![Piece::Bytes(head.into_bytes())]
}

/// Results in JSON.
pub fn results(body: &str) -> Vec<Piece> {
    response("200 OK", "application/sparql-results+json", "", body)
}

/// A result of one row and one column.
pub fn one(value: &str) -> String {
    format!(
        "{{\"head\":{{\"vars\":[\"x\"]}},\"results\":{{\"bindings\":[{{\"x\":{{\"type\":\"literal\",\"value\":\"{value}\"}}}}]}}}}"
    )
}

/// A server in a thread of its own, until the test ends.
pub struct Server {
    pub address: SocketAddr,
    requests: Arc<Mutex<Vec<Request>>>,
}

impl Server {
    /// Answers the nth query, counted from 0, with `answer`. Whoever asks where the facts are is
    /// told that the endpoint knows nothing of it.
    pub fn start(answer: impl Fn(usize, &Request) -> Vec<Piece> + Send + 'static) -> Server {
        let mut count = 0;
        Server::start_all(move |request| {
            if request.is_about() {
                return results("{\"head\":{\"vars\":[]},\"results\":{\"bindings\":[]}}");
            }
            count += 1;
            answer(count - 1, request)
        })
    }

    /// Answers every request.
    pub fn start_all(mut answer: impl FnMut(&Request) -> Vec<Piece> + Send + 'static) -> Server {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = listener.local_addr().expect("an address");
        let requests = Arc::new(Mutex::new(Vec::new()));
        let seen = Arc::clone(&requests);
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let Ok(mut stream) = stream else { continue };
                let Some(request) = read(&mut stream) else {
                    continue;
                };
                seen.lock().expect("requests").push(request.clone());
                for piece in answer(&request) {
                    match piece {
                        Piece::Pause(time) => std::thread::sleep(time),
                        Piece::BreakWhenKept => {
                            let _never = stream.set_read_timeout(Some(Duration::from_secs(5)));
                            let _gone = stream.read(&mut [0]);
                        }
                        Piece::Bytes(bytes) => {
                            // The program may have gone by now.
                            if stream.write_all(&bytes).is_err() {
                                break;
                            }
                        }
                    }
                }
            }
        });
        Server { address, requests }
    }

    pub fn url(&self) -> String {
        format!("http://{}/sparql", self.address)
    }

    /// The queries that came, without those about where the facts are.
    pub fn requests(&self) -> Vec<Request> {
        let all = self.requests.lock().expect("requests");
        all.iter()
            .filter(|request| !request.is_about())
            .cloned()
            .collect()
    }

    pub fn all_requests(&self) -> Vec<Request> {
        self.requests.lock().expect("requests").clone()
    }
}

/// Reads one request. The connection ends with it.
fn read(stream: &mut TcpStream) -> Option<Request> {
    let mut bytes = Vec::new();
    let mut buffer = [0; 4096];
    let (head, mut body) = loop {
        let count = stream.read(&mut buffer).ok().filter(|count| *count > 0)?;
        bytes.extend_from_slice(&buffer[..count]);
        let end = bytes.windows(4).position(|window| window == b"\r\n\r\n");
        if let Some(end) = end {
            let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
            break (head, bytes.split_off(end + 4));
        }
    };
    // Names of headers have no case; values do.
    let head: Vec<String> = head
        .lines()
        .map(|line| match line.split_once(": ") {
            Some((name, value)) => format!("{}: {value}", name.to_ascii_lowercase()),
            None => line.to_owned(),
        })
        .collect();
    let length = head
        .iter()
        .find_map(|line| line.strip_prefix("content-length: ")?.parse().ok());
    while body.len() < length.unwrap_or(0) {
        let count = stream.read(&mut buffer).ok().filter(|count| *count > 0)?;
        body.extend_from_slice(&buffer[..count]);
    }
    let body = String::from_utf8_lossy(&body).into_owned();
    let first = head.first().cloned().unwrap_or_default();
    let target = first.split(' ').nth(1).unwrap_or_default();
    let form = match body.is_empty() {
        true => target.split_once('?').map_or("", |(_, query)| query),
        false => &body,
    };
    let query = form.split('&').find_map(|part| part.strip_prefix("query="));
    Some(Request {
        head: head.join("\n"),
        query: decode(query.unwrap_or_default()),
        body,
    })
}

fn decode(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'%' => {
                let digits =
                    [rest.next(), rest.next()].map(|digit| char::from(digit.expect("a digit")));
                let digits: String = digits.iter().collect();
                u8::from_str_radix(&digits, 16).expect("hex")
            }
            b'+' => b' ',
            byte => byte,
        });
    }
    String::from_utf8(bytes).expect("UTF-8")
}
