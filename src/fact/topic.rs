//! What an edition is about: topics of the authority where the text speaks of the fair, of its
//! trade or names it after one. Phrases that no list holds are `subject`'s business.

use super::collect::{Collector, Qualifier, View};
use super::matter::{is_topic, topic_of};
use super::model::{Kind, Object, Relation};
use super::scope::Scope;
use super::subject;
use crate::document::BlockKind;
use crate::knowledge::{Class, Table, WordId};
use crate::mention::{Analysis, Sort};
use crate::text::Shape;
use std::collections::BTreeMap;
use std::ops::Range;

/// Longest topic of the authority, in tokens.
const LONGEST: usize = 8;

/// Reads topics.
pub(super) fn read(view: View<'_>, scope: &Scope, facts: &mut Collector) {
    series_name(view, facts);
    let mut taken = Vec::new();
    subject::read(view, scope, facts, &mut taken);
    taken.sort_by_key(|range| range.start);
    named(view, scope, facts, &taken);
    frequent(view, scope, facts);
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
    let (label, authority) = match record {
        Some(record) => {
            let record = a.knowledge.authority.record(record);
            (record.name.to_string(), Some(record.id.clone()))
        }
        None => (label(a, &range), None),
    };
    let subject = facts.edition(view, main);
    let topic = facts.entity(Kind::Topic, &label, authority);
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
    if !a.knowledge.authority.starts_with(a.words[at]) {
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

/// Topics of the authority, where the text is about the fair and no construction has read it.
fn named(view: View<'_>, scope: &Scope, facts: &mut Collector, taken: &[Range<usize>]) {
    let a = view.analysis;
    for sentence in &a.sentences {
        if sentence.kind == BlockKind::Origin {
            continue;
        }
        let tokens = sentence.tokens.clone();
        let title = sentence.kind == BlockKind::Title;
        let topical = tokens.clone().any(|t| a.is(t, Class::TopicCue));
        let mut found: Vec<Range<usize>> = Vec::new();
        let mut at = tokens.start;
        while at < tokens.end {
            if (a.is(at, Class::EventNoun) || a.is(at, Class::ZoneNoun)) && at > tokens.start {
                described(view, scope, facts, at, tokens.start);
            }
            let Some(length) = longest(a, at, tokens.end) else {
                at += 1;
                continue;
            };
            let range = at..at + length;
            at += length;
            let read = taken
                .get(taken.partition_point(|t| t.end <= range.start))
                .is_some_and(|t| t.start < range.end);
            let usable = !read && !vague(a, &range) && free(view, &range, tokens.end);
            if usable && (title || topical) {
                found.push(range);
            }
        }
        // Several topics in a sentence are a list of what there is to see.
        let many = found.len() > 2;
        for range in found {
            if title {
                if range.start == tokens.start || recurs(a, &range) {
                    add(view, scope, facts, range, "topic.title");
                }
            } else if many || cued(view, &range, tokens.start) {
                add(view, scope, facts, range, "topic.named");
            }
        }
    }
}

/// Sentences of the author's own that must name a topic for it to be the text's matter.
const FREQUENT: usize = 3;

/// Topics that the text comes back to again and again.
fn frequent(view: View<'_>, scope: &Scope, facts: &mut Collector) {
    let a = view.analysis;
    // Per record: the sentences that name it, and where it stands first.
    let mut counts: BTreeMap<u32, (usize, usize, Range<usize>)> = BTreeMap::new();
    for (index, sentence) in a.sentences.iter().enumerate() {
        if matches!(sentence.kind, BlockKind::Origin | BlockKind::Heading) {
            continue;
        }
        let tokens = sentence.tokens.clone();
        let mut inside = false;
        let mut at = tokens.start;
        while at < tokens.end {
            inside ^= a.is_quote(at);
            let Some(length) = longest(a, at, tokens.end) else {
                at += 1;
                continue;
            };
            let range = at..at + length;
            at += length;
            if inside || vague(a, &range) || !free(view, &range, tokens.end) {
                continue;
            }
            let Some(record) = topic_of(a, &range) else {
                continue;
            };
            let entry = counts.entry(record).or_insert((0, usize::MAX, range));
            if entry.1 != index {
                *entry = (entry.0 + 1, index, entry.2.clone());
            }
        }
    }
    for (_, (count, _, range)) in counts {
        if count >= FREQUENT {
            add(view, scope, facts, range, "topic.frequent");
        }
    }
}

/// Whether the words of a headline's topic come back in the text: a headline alone may play.
fn recurs(a: &Analysis<'_>, range: &Range<usize>) -> bool {
    let words = &a.words[range.clone()];
    let body = a.sentences[a.sentence_of(range.start)].tokens.end;
    a.words[body..].windows(words.len()).any(|w| w == words)
}

/// Whether a word for the fair's talks, parts or matters stands shortly before a topic.
fn cued(view: View<'_>, range: &Range<usize>, start: usize) -> bool {
    let a = view.analysis;
    let floor = start.max(range.start.saturating_sub(10));
    for t in (floor..range.start).rev() {
        if matches!(a.mark(t), Some(';' | ':')) || a.is(t, Class::PersonPronoun) {
            return false;
        }
        if a.is_lower(t, Class::TalkEvent)
            || a.is_lower(t, Class::TopicNoun)
            || a.is_lower(t, Class::PartNoun)
        {
            return true;
        }
    }
    false
}

/// Whether a topic's words are no part of a longer name, an office or a firm's trade ("AI
/// company", "wine makers").
fn free(view: View<'_>, range: &Range<usize>, end: usize) -> bool {
    let a = view.analysis;
    let at = range.start;
    let inside = view.inventory.mention_at(at).is_some_and(|m| {
        let mention = &view.inventory.mentions[m];
        // "Silk Road" is not about silk; "Artificial Intelligence Zone" is about its matter.
        mention.range.len() > range.len()
            && (!matches!(mention.sort, Sort::Name)
                || a.tokens[at].shape == Shape::Capital
                    && !a.is(mention.range.end - 1, Class::ZoneNoun))
    });
    let role = view.inventory.role_at(at).is_some() || view.inventory.role_ending(at).is_some();
    let next = range.end;
    let trade = next < end
        && (a.tokens[next].shape == Shape::Lower
            && (a.is(next, Class::ExhibitorNoun) || a.is(next, Class::OrgNoun))
            || view.inventory.role_at(next).is_some());
    let last = range.end - 1;
    let people = a.is(last, Class::ExhibitorNoun)
        || a.is(last, Class::ParticipantNoun)
        || a.is(last, Class::RoleHead);
    !inside && !role && !trade && !people
}

/// The trade of a fair in what stands for its name: "the mining show", "an agricultural
/// exhibition", "the food industry event".
fn described(view: View<'_>, scope: &Scope, facts: &mut Collector, at: usize, start: usize) {
    let a = view.analysis;
    let zone = a.is(at, Class::ZoneNoun);
    if a.tokens[at].shape != Shape::Lower
        || !zone && !a.is(at, Class::EventHead) && !a.says(at, "event")
    {
        return;
    }
    let Some((range, record)) = ending(a, at, start) else {
        return;
    };
    if vague(a, &range)
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
            .is_none_or(|t| a.says(t, "a") || a.says(t, "an") || a.says(t, "other"));
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
fn ending(a: &Analysis<'_>, at: usize, start: usize) -> Option<(Range<usize>, u32)> {
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
fn trade_of(a: &Analysis<'_>, range: &Range<usize>, industry: bool) -> Option<u32> {
    if let Some(record) = topic_of(a, range) {
        return Some(record);
    }
    let last = range.end - 1;
    if range.is_empty() || matches!(a.tokens[last].shape, Shape::Mark(_) | Shape::Number) {
        return None;
    }
    let topic = |words: &[WordId]| {
        let (_, entries) = a
            .knowledge
            .authority
            .names(words)
            .filter(|(length, _)| *length == words.len())
            .last()?;
        entries
            .iter()
            .find(|e| e.table == Table::Topic && !e.exact)
            .map(|e| e.record)
    };
    let mut words = a.words[range.clone()].to_vec();
    let plural = format!("{}s", a.word(last));
    words[range.len() - 1] = a.knowledge.words.id(&plural);
    if let Some(record) = topic(&words) {
        return Some(record);
    }
    words[range.len() - 1] = a.words[last];
    if range.len() > 1 || !industry {
        return None;
    }
    ["industry", "sector"].into_iter().find_map(|noun| {
        words.truncate(range.len());
        words.push(a.knowledge.words.id(noun));
        topic(&words)
    })
}

/// The topic in the fair's own name: "National Wedding Show", "World Water Week".
fn series_name(view: View<'_>, facts: &mut Collector) {
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
