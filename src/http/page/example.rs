//! Examples of questions in the words of the saved queries, with values from the graph in place of
//! their parameters: what is known best, so that there is an answer.

use crate::answer::{Parameter, ParameterKind, SavedQuery};
use crate::http::snapshot::Edition;
use crate::http::view::View;
use maud::{Markup, html};
use std::cmp::Reverse;

/// What stands for a value where the graph has none.
const GAP: &str = "\u{2026}";

/// What examples are made of.
pub struct Examples<'v> {
    view: &'v View<'v>,
    /// Two editions of one series, of which most is known, in their order.
    pair: Option<[&'v Edition; 2]>,
}

/// A wording with values in it.
pub struct Example {
    /// The values are emphasized.
    pub text: Markup,
    /// What to ask for it; none where a value is missing.
    pub question: Option<String>,
}

impl<'v> Examples<'v> {
    /// From what a graph has.
    pub fn of(view: &'v View<'v>) -> Examples<'v> {
        let weight = |edition: &Edition| {
            let entry = view.snapshot.names.get(&edition.iri);
            entry.map_or(0, |entry| entry.weight)
        };
        let series = view.snapshot.overview.series.iter();
        let pairs = series
            .filter(|series| !series.iri.is_empty())
            .flat_map(|series| series.editions.windows(2))
            .filter(|pair| pair[0].year.is_some() && pair[0].year < pair[1].year);
        // The first of several.
        let best = pairs.min_by_key(|pair| Reverse(weight(&pair[0]).min(weight(&pair[1]))));
        Examples {
            view,
            pair: best.map(|pair| [&pair[0], &pair[1]]),
        }
    }

    /// A wording of a query, in which `{name}` stands for the value of a parameter.
    pub fn fill(&self, wording: &str, query: &SavedQuery) -> Example {
        let mut parts: Vec<(String, bool)> = Vec::new();
        let mut is_whole = true;
        let mut rest = wording;
        while let Some((before, name, after)) = placeholder(rest) {
            let parameter = query.parameter(name);
            let value = parameter.and_then(|parameter| self.value(parameter));
            is_whole &= value.is_some();
            parts.push((before.to_owned(), false));
            parts.push((value.unwrap_or_else(|| GAP.to_owned()), true));
            rest = after;
        }
        parts.push((rest.to_owned(), false));
        let question = || parts.iter().map(|(part, _)| part.as_str()).collect();
        Example {
            question: is_whole.then(question),
            text: html! {
                @for (part, is_value) in &parts {
                    @if *is_value { em { (part) } } @else { (part) }
                }
            },
        }
    }

    /// What a parameter may be given.
    fn value(&self, parameter: &Parameter) -> Option<String> {
        let snapshot = self.view.snapshot;
        match (parameter.name.as_str(), &parameter.kind) {
            ("earlier", ParameterKind::Iri) => self.pair.map(|[earlier, _]| earlier.label.clone()),
            ("later", ParameterKind::Iri) => self.pair.map(|[_, later]| later.label.clone()),
            (_, ParameterKind::Iri) => {
                let class = parameter.class.as_deref().unwrap_or_default();
                let things = snapshot.names.that_are(class);
                let things = things.filter(|entry| entry.class != "Document");
                let best = things.min_by_key(|entry| Reverse(entry.weight));
                best.map(|entry| entry.label.clone())
            }
            ("metric", _) => {
                let metrics = snapshot.overview.metrics.iter();
                metrics
                    .min_by_key(|metric| snapshot.taste.rank(metric))
                    .cloned()
            }
            ("year", ParameterKind::Integer) => {
                let [_, later] = self.pair?;
                later.year.map(|year| year.to_string())
            }
            _ => parameter
                .default
                .clone()
                .or_else(|| said(&parameter.description)),
        }
    }
}

/// The text before the first `{name}`, the name, and the text after it.
fn placeholder(text: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = text.split_once('{')?;
    let (name, after) = rest.split_once('}')?;
    Some((before, name, after))
}

/// The first example that a description gives: of "words, such as \"minister\"" the minister.
fn said(description: &str) -> Option<String> {
    let (_, rest) = description.split_once("such as \"")?;
    let (example, _) = rest.split_once('"')?;
    Some(example.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_and_examples_are_found() {
        assert_eq!(placeholder("a {b} c {d}"), Some(("a ", "b", " c {d}")));
        assert_eq!(placeholder("a {b"), None);
        let told = said("Words of the post, such as \"minister\"; or \"chair\".");
        assert_eq!(told.as_deref(), Some("minister"));
        assert_eq!(said("The year, such as 2021."), None);
    }
}
