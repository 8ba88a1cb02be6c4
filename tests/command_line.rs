//! The program from outside: exit codes, messages, formats, streams.

use assert_cmd::Command;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Output, Stdio};

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fixtures")
        .join(name)
}

fn expograph(arguments: &[&str]) -> Output {
    let mut command = Command::cargo_bin("expograph").expect("the program");
    command
        .env_remove("EXPOGRAPH_GRAPH")
        .arg("--graph")
        .arg(fixture("harbour.trig"))
        .args(arguments)
        .output()
        .expect("it runs")
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("UTF-8")
}

fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("UTF-8")
}

/// Runs, expects the exit code, gives stdout.
fn fine(arguments: &[&str]) -> String {
    let output = expograph(arguments);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    stdout(&output)
}

/// Runs, expects the exit code and nothing on stdout, gives stderr.
fn fails(code: i32, arguments: &[&str]) -> String {
    let output = expograph(arguments);
    let (out, err) = (stdout(&output), stderr(&output));
    assert_eq!(
        output.status.code(),
        Some(code),
        "{arguments:?}: {out}{err}"
    );
    assert_eq!(out, "", "{arguments:?}");
    err
}

#[test]
fn a_saved_question_is_a_table_without_links() {
    let table = fine(&["run", "speakers-at-multiple-editions"]);
    assert!(
        table.contains("Ada Quill") && table.contains("Ben Okoro"),
        "{table}"
    );
    assert!(
        !table.contains("Marsh"),
        "two fairs are not two editions: {table}"
    );
    assert!(!table.contains("https://"), "{table}");
    assert!(
        table.lines().all(|line| line.chars().count() <= 100),
        "{table}"
    );
    assert!(!table.contains('\u{1b}'));
}

#[test]
fn facts_have_the_agreed_columns() {
    let csv = fine(&["run", "facts", "--format", "csv"]);
    let head = "document,subject,relation,object,value,bound,unit,evidence,rule\r\n";
    assert!(csv.starts_with(head), "{csv}");
    assert!(csv.contains(",figure,contract value,1500000,about,EUR,"));
}

#[test]
fn rows_in_every_format() {
    let run = |format| fine(&["run", "series", "--format", format]);
    let json: serde_json::Value = serde_json::from_str(&run("json")).expect("JSON");
    let bindings = &json["results"]["bindings"];
    assert_eq!(bindings[0]["series"]["value"], "Harbour Tech Expo");
    assert!(
        bindings[0]["series_iri"]["value"]
            .as_str()
            .is_some_and(|s| s.starts_with("https"))
    );
    assert!(run("xml").contains("<sparql"));
    assert!(run("tsv").starts_with("?series\t?editions"));
    assert!(run("md").starts_with("| series | editions | years |\n| --- |"));
    let error = fails(2, &["run", "series", "--format", "ttl"]);
    assert!(
        error.contains("--format ttl: rows are written as"),
        "{error}"
    );
}

#[test]
fn queries_of_all_four_kinds() {
    let select = fine(&["query", "SELECT ?e { ?e expo:year 2021 }"]);
    assert!(
        select.contains("Harbour Tech Expo 2021"),
        "a label for an IRI: {select}"
    );
    let ask = "ASK { ?e expo:speaker ?p }";
    assert_eq!(fine(&["query", ask]), "true\n");
    let json: serde_json::Value =
        serde_json::from_str(&fine(&["query", ask, "--format", "json"])).expect("JSON");
    assert_eq!(json["boolean"], true);
    let construct = "CONSTRUCT { ?e rdfs:label ?l } { ?e expo:year 2021 ; rdfs:label ?l }";
    let turtle = fine(&["query", construct]);
    assert!(turtle.contains("@prefix rdfs:"), "{turtle}");
    for format in ["nt", "nq", "trig", "jsonld", "rdf"] {
        let text = fine(&["query", construct, "--format", format]);
        assert!(text.contains("Harbour Tech Expo 2021"), "{format}: {text}");
    }
    let describe = "DESCRIBE <https://w3id.org/expograph/id/person/ada-quill>";
    assert!(!fine(&["query", describe, "--format", "nt"]).contains("Minister"));
    assert!(fine(&["query", describe, "--format", "nt"]).contains("\"Ada Quill\""));
    assert!(fails(2, &["query", construct, "--format", "csv"]).contains("triples are written as"));
}

