//! HTML pages: the main part of the page, as text and blocks.

use super::date::words as split;
use super::error::DocumentError;
use super::header::origin_line;
use super::label::label;
use super::lines::{Draft, Shape};
use super::meta::meta;
use super::origin::OriginWords;
use super::page::Page;
use super::plain::document;
use super::walk::{Piece, pieces};
use super::{Document, Format, digest, utf8};
use jiff::civil::Date;

/// Reads an HTML page. Its main text counts; navigation, notices, links to other pages and
/// footers do not.
///
/// # Errors
/// If the bytes are not UTF-8 (the error names the encoding that the page declares), binary, or
/// the page holds no text.
pub fn read_html(
    name: &str,
    key: &str,
    bytes: Vec<u8>,
    words: &OriginWords,
) -> Result<Document, DocumentError> {
    let digest = digest(&bytes);
    let declared = declared_encoding(&bytes);
    let html = utf8(key, bytes).map_err(|error| match (error, declared) {
        (DocumentError::NotUtf8 { path, .. }, Some(encoding)) => {
            DocumentError::Encoding { path, encoding }
        }
        (error, _) => error,
    })?;
    if let Some(at) = too_deep(&html) {
        return Err(DocumentError::Nested {
            path: key.to_owned(),
            at,
        });
    }
    let dom = dom_query::Document::from(html.as_str());
    drop(html);
    let meta = meta(&dom, words);
    let page = Page::new(dom.root(), meta.title.as_deref(), words);
    let main = main_part(&page, words);
    let pieces = pieces(&page, main, words);
    let (text, drafts) = joined(&pieces);
    if text.is_empty() {
        return Err(DocumentError::Empty {
            path: key.to_owned(),
        });
    }
    let mut labelled = label(&text, &drafts, words);
    labelled.title = labelled.title.or(meta.title);
    labelled.published = (meta.published)
        .or(labelled.published)
        .or_else(|| masthead_day(&dom, words));
    labelled.publisher = meta.publisher.or(labelled.publisher);
    let mut document = document(name, key, Format::Html, text, labelled, digest);
    document.url = meta.url;
    Ok(document)
}

/// The day in the head of the page, above all its articles, where nothing else tells one: the one day of
/// that all its short lines with a day tell.
fn masthead_day(dom: &dom_query::Document, words: &OriginWords) -> Option<Date> {
    let mut found: Option<Date> = None;
    for node in dom.select("header *").nodes() {
        if node.first_element_child().is_some() {
            continue;
        }
        let text = node.text();
        let line = text.trim();
        // Nothing but the day and the hour: no fair's days in a menu.
        let plain = line.len() <= MASTHEAD
            && split(line).iter().all(|word| {
                word.lower.bytes().all(|byte| byte.is_ascii_digit())
                    || words.of_origin.contains(&*word.lower)
            });
        let told = plain.then(|| origin_line(line, words)).flatten();
        let Some(day) = told.and_then(|told| told.published) else {
            continue;
        };
        if found.is_some_and(|other| other != day) {
            return None;
        }
        found = Some(day);
    }
    found
}

/// The longest line with the day in the head of a page, in bytes.
const MASTHEAD: usize = 60;

/// Where elements are nested deeper than a page needs. The parser looks through all open elements
/// at each tag, so that time grows with the square of the depth: 5,000 take a fifth of a second.
fn too_deep(html: &str) -> Option<usize> {
    const DEEPEST: usize = 5000;
    let bytes = html.as_bytes();
    let mut depth = 0_usize;
    for at in memchr::memchr_iter(b'<', bytes) {
        match bytes.get(at + 1) {
            Some(b'/') => depth = depth.saturating_sub(1),
            Some(first) if first.is_ascii_alphabetic() => {
                let rest = &bytes[at + 1..];
                let length = rest
                    .iter()
                    .take_while(|b| b.is_ascii_alphanumeric())
                    .count();
                if !closes_itself(&rest[..length]) {
                    depth += 1;
                }
                if depth > DEEPEST {
                    return Some(at);
                }
            }
            _ => {}
        }
    }
    None
}

