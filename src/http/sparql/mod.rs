//! `/sparql`: the SPARQL 1.1 Protocol, queries only. A query is a stranger's: it gets a turn, a
//! thread that steps back for pages, a limit of time and memory; its answer is streamed.

mod description;
mod editor;
mod evaluation;
mod format;
mod request;
mod warden;

pub use format::{choose_graph, content_type};
pub use warden::{Run, Warden};

use super::asked::Asked;
use super::failure::Failure;
use super::limits::Limits;
use super::negotiate::{accept, wants_page};
use super::reply::{Reply, TEXT};
use super::site::Site;
use super::snapshot::Snapshot;
use super::tag::{entity_tag, is_known};
use super::view::{Frame, View};
use crate::answer::Limit;
use crate::answer::stream::{Prepared, StreamError, begin as beginning, prepare, stream};
use axum::body::{Body, to_bytes};
use axum::extract::State;
use axum::http::header::{
    ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS, ACCESS_CONTROL_ALLOW_ORIGIN,
    ACCESS_CONTROL_EXPOSE_HEADERS, ACCESS_CONTROL_MAX_AGE, ALLOW, CACHE_CONTROL, CONTENT_LENGTH,
    CONTENT_TYPE, ETAG, VARY,
};
use axum::http::{HeaderName, HeaderValue, Method, Response, StatusCode, Version};
use editor::Outcome;
use evaluation::{Answerer, evaluate, told};
use format::{Shape, choose};
use oxigraph::model::NamedNode;
use request::Request;
use std::sync::Arc;
use tokio::time::timeout;
use warden::Reason;

const METHODS: &str = "GET, HEAD, POST, OPTIONS";

/// Answers any request to the endpoint.
pub async fn answer(State(site): State<Site>, request: axum::extract::Request) -> Response<Body> {
    let (parts, body) = request.into_parts();
    let is_old = parts.version < Version::HTTP_11;
    let asked = Asked::new(parts.method, parts.uri, parts.headers);
    let method = asked.method.clone();
    let response = if method == Method::OPTIONS {
        Ok(preflight(METHODS))
    } else if method == Method::GET || method == Method::HEAD || method == Method::POST {
        match read(&site, &asked, body).await {
            Ok(request) => respond(&site, &asked, request, is_old).await,
            Err(failure) => Err(failure),
        }
    } else {
        Err(not_allowed(&method))
    };
    let response = response.unwrap_or_else(|failure| tell(&site, &asked, &failure, METHODS));
    open(response)
}

fn not_allowed(method: &Method) -> Failure {
    let problem = format!("{method} is not allowed; there are {METHODS}");
    Failure::new(StatusCode::METHOD_NOT_ALLOWED, problem)
}

/// What OPTIONS answers, whether it was sent before a request from another site or not.
pub fn preflight(methods: &str) -> Response<Body> {
    let mut reply = Reply::new(TEXT, "")
        .status(StatusCode::NO_CONTENT)
        .with(ALLOW, methods)
        .with(ACCESS_CONTROL_ALLOW_METHODS, methods)
        .with(
            ACCESS_CONTROL_ALLOW_HEADERS,
            "Accept, Content-Type, If-None-Match",
        )
        .with(ACCESS_CONTROL_MAX_AGE, "86400");
    reply.headers.retain(|(name, _)| name != CONTENT_TYPE);
    reply.into_response()
}

