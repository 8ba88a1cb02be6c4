//! The sentences that state facts: from triples and claims to quotations, asked in SPARQL.

use super::super::engine::Engine;
use super::super::error::AnswerError;
use super::super::table::Table;
use super::Sentence;
use oxigraph::model::Term;
use std::collections::{BTreeMap, BTreeSet};

/// A triple as written, and the document that must state it, if any.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fact {
    pub subject: String,
    pub predicate: String,
    pub object: String,
    pub graph: Option<String>,
}

/// What a claim tells of its sentence. The document is the graph.
const EVIDENCE: &str = "
    ?claim expo:quotation ?quotation .
    ?quotation expo:exact ?exact .
    OPTIONAL { ?quotation expo:start ?start }
    OPTIONAL { ?quotation expo:end ?end }
    OPTIONAL { ?document rdfs:label ?name }
    OPTIONAL { ?document dcterms:publisher ?publisher }
    OPTIONAL { ?document dcterms:issued ?published }
    OPTIONAL { ?document dcterms:source ?url }";

const PREFIXES: &str = "PREFIX expo: <https://w3id.org/expograph/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX dcterms: <http://purl.org/dc/terms/>
";

const COLUMNS: &str = "?claim ?document ?exact ?start ?end ?name ?publisher ?published ?url";

/// How many facts or claims are asked for at a time.
const BATCH: usize = 200;

/// What looking sentences up asks of a graph.
pub fn look_ups() -> [String; 2] {
    [of_facts(""), of_claims("")]
}

fn of_facts(values: &str) -> String {
    format!(
        "{PREFIXES}SELECT ?s ?p ?o {COLUMNS} WHERE {{
  VALUES (?s ?p ?o) {{ {values} }}
  GRAPH ?document {{
    ?claim expo:claimSubject ?s ; expo:claimObject ?o ; expo:claimProperty ?p .{EVIDENCE}
  }}
}}"
    )
}

fn of_claims(values: &str) -> String {
    format!(
        "{PREFIXES}SELECT {COLUMNS} WHERE {{
  VALUES ?claim {{ {values} }}
  GRAPH ?document {{{EVIDENCE}
  }}
}}"
    )
}

/// The sentences of each fact, in the order of their publication.
///
/// # Errors
/// If the graph cannot be asked in time.
pub fn sentences_of_facts(
    engine: Engine<'_>,
    facts: &BTreeSet<Fact>,
) -> Result<BTreeMap<Fact, Vec<Sentence>>, AnswerError> {
    let mut wanted: BTreeMap<[String; 3], Vec<&Fact>> = BTreeMap::new();
    for fact in facts {
        let triple = [&fact.subject, &fact.predicate, &fact.object].map(Clone::clone);
        wanted.entry(triple).or_default().push(fact);
    }
    let triples: Vec<&[String; 3]> = wanted.keys().collect();
    let mut found: BTreeMap<Fact, Vec<Sentence>> = BTreeMap::new();
    for batch in triples.chunks(BATCH) {
        let values = batch.iter().map(|triple| format!("({})", triple.join(" ")));
        let values = values.collect::<Vec<_>>().join(" ");
        let table = engine.rows("footnotes", &of_facts(&values))?;
        for row in &table.rows {
            let term = |at: usize| row[at].as_ref().map(Term::to_string).unwrap_or_default();
            for fact in wanted
                .get(&[term(0), term(1), term(2)])
                .into_iter()
                .flatten()
            {
                let sentence = sentence(&table, row);
                let own = |graph: &String| *graph == format!("<{}>", sentence.document_iri);
                if fact.graph.as_ref().is_none_or(own) {
                    found.entry((*fact).clone()).or_default().push(sentence);
                }
            }
        }
    }
    for sentences in found.values_mut() {
        in_order(sentences);
    }
    Ok(found)
}

/// The sentence of each claim, by the claim as written.
///
/// # Errors
/// If the graph cannot be asked in time.
pub fn sentences_of_claims(
    engine: Engine<'_>,
    claims: &BTreeSet<String>,
) -> Result<BTreeMap<String, Vec<Sentence>>, AnswerError> {
    let claims: Vec<&str> = claims.iter().map(String::as_str).collect();
    let mut found: BTreeMap<String, Vec<Sentence>> = BTreeMap::new();
    for batch in claims.chunks(BATCH) {
        let table = engine.rows("footnotes", &of_claims(&batch.join(" ")))?;
        for row in &table.rows {
            let claim = row[0].as_ref().map(Term::to_string).unwrap_or_default();
            found.entry(claim).or_default().push(sentence(&table, row));
        }
    }
    for sentences in found.values_mut() {
        in_order(sentences);
    }
    Ok(found)
}

fn in_order(sentences: &mut Vec<Sentence>) {
    sentences.sort();
    sentences.dedup();
}

fn sentence(table: &Table, row: &[Option<Term>]) -> Sentence {
    let get = |column: &str| table.get(row, column);
    let document_iri = get("document");
    let name = Some(get("name")).filter(|name| !name.is_empty());
    Sentence {
        published: get("published"),
        document: name.unwrap_or_else(|| document_iri.clone()),
        document_iri,
        start: get("start").parse().ok(),
        end: get("end").parse().ok(),
        quotation: get("exact"),
        publisher: get("publisher"),
        url: get("url"),
    }
}
