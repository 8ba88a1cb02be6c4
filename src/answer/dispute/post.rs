//! Posts: a speaker is the head to one text and the deputy to another.

use super::given::Given;
use super::stance::{Stance, Text, grouped};
use super::verdict::{Rules, Verdict};
use crate::answer::similar::fold;
use std::collections::BTreeMap;

/// Which of a post and the next lower one a text names.
struct Held {
    is_head: bool,
    is_deputy: bool,
    value: String,
}

/// What texts say of a person, for each post that they give with and without a rank; those that
/// say the same together.
pub fn stances<'t>(givens: &[Given<'t>], rules: &Rules) -> Vec<Vec<(impl Stance, Vec<Text<'t>>)>> {
    let mut posts: BTreeMap<String, Vec<(bool, Given<'t>)>> = BTreeMap::new();
    for given in givens {
        let title = fold(given.words);
        if let Some((rank, head)) = title.split_once(' ')
            && rules.ranks.contains(rank)
        {
            posts
                .entry(head.to_owned())
                .or_default()
                .push((true, *given));
        }
        posts.entry(title).or_default().push((false, *given));
    }
    posts
        .into_values()
        .filter(|named| {
            named.iter().any(|(is_deputy, _)| *is_deputy)
                && named.iter().any(|(is_deputy, _)| !*is_deputy)
        })
        .map(|named| {
            let deputies: Vec<&str> = (named.iter())
                .filter(|(is_deputy, _)| *is_deputy)
                .map(|(_, given)| given.words)
                .collect();
            let all: Vec<Given<'t>> = named.iter().map(|(_, given)| *given).collect();
            let groups = grouped(&all, |given| ((), given.words));
            let held = groups.into_iter().map(|((_, titles), texts)| {
                let held = Held {
                    is_head: titles.iter().any(|title| !deputies.contains(title)),
                    is_deputy: titles.iter().any(|title| deputies.contains(title)),
                    value: titles.first().copied().unwrap_or_default().to_owned(),
                };
                (held, texts)
            });
            held.collect()
        })
        .collect()
}

impl Stance for Held {
    const WITHIN_A_TEXT: bool = false;

    fn value(&self) -> String {
        self.value.clone()
    }

    /// A text that names both is of either's mind.
    fn against(&self, other: &Held, _: &Rules) -> Option<Verdict> {
        let differ = |one: &Held, other: &Held| {
            one.is_head && !one.is_deputy && other.is_deputy && !other.is_head
        };
        (differ(self, other) || differ(other, self)).then_some(Verdict::Dispute)
    }
}
