//! Every check on its own example, which has good things and bad ones (`tests/fixtures/checks/`;
//! the first line names what must be found); the shapes that say the same; `check` from outside;
//! quotations held against documents that changed.

use assert_cmd::Command;
use expograph::answer::{Checks, CitationRules, Engine, Limit, Severity, check};
use expograph::graph::{Graph, Location, Scope};
use expograph::knowledge::Source;
use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::Term;
use oxigraph::sparql::SparqlEvaluator;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::Output;

const ID: &str = "https://w3id.org/expograph/id/";

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn example(name: &str) -> PathBuf {
    root().join(format!("tests/fixtures/checks/{name}.trig"))
}

fn checks() -> Checks {
    Checks::load(&Source::embedded()).expect("the embedded checks")
}

fn open(path: &Path) -> Graph {
    let location = Location::parse(&path.display().to_string()).expect("a file of RDF");
    Graph::open(&location, &Scope::All).expect("RDF")
}

#[test]
fn every_check_finds_what_is_wrong_and_nothing_else() {
    let rules = CitationRules::load(&Source::embedded()).expect("rules");
    let checks = checks();
    let all = checks.all().expect("no broken check");
    assert!(all.len() >= 39, "{} checks", all.len());
    let mut problems = String::new();
    for one in &all {
        let name = &one.query.name;
        let path = example(name);
        let text = std::fs::read_to_string(&path).unwrap_or_default();
        let Some(finds) = text
            .lines()
            .next()
            .and_then(|line| line.strip_prefix("# finds: "))
        else {
            let _ = writeln!(problems, "{}: no `# finds: ...`", path.display());
            continue;
        };
        let expected: BTreeSet<&str> = finds.split(' ').collect();
        assert!(
            !expected.is_empty(),
            "{name}: an example with nothing wrong"
        );
        let graph = open(&path);
        let engine = Engine::new(&graph, Limit::default());
        let findings = check(engine, one, &rules, 2).expect(name);
        let found: BTreeSet<&str> = findings
            .iter()
            .map(|finding| finding.thing_iri.trim_start_matches(ID))
            .collect();
        if found != expected {
            let _ = writeln!(problems, "{name}: {found:?} instead of {expected:?}");
        }
        for finding in &findings {
            let words = &finding.finding;
            if words.contains(['{', '}']) || words.contains("  ") || words.contains("https://") {
                let _ = writeln!(problems, "{name}: {words:?} is no sentence for people");
            }
        }
    }
    assert!(problems.is_empty(), "\n{problems}");
}

#[test]
fn checks_are_portable_and_say_what_to_do() {
    let checks = checks();
    for one in checks.all().expect("no broken check") {
        let name = &one.query.name;
        let parsed = SparqlEvaluator::new().parse_query(&one.query.text);
        assert!(parsed.is_ok(), "{name}: {:?}", parsed.err());
        let body = one.query.sparql().to_uppercase();
        for extension in ["LATERAL", "ADJUST(", "<<", "SERVICE", "FROM NAMED"] {
            assert!(!body.contains(extension), "{name} uses {extension}");
        }
        assert!(!one.query.description.is_empty(), "{name}: no description");
        assert!(!one.query.tags.is_empty(), "{name}: no tags");
        assert!(one.remedy.ends_with(['.', '"']), "{name}: {:?}", one.remedy);
        assert!(one.finding.contains('{'), "{name}: {:?}", one.finding);
    }
}

/// The named shapes with their severities and labels.
fn shapes() -> BTreeMap<String, (String, String)> {
    let text = std::fs::read_to_string(root().join("ontology/shapes.ttl")).expect("shapes");
    let mut said: BTreeMap<String, BTreeMap<String, String>> = BTreeMap::new();
    for quad in RdfParser::from_format(RdfFormat::Turtle).for_slice(text.as_bytes()) {
        let quad = quad.expect("Turtle");
        let subject = quad.subject.to_string();
        let prefix = "<https://w3id.org/expograph/shapes#";
        if let Some(name) = subject.strip_prefix(prefix) {
            let object = match &quad.object {
                Term::NamedNode(node) => node.as_str().to_owned(),
                Term::Literal(literal) => literal.value().to_owned(),
                other => other.to_string(),
            };
            let name = name.trim_end_matches('>').to_owned();
            let of = said.entry(name).or_default();
            of.insert(quad.predicate.into_string(), object);
        }
    }
    let sh = |local: &str| format!("http://www.w3.org/ns/shacl#{local}");
    let label = "http://www.w3.org/2000/01/rdf-schema#label";
    said.into_iter()
        .map(|(name, of)| {
            let targeted = of.keys().any(|key| key.starts_with(&sh("target")));
            assert!(targeted, "{name}: no target");
            let severity = of.get(&sh("severity")).cloned().unwrap_or_default();
            (name, (severity, of.get(label).cloned().unwrap_or_default()))
        })
        .collect()
}

