//! What the words of a name say it is: a person, an organisation, an event, a venue.

use super::analysis::Analysis;
use super::name::Sort;
use super::person;
use crate::kind::Kind;
use crate::knowledge::{Class, Classes, Table};
use crate::text::Shape;
use std::ops::Range;

/// Whether the run holds a noun that heads the name of an organisation, event or venue.
pub(super) fn has_head(analysis: &Analysis<'_>, range: &Range<usize>) -> bool {
    if range.is_empty() {
        return false;
    }
    let last = range.end - 1;
    const HEAD: Classes = Classes::of(&[
        Class::OrgLast,
        Class::EventHead,
        Class::VenueHead,
        Class::SessionHead,
    ]);
    let head = |t: usize| analysis.is_any(t, HEAD);
    head(last)
        || range.clone().any(|t| {
            t + 1 < range.end
                && analysis.tokens[t + 1].shape == Shape::Lower
                && (head(t) || analysis.is(t, Class::OrgFirst))
        })
        || analysis.is(range.start, Class::OrgFirst) && range.len() > 1
}

/// What the words of a run say it is.
pub(super) fn classify(analysis: &Analysis<'_>, range: &Range<usize>, honored: bool) -> Sort {
    if honored && range.len() <= 6 && !has_org_head(analysis, range) {
        return Sort::Person;
    }
    let last = range.end - 1;
    let first = range.start;
    let long = range.len() >= 2;
    let person = person::looks_like(analysis, range);
    let strong_person = person && person::is_given(analysis, first);
    // "Feria del Libro": a fair; "Feria de Madrid" a body or its grounds.
    if long
        && analysis.is(first, Class::EventOpener)
        && second_is_link(analysis, range)
        && analysis.is(first + 1, Class::Particle)
        && !places(analysis, first + 2..range.end)
        && !analysis.is(last, Class::OrgLast)
    {
        return Sort::Event;
    }
    // "Ministry of ...", "University of ...": the head is behind the article, before "of".
    if long && analysis.is(first, Class::OrgFirst) && second_is_link(analysis, range) {
        return organisation(analysis, first);
    }
    // "Port of Esbjerg", "Nation of Wapat"
    if long && analysis.is(first, Class::OfBody) && analysis.says(first + 1, "of") {
        return organisation(analysis, last);
    }
    if range.clone().any(|t| analysis.is_quote(t)) {
        return Sort::Person;
    }
    // "Fiera Parma", "Fiera di Rimini": grounds rather than a fair.
    let named = first + 1 + usize::from(range.len() > 2 && analysis.is(first + 1, Class::Particle));
    if long
        && analysis.is(first, Class::EventOpener)
        && analysis.is(first, Class::VenueHead)
        && places(analysis, named..range.end)
    {
        return Sort::Venue;
    }
    // "Brussels Messe"
    if long
        && analysis.is(last, Class::EventHead)
        && analysis.is(last, Class::OrgFirst)
        && analysis.is(last, Class::VenueHead)
        && places(analysis, first..last)
    {
        return Sort::Venue;
    }
    // "Expo Centre Kelm Town": a hall, whatever town's.
    if long
        && analysis.is(first, Class::EventOpener)
        && analysis.is(first + 1, Class::VenueHead)
        && !analysis.is(first + 1, Class::EventHead)
        && !analysis.is(last, Class::EventHead)
    {
        return Sort::Venue;
    }
    if long
        && analysis.is(first, Class::EventOpener)
        && !analysis.is(last, Class::OrgLast)
        && !analysis.is(last, Class::VenueHead)
    {
        return Sort::Event;
    }
    let link = range.clone().find(|t| {
        analysis.tokens[*t].shape == Shape::Lower
            && analysis.is(*t, Class::Preposition)
            && !analysis.is(*t, Class::Particle)
    });
    if let Some(link) = link
        && link > first
    {
        let head = link - 1;
        let ends_event = analysis.is(last, Class::EventHead) && !analysis.is(last, Class::OrgLast);
        if analysis.is(head, Class::OrgFirst)
            && !ends_event
            && !analysis.is(head, Class::EventHeadFirst)
        {
            return organisation(analysis, head);
        }
        if analysis.is(head, Class::EventHeadFirst) && !analysis.says(head, "market") {
            return Sort::Event;
        }
        if analysis.is(head, Class::OrgFirst) || (analysis.is(head, Class::OrgLast) && !ends_event)
        {
            return organisation(analysis, head);
        }
        if analysis.is(head, Class::VenueHead) && !ends_event {
            return Sort::Venue;
        }
    }
    if long && (headed_before_place(analysis, range) || headed_before_pair(analysis, range)) {
        return Sort::Event;
    }
    if long && (!strong_person || has_modifier(analysis, range)) {
        if analysis.is(last, Class::EventHead) && !(person && analysis.is(last, Class::Surname)) {
            return Sort::Event;
        }
        let venue = analysis.is(last, Class::VenueHead)
            && (has_modifier(analysis, range) || !analysis.is(last, Class::OrgLast));
        if venue && !(person && analysis.is(last, Class::Surname)) {
            return Sort::Venue;
        }
        if analysis.is(last, Class::OrgLast) && !(person && analysis.is(last, Class::Surname)) {
            return organisation(analysis, last);
        }
        if analysis.is(first, Class::OrgFirst) && !person {
            return organisation(analysis, first);
        }
    }
    if strong_person || person {
        return Sort::Person;
    }
    Sort::Name
}

