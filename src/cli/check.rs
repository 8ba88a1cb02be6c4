//! `check`: what should not be in a graph, and quotations that no longer stand in their documents.

use super::cite::{object, source};
use super::failure::{Failure, exit};
use super::global::Global;
use super::input::{advance, count, files, progress};
use super::limit::TimeLimit;
use super::open::open_for_all;
use super::output::{Format, rows, to_stdout, width};
use crate::answer::{
    self, Checks, CitationRules, Drift, DriftKind, Engine, Finding, Reread, Sentence, Severity,
    Table, drifts, escape_markdown, hanging, kept_documents, kept_quotations_query, wrap,
};
use crate::document::{OriginWords, read_source};
use oxigraph::model::{Literal, NamedNode, Term};
use serde_json::{Value, json};
use std::io::Write;
use std::path::PathBuf;

/// Look for what should not be in the graph, or in the documents any more
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  expograph check                                    everything; exit code 1 if a warning or an error is found
  expograph check --fail-on error                    warnings are told, only errors fail
  expograph check edition-ends-before-it-begins
  expograph check --list                             which checks there are
  expograph check --sources articles/                do the quotations still stand in the documents?
  expograph check all --sources articles/            both
  expograph check --format json > findings.json

A check is a query in queries/checks/ that must find nothing; --data DIR adds those in
DIR/queries/checks/.")]
pub struct Check {
    /// The checks to run; all unless named. `all` names them all
    #[arg(value_name = "NAME")]
    names: Vec<String>,

    /// Read the documents in PATH again, as they were given to build, and tell which quotations no
    /// longer stand at their place; without names only this is checked
    #[arg(long, value_name = "PATH")]
    sources: Vec<PathBuf>,

    /// Exit with code 1 if something at least so bad is found
    #[arg(long, value_name = "LEVEL", default_value = "warning")]
    fail_on: FailOn,

    /// Run only checks that are at least so bad
    #[arg(long, value_name = "LEVEL", default_value = "info")]
    severity: Level,

    /// How many findings of a check are shown: N, or all; csv, tsv, xml and json have all
    #[arg(long, value_name = "N|all", default_value = "10", value_parser = shown)]
    show: usize,

    /// List the checks
    #[arg(long, conflicts_with_all = ["sources", "fail_on", "show"])]
    list: bool,

    #[command(flatten)]
    limit: TimeLimit,
}

/// How bad, as an option.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Level {
    Info,
    Warning,
    Error,
}

/// From where on a finding is a failure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum FailOn {
    Info,
    Warning,
    Error,
    /// What is found is told, and the exit code is 0
    Never,
}

impl Level {
    fn severity(self) -> Severity {
        match self {
            Level::Info => Severity::Info,
            Level::Warning => Severity::Warning,
            Level::Error => Severity::Error,
        }
    }
}

impl FailOn {
    fn is_met(self, severity: Severity) -> bool {
        match self {
            FailOn::Info => true,
            FailOn::Warning => severity >= Severity::Warning,
            FailOn::Error => severity >= Severity::Error,
            FailOn::Never => false,
        }
    }
}

fn shown(text: &str) -> Result<usize, String> {
    match text {
        "all" => Ok(usize::MAX),
        text => text
            .parse()
            .map_err(|_| "expected a number or \"all\"".to_owned()),
    }
}

/// The name under which quotations are held against their documents.
const SOURCES: &str = "sources";

/// How many sentences a finding shows.
const SENTENCES: usize = 2;

/// What a check found.
struct Report {
    name: String,
    severity: Severity,
    summary: String,
    remedy: String,
    findings: Vec<Finding>,
}

