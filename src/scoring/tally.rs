//! Matching facts with gold and counting. Precision counts facts that match no gold row of any
//! status as wrong; recall counts gold rows that must be found.

use super::judged::{Judged, Nearest, Verdict, bound, first_form, statement};
use super::names::{Name, threshold};
use super::{FactRow, GoldRow, Names, Score, Status};
use crate::fact::Relation;
use std::collections::BTreeMap;

/// The score of one document.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DocumentScore {
    pub score: Score,
    /// Gold figures found with the right bound, and gold figures found.
    pub bounds: (usize, usize),
}

/// The result of scoring.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Scores by relation, only of relations that occur.
    pub relations: BTreeMap<Relation, Score>,
    /// Scores by document, of all that have gold.
    pub documents: BTreeMap<String, DocumentScore>,
    /// Gold figures found with the right bound, and gold figures found.
    pub bounds: (usize, usize),
    /// Every statement with its verdict, sorted.
    pub judged: Vec<Judged>,
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
    let mut report = Report::default();
    for (document, gold) in gold {
        let facts = by_document.get(document.as_str()).map_or(&[][..], |f| f);
        score_document(document, facts, gold, names, &mut report);
    }
    report.judged.sort();
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
    let mut whole = DocumentScore::default();
    for wanted in &gold {
        let row = wanted.row;
        let hits: Vec<&FactRow> = facts
            .iter()
            .filter(|fact| matches(fact, wanted))
            .map(|fact| fact.row)
            .collect();
        let right = |hit: &&&FactRow| bound(&hit.bound) == bound(&row.bound);
        if row.relation == Relation::Figure && !hits.is_empty() {
            whole.bounds.1 += 1;
            whole.bounds.0 += usize::from(hits.iter().any(|hit| right(&hit)));
        }
        let must = row.status == Status::Must;
        if must {
            let count = Score {
                must: 1,
                found: usize::from(!hits.is_empty()),
                wrong: 0,
            };
            report.relations.entry(row.relation).or_default().add(count);
            whole.score.add(count);
        }
        let judged = match hits.iter().find(right).or(hits.first()) {
            Some(hit) if must => Judged::gold(document, row, Verdict::Right).found_as(hit),
            Some(hit) => Judged::gold(document, row, Verdict::May).found_as(hit),
            None if must => Judged {
                nearest: nearest_fact(wanted, &facts),
                ..Judged::gold(document, row, Verdict::Miss)
            },
            None => continue,
        };
        report.judged.push(judged);
    }
    for fact in &facts {
        if gold.iter().any(|wanted| matches(fact, wanted)) {
            continue;
        }
        report.relations.entry(fact.row.relation).or_default().wrong += 1;
        whole.score.wrong += 1;
        report.judged.push(Judged {
            nearest: nearest_gold(fact, &gold),
            ..Judged::wrong(document, fact.row)
        });
    }
    report.bounds.0 += whole.bounds.0;
    report.bounds.1 += whole.bounds.1;
    report.documents.insert(document.to_owned(), whole);
}

/// The fact that comes nearest to a gold row that was missed.
fn nearest_fact(wanted: &Gold<'_>, facts: &[Fact<'_>]) -> Option<Nearest> {
    let near = facts.iter().filter_map(|fact| likeness(fact, wanted));
    let best = near.max_by(|a, b| a.0.total_cmp(&b.0))?;
    let (_, fact, differs) = best;
    let row = fact.row;
    Some(Nearest {
        statement: statement(
            &row.subject,
            row.relation,
            &row.object,
            &row.value,
            &row.unit,
        ),
        differs,
        evidence: row.evidence.clone(),
        rule: row.rule.clone(),
    })
}

/// The gold row that comes nearest to a wrong fact.
fn nearest_gold(fact: &Fact<'_>, gold: &[Gold<'_>]) -> Option<Nearest> {
    let near = gold
        .iter()
        .filter_map(|wanted| Some((wanted, likeness(fact, wanted)?)));
    let (wanted, (_, _, differs)) = near.max_by(|a, b| a.1.0.total_cmp(&b.1.0))?;
    let row = wanted.row;
    let (subject, object) = (first_form(&row.subject), first_form(&row.object));
    Some(Nearest {
        statement: statement(subject, row.relation, object, &row.value, &row.unit),
        differs,
        evidence: String::new(),
        rule: String::new(),
    })
}

/// How much a fact is like a gold row, and what differs; none where they have nothing to do with
/// each other. The object counts most, then the relation, then the subject.
fn likeness<'f, 'a>(
    fact: &'f Fact<'a>,
    gold: &Gold<'_>,
) -> Option<(f64, &'f Fact<'a>, Vec<&'static str>)> {
    let (found, wanted) = (fact.row, gold.row);
    let relation = found.relation == wanted.relation;
    let subject = is_any(&gold.subjects, &fact.subject, None);
    let object = is_any(&gold.objects, &fact.object, threshold(wanted.relation));
    let shared = gold.objects.iter().map(|form| form.overlap(&fact.object));
    let shared = shared.fold(0.0, f64::max);
    let figure = wanted.relation == Relation::Figure;
    let value = figure && relation && same_value(found, wanted);
    let unit = !figure || same_unit(found, wanted);
    // Of most editions there is one place and one day; another one is what was read instead.
    let single = relation && subject && wanted.relation.is_single();
    if !(object || shared >= 0.3 || value || single) || (figure && !(value || relation && subject))
    {
        return None;
    }
    let mut differs = Vec::new();
    for (same, what) in [
        (subject, "subject"),
        (relation, "relation"),
        (object, "object"),
        (!figure || value, "value"),
        (unit, "unit"),
    ] {
        if !same {
            differs.push(what);
        }
    }
    let weight = |is: bool, weight: f64| if is { weight } else { 0.0 };
    let likeness = weight(relation, 2.0)
        + weight(object, 2.0)
        + 2.0 * shared
        + weight(subject, 1.5)
        + weight(value, 3.0);
    Some((likeness, fact, differs))
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
    found.relation == wanted.relation
        && is_any(&gold.subjects, &fact.subject, None)
        && (wanted.relation != Relation::Figure
            || same_value(found, wanted) && same_unit(found, wanted))
        && is_any(&gold.objects, &fact.object, threshold(wanted.relation))
}

fn is_any(forms: &[Name], name: &Name, threshold: Option<f64>) -> bool {
    forms.iter().any(|form| name.is_same(form, threshold))
}

fn same_value(found: &FactRow, wanted: &GoldRow) -> bool {
    let (Some(value), Some(right)) = (number(&found.value), number(&wanted.value)) else {
        return false;
    };
    let differ = (value - right).abs() > 1e-6 * right.abs().max(1.0);
    !differ
}

fn same_unit(found: &FactRow, wanted: &GoldRow) -> bool {
    found.unit.trim().to_lowercase() == wanted.unit.trim().to_lowercase()
}

fn number(text: &str) -> Option<f64> {
    text.replace(',', "").trim().parse().ok()
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
