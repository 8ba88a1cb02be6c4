//! Editions compared, disputes and corroboration, the whole way: invented reports are built into a
//! graph and asked about with the program.

use std::path::Path;
use std::process::{Command, Output};

const GAZETTE: &str = "\
By Ada Wells, North Gazette
May 10, 2024

The Lagos Kiln Show 2024 was held from May 6 to 9, 2024 in Lagos. The show had more than 800 exhibitors and \
3,600 visitors. Nora Quist, deputy minister of crafts, spoke at the Lagos Kiln Show 2024. SolarGlaze \
exhibited at the Lagos Kiln Show 2024. The organizers of the Lagos Kiln Show 2024 expected 5,000 buyers. It \
rained on the second day, and the tea came from a cart that used to sell ice cream.
";

const COURIER: &str = "\
The Lagos Kiln Show 2024 opened on May 6, 2024 in Lagos. It had 843 exhibitors and 3,700 visitors. Nora \
Quist, minister of crafts, spoke at the Lagos Kiln Show 2024. SolarGlaze exhibited at the Lagos Kiln Show \
2024. The Lagos Kiln Show 2024 was attended by 4,100 buyers.
";

const LATER: &str = "\
The Lagos Kiln Show 2025 was held from May 5 to 8, 2025 in Lagos. The show had 900 exhibitors and more than \
3,600 visitors. Nora Quist, minister of trade, spoke at the Lagos Kiln Show 2025. Nordbrenn exhibited at the \
Lagos Kiln Show 2025.
";

struct Corpus {
    folder: tempfile::TempDir,
}

impl Corpus {
    /// Builds a graph of reports: names and texts.
    fn of(reports: &[(&str, &str)]) -> Corpus {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::create_dir(folder.path().join("texts")).expect("made");
        let corpus = Corpus { folder };
        corpus.build(reports);
        corpus
    }

    fn build(&self, reports: &[(&str, &str)]) {
        for (name, text) in reports {
            std::fs::write(self.path().join("texts").join(name), text).expect("written");
        }
        let built = self.output(&["build", "texts", "--prune"]);
        assert!(
            built.status.success(),
            "{}",
            String::from_utf8_lossy(&built.stderr)
        );
    }

    fn path(&self) -> &Path {
        self.folder.path()
    }

    fn output(&self, arguments: &[&str]) -> Output {
        let mut command = Command::new(assert_cmd::cargo::cargo_bin("expograph"));
        command
            .current_dir(self.path())
            .env_remove("EXPOGRAPH_GRAPH");
        command.args(arguments).output().expect("it runs")
    }

    fn text(&self, arguments: &[&str]) -> String {
        let output = self.output(arguments);
        let problem = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{arguments:?}: {problem}");
        String::from_utf8(output.stdout).expect("UTF-8")
    }

    /// The cells of some columns, joined by " | ".
    fn rows(&self, arguments: &[&str], columns: &[&str]) -> Vec<String> {
        let csv = self.text(&[arguments, &["--format", "csv"]].concat());
        let mut reader = csv::Reader::from_reader(csv.as_bytes());
        let header = reader.headers().expect("a header").clone();
        let place = |name: &&str| header.iter().position(|cell| cell == *name).expect(name);
        let places: Vec<usize> = columns.iter().map(place).collect();
        let row = |row: csv::StringRecord| {
            let cells: Vec<&str> = places.iter().map(|at| &row[*at]).collect();
            cells.join(" | ")
        };
        reader
            .records()
            .map(|record| row(record.expect("a row")))
            .collect()
    }
}

fn three() -> Corpus {
    Corpus::of(&[
        ("gazette.txt", &format!("Kilns draw 3,600\n\n{GAZETTE}")),
        ("courier.txt", COURIER),
        ("later.txt", LATER),
    ])
}

