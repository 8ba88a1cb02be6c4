//! Which of the fairs a document is about, which are parts of another, and the main one's year.

use super::Events;
use super::naming::{is_generic, tokens};
use crate::document::{BlockKind, Document};
use crate::knowledge::{Class, Table, fold};
use crate::mention::{Analysis, Inventory, Sort, ThingId};
use crate::text::Shape;
use rustc_hash::FxHashMap;

/// Beyond this, in thousandths of a logit, what stands around a name says no more.
const CLAIM: i32 = 5000;

/// So much of it counts as one point.
const CLAIM_UNIT: i64 = 100;

/// How strongly each fair is what the document is about.
pub(super) fn scores(
    document: &Document,
    analysis: &Analysis<'_>,
    inventory: &Inventory,
) -> Vec<(ThingId, i64)> {
    let mut scores: FxHashMap<ThingId, i64> = FxHashMap::default();
    let title = document.title.as_deref().map(fold).unwrap_or_default();
    let body = analysis
        .sentences
        .iter()
        .position(|s| s.kind == BlockKind::Paragraph)
        .unwrap_or(0);
    // The fair that the running text names first.
    let leading = inventory
        .mentions
        .iter()
        .enumerate()
        .find(|(_, m)| {
            m.sort == Sort::Event
                && analysis.sentence_of(m.range.start) >= body
                && !beside_sibling(analysis, m.outer.end)
        })
        .map(|(index, _)| inventory.of[index]);
    // "similar to the Great Exhibition of 1851": what took place long ago is not reported on.
    let mut long_gone: Vec<ThingId> = Vec::new();
    if let Some(day) = document.published {
        let (mut old, mut recent) = (Vec::new(), Vec::new());
        for (index, mention) in inventory.mentions.iter().enumerate() {
            match mention.year {
                Some(year) if year + HISTORY < i32::from(day.year()) => {
                    old.push(inventory.of[index])
                }
                Some(_) => recent.push(inventory.of[index]),
                None => {}
            }
        }
        old.retain(|thing| !recent.contains(thing));
        long_gone = old;
    }
    for (index, mention) in inventory.mentions.iter().enumerate() {
        if mention.sort != Sort::Event || is_no_fair(analysis, inventory, inventory.of[index]) {
            continue;
        }
        if long_gone.contains(&inventory.of[index])
            || beside_sibling(analysis, mention.outer.end)
            || leading.is_some_and(|fair| is_nickname(analysis, inventory, index, fair))
        {
            continue;
        }
        let thing = inventory.of[index];
        let sentence = analysis.sentence_of(mention.range.start);
        let mut score = 10;
        if sentence < body + 4 {
            score += 12;
        }
        if mention.ordinal.is_some() {
            score += 8;
        }
        if mention.year.is_some() {
            let own = document
                .published
                .is_some_and(|d| mention.year == Some(i32::from(d.year())));
            score += if own { 12 } else { 4 };
        }
        if analysis.sentences[sentence].kind == BlockKind::Title {
            score += 25;
        }
        // "X opened", "X runs until", "X ended": it takes place here.
        let end = mention.outer.end;
        let stop = analysis.sentences[sentence].tokens.end;
        if (end..stop.min(end + 4)).any(|t| takes_place(analysis, t)) {
            score += 10;
        }
        *scores.entry(thing).or_default() += score;
    }
    // Names that the headline has in full: "Kelm" of "Kelm Street Fair" names nothing else there.
    let full: Vec<String> = scores
        .keys()
        .map(|thing| fold(&inventory.things[thing.0 as usize].label))
        .filter(|label| !title.is_empty() && title.contains(label.as_str()))
        .take(FULL)
        .collect();
    let mut claimed: FxHashMap<ThingId, i32> = FxHashMap::default();
    for claim in &inventory.claims {
        let weight = claimed
            .entry(inventory.of[claim.mentions[0]])
            .or_insert(i32::MIN);
        *weight = claim.weight.max(*weight);
    }
    let mut scored: Vec<(ThingId, i64)> = scores
        .into_iter()
        .map(|(thing, mut score)| {
            let t = &inventory.things[thing.0 as usize];
            if let Some(weight) = claimed.get(&thing) {
                score += i64::from((*weight).clamp(-CLAIM, CLAIM)) / CLAIM_UNIT;
            }
            if t.record.is_some() {
                score += 10;
            }
            if Some(thing) == leading {
                score += 12;
            }
            let folded = fold(&t.label);
            // "the Centre of Exhibition": a word that any fair may be called by names none.
            let first = &inventory.mentions[t.first].range;
            let bare =
                t.record.is_none() && first.len() == 1 && is_generic(analysis, first.clone());
            if bare {
                score -= 60;
            } else if !title.is_empty()
                && (title.contains(&folded)
                    || t.aliases.iter().map(|alias| fold(alias)).any(|alias| {
                        alias.len() > 2
                            && title.contains(&alias)
                            && !full.iter().any(|label| label.contains(&alias))
                    }))
            {
                score += 40;
            }
            if !bare
                && t.record.is_none()
                && told_in_words(analysis, inventory, &tokens(&t.label), body)
            {
                score += 20;
            }
            if t.record.is_none() && analysis.is(last_word(inventory, thing), Class::NeverFair) {
                score -= 60;
            } else if is_part_head(analysis, inventory, thing) && t.record.is_none() {
                score -= if Some(thing) == leading { 8 } else { 25 };
            }
            (thing, score)
        })
        .collect();
    scored.sort_by_key(|(thing, _)| *thing);
    scored
}

