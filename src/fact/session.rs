//! The named parts of an edition: forums, ceremonies, competitions, awards, special shows, fairs
//! within the fair. Refuses venues, organisations and what belongs to another fair.

use super::collect::{Collector, Qualifier, View};
use super::edition::identify;
use super::event::Edition;
use super::model::{Kind, Object, Relation};
use super::scope::Scope;
use super::topic::{of_session, quoted};
use crate::document::BlockKind;
use crate::knowledge::{Class, Table, fold};
use crate::mention::{Analysis, Sort};
use crate::text::Shape;
use std::ops::Range;

/// Reads sessions.
pub(super) fn read(view: View<'_>, scope: &Scope, facts: &mut Collector) {
    let mut found: Vec<(Range<usize>, &'static str)> = Vec::new();
    named(view, &mut found);
    let a = view.analysis;
    for (index, sentence) in a.sentences.iter().enumerate() {
        if sentence.kind == BlockKind::Origin {
            continue;
        }
        let tokens = sentence.tokens.clone();
        alongside(view, index, &mut found);
        if matches!(sentence.kind, BlockKind::ListItem | BlockKind::Paragraph) {
            keyed(view, tokens.clone(), &mut found);
        }
        for at in tokens.clone() {
            if a.is(at, Class::SessionKind) {
                called(view, at, tokens.end, &mut found);
                titled(view, at, tokens.clone(), &mut found);
                apposed(view, at, tokens.clone(), &mut found);
            }
            if a.is(at, Class::SessionHeadStrong) {
                owned(view, at, tokens.start, &mut found);
            }
            if a.is(at, Class::SessionTail) {
                headed(view, at, tokens.start, &mut found);
            }
            if a.is(at, Class::FairGroup) {
                listed(view, at, tokens.end, &mut found);
            }
        }
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

fn add(view: View<'_>, scope: &Scope, facts: &mut Collector, range: Range<usize>, rule: &str) {
    let a = view.analysis;
    let Some(edition) = scope_of(view, scope, range.clone()) else {
        return;
    };
    let label = a
        .slice(range.clone())
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    let own = fold(&view.events.series[edition.series].label);
    if fold(&label) == own {
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

/// Capitalised names that end in the noun of a session.
fn named(view: View<'_>, found: &mut Vec<(Range<usize>, &'static str)>) {
    let a = view.analysis;
    for (m, mention) in view.inventory.mentions.iter().enumerate() {
        let kind = a.kind_of(mention.range.start);
        if kind == BlockKind::Origin {
            continue;
        }
        if mention.sort == Sort::Event && view.events.sessions.contains(&view.inventory.of[m]) {
            let last = mention.range.end - 1;
            // "CES Unveiled" is a place to be at, "DLD Media" is not.
            let at = mention.range.start > 0
                && (a.says(mention.range.start - 1, "at")
                    || a.says(mention.range.start - 1, "during"));
            if at || a.is(last, Class::SessionHead) || a.is(last, Class::SessionHeadStrong) {
                found.push((whole(a, mention.range.clone()), "session.named"));
            }
            continue;
        }
        if mention.record.is_some() || mention.range.len() < 2 {
            continue;
        }
        let last = mention.range.end - 1;
        let plain = matches!(mention.sort, Sort::Name | Sort::Person);
        if plain && a.is(last, Class::SessionHeadStrong) {
            found.push((mention.range.clone(), "session.named"));
        } else if !matches!(mention.sort, Sort::Person)
            && of_series(view, &mention.range)
            && a.is(last, Class::SessionHead)
        {
            found.push((mention.range.clone(), "session.of-series"));
        }
    }
}

/// A name that a small word joins to capitals before it: "the Global Trade in Services Summit".
fn whole(a: &Analysis<'_>, range: Range<usize>) -> Range<usize> {
    let floor = a.sentences[a.sentence_of(range.start)].tokens.start;
    let link = range.start.wrapping_sub(1);
    if range.start < floor + 4 {
        return range;
    }
    // "Exporter of the Year Award"
    let link = link - usize::from(a.says(link, "the") && a.says(link - 1, "of"));
    if !(a.says(link, "in") || a.says(link, "of") || a.says(link, "for")) {
        return range;
    }
    let mut start = link;
    while start > floor && a.tokens[start - 1].shape.is_nameish() {
        start -= 1;
    }
    let article = start > floor && start < link && a.is(start - 1, Class::Article);
    if article && !a.is(link - 1, Class::OrgFirst) {
        start..range.end
    } else {
        range
    }
}

/// "the Ministers' Summit", "the Cryptographers' Panel": the possessive is part of the name.
fn owned(view: View<'_>, at: usize, start: usize, found: &mut Vec<(Range<usize>, &'static str)>) {
    let a = view.analysis;
    if at < start + 2
        || a.tokens[at].shape != Shape::Capital
        || a.tokens[at - 1].shape != Shape::Possessive
        || a.tokens[at - 2].shape != Shape::Capital
    {
        return;
    }
    let mut from = at - 2;
    while from > start
        && a.tokens[from - 1].shape == Shape::Capital
        && !a.is(from - 1, Class::Article)
    {
        from -= 1;
    }
    let other = view.inventory.mention_at(from).is_some_and(|m| {
        !matches!(view.inventory.mentions[m].sort, Sort::Name | Sort::Event)
            || view.events.series_of.get(&view.inventory.of[m]) == Some(&0)
    });
    if !other {
        found.push((from..at + 1, "session.owned"));
    }
}

/// Fairs held beside the one the text is about: "alongside the fair, the X Show".
fn alongside(view: View<'_>, index: usize, found: &mut Vec<(Range<usize>, &'static str)>) {
    let a = view.analysis;
    let tokens = a.sentences[index].tokens.clone();
    let cue = tokens.clone().find(|t| {
        let beside = a.is(*t, Class::CoLocated) || a.says(*t, "around");
        beside
            && (t + 1..tokens.end.min(t + 4)).any(|n| {
                a.is_lower(n, Class::EventNoun)
                    || view.inventory.mention_at(n).is_some_and(|m| {
                        view.events.series_of.get(&view.inventory.of[m]) == Some(&0)
                    })
            })
    });
    if cue.is_none() {
        return;
    }
    let (mentions, _) = view.inventory.by_sentence[index].clone();
    for m in mentions {
        let mention = &view.inventory.mentions[m];
        let other = view.events.series_of.get(&view.inventory.of[m]);
        if mention.sort == Sort::Event
            && mention.range.len() > 1
            && mention.year.is_none()
            && other.is_some_and(|s| *s != 0)
        {
            found.push((mention.range.clone(), "session.alongside"));
        }
    }
}

/// "the DreamMakers awards", "a Business After Hours mixer": a name and a lower-case noun.
fn headed(view: View<'_>, at: usize, start: usize, found: &mut Vec<(Range<usize>, &'static str)>) {
    let a = view.analysis;
    if a.tokens[at].shape != Shape::Lower {
        return;
    }
    let mut from = at;
    while from > start
        && (a.tokens[from - 1].shape.is_nameish()
            || a.tokens[from - 1].shape == Shape::Possessive && from > start + 1)
    {
        from -= 1;
    }
    if from == at
        || from == start && a.is(from, Class::Determiner)
        || a.tokens[at - 1].shape == Shape::Possessive
        || starts_other(view, from)
        || (from..at).all(|t| a.is(t, Class::GenericName) || a.is(t, Class::Month))
        || super::matter::is_topic(a, &(from..at))
        || !(from > start && (a.is(from - 1, Class::Determiner) || a.ordinal(from - 1).is_some()))
    {
        return;
    }
    let named = view.inventory.mention_at(from).is_some_and(|m| {
        let mention = &view.inventory.mentions[m];
        matches!(
            mention.sort,
            Sort::Person | Sort::Organisation(_) | Sort::Place | Sort::Country | Sort::Demonym
        ) && mention.range.end == at
            && (mention.record.is_some() || mention.sort != Sort::Person)
    });
    if !named {
        found.push((from..at + 1, "session.headed"));
    }
}

/// Whether a name begins with the fair's own name and goes on: "RSAC Launch Pad" at the RSAC.
fn of_series(view: View<'_>, range: &Range<usize>) -> bool {
    let a = view.analysis;
    let Some(main) = view.events.main else {
        return false;
    };
    if range.len() < 2
        || view
            .inventory
            .mention_at(range.start)
            .is_some_and(|m| view.events.series_of.get(&view.inventory.of[m]) == Some(&main.series))
    {
        return false;
    }
    let first = a.word(range.start);
    let series = &view.events.series[main.series];
    let own = series.things.iter().any(|thing| {
        let t = &view.inventory.things[thing.0 as usize];
        std::iter::once(&t.label)
            .chain(&t.aliases)
            .any(|name| name.eq_ignore_ascii_case(first))
    });
    // "Raisina Young Fellows Programme" at the Raisina Dialogue; not "China Pavilion" at a
    // Chinese fair.
    let place = || {
        a.knowledge
            .authority
            .names(&a.words[range.start..range.start + 1])
            .any(|(_, entries)| {
                entries
                    .iter()
                    .any(|e| matches!(e.table, Table::Country | Table::Demonym | Table::Place))
            })
    };
    let lead = !a.is(range.start, Class::Common)
        && !a.is(range.start, Class::GenericName)
        && series.label.split(' ').next() == Some(first)
        && !starts_other(view, range.start)
        && !place();
    // An acronym that the authority knows for the series.
    let known = || {
        a.knowledge
            .authority
            .names(&a.words[range.start..range.start + 1])
            .any(|(_, entries)| {
                entries
                    .iter()
                    .any(|e| e.table == Table::Series && Some(e.record) == series.record)
            })
    };
    own || lead || known()
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

/// "a session called X", "a conference entitled "X"".
fn called(view: View<'_>, at: usize, end: usize, found: &mut Vec<(Range<usize>, &'static str)>) {
    let a = view.analysis;
    if a.tokens[at].shape != Shape::Lower {
        return;
    }
    let Some(word) = (at + 1..end.min(at + 4))
        .take_while(|t| a.mark(*t).is_none_or(|c| c == ','))
        .find(|t| a.is(*t, Class::Naming))
    else {
        return;
    };
    let mut from = word + 1;
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

/// The words of a quotation that opens at `at`, without marks and the comma before the closing
/// one; none unless it is short and closes.
fn quotation(a: &Analysis<'_>, at: usize, end: usize) -> Option<Range<usize>> {
    if !a.is_quote(at) {
        return None;
    }
    let close = (at + 1..end.min(at + 22)).find(|t| a.is_quote(*t))?;
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

/// A quoted title beside the noun of a session: `the third panel, "X," was`, `sessions: "A" and
/// "B"`.
fn titled(
    view: View<'_>,
    at: usize,
    sentence: Range<usize>,
    found: &mut Vec<(Range<usize>, &'static str)>,
) {
    let a = view.analysis;
    if a.tokens[at].shape != Shape::Lower || !a.is(at, Class::TalkEvent) {
        return;
    }
    let mut t = at + 1;
    let limit = sentence.end.min(at + 8);
    while t < limit && !a.is_quote(t) {
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
    while t < sentence.end && a.is_quote(t) {
        let Some(title) = quotation(a, t, sentence.end) else {
            return;
        };
        // A single word is scare-quoted, not a title.
        if title.len() < 2 {
            return;
        }
        let close = (title.end..sentence.end)
            .find(|q| a.is_quote(*q))
            .unwrap_or(sentence.end);
        found.push((title, "session.titled"));
        t = close + 1;
        while t < sentence.end && (a.says(t, "and") || a.is_mark(t, ',')) {
            t += 1;
        }
    }
}

/// "the start-up competition Pitch", "the special show X", "a series of debates, X,".
fn apposed(
    view: View<'_>,
    at: usize,
    sentence: Range<usize>,
    found: &mut Vec<(Range<usize>, &'static str)>,
) {
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
    if comma && debates && closes || !comma && modified && !apart {
        found.push((name, "session.apposed"));
    }
}

/// "four fairs within the fair: A, B, C and D", "forums, including A".
fn listed(view: View<'_>, at: usize, end: usize, found: &mut Vec<(Range<usize>, &'static str)>) {
    let a = view.analysis;
    if a.tokens[at].shape != Shape::Lower {
        return;
    }
    // "the company's other events" are fairs of their own.
    if at > 0 && (a.says(at - 1, "other") || a.says(at - 1, "whose")) {
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
        if t >= end || !a.tokens[t].shape.is_nameish() || starts_other(view, t) {
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

fn run_without_and(a: &Analysis<'_>, at: usize, end: usize) -> Range<usize> {
    let mut name = run(a, at, end);
    if let Some(and) = name.clone().find(|t| a.says(*t, "and")) {
        name.end = and;
    }
    name
}

/// "RSAC Launch Pad (Wednesday): ...", "Crystal Awards: ..." at the start of a line.
fn keyed(view: View<'_>, tokens: Range<usize>, found: &mut Vec<(Range<usize>, &'static str)>) {
    let a = view.analysis;
    let mut start = tokens.start;
    if start < tokens.end && a.is(start, Class::Article) && start + 1 < tokens.end {
        start += 1;
    }
    let name = run(a, start, tokens.end);
    if name.len() < 2 || name.len() > 8 {
        return;
    }
    let mut next = name.end;
    if next < tokens.end && a.is_mark(next, '(') {
        let Some(close) = (next..tokens.end.min(next + 10)).find(|t| a.is_mark(*t, ')')) else {
            return;
        };
        next = close + 1;
    }
    if next >= tokens.end || !matches!(a.mark(next), Some(':')) {
        return;
    }
    let last = name.end - 1;
    let year = a.tokens[last].shape == Shape::Number;
    let head = a.is(if year { last - 1 } else { last }, Class::SessionHeadStrong);
    if (head || of_series(view, &name)) && !quoted(a, name.start) {
        let end = if year { last } else { name.end };
        found.push((start..end, "session.keyed"));
    }
}
