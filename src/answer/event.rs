//! An edition in the terms of schema.org, nested as web pages embed it. What is said of it is
//! asked with `queries/export/schema-org.rq`; here its triples become a tree.

use super::bind::bind;
use super::engine::{Engine, own_query};
use super::error::AnswerError;
use super::evaluate::Answer;
use crate::knowledge::Source;
use crate::rdf::vocab::{rdf, schema};
use oxigraph::model::{NamedNode, NamedOrBlankNode, Term, Triple};
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};

/// The editions of the graph, sorted.
///
/// # Errors
/// If the graph cannot be asked in time.
pub fn editions(engine: Engine<'_>, source: &Source) -> Result<Vec<NamedNode>, AnswerError> {
    let table = engine.own(source, "export/editions", &BTreeMap::new())?;
    let node = |row: &Vec<Option<Term>>| match row.first() {
        Some(Some(Term::NamedNode(node))) => Some(node.clone()),
        _ => None,
    };
    Ok(table.rows.iter().filter_map(node).collect())
}

/// What schema.org can say of an edition; nothing if the graph knows no such edition.
///
/// # Errors
/// If the graph cannot be asked in time.
pub fn event(
    engine: Engine<'_>,
    source: &Source,
    edition: &NamedNode,
) -> Result<Vec<Triple>, AnswerError> {
    let query = own_query(source, "export/schema-org")?;
    let terms = BTreeMap::from([("_edition_iri".to_owned(), Term::from(edition.clone()))]);
    match engine.ask(&query.origin, &bind(&query.text, &terms))? {
        Answer::Triples(triples) => Ok(triples),
        _ => Ok(Vec::new()),
    }
}

/// What a search engine wants of an event and these triples do not say.
pub fn lacking(edition: &NamedNode, triples: &[Triple]) -> Vec<&'static str> {
    let known: BTreeSet<&str> = triples
        .iter()
        .filter(|triple| triple.subject == NamedOrBlankNode::from(edition.clone()))
        .map(|triple| local(triple.predicate.as_str()))
        .collect();
    let wanted = ["name", "startDate", "location"].into_iter();
    wanted
        .filter(|property| !known.contains(property))
        .collect()
}

/// The triples as one object: the edition with all it leads to inside.
pub fn tree(edition: &NamedNode, triples: &[Triple]) -> Value {
    let mut nodes: BTreeMap<&str, Vec<(&str, &Term)>> = BTreeMap::new();
    for triple in triples {
        if let NamedOrBlankNode::NamedNode(node) = &triple.subject {
            let node = nodes.entry(node.as_str()).or_default();
            node.push((triple.predicate.as_str(), &triple.object));
        }
    }
    node(edition.as_str(), &nodes, &mut Vec::new())
}

fn node<'t>(
    iri: &'t str,
    nodes: &BTreeMap<&'t str, Vec<(&'t str, &'t Term)>>,
    above: &mut Vec<&'t str>,
) -> Value {
    let mut object: BTreeMap<String, Vec<Value>> = BTreeMap::new();
    // A node that is only a part of another has no name of its own.
    if !iri.contains('#') {
        object.insert("@id".to_owned(), vec![iri.into()]);
    }
    above.push(iri);
    for (property, term) in nodes.get(iri).into_iter().flatten() {
        let value: Value = match term {
            Term::NamedNode(other) if *property == rdf::TYPE.as_str() => {
                local(other.as_str()).into()
            }
            Term::NamedNode(other) if above.contains(&other.as_str()) => {
                Map::from_iter([("@id".to_owned(), other.as_str().into())]).into()
            }
            Term::NamedNode(other) if nodes.contains_key(other.as_str()) => {
                node(other.as_str(), nodes, above)
            }
            Term::NamedNode(other) => other.as_str().into(),
            Term::Literal(literal) => literal.value().into(),
            Term::BlankNode(_) => continue,
        };
        let key = match *property == rdf::TYPE.as_str() {
            true => "@type",
            false => local(property),
        };
        object.entry(key.to_owned()).or_default().push(value);
    }
    above.pop();
    let one = |mut values: Vec<Value>| match values.len() {
        1 => values.remove(0),
        _ => values.into(),
    };
    object
        .into_iter()
        .map(|(key, values)| (key, one(values)))
        .collect::<Map<_, _>>()
        .into()
}