impl Check {
    pub fn run(self, global: &Global) -> Result<u8, Failure> {
        let format = global.format.unwrap_or(Format::Table);
        // Told before anything is done.
        format.rows(global)?;
        let checks = Checks::load(&global.source())?;
        let chosen = self.chosen(&checks)?;
        if self.list {
            return list(&chosen, global);
        }
        let rules = CitationRules::load(&global.source())
            .map_err(|error| Failure::new(exit::INPUT, error))?;
        let mut texts: Vec<&str> = chosen
            .iter()
            .map(|check| check.query.text.as_str())
            .collect();
        texts.extend(rules.look_ups());
        if !self.sources.is_empty() {
            texts.push(kept_quotations_query());
        }
        let graph = open_for_all(&texts, false, global)?;
        let engine = Engine::new(&graph, self.limit.limit());
        let mut reports = Vec::new();
        for check in &chosen {
            reports.push(Report {
                name: check.query.name.clone(),
                severity: check.severity,
                summary: check.query.summary.clone(),
                remedy: check.remedy.clone(),
                findings: answer::check(engine, check, &rules, SENTENCES)?,
            });
        }
        if !self.sources.is_empty() {
            reports.push(self.reread(engine, global)?);
        }
        // The worst first; the catalogue's order among equals.
        reports.sort_by_key(|report| std::cmp::Reverse(report.severity));
        match format {
            Format::Table => {
                let text = plain(&reports, self.show, usize::from(width()));
                to_stdout(|out| out.write_all(text.as_bytes()))?;
            }
            Format::Md => {
                let text = markdown(&reports, self.show);
                to_stdout(|out| out.write_all(text.as_bytes()))?;
            }
            Format::Json => {
                let all: Value = reports.iter().map(Report::object).collect();
                let text = serde_json::to_string_pretty(&all)
                    .map_err(|error| Failure::new(exit::INPUT, error))?;
                to_stdout(|out| writeln!(out, "{text}"))?;
            }
            _ => rows(&table(&reports), None, global)?,
        }
        let fails =
            |report: &Report| !report.findings.is_empty() && self.fail_on.is_met(report.severity);
        std::mem::forget(graph);
        Ok(match reports.iter().any(fails) {
            true => exit::FOUND,
            false => exit::FINE,
        })
    }

    /// The checks that are to run.
    fn chosen<'c>(&self, checks: &'c Checks) -> Result<Vec<&'c answer::Check>, Failure> {
        let names: Vec<&str> = self.names.iter().map(String::as_str).collect();
        let everything = names.contains(&"all") || names.is_empty() && self.sources.is_empty();
        let mut chosen = Vec::new();
        for name in &names {
            if *name == SOURCES && self.sources.is_empty() {
                let problem = "sources: name the documents with --sources PATH";
                return Err(Failure::text(exit::USAGE, problem));
            }
            if *name != "all" && *name != SOURCES {
                let check = checks.get(name)?;
                if !chosen.contains(&check) {
                    chosen.push(check);
                }
            }
        }
        if everything {
            chosen = checks.all()?;
        }
        chosen.retain(|check| check.severity >= self.severity.severity());
        Ok(chosen)
    }

    /// Reads the documents again.
    fn reread(&self, engine: Engine<'_>, global: &Global) -> Result<Report, Failure> {
        if let Some(path) = self.sources.iter().find(|path| !path.exists()) {
            let problem = format!("--sources {}: no such file or folder", path.display());
            return Err(Failure::text(exit::INPUT, problem));
        }
        let source = global.source();
        let path = "lexicon/document-origin.toml";
        let words = OriginWords::parse(&source.read(path)?).map_err(|error| {
            Failure::text(exit::INPUT, format!("{}: {error}", source.display(path)))
        })?;
        let kept = kept_documents(engine)?;
        if kept.is_empty() {
            let problem = "the graph has no documents whose sources could be checked";
            return Err(Failure::text(exit::INPUT, problem));
        }
        let found = files(&self.sources)?;
        let bar = progress(|| count(&self.sources), global);
        let documents = found.flat_map(|found| {
            let documents: Box<dyn Iterator<Item = _>> = match found {
                Ok(source) => Box::new(read_source(&source, &words)),
                Err(error) => Box::new(std::iter::once(Err(error))),
            };
            documents
        });
        let documents = documents.filter_map(|document| {
            advance(&bar);
            document
                .map_err(|error| bar.suspend(|| global.warn(&error.to_string())))
                .ok()
        });
        let reread = drifts(kept, documents);
        bar.finish_and_clear();
        global.note(&told(&reread));
        Ok(Report {
            name: SOURCES.to_owned(),
            severity: Severity::Error,
            summary: "A quotation that no longer stands in its document".to_owned(),
            remedy: "Build the graph again from the documents as they are now, or bring back the documents as they were.".to_owned(),
            findings: reread.drifts.iter().map(drifted).collect(),
        })
    }
}

