//! `ask`: a question in English, answered by the command it leads to. Which question it was taken
//! for, and the command, go to stderr: stdout holds the answer alone.

use super::failure::{Failure, exit};
use super::global::Global;
use super::limit::TimeLimit;
use super::open::open_for_all;
use super::output::to_stdout;
use super::{names, run_words};
use crate::answer::ask::{Asking, Understanding, Understood};
use crate::answer::{Catalogue, Engine};
use std::io::Write;

/// Answer a question in English
#[derive(Debug, clap::Args)]
#[command(
    after_help = "It finds the saved question that is meant and the names in it, prints on stderr which
question that is with the command that runs it, and answers. Where it is not sure it
answers nothing and lists the commands that come nearest, with exit code 3.

Examples:
  expograph ask \"Who spoke at more than one edition?\"
  expograph ask who spoke for Singapore
  expograph ask \"Which companies came back in 2020?\" --format csv
  expograph ask --command \"How many visitors did the 2019 Smart China Expo have?\""
)]
pub struct Ask {
    /// The question; quotation marks may be left out where the shell allows
    #[arg(required = true, value_name = "QUESTION")]
    question: Vec<String>,

    /// Only print the command that answers it, on stdout
    #[arg(long)]
    command: bool,

    #[command(flatten)]
    limit: TimeLimit,
}

impl Ask {
    pub fn run(self, global: &Global) -> Result<u8, Failure> {
        let source = global.source();
        let catalogue = Catalogue::load(&source)?;
        let commands = names();
        let commands: Vec<&str> = commands.iter().map(String::as_str).collect();
        let asking = Asking::load(&source, &catalogue, &commands)?;
        let question = self.question.join(" ");
        let understanding = {
            let queries = asking.queries()?;
            let queries: Vec<&str> = queries.iter().map(String::as_str).collect();
            let graph = open_for_all(&queries, false, global)?;
            let engine = Engine::new(&graph, self.limit.limit());
            asking.understand(&question, engine)?
        };
        match understanding {
            Understanding::One(understood) => self.answer(&understood, global),
            Understanding::Unsure { nearest, reasons } => Err(Failure::text(
                exit::INPUT,
                unsure(&nearest, &reasons, global),
            )),
            Understanding::Foreign => Err(Failure::text(
                exit::INPUT,
                "that is no question about fairs that can be asked here; `expograph questions` lists what can",
            )),
        }
    }

    fn answer(&self, understood: &Understood, global: &Global) -> Result<u8, Failure> {
        let line = shell(&understood.command, global);
        if self.command {
            notes(understood, global);
            to_stdout(|out| writeln!(out, "{line}"))?;
            return Ok(exit::FINE);
        }
        global.note(&understood.summary);
        global.note(&format!("  {line}"));
        notes(understood, global);
        let mut words = understood.command.clone();
        words.extend(self.limit.words());
        run_words(&words, global)
    }
}

fn notes(understood: &Understood, global: &Global) {
    for note in &understood.notes {
        global.note(&format!("  ({note})"));
    }
}

fn unsure(nearest: &[Understood], reasons: &[String], global: &Global) -> String {
    let mut text = format!("not sure what is asked: {}", reasons.join("; "));
    if !nearest.is_empty() {
        text += "\nNearest:";
    }
    for understood in nearest {
        let line = shell(&understood.command, global);
        text += &format!("\n  {}\n      {line}", understood.summary);
    }
    text
}

/// A command as it is typed at a shell, options of all commands that were given included.
fn shell(words: &[String], global: &Global) -> String {
    let mut line = "expograph".to_owned();
    for word in words {
        line.push(' ');
        match word.split_once('=') {
            Some((name, value)) if is_plain(name) => line += &format!("{name}={}", quoted(value)),
            _ => line += &quoted(word),
        }
    }
    let default = std::env::var("EXPOGRAPH_GRAPH").unwrap_or_else(|_| "expo.nq".to_owned());
    if global.graph != default {
        line += &format!(" --graph {}", quoted(&global.graph));
    }
    if let Some(data) = &global.data {
        line += &format!(" --data {}", quoted(&data.display().to_string()));
    }
    if let Some(name) = global
        .format
        .as_ref()
        .and_then(clap::ValueEnum::to_possible_value)
    {
        line += &format!(" --format {}", name.get_name());
    }
    line
}

fn is_plain(word: &str) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || "._-/:,@%+".contains(c);
    !word.is_empty() && word.chars().all(plain)
}

fn quoted(word: &str) -> String {
    if is_plain(word) {
        return word.to_owned();
    }
    let mut text = String::from("\"");
    for c in word.chars() {
        if matches!(c, '"' | '\\' | '$' | '`') {
            text.push('\\');
        }
        text.push(c);
    }
    text.push('"');
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_quoted_for_a_shell() {
        assert_eq!(quoted("Intel"), "Intel");
        assert_eq!(quoted("Smart China Expo"), "\"Smart China Expo\"");
        assert_eq!(quoted("a\"$(b)`\\"), "\"a\\\"\\$(b)\\`\\\\\"");
        assert_eq!(quoted(""), "\"\"");
        assert_eq!(quoted("exhibitors|companies"), "\"exhibitors|companies\"");
    }
}
