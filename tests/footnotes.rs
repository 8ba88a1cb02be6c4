//! Footnotes of every saved question on invented data: every row has the sentences that state it,
//! and no sentence that says nothing of it.

use assert_cmd::Command;
use expograph::answer::{
    Answer, Catalogue, CitationRules, Engine, Footnotes, Limit, SavedQuery, Table, fold, footnotes,
};
use expograph::graph::{Graph, Location, Scope};
use expograph::knowledge::Source;
use oxigraph::model::Term;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::Path;

/// Questions whose rows no sentence states: they tell of documents and of decisions on names.
const WITHOUT: [&str; 2] = ["documents", "resolutions"];

/// Questions whose rows are things, some of which no claim is about.
const OF_THINGS: [&str; 1] = ["entities"];

/// Questions whose rows hold days and numbers that sentences tell in other words.
const IN_OTHER_WORDS: [&str; 1] = ["corroboration"];

/// What stands in the fixture without a claim.
const UNCLAIMED: [&str; 2] = ["dag holm", "tug of war"];

const FIXTURE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/harbour.trig");

fn fixture() -> Graph {
    let location = Location::parse(FIXTURE).expect("a file of TriG");
    Graph::open(&location, &Scope::All).expect("the fixture is TriG")
}

/// A value for a parameter that the fixture has something for.
fn value(name: &str) -> Option<&'static str> {
    Some(match name {
        "series" => "Harbour Tech Expo",
        "edition" | "later" => "Harbour Tech Expo 2022",
        "earlier" => "Harbour Tech Expo 2021",
        "person" | "entity" => "Ada Quill",
        "company" | "organization" => "Brightkeel",
        "country" => "Veldania",
        "place" => "Portwick",
        "topic" => "technology",
        "post" => "Chief Executive",
        "year" => "2022",
        "metric" => "exhibitors",
        _ => return None,
    })
}

fn ask(engine: Engine<'_>, query: &SavedQuery, given: &[(String, String)]) -> (Table, Footnotes) {
    let Ok(Answer::Rows(table)) = engine.saved(query, given) else {
        panic!("{}: no rows", query.name);
    };
    let text = engine.bound(query, given).expect("bound");
    let rules = CitationRules::load(&Source::embedded()).expect("rules");
    let notes = footnotes(engine, &rules, &text, &table, None).expect("footnotes");
    assert_eq!(notes.rows.len(), table.rows.len(), "{}", query.name);
    (table, notes)
}

