//! What stands around some words of a text, as traits that can be weighed.

use super::analysis::Analysis;
use super::inventory::Inventory;
use super::name::Sort;
use crate::document::BlockKind;
use crate::kind::Kind;
use crate::knowledge::weights::{Aspect, Traits, Value};
use crate::knowledge::{Class, Classes};
use crate::text::Shape;
use std::ops::Range;

/// How far a verb is looked for, in words and names.
const VERB: usize = 13;

/// How far a preposition is looked for.
const PREPOSITION: usize = 7;

/// How far names count as close.
const NEAR: usize = 6;

/// Verbs that say nothing of what is done.
const HELPERS: Classes = Classes::of(&[Class::Auxiliary, Class::Be, Class::Have, Class::Future]);

/// What takes the traits.
pub trait Sink {
    fn put(&mut self, aspect: Aspect, value: Value<'_>);

    /// Takes a trait for each class.
    fn put_classes(&mut self, aspect: Aspect, classes: Classes) {
        for class in classes.iter() {
            self.put(aspect, Value::Class(class));
        }
    }

    /// Takes those of the traits that are so.
    fn put_those(&mut self, aspect: Aspect, all: &[(bool, &str)]) {
        for (_, name) in all.iter().filter(|(is, _)| *is) {
            self.put(aspect, Value::Text(name));
        }
    }
}

/// Traits in words, as weights are learned from them.
#[derive(Debug, Default)]
pub struct Spelled(Vec<String>);

impl Spelled {
    /// All of them as `aspect=value` in lower case, sorted, each once.
    pub fn finish(mut self) -> Vec<String> {
        self.0.sort_unstable();
        self.0.dedup();
        self.0
    }
}

impl Sink for Spelled {
    fn put(&mut self, aspect: Aspect, value: Value<'_>) {
        let value = value.text().to_lowercase();
        self.0.push(format!("{}={value}", aspect.name()));
    }
}

impl<const N: usize> Sink for Traits<'_, N> {
    fn put(&mut self, aspect: Aspect, value: Value<'_>) {
        Traits::put(self, aspect, value);
    }

    fn put_classes(&mut self, aspect: Aspect, classes: Classes) {
        Traits::put_classes(self, aspect, classes);
    }
}

impl<F: FnMut(Aspect, Value<'_>)> Sink for F {
    fn put(&mut self, aspect: Aspect, value: Value<'_>) {
        self(aspect, value);
    }
}

/// The name of a sort of names.
pub fn sort_name(sort: Sort) -> &'static str {
    match sort {
        Sort::Person => "<person>",
        Sort::Organisation(Kind::Company) => "<company>",
        Sort::Organisation(Kind::GovernmentBody) => "<government-body>",
        Sort::Organisation(Kind::AcademicInstitution) => "<academic-institution>",
        Sort::Organisation(Kind::InternationalOrganization) => "<international-organization>",
        Sort::Organisation(_) => "<organization>",
        Sort::Country => "<country>",
        Sort::Demonym => "<demonym>",
        Sort::Place => "<place>",
        Sort::Venue => "<venue>",
        Sort::Event => "<event>",
        Sort::Name => "<name>",
    }
}

/// The kind of a block, as a trait.
pub fn block_name(kind: BlockKind) -> Value<'static> {
    Value::Text(match kind {
        BlockKind::Title | BlockKind::Heading => "heading",
        BlockKind::ListItem => "list-item",
        BlockKind::Paragraph | BlockKind::Origin => "paragraph",
    })
}

/// Whether something is so, as a trait that is there either way.
pub fn yes(is: bool) -> Value<'static> {
    Value::Text(if is { "yes" } else { "no" })
}

/// A number up to "4 or more".
pub fn few(count: usize) -> Value<'static> {
    Value::Text(match count {
        0 | 1 => "1",
        2 => "2",
        3 => "3",
        _ => "4",
    })
}

/// One step from a name: what stands there, and where the next step begins.
struct Step<'a> {
    text: &'a str,
    /// The token, where it is no name and no office.
    token: Option<usize>,
    /// The name, where it is one.
    mention: Option<usize>,
    next: usize,
}

/// Reads what stands around words.
#[derive(Clone, Copy)]
pub struct Around<'a> {
    pub analysis: &'a Analysis<'a>,
    pub inventory: &'a Inventory,
}

