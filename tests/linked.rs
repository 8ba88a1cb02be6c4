//! Handing a graph on as linked data: the context of JSON-LD is what the ontology says, and what
//! is exported says what the graph says. `UPDATE_EXPECT=1` writes the context.

#[path = "linked/schema_org.rs"]
mod schema_org;

use assert_cmd::Command;
use expograph::rdf::Context;
use oxigraph::io::{JsonLdProfileSet, RdfFormat, RdfParser};
use oxigraph::model::{NamedOrBlankNode, Quad, Term};
use schema_org::SCHEMA_ORG;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::Output;

const EXPO: &str = "https://w3id.org/expograph/ontology#";

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &str) -> String {
    std::fs::read_to_string(root().join(path)).expect(path)
}

/// What the ontology says of each of its terms: local names of properties with their objects.
fn ontology() -> BTreeMap<String, BTreeSet<(String, String)>> {
    let mut terms: BTreeMap<String, BTreeSet<(String, String)>> = BTreeMap::new();
    let text = read("ontology/expo.ttl");
    for quad in RdfParser::from_format(RdfFormat::Turtle).for_slice(text.as_bytes()) {
        let quad = quad.expect("Turtle");
        let (NamedOrBlankNode::NamedNode(subject), Term::NamedNode(object)) =
            (&quad.subject, &quad.object)
        else {
            continue;
        };
        if let Some(term) = subject.as_str().strip_prefix(EXPO) {
            let local = |iri: &str| iri.rsplit(['#', '/']).next().unwrap_or_default().to_owned();
            terms
                .entry(term.to_owned())
                .or_default()
                .insert((local(quad.predicate.as_str()), local(object.as_str())));
        }
    }
    terms
}

/// Properties that have one value; the values of others stand in an array.
const SINGLE: &[&str] = &[
    "year",
    "editionNumber",
    "startDate",
    "endDate",
    "heldBy",
    "authority",
    "countryCode",
    "metric",
    "value",
    "unit",
    "bound",
    "minValue",
    "maxValue",
    "words",
    "basis",
    "inEdition",
    "participant",
    "role",
    "mode",
    "capacity",
    "key",
    "digest",
    "format",
    "reader",
    "ingested",
    "claimSubject",
    "claimProperty",
    "claimObject",
    "quotation",
    "rule",
    "exact",
    "start",
    "end",
    "formatVersion",
    "base",
    "resolved",
    "decision",
    "kept",
    "other",
    "keptLabel",
    "otherLabel",
    "status",
];

/// Terms of other vocabularies: name, IRI, what the values are, and whether there are several.
const OTHERS: &[(&str, &str, &str, bool)] = &[
    ("label", "rdfs:label", "", false),
    ("comment", "rdfs:comment", "", false),
    ("altLabel", "skos:altLabel", "", true),
    ("prefLabel", "skos:prefLabel", "", false),
    ("broader", "skos:broader", "@id", true),
    ("inScheme", "skos:inScheme", "@vocab", true),
    ("exactMatch", "skos:exactMatch", "@id", true),
    ("Concept", "skos:Concept", "", false),
    ("ConceptScheme", "skos:ConceptScheme", "", false),
    ("sameAs", "owl:sameAs", "@id", true),
    ("schema:sameAs", "schema:sameAs", "@id", true),
    ("title", "dcterms:title", "", false),
    ("publisher", "dcterms:publisher", "", false),
    ("issued", "dcterms:issued", "xsd:date", false),
    ("source", "dcterms:source", "@id", false),
    ("wasDerivedFrom", "prov:wasDerivedFrom", "@id", false),
    ("wasQuotedFrom", "prov:wasQuotedFrom", "@id", false),
];

