//! Noun phrases: a name or names with what leads to them, or the head of a common noun's phrase.

use super::clause::is_finite;
use crate::knowledge::Class;
use crate::mention::{Analysis, Inventory, Sort};
use crate::text::Shape;
use std::ops::Range;

/// A noun phrase beside a verb.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Phrase {
    /// Mentions that fill it, in text order.
    pub mentions: Vec<usize>,
    /// The head noun, where it is no name.
    pub noun: Option<usize>,
    /// The pronoun, where it is one.
    pub pronoun: Option<usize>,
    /// All its tokens.
    pub range: Range<usize>,
}

impl Phrase {
    pub fn is_empty(&self) -> bool {
        self.mentions.is_empty() && self.noun.is_none() && self.pronoun.is_none()
    }
}

/// The phrase that ends before `end`: coordinated names, or a noun with what leads to it.
pub(super) fn phrase_before(
    analysis: &Analysis<'_>,
    inventory: &Inventory,
    sentence: &Range<usize>,
    end: usize,
) -> Phrase {
    if end <= sentence.start {
        return Phrase::default();
    }
    let mut last = end - 1;
    // "the expo itself", "Mr Okafor too", "the Premier today opened", "this year"
    while last > sentence.start
        && (analysis.is_lower(last, Class::Adverb)
            || analysis.is(last, Class::Weekday)
            // "the premier this week opened", but "the week, hosted by Acme"
            || analysis.is(last, Class::Reflexive) && !analysis.is(last - 1, Class::Article)
            || matches!(analysis.word(last), "all" | "both" | "this"))
        && inventory.mention_at(last).is_none()
    {
        last -= 1;
    }
    // "Acme, Bolt and many others"
    if last > sentence.start + 2 && matches!(analysis.word(last), "others" | "more") {
        // "and eleven others", "and a dozen more"
        let counts = (last.saturating_sub(3).max(sentence.start + 2)..last)
            .rev()
            .take_while(|t| {
                analysis.tokens[*t].shape == Shape::Number
                    || analysis.tokens[*t].shape == Shape::Lower && !analysis.says(*t, "and")
            })
            .count();
        let and = last - 1 - counts;
        let comma = usize::from(analysis.is_mark(and - 1, ','));
        let named = inventory.mention_at(and - 1 - comma).is_some();
        if analysis.says(and, "and") && named {
            return phrase_before(analysis, inventory, sentence, and - comma);
        }
    }
    if analysis.is(last, Class::Pronoun) {
        return Phrase {
            pronoun: Some(last),
            range: last..end,
            ..Phrase::default()
        };
    }
    if let Some(m) = inventory.mention_at(last) {
        let mention = &inventory.mentions[m];
        let start = mention.outer.start;
        // "the president of Acme", "companies from Germany": the head is before the preposition.
        let mut before = start;
        while before > sentence.start
            && (analysis.is(before - 1, Class::Determiner)
                || (analysis.is(before - 1, Class::Honorific)
                    && analysis.tokens[before - 1].shape != Shape::Lower))
        {
            before -= 1;
        }
        if before > sentence.start
            && analysis.is_lower(before - 1, Class::Preposition)
            && !analysis.is(before - 1, Class::SuchAs)
            && (mention.sort != Sort::Event
                || before > sentence.start + 1 && analysis.is_lower(before - 2, Class::PartyNoun))
        {
            // Names listed behind "including" are read by other rules.
            let head = before - 1;
            if matches!(
                analysis.word(head),
                "of" | "for" | "from" | "at" | "in" | "with"
            ) && head > sentence.start
            {
                let inner = phrase_before(analysis, inventory, sentence, head);
                if inner.mentions.iter().any(|m| {
                    matches!(
                        inventory.mentions[*m].sort,
                        Sort::Person | Sort::Organisation(_) | Sort::Name
                    )
                }) || inner.noun.is_some()
                {
                    return inner;
                }
            }
            return Phrase::default();
        }
        let mut mentions = vec![m];
        let first = extend_left(analysis, inventory, sentence, m, &mut mentions);
        mentions.reverse();
        return Phrase {
            mentions,
            range: first..end,
            ..Phrase::default()
        };
    }
    if let Some(role) = inventory.role_at(last) {
        let span = &inventory.roles[role];
        // "Jane Roe, first minister of Ruritania addressed": an apposition that no comma closes.
        let comma = span.range.start.checked_sub(1);
        if let Some(comma) = comma.filter(|c| *c > sentence.start && analysis.is_mark(*c, ','))
            && let Some(m) = inventory.mention_at(comma - 1)
            && inventory.mentions[m].sort == Sort::Person
            && inventory.mentions[m].outer.end == comma
        {
            return Phrase {
                mentions: vec![m],
                range: inventory.mentions[m].outer.start..end,
                ..Phrase::default()
            };
        }
        return Phrase {
            noun: Some(span.head),
            range: span.range.start..end,
            ..Phrase::default()
        };
    }
    let opens = last == sentence.start && analysis.is(last, Class::Common);
    if analysis.tokens[last].shape == Shape::Lower || opens {
        // "companies from 12 countries", "a group of 40 firms": go to the head of the phrase.
        let mut head = last;
        let mut at = last;
        while at > sentence.start && last - at < 8 {
            at -= 1;
            if analysis.mark(at).is_some_and(|c| c != '-')
                || analysis.is(at, Class::Conjunction)
                || is_finite(analysis, inventory, at)
            {
                break;
            }
            if analysis.is(at, Class::Preposition) {
                if matches!(analysis.word(at), "of" | "from" | "in" | "at" | "for")
                    && at > sentence.start
                    && analysis.tokens[at - 1].shape == Shape::Lower
                    && !analysis.is(at - 1, Class::Preposition)
                {
                    head = at - 1;
                    continue;
                }
                break;
            }
        }
        return Phrase {
            noun: Some(head),
            range: at..end,
            ..Phrase::default()
        };
    }
    Phrase::default()
}

