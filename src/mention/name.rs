//! Capitalised names: where they begin and end, and what their own words say they are. What the
//! rest of the document says of them is the inventory's business.

use super::analysis::Analysis;
use super::dress::{before_letters, dress_event, dress_person, fair, push_split};
use super::headline::{headline_name, longer_with_year, quoted_fair};
use super::holder::{holder, push_holder};
use super::person;
use super::role::RoleSpan;
use super::run::{is_calendar, run_end, trim_end};
use super::sort::{classify, has_head};
use crate::kind::Kind;
use crate::knowledge::{Class, Classes, Entry, Sign, Table};
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
        if let Some(mention) = quoted_fair(analysis, at, limit) {
            at = mention.outer.end.max(at + 1);
            out.push(mention);
            continue;
        }
        let opens = (shape.is_nameish() && !never_name(analysis, at, sentence.end))
            || (shape == Shape::Number
                && (digit_name(analysis, at, limit)
                    || numbered_fair(analysis, at, limit, sentence.start)));
        if !opens {
            at += 1;
            continue;
        }
        match name_at(analysis, at, limit, sentence.start, title_case, roles) {
            Some(mention) => {
                at = mention.outer.end.max(at + 1);
                let office = roles[..role].last();
                match office.and_then(|office| holder(analysis, &mention, office, limit)) {
                    Some(cut) => push_holder(analysis, mention, cut, out),
                    None => push_split(analysis, mention, out),
                }
            }
            None => at += 1,
        }
    }
}

/// Whether a capitalised token is no name however it stands: a weekday, a currency with or without
/// its sum ("RM943"), a contraction ("We've"), a number in words ("Fifty-five").
fn never_name(analysis: &Analysis<'_>, at: usize, end: usize) -> bool {
    if analysis.is(at, Class::CurrencyWord) {
        return analysis.tokens[at].shape != Shape::Upper
            || (at + 1 < end && analysis.tokens[at + 1].shape == Shape::Number);
    }
    // "Los" of "a Los Angeles-based firm"
    if at + 1 < end
        && analysis.tokens[at + 1].shape.is_nameish()
        && analysis.tokens[at + 1].spaced
        && analysis.is_compound(at + 1)
    {
        return true;
    }
    if analysis.tokens[at].letters {
        return false;
    }
    let word = analysis.word(at);
    let class_of = |part: &str| {
        let words = &analysis.knowledge.words;
        words.classes(words.id(part))
    };
    // "BANNER_TOP": a page's own.
    if word.contains('_') {
        return true;
    }
    let digits = word.bytes().position(|b| b.is_ascii_digit());
    if let Some(cut) = digits
        && cut > 0
        && word[cut..]
            .bytes()
            .all(|b| b.is_ascii_digit() || b == b',' || b == b'.')
    {
        return class_of(&word[..cut]).has(Class::CurrencyWord);
    }
    if let Some((head, tail)) = word.split_once(['\'', '\u{2019}']) {
        return class_of(head).has(Class::Pronoun) && tail.len() <= 2;
    }
    (analysis.is(at, Class::Month) && word.ends_with('.')) || analysis.is_compound(at)
}

/// Whether a number opens a name of the authority ("3M", "5G" is none).
fn digit_name(analysis: &Analysis<'_>, at: usize, limit: usize) -> bool {
    analysis.knowledge.authority.starts_name(analysis.words[at])
        && longest_entry(analysis, at, limit).is_some_and(|(_, e)| e.table != Table::Topic)
}

/// "The 710 Expo": a number that belongs to the name of a fair, which the text writes again.
fn numbered_fair(analysis: &Analysis<'_>, at: usize, limit: usize, floor: usize) -> bool {
    // "710 Expo", "606 Tattoo Expo"
    let pair = |t: usize| {
        let mut head = t + 1;
        while head < t + 3
            && head + 1 < analysis.tokens.len()
            && analysis.tokens[head].shape == Shape::Capital
            && !analysis.is(head, Class::EventHead)
        {
            head += 1;
        }
        analysis
            .tokens
            .get(head)
            .is_some_and(|token| token.shape == Shape::Capital)
            && analysis.is(head, Class::FairNoun)
            && analysis.is(head, Class::EventHead)
            && !analysis.is(head, Class::PluralFair)
    };
    let number = analysis.word(at);
    let led = at > floor
        && (analysis.says(at - 1, "the")
            || at > floor + 1
                && analysis.is_lower(at - 1, Class::Yearly)
                && analysis.ordinal(at - 2).is_some());
    if at + 1 >= limit
        || !(led || at == floor)
        || number.len() > 3
        || !number.bytes().all(|byte| byte.is_ascii_digit())
        || !pair(at)
    {
        return false;
    }
    let all = 0..analysis.tokens.len() - 1;
    let others = analysis.grid.each(all, Sign::Number);
    others
        .filter(|t| *t != at && analysis.says(*t, number) && pair(*t))
        .count()
        > 0
}

