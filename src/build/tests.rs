//! Building: incremental is fresh, threads do not show, what went is gone, what failed changed
//! nothing.

use super::*;
use crate::entity::Base;
use crate::fact::{EntityId, Kind, Object, Relation};
use crate::graph::{Graph, Location, Scope, load, ontology};
use crate::rdf::sample::{Sample, edition};
use crate::rdf::vocab::{expo, owl, skos};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

const TTL: &str = include_str!("../../ontology/expo.ttl");

/// Documents by key. The reading is found by the document's text, as if it had been read.
type Corpus = BTreeMap<String, Sample>;

fn corpus(count: usize) -> Corpus {
    let names = [
        "Josephine Teo",
        "josephine teo",
        "Ada \"<>{}\n\\ Löve \u{202e}",
        "\u{1f600}",
    ];
    (0..count)
        .map(|n| {
            let sample = edition(2015 + (n % 7) as i64, names[n % names.len()]);
            (format!("folder {}/d{n}.txt", n % 3), sample)
        })
        .collect()
}

fn options(threads: usize) -> BuildOptions {
    BuildOptions {
        prune: false,
        force: false,
        threads,
        reader: "test 1".to_owned(),
        inference: Some(Extent::Own),
        resolver: Some(crate::resolve::Resolver::default()),
        likeness: Likeness::load(&Source::embedded()).unwrap(),
        links: Default::default(),
    }
}

fn inputs<'a>(
    corpus: &'a Corpus,
    keys: Vec<&'a String>,
) -> impl Iterator<Item = Input<'a, String>> + Send {
    keys.into_iter().map(|key| {
        let document = corpus[key].document(key);
        Input::one(move || Ok(document))
    })
}

fn build_with(corpus: &Corpus, path: &Path, options: &BuildOptions) -> BuildReport {
    let location = Location::parse(path.to_str().unwrap()).unwrap();
    let update = Update::open(&location, &Base::default()).unwrap();
    let texts = Change::open(&location.texts().unwrap(), true).unwrap();
    let read = |document: &Document| corpus[&document.key].reading.clone();
    let lines = ontology("expo.ttl", TTL).unwrap();
    let inputs = inputs(corpus, corpus.keys().collect());
    build(inputs, read, lines, update, Some(texts), options, |_| {}).unwrap()
}

/// The graph's file of kept texts.
fn kept(path: &Path) -> String {
    text(&path.with_extension("texts"))
}

fn text(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap()
}

fn default_graph(text: &str) -> BTreeSet<&str> {
    let lines = text.lines().filter(|line| {
        let end = line.trim_end_matches(" .");
        // No literal of the samples' facts ends like a graph's name.
        let graphs = ["document/", "ontology", "id/graph", "load/"];
        !graphs.iter().any(|graph| {
            end.rsplit_once(' ').is_some_and(|(rest, last)| {
                last.contains(graph) && last.starts_with('<') && rest.matches(' ').count() >= 2
            })
        })
    });
    lines.collect()
}

#[test]
fn the_text_is_the_same_for_any_threads_and_order() {
    let folder = tempfile::tempdir().unwrap();
    let corpus = corpus(40);
    let one = folder.path().join("one.nq");
    let report = build_with(&corpus, &one, &options(1));
    assert_eq!((report.added, report.written), (40, true));
    for threads in [2, 5] {
        let many = folder.path().join(format!("{threads}.nq"));
        build_with(&corpus, &many, &options(threads));
        assert_eq!(text(&many), text(&one));
        assert_eq!(kept(&many), kept(&one));
    }
    let mut update = Update::in_memory(&Base::default());
    let read = |document: &Document| corpus[&document.key].reading.clone();
    let backwards = inputs(&corpus, corpus.keys().rev().collect());
    let lines = ontology("expo.ttl", TTL).unwrap();
    stage(
        backwards,
        read,
        lines,
        &mut update,
        None,
        &options(2),
        |_| {},
    )
    .unwrap();
    assert_eq!(update.into_text(), text(&one));
}

