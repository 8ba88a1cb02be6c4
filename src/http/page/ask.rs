//! A question in English: what it was understood as, and the answer.

use super::question::shown;
use crate::answer::ask::{Understanding, Understood};
use crate::http::asked::{Asked, address};
use crate::http::chrome::{Page, chrome};
use crate::http::failure::Failure;
use crate::http::reply::Reply;
use crate::http::site::Site;
use crate::http::view::View;
use axum::body::Body;
use axum::extract::State;
use axum::http::Response;
use maud::{Markup, html};

/// Answers.
pub async fn get(State(site): State<Site>, asked: Asked) -> Response<Body> {
    site.page(asked, page).await
}

fn page(view: &View<'_>) -> Result<Reply, Failure> {
    let question = view.asked.get("q");
    let understanding = match question {
        "" => None,
        question => Some(view.snapshot.understand(question, view.engine)?),
    };
    let body = html! {
        form action="/ask" {
            label for="ask" { "A question in English" }
            div.row {
                input #ask name="q" value=(question) required autocomplete="off";
                button { "Ask" }
            }
        }
        @match &understanding {
            None => { p { "Such as \u{201c}Who spoke at more than one edition?\u{201d} or \u{201c}Which companies came back in 2020?\u{201d}" } },
            Some(Understanding::One(understood)) => { (answer(view, understood)?) },
            Some(Understanding::Unsure { nearest, reasons }) => {
                p { "Not sure what is asked: " (reasons.join("; ")) "." }
                @if !nearest.is_empty() {
                    p { "The nearest questions:" }
                    ul { @for understood in nearest {
                        li { a href=(place(view, &understood.command)) { (understood.summary) } " " (command(&understood.command)) }
                    } }
                }
                p { a href="/questions" { "All questions" } }
            },
            Some(Understanding::Foreign) => {
                p { "That is no question about fairs that can be asked here. " a href="/questions" { "All questions" } }
            },
        }
    };
    Ok(chrome(&Page::new("Ask", body), &view.frame()))
}

/// What it was understood as, and the answer where it is a saved question's.
fn answer(view: &View<'_>, understood: &Understood) -> Result<Markup, Failure> {
    let place = place(view, &understood.command);
    let asked = saved(&understood.command);
    let answer = match &asked {
        Some((name, given)) => {
            let query = view.snapshot.catalogue.get(name)?;
            let answer = view.engine.saved(query, given)?;
            Some(shown(view, query, given, &answer)?)
        }
        None => None,
    };
    Ok(html! {
        p { "Understood as: " a href=(place) { (understood.summary) } " " (command(&understood.command)) }
        @for note in &understood.notes { p.note { (note) } }
        @if let Some(answer) = answer {
            h2 #answer { "Answer" }
            (answer)
        } @else {
            p { a.button href=(place) { "Show the answer" } }
        }
    })
}

/// The saved question that a command runs, and the values it gives.
fn saved(command: &[String]) -> Option<(&str, Vec<(String, String)>)> {
    let [run, name, rest @ ..] = command else {
        return None;
    };
    let pairs = rest.iter().filter_map(|word| word.split_once('='));
    let pairs = pairs.map(|(name, value)| (name.to_owned(), value.to_owned()));
    (run == "run").then(|| (name.as_str(), pairs.collect()))
}

/// The page that shows what a command answers.
fn place(view: &View<'_>, command: &[String]) -> String {
    if let Some((name, given)) = saved(command) {
        let known = |(name, value): &&(String, String)| !name.is_empty() && value != "...";
        let pairs: Vec<(&str, &str)> = given
            .iter()
            .filter(known)
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect();
        return address(&format!("/questions/{name}"), &pairs);
    }
    let words: Vec<&str> = command.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["show", thing] if view.snapshot.names.get(thing).is_some() => view.link(thing),
        ["show", thing] => address("/search", &[("q", thing)]),
        ["diff", one, other] => address("/compare", &[("a", one), ("b", other)]),
        ["path", one, other] => address("/path", &[("from", one), ("to", other)]),
        _ => "/questions".to_owned(),
    }
}

fn command(words: &[String]) -> Markup {
    let quoted = words.iter().map(|word| match word.contains(' ') {
        true => format!("\"{word}\""),
        false => word.clone(),
    });
    let words: Vec<String> = quoted.collect();
    html! { code.note { "expograph " (words.join(" ")) } }
}
