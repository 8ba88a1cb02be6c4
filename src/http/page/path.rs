//! How two things are connected: as a picture, and path by path, each step with its sentences.

use super::choice::{self, Choice, Unclear};
use super::parts::{count, evidence};
use super::picture::figure;
use crate::answer::path::{
    Connection, Connections, End, Fact, Relation, Search, Thing, connect, costs, head, longer,
    named, relations, steps,
};
use crate::answer::picture::between;
use crate::answer::{AnswerError, details, nearest};
use crate::http::asked::{Asked, address};
use crate::http::chrome::{Page, chrome};
use crate::http::failure::Failure;
use crate::http::reply::Reply;
use crate::http::site::Site;
use crate::http::view::View;
use axum::body::Body;
use axum::extract::State;
use axum::http::{Response, StatusCode};
use maud::{Markup, html};

/// The most steps where no number is given, and of all.
const STEPS: usize = 6;
const MOST_STEPS: usize = 12;

/// The most paths, at first and where more are asked for.
const PATHS: usize = 5;
const MORE_PATHS: usize = 25;

/// The most sentences of a fact.
const SENTENCES: usize = 3;

/// How many editions with their speakers are offered where nothing is chosen.
const OFFERS: usize = 6;

/// The title where no two things are shown.
const TITLE: &str = "How two things are connected";

/// Answers.
pub async fn get(State(site): State<Site>, asked: Asked) -> Response<Body> {
    site.page(asked, page).await
}

fn page(view: &View<'_>) -> Result<Reply, Failure> {
    let from = Choice::read(view, "from", None)?;
    let to = Choice::read(view, "to", None)?;
    let avoid = Choice::read(view, "avoid", None)?;
    let all = relations(view.engine, &view.snapshot.source)?;
    let (taken, unknown) = via(view, &all)?;
    let form = form(view, &all);
    let problem = |problem: Markup, status: StatusCode| {
        let body = html! { (form) (problem) };
        Ok(chrome(&Page::new(TITLE, body), &view.frame()).status(status))
    };
    let unclear: Vec<&Unclear> = [&from, &to, &avoid]
        .into_iter()
        .filter_map(Choice::unclear)
        .chain(&unknown)
        .collect();
    if !unclear.is_empty() {
        let given = given(view);
        let told = html! { @for unclear in unclear { (choice::told(view, unclear, &given)) } };
        return problem(told, StatusCode::NOT_FOUND);
    }
    let (Some(one), Some(other)) = (from.thing(), to.thing()) else {
        let chosen = from.thing().or(to.thing()).is_some();
        let body = html! { (form) (offers(view, chosen)) };
        return Ok(chrome(&Page::new(TITLE, body), &view.frame()));
    };
    if one == other {
        let told = html! {
            p.problem role="alert" { "These are one thing; a path leads from one thing to another." }
        };
        return problem(told, StatusCode::OK);
    }
    let search = Search {
        from: one.clone(),
        to: other.clone(),
        max_length: most_steps(view),
        longer: false,
        limit: match view.asked.get("more") {
            "" => PATHS,
            _ => MORE_PATHS,
        },
        relations: taken,
        avoid: avoid.thing().cloned().into_iter().collect(),
    };
    let found = connect(view.engine, &view.snapshot.source, &search)?;
    let narrowed = !view.asked.get("via").is_empty() || avoid.thing().is_some();
    let wider = match found.paths.is_empty() && narrowed {
        true => {
            let wider = Search {
                relations: all.clone(),
                avoid: Vec::new(),
                limit: 1,
                ..search
            };
            connect(view.engine, &view.snapshot.source, &wider)?.length
        }
        false => None,
    };
    let body = html! {
        (form)
        (answer(view, &found, narrowed, wider)?)
    };
    let title = format!("{} and {}", found.from.label, found.to.label);
    let lead = html! { (head(&found, narrowed)) "." };
    Ok(chrome(&Page::new(title, body).lead(lead), &view.frame()))
}

/// The parameters of the address as they were given.
fn given<'v>(view: &'v View<'_>) -> [(&'static str, &'v str); 6] {
    ["from", "to", "via", "avoid", "steps", "more"].map(|name| (name, view.asked.get(name)))
}

