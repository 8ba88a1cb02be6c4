//! The texts kept beside a graph, the whole way: every quotation of the graph stands at its bytes
//! of the text that was kept, whatever was read, changed, dropped or cut short in between.

use expograph::answer::{Engine, Limit};
use expograph::graph::{Graph, Location, Scope};
use expograph::texts::{Mark, Texts};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

const TEXT: &str = "\
GRAZ, May 10, 2024 (North Gazette) -- The Graz Kiln Show 2024 opened on Monday.

Zoë Löfgren, the mayor of Graz, spoke at the opening ceremony — “for the first time”. SolarGlaze and \
Nordbrenn exhibited at the show.
";

const PAGE: &str = "<!doctype html><html lang=en><head><title>Kiln show closes</title>\
<meta property=\"article:published_time\" content=\"2024-05-14\"></head><body><nav>Home &gt; News</nav>\
<article><h1>Kiln show closes</h1><p>The Graz Kiln Show 2024 &mdash; the third &mdash; closed on Thursday. \
It had 843 exhibitors &amp; 3,700 visitors.</p><p>Nora&nbsp;Quist, CEO of Caf&eacute; Ofen, spoke at the \
Graz Kiln Show 2024 on its last day.</p></article></body></html>";

const LINES: &str = "{\"id\": 7, \"title\": \"Stoves\", \"text\": \"The Graz Stove Fair 2023 was held in \
Graz.\\n\\nAda Wells spoke at the Graz Stove Fair 2023.\"}\n{\"id\": 8, \"text\": \"The Graz Stove Fair \
2022 had more than 40 exhibitors in Graz, \\u00dcbelbach and \\ud83d\\ude00 Wien.\"}\n";

struct Corpus {
    folder: tempfile::TempDir,
}

impl Corpus {
    fn new() -> Corpus {
        let folder = tempfile::tempdir().expect("a folder");
        let corpus = Corpus { folder };
        fs::create_dir(corpus.path().join("reports")).expect("made");
        for (name, text) in [
            ("opening.txt", TEXT),
            ("closing.html", PAGE),
            ("stoves.jsonl", LINES),
        ] {
            corpus.write(name, text);
        }
        corpus
    }

    fn path(&self) -> &Path {
        self.folder.path()
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.path().join("reports").join(name), text).expect("written");
    }

    fn kept(&self) -> std::path::PathBuf {
        self.path().join("expo.texts")
    }

    fn run(&self, arguments: &[&str]) -> Output {
        Command::new(assert_cmd::cargo::cargo_bin("expograph"))
            .current_dir(self.path())
            .env_remove("EXPOGRAPH_GRAPH")
            .args(arguments)
            .output()
            .expect("it runs")
    }

    fn build(&self, arguments: &[&str]) -> String {
        let output = self.run(&[&["build"], arguments].concat());
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success(), "{told}");
        told
    }

    /// The documents whose text is shown, by key, after every quotation of it was found there;
    /// none for those that are not kept.
    fn shown(&self) -> BTreeMap<String, Option<String>> {
        let location = Location::parse(self.path().join("expo.nq").to_str().expect("UTF-8"))
            .expect("a graph's name");
        let graph = Graph::open(&location, &Scope::All).expect("a graph");
        let texts = location.texts().expect("a place");
        let texts = Texts::open(&texts).expect("kept texts");
        let query = "PREFIX expo: <https://w3id.org/expograph/ontology#>
            PREFIX prov: <http://www.w3.org/ns/prov#>
            SELECT ?document ?key ?digest ?reader ?start ?end ?exact {
                GRAPH ?document {
                    ?document expo:key ?key ; expo:digest ?digest ; expo:reader ?reader .
                    ?quotation prov:wasQuotedFrom ?document ;
                        expo:start ?start ; expo:end ?end ; expo:exact ?exact .
                }
            }";
        let engine = Engine::new(&graph, Limit::default());
        let rows = engine.rows("query", query).expect("rows");
        let mut shown = BTreeMap::new();
        for row in &rows.rows {
            let cell = |name: &str| rows.get(row, name);
            let (digest, reader) = (cell("digest"), cell("reader"));
            let mark = Mark {
                digest: &digest,
                reader: &reader,
            };
            let text = texts
                .as_ref()
                .and_then(|texts| texts.text(&cell("document"), mark).expect("it is read"));
            if let Some(text) = &text {
                let place = |name| cell(name).parse::<usize>().expect("a number");
                let stands = text.get(place("start")..place("end"));
                assert_eq!(stands, Some(&*cell("exact")), "{}", cell("key"));
            }
            shown.insert(cell("key"), text);
        }
        assert_eq!(shown.len(), 4, "{:?}", shown.keys());
        shown
    }

    /// How many documents' texts are shown.
    fn count(&self) -> usize {
        self.shown().values().flatten().count()
    }
}

#[test]
fn every_quotation_stands_in_the_text_that_was_kept() {
    let corpus = Corpus::new();
    corpus.build(&["reports"]);
    let shown = corpus.shown();
    assert_eq!(shown["opening.txt"].as_deref(), Some(TEXT));
    let page = shown["closing.html"].as_deref().expect("kept");
    assert!(page.contains("843 exhibitors & 3,700"), "{page}");
    assert!(
        shown["stoves.jsonl#8"]
            .as_deref()
            .expect("kept")
            .contains("\u{1f600}")
    );
    // The same bytes with any number of threads, and after a build that had nothing to do.
    let kept = fs::read(corpus.kept()).expect("kept");
    corpus.build(&["reports"]);
    assert_eq!(fs::read(corpus.kept()).expect("kept"), kept);
    for threads in ["1", "3"] {
        fs::remove_file(corpus.path().join("expo.nq")).expect("removed");
        corpus.build(&["reports", "--threads", threads]);
        assert_eq!(fs::read(corpus.kept()).expect("kept"), kept);
    }
}

