//! A comparison as rows.

use super::{Diff, Entry};
use crate::answer::table::Table;
use oxigraph::model::{Literal, Term};

/// A row for each entry, section after section.
pub fn table(diff: &Diff) -> Table {
    let of = ["about", "change", "what", "unit"];
    let sides = ["earlier", "later", "why"];
    let links = ["earlier_documents", "later_documents", "what_iri"];
    let columns = of.iter().chain(&sides).chain(&links).copied();
    let entries = diff.sections.iter().flat_map(|section| &section.entries);
    Table {
        columns: columns.map(str::to_owned).collect(),
        rows: entries.map(|entry| row(diff, entry)).collect(),
    }
}

fn row(diff: &Diff, entry: &Entry) -> Vec<Option<Term>> {
    let text = |text: &str| {
        let is_there = !text.is_empty();
        is_there.then(|| Term::from(Literal::new_simple_literal(text)))
    };
    let list = |all: &[String]| text(&all.join("; "));
    vec![
        text(&entry.about),
        text(&diff.label(entry)),
        text(&entry.what),
        text(&entry.unit),
        list(&entry.earlier),
        list(&entry.later),
        text(&entry.why),
        list(&entry.earlier_documents),
        list(&entry.later_documents),
        entry.iri.clone().map(Term::from),
    ]
}
