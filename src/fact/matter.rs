//! Enumerations of matters in running text: "connected cars, hydrogen and intelligent driving".
//! Cuts a stretch into its items; which stretches tell a fair's topics is not its business.

use super::collect::View;
use crate::knowledge::{Class, Table};
use crate::mention::{Analysis, Sort};
use crate::text::Shape;
use std::ops::Range;

/// Longest item, in tokens: longer ones are clauses rather than matters.
const LONGEST: usize = 8;

/// How an enumeration may go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Bounds {
    /// In a clause: a preposition other than "of" and "for" ends an item.
    Clause,
    /// Behind a colon or in a bullet: only marks and "and" end an item.
    Line,
    /// "from X to Y": "to" stands between items.
    Span,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Joint {
    Comma,
    /// A comma and "and".
    Last,
    And,
    End,
}

/// The items from `start` on, before `limit`, and the token behind the last.
pub(super) fn items(
    view: View<'_>,
    start: usize,
    limit: usize,
    bounds: Bounds,
) -> (Vec<Range<usize>>, usize) {
    let a = view.analysis;
    let mut found: Vec<(Range<usize>, Joint, bool)> = Vec::new();
    let mut at = start;
    let mut end = start;
    while at < limit && found.len() < 24 {
        let opener = opening(a, at, limit, start);
        // "to show crafts and to host dances": another verb.
        if opener > start
            && a.says(opener - 1, "to")
            && a.verb_forms(opener).iter().any(|form| form.base)
        {
            break;
        }
        let Some(mut item) = item(view, opener, limit, bounds) else {
            break;
        };
        // "energy costs accompany the show"
        if item.len() > 1
            && item.end < limit
            && a.is(item.end, Class::Determiner)
            && a.tokens[item.end - 1].shape == Shape::Lower
            && !a.verb_forms(item.end - 1).is_empty()
        {
            item.end -= 1;
        }
        let finite = item.end < limit && !a.verb_forms(item.end).is_empty();
        let thing = opener > at && (a.says(at, "a") || a.says(at, "an"));
        // "the need for firms to train": what somebody is to do.
        let purpose = item.end + 1 < limit
            && a.says(item.end, "to")
            && (item.start + 1..item.end).any(|t| a.says(t, "for"))
            && a.verb_forms(item.end + 1).iter().any(|form| form.base);
        // "explore forges and gain insights on": another verb.
        let verb = opener > start
            && item.len() > 1
            && item.end < limit
            && (a.says(item.end, "on") || a.says(item.end, "into"))
            && a.verb_forms(item.start).iter().any(|form| form.base);
        let foreign = thing && bounds == Bounds::Clause && !is_topic(a, &item);
        let good = is_matter(view, &item) && !purpose && !verb && !foreign
            // "..., fill the rest of the programme", "..., expects 30,000 visitors" go on with a verb.
            && !(item.end < limit
                && !finite
                && (a.is(item.end, Class::Determiner) || a.tokens[item.end].shape == Shape::Number));
        end = item.end;
        let mut next = after_brackets(a, item.end, limit);
        let mut joint = Joint::End;
        if next < limit {
            if matches!(a.mark(next), Some(',' | ';')) {
                joint = Joint::Comma;
                next += 1;
                if next < limit && (a.says(next, "and") || a.says(next, "or")) {
                    joint = Joint::Last;
                    next += 1;
                }
            } else if a.says(next, "and") || a.says(next, "or") || a.says(next, "plus") {
                joint = Joint::And;
                next += 1;
            } else if bounds == Bounds::Span && a.says(next, "to") {
                joint = Joint::Comma;
                next += 1;
            } else if a.says_all(next, limit, &["as", "well", "as"]) {
                joint = Joint::Comma;
                next += 3;
            }
        }
        let trails = bounds == Bounds::Clause
            && joint == Joint::End
            && found.last().is_some_and(|f| f.1 == Joint::Comma)
            && is_clause(a, &item);
        found.push((item, joint, good && !trails));
        if joint == Joint::End {
            break;
        }
        at = next;
    }
    if let Some(last) = found.last_mut() {
        last.1 = Joint::End;
    }
    // "will feature conferences, forums and simulations": a programme; what stands among its kinds
    // is one.
    let kinds = found.iter().filter(|(item, ..)| is_kind(a, item)).count();
    if kinds > 1 {
        for (item, _, good) in &mut found {
            *good &= is_topic(a, item) && !is_kind(a, item);
        }
    }
    (joined(a, found), end)
}

