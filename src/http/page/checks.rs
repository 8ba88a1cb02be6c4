//! What should not be in the graph: the findings of the checks, each with its sentences.

use super::document::place_of;
use super::parts::{count, counted};
use crate::answer::{Check, Checks, CitationRules, Finding, Severity, check};
use crate::http::asked::Asked;
use crate::http::chrome::{Page, chrome};
use crate::http::failure::Failure;
use crate::http::reply::Reply;
use crate::http::site::Site;
use crate::http::view::View;
use axum::body::Body;
use axum::extract::State;
use axum::http::{Response, StatusCode};
use maud::{Markup, html};
use std::time::Instant;

/// The most findings of a check, and of one that is shown alone.
const FINDINGS: usize = 5;
const FINDINGS_OF_ONE: usize = 100;

/// The most sentences of a finding.
const SENTENCES: usize = 2;

/// Answers.
pub async fn get(State(site): State<Site>, asked: Asked) -> Response<Body> {
    site.page(asked, page).await
}

/// What became of a check.
struct Report<'c> {
    check: &'c Check,
    /// None where the time was up before its turn.
    findings: Option<Vec<Finding>>,
}

fn page(view: &View<'_>) -> Result<Reply, Failure> {
    let source = &view.snapshot.source;
    let checks = Checks::load(source)?;
    let rules = CitationRules::load(source)
        .map_err(|error| Failure::new(StatusCode::INTERNAL_SERVER_ERROR, error.to_string()))?;
    let one = view.asked.get("check");
    let chosen = match one {
        "" => checks.all()?,
        name => vec![
            checks
                .get(name)
                .map_err(|error| Failure::from(error).or("All checks", "/checks"))?,
        ],
    };
    // Half the time limit is for the checks together: a large graph has the rest one by one.
    let began = Instant::now();
    let mut reports = Vec::new();
    for chosen in chosen {
        let is_late = one.is_empty() && began.elapsed() > view.limits.time / 2;
        reports.push(Report {
            check: chosen,
            findings: match is_late {
                true => None,
                false => Some(check(view.engine, chosen, &rules, SENTENCES)?),
            },
        });
    }
    // The worst first.
    reports.sort_by_key(|report| std::cmp::Reverse(report.check.severity));
    let of = |report: &Report<'_>| report.findings.as_ref().map_or(0, Vec::len);
    let found: Vec<&Report<'_>> = reports.iter().filter(|report| of(report) > 0).collect();
    let good = reports
        .iter()
        .filter(|report| report.findings.as_ref().is_some_and(Vec::is_empty));
    let late: Vec<&Report<'_>> = reports
        .iter()
        .filter(|report| report.findings.is_none())
        .collect();
    let body = html! {
        @if !one.is_empty() { p { a href="/checks" { "All checks" } } }
        @if found.is_empty() && late.is_empty() { p { "Nothing was found: what is looked for is not in the graph." } }
        @for report in &found { (told(view, report, one)) }
        @if !late.is_empty() {
            h2 { "Not run" }
            p { "The time for this page was up before their turn; each can be run alone." }
            (list(late.iter().map(|report| report.check)))
        }
        @if one.is_empty() && found.len() + late.len() < reports.len() {
            h2 { "Nothing found" }
            details {
                summary { (counted(reports.len() - found.len() - late.len(), "check", "checks")) }
                (list(good.map(|report| report.check)))
            }
        }
    };
    let title = match one {
        "" => "Checks",
        _ => &reports[0].check.query.summary,
    };
    let lead = html! {
        @for (at, severity) in [Severity::Error, Severity::Warning, Severity::Info].into_iter().enumerate() {
            @let findings: usize = found.iter().filter(|report| report.check.severity == severity).map(|report| of(report)).sum();
            @if at > 0 { " \u{b7} " }
            @match severity {
                Severity::Error => (counted(findings, "error", "errors")),
                Severity::Warning => (counted(findings, "warning", "warnings")),
                Severity::Info => (counted(findings, "note", "notes")),
            }
        }
    };
    let reply = chrome(&Page::new(title, body).lead(lead), &view.frame());
    Ok(match late.is_empty() {
        true => reply,
        // How far it came depends on how busy the server was.
        false => reply.fleeting(),
    })
}

fn address(check: &Check) -> String {
    crate::http::asked::address("/checks", &[("check", &check.query.name)])
}

/// Checks by what they look for.
fn list<'c>(checks: impl Iterator<Item = &'c Check>) -> Markup {
    html! {
        ul { @for check in checks { li { a href=(address(check)) { (check.query.summary) } } } }
    }
}

fn told(view: &View<'_>, report: &Report<'_>, one: &str) -> Markup {
    let check = report.check;
    let findings = report.findings.as_deref().unwrap_or_default();
    let limit = if one.is_empty() {
        FINDINGS
    } else {
        FINDINGS_OF_ONE
    };
    html! {
        section {
            @if one.is_empty() {
                h2 { (check.query.summary) " " span.count { (count(findings.len())) } }
            }
            p.note {
                span.severity.(check.severity.name()) { (check.severity.name()) }
                " \u{b7} " (check.remedy)
            }
            ul.facts {
                @for finding in findings.iter().take(limit) {
                    li {
                        (worded(view, finding))
                        @if !finding.sentences.is_empty() {
                            details.evidence {
                                summary { (counted(finding.sentences.len(), "sentence", "sentences")) }
                                @for sentence in &finding.sentences {
                                    blockquote {
                                        p { (sentence.quotation) }
                                        footer.note { a href=(place_of(view, sentence)) { (sentence.origin()) } }
                                    }
                                }
                            }
                        }
                    }
                }
            }
            @if findings.len() > limit {
                @if one.is_empty() {
                    p { a href=(address(check)) { "All " (counted(findings.len(), "finding", "findings")) } }
                } @else {
                    p.note { "and " (count(findings.len() - limit)) " more; " code { "expograph check " (check.query.name) } " has all" }
                }
            }
        }
    }
}

/// What is wrong, in which the thing's name leads to its page; before it where it is not in it.
fn worded(view: &View<'_>, finding: &Finding) -> Markup {
    let Finding {
        thing,
        thing_iri,
        finding,
        ..
    } = finding;
    let link = match thing_iri.starts_with("http") {
        true => html! { a href=(view.link(thing_iri)) { (thing) } },
        false => html! { (thing) },
    };
    match finding.split_once(thing.as_str()) {
        Some((before, after)) if !thing.is_empty() => html! { (before) (link) (after) },
        _ => html! { (link) ": " (finding) },
    }
}
