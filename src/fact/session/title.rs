//! Parts of an edition told by the words before them: "a session called X", "the panel "X"", "side
//! events included X".

use super::super::collect::View;
use super::{Found, run, starts_other};
use crate::document::BlockKind;
use crate::knowledge::Class;
use crate::mention::{Analysis, Sort};
use crate::text::Shape;
use std::ops::Range;

/// "a session called X", "a conference entitled "X"".
pub(super) fn called(view: View<'_>, at: usize, end: usize, found: &mut Found) {
    let a = view.analysis;
    if a.tokens[at].shape != Shape::Lower {
        return;
    }
    let near = (at + 1..end.min(at + 4))
        .take_while(|t| a.mark(*t).is_none_or(|c| c == ','))
        .find(|t| a.is(*t, Class::Naming));
    // "a panel on sleep was called X"
    let far = || {
        (at + 2..end.min(at + 8))
            .take_while(|t| a.mark(*t).is_none())
            .find(|t| a.is(*t, Class::Naming) && a.is(*t - 1, Class::Be))
    };
    let Some(word) = near.or_else(far) else {
        return;
    };
    let mut from = word + 1;
    // "was called, for reasons of its own, X"
    if from < end && a.is_mark(from, ',') {
        let close = (from + 1..end.min(from + 14)).find(|t| a.is_mark(*t, ','));
        from = close.map_or(from, |close| close + 1);
    }
    if from < end && a.is(from, Class::Article) {
        from += 1;
    }
    if from >= end {
        return;
    }
    if let Some(title) = quotation(a, from, end) {
        found.push((title, "session.called"));
        return;
    }
    let name = run(a, from, end);
    if !name.is_empty() && !starts_other(view, name.start) {
        found.push((name, "session.called"));
    }
}

/// A quoted title beside the noun of a session: `the third panel, "X," was`, `sessions: "A" and
/// "B"`.
pub(super) fn titled(view: View<'_>, at: usize, sentence: Range<usize>, found: &mut Found) {
    let a = view.analysis;
    if a.tokens[at].shape != Shape::Lower || !a.is(at, Class::TalkEvent) {
        return;
    }
    let mut t = at + 1;
    let limit = sentence.end.min(at + 8);
    let opens = |t: usize| {
        a.is_quote(t)
            || matches!(a.mark(t), Some('\'' | '\u{2018}'))
                && a.tokens[t].spaced
                && quotation(a, t, sentence.end).is_some()
    };
    while t < limit && !opens(t) {
        if a.is(t, Class::ThemeNoun)
            || a.is(t, Class::PersonPronoun)
            || view.inventory.mention_at(t).is_some()
            || a.verb_forms(t).iter().any(|f| f.past && !f.participle)
            || a.says(t, "said")
        {
            return;
        }
        t += 1;
    }
    while t < sentence.end && opens(t) {
        let Some(title) = quotation(a, t, sentence.end) else {
            return;
        };
        // A single word is scare-quoted, not a title.
        if title.len() < 2 {
            return;
        }
        let single = !a.is_quote(t);
        let close = (title.end..sentence.end)
            .find(|q| a.is_quote(*q) || single && closes_single(a, *q, sentence.end))
            .unwrap_or(sentence.end);
        found.push((title, "session.titled"));
        t = close + 1;
        while t < sentence.end && (a.says(t, "and") || a.is_mark(t, ',')) {
            t += 1;
        }
    }
}