/// The same, for pages of any site to read.
pub fn open(mut response: Response<Body>) -> Response<Body> {
    let headers = response.headers_mut();
    let mut set = |name: HeaderName, value| headers.insert(name, HeaderValue::from_static(value));
    set(ACCESS_CONTROL_ALLOW_ORIGIN, "*");
    set(ACCESS_CONTROL_EXPOSE_HEADERS, "ETag, Retry-After, Link");
    headers.append(VARY, HeaderValue::from_static("Accept"));
    if !headers.contains_key(CACHE_CONTROL) {
        headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    response
}

/// Tells a failure, as a page to who prefers that.
pub fn tell(site: &Site, asked: &Asked, failure: &Failure, methods: &str) -> Response<Body> {
    site.metrics().failed(failure.status);
    let snapshot = site.snapshot();
    let reply = failure.reply(&frame(&snapshot, asked), wants_page(asked));
    match failure.status {
        StatusCode::METHOD_NOT_ALLOWED | StatusCode::FORBIDDEN => reply.with(ALLOW, methods),
        _ => reply,
    }
    .into_response()
}

fn frame<'a>(snapshot: &'a Snapshot, asked: &'a Asked) -> Frame<'a> {
    Frame {
        snapshot,
        path: &asked.path,
        searched: "",
    }
}

async fn read(site: &Site, asked: &Asked, body: Body) -> Result<Request, Failure> {
    let limits = site.limits();
    let told = asked.header(&CONTENT_LENGTH).parse::<u64>();
    if told.is_ok_and(|length| length > limits.body as u64) {
        return Err(too_large(limits.body));
    }
    let body = match asked.method == Method::POST {
        false => Default::default(),
        true => match timeout(limits.stall, to_bytes(body, limits.body)).await {
            Ok(Ok(body)) => body,
            Ok(Err(error)) => return Err(unread(&error, limits.body)),
            Err(_) => {
                let problem = "the body did not arrive in time";
                return Err(Failure::new(StatusCode::REQUEST_TIMEOUT, problem));
            }
        },
    };
    let content_type = asked.header(&CONTENT_TYPE);
    request::read(&asked.method, asked.uri.query(), content_type, &body)
}

fn too_large(limit: usize) -> Failure {
    let problem = format!("the body is longer than {limit} bytes");
    Failure::new(StatusCode::PAYLOAD_TOO_LARGE, problem)
}

fn unread(error: &axum::Error, limit: usize) -> Failure {
    let mut cause: Option<&dyn std::error::Error> = Some(error);
    while let Some(error) = cause {
        if error.is::<http_body_util::LengthLimitError>() {
            return too_large(limit);
        }
        cause = error.source();
    }
    Failure::bad("the body could not be read")
}

async fn respond(
    site: &Site,
    asked: &Asked,
    mut request: Request,
    is_old: bool,
) -> Result<Response<Body>, Failure> {
    let Some(query) = request.query.take() else {
        let snapshot = site.snapshot();
        return match description::describe(asked, &request, snapshot.graph.base())? {
            Some(reply) => Ok(reply.with(CACHE_CONTROL, "no-cache").into_response()),
            None => Ok(site.page(asked.clone(), editor::blank).await),
        };
    };
    let question = Question {
        snapshot: site.snapshot(),
        asked: asked.clone(),
        query,
        request,
        limit: Limit(Some(site.limits().time)),
        limits: *site.limits(),
    };
    begin(site, is_old, move |answerer| question.answer(answerer)).await
}

/// Answers on a thread of its own, when there is a turn.
///
/// # Errors
/// If there is none, and whatever goes wrong before anything is sent.
pub async fn begin(
    site: &Site,
    is_old: bool,
    work: impl FnOnce(Answerer) + Send + 'static,
) -> Result<Response<Body>, Failure> {
    let Some(turn) = site.warden().turn().await else {
        return Err(Failure::new(
            StatusCode::TOO_MANY_REQUESTS,
            "as many queries as the server evaluates at once are under way",
        ));
    };
    let limits = site.limits();
    let (run, rung) = Run::new(limits.time);
    site.warden().watch(&run);
    let counted = Counted::new(site);
    let work = move |answerer: Answerer| {
        let _counted = counted;
        work(answerer);
    };
    evaluate(run, rung, turn, limits.stall, is_old, work).await
}

/// Counts an evaluation as long as it lasts.
struct Counted(Site);

impl Counted {
    fn new(site: &Site) -> Counted {
        site.metrics().queries.inc();
        Counted(site.clone())
    }
}

impl Drop for Counted {
    fn drop(&mut self) {
        self.0.metrics().queries.dec();
    }
}

/// A query, and all that its answer depends on.
struct Question {
    snapshot: Arc<Snapshot>,
    asked: Asked,
    query: String,
    request: Request,
    limit: Limit,
    limits: Limits,
}

impl Question {
    fn answer(self, answerer: Answerer) {
        let prepared = match prepare("query", &self.query, self.snapshot.graph.base()) {
            Ok(prepared) => prepared,
            Err(error) => {
                let stopped = answerer.run().stopped();
                if self.request.formats.is_empty() && wants_page(&self.asked) {
                    let outcome = Outcome::of(error, |error| refused(error, stopped));
                    let page = self.page(answerer.run(), &outcome);
                    return answerer.tell(page);
                }
                return answerer.tell(Err(refused(error, stopped)));
            }
        };
        let accept = accept(&self.asked.headers);
        let shape = match choose(prepared.form(), &self.request.formats, &accept) {
            Ok(shape) => shape,
            Err(failure) => return answerer.tell(Err(failure)),
        };
        let media_type = match shape {
            Shape::File(_, media_type) => media_type,
            Shape::Page => "text/html",
        };
        let mut head = Reply::new(&content_type(media_type), "");
        if let Some(tag) = self.tag(&prepared, media_type) {
            head = head.with(ETAG, &tag).with(CACHE_CONTROL, "no-cache");
            if is_known(&self.asked, &tag) {
                return answerer.tell(Ok(head.not_modified()));
            }
        }
        if self.asked.method == Method::HEAD {
            return answerer.tell(Ok(head.head()));
        }
        match shape {
            Shape::Page => {
                let run = answerer.run();
                let page = self.answered(run, prepared, head);
                // Names that could not be looked up in time are no fault of the query.
                let page = page.map_err(|failure| run.stopped().map_or(failure, told));
                answerer.tell(page);
            }
            Shape::File(format, _) => answerer.stream(head, |out, run| {
                let engine = self.snapshot.engine(self.limit).until(&run.token);
                let dataset = &self.request.dataset;
                stream(engine, prepared, dataset, &run.token, format, out)
                    .map_err(|error| refused(error, run.stopped()))
            }),
        }
    }

    /// The page with the first rows.
    fn answered(&self, run: &Run, prepared: Prepared, head: Reply) -> Result<Reply, Failure> {
        let snapshot = &self.snapshot;
        let beginning = beginning(
            snapshot.engine(self.limit).until(&run.token),
            prepared,
            &self.request.dataset,
            &run.token,
            self.limits.rows,
        );
        match beginning {
            Ok(beginning) => {
                let mut page = self.page(run, &Outcome::Answered(beginning))?;
                let known = head.headers.into_iter();
                page.headers
                    .extend(known.filter(|(name, _)| name != CONTENT_TYPE));
                Ok(page)
            }
            Err(error) => self.page(
                run,
                &Outcome::of(error, |error| refused(error, run.stopped())),
            ),
        }
    }

    fn page(&self, run: &Run, outcome: &Outcome) -> Result<Reply, Failure> {
        let view = View {
            asked: &self.asked,
            snapshot: &self.snapshot,
            limits: &self.limits,
            engine: self.snapshot.engine(self.limit).until(&run.token),
        };
        editor::answered(&view, &self.query, &self.request, outcome)
    }

    /// What this answer is known by to caches; none where it may be another the next time.
    fn tag(&self, prepared: &Prepared, media_type: &str) -> Option<String> {
        let snapshot = self.snapshot.tag.as_ref()?;
        if prepared.is_volatile() || self.asked.method == Method::POST {
            return None;
        }
        let graphs = |graphs: &[NamedNode]| {
            let names: Vec<&str> = graphs.iter().map(NamedNode::as_str).collect();
            names.join(" ")
        };
        let dataset = &self.request.dataset;
        Some(entity_tag(&[
            snapshot,
            media_type,
            &self.query,
            &graphs(&dataset.default),
            &graphs(&dataset.named),
        ]))
    }
}

/// What a client is told about a query that has no answer.
pub fn refused(error: StreamError, stopped: Option<Reason>) -> Failure {
    let status = match &error {
        StreamError::Query(_) if stopped.is_none() => {
            let StreamError::Query(error) = error else {
                return Failure::bad("no query");
            };
            return Failure::from(error);
        }
        StreamError::Query(_) | StreamError::Stopped => {
            return told(stopped.unwrap_or(Reason::Time));
        }
        StreamError::Complex(_) | StreamError::Text => StatusCode::BAD_REQUEST,
        StreamError::Service => StatusCode::FORBIDDEN,
        StreamError::Format(_) => StatusCode::NOT_ACCEPTABLE,
        StreamError::Output(_) => StatusCode::SERVICE_UNAVAILABLE,
    };
    Failure::new(status, error.to_string())
}
