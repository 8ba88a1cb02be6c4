//! Drafts into blocks: which is the headline, which are lines of origin, where the dateline is,
//! and what these tell of the document's date and publisher. The same for every format.

use super::closing::{closing_line, origin_prefix};
use super::date::words;
use super::dateline::{Position, dateline};
use super::head::{HEAD, Head, head, headline};
use super::header::{OriginLine, ends_sentence, is_parted, origin_line, trimmed};
use super::lines::{Draft, Shape, is_space};
use super::menu::is_left_over;
use super::origin::OriginWords;
use super::related::{ends_ago, is_pointer};
use super::{Block, BlockKind};
use jiff::civil::Date;
use std::ops::Range;

/// The tail of a text begins so many blocks before its end.
const TAIL: usize = 8;

/// So many blocks behind the head a line of origin may stand.
const BELOW: usize = 8;

/// A line longer than that, in bytes, is text and no end matter.
const LONG: usize = 200;

/// A dateline opens one of the first paragraphs: a caption may stand before it.
const OPENING: usize = 4;

/// The blocks of a document and what they tell of its origin.
#[derive(Debug, Default)]
pub(super) struct Labelled {
    pub blocks: Vec<Block>,
    pub title: Option<String>,
    pub dateline: Option<Range<usize>>,
    pub published: Option<Date>,
    pub publisher: Option<String>,
}

/// What the lines of origin said, kept apart until all are read.
#[derive(Default)]
struct Told {
    labelled: Option<Date>,
    bare: Option<Date>,
    /// Days without a label in the head, and where they stand.
    days: Vec<(usize, Date)>,
    updated: Option<Date>,
    dateline: Option<Date>,
    footer: Option<Date>,
    header_publisher: Option<String>,
    agency: Option<String>,
    source: Option<String>,
    masthead: Option<String>,
    place: Option<Range<usize>>,
}

impl Told {
    fn header(&mut self, text: &str, range: &Range<usize>, line: &OriginLine) {
        if line.labelled {
            self.labelled = self.labelled.or(line.published);
        } else if let Some(day) = line.published {
            self.bare = self.bare.or(Some(day));
            self.days.push((range.start, day));
        }
        self.updated = self.updated.or(line.updated);
        if let Some(name) = &line.publisher
            && self.header_publisher.is_none()
        {
            self.header_publisher =
                Some(text[range.start + name.start..range.start + name.end].to_owned());
        }
        if let Some(place) = &line.place
            && self.place.is_none()
        {
            self.place = Some(range.start + place.start..range.start + place.end);
        }
    }
}

/// Labels the drafts of `text`.
pub(super) fn label(text: &str, drafts: &[Draft], table: &OriginWords) -> Labelled {
    let mut told = Told::default();
    let mut blocks: Vec<Block> = Vec::with_capacity(drafts.len() + 2);
    let head = head(text, drafts, table, |range, line| {
        told.header(text, range, line)
    });
    let first_heading = drafts
        .iter()
        .take(4 * HEAD)
        .position(|draft| draft.shape == Shape::Heading(1));
    let title = first_heading.or_else(|| headline(text, &drafts[..head.end], &head, table));
    // Above the headline may stand the day on which the page was looked at.
    if let Some(title) = title
        && let Some(bare) = told.bare
    {
        let below = |(at, day): &&(usize, Date)| *at > drafts[title].range.start && *day < bare;
        if let Some((_, day)) = told.days.iter().find(below) {
            told.bare = Some(*day);
        }
    }
    // Below a headline stand one or two lines; more are a list, of exhibitors for instance.
    let below = (title.map_or(0, |title| title + 1)..head.end)
        .filter(|at| !head.origin[*at] && drafts[*at].shape == Shape::Line);
    let list = title.is_some() && below.count() >= 3;
    for (at, draft) in drafts[..head.end].iter().enumerate() {
        let kind = if Some(at) == title {
            BlockKind::Title
        } else if head.origin[at] {
            BlockKind::Origin
        } else if draft.shape == Shape::Item || (list && title.is_some_and(|title| at > title)) {
            BlockKind::ListItem
        } else {
            BlockKind::Heading
        };
        if kind == BlockKind::Heading && told.masthead.is_none() && title.is_some_and(|t| at < t) {
            let line = &text[draft.range.clone()];
            if table.mastheads.prefix(&words(line)) > 0 {
                told.masthead = Some(line.to_owned());
            }
        }
        push(text, &mut blocks, kind, draft.range.clone());
    }
    let dated = told.labelled.or(told.bare).or(told.updated).is_some();
    let dateline = body(
        text,
        drafts,
        &head,
        title,
        dated,
        table,
        &mut told,
        &mut blocks,
    );
    if let Some(at) = title.filter(|at| *at >= head.end)
        && let Some(block) = blocks
            .iter_mut()
            .find(|b| drafts[at].range.contains(&b.range.start))
    {
        block.kind = BlockKind::Title;
    }
    Labelled {
        title: title.map(|at| one_line(&text[drafts[at].range.clone()])),
        blocks,
        dateline: dateline.or(told.place),
        published: told
            .labelled
            .or(told.bare)
            .or(told.updated)
            .or(told.dateline)
            .or(told.footer),
        publisher: told
            .header_publisher
            .or(told.agency)
            .or(told.source)
            .or(told.masthead)
            .map(|name| one_line(&name)),
    }
}

