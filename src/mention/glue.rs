//! Small words inside names: "Fisk og Skip", "Cork on Board", "Tin and Thread". A word of another
//! language between capitals belongs to the name; an English one if the text uses the same words
//! together again and never apart, or says at once that they name a fair.

use super::analysis::Analysis;
use super::grid::Lower;
use super::name::longest_entry;
use super::run::is_calendar;
use super::unheaded::is_called_fair;
use crate::knowledge::{Class, Sign, Table};
use crate::text::Shape;

/// The tokens that hold a name together, in order.
pub(super) fn glue(analysis: &Analysis<'_>) -> Vec<usize> {
    let all = 0..analysis.tokens.len();
    let mut found = Vec::new();
    let mut doubtful = Vec::new();
    let small = [Class::NameJoiner, Class::NameGlue];
    for at in analysis.grid.each(all, small) {
        if at == 0 || !stands_between_names(analysis, at) {
            continue;
        }
        if analysis.is(at, Class::NameJoiner) || is_told(analysis, at) {
            found.push(at);
        } else if may_join(analysis, at) {
            doubtful.push(at);
        }
    }
    for &at in &doubtful {
        if is_repeated(analysis, at, &doubtful) {
            found.push(at);
        }
    }
    found.extend(marks(analysis));
    found.extend(articled(analysis));
    found.extend(before_head(analysis));
    found.extend(commands(analysis));
    found.sort_unstable();
    found
}

/// "Taste of the Delta", "Battle of the Smokers": both small words, where the text writes the name
/// again; no office and no body, which are often "of the".
fn articled(analysis: &Analysis<'_>) -> Vec<usize> {
    let name = |t: usize| analysis.tokens[t].shape == Shape::Capital;
    let same = |one: usize, other: usize| {
        let word = analysis.word(other);
        analysis.word(one).eq_ignore_ascii_case(word)
    };
    let all: Vec<usize> = analysis
        .grid
        .each(0..analysis.tokens.len(), Class::NameGlue)
        .filter(|at| {
            let sentence = &analysis.sentences[analysis.sentence_of(*at)].tokens;
            let of = analysis.says(*at, "of") || analysis.says(*at, "in");
            let with = *at > sentence.start + 1 && analysis.says(*at - 2, "at");
            (of || with)
                && *at > sentence.start
                && at + 2 < sentence.end
                && analysis.says(at + 1, "the")
                && name(at - 1)
                && name(at + 2)
                && analysis.is(at - 1, Class::Common)
                && ![
                    Class::OrgFirst,
                    Class::RoleHead,
                    Class::EventHead,
                    Class::OrgLast,
                ]
                .iter()
                .any(|class| analysis.is(at - 1, *class))
        })
        .collect();
    let again = |at: usize| {
        all.iter()
            .any(|other| *other != at && same(at - 1, other - 1) && same(at + 2, other + 2))
            // "at Living with the Sea, a conference on dikes"
            || at > 1 && analysis.says(at - 2, "at")
                && is_called_fair(
                    analysis,
                    at + 3,
                    analysis.sentences[analysis.sentence_of(at)].tokens.end,
                )
    };
    let found = all.iter().copied().filter(|at| again(*at));
    found.flat_map(|at| [at, at + 1]).collect()
}

/// "the Heart of the Valley Quilt Show", "an Edge of the World Poetry Festival": capitals within a
/// sentence before a small word, and behind it those of a fair. No office and no body, which are
/// "of the" fair.
fn before_head(analysis: &Analysis<'_>) -> Vec<usize> {
    let name = |t: usize| analysis.tokens[t].shape == Shape::Capital;
    let mut found = Vec::new();
    for at in analysis
        .grid
        .each(0..analysis.tokens.len(), Class::NameGlue)
    {
        let sentence = &analysis.sentences[analysis.sentence_of(at)];
        let tokens = &sentence.tokens;
        let the = at + 1 < tokens.end && analysis.says(at + 1, "the");
        let next = at + 1 + usize::from(the);
        let between = ["of", "to", "for"].iter().any(|w| analysis.says(at, w));
        if !between
            || sentence.title_case
            || analysis.tokens[at].shape != Shape::Lower
            || at < tokens.start + 2
            || next >= tokens.end
            || !name(at - 1)
            || !name(next)
        {
            continue;
        }
        let first = at - 1;
        let led = analysis.is(first - 1, Class::Article)
            || analysis.ordinal(first - 1).is_some()
            || analysis.is_lower(first - 1, Class::Preposition);
        let other = [
            Class::OrgFirst,
            Class::RoleHead,
            Class::EventHead,
            Class::EventNoun,
            Class::OrgLast,
            Class::VenueHead,
            Class::GivenName,
            Class::Honorific,
            Class::Weekday,
            Class::Month,
            Class::FirstDay,
            Class::FinalDay,
        ];
        let plain = analysis.is(first, Class::Common)
            && !other.iter().any(|class| analysis.is(first, *class))
            && longest_entry(analysis, first, at).is_none();
        let mut end = next;
        while end < tokens.end && analysis.tokens[end].shape.is_nameish() {
            end += 1;
        }
        let headed = end > next + 1
            && analysis.is(end - 1, Class::EventHead)
            && !analysis.is(end - 1, Class::PluralFair)
            // "Friends of the World Expo": a fair that is known without it.
            && longest_entry(analysis, next, end).is_none_or(|(_, e)| e.table != Table::Series);
        if led && plain && headed {
            found.push(at);
            if the {
                found.push(at + 1);
            }
        }
    }
    found
}

