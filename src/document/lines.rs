//! Plain text into drafts of blocks: paragraphs, joined where they were wrapped by hand, and list
//! items without their bullets. What a block is on the page is decided later.

use std::ops::Range;

/// What the layout alone says of a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// A line or paragraph.
    Line,
    /// A list item, its bullet taken off.
    Item,
    /// A heading marked as such, with its level.
    Heading(u8),
    /// The last line of a quotation: who said it.
    Credit,
}

/// A block to be.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Draft {
    pub range: Range<usize>,
    pub shape: Shape,
}

/// A line without its white space.
#[derive(Clone, Copy)]
struct Line {
    start: usize,
    end: usize,
    indent: u32,
    /// A blank line or the beginning stands before it.
    fresh: bool,
}

/// Widths that hand-wrapped text has, in characters.
const WRAPPED: Range<usize> = 50..121;

/// The blocks of a text. Paragraphs end at blank lines, and at every line break unless the text
/// is wrapped at a fixed width.
pub(super) fn drafts(text: &str) -> Vec<Draft> {
    let lines = lines(text);
    let width = wrap_width(text, &lines);
    let mut drafts: Vec<Draft> = Vec::new();
    let mut previous: Option<Line> = None;
    for line in lines {
        let content = &text[line.start..line.end];
        let bullet = bullet(content);
        let joined = bullet == 0
            && !line.fresh
            && match (previous, drafts.last()) {
                (Some(before), Some(draft)) => {
                    joins(text, before, line, draft.shape == Shape::Item, width)
                }
                _ => false,
            };
        if joined && let Some(draft) = drafts.last_mut() {
            draft.range.end = line.end;
        } else if bullet < content.len() {
            drafts.push(Draft {
                range: line.start + bullet..line.end,
                shape: if bullet > 0 { Shape::Item } else { Shape::Line },
            });
        }
        previous = Some(line);
    }
    drafts
}

/// The lines that hold more than white space.
fn lines(text: &str) -> Vec<Line> {
    let bytes = text.as_bytes();
    let mut lines = Vec::with_capacity(text.len() / 200 + 1);
    let mut fresh = true;
    let mut start = 0;
    while start < bytes.len() {
        let end = memchr::memchr2(b'\n', b'\r', &bytes[start..]).map_or(bytes.len(), |n| start + n);
        let raw = &text[start..end];
        let left = raw.trim_start_matches(is_space);
        let content = left.trim_end_matches(is_space);
        if content.is_empty() {
            fresh = true;
        } else {
            let indent = raw.len() - left.len();
            lines.push(Line {
                start: start + indent,
                end: start + indent + content.len(),
                indent: u32::try_from(indent).unwrap_or(u32::MAX),
                fresh,
            });
            fresh = false;
        }
        // CRLF is one break.
        start = end
            + 1
            + usize::from(bytes.get(end) == Some(&b'\r') && bytes.get(end + 1) == Some(&b'\n'));
    }
    lines
}

/// White space, also what copying leaves behind: byte order mark, zero-width space.
pub(super) fn is_space(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}' | '\u{2060}')
}

/// The length of a list mark with the space after it; 0 if there is none.
pub(super) fn bullet(line: &str) -> usize {
    let mut chars = line.chars();
    let Some(first) = chars.next() else { return 0 };
    let mark = match first {
        '-' if line.starts_with("--") && !line.starts_with("---") => 2,
        '-' | '*' | '+' | '–' | '•' | '·' | '▪' | '■' | '●' | '◦' | '‣' | '⁃' | '►' | '▶' | '➢'
        | '✓' | '✔' | '○' | '□' | '∙' | '\u{f0b7}' => first.len_utf8(),
        // "(c) Alpine Events 2024" is a notice, not the third of a list.
        '(' if line.starts_with("(c) ") && line.len() <= 80 && super::header::has_year(line) => 0,
        '(' => {
            let inner = line[1..].find(')').unwrap_or(0);
            let label = &line[1..=inner];
            let short = matches!(label.len(), 1 | 2)
                && label
                    .bytes()
                    .all(|b| b.is_ascii_digit() || (label.len() == 1 && b.is_ascii_lowercase()));
            if short { inner + 2 } else { 0 }
        }
        '0'..='9' => {
            let digits = line.bytes().take_while(u8::is_ascii_digit).count();
            if digits <= 2 && line[digits..].starts_with(['.', ')']) {
                digits + 1
            } else {
                0
            }
        }
        _ => 0,
    };
    // A bullet of its own kind needs no space; a hyphen or number does.
    let rest = &line[mark.min(line.len())..];
    let spaces = rest.len() - rest.trim_start_matches(is_space).len();
    let free = matches!(
        first,
        '•' | '▪' | '■' | '●' | '◦' | '‣' | '►' | '➢' | '✓' | '✔' | '\u{f0b7}'
    );
    if mark == 0 || (spaces == 0 && !free && !rest.is_empty()) {
        return 0;
    }
    mark + spaces
}

/// The width at which a text was wrapped by hand: the longest of the lines that break off in the
/// middle of a sentence; none if no line does.
fn wrap_width(text: &str, lines: &[Line]) -> Option<usize> {
    let mut width = None;
    let mut breaks = 0;
    for pair in lines.windows(2) {
        let (a, b) = (pair[0], pair[1]);
        if b.fresh || a.end - a.start > 4 * WRAPPED.end {
            continue;
        }
        let (first, second) = (&text[a.start..a.end], &text[b.start..b.end]);
        if !breaks_off(first, second) || bullet(second) > 0 {
            continue;
        }
        let length = first.chars().count();
        if WRAPPED.contains(&length) {
            breaks += 1;
            width = width.max(Some(length));
        }
    }
    // One line may break off by chance; a wrapped text of any length has more.
    width.filter(|_| breaks > 1 || lines.len() < 8)
}

/// Whether a sentence goes on from one line to the next.
fn breaks_off(first: &str, second: &str) -> bool {
    !super::header::ends_sentence(first)
        && !first.ends_with(':')
        && second.starts_with(|c: char| c.is_lowercase())
}

/// Whether a line goes on with the paragraph of the line before it.
fn joins(text: &str, before: Line, line: Line, item: bool, width: Option<usize>) -> bool {
    if item && line.indent > before.indent && line.indent >= 2 {
        return true;
    }
    let Some(width) = width else { return false };
    if before.end - before.start > 4 * WRAPPED.end {
        return false;
    }
    if !item && line.indent > before.indent + 1 {
        return false;
    }
    let (first, second) = (&text[before.start..before.end], &text[line.start..line.end]);
    let length = first.chars().count();
    if breaks_off(first, second) && length >= 25 {
        return true;
    }
    let word = second
        .split(char::is_whitespace)
        .next()
        .map_or(0, |w| w.chars().count());
    let forced = length + 1 + word > width;
    forced && length <= width + 1 && length * 10 >= width * 6
}
