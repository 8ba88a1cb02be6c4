//! What sources differ on, value beside value with source, day and sentence; and what several
//! sources agree on. The saved questions `disputes` and `corroboration`, told for readers.

use super::choice::{self, Choice};
use super::document::place_of;
use super::parts::{count, counted, number, pages_of};
use crate::answer::{Answer, Sentence, Table, bind_list, own_query};
use crate::http::asked::{Asked, address};
use crate::http::chrome::{Page, chrome};
use crate::http::failure::Failure;
use crate::http::reply::Reply;
use crate::http::site::Site;
use crate::http::taste::Verdict;
use crate::http::view::View;
use axum::body::Body;
use axum::extract::State;
use axum::http::{Response, StatusCode};
use maud::{Markup, html};
use oxigraph::model::Literal;
use std::collections::{BTreeMap, BTreeSet};

mod agreed;

use agreed::agreed;

/// The most differences on one page.
const DIFFERENCES: usize = 25;

/// About how many bytes of differences a page has, so that it stays small enough for a telephone.
const LONGEST: usize = 50_000;

/// About how many bytes are around a sentence.
const AROUND: usize = 400;

/// The most values of a difference that are shown.
const VALUES: usize = 12;

/// The most texts of a value that are quoted.
const TEXTS: usize = 4;

/// Answers.
pub async fn get(State(site): State<Site>, asked: Asked) -> Response<Body> {
    site.page(asked, page).await
}

/// One thing that sources differ on.
struct Difference {
    /// The place of its verdict.
    verdict: usize,
    edition: String,
    edition_iri: String,
    about: String,
    values: Vec<Value>,
}

/// What one text says.
struct Value {
    value: String,
    /// Why it cannot be decided, where it cannot.
    reason: String,
    document: String,
    document_iri: String,
    copies: String,
    publisher: String,
    published: String,
    quotation: String,
}

fn page(view: &View<'_>) -> Result<Reply, Failure> {
    let edition = Choice::read(view, "edition", Some("Expo"))?;
    let wanted = view.asked.get("verdict");
    let given = [("edition", view.asked.get("edition")), ("verdict", wanted)];
    let form = form(view, wanted);
    let title = "What sources differ on";
    let verdicts = &view.snapshot.taste.verdict;
    if let Some(unclear) = edition.unclear() {
        let body = html! { (form) (choice::told(view, unclear, &given)) };
        let reply = chrome(&Page::new(title, body), &view.frame());
        return Ok(reply.status(StatusCode::NOT_FOUND));
    }
    if !wanted.is_empty() && !verdicts.iter().any(|verdict| verdict.name == wanted) {
        let problem = format!("no verdict is named {wanted}");
        return Err(Failure::unknown(problem).or(title, "/disputes"));
    }
    let of: Vec<(String, String)> = edition
        .thing()
        .map(|edition| ("edition".to_owned(), edition.as_str().to_owned()))
        .into_iter()
        .collect();
    let all = differences(&ask(view, "disputes", &of)?, verdicts);
    let found: Vec<&Difference> = all
        .iter()
        .filter(|difference| wanted.is_empty() || verdicts[difference.verdict].name == wanted)
        .collect();
    let parted = parted(&found);
    let shown = parted.get(number(view) - 1).copied().unwrap_or_default();
    let places = places(view, shown)?;
    let groups = shown.chunk_by(|a, b| a.verdict == b.verdict);
    let body = html! {
        (form)
        @if all.is_empty() {
            p {
                "No two texts differ on a figure, a date, an edition number, a place, a theme or a post"
                @if edition.thing().is_some() { " of this edition" }
                ". Values that agree within their bounds, such as \u{201c}more than 800\u{201d} and 843, are no dispute."
            }
        } @else if found.is_empty() {
            p { "None of that kind; " a href=(view.asked.with(&[given[0]])) { "all " (counted(all.len(), "difference", "differences")) } "." }
        }
        @for group in groups {
            @let verdict = &verdicts[group[0].verdict];
            h2 { (verdict.heading) }
            p.note { (verdict.meaning) }
            @for difference in group { (told(view, difference, &places)) }
        }
        (pages_of(view, parted.len(), 1, &given))
        @if number(view) == 1 { (agreed(view, edition.thing().map(|edition| edition.as_str()))?) }
        p.note { "Whether the graph holds together is looked at by the " a href="/checks" { "checks" } "." }
    };
    let lead = html! {
        @for (at, verdict) in verdicts.iter().enumerate() {
            @let many = all.iter().filter(|difference| difference.verdict == at).count();
            @if at > 0 { " \u{b7} " }
            a href=(view.asked.with(&[given[0], ("verdict", &verdict.name)])) aria-current=[(verdict.name == wanted).then_some("true")] {
                (verdict.heading)
            }
            " " (count(many))
        }
    };
    Ok(chrome(&Page::new(title, body).lead(lead), &view.frame()))
}

