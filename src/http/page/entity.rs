//! The page of a thing at its own IRI's path: its names, what surrounds it as a picture, and its
//! facts by relation, each with its sentences. The same as RDF, by the Accept header or by an
//! ending of the address.

use super::document::{self, place};
use super::parts::{count, counted, evidence, number, pages_of};
use super::picture::figure;
use crate::answer::picture::around;
use crate::answer::{AnswerError, Card, Group, Statement, card, details};
use crate::export::{ExportError, Extent, export, quads};
use crate::graph::format_named;
use crate::http::asked::Asked;
use crate::http::chrome::{Page, chrome};
use crate::http::failure::Failure;
use crate::http::negotiate::{accept, best};
use crate::http::reply::Reply;
use crate::http::site::Site;
use crate::http::view::View;
use crate::rdf::{Placement, write_jsonld};
use axum::body::Body;
use axum::extract::State;
use axum::http::{Response, StatusCode};
use maud::{Markup, PreEscaped, html};
use oxigraph::io::RdfFormat;
use oxigraph::model::NamedNode;
use std::cell::Cell;

mod onward;

use onward::onward;

/// The most facts of a relation that a page shows at first.
const FACTS: usize = 40;

/// The most facts on a page that shows one relation.
const FACTS_OF_ONE: usize = 100;

/// The most sentences of a fact.
const SENTENCES: usize = 4;

/// About how many bytes of facts a page has, so that it stays small enough for a telephone.
/// Beyond them a relation shows its first facts only, and no sentences.
const LONGEST: usize = 55_000;

/// The most facts of a relation beyond that.
const FIRST_FACTS: usize = 8;

/// The most things of a relation in the picture.
const IN_PICTURE: usize = 8;

/// The forms of RDF that a thing is told in: ending and media type.
const FORMS: [(&str, &str); 5] = [
    ("ttl", "text/turtle"),
    ("jsonld", "application/ld+json"),
    ("nt", "application/n-triples"),
    ("rdf", "application/rdf+xml"),
    ("nq", "application/n-quads"),
];

/// Answers at `/id/...`.
pub async fn get(State(site): State<Site>, asked: Asked) -> Response<Body> {
    site.page(asked, own).await
}

/// Answers at `/thing?iri=...`, for things whose IRIs are not the graph's own.
pub async fn thing(State(site): State<Site>, asked: Asked) -> Response<Body> {
    site.page(asked, other).await
}

fn own(view: &View<'_>) -> Result<Reply, Failure> {
    // The path as it was sent: an IRI may have encoded letters itself.
    let path = view.asked.uri.path();
    let rest = path.strip_prefix("/id/").unwrap_or_default();
    let base = view.snapshot.graph.base().as_str();
    let named = |rest: &str| {
        let sent = format!("{base}{rest}");
        let read = format!(
            "{base}{}",
            view.asked.path.strip_prefix("/id/").unwrap_or_default()
        );
        match view.snapshot.names.get(&sent) {
            None if view.snapshot.names.get(&read).is_some() => NamedNode::new(read),
            _ => NamedNode::new(sent),
        }
    };
    let unknown = || Failure::unknown(format!("nothing in the graph has the address {path}"));
    let ending = rest.rsplit_once('.');
    let form = ending.and_then(|(stem, ending)| {
        let known = FORMS.iter().find(|(known, _)| *known == ending)?;
        Some((stem, known))
    });
    let entity = named(rest).map_err(|_| unknown())?;
    if let Some((stem, (ending, media_type))) = form
        && view.snapshot.names.get(entity.as_str()).is_none()
    {
        let entity = NamedNode::new(format!("{base}{stem}")).map_err(|_| unknown())?;
        return rdf(view, &entity, ending, media_type);
    }
    reply(view, &entity)
}

fn other(view: &View<'_>) -> Result<Reply, Failure> {
    let iri = view.asked.get("iri");
    let entity = NamedNode::new(iri).map_err(|error| {
        Failure::bad(format!(
            "/thing takes an IRI as iri=, not {iri:?} ({error})"
        ))
    })?;
    let link = view.link(iri);
    if link.starts_with("/id/") {
        return Ok(Reply::see_other(&link));
    }
    let form = view.asked.get("format");
    if let Some((ending, media_type)) = FORMS.iter().find(|(ending, _)| *ending == form) {
        return rdf(view, &entity, ending, media_type);
    }
    reply(view, &entity)
}

