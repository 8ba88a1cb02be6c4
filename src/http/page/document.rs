//! The page of a document: where it comes from, its text with the evidence marked in it, and
//! beside it what each mark states. Marks and facts lead to each other; `#c-N` is the place of a
//! claim in the text, `#s-N` that of the sentence that begins with byte N. Without the text, the
//! sentences that were quoted are shown in its place.

mod blocks;
mod marked;
mod place;

pub use place::{place, place_of};

use super::parts::{count, counted};
use crate::answer::{DocumentCard, Stated, document};
use crate::http::chrome::Page;
use crate::http::failure::Failure;
use crate::http::view::View;
use crate::texts::Mark;
use blocks::{Block, Piece, blocks};
use marked::{Fact, facts, marked};
use maud::{Markup, PreEscaped, html};
use oxigraph::model::NamedNode;
use std::collections::BTreeSet;

/// How many bytes of text and facts a page has at most, unless one paragraph has more.
const LONGEST: usize = 60_000;

/// The page of a document; none if the thing is not one.
pub fn page(view: &View<'_>, iri: &NamedNode) -> Result<Option<Page>, Failure> {
    let class = view.snapshot.names.get(iri.as_str());
    if class.is_some_and(|entry| entry.class != "Document") {
        return Ok(None);
    }
    let found = document(view.engine, &view.snapshot.source, iri)?;
    found.map(|card| of_card(view, &card)).transpose()
}

/// What of a document's text can be shown.
enum Shown {
    /// All of it.
    Text(String),
    /// What was quoted; the text was not kept.
    Quotations,
    /// What was quoted; there is a text, and it is not the one that was quoted from.
    Other,
}

fn of_card(view: &View<'_>, card: &DocumentCard) -> Result<Page, Failure> {
    let shown = text(view, card);
    let wanted = view.asked.get("relation");
    let all: Vec<Fact<'_>> = facts(view.snapshot, &card.stated);
    let facts: Vec<&Fact<'_>> = all
        .iter()
        .filter(|fact| wanted.is_empty() || fact.stated.relation == wanted)
        .collect();
    let blocks = match &shown {
        Shown::Text(text) => with_text(text, &facts),
        Shown::Quotations | Shown::Other => quotations(&facts),
    };
    let parts = in_parts(view, &blocks, &all);
    let at = at(view, &parts);
    let empty = Part::default();
    let part = parts.get(at).unwrap_or(&empty);
    let body = html! {
        (legend(view, &all))
        @match &shown {
            Shown::Text(_) => {}
            Shown::Quotations => p.note {
                "The text of this document was not kept beside the graph; these are the sentences that were read for facts, in their order."
            }
            Shown::Other => p.note {
                "The text that was kept is not the one that facts were read from; these are the sentences of that, in their order."
            }
        }
        @if all.is_empty() { p { "No fact was read from this document." } }
        (pages(view, at, parts.len()))
        div.reading {
            section.text aria-label="Text" { (PreEscaped(&part.text)) }
            @if !part.facts.is_empty() {
                section.stated aria-labelledby="facts" {
                    h2 #facts { "What it states" }
                    ol { (PreEscaped(&part.facts)) }
                }
            }
        }
        (pages(view, at, parts.len()))
    };
    let title = match card.title.as_str() {
        "" => card.name.as_str(),
        title => title,
    };
    Ok(Page::new(title, body).lead(origin(card, &all)))
}

/// The text, where it was kept and every sentence that was quoted stands in it.
fn text(view: &View<'_>, card: &DocumentCard) -> Shown {
    let Some(texts) = &view.snapshot.texts else {
        return Shown::Quotations;
    };
    let mark = Mark {
        digest: &card.digest,
        reader: &card.reader,
    };
    // A file that cannot be read any more is one that was not kept.
    let Ok(Some(text)) = texts.text(&card.iri, mark) else {
        return Shown::Quotations;
    };
    let stands = |stated: &Stated| {
        let place = stated.place.clone();
        place.is_none_or(|place| text.get(place) == Some(stated.quotation.as_str()))
    };
    match card.stated.iter().all(stands) {
        true => Shown::Text(text),
        false => Shown::Other,
    }
}

