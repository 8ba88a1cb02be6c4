//! Parameters of saved queries: what a variable's name says of its type, and values as RDF terms.
//! Names follow grlc: `?_name_type` is required, `?__name_type` is optional.

use super::vocabulary::XSD;
use oxigraph::model::{Literal, NamedNode, Term};
use std::fmt;

/// The type of a parameter's value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ParameterKind {
    /// `_iri`: an IRI, or a name of an entity.
    Iri,
    /// `_literal`, `_string` or no type: a plain string.
    Text,
    /// `_integer`
    Integer,
    /// `_number`, `_decimal`
    Decimal,
    /// `_boolean`
    Boolean,
    /// `_date`, `_xsd_date`
    Date,
    /// `_xsd_...`: any other XML Schema type, its values not checked.
    Datatype(String),
    /// `_en`, `_zh` ...: a string in that language.
    Language(String),
}

impl fmt::Display for ParameterKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ParameterKind::Iri => f.write_str("iri"),
            ParameterKind::Text => f.write_str("literal"),
            ParameterKind::Integer => f.write_str("integer"),
            ParameterKind::Decimal => f.write_str("decimal"),
            ParameterKind::Boolean => f.write_str("boolean"),
            ParameterKind::Date => f.write_str("date"),
            ParameterKind::Datatype(name) => write!(f, "xsd_{name}"),
            ParameterKind::Language(tag) => write!(f, "{tag}"),
        }
    }
}

/// A parameter of a saved query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parameter {
    /// The name it is given by: "series".
    pub name: String,
    /// The variable in the text, without its mark: "__series_iri".
    pub variable: String,
    pub kind: ParameterKind,
    /// For entities, the local name of their class in the ontology.
    pub class: Option<String>,
    pub description: String,
    pub default: Option<String>,
    pub optional: bool,
}

/// A parameter's name, type and whether it is optional, from a variable's name without its mark;
/// none where the variable is no parameter.
pub fn read_variable(variable: &str) -> Option<(String, ParameterKind, bool)> {
    let (rest, optional) = match variable.strip_prefix("__") {
        Some(rest) => (rest, true),
        None => (variable.strip_prefix('_')?, false),
    };
    let mut parts = rest.splitn(2, '_');
    let name = parts.next().filter(|name| !name.is_empty())?;
    let kind = match parts.next().unwrap_or("literal") {
        "iri" => ParameterKind::Iri,
        "literal" | "string" => ParameterKind::Text,
        "integer" => ParameterKind::Integer,
        "number" | "decimal" => ParameterKind::Decimal,
        "boolean" => ParameterKind::Boolean,
        "date" | "xsd_date" => ParameterKind::Date,
        other => match other.strip_prefix("xsd_") {
            Some("string") => ParameterKind::Text,
            Some("integer") => ParameterKind::Integer,
            Some("decimal") => ParameterKind::Decimal,
            Some("boolean") => ParameterKind::Boolean,
            Some(datatype) => ParameterKind::Datatype(datatype.to_owned()),
            None if other.len() == 2 => ParameterKind::Language(other.to_owned()),
            None => return None,
        },
    };
    Some((name.to_owned(), kind, optional))
}

