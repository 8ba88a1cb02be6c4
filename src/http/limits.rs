//! What one visitor may take of the server, so that the others are still answered.

use std::num::NonZeroUsize;
use std::time::Duration;

/// The bounds that `serve` keeps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// How long a page or a query may take, waiting for its turn or for who makes the same page
    /// included.
    pub time: Duration,
    /// How many SPARQL queries typed by visitors are evaluated at once; more are refused.
    pub queries: usize,
    /// How many pages are made at once; more wait.
    pub pages: usize,
    /// How many connections are open at once; more wait to be accepted.
    pub connections: usize,
    /// The largest body of a request, in bytes.
    pub body: usize,
    /// The most rows of a table on a page; downloads have all.
    pub rows: usize,
    /// How long a client may take to send a request's head, and be silent between two requests.
    pub head: Duration,
    /// How long a client may take to send a body, or not read an answer.
    pub stall: Duration,
    /// How long requests may go on after the server was told to stop.
    pub farewell: Duration,
    /// How much memory the queries of visitors may take together, in bytes, beyond what the
    /// process held when its graph was opened.
    pub memory: u64,
}

impl Default for Limits {
    fn default() -> Self {
        let cores = std::thread::available_parallelism().map_or(2, NonZeroUsize::get);
        Limits {
            time: Duration::from_secs(10),
            queries: cores,
            pages: 2 * cores,
            connections: 1024,
            body: 1 << 20,
            rows: 1000,
            head: Duration::from_secs(15),
            stall: Duration::from_secs(15),
            farewell: Duration::from_secs(10),
            memory: 2 << 30,
        }
    }
}
