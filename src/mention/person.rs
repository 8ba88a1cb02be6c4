//! Whether a run of capitalised words reads like a person's name, of many cultures.

use super::analysis::Analysis;
use crate::knowledge::{Class, Classes};
use crate::text::Shape;
use std::ops::Range;

/// Whether a token is a given name, or one that is also a word but capitalised here.
pub(super) fn is_given(analysis: &Analysis<'_>, at: usize) -> bool {
    const GIVEN: Classes = Classes::of(&[Class::GivenName, Class::GivenNameAmbiguous]);
    analysis.is_any(at, GIVEN)
        || !analysis.tokens[at].letters && {
            // "Jean-Claude", "Abdul-Rahman": by its first part.
            let word = analysis.word(at);
            word.split_once('-').is_some_and(|(head, _)| {
                head.len() > 1
                    && analysis
                        .knowledge
                        .words
                        .classes(analysis.knowledge.words.id(head))
                        .has(Class::GivenName)
            })
        }
}

/// Whether a token is a surname, or a word that is one as well.
pub(super) fn is_surname(analysis: &Analysis<'_>, at: usize) -> bool {
    const SURNAME: Classes = Classes::of(&[Class::Surname, Class::SurnameAmbiguous]);
    analysis.is_any(at, SURNAME)
        || !analysis.tokens[at].letters && {
            let word = analysis.word(at);
            word.split_once('-').is_some_and(|(head, tail)| {
                let surname = |part: &str| {
                    analysis
                        .knowledge
                        .words
                        .classes(analysis.knowledge.words.id(part))
                        .has(Class::Surname)
                };
                let particle = |part: &str| {
                    let words = &analysis.knowledge.words;
                    words.classes(words.id(part)).has(Class::FamilyParticle)
                };
                head.len() > 1 && (surname(head) || surname(tail) || particle(head))
            })
        }
}

/// "J.", "J.W.", "N"
pub(super) fn is_initial(analysis: &Analysis<'_>, at: usize) -> bool {
    let word = analysis.word(at);
    if analysis.tokens[at].letters && word.len() > 1 {
        return false;
    }
    word.chars().next().is_some_and(char::is_uppercase)
        && (word.chars().count() == 1
            || (word.ends_with('.')
                && word.len() <= 6
                && word.split('.').all(|part| part.chars().count() <= 1)))
}

/// A second half in lower case, as in "Jae-yong", "Min'er", "Tien-yu".
fn is_joined_given(analysis: &Analysis<'_>, at: usize) -> bool {
    let word = analysis.word(at);
    analysis.tokens[at].shape == Shape::Capital
        && !analysis.tokens[at].letters
        && word
            .split_once(['-', '\'', '\u{2019}'])
            .is_some_and(|(head, tail)| {
                head.len() >= 2
                    && tail.len() >= 2
                    && tail.len() <= 6
                    && tail.chars().all(|c| c.is_lowercase())
            })
        && !analysis.is(at, Class::Common)
}

