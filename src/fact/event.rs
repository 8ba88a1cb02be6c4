//! The fairs a document speaks of: its own series and edition, the editions before and after it,
//! other fairs in passing, and the parts of an edition that have names.

use crate::document::{BlockKind, Document};
use crate::knowledge::{Class, Table, fold};
use crate::mention::{Analysis, Inventory, Sort, ThingId};
use crate::text::Shape;
use rustc_hash::FxHashMap;
use std::ops::Range;

/// Index into [`Events::series`].
pub(super) type SeriesIndex = usize;

/// A series, as this document knows it.
#[derive(Clone, Debug)]
pub(super) struct Series {
    pub things: Vec<ThingId>,
    pub label: String,
    pub record: Option<u32>,
    /// For a fair whose name carries its number ("COP29"): the number of the main edition.
    pub number: Option<i32>,
    /// Whether the name itself says that it is a fair.
    pub sure: bool,
}

/// An edition: its series and, where the document tells, its year or ordinal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct Edition {
    pub series: SeriesIndex,
    pub year: Option<i32>,
    /// The count of a second fair in the main edition's year ("134th Canton Fair"); none for all
    /// others.
    pub number: Option<u16>,
}

/// The fairs of a document.
#[derive(Debug, Default)]
pub(super) struct Events {
    pub series: Vec<Series>,
    /// The edition the document is about.
    pub main: Option<Edition>,
    pub series_of: FxHashMap<ThingId, SeriesIndex>,
    /// Series whose fair is held as one with the main edition.
    pub joint: Vec<SeriesIndex>,
    /// Named parts of the main edition.
    pub sessions: Vec<ThingId>,
}

impl Events {
    pub fn new(document: &Document, analysis: &Analysis<'_>, inventory: &Inventory) -> Events {
        let mut events = Events::default();
        let scores = scores(document, analysis, inventory);
        if let Some(label) = body_meeting(analysis, inventory) {
            events.series.push(Series {
                things: Vec::new(),
                label,
                record: None,
                number: None,
                sure: true,
            });
            let meeting = tokens(&events.series[0].label);
            for &(thing, _) in &scores {
                let t = &inventory.things[thing.0 as usize];
                if t.record.is_none() && tokens(&t.label).iter().all(|t| meeting.contains(t)) {
                    events.series_of.insert(thing, 0);
                    events.series[0].things.push(thing);
                    continue;
                }
                events.series_of.insert(thing, events.series.len());
                events.series.push(Series {
                    things: vec![thing],
                    label: t.label.clone(),
                    record: t.record,
                    number: None,
                    sure: is_sure(analysis, inventory, thing),
                });
            }
            let year = main_year(document, analysis, inventory, &events);
            events.main = Some(Edition {
                series: 0,
                year,
                number: None,
            });
            return events;
        }
        let Some(&(main, _)) = scores
            .iter()
            .max_by(|a, b| a.1.cmp(&b.1).then(b.0.cmp(&a.0)))
        else {
            return events;
        };
        let aliases = aliases(analysis, inventory, main);
        let main_thing = &inventory.things[main.0 as usize];
        let main_tokens = tokens(&main_thing.label);
        events.series.push(Series {
            things: vec![main],
            label: main_thing.label.clone(),
            record: main_thing.record,
            number: numbered(&main_thing.label).map(|(_, number)| number),
            sure: true,
        });
        events.series_of.insert(main, 0);
        for &(thing, _) in &scores {
            if thing == main {
                continue;
            }
            let t = &inventory.things[thing.0 as usize];
            let own = tokens(&t.label);
            let stem = |label: &str| numbered(label).map(|(stem, _)| stem.to_owned());
            let same = aliases.contains(&thing)
                || (stem(&t.label).is_some() && stem(&t.label) == stem(&main_thing.label))
                || t.record.is_none()
                    && own.iter().all(|token| main_tokens.contains(token))
                    && own.first() == main_tokens.first()
                || (t.record.is_some() && t.record == main_thing.record)
                || (main_thing.record.is_none()
                    && main_tokens.iter().all(|token| own.contains(token))
                    && own.first() == main_tokens.first()
                    && own.len() <= main_tokens.len() + 1
                    && t.record.is_none()
                    && !is_part_head(analysis, inventory, thing));
            if same {
                let fuller = t.label.len() > events.series[0].label.len();
                if fuller && t.record.is_none() && !aliases.contains(&thing) {
                    events.series[0].label = t.label.clone();
                }
                events.series[0].things.push(thing);
                events.series_of.insert(thing, 0);
                continue;
            }
            if is_session(analysis, inventory, thing, &main_tokens) {
                events.sessions.push(thing);
                continue;
            }
            // Only the words around it made it a fair: not enough for one named in passing.
            if !is_sure(analysis, inventory, thing) {
                continue;
            }
            events.series_of.insert(thing, events.series.len());
            events.series.push(Series {
                things: vec![thing],
                label: t.label.clone(),
                record: t.record,
                number: numbered(&t.label).map(|(_, number)| number),
                sure: is_sure(analysis, inventory, thing),
            });
        }
        events.name_main(analysis, inventory);
        let year = main_year(document, analysis, inventory, &events);
        events.main = Some(Edition {
            series: 0,
            year,
            number: None,
        });
        events.find_joint(analysis, inventory);
        events
    }

