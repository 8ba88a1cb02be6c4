//! The pages of documents, asked in this process: every fact has its mark and every mark its fact,
//! with the text and without it, on one page or many; nothing a document says is taken for HTML.

use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode};
use expograph::graph::Location;
use expograph::http::{Limits, Options, Site, router};
use expograph::knowledge::Source;
use http_body_util::BodyExt;
use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use tempfile::TempDir;
use tower::ServiceExt;

/// A graph of some documents, served.
struct Served {
    folder: TempDir,
    site: Site,
    router: Router,
    runtime: tokio::runtime::Runtime,
}

fn build(folder: &Path, paths: &[&str], more: &[&str]) {
    let built = Command::new(assert_cmd::cargo::cargo_bin("expograph"))
        .arg("build")
        .args(paths)
        .args(more)
        .arg("--graph")
        .arg(folder.join("expo.nq"))
        .output()
        .expect("it runs");
    assert!(built.status.success(), "{built:?}");
}

impl Served {
    /// The project's own reports.
    fn reports() -> Served {
        let folder = TempDir::new().expect("a folder");
        build(folder.path(), &["data/documents"], &[]);
        Served::of(folder)
    }

    /// Documents by name.
    fn texts(texts: &[(&str, &str)]) -> Served {
        let folder = TempDir::new().expect("a folder");
        for (name, text) in texts {
            fs::write(folder.path().join(name), text).expect("written");
        }
        let path = folder.path().to_str().expect("UTF-8").to_owned();
        build(folder.path(), &[&path], &[]);
        Served::of(folder)
    }

    fn of(folder: TempDir) -> Served {
        let graph = folder.path().join("expo.nq");
        let location = Location::parse(graph.to_str().expect("UTF-8")).expect("a location");
        let site = Site::open(Options {
            location,
            source: Source::embedded(),
            limits: Limits::default(),
            give_back: || (),
        })
        .expect("a site");
        let runtime = tokio::runtime::Builder::new_current_thread();
        Served {
            folder,
            router: router(site.clone(), false),
            site,
            runtime: { runtime }.enable_all().build().expect("runs"),
        }
    }

    fn kept(&self) -> PathBuf {
        self.folder.path().join("expo.texts")
    }

    fn page(&self, address: &str) -> String {
        let sent = address.split('#').next().unwrap_or_default();
        let request = Request::get(sent).body(Body::empty()).expect("a request");
        let router = self.router.clone();
        let page = self.runtime.block_on(async move {
            let reply = router.oneshot(request).await.expect("an answer");
            assert_eq!(reply.status(), StatusCode::OK, "{sent}");
            let body = reply.into_body().collect().await.expect("a body");
            String::from_utf8(body.to_bytes().to_vec()).expect("UTF-8")
        });
        assert!(page.len() < 100_000, "{sent}: {} bytes", page.len());
        assert!(!page.contains(" style="), "{sent}");
        let ids = values(&page, " id=\"");
        let once: BTreeSet<&String> = ids.iter().collect();
        assert_eq!(once.len(), ids.len(), "{sent}: an id stands twice");
        for place in values(&page, "href=\"#") {
            assert!(ids.contains(&place), "{sent}: nothing is at #{place}");
        }
        page
    }
}

/// The values of an attribute, in order.
fn values(page: &str, begin: &str) -> Vec<String> {
    let parts = page.split(begin).skip(1);
    let value = |part: &str| part.split('"').next().unwrap_or_default().to_owned();
    parts.map(value).collect()
}

/// The claims that have a place on a page.
fn claims(page: &str) -> BTreeSet<usize> {
    let ids = values(page, " id=\"c-");
    ids.iter().filter_map(|id| id.parse().ok()).collect()
}

/// The claims of a document in the graph.
fn stated(served: &Served, document: &str) -> BTreeSet<usize> {
    let quads = fs::read_to_string(served.folder.path().join("expo.nq")).expect("a graph");
    let begin = format!("<https://w3id.org/expograph/id/claim/{document}/");
    quads
        .lines()
        .filter_map(|line| line.strip_prefix(&begin)?.split('>').next()?.parse().ok())
        .collect()
}

