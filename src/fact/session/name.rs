//! Parts of an edition told by their names: the noun at their end, the fair's own name at their
//! beginning, a place at the start of a line.

use super::super::collect::View;
use super::super::topic::quoted;
use super::{Found, run, starts_other};
use crate::document::BlockKind;
use crate::knowledge::{Class, Table, Word};
use crate::mention::{Analysis, Sort};
use crate::text::Shape;
use std::ops::Range;

/// Capitalised names that end in the noun of a session.
pub(super) fn named(view: View<'_>, found: &mut Found) {
    let a = view.analysis;
    for (m, mention) in view.inventory.mentions.iter().enumerate() {
        let kind = a.kind_of(mention.range.start);
        if kind == BlockKind::Origin {
            continue;
        }
        let thing = view.inventory.of[m];
        // "the Youth Forum on Dry Land": no fair, for its name ends in no noun of one.
        let told = mention.sort == Sort::Event
            && mention.record.is_none()
            && !view.events.series_of.contains_key(&thing)
            && head(a, &mention.range) + 1 < mention.range.end;
        if told || mention.sort == Sort::Event && view.events.sessions.contains(&thing) {
            let last = head(a, &mention.range);
            // "CES Unveiled" is a place to be at, "DLD Media" is not.
            let at = mention.range.start > 0
                && (a.says(mention.range.start - 1, "at")
                    || a.says(mention.range.start - 1, "during"));
            let part = at || a.is(last, Class::SessionHead) || a.is(last, Class::SessionHeadStrong);
            if part && !is_other(view, m) {
                found.push((whole(a, mention.range.clone()), "session.named"));
            }
            continue;
        }
        if mention.record.is_some() || mention.range.len() < 2 {
            continue;
        }
        let last = mention.range.end - 1;
        // "will receive the Golden Knot Award", "won the Best Rope award"
        let won = a.is(last, Class::NeverFair)
            && (mention.outer.start.saturating_sub(6)..mention.outer.start)
                .filter(|t| a.sentence_of(*t) == a.sentence_of(last))
                .any(|t| a.is_lower(t, Class::PrizeVerb));
        if won {
            continue;
        }
        let plain = matches!(mention.sort, Sort::Name | Sort::Person);
        let table = a.says(last, "table") && a.says(last - 1, "round");
        if plain && (a.is(last, Class::SessionHeadStrong) || table) {
            if !is_other(view, m) {
                found.push((whole(a, mention.range.clone()), "session.named"));
            }
        } else if !matches!(mention.sort, Sort::Person)
            && of_series(view, &mention.range)
            && a.is(last, Class::SessionHead)
        {
            found.push((mention.range.clone(), "session.of-series"));
        }
    }
}

/// The noun of a name that goes on with its matter, "Forum" of "Youth Forum on Dry Land"; else its last
/// word.
fn head(a: &Analysis<'_>, range: &Range<usize>) -> usize {
    let small = |t: &usize| a.says(*t, "on") || a.says(*t, "for") || a.says(*t, "of");
    let mut inner = range.start + 1..range.end - 1;
    inner
        .find(small)
        .map(|t| t - 1)
        .filter(|t| *t > range.start && a.is(*t, Class::SessionHeadStrong))
        .unwrap_or(range.end - 1)
}

/// Whether what is named like a part of the fair is something else: one of several prizes, who
/// holds the fair, where it is held.
fn is_other(view: View<'_>, m: usize) -> bool {
    let a = view.analysis;
    let mention = &view.inventory.mentions[m];
    let sentence = &a.sentences[a.sentence_of(mention.range.start)];
    let prize = |m: usize| {
        view.inventory.mentions.get(m).is_some_and(|other| {
            let last = other.range.end - 1;
            sentence.tokens.contains(&last)
                && a.is(last, Class::NeverFair)
                && a.is(last, Class::PrizeNoun)
                && !a.word(last).ends_with('s')
        })
    };
    // "... Good Neighbour Award - Best Idea Award - ...": the kinds of a prize.
    let among = sentence.classes.has(Class::PrizeClass)
        || m.checked_sub(1).is_some_and(prize)
        || prize(m + 1);
    if prize(m) && among {
        return true;
    }
    let floor = sentence.tokens.start;
    let lead = lead(a, &mention.outer, floor);
    is_body(a, &mention.outer) || is_house(view, lead, floor)
}

/// The article before a name, or its first word.
fn lead(a: &Analysis<'_>, name: &Range<usize>, floor: usize) -> usize {
    name.start - usize::from(name.start > floor && a.is(name.start - 1, Class::Article))
}

