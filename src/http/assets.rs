//! The style, the script and the icon. They are our own and inside the binary; their addresses
//! carry what they are, so that browsers may keep them.

use super::reply::{Reply, TEXT};
use axum::body::Body;
use axum::extract::Path;
use axum::http::header::CACHE_CONTROL;
use axum::http::{Response, StatusCode};
use sha2::{Digest, Sha256};
use std::sync::LazyLock;

/// A file of the pages.
struct Asset {
    name: &'static str,
    media_type: &'static str,
    text: &'static str,
}

const ASSETS: [Asset; 4] = [
    Asset {
        name: "site.css",
        media_type: "text/css; charset=utf-8",
        text: include_str!("assets/site.css"),
    },
    Asset {
        name: "site.js",
        media_type: "text/javascript; charset=utf-8",
        text: include_str!("assets/site.js"),
    },
    Asset {
        name: "sparql.js",
        media_type: "text/javascript; charset=utf-8",
        text: include_str!("assets/sparql.js"),
    },
    Asset {
        name: "icon.svg",
        media_type: "image/svg+xml",
        text: include_str!("assets/icon.svg"),
    },
];

/// What tells one version of the files from another.
static VERSION: LazyLock<String> = LazyLock::new(|| {
    let mut hash = Sha256::new();
    for asset in &ASSETS {
        hash.update(asset.text);
    }
    let bytes = hash.finalize();
    bytes[..6]
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
});

/// Where a file is.
pub fn address(name: &str) -> String {
    format!("/assets/{name}?v={}", *VERSION)
}

/// Sends a file.
pub async fn get(Path(name): Path<String>) -> Response<Body> {
    let found = ASSETS.iter().find(|asset| asset.name == name);
    let reply = match found {
        Some(asset) => Reply::new(asset.media_type, asset.text)
            .with(CACHE_CONTROL, "public, max-age=31536000, immutable"),
        None => Reply::new(TEXT, "there is no such file\n").status(StatusCode::NOT_FOUND),
    };
    reply.into_response()
}
