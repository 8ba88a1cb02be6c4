//! `serve`: the graph as a site and a SPARQL endpoint.

use super::failure::{Failure, exit};
use super::global::Global;
use crate::graph::Location;
use crate::http::{Limits, Options, ServeError, Site, serve};
use std::io::Write;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::time::Duration;

/// Serve the graph as a site for readers and an endpoint for SPARQL clients
///
/// Nothing can be changed through it. It listens on this machine only unless --host says otherwise,
/// reads the graph again when its file changes or on SIGHUP, and stops on Ctrl-C or SIGTERM when
/// what is under way has been answered.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  expograph serve                                 http://127.0.0.1:8000/ shows expo.nq
  expograph serve --graph fairs.nq --port 8080
  expograph serve --host 0.0.0.0 --timeout 5      for all in the network
  expograph serve --port 0                        any free port; the address is printed")]
pub struct Serve {
    /// The address to listen on; 0.0.0.0 or :: for all of this machine's
    #[arg(long, value_name = "ADDRESS", default_value_t = IpAddr::V4(Ipv4Addr::LOCALHOST))]
    host: IpAddr,

    /// The port to listen on; 0 for any free one
    #[arg(long, short, value_name = "PORT", default_value_t = 8000)]
    port: u16,

    /// How long a page or query may take, in seconds
    #[arg(long, value_name = "SECONDS", default_value = "10", value_parser = super::limit::seconds)]
    timeout: Duration,

    /// How many SPARQL queries are evaluated at once [default: as many as there are cores]
    #[arg(long, value_name = "N")]
    queries: Option<std::num::NonZeroUsize>,

    /// The most rows of a table on a page; downloads have all
    #[arg(long, value_name = "N", default_value_t = Limits::default().rows)]
    rows: usize,

    /// How much memory queries may take together, in MiB
    #[arg(long, value_name = "MIB", default_value_t = Limits::default().memory >> 20)]
    memory: u64,

    /// No line on stderr for each request
    #[arg(long)]
    no_log: bool,
}

impl Serve {
    pub fn run(self, global: &Global) -> Result<u8, Failure> {
        let mut limits = Limits {
            time: self.timeout,
            rows: self.rows.max(1),
            memory: self.memory.saturating_mul(1 << 20),
            ..Limits::default()
        };
        if let Some(queries) = self.queries {
            limits.queries = queries.get();
        }
        let options = Options {
            location: Location::parse(&global.graph)?,
            source: global.source(),
            limits,
            give_back: global.give_back.unwrap_or(|| ()),
        };
        global.note(&format!("opening {}", global.graph));
        let site = Site::open(options)?;
        let address = SocketAddr::new(self.host, self.port);
        let log = !self.no_log && !global.quiet;
        serve(site, address, log, |address| {
            // Where stdout is closed nobody wants to know.
            let mut out = std::io::stdout();
            let _closed = writeln!(out, "http://{address}/").and_then(|()| out.flush());
            global.note("press Ctrl-C to stop");
        })?;
        Ok(exit::FINE)
    }
}

impl From<ServeError> for Failure {
    fn from(error: ServeError) -> Failure {
        Failure::new(exit::GRAPH, error)
    }
}