/// Where the document comes from.
fn origin(card: &DocumentCard, facts: &[Fact<'_>]) -> Markup {
    // Only addresses of the web are led to: a document may name anything as its own.
    let is_web = ["http://", "https://"]
        .iter()
        .any(|scheme| card.url.to_ascii_lowercase().starts_with(scheme));
    let claims = facts.iter().map(|fact| fact.stated.objects.len()).sum();
    html! {
        @if !card.publisher.is_empty() { (card.publisher) " \u{b7} " }
        @if !card.published.is_empty() { time datetime=(card.published) { (card.published) } " \u{b7} " }
        @if is_web { a href=(card.url) rel="external noreferrer" { "the original" } " \u{b7} " }
        @else if !card.url.is_empty() { (card.url) " \u{b7} " }
        @if card.title.is_empty() { "document" } @else { (card.name) }
        " \u{b7} " (counted(claims, "fact", "facts"))
    }
}

/// The relations of the marks, each leading to the text with only its marks.
fn legend(view: &View<'_>, facts: &[Fact<'_>]) -> Markup {
    let wanted = view.asked.get("relation");
    let mut relations: Vec<(&str, &str, &str, usize)> = Vec::new();
    for fact in facts {
        let stated = fact.stated;
        let many = stated.objects.len();
        match relations
            .iter_mut()
            .find(|(name, ..)| *name == stated.relation)
        {
            Some((.., count)) => *count += many,
            None => relations.push((&stated.relation, &stated.heading, &fact.look, many)),
        }
    }
    relations.sort_by(|a, b| (b.3, a.1, a.0).cmp(&(a.3, b.1, b.0)));
    let here = view.asked.get("iri");
    let all = || view.asked.with(&[("iri", here)]);
    html! {
        @if !relations.is_empty() {
            nav.legend aria-label="Relations" {
                ul {
                    @for (name, heading, look, many) in &relations {
                        li {
                            a class={ "tag " (look) } href=(view.asked.with(&[("iri", here), ("relation", name)]))
                                aria-current=[(*name == wanted).then_some("true")] { (heading) }
                            " " span.count { (count(*many)) }
                        }
                    }
                    @if !wanted.is_empty() { li { a href=(all()) { "all relations" } } }
                }
            }
        }
    }
}

/// The blocks of the whole text; what stands nowhere in it comes after it, as quotations.
fn with_text<'a>(text: &'a str, facts: &[&Fact<'a>]) -> Vec<(Block<'a>, bool)> {
    let places = facts.iter().filter_map(|fact| {
        let place = fact.stated.place.clone()?;
        Some((fact.number, place))
    });
    let mut all: Vec<(Block<'a>, bool)> = blocks(text, &places.collect::<Vec<_>>())
        .into_iter()
        .map(|block| (block, false))
        .collect();
    let begun: BTreeSet<usize> = all.iter().flat_map(|(block, _)| block.begins()).collect();
    let rest: Vec<&Fact<'a>> = facts
        .iter()
        .filter(|fact| !begun.contains(&fact.number))
        .copied()
        .collect();
    all.extend(quotations(&rest));
    all
}

/// What was quoted, each sentence once, in order.
fn quotations<'a>(facts: &[&Fact<'a>]) -> Vec<(Block<'a>, bool)> {
    let same = |a: &&Fact<'a>, b: &&Fact<'a>| {
        a.stated.place == b.stated.place && a.stated.quotation == b.stated.quotation
    };
    let block = |facts: &[&Fact<'a>]| {
        let numbers: Vec<usize> = facts.iter().map(|fact| fact.number).collect();
        let piece = Piece {
            text: &facts[0].stated.quotation,
            marks: numbers.clone(),
            begins: numbers.clone(),
            ends: numbers,
        };
        let pieces = vec![piece];
        (Block { pieces }, true)
    };
    facts.chunk_by(same).map(block).collect()
}

/// What is shown at a time.
#[derive(Default)]
struct Part {
    text: String,
    facts: String,
    /// What the places are called that stand here.
    places: BTreeSet<String>,
}

/// The blocks in parts of about a page's size.
fn in_parts(view: &View<'_>, blocks: &[(Block<'_>, bool)], facts: &[Fact<'_>]) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    for (block, is_quotation) in blocks {
        let text = marked(block, facts, *is_quotation).into_string();
        let mut items = String::new();
        let mut places = BTreeSet::new();
        for number in block.begins() {
            let fact = &facts[number];
            items += &fact.item(view).into_string();
            places.extend(fact.places());
        }
        let more = text.len() + items.len();
        let is_full = |part: &Part| part.text.len() + part.facts.len() + more > LONGEST;
        if parts.last().is_none_or(is_full) {
            parts.push(Part::default());
        }
        if let Some(part) = parts.last_mut() {
            part.text += &text;
            part.facts += &items;
            part.places.extend(places);
        }
    }
    parts
}

/// The part that is asked for, from 0: by its number, or by a place that stands in it.
fn at(view: &View<'_>, parts: &[Part]) -> usize {
    let place = view.asked.get("at");
    let number = || view.asked.get("part").parse().unwrap_or(1).max(1) - 1;
    let found = parts.iter().position(|part| part.places.contains(place));
    found.unwrap_or_else(number).min(parts.len().max(1) - 1)
}

/// Links to the parts before and after; nothing if there is one only.
fn pages(view: &View<'_>, at: usize, all: usize) -> Markup {
    let address = |part: usize| {
        let part = part.to_string();
        let parameters = [
            ("iri", view.asked.get("iri")),
            ("relation", view.asked.get("relation")),
            ("part", part.as_str()),
        ];
        view.asked.with(&parameters)
    };
    html! {
        @if all > 1 {
            nav.pages aria-label="Parts" {
                @if at > 0 { a rel="prev" href=(address(at)) { "Back" } " " }
                "Part " (count(at + 1)) " of " (count(all)) " of this document"
                @if at + 1 < all { " " a rel="next" href=(address(at + 2)) { "On" } }
            }
        }
    }
}
