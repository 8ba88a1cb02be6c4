//! What the ontology implies, from outside: what is written and marked, what is left out, what a
//! user's ontology adds, that no question and no card answers otherwise for it, and why it holds.

use assert_cmd::Command;
use expograph::answer::{Answer, Catalogue, Engine, Limit};
use expograph::graph::{Graph, Location, Scope};
use expograph::knowledge::Source;
use std::path::{Path, PathBuf};
use std::process::Output;

const DOCUMENTS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/data/documents");
const MINE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/inference");
const INFERRED: &str = "<https://w3id.org/expograph/id/inferred>";

fn expograph(arguments: &[&str]) -> Output {
    let mut command = Command::cargo_bin("expograph").expect("the program");
    command.env_remove("EXPOGRAPH_GRAPH").args(arguments);
    command.output().expect("it runs")
}

/// Runs well; what it wrote to stdout, and to stderr.
fn fine(arguments: &[&str]) -> (String, String) {
    let output = expograph(arguments);
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let (out, err) = (text(&output.stdout), text(&output.stderr));
    assert_eq!(output.status.code(), Some(0), "{arguments:?}: {out}{err}");
    (out, err)
}

fn fails(code: i32, arguments: &[&str]) -> String {
    let output = expograph(arguments);
    let err = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(code), "{arguments:?}: {err}");
    assert!(output.stdout.is_empty(), "{arguments:?}");
    err
}

/// A graph of the demo's reports, built with some options.
struct Built {
    _folder: tempfile::TempDir,
    path: PathBuf,
    said: String,
}

impl Built {
    fn with(options: &[&str]) -> Built {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("expo.nq");
        let mut built = Built {
            _folder: folder,
            path,
            said: String::new(),
        };
        built.said = built.run("build", &[&[DOCUMENTS][..], options].concat()).1;
        built
    }

    /// Runs a command on it.
    fn run(&self, command: &str, arguments: &[&str]) -> (String, String) {
        let graph = self.path.to_str().expect("UTF-8");
        fine(&[&[command, "--graph", graph][..], arguments].concat())
    }

    fn text(&self) -> String {
        std::fs::read_to_string(&self.path).expect("a graph")
    }

    /// The triples marked as inferred.
    fn inferred(&self) -> Vec<String> {
        let end = format!(" {INFERRED} .");
        let text = self.text();
        let marked = text.lines().filter_map(|line| line.strip_suffix(&end));
        marked.map(str::to_owned).collect()
    }

    fn beside(&self, name: &str) -> PathBuf {
        self.path.with_file_name(name)
    }
}

fn short(triple: &str) -> String {
    let mut triple = triple.replace("<https://w3id.org/expograph/", "");
    for (long, prefix) in [
        ("<http://www.w3.org/1999/02/22-rdf-syntax-ns#type", "a"),
        ("<https://schema.org/", "schema:"),
        ("<https://example.org/mine#", "mine:"),
        ("ontology#", ""),
        ("id/", ""),
        (">", ""),
    ] {
        triple = triple.replace(long, prefix);
    }
    triple
}

#[test]
fn what_follows_is_written_and_marked() {
    let built = Built::with(&[]);
    let text = built.text();
    let inferred = built.inferred();
    assert!(
        built
            .said
            .contains(&format!("facts read, {} inferred", inferred.len())),
        "{}",
        built.said
    );
    let lines: std::collections::BTreeSet<&str> = text.lines().collect();
    for triple in &inferred {
        assert!(lines.contains(&*format!("{triple} .")), "{triple}");
        // What a document states is a fact, and not inferred.
        let stated = lines
            .iter()
            .any(|line| line.starts_with(&format!("{triple} <")) && line.contains("/document/"));
        assert!(!stated, "{triple}");
    }
    let all: Vec<String> = inferred.iter().map(|triple| short(triple)).collect();
    for expected in [
        "person/josephine-teo spokeAt expo/smart-china-expo-2020",
        "person/josephine-teo tookPartIn expo/smart-china-expo-2020",
        "country/sg tookPartInSeries series/smart-china-expo",
        "expo/smart-china-expo-2019 widerTopic topic/information-technology",
        "country/sg a Place",
    ] {
        assert!(all.iter().any(|triple| triple == expected), "{expected}");
    }
    assert!(!all.iter().any(|triple| triple.contains("schema:")));
}

