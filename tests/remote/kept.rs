//! Connections that were kept and are gone when the next request is sent.

use super::server::{Piece, Server, one, response, results};
use super::{gives, query};

#[test]
fn an_endpoint_that_breaks_kept_connections() {
    let kept = |mut pieces: Vec<Piece>| {
        pieces.push(Piece::BreakWhenKept);
        pieces
    };
    let mut count = 0;
    let server = Server::start_all(move |_| {
        count += 1;
        match count {
            1 => kept(results(
                "{\"head\":{\"vars\":[]},\"results\":{\"bindings\":[]}}",
            )),
            2 => kept(response(
                "307 Moved",
                "text/plain",
                "Location: /there\r\n",
                "",
            )),
            3 => kept(response("503 Busy", "text/plain", "Retry-After: 0\r\n", "")),
            _ => results(&one("a")),
        }
    });
    gives(&query(&server), "a");
    assert_eq!(server.all_requests().len(), 4);
}
