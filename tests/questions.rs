//! Every saved question on invented data: that its file is whole and portable, that it parses
//! with every parameter given and with none, and that its rows are the expected ones
//! (`tests/fixtures/answers/NAME.csv`; `UPDATE_EXPECT=1` rewrites them).

use expograph::answer::{
    Answer, Catalogue, Engine, Limit, Lookup, ParameterKind, RowFormat, SavedQuery, Table,
    arguments, bind, write_rows,
};
use expograph::graph::{Graph, Location, Scope};
use expograph::knowledge::Source;
use oxigraph::sparql::SparqlEvaluator;
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

fn fixture() -> Graph {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/harbour.trig");
    let location = Location::parse(path).expect("a file of TriG");
    Graph::open(&location, &Scope::All).expect("the fixture is TriG")
}

fn catalogue() -> Catalogue {
    Catalogue::load(&Source::embedded()).expect("the embedded queries")
}

/// A value for a parameter that the fixture has something for.
fn value(name: &str) -> &'static str {
    match name {
        "series" => "Harbour Tech Expo",
        "edition" | "later" => "Harbour Tech Expo 2022",
        "earlier" => "Harbour Tech Expo 2021",
        "person" | "entity" => "Ada Quill",
        "company" | "organization" => "Brightkeel",
        "place" => "Portwick",
        "year" => "2022",
        "post" => "Minister",
        "country" => "Veldania",
        "topic" => "technology",
        "document" => "harbour-2021.txt",
        "relation" => "speaker",
        "metric" => "Exhibitors",
        "least" => "2",
        "decision" => "near",
        "verdict" => "dispute",
        "class" => "Person",
        other => panic!("no value for parameter {other}; add one here"),
    }
}

fn ask(graph: &Graph, query: &SavedQuery, given: &[(&str, &str)]) -> Table {
    let given: Vec<(String, String)> = given
        .iter()
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
        .collect();
    match Engine::new(graph, Limit::default()).saved(query, &given) {
        Ok(Answer::Rows(table)) => table,
        other => panic!("{}: {other:?}", query.name),
    }
}

fn csv(table: &Table) -> String {
    let mut out = Vec::new();
    write_rows(table, &BTreeMap::new(), RowFormat::Csv, &mut out).expect("written");
    String::from_utf8(out).expect("UTF-8").replace("\r\n", "\n")
}

#[test]
fn every_question_is_there_and_documented() {
    let catalogue = catalogue();
    let broken: Vec<String> = catalogue.broken().map(ToString::to_string).collect();
    assert!(broken.is_empty(), "{broken:?}");
    let mut wordings = BTreeSet::new();
    let mut count = 0;
    for query in catalogue.queries() {
        count += 1;
        let name = &query.name;
        assert!(!query.description.is_empty(), "{name}: no description");
        assert!(
            query.questions.len() >= 3,
            "{name}: too few example wordings"
        );
        assert!(!query.tags.is_empty(), "{name}: no tags");
        for parameter in &query.parameters {
            assert!(
                !parameter.description.is_empty(),
                "{name}: {}",
                parameter.name
            );
        }
        for wording in &query.questions {
            assert!(
                wordings.insert(wording.clone()),
                "{name}: {wording:?} is asked twice"
            );
            for part in wording.split('{').skip(1) {
                let parameter = part.split('}').next().unwrap_or_default();
                assert!(
                    query.parameter(parameter).is_some(),
                    "{name}: {{{parameter}}}"
                );
            }
        }
    }
    assert!(count >= 22, "{count} questions");
}

