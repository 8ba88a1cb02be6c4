//! `serve`: a graph as a site for readers and an endpoint for SPARQL clients. Reading only:
//! nothing that arrives here changes a graph, and nothing on a page is loaded from elsewhere.
//!
//! A request is read into an [`Asked`]; its page is a function from a [`View`] (one graph as it
//! was opened, and whoever asks) to a [`Reply`], run on a thread where it may block. Pages show
//! what the commands answer, from the same code in [`crate::answer`].

mod asked;
mod assets;
mod chrome;
mod data;
mod failure;
mod limits;
mod log;
mod metrics;
mod negotiate;
mod page;
mod reply;
mod route;
mod server;
mod site;
mod snapshot;
mod sparql;
mod stall;
mod tag;
mod taste;
mod view;
mod watch;

pub use asked::Asked;
pub use failure::Failure;
pub use limits::Limits;
pub use metrics::Metrics;
pub use reply::Reply;
pub use route::router;
pub use server::{ServeError, serve};
pub use site::{Options, Site};
pub use snapshot::{Edition, Entry, Names, Overview, Series, Snapshot, SnapshotError};
pub use taste::{Class, Taste, TasteError};
pub use view::View;
