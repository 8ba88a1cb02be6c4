//! What several sources agree on: the facts that most of them state independently, each document
//! leading to its sentence.

use super::super::document::place;
use super::super::parts::{count, counted};
use super::ask;
use crate::answer::{Evidence, Lookup, Sentence, Table, Triple, evidence};
use crate::http::asked::address;
use crate::http::failure::Failure;
use crate::http::view::View;
use crate::rdf::vocab::expo::NAMESPACE;
use maud::{Markup, html};
use oxigraph::model::{NamedNode, Term};
use std::collections::{BTreeMap, BTreeSet};

/// How many facts that several sources state are shown.
const AGREED: usize = 15;

/// How many documents of each are named.
const DOCUMENTS: usize = 8;

/// The facts that most sources state independently.
pub fn agreed(view: &View<'_>, edition: Option<&str>) -> Result<Markup, Failure> {
    let mut given = vec![("least".to_owned(), "2".to_owned())];
    given.extend(edition.map(|edition| ("entity".to_owned(), edition.to_owned())));
    let table = ask(view, "corroboration", &given)?;
    let given: Vec<(&str, &str)> = given
        .iter()
        .map(|(n, v)| (n.as_str(), v.as_str()))
        .collect();
    let shown = &table.rows[..table.rows.len().min(AGREED)];
    let properties = shown
        .iter()
        .map(|row| property(&table.get(row, "relation")));
    let labels = Lookup::new(view.engine).labels(&properties.collect())?;
    let sources = sources(view, &table, shown)?;
    let caption = "Facts that several sources state";
    Ok(html! {
        h2 { "What several sources agree on" }
        @if table.rows.is_empty() {
            p { "No fact is stated by two sources that are independent of each other." }
        } @else {
            p.note { "Documents that carry one text are one source, and so are documents of one publisher." }
            div.scroll tabindex="0" role="region" aria-label=(caption) {
                table data-sort {
                    caption.hidden { (caption) }
                    thead { tr {
                        th scope="col" { "Fact" } th scope="col" { "Sources" } th scope="col" { "Documents" }
                    } }
                    tbody {
                        @for row in shown {
                            @let get = |column: &str| table.get(row, column);
                            @let relation = get("relation");
                            tr {
                                td {
                                    a href=(view.link(&get("subject_iri"))) { (get("subject")) }
                                    " " em { (labels.get(&property(&relation)).unwrap_or(&relation)) } " "
                                    @match get("object_iri").as_str() {
                                        "" => { (get("object")) },
                                        iri => { a href=(view.link(iri)) { (get("object")) } },
                                    }
                                }
                                td.number { (get("sources")) }
                                td {
                                    @match sources.get(&key(&table, row)) {
                                        Some(documents) => { (named(view, documents)) },
                                        None => { (get("documents")) },
                                    }
                                }
                            }
                        }
                    }
                }
            }
            @if table.rows.len() > AGREED {
                p { a href=(address("/questions/corroboration", &given)) { "All " (counted(table.rows.len(), "fact", "facts")) } }
            }
        }
    })
}

/// A relation of the ontology.
fn property(relation: &str) -> NamedNode {
    NamedNode::new_unchecked(format!("{NAMESPACE}{relation}"))
}

/// What tells a fact from others in the table: subject, relation, and the object or its words.
type Key = [String; 3];

/// One of the claims of each document, by its name and IRI.
type Documents = BTreeMap<(String, String), Evidence>;

fn key(table: &Table, row: &[Option<Term>]) -> Key {
    let get = |column: &str| table.get(row, column);
    let object = match get("object_iri") {
        iri if iri.is_empty() => get("object"),
        iri => iri,
    };
    [get("subject_iri"), get("relation"), object]
}

/// What each document says of the facts: one of its claims of each, by the document's name.
fn sources(
    view: &View<'_>,
    table: &Table,
    rows: &[Vec<Option<Term>>],
) -> Result<BTreeMap<Key, Documents>, Failure> {
    let wanted: BTreeSet<Key> = rows.iter().map(|row| key(table, row)).collect();
    let facts: BTreeSet<Triple> = rows
        .iter()
        .map(|row| {
            let object = match table.get(row, "object_iri") {
                // The table has its words, not its type: whatever is stated is asked for.
                iri if iri.is_empty() => "UNDEF".to_owned(),
                iri => format!("<{iri}>"),
            };
            let subject = format!("<{}>", table.get(row, "subject_iri"));
            let property = property(&table.get(row, "relation")).to_string();
            [subject, property, object]
        })
        .collect();
    let stated = evidence(&view.snapshot.source, &facts, |name, query| {
        view.engine.rows(name, query)
    })?;
    let mut found: BTreeMap<Key, Documents> = BTreeMap::new();
    for (fact, stating) in stated {
        let [Some(subject), Some(property), Some(object)] = fact.map(|term| words(&term)) else {
            continue;
        };
        let relation = property.strip_prefix(NAMESPACE).unwrap_or(&property);
        let key = [subject, relation.to_owned(), object];
        if wanted.contains(&key) {
            let documents = found.entry(key).or_default();
            for one in stating {
                let Sentence {
                    document,
                    document_iri,
                    ..
                } = &one.sentence;
                let name = (document.clone(), document_iri.clone());
                documents.entry(name).or_insert(one);
            }
        }
    }
    Ok(found)
}

/// An IRI or the words of a literal; none of what is neither.
fn words(term: &str) -> Option<String> {
    match term.parse().ok()? {
        Term::NamedNode(iri) => Some(iri.into_string()),
        Term::Literal(literal) => Some(literal.value().to_owned()),
        _ => None,
    }
}

/// Documents, each leading to the sentence that states the fact.
fn named(view: &View<'_>, documents: &Documents) -> Markup {
    html! {
        ul.inline {
            @for ((name, _), Evidence { sentence, claim_iri, .. }) in documents.iter().take(DOCUMENTS) {
                li { a href=(place(view, &sentence.document_iri, claim_iri)) title=(sentence.quotation) { (name) } }
            }
            @if documents.len() > DOCUMENTS { li.note { "and " (count(documents.len() - DOCUMENTS)) " more" } }
        }
    }
}