#[test]
fn queries_from_files_and_stdin() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("mine.rq");
    std::fs::write(&file, "ASK {}").expect("written");
    let file = file.to_str().expect("UTF-8");
    assert_eq!(fine(&["query", "--file", file]), "true\n");
    assert_eq!(fine(&["query", file]), "true\n");
    let mut command = Command::cargo_bin("expograph").expect("the program");
    command
        .arg("--graph")
        .arg(fixture("harbour.trig"))
        .args(["query", "-"]);
    command
        .write_stdin("ASK {}")
        .assert()
        .success()
        .stdout("true\n");
    let mut command = Command::cargo_bin("expograph").expect("the program");
    command
        .arg("--graph")
        .arg(fixture("harbour.trig"))
        .arg("query");
    let output = command
        .write_stdin(b"ASK \xff".as_slice())
        .output()
        .expect("runs");
    assert_eq!(output.status.code(), Some(3));
    assert!(stderr(&output).contains("stdin: not UTF-8 at byte 4"));
    let error = fails(3, &["query", "--file", "no-such-file.rq"]);
    assert!(error.contains("no-such-file.rq"), "{error}");
}

#[test]
fn broken_sparql_shows_where() {
    let error = fails(3, &["query", "SELECT ?x {\n\t?x ?y }"]);
    assert!(
        error.contains("query:2:8: not valid SPARQL: unexpected }"),
        "{error}"
    );
    assert!(error.contains("2 | \t?x ?y }\n  | \t      ^"), "{error}");
    fails(3, &["query", "DROP ALL"]);
    fails(3, &["query", ""]);
    let deep = format!("ASK {{ FILTER({}1{}) }}", "(".repeat(500), ")".repeat(500));
    let code = expograph(&["query", &deep, "--timeout", "20"])
        .status
        .code();
    assert!(matches!(code, Some(0 | 3 | 5)), "{code:?}");
    let error = fails(
        3,
        &[
            "query",
            "SELECT * { SERVICE <http://localhost:1/> { ?s ?p ?o } }",
        ],
    );
    assert!(error.contains("service"), "{error}");
}

#[test]
fn a_time_limit_is_exit_code_5() {
    let slow = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }";
    let error = fails(5, &["query", slow, "--timeout", "0.2"]);
    assert!(error.contains("time limit of 0.2 s"), "{error}");
    for odd in ["0", "-1", "soon", "nan", "inf"] {
        fails(2, &["query", "ASK {}", &format!("--timeout={odd}")]);
    }
}

#[test]
fn mistakes_in_questions_suggest_the_right_thing() {
    let error = fails(3, &["run", "speaker-at-multiple-edition"]);
    assert!(
        error.contains("did you mean \"speakers-at-multiple-editions\""),
        "{error}"
    );
    let error = fails(3, &["run", "speakers-of-edition"]);
    assert!(
        error.contains("needs edition") && error.contains("-p edition=VALUE"),
        "{error}"
    );
    let error = fails(3, &["run", "speakers-of-edition", "-p", "editon=x"]);
    assert!(error.contains("did you mean \"edition\""), "{error}");
    let error = fails(
        3,
        &[
            "run",
            "speakers-of-edition",
            "-p",
            "edition=Harbor Tech Expo 2021",
        ],
    );
    assert!(
        error.contains("did you mean \"Harbour Tech Expo 2021\""),
        "{error}"
    );
    let error = fails(
        3,
        &["run", "speakers-at-multiple-editions", "-p", "least=two"],
    );
    assert!(
        error.contains("least=two: expected a whole number"),
        "{error}"
    );
    fails(2, &["run", "speakers-of-edition", "-p", "edition"]);
    fails(2, &["run"]);
    fails(2, &["nonsense"]);
    fails(2, &["run", "facts", "--format", "yaml"]);
}

#[test]
fn hostile_values_find_nothing_and_break_nothing() {
    for value in [
        "} DROP ALL #",
        "\"",
        "\\",
        "'''",
        "{?x}",
        "http://x/> } DROP ALL #",
        "\u{1b}[2J",
    ] {
        let output = expograph(&[
            "run",
            "figures-over-editions",
            "-p",
            "series=Harbour Tech Expo",
            "-p",
            &format!("metric={value}"),
            "--format",
            "csv",
        ]);
        assert_eq!(
            output.status.code(),
            Some(0),
            "{value}: {}",
            stderr(&output)
        );
        assert_eq!(stdout(&output).lines().count(), 1, "{value}");
        let error = fails(3, &["show", value]);
        assert!(
            error.contains("nothing in the graph is named"),
            "{value}: {error}"
        );
    }
}

