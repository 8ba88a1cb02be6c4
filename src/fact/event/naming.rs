//! What fairs are called: other names, names with a number, acronyms and what they stand for.

use crate::document::BlockKind;
use crate::knowledge::{Class, fold};
use crate::mention::{Analysis, Inventory, Sort, ThingId};
use crate::text::Shape;
use std::ops::Range;

/// Fairs that the text says are the main one by another name: "the event, also called X", "X, or
/// Y for short", "X, better known as the Y".
pub(super) fn aliases(
    analysis: &Analysis<'_>,
    inventory: &Inventory,
    main: ThingId,
) -> Vec<ThingId> {
    let mut found = Vec::new();
    for (index, mention) in inventory.mentions.iter().enumerate() {
        if mention.sort != Sort::Event {
            continue;
        }
        let sentence = &analysis.sentences[analysis.sentence_of(mention.range.start)].tokens;
        let mut at = mention.outer.start;
        while at > sentence.start
            && (analysis.is(at - 1, Class::Article) || analysis.says(at - 1, "as"))
        {
            at -= 1;
        }
        if at == sentence.start || !analysis.is_lower(at - 1, Class::AliasCue) {
            continue;
        }
        at -= 1;
        while at > sentence.start
            && (analysis.is_lower(at - 1, Class::Adverb)
                || analysis.is(at - 1, Class::AliasCue)
                || analysis.is_mark(at - 1, ','))
        {
            at -= 1;
        }
        if at == sentence.start {
            continue;
        }
        let before = at - 1;
        let named = inventory
            .mention_at(before)
            .filter(|m| inventory.mentions[*m].sort == Sort::Event);
        let event = analysis.is_lower(before, Class::EventNoun);
        match named {
            Some(other) if inventory.of[other] == main => found.push(inventory.of[index]),
            // The fuller name comes first, the one that is used behind it.
            Some(other) if inventory.of[index] == main => found.push(inventory.of[other]),
            None if event && inventory.of[index] != main => found.push(inventory.of[index]),
            _ => {}
        }
    }
    for index in 1..inventory.mentions.len() {
        if !is_apposed(analysis, inventory, index) {
            continue;
        }
        match (inventory.of[index - 1], inventory.of[index]) {
            (before, here) if before == main => found.push(here),
            (before, here) if here == main => found.push(before),
            _ => {}
        }
    }
    found.retain(|thing| *thing != main);
    found
}

/// Whether a fair's name stands behind another with its count: "ACOUSTO 2031, the 31st
/// International Congress on Acoustics, will be held".
pub(super) fn is_apposed(analysis: &Analysis<'_>, inventory: &Inventory, index: usize) -> bool {
    let Some(before) = index.checked_sub(1).map(|m| &inventory.mentions[m]) else {
        return false;
    };
    let here = &inventory.mentions[index];
    before.sort == Sort::Event
        && here.sort == Sort::Event
        && here.ordinal.is_some()
        && here.record.is_none()
        && before.outer.end + 2 == here.outer.start
        && analysis.is_mark(before.outer.end, ',')
        && analysis.says(before.outer.end + 1, "the")
}

/// Fairs whose headline has only a word or two of their name before a common noun: "Citrus expo
/// opens" over a text on the "Three Gorges International Citrus Expo". Each short form with the
/// fair that it is.
pub(super) fn headline_forms(
    analysis: &Analysis<'_>,
    inventory: &Inventory,
    things: &[ThingId],
) -> Vec<(ThingId, ThingId)> {
    let mut found = Vec::new();
    for (index, mention) in inventory.mentions.iter().enumerate() {
        let thing = inventory.of[index];
        let end = mention.range.end;
        if mention.sort != Sort::Event
            || inventory.things[thing.0 as usize].record.is_some()
            || mention.year.is_some()
        {
            continue;
        }
        let sentence = &analysis.sentences[analysis.sentence_of(mention.range.start)];
        let noun = sentence.kind == BlockKind::Title
            && end < sentence.tokens.end
            && analysis.is_lower(end, Class::EventNoun);
        if !noun {
            continue;
        }
        let mut short = tokens(&inventory.things[thing.0 as usize].label);
        short.push(fold(analysis.word(end)));
        let fuller = things.iter().copied().find(|other| {
            let label = tokens(&inventory.things[other.0 as usize].label);
            let mut rest = label.iter();
            *other != thing
                && label.len() > short.len()
                && short.iter().all(|word| rest.any(|token| token == word))
        });
        if let Some(fuller) = fuller {
            found.push((thing, fuller));
        }
    }
    found
}

