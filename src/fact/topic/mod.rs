//! What an edition is about: topics of the authority where the text speaks of the fair, of its
//! trade or names it after one. Phrases that no list holds are `subject`'s business.

mod named;
mod plain;
mod trade;
pub(super) mod weighed;

use super::collect::{Collector, Qualifier, View};
use super::matter::{ends_in, topic_of};
use super::model::{Kind, Object, Relation};
use super::scope::Scope;
use super::subject;
use crate::document::BlockKind;
use crate::knowledge::{Class, Sign, Table};
use crate::mention::Analysis;
use crate::text::Shape;
use std::ops::Range;

/// Longest topic of the authority, in tokens.
const LONGEST: usize = 8;

/// Reads topics.
pub(super) fn read(view: View<'_>, scope: &Scope, facts: &mut Collector) {
    trade::series_name(view, facts);
    let mut taken = Vec::new();
    subject::read(view, scope, facts, &mut taken);
    taken.sort_by_key(|range| range.start);
    let spans = spans(view.analysis);
    named::named(view, scope, facts, &spans, &taken);
    named::frequent(view, scope, facts, &spans);
}

/// Adds the topic that the tokens name, if they speak of the document's own edition.
pub(super) fn add(
    view: View<'_>,
    scope: &Scope,
    facts: &mut Collector,
    range: Range<usize>,
    rule: &str,
) {
    let a = view.analysis;
    if scope.at(a, range.start) != view.events.main || quoted(a, range.start) {
        return;
    }
    let record = topic_of(a, &range);
    put(view, facts, range, record, rule);
}

fn put(
    view: View<'_>,
    facts: &mut Collector,
    range: Range<usize>,
    record: Option<u32>,
    rule: &str,
) {
    put_as(view, facts, range, record, rule, None);
}

/// As [`put`], with a label for what the authority does not know.
fn put_as(
    view: View<'_>,
    facts: &mut Collector,
    range: Range<usize>,
    record: Option<u32>,
    rule: &str,
    own: Option<String>,
) {
    let a = view.analysis;
    let Some(main) = view.events.main else { return };
    // "water" stands for the authority's "water industry": the text's word is the matter.
    let record = record.filter(|r| {
        let name = &a.knowledge.authority.record(*r).name;
        topic_of(a, &range).is_some()
            || !name.starts_with(a.word(range.start))
            || name.len() < a.word(range.start).len() + 3
    });
    let own = own.filter(|_| record.is_none());
    let printed = own.unwrap_or_else(|| label(a, &range));
    // "the Economic Forum", "financial businesses": an adjective names no matter alone.
    if record.is_none() && !printed.contains(' ') && ends_in(a, &printed, Class::QualityEnding) {
        return;
    }
    let subject = facts.edition(view, main);
    let topic = match record {
        Some(record) => facts.topic(view, record, &printed),
        None => facts.entity(Kind::Topic, &printed, None),
    };
    facts.add(
        view,
        subject,
        Relation::Topic,
        Object::Entity(topic),
        range.start,
        rule,
        Qualifier::default(),
    );
}