/// "the start-up competition Pitch", "the special show X", "a series of debates, X,".
pub(super) fn apposed(view: View<'_>, at: usize, sentence: Range<usize>, found: &mut Found) {
    let a = view.analysis;
    if a.tokens[at].shape != Shape::Lower || at + 1 >= sentence.end {
        return;
    }
    let comma = a.is_mark(at + 1, ',');
    let from = at + 1 + usize::from(comma);
    if from >= sentence.end || !a.tokens[from].shape.is_nameish() || starts_other(view, from) {
        return;
    }
    // "the special show X" has a word of its own before the noun; "the show CES" has not.
    if at == sentence.start {
        return;
    }
    let long = run(a, from, sentence.end).len() > 1;
    // "the seminar Wind and Women", "at the panel Ports First": talks have no names but their titles.
    let titled = !comma
        && long
        && (a.is(at, Class::TalkEvent) || a.is(at, Class::SessionTail))
        && !a.is(at, Class::EventHead)
        && a.is(at - 1, Class::Determiner);
    let modified = at > sentence.start
        && a.tokens[at - 1].shape == Shape::Lower
        && !a.is(at - 1, Class::Determiner)
        && !a.is(at - 1, Class::Preposition)
        && !a.is(at - 1, Class::EventModifier);
    // "the film festival X" is a fair of its own, "the special show X" is not.
    let apart = a.is(at, Class::EventHead) && !a.is(at - 1, Class::SessionModifier);
    let debates = at > sentence.start + 1 && a.says(at - 1, "of") && a.says(at - 2, "series");
    let name = run(a, from, sentence.end);
    if name.is_empty() {
        return;
    }
    let closes = name.end < sentence.end && a.is_mark(name.end, ',');
    let person = view.inventory.mention_at(from).is_some_and(|m| {
        let mention = &view.inventory.mentions[m];
        mention.sort == Sort::Person && mention.range.len() > 1
    });
    if person || view.inventory.role_at(at).is_some() {
        return;
    }
    // "A conference, Nets of Tomorrow, runs alongside"
    let inserted = comma
        && closes
        && long
        && (a.is(at, Class::TalkEvent) || a.is(at, Class::SessionTail))
        && matches!(a.word(at - 1), "a" | "an" | "A" | "An" | "own")
        && view
            .inventory
            .mention_at(from)
            .is_none_or(|m| matches!(view.inventory.mentions[m].sort, Sort::Name | Sort::Event));
    if comma && debates && closes || inserted || !comma && modified && !apart || titled {
        found.push((name, "session.apposed"));
    }
}

/// "Theory Meets Practice" among the entries of a programme: no person's talk, no sentence.
pub(super) fn entry(view: View<'_>, tokens: Range<usize>, found: &mut Found) {
    let a = view.analysis;
    let person = tokens.clone().any(|t| {
        view.inventory.role_at(t).is_some()
            || view
                .inventory
                .mention_at(t)
                .is_some_and(|m| view.inventory.mentions[m].sort == Sort::Person)
    });
    let mut end = tokens.end;
    while end > tokens.start && matches!(a.mark(end - 1), Some('.' | ';' | ',')) {
        end -= 1;
    }
    let (capitals, small) = (tokens.start..end).fold((0, 0), |(capitals, small), t| {
        let name = a.tokens[t].shape.is_nameish();
        let word = a.tokens[t].shape == Shape::Lower && a.word(t).len() > 4;
        (capitals + usize::from(name), small + usize::from(word))
    });
    if !person && capitals >= 2 && capitals > 2 * small && (2..=14).contains(&(end - tokens.start))
    {
        found.push((tokens.start..end, "session.programme"));
    }
}