/// The ending of an ordinal in digits.
pub(super) fn suffix(number: u16) -> &'static str {
    match (number % 10, number % 100) {
        (1, n) if n != 11 => "st",
        (2, n) if n != 12 => "nd",
        (3, n) if n != 13 => "rd",
        _ => "th",
    }
}

/// The stem and number of a name that carries its edition's number: "COP29".
pub(in crate::fact) fn numbered(label: &str) -> Option<(&str, i32)> {
    let cut = label.find(|c: char| c.is_ascii_digit())?;
    let (stem, digits) = label.split_at(cut);
    let upper = stem.len() >= 2 && stem.chars().all(|c| c.is_ascii_uppercase());
    (upper && (1..=3).contains(&digits.len()))
        .then(|| digits.parse().ok().map(|number| (stem, number)))
        .flatten()
}

/// The name of a body's own meeting that the first sentences announce: "the 182nd annual meeting
/// of the American Association", "the Forum ... its 55th Annual Meeting".
pub(super) fn body_meeting(analysis: &Analysis<'_>, inventory: &Inventory) -> Option<String> {
    let body = analysis
        .sentences
        .iter()
        .position(|s| s.kind == BlockKind::Paragraph)?;
    for sentence in analysis.sentences.iter().skip(body).take(4) {
        let range = sentence.tokens.clone();
        for at in range.start + 1..range.end {
            if !analysis.is(at, Class::MeetingHead) || !analysis.says(at - 1, "annual") {
                continue;
            }
            if let Some(label) = bodys_own(analysis, inventory, at, range.start) {
                return Some(label);
            }
            // "its annual conference, Moving Forward, at the hotel": it has a name.
            let called = at + 2 < range.end
                && analysis.is_mark(at + 1, ',')
                && inventory.mention_at(at + 2).is_some_and(|m| {
                    let mention = &inventory.mentions[m];
                    mention.sort == Sort::Event
                        && mention.outer.end < range.end
                        && analysis.is_mark(mention.outer.end, ',')
                });
            if called {
                continue;
            }
            let numbered = at >= range.start + 2 && analysis.ordinal(at - 2).is_some();
            let own = (range.start.max(at.saturating_sub(4))..at).any(|t| analysis.says(t, "its"));
            if !(numbered || own) {
                continue;
            }
            // "of the American Association ..."
            let mut next = at + 1;
            if next < range.end && analysis.says(next, "of") {
                next += 1;
                while next < range.end && analysis.is(next, Class::Article) {
                    next += 1;
                }
            }
            let behind = (next > at + 1 && next < range.end)
                .then(|| inventory.mention_at(next))
                .flatten();
            let before = own
                .then(|| {
                    let (mentions, _) = inventory.by_sentence[analysis.sentence_of(at)].clone();
                    mentions.rev().find(|m| {
                        let mention = &inventory.mentions[*m];
                        mention.range.end < at
                            && (matches!(mention.sort, Sort::Organisation(_) | Sort::Event)
                                // "Acme Prints, a chain of shops, held its 2031 Annual Convention"
                                || mention.sort == Sort::Name
                                    && opens_with(analysis, inventory, *m, range.start))
                    })
                })
                .flatten();
            let m = behind.or(before)?;
            // "the Tidewater Forum, its ninth annual conference,": the fair has a name.
            let named = behind.is_none()
                && inventory.mentions[m].sort == Sort::Event
                && analysis.is_mark(inventory.mentions[m].outer.end, ',')
                && analysis.says(inventory.mentions[m].outer.end + 1, "its");
            if named {
                continue;
            }
            if !matches!(
                inventory.mentions[m].sort,
                Sort::Organisation(_) | Sort::Event | Sort::Name
            ) {
                continue;
            }
            let head = analysis.word(at);
            let mut chars = head.chars();
            let head: String = chars
                .next()
                .into_iter()
                .flat_map(char::to_uppercase)
                .chain(chars)
                .collect();
            let first = inventory.mentions[m].outer.start;
            let name = match behind {
                None if first == range.start + 1 && inventory.mentions[m].sort == Sort::Name => {
                    analysis.slice(range.start..inventory.mentions[m].outer.end)
                }
                _ => &inventory.thing(m).label,
            };
            return Some(format!("{name} Annual {head}"));
        }
    }
    None
}