/// What a reader sees of the part of a page after a text.
fn words(page: &str, after: &str) -> String {
    let mut seen = String::new();
    let from = page.find(after).unwrap_or_else(|| panic!("no {after}"));
    for part in page[from..].split('<') {
        seen += part.split_once('>').map_or("", |(_, text)| text);
    }
    seen.replace("&quot;", "\"").replace("&amp;", "&")
}

#[test]
fn every_fact_has_its_mark_and_every_mark_its_fact() {
    let served = Served::reports();
    for entry in fs::read_dir("data/documents").expect("documents") {
        let path = entry.expect("a file").path();
        let name = path.file_name().expect("a name").to_string_lossy();
        let all = stated(&served, &name);
        assert!(!all.is_empty(), "{name}");
        let page = served.page(&format!("/id/document/{name}"));
        assert_eq!(claims(&page), all, "{name}");
        // The text stands on the page, each paragraph as it is; numbers of facts aside.
        let letters = |text: &str| -> String {
            text.chars()
                .filter(|letter| letter.is_alphabetic())
                .collect()
        };
        let seen = letters(&words(&page, "<section class=\"text\""));
        let text = fs::read_to_string(&path).expect("a text");
        for paragraph in text.split("\n\n") {
            assert!(seen.contains(&letters(paragraph)), "{name}: {paragraph}");
        }
        assert!(!page.contains("not kept"), "{name}");
        // One relation alone: its marks, and the text all the same.
        let page = served.page(&format!("/id/document/{name}?relation=editionOf"));
        assert!(claims(&page).len() < all.len() && claims(&page).is_subset(&all));
        assert!(
            letters(&words(&page, "<section class=\"text\""))
                .contains(&letters(&text[text.len() / 2..]))
        );
    }
}

#[test]
fn a_mark_tells_its_facts_and_their_rules() {
    let served = Served::reports();
    let page = served.page("/id/document/sce-2021-opening.txt");
    let told = "speaker: Smart China Expo 2021 \u{2013} Josephine Teo (rule speaker.";
    assert!(page.contains(told), "no {told}");
    assert!(page.contains("aria-label=\"Fact 1, "));
    for part in [
        "2021-08-23",
        "hue-blue line-solid",
        ">speaker</a> <span class=\"count\">",
    ] {
        assert!(page.contains(part), "no {part}");
    }
}

#[test]
fn evidence_leads_to_its_place() {
    let served = Served::reports();
    for thing in ["person/josephine-teo", "expo/smart-china-expo-2021"] {
        let page = served.page(&format!("/id/{thing}"));
        let links = values(&page, "href=\"/id/document/");
        assert!(links.len() > 3, "{thing}");
        for link in links {
            let (_, place) = link.split_once('#').expect("a place");
            let document = served.page(&format!("/id/document/{link}"));
            assert!(document.contains(&format!(" id=\"{place}\"")), "{link}");
        }
    }
}

#[test]
fn without_the_text_the_sentences_are_shown() {
    let served = Served::reports();
    let address = "/id/document/sce-2021-opening.txt";
    let all = claims(&served.page(address));
    let kept = fs::read_to_string(served.kept()).expect("kept");
    let only = "light rain";
    let sentence = "The theme is";
    assert!(kept.contains(sentence));
    assert!(!kept.contains(only));

    // A text that somebody changed is not the one that was read.
    let changed = kept.replace(sentence, "The motto is");
    fs::write(served.kept(), changed).expect("written");
    served.site.reload().expect("read again");
    let page = served.page(address);
    assert!(page.contains("is not the one that facts were read from"));
    assert!(words(&page, "<section").contains(sentence));
    assert_eq!(claims(&page), all);

    fs::remove_file(served.kept()).expect("removed");
    served.site.reload().expect("read again");
    let page = served.page(address);
    assert!(page.contains("was not kept") && page.contains("<blockquote>"));
    assert_eq!(claims(&page), all);
    // In the order of the text.
    let seen = words(&page, "<section class=\"text\"");
    let place = |words: &str| seen.find(words).unwrap_or_else(|| panic!("no {words}"));
    assert!(place("SCE 2021") < place(sentence));
}