/// "the Save the Bees Summit", "has won Code the Commons, the largest hackathon of the west": a verb in
/// capitals with its object, before a fair's noun or where it is said what it is.
fn commands(analysis: &Analysis<'_>) -> Vec<usize> {
    let mut found = Vec::new();
    for at in analysis
        .grid
        .each(0..analysis.tokens.len(), Lower(Class::Article))
    {
        let sentence = &analysis.sentences[analysis.sentence_of(at)];
        let tokens = &sentence.tokens;
        if sentence.title_case || at <= tokens.start || at + 1 >= tokens.end {
            continue;
        }
        let first = at - 1;
        let name = |t: usize| analysis.tokens[t].shape == Shape::Capital;
        let verb = analysis.verb_forms(first).iter().any(|form| form.base);
        if !name(first) || !name(at + 1) || !verb && !analysis.is(first, Class::Preposition) {
            continue;
        }
        let mut end = at + 1;
        while end < tokens.end && analysis.tokens[end].shape.is_nameish() {
            end += 1;
        }
        let headed = end > at + 2
            && analysis.is(end - 1, Class::EventHead)
            && !analysis.is(end - 1, Class::PluralFair);
        let led = first > tokens.start && analysis.is(first - 1, Class::Article);
        // At the beginning of a sentence it may be a command: what is told behind it decides.
        let told = end < tokens.end
            && analysis
                .verb_forms(end)
                .iter()
                .any(|form| form.past && !form.base);
        let said = first > tokens.start && verb && is_called_fair(analysis, end, tokens.end);
        if headed && (led || first == tokens.start && verb && told) || said {
            found.push(at);
        }
    }
    found
}

/// Marks inside names: "Ferment! Porto", "Pulse: People & Culture Conference" where the text
/// writes it so again.
fn marks(analysis: &Analysis<'_>) -> Vec<usize> {
    let all = 0..analysis.tokens.len();
    let inside = |at: usize| {
        let sentence = &analysis.sentences[analysis.sentence_of(at)].tokens;
        at > sentence.start
            && at + 1 < sentence.end
            && !analysis.tokens[at].spaced
            && [at - 1, at + 1]
                .iter()
                .all(|t| analysis.tokens[*t].shape.is_nameish())
    };
    let colons: Vec<usize> = analysis
        .grid
        .each(all.clone(), Sign::Colon)
        .filter(|at| inside(*at))
        .collect();
    let same = |one: usize, other: usize| {
        let word = analysis.word(other);
        analysis.word(one).eq_ignore_ascii_case(word)
    };
    let again = |at: usize| {
        colons
            .iter()
            .any(|other| *other != at && same(at - 1, *other - 1) && same(at + 1, *other + 1))
    };
    let headed = |at: usize| {
        let mut end = at + 1;
        while end < analysis.tokens.len()
            && (analysis.tokens[end].shape.is_nameish() || analysis.is_mark(end, '&'))
        {
            end += 1;
        }
        analysis.is(end - 1, Class::EventHead) && !analysis.is(at - 1, Class::EventHead)
    };
    let mut found: Vec<usize> = colons
        .iter()
        .copied()
        .filter(|at| headed(*at) && again(*at))
        .collect();
    // Sentences end at all others.
    let exclaimed = |at: &usize| analysis.is_mark(*at, '!') && inside(*at);
    found.extend(analysis.grid.each(all, Sign::Mark).filter(exclaimed));
    found
}

