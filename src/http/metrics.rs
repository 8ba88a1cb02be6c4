//! What the server counts, in the exposition format of Prometheus.

use super::reply::Reply;
use axum::http::StatusCode;
use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::{Histogram, exponential_buckets};
use prometheus_client::registry::{Registry, Unit};
use std::time::Duration;

/// The media type of what [`Metrics::reply`] gives.
const OPENMETRICS: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Status {
    status: u32,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Outcome {
    outcome: &'static str,
}

/// Counters and gauges.
pub struct Metrics {
    registry: Registry,
    requests: Family<Status, Counter>,
    failures: Family<Status, Counter>,
    seconds: Histogram,
    reloads: Family<Outcome, Counter>,
    /// Requests that are being answered.
    pub underway: Gauge,
    /// SPARQL queries of visitors whose evaluation has not ended.
    pub queries: Gauge,
    pub connections: Gauge,
    memory: Gauge,
}

impl Metrics {
    /// All at zero.
    #[expect(
        clippy::new_without_default,
        reason = "counters that nobody reads are no default of anything"
    )]
    pub fn new() -> Metrics {
        let metrics = Metrics {
            registry: Registry::with_prefix("expograph"),
            requests: Family::default(),
            failures: Family::default(),
            // From a millisecond to half a minute.
            seconds: Histogram::new(exponential_buckets(0.001, 2.0, 16)),
            reloads: Family::default(),
            underway: Gauge::default(),
            queries: Gauge::default(),
            connections: Gauge::default(),
            memory: Gauge::default(),
        };
        metrics.registered()
    }

    fn registered(mut self) -> Metrics {
        let all = &mut self.registry;
        all.register(
            "requests",
            "Requests answered, by status",
            self.requests.clone(),
        );
        all.register(
            "failures",
            "Pages that could not be made, by status",
            self.failures.clone(),
        );
        all.register_with_unit(
            "request_duration",
            "Time until an answer began",
            Unit::Seconds,
            self.seconds.clone(),
        );
        all.register(
            "reloads",
            "Times the graph was read again",
            self.reloads.clone(),
        );
        all.register(
            "requests_underway",
            "Requests being answered",
            self.underway.clone(),
        );
        all.register(
            "queries_underway",
            "SPARQL queries being evaluated",
            self.queries.clone(),
        );
        all.register("connections", "Open connections", self.connections.clone());
        all.register_with_unit(
            "resident_memory",
            "Memory of the process",
            Unit::Bytes,
            self.memory.clone(),
        );
        self
    }

    /// A request was answered.
    pub fn answered(&self, status: StatusCode, time: Duration) {
        let status = u32::from(status.as_u16());
        self.requests.get_or_create(&Status { status }).inc();
        self.seconds.observe(time.as_secs_f64());
    }

    /// A page could not be made.
    pub fn failed(&self, status: StatusCode) {
        let status = u32::from(status.as_u16());
        self.failures.get_or_create(&Status { status }).inc();
    }

    /// The graph was read again, or could not be.
    pub fn reloaded(&self, well: bool) {
        let outcome = if well { "done" } else { "failed" };
        self.reloads.get_or_create(&Outcome { outcome }).inc();
    }

    /// All of them as text.
    pub fn reply(&self) -> Reply {
        let memory = resident_memory().unwrap_or(0);
        self.memory.set(i64::try_from(memory).unwrap_or(i64::MAX));
        let mut text = String::new();
        // Writing to a string does not fail.
        let _never = encode(&mut text, &self.registry);
        Reply::new(OPENMETRICS, text)
    }
}

/// The memory of this process that is in use, in bytes; none where the system does not tell.
pub fn resident_memory() -> Option<u64> {
    let text = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = text.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    let kib: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kib * 1024)
}
