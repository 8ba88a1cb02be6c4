//! Things of one kind into groups that are one thing each. The result depends on the things and
//! the overrules alone, not on the order of documents.

use super::judge::{Candidate, Judge, Strength, Verdict};
use super::ledger::Overrules;
use super::thing::{Thing, Things};
use super::{Decision, Outcome};
use std::collections::{BTreeMap, BTreeSet};

/// Things that meet under one key are compared with each other, unless they are more than this: a
/// key that so many share tells nothing.
const LARGEST_BLOCK: usize = 300;

/// Groups the things of a kind. Gives the new id of each thing that is another, and what was
/// decided.
pub fn group(
    kind: &str,
    things: &Things,
    judge: &Judge<'_>,
    overrules: &Overrules,
) -> (BTreeMap<String, String>, Vec<Decision>) {
    let prefix = format!("{kind}/");
    let candidates: Vec<Candidate<'_>> = things
        .range(prefix.clone()..)
        .take_while(|(id, _)| id.starts_with(&prefix))
        .map(|(id, thing)| judge.candidate(kind, id, thing))
        .collect();
    let verdicts = verdicts(kind, &candidates, judge);
    let mut groups = Groups::new(&candidates, overrules);
    let mut reasons: BTreeMap<usize, Joined> = BTreeMap::new();
    let place: BTreeMap<&str, usize> = candidates
        .iter()
        .enumerate()
        .map(|(at, candidate)| (candidate.id, at))
        .collect();

    // What was decided by hand comes first, whatever speaks against it.
    for (kept, other) in overrules.same() {
        if let (Some(&a), Some(&b)) = (place.get(kept), place.get(other)) {
            groups.join(a, b);
            reasons.insert(b, Joined::by_hand());
        }
    }
    let mut near: Vec<(usize, usize, &Verdict, String)> = Vec::new();
    let mut open: BTreeMap<usize, Vec<(usize, &Verdict)>> = BTreeMap::new();
    for (&(a, b), verdict) in &verdicts {
        match verdict.strength {
            Strength::Same => match groups.may_join(a, b) {
                Ok(()) => {
                    groups.join(a, b);
                    reasons.entry(b).or_insert_with(|| Joined::by(verdict));
                    reasons.entry(a).or_insert_with(|| Joined::by(verdict));
                }
                Err(Some(why)) => near.push((a, b, verdict, why)),
                Err(None) => {}
            },
            Strength::SameIfAlone => {
                // The one that could also be another is the one with the lesser name.
                let (full, short) = if groups.is_fuller(a, b) {
                    (a, b)
                } else {
                    (b, a)
                };
                open.entry(short).or_default().push((full, verdict));
            }
            Strength::Near => near.push((a, b, verdict, String::new())),
        }
    }
    // A name that could be one of several is settled when those turn out to be one.
    loop {
        let mut settled = Vec::new();
        for (&short, fulls) in &open {
            let roots: BTreeSet<usize> = fulls.iter().map(|(full, _)| groups.root(*full)).collect();
            let own = groups.root(short);
            let mut others = roots.iter().filter(|root| **root != own);
            let (Some(&root), None) = (others.next(), others.next()) else {
                continue;
            };
            let Some((full, verdict)) = fulls.iter().find(|(full, _)| groups.root(*full) == root)
            else {
                continue;
            };
            match groups.may_join(*full, short) {
                Ok(()) => {
                    groups.join(*full, short);
                    reasons.entry(short).or_insert_with(|| Joined::by(verdict));
                    reasons.entry(*full).or_insert_with(|| Joined::by(verdict));
                }
                Err(Some(why)) => near.push((*full, short, verdict, why)),
                Err(None) => {}
            }
            settled.push(short);
        }
        if settled.is_empty() {
            break;
        }
        for short in settled {
            open.remove(&short);
        }
    }
    for (&short, fulls) in &open {
        for (full, verdict) in fulls {
            let why = "but more than one thing has such a name".to_owned();
            near.push((*full, short, verdict, why));
        }
    }

    let mut renamed = BTreeMap::new();
    let mut decisions = Vec::new();
    for members in groups.members() {
        let Some(kept) = members
            .iter()
            .copied()
            .max_by(|a, b| groups.order(*a, *b, overrules))
        else {
            continue;
        };
        for &other in members.iter().filter(|other| **other != kept) {
            let (a, b) = (&candidates[kept], &candidates[other]);
            renamed.insert(b.id.to_owned(), a.id.to_owned());
            let joined = reasons.remove(&other).unwrap_or_default();
            decisions.push(Decision {
                outcome: match joined.rule.is_empty() {
                    true => Outcome::Same,
                    false => Outcome::Merged,
                },
                kept: a.id.to_owned(),
                other: b.id.to_owned(),
                kept_label: a.thing.label().to_owned(),
                other_label: b.thing.label().to_owned(),
                rule: joined.rule,
                reason: joined.reason,
            });
        }
    }
    let mut told = BTreeSet::new();
    for (a, b, verdict, why) in near {
        if groups.root(a) == groups.root(b)
            || groups.are_apart(a, b)
            || !told.insert((a.min(b), a.max(b)))
        {
            continue;
        }
        let (full, short) = if groups.is_fuller(a, b) {
            (a, b)
        } else {
            (b, a)
        };
        let (full, short) = (&candidates[full], &candidates[short]);
        let reason = match why.is_empty() {
            true => verdict.reason.clone(),
            false => format!("{}; {why}", verdict.reason),
        };
        decisions.push(Decision {
            outcome: Outcome::Near,
            kept: full.id.to_owned(),
            other: short.id.to_owned(),
            kept_label: full.thing.label().to_owned(),
            other_label: short.thing.label().to_owned(),
            rule: verdict.rule.to_owned(),
            reason,
        });
    }
    (renamed, decisions)
}