const PREFIXES: &[(&str, &str)] = &[
    ("dcterms", "http://purl.org/dc/terms/"),
    ("expo", EXPO),
    ("foaf", "http://xmlns.com/foaf/0.1/"),
    ("oa", "http://www.w3.org/ns/oa#"),
    ("org", "http://www.w3.org/ns/org#"),
    ("owl", "http://www.w3.org/2002/07/owl#"),
    ("prov", "http://www.w3.org/ns/prov#"),
    ("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"),
    ("rdfs", "http://www.w3.org/2000/01/rdf-schema#"),
    ("schema", "https://schema.org/"),
    ("sem", "http://semanticweb.cs.vu.nl/2009/11/sem/"),
    ("skos", "http://www.w3.org/2004/02/skos/core#"),
    ("wd", "http://www.wikidata.org/entity/"),
    ("xsd", "http://www.w3.org/2001/XMLSchema#"),
];

/// The context that follows from the ontology.
fn expected() -> String {
    let mut lines = vec![
        "\"id\": \"@id\"".to_owned(),
        "\"type\": \"@type\"".to_owned(),
    ];
    lines.extend(
        PREFIXES
            .iter()
            .map(|(name, iri)| format!("\"{name}\": \"{iri}\"")),
    );
    let line = |name: &str, iri: &str, coercion: &str, several: bool| {
        let mut parts = vec![format!("\"@id\": \"{iri}\"")];
        if !coercion.is_empty() {
            parts.push(format!("\"@type\": \"{coercion}\""));
        }
        if several {
            parts.push("\"@container\": \"@set\"".to_owned());
        }
        match parts.len() {
            1 => format!("\"{name}\": \"{iri}\""),
            _ => format!("\"{name}\": {{ {} }}", parts.join(", ")),
        }
    };
    for (name, iri, coercion, several) in OTHERS {
        lines.push(line(name, iri, coercion, *several));
    }
    for (term, says) in ontology() {
        let is = |kind: &str| says.contains(&("type".to_owned(), kind.to_owned()));
        let range = says.iter().find(|(property, _)| property == "range");
        let coercion = match (term.as_str(), range) {
            // Its values are terms of this very ontology.
            ("claimProperty", _) => "@vocab".to_owned(),
            _ if is("ObjectProperty") => "@id".to_owned(),
            (_, Some((_, range))) if is("DatatypeProperty") && range != "string" => {
                format!("xsd:{range}")
            }
            _ => String::new(),
        };
        let property = term.starts_with(|c: char| c.is_lowercase());
        let several = property && !SINGLE.contains(&term.as_str());
        lines.push(line(&term, &format!("expo:{term}"), &coercion, several));
    }
    let mut text = String::from("{\n  \"@context\": {\n");
    for (at, line) in lines.iter().enumerate() {
        let comma = if at + 1 < lines.len() { "," } else { "" };
        writeln!(text, "    {line}{comma}").expect("written");
    }
    text + "  }\n}\n"
}

#[test]
fn the_context_is_what_the_ontology_says() {
    let path = "ontology/context.jsonld";
    let expected = expected();
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        std::fs::write(root().join(path), &expected).expect("written");
    }
    assert_eq!(
        read(path),
        expected,
        "run UPDATE_EXPECT=1 cargo test --test linked"
    );
    let context = Context::parse(&expected).expect("a context that the writer knows");
    let iris: BTreeMap<&str, (&str, &str)> = context
        .terms()
        .map(|(name, iri, coercion)| (name, (iri, coercion)))
        .collect();
    for (name, iri, coercion) in [
        (
            "speaker",
            "https://w3id.org/expograph/ontology#speaker",
            "@id",
        ),
        (
            "year",
            "https://w3id.org/expograph/ontology#year",
            "http://www.w3.org/2001/XMLSchema#integer",
        ),
        ("theme", "https://w3id.org/expograph/ontology#theme", ""),
        ("label", "http://www.w3.org/2000/01/rdf-schema#label", ""),
    ] {
        assert_eq!(iris.get(name), Some(&(iri, coercion)), "{name}");
    }
    for name in SINGLE {
        assert!(iris.contains_key(name), "{name} is in no ontology");
    }
}

/// A folder with the graph of the demo's reports.
struct Demo {
    folder: tempfile::TempDir,
}