impl<'a> Around<'a> {
    /// What stands to the left and right of some words; `beside` is told of the names close to them.
    pub fn sides(
        &self,
        outer: &Range<usize>,
        sentence: &Range<usize>,
        sink: &mut impl Sink,
        mut beside: impl FnMut(usize, &mut dyn FnMut(Aspect, Value<'_>)),
    ) {
        let a = self.analysis;
        let words = &a.knowledge.words;
        let sides = [
            (
                [Aspect::Left1, Aspect::Left2, Aspect::Left3],
                Aspect::LeftClass,
                (Aspect::VerbLeft, Aspect::VerbLeftClass),
            ),
            (
                [Aspect::Right1, Aspect::Right2, Aspect::Right3],
                Aspect::RightClass,
                (Aspect::VerbRight, Aspect::VerbRightClass),
            ),
        ];
        for (right, (places, classes, (verb, verb_classes))) in sides.into_iter().enumerate() {
            let right = right == 1;
            let mut at = if right { outer.end } else { outer.start };
            let (mut verb_found, mut preposition_found) = (false, false);
            for step in 0..VERB {
                let found = match right {
                    true => self.rightward(at, sentence),
                    false => self.leftward(at, sentence),
                };
                if let Some(place) = places.get(step) {
                    sink.put(*place, Value::Text(found.text));
                }
                if step < NEAR
                    && let Some(m) = found.mention
                {
                    beside(m, &mut |aspect, value| sink.put(aspect, value));
                }
                if let Some(t) = found.token {
                    if step == 0 {
                        sink.put_classes(classes, a.classes[t]);
                    }
                    let lower = a.tokens[t].shape == Shape::Lower;
                    if !verb_found
                        && lower
                        && let Some(form) = a.verb_forms(t).first()
                        && !a.is_any(t, HELPERS)
                    {
                        verb_found = true;
                        sink.put(verb, Value::Text(words.verb_base(form.verb)));
                        sink.put_classes(verb_classes, words.verb_classes(form.verb));
                    }
                    if !right
                        && !preposition_found
                        && step < PREPOSITION
                        && a.is_lower(t, Class::Preposition)
                    {
                        preposition_found = true;
                        sink.put(Aspect::Preposition, Value::Text(a.word(t)));
                    }
                }
                let beyond = step + 1 >= NEAR
                    && verb_found
                    && (right || preposition_found || step + 1 >= PREPOSITION);
                if beyond || found.next == at {
                    break;
                }
                at = found.next;
            }
        }
    }

    fn leftward(&self, at: usize, sentence: &Range<usize>) -> Step<'a> {
        match at > sentence.start {
            true => self.step(at - 1, |outer| outer.start.max(sentence.start), at - 1),
            false => Step {
                text: "<start>",
                token: None,
                mention: None,
                next: at,
            },
        }
    }

    fn rightward(&self, at: usize, sentence: &Range<usize>) -> Step<'a> {
        match at < sentence.end {
            true => self.step(at, |outer| outer.end.min(sentence.end), at + 1),
            false => Step {
                text: "<end>",
                token: None,
                mention: None,
                next: at,
            },
        }
    }

    /// What stands at a token; `far` is the side of a name on which the next step begins.
    fn step(&self, t: usize, far: impl Fn(&Range<usize>) -> usize, beyond: usize) -> Step<'a> {
        let (a, inventory) = (self.analysis, self.inventory);
        if let Some(m) = inventory.mention_at(t) {
            let mention = &inventory.mentions[m];
            return Step {
                text: sort_name(mention.sort),
                token: None,
                mention: Some(m),
                next: far(&mention.outer),
            };
        }
        if let Some(role) = inventory.role_at(t) {
            return Step {
                text: "<office>",
                token: None,
                mention: None,
                next: far(&inventory.roles[role].range),
            };
        }
        let text = match a.tokens[t].shape {
            Shape::Number => "#",
            _ => match a.verb_forms(t).first() {
                Some(form) => a.knowledge.words.verb_base(form.verb),
                None => a.word(t),
            },
        };
        Step {
            text,
            token: Some(t),
            mention: None,
            next: beyond,
        }
    }
}
