//! What is served, and how it can be read by programs.

use super::parts::count;
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
    let limits = view.limits;
    let body = html! {
        p { "Expograph reads press coverage of fairs into a graph in which every fact cites the sentence that states it. "
            "These pages show the graph " strong { (snapshot.name()) } "; nobody can change it here." }
        h2 { "What it holds" }
        table {
            caption.hidden { "How many things of each kind there are" }
            tbody {
                @for class in &snapshot.taste.class {
                    @let many = snapshot.names.of_class(&class.name).count();
                    @if many > 0 { tr { th scope="row" { a href=(address("/browse", &[("class", &class.name)])) { (class.many) } } td.number { (count(many)) } } }
                }
            }
        }
        h2 { "For programs" }
        ul {
            li { "Every thing under its own address, " code { (snapshot.graph.base().as_str()) } ", as a page or as RDF: "
                "ask for " code { "text/turtle" } ", " code { "application/ld+json" } ", " code { "application/n-triples" } " or "
                code { "application/rdf+xml" } ", or put " code { ".ttl" } ", " code { ".jsonld" } ", " code { ".nt" } " or " code { ".rdf" } " behind it." }
            li { a href="/sparql" { "A SPARQL endpoint" } " (SPARQL 1.1 Protocol, queries only) and the graphs under " code { "/data" } " (Graph Store Protocol, reading only)." }
            li { "Every question's answer as " code { ".csv" } ", " code { ".json" } " and more behind its address." }
            li { code { "/search.json?q=" } " finds names." }
        }
        h2 { "Limits" }
        ul {
            li { "An answer may take " (limits.time.as_secs_f64()) " seconds." }
            li { "A table on a page has at most " (count(limits.rows)) " rows; downloads have all." }
            li { "A request's body may have " (count(limits.body)) " bytes." }
        }
    };
    Ok(chrome(&Page::new("About this site", body), &view.frame()))
}
