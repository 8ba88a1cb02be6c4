//! Capitalised names: where they begin and end, and what their own words say they are. What the
//! rest of the document says of them is the inventory's business.

use super::analysis::Analysis;
use super::person;
use super::role::RoleSpan;
use crate::kind::Kind;
use crate::knowledge::{Class, Entry, Table};
use crate::text::Shape;
use std::ops::Range;

/// What a name is the name of, as far as its own words tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    Person,
    Organisation(Kind),
    Country,
    /// A nation's adjective or people: "Chinese".
    Demonym,
    Place,
    Venue,
    /// A fair, conference, festival, or a part of one.
    Event,
    /// A capitalised name that its words do not classify.
    Name,
}

/// A name in the text.
#[derive(Clone, Debug, PartialEq)]
pub struct Mention {
    /// The tokens of the name, without article and honorific.
    pub range: Range<usize>,
    /// The tokens including an honorific, and for an event its year or ordinal.
    pub outer: Range<usize>,
    pub sort: Sort,
    /// The authority record the words lead to.
    pub record: Option<u32>,
    /// For an event: the year in its name ("CES 2023").
    pub year: Option<i32>,
    /// For an event: the ordinal before its name ("the 20th ...").
    pub ordinal: Option<i64>,
}

/// The names of a sentence, in order, not overlapping. `roles` are not part of names.
pub(super) fn names(
    analysis: &Analysis<'_>,
    sentence: Range<usize>,
    title_case: bool,
    roles: &[RoleSpan],
    out: &mut Vec<Mention>,
) {
    let mut at = sentence.start;
    let mut role = 0;
    while at < sentence.end {
        while role < roles.len() && roles[role].range.end <= at {
            role += 1;
        }
        if role < roles.len() && roles[role].range.contains(&at) {
            at = roles[role].range.end;
            continue;
        }
        let limit = roles.get(role).map_or(sentence.end, |r| r.range.start);
        let shape = analysis.tokens[at].shape;
        let opens =
            shape.is_nameish() || (shape == Shape::Number && digit_name(analysis, at, limit));
        if !opens {
            at += 1;
            continue;
        }
        match name_at(analysis, at, limit, sentence.start, title_case) {
            Some(mention) => {
                at = mention.outer.end.max(at + 1);
                push_split(analysis, mention, out);
            }
            None => at += 1,
        }
    }
}

/// Whether a number opens a name of the authority ("3M", "5G" is none).
fn digit_name(analysis: &Analysis<'_>, at: usize, limit: usize) -> bool {
    analysis.knowledge.authority.starts_with(analysis.words[at])
        && longest_entry(analysis, at, limit).is_some_and(|(_, e)| e.table != Table::Topic)
}

/// The longest authority name at `at`, topics left aside.
pub(super) fn longest_entry(
    analysis: &Analysis<'_>,
    at: usize,
    limit: usize,
) -> Option<(usize, Entry)> {
    if !analysis.knowledge.authority.starts_with(analysis.words[at]) {
        return None;
    }
    let words = &analysis.words[at..limit.min(at + 16)];
    let mut best = None;
    for (length, entries) in analysis.knowledge.authority.names(words) {
        let usable = entries
            .iter()
            .filter(|entry| entry.table != Table::Topic && written_so(analysis, at, length, entry))
            .min_by_key(|entry| (!entry.preferred, entry.table));
        if let Some(entry) = usable {
            best = Some((length, *entry));
        }
    }
    best
}

/// Whether the tokens are capitalised as the name demands.
fn written_so(analysis: &Analysis<'_>, at: usize, length: usize, entry: &Entry) -> bool {
    if entry.exact {
        return analysis.tokens[at].shape == Shape::Upper;
    }
    let last = analysis.tokens[at + length - 1].shape;
    last.is_nameish() || last == Shape::Number || length > 2
}

