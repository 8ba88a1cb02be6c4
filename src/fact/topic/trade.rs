//! The trade of a fair: in its own name and in what stands for its name.

use super::super::collect::{Collector, View};
use super::super::matter::{is_topic, topic_of};
use super::super::scope::Scope;
use super::{put, quoted, vague};
use crate::knowledge::{Class, Table, WordId};
use crate::mention::{Analysis, Sort};
use crate::text::Shape;
use std::ops::Range;

/// The trade of a fair in what stands for its name: "the mining show", "an agricultural
/// exhibition", "the food industry event".
pub(super) fn described(
    view: View<'_>,
    scope: &Scope,
    facts: &mut Collector,
    at: usize,
    start: usize,
) {
    let a = view.analysis;
    let zone = a.is(at, Class::ZoneNoun);
    if a.tokens[at].shape != Shape::Lower
        || !zone && !a.is(at, Class::EventHead) && !a.says(at, "event") && !a.says(at, "gathering")
    {
        return;
    }
    let found = ending(a, at, start);
    let paired = |range: &Range<usize>| {
        range.start > start
            && (a.says(range.start - 1, "and")
                || matches!(a.mark(range.start - 1), Some(',' | '&' | '\'' | '\u{2019}'))
                || a.tokens[range.start - 1].shape == Shape::Possessive
                    && !a.word(range.start - 1).ends_with('s'))
    };
    if !zone && found.as_ref().is_none_or(|(range, _)| paired(range)) {
        super::plain::described(view, scope, facts, at, start);
        return;
    }
    let Some((range, record)) = found else {
        return;
    };
    // "the old railway park", "the town's sports hall": what a house is all year.
    let house = zone && a.is(range.end - 1, Class::HouseMatter) && a.is(at, Class::VenueHead);
    if vague(a, &range)
        || house
        || zone && !is_topic(a, &range)
        || view.inventory.mention_at(range.start).is_some()
    {
        return;
    }
    // "a climate summit" is some summit unless the sentence says that the fair is one.
    let before = range.start.checked_sub(1).filter(|t| *t >= start);
    let indefinite = before.is_none_or(|t| !a.is(t, Class::Determiner) && a.mark(t).is_some())
        || (start..range.start)
            .rev()
            .take(4)
            .find(|t| a.is(*t, Class::Determiner) || a.tokens[*t].shape == Shape::Possessive)
            .is_none_or(|t| {
                // "No mining expo is larger": the fair is one.
                a.is(t, Class::Indefinite) && !a.says(t, "no") || a.says(t, "other")
            });
    let of_fair = (start..range.start).any(|t| {
        view.inventory
            .mention_at(t)
            .is_some_and(|m| view.events.series_of.get(&view.inventory.of[m]) == Some(&0))
    });
    if indefinite && !of_fair && !zone {
        return;
    }
    if scope.at(a, range.start) == view.events.main && !quoted(a, range.start) {
        put(view, facts, range, Some(record), "topic.described");
    }
}

/// The topic that ends before `at`: "mining", "wedding" for "weddings", "agricultural" for what
/// the authority calls "agricultural sector".
pub(super) fn ending(a: &Analysis<'_>, at: usize, start: usize) -> Option<(Range<usize>, u32)> {
    let mut end = at;
    while end > start && a.is(end - 1, Class::IndustryNoun) {
        end -= 1;
    }
    (1..=4).rev().find_map(|length| {
        let from = end.checked_sub(length).filter(|from| *from >= start)?;
        trade_of(a, &(from..end), true).map(|record| (from..end, record))
    })
}

/// The topic that words before "fair" or "industry" stand for: as they are, in the plural, or as
/// the authority names the industry.
pub(super) fn trade_of(a: &Analysis<'_>, range: &Range<usize>, industry: bool) -> Option<u32> {
    if let Some(record) = topic_of(a, range) {
        return Some(record);
    }
    let last = range.end - 1;
    // The first of several words is taken as it is.
    if range.len() > 1 && !a.knowledge.authority.starts_topic(a.words[range.start]) {
        return None;
    }
    if range.is_empty() || matches!(a.tokens[last].shape, Shape::Mark(_) | Shape::Number) {
        return None;
    }
    let authority = &a.knowledge.authority;
    let topic = |words: &[WordId]| {
        if !authority.starts_topic(words[0]) {
            return None;
        }
        let (_, entries) = authority
            .names(words)
            .filter(|(length, _)| *length == words.len())
            .last()?;
        entries
            .iter()
            .find(|e| e.table == Table::Topic && !e.exact)
            .map(|e| e.record)
    };
    let mut plural = String::with_capacity(a.word(last).len() + 1);
    plural.push_str(a.word(last));
    plural.push('s');
    let plural = a.knowledge.words.id(&plural);
    if range.len() > 1 {
        let mut words = a.words[range.clone()].to_vec();
        words[range.len() - 1] = plural;
        return topic(&words);
    }
    if let Some(record) = topic(&[plural]) {
        return Some(record);
    }
    if !industry || !authority.starts_topic(a.words[last]) {
        return None;
    }
    ["industry", "sector"]
        .into_iter()
        .find_map(|noun| topic(&[a.words[last], a.knowledge.words.id(noun)]))
}

/// The topic in the fair's own name: "National Wedding Show", "World Water Week".
pub(super) fn series_name(view: View<'_>, facts: &mut Collector) {
    let a = view.analysis;
    let Some(main) = view.events.main else { return };
    let things = &view.events.series[main.series].things;
    let first = view
        .inventory
        .mentions
        .iter()
        .enumerate()
        .find(|(m, mention)| {
            mention.sort == Sort::Event
                && mention.range.len() > 1
                && things.contains(&view.inventory.of[*m])
        });
    let Some((_, mention)) = first else { return };
    super::plain::series_name(view, facts, &mention.range);
    let mut at = mention.range.start;
    while at < mention.range.end {
        let found = (1..=4)
            .rev()
            .filter(|length| at + length <= mention.range.end)
            .map(|length| at..at + length)
            // "Industry Exhibition" is what the event is, not what it shows.
            .filter(|range| !a.is(range.end - 1, Class::EventHead))
            .find_map(|range| trade_of(a, &range, false).map(|record| (range, record)));
        let Some((range, record)) = found else {
            at += 1;
            continue;
        };
        at = range.end;
        if !vague(a, &range) && !a.is(range.start, Class::IndustryNoun) {
            put(view, facts, range, Some(record), "topic.series-name");
        }
    }
}
