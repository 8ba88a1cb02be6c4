//! Pictures in pages: in the page's colours, things leading to their pages.

use crate::answer::picture::{Picture, Style};
use crate::http::failure::Failure;
use crate::http::view::View;
use maud::{Markup, PreEscaped, html};

/// A picture, which scrolls where it is wider than the page. `label` says what it shows to those
/// who do not see it, as the page's title does to others; `told` stands below it.
pub fn figure(
    view: &View<'_>,
    picture: &Picture,
    label: &str,
    told: &str,
) -> Result<Markup, Failure> {
    let style = Style::load(&view.snapshot.source)?.of_page();
    // Everything in the picture is escaped where it is written.
    let link = |to: &str| match to.starts_with('#') {
        true => to.to_owned(),
        false => view.link(to),
    };
    let drawn = PreEscaped(picture.embed(&style, &link));
    let notes: Vec<&str> = [told, picture.note.as_str()]
        .into_iter()
        .filter(|note| !note.is_empty())
        .collect();
    Ok(html! {
        figure.picture {
            div.scroll tabindex="0" role="region" aria-label=(label) { (drawn) }
            @if !notes.is_empty() { figcaption { (notes.join(". ")) "." } }
        }
    })
}
