//! Parts of an edition told by what is said of them: "Wednesday belongs to the Knot Rodeo", "the Raft
//! World Cup was won by Latvia", "Saturday is Riggers Day", "Thursday's Skippers' Ball".

use super::super::collect::View;
use super::{Found, run, starts_other};
use crate::kind::Kind;
use crate::knowledge::Class;
use crate::mention::{Analysis, Sort};
use crate::text::Shape;
use std::ops::Range;

/// The most words of such a name.
const LONGEST: usize = 8;

/// How far an insertion behind the name may reach: "the Still Water Prize, worth 5,000 euros, goes".
const INSERTED: usize = 14;

/// Names behind an article or a day's possessive of which a sentence says that they are held.
pub(super) fn held(view: View<'_>, tokens: Range<usize>, found: &mut Found) {
    let a = view.analysis;
    let cues = [Class::SessionHeld, Class::SessionLead, Class::Weekday];
    if !a.grid.any(tokens.clone(), cues) {
        return;
    }
    let openers = a
        .grid
        .each(tokens.clone(), (Class::Article, Class::Weekday));
    for at in openers {
        let Some(from) = opened(a, at, tokens.end) else {
            continue;
        };
        let name = trimmed(a, run(a, from, tokens.end));
        if name.len() < 2 || name.len() > LONGEST {
            continue;
        }
        let said = is_held(a, &name, tokens.end);
        if is_other(view, &name, said == Told::Plainly) {
            continue;
        }
        let headed = is_headed(a, &name);
        let day = a.is(at, Class::Weekday);
        let fits = match headed {
            true => said != Told::Nothing || day || is_led(a, at, tokens.start) != Told::Nothing,
            false => said == Told::Plainly || is_led(a, at, tokens.start) == Told::Plainly,
        };
        if fits {
            found.push((name, "session.held"));
        }
    }
}

/// How plainly words say that a name is a part of the programme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Told {
    Nothing,
    /// As of anything: "drew 400", "includes the X".
    Likely,
    /// As of nothing else: "takes place", "Tuesday belongs to the X".
    Plainly,
}

/// Where a name may begin behind an article, "Thursday's" or "Saturday is".
fn opened(a: &Analysis<'_>, at: usize, end: usize) -> Option<usize> {
    let mut from = at + 1;
    if a.is(at, Class::Weekday) {
        let next =
            from < end && (a.tokens[from].shape == Shape::Possessive || a.is(from, Class::Be));
        if !next {
            return None;
        }
        from += 1;
        if from < end && a.is(from, Class::Article) {
            return None;
        }
    }
    let names = from < end
        && a.tokens[from].shape.is_nameish()
        && !a.is(from, Class::Weekday)
        && !a.is(from, Class::Month);
    names.then_some(from)
}

/// A name without the day that a comma-less sentence puts behind it: "the Night Market Friday".
fn trimmed(a: &Analysis<'_>, mut name: Range<usize>) -> Range<usize> {
    // "the Skippers' Summit and the Knot Chat": two names.
    let and = (name.start + 1..name.end.saturating_sub(1))
        .find(|t| a.says(*t, "and") && a.is(*t + 1, Class::Article));
    name.end = and.unwrap_or(name.end);
    while name.len() > 1
        && (a.is(name.end - 1, Class::Weekday)
            || a.is(name.end - 1, Class::Month)
            || a.tokens[name.end - 1].shape == Shape::Number
            || a.tokens[name.end - 1].shape == Shape::Possessive)
    {
        name.end -= 1;
    }
    name
}

/// Whether a name's last word is that of a part of a fair.
fn is_headed(a: &Analysis<'_>, name: &Range<usize>) -> bool {
    // "the Night of the Lanterns"
    let of = name
        .clone()
        .find(|t| matches!(a.word(*t), "of" | "for" | "on"));
    let last = of
        .and_then(|of| of.checked_sub(1))
        .filter(|head| *head >= name.start && a.is(*head, Class::SessionGloss))
        .unwrap_or(name.end - 1);
    !a.is(last, Class::FairFloor)
        && [
            Class::SessionHead,
            Class::SessionHeadStrong,
            Class::SessionGloss,
            Class::NeverFair,
        ]
        .iter()
        .any(|class| a.is(last, *class))
}

