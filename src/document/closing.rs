//! Origin outside the head: labels and days before running text, and what stands after the text.

use super::date::{dates, next_word, words};
use super::header::{LONGEST, OriginLine, ends_sentence, head_of, trimmed};
use super::origin::OriginWords;

/// A label and date that running text follows ("date 2019-08-27 CHONGQING, ..."): the bytes of
/// the prefix and what it tells.
pub(super) fn origin_prefix(text: &str, table: &OriginWords) -> Option<(usize, OriginLine)> {
    let head = head_of(text, 80);
    let first = next_word(head, 0)?;
    if !table.updated.opens(&first.lower) && !table.published.opens(&first.lower) {
        return None;
    }
    let all = words(head);
    let (updated, published) = (table.updated.prefix(&all), table.published.prefix(&all));
    let label = updated.max(published);
    if label == 0 {
        return None;
    }
    let found = dates(head, &all, table);
    let first = found.first().filter(|one| one.words.start == label)?;
    let gap = &head[all[label - 1].range.end..first.range.start];
    if !gap.chars().all(|c| c.is_whitespace() || c == ':') {
        return None;
    }
    let mut told = OriginLine::default();
    if updated > published {
        told.updated = Some(first.date);
    } else {
        told.published = Some(first.date);
        told.labelled = true;
    }
    Some((first.range.end, told))
}

/// What an end line tells ("SOURCE The Fair", "ENDS", "Contact: ...", a copyright notice).
pub(super) fn closing_line(line: &str, table: &OriginWords) -> Option<OriginLine> {
    if line.len() > 2 * LONGEST {
        return None;
    }
    let Some(first) = next_word(line, 0) else {
        return Some(OriginLine::default());
    };
    if line.starts_with('©') || line.to_ascii_lowercase().starts_with("(c) ") {
        return Some(OriginLine::default());
    }
    // "Copyright© 2031, Kelm Herald": its first word opens no sentence then.
    let signed = line[first.range.end..].trim_start().starts_with('©');
    if signed && table.closings.opens(&first.lower) || table.rights.within(&words(line)) {
        return Some(OriginLine::default());
    }
    // Lines of an address block: mail, telephone, web, and nothing of a sentence.
    let address = || line.contains('@') || line.contains("www.") || line.starts_with("http");
    // Most lines are content, as their first word tells.
    if !table.closings.opens(&first.lower) && (ends_sentence(line) || !address()) {
        return None;
    }
    let all = words(line);
    let length = table.closings.prefix(&all);
    if length == 0 {
        return (address() && all.len() <= 12 && !ends_sentence(line)).then(OriginLine::default);
    }
    let mut told = OriginLine::default();
    let after = &line[all[length - 1].range.end..];
    let rest = all.len() - length;
    let label = &line[all[0].range.start..all[length - 1].range.end];
    let capitals = !label.chars().any(char::is_lowercase);
    let marked = after.trim_start().starts_with([':', '|']) || capitals || rest == 0;
    // "For more information visit ..." may be a full sentence; "Sources close to ..." is content.
    if !(marked || length >= 3) {
        return None;
    }
    if capitals && rest > 12 {
        return None;
    }
    if table.sources.prefix(&all) == length && rest > 0 && rest <= 12 && !line.contains("http") {
        let name = trimmed(line, line.len() - after.len()..line.len());
        if !name.is_empty() {
            told.publisher = Some(name);
        }
    }
    Some(told)
}

/// Whether a line of the head is a label of end matter with its value ("Contact: ...").
pub(super) fn labelled_closing(line: &str, table: &OriginWords) -> bool {
    if !next_word(line, 0).is_some_and(|first| table.closings.opens(&first.lower)) {
        return false;
    }
    let all = words(line);
    let length = table.closings.prefix(&all);
    line.len() <= LONGEST
        && length > 0
        && line[all[length - 1].range.end..].starts_with(':')
        && !ends_sentence(line)
}
