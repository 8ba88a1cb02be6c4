//! The context of JSON-LD (`ontology/context.jsonld`): short names for IRIs, and what their values
//! are unless they say so. Only what the writer needs of JSON-LD's contexts is understood; anything
//! else in the file is an error, for it could change what is read back.

use super::vocab::xsd;
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// Where the context is published. Who reads this address in a file need not fetch it.
pub const CONTEXT_URL: &str = "https://w3id.org/expograph/ontology/context.jsonld";

/// A context cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ContextError {
    #[error("{0}")]
    Json(#[from] serde_json::Error),
    #[error("there is no object \"@context\"")]
    Missing,
    #[error("{term:?}: {problem}")]
    Term { term: String, problem: String },
}

/// What values of a property are that say nothing else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Coercion {
    /// A string is a string.
    None,
    /// A string is an IRI, relative to the base.
    Id,
    /// A string is a term of the context.
    Vocab,
    /// A string or number has this datatype.
    Datatype(String),
}

/// A name for an IRI.
#[derive(Clone, Debug)]
pub(super) struct Term {
    pub name: String,
    pub coercion: Coercion,
    /// The values stand in an array even if there is only one.
    pub set: bool,
}

/// Short names for IRIs.
#[derive(Clone, Debug)]
pub struct Context {
    /// As it stands in the file.
    entries: Map<String, Value>,
    /// By IRI.
    terms: BTreeMap<String, Term>,
    /// Namespaces with their names, the longest first.
    prefixes: Vec<(String, String)>,
    pub(super) id: String,
    pub(super) r#type: String,
}

impl Context {
    /// Reads the text of a context file.
    ///
    /// # Errors
    /// If it is no JSON, has no context, or defines a term in a way that the writer does not know.
    pub fn parse(text: &str) -> Result<Context, ContextError> {
        let value: Value = serde_json::from_str(text)?;
        let Some(Value::Object(entries)) = value.get("@context") else {
            return Err(ContextError::Missing);
        };
        let mut context = Context {
            entries: entries.clone(),
            terms: BTreeMap::new(),
            prefixes: Vec::new(),
            id: "@id".to_owned(),
            r#type: "@type".to_owned(),
        };
        for (name, value) in entries {
            let prefix = value.as_str().filter(|iri| iri.ends_with(['#', '/', ':']));
            if let Some(namespace) = prefix {
                context.prefixes.push((namespace.to_owned(), name.clone()));
            }
        }
        context
            .prefixes
            .sort_by_key(|(iri, _)| std::cmp::Reverse(iri.len()));
        for (name, value) in entries {
            context.define(name, value)?;
        }
        Ok(context)
    }

    fn define(&mut self, name: &str, value: &Value) -> Result<(), ContextError> {
        let wrong = |problem: String| ContextError::Term {
            term: name.to_owned(),
            problem,
        };
        if name.starts_with('@') {
            return match (name, value) {
                ("@version", _) => Ok(()),
                _ => Err(wrong("the writer knows terms only".to_owned())),
            };
        }
        let (iri, object) = match value {
            Value::String(iri) => (iri.as_str(), None),
            Value::Object(object) => (
                object.get("@id").and_then(Value::as_str).unwrap_or(name),
                Some(object),
            ),
            _ => return Err(wrong("expected an IRI or an object".to_owned())),
        };
        match iri {
            "@id" => self.id = name.to_owned(),
            "@type" => self.r#type = name.to_owned(),
            _ if iri.ends_with(['#', '/', ':']) => {}
            _ if iri.starts_with('@') => {
                return Err(wrong(format!("the writer does not know {iri}")));
            }
            _ => {
                let mut term = Term {
                    name: name.to_owned(),
                    coercion: Coercion::None,
                    set: false,
                };
                for (key, value) in object.into_iter().flatten() {
                    match (key.as_str(), value.as_str()) {
                        ("@id", _) => {}
                        ("@type", Some("@id")) => term.coercion = Coercion::Id,
                        ("@type", Some("@vocab")) => term.coercion = Coercion::Vocab,
                        ("@type", Some(datatype)) => {
                            term.coercion = Coercion::Datatype(self.expand(datatype));
                        }
                        ("@container", Some("@set")) => term.set = true,
                        _ => return Err(wrong(format!("the writer does not know {key}: {value}"))),
                    }
                }
                let iri = self.expand(iri);
                if !iri.contains(':') {
                    return Err(wrong(format!("{iri:?} is no IRI")));
                }
                if let Some(other) = self.terms.insert(iri.clone(), term) {
                    return Err(wrong(format!("{:?} is {iri}, too; keep one", other.name)));
                }
            }
        }
        Ok(())
    }

