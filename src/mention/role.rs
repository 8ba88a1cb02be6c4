//! Offices and occupations: "vice minister of industry and information technology", "export
//! manager", "Union Home Minister", "president and CEO".

mod within;

use super::analysis::Analysis;
use crate::knowledge::{Class, Classes, Table};
use crate::text::Shape;
use std::ops::Range;
use within::{is_short_name, names_a_place, of_a_body, of_an_office, opens_session};

/// An office as words, before it is known whose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoleSpan {
    /// The office with its portfolio: "minister for manpower".
    pub range: Range<usize>,
    /// The token of the head noun: "minister".
    pub head: usize,
    /// Whether a word says that it is an earlier office.
    pub former: bool,
    /// Whether the office stands for a country: "minister", "chancellor".
    pub state: bool,
}

/// The offices named in a sentence, in order, not overlapping.
pub(super) fn roles(analysis: &Analysis<'_>, sentence: Range<usize>) -> Vec<RoleSpan> {
    let mut found: Vec<RoleSpan> = Vec::new();
    if !analysis.has(&sentence, Class::RoleHead) {
        return found;
    }
    let mut at = sentence.start;
    while at < sentence.end {
        if !analysis.is(at, Class::RoleHead) || !could_be_head(analysis, at, &sentence) {
            at += 1;
            continue;
        }
        // The last of several heads in a row is the head: "chief executive officer".
        let mut head = at;
        while let Some(next) = next_head(analysis, head, sentence.end) {
            head = next;
        }
        let floor = found.last().map_or(sentence.start, |role| role.range.end);
        let start = left_edge(analysis, at, floor);
        let end = portfolio_end(analysis, head, sentence.end);
        let former = (start > floor && analysis.is(start - 1, Class::PastRole))
            || (start..head).any(|t| analysis.is(t, Class::PastRole));
        let state = (start..=head).any(|t| analysis.is(t, Class::StateRole));
        found.push(RoleSpan {
            range: start..end,
            head,
            former,
            state,
        });
        at = end.max(head + 1);
    }
    found
}