/// "four fairs within the fair: A, B, C and D", "forums, including A".
pub(super) fn listed(view: View<'_>, at: usize, end: usize, found: &mut Found) {
    let a = view.analysis;
    if a.tokens[at].shape != Shape::Lower {
        return;
    }
    // "the company's other events" are fairs of their own.
    if at > 0 && (a.says(at - 1, "other") || a.says(at - 1, "whose")) || is_portfolio(view, at) {
        return;
    }
    let mut from = at + 1;
    let stop = end.min(at + 6);
    let opens = loop {
        if from >= stop {
            return;
        }
        if a.is_mark(from, ':') || a.is(from, Class::SuchAs) || a.is(from, Class::IncludeVerb) {
            break from + 1;
        }
        if a.says_all(from, end, &["such", "as"]) {
            break from + 2;
        }
        if a.mark(from).is_some_and(|c| c != ',') || a.is(from, Class::Be) {
            return;
        }
        from += 1;
    };
    let mut t = opens;
    let mut last = false;
    while t < end {
        if a.is(t, Class::Article) {
            t += 1;
            continue;
        }
        if t >= end
            || !a.tokens[t].shape.is_nameish()
            || starts_other(view, t)
            || a.is(t, Class::Preposition)
            || a.is(t, Class::Adverb)
        {
            return;
        }
        // "Windows, Doors & Facades Event" is one name of the inventory.
        let mut name = run_without_and(a, t, end);
        if let Some(m) = view.inventory.mention_at(t) {
            let mention = &view.inventory.mentions[m];
            // A known fair in the list makes it one of fairs, not of parts of this one.
            let fair = mention.sort == Sort::Event && mention.record.is_some();
            if mention.sort == Sort::Person || fair {
                return;
            }
            name.end = name.end.max(mention.range.end);
        }
        t = name.end;
        let comma = t < end && a.is_mark(t, ',');
        let and = t < end && a.says(t, "and");
        // A fair that stands on its own is no part of this one.
        if view
            .inventory
            .mention_at(name.start)
            .is_some_and(|m| view.inventory.mentions[m].record.is_some())
        {
            if t < end && (a.is_mark(t, ',') || a.says(t, "and")) {
                t += 1;
                continue;
            }
            return;
        }
        // "A, B and the Windows, Doors & Facades Event": a comma behind "and" is the name's own.
        if last && comma && t + 1 < end && a.tokens[t + 1].shape.is_nameish() {
            name.end = run_without_and(a, t + 1, end).end;
            found.push((name, "session.listed"));
            return;
        }
        found.push((name, "session.listed"));
        if !comma && !and {
            return;
        }
        t += 1;
        if t < end && a.says(t, "and") {
            t += 1;
            last = true;
        }
        last |= and;
    }
}

/// "Acme Fairs organises 12 exhibitions, including": what a firm holds.
fn is_portfolio(view: View<'_>, at: usize) -> bool {
    let a = view.analysis;
    let floor = a.sentences[a.sentence_of(at)].tokens.start;
    (floor.max(at.saturating_sub(6)) + 1..at).any(|t| {
        let holds = a.tokens[t].shape == Shape::Lower
            && a.verb_forms(t)
                .iter()
                .any(|form| form.third && a.knowledge.words.verb_class(form.verb, Class::HoldVerb));
        holds
            && view
                .inventory
                .mention_at(t - 1)
                .is_some_and(|m| view.events.series_of.get(&view.inventory.of[m]) != Some(&0))
    })
}

pub(super) fn run_without_and(a: &Analysis<'_>, at: usize, end: usize) -> Range<usize> {
    let mut name = run(a, at, end);
    if let Some(and) = name.clone().find(|t| a.says(*t, "and")) {
        name.end = and;
    }
    name
}

fn closes_single(a: &Analysis<'_>, at: usize, end: usize) -> bool {
    let mark = matches!(a.mark(at), Some('\'' | '\u{2019}'))
        || a.tokens[at].shape == Shape::Possessive && a.tokens[at].end - a.tokens[at].start < 4;
    let bare = !a.word(at).ends_with('s');
    mark && bare && (at + 1 >= end || a.tokens[at + 1].spaced || a.mark(at + 1).is_some())
}

/// "Tuesday's "X", led by Y": a title that a day's possessive makes one of the programme.
pub(super) fn of_day(view: View<'_>, at: usize, end: usize, found: &mut Found) {
    let a = view.analysis;
    if at + 3 >= end || a.tokens[at + 1].shape != Shape::Possessive {
        return;
    }
    if let Some(title) = quotation(a, at + 2, end).filter(|title| title.len() > 1) {
        found.push((title, "session.titled"));
    }
}