/// The text is SPARQL 1.1 as it stands and with every parameter given; nothing that only one
/// engine knows.
#[test]
fn every_question_is_portable() {
    let graph = fixture();
    for query in catalogue().queries() {
        let parse = |text: &str| SparqlEvaluator::new().parse_query(text).map(|_| ());
        let name = &query.name;
        parse(&query.text).unwrap_or_else(|error| panic!("{name}, as it stands: {error}"));
        parse(&query.sparql()).unwrap_or_else(|error| panic!("{name}, without header: {error}"));
        let lookup = Lookup::new(Engine::new(&graph, Limit::default()));
        let all: Vec<(String, String)> = query
            .parameters
            .iter()
            .map(|parameter| (parameter.name.clone(), value(&parameter.name).to_owned()))
            .collect();
        let arguments =
            arguments(query, &all, |name, class| lookup.resolve(name, class)).expect(name);
        let bound = bind(&query.text, &arguments);
        parse(&bound).unwrap_or_else(|error| panic!("{name}, with values: {error}\n{bound}"));
        let body = query.sparql().to_uppercase();
        for extension in ["LATERAL", "ADJUST(", "<<", "SERVICE", "FROM NAMED"] {
            assert!(!body.contains(extension), "{name} uses {extension}");
        }
        for key in &query.sort {
            let table = ask(&graph, query, &required(query));
            assert!(
                table.column(&key.column).is_some(),
                "{name}: sort by {}",
                key.column
            );
        }
    }
}

fn required(query: &SavedQuery) -> Vec<(&str, &'static str)> {
    let needed = query
        .parameters
        .iter()
        .filter(|p| !p.optional && p.default.is_none());
    needed.map(|p| (p.name.as_str(), value(&p.name))).collect()
}

#[test]
fn every_question_finds_its_rows() {
    let graph = fixture();
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/answers");
    let update = std::env::var_os("UPDATE_EXPECT").is_some_and(|v| v == "1");
    let mut wrong = Vec::new();
    for query in catalogue().queries() {
        let mut found = csv(&ask(&graph, query, &required(query)));
        if query.parameters.iter().any(|p| p.optional) {
            let all: Vec<(&str, &str)> = query
                .parameters
                .iter()
                .map(|p| (p.name.as_str(), value(&p.name)))
                .collect();
            found += "\nwith all parameters\n";
            found += &csv(&ask(&graph, query, &all));
        }
        let file = folder.join(format!("{}.csv", query.name));
        if update {
            std::fs::write(&file, &found).expect("written");
        } else if std::fs::read_to_string(&file).unwrap_or_default() != found {
            wrong.push(format!("{}:\n{found}", query.name));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn parameters_narrow_and_only_what_has_the_value() {
    let graph = fixture();
    let catalogue = catalogue();
    for query in catalogue.queries() {
        let series = query
            .parameter("series")
            .filter(|p| p.optional && p.kind == ParameterKind::Iri);
        if series.is_some() {
            let mut given = required(query);
            given.push(("series", "Orchard Fair"));
            let table = ask(&graph, query, &given);
            let text = csv(&table);
            assert!(!text.contains("Harbour"), "{}:\n{text}", query.name);
        }
    }
}

#[test]
fn names_are_found_as_people_write_them() {
    let graph = fixture();
    let lookup = Lookup::new(Engine::new(&graph, Limit::default()));
    let find = |name: &str, class| lookup.resolve(name, class).map(|iri| iri.into_string());
    let id = |rest: &str| format!("https://w3id.org/expograph/id/{rest}");
    assert_eq!(find("Ada Quill", None).ok(), Some(id("person/ada-quill")));
    assert_eq!(
        find("Quill", Some("Person")).ok(),
        Some(id("person/ada-quill"))
    );
    assert_eq!(
        find("cleo marsh", Some("Person")).ok(),
        Some(id("person/cleo-marsh"))
    );
    assert_eq!(
        find("HTE", Some("ExpoSeries")).ok(),
        Some(id("series/harbour-tech-expo"))
    );
    assert_eq!(
        find("BRIGHTKEEL ltd", Some("Organization")).ok(),
        Some(id("organization/brightkeel"))
    );
    assert_eq!(find("id:x/y", None).ok(), Some(id("x/y")));
    assert_eq!(
        find("harbour-2021.txt", Some("Document")).ok(),
        Some(id("document/harbour-2021-txt"))
    );
    let problem = |name: &str, class| find(name, class).expect_err("no such name").to_string();
    assert!(problem("Ada Quil", Some("Person")).contains("did you mean \"Ada Quill\""));
    assert!(problem("Ada Quill", Some("Country")).contains("looking for: Country"));
    let ambiguous = problem("chief executive", None);
    assert!(ambiguous.contains("names several things"), "{ambiguous}");
    assert!(
        ambiguous.contains("id/post/ben-okoro/chief-executive"),
        "{ambiguous}"
    );
    assert!(problem("\" } DROP ALL #", None).starts_with("nothing in the graph is named"));
}