    /// A compact IRI in full.
    fn expand(&self, iri: &str) -> String {
        let expanded = iri.split_once(':').and_then(|(prefix, local)| {
            let known = self.prefixes.iter().find(|(_, name)| name == prefix)?;
            Some(format!("{}{local}", known.0))
        });
        expanded.unwrap_or_else(|| iri.to_owned())
    }

    /// The term for an IRI.
    pub(super) fn term(&self, iri: &str) -> Option<&Term> {
        self.terms.get(iri)
    }

    /// The name of the longest namespace that an IRI is in, and the rest of it.
    pub(super) fn prefix<'i>(&self, iri: &'i str) -> Option<(&str, &'i str)> {
        self.prefixes.iter().find_map(|(namespace, name)| {
            let local = iri.strip_prefix(namespace.as_str())?;
            let plain = !local.is_empty() && !local.starts_with("//");
            plain.then_some((name.as_str(), local))
        })
    }

    /// Whether a reader would take an IRI written in full for a compact one.
    pub(super) fn mistakes(&self, iri: &str) -> bool {
        iri.split_once(':').is_some_and(|(scheme, rest)| {
            !rest.starts_with("//") && (scheme == "_" || self.entries.contains_key(scheme))
        })
    }

    /// The definitions of the names used, and of what they need.
    pub(super) fn only<'n>(&self, names: impl IntoIterator<Item = &'n str>) -> Map<String, Value> {
        let mut only = Map::new();
        let mut wanted: Vec<String> = names.into_iter().map(str::to_owned).collect();
        while let Some(name) = wanted.pop() {
            let Some(value) = self.entries.get(&name) else {
                continue;
            };
            let parts: Vec<&str> = match value {
                Value::Object(object) => object.values().filter_map(Value::as_str).collect(),
                other => other.as_str().into_iter().collect(),
            };
            for part in parts {
                if let Some((prefix, _)) = part.split_once(':')
                    && !only.contains_key(prefix)
                {
                    wanted.push(prefix.to_owned());
                }
            }
            only.insert(name, value.clone());
        }
        only
    }

    /// The terms with their IRIs and what their values are: nothing, `@id`, `@vocab` or a datatype.
    pub fn terms(&self) -> impl Iterator<Item = (&str, &str, &str)> {
        self.terms.iter().map(|(iri, term)| {
            let coercion = match &term.coercion {
                Coercion::None => "",
                Coercion::Id => "@id",
                Coercion::Vocab => "@vocab",
                Coercion::Datatype(datatype) => datatype,
            };
            (term.name.as_str(), iri.as_str(), coercion)
        })
    }
}

/// A literal as a number or truth value of JSON, where that says the same in a property whose values
/// are this or nothing in particular.
pub(super) fn native(value: &str, datatype: &str) -> Option<Value> {
    if datatype == xsd::BOOLEAN.as_str() {
        return value.parse().ok().map(Value::Bool);
    }
    if datatype != xsd::INTEGER.as_str() {
        return None;
    }
    // Readers may keep numbers as floating point: no more digits than that holds.
    let number: i64 = value.parse().ok()?;
    let same = number.to_string() == value && number.abs() < 1 << 53;
    same.then(|| number.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(text: &str) -> String {
        Context::parse(text).expect_err(text).to_string()
    }

    #[test]
    fn what_the_writer_does_not_know_is_an_error() {
        for (text, expected) in [
            ("{", "EOF"),
            ("[]", "no object \"@context\""),
            (
                r#"{"@context": {"@vocab": "http://x/"}}"#,
                "\"@vocab\": the writer knows terms only",
            ),
            (r#"{"@context": {"a": 1}}"#, "\"a\": expected an IRI"),
            (r#"{"@context": {"a": "b"}}"#, "\"b\" is no IRI"),
            (
                r#"{"@context": {"a": "http://x/a", "b": "http://x/a"}}"#,
                "\"a\" is http://x/a, too",
            ),
            (
                r#"{"@context": {"a": {"@id": "http://x/a", "@container": "@list"}}}"#,
                "does not know @container",
            ),
            (r#"{"@context": {"list": "@list"}}"#, "does not know @list"),
        ] {
            assert!(error(text).contains(expected), "{text}: {}", error(text));
        }
    }

    #[test]
    fn numbers_are_native_where_they_say_the_same() {
        let integer = xsd::INTEGER.as_str();
        for (value, is) in [
            ("2021", true),
            ("0", true),
            ("-7", true),
            ("007", false),
            ("+1", false),
            ("-0", false),
            ("9007199254740992", false),
            ("x", false),
        ] {
            assert_eq!(native(value, integer).is_some(), is, "{value}");
        }
        assert_eq!(
            native("true", xsd::BOOLEAN.as_str()),
            Some(Value::Bool(true))
        );
        assert_eq!(native("1", xsd::BOOLEAN.as_str()), None);
        assert_eq!(native("1.5", xsd::DECIMAL.as_str()), None);
    }
}