/// Whether a name opens a sentence; before it only an adverb that the text writes with it again:
/// "Freshly Printed, a chain of shops, held its annual convention".
fn opens_with(analysis: &Analysis<'_>, inventory: &Inventory, m: usize, start: usize) -> bool {
    let outer = &inventory.mentions[m].outer;
    outer.start == start
        || outer.start == start + 1 && {
            let whole = analysis.slice(start..outer.end);
            inventory.things.iter().any(|thing| thing.label == whole)
        }
}

/// "at the Guild of Bridge Welders (GBW) 2031 Annual Conference": the meeting by its body's name,
/// its year between.
fn bodys_own(
    analysis: &Analysis<'_>,
    inventory: &Inventory,
    head: usize,
    floor: usize,
) -> Option<String> {
    let capital = |t: usize| analysis.tokens[t].shape == Shape::Capital;
    if !capital(head) || !capital(head - 1) || head < floor + 3 {
        return None;
    }
    let mut at = head - 2;
    let year = analysis.tokens[at].shape == Shape::Number && analysis.word(at).len() == 4;
    at -= usize::from(year);
    let bracket = analysis.is_mark(at, ')') && at > floor + 2 && analysis.is_mark(at - 2, '(');
    if bracket {
        at -= 3;
    }
    if !(year || bracket) {
        return None;
    }
    let body = inventory.mention_at(at)?;
    let mention = &inventory.mentions[body];
    let named = mention.range.end == at + 1
        && mention.range.len() > 1
        && matches!(
            mention.sort,
            Sort::Organisation(_) | Sort::Event | Sort::Name
        );
    named.then(|| {
        let name = inventory.thing(body).label.clone();
        format!("{name} Annual {}", analysis.word(head))
    })
}

/// A name with the words before it whose first letters the acronym behind it has: "Astana Mining
/// and Metallurgy 2011 (AMM)" where only "Metallurgy" was taken for the name.
pub(super) fn expanded(analysis: &Analysis<'_>, range: Range<usize>) -> Range<usize> {
    let sentence = &analysis.sentences[analysis.sentence_of(range.start)].tokens;
    let mut open = range.end;
    if open < sentence.end && analysis.tokens[open].shape == Shape::Number {
        open += 1;
    }
    let acronym = open + 2 < sentence.end
        && analysis.is_mark(open, '(')
        && analysis.is_mark(open + 2, ')')
        && analysis.tokens[open + 1].shape == Shape::Upper;
    if !acronym {
        return range;
    }
    let mut letters = analysis.word(open + 1).chars().rev();
    let mut start = range.end;
    let mut first = range.end;
    for letter in letters.by_ref() {
        // Small words between have no letter of their own.
        loop {
            if start == sentence.start {
                return range;
            }
            start -= 1;
            if analysis.tokens[start].shape.is_nameish() {
                break;
            }
            if analysis.tokens[start].shape != Shape::Lower && !analysis.is_mark(start, '&') {
                return range;
            }
        }
        if !analysis.word(start).starts_with(letter) {
            return range;
        }
        first = start;
    }
    first.min(range.start)..range.end
}

/// Whether a name is made of words that any fair may have: "Trade Fair", "World Book Fair".
pub(super) fn is_generic(analysis: &Analysis<'_>, range: Range<usize>) -> bool {
    range.clone().all(|t| {
        analysis.is(t, Class::EventHead)
            || analysis.is(t, Class::EventModifier)
            || analysis.is(t, Class::EventNoun)
            || analysis.is(t, Class::Conjunction)
            || analysis.tokens[t].shape == Shape::Number
            || analysis.mark(t).is_some()
    })
}