#[test]
fn the_extent_is_chosen_and_left_again() {
    let none = Built::with(&["--no-inference"]);
    let own = Built::with(&["--inference", "own"]);
    let full = Built::with(&["--inference", "full"]);
    assert_eq!(Built::with(&[]).text(), own.text());
    let (own_inferred, full_inferred) = (own.inferred(), full.inferred());
    assert!(none.inferred().is_empty() && !none.said.contains("inferred"));
    assert!(
        own_inferred
            .iter()
            .all(|triple| full_inferred.contains(triple))
    );
    assert!(full_inferred.iter().any(|t| {
        short(t) == "expo/smart-china-expo-2020 schema:performer person/josephine-teo"
    }));
    // The facts are the same, and a graph that is built again is as if it had been built so at once.
    let fresh = none.text();
    for built in [&own, &full] {
        built.run("build", &[DOCUMENTS, "--no-inference"]);
        assert_eq!(built.text(), fresh);
        let again = built.run("build", &[DOCUMENTS, "--no-inference"]).1;
        assert!(again.contains("as it was"), "{again}");
    }
    none.run("build", &[DOCUMENTS]);
    assert_eq!(none.text(), Built::with(&[]).text());
    let error = fails(2, &["build", DOCUMENTS, "--inference", "all"]);
    assert!(error.contains("own or full"), "{error}");
    fails(
        2,
        &["build", DOCUMENTS, "--inference", "own", "--no-inference"],
    );
}

/// A value for a parameter that the demo's reports have something for.
fn value(parameter: &str) -> &'static str {
    match parameter {
        "edition" | "later" => "Smart China Expo 2020",
        "earlier" => "Smart China Expo 2019",
        "person" | "entity" => "Josephine Teo",
        "company" | "organization" => "Intel",
        "country" => "Singapore",
        "place" => "Chongqing",
        "post" => "minister",
        "year" => "2020",
        "topic" => "information technology",
        _ => "Smart China Expo",
    }
}

#[test]
fn questions_and_cards_answer_as_without() {
    let none = Built::with(&["--no-inference"]);
    let full = Built::with(&["--inference", "full"]);
    let open = |built: &Built| {
        let location = Location::parse(built.path.to_str().expect("UTF-8")).expect("a file");
        Graph::open(&location, &Scope::All).expect("a graph")
    };
    let (without, with) = (open(&none), open(&full));
    let catalogue = Catalogue::load(&Source::embedded()).expect("the questions");
    let (mut rows, mut asked) = (0, 0);
    for query in catalogue.queries() {
        let given: Vec<(String, String)> = query
            .parameters
            .iter()
            .filter(|parameter| !parameter.optional && parameter.default.is_none())
            .map(|parameter| (parameter.name.clone(), value(&parameter.name).to_owned()))
            .collect();
        let answer = |graph| match Engine::new(graph, Limit::default()).saved(query, &given) {
            Ok(Answer::Rows(table)) => table,
            other => panic!("{}: {other:?}", query.name),
        };
        let expected = answer(&without);
        rows += expected.rows.len();
        asked += usize::from(!expected.rows.is_empty());
        assert_eq!(answer(&with), expected, "{}", query.name);
    }
    assert!(rows > 300 && asked > 20, "{rows} rows of {asked} questions");
    for thing in [
        "Singapore",
        "Josephine Teo",
        "Smart China Expo",
        "blockchain",
    ] {
        assert_eq!(full.run("show", &[thing]).0, none.run("show", &[thing]).0);
    }
}

#[test]
fn a_users_ontology_counts_and_loaded_facts_do() {
    let built = Built::with(&["--data", MINE]);
    let facts = format!("{MINE}/facts.ttl");
    let before = built.inferred().len();
    let (_, said) = built.run("load", &[&facts, "--data", MINE]);
    let all: Vec<String> = built
        .inferred()
        .iter()
        .map(|triple| short(triple))
        .collect();
    assert!(all.len() > before);
    assert!(
        said.contains(&format!("19 triples loaded, {} inferred in all", all.len())),
        "{said}"
    );
    for expected in [
        "expo/lantern-days-2023 speaker person/ola-brandt",
        "series/candle-week mine:twinnedWith series/lantern-days",
        "series/candle-week a ExpoSeries",
        "person/ola-brandt a Person",
        "person/ola-brandt a mine:Participant",
        "organization/emberly mine:ownerExhibitedAt expo/lantern-days-2023",
        "expo/lantern-days-2023 mine:motto \"Light for all\"",
        "expo/lantern-days-2023 widerTopic topic/home",
    ] {
        assert!(
            all.iter().any(|triple| triple == expected),
            "{expected}\n{all:#?}"
        );
    }
    // Building goes on from there; what was loaded stays, and what follows from it.
    let text = built.text();
    built.run("build", &[DOCUMENTS, "--data", MINE, "--force"]);
    assert_eq!(built.text(), text);
    // A graph without inference stays without when something is loaded.
    let none = Built::with(&["--no-inference"]);
    none.run("load", &[&facts]);
    assert!(none.inferred().is_empty());
}

