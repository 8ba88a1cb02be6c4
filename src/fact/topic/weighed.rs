//! Matters that no construction reads as the fair's: noun phrases behind prepositions, verbs and marks,
//! each weighed by what stands around it, with the weights of `data/weights/topics.tsv`.

use super::put;
use crate::document::BlockKind;
use crate::fact::collect::{Collector, View};
use crate::fact::matter::{Bounds, items, topic_of};
use crate::fact::model::{Candidate, Object, Relation};
use crate::fact::scope::Scope;
use crate::fact::weigh::{Known, Surroundings};
use crate::knowledge::Class;
use crate::knowledge::weights::{Aspect, Value};
use crate::mention::Analysis;
use crate::mention::around::{Sink, Spelled, block_name, few, yes};
use crate::text::Shape;
use rustc_hash::FxHashSet;
use std::ops::Range;

/// A phrase that may be a topic, and what it stands among.
struct Matter {
    tokens: Range<usize>,
    /// Its place in an enumeration, and whether it is one of several.
    place: usize,
    listed: bool,
    /// The token that the enumeration begins with.
    lead: usize,
    /// Whether a topic is known that another one of them has the name of.
    among_known: bool,
}

/// Weighs the matters of the main edition's sentences.
pub(in crate::fact) fn read(view: View<'_>, scope: &Scope, known: &Known, facts: &mut Collector) {
    let scales = &view.analysis.knowledge.weights.topics;
    let learns = facts.candidates().is_some();
    if scales.is_empty() && !learns {
        return;
    }
    let a = view.analysis;
    let stated: FxHashSet<String> = (facts.facts().iter())
        .filter(|fact| fact.relation == Relation::Topic)
        .filter_map(|fact| match fact.object {
            Object::Entity(id) => Some(facts.label(id).to_lowercase()),
            _ => None,
        })
        .collect();
    let title = title_words(a);
    let around = Surroundings { view, known };
    let mut traits = scales.traits();
    let mut found: Vec<(Range<usize>, i32)> = Vec::new();
    for index in 0..a.sentences.len() {
        // A sentence without a cue is about one edition from end to end.
        let first = a.sentences[index].tokens.start;
        if scope.cues(index).is_empty() && scope.at(a, first) != view.events.main {
            continue;
        }
        for matter in matters(view, index) {
            let tokens = matter.tokens.clone();
            if scope.at(a, tokens.start) != view.events.main {
                continue;
            }
            let head = tokens.end - 1..tokens.end;
            let is_known = is_stated(a, &tokens, &stated) || is_stated(a, &head, &stated);
            if learns {
                let mut own = Spelled::default();
                describe(&around, index, &matter, &title, &mut own);
                let candidate = Candidate {
                    label: a.slice(tokens).to_owned(),
                    aliases: Vec::new(),
                    sort: "<matter>",
                    known: is_known.then_some("topic").into_iter().collect(),
                    traits: own.finish(),
                };
                if let Some(candidates) = facts.candidates() {
                    candidates.push(candidate);
                }
            } else if !is_known {
                traits.clear();
                describe(&around, index, &matter, &title, &mut traits);
                let [sum] = traits.sum();
                if sum > 0 {
                    found.push((tokens, sum));
                }
            }
        }
    }
    // Of phrases that share words, the one that more speaks for.
    found.sort_by_key(|(tokens, sum)| (std::cmp::Reverse(*sum), tokens.start));
    let mut taken: Vec<Range<usize>> = Vec::new();
    for (tokens, _) in found {
        let meets = |other: &Range<usize>| other.start < tokens.end && tokens.start < other.end;
        if !taken.iter().any(meets) {
            let record = topic_of(a, &tokens);
            put(view, facts, tokens.clone(), record, "topic.weighed");
            taken.push(tokens);
        }
    }
}

/// Whether a phrase is a topic that is stated already, or a part of one.
fn is_stated(a: &Analysis<'_>, tokens: &Range<usize>, stated: &FxHashSet<String>) -> bool {
    let text = a.slice(tokens.clone()).to_lowercase();
    stated.contains(&text)
        || topic_of(a, tokens).is_some_and(|record| {
            let name = &a.knowledge.authority.record(record).name;
            stated.contains(&name.to_lowercase())
        })
}

/// The longer words of the headline, in lower case.
fn title_words(a: &Analysis<'_>) -> FxHashSet<String> {
    (a.sentences.iter())
        .filter(|sentence| sentence.kind == BlockKind::Title)
        .flat_map(|sentence| sentence.tokens.clone())
        .filter(|t| a.word(*t).len() > 3)
        .map(|t| a.word(t).to_lowercase())
        .collect()
}

