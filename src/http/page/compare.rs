//! Two editions compared: who came, came again and is named no more, whose post changed, and the
//! figures side by side, with what keeps a comparison from being decided.

use super::choice::{self, Choice, Names};
use super::parts::{capital, count, counted, number, pages_of, within};
use crate::answer::{CAUTION, Change, Diff, Entry, Section, Side, diff};
use crate::http::asked::{Asked, address};
use crate::http::chrome::{Page, chrome};
use crate::http::failure::Failure;
use crate::http::reply::Reply;
use crate::http::site::Site;
use crate::http::snapshot::{Edition, Series};
use crate::http::view::View;
use axum::body::Body;
use axum::extract::State;
use axum::http::{Response, StatusCode};
use maud::{Markup, html};
use std::collections::BTreeMap;
use std::ops::Range;

/// The most names of one change that a page shows at first.
const NAMES: usize = 15;

/// The same on a page that shows one section; it has as many pages as the names need.
const NAMES_OF_ONE: usize = 60;

/// How many series are offered where nothing is chosen.
const SERIES: usize = 12;

/// How many pairs of each.
const PAIRS: usize = 6;

/// Answers.
pub async fn get(State(site): State<Site>, asked: Asked) -> Response<Body> {
    site.page(asked, page).await
}

fn page(view: &View<'_>) -> Result<Reply, Failure> {
    let (a, b) = (
        Choice::read(view, "a", Some("Expo"))?,
        Choice::read(view, "b", Some("Expo"))?,
    );
    let given = [("a", view.asked.get("a")), ("b", view.asked.get("b"))];
    let form = html! {
        form.filters action="/compare" {
            (choice::edition(view, "a", "An edition", "Choose one"))
            (choice::edition(view, "b", "Another", "Choose one"))
            button { "Compare" }
        }
    };
    let unclear: Vec<_> = [&a, &b].into_iter().filter_map(Choice::unclear).collect();
    if !unclear.is_empty() {
        let body = html! {
            (form)
            @for unclear in unclear { (choice::told(view, unclear, &given)) }
        };
        let reply = chrome(&Page::new("Compare two editions", body), &view.frame());
        return Ok(reply.status(StatusCode::NOT_FOUND));
    }
    let (Some(one), Some(other)) = (a.thing(), b.thing()) else {
        let chosen = a.thing().or(b.thing()).map(|edition| edition.as_str());
        let body = html! { (form) (offers(view, chosen)) };
        return Ok(chrome(
            &Page::new("Compare two editions", body),
            &view.frame(),
        ));
    };
    if one == other {
        let body = html! {
            (form)
            p.problem role="alert" { "These are one edition. Choose another to compare it with." }
            (offers(view, Some(one.as_str())))
        };
        return Ok(chrome(
            &Page::new("Compare two editions", body),
            &view.frame(),
        ));
    }
    let diff = diff(view.engine, &view.snapshot.source, one, other)?;
    let only = view.asked.get("only");
    if !only.is_empty() && !diff.sections.iter().any(|section| section.name == only) {
        let problem = format!("comparisons have no section {only}");
        return Err(Failure::unknown(problem).or(diff.title(), view.asked.with(&given)));
    }
    let body = html! { (form) (comparison(view, &diff, only, &given)) };
    let lead = html! {
        (side(view, &diff.earlier)) "; " (side(view, &diff.later))
    };
    let page = Page::new(diff.title(), body).lead(lead);
    Ok(chrome(&page, &view.frame()))
}

/// How much is known of an edition, leading to it.
fn side(view: &View<'_>, side: &Side) -> Markup {
    html! { a href=(view.link(side.iri.as_str())) { (side.covered()) } }
}

