//! One saved question: a form for its parameters, the answer as a table and, of figures, as a
//! chart, the sentences behind it, and the same as files.

use super::chart::charts;
use super::parts::{capital, count};
use super::table::{Whole, table};
use crate::answer::{
    Answer, AnswerError, CitationRules, Footnotes, Parameter, ParameterKind, SavedQuery, Table,
    blocks, footnotes, write_triples,
};
use crate::http::asked::{Asked, address};
use crate::http::chrome::{Page, chrome};
use crate::http::failure::{Failure, sentence};
use crate::http::reply::Reply;
use crate::http::site::Site;
use crate::http::view::View;
use axum::body::Body;
use axum::extract::State;
use axum::http::{Response, StatusCode};
use maud::{Markup, html};

mod files;
mod results;

use files::{FORMS, file, turtle, unwritten, written};

/// The most things that are offered as a list; of more, a name is typed.
const CHOICES: usize = 300;

/// The most rows whose sentences are looked up for a page.
const CITED: usize = 200;

/// The most lines of RDF that a page shows.
const LINES: usize = 500;

/// The parameter of the page that asks for sentences; no question has a parameter so named.
const CITE: &str = "cite";

/// Answers.
pub async fn get(State(site): State<Site>, asked: Asked) -> Response<Body> {
    site.page(asked, reply).await
}

fn reply(view: &View<'_>) -> Result<Reply, Failure> {
    let name = view
        .asked
        .path
        .strip_prefix("/questions/")
        .unwrap_or_default();
    let catalogue = &view.snapshot.catalogue;
    let form = name.rsplit_once('.').and_then(|(stem, ending)| {
        let form = FORMS.iter().find(|(known, _)| *known == ending)?;
        Some((stem, form))
    });
    if let Some((stem, (ending, media_type))) = form {
        let query = catalogue.get(stem)?;
        let answer = view.engine.saved(query, &given(view, query)?)?;
        let file = format!("{stem}.{ending}");
        return Ok(Reply::new(media_type, written(view, &answer, ending)?).named(&file));
    }
    let query = catalogue.get(name)?;
    Ok(chrome(&page(view, query)?, &view.frame()))
}

/// The values given for a question's parameters; empty ones are not given.
fn given(view: &View<'_>, query: &SavedQuery) -> Result<Vec<(String, String)>, Failure> {
    let all = view.asked.parameters.iter();
    let given: Vec<(String, String)> = all
        .filter(|(name, value)| {
            !value.is_empty() && (name != CITE || query.parameter(CITE).is_some())
        })
        .cloned()
        .collect();
    Ok(given)
}

fn page(view: &View<'_>, query: &SavedQuery) -> Result<Page, Failure> {
    let given = given(view, query)?;
    let is_missing = |parameter: &&Parameter| {
        !parameter.optional
            && parameter.default.is_none()
            && !given.iter().any(|(name, _)| *name == parameter.name)
    };
    let missing: Vec<&Parameter> = query.parameters.iter().filter(is_missing).collect();
    // A parameter that there is not is told before those that are missing.
    let is_asked = missing.is_empty()
        || given
            .iter()
            .any(|(name, _)| query.parameter(name).is_none());
    let answered = match is_asked {
        true => Some(view.engine.saved(query, &given)),
        false => None,
    };
    let alternates = match answered {
        Some(Ok(_)) => FORMS
            .map(|(ending, media_type)| (media_type, file(query, &given, ending)))
            .to_vec(),
        _ => Vec::new(),
    };
    let body = html! {
        p { (query.description) }
        @if !query.parameters.is_empty() { (form(view, query, &given)) }
        @match answered {
            None if given.is_empty() => {},
            None => { p.problem { "Not asked yet: " (missing.iter().map(|one| one.name.as_str()).collect::<Vec<_>>().join(", ")) " is missing." } },
            Some(Err(error)) => {
                // The form stays, so that the value can be corrected.
                @let failure = known(error)?;
                p.problem role="alert" { (sentence(&failure.problem)) }
                @if !failure.instead.is_empty() {
                    p { "Perhaps:" }
                    ul { @for (label, address) in &failure.instead { li { a href=(address) { (label) } } } }
                }
            },
            Some(Ok(answer)) => {
                h2 #answer { "Answer" }
                (shown(view, query, &given, &answer)?)
            },
        }
        details {
            summary { "The query and the command" }
            p { code { (command(query, &given)) } }
            @let text = view.engine.bound(query, &given).unwrap_or_else(|_| query.text.clone());
            @let text = without_head(&text);
            pre tabindex="0" { code { (text) } }
            p { a href=(address("/sparql", &[("query", text)])) { "Open it in the SPARQL editor" } }
        }
    };
    let mut page = Page::new(query.summary.as_str(), body);
    page.alternates = alternates;
    Ok(page)
}

