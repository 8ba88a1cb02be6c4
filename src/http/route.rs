//! Which address is answered by what, and what every answer has.

use super::failure::Failure;
use super::log::{self, Log};
use super::site::Site;
use super::{assets, data, page, sparql};
use axum::Router;
use axum::body::Body;
use axum::extract::{DefaultBodyLimit, State};
use axum::http::header::{
    ALLOW, CONTENT_SECURITY_POLICY, HeaderName, REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS,
    X_FRAME_OPTIONS,
};
use axum::http::{HeaderValue, Response, StatusCode};
use axum::middleware::from_fn_with_state;
use axum::routing::{any, get};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{DefaultPredicate, Predicate};
use tower_http::set_header::SetResponseHeaderLayer;

use super::asked::Asked;

/// What pages may load: their own style and script, nothing inline, nothing from elsewhere.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
     connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// What has no body is not compressed: "nothing" would become something.
#[derive(Clone, Copy)]
struct HasBody;

impl Predicate for HasBody {
    fn should_compress<B: http_body::Body>(&self, response: &Response<B>) -> bool {
        !response.body().is_end_stream()
    }
}

/// Everything that is answered. With `log`, each request is told on stderr.
pub fn router(site: Site, log: bool) -> Router {
    let pages = Router::new()
        .route("/", get(page::start::get))
        .route("/search", get(page::search::get))
        .route("/search.json", get(page::search::suggest))
        .route("/browse", get(page::browse::get))
        .route("/id/{*path}", get(page::entity::get))
        .route("/thing", get(page::entity::thing))
        .route("/compare", get(page::compare::get))
        .route("/path", get(page::path::get))
        .route("/disputes", get(page::disputes::get))
        .route("/checks", get(page::checks::get))
        .route("/questions", get(page::questions::get))
        .route("/questions/{name}", get(page::question::get))
        .route("/ask", get(page::ask::get))
        .route("/about", get(page::about::get))
        .route("/health", get(page::health::get))
        .route("/metrics", get(page::health::metrics))
        .route("/sparql", any(sparql::answer))
        .route("/data", any(data::answer))
        .route("/assets/{file}", get(assets::get))
        .method_not_allowed_fallback(not_allowed)
        .fallback(not_found);
    let header = |name: HeaderName, value: &'static str| {
        SetResponseHeaderLayer::if_not_present(name, HeaderValue::from_static(value))
    };
    pages
        .layer(DefaultBodyLimit::max(site.limits().body))
        .layer(CompressionLayer::new().compress_when(DefaultPredicate::new().and(HasBody)))
        .layer(header(CONTENT_SECURITY_POLICY, POLICY))
        .layer(header(X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .layer(header(X_FRAME_OPTIONS, "DENY"))
        .layer(header(REFERRER_POLICY, "same-origin"))
        .layer(CatchPanicLayer::new())
        .layer(from_fn_with_state(
            Log {
                site: site.clone(),
                is_on: log,
            },
            log::layer,
        ))
        .with_state(site)
}

async fn not_found(State(site): State<Site>, asked: Asked) -> Response<Body> {
    site.page(asked, |view| {
        Err(Failure::unknown(format!(
            "there is no page at {}",
            view.asked.path
        )))
    })
    .await
}

async fn not_allowed(State(site): State<Site>, asked: Asked) -> Response<Body> {
    let method = asked.method.clone();
    let problem = format!("pages are only read: {method} is not allowed");
    let failure = Failure::new(StatusCode::METHOD_NOT_ALLOWED, problem);
    let snapshot = site.snapshot();
    let frame = super::view::Frame {
        snapshot: &snapshot,
        path: &asked.path,
        searched: "",
    };
    let reply = failure.reply(&frame, false).with(ALLOW, "GET, HEAD");
    reply.into_response()
}