/// Whether an item is a kind of what goes on at a fair: "panel discussions", "live music".
fn is_kind(a: &Analysis<'_>, item: &Range<usize>) -> bool {
    let last = item.end.saturating_sub(1);
    !item.is_empty()
        && (a.is_lower(last, Class::TalkEvent)
            || a.is_lower(last, Class::EventNoun)
            || a.is_lower(last, Class::Amenity))
}

/// Puts items together that "and" joins within one: "democracy and ideology, the future of ...",
/// "lighting and home and building automation".
fn joined(a: &Analysis<'_>, found: Vec<(Range<usize>, Joint, bool)>) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::with_capacity(found.len());
    let mut index = 0;
    while index < found.len() {
        let (range, joint, good) = &found[index];
        if *joint == Joint::And
            && let Some((next, after, true)) = found.get(index + 1)
        {
            let inner = *after == Joint::Comma;
            // "home and building automation": the first word needs the second's noun.
            // "cutting-edge air and missile defence systems"
            let dressed = |t: usize| {
                a.is(t, Class::VagueTopic)
                    || a.is(t, Class::FairAdjective)
                    || a.word(t).contains('-')
            };
            let bare = (range.start..range.end - 1).all(dressed);
            let shared = bare
                && (next.len() == 2 || range.len() > 1 && next.len() == 3)
                && !a.is(next.end - 1, Class::IndustryNoun)
                && !is_topic(a, range)
                && !a.is(range.end - 1, Class::VagueTopic)
                && a.tokens[range.end - 1].shape == Shape::Lower
                && *after != Joint::Comma
                && !is_whole(a, a.word(range.end - 1));
            // "trade with Asia and Africa"
            let complement = a.tokens[next.start].shape.is_nameish()
                && range
                    .clone()
                    .any(|t| a.is(t, Class::Preposition) && !a.says(t, "of"));
            if inner || shared || complement {
                out.push(range.start..next.end);
                index += 2;
                continue;
            }
        }
        if *good {
            out.push(range.clone());
        }
        index += 1;
    }
    out
}

/// "..., involving partners from ten places": a participle that goes on with the clause.
fn is_clause(a: &Analysis<'_>, item: &Range<usize>) -> bool {
    item.len() > 1 && !is_topic(a, item) && a.verb_forms(item.start).iter().any(|form| form.ing)
}

/// Whether a word has the ending of nouns that name a matter alone: "pricing and flood protection"
/// are two, "home and building automation" is one.
fn is_whole(a: &Analysis<'_>, word: &str) -> bool {
    ends_in(a, word, Class::MatterEnding)
}

/// Longest ending of the classes of endings, in letters.
const ENDING: usize = 4;

/// Whether a word ends in an ending of a class.
pub(super) fn ends_in(a: &Analysis<'_>, word: &str, class: Class) -> bool {
    let words = &a.knowledge.words;
    (1..=ENDING).any(|length| {
        word.len()
            .checked_sub(length)
            .and_then(|from| word.get(from..))
            .is_some_and(|ending| words.classes(words.id(ending)).has(class))
    })
}

/// Whether the tokens are as a whole a topic of the authority.
pub(super) fn is_topic(a: &Analysis<'_>, range: &Range<usize>) -> bool {
    topic_of(a, range).is_some()
}

/// The authority's record of the topic that the tokens name.
pub(super) fn topic_of(a: &Analysis<'_>, range: &Range<usize>) -> Option<u32> {
    if range.is_empty() || !a.knowledge.authority.starts_topic(a.words[range.start]) {
        return None;
    }
    let entries = a
        .knowledge
        .authority
        .names(&a.words[range.clone()])
        .filter(|(length, _)| *length == range.len())
        .last()?
        .1;
    entries
        .iter()
        .find(|e| {
            e.table == Table::Topic && (!e.exact || a.tokens[range.start].shape == Shape::Upper)
        })
        .map(|e| e.record)
}