/// The rows of a saved question.
fn ask(view: &View<'_>, name: &str, given: &[(String, String)]) -> Result<Table, Failure> {
    let question = view.snapshot.catalogue.get(name)?;
    match view.engine.saved(question, given)? {
        Answer::Rows(table) => Ok(table),
        _ => Err(Failure::new(
            StatusCode::INTERNAL_SERVER_ERROR,
            format!("{}: must be a SELECT query", question.origin),
        )),
    }
}

/// What the rows say, by verdict, edition and what it is about.
fn differences(table: &Table, verdicts: &[Verdict]) -> Vec<Difference> {
    let mut found: Vec<Difference> = Vec::new();
    for row in &table.rows {
        let get = |column: &str| table.get(row, column);
        let judged = get("verdict");
        let (verdict, reason) = judged.split_once(": ").unwrap_or((&judged, ""));
        let place = verdicts.iter().position(|known| known.name == verdict);
        let verdict = place.unwrap_or(verdicts.len().saturating_sub(1));
        let (edition_iri, about) = (get("edition_iri"), get("about"));
        let value = Value {
            value: get("value"),
            reason: reason.to_owned(),
            document: get("document"),
            document_iri: get("document_iri"),
            copies: get("copies"),
            publisher: get("publisher"),
            published: get("published"),
            quotation: get("quotation"),
        };
        let same = |known: &&mut Difference| {
            known.verdict == verdict && known.edition_iri == edition_iri && known.about == about
        };
        match found.iter_mut().rev().find(same) {
            Some(known) => known.values.push(value),
            None => found.push(Difference {
                verdict,
                edition: get("edition"),
                edition_iri,
                about,
                values: vec![value],
            }),
        }
    }
    for difference in &mut found {
        // Texts of one value stand together, in the order of the rows.
        difference.values.sort_by(|a, b| a.value.cmp(&b.value));
    }
    found.sort_by(|a, b| {
        let key = |one: &Difference| (one.verdict, one.edition.clone(), one.about.clone());
        key(a)
            .cmp(&key(b))
            .then_with(|| a.edition_iri.cmp(&b.edition_iri))
    });
    found
}

/// The differences of each page, as many as there is room for.
fn parted<'a, 'd>(differences: &'a [&'d Difference]) -> Vec<&'a [&'d Difference]> {
    let mut pages = Vec::new();
    let (mut start, mut length) = (0, 0);
    for (at, difference) in differences.iter().enumerate() {
        let more = difference.length();
        if at > start && (length + more > LONGEST || at - start == DIFFERENCES) {
            pages.push(&differences[start..at]);
            (start, length) = (at, 0);
        }
        length += more;
    }
    pages.extend((start < differences.len()).then_some(&differences[start..]));
    pages
}

impl Difference {
    /// Its values, each with the texts that give it.
    fn given(&self) -> impl Iterator<Item = &[Value]> {
        self.values.chunk_by(|a, b| a.value == b.value)
    }

    /// The texts that are quoted.
    fn quoted(&self) -> impl Iterator<Item = &Value> {
        self.given()
            .take(VALUES)
            .flat_map(|texts| texts.iter().take(TEXTS))
    }

    /// About how many bytes of a page it takes.
    fn length(&self) -> usize {
        let words = |text: &Value| text.quotation.len() + text.copies.len() + AROUND;
        self.quoted().map(words).sum()
    }
}

fn form(view: &View<'_>, wanted: &str) -> Markup {
    html! {
        form.filters action="/disputes" {
            (choice::edition(view, "edition", "Of an edition", "all"))
            div.field {
                label for="verdict" { "Verdict" }
                select #verdict name="verdict" {
                    option value="" { "any" }
                    @for verdict in &view.snapshot.taste.verdict {
                        option value=(verdict.name) selected[verdict.name == wanted] { (verdict.heading) }
                    }
                }
            }
            button { "Show" }
        }
    }
}

