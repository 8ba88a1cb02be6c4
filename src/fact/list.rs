//! Names in a row: "X, Y and Z", "Jane Roe, head of A; John Doe, who runs B; and C", read
//! forwards from a word or backwards to one.

use super::clause::is_finite;
use super::collect::View;
use super::phrase::leading;
use crate::knowledge::Class;
use crate::mention::{Analysis, Inventory, Sort};
use crate::text::Shape;
use std::ops::Range;

/// The names behind a token, as a list: "X, Y and Z", offices and appositions between. `keep`
/// tells which mentions belong.
pub(super) fn names_behind(
    analysis: &Analysis<'_>,
    inventory: &Inventory,
    from: usize,
    end: usize,
    keep: impl Fn(usize) -> bool,
) -> Vec<usize> {
    let mut found = Vec::new();
    let mut at = from;
    // Words since the last name that belongs; a list does not go far without one.
    let mut idle = 0;
    while at < end {
        if let Some(m) = inventory.mention_at(at) {
            let mention = &inventory.mentions[m];
            let possessive = mention.outer.end < end
                && analysis.tokens[mention.outer.end].shape == Shape::Possessive
                && !ends_list_possessive(analysis, mention.outer.end, end);
            if keep(m) && !possessive {
                found.push(m);
                idle = 0;
            }
            at = mention.outer.end;
            continue;
        }
        if let Some(role) = inventory.role_at(at) {
            at = inventory.roles[role].range.end.max(at + 1);
            continue;
        }
        idle += 1;
        if idle > 12 {
            break;
        }
        let shape = analysis.tokens[at].shape;
        let stops = match shape {
            Shape::Lower => {
                is_finite(analysis, inventory, at)
                    || analysis.is(at, Class::Relative)
                    || (found.is_empty() && idle > 6)
                    || matches!(
                        analysis.word(at),
                        "because"
                            | "while"
                            | "when"
                            | "after"
                            | "before"
                            | "until"
                            | "with"
                            | "to"
                            | "at"
                            | "on"
                            | "during"
                            | "told"
                            | "but"
                            | "under"
                            | "into"
                            | "about"
                            | "by"
                    ) && !found.is_empty()
                        && !(analysis.says(at, "with") && analysis.is(at - 1, Class::Together))
            }
            Shape::Mark(c) => {
                matches!(c, '.' | '?' | '!' | ':' | '\u{2014}') || analysis.is_quote(at)
            }
            _ => false,
        };
        if stops {
            break;
        }
        at += 1;
    }
    found
}

fn ends_list_possessive(analysis: &Analysis<'_>, at: usize, end: usize) -> bool {
    // "the stands of Acme's" at the end of a clause.
    at + 1 >= end || analysis.mark(at + 1).is_some()
}

/// The names of a list that begins at `from`, joined by commas and "and" only.
pub(super) fn contiguous(
    view: View<'_>,
    from: usize,
    end: usize,
    keep: impl Fn(usize) -> bool,
) -> Vec<usize> {
    let a = view.analysis;
    let mut found = Vec::new();
    let mut at = from;
    let mut words = 0;
    while at < end {
        if let Some(m) = view.inventory.mention_at(at) {
            let mention = &view.inventory.mentions[m];
            let next = mention.outer.end;
            let possessive = next < end && a.tokens[next].shape == Shape::Possessive;
            if keep(m) && !possessive {
                found.push(m);
                words = 0;
            } else if mention.sort == Sort::Person {
                break;
            }
            at = next;
            continue;
        }
        if let Some(role) = view.inventory.role_at(at) {
            at = view.inventory.roles[role].range.end.max(at + 1);
            words += 1;
            continue;
        }
        let link = a
            .mark(at)
            .is_some_and(|c| matches!(c, ',' | ';' | '&' | '(' | ')'))
            || matches!(
                a.word(at),
                "and" | "the" | "or" | "as" | "well" | "of" | "'s" | "\u{2019}s"
            )
            || a.tokens[at].shape == Shape::Possessive;
        // "Acme, which makes sails, Bolt and Cog": the list goes on behind the clause.
        if a.is(at, Class::Relative) && at > from && a.is_mark(at - 1, ',') && !found.is_empty() {
            let next = (at..end.min(at + 14)).find(|t| {
                a.is_mark(*t, ',')
                    && view
                        .inventory
                        .mention_at((*t + 1).min(end - 1))
                        .is_some_and(&keep)
            });
            if let Some(next) = next {
                at = next;
                continue;
            }
        }
        if !link {
            words += 1;
            let stop = a.tokens[at].shape != Shape::Lower
                || is_finite(a, view.inventory, at)
                || a.is(at, Class::Relative)
                || (a.is(at, Class::Preposition) && !a.says(at, "from"))
                || words > 5;
            if stop {
                break;
            }
        }
        at += 1;
    }
    found
}