fn name_at(
    analysis: &Analysis<'_>,
    at: usize,
    limit: usize,
    sentence_start: usize,
    title_case: bool,
) -> Option<Mention> {
    let entry = longest_entry(analysis, at, limit);
    let first = opening(analysis, at, sentence_start);
    let mut start = at;
    let mut end = run_end(analysis, at, limit);
    if title_case {
        // Capitals mean nothing here: only names of the authority count.
        let (length, entry) = entry?;
        if entry.ambiguous {
            return None;
        }
        return Some(from_entry(analysis, at, length, entry, limit));
    }
    // A known fair's name that goes on is another fair or a part of it: "Big 5" and "Big 5
    // Construct Saudi".
    if let Some((length, entry)) = entry
        && entry.table == Table::Series
        && !title_case
        && at + length < limit
        && analysis.tokens[at + length].spaced
        && analysis.tokens[at + length].shape.is_nameish()
        && !is_function(analysis, at + length)
        && !analysis.is(at + length, Class::Weekday)
        && !analysis.is(at + length, Class::Month)
        && !analysis.is(at + length, Class::Honorific)
    {
        let stop = trim_end(analysis, at, run_end(analysis, at + length, limit));
        if stop > at + length && !person::looks_like(analysis, &(at + length..stop)) {
            let mut mention = Mention {
                range: at..stop,
                outer: at..stop,
                sort: Sort::Event,
                record: None,
                year: None,
                ordinal: None,
            };
            dress_event(analysis, &mut mention, limit);
            return Some(mention);
        }
    }
    if let Some((length, entry)) = entry {
        let ambiguous = entry.ambiguous && (at == first && is_common(analysis, at));
        if at + length >= end && !ambiguous {
            return Some(from_entry(analysis, at, length, entry, limit));
        }
        // An adjective of a nation before a name, or a place that goes on: "German Hans Meier".
        if at + length < end && !ambiguous {
            let rest = at + length..end;
            let joined_head = has_head(analysis, &(at..end));
            let person = person::looks_like(analysis, &rest);
            let splits = match entry.table {
                Table::Demonym | Table::Country | Table::Place => person && !joined_head,
                Table::Organisation | Table::Series | Table::Venue => {
                    (person && !joined_head)
                        || entry.table == Table::Series
                        || connected(analysis, at + length)
                }
                Table::Topic => false,
            };
            if splits {
                return Some(from_entry(analysis, at, length, entry, limit));
            }
        }
    }
    // The first word of a sentence is capitalised anyway.
    if at == first && is_common(analysis, at) {
        let keep = end > at + 1
            && has_head(analysis, &(at..end))
            && !is_function(analysis, at)
            && !person::looks_like(analysis, &(at + 1..end));
        if !keep {
            if is_function(analysis, at)
                || end == at + 1
                || analysis
                    .verb_forms(at)
                    .iter()
                    .any(|f| f.ing || f.participle || f.third)
            {
                return None;
            }
            let rest = at + 1..end;
            if person::looks_like(analysis, &rest)
                || longest_entry(analysis, at + 1, limit).is_some()
            {
                return None;
            }
            // "Master gardener", "Online Chongqing": nothing to hold on to; let it be a name only
            // if the rest is capitalised too.
            if end - at < 2 {
                return None;
            }
            start = at;
        }
    }
    while start < end && analysis.is(start, Class::Honorific) && end - start > 1 {
        if person::is_given(analysis, start) && !analysis.word(start).ends_with('.') {
            break;
        }
        start += 1;
    }
    let honored = start > at || honorific_before(analysis, at, sentence_start);
    end = trim_end(analysis, start, end);
    if end <= start {
        return None;
    }
    let range = start..end;
    let sort = classify(analysis, &range, honored);
    if sort == Sort::Name && range.len() == 1 {
        let word = analysis.word(start);
        let generic = analysis.is(start, Class::GenericName)
            || analysis.is(start, Class::Determiner)
            || analysis.is(start, Class::Pronoun)
            || analysis.is(start, Class::Preposition)
            || word.len() < 2
                && !(end < limit && year_of(analysis.word(end)).is_some() && at > sentence_start);
        if generic && !honored {
            return None;
        }
    }
    let mut mention = Mention {
        outer: at..end,
        range,
        sort,
        record: None,
        year: None,
        ordinal: None,
    };
    if sort == Sort::Event {
        dress_event(analysis, &mut mention, limit);
    }
    Some(mention)
}

