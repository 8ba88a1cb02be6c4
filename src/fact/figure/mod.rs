//! The numbers that a document gives of an edition: which quantities are about the fair, and
//! about which edition of it. What each quantity counts is `mention::measure`'s.

mod basis;
mod bound;
mod carry;
mod length;
mod name;
mod owner;
#[cfg(test)]
mod tests;
mod turnout;
mod weighed;
mod when;

use super::collect::{Collector, Qualifier, View};
use super::edition::identify;
use super::event::Edition;
use super::model::{Figure, Object, Relation};
use super::scope::Scope;
use super::topic::quoted;
use super::trace::Refusal;
use crate::document::BlockKind;
use crate::knowledge::figures::{MetricClass, Unit};
use crate::knowledge::{Class, Sign};
use crate::mention::Analysis;
use crate::mention::Cut;
use crate::mention::measure::{Measure, Position, measures};
use crate::mention::quantity::{Quantity, quantities};
use carry::Carried;
use std::ops::Range;
use turnout::Spot;
use when::Comparison;

/// Square metres in a hectare.
const HECTARE: f64 = 10_000.0;

/// Reads the figures of all sentences.
pub(super) fn read(cuts: &[Cut<'_>], view: View<'_>, scope: &Scope, facts: &mut Collector) {
    let Some(main) = view.events.main else {
        return;
    };
    let a = view.analysis;
    let mut carried = Carried::default();
    for (index, cut) in cuts.iter().enumerate() {
        let sentence = &a.sentences[index];
        if sentence.kind == BlockKind::Origin || sentence.tokens.is_empty() {
            continue;
        }
        let Cut { scan, dates } = cut;
        if !scan.speaks {
            continue;
        }
        let tokens = sentence.tokens.clone();
        let bytes = a.bytes(tokens.clone());
        let text = &a.source[bytes.clone()];
        if !may_count(a, &tokens, text) {
            continue;
        }
        let quantities = quantities(scan, dates);
        if quantities.is_empty() {
            continue;
        }
        let mut found = measures(scan, dates, &quantities);
        for measure in &mut found {
            let quantity = &quantities[measure.quantity];
            let spot = spot(a, &tokens, quantity, bytes.start);
            turnout::fill(a, &tokens, &spot, quantity, measure);
            carried.fill(measure, quantity, index);
            turnout::throng(a, &tokens, &spot, quantity, measure);
        }
        let reader = Reader {
            view,
            scope,
            main,
            index,
            tokens: tokens.clone(),
            anchored: anchored(view, &tokens, index),
        };
        let numbers = reader.numbers(&quantities, &found, bytes.start);
        let mut comparison = None;
        let mut told = Vec::with_capacity(numbers.len());
        for number in &numbers {
            // A sum said again in another currency is told where the first is.
            let again = number.quantity.equivalent_of;
            if again.is_some_and(|first| !told.contains(&first)) {
                continue;
            }
            let edition = reader.edition(number, &mut comparison);
            let refusal = match edition {
                Some(_) => Refusal::NotTheFairs,
                None => Refusal::Edition,
            };
            let Some((edition, figure, rule)) = edition.and_then(|edition| {
                let beside = Beside {
                    told: !told.is_empty(),
                    numbers: &numbers,
                };
                reader.figure(number, edition, beside, text, facts)
            }) else {
                facts.refuse(view, Relation::Figure, number.rule(), number.token, refusal);
                continue;
            };
            told.push(number.measure.quantity);
            if edition != main {
                identify(view, facts, edition, when::told_at(&reader, number));
            }
            let subject = facts.edition(view, edition);
            facts.add(
                view,
                subject,
                Relation::Figure,
                Object::Figure(figure),
                number.token,
                rule,
                Qualifier::default(),
            );
        }
        carried.keep(&found, &quantities, index);
    }
}

/// Where a quantity stands among the document's tokens; `base` is its sentence's first byte.
fn spot(a: &Analysis<'_>, sentence: &Range<usize>, quantity: &Quantity, base: usize) -> Spot {
    let tokens = &a.tokens[sentence.clone()];
    let at =
        |byte: usize| sentence.start + tokens.partition_point(|t| (t.end as usize) <= base + byte);
    Spot {
        begin: at(quantity.range.start),
        token: at(quantity.number.start),
        end: at(quantity.range.end.saturating_sub(1)) + 1,
    }
}

/// Whether a sentence can hold a number: a digit, or a number in words, alone or before a hyphen.
fn may_count(a: &Analysis<'_>, tokens: &Range<usize>, text: &str) -> bool {
    // Whole chunks at a time.
    let digit = |chunk: &[u8]| {
        chunk
            .iter()
            .fold(false, |is, byte| is | byte.is_ascii_digit())
    };
    a.grid.any(tokens.clone(), Sign::Number)
        || text.as_bytes().chunks(64).any(digit)
        || a.has(tokens, Class::CountingWord)
        || text.as_bytes().contains(&b'-')
            && tokens.clone().any(|t| {
                a.word(t).split_once('-').is_some_and(|(first, _)| {
                    let words = &a.knowledge.words;
                    words.classes(words.id(first)).has(Class::CountingWord)
                })
            })
}

/// Whether a sentence speaks of the fair: names it, stands for it, or goes on from one that does.
fn anchored(view: View<'_>, tokens: &Range<usize>, index: usize) -> bool {
    let a = view.analysis;
    let main = view.inventory.by_sentence[index]
        .0
        .clone()
        .any(|m| view.events.series_of.get(&view.inventory.of[m]) == Some(&0));
    main || a.grid.any(tokens.clone(), &view.standing.nouns)
        || speaks_itself(view, tokens)
        || tokens.start + 1 < tokens.end
            && a.says(tokens.start, "this")
            && a.is(tokens.start + 1, Class::EditionNoun)
        || a.is(tokens.start, Class::UnnamedSubject)
        || a.says(tokens.start, "there")
        // "6,000 bargain hunters squeezed through the doors"
        || a.has(tokens, Class::Turnstile)
        || a.sentences[index].kind != BlockKind::Paragraph
}

/// "We got 214 proposals", "the organisers expect": those who hold the fair speak of it.
fn speaks_itself(view: View<'_>, tokens: &Range<usize>) -> bool {
    let a = view.analysis;
    let lead = tokens.start..tokens.end.min(tokens.start + LEAD);
    lead.clone().any(|t| {
        (a.says(t, "we") || a.says(t, "our")) && !quoted(a, t)
            || a.is_lower(t, Class::OrganizerNoun) && !lead.clone().any(|q| a.is_quote(q))
    })
}

/// So many words of a sentence tell who speaks.
const LEAD: usize = 8;

/// A quantity with what it counts and where it stands among the document's tokens.
struct Number<'a> {
    quantity: &'a Quantity,
    measure: &'a Measure,
    /// The token of the number.
    token: usize,
    /// The token after the words of the quantity.
    end: usize,
    /// The token after the former quantity of the sentence, or the sentence's first.
    floor: usize,
    /// The quantity before it in the sentence and what it counts.
    former: Option<&'a Quantity>,
    former_class: Option<MetricClass>,
    /// The first token of the next quantity, or the sentence's end.
    limit: usize,
    /// Whether the next quantity is what this one is compared with.
    next_compares: bool,
}

