//! A request as pages read it: its path and parameters as text, whatever bytes were sent.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName, Method, Uri};
use percent_encoding::percent_decode_str;
use std::borrow::Cow;
use std::convert::Infallible;

/// The longest value of a parameter that is looked at, in bytes: no name is longer.
const LONGEST: usize = 4096;

/// What was asked for.
#[derive(Clone, Debug)]
pub struct Asked {
    pub method: Method,
    pub uri: Uri,
    pub headers: HeaderMap,
    /// The path, decoded; what is no UTF-8 in it is replaced.
    pub path: String,
    /// The parameters of the query string in their order, decoded, without control characters
    /// and the blanks around them.
    pub parameters: Vec<(String, String)>,
}

impl Asked {
    /// From a request's head.
    pub fn new(method: Method, uri: Uri, headers: HeaderMap) -> Asked {
        let path = percent_decode_str(uri.path())
            .decode_utf8_lossy()
            .into_owned();
        let query = uri.query().unwrap_or_default();
        let parameters = form_urlencoded::parse(query.as_bytes())
            .map(|(name, value)| (clean(&name), clean(&value)))
            .collect();
        Asked {
            method,
            uri,
            headers,
            path,
            parameters,
        }
    }

    /// The first value of a parameter; empty if it is not given.
    pub fn get(&self, name: &str) -> &str {
        let mut found = self.parameters.iter().filter(|(given, _)| given == name);
        found.next().map_or("", |(_, value)| value)
    }

    /// The values of a parameter that is given several times, without the empty ones.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.parameters
            .iter()
            .filter(move |(given, value)| given == name && !value.is_empty())
            .map(|(_, value)| value.as_str())
    }

    /// A header's value where it is plain text.
    pub fn header(&self, name: &HeaderName) -> &str {
        let value = self.headers.get(name);
        value.and_then(|value| value.to_str().ok()).unwrap_or("")
    }

    /// The path and the query string as they were sent.
    pub fn address(&self) -> &str {
        let address = self.uri.path_and_query();
        address.map_or("/", |address| address.as_str())
    }

    /// The path with these parameters in place of those given: `?q=water&page=2`. Empty values
    /// are left out.
    pub fn with(&self, parameters: &[(&str, &str)]) -> String {
        address(self.uri.path(), parameters)
    }
}

/// A path with parameters. Empty values are left out.
pub fn address(path: &str, parameters: &[(&str, &str)]) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    for (name, value) in parameters.iter().filter(|(_, value)| !value.is_empty()) {
        query.append_pair(name, value);
    }
    let query = query.finish();
    match query.is_empty() {
        true => path.to_owned(),
        false => format!("{path}?{query}"),
    }
}

fn clean(text: &str) -> String {
    let mut end = text.len().min(LONGEST);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let text: Cow<'_, str> = match text[..end].contains(char::is_control) {
        true => text[..end].replace(char::is_control, " ").into(),
        false => (&text[..end]).into(),
    };
    text.trim().to_owned()
}

impl<S: Sync> FromRequestParts<S> for Asked {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        Ok(Asked::new(
            parts.method.clone(),
            parts.uri.clone(),
            parts.headers.clone(),
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(uri: &str) -> Asked {
        Asked::new(Method::GET, uri.parse().unwrap(), HeaderMap::new())
    }

    #[test]
    fn whatever_is_sent_becomes_text() {
        let asked = asked("/id/a%20b/%ff?q=%20caf%C3%A9%0a&q=b&empty=&bad=%zz%ff");
        assert_eq!(asked.path, "/id/a b/\u{fffd}");
        assert_eq!(asked.get("q"), "caf\u{e9}");
        assert_eq!(asked.all("q").collect::<Vec<_>>(), ["caf\u{e9}", "b"]);
        assert_eq!(asked.all("empty").count(), 0);
        assert_eq!(asked.get("bad"), "%zz\u{fffd}");
        assert_eq!(asked.get("missing"), "");
        assert_eq!(
            asked.with(&[("q", "a&b"), ("page", "")]),
            "/id/a%20b/%ff?q=a%26b"
        );
        let long = super::Asked::new(
            Method::GET,
            format!("/?q={}", "%C3%A9".repeat(5000)).parse().unwrap(),
            HeaderMap::new(),
        );
        assert!(long.get("q").len() <= LONGEST);
    }
}