#[test]
fn every_check_has_its_shape_and_every_shape_its_check() {
    let checks = checks();
    let expected: BTreeMap<String, (String, String)> = checks
        .all()
        .expect("no broken check")
        .into_iter()
        .map(|one| {
            let severity = match one.severity {
                Severity::Error => "Violation",
                Severity::Warning => "Warning",
                Severity::Info => "Info",
            };
            let severity = format!("http://www.w3.org/ns/shacl#{severity}");
            (
                one.query.name.clone(),
                (severity, one.query.summary.clone()),
            )
        })
        .collect();
    assert_eq!(shapes(), expected);
}

fn expograph(arguments: &[&str], folder: &Path) -> Output {
    Command::cargo_bin("expograph")
        .expect("the program")
        .env_remove("EXPOGRAPH_GRAPH")
        .current_dir(folder)
        .args(arguments)
        .output()
        .expect("it runs")
}

/// Runs, expects the exit code, gives stdout and stderr.
fn run(code: i32, arguments: &[&str], folder: &Path) -> (String, String) {
    let output = expograph(arguments, folder);
    let out = String::from_utf8(output.stdout).expect("UTF-8");
    let err = String::from_utf8(output.stderr).expect("UTF-8");
    assert_eq!(
        output.status.code(),
        Some(code),
        "{arguments:?}: {out}{err}"
    );
    (out, err)
}

#[test]
fn the_demos_reports_pass() {
    let folder = tempfile::tempdir().expect("a folder");
    let documents = root().join("data/documents");
    run(
        0,
        &["build", &documents.display().to_string()],
        folder.path(),
    );
    let (out, _) = run(0, &["check"], folder.path());
    assert!(
        out.starts_with("0 errors, 0 warnings, 0 remarks; "),
        "{out}"
    );
    // A remark is no reason to fail, unless that is wanted.
    let text = "The Quay Boat Fair opened in Porto with 40 exhibitors.\n";
    std::fs::write(folder.path().join("quay.txt"), text).expect("written");
    run(0, &["build", "quay.txt"], folder.path());
    let (out, _) = run(0, &["check"], folder.path());
    assert!(out.contains("\n0 errors, 0 warnings, 2 remarks; "), "{out}");
    assert!(
        out.contains("info: An edition of no known time (edition-without-time)"),
        "{out}"
    );
    run(1, &["check", "--fail-on", "info"], folder.path());
    let (out, _) = run(
        0,
        &["check", "--severity", "warning", "--fail-on", "info"],
        folder.path(),
    );
    assert!(
        out.starts_with("0 errors, 0 warnings, 0 remarks; "),
        "{out}"
    );
}

#[test]
fn findings_decide_the_exit_code() {
    let graph = example("edition-with-two-years").display().to_string();
    let check = |code, more: &[&str]| {
        let mut arguments = vec!["--graph", graph.as_str(), "check", "edition-with-two-years"];
        arguments.extend(more);
        run(code, &arguments, root()).0
    };
    let text = check(1, &[]);
    assert!(text.starts_with("warning: An edition of two years (edition-with-two-years)\n"));
    assert!(
        text.contains("  * Quay Fair 2022 is known by the years 2022 and 2023\n"),
        "{text}"
    );
    assert!(text.contains("  remedy: Read the sentences."), "{text}");
    assert!(text.ends_with("0 errors, 1 warning, 0 remarks; 0 of 1 check found nothing\n"));
    check(0, &["--fail-on", "error"]);
    check(0, &["--fail-on", "never"]);
    assert_eq!(check(1, &["--show", "0"]).matches("and 1 more").count(), 1);
    let markdown = check(1, &["--format", "md"]);
    assert!(
        markdown.contains("## An edition of two years (warning)"),
        "{markdown}"
    );
    let json: serde_json::Value =
        serde_json::from_str(&check(1, &["--format", "json"])).expect("JSON");
    assert_eq!(json[0]["severity"], "warning");
    assert_eq!(json[0]["findings"][0]["thing"], "Quay Fair 2022");
    let csv = check(1, &["--format", "csv"]);
    assert!(csv.starts_with("check,severity,thing,finding,remedy,thing_iri,footnotes\r\n"));
    assert!(
        csv.contains("\r\nedition-with-two-years,warning,Quay Fair 2022,"),
        "{csv}"
    );
    let (_, error) = run(
        3,
        &["--graph", &graph, "check", "edition-with-two-year"],
        root(),
    );
    assert!(
        error.contains("did you mean \"edition-with-two-years\""),
        "{error}"
    );
    let (_, error) = run(2, &["--graph", &graph, "check", "sources"], root());
    assert!(error.contains("--sources PATH"), "{error}");
    let (_, error) = run(2, &["--graph", &graph, "check", "--format", "ttl"], root());
    assert!(error.contains("--format ttl"), "{error}");
    let (list, _) = run(0, &["check", "--list", "--format", "csv"], root());
    assert_eq!(
        list.lines().count(),
        checks().all().expect("checks").len() + 1
    );
}

