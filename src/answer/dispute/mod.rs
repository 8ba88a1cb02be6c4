//! What sources differ on. `queries/disputes.rq` collects what each text says of each edition,
//! where more than one thing is said; here the texts are held against each other. Bounds that
//! agree are no dispute, copies of a text count once, and where two texts may speak of different
//! things the verdict is that it is unclear, with the reason. Nobody is believed more.

mod figure;
mod given;
mod post;
mod stance;
mod value;
mod verdict;

#[cfg(test)]
mod tests;

pub use verdict::{Rules, Verdict};

use super::table::Table;
use given::{Columns, Edition, Given, Kind, Matter};
use oxigraph::model::{Literal, Term};
use stance::{Answers, Differing, compare};
use std::collections::{BTreeMap, BTreeSet};

/// One row for each text and value that others differ from, with these verdicts, from the rows
/// of a query.
///
/// # Errors
/// If a column is missing, or a row is of a kind that nobody judges.
pub fn judge(table: &Table, rules: &Rules, kept: &BTreeSet<Verdict>) -> Result<Table, String> {
    let columns = Columns::of(table)?;
    let mut matters: BTreeMap<Matter<'_>, Vec<Given<'_>>> = BTreeMap::new();
    let mut editions: BTreeMap<&str, Edition<'_>> = BTreeMap::new();
    for at in 0..table.rows.len() {
        let (matter, given) = columns.read(at)?;
        columns.learn(at, editions.entry(matter.edition_iri).or_default());
        matters.entry(matter).or_default().push(given);
    }
    let mut answers: BTreeMap<(&str, &str), Answers<'_>> = BTreeMap::new();
    for (matter, givens) in &matters {
        let of = answers
            .entry((matter.edition_iri, matter.about))
            .or_default();
        match matter.kind {
            Kind::Figure => compare(&figure::stances(givens), rules, of),
            Kind::Post => {
                for stances in post::stances(givens, rules) {
                    compare(&stances, rules, of);
                }
            }
            kind => compare(&value::stances(kind, givens), rules, of),
        }
    }
    let mut rows = Vec::new();
    for ((edition_iri, about), of) in answers {
        let edition = &editions[edition_iri];
        for ((_, value), differing) in of {
            let verdict = edition.reconsider(differing.verdict);
            if kept.contains(&verdict) {
                let edition = edition.names.values().next();
                let edition = edition.map(|name| (*name).clone());
                let told = [about, &value, rules.wording(verdict)];
                rows.push(row(&columns, table, edition, told, &differing));
            }
        }
    }
    let told = ["edition", "about", "value", "verdict", "against"];
    let said = ["document", "copies", "publisher", "published", "quotation"];
    let links = ["edition_iri", "document_iri"];
    let names = told.into_iter().chain(said).chain(links);
    Ok(Table {
        columns: names.map(str::to_owned).collect(),
        rows,
    })
}

impl Edition<'_> {
    /// What is called by a name and no year, or began in months far apart, may be two editions.
    fn reconsider(&self, verdict: Verdict) -> Verdict {
        if verdict.is_unclear() {
            verdict
        } else if !self.has_year {
            Verdict::Year
        } else if self.is_apart {
            Verdict::Editions
        } else {
            verdict
        }
    }
}

fn row(
    columns: &Columns<'_>,
    table: &Table,
    edition: Option<Term>,
    [about, value, verdict]: [&str; 3],
    differing: &Differing<'_>,
) -> Vec<Option<Term>> {
    let text = |text: &str| (!text.is_empty()).then(|| Literal::from(text).into());
    let of = differing.said.row(table);
    let cell = |at: usize| of[at].clone();
    let against: Vec<&str> = differing.against.iter().map(String::as_str).collect();
    let copies = differing.documents.saturating_sub(1);
    let copies = i64::try_from(copies).ok().filter(|copies| *copies > 0);
    vec![
        edition,
        text(about),
        text(value),
        text(verdict),
        text(&against.join("; ")),
        cell(columns.document),
        copies.map(|copies| Literal::from(copies).into()),
        cell(columns.publisher),
        cell(columns.published),
        cell(columns.quotation),
        cell(columns.edition_iri),
        cell(columns.document_iri),
    ]
}
