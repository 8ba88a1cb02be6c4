//! Which of several media types a client gets, by the Accept header: the quality it gives each,
//! told by the most particular range that covers it.

use super::asked::Asked;
use axum::http::HeaderMap;
use axum::http::header::ACCEPT;

/// The endings of files that are served: RDF, answers, pictures, scripts.
const FILES: [&str; 13] = [
    "ttl", "jsonld", "nt", "rdf", "nq", "csv", "json", "tsv", "xml", "md", "svg", "css", "js",
];

/// The Accept headers of a request as one.
pub fn accept(headers: &HeaderMap) -> String {
    let values = headers.get_all(ACCEPT).iter();
    let values: Vec<&str> = values.filter_map(|value| value.to_str().ok()).collect();
    values.join(", ")
}

/// Whether a failure is told as a page: to browsers, and to who takes anything where neither a
/// file nor something for programs was asked for.
pub fn wants_page(asked: &Asked) -> bool {
    let accept = accept(&asked.headers);
    let last = asked.path.rsplit('/').next().unwrap_or_default();
    let is_file = match last.rsplit_once('.') {
        Some((_, ending)) => FILES.contains(&ending),
        None => false,
    };
    let is_for_programs = matches!(asked.path.as_str(), "/sparql" | "/data");
    let offered = match is_file || is_for_programs {
        true => ["text/plain", "text/html"],
        false => ["text/html", "text/plain"],
    };
    best(&accept, &offered).is_some_and(|at| offered[at] == "text/html")
}

/// The place of the best type among those offered, which come in the server's order of
/// preference; none if the client wants none of them. Without a header, everything is welcome.
///
/// Of types with the same quality that comes first which the client named more particularly:
/// `text/csv, */*` asks for CSV.
pub fn best(accept: &str, offered: &[&str]) -> Option<usize> {
    let ranges: Vec<Range<'_>> = split(accept, ',').filter_map(Range::parse).collect();
    if ranges.is_empty() {
        return (!offered.is_empty()).then_some(0);
    }
    let mut best: Option<((u16, u8), usize)> = None;
    for (place, media_type) in offered.iter().enumerate() {
        let covering = ranges.iter().filter_map(|range| {
            let precision = range.covers(media_type)?;
            Some((precision, range.quality))
        });
        // Of equally particular ranges, the better one counts.
        let Some((precision, quality)) = covering.max() else {
            continue;
        };
        if quality > 0 && best.is_none_or(|(known, _)| (quality, precision) > known) {
            best = Some(((quality, precision), place));
        }
    }
    best.map(|(_, place)| place)
}

/// A media range with its quality in thousandths.
struct Range<'a> {
    media_type: &'a str,
    has_parameters: bool,
    quality: u16,
}

impl<'a> Range<'a> {
    fn parse(text: &'a str) -> Option<Range<'a>> {
        let mut parts = split(text, ';').map(str::trim);
        let media_type = parts.next()?;
        let (kind, subtype) = media_type.split_once('/')?;
        let is_token = |text: &str| {
            let belongs = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(c);
            !text.is_empty() && text.chars().all(belongs)
        };
        if !is_token(kind) || !is_token(subtype) || (kind == "*" && subtype != "*") {
            return None;
        }
        let mut range = Range {
            media_type,
            has_parameters: false,
            quality: 1000,
        };
        for part in parts.filter(|part| !part.is_empty()) {
            let (name, value) = part.split_once('=').unwrap_or((part, ""));
            if name.trim().eq_ignore_ascii_case("q") {
                // What follows is no part of the type.
                range.quality = quality(value.trim())?;
                break;
            }
            range.has_parameters = true;
        }
        Some(range)
    }

    /// How particular the range is about a type that it covers. A parameter that the type does
    /// not have, such as a charset, makes it less so, but is no reason to refuse.
    fn covers(&self, media_type: &str) -> Option<u8> {
        let plain = media_type.split(';').next().unwrap_or_default().trim();
        if self.media_type.eq_ignore_ascii_case(plain) {
            return Some(if self.has_parameters { 2 } else { 3 });
        }
        if self.media_type == "*/*" {
            return Some(0);
        }
        let kind = self.media_type.strip_suffix("/*")?;
        let (own, _) = plain.split_once('/')?;
        own.eq_ignore_ascii_case(kind).then_some(1)
    }
}

/// `0`, `1`, `0.5`, `0.123`; nothing else.
fn quality(text: &str) -> Option<u16> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if !matches!(whole, "0" | "1") || fraction.len() > 3 || !is_number(fraction) {
        return None;
    }
    let thousandths: u16 = format!("{fraction:0<3}").parse().ok()?;
    let quality = thousandths + if whole == "1" { 1000 } else { 0 };
    (quality <= 1000).then_some(quality)
}

/// Splits at a character that is in no quoted string.
fn split(text: &str, at: char) -> impl Iterator<Item = &str> {
    let (mut quoted, mut escaped) = (false, false);
    text.split(move |c| {
        match c {
            _ if escaped => escaped = false,
            '\\' if quoted => escaped = true,
            '"' => quoted = !quoted,
            _ => return c == at && !quoted,
        }
        false
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const OFFERED: [&str; 4] = ["application/json", "text/csv", "text/html", "text/turtle"];

    fn chosen(accept: &str) -> &'static str {
        best(accept, &OFFERED).map_or("none", |place| OFFERED[place])
    }

    #[test]
    fn quality_and_precision_decide() {
        for (accept, expected) in [
            ("", "application/json"),
            ("*/*", "application/json"),
            ("text/*", "text/csv"),
            ("text/csv, */*", "text/csv"),
            ("*/*;q=0.1, text/turtle;q=0.2", "text/turtle"),
            ("text/csv;q=0.5, text/html;q=0.9", "text/html"),
            (
                "text/*;q=0.9, text/csv;q=0.1, application/json;q=0.5",
                "text/html",
            ),
            ("application/json;q=0, */*", "text/csv"),
            ("TEXT/Turtle", "text/turtle"),
            ("text/turtle;charset=utf-8", "text/turtle"),
            (
                "text/html;level=1;q=0.3, text/html;q=0.7, text/csv;q=0.5",
                "text/html",
            ),
            (
                "text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.8",
                "text/html",
            ),
            (
                "application/json, text/javascript, */*; q=0.01",
                "application/json",
            ),
            ("text/csv;q=1.000, application/json;q=0.999", "text/csv"),
            ("text/turtle;a=\"x,text/csv;q=1\";q=0.5", "text/turtle"),
            ("image/png", "none"),
            ("image/png, application/json;q=0", "none"),
            ("application/json;q=0", "none"),
        ] {
            assert_eq!(chosen(accept), expected, "{accept}");
        }
    }

    #[test]
    fn odd_headers_are_no_reason_to_refuse() {
        for accept in [
            ",",
            ";",
            "q=1",
            "text",
            "/",
            "*",
            "*/html",
            "a/b;q=x",
            "text/csv;q=2",
        ] {
            assert_eq!(chosen(accept), "application/json", "{accept}");
        }
        assert_eq!(chosen("text/csv;q=\"1\", text/html"), "text/html");
        assert_eq!(chosen("\"text/csv, text/html"), "application/json");
        assert_eq!(best("*/*", &[]), None);
    }
}
