//! What an answer is known by to caches: a weak entity tag made of all that it depends on.

use super::asked::Asked;
use axum::http::header::IF_NONE_MATCH;
use sha2::{Digest, Sha256};

/// A short text that differs when any of these does.
pub fn digest<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update((part.len() as u64).to_le_bytes());
        hash.update(part);
    }
    let bytes = hash.finalize();
    let first = bytes.iter().take(12);
    first.map(|byte| format!("{byte:02x}")).collect()
}

/// The tag of an answer that depends on nothing but these.
pub fn entity_tag(parts: &[&str]) -> String {
    let digest = digest(parts.iter().map(|part| part.as_bytes()));
    format!("W/\"{digest}\"")
}

/// Whether the client has the answer of that tag already. Tags are compared weakly (RFC 9110,
/// 8.8.3.2), as If-None-Match wants it.
pub fn is_known(asked: &Asked, tag: &str) -> bool {
    let bare = |tag: &str| tag.strip_prefix("W/").unwrap_or(tag).to_owned();
    let wanted = bare(tag);
    let headers = asked.headers.get_all(IF_NONE_MATCH).iter();
    headers
        .filter_map(|header| header.to_str().ok())
        .flat_map(|header| header.split(','))
        .map(str::trim)
        .any(|known| known == "*" || bare(known) == wanted)
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::{HeaderMap, HeaderValue, Method};

    #[test]
    fn tags_are_found_in_what_a_client_has() {
        let tag = entity_tag(&["graph", "/id/a"]);
        assert_ne!(tag, entity_tag(&["graph/", "id/a"]));
        let strong = tag.trim_start_matches("W/");
        for (headers, expected) in [
            (vec![], false),
            (vec!["*".to_owned()], true),
            (vec![tag.clone()], true),
            (vec![strong.to_owned()], true),
            (vec![format!("\"x\" , {tag}")], true),
            (vec!["\"x\"".to_owned(), tag.clone()], true),
            (vec![strong.trim_matches('"').to_owned()], false),
            (vec![entity_tag(&["graph", "/id/b"])], false),
        ] {
            let mut map = HeaderMap::new();
            for header in &headers {
                map.append(IF_NONE_MATCH, HeaderValue::from_str(header).unwrap());
            }
            let asked = Asked::new(Method::GET, "/id/a".parse().unwrap(), map);
            assert_eq!(is_known(&asked, &tag), expected, "{headers:?}");
        }
    }
}