/// The verdict on every pair that something speaks for.
fn verdicts(
    kind: &str,
    candidates: &[Candidate<'_>],
    judge: &Judge<'_>,
) -> BTreeMap<(usize, usize), Verdict> {
    let mut blocks: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, candidate) in candidates.iter().enumerate() {
        for block in judge.blocks(kind, candidate) {
            blocks.entry(block).or_default().push(at);
        }
    }
    let mut pairs: BTreeSet<(usize, usize)> = BTreeSet::new();
    for members in blocks.values().filter(|all| all.len() <= LARGEST_BLOCK) {
        for (n, a) in members.iter().enumerate() {
            pairs.extend(members[n + 1..].iter().map(|b| (*a, *b)));
        }
    }
    pairs
        .into_iter()
        .filter_map(|(a, b)| {
            let verdict = judge.judge(kind, &candidates[a], &candidates[b])?;
            Some(((a, b), verdict))
        })
        .collect()
}

/// Why a thing came into its group.
#[derive(Default)]
struct Joined {
    rule: String,
    reason: String,
}

impl Joined {
    fn by(verdict: &Verdict) -> Joined {
        Joined {
            rule: verdict.rule.to_owned(),
            reason: verdict.reason.clone(),
        }
    }

    fn by_hand() -> Joined {
        Joined {
            rule: String::new(),
            reason: "decided by hand".to_owned(),
        }
    }
}

/// Disjoint sets of candidates.
struct Groups<'c, 't> {
    candidates: &'c [Candidate<'t>],
    parent: Vec<usize>,
    members: Vec<Vec<usize>>,
    /// Pairs that are two things by hand, by position.
    apart: BTreeSet<(usize, usize)>,
}

impl<'c, 't> Groups<'c, 't> {
    fn new(candidates: &'c [Candidate<'t>], overrules: &Overrules) -> Groups<'c, 't> {
        let mut apart = BTreeSet::new();
        let place = |id: &str| candidates.binary_search_by(|known| known.id.cmp(id)).ok();
        let set_apart = overrules.apart().map(|row| (&*row.kept, &*row.other));
        for (a, b) in overrules.not_same().chain(set_apart) {
            if let (Some(a), Some(b)) = (place(a), place(b)) {
                apart.insert((a.min(b), a.max(b)));
            }
        }
        Groups {
            candidates,
            parent: (0..candidates.len()).collect(),
            members: (0..candidates.len()).map(|at| vec![at]).collect(),
            apart,
        }
    }

    fn root(&self, mut at: usize) -> usize {
        while self.parent[at] != at {
            at = self.parent[at];
        }
        at
    }

    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        if a != b {
            let (low, high) = (a.min(b), a.max(b));
            let moved = std::mem::take(&mut self.members[high]);
            self.members[low].extend(moved);
            self.parent[high] = low;
        }
    }

    fn thing(&self, at: usize) -> &Thing {
        self.candidates[at].thing
    }

    /// Whether two groups are two things by hand.
    fn are_apart(&self, a: usize, b: usize) -> bool {
        let (a, b) = (self.root(a), self.root(b));
        self.members[a].iter().any(|x| {
            self.members[b]
                .iter()
                .any(|y| self.apart.contains(&(*x.min(y), *x.max(y))))
        })
    }

    /// Whether two groups may be one; if not, what speaks against it - nothing is said where
    /// they are apart by hand.
    fn may_join(&self, a: usize, b: usize) -> Result<(), Option<String>> {
        let (a, b) = (self.root(a), self.root(b));
        if a == b {
            return Ok(());
        }
        if self.are_apart(a, b) {
            return Err(None);
        }
        for &x in &self.members[a] {
            for &y in &self.members[b] {
                let (one, other) = (self.thing(x), self.thing(y));
                if !one.documents.is_disjoint(&other.documents) {
                    return Err(Some("but one document names both".to_owned()));
                }
                if let (Some(one), Some(other)) = (&one.authority, &other.authority)
                    && one != other
                {
                    return Err(Some(format!("but their records are {one} and {other}")));
                }
            }
        }
        Ok(())
    }

    /// Whether the first has the fuller name.
    fn is_fuller(&self, a: usize, b: usize) -> bool {
        self.order(a, b, &Overrules::default()).is_gt()
    }

    /// Which of two the other's id becomes: what the user keeps, what an authority's record
    /// names, an edition with its year, the longer name, the id that comes first.
    fn order(&self, a: usize, b: usize, overrules: &Overrules) -> std::cmp::Ordering {
        let rank = |at: usize| {
            let (id, thing) = (self.candidates[at].id, self.thing(at));
            let label = thing.label();
            let year = id.starts_with("expo/")
                && thing
                    .tied(super::thing::Tie::Year)
                    .any(|year| label.ends_with(year));
            (
                overrules.keeps(id),
                thing.authority.is_some(),
                year,
                label.split_whitespace().count(),
                label.len(),
            )
        };
        let id = |at: usize| self.candidates[at].id;
        rank(a).cmp(&rank(b)).then_with(|| id(b).cmp(id(a)))
    }

    /// The groups of more than one, in order.
    fn members(&self) -> Vec<Vec<usize>> {
        let mut all: Vec<Vec<usize>> = self
            .members
            .iter()
            .filter(|members| members.len() > 1)
            .cloned()
            .collect();
        all.iter_mut().for_each(|members| members.sort_unstable());
        all
    }
}
