//! What a query collected: one row for each thing that a document says of an edition.

use crate::answer::table::Table;
use oxigraph::model::Term;
use std::collections::BTreeMap;

/// A row of the table.
pub type Row<'t> = &'t [Option<Term>];

/// What kind of thing is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    Figure,
    Day,
    Number,
    Place,
    Theme,
    Post,
}

const KINDS: [(&str, Kind); 6] = [
    ("figure", Kind::Figure),
    ("day", Kind::Day),
    ("number", Kind::Number),
    ("place", Kind::Place),
    ("theme", Kind::Theme),
    ("post", Kind::Post),
];

/// What a document says of a matter.
#[derive(Clone, Copy, Debug)]
pub struct Given<'t> {
    /// In the document's words.
    pub words: &'t str,
    /// Of a figure: "reported", "announced" ...
    pub basis: &'t str,
    /// Of a figure: the number, and what it may be.
    pub number: &'t str,
    pub low: &'t str,
    pub high: &'t str,
    pub slack: &'t str,
    /// Of a place.
    pub is_country: bool,
    /// The text, of which documents may be copies.
    pub text: &'t str,
    pub said: Said<'t>,
}

/// Where it is said. Of several places the first in order is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Said<'t> {
    pub document_iri: &'t str,
    pub document: &'t str,
    pub published: &'t str,
    pub publisher: &'t str,
    pub quotation: &'t str,
    /// The row's place in the table.
    row: usize,
}

impl Said<'_> {
    /// The row that says so.
    pub fn row<'a>(&self, table: &'a Table) -> Row<'a> {
        &table.rows[self.row]
    }
}

/// What something is said of: the edition and what about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Matter<'t> {
    pub edition_iri: &'t str,
    pub about: &'t str,
    pub unit: &'t str,
    pub kind: Kind,
}

/// What else is known of a matter's edition.
#[derive(Clone, Debug, Default)]
pub struct Edition<'t> {
    /// Its names by their text; the first is shown.
    pub names: BTreeMap<&'t str, &'t Term>,
    pub has_year: bool,
    /// Whether it began in months that do not follow each other.
    pub is_apart: bool,
}

/// The columns that are read, by their places in a table.
pub struct Columns<'t> {
    table: &'t Table,
    edition: usize,
    about: usize,
    kind: usize,
    words: usize,
    number: usize,
    unit: usize,
    low: usize,
    high: usize,
    slack: usize,
    basis: usize,
    country: usize,
    year: usize,
    first_month: usize,
    last_month: usize,
    text_iri: usize,
    pub document: usize,
    pub publisher: usize,
    pub published: usize,
    pub quotation: usize,
    pub edition_iri: usize,
    pub document_iri: usize,
}

impl<'t> Columns<'t> {
    /// Of a table.
    ///
    /// # Errors
    /// If one is missing.
    pub fn of(table: &'t Table) -> Result<Columns<'t>, String> {
        let at = |name: &str| {
            let missing = || format!("who judges disputes needs the column ?{name}");
            table.column(name).ok_or_else(missing)
        };
        Ok(Columns {
            table,
            edition: at("edition")?,
            about: at("about")?,
            kind: at("kind")?,
            words: at("words")?,
            number: at("number")?,
            unit: at("unit")?,
            low: at("low")?,
            high: at("high")?,
            slack: at("slack")?,
            basis: at("basis")?,
            country: at("country")?,
            year: at("year")?,
            first_month: at("first_month")?,
            last_month: at("last_month")?,
            text_iri: at("text_iri")?,
            document: at("document")?,
            publisher: at("publisher")?,
            published: at("published")?,
            quotation: at("quotation")?,
            edition_iri: at("edition_iri")?,
            document_iri: at("document_iri")?,
        })
    }

    /// What a row says, and of what.
    ///
    /// # Errors
    /// If it is of a kind that nobody judges.
    pub fn read(&self, at: usize) -> Result<(Matter<'t>, Given<'t>), String> {
        let row: Row<'t> = &self.table.rows[at];
        let kind = text(row, self.kind);
        let Some((_, kind)) = KINDS.into_iter().find(|(name, _)| *name == kind) else {
            let known = KINDS.map(|(name, _)| name).join(", ");
            return Err(format!(
                "who judges disputes does not know the ?kind {kind:?}; it is one of {known}"
            ));
        };
        let matter = Matter {
            edition_iri: text(row, self.edition_iri),
            about: text(row, self.about),
            unit: text(row, self.unit),
            kind,
        };
        let said = Said {
            document_iri: text(row, self.document_iri),
            document: text(row, self.document),
            published: text(row, self.published),
            publisher: text(row, self.publisher),
            quotation: text(row, self.quotation),
            row: at,
        };
        let given = Given {
            words: text(row, self.words),
            basis: text(row, self.basis),
            number: text(row, self.number),
            low: text(row, self.low),
            high: text(row, self.high),
            slack: text(row, self.slack),
            is_country: row[self.country].is_some(),
            text: text(row, self.text_iri),
            said,
        };
        Ok((matter, given))
    }

    /// Adds to what is known of the row's edition.
    pub fn learn(&self, at: usize, edition: &mut Edition<'t>) {
        let row: Row<'t> = &self.table.rows[at];
        if let Some(name) = &row[self.edition] {
            edition.names.insert(text(row, self.edition), name);
        }
        edition.has_year |= row[self.year].is_some();
        let month = |at: usize| text(row, at).parse::<i32>().ok();
        if let (Some(first), Some(last)) = (month(self.first_month), month(self.last_month)) {
            edition.is_apart |= last > first + 1;
        }
    }
}

/// A cell's text; empty where there is none.
fn text(row: Row<'_>, at: usize) -> &str {
    match &row[at] {
        Some(Term::NamedNode(node)) => node.as_str(),
        Some(Term::BlankNode(node)) => node.as_str(),
        Some(Term::Literal(literal)) => literal.value(),
        None => "",
    }
}
