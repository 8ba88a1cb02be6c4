//! Finding things by their names: a page of results, and the few best as they are typed.

use super::parts::{PER_PAGE, count, counted, number, pages};
use crate::answer::nearest;
use crate::http::asked::{Asked, address};
use crate::http::chrome::{Page, chrome};
use crate::http::failure::Failure;
use crate::http::reply::Reply;
use crate::http::site::Site;
use crate::http::view::View;
use axum::body::Body;
use axum::extract::State;
use axum::http::{Response, StatusCode};
use maud::html;
use serde::Serialize;

/// How many things are suggested as a name is typed.
const SUGGESTED: usize = 10;

/// Answers with a page.
pub async fn get(State(site): State<Site>, asked: Asked) -> Response<Body> {
    site.page(asked, page).await
}

/// Answers with JSON.
pub async fn suggest(State(site): State<Site>, asked: Asked) -> Response<Body> {
    site.page(asked, suggestions).await
}

/// A thing that is suggested.
#[derive(Debug, Serialize)]
struct Suggestion<'a> {
    label: &'a str,
    /// Another name of it that was typed.
    #[serde(skip_serializing_if = "Option::is_none")]
    alias: Option<&'a str>,
    kind: &'a str,
    iri: &'a str,
    /// Its page.
    href: String,
}

fn suggestions(view: &View<'_>) -> Result<Reply, Failure> {
    let snapshot = view.snapshot;
    let found = snapshot
        .names
        .find(view.asked.get("q"), view.asked.get("class"));
    let best: Vec<Suggestion<'_>> = found
        .into_iter()
        .take(SUGGESTED)
        .map(|(entry, alias)| Suggestion {
            label: &entry.label,
            alias,
            kind: snapshot.taste.one(&entry.class),
            iri: &entry.iri,
            href: snapshot.link(&entry.iri),
        })
        .collect();
    let text = serde_json::to_string(&best)
        .map_err(|error| Failure::new(StatusCode::INTERNAL_SERVER_ERROR, error.to_string()))?;
    Ok(Reply::new("application/json", text))
}

fn page(view: &View<'_>) -> Result<Reply, Failure> {
    let snapshot = view.snapshot;
    let (wanted, class) = (view.asked.get("q"), view.asked.get("class"));
    let found = snapshot.names.find(wanted, class);
    let start = (number(view) - 1).saturating_mul(PER_PAGE);
    let near = match found.is_empty() && !wanted.is_empty() {
        true => nearest(
            wanted,
            snapshot
                .names
                .of_class(class)
                .map(|entry| entry.label.as_str()),
        ),
        false => Vec::new(),
    };
    let body = html! {
        form.filters action="/search" {
            div.field {
                label for="q" { "Name" }
                input #q type="search" name="q" value=(wanted) autocomplete="off";
            }
            div.field {
                label for="class" { "Kind" }
                select #class name="class" {
                    option value="" { "all" }
                    @for known in &snapshot.taste.class {
                        option value=(known.name) selected[known.name == class] { (known.many) }
                    }
                }
            }
            button { "Search" }
        }
        @if wanted.is_empty() {
            p { "Type a name or a part of it: an edition, a person, a company, a country, a topic." }
        } @else if found.is_empty() {
            p { "Nothing is named " strong { (wanted) } "." }
            @if !near.is_empty() {
                p { "Did you mean" }
                ul.plain { @for name in &near { li { a href=(address("/search", &[("q", name)])) { (name) } } } }
            }
        } @else {
            ol.results start=(start + 1) {
                @for (entry, alias) in found.iter().skip(start).take(PER_PAGE) {
                    li {
                        a href=(snapshot.link(&entry.iri)) { (entry.label) }
                        " " span.kind { (snapshot.taste.one(&entry.class)) }
                        @if let Some(alias) = alias { " " span.note { "also " (alias) } }
                        @if entry.weight > 0 { " " span.count title="statements in documents" { (count(usize::try_from(entry.weight).unwrap_or(usize::MAX))) } }
                    }
                }
            }
            (pages(view, found.len(), &[("q", wanted), ("class", class)]))
        }
    };
    let mut page = Page::new("Search", body);
    if !found.is_empty() {
        page = page
            .lead(html! { (counted(found.len(), "thing", "things")) " for " strong { (wanted) } });
    }
    Ok(chrome(&page, &view.frame()))
}
