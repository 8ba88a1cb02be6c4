//! The start page: the search, the editions in time with their figures, the questions.

use super::parts::{count, counted, within};
use crate::http::asked::{Asked, address};
use crate::http::chrome::{Page, chrome};
use crate::http::failure::Failure;
use crate::http::reply::Reply;
use crate::http::site::Site;
use crate::http::snapshot::{Edition, Series, Snapshot};
use crate::http::view::View;
use axum::body::Body;
use axum::extract::State;
use axum::http::Response;
use maud::{Markup, html};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// How many series the timeline shows; all can be browsed.
const SERIES: usize = 16;

/// How many years it shows, those of most editions: a wide window has place for so many.
const YEARS: usize = 8;

/// How many editions of one year.
const PER_YEAR: usize = 4;

/// How many editions without a year or series are listed.
const OTHERS: usize = 12;

/// Answers.
pub async fn get(State(site): State<Site>, asked: Asked) -> Response<Body> {
    site.page(asked, page).await
}

fn page(view: &View<'_>) -> Result<Reply, Failure> {
    let snapshot = view.snapshot;
    let body = html! {
        section.ask aria-labelledby="ask-heading" {
            h2 #ask-heading { "Ask" }
            form action="/ask" {
                label for="ask" { "A question in English" }
                div.row {
                    input #ask name="q" required placeholder="Who spoke at more than one edition?" autocomplete="off";
                    button { "Ask" }
                }
            }
            ul.cards {
                @for query in snapshot.taste.questions.iter().filter_map(|name| snapshot.catalogue.get(name).ok()) {
                    li { a href={ "/questions/" (query.name) } { (query.summary) } }
                }
            }
            p { a href="/questions" { "All " (counted(snapshot.catalogue.queries().count(), "question", "questions")) } }
        }
        (timeline(snapshot))
        @if snapshot.taste.class.iter().any(|class| snapshot.names.of_class(&class.name).next().is_some()) {
            section aria-labelledby="browse-heading" {
                h2 #browse-heading { "Browse" }
                ul.kinds {
                    @for class in &snapshot.taste.class {
                        @let many = snapshot.names.of_class(&class.name).count();
                        @if many > 0 {
                            li { a href=(address("/browse", &[("class", &class.name)])) { (class.many) } " " span.count { (count(many)) } }
                        }
                    }
                }
            }
        }
    };
    let documents = snapshot.names.of_class("Document").count();
    let editions = snapshot.overview.editions().count();
    let lead = html! {
        @if documents == 0 && editions == 0 { "Nothing has been read into this graph yet." }
        @else {
        (counted(editions, "edition", "editions")) " of fairs and congresses, as "
        (counted(documents, "document tells", "documents tell")) " of them. Every fact leads to its sentence."
        }
    };
    let page = Page::new("What the press says of fairs", body).lead(lead);
    Ok(chrome(&page, &view.frame()))
}

/// Series as rows, years as columns, the last ones first: where not all fit, these are seen.
fn timeline(snapshot: &Snapshot) -> Markup {
    let overview = &snapshot.overview;
    let shown: Vec<&Series> = overview
        .series
        .iter()
        .filter(|series| !series.iri.is_empty())
        .take(SERIES)
        .collect();
    let years = years(&shown);
    let all = overview
        .series
        .iter()
        .filter(|series| !series.iri.is_empty())
        .count();
    let others: Vec<&Edition> = overview
        .series
        .iter()
        .filter(|series| series.iri.is_empty())
        .flat_map(|series| &series.editions)
        .collect();
    html! {
        section aria-labelledby="timeline-heading" {
            h2 #timeline-heading { "Editions in time" }
            @if shown.is_empty() && others.is_empty() {
                p { "No text of this graph tells of an edition. " code { "expograph build" } " adds articles; this page then shows them at once." }
            }
            @if !shown.is_empty() {
                div.scroll tabindex="0" role="region" aria-labelledby="timeline-heading" {
                    table.timeline {
                        caption.hidden { "Series by year, with the editions and their figures" }
                        thead { tr {
                            th scope="col" { "Series" }
                            @for year in &years { th scope="col" { (year) } }
                        } }
                        tbody { @for series in &shown {
                            tr {
                                th scope="row" {
                                    a href=(snapshot.link(&series.iri)) { (series.label) }
                                    @let others = series.editions.iter().filter(|edition| edition.year.is_none_or(|year| !years.contains(&year))).count();
                                    @if others > 0 { " " span.note { (count(others)) " more, of other years or undated" } }
                                }
                                @for year in &years {
                                    @let held: Vec<&Edition> = series.editions.iter().filter(|edition| edition.year == Some(*year)).collect();
                                    td {
                                        @for edition in held.iter().take(PER_YEAR) { (cell(snapshot, edition, &series.label)) }
                                        @if held.len() > PER_YEAR { p.note { "and " (count(held.len() - PER_YEAR)) " more" } }
                                    }
                                }
                            }
                        } }
                    }
                }
                @if all > shown.len() {
                    p { a href="/browse?class=ExpoSeries" { "All " (count(all)) " series" } }
                }
            }
            @if !others.is_empty() {
                h3 { "Editions of no known series" }
                ul.plain {
                    @for edition in others.iter().take(OTHERS) { li { (cell(snapshot, edition, "")) } }
                }
                @if others.len() > OTHERS { p { a href="/browse?class=Expo" { "All editions" } } }
            }
        }
    }
}

/// The years of most editions, the last first.
fn years(series: &[&Series]) -> Vec<i32> {
    let mut counts: BTreeMap<i32, usize> = BTreeMap::new();
    let editions = series.iter().flat_map(|series| &series.editions);
    for year in editions.filter_map(|edition| edition.year) {
        *counts.entry(year).or_default() += 1;
    }
    let mut years: Vec<(i32, usize)> = counts.into_iter().rev().collect();
    // Of years with equally many the later.
    years.sort_by_key(|(_, count)| Reverse(*count));
    years.truncate(YEARS);
    let mut years: Vec<i32> = years.into_iter().map(|(year, _)| year).collect();
    years.sort_unstable_by_key(|year| Reverse(*year));
    years
}

fn cell(snapshot: &Snapshot, edition: &Edition, series: &str) -> Markup {
    html! {
        div.edition {
            a href=(snapshot.link(&edition.iri)) { (within(&edition.label, series)) }
            @if !edition.figures.is_empty() {
                ul { @for (metric, words) in &edition.figures { li { (metric) ": " (words) } } }
            }
        }
    }
}