/// What may be compared: the other editions of the chosen one's series, else neighbours in time.
fn offers(view: &View<'_>, chosen: Option<&str>) -> Markup {
    let names = Names::of(view);
    let link = |one: &Edition, other: &Edition| {
        let (a, b) = (
            names.name(&one.iri, &one.label),
            names.name(&other.iri, &other.label),
        );
        address("/compare", &[("a", a), ("b", b)])
    };
    let all = &view.snapshot.overview.series;
    let own = chosen.and_then(|iri| {
        let is_it = |edition: &&Edition| edition.iri == iri;
        all.iter()
            .find_map(|series| Some((series, series.editions.iter().find(is_it)?)))
    });
    // Neighbours in time: an edition of no known year has none.
    let dated = |series: &'_ Series| -> Vec<Edition> {
        let has_year = |edition: &&Edition| edition.year.is_some();
        series.editions.iter().filter(has_year).cloned().collect()
    };
    let has_pair = |series: &&Series| !series.iri.is_empty() && dated(series).len() > 1;
    html! {
        @if let Some((series, edition)) = own {
            @if series.editions.len() > 1 {
                p { "Compare " strong { (edition.label) } " with" }
                ul.kinds {
                    @for other in series.editions.iter().filter(|other| other.iri != edition.iri) {
                        li { a href=(link(edition, other)) { (other.label) } }
                    }
                }
            } @else {
                p { (edition.label) " is the only edition of its series in the graph. It can be compared with any other." }
            }
        } @else if all.iter().any(|series| has_pair(&series)) {
            p {
                "Choose two editions to see who came again, who is new and who is named no more, and which figures grew or shrank. "
                "Or take neighbours:"
            }
            div.offers {
                @for series in all.iter().filter(has_pair).take(SERIES) {
                    section.relation {
                        h2 { a href=(view.link(&series.iri)) { (series.label) } }
                        ul.kinds {
                            @for pair in dated(series).windows(2).rev().take(PAIRS) {
                                li {
                                    a href=(link(&pair[0], &pair[1])) {
                                        (within(&pair[0].label, &series.label)) " and " (within(&pair[1].label, &series.label))
                                    }
                                }
                            }
                        }
                    }
                }
            }
        } @else if view.snapshot.overview.editions().next().is_none() {
            p { "The graph knows of no edition." }
        } @else {
            p { "No series has two editions in this graph; any two editions can be compared nevertheless." }
        }
    }
}

fn comparison(view: &View<'_>, diff: &Diff, only: &str, given: &[(&str, &str); 2]) -> Markup {
    let shown = |section: &&Section| {
        !section.entries.is_empty() && (only.is_empty() || section.name == only)
    };
    let sections: Vec<&Section> = diff.sections.iter().filter(shown).collect();
    let documents: BTreeMap<&str, &str> = view
        .snapshot
        .names
        .of_class("Document")
        .map(|entry| (entry.label.as_str(), entry.iri.as_str()))
        .collect();
    let section_address = |name: &str| view.asked.with(&[given[0], given[1], ("only", name)]);
    html! {
        @if !diff.same_series() { p.note { "These are editions of different series." } }
        @if diff.turned { p.note { "The earlier edition stands on the left." } }
        p.note { (CAUTION) }
        @if !only.is_empty() { p { a href=(view.asked.with(given)) { "The whole comparison" } } }
        @if sections.len() > 1 {
            nav aria-label="Sections" {
                ul.kinds {
                    @for section in &sections {
                        li { a href={ "#" (section.name) } { (capital(&section.heading)) } " " span.count { (count(section.entries.len())) } }
                    }
                }
            }
        }
        @for section in &sections {
            section aria-labelledby=(section.name) {
                h2 #(section.name) { (capital(&section.heading)) }
                p.note { (capital(diff.said(section))) "." }
                (people(view, diff, section, only, &section_address(&section.name)))
                (values(view, diff, section, &documents))
            }
        }
        @if only.is_empty() && let Some(nothing) = diff.nothing() { p.note { (nothing) } }
    }
}