/// Whether the head word is used as a noun here.
fn could_be_head(analysis: &Analysis<'_>, at: usize, sentence: &Range<usize>) -> bool {
    let previous = (at > sentence.start).then(|| at - 1);
    let next = (at + 1 < sentence.end).then_some(at + 1);
    let word = analysis.word(at);
    // "heads the agency", "chairs the board", "to head", "chair the panel"
    if let Some(next) = next
        && (analysis.is(next, Class::Article) || analysis.says(next, "its"))
        && !analysis.verb_forms(at).is_empty()
        && !previous.is_some_and(|p| analysis.is(p, Class::Article))
    {
        return false;
    }
    if let Some(p) = previous
        && (analysis.says(p, "to")
            || analysis.says(p, "who")
            || analysis.says(p, "will")
            || analysis.says(p, "not"))
        && analysis.verb_forms(at).iter().any(|f| f.base || f.third)
    {
        return false;
    }
    // "first lady", but not "the lady"; "attorney general", but not "General Electric".
    if analysis.is(at, Class::ModifiedRole)
        && !previous
            .is_some_and(|p| analysis.is(p, Class::RoleModifier) || analysis.is(p, Class::RoleHead))
        && !next.is_some_and(|n| {
            analysis.tokens[n].shape == Shape::Capital && analysis.is(n, Class::GivenName)
        })
    {
        return false;
    }
    // "King Salman Park", "Prince Mahidol Award Conference": named after someone.
    if analysis.tokens[at].shape == Shape::Capital
        && analysis.is(at, Class::NamedAfter)
        && names_a_place(analysis, at, sentence.end)
    {
        return false;
    }
    // "Baker Hughes", "Tim Cook"
    if analysis.tokens[at].shape == Shape::Capital && analysis.is(at, Class::TradeSurname) {
        return false;
    }
    // "Tom King", "Sultan Ahmed bin Sulayem"
    if analysis.tokens[at].shape == Shape::Capital && analysis.is(at, Class::RankGiven) {
        let capital = |t: Option<usize>| {
            t.is_some_and(|t| {
                analysis.tokens[t].shape == Shape::Capital && analysis.tokens[t].spaced
            })
        };
        let surname = previous.is_some_and(|p| {
            analysis.tokens[p].shape == Shape::Capital
                && analysis.is(p, Class::GivenName)
                && !capital(next)
        });
        let given = previous.is_some_and(|p| {
            analysis.is(p, Class::RoleHead) && analysis.tokens[p].shape == Shape::Lower
        }) && capital(next);
        if surname || given {
            return false;
        }
    }
    // "the Office of the Capital City Governor": a body named after whoever heads it.
    if analysis.tokens[at].shape == Shape::Capital && of_an_office(analysis, at, sentence.start) {
        return false;
    }
    // "the Institute of Directors", "the Federation of Boat Builders and Owners": whom a body is of.
    if analysis.tokens[at].shape == Shape::Capital
        && word.ends_with('s')
        && of_a_body(analysis, at, sentence.start)
    {
        return false;
    }
    // "Md Jakir Hossain": an office of two letters is written in capitals.
    if is_short_name(analysis, at) {
        return false;
    }
    // "the studios VERONA HOME and RICH DESIGNER": a name in capitals.
    if analysis.tokens[at].shape == Shape::Upper
        && word.len() > 4
        && previous.is_some_and(|p| analysis.tokens[p].shape == Shape::Upper)
    {
        return false;
    }
    // "more major acts": no officer.
    if analysis.says(at, "major")
        && analysis.tokens[at].shape == Shape::Lower
        && next.is_some_and(|n| analysis.tokens[n].shape == Shape::Lower)
    {
        return false;
    }
    // A word of a longer name: "Champion Motors", "Pioneer Corp."
    if analysis.tokens[at].shape == Shape::Capital
        && let Some(next) = next
        && (analysis.is(next, Class::OrgLast) && analysis.tokens[next].shape.is_nameish())
        && !analysis.is(next, Class::RoleHead)
    {
        return false;
    }
    // "CEO Summit", "Ministers' Summit": a session's name.
    if analysis.tokens[at].shape.is_nameish()
        && let Some(next) = next
        && analysis.tokens[next].shape.is_nameish()
        && analysis.is(next, Class::SessionHead)
        && !analysis.is(next, Class::Surname)
    {
        return false;
    }
    if analysis.tokens[at].shape == Shape::Upper && opens_session(analysis, at) {
        return false;
    }
    word.len() >= 3 || word.chars().all(char::is_uppercase)
}

/// A further head behind `head`, modifiers between: "deputy [prime minister]", "chief [executive
/// officer]". Both are written in the same case: behind "chairman", "Sultan" opens a name.
fn next_head(analysis: &Analysis<'_>, head: usize, end: usize) -> Option<usize> {
    // "Chief executive Jane Roe" at the start of a sentence
    let opens = head == analysis.sentences[analysis.sentence_of(head)].tokens.start
        && analysis.is(head, Class::RoleModifier);
    let lower = analysis.tokens[head].shape == Shape::Lower
        || opens && head + 1 < end && analysis.tokens[head + 1].shape == Shape::Lower;
    let mut at = head + 1;
    while at < end && at <= head + 6 {
        // "Chief Intelligence and Public Policy Officer"
        if !lower
            && at > head + 1
            && (analysis.says(at, "and") || analysis.is_mark(at, '&'))
            && analysis.is(at - 1, Class::NameNoun)
        {
            at += 1;
            continue;
        }
        if (analysis.tokens[at].shape == Shape::Lower) != lower || !analysis.tokens[at].spaced {
            return None;
        }
        if analysis.is(at, Class::RoleHead) {
            let name = is_short_name(analysis, at) || starts_person(analysis, at);
            return (!name).then_some(at);
        }
        // "Chief Dealing Officer", "chief people officer"
        let chief = at == head + 1
            && at + 1 < end
            && analysis.says(head, "chief")
            && analysis.says(at + 1, "officer");
        // "chief network architect"
        let chief = chief
            || lower
                && at == head + 1
                && at + 1 < end
                && analysis.says(head, "chief")
                && analysis.is(at, Class::NameNoun)
                && analysis.tokens[at + 1].shape == Shape::Lower
                && analysis.is(at + 1, Class::RoleHead);
        if !analysis.is(at, Class::RoleModifier)
            && !chief
            && (lower
                || !analysis.is(at, Class::NameNoun)
                || !analysis.is(head, Class::RoleModifier))
        {
            return None;
        }
        at += 1;
    }
    None
}