/// Whether a name is that of a body: of who organises the fair or announces something.
fn is_body(a: &Analysis<'_>, name: &Range<usize>) -> bool {
    let sentence = &a.sentences[a.sentence_of(name.start)].tokens;
    let lead = lead(a, name, sentence.start);
    // "The organisers, the Welding Forum (WF), expect"
    let comma = lead > sentence.start + 1 && a.is_mark(lead - 1, ',');
    let organiser = lead > sentence.start && {
        let noun = lead - 1 - usize::from(comma);
        a.is_lower(noun, Class::OrganizerNoun)
    };
    // "The Welding Forum today announced"
    let end = name.end;
    let verb = end + usize::from(end < sentence.end && a.is_lower(end, Class::TimeOpener));
    let announces = verb < sentence.end
        && a.verb_forms(verb).iter().any(|form| {
            (form.past || form.third)
                && a.knowledge.words.verb_class(form.verb, Class::AnnounceVerb)
        });
    organiser || announces
}

/// Whether a name stands behind the "at" of a clause in which the fair takes place: "the expo,
/// taking place on May 4 at the Theatre Workshop".
fn is_house(view: View<'_>, lead: usize, floor: usize) -> bool {
    let a = view.analysis;
    let at = lead > floor + 2 && a.says(lead - 1, "at");
    let near = floor.max(lead.saturating_sub(HOUSED))..lead;
    at && near.clone().skip(1).any(|t| {
        a.says(t, "place")
            && a.verb_forms(t - 1)
                .iter()
                .any(|form| a.knowledge.words.verb_class(form.verb, Class::TakeVerb))
            || a.is(t - 1, Class::Be)
                && a.verb_forms(t).iter().any(|form| {
                    form.participle && a.knowledge.words.verb_class(form.verb, Class::HoldVerb)
                })
    }) && (floor..lead).any(|t| view.standing.own.has(t) || view.standing.nouns.has(t))
}

/// The words before "at" within which a fair takes place.
const HOUSED: usize = 12;

/// A name that a small word joins to capitals before it or behind: "the Global Trade in Services
/// Summit", "the Youth Forum on Dry Land".
pub(super) fn whole(a: &Analysis<'_>, range: Range<usize>) -> Range<usize> {
    let range = begun(a, range);
    range.start..told_on(a, &range)
}

/// The end of a name that goes on with its matter: "the Youth Forum on Dry Land".
fn told_on(a: &Analysis<'_>, range: &Range<usize>) -> usize {
    let limit = a.sentences[a.sentence_of(range.start)].tokens.end;
    let matter = |t: usize| {
        t < limit
            && matches!(a.tokens[t].shape, Shape::Capital | Shape::Upper)
            && a.tokens[t].spaced
            && !a.is(t, Class::Weekday)
            && !a.is(t, Class::Month)
    };
    let first = range.end + 1;
    if !(range.end < limit && a.says(range.end, "on") && matter(first)) {
        return range.end;
    }
    let mut end = first + 1;
    loop {
        if matter(end) {
            end += 1;
        } else if end + 1 < limit
            && (a.says(end, "and") || a.says(end, "of") || a.is_mark(end, '&'))
            && matter(end + 1)
        {
            end += 2;
        } else {
            return end;
        }
    }
}