/// Labels what follows the head, and returns the dateline.
#[expect(
    clippy::too_many_arguments,
    reason = "one pass over the drafts with all that is known"
)]
fn body(
    text: &str,
    drafts: &[Draft],
    head: &Head,
    title: Option<usize>,
    dated: bool,
    table: &OriginWords,
    told: &mut Told,
    blocks: &mut Vec<Block>,
) -> Option<Range<usize>> {
    let mut found: Option<Range<usize>> = None;
    let mut paragraphs = 0;
    let (mut run_end, mut run_kind) = (0, BlockKind::Heading);
    let last = drafts
        .iter()
        .rposition(|draft| draft.range.len() > LONG && draft.shape == Shape::Line);
    let tail = drafts
        .len()
        .saturating_sub(TAIL)
        .min(last.map_or(drafts.len(), |last| last + 1))
        .max(head.end)
        .max(title.map_or(0, |t| t + 1));
    let mut linked = false;
    for at in head.end..drafts.len() {
        let draft = &drafts[at];
        let mut range = draft.range.clone();
        let line = &text[range.clone()];
        // "You may also like" and the headlines below it.
        linked = line.len() <= 120
            && !ends_sentence(line)
            && !matches!(draft.shape, Shape::Heading(1) | Shape::Credit)
            && (linked || is_links_label(line, table));
        let left_over = draft.shape == Shape::Line && is_left_over(line, table);
        let aged = at >= tail && ends_ago(line, table);
        if linked || left_over || aged || is_pointer(line, table) {
            push(text, blocks, BlockKind::Origin, range);
            continue;
        }
        // "5 March 2031 · 7 minutes · Print": the line of origin below a motto or the lead.
        if at < head.end + BELOW
            && !dated
            && draft.shape == Shape::Line
            && let Some(line_told) = origin_line(line, table)
            && line_told.published.is_some()
            && (line_told.labelled || is_parted(line))
        {
            told.header(text, &range, &line_told);
            push(text, blocks, BlockKind::Origin, range);
            continue;
        }
        if at >= tail && draft.shape != Shape::Heading(1) && line.len() <= 400 {
            if let Some(line_told) = closing_line(line, table) {
                if let Some(name) = line_told.publisher {
                    told.source.get_or_insert_with(|| line[name].to_owned());
                }
                push(text, blocks, BlockKind::Origin, range);
                continue;
            }
            if draft.shape == Shape::Line
                && let Some(line_told) = origin_line(line, table)
                && (line_told.labelled
                    || line_told.updated.is_some()
                    || table.actions.cover(&words(line)))
            {
                told.footer = told.footer.or(line_told.published).or(line_told.updated);
                push(text, blocks, BlockKind::Origin, range);
                continue;
            }
            if at + 1 == drafts.len() && draft.shape == Shape::Line && is_signature(line, table) {
                push(text, blocks, BlockKind::Origin, range);
                continue;
            }
        }
        let kind = match draft.shape {
            Shape::Item | Shape::Credit => BlockKind::ListItem,
            Shape::Heading(_) => BlockKind::Heading,
            Shape::Line if at < run_end => run_kind,
            Shape::Line if is_heading(line) => {
                (run_end, run_kind) = run(text, drafts, at);
                run_kind
            }
            Shape::Line => BlockKind::Paragraph,
        };
        if kind == BlockKind::Paragraph {
            if paragraphs < OPENING && found.is_none() {
                let position = Position {
                    first: paragraphs == 0,
                    headed: head.headed || title.is_some(),
                    dated,
                };
                opening(text, &mut range, position, table, told, blocks, &mut found);
            }
            paragraphs += 1;
        }
        push(text, blocks, kind, range);
    }
    found
}