/// Adds the names coordinated before mention `m`; gives the first token of the phrase.
pub(super) fn extend_left(
    analysis: &Analysis<'_>,
    inventory: &Inventory,
    sentence: &Range<usize>,
    m: usize,
    mentions: &mut Vec<usize>,
) -> usize {
    let sort = inventory.mentions[m].sort;
    let mut at = inventory.mentions[m].outer.start;
    loop {
        let start = leading(analysis, inventory, sentence, at);
        if start <= sentence.start {
            return start;
        }
        let mut link = start - 1;
        let mut linked = false;
        while link > sentence.start
            && (analysis.is_mark(link, ',')
                || analysis.is_mark(link, ';')
                || matches!(analysis.word(link), "and" | "or" | "well" | "as"))
        {
            // "was opened by Jane Roe; John Doe spoke": another clause.
            if analysis.is_mark(link, ';') && !analysis.says(link + 1, "and") {
                return start;
            }
            linked = true;
            link -= 1;
        }
        if !linked {
            return start;
        }
        let Some(previous) = inventory.mention_at(link) else {
            // An apposition between: "Ma, chairman of Alibaba, and Li".
            return start;
        };
        let other = &inventory.mentions[previous];
        let same = other.sort == sort
            || matches!(
                (other.sort, sort),
                (
                    Sort::Organisation(_) | Sort::Name,
                    Sort::Organisation(_) | Sort::Name
                )
            );
        if other.outer.end != link + 1 || !same {
            return start;
        }
        mentions.push(previous);
        at = other.outer.start;
    }
}

/// The first token of what leads to a name: articles, offices, "Acme's", adjectives of nations.
pub(super) fn leading(
    analysis: &Analysis<'_>,
    inventory: &Inventory,
    sentence: &Range<usize>,
    at: usize,
) -> usize {
    let mut start = at;
    while start > sentence.start {
        let before = start - 1;
        if let Some(role) = inventory.role_ending(start) {
            start = inventory.roles[role].range.start;
            continue;
        }
        if analysis.tokens[before].shape == Shape::Possessive
            || analysis.is(before, Class::Determiner)
            || analysis.is(before, Class::Honorific)
                && analysis.tokens[before].shape != Shape::Lower
            || analysis.is_lower(before, Class::OrgNoun)
            || analysis.is_lower(before, Class::PastRole)
        {
            start = before;
            continue;
        }
        // "the German gear maker Acme", "the container crane maker Bolt": what kind of maker.
        if start < at
            && analysis.is_lower(start, Class::OrgNoun)
            && let Some(first) = kind_before(analysis, inventory, sentence, start)
        {
            start = first;
            continue;
        }
        // "Ana Costa and builder Rui Pinto": a trade.
        if start == at
            && before > sentence.start
            && (analysis.is_mark(before - 1, ',') || analysis.says(before - 1, "and"))
            && analysis.tokens[before].shape == Shape::Lower
            && ["er", "or", "ist", "ian"]
                .iter()
                .any(|ending| analysis.word(before).ends_with(ending))
            && !analysis.is(before, Class::Preposition)
            && !analysis.is(before, Class::Conjunction)
            && !analysis.is(before, Class::Adverb)
        {
            start = before;
            continue;
        }
        if let Some(m) = inventory.mention_at(before) {
            let mention = &inventory.mentions[m];
            let leads = start < at
                && mention.outer.end == start
                && (analysis.tokens[start].shape == Shape::Possessive
                    || inventory.role_at(start).is_some());
            if leads || mention.sort == Sort::Demonym {
                start = mention.outer.start;
                continue;
            }
        }
        break;
    }
    start
}

/// Where the small words before a noun of firms begin, if an article or a nation stands before them.
fn kind_before(
    analysis: &Analysis<'_>,
    inventory: &Inventory,
    sentence: &Range<usize>,
    noun: usize,
) -> Option<usize> {
    let floor = (sentence.start + 1).max(noun.saturating_sub(3));
    let mut first = noun;
    while first > floor
        && analysis.tokens[first - 1].shape == Shape::Lower
        && !analysis.is(first - 1, Class::Determiner)
        && !analysis.is(first - 1, Class::Preposition)
        && !analysis.is(first - 1, Class::Conjunction)
        && !is_finite(analysis, inventory, first - 1)
    {
        first -= 1;
    }
    let told = first > sentence.start
        && (analysis.is(first - 1, Class::Determiner)
            || inventory.mention_at(first - 1).is_some_and(|m| {
                matches!(
                    inventory.mentions[m].sort,
                    Sort::Demonym | Sort::Place | Sort::Country
                )
            }));
    (first < noun && told).then_some(first)
}
