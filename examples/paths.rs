//! Times `path` on a graph that is open: between the things that most leads on from, between
//! things of every kind, and to something that is not connected:
//! `cargo run --release --example paths -- GRAPH.nq`.

use expograph::answer::path::{Search, connect, queries, relations};
use expograph::answer::{Engine, Limit, lookups, scope};
use expograph::graph::{Graph, Location};
use expograph::knowledge::Source;
use oxigraph::model::{NamedNode, Term};
use std::time::Instant;

type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

/// The things that most leads on from, of a class.
const BUSIEST: &str = "PREFIX expo: <https://w3id.org/expograph/ontology#>
SELECT ?thing (COUNT(*) AS ?n) {
  ?thing a expo:CLASS .
  { ?thing ?p ?other } UNION { ?other ?p ?thing }
  FILTER(isIRI(?other))
} GROUP BY ?thing ORDER BY DESC(?n) ?thing LIMIT 12";

const CLASSES: [&str; 6] = [
    "Person",
    "Company",
    "Expo",
    "Country",
    "Topic",
    "ExpoSeries",
];

fn main() -> Result<()> {
    let file = std::env::args().nth(1).ok_or("usage: paths GRAPH.nq")?;
    let source = Source::embedded();
    let queries = queries(&source)?;
    let names = lookups(true);
    let all = queries.iter().map(String::as_str).chain([names.as_str()]);
    let start = Instant::now();
    let graph = Graph::open(&Location::parse(&file)?, &scope(all))?;
    println!("opened in {:.2} s", start.elapsed().as_secs_f64());
    let engine = Engine::new(&graph, Limit::default());
    let mut things = Vec::new();
    for class in CLASSES {
        let table = engine.rows("busiest", &BUSIEST.replace("CLASS", class))?;
        let found = table.rows.iter().filter_map(|row| match &row[0] {
            Some(Term::NamedNode(thing)) => Some(thing.clone()),
            _ => None,
        });
        // Of each class the two busiest, and two that are not.
        let found: Vec<NamedNode> = found.collect();
        things.extend(
            [0, 1, 7, 11]
                .iter()
                .filter_map(|at| found.get(*at).cloned()),
        );
    }
    things.push(NamedNode::new("urn:x-nothing")?);
    let relations = relations(engine, &source)?;
    for (name, longer, max_length) in [("path", false, 6), ("path --all --max-length 4", true, 4)] {
        let mut times = Vec::new();
        let mut slowest = (0.0, String::new());
        for (at, from) in things.iter().enumerate() {
            for to in &things[at + 1..] {
                let search = Search {
                    from: from.clone(),
                    to: to.clone(),
                    max_length,
                    longer,
                    limit: if longer { 100 } else { 5 },
                    relations: relations.clone(),
                    avoid: Vec::new(),
                };
                let start = Instant::now();
                let found = connect(engine, &source, &search)?;
                let time = start.elapsed().as_secs_f64();
                if time > slowest.0 {
                    slowest = (
                        time,
                        format!("{from} {to}: {:?}, {} things", found.length, found.things),
                    );
                }
                times.push(time);
            }
        }
        times.sort_by(f64::total_cmp);
        println!(
            "{name}: {} pairs, median {:.3} s, 95th in a hundred {:.3} s, slowest {:.3} s ({})",
            times.len(),
            times[times.len() / 2],
            times[times.len() * 95 / 100],
            slowest.0,
            slowest.1
        );
    }
    Ok(())
}