#[test]
fn a_long_document_is_paged_through() {
    let mut text = "# Graz shows\n\n".to_owned();
    for n in 0..700 {
        let _ = writeln!(
            text,
            "The Graz Kiln Show {} had {} exhibitors and {} visitors.\n\nTea was served.\n",
            1980 + n % 40,
            100 + n,
            1000 + n
        );
    }
    let served = Served::texts(&[("long.md", &text)]);
    let all = stated(&served, "long.md");
    assert!(all.len() > 1000, "{}", all.len());
    let first = served.page("/id/document/long.md");
    let after = first.split("Part 1 of ").nth(1).expect("parts");
    let parts: usize = after
        .split(' ')
        .next()
        .expect("a number")
        .parse()
        .expect("a number");
    assert!(parts > 3 && first.contains("rel=\"next\""));
    let mut seen = BTreeSet::new();
    for part in 1..=parts {
        let page = served.page(&format!("/id/document/long.md?part={part}"));
        assert!(page.contains(&format!("Part {part} of {parts}")));
        let here = claims(&page);
        assert!(seen.is_disjoint(&here));
        seen.extend(here);
    }
    assert_eq!(seen, all);
    let last = all.last().expect("a claim");
    let page = served.page(&format!("/id/document/long.md?at=c-{last}"));
    assert!(claims(&page).contains(last));
    for odd in ["part=0", "part=-1", "part=x", "at=c-99999999", "part="] {
        assert_eq!(
            claims(&served.page(&format!("/id/document/long.md?{odd}"))),
            claims(&first),
            "{odd}"
        );
    }
    for much in ["9999", "18446744073709551615", "99999999999999999999999"] {
        served.page(&format!("/id/document/long.md?part={much}"));
    }
    // What leads here from elsewhere says which part it means.
    let editions = values(&first, "href=\"/id/expo/");
    let edition = editions.first().expect("an edition");
    let page = served.page(&format!("/id/expo/{edition}"));
    let link = values(&page, "href=\"/id/document/").pop().expect("a link");
    let (_, place) = link.split_once('#').expect("a place");
    assert!(
        served
            .page(&format!("/id/document/{}", link.replace("&amp;", "&")))
            .contains(&format!(" id=\"{place}\""))
    );
}

/// One sentence that states hundreds of facts.
#[test]
fn a_sentence_of_many_facts_stays_on_a_page() {
    let names: Vec<String> = (0..400)
        .map(|n| {
            let letter = |n: usize| char::from(b'a' + u8::try_from(n % 26).expect("small"));
            format!("Nord{}{}ix", letter(n), letter(n / 26))
        })
        .collect();
    let text = format!(
        "The Graz Kiln Show 2024 opened in Graz. {} and Solaris exhibited at the Graz Kiln Show 2024.\n\n{}",
        names.join(", "),
        "The tea that was served to them in the hall had been made by one of the people who were there for \
         the first time, and it was said that it was as good as the one of the year before.\n"
            .repeat(12)
    );
    let served = Served::texts(&[("many.txt", &text)]);
    let page = served.page("/id/document/many.txt");
    assert_eq!(claims(&page), stated(&served, "many.txt"));
    assert!(claims(&page).len() > 100, "{}", claims(&page).len());
}

#[test]
fn nothing_a_document_says_is_html() {
    let text = "The Graz Kiln Show 2024 opened in <b>Graz</b> on Monday. Ann \"<script>alert(1)</script>\" Lee \
        & Bo Lind spoke at the Graz Kiln Show 2024.";
    let line = serde_json::json!({
        "id": "a\"><script>alert(2)</script>",
        "title": "Kilns </title><script>alert(3)</script>",
        "url": "javascript:alert(4)",
        "publisher": "<img src=x onerror=alert(5)>",
        "text": text,
    });
    let served = Served::texts(&[("odd.jsonl", &format!("{line}\n")), ("plain.txt", text)]);
    let browse = served.page("/browse?class=Document");
    let links = values(&browse, "href=\"/id/document/");
    assert_eq!(links.len(), 2, "{links:?}");
    for link in links {
        let page = served.page(&format!("/id/document/{link}"));
        for bad in ["<script>", "<img", "<b>", "href=\"javascript"] {
            assert!(!page.contains(bad), "{link}: {bad}");
        }
        assert!(page.contains("&lt;script&gt;alert(1)"), "{link}");
    }
}