/// A page, or the way to the RDF that is accepted rather.
fn reply(view: &View<'_>, entity: &NamedNode) -> Result<Reply, Failure> {
    let form = |ending: &str| form(view, entity.as_str(), ending);
    if let Some(ending) = wanted(&accept(&view.asked.headers))? {
        // The thing is no document; the document about it is another.
        return Ok(Reply::see_other(&form(ending)).varies_by("accept"));
    }
    let mut page = match document::page(view, entity)? {
        Some(page) => page,
        None => page(view, &about(view, entity)?)?,
    };
    for (ending, media_type) in FORMS {
        page = page.alternate(media_type, form(ending));
    }
    Ok(chrome(&page, &view.frame()).varies_by("accept"))
}

fn about(view: &View<'_>, entity: &NamedNode) -> Result<Card, AnswerError> {
    let snapshot = view.snapshot;
    card(
        view.engine,
        &snapshot.source,
        entity,
        Some(&snapshot.headings),
    )
}

fn rdf(
    view: &View<'_>,
    entity: &NamedNode,
    ending: &str,
    media_type: &str,
) -> Result<Reply, Failure> {
    let format = format_named(ending)
        .ok_or_else(|| Failure::new(StatusCode::NOT_ACCEPTABLE, "no such form of RDF"))?;
    let graph = &view.snapshot.graph;
    // What is known of a document is what it states, in its own graph.
    let known = view.snapshot.names.get(entity.as_str());
    let extent = match known.is_some_and(|entry| entry.class == "Document") {
        true => Extent::Document(entity.clone()),
        false => Extent::Entity(entity.clone()),
    };
    let mut text = Vec::new();
    match format {
        RdfFormat::JsonLd { .. } => {
            let quads = quads(None, graph, &extent)?;
            let context = &view.snapshot.context;
            write_jsonld(&quads, graph.base(), context, &Placement::Inline, &mut text)
                .map_err(ExportError::Io)?;
        }
        format => export(graph, &extent, format, &mut text)?,
    }
    let page = view.link(entity.as_str());
    Ok(Reply::new(media_type, text).alternate(&page, "text/html"))
}

/// The ending of the form of RDF that is accepted rather than a page; none for a page.
fn wanted(accept: &str) -> Result<Option<&'static str>, Failure> {
    if accept.is_empty() {
        return Ok(None);
    }
    let offered = ["text/html"]
        .into_iter()
        .chain(FORMS.iter().map(|(_, media_type)| *media_type));
    let offered: Vec<&str> = offered.collect();
    match best(accept, &offered) {
        Some(0) => Ok(None),
        Some(at) => Ok(Some(FORMS[at - 1].0)),
        None => Err(Failure::new(
            StatusCode::NOT_ACCEPTABLE,
            format!("this is told as {}", offered.join(", ")),
        )),
    }
}

