//! What an edition is about, and its named parts.

use super::collect::{Collector, Qualifier, View};
use super::edition::identify;
use super::model::{Kind, Object, Relation};
use super::scope::Scope;
use crate::document::BlockKind;
use crate::knowledge::{Class, Table};
use crate::mention::Sort;
use crate::text::Shape;

/// Reads topics and sessions.
pub(super) fn read(view: View<'_>, scope: &Scope, facts: &mut Collector) {
    topics(view, scope, facts);
    sessions(view, scope, facts);
}

/// Topics of the authority, where the text is about the fair.
fn topics(view: View<'_>, scope: &Scope, facts: &mut Collector) {
    let a = view.analysis;
    let Some(main) = view.events.main else { return };
    for (index, sentence) in a.sentences.iter().enumerate() {
        if sentence.kind == BlockKind::Origin || sentence.kind == BlockKind::Heading {
            continue;
        }
        let tokens = sentence.tokens.clone();
        if !topical(view, index) {
            continue;
        }
        let mut quoted = false;
        let mut at = tokens.start;
        while at < tokens.end {
            if a.is_quote(at) {
                quoted = !quoted;
            }
            if quoted || !a.knowledge.authority.starts_with(a.words[at]) {
                at += 1;
                continue;
            }
            let words = &a.words[at..tokens.end.min(at + 8)];
            let mut best = None;
            for (length, entries) in a.knowledge.authority.names(words) {
                for entry in entries {
                    if entry.table == Table::Topic
                        && (!entry.exact || a.tokens[at].shape == Shape::Upper)
                    {
                        best = Some((length, entry.record));
                    }
                }
            }
            let Some((length, record)) = best else {
                at += 1;
                continue;
            };
            let inside = view.inventory.mention_at(at).is_some_and(|m| {
                let mention = &view.inventory.mentions[m];
                mention.range.len() > length && !matches!(mention.sort, Sort::Name)
            });
            let role =
                view.inventory.role_at(at).is_some() || view.inventory.role_ending(at).is_some();
            let next = at + length;
            // "wine makers", "AI company": a firm's trade rather than the fair's matter.
            let trade = next < tokens.end
                && a.tokens[next].shape == Shape::Lower
                && a.is(next, Class::ExhibitorNoun)
                || view.inventory.role_at(next).is_some();
            if !inside
                && !role
                && !trade
                && let Some(edition) = scope.at(a, at)
                && edition == main
            {
                let record = a.knowledge.authority.record(record);
                let subject = facts.edition(view, edition);
                let topic =
                    facts.entity(Kind::Topic, &record.name.clone(), Some(record.id.clone()));
                facts.add(
                    view,
                    subject,
                    Relation::Topic,
                    Object::Entity(topic),
                    at,
                    "topic.named",
                    Qualifier::default(),
                );
            }
            at = next;
        }
    }
}

/// Whether a sentence tells what the fair shows or discusses: it speaks of the fair, its
/// sessions, exhibits or subjects.
fn topical(view: View<'_>, index: usize) -> bool {
    let a = view.analysis;
    let sentence = &a.sentences[index];
    if sentence.kind == BlockKind::ListItem {
        return true;
    }
    sentence
        .tokens
        .clone()
        .any(|t| a.is(t, Class::TopicNoun) || a.is(t, Class::TopicCue))
}

fn sessions(view: View<'_>, scope: &Scope, facts: &mut Collector) {
    let a = view.analysis;
    for (m, mention) in view.inventory.mentions.iter().enumerate() {
        if mention.sort != Sort::Event || !view.events.sessions.contains(&view.inventory.of[m]) {
            continue;
        }
        let Some(edition) = scope.at(a, mention.range.start) else {
            continue;
        };
        if Some(edition.series) != view.events.main.map(|main| main.series) {
            continue;
        }
        identify(view, facts, edition, mention.range.start);
        let subject = facts.edition(view, edition);
        let label = view.inventory.thing(m).label.clone();
        let session = facts.entity(Kind::Session, &label, None);
        facts.add(
            view,
            subject,
            Relation::Session,
            Object::Entity(session),
            mention.range.start,
            "session.named",
            Qualifier::default(),
        );
    }
}