#[test]
fn a_file_that_is_gone_or_cut_off_comes_back_with_the_next_build() {
    let corpus = Corpus::new();
    corpus.build(&["reports"]);
    let graph = fs::read(corpus.path().join("expo.nq")).expect("a graph");
    let kept = fs::read(corpus.kept()).expect("kept");
    fs::remove_file(corpus.kept()).expect("removed");
    assert_eq!(corpus.count(), 0);
    corpus.build(&["reports"]);
    assert_eq!(fs::read(corpus.kept()).expect("kept"), kept);
    fs::write(corpus.kept(), &kept[..kept.len() / 2]).expect("written");
    assert!(corpus.count() < 4);
    corpus.build(&["reports/opening.txt"]);
    corpus.build(&["reports"]);
    assert_eq!(fs::read(corpus.kept()).expect("kept"), kept);
    let after = fs::read(corpus.path().join("expo.nq")).expect("a graph");
    assert_eq!(after, graph);
}

/// What a program that is ended between the two files leaves: the one of before, the other of
/// after a change that moves every sentence.
#[test]
fn texts_and_graph_of_different_builds_are_never_put_together() {
    let corpus = Corpus::new();
    corpus.build(&["reports"]);
    let old_graph = fs::read(corpus.path().join("expo.nq")).expect("a graph");
    let old_texts = fs::read(corpus.kept()).expect("kept");
    corpus.write("opening.txt", &format!("Kiln show opens\n\n{TEXT}"));
    corpus.build(&["reports"]);
    let new_texts = fs::read(corpus.kept()).expect("kept");
    assert_eq!(corpus.count(), 4);

    fs::write(corpus.kept(), &old_texts).expect("written");
    assert_eq!(corpus.shown()["opening.txt"], None);
    assert_eq!(corpus.count(), 3);
    let told = corpus.build(&["reports"]);
    assert!(told.contains("4 unchanged"), "{told}");
    assert_eq!(fs::read(corpus.kept()).expect("kept"), new_texts);

    fs::write(corpus.path().join("expo.nq"), &old_graph).expect("written");
    assert_eq!(corpus.shown()["opening.txt"], None);
    corpus.build(&["reports"]);
    assert_eq!(corpus.count(), 4);
    assert_eq!(fs::read(corpus.kept()).expect("kept"), new_texts);

    // Other words read otherwise: the same bytes of another reading are another text.
    fs::create_dir_all(corpus.path().join("mine/lexicon/classes")).expect("made");
    let words = "[talk-noun]\nabout = \"what a speaker gives\"\nwords = \"fireside\"\n";
    fs::write(corpus.path().join("mine/lexicon/classes/mine.toml"), words).expect("written");
    corpus.build(&["reports", "--data", "mine"]);
    assert_eq!(corpus.count(), 4);
    fs::write(corpus.kept(), &new_texts).expect("written");
    assert_eq!(corpus.count(), 0);
}

#[test]
fn what_is_not_to_be_kept_goes() {
    let corpus = Corpus::new();
    corpus.build(&["reports", "--no-text"]);
    assert!(!corpus.kept().exists());
    assert_eq!(corpus.count(), 0);
    corpus.build(&["reports"]);
    let all = fs::read(corpus.kept()).expect("kept");
    assert_eq!(corpus.count(), 4);
    // Of the documents given, changed or not; of others it stays.
    corpus.build(&["reports/closing.html", "--no-text"]);
    assert_eq!(corpus.shown()["closing.html"], None);
    assert_eq!(corpus.count(), 3);
    corpus.build(&["reports"]);
    assert_eq!(fs::read(corpus.kept()).expect("kept"), all);
    corpus.build(&["reports", "--no-text", "--force"]);
    assert!(!corpus.kept().exists());

    corpus.build(&["reports"]);
    corpus.write("more.txt", "The Graz Kiln Show 2025 had 900 exhibitors.\n");
    corpus.build(&["reports"]);
    assert_ne!(fs::read(corpus.kept()).expect("kept"), all);
    fs::remove_file(corpus.path().join("reports/more.txt")).expect("removed");
    corpus.build(&["reports", "--prune"]);
    assert_eq!(fs::read(corpus.kept()).expect("kept"), all);
}

#[test]
fn a_file_of_the_users_own_is_left_alone() {
    let corpus = Corpus::new();
    fs::write(corpus.kept(), "my notes").expect("written");
    let output = corpus.run(&["build", "reports"]);
    let told = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(4), "{told}");
    assert!(
        told.contains("expo.texts") && told.contains("--no-text"),
        "{told}"
    );
    assert!(!corpus.path().join("expo.nq").exists());
    corpus.build(&["reports", "--no-text"]);
    assert_eq!(fs::read(corpus.kept()).expect("there"), b"my notes");
}

/// Kept texts are no documents: a graph may stand among the files it is built from.
#[test]
fn a_graph_among_its_documents_does_not_read_itself() {
    let corpus = Corpus::new();
    for told in [corpus.build(&["."]), corpus.build(&["."])] {
        assert!(told.starts_with("documents: 4 "), "{told}");
    }
    assert!(corpus.kept().exists());
}