/// The sentences that led to a finding come with it.
#[test]
fn findings_cite_their_sentences() {
    let folder = tempfile::tempdir().expect("a folder");
    let text = "The Quay Boat Fair 2022 will be held in Lisbon from May 4 to May 8, 2022.\n";
    std::fs::write(folder.path().join("a.txt"), text).expect("written");
    let other = "The Quay Boat Fair 2022 ended on May 2, 2022.\n\nThe Quay Boat Fair 2022 runs until May 2, 2022.\n";
    std::fs::write(folder.path().join("b.txt"), other).expect("written");
    run(0, &["build", "a.txt", "b.txt"], folder.path());
    let (out, _) = run(
        1,
        &["check", "edition-ends-before-it-begins"],
        folder.path(),
    );
    assert!(
        out.contains("Quay Boat Fair 2022 begins on 2022-05-04 and ends on 2022-05-02"),
        "{out}"
    );
    assert!(out.contains("- a.txt, bytes 0-73"), "{out}");
    assert!(out.contains("- b.txt, bytes "), "{out}");
}

#[test]
fn checks_of_ones_own() {
    let folder = tempfile::tempdir().expect("a folder");
    let own = folder.path().join("mine/queries/checks");
    std::fs::create_dir_all(&own).expect("made");
    let graph = root()
        .join("tests/fixtures/harbour.trig")
        .display()
        .to_string();
    let check = |code, text: &str, name: &str| {
        std::fs::write(own.join("speaker-alone.rq"), text).expect("written");
        let arguments = ["--graph", &graph, "--data", "mine", "check", name];
        let (out, err) = run(code, &arguments, folder.path());
        out + &err
    };
    let head = "#+ summary: An edition with one speaker\n#+ severity: info\n\
                #+ finding: \"{thing} has {count} speaker\"\n#+ remedy: Read more.\n";
    let query = "PREFIX expo: <https://w3id.org/expograph/ontology#>\n\
                 SELECT ?thing_iri (COUNT(?who) AS ?count) { ?thing_iri expo:speaker ?who }\n\
                 GROUP BY ?thing_iri HAVING(COUNT(?who) = 1)\n";
    let good = check(0, &format!("{head}{query}"), "speaker-alone");
    assert!(
        good.contains("* Harbour Tech Expo 2023 has 1 speaker"),
        "{good}"
    );
    assert!(good.contains("* Orchard Fair 2022 has 1 speaker"), "{good}");
    assert!(!good.contains("Tech Expo 2022"), "{good}");
    assert!(
        good.contains("\"The Orchard Fair 2022 was opened by Cléo Marsh.\""),
        "{good}"
    );
    let broken = |from: &str, to: &str| {
        check(
            3,
            &format!("{head}{query}").replace(from, to),
            "speaker-alone",
        )
    };
    assert!(
        broken("severity: info", "severity: bad")
            .contains("speaker-alone.rq:2: severity \"bad\"; it is error, warning or info")
    );
    assert!(broken("#+ remedy: Read more.\n", "").contains("needs `#+ remedy: ...`"));
    assert!(broken("{count}", "{number}").contains("{number} is neither column ?number nor"));
    assert!(broken("?thing_iri", "?edition").contains("as ?thing_iri"));
    assert!(broken("GROUP", "GROUPS").contains("not valid SPARQL"));
    assert!(broken("?who }", "?_who_iri }").contains("not described under"));
    // One that cannot be run has not passed.
    assert!(check(3, "SELECT * {}", "all").contains("speaker-alone.rq:1: no summary"));
}