/// Those who come and go, in three columns: the earlier edition's, both's, the later's.
fn people(view: &View<'_>, diff: &Diff, section: &Section, only: &str, more: &str) -> Markup {
    let changes = [
        (
            Change::Lapsed,
            format!("Named for {} only", diff.earlier.name),
        ),
        (Change::Returning, "Named for both".to_owned()),
        (Change::New, format!("Named for {} only", diff.later.name)),
    ];
    let of = |wanted: Change| -> Vec<&Entry> {
        let entries = section.entries.iter();
        let is_it = |entry: &&Entry| section.is_list(entry) && entry.change == wanted;
        entries.filter(is_it).collect()
    };
    // Of some lists the change cannot be told; these stand below, each with the reason.
    let others: Vec<&[Entry]> = section
        .entries
        .chunk_by(|a, b| (a.change, &a.why) == (b.change, &b.why))
        .filter(|group| {
            let entry = &group[0];
            section.is_list(entry) && !changes.iter().any(|(change, _)| *change == entry.change)
        })
        .collect();
    let shown = match only {
        "" => 0..NAMES,
        _ => {
            let skipped = (number(view) - 1).saturating_mul(NAMES_OF_ONE);
            skipped..skipped + NAMES_OF_ONE
        }
    };
    let more = if only.is_empty() { more } else { "" };
    let lists = changes.iter().map(|(change, _)| of(*change).len());
    let longest = lists.chain(others.iter().map(|group| group.len())).max();
    let parameters = ["a", "b", "only"].map(|name| (name, view.asked.get(name)));
    html! {
        @if changes.iter().any(|(change, _)| !of(*change).is_empty()) {
            div.sides {
                @for (change, heading) in &changes {
                    @let entries = of(*change);
                    div {
                        h3 { (heading) " " span.count { (count(entries.len())) } }
                        @if entries.is_empty() { p.note { "none" } }
                        (names(view, diff, &entries, &shown, more))
                    }
                }
            }
        }
        @for group in others {
            h3 { (capital(diff.label(&group[0]))) ": " (group[0].why) " " span.count { (count(group.len())) } }
            (names(view, diff, &group.iter().collect::<Vec<_>>(), &shown, more))
        }
        @if !only.is_empty() { (pages_of(view, longest.unwrap_or(0), NAMES_OF_ONE, &parameters)) }
    }
}

/// Names that lead to their pages, each with the way to the sentences that say so.
fn names(
    view: &View<'_>,
    diff: &Diff,
    entries: &[&Entry],
    shown: &Range<usize>,
    more: &str,
) -> Markup {
    let evidence = |entry: &Entry| {
        let edition = match entry.later.is_empty() {
            true => &diff.earlier,
            false => &diff.later,
        };
        let iri = entry.iri.as_ref()?;
        let ends = [("from", edition.iri.as_str()), ("to", iri.as_str())];
        Some(address("/path", &ends))
    };
    html! {
        ul.columns {
            @for entry in entries.iter().take(shown.end).skip(shown.start) {
                li {
                    (name(view, entry))
                    @if let Some(address) = evidence(entry) {
                        "\u{a0}" a.why href=(address) aria-label={ "why: sentences about " (entry.what) } { "why" }
                    }
                }
            }
        }
        @if entries.len() > shown.end && !more.is_empty() {
            p.note { a href=(more) { "and " (count(entries.len() - shown.end)) " more" } }
        }
    }
}

fn name(view: &View<'_>, entry: &Entry) -> Markup {
    match &entry.iri {
        Some(iri) => html! { a href=(view.link(iri.as_str())) { (entry.name()) } },
        None => html! { (entry.name()) },
    }
}

/// Values of both editions side by side, with what became of them.
fn values(
    view: &View<'_>,
    diff: &Diff,
    section: &Section,
    documents: &BTreeMap<&str, &str>,
) -> Markup {
    let entries: Vec<&Entry> = section
        .entries
        .iter()
        .filter(|entry| !section.is_list(entry))
        .collect();
    let said = |values: &[String], names: &[String]| {
        html! {
            @for value in values { div { (value) } }
            @if !names.is_empty() {
                div.note {
                    @for (at, name) in names.iter().take(3).enumerate() {
                        @if at > 0 { ", " }
                        @match documents.get(name.as_str()) {
                            Some(iri) => { a href=(view.link(iri)) { (name) } },
                            None => { (name) },
                        }
                    }
                    @if names.len() > 3 { " and " (counted(names.len() - 3, "document", "documents")) " more" }
                }
            }
        }
    };
    html! {
        @if !entries.is_empty() {
            div.scroll tabindex="0" role="region" aria-label=(section.heading) {
                table {
                    caption.hidden { (section.heading) " of both editions side by side" }
                    thead { tr {
                        th scope="col" { "What" }
                        th scope="col" { (diff.earlier.name) }
                        th scope="col" { (diff.later.name) }
                        th scope="col" { "Change" }
                    } }
                    tbody {
                        @for entry in entries {
                            tr {
                                th scope="row" { (name(view, entry)) }
                                td { (said(&entry.earlier, &entry.earlier_documents)) }
                                td { (said(&entry.later, &entry.later_documents)) }
                                td {
                                    span.change.(class(entry.change)) { (diff.label(entry)) }
                                    @if !entry.why.is_empty() { div.note { (entry.why) } }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// How a change is marked, beside its word.
fn class(change: Change) -> &'static str {
    match change {
        Change::Grew => "grew",
        Change::Shrank => "shrank",
        Change::Undecidable => "open",
        _ => "other",
    }
}