#[test]
fn what_is_not_used_is_a_warning() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::create_dir(folder.path().join("ontology")).expect("a folder");
    let file = folder.path().join("ontology/more.ttl");
    let turtle = "@prefix owl: <http://www.w3.org/2002/07/owl#> .
        <http://x/A> owl:unionOf ( <http://x/B> <http://x/C> ) .";
    std::fs::write(&file, turtle).expect("written");
    let data = folder.path().to_str().expect("UTF-8");
    let said = Built::with(&["--data", data]).said;
    assert!(
        said.contains("warning: the ontology uses owl:unionOf"),
        "{said}"
    );
    assert!(
        !Built::with(&["--data", data, "--no-inference"])
            .said
            .contains("warning")
    );
    std::fs::write(&file, "<http://x/a> <http://x/b> .").expect("written");
    let error = fails(3, &["build", DOCUMENTS, "--data", data]);
    assert!(error.contains("more.ttl:1:"), "{error}");
}

/// What was inferred in one graph is no fact in another.
#[test]
fn a_graph_that_is_loaded_brings_its_facts() {
    let built = Built::with(&["--inference", "full"]);
    let none = Built::with(&["--no-inference"]);
    for format in ["nq", "trig", "jsonld"] {
        let file = built.beside(&format!("handed.{format}"));
        let export = built.run("export", &["--format", format]).0;
        std::fs::write(&file, export).expect("written");
        let other = built.beside(&format!("{format}.nq"));
        let (file, other) = (
            file.to_str().expect("UTF-8"),
            other.to_str().expect("UTF-8"),
        );
        fine(&["load", file, "--graph", other]);
        // Written anew without inference, nothing is left of it.
        fine(&["build", DOCUMENTS, "--no-inference", "--graph", other]);
        let loaded = std::fs::read_to_string(other).expect("a graph");
        let performs = "<https://schema.org/performer> <https://w3id.org/expograph/id/person/";
        assert!(!loaded.contains(performs), "{format}");
        assert!(built.text().contains(performs));
        let facts = |text: &str| text.lines().filter(|line| !line.contains("/load/")).count();
        assert_eq!(facts(&loaded), facts(&none.text()), "{format}");
    }
}

#[test]
fn a_graph_of_the_time_before_inference_opens_and_is_brought_up() {
    let built = Built::with(&["--no-inference"]);
    let fresh = Built::with(&[]);
    let old = built
        .text()
        .replace("formatVersion> \"2\"", "formatVersion> \"1\"");
    std::fs::write(&built.path, &old).expect("written");
    let location = Location::parse(built.path.to_str().expect("UTF-8")).expect("a file");
    assert!(Graph::open(&location, &Scope::All).is_ok());
    let said = built.run("build", &[DOCUMENTS]).1;
    assert!(
        said.contains("7 unchanged") && said.contains("inferred"),
        "{said}"
    );
    assert_eq!(built.text(), fresh.text());
}

#[test]
fn a_graph_of_parts_is_the_same_in_any_order() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut names: Vec<PathBuf> = std::fs::read_dir(DOCUMENTS)
        .expect("a folder")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "txt"))
        .collect();
    names.sort();
    names.truncate(4);
    let build = |graph: &Path, names: &[PathBuf]| {
        let graph = graph.to_str().expect("UTF-8");
        for name in names {
            fine(&[
                "build",
                name.to_str().expect("UTF-8"),
                "--graph",
                graph,
                "--threads",
                "3",
            ]);
        }
        std::fs::read_to_string(graph).expect("a graph")
    };
    let forward = build(&folder.path().join("a.nq"), &names);
    names.reverse();
    let backward = build(&folder.path().join("b.nq"), &names);
    assert_eq!(forward, backward);
    let graph = folder.path().join("at-once.nq");
    let paths = names.iter().map(|name| name.to_str().expect("UTF-8"));
    let at_once: Vec<&str> = ["build", "--graph", graph.to_str().expect("UTF-8")]
        .into_iter()
        .chain(paths)
        .collect();
    fine(&at_once);
    assert_eq!(forward, std::fs::read_to_string(&graph).expect("a graph"));
    // What followed from a document goes with it.
    let graph = folder.path().join("a.nq");
    let (graph, first) = (
        graph.to_str().expect("UTF-8"),
        names[0].to_str().expect("UTF-8"),
    );
    fine(&["build", first, "--prune", "--graph", graph]);
    let alone = build(&folder.path().join("c.nq"), &names[..1]);
    assert_eq!(std::fs::read_to_string(graph).expect("a graph"), alone);
}