/// The first token of the sentence that is no quotation mark or bullet.
fn opening(analysis: &Analysis<'_>, at: usize, sentence_start: usize) -> usize {
    let mut first = sentence_start;
    while first < at && analysis.mark(first).is_some() {
        first += 1;
    }
    // Behind an opening quotation mark or a colon a capital is as meaningless.
    if at > sentence_start
        && (analysis.is_quote(at - 1)
            || analysis.mark(at - 1).is_some_and(|c| {
                matches!(c, ':' | '\u{2018}' | '\'' | '(' | '\u{2014}' | '\u{2013}')
            }))
    {
        return at;
    }
    first
}

fn is_common(analysis: &Analysis<'_>, at: usize) -> bool {
    analysis.tokens[at].shape == Shape::Capital
        && (analysis.is(at, Class::Common) || is_function(analysis, at))
}

fn is_function(analysis: &Analysis<'_>, at: usize) -> bool {
    [
        Class::Determiner,
        Class::Preposition,
        Class::Conjunction,
        Class::Pronoun,
        Class::Relative,
        Class::Auxiliary,
        Class::Adverb,
    ]
    .iter()
    .any(|class| analysis.is(at, *class))
}

fn honorific_before(analysis: &Analysis<'_>, at: usize, sentence_start: usize) -> bool {
    at > sentence_start
        && analysis.is(at - 1, Class::Honorific)
        && analysis.tokens[at - 1].shape != Shape::Lower
}

fn connected(analysis: &Analysis<'_>, at: usize) -> bool {
    analysis.tokens[at].shape == Shape::Lower || analysis.mark(at).is_some()
}

/// The end of the capitalised run at `at`: capitalised words, and small words between them where
/// the words around say that they belong to one name.
fn run_end(analysis: &Analysis<'_>, at: usize, limit: usize) -> usize {
    let mut end = at + 1;
    let mut complement = opens_complement(analysis, at);
    let mut inside = false;
    while end < limit {
        let token = &analysis.tokens[end];
        match token.shape {
            Shape::Capital | Shape::Upper | Shape::Mixed => {
                if !token.spaced && analysis.mark(end - 1).is_none() {
                    break;
                }
                if breaks_run(analysis, at, end) {
                    break;
                }
                if opens_complement(analysis, end) {
                    complement = true;
                    inside = false;
                }
                end += 1;
            }
            Shape::Number => {
                // "Expo 2020 Dubai", "DEF CON 32": a number between names, or at the end of an
                // event's name, is dealt with where the event is dressed.
                let next_name = end + 1 < limit
                    && analysis.tokens[end + 1].shape.is_nameish()
                    && analysis.tokens[end + 1].spaced;
                let year = year_of(analysis.word(end)).is_some();
                if next_name && year && analysis.is(end - 1, Class::EventHead) {
                    end += 2;
                } else if !year
                    && analysis.word(end).len() <= 3
                    && token.spaced
                    && next_name
                    && analysis.is(end + 1, Class::EventHead)
                {
                    end += 2;
                } else {
                    break;
                }
            }
            Shape::Mark('&') => {
                if end + 1 < limit && analysis.tokens[end + 1].shape.is_nameish() {
                    end += 2;
                } else {
                    break;
                }
            }
            Shape::Mark('/' | '+' | '\u{b7}') => {
                let tight = !token.spaced
                    && end + 1 < limit
                    && !analysis.tokens[end + 1].spaced
                    && analysis.tokens[end + 1].shape.is_nameish();
                if tight {
                    end += 2;
                } else {
                    break;
                }
            }
            Shape::Mark(',') => {
                // "Ministry of Mineral Resources, Petroleum and Gas"
                if inside && list_of_nouns(analysis, end, limit) {
                    end += 2;
                } else {
                    break;
                }
            }
            Shape::Possessive => {
                // "Farmers' Union", "People's Government", "Retail's Big Show"
                let plural_or_people = analysis.is(end - 1, Class::Common)
                    || analysis.is(end - 1, Class::NameNoun)
                    || analysis.word(end).len() == 1;
                if plural_or_people
                    && end + 1 < limit
                    && analysis.tokens[end + 1].shape.is_nameish()
                    && has_head(analysis, &(end + 1..nameish_end(analysis, end + 1, limit)))
                {
                    end += 2;
                } else {
                    break;
                }
            }
            Shape::Lower => match small_word(analysis, at, end, limit, complement, inside) {
                Some(length) => {
                    if length > 0 && !analysis.is(end, Class::Particle) {
                        inside = true;
                    }
                    end += length + 1;
                    if opens_complement(analysis, end - 1) {
                        complement = true;
                    }
                }
                None => break,
            },
            _ => break,
        }
    }
    end.min(limit)
}