/// Whether the words of a run read like a person's name.
pub(super) fn looks_like(analysis: &Analysis<'_>, range: &Range<usize>) -> bool {
    let mut range = range.clone();
    // "Garrison, Jr." is cut at the comma; "Garrison Jr." ends here.
    if range.len() > 2 && analysis.is(range.end - 1, Class::LegalName) {
        range.end -= 1;
        if analysis.is_mark(range.end - 1, ',') {
            range.end -= 1;
        }
    }
    let length = range.len();
    if !(2..=7).contains(&length) {
        return false;
    }
    let first = range.start;
    let last = range.end - 1;
    for at in range.clone() {
        let shape = analysis.tokens[at].shape;
        let fits = match shape {
            Shape::Capital => true,
            Shape::Mixed => true,
            // Short capitals only as initials: "NJ Ayuk", "TS Anil".
            Shape::Upper => {
                is_initial(analysis, at)
                    || (at == first && analysis.word(at).len() == 2)
                    || is_surname_in_capitals(analysis, &range, at)
            }
            Shape::Lower => analysis.is(at, Class::Particle) && at > first && at < last,
            _ => false,
        };
        if !fits {
            return false;
        }
    }
    let wordy = |at: usize| {
        (analysis.is(at, Class::Common)
            || analysis.is(at, Class::NameNoun)
            || analysis.is(at, Class::OrgLast)
            || at > first && is_plural(analysis, at))
            && !is_given(analysis, at)
            && !is_surname(analysis, at)
            && !is_initial(analysis, at)
            && analysis.word(at).is_ascii()
    };
    let particle = (first + 1..last).any(|t| analysis.is(t, Class::Particle));
    // "Oh Se-hoon": a family name that is a word as well.
    let family = |t: usize| {
        t == first && analysis.is(t, Class::FamilyFirst) && is_joined_given(analysis, t + 1)
    };
    // An everyday word that is no name disqualifies, wherever it stands; "Peter van Dam" is told
    // by the particle.
    let told = analysis.is(first, Class::GivenName)
        && length >= 3
        && analysis.is(last - 1, Class::Particle)
        && analysis.tokens[last - 1].shape == Shape::Lower;
    if range
        .clone()
        .filter(|t| !(family(*t) || told && *t == last))
        .any(|t| wordy(t) && !analysis.is(t, Class::Particle))
    {
        return false;
    }
    if analysis.is(first, Class::Determiner)
        || (analysis.is(first, Class::Weekday) && !analysis.is(first, Class::FamilyFirst))
    {
        return false;
    }
    if analysis.is(last, Class::PlaceLast) && !analysis.is(first, Class::GivenName) {
        return false;
    }
    let given = is_given(analysis, first);
    let given_sure = analysis.is(first, Class::GivenName);
    let surname = is_surname(analysis, last);
    if given_sure || (given && (surname || particle || !analysis.is(last, Class::Common))) {
        return true;
    }
    if is_initial(analysis, first) {
        return true;
    }
    if length >= 3 && is_initial(analysis, first + 1) {
        return true;
    }
    // Family name first: "Xi Jinping", "Cho Jung-tai", "Tran Luu Quang", "Lee Jung-bae".
    if analysis.is(first, Class::FamilyFirst)
        && length <= 4
        && (first + 1..range.end).all(|t| {
            is_given(analysis, t)
                || is_joined_given(analysis, t)
                || !(analysis.is(t, Class::Common) || analysis.is(t, Class::NameNoun))
        })
    {
        return true;
    }
    if (first..range.end).any(|t| is_joined_given(analysis, t)) && length <= 3 {
        return true;
    }
    if particle && length >= 3 && !analysis.is(first, Class::Common) {
        // "Tayba Al Hashemi": such particles stand in no other names.
        let sure = (first + 1..last).any(|t| {
            analysis.is(t, Class::Particle)
                && (analysis.tokens[t].shape == Shape::Lower
                    || analysis.is(t, Class::FamilyParticle))
        }) && range.clone().all(|t| {
            analysis.is(t, Class::Particle)
                || !(analysis.is(t, Class::NameNoun)
                    || analysis.is(t, Class::OrgLast)
                    || analysis.is(t, Class::VenueHead))
        });
        return (first..last).any(|t| is_given(analysis, t))
            || surname
            || (sure
                && (first + 1..last).any(|t| analysis.is(t, Class::FamilyParticle))
                && !is_authority_name(analysis, first));
    }
    if surname
        && length <= 3
        && !analysis.is(first, Class::Common)
        && !analysis.is(first, Class::GenericName)
    {
        return analysis.is(last, Class::Surname)
            && analysis.tokens[first].shape == Shape::Capital
            && !is_authority_name(analysis, first);
    }
    // Two or three unknown words, the last with a surname's ending: "Mukhtar Babayev".
    let unknown = |t: usize| {
        analysis.tokens[t].shape == Shape::Capital
            && !analysis.is(t, Class::Common)
            && !analysis.is(t, Class::NameNoun)
            && !analysis.is(t, Class::OrgFirst)
            && !analysis.is(t, Class::OrgLast)
            && !analysis.is(t, Class::EventHead)
            && !analysis.is(t, Class::VenueHead)
    };
    length <= 3
        && range.clone().all(unknown)
        && ends_as_surname(analysis, last)
        && !is_authority_name(analysis, first)
}

/// "Rui MELO", "COSTA Ana": a surname in capitals beside a given name.
fn is_surname_in_capitals(analysis: &Analysis<'_>, range: &Range<usize>, at: usize) -> bool {
    let given = match at {
        at if at == range.end - 1 => range.start,
        at if at == range.start => range.end - 1,
        _ => return false,
    };
    range.len() <= 3
        && analysis.word(at).len() >= 3
        && analysis.word(at).bytes().all(|byte| !byte.is_ascii_digit())
        && analysis.tokens[given].shape == Shape::Capital
        && analysis.is(given, Class::GivenName)
        && !analysis.is(at, Class::LegalName)
        && !analysis.is(at, Class::Common)
        && !is_authority_name(analysis, at)
}

/// "Saddles", "Boats": the plural of an everyday word ends the name of a firm.
fn is_plural(analysis: &Analysis<'_>, at: usize) -> bool {
    let words = &analysis.knowledge.words;
    let word = analysis.word(at);
    let Some(one) = word.strip_suffix('s').filter(|one| one.len() > 3) else {
        return false;
    };
    let classes = words.classes(words.id(one));
    classes.has(Class::Common) || classes.has(Class::NameNoun)
}

/// Whether a word has an ending by which surnames can be told.
fn ends_as_surname(analysis: &Analysis<'_>, at: usize) -> bool {
    analysis.has_ending(at, 3, 2..=6, Class::SurnameEnding)
}

fn is_authority_name(analysis: &Analysis<'_>, at: usize) -> bool {
    super::name::longest_entry(analysis, at, at + 1).is_some()
}
