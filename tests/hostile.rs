//! What goes wrong around the program: documents that are none, folders in circles, no room, two
//! builds at once, broken data. Each has a clear message, the right exit code, and the graph stays
//! as it was. What goes wrong in questions is in `command_line.rs`.

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

/// A report in words of our own.
const REPORT: &str = "CHONGQING, Aug. 23, 2021\n\nThe Smart China Expo 2021 opened in Chongqing on Monday. \
    Josephine Teo, Singapore's Minister for Communications and Information, spoke at the opening ceremony. \
    More than 600 exhibitors took part in the expo.\n";

struct Place {
    folder: tempfile::TempDir,
}

struct Said {
    code: Option<i32>,
    out: String,
    err: String,
}

impl Place {
    fn new() -> Place {
        Place {
            folder: tempfile::tempdir().expect("a folder"),
        }
    }

    /// With a graph of one report.
    fn with_graph() -> Place {
        let place = Place::new();
        place.write("good.txt", REPORT);
        place.expect(0, &["build", "good.txt"]);
        place
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn write(&self, name: &str, text: impl AsRef<[u8]>) {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().expect("a parent")).expect("made");
        std::fs::write(path, text).expect("written");
    }

    fn graph(&self) -> Vec<u8> {
        std::fs::read(self.path("expo.nq")).expect("a graph")
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(assert_cmd::cargo::cargo_bin("expograph"));
        command
            .env_remove("EXPOGRAPH_GRAPH")
            .current_dir(self.folder.path())
            .args(arguments)
            .stdin(Stdio::null());
        command
    }

    fn run(&self, arguments: &[&str]) -> Said {
        said(self.command(arguments).output().expect("it runs"))
    }

    /// Runs and expects the exit code; gives stderr and stdout.
    fn expect(&self, code: i32, arguments: &[&str]) -> Said {
        let said = self.run(arguments);
        assert_eq!(
            said.code,
            Some(code),
            "{arguments:?}: {}{}",
            said.out,
            said.err
        );
        said
    }

    /// Builds a bad document into a good graph: exit code 3, all the words in the message, and
    /// the graph is as it was.
    fn refuses(&self, name: &str, text: impl AsRef<[u8]>, words: &[&str]) {
        self.write(name, text);
        let before = self.graph();
        let said = self.expect(3, &["build", name]);
        assert!(said.err.starts_with("warning: "), "{}", said.err);
        for word in [&[name], words].concat() {
            assert!(
                said.err.contains(word),
                "{name}: no {word:?} in {}",
                said.err
            );
        }
        assert_eq!(self.graph(), before, "{name} changed the graph");
    }
}