/// "Winter Sports Expo Almaty", "Travel Show Middle East": the noun for a fair before the place.
fn headed_before_place(analysis: &Analysis<'_>, range: &Range<usize>) -> bool {
    let Some(head) = (range.start + 1..range.end - 1)
        .rev()
        .find(|t| analysis.is(*t, Class::FairNoun) && analysis.is(*t, Class::EventHead))
    else {
        return false;
    };
    let region = (head + 1..range.end).all(|t| analysis.is(t, Class::RegionWord));
    region || places(analysis, head + 1..range.end)
}

/// "Paint Exhibition & Awards": the noun for a fair before what it is held with.
fn headed_before_pair(analysis: &Analysis<'_>, range: &Range<usize>) -> bool {
    let pair = range.end.wrapping_sub(2);
    pair > range.start + 1
        && (analysis.is_mark(pair, '&') || analysis.says(pair, "and"))
        && analysis.is(pair - 1, Class::FairNoun)
        && analysis.is(pair - 1, Class::EventHead)
        && analysis.is(range.end - 1, Class::Common)
        && !analysis.is(range.end - 1, Class::OrgLast)
}

/// Whether words are the name of a place or country and nothing more.
fn places(analysis: &Analysis<'_>, range: Range<usize>) -> bool {
    let rest = &analysis.words[range];
    !rest.is_empty()
        && analysis
            .knowledge
            .authority
            .names(rest)
            .any(|(length, entries)| {
                length == rest.len()
                    && entries
                        .iter()
                        .any(|e| matches!(e.table, Table::Place | Table::Country))
            })
}

fn second_is_link(analysis: &Analysis<'_>, range: &Range<usize>) -> bool {
    analysis.tokens[range.start + 1].shape == Shape::Lower
}

fn has_modifier(analysis: &Analysis<'_>, range: &Range<usize>) -> bool {
    range.clone().any(|t| analysis.is(t, Class::VenueModifier))
}

fn has_org_head(analysis: &Analysis<'_>, range: &Range<usize>) -> bool {
    let last = range.end - 1;
    range.len() > 1 && (analysis.is(last, Class::OrgLast) && !analysis.is(last, Class::Surname))
}

fn organisation(analysis: &Analysis<'_>, head: usize) -> Sort {
    let kind = analysis.knowledge.words.org_kind(analysis.words[head]);
    Sort::Organisation(kind.unwrap_or(Kind::Organization))
}