/// A name with the capitals that a small word joins before it.
fn begun(a: &Analysis<'_>, range: Range<usize>) -> Range<usize> {
    let floor = a.sentences[a.sentence_of(range.start)].tokens.start;
    let link = range.start.wrapping_sub(1);
    if range.start < floor + 4 {
        return range;
    }
    // "the inaugural Battle of The Districts Eating Contest"
    if a.says(range.start, "the") && a.says(link, "of") {
        let mut start = link;
        while start > floor && a.tokens[start - 1].shape.is_nameish() {
            start -= 1;
        }
        let led =
            start > floor && (a.is(start - 1, Class::Article) || a.ordinal(start - 1).is_some());
        return if led && start < link {
            start..range.end
        } else {
            range
        };
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
    let article = start > floor
        && start < link
        && (a.is(start - 1, Class::Article) || a.tokens[start - 1].shape == Shape::Possessive);
    if article && !a.is(link - 1, Class::OrgFirst) {
        start..range.end
    } else {
        range
    }
}

/// Whether a name begins with the fair's own name and goes on: "RSAC Launch Pad" at the RSAC.
pub(super) fn of_series(view: View<'_>, range: &Range<usize>) -> bool {
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

/// "the Ministers' Summit", "the Cryptographers' Panel": the possessive is part of the name.
pub(super) fn owned(view: View<'_>, at: usize, start: usize, found: &mut Found) {
    let a = view.analysis;
    if let Some(name) = of_the_fair(view, at, start) {
        found.push((name, "session.owned"));
        return;
    }
    if at < start + 2
        || !a.is(at, Class::SessionHeadStrong)
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
    if !other && !is_body(a, &(from..at + 1)) {
        found.push((from..at + 1, "session.owned"));
    }
}

/// "the fair's Future Lab": a name of two words or more behind the fair's possessive.
fn of_the_fair(view: View<'_>, at: usize, start: usize) -> Option<Range<usize>> {
    let a = view.analysis;
    let mut from = at;
    while from > start
        && matches!(
            a.tokens[from - 1].shape,
            Shape::Capital | Shape::Upper | Shape::Mixed
        )
    {
        from -= 1;
    }
    let owner = from.checked_sub(2).filter(|t| *t >= start)?;
    let fair = a.tokens[from - 1].shape == Shape::Possessive
        && crate::fact::edition::stands_for_event(view, owner);
    (fair && from < at && a.tokens[at].shape == Shape::Capital).then_some(from..at + 1)
}

/// "the DreamMakers awards", "a Business After Hours mixer": a name and a lower-case noun.
pub(super) fn headed(view: View<'_>, at: usize, start: usize, found: &mut Found) {
    let a = view.analysis;
    if a.tokens[at].shape != Shape::Lower {
        return;
    }
    // 'the "Best New Tulip" prize'
    if at > start + 3 && a.is_quote(at - 1) {
        let open = (start.max(at.saturating_sub(12))..at - 2)
            .rev()
            .find(|t| a.is_quote(*t));
        let title = open.and_then(|open| super::title::quotation(a, open, at));
        if let Some(title) = title.filter(|title| title.len() > 1) {
            found.push((title, "session.headed"));
        }
        return;
    }
    let mut from = at;
    // "a packed Ask a Diver clinic": small words stand within a name of three words and more.
    let mut phrase = false;
    while from > start {
        let name = a.tokens[from - 1].shape.is_nameish()
            || a.tokens[from - 1].shape == Shape::Possessive && from > start + 1;
        let small = from > start + 2
            && from < at
            && a.tokens[from - 1].shape == Shape::Lower
            && (a.says(from - 1, "a") || a.says(from - 1, "an") || a.says(from - 1, "the"))
            && a.tokens[from - 2].shape == Shape::Capital
            // "the Rope Hall of Fame dinner"
            || from > start + 2
                && from < at
                && a.tokens[from - 1].shape == Shape::Lower
                && a.says(from - 1, "of")
                && a.tokens[from - 2].shape == Shape::Capital;
        if !name && !small {
            break;
        }
        phrase |= small;
        from -= 1;
    }
    if a.is(at, Class::TalkEvent) && !phrase {
        return;
    }
    if from == at
        || from == start && a.is(from, Class::Determiner)
        || a.tokens[at - 1].shape == Shape::Possessive
        || starts_other(view, from)
        || (from..at).all(|t| a.is(t, Class::GenericName) || a.is(t, Class::Month))
        || super::super::matter::is_topic(a, &(from..at))
        || !(from > start
            && (a.is(from - 1, Class::Determiner)
                || a.ordinal(from - 1).is_some()
                || phrase && a.tokens[from - 1].shape == Shape::Lower))
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

/// Fairs held beside the one the text is about: "alongside the fair, the X Show".
pub(super) fn alongside(view: View<'_>, index: usize, found: &mut Found) {
    let a = view.analysis;
    let tokens = a.sentences[index].tokens.clone();
    let mut beside = a
        .grid
        .each(tokens.clone(), (Class::CoLocated, Word::Around));
    let cue = beside.find(|t| {
        (t + 1..tokens.end.min(t + 4)).any(|n| {
            a.is_lower(n, Class::EventNoun)
                || view
                    .inventory
                    .mention_at(n)
                    .is_some_and(|m| view.events.series_of.get(&view.inventory.of[m]) == Some(&0))
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

/// "RSAC Launch Pad (Wednesday): ...", "Crystal Awards: ..." at the start of a line.
pub(super) fn keyed(view: View<'_>, tokens: Range<usize>, found: &mut Found) {
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
