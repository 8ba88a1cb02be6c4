//! Rows of an answer as a table: a cell leads to the page of its thing, the first rows are shown
//! and how many there are is told.

use super::document::place_of;
use super::parts::{count, counted};
use crate::answer::{AnswerError, Footnotes, Lookup, Notes, Sentence, Table, display};
use crate::http::view::View;
use maud::{Markup, PreEscaped, html};
use oxigraph::model::{NamedNode, Term};
use std::collections::{BTreeMap, BTreeSet};

/// A column that only says where another leads ends so.
const LINK: &str = "_iri";

/// The most bytes of rows and their sentences; a page stays small enough for a telephone. There
/// is always one row.
const LONGEST: usize = 64_000;

/// About what stands around a sentence, in bytes.
const AROUND: usize = 240;

/// A column that is shown.
struct Column<'a> {
    at: usize,
    name: &'a str,
    /// The column that says where its cells lead.
    link: Option<usize>,
    is_number: bool,
}

/// What there is beyond the rows of a table.
#[derive(Clone, Copy)]
pub struct Whole<'a> {
    /// There is nothing.
    pub is_all: bool,
    /// Where a file has all rows.
    pub file: Option<&'a str>,
}

/// The table of an answer, with its footnotes where there are any.
///
/// # Errors
/// If labels cannot be looked up.
pub fn table(
    view: &View<'_>,
    caption: &str,
    rows: &Table,
    notes: Option<&Footnotes>,
    whole: Whole<'_>,
) -> Result<Markup, AnswerError> {
    if rows.rows.is_empty() {
        return Ok(html! { p.empty { "No rows: the graph knows of none." } });
    }
    let mut shown = rows.rows.len().min(view.limits.rows);
    if let Some(notes) = notes {
        shown = shown.min(notes.rows.len());
    }
    let columns: Vec<Column<'_>> = rows
        .columns
        .iter()
        .enumerate()
        .filter(|(_, name)| !is_link(rows, name))
        .map(|(at, name)| Column {
            at,
            name,
            link: rows.column(&format!("{name}{LINK}")),
            is_number: is_number(&rows.rows[..shown], at),
        })
        .collect();
    let plain: BTreeSet<NamedNode> = rows.rows[..shown]
        .iter()
        .flat_map(|row| columns.iter().map(|column| &row[column.at]))
        .filter_map(|cell| match cell {
            Some(Term::NamedNode(iri)) => Some(iri.clone()),
            _ => None,
        })
        .collect();
    let labels = match plain.is_empty() {
        true => BTreeMap::new(),
        false => Lookup::new(view.engine).labels(&plain)?,
    };
    let mut body = String::new();
    let (mut length, mut written, mut last) = (0, 0, 0);
    for (number, row) in rows.rows[..shown].iter().enumerate() {
        let noted = notes.and_then(|notes| notes.rows.get(number));
        let PreEscaped(text) = html! {
            tr {
                @for column in &columns { (cell(view, row, column, &labels)) }
                @if notes.is_some() { td { @if let Some(noted) = noted { (references(noted)) } } }
            }
        };
        // Sentences are numbered in the order of the rows.
        let upto = noted.and_then(|noted| noted.numbers.iter().max().copied());
        let upto = upto.unwrap_or_default().max(last);
        let sentences = notes.map_or(&[][..], |notes| &notes.sentences[last..upto]);
        let quoted: usize = sentences.iter().map(|one| one.quotation.len()).sum();
        length += text.len() + quoted + AROUND * sentences.len();
        if length > LONGEST && written > 0 {
            break;
        }
        body += &text;
        (written, last) = (number + 1, upto);
    }
    Ok(html! {
        div.scroll tabindex="0" role="region" aria-label=(caption) {
            table data-sort {
                caption.hidden { (caption) }
                thead { tr {
                    @for column in &columns {
                        th.number[column.is_number] scope="col" { (heading(column.name)) }
                    }
                    @if notes.is_some() { th scope="col" { "sentences" } }
                } }
                tbody { (PreEscaped(body)) }
            }
        }
        @if written < rows.rows.len() || !whole.is_all {
            p {
                "The first " (counted(written, "row", "rows"))
                @if whole.is_all { " of " (count(rows.rows.len())) ". " } @else { " of more. " }
                @if let Some(file) = whole.file { a href=(file) { "All as CSV" } }
            }
        } @else {
            p.note { (counted(written, "row", "rows")) }
        }
        @if let Some(notes) = notes { (sentences(view, &notes.sentences[..last])) }
    })
}

/// The numbers of the sentences behind a row.
fn references(noted: &Notes) -> Markup {
    html! {
        @for note in &noted.numbers { a href={ "#note-" (note) } { "[" (note) "]" } " " }
        @if noted.more > 0 { span.note { "and " (count(noted.more)) " more" } }
    }
}

/// Whether a column only links another, which is there.
fn is_link(rows: &Table, name: &str) -> bool {
    name.strip_suffix(LINK)
        .is_some_and(|other| rows.column(other).is_some())
}

/// "person_iri" and "series_label" as words.
fn heading(column: &str) -> String {
    let words = column.strip_suffix(LINK).unwrap_or(column);
    words.replace('_', " ")
}

fn cell(
    view: &View<'_>,
    row: &[Option<Term>],
    column: &Column<'_>,
    labels: &BTreeMap<NamedNode, String>,
) -> Markup {
    let value = &row[column.at];
    let shown = display(value, labels);
    let target = match (column.link.and_then(|link| row[link].as_ref()), value) {
        (Some(Term::NamedNode(iri)), _) | (None, Some(Term::NamedNode(iri))) => {
            Some(view.link(iri.as_str()))
        }
        _ => None,
    };
    html! {
        td.number[column.is_number] {
            @match &target {
                Some(target) if !shown.is_empty() => { a href=(target) { (shown) } },
                _ => { (shown) },
            }
        }
    }
}

/// Whether a column has numbers and nothing else: those stand below each other.
fn is_number(rows: &[Vec<Option<Term>>], at: usize) -> bool {
    let mut cells = rows.iter().filter_map(|row| row[at].as_ref()).peekable();
    let is_one = |cell: &Term| matches!(cell, Term::Literal(literal) if literal.value().parse::<f64>().is_ok());
    cells.peek().is_some() && cells.all(is_one)
}

fn sentences(view: &View<'_>, sentences: &[Sentence]) -> Markup {
    html! {
        section.notes aria-labelledby="sentences" {
            h2 #sentences { "Sentences" }
            ol {
                @for (at, sentence) in sentences.iter().enumerate() {
                    li #{ "note-" (at + 1) } {
                        q { (sentence.quotation) } " "
                        span.note {
                            a href=(place_of(view, sentence)) { (sentence.origin()) }
                            @if !sentence.publisher.is_empty() { ", " (sentence.publisher) }
                        }
                    }
                }
            }
        }
    }
}