/// "the 10th export fair of Norland's Kelmland province opened", of the Kelmland Export Fair: whether one
/// of the first sentences has all words of a name, the noun for a fair in small letters.
fn told_in_words(
    analysis: &Analysis<'_>,
    inventory: &Inventory,
    name: &[String],
    body: usize,
) -> bool {
    let Some(noun) = name.last().filter(|_| name.len() >= 3) else {
        return false;
    };
    let lead = analysis.sentences.iter().skip(body).take(2);
    lead.map(|sentence| sentence.tokens.clone()).any(|tokens| {
        let named = (inventory.mentions.iter())
            .any(|m| m.sort == Sort::Event && tokens.contains(&m.range.start));
        let told = |at: usize| {
            let near = tokens.start.max(at.saturating_sub(NEAR))..tokens.end.min(at + NEAR);
            (name.iter()).all(|word| near.clone().any(|t| fold(analysis.word(t)) == *word))
        };
        !named
            && tokens.clone().any(|t| {
                analysis.is_lower(t, Class::FairNoun)
                    && analysis.word(t).eq_ignore_ascii_case(noun)
                    && told(t)
            })
    })
}

/// "Vila expo wraps up", of the Fifth Melanesian Trade Expo: one word and the noun in small letters
/// that the fair's own name ends with.
fn is_nickname(
    analysis: &Analysis<'_>,
    inventory: &Inventory,
    index: usize,
    fair: ThingId,
) -> bool {
    let mention = &inventory.mentions[index];
    let noun = mention.outer.end.max(mention.range.end);
    let full = &inventory.mentions[inventory.things[fair.0 as usize].first].range;
    let last = full.end - 1;
    inventory.of[index] != fair
        && mention.record.is_none()
        && mention.year.is_none()
        && mention.range.len() == 1
        && full.len() > 2
        && noun < analysis.tokens.len()
        && [noun - 1, noun].iter().any(|t| {
            analysis.is_lower(*t, Class::EventHead) && analysis.words[*t] == analysis.words[last]
        })
}

/// A page whose own date is so many years behind the fair's year was saved or printed late.
const STALE: i32 = 2;

/// A fair that is named with a year so many years back, and with no other, is history.
const HISTORY: i32 = 60;

/// So many words lie between the noun for a fair and the others that describe it.
const NEAR: usize = 8;

/// So many fairs may be named in a headline.
const FULL: usize = 32;