/// Whether a name is somebody's, a place's or the fair's own.
fn is_other(view: View<'_>, name: &Range<usize>, plain: bool) -> bool {
    let a = view.analysis;
    if starts_other(view, name.start) {
        return true;
    }
    name.clone().any(|t| {
        view.inventory.mention_at(t).is_some_and(|m| {
            let mention = &view.inventory.mentions[m];
            let whole = mention.range.end >= name.end;
            match mention.sort {
                Sort::Event => view.events.series_of.contains_key(&view.inventory.of[m]),
                Sort::Venue | Sort::Country | Sort::Place => whole && !is_headed(a, name),
                Sort::Organisation(kind) => {
                    let part = a.is(name.end - 1, Class::SessionGloss)
                        || kind == Kind::Company && is_headed(a, name);
                    whole && (mention.record.is_some() || !part)
                }
                Sort::Person => whole && mention.range.len() > 1 && !plain && !is_headed(a, name),
                _ => false,
            }
        })
    })
}

/// What stands behind a name: "takes place", "was won by", "is on Thursday", "drew 400".
fn is_held(a: &Analysis<'_>, name: &Range<usize>, end: usize) -> Told {
    let mut at = name.end;
    if at < end && a.is_mark(at, ',') {
        let close = (at + 1..end.min(at + INSERTED)).find(|t| a.is_mark(*t, ','));
        at = close.map_or(at, |close| close + 1);
    }
    while at < end
        && (a.is_lower(at, Class::Adverb) || a.is(at, Class::Auxiliary) && !a.is(at, Class::Be))
    {
        at += 1;
    }
    if at + 1 >= end {
        return Told::Nothing;
    }
    if a.says(at + 1, "place") && a.is_lower(at, Class::SessionHeld) {
        return Told::Plainly;
    }
    if a.is(at, Class::Be) {
        let next = at + 1;
        let day = a.is(next, Class::Weekday)
            || next + 1 < end && a.says(next, "on") && a.is(next + 1, Class::Weekday);
        let prize = next + 1 < end
            && (a.says(next, "won") && a.says(next + 1, "by") || a.says(next, "awarded"));
        return match day || prize {
            true => Told::Plainly,
            false if a.is_lower(next, Class::SessionHeld) => Told::Likely,
            false => Told::Nothing,
        };
    }
    // "on Tuesday drew 420 diners"
    let day = at + 1 + usize::from(a.says(at + 1, "the"));
    if a.says(at, "on") && a.is(day, Class::Weekday) {
        let counted =
            a.shape(day + 2) == Some(Shape::Number) || a.shape(day + 3) == Some(Shape::Number);
        return match counted && a.is_lower(day + 1, Class::SessionHeld) {
            true => Told::Plainly,
            false => Told::Likely,
        };
    }
    // "for lifetime achievement went to"
    let away = (at..end.min(at + 7)).find(|t| matches!(a.word(*t), "goes" | "went"));
    let goes = away
        .is_some_and(|t| a.says(t + 1, "to") && (t == at || a.says(at, "for") || a.says(at, "of")));
    match goes || a.is_lower(at, Class::SessionHeld) {
        true => Told::Likely,
        false => Told::Nothing,
    }
}

/// What stands before a name's article: "belongs to", "ends with", "includes", "joined".
fn is_led(a: &Analysis<'_>, article: usize, start: usize) -> Told {
    let Some(before) = article.checked_sub(1).filter(|t| *t > start) else {
        return Told::Nothing;
    };
    let small = a.is_lower(before, Class::Preposition);
    let plain = matches!(a.word(before), "to" | "with");
    let verb = before - usize::from(small);
    if verb < start || !a.is_lower(verb, Class::SessionLead) {
        return Told::Nothing;
    }
    // "Wednesday night belongs to", "New this year is"
    let day =
        (start..verb).any(|t| a.is(t, Class::Weekday) || a.says(t, "new") || a.says(t, "evening"));
    match plain && day || a.says(start, "new") && a.is(verb, Class::Be) {
        true => Told::Plainly,
        false if a.is(verb, Class::Be) => Told::Nothing,
        false => Told::Likely,
    }
}
