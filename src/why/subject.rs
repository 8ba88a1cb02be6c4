//! The subject of an expected fact against the labels that were read: an edition goes by many
//! names, and people ask for it by one.

use super::expected::Expected;
use super::words::{acronym, alike, same, wanted, within};
use crate::fact::{About, Kind, Relation, Trace};
use std::ops::Range;

/// Whether the relation's subject is a person.
pub(super) fn is_person(relation: Relation) -> bool {
    matches!(
        relation,
        Relation::Post | Relation::Affiliation | Relation::Represents
    )
}

/// Whether a label is that of the expected subject; every label is, where none is named.
pub(super) fn is_subject(trace: &Trace<'_>, expected: &Expected, label: &str) -> bool {
    let is = |form: &String| match is_person(expected.relation) {
        true => alike(form, label),
        false => same(form, label) || is_edition(trace, form, label),
    };
    expected.subjects.is_empty() || expected.subjects.iter().any(is)
}

/// Whether a name is another one for an edition: the years agree, and so do the names without
/// them, the one in full, the other in short, or both are names of the document's own series.
fn is_edition(trace: &Trace<'_>, form: &str, label: &str) -> bool {
    let (form, form_year) = without_year(form);
    let (label, label_year) = without_year(label);
    if form_year != label_year {
        return false;
    }
    let own = |name: &str| trace.series.iter().any(|known| same(known, name));
    let short =
        |long: &str, short: &str| acronym(long).is_some_and(|letters| wanted(short) == [letters]);
    within(&form, &label)
        || short(&form, &label)
        || short(&label, &form)
        || own(&form) && own(&label)
}

/// A name without the year in it, and the year.
fn without_year(name: &str) -> (String, Option<&str>) {
    let is_year = |word: &&str| word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit());
    let words = name.split_whitespace();
    let year = words.clone().find(is_year);
    let rest: Vec<&str> = words.filter(|word| !is_year(word)).collect();
    (rest.join(" "), year)
}

/// Whether the text was somewhere taken to be about the expected edition.
pub(super) fn is_known(trace: &Trace<'_>, expected: &Expected) -> bool {
    let is = |label: &String| is_subject(trace, expected, label);
    let stretches = trace.stretches.iter().flatten();
    let mut others = stretches.filter_map(|stretch| match &stretch.about {
        About::Other(label) => Some(label),
        About::Main | About::Untold => None,
    });
    let mut entities = trace.reading.entities.iter();
    trace.main.as_ref().is_some_and(is)
        || others.any(is)
        || entities.any(|entity| entity.kind == Kind::Expo && is(&entity.label))
}

/// What stretches of text are about that hold these tokens.
pub(super) fn about(trace: &Trace<'_>, sentence: usize, tokens: &Range<usize>) -> Option<About> {
    let mut stretches = trace.stretches[sentence].iter();
    let at = stretches.find(|stretch| stretch.tokens.contains(&tokens.start))?;
    Some(at.about.clone())
}

/// The label of what text is about; none where it is not told.
pub(super) fn label<'t>(trace: &'t Trace<'_>, about: &'t About) -> Option<&'t str> {
    match about {
        About::Main => trace.main.as_deref(),
        About::Other(label) => Some(label),
        About::Untold => None,
    }
}
