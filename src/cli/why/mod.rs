//! `why`: a document as it was read, what stopped a fact that somebody expected, and what a fact
//! of the graph stands on.

mod fact;
mod json;
mod text;

use super::failure::{Failure, exit};
use super::global::Global;
use super::input::Reader;
use super::limit::TimeLimit;
use super::output::{Format, to_stdout, width};
use crate::answer::{did_you_mean, nearest};
use crate::document::{Document, format_of, sources};
use crate::fact::Relation;
use crate::why::{Diagnosis, Expected, ExpectedError, Marked, diagnose};
use std::io::Write;
use std::path::{Path, PathBuf};

/// Show a document as it was read, with the rule behind each fact; what stopped a fact; or what a fact of
/// the graph stands on
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Every sentence is shown with what was taken for a name, a date or a figure, which edition it is about
where that is not the document's own, and the facts it gave, each with its rule.

With --not, instead: how far an expected fact came - do its words stand in the text, what were they
taken for, which edition is the sentence about, what did the rules do there, what was read instead -
then the cause and what to do about it. A line that `eval -v` prints can be given as it is.

With --fact, no document but a triple of the graph: the sentences that state it or, if it was inferred,
the statement of the ontology that it follows by and what it follows from, down to sentences. Of several
ways the shortest is shown. Things go by any name, properties by label (\"spoke at\"), local name (spokeAt),
prefixed name (schema:performer) or IRI.

Examples:
  expograph why report.txt
  expograph why report.txt --rules
  expograph why report.txt --not 'speaker Jack Ma'
  expograph why report.txt --not 'Smart China Expo 2019 \u{b7} figure \u{b7} exhibitors 843'
  expograph why corpus.jsonl#17 --format json
  expograph why --fact Singapore 'took part in series' 'Smart China Expo'"
)]
pub struct Why {
    /// A file; for one document of a JSON-lines file FILE#ID; - for standard input
    #[arg(required_unless_present = "fact")]
    document: Option<String>,

    /// Say what stopped this fact: relation and object, or "subject · relation · object"
    #[arg(long, value_name = "FACT")]
    not: Vec<String>,

    /// Say what each rule reads
    #[arg(long, conflicts_with = "not")]
    rules: bool,

    /// Say what this triple of the graph stands on: its sentences, or what it was inferred from
    #[arg(
        long,
        num_args = 3,
        value_names = ["SUBJECT", "PROPERTY", "OBJECT"],
        conflicts_with_all = ["document", "not", "rules"]
    )]
    fact: Vec<String>,

    #[command(flatten)]
    limit: TimeLimit,
}

impl Why {
    pub fn run(self, global: &Global) -> Result<u8, Failure> {
        let format = global.format.unwrap_or(Format::Table);
        if !matches!(format, Format::Table | Format::Json) {
            return Err(format.unfit("what was read is written as table (text) or json"));
        }
        let Some(name) = &self.document else {
            return fact::run(&self.fact, self.limit, format, global);
        };
        let expected: Vec<Expected> = self
            .not
            .iter()
            .map(|text| expected(text))
            .collect::<Result<_, _>>()?;
        let reader = Reader::load(&global.source())?;
        let document = document(&reader, name)?;
        let trace = reader.trace(&document);
        if expected.is_empty() {
            let marked = Marked::new(&document, &trace);
            let rules = &trace.analysis.knowledge.rules;
            let about = |id: &str| {
                let rule = rules.documented.iter().find(|rule| &*rule.id == id);
                let about = rule.map(|rule| rule.about.as_str());
                about.filter(|about| self.rules && !about.is_empty())
            };
            to_stdout(|out| match format {
                Format::Json => writeln!(out, "{:#}", json::marked(&document, &marked, &about)),
                _ => {
                    let width = usize::from(width());
                    let page = text::Page::new(width, global.styled());
                    page.marked(&document, &marked, &about, out)
                }
            })?;
            return Ok(exit::FINE);
        }
        let found: Vec<Diagnosis> = expected
            .iter()
            .map(|expected| diagnose(&trace, expected))
            .collect();
        to_stdout(|out| match format {
            Format::Json => writeln!(out, "{:#}", json::diagnoses(&document, &found)),
            _ => {
                let page = text::Page::new(usize::from(width()), global.styled());
                for (number, diagnosis) in found.iter().enumerate() {
                    if number > 0 {
                        writeln!(out)?;
                    }
                    page.diagnosis(diagnosis, out)?;
                }
                Ok(())
            }
        })?;
        Ok(exit::FINE)
    }
}

