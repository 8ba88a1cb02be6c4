//! Words behind which matters are told: "forums on", "subjects such as", "Hall 3:", "is devoted
//! to". Finds where the enumeration begins.

use super::super::collect::View;
use super::super::matter::Bounds;
use crate::knowledge::Class;
use crate::mention::Analysis;
use crate::text::Shape;

/// "forums on X", "a panel about X".
pub(super) fn talk(view: View<'_>, at: usize, end: usize) -> Option<usize> {
    let a = view.analysis;
    let next = at + 1;
    (next + 1 < end && (a.says(next, "on") || a.says(next, "about"))).then_some(())?;
    if at > 0 && a.says(at - 1, "to") && a.verb_forms(at).iter().any(|form| form.base) {
        return None;
    }
    let first = asked(a, next + 1, end);
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

/// Behind the word of a question: "a talk on why sodium is back".
pub(super) fn asked(a: &Analysis<'_>, at: usize, end: usize) -> usize {
    let asks = at + 1 < end
        && (a.says(at, "why") || a.says(at, "how") || a.says(at, "whether"))
        && !a.says(at + 1, "to");
    at + usize::from(asks)
}

/// "topics: X", "subjects such as X", "themes include X", "fields from X to Y".
pub(super) fn noun(view: View<'_>, at: usize, start: usize, end: usize) -> Option<Slot> {
    let a = view.analysis;
    let mut next = at + 1;
    let stop = end.min(at + 9);
    // "nominations in twelve categories: ..." are for prizes.
    if a.is(at, Class::PrizeClass) && a.grid.any(start..end, Class::PrizeCue) {
        return None;
    }
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
        // "around major themes of water rights, land reform and women's work"
        if next == at + 1
            && a.says(next, "of")
            && a.is_lower(at, Class::TopicKey)
            && a.word(at).ends_with('s')
            && lists(a, next + 1, end)
        {
            return Some((next + 1, Bounds::Clause, "topic.noun"));
        }
        // "topics ranging from banking, voice calls and school software"
        if a.says(next, "ranging")
            && next + 2 < end
            && a.says(next + 1, "from")
            && !(next..end.min(next + 10)).any(|t| a.says(t, "to"))
            && lists(a, next + 2, end)
        {
            return Some((next + 2, Bounds::Clause, "topic.noun"));
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
            let subject = !(start.max(at.saturating_sub(6))..at).any(|t| {
                a.is(t, Class::Be)
                    || a.is(t, Class::Preposition) && !a.says(t, "of") && t > start + 1
            });
            // "One of the highlights is the choice of dishes": a thing to see, no matter.
            let one = !a.is(at, Class::TopicKey)
                && (start.max(at.saturating_sub(6))..at)
                    .any(|t| a.says_all(t, end, &["one", "of"]) || a.says(t, "another"));
            if one {
                return None;
            }
            // "technologies are increasingly going to be delivered"
            let goes = next + 1 < end
                && (a.is_lower(next + 1, Class::Adverb) || a.says(next + 1, "going"));
            if goes {
                return None;
            }
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

/// Whether commas and an "and" follow: an enumeration.
fn lists(a: &Analysis<'_>, from: usize, end: usize) -> bool {
    let near = from..end.min(from + 12);
    from < end
        && a.tokens[from].shape == Shape::Lower
        && !a.is(from, Class::Determiner)
        && near.clone().any(|t| a.is_mark(t, ','))
        && (from..end.min(from + 40)).any(|t| a.says(t, "and"))
}

/// "built around four streams: X, Y", "four zones, namely X and Y".
pub(super) fn parts(view: View<'_>, at: usize, start: usize, end: usize) -> Option<Slot> {
    let a = view.analysis;
    if a.tokens[at].shape != Shape::Lower || !a.word(at).ends_with('s') || at + 2 >= end {
        return None;
    }
    // "opening days: 3 to 6 May", "the halls, including the new one"
    let counted = (start.max(at.saturating_sub(4))..at)
        .any(|t| a.tokens[t].shape == Shape::Number || a.is(t, Class::CountingWord));
    if !counted || a.tokens[at + 2].shape == Shape::Number || a.is_quote(at + 2) {
        return None;
    }
    if a.is_mark(at + 1, ':') {
        return Some((at + 2, Bounds::Line, "topic.list"));
    }
    let from = at + 1 + usize::from(a.is_mark(at + 1, ','));
    (a.is(from, Class::SuchAs) && from + 1 < end).then_some((
        from + 1,
        Bounds::Clause,
        "topic.noun",
    ))
}

/// "More than 60 products, from X to Y".
pub(super) fn wares(view: View<'_>, at: usize, start: usize, end: usize) -> Option<Slot> {
    let a = view.analysis;
    let all = a.says(at, "everything") || a.says(at, "anything");
    // "Exhibits include winches, paints and life jackets"
    if at + 2 < end && at <= start + 2 && !all && a.is(at + 1, Class::IncludeVerb) {
        return Some((at + 2, Bounds::Clause, "topic.wares"));
    }
    let counted = (start.max(at.saturating_sub(4))..at)
        .any(|t| a.tokens[t].shape == Shape::Number || a.is(t, Class::CountingWord));
    if a.tokens[at].shape != Shape::Lower || !counted && !all {
        return None;
    }
    let from = (at + 1..end.min(at + 6)).find(|t| a.says(*t, "from"))?;
    let comma = a.is_mark(from - 1, ',') || a.says(from - 1, "ranging") || all && from == at + 1;
    let first = from + 1;
    let span = (first..end.min(first + 8)).any(|t| a.says(t, "to"));
    let other = first >= end
        || view.inventory.mention_at(first).is_some()
        || a.tokens[first].shape == Shape::Number
        || a.is(first, Class::Month)
        || a.is(first, Class::Weekday);
    (comma && span && !other).then_some((first, Bounds::Span, "topic.wares"))
}

/// "On show are X and Y", "Also on display were X and Y"; "From X to Y, the fair covers".
pub(super) fn shown(view: View<'_>, at: usize, start: usize, end: usize) -> Option<Slot> {
    let a = view.analysis;
    if at > start + 2 || at + 3 >= end {
        return None;
    }
    if at == start && a.says(at, "from") {
        let comma = (at + 3..end.min(at + 14)).find(|t| a.is_mark(*t, ','))?;
        let to = (at + 2..comma).any(|t| a.says(t, "to"));
        let fair = (comma + 1..end.min(comma + 5))
            .any(|t| a.is_lower(t, Class::EventNoun) || view.standing.nouns.has(t));
        let other = view.inventory.mention_at(at + 1).is_some()
            || a.tokens[at + 1].shape != Shape::Lower
            || a.is(at + 1, Class::Article);
        return (to && fair && !other).then_some((at + 1, Bounds::Span, "topic.span"));
    }
    let on = at > start && a.is_lower(at, Class::OnShow) && a.says(at - 1, "on");
    (on && a.is(at + 1, Class::Be)).then_some((at + 2, Bounds::Clause, "topic.shown"))
}

/// "The fair is all about X", "the show was dominated by X".
pub(super) fn be(view: View<'_>, at: usize, start: usize, end: usize) -> Option<Slot> {
    let a = view.analysis;
    if !a.is(at, Class::Be) || at + 3 >= end {
        return None;
    }
    let words = &a.knowledge.words;
    let led = a.says(at + 2, "by")
        && a.verb_forms(at + 1)
            .iter()
            .any(|f| f.participle && words.verb_class(f.verb, Class::MatterVerb));
    let about = a.says_all(at + 1, end, &["all", "about"]);
    ((led || about) && super::fair::fair_before(view, at, start)).then_some((
        at + 3,
        Bounds::Clause,
        "topic.verb",
    ))
}

/// "Phase 1 (April 15-19): X, Y", "Hall 3: X"; with `given`, "and Hall 3 to X".
pub(super) fn part(view: View<'_>, at: usize, end: usize, given: bool) -> Option<Slot> {
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
    if given && next + 1 < end && a.says(next, "to") {
        return Some((next + 1, Bounds::Clause, "topic.part"));
    }
    (next + 1 < end && a.is_mark(next, ':')).then_some((next + 1, Bounds::Line, "topic.part"))
}

/// A verb of being about something: the token where its matter begins, and whether the verb can
/// mean nothing else.
pub(super) fn matched_verb(a: &Analysis<'_>, at: usize, end: usize) -> Option<(usize, bool)> {
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
        if a.says(next, "for") && class(Class::TopicVerbFor) && form.participle {
            return Some((next + 1, true));
        }
        if (a.says(next, "at") || a.says(next, "into")) && class(Class::TopicVerbAt) {
            return Some((next + 1, true));
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

/// "Centred on X and Y, the fair brings": a participle that opens a sentence on the fair.
/// With the comma that ends it.
pub(super) fn participle(
    view: View<'_>,
    at: usize,
    start: usize,
    end: usize,
) -> Option<(usize, Slot)> {
    let a = view.analysis;
    let next = at + 1;
    if at != start || next + 2 >= end {
        return None;
    }
    let words = &a.knowledge.words;
    let on = a.says(next, "on") || a.says(next, "around");
    let matters = a.verb_forms(at).iter().any(|form| {
        form.participle
            && (on && words.verb_class(form.verb, Class::TopicVerbOn)
                || a.says(next, "to") && words.verb_class(form.verb, Class::TopicVerbTo))
    });
    let limit = end.min(next + 20);
    let comma = (next + 1..limit).find(|comma| {
        let comma = *comma;
        a.is_mark(comma, ',')
            && (comma + 1..end.min(comma + 7)).any(|t| {
                a.is_lower(t, Class::EventNoun)
                    || view.standing.nouns.has(t)
                    || view.standing.own.has(t)
            })
    });
    let slot = (next + 1, Bounds::Clause, "topic.verb");
    comma.filter(|_| matters).map(|comma| (comma, slot))
}

pub(super) fn verb(
    view: View<'_>,
    at: usize,
    from: usize,
    clear: bool,
    end: usize,
) -> Option<Slot> {
    let a = view.analysis;
    // "covered topics ranging from X to Y": what the topics are comes behind.
    let ranging = (from..end.min(from + 3))
        .any(|t| a.is_lower(t, Class::TopicNoun) && t + 1 < end && a.says(t + 1, "ranging"));
    if ranging {
        return None;
    }
    if clear && a.says(from - 1, "to") && at > 0 && is_other_noun(a, at - 1) {
        return None;
    }
    // "give" and "turn" need their particles; a passive without one has no object.
    if !clear {
        let passive = at > 0 && a.is(at - 1, Class::Be);
        let by = a.says(from, "by") || a.is(from, Class::Preposition);
        // "where farmers get the chance to compete and showcase their produce"
        let theirs = a.says(from, "their")
            && at > 0
            && a.says(at - 1, "and")
            && (at.saturating_sub(4)..at).any(|t| a.says(t, "to"));
        if passive || by || theirs {
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

/// "a town dedicated to small business": a noun right before the participle that is none for a fair,
/// its parts or its talks.
fn is_other_noun(a: &Analysis<'_>, at: usize) -> bool {
    let verbal = [Class::Be, Class::Auxiliary, Class::Adverb, Class::Have];
    let parts = [
        Class::EventNoun,
        Class::EventHead,
        Class::PartNoun,
        Class::TalkEvent,
        Class::TalkPiece,
        Class::ZoneNoun,
        Class::SessionKind,
        Class::SessionHead,
        Class::WareNoun,
        Class::AreaUnit,
        Class::BoothPlace,
    ];
    a.tokens[at].shape == Shape::Lower
        && !verbal.iter().chain(&parts).any(|class| a.is(at, *class))
        && a.verb_forms(at).is_empty()
}

pub(super) type Slot = (usize, Bounds, &'static str);
