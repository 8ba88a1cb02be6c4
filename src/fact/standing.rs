//! What stands for the fair in a text: its own name, nouns such as "the expo". Worked out once, for
//! it is asked of every clause.

use super::collect::View;
use super::edition::is_event_noun;
use crate::knowledge::{Class, Word};
use crate::mention::{Bits, Sort};

/// The tokens that stand for the fair.
#[derive(Debug, Default)]
pub(super) struct Standing {
    /// Nouns that stand for an edition: "the expo", "this year's fair", "the three-day event".
    pub nouns: Bits,
    /// Parts of the own name of the main series.
    pub own: Bits,
}

impl Standing {
    /// Finds them in a text, whose view knows of none yet.
    pub fn new(view: View<'_>) -> Standing {
        let (a, inventory) = (view.analysis, view.inventory);
        let tokens = a.tokens.len();
        let mut standing = Standing {
            nouns: Bits::new(tokens),
            own: Bits::new(tokens),
        };
        let Some(main) = view.events.main else {
            return standing;
        };
        // "This year's, which finished on Friday"
        let nouns = ([Class::EventNoun, Class::EventHead], Word::Year);
        for at in a.grid.each(0..tokens, nouns) {
            if is_event_noun(view, at) {
                standing.nouns.insert(at);
            }
        }
        for (m, mention) in inventory.mentions.iter().enumerate() {
            if mention.sort != Sort::Event
                || view.events.series_of.get(&inventory.of[m]) != Some(&main.series)
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
