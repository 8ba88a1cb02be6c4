//! The page for typing queries: the text with its prefixes and examples, the answer as a table
//! whose cells lead to the pages of things, a mistake shown in its place.

use super::request::Request;
use crate::answer::stream::{Beginning, StreamError};
use crate::answer::{Answer, AnswerError, Parameter, SyntaxError, Table, known_prefixes};
use crate::http::asked::address;
use crate::http::chrome::{Page, chrome};
use crate::http::failure::Failure;
use crate::http::page::table::{Whole, table};
use crate::http::reply::Reply;
use crate::http::view::View;
use maud::{Markup, html};
use oxigraph::model::Term;

/// The parameter of the page that fills in a saved question.
const EXAMPLE: &str = "example";

/// What the page begins with when nothing else is in it.
const FIRST: &str = "SELECT ?edition ?year ?person
WHERE {
  ?edition a expo:Expo ;
    expo:year ?year ;
    expo:speaker ?person .
}
ORDER BY ?year
LIMIT 100
";

/// The longest query that links carry, in bytes; longer ones are sent by the form.
const LINKED: usize = 6000;

/// How many letters are shown before and after a mistake: a telephone has no place for more.
const AROUND: usize = 22;

/// The formats to choose from, and what they are called.
const FORMATS: [(&str, &str); 8] = [
    ("", "on this page"),
    ("csv", "as CSV"),
    ("json", "as JSON"),
    ("tsv", "as TSV"),
    ("xml", "as XML"),
    ("ttl", "as Turtle (CONSTRUCT)"),
    ("nt", "as N-Triples (CONSTRUCT)"),
    ("jsonld", "as JSON-LD (CONSTRUCT)"),
];

/// What became of a query.
pub enum Outcome {
    Answered(Beginning),
    /// A mistake in the query.
    Mistaken(SyntaxError),
    Failed(Failure),
}

impl Outcome {
    /// Of a query that has no answer.
    pub fn of(error: StreamError, told: impl FnOnce(StreamError) -> Failure) -> Outcome {
        match error {
            StreamError::Query(AnswerError::Syntax(mistake)) => Outcome::Mistaken(mistake),
            error => Outcome::Failed(told(error)),
        }
    }
}

/// The page before anything is asked.
///
/// # Errors
/// If there is no such example.
pub fn blank(view: &View<'_>) -> Result<Reply, Failure> {
    let text = match view.asked.get(EXAMPLE) {
        "" => FIRST.to_owned(),
        name => {
            let query = view.snapshot.catalogue.get(name)?;
            view.engine
                .bound(query, &[])
                .unwrap_or_else(|_| query.text.clone())
        }
    };
    let body = html! {
        (form(&text, None))
        (prefixes(view))
        (help(view))
    };
    Ok(chrome(&page(body), &view.frame()))
}

/// The page with what became of a query.
///
/// # Errors
/// If labels cannot be looked up.
pub fn answered(
    view: &View<'_>,
    query: &str,
    request: &Request,
    outcome: &Outcome,
) -> Result<Reply, Failure> {
    let position = match outcome {
        Outcome::Mistaken(mistake) => mistake.position,
        _ => None,
    };
    let body = html! {
        (form(query, position))
        @match outcome {
            Outcome::Mistaken(mistake) => {
                div.problem #mistake role="alert" {
                    p { "This is not valid SPARQL" @if let Some((line, column)) = mistake.position {
                        ": line " (line) ", column " (column)
                    } ": " (mistake.problem) "." }
                    @if let Some((_, column)) = mistake.position {
                        @let (line, column) = around(&mistake.line, column);
                        pre { code { (line) "\n" (pointer(&line, column)) } }
                    }
                }
            },
            Outcome::Failed(failure) => { p.problem role="alert" { (failure.problem) } },
            Outcome::Answered(beginning) => {
                section aria-labelledby="answer" {
                    h2 #answer { "Answer" }
                    (answer(view, query, request, beginning)?)
                }
            },
        }
        (prefixes(view))
        (help(view))
    };
    let status = match outcome {
        Outcome::Answered(_) => axum::http::StatusCode::OK,
        Outcome::Mistaken(_) => axum::http::StatusCode::BAD_REQUEST,
        Outcome::Failed(failure) => failure.status,
    };
    let reply = chrome(&page(body), &view.frame()).status(status);
    Ok(match status.as_u16() {
        429 | 503 => reply.retry_after(crate::http::failure::PAUSE),
        _ => reply,
    })
}

