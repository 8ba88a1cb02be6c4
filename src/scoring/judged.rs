//! What scoring says of each statement: found, missed or wrong, where it was read and what comes
//! nearest to it.

use super::{FactRow, GoldRow};
use crate::fact::Relation;

/// What became of a statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// A gold row that must be found and was not.
    Miss,
    /// A fact that matches no gold row.
    Wrong,
    /// A gold row that must be found and was.
    Right,
    /// A gold row that need not be found and was.
    May,
}

impl Verdict {
    const ALL: [Verdict; 4] = [Verdict::Miss, Verdict::Wrong, Verdict::Right, Verdict::May];

    /// As files of runs have it.
    pub fn name(self) -> &'static str {
        match self {
            Verdict::Miss => "miss",
            Verdict::Wrong => "wrong",
            Verdict::Right => "right",
            Verdict::May => "may",
        }
    }

    /// The verdict of that name.
    pub fn from_name(name: &str) -> Option<Verdict> {
        Verdict::ALL.into_iter().find(|v| v.name() == name)
    }
}

/// One statement with its verdict: a gold row, by its first forms, or a wrong fact.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Judged {
    /// The document's stem.
    pub document: String,
    pub verdict: Verdict,
    pub relation: Relation,
    pub subject: String,
    pub object: String,
    pub value: String,
    pub unit: String,
    /// The bound that is right; of a wrong fact the one it has.
    pub bound: String,
    /// The bound as read, of a figure that was found.
    pub read_bound: String,
    /// The sentence of the fact; empty for a miss.
    pub evidence: String,
    /// The rule that read the fact; empty for a miss.
    pub rule: String,
    /// All forms of a gold row's subject and object; empty for a wrong fact.
    pub subjects: Vec<String>,
    pub objects: Vec<String>,
    /// For a miss the fact, for a wrong fact the gold row that comes nearest to it.
    pub nearest: Option<Nearest>,
}

impl Judged {
    /// A gold row, with the fact that says it.
    pub(super) fn gold(document: &str, row: &GoldRow, verdict: Verdict) -> Judged {
        Judged {
            document: document.to_owned(),
            verdict,
            relation: row.relation,
            subject: first_form(&row.subject).to_owned(),
            object: first_form(&row.object).to_owned(),
            value: row.value.clone(),
            unit: row.unit.clone(),
            bound: row.bound.clone(),
            read_bound: String::new(),
            evidence: String::new(),
            rule: String::new(),
            subjects: forms(&row.subject),
            objects: forms(&row.object),
            nearest: None,
        }
    }

    /// The gold row was found as this fact.
    pub(super) fn found_as(mut self, fact: &FactRow) -> Judged {
        self.read_bound = fact.bound.clone();
        self.evidence = fact.evidence.clone();
        self.rule = fact.rule.clone();
        self
    }

    /// A fact that matches no gold row.
    pub(super) fn wrong(document: &str, fact: &FactRow) -> Judged {
        Judged {
            document: document.to_owned(),
            verdict: Verdict::Wrong,
            relation: fact.relation,
            subject: fact.subject.clone(),
            object: fact.object.clone(),
            value: fact.value.clone(),
            unit: fact.unit.clone(),
            bound: fact.bound.clone(),
            read_bound: fact.bound.clone(),
            evidence: fact.evidence.clone(),
            rule: fact.rule.clone(),
            subjects: Vec::new(),
            objects: Vec::new(),
            nearest: None,
        }
    }

    /// "subject · relation · object value unit"
    pub fn statement(&self) -> String {
        let Judged {
            relation,
            subject,
            object,
            value,
            unit,
            ..
        } = self;
        statement(subject, *relation, object, value, unit)
    }

    /// Whether the figure was found with another bound than the right one.
    pub fn bound_is_wrong(&self) -> bool {
        self.relation == Relation::Figure
            && matches!(self.verdict, Verdict::Right | Verdict::May)
            && bound(&self.bound) != bound(&self.read_bound)
    }
}

/// What comes nearest to a statement.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Nearest {
    /// "subject · relation · object value unit"
    pub statement: String,
    /// What is not the same: "subject", "relation", "object", "value", "unit".
    pub differs: Vec<&'static str>,
    /// Of a fact.
    pub evidence: String,
    /// Of a fact.
    pub rule: String,
}

/// A bound, exact where none is given.
pub(super) fn bound(text: &str) -> &str {
    if text.is_empty() { "exact" } else { text }
}

fn forms(text: &str) -> Vec<String> {
    text.split('|').map(str::to_owned).collect()
}

/// The form that is shown of several.
pub(super) fn first_form(forms: &str) -> &str {
    forms.split('|').next().unwrap_or_default()
}

/// A statement as people read it.
pub(super) fn statement(
    subject: &str,
    relation: Relation,
    object: &str,
    value: &str,
    unit: &str,
) -> String {
    let relation = relation.name();
    let text = format!("{subject} · {relation} · {object} {value} {unit}");
    text.trim_end().to_owned()
}