/// How reading again went, in one line.
fn told(reread: &Reread) -> String {
    let mut told = format!(
        "{} of {} read again",
        counted(reread.quotations, "quotation"),
        counted(reread.documents, "document")
    );
    let quiet = |key: &&String| !reread.drifts.iter().any(|drift| drift.document == **key);
    match reread.changed.iter().filter(quiet).count() {
        0 => {}
        count => {
            told += &format!(
                "; {} changed, with all quotations in place",
                counted(count, "document")
            );
        }
    }
    match reread.others {
        0 => {}
        others => told += &format!("; {} not in the graph", counted(others, "document")),
    }
    told
}

fn counted(count: usize, noun: &str) -> String {
    match count {
        1 => format!("1 {noun}"),
        count => format!("{count} {noun}s"),
    }
}

fn drifted(drift: &Drift) -> Finding {
    let place = match drift.quotation.as_ref().map(|kept| (kept.start, kept.end)) {
        Some((Some(start), Some(end))) => format!("bytes {start}-{end}"),
        Some(_) => "a quotation without a place".to_owned(),
        None => String::new(),
    };
    let document = &drift.document;
    let finding = match &drift.kind {
        DriftKind::Missing { now, quotations } => {
            let quotations = counted(*quotations, "quotation");
            match now {
                Some(now) => {
                    format!("{document} is not there, with {quotations}; {now} has the same bytes")
                }
                None => format!("{document} is not there, with {quotations}"),
            }
        }
        DriftKind::Moved { start, end } => {
            format!("{document}, {place}: the words stand at bytes {start}-{end} now")
        }
        DriftKind::Gone => format!("{document}, {place}: the words are not in the document"),
    };
    let sentence = drift.quotation.as_ref().map(|kept| Sentence {
        published: String::new(),
        document: document.clone(),
        document_iri: drift.document_iri.clone(),
        start: kept.start.map(|at| at as u64),
        end: kept.end.map(|at| at as u64),
        quotation: kept.exact.clone(),
        publisher: String::new(),
        url: String::new(),
    });
    Finding {
        thing: document.clone(),
        thing_iri: drift.document_iri.clone(),
        finding,
        sentences: sentence.into_iter().collect(),
    }
}

impl Report {
    fn object(&self) -> Value {
        let findings = self.findings.iter().map(|finding| {
            json!({
                "thing": finding.thing,
                "thing_iri": finding.thing_iri,
                "finding": finding.finding,
                "sentences": finding.sentences.iter().map(object).collect::<Value>(),
            })
        });
        json!({
            "check": self.name,
            "severity": self.severity,
            "summary": self.summary,
            "remedy": self.remedy,
            "findings": findings.collect::<Value>(),
        })
    }
}

/// How many checks found how much.
fn summary(reports: &[Report]) -> String {
    let with = |severity: Severity| {
        let found = reports.iter().filter(|report| report.severity == severity);
        found.map(|report| report.findings.len()).sum::<usize>()
    };
    let silent = reports
        .iter()
        .filter(|report| report.findings.is_empty())
        .count();
    format!(
        "{}, {}, {}; {} of {} found nothing",
        counted(with(Severity::Error), "error"),
        counted(with(Severity::Warning), "warning"),
        counted(with(Severity::Info), "remark"),
        silent,
        counted(reports.len(), "check")
    )
}

