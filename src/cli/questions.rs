//! `questions`: what can be asked.

use super::failure::{Failure, exit};
use super::global::Global;
use super::output::{Format, rows, to_stdout, width};
use crate::answer::wrap;
use crate::answer::{Catalogue, SavedQuery, Table};
use oxigraph::model::{Literal, Term};
use std::io::Write;

/// List the saved questions, or describe one
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  expograph questions
  expograph questions --tag exhibitors
  expograph questions new-exhibitors
  expograph questions new-exhibitors --sparql > mine.rq")]
pub struct Questions {
    /// The question to describe
    name: Option<String>,

    /// Print the query's text
    #[arg(long, requires = "name")]
    sparql: bool,

    /// List only questions with this tag
    #[arg(long, value_name = "TAG", conflicts_with = "name")]
    tag: Option<String>,
}

impl Questions {
    pub fn run(self, global: &Global) -> Result<u8, Failure> {
        let catalogue = Catalogue::load(&global.source())?;
        let Some(name) = &self.name else {
            return list(&catalogue, self.tag.as_deref(), global);
        };
        let query = catalogue.get(name)?;
        if self.sparql {
            to_stdout(|out| writeln!(out, "{}", query.text.trim_end()))?;
        } else {
            match global.format {
                None | Some(Format::Table) => {}
                Some(other) => return Err(other.unfit("a question is described as text only")),
            }
            let text = describe(query, usize::from(width()).min(100));
            to_stdout(|out| out.write_all(text.as_bytes()))?;
        }
        Ok(exit::FINE)
    }
}

fn list(catalogue: &Catalogue, tag: Option<&str>, global: &Global) -> Result<u8, Failure> {
    let mut code = exit::FINE;
    for error in catalogue.broken() {
        global.warn(&error.to_string());
        code = exit::INPUT;
    }
    let cell = |text: String| Some(Term::from(Literal::from(text)));
    let wanted = |query: &&SavedQuery| {
        tag.is_none_or(|tag| query.tags.iter().any(|t| t.eq_ignore_ascii_case(tag)))
    };
    let mut table = Table {
        columns: ["question", "asks", "parameters", "tags"]
            .map(str::to_owned)
            .to_vec(),
        rows: catalogue
            .queries()
            .filter(wanted)
            .map(|query| {
                let parameters = query.parameters.iter().map(|parameter| {
                    if parameter.optional || parameter.default.is_some() {
                        format!("[{}]", parameter.name)
                    } else {
                        parameter.name.clone()
                    }
                });
                vec![
                    cell(query.name.clone()),
                    cell(query.summary.clone()),
                    cell(parameters.collect::<Vec<_>>().join(" ")),
                    cell(query.tags.join(", ")),
                ]
            })
            .collect(),
    };
    if matches!(global.format, None | Some(Format::Table)) {
        // People see the tags in what is asked, and need the room.
        table.columns.pop();
        table.rows.iter_mut().for_each(|row| {
            row.pop();
        });
    }
    rows(&table, None, global)?;
    Ok(code)
}

fn describe(query: &SavedQuery, width: usize) -> String {
    let mut text = format!("{}\n{}\n", query.name, wrap(&query.summary, "  ", width));
    if !query.description.is_empty() {
        text += &format!("\n{}\n", wrap(&query.description, "", width));
    }
    if !query.parameters.is_empty() {
        text += "\nParameters (-p NAME=VALUE):\n";
        for parameter in &query.parameters {
            let kind = match &parameter.class {
                Some(class) => format!("a name or IRI of class {class}"),
                None => format!("{}", parameter.kind),
            };
            let need = match &parameter.default {
                Some(default) => format!("default {default}"),
                None if parameter.optional => "optional".to_owned(),
                None => "required".to_owned(),
            };
            text += &format!("  {} - {kind}, {need}\n", parameter.name);
            text += &format!("{}\n", wrap(&parameter.description, "      ", width));
        }
    }
    if !query.questions.is_empty() {
        text += "\nIn words:\n";
        for wording in &query.questions {
            text += &format!("{}\n", wrap(wording, "  ", width));
        }
    }
    text += &format!("\nAsk it:\n  expograph run {}", query.name);
    for parameter in &query.parameters {
        if !parameter.optional && parameter.default.is_none() {
            text += &format!(" -p {}=...", parameter.name);
        }
    }
    text += "\n";
    text
}
