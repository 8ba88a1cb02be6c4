//! The traits of a name: what stands around each of its mentions, and what is already known of its
//! neighbours.

use super::known::Known;
use crate::fact::collect::View;
use crate::fact::model::Relation;
use crate::knowledge::Class;
use crate::knowledge::weights::{Aspect, Value};
use crate::mention::around::{Around, Sink, block_name, few, sort_name};
use crate::mention::{Sort, ThingId};
use crate::text::Shape;
use std::ops::Range;

/// Reads what stands around names and numbers in a document.
pub struct Surroundings<'a> {
    pub view: View<'a>,
    /// What is known of other names.
    pub known: &'a Known,
}

impl<'a> Surroundings<'a> {
    /// What stands around a mention.
    pub fn of_mention(&self, m: usize, sink: &mut impl Sink) {
        let (a, inventory) = (self.view.analysis, self.view.inventory);
        let mention = &inventory.mentions[m];
        let outer = mention.outer.clone();
        let index = a.sentence_of(outer.start);
        let sentence = &a.sentences[index];
        if index < 3 {
            sink.put(Aspect::Opens, Value::Text(""));
        }
        sink.put(Aspect::Block, block_name(sentence.kind));
        if matches!(mention.sort, Sort::Name | Sort::Organisation(_)) {
            sink.put(Aspect::Words, few(mention.range.len()));
            if (mention.range.clone()).all(|t| a.tokens[t].shape == Shape::Upper) {
                sink.put(Aspect::Capitals, Value::Text(""));
            }
        }
        sink.put_classes(Aspect::LastClass, a.classes[mention.range.end - 1]);
        sink.put_classes(Aspect::SentenceClass, sentence.classes);
        let own = inventory.of[m];
        for relation in self.known.stated(index, own) {
            sink.put(Aspect::SentenceFact, Value::Text(relation.name()));
        }
        let around = [index.checked_sub(1), Some(index + 1)];
        for beside in around.into_iter().flatten() {
            for relation in self.known.stated(beside, own) {
                sink.put(Aspect::AroundFact, Value::Text(relation.name()));
            }
        }
        self.sides(&outer, &sentence.tokens, Some(own), sink);
        self.row(m, &sentence.tokens, sink);
    }

    /// What stands to the left and right of some words.
    pub fn sides(
        &self,
        outer: &Range<usize>,
        sentence: &Range<usize>,
        own: Option<ThingId>,
        sink: &mut impl Sink,
    ) {
        let around = Around {
            analysis: self.view.analysis,
            inventory: self.view.inventory,
        };
        around.sides(outer, sentence, sink, |m, mut sink| {
            self.neighbour(m, own, Aspect::Near, Aspect::NearFact, &mut sink);
        });
    }

    /// The names that this one is joined to: "Acme, Bolt and Cog".
    fn row(&self, m: usize, sentence: &Range<usize>, sink: &mut impl Sink) {
        let inventory = self.view.inventory;
        let own = inventory.of[m];
        let mut at = m;
        while let Some(before) = at.checked_sub(1)
            && inventory.mentions[before].outer.start >= sentence.start
            && self.joins(inventory.mentions[before].outer.end..inventory.mentions[at].outer.start)
        {
            self.neighbour(before, Some(own), Aspect::Beside, Aspect::BesideFact, sink);
            at = before;
        }
        at = m;
        while let Some(next) = inventory.mentions.get(at + 1)
            && next.outer.end <= sentence.end
            && self.joins(inventory.mentions[at].outer.end..next.outer.start)
        {
            self.neighbour(at + 1, Some(own), Aspect::Beside, Aspect::BesideFact, sink);
            at += 1;
        }
    }

    /// Whether only commas and "and" stand there.
    fn joins(&self, between: Range<usize>) -> bool {
        let a = self.view.analysis;
        !between.is_empty()
            && between.into_iter().all(|t| {
                matches!(a.mark(t), Some(',' | ';' | '&')) || a.is_lower(t, Class::Conjunction)
            })
    }

    fn neighbour(
        &self,
        m: usize,
        own: Option<ThingId>,
        sort: Aspect,
        fact: Aspect,
        sink: &mut impl Sink,
    ) {
        let inventory = self.view.inventory;
        sink.put(sort, Value::Text(sort_name(inventory.mentions[m].sort)));
        let thing = inventory.of[m];
        if Some(thing) != own {
            for relation in Relation::ALL {
                if self.known.has(thing, relation) {
                    sink.put(fact, Value::Text(relation.name()));
                }
            }
        }
    }
}
