//! Where the run of capitalised words that is one name begins and ends: the small words, commas
//! and marks inside it, and what a run cannot go on or end with.

use super::analysis::Analysis;
use super::bracket::{initials_in_fair, list_with_initials, place_of_fair, spelled_by_initials};
use super::dress::year_of;
use super::name::longest_entry;
use super::person;
use super::sort::has_head;
use crate::knowledge::{Class, Table};
use crate::text::Shape;

/// The end of the capitalised run at `at`: capitalised words, and small words between them where
/// the words around say that they belong to one name.
pub(super) fn run_end(analysis: &Analysis<'_>, at: usize, limit: usize) -> usize {
    if let Some(end) = spelled_by_initials(analysis, at, limit) {
        return end;
    }
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
                if breaks_run(analysis, end, limit) {
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
                let of_event = next_name && year && analysis.is(end - 1, Class::EventHead);
                if of_event
                    || !year
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
            Shape::Mark('/' | '+' | '\u{b7}' | '\u{2013}') => {
                let tight = !token.spaced
                    && end + 1 < limit
                    && !analysis.tokens[end + 1].spaced
                    && analysis.tokens[end + 1].shape.is_nameish();
                // "Sound + Stage"
                let plus = analysis.is_mark(end, '+')
                    && token.spaced
                    && end + 1 < limit
                    && analysis.tokens[end + 1].spaced
                    && analysis.tokens[end + 1].shape.is_nameish();
                if tight || plus {
                    end += 2;
                } else {
                    break;
                }
            }
            Shape::Mark(',') if let Some(stop) = list_with_initials(analysis, at, end, limit) => {
                end = stop;
            }
            Shape::Mark(',') => {
                // "Ministry of Mineral Resources, Petroleum and Gas"; "Windows, Doors & Facades
                // Event"; "John L. Garrison, Jr."
                let suffix = end + 1 < limit
                    && end - at >= 2
                    && analysis.is(end + 1, Class::LegalName)
                    && analysis.tokens[end + 1].shape.is_nameish();
                // "The Halden Works, Inc."
                let form = end + 1 < limit
                    && analysis.is(end + 1, Class::LegalForm)
                    && analysis.tokens[end + 1].shape.is_nameish()
                    && !person::looks_like(analysis, &(at..end));
                if suffix
                    || form
                    || (inside && list_of_nouns(analysis, end, limit))
                    || list_before_head(analysis, at, end, limit)
                {
                    end += 2;
                } else if inside && let Some(stop) = list_of_matters(analysis, at, end, limit) {
                    end = stop;
                } else {
                    break;
                }
            }
            Shape::Mark('(')
                if place_of_fair(analysis, at, end, limit)
                    || initials_in_fair(analysis, end, limit) =>
            {
                end += 4;
            }
            Shape::Mark('"' | '\u{201c}' | '\u{2018}' | '(') => {
                // `Earvin "Magic" Johnson`
                let nickname = end + 3 < limit
                    && token.spaced
                    && analysis.tokens[end - 1].shape == Shape::Capital
                    && analysis.tokens[end + 1].shape == Shape::Capital
                    && !analysis.tokens[end + 1].spaced
                    && analysis.mark(end + 2).is_some()
                    && !analysis.tokens[end + 2].spaced
                    && analysis.tokens[end + 3].shape == Shape::Capital
                    && analysis.tokens[end + 3].spaced
                    && (person::is_given(analysis, at) || !analysis.is(at, Class::Common))
                    && person::is_surname(analysis, end + 3);
                if nickname {
                    end += 4;
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
                    || end == at + 1 && owners_trade(analysis, at, limit)
                {
                    end += 2;
                } else {
                    break;
                }
            }
            Shape::Lower | Shape::Mark(':' | '!') if analysis.is_glue(end) && end + 1 < limit => {
                end += 2;
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

/// "Costa's Ropes": a surname, and what its bearer deals in.
fn owners_trade(analysis: &Analysis<'_>, at: usize, limit: usize) -> bool {
    let trade = at + 2;
    trade < limit
        && analysis.tokens[trade].shape == Shape::Capital
        && person::is_surname(analysis, at)
        && longest_entry(analysis, at, at + 1).is_none_or(|(_, entry)| entry.ambiguous)
        && analysis.word(trade).ends_with('s')
        && !person::is_surname(analysis, trade)
        && longest_entry(analysis, trade, trade + 1).is_none()
        && !analysis.is(trade, Class::RoleHead)
        && !analysis.is(trade, Class::EventHead)
        && !(trade + 1 < limit && analysis.tokens[trade + 1].shape == Shape::Capital)
}

/// A capitalised word that cannot go on with the run before it: an honorific behind a full
/// organisation name, a weekday, a month.
fn breaks_run(analysis: &Analysis<'_>, end: usize, limit: usize) -> bool {
    (analysis.is(end - 1, Class::OrgLast) && analysis.is(end, Class::Honorific))
        || analysis.is_compound(end)
        || is_calendar(analysis, end, limit)
}

/// Whether a capitalised word is a weekday or month and nothing else here.
pub(super) fn is_calendar(analysis: &Analysis<'_>, at: usize, limit: usize) -> bool {
    if analysis.is(at, Class::Weekday) {
        return !analysis.is(at, Class::FamilyFirst);
    }
    let name = analysis.is(at, Class::GivenNameAmbiguous)
        || analysis.is(at, Class::GivenName)
        || analysis.is(at, Class::SurnameAmbiguous);
    let dated = at + 1 < limit && analysis.tokens[at + 1].shape == Shape::Number;
    analysis.is(at, Class::Month) && (!name || dated)
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
        || analysis.is(at, Class::OfBody) && analysis.says(at + 1, "of")
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
            // "the Pacific Gallery of the Kelm Convention Center": a room, and its house.
            let house = stop > next
                && word == "of"
                && analysis.is(end - 1, Class::VenueHead)
                && !analysis.is(end - 1, Class::OrgFirst)
                && named
                && analysis.is(nameish_end(analysis, stop, limit) - 1, Class::VenueHead);
            if house {
                return None;
            }
            // "in Congress for New Jersey", "at South Lake Union for the Boat Show"
            if word == "for" {
                let place = longest_entry(analysis, stop, limit)
                    .is_some_and(|(_, e)| matches!(e.table, Table::Place | Table::Country));
                let last = nameish_end(analysis, stop, limit) - 1;
                let fair = named && stop > next && analysis.is(last, Class::EventHead);
                if (place && end - at == 1) || fair {
                    return None;
                }
            }
            // "the conference of President X": an office or a person is no part of a name; a
            // month or weekday neither.
            let head = stop > next && word != "of" && analysis.is(stop, Class::EventHead);
            let calendar = analysis.is(stop, Class::Month) || analysis.is(stop, Class::Weekday);
            if !named || calendar || head {
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
        "in" => {
            let matter = inside
                && next_name
                && analysis.is(end - 1, Class::NameNoun)
                && analysis.is(next, Class::NameNoun);
            (matter || next_name && people_in(analysis, at, end, limit)).then_some(1)
        }
        "and" => {
            if !next_name {
                return None;
            }
            let noun = |t: usize| analysis.is(t, Class::NameNoun);
            if inside && noun(end - 1) && noun(next) && !starts_organisation(analysis, next, limit)
            {
                return Some(1);
            }
            let stop = nameish_end(analysis, next, limit);
            // "the Festival of Knitting and Yarn", "the Congress on Room and Urban Acoustics"
            let plain = |t: usize| {
                analysis.tokens[t].shape == Shape::Capital
                    && analysis.is(t, Class::Common)
                    && !analysis.is(t, Class::GivenName)
                    && longest_entry(analysis, t, limit).is_none()
            };
            if inside
                && (at..end).any(|t| analysis.is(t, Class::EventHeadFirst))
                && plain(end - 1)
                && (next..stop).all(plain)
                && !starts_organisation(analysis, next, limit)
            {
                return Some(1);
            }
            if joins_heads(analysis, at, end, stop, limit) {
                return Some(1);
            }
            // "the Institute for Marine and Antarctic Studies"
            if inside
                && (at..end).any(|t| analysis.is(t, Class::OrgFirst))
                && plain(end - 1)
                && stop > next + 1
                && (next..stop).all(plain)
                && analysis.word(stop - 1).ends_with('s')
                && !has_head(analysis, &(next..stop))
                && !starts_organisation(analysis, next, limit)
            {
                return Some(1);
            }
            // "the Rift Dairy and Livestock Show": one fair, where an article or ordinal leads.
            let led = is_led(analysis, at);
            // "the Kelm and District Growers' Guild"
            if analysis.says(next, "district") && stop > next + 1 {
                return Some(1);
            }
            // "The 12th World Bamboo and Rattan Congress": behind an ordinal whatever it is made of.
            let counted = led
                && at > 0
                && !analysis.is(at - 1, Class::EventModifier)
                && (analysis.ordinal(at - 1).is_some() || end - at >= 2)
                && analysis.tokens[end - 1].shape == Shape::Capital
                // "Southland Sika": behind a place a firm's name is the matter.
                && (longest_entry(analysis, end - 1, end).is_none()
                    || longest_entry(analysis, at, end)
                        .is_some_and(|(length, e)| e.table == Table::Place && at + length < end));
            // "The second Water Reuse and Desalination: Markets and Membranes conference"
            let subtitled = at > 0
                && analysis.ordinal(at - 1).is_some()
                && stop < limit
                && analysis.is_mark(stop, ':')
                && !starts_organisation(analysis, next, limit);
            if subtitled {
                return Some(1);
            }
            if stop > next + 1
                && analysis.is(stop - 1, Class::EventHead)
                && !has_head(analysis, &(at..end))
                && (noun(end - 1) || analysis.is(end - 1, Class::Common) || counted)
                && (led || noun(next))
                && !starts_organisation(analysis, next, limit)
            {
                return Some(1);
            }
            // "Oil and Gas Workers' Union"
            let owned = stop + 1 < limit
                && (analysis.tokens[stop].shape == Shape::Possessive
                    || matches!(analysis.mark(stop), Some('\'' | '\u{2019}')))
                && analysis.word(stop - 1).ends_with('s')
                && analysis.tokens[stop + 1].shape.is_nameish();
            let stop = match owned {
                true => nameish_end(analysis, stop + 1, limit),
                false => stop,
            };
            // "Technical Education and Skills Development Authority"
            let headed = stop > next + 1 && has_head(analysis, &(next..stop))
                || stop == next + 1 && analysis.is(next, Class::OrgLast) && noun(end - 1);
            let matter = |t: usize| noun(t) || owned && analysis.is(t, Class::Common);
            (headed
                && matter(end - 1)
                && matter(next)
                && !has_head(analysis, &(at..end))
                && !starts_organisation(analysis, next, limit))
            .then_some(1)
        }
        _ => None,
    }
}

/// Whether an article, a count or a year stands before a name, or a word that only a fair's has.
fn is_led(analysis: &Analysis<'_>, at: usize) -> bool {
    at > 0
        && (analysis.is(at - 1, Class::Article)
            || analysis.ordinal(at - 1).is_some()
            || analysis.is(at - 1, Class::EventModifier)
            // "the 2025 Savannah Shea and Cashew Fair"
            || at > 1
                && year_of(analysis.word(at - 1)).is_some()
                && (analysis.is(at - 2, Class::Determiner)
                    || analysis.tokens[at - 2].shape == Shape::Possessive))
}

/// "the Prairie Women in Trucking Summit", "the Made in Lesotho Fair": "in" between the capitals of a
/// fair's name, led by an article or a count.
fn people_in(analysis: &Analysis<'_>, at: usize, end: usize, limit: usize) -> bool {
    let stop = nameish_end(analysis, end + 1, limit);
    let led = is_led(analysis, at);
    let made = analysis.says(end - 1, "made");
    let people = analysis.is(end - 1, Class::PeopleWord);
    stop > end + 2
        && analysis.is(stop - 1, Class::EventHead)
        && (made || people && led)
        && analysis.tokens[end - 1].shape == Shape::Capital
}

/// Whether the capitals behind an "and" are common nouns alone, so that they cannot name a thing
/// of their own but end the name before: "National Exhibition [and Convention Center]", "German
/// Publishers [and Booksellers Association]", "Astana Mining [and Metallurgy] 2011".
fn joins_heads(analysis: &Analysis<'_>, at: usize, and: usize, stop: usize, limit: usize) -> bool {
    let next = and + 1;
    let head = |t: usize| {
        analysis.is(t, Class::OrgLast)
            || analysis.is(t, Class::EventHead)
            || analysis.is(t, Class::VenueHead)
    };
    let plain = |t: usize| {
        analysis.tokens[t].shape == Shape::Capital
            && (analysis.is(t, Class::NameNoun) || analysis.is(t, Class::Common) || head(t))
            && !analysis.is(t, Class::Month)
            && !analysis.is(t, Class::Weekday)
    };
    let left = and - 1;
    if stop <= next
        || !plain(left)
        || !(next..stop).all(plain)
        || longest_entry(analysis, next, limit).is_some_and(|(length, e)| {
            length > 1 || !analysis.is(next, Class::NameNoun) && e.table != Table::Demonym
        })
    {
        return false;
    }
    let last = stop - 1;
    // "Mining and Metallurgy 2011", "Home and Garden show"
    if !head(last) {
        return stop < limit
            && analysis.is(left, Class::NameNoun)
            && analysis.is(last, Class::NameNoun)
            && (year_of(analysis.word(stop)).is_some()
                || (and - at == 1 || at + 2 == and)
                    && analysis.is_lower(stop, Class::EventNoun)
                    && !analysis.is(stop, Class::WeakEventNoun));
    }
    // Two events or two bodies with heads of their own are two: "Auto Show and Trade Fair".
    if head(left) && analysis.is(left, Class::EventHead) {
        return stop == next + 1 && analysis.is(last, Class::EventHead)
            || !analysis.is(last, Class::EventHead);
    }
    if head(left) && !analysis.is(left, Class::NameNoun) {
        return false;
    }
    stop > next + 1 || analysis.is(left, Class::NameNoun)
}

/// ", Doors & Facades Event": nouns joined by commas and a "&" before an event's head. An "and" will
/// do behind an article or a count, where the words may be any ("the 11th Lyra Food, Hotel and
/// Equipment Exhibition", "the 26th Water, Energy, and Environment Exhibition").
fn list_before_head(analysis: &Analysis<'_>, from: usize, comma: usize, limit: usize) -> bool {
    let led = from > 0
        && (analysis.ordinal(from - 1).is_some()
            || analysis.is(from - 1, Class::Article)
            || year_of(analysis.word(from - 1)).is_some());
    // "Boat, RV & Sports Show"
    let shaped = |t: usize| {
        analysis.tokens[t].shape == Shape::Capital
            || t > comma && analysis.tokens[t].shape == Shape::Upper
    };
    let noun = |t: usize| {
        t < limit
            && shaped(t)
            && (led || analysis.is(t, Class::NameNoun) || analysis.is(t, Class::Common))
            && !starts_organisation(analysis, t, limit)
    };
    let headed = |t: usize| analysis.is(t, Class::EventHead);
    if !noun(comma - 1) || headed(comma - 1) {
        return false;
    }
    let joined =
        |t: usize| t < limit && (analysis.is_mark(t, '&') || led && analysis.says(t, "and"));
    // The end of an item of one to three words.
    let item = |at: usize| {
        let stop = nameish_end(analysis, at, limit);
        ((at + 1..=at + 3).contains(&stop) && (at..stop).all(|t| noun(t) && !headed(t)))
            .then_some(stop)
    };
    let mut at = comma + 1;
    let last = loop {
        if joined(at) {
            break at + 1;
        }
        let Some(stop) = item(at) else { return false };
        if joined(stop) {
            break stop + 1;
        }
        if !analysis.is_mark(stop, ',') {
            return false;
        }
        at = stop + 1;
    };
    if !(last < limit && noun(last)) {
        return false;
    }
    let stop = nameish_end(analysis, last, limit);
    // "Caravan, Boot & Camp Basel 2031"
    let dated = stop < limit && year_of(analysis.word(stop)).is_some();
    if analysis.is_mark(last - 1, '&') && dated {
        return true;
    }
    (last..stop).any(|t| {
        (analysis.is(t, Class::EventHead) || analysis.is(t, Class::EventNoun))
            // "the Paris, Milan and London Fashion Weeks" are many.
            && !(led && t == last)
            && !(led && analysis.is(t, Class::PluralFair))
    })
}

/// The end of ", Water and Crop Health" behind the first matter of "World Congress on Soil": up to
/// five matters, the last behind an "and".
fn list_of_matters(
    analysis: &Analysis<'_>,
    from: usize,
    comma: usize,
    limit: usize,
) -> Option<usize> {
    let head = (from..comma)
        .rev()
        .find(|t| analysis.is(*t, Class::EventHeadFirst))?;
    let matter = |at: usize| {
        let stop = nameish_end(analysis, at, limit);
        let plain = |t: usize| analysis.is(t, Class::Common) || analysis.is(t, Class::NameNoun);
        let fits = (at + 1..=at + 3).contains(&stop)
            && !starts_organisation(analysis, at, limit)
            && !is_calendar(analysis, at, limit)
            && !longest_entry(analysis, at, limit)
                .is_some_and(|(_, e)| matches!(e.table, Table::Place | Table::Venue))
            && !(at..stop).any(|t| {
                analysis.is(t, Class::LegalForm)
                    || analysis.is(t, Class::Honorific)
                    || analysis.tokens[t].shape != Shape::Capital
                    || (analysis.is(t, Class::GivenName) || analysis.is(t, Class::Surname))
                        && !plain(t)
            })
            && !person::looks_like(analysis, &(at..stop));
        fits.then(|| (stop, (at..stop).any(plain)))
    };
    let and = |t: usize| t < limit && (analysis.says(t, "and") || analysis.is_mark(t, '&'));
    let first = (head + 1..comma)
        .rev()
        .take_while(|t| analysis.tokens[*t].shape == Shape::Capital)
        .last()?;
    let mut known = usize::from(matter(first)?.1);
    let mut count = 1;
    let mut at = comma + 1;
    loop {
        let last = and(at);
        let (stop, plain) = matter(at + usize::from(last))?;
        known += usize::from(plain);
        count += 1;
        if last {
            return (known * 2 >= count && count <= 5).then_some(stop);
        }
        at = match stop < limit && analysis.is_mark(stop, ',') {
            true => stop + 1,
            false if and(stop) => stop,
            false => return None,
        };
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
    let and = |t: usize| analysis.says(t, "and") || analysis.is_mark(t, '&');
    at + 1 < limit
        && ((and(at) && noun(at + 1))
            || (analysis.is_mark(at, ',') && noun(at + 1))
            || (analysis.is_mark(at, ',') && and(at + 1) && noun(at + 2)))
}

/// Drops what a run cannot end with.
pub(super) fn trim_end(analysis: &Analysis<'_>, start: usize, mut end: usize) -> usize {
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
