//! What is sent back: a page or a file, ready in memory, or where to look instead.

use axum::body::Body;
use axum::http::header::{
    CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE, LINK, LOCATION, RETRY_AFTER, VARY,
};
use axum::http::{HeaderName, HeaderValue, Response, StatusCode};
use bytes::Bytes;
use http_body::Frame;
use percent_encoding::{CONTROLS, utf8_percent_encode};
use std::convert::Infallible;
use std::pin::Pin;
use std::task::{Context, Poll};

/// The type of pages.
pub const HTML: &str = "text/html; charset=utf-8";

/// The type of plain texts.
pub const TEXT: &str = "text/plain; charset=utf-8";

/// An answer in memory. Cheap to copy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    pub status: StatusCode,
    pub headers: Vec<(HeaderName, HeaderValue)>,
    pub body: Bytes,
    /// It may be another the next time, and is not to be kept.
    pub is_fleeting: bool,
    /// Only its head is sent: of what length the body would be is not said.
    is_head: bool,
}

impl Reply {
    /// A body of a media type.
    pub fn new(media_type: &str, body: impl Into<Bytes>) -> Reply {
        let reply = Reply {
            status: StatusCode::OK,
            headers: Vec::new(),
            body: body.into(),
            is_fleeting: false,
            is_head: false,
        };
        reply.with(CONTENT_TYPE, media_type)
    }

    /// A page of HTML.
    pub fn page(body: impl Into<Bytes>) -> Reply {
        Reply::new(HTML, body)
    }

    /// "303 See Other": what was asked for is no document, or is one elsewhere.
    pub fn see_other(address: &str) -> Reply {
        let address = utf8_percent_encode(address, CONTROLS).to_string();
        let mut reply = Reply::new(TEXT, format!("See {address}\n")).with(LOCATION, &address);
        reply.status = StatusCode::SEE_OTHER;
        reply
    }

    /// The same with another status.
    pub fn status(mut self, status: StatusCode) -> Reply {
        self.status = status;
        self
    }

    /// The same with a header more. What no header can carry is left out.
    pub fn with(mut self, name: HeaderName, value: &str) -> Reply {
        if let Ok(value) = HeaderValue::from_str(value) {
            self.headers.push((name, value));
        }
        self
    }

    /// As a download of that name, which is plain ASCII.
    pub fn named(self, file: &str) -> Reply {
        self.with(CONTENT_DISPOSITION, &format!("inline; filename=\"{file}\""))
    }

    /// With a link to another form of it: `Link: <...>; rel="alternate"; type="text/turtle"`.
    pub fn alternate(self, address: &str, media_type: &str) -> Reply {
        let link = format!("<{address}>; rel=\"alternate\"; type=\"{media_type}\"");
        self.with(LINK, &link)
    }

    /// Which headers of a request it depends on.
    pub fn varies_by(self, headers: &str) -> Reply {
        self.with(VARY, headers)
    }

    /// When to come again.
    pub fn retry_after(self, seconds: u64) -> Reply {
        self.with(RETRY_AFTER, &seconds.to_string())
            .with(CACHE_CONTROL, "no-store")
    }

    /// The same, not to be kept: it depends on more than the graph and the address.
    pub fn fleeting(self) -> Reply {
        Reply {
            is_fleeting: true,
            ..self
        }
    }

    /// The head alone, for HEAD where the body was not made.
    pub fn head(self) -> Reply {
        Reply {
            body: Bytes::new(),
            is_head: true,
            ..self
        }
    }

    /// "304 Not Modified": the client has it.
    pub fn not_modified(mut self) -> Reply {
        self.headers.retain(|(name, _)| name != CONTENT_TYPE);
        self.head().status(StatusCode::NOT_MODIFIED)
    }

    /// How much memory it takes, about.
    pub fn size(&self) -> usize {
        self.body.len() + 64 * self.headers.len()
    }

    /// As the server sends it.
    pub fn into_response(self) -> Response<Body> {
        let mut response = Response::new(match self.is_head {
            true => Body::new(Unmeasured),
            false => Body::from(self.body),
        });
        *response.status_mut() = self.status;
        for (name, value) in self.headers {
            response.headers_mut().append(name, value);
        }
        response
    }
}

/// A body that is not there and was not measured: no Content-Length is made of it.
struct Unmeasured;

impl http_body::Body for Unmeasured {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        Poll::Ready(None)
    }

    fn is_end_stream(&self) -> bool {
        true
    }
}