/// The name of a term of schema.org.
fn local(iri: &str) -> &str {
    iri.strip_prefix(schema::NAMESPACE).unwrap_or(iri)
}

/// A document of JSON-LD that may stand in a page as it is: no character in it opens a tag.
pub fn embeddable(mut events: Vec<Value>) -> String {
    let context = Value::from(schema::NAMESPACE.trim_end_matches('/'));
    let mut document = match events.len() {
        1 => match events.remove(0) {
            Value::Object(event) => event,
            other => Map::from_iter([("@graph".to_owned(), other)]),
        },
        _ => Map::from_iter([("@graph".to_owned(), events.into())]),
    };
    document.insert("@context".to_owned(), context);
    // Only strings hold these characters, and there an escape says the same.
    format!("{:#}", Value::from(document)).replace('<', "\\u003c")
}

#[cfg(test)]
mod tests {
    use super::*;
    use oxigraph::model::Literal;

    fn triple(subject: &str, property: &str, object: impl Into<Term>) -> Triple {
        let node = |name: &str| NamedNode::new_unchecked(format!("https://schema.org/{name}"));
        Triple::new(
            NamedNode::new_unchecked(format!("http://x/{subject}")),
            match property {
                "a" => rdf::TYPE.into_owned(),
                other => node(other),
            },
            object,
        )
    }

    fn x(name: &str) -> NamedNode {
        NamedNode::new_unchecked(format!("http://x/{name}"))
    }

    #[test]
    fn a_tree_has_no_end_in_circles_and_closes_no_element() {
        let text = |text: &str| Literal::new_simple_literal(text);
        let schema = |name: &str| NamedNode::new_unchecked(format!("https://schema.org/{name}"));
        let triples = [
            triple("e", "a", schema("Event")),
            triple("e", "name", text("</script><!-- & \"")),
            triple("e", "location", x("p")),
            triple("e", "performer", x("a")),
            triple("e", "performer", x("b")),
            triple("p", "name", text("Hall")),
            triple("p", "address", x("p#address")),
            triple("p#address", "addressCountry", text("AT")),
            triple("a", "name", text("Ann")),
            triple("a", "knows", x("b")),
            triple("b", "name", text("Bea")),
            triple("b", "knows", x("a")),
            triple("b", "sameAs", x("elsewhere")),
        ];
        let tree = tree(&x("e"), &triples);
        assert_eq!(lacking(&x("e"), &triples), ["startDate"]);
        assert_eq!(tree["@type"], "Event");
        assert_eq!(tree["location"]["address"]["addressCountry"], "AT");
        assert_eq!(tree["location"]["address"].get("@id"), None);
        assert_eq!(tree["performer"][1]["sameAs"], "http://x/elsewhere");
        let ann = &tree["performer"][1]["knows"];
        assert_eq!(
            (&ann["name"], &ann["knows"]["@id"]),
            (&Value::from("Ann"), &Value::from("http://x/b"))
        );
        assert_eq!(ann["knows"].get("name"), None);
        let text = embeddable(vec![tree.clone()]);
        assert!(!text.contains('<'), "{text}");
        let back: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(back["name"], "</script><!-- & \"");
        assert_eq!(back["@context"], "https://schema.org");
        let two: Value = serde_json::from_str(&embeddable(vec![tree.clone(), tree])).unwrap();
        assert_eq!(two["@graph"].as_array().map(Vec::len), Some(2));
    }
}