/// The expected fact that --not names.
fn expected(text: &str) -> Result<Expected, Failure> {
    Expected::parse(text).map_err(|error| {
        let hint = match &error {
            ExpectedError::Relation(name) => {
                let known = Relation::ALL.map(Relation::name);
                match did_you_mean(&nearest(name, known)) {
                    hint if hint.is_empty() => format!("; relations are {}", known.join(", ")),
                    hint => hint,
                }
            }
            ExpectedError::NoObject(_) => String::new(),
        };
        Failure::text(exit::USAGE, format!("--not {text:?}: {error}{hint}"))
    })
}

/// The one document that the argument names.
fn document(reader: &Reader, argument: &str) -> Result<Document, Failure> {
    let (path, id) = match argument.rsplit_once('#') {
        // A file's name may have the mark in it.
        Some((path, id)) if !Path::new(argument).exists() => (path, Some(id)),
        _ => (argument, None),
    };
    let path = PathBuf::from(path);
    if path.is_dir() {
        let example = sources(std::slice::from_ref(&path)).find_map(Result::ok);
        let example = example.and_then(|source| source.path());
        let hint = example.map_or(String::new(), |file| {
            format!(", such as {}", file.display())
        });
        let problem = format!("{argument}: a folder; name one of its documents{hint}");
        return Err(Failure::text(exit::USAGE, problem));
    }
    if path != Path::new("-") && !path.exists() {
        let problem = format!("{}: no such file{}", path.display(), neighbours(&path));
        return Err(Failure::text(exit::INPUT, problem));
    }
    let mut several: Vec<String> = Vec::new();
    let mut only = None;
    for document in reader.documents(&path) {
        // One bad line among others matters only where it may be the one that is meant.
        let document = match document {
            Ok(document) => document,
            Err(_) if id.is_some() || only.is_some() => continue,
            Err(error) => return Err(Failure::new(exit::INPUT, error)),
        };
        let own = document.key.rsplit_once('#').map(|(_, id)| id);
        match id {
            Some(id) if own == Some(id) => return reader.check(document),
            Some(_) => {}
            None if only.is_none() => only = Some(document.clone()),
            None => {}
        }
        if several.len() < SHOWN {
            several.extend(own.map(str::to_owned));
        }
    }
    let shown = |several: &[String]| {
        let names = several.iter().take(SHOWN - 1);
        let names: Vec<String> = names.map(|id| format!("{}#{id}", path.display())).collect();
        let more = if several.len() < SHOWN { "" } else { " ..." };
        names.join(", ") + more
    };
    match (id, only) {
        (Some(id), _) => {
            let mut problem = format!("{}: no document {id:?}", path.display());
            if !several.is_empty() {
                problem += &format!("; it holds {}", shown(&several));
            }
            Err(Failure::text(exit::INPUT, problem))
        }
        (None, Some(_)) if several.len() > 1 => {
            let names = shown(&several);
            let problem = format!("{argument}: several documents; name one: {names}");
            Err(Failure::text(exit::USAGE, problem))
        }
        (None, Some(document)) => reader.check(document),
        (None, None) => Err(Failure::text(
            exit::INPUT,
            format!("{argument}: no document in it"),
        )),
    }
}

/// How many documents of a file are looked at to say what it holds.
const SHOWN: usize = 6;

/// "; did you mean ...", from the folder of a file that is not there.
fn neighbours(path: &Path) -> String {
    let folder = match path.parent() {
        Some(folder) if folder != Path::new("") => folder.to_owned(),
        _ => PathBuf::from("."),
    };
    let name = |path: &Path| Some(path.file_name()?.to_str()?.to_owned());
    let Some(wanted) = name(path) else {
        return String::new();
    };
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let files = entries.map(|entry| entry.path());
    let mut files: Vec<String> = files
        .filter(|file| format_of(file).is_some())
        .filter_map(|file| name(&file))
        .collect();
    files.sort();
    did_you_mean(&nearest(&wanted, files.iter().map(String::as_str)))
}