fn page(body: Markup) -> Page {
    Page::new("SPARQL", body)
        .lead(html! { "Ask the graph in its own language. Facts are in the default graph, the sentences in the graph of each document." })
        .script("sparql.js")
}

fn form(text: &str, mistake: Option<(usize, usize)>) -> Markup {
    let lines = text.lines().count().saturating_add(2).clamp(8, 30);
    html! {
        form.sparql action="/sparql" {
            label for="query" { "Query" }
            textarea #query name="query" rows=(lines) required spellcheck="false" autocomplete="off" autocapitalize="off" autocorrect="off"
                aria-invalid=[mistake.map(|_| "true")] aria-describedby=[mistake.map(|_| "mistake")]
                data-line=[mistake.map(|(line, _)| line)] data-column=[mistake.map(|(_, column)| column)]
                // A newline that begins a text is not part of it in HTML.
                { "\n" (text) }
            div.row {
                button { "Run" }
                span.choice {
                    label for="format" { "The answer" }
                    select #format name="format" {
                        @for (name, label) in FORMATS { option value=(name) { (label) } }
                    }
                }
            }
        }
    }
}

fn prefixes(view: &View<'_>) -> Markup {
    html! {
        details {
            summary { "Prefixes" }
            p { "These need no declaration here. Where the query is to run elsewhere, declare those it uses." }
            div.scroll tabindex="0" role="region" aria-label="Prefixes" {
                table { tbody data-prefixes {
                    @for (prefix, namespace) in known_prefixes(view.engine.base()) {
                        tr data-prefix=(prefix) data-namespace=(namespace) {
                            th scope="row" { code { (prefix) ":" } }
                            td { code { (namespace) } }
                        }
                    }
                } }
            }
        }
    }
}

fn help(view: &View<'_>) -> Markup {
    html! {
        details {
            summary { "The saved questions as examples" }
            p { "Each opens in the editor. " code { "?_name_type" } " stands for a value: put one in its place." }
            @for (tag, queries) in view.snapshot.catalogue.by_subject() {
                h3 { "About " (tag.replace('-', " ")) }
                ul.plain {
                    @for query in queries {
                        li {
                            a href=(address("/sparql", &[(EXAMPLE, &query.name)])) { (query.summary) }
                            @if query.parameters.iter().any(is_open) { " " span.note { "with values to fill in" } }
                        }
                    }
                }
            }
        }
        p.note {
            "Programs ask at this address by the SPARQL 1.1 Protocol, and read whole graphs at " code { "/data" }
            ". Queries only; SERVICE is off. An answer may take " (view.limits.time.as_secs_f64()) " seconds."
        }
    }
}

fn is_open(parameter: &Parameter) -> bool {
    !parameter.optional && parameter.default.is_none()
}

