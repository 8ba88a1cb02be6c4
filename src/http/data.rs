//! `/data`: the SPARQL 1.1 Graph Store HTTP Protocol, reading only: `?default` is the graph of the
//! facts, `?graph=IRI` the named graph of a document, with its claims and sentences.

use super::asked::Asked;
use super::failure::Failure;
use super::negotiate::accept;
use super::reply::Reply;
use super::site::Site;
use super::snapshot::Snapshot;
use super::sparql::{Run, begin, choose_graph, content_type, open, preflight, refused, tell};
use super::tag::{entity_tag, is_known};
use crate::answer::Limit;
use crate::answer::stream::{AnswerFormat, has_graph, write_graph};
use axum::body::Body;
use axum::extract::State;
use axum::http::header::{CACHE_CONTROL, ETAG, HOST};
use axum::http::{Method, Response, StatusCode, Version};
use oxigraph::model::NamedNode;
use oxiri::Iri;
use percent_encoding::percent_decode_str;
use std::sync::Arc;

const METHODS: &str = "GET, HEAD, OPTIONS";

/// Answers any request to the graph store.
pub async fn answer(State(site): State<Site>, request: axum::extract::Request) -> Response<Body> {
    let (parts, _) = request.into_parts();
    let is_old = parts.version < Version::HTTP_11;
    let asked = Asked::new(parts.method, parts.uri, parts.headers);
    let response = match asked.method {
        Method::OPTIONS => Ok(preflight(METHODS)),
        Method::GET | Method::HEAD => respond(&site, &asked, is_old).await,
        Method::PUT | Method::POST | Method::DELETE | Method::PATCH => Err(Failure::new(
            StatusCode::FORBIDDEN,
            format!("{} is refused: graphs are only read here", asked.method),
        )),
        _ => Err(Failure::new(
            StatusCode::METHOD_NOT_ALLOWED,
            format!("{} is not allowed; there are {METHODS}", asked.method),
        )),
    };
    open(response.unwrap_or_else(|failure| tell(&site, &asked, &failure, METHODS)))
}

/// Which graph is asked for; none is the default graph.
fn graph(asked: &Asked) -> Result<Option<NamedNode>, Failure> {
    let help = "say ?default for the graph of the facts, or ?graph=IRI for the graph of a document";
    let query = asked.uri.query().unwrap_or_default();
    let mut found: Vec<Option<NamedNode>> = Vec::new();
    for part in query.split('&').filter(|part| !part.is_empty()) {
        let (name, value) = part.split_once('=').unwrap_or((part, ""));
        match name {
            "default" => found.push(None),
            "graph" => found.push(Some(named(asked, value)?)),
            // Other parameters are for other servers.
            _ => {}
        }
    }
    match found.as_slice() {
        [one] => Ok(one.clone()),
        [] => Err(Failure::bad(format!("which graph? {help}"))),
        _ => Err(Failure::bad(format!("one graph at a time: {help}"))),
    }
}

/// A graph's name; a relative one is resolved against the address of the store.
fn named(asked: &Asked, value: &str) -> Result<NamedNode, Failure> {
    let plain = value.replace('+', " ");
    let bad = |error: &dyn std::fmt::Display| {
        Failure::bad(format!("?graph={value}: not an IRI: {error}"))
    };
    let text = percent_decode_str(&plain)
        .decode_utf8()
        .map_err(|error| bad(&error))?;
    if let Ok(node) = NamedNode::new(text.as_ref()) {
        return Ok(node);
    }
    let base = format!("http://{}/data", asked.header(&HOST));
    let base = Iri::parse(base).map_err(|error| bad(&error))?;
    let resolved = base.resolve(&text).map_err(|error| bad(&error))?;
    Ok(NamedNode::new_unchecked(resolved.into_inner()))
}

async fn respond(site: &Site, asked: &Asked, is_old: bool) -> Result<Response<Body>, Failure> {
    let graph = graph(asked)?;
    let accept = accept(&asked.headers);
    let wanted: Vec<String> = asked.all("format").map(str::to_owned).collect();
    let Some((format, media_type)) = choose_graph(&wanted, &accept)? else {
        return Err(Failure::new(
            StatusCode::NOT_ACCEPTABLE,
            "a graph is no page; say ?format=ttl to see it in a browser",
        ));
    };
    let snapshot = site.snapshot();
    let limit = Limit(Some(site.limits().time));
    let is_head = asked.method == Method::HEAD;
    let asked = asked.clone();
    begin(site, is_old, move |answerer| {
        let engine = snapshot.engine(limit).until(&answerer.run().token);
        if let Some(name) = &graph {
            match has_graph(engine, name) {
                Ok(true) => {}
                Ok(false) => return answerer.tell(Err(unknown(name))),
                Err(error) => {
                    let failure = refused(error, answerer.run().stopped());
                    return answerer.tell(Err(failure));
                }
            }
        }
        let name = graph.as_ref().map_or("default", NamedNode::as_str);
        let mut head = Reply::new(&content_type(media_type), "");
        if let Some(tag) = tag(&snapshot, media_type, name) {
            head = head.with(ETAG, &tag).with(CACHE_CONTROL, "no-cache");
            if is_known(&asked, &tag) {
                return answerer.tell(Ok(head.not_modified()));
            }
        }
        if is_head {
            return answerer.tell(Ok(head.head()));
        }
        let graph = graph.as_ref();
        answerer.stream(head, |out, run: &Run| {
            let engine = snapshot.engine(limit).until(&run.token);
            let format = AnswerFormat::Graph(format);
            write_graph(engine, graph, &run.token, format, out)
                .map_err(|error| refused(error, run.stopped()))
        });
    })
    .await
}

fn tag(snapshot: &Arc<Snapshot>, media_type: &str, graph: &str) -> Option<String> {
    let of = snapshot.tag.as_ref()?;
    Some(entity_tag(&[of, media_type, "graph", graph]))
}

fn unknown(name: &NamedNode) -> Failure {
    Failure::unknown(format!(
        "there is no graph {name}; the query SELECT DISTINCT ?g {{ GRAPH ?g {{ }} }} lists all"
    ))
}