/// "The Dubai Airshow's little sister": a fair that tells only which other one is meant.
fn beside_sibling(analysis: &Analysis<'_>, end: usize) -> bool {
    // "The CES of beer": a figure of speech.
    let figurative = end + 1 < analysis.tokens.len()
        && analysis.says(end, "of")
        && analysis.tokens[end + 1].shape == Shape::Lower
        && !analysis.is(end + 1, Class::Determiner);
    figurative
        || end < analysis.tokens.len()
            && analysis.tokens[end].shape == Shape::Possessive
            && (end + 1..analysis.tokens.len().min(end + 4))
                .take_while(|t| analysis.tokens[*t].shape == Shape::Lower)
                .any(|t| analysis.is(t, Class::SiblingNoun))
}

pub(super) fn last_word(inventory: &Inventory, thing: ThingId) -> usize {
    let first = inventory.things[thing.0 as usize].first;
    inventory.mentions[first].range.end - 1
}

/// Whether the words themselves say that it is a fair: a record, a head noun, or a year or a count
/// with the name. Without them only the words around the name made it one.
pub(super) fn is_sure(analysis: &Analysis<'_>, inventory: &Inventory, thing: ThingId) -> bool {
    let t = &inventory.things[thing.0 as usize];
    if t.record.is_some() {
        return true;
    }
    let range = &inventory.mentions[t.first].range;
    let headed = analysis.is(range.end - 1, Class::EventHead)
        || analysis.is(range.start, Class::EventHeadFirst)
        || analysis.is(range.start, Class::EventOpener);
    let dated = inventory
        .mentions
        .iter()
        .enumerate()
        .any(|(index, m)| inventory.of[index] == thing && m.year.is_some());
    let month = range.clone().any(|t| analysis.is(t, Class::Month));
    headed || dated && !month
}

/// Whether a name is no fair's, whatever the words around it: a place, or head nouns alone
/// ("Conference & Exhibition").
pub(super) fn is_no_fair(analysis: &Analysis<'_>, inventory: &Inventory, thing: ThingId) -> bool {
    let t = &inventory.things[thing.0 as usize];
    if t.record.is_some() {
        return false;
    }
    let range = inventory.mentions[t.first].range.clone();
    let authority = &analysis.knowledge.authority;
    let place = authority
        .names(&analysis.words[range.clone()])
        .last()
        .is_some_and(|(length, entries)| {
            length == range.len()
                && entries
                    .iter()
                    .any(|e| matches!(e.table, Table::Place | Table::Country))
        });
    // "the Fair", where a longer name has the word.
    let short = range.len() == 1
        && analysis.is(range.start, Class::EventHead)
        && inventory.things.iter().any(|other| {
            let longer = inventory.mentions[other.first].range.clone();
            other.sort == Sort::Event && longer.len() > 2 && { longer }
                .any(|t| analysis.words[t] == analysis.words[range.start])
        });
    let generic = range.clone().all(|t| {
        analysis.is(t, Class::EventHead)
            || analysis.is(t, Class::Conjunction)
            || analysis.mark(t).is_some()
    });
    // "the IV International Conference `Wheels and Rails`": a part that has a title.
    let plain = |t: usize| {
        analysis.is(t, Class::EventHead)
            || analysis.is(t, Class::RegionWord)
            || analysis.is(t, Class::EventModifier)
            || analysis.ordinal(t).is_some()
            || analysis.tokens[t].shape == Shape::Upper && is_roman(analysis.word(t))
    };
    let titled = range.end < analysis.tokens.len()
        && analysis.is_quote(range.end)
        && range.clone().all(plain)
        && inventory.things.iter().any(|other| {
            other.sort == Sort::Event && other.first != t.first && !other.label.contains(&t.label)
        });
    let family = range.clone().any(|t| analysis.is(t, Class::Honorific))
        && !analysis.is(range.end - 1, Class::EventHead);
    place || titled || short || generic && range.len() > 1 || family
}

/// Whether a word is a count in Roman numerals: "IV".
fn is_roman(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|b| matches!(b, b'I' | b'V' | b'X' | b'L'))
}

