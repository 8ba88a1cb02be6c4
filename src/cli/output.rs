//! Results to stdout in the format asked for.

use super::failure::{Failure, exit};
use super::global::Global;
use crate::answer::picture::PictureFormat;
use crate::answer::{
    Answer, Engine, Lookup, RowFormat, Table, chart, write_boolean, write_rows, write_triples,
};
use oxigraph::io::{JsonLdProfileSet, RdfFormat};
use std::io::{BufWriter, IsTerminal, StdoutLock, Write};

/// All formats; which fit depends on the result.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    Table,
    Csv,
    Tsv,
    Json,
    Xml,
    Md,
    Chart,
    Ttl,
    Nt,
    Nq,
    Trig,
    Jsonld,
    Rdf,
    Svg,
    Dot,
    Mermaid,
}

/// What is said where a picture is asked for and there is none.
const PICTURES: &str = "this format is for pictures (show, path)";

impl Format {
    /// For rows.
    pub fn rows(self, global: &Global) -> Result<RowFormat, Failure> {
        Ok(match self {
            Format::Table => RowFormat::Table {
                width: width(),
                styled: global.styled(),
            },
            Format::Csv => RowFormat::Csv,
            Format::Tsv => RowFormat::Tsv,
            Format::Json => RowFormat::Json,
            Format::Xml => RowFormat::Xml,
            Format::Md => RowFormat::Markdown,
            Format::Svg | Format::Dot | Format::Mermaid => return Err(self.unfit(PICTURES)),
            Format::Chart => return Err(self.unfit("charts are drawn of a question's rows only")),
            _ => {
                let problem = "rows are written as table, csv, tsv, json, xml or md; this format is for triples (export, convert, CONSTRUCT)";
                return Err(self.unfit(problem));
            }
        })
    }

    /// For triples.
    pub fn triples(self) -> Result<RdfFormat, Failure> {
        Ok(match self {
            Format::Ttl => RdfFormat::Turtle,
            Format::Nt => RdfFormat::NTriples,
            Format::Nq => RdfFormat::NQuads,
            Format::Trig => RdfFormat::TriG,
            Format::Jsonld => RdfFormat::JsonLd {
                profile: JsonLdProfileSet::empty(),
            },
            Format::Rdf => RdfFormat::RdfXml,
            Format::Svg | Format::Dot | Format::Mermaid => return Err(self.unfit(PICTURES)),
            _ => {
                let problem = "triples are written as ttl, nt, nq, trig, jsonld or rdf; this format is for rows (run, SELECT)";
                return Err(self.unfit(problem));
            }
        })
    }

    /// For pictures, if it is for those.
    pub fn picture(self) -> Option<PictureFormat> {
        match self {
            Format::Svg => Some(PictureFormat::Svg),
            Format::Dot => Some(PictureFormat::Dot),
            Format::Mermaid => Some(PictureFormat::Mermaid),
            _ => None,
        }
    }

    /// That a result cannot be written so.
    pub fn unfit(self, problem: &str) -> Failure {
        let name = clap::ValueEnum::to_possible_value(&self);
        let name = name.as_ref().map_or("?", |value| value.get_name());
        Failure::text(exit::USAGE, format!("--format {name}: {problem}"))
    }
}

/// The columns of the terminal; 100 where stdout is none.
pub fn width() -> u16 {
    let terminal = comfy_table::Table::new().width();
    terminal
        .filter(|_| std::io::stdout().is_terminal())
        .unwrap_or(100)
        .max(20)
}

/// Writes to stdout through `write`, which gets a buffer that is flushed at the end.
pub fn to_stdout(
    write: impl FnOnce(&mut BufWriter<StdoutLock<'static>>) -> std::io::Result<()>,
) -> Result<(), Failure> {
    let mut out = BufWriter::with_capacity(1 << 16, std::io::stdout().lock());
    let result = write(&mut out).and_then(|()| out.flush());
    if result.is_err() {
        // What is left in the buffer cannot be written either; do not try again when it drops.
        let _unwritten = out.into_parts();
    }
    result.map_err(Failure::writing)
}

/// Writes the rows of a table and tells how many there are.
pub fn rows(table: &Table, lookup: Option<&Lookup<'_>>, global: &Global) -> Result<(), Failure> {
    let format = global.format.unwrap_or(Format::Table);
    if format == Format::Chart {
        return charted(table, global);
    }
    let format = format.rows(global)?;
    let labels = match (format, lookup) {
        (RowFormat::Table { .. } | RowFormat::Markdown, Some(lookup)) => {
            lookup.labels(&table.iris())?
        }
        _ => Default::default(),
    };
    to_stdout(|out| write_rows(table, &labels, format, out))?;
    if matches!(format, RowFormat::Table { .. }) {
        global.note(&match table.rows.len() {
            0 => "no rows".to_owned(),
            1 => "1 row".to_owned(),
            count => format!("{count} rows"),
        });
    }
    Ok(())
}

/// Draws figures as bars.
fn charted(table: &Table, global: &Global) -> Result<(), Failure> {
    let text = chart(table, width(), global.styled())
        .map_err(|error| Format::Chart.unfit(&error.to_string()))?;
    to_stdout(|out| out.write_all(text.as_bytes()))?;
    if table.rows.is_empty() {
        global.note("no rows");
    }
    Ok(())
}

/// Writes any answer.
pub fn answer(answer: &Answer, engine: Engine<'_>, global: &Global) -> Result<(), Failure> {
    match answer {
        Answer::Rows(table) => rows(table, Some(&Lookup::new(engine)), global),
        Answer::Boolean(value) => {
            let format = global.format.unwrap_or(Format::Table).rows(global)?;
            to_stdout(|out| write_boolean(*value, format, out))
        }
        Answer::Triples(triples) => {
            let format = global.format.unwrap_or(Format::Ttl).triples()?;
            to_stdout(|out| write_triples(triples, format, engine.base(), out))
        }
    }
}