/// The query without the lines before it that describe it: the page shows those already.
fn without_head(text: &str) -> &str {
    let mut rest = text;
    while let Some((line, after)) = rest.split_once('\n')
        && (line.starts_with("#+") || line.trim().is_empty())
    {
        rest = after;
    }
    rest
}

/// What is the visitor's to correct; what is not is passed on.
fn known(error: AnswerError) -> Result<Failure, Failure> {
    let failure = Failure::from(error);
    match failure.status.is_client_error() {
        true => Ok(failure),
        false => Err(failure),
    }
}

/// An answer as it is shown, with its sentences where they are asked for, and the way to its
/// other forms.
pub fn shown(
    view: &View<'_>,
    query: &SavedQuery,
    given: &[(String, String)],
    answer: &Answer,
) -> Result<Markup, Failure> {
    Ok(html! {
        (told(view, query, given, answer)?)
        (files::links(query, given))
    })
}

fn told(
    view: &View<'_>,
    query: &SavedQuery,
    given: &[(String, String)],
    answer: &Answer,
) -> Result<Markup, Failure> {
    let rows = match answer {
        Answer::Rows(rows) => rows,
        Answer::Boolean(value) => {
            return Ok(html! { p { strong { (if *value { "Yes." } else { "No." }) } } });
        }
        Answer::Triples(triples) => {
            let mut text = Vec::new();
            write_triples(triples, turtle()?, view.engine.base(), &mut text).map_err(unwritten)?;
            let text = String::from_utf8_lossy(&text);
            let many = text.lines().count();
            return Ok(html! {
                pre tabindex="0" { code { @for line in text.lines().take(LINES) { (line) "\n" } } }
                @if many > LINES { p { "The first " (count(LINES)) " of " (count(many)) " lines." } }
            });
        }
    };
    let cited = !view.asked.get(CITE).is_empty() && !rows.rows.is_empty();
    let notes = match cited {
        true => Some(noted(view, query, given, rows)?),
        false => None,
    };
    // One bar alone compares nothing.
    let whole = file(query, given, "csv");
    let mut drawn = blocks(rows).unwrap_or_default();
    drawn.retain(|block| block.bars.len() > 1);
    let mut pairs: Vec<(&str, &str)> = given
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    if !cited {
        pairs.push((CITE, "yes"));
    }
    let other = address(&format!("/questions/{}", query.name), &pairs);
    Ok(html! {
        (charts(&drawn))
        (table(view, &query.summary, rows, notes.as_ref(), Whole { is_all: true, file: Some(&whole) })?)
        @if !rows.rows.is_empty() {
            p { a href={ (other) "#answer" } { (if cited { "Without the sentences" } else { "Show the sentences behind each row" }) } }
        }
    })
}

