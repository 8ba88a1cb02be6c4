//! Scoring against the evaluation's own script, where it is at hand: the same facts must get the
//! same scores. The facts are the gold itself, bent in ways that exercise every rule.

use expograph::knowledge::Source;
use expograph::scoring::{FactRow, GoldRow, Names, read_facts, read_gold, score};
use std::path::Path;
use std::process::Command;

/// Facts made of gold: some left out, some reworded, some of another form, some wrong.
fn bend(document: &str, gold: &[GoldRow]) -> Vec<FactRow> {
    let form = |text: &str, n: usize| {
        let forms: Vec<&str> = text.split('|').collect();
        forms[n % forms.len()].to_owned()
    };
    let mut facts = Vec::new();
    for (n, row) in gold.iter().enumerate() {
        if n % 7 == 3 {
            continue;
        }
        let object = form(&row.object, n);
        let object = match n % 11 {
            1 => object.to_uppercase(),
            2 => format!("The {object}'s"),
            3 => object.replace(' ', "-"),
            4 => format!("{object} of something"),
            5 => object.split(' ').skip(1).collect::<Vec<_>>().join(" "),
            6 => format!("{object}s & é"),
            _ => object,
        };
        let fact = FactRow {
            document: format!("{document}.txt"),
            subject: form(&row.subject, n + 1),
            relation: row.relation,
            object,
            value: match n % 5 {
                0 => row.value.clone() + ".0",
                _ => row.value.clone(),
            },
            bound: if n % 4 == 0 {
                String::new()
            } else {
                row.bound.clone()
            },
            unit: row.unit.to_lowercase(),
            evidence: format!("sentence {n}"),
            rule: format!("rule.{n}"),
        };
        facts.push(fact.clone());
        if n % 6 == 0 {
            facts.push(fact);
        }
    }
    facts
}

#[test]
fn agrees_with_the_evaluations_script() {
    let evaluation = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/eval");
    let evaluation = std::env::var_os("EXPOGRAPH_EVAL").map_or(evaluation, Into::into);
    let script = evaluation.join("score.py");
    if !script.is_file() {
        eprintln!(
            "skipped: no {}; EXPOGRAPH_EVAL may name its folder",
            script.display()
        );
        return;
    }
    let names = Names::load(&Source::embedded()).expect("names");
    for folder in ["seeds", "dev"] {
        let folder = evaluation.join(folder);
        // The script takes minutes for all of them; a dozen of a folder will do.
        let some = tempfile::tempdir().expect("a folder");
        let files = std::fs::read_dir(&folder)
            .expect("readable")
            .flatten()
            .map(|f| f.path());
        let mut files: Vec<_> = files
            .filter(|f| f.extension().is_some_and(|e| e == "tsv"))
            .collect();
        files.sort();
        for file in files.iter().step_by(1 + files.len() / 12) {
            let name = file.file_name().expect("a name");
            std::fs::copy(file, some.path().join(name)).expect("copied");
        }
        let folder = some.path();
        let gold = read_gold(folder).expect("gold");
        let bent: Vec<FactRow> = gold
            .iter()
            .flat_map(|(name, rows)| bend(name, rows))
            .collect();
        let temporary = tempfile::tempdir().expect("a folder");
        let csv = temporary.path().join("facts.csv");
        let mut writer = csv::Writer::from_path(&csv).expect("a file");
        let columns = [
            "document", "subject", "relation", "object", "value", "bound", "unit", "evidence",
        ];
        writer.write_record(columns).expect("written");
        for fact in &bent {
            let FactRow {
                document,
                subject,
                relation,
                object,
                value,
                bound,
                unit,
                evidence,
                ..
            } = fact;
            let row = [
                document,
                subject,
                relation.name(),
                object,
                value,
                bound,
                unit,
                evidence,
            ];
            writer.write_record(row).expect("written");
        }
        writer.flush().expect("written");
        let facts = read_facts(&csv).expect("facts");
        let report = score(&facts, &gold, &names);
        let Ok(output) = Command::new("python3")
            .arg(&script)
            .arg(&csv)
            .arg(folder)
            .arg("--json")
            .output()
        else {
            eprintln!("skipped: no python3");
            return;
        };
        let theirs: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
        let near = |a: f64, b: &serde_json::Value| (a - b.as_f64().unwrap_or(-1.0)).abs() < 1e-9;
        for (relation, ours) in &report.relations {
            let theirs = &theirs[relation.name()];
            let agrees = near(ours.precision(), &theirs["precision"])
                && near(ours.recall(), &theirs["recall"])
                && near(ours.f1(), &theirs["f1"])
                && theirs["must"] == ours.must;
            assert!(agrees, "{}: {ours:?} against {theirs}", relation.name());
        }
        assert!(near(report.all().f1(), &theirs["all"]["f1"]));
        assert!(near(
            report.bounds_right().unwrap_or(-1.0),
            &theirs["bounds"]
        ));
        assert!(
            report.all().f1() > 0.5 && report.all().f1() < 1.0,
            "a test that can fail"
        );
    }
}