/// The words of the text; a capital that only begins a line is not the word's own.
fn label(a: &Analysis<'_>, range: &Range<usize>) -> String {
    let text = a.slice(range.clone());
    let first = range.start;
    let opens = first == 0
        || a.sentences[a.sentence_of(first)].tokens.start == first
        || a.mark(first - 1).is_some();
    if a.tokens[first].shape == Shape::Capital && opens {
        let mut chars = text.chars();
        if let Some(c) = chars.next() {
            return c.to_lowercase().chain(chars).collect();
        }
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a token stands inside double quotation marks of its sentence.
pub(super) fn quoted(a: &Analysis<'_>, at: usize) -> bool {
    let sentence = &a.sentences[a.sentence_of(at)];
    let mut inside = false;
    for t in a.grid.each(sentence.tokens.start..at, Sign::Quote) {
        match a.mark(t) {
            Some('\u{201c}' | '\u{ab}' | '\u{201e}') => inside = true,
            Some('\u{201d}' | '\u{bb}') => inside = false,
            Some('"') => inside = !inside,
            _ => {}
        }
    }
    inside
}

/// A topic of the authority in a text.
#[derive(Clone, Debug)]
struct Span {
    tokens: Range<usize>,
    record: u32,
}

/// The topics of the authority in all sentences, none inside another.
fn spans(a: &Analysis<'_>) -> Vec<Span> {
    let mut found = Vec::new();
    for sentence in &a.sentences {
        if sentence.kind == BlockKind::Origin {
            continue;
        }
        let mut behind = sentence.tokens.start;
        for at in a.grid.each(sentence.tokens.clone(), Sign::Topic) {
            if at < behind {
                continue;
            }
            if let Some(span) = longest(a, at, sentence.tokens.end) {
                behind = span.tokens.end;
                found.push(span);
            }
        }
    }
    found
}

/// Those of them that begin in a sentence.
fn spans_in<'s>(spans: &'s [Span], sentence: &Range<usize>) -> &'s [Span] {
    let before = |end: usize| spans.partition_point(|span| span.tokens.start < end);
    &spans[before(sentence.start)..before(sentence.end)]
}

/// The longest topic of the authority that begins at `at`.
fn longest(a: &Analysis<'_>, at: usize, end: usize) -> Option<Span> {
    if !a.knowledge.authority.starts_topic(a.words[at]) {
        return None;
    }
    let upper = a.tokens[at].shape == Shape::Upper;
    let mut best = None;
    for (length, entries) in a
        .knowledge
        .authority
        .names(&a.words[at..end.min(at + LONGEST)])
    {
        let topic = entries
            .iter()
            .find(|e| e.table == Table::Topic && (!e.exact || upper));
        if let Some(topic) = topic {
            best = Some(Span {
                tokens: at..at + length,
                record: topic.record,
            });
        }
    }
    best
}

/// Topics of the authority in the name of a session.
pub(super) fn of_session(
    view: View<'_>,
    scope: &Scope,
    facts: &mut Collector,
    name: &Range<usize>,
) {
    let a = view.analysis;
    if scope.at(a, name.start) != view.events.main {
        return;
    }
    let mut at = name.start;
    while let Some(cue) = a.grid.first(at..name.end, Sign::Topic) {
        at = cue;
        let Some(Span { tokens, record }) = longest(a, at, name.end) else {
            at += 1;
            continue;
        };
        at = tokens.end;
        if !vague(a, &tokens) {
            put(view, facts, tokens, Some(record), "topic.session-name");
        }
    }
    behind_colon(view, facts, name);
}

/// The matter behind the colon of a session's title: "Beyond the Wheel: Certification and the
/// Market".
fn behind_colon(view: View<'_>, facts: &mut Collector, name: &Range<usize>) {
    let a = view.analysis;
    let Some(colon) = name.clone().find(|t| a.is_mark(*t, ':')) else {
        return;
    };
    let mut end = colon + 1;
    while end < name.end
        && a.tokens[end].shape == Shape::Capital
        && a.is(end, Class::Common)
        && !a.is(end, Class::VagueTopic)
        && !a.is(end, Class::Relative)
        && !a.is(end, Class::Determiner)
    {
        end += 1;
    }
    let whole = end == name.end || a.says(end, "and") || a.is_mark(end, ',') || a.says(end, "in");
    let item = colon + 1..end;
    if !item.is_empty()
        && item.len() <= 3
        && whole
        && a.verb_forms(colon + 1).iter().all(|f| !f.base)
    {
        let record = topic_of(a, &item);
        let label = a.slice(item.clone()).to_lowercase();
        put_as(view, facts, item, record, "topic.session-name", Some(label));
    }
}

fn vague(a: &Analysis<'_>, range: &Range<usize>) -> bool {
    range.clone().all(|t| a.is(t, Class::VagueTopic))
}
