//! An evaluation for people: misses and wrong facts on request, what changed, and the tables.

use super::Outcome;
use crate::scoring::{Change, Difference, Judged, Report, RunRow, Score, Verdict};
use crate::why::Diagnosis;
use std::io::{Result, Write};

/// Writes all that is asked for, the tables last.
pub fn write(outcome: &Outcome, verbose: bool, out: &mut dyn Write) -> Result<()> {
    let report = &outcome.report;
    if verbose {
        for (at, judged) in report.judged.iter().enumerate() {
            note(judged, outcome.stopped.get(&at), out)?;
        }
        if let Some(seen) = &outcome.seen {
            for (document, statement) in &seen.lacking {
                writeln!(out, "quote {document}: {statement}")?;
            }
        }
        writeln!(out)?;
    }
    if let Some(difference) = &outcome.difference {
        changes(difference, out)?;
    }
    documents(report, out)?;
    relations(report, out)?;
    let (right, found) = report.bounds;
    let count = report.documents.len();
    writeln!(
        out,
        "\n{count} documents; figures with the right bound: {right} of {found}"
    )?;
    if let Some(seen) = &outcome.seen {
        let (lacking, all) = (seen.lacking.len(), seen.facts);
        writeln!(
            out,
            "facts whose quotation lacks their object: {lacking} of {all}"
        )?;
    }
    Ok(())
}

/// One miss, wrong fact or wrong bound with what explains it; nothing for what is right.
fn note(judged: &Judged, stopped: Option<&Diagnosis>, out: &mut dyn Write) -> Result<()> {
    let (document, statement) = (&judged.document, judged.statement());
    match judged.verdict {
        Verdict::Miss => writeln!(out, "miss  {document}: {statement}")?,
        Verdict::Wrong => {
            writeln!(out, "wrong {document}: {statement}")?;
            evidence(&judged.evidence, &judged.rule, out)?;
        }
        Verdict::Right | Verdict::May if judged.bound_is_wrong() => {
            let (read, right) = (exact(&judged.read_bound), exact(&judged.bound));
            writeln!(
                out,
                "bound {document}: {statement}: read as {read}, is {right}"
            )?;
            evidence(&judged.evidence, &judged.rule, out)?;
        }
        Verdict::Right | Verdict::May => return Ok(()),
    }
    if let Some(nearest) = &judged.nearest {
        let what = match judged.verdict {
            Verdict::Miss => "found instead",
            _ => "annotated",
        };
        let differs = nearest.differs.join(" and ");
        writeln!(
            out,
            "        {what}: {} (another {differs})",
            nearest.statement
        )?;
        evidence(&nearest.evidence, &nearest.rule, out)?;
    }
    if let Some(diagnosis) = stopped {
        let words = diagnosis.steps.iter().filter(|step| step.name == "words");
        for line in words.flat_map(|step| &step.lines) {
            writeln!(out, "        {line}")?;
        }
        writeln!(out, "        cause: {}", diagnosis.because)?;
    }
    Ok(())
}

/// The sentence and the rule of a fact.
fn evidence(sentence: &str, rule: &str, out: &mut dyn Write) -> Result<()> {
    if !sentence.is_empty() {
        let words: Vec<&str> = sentence.split_whitespace().collect();
        write!(out, "        \"{}\"", words.join(" "))?;
        if !rule.is_empty() {
            write!(out, " [{rule}]")?;
        }
        writeln!(out)?;
    }
    Ok(())
}

fn exact(bound: &str) -> &str {
    if bound.is_empty() { "exact" } else { bound }
}

