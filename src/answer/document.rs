//! A document as the graph knows it: where it comes from, and what each of its sentences states.
//! Asked with `queries/document/*.rq`.

use super::engine::Engine;
use super::error::AnswerError;
use super::ground::Named;
use super::table::Table;
use crate::knowledge::Source;
use oxigraph::model::{NamedNode, Term};
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::ops::Range;

/// What is known of a document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DocumentCard {
    pub iri: String,
    /// Its file's name.
    pub name: String,
    /// Its headline; empty where unknown, as all below.
    pub title: String,
    pub publisher: String,
    pub published: String,
    pub url: String,
    /// Which reading of it the graph holds.
    pub digest: String,
    pub reader: String,
    /// What it states, in the order of the places.
    pub stated: Vec<Stated>,
}

/// What a sentence states of a thing by one relation and rule: a fact, or several that differ in
/// their object only, as with a list of exhibitors.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stated {
    /// Where the sentence stands in the text, in bytes; none where unknown.
    pub place: Option<Range<usize>>,
    pub quotation: String,
    /// The relation's local name.
    pub relation: String,
    /// The relation for people: its label.
    pub heading: String,
    pub subject: Named,
    /// The office and the way of taking part, where known.
    pub details: Vec<String>,
    pub rule: String,
    /// At least one, in the order of the claims.
    pub objects: Vec<Object>,
}

/// What a fact leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Object {
    pub named: Named,
    /// The claim that says so.
    pub claim: String,
}

impl Object {
    /// What the claim is called within its document: the end of its IRI.
    pub fn claim_name(&self) -> &str {
        let end = self.claim.rsplit(['/', '#']).next();
        end.unwrap_or_default()
    }
}

/// The card of a document; none if the graph has no document of that IRI.
///
/// # Errors
/// If the graph cannot be asked in time.
pub fn document(
    engine: Engine<'_>,
    source: &Source,
    document: &NamedNode,
) -> Result<Option<DocumentCard>, AnswerError> {
    let terms = BTreeMap::from([("_document_iri".to_owned(), Term::from(document.clone()))]);
    let mut about = engine.own(source, "document/description", &terms)?;
    // A document of another maker may have two titles: the first is taken, whatever the order.
    about.sort(&[]);
    let Some(row) = about.rows.first() else {
        return Ok(None);
    };
    let get = |column: &str| about.get(row, column);
    let iri = document.as_str().to_owned();
    let name = Some(get("name")).filter(|name| !name.is_empty());
    let claims = engine.own(source, "document/claims", &terms)?;
    Ok(Some(DocumentCard {
        name: name.unwrap_or_else(|| iri.clone()),
        iri,
        title: get("title"),
        publisher: get("publisher"),
        published: get("published"),
        url: get("url"),
        digest: get("digest"),
        reader: get("reader"),
        stated: stated(&claims),
    }))
}

fn stated(table: &Table) -> Vec<Stated> {
    // A claim is one fact, however many labels its things have.
    let mut claims: BTreeMap<String, (Stated, Object)> = BTreeMap::new();
    for row in &table.rows {
        let get = |column: &str| table.get(row, column);
        let named = |thing: &str, label: &str| {
            let at = table.column(thing);
            let term = at.and_then(|at| row.get(at)).and_then(Option::as_ref);
            let is_thing = !matches!(term, Some(Term::Literal(_)) | None);
            let label = Some(get(label)).filter(|label| !label.is_empty());
            Named {
                label: label.unwrap_or_else(|| get(thing)),
                iri: is_thing.then(|| get(thing)),
            }
        };
        let place = || Some(get("start").parse().ok()?..get("end").parse().ok()?);
        let property = get("property");
        let relation = property.rsplit(['#', '/']).next().unwrap_or_default();
        let details = ["capacity", "mode"].map(get).into_iter();
        let heading = Some(get("heading")).filter(|heading| !heading.is_empty());
        let stated = Stated {
            place: place(),
            quotation: get("quotation"),
            heading: heading.unwrap_or_else(|| relation.to_owned()),
            relation: relation.to_owned(),
            subject: named("subject_iri", "subject"),
            details: details.filter(|detail| !detail.is_empty()).collect(),
            rule: get("rule"),
            objects: Vec::new(),
        };
        let object = Object {
            named: named("object_iri", "object"),
            claim: get("claim_iri"),
        };
        let known = claims.entry(object.claim.clone());
        let new = (stated, object);
        let told = |(stated, object): &(Stated, Object)| {
            [&stated.subject.label, &object.named.label].map(String::clone)
        };
        known
            .and_modify(|old| {
                if told(&new) < told(old) {
                    *old = new.clone();
                }
            })
            .or_insert(new);
    }
    let mut claims: Vec<(Stated, Object)> = claims.into_values().collect();
    // The longer of two sentences that begin together comes first, and unknown places last.
    // Claims are numbered: the tenth comes after the ninth.
    claims.sort_by_cached_key(|(stated, object)| {
        let place = stated.place.clone().unwrap_or(usize::MAX..usize::MAX);
        let quotation = stated.quotation.clone();
        (place.start, Reverse(place.end), quotation, number(object))
    });
    let mut all: Vec<Stated> = Vec::new();
    let mut known: BTreeMap<_, usize> = BTreeMap::new();
    for (stated, object) in claims {
        let place = stated.place.as_ref().map(|place| (place.start, place.end));
        let what = [
            &stated.quotation,
            &stated.relation,
            &stated.subject.label,
            stated.subject.iri.as_ref().unwrap_or(&stated.subject.label),
            &stated.rule,
            &stated.details.join("\n"),
        ];
        let at = *known
            .entry((place, what.map(String::clone)))
            .or_insert_with(|| {
                all.push(stated);
                all.len() - 1
            });
        all[at].objects.push(object);
    }
    all
}