/// The first token of an item: behind articles, possessives and a preposition that is repeated.
fn opening(a: &Analysis<'_>, mut at: usize, limit: usize, first: usize) -> usize {
    // "(1) pests, (2) native bees"
    if at + 3 < limit
        && a.is_mark(at, '(')
        && a.is_mark(at + 2, ')')
        && a.tokens[at + 1].end - a.tokens[at + 1].start == 1
    {
        at += 3;
    }
    if at > first
        && at < limit
        && a.is(at, Class::Preposition)
        && a.tokens[at].shape == Shape::Lower
        // ", with speakers including": the list has ended.
        && !["with", "by", "from"].iter().any(|word| a.says(at, word))
    {
        at += 1;
    }
    while at < limit
        && (a.is(at, Class::Determiner) || a.tokens[at].shape == Shape::Possessive)
        && !a.is(at, Class::Relative)
    {
        at += 1;
    }
    // "the question of child labour", "the latest in bulb sorting"
    if at + 2 < limit
        && a.is(at, Class::FrameNoun)
        && (a.says(at + 1, "of") || a.says(at + 1, "in"))
    {
        at += 2;
        while at < limit && a.is(at, Class::Article) {
            at += 1;
        }
    }
    at
}

/// Behind a bracket that opens at `at`.
fn after_brackets(a: &Analysis<'_>, at: usize, limit: usize) -> usize {
    if at < limit && a.is_mark(at, '(') {
        let close = (at..limit.min(at + 16)).find(|t| a.is_mark(*t, ')'));
        return close.map_or(at, |close| close + 1);
    }
    at
}

fn item(view: View<'_>, start: usize, limit: usize, bounds: Bounds) -> Option<Range<usize>> {
    let a = view.analysis;
    let mut at = start;
    while at < limit {
        if let Some(length) = authority_length(a, at, limit) {
            at += length;
            continue;
        }
        if stops(view, start, at, limit, bounds) {
            break;
        }
        at += 1;
        if at - start > LONGEST + 3 {
            return None;
        }
    }
    let mut end = at;
    // No item ends in a small word.
    while end > start
        && (a.is(end - 1, Class::Preposition)
            || a.is(end - 1, Class::Determiner)
            || a.is(end - 1, Class::Adverb)
            || a.mark(end - 1).is_some())
    {
        end -= 1;
    }
    (start < end).then_some(start..end)
}

/// The length of a topic of several words that begins here: "oil and gas".
fn authority_length(a: &Analysis<'_>, at: usize, limit: usize) -> Option<usize> {
    if !a.knowledge.authority.starts_topic(a.words[at]) {
        return None;
    }
    let mut best = None;
    for (length, entries) in a.knowledge.authority.names(&a.words[at..limit.min(at + 8)]) {
        if length > 1 && entries.iter().any(|e| e.table == Table::Topic && !e.exact) {
            best = Some(length);
        }
    }
    best
}

fn stops(view: View<'_>, start: usize, at: usize, limit: usize, bounds: Bounds) -> bool {
    let a = view.analysis;
    match a.tokens[at].shape {
        Shape::Mark(c) => return !matches!(c, '&' | '/' | '-' | '+' | '\''),
        Shape::Possessive => return false,
        Shape::Number => {
            return !a.word(at).bytes().any(|b| b.is_ascii_alphabetic());
        }
        _ => {}
    }
    if a.says(at, "and") || a.says(at, "or") || a.says(at, "plus") {
        return true;
    }
    if bounds == Bounds::Line {
        return a.is(at, Class::Relative);
    }
    if a.says(at, "to") && bounds == Bounds::Span {
        return true;
    }
    // "fill the rest of the programme": a verb and its object.
    if a.is(at, Class::Determiner) && at > start && !a.is(at - 1, Class::Preposition) {
        return true;
    }
    if a.is(at, Class::Weekday)
        || a.is(at, Class::Month) && a.tokens[at].shape != Shape::Lower
        || a.is(at, Class::Relative)
        || a.is(at, Class::Auxiliary)
        || a.is(at, Class::Pronoun)
        || a.is(at, Class::Negation)
        || a.is(at, Class::Conjunction)
    {
        return true;
    }
    if a.is(at, Class::Preposition) {
        if at == start {
            return true;
        }
        // "trade with Asia", "opportunities in dairy": what says nothing alone needs its rest.
        let open =
            matches!(bounds, Bounds::Clause) && (start..at).all(|t| a.is(t, Class::VagueTopic));
        return !(a.says(at, "of")
            || a.says(at, "for")
            || open && (a.says(at, "in") || a.says(at, "with") || a.says(at, "between")));
    }
    let mention = view.inventory.mention_at(at);
    if let Some(m) = mention {
        let sort = view.inventory.mentions[m].sort;
        if !matches!(sort, Sort::Name | Sort::Demonym) && at == start {
            return true;
        }
        if matches!(sort, Sort::Person | Sort::Event) {
            return true;
        }
        return false;
    }
    if a.tokens[at].shape != Shape::Lower {
        return false;
    }
    if at > start && a.is(at, Class::Adverb) {
        return true;
    }
    for form in a.verb_forms(at) {
        // "food and drink saw strong demand", "electrical engineering begins in May"
        let opens = [Class::OpeningVerb, Class::ClosingVerb, Class::RunVerb]
            .iter()
            .any(|class| a.knowledge.words.verb_class(form.verb, *class));
        if form.past && !form.participle && !form.base || form.third && opens {
            return true;
        }
        let next_lower =
            at + 1 < limit && a.tokens[at + 1].shape == Shape::Lower && !small(a, at + 1);
        // "connected cars" has an adjective; "hydrogen drew crowds" a verb.
        if (form.past || form.participle) && !form.base && (at > start || !next_lower) {
            return true;
        }
        if form.third && at > start && at + 1 < limit && a.is(at + 1, Class::Determiner) {
            return true;
        }
    }
    false
}

