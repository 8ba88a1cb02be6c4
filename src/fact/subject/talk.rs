//! What single speakers talk about: "gave a talk on X", "spoke on X", "presented findings on X",
//! "clashed over X". A speaker's matter is one of the fair's.

use super::super::collect::View;
use super::super::matter::Bounds;
use super::opening::{Slot, asked};
use crate::knowledge::Class;
use crate::mention::{Analysis, Sort};
use crate::text::Shape;
use std::ops::Range;

/// Where the matter of what a speaker says begins, if a word for saying it stands at `at`.
pub(super) fn slot(view: View<'_>, at: usize, sentence: &Range<usize>) -> Option<Slot> {
    let a = view.analysis;
    let end = sentence.end;
    if at + 2 >= end {
        return None;
    }
    let from = if a.is_mark(at, ',') {
        listed(view, at, sentence)?
    } else if at == sentence.start {
        // "Findings on X", "Demonstrations of X"
        piece(a, at)?
    } else if a.tokens[at].shape != Shape::Lower {
        return None;
    } else {
        piece(a, at)
            .or_else(|| group(a, at, end))
            .or_else(|| spoken(view, at, sentence))
            .or_else(|| disputed(view, at, sentence))?
    };
    let from = asked(a, from, end);
    matter(view, from, end).then_some((from, Bounds::Clause, "topic.talk"))
}

/// Whether what follows can be a matter: no day, number, name or somebody's own affair.
fn matter(view: View<'_>, from: usize, end: usize) -> bool {
    let a = view.analysis;
    if from >= end || a.is_quote(from) {
        return false;
    }
    let other = a.is(from, Class::Weekday)
        || a.is(from, Class::Month)
        || a.is(from, Class::PersonPronoun)
        || a.is(from, Class::FirstPerson)
        || a.tokens[from].shape == Shape::Number
        || a.ordinal(from).is_some()
        || a.is(from, Class::Article) && from + 1 < end && a.ordinal(from + 1).is_some()
        || a.says(from, "behalf")
        || a.is(from, Class::GenericName)
        || a.says(from, "his")
        || a.says(from, "her")
        || a.says(from, "their");
    // "spoke on Europe's answer": somebody's.
    let owned = a.tokens[from].shape.is_nameish()
        && from + 1 < end
        && a.tokens[from + 1].shape == Shape::Possessive;
    let name = view
        .inventory
        .mention_at(from)
        .is_some_and(|m| !matches!(view.inventory.mentions[m].sort, Sort::Name | Sort::Demonym));
    !other && !name && !owned
}

fn on(a: &Analysis<'_>, at: usize) -> bool {
    a.says(at, "on") || a.says(at, "about")
}

/// "a talk on X", "findings on X".
fn piece(a: &Analysis<'_>, at: usize) -> Option<usize> {
    let noun = a.is(at, Class::TalkPiece) || a.is(at, Class::TalkEvent);
    if at > 0 && a.says(at - 1, "to") && a.verb_forms(at).iter().any(|form| form.base) {
        return None;
    }
    if noun && on(a, at + 1) {
        return Some(at + 2);
    }
    // "the keynote, on robots,", "much of the talk was about peat"
    let apart = a.is_mark(at + 1, ',') && a.says(at + 2, "on")
        || a.is(at + 1, Class::Be) && a.says(at + 2, "about");
    if noun && apart {
        return Some(at + 3);
    }
    let taught = a.is(at, Class::LessonNoun) && a.says(at + 1, "in");
    let done = a.is(at, Class::DemoNoun) && a.says(at + 1, "of");
    (taught || done).then_some(at + 2)
}

/// "working groups on X", also behind a verb: "working groups will be set up on X".
fn group(a: &Analysis<'_>, at: usize, end: usize) -> Option<usize> {
    let groups =
        at > 0 && a.says(at - 1, "working") && (a.says(at, "groups") || a.says(at, "group"));
    if !groups {
        return None;
    }
    let mut next = at + 1;
    while next + 1 < end.min(at + 7)
        && (a.is(next, Class::Auxiliary)
            || a.is(next, Class::Be)
            || !a.verb_forms(next).is_empty()
            || a.says(next, "up"))
        && !on(a, next)
    {
        next += 1;
    }
    on(a, next).then_some(next + 1)
}

/// "Ann Lowe spoke on X", "speaking about X".
fn spoken(view: View<'_>, at: usize, sentence: &Range<usize>) -> Option<usize> {
    let a = view.analysis;
    let words = &a.knowledge.words;
    let speaks = on(a, at + 1)
        && a.verb_forms(at).iter().any(|form| {
            (form.past || form.third || form.ing || form.base)
                && words.verb_class(form.verb, Class::AddressVerb)
        });
    (speaks && somebody(view, at, sentence)).then_some(at + 2)
}

/// "clashed over X", "squared off over X".
fn disputed(view: View<'_>, at: usize, sentence: &Range<usize>) -> Option<usize> {
    let a = view.analysis;
    let words = &a.knowledge.words;
    let differs = a
        .verb_forms(at)
        .iter()
        .any(|form| words.verb_class(form.verb, Class::DisputeVerb));
    let next = at + 1 + usize::from(a.says(at + 1, "off") || a.says(at + 1, "swords"));
    let over = next + 1 < sentence.end
        && (a.says(next, "over") || a.says(next, "about") && !a.says(at, "debate"));
    let speakers =
        (sentence.start..at).any(|t| a.is(t, Class::SpeakerNoun) || a.is(t, Class::TalkEvent));
    (differs && over && (speakers || somebody(view, at, sentence))).then_some(next + 1)
}

/// "Hannah Roe of Mozart Seeds, on why wheat is back": a speaker and, behind a comma, the matter.
fn listed(view: View<'_>, at: usize, sentence: &Range<usize>) -> Option<usize> {
    let a = view.analysis;
    if !on(a, at + 1) {
        return None;
    }
    let name = at > sentence.start && view.inventory.mention_at(at - 1).is_some();
    let asks = asked(a, at + 2, sentence.end) > at + 2;
    let item = a.kind_of(at) == crate::document::BlockKind::ListItem;
    ((name && item || asks) && somebody(view, at, sentence)).then_some(at + 2)
}

/// Whether a person is named or told by an office before a token of the sentence.
fn somebody(view: View<'_>, at: usize, sentence: &Range<usize>) -> bool {
    let a = view.analysis;
    (sentence.start..at).any(|t| {
        view.inventory
            .mention_at(t)
            .is_some_and(|m| view.inventory.mentions[m].sort == Sort::Person)
            || a.is(t, Class::PersonPronoun)
            || a.is(t, Class::SpeakerNoun)
            || a.is(t, Class::ExpertNoun)
            || a.is(t, Class::RoleHead)
            || view.inventory.role_at(t).is_some()
    })
}
