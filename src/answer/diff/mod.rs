//! Two editions compared: who came, came again and came no more, whose post changed, what grew and
//! what shrank. Not named is never absent, and what bounds leave open is not decided. Asked with
//! `queries/diff/*.rq`, which also say what is compared.

mod figures;
mod members;
mod rows;
mod sources;
mod wording;

pub use wording::CAUTION;

use super::engine::{Engine, own_query};
use super::error::AnswerError;
use super::table::Table;
use crate::knowledge::Source;
use oxigraph::model::{NamedNode, Term};
use sources::Sources;
use std::collections::{BTreeMap, BTreeSet};

/// The queries that comparing asks.
const QUERIES: [&str; 5] = [
    "diff/edition",
    "diff/facts",
    "diff/figures",
    "diff/posts",
    "diff/sources",
];

/// Two editions compared.
#[derive(Clone, Debug)]
pub struct Diff {
    pub earlier: Side,
    pub later: Side,
    /// Whether they were given in the other order.
    pub turned: bool,
    /// In order; those without entries included.
    pub sections: Vec<Section>,
}

/// One of the editions.
#[derive(Clone, Debug)]
pub struct Side {
    pub iri: NamedNode,
    pub label: String,
    /// The series it belongs to, by label.
    pub series: BTreeSet<String>,
    pub year: Option<i64>,
    /// What it is called beside the other: its year, if that tells them apart.
    pub name: String,
    /// How many documents say something of it.
    pub documents: usize,
    /// How many texts these carry.
    pub texts: usize,
}

/// What is compared under one heading.
#[derive(Clone, Debug)]
pub struct Section {
    /// The name to ask for it by: "exhibitor".
    pub name: String,
    /// For people: "exhibitors".
    pub heading: String,
    /// In how many documents something of it stands, for each edition.
    pub named: (usize, usize),
    pub entries: Vec<Entry>,
}

/// One thing compared.
#[derive(Clone, Debug)]
pub struct Entry {
    /// What it is about: "exhibitor", "figure", "start date".
    pub about: String,
    pub change: Change,
    /// Who or what: a name, a metric; empty for the edition itself.
    pub what: String,
    pub iri: Option<NamedNode>,
    pub unit: String,
    /// What is said for the earlier and the later edition.
    pub earlier: Vec<String>,
    pub later: Vec<String>,
    /// Why it is so, or cannot be told.
    pub why: String,
    /// The documents that say it, by name.
    pub earlier_documents: Vec<String>,
    pub later_documents: Vec<String>,
}

/// What became of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Change {
    Returning,
    New,
    Lapsed,
    Changed,
    Grew,
    Shrank,
    Same,
    /// Said of one edition only.
    OnlyEarlier,
    OnlyLater,
    Undecidable,
}

impl Change {
    /// The word for it.
    pub fn name(self) -> &'static str {
        match self {
            Change::Returning => "returning",
            Change::New => "new",
            Change::Lapsed => "lapsed",
            Change::Changed => "changed",
            Change::Grew => "grew",
            Change::Shrank => "shrank",
            Change::Same => "same",
            Change::OnlyEarlier => "only earlier",
            Change::OnlyLater => "only later",
            Change::Undecidable => "undecidable",
        }
    }
}

/// The texts of the queries that comparing asks, for opening no more of a graph than they need.
///
/// # Errors
/// If one is missing or broken.
pub fn diff_queries(source: &Source) -> Result<Vec<String>, AnswerError> {
    let text = |name: &&str| own_query(source, name).map(|query| query.text);
    QUERIES.iter().map(text).collect()
}

/// Compares two editions, the earlier with the later, in whatever order they are given.
///
/// # Errors
/// If the graph knows nothing of one, or cannot be asked in time.
pub fn diff(
    engine: Engine<'_>,
    source: &Source,
    one: &NamedNode,
    other: &NamedNode,
) -> Result<Diff, AnswerError> {
    let asked = |edition: &NamedNode| Asked::of(engine, source, edition);
    let (one, other) = (asked(one)?, asked(other)?);
    let turned = matches!((one.side.year, other.side.year), (Some(a), Some(b)) if a > b);
    let (mut earlier, mut later) = if turned { (other, one) } else { (one, other) };
    if let (Some(a), Some(b)) = (earlier.side.year, later.side.year)
        && a != b
    {
        earlier.side.name = a.to_string();
        later.side.name = b.to_string();
    }
    let mut sections = members::sections(&earlier, &later);
    // Speakers' posts stand behind the speakers, figures at the end.
    let behind = sections
        .iter()
        .position(|section| section.name == "speaker");
    sections.insert(
        behind.map_or(0, |at| at + 1),
        members::posts(&earlier, &later),
    );
    sections.push(figures::section(&earlier, &later));
    Ok(Diff {
        earlier: earlier.side,
        later: later.side,
        turned,
        sections,
    })
}

impl Diff {
    /// Whether the two are editions of one series, as far as is known.
    pub fn same_series(&self) -> bool {
        let (one, other) = (&self.earlier.series, &self.later.series);
        one.is_empty() || other.is_empty() || !one.is_disjoint(other)
    }

    /// The rows of all sections.
    pub fn table(&self) -> Table {
        rows::table(self)
    }
}

/// What the graph says of an edition.
struct Asked {
    side: Side,
    facts: Table,
    figures: Table,
    posts: Table,
    sources: Sources,
}

impl Asked {
    fn of(engine: Engine<'_>, source: &Source, edition: &NamedNode) -> Result<Asked, AnswerError> {
        let terms = BTreeMap::from([("_edition_iri".to_owned(), Term::from(edition.clone()))]);
        let ask = |name: &str| engine.own(source, name, &terms);
        let about = ask("diff/edition")?;
        let sources = Sources::of(&ask("diff/sources")?);
        let Some(first) = about.rows.first() else {
            return Err(AnswerError::UnknownName {
                name: edition.as_str().to_owned(),
                class: "Expo".to_owned(),
                nearest: Vec::new(),
            });
        };
        let label = about.get(first, "label");
        let cells = |column: &str| -> Vec<String> {
            about
                .rows
                .iter()
                .map(|row| about.get(row, column))
                .collect()
        };
        let side = Side {
            iri: edition.clone(),
            name: label.clone(),
            label,
            series: cells("series")
                .into_iter()
                .filter(|series| !series.is_empty())
                .collect(),
            year: cells("year")
                .iter()
                .filter_map(|year| year.parse().ok())
                .min(),
            documents: sources.documents(),
            texts: sources.texts(),
        };
        Ok(Asked {
            side,
            facts: ask("diff/facts")?,
            figures: ask("diff/figures")?,
            posts: ask("diff/posts")?,
            sources,
        })
    }
}
