//! `show`: the card of one entity.

use super::failure::{Failure, exit};
use super::global::Global;
use super::limit::TimeLimit;
use super::open::open;
use super::output::{Format, to_stdout, width};
use super::picture;
use crate::answer::picture::around;
use crate::answer::wrap;
use crate::answer::{Card, Engine, Group, Lookup, Statement, card};
use std::io::Write;

/// Show all that is known of one thing, each fact with its sentence
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  expograph show \"Josephine Teo\"
  expograph show \"Smart China Expo 2021\"
  expograph show https://w3id.org/expograph/id/country/sg
  expograph show \"Josephine Teo\" --format json
  expograph show \"Smart China Expo 2021\" --format svg > edition.svg")]
pub struct Show {
    /// The thing: its name, another name or its IRI
    entity: String,

    /// In pictures: the most things of each relation; 0 for all
    #[arg(long, value_name = "N", default_value_t = 12)]
    limit: usize,

    #[command(flatten)]
    time: TimeLimit,
}

impl Show {
    pub fn run(self, global: &Global) -> Result<u8, Failure> {
        let format = global.format.unwrap_or(Format::Table);
        let for_text = matches!(format, Format::Table | Format::Md | Format::Json);
        if !for_text && format.picture().is_none() {
            let problem = "a card is written as table (text), md, json, svg, dot or mermaid";
            return Err(format.unfit(problem));
        }
        let graph = open(global)?;
        let engine = Engine::new(&graph, self.time.limit());
        let entity = Lookup::new(engine).resolve(&self.entity, None)?;
        let source = global.source();
        let card = card(engine, &source, &entity, None)?;
        if format.picture().is_some() {
            let limit = if self.limit == 0 {
                usize::MAX
            } else {
                self.limit
            };
            let picture = around(engine, &source, &card, limit, |_| None)?;
            picture::write(&picture, &source, format)?;
            if !picture.note.is_empty() {
                global.note(&format!("{}; --limit 0 shows all", picture.note));
            }
            return Ok(exit::FINE);
        }
        let text = match format {
            Format::Json => serde_json::to_string_pretty(&card)
                .map_err(|error| Failure::new(exit::INPUT, error))?,
            Format::Md => markdown(&card),
            _ => plain(&card, usize::from(width())),
        };
        to_stdout(|out| writeln!(out, "{}", text.trim_end()))?;
        Ok(exit::FINE)
    }
}

fn plain(card: &Card, width: usize) -> String {
    let mut text = format!("{}\n", wrap(&card.label, "", width));
    if !card.classes.is_empty() {
        text += &format!("{}\n", wrap(&card.classes.join(", "), "", width));
    }
    text += &format!("{}\n", wrap(&card.iri, "", width));
    if !card.aliases.is_empty() {
        let aliases = format!("also: {}", card.aliases.join("; "));
        text += &format!("{}\n", wrap(&aliases, "", width));
    }
    for group in &card.groups {
        text += &format!("\n{}\n", group.heading);
        let mut before: Option<&Statement> = None;
        for statement in &group.statements {
            if before.is_none_or(|before| !before.is_same_fact(statement)) {
                text += &format!("{}\n", wrap(&fact(statement), "  ", width));
            }
            let quotation = format!("\"{}\"", statement.evidence.sentence.quotation);
            text += &format!("{}\n", wrap(&quotation, "      ", width));
            text += &format!(
                "{}\n",
                wrap(&statement.evidence.sentence.origin(), "      - ", width)
            );
            before = Some(statement);
        }
    }
    text
}

fn markdown(card: &Card) -> String {
    let escape = crate::answer::escape_markdown;
    let mut text = format!("# {}\n\n", escape(&card.label));
    text += &format!("{} <{}>\n", card.classes.join(", "), card.iri);
    if !card.aliases.is_empty() {
        text += &format!("\nAlso: {}\n", escape(&card.aliases.join("; ")));
    }
    for Group {
        heading,
        statements,
        ..
    } in &card.groups
    {
        text += &format!("\n## {}\n\n", escape(heading));
        for statement in statements {
            text += &format!(
                "- **{}**: \"{}\" - {}\n",
                escape(&fact(statement)),
                escape(&statement.evidence.sentence.quotation),
                escape(&statement.evidence.sentence.origin())
            );
        }
    }
    text
}

fn fact(statement: &Statement) -> String {
    match statement.evidence.details.as_slice() {
        [] => statement.other.clone(),
        details => format!("{} ({})", statement.other, details.join(", ")),
    }
}