impl Number<'_> {
    /// The construction that gives the figure.
    fn rule(&self) -> &'static str {
        match (self.measure.class, self.measure.position) {
            (MetricClass::Days, _) => "figure.duration",
            _ if self.measure.comparison => "figure.compared",
            (MetricClass::Area, _) => "figure.area",
            (class, _) if class.is_money() => "figure.worth",
            (_, Position::Key) => "figure.key",
            _ if self.measure.partial => "figure.split",
            (_, Position::Carried) => "figure.carried",
            (_, Position::Before) => "figure.told",
            _ => "figure.counted",
        }
    }
}

/// What stands beside a number in its sentence.
#[derive(Clone, Copy)]
struct Beside<'a, 'b> {
    /// Whether a figure of the fair has been stated.
    told: bool,
    numbers: &'a [Number<'b>],
}

/// What the reading of one sentence's figures rests on.
struct Reader<'a> {
    view: View<'a>,
    scope: &'a Scope,
    main: Edition,
    /// The sentence's index and tokens.
    index: usize,
    tokens: Range<usize>,
    /// Whether the sentence speaks of the fair.
    anchored: bool,
}

/// Whether a token is in a name of the fair.
fn is_main(reader: &Reader<'_>, token: usize) -> bool {
    let inventory = reader.view.inventory;
    inventory.mention_at(token).is_some_and(|m| {
        reader.view.events.series_of.get(&inventory.of[m]) == Some(&reader.main.series)
    })
}