/// Whether the name ends like that of a part of an event rather than of a fair.
pub(super) fn is_part_head(analysis: &Analysis<'_>, inventory: &Inventory, thing: ThingId) -> bool {
    analysis.is(last_word(inventory, thing), Class::PartHead)
}

/// Whether a word is a verb of taking place: "opened", "runs".
pub(super) fn takes_place(analysis: &Analysis<'_>, at: usize) -> bool {
    analysis.verb_forms(at).iter().any(|form| {
        [Class::OpeningVerb, Class::ClosingVerb, Class::RunVerb]
            .iter()
            .any(|class| analysis.knowledge.words.verb_class(form.verb, *class))
    })
}

/// Whether a named event is a part of the main edition rather than a fair of its own.
pub(super) fn is_session(
    analysis: &Analysis<'_>,
    inventory: &Inventory,
    thing: ThingId,
    main: &[String],
) -> bool {
    let t = &inventory.things[thing.0 as usize];
    if t.record.is_some() {
        return false;
    }
    let own = tokens(&t.label);
    if own.first() == main.first() && own.len() > 1 && main.len() <= 2 {
        return true;
    }
    if analysis.is(last_word(inventory, thing), Class::NeverFair) {
        return true;
    }
    // "Its portfolio includes Foo Forum, Bar Fair and the Accra Credit Summit"
    let beside = |at: usize| {
        let sentence = &analysis.sentences[analysis.sentence_of(at)];
        sentence.classes.has(Class::PortfolioNoun)
    };
    if beside(inventory.mentions[t.first].range.start) {
        return false;
    }
    let mut dated = false;
    let mut placed = false;
    for (index, mention) in inventory.mentions.iter().enumerate() {
        if inventory.of[index] != thing {
            continue;
        }
        dated |= mention.year.is_some();
        let end = mention.outer.end;
        if end + 1 < analysis.tokens.len() && analysis.says(end, "in") {
            placed |= inventory
                .mention_at(end + 1)
                .is_some_and(|m| inventory.mentions[m].sort == Sort::Place);
        }
    }
    let strong = analysis.is(last_word(inventory, thing), Class::SessionHeadStrong);
    !dated && !placed && strong
}