impl Demo {
    fn new() -> Demo {
        let demo = Demo {
            folder: tempfile::tempdir().expect("a folder"),
        };
        let documents = root().join("data/documents");
        demo.fine(&["build", documents.to_str().expect("UTF-8")]);
        demo
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn run(&self, arguments: &[&str]) -> Output {
        let mut command = Command::cargo_bin("expograph").expect("the program");
        command
            .env_remove("EXPOGRAPH_GRAPH")
            .current_dir(self.folder.path())
            .args(arguments)
            .output()
            .expect("it runs")
    }

    fn fine(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        let err = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(0), "{arguments:?}: {err}");
        String::from_utf8(output.stdout).expect("UTF-8")
    }

    fn fails(&self, code: i32, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        let err = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(code), "{arguments:?}: {err}");
        assert!(output.stdout.is_empty(), "{arguments:?}");
        err
    }
}

fn quads(text: &str, format: RdfFormat) -> BTreeSet<String> {
    let parser = RdfParser::from_format(format).for_slice(text.as_bytes());
    parser
        .map(|quad: Result<Quad, _>| quad.expect("RDF").to_string())
        .collect()
}

fn jsonld() -> RdfFormat {
    RdfFormat::JsonLd {
        profile: JsonLdProfileSet::empty(),
    }
}

#[test]
fn json_says_what_the_graph_says_in_short_names() {
    let demo = Demo::new();
    for of in [
        &[][..],
        &["Smart China Expo 2021"],
        &["--document", "sce-2019-preview.txt"],
    ] {
        let export = |format| {
            let mut arguments = vec!["export", "--format", format];
            arguments.extend(of);
            demo.fine(&arguments)
        };
        let text = export("jsonld");
        assert_eq!(
            quads(&text, jsonld()),
            quads(&export("nq"), RdfFormat::NQuads),
            "{of:?}"
        );
        assert_eq!(text, export("jsonld"), "{of:?} twice");
    }
    let value: Value =
        serde_json::from_str(&demo.fine(&["export", "Josephine Teo", "--format", "jsonld"]))
            .expect("JSON");
    let nodes = value["@graph"].as_array().expect("nodes");
    let teo = nodes
        .iter()
        .find(|node| node["id"] == "person/josephine-teo")
        .expect("her");
    assert_eq!(teo["type"], "Person");
    assert_eq!(teo["label"], "Josephine Teo");
    assert_eq!(teo["represents"], serde_json::json!(["country/sg"]));
    // Names that are not used are not explained.
    assert_eq!(value["@context"].get("venue"), None);
    assert_eq!(value["@context"]["represents"]["@type"], "@id");

    // The same beside a context elsewhere, which is known here though nothing is fetched.
    let address = "https://w3id.org/expograph/ontology/context.jsonld";
    let elsewhere = demo.fine(&["export", "--format", "jsonld", "--context", address]);
    let head: Value = serde_json::from_str(&elsewhere).expect("JSON");
    assert_eq!(head["@context"][0], address);
    std::fs::write(demo.path("elsewhere.jsonld"), elsewhere).expect("written");
    let count = "SELECT (COUNT(*) AS ?n) { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }";
    let ask = |graph| demo.fine(&["query", count, "--format", "csv", "--graph", graph]);
    assert_eq!(ask("elsewhere.jsonld"), ask("expo.nq"));
    let unknown = demo.fine(&[
        "export",
        "--format",
        "jsonld",
        "--context",
        "https://example.org/c",
    ]);
    std::fs::write(demo.path("unknown.jsonld"), unknown).expect("written");
    let error = demo.fails(3, &["load", "unknown.jsonld"]);
    assert!(
        error.contains("https://example.org/c") && error.contains("network"),
        "{error}"
    );

    for (code, arguments, expected) in [
        (
            2,
            vec!["export", "--format", "ttl", "--context", address],
            "--context is for --format jsonld",
        ),
        (
            2,
            vec!["export", "--context", "here"],
            "expected inline or an address",
        ),
    ] {
        let error = demo.fails(code, &arguments);
        assert!(error.contains(expected), "{error}");
    }
    let data = demo.path("mine/ontology");
    std::fs::create_dir_all(&data).expect("made");
    std::fs::write(
        data.join("context.jsonld"),
        "{\"@context\": {\"x\": {\"@reverse\": \"a:b\"}}}",
    )
    .expect("written");
    let error = demo.fails(3, &["export", "--format", "jsonld", "--data", "mine"]);
    assert!(
        error.contains("mine/ontology/context.jsonld: \"x\""),
        "{error}"
    );
}

