//! Whether a clause speaks of the fair, its parts and its exhibitors at large rather than of one
//! person or firm.

use super::super::collect::View;
use crate::knowledge::Class;
use crate::mention::{Analysis, Sort};
use crate::text::Shape;
use std::ops::Range;

/// Whether the clause before a verb speaks of the fair, its parts or its talks rather than of a
/// person or a firm.
pub(super) fn fair_before(view: View<'_>, at: usize, start: usize) -> bool {
    let a = view.analysis;
    if others_talked(a, at, start) {
        return true;
    }
    let floor = start.max(at.saturating_sub(14));
    let mut t = at;
    while t > floor {
        t -= 1;
        if matches!(a.mark(t), Some(';' | ':')) || a.is_quote(t) {
            return false;
        }
        if let Some(m) = view.inventory.mention_at(t) {
            match view.inventory.mentions[m].sort {
                Sort::Event => return true,
                Sort::Person | Sort::Organisation(_) => return false,
                // "a hall for Chile to showcase its fruit": the country's own.
                Sort::Country | Sort::Demonym | Sort::Place
                    if a.says(at - 1, "to") && view.inventory.mentions[m].outer.end + 1 == at =>
                {
                    return false;
                }
                _ => {}
            }
            // "Hall C is given over to"
            if a.is(view.inventory.mentions[m].range.start, Class::PartNoun) {
                return true;
            }
            t = view.inventory.mentions[m].outer.start;
            if a.is(view.inventory.mentions[m].range.end - 1, Class::SessionHead) {
                return true;
            }
            continue;
        }
        if view.inventory.role_at(t).is_some() {
            return false;
        }
        if a.is(t, Class::ExhibitorNoun) {
            return counted(a, t, start);
        }
        // "Delegates debated water rights": those who are there at large.
        if (a.is(t, Class::ParticipantNoun) || a.is(t, Class::SpeakerNoun))
            && a.tokens[t].end - a.tokens[t].start > 7
            && t + 1 == at
        {
            return t == start || counted(a, t, start);
        }
        // "the Goa pavilion showcases": an exhibitor's part.
        if a.is_lower(t, Class::PartNoun)
            && t > start
            && view.inventory.mention_at(t - 1).is_some_and(|m| {
                matches!(
                    view.inventory.mentions[m].sort,
                    Sort::Place | Sort::Country | Sort::Demonym
                )
            })
        {
            return false;
        }
        // "these local fairs should focus on": fairs at large.
        if t > start
            && a.is_lower(t, Class::EventNoun)
            && a.word(t).ends_with('s')
            && !a.says(t, "events")
            && !a.is(t, Class::TalkEvent)
            && !a.is(t, Class::PartNoun)
            && (start.max(t.saturating_sub(3))..t)
                .any(|d| a.says(d, "these") || a.says(d, "such") || a.says(d, "other"))
        {
            return false;
        }
        if a.is(t, Class::TalkEvent)
            || a.is(t, Class::EventNoun)
            || a.is(t, Class::TopicNoun)
            || a.is(t, Class::PartNoun)
        {
            return true;
        }
        if a.is(t, Class::PersonPronoun) || a.says(t, "we") || a.says(t, "i") || a.says(t, "who") {
            return false;
        }
    }
    false
}

/// "Others dealt with rust": talks that the sentence before has told of.
fn others_talked(a: &Analysis<'_>, at: usize, start: usize) -> bool {
    if at > start + 2 || !a.is(start, Class::OtherPart) {
        return false;
    }
    let index = a.sentence_of(start);
    let Some(before) = index.checked_sub(1).map(|before| &a.sentences[before]) else {
        return false;
    };
    before.block == a.sentences[index].block
        && a.grid
            .any(before.tokens.clone(), [Class::TalkEvent, Class::TalkPiece])
}

/// The words before a clause's noun in which a firm is its subject.
const CLAUSE: usize = 24;

/// "The foundation builds on technologies such as X": what a firm works with, the fair, its parts
/// and its talks not being named before.
pub(super) fn of_a_firm(view: View<'_>, at: usize, start: usize) -> bool {
    at - start <= CLAUSE && firm_leads(view, start) && !names_fair(view, start..at)
}

/// Whether a sentence tells what a firm that opens it does, the fair, its parts and its talks not
/// being named.
pub(in crate::fact) fn is_of_a_firm(view: View<'_>, sentence: &Range<usize>) -> bool {
    firm_leads(view, sentence.start) && !names_fair(view, sentence.clone())
}

