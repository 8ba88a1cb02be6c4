//! Answers with footnotes: for each row the sentences behind it.

use super::failure::{Failure, exit};
use super::global::Global;
use super::output::{Format, answer as write_answer, to_stdout};
use crate::answer::{
    Answer, CitationRules, Engine, Footnotes, Lookup, Notes, RowFormat, SavedQuery, Sentence,
    Table, escape_markdown, footnotes, hanging, write_rows,
};
use oxigraph::model::{Literal, NamedNode, Term};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::io::Write;
use std::str::FromStr;

/// How many sentences to show for a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cite {
    /// As many as `queries/citation.toml` says.
    Some,
    AtMost(usize),
    All,
}

impl FromStr for Cite {
    type Err = String;

    fn from_str(text: &str) -> Result<Cite, String> {
        match text {
            "some" => Ok(Cite::Some),
            "all" => Ok(Cite::All),
            text => match text.parse() {
                Ok(count) if count > 0 => Ok(Cite::AtMost(count)),
                _ => Err("expected a number above 0 or \"all\"; where a question's name follows, put --cite behind it".to_owned()),
            },
        }
    }
}

impl Cite {
    fn limit(self, rules: &CitationRules) -> Option<usize> {
        match self {
            Cite::Some => Some(rules.sentences),
            Cite::AtMost(count) => Some(count),
            Cite::All => None,
        }
    }
}

/// Answers a saved question with footnotes.
pub fn run(
    engine: Engine<'_>,
    query: &SavedQuery,
    given: &[(String, String)],
    cite: Cite,
    rules: &CitationRules,
    global: &Global,
) -> Result<u8, Failure> {
    let format = global.format.unwrap_or(Format::Table).rows(global)?;
    let answer = engine.saved(query, given)?;
    let Answer::Rows(table) = &answer else {
        global.note("only rows have footnotes; this answer has none");
        write_answer(&answer, engine, global)?;
        return Ok(exit::FINE);
    };
    let text = engine.bound(query, given)?;
    let notes = footnotes(engine, rules, &text, table, cite.limit(rules))?;
    write(table, &notes, format, engine)?;
    let cited = notes
        .rows
        .iter()
        .filter(|row| !row.numbers.is_empty())
        .count();
    let rows = table.rows.len();
    if rows == 0 {
        global.note("no rows");
    } else if cited == 0 {
        global.note(&format!(
            "{}; no footnotes: no sentence states what {} tells",
            counted(rows, "row"),
            query.name
        ));
    } else {
        let mut told = format!(
            "{}, {}",
            counted(rows, "row"),
            counted(notes.sentences.len(), "sentence")
        );
        if cited < rows {
            told += &format!(
                "; for {} no sentence was found",
                counted(rows - cited, "row")
            );
        }
        if notes.rows.iter().any(|row| row.more > 0) {
            told += "; --cite all shows those left out";
        }
        global.note(&told);
    }
    Ok(exit::FINE)
}

fn counted(count: usize, noun: &str) -> String {
    match count {
        1 => format!("1 {noun}"),
        count => format!("{count} {noun}s"),
    }
}

fn write(
    table: &Table,
    notes: &Footnotes,
    format: RowFormat,
    engine: Engine<'_>,
) -> Result<(), Failure> {
    match format {
        RowFormat::Table { .. } | RowFormat::Markdown => {
            let labels = Lookup::new(engine).labels(&table.iris())?;
            to_stdout(|out| out.write_all(&for_people(table, notes, format, &labels)?))
        }
        RowFormat::Json => {
            let mut rows = Vec::new();
            write_rows(table, &BTreeMap::new(), format, &mut rows).map_err(Failure::writing)?;
            let mut results: Value =
                serde_json::from_slice(&rows).map_err(|error| Failure::new(exit::INPUT, error))?;
            let all = notes.rows.iter().map(|row| array(row, notes));
            results["footnotes"] = all.collect();
            to_stdout(|out| writeln!(out, "{results}"))
        }
        RowFormat::Csv | RowFormat::Tsv | RowFormat::Xml => {
            let table = with_array(table, notes);
            to_stdout(|out| write_rows(&table, &BTreeMap::new(), format, out))
        }
    }
}