fn page(view: &View<'_>, card: &Card) -> Result<Page, Failure> {
    let one = view.asked.get("relation");
    let direction = view.asked.get("of");
    let mut groups: Vec<&Group> = card
        .groups
        .iter()
        .filter(|group| {
            one.is_empty() || (group.relation == one && group.is_object != direction.is_empty())
        })
        .collect();
    let order = &view.snapshot.taste.relations;
    groups.sort_by_key(|group| {
        let place = order.iter().position(|known| *known == group.relation);
        (group.is_object, place.unwrap_or(order.len()))
    });
    let picture = match one.is_empty() && !card.groups.is_empty() {
        true => Some(around(
            view.engine,
            &view.snapshot.source,
            card,
            IN_PICTURE,
            |iri| {
                view.snapshot
                    .names
                    .get(iri)
                    .map(|entry| entry.classes.clone())
            },
        )?),
        false => None,
    };
    let left = Cell::new(LONGEST);
    let body = html! {
        @if !card.aliases.is_empty() {
            p { "Also called " (card.aliases.join(", ")) "." }
        }
        @if one.is_empty() { (onward(view, &card.iri)) }
        @if !one.is_empty() {
            p { a href=(view.asked.with(&[("iri", view.asked.get("iri"))])) { "All that is known of " (card.label) } }
        }
        @if groups.len() > 1 {
            nav aria-label="Relations" {
                ul.kinds {
                    @for group in &groups {
                        li { a href={ "#" (group.anchor()) } { (group.heading) } " " span.count { (count(group.facts().len())) } }
                    }
                }
            }
        }
        @if let Some(picture) = &picture {
            details.picture.map open {
                summary { "Picture" }
                (figure(view, picture, &format!("What surrounds {}", card.label), "")?)
            }
        }
        @if card.groups.is_empty() { p { "No document states a fact of it." } }
        @for group in &groups {
            section.relation aria-labelledby=(group.anchor()) {
                h2 #(group.anchor()) { (group.heading) }
                div { (relation(view, group, !one.is_empty(), &left)) }
            }
        }
        p.note {
            "The same as "
            @for (at, (ending, _)) in FORMS.iter().enumerate() {
                @if at > 0 { ", " }
                a href=(form(view, &card.iri, ending)) { (ending) }
            }
            ". Identifier: " code { (card.iri) }
        }
    };
    let kinds: Vec<&str> = card
        .classes
        .iter()
        .map(|class| view.snapshot.taste.one(class))
        .collect();
    Ok(Page::new(card.label.as_str(), body).lead(html! { (kinds.join(", ")) }))
}

fn form(view: &View<'_>, iri: &str, ending: &str) -> String {
    let link = view.link(iri);
    match link.starts_with("/id/") {
        true => format!("{link}.{ending}"),
        false => format!("{link}&format={ending}"),
    }
}

/// The facts of a relation; `left` is how many bytes of them the page may still have.
fn relation(view: &View<'_>, group: &Group, alone: bool, left: &Cell<usize>) -> Markup {
    let facts = group.facts();
    let of = if group.is_object { "1" } else { "" };
    let parameters = [
        ("iri", view.asked.get("iri")),
        ("relation", group.relation.as_str()),
        ("of", of),
    ];
    let (skipped, limit) = match alone {
        true => (
            (number(view) - 1).saturating_mul(FACTS_OF_ONE),
            FACTS_OF_ONE,
        ),
        false => (0, FACTS),
    };
    let mut items = String::new();
    let mut shown = 0;
    for statements in facts.iter().skip(skipped).take(limit) {
        let is_full = left.get() == 0;
        if is_full && !alone && shown >= FIRST_FACTS {
            break;
        }
        let PreEscaped(item) = html! { li { (fact(view, statements, !is_full)) } };
        left.set(left.get().saturating_sub(item.len()));
        items += &item;
        shown += 1;
    }
    html! {
        ul.facts { (PreEscaped(items)) }
        @if !alone && facts.len() > shown {
            p { a href=(view.asked.with(&parameters)) { "All " (counted(facts.len(), "fact", "facts")) } }
        }
        @if alone { (pages_of(view, facts.len(), FACTS_OF_ONE, &parameters)) }
    }
}

/// A fact, with its sentences behind one click if there is room for them.
fn fact(view: &View<'_>, statements: &[Statement], with_sentences: bool) -> Markup {
    let first = &statements[0];
    let details = details(statements.iter().map(|statement| &statement.evidence));
    // The name of an edition mostly says its year.
    let year = view.snapshot.overview.year(&first.iri);
    let year = year.filter(|year| !first.other.contains(&year.to_string()));
    html! {
        @match first.iri.as_str() {
            "" => { (first.other) },
            iri => { a href=(view.link(iri)) { (first.other) } },
        }
        @if let Some(year) = year { " " span.details { (year) } }
        @if !details.is_empty() { span.details { ", " (details.join("; ")) } }
        @if with_sentences {
            details.evidence {
                summary { (counted(statements.len(), "sentence", "sentences")) }
                @for statement in statements.iter().take(SENTENCES) { (evidence(view, &statement.evidence)) }
                @if statements.len() > SENTENCES {
                    p.note { "and " (count(statements.len() - SENTENCES)) " more" }
                }
            }
        } @else {
            " " a.note href=(place(view, &first.evidence.sentence.document_iri, &first.evidence.claim_iri)) { (counted(statements.len(), "sentence", "sentences")) }
        }
    }
}
