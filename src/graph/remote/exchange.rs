//! One query over HTTP: sent, sent again where the server asks to wait, followed where it sends
//! elsewhere; a response whose body holds results, or an error that says why not.

use super::RemoteError;
use super::address::{origin, shown};
use super::credentials::Credentials;
use super::words::words;
use oxiri::Iri;
use std::fmt::Write;
use std::time::{Duration, Instant, SystemTime};
use ureq::http::{Method, Request, Response, StatusCode, header};
use ureq::tls::{RootCerts, TlsConfig};
use ureq::{Agent, Body, Timeout};

/// How long a connection may take.
const CONNECT: Duration = Duration::from_secs(10);

/// How long an endpoint may be silent where the asker sets no limit.
const SILENCE: Duration = Duration::from_secs(300);

/// How often a query is sent again to a server that is busy.
const RETRIES: u32 = 3;

/// The longest wait that a server may ask for.
const LONGEST_WAIT: Duration = Duration::from_secs(60);

/// How often a redirect is followed.
const REDIRECTS: u32 = 5;

/// The client: connections are kept for the next query.
pub fn agent() -> Agent {
    let tls = TlsConfig::builder().root_certs(RootCerts::PlatformVerifier);
    Agent::config_builder()
        .http_status_as_error(false)
        .max_redirects(0)
        .max_redirects_will_error(false)
        .tls_config(tls.build())
        .user_agent(concat!("expograph/", env!("CARGO_PKG_VERSION")))
        .timeout_connect(Some(CONNECT))
        .build()
        .into()
}

/// Until when an answer is waited for.
#[derive(Clone, Copy, Debug)]
pub struct Patience {
    limit: Option<Duration>,
    start: Instant,
}

impl Patience {
    /// From now on.
    pub fn new(limit: Option<Duration>) -> Patience {
        Patience {
            limit,
            start: Instant::now(),
        }
    }

    /// What is left.
    fn left(&self) -> Option<Duration> {
        let limit = self.limit?;
        Some(limit.saturating_sub(self.start.elapsed()))
    }

    /// That it is over.
    fn over(&self, endpoint: &str) -> RemoteError {
        let endpoint = endpoint.to_owned();
        match self.limit {
            Some(limit) => RemoteError::TimeLimit { endpoint, limit },
            None => RemoteError::Silent {
                endpoint,
                limit: SILENCE,
            },
        }
    }

    /// What an error of the client is.
    pub fn explain(&self, endpoint: &str, error: ureq::Error) -> RemoteError {
        let named = || endpoint.to_owned();
        match error {
            ureq::Error::Timeout(Timeout::Connect | Timeout::Resolve)
                if self.left().is_none_or(|left| !left.is_zero()) =>
            {
                RemoteError::Unreachable {
                    endpoint: named(),
                    problem: format!("none within {} s", CONNECT.as_secs()),
                }
            }
            ureq::Error::Timeout(_) => self.over(endpoint),
            ureq::Error::HostNotFound => RemoteError::Unreachable {
                endpoint: named(),
                problem: "no host of that name".to_owned(),
            },
            ureq::Error::Rustls(error) => RemoteError::Tls {
                endpoint: named(),
                problem: error.to_string(),
                remedy: certificates(&error.to_string()),
            },
            ureq::Error::Io(error) => {
                let inner = error.get_ref().map(ToString::to_string);
                match inner.filter(|text| text.contains("certificate")) {
                    Some(problem) => RemoteError::Tls {
                        endpoint: named(),
                        remedy: certificates(&problem),
                        problem,
                    },
                    None => RemoteError::Unreachable {
                        endpoint: named(),
                        problem: error.to_string(),
                    },
                }
            }
            error => RemoteError::Unreachable {
                endpoint: named(),
                problem: error.to_string(),
            },
        }
    }
}

fn certificates(problem: &str) -> &'static str {
    if problem.to_ascii_lowercase().contains("certificate") {
        "; certificates are those of the system, or of the file SSL_CERT_FILE"
    } else {
        ""
    }
}