/// The year of the main edition: named with it, or the document's own.
pub(super) fn main_year(
    document: &Document,
    analysis: &Analysis<'_>,
    inventory: &Inventory,
    events: &Events,
) -> Option<i32> {
    // "Expo 2020 Dubai" took place later; its name's year is the edition's.
    // "COIN3000" has no year in it.
    let far = |year: i32| {
        let own = document.published.map(|date| i32::from(date.year()));
        !(1850..=2100).contains(&year) || own.is_some_and(|own| year > own + 15)
    };
    if let Some(year) = events.series[0]
        .label
        .split(|c: char| !c.is_ascii_digit())
        .find_map(|word| (word.len() == 4).then(|| word.parse().ok()).flatten())
        .filter(|year| !far(*year))
    {
        return Some(year);
    }
    let published = document.published.map(|date| i32::from(date.year()));
    let mut years: Vec<(i32, i64)> = Vec::new();
    let mut told = None;
    // The year of the first name in running text, if the sentence says it once more with its days:
    // "Registration is open for Harbour Expo 2031, to be held on March 8-11, 2031".
    let mut dated = None;
    let mut bare = 0;
    let mut add = |year: i32, weight: i64| match years.iter_mut().find(|(y, _)| *y == year) {
        Some((_, w)) => *w += weight,
        None => years.push((year, weight)),
    };
    for (index, mention) in inventory.mentions.iter().enumerate() {
        if events.series_of.get(&inventory.of[index]) != Some(&0) {
            continue;
        }
        let sentence = analysis.sentence_of(mention.range.start);
        let weight = match analysis.sentences[sentence].kind {
            BlockKind::Title => 6,
            _ if sentence < 6 => 3,
            _ => 1,
        };
        if analysis.sentences[sentence].kind == BlockKind::Paragraph {
            // "won a prize at the Harbour Expo 2028": in passing.
            let mut before = mention.outer.start;
            while before > 0 && analysis.is(before - 1, Class::Determiner) {
                before -= 1;
            }
            let aside = before > 0 && analysis.is_lower(before - 1, Class::Preposition);
            told.get_or_insert(mention.year.filter(|_| !aside));
            dated.get_or_insert_with(|| {
                let mut rest = analysis.sentences[sentence].tokens.clone();
                mention.year.filter(|year| {
                    rest.any(|t| {
                        let start = analysis.sentences[sentence].tokens.start;
                        let near = start.max(t.saturating_sub(6))..t;
                        !mention.outer.contains(&t)
                            && analysis.word(t).parse() == Ok(*year)
                            && near.clone().any(|day| analysis.is(day, Class::Month))
                            && { near }.any(|day| analysis.tokens[day].shape == Shape::Number)
                    })
                })
            });
        }
        match mention.year {
            Some(year) => add(year, weight),
            None => bare += weight,
        }
    }
    match published {
        Some(published) => {
            let named = years
                .iter()
                .filter(|(year, _)| (published..=published + 1).contains(year))
                .max_by_key(|(year, weight)| (*weight, -year))
                .map(|(year, weight)| (*year, *weight));
            match named {
                // A year ahead only if the text is about it, not looking forward in passing.
                Some((year, weight))
                    if year > published && weight <= bare && dated != Some(Some(year)) =>
                {
                    Some(published)
                }
                Some((year, _)) => Some(year),
                // The page was read long after: the text tells the year where it names the fair first.
                None if let Some(Some(year)) = told
                    && year + STALE <= published
                    && !years.iter().any(|(other, _)| *other > year) =>
                {
                    Some(year)
                }
                None => {
                    let strong = years
                        .iter()
                        .filter(|(year, weight)| {
                            *weight > bare && (published - 1..published).contains(year)
                        })
                        .map(|(year, _)| *year)
                        .next();
                    strong.or(Some(published))
                }
            }
        }
        None => years
            .iter()
            .max_by_key(|(year, weight)| (*weight, *year))
            .map(|(year, _)| *year)
            .or_else(|| stated_year(analysis)),
    }
}

/// Without a date of the document: the year of a full date in its first sentences.
pub(super) fn stated_year(analysis: &Analysis<'_>) -> Option<i32> {
    // Lines of origin and headings may stand before the first paragraph.
    let body = analysis
        .sentences
        .iter()
        .position(|s| s.kind == BlockKind::Paragraph);
    let first = body.map_or(6, |body| 6.max(body + 3));
    for sentence in analysis.sentences.iter().take(first) {
        for at in sentence.tokens.clone().skip(1) {
            if analysis.tokens[at].shape != Shape::Number {
                continue;
            }
            // "2031/05/26", "2031-05-26" as one word or three
            let word = analysis.word(at);
            let parts = || word.split(['/', '-']).map(str::parse::<i32>);
            let numeric = word.len() >= 8 && parts().count() == 3 && parts().all(|p| p.is_ok());
            let first = word.split(['/', '-']).next().filter(|_| numeric);
            let Some(year) = first
                .unwrap_or(word)
                .parse::<i32>()
                .ok()
                .filter(|y| (1950..2100).contains(y))
            else {
                continue;
            };
            let marked = |t: usize| analysis.is_mark(t, '/') || analysis.is_mark(t, '-');
            let number =
                |t: usize| analysis.tokens[t].shape == Shape::Number && analysis.word(t).len() <= 2;
            let apart = at + 4 < sentence.tokens.end
                && marked(at + 1)
                && number(at + 2)
                && marked(at + 3)
                && number(at + 4);
            if numeric || apart {
                return Some(year);
            }
            let near = sentence.tokens.start.max(at.saturating_sub(4))..at;
            // "Issue 3 / 2026 - Show Diary"; "the Kelm Monthly, issue 11/2031"
            let issued = sentence.kind == BlockKind::Origin
                || at >= sentence.tokens.start + 2
                    && analysis.is_mark(at - 1, '/')
                    && number(at - 2);
            if issued || near.clone().any(|t| analysis.is(t, Class::Month)) {
                return Some(year);
            }
        }
    }
    None
}