/// All names of each thing.
fn names(engine: Engine<'_>) -> BTreeMap<String, BTreeSet<String>> {
    let query = "PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
        PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
        SELECT ?thing ?name { { ?thing rdfs:label ?name } UNION { ?thing skos:altLabel ?name }
            UNION { ?thing <https://w3id.org/expograph/ontology#words> ?name } }";
    let table = engine.rows("names", query).expect("names");
    let mut names: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for row in &table.rows {
        let of = names.entry(table.get(row, "thing")).or_default();
        of.insert(fold(&table.get(row, "name")));
    }
    names
}

#[test]
fn every_row_is_cited_and_every_sentence_speaks_of_its_row() {
    let graph = fixture();
    let engine = Engine::new(&graph, Limit::default());
    let names = names(engine);
    let catalogue = Catalogue::load(&Source::embedded()).expect("the embedded queries");
    let mut problems = String::new();
    let mut sentences = 0;
    for query in catalogue.queries() {
        let name = &query.name;
        let given: Vec<(String, String)> = query
            .parameters
            .iter()
            .filter(|parameter| !parameter.optional && parameter.default.is_none())
            .map(|parameter| {
                let value = value(&parameter.name)
                    .unwrap_or_else(|| panic!("no value for {}; add one here", parameter.name));
                (parameter.name.clone(), value.to_owned())
            })
            .collect();
        let (table, notes) = ask(engine, query, &given);
        if WITHOUT.contains(&name.as_str()) {
            assert!(notes.sentences.is_empty(), "{name}: {:?}", notes.sentences);
            continue;
        }
        for (row, of_row) in table.rows.iter().zip(&notes.rows) {
            // What the row and the question name, by all its names.
            let mut told: BTreeSet<String> = BTreeSet::new();
            for cell in row.iter().flatten() {
                match cell {
                    Term::NamedNode(iri) => {
                        told.extend(names.get(iri.as_str()).cloned().unwrap_or_default());
                    }
                    Term::Literal(literal) => {
                        let parts = literal.value().split([';', ',']);
                        told.extend(parts.map(fold));
                    }
                    _ => {}
                }
            }
            told.extend(given.iter().map(|(_, value)| fold(value)));
            told.retain(|name| name.chars().count() > 2);
            let claimed = |name: &String| !UNCLAIMED.contains(&name.as_str());
            let things = OF_THINGS.contains(&name.as_str());
            if of_row.numbers.is_empty() && !things && told.iter().all(claimed) {
                let _ = writeln!(problems, "{name}: nothing is cited for {told:?}");
            }
            for number in &of_row.numbers {
                let sentence = &notes.sentences[number - 1];
                sentences += 1;
                let folded = fold(&sentence.quotation);
                let other = IN_OTHER_WORDS.contains(&name.as_str());
                if !other && !told.iter().any(|name| folded.contains(name.as_str())) {
                    let quotation = &sentence.quotation;
                    let _ = writeln!(problems, "{name}: {quotation:?} says nothing of {told:?}");
                }
                assert!(sentence.start < sentence.end && sentence.document.ends_with(".txt"));
            }
        }
    }
    assert!(problems.is_empty(), "\n{problems}");
    assert!(sentences > 100, "{sentences} sentences");
}

/// For each row of a question its sentences.
fn cited(name: &str, given: &[(&str, &str)]) -> Vec<(String, Vec<String>)> {
    let graph = fixture();
    let catalogue = Catalogue::load(&Source::embedded()).expect("the embedded queries");
    let given: Vec<(String, String)> = given
        .iter()
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
        .collect();
    let engine = Engine::new(&graph, Limit::default());
    let (table, notes) = ask(engine, catalogue.get(name).expect("a question"), &given);
    let rows = table.rows.iter().zip(&notes.rows);
    rows.map(|(row, of_row)| {
        let quotations = of_row
            .numbers
            .iter()
            .map(|n| notes.sentences[n - 1].quotation.clone());
        (table.text(&row[0]), quotations.collect())
    })
    .collect()
}

#[test]
fn rows_made_of_several_cite_each_of_them() {
    let rows = cited("speakers-at-multiple-editions", &[]);
    let of = |name: &str| {
        let row = rows.iter().find(|(first, _)| first == name);
        row.map(|(_, sentences)| sentences.clone())
            .unwrap_or_default()
    };
    assert_eq!(
        of("Ada Quill"),
        [
            "Ada Quill, Mayor of Portwick, opened it via video link.",
            "Ada Quill, Veldania's Minister for Harbours, gave the keynote."
        ]
    );
    assert_eq!(
        of("Ben Okoro"),
        [
            "Ben Okoro, Chief Executive of Brightkeel, spoke too.",
            "Brightkeel's Ben Okoro, its Chief Executive, spoke again."
        ]
    );
    // That Korsia took part has nothing to do with Veldania's row.
    let rows = cited(
        "countries-in-every-edition",
        &[("series", "Harbour Tech Expo")],
    );
    assert_eq!(rows.len(), 1);
    assert_eq!(rows[0].1.len(), 3);
    assert!(
        rows[0]
            .1
            .iter()
            .all(|sentence| sentence.contains("Veldania"))
    );
    // What only says which edition it is, is cited where there is nothing else.
    let rows = cited("editions-of-series", &[("series", "Harbour Tech Expo")]);
    assert_eq!(rows[2].1, ["Harbour Tech Expo 2023 is on."]);
}

fn expograph(arguments: &[&str]) -> (Option<i32>, String, String) {
    let output = Command::cargo_bin("expograph")
        .expect("the program")
        .env_remove("EXPOGRAPH_GRAPH")
        .args(["--graph", FIXTURE])
        .args(arguments)
        .output()
        .expect("it runs");
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    (
        output.status.code(),
        text(output.stdout),
        text(output.stderr),
    )
}

#[test]
fn footnotes_in_every_format() {
    let run = |more: &[&str]| {
        let mut arguments = vec!["run", "speakers-at-multiple-editions", "--cite"];
        arguments.extend(more);
        let (code, out, err) = expograph(&arguments);
        assert_eq!(code, Some(0), "{err}");
        (out, err)
    };
    let (table, told) = run(&[]);
    assert!(table.contains("┆ [1] [2]   │"), "{table}");
    let note = "[1] \"Ada Quill, Mayor of Portwick, opened it via video link.\"\n    - harbour-2021.txt, Portwick Courier, 2021-06-02, bytes 146-201\n";
    assert!(table.contains(note), "{table}");
    assert_eq!(told, "2 rows, 4 sentences\n");
    let (table, told) = run(&["1"]);
    assert!(
        table.contains("┆ [1] +1    │") && !table.contains("[3]"),
        "{table}"
    );
    assert!(told.contains("; --cite all shows those left out"), "{told}");
    assert!(!run(&["all"]).1.contains("left out"));
    let (markdown, _) = run(&["--format", "md"]);
    assert!(markdown.contains("| \\[1\\] \\[2\\] |"), "{markdown}");
    assert!(markdown.contains("\n1. \"Ada Quill, Mayor"), "{markdown}");
    let json: serde_json::Value =
        serde_json::from_str(&run(&["--format", "json"]).0).expect("JSON");
    assert_eq!(
        json["results"]["bindings"][0]["person"]["value"],
        "Ada Quill"
    );
    let first = &json["footnotes"][0][0];
    assert_eq!(first["document"], "harbour-2021.txt");
    assert_eq!(
        (first["start"].as_u64(), first["end"].as_u64()),
        (Some(146), Some(201))
    );
    assert_eq!(first["publisher"], "Portwick Courier");
    let (csv, _) = run(&["--format", "csv"]);
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let at = reader
        .headers()
        .expect("a head")
        .iter()
        .position(|name| name == "footnotes");
    let record = reader.records().next().expect("a row").expect("CSV");
    let array: serde_json::Value =
        serde_json::from_str(&record[at.expect("a column")]).expect("JSON");
    assert_eq!(
        array[1]["quotation"],
        "Ada Quill, Veldania's Minister for Harbours, gave the keynote."
    );
}

#[test]
fn what_has_no_footnotes_says_so() {
    let (code, out, told) = expograph(&["run", "documents", "--cite"]);
    assert_eq!(code, Some(0));
    assert!(
        out.contains("harbour-2021.txt") && !out.contains("footnotes"),
        "{out}"
    );
    assert_eq!(
        told,
        "4 rows; no footnotes: no sentence states what documents tells\n"
    );
    let (code, _, told) = expograph(&["run", "--cite", "documents"]);
    assert_eq!(code, Some(2));
    assert!(told.contains("put --cite behind it"), "{told}");
}

/// A question of one's own, in a shape that no saved one has.
#[test]
fn questions_of_ones_own_have_footnotes() {
    let folder = tempfile::tempdir().expect("a folder");
    let own = folder.path().join("queries");
    std::fs::create_dir_all(&own).expect("made");
    let run = |text: &str| {
        std::fs::write(own.join("mine.rq"), format!("#+ summary: mine\nPREFIX expo: <https://w3id.org/expograph/ontology#>\nPREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>\n{text}")).expect("written");
        let data = folder.path().display().to_string();
        let (code, out, err) =
            expograph(&["--data", &data, "run", "mine", "--cite", "--format", "json"]);
        assert_eq!(code, Some(0), "{err}");
        let json: serde_json::Value = serde_json::from_str(&out).expect("JSON");
        let rows = json["footnotes"].as_array().expect("an array").clone();
        rows.into_iter()
            .map(|row| {
                let row = row.as_array().expect("an array").clone();
                let quotation = |note: serde_json::Value| {
                    note["quotation"].as_str().unwrap_or_default().to_owned()
                };
                row.into_iter().map(quotation).collect::<Vec<String>>()
            })
            .collect::<Vec<_>>()
    };
    let ben = "Ben Okoro, Chief Executive of Brightkeel, spoke too.";
    // No identifiers among the columns; a path; the greatest of some values.
    let theme = "The Harbour Tech Expo 2022, themed \"Calm Water\", began on Tuesday in the Portwick Dock Halls.";
    let path =
        run("SELECT ?who { ?who ^expo:speaker/expo:theme ?theme ; expo:affiliation ?company }");
    assert_eq!(path, [[ben, theme]]);
    let most = run(
        "SELECT ?name (MAX(?value) AS ?most) { ?edition expo:figure ?figure ; expo:editionOf/rdfs:label ?name . ?figure expo:metric \"exhibitors\" ; expo:value ?value } GROUP BY ?name",
    );
    assert_eq!(
        most,
        [["Among the 420 exhibitors were Brightkeel and Nordlamp."]]
    );
    // Of two branches only the one that was taken; what must not be is no reason.
    let branches = run(
        "SELECT ?label { { ?e expo:organizer ?x } UNION { ?e expo:exhibitor ?x } ?x rdfs:label ?label . FILTER(?label = \"Tidewell\") FILTER NOT EXISTS { ?e expo:topic ?x } }",
    );
    assert_eq!(branches, [["Brightkeel and Tidewell show their boats."]]);
    // One row about everything.
    let all = run("SELECT (COUNT(*) AS ?n) { ?e expo:venue ?v }");
    assert_eq!(all.len(), 1);
    assert!(all[0][0].contains("Portwick Dock Halls"), "{all:?}");
    assert_eq!(
        run("SELECT ?x { VALUES ?x { 1 2 } }"),
        [Vec::<String>::new(), Vec::new()]
    );
}

#[test]
fn rules_must_be_whole() {
    let folder = tempfile::tempdir().expect("a folder");
    let own = folder.path().join("queries");
    std::fs::create_dir_all(&own).expect("made");
    std::fs::write(own.join("citation.toml"), "sentences = 1\n").expect("written");
    let error = CitationRules::load(&Source::with_folder(folder.path())).expect_err("incomplete");
    assert!(error.to_string().contains("citation.toml: "), "{error}");
    assert!(error.to_string().contains("naming"), "{error}");
    assert!(Path::new(FIXTURE).exists());
}