/// Sends a form to an endpoint and gives the response that has results.
///
/// # Errors
/// If there is none within the time.
pub fn exchange(
    agent: &Agent,
    url: &Iri<String>,
    credentials: Option<&Credentials>,
    form: &str,
    accept: &str,
    patience: Patience,
) -> Result<Response<Body>, RemoteError> {
    let endpoint = shown(url).to_owned();
    let mut at = Target {
        url: url.clone(),
        method: Method::POST,
        credentials: credentials.cloned(),
    };
    let mut redirects = 0;
    let mut tries = 0;
    let mut broke = false;
    loop {
        let response = match at.send(agent, form, accept, patience) {
            Ok(response) => response,
            // A connection that was kept may be gone by now: each request gets a new one once.
            Err(ureq::Error::Io(error)) if !broke && is_broken(&error) => {
                broke = true;
                continue;
            }
            Err(error) => return Err(patience.explain(&endpoint, error)),
        };
        broke = false;
        let status = response.status();
        if status.is_success() {
            return Ok(response);
        }
        if let Some(location) = redirect(&response) {
            redirects += 1;
            if redirects > REDIRECTS {
                let problem = format!("more than {REDIRECTS} times in a row");
                return Err(RemoteError::Redirect { endpoint, problem });
            }
            at = at.moved(&location, status, &endpoint)?;
            continue;
        }
        // A server that only takes questions in its address.
        let by_post_only = matches!(
            status,
            StatusCode::METHOD_NOT_ALLOWED | StatusCode::NOT_IMPLEMENTED
        );
        if by_post_only && at.method == Method::POST && form.len() < LONGEST_GET {
            at.method = Method::GET;
            continue;
        }
        if let Some(wait) = wait(&response, tries) {
            let allowed = wait <= LONGEST_WAIT && patience.left().is_none_or(|left| wait < left);
            if allowed {
                tries += 1;
                std::thread::sleep(wait);
                continue;
            }
        }
        return Err(failure(endpoint, response, at.credentials.as_ref()));
    }
}

/// Longer queries are not put into an address.
const LONGEST_GET: usize = 6000;

/// Where a query is sent, and how.
struct Target {
    url: Iri<String>,
    method: Method,
    credentials: Option<Credentials>,
}

impl Target {
    fn send(
        &self,
        agent: &Agent,
        form: &str,
        accept: &str,
        patience: Patience,
    ) -> Result<Response<Body>, ureq::Error> {
        let mut request = Request::builder()
            .method(self.method.clone())
            .header(header::ACCEPT, accept);
        if let Some(credentials) = &self.credentials {
            request = request.header(header::AUTHORIZATION, credentials.header());
        }
        let left = patience.left();
        if left.is_some_and(|left| left.is_zero()) {
            return Err(ureq::Error::Timeout(Timeout::Global));
        }
        let silence = left.is_none().then_some(SILENCE);
        if self.method == Method::GET {
            let mut url = self.url.as_str().to_owned();
            let mark = if self.url.query().is_some() { '&' } else { '?' };
            let _never = write!(url, "{mark}{form}");
            let request = request.uri(url).body(())?;
            let request = agent.configure_request(request);
            let request = request.timeout_global(left).timeout_per_read(silence);
            return agent.run(request.build());
        }
        let request = request
            .uri(self.url.as_str())
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(form)?;
        let request = agent.configure_request(request);
        let request = request.timeout_global(left).timeout_per_read(silence);
        agent.run(request.build())
    }

    /// Where a redirect leads. The query is sent there whole, also where a browser would forget
    /// it; the credentials only to the same host, and not from a safe connection to an open one.
    fn moved(
        &self,
        location: &str,
        status: StatusCode,
        endpoint: &str,
    ) -> Result<Target, RemoteError> {
        let wrong = |problem: String| RemoteError::Redirect {
            endpoint: endpoint.to_owned(),
            problem,
        };
        let mut url = self
            .url
            .resolve(location)
            .map_err(|error| wrong(format!("to no address: {error}")))?;
        if let Some((before, _)) = url.as_str().split_once('#') {
            url = Iri::parse(before.to_owned()).map_err(|error| wrong(error.to_string()))?;
        }
        if !matches!(url.scheme(), "http" | "https") {
            return Err(wrong(format!(
                "to {}, which is no web address",
                shown(&url)
            )));
        }
        if url
            .authority()
            .is_some_and(|authority| authority.contains('@'))
        {
            return Err(wrong("to an address with a login".to_owned()));
        }
        let (host, port) = origin(&url);
        let (old_host, old_port) = origin(&self.url);
        let upgraded = self.url.scheme() == "http" && (old_port, port) == (80, 443);
        let same = self.url.scheme() == url.scheme() && port == old_port;
        let is_own = host == old_host && (same || upgraded);
        Ok(Target {
            method: match status {
                StatusCode::SEE_OTHER => Method::GET,
                _ => self.method.clone(),
            },
            credentials: self.credentials.clone().filter(|_| is_own),
            url,
        })
    }
}

fn is_broken(error: &std::io::Error) -> bool {
    use std::io::ErrorKind;
    matches!(
        error.kind(),
        ErrorKind::ConnectionReset
            | ErrorKind::ConnectionAborted
            | ErrorKind::BrokenPipe
            | ErrorKind::UnexpectedEof
    )
}

fn redirect(response: &Response<Body>) -> Option<String> {
    let moved = matches!(response.status().as_u16(), 301 | 302 | 303 | 307 | 308);
    let location = response.headers().get(header::LOCATION)?;
    moved.then(|| String::from_utf8_lossy(location.as_bytes()).into_owned())
}

/// How long to wait before sending again, if that may help.
fn wait(response: &Response<Body>, tries: u32) -> Option<Duration> {
    let most = match response.status().as_u16() {
        429 | 502 | 503 => RETRIES,
        // More likely to be the query's own fault.
        500 | 504 => 1,
        _ => return None,
    };
    if tries >= most {
        return None;
    }
    let asked = response.headers().get(header::RETRY_AFTER);
    let asked = asked.and_then(|value| retry_after(value.to_str().ok()?, SystemTime::now()));
    Some(asked.unwrap_or(Duration::from_millis(500) * 2_u32.pow(tries)))
}