/// Whether a person's name begins at a token that is also an office ("Chief Okafor", "King").
fn starts_person(analysis: &Analysis<'_>, at: usize) -> bool {
    analysis.tokens[at].shape == Shape::Capital
        && analysis.is(at, Class::SurnameAmbiguous)
        && !analysis.is(at, Class::StateRole)
        // "Deputy Mayor of Kelmstad", "Deputy Mayor Jane Roe"
        && !(at + 1 < analysis.tokens.len()
            && (analysis.says(at + 1, "of") || analysis.is(at + 1, Class::GivenName)))
}

/// The first token of the office: over modifiers and nouns before the head.
fn left_edge(analysis: &Analysis<'_>, head: usize, floor: usize) -> usize {
    let capital = analysis.tokens[head].shape != Shape::Lower;
    let mut start = head;
    while start > floor {
        let at = start - 1;
        let shape = analysis.tokens[at].shape;
        let joined = analysis.tokens[start].spaced;
        if !joined && shape != Shape::Lower {
            break;
        }
        let modifier = analysis.is(at, Class::RoleModifier) || analysis.is(at, Class::RoleHead);
        let noun = analysis.is(at, Class::NameNoun)
            || (shape == Shape::Capital && at > floor && analysis.is(at, Class::Common));
        // "European Commission President": the noun ends an organisation's name.
        let ends_name = shape == Shape::Capital
            && at > floor
            // "Plantation Industries Minister": a portfolio.
            && !(analysis.is(head, Class::CountryRole)
                && analysis.is(at, Class::NameNoun)
                && analysis.is(at - 1, Class::NameNoun))
            && (analysis.is(at, Class::OrgLast) || analysis.is(at, Class::OrgFirst))
            && (analysis.tokens[at - 1].shape.is_nameish() || analysis.says(at - 1, "of"))
            && !analysis.is(at - 1, Class::RoleModifier)
            && !analysis.is(at - 1, Class::RoleHead);
        // "Ivory Coast President"
        let in_name = shape == Shape::Capital
            && at > floor
            && super::name::longest_entry(analysis, at - 1, head)
                .is_some_and(|(length, _)| length >= 2);
        if ends_name || in_name {
            break;
        }
        let opens_sentence = at == analysis.sentences[analysis.sentence_of(at)].tokens.start;
        let fits = match shape {
            Shape::Capital => {
                // "Agriculture Minister", "Sourcing Director"; but "DP World chairman" and "NRF
                // Retail Director" have an organisation before the office.
                let after_name = at > floor
                    && analysis.tokens[at - 1].shape.is_nameish()
                    && analysis.tokens[at].spaced
                    && !analysis.is(at - 1, Class::RoleModifier)
                    && !analysis.is(at - 1, Class::NameNoun)
                    && !is_gazetteer_country(analysis, at - 1);
                let state = analysis.is(head, Class::StateRole);
                // "Lyra Base Metals CEO"
                let body = analysis.is(head, Class::BodyHead)
                    && at > floor
                    && (!modifier || analysis.is(at, Class::NameNoun))
                    && analysis.tokens[at - 1].shape.is_nameish()
                    && analysis.tokens[at].spaced;
                capital
                    && !body
                    && (modifier || noun && (state || !after_name))
                    // "Shanghai's Party chief", "the Union textiles minister"
                    // "Chief executive Jane Roe", "Community manager John Doe", but "Bolt boss Jane Roe"
                    || !capital
                        && opens_sentence
                        && (modifier
                            || (noun || analysis.is(at, Class::Common))
                                && !is_function_word(analysis, at)
                                && (analysis.is(at, Class::OfficeField)
                                    || !analysis.is(head, Class::SoleOffice)))
                    || analysis.is(at, Class::RoleModifier)
                        && !capital
                        // "Deputy premier Jane Roe" at the start of a sentence
                        && (opens_sentence
                            || at > floor
                        && (analysis.tokens[at - 1].shape == Shape::Possessive
                            || analysis.is(at - 1, Class::Determiner)
                            || analysis.tokens[at - 1].shape == Shape::Number
                            || matches!(analysis.mark(at - 1), Some(',' | ':' | '\u{2014}'))))
                    && !is_gazetteer_name(analysis, at)
                    && (modifier || !analysis.is(at, Class::EventHead))
            }
            Shape::Lower => {
                (modifier
                    || noun
                    || analysis.is(at, Class::Common)
                    || analysis.word(at).contains('-'))
                    // "first minister Ana Costa"
                    && (!is_function_word(analysis, at)
                        || modifier && at + 1 == head && analysis.is(head, Class::CountryRole))
                    && head - at <= 4
                    // "include Energy and Mines Minister"
                    && (modifier || analysis.tokens[start].shape == Shape::Lower)
            }
            // "EU Health Commissioner" keeps "Health" but not "EU".
            _ => false,
        };
        // "Internet and Digital Minister", "Marketing and Brand Manager", "trade and industry
        // minister"
        if !fits {
            let part = |t: usize| {
                analysis.is(t, Class::NameNoun)
                    || (analysis.is(t, Class::RoleModifier) && !analysis.is(t, Class::RoleHead))
            };
            if start < head
                && (analysis.says(at, "and") || analysis.is_mark(at, '&'))
                && at > floor + usize::from(capital)
                && part(at - 1)
                && part(start)
                // "President of the UN General Assembly and Foreign Minister"
                && !(capital
                    && at > floor + 1
                    && (analysis.is(at - 1, Class::OrgFirst)
                        || analysis.is(at - 1, Class::OrgLast)
                        || analysis.is(at - 1, Class::EventHead))
                    && (analysis.tokens[at - 2].shape.is_nameish() || analysis.says(at - 2, "of")))
                && (analysis.tokens[at - 1].shape == Shape::Capital) == capital
                && !analysis.is(at - 1, Class::OrgNoun)
                && analysis.tokens[at - 1].shape != Shape::Upper
            {
                start = at - 1;
                continue;
            }
            break;
        }
        start = at;
    }
    // An adjective of a nation or a bare adverb is no part of the office.
    while start < head && analysis.is(start, Class::PastRole) {
        start += 1;
    }
    start
}

