//! What a fair is about, from constructions: "forums on X, Y and Z", "halls devoted to X",
//! "Topics: X, Y". Needs no list of topics; the phrase of the text is the topic.

use super::collect::{Collector, View};
use super::matter::{Bounds, is_topic, items};
use super::scope::Scope;
use super::topic::add;
use crate::document::BlockKind;
use crate::knowledge::Class;
use crate::mention::{Analysis, Sort};
use crate::text::Shape;
use std::ops::Range;

/// Reads the topics of all sentences.
pub(super) fn read(
    view: View<'_>,
    scope: &Scope,
    facts: &mut Collector,
    taken: &mut Vec<Range<usize>>,
) {
    let a = view.analysis;
    let mut intro = false;
    for index in 0..a.sentences.len() {
        let sentence = &a.sentences[index];
        if sentence.kind == BlockKind::Origin {
            continue;
        }
        if sentence.kind == BlockKind::ListItem {
            if intro {
                taken.push(sentence.tokens.clone());
                bullet(view, scope, facts, sentence.tokens.clone());
                continue;
            }
        } else {
            intro = introduces(view, index);
        }
        clauses(view, scope, facts, sentence.tokens.clone(), taken);
    }
}

/// Whether the sentence announces a list of topics: "Its sessions will deal with:", a heading
/// "Main topics".
fn introduces(view: View<'_>, index: usize) -> bool {
    let a = view.analysis;
    let sentence = &a.sentences[index];
    let tokens = sentence.tokens.clone();
    let heading = sentence.kind == BlockKind::Heading && tokens.len() <= 5;
    if !heading && !a.is_mark(tokens.end - 1, ':') {
        return false;
    }
    tokens.clone().any(|t| {
        a.is(t, Class::TopicKey)
            || a.is(t, Class::PartNoun) && !heading && grouped(a, &tokens)
            || matched_verb(a, t, tokens.end).is_some() && fair_before(view, t, tokens.start)
    })
}

/// "The exhibits were grouped in eight dimensions:" - parts that are counted.
fn grouped(a: &Analysis<'_>, tokens: &Range<usize>) -> bool {
    let floor = tokens.end.saturating_sub(5).max(tokens.start);
    (floor..tokens.end).any(|t| a.is(t, Class::PartNoun))
        && tokens.clone().any(|t| {
            a.says(t, "exhibits")
                || a.says(t, "fair")
                || a.says(t, "show")
                || a.says(t, "exhibition")
        })
}

fn bullet(view: View<'_>, scope: &Scope, facts: &mut Collector, tokens: Range<usize>) {
    let a = view.analysis;
    let end = tokens
        .clone()
        .find(|t| {
            matches!(
                a.mark(*t),
                Some(':' | '\u{2013}' | '\u{2014}' | '(' | '.' | ';')
            )
        })
        .unwrap_or(tokens.end);
    let mut start = tokens.start;
    while start < end && a.is(start, Class::Article) {
        start += 1;
    }
    // A bullet that is a sentence, a number or a name tells a fact rather than a matter.
    let asks = a.is(tokens.start, Class::Relative)
        || a.says(tokens.start, "what")
        || a.says(tokens.start, "how");
    let sentence = !asks && (start..end).any(|t| a.is(t, Class::Auxiliary));
    let other = start < end
        && ((start..end).any(|t| a.word(t).bytes().all(|b| b.is_ascii_digit()))
            || a.is_quote(start)
            || view.inventory.role_at(start).is_some()
            || view.inventory.mention_at(start).is_some_and(|m| {
                let mention = &view.inventory.mentions[m];
                mention.record.is_some() && !matches!(mention.sort, Sort::Name)
                    || matches!(mention.sort, Sort::Person | Sort::Event)
            }));
    if start < end && end - start <= 12 && !sentence && (asks || !other) {
        add(view, scope, facts, start..end, "topic.bullet");
    }
}

