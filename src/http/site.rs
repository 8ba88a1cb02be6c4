//! The state that requests share: the graph as it is now, and the turns in which pages are made.
//!
//! A page is made once for all who ask for it at the same time, and kept until the graph is read
//! again. Whoever makes it works on a thread that may block, under the time limit; when nobody
//! waits for it any more, it is stopped.

use super::asked::Asked;
use super::failure::Failure;
use super::limits::Limits;
use super::metrics::Metrics;
use super::negotiate::{accept, wants_page};
use super::reply::Reply;
use super::snapshot::{Snapshot, SnapshotError};
use super::sparql::Warden;
use super::tag::{entity_tag, is_known};
use super::view::{Frame, View};
use crate::answer::Limit;
use crate::graph::Location;
use crate::knowledge::Source;
use axum::body::Body;
use axum::http::header::{CACHE_CONTROL, ETAG};
use axum::http::{HeaderValue, Response, StatusCode};
use oxigraph::sparql::CancellationToken;
use std::panic::AssertUnwindSafe;
use std::sync::{Arc, PoisonError, RwLock};
use tokio::sync::Semaphore;
use tokio::task::spawn_blocking;
use tokio::time::{Instant, timeout_at};

/// What is served, and how.
#[derive(Clone, Debug)]
pub struct Options {
    pub location: Location,
    pub source: Source,
    pub limits: Limits,
    /// Gives memory that was freed back to the system; called when large queries have ended.
    pub give_back: fn(),
}

/// The state of the server. Cheap to copy.
#[derive(Clone)]
pub struct Site(Arc<State>);

struct State {
    options: Options,
    current: RwLock<Arc<Snapshot>>,
    turns: Arc<Semaphore>,
    metrics: Metrics,
    warden: Arc<Warden>,
}

impl Site {
    /// Opens the graph.
    ///
    /// # Errors
    /// If it cannot be opened, or a data file is broken.
    pub fn open(options: Options) -> Result<Site, SnapshotError> {
        let snapshot = Snapshot::open(&options.location, &options.source)?;
        Ok(Site(Arc::new(State {
            turns: Arc::new(Semaphore::new(options.limits.pages.max(1))),
            warden: Warden::new(&options.limits, options.give_back),
            options,
            current: RwLock::new(Arc::new(snapshot)),
            metrics: Metrics::new(),
        })))
    }

    /// The graph as it is now.
    pub fn snapshot(&self) -> Arc<Snapshot> {
        let current = self.0.current.read();
        Arc::clone(&current.unwrap_or_else(PoisonError::into_inner))
    }

    /// Reads the graph again; requests that are under way keep what they have. Blocks.
    ///
    /// # Errors
    /// If it cannot be opened; what was there goes on being served.
    pub fn reload(&self) -> Result<(), SnapshotError> {
        let result = Snapshot::open(&self.0.options.location, &self.0.options.source);
        self.0.metrics.reloaded(result.is_ok());
        let snapshot = Arc::new(result?);
        let mut current = self
            .0
            .current
            .write()
            .unwrap_or_else(PoisonError::into_inner);
        *current = snapshot;
        drop(current);
        self.0.warden.anew();
        Ok(())
    }

    /// What it keeps to.
    pub fn limits(&self) -> &Limits {
        &self.0.options.limits
    }

    /// What is being served, and how.
    pub fn options(&self) -> &Options {
        &self.0.options
    }

    /// What is counted.
    pub fn metrics(&self) -> &Metrics {
        &self.0.metrics
    }

    /// Who gives the queries of visitors their turns.
    pub fn warden(&self) -> &Warden {
        &self.0.warden
    }