/// The table with a column of marks, and the sentences below.
fn for_people(
    table: &Table,
    notes: &Footnotes,
    format: RowFormat,
    labels: &BTreeMap<NamedNode, String>,
) -> std::io::Result<Vec<u8>> {
    let mut shown = table.without_links();
    let mut out = Vec::new();
    if notes.sentences.is_empty() {
        write_rows(&shown, labels, format, &mut out)?;
        return Ok(out);
    }
    shown.columns.push("footnotes".to_owned());
    for (row, notes) in shown.rows.iter_mut().zip(&notes.rows) {
        row.push(Some(Literal::from(marks(notes)).into()));
    }
    write_rows(&shown, labels, format, &mut out)?;
    for (at, sentence) in notes.sentences.iter().enumerate() {
        match format {
            RowFormat::Table { width, .. } => {
                let first = format!("[{}] ", at + 1);
                let indent = " ".repeat(first.len());
                let width = usize::from(width);
                let quotation = format!("\"{}\"", sentence.quotation);
                writeln!(out, "\n{}", hanging(&quotation, &first, &indent, width))?;
                let source = source(sentence);
                writeln!(
                    out,
                    "{}",
                    hanging(&source, &format!("{indent}- "), &indent, width)
                )?;
            }
            _ => writeln!(
                out,
                "\n{}. \"{}\"  \n   {}",
                at + 1,
                escape_markdown(&one_line(&sentence.quotation)),
                escape_markdown(&source(sentence))
            )?,
        }
    }
    Ok(out)
}

/// `[1] [2] and 3 more`
fn marks(notes: &Notes) -> String {
    let marks = notes.numbers.iter().map(|number| format!("[{number}]"));
    let marks = marks.collect::<Vec<_>>().join(" ");
    match notes.more {
        0 => marks,
        more => format!("{marks} +{more}"),
    }
}

/// Where a sentence stands, in words.
pub fn source(sentence: &Sentence) -> String {
    let mut parts = vec![sentence.document.clone()];
    for part in [&sentence.publisher, &sentence.published] {
        if !part.is_empty() {
            parts.push(part.clone());
        }
    }
    if let (Some(start), Some(end)) = (sentence.start, sentence.end) {
        parts.push(format!("bytes {start}-{end}"));
    }
    parts.join(", ")
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The sentences of a row for programs.
fn array(row: &Notes, notes: &Footnotes) -> Value {
    let sentences = row
        .numbers
        .iter()
        .filter_map(|number| notes.sentences.get(number - 1));
    sentences.map(object).collect()
}

/// A sentence for programs; what is not known is left out.
pub fn object(sentence: &Sentence) -> Value {
    let mut object = json!({
        "document": sentence.document,
        "document_iri": sentence.document_iri,
        "start": sentence.start,
        "end": sentence.end,
        "quotation": sentence.quotation,
        "publisher": sentence.publisher,
        "published": sentence.published,
        "url": sentence.url,
    });
    if let Some(fields) = object.as_object_mut() {
        fields.retain(|_, value| !value.is_null() && *value != "");
    }
    object
}

/// The table with a column in which the sentences of each row are a JSON array.
fn with_array(table: &Table, notes: &Footnotes) -> Table {
    let json = NamedNode::new_unchecked("http://www.w3.org/1999/02/22-rdf-syntax-ns#JSON");
    let mut table = table.clone();
    table.columns.push("footnotes".to_owned());
    for (row, of_row) in table.rows.iter_mut().zip(&notes.rows) {
        let array = array(of_row, notes).to_string();
        row.push(Some(Term::from(Literal::new_typed_literal(
            array,
            json.clone(),
        ))));
    }
    table
}
