//! The matter of a fair in the plain words before its noun: "the marzipan and nougat fair",
//! "Baltic Tugboat Days". No list holds the words; what the text says elsewhere bears them out.

use super::super::collect::{Collector, View};
use super::super::matter::{ends_in, topic_of};
use super::super::scope::Scope;
use super::trade::trade_of;
use super::{put, put_as, quoted, vague};
use crate::document::BlockKind;
use crate::knowledge::{Class, Table};
use crate::mention::Analysis;
use crate::text::Shape;
use std::ops::Range;

/// Words that may stand between the determiner and the noun of a fair.
const REACH: usize = 9;

/// So many tokens before and behind a name bear out what it says.
const WINDOW: usize = 3000;

/// Longest matter, in words.
const WORDS: usize = 3;

/// The matter in the fair's own name, before its noun: each of the names that "and" joins, if the
/// text says one of them elsewhere.
pub(super) fn series_name(view: View<'_>, facts: &mut Collector, name: &Range<usize>) {
    let a = view.analysis;
    let Some(head) = name.clone().rev().find(|t| a.is(*t, Class::EventHead)) else {
        return;
    };
    let mut items: Vec<Range<usize>> = Vec::new();
    let mut end = head;
    while end > name.start
        && (a.is(end - 1, Class::EventHead)
            || a.is(end - 1, Class::IndustryNoun)
            || a.is(end - 1, Class::NameFiller) && !a.is(end - 1, Class::EventModifier))
    {
        end -= 1;
    }
    let mut at = end;
    loop {
        let mut from = at;
        while from > name.start && at - from < WORDS && named(view, from - 1, name) {
            from -= 1;
        }
        // "Amaranth and Old Grains"
        let filler = from < at
            && from > name.start + 1
            && a.is(from - 1, Class::NameFiller)
            && joins(a, from - 2);
        from -= usize::from(filler);
        if from == at {
            break;
        }
        items.push(from..at);
        if from == name.start || !joins(a, from - 1) {
            break;
        }
        at = from - 1;
    }
    // "Three Sisters Fair": a capital before it goes on with a name.
    let Some(first) = items.last() else { return };
    let before = first.start.wrapping_sub(1);
    if first.start > name.start
        && items.len() == 1
        && a.tokens[before].shape == Shape::Capital
        && !placed(a, before)
        && !a.is(before, Class::NameFiller)
        && !a.is(before, Class::GenericName)
        && !a.is(before, Class::EventModifier)
    {
        return;
    }
    let borne = items
        .iter()
        .any(|item| topic_of(a, item).is_some() || said(view, item, name));
    if !borne {
        return;
    }
    // "Surgical and Dental Instruments": the noun is both's.
    let last = items[0].clone();
    for item in items {
        // "Bike Expo" is about what the authority calls "bikes".
        let record = topic_of(a, &item).or_else(|| trade_of(a, &item, false));
        if vague(a, &item) {
            continue;
        }
        let mut label = a.slice(item.clone()).to_lowercase();
        if item.len() == 1
            && item != last
            && is_adjective(a, a.word(item.start))
            && record.is_none()
        {
            label.push(' ');
            label.push_str(&a.word(last.end - 1).to_lowercase());
        }
        put_as(view, facts, item, record, "topic.series-word", Some(label));
    }
}

/// Whether a word joins two matters.
fn joins(a: &Analysis<'_>, at: usize) -> bool {
    a.says(at, "and") || matches!(a.mark(at), Some('&' | ','))
}

/// Whether a word of a fair's name can be of its matter.
fn named(view: View<'_>, at: usize, name: &Range<usize>) -> bool {
    let a = view.analysis;
    let known = topic_of(a, &(at..at + 1)).is_some();
    a.tokens[at].shape == Shape::Capital
        && (known || !a.is(at, Class::EventModifier))
        && (known
            || a.is(at, Class::Common)
            || said(view, &(at..at + 1), name)
            || paired(a, at) && !a.is(at, Class::Surname) && !a.is(at, Class::GivenName))
        && !a.is(at, Class::NameFiller)
        && !a.is(at, Class::IndustryNoun)
        && !a.is(at, Class::EventHead)
        && !a.is(at, Class::GenericName)
        && !a.is(at, Class::CountingWord)
        && !a.is(at, Class::Month)
        && !(a.is(at, Class::VagueTopic) || a.is(at, Class::Determiner))
        && !placed(a, at)
}