#[test]
fn a_card_shows_sentences_with_their_documents() {
    let card = fine(&["show", "quill"]);
    assert!(card.starts_with("Ada Quill\nPerson\nhttps://"), "{card}");
    assert!(
        card.contains("\"Ada Quill, Mayor of Portwick, opened it via video link.\""),
        "{card}"
    );
    assert!(card.contains("- harbour-2021.txt, 2021-06-02"), "{card}");
    assert!(
        card.contains("Harbour Tech Expo 2021 (Mayor of Portwick, via video link)"),
        "{card}"
    );
    let json: serde_json::Value =
        serde_json::from_str(&fine(&["show", "Ada Quill", "--format", "json"])).expect("JSON");
    assert_eq!(json["label"], "Ada Quill");
    assert_eq!(
        json["groups"][0]["statements"][0]["document"],
        "harbour-2021.txt"
    );
    assert!(fine(&["show", "Ada Quill", "--format", "md"]).starts_with("# Ada Quill\n"));
    assert!(fine(&["show", "harbour-2023.txt"]).contains("Tidal power is its topic."));
    let error = fails(3, &["show", "Chief Executive"]);
    assert!(error.contains("names several things"), "{error}");
    let error = fails(3, &["show", "https://example.org/nothing"]);
    assert!(error.contains("nothing in the graph is named"), "{error}");
    fails(2, &["show", "Ada Quill", "--format", "ttl"]);
}

#[test]
fn graphs_that_are_not_there_or_broken() {
    let mut command = Command::cargo_bin("expograph").expect("the program");
    let output = command
        .args(["run", "series", "--graph", "no/such/graph.nq"])
        .output()
        .expect("runs");
    assert_eq!(output.status.code(), Some(4));
    assert!(stderr(&output).contains("no/such/graph.nq"));
    assert!(
        stderr(&output).contains("expograph build"),
        "{}",
        stderr(&output)
    );
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("broken.nq");
    std::fs::write(&file, "<a> <b>\n").expect("written");
    let mut command = Command::cargo_bin("expograph").expect("the program");
    let output = command
        .env("EXPOGRAPH_GRAPH", &file)
        .args(["run", "series"])
        .output()
        .expect("runs");
    assert_eq!(output.status.code(), Some(4), "{}", stderr(&output));
    assert!(stderr(&output).contains("broken.nq"));
}

#[test]
fn questions_are_listed_and_described() {
    let list = fine(&["questions", "--format", "csv"]);
    assert!(list.contains("facts,"), "{list}");
    let tagged = fine(&["questions", "--tag", "exhibitors", "--format", "csv"]);
    assert!(tagged.contains("new-exhibitors") && !tagged.contains("person-history"));
    let one = fine(&["questions", "new-exhibitors"]);
    for part in [
        "Parameters",
        "earlier - a name or IRI of class Expo, required",
        "In words:",
        "expograph run new-exhibitors -p earlier=... -p later=...",
    ] {
        assert!(one.contains(part), "{part}: {one}");
    }
    let text = fine(&["questions", "new-exhibitors", "--sparql"]);
    assert!(text.starts_with("#+ summary:") && text.contains("FILTER NOT EXISTS"));
    fails(3, &["questions", "nonsense"]);
}

#[test]
fn own_questions_are_added_and_broken_ones_named() {
    let folder = tempfile::tempdir().expect("a folder");
    let queries = folder.path().join("queries");
    std::fs::create_dir(&queries).expect("made");
    let write = |name: &str, text: &str| std::fs::write(queries.join(name), text).expect("written");
    write("mine.rq", "#+ summary: Mine\nSELECT (1 AS ?one) {}");
    write("bad.rq", "#+ sumary: Bad\nSELECT * {}");
    write("worse.rq", "#+ summary: Worse\nSELECT * {");
    let data = folder.path().to_str().expect("UTF-8");
    assert!(fine(&["run", "mine", "--data", data]).contains("one"));
    let error = fails(3, &["run", "bad", "--data", data]);
    assert!(
        error.contains("bad.rq:1: unknown key \"sumary\"; did you mean \"summary\""),
        "{error}"
    );
    let error = fails(3, &["run", "worse", "--data", data]);
    assert!(error.contains("worse.rq:2:"), "{error}");
    let output = expograph(&["questions", "--data", data]);
    assert_eq!(output.status.code(), Some(3));
    assert!(stdout(&output).contains("mine"), "the good ones stay");
    assert!(stderr(&output).contains("warning: "));
    fails(3, &["run", "mine", "--data", "no/such/folder"]);
}

