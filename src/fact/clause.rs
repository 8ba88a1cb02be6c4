//! The verb and what stands around it: subject, object, agent, tail. A shallow reading of the
//! clause from the words beside the verb, for press English; it prefers to find nothing over
//! finding the wrong thing.

use crate::knowledge::{Class, VerbForm};
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

/// A verb in a sentence.
#[derive(Clone, Debug)]
pub(super) struct Clause {
    pub verb: usize,
    pub passive: bool,
    pub negated: bool,
    /// Will happen, or is announced.
    pub future: bool,
    pub subject: Phrase,
    /// First token behind the verb.
    pub after: usize,
    /// Where the clause ends.
    pub end: usize,
}

/// Reads the clause around the verb at `at`. None where the word is no verb here.
pub(super) fn clause(
    analysis: &Analysis<'_>,
    inventory: &Inventory,
    sentence: &Range<usize>,
    at: usize,
    form: &VerbForm,
) -> Option<Clause> {
    if analysis.tokens[at].shape != Shape::Lower {
        // A verb in capitals opens a participle phrase: "Organized by", "Addressing the forum".
        let opens = at == sentence.start || analysis.is_quote(at - 1);
        if !(opens && (form.ing || form.participle)) {
            return None;
        }
    }
    let mut left = at;
    let mut be = false;
    let mut have = false;
    let mut future = false;
    let mut negated = false;
    let mut infinitive = false;
    let mut auxiliary = false;
    while left > sentence.start {
        let word = left - 1;
        if analysis.is(word, Class::Auxiliary) {
            auxiliary = true;
            be |= analysis.is(word, Class::Be);
            have |= analysis.is(word, Class::Have);
            future |= analysis.is(word, Class::Future)
                || analysis.says(word, "may")
                || analysis.says(word, "can")
                || analysis.says(word, "could");
            negated |= analysis.is(word, Class::Negation);
        } else if analysis.is(word, Class::Negation) && analysis.tokens[word].shape == Shape::Lower
        {
            negated = true;
        } else if analysis.says(word, "to") {
            infinitive = true;
        } else if infinitive && analysis.is(word, Class::Future) {
            // "is expected to", "is due to"
            future = true;
        } else if (analysis.is(word, Class::Adverb)
            || analysis.says(word, "all")
            || analysis.says(word, "both"))
            && analysis.tokens[word].shape == Shape::Lower
        {
        } else {
            break;
        }
        left -= 1;
    }
    if infinitive && be {
        future = true;
    }
    let passive = form.participle
        && (be && !form.ing || (!auxiliary && !have && reduced_passive(analysis, at, sentence)));
    // "two shows become one", "their European debut": nouns that could be verbs.
    if !auxiliary && !infinitive {
        if form.third && at + 1 < sentence.end && is_finite(analysis, inventory, at + 1) {
            return None;
        }
        let named = (at > sentence.start)
            .then(|| inventory.mention_at(at - 1))
            .flatten();
        if let Some(m) = named {
            let mention = &inventory.mentions[m];
            let led = mention.outer.start > sentence.start;
            let owner = led
                && analysis.is(mention.outer.start - 1, Class::Determiner)
                && !analysis.is(mention.outer.start - 1, Class::Article);
            let article = led
                && analysis.is(mention.outer.start - 1, Class::Article)
                && mention.sort == Sort::Name
                && !form.past
                && at + 1 < sentence.end
                && analysis.is(at + 1, Class::Preposition);
            if mention.sort == Sort::Demonym || owner || article {
                return None;
            }
        }
    }
    // A base form needs "to", a modal or a plural subject; a noun of the same spelling has an
    // article or adjective before it.
    if !auxiliary && !infinitive && at > sentence.start {
        let before = at - 1;
        let nominal = analysis.is(before, Class::Article)
            || analysis.tokens[before].shape == Shape::Possessive
            || (analysis.is(before, Class::Determiner)
                && !analysis.is(before, Class::Relative)
                && !analysis.says(before, "all"))
            || (analysis.is(before, Class::Preposition) && !form.ing);
        if nominal && !passive {
            return None;
        }
        if form.base
            && !form.past
            && analysis.tokens[before].shape == Shape::Lower
            && analysis.is(before, Class::Common)
            && !analysis.word(before).ends_with('s')
            && !analysis.is(before, Class::Conjunction)
            && !analysis.is(before, Class::Pronoun)
            && !analysis.is(before, Class::Relative)
        {
            return None;
        }
    }
    let end = clause_end(analysis, sentence, at + 1);
    let subject = if infinitive && !be && !future {
        controller(analysis, inventory, sentence, left)
    } else {
        subject(
            analysis,
            inventory,
            sentence,
            left,
            at,
            form,
            passive && !be,
        )
    };
    let subject = with_people(analysis, inventory, sentence, subject, left, at, passive);
    Some(Clause {
        verb: at,
        passive,
        negated,
        future,
        subject,
        after: at + 1,
        end,
    })
}