/// Whether a word stands beside one that joins matters: "Sheep and Fodder Days".
fn paired(a: &Analysis<'_>, at: usize) -> bool {
    at > 0 && joins(a, at - 1) || at + 1 < a.tokens.len() && joins(a, at + 1)
}

/// Whether a word is a place's or a people's name.
fn placed(a: &Analysis<'_>, at: usize) -> bool {
    a.knowledge
        .authority
        .names(&a.words[at..at + 1])
        .any(|(_, entries)| {
            entries
                .iter()
                .any(|e| matches!(e.table, Table::Country | Table::Demonym | Table::Place))
        })
}

/// Whether the last word of a matter stands elsewhere in the text in small letters, in the
/// singular or the plural.
fn said(view: View<'_>, item: &Range<usize>, name: &Range<usize>) -> bool {
    let a = view.analysis;
    let last = item.end - 1;
    let word = a.word(last);
    let near = last.saturating_sub(WINDOW)..a.words.len().min(last + WINDOW);
    near.into_iter().any(|t| {
        a.tokens[t].shape == Shape::Lower
            && t != last
            && !name.contains(&t)
            && inflected(a.word(t), word)
            && noun(a, t)
    })
}

/// Whether a word is another one in the singular or the plural.
fn inflected(word: &str, other: &str) -> bool {
    let stem = |word: &str| word.len() - usize::from(word.len() > 3 && word.ends_with('s'));
    let (one, two) = (
        &word.as_bytes()[..stem(word)],
        &other.as_bytes()[..stem(other)],
    );
    one.eq_ignore_ascii_case(two)
}

/// Whether a word ends a phrase, as nouns do: what goes on with another word may be an adjective.
fn noun(a: &Analysis<'_>, at: usize) -> bool {
    let next = at + 1;
    next >= a.tokens.len()
        || a.mark(next).is_some()
        || a.is(next, Class::Preposition)
        || a.is(next, Class::Auxiliary)
        || a.is(next, Class::Conjunction)
        || a.is(next, Class::EventHead)
        || a.is(next, Class::ExhibitorNoun)
        || a.says(next, "and")
        || a.tokens[at].shape == Shape::Lower && a.word(at).ends_with('s')
}

/// The matter of "the marzipan and nougat fair", "our little systems programming conference".
pub(super) fn described(
    view: View<'_>,
    scope: &Scope,
    facts: &mut Collector,
    at: usize,
    start: usize,
) {
    let a = view.analysis;
    let title = a.kind_of(at) == BlockKind::Title;
    let floor = start.max(at.saturating_sub(REACH));
    let mut end = at;
    // "the wool trade show", "the fishing industry fair"
    while end > floor
        && a.tokens[end - 1].shape == Shape::Lower
        && a.is(end - 1, Class::IndustryNoun)
    {
        end -= 1;
    }
    let mut from = end;
    while from > floor && goes_on(view, from - 1) {
        from -= 1;
    }
    // What opens the phrase tells whether it is the fair that the text is about.
    let opener = from.checked_sub(1).filter(|t| *t >= start);
    let own = match opener {
        Some(t) => {
            (a.is(t, Class::Determiner) && !a.is(t, Class::Indefinite))
                || a.tokens[t].shape == Shape::Possessive
                || a.mark(t).is_none() && a.tokens[t].shape == Shape::Capital && title
                || view.inventory.mention_at(t).is_some()
        }
        None => title,
    };
    if !own || from == end {
        return;
    }
    if scope.at(a, at) != view.events.main || quoted(a, at) {
        return;
    }
    while from < end && idle(a, from) {
        from += 1;
    }
    if from == end {
        return;
    }
    let mut items = Vec::new();
    let mut open = from;
    for t in from..=end {
        if t == end || a.says(t, "and") || matches!(a.mark(t), Some(',' | '&')) {
            if t > open {
                items.push(open..t);
            }
            open = t + 1;
        }
    }
    let name = at..at;
    // "The biennial fishing equipment show has grown": what opens a sentence with its article.
    let opens = opener == Some(start)
        && items
            .iter()
            .any(|item| item.len() > 1 && a.is(item.end - 1, Class::Common));
    let borne = items.len() > 1
        || opens
        || own_word(view, opener, at)
        || items.iter().any(|item| topic_of(a, item).is_some())
        || items.iter().any(|item| said(view, item, &name));
    if !borne {
        return;
    }
    for item in items {
        let last = item.end - 1;
        let known = topic_of(a, &item);
        let plain = item.len() <= WORDS
            && a.tokens[last].shape == Shape::Lower
            && !is_adjective(a, a.word(last))
            && !a.is(last, Class::VagueTopic)
            && !a.is(last, Class::TalkEvent)
            // "The opening ceremony and main forum"
            && !a.is(last, Class::CeremonyNoun)
            && !a.is(last, Class::FairAdjective)
            && !a.is(last, Class::EventModifier)
            && !a.is(last, Class::Adverb)
            && !a.verb_forms(last).iter().any(|f| f.past || f.participle);
        if (known.is_some() || plain) && !vague(a, &item) {
            put(view, facts, item, known, "topic.described-plain");
        }
    }
}

