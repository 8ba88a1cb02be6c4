//! How marks and facts are written: a mark is a link to its fact, coloured by relation with a
//! line below it for each; the numbers behind a sentence lead to all of its facts.

use super::super::parts::count;
use super::blocks::{Block, Piece};
use crate::answer::{Object, Stated};
use crate::http::snapshot::Snapshot;
use crate::http::view::View;
use maud::{Markup, html};
use std::collections::BTreeSet;

/// The most lines below a mark.
const LINES: usize = 3;

/// The most numbers behind a sentence.
const NUMBERS: usize = 12;

/// The most facts that a mark tells of when it is pointed at.
const TOLD: usize = 6;

/// The most objects of a fact that are named.
const OBJECTS: usize = 150;

/// What is stated in one place, and its number on the page.
pub struct Fact<'a> {
    /// From 0; readers are shown one more.
    pub number: usize,
    pub stated: &'a Stated,
    /// The classes of its mark.
    pub look: String,
}

/// Everything that is stated, numbered.
pub fn facts<'a>(snapshot: &Snapshot, stated: &'a [Stated]) -> Vec<Fact<'a>> {
    stated
        .iter()
        .enumerate()
        .map(|(number, stated)| Fact {
            number,
            stated,
            look: snapshot.taste.mark(&stated.relation),
        })
        .collect()
}

impl Fact<'_> {
    /// Where it is in the list.
    fn anchor(&self) -> String {
        format!("f-{}", self.number + 1)
    }

    /// Where it is in the text.
    fn place(&self) -> String {
        let first = self.stated.objects.first();
        format!("c-{}", first.map_or("", Object::claim_name))
    }

    /// What its sentence's place is called.
    fn sentence(&self) -> Option<String> {
        let place = self.stated.place.as_ref()?;
        Some(format!("s-{}", place.start))
    }

    /// What all its places in the text are called.
    pub fn places(&self) -> impl Iterator<Item = String> {
        let claims = self.stated.objects.iter();
        let claims = claims.map(|object| format!("c-{}", object.claim_name()));
        claims.chain(self.sentence())
    }

    /// What is told when a mark is pointed at: "3 speaker: Gulfood 2021 - Ann Lee (rule r)".
    fn title(&self) -> String {
        let stated = self.stated;
        let labels = |most: usize| {
            let labels = stated
                .objects
                .iter()
                .map(|object| object.named.label.as_str());
            labels.take(most).collect::<Vec<_>>().join(", ")
        };
        let more = match stated.objects.len() {
            all if all > TOLD => format!(" and {} more", count(all - TOLD)),
            _ => String::new(),
        };
        let rule = match stated.rule.as_str() {
            "" => String::new(),
            rule => format!(" (rule {rule})"),
        };
        format!(
            "{} {}: {} \u{2013} {}{more}{rule}",
            self.number + 1,
            stated.heading,
            stated.subject.label,
            labels(TOLD),
        )
    }

    /// Its entry in the list of facts.
    pub fn item(&self, view: &View<'_>) -> Markup {
        let stated = self.stated;
        let named = |label: &str, iri: &Option<String>| {
            html! {
                @match iri {
                    Some(iri) => a href=(view.link(iri)) { (label) },
                    None => (label),
                }
            }
        };
        let objects = &stated.objects;
        html! {
            li #(self.anchor()) value=(self.number + 1) {
                a class={ "tag " (self.look) } href={ "#" (self.place()) } title="To the sentence" { (stated.heading) }
                " "
                (named(&stated.subject.label, &stated.subject.iri))
                " \u{2013} "
                @for (at, object) in objects.iter().take(OBJECTS).enumerate() {
                    @if at > 0 { ", " }
                    (named(&object.named.label, &object.named.iri))
                }
                @if objects.len() > OBJECTS { " and " (count(objects.len() - OBJECTS)) " more" }
                @if !stated.details.is_empty() { span.details { ", " (stated.details.join("; ")) } }
                @if !stated.rule.is_empty() { " " span.rule { "rule " (stated.rule) } }
            }
        }
    }
}

/// A block with its marks.
pub fn marked(block: &Block<'_>, facts: &[Fact<'_>], is_quotation: bool) -> Markup {
    let content = html! { @for piece in &block.pieces { (mark(piece, facts)) } };
    match is_quotation {
        true => html! { blockquote { p { (content) } } },
        false => html! { p { (content) } },
    }
}

fn mark(piece: &Piece<'_>, facts: &[Fact<'_>]) -> Markup {
    let of = |numbers: &[usize]| -> Vec<&Fact<'_>> {
        numbers
            .iter()
            .filter_map(|number| facts.get(*number))
            .collect()
    };
    let (all, begins, ends) = (of(&piece.marks), of(&piece.begins), of(&piece.ends));
    // The nearest sentence is the one that is meant: the last that began.
    let Some(first) = all.last().map(|last| {
        let same = |fact: &&&Fact<'_>| fact.stated.place == last.stated.place;
        all.iter().find(same).unwrap_or(last)
    }) else {
        return html! { (piece.text) };
    };
    let mut titles: Vec<String> = all.iter().take(TOLD).map(|fact| fact.title()).collect();
    if all.len() > TOLD {
        titles.push(format!("and {} more", count(all.len() - TOLD)));
    }
    let mut looks: Vec<&str> = vec![&first.look];
    for fact in &all {
        if !looks.contains(&fact.look.as_str()) {
            looks.push(&fact.look);
        }
    }
    looks.truncate(LINES);
    let mut text = html! { (piece.text) };
    for (at, look) in looks.iter().enumerate().skip(1).rev() {
        text = html! { span class={ "under under-" (at + 1) " " (look) } { (text) } };
    }
    html! {
        span.sentence {
            @for place in begins.iter().flat_map(|fact| fact.places()).collect::<BTreeSet<_>>() { i id=(place) {} }
            a class={ "mark " (looks[0]) } href={ "#" (first.anchor()) } title=(titles.join("\n")) { (text) }
        }
        @if !ends.is_empty() {
            sup.numbers {
                @for (at, fact) in ends.iter().take(NUMBERS).enumerate() {
                    @if at > 0 { " " }
                    a class=(fact.look) href={ "#" (fact.anchor()) } aria-label={ "Fact " (fact.number + 1) ", " (fact.stated.heading) } {
                        (fact.number + 1)
                    }
                }
                @if ends.len() > NUMBERS { " +" (ends.len() - NUMBERS) }
            }
        }
    }
}
