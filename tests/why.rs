//! `why` and `eval` from outside: what was read and why, what stopped a fact, what a change gained
//! and lost.

use assert_cmd::Command;
use std::path::Path;
use std::process::Output;

const REPORT: &str = "HARBOUR BOAT EXPO OPENS IN PORTO\n\n\
    PORTO, May 12, 2021 --\n\n\
    The 2021 Harbour Boat Expo opened in Porto on Monday. Ana Costa, Portugal's minister of the \
    sea, addressed the opening ceremony. More than 800 exhibitors came, the organiser said. \
    At its last edition in 2019 the fair had counted 610 exhibitors.\n\n\
    Rui Pinto of Quay Events stood by the gate. Bolt Marine welded a hull.\n";

const GOLD: &str = "subject\trelation\tobject\tvalue\tbound\tunit\tstatus\n\
    Harbour Boat Expo 2021\tspeaker\tAna Costa\t\t\t\tmust\n\
    Harbour Boat Expo 2021\tspeaker\tRui Pinto\t\t\t\tmust\n\
    Harbour Boat Expo 2021\tfigure\texhibitors\t800\texact\t\tmust\n\
    Harbour Boat Expo 2021\theldIn\tPorto\t\t\t\tmay\n";

/// A folder with a report and its gold.
struct Place(tempfile::TempDir);

impl Place {
    fn new() -> Place {
        let place = Place(tempfile::tempdir().expect("a folder"));
        place.write("texts/report.txt", REPORT);
        place.write("gold/report.tsv", GOLD);
        place
    }

    fn path(&self, name: &str) -> std::path::PathBuf {
        self.0.path().join(name)
    }

    fn write(&self, name: &str, text: &str) {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        std::fs::write(path, text).expect("written");
    }

    fn run(&self, arguments: &[&str]) -> Output {
        let mut command = Command::cargo_bin("expograph").expect("the program");
        command.current_dir(self.0.path()).args(arguments);
        command
            .env_remove("EXPOGRAPH_GRAPH")
            .output()
            .expect("it runs")
    }

    /// Runs, expects the exit code, gives what was written to it.
    fn expect(&self, code: i32, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
        let (out, err) = (text(output.stdout), text(output.stderr));
        let exit = output.status.code();
        assert_eq!(exit, Some(code), "{arguments:?}: {out}{err}");
        if code == 0 { out } else { err }
    }

    /// What stopped a fact: the cause's name and the whole answer.
    fn not(&self, fact: &str) -> (String, serde_json::Value) {
        let arguments = ["why", "texts/report.txt", "--format", "json", "--not", fact];
        let text = self.expect(0, &arguments);
        let json: serde_json::Value = serde_json::from_str(&text).expect("JSON");
        let answer = json["not"][0].clone();
        let cause = answer["cause"].as_str().expect("a cause").to_owned();
        (cause, answer)
    }
}

#[test]
fn a_document_is_shown_as_it_was_read() {
    let place = Place::new();
    let text = place.expect(0, &["why", "texts/report.txt"]);
    let flat: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        flat.starts_with("report.txt, 2021-05-12: about Harbour Boat Expo 2021"),
        "{text}"
    );
    for part in [
        "headline: HARBOUR",
        "[Ana Costa/person]",
        "[minister of the sea/office]",
        "[Monday/date = 2021-05-10 or 2021-05-17]",
        "[More than 800/figure]",
        "* speaker \u{b7} Ana Costa",
        "[speaker.address]",
        "* figure \u{b7} exhibitors 800 (min, reported) [figure.counted]",
        "about Harbour Boat Expo 2019",
    ] {
        assert!(flat.contains(part), "{part} is not in:\n{text}");
    }
    assert!(!text.contains('\u{1b}'), "no colour but on a terminal");
    let with_rules = place.expect(0, &["why", "texts/report.txt", "--rules"]);
    assert!(
        with_rules.contains("X addresses the ceremony"),
        "{with_rules}"
    );
}