/// "The best attended of the nine panels was X, followed by Y".
pub(super) fn best(view: View<'_>, at: usize, end: usize, found: &mut Found) {
    let a = view.analysis;
    let plural = a.tokens[at].shape == Shape::Lower && a.word(at).ends_with('s');
    let of = (at.saturating_sub(4)..at).any(|t| a.says(t, "of"));
    if !plural || !of || at + 2 >= end || !a.is(at + 1, Class::Be) {
        return;
    }
    let mut from = at + 2;
    loop {
        let title = quotation(a, from, end).unwrap_or_else(|| run(a, from, end));
        let person = view
            .inventory
            .mention_at(title.start)
            .is_some_and(|m| view.inventory.mentions[m].sort == Sort::Person);
        if title.len() < 2 || person {
            return;
        }
        let next = (title.end..end.min(title.end + 10))
            .find(|t| t + 1 < end && a.says(*t, "followed") && a.says(t + 1, "by"));
        found.push((title, "session.best"));
        match next {
            Some(next) if next + 3 < end => from = next + 2,
            _ => return,
        }
    }
}

/// "The Youth Regatta of Ideas, a pitching contest with": the name before what it is.
pub(super) fn explained(view: View<'_>, at: usize, start: usize, end: usize, found: &mut Found) {
    let a = view.analysis;
    if a.tokens[at].shape != Shape::Lower || at < start + 4 {
        return;
    }
    let item = a.kind_of(at) == BlockKind::ListItem;
    // Back over "a pitching" to the comma.
    let mut article = at - 1;
    while article > start + 1
        && at - article < 5
        && matches!(a.tokens[article].shape, Shape::Lower | Shape::Possessive)
        && !a.is(article, Class::Article)
    {
        article -= 1;
    }
    let whole = at + 1 >= end
        || (a.verb_forms(at + 1).iter()).any(|form| form.participle && !form.base)
        || a.mark(at + 1).is_some()
        || a.is(at + 1, Class::Preposition)
        || a.is(at + 1, Class::Relative);
    // '"Slip, Fall," a mock trial'
    if a.is(article, Class::Article) && a.is_quote(article - 1) && whole && article > start + 3 {
        let open = (start..article - 2).rev().find(|t| a.is_quote(*t));
        let title = open.and_then(|open| quotation(a, open, article));
        let comma = a.is_mark(article - 2, ',');
        if let Some(title) = title.filter(|title| title.len() > 1 && comma) {
            found.push((title, "session.explained"));
        }
        return;
    }
    if !a.is(article, Class::Article) || !a.is_mark(article - 1, ',') || !whole {
        return;
    }
    let close = article - 1;
    let mut from = close;
    while from > start {
        let small = from > start + 1
            && from < close
            && (a.is(from - 1, Class::Preposition)
                || a.is(from - 1, Class::Article)
                || a.says(from - 1, "and"))
            && a.tokens[from - 1].shape == Shape::Lower
            && a.tokens[from - 2].shape.is_nameish()
            && !a.is(from - 2, Class::Preposition);
        let name = a.tokens[from - 1].shape.is_nameish() && !a.is(from - 1, Class::Preposition)
            || a.tokens[from - 1].shape == Shape::Possessive;
        if !name && !small {
            break;
        }
        from -= 1;
    }
    if from < close && a.is(from, Class::Article) {
        from += 1;
    }
    let led = from > start
        && (a.is(from - 1, Class::Article)
            || a.is_lower(from - 1, Class::Preposition)
            || a.is(from - 1, Class::Be));
    let gloss = a.is(at, Class::SessionGloss);
    let article = led || (item || gloss && close >= from + 2) && from == start;
    let other = view.inventory.mention_at(from).is_some_and(|m| {
        let mention = &view.inventory.mentions[m];
        mention.record.is_some()
            || matches!(
                mention.sort,
                Sort::Person | Sort::Organisation(_) | Sort::Place | Sort::Country
            ) && !article
            || view.events.series_of.get(&view.inventory.of[m]) == Some(&0)
    });
    // "At the Mix-Off, the student contest,"
    let long = close >= from + 2 || led && close > from && a.word(from).contains('-');
    // "the Merchant Village, an exhibition of 60 firms": only what is called like a part of the fair.
    let part = item
        || a.is(at, Class::SessionTail)
        || gloss
        || a.is(close - 1, Class::SessionHead)
        || a.is(close - 1, Class::NeverFair);
    if !part {
        return;
    }
    if long && article && !other {
        found.push((from..close, "session.explained"));
    }
}