#[test]
fn disputes_are_told_from_agreement_and_from_announcements() {
    let corpus = three();
    let columns = ["verdict", "about", "value", "against", "document"];
    assert_eq!(
        corpus.rows(&["run", "disputes"], &columns),
        [
            "dispute | post of Nora Quist | deputy minister of crafts | minister of crafts | gazette.txt",
            "dispute | post of Nora Quist | minister of crafts | deputy minister of crafts | courier.txt",
            "dispute | visitors | 3,600 | 3,700 | gazette.txt",
            "dispute | visitors | 3,700 | 3,600 | courier.txt",
            "not as announced | buyers | 4,100 | 5,000 (expected) | courier.txt",
            "not as announced | buyers | 5,000 (expected) | 4,100 | gazette.txt",
        ]
    );
    let announced = ["run", "disputes", "-p", "verdict=not as announced"];
    assert_eq!(corpus.rows(&announced, &["about"]), ["buyers", "buyers"]);
    let later = ["run", "disputes", "-p", "edition=Lagos Kiln Show 2025"];
    assert!(corpus.rows(&later, &["about"]).is_empty());
}

#[test]
fn a_text_in_several_papers_counts_once() {
    let headline = format!("Minister praises clay\n\nLAGOS, May 9, 2024 (West Wire) -- {GAZETTE}");
    let trimmed = headline
        .split(" It rained")
        .next()
        .expect("a part")
        .to_owned();
    let corpus = three();
    corpus.build(&[("wire.txt", &trimmed)]);
    let columns = ["about", "value", "document", "copies"];
    let visitors = |corpus: &Corpus| -> Vec<String> {
        let mut rows = corpus.rows(&["run", "disputes"], &columns);
        rows.retain(|row| row.starts_with("visitors"));
        rows
    };
    assert_eq!(
        visitors(&corpus),
        [
            "visitors | 3,600 | gazette.txt | 1",
            "visitors | 3,700 | courier.txt | ",
        ]
    );
    let copies = corpus.rows(&["run", "same-texts"], &["first", "document"]);
    assert_eq!(copies.len(), 1, "{copies:?}");
    assert!(copies[0].contains("gazette.txt") && copies[0].contains("wire.txt"));
    // Three documents, two sources.
    let columns = ["relation", "object", "sources", "documents"];
    let rows = corpus.rows(&["run", "corroboration", "-p", "least=2"], &columns);
    assert!(
        rows.contains(
            &"exhibitor | SolarGlaze | 2 | courier.txt, gazette.txt, wire.txt".to_owned()
        ),
        "{rows:?}"
    );
    let all = corpus.rows(&["run", "corroboration"], &columns);
    assert!(
        all.contains(&"exhibitor | Nordbrenn | 1 | later.txt".to_owned()),
        "{all:?}"
    );
    // The graph is as if it had been built at once; when the copy goes, so does what it is.
    let text =
        |corpus: &Corpus| std::fs::read_to_string(corpus.path().join("expo.nq")).expect("a graph");
    let at_once = Corpus::of(&[
        ("gazette.txt", &format!("Kilns draw 3,600\n\n{GAZETTE}")),
        ("courier.txt", COURIER),
        ("later.txt", LATER),
        ("wire.txt", &trimmed),
    ]);
    assert!(text(&corpus) == text(&at_once), "incremental is not fresh");
    std::fs::remove_file(corpus.path().join("texts/wire.txt")).expect("removed");
    corpus.build(&[]);
    assert!(text(&corpus) == text(&three()), "the copy left something");
}

