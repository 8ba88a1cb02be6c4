//! The subject of a verb: before it, behind a relative clause or an insertion, of the main clause
//! for participles and infinitives, behind the verb in inversions.

use super::clause::is_finite;
use super::phrase::{Phrase, extend_left, phrase_before};
use crate::knowledge::{Class, VerbForm};
use crate::mention::{Analysis, Inventory, Sort};
use crate::text::Shape;
use std::ops::Range;

/// The subject of the verb group that begins at `left`.
pub(super) fn subject(
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
        let plain = phrase_before(analysis, inventory, sentence, antecedent);
        // "according to Jane Roe, who spoke": behind a preposition, too.
        if plain.is_empty()
            && analysis.says(before, "who")
            && antecedent > sentence.start
            && let Some(m) = inventory.mention_at(antecedent - 1)
            && inventory.mentions[m].sort == Sort::Person
        {
            return Phrase {
                range: inventory.mentions[m].outer.clone(),
                mentions: vec![m],
                ..Phrase::default()
            };
        }
        // "for Dr Jane Roe of the Rope Institute, who gave the keynote"
        if plain.is_empty()
            && analysis.says(before, "who")
            && antecedent > sentence.start
            && let Some(body) = inventory.mention_at(antecedent - 1)
            && let Some(m) = member_of(analysis, inventory, sentence, body)
        {
            return Phrase {
                range: inventory.mentions[m].outer.clone(),
                mentions: vec![m],
                ..Phrase::default()
            };
        }
        return plain;
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
        && (analysis.is(before, Class::Conjunction)
            || analysis.is(before, Class::Preposition)
            || analysis.is_mark(before, ','))
    {
        return main_subject(analysis, inventory, sentence, before);
    }
    // A coordinated verb: "opened the fair and toured the stands".
    if analysis.says(before, "and") || analysis.says(before, "but") {
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

/// The subject, looked for again as people with insertions where it is not plainly one: "Jane Roe,
/// the head of Acme, and John Doe of Bolt said", `"...," said Jane Roe`.
pub(super) fn with_people(
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

/// The person of whom a body is told: "Jane Roe of the Rope Institute".
fn member_of(
    analysis: &Analysis<'_>,
    inventory: &Inventory,
    sentence: &Range<usize>,
    body: usize,
) -> Option<usize> {
    let mut at = inventory.mentions[body].outer.start;
    while at > sentence.start && analysis.is(at - 1, Class::Determiner) {
        at -= 1;
    }
    let link = at.checked_sub(1).filter(|t| *t > sentence.start)?;
    let of = matches!(analysis.word(link), "of" | "from" | "at");
    let m = inventory.mention_at(link - 1).filter(|_| of)?;
    (inventory.mentions[m].sort == Sort::Person && inventory.mentions[m].outer.end == link)
        .then_some(m)
}

/// The firm or body that "which" or "that" stands for: the name before it, a name in brackets
/// skipped, or the one that a noun describes ("Quay, the firm that runs the show").
pub(super) fn antecedent_firm(
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

/// The comma that opens the insertion that `close` closes: the nearest one behind a name or noun
/// such that the part before it can be a subject.
pub(super) fn opening_comma(
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
            let m = inventory.mention_at(at.checked_sub(1)?)?;
            if inventory.mentions[m].sort == Sort::Person {
                return Some(at);
            }
            best = best.or(Some(at));
        } else if inserted
            && best.is_none()
            && at > 0
            && analysis.tokens[at - 1].shape == Shape::Lower
        {
            best = Some(at);
        }
    }
    best
}

/// The subject of the sentence's first finite verb: for participles and coordinated verbs.
pub(super) fn main_subject(
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
pub(super) fn controller(
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
    // "Ana said that two agencies would be free to come": the agencies come.
    let told = (sentence.start + 1..left.max(sentence.start + 1))
        .rev()
        .find(|t| analysis.says(*t, "that") && is_finite(analysis, inventory, *t - 1));
    match told {
        Some(that) => main_subject(analysis, inventory, &(that + 1..sentence.end), left),
        None => main_subject(analysis, inventory, sentence, left),
    }
}

/// "Organized by X and Y, the show ...": what follows the comma that ends the participle phrase.
pub(super) fn leading_participle(
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