fn is_function_word(analysis: &Analysis<'_>, at: usize) -> bool {
    const FUNCTION: Classes = Classes::of(&[
        Class::Determiner,
        Class::Preposition,
        Class::Conjunction,
        Class::Pronoun,
        Class::Relative,
        Class::Auxiliary,
        Class::Adverb,
        Class::PastRole,
    ]);
    analysis.is_any(at, FUNCTION)
        || analysis
            .verb_forms(at)
            .iter()
            .any(|form| (form.past || form.third || form.ing) && !form.base)
            && !analysis.is(at, Class::RoleModifier)
            && !analysis.is(at, Class::NameNoun)
}

fn is_gazetteer_name(analysis: &Analysis<'_>, at: usize) -> bool {
    let words = &analysis.words[at..at + 1];
    analysis
        .knowledge
        .authority
        .names(words)
        .any(|(_, entries)| {
            entries.iter().any(|entry| {
                matches!(
                    entry.table,
                    Table::Country | Table::Demonym | Table::Place | Table::Organisation
                ) && !entry.ambiguous
            })
        })
}

/// The end of "of industry and information technology", "for manpower" behind the head; the head's
/// own end where what follows is an organisation, a place or no portfolio at all.
fn portfolio_end(analysis: &Analysis<'_>, head: usize, end: usize) -> usize {
    let state = analysis.is(head, Class::StateRole);
    let academic = analysis.says(head, "professor") || analysis.says(head, "lecturer");
    let plain = head + 1;
    if plain >= end {
        return plain;
    }
    let preposition = analysis.says(plain, "of")
        || analysis.says(plain, "for")
        || (analysis.says(plain, "in") && analysis.says(head, "commissioner"));
    if !preposition {
        return field_end(analysis, head, end);
    }
    let mut at = plain + 1;
    let whole = [Class::FirmOffice, Class::OrganizerNoun, Class::AuthorRole]
        .iter()
        .any(|class| analysis.is(head, *class));
    if at < end && whole && analysis.tokens[at].shape.is_nameish() {
        return plain;
    }
    if at < end && analysis.says(at, "the") && state {
        at += 1;
    }
    // "CEO of Web Summit", "President of the World Health Summit": a name, no portfolio.
    let opens = at + usize::from(at < end && analysis.says(at, "the"));
    let mut last = opens;
    while last < end && analysis.tokens[last].shape.is_nameish() {
        last += 1;
    }
    if last > opens + 1
        && [Class::EventHead, Class::OrgLast, Class::VenueHead]
            .iter()
            .any(|class| analysis.is(last - 1, *class))
        && !(state
            // A president has no portfolio: "president of the International Lift Federation".
            && !analysis.word(head).ends_with("president")
            && analysis.is(last - 1, Class::NameNoun)
            && analysis.is(opens, Class::NameNoun)
            && !analysis.is(last - 1, Class::EventHead))
    {
        return plain;
    }
    let mut stop = plain;
    let mut any_capital = false;
    while at < end {
        let shape = analysis.tokens[at].shape;
        let wordlike = match shape {
            Shape::Capital => {
                any_capital = true;
                // The portfolio of an office of state is made of common nouns.
                let noun = analysis.is(at, Class::NameNoun) || analysis.is(at, Class::Common);
                noun && !is_gazetteer_country(analysis, at)
                    && !(analysis.is(at, Class::OrgFirst)
                        && (!analysis.is(at, Class::NameNoun)
                            || (at + 1 < end && analysis.says(at + 1, "of"))))
                    && !analysis.is(at, Class::RoleHead)
                    // "Head of Security, Port of Esbjerg"
                    && !(analysis.is(at, Class::OfBody) && analysis.says(at + 1, "of"))
                    && !(analysis.is(at, Class::RoleModifier)
                        && at + 1 < end
                        && analysis.is(at + 1, Class::RoleHead))
            }
            Shape::Lower => {
                !any_capital
                    && (analysis.is(at, Class::NameNoun)
                        || analysis.is(at, Class::RoleModifier)
                        || analysis.is(at, Class::RoleHead)
                        || analysis.is(at, Class::Common))
                    && !is_function_word(analysis, at)
                    // "developer" stands for a firm as well.
                    && (!analysis.is(at, Class::OrgNoun) || analysis.is(at, Class::RoleHead))
                    && !analysis.is(at, Class::EventNoun)
                    // "head of developer relations", "director of member services"
                    && (!analysis.is(at, Class::RoleHead)
                        || stop == plain
                            && at + 1 < end
                            && analysis.tokens[at + 1].shape == Shape::Lower
                            && !is_function_word(analysis, at + 1))
            }
            _ => false,
        };
        if wordlike {
            stop = at + 1;
            at += 1;
            continue;
        }
        // Joins only when another portfolio noun follows.
        let joins = analysis.says(at, "and")
            || analysis.is_mark(at, '&')
            || analysis.is_mark(at, ',')
            || (analysis.says(at, "for") && analysis.says(at - 1, "state"))
            || analysis.says(at, "of");
        let next = at + 1;
        if joins && stop == at && next < end && portfolio_noun(analysis, next, end) {
            at = next;
            if analysis.says(at, "and") {
                at += 1;
            }
            continue;
        }
        break;
    }
    // "Minister of Finance Prosper Chidzero": a given name that is a word, too.
    if any_capital
        && stop > plain + 2
        && stop < end
        && analysis.tokens[stop].shape == Shape::Capital
        && analysis.tokens[stop].spaced
        && analysis.tokens[stop - 1].shape == Shape::Capital
        && analysis.tokens[stop - 2].shape == Shape::Capital
        && !analysis.is(stop - 1, Class::NameNoun)
        && analysis.is(stop - 2, Class::NameNoun)
        && !analysis.is(stop, Class::Common)
    {
        stop -= 1;
    }
    // "president of the toy makers' association": a body's name.
    if stop == plain || stop < end && analysis.tokens[stop].shape == Shape::Possessive {
        return plain;
    }
    // "Head of Research at Acme"
    if any_capital
        && stop == plain + 2
        && stop < end
        && (analysis.says(stop, "at") || analysis.is_mark(stop, ','))
        && analysis.is(stop - 1, Class::NameNoun)
        && analysis.is(head, Class::BareRole)
    {
        return stop;
    }
    // "founder of mobile wallet X"
    if !any_capital
        && stop < end
        && analysis.is(head, Class::FirmOffice)
        && analysis.tokens[stop].shape.is_nameish()
    {
        return plain;
    }
    // "president of the trade promotion agency X", "CEO of Magic Lantern Enterprises": a body.
    if stop < end
        && ((analysis.is(stop, Class::OrgNoun) && analysis.tokens[stop].shape == Shape::Lower)
            || (any_capital
                && !analysis.is(head, Class::CountryRole)
                && analysis.tokens[stop].shape.is_nameish()
                && analysis.tokens[stop].spaced
                && !names_person(analysis, stop, end)))
    {
        return plain;
    }
    let length = stop - plain;
    if state || academic {
        return stop;
    }
    // "director of research", "head of sales", "vice president of marketing": lower-case nouns
    // only, and short; a capitalised complement is more often an organisation.
    if !any_capital && length <= 7 {
        return stop;
    }
    if any_capital && length <= 6 && !(plain + 1..stop).any(|t| analysis.is(t, Class::OrgLast)) {
        return stop;
    }
    plain
}