#[test]
fn two_editions_are_compared_and_what_is_open_stays_open() {
    let corpus = three();
    let diff = ["diff", "Lagos Kiln Show 2025", "Lagos Kiln Show 2024"];
    let columns = ["about", "change", "what", "earlier", "later"];
    assert_eq!(
        corpus.rows(&diff, &columns),
        [
            "exhibitor | new | Nordbrenn |  | named",
            "exhibitor | lapsed | SolarGlaze | named | ",
            "speaker | returning | Nora Quist | named | named",
            "post | changed | Nora Quist | deputy minister of crafts; minister of crafts | minister of trade",
            "start date | changed |  | 2024-05-06 | 2025-05-05",
            "end date | changed |  | 2024-05-09 | 2025-05-08",
            "held in | same |  | Lagos | Lagos",
            "figure | grew | exhibitors | more than 800; 843 | 900",
            "figure | undecidable | visitors | 3,600; 3,700 | more than 3,600",
            "figure | only 2024 | buyers | 4,100; 5,000 (expected) | ",
        ]
    );
    let documents = ["what", "earlier_documents", "later_documents"];
    let only = [&diff[..], &["--only", "exhibitors,Figure"]].concat();
    let rows = corpus.rows(&only, &documents);
    assert_eq!(rows[1], "SolarGlaze | courier.txt; gazette.txt | ");
    assert!(rows.iter().all(|row| !row.starts_with("Nora")), "{rows:?}");

    let text = corpus.text(&diff);
    assert!(
        text.contains("2024: 2 documents; 2025: 1 document"),
        "{text}"
    );
    assert!(
        text.contains("named for 2025, not named for 2024"),
        "{text}"
    );
    assert!(!text.contains("absent"), "{text}");
    let markdown = corpus.text(&[&diff[..], &["--format", "md"]].concat());
    assert!(markdown.contains("## exhibitors"), "{markdown}");
    let stderr = String::from_utf8(corpus.output(&diff).stderr).expect("UTF-8");
    assert!(
        stderr.contains("the earlier edition comes first"),
        "{stderr}"
    );
}

#[test]
fn mistakes_say_what_to_do() {
    let corpus = three();
    let problem = |arguments: &[&str]| {
        let output = corpus.output(arguments);
        assert!(output.stdout.is_empty());
        let text = String::from_utf8(output.stderr).expect("UTF-8");
        (output.status.code().expect("a code"), text)
    };
    let (code, text) = problem(&["diff", "Lagos Kiln Show 2024", "Lagos Kiln Sho 2025"]);
    assert_eq!(code, 3);
    assert!(
        text.contains("did you mean \"Lagos Kiln Show 2025\""),
        "{text}"
    );
    let (code, text) = problem(&["diff", "Lagos Kiln Show 2024", "lagos kiln show 2024"]);
    assert_eq!(code, 2);
    assert!(text.contains("are one edition"), "{text}");
    let editions = ["diff", "Lagos Kiln Show 2024", "Lagos Kiln Show 2025"];
    let (code, text) = problem(&[&editions[..], &["--only", "speakrs"]].concat());
    assert_eq!(code, 2);
    assert!(text.contains("did you mean \"speakers\""), "{text}");
    let (code, text) = problem(&[&editions[..], &["--format", "ttl"]].concat());
    assert_eq!(code, 2);
    assert!(text.contains("this format is for triples"), "{text}");
    let (code, text) = problem(&["diff", "https://x.org/a", "Lagos Kiln Show 2025"]);
    assert_eq!(code, 3);
    assert!(text.contains("https://x.org/a"), "{text}");
}

/// What a printed number may be is said in two queries; it must be the same in both.
#[test]
fn queries_agree_on_what_a_number_may_be() {
    let read = |name: &str| {
        let path = format!("{}/queries/{name}.rq", env!("CARGO_MANIFEST_DIR"));
        std::fs::read_to_string(path).expect("a query")
    };
    let diff = block_lines(&read("diff/figures"));
    assert!(diff.len() > 6, "{diff:?}");
    assert_eq!(block_lines(&read("disputes")), diff);
}

fn block_lines(text: &str) -> Vec<String> {
    let lines = text.lines().map(str::trim);
    let lines = lines.skip_while(|line| !line.starts_with("# What the number may be: from ?low "));
    lines
        .take_while(|line| line.starts_with(['#', 'B']))
        .map(str::to_owned)
        .collect()
}
