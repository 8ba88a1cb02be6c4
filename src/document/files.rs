//! Reading files and streams, whatever their format.

use super::error::DocumentError;
use super::html::read_html;
use super::json_lines::read_json_lines;
use super::markdown::read_markdown;
use super::origin::OriginWords;
use super::plain::read_text;
use super::sources::{DocumentSource, format_of, io};
use super::{Document, Format};
use std::fs::File;
use std::io::{BufReader, Read};
use std::path::Path;

/// Documents, read one at a time; see the functions that return it.
pub type Documents<'w> = Box<dyn Iterator<Item = Result<Document, DocumentError>> + Send + 'w>;

/// The documents of one source, one after the other; a JSON-lines file is never in memory whole.
pub fn read_source<'w>(source: &DocumentSource, words: &'w OriginWords) -> Documents<'w> {
    match source.path() {
        Some(path) => read_file(&path, &source.key(), words),
        None => read_stream(std::io::stdin(), &source.key(), words),
    }
}

/// The documents of a file; its ending names the format. A JSON-lines file holds many, any other
/// file one.
pub fn read_file<'w>(path: &Path, key: &str, words: &'w OriginWords) -> Documents<'w> {
    let one = |result| -> Documents<'w> { Box::new(std::iter::once(result)) };
    let name = path.file_name().map_or_else(
        || key.to_owned(),
        |name| name.to_string_lossy().into_owned(),
    );
    let Some(format) = format_of(path) else {
        return one(Err(DocumentError::Unsupported {
            path: path.display().to_string(),
        }));
    };
    // Errors name the file as it was given, documents carry the key.
    let shown = path.display().to_string();
    if format == Format::JsonLines {
        return match File::open(path) {
            Ok(file) => Box::new(
                read_json_lines(&name, key, BufReader::with_capacity(1 << 16, file), words)
                    .map(move |document| document.map_err(|error| error.at(&shown))),
            ),
            Err(source) => one(Err(io(path, source))),
        };
    }
    one(std::fs::read(path)
        .map_err(|source| io(path, source))
        .and_then(|bytes| read_bytes(format, &name, key, bytes, words))
        .map_err(|error| error.at(&shown)))
}

fn read_bytes(
    format: Format,
    name: &str,
    key: &str,
    bytes: Vec<u8>,
    words: &OriginWords,
) -> Result<Document, DocumentError> {
    match format {
        Format::Markdown => read_markdown(name, key, bytes, words),
        Format::Html => read_html(name, key, bytes, words),
        Format::Text | Format::JsonLines => read_text(name, key, bytes, words),
    }
}

/// The documents of a stream such as standard input. Its first bytes tell the format: `{` begins
/// JSON lines, `<` HTML, anything else is text.
pub fn read_stream<'w, R: Read + Send + 'w>(
    mut reader: R,
    key: &str,
    words: &'w OriginWords,
) -> Documents<'w> {
    let one = |result| -> Documents<'w> { Box::new(std::iter::once(result)) };
    let failed = |source| DocumentError::Io {
        path: key.to_owned(),
        source,
    };
    // Enough to see past a byte order mark and blank lines.
    let mut head = Vec::new();
    if let Err(source) = reader.by_ref().take(4096).read_to_end(&mut head) {
        return one(Err(failed(source)));
    }
    let start = head
        .strip_prefix(b"\xef\xbb\xbf")
        .unwrap_or(&head)
        .trim_ascii_start();
    match start.first() {
        Some(b'{') => {
            let all = std::io::Cursor::new(head).chain(reader);
            Box::new(read_json_lines(
                key,
                key,
                BufReader::with_capacity(1 << 16, all),
                words,
            ))
        }
        first => {
            let format = if first == Some(&b'<') {
                Format::Html
            } else {
                Format::Text
            };
            let mut bytes = head;
            if let Err(source) = reader.read_to_end(&mut bytes) {
                return one(Err(failed(source)));
            }
            one(read_bytes(format, key, key, bytes, words))
        }
    }
}
