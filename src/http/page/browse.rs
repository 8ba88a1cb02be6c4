//! All things of a kind by their names.

use super::parts::{PER_PAGE, count, number, pages};
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
        nav aria-label="Kinds" {
            ul.kinds {
                @for known in classes {
                    @let many = snapshot.names.of_class(&known.name).count();
                    @if many > 0 {
                        li {
                            a href=(address("/browse", &[("class", &known.name)]))
                                aria-current=[(known.name == wanted).then_some("page")] { (known.many) }
                            " " span.count { (count(many)) }
                        }
                    }
                }
            }
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
