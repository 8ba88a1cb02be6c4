//! Paragraphs put on one line: press services often hand on a text whose line breaks have become
//! wide gaps, headings and bullets among them. "... it said.  About Acme  Acme makes pumps."

use super::header::ends_sentence;
use super::lines::{Draft, Shape, is_space};
use super::origin::OriginWords;
use std::ops::Range;

/// Shorter lines are left as they are.
const SHORT: usize = 160;

/// The words a heading has at most.
const HEADING: usize = 14;

/// The words of a name that stands twice, as a heading and as the subject behind it.
const TWICE: usize = 10;

/// The drafts with what stands on one line cut into its paragraphs, headings and items.
pub(super) fn unfold(text: &str, drafts: Vec<Draft>, words: &OriginWords) -> Vec<Draft> {
    let folded = |draft: &Draft| {
        let line = &text[draft.range.clone()];
        draft.shape == Shape::Line && line.len() > SHORT && (line.contains("  ") || bulleted(line))
    };
    if !drafts.iter().any(folded) {
        return drafts;
    }
    let mut found = Vec::with_capacity(drafts.len() + 16);
    for draft in drafts {
        if folded(&draft) {
            unfold_line(text, draft.range, words, &mut found);
        } else {
            found.push(draft);
        }
    }
    found
}

/// Marks that only lists have.
fn is_bullet(c: char) -> bool {
    matches!(
        c,
        '•' | '▪' | '■' | '●' | '◦' | '‣' | '►' | '➢' | '✓' | '✔' | '\u{f0b7}'
    )
}

/// Whether a line holds a list: two bullets, or one behind a colon.
fn bulleted(line: &str) -> bool {
    !line.is_ascii()
        && (line.chars().filter(|c| is_bullet(*c)).count() > 1
            || line
                .split_once(is_bullet)
                .is_some_and(|(before, _)| before.trim_end_matches(is_space).ends_with(':')))
}

fn unfold_line(text: &str, range: Range<usize>, words: &OriginWords, found: &mut Vec<Draft>) {
    let line = &text[range.clone()];
    let gaps = if is_habit(line) {
        Vec::new()
    } else {
        gaps(line)
    };
    let mut start = 0;
    for gap in gaps {
        let (before, after) = (&line[start..gap.start], &line[gap.end..]);
        if parts(before, after, words) {
            piece(
                text,
                range.start + start..range.start + gap.start,
                words,
                found,
            );
            start = gap.end;
        }
    }
    piece(text, range.start + start..range.end, words, found);
}

/// White space of two characters or more without a line break.
fn gaps(line: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = None;
    for (at, c) in line.char_indices() {
        if c.is_whitespace() {
            start.get_or_insert(at);
        } else if let Some(from) = start.take() {
            let blank = &line[from..at];
            if blank.chars().nth(1).is_some() && !blank.contains(['\n', '\r']) {
                found.push(from..at);
            }
        }
    }
    found
}

/// Whether the writer puts two spaces behind every sentence, which then tell nothing.
fn is_habit(line: &str) -> bool {
    let (mut wide, mut narrow) = (0, 0);
    let bytes = line.as_bytes();
    for at in memchr::memchr3_iter(b'.', b'?', b'!', bytes) {
        let word = line[..at].bytes().rev().take_while(u8::is_ascii_lowercase);
        let mut next = at + 1;
        while matches!(bytes.get(next), Some(b'"' | b')' | b'\'')) || line[next..].starts_with('”')
        {
            next += line[next..].chars().next().map_or(1, char::len_utf8);
        }
        let rest = &line[next..];
        let after = rest.trim_start_matches(' ');
        let opens = after.starts_with(|c: char| c.is_uppercase());
        match rest.len() - after.len() {
            1 if opens && word.count() > 2 => narrow += 1,
            2.. => wide += 1,
            _ => {}
        }
    }
    wide > 2 && narrow * 8 < wide
}