/// The words of a quotation that opens at `at`, without marks and the comma before the closing
/// one; none unless it is short and closes.
pub(super) fn quotation(a: &Analysis<'_>, at: usize, end: usize) -> Option<Range<usize>> {
    let single = matches!(a.mark(at), Some('\'' | '\u{2018}')) && a.tokens[at].spaced;
    if !a.is_quote(at) && !single {
        return None;
    }
    let close = (at + 1..end.min(at + 22)).find(|t| match single {
        // Not the apostrophe within a word or behind a plural that goes on.
        true => closes_single(a, *t, end),
        false => a.is_quote(*t),
    })?;
    let mut stop = close;
    while stop > at + 1 && matches!(a.mark(stop - 1), Some(',' | '.')) {
        stop -= 1;
    }
    let range = at + 1..stop;
    let (mut long, mut capital) = (0, 0);
    for t in range.clone() {
        if a.tokens[t].end - a.tokens[t].start >= 4
            && !matches!(a.tokens[t].shape, Shape::Mark(_) | Shape::Number)
            && !a.is(t, Class::Preposition)
        {
            long += 1;
            capital += usize::from(a.tokens[t].shape.is_nameish());
        }
    }
    (long > 0 && capital * 10 >= long * 7).then_some(range)
}

/// "11:30 - Panel Ports First, with Jane Roe": a capitalised noun of talks and its title among the
/// entries of a programme.
pub(super) fn announced(view: View<'_>, at: usize, sentence: Range<usize>, found: &mut Found) {
    let a = view.analysis;
    let from = at + 1;
    if a.tokens[at].shape != Shape::Capital
        || !(a.is(at, Class::TalkEvent) || a.is(at, Class::SessionTail))
        || from >= sentence.end
        || !a.tokens[from].shape.is_nameish()
    {
        return;
    }
    let opens = at == sentence.start
        || (sentence.start..at).all(|t| {
            a.tokens[t].shape == Shape::Number
                || a.mark(t).is_some()
                || a.is(t, Class::Weekday)
                || t + 1 == at && !a.is(t, Class::Article)
        }) && a.tokens[sentence.start].shape == Shape::Number;
    let person = view
        .inventory
        .mention_at(from)
        .is_some_and(|m| view.inventory.mentions[m].sort == Sort::Person);
    if !opens || person {
        return;
    }
    // Up to the colon, the question mark, "with": commas belong to the title of a workshop.
    let stop = (from..sentence.end)
        .find(|t| {
            matches!(a.mark(*t), Some(':' | '?' | '.' | ';' | '(' | '|'))
                || a.says(*t, "with")
                || a.is(*t, Class::IncludeVerb)
        })
        .unwrap_or(sentence.end);
    let mut end = stop;
    while end > from && matches!(a.mark(end - 1), Some(',' | '-' | '\u{2013}' | '\u{2014}')) {
        end -= 1;
    }
    let capitals = (from..end)
        .filter(|t| a.tokens[*t].shape.is_nameish())
        .count();
    let question = stop < sentence.end && a.is_mark(stop, '?');
    if (2..=12).contains(&(end - from)) && capitals * 2 >= end - from {
        found.push((from..end + usize::from(question), "session.announced"));
    }
}