/// The end of "Vice President Mobility & Logistics", "Director Export Policy": capitalised common
/// nouns behind an office in capitals, up to a mark or to the firm; the head's own end otherwise.
fn field_end(analysis: &Analysis<'_>, head: usize, end: usize) -> usize {
    let plain = head + 1;
    let noun = |t: usize| {
        t < end
            && analysis.tokens[t].shape == Shape::Capital
            && (analysis.is(t, Class::NameNoun) || analysis.is(t, Class::RoleModifier))
            && !analysis.is(t, Class::RoleHead)
            && !super::person::is_given(analysis, t)
            && !super::person::is_surname(analysis, t)
    };
    let mut stop = plain;
    while noun(stop) && stop < plain + 5 {
        stop += 1;
        let joined = stop < end && (analysis.is_mark(stop, '&') || analysis.says(stop, "and"));
        if joined && noun(stop + 1) {
            stop += 1;
        }
    }
    // "Director Lyra Logistics,": a body.
    let body = analysis.is(stop - 1, Class::OrgLast);
    let closed = analysis.says(stop, "at")
        || !body
            && (stop >= end
                || analysis.says(stop, "of")
                || (analysis.mark(stop)).is_some_and(|c| matches!(c, ',' | ')' | ';')));
    let capital = analysis.tokens[head].shape == Shape::Capital;
    match capital && closed && !analysis.is(head, Class::CountryRole) {
        true => stop,
        false => plain,
    }
}

