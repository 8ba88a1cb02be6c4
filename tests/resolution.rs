//! Runs the examples and counter-examples of `data/resolution.toml`: which names of different
//! documents are found to be one thing, and by which rule. And the whole way as a user goes it:
//! build, read the file of decisions, overrule, build again.

use expograph::build::{BuildOptions, stage};
use expograph::document::{Document, OriginWords, read_text};
use expograph::entity::Base;
use expograph::fact::read;
use expograph::graph::Update;
use expograph::input::Input;
use expograph::knowledge::{Knowledge, Source};
use expograph::resolve::{Decision, LegalForms, Overrules, Resolver};
use expograph::syndication::Likeness;
use std::fmt::Write as _;

#[derive(serde::Deserialize)]
struct Rules {
    rule: Vec<Rule>,
}

#[derive(serde::Deserialize)]
struct Rule {
    id: String,
    about: String,
    examples: Vec<Example>,
    #[serde(default)]
    counter: Vec<Example>,
}

#[derive(serde::Deserialize)]
struct Example {
    documents: Vec<String>,
    #[serde(default)]
    decision: String,
}

struct Reader {
    knowledge: Knowledge,
    origin: OriginWords,
    forms: LegalForms,
}

impl Reader {
    fn decide(&self, texts: &[String]) -> Vec<Decision> {
        let document = |(n, text): (usize, &String)| {
            let name = format!("{n}.txt");
            let mut document = read_text(&name, &name, text.clone().into_bytes(), &self.origin)
                .expect("an example is text");
            document.published = Some("2024-05-12".parse().expect("a date"));
            Input::one(move || Ok::<Document, String>(document))
        };
        let options = BuildOptions {
            prune: false,
            force: false,
            threads: 1,
            reader: "test".to_owned(),
            inference: None,
            resolver: Some(Resolver {
                forms: self.forms.clone(),
                overrules: Overrules::default(),
            }),
            likeness: Likeness::load(&Source::embedded()).expect("the built-in file"),
            links: Default::default(),
        };
        let mut update = Update::in_memory(&Base::default());
        let inputs = texts.iter().enumerate().map(document);
        let read = |document: &Document| read(document, &self.knowledge);
        stage(
            inputs,
            read,
            String::new(),
            &mut update,
            None,
            &options,
            |_| {},
        )
        .expect("a graph in memory")
        .decisions
    }
}

#[test]
fn every_rule_decides_as_its_examples_say() {
    let source = Source::embedded();
    let rules: Rules = toml::from_str(&source.read("resolution.toml").unwrap()).unwrap();
    let reader = Reader {
        knowledge: Knowledge::load(&source).unwrap(),
        origin: OriginWords::parse(&source.read("lexicon/document-origin.toml").unwrap()).unwrap(),
        forms: LegalForms::load(&source).unwrap(),
    };
    let mut problems = String::new();
    for rule in &rules.rule {
        assert!(!rule.about.is_empty());
        for example in &rule.examples {
            let decisions = reader.decide(&example.documents);
            let found = decisions.iter().any(|decision| {
                let pair = format!("{} = {}", decision.kept_label, decision.other_label);
                decision.rule == rule.id && pair == example.decision
            });
            if !found {
                let _ = writeln!(
                    problems,
                    "{}: {} is not decided: {decisions:#?}",
                    rule.id, example.decision
                );
            }
        }
        for example in &rule.counter {
            for decision in reader.decide(&example.documents) {
                if decision.rule == rule.id && decision.outcome.name() == "merged" {
                    let _ = writeln!(problems, "{}: {decision:#?}", rule.id);
                }
            }
        }
    }
    assert!(problems.is_empty(), "\n{problems}");
}

fn expograph(folder: &std::path::Path, arguments: &[&str]) -> std::process::Output {
    assert_cmd::Command::cargo_bin("expograph")
        .unwrap()
        .current_dir(folder)
        .args(arguments)
        .output()
        .unwrap()
}

#[test]
fn a_person_overrules_a_merge_without_reading_the_documents_again() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    std::fs::create_dir(folder.join("in")).unwrap();
    for (name, text) in [
        (
            "a.txt",
            "Ana Maria Souza spoke at the Lagos Kiln Show 2024.",
        ),
        ("b.txt", "Ana Souza spoke at the Lagos Kiln Show 2024."),
    ] {
        std::fs::write(folder.join("in").join(name), text).unwrap();
    }
    let speakers = || {
        let query =
            "SELECT ?label { ?edition expo:speaker ?who . ?who rdfs:label ?label } ORDER BY ?label";
        let output = expograph(folder, &["query", query, "--format", "csv"]);
        String::from_utf8(output.stdout)
            .unwrap()
            .replace("\r\n", " ")
    };
    let graph = || std::fs::read_to_string(folder.join("expo.nq")).unwrap();
    let ledger = folder.join("expo.same.tsv");

    let output = expograph(folder, &["build", "in"]);
    assert!(output.status.success(), "{output:?}");
    assert!(String::from_utf8_lossy(&output.stderr).contains("1 merged"));
    assert_eq!(speakers(), "label Ana Maria Souza ");
    let merged = graph();
    let rows = std::fs::read_to_string(&ledger).unwrap();

    std::fs::write(&ledger, rows.replace("\nmerged\t", "\nnot same\t")).unwrap();
    let output = expograph(folder, &["build", "in"]);
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(
        told.contains("2 unchanged; 0 facts read, 8 inferred; expo.nq written"),
        "{told}"
    );
    assert_eq!(speakers(), "label Ana Maria Souza Ana Souza ");
    let kept = std::fs::read_to_string(&ledger).unwrap();
    assert!(
        kept.contains("\nnot same\tperson/ana-maria-souza\t"),
        "{kept}"
    );

    // Nothing overruled, nothing changed; and without resolving, every name for itself.
    std::fs::write(&ledger, &rows).unwrap();
    expograph(folder, &["build", "in"]);
    assert_eq!(graph(), merged);
    expograph(folder, &["build", "in", "--no-resolve"]);
    assert_eq!(speakers(), "label Ana Maria Souza Ana Souza ");
    assert!(!graph().contains("ontology#resolved> \""));

    std::fs::write(&ledger, "same\tperson/a\n").unwrap();
    let before = graph();
    let output = expograph(folder, &["build", "in"]);
    assert_eq!(output.status.code(), Some(3));
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(
        told.contains("expo.same.tsv:1: \"\" is no id of a thing"),
        "{told}"
    );
    assert_eq!(graph(), before);
}
