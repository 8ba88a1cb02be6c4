//! All saved questions, by what they are about.

use super::example::Examples;
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

/// Answers.
pub async fn get(State(site): State<Site>, asked: Asked) -> Response<Body> {
    site.page(asked, page).await
}

fn page(view: &View<'_>) -> Result<Reply, Failure> {
    let catalogue = &view.snapshot.catalogue;
    let examples = Examples::of(view);
    let body = html! {
        form action="/ask" {
            label for="ask" { "A question in English" }
            div.row {
                input #ask name="q" required placeholder="Which companies came back in 2020?" autocomplete="off";
                button { "Ask" }
            }
        }
        @for (tag, queries) in catalogue.by_subject() {
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