/// The value of `Retry-After`: seconds, or a day and time.
fn retry_after(value: &str, now: SystemTime) -> Option<Duration> {
    if let Ok(seconds) = value.trim().parse() {
        return Some(Duration::from_secs(seconds));
    }
    let until = jiff::fmt::rfc2822::DateTimeParser::new()
        .relaxed_weekday(true)
        .parse_timestamp(value.trim())
        .ok()?;
    Some(
        SystemTime::from(until)
            .duration_since(now)
            .unwrap_or_default(),
    )
}

/// What a response without results means.
fn failure(
    endpoint: String,
    mut response: Response<Body>,
    credentials: Option<&Credentials>,
) -> RemoteError {
    let status = response.status();
    let kind = response.body().mime_type().unwrap_or_default().to_owned();
    let challenge = response.headers().get(header::WWW_AUTHENTICATE);
    let challenge = String::from_utf8_lossy(challenge.map_or(b"", |value| value.as_bytes()));
    let challenge = challenge.to_ascii_lowercase();
    let words = words(&kind, response.body_mut().as_reader());
    let name = status.canonical_reason().unwrap_or_default();
    let named = format!("{} {name}", status.as_u16()).trim_end().to_owned();
    match (status.as_u16(), credentials) {
        (400 | 414, _) => RemoteError::Refused { endpoint, words },
        (401, None) => RemoteError::Login {
            endpoint,
            problem: "asks for a login".to_owned(),
            words,
            remedy: if challenge.starts_with("digest") {
                "it wants digest authentication, which is not supported; \
                 use an address of it with basic authentication or a token"
            } else {
                "set EXPOGRAPH_USER and EXPOGRAPH_PASSWORD, or EXPOGRAPH_TOKEN, \
                 or add its host to ~/.netrc"
            },
        },
        (401, Some(credentials)) => RemoteError::Login {
            endpoint,
            problem: format!("does not accept the login from {}", credentials.origin()),
            words,
            remedy: "correct it and retry",
        },
        (code, _) => RemoteError::Status {
            endpoint,
            status: named,
            words,
            remedy: match code {
                403 => "; this login may not ask it",
                404 | 410 => {
                    "; nothing is there: endpoints have addresses such as \
                     http://localhost:8890/sparql or http://localhost:3030/NAME/sparql"
                }
                406 | 415 => "; it gives no results in a format known here",
                413 => "; the query is too long for it",
                429 | 503 => "; it is busy: try again later",
                504 => "; the query took too long for it",
                _ => "",
            },
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn target(url: &str) -> Target {
        Target {
            url: Iri::parse(url.to_owned()).unwrap(),
            method: Method::POST,
            credentials: Some(Credentials::basic("ann", "p", "test")),
        }
    }

    #[test]
    fn credentials_stay_with_their_host() {
        for (from, location, expected, kept) in [
            ("http://a/x", "https://a/x", "https://a/x", true),
            ("http://a/x", "/y?z#f", "http://a/y?z", true),
            ("http://a/x", "http://A:80/", "http://A:80/", true),
            ("https://a/x", "http://a/x", "http://a/x", false),
            ("http://a/x", "http://b/x", "http://b/x", false),
            ("http://a/x", "//b/x", "http://b/x", false),
            ("http://a/x", "http://a:81/x", "http://a:81/x", false),
            ("http://a:81/x", "https://a/x", "https://a/x", false),
            ("http://a/x", "http://a.b/x", "http://a.b/x", false),
        ] {
            let moved = target(from).moved(location, StatusCode::FOUND, "").unwrap();
            assert_eq!(moved.url.as_str(), expected);
            assert_eq!(moved.credentials.is_some(), kept, "{from} {location}");
            assert_eq!(moved.method, Method::POST);
        }
        let other = target("http://a/").moved("/y", StatusCode::SEE_OTHER, "");
        assert_eq!(other.unwrap().method, Method::GET);
        for location in ["ftp://a/", "http://[", "http://ann:p@a/", "javascript:x"] {
            assert!(
                target("http://a/")
                    .moved(location, StatusCode::FOUND, "")
                    .is_err()
            );
        }
    }

    #[test]
    fn a_wait_is_seconds_or_a_time() {
        let now = SystemTime::UNIX_EPOCH + Duration::from_secs(1_445_412_480);
        for (value, seconds) in [
            ("0", Some(0)),
            (" 7 ", Some(7)),
            ("Wed, 21 Oct 2015 07:28:30 GMT", Some(30)),
            ("Wed, 21 Oct 2015 07:00:00 GMT", Some(0)),
            ("soon", None),
            ("-1", None),
        ] {
            let found = retry_after(value, now).map(|wait| wait.as_secs());
            assert_eq!(found, seconds, "{value}");
        }
    }
}
