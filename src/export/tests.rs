//! Exports are read back, by Oxigraph and by rio_turtle, and say what the graph says.

use super::*;
use crate::build::{BuildOptions, stage};
use crate::document::Document;
use crate::entity::Base;
use crate::graph::{Update, Wanted, format_named, ontology};
use crate::input::Input;
use crate::knowledge::Source;
use crate::rdf::sample::{Sample, edition};
use crate::syndication::Likeness;
use oxigraph::io::RdfParser;
use rio_api::parser::{QuadsParser, TriplesParser};
use rio_turtle::{NQuadsParser, NTriplesParser, TriGParser, TurtleError, TurtleParser};
use std::collections::{BTreeMap, BTreeSet};

const HOSTILE: [&str; 6] = [
    "Josephine Teo",
    "<http://evil> . <a> <b> \"c\" {}|\\^`",
    "line\nfeed\r\ttab \\n \\u0041 '''\"\"\"",
    "\u{202e}right to left \u{200f}\u{5e9}\u{5dc}\u{5d5}\u{5dd}",
    "\u{1f600}\u{1f468}\u{200d}\u{1f469} & ]]> &lt; <!--",
    "@base <http://x/> . # no comment",
];

fn graph(base: &Base) -> Graph {
    let corpus: BTreeMap<String, Sample> = HOSTILE
        .iter()
        .enumerate()
        .map(|(n, name)| {
            (
                format!("{name} {n}.txt"),
                edition(2018 + n as i64 % 2, name),
            )
        })
        .collect();
    let mut update = Update::in_memory(base);
    let inputs = corpus.iter().map(|(key, sample)| {
        let document = sample.document(key);
        Input::<()>::one(move || Ok(document))
    });
    let read = |document: &Document| corpus[&document.key].reading.clone();
    let lines = ontology("expo.ttl", include_str!("../../ontology/expo.ttl")).unwrap();
    let options = BuildOptions {
        prune: false,
        force: false,
        threads: 1,
        reader: "test".to_owned(),
        inference: Some(crate::infer::Extent::Own),
        resolver: None,
        likeness: Likeness::load(&Source::embedded()).unwrap(),
        links: Default::default(),
    };
    stage(inputs, read, lines, &mut update, None, &options, |_| {}).unwrap();
    Graph::from_text(&update.into_text()).unwrap()
}

fn exported(graph: &Graph, extent: &Extent, format: RdfFormat) -> Vec<u8> {
    let mut out = Vec::new();
    export(graph, extent, format, &mut out).unwrap();
    out
}

/// The quads of a graph as sorted lines; without their graphs if `merged`.
fn lines(quads: impl Iterator<Item = Quad>, merged: bool) -> BTreeSet<String> {
    quads
        .map(|mut quad| {
            if merged {
                quad.graph_name = GraphName::DefaultGraph;
            }
            quad.to_string()
        })
        .collect()
}

fn oxigraph(bytes: &[u8], format: RdfFormat) -> BTreeSet<String> {
    let quads = RdfParser::from_format(format).for_slice(bytes);
    lines(quads.map(Result::unwrap), false)
}

fn rio(bytes: &[u8], format: RdfFormat) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut triple = |triple: rio_api::model::Triple<'_>| {
        found.insert(triple.to_string().trim_end_matches(" .").to_owned());
        Ok::<(), TurtleError>(())
    };
    match format {
        RdfFormat::NTriples => NTriplesParser::new(bytes).parse_all(&mut triple).unwrap(),
        RdfFormat::Turtle => TurtleParser::new(bytes, None)
            .parse_all(&mut triple)
            .unwrap(),
        _ => {
            let mut quad = |quad: rio_api::model::Quad<'_>| {
                found.insert(quad.to_string().trim_end_matches(" .").to_owned());
                Ok::<(), TurtleError>(())
            };
            match format {
                RdfFormat::NQuads => NQuadsParser::new(bytes).parse_all(&mut quad).unwrap(),
                _ => TriGParser::new(bytes, None).parse_all(&mut quad).unwrap(),
            }
        }
    }
    // Rio writes strings as N-Triples too; normalize both by reading with Oxigraph.
    let text: String = found.iter().map(|line| format!("{line} .\n")).collect();
    oxigraph(text.as_bytes(), RdfFormat::NQuads)
}

#[test]
fn every_format_is_read_back() {
    let base = Base::default();
    let graph = graph(&base);
    for name in ["ttl", "nt", "nq", "trig", "jsonld", "rdf"] {
        let format = format_named(name).unwrap();
        let merged = !format.supports_datasets();
        let all = graph.quads(&Wanted::default()).unwrap().into_iter();
        let expected = lines(all, merged);
        let bytes = exported(&graph, &Extent::Whole, format);
        assert_eq!(oxigraph(&bytes, format), expected, "{name}");
        if ["ttl", "nt", "nq", "trig"].contains(&name) {
            assert_eq!(rio(&bytes, format), expected, "{name} by rio");
        }
        assert_eq!(
            bytes,
            exported(&graph, &Extent::Whole, format),
            "{name} twice"
        );
    }
}

