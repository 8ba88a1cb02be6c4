//! Resolving over documents' graphs: what is remembered, what is undone, what a person overrules.

use super::*;
use std::path::Path;

fn base() -> Base {
    Base::new("https://x.org/id").unwrap()
}

/// A document's lines: people with a label, who all speak at one edition for one house.
fn document(key: &str, people: &[&str]) -> (String, String) {
    let base = base();
    let iri = document_iri(&base, key);
    let mut lines = String::new();
    let mut put = |subject: &str, predicate: &str, object: &str| {
        lines += &format!("<{base}{subject}> <{predicate}> {object} <{iri}> .\n");
    };
    for name in people {
        let id = format!("person/{}", crate::entity::slug(name));
        put(&id, rdfs::LABEL.as_str(), &format!("\"{name}\""));
        put(
            &id,
            expo::AFFILIATION.as_str(),
            &format!("<{base}organization/kilns>"),
        );
        put(
            "expo/kiln-show-2024",
            expo::SPEAKER.as_str(),
            &format!("<{base}{id}>"),
        );
        let post = format!("post/{}/director", crate::entity::slug(name));
        put(&id, expo::POST.as_str(), &format!("<{base}{post}>"));
    }
    put(&format!("document/{key}"), expo::DIGEST.as_str(), "\"1\"");
    (iri, sorted(lines.into_bytes()))
}

fn resolver(rows: &str) -> Resolver {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("x.same.tsv");
    std::fs::write(&path, rows).unwrap();
    Resolver {
        forms: LegalForms::default(),
        overrules: Overrules::read(&path, &base()).unwrap(),
    }
}

/// Every document's lines once resolved, and the decisions.
fn resolved(
    documents: &[(String, String)],
    resolver: &Resolver,
) -> (Vec<String>, Vec<(Outcome, String)>) {
    let mut lent: Vec<(&str, &str)> = documents.iter().map(|(a, b)| (&**a, &**b)).collect();
    lent.sort_unstable();
    let resolution = resolver.resolve(&lent, &base());
    let lines = lent
        .iter()
        .enumerate()
        .map(|(at, (iri, lines))| resolution.apply(at, iri, lines, &base()).into_owned())
        .collect();
    let decisions = resolution
        .decisions
        .iter()
        .map(|row| (row.outcome, format!("{} = {}", row.kept, row.other)))
        .collect();
    (lines, decisions)
}

fn remembered(lines: &str) -> Vec<(String, String)> {
    lines
        .lines()
        .filter(|line| line.contains(expo::RESOLVED.as_str()))
        .map(|line| {
            let pair = line.split('"').nth(1).unwrap();
            let (old, new) = pair.split_once(' ').unwrap();
            (old.to_owned(), new.to_owned())
        })
        .collect()
}

#[test]
fn what_was_resolved_can_be_told_from_what_was_read() {
    let documents = [
        document("a.txt", &["Ana Maria Souza"]),
        document("b.txt", &["Ana Souza", "Imre Kovacs"]),
    ];
    let (lines, decisions) = resolved(&documents, &resolver(""));
    let merged = (
        Outcome::Merged,
        "person/ana-maria-souza = person/ana-souza".to_owned(),
    );
    assert_eq!(decisions, [merged]);
    assert_eq!(lines[0], documents[0].1);
    assert!(lines[1].contains("speaker> <https://x.org/id/person/ana-maria-souza>"));
    assert!(lines[1].contains("<https://x.org/id/post/ana-maria-souza/director>"));
    assert!(!lines[1].contains("id/person/ana-souza>"));
    let remembered = remembered(&lines[1]);
    assert!(can_restore(&remembered));
    let (iri, own) = &documents[1];
    assert_eq!(restore(iri, &lines[1], &remembered, &base()), *own);
}

