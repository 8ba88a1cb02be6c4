//! Where a visitor may go on to from a thing.

use super::super::choice::name_of;
use crate::http::asked::address;
use crate::http::snapshot::Edition;
use crate::http::view::View;
use maud::{Markup, html};

/// Links from a thing: its paths to others, and the editions before and after it.
pub fn onward(view: &View<'_>, iri: &str) -> Markup {
    let Some(entry) = view.snapshot.names.get(iri) else {
        return html! {};
    };
    let name = name_of(view, entry);
    let neighbours = neighbours(view, iri);
    html! {
        nav.onward aria-label="Further" {
            ul {
                @for (other, place) in neighbours.iter().flatten() {
                    @if let Some(other) = view.snapshot.names.get(&other.iri) {
                        li {
                            a href=(address("/compare", &[("a", name), ("b", name_of(view, other))])) { "Compare with " (other.label) }
                            " " span.note { (place) }
                        }
                    }
                }
                li { a href=(address("/path", &[("from", name)])) { "Paths from " (entry.label) } }
            }
        }
    }
}

/// The editions of the same series before and after one, nearest in time, with their places.
fn neighbours<'v>(view: &View<'v>, iri: &str) -> [Option<(&'v Edition, &'static str)>; 2] {
    let all = &view.snapshot.overview.series;
    let own = all
        .iter()
        .filter(|series| !series.iri.is_empty())
        .find(|series| series.editions.iter().any(|edition| edition.iri == iri));
    let year = view.snapshot.overview.year(iri);
    let (Some(series), Some(year)) = (own, year) else {
        return [None, None];
    };
    // By year; those of no known year are not neighbours of any.
    let mut editions = series.editions.iter();
    let before = editions.clone().rev();
    let before = before
        .filter(|edition| edition.year.is_some())
        .find(|edition| edition.year < Some(year));
    let after = editions.find(|edition| edition.year > Some(year));
    [
        before.map(|edition| (edition, "the edition before")),
        after.map(|edition| (edition, "the edition after")),
    ]
}