/// The phrases of a sentence that are no names: behind a preposition, a verb, a colon, or at the
/// beginning of a list's entry.
fn matters(view: View<'_>, index: usize) -> Vec<Matter> {
    let a = view.analysis;
    let sentence = &a.sentences[index];
    let mut found: Vec<Matter> = Vec::new();
    if matches!(sentence.kind, BlockKind::Origin) {
        return found;
    }
    let tokens = sentence.tokens.clone();
    let entry = sentence.kind == BlockKind::ListItem;
    for at in tokens.clone() {
        let opens = at == tokens.start && entry;
        let leads = !opens
            && at > tokens.start
            && (a.is_lower(at - 1, Class::Preposition)
                || a.mark(at - 1) == Some(':')
                || a.tokens[at - 1].shape == Shape::Lower && !a.verb_forms(at - 1).is_empty());
        if !opens && !leads
            || found
                .iter()
                .any(|m| m.tokens.start <= at && at < m.tokens.end)
        {
            continue;
        }
        let bounds = if opens { Bounds::Line } else { Bounds::Clause };
        let (list, _) = items(view, at, tokens.end, bounds);
        let listed = list.len() > 1;
        let known: Vec<bool> = (list.iter())
            .map(|item| {
                topic_of(a, item).is_some() || topic_of(a, &(item.end - 1..item.end)).is_some()
            })
            .collect();
        for (place, item) in list.into_iter().enumerate() {
            let among_known = (0..known.len()).any(|other| other != place && known[other]);
            let named = item.clone().any(|t| view.inventory.mention_at(t).is_some());
            if !named && is_phrase(a, &item) && !found.iter().any(|m| m.tokens == item) {
                found.push(Matter {
                    tokens: item,
                    place,
                    listed,
                    lead: at,
                    among_known,
                });
            }
        }
    }
    found
}

/// Whether words can be a topic's: neither a lone verb ("relies on") nor the word for topics itself.
fn is_phrase(a: &Analysis<'_>, item: &Range<usize>) -> bool {
    let verb = item.len() == 1
        && topic_of(a, item).is_none()
        && (a.verb_forms(item.start).iter()).any(|form| form.third || form.past || form.base);
    // "to promote exchanges": what is to be done.
    let purpose = item.start > 0
        && a.says(item.start - 1, "to")
        && item.len() > 1
        && (a.verb_forms(item.start).iter()).any(|form| form.base);
    let about = item
        .clone()
        .any(|t| a.is(t, Class::TopicKey) || a.is(t, Class::SessionHead));
    !verb && !purpose && !about
}

fn describe(
    around: &Surroundings<'_>,
    index: usize,
    matter: &Matter,
    title: &FxHashSet<String>,
    sink: &mut impl Sink,
) {
    let view = around.view;
    let a = view.analysis;
    let sentence = &a.sentences[index];
    let tokens = matter.tokens.clone();
    let last = tokens.end - 1;
    sink.put(Aspect::Always, Value::Text(""));
    sink.put(Aspect::Words, few(tokens.len()));
    sink.put(Aspect::Block, block_name(sentence.kind));
    let quoted = super::quoted(a, tokens.start);
    sink.put(Aspect::Quoted, yes(quoted));
    if index < 3 {
        sink.put(Aspect::Opens, Value::Text(""));
    }
    let head = a.word(last).to_lowercase();
    let again = match a.words[last].is_known() {
        true => a
            .words
            .iter()
            .filter(|word| **word == a.words[last])
            .count(),
        false => 1,
    };
    sink.put(Aspect::Mentions, few(again));
    let checks = [
        (topic_of(a, &tokens).is_some(), "known"),
        (topic_of(a, &(last..tokens.end)).is_some(), "known-head"),
        (title.contains(&head), "headline"),
        (matter.listed, "listed"),
        (matter.place > 0, "later"),
        (matter.among_known, "among-known"),
        (head.ends_with('s'), "plural"),
        (head.ends_with("ing"), "gerund"),
        (a.tokens[tokens.start].shape == Shape::Capital, "capital"),
        (a.words[last].is_known(), "common-word"),
        (tokens.end == sentence.tokens.end - 1, "closes"),
    ];
    sink.put_those(Aspect::Check, &checks);
    sink.put_classes(Aspect::LastClass, a.classes[last]);
    sink.put_classes(Aspect::FirstClass, a.classes[tokens.start]);
    sink.put_classes(Aspect::SentenceClass, sentence.classes);
    for relation in around.known.told(index).each() {
        sink.put(Aspect::SentenceFact, Value::Text(relation.name()));
    }
    // What leads an enumeration leads all of it.
    around.sides(&(matter.lead..tokens.end), &sentence.tokens, None, sink);
}