#[test]
fn a_closed_pipe_is_quiet() {
    let mut child = std::process::Command::new(assert_cmd::cargo::cargo_bin("expograph"))
        .arg("--graph")
        .arg(fixture("harbour.trig"))
        .args([
            "query",
            "SELECT * { ?a ?b ?c . ?d ?e ?f } LIMIT 60000",
            "--format",
            "csv",
        ])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it starts");
    let mut out = child.stdout.take().expect("stdout");
    let mut first = [0; 10];
    out.read_exact(&mut first).expect("some output");
    drop(out);
    let output = child.wait_with_output().expect("it ends");
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert_eq!(stderr(&output), "");
}

#[test]
fn results_and_talk_are_apart() {
    let output = expograph(&["run", "series"]);
    assert_eq!(stderr(&output), "2 rows\n");
    let output = expograph(&["run", "series", "--quiet"]);
    assert_eq!(stderr(&output), "");
    assert!(stdout(&output).contains("Orchard Fair"));
}

#[test]
fn help_version_and_completions() {
    assert!(fine(&["--help"]).contains("Exit codes"));
    assert!(fine(&["--version"]).starts_with("expograph "));
    assert!(fine(&["run", "--help"]).contains("Examples:"));
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        assert!(fine(&["completions", shell]).contains("expograph"));
    }
    fails(2, &["completions", "tcsh"]);
}

#[test]
fn scores_facts_against_gold() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = |name: &str| folder.path().join(name).to_str().expect("UTF-8").to_owned();
    let facts = fine(&["run", "facts", "--format", "csv"]);
    std::fs::write(path("facts.csv"), facts).expect("written");
    let gold = "subject\trelation\tobject\tvalue\tbound\tunit\tstatus\n\
        Harbour Tech Expo 2021|HTE 2021\tspeaker\tAda Quill\t\t\t\tmust\n\
        HTE 2021|Harbour Tech Expo 2021\tspeaker\tNobody\t\t\t\tmust\n\
        Harbour Tech Expo 2021\tfigure\texhibitors\t300\tmin\t\tmust\n";
    std::fs::create_dir(path("gold")).expect("made");
    std::fs::write(path("gold/harbour-2021.tsv"), gold).expect("written");
    let eval = |more: &[&str]| {
        let (facts, gold) = (path("facts.csv"), path("gold"));
        let mut arguments = vec!["eval", "--facts", &facts, "--gold", &gold];
        arguments.extend(more);
        expograph(&arguments)
    };
    let text = stdout(&eval(&["-v"]));
    assert!(
        text.contains("miss  harbour-2021: HTE 2021 · speaker · Nobody\n"),
        "{text}"
    );
    assert!(
        text.contains(
            "wrong harbour-2021: Harbour Tech Expo 2021 · year · 2021\n        \"The first"
        ),
        "{text}"
    );
    assert!(
        text.contains("speaker                    2      1      1   0.500   0.500   0.500"),
        "{text}"
    );
    assert!(
        text.contains("1 documents; figures with the right bound: 1 of 1"),
        "{text}"
    );
    std::fs::write(path("floors.toml"), "f1 = 0.9\n[relations]\nfigure = 1.0\n").expect("written");
    let output = eval(&["--floors", &path("floors.toml")]);
    assert_eq!(output.status.code(), Some(1));
    assert!(
        stderr(&output).contains("warning: F1 is 0."),
        "{}",
        stderr(&output)
    );
    assert!(!stderr(&output).contains("figure"));
    std::fs::write(path("floors.toml"), "recal = 0.9\n").expect("written");
    let output = eval(&["--floors", &path("floors.toml")]);
    assert_eq!(output.status.code(), Some(3));
    assert!(
        stderr(&output).contains("floors.toml:1: "),
        "{}",
        stderr(&output)
    );
    std::fs::write(
        path("gold/harbour-2021.tsv"),
        gold.replace("must", "perhaps"),
    )
    .expect("written");
    let output = eval(&[]);
    assert_eq!(output.status.code(), Some(3));
    assert!(
        stderr(&output).contains("harbour-2021.tsv:2: unknown status"),
        "{}",
        stderr(&output)
    );
}

