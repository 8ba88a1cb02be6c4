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

/// The columns that are read.
const COLUMNS: [&str; 21] = [
    "edition",
    "about",
    "kind",
    "words",
    "number",
    "unit",
    "low",
    "high",
    "slack",
    "basis",
    "country",
    "document",
    "publisher",
    "published",
    "quotation",
    "edition_iri",
    "document_iri",
    "text_iri",
    "year",
    "first_month",
    "last_month",
];

/// The places of the columns in a table.
pub struct Columns<'t> {
    table: &'t Table,
    places: [usize; COLUMNS.len()],
}

impl<'t> Columns<'t> {
    /// Of a table.
    ///
    /// # Errors
    /// If one is missing.
    pub fn of(table: &'t Table) -> Result<Columns<'t>, String> {
        let mut places = [0; COLUMNS.len()];
        for (place, name) in places.iter_mut().zip(COLUMNS) {
            *place = (table.column(name))
                .ok_or_else(|| format!("who judges disputes needs the column ?{name}"))?;
        }
        Ok(Columns { table, places })
    }

    /// A cell of a row.
    pub fn term<'a>(&self, row: Row<'a>, name: &str) -> Option<&'a Term> {
        let at = COLUMNS.iter().position(|column| *column == name)?;
        row.get(self.places[at])?.as_ref()
    }

    /// Its text; empty where there is none.
    pub fn text<'a>(&self, row: Row<'a>, name: &str) -> &'a str {
        match self.term(row, name) {
            Some(Term::NamedNode(node)) => node.as_str(),
            Some(Term::BlankNode(node)) => node.as_str(),
            Some(Term::Literal(literal)) => literal.value(),
            None => "",
        }
    }

    /// What a row says, and of what.
    ///
    /// # Errors
    /// If it is of a kind that nobody judges.
    pub fn read(&self, at: usize) -> Result<(Matter<'t>, Given<'t>), String> {
        let row: Row<'t> = &self.table.rows[at];
        let get = |name: &str| self.text(row, name);
        let kind = get("kind");
        let Some((_, kind)) = KINDS.into_iter().find(|(name, _)| *name == kind) else {
            let known = KINDS.map(|(name, _)| name).join(", ");
            return Err(format!(
                "who judges disputes does not know the ?kind {kind:?}; it is one of {known}"
            ));
        };
        let matter = Matter {
            edition_iri: get("edition_iri"),
            about: get("about"),
            unit: get("unit"),
            kind,
        };
        let said = Said {
            document_iri: get("document_iri"),
            document: get("document"),
            published: get("published"),
            publisher: get("publisher"),
            quotation: get("quotation"),
            row: at,
        };
        Ok((
            matter,
            Given {
                words: get("words"),
                basis: get("basis"),
                number: get("number"),
                low: get("low"),
                high: get("high"),
                slack: get("slack"),
                is_country: self.term(row, "country").is_some(),
                text: get("text_iri"),
                said,
            },
        ))
    }

    /// Adds to what is known of the row's edition.
    pub fn learn(&self, at: usize, edition: &mut Edition<'t>) {
        let row: Row<'t> = &self.table.rows[at];
        if let Some(name) = self.term(row, "edition") {
            edition.names.insert(self.text(row, "edition"), name);
        }
        edition.has_year |= self.term(row, "year").is_some();
        let month = |name: &str| self.text(row, name).parse::<i32>().ok();
        if let (Some(first), Some(last)) = (month("first_month"), month("last_month")) {
            edition.is_apart |= last > first + 1;
        }
    }
}
