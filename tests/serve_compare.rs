//! Comparison, paths, disputes and checks as pages, asked in this process: what they show is what
//! the commands answer, and what a visitor gets wrong is told with what may have been meant.

use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode};
use expograph::graph::Location;
use expograph::http::{Limits, Options, Site, router};
use expograph::knowledge::Source;
use http_body_util::BodyExt;
use std::process::{Command, Output};
use tempfile::TempDir;
use tokio::runtime::Runtime;
use tower::ServiceExt;

const DOCUMENTS: [(&str, &str); 5] = [
    (
        "tea-2020.txt",
        "Date: 2020-05-04\n\nThe Tea Fair 2020 opened in Hamburg on May 4, 2020. The Tea Fair 2020 \
         had 300 exhibitors. Ann Lee, CEO of Leafworks, spoke at the Tea Fair 2020. Leafworks and \
         Pekoe Ltd exhibited at the Tea Fair 2020.\n",
    ),
    (
        "tea-2020-other.txt",
        "Date: 2020-05-09\n\nThe Tea Fair 2020 had 340 exhibitors, its \
         organisers said.\n\nSource: Harbour News\n",
    ),
    (
        "tea-2020-third.txt",
        "Date: 2020-06-01\n\nThe Tea Fair 2020 had 300 exhibitors.\n\nSource: Kettle Weekly\n",
    ),
    (
        "tea-2021.txt",
        "Date: 2021-05-04\n\nThe Tea Fair 2021 opened in Hamburg on May 4, 2021. The Tea Fair 2021 \
         had more than 800 exhibitors. Ann Lee, chairwoman of Leafworks, spoke at the Tea Fair \
         2021. Leafworks and Oolong Inc exhibited at the Tea Fair 2021.\n",
    ),
    (
        "island.txt",
        "Date: 2019-07-01\n\nThe Kelp Congress 2019 took place in Galway. Bob Ray spoke at the Kelp \
         Congress 2019.\n",
    ),
];

/// A site over the documents, and the command over the same graph.
struct Served {
    folder: TempDir,
    router: Router,
    runtime: Runtime,
}

fn served(documents: &[(&str, &str)]) -> Served {
    let folder = TempDir::new().expect("a folder");
    let articles = folder.path().join("articles");
    std::fs::create_dir(&articles).expect("made");
    for (name, text) in documents {
        std::fs::write(articles.join(name), text).expect("written");
    }
    let built = command(&folder, &["build", "articles"]);
    assert!(built.status.success(), "{built:?}");
    let graph = folder.path().join("expo.nq");
    let site = Site::open(Options {
        location: Location::parse(graph.to_str().unwrap()).expect("a location"),
        source: Source::embedded(),
        limits: Limits {
            // Builds for tests are slow.
            time: std::time::Duration::from_secs(120),
            ..Limits::default()
        },
        give_back: || (),
    });
    Served {
        router: router(site.expect("a site"), false),
        runtime: Runtime::new().expect("runs"),
        folder,
    }
}

fn command(folder: &TempDir, arguments: &[&str]) -> Output {
    Command::new(assert_cmd::cargo::cargo_bin("expograph"))
        .current_dir(folder.path())
        .args(arguments)
        .output()
        .expect("it runs")
}

impl Served {
    fn ask(&self, address: &str) -> (StatusCode, String) {
        let request = Request::get(address)
            .body(Body::empty())
            .expect("a request");
        let router = self.router.clone();
        self.runtime.block_on(async move {
            let response = router.oneshot(request).await.expect("an answer");
            let status = response.status();
            let body = response.into_body().collect().await.expect("a body");
            let body = String::from_utf8(body.to_bytes().to_vec()).expect("UTF-8");
            assert!(body.len() < 100_000, "{address}: {} bytes", body.len());
            (status, body)
        })
    }

    fn page(&self, address: &str) -> String {
        let (status, body) = self.ask(address);
        assert_eq!(status, StatusCode::OK, "{address}: {body}");
        body
    }

    /// The page's text without its marks, with one blank between words.
    fn text(&self, address: &str) -> String {
        plain(&self.page(address))
    }