/// The subject, looked for again as people with insertions where it is not plainly one: "Jane Roe,
/// the head of Acme, and John Doe of Bolt said", `"...," said Jane Roe`.
fn with_people(
    analysis: &Analysis<'_>,
    inventory: &Inventory,
    sentence: &Range<usize>,
    subject: Phrase,
    left: usize,
    verb: usize,
    passive: bool,
) -> Phrase {
    if passive || subject.pronoun.is_some() || left <= sentence.start {
        return subject;
    }
    // "X, which" is no one.
    if left > sentence.start
        && (analysis.says(left - 1, "which") || analysis.says(left - 1, "that"))
    {
        return subject;
    }
    let person = |m: &usize| inventory.mentions[*m].sort == Sort::Person;
    let mut stop = left;
    while stop > sentence.start
        && (analysis.is_lower(stop - 1, Class::Adverb)
            || analysis.is(stop - 1, Class::Reflexive)
            || analysis.is(stop - 1, Class::Weekday)
            || analysis.says(stop - 1, "on")
                && stop < sentence.end
                && analysis.is(stop, Class::Weekday))
    {
        stop -= 1;
    }
    if analysis.is(stop.saturating_sub(1), Class::Relative) {
        stop -= 1;
        if stop > sentence.start && analysis.is_mark(stop - 1, ',') {
            stop -= 1;
        }
    }
    let found = if stop == verb
        || subject.mentions.is_empty()
        || !subject.mentions.iter().any(person)
        || subject.mentions.len() == 1
    {
        super::list::people_before(analysis, inventory, sentence, stop)
    } else {
        Vec::new()
    };
    let better = !found.is_empty()
        && (subject.mentions.iter().all(|m| !person(m)) || found.len() > subject.mentions.len());
    if better {
        let start = inventory.mentions[found[0]].outer.start;
        return Phrase {
            mentions: found,
            range: start..left,
            ..Phrase::default()
        };
    }
    if subject.is_empty() {
        return inverted_subject(analysis, inventory, sentence, verb);
    }
    subject
}

/// "organized by", "held at", directly behind a noun or comma, or opening the sentence.
fn reduced_passive(analysis: &Analysis<'_>, at: usize, sentence: &Range<usize>) -> bool {
    let next = at + 1;
    if next >= sentence.end {
        return false;
    }
    let follows = analysis.says(next, "by")
        || analysis.says(next, "jointly")
            && next + 1 < sentence.end
            && analysis.says(next + 1, "by")
        || (analysis.is(next, Class::Adverb)
            && next + 1 < sentence.end
            && analysis.says(next + 1, "by"));
    let opens = at == sentence.start;
    follows || (opens && analysis.is(next, Class::Preposition))
}

/// Where the clause that goes on at `at` ends: a semicolon, a relative clause or a new subject.
fn clause_end(analysis: &Analysis<'_>, sentence: &Range<usize>, at: usize) -> usize {
    let mut depth = 0;
    for token in at..sentence.end {
        match analysis.tokens[token].shape {
            Shape::Mark(';') if depth == 0 => return token,
            Shape::Mark('(') => depth += 1,
            Shape::Mark(')') => depth -= 1,
            _ => {}
        }
    }
    sentence.end
}