#[test]
fn the_order_of_documents_does_not_matter() {
    let mut documents = vec![
        document("a.txt", &["Souza"]),
        document("b.txt", &["Ana Souza"]),
        document("c.txt", &["Ana Maria Souza", "Imre Kovacs"]),
        document("d.txt", &["Kovacs Imre"]),
    ];
    let first = resolved(&documents, &resolver(""));
    documents.reverse();
    assert_eq!(resolved(&documents, &resolver("")), first);
    assert_eq!(first.1.len(), 3, "{first:?}");
}

#[test]
fn one_document_keeps_its_names_apart() {
    let documents = [
        document("a.txt", &["Ana Maria Souza", "Ana Souza"]),
        document("b.txt", &["Ana M. Souza"]),
    ];
    let (lines, decisions) = resolved(&documents, &resolver(""));
    let near = |(outcome, pair): &(Outcome, String)| {
        *outcome == Outcome::Near && pair.ends_with("person/ana-souza")
    };
    assert!(decisions.iter().any(near), "{decisions:?}");
    assert!(lines[0].contains("id/person/ana-souza>"));
}

#[test]
fn a_person_overrules() {
    let documents = [
        document("a.txt", &["Ana Maria Souza"]),
        document("b.txt", &["Ana Souza"]),
    ];
    let rows = "not same\tperson/ana-souza\tperson/ana-maria-souza\n";
    let (lines, decisions) = resolved(&documents, &resolver(rows));
    assert_eq!(decisions, []);
    assert_eq!(lines[1], documents[1].1);

    let rows = "same\tperson/ana-souza\tperson/ana-maria-souza\n";
    let (lines, decisions) = resolved(&documents, &resolver(rows));
    let same = (
        Outcome::Same,
        "person/ana-souza = person/ana-maria-souza".to_owned(),
    );
    assert_eq!(decisions, [same]);
    assert!(lines[0].contains("speaker> <https://x.org/id/person/ana-souza>"));
}

#[test]
fn two_names_of_one_document_made_one_by_hand_are_read_again() {
    let documents = [document("a.txt", &["Ana Souza", "Imre Kovacs"])];
    let rows = "same\tperson/ana-souza\tperson/imre-kovacs\n";
    let (lines, _) = resolved(&documents, &resolver(rows));
    assert!(!lines[0].contains("id/person/imre-kovacs>"));
    assert!(!can_restore(&remembered(&lines[0])));
}

#[test]
fn one_name_is_two_people_where_a_person_says_so() {
    let documents = [
        document("a.txt", &["Li Wei"]),
        document("b.txt", &["Li Wei"]),
    ];
    let rows = "apart\tperson/li-wei\tperson/li-wei-2\t\t\t\tb.txt\n";
    let (lines, _) = resolved(&documents, &resolver(rows));
    assert_eq!(lines[0], documents[0].1);
    assert!(lines[1].contains("id/person/li-wei-2>"));
    assert!(!lines[1].contains("id/person/li-wei>"));
    let (iri, own) = &documents[1];
    assert_eq!(
        restore(iri, &lines[1], &remembered(&lines[1]), &base()),
        *own
    );
}

#[test]
fn the_file_is_written_once_and_kept() {
    let folder = tempfile::tempdir().unwrap();
    let path: &Path = &folder.path().join("x.same.tsv");
    let none = Overrules::default();
    assert!(!write_ledger(path, &none, &[]).unwrap());
    assert!(!path.exists());
    let documents = [
        document("a.txt", &["Ana Maria Souza"]),
        document("b.txt", &["Ana Souza"]),
    ];
    let lent: Vec<(&str, &str)> = documents.iter().map(|(a, b)| (&**a, &**b)).collect();
    let decisions = resolver("").resolve(&lent, &base()).decisions;
    assert!(write_ledger(path, &none, &decisions).unwrap());
    let text = std::fs::read_to_string(path).unwrap();
    assert!(text.contains("merged\tperson/ana-maria-souza\tperson/ana-souza\tAna Maria Souza\tAna Souza\tsame.person-part\t"), "{text}");
}
