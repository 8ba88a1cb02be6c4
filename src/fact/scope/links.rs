//! Headlines of other texts that a page lists below its own without a label: "Kelmstad jewellery expo
//! draws 45,000 visitors", "Faro to host halal food expo".

use super::super::event::Events;
use crate::document::BlockKind;
use crate::knowledge::Class;
use crate::mention::{Analysis, Inventory};
use crate::text::Shape;
use std::ops::Range;

/// The fewest and the most words of a headline.
const WORDS: Range<usize> = 4..22;

/// So many such lines in a row are headlines if one of them names another fair.
const ROW: usize = 2;

/// Marks the headlines below the text that name another fair, and those in a row with them.
pub(super) fn links(
    analysis: &Analysis<'_>,
    inventory: &Inventory,
    events: &Events,
    found: &mut [bool],
) {
    let sentences = &analysis.sentences;
    let own = |tokens: &Range<usize>| names_main(analysis, inventory, events, tokens);
    // Below the last paragraph about the fair.
    let Some(last) = sentences
        .iter()
        .rposition(|s| s.kind == BlockKind::Paragraph && own(&s.tokens))
    else {
        return;
    };
    let line = |index: usize| {
        let sentence = &sentences[index];
        matches!(sentence.kind, BlockKind::ListItem | BlockKind::Heading)
            && is_headline(analysis, &sentence.tokens)
            && !own(&sentence.tokens)
    };
    let mut at = last + 1;
    while at < sentences.len() {
        let end = (at..sentences.len())
            .find(|index| !line(*index))
            .unwrap_or(sentences.len());
        let fairs = |index: usize| names_fair(analysis, inventory, &sentences[index].tokens);
        // "Highlights", "Programme:": the fair's own list, but for lines that name another themselves.
        let label = at.checked_sub(1).map(|before| &sentences[before]);
        let labelled = label.is_some_and(|s| {
            matches!(s.kind, BlockKind::Heading | BlockKind::ListItem)
                && s.tokens.len() < WORDS.start
                || s.tokens
                    .clone()
                    .last()
                    .is_some_and(|t| analysis.is_mark(t, ':'))
        });
        let here = |index: usize| is_here(analysis, &sentences[index].tokens);
        if (at..end).any(here) {
            at = end.max(at) + 1;
            continue;
        }
        let row = !labelled && end - at >= ROW && (at..end).any(fairs);
        for (offset, link) in found[at..end].iter_mut().enumerate() {
            *link |= row || fairs(at + offset);
        }
        at = end.max(at) + 1;
    }
}

/// Whether a sentence names the fair the text is about, or speaks of "the fair".
fn names_main(
    analysis: &Analysis<'_>,
    inventory: &Inventory,
    events: &Events,
    tokens: &Range<usize>,
) -> bool {
    tokens.clone().any(|t| {
        let main = inventory
            .mention_at(t)
            .is_some_and(|m| events.series_of.get(&inventory.of[m]) == Some(&0));
        let stands = (analysis.is_lower(t, Class::EventNoun)
            || analysis.is_lower(t, Class::EditionNoun))
            && t > tokens.start
            && analysis.is(t - 1, Class::Determiner);
        main || stands
    })
}

/// "Faro boat fair draws 9,000", "Faro to host boat fair": a line with a verb as headlines have it.
fn is_headline(a: &Analysis<'_>, tokens: &Range<usize>) -> bool {
    if !WORDS.contains(&tokens.len()) {
        return false;
    }
    let last = tokens.end - 1;
    let opens =
        a.tokens[tokens.start].shape.is_nameish() || a.tokens[tokens.start].shape == Shape::Number;
    opens
        && !matches!(a.mark(last), Some('.' | ':' | '!'))
        && !tokens.clone().any(|t| a.is_mark(t, ':'))
        && tokens.clone().skip(1).any(|t| {
            if a.tokens[t].shape != Shape::Lower || t == last {
                return false;
            }
            let forms = a.verb_forms(t);
            let led = a.is(t - 1, Class::Determiner) || a.is(t - 1, Class::Preposition);
            forms.iter().any(|form| form.third) && !led
                || a.says(t - 1, "to") && forms.iter().any(|form| form.base)
        })
}

/// Whether a line names a fair of another place or trade: "Kelmstad jewellery expo draws".
fn names_fair(a: &Analysis<'_>, inventory: &Inventory, tokens: &Range<usize>) -> bool {
    tokens.clone().skip(1).any(|t| {
        let from = tokens.start.max(t.saturating_sub(DESCRIBED));
        let named = (from..t).any(|before| inventory.mention_at(before).is_some())
            || from == tokens.start && a.tokens[from].shape == Shape::Capital && t > from + 1;
        a.is_lower(t, Class::FairNoun)
            && !a.is(t - 1, Class::Determiner)
            && a.mark(t - 1).is_none()
            && named
    })
}

/// So many words before the noun for a fair say which it is.
const DESCRIBED: usize = 5;

/// Whether a line tells of something on the floor: a stand, a hall, a day.
fn is_here(a: &Analysis<'_>, tokens: &Range<usize>) -> bool {
    tokens.clone().any(|t| {
        let placed = t > tokens.start && a.is_lower(t - 1, Class::Preposition);
        placed && (a.is_lower(t, Class::BoothPlace) || a.is_lower(t, Class::HallNoun))
            || a.is(t, Class::Weekday) && a.tokens[t].shape == Shape::Capital
            || a.says(t, "day")
    })
}
