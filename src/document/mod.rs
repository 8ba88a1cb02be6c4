//! A document as the rest of the program sees it: main text, blocks and what is known of its
//! origin. Reading files into this shape lives beside it; nothing here knows about expos.

mod closing;
mod date;
mod dateline;
mod error;
mod files;
mod folder;
mod head;
mod header;
mod html;
mod json_lines;
mod label;
mod language;
mod lines;
mod markdown;
mod menu;
mod meta;
mod origin;
mod page;
mod plain;
mod related;
mod sources;
mod table;
mod walk;
mod wide;

pub use error::{DocumentError, WordsError};
pub use files::{Documents, read_file, read_source, read_stream};
pub use html::read_html;
pub use json_lines::{read_json_line, read_json_lines};
pub use language::{StopWords, is_english};
pub use markdown::read_markdown;
pub use origin::OriginWords;
pub use plain::read_text;
pub use sources::{DocumentSource, Sources, format_of, sources};

use jiff::civil::Date;
use sha2::{Digest, Sha256};
use std::fmt::Write;
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
    /// Where the text says from what place it was written: the dateline from the place to its
    /// dash or stop ("CHONGQING, Sept. 15 (Xinhua) --"), or a line such as "Geneva, 14 January
    /// 2025". Byte range in [`Document::text`], within an [`BlockKind::Origin`] block.
    pub dateline: Option<Range<usize>>,
    /// SHA-256 of the bytes it was read from, in hexadecimal.
    pub digest: String,
}

/// SHA-256 of `bytes` in hexadecimal.
fn digest(bytes: &[u8]) -> String {
    let mut hex = String::with_capacity(64);
    for byte in Sha256::digest(bytes) {
        // Writing to a string cannot fail.
        let _ = write!(hex, "{byte:02x}");
    }
    hex
}

/// The bytes as text, checked to be some.
fn utf8(path: &str, bytes: Vec<u8>) -> Result<String, DocumentError> {
    let path = || path.to_owned();
    match bytes.as_slice() {
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => {
            return Err(DocumentError::Encoding {
                path: path(),
                encoding: "UTF-16".to_owned(),
            });
        }
        _ => {}
    }
    if let Some(at) = memchr::memchr(0, &bytes) {
        return Err(DocumentError::Binary { path: path(), at });
    }
    let text = String::from_utf8(bytes).map_err(|error| DocumentError::NotUtf8 {
        path: path(),
        at: error.utf8_error().valid_up_to(),
    })?;
    if text.chars().all(lines::is_space) {
        return Err(DocumentError::Empty { path: path() });
    }
    Ok(text)
}