#[test]
fn an_incremental_build_is_a_fresh_one() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("expo.nq");
    let mut corpus = corpus(20);
    build_with(&corpus, &path, &options(2));
    let before = text(&path);
    let modified = || std::fs::metadata(&path).unwrap().modified().unwrap();
    let time = modified();
    let report = build_with(&corpus, &path, &options(2));
    assert_eq!((report.unchanged, report.written), (20, false));
    assert_eq!((text(&path), modified()), (before, time));

    // Changed, vanished, new: at every step the graph is that of a fresh build.
    let fresh = |corpus: &Corpus, step: &str| {
        let path = folder.path().join(format!("{step}.nq"));
        build_with(corpus, &path, &options(1));
        (text(&path), kept(&path))
    };
    let prune = BuildOptions {
        prune: true,
        ..options(2)
    };
    let keys: Vec<String> = corpus.keys().cloned().collect();
    for (step, key) in keys.iter().enumerate() {
        match step % 3 {
            0 => drop(corpus.remove(key)),
            1 => drop(corpus.insert(key.clone(), edition(2030, "Someone Else"))),
            _ => drop(corpus.insert(format!("new {step}"), edition(2016, "JOSEPHINE TEO"))),
        }
        let report = build_with(&corpus, &path, &prune);
        assert_eq!(report.added + report.changed + report.pruned, 1, "{step}");
        assert_eq!(
            (text(&path), kept(&path)),
            fresh(&corpus, &step.to_string()),
            "step {step}"
        );
    }
    let forced = BuildOptions {
        force: true,
        ..options(2)
    };
    let report = build_with(&corpus, &path, &forced);
    assert_eq!((report.changed, report.written), (corpus.len(), false));
    let other = BuildOptions {
        reader: "test 2".to_owned(),
        ..options(2)
    };
    assert_eq!(build_with(&corpus, &path, &other).changed, corpus.len());
}

#[test]
fn a_fact_goes_with_its_last_document() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("expo.nq");
    let mut corpus = Corpus::new();
    corpus.insert("a".to_owned(), edition(2020, "Ann Lee"));
    corpus.insert("b".to_owned(), edition(2020, "Ann Lee"));
    build_with(&corpus, &path, &options(1));
    let fact = "#speaker> <https://w3id.org/expograph/id/person/ann-lee> .";
    let stands = || {
        default_graph(&text(&path))
            .iter()
            .any(|line| line.ends_with(fact))
    };
    assert!(stands());
    let prune = BuildOptions {
        prune: true,
        ..options(1)
    };
    corpus.remove("a");
    build_with(&corpus, &path, &prune);
    assert!(stands());
    corpus.remove("b");
    build_with(&corpus, &path, &prune);
    assert!(!stands());
    assert!(!text(&path).contains("ann-lee"));
}

#[test]
fn an_entity_has_one_label_whatever_the_order() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("expo.nq");
    let mut corpus = Corpus::new();
    for (key, name) in [("a", "ACME"), ("b", "Acme"), ("c", "Acme"), ("d", "acme")] {
        let mut sample = Sample::default();
        let expo = sample.entity(Kind::Expo, "Fair 2020");
        let acme = sample.entity(Kind::Company, name);
        sample.fact(name, expo, Relation::Exhibitor, Object::Entity(acme));
        corpus.insert(key.to_owned(), sample);
        build_with(&corpus, &path, &options(1));
    }
    let labels = |path: &Path| -> Vec<String> {
        let text = text(path);
        let lines = default_graph(&text);
        let names = lines
            .iter()
            .filter(|line| line.contains("organization/acme> <"));
        names
            .filter_map(|line| {
                let (_, rest) = line.split_once("abel> ")?;
                let kind = if line.contains("altLabel") {
                    "alt "
                } else {
                    ""
                };
                Some(format!("{kind}{rest}"))
            })
            .collect()
    };
    assert_eq!(
        labels(&path),
        ["\"Acme\" .", "alt \"ACME\" .", "alt \"acme\" ."]
    );
    // An authority's name wins over the most frequent one.
    let EntityId(acme) = EntityId(1);
    let entity = &mut corpus.get_mut("d").unwrap().reading.entities[acme as usize];
    entity.authority = Some("organizations/acme".into());
    let forced = BuildOptions {
        force: true,
        ..options(1)
    };
    build_with(&corpus, &path, &forced);
    assert_eq!(labels(&path)[0], "\"acme\" .");
    let fresh = folder.path().join("fresh.nq");
    build_with(&corpus, &fresh, &options(1));
    assert_eq!(text(&path), text(&fresh));
}

