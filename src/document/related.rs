//! What stands around the text or within it and is none of it: headings over links to other
//! pages, lines that lead to other texts, the name of the site above the headline.

use super::date::{next_word, words as split};
use super::header::{ends_sentence, origin_line};
use super::lines::Shape;
use super::origin::OriginWords;
use super::walk::Piece;

/// A heading over links to other pages.
pub(super) fn is_related(text: &str, words: &OriginWords) -> bool {
    let all = split(text);
    all.len() <= 8 && words.related.prefix(&all) > 0
}

/// The longest line that leads to another text, in bytes.
const LONGEST: usize = 240;

/// "READ ALSO: Harbour fair opens", "(Related | Five days of boats)": a line that leads to another
/// text.
pub(super) fn is_pointer(line: &str, words: &OriginWords) -> bool {
    if line.len() > LONGEST {
        return false;
    }
    let line = line.trim_start_matches(|c: char| !c.is_alphanumeric());
    // The longest of the phrases has few words.
    let mut all = Vec::new();
    let mut from = 0;
    while all.len() < 6
        && let Some(word) = next_word(line, from)
    {
        from = word.range.end;
        all.push(word);
    }
    let Some(last) = words.pointers.prefix(&all).checked_sub(1) else {
        return false;
    };
    let rest = line[all[last].range.end..].trim_start();
    let Some(rest) = rest.strip_prefix([':', '|', '\u{bb}', '\u{203a}']) else {
        return false;
    };
    rest.chars().any(char::is_alphanumeric)
}

/// "Boat fair draws 9,000 visitors 2 hours ago": a headline with its age.
pub(super) fn ends_ago(line: &str, words: &OriginWords) -> bool {
    if !line.ends_with(['o', 'O']) || !line[..line.len() - 1].ends_with(['g', 'G']) {
        return false;
    }
    let all = split(line);
    let unit = all.len().saturating_sub(2);
    unit > 1
        && words.ago.prefix(&all[unit..]) == 2
        && all[unit - 1]
            .lower
            .bytes()
            .all(|byte| byte.is_ascii_digit())
}

/// Drops headings over links to other pages, with the short lines below them.
pub(super) fn without_related(pieces: Vec<Piece>, words: &OriginWords) -> Vec<Piece> {
    let mut kept: Vec<Piece> = Vec::with_capacity(pieces.len());
    let mut pieces = pieces.into_iter().peekable();
    while let Some(piece) = pieces.next() {
        let label = matches!(piece.shape, Shape::Heading(2..) | Shape::Line)
            && piece.text.len() <= 60
            && !ends_sentence(&piece.text)
            && is_related(&piece.text, words);
        let line = matches!(piece.shape, Shape::Line);
        let over_links = pieces.peek().is_none_or(|next| {
            matches!(next.shape, Shape::Heading(_))
                || next.linked >= 50
                || (!line && next.text.len() <= 120)
        });
        if !label || !over_links {
            kept.push(piece);
            continue;
        }
        while pieces
            .next_if(|next| {
                !matches!(next.shape, Shape::Heading(_))
                    && (next.linked >= 50 || (next.text.len() <= 120 && !ends_sentence(&next.text)))
            })
            .is_some()
        {}
    }
    kept
}

/// Drops what stands above the headline of a page whose main part is not marked, except lines of
/// origin with a date: there stand the name of the site and its search box.
pub(super) fn without_masthead(
    pieces: Vec<Piece>,
    marked: bool,
    words: &OriginWords,
) -> Vec<Piece> {
    let Some(title) = pieces.iter().position(|p| p.shape == Shape::Heading(1)) else {
        return pieces;
    };
    if marked || title > 12 {
        return pieces;
    }
    pieces
        .into_iter()
        .enumerate()
        .filter(|(at, piece)| {
            *at >= title
                || origin_line(&piece.text, words)
                    .is_some_and(|line| line.published.is_some() || line.updated.is_some())
        })
        .map(|(_, piece)| piece)
        .collect()
}
