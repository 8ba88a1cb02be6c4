//! The sentences of documents that state facts, asked for many facts at once with
//! `queries/evidence/*.rq`.

use super::bind::bind_list;
use super::engine::own_query;
use super::error::AnswerError;
use super::table::Table;
use crate::knowledge::Source;
use oxigraph::model::Term;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// A sentence of a document; ordered by day of publication, then by document and place.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Sentence {
    /// The day of publication; empty where unknown.
    pub published: String,
    pub document: String,
    pub document_iri: String,
    /// Where it stands in the document's text, in bytes.
    pub start: Option<u64>,
    pub end: Option<u64>,
    pub quotation: String,
    pub publisher: String,
    pub url: String,
}

/// A sentence that states a fact.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Evidence {
    #[serde(flatten)]
    pub sentence: Sentence,
    /// The office and the way of taking part, where known.
    pub details: Vec<String>,
    /// What found the fact in the sentence; empty where the claim does not say.
    pub rule: String,
    pub claim_iri: String,
}

/// In what office and how somebody took part, from all that states a fact: each once, whatever
/// its capitals.
pub fn details<'e>(evidence: impl IntoIterator<Item = &'e Evidence>) -> Vec<&'e str> {
    let mut details: Vec<&str> = Vec::new();
    let all = evidence.into_iter().flat_map(|evidence| &evidence.details);
    for detail in all.flat_map(|detail| detail.split("; ")) {
        let is_new = |known: &&str| known.to_lowercase() != detail.to_lowercase();
        if details.iter().all(is_new) {
            details.push(detail);
        }
    }
    details
}

/// Subject, property and object as SPARQL writes them.
pub type Triple = [String; 3];

/// The query that [`evidence`] asks.
pub const QUERY: &str = "evidence/facts";

/// The most facts or claims that one question asks about.
const BATCH: usize = 200;

impl Sentence {
    /// What a row of `queries/evidence/*.rq` says; a document without a name is called by its IRI.
    pub fn of_row(table: &Table, row: &[Option<Term>]) -> Sentence {
        let get = |column: &str| table.get(row, column);
        let document_iri = get("document_iri");
        let document = Some(get("document")).filter(|name| !name.is_empty());
        Sentence {
            published: get("published"),
            document: document.unwrap_or_else(|| document_iri.clone()),
            document_iri,
            start: get("start").parse().ok(),
            end: get("end").parse().ok(),
            quotation: get("quotation"),
            publisher: get("publisher"),
            url: get("url"),
        }
    }

    /// The document, and its day of publication where known: "opening.txt, 2021-08-23".
    pub fn origin(&self) -> String {
        match self.published.as_str() {
            "" => self.document.clone(),
            day => format!("{}, {day}", self.document),
        }
    }
}

impl Evidence {
    /// What a row with the columns of `queries/evidence/facts.rq` says.
    pub fn of_row(table: &Table, row: &[Option<Term>]) -> Evidence {
        let get = |column: &str| table.get(row, column);
        let details = ["capacity", "mode"].map(get).into_iter();
        Evidence {
            sentence: Sentence::of_row(table, row),
            details: details.filter(|detail| !detail.is_empty()).collect(),
            rule: get("rule"),
            claim_iri: get("claim_iri"),
        }
    }
}

/// What states each of the facts, oldest first; nothing for one that no sentence states. What a
/// document says twice in the same words is told once. Asked with `ask` (a name for errors, a
/// query).
pub fn evidence(
    source: &Source,
    facts: &BTreeSet<Triple>,
    ask: impl Fn(&str, &str) -> Result<Table, AnswerError>,
) -> Result<BTreeMap<Triple, Vec<Evidence>>, AnswerError> {
    let query = own_query(source, QUERY)?;
    evidence_by(&query.origin, &query.text, facts, ask)
}

/// The same with the text of the query.
pub fn evidence_by(
    origin: &str,
    query: &str,
    facts: &BTreeSet<Triple>,
    ask: impl Fn(&str, &str) -> Result<Table, AnswerError>,
) -> Result<BTreeMap<Triple, Vec<Evidence>>, AnswerError> {
    let facts: Vec<&Triple> = facts.iter().collect();
    let mut found: BTreeMap<Triple, Vec<Evidence>> = BTreeMap::new();
    for batch in facts.chunks(BATCH) {
        let table = ask(origin, &bind_facts(query, batch))?;
        for row in &table.rows {
            if let [Some(subject), Some(property), Some(object), ..] = row.as_slice() {
                let fact = [subject, property, object].map(Term::to_string);
                found
                    .entry(fact)
                    .or_default()
                    .push(Evidence::of_row(&table, row));
            }
        }
    }
    for evidence in found.values_mut() {
        evidence.sort();
        let mut said = BTreeSet::new();
        evidence.retain(|one| {
            let Sentence {
                document_iri,
                quotation,
                ..
            } = &one.sentence;
            said.insert((document_iri.clone(), quotation.clone(), one.details.clone()))
        });
    }
    Ok(found)
}

/// The sentence of each claim, by the claim as SPARQL writes it; `query` is
/// `queries/evidence/claims.rq`.
pub fn sentences_of_claims(
    origin: &str,
    query: &str,
    claims: &BTreeSet<String>,
    ask: impl Fn(&str, &str) -> Result<Table, AnswerError>,
) -> Result<BTreeMap<String, Vec<Sentence>>, AnswerError> {
    let claims: Vec<&str> = claims.iter().map(String::as_str).collect();
    let mut found: BTreeMap<String, BTreeSet<Sentence>> = BTreeMap::new();
    for batch in claims.chunks(BATCH) {
        let text = bind_list(query, "urn:x-expograph:claims", &batch.join(" "));
        let table = ask(origin, &text)?;
        for row in &table.rows {
            if let Some(Some(claim)) = row.first() {
                let sentence = Sentence::of_row(&table, row);
                found.entry(claim.to_string()).or_default().insert(sentence);
            }
        }
    }
    let in_order = |(claim, sentences): (_, BTreeSet<_>)| (claim, sentences.into_iter().collect());
    Ok(found.into_iter().map(in_order).collect())
}