/// What `check --sources` finds after a change of the documents.
#[test]
fn quotations_are_held_against_their_documents() {
    let folder = tempfile::tempdir().expect("a folder");
    let documents = folder.path().join("articles");
    std::fs::create_dir_all(documents.join("more")).expect("made");
    let write =
        |name: &str, text: &str| std::fs::write(documents.join(name), text).expect("written");
    let first = "The Quay Boat Fair 2022 will be held in Lisbon from May 4 to May 8, 2022.\n\nIda Holm, Mayor of Lisbon, spoke at the opening ceremony.\n";
    let page = "<html><head><title>Boats</title></head><body><article><h1>Boats in Lisbon</h1><p>The Quay Boat Fair 2021 was held in Lisbon from May 4 to May 8, 2021, with 300 exhibitors from 20 countries.</p><p>It was the first of its kind.</p></article></body></html>";
    let line = "{\"id\": \"x\", \"text\": \"The Quay Boat Fair 2020 was held in Lisbon in May 2020, with 200 exhibitors.\"}\n";
    write("a.txt", first);
    write("page.html", page);
    write("more/lines.jsonl", line);
    write(
        "c.md",
        "# Boats\n\nThe Quay Boat Fair 2019 was held in Porto in May 2019, with 100 exhibitors.\n",
    );
    run(0, &["build", "articles"], folder.path());
    let check = |code| {
        let (out, err) = run(code, &["check", "--sources", "articles"], folder.path());
        out + &err
    };
    let told = check(0);
    assert!(
        told.contains("quotations of 4 documents read again\n"),
        "{told}"
    );
    assert!(
        told.contains("0 errors, 0 warnings, 0 remarks; 1 of 1 check found nothing"),
        "{told}"
    );

    // Changed behind all quotations: nothing to tell but that.
    write("a.txt", &format!("{first}\nNothing else happened.\n"));
    assert!(check(0).contains("; 1 document changed, with all quotations in place"));

    // Moved.
    write("a.txt", &format!("A note.\n\n{first}"));
    let told = check(1);
    assert!(
        told.contains("* a.txt, bytes 0-73: the words stand at bytes 9-82 now"),
        "{told}"
    );
    assert!(
        told.contains(
            "      \"The Quay Boat Fair 2022 will be held in Lisbon from May 4 to May 8, 2022.\""
        ),
        "{told}"
    );

    // Gone.
    write("a.txt", &first.replace("May 8", "May 9"));
    let told = check(1);
    assert!(
        told.contains("* a.txt, bytes 0-73: the words are not in the document"),
        "{told}"
    );
    assert!(!told.contains("Ida Holm"), "{told}");
    write("a.txt", first);

    // The text of pages and records is what was read out of them.
    write(
        "page.html",
        &page
            .replace("<h1>", "<h1 class=\"x\">")
            .replace("<article>", "<article><!-- new -->"),
    );
    assert!(check(0).contains("1 document changed"));
    write(
        "page.html",
        &page.replace("300 exhibitors", "301 exhibitors"),
    );
    assert!(check(1).contains("* page.html, bytes "));
    write("page.html", page);
    write("more/lines.jsonl", &line.replace("200", "201"));
    assert!(check(1).contains("* more/lines.jsonl#x, bytes "));
    write("more/lines.jsonl", line);

    // Missing, and under another name.
    std::fs::rename(documents.join("c.md"), documents.join("d.md")).expect("renamed");
    let told = check(1);
    assert!(told.contains("* c.md is not there, with "), "{told}");
    assert!(told.contains("; d.md has the same bytes"), "{told}");
    std::fs::remove_file(documents.join("d.md")).expect("removed");
    assert!(check(1).contains("* c.md is not there, with "));
    write("c.md", "\u{0}");
    let told = check(1);
    assert!(
        told.contains("warning: ") && told.contains("* c.md is not there"),
        "{told}"
    );
    std::fs::remove_file(documents.join("c.md")).expect("removed");

    let (out, _) = run(
        0,
        &[
            "check",
            "--sources",
            "articles",
            "--fail-on",
            "never",
            "--format",
            "json",
        ],
        folder.path(),
    );
    let json: serde_json::Value = serde_json::from_str(&out).expect("JSON");
    assert_eq!(json[0]["check"], "sources");
    assert_eq!(json[0]["findings"][0]["thing"], "c.md");
    let (_, error) = run(3, &["check", "--sources", "nowhere"], folder.path());
    assert!(error.contains("nowhere"), "{error}");
    let (out, _) = run(
        1,
        &[
            "check",
            "all",
            "--sources",
            "articles",
            "--severity",
            "error",
        ],
        folder.path(),
    );
    assert!(out.contains("(sources)"), "{out}");
    let graph = root()
        .join("tests/fixtures/checks/unused-topic.trig")
        .display()
        .to_string();
    let (_, error) = run(
        3,
        &["--graph", &graph, "check", "--sources", "articles"],
        folder.path(),
    );
    assert!(error.contains("no documents whose sources"), "{error}");
}