/// The number of a claim, and its IRI.
fn number(object: &Object) -> (usize, String) {
    let number = object.claim_name().parse().unwrap_or(usize::MAX);
    (number, object.claim.clone())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answer::Limit;
    use crate::graph::Graph;

    const HEAD: &str = "@prefix expo: <https://w3id.org/expograph/ontology#> .
        @prefix prov: <http://www.w3.org/ns/prov#> .
        @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
        @prefix dcterms: <http://purl.org/dc/terms/> .
        @prefix x: <http://x/> .";

    fn ask(trig: &str) -> Option<DocumentCard> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("x.trig");
        std::fs::write(&path, format!("{HEAD}\n{trig}")).unwrap();
        let location = crate::graph::Location::parse(path.to_str().unwrap()).unwrap();
        let graph = Graph::open(&location, &crate::graph::Scope::All).unwrap();
        let engine = Engine::new(&graph, Limit::default());
        let iri = NamedNode::new("http://x/d").unwrap();
        document(engine, &Source::embedded(), &iri).unwrap()
    }

    fn claim(n: usize, object: &str, quote: &str) -> String {
        format!(
            "<http://x/claim/{n}> prov:wasDerivedFrom x:d ; expo:claimSubject x:fair ;
                expo:claimProperty expo:exhibitor ; expo:claimObject {object} ;
                expo:rule \"r\" ; expo:quotation x:{quote} .\n"
        )
    }

    #[test]
    fn facts_of_one_kind_and_sentence_are_told_together() {
        let mut trig = "expo:exhibitor rdfs:label \"exhibitor\" .
            x:d { x:d a expo:Document ; rdfs:label \"d.txt\" ; dcterms:title \"T\" .
            x:fair rdfs:label \"Fair\" . x:a rdfs:label \"A\" , \"Aa\" .
            x:q1 expo:exact \"B and A.\" ; expo:start 30 ; expo:end 38 .
            x:q2 expo:exact \"First.\" ; expo:start 0 ; expo:end 6 .
            x:q3 expo:exact \"Nowhere.\" ."
            .to_owned();
        trig += &claim(10, "x:a", "q1");
        trig += &claim(9, "x:b", "q1");
        trig += &claim(11, "7", "q2");
        trig += &claim(0, "x:b", "q3");
        trig += "}";
        let card = ask(&trig).unwrap();
        assert_eq!((card.name.as_str(), card.title.as_str()), ("d.txt", "T"));
        let told: Vec<(Option<Range<usize>>, Vec<&str>)> = card
            .stated
            .iter()
            .map(|stated| {
                assert_eq!(
                    (stated.heading.as_str(), stated.subject.label.as_str()),
                    ("exhibitor", "Fair")
                );
                let objects = stated.objects.iter();
                (
                    stated.place.clone(),
                    objects.map(|o| o.named.label.as_str()).collect(),
                )
            })
            .collect();
        assert_eq!(
            told,
            [
                (Some(0..6), vec!["7"]),
                (Some(30..38), vec!["http://x/b", "A"]),
                (None, vec!["http://x/b"]),
            ]
        );
        assert_eq!(card.stated[0].objects[0].named.iri, None);
        assert_eq!(card.stated[1].objects[1].claim_name(), "10");
    }

    #[test]
    fn what_is_no_document_has_no_card() {
        assert_eq!(ask("x:d rdfs:label \"no document\" ."), None);
        let bare = ask("x:d { x:d a expo:Document }").unwrap();
        assert_eq!((bare.name.as_str(), bare.stated.len()), ("http://x/d", 0));
    }
}
