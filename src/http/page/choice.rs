//! A thing that a visitor names in a form: by its label, another name or its IRI. What cannot be
//! found is told in the page, beside the form, with what may have been meant.

use crate::answer::{AnswerError, Lookup};
use crate::http::failure::Failure;
use crate::http::snapshot::Entry;
use crate::http::view::View;
use maud::{Markup, html};
use oxigraph::model::NamedNode;
use std::collections::BTreeMap;

/// The most editions that are offered to choose from; of more, a name is typed.
const CHOICES: usize = 250;

/// The longest name that is looked for, in bytes; a longer one is not repeated in links either.
const LONGEST: usize = 1000;

/// What was given for a parameter.
pub enum Choice {
    Nothing,
    Thing(NamedNode),
    Unclear(Unclear),
}

/// A name that is no thing's, or several things'.
pub struct Unclear {
    /// The parameter.
    pub parameter: &'static str,
    pub problem: String,
    /// What may have been meant: what to show, and what to give instead.
    pub meant: Vec<(String, String)>,
}

impl Choice {
    /// What a parameter names, of a class of the ontology if one is given.
    ///
    /// # Errors
    /// If the graph cannot be asked.
    pub fn read(
        view: &View<'_>,
        parameter: &'static str,
        class: Option<&str>,
    ) -> Result<Choice, Failure> {
        let given = view.asked.get(parameter);
        if given.is_empty() {
            return Ok(Choice::Nothing);
        }
        let unclear = |problem: String, meant: Vec<(String, String)>| {
            Ok(Choice::Unclear(Unclear {
                parameter,
                problem,
                meant,
            }))
        };
        let kind = class.map_or("thing", |class| view.snapshot.taste.one(class));
        if given.len() > LONGEST {
            return unclear(format!("No {kind} has so long a name."), Vec::new());
        }
        match Lookup::new(view.engine).resolve(given, class) {
            Ok(thing) => match view.snapshot.names.get(thing.as_str()) {
                Some(entry) if class.is_none_or(|class| entry.class == class) => {
                    Ok(Choice::Thing(thing))
                }
                Some(entry) => unclear(format!("{} is no {kind}.", entry.label), Vec::new()),
                None => unclear(
                    format!("The graph knows no {kind} with the address {thing}."),
                    Vec::new(),
                ),
            },
            Err(AnswerError::UnknownName { nearest, .. }) => {
                let meant = nearest.into_iter().map(|name| (name.clone(), name));
                let meant = meant.collect();
                unclear(
                    format!("No {kind} is named \u{201c}{given}\u{201d}."),
                    meant,
                )
            }
            Err(AnswerError::AmbiguousName { candidates, .. }) => {
                let iri = |candidate: &String| candidate.rsplit(' ').next().map(str::to_owned);
                let meant = candidates
                    .iter()
                    .filter_map(|candidate| Some((candidate.clone(), iri(candidate)?)));
                let meant = meant.collect();
                unclear(
                    format!("Several things are named \u{201c}{given}\u{201d}."),
                    meant,
                )
            }
            Err(error) => Err(error.into()),
        }
    }

    /// The thing, if it is one.
    pub fn thing(&self) -> Option<&NamedNode> {
        match self {
            Choice::Thing(thing) => Some(thing),
            _ => None,
        }
    }

    /// What is wrong, if something is.
    pub fn unclear(&self) -> Option<&Unclear> {
        match self {
            Choice::Unclear(unclear) => Some(unclear),
            _ => None,
        }
    }
}

/// What is wrong with what was given, and links to the same address with what may have been
/// meant instead. `parameters` are those of the address.
pub fn told(view: &View<'_>, unclear: &Unclear, parameters: &[(&str, &str)]) -> Markup {
    let instead = |value: &str| {
        let all: Vec<(&str, &str)> = parameters
            .iter()
            .map(|(name, given)| match *name == unclear.parameter {
                true => (*name, value),
                false if given.len() > LONGEST => (*name, ""),
                false => (*name, *given),
            })
            .collect();
        view.asked.with(&all)
    };
    html! {
        div.problem role="alert" {
            p { (unclear.problem) }
            @if !unclear.meant.is_empty() {
                p { "Did you mean" }
                ul { @for (label, value) in &unclear.meant { li { a href=(instead(value)) { (label) } } } }
            }
        }
    }
}

/// A field for the name of a thing, completed as it is typed.
pub fn field(parameter: &str, label: &str, value: &str, class: Option<&str>, hint: &str) -> Markup {
    html! {
        div.field {
            label for=(parameter) { (label) }
            input id=(parameter) name=(parameter) value=(value) placeholder=(hint) autocomplete="off"
                data-suggest="fill" data-class=[class];
        }
    }
}

/// A field for an edition: a choice among all by their series, or of many the name.
pub fn edition(view: &View<'_>, parameter: &str, label: &str, none: &str) -> Markup {
    let snapshot = view.snapshot;
    let given = view.asked.get(parameter);
    let overview = &snapshot.overview;
    if overview.editions().count() > CHOICES {
        let hint = "The name of an edition";
        return field(parameter, label, given, Some("Expo"), hint);
    }
    let names = Names::of(view);
    // Whatever was given is kept, even if it is a name that the list shows in another way.
    let known = overview.editions().any(|edition| {
        let name = names.name(&edition.iri, &edition.label);
        given == name
    });
    html! {
        div.field {
            label for=(parameter) { (label) }
            select id=(parameter) name=(parameter) {
                option value="" { (none) }
                @if !known && !given.is_empty() { option value=(given) selected { (given) } }
                @for series in &overview.series {
                    optgroup label=(match series.label.as_str() { "" => "Other editions", label => label }) {
                        @for edition in &series.editions {
                            @let name = names.name(&edition.iri, &edition.label);
                            option value=(name) selected[name == given] { (edition.label) }
                        }
                    }
                }
            }
        }
    }
}

/// What stands for a thing in an address: its label, which is read more easily than an IRI, where
/// nothing else is called so.
pub fn name_of<'v>(view: &View<'v>, entry: &'v Entry) -> &'v str {
    match view.snapshot.names.has_namesake(entry) {
        false if entry.label.len() <= LONGEST => &entry.label,
        _ => &entry.iri,
    }
}

/// What editions are called in addresses: by their labels, which are read more easily than IRIs,
/// where no two have one label.
pub struct Names<'v>(BTreeMap<&'v str, usize>);

impl<'v> Names<'v> {
    /// Of all editions.
    pub fn of(view: &View<'v>) -> Names<'v> {
        let mut labels: BTreeMap<&str, usize> = BTreeMap::new();
        let snapshot = view.snapshot;
        for Entry { label, .. } in snapshot.names.of_class("Expo") {
            *labels.entry(label).or_default() += 1;
        }
        Names(labels)
    }

    /// What stands for an edition in an address.
    pub fn name<'n>(&self, iri: &'n str, label: &'n str) -> &'n str {
        match self.0.get(label) {
            Some(1) => label,
            _ => iri,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn editions_of_one_name_are_told_apart() {
        let names = Names(BTreeMap::from([
            ("Tea Fair 2021", 1),
            ("Water Expo 2021", 2),
        ]));
        assert_eq!(names.name("http://x/a", "Tea Fair 2021"), "Tea Fair 2021");
        assert_eq!(names.name("http://x/b", "Water Expo 2021"), "http://x/b");
    }
}