fn small(a: &Analysis<'_>, at: usize) -> bool {
    a.is(at, Class::Preposition)
        || a.is(at, Class::Determiner)
        || a.is(at, Class::Conjunction)
        || a.is(at, Class::Auxiliary)
        || a.is(at, Class::Adverb)
}

/// Whether a phrase can be what a fair is about: neither people nor numbers nor words that say
/// nothing.
fn is_matter(view: View<'_>, range: &Range<usize>) -> bool {
    let a = view.analysis;
    if range.is_empty() || range.len() > LONGEST {
        return false;
    }
    let first = range.start;
    if a.tokens[first].shape == Shape::Number && !is_topic(a, range) && range.len() == 1
        || a.ordinal(first).is_some()
        || view.inventory.role_at(first).is_some()
    {
        return false;
    }
    let head = range
        .clone()
        .skip(1)
        .find(|t| a.is(*t, Class::Preposition))
        .unwrap_or(range.end)
        - 1;
    // "four streams" are the parts, not a matter.
    let counted = a.is(first, Class::CountingWord) && a.tokens[first].shape != Shape::Upper;
    let people = counted
        || a.is(head, Class::ExhibitorNoun)
            // "seed banks"
            && !(head > first && a.is(head, Class::ThingNoun))
        || a.is(head, Class::ParticipantNoun)
        || a.is(head, Class::SpeakerNoun)
        || a.is(head, Class::CrowdNoun)
        || a.is(head, Class::CountryNoun)
        || a.is(head, Class::RoleHead) && a.tokens[head].shape == Shape::Lower
        || a.is(head, Class::TalkEvent)
        || a.is(head, Class::EventNoun);
    // "a forum on the final day of the Expo"
    let own = (first + 1..range.end)
        .any(|t| a.is(t, Class::EventNoun) && a.is(t - 1, Class::Article) && a.says(t - 2, "of"));
    // "the challenges of our time", "the event's halls", "the industry's resilience"
    let owned = (first + 1..range.end).any(|t| a.says(t, "our"))
        || first + 1 < range.end
            && a.tokens[first + 1].shape == Shape::Possessive
            && (a.is(first, Class::EventNoun)
                || a.is(first, Class::IndustryNoun) && !a.says(first, "world"));
    // "vendors selling everything"
    let doing = first + 1 < range.end
        && a.is_lower(first, Class::ExhibitorNoun)
        && a.tokens[first + 1].shape == Shape::Lower
        && a.word(first + 1).ends_with("ing");
    // "both physical (in person) and virtual"
    let quality = range.len() == 1
        && a.tokens[first].shape == Shape::Lower
        && ends_in(a, a.word(first), Class::QualityEnding);
    // "what a dragged anchor taught her": a clause.
    let clause = range.clone().any(|t| a.is_lower(t, Class::PersonPronoun));
    if (owned || doing || quality || clause) && !is_topic(a, range) {
        return false;
    }
    let office = view.inventory.role_at(head).is_some() && a.tokens[head].shape.is_nameish();
    if (people || own || office) && !is_topic(a, range) {
        return false;
    }
    if is_topic(a, range) {
        return !range.clone().all(|t| a.is(t, Class::VagueTopic));
    }
    range.clone().any(|t| {
        !matches!(a.tokens[t].shape, Shape::Mark(_) | Shape::Possessive)
            && a.word(t).len() > 1
            && !a.is(t, Class::VagueTopic)
            && !a.is(t, Class::Preposition)
            && !a.is(t, Class::Determiner)
            && !a.is(t, Class::Adverb)
    })
}