    /// The series' name: the fullest of the forms that the document mainly uses.
    fn name_main(&mut self, analysis: &Analysis<'_>, inventory: &Inventory) {
        for series in &mut self.series {
            let mut forms: Vec<(String, i64)> = Vec::new();
            for (index, mention) in inventory.mentions.iter().enumerate() {
                if !series.things.contains(&inventory.of[index]) {
                    continue;
                }
                let form = analysis.slice(expanded(analysis, mention.range.clone()));
                let form = form.split_whitespace().collect::<Vec<_>>().join(" ");
                let sentence = analysis.sentence_of(mention.range.start);
                let title = analysis.sentences[sentence].kind == BlockKind::Title;
                let weight = 2
                    + i64::from(mention.year.is_some()) * 2
                    + i64::from(mention.ordinal.is_some())
                    + i64::from(title) * 3;
                match forms.iter_mut().find(|(known, _)| *known == form) {
                    Some((_, count)) => *count += weight,
                    None => forms.push((form, weight)),
                }
            }
            // A name of several words says more than an acronym.
            let best = forms
                .iter()
                .max_by_key(|(form, weight)| (form.contains(' '), *weight, form.len()));
            if let Some((best, _)) = best {
                series.label = best.clone();
            }
            // An article and a common noun behind the name are no part of it.
            if let Some(rest) = series.label.strip_prefix("The ") {
                series.label = rest.to_owned();
            }
            if let Some((rest, last)) = series.label.rsplit_once(' ')
                && last.chars().all(char::is_lowercase)
                && rest.contains(' ')
            {
                series.label = rest.to_owned();
            }
            if let Some((stem, _)) = numbered(&series.label) {
                series.label = stem.to_owned();
            }
            // "Smart Expo Online" is the Smart Expo of a year in which nobody could travel.
            if let Some((rest, last)) = series.label.rsplit_once(' ')
                && series.record.is_some()
                && rest.contains(' ')
                && analysis
                    .knowledge
                    .words
                    .classes(analysis.knowledge.words.id(last))
                    .has(Class::Video)
            {
                series.label = rest.to_owned();
            }
        }
    }

    /// The label of an edition: its series and year.
    pub fn label(&self, edition: Edition) -> String {
        let series = &self.series[edition.series].label;
        if let Some(number) = edition.number {
            return format!("{number}{} {series}", suffix(number));
        }
        match edition.year {
            Some(year) if !series.contains(&year.to_string()) => format!("{series} {year}"),
            _ => series.clone(),
        }
    }