/// A capitalised word that cannot go on with the run before it: a demonym or an office behind a
/// full organisation name.
fn breaks_run(analysis: &Analysis<'_>, at: usize, end: usize) -> bool {
    end > at && analysis.is(end - 1, Class::OrgLast) && analysis.is(end, Class::Honorific)
}

fn nameish_end(analysis: &Analysis<'_>, mut at: usize, limit: usize) -> usize {
    while at < limit && analysis.tokens[at].shape.is_nameish() {
        at += 1;
    }
    at
}

/// Whether "of", "for" or "on" behind this word continues the name.
fn opens_complement(analysis: &Analysis<'_>, at: usize) -> bool {
    analysis.is(at, Class::OrgFirst)
        || analysis.is(at, Class::EventHeadFirst)
        || analysis.is(at, Class::VenueHead)
}

/// How many words the small word at `end` takes into the name, itself not counted; none where the
/// name ends before it.
fn small_word(
    analysis: &Analysis<'_>,
    at: usize,
    end: usize,
    limit: usize,
    complement: bool,
    inside: bool,
) -> Option<usize> {
    let next = end + 1;
    if next >= limit {
        return None;
    }
    let next_name = analysis.tokens[next].shape.is_nameish() && analysis.tokens[next].spaced;
    let word = analysis.word(end);
    if analysis.is(end, Class::Particle) && !matches!(word, "e" | "y" | "la" | "le") {
        // "Ursula von der Leyen", "Khalid bin Faisal"
        let mut stop = next;
        while stop < limit
            && stop < end + 3
            && analysis.is(stop, Class::Particle)
            && !analysis.tokens[stop].shape.is_nameish()
        {
            stop += 1;
        }
        if stop < limit && analysis.tokens[stop].shape.is_nameish() {
            return Some(stop - end);
        }
        return None;
    }
    match word {
        "of" | "for" | "on" => {
            let opener = complement
                && (opens_complement(analysis, end - 1)
                    || (word == "of" && inside)
                    || (word == "for" && analysis.is(end - 1, Class::EventHead))
                    || (at..end).any(|t| opens_complement(analysis, t))
                        && analysis.is(end - 1, Class::NameNoun));
            if !opener {
                return None;
            }
            if word == "on" && !analysis.is(end - 1, Class::EventHeadFirst) {
                return None;
            }
            let mut stop = next;
            if analysis.says(stop, "the") && stop + 1 < limit {
                stop += 1;
            }
            let named = analysis.tokens[stop].shape.is_nameish();
            // "South Lake Union for the Boat Show": a fair's name begins behind "for".
            if word != "of" {
                let last = nameish_end(analysis, stop, limit);
                if last > stop + 1 && analysis.is(last - 1, Class::EventHead) {
                    return None;
                }
            }
            // "the conference of President X": an office or a person is no part of a name; a
            // month or weekday neither.
            let good = named
                && !analysis.is(stop, Class::Month)
                && !analysis.is(stop, Class::Weekday)
                && !(stop > next && word != "of" && analysis.is(stop, Class::EventHead));
            if !good {
                return None;
            }
            // An event or venue is "of" a place or matter only if its head has a name of its own
            // or the complement is long: "Expo of Chongqing" stays apart from "Festival of Arts".
            if word != "of"
                && analysis.is(end - 1, Class::VenueHead)
                && !analysis.is(end - 1, Class::OrgFirst)
                && !analysis.is(end - 1, Class::EventHeadFirst)
            {
                let venue_for = word == "for" && analysis.says(end - 1, "center")
                    || analysis.says(end - 1, "centre");
                if !venue_for {
                    return None;
                }
            }
            Some(stop - end)
        }
        "in" => (inside
            && next_name
            && analysis.is(end - 1, Class::NameNoun)
            && analysis.is(next, Class::NameNoun))
        .then_some(1),
        "and" => {
            if !next_name {
                return None;
            }
            let noun = |t: usize| analysis.is(t, Class::NameNoun);
            if inside && noun(end - 1) && noun(next) && !starts_organisation(analysis, next, limit)
            {
                return Some(1);
            }
            // "Technical Education and Skills Development Authority"
            let stop = nameish_end(analysis, next, limit);
            let headed = stop > next + 1 && has_head(analysis, &(next..stop))
                || stop == next + 1 && analysis.is(next, Class::OrgLast) && noun(end - 1);
            (headed
                && noun(end - 1)
                && noun(next)
                && !has_head(analysis, &(at..end))
                && !starts_organisation(analysis, next, limit))
            .then_some(1)
        }
        _ => None,
    }
}

