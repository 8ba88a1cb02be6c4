//! Blank nodes as Virtuoso names them: `nodeID://b1` in JSON, which no parser takes for a name.

use std::io::{self, Read};

const FOUND: &[u8] = b"\"bnode\", \"value\": \"nodeID://";
const INSTEAD: &[u8] = b"\"bnode\", \"value\": \"nodeID-";

/// A text of JSON with names for blank nodes. Within a string there is a backslash before each
/// quotation mark, so no text of a literal is changed.
pub struct Renamed<R> {
    inner: R,
    /// What was read and not yet given.
    ready: Vec<u8>,
    given: usize,
    /// The end of what was read, which may be the beginning of a name.
    rest: Vec<u8>,
    is_over: bool,
}

impl<R: Read> Renamed<R> {
    pub fn new(inner: R) -> Self {
        Renamed {
            inner,
            ready: Vec::new(),
            given: 0,
            rest: Vec::new(),
            is_over: false,
        }
    }

    fn fill(&mut self) -> io::Result<()> {
        let start = self.rest.len();
        self.rest.resize(start + (64 << 10), 0);
        let count = match self.inner.read(&mut self.rest[start..]) {
            Ok(count) => count,
            Err(error) => {
                self.rest.truncate(start);
                return Err(error);
            }
        };
        self.rest.truncate(start + count);
        self.is_over = count == 0;
        self.ready.clear();
        self.given = 0;
        let mut at = 0;
        while let Some(found) = memchr::memmem::find(&self.rest[at..], FOUND) {
            self.ready.extend_from_slice(&self.rest[at..at + found]);
            self.ready.extend_from_slice(INSTEAD);
            at += found + FOUND.len();
        }
        let kept = match self.is_over {
            true => 0,
            false => (FOUND.len() - 1).min(self.rest.len() - at),
        };
        let end = self.rest.len() - kept;
        self.ready.extend_from_slice(&self.rest[at..end]);
        self.rest.drain(..end);
        Ok(())
    }
}

impl<R: Read> Read for Renamed<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.given == self.ready.len() && !self.is_over && !buffer.is_empty() {
            self.fill()?;
        }
        let ready = &self.ready[self.given..];
        let count = ready.len().min(buffer.len());
        buffer[..count].copy_from_slice(&ready[..count]);
        self.given += count;
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Gives a text in pieces of some length.
    struct Pieces<'a>(&'a [u8], usize);

    impl Read for Pieces<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            let count = self.1.min(self.0.len()).min(buffer.len());
            buffer[..count].copy_from_slice(&self.0[..count]);
            self.0 = &self.0[count..];
            Ok(count)
        }
    }

    #[test]
    fn only_blank_nodes_are_renamed_however_they_come() {
        let text = r#"{ "type": "bnode", "value": "nodeID://b1" }, "a\"bnode\", \"value\": \"nodeID://b" { "type": "bnode", "value": "nodeID://b22" } "nodeID://b3" "bnode", "val"#;
        let expected = r#"{ "type": "bnode", "value": "nodeID-b1" }, "a\"bnode\", \"value\": \"nodeID://b" { "type": "bnode", "value": "nodeID-b22" } "nodeID://b3" "bnode", "val"#;
        for length in 1..=text.len() {
            let mut found = String::new();
            let mut renamed = Renamed::new(Pieces(text.as_bytes(), length));
            renamed.read_to_string(&mut found).unwrap();
            assert_eq!(found, expected, "{length}");
        }
    }
}
