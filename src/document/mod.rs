//! A document as the rest of the program sees it: main text, blocks and what is known of its
//! origin. Reading files into this shape lives beside it; nothing here knows about expos.

use jiff::civil::Date;
use std::ops::Range;

/// The file format a document was read from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    Text,
    Markdown,
    Html,
    JsonLines,
}

/// What a stretch of the text is on the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BlockKind {
    /// The document's headline.
    Title,
    /// A heading, kicker or standfirst: set apart and no full sentence.
    Heading,
    /// Running text.
    Paragraph,
    /// One entry of a list, without its bullet.
    ListItem,
    /// A line of origin, not of content: byline, "Updated: ...", breadcrumb, "SOURCE ...".
    Origin,
}

/// A stretch of the text that sentences never cross.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    pub kind: BlockKind,
    /// Byte range in [`Document::text`]; never empty, on character boundaries, in order, disjoint.
    pub range: Range<usize>,
}

/// One press document: its main text and what is known of its origin.
#[derive(Clone, Debug)]
pub struct Document {
    /// Shown as `document` in results: the file's name ("report.txt").
    pub name: String,
    /// Identifies the document within a graph: its path relative to the folder that was given,
    /// with `/`; for JSON lines the path and the line's id or number ("corpus.jsonl#17").
    pub key: String,
    pub format: Format,
    /// The main text. For text and Markdown the file's own bytes, so that offsets are offsets
    /// into the file; for HTML and JSON lines the text as extracted.
    pub text: String,
    pub blocks: Vec<Block>,
    pub title: Option<String>,
    pub url: Option<String>,
    /// Who published it ("Xinhua", "PRNewswire"), from header lines, datelines or meta tags.
    pub publisher: Option<String>,
    /// The day of publication; never guessed from the clock or the file system.
    pub published: Option<Date>,
    /// SHA-256 of the bytes it was read from, in hexadecimal.
    pub digest: String,
}