/// The address with a parameter changed.
fn changed(view: &View<'_>, changes: &[(&str, &str)]) -> String {
    let change = |(name, value)| {
        let new = changes.iter().find(|(changed, _)| *changed == name);
        (name, new.map_or(value, |(_, value)| *value))
    };
    view.asked.with(&given(view).map(change))
}

fn most_steps(view: &View<'_>) -> usize {
    let wanted = view.asked.get("steps").parse().unwrap_or(STEPS);
    wanted.clamp(1, MOST_STEPS)
}

/// The relations that may be taken, and what is wrong with what was given for them.
fn via(view: &View<'_>, all: &[Relation]) -> Result<(Vec<Relation>, Option<Unclear>), Failure> {
    let given = view.asked.get("via");
    if given.is_empty() {
        return Ok((all.to_vec(), None));
    }
    match named(all, &[given.to_owned()]) {
        Ok(taken) => Ok((taken, None)),
        Err(AnswerError::UnknownRelation { .. }) => {
            let labels = all
                .iter()
                .flat_map(|relation| [relation.label(true), relation.label(false)]);
            let meant = nearest(given, labels).into_iter();
            let unclear = Unclear {
                parameter: "via",
                problem: format!("No relation is named \u{201c}{given}\u{201d}."),
                meant: meant.map(|name| (name.clone(), name)).collect(),
            };
            Ok((Vec::new(), Some(unclear)))
        }
        Err(error) => Err(error.into()),
    }
}