#[test]
fn one_document_is_its_graph() {
    let base = Base::default();
    let graph = graph(&base);
    let iri = crate::entity::document_iri(&base, "Josephine Teo 0.txt");
    let document = NamedNode::new(iri).unwrap();
    let text = exported(&graph, &Extent::Document(document.clone()), RdfFormat::TriG);
    let quads = oxigraph(&text, RdfFormat::TriG);
    assert!(
        quads
            .iter()
            .all(|quad| quad.ends_with(&document.to_string()))
    );
    assert!(quads.iter().any(|quad| quad.contains("#claimObject>")));
}

#[test]
fn one_entity_comes_with_its_neighbours_and_evidence() {
    let base = Base::default();
    let graph = graph(&base);
    let teo = NamedNode::new(format!("{base}person/josephine-teo")).unwrap();
    let text = exported(&graph, &Extent::Entity(teo), RdfFormat::Turtle);
    let text = String::from_utf8(text).unwrap();
    for expected in [
        "<person/josephine-teo> a expo:Person ;\n    rdfs:label \"Josephine Teo\" ;",
        "expo:speaker <person/josephine-teo>",
        "rdfs:label \"Sample Expo 2018\"",
        "<post/josephine-teo/minister-for-samples> a expo:Post ;",
        "expo:mode \"via video link\"",
        "expo:exact \"\\\"It's about A.I.,\\\"\\nsaid Josephine Teo, the minister, by video link.\"",
        "expo:key \"Josephine Teo 0.txt\"",
        "# People",
    ] {
        assert!(text.contains(expected), "{expected}\nnot in\n{text}");
    }
    assert!(!text.contains("right to left"));

    let nobody = NamedNode::new(format!("{base}person/nobody")).unwrap();
    let error = export(
        &graph,
        &Extent::Entity(nobody),
        RdfFormat::Turtle,
        &mut Vec::new(),
    );
    assert!(error.unwrap_err().to_string().contains("person/nobody"));
}

#[test]
fn several_objects_stand_one_to_a_line() {
    let base = Base::default();
    let graph = graph(&base);
    let expo = NamedNode::new(format!("{base}expo/sample-expo-2018")).unwrap();
    let text = exported(&graph, &Extent::Entity(expo), RdfFormat::Turtle);
    let text = String::from_utf8(text).unwrap();
    let (_, speakers) = text
        .split_once("    expo:speaker\n        <person/")
        .unwrap();
    assert!(speakers.contains(" ,\n        <person/"), "{text}");
}

#[test]
fn what_xml_cannot_say_is_an_error() {
    let text = "<http://x/a> <http://x/p> \"bell \\u0007\" .\n";
    let graph = Graph::from_text(text).unwrap();
    let mut out = Vec::new();
    let error = export(&graph, &Extent::Whole, RdfFormat::RdfXml, &mut out).unwrap_err();
    assert!(error.to_string().contains("U+0007"), "{error}");
    exported(&graph, &Extent::Whole, RdfFormat::Turtle);
}

#[test]
fn terms_of_others_are_written_safely() {
    let text = concat!(
        "<http://x/a> <http://x/p.> <http://xmlns.com/foaf/0.1/a.b> .\n",
        "<https://w3id.org/expograph/id/> <http://xmlns.com/foaf/0.1/> _:b .\n",
        "<https://w3id.org/expograph/id/a//b> <http://x/p> \"1\"^^<http://www.w3.org/2001/XMLSchema#integer> .\n",
        "<https://w3id.org/expograph/id/a/../b> <http://x/p> \"1.50\"^^<http://www.w3.org/2001/XMLSchema#decimal> .\n",
        "<https://w3id.org/expograph/id/a:b> <http://x/p> \"x\"^^<http://www.w3.org/2001/XMLSchema#integer> .\n",
        "_:b <http://x/p> \"true\"^^<http://www.w3.org/2001/XMLSchema#boolean> <http://x/g> .\n",
        "_:b <http://x/p> \"e\"@en-GB _:b .\n",
    );
    let graph = Graph::from_text(text).unwrap();
    for format in [RdfFormat::Turtle, RdfFormat::TriG] {
        let all = graph.quads(&Wanted::default()).unwrap().into_iter();
        let expected = lines(all, format == RdfFormat::Turtle);
        let bytes = exported(&graph, &Extent::Whole, format);
        let keep = |set: BTreeSet<String>| set.len();
        assert_eq!(keep(oxigraph(&bytes, format)), keep(expected.clone()));
        let named: Vec<&String> = expected
            .iter()
            .filter(|line| !line.contains("_:"))
            .collect();
        let found = oxigraph(&bytes, format);
        assert!(named.iter().all(|line| found.contains(*line)), "{found:#?}");
    }
}
