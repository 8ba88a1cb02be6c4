//! Pictures in pages: in the page's colours, things leading to their pages.

use crate::answer::picture::{Picture, Style};
use crate::http::failure::Failure;
use crate::http::view::View;
use maud::{Markup, PreEscaped, html};

/// A picture with its caption; it scrolls where it is wider than the page.
pub fn figure(view: &View<'_>, picture: &Picture, caption: &str) -> Result<Markup, Failure> {
    let style = Style::load(&view.snapshot.source)?.of_page();
    // Everything in the picture is escaped where it is written.
    let drawn = PreEscaped(picture.embed(&style, &|iri| view.link(iri)));
    Ok(html! {
        figure.picture {
            div.scroll tabindex="0" role="region" aria-label=(caption) { (drawn) }
            figcaption {
                (caption)
                @if !picture.note.is_empty() { ". " (picture.note) "." }
            }
        }
    })
}
