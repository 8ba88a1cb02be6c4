//! Verdicts on what two texts say, from what is certainly a contradiction to what may be none, and
//! the words and measures that a query's header gives for them.

use crate::answer::node::{HeaderError, Node};
use crate::answer::similar::{did_you_mean, fold, nearest};
use std::collections::{BTreeMap, BTreeSet};

/// What two texts that differ are to each other. Of several, the first in order is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// Both cannot be right.
    Dispute,
    /// One said it beforehand, the other afterwards.
    Announced,
    /// A text gives several numbers, or one of several parts.
    SeveralNumbers,
    /// A text gives several days or ordinals.
    Several,
    /// One number is so much more than the other that this may be of a part.
    Far,
    /// One place may lie in the other.
    Place,
    /// One theme may be the other in other words.
    Theme,
    /// Both were said beforehand, and it may have been moved in between.
    Beforehand,
    /// The edition is known by a name only, so they may speak of different years.
    Year,
    /// The edition began in months far apart, so it may be two.
    Editions,
}

/// By what key a header words each.
const KEYS: [(&str, Verdict); 10] = [
    ("dispute", Verdict::Dispute),
    ("announced", Verdict::Announced),
    ("several-numbers", Verdict::SeveralNumbers),
    ("several", Verdict::Several),
    ("far", Verdict::Far),
    ("place", Verdict::Place),
    ("theme", Verdict::Theme),
    ("beforehand", Verdict::Beforehand),
    ("year", Verdict::Year),
    ("editions", Verdict::Editions),
];

impl Verdict {
    /// Whether they may speak of different things.
    pub fn is_unclear(self) -> bool {
        self > Verdict::Announced
    }
}

/// How verdicts are found and worded: what stands under `judge` in a query's header.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rules {
    /// A number that is more than so many times another is far from it.
    pub far: u32,
    /// Words in front of a post that make it the next lower one.
    pub ranks: BTreeSet<String>,
    wordings: BTreeMap<Verdict, String>,
}

impl Rules {
    /// From the header's entry.
    ///
    /// # Errors
    /// If a key is missing, unknown or has no fitting value.
    pub fn read(node: &Node) -> Result<Rules, HeaderError> {
        let keys = ["by", "far", "ranks", "verdicts"];
        known(node, "judge", &keys)?;
        let far = required(node, "judge", "far")?;
        let ranks = required(node, "judge", "ranks")?.list("ranks")?;
        let ranks: Result<BTreeSet<String>, HeaderError> = ranks
            .iter()
            .map(|rank| rank.text("ranks").map(fold))
            .collect();
        let verdicts = required(node, "judge", "verdicts")?;
        known(verdicts, "verdicts", &KEYS.map(|(key, _)| key))?;
        let mut wordings = BTreeMap::new();
        for (key, verdict) in KEYS {
            let wording = required(verdicts, "verdicts", key)?.text(key)?;
            wordings.insert(verdict, wording.to_owned());
        }
        Ok(Rules {
            far: (far.text("far")?.parse())
                .map_err(|_| far.error("far must be a whole number, such as 2".to_owned()))?,
            ranks: ranks?,
            wordings,
        })
    }

    /// How a verdict reads.
    pub fn wording(&self, verdict: Verdict) -> &str {
        self.wordings.get(&verdict).map_or("", String::as_str)
    }

    /// The verdicts whose words begin with these; all where none are given, none at all where no
    /// verdict's do.
    pub fn kept(&self, wanted: Option<&str>) -> Option<BTreeSet<Verdict>> {
        let wanted = wanted.unwrap_or_default().trim().to_lowercase();
        let begins = |wording: &str| wording.to_lowercase().starts_with(&wanted);
        let kept = self.wordings.iter().filter(|(_, wording)| begins(wording));
        let kept: BTreeSet<Verdict> = kept.map(|(verdict, _)| *verdict).collect();
        (!kept.is_empty()).then_some(kept)
    }

    /// The verdicts without their reasons: "dispute, not as announced or unclear".
    pub fn verdicts(&self) -> String {
        let mut names: Vec<&str> = Vec::new();
        for wording in self.wordings.values() {
            let name = wording.split(':').next().unwrap_or_default();
            if !names.contains(&name) {
                names.push(name);
            }
        }
        match names.split_last() {
            Some((last, most)) if !most.is_empty() => format!("{} or {last}", most.join(", ")),
            _ => names.concat(),
        }
    }
}

fn required<'n>(node: &'n Node, name: &str, key: &str) -> Result<&'n Node, HeaderError> {
    let entry = node.map(name)?.iter().find(|(other, _)| other == key);
    let missing = || node.error(format!("{name} needs `{key}:`"));
    entry.map(|(_, value)| value).ok_or_else(missing)
}

fn known(node: &Node, name: &str, keys: &[&str]) -> Result<(), HeaderError> {
    let entries = node.map(name)?;
    match entries
        .iter()
        .find(|(key, _)| !keys.contains(&key.as_str()))
    {
        None => Ok(()),
        Some((key, value)) => {
            let near = did_you_mean(&nearest(key, keys.iter().copied()));
            Err(value.error(format!("unknown key {key:?} of {name}{near}")))
        }
    }
}