/// The longest authority name at `at`, topics left aside.
pub(super) fn longest_entry(
    analysis: &Analysis<'_>,
    at: usize,
    limit: usize,
) -> Option<(usize, Entry)> {
    // A text may end behind "Visit".
    if at >= limit || !analysis.knowledge.authority.starts_name(analysis.words[at]) {
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

impl Analysis<'_> {
    /// The country that the words from `at` on name, itself or by its adjective.
    pub fn country_at(&self, at: usize, end: usize) -> Option<u32> {
        let (_, entry) = longest_entry(self, at, end)?;
        matches!(entry.table, Table::Country | Table::Demonym).then_some(entry.record)
    }
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
    roles: &[RoleSpan],
) -> Option<Mention> {
    let entry = longest_entry(analysis, at, limit);
    if is_calendar(analysis, at, limit) && entry.is_none() {
        let stop = run_end(analysis, at, limit);
        // "On Thursday Harbour Expo shut its gates"
        let day =
            analysis.is(at, Class::Weekday) && at > sentence_start && analysis.says(at - 1, "on");
        if day || stop == at + 1 || !has_head(analysis, &(at..stop)) {
            return None;
        }
    }
    // "Former Acme chief executive Jane Roe": the name begins behind it.
    if analysis.is(at, Class::FormerWord) && entry.is_none() {
        return None;
    }
    let first = opening(analysis, at, sentence_start);
    // "Rigging company Acme showed": what the firm deals in opens the sentence.
    let told = at == first
        && entry.is_none()
        && at + 2 < limit
        && analysis.tokens[at].shape == Shape::Capital
        && analysis.is_lower(at + 1, Class::OrgNoun)
        && analysis.tokens[at + 2].shape.is_nameish();
    if told {
        return None;
    }
    // "Find Acme in Hall 2", but "Visit Norway"
    if at == first && analysis.is(at, Class::MeetVerb) && entry.is_none() {
        let place = longest_entry(analysis, at + 1, limit)
            .is_some_and(|(_, e)| matches!(e.table, Table::Country | Table::Place));
        if !(place && analysis.says(at, "visit")) {
            return None;
        }
    }
    let mut start = at;
    let mut end = run_end(analysis, at, limit);
    if title_case {
        // Capitals mean nothing here: only names of the authority count, and a fair's where the
        // headline is nothing but that.
        if at == sentence_start
            && let Some(mention) = headline_name(analysis, at, limit)
        {
            return Some(mention);
        }
        let (length, entry) = entry?;
        if entry.table == Table::Series
            && let Some(mention) = longer_with_year(analysis, at, length, limit)
        {
            return Some(mention);
        }
        if entry.ambiguous {
            return None;
        }
        return Some(from_entry(analysis, at, length, entry, limit));
    }
    // A known fair's name that goes on is another fair or a part of it: "Big 5" and "Big 5
    // Construct Saudi".
    if let Some((length, entry)) = entry
        && entry.table == Table::Series
        && at + length < limit
        && analysis.tokens[at + length].spaced
        && (analysis.tokens[at + length].shape.is_nameish() || analysis.is_glue(at + length))
        && !is_function(analysis, at + length)
        && !is_calendar(analysis, at + length, limit)
        && !analysis.is(at + length, Class::Honorific)
    {
        let from = at + length + usize::from(analysis.is_glue(at + length));
        let stop = trim_end(analysis, at, run_end(analysis, from, limit));
        // "Smart China Expo Online" is the same fair, held online.
        if (at + length..stop).all(|t| analysis.is(t, Class::EventSuffix)) {
            let mut mention = from_entry(analysis, at, length, entry, limit);
            mention.outer.end = mention.outer.end.max(stop);
            return Some(mention);
        }
        if stop > at + length && !person::looks_like(analysis, &(at + length..stop)) {
            return Some(fair(analysis, at..stop, at..stop, limit));
        }
    }
    if let Some((length, entry)) = entry {
        // "Stripe executives": an office behind it takes the doubt away.
        let titled = at + length == limit;
        let ambiguous = entry.ambiguous && at == first && is_common(analysis, at) && !titled;
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
                        || (entry.table == Table::Series
                            && !analysis.is(end - 1, Class::OrgLast)
                            && !analysis.is(end - 1, Class::VenueHead))
                        || connected(analysis, at + length)
                            // "Porto Chamber of Digital Trade": known without "of".
                            && !(analysis.says(at + length, "of")
                                && analysis.is(at + length - 1, Class::OrgFirst)
                                && end > at + length + 1)
                }
                Table::Topic => false,
            };
            if splits {
                return Some(from_entry(analysis, at, length, entry, limit));
            }
        }
    }
    // "Start-up Hystar", "Newcomer Zattera" at the start of a sentence: what the firm is.
    if at == first
        && end > at + 1
        && analysis.is(at, Class::FirmNoun)
        && shape_opens(analysis, at + 1)
    {
        start = at + 1;
    }
    // The first word of a sentence is capitalised anyway.
    if at == first && start == at && is_common(analysis, at) && !is_surname_he(analysis, at, limit)
    {
        let keep = end > at + 1
            && !is_function(analysis, at)
            && (analysis.is(at, Class::EventOpener)
                // "Wool and Wattle, the craft market,"
                || analysis.is_glue(at + 1)
                // "Pumps & Valves Asia 2024"
                || analysis.is_mark(at + 1, '&')
                || analysis.is_mark(at + 1, '+')
                // "Caravan, Boot & Camp 2031"
                || analysis.is_mark(at + 1, ',') && end > at + 4
                // "Sea Asia, Asia's anchor maritime event,"
                || end == at + 2 && analysis.is(at + 1, Class::RegionWord)
                    && !analysis.is(at, Class::RegionWord)
                || has_head(analysis, &(at..end))
                    && !person::looks_like(analysis, &(at + 1..end)));
        // "Sam Lake (Remedy)"
        let bracketed = at > 1
            && end < limit
            && analysis.is_mark(at - 1, '(')
            && analysis.is_mark(end, ')')
            && analysis.tokens[at - 2].shape.is_nameish()
            && !is_function(analysis, at);
        let titled =
            bracketed || end == at + 1 && end == limit && titles_person(analysis, at, roles);
        if !keep && !titled && !again_within(analysis, at, end) {
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
                || longest_entry(analysis, at + 1, limit).is_some_and(|(length, _)| {
                    // "Beauty Dubai Live": a trade before a place, and the name goes on.
                    at + 1 + length >= end || !analysis.is(at, Class::NameNoun)
                })
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
    let named = start;
    // "His Highness Sheikh Omar"
    if end - start > 2
        && matches!(analysis.word(start), "His" | "Her" | "Their")
        && analysis.is(start + 1, Class::Honorific)
    {
        start += 1;
    }
    while start < end && analysis.is(start, Class::Honorific) && end - start > 1 {
        if person::is_given(analysis, start) && !analysis.word(start).ends_with('.') {
            break;
        }
        start += 1;
    }
    let honored = start > named || honorific_before(analysis, at, sentence_start);
    end = trim_end(analysis, start, end);
    if end <= start {
        return None;
    }
    end = before_letters(analysis, start, end);
    let range = start..end;
    let sort = classify(analysis, &range, honored);
    // "Lt. Col. (Ret.) Jane Roe": a rank without its name.
    if range.len() == 1
        && analysis.is(start, Class::Honorific)
        && analysis.word(start).ends_with('.')
    {
        return None;
    }
    if sort == Sort::Name && range.len() == 1 {
        let word = analysis.word(start);
        let generic = analysis.is(start, Class::GenericName)
            || analysis.is(start, Class::Determiner)
            || analysis.is(start, Class::Pronoun)
            || analysis.is(start, Class::Preposition)
            || word.len() < 2
                && !(end < limit
                    && super::dress::year_of(analysis.word(end)).is_some()
                    && at > sentence_start);
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
    if sort == Sort::Person {
        dress_person(analysis, &mut mention, limit);
    }
    Some(mention)
}

/// "All Things Tidal is back": whether a small word at the start belongs to the name, since it is
/// written so within a sentence as well.
fn again_within(analysis: &Analysis<'_>, at: usize, end: usize) -> bool {
    if end < at + 2 || !is_function(analysis, at) || analysis.is(at, Class::Article) {
        return false;
    }
    let words = &analysis.words[at..end];
    analysis
        .sentences
        .iter()
        .filter(|sentence| !sentence.title_case)
        .any(|sentence| {
            let tokens = sentence.tokens.start + 1..sentence.tokens.end;
            tokens.clone().any(|t| {
                t != at
                    && analysis.words[t] == words[0]
                    && t + words.len() <= tokens.end
                    && analysis.words[t..t + words.len()] == *words
                    && analysis.tokens[t].shape == Shape::Capital
                    && analysis.tokens[t - 1].shape == Shape::Lower
            })
        })
}

/// The first token of the sentence that is no quotation mark or bullet.
fn opening(analysis: &Analysis<'_>, at: usize, sentence_start: usize) -> usize {
    let mut first = sentence_start;
    while first < at && (analysis.mark(first).is_some() || is_time(analysis, first, at)) {
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

/// Whether a token is part of the time with which an entry of a running report begins: "09:10".
fn is_time(analysis: &Analysis<'_>, token: usize, end: usize) -> bool {
    let colon = |t: usize| analysis.is_mark(t, ':') || analysis.is_mark(t, '.');
    analysis.tokens[token].shape == Shape::Number
        && (analysis.word(token).contains([':', '.'])
            || token + 1 < end && colon(token + 1)
            || token > 0 && colon(token - 1))
}

fn is_common(analysis: &Analysis<'_>, at: usize) -> bool {
    analysis.tokens[at].shape == Shape::Capital
        && ((analysis.is(at, Class::Common) && analysis.word(at).is_ascii())
            || is_function(analysis, at)
            || is_common_compound(analysis, at))
}

/// "Fifty-five", "Half-way", "Ready-mixed": a hyphen between everyday words.
fn is_common_compound(analysis: &Analysis<'_>, at: usize) -> bool {
    if analysis.tokens[at].letters {
        return false;
    }
    let Some((head, tail)) = analysis.word(at).split_once('-') else {
        return false;
    };
    let words = &analysis.knowledge.words;
    let head = words.classes(words.id(head));
    let tail_class = words.classes(words.id(tail));
    tail.chars().all(|c| c.is_lowercase() || c == '-')
        && (head.has(Class::NumberWord)
            || (head.has(Class::Common) || head.has(Class::NameNoun))
                && tail_class.has(Class::Common))
}

/// The Chinese surname He at the start of a sentence: a pronoun is not followed by a capital.
fn is_surname_he(analysis: &Analysis<'_>, at: usize, limit: usize) -> bool {
    analysis.is(at, Class::PersonPronoun)
        && analysis.is(at, Class::FamilyFirst)
        && at + 1 < limit
        && analysis.tokens[at + 1].shape == Shape::Capital
        && !analysis.is(at + 1, Class::Common)
        && (at + 2 >= limit || !analysis.tokens[at + 2].shape.is_nameish())
}

pub(super) fn is_function(analysis: &Analysis<'_>, at: usize) -> bool {
    const FUNCTION: Classes = Classes::of(&[
        Class::Determiner,
        Class::Preposition,
        Class::Conjunction,
        Class::Pronoun,
        Class::Relative,
        Class::Auxiliary,
        Class::Adverb,
    ]);
    analysis.is_any(at, FUNCTION)
}

/// Whether a name may begin with a token that is no everyday word.
fn shape_opens(analysis: &Analysis<'_>, at: usize) -> bool {
    analysis.tokens[at].shape.is_nameish() && !is_function(analysis, at)
}

/// "Bolt boss Jane Roe": whether an everyday word that opens a sentence stands before an office in
/// small letters and a name, so that it names a firm.
fn titles_person(analysis: &Analysis<'_>, at: usize, roles: &[RoleSpan]) -> bool {
    let bare = [Class::RoleModifier, Class::NameNoun, Class::RoleHead];
    !is_function(analysis, at)
        && !bare.iter().any(|class| analysis.is(at, *class))
        && roles.iter().any(|role| {
            role.range.start == at + 1
                && analysis.is(role.head, Class::SoleOffice)
                && analysis.tokens[role.range.start].shape == Shape::Lower
                && role.range.end + 1 < analysis.tokens.len()
                && (role.range.end..role.range.end + 2)
                    .all(|t| analysis.tokens[t].shape == Shape::Capital)
        })
}

fn honorific_before(analysis: &Analysis<'_>, at: usize, sentence_start: usize) -> bool {
    at > sentence_start
        && analysis.is(at - 1, Class::Honorific)
        && analysis.tokens[at - 1].shape != Shape::Lower
}

fn connected(analysis: &Analysis<'_>, at: usize) -> bool {
    analysis.tokens[at].shape == Shape::Lower || analysis.mark(at).is_some()
}

pub(super) fn from_entry(
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
