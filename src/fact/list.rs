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
                // "Acme, Royal Bone and Cog": a firm that reads like a person's name.
                let among = !found.is_empty()
                    && mention.range.len() == 2
                    && next < end
                    && (a.is_mark(next, ',') || a.says(next, "and"))
                    && view.inventory.role_at(next + 1).is_none();
                if !among {
                    break;
                }
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
        // "Acme, with its new pump, Bolt and Cog"
        let clause = a.is(at, Class::Relative) || a.says(at, "with");
        if clause && at > from && a.is_mark(at - 1, ',') && !found.is_empty() {
            let next = (at..end.min(at + 14)).find(|t| {
                let behind = *t + 1 + usize::from(a.says(*t + 1, "and"));
                a.is_mark(*t, ',')
                    && view
                        .inventory
                        .mention_at(behind.min(end - 1))
                        .is_some_and(&keep)
            });
            if let Some(next) = next {
                at = next;
                continue;
            }
        }
        if !link && a.is_compound(at) {
            at += 1;
            continue;
        }
        if !link {
            words += 1;
            let stop = a.tokens[at].shape != Shape::Lower
                || is_finite(a, view.inventory, at)
                || a.is(at, Class::Relative)
                || (a.is(at, Class::Preposition) && !a.says(at, "from"))
                || words > 5;
            if stop {
                let next = match found.is_empty() {
                    true => None,
                    false => behind_semicolon(view, at, end, &keep),
                };
                let Some(next) = next else { break };
                at = next;
                words = 0;
                continue;
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
            // "Acme and the Porto trailer builder Bolt"
            let trade = !found.is_empty() && follows_place(view, at, start);
            if describes || trade || !found.is_empty() && a.is_compound(at) {
                continue;
            }
            break;
        }
    }
    found.reverse();
    found
}

/// Whether the small words up to `at` are what a place, a nation or an article opens: "the Porto
/// trailer builder".
fn follows_place(view: View<'_>, at: usize, start: usize) -> bool {
    let a = view.analysis;
    (start + 1..=at)
        .rev()
        .take(3)
        .take_while(|t| {
            a.tokens[*t].shape == Shape::Lower
                && !a.is(*t, Class::Preposition)
                && !a.is(*t, Class::Conjunction)
                && !is_finite(a, view.inventory, *t)
        })
        .any(|t| {
            a.is(t - 1, Class::Article)
                || a.is_compound(t - 1)
                || view.inventory.mention_at(t - 1).is_some_and(|m| {
                    matches!(
                        view.inventory.mentions[m].sort,
                        Sort::Place | Sort::Demonym | Sort::Country
                    )
                })
        })
}

/// Where a list of names goes on behind the semicolon that closes what is said of one of them:
/// "Acme, an Oslo firm that sells scrap; Bolt, a start-up".
fn behind_semicolon(
    view: View<'_>,
    from: usize,
    end: usize,
    keep: impl Fn(usize) -> bool,
) -> Option<usize> {
    let a = view.analysis;
    let mark = (from..end.min(from + 30)).find(|t| a.is_mark(*t, ';'))?;
    let mut next = mark + 1;
    while next < end && (a.says(next, "and") || a.is(next, Class::Article)) {
        next += 1;
    }
    let m = view.inventory.mention_at(next).filter(|_| next < end)?;
    keep(m).then_some(next)
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
                    || a.is_lower(start - 1, Class::SuchAs)
                    || a.says(start - 1, "as") && start > 1 && a.says(start - 2, "such")
                    || a.says(start - 1, "with") && start > 1 && a.is(start - 2, Class::Together)
                    || view.inventory.role_at(start - 1).is_some()
                    || behind_trade(view, from, start);
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
        // `Jane Roe on "Why Birds Sing" and John Doe`
        if a.is_quote(at)
            && !found.is_empty()
            && let Some(close) = (at + 2..sentence.end.min(at + 26)).find(|t| a.is_quote(*t))
            && close + 1 < sentence.end
            && (a.says(close + 1, "and")
                || a.mark(close + 1).is_some_and(|c| matches!(c, ',' | ';')))
        {
            at = close + 1;
            continue;
        }
        if a.is(at, Class::Relative) {
            relative = true;
        } else if is_finite(a, view.inventory, at)
            && !a.is_lower(at, Class::FormerWord)
            // "key figures from the trade such as Jane Roe"
            && !(found.is_empty() && a.is_lower(at, Class::GenericPeople))
        {
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
        if idle > if relative { 34 } else { 22 } || found.is_empty() && idle > patience {
            break;
        }
        at += 1;
    }
    found
}

/// "with cartoonists Jane Roe", "and carving star John Doe": whether the small words before a name
/// are a trade that the list, or a joint of it, is followed by.
fn behind_trade(view: View<'_>, from: usize, start: usize) -> bool {
    let a = view.analysis;
    let mut at = start;
    while at > from
        && start - at < 3
        && a.tokens[at - 1].shape == Shape::Lower
        && view.inventory.mention_at(at - 1).is_none()
        && !a.is(at - 1, Class::Preposition)
        && !a.is(at - 1, Class::Conjunction)
        && !a.is(at - 1, Class::Relative)
        && !a.is(at - 1, Class::Determiner)
        && !a.is(at - 1, Class::Pronoun)
        && !is_finite(a, view.inventory, at - 1)
    {
        at -= 1;
    }
    at < start
        && (at <= from
            || a.is_mark(at - 1, ',')
            || a.is_mark(at - 1, ';')
            || a.is(at - 1, Class::Determiner)
            || a.is_lower(at - 1, Class::FormerWord)
            || matches!(a.word(at - 1), "and" | "or" | "by" | "with" | "&"))
}

/// Where a list of people ends that goes on with others unnamed: before ", senior officials and
/// other dignitaries".
fn before_others(
    analysis: &Analysis<'_>,
    inventory: &Inventory,
    floor: usize,
    end: usize,
) -> usize {
    let mut at = end;
    let mut best = end;
    for _ in 0..4 {
        let mut start = at;
        while start > floor
            && at - start < 7
            && analysis.mark(start - 1).is_none()
            && !analysis.says(start - 1, "and")
            && (analysis.tokens[start - 1].shape == Shape::Lower
                && !is_finite(analysis, inventory, start - 1)
                || analysis.tokens[start - 1].shape == Shape::Capital
                    && (analysis.is(start - 1, Class::NameNoun)
                        || analysis.is(start - 1, Class::RoleHead)))
        {
            start -= 1;
        }
        let generic = (start..at).any(|t| analysis.is(t, Class::GenericPeople));
        if start == at || !generic || start <= floor + 1 {
            break;
        }
        let mut link = start;
        while link > floor && (analysis.is_mark(link - 1, ',') || analysis.says(link - 1, "and")) {
            link -= 1;
        }
        if link == start {
            break;
        }
        at = link;
        if at <= floor {
            break;
        }
        let person = inventory
            .mention_at(at - 1)
            .is_some_and(|m| inventory.mentions[m].sort == Sort::Person);
        if person {
            best = at;
        }
    }
    best
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
    let mut end = before_others(analysis, inventory, sentence.start, left);
    let mut first = end;
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
    // "Jane Roe, minister of ports, accompanied by Ann Poe, toured": whoever is accompanied.
    if first > sentence.start + 2
        && analysis.says(first - 1, "by")
        && analysis.is_lower(first - 2, Class::Companion)
    {
        let stop = first - 2;
        let lead = people_before(analysis, inventory, sentence, stop);
        if analysis.is_mark(stop - 1, ',') && !lead.is_empty() {
            return lead;
        }
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
