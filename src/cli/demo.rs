//! `demo`: the whole way, from documents inside the program to a question and its evidence.

use super::failure::{Failure, exit};
use super::global::Global;
use super::input::Reader;
use super::memory;
use super::output::{Format, to_stdout, width};
use crate::answer::wrap;
use crate::answer::{Answer, Catalogue, Engine, Limit, RowFormat, Table, write_rows};
use std::collections::BTreeMap;
use std::io::{self, Write};

/// See it work: read the documents inside the program and ask who spoke at more than one edition
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  expograph demo")]
pub struct Demo {}

const QUESTION: &str = "speakers-at-multiple-editions";

impl Demo {
    pub fn run(self, global: &Global) -> Result<u8, Failure> {
        if let Some(other) = global.format.filter(|format| *format != Format::Table) {
            return Err(other.unfit("the demo is a text"));
        }
        let source = global.source();
        let reader = Reader::load(&source)?;
        let inputs = reader.embedded(&source)?;
        if inputs.is_empty() {
            return Err(Failure::text(exit::INPUT, "there are no documents to show"));
        }
        let count = inputs.len();
        let (graph, failed) = memory::graph(&reader, inputs.into_iter(), || count, global)?;
        let engine = Engine::new(&graph, Limit::default());
        let catalogue = Catalogue::load(&source)?;
        let query = catalogue.get(QUESTION)?;
        let table = rows(engine.saved(query, &[])?);
        let mut evidence = Vec::new();
        for row in &table.rows {
            let person = table.get(row, "person_iri");
            evidence.push((
                table.get(row, "person"),
                sentences(engine, &catalogue, person)?,
            ));
        }
        let facts = rows(engine.saved(catalogue.get("facts")?, &[])?).rows.len();
        let format = RowFormat::Table {
            width: width(),
            styled: global.styled(),
        };
        to_stdout(|out| {
            writeln!(
                out,
                "Read {count} reports that come with the program: {facts} facts.\n"
            )?;
            let question = format!("{}? (expograph run {QUESTION})", query.summary);
            writeln!(out, "{}\n", wrap(&question, "", usize::from(width())))?;
            write_rows(&table.without_links(), &BTreeMap::new(), format, out)?;
            writeln!(out, "\nThe sentences that say so:")?;
            for (person, statements) in &evidence {
                write_evidence(person, statements, out)?;
            }
            next(out)
        })?;
        Ok(if failed > 0 { exit::INPUT } else { exit::FINE })
    }
}

/// One sentence and what it says.
struct Statement {
    says: Vec<String>,
    quotation: String,
    source: String,
}

/// The sentences that make someone a speaker or name their post, in the order of their dates.
fn sentences(
    engine: Engine<'_>,
    catalogue: &Catalogue,
    person: String,
) -> Result<Vec<Statement>, Failure> {
    let query = catalogue.get("evidence")?;
    let table = rows(engine.saved(query, &[("entity".to_owned(), person)])?);
    let mut found: BTreeMap<(String, String, i64), Statement> = BTreeMap::new();
    for row in &table.rows {
        let get = |column: &str| table.get(row, column);
        let says = match get("relation").as_str() {
            "speaker" => {
                let how = [get("capacity"), get("mode")];
                let how: Vec<String> = how.into_iter().filter(|text| !text.is_empty()).collect();
                match how.as_slice() {
                    [] => format!("spoke at {}", get("subject")),
                    how => format!("spoke at {} ({})", get("subject"), how.join(", ")),
                }
            }
            "post" => get("object"),
            _ => continue,
        };
        let start = get("start").parse().unwrap_or_default();
        let (published, document) = (get("published"), get("document"));
        let source = match published.as_str() {
            "" => document.clone(),
            day => format!("{document}, {day}"),
        };
        found
            .entry((published, document, start))
            .or_insert_with(|| Statement {
                says: Vec::new(),
                quotation: get("quotation"),
                source,
            })
            .says
            .push(says);
    }
    Ok(found.into_values().collect())
}

fn write_evidence(person: &str, statements: &[Statement], out: &mut dyn Write) -> io::Result<()> {
    let width = usize::from(width());
    writeln!(out, "\n{}", wrap(person, "", width))?;
    for Statement {
        says,
        quotation,
        source,
    } in statements
    {
        writeln!(out, "{}", wrap(&says.join("; "), "  ", width))?;
        writeln!(
            out,
            "{}",
            wrap(&format!("\"{quotation}\""), "      ", width)
        )?;
        writeln!(out, "{}", wrap(source, "      - ", width))?;
    }
    Ok(())
}

fn next(out: &mut dyn Write) -> io::Result<()> {
    writeln!(
        out,
        "\nNext:
  expograph build FOLDER                          your own articles into a graph
  expograph run {QUESTION}
  expograph questions                             what else can be asked
  expograph show \"Smart China Expo 2021\"          all that is known of one thing
  echo 'Ann Lee spoke at Gulfood 2021.' | expograph convert - --format ttl"
    )
}

fn rows(answer: Answer) -> Table {
    match answer {
        Answer::Rows(table) => table,
        _ => Table::default(),
    }
}