    /// Fairs that open as one with the main edition: "the Digital Forum and the Smart Expo opened in
    /// Chongqing on Monday". What is told of one is told of both.
    fn find_joint(&mut self, analysis: &Analysis<'_>, inventory: &Inventory) {
        let Some(body) = analysis
            .sentences
            .iter()
            .position(|s| s.kind == BlockKind::Paragraph)
        else {
            return;
        };
        for index in body..analysis.sentences.len().min(body + 3) {
            let end = analysis.sentences[index].tokens.end;
            let events = |m: &usize| inventory.mentions[*m].sort == Sort::Event;
            let found: Vec<usize> = inventory.by_sentence[index]
                .0
                .clone()
                .filter(events)
                .collect();
            for pair in found.windows(2) {
                let (a, b) = (&inventory.mentions[pair[0]], &inventory.mentions[pair[1]]);
                let gap = a.outer.end..b.outer.start;
                // "the China forum on digital trade and the 2021 Smart Expo, which take place"
                let mut last = gap.end;
                while last > gap.start && analysis.is(last - 1, Class::Article) {
                    last -= 1;
                }
                let joined = gap.len() <= 8
                    && last > gap.start
                    && analysis.says(last - 1, "and")
                    && !gap.clone().any(|t| {
                        super::clause::is_finite(analysis, inventory, t)
                            || analysis.is_quote(t)
                            || matches!(analysis.mark(t), Some(',' | ';' | ':'))
                    });
                let opens = (b.outer.end..end.min(b.outer.end + 6)).any(|t| {
                    analysis.verb_forms(t).iter().any(|form| {
                        !form.ing
                            && [Class::OpeningVerb, Class::SpanVerb]
                                .iter()
                                .any(|c| analysis.knowledge.words.verb_class(form.verb, *c))
                    })
                });
                if !(joined && opens) {
                    continue;
                }
                let of = |m: usize| self.series_of.get(&inventory.of[m]).copied();
                match (of(pair[0]), of(pair[1])) {
                    (Some(0), Some(other)) | (Some(other), Some(0)) if other != 0 => {
                        self.joint.push(other);
                    }
                    _ => {}
                }
            }
        }
    }

    /// The edition of a mention of a fair.
    pub fn edition_of(&self, inventory: &Inventory, mention: usize) -> Option<Edition> {
        let series = *self.series_of.get(&inventory.of[mention])?;
        let main = self.main?;
        let mut year = inventory.mentions[mention].year;
        // "DEF CON 32" is no year, nor is one far ahead of the text.
        if let (Some(y), Some(main)) = (year, main.year)
            && y > main + 6
        {
            year = None;
        }
        if self.joint.contains(&series) && year.is_none_or(|y| main.year == Some(y)) {
            return Some(main);
        }
        if series == main.series {
            let shift = match (
                self.series[series].number,
                numbered(&inventory.thing(mention).label),
            ) {
                (Some(own), Some((_, number))) => number - own,
                _ => 0,
            };
            return Some(Edition {
                series,
                year: year.or(main.year.map(|y| y + shift)),
                number: None,
            });
        }
        Some(Edition {
            series,
            year,
            number: None,
        })
    }
}

/// Fairs that the text says are the main one by another name: "the event, also called X", "X, or
/// Y for short", "X, better known as the Y".
fn aliases(analysis: &Analysis<'_>, inventory: &Inventory, main: ThingId) -> Vec<ThingId> {
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
    found.retain(|thing| *thing != main);
    found
}

/// The ending of an ordinal in digits.
fn suffix(number: u16) -> &'static str {
    match (number % 10, number % 100) {
        (1, n) if n != 11 => "st",
        (2, n) if n != 12 => "nd",
        (3, n) if n != 13 => "rd",
        _ => "th",
    }
}

/// The stem and number of a name that carries its edition's number: "COP29".
pub(super) fn numbered(label: &str) -> Option<(&str, i32)> {
    let cut = label.find(|c: char| c.is_ascii_digit())?;
    let (stem, digits) = label.split_at(cut);
    let upper = stem.len() >= 2 && stem.chars().all(|c| c.is_ascii_uppercase());
    (upper && (1..=3).contains(&digits.len()))
        .then(|| digits.parse().ok().map(|number| (stem, number)))
        .flatten()
}

/// The name of a body's own meeting that the first sentences announce: "the 182nd annual meeting
/// of the American Association", "the Forum ... its 55th Annual Meeting".
fn body_meeting(analysis: &Analysis<'_>, inventory: &Inventory) -> Option<String> {
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
                        mention.range.end <= at - 1
                            && matches!(mention.sort, Sort::Organisation(_) | Sort::Event)
                    })
                })
                .flatten();
            let m = behind.or(before)?;
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
            return Some(format!("{} Annual {head}", inventory.thing(m).label));
        }
    }
    None
}

/// A name with the words before it whose first letters the acronym behind it has: "Astana Mining
/// and Metallurgy 2011 (AMM)" where only "Metallurgy" was taken for the name.
fn expanded(analysis: &Analysis<'_>, range: Range<usize>) -> Range<usize> {
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

/// The words of a name that tell it apart, folded.
pub(super) fn tokens(label: &str) -> Vec<String> {
    fold(label)
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| {
            !word.is_empty() && !matches!(*word, "the" | "of" | "and" | "for" | "in" | "on")
        })
        .map(str::to_owned)
        .collect()
}

