//! Matching facts with gold and counting. Precision counts facts that match no gold row of any
//! status as wrong; recall counts gold rows that must be found.

use super::names::{Name, threshold};
use super::{FactRow, GoldRow, Names, Status};
use crate::fact::Relation;
use std::collections::BTreeMap;

/// Counts for one relation or for all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Score {
    /// Gold rows that must be found.
    pub must: usize,
    /// Of those, the ones found.
    pub found: usize,
    /// Facts that match no gold row.
    pub wrong: usize,
}

impl Score {
    /// The part of the facts that is right, from 0 to 1.
    pub fn precision(self) -> f64 {
        match self.found + self.wrong {
            0 if self.must == 0 => 1.0,
            0 => 0.0,
            all => self.found as f64 / all as f64,
        }
    }

    /// The part of the gold that was found, from 0 to 1.
    pub fn recall(self) -> f64 {
        match self.must {
            0 => 1.0,
            must => self.found as f64 / must as f64,
        }
    }

    /// The harmonic mean of precision and recall, from 0 to 1.
    pub fn f1(self) -> f64 {
        let (p, r) = (self.precision(), self.recall());
        if p + r > 0.0 {
            2.0 * p * r / (p + r)
        } else {
            0.0
        }
    }

    fn add(&mut self, other: Score) {
        self.must += other.must;
        self.found += other.found;
        self.wrong += other.wrong;
    }
}

/// Whether a note is of a gold row not found or of a fact not in the gold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    Miss,
    Wrong,
}

/// One miss or wrong fact.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Note {
    pub verdict: Verdict,
    /// The document's stem.
    pub document: String,
    /// "subject · relation · object value unit"
    pub statement: String,
    /// The sentence of a wrong fact; empty for a miss.
    pub evidence: String,
}

/// The result of scoring.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Scores by relation, only of relations that occur.
    pub relations: BTreeMap<Relation, Score>,
    /// Gold figures found with the right bound, and gold figures found.
    pub bounds: (usize, usize),
    pub documents: usize,
    /// Sorted.
    pub notes: Vec<Note>,
}

impl Report {
    /// The score over all relations.
    pub fn all(&self) -> Score {
        let mut all = Score::default();
        for score in self.relations.values() {
            all.add(*score);
        }
        all
    }

    /// The part of the figures found whose bound is right; none if none was found.
    pub fn bounds_right(&self) -> Option<f64> {
        let (right, found) = self.bounds;
        (found > 0).then(|| right as f64 / found as f64)
    }
}

/// Scores facts against gold. Only documents with gold count; equal facts of one document count
/// once.
pub fn score(facts: &[FactRow], gold: &BTreeMap<String, Vec<GoldRow>>, names: &Names) -> Report {
    let mut by_document: BTreeMap<&str, Vec<&FactRow>> = BTreeMap::new();
    for fact in facts {
        let rows = by_document.entry(fact.stem()).or_default();
        if !rows.iter().any(|row| equal(row, fact)) {
            rows.push(fact);
        }
    }
    let mut report = Report {
        documents: gold.len(),
        ..Report::default()
    };
    for (document, gold) in gold {
        let facts = by_document.get(document.as_str()).map_or(&[][..], |f| f);
        score_document(document, facts, gold, names, &mut report);
    }
    report.notes.sort();
    report
}

fn score_document(
    document: &str,
    facts: &[&FactRow],
    gold: &[GoldRow],
    names: &Names,
    report: &mut Report,
) {
    let facts: Vec<Fact<'_>> = facts.iter().map(|row| Fact::new(row, names)).collect();
    let gold: Vec<Gold<'_>> = gold.iter().map(|row| Gold::new(row, names)).collect();
    for wanted in &gold {
        let row = wanted.row;
        let hits: Vec<&FactRow> = facts
            .iter()
            .filter(|fact| matches(fact, wanted))
            .map(|fact| fact.row)
            .collect();
        if row.relation == Relation::Figure && !hits.is_empty() {
            report.bounds.1 += 1;
            let right = |hit: &&FactRow| bound(&hit.bound) == bound(&row.bound);
            report.bounds.0 += usize::from(hits.iter().any(right));
        }
        if row.status == Status::Must {
            let score = report.relations.entry(row.relation).or_default();
            score.must += 1;
            if hits.is_empty() {
                let (subject, object) = (first_form(&row.subject), first_form(&row.object));
                report.notes.push(Note {
                    verdict: Verdict::Miss,
                    document: document.to_owned(),
                    statement: statement(subject, row.relation, object, &row.value, &row.unit),
                    evidence: String::new(),
                });
            } else {
                score.found += 1;
            }
        }
    }
    for fact in &facts {
        if gold.iter().any(|wanted| matches(fact, wanted)) {
            continue;
        }
        let row = fact.row;
        report.relations.entry(row.relation).or_default().wrong += 1;
        report.notes.push(Note {
            verdict: Verdict::Wrong,
            document: document.to_owned(),
            statement: statement(
                &row.subject,
                row.relation,
                &row.object,
                &row.value,
                &row.unit,
            ),
            evidence: row.evidence.clone(),
        });
    }
}

/// A fact with its names ready for comparison.
struct Fact<'a> {
    row: &'a FactRow,
    subject: Name,
    object: Name,
}

impl<'a> Fact<'a> {
    fn new(row: &'a FactRow, names: &Names) -> Self {
        Fact {
            row,
            subject: names.name(&row.subject),
            object: names.name(&row.object),
        }
    }
}

/// A gold row with all its forms ready for comparison.
struct Gold<'a> {
    row: &'a GoldRow,
    subjects: Vec<Name>,
    objects: Vec<Name>,
}

impl<'a> Gold<'a> {
    fn new(row: &'a GoldRow, names: &Names) -> Self {
        let forms = |text: &str| text.split('|').map(|form| names.name(form)).collect();
        Gold {
            row,
            subjects: forms(&row.subject),
            objects: forms(&row.object),
        }
    }
}

/// Whether a fact is what a gold row says.
fn matches(fact: &Fact<'_>, gold: &Gold<'_>) -> bool {
    let (found, wanted) = (fact.row, gold.row);
    if found.relation != wanted.relation {
        return false;
    }
    let any = |forms: &[Name], name: &Name, threshold| {
        forms.iter().any(|form| name.is_same(form, threshold))
    };
    if !any(&gold.subjects, &fact.subject, None) {
        return false;
    }
    if wanted.relation == Relation::Figure {
        let (Some(value), Some(right)) = (number(&found.value), number(&wanted.value)) else {
            return false;
        };
        if (value - right).abs() > 1e-6 * right.abs().max(1.0)
            || found.unit.trim().to_lowercase() != wanted.unit.trim().to_lowercase()
        {
            return false;
        }
    }
    any(&gold.objects, &fact.object, threshold(wanted.relation))
}

fn number(text: &str) -> Option<f64> {
    text.replace(',', "").trim().parse().ok()
}

fn bound(text: &str) -> &str {
    if text.is_empty() { "exact" } else { text }
}

fn first_form(forms: &str) -> &str {
    forms.split('|').next().unwrap_or_default()
}

fn statement(subject: &str, relation: Relation, object: &str, value: &str, unit: &str) -> String {
    let relation = relation.name();
    let text = format!("{subject} · {relation} · {object} {value} {unit}");
    text.trim_end().to_owned()
}

/// Equality in all that scoring looks at; the evidence may differ.
fn equal(a: &FactRow, b: &FactRow) -> bool {
    a.relation == b.relation
        && a.subject == b.subject
        && a.object == b.object
        && a.value == b.value
        && a.bound == b.bound
        && a.unit == b.unit
}
