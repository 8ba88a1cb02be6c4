//! The named parts of an edition: forums, ceremonies, competitions, awards, special shows, fairs
//! within the fair. Refuses venues, organisations and what belongs to another fair.

mod held;
mod name;
mod title;

use super::collect::{Collector, Qualifier, View};
use super::edition::identify;
use super::event::Edition;
use super::model::{Fact, Kind, Object, Relation};
use super::scope::Scope;
use super::topic::of_session;
use crate::document::BlockKind;
use crate::knowledge::{Class, Sign, fold};
use crate::mention::{Analysis, Sort};
use crate::text::Shape;
use std::ops::Range;

/// Names found, each with the rule that found it.
type Found = Vec<(Range<usize>, &'static str)>;

/// Reads sessions.
pub(super) fn read(view: View<'_>, scope: &Scope, facts: &mut Collector) {
    let mut found = Found::new();
    name::named(view, &mut found);
    let a = view.analysis;
    for (index, sentence) in a.sentences.iter().enumerate() {
        if sentence.kind == BlockKind::Origin {
            continue;
        }
        let tokens = sentence.tokens.clone();
        name::alongside(view, index, &mut found);
        if sentence.kind == BlockKind::ListItem && programme(a, index) {
            title::entry(view, tokens.clone(), &mut found);
        }
        let block = matches!(sentence.kind, BlockKind::ListItem | BlockKind::Paragraph);
        if block && a.grid.any(tokens.clone(), Sign::Colon) {
            name::keyed(view, tokens.clone(), &mut found);
        }
        let cues = [
            Class::SessionKind,
            Class::SessionHead,
            Class::SessionHeadStrong,
            Class::SessionTail,
            Class::FairGroup,
            Class::Weekday,
            Class::SessionGloss,
        ];
        for at in a.grid.each(tokens.clone(), cues) {
            if a.is(at, Class::SessionKind) {
                title::called(view, at, tokens.end, &mut found);
                title::titled(view, at, tokens.clone(), &mut found);
                title::apposed(view, at, tokens.clone(), &mut found);
                title::best(view, at, tokens.end, &mut found);
            }
            if a.is(at, Class::Weekday) {
                title::of_day(view, at, tokens.end, &mut found);
            }
            if a.is(at, Class::SessionHeadStrong)
                || a.is(at, Class::SessionHead) && a.has(&tokens, Class::EventNoun)
            {
                name::owned(view, at, tokens.start, &mut found);
            }
            if a.is(at, Class::SessionTail) {
                name::headed(view, at, tokens.start, &mut found);
            }
            if a.is(at, Class::SessionKind)
                || a.is(at, Class::SessionTail)
                || a.is(at, Class::SessionGloss)
            {
                title::explained(view, at, tokens.start, tokens.end, &mut found);
            }
            if sentence.kind == BlockKind::ListItem {
                title::announced(view, at, tokens.clone(), &mut found);
            }
            if a.is(at, Class::FairGroup) {
                title::listed(view, at, tokens.end, &mut found);
            }
        }
        held::held(view, tokens, &mut found);
    }
    found.sort_by_key(|(range, _)| (range.start, std::cmp::Reverse(range.end)));
    let mut last = 0;
    for (range, rule) in found {
        if range.start < last {
            continue;
        }
        last = range.end;
        add(view, scope, facts, range, rule);
    }
}

/// The most entries of a programme.
const ENTRIES: usize = 30;

/// Whether a list's entry stands under a line that announces sessions: "The agenda will include
/// plenary sessions:".
pub(super) fn programme(a: &Analysis<'_>, index: usize) -> bool {
    let above = (index.saturating_sub(ENTRIES)..index)
        .rev()
        .find(|i| a.sentences[*i].kind != BlockKind::ListItem);
    let Some(tokens) = above.map(|i| a.sentences[i].tokens.clone()) else {
        return false;
    };
    let last = tokens.end.saturating_sub(1);
    let floor = tokens.start.max(tokens.end.saturating_sub(5));
    a.is_mark(last, ':')
        && (floor..last).any(|t| {
            a.is_lower(t, Class::SessionKind)
                && a.word(t).ends_with('s')
                && (t + 1..last).all(|next| a.is(next, Class::IncludeVerb))
        })
}

fn add(view: View<'_>, scope: &Scope, facts: &mut Collector, mut range: Range<usize>, rule: &str) {
    let a = view.analysis;
    // "a breakfast called Bread with Dr Olsen's": what is behind the name was cut off.
    while range.end > range.start + 1 && a.tokens[range.end - 1].shape == Shape::Possessive {
        range.end -= 1;
    }
    let Some(edition) = scope_of(view, scope, range.clone()) else {
        return;
    };
    let label = a
        .slice(range.clone())
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    let own = fold(&view.events.series[edition.series].label);
    // A theme in quotation marks is no part of the programme.
    let theme = |fact: &Fact| {
        fact.relation == Relation::Theme
            && matches!(&fact.object, Object::Text(text) if fold(text) == fold(&label))
    };
    if fold(&label) == own || facts.facts().iter().any(theme) {
        return;
    }
    identify(view, facts, edition, range.start);
    let subject = facts.edition(view, edition);
    let session = facts.entity(Kind::Session, &label, None);
    facts.add(
        view,
        subject,
        Relation::Session,
        Object::Entity(session),
        range.start,
        rule,
        Qualifier::default(),
    );
    // An award's name is a name; a forum's tells what it is about.
    if rule == "session.called"
        || rule == "session.titled"
        || a.is(range.end - 1, Class::TalkEvent)
        || a.is(range.end - 1, Class::EventHead)
    {
        of_session(view, scope, facts, &range);
    }
}

/// The edition a named part belongs to: one of the document's own series. Where the name itself
/// was taken for another fair, the clause is the main edition's.
fn scope_of(view: View<'_>, scope: &Scope, range: Range<usize>) -> Option<Edition> {
    let main = view.events.main?;
    let own = view.inventory.mention_at(range.start).is_some_and(|m| {
        view.inventory.mentions[m].sort == Sort::Event
            && view
                .events
                .series_of
                .get(&view.inventory.of[m])
                .is_some_and(|s| *s != main.series)
    });
    if own {
        return Some(main);
    }
    let edition = scope.at(view.analysis, range.start)?;
    (edition.series == main.series).then_some(edition)
}

/// The words of a name from `at` on: capitalised, with small words between.
fn run(a: &Analysis<'_>, at: usize, end: usize) -> Range<usize> {
    let mut stop = at;
    let mut t = at;
    while t < end {
        let token = &a.tokens[t];
        match token.shape {
            Shape::Capital | Shape::Upper | Shape::Mixed => {
                t += 1;
                stop = t;
            }
            Shape::Possessive | Shape::Number if t > at => {
                t += 1;
                stop = t;
            }
            Shape::Mark('&' | '-' | '/') if t > at => t += 1,
            Shape::Lower
                if t > at
                    && t + 1 < end
                    && (a.is(t, Class::Preposition)
                        || a.is(t, Class::Article)
                        || a.says(t, "and"))
                    && (a.tokens[t + 1].shape.is_nameish()
                        || a.is(t + 1, Class::Article)
                            && t + 2 < end
                            && a.tokens[t + 2].shape.is_nameish()) =>
            {
                t += 1;
            }
            _ => break,
        }
    }
    at..stop
}

/// Whether a name at a token is that of someone or of a place rather than of a session.
fn starts_other(view: View<'_>, at: usize) -> bool {
    view.inventory.mention_at(at).is_some_and(|m| {
        let mention = &view.inventory.mentions[m];
        mention.record.is_some()
            && matches!(
                mention.sort,
                Sort::Country | Sort::Demonym | Sort::Organisation(_) | Sort::Place | Sort::Venue
            )
            || view.events.series_of.get(&view.inventory.of[m]) == Some(&0)
    })
}