/// The subject of the verb group that begins at `left`.
fn subject(
    analysis: &Analysis<'_>,
    inventory: &Inventory,
    sentence: &Range<usize>,
    left: usize,
    verb: usize,
    form: &VerbForm,
    reduced: bool,
) -> Phrase {
    if left <= sentence.start {
        // "Organized by X, the show ...": the subject follows the comma.
        return leading_participle(analysis, inventory, sentence, verb);
    }
    let before = left - 1;
    // Inversion: "said Jane Roe".
    if analysis.is_quote(before)
        || (analysis.is_mark(before, ',')
            && before > sentence.start
            && analysis.is_quote(before - 1))
    {
        return Phrase::default();
    }
    if analysis.is(before, Class::Relative) && !analysis.says(before, "where") {
        let mut antecedent = before;
        if antecedent > sentence.start && analysis.is_mark(antecedent - 1, ',') {
            antecedent -= 1;
        }
        // "some of whom", "of which"
        if antecedent > sentence.start && analysis.says(antecedent - 1, "of") {
            return Phrase::default();
        }
        if !analysis.says(before, "who")
            && let Some(m) = antecedent_firm(analysis, inventory, sentence, antecedent)
        {
            let mut mentions = vec![m];
            extend_left(analysis, inventory, sentence, m, &mut mentions);
            if !analysis.is_mark(before - 1, ',') || mentions.len() > 1 {
                mentions.truncate(1);
            }
            return Phrase {
                range: inventory.mentions[m].outer.clone(),
                mentions,
                ..Phrase::default()
            };
        }
        return phrase_before(analysis, inventory, sentence, antecedent);
    }
    if reduced {
        let mut stop = left;
        if analysis.is_mark(before, ',') {
            stop = before;
        }
        return phrase_before(analysis, inventory, sentence, stop);
    }
    // "while addressing", "after touring", "in addressing": the subject of the main clause.
    if form.ing
        && (analysis.is(before, Class::Conjunction) || analysis.is(before, Class::Preposition))
        || form.ing && analysis.is_mark(before, ',')
    {
        return main_subject(analysis, inventory, sentence, before);
    }
    // A coordinated verb: "opened the fair and toured the stands".
    if analysis.says(before, "and")
        || analysis.says(before, "but")
        || (analysis.is_mark(before, ',') && coordinated(analysis, sentence, before))
    {
        // "which owns and produces it": the subject of the verb just before.
        if before > sentence.start + 1 && is_finite(analysis, inventory, before - 1) {
            return subject(
                analysis,
                inventory,
                sentence,
                before - 1,
                before - 1,
                form,
                false,
            );
        }
        let plain = phrase_before(analysis, inventory, sentence, before);
        let verb_between = (sentence.start..before).any(|t| is_finite(analysis, inventory, t));
        if verb_between {
            return main_subject(analysis, inventory, sentence, before);
        }
        return plain;
    }
    if analysis.is_mark(before, ',') {
        // The end of an apposition or insertion: "Jane Roe, head of X, said".
        if let Some(open) = opening_comma(analysis, inventory, sentence, before) {
            return phrase_before(analysis, inventory, sentence, open);
        }
        return Phrase::default();
    }
    if analysis.is_mark(before, ')') {
        let mut open = before;
        while open > sentence.start && !analysis.is_mark(open, '(') {
            open -= 1;
        }
        return phrase_before(analysis, inventory, sentence, open);
    }
    phrase_before(analysis, inventory, sentence, left)
}

