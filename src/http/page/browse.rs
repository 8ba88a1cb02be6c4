//! All things of a kind by their names.

use super::parts::{PER_PAGE, count, number, pages};
use crate::http::asked::{Asked, address};
use crate::http::chrome::{Page, chrome};
use crate::http::failure::Failure;
use crate::http::reply::Reply;
use crate::http::site::Site;
use crate::http::snapshot::Entry;
use crate::http::taste::Class;
use crate::http::view::View;
use axum::body::Body;
use axum::extract::State;
use axum::http::Response;
use maud::{Markup, html};
use std::cmp::Reverse;
use std::collections::BTreeSet;

/// How many things of a kind stand for the others.
const EXAMPLES: usize = 3;

/// Answers.
pub async fn get(State(site): State<Site>, asked: Asked) -> Response<Body> {
    site.page(asked, page).await
}

fn page(view: &View<'_>) -> Result<Reply, Failure> {
    let snapshot = view.snapshot;
    let wanted = view.asked.get("class");
    let classes = &snapshot.taste.class;
    let class = match wanted {
        "" => None,
        name => Some(
            classes
                .iter()
                .find(|class| class.name == name)
                .ok_or_else(|| {
                    Failure::unknown(format!("no kind of things is named {name}"))
                        .or("All kinds", "/browse")
                })?,
        ),
    };
    let things: Vec<_> = match class {
        Some(class) => snapshot.names.of_class(&class.name).collect(),
        None => Vec::new(),
    };
    let start = (number(view) - 1).saturating_mul(PER_PAGE);
    let body = html! {
        @match class {
            Some(class) => (kinds(view, class)),
            None => (cards(view)),
        }
        @if class.is_some() && things.is_empty() {
            p { "The graph knows none." }
        }
        @if !things.is_empty() {
            ul.columns {
                @for entry in things.iter().skip(start).take(PER_PAGE) {
                    li { a href=(snapshot.link(&entry.iri)) { (entry.label) } }
                }
            }
            (pages(view, things.len(), &[("class", wanted)]))
        }
    };
    let title = class.map_or("Browse", |class| class.many.as_str());
    Ok(chrome(&Page::new(title, body), &view.frame()))
}

/// All kinds in a line, the way from one to another.
fn kinds(view: &View<'_>, here: &Class) -> Markup {
    html! {
        nav aria-label="Kinds" {
            ul.kinds {
                @for (class, things) in known(view) {
                    li {
                        a href=(place(class)) aria-current=[(class.name == here.name).then_some("page")] { (class.many) }
                        " " span.count { (count(things.len())) }
                    }
                }
            }
        }
    }
}

/// All kinds as cards, each with those of which most is known.
fn cards(view: &View<'_>) -> Markup {
    let known: Vec<(&Class, Vec<&Entry>)> = known(view).collect();
    html! {
        @if known.is_empty() { p { "The graph knows of nothing that has a name." } }
        ul.cards {
            @for (class, things) in &known {
                li {
                    a href=(place(class)) {
                        strong { (class.many) } " " span.count { (count(things.len())) }
                        span.note {
                            (best(things).join(", "))
                            @if things.len() > EXAMPLES { "\u{a0}\u{2026}" }
                        }
                    }
                }
            }
        }
    }
}

/// The names of those of which most is known, no name twice.
fn best<'v>(things: &[&'v Entry]) -> Vec<&'v str> {
    let mut things = things.to_vec();
    // Equals stay in the order of their names.
    things.sort_by_key(|entry| Reverse(entry.weight));
    let mut told = BTreeSet::new();
    let names = things.iter().map(|entry| entry.label.as_str());
    names
        .filter(|name| told.insert(*name))
        .take(EXAMPLES)
        .collect()
}

/// The kinds of which there is something, in the order of the site.
fn known<'v>(view: &View<'v>) -> impl Iterator<Item = (&'v Class, Vec<&'v Entry>)> {
    let snapshot = view.snapshot;
    let all = snapshot.taste.class.iter();
    let all = all.map(|class| (class, snapshot.names.of_class(&class.name).collect()));
    all.filter(|(_, things): &(&Class, Vec<&Entry>)| !things.is_empty())
}

fn place(class: &Class) -> String {
    address("/browse", &[("class", &class.name)])
}
