//! All saved questions, by what they are about.

use super::example::Examples;
use crate::answer::SavedQuery;
use crate::http::asked::{Asked, address};
use crate::http::chrome::{Page, chrome};
use crate::http::failure::Failure;
use crate::http::reply::Reply;
use crate::http::site::Site;
use crate::http::view::View;
use axum::body::Body;
use axum::extract::State;
use axum::http::Response;
use maud::html;
use std::collections::BTreeMap;

/// Answers.
pub async fn get(State(site): State<Site>, asked: Asked) -> Response<Body> {
    site.page(asked, page).await
}

fn page(view: &View<'_>) -> Result<Reply, Failure> {
    let catalogue = &view.snapshot.catalogue;
    let mut groups: BTreeMap<&str, Vec<&SavedQuery>> = BTreeMap::new();
    for query in catalogue.queries() {
        let tag = query.tags.first().map_or("other", String::as_str);
        groups.entry(tag).or_default().push(query);
    }
    let examples = Examples::of(view);
    let body = html! {
        form action="/ask" {
            label for="ask" { "A question in English" }
            div.row {
                input #ask name="q" required placeholder="Which companies came back in 2020?" autocomplete="off";
                button { "Ask" }
            }
        }
        @for (tag, queries) in &groups {
            section aria-labelledby={ "about-" (tag) } {
                h2 #{ "about-" (tag) } { "About " (tag.replace('-', " ")) }
                ul.plain.questions {
                    @for query in queries {
                        li {
                            a href={ "/questions/" (query.name) } { (query.summary) }
                            @if let Some(wording) = query.questions.first() {
                                @let example = examples.fill(wording, query);
                                p.note {
                                    @match &example.question {
                                        Some(question) => { a href=(address("/ask", &[("q", question)])) { (example.text) } },
                                        None => { (example.text) },
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
        @for broken in catalogue.broken() { p.problem { (broken) } }
    };
    Ok(chrome(&Page::new("Questions", body), &view.frame()))
}