/// Whether a gap between `before` and `after` parts blocks.
fn parts(before: &str, after: &str, words: &OriginWords) -> bool {
    let Some(next) = after.chars().next() else {
        return false;
    };
    if is_bullet(next) {
        return true;
    }
    let opens = !next.is_lowercase() && !matches!(next, ',' | ';' | ')' | '.' | '&');
    if !opens || before.trim().is_empty() {
        return false;
    }
    if ends_sentence(before) || before.ends_with(':') {
        return true;
    }
    // A heading, not a slip of the space bar: "The  Berlin show".
    let count = before.split_whitespace().count();
    let first = before.split_whitespace().next().unwrap_or_default();
    let last = before.split_whitespace().last().unwrap_or_default();
    let small = |word: &str| {
        word.starts_with(char::is_lowercase) || words.openers.contains(word.to_lowercase().as_str())
    };
    count <= HEADING
        && !before.ends_with([',', ';', '-', '\u{2013}', '\u{2014}'])
        && !first.starts_with(char::is_lowercase)
        && !small(last)
        && (count > 1 || before.chars().count() > 3)
}

/// Adds a piece of a line: its heading and its items apart.
fn piece(text: &str, range: Range<usize>, words: &OriginWords, found: &mut Vec<Draft>) {
    let mut range = range;
    let line = &text[range.clone()];
    if let Some(end) = heading(line, words) {
        push(text, range.start..range.start + end, Shape::Line, found);
        range.start += end;
    }
    let line = &text[range.clone()];
    if !bulleted(line) && !line.starts_with(is_bullet) {
        push(text, range, Shape::Line, found);
        return;
    }
    let mut start = 0;
    let mut shape = Shape::Line;
    for (at, c) in line.char_indices().filter(|(_, c)| is_bullet(*c)) {
        push(text, range.start + start..range.start + at, shape, found);
        start = at + c.len_utf8();
        shape = Shape::Item;
    }
    push(text, range.start + start..range.end, shape, found);
}

fn push(text: &str, range: Range<usize>, shape: Shape, found: &mut Vec<Draft>) {
    let part = &text[range.clone()];
    let start = range.end - part.trim_start_matches(is_space).len();
    let end = range.start + part.trim_end_matches(is_space).len();
    if start < end {
        let range = start..end;
        found.push(Draft { range, shape });
    }
}

/// Where a heading ends that stands before its paragraph without any mark: "About Acme Pumps Acme
/// Pumps makes", "SPONSORS The fair is", "Live Cooking For those who".
fn heading(line: &str, words: &OriginWords) -> Option<usize> {
    let all: Vec<(usize, &str)> = line
        .split_whitespace()
        .take(2 * TWICE)
        .map(|word| (word.as_ptr() as usize - line.as_ptr() as usize, word))
        .collect();
    let (_, first) = all.first()?;
    let is = |at: usize, word: &str| all[at].1.eq_ignore_ascii_case(word);
    if is(0, "about") {
        // "About the Rope Show The Guild's fair is": nothing else has such a "The" inside.
        let inner = (3..all.len().min(HEADING))
            .take_while(|at| !all[at - 1].1.ends_with(['.', ',', ';']))
            .find(|at| all[*at].1 == "The" && all[at - 1].1.starts_with(char::is_uppercase));
        // "ABOUT ACME INC. An old firm"
        let small = |word: &str| word.chars().any(char::is_lowercase);
        let opened = (2..all.len().min(HEADING))
            .take_while(|at| !small(all[at - 1].1))
            .find(|at| small(all[*at].1) && words.openers.contains(&*all[*at].1.to_lowercase()));
        return twice(&all[1..])
            .or_else(|| inner.map(|at| all[at].0))
            .or_else(|| opened.map(|at| all[at].0));
    }
    // Nothing but words in capitals, then one that opens a sentence.
    let capital = |word: &str| {
        word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
            && !word.ends_with([',', '.', ';', '"', ')'])
    };
    let upper = |word: &str| {
        word.chars().filter(|c| c.is_alphabetic()).count() > 3
            && !word.chars().any(char::is_lowercase)
    };
    let mut small = false;
    for (at, (start, word)) in all.iter().enumerate().take(HEADING).skip(1) {
        let lower = all.get(at + 1).is_some_and(|(_, next)| {
            next.starts_with(|c: char| c.is_lowercase() || c.is_ascii_digit())
        });
        let opener = word.starts_with(char::is_uppercase)
            && words.openers.contains(word.to_lowercase().as_str());
        let heads = at > 1 || upper(first);
        let next_capital = upper(first) && all[..at].iter().all(|(_, w)| upper(w));
        if opener && !small && heads && (lower || next_capital) {
            return Some(*start);
        }
        small = word.starts_with(char::is_lowercase);
        let joins = *word == "&" || (small && words.particles.contains(*word));
        if !capital(word) && !joins {
            return None;
        }
    }
    None
}