/// Whether some words name the fair, its parts or its talks.
fn names_fair(view: View<'_>, words: Range<usize>) -> bool {
    let nouns = [
        Class::EventNoun,
        Class::TalkEvent,
        Class::PartNoun,
        Class::TalkVerb,
    ];
    let standing = view.standing;
    let grid = &view.analysis.grid;
    grid.any(words.clone(), nouns) || grid.any(words, [&standing.own, &standing.nouns])
}

/// "Acme took part in a side event, highlighting X": a participle behind a comma that goes on with
/// what a firm does.
pub(super) fn goes_on_of_a_firm(view: View<'_>, at: usize, start: usize) -> bool {
    let a = view.analysis;
    at > start + 1
        && a.is_mark(at - 1, ',')
        && a.verb_forms(at).iter().any(|form| form.ing)
        && firm_leads(view, start)
}

/// Whether a sentence begins with a firm or body, by name or as "The company".
fn firm_leads(view: View<'_>, start: usize) -> bool {
    let a = view.analysis;
    let first = start + usize::from(a.is(start, Class::Article));
    let called = first > start
        && first < a.tokens.len()
        && (a.is(first, Class::OrgNoun) || a.is(first, Class::SelfNoun))
        && !a.is(first, Class::OrganizerNoun)
        && view.inventory.mention_at(first).is_none();
    called
        || view.inventory.mention_at(first).is_some_and(|m| {
            let mention = &view.inventory.mentions[m];
            mention.outer.start <= first
                && matches!(mention.sort, Sort::Organisation(_) | Sort::Name)
        })
}

/// "Over 300 exhibitors", "some 4,200 companies from 80 countries": the fair's exhibitors at large.
pub(super) fn counted(a: &Analysis<'_>, at: usize, start: usize) -> bool {
    // "Exhibitors presented X": all of them.
    at == start
        || (start.max(at.saturating_sub(6))..at).any(|t| {
            a.tokens[t].shape == Shape::Number
                || a.is_lower(t, Class::CountingWord)
                || a.says(t, "hundreds")
                || a.says(t, "thousands")
        })
}

/// "Everyone came to talk about X", "they will be talking about X": nobody in particular speaks.
pub(super) fn talked(view: View<'_>, at: usize, start: usize) -> bool {
    let a = view.analysis;
    let verb = a.tokens[at].shape == Shape::Lower
        && a.is(at, Class::TalkVerb)
        && at > start
        && (a.says(at - 1, "to") || a.is(at - 1, Class::Be));
    verb && (start..at).all(|t| {
        !a.is(t, Class::PersonPronoun)
            && !a.says(t, "i")
            && view.inventory.mention_at(t).is_none_or(|m| {
                !matches!(
                    view.inventory.mentions[m].sort,
                    Sort::Person | Sort::Organisation(_)
                )
            })
    })
}

/// A verb of showing whose subject is the fair's exhibitors at large.
pub(super) fn shown(view: View<'_>, at: usize, start: usize) -> bool {
    let a = view.analysis;
    if a.tokens[at].shape != Shape::Lower {
        return false;
    }
    let words = &a.knowledge.words;
    let shows = a
        .verb_forms(at)
        .iter()
        .any(|form| words.verb_class(form.verb, Class::ExhibitVerb));
    if !shows || at == start || a.is(at, Class::EventNoun) && !to_before(a, at) {
        return false;
    }
    let floor = start.max(at.saturating_sub(12));
    (floor..at)
        .rev()
        .take_while(|t| !matches!(a.mark(*t), Some(';' | ':')))
        .find(|t| a.is(*t, Class::ExhibitorNoun) || view.inventory.role_at(*t).is_some())
        .is_some_and(|t| a.is(t, Class::ExhibitorNoun) && counted(a, t, start))
}

/// "Visitors can see X and Y", "visitors will find X, Y and Z".
pub(super) fn seen(view: View<'_>, at: usize, start: usize) -> bool {
    let a = view.analysis;
    let sees = a.tokens[at].shape == Shape::Lower
        && a.verb_forms(at)
            .iter()
            .any(|form| form.base && a.knowledge.words.verb_class(form.verb, Class::SeeVerb));
    sees && at >= start + 2
        && a.is(at - 1, Class::Auxiliary)
        && a.is(at - 2, Class::ParticipantNoun)
}

pub(super) fn to_before(a: &Analysis<'_>, at: usize) -> bool {
    at > 0 && (a.says(at - 1, "to") || a.is(at - 1, Class::Future))
}
