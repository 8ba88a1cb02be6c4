//! Asks every query of `queries/` of one graph in this program and at endpoints that hold the
//! same, compares the answers and measures the time of each:
//! `cargo run --release --example engines -- [--runs N] [--limit SECONDS] GRAPH.nq [NAME=URL...]`.
//! Ends with 1 if an answer differs or is missing and `tests/engines-known.txt` does not tell of it.

use expograph::answer::{
    Answer, Engine, Limit, Lookup, ParameterKind, SavedQuery, Table, bind, card,
};
use expograph::entity::Base;
use expograph::graph::{Graph, Location, Scope};
use expograph::knowledge::Source;
use oxigraph::model::{BlankNode, Literal, NamedNode, Term};
use std::collections::{BTreeMap, BTreeSet};
use std::process::ExitCode;
use std::time::{Duration, Instant};

type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

/// Stands for many IRIs in queries of `queries/`.
const THINGS: &str = "<urn:x-expograph:things>";

/// A query with values for its parameters.
struct Asking {
    name: String,
    /// Which parameters have which values.
    given: String,
    text: String,
    query: SavedQuery,
    values: BTreeMap<String, Term>,
}

struct Options {
    runs: usize,
    limit: Limit,
    graph: String,
    endpoints: Vec<(String, String)>,
}