/// A document with facts of several kinds, in words of our own.
const REPORT: &str = "CHONGQING, Aug. 23, 2021\n\nThe Smart China Expo 2021 opened in Chongqing on Monday. \
    Josephine Teo, Singapore's Minister for Communications and Information, spoke at the opening ceremony. \
    More than 600 exhibitors took part in the expo.\n";

struct Place {
    folder: tempfile::TempDir,
}

impl Place {
    fn new() -> Place {
        let folder = tempfile::tempdir().expect("a folder");
        Place { folder }
    }

    fn write(&self, name: &str, text: impl AsRef<[u8]>) {
        let path = self.folder.path().join(name);
        std::fs::create_dir_all(path.parent().expect("a parent")).expect("made");
        std::fs::write(path, text).expect("written");
    }

    fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.folder.path().join(name)).expect("readable")
    }

    fn run(&self, arguments: &[&str]) -> Output {
        let mut command = Command::cargo_bin("expograph").expect("the program");
        command
            .env_remove("EXPOGRAPH_GRAPH")
            .current_dir(self.folder.path());
        command.args(arguments).output().expect("it runs")
    }

    fn expect(&self, code: i32, arguments: &[&str]) -> (String, String) {
        let output = self.run(arguments);
        let (out, err) = (stdout(&output), stderr(&output));
        assert_eq!(
            output.status.code(),
            Some(code),
            "{arguments:?}: {out}{err}"
        );
        (out, err)
    }
}

#[test]
fn documents_become_a_graph_that_answers() {
    let place = Place::new();
    place.write("news/a.txt", REPORT);
    place.write(
        "news/b.txt",
        REPORT.replace("2021", "2020").replace("600", "500"),
    );
    let (_, said) = place.expect(0, &["build", "news"]);
    assert!(
        said.contains("2 added") && said.contains("expo.nq written"),
        "{said}"
    );
    let (_, said) = place.expect(0, &["build", "news"]);
    assert!(
        said.contains("2 unchanged") && said.contains("as it was"),
        "{said}"
    );
    let (rows, _) = place.expect(0, &["run", "documents", "--format", "csv"]);
    assert!(rows.contains("a.txt") && rows.contains("b.txt"), "{rows}");
    let (facts, _) = place.expect(
        0,
        &["run", "facts", "-p", "document=a.txt", "--format", "csv"],
    );
    assert!(
        facts.contains("a.txt") && !facts.contains("b.txt"),
        "{facts}"
    );
    // A document that vanished stays until it is pruned; one left out never takes others along.
    std::fs::remove_file(place.folder.path().join("news/b.txt")).expect("removed");
    let (_, said) = place.expect(0, &["build", "news", "--prune"]);
    assert!(said.contains("1 dropped"), "{said}");
    place.write("news/bad.txt", b"\xff\xfe");
    place.write("news/c.txt", REPORT.replace("2021", "2019"));
    let (_, said) = place.expect(3, &["build", "news", "--prune"]);
    assert!(
        said.contains("warning: ") && said.contains("bad.txt"),
        "{said}"
    );
    assert!(
        said.contains("1 added") && said.contains("1 left out"),
        "{said}"
    );
    assert!(said.contains("nothing was dropped"), "{said}");
}

#[test]
fn the_graph_survives_what_goes_wrong() {
    let place = Place::new();
    place.write("a.txt", REPORT);
    place.expect(0, &["build", "a.txt"]);
    let before = place.read("expo.nq");
    place.expect(3, &["build", "no-such-folder"]);
    place.expect(2, &["build"]);
    place.expect(2, &["build", "a.txt", "--base", "no iri"]);
    place.expect(
        4,
        &["build", "a.txt", "--base", "https://example.org/other/"],
    );
    place.expect(
        4,
        &["build", "a.txt", "--graph", "http://localhost:1/sparql"],
    );
    place.write("broken.ttl", "<a> <b> .");
    let (_, said) = place.expect(3, &["load", "broken.ttl"]);
    assert!(said.contains("broken.ttl:1:"), "{said}");
    place.expect(3, &["load", "no-such.ttl"]);
    assert_eq!(place.read("expo.nq"), before);
    std::fs::create_dir(place.folder.path().join("empty")).expect("made");
    let (_, said) = place.expect(3, &["build", "empty"]);
    assert!(said.contains("no documents in empty"), "{said}");
    place.write("empty.txt", "");
    place.expect(3, &["build", "empty.txt"]);
    place.write("german.txt", "Die Messe wurde am Montag in der Stadt von dem Minister eröffnet, und die Besucher sind mit den Ausstellern sehr zufrieden gewesen.");
    let (_, said) = place.expect(3, &["build", "german.txt"]);
    assert!(said.contains("not in English"), "{said}");
}