/// The names of a list that ends before `end`.
pub(super) fn backwards(
    view: View<'_>,
    end: usize,
    start: usize,
    keep: impl Fn(usize) -> bool,
) -> Vec<usize> {
    let a = view.analysis;
    let mut found = Vec::new();
    let mut at = end;
    while at > start {
        at -= 1;
        if let Some(m) = view.inventory.mention_at(at) {
            if keep(m) {
                found.push(m);
            } else if !matches!(
                view.inventory.mentions[m].sort,
                Sort::Demonym | Sort::Country | Sort::Place
            ) {
                break;
            }
            at = view.inventory.mentions[m].outer.start;
            continue;
        }
        let link = a.is_mark(at, ',')
            || a.is_mark(at, '&')
            || matches!(
                a.word(at),
                "and" | "the" | "or" | "well" | "as" | "both" | "The"
            );
        if !link {
            // "Acme and Japan's Bolt": whose it is.
            let owned = !found.is_empty()
                && a.tokens[at].shape == Shape::Possessive
                && at > start
                && (view.inventory.mention_at(at - 1)).is_some_and(|m| {
                    matches!(view.inventory.mentions[m].sort, Sort::Country | Sort::Place)
                });
            if owned {
                continue;
            }
            // "Acme and local start-up Bolt": what describes a name.
            let describes = !found.is_empty()
                && a.tokens[at].shape == Shape::Lower
                && (a.is(at, Class::OrgNoun)
                    || at + 1 < end
                        && a.is_lower(at + 1, Class::OrgNoun)
                        && !a.is(at, Class::Preposition)
                        && !is_finite(a, view.inventory, at));
            // "Acme and the Porto builder Bolt"
            let trade = !found.is_empty()
                && a.tokens[at].shape == Shape::Lower
                && at > start
                && !a.is(at, Class::Preposition)
                && !a.is(at, Class::Conjunction)
                && !is_finite(a, view.inventory, at)
                && (a.is(at - 1, Class::Article)
                    || (view.inventory.mention_at(at - 1)).is_some_and(|m| {
                        matches!(
                            view.inventory.mentions[m].sort,
                            Sort::Place | Sort::Demonym | Sort::Country
                        )
                    }));
            if describes || trade {
                continue;
            }
            break;
        }
    }
    found.reverse();
    found
}

/// The people of a list that begins at `from`, their offices, firms and relative clauses skipped:
/// "Jane Roe, head of A; John Doe, who runs B; and Ann Poe". It ends at a verb of its own clause.
pub(super) fn people_behind(view: View<'_>, from: usize, sentence: &Range<usize>) -> Vec<usize> {
    let a = view.analysis;
    let mut found = Vec::new();
    let mut at = from;
    let mut idle = 0;
    let mut relative = false;
    while at < sentence.end {
        if let Some(m) = view.inventory.mention_at(at) {
            let mention = &view.inventory.mentions[m];
            if mention.sort == Sort::Person {
                let start = leading(
                    a,
                    view.inventory,
                    &(from..sentence.end),
                    mention.outer.start,
                );
                let joined = start <= from
                    || a.is_mark(start - 1, ',')
                    || a.is_mark(start - 1, ';')
                    || a.is_mark(start - 1, ':')
                    || matches!(
                        a.word(start - 1),
                        "and" | "or" | "by" | "both" | "from" | "to" | "&"
                    )
                    || a.is_lower(start - 1, Class::Adverb)
                    || view.inventory.role_at(start - 1).is_some();
                let possessive = mention.outer.end < sentence.end
                    && a.tokens[mention.outer.end].shape == Shape::Possessive;
                if joined && !possessive {
                    found.push(m);
                    idle = 0;
                    relative = false;
                }
            }
            at = mention.outer.end;
            continue;
        }
        if let Some(role) = view.inventory.role_at(at) {
            at = view.inventory.roles[role].range.end.max(at + 1);
            continue;
        }
        // `Jane Roe ("Why Birds Sing"), John Doe`: the title of the talk.
        if a.is_mark(at, '(')
            && !found.is_empty()
            && at + 1 < sentence.end
            && (a.is_quote(at + 1) || a.is_mark(at + 1, '\u{2018}'))
            && let Some(close) = (at + 2..sentence.end.min(at + 20)).find(|t| a.is_mark(*t, ')'))
        {
            at = close + 1;
            continue;
        }
        if a.is(at, Class::Relative) {
            relative = true;
        } else if is_finite(a, view.inventory, at) {
            if !relative {
                break;
            }
        } else if a.is_mark(at, ';') || a.says(at, "and") && a.is_mark(at - 1, ',') {
            relative = false;
        } else if a.is_quote(at) || a.is_mark(at, ':') && at > from {
            break;
        }
        idle += 1;
        let patience = if from > 0 && a.says(from - 1, "by") {
            16
        } else {
            10
        };
        if idle > 22 || found.is_empty() && idle > patience {
            break;
        }
        at += 1;
    }
    found
}