fn main() -> Result<ExitCode> {
    let options = options()?;
    let start = Instant::now();
    let graph = open(&options.graph)?;
    eprintln!(
        "{} opened in {:.1} s",
        options.graph,
        start.elapsed().as_secs_f64()
    );
    let mut graphs = vec![("embedded".to_owned(), graph)];
    for (name, url) in &options.endpoints {
        graphs.push((name.clone(), open(url)?));
    }
    let engines: Vec<(&str, Engine<'_>)> = graphs
        .iter()
        .map(|(name, graph)| (name.as_str(), Engine::new(graph, options.limit)))
        .collect();
    let own = engines[0].1;
    let source = Source::embedded();
    let values = Values::choose(own)?;
    let mut askings = Vec::new();
    for path in source.list("queries/")? {
        if let Some(name) = path
            .strip_prefix("queries/")
            .and_then(|p| p.strip_suffix(".rq"))
        {
            let keys = ["severity", "remedy", "finding"];
            let (query, _) = SavedQuery::parse_with(name, &path, &source.read(&path)?, &keys)?;
            askings.extend(values.askings(&query)?);
        }
    }
    println!("quads: {}", count(own)?);
    print!("{:<42} {:<28} {:>7}", "question", "given", "rows");
    engines.iter().for_each(|(name, _)| print!(" {name:>12}"));
    println!("  (median ms of {})", options.runs);
    let mut times: Vec<Vec<f64>> = vec![Vec::new(); engines.len()];
    let mut differing = 0;
    let mut known = 0;
    for asking in &askings {
        let mut expected: Option<Answer> = None;
        let mut cells = Vec::new();
        let mut problems = Vec::new();
        for (at, (name, engine)) in engines.iter().enumerate() {
            match measure(*engine, asking, options.runs) {
                Ok((answer, time)) => {
                    times[at].push(time);
                    cells.push(format!("{:>12.1}", time * 1000.0));
                    match &expected {
                        None if at == 0 => expected = Some(answer),
                        Some(expected) => problems.extend(difference(name, expected, &answer)),
                        None => {}
                    }
                }
                Err(error) => {
                    cells.push(format!("{:>12}", "-"));
                    problems.push(format!("{name}: {error}"));
                }
            }
        }
        let rows = match &expected {
            Some(Answer::Rows(table)) => table.rows.len(),
            _ => 0,
        };
        println!(
            "{:<42} {:<28} {rows:>7} {}",
            asking.name,
            asking.given,
            cells.join(" ")
        );
        let expected = |problem: &String| {
            let engine = problem.split(':').next().unwrap_or_default();
            is_known(engine, &asking.name)
        };
        match problems.iter().all(expected) {
            true => known += usize::from(!problems.is_empty()),
            false => differing += 1,
        }
        problems
            .iter()
            .for_each(|problem| println!("    {problem}"));
    }
    for thing in values.things.values().flatten() {
        let mut cards = Vec::new();
        for (name, engine) in &engines {
            cards.push((name, card(*engine, &source, thing, None)?));
        }
        for (name, other) in &cards[1..] {
            if *other != cards[0].1 {
                differing += 1;
                println!("    {name}: show {thing} differs");
            }
        }
    }
    for (at, (name, _)) in engines.iter().enumerate() {
        let times = &mut times[at];
        times.sort_by(f64::total_cmp);
        let median = times.get(times.len() / 2).copied().unwrap_or_default();
        let longest = times.last().copied().unwrap_or_default();
        println!(
            "{name}: {} answers, median {:.0} ms, longest {:.0} ms",
            times.len(),
            median * 1000.0,
            longest * 1000.0
        );
    }
    println!(
        "{} askings and {} cards: {differing} differ, {known} as is known",
        askings.len(),
        values.things.values().flatten().count()
    );
    // Giving back every quad would take longer than the questions.
    std::mem::forget(graphs);
    Ok(if differing == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

fn options() -> Result<Options> {
    let mut options = Options {
        runs: 3,
        limit: Limit(Some(Duration::from_secs(120))),
        graph: String::new(),
        endpoints: Vec::new(),
    };
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        let mut value = || arguments.next().ok_or("a value is missing");
        match argument.as_str() {
            "--runs" => options.runs = value()?.parse()?,
            "--limit" => options.limit = Limit(Some(Duration::from_secs(value()?.parse()?))),
            _ => match argument.split_once('=') {
                Some((name, url)) => options.endpoints.push((name.to_owned(), url.to_owned())),
                None => options.graph = argument,
            },
        }
    }
    if options.graph.is_empty() {
        return Err("usage: engines [--runs N] [--limit SECONDS] GRAPH.nq [NAME=URL...]".into());
    }
    Ok(options)
}

fn open(place: &str) -> Result<Graph> {
    Ok(Graph::open(&Location::parse(place)?, &Scope::All)?)
}

fn count(engine: Engine<'_>) -> Result<String> {
    let query = "SELECT (COUNT(*) AS ?n) { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }";
    let table = engine.rows("count", query)?;
    Ok(table.get(&table.rows[0], "n"))
}

/// The answer, and the median of the seconds it took.
fn measure(engine: Engine<'_>, asking: &Asking, runs: usize) -> Result<(Answer, f64)> {
    let mut times = Vec::new();
    let mut last = None;
    for _ in 0..runs.max(1) {
        let start = Instant::now();
        let answer = engine.ask(&asking.name, &asking.text)?;
        let answer = asking.query.finish(answer, &asking.values)?;
        times.push(start.elapsed().as_secs_f64());
        last = Some(answer);
    }
    times.sort_by(f64::total_cmp);
    Ok((last.ok_or("not asked")?, times[times.len() / 2]))
}

/// An answer without the names of blank nodes, which every engine makes for itself.
fn without_names(answer: &Answer) -> Answer {
    let mut answer = answer.clone();
    if let Answer::Rows(table) = &mut answer {
        for cell in table.rows.iter_mut().flatten() {
            if let Some(Term::BlankNode(node)) = cell {
                *node = BlankNode::new_unchecked("b");
            }
        }
        table.sort(&[]);
    }
    answer
}

/// Whether `tests/engines-known.txt` tells of this.
fn is_known(engine: &str, query: &str) -> bool {
    include_str!("../tests/engines-known.txt")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once('\t'))
        .any(|(what, _)| what == format!("{engine} {query}"))
}

fn difference(name: &str, expected: &Answer, found: &Answer) -> Option<String> {
    if expected == found || without_names(expected) == without_names(found) {
        return None;
    }
    let (Answer::Rows(expected), Answer::Rows(found)) = (expected, found) else {
        return Some(format!("{name}: another answer"));
    };
    let show = |table: &Table, row: &[Option<Term>]| {
        let cells = row.iter().map(|cell| table.text(cell));
        let line: Vec<String> = cells.collect();
        line.join(" | ").chars().take(300).collect::<String>()
    };
    let only = |these: &Table, others: &Table| {
        let row = these.rows.iter().find(|row| !others.rows.contains(row));
        row.map(|row| show(these, row)).unwrap_or_default()
    };
    Some(format!(
        "{name}: {} rows instead of {}; columns {:?} for {:?}; only there: {}; only here: {}",
        found.rows.len(),
        expected.rows.len(),
        found.columns,
        expected.columns,
        only(found, expected),
        only(expected, found),
    ))
}

/// Values for parameters, chosen from the graph: what most is said of, which takes longest.
struct Values {
    /// By class: the things with the most facts, and one with few.
    things: BTreeMap<String, Vec<NamedNode>>,
    /// Two editions of one series with many exhibitors.
    earlier: NamedNode,
    later: NamedNode,
    metric: String,
}

impl Values {
    fn choose(engine: Engine<'_>) -> Result<Values> {
        let lookup = Lookup::new(engine);
        let expo = |name: &str| -> Result<NamedNode> {
            Ok(lookup.resolve(&format!("expo:{name}"), None)?)
        };
        let mut things = BTreeMap::new();
        let documents =
            "SELECT ?thing (COUNT(*) AS ?n) { GRAPH ?thing { ?claim a <CLASS> } } GROUP BY ?thing";
        let entities = "SELECT ?thing (COUNT(*) AS ?n) { ?thing a <CLASS> . { ?thing ?p ?o } UNION { ?o ?p ?thing } } GROUP BY ?thing";
        for (class, text) in [
            "ExpoSeries",
            "Expo",
            "Person",
            "Organization",
            "Country",
            "Topic",
            "Place",
        ]
        .map(|class| (class, entities))
        .into_iter()
        .chain([("Document", documents)])
        {
            let class_iri = expo(if class == "Document" { "Claim" } else { class })?;
            let mut table = engine.rows("values", &text.replace("CLASS", class_iri.as_str()))?;
            let number = |row: &[Option<Term>]| table.get(row, "n").parse::<u64>().unwrap_or(0);
            let mut rows: Vec<(u64, NamedNode)> = Vec::new();
            for row in &table.rows {
                if let Some(Term::NamedNode(node)) = &row[0] {
                    rows.push((number(row), node.clone()));
                }
            }
            table.rows.clear();
            rows.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.as_str().cmp(b.1.as_str())));
            let mut chosen: Vec<NamedNode> =
                rows.iter().take(1).map(|(_, node)| node.clone()).collect();
            chosen.extend(rows.get(rows.len() / 2).map(|(_, node)| node.clone()));
            chosen.dedup();
            things.insert(class.to_owned(), chosen);
        }
        let pairs = format!(
            "SELECT ?one ?other (COUNT(*) AS ?n) {{ ?one {series} ?series ; {year} ?first . ?other {series} ?series ; {year} ?second . FILTER(?first < ?second) ?one {exhibitor} ?x . ?other {exhibitor} ?x }} GROUP BY ?one ?other",
            series = expo("editionOf")?,
            year = expo("year")?,
            exhibitor = expo("exhibitor")?,
        );
        let mut table = engine.rows("values", &pairs)?;
        table.sort(&[expograph::answer::SortKey {
            column: "n".to_owned(),
            descending: true,
        }]);
        let pair = table
            .rows
            .first()
            .ok_or("no two editions with the same exhibitor")?;
        let (Some(Term::NamedNode(earlier)), Some(Term::NamedNode(later))) = (&pair[0], &pair[1])
        else {
            return Err("editions without IRIs".into());
        };
        Ok(Values {
            things,
            earlier: earlier.clone(),
            later: later.clone(),
            metric: "exhibitors".to_owned(),
        })
    }

    fn value(
        &self,
        query: &SavedQuery,
        name: &str,
        kind: &ParameterKind,
        class: Option<&str>,
    ) -> Result<Vec<Term>> {
        let nodes = |class: &str| -> Vec<Term> {
            self.things
                .get(class)
                .into_iter()
                .flatten()
                .cloned()
                .map(Term::from)
                .collect()
        };
        let text = |text: &str| vec![Term::from(Literal::from(text))];
        Ok(match (kind, name, class) {
            (ParameterKind::Iri, "earlier", _) => vec![self.earlier.clone().into()],
            (ParameterKind::Iri, "later", _) => vec![self.later.clone().into()],
            (ParameterKind::Iri, "document", _) => nodes("Document"),
            (ParameterKind::Iri, _, Some(class)) if !nodes(class).is_empty() => nodes(class),
            (ParameterKind::Iri, _, _) => {
                let mut all = nodes("Expo");
                all.extend(nodes("Person"));
                all.extend(nodes("Document"));
                all
            }
            (ParameterKind::Integer, _, _) => vec![Literal::from(2).into()],
            (_, "metric", _) => text(&self.metric),
            (_, "relation", _) => text("speaker"),
            (_, "decision", _) => text("near"),
            (_, "class", _) => text("Person"),
            (_, "verdict", _) => text("unclear"),
            (_, "base", _) => text(Base::default().as_str()),
            (ParameterKind::Text, _, _) => text("Smart China Expo 2021"),
            (kind, name, _) => {
                return Err(format!("{}: no value for {name} ({kind})", query.name).into());
            }
        })
    }

    /// A query with every parameter, and with the optional ones left out.
    fn askings(&self, query: &SavedQuery) -> Result<Vec<Asking>> {
        let mut askings = Vec::new();
        let has_optional = query.parameters.iter().any(|parameter| parameter.optional);
        for with_optional in [false, true] {
            if with_optional && !has_optional {
                continue;
            }
            let mut choices: Vec<(String, Vec<Term>)> = Vec::new();
            for parameter in &query.parameters {
                if parameter.optional && !with_optional {
                    continue;
                }
                let class = parameter.class.as_deref();
                let values = self.value(query, &parameter.name, &parameter.kind, class)?;
                choices.push((parameter.variable.clone(), values));
            }
            let most = choices
                .iter()
                .map(|(_, values)| values.len())
                .max()
                .unwrap_or(1);
            for at in 0..most {
                let values: BTreeMap<String, Term> = choices
                    .iter()
                    .filter_map(|(name, values)| {
                        Some((name.clone(), values.get(at % values.len().max(1))?.clone()))
                    })
                    .collect();
                let shown = values.values().map(|term| match term {
                    Term::NamedNode(node) => short(node),
                    Term::Literal(literal) => literal.value().to_owned(),
                    _ => String::new(),
                });
                let things: BTreeSet<String> = self
                    .things
                    .values()
                    .flatten()
                    .map(NamedNode::to_string)
                    .collect();
                let things: Vec<String> = things.into_iter().collect();
                askings.push(Asking {
                    name: query.name.clone(),
                    given: shown
                        .collect::<Vec<_>>()
                        .join(", ")
                        .chars()
                        .take(28)
                        .collect(),
                    text: bind(&query.text, &values).replace(THINGS, &things.join(" ")),
                    query: query.clone(),
                    values,
                });
            }
        }
        Ok(askings)
    }
}

fn short(node: &NamedNode) -> String {
    let base = Base::default();
    let iri = node.as_str();
    let local = iri.strip_prefix(base.as_str()).unwrap_or(iri);
    local
        .split_once('/')
        .map_or(local, |(_, slug)| slug)
        .to_owned()
}
