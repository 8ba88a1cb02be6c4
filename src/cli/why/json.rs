//! A document as it was read, and what stopped a fact, for programs. Offsets are bytes of the
//! document's text, as in the graph.

use crate::document::Document;
use crate::why::{Diagnosis, Marked, MarkedSentence};
use serde_json::{Value, json};

/// The document with all its sentences. `about` says what a rule reads, where that is wanted.
pub fn marked<'r>(
    document: &Document,
    marked: &Marked,
    about: &impl Fn(&str) -> Option<&'r str>,
) -> Value {
    let sentence = |sentence: &MarkedSentence| {
        let text = |span: &std::ops::Range<usize>| document.text.get(span.clone());
        let marks = sentence.marks.iter().map(|mark| {
            json!({
                "begin": mark.span.start,
                "end": mark.span.end,
                "text": text(&mark.span),
                "type": mark.what.name(),
                "stands_for": mark.stands_for,
            })
        });
        let stretches = sentence.about.iter().map(
            |(span, edition)| json!({ "begin": span.start, "end": span.end, "edition": edition }),
        );
        let facts = sentence.facts.iter().map(|fact| {
            json!({
                "subject": fact.subject,
                "relation": fact.relation.name(),
                "object": fact.object,
                "details": fact.details,
                "rule": fact.rule,
                "rule_reads": about(&fact.rule),
            })
        });
        json!({
            "number": sentence.number,
            "kind": sentence.set_apart.unwrap_or("sentence"),
            "begin": sentence.span.start,
            "end": sentence.span.end,
            "text": text(&sentence.span),
            "mentions": marks.collect::<Value>(),
            "about": stretches.collect::<Value>(),
            "facts": facts.collect::<Value>(),
        })
    };
    json!({
        "document": origin(document),
        "edition": marked.main,
        "sentences": marked.sentences.iter().map(sentence).collect::<Value>(),
    })
}

/// How far expected facts came.
pub fn diagnoses(document: &Document, found: &[Diagnosis]) -> Value {
    let one = |diagnosis: &Diagnosis| {
        let expected = &diagnosis.expected;
        let steps = diagnosis.steps.iter();
        let steps = steps.map(|step| (step.name.to_owned(), json!(step.lines)));
        json!({
            "expected": {
                "subjects": expected.subjects,
                "relation": expected.relation.name(),
                "objects": expected.objects,
                "value": expected.value,
            },
            "steps": steps.collect::<Value>(),
            "cause": diagnosis.cause.name(),
            "because": diagnosis.because,
            "remedy": diagnosis.remedy,
        })
    };
    json!({
        "document": origin(document),
        "not": found.iter().map(one).collect::<Value>(),
    })
}

fn origin(document: &Document) -> Value {
    json!({
        "name": document.name,
        "key": document.key,
        "title": document.title,
        "publisher": document.publisher,
        "published": document.published.map(|day| day.to_string()),
    })
}