/// What was gained and lost, fact by fact and then by relation.
fn changes(difference: &Difference, out: &mut dyn Write) -> Result<()> {
    for (change, row) in &difference.changes {
        let RunRow {
            document,
            bound,
            read_bound,
            ..
        } = row;
        write!(out, "{:12} {document}: {}", change.name(), row.statement())?;
        match change {
            Change::GainedBound | Change::LostBound => writeln!(out, ", {}", exact(bound))?,
            _ if row.verdict == Verdict::May => writeln!(out, " (need not be found)")?,
            _ if row.is_found() && !row.has_right_bound() => {
                writeln!(out, ", read as {}, is {}", exact(read_bound), exact(bound))?
            }
            _ => writeln!(out)?,
        }
        evidence(&row.evidence, &row.rule, out)?;
    }
    if !difference.changes.is_empty() {
        writeln!(out)?;
    }
    let counts = Change::ALL.map(|change| {
        let count = difference.of(change).count();
        let optional = |row: &&RunRow| row.verdict == Verdict::May;
        let optional = match difference.of(change).filter(optional).count() {
            0 => String::new(),
            count => format!(" ({count} need not be found)"),
        };
        format!("{} {count}{optional}", change.name())
    });
    writeln!(out, "{}", counts.join(", "))?;
    for (names, when) in [
        (&difference.only_before, "in the earlier run only"),
        (&difference.only_now, "in this run only"),
    ] {
        if !names.is_empty() {
            writeln!(out, "not compared, {when}: {}", names.join(", "))?;
        }
    }
    if difference.gold_changed > 0 {
        writeln!(
            out,
            "the gold was changed in between: {} annotations are of one run only",
            difference.gold_changed
        )?;
    }
    let changed = difference
        .relations
        .iter()
        .filter(|(_, (before, now))| before != now)
        .map(|(relation, (before, now))| (relation.name(), *before, *now));
    let (before, now) = difference.all();
    writeln!(
        out,
        "\n{:22}{:>7}{:>7}{:>8}{:>8}{:>8}{:>9}",
        "change", "found", "wrong", "P", "R", "F1", "now F1"
    )?;
    for (name, before, now) in changed.chain([("all", before, now)]) {
        let count = |now: usize, before: usize| now as i64 - before as i64;
        writeln!(
            out,
            "{name:22}{:>+7}{:>+7}{:>+8.3}{:>+8.3}{:>+8.3}{:9.3}",
            count(now.found, before.found),
            count(now.wrong, before.wrong),
            now.precision() - before.precision(),
            now.recall() - before.recall(),
            now.f1() - before.f1(),
            now.f1(),
        )?;
    }
    writeln!(out)
}

/// The scores of the documents, the weakest first.
fn documents(report: &Report, out: &mut dyn Write) -> Result<()> {
    let width = report.documents.keys().map(|name| name.chars().count());
    let width = width.max().unwrap_or(0).max(20) + 2;
    let head = ["must", "found", "wrong"].map(|name| format!("{name:>7}"));
    let measures = ["P", "R", "F1"].map(|name| format!("{name:>8}"));
    let (head, measures) = (head.concat(), measures.concat());
    writeln!(out, "{:width$}{head}{measures}  bounds", "document")?;
    let mut sorted: Vec<_> = report.documents.iter().collect();
    sorted.sort_by(|a, b| a.1.score.f1().total_cmp(&b.1.score.f1()));
    for (name, document) in sorted {
        let (right, found) = document.bounds;
        let score = row(document.score);
        writeln!(out, "{name:width$}{score}  {right} of {found}")?;
    }
    writeln!(out)
}

/// The scores of the relations, all together last.
fn relations(report: &Report, out: &mut dyn Write) -> Result<()> {
    writeln!(
        out,
        "{:21}{:>7}{:>7}{:>7}{:>8}{:>8}{:>8}",
        "relation", "must", "found", "wrong", "P", "R", "F1"
    )?;
    let single = report.relations.iter();
    let single = single.map(|(relation, score)| (relation.name(), *score));
    for (name, score) in single.chain([("all", report.all())]) {
        writeln!(out, "{name:21}{}", row(score))?;
    }
    Ok(())
}

fn row(score: Score) -> String {
    let Score { must, found, wrong } = score;
    let (p, r, f) = (score.precision(), score.recall(), score.f1());
    format!("{must:7}{found:7}{wrong:7}{p:8.3}{r:8.3}{f:8.3}")
}
