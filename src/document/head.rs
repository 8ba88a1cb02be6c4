//! The head of a text: kickers, headline, standfirst, bylines and days before the first paragraph.

use super::closing::{labelled_closing, origin_prefix};
use super::date::words;
use super::dateline::{Position, dateline};
use super::header::{OriginLine, ends_sentence, origin_line};
use super::lines::{Draft, Shape};
use super::menu::is_menu;
use super::origin::OriginWords;
use std::ops::Range;

/// The head ends after so many blocks at the latest.
pub(super) const HEAD: usize = 14;

/// The drafts before the first paragraph.
pub(super) struct Head {
    pub end: usize,
    /// Whether each is a line of origin.
    pub origin: Vec<bool>,
    /// The first line of the page's menu, or its breadcrumb.
    pub menu: Option<usize>,
    /// Whether the text has a headline or a line of origin at all.
    pub headed: bool,
}

/// The head of a text; `told` is called with each line of origin.
pub(super) fn head(
    text: &str,
    drafts: &[Draft],
    table: &OriginWords,
    mut told: impl FnMut(&Range<usize>, &OriginLine),
) -> Head {
    let mut origin = Vec::new();
    let mut menu = None;
    for draft in drafts.iter().take(HEAD) {
        let line = &text[draft.range.clone()];
        let marked = matches!(draft.shape, Shape::Heading(_));
        let found = if marked || draft.shape == Shape::Credit {
            None
        } else {
            origin_line(line, table)
        };
        let is_menu = !marked && is_menu(line, table);
        if is_menu {
            menu = menu.or(Some(origin.len()));
        }
        match found {
            Some(found) if draft.shape == Shape::Line => {
                told(&draft.range, &found);
                origin.push(true);
            }
            None if is_menu => origin.push(true),
            // "- Share Print": buttons, not a list.
            Some(found) if found == OriginLine::default() && table.actions.cover(&words(line)) => {
                origin.push(true);
            }
            // The section of the page, as a list of one.
            _ if draft.shape == Shape::Item
                && origin.is_empty()
                && table.kickers.cover(&words(line)) =>
            {
                origin.push(true);
            }
            _ if draft.shape == Shape::Item => break,
            _ if !marked && labelled_closing(line, table) => origin.push(true),
            _ if !marked && is_paragraph(line, table) => break,
            _ => origin.push(false),
        }
    }
    Head {
        end: origin.len(),
        headed: !origin.is_empty(),
        origin,
        menu,
    }
}

/// Whether a line of the head is running text already.
fn is_paragraph(line: &str, table: &OriginWords) -> bool {
    const LONG: usize = 220;
    if line.len() > LONG || line.ends_with(':') {
        return true;
    }
    if origin_prefix(line, table).is_some() {
        return true;
    }
    // "HARBOUR EVENTS INC." ends with a point, but is no sentence.
    let sentence = ends_sentence(line) && line.chars().any(char::is_lowercase);
    let open = line
        .trim_end_matches(['"', '”', '’', '\'', ')'])
        .ends_with(['?', '!']);
    (sentence && !(open && line.len() <= 150))
        || (line.len() > 60 && dateline(line, Position::default(), table).is_some())
}

/// The headline among the drafts of the head: the first that is no kicker.
pub(super) fn headline(
    text: &str,
    drafts: &[Draft],
    head: &Head,
    table: &OriginWords,
) -> Option<usize> {
    let candidates: Vec<usize> = (0..drafts.len()).filter(|at| !head.origin[*at]).collect();
    // The name of the site and its motto stand above the menu, the headline below.
    if let Some(menu) = head.menu {
        let above = candidates.iter().take_while(|at| **at < menu);
        let full = |at: &usize| is_full(&text[drafts[*at].range.clone()], table);
        let below = candidates.iter().find(|at| **at > menu && full(at));
        if below.is_some() && above.clone().count() <= 2 && !above.clone().any(full) {
            return below.copied();
        }
    }
    let mut left = candidates.as_slice();
    while let [first, rest @ ..] = left {
        let line = &text[drafts[*first].range.clone()];
        if rest.is_empty() || !is_kicker(line, table) {
            let next_is_mark = head.origin.get(first + 1).copied().unwrap_or(false)
                || rest.first().is_some_and(|next| {
                    *next == first + 1 && is_kicker(&text[drafts[*next].range.clone()], table)
                });
            let masthead =
                table.mastheads.prefix(&words(line)) > 0 && next_is_mark && !rest.is_empty();
            if !masthead {
                return Some(*first);
            }
        }
        left = rest;
    }
    None
}

/// Whether a line has the words of a headline: several, with a small one among them.
fn is_full(line: &str, table: &OriginWords) -> bool {
    let all = words(line);
    all.len() >= 4
        && line.starts_with(|c: char| !c.is_lowercase())
        && !line.contains('|')
        && (all.len() >= 6
            || all
                .iter()
                .any(|word| word.text.starts_with(char::is_lowercase)))
        && !is_kicker(line, table)
}

/// Whether half of the words or the last one make labels: "Trade fair report", not "World Expo
/// closes early".
fn mostly(all: &[super::date::Word<'_>], table: &OriginWords) -> bool {
    let mut at = 0;
    let mut known = 0;
    let mut last = false;
    while at < all.len() {
        let length = table.kickers.prefix(&all[at..]);
        known += length;
        last = length > 0;
        at += length.max(1);
    }
    last || known > 0 && 2 * known >= all.len()
}

/// A label above the headline: "INTERVIEW", "Trade fair report".
fn is_kicker(line: &str, table: &OriginWords) -> bool {
    let all = words(line);
    let capitals = !line.chars().any(char::is_lowercase);
    // "To harbourpost.example": a link to the site.
    let site = line.split_whitespace().any(|word| {
        word.rsplit_once('.').is_some_and(|(name, end)| {
            name.len() >= 3
                && (2..=8).contains(&end.len())
                && name.ends_with(|c: char| c.is_ascii_lowercase())
                && end.bytes().all(|b| b.is_ascii_lowercase())
        })
    });
    (site && all.len() <= 4)
        || (capitals && all.len() <= 5)
        || (all.len() <= 4 && mostly(&all, table))
        || all.is_empty()
}
