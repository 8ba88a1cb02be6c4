//! `diff`: two editions compared.

mod text;

use super::failure::{Failure, exit};
use super::global::Global;
use super::limit::TimeLimit;
use super::open::open_for_all;
use super::output::{Format, rows, to_stdout, width};
use crate::answer::{
    Diff as Comparison, Engine, Lookup, Section, did_you_mean, diff, diff_queries, fold, nearest,
};
use std::io::Write;

/// Compare two editions: who is new, who came again, what grew
#[derive(Debug, clap::Args)]
#[command(
    after_help = "The earlier edition comes first, in whatever order they are given. Not named is not the same as
absent, and a figure that leaves it open (\"more than 800\" against 843) is undecidable, with the
reason. The rows of csv, tsv, json, xml and md also name the documents.

Examples:
  expograph diff \"Smart China Expo 2019\" \"Smart China Expo 2020\"
  expograph diff \"Smart China Expo 2019\" \"Smart China Expo 2020\" --only figures
  expograph diff \"Smart China Expo 2019\" \"Smart China Expo 2020\" --only exhibitors,speakers
  expograph diff \"Smart China Expo 2019\" \"Smart China Expo 2020\" --format csv"
)]
pub struct Diff {
    /// An edition: its name, another name or its IRI
    #[arg(value_name = "EDITION")]
    one: String,

    /// The edition to compare it with
    #[arg(value_name = "EDITION")]
    other: String,

    /// Only these: exhibitors, speakers, posts, countries, organizers, hosts, topics, edition
    /// (dates, places and theme), figures
    #[arg(long, value_name = "WHAT", value_delimiter = ',')]
    only: Vec<String>,

    #[command(flatten)]
    limit: TimeLimit,
}

impl Diff {
    pub fn run(self, global: &Global) -> Result<u8, Failure> {
        let format = global.format.unwrap_or(Format::Table);
        // A format for triples is refused before any work.
        format.rows(global)?;
        let source = global.source();
        let queries = diff_queries(&source)?;
        let queries: Vec<&str> = queries.iter().map(String::as_str).collect();
        let graph = open_for_all(&queries, true, global)?;
        let engine = Engine::new(&graph, self.limit.limit());
        let lookup = Lookup::new(engine);
        let one = lookup.resolve(&self.one, Some("Expo"))?;
        let other = lookup.resolve(&self.other, Some("Expo"))?;
        if one == other {
            let problem = format!(
                "{:?} and {:?} are one edition; give two",
                self.one, self.other
            );
            return Err(Failure::text(exit::USAGE, problem));
        }
        let mut comparison = diff(engine, &source, &one, &other)?;
        self.narrow(&mut comparison)?;
        if comparison.turned {
            global.note("the earlier edition comes first");
        }
        if !comparison.same_series() {
            global.note("these are editions of different series");
        }
        match format {
            Format::Table => {
                let text = text::plain(&comparison, usize::from(width()));
                to_stdout(|out| writeln!(out, "{}", text.trim_end()))?;
            }
            Format::Md => {
                let text = text::markdown(&comparison);
                to_stdout(|out| writeln!(out, "{}", text.trim_end()))?;
            }
            _ => rows(&comparison.table(), None, global)?,
        }
        Ok(exit::FINE)
    }

    /// Keeps the sections that --only names.
    fn narrow(&self, comparison: &mut Comparison) -> Result<(), Failure> {
        if self.only.is_empty() {
            return Ok(());
        }
        let mut kept = Vec::new();
        for wanted in &self.only {
            let is_it = |section: &&Section| names(section).iter().any(|name| same(name, wanted));
            match comparison.sections.iter().find(is_it) {
                Some(section) => kept.push(section.name.clone()),
                None => {
                    let all: Vec<&str> = comparison.sections.iter().flat_map(names).collect();
                    let near = did_you_mean(&nearest(wanted, all.iter().copied()));
                    let known = comparison.sections.iter().map(|section| &*section.heading);
                    let known = known.collect::<Vec<_>>().join(", ");
                    let problem =
                        format!("--only {wanted}: nothing of that name{near}; there are {known}");
                    return Err(Failure::text(exit::USAGE, problem));
                }
            }
        }
        comparison
            .sections
            .retain(|section| kept.contains(&section.name));
        Ok(())
    }
}

/// What a section may be asked for by.
fn names(section: &Section) -> [&str; 2] {
    [&section.name, &section.heading]
}

/// Whether two words are one, in the singular or the plural.
fn same(name: &str, wanted: &str) -> bool {
    let stem = |word: &str| {
        let word = fold(word).replace(' ', "");
        match word.strip_suffix("ies") {
            Some(stem) => format!("{stem}y"),
            None => word.trim_end_matches('s').to_owned(),
        }
    };
    stem(name) == stem(wanted)
}
