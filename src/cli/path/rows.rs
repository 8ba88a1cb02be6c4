//! Paths as rows: one for each sentence of each step.

use crate::answer::Table;
use crate::answer::path::{Connection, Connections, Fact, Thing};
use oxigraph::model::{Literal, NamedNode, Term};

const COLUMNS: [&str; 16] = [
    "path",
    "bits",
    "step",
    "from",
    "relation",
    "to",
    "details",
    "quotation",
    "start",
    "document",
    "publisher",
    "published",
    "from_iri",
    "property_iri",
    "to_iri",
    "document_iri",
];

/// All paths, the longer one last.
pub fn rows(found: &Connections) -> Table {
    let mut table = Table {
        columns: COLUMNS.map(str::to_owned).to_vec(),
        rows: Vec::new(),
    };
    for (number, path) in found.paths.iter().chain(&found.detour).enumerate() {
        for (at, step) in path.steps.iter().enumerate() {
            for fact in &step.facts {
                push(&mut table, [number + 1, at + 1], path, fact);
            }
        }
    }
    table
}

fn push(table: &mut Table, [number, step]: [usize; 2], path: &Connection, fact: &Fact) {
    let (from, to): (&Thing, &Thing) = (&path.things[step - 1], &path.things[step]);
    let text = |text: &str| (!text.is_empty()).then(|| Term::from(Literal::from(text)));
    let whole = |number: usize| Some(Term::from(Literal::from(number as u64)));
    let iri = |iri: &str| NamedNode::new(iri).ok().map(Term::from);
    let head = || {
        vec![
            whole(number),
            text(&path.bits.to_string()),
            whole(step),
            text(&from.label),
            text(&fact.label),
            text(&to.label),
        ]
    };
    let links = || vec![iri(&from.iri), iri(&fact.property), iri(&to.iri)];
    for evidence in &fact.sentences {
        let sentence = &evidence.sentence;
        let mut row = head();
        row.extend([
            text(&evidence.details.join("; ")),
            text(&sentence.quotation),
            sentence.start.map(|start| Term::from(Literal::from(start))),
            text(&sentence.document),
            text(&sentence.publisher),
            text(&sentence.published),
        ]);
        row.extend(links());
        row.push(iri(&sentence.document_iri));
        table.rows.push(row);
    }
    if fact.sentences.is_empty() {
        let mut row = head();
        row.extend(vec![None; 6]);
        row.extend(links());
        row.push(None);
        table.rows.push(row);
    }
}