#[test]
fn loaded_triples_outlive_documents() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("expo.nq");
    let mut corpus = corpus(3);
    build_with(&corpus, &path, &options(1));
    let ours = folder.path().join("ours.ttl");
    let speaker = "<https://w3id.org/expograph/id/expo/sample-expo-2015> \
        <https://w3id.org/expograph/ontology#speaker> \
        <https://w3id.org/expograph/id/person/josephine-teo>";
    let turtle = format!("{speaker} .\n<http://x/a> <http://x/p> [ <http://x/q> \"1\"@en ] .");
    std::fs::write(&ours, turtle).unwrap();
    let location = Location::parse(path.to_str().unwrap()).unwrap();
    let load_file = |file: &Path| {
        let mut update = Update::open(&location, &Base::default())?;
        let report = load(&mut update, file, None)?;
        update.commit().map(|done| (report.quads, done.written))
    };
    assert_eq!(load_file(&ours).unwrap(), (3, true));
    assert_eq!(load_file(&ours).unwrap(), (3, false), "the same file again");
    let loaded = text(&path);

    // Broken RDF names its place and changes nothing.
    let broken = folder.path().join("broken.ttl");
    std::fs::write(
        &broken,
        "<http://x/a> <http://x/p> 1 .\n<http://x/a> oops .",
    )
    .unwrap();
    let error = load_file(&broken).unwrap_err().to_string();
    assert!(error.contains("broken.ttl:2:"), "{error}");
    assert_eq!(text(&path), loaded);

    corpus.clear();
    let prune = BuildOptions {
        prune: true,
        ..options(1)
    };
    assert_eq!(build_with(&corpus, &path, &prune).pruned, 3);
    let after = text(&path);
    assert!(after.contains(&format!("{speaker} .\n")), "still supported");
    assert!(after.contains("<http://x/q> \"1\"@en .\n"));
    assert!(!after.contains("/document/"));
}

#[test]
fn triples_put_there_by_hand_stay() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("expo.nq");
    let mut corpus = corpus(3);
    build_with(&corpus, &path, &options(1));
    let hand = "<http://x/hand>   <http://x/p> \"caf\\u00e9\".\n# by hand\n";
    std::fs::write(&path, format!("{hand}{}", text(&path))).unwrap();
    corpus.insert("more".to_owned(), edition(2031, "Bo"));
    build_with(&corpus, &path, &options(1));
    let after = text(&path);
    assert!(after.contains("<http://x/hand> <http://x/p> \"café\" .\n"));
    let fresh = folder.path().join("fresh.nq");
    build_with(&corpus, &fresh, &options(1));
    assert_eq!(
        after.replace("<http://x/hand> <http://x/p> \"café\" .\n", ""),
        text(&fresh)
    );
}

#[test]
fn unreadable_documents_change_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("expo.nq");
    let corpus = corpus(3);
    build_with(&corpus, &path, &options(1));
    let before = text(&path);
    let location = Location::parse(path.to_str().unwrap()).unwrap();
    let update = Update::open(&location, &Base::default()).unwrap();
    let prune = BuildOptions {
        prune: true,
        ..options(2)
    };
    let failing = (0..5).map(|n| Input::one(move || Err(format!("file {n}"))));
    let mut failed = Vec::new();
    let lines = ontology("expo.ttl", TTL).unwrap();
    let read = |_: &Document| Reading::default();
    let report = build(failing, read, lines, update, None, &prune, |event| {
        if let Event::Failed(error) = event {
            failed.push(error);
        }
    })
    .unwrap();
    assert_eq!(failed, ["file 0", "file 1", "file 2", "file 3", "file 4"]);
    assert!(report.prune_refused && !report.written);
    assert_eq!(text(&path), before);
}