/// Whether an organisation of its own begins at `at` ("Ministry", a known company).
fn starts_organisation(analysis: &Analysis<'_>, at: usize, limit: usize) -> bool {
    if analysis.is(at, Class::OrgFirst) && !analysis.is(at, Class::NameNoun) {
        return true;
    }
    longest_entry(analysis, at, limit).is_some_and(|(length, entry)| {
        matches!(
            entry.table,
            Table::Organisation | Table::Country | Table::Series
        ) && !(length == 1 && analysis.is(at, Class::NameNoun))
    })
}

/// ", Petroleum and Gas": one more noun, then "and" or a comma and another.
fn list_of_nouns(analysis: &Analysis<'_>, comma: usize, limit: usize) -> bool {
    let noun = |t: usize| {
        t < limit
            && analysis.tokens[t].shape == Shape::Capital
            && analysis.is(t, Class::NameNoun)
            && !starts_organisation(analysis, t, limit)
    };
    if !noun(comma + 1) || !analysis.is(comma - 1, Class::NameNoun) {
        return false;
    }
    let mut at = comma + 2;
    while noun(at) {
        at += 1;
    }
    at + 1 < limit
        && ((analysis.says(at, "and") && noun(at + 1))
            || (analysis.is_mark(at, ',') && noun(at + 1))
            || (analysis.is_mark(at, ',') && analysis.says(at + 1, "and") && noun(at + 2)))
}

/// Whether the run holds a noun that heads the name of an organisation, event or venue.
pub(super) fn has_head(analysis: &Analysis<'_>, range: &Range<usize>) -> bool {
    if range.is_empty() {
        return false;
    }
    let last = range.end - 1;
    let head = |t: usize| {
        analysis.is(t, Class::OrgLast)
            || analysis.is(t, Class::EventHead)
            || analysis.is(t, Class::VenueHead)
            || analysis.is(t, Class::SessionHead)
    };
    head(last)
        || range.clone().any(|t| {
            t + 1 < range.end
                && analysis.tokens[t + 1].shape == Shape::Lower
                && (head(t) || analysis.is(t, Class::OrgFirst))
        })
        || analysis.is(range.start, Class::OrgFirst) && range.len() > 1
}

/// Drops what a run cannot end with.
fn trim_end(analysis: &Analysis<'_>, start: usize, mut end: usize) -> usize {
    while end > start {
        let last = end - 1;
        let shape = analysis.tokens[last].shape;
        let drop = matches!(shape, Shape::Lower | Shape::Mark(_))
            || (end - start > 1
                && (analysis.is(last, Class::Weekday)
                    || analysis.is(last, Class::Honorific) && !analysis.is(last, Class::Surname))
                && shape == Shape::Capital
                && !analysis.is(last, Class::EventHead)
                && !analysis.is(last, Class::SurnameAmbiguous)
                && !person::is_given(analysis, last));
        if !drop {
            break;
        }
        end -= 1;
    }
    end
}

