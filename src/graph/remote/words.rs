//! The endpoint's own words about what went wrong, out of whatever page it sends: one line,
//! shortened, without markup and control characters.

use std::io::Read;

/// No more of a page than this is looked at.
const PAGE: u64 = 64 << 10;

/// Words beyond so many characters are left out.
const LONGEST: usize = 300;

/// What a page says.
pub fn words(kind: &str, page: impl Read) -> String {
    let mut bytes = Vec::new();
    // What was read before it failed still says something.
    let _unread = page.take(PAGE).read_to_end(&mut bytes);
    said(kind, &String::from_utf8_lossy(&bytes))
}

fn said(kind: &str, page: &str) -> String {
    let start = page.trim_start();
    let text = if kind.ends_with("json") || start.starts_with('{') {
        json(start).unwrap_or_else(|| page.to_owned())
    } else if kind.contains("html") || kind.ends_with("xml") || start.starts_with('<') {
        markup(page)
    } else {
        page.to_owned()
    };
    shorten(&text)
}

/// The first of the fields that servers put their reasons in.
fn json(page: &str) -> Option<String> {
    let value: serde_json::Value = serde_json::from_str(page).ok()?;
    let text = |key: &str| match value.get(key)? {
        serde_json::Value::String(text) => Some(text.clone()),
        inner => inner.get("message")?.as_str().map(str::to_owned),
    };
    [
        "exception",
        "detailedMessage",
        "message",
        "detail",
        "error",
        "title",
    ]
    .into_iter()
    .find_map(text)
}

/// The text of a page: of its heading where it has one, else all of it.
fn markup(page: &str) -> String {
    let lower = page.to_ascii_lowercase();
    let element = |name: &str| {
        let open = lower.find(&format!("<{name}"))?;
        let start = open + lower[open..].find('>')? + 1;
        let end = start + lower[start..].find(&format!("</{name}"))?;
        Some(plain(&page[start..end])).filter(|text| !text.trim().is_empty())
    };
    let body = || {
        let start = lower.find("<body").unwrap_or(0);
        plain(&page[start..])
    };
    element("h1")
        .or_else(|| element("title"))
        .unwrap_or_else(body)
}

/// A text without its tags.
fn plain(markup: &str) -> String {
    let mut text = String::new();
    let mut rest = markup;
    while let Some(open) = rest.find('<') {
        text.push_str(&rest[..open]);
        text.push(' ');
        rest = match rest[open..].find('>') {
            Some(close) => &rest[open + close + 1..],
            None => "",
        };
    }
    text.push_str(rest);
    for (entity, plain) in [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&nbsp;", " "),
        ("&amp;", "&"),
    ] {
        text = text.replace(entity, plain);
    }
    text
}

/// The first paragraph on one line. Servers repeat the query or list their callers after it.
fn shorten(text: &str) -> String {
    let text = text.trim().replace('\r', "");
    let first = text.split("\n\n").next().unwrap_or_default();
    let mut words = String::new();
    for word in first.split(|c: char| c.is_whitespace() || c.is_control()) {
        if word.is_empty() {
            continue;
        }
        if !words.is_empty() {
            words.push(' ');
        }
        words.push_str(word);
        if let Some((at, _)) = words.char_indices().nth(LONGEST) {
            words.truncate(at);
            words.push_str("...");
            break;
        }
    }
    words.trim_end_matches(['.', ';']).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_reason_is_found_in_any_page() {
        for (kind, page, expected) in [
            (
                "text/plain",
                "Error SP030: near '}'\n\nSPARQL query:\nASK }",
                "Error SP030: near '}'",
            ),
            (
                "text/html",
                "<html><title>x</title><body><h1>502 Bad\nGateway</h1>nginx",
                "502 Bad Gateway",
            ),
            ("text/html", "<HTML><TITLE>Log &amp; in</TITLE>", "Log & in"),
            (
                "text/html",
                "<body><p>Too <b>many</b> rows.</p>",
                "Too many rows",
            ),
            (
                "application/json",
                "{\"exception\": \"no\\u001b[31m\", \"query\": \"\"}",
                "no [31m",
            ),
            (
                "application/problem+json",
                "{\"error\": {\"message\": \"m\"}}",
                "m",
            ),
            ("application/json", "{\"half", "{\"half"),
            ("", "\u{7}\r\n", ""),
            ("text/html", "<", ""),
        ] {
            assert_eq!(said(kind, page), expected, "{page}");
        }
    }

    #[test]
    fn long_pages_are_shortened() {
        let page = "word ".repeat(100_000);
        let words = words("text/plain", page.as_bytes());
        assert_eq!(words.chars().count(), LONGEST);
        let shown = said("text/plain", &"é".repeat(1000));
        assert_eq!(shown.chars().count(), LONGEST);
    }
}
