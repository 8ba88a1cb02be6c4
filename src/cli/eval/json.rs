//! An evaluation for programs.

use super::Outcome;
use crate::scoring::{Change, Judged, Nearest, RunRow, Score, Verdict};
use crate::why::Diagnosis;
use serde_json::{Map, Value, json};

/// The scores by relation, "all", "bounds", "documents" and "quotations"; "notes" on request; "against" where
/// the run is held against another.
pub fn outcome(outcome: &Outcome, verbose: bool) -> Value {
    let report = &outcome.report;
    let mut out = Map::new();
    for (relation, score) in &report.relations {
        out.insert(relation.name().to_owned(), measures(*score));
    }
    out.insert("all".to_owned(), measures(report.all()));
    out.insert("bounds".to_owned(), report.bounds_right().into());
    let documents = report.documents.iter().map(|(name, document)| {
        let mut value = measures(document.score);
        let (right, found) = document.bounds;
        value["bounds"] = json!({ "right": right, "found": found });
        (name.clone(), value)
    });
    out.insert("documents".to_owned(), documents.collect());
    if let Some(seen) = &outcome.seen {
        let lacking = seen.lacking.iter();
        let lacking = lacking.map(|(document, fact)| json!({ "document": document, "fact": fact }));
        let lacking = lacking.collect::<Value>();
        let quotations = json!({ "facts": seen.facts, "lacking": lacking });
        out.insert("quotations".to_owned(), quotations);
    }
    if verbose {
        let notes = report.judged.iter().enumerate();
        let notes = notes.filter_map(|(at, judged)| note(judged, outcome.stopped.get(&at)));
        out.insert("notes".to_owned(), notes.collect());
    }
    if let Some(difference) = &outcome.difference {
        let changes = Change::ALL.map(|change| {
            let name = change.name().replace(' ', "_");
            (name, difference.of(change).map(row).collect::<Value>())
        });
        let relations = difference.relations.iter().map(|(relation, scores)| {
            let (before, now) = *scores;
            let value = json!({ "before": measures(before), "now": measures(now) });
            (relation.name().to_owned(), value)
        });
        let (before, now) = difference.all();
        let mut against: Map<String, Value> = changes.into_iter().collect();
        against.insert("relations".to_owned(), relations.collect());
        let all = json!({ "before": measures(before), "now": measures(now) });
        against.insert("all".to_owned(), all);
        against.insert("only_before".to_owned(), json!(difference.only_before));
        against.insert("only_now".to_owned(), json!(difference.only_now));
        against.insert("gold_changed".to_owned(), json!(difference.gold_changed));
        out.insert("against".to_owned(), against.into());
    }
    Value::Object(out)
}

fn measures(score: Score) -> Value {
    json!({
        "precision": score.precision(),
        "recall": score.recall(),
        "f1": score.f1(),
        "must": score.must,
        "found": score.found,
        "wrong": score.wrong,
    })
}

/// A miss, a wrong fact or a wrong bound; none for what is right.
fn note(judged: &Judged, stopped: Option<&Diagnosis>) -> Option<Value> {
    let kind = match judged.verdict {
        Verdict::Miss | Verdict::Wrong => judged.verdict.name(),
        Verdict::Right | Verdict::May if judged.bound_is_wrong() => "bound",
        Verdict::Right | Verdict::May => return None,
    };
    let near = |nearest: &Nearest| {
        json!({
            "statement": nearest.statement,
            "differs": nearest.differs,
            "evidence": nearest.evidence,
            "rule": nearest.rule,
        })
    };
    Some(json!({
        "kind": kind,
        "document": judged.document,
        "subject": judged.subject,
        "relation": judged.relation.name(),
        "object": judged.object,
        "value": judged.value,
        "unit": judged.unit,
        "bound": judged.bound,
        "read_bound": judged.read_bound,
        "evidence": judged.evidence,
        "rule": judged.rule,
        "nearest": judged.nearest.as_ref().map(near),
        "cause": stopped.map(|diagnosis| diagnosis.cause.name()),
        "because": stopped.map(|diagnosis| &diagnosis.because),
    }))
}

fn row(row: &RunRow) -> Value {
    json!({
        "document": row.document,
        "subject": row.subject,
        "relation": row.relation.name(),
        "object": row.object,
        "value": row.value,
        "unit": row.unit,
        "bound": row.bound,
        "read_bound": row.read_bound,
        "rule": row.rule,
        "evidence": row.evidence,
    })
}