fn answer(
    view: &View<'_>,
    query: &str,
    request: &Request,
    beginning: &Beginning,
) -> Result<Markup, Failure> {
    let (rows, formats): (Table, &[&str]) = match &beginning.answer {
        Answer::Boolean(value) => {
            return Ok(html! {
                p.said { strong { @if *value { "Yes" } @else { "No" } } }
                (files(query, request, &["json", "xml", "csv"]))
            });
        }
        Answer::Rows(table) => (table.clone(), &["csv", "json", "tsv", "xml"]),
        Answer::Triples(triples) => {
            let rows = triples.iter().map(|triple| {
                let subject = Term::from(triple.subject.clone());
                let predicate = Term::from(triple.predicate.clone());
                vec![Some(subject), Some(predicate), Some(triple.object.clone())]
            });
            let columns = ["subject", "predicate", "object"].map(str::to_owned);
            let table = Table {
                columns: columns.to_vec(),
                rows: rows.collect(),
            };
            (table, &["ttl", "nt", "jsonld", "rdf"])
        }
    };
    Ok(html! {
        @if rows.rows.is_empty() {
            p.empty { "No rows: nothing in the graph fits. " (why_empty(query)) }
        } @else {
            (table(view, "Answer", &rows, None, Whole { is_all: beginning.is_all, file: None })?)
        }
        (files(query, request, formats))
    })
}

/// What people overlook who get no rows.
fn why_empty(query: &str) -> &'static str {
    let is_about_claims = ["claim", "quotation", "wasDerivedFrom"]
        .iter()
        .any(|word| query.contains(word));
    match is_about_claims && !query.to_ascii_lowercase().contains("graph") {
        true => "Claims and sentences are in named graphs: GRAPH ?document { ... }.",
        false => "",
    }
}

fn files(query: &str, request: &Request, formats: &[&str]) -> Markup {
    if query.len() > LINKED {
        return html! { p.files { "Choose a format above to have all of it as a file." } };
    }
    let link = |format: &str| {
        let mut parameters = vec![("query", query)];
        let dataset = &request.dataset;
        let graphs = |name, graphs: &'_ [oxigraph::model::NamedNode]| {
            graphs
                .iter()
                .map(|graph| (name, graph.as_str().to_owned()))
                .collect::<Vec<_>>()
        };
        let mut named = graphs("default-graph-uri", &dataset.default);
        named.extend(graphs("named-graph-uri", &dataset.named));
        parameters.extend(named.iter().map(|(name, graph)| (*name, graph.as_str())));
        parameters.push(("format", format));
        address("/sparql", &parameters)
    };
    html! {
        p.files { "The same as "
            @for (at, format) in formats.iter().enumerate() {
                @if at > 0 { ", " }
                a href=(link(format)) { (format) }
            }
            "."
        }
    }
}

/// What of a line is shown around a mistake: all of it if it is short, else the part with the
/// mistake in it, and the column within that.
fn around(line: &str, column: usize) -> (String, usize) {
    const GAP: &str = "\u{2026} ";
    let before = column.saturating_sub(1);
    let skipped = before.saturating_sub(AROUND);
    let mut letters = line.chars().skip(skipped);
    let part: String = letters.by_ref().take(before - skipped + AROUND).collect();
    let rest = if letters.next().is_some() {
        " \u{2026}"
    } else {
        ""
    };
    match skipped {
        0 => (part + rest, column),
        _ => (
            format!("{GAP}{part}{rest}"),
            column - skipped + GAP.chars().count(),
        ),
    }
}

/// A mark below the character where the mistake is. Tabs are kept, so that it stands there.
fn pointer(line: &str, column: usize) -> String {
    let before = line.chars().take(column.saturating_sub(1));
    let blank: String = before.map(|c| if c == '\t' { '\t' } else { ' ' }).collect();
    format!("{blank}^")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The mark stands below the same letter, however much of the line is shown.
    #[test]
    fn mistakes_in_long_lines_are_in_sight() {
        let long = format!("{}\u{e9}!{}", "a ".repeat(100), "b ".repeat(100));
        for line in ["!", "ab !", &long, &long[..203]] {
            let wanted = line
                .chars()
                .position(|letter| letter == '!')
                .expect("a mistake")
                + 1;
            let (shown, column) = around(line, wanted);
            assert_eq!(shown.chars().nth(column - 1), Some('!'), "{line}: {shown}");
            assert_eq!(pointer(&shown, column).chars().count(), column);
            assert!(shown.chars().count() <= 2 * AROUND + 4, "{shown}");
            assert!(line.len() > 100 || shown == line);
        }
    }
}