#[test]
fn the_marks_are_json_with_offsets() {
    let place = Place::new();
    let text = place.expect(0, &["why", "texts/report.txt", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    assert_eq!(json["edition"], "Harbour Boat Expo 2021");
    let sentences = json["sentences"].as_array().expect("sentences");
    let mut speakers = 0;
    for sentence in sentences {
        for mention in sentence["mentions"].as_array().expect("mentions") {
            let at = |name: &str| mention[name].as_u64().expect("an offset") as usize;
            assert_eq!(mention["text"], REPORT[at("begin")..at("end")]);
        }
        let facts = sentence["facts"].as_array().expect("facts");
        speakers += facts.iter().filter(|f| f["relation"] == "speaker").count();
    }
    assert_eq!(speakers, 1, "{text}");
    let error = place.expect(2, &["why", "texts/report.txt", "--format", "csv"]);
    assert!(error.contains("--format csv: what was read"), "{error}");
}

#[test]
fn an_expected_fact_is_followed_to_where_it_stopped() {
    let place = Place::new();
    for (fact, cause, because) in [
        ("speaker Ana Costa", "found", "speaker.address"),
        ("speaker Jane Roe", "no-words", "do not stand in the text"),
        ("speaker Ana Kosta", "near-spelling", "\"Ana Costa\""),
        ("speaker Rui Pinto", "no-trigger", "no word in sentence"),
        (
            "speaker Bolt Marine",
            "other-kind",
            "where a person is wanted",
        ),
        (
            "figure exhibitors 900",
            "no-words",
            "no number of this value",
        ),
        (
            "Harbour Boat Expo 2019 \u{b7} speaker \u{b7} Ana Costa",
            "other-subject",
            "read of Harbour Boat Expo 2021",
        ),
        (
            "Harbour Boat Expo 2018 \u{b7} figure \u{b7} exhibitors 610",
            "unknown-subject",
            "read of Harbour Boat Expo 2019",
        ),
        ("heldIn Lisbon", "other-object", "read as Porto"),
        ("attendee Ana Costa", "other-relation", "read as speaker"),
        (
            "Rui Pinto \u{b7} post \u{b7} gate",
            "not-recognized",
            "an office",
        ),
    ] {
        let (found, answer) = place.not(fact);
        assert_eq!(found, cause, "{fact}: {answer:#}");
        let text = answer["because"].as_str().unwrap_or_default();
        assert!(text.contains(because), "{fact}: {text}");
        let remedy = answer["remedy"].as_str().unwrap_or_default();
        assert_eq!(remedy.is_empty(), cause == "found", "{fact}: {remedy}");
    }
    let line = "miss  report: Harbour Boat Expo 2021 \u{b7} speaker \u{b7} Rui Pinto";
    let text = place.expect(0, &["why", "texts/report.txt", "--not", line]);
    let flat: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(flat.contains(">Rui Pinto< of Quay Events"), "{text}");
    assert!(flat.contains("Rui Pinto: person"), "{text}");
    assert!(
        flat.contains("remedy: teach the verb with --data DIR"),
        "{text}"
    );
}

#[test]
fn a_text_without_a_fair_says_so() {
    let place = Place::new();
    let rain = "It rained on the hills all day and on the town all night, and nobody went out.\n";
    place.write("rain.txt", rain);
    let text = place.expect(0, &["why", "rain.txt"]);
    assert!(text.contains("no fair was recognized"), "{text}");
    let text = place.expect(0, &["why", "rain.txt", "--not", "topic rain"]);
    assert!(text.contains("cause: no fair was recognized"), "{text}");
}

#[test]
fn what_cannot_be_explained_is_an_error_with_a_remedy() {
    let place = Place::new();
    let line = |id: &str| {
        let text = REPORT.replace('\n', "\\n");
        format!("{{\"id\":\"{id}\",\"text\":\"{text}\"}}\n")
    };
    place.write("two.jsonl", &(line("a") + &line("b")));
    place.write("empty.txt", " \n");
    let german = "Der Minister hat die Messe am Montag mit einer Rede vor den Gästen eröffnet, \
        und die Besucher sind aus allen Teilen des Landes gekommen.\n";
    place.write("deutsch.txt", german);
    for (code, arguments, message) in [
        (
            2,
            vec!["texts/report.txt", "--not", "speeker Ana"],
            "did you mean \"speaker\"?",
        ),
        (
            2,
            vec!["texts/report.txt", "--not", "qqq Ana"],
            "relations are editionOf",
        ),
        (
            2,
            vec!["texts/report.txt", "--not", "speaker"],
            "no object behind \"speaker\"",
        ),
        (
            3,
            vec!["texts/reprot.txt"],
            "no such file; did you mean \"report.txt\"?",
        ),
        (
            2,
            vec!["texts"],
            "a folder; name one of its documents, such as texts",
        ),
        (
            2,
            vec!["two.jsonl"],
            "several documents; name one: two.jsonl#a, two.jsonl#b",
        ),
        (
            3,
            vec!["two.jsonl#c"],
            "no document \"c\"; it holds two.jsonl#a",
        ),
        (3, vec!["empty.txt"], "no text in it"),
        (3, vec!["deutsch.txt"], "not in English"),
    ] {
        let mut all = vec!["why"];
        all.extend(arguments);
        let error = place.expect(code, &all);
        assert!(error.contains(message), "{all:?}: {error}");
    }
    let text = place.expect(0, &["why", "two.jsonl#b", "--not", "speaker Ana Costa"]);
    assert!(text.contains("cause: it was found"), "{text}");
}

#[test]
fn pages_and_standard_input_are_read_too() {
    let place = Place::new();
    let page = "<html><head><title>Boats</title></head><body><article><h1>Boats in Porto</h1>\
        <p>The 2021 Harbour Boat Expo opened in Porto on Monday with a speech of the mayor.</p>\
        <p>Ana Costa, the minister of the sea, addressed the opening ceremony.</p>\
        </article></body></html>";
    place.write("page.html", page);
    let text = place.expect(0, &["why", "page.html", "--not", "speaker Ana Costa"]);
    assert!(text.contains("cause: it was found"), "{text}");
    let mut command = Command::cargo_bin("expograph").expect("the program");
    let output = command.args(["why", "-"]).write_stdin(REPORT).output();
    let output = output.expect("it runs");
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    assert!(text.contains("speaker \u{b7} Ana Costa"), "{text}");
}

#[test]
fn eval_explains_misses_and_counts_quotations() {
    let place = Place::new();
    let text = place.expect(0, &["eval", "texts", "--gold", "gold", "-v"]);
    for part in [
        "miss  report: Harbour Boat Expo 2021 \u{b7} speaker \u{b7} Rui Pinto\n",
        ">Rui Pinto< of Quay Events stood by the gate.",
        "        cause: no word in sentence",
        "bound report: Harbour Boat Expo 2021 \u{b7} figure \u{b7} exhibitors 800: read as min, is exact",
        "wrong report: ",
        "figures with the right bound: 0 of 1\n",
        "facts whose quotation lacks their object: 0 of ",
    ] {
        assert!(text.contains(part), "{part:?} is not in:\n{text}");
    }
    let rows: Vec<&str> = text
        .lines()
        .filter(|line| line.starts_with("report "))
        .collect();
    assert_eq!(rows.len(), 1, "one row for the document: {text}");
    assert!(rows[0].ends_with("0 of 1"), "{text}");
    let json = place.expect(
        0,
        &["eval", "texts", "--gold", "gold", "-v", "--format", "json"],
    );
    let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(json["documents"]["report"]["must"], 3);
    assert_eq!(json["quotations"]["lacking"], serde_json::json!([]));
    let notes = json["notes"].as_array().expect("notes");
    let miss = notes
        .iter()
        .find(|note| note["kind"] == "miss")
        .expect("a miss");
    assert_eq!(miss["cause"], "no-trigger");
}

#[test]
fn eval_tells_what_a_change_gained_and_lost() {
    let place = Place::new();
    let eval = ["eval", "texts", "--gold", "gold"];
    let with = |more: &[&'static str]| -> Vec<&'static str> { [&eval[..], more].concat() };
    place.expect(0, &with(&["--save", "before.csv"]));
    place.expect(0, &with(&["--save", "again.csv"]));
    let read = |name: &str| std::fs::read_to_string(place.path(name)).expect("readable");
    assert_eq!(read("before.csv"), read("again.csv"));
    assert!(read("before.csv").starts_with("verdict,document,subject,relation,object"));
    let text = place.expect(0, &with(&["--against", "before.csv"]));
    assert!(
        text.starts_with("gained right 0, lost right 0, gained wrong 0,"),
        "{text}"
    );
    let rule = "[[frame]]\nid = \"mine.stand\"\nabout = \"X stands by the gate\"\n\
        relation = \"speaker\"\nverbs = [\"stand\"]\nslot = \"subject\"\nfillers = [\"person\"]\n";
    place.write("mine/rules/mine.toml", rule);
    let text = place.expect(0, &with(&["--data", "mine", "--against", "before.csv"]));
    for part in [
        "gained right report: Harbour Boat Expo 2021 \u{b7} speaker \u{b7} Rui Pinto\n",
        "        \"Rui Pinto of Quay Events stood by the gate.\" [mine.stand]\n",
        "gained right 1, lost right 0, gained wrong 0, lost wrong 0,",
        "speaker                    +1     +0  +0.000  +0.500",
    ] {
        assert!(text.contains(part), "{part:?} is not in:\n{text}");
    }
    let error = place.expect(3, &with(&["--against", "gold/report.tsv"]));
    assert!(
        error.contains("report.tsv:2: missing field") && error.contains("`eval --save`"),
        "{error}"
    );
    assert!(Path::new(&place.path("before.csv")).exists());
    let error = place.expect(3, &with(&["--save", "no/such/run.csv"]));
    assert!(
        error.contains("no/such/run.csv: the run could not be written"),
        "{error}"
    );
}