/// Checks a node against the table; gives its type.
fn valid(node: &Value) -> &str {
    let node = node.as_object().expect("a node");
    let kind = node["@type"].as_str().expect("one type");
    let (_, allowed) = SCHEMA_ORG
        .iter()
        .find(|(name, _)| *name == kind)
        .unwrap_or_else(|| panic!("{kind} is not expected"));
    for (property, values) in node {
        if property.starts_with('@') {
            continue;
        }
        let (_, ranges) = allowed
            .iter()
            .find(|(name, _)| name == property)
            .unwrap_or_else(|| panic!("{property} is no property of {kind}"));
        let values = match values {
            Value::Array(values) => values.iter().collect(),
            one => vec![one],
        };
        for value in values {
            let fits = match value {
                Value::String(text) if ranges.contains(&"Date") => {
                    text.len() == 10 && text.parse::<jiff::civil::Date>().is_ok()
                }
                Value::String(text) if ranges.contains(&"URL") => text.starts_with("http"),
                Value::String(text) => ranges.contains(&"Text") && !text.is_empty(),
                node => ranges.contains(&valid(node)),
            };
            assert!(fits, "{kind} {property}: {value}");
        }
    }
    kind
}

#[test]
fn events_for_the_web_are_valid_and_safe_to_embed() {
    let demo = Demo::new();
    let text = demo.fine(&["export", "Smart China Expo 2021", "--schema-org"]);
    let event: Value = serde_json::from_str(&text).expect("JSON");
    assert_eq!(event["@context"], "https://schema.org");
    assert_eq!(valid(&event), "ExhibitionEvent");
    assert_eq!(event["name"], "Smart China Expo 2021");
    assert_eq!(event["startDate"], "2021-08-23");
    assert_eq!(event["location"]["address"]["addressCountry"], "CN");
    assert_eq!(event["superEvent"]["name"], "Smart China Expo");
    let speakers = event["performer"].as_array().expect("several");
    let teo = speakers
        .iter()
        .find(|who| who["name"] == "Josephine Teo")
        .expect("her");
    assert!(
        teo["jobTitle"]
            .as_str()
            .expect("one")
            .contains("Second Minister"),
        "{teo}"
    );

    let all: Value = serde_json::from_str(&demo.fine(&["export", "--schema-org"])).expect("JSON");
    let events = all["@graph"].as_array().expect("several");
    assert!(events.len() >= 4);
    for event in events {
        assert_eq!(valid(event), "ExhibitionEvent");
    }

    // A name that would close the element, and an address of an article.
    let page = "<html><head><title>Ann &lt;/script&gt; Lee</title><meta property=\"og:url\" content=\"https://example.org/a?b=1&amp;c=2\">\
        </head><body><p>The Light Week 2022 opened in Graz on Monday, May 2, 2022.</p>\
        <p>The Light Week 2022 is held at the Messe Graz under the theme \"Light &lt;/script&gt; and Shade\".</p></body></html>";
    std::fs::write(demo.path("page.html"), page).expect("written");
    demo.fine(&["build", "page.html", "--graph", "light.nq"]);
    let script = demo.fine(&[
        "export",
        "Light Week 2022",
        "--schema-org",
        "--script",
        "--graph",
        "light.nq",
    ]);
    let inner = script
        .strip_prefix("<script type=\"application/ld+json\">\n")
        .and_then(|rest| rest.strip_suffix("\n</script>\n"))
        .expect("one element");
    assert!(!inner.contains('<'), "{inner}");
    let event: Value = serde_json::from_str(inner).expect("JSON");
    valid(&event);
    assert_eq!(
        event["subjectOf"]["headline"], "Ann </script> Lee",
        "{event:#}"
    );
    assert_eq!(event["subjectOf"]["url"], "https://example.org/a?b=1&c=2");

    let same = demo.fine(&[
        "export",
        "Smart China Expo 2021",
        "--schema-org",
        "--format",
        "nt",
    ]);
    assert!(
        same.contains("<https://schema.org/performer>") && !same.contains("expograph/ontology")
    );
    for (code, arguments, expected) in [
        (
            3,
            vec!["export", "Smart China Expo", "--schema-org"],
            "Smart China Expo 20",
        ),
        (
            3,
            vec!["export", "https://example.org/x", "--schema-org"],
            "no edition of this graph",
        ),
        (
            2,
            vec!["export", "--schema-org", "--script", "--format", "ttl"],
            "--script is for jsonld",
        ),
        (2, vec!["export", "--script"], "--schema-org"),
        (
            2,
            vec!["export", "--schema-org", "--void"],
            "cannot be used with",
        ),
    ] {
        let error = demo.fails(code, &arguments);
        assert!(error.contains(expected), "{error}");
    }
}