/// The firm or body that "which" or "that" stands for: the name before it, a name in brackets
/// skipped, or the one that a noun describes ("Quay, the firm that runs the show").
fn antecedent_firm(
    analysis: &Analysis<'_>,
    inventory: &Inventory,
    sentence: &Range<usize>,
    end: usize,
) -> Option<usize> {
    let is_body = |m: usize| {
        matches!(
            inventory.mentions[m].sort,
            Sort::Organisation(_) | Sort::Name | Sort::Country
        )
    };
    let mut at = end;
    if at > sentence.start && analysis.is_mark(at - 1, ')') {
        at = (sentence.start..at)
            .rev()
            .find(|t| analysis.is_mark(*t, '('))?;
    }
    if at == sentence.start {
        return None;
    }
    if let Some(m) = inventory.mention_at(at - 1) {
        return is_body(m).then_some(m);
    }
    if !analysis.is(at - 1, Class::OrgNoun) && !analysis.is(at - 1, Class::OrganizerNoun) {
        return None;
    }
    let floor = sentence.start.max(at.saturating_sub(9));
    let comma = (floor..at).rev().find(|t| analysis.is_mark(*t, ','))?;
    let mut name = comma.checked_sub(1)?;
    if analysis.is_mark(name, ')') {
        name = (sentence.start..name)
            .rev()
            .find(|t| analysis.is_mark(*t, '('))?
            .checked_sub(1)?;
    }
    inventory.mention_at(name).filter(|m| is_body(*m))
}

/// Whether the comma stands between coordinated verbs ("toured, met and left").
fn coordinated(analysis: &Analysis<'_>, sentence: &Range<usize>, comma: usize) -> bool {
    let _ = (analysis, sentence, comma);
    false
}

/// The comma that opens the insertion that `close` closes: the nearest one behind a name or noun
/// such that the part before it can be a subject.
fn opening_comma(
    analysis: &Analysis<'_>,
    inventory: &Inventory,
    sentence: &Range<usize>,
    close: usize,
) -> Option<usize> {
    let mut at = close;
    let mut best = None;
    while at > sentence.start {
        at -= 1;
        if analysis.is_mark(at, ';') || analysis.is_quote(at) {
            break;
        }
        if !analysis.is_mark(at, ',') {
            continue;
        }
        let named = inventory.mention_at(at.saturating_sub(1)).is_some_and(|m| {
            let mention = &inventory.mentions[m];
            mention.outer.end == at
                && matches!(
                    mention.sort,
                    Sort::Person | Sort::Organisation(_) | Sort::Name | Sort::Event
                )
        });
        let inserted = at + 1 < close
            && (analysis.is(at + 1, Class::Relative)
                || analysis.is(at + 1, Class::Determiner)
                || analysis.is(at + 1, Class::SuchAs)
                || analysis.tokens[at + 1].shape == Shape::Number
                || inventory
                    .role_at(at + 1)
                    .is_some_and(|r| inventory.roles[r].range.start == at + 1)
                || inventory.role_at(at + 2).is_some()
                || analysis.tokens[at + 1].shape == Shape::Lower
                || inventory.mention_at(at + 1).is_some_and(|m| {
                    let end = inventory.mentions[m].outer.end;
                    end < close
                        && (analysis.tokens[end].shape == Shape::Possessive
                            || inventory.role_at(end).is_some())
                }));
        if named && inserted {
            // A person before the comma settles it.
            let m = inventory.mention_at(at - 1)?;
            if inventory.mentions[m].sort == Sort::Person {
                return Some(at);
            }
            best = best.or(Some(at));
        } else if inserted && best.is_none() && analysis.tokens[at - 1].shape == Shape::Lower {
            best = Some(at);
        }
    }
    best
}

