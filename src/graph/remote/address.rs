//! What a URL given as `--graph` says: where the endpoint is, which graphs it is asked about, and
//! who is asking. Passwords in it are never shown.

use super::RemoteError;
use super::credentials::Credentials;
use oxiri::Iri;
use std::fmt;

/// An endpoint's address. Its text, for messages, has neither password nor parameters.
#[derive(Clone, PartialEq, Eq)]
pub struct Address {
    /// Where requests go, with the parameters that are the server's own business.
    url: Iri<String>,
    /// `default-graph-uri` and `named-graph-uri` of the SPARQL protocol, sent with every query.
    dataset: Dataset,
    /// `user:password@` before the host.
    login: Option<Credentials>,
}

/// The graphs that queries are about, as the SPARQL protocol names them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Dataset {
    pub default: Vec<String>,
    pub named: Vec<String>,
}

impl Address {
    /// Reads a URL. The parameters `default-graph-uri` and `named-graph-uri` in it are those of
    /// the SPARQL protocol; others stay in the URL.
    ///
    /// # Errors
    /// If it is no URL of an endpoint.
    pub fn parse(url: &str) -> Result<Address, RemoteError> {
        let wrong = |problem: &str| RemoteError::Address {
            // Whatever stands before an @ may be a password.
            url: url.rsplit('@').next().unwrap_or_default().to_owned(),
            problem: problem.to_owned(),
        };
        let (url, _fragment) = url.split_once('#').unwrap_or((url, ""));
        let iri = Iri::parse(url.to_owned()).map_err(|error| wrong(&error.to_string()))?;
        let authority = iri.authority().unwrap_or_default();
        let (login, host) = match authority.rsplit_once('@') {
            Some((login, host)) => (Some(login), host),
            None => (None, authority),
        };
        if host.is_empty() || host.starts_with(':') {
            return Err(wrong("it names no host"));
        }
        if !host.is_ascii() {
            return Err(wrong("write the host in its ASCII form (xn--...)"));
        }
        let mut dataset = Dataset::default();
        let mut kept: Vec<&str> = Vec::new();
        for part in iri.query().unwrap_or_default().split('&') {
            match part.split_once('=') {
                Some(("default-graph-uri", graph)) => dataset.default.push(graph_name(graph)?),
                Some(("named-graph-uri", graph)) => dataset.named.push(graph_name(graph)?),
                Some(("query" | "update", _)) => {
                    return Err(wrong("leave query= out of it; the program fills it in"));
                }
                _ if part.is_empty() => {}
                _ => kept.push(part),
            }
        }
        let path = match iri.path() {
            "" => "/",
            path => path,
        };
        let mut plain = format!("{}://{host}{path}", iri.scheme().to_ascii_lowercase());
        if !kept.is_empty() {
            plain = format!("{plain}?{}", kept.join("&"));
        }
        let login = match login {
            None => None,
            Some(login) => {
                let (user, password) = login.split_once(':').unwrap_or((login, ""));
                let part = |text| decode(text).ok_or_else(|| wrong("broken %-escapes"));
                Some(Credentials::basic(
                    &part(user)?,
                    &part(password)?,
                    "the URL",
                ))
            }
        };
        Ok(Address {
            url: Iri::parse(plain).map_err(|error| wrong(&error.to_string()))?,
            dataset,
            login,
        })
    }

    /// Where requests go.
    pub fn url(&self) -> &Iri<String> {
        &self.url
    }

    /// The graphs that the URL asks about.
    pub fn dataset(&self) -> &Dataset {
        &self.dataset
    }

    /// Who is asking, if the URL says so.
    pub fn login(&self) -> Option<&Credentials> {
        self.login.as_ref()
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(shown(&self.url))
    }
}

impl fmt::Debug for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Address({self} {:?})", self.dataset)
    }
}

/// A URL without its parameters, which may hold keys.
pub fn shown(url: &Iri<String>) -> &str {
    url.as_str().split(['?', '#']).next().unwrap_or_default()
}