fn told(view: &View<'_>, difference: &Difference, places: &Places) -> Markup {
    let mut reasons: Vec<&str> = Vec::new();
    for value in &difference.values {
        if !value.reason.is_empty() && !reasons.contains(&value.reason.as_str()) {
            reasons.push(&value.reason);
        }
    }
    let caption = format!("{}: {}", difference.edition, difference.about);
    html! {
        section.difference {
            h3 { a href=(view.link(&difference.edition_iri)) { (difference.edition) } ": " (difference.about) }
            @if !reasons.is_empty() { p.note { (reasons.join("; ")) } }
            div.sides role="list" aria-label=(caption) {
                @for texts in difference.given().take(VALUES) {
                    div.said role="listitem" {
                        p.value { (texts[0].value) }
                        @for text in texts.iter().take(TEXTS) { (quoted(view, text, places)) }
                        @if texts.len() > TEXTS {
                            p.note { "and " (counted(texts.len() - TEXTS, "text", "texts")) " more" }
                        }
                    }
                }
            }
            @let untold = difference.values.len() - difference.quoted().count();
            @if untold > 0 {
                p.note {
                    a href=(address("/questions/disputes", &[("edition", &difference.edition_iri)])) {
                        "All " (counted(difference.values.len(), "text", "texts"))
                    }
                    " as a table"
                }
            }
        }
    }
}

/// Where sentences begin, by the document's IRI and their words.
type Places = BTreeMap<(String, String), u64>;

/// Where the sentences of the differences stand; the first of several places.
fn places(view: &View<'_>, differences: &[&Difference]) -> Result<Places, Failure> {
    let values = differences
        .iter()
        .flat_map(|difference| difference.quoted());
    let words: BTreeSet<String> = values
        .map(|value| Literal::new_simple_literal(&value.quotation).to_string())
        .collect();
    if words.is_empty() {
        return Ok(Places::new());
    }
    let words: Vec<String> = words.into_iter().collect();
    let query = own_query(&view.snapshot.source, "site/places")?;
    let text = bind_list(&query.text, "urn:x-expograph:quotations", &words.join(" "));
    let table = view.engine.rows(&query.origin, &text)?;
    let mut places = Places::new();
    for row in &table.rows {
        let get = |column: &str| table.get(row, column);
        if let Ok(start) = get("start").parse() {
            let place = places.entry((get("document"), get("words")));
            let first = place.or_insert(start);
            *first = start.min(*first);
        }
    }
    Ok(places)
}

fn quoted(view: &View<'_>, text: &Value, places: &Places) -> Markup {
    let place = (text.document_iri.clone(), text.quotation.clone());
    let sentence = Sentence {
        start: places.get(&place).copied(),
        document_iri: text.document_iri.clone(),
        ..Sentence::default()
    };
    html! {
        blockquote {
            p { (text.quotation) }
            footer.note {
                a href=(place_of(view, &sentence)) { (text.document) }
                @for more in [&text.publisher, &text.published] {
                    @if !more.is_empty() { ", " (more) }
                }
                @if !text.copies.is_empty() { ". The same text: " (text.copies) }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of_length(texts: usize, letters: usize) -> Difference {
        let value = |at: usize| Value {
            value: at.to_string(),
            reason: String::new(),
            document: String::new(),
            document_iri: String::new(),
            copies: String::new(),
            publisher: String::new(),
            published: String::new(),
            quotation: "a".repeat(letters),
        };
        Difference {
            verdict: 0,
            edition: String::new(),
            edition_iri: String::new(),
            about: String::new(),
            values: (0..texts).map(value).collect(),
        }
    }

    /// Every difference is on one page, none is too full, and one that is too long stands alone.
    #[test]
    fn pages_have_what_there_is_room_for() {
        let mut all: Vec<Difference> = (0..60).map(|at| of_length(2, 100 * (at % 7))).collect();
        all.insert(30, of_length(10, LONGEST));
        let all: Vec<&Difference> = all.iter().collect();
        let pages = parted(&all);
        assert_eq!(pages.iter().map(|page| page.len()).sum::<usize>(), 61);
        assert!(pages.iter().any(|page| page.len() == 1));
        for page in pages {
            assert!(page.len() <= DIFFERENCES);
            let length: usize = page.iter().map(|difference| difference.length()).sum();
            assert!(length <= LONGEST || page.len() == 1);
        }
        assert!(parted(&[]).is_empty());
    }

    /// However many texts differ, so many are quoted.
    #[test]
    fn a_difference_has_a_bound() {
        let quoted = of_length(500, 10).quoted().count();
        assert!(quoted <= VALUES * TEXTS);
    }
}