/// The phrase that ends before `end`: coordinated names, or a noun with what leads to it.
fn phrase_before(
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
            || analysis.is(last, Class::Reflexive)
            || matches!(analysis.word(last), "all" | "both" | "this"))
        && inventory.mention_at(last).is_none()
    {
        last -= 1;
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
            && mention.sort != Sort::Event
        {
            // Names listed behind "including" are read by other rules.
            let head = before - 1;
            if matches!(
                analysis.word(head),
                "of" | "for" | "from" | "at" | "in" | "with"
            ) && head > sentence.start
            {
                let inner = phrase_before(analysis, inventory, sentence, head);
                if inner
                    .mentions
                    .iter()
                    .any(|m| inventory.mentions[*m].sort == Sort::Person)
                    || inner.noun.is_some()
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
fn extend_left(
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

/// Whether a token is plainly a finite verb.
pub(super) fn is_finite(analysis: &Analysis<'_>, inventory: &Inventory, at: usize) -> bool {
    if analysis.tokens[at].shape != Shape::Lower || inventory.role_at(at).is_some() {
        return false;
    }
    if analysis.is(at, Class::Auxiliary) {
        return true;
    }
    analysis
        .verb_forms(at)
        .iter()
        .any(|form| form.past || form.third)
        && !analysis.is(at, Class::NameNoun)
        && !(at > 0
            && (analysis.is(at - 1, Class::Article)
                || analysis.tokens[at - 1].shape == Shape::Possessive))
        && !(at + 1 < analysis.tokens.len() && analysis.says(at + 1, "by"))
}

/// The subject of the sentence's first finite verb: for participles and coordinated verbs.
fn main_subject(
    analysis: &Analysis<'_>,
    inventory: &Inventory,
    sentence: &Range<usize>,
    before: usize,
) -> Phrase {
    for at in sentence.start + 1..before {
        if !is_finite(analysis, inventory, at) {
            continue;
        }
        // A verb of a relative clause is not the main one.
        let mut left = at;
        while left > sentence.start
            && (analysis.is(left - 1, Class::Auxiliary)
                || analysis.is_lower(left - 1, Class::Adverb))
        {
            left -= 1;
        }
        if left > sentence.start && analysis.is(left - 1, Class::Relative) {
            continue;
        }
        let said = inverted_subject(analysis, inventory, sentence, at);
        if !said.is_empty() {
            return said;
        }
        let form = VerbForm {
            verb: crate::knowledge::VerbId(0),
            base: false,
            third: true,
            past: true,
            participle: false,
            ing: false,
        };
        let found = if left < before && left > sentence.start && analysis.says(left - 1, "and") {
            Phrase::default()
        } else {
            subject(analysis, inventory, sentence, left, at, &form, false)
        };
        if !found.is_empty() {
            return found;
        }
    }
    Phrase::default()
}

/// The subject behind an inverted verb of saying: `"...," said Jane Roe`.
pub(super) fn inverted_subject(
    analysis: &Analysis<'_>,
    inventory: &Inventory,
    sentence: &Range<usize>,
    verb: usize,
) -> Phrase {
    let quoted = verb > sentence.start
        && (analysis.is_quote(verb - 1)
            || analysis.is_mark(verb - 1, ',')
            || analysis
                .mark(verb - 1)
                .is_some_and(|c| matches!(c, '\u{2019}' | '\'' | '?' | '!')));
    if !quoted {
        return Phrase::default();
    }
    let mut at = verb + 1;
    while at < sentence.end && at < verb + 12 {
        if let Some(m) = inventory.mention_at(at) {
            let mention = &inventory.mentions[m];
            if mention.sort == Sort::Person {
                return Phrase {
                    mentions: vec![m],
                    range: mention.outer.clone(),
                    ..Phrase::default()
                };
            }
            at = mention.outer.end;
            continue;
        }
        let passes = inventory.role_at(at).is_some()
            || analysis.is(at, Class::Determiner)
            || analysis.is(at, Class::Honorific)
            || analysis.is(at, Class::Common)
                && !analysis.is(at, Class::Preposition)
                && !analysis.is(at, Class::Pronoun)
            || analysis.tokens[at].shape == Shape::Possessive
            || (analysis.is_mark(at, ',') && inventory.role_ending(at).is_some());
        if analysis.is(at, Class::Pronoun) && at == verb + 1 {
            return Phrase {
                pronoun: Some(at),
                range: at..at + 1,
                ..Phrase::default()
            };
        }
        if !passes {
            break;
        }
        at += 1;
    }
    Phrase::default()
}

/// The subject of an infinitive: whoever is to do it ("is to open", "plans to visit").
fn controller(
    analysis: &Analysis<'_>,
    inventory: &Inventory,
    sentence: &Range<usize>,
    left: usize,
) -> Phrase {
    // "came to speak", "is due to open": the verb right before.
    if left > sentence.start + 1 && is_finite(analysis, inventory, left - 1) {
        let form = VerbForm {
            verb: crate::knowledge::VerbId(0),
            base: false,
            third: true,
            past: true,
            participle: false,
            ing: false,
        };
        let near = subject(
            analysis,
            inventory,
            sentence,
            left - 1,
            left - 1,
            &form,
            false,
        );
        let near = with_people(
            analysis,
            inventory,
            sentence,
            near,
            left - 1,
            left - 1,
            false,
        );
        if !near.is_empty() {
            return near;
        }
    }
    main_subject(analysis, inventory, sentence, left)
}

/// "Organized by X and Y, the show ...": what follows the comma that ends the participle phrase.
fn leading_participle(
    analysis: &Analysis<'_>,
    inventory: &Inventory,
    sentence: &Range<usize>,
    verb: usize,
) -> Phrase {
    let finite = (verb + 1..sentence.end).find(|t| is_finite(analysis, inventory, *t));
    let Some(finite) = finite else {
        return Phrase::default();
    };
    let mut left = finite;
    while left > verb + 1
        && (analysis.is(left - 1, Class::Auxiliary) || analysis.is_lower(left - 1, Class::Adverb))
    {
        left -= 1;
    }
    phrase_before(analysis, inventory, &(verb + 1..sentence.end), left)
}

/// The object phrase behind the verb: names, or the head of the first noun phrase.
pub(super) fn object(analysis: &Analysis<'_>, inventory: &Inventory, clause: &Clause) -> Phrase {
    let mut at = clause.after;
    let end = clause.end.min(clause.after + 16);
    let mut phrase = Phrase {
        range: at..at,
        ..Phrase::default()
    };
    while at < end {
        if let Some(m) = inventory.mention_at(at) {
            let mention = &inventory.mentions[m];
            let next = mention.outer.end;
            let goes_on = next < end
                && (analysis.tokens[next].shape == Shape::Possessive
                    || analysis.tokens[next].shape == Shape::Lower
                        && !analysis.is(next, Class::Preposition)
                        && !analysis.is(next, Class::Conjunction)
                        && !analysis.is(next, Class::Adverb)
                        && !analysis.is(next, Class::Relative)
                        && !is_finite(analysis, inventory, next)
                        && mention.sort != Sort::Person);
            if goes_on && mention.sort != Sort::Event {
                at = next;
                continue;
            }
            phrase.mentions.push(m);
            at = next;
            // More names of the list are found by names_behind.
            break;
        }
        match analysis.tokens[at].shape {
            Shape::Lower => {
                if analysis.is(at, Class::Preposition)
                    || analysis.is(at, Class::Relative)
                    || analysis.is(at, Class::Conjunction)
                {
                    if phrase.noun.is_none()
                        && at == clause.after
                        && matches!(
                            analysis.word(at),
                            "at" | "in"
                                | "on"
                                | "to"
                                | "before"
                                | "with"
                                | "from"
                                | "for"
                                | "of"
                                | "about"
                                | "into"
                                | "by"
                        )
                    {
                        // A complement, not an object.
                        break;
                    }
                    if analysis.says(at, "and") && phrase.noun.is_some() {
                        break;
                    }
                    if phrase.noun.is_some() {
                        break;
                    }
                } else if analysis.is(at, Class::Pronoun)
                    && !analysis.is(at, Class::Determiner)
                    && phrase.noun.is_none()
                {
                    phrase.pronoun = Some(at);
                    break;
                } else if !analysis.is(at, Class::Determiner) && !analysis.is(at, Class::Adverb) {
                    phrase.noun = Some(at);
                }
            }
            Shape::Mark(c) => {
                if matches!(c, ',' | '.' | ';' | ':' | '(') || analysis.is_quote(at) {
                    break;
                }
            }
            _ => {}
        }
        at += 1;
    }
    phrase.range.end = at;
    phrase
}