/// The numbers of VoID, counted over.
#[test]
fn the_description_counts_right() {
    let demo = Demo::new();
    let nt = demo.fine(&["export", "--format", "nt"]);
    let lines: Vec<Vec<&str>> = nt
        .lines()
        .map(|line| line.splitn(3, ' ').collect())
        .collect();
    let distinct = |at: usize| {
        lines
            .iter()
            .map(|line| line[at])
            .collect::<BTreeSet<_>>()
            .len()
    };
    let void = demo.fine(&["export", "--void", "--format", "nt"]);
    let about = |property: &str| {
        let start = format!(
            "<https://w3id.org/expograph/id/dataset> <http://rdfs.org/ns/void#{property}> "
        );
        let object = void
            .lines()
            .find_map(|line| line.strip_prefix(start.as_str()));
        let object = object.unwrap_or_else(|| panic!("no {property}"));
        object
            .split('"')
            .nth(1)
            .map(|count| count.parse::<usize>().expect("a number"))
    };
    for (property, count) in [
        ("triples", lines.len()),
        ("distinctSubjects", distinct(0)),
        ("properties", distinct(1)),
        ("distinctObjects", distinct(2)),
    ] {
        assert_eq!(about(property), Some(count), "{property}");
    }
    let people = lines
        .iter()
        .filter(|line| line[1].ends_with("#type>") && line[2].contains("#Person>"));
    let partition = "<https://w3id.org/expograph/id/dataset#class-expo-Person> <http://rdfs.org/ns/void#entities> ";
    assert!(
        void.contains(&format!("{partition}\"{}\"", people.count())),
        "{void}"
    );
    assert!(void.contains("dataset#links-owl-sameAs> <http://rdfs.org/ns/void#linkPredicate> <http://www.w3.org/2002/07/owl#sameAs>"));

    let said = demo.fine(&[
        "export",
        "--void",
        "--dataset",
        "https://example.org/fairs#it",
        "--title",
        "Fairs",
        "--publisher",
        "Ann Lee",
        "--license",
        "https://creativecommons.org/publicdomain/zero/1.0/",
        "--issued",
        "2024-05-31",
        "--dump",
        "https://example.org/fairs.ttl.gz",
        "--dump",
        "https://example.org/fairs.nq",
    ]);
    for expected in [
        "<https://example.org/fairs#it> a void:Dataset",
        "dcterms:title \"Fairs\"",
        "dcterms:publisher \"Ann Lee\"",
        "dcterms:issued \"2024-05-31\"^^xsd:date",
        "dcterms:license <https://creativecommons.org/publicdomain/zero/1.0/>",
        "<http://www.w3.org/ns/formats/Turtle>",
        "<http://www.w3.org/ns/formats/N-Quads>",
        "<https://example.org/fairs#it-class-expo-Person>",
    ] {
        assert!(said.contains(expected), "{expected} is not in {said}");
    }
    for (arguments, expected) in [
        (vec!["export", "--title", "x"], "--void"),
        (
            vec!["export", "--void", "--issued", "2024-5-31"],
            "expected a day",
        ),
        (
            vec!["export", "--void", "--license", "CC0"],
            "expected an IRI",
        ),
        (
            vec!["export", "Smart China Expo", "--void"],
            "cannot be used with",
        ),
    ] {
        let error = demo.fails(2, &arguments);
        assert!(error.contains(expected), "{error}");
    }
}

