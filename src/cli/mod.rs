//! The command line: arguments into validated values, commands, exit codes. Results go to
//! stdout; progress, warnings and errors to stderr. clap is known only here, and errors lose
//! their types only here.

mod ask;
mod build;
mod check;
mod cite;
mod completions;
mod convert;
mod dataset;
mod demo;
mod diff;
mod eval;
mod event;
mod export;
mod failure;
mod global;
mod inference;
mod input;
mod limit;
mod load;
mod memory;
mod open;
mod output;
mod path;
mod picture;
mod query;
mod questions;
mod run;
mod serve;
mod show;
mod why;

use clap::{ColorChoice, CommandFactory, FromArgMatches, Parser, Subcommand};
use failure::{Failure, exit};
use global::Global;
use std::process::ExitCode;

/// Reads press coverage of expos and trade shows into an RDF knowledge graph in which every fact
/// cites its sentence, and answers questions over it.
#[derive(Debug, Parser)]
#[command(
    name = "expograph",
    version,
    max_term_width = 100,
    arg_required_else_help = true,
    disable_help_subcommand = true,
    after_help = "Examples:
  expograph demo                                  see it work, without any file
  expograph build articles/                       articles into the graph expo.nq
  expograph run speakers-at-multiple-editions     ask a saved question
  expograph ask \"who spoke for Singapore?\"        ask in English
  expograph show \"Smart China Expo 2021\"          all that is known of one thing
  expograph path \"Jack Ma\" \"Pony Ma\"            how two things are connected
  expograph serve                                 a site to explore it, an endpoint to query it

Exit codes: 0 fine, 1 a check found something, 2 usage, 3 bad input or query, 4 graph,
5 time limit, 130 interrupted."
)]
struct Cli {
    #[command(flatten)]
    global: Global,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Demo(demo::Demo),
    Build(build::Build),
    Convert(convert::Convert),
    Questions(questions::Questions),
    Run(run::Run),
    Ask(ask::Ask),
    Query(query::Query),
    Show(show::Show),
    Path(path::Path),
    Diff(diff::Diff),
    Export(export::Export),
    Load(load::Load),
    Serve(serve::Serve),
    Why(why::Why),
    Check(check::Check),
    Eval(eval::Eval),
    Completions(completions::Completions),
}

/// Parses the arguments, runs the command and says how it went.
pub fn main(give_back: fn()) -> ExitCode {
    // Help and usage errors are written before there are options; --no-color holds for them, too.
    let plain = std::env::args_os().any(|argument| argument == "--no-color");
    let color = if plain {
        ColorChoice::Never
    } else {
        ColorChoice::Auto
    };
    let parsed = Cli::command()
        .color(color)
        .try_get_matches()
        .and_then(|matches| Cli::from_arg_matches(&matches));
    let cli = match parsed {
        Ok(cli) => cli,
        Err(error) => {
            // A closed pipe is no reason to complain about.
            let _closed = error.print();
            let code = if error.use_stderr() { exit::USAGE } else { 0 };
            return ExitCode::from(code);
        }
    };
    let Cli {
        mut global,
        command,
    } = cli;
    global.give_back = Some(give_back);
    let outcome = global.check().and_then(|()| run(command, &global));
    match outcome {
        Ok(code) => ExitCode::from(code),
        Err(failure) => {
            failure.print();
            ExitCode::from(failure.code)
        }
    }
}

fn run(command: Command, global: &Global) -> Result<u8, Failure> {
    match command {
        Command::Demo(demo) => demo.run(global),
        Command::Build(build) => build.run(global),
        Command::Convert(convert) => convert.run(global),
        Command::Questions(questions) => questions.run(global),
        Command::Run(run) => run.run(global),
        Command::Ask(ask) => ask.run(global),
        Command::Query(query) => query.run(global),
        Command::Show(show) => show.run(global),
        Command::Path(path) => path.run(global),
        Command::Diff(diff) => diff.run(global),
        Command::Export(export) => export.run(global),
        Command::Load(load) => load.run(global),
        Command::Serve(serve) => serve.run(global),
        Command::Why(why) => why.run(global),
        Command::Check(check) => check.run(global),
        Command::Eval(eval) => eval.run(global),
        Command::Completions(completions) => completions.run(&mut Cli::command()),
    }
}

/// The commands that there are.
fn names() -> Vec<String> {
    let command = Cli::command();
    let names = command
        .get_subcommands()
        .map(|command| command.get_name().to_owned());
    names.collect()
}

/// Runs a command given by its words, as if they had been typed after the program's name, with
/// the options of all commands that were given already.
fn run_words(words: &[String], global: &Global) -> Result<u8, Failure> {
    let line = ["expograph"]
        .into_iter()
        .chain(words.iter().map(String::as_str));
    let cli = Cli::try_parse_from(line).map_err(|error| Failure::new(exit::USAGE, error))?;
    run(cli.command, global)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arguments_are_consistent_and_every_command_has_examples() {
        let mut command = Cli::command();
        command.build();
        command.clone().debug_assert();
        for command in command.get_subcommands() {
            let name = command.get_name();
            let help = command.get_after_help().map(ToString::to_string);
            assert!(
                help.unwrap_or_default().contains("expograph "),
                "{name}: no example"
            );
            assert!(command.get_about().is_some(), "{name}: no help");
        }
    }
}