    /// The addresses that begin so among the links of a page.
    fn links(&self, page: &str, begin: &str) -> Vec<String> {
        let links = page.split("href=\"").skip(1);
        let links = links.filter_map(|rest| rest.split('"').next());
        let links = links.filter(|link| link.starts_with(begin));
        let links: Vec<String> = links.map(|link| link.replace("&amp;", "&")).collect();
        assert!(!links.is_empty(), "nothing leads to {begin}...: {page}");
        links
    }

    fn says(&self, arguments: &[&str]) -> String {
        let output = command(&self.folder, arguments);
        String::from_utf8(output.stdout).expect("UTF-8")
    }
}

fn plain(html: &str) -> String {
    let mut text = String::new();
    for part in html.split('<') {
        text += part.split_once('>').map_or(part, |(_, text)| text);
        text.push(' ');
    }
    let text = text.replace("&amp;", "&").replace("&quot;", "\"");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn has(text: &str, words: &[&str]) {
    for words in words {
        assert!(text.contains(words), "{words:?} is not in {text}");
    }
}

/// The value of a link's address that begins so.
fn link<'p>(page: &'p str, begin: &str) -> Option<&'p str> {
    let mut links = page.split("href=\"").skip(1);
    links.find_map(|rest| {
        let address = rest.split('"').next()?;
        address.starts_with(begin).then_some(address)
    })
}

#[test]
fn two_editions_stand_side_by_side() {
    let served = served(&DOCUMENTS);
    let address = "/compare?a=Tea+Fair+2021&b=Tea+Fair+2020";
    let text = served.text(address);
    has(
        &text,
        &[
            "Tea Fair 2020 and Tea Fair 2021",
            "The earlier edition stands on the left.",
            "Named for 2020 only 1 Pekoe Ltd",
            "Named for both 1 Leafworks",
            "Named for 2021 only 1 Oolong Inc",
            "300",
            "more than 800",
            "grew",
        ],
    );
    // What the command says of those who came.
    let said = served.says(&["diff", "Tea Fair 2020", "Tea Fair 2021", "--format", "csv"]);
    for (change, what) in [
        ("lapsed", "Pekoe Ltd"),
        ("returning", "Leafworks"),
        ("new", "Oolong Inc"),
    ] {
        has(&said, &[&format!("{change},{what}")]);
    }
    let page = served.page(address);
    // Every name leads to its page, and to the sentence that names it.
    has(
        &page,
        &[
            "href=\"/id/organization/oolong-inc\"",
            "href=\"/id/document/tea-2021.txt\"",
        ],
    );
    let why = link(&page, "/path?from=")
        .expect("why")
        .replace("&amp;", "&");
    has(
        &served.text(&why),
        &["directly", "exhibited at the Tea Fair 202"],
    );
    // One section alone, and no section that there is not.
    let alone = served.text(&format!("{address}&only=exhibitor"));
    has(&alone, &["Pekoe Ltd", "The whole comparison"]);
    assert!(!alone.contains("more than 800"), "{alone}");
    assert_eq!(
        served.ask(&format!("{address}&only=nothing")).0,
        StatusCode::NOT_FOUND
    );
}