/// What the words of a run say it is.
fn classify(analysis: &Analysis<'_>, range: &Range<usize>, honored: bool) -> Sort {
    if honored && range.len() <= 6 && !has_org_head(analysis, range) {
        return Sort::Person;
    }
    let last = range.end - 1;
    let first = range.start;
    let long = range.len() >= 2;
    let person = person::looks_like(analysis, range);
    let strong_person = person && person::is_given(analysis, first);
    // "Ministry of ...", "University of ...": the head is behind the article, before "of".
    if long && analysis.is(first, Class::OrgFirst) && second_is_link(analysis, range) {
        return organisation(analysis, first);
    }
    if long
        && analysis.is(first, Class::EventOpener)
        && !analysis.is(last, Class::OrgLast)
        && !analysis.is(last, Class::VenueHead)
    {
        return Sort::Event;
    }
    let link = range
        .clone()
        .find(|t| analysis.tokens[*t].shape == Shape::Lower && !analysis.is(*t, Class::Particle));
    if let Some(link) = link
        && link > first
    {
        let head = link - 1;
        let ends_event = analysis.is(last, Class::EventHead) && !analysis.is(last, Class::OrgLast);
        if analysis.is(head, Class::OrgFirst)
            && !ends_event
            && !analysis.is(head, Class::EventHeadFirst)
        {
            return organisation(analysis, head);
        }
        if analysis.is(head, Class::EventHeadFirst) && !analysis.says(head, "market") {
            return Sort::Event;
        }
        if analysis.is(head, Class::OrgFirst) || (analysis.is(head, Class::OrgLast) && !ends_event)
        {
            return organisation(analysis, head);
        }
        if analysis.is(head, Class::VenueHead) && !ends_event {
            return Sort::Venue;
        }
    }
    if long && !strong_person || long && has_modifier(analysis, range) {
        if analysis.is(last, Class::EventHead) && !(person && analysis.is(last, Class::Surname)) {
            return Sort::Event;
        }
        let venue = analysis.is(last, Class::VenueHead)
            && (has_modifier(analysis, range) || !analysis.is(last, Class::OrgLast));
        if venue && !(person && analysis.is(last, Class::Surname)) {
            return Sort::Venue;
        }
        if analysis.is(last, Class::OrgLast) && !(person && analysis.is(last, Class::Surname)) {
            return organisation(analysis, last);
        }
        if analysis.is(first, Class::OrgFirst) && !person {
            return organisation(analysis, first);
        }
    }
    if strong_person || person {
        return Sort::Person;
    }
    Sort::Name
}

fn second_is_link(analysis: &Analysis<'_>, range: &Range<usize>) -> bool {
    analysis.tokens[range.start + 1].shape == Shape::Lower
}

fn has_modifier(analysis: &Analysis<'_>, range: &Range<usize>) -> bool {
    range.clone().any(|t| analysis.is(t, Class::VenueModifier))
}

fn has_org_head(analysis: &Analysis<'_>, range: &Range<usize>) -> bool {
    let last = range.end - 1;
    range.len() > 1 && (analysis.is(last, Class::OrgLast) && !analysis.is(last, Class::Surname))
}

fn organisation(analysis: &Analysis<'_>, head: usize) -> Sort {
    let kind = analysis.knowledge.words.org_kind(analysis.words[head]);
    Sort::Organisation(kind.unwrap_or(Kind::Organization))
}

