//! The verb and what stands around it: voice, denial, time, subject, object. A shallow reading of
//! the clause from the words beside the verb, for press English; it prefers to find nothing over
//! finding the wrong thing.

use super::actor::{controller, subject, with_people};
use super::phrase::Phrase;
use crate::knowledge::{Class, Sign, VerbForm};
use crate::mention::{Analysis, Inventory, Sort};
use crate::text::Shape;
use std::ops::Range;

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
            && (analysis.tokens[word].shape == Shape::Lower || word == sentence.start)
            || infinitive && (analysis.says(word, "proud") || analysis.says(word, "pleased"))
        {
        } else {
            break;
        }
        left -= 1;
    }
    if infinitive && be {
        future = true;
    }
    // "were present on the occasion": no verb without "to" behind a form of "be".
    if be && !infinitive && !form.ing && !form.participle && !future {
        return None;
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
    // "was handing out" has a subject of its own, "handing out" borrows one.
    let form = &VerbForm {
        ing: form.ing && !auxiliary,
        ..*form
    };
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
    let settled = passive && (!be || !subject.is_empty());
    let subject = with_people(analysis, inventory, sentence, subject, left, at, settled);
    let subject = match shared_subject(analysis, inventory, sentence, at, passive && !be) {
        Some(shared) => shared,
        None => subject,
    };
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

/// "was hosted by Acme and [organized] by Bolt": the subject of the passive before it.
fn shared_subject(
    analysis: &Analysis<'_>,
    inventory: &Inventory,
    sentence: &Range<usize>,
    at: usize,
    reduced: bool,
) -> Option<Phrase> {
    let joined = at > sentence.start + 2 && analysis.says(at - 1, "and");
    if !reduced || !joined {
        return None;
    }
    let floor = sentence.start.max(at.saturating_sub(24));
    let (before, form) = (floor..at - 1).rev().find_map(|t| {
        let by = analysis.says(t + 1, "by") && analysis.tokens[t].shape == Shape::Lower;
        let form = analysis.verb_forms(t).iter().find(|form| form.participle);
        form.filter(|_| by).map(|form| (t, *form))
    })?;
    let first = clause(analysis, inventory, sentence, before, &form)?;
    first.passive.then_some(first.subject)
}

/// "organized by", "held at", directly behind a noun or comma, or opening the sentence.
fn reduced_passive(analysis: &Analysis<'_>, at: usize, sentence: &Range<usize>) -> bool {
    let next = at + 1;
    if next >= sentence.end {
        return false;
    }
    // "dropped by on Monday"
    let adverb = next + 1 >= sentence.end
        || analysis.mark(next + 1).is_some() && !analysis.is_quote(next + 1)
        || analysis.is_lower(next + 1, Class::Preposition)
        || analysis.is_lower(next + 1, Class::Video)
        || analysis.is(next + 1, Class::Conjunction);
    let follows = analysis.says(next, "by") && !adverb
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
pub(super) fn clause_end(analysis: &Analysis<'_>, sentence: &Range<usize>, at: usize) -> usize {
    let mut depth = 0;
    let ends = [Sign::Semicolon, Sign::Open, Sign::Close];
    for token in analysis.grid.each(at..sentence.end, ends) {
        match analysis.tokens[token].shape {
            Shape::Mark(';') if depth == 0 => return token,
            Shape::Mark('(') => depth += 1,
            Shape::Mark(')') => depth -= 1,
            _ => {}
        }
    }
    sentence.end
}

/// Whether a token is plainly a finite verb.
#[inline]
pub(super) fn is_finite(_: &Analysis<'_>, inventory: &Inventory, at: usize) -> bool {
    inventory.finite.has(at)
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
        // "the fair every two years": another phrase begins.
        if phrase.noun.is_some() && analysis.is(at, Class::Determiner) {
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
            Shape::Mark(c) if matches!(c, ',' | '.' | ';' | ':' | '(') || analysis.is_quote(at) => {
                break;
            }
            _ => {}
        }
        at += 1;
    }
    phrase.range.end = at;
    phrase
}
