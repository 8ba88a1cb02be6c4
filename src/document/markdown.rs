//! Markdown: blocks by its marks, on the file's own bytes. Marks inside a line (emphasis, links)
//! stay, because offsets are offsets into the file.

use super::date::first_date;
use super::error::DocumentError;
use super::label::label;
use super::lines::{Draft, Shape, bullet, is_space};
use super::origin::OriginWords;
use super::plain::document;
use super::wide::unfold;
use super::{Document, Format, digest, utf8};
use jiff::civil::Date;
use std::ops::Range;

/// Reads Markdown; front matter between `---` may give `title`, `date`, `publisher` and `url`.
///
/// # Errors
/// If the bytes are not UTF-8, binary or hold no text.
pub fn read_markdown(
    name: &str,
    key: &str,
    bytes: Vec<u8>,
    words: &OriginWords,
) -> Result<Document, DocumentError> {
    let digest = digest(&bytes);
    let text = utf8(key, bytes)?;
    let (front, start) = front_matter(&text, words);
    let drafts = unfold(&text, drafts(&text, start), words);
    let labelled = label(&text, &drafts, words);
    let mut document = document(name, key, Format::Markdown, text, labelled, digest);
    document.title = document.title.or(front.title);
    document.published = front.published.or(document.published);
    document.publisher = front.publisher.or(document.publisher);
    document.url = front.url;
    Ok(document)
}

#[derive(Default)]
struct Front {
    title: Option<String>,
    url: Option<String>,
    publisher: Option<String>,
    published: Option<Date>,
}

/// The lines of a text as byte ranges without line ends, from `start`.
fn lines(text: &str, start: usize) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut at = start;
    std::iter::from_fn(move || {
        if at >= text.len() {
            return None;
        }
        let rest = &text.as_bytes()[at..];
        let end = memchr::memchr(b'\n', rest).map_or(text.len(), |n| at + n);
        let line = at..at + text[at..end].trim_end_matches('\r').len();
        at = end + 1;
        Some(line)
    })
}

/// What the front matter says, and where the text begins.
fn front_matter(text: &str, words: &OriginWords) -> (Front, usize) {
    let mut front = Front::default();
    let begin = text.len() - text.trim_start_matches(is_space).len();
    let mut all = lines(text, begin);
    if all.next().is_none_or(|line| text[line].trim_end() != "---") {
        return (front, 0);
    }
    for line in all.take(100) {
        let content = &text[line.clone()];
        if matches!(content.trim_end(), "---" | "...") {
            let after = text[line.end..]
                .find('\n')
                .map_or(text.len(), |n| line.end + n + 1);
            return (front, after);
        }
        let Some((name, value)) = content.split_once(':') else {
            continue;
        };
        let value = value.trim().trim_matches(['"', '\'']).trim().to_owned();
        if value.is_empty() {
            continue;
        }
        match name.trim().to_ascii_lowercase().as_str() {
            "title" => front.title = Some(value),
            "date" | "published" | "pubdate" => front.published = first_date(&value, words),
            "publisher" | "source" | "site" => front.publisher = Some(value),
            "url" | "link" | "canonical" | "canonical_url" => front.url = Some(value),
            _ => {}
        }
    }
    (Front::default(), 0)
}

