//! What stands for the fair in a text: its own name, nouns such as "the expo". Worked out once, for
//! it is asked of every clause.

use super::event::Events;
use crate::knowledge::Class;
use crate::mention::{Analysis, Bits, Inventory, Sort};
use crate::text::Shape;

/// The tokens that stand for the fair.
#[derive(Debug, Default)]
pub(super) struct Standing {
    /// Nouns that stand for an edition: "the expo", "this year's fair", "the three-day event".
    pub nouns: Bits,
    /// Parts of the own name of the main series.
    pub own: Bits,
}

impl Standing {
    pub fn new(analysis: &Analysis<'_>, inventory: &Inventory, events: &Events) -> Standing {
        let tokens = analysis.tokens.len();
        let mut standing = Standing {
            nouns: Bits::new(tokens),
            own: Bits::new(tokens),
        };
        for at in analysis.grid.each(0..tokens, Class::EventNoun) {
            if is_noun(analysis, inventory, at) {
                standing.nouns.insert(at);
            }
        }
        let Some(main) = events.main else {
            return standing;
        };
        for (m, mention) in inventory.mentions.iter().enumerate() {
            if mention.sort != Sort::Event
                || events.series_of.get(&inventory.of[m]) != Some(&main.series)
            {
                continue;
            }
            for at in mention.outer.clone() {
                if inventory.mention_at(at) == Some(m) {
                    standing.own.insert(at);
                }
            }
        }
        standing
    }
}

/// Whether a noun for events at a token stands for the edition.
fn is_noun(a: &Analysis<'_>, inventory: &Inventory, at: usize) -> bool {
    // "the Summit", as press offices write it.
    let capital = a.tokens[at].shape == Shape::Capital
        && at > 0
        && a.is(at - 1, Class::Article)
        && !(at + 1 < a.tokens.len() && a.tokens[at + 1].shape.is_nameish());
    let own_name = inventory.mention_at(at).is_some_and(|m| {
        let mention = &inventory.mentions[m];
        !(capital && mention.range.len() == 1 && mention.sort == Sort::Name)
    });
    if own_name || !(capital || a.tokens[at].shape == Shape::Lower) {
        return false;
    }
    // "trade fair" in "the trade fair"; "the summit hall" is a hall.
    let mut before = at;
    let mut steps = 0;
    while before > 0 && steps < 5 {
        before -= 1;
        steps += 1;
        if a.is(before, Class::Determiner)
            || a.tokens[before].shape == Shape::Possessive
            || a.tokens[before].shape == Shape::Capital && a.is(before, Class::Article)
        {
            return !matches!(
                a.word(before),
                "a" | "another" | "any" | "no" | "other" | "each" | "every" | "A" | "Another"
            );
        }
        let modifier = a.is(before, Class::EventModifier)
            || a.ordinal(before).is_some()
            || a.tokens[before].shape == Shape::Number
            || a.is(before, Class::Previous)
            || a.is(before, Class::Following);
        if !modifier {
            return false;
        }
    }
    false
}
