//! What stands around every page: the head, the navigation, the search, the foot.

use super::assets;
use super::reply::Reply;
use super::view::Frame;
use maud::{DOCTYPE, Markup, PreEscaped, html};

/// A page without what stands around it.
pub struct Page {
    pub title: String,
    /// Below the title, in one line.
    pub lead: Option<Markup>,
    pub body: Markup,
    /// Other forms of the page: media type, address.
    pub alternates: Vec<(&'static str, String)>,
    /// Scripts that only this page needs, by the names of their files.
    pub scripts: Vec<&'static str>,
}

impl Page {
    /// A page with a title, which is its first heading.
    pub fn new(title: impl Into<String>, body: Markup) -> Page {
        Page {
            title: title.into(),
            lead: None,
            body,
            alternates: Vec::new(),
            scripts: Vec::new(),
        }
    }

    /// With a line below its title.
    pub fn lead(mut self, lead: Markup) -> Page {
        self.lead = Some(lead);
        self
    }

    /// With another form of it.
    pub fn alternate(mut self, media_type: &'static str, address: impl Into<String>) -> Page {
        self.alternates.push((media_type, address.into()));
        self
    }

    /// With a script of its own.
    pub fn script(mut self, file: &'static str) -> Page {
        self.scripts.push(file);
        self
    }
}

/// Where the navigation leads.
const NAVIGATION: [(&str, &str); 7] = [
    ("/", "Start"),
    ("/browse", "Browse"),
    ("/questions", "Questions"),
    ("/compare", "Compare"),
    ("/path", "Paths"),
    ("/disputes", "Disputes"),
    ("/sparql", "SPARQL"),
];

/// The whole page.
pub fn chrome(page: &Page, frame: &Frame<'_>) -> Reply {
    let graph = frame.snapshot.name();
    let is_here = |address: &str| match address {
        "/" => frame.path == "/",
        _ => frame.path == address || frame.path.starts_with(&format!("{address}/")),
    };
    let markup = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="color-scheme" content="light dark";
                meta name="viewport" content="initial-scale=1, width=device-width";
                title { (page.title) " \u{b7} Expograph" }
                link rel="stylesheet" href=(assets::address("site.css"));
                link rel="icon" type="image/svg+xml" href=(assets::address("icon.svg"));
                @for (media_type, address) in &page.alternates {
                    link rel="alternate" type=(media_type) href=(address);
                }
                script src=(assets::address("site.js")) defer {}
                @for file in &page.scripts {
                    script src=(assets::address(file)) defer {}
                }
            }
            body {
                a.skip href="#main" { "To the content" }
                header.site {
                    a.brand href="/" { "Expograph" }
                    nav aria-label="Site" {
                        ul {
                            @for (address, label) in NAVIGATION {
                                li { a href=(address) aria-current=[is_here(address).then_some("page")] { (label) } }
                            }
                        }
                    }
                    form.search role="search" action="/search" {
                        label.hidden for="site-search" { "Search for a name" }
                        input #site-search type="search" name="q" value=(frame.searched) placeholder="Search"
                            autocomplete="off" data-suggest="go";
                        button { "Search" }
                    }
                }
                main #main tabindex="-1" {
                    h1 { (page.title) }
                    @if let Some(lead) = &page.lead { p.lead { (lead) } }
                    (page.body)
                }
                footer.site {
                    p {
                        "The graph " strong { (graph) } ", read by Expograph " (env!("CARGO_PKG_VERSION")) ". "
                        "Every fact leads to the sentence that states it. "
                        a href="/about" { "About this site" }
                    }
                }
            }
        }
    };
    let PreEscaped(text) = markup;
    let mut reply = Reply::page(text);
    for (media_type, address) in &page.alternates {
        reply = reply.alternate(address, media_type);
    }
    reply
}
