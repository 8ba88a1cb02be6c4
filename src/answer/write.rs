//! Answers as bytes: the SPARQL result formats, Markdown and terminal tables for rows, the RDF
//! formats for triples.

use super::table::{Table, display};
use super::terminal::write_table;
use crate::entity::Base;
use crate::rdf::{PREFIXES, Turtle};
use oxigraph::io::{RdfFormat, RdfSerializer};
use oxigraph::model::{NamedNode, Triple};
use oxigraph::sparql::Variable;
use oxigraph::sparql::results::{QueryResultsFormat, QueryResultsSerializer};
use std::collections::BTreeMap;
use std::io::{self, Write};

/// How rows are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowFormat {
    /// For people: at most `width` characters wide, headings in bold where `styled`.
    Table {
        width: u16,
        styled: bool,
    },
    Markdown,
    Csv,
    Tsv,
    Json,
    Xml,
}

/// Writes rows. `labels` are shown in place of IRIs by the formats for people.
///
/// # Errors
/// If `out` cannot be written.
pub fn write_rows(
    table: &Table,
    labels: &BTreeMap<NamedNode, String>,
    format: RowFormat,
    out: &mut dyn Write,
) -> io::Result<()> {
    match format {
        RowFormat::Table { width, styled } => write_table(table, labels, width, styled, out),
        RowFormat::Markdown => write_markdown(table, labels, out),
        RowFormat::Csv => write_results(table, QueryResultsFormat::Csv, out),
        RowFormat::Tsv => write_results(table, QueryResultsFormat::Tsv, out),
        RowFormat::Json => {
            write_results(table, QueryResultsFormat::Json, out)?;
            writeln!(out)
        }
        RowFormat::Xml => {
            write_results(table, QueryResultsFormat::Xml, out)?;
            writeln!(out)
        }
    }
}

/// Writes the answer of an ASK.
///
/// # Errors
/// If `out` cannot be written.
pub fn write_boolean(value: bool, format: RowFormat, out: &mut dyn Write) -> io::Result<()> {
    let format = match format {
        RowFormat::Json => QueryResultsFormat::Json,
        RowFormat::Xml => QueryResultsFormat::Xml,
        _ => QueryResultsFormat::Csv,
    };
    QueryResultsSerializer::from_format(format).serialize_boolean_to_writer(&mut *out, value)?;
    writeln!(out)
}

/// Writes triples: Turtle and TriG grouped for people, IRIs below `base` relative to it.
///
/// # Errors
/// If `out` cannot be written.
pub fn write_triples(
    triples: &[Triple],
    format: RdfFormat,
    base: &Base,
    out: &mut dyn Write,
) -> io::Result<()> {
    if matches!(format, RdfFormat::Turtle | RdfFormat::TriG) {
        let turtle = Turtle::new(base);
        out.write_all(turtle.prologue().as_bytes())?;
        let text = turtle.triples(triples.iter().map(Triple::as_ref));
        return out.write_all(text.as_bytes());
    }
    let mut serializer = RdfSerializer::from_format(format);
    for (prefix, namespace) in PREFIXES {
        serializer = serializer
            .with_prefix(*prefix, *namespace)
            .map_err(io::Error::other)?;
    }
    let mut writer = serializer.for_writer(&mut *out);
    for triple in triples {
        writer.serialize_triple(triple)?;
    }
    writer.finish()?;
    if matches!(format, RdfFormat::JsonLd { .. } | RdfFormat::RdfXml) {
        writeln!(out)?;
    }
    Ok(())
}

fn write_results(table: &Table, format: QueryResultsFormat, out: &mut dyn Write) -> io::Result<()> {
    let variables: Vec<Variable> = table
        .columns
        .iter()
        .map(|column| Variable::new(column.as_str()).map_err(io::Error::other))
        .collect::<io::Result<_>>()?;
    let mut writer = QueryResultsSerializer::from_format(format)
        .serialize_solutions_to_writer(out, variables.clone())?;
    for row in &table.rows {
        let bound = variables
            .iter()
            .zip(row)
            .filter_map(|(variable, cell)| Some((variable, cell.as_ref()?)));
        writer.serialize(bound)?;
    }
    writer.finish()?;
    Ok(())
}

fn write_markdown(
    table: &Table,
    labels: &BTreeMap<NamedNode, String>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let line = |cells: Vec<String>| format!("| {} |", cells.join(" | "));
    writeln!(out, "{}", line(table.columns.clone()))?;
    writeln!(out, "{}", line(vec!["---".to_owned(); table.columns.len()]))?;
    for row in &table.rows {
        let cells = row
            .iter()
            .map(|cell| escape_markdown(&display(cell, labels)));
        writeln!(out, "{}", line(cells.collect()))?;
    }
    Ok(())
}

/// Escapes what would end a cell or be taken for markup.
pub fn escape_markdown(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '|' | '\\' | '`' | '*' | '_' | '[' | ']' => {
                out.push('\\');
                out.push(c);
            }
            '<' => out.push_str("&lt;"),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use oxigraph::model::{Literal, Term};

    fn table() -> Table {
        let cell = |text: &str| Some(Term::from(Literal::from(text)));
        Table {
            columns: vec!["a".to_owned(), "b".to_owned()],
            rows: vec![
                vec![cell("x|y"), None],
                vec![cell(&"long words ".repeat(30)), cell("\"q\"")],
            ],
        }
    }

    fn written(format: RowFormat) -> String {
        let mut out = Vec::new();
        write_rows(&table(), &BTreeMap::new(), format, &mut out).expect("written");
        String::from_utf8(out).expect("UTF-8")
    }

    #[test]
    fn tables_fit_their_width() {
        let format = RowFormat::Table {
            width: 40,
            styled: false,
        };
        let text = written(format);
        assert!(
            text.lines().all(|line| line.chars().count() <= 40),
            "{text}"
        );
        assert!(!text.contains('\u{1b}'));
    }

    #[test]
    fn formats_are_what_they_say() {
        let json: serde_json::Value =
            serde_json::from_str(&written(RowFormat::Json)).expect("JSON");
        assert_eq!(json["results"]["bindings"][1]["b"]["value"], "\"q\"");
        assert!(json["results"]["bindings"][0].get("b").is_none());
        let text = written(RowFormat::Csv);
        let mut rows = csv::Reader::from_reader(text.as_bytes());
        let row = rows.records().nth(1).expect("a row").expect("CSV");
        assert_eq!(&row[1], "\"q\"");
        assert!(written(RowFormat::Tsv).starts_with("?a\t?b\n\"x|y\"\t\n"));
        assert!(written(RowFormat::Markdown).contains("| x\\|y |  |"));
        assert!(written(RowFormat::Xml).contains("<binding name=\"b\">"));
    }
}