/// The host without its port, as netrc files name it.
pub fn host(url: &Iri<String>) -> &str {
    let authority = url.authority().unwrap_or_default();
    match authority.rsplit_once(':') {
        Some((host, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => host,
        _ => authority,
    }
}

/// Host and port, with the scheme's own port where none is written.
pub fn origin(url: &Iri<String>) -> (String, u16) {
    let authority = url.authority().unwrap_or_default();
    let host = host(url);
    let port = authority.get(host.len() + 1..).and_then(|p| p.parse().ok());
    let usual = if url.scheme() == "https" { 443 } else { 80 };
    (host.to_ascii_lowercase(), port.unwrap_or(usual))
}

fn graph_name(value: &str) -> Result<String, RemoteError> {
    let wrong = |problem: String| RemoteError::Address {
        url: value.to_owned(),
        problem,
    };
    let name = decode(value).ok_or_else(|| wrong("broken %-escapes".to_owned()))?;
    match Iri::parse(name.as_str()) {
        Ok(_) => Ok(name),
        Err(error) => Err(wrong(format!("a graph is named by an IRI: {error}"))),
    }
}

/// The text of a parameter in a URL.
fn decode(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'+' => b' ',
            b'%' => {
                let mut digit = || char::from(rest.next()?).to_digit(16);
                u8::try_from(digit()? * 16 + digit()?).ok()?
            }
            byte => byte,
        });
    }
    String::from_utf8(bytes).ok()
}

/// A form's parameters as the body of a POST request, or as the query of a GET request.
pub fn form<'a>(parameters: impl IntoIterator<Item = (&'a str, &'a str)>) -> String {
    let mut form = String::new();
    for (name, value) in parameters {
        if !form.is_empty() {
            form.push('&');
        }
        form.push_str(name);
        form.push('=');
        for byte in value.bytes() {
            match byte {
                b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
                    form.push(char::from(byte));
                }
                byte => form.push_str(&format!("%{byte:02X}")),
            }
        }
    }
    form
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(url: &str) -> Address {
        Address::parse(url).unwrap()
    }

    #[test]
    fn the_dataset_and_the_login_are_taken_out() {
        let url = "HTTPS://ann:s%40cret@example.org:8890/sparql?default-graph-uri=http%3A%2F%2Fx%2Fg&key=1&named-graph-uri=http://x/h#x";
        let address = address(url);
        assert_eq!(
            address.url().as_str(),
            "https://example.org:8890/sparql?key=1"
        );
        assert_eq!(address.dataset().default, ["http://x/g"]);
        assert_eq!(address.dataset().named, ["http://x/h"]);
        let login = Credentials::basic("ann", "s@cret", "the URL");
        assert_eq!(address.login(), Some(&login));
        assert_eq!(address.to_string(), "https://example.org:8890/sparql");
        assert!(!format!("{address:?}").contains("cret"));
        assert_eq!(origin(address.url()), ("example.org".to_owned(), 8890));
    }

    #[test]
    fn what_is_no_address_is_refused() {
        for url in [
            "http://",
            "http:///sparql",
            "http://:80/",
            "http://a b/",
            "http://x/?default-graph-uri=%zz",
            "http://x/?default-graph-uri=relative",
            "http://x/?query=ASK{}",
            "http://x/%",
        ] {
            let error = Address::parse(url).unwrap_err().to_string();
            assert!(error.contains("endpoint"), "{url}: {error}");
        }
        let error = Address::parse("http://ann:secret@ho st/").unwrap_err();
        assert!(!error.to_string().contains("secret"), "{error}");
    }

    #[test]
    fn hosts_and_ports() {
        for (url, host, port) in [
            ("http://Example.org/x", "example.org", 80),
            ("https://example.org", "example.org", 443),
            ("http://[::1]:3030/x", "[::1]", 3030),
            ("http://[::1]/x", "[::1]", 80),
        ] {
            assert_eq!(origin(address(url).url()), (host.to_owned(), port));
        }
    }

    #[test]
    fn forms_are_escaped() {
        let encoded = form([("query", "ASK { ?s ?p \"é&=+\" }"), ("x", "")]);
        assert_eq!(
            encoded,
            "query=ASK%20%7B%20%3Fs%20%3Fp%20%22%C3%A9%26%3D%2B%22%20%7D&x="
        );
        let (_, value) = encoded.trim_end_matches("&x=").split_once('=').unwrap();
        assert_eq!(decode(value).unwrap(), "ASK { ?s ?p \"é&=+\" }");
    }
}