/// The text with facts in place of its one row `(<...:subject> <...:property> <...:object>)`.
fn bind_facts(text: &str, facts: &[&Triple]) -> String {
    let Some(([subject, property, object], most)) = facts.split_last() else {
        return text.to_owned();
    };
    let most: String = most
        .iter()
        .map(|fact| format!("{}) (", fact.join(" ")))
        .collect();
    let text = bind_list(text, "urn:x-expograph:subject", &format!("{most}{subject}"));
    let text = bind_list(&text, "urn:x-expograph:property", property);
    bind_list(&text, "urn:x-expograph:object", object)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answer::{Engine, Limit};
    use crate::graph::Graph;

    /// A graph of claims "document fact start quotation", each fact a number.
    fn graph(claims: &[(&str, usize, usize, &str)]) -> Graph {
        let mut text = String::new();
        for (at, (document, fact, start, quotation)) in claims.iter().enumerate() {
            let terms = triple(*fact);
            let expo = |name: &str| format!("<https://w3id.org/expograph/ontology#{name}>");
            let mut put = |subject: &str, predicate: &str, object: &str| {
                text += &format!(
                    "<http://x/{subject}> {} {object} <http://x/{document}> .\n",
                    expo(predicate)
                );
            };
            let claim = format!("claim{at}");
            put(&claim, "claimSubject", &terms[0]);
            put(&claim, "claimProperty", &terms[1]);
            put(&claim, "claimObject", &terms[2]);
            put(&claim, "rule", &format!("\"rule{at}\""));
            put(&claim, "quotation", &format!("<http://x/quote{at}>"));
            put(&format!("quote{at}"), "exact", &format!("\"{quotation}\""));
            let whole = "<http://www.w3.org/2001/XMLSchema#integer>";
            let end = start + quotation.len();
            put(
                &format!("quote{at}"),
                "start",
                &format!("\"{start}\"^^{whole}"),
            );
            put(&format!("quote{at}"), "end", &format!("\"{end}\"^^{whole}"));
        }
        Graph::from_text(&text).expect("a graph")
    }

    /// Facts about years, and of numbers above 1000 about other things.
    fn triple(fact: usize) -> Triple {
        let object = match fact {
            0..=1000 => format!("\"{fact}\"^^<http://www.w3.org/2001/XMLSchema#integer>"),
            fact => format!("<http://x/thing{fact}>"),
        };
        ["<http://x/s>".to_owned(), "<http://x/p>".to_owned(), object]
    }

    fn found(graph: &Graph, facts: impl Iterator<Item = usize>) -> BTreeMap<Triple, Vec<Evidence>> {
        let engine = Engine::new(graph, Limit::default());
        let ask = |name: &str, query: &str| engine.rows(name, query);
        evidence(&Source::embedded(), &facts.map(triple).collect(), ask).expect("answers")
    }

    #[test]
    fn values_and_things_have_their_sentences() {
        let graph = graph(&[
            ("b", 7, 30, "Later."),
            ("a", 7, 3, "In 7."),
            ("a", 2000, 9, "It."),
        ]);
        let all = found(&graph, [7, 8, 2000].into_iter());
        assert_eq!(all.len(), 2, "nothing states the year 8");
        type Told<'a> = (&'a str, Option<u64>, Option<u64>, &'a str, &'a str);
        let told: Vec<Told<'_>> = all[&triple(7)]
            .iter()
            .map(
                |Evidence {
                     sentence,
                     rule,
                     claim_iri,
                     ..
                 }| {
                    (
                        sentence.document.as_str(),
                        sentence.start,
                        sentence.end,
                        rule.as_str(),
                        claim_iri.as_str(),
                    )
                },
            )
            .collect();
        assert_eq!(
            told,
            [
                ("http://x/a", Some(3), Some(8), "rule1", "http://x/claim1"),
                ("http://x/b", Some(30), Some(36), "rule0", "http://x/claim0"),
            ],
            "documents without a name are called by their IRIs"
        );
        assert_eq!(all[&triple(2000)][0].sentence.quotation, "It.");
    }

    #[test]
    fn the_same_words_of_a_document_are_told_once() {
        let graph = graph(&[
            ("a", 7, 30, "Again."),
            ("a", 7, 3, "Again."),
            ("b", 7, 3, "Again."),
        ]);
        let all = found(&graph, [7].into_iter());
        let places: Vec<_> = (all[&triple(7)].iter())
            .map(|evidence| (evidence.sentence.document.as_str(), evidence.sentence.start))
            .collect();
        assert_eq!(places, [("http://x/a", Some(3)), ("http://x/b", Some(3))]);
    }

    #[test]
    fn more_facts_than_one_question_asks_about() {
        let claims: Vec<_> = (0..2 * BATCH + 1)
            .map(|fact| ("a", fact, fact, "So."))
            .collect();
        let graph = graph(&claims);
        let all = found(&graph, 0..2 * BATCH + 1);
        assert_eq!(all.len(), 2 * BATCH + 1);
        assert!(all.values().all(|evidence| evidence.len() == 1));
        assert!(found(&graph, 0..0).is_empty());
    }
}