/// The people who are the subject of the verb group that begins at `left`: coordinated names with
/// offices and insertions between ("Jane Roe, head of A, and John Doe of B").
pub(super) fn people_before(
    analysis: &Analysis<'_>,
    inventory: &Inventory,
    sentence: &Range<usize>,
    left: usize,
) -> Vec<usize> {
    let mut found = Vec::new();
    let mut end = left;
    let mut first = left;
    while let Some(m) = person_ending(analysis, inventory, sentence, end, found.is_empty()) {
        found.push(m);
        first = leading(
            analysis,
            inventory,
            sentence,
            inventory.mentions[m].outer.start,
        );
        let mut link = first;
        while link > sentence.start
            && (analysis.is_mark(link - 1, ',')
                || analysis.is_mark(link - 1, ';')
                || matches!(analysis.word(link - 1), "and" | "or" | "&"))
        {
            link -= 1;
        }
        if link == first || link == sentence.start {
            break;
        }
        end = link;
    }
    // "met Ann Poe, chair of A, and John Doe said": the first of them is no subject.
    if first > sentence.start
        && (analysis.is_lower(first - 1, Class::Preposition)
            || is_finite(analysis, inventory, first - 1))
    {
        found.truncate(usize::from(found.len() > 1));
    }
    found.reverse();
    found
}

/// The person whose name, with what is said of them behind it, ends at `end`.
fn person_ending(
    analysis: &Analysis<'_>,
    inventory: &Inventory,
    sentence: &Range<usize>,
    end: usize,
    closed: bool,
) -> Option<usize> {
    let mut at = end;
    let mut steps = 0;
    while at > sentence.start && steps < 22 {
        let token = at - 1;
        if let Some(m) = inventory.mention_at(token) {
            let mention = &inventory.mentions[m];
            if mention.sort == Sort::Person
                && analysis.tokens[mention.outer.end.min(end)].shape != Shape::Possessive
            {
                let next = mention.outer.end;
                if next == end || end <= next {
                    return Some(m);
                }
                let inserted = analysis.is_mark(next, ',') || analysis.is_mark(next, '(');
                let ends =
                    !closed || analysis.is_mark(end - 1, ',') || analysis.is_mark(end - 1, ')');
                let of = matches!(analysis.word(next), "of" | "from" | "at" | "with");
                let clean = of && !(next..end).any(|t| analysis.is_mark(t, ','));
                // "minister Ann Poe and the chancellor, John Doe, spoke": a title before the name.
                if !closed && matches!(analysis.word(next), "and" | "or") {
                    return Some(m);
                }
                return (inserted && ends || clean || of && ends).then_some(m);
            }
            at = mention.outer.start;
            steps += 1;
            continue;
        }
        if let Some(role) = inventory.role_at(token) {
            at = inventory.roles[role].range.start;
            steps += 1;
            continue;
        }
        if matches!(analysis.mark(token), Some(';' | ':')) || analysis.is_quote(token) {
            return None;
        }
        if is_finite(analysis, inventory, token) {
            let floor = sentence.start.max(token.saturating_sub(5));
            if !(floor..token).any(|t| analysis.is(t, Class::Relative)) {
                return None;
            }
        }
        at -= 1;
        steps += 1;
    }
    None
}