#[test]
fn a_comparison_that_lacks_something_says_what() {
    let served = served(&DOCUMENTS);
    let empty = served.page("/compare");
    has(
        &plain(&empty),
        &["Choose two editions", "Tea Fair 2020 and Tea Fair 2021"],
    );
    has(
        &empty,
        &[
            "<optgroup label=\"Tea Fair\">",
            "<option value=\"Tea Fair 2020\">",
        ],
    );
    let next = link(&empty, "/compare?a=")
        .expect("a pair")
        .replace("&amp;", "&");
    has(
        &served.text(&next),
        &["Tea Fair 2020 and Tea Fair 2021", "Leafworks"],
    );
    let half = served.page("/compare?a=Tea+Fair+2020");
    has(&plain(&half), &["Compare Tea Fair 2020 with Tea Fair 2021"]);
    has(&half, &["<option value=\"Tea Fair 2020\" selected>"]);
    let lonely = served.text("/compare?a=Kelp+Congress+2019");
    has(&lonely, &["the only edition of its series"]);
    has(
        &served.text("/compare?a=Tea+Fair+2020&b=tea+fair+2020"),
        &["These are one edition"],
    );

    let (status, page) = served.ask("/compare?a=Tea+Fair+2002&b=Tea+Fair+2021");
    assert_eq!(status, StatusCode::NOT_FOUND);
    has(
        &plain(&page),
        &[
            "No edition is named \u{201c}Tea Fair 2002\u{201d}.",
            "Did you mean",
        ],
    );
    let meant = link(&page, "/compare?a=Tea+Fair+20")
        .expect("a link")
        .replace("&amp;", "&");
    assert!(meant.ends_with("&b=Tea+Fair+2021"), "{meant}");
    has(&served.text(&meant), &["Tea Fair 2021"]);
    // A person is no edition; an address that nothing has is none.
    let (status, page) =
        served.ask("/compare?a=https://w3id.org/expograph/id/person/ann-lee&b=Tea+Fair+2021");
    assert_eq!(status, StatusCode::NOT_FOUND);
    has(&plain(&page), &["Ann Lee is no edition."]);
    assert_eq!(
        served.ask("/compare?a=http://x/y&b=Tea+Fair+2021").0,
        StatusCode::NOT_FOUND
    );
}

#[test]
fn paths_are_told_with_their_sentences() {
    let served = served(&DOCUMENTS);
    let address = "/path?from=Pekoe+Ltd&to=Oolong+Inc";
    let page = served.page(address);
    let text = plain(&page);
    let command = served.says(&["path", "Pekoe Ltd", "Oolong Inc"]);
    let head = command.lines().next().expect("a line");
    has(
        &text,
        &[
            &format!("{head}."),
            "Pekoe Ltd exhibited at Tea Fair 2020",
            "rule ",
            "Bits say how telling a path is",
        ],
    );
    has(
        &page,
        &[
            "<svg",
            "href=\"/id/organization/pekoe-ltd\"",
            "href=\"/id/document/tea-2020.txt#c-",
            "exhibited at the Tea Fair 2020.",
        ],
    );
    assert!(
        !page.contains("style="),
        "styles of elements are refused by browsers: {page}"
    );
    // Of what is connected directly nothing is counted.
    let direct = served.text("/path?from=Ann+Lee&to=Tea+Fair+2021");
    has(&direct, &["connected directly"]);
    assert!(
        !direct.contains("bits") && !direct.contains("Bits"),
        "{direct}"
    );
    let by = served.page("/path?from=Pekoe+Ltd&to=Oolong+Inc&via=exhibitor");
    has(&plain(&by), &["exhibited at"]);
    has(&by, &["<option value=\"exhibitor\" selected>"]);
}

#[test]
fn a_path_that_is_not_found_says_how_to_go_on() {
    let served = served(&DOCUMENTS);
    has(
        &served.text("/path"),
        &["The shortest paths over stated facts", "For example"],
    );
    has(
        &served.text("/path?from=Ann+Lee"),
        &["Name the other thing, too."],
    );
    has(
        &served.text("/path?from=Ann+Lee&to=ann+lee"),
        &["These are one thing"],
    );
    let none = served.text("/path?from=Ann+Lee&to=Bob+Ray");
    has(
        &none,
        &[
            "Ann Lee and Bob Ray are not connected",
            "All that is known of Ann Lee",
        ],
    );
    // Narrowed down too far.
    let narrow = served.page("/path?from=Ann+Lee&to=Oolong+Inc&via=affiliation");
    has(
        &plain(&narrow),
        &[
            "not connected",
            "Without narrowing it down there is a path of 2 steps.",
        ],
    );
    has(&narrow, &["href=\"/path?from=Ann+Lee&amp;to=Oolong+Inc\""]);
    let near = served.text("/path?from=Ann+Lee&to=Oolong+Inc&steps=1");
    has(&near, &["Look farther , up to 3 steps"]);
    // Names and relations that there are not.
    let (status, page) = served.ask("/path?from=Anne+Lee&to=Oolong+Inc");
    assert_eq!(status, StatusCode::NOT_FOUND);
    has(&page, &["href=\"/path?from=Ann+Lee&amp;to=Oolong+Inc\""]);
    let (status, page) = served.ask("/path?from=Ann+Lee&to=Oolong+Inc&via=exhibiter");
    assert_eq!(status, StatusCode::NOT_FOUND);
    has(
        &page,
        &["href=\"/path?from=Ann+Lee&amp;to=Oolong+Inc&amp;via=exhibitor\""],
    );
    let long = "%3C".repeat(5000);
    let (status, page) = served.ask(&format!("/path?from=Anne+Lee&to={long}&avoid={long}"));
    assert_eq!(status, StatusCode::NOT_FOUND);
    has(&plain(&page), &["No thing has so long a name."]);
    has(&page, &["href=\"/path?from=Ann+Lee\""]);
    let (status, page) = served.ask("/path?from=%3Cscript%3Ex&to=Oolong+Inc");
    assert_eq!(status, StatusCode::NOT_FOUND);
    assert!(
        page.contains("&lt;script&gt;x") && !page.contains("<script>x"),
        "{page}"
    );
}

