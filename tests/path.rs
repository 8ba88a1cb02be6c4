//! `path` and the pictures from outside: what is printed, in which formats, and how it fails.

use assert_cmd::Command;
use std::path::Path;
use std::process::Output;

fn expograph(arguments: &[&str]) -> Output {
    let graph = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/harbour.trig");
    let mut command = Command::cargo_bin("expograph").expect("the program");
    command
        .env_remove("EXPOGRAPH_GRAPH")
        .arg("--graph")
        .arg(graph)
        .args(arguments)
        .output()
        .expect("it runs")
}

/// Runs, expects success, gives stdout and stderr.
fn both(arguments: &[&str]) -> (String, String) {
    let output = expograph(arguments);
    let [out, err] =
        [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).expect("UTF-8"));
    assert_eq!(output.status.code(), Some(0), "{arguments:?}: {err}");
    (out, err)
}

fn fine(arguments: &[&str]) -> String {
    both(arguments).0
}

/// Runs, expects the exit code and nothing on stdout, gives stderr.
fn fails(code: i32, arguments: &[&str]) -> String {
    let output = expograph(arguments);
    let err = String::from_utf8(output.stderr).expect("UTF-8");
    assert_eq!(output.status.code(), Some(code), "{arguments:?}: {err}");
    assert!(output.stdout.is_empty(), "{arguments:?}");
    err
}

#[test]
fn each_step_has_its_sentence_and_source() {
    let text = fine(&["path", "quill", "Ben Okoro"]);
    let expected = "\
Ada Quill and Ben Okoro are connected by 1 path of 2 steps

1. Ada Quill - Harbour Tech Expo 2022 - Ben Okoro
   Ada Quill --spoke at--> Harbour Tech Expo 2022
       \"Ada Quill, Veldania's Minister for Harbours, gave the keynote.\"
       - harbour-2022.txt, 2022-06-08
   Harbour Tech Expo 2022 --speaker--> Ben Okoro
       \"Ben Okoro, Chief Executive of Brightkeel, spoke too.\"
       - harbour-2022.txt, 2022-06-08
";
    assert_eq!(text, expected);
    let bare = fine(&[
        "path",
        "quill",
        "Ben Okoro",
        "--sentences",
        "0",
        "--explain",
    ]);
    assert!(!bare.contains('"'), "{bare}");
    assert!(
        bare.contains("   = 3.2 bits: Harbour Tech Expo 2022 leads to 9 things (3.2)\n"),
        "{bare}"
    );
}

#[test]
fn what_is_left_out_is_told() {
    let (out, err) = both(&["path", "Brightkeel", "Korsia", "--limit", "1"]);
    assert!(
        out.contains("by 2 paths of 2 steps; this is the most telling\n"),
        "{out}"
    );
    assert_eq!(err, "--all shows more of them\n");
    let (out, err) = both(&[
        "path",
        "Brightkeel",
        "Korsia",
        "--all",
        "--max-length",
        "4",
        "--limit",
        "3",
    ]);
    assert!(
        out.contains("paths of 2 steps and more; these 3 are the most telling\n"),
        "{out}"
    );
    assert_eq!(err, "--limit 30 shows more of them\n");
    let out = fine(&["path", "Brightkeel", "Korsia", "--all"]);
    assert!(
        out.contains("by 2 paths of 2 steps; the most telling first\n"),
        "{out}"
    );
}