#[test]
fn a_fact_says_what_it_stands_on() {
    let built = Built::with(&["--inference", "full"]);
    let graph = built.path.to_str().expect("UTF-8");
    let why = |fact: [&str; 3]| built.run("why", &[&["--fact"][..], &fact].concat()).0;
    let told = why(["singapore", "took part in series", "SCE"]);
    let lines: Vec<&str> = told.lines().map(str::trim).collect();
    assert_eq!(
        lines[0],
        "Singapore \u{b7} took part in series \u{b7} Smart China Expo"
    );
    assert_eq!(
        lines[1],
        "follows by expo:tookPartInSeries owl:propertyChainAxiom ( expo:tookPartIn expo:editionOf )"
    );
    for part in [
        "follows by expo:participatedIn rdfs:subPropertyOf expo:tookPartIn",
        "follows by expo:participatedIn owl:inverseOf expo:participatingCountry",
        " \u{b7} participating country \u{b7} Singapore",
        "- sce-2018-opening.txt, 2018-08-23",
    ] {
        assert!(told.contains(part), "{part}\n{told}");
    }
    for property in ["spoke at", "spokeAt", "expo:spokeAt", "schema:performerIn"] {
        let told = why(["Josephine Teo", property, "Smart China Expo 2020"]);
        assert!(
            told.contains("inverseOf") && told.contains("spoke by video link"),
            "{told}"
        );
    }
    // A fact that no sentence states, and a literal.
    let told = why(["Singapore", "a", "Country"]);
    assert!(told.contains("\n    in sce-"), "{told}");
    let told = why(["Smart China Expo 2020", "year", "2020"]);
    assert!(
        !told.contains("follows") && told.contains("- sce-2020"),
        "{told}"
    );

    fn asked<'a>(graph: &'a str, fact: [&'a str; 3]) -> Vec<&'a str> {
        [&["why", "--graph", graph, "--fact"][..], &fact].concat()
    }
    let fact = |fact| asked(graph, fact);
    let json = fine(
        &[
            &fact(["Singapore", "participatedIn", "Smart China Expo 2018"])[..],
            &["--format", "json"],
        ]
        .concat(),
    )
    .0;
    let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(
        json["rule"],
        "expo:participatedIn owl:inverseOf expo:participatingCountry"
    );
    assert_eq!(
        json["premises"][0]["subject"]["label"],
        "Smart China Expo 2018"
    );
    assert!(json["premises"][0]["sentences"][0]["quotation"].is_string());

    for (asked, says) in [
        (
            ["Nobody", "spoke at", "Smart China Expo 2020"],
            "nothing in the graph is named \"Nobody\"",
        ),
        (["Singapore", "spoke with", "x"], "(looking for: property)"),
        (
            ["Josephine Teo", "spoke at", "Smart China Expo 2018"],
            "it holds Smart China Expo 2020, Smart China Expo 2021",
        ),
        (
            ["Singapore", "organizes", "Smart China Expo 2018"],
            "does not hold",
        ),
    ] {
        let error = fails(3, &fact(asked));
        assert!(error.contains(says), "{error}");
    }
    fails(2, &["why", "--graph", graph, "--fact", "Singapore", "year"]);
    fails(
        2,
        &["why", "x.txt", "--graph", graph, "--fact", "a", "b", "c"],
    );
    fails(2, &["why"]);
    let none = Built::with(&["--no-inference"]);
    let none = none.path.to_str().expect("UTF-8");
    let error = fails(
        3,
        &[
            "why",
            "--graph",
            none,
            "--fact",
            "Singapore",
            "participatedIn",
            "SCE 2018",
        ],
    );
    assert!(error.contains("--no-inference"), "{error}");
}
