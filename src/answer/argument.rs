//! Values given for a saved query's parameters, checked and turned into terms.

use super::error::AnswerError;
use super::parameter::{ParameterKind, term};
use super::saved::SavedQuery;
use super::similar::nearest;
use oxigraph::model::{NamedNode, Term};
use std::collections::BTreeMap;

/// Terms by variable (without its mark), for [`bind`](super::bind()).
pub type Arguments = BTreeMap<String, Term>;

/// Checks the values given by parameter name, adds defaults, and looks names up with `resolve`
/// (name, class).
///
/// # Errors
/// If a parameter is unknown, given twice, missing or ill-typed, or a name is not found.
pub fn arguments(
    query: &SavedQuery,
    given: &[(String, String)],
    resolve: impl Fn(&str, Option<&str>) -> Result<NamedNode, AnswerError>,
) -> Result<Arguments, AnswerError> {
    let mut values: BTreeMap<&str, &str> = BTreeMap::new();
    for (name, value) in given {
        if query.parameter(name).is_none() {
            let known: Vec<String> = query.parameters.iter().map(|p| p.name.clone()).collect();
            return Err(AnswerError::UnknownParameter {
                question: query.name.clone(),
                name: name.clone(),
                nearest: nearest(name, known.iter().map(String::as_str)),
                known,
            });
        }
        if values.insert(name, value).is_some() {
            return Err(AnswerError::RepeatedParameter { name: name.clone() });
        }
    }
    let mut arguments = Arguments::new();
    for parameter in &query.parameters {
        let given = values.get(parameter.name.as_str()).copied();
        let Some(value) = given.or(parameter.default.as_deref()) else {
            if parameter.optional {
                continue;
            }
            return Err(AnswerError::MissingParameter {
                question: query.name.clone(),
                name: parameter.name.clone(),
                description: parameter.description.trim_end_matches('.').to_owned(),
            });
        };
        let value = if parameter.kind == ParameterKind::Iri {
            resolve(value, parameter.class.as_deref())?.into()
        } else {
            term(&parameter.kind, value).map_err(|expected| AnswerError::IllTyped {
                name: parameter.name.clone(),
                value: value.to_owned(),
                expected: expected.to_owned(),
            })?
        };
        arguments.insert(parameter.variable.clone(), value);
    }
    Ok(arguments)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "#+ summary: s\n#+ params:\n#+   - name: series\n#+     class: ExpoSeries\n#+     description: The series.\n#+   - name: least\n#+     default: 2\n#+   - name: year\nSELECT * { ?x ?y ?_series_iri , ?_least_integer, ?__year_integer }";

    fn given(pairs: &[(&str, &str)]) -> Result<Arguments, AnswerError> {
        let query = SavedQuery::parse("q", "q.rq", TEXT).expect("good");
        let pairs: Vec<(String, String)> = pairs
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect();
        arguments(&query, &pairs, |name, class| {
            assert_eq!(class, Some("ExpoSeries"));
            Ok(NamedNode::new_unchecked(format!("http://x/{name}")))
        })
    }

    #[test]
    fn defaults_apply_and_optional_ones_stay_out() {
        let arguments = given(&[("series", "s")]).expect("good");
        let names: Vec<&str> = arguments.keys().map(String::as_str).collect();
        assert_eq!(names, ["_least_integer", "_series_iri"]);
    }

    #[test]
    fn mistakes_say_what_to_do() {
        let problem = |pairs: &[(&str, &str)]| given(pairs).expect_err("wrong").to_string();
        assert_eq!(
            problem(&[]),
            "q needs series: The series; give it with -p series=VALUE"
        );
        assert_eq!(
            problem(&[("serie", "x")]),
            "q has no parameter \"serie\"; did you mean \"series\"?; it takes series, least, year"
        );
        assert_eq!(
            problem(&[("series", "x"), ("year", "last")]),
            "year=last: expected a whole number, such as 2021"
        );
        assert!(problem(&[("series", "x"), ("series", "y")]).contains("twice"));
    }
}
