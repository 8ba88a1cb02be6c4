//! Text and Markdown files: the document's text is the file's own bytes.

use super::error::DocumentError;
use super::label::{Labelled, label};
use super::lines::drafts;
use super::origin::OriginWords;
use super::wide::unfold;
use super::{Document, Format, digest, utf8};

/// Reads plain text.
///
/// `name` is shown as the document's name, `key` identifies it and is named in errors.
///
/// # Errors
/// If the bytes are not UTF-8, binary or hold no text.
pub fn read_text(
    name: &str,
    key: &str,
    bytes: Vec<u8>,
    words: &OriginWords,
) -> Result<Document, DocumentError> {
    let digest = digest(&bytes);
    let text = utf8(key, bytes)?;
    let drafts = unfold(&text, drafts(&text), words);
    let labelled = label(&text, &drafts, words);
    Ok(document(name, key, Format::Text, text, labelled, digest))
}

/// A document of a text and its labels.
pub(super) fn document(
    name: &str,
    key: &str,
    format: Format,
    text: String,
    labelled: Labelled,
    digest: String,
) -> Document {
    Document {
        name: name.to_owned(),
        key: key.to_owned(),
        format,
        text,
        blocks: labelled.blocks,
        title: labelled.title,
        url: None,
        publisher: labelled.publisher,
        published: labelled.published,
        dateline: labelled.dateline,
        digest,
    }
}