/// Takes a prefix of origin and a dateline off the beginning of a paragraph.
fn opening(
    text: &str,
    range: &mut Range<usize>,
    position: Position,
    table: &OriginWords,
    told: &mut Told,
    blocks: &mut Vec<Block>,
    found: &mut Option<Range<usize>>,
) {
    let start = skip_space(text, range.start, range.end);
    let mut at = start;
    if position.first
        && let Some((length, line)) = origin_prefix(&text[start..range.end], table)
    {
        told.header(text, range, &line);
        at = skip_space(text, start + length, range.end);
    }
    if let Some(line) = dateline(&text[at..range.end], position, table) {
        told.dateline = told.dateline.or(line.date);
        if let Some(agency) = line.agency
            && told.agency.is_none()
        {
            let name = trimmed(text, at + agency.start..at + agency.end);
            told.agency = Some(text[name].to_owned());
        }
        let end = at + line.range.end;
        *found = Some(at..end);
        at = skip_space(text, end, range.end);
        push(text, blocks, BlockKind::Origin, start..end);
    } else if at > start {
        let end = text[..at].trim_end_matches(is_space).len();
        push(text, blocks, BlockKind::Origin, start..end);
    }
    range.start = at;
}

fn skip_space(text: &str, at: usize, end: usize) -> usize {
    let rest = &text[at..end];
    end - rest.trim_start_matches(is_space).len()
}

/// A label over links to other pages, in the label's own words.
fn is_links_label(line: &str, table: &OriginWords) -> bool {
    if line.len() > 60 || line.ends_with(':') {
        return false;
    }
    // "Comments (2)", "17 comments": how many does not matter.
    let mut all = words(line);
    all.retain(|word| !word.is_number());
    let length = table.related.prefix(&all);
    length > 0 && length == all.len() || length >= 2 && all.len() <= 5
}

/// A short line that is no sentence.
fn is_heading(line: &str) -> bool {
    const LONG: usize = 110;
    line.len() <= LONG
        && !ends_sentence(line)
        && !line.ends_with([':', ';', ','])
        && line.split_whitespace().count() <= 14
}

/// Where the run of short lines that begins at `at` ends, and whether it is a list without
/// bullets: after a line that ends in a colon, of at least three lines, or of entries alone.
fn run(text: &str, drafts: &[Draft], at: usize) -> (usize, BlockKind) {
    let end = drafts[at..]
        .iter()
        .position(|d| d.shape != Shape::Line || !is_heading(&text[d.range.clone()]))
        .map_or(drafts.len(), |length| at + length);
    let introduced = at
        .checked_sub(1)
        .is_some_and(|before| text[drafts[before].range.clone()].ends_with(':'));
    let entries = || {
        drafts[at..end]
            .iter()
            .all(|d| is_entry(&text[d.range.clone()]))
    };
    let list = introduced || end - at >= 3 || entries();
    (
        end,
        if list {
            BlockKind::ListItem
        } else {
            BlockKind::Heading
        },
    )
}

/// "Venue: Harbour Halls": a key of few words and what stands behind it.
fn is_entry(line: &str) -> bool {
    line.split_once(": ")
        .is_some_and(|(key, value)| key.split_whitespace().count() <= 2 && !value.trim().is_empty())
}

/// "Bureau of Public Relations" as the last line.
fn is_signature(line: &str, table: &OriginWords) -> bool {
    let all = words(line);
    all.len() <= 8 && !ends_sentence(line) && table.mastheads.prefix(&all) > 0
}

/// Adds a block, without white space at its ends.
fn push(text: &str, blocks: &mut Vec<Block>, kind: BlockKind, range: Range<usize>) {
    let part = &text[range.clone()];
    let start = range.end - part.trim_start_matches(is_space).len();
    let end = range.start + part.trim_end_matches(is_space).len();
    if start < end {
        blocks.push(Block {
            kind,
            range: start..end,
        });
    }
}

/// A text on one line, its white space collapsed.
pub(super) fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}