fn drafts(text: &str, start: usize) -> Vec<Draft> {
    let mut drafts: Vec<Draft> = Vec::new();
    let mut fence: Option<&str> = None;
    let mut comment = false;
    // Whether the next line may go on with the last draft.
    let mut open = false;
    for line in lines(text, start) {
        let raw = &text[line.clone()];
        let left = raw.trim_start_matches(is_space);
        let mut range = line.end - left.len()..line.start + raw.trim_end_matches(is_space).len();
        let indent = raw.len() - left.len();
        if range.start >= range.end {
            open = false;
            continue;
        }
        let content = &text[range.clone()];
        if let Some(mark) = fence {
            if content.starts_with(mark) {
                fence = None;
            }
            continue;
        }
        if comment || content.starts_with("<!--") {
            comment = !content.contains("-->");
            open = false;
            continue;
        }
        if let Some(mark) = ["```", "~~~"]
            .iter()
            .find(|mark| content.starts_with(**mark))
        {
            fence = Some(mark);
            open = false;
            continue;
        }
        let level = content.bytes().take_while(|b| *b == b'#').count();
        if (1..=6).contains(&level) && content[level..].starts_with(is_space) {
            let inner = content[level..]
                .trim_end_matches('#')
                .trim_end_matches(is_space);
            let inner_start =
                range.start + content.len() - content[level..].trim_start_matches(is_space).len();
            let end = range.start + level + inner.len();
            if inner_start < end {
                drafts.push(heading(inner_start..end, level));
            }
            open = false;
            continue;
        }
        if rule(content) {
            // A line of marks below a line of text makes that a heading.
            let level = if content.starts_with('=') { 1 } else { 2 };
            if let Some(last) = drafts.last_mut()
                && open
                && last.shape == Shape::Line
                && !content.starts_with(['*', '_'])
            {
                *last = heading(last.range.clone(), level);
            }
            open = false;
            continue;
        }
        if content.starts_with("![") || content.starts_with("[^") || is_reference(content) {
            open = false;
            continue;
        }
        if content.starts_with('|') {
            open = false;
            let inner = content.trim_matches('|');
            if inner.chars().any(char::is_alphanumeric) {
                let first =
                    range.start + content.len() - content.trim_start_matches(['|', ' ']).len();
                let last = range.start + content.trim_end_matches(['|', ' ']).len();
                drafts.push(Draft {
                    range: first..last,
                    shape: Shape::Item,
                });
            }
            continue;
        }
        let quote = content.len() - content.trim_start_matches(['>', ' ']).len();
        if content.starts_with('>') {
            range.start += quote;
            if range.is_empty() {
                open = false;
                continue;
            }
        }
        let content = &text[range.clone()];
        let mark = bullet(content);
        if mark > 0 && mark < content.len() {
            range.start += mark;
            drafts.push(Draft {
                range,
                shape: Shape::Item,
            });
            open = true;
            continue;
        }
        let goes_on = open
            && quote_joins(text, drafts.last(), range.start)
            && !hard_break(text, drafts.last());
        if goes_on && let Some(last) = drafts.last_mut() {
            last.range.end = range.end;
        } else {
            let shape = if indent >= 2 && open {
                Shape::Item
            } else {
                Shape::Line
            };
            drafts.push(Draft { range, shape });
        }
        open = true;
    }
    drafts
}

fn heading(range: Range<usize>, level: usize) -> Draft {
    Draft {
        range,
        shape: Shape::Heading(u8::try_from(level).unwrap_or(6)),
    }
}

/// Whether a line is `---`, `===`, `***` or `___`.
fn rule(content: &str) -> bool {
    let Some(first) = content.bytes().next() else {
        return false;
    };
    matches!(first, b'-' | b'=' | b'*' | b'_')
        && content.bytes().filter(|b| *b == first).count() >= 3
        && content.bytes().all(|b| b == first || b == b' ')
}

/// Whether a line defines a link ("[1]: https://...").
fn is_reference(content: &str) -> bool {
    content.starts_with('[')
        && content
            .find("]:")
            .is_some_and(|at| !content[..at].contains(' '))
}

/// Whether nothing but a line end and quotation marks stands between a draft and `start`; the
/// marks of a quotation must not get into its text.
fn quote_joins(text: &str, last: Option<&Draft>, start: usize) -> bool {
    last.is_some_and(|draft| {
        !matches!(draft.shape, Shape::Heading(_))
            && draft.range.end <= start
            && !text[draft.range.end..start].contains('>')
    })
}

/// Whether a draft ends in a forced line break: two spaces or a backslash.
fn hard_break(text: &str, last: Option<&Draft>) -> bool {
    last.is_some_and(|draft| {
        text[draft.range.clone()].ends_with('\\') || text[draft.range.end..].starts_with("  ")
    })
}