fn clauses(
    view: View<'_>,
    scope: &Scope,
    facts: &mut Collector,
    tokens: Range<usize>,
    taken: &mut Vec<Range<usize>>,
) {
    let a = view.analysis;
    let Range { start, end } = tokens;
    let mut at = start;
    while at < end {
        let mut slot = None;
        if a.is(at, Class::TalkEvent) && a.tokens[at].shape != Shape::Upper {
            slot = talk(view, at, end).map(|from| (from, Bounds::Clause, "topic.session-on"));
        }
        if slot.is_none() && a.is(at, Class::TopicNoun) {
            slot = noun(view, at, start, end);
        }
        if slot.is_none() && a.is(at, Class::PartNoun) {
            slot = part(view, at, end);
        }
        if slot.is_none()
            && let Some((from, clear)) = matched_verb(a, at, end)
            && from < end
            && fair_before(view, at, start)
        {
            slot = verb(view, at, from, clear, end);
        }
        if slot.is_none() && at + 2 < end && a.says(at + 1, "about") && talked(view, at, start) {
            slot = Some((at + 2, Bounds::Clause, "topic.talked"));
        }
        if slot.is_none() && (a.is(at, Class::EventNoun) || a.is(at, Class::PartNoun)) {
            trade(view, scope, facts, at, end);
        }
        if slot.is_none()
            && (a.is(at, Class::Be)
                || a.is(at, Class::Have)
                || a.is(at, Class::MatterVerb)
                || lead(a, at))
        {
            predicate(view, scope, facts, at, start, end);
        }
        if slot.is_none()
            && a.is(at, Class::MakerNoun)
            && at + 2 < end
            && a.says(at + 1, "of")
            && at > start
            && counted(a, at, start)
        {
            slot = Some((at + 2, Bounds::Clause, "topic.made"));
        }
        if slot.is_none() && shown(view, at, start) {
            slot = Some((at + 1, Bounds::Clause, "topic.shown"));
        }
        if let Some((from, bounds, rule)) = slot {
            // "suppliers of farm equipment, local and foreign, ..."
            let limit = if rule == "topic.made" {
                (from..end).find(|t| a.is_mark(*t, ',')).unwrap_or(end)
            } else {
                end
            };
            let (found, behind) = items(view, from, limit, bounds);
            // One thing shown is a product; several are a range.
            let enough = rule != "topic.shown" || found.len() > 1;
            if enough {
                for item in found {
                    taken.push(item.clone());
                    add(view, scope, facts, item, rule);
                }
            }
            at = behind.max(at + 1);
            continue;
        }
        at += 1;
    }
}

/// "forums on X", "a panel about X".
fn talk(view: View<'_>, at: usize, end: usize) -> Option<usize> {
    let a = view.analysis;
    let next = at + 1;
    (next + 1 < end && (a.says(next, "on") || a.says(next, "about"))).then_some(())?;
    let first = next + 1;
    let time = a.is(first, Class::Weekday)
        || a.is(first, Class::Month)
        || a.tokens[first].shape == Shape::Number
        || a.is_quote(first);
    let name = view.inventory.mention_at(at).is_some_and(|m| {
        let mention = &view.inventory.mentions[m];
        mention.range.end > at + 1
    });
    (!time && !name).then_some(first)
}