#[test]
fn convert_streams_and_export_gives_back() {
    let place = Place::new();
    place.write("a.txt", REPORT);
    let (quads, _) = place.expect(0, &["convert", "a.txt"]);
    assert!(quads.lines().all(|line| line.ends_with(" .")), "{quads}");
    let (one, _) = place.expect(0, &["convert", "a.txt", "--threads", "1"]);
    assert_eq!(one, quads);
    let (turtle, _) = place.expect(0, &["convert", "a.txt", "--format", "ttl"]);
    assert!(turtle.starts_with("@"), "{turtle}");
    place.expect(2, &["convert", "a.txt", "--format", "csv"]);
    let mut command = Command::cargo_bin("expograph").expect("the program");
    let output = command
        .args(["convert", "-"])
        .write_stdin(REPORT)
        .output()
        .expect("runs");
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert_eq!(stdout(&output).lines().count(), quads.lines().count());
    place.expect(0, &["build", "a.txt"]);
    for format in ["ttl", "nt", "nq", "trig", "jsonld", "rdf"] {
        let (text, _) = place.expect(0, &["export", "--format", format]);
        place.write(&format!("copy.{format}"), text);
        let copy = format!("copy.{format}");
        let (rows, _) = place.expect(
            0,
            &[
                "query",
                "SELECT ?e { ?e a expo:Expo }",
                "--graph",
                &copy,
                "--format",
                "csv",
            ],
        );
        let (same, _) = place.expect(
            0,
            &["query", "SELECT ?e { ?e a expo:Expo }", "--format", "csv"],
        );
        assert_eq!(rows, same, "{format}");
    }
    let (document, _) = place.expect(0, &["export", "--document", "a.txt", "--format", "nq"]);
    assert!(
        document.lines().all(|line| line.contains("id/document/a")),
        "{document}"
    );
    place.expect(3, &["export", "Nobody At All"]);
    place.expect(3, &["export", "--document", "b.txt"]);
    place.expect(0, &["load", "copy.ttl", "--graph", "other.nq"]);
    place.expect(0, &["load", "copy.nt", "copy.trig", "--graph", "other.nq"]);
}

#[test]
fn the_demo_needs_nothing() {
    let place = Place::new();
    let (text, said) = place.expect(0, &["demo"]);
    assert_eq!(said, "");
    let all: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(all.contains("Josephine Teo"), "{text}");
    assert!(all.contains("2020, 2021"), "{text}");
    assert!(all.contains("Next: expograph build"), "{text}");
    assert!(
        std::fs::read_dir(place.folder.path())
            .expect("readable")
            .next()
            .is_none()
    );
}

#[test]
fn eval_reads_documents() {
    let place = Place::new();
    place.write("texts/a.txt", REPORT);
    let gold = "subject\trelation\tobject\tvalue\tbound\tunit\tstatus\nSmart China Expo 2021\tyear\t2021\t\t\t\tmust\n";
    place.write("gold/a.tsv", gold);
    let (text, _) = place.expect(0, &["eval", "texts", "--gold", "gold"]);
    assert!(
        text.contains("year                       1      1      0   1.000"),
        "{text}"
    );
    place.expect(3, &["eval", "texts"]);
    place.expect(2, &["eval"]);
}

#[test]
fn a_full_disk_is_an_error() {
    if !Path::new("/dev/full").exists() {
        return;
    }
    let full = std::fs::OpenOptions::new()
        .write(true)
        .open("/dev/full")
        .expect("opened");
    let output = std::process::Command::new(assert_cmd::cargo::cargo_bin("expograph"))
        .arg("--graph")
        .arg(fixture("harbour.trig"))
        .args(["run", "facts"])
        .stdout(full)
        .stderr(Stdio::piped())
        .output()
        .expect("it runs");
    assert_eq!(output.status.code(), Some(4));
    assert!(
        stderr(&output).contains("could not be written"),
        "{}",
        stderr(&output)
    );
}