#[test]
fn what_is_not_connected_is_no_failure_and_says_how_far_was_looked() {
    let (out, err) = both(&["path", "Brightkeel", "Korsia", "--via", "spoke at"]);
    assert_eq!(
        out,
        "Brightkeel and Korsia are not connected: no fact leads away from Brightkeel this way\n"
    );
    assert_eq!(err, "without --via there is a path of 2 steps\n");
    let (out, err) = both(&["path", "Brightkeel", "Korsia", "--max-length", "1"]);
    assert!(
        out.starts_with("Brightkeel and Korsia are not connected: no path has 1 step or fewer ("),
        "{out}"
    );
    assert_eq!(err, "--max-length 3 looks farther\n");
    assert_eq!(
        both(&[
            "path",
            "Brightkeel",
            "Korsia",
            "--max-length",
            "1",
            "--quiet"
        ])
        .1,
        ""
    );
    let json = fine(&["path", "Brightkeel", "technology", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(json["paths"].as_array().map(Vec::len), Some(0));
    assert_eq!(json["end"], "to-exhausted");
}

#[test]
fn formats_for_programs_have_every_sentence() {
    let json = fine(&["path", "Ada Quill", "Cléo Marsh", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(json["length"], 2);
    assert_eq!(
        json["total"]["exactly"],
        json["paths"].as_array().map(Vec::len).expect("paths")
    );
    let fact = &json["paths"][0]["steps"][0]["facts"][0];
    assert_eq!(fact["label"], "spoke at");
    assert_eq!(fact["forwards"], false);
    assert_eq!(fact["sentences"][0]["document"], "harbour-2021.txt");
    let csv = fine(&["path", "Ada Quill", "Cléo Marsh", "--format", "csv"]);
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let rows: Vec<csv::StringRecord> = reader.records().map(|row| row.expect("a row")).collect();
    assert_eq!(
        (&rows[0][3], &rows[0][4], &rows[0][5]),
        ("Ada Quill", "spoke at", "Harbour Tech Expo 2021")
    );
    assert_eq!((&rows[1][0], &rows[1][2]), ("1", "2"));
    let md = fine(&["path", "Ada Quill", "Ben Okoro", "--format", "md"]);
    assert!(
        md.contains(
            "\n## 1. Ada Quill - Harbour Tech Expo 2022 - Ben Okoro\n\n- **Ada Quill --spoke at--> "
        ),
        "{md}"
    );
}

#[test]
fn mistakes_are_one_clear_line() {
    let error = fails(3, &["path", "Ada Quil", "Korsia"]);
    assert!(error.contains("did you mean \"Ada Quill\"?"), "{error}");
    let error = fails(3, &["path", "Ada Quill", "Chief Executive"]);
    assert!(error.contains("names several things"), "{error}");
    let error = fails(3, &["path", "Ada Quill", "Korsia", "--via", "exhibiter"]);
    assert!(error.contains("did you mean \"exhibitor\""), "{error}");
    let error = fails(2, &["path", "Quill", "Ada Quill"]);
    assert!(error.contains("are one thing"), "{error}");
    for wrong in ["0", "21", "x"] {
        fails(2, &["path", "Ada Quill", "Korsia", "--max-length", wrong]);
    }
    let error = fails(2, &["path", "Ada Quill", "Korsia", "--format", "ttl"]);
    assert!(error.contains("--format ttl"), "{error}");
    fails(5, &["path", "Ada Quill", "Korsia", "--timeout", "0.000001"]);
    fails(
        4,
        &["path", "Ada Quill", "Korsia", "--graph", "/nowhere.nq"],
    );
}

#[test]
fn paths_and_cards_are_pictures_too() {
    let mermaid = fine(&["path", "Ada Quill", "Ben Okoro", "--format", "mermaid"]);
    let expected = "\
flowchart LR
  %% Ada Quill - Ben Okoro
  %% Ada Quill and Ben Okoro are connected by 1 path of 2 steps
  n0[\"Ada Quill\"]
  n1[\"Harbour Tech Expo 2022\"]
  n2[\"Ben Okoro\"]
  n0 ==>|\"spoke at\"| n1
  n1 ==>|\"speaker\"| n2
  click n0 href \"https://w3id.org/expograph/id/person/ada-quill\"
";
    assert!(mermaid.starts_with(expected), "{mermaid}");
    let dot = fine(&["path", "Ada Quill", "Ben Okoro", "--format", "dot"]);
    assert!(
        dot.contains("n1 -> n2 [label=\"speaker\", tooltip=\"speaker: \\\"Ben Okoro, "),
        "{dot}"
    );
    let svg = fine(&["path", "Ada Quill", "Ben Okoro", "--format", "svg"]);
    assert!(
        svg.starts_with("<svg ") && svg.ends_with("</svg>\n"),
        "{svg}"
    );
    assert!(
        svg.contains("<a href=\"https://w3id.org/expograph/id/expo/harbour-tech-expo-2022\""),
        "{svg}"
    );
    assert_eq!(
        svg,
        fine(&["path", "Ada Quill", "Ben Okoro", "--format", "svg"])
    );
    let apart = fine(&["path", "Ada Quill", "technology", "--format", "svg"]);
    assert!(apart.contains("are not connected"), "{apart}");
}

#[test]
fn a_card_as_picture_says_what_it_leaves_out() {
    let (svg, err) = both(&[
        "show",
        "Harbour Tech Expo 2021",
        "--format",
        "svg",
        "--limit",
        "1",
    ]);
    assert!(
        svg.contains(">exhibitor (2)</text>") && svg.contains(">and 1 more</text>"),
        "{svg}"
    );
    assert!(
        err.contains("at most 1 of each relation; --limit 0 shows all\n"),
        "{err}"
    );
    let (svg, err) = both(&[
        "show",
        "Harbour Tech Expo 2021",
        "--format",
        "svg",
        "--limit",
        "0",
    ]);
    assert!(
        svg.contains(">Tidewell</text>") && !svg.contains(" more</text>"),
        "{svg}"
    );
    assert_eq!(err, "");
    let dot = fine(&["show", "Ada Quill", "--format", "dot"]);
    assert!(
        dot.contains("n0 [label=\"Ada Quill\", fillcolor=\"#dbeafe\""),
        "{dot}"
    );
    let error = fails(2, &["run", "series", "--format", "svg"]);
    assert!(
        error.contains("this format is for pictures (show, path)"),
        "{error}"
    );
}