/// The term for a value; for an IRI only where the value is one, names being the caller's to
/// look up.
///
/// # Errors
/// What the value should have been ("a whole number, such as 2021").
pub fn term(kind: &ParameterKind, value: &str) -> Result<Term, &'static str> {
    let typed = |text: String, datatype: &str| {
        let datatype = NamedNode::new_unchecked(format!("{XSD}{datatype}"));
        Term::from(Literal::new_typed_literal(text, datatype))
    };
    let trimmed = value.trim();
    match kind {
        ParameterKind::Iri => iri(trimmed)
            .map(Term::from)
            .ok_or("an absolute IRI, such as https://example.org/x, or a name in the graph"),
        ParameterKind::Text => Ok(Literal::new_simple_literal(value).into()),
        ParameterKind::Integer => trimmed
            .parse::<i64>()
            .map(|number| typed(number.to_string(), "integer"))
            .map_err(|_| "a whole number, such as 2021"),
        ParameterKind::Decimal => {
            if is_decimal(trimmed) {
                Ok(typed(trimmed.to_owned(), "decimal"))
            } else {
                Err("a number, such as 12.5")
            }
        }
        ParameterKind::Boolean => match trimmed {
            "true" | "false" => Ok(typed(trimmed.to_owned(), "boolean")),
            _ => Err("true or false"),
        },
        ParameterKind::Date => trimmed
            .parse::<jiff::civil::Date>()
            .ok()
            .filter(|date| date.to_string() == trimmed)
            .map(|date| typed(date.to_string(), "date"))
            .ok_or("a date, such as 2021-08-23"),
        ParameterKind::Datatype(datatype) => Ok(typed(value.to_owned(), datatype)),
        ParameterKind::Language(tag) => Literal::new_language_tagged_literal(value, tag)
            .map(Term::from)
            .map_err(|_| "a text; the query's language tag is not valid"),
    }
}

/// The IRI that a value is, with or without angle brackets.
pub fn iri(value: &str) -> Option<NamedNode> {
    let bare = value
        .strip_prefix('<')
        .and_then(|rest| rest.strip_suffix('>'))
        .unwrap_or(value);
    // "Web: a conference" parses as an IRI of scheme "web" once its spaces are gone; a name
    // never has "//" or "urn:" in front, so only those count.
    let looks_like_one = bare.contains("://") || bare.starts_with("urn:");
    looks_like_one.then(|| NamedNode::new(bare).ok()).flatten()
}

fn is_decimal(text: &str) -> bool {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    let all_digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    all_digits(whole) && all_digits(part) && !(whole.is_empty() && part.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_names_as_grlc_does() {
        let read = |name| read_variable(name);
        let series = ("series".to_owned(), ParameterKind::Iri, false);
        assert_eq!(read("_series_iri"), Some(series));
        let year = ("year".to_owned(), ParameterKind::Integer, true);
        assert_eq!(read("__year_integer"), Some(year));
        let since = ("since".to_owned(), ParameterKind::Date, false);
        assert_eq!(read("_since_xsd_date"), Some(since));
        assert_eq!(read("_word").map(|p| p.1), Some(ParameterKind::Text));
        assert_eq!(
            read("_word_en").map(|p| p.1),
            Some(ParameterKind::Language("en".into()))
        );
        assert_eq!(read("person"), None);
        assert_eq!(read("_"), None);
        assert_eq!(read("_x_nonsense"), None);
    }

    #[test]
    fn checks_values() {
        let shown = |kind, value| term(&kind, value).map(|t| t.to_string());
        let xsd = |text: &str, datatype: &str| Ok(format!("\"{text}\"^^<{XSD}{datatype}>"));
        assert_eq!(
            shown(ParameterKind::Integer, " 2021 "),
            xsd("2021", "integer")
        );
        assert!(shown(ParameterKind::Integer, "2021.5").is_err());
        assert!(shown(ParameterKind::Integer, "1} DROP ALL #").is_err());
        assert_eq!(
            shown(ParameterKind::Decimal, "-1.50"),
            xsd("-1.50", "decimal")
        );
        assert!(shown(ParameterKind::Decimal, ".").is_err());
        assert!(shown(ParameterKind::Decimal, "1e5").is_err());
        assert_eq!(
            shown(ParameterKind::Date, "2021-08-23"),
            xsd("2021-08-23", "date")
        );
        assert!(shown(ParameterKind::Date, "2021-02-30").is_err());
        assert!(shown(ParameterKind::Boolean, "yes").is_err());
        assert!(shown(ParameterKind::Iri, "http://x/> } DROP ALL #").is_err());
        assert!(shown(ParameterKind::Iri, "Smart China Expo").is_err());
        assert_eq!(
            shown(ParameterKind::Text, "a\"b\\ \n} DROP ALL #"),
            Ok("\"a\\\"b\\\\ \\n} DROP ALL #\"".to_owned())
        );
    }
}