fn said(output: Output) -> Said {
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    Said {
        code: output.status.code(),
        out: text(output.stdout),
        err: text(output.stderr),
    }
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = std::fs::read_dir(folder)
        .expect("readable")
        .map(|entry| entry.expect("an entry").file_name())
        .map(|name| name.to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

#[test]
fn documents_that_are_none() {
    let place = Place::with_graph();
    place.refuses(
        "latin.txt",
        b"The caf\xe9 at the fair was open.",
        &["not UTF-8 at byte 7", "save the file as UTF-8"],
    );
    place.refuses("empty.txt", "", &["no text in it"]);
    place.refuses("blank.txt", " \n\t\n", &["no text in it"]);
    place.refuses(
        "program.txt",
        b"\x7fELF\x02\x01\x01\0\0\0",
        &["binary data at byte"],
    );
    place.refuses(
        "program.html",
        b"\x7fELF\x02\x01\x01\0\0\0",
        &["binary data at byte"],
    );
    place.refuses("utf16.txt", b"\xff\xfeT\0h\0e\0", &["UTF-8"]);
    place.refuses(
        "french.txt",
        "Le salon a ouvert ses portes lundi dans la ville, et les visiteurs sont venus nombreux pour \
         voir les produits que les entreprises ont apport\u{e9}s avec elles.",
        &["not in English"],
    );
    place.refuses("paper.pdf", "%PDF-1.4", &["unknown ending", ".txt"]);
    let before = place.graph();
    let said = place.expect(3, &["build", "no-such.txt"]);
    assert!(
        said.err.contains("no-such.txt: No such file"),
        "{}",
        said.err
    );
    assert!(said.err.contains("1 left out"), "{}", said.err);
    assert_eq!(place.graph(), before);
}

#[test]
fn lines_of_json_that_are_no_documents() {
    let place = Place::with_graph();
    let good = serde_json::json!({ "id": "x", "text": REPORT }).to_string();
    let lines = format!(
        "{good}\n{{\"text\": \"cut\n[1]\n{{\"text\": 5}}\n{{\"text\": \"a\", \"date\": \"soon\"}}\n"
    );
    place.write("news/wire.jsonl", lines);
    let said = place.expect(3, &["build", "news"]);
    for part in [
        "news/wire.jsonl:2: no JSON object",
        "news/wire.jsonl:3: no JSON object; write one object on each line",
        "news/wire.jsonl:4: no JSON object with string fields: invalid type",
        "news/wire.jsonl:5: date \"soon\" is no date",
        "1 added",
        "4 left out",
    ] {
        assert!(said.err.contains(part), "no {part:?} in {}", said.err);
    }
    assert!(!said.err.contains("at line 1"), "{}", said.err);
    // The good line and the graph from before are there.
    let rows = place
        .expect(0, &["run", "documents", "--format", "csv"])
        .out;
    assert!(
        rows.contains("wire.jsonl#x") && rows.contains("good.txt"),
        "{rows}"
    );
}

#[test]
fn nothing_readable_begins_no_graph() {
    let place = Place::new();
    place.write("empty.txt", "");
    let said = place.expect(3, &["build", "empty.txt"]);
    assert!(said.err.contains("not written"), "{}", said.err);
    assert_eq!(names(place.folder.path()), ["empty.txt"]);
}

#[test]
fn a_document_without_a_date_has_no_date() {
    let place = Place::new();
    place.write(
        "undated.txt",
        "Ann Lee spoke at the Smart China Expo on Monday.",
    );
    place.expect(0, &["build", "undated.txt"]);
    let facts = place.expect(0, &["run", "facts", "--format", "csv"]).out;
    assert!(facts.contains("speaker,Ann Lee"), "{facts}");
    assert!(
        !facts.contains(",startDate,"),
        "no day can be known: {facts}"
    );
    assert!(!facts.contains(",year,"), "no year can be known: {facts}");
}

#[test]
fn a_line_without_end_takes_bounded_time() {
    // Megabytes without a line break, and without a full stop: what is slower than its length in
    // a sentence would take minutes. The release reads 100 MB.
    let size = if cfg!(debug_assertions) {
        300_000
    } else {
        20_000_000
    };
    let limit = Duration::from_secs(120);
    // Cries that are all different.
    let letters = |n: usize| {
        [
            b'A' + (n / 676 % 26) as u8,
            b'a' + (n / 26 % 26) as u8,
            b'a' + (n % 26) as u8,
        ]
    };
    let cries: Vec<u8> = (0..17_576)
        .flat_map(|n| letters(n).into_iter().chain(*b"x! "))
        .collect();
    for sentence in [
        "Mr Ann Lee who said at the Smart China Expo ",
        "and the visitors of the fair came, ",
        "(the expo was \"held ",
        "a",
        &REPORT.replace('\n', " "),
        std::str::from_utf8(&cries).expect("letters"),
    ] {
        let place = Place::new();
        place.write("long.txt", sentence.repeat((size / sentence.len()).max(1)));
        let begun = Instant::now();
        let said = place.run(&["convert", "long.txt"]);
        assert!(
            begun.elapsed() < limit,
            "{sentence:?}: {:?}",
            begun.elapsed()
        );
        assert!(
            matches!(said.code, Some(0 | 3)),
            "{sentence:?}: {}",
            said.err
        );
    }
}

#[test]
fn names_of_files_are_only_names() {
    let place = Place::new();
    for name in [
        "a b'c\"d.txt",
        "x#y?z%.txt",
        "-dash.txt",
        "M\u{e4}rz \u{1f3aa}.txt",
    ] {
        place.write(name, REPORT);
    }
    if cfg!(unix) {
        place.write("new\nline.txt", REPORT);
        place.write("red\u{1b}[31m.txt", "");
    }
    let said = place.run(&["build", "."]);
    assert!(!said.err.contains('\u{1b}'), "{:?}", said.err);
    let rows = place.expect(
        0,
        &[
            "query",
            "--format",
            "csv",
            "SELECT ?key { GRAPH ?g { ?d expo:key ?key } }",
        ],
    );
    for name in [
        "\"a b'c\"\"d.txt\"",
        "x#y?z%.txt",
        "-dash.txt",
        "M\u{e4}rz \u{1f3aa}.txt",
    ] {
        assert!(rows.out.contains(name), "{name}: {}", rows.out);
    }
    if cfg!(unix) {
        assert!(said.err.contains("red\\u{1b}[31m.txt"), "{}", said.err);
        assert!(rows.out.contains("\"new\nline.txt\""), "{}", rows.out);
        // Told apart from each other, whatever the identifiers do with odd characters.
        assert_eq!(rows.out.matches(".txt").count(), 5, "{}", rows.out);
    }
    place.expect(0, &["export", "--format", "rdf"]);
}

#[cfg(unix)]
#[test]
fn links_in_a_circle_and_to_nothing() {
    use std::os::unix::fs::symlink;
    let place = Place::new();
    place.write("news/in.txt", REPORT);
    symlink("../news", place.path("news/again")).expect("linked");
    symlink("nowhere.txt", place.path("news/dangling.txt")).expect("linked");
    symlink("self.txt", place.path("self.txt")).expect("linked");
    let said = place.expect(0, &["build", "news"]);
    assert!(said.err.contains("documents: 1 added;"), "{}", said.err);
    let said = place.expect(3, &["build", "self.txt"]);
    assert!(said.err.contains("self.txt: "), "{}", said.err);
}

#[cfg(unix)]
#[test]
fn files_and_folders_that_may_not_be_read() {
    use std::os::unix::fs::PermissionsExt;
    let place = Place::with_graph();
    place.write("news/closed.txt", REPORT);
    place.write("news/shut/inside.txt", REPORT);
    let close = |name: &str, mode| {
        let mode = std::fs::Permissions::from_mode(mode);
        std::fs::set_permissions(place.path(name), mode).expect("set");
    };
    close("news/closed.txt", 0o000);
    close("news/shut", 0o000);
    // Root may read everything; there is nothing to test then.
    if std::fs::read(place.path("news/closed.txt")).is_err() {
        let before = place.graph();
        let said = place.expect(3, &["build", "news"]);
        assert!(
            said.err.contains("closed.txt") && said.err.contains("shut"),
            "{}",
            said.err
        );
        assert_eq!(place.graph(), before);
    }
    close("news/shut", 0o755);
}

#[test]
fn broken_rdf_is_named_and_loads_nothing() {
    let place = Place::with_graph();
    let before = place.graph();
    for (name, text, at) in [
        (
            "bad.ttl",
            "@prefix e: <http://e/> .\ne:a e:b .\n",
            "bad.ttl:2:",
        ),
        (
            "bad.nt",
            "<http://e/a> <http://e/b> \"c\" .\n<http://e/a> <b> .\n",
            "bad.nt:2:",
        ),
        ("bad.nq", "<http://e/a> <http://e/b> <c> .\n", "bad.nq:1:"),
        ("bad.trig", "<http://e/g> { <a> <b> }", "bad.trig:1:"),
        ("bad.jsonld", "{\"@id\": ", "bad.jsonld"),
        ("bad.rdf", "<rdf:RDF><x></rdf:RDF>", "bad.rdf"),
    ] {
        place.write(name, text);
        // Together with a good file: all or nothing.
        place.write("fine.nt", "<http://e/x> <http://e/y> \"z\" .\n");
        let said = place.expect(3, &["load", "fine.nt", name]);
        assert!(said.err.contains(at), "{at}: {}", said.err);
        assert_eq!(place.graph(), before, "{name}");
    }
    let said = place.expect(3, &["load", "good.txt"]);
    assert!(
        said.err.contains("good.txt: cannot tell the format"),
        "{}",
        said.err
    );
}

#[test]
fn a_graph_of_a_newer_version_is_left_alone() {
    let place = Place::with_graph();
    let text = String::from_utf8(place.graph()).expect("UTF-8");
    let line = text
        .lines()
        .find(|line| line.contains("formatVersion> \""))
        .expect("a graph says its version");
    let newer = line.replace("\"2\"", "\"99\"");
    assert_ne!(line, newer, "{line}");
    let newer = text.replace(line, &newer);
    place.write("expo.nq", &newer);
    for command in [
        &["build", "good.txt"][..],
        &["load", "x.nt"],
        &["run", "series"],
        &["show", "x"],
        &["export"],
    ] {
        place.write("x.nt", "");
        let said = place.expect(4, command);
        assert!(
            said.err.contains("expo.nq: written in graph format 99")
                && said.err.contains("newer expograph"),
            "{command:?}: {}",
            said.err
        );
    }
    assert_eq!(place.graph(), newer.as_bytes());
}

/// Runs a command under `sh` with a limit on the size of files.
#[cfg(unix)]
fn limited(place: &Place, before: &str, arguments: &[&str]) -> Said {
    let mut command = Command::new("sh");
    command
        .arg("-c")
        // Blocks of 512 bytes: far less than the ontology alone needs.
        .arg(format!("{before} ulimit -f 16; exec \"$0\" \"$@\""))
        .arg(assert_cmd::cargo::cargo_bin("expograph"))
        .args(arguments)
        .env_remove("EXPOGRAPH_GRAPH")
        .current_dir(place.folder.path());
    said(command.output().expect("it runs"))
}

#[cfg(unix)]
#[test]
fn no_room_for_the_graph() {
    let place = Place::with_graph();
    let before = place.graph();
    place.write("more.txt", REPORT.replace("2021", "2020"));
    // The signal ignored, it is the error of a full disk.
    let said = limited(&place, "trap '' XFSZ;", &["build", "more.txt"]);
    assert_eq!(said.code, Some(4), "{}", said.err);
    assert!(
        said.err.contains("expo.nq") && said.err.contains("the old graph is untouched"),
        "{}",
        said.err
    );
    assert_eq!(place.graph(), before);
    // The signal not ignored, it is killed in the middle.
    let said = limited(&place, "", &["build", "more.txt"]);
    assert_eq!(said.code, None, "{}", said.err);
    assert_eq!(place.graph(), before);
    let said = place.expect(0, &["build", "more.txt"]);
    assert!(said.err.contains("1 added"), "{}", said.err);
    assert_eq!(
        names(place.folder.path()),
        ["expo.nq", "expo.texts", "good.txt", "more.txt"]
    );
}

#[test]
fn two_builds_at_once() {
    let place = Place::with_graph();
    let name = |n: usize| format!("news/{n}.txt");
    for n in 0..20 {
        place.write(&name(n), REPORT.replace("600", &format!("{}", 600 + n)));
    }
    let builds: Vec<_> = (0..4)
        .map(|n| {
            let half = if n % 2 == 0 { "news" } else { "good.txt" };
            let mut command = place.command(&["build", "--force", half]);
            command.stdout(Stdio::piped()).stderr(Stdio::piped());
            command.spawn().expect("it starts")
        })
        .collect();
    for build in builds {
        let said = said(build.wait_with_output().expect("it ends"));
        match said.code {
            Some(0) => {}
            Some(4) => assert!(
                said.err.contains("another expograph is using this graph"),
                "{}",
                said.err
            ),
            code => panic!("{code:?}: {}", said.err),
        }
    }
    // Whoever came first, the graph is whole and free again.
    place.expect(0, &["build", "news"]);
    let rows = place
        .expect(0, &["run", "documents", "--format", "csv"])
        .out;
    assert_eq!(rows.lines().count(), 22, "{rows}");
    assert!(!place.path("expo.nq.lock").exists());
}

#[cfg(unix)]
#[test]
fn a_closed_pipe_ends_every_command_quietly() {
    let place = Place::with_graph();
    let commands = [
        "convert good.txt",
        "convert good.txt --format ttl",
        "convert good.txt --format rdf",
        "export",
        "export --format jsonld",
        "run facts",
        "show 'Smart China Expo 2021'",
        "questions",
        "questions facts",
        "demo",
        "eval good --gold good",
        "completions bash",
        "--help",
    ];
    place.write("good/good.txt", REPORT);
    place.write(
        "good/good.tsv",
        "subject\trelation\tobject\tvalue\tbound\tunit\tstatus\n",
    );
    let program = assert_cmd::cargo::cargo_bin("expograph");
    for command in commands {
        // `true` reads nothing; the pipe is closed by the time there is something to write.
        let script = format!(
            "{{ sleep 0.05; '{}' {command}; echo \"code $?\" >&2; }} | true",
            program.display()
        );
        let output = Command::new("sh")
            .args(["-c", &script])
            .current_dir(place.folder.path())
            .output()
            .expect("it runs");
        assert_eq!(said(output).err, "code 0\n", "{command}");
    }
}

#[test]
fn broken_data_is_named_with_its_line() {
    let header = "id\tname\taliases\tplace\tsector\n";
    let cases: [(&str, String, &[&str]); 12] = [
        ("lexicon/abbreviations.txt", "Mr.\tinner\nSept.\n".into(), &[":2: "]),
        ("lexicon/verbs.tsv", "verb\tforms\n".into(), &[":1: "]),
        ("lexicon/classes/mine.toml", "[no-such-class]\nabout = \"\"\nwords = \"x\"\n".into(), &[":1: ", "no-such-class"]),
        ("lexicon/numbers.toml", "a = [\n".into(), &[":1: "]),
        ("lexicon/months.toml", "a = 1\nb = = 2\n".into(), &[":2: "]),
        ("lexicon/document-origin.toml", "a = = 2\n".into(), &["1"]),
        ("authority/series.tsv", format!("{header}a\tA\t\t\t\tone\ttoo many\n"), &[":2: "]),
        ("authority/series.tsv", "id\tnom\n".into(), &[":1: ", "header"]),
        ("authority/series.mine.tsv", format!("{header}smart-china-expo\tAnother\t\t\t\n"), &[":2: ", "smart-china-expo", "stands twice"]),
        ("rules/mine.toml", "[[frame]]\nid = \"mine.one\"\nrelation = \"speaker\"\nverbs = [\"blorb\"]\nslot = \"subject\"\nfillers = [\"person\"]\n".into(), &[":2: ", "\"blorb\"", "verbs.tsv"]),
        ("rules/mine.toml", "[[frame]]\nid = \"mine.two\"\nrelation = \"speaker\"\nverbs = [\"speak\"]\nslot = \"subject\"\nfillers = [\"person\"]\nobject = [\"no-such-class\"]\n".into(), &[":2: ", "no-such-class"]),
        ("rules/mine.toml", "[[frame]]\nid = \"mine.three\"\nrelation = \"speeker\"\nverbs = [\"speak\"]\nslot = \"subject\"\nfillers = [\"person\"]\n".into(), &[":2: ", "speeker"]),
    ];
    for (file, text, words) in cases {
        let place = Place::with_graph();
        let before = place.graph();
        place.write(&format!("data/{file}"), text);
        let said = place.expect(3, &["build", "good.txt", "--data", "data"]);
        assert!(
            said.err.contains(&format!("data/{file}")),
            "{file}: {}",
            said.err
        );
        for word in words {
            assert!(
                said.err.contains(word),
                "{file}: no {word:?} in {}",
                said.err
            );
        }
        assert!(said.err.starts_with("expograph: "), "{}", said.err);
        assert_eq!(place.graph(), before, "{file}");
    }
    let place = Place::with_graph();
    place.write("data/lexicon/honorifics.txt", b"Mr\nDr\xff\n");
    let said = place.expect(3, &["build", "good.txt", "--data", "data"]);
    assert!(
        said.err.contains("honorifics.txt: not UTF-8 at byte 5"),
        "{}",
        said.err
    );
    let said = place.expect(3, &["build", "good.txt", "--data", "no-such-folder"]);
    assert!(
        said.err.contains("--data no-such-folder: no such folder"),
        "{}",
        said.err
    );
}

#[test]
fn questions_that_are_none() {
    let place = Place::with_graph();
    let before = place.graph();
    for (arguments, words) in [
        (&["run", "serie"][..], &["did you mean \"series\""][..]),
        (
            &["run", "speakers-of-edition"],
            &["needs edition", "-p edition=VALUE"],
        ),
        (
            &[
                "run",
                "speakers-of-edition",
                "-p",
                "edition=Smart China Expo 2012",
            ],
            &[
                "Smart China Expo 2012",
                "did you mean \"Smart China Expo 2021\"",
            ],
        ),
        (
            &["run", "speakers-at-multiple-editions", "-p", "least=many"],
            &["least=many", "whole number"],
        ),
        (&["query", "SELECT * {\n ?a ?b }"], &["query:2:"]),
        (
            &["show", "Josephine Tea"],
            &["did you mean \"Josephine Teo\""],
        ),
    ] {
        let said = place.expect(3, arguments);
        for word in words {
            assert!(
                said.err.contains(word),
                "{arguments:?}: no {word:?} in {}",
                said.err
            );
        }
        assert_eq!(said.out, "");
    }
    assert_eq!(place.graph(), before);
}
