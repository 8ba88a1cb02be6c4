//! Pictures to stdout.

use super::failure::Failure;
use super::output::{Format, to_stdout};
use crate::answer::picture::{Picture, Style};
use crate::knowledge::Source;
use std::io::Write;

/// Writes a picture in a format that is for pictures.
pub fn write(picture: &Picture, source: &Source, format: Format) -> Result<(), Failure> {
    let Some(kind) = format.picture() else {
        return Err(format.unfit("pictures are written as svg, dot or mermaid"));
    };
    let text = picture.write(kind, &Style::load(source)?);
    to_stdout(|out| out.write_all(text.as_bytes()))
}