type Slot = (usize, Bounds, &'static str);

/// "topics: X", "subjects such as X", "themes include X", "fields from X to Y".
fn noun(view: View<'_>, at: usize, start: usize, end: usize) -> Option<Slot> {
    let a = view.analysis;
    let mut next = at + 1;
    let stop = end.min(at + 9);
    while next < stop {
        match a.mark(next) {
            Some(':') => {
                return (next + 1 < end).then_some((next + 1, Bounds::Line, "topic.list"));
            }
            Some(',') => {
                if next + 2 < end
                    && (a.says(next + 1, "among") && a.says(next + 2, "them")
                        || a.says(next + 1, "such") && a.says(next + 2, "as"))
                {
                    return Some((next + 3, Bounds::Clause, "topic.noun"));
                }
                if next + 1 < end && a.is(next + 1, Class::SuchAs) {
                    return Some((next + 2, Bounds::Clause, "topic.noun"));
                }
                return None;
            }
            Some('-' | '\u{2013}' | '\u{2014}') | None => {}
            Some(_) => return None,
        }
        if a.says_all(next, end, &["such", "as"]) {
            return Some((next + 2, Bounds::Clause, "topic.noun"));
        }
        if a.says_all(next, end, &["as", "diverse", "as"])
            || a.says_all(next, end, &["as", "varied", "as"])
        {
            return Some((next + 3, Bounds::Clause, "topic.noun"));
        }
        if next == at + 1 && a.is(next, Class::SuchAs) {
            return Some((next + 1, Bounds::Clause, "topic.noun"));
        }
        if a.says(next, "from") || a.says(next, "ranging") {
            let from = next + 1 + usize::from(a.says(next, "ranging"));
            let span = (from..end.min(from + 8)).any(|t| a.says(t, "to"));
            let place = view.inventory.mention_at(from).is_some();
            return (span && !place && next <= at + 2).then_some((
                from,
                Bounds::Span,
                "topic.span",
            ));
        }
        if matches!(a.mark(next), Some('-' | '\u{2013}' | '\u{2014}')) && a.tokens[next].spaced {
            return (next + 1 < end).then_some((next + 1, Bounds::Clause, "topic.list"));
        }
        let verb =
            (a.is(next, Class::IncludeVerb) || a.is(next, Class::Be)) && !a.says(next - 1, "to");
        if verb {
            // "High on the agenda were X", "Among the subjects are X" open with a preposition.
            let subject = (start.max(at.saturating_sub(6))..at).all(|t| {
                !a.is(t, Class::Be)
                    && !(a.is(t, Class::Preposition) && !a.says(t, "of") && t > start + 1)
            });
            let next = next + usize::from(next + 2 < end && a.says(next + 1, "on"));
            return (subject && next + 1 < end && !a.is_quote(next + 1)).then_some((
                next + 1,
                Bounds::Clause,
                "topic.subjects-are",
            ));
        }
        next += 1;
    }
    None
}

/// "Phase 1 (April 15-19): X, Y", "Hall 3: X".
fn part(view: View<'_>, at: usize, end: usize) -> Option<Slot> {
    let a = view.analysis;
    let number = at + 1;
    if number >= end
        || !(a.tokens[number].shape == Shape::Number || a.word(number).len() == 1)
        || a.tokens[at].shape == Shape::Lower
    {
        return None;
    }
    let mut next = number + 1;
    if next < end && a.is_mark(next, '(') {
        next = (next..end.min(next + 14)).find(|t| a.is_mark(*t, ')'))? + 1;
    }
    (next + 1 < end && a.is_mark(next, ':')).then_some((next + 1, Bounds::Line, "topic.part"))
}

/// A verb of being about something: the token where its matter begins, and whether the verb can
/// mean nothing else.
fn matched_verb(a: &Analysis<'_>, at: usize, end: usize) -> Option<(usize, bool)> {
    if a.tokens[at].shape != Shape::Lower {
        return None;
    }
    let words = &a.knowledge.words;
    for form in a.verb_forms(at) {
        let class = |class| words.verb_class(form.verb, class);
        let next = at + 1;
        // "will concentrate mainly on"
        let next = if next < end && a.is(next, Class::Adverb) {
            next + 1
        } else {
            next
        };
        if next >= end {
            continue;
        }
        if (a.says(next, "on") || a.says(next, "upon")) && class(Class::TopicVerbOn) {
            return Some((next + 1, true));
        }
        let to = if a.says(next, "over") { next + 1 } else { next };
        if to < end && a.says(to, "to") && class(Class::TopicVerbTo) {
            return Some((to + 1, true));
        }
        if a.says(next, "with") && class(Class::TopicVerbWith) {
            return Some((next + 1, true));
        }
        if (a.says(next, "around") || a.says(next, "round")) && class(Class::TopicVerbAround) {
            return Some((next + 1, true));
        }
        if a.says(next, "from") && class(Class::TopicVerbFrom) {
            let span = (next..end.min(next + 8)).any(|t| a.says(t, "to"));
            return span.then_some((next + 1, true));
        }
        if class(Class::TopicVerb) {
            return Some((at + 1, false));
        }
    }
    None
}

fn verb(view: View<'_>, at: usize, from: usize, clear: bool, end: usize) -> Option<Slot> {
    let a = view.analysis;
    // "give" and "turn" need their particles; a passive without one has no object.
    if !clear {
        let passive = at > 0 && a.is(at - 1, Class::Be);
        let by = a.says(from, "by") || a.is(from, Class::Preposition);
        if passive || by {
            return None;
        }
    }
    if from >= end
        || a.tokens[from].shape == Shape::Number
            && a.word(from)
                .bytes()
                .all(|b| b.is_ascii_digit() || b == b',')
    {
        return None;
    }
    if clear && a.says(from - 1, "from") {
        let place = view.inventory.mention_at(from).is_some()
            || a.is(from, Class::Month)
            || a.is(from, Class::Weekday);
        return (!place).then_some((from, Bounds::Span, "topic.span"));
    }
    Some((from, Bounds::Clause, "topic.verb"))
}

/// Whether the clause before a verb speaks of the fair, its parts or its talks rather than of a
/// person or a firm.
fn fair_before(view: View<'_>, at: usize, start: usize) -> bool {
    let a = view.analysis;
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
                _ => {}
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

/// "Over 300 exhibitors", "some 4,200 companies from 80 countries": the fair's exhibitors at large.
fn counted(a: &Analysis<'_>, at: usize, start: usize) -> bool {
    // "Exhibitors presented X": all of them.
    at == start
        || (start.max(at.saturating_sub(6))..at).any(|t| {
            a.tokens[t].shape == Shape::Number || a.says(t, "hundreds") || a.says(t, "thousands")
        })
}

/// "Everyone came to talk about X", "they will be talking about X": nobody in particular speaks.
fn talked(view: View<'_>, at: usize, start: usize) -> bool {
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
fn shown(view: View<'_>, at: usize, start: usize) -> bool {
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

fn to_before(a: &Analysis<'_>, at: usize) -> bool {
    at > 0 && (a.says(at - 1, "to") || a.is(at - 1, Class::Future))
}

/// "the trade fair for plastics and rubber", "the gathering of the oil industry".
fn trade(view: View<'_>, scope: &Scope, facts: &mut Collector, at: usize, end: usize) {
    let a = view.analysis;
    if a.tokens[at].shape != Shape::Lower || at + 2 >= end {
        return;
    }
    let link = at + 1;
    if !a.says(link, "for") && !a.says(link, "of") {
        return;
    }
    let (found, behind) = items(view, link + 1, end, Bounds::Clause);
    // "of" needs the word: "the annual gathering of the oil industry".
    let industry = behind > link + 1 && a.is(behind - 1, Class::IndustryNoun);
    let many = a.says(link, "for") && found.len() > 1 && a.is(at, Class::EventHead);
    let part = a.says(link, "for")
        && a.is(at, Class::PartNoun)
        && found.iter().all(|item| is_topic(a, item));
    if !industry && !many && !part {
        return;
    }
    for item in found {
        let mut cut = item.clone();
        while cut.len() > 1 && a.is(cut.end - 1, Class::IndustryNoun) {
            cut.end -= 1;
        }
        add(view, scope, facts, cut, "topic.trade");
    }
}

fn lead(a: &Analysis<'_>, at: usize) -> bool {
    a.tokens[at].shape == Shape::Lower
        && a.verb_forms(at)
            .iter()
            .any(|f| (f.past || f.third) && a.knowledge.words.verb_class(f.verb, Class::MatterVerb))
}

/// "X, Y and Z were the subjects of the week", "X was everywhere", "X dominated the talks", "X
/// will be discussed".
fn predicate(
    view: View<'_>,
    scope: &Scope,
    facts: &mut Collector,
    at: usize,
    start: usize,
    end: usize,
) {
    let a = view.analysis;
    let be = a.is(at, Class::Be);
    let limit = end.min(at + 7);
    let mut said = false;
    for t in at + 1..limit {
        if a.mark(t).is_some() || a.is(t, Class::Be) {
            break;
        }
        let hit = if a.is(at, Class::Have) {
            // "Cybersecurity has a section to itself"
            a.is(t, Class::PartNoun) && a.tokens[at].shape == Shape::Lower && t <= at + 3
        } else if be {
            a.is(t, Class::TopicPredicate)
                || a.says_all(t, end, &["what", "people"]) && t == at + 1
                || t <= at + 2
                    && a.verb_forms(t).iter().any(|f| {
                        f.participle && a.knowledge.words.verb_class(f.verb, Class::TopicVerb)
                    })
        } else {
            a.is(t, Class::LeadObject)
        };
        if hit {
            said = true;
            break;
        }
    }
    if !said {
        return;
    }
    // The subject: from the start of the clause to the verb and its auxiliaries.
    let mut verb = at;
    while verb > start && (a.is(verb - 1, Class::Auxiliary) || a.is(verb - 1, Class::Adverb)) {
        verb -= 1;
    }
    let floor = (start..verb)
        .rev()
        .find(|t| matches!(a.mark(*t), Some(';' | ':' | '\u{2014}' | '\u{2013}')) || a.is_quote(*t))
        .map_or(start, |t| t + 1);
    let (found, behind) = items(view, floor, verb, Bounds::Clause);
    if behind != verb {
        return;
    }
    for item in found {
        add(view, scope, facts, item, "topic.predicate");
    }
}