#[test]
fn graphs_of_others_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("expo.nq");
    build_with(&corpus(1), &path, &options(1));
    let location = Location::parse(path.to_str().unwrap()).unwrap();
    let other = Base::new("https://example.org/").unwrap();
    let error = Update::open(&location, &other).unwrap_err();
    assert!(matches!(error, GraphError::OtherBase { .. }), "{error}");

    let held = Update::open(&location, &Base::default()).unwrap();
    let error = Update::open(&location, &Base::default()).unwrap_err();
    assert!(matches!(error, GraphError::Busy { .. }), "{error}");
    drop(held);

    let newer = text(&path).replace("formatVersion> \"2\"", "formatVersion> \"3\"");
    std::fs::write(&path, &newer).unwrap();
    let error = Update::open(&location, &Base::default()).unwrap_err();
    assert!(matches!(error, GraphError::Newer { .. }), "{error}");
    for scope in [Scope::All, Scope::Part(Vec::new())] {
        let error = Graph::open(&location, &scope).err().unwrap();
        assert!(matches!(error, GraphError::Newer { .. }), "{error}");
    }
    assert_eq!(text(&path), newer);

    let turtle = Location::parse(folder.path().join("x.ttl").to_str().unwrap()).unwrap();
    let error = Update::open(&turtle, &Base::default()).unwrap_err();
    assert!(matches!(error, GraphError::ReadOnly { .. }), "{error}");
}

#[test]
fn another_base_makes_other_identifiers() {
    let base = Base::new("https://example.org/expos").unwrap();
    let mut update = Update::in_memory(&base);
    let corpus = corpus(2);
    let read = |document: &Document| corpus[&document.key].reading.clone();
    let all = inputs(&corpus, corpus.keys().collect());
    stage(
        all,
        read,
        String::new(),
        &mut update,
        None,
        &options(1),
        |_| {},
    )
    .unwrap();
    let text = update.into_text();
    assert!(text.contains("<https://example.org/expos/person/josephine-teo>"));
    let graph = Graph::from_text(&text).unwrap();
    assert_eq!(graph.base(), &base);
}