impl Reader<'_> {
    /// The sentence's quantities at their tokens; `base` is the sentence's first byte.
    fn numbers<'b>(
        &self,
        quantities: &'b [Quantity],
        found: &'b [Measure],
        base: usize,
    ) -> Vec<Number<'b>> {
        let mut numbers: Vec<Number<'b>> = Vec::with_capacity(found.len());
        for measure in found {
            let quantity = &quantities[measure.quantity];
            let Spot { begin, token, end } = spot(self.view.analysis, &self.tokens, quantity, base);
            if token >= self.tokens.end {
                continue;
            }
            let floor = numbers.last().map_or(self.tokens.start, |n| n.end);
            let former = numbers.last().map(|n| n.quantity);
            let former_class = numbers.last().map(|n| n.measure.class);
            if let Some(before) = numbers.last_mut() {
                before.limit = begin.max(before.end);
                before.next_compares = measure.comparison;
            }
            numbers.push(Number {
                quantity,
                measure,
                token,
                end,
                floor,
                former,
                former_class,
                limit: self.tokens.end,
                next_compares: false,
            });
        }
        numbers
    }

    fn edition(&self, number: &Number, comparison: &mut Option<Comparison>) -> Option<Edition> {
        when::edition(self, number, comparison).filter(|edition| edition.series == self.main.series)
    }

    fn figure(
        &self,
        number: &Number,
        edition: Edition,
        beside: Beside<'_, '_>,
        text: &str,
        facts: &mut Collector,
    ) -> Option<(Edition, Figure, &'static str)> {
        let measure = number.measure;
        if measure.growth && !measure.comparison || measure.per {
            return None;
        }
        let metric = measure.metric.clone()?;
        let unit = measure.unit.as_ref();
        if matches!(unit, Some(Unit::Share(_))) {
            return None;
        }
        let own = if measure.class == MetricClass::Days {
            length::is_the_fairs(self, number, edition, beside.numbers, facts)
        } else {
            owner::is_the_fairs(self, number, beside.told)
        };
        let rule = match own {
            true => number.rule(),
            false => "figure.weighed",
        };
        if measure.class != MetricClass::Days && facts.candidates().is_some() {
            let candidate = weighed::candidate(self, number, beside.told, own);
            facts.candidates()?.push(candidate);
        }
        let own = own
            || measure.class != MetricClass::Days
                && facts.candidates().is_none()
                && weighed::speaks_for(self, number, beside.told);
        if !own {
            return None;
        }
        let metric = name::of(self, number, metric);
        // Hectares are told in square metres, as areas of fairs are.
        let hectares = matches!(unit, Some(Unit::Area(code)) if code.as_ref() == "ha");
        let factor = if hectares { HECTARE } else { 1.0 };
        let range = number.quantity.span;
        Some((
            edition,
            Figure {
                metric,
                value: number.quantity.value * factor,
                bound: bound::of(self, number),
                range: range.map(|(low, high)| (low * factor, high * factor)),
                unit: unit.map(|unit| match hectares {
                    true => String::from("m2"),
                    false => unit.code().to_string(),
                }),
                words: text[number.quantity.range.clone()].to_owned(),
                basis: basis::of(self.view, &self.tokens, number.token),
            },
            rule,
        ))
    }
}