fn stands_between_names(analysis: &Analysis<'_>, at: usize) -> bool {
    let sentence = &analysis.sentences[analysis.sentence_of(at)].tokens;
    let next = at + 1;
    analysis.tokens[at].shape == Shape::Lower
        && at > sentence.start
        && next < sentence.end
        && [at - 1, next]
            .iter()
            .all(|t| analysis.tokens[*t].shape.is_nameish())
        && analysis.tokens[next].spaced
        && !is_calendar(analysis, at - 1, sentence.end)
        && !is_calendar(analysis, next, sentence.end)
}

/// Whether an English word may join the names beside it at all: people, places and what the
/// authority knows stand beside each other often enough.
fn may_join(analysis: &Analysis<'_>, at: usize) -> bool {
    let sentence = &analysis.sentences[analysis.sentence_of(at)].tokens;
    let and = analysis.says(at, "and");
    let side = |t: usize| {
        let person = analysis.is(t, Class::GivenName)
            || analysis.is(t, Class::Surname)
            || analysis.is(t, Class::Honorific);
        let head = analysis.is(t, Class::EventHead)
            || analysis.is(t, Class::OrgFirst)
            // "AI in Mining": a trade as well as the end of a firm's name.
            || analysis.is(t, Class::OrgLast)
                && !(analysis.says(at, "in") && analysis.is(t, Class::NameNoun))
            || analysis.is(t, Class::VenueHead)
            || analysis.is(t, Class::Pronoun);
        let known = longest_entry(analysis, t, sentence.end).is_some_and(|(_, entry)| {
            !matches!(entry.table, Table::Topic) && (and || t > at || entry.table != Table::Place)
        });
        !(and && person || head || known)
    };
    side(at - 1) && side(at + 1)
}

/// Whether the words right behind the name say that it is a fair's: ", the summer craft market".
fn is_told(analysis: &Analysis<'_>, at: usize) -> bool {
    let sentence = &analysis.sentences[analysis.sentence_of(at)].tokens;
    let mut end = at + 1;
    while end < sentence.end && analysis.tokens[end].shape.is_nameish() {
        end += 1;
    }
    let mut start = at - 1;
    while start > sentence.start && analysis.tokens[start - 1].shape.is_nameish() {
        start -= 1;
    }
    // "Organised by Acme, the fair"
    let acts = analysis
        .verb_forms(start)
        .iter()
        .any(|form| form.participle || form.ing);
    if start == sentence.start && acts || analysis.is(start, Class::Preposition) {
        return false;
    }
    // "in Kelm for Lyra Days, a two-day forum": where people come, and what for.
    let somewhere = (analysis.says(at, "for") || analysis.says(at, "at"))
        && longest_entry(analysis, start, at)
            .is_some_and(|(_, entry)| matches!(entry.table, Table::Place | Table::Country));
    if somewhere {
        return false;
    }
    let opens = start == sentence.start || analysis.is(start - 1, Class::Preposition);
    opens && is_called_fair(analysis, end, sentence.end)
}

/// Whether the same words stand together elsewhere, and neither of the outer ones alone.
fn is_repeated(analysis: &Analysis<'_>, at: usize, doubtful: &[usize]) -> bool {
    let same = |one: usize, other: usize| {
        analysis
            .word(one)
            .eq_ignore_ascii_case(analysis.word(other))
    };
    let again = doubtful
        .iter()
        .filter(|t| (0..3).all(|n| same(at - 1 + n, **t - 1 + n)))
        .count();
    if again < 2 {
        return false;
    }
    // "Women in Dairy Forum": a fair's name, though dairies are named elsewhere too.
    let sentence = &analysis.sentences[analysis.sentence_of(at)].tokens;
    let mut end = at + 2;
    while end < sentence.end && analysis.tokens[end].shape.is_nameish() {
        end += 1;
    }
    let headed = end > at + 2 && analysis.is(end - 1, Class::EventHead);
    let led = at - 1 == sentence.start
        || analysis.is(at - 2, Class::Article)
        || analysis.ordinal(at - 2).is_some();
    let trade = analysis.is(at - 1, Class::Common) && analysis.is(at + 1, Class::NameNoun);
    if headed && led && trade && !analysis.says(at, "to") {
        return true;
    }
    let together = |t: usize| {
        let before = t.checked_sub(1);
        let left = doubtful.contains(&(t + 1)) && same(t, at - 1);
        let right = before.is_some_and(|b| doubtful.contains(&b)) && same(t, at + 1);
        left || right
    };
    (0..analysis.tokens.len()).all(|t| {
        let alone = (same(t, at - 1) || same(t, at + 1))
            && analysis.tokens[t].shape.is_nameish()
            && !together(t);
        !alone
    })
}
