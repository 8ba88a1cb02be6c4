//! Whether the server is well, for those who watch it.

use crate::http::reply::{Reply, TEXT};
use crate::http::site::Site;
use axum::body::Body;
use axum::extract::State;
use axum::http::Response;
use axum::http::header::CACHE_CONTROL;

/// "ok": the graph is there and requests are answered.
pub async fn get() -> Response<Body> {
    Reply::new(TEXT, "ok\n")
        .with(CACHE_CONTROL, "no-store")
        .into_response()
}

/// What is counted.
pub async fn metrics(State(site): State<Site>) -> Response<Body> {
    site.metrics()
        .reply()
        .with(CACHE_CONTROL, "no-store")
        .into_response()
}
