//! A sentence as it is shown: its number, its words in one line.

use crate::document::BlockKind;
use crate::fact::Trace;
use std::ops::Range;

/// The text of tokens in one line.
pub(super) fn line(trace: &Trace<'_>, tokens: Range<usize>) -> String {
    let text = trace.analysis.slice(tokens);
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What a sentence is where it is no running text; none where it is.
pub(super) fn set_apart(trace: &Trace<'_>, sentence: usize) -> Option<&'static str> {
    match trace.analysis.sentences[sentence].kind {
        BlockKind::Title => Some("headline"),
        BlockKind::Heading => Some("heading"),
        BlockKind::ListItem => Some("list item"),
        BlockKind::Origin => Some("line of origin"),
        BlockKind::Paragraph => None,
    }
}

/// Sentences are counted from one.
pub(super) fn number(sentence: usize) -> usize {
    sentence + 1
}

/// Whether nobody can be found to take part here: lines of origin, and headlines in which every
/// word has a capital.
pub(super) fn is_passed_over(trace: &Trace<'_>, sentence: usize) -> bool {
    let sentence = &trace.analysis.sentences[sentence];
    sentence.kind == BlockKind::Origin || sentence.title_case
}