fn plain(reports: &[Report], show: usize, width: usize) -> String {
    let mut text = String::new();
    for report in reports.iter().filter(|report| !report.findings.is_empty()) {
        let head = format!("{}: {} ({})", report.severity, report.summary, report.name);
        text += &format!("{}\n", wrap(&head, "", width));
        let kept = show.min(report.findings.len());
        for finding in &report.findings[..kept] {
            text += &format!("{}\n", hanging(&finding.finding, "  * ", "    ", width));
            for sentence in &finding.sentences {
                let quotation = format!("\"{}\"", sentence.quotation);
                text += &format!("{}\n", wrap(&quotation, "      ", width));
                text += &format!(
                    "{}\n",
                    hanging(&source(sentence), "      - ", "        ", width)
                );
            }
        }
        if kept < report.findings.len() {
            let more = report.findings.len() - kept;
            text += &format!("  * and {more} more; --show all shows them\n");
        }
        text += &format!(
            "{}\n\n",
            hanging(&report.remedy, "  remedy: ", "          ", width)
        );
    }
    text + &summary(reports) + "\n"
}

fn markdown(reports: &[Report], show: usize) -> String {
    let escape =
        |text: &str| escape_markdown(&text.split_whitespace().collect::<Vec<_>>().join(" "));
    let mut text = "# Checks\n\n".to_owned();
    text += &format!("{}\n", summary(reports));
    for report in reports.iter().filter(|report| !report.findings.is_empty()) {
        text += &format!(
            "\n## {} ({})\n\n`{}`\n\n",
            escape(&report.summary),
            report.severity,
            report.name
        );
        let kept = show.min(report.findings.len());
        for finding in &report.findings[..kept] {
            text += &format!("- {}\n", escape(&finding.finding));
            for sentence in &finding.sentences {
                text += &format!(
                    "  - \"{}\" ({})\n",
                    escape(&sentence.quotation),
                    escape(&source(sentence))
                );
            }
        }
        if kept < report.findings.len() {
            text += &format!("- and {} more\n", report.findings.len() - kept);
        }
        text += &format!("\nRemedy: {}\n", escape(&report.remedy));
    }
    text
}

/// A row for each finding.
fn table(reports: &[Report]) -> Table {
    let text = |text: &str| Some(Term::from(Literal::from(text)));
    let json = NamedNode::new_unchecked("http://www.w3.org/1999/02/22-rdf-syntax-ns#JSON");
    let mut table = Table {
        columns: [
            "check",
            "severity",
            "thing",
            "finding",
            "remedy",
            "thing_iri",
            "footnotes",
        ]
        .map(str::to_owned)
        .to_vec(),
        rows: Vec::new(),
    };
    for report in reports {
        for finding in &report.findings {
            let sentences: Value = finding.sentences.iter().map(object).collect();
            let iri = NamedNode::new(finding.thing_iri.as_str());
            table.rows.push(vec![
                text(&report.name),
                text(report.severity.name()),
                text(&finding.thing),
                text(&finding.finding),
                text(&report.remedy),
                iri.map_or_else(|_| text(&finding.thing_iri), |iri| Some(iri.into())),
                Some(Literal::new_typed_literal(sentences.to_string(), json.clone()).into()),
            ]);
        }
    }
    table
}

fn list(checks: &[&answer::Check], global: &Global) -> Result<u8, Failure> {
    let text = |text: &str| Some(Term::from(Literal::from(text)));
    let row = |check: &&answer::Check| {
        vec![
            text(&check.query.name),
            text(check.severity.name()),
            text(&check.query.summary),
        ]
    };
    let table = Table {
        columns: ["check", "severity", "finds"].map(str::to_owned).to_vec(),
        rows: checks.iter().map(row).collect(),
    };
    rows(&table, None, global)?;
    Ok(exit::FINE)
}