fn noted(
    view: &View<'_>,
    query: &SavedQuery,
    given: &[(String, String)],
    rows: &Table,
) -> Result<Footnotes, Failure> {
    let broken = |error: &dyn std::fmt::Display| {
        Failure::new(StatusCode::INTERNAL_SERVER_ERROR, error.to_string())
    };
    let rules = CitationRules::load(&view.snapshot.source).map_err(|error| broken(&error))?;
    let text = view.engine.bound(query, given)?;
    let shown = Table {
        columns: rows.columns.clone(),
        rows: rows
            .rows
            .iter()
            .take(view.limits.rows.min(CITED))
            .cloned()
            .collect(),
    };
    Ok(footnotes(
        view.engine,
        &rules,
        &text,
        &shown,
        Some(rules.sentences),
    )?)
}

fn form(view: &View<'_>, query: &SavedQuery, given: &[(String, String)]) -> Markup {
    let value = |parameter: &Parameter| {
        let found = given.iter().find(|(name, _)| *name == parameter.name);
        let found = found.map(|(_, value)| value.clone());
        found
            .or_else(|| parameter.default.clone())
            .unwrap_or_default()
    };
    html! {
        form.filters action={ "/questions/" (query.name) } {
            @for parameter in &query.parameters {
                div.field {
                    label for={ "p-" (parameter.name) } {
                        (capital(parameter.name.replace('_', " ")))
                        @if parameter.optional { " " span.note { "(optional)" } }
                    }
                    (input(view, parameter, &value(parameter)))
                    span.note #{ "p-" (parameter.name) "-told" } { (parameter.description) }
                }
            }
            button { "Show" }
        }
    }
}

fn input(view: &View<'_>, parameter: &Parameter, value: &str) -> Markup {
    let id = format!("p-{}", parameter.name);
    let told = format!("{id}-told");
    let name = parameter.name.as_str();
    let required = !parameter.optional;
    match &parameter.kind {
        ParameterKind::Iri => {
            let class = parameter.class.as_deref().unwrap_or_default();
            let things: Vec<_> = view
                .snapshot
                .names
                .that_are(class)
                .take(CHOICES + 1)
                .collect();
            let is_one = |iri: &str, label: &str| value == iri || value == label;
            // A value that is none of them, another name or one mistyped, stays to be seen.
            let is_listed =
                value.is_empty() || things.iter().any(|thing| is_one(&thing.iri, &thing.label));
            if things.len() > CHOICES || !is_listed || class.is_empty() {
                return html! {
                    input #(id) name=(name) value=(value) required[required] aria-describedby=(told)
                        autocomplete="off" data-suggest="fill" data-class=(class);
                };
            }
            html! {
                select #(id) name=(name) required[required] aria-describedby=(told) {
                    option value="" { (if required { "choose" } else { "any" }) }
                    @for thing in &things {
                        option value=(thing.iri) selected[is_one(&thing.iri, &thing.label)] { (thing.label) }
                    }
                }
            }
        }
        ParameterKind::Boolean => html! {
            select #(id) name=(name) required[required] aria-describedby=(told) {
                @if !required { option value="" { "any" } }
                @for known in ["true", "false"] { option value=(known) selected[known == value] { (known) } }
            }
        },
        kind => {
            let sort = match kind {
                ParameterKind::Integer => "number",
                ParameterKind::Date => "date",
                _ => "text",
            };
            let metrics = match name == "metric" {
                true => view.snapshot.overview.metrics.as_slice(),
                false => &[],
            };
            let list = format!("{id}-list");
            html! {
                input #(id) name=(name) type=(sort) value=(value) required[required] aria-describedby=(told)
                    list=[(!metrics.is_empty()).then_some(list.as_str())];
                @if !metrics.is_empty() {
                    datalist #(list) { @for metric in metrics { option value=(metric) {} } }
                }
            }
        }
    }
}

/// The command that answers the same.
fn command(query: &SavedQuery, given: &[(String, String)]) -> String {
    let mut line = format!("expograph run {}", query.name);
    for (name, value) in given {
        line += &format!(
            " -p {name}=\"{}\"",
            value.replace(['"', '\\', '$', '`'], "")
        );
    }
    line
}
