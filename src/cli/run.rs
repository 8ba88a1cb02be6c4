//! `run`: a saved question over the graph.

use super::cite::{self, Cite};
use super::failure::{Failure, exit};
use super::global::Global;
use super::limit::TimeLimit;
use super::open::open_for_all;
use super::output;
use crate::answer::{
    Answer, Catalogue, CitationRules, Engine, Parameter, ParameterKind, RowFormat,
};

/// Answer a saved question
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  expograph run speakers-at-multiple-editions
  expograph run speakers-of-edition -p edition=\"Smart China Expo 2021\"
  expograph run new-exhibitors -p earlier=\"Smart China Expo 2018\" -p later=\"Smart China Expo 2019\"
  expograph run speakers-at-multiple-editions --cite
  expograph run facts --format csv > facts.csv")]
pub struct Run {
    /// The question; `expograph questions` lists all
    name: String,

    /// A parameter's value: an entity by its name, another name or its IRI
    #[arg(short, long = "param", value_name = "NAME=VALUE", value_parser = pair)]
    param: Vec<(String, String)>,

    /// Show the sentences behind each row: up to three, N, or all of them
    #[arg(long, value_name = "N|all", num_args = 0..=1, default_missing_value = "some")]
    cite: Option<Cite>,

    #[command(flatten)]
    limit: TimeLimit,
}

impl Run {
    pub fn run(self, global: &Global) -> Result<u8, Failure> {
        let catalogue = Catalogue::load(&global.source())?;
        let query = catalogue.get(&self.name)?;
        let is_given = |parameter: &&Parameter| {
            parameter.default.is_some()
                || self.param.iter().any(|(name, _)| *name == parameter.name)
        };
        let mut given = query.parameters.iter().filter(is_given);
        let names = given.any(|parameter| parameter.kind == ParameterKind::Iri);
        let cited = match self.cite {
            Some(cite) => {
                let rules = CitationRules::load(&global.source())
                    .map_err(|error| Failure::new(exit::INPUT, error))?;
                Some((cite, rules))
            }
            None => None,
        };
        let look_ups = cited.iter().flat_map(|(_, rules)| rules.look_ups());
        let texts: Vec<&str> = look_ups.chain([query.text.as_str()]).collect();
        let graph = open_for_all(&texts, names, global)?;
        let engine = Engine::new(&graph, self.limit.limit());
        if let Some((cite, rules)) = &cited {
            let code = cite::run(engine, query, &self.param, *cite, rules, global)?;
            std::mem::forget(graph);
            return Ok(code);
        }
        let mut answer = engine.saved(query, &self.param)?;
        if let Answer::Rows(table) = &mut answer {
            let format = global.format.unwrap_or(output::Format::Table);
            let for_people =
                |format| matches!(format, RowFormat::Table { .. } | RowFormat::Markdown);
            if format.rows(global).is_ok_and(for_people) {
                *table = table.without_links();
            }
        }
        output::answer(&answer, engine, global)?;
        // The program ends here: giving back every quad would take a tenth of the time.
        std::mem::forget((graph, answer));
        Ok(exit::FINE)
    }
}

fn pair(text: &str) -> Result<(String, String), String> {
    match text.split_once('=') {
        Some((name, value)) if !name.trim().is_empty() => {
            Ok((name.trim().to_owned(), value.to_owned()))
        }
        _ => Err("expected NAME=VALUE, such as year=2021".to_owned()),
    }
}
