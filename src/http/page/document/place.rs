//! Where claims and sentences stand in the pages of their documents.

use crate::answer::Sentence;
use crate::http::asked::address;
use crate::http::view::View;

/// A document's text of fewer bytes is on one page, however many facts it states; of a longer
/// one, an address says which place is to be on the page that is sent.
const LONG: u64 = 2000;

/// Where a claim stands in its document's page.
pub fn place(view: &View<'_>, document: &str, claim: &str) -> String {
    let last = claim.rsplit('/').next().unwrap_or_default();
    match (document, last) {
        ("", _) => address("/thing", &[("iri", claim)]),
        (document, "") => view.link(document),
        (document, last) => within(view, document, &format!("c-{last}")),
    }
}

/// Where a sentence stands in its document's page.
pub fn place_of(view: &View<'_>, sentence: &Sentence) -> String {
    let document = &sentence.document_iri;
    match sentence.start {
        Some(start) => within(view, document, &format!("s-{start}")),
        None => view.link(document),
    }
}

fn within(view: &View<'_>, document: &str, place: &str) -> String {
    let link = view.link(document);
    let texts = view.snapshot.texts.as_ref();
    let size = texts.and_then(|texts| texts.size(document));
    if size.is_some_and(|size| size < LONG) {
        return format!("{link}#{place}");
    }
    let and = if link.contains('?') { '&' } else { '?' };
    format!("{link}{and}at={place}#{place}")
}
