//! What an edition is about: topics of the authority where the text speaks of the fair, of its
//! trade or names it after one. Phrases that no list holds are `subject`'s business.

mod named;
mod trade;

use super::collect::{Collector, Qualifier, View};
use super::matter::topic_of;
use super::model::{Kind, Object, Relation};
use super::scope::Scope;
use super::subject;
use crate::knowledge::{Class, Table};
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
    named::named(view, scope, facts, &taken);
    named::frequent(view, scope, facts);
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
    let a = view.analysis;
    let Some(main) = view.events.main else { return };
    // "water" stands for the authority's "water industry": the text's word is the matter.
    let record = record.filter(|r| {
        let name = &a.knowledge.authority.record(*r).name;
        topic_of(a, &range).is_some()
            || !name.starts_with(a.word(range.start))
            || name.len() < a.word(range.start).len() + 3
    });
    let printed = label(a, &range);
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
    for t in sentence.tokens.start..at {
        match a.mark(t) {
            Some('\u{201c}' | '\u{ab}' | '\u{201e}') => inside = true,
            Some('\u{201d}' | '\u{bb}') => inside = false,
            Some('"') => inside = !inside,
            _ => {}
        }
    }
    inside
}

/// The longest topic of the authority that begins at `at`: its length.
fn longest(a: &Analysis<'_>, at: usize, end: usize) -> Option<usize> {
    if !a.knowledge.authority.starts_topic(a.words[at]) {
        return None;
    }
    let mut best = None;
    for (length, entries) in a
        .knowledge
        .authority
        .names(&a.words[at..end.min(at + LONGEST)])
    {
        let topic = entries
            .iter()
            .any(|e| e.table == Table::Topic && (!e.exact || a.tokens[at].shape == Shape::Upper));
        if topic {
            best = Some(length);
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
    while at < name.end {
        let Some(length) = longest(a, at, name.end) else {
            at += 1;
            continue;
        };
        let range = at..at + length;
        at += length;
        if !vague(a, &range) {
            let record = topic_of(a, &range);
            put(view, facts, range, record, "topic.session-name");
        }
    }
}

fn vague(a: &Analysis<'_>, range: &Range<usize>) -> bool {
    range.clone().all(|t| a.is(t, Class::VagueTopic))
}
