//! What stands around the text in the main part of a page: headings over links to other pages,
//! the name of the site above the headline.

use super::date::words as split;
use super::header::{ends_sentence, origin_line};
use super::lines::Shape;
use super::origin::OriginWords;
use super::walk::Piece;

/// A heading over links to other pages.
pub(super) fn is_related(text: &str, words: &OriginWords) -> bool {
    let all = split(text);
    all.len() <= 8 && words.related.prefix(&all) > 0
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