/// Whether `own` is `main` without some of its first or middle words, or with words cut short:
/// "Trade Fair" for "Lyra International Trade Fair", "Zim Agric Show" for "Zimbabwe Agricultural
/// Show".
pub(super) fn is_short_for(own: &[String], main: &[String]) -> bool {
    let cut = |a: &String, b: &String| a == b || a.len() >= 3 && b.starts_with(a.as_str());
    if own.len() == main.len() {
        return own.len() >= 2
            && own.last() == main.last()
            && own.iter().zip(main).all(|(a, b)| cut(a, b));
    }
    tail_of(own, main)
}

/// Whether the words of `own` stand in `main` in that order, the last at its end.
fn tail_of(own: &[String], main: &[String]) -> bool {
    let mut rest = main.iter();
    own.len() < main.len()
        && own.last().is_some()
        && own.last() == main.last()
        && own.iter().all(|word| rest.any(|other| other == word))
}

/// The fair whose name goes on from that of another and which the text counts: "The 10th Maker Faire
/// Kelm", called "Maker Faire" for short.
pub(super) fn counted_form(
    inventory: &Inventory,
    scores: &[(ThingId, i64)],
    main: ThingId,
) -> Option<ThingId> {
    let thing = &inventory.things[main.0 as usize];
    let short = tokens(&thing.label);
    if thing.record.is_some() || short.len() < 2 {
        return None;
    }
    let known = |thing: ThingId| scores.iter().any(|(other, _)| *other == thing);
    let lead = inventory.by_sentence.iter().take(COUNTED);
    lead.flat_map(|(mentions, _)| mentions.clone())
        .filter(|m| inventory.mentions[*m].ordinal.is_some() && inventory.of[*m] != main)
        .take(COUNTED)
        .map(|m| inventory.of[m])
        .find(|other| {
            let t = &inventory.things[other.0 as usize];
            let long = tokens(&t.label);
            t.record.is_none()
                && long.len() > short.len()
                && long.starts_with(&short)
                && known(*other)
        })
}

/// The sentences in which a text says which fair it is about, and the counted names in them that are
/// looked at.
const COUNTED: usize = 6;

/// Whether a name is a head noun with a year and no more: "Expo 2017", which may be any expo's.
pub(super) fn is_bare_with_year(
    analysis: &Analysis<'_>,
    inventory: &Inventory,
    thing: ThingId,
) -> bool {
    let t = &inventory.things[thing.0 as usize];
    let range = inventory.mentions[t.first].range.clone();
    range.len() == 2
        && analysis.is(range.start, Class::EventHead)
        && analysis.tokens[range.start + 1].shape == Shape::Number
}

/// The fuller name of the main fair, where the name that the text uses most is short for one of
/// several: the one that the text is most about.
pub(super) fn fuller(
    analysis: &Analysis<'_>,
    inventory: &Inventory,
    scores: &[(ThingId, i64)],
    main: ThingId,
    main_tokens: &[String],
) -> Option<ThingId> {
    let thing = &inventory.things[main.0 as usize];
    if thing.record.is_some() {
        return None;
    }
    let generic = is_generic(analysis, inventory.mentions[thing.first].range.clone());
    scores
        .iter()
        .filter(|(other, _)| {
            let t = &inventory.things[other.0 as usize];
            let own = tokens(&t.label);
            *other != main
                && (t.record.is_none() || generic || own.len() == main_tokens.len())
                && is_short_for(main_tokens, &own)
                && (generic || !super::is_part_head(analysis, inventory, *other))
        })
        .max_by(|a, b| a.1.cmp(&b.1).then(b.0.cmp(&a.0)))
        .map(|(other, _)| *other)
}

/// The words of a name that tell it apart, folded.
pub(in crate::fact) fn tokens(label: &str) -> Vec<String> {
    fold(label)
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| {
            !word.is_empty() && !matches!(*word, "the" | "of" | "and" | "for" | "in" | "on")
        })
        // "St. Albans" is Saint Albans.
        .map(|word| if word == "st" { "saint" } else { word })
        .map(str::to_owned)
        .collect()
}