/// How strongly each fair is what the document is about.
fn scores(
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
    for (index, mention) in inventory.mentions.iter().enumerate() {
        if mention.sort != Sort::Event || is_no_fair(analysis, inventory, inventory.of[index]) {
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
    // The fair that the running text names first.
    let leading = inventory
        .mentions
        .iter()
        .enumerate()
        .find(|(_, m)| m.sort == Sort::Event && analysis.sentence_of(m.range.start) >= body)
        .map(|(index, _)| inventory.of[index]);
    let mut scored: Vec<(ThingId, i64)> = scores
        .into_iter()
        .map(|(thing, mut score)| {
            let t = &inventory.things[thing.0 as usize];
            if t.record.is_some() {
                score += 10;
            }
            if Some(thing) == leading {
                score += 8;
            }
            let folded = fold(&t.label);
            if !title.is_empty()
                && (title.contains(&folded)
                    || t.aliases
                        .iter()
                        .any(|alias| alias.len() > 2 && title.contains(&fold(alias))))
            {
                score += 40;
            }
            if is_part_head(analysis, inventory, thing) && t.record.is_none() {
                score -= if Some(thing) == leading { 8 } else { 25 };
            }
            (thing, score)
        })
        .collect();
    scored.sort_by_key(|(thing, _)| *thing);
    scored
}

fn last_word(inventory: &Inventory, thing: ThingId) -> usize {
    let first = inventory.things[thing.0 as usize].first;
    inventory.mentions[first].range.end - 1
}

/// Whether the words themselves say that it is a fair: a record, a head noun, or a year or a count
/// with the name. Without them only the words around the name made it one.
fn is_sure(analysis: &Analysis<'_>, inventory: &Inventory, thing: ThingId) -> bool {
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
fn is_no_fair(analysis: &Analysis<'_>, inventory: &Inventory, thing: ThingId) -> bool {
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
    let generic = range.clone().all(|t| {
        analysis.is(t, Class::EventHead)
            || analysis.is(t, Class::Conjunction)
            || analysis.mark(t).is_some()
    });
    let family = range.clone().any(|t| analysis.is(t, Class::Honorific))
        && !analysis.is(range.end - 1, Class::EventHead);
    place || generic && range.len() > 1 || family
}

/// Whether the name ends like that of a part of an event rather than of a fair.
fn is_part_head(analysis: &Analysis<'_>, inventory: &Inventory, thing: ThingId) -> bool {
    analysis.is(last_word(inventory, thing), Class::PartHead)
}

/// Whether a word is a verb of taking place: "opened", "runs".
fn takes_place(analysis: &Analysis<'_>, at: usize) -> bool {
    analysis.verb_forms(at).iter().any(|form| {
        [Class::OpeningVerb, Class::ClosingVerb, Class::RunVerb]
            .iter()
            .any(|class| analysis.knowledge.words.verb_class(form.verb, *class))
    })
}

/// Whether a named event is a part of the main edition rather than a fair of its own.
fn is_session(
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
fn main_year(
    document: &Document,
    analysis: &Analysis<'_>,
    inventory: &Inventory,
    events: &Events,
) -> Option<i32> {
    // "Expo 2020 Dubai" took place later; its name's year is the edition's.
    if let Some(year) = events.series[0]
        .label
        .split(|c: char| !c.is_ascii_digit())
        .find_map(|word| (word.len() == 4).then(|| word.parse().ok()).flatten())
    {
        return Some(year);
    }
    let published = document.published.map(|date| i32::from(date.year()));
    let mut years: Vec<(i32, i64)> = Vec::new();
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
                Some((year, weight)) if year > published && weight <= bare => Some(published),
                Some((year, _)) => Some(year),
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
fn stated_year(analysis: &Analysis<'_>) -> Option<i32> {
    for sentence in analysis.sentences.iter().take(6) {
        for at in sentence.tokens.clone().skip(2) {
            if analysis.tokens[at].shape != Shape::Number {
                continue;
            }
            let Some(year) = analysis
                .word(at)
                .parse::<i32>()
                .ok()
                .filter(|y| (1950..2100).contains(y))
            else {
                continue;
            };
            let near = sentence.tokens.start.max(at.saturating_sub(4))..at;
            if near.clone().any(|t| analysis.is(t, Class::Month)) {
                return Some(year);
            }
        }
    }
    None
}