/// Elements that hold nothing or are closed by the next of their kind.
fn closes_itself(name: &[u8]) -> bool {
    matches!(
        name.to_ascii_lowercase().as_slice(),
        b"br"
            | b"hr"
            | b"img"
            | b"input"
            | b"meta"
            | b"link"
            | b"area"
            | b"base"
            | b"col"
            | b"embed"
            | b"source"
            | b"track"
            | b"wbr"
            | b"param"
            | b"p"
            | b"li"
            | b"dt"
            | b"dd"
            | b"tr"
            | b"td"
            | b"th"
            | b"tbody"
            | b"thead"
            | b"tfoot"
            | b"option"
            | b"colgroup"
            | b"html"
            | b"head"
            | b"body"
    )
}

/// The encoding named in the first bytes of a page, if it is not UTF-8.
fn declared_encoding(bytes: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(2048)]).to_ascii_lowercase();
    let after = ["charset=", "encoding="]
        .iter()
        .find_map(|mark| Some(&head[head.find(mark)? + mark.len()..]))?;
    let name: String = after
        .trim_start_matches(['"', '\'', ' '])
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
        .collect();
    (!name.is_empty() && name != "utf-8" && name != "utf8").then_some(name)
}

/// Which part of the page holds its text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Main {
    /// Its node.
    pub at: usize,
    /// Whether the page marks it as such, so that its lists of links are content.
    pub marked: bool,
}

fn main_part(page: &Page, words: &OriginWords) -> Main {
    let body = page
        .nodes
        .iter()
        .position(|node| node.tag == "body")
        .unwrap_or(0);
    let all = page.letters(body);
    let mut skip_end = 0;
    let mut shown = Vec::new();
    for (at, node) in page.nodes.iter().enumerate() {
        if node.skip && at >= skip_end {
            skip_end = node.end;
        }
        if at >= skip_end && at > body {
            shown.push(at);
        }
    }
    let largest = |wanted: &dyn Fn(usize) -> bool| {
        shown
            .iter()
            .copied()
            .filter(|at| wanted(*at))
            .max_by_key(|at| (page.letters(*at), std::cmp::Reverse(*at)))
    };
    let tag = |at: usize, name: &str| page.nodes[at].tag == name;
    let found = largest(&|at| tag(at, "main") || page.nodes[at].role == "main")
        .filter(|at| page.letters(*at) * 10 >= all * 3)
        .or_else(|| {
            largest(&|at| tag(at, "article") && page.holds_title(at))
                .or_else(|| largest(&|at| tag(at, "article")))
                .filter(|at| page.letters(*at) * 2 >= all)
        })
        .or_else(|| {
            largest(&|at| {
                matches!(page.nodes[at].tag.as_str(), "div" | "section" | "td")
                    && page.named_main(at, words)
            })
            .filter(|at| page.letters(*at) * 2 >= all)
        });
    // A letter to members may have several stories side by side.
    let found = found.filter(|at| {
        page.nodes[*at].tag == "main"
            || !shown.iter().any(|other| {
                let beside = *other >= page.nodes[*at].end || page.nodes[*other].end <= *at;
                beside
                    && page.nodes[*other].tag == page.nodes[*at].tag
                    && page.same_names(*at, *other)
                    && page.letters(*other) >= 60
            })
    });
    let Some(found) = found else {
        return Main {
            at: body,
            marked: false,
        };
    };
    // The headline may stand above the part that is marked.
    let mut at = found;
    if page.holds_title(body) {
        while at != body && !page.holds_title(at) {
            at = page.nodes[at].parent;
        }
    }
    Main { at, marked: true }
}

/// The pieces as one text, each on a line of its own.
fn joined(pieces: &[Piece]) -> (String, Vec<Draft>) {
    let mut text = String::new();
    let mut drafts = Vec::with_capacity(pieces.len());
    for piece in pieces {
        if !text.is_empty() {
            text.push('\n');
            if piece.shape != Shape::Item {
                text.push('\n');
            }
        }
        let start = text.len();
        text.push_str(&piece.text);
        drafts.push(Draft {
            range: start..text.len(),
            shape: piece.shape,
        });
    }
    (text, drafts)
}