fn form(view: &View<'_>, all: &[Relation]) -> Markup {
    let via = view.asked.get("via");
    let avoid = view.asked.get("avoid");
    let wanted = most_steps(view);
    let narrowed = !via.is_empty() || !avoid.is_empty() || wanted != STEPS;
    let mut labels: Vec<&str> = all.iter().map(|relation| relation.label(true)).collect();
    labels.sort_unstable();
    labels.dedup();
    html! {
        form.filters action="/path" {
            (choice::field("from", "From", view.asked.get("from"), None, "A person, a company, an edition"))
            (choice::field("to", "To", view.asked.get("to"), None, "Another"))
            button { "Connect" }
            details.narrow open[narrowed] {
                summary { "Narrow it down" }
                div.filters {
                    div.field {
                        label for="via" { "By this relation only" }
                        select #via name="via" {
                            option value="" { "any" }
                            @if !via.is_empty() && !labels.contains(&via) { option value=(via) selected { (via) } }
                            @for label in labels { option value=(label) selected[label == via] { (label) } }
                        }
                    }
                    (choice::field("avoid", "Never through", avoid, None, "A thing"))
                    div.field {
                        label for="steps" { "At most" }
                        select #steps name="steps" {
                            @for number in 1..=MOST_STEPS {
                                option value=(if number == STEPS { String::new() } else { number.to_string() })
                                    selected[number == wanted] { (steps(number)) }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// What may be asked where one end or both are missing.
fn offers(view: &View<'_>, chosen: bool) -> Markup {
    let editions: Vec<_> = view
        .snapshot
        .overview
        .series
        .iter()
        .filter_map(|series| series.editions.last())
        .take(OFFERS)
        .collect();
    let pairs = editions.windows(2);
    html! {
        @if chosen { p { "Name the other thing, too." } }
        p {
            "Two people may have spoken at the same edition, two companies may come from one country. The shortest paths over stated facts "
            "are shown, the most telling first: one over a speaker whom only two editions share says more than one over the country that "
            "all were held in."
        }
        @if editions.len() > 1 && !chosen {
            p { "For example" }
            ul {
                @for pair in pairs {
                    li {
                        a href=(address("/path", &[("from", &pair[0].iri), ("to", &pair[1].iri)])) {
                            (pair[0].label) " and " (pair[1].label)
                        }
                    }
                }
            }
        }
    }
}

fn answer(
    view: &View<'_>,
    found: &Connections,
    narrowed: bool,
    wider: Option<usize>,
) -> Result<Markup, Failure> {
    let told = found.paths.iter().chain(&found.detour);
    let picture = between(found, "");
    let label = format!("Paths between {} and {}", found.from.label, found.to.label);
    let strong = match told.clone().count() {
        1 => "",
        _ => "The most telling path is drawn strong",
    };
    // Nothing lies between what is connected directly, and that costs nothing.
    let has_cost = told.clone().any(|path| path.things.len() > 2);
    Ok(html! {
        @if found.paths.is_empty() {
            (in_vain(view, found, narrowed, wider))
        } @else {
            @if has_cost {
                details.picture open {
                    summary { "Picture" }
                    (figure(view, &picture, &label, strong)?)
                }
                p.note {
                    "Bits say how telling a path is, the fewer the better: a thing on the way that leads to "
                    i { "n" } " others costs log\u{2082}(" i { "n" } ") bits, as many as it takes to tell the one "
                    "that goes on from the rest. What only two share comes before what all have in common."
                }
            }
            ol.paths {
                @for path in &found.paths { li { (one(view, path)) } }
            }
            (more(view, found))
            @if let Some(path) = &found.detour {
                h2 { (longer(path)) }
                (one(view, path))
            }
        }
    })
}

/// What else may be tried where nothing was found.
fn in_vain(view: &View<'_>, found: &Connections, narrowed: bool, wider: Option<usize>) -> Markup {
    let ends = [&found.from, &found.to];
    html! {
        ul {
            @if let Some(length) = wider {
                li {
                    a href=(changed(view, &[("via", ""), ("avoid", "")])) { "Without narrowing it down" }
                    " there is a path of " (steps(length)) "."
                }
            }
            @if found.end == End::MaxLength && found.searched < MOST_STEPS {
                @let next = (found.searched + 2).min(MOST_STEPS);
                li { a href=(changed(view, &[("steps", &next.to_string())])) { "Look farther" } ", up to " (steps(next)) "." }
            }
            @if found.end == End::TooMany {
                li { "Looking was given up after " (count(found.things)) " things; narrow it down." }
            }
            @if narrowed && wider.is_none() { li { "Nor is there a path of so many steps without narrowing it down." } }
            @for end in ends { li { "All that is known of " a href=(view.link(&end.iri)) { (end.label) } } }
        }
    }
}

/// How to see more paths than are shown.
fn more(view: &View<'_>, found: &Connections) -> Markup {
    let (all, bound) = crate::answer::path::count(found.total);
    let shown = found.paths.len() as u64;
    let is_all = !view.asked.get("more").is_empty();
    html! {
        @if all > shown && !is_all {
            p { a href=(changed(view, &[("more", "1")])) { "More of the " (bound) (count(usize::try_from(all).unwrap_or(usize::MAX))) " paths" } }
        } @else if all > shown {
            p.note { "The command " code { "expograph path --all" } " shows the rest." }
        }
        @if found.end == End::TooMany {
            p.note { "Looking was given up after " (count(found.things)) " things: there may be more telling paths." }
        }
    }
}

fn one(view: &View<'_>, path: &Connection) -> Markup {
    html! {
        p.chain {
            @for (at, thing) in path.things.iter().enumerate() {
                @if at > 0 { " \u{2013} " }
                (thing_link(view, thing))
            }
            @if path.things.len() > 2 { " " span.note title=(costs(path)) { (path.bits) " bits" } }
        }
        ol.steps {
            @for (at, step) in path.steps.iter().enumerate() {
                @for fact in &step.facts {
                    li { (stated(view, &path.things[at], fact, &path.things[at + 1])) }
                }
            }
        }
    }
}

fn thing_link(view: &View<'_>, thing: &Thing) -> Markup {
    html! { a href=(view.link(&thing.iri)) { (thing.label) } }
}

/// A fact with its first sentence, and the others behind one click.
fn stated(view: &View<'_>, from: &Thing, fact: &Fact, to: &Thing) -> Markup {
    let details = details(&fact.sentences);
    let others = fact.sentences.get(1..).unwrap_or_default();
    html! {
        (thing_link(view, from)) " " em { (fact.label) } " " (thing_link(view, to))
        @if !details.is_empty() { span.details { ", " (details.join("; ")) } }
        @match fact.sentences.first() {
            Some(first) => { (evidence(view, first)) },
            None => { p.note { "No sentence: the fact was loaded or inferred." } },
        }
        @if !others.is_empty() {
            details.evidence {
                summary { (count(others.len())) " more" }
                @for other in others.iter().take(SENTENCES) { (evidence(view, other)) }
                @if others.len() > SENTENCES {
                    p.note { "and " (count(others.len() - SENTENCES)) " more" }
                }
            }
        }
    }
}