/// Whether the fair speaks of itself, or its name stands right beside the description: "our cable
/// conference", "Velo Brno, the bicycle fair", "the yarn expo, Knit Oldham,".
fn own_word(view: View<'_>, opener: Option<usize>, at: usize) -> bool {
    let a = view.analysis;
    let main = |t: usize| {
        view.inventory
            .mention_at(t)
            .is_some_and(|m| view.events.series_of.get(&view.inventory.of[m]) == Some(&0))
    };
    let before = opener.is_some_and(|t| {
        a.says(t, "our") || t > 1 && a.is_mark(t - 1, ',') && main(t - 2) && !a.says(t, "a")
    });
    let next = at + 1 + usize::from(at + 1 < a.tokens.len() && a.is_mark(at + 1, ','));
    before || next < a.tokens.len() && main(next)
}

/// Whether a word can stand between a determiner and the noun of a fair.
fn goes_on(view: View<'_>, at: usize) -> bool {
    let a = view.analysis;
    if view.inventory.mention_at(at).is_some() {
        return false;
    }
    match a.tokens[at].shape {
        Shape::Lower | Shape::Mixed => {
            !a.is(at, Class::Determiner)
                && !a.is(at, Class::Preposition)
                && !a.is(at, Class::Auxiliary)
                && !a.is(at, Class::Pronoun)
                && !a.is(at, Class::Relative)
                && (a.says(at, "and") || !a.is(at, Class::Conjunction))
                && !a.is(at, Class::Negation)
        }
        Shape::Mark('\'' | '\u{2019}') => at > 0 && a.word(at - 1).ends_with('s'),
        Shape::Mark(',' | '&') => at > 0 && a.tokens[at - 1].shape == Shape::Lower,
        Shape::Number => a.is_compound(at),
        // "artists' book fair"
        Shape::Possessive => {
            a.tokens[at].end - a.tokens[at].start < 4 && !a.word(at).ends_with('s')
        }
        _ => false,
    }
}

/// Whether a word at the beginning of a fair's description is no part of its matter: "three-day",
/// "biennial", "busy".
fn idle(a: &Analysis<'_>, at: usize) -> bool {
    a.tokens[at].shape == Shape::Number
        || a.mark(at).is_some()
        || a.is(at, Class::FairAdjective)
        || a.is(at, Class::Adverb)
        || a.ordinal(at).is_some()
        || a.is(at, Class::VagueTopic)
        || a.is(at, Class::CountingWord)
        || a.word(at).ends_with("-day")
        || a.is(at, Class::EventModifier) && topic_of(a, &(at..at + 1)).is_none()
        || is_adjective(a, a.word(at)) && topic_of(a, &(at..at + 1)).is_none()
}

/// Whether a word has the ending of an adjective, which names no matter alone.
fn is_adjective(a: &Analysis<'_>, word: &str) -> bool {
    ends_in(a, word, Class::AdjectiveEnding)
}