    /// Answers with a page that depends on nothing but the graph and the address.
    pub async fn page<F>(&self, asked: Asked, work: F) -> Response<Body>
    where
        F: FnOnce(&View<'_>) -> Result<Reply, Failure> + Send + 'static,
    {
        let snapshot = self.snapshot();
        let until = Instant::now() + self.0.options.limits.time;
        let Some(of) = &snapshot.tag else {
            return finish(self.make(&snapshot, asked, until, work).await, None);
        };
        // What a page looks like may depend on what the client accepts.
        let accept = accept(&asked.headers);
        let tag = entity_tag(&[of, &accept, asked.address()]);
        let is_known = is_known(&asked, &tag);
        let key = format!("{accept} {}", asked.address());
        let ready = snapshot.pages.get_value_or_guard_async(&key);
        let reply = match timeout_at(until, ready).await {
            Ok(Ok(reply)) => reply,
            Ok(Err(place)) => {
                let reply = self.make(&snapshot, asked, until, work).await;
                let is_answer = reply.status.is_success() || reply.status.is_redirection();
                if is_answer && !reply.is_fleeting {
                    // Whoever waited for the place gets it; the cache may forget it at once.
                    let _full = place.insert(reply.clone());
                }
                reply
            }
            // Somebody else has been making it all that time.
            Err(_) => self.failed(&snapshot, &asked, &self.late()),
        };
        let tag = Some(tag).filter(|_| reply.status.is_success() && !reply.is_fleeting);
        match is_known && tag.is_some() {
            true => finish(reply.not_modified(), tag.as_deref()),
            false => finish(reply, tag.as_deref()),
        }
    }

    fn late(&self) -> Failure {
        Failure::late(self.0.options.limits.time.as_secs_f64())
    }

    /// Counts and tells a failure.
    fn failed(&self, snapshot: &Snapshot, asked: &Asked, failure: &Failure) -> Reply {
        self.0.metrics.failed(failure.status);
        let frame = Frame {
            snapshot,
            path: &asked.path,
            searched: "",
        };
        failure.reply(&frame, wants_page(asked))
    }

    /// Makes a page when there is a turn.
    async fn make<F>(
        &self,
        snapshot: &Arc<Snapshot>,
        asked: Asked,
        until: Instant,
        work: F,
    ) -> Reply
    where
        F: FnOnce(&View<'_>) -> Result<Reply, Failure> + Send + 'static,
    {
        let limits = self.0.options.limits;
        let stop = CancellationToken::new();
        // Stops the work when this future is dropped, because the client has gone, or in time.
        let _stopped = Stop(stop.clone());
        let asked = Arc::new(asked);
        let made = timeout_at(until, async {
            let turn = Arc::clone(&self.0.turns).acquire_owned().await;
            let (snapshot, asked) = (Arc::clone(snapshot), Arc::clone(&asked));
            let stop = stop.clone();
            spawn_blocking(move || {
                let _turn = turn;
                let limit = Limit(Some(limits.time));
                let view = View {
                    asked: &asked,
                    snapshot: &snapshot,
                    limits: &limits,
                    engine: snapshot.engine(limit).until(&stop),
                };
                // A fault in one page is no other page's.
                std::panic::catch_unwind(AssertUnwindSafe(|| work(&view)))
            })
            .await
        });
        let broken = || Failure::new(StatusCode::INTERNAL_SERVER_ERROR, "this page is broken");
        let made = match made.await {
            Ok(Ok(Ok(made))) => made,
            Ok(_) => Err(broken()),
            Err(_) => Err(self.late()),
        };
        made.unwrap_or_else(|failure| self.failed(snapshot, &asked, &failure))
    }
}

/// Cancels when it is dropped.
struct Stop(CancellationToken);

impl Drop for Stop {
    fn drop(&mut self) {
        self.0.cancel();
    }
}

fn finish(reply: Reply, tag: Option<&str>) -> Response<Body> {
    let mut response = reply.into_response();
    let headers = response.headers_mut();
    match tag.and_then(|tag| HeaderValue::from_str(tag).ok()) {
        Some(tag) => {
            headers.insert(ETAG, tag);
            headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-cache"));
        }
        None if !headers.contains_key(CACHE_CONTROL) => {
            headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
        }
        None => {}
    }
    response
}