fn from_entry(
    analysis: &Analysis<'_>,
    at: usize,
    length: usize,
    entry: Entry,
    limit: usize,
) -> Mention {
    let record = analysis.knowledge.authority.record(entry.record);
    let sort = match entry.table {
        Table::Country => Sort::Country,
        Table::Demonym => Sort::Demonym,
        Table::Place => Sort::Place,
        Table::Venue => Sort::Venue,
        Table::Organisation => Sort::Organisation(record.kind),
        Table::Series => Sort::Event,
        Table::Topic => Sort::Name,
    };
    let mut mention = Mention {
        range: at..at + length,
        outer: at..at + length,
        sort,
        record: Some(entry.record),
        year: None,
        ordinal: None,
    };
    if sort == Sort::Event {
        dress_event(analysis, &mut mention, limit);
    }
    mention
}

/// The year a token is, if it can be an edition's.
pub(super) fn year_of(word: &str) -> Option<i32> {
    let year: i32 = (word.len() == 4).then(|| word.parse().ok()).flatten()?;
    (1850..=2100).contains(&year).then_some(year)
}

/// Takes a year behind or before an event's name, and an ordinal before it.
fn dress_event(analysis: &Analysis<'_>, mention: &mut Mention, limit: usize) {
    let sentence = analysis.sentence_of(mention.range.start);
    let floor = analysis.sentences[sentence].tokens.start;
    let end = mention.range.end;
    let behind = (end < limit).then(|| year_of(analysis.word(end))).flatten();
    if let Some(year) = behind {
        mention.year = Some(year);
        mention.outer.end = end + 1;
    } else if end < limit && analysis.tokens[end].spaced {
        // "DLD Munich 22", "Expo '75"
        let word = analysis.word(end);
        if word.len() == 2
            && let Ok(short) = word.parse::<i32>()
            && analysis.tokens[end].shape == Shape::Number
            && (10..60).contains(&short)
            && !(end + 1 < limit
                && analysis.tokens[end + 1].shape == Shape::Lower
                && analysis.is(end + 1, Class::Common))
        {
            mention.year = Some(2000 + short);
            mention.outer.end = end + 1;
        }
    }
    // A year inside the run: "Expo 2020 Dubai" keeps it as part of the name.
    let mut start = mention.outer.start;
    while start > floor {
        let at = start - 1;
        if mention.year.is_none()
            && let Some(year) = year_of(analysis.word(at))
        {
            mention.year = Some(year);
            start = at;
        } else if mention.ordinal.is_none()
            && let Some(ordinal) = analysis.ordinal(at)
        {
            mention.ordinal = Some(ordinal);
            start = at;
        } else if analysis.is(at, Class::EventModifier)
            && analysis.tokens[at].shape == Shape::Lower
            && at > floor
            && mention.ordinal.is_none()
            && (analysis.ordinal(at - 1).is_some()
                || (at > floor + 1 && analysis.ordinal(at - 2).is_some()))
        {
            // "its 36th annual Business Expo"
            start = at;
        } else {
            break;
        }
    }
    mention.outer.start = start;
    // A name that begins with its ordinal or year: "Sixth Angola Oil & Gas Conference".
    while mention.range.len() > 1 {
        let at = mention.range.start;
        if mention.ordinal.is_none()
            && let Some(ordinal) = analysis.ordinal(at)
        {
            mention.ordinal = Some(ordinal);
        } else {
            break;
        }
        mention.range.start += 1;
    }
}

/// Cuts a person's name off an organisation written before it without a sign between them.
fn push_split(analysis: &Analysis<'_>, mention: Mention, out: &mut Vec<Mention>) {
    if mention.sort == Sort::Name && mention.range.len() >= 3 {
        for cut in mention.range.start + 1..mention.range.end - 1 {
            let rest = cut..mention.range.end;
            let acronym = analysis.tokens[cut - 1].shape == Shape::Upper;
            if acronym
                && rest.len() >= 2
                && person::looks_like(analysis, &rest)
                && person::is_given(analysis, cut)
            {
                let front = Mention {
                    range: mention.range.start..cut,
                    outer: mention.outer.start..cut,
                    ..mention.clone()
                };
                out.push(front);
                out.push(Mention {
                    outer: rest.clone(),
                    range: rest,
                    sort: Sort::Person,
                    ..mention
                });
                return;
            }
        }
    }
    out.push(mention);
}