/// Every term of ours in a graph is declared, and every declared term is in it or says why not.
#[test]
fn the_ontology_and_the_graph_agree() {
    let mut sample = edition(2020, "Ann Lee");
    for kind in [
        Kind::Organization,
        Kind::GovernmentBody,
        Kind::InternationalOrganization,
        Kind::AcademicInstitution,
        Kind::Place,
    ] {
        sample.entity(kind, kind.name());
    }
    let (edition, person) = (EntityId(0), EntityId(3));
    let mut figure = None;
    for relation in Relation::ALL {
        let object = match relation {
            Relation::Post | Relation::Theme => Object::Text("Text".to_owned()),
            Relation::EditionNumber => Object::Integer(3),
            Relation::Figure => continue,
            _ => Object::Entity(EntityId(2)),
        };
        sample.fact("All of it.", edition, relation, object);
    }
    for fact in &sample.reading.facts {
        if let Object::Figure(found) = &fact.object {
            figure = Some(found.clone());
        }
    }
    let mut figure = figure.unwrap();
    figure.range = Some((800.0, 900.5));
    figure.unit = Some("CNY".to_owned());
    sample.fact("Money.", edition, Relation::Figure, Object::Figure(figure));
    sample.fact(
        "Post.",
        person,
        Relation::Affiliation,
        Object::Entity(EntityId(4)),
    );
    let mut corpus = Corpus::new();
    corpus.insert("a".to_owned(), sample);
    // The same person under another name, for a resolution.
    corpus.insert(
        "b".to_owned(),
        crate::rdf::sample::edition(2020, "Ann Mary Lee"),
    );
    // The same text once more.
    corpus.insert("c".to_owned(), corpus["b"].clone());
    let mut update = Update::in_memory(&Base::default());
    let read = |document: &Document| corpus[&document.key].reading.clone();
    let all = inputs(&corpus, corpus.keys().collect());
    let source = crate::knowledge::Source::embedded();
    let knowledge = crate::knowledge::Knowledge::load(&source).unwrap();
    let options = BuildOptions {
        links: Links::load(&source, &knowledge.authority).unwrap(),
        ..options(1)
    };
    stage(
        all,
        read,
        String::new(),
        &mut update,
        None,
        &options,
        |_| {},
    )
    .unwrap();
    fn terms(text: &str) -> BTreeSet<&str> {
        let rest = text.split(expo::NAMESPACE).skip(1);
        rest.filter_map(|rest| rest.split_once('>').map(|(term, _)| term))
            .collect()
    }
    let lines = ontology("expo.ttl", TTL).unwrap();
    let text = update.into_text();
    let written = terms(&text);
    // What follows from that, and from an organization of the speaker's that exhibits and a topic
    // with a wider one.
    let id = "https://w3id.org/expograph/id";
    let more = [
        format!(
            "<{id}/expo/x> <{}> <{id}/person/p> .\n",
            expo::SPEAKER.as_str()
        ),
        format!(
            "<{id}/person/p> <{}> <{id}/organization/o> .\n",
            expo::AFFILIATION.as_str()
        ),
        format!(
            "<{id}/expo/x> <{}> <{id}/organization/o> .\n",
            expo::EXHIBITOR.as_str()
        ),
        format!(
            "<{id}/expo/x> <{}> <{id}/topic/t> .\n",
            expo::TOPIC.as_str()
        ),
        format!("<{id}/topic/t> {} <{id}/topic/u> .\n", skos::BROADER),
    ];
    let rules = Rules::of_lines(&lines);
    let inferred = infer(&(text.clone() + &more.concat()), &rules, Extent::Own);
    let inferred: BTreeSet<&str> = inferred
        .lines()
        .filter_map(|line| line.split(' ').nth(1)?.strip_prefix('<'))
        .filter_map(|iri| iri.strip_prefix(expo::NAMESPACE)?.strip_suffix('>'))
        .collect();
    let term = |iri: &str| {
        let rest = iri.strip_prefix('<')?.strip_prefix(expo::NAMESPACE)?;
        rest.strip_suffix('>').map(str::to_owned)
    };
    let mut declared: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    for line in lines.lines() {
        let mut parts = line.splitn(3, ' ');
        let (subject, predicate) = (parts.next().unwrap(), parts.next().unwrap());
        if let Some(term) = term(subject) {
            let local = predicate.trim_end_matches('>').rsplit(['#', '/']).next();
            declared.entry(term).or_default().insert(local.unwrap());
        }
    }
    for (term, says) in &declared {
        assert!(
            says.contains("label") && says.contains("comment"),
            "{term}: {says:?}"
        );
        let property = term.starts_with(|c: char| c.is_lowercase());
        let has = |names: [&str; 2]| names.iter().any(|name| says.contains(name));
        assert!(
            !property || has(["domain", "domainIncludes"]),
            "{term} has no domain"
        );
        assert!(
            !property || has(["range", "rangeIncludes"]),
            "{term} has no range"
        );
        assert_eq!(
            written.contains(term.as_str()),
            !says.contains("status"),
            "{term} is declared; it must be written or carry expo:status, not both"
        );
        let status = format!(
            "<{}{term}> <{}status> \"inferred\" ",
            expo::NAMESPACE,
            expo::NAMESPACE
        );
        assert!(
            !lines.contains(&status) || inferred.contains(term.as_str()),
            "{term} is to be inferred, and is not"
        );
    }
    for term in &inferred {
        assert!(
            declared[*term].contains("status") || written.contains(term),
            "{term}"
        );
    }
    for term in &written {
        assert!(
            declared.contains_key(*term),
            "{term} is written, not declared"
        );
    }
    let constants: BTreeSet<&str> = expo::ALL
        .iter()
        .filter_map(|term| term.as_str().strip_prefix(expo::NAMESPACE))
        .collect();
    assert_eq!(
        constants, written,
        "the vocabulary and what is written differ"
    );
    // Inverses are declared in pairs.
    for line in lines.lines().filter(|line| line.contains("#inverseOf>")) {
        let object = line.split(' ').nth(2).unwrap();
        let back = format!("{object} {} ", owl::INVERSE_OF);
        assert!(lines.contains(&back), "{object}");
    }
}