/// From the graph into a table, reconciled, and back.
#[test]
fn links_of_ones_own_come_back_without_reading_documents() {
    let demo = Demo::new();
    let table = demo.fine(&["run", "entities", "-p", "class=person", "--format", "tsv"]);
    assert!(
        table.starts_with("?id\t?label\t?class\t?aliases\t?country\t?details\t?wikidata\t"),
        "{table}"
    );
    let reconciled: String = table
        .lines()
        .map(|line| {
            let mut cells: Vec<&str> = line.split('\t').collect();
            match cells[1] {
                "\"Josephine Teo\"" => cells[6] = "Q1234567",
                "\"Goh Chok Tong\"" => cells[6] = "http://www.wikidata.org/entity/Q7654321",
                _ => {}
            }
            cells.join("\t") + "\n"
        })
        .collect();
    let folder = demo.path("mine/authority");
    std::fs::create_dir_all(&folder).expect("made");
    let mine = folder.join("wikidata.mine.tsv");
    std::fs::write(&mine, reconciled).expect("written");
    let documents = root().join("data/documents");
    let build = |arguments: &[&str]| {
        let mut all = vec!["build", documents.to_str().expect("UTF-8")];
        all.extend(arguments);
        let output = demo.run(&all);
        String::from_utf8_lossy(&output.stderr).into_owned()
    };
    let told = build(&["--data", "mine"]);
    assert!(
        told.contains("7 unchanged; 0 facts read") && told.contains("expo.nq written"),
        "{told}"
    );
    let linked = |name: &str| {
        let query = format!("SELECT ?item {{ ?thing rdfs:label \"{name}\" ; owl:sameAs ?item }}");
        let csv = demo.fine(&["query", &query, "--format", "csv"]);
        csv.lines().nth(1).unwrap_or_default().trim().to_owned()
    };
    assert_eq!(
        linked("Josephine Teo"),
        "http://www.wikidata.org/entity/Q1234567"
    );
    assert_eq!(
        linked("Goh Chok Tong"),
        "http://www.wikidata.org/entity/Q7654321"
    );
    assert_eq!(linked("Singapore"), "http://www.wikidata.org/entity/Q334");
    // Without the file the links are gone, and the graph is what it was.
    build(&[]);
    assert_eq!(
        (linked("Josephine Teo"), linked("Singapore").as_str()),
        (String::new(), "http://www.wikidata.org/entity/Q334")
    );
    // One item for two things is told: they are one thing, or the row is wrong.
    std::fs::write(
        &mine,
        "id\twikidata\nperson/josephine-teo\tQ5\nperson/goh-chok-tong\tQ5\ncountry/sg\t-\n",
    )
    .expect("written");
    let told = build(&["--data", "mine"]);
    assert!(
        told.contains("Q5 is several things here") && told.contains("expo.same.tsv"),
        "{told}"
    );
    assert_eq!(linked("Singapore"), "");
    std::fs::write(&mine, "id\twikidata\nperson/josephine-teo\tTeo\n").expect("written");
    let error = build(&["--data", "mine"]);
    assert!(
        error.contains("mine/authority/wikidata.mine.tsv:2: \"Teo\" is no item of Wikidata"),
        "{error}"
    );
}