/// Where a name that stands twice begins again.
fn twice(all: &[(usize, &str)]) -> Option<usize> {
    let plain = |word: &str| {
        word.trim_end_matches([':', ',', '.'])
            .trim_matches(['®', '™'])
            .to_lowercase()
    };
    let words: Vec<String> = all.iter().map(|(_, word)| plain(word)).collect();
    let name = usize::from(words.first().is_some_and(|word| word == "the"));
    (name + 1..=words.len().min(TWICE)).find_map(|end| {
        let again = end + usize::from(words.get(end).is_some_and(|word| word == "the"));
        // "About GeoAcme  GeoAcme Labs, Inc. is": the first words are enough if a verb follows.
        let same = words.get(again..again + end - name)? == &words[name..end];
        let long = end - name > 1 || words[name].len() > 3;
        (same && long).then_some(all[end].0)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::BlockKind;
    use crate::document::plain::read_text;
    use crate::knowledge::Source;

    fn words() -> OriginWords {
        let file = Source::embedded().read("lexicon/document-origin.toml");
        OriginWords::parse(&file.expect("embedded file")).expect("valid file")
    }

    fn blocks(text: &str) -> Vec<(BlockKind, String)> {
        let read = read_text("a", "a", text.as_bytes().to_vec(), &words()).expect("a text");
        let part = |b: &crate::document::Block| (b.kind, read.text[b.range.clone()].to_owned());
        read.blocks.iter().map(part).collect()
    }

    #[test]
    fn a_release_on_one_line_has_its_headings_and_items_back() {
        let text = "Rope Show returns\n\nPORTO, May 5, 2031 /TradeWire/ -- Rope Show is back on \
            Monday. It has 300 stands.  What To See  The fair shows: • New winches. • Old \
            sails.  \"We are glad,\" said Ana Costa. She runs it.  SPONSORS The fair is sponsored \
            by Quay Ltd.  About Acme Pumps Acme Pumps is a maker of pumps. It has 9 plants.";
        let all = blocks(text);
        let shown: Vec<String> = all.iter().map(|(k, t)| format!("{k:?} {t}")).collect();
        assert_eq!(
            shown[2..],
            [
                "Paragraph Rope Show is back on Monday. It has 300 stands.",
                "Heading What To See",
                "Paragraph The fair shows:",
                "ListItem New winches.",
                "ListItem Old sails.",
                "Paragraph \"We are glad,\" said Ana Costa. She runs it.",
                "Heading SPONSORS",
                "Paragraph The fair is sponsored by Quay Ltd.",
                "Heading About Acme Pumps",
                "Paragraph Acme Pumps is a maker of pumps. It has 9 plants.",
            ]
        );
    }

    #[test]
    fn two_spaces_behind_every_sentence_are_a_habit() {
        let text = "Rope Show returns\n\nRope Show is back on Monday.  It has 300 stands.  They \
            come from nine countries.  Nobody knows why.  The mayor will open it.  He likes ropes \
            and boats and all that is made of wood.";
        assert_eq!(blocks(text).len(), 2);
    }

    #[test]
    fn a_slip_of_the_space_bar_parts_nothing() {
        let text = "Rope Show returns\n\nRope Show is back on Monday. It has 300 stands. The  \
            Porto show is the largest in the  country, said Ana Costa, who leads it. She has led \
            it since 2019 and will go on.";
        assert_eq!(blocks(text).len(), 2);
    }
}