#[test]
fn differing_values_stand_side_by_side() {
    let served = served(&DOCUMENTS);
    let page = served.page("/disputes");
    let text = plain(&page);
    let command = served.says(&["run", "disputes", "--format", "csv"]);
    assert!(command.lines().count() >= 3, "{command}");
    has(
        &text,
        &[
            "Disputes 1",
            "Tea Fair 2020 : exhibitors",
            "340",
            "its organisers said.",
            ", Harbour News, 2020-05-09",
            "What several sources agree on",
        ],
    );
    has(
        &page,
        &[
            "href=\"/id/document/tea-2020-other.txt#s-18\"",
            "href=\"/id/expo/tea-fair-2020\"",
        ],
    );
    // 300 is what two publishers print.
    let agreed = text.split("What several sources agree on").nth(1).unwrap();
    has(
        agreed,
        &["Tea Fair 2020 edition of Tea Fair", "tea-2020-third.txt"],
    );
    let agreed = page.split("What several sources agree on").nth(1).unwrap();
    has(agreed, &["href=\"/id/document/tea-2020-third.txt#c-"]);
    for address in served.links(agreed, "/id/document/") {
        let (document, place) = address.split_once('#').expect("a place");
        let document = served.page(document);
        has(&document, &[&format!("id=\"{place}\"")]);
    }
    let other = served.text("/disputes?edition=Tea+Fair+2021");
    has(&other, &["No two texts differ", "of this edition"]);
    assert!(!other.contains("340"), "{other}");
    let kind = served.text("/disputes?verdict=unclear");
    has(&kind, &["None of that kind;"]);
    assert_eq!(
        served.ask("/disputes?verdict=mine").0,
        StatusCode::NOT_FOUND
    );
    assert_eq!(
        served.ask("/disputes?edition=mine").0,
        StatusCode::NOT_FOUND
    );
}

#[test]
fn checks_tell_what_they_found() {
    let broken = [(
        "odd.txt",
        "Date: 2020-05-04\n\nThe Tea Fair 2020 was held from May 9 to May 4, 2020, in Hamburg. Ann \
         Lee spoke at the Tea Fair 2020.\n",
    )];
    let mut documents = DOCUMENTS.to_vec();
    documents.extend(broken);
    documents.push(("undated.txt", "Bob Ray spoke at the Tea Fair 2021.\n"));
    let served = served(&documents);
    let page = served.page("/checks");
    let found = served.says(&["check", "--format", "csv"]);
    assert!(
        found.contains("document-without-date,info,undated.txt"),
        "{found}"
    );
    has(
        &page,
        &[
            "it is not known when <a href=\"/id/document/undated.txt\">undated.txt</a>",
            "Nothing found",
            "href=\"/checks?check=edition-in-two-series\"",
        ],
    );
    let one = served.text("/checks?check=document-without-date");
    has(&one, &["undated.txt", "All checks"]);
    has(
        &served.text("/checks?check=edition-in-two-series"),
        &["Nothing was found"],
    );
    let (status, page) = served.ask("/checks?check=document-without-dates");
    assert_eq!(status, StatusCode::NOT_FOUND);
    has(&page, &["document-without-date", "href=\"/checks\""]);
}
