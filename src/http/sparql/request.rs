//! What a client asks by the SPARQL 1.1 Protocol: in the address, as a form, or as the body
//! itself.

use crate::answer::stream::Dataset;
use crate::http::failure::Failure;
use axum::http::{Method, StatusCode};
use oxigraph::model::NamedNode;
use percent_encoding::percent_decode;

/// A request for an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// None asks for the description of the service.
    pub query: Option<String>,
    pub dataset: Dataset,
    /// The formats that the address names: any of them is welcome, the first most.
    pub formats: Vec<String>,
}

/// The longest query string of an address, in bytes.
const LONGEST: usize = 32 << 10;

const FORM: &str = "application/x-www-form-urlencoded";
const QUERY: &str = "application/sparql-query";
const UPDATE: &str = "application/sparql-update";

/// Reads a request: its method, the query string of its address, the type of its body, its body.
///
/// # Errors
/// If it breaks a rule of the protocol, or wants to change the graph.
pub fn read(
    method: &Method,
    address: Option<&str>,
    content_type: &str,
    body: &[u8],
) -> Result<Request, Failure> {
    let address = address.unwrap_or_default();
    if address.len() > LONGEST {
        return Err(Failure::new(
            StatusCode::URI_TOO_LONG,
            format!("the address is longer than {LONGEST} bytes; send the query by POST"),
        ));
    }
    let mut parameters = pairs(address.as_bytes(), "the address")?;
    if method == Method::POST {
        match media_type(content_type)?.as_str() {
            FORM => parameters.extend(pairs(body, "the form")?),
            QUERY => {
                let query = text(body.to_vec(), "the body")?;
                parameters.push(("query".to_owned(), query));
            }
            UPDATE => return Err(read_only()),
            "" => return Err(unsupported("a POST needs a Content-Type")),
            other => return Err(unsupported(&format!("the body is {other}"))),
        }
    }
    let request = gather(parameters)?;
    if method == Method::POST && request.query.is_none() {
        return Err(Failure::bad("the request has no query"));
    }
    Ok(request)
}

fn gather(parameters: Vec<(String, String)>) -> Result<Request, Failure> {
    let mut request = Request {
        query: None,
        dataset: Dataset::default(),
        formats: Vec::new(),
    };
    for (name, value) in parameters {
        match name.as_str() {
            "query" if request.query.is_some() => {
                return Err(Failure::bad("the request has more than one query"));
            }
            "query" => request.query = Some(value),
            "update" => return Err(read_only()),
            "default-graph-uri" => request.dataset.default.push(graph(&name, value)?),
            "named-graph-uri" => request.dataset.named.push(graph(&name, value)?),
            // Clients that ask many kinds of servers name several, as in an Accept header.
            "format" | "output" => {
                let named = value.split(',').map(str::trim);
                let named = named.filter(|name| !name.is_empty());
                request.formats.extend(named.map(str::to_owned));
            }
            // Other parameters are for other servers.
            _ => {}
        }
    }
    Ok(request)
}

fn graph(name: &str, value: String) -> Result<NamedNode, Failure> {
    NamedNode::new(&value)
        .map_err(|error| Failure::bad(format!("{name}={value}: not an absolute IRI: {error}")))
}

fn read_only() -> Failure {
    Failure::new(
        StatusCode::FORBIDDEN,
        "updates are refused: the graph is only read here",
    )
}

fn unsupported(problem: &str) -> Failure {
    Failure::new(
        StatusCode::UNSUPPORTED_MEDIA_TYPE,
        format!("{problem}; send a query as {FORM} or {QUERY}, in UTF-8"),
    )
}

/// The media type without its parameters, whose charset must be UTF-8.
fn media_type(content_type: &str) -> Result<String, Failure> {
    let mut parts = content_type.split(';').map(str::trim);
    let media_type = parts.next().unwrap_or_default().to_ascii_lowercase();
    for part in parts {
        let (name, value) = part.split_once('=').unwrap_or((part, ""));
        let value = value.trim().trim_matches('"');
        if name.trim().eq_ignore_ascii_case("charset")
            && !["utf-8", "utf8", "us-ascii"].contains(&value.to_ascii_lowercase().as_str())
        {
            return Err(unsupported(&format!("the body is in {value}")));
        }
    }
    Ok(media_type)
}

/// The names and values of a form, decoded.
fn pairs(form: &[u8], place: &str) -> Result<Vec<(String, String)>, Failure> {
    let parts = form
        .split(|byte| *byte == b'&')
        .filter(|part| !part.is_empty());
    let decoded = |bytes: &[u8]| {
        let spaced: Vec<u8> = bytes
            .iter()
            .map(|b| if *b == b'+' { b' ' } else { *b })
            .collect();
        text(percent_decode(&spaced).collect(), place)
    };
    parts
        .map(|part| {
            let at = part.iter().position(|byte| *byte == b'=');
            let (name, value) = match at {
                Some(at) => (&part[..at], &part[at + 1..]),
                None => (part, &[][..]),
            };
            Ok((decoded(name)?, decoded(value)?))
        })
        .collect()
}

fn text(bytes: Vec<u8>, place: &str) -> Result<String, Failure> {
    let text = String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        Failure::bad(format!("{place} is not UTF-8 (byte {at})"))
    })?;
    // A mark of byte order is no part of a text.
    Ok(match text.strip_prefix('\u{feff}') {
        Some(rest) => rest.to_owned(),
        None => text,
    })
}
