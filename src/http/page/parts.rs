//! What several pages are made of.

use super::document::place;
use crate::answer::Evidence;
use crate::http::view::View;
use maud::{Markup, html};

/// How many things a list shows on one page.
pub const PER_PAGE: usize = 200;

/// "1,204"
pub fn count(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// "1 document", "3 documents".
pub fn counted(number: usize, one: &str, many: &str) -> String {
    format!("{} {}", count(number), if number == 1 { one } else { many })
}

/// With a capital letter.
pub fn capital(text: impl AsRef<str>) -> String {
    let mut letters = text.as_ref().chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters.as_str().chars()).collect()
}

/// An edition's name in a place that names its series already: what comes after the series' name.
/// The whole is there for those who hear it, or search the page.
pub fn within(label: &str, series: &str) -> Markup {
    let rest = label
        .strip_prefix(series)
        .and_then(|rest| rest.strip_prefix(' '));
    html! {
        @match rest.filter(|rest| !series.is_empty() && !rest.trim().is_empty()) {
            Some(rest) => { span.hidden { (series) " " } (rest) },
            None => (label),
        }
    }
}

/// A sentence that states a fact, leading to its place in its document.
pub fn evidence(view: &View<'_>, evidence: &Evidence) -> Markup {
    let sentence = &evidence.sentence;
    html! {
        blockquote {
            p { (sentence.quotation) }
            footer.note {
                a href=(place(view, &sentence.document_iri, &evidence.claim_iri)) { (sentence.origin()) }
                @if !sentence.publisher.is_empty() { ", " (sentence.publisher) }
                @if !evidence.rule.is_empty() { " \u{b7} rule " (evidence.rule) }
            }
        }
    }
}

/// No list has so many pages.
const FARTHEST: usize = 1_000_000;

/// The page of a list that is asked for, from 1.
pub fn number(view: &View<'_>) -> usize {
    view.asked
        .get("page")
        .parse()
        .unwrap_or(1)
        .clamp(1, FARTHEST)
}

/// Links to the pages of a list of `all` things before and after this one; nothing if there is
/// one page only. `parameters` are what else the address has.
pub fn pages(view: &View<'_>, all: usize, parameters: &[(&str, &str)]) -> Markup {
    pages_of(view, all, PER_PAGE, parameters)
}

/// The same for pages of so many things each.
pub fn pages_of(view: &View<'_>, all: usize, each: usize, parameters: &[(&str, &str)]) -> Markup {
    let here = number(view);
    let last = all.div_ceil(each).max(1);
    let address = |page: usize| {
        let page = page.to_string();
        let mut all = parameters.to_vec();
        all.push(("page", &page));
        view.asked.with(&all)
    };
    html! {
        @if last > 1 {
            nav.pages aria-label="Pages" {
                @if here > 1 { a rel="prev" href=(address(here.min(last + 1) - 1)) { "Back" } " " }
                "Page " (count(here)) " of " (count(last))
                @if here < last { " " a rel="next" href=(address(here + 1)) { "On" } }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_readable() {
        assert_eq!(
            [0, 7, 999, 1000, 1_234_567].map(count),
            ["0", "7", "999", "1,000", "1,234,567"]
        );
        assert_eq!(counted(1, "fact", "facts"), "1 fact");
    }

    #[test]
    fn editions_within_their_series_are_short() {
        let told = |label, series| within(label, series).into_string();
        let short = "<span class=\"hidden\">Tea Fair </span>2021 spring";
        assert_eq!(told("Tea Fair 2021 spring", "Tea Fair"), short);
        assert_eq!(told("Teas 2021", "Tea"), "Teas 2021");
        assert_eq!(told("Tea Fair", "Tea Fair"), "Tea Fair");
        assert_eq!(told(" 2021", ""), " 2021");
    }
}
