//! The access log: a line for each request on stderr, in the combined log format, with the time
//! it took in seconds at its end.

use super::site::Site;
use axum::body::Body;
use axum::extract::{ConnectInfo, Request, State};
use axum::http::header::{CONTENT_LENGTH, REFERER, USER_AGENT};
use axum::http::{HeaderName, Response};
use axum::middleware::Next;
use jiff::Zoned;
use std::io::Write;
use std::net::SocketAddr;
use std::time::Instant;

/// Whether requests are logged; kept in the router as a layer's state.
#[derive(Clone)]
pub struct Log {
    pub site: Site,
    pub is_on: bool,
}

/// Counts a request and logs it.
pub async fn layer(State(log): State<Log>, request: Request, next: Next) -> Response<Body> {
    let began = Instant::now();
    let metrics = log.site.metrics();
    metrics.underway.inc();
    let _ended = Ended(&log.site);
    let line = log.is_on.then(|| {
        let client = request.extensions().get::<ConnectInfo<SocketAddr>>();
        let client = client.map_or_else(|| "-".to_owned(), |info| info.0.ip().to_string());
        let header = |name: HeaderName| {
            let value = request.headers().get(name);
            value.map_or_else(|| "-".to_owned(), |value| plain(value.as_bytes()))
        };
        let (referer, agent) = (header(REFERER), header(USER_AGENT));
        let asked = format!(
            "{} {} {:?}",
            request.method(),
            plain(request.uri().to_string().as_bytes()),
            request.version()
        );
        (client, asked, referer, agent)
    });
    let response = next.run(request).await;
    let took = began.elapsed();
    metrics.answered(response.status(), took);
    if let Some((client, asked, referer, agent)) = line {
        let size = response.headers().get(CONTENT_LENGTH);
        let size = size.and_then(|size| size.to_str().ok()).unwrap_or("-");
        let time = Zoned::now().strftime("%d/%b/%Y:%H:%M:%S %z");
        // Where stderr is closed nobody reads the log.
        let _closed = writeln!(
            std::io::stderr(),
            "{client} - - [{time}] \"{asked}\" {} {size} \"{referer}\" \"{agent}\" {:.4}",
            response.status().as_u16(),
            took.as_secs_f64()
        );
    }
    response
}

struct Ended<'a>(&'a Site);

impl Drop for Ended<'_> {
    fn drop(&mut self) {
        self.0.metrics().underway.dec();
    }
}

/// As it can stand between quotation marks on a line of a terminal.
fn plain(bytes: &[u8]) -> String {
    let cut = &bytes[..bytes.len().min(500)];
    let text = cut.escape_ascii().to_string();
    text.replace("\\'", "'")
}
