//! `path`: how two things are connected.

mod rows;
mod text;

use super::failure::{Failure, exit};
use super::global::Global;
use super::limit::TimeLimit;
use super::open::open_for_all;
use super::output::{self, Format, to_stdout, width};
use super::picture;
use crate::answer::path::{
    Connections, End, Search, connect, count, head, named, queries, relations, steps,
};
use crate::answer::picture::between;
use crate::answer::{Engine, Lookup};
use std::io::Write;

/// Show how two things are connected, each step with its sentence
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Paths lead over stated facts: from a person to the editions they spoke at, on to exhibitors,
countries, topics, series and so on, in either direction. The shortest are shown, the most telling
first: a thing that stands in facts with n others costs log2(n) bits, and the path whose things
between the two ends cost the fewest bits together comes first. So a speaker whom two editions
share comes before the country they were both held in. A longer path that is more telling still is
shown below them. --explain shows the numbers.

Examples:
  expograph path \"Jack Ma\" \"Pony Ma\"
  expograph path \"Josephine Teo\" Huawei --all --max-length 4
  expograph path \"Ann Lee\" \"Bob Ray\" --via \"spoke at\"    over common editions, as speakers, only
  expograph path Gulfood GITEX --avoid Dubai
  expograph path \"Jack Ma\" \"Pony Ma\" --format svg > path.svg"
)]
pub struct Path {
    /// The one thing: its name, another name or its IRI
    from: String,

    /// The other thing
    to: String,

    /// All paths instead of the most telling: the shortest, or with --max-length longer ones, too
    #[arg(long)]
    all: bool,

    /// The most steps of a path
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u8).range(1..=20))]
    max_length: Option<u8>,

    /// Take this relation only, in either direction: speaker or "spoke at"; may be given again
    #[arg(long, value_name = "RELATION")]
    via: Vec<String>,

    /// Lead through this thing never: its name or its IRI; may be given again
    #[arg(long, value_name = "THING")]
    avoid: Vec<String>,

    /// The most paths that are shown [default: 5; with --all 100]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    limit: Option<u32>,

    /// How many sentences of each fact are shown; json and rows have all
    #[arg(long, value_name = "N", default_value_t = 1)]
    sentences: usize,

    /// Show what each thing on the way costs
    #[arg(long)]
    explain: bool,

    #[command(flatten)]
    time: TimeLimit,
}

/// The most steps where no number is given.
const MAX_LENGTH: u8 = 6;

/// The most paths that are shown where no number is given.
const SHOWN: u32 = 5;

/// The same for --all.
const ALL_SHOWN: u32 = 100;

impl Path {
    pub fn run(self, global: &Global) -> Result<u8, Failure> {
        let format = global.format.unwrap_or(Format::Table);
        let for_rows = matches!(format, Format::Csv | Format::Tsv | Format::Xml);
        let for_text = matches!(format, Format::Table | Format::Md | Format::Json);
        if !for_rows && !for_text && format.picture().is_none() {
            let problem =
                "paths are written as table (text), md, json, csv, tsv, xml, svg, dot or mermaid";
            return Err(format.unfit(problem));
        }
        let source = global.source();
        let queries = queries(&source)?;
        let queries: Vec<&str> = queries.iter().map(String::as_str).collect();
        let graph = open_for_all(&queries, true, global)?;
        let engine = Engine::new(&graph, self.time.limit());
        let lookup = Lookup::new(engine);
        let [from, to] = [&self.from, &self.to].map(|name| lookup.resolve(name, None));
        let (from, to) = (from?, to?);
        if from == to {
            let same = match self.from == self.to {
                true => format!("{:?} was given twice", self.from),
                false => format!("{:?} and {:?} are one thing, {from}", self.from, self.to),
            };
            let problem = format!("{same}; a path leads from one thing to another");
            return Err(Failure::text(exit::USAGE, problem));
        }
        let all = relations(engine, &source)?;
        let avoid = self.avoid.iter().map(|name| lookup.resolve(name, None));
        let search = Search {
            max_length: self.max_length.unwrap_or(MAX_LENGTH).into(),
            longer: self.all && self.max_length.is_some(),
            limit: self.limit() as usize,
            relations: match self.via.is_empty() {
                true => all.clone(),
                false => named(&all, &self.via)?,
            },
            avoid: avoid.collect::<Result<_, _>>()?,
            from,
            to,
        };
        let found = connect(engine, &source, &search)?;
        let narrowed = !(self.via.is_empty() && self.avoid.is_empty());
        let hint = match found.paths.is_empty() && narrowed {
            true => {
                let wider = Search {
                    relations: all,
                    avoid: Vec::new(),
                    limit: 1,
                    longer: false,
                    ..search
                };
                self.hint(&connect(engine, &source, &wider)?)
            }
            false => None,
        };
        let shown = text::Shown {
            sentences: self.sentences,
            explain: self.explain,
            narrowed,
        };
        match format {
            Format::Json => {
                let json = serde_json::to_string_pretty(&found)
                    .map_err(|error| Failure::new(exit::INPUT, error))?;
                to_stdout(|out| writeln!(out, "{json}"))?;
            }
            Format::Svg | Format::Dot | Format::Mermaid => {
                let picture = between(&found, &head(&found, narrowed));
                picture::write(&picture, &source, format)?;
            }
            Format::Table | Format::Md => {
                let text = match format {
                    Format::Md => text::markdown(&found, shown),
                    _ => text::plain(&found, shown, usize::from(width())),
                };
                to_stdout(|out| writeln!(out, "{}", text.trim_end()))?;
            }
            _ => output::rows(&rows::rows(&found), None, global)?,
        }
        for note in self.notes(&found).into_iter().chain(hint) {
            global.note(&note);
        }
        // The program ends here: giving back every quad would take a tenth of the time.
        std::mem::forget(graph);
        Ok(exit::FINE)
    }

    fn limit(&self) -> u32 {
        self.limit
            .unwrap_or(if self.all { ALL_SHOWN } else { SHOWN })
    }

    /// What there would be without --via and --avoid.
    fn hint(&self, wider: &Connections) -> Option<String> {
        let length = wider.length?;
        let without = match (self.via.is_empty(), self.avoid.is_empty()) {
            (false, true) => "--via",
            (true, _) => "--avoid",
            (false, false) => "--via and --avoid",
        };
        Some(format!(
            "without {without} there is a path of {}",
            steps(length)
        ))
    }

    /// What to know about the answer, and how to get another.
    fn notes(&self, found: &Connections) -> Vec<String> {
        let mut notes = Vec::new();
        match (found.length, found.end) {
            (None, End::MaxLength) => {
                let next = (found.searched + 2).min(20);
                notes.push(format!("--max-length {next} looks farther"));
            }
            (_, End::TooMany) => notes.push(format!(
                "looking was given up after {} things; --via and --avoid narrow it down",
                found.things
            )),
            _ => {}
        }
        let shown = found.paths.len() as u64;
        if count(found.total).0 > shown {
            let more = match self.all {
                true => format!("--limit {}", self.limit().saturating_mul(10)),
                false => "--all".to_owned(),
            };
            notes.push(format!("{more} shows more of them"));
        }
        notes
    }
}
