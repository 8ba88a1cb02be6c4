//! Topics of the authority where the words around tell that the fair is about them.

use super::super::collect::{Collector, View};
use super::super::scope::Scope;
use super::super::subject::fair::is_of_a_firm;
use super::{Span, add, spans_in, vague};
use crate::document::BlockKind;
use crate::knowledge::{Class, Sign};
use crate::mention::{Analysis, Lower, Sort};
use crate::text::Shape;
use std::collections::BTreeMap;
use std::ops::Range;

/// Topics of the authority, where the text is about the fair and no construction has read it.
pub(super) fn named(
    view: View<'_>,
    scope: &Scope,
    facts: &mut Collector,
    spans: &[Span],
    taken: &[Range<usize>],
) {
    let a = view.analysis;
    for sentence in &a.sentences {
        if sentence.kind == BlockKind::Origin {
            continue;
        }
        let tokens = sentence.tokens.clone();
        let title = sentence.kind == BlockKind::Title;
        let has = |class: Class| sentence.classes.has(class);
        let topical = has(Class::TopicCue);
        if !title && !topical && !has(Class::EventNoun) && !has(Class::ZoneNoun) {
            continue;
        }
        // "Such fairs must work on their design": fairs at large.
        let at_large = has(Class::PluralFair)
            && !a
                .grid
                .any(tokens.clone(), [&view.standing.own, &view.standing.nouns]);
        let firm = topical && !title && (at_large || is_of_a_firm(view, &tokens));
        let mut found: Vec<Range<usize>> = Vec::new();
        let fairs = [Class::EventNoun, Class::ZoneNoun];
        let mut fairs = a.grid.each(tokens.clone(), fairs).peekable();
        // Nouns inside a topic are its own.
        let mut behind = tokens.start + 1;
        for span in spans_in(spans, &tokens) {
            let range = span.tokens.clone();
            while let Some(at) = fairs.next_if(|at| *at <= range.start) {
                if at >= behind {
                    super::trade::described(view, scope, facts, at, tokens.start);
                }
            }
            behind = range.end;
            let read = taken
                .get(taken.partition_point(|t| t.end <= range.start))
                .is_some_and(|t| t.start < range.end);
            let other = title && names_other(view, &range, tokens.end);
            let usable = !read
                && !other
                && !vague(a, &range)
                && free(view, &range, tokens.end)
                && !is_amenity(view, &range);
            if usable && (title || topical && !firm) {
                found.push(range);
            }
        }
        for at in fairs.filter(|at| *at >= behind) {
            super::trade::described(view, scope, facts, at, tokens.start);
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

/// Whether a topic is what any fair has beside its matter: music, food trucks. In the fair's own
/// name it is the matter.
fn is_amenity(view: View<'_>, range: &Range<usize>) -> bool {
    let a = view.analysis;
    let word = a.word(range.end - 1);
    let named = || {
        view.events.series.first().is_some_and(|series| {
            let mut parts = series.label.split(' ');
            parts.any(|part| part.eq_ignore_ascii_case(word))
        })
    };
    // "a robot soccer tournament"
    let trucks = (range.end..a.tokens.len().min(range.end + 2))
        .take_while(|t| a.tokens[*t].shape == Shape::Lower && !a.is(*t, Class::Preposition))
        .take_while(|t| !a.says(*t, "and"))
        .any(|t| a.is_lower(t, Class::Amenity));
    (trucks || a.is(range.end - 1, Class::Amenity)) && !named()
}

/// Whether a word of a headline belongs to a name or another noun: "Acme Electronics Brings",
/// "Rockets and Rubber Ducks".
fn names_other(view: View<'_>, range: &Range<usize>, end: usize) -> bool {
    let a = view.analysis;
    let next = range.end;
    let modifies = range.len() == 1
        && next < end
        && a.tokens[next].shape == Shape::Capital
        && a.tokens[next].spaced
        && a.is(next, Class::Common)
        && a.word(next).ends_with('s')
        && a.verb_forms(next).is_empty()
        && !a.is(next, Class::EventHead)
        && !a.is(next, Class::NameNoun)
        && !a.is(next, Class::IndustryNoun)
        && !a.is(next, Class::ExhibitorNoun);
    let Some(before) = range.start.checked_sub(1) else {
        return modifies;
    };
    let named = a.tokens[before].shape.is_nameish()
        && view.inventory.things.iter().any(|thing| {
            let last = a.word(range.end - 1);
            matches!(thing.sort, Sort::Organisation(_) | Sort::Name)
                && thing.label.len() > last.len()
                && thing.label.contains(a.slice(before..range.end))
        });
    modifies || named
}

/// Whether a topic's words are no part of a longer name, an office or a firm's trade ("AI
/// company", "wine makers").
pub(super) fn free(view: View<'_>, range: &Range<usize>, end: usize) -> bool {
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

/// Whether a word for the fair's talks, parts or matters stands shortly before a topic.
pub(super) fn cued(view: View<'_>, range: &Range<usize>, start: usize) -> bool {
    let a = view.analysis;
    let floor = start.max(range.start.saturating_sub(10));
    let nouns = [Class::TalkEvent, Class::TopicNoun, Class::PartNoun];
    let ends = (Class::PersonPronoun, [Sign::Semicolon, Sign::Colon]);
    let Some(found) = a.grid.last(floor..range.start, (Lower(nouns), ends)) else {
        return false;
    };
    !a.is(found, Class::PersonPronoun) && a.mark(found).is_none()
}

/// Whether the words of a headline's topic come back in the text: a headline alone may play.
pub(super) fn recurs(a: &Analysis<'_>, range: &Range<usize>) -> bool {
    let words = &a.words[range.clone()];
    let body = a.sentences[a.sentence_of(range.start)].tokens.end;
    a.grid
        .each(body..a.tokens.len(), Sign::Topic)
        .any(|at| a.words[at..].starts_with(words))
}

/// Topics that the text comes back to again and again.
pub(super) fn frequent(view: View<'_>, scope: &Scope, facts: &mut Collector, spans: &[Span]) {
    let a = view.analysis;
    // Per record: the sentences that name it, and where it stands first.
    let mut counts: BTreeMap<u32, (usize, usize, Range<usize>)> = BTreeMap::new();
    for (index, sentence) in a.sentences.iter().enumerate() {
        if matches!(sentence.kind, BlockKind::Origin | BlockKind::Heading) {
            continue;
        }
        let tokens = sentence.tokens.clone();
        let mut inside = false;
        let mut quotes = a.grid.each(tokens.clone(), Sign::Quote).peekable();
        for span in spans_in(spans, &tokens) {
            let range = span.tokens.clone();
            while quotes.next_if(|at| *at < range.start).is_some() {
                inside = !inside;
            }
            if inside || vague(a, &range) || !free(view, &range, tokens.end) {
                continue;
            }
            let record = span.record;
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

/// Sentences of the author's own that must name a topic for it to be the text's matter.
const FREQUENT: usize = 3;