/// Whether the capitals from `at` on read like a person's name.
fn names_person(analysis: &Analysis<'_>, at: usize, end: usize) -> bool {
    let mut last = at;
    while last < end && analysis.tokens[last].shape.is_nameish() && last < at + 4 {
        last += 1;
    }
    super::person::looks_like(analysis, &(at..last))
}

/// Whether another noun of a portfolio begins at `at` ("and Information", ", Petroleum and Gas").
fn portfolio_noun(analysis: &Analysis<'_>, at: usize, end: usize) -> bool {
    let mut at = at;
    if analysis.says(at, "and") {
        at += 1;
    }
    if at >= end {
        return false;
    }
    let same_case = matches!(analysis.tokens[at].shape, Shape::Capital | Shape::Lower);
    // "and new technologies"
    let described = at + 1 < end
        && analysis.is(at, Class::Common)
        && !is_function_word(analysis, at)
        && analysis.is(at + 1, Class::NameNoun)
        && analysis.tokens[at].shape == analysis.tokens[at + 1].shape;
    let body = analysis.is(at, Class::OrgFirst)
        && at + 1 < end
        && (analysis.says(at + 1, "of") || analysis.says(at + 1, "for"));
    same_case
        && !body
        && (analysis.is(at, Class::NameNoun) || described)
        && !analysis.is(at, Class::RoleHead)
        && !(at + 1 < end && analysis.is(at + 1, Class::RoleHead))
        && !is_gazetteer_country(analysis, at)
}

fn is_gazetteer_country(analysis: &Analysis<'_>, at: usize) -> bool {
    let words = &analysis.words[at..(at + 3).min(analysis.words.len())];
    analysis
        .knowledge
        .authority
        .names(words)
        .any(|(_, entries)| {
            entries
                .iter()
                .any(|entry| matches!(entry.table, Table::Country | Table::Demonym))
        })
}
