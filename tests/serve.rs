//! The site, asked in this process: what pages hold, how they are sent, and that nothing a label
//! or an address says is taken for HTML.

use axum::Router;
use axum::body::Body;
use axum::http::header::{
    ACCEPT, ALLOW, CACHE_CONTROL, CONTENT_LENGTH, CONTENT_SECURITY_POLICY, CONTENT_TYPE, ETAG,
    IF_NONE_MATCH, LINK, LOCATION, RETRY_AFTER, VARY, X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderMap, HeaderName, Method, Request, StatusCode};
use expograph::graph::Location;
use expograph::http::{Limits, Options, Site, router};
use expograph::knowledge::Source;
use http_body_util::BodyExt;
use std::path::Path;
use std::process::Command;
use std::time::Duration;
use tempfile::TempDir;
use tower::ServiceExt;

const BASE: &str = "https://w3id.org/expograph/id/";

const PERSON: &str = "/id/person/josephine-teo";

/// A site over a graph of the project's own reports.
struct Served {
    _folder: TempDir,
    graph: std::path::PathBuf,
    site: Site,
    router: Router,
    runtime: tokio::runtime::Runtime,
}

struct Reply {
    status: StatusCode,
    headers: HeaderMap,
    body: String,
}

impl Reply {
    fn header(&self, name: HeaderName) -> &str {
        self.headers
            .get(name)
            .map_or("", |value| value.to_str().unwrap())
    }
}

fn expograph(arguments: &[&str]) -> String {
    let output = Command::new(assert_cmd::cargo::cargo_bin("expograph"))
        .args(arguments)
        .output()
        .expect("it runs");
    assert!(output.status.success(), "{arguments:?}: {output:?}");
    String::from_utf8(output.stdout).expect("UTF-8")
}

fn of_reports() -> Served {
    let folder = TempDir::new().expect("a folder");
    let graph = folder.path().join("demo.nq");
    expograph(&[
        "build",
        "data/documents",
        "--graph",
        graph.to_str().unwrap(),
        "--quiet",
    ]);
    served(folder, &graph, Limits::default())
}

fn of_text(quads: &str, limits: Limits) -> Served {
    let folder = TempDir::new().expect("a folder");
    let graph = folder.path().join("some.nq");
    std::fs::write(&graph, quads).expect("written");
    served(folder, &graph, limits)
}

fn served(folder: TempDir, graph: &Path, limits: Limits) -> Served {
    let location = Location::parse(graph.to_str().unwrap()).expect("a location");
    let site = Site::open(Options {
        location,
        source: Source::embedded(),
        limits,
        give_back: || (),
    })
    .expect("a site");
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .expect("runs");
    Served {
        _folder: folder,
        graph: graph.to_owned(),
        router: router(site.clone(), false),
        site,
        runtime,
    }
}

impl Served {
    fn ask(&self, method: Method, address: &str, headers: &[(HeaderName, &str)]) -> Reply {
        let mut request = Request::builder().method(method).uri(address);
        for (name, value) in headers {
            request = request.header(name, *value);
        }
        let request = request.body(Body::empty()).expect("a request");
        let router = self.router.clone();
        self.runtime.block_on(async move {
            let response = router.oneshot(request).await.expect("an answer");
            let (head, body) = response.into_parts();
            let body = body.collect().await.expect("a body").to_bytes();
            Reply {
                status: head.status,
                headers: head.headers,
                body: String::from_utf8(body.to_vec()).expect("UTF-8"),
            }
        })
    }

    fn get(&self, address: &str) -> Reply {
        self.ask(Method::GET, address, &[])
    }

    fn page(&self, address: &str) -> String {
        let reply = self.get(address);
        assert_eq!(reply.status, StatusCode::OK, "{address}: {}", reply.body);
        assert_eq!(
            reply.header(CONTENT_TYPE),
            "text/html; charset=utf-8",
            "{address}"
        );
        assert!(
            reply.body.len() < 100_000,
            "{address}: {} bytes",
            reply.body.len()
        );
        reply.body
    }
}

#[test]
fn pages_show_what_the_commands_answer() {
    let served = of_reports();
    let graph = served.graph.to_str().unwrap();

    // Of an edition in the row of its series only the rest of its name is seen.
    let start = served.page("/");
    let seen = "<span class=\"hidden\">Smart China Expo </span>2019</a>";
    assert!(start.contains(seen), "{start}");
    let start = start.replace(
        "<span class=\"hidden\">Smart China Expo </span>",
        "Smart China Expo ",
    );
    for words in [
        "Smart China Expo 2019",
        "2021",
        "Browse",
        "/browse?class=Person",
    ] {
        assert!(start.contains(words), "{words}: {start}");
    }

    // Found as it is typed, best first, by another name too.
    let found = served.get("/search.json?q=smart+china+expo+2021");
    assert_eq!(found.header(CONTENT_TYPE), "application/json");
    let found: serde_json::Value = serde_json::from_str(&found.body).expect("JSON");
    assert_eq!(found[0]["href"], "/id/expo/smart-china-expo-2021");
    assert_eq!(found[0]["kind"], "edition");
    let found = served.get("/search.json?q=SCE&class=ExpoSeries");
    let found: serde_json::Value = serde_json::from_str(&found.body).expect("JSON");
    assert_eq!(found[0]["label"], "Smart China Expo");
    assert!(
        served
            .page("/search?q=teo")
            .contains("/id/person/josephine-teo")
    );
    assert!(
        served
            .page("/search?q=josefine+teo")
            .contains("Did you mean")
    );
    assert!(served.page("/search?q=").contains("Type a name"));
    assert!(
        served
            .page("/browse?class=Person")
            .contains("Josephine Teo")
    );

    // An entity: each fact with its sentences.
    let page = served.page("/id/person/josephine-teo");
    let card = expograph(&[
        "show",
        "Josephine Teo",
        "--graph",
        graph,
        "--format",
        "json",
    ]);
    let card: serde_json::Value = serde_json::from_str(&card).expect("JSON");
    let mut sentences = 0;
    for group in card["groups"].as_array().expect("groups") {
        for statement in group["statements"].as_array().expect("statements") {
            let quotation = statement["quotation"].as_str().expect("a quotation");
            let escaped = quotation.replace('&', "&amp;").replace('"', "&quot;");
            assert!(page.contains(&escaped), "{quotation}: {page}");
            sentences += 1;
        }
    }
    assert!(sentences > 2, "{card}");
    assert!(page.contains("<svg"), "{page}");
    // One office, though one document writes it small.
    let offices = page.matches("inister for Manpower</a>").count();
    assert!(
        offices == 1 && !page.contains("minister for manpower</a>"),
        "{page}"
    );

    // A question: its form, its answer, its files.
    let page = served.page("/questions/speakers-of-edition");
    assert!(
        page.contains("<select") && page.contains("Smart China Expo 2021"),
        "{page}"
    );
    assert!(!page.contains("Not asked yet"), "{page}");
    let edition = "edition=Smart+China+Expo+2021";
    let page = served.page(&format!("/questions/speakers-of-edition?{edition}"));
    assert!(page.contains("href=\"/id/person/josephine-teo\""), "{page}");
    let cited = served.page(&format!(
        "/questions/speakers-of-edition?{edition}&cite=yes"
    ));
    assert!(cited.contains("id=\"note-1\""), "{cited}");
    for (ending, media_type) in [
        ("csv", "text/csv; charset=utf-8"),
        ("json", "application/sparql-results+json"),
        ("tsv", "text/tab-separated-values; charset=utf-8"),
        ("xml", "application/sparql-results+xml"),
    ] {
        let file = served.get(&format!(
            "/questions/speakers-of-edition.{ending}?{edition}"
        ));
        assert_eq!(file.header(CONTENT_TYPE), media_type);
        let told = expograph(&[
            "run",
            "speakers-of-edition",
            "-p",
            "edition=Smart China Expo 2021",
            "--graph",
            graph,
            "--format",
            ending,
        ]);
        assert_eq!(file.body, told, "{ending}");
    }
    let rows = served.get(&format!("/questions/speakers-of-edition.ttl?{edition}"));
    let results: Vec<_> = oxigraph::io::RdfParser::from_format(oxigraph::io::RdfFormat::Turtle)
        .for_slice(rows.body.as_bytes())
        .collect::<Result<_, _>>()
        .expect("Turtle");
    assert!(
        results
            .iter()
            .any(|quad| quad.predicate.as_str().ends_with("#solution"))
    );
    let chart = served.page("/questions/figures-over-editions?series=Smart+China+Expo");
    assert!(chart.contains("class=\"bar "), "{chart}");

    // What is wrong is said where it can be corrected.
    let wrong = served.page("/questions/speakers-of-edition?edition=Smart+Chine+Expo+2021");
    assert!(
        wrong.contains("Nothing in the graph is named") && wrong.contains("<form"),
        "{wrong}"
    );
    assert!(
        served
            .page("/questions/speakers-of-edition?editon=x")
            .contains("no parameter")
    );

    let asked = served.page("/ask?q=who+spoke+at+more+than+one+edition%3F");
    assert!(
        asked.contains("Understood as") && asked.contains("Josephine Teo"),
        "{asked}"
    );
    for ending in ["csv", "json", "tsv", "xml", "md", "ttl"] {
        let link = format!("href=\"/questions/speakers-at-multiple-editions.{ending}\"");
        assert!(asked.contains(&link), "{link}: {asked}");
    }
    assert!(
        served
            .page("/ask?q=what+is+the+meaning+of+life")
            .contains("no question about fairs")
    );
}

/// From a thing to what else can be done with it: only what there is.
#[test]
fn a_thing_leads_on() {
    let served = of_reports();
    let leads = |address: &str| -> Vec<String> {
        let page = served.page(address);
        let (_, further) = page
            .split_once("aria-label=\"Further\"")
            .expect("it leads on");
        let (further, _) = further.split_once("</nav>").expect("an end");
        let links = further.split("href=\"").skip(1);
        links
            .filter_map(|rest| rest.split('"').next())
            .map(|link| link.replace("&amp;", "&"))
            .collect()
    };
    let of = |year: &str| format!("Smart+China+Expo+{year}");
    let middle = leads("/id/expo/smart-china-expo-2019");
    assert_eq!(
        middle,
        [
            format!("/compare?a={}&b={}", of("2019"), of("2018")),
            format!("/compare?a={}&b={}", of("2019"), of("2020")),
            format!("/path?from={}", of("2019")),
        ]
    );
    for address in &middle {
        served.page(address);
    }
    assert_eq!(leads("/id/expo/smart-china-expo-2018").len(), 2);
    assert_eq!(leads("/id/expo/smart-china-expo-2021").len(), 2);
    assert_eq!(
        leads("/id/person/josephine-teo"),
        ["/path?from=Josephine+Teo"]
    );
}

/// The examples beside the saved questions have values of the graph, and are understood as these.
#[test]
fn examples_of_questions_are_answered() {
    let served = of_reports();
    let page = served.page("/questions");
    let (_, list) = page.split_once("<section").expect("questions");
    assert!(!list.contains('{') && !list.contains('\u{2026}'), "{list}");
    let mut examples = 0;
    for item in list.split("<li>").skip(1) {
        let link = |begin: &str| {
            let (_, rest) = item.split_once(&format!("href=\"{begin}"))?;
            rest.split('"').next().map(|rest| format!("{begin}{rest}"))
        };
        let question = link("/questions/").expect("a question");
        let example = link("/ask?").expect("an example");
        let understood = served.page(&example.replace("&amp;", "&"));
        let (_, told) = understood.split_once("Understood as: ").expect(&example);
        assert!(
            told.starts_with(&format!("<a href=\"{question}")),
            "{example}: {told}"
        );
        examples += 1;
    }
    assert!(examples > 40, "{examples}");
    // A graph of nothing has no values.
    let empty = of_text("", Limits::default());
    let page = empty.page("/questions");
    assert!(
        page.contains("Who exhibited at <em>\u{2026}</em>?"),
        "{page}"
    );
}

#[test]
fn things_are_told_in_rdf_too() {
    let served = of_reports();
    let graph = served.graph.to_str().unwrap();
    let thing = "/id/expo/smart-china-expo-2021";
    for (accept, ending) in [
        ("text/turtle", "ttl"),
        ("application/ld+json", "jsonld"),
        ("application/n-triples", "nt"),
        ("application/rdf+xml;q=0.9, text/html;q=0.1", "rdf"),
    ] {
        let reply = served.ask(Method::GET, thing, &[(ACCEPT, accept)]);
        assert_eq!(reply.status, StatusCode::SEE_OTHER, "{accept}");
        assert_eq!(reply.header(LOCATION), format!("{thing}.{ending}"));
        let reply = served.get(&format!("{thing}.{ending}"));
        assert_eq!(reply.status, StatusCode::OK, "{ending}");
        let told = expograph(&[
            "export",
            "Smart China Expo 2021",
            "--graph",
            graph,
            "--format",
            ending,
        ]);
        assert!(reply.body == told, "{ending} differs from the export");
        assert!(reply.header(LINK).contains("rel=\"alternate\""));
    }
    let browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";
    let page = served.ask(Method::GET, thing, &[(ACCEPT, browser)]);
    assert_eq!(page.status, StatusCode::OK);
    let links: Vec<&str> = page
        .headers
        .get_all(LINK)
        .iter()
        .map(|link| link.to_str().unwrap())
        .collect();
    assert!(
        links
            .iter()
            .any(|link| link.contains(".ttl>") && link.contains("text/turtle"))
    );
    assert_eq!(
        served
            .ask(Method::GET, thing, &[(ACCEPT, "image/png")])
            .status,
        StatusCode::NOT_ACCEPTABLE
    );
    // By its IRI, whosoever it is.
    let reply = served.get(&format!("/thing?iri={BASE}expo/smart-china-expo-2021"));
    assert_eq!(reply.header(LOCATION), thing);
    for (address, status) in [
        ("/id/expo/none", StatusCode::NOT_FOUND),
        ("/id/expo/none.ttl", StatusCode::NOT_FOUND),
        ("/id/", StatusCode::NOT_FOUND),
        ("/thing?iri=http://example.org/none", StatusCode::NOT_FOUND),
        ("/thing?iri=no+iri", StatusCode::BAD_REQUEST),
        ("/thing", StatusCode::BAD_REQUEST),
        ("/questions/none", StatusCode::NOT_FOUND),
        ("/questions/none.csv", StatusCode::NOT_FOUND),
        (
            "/questions/speakers-of-edition.csv",
            StatusCode::BAD_REQUEST,
        ),
        ("/browse?class=Nothing", StatusCode::NOT_FOUND),
        ("/assets/../Cargo.toml", StatusCode::NOT_FOUND),
        ("/assets/%2e%2e%2fCargo.toml", StatusCode::NOT_FOUND),
        ("/etc/passwd", StatusCode::NOT_FOUND),
    ] {
        assert_eq!(served.get(address).status, status, "{address}");
    }
}

#[test]
fn answers_are_sent_as_browsers_and_caches_want_them() {
    let served = of_reports();
    for address in [
        "/",
        "/search",
        "/nowhere",
        "/assets/site.js",
        "/search.json?q=a",
        "/health",
    ] {
        let reply = served.get(address);
        let policy = reply.header(CONTENT_SECURITY_POLICY);
        assert!(
            policy.starts_with("default-src 'none'"),
            "{address}: {policy}"
        );
        assert!(!policy.contains("unsafe"), "{policy}");
        assert_eq!(reply.header(X_CONTENT_TYPE_OPTIONS), "nosniff", "{address}");
        let head = served.ask(Method::HEAD, address, &[]);
        assert_eq!(
            (head.status, head.body.as_str()),
            (reply.status, ""),
            "{address}"
        );
    }
    let page = served.get("/");
    let tag = page.header(ETAG).to_owned();
    assert!(tag.starts_with("W/\"") && page.header(CACHE_CONTROL) == "no-cache");
    let again = served.ask(Method::GET, "/", &[(IF_NONE_MATCH, &tag)]);
    assert_eq!(
        (again.status, again.body.as_str()),
        (StatusCode::NOT_MODIFIED, "")
    );
    assert_eq!(again.header(ETAG), tag);
    assert_eq!(again.header(CONTENT_LENGTH), "");
    let person = served.get(PERSON).header(ETAG).to_owned();
    let again = served.ask(Method::GET, PERSON, &[(IF_NONE_MATCH, &person)]);
    assert_eq!(
        (again.status, again.header(VARY)),
        (StatusCode::NOT_MODIFIED, "accept")
    );
    // What no header can carry is encoded in it.
    let raw = served.ask(
        Method::GET,
        "/id/person/jos\u{e9}",
        &[(ACCEPT, "text/turtle")],
    );
    assert_eq!(raw.header(LOCATION), "/id/person/jos%C3%A9.ttl");
    let far = served.get("/search?q=e&page=18446744073709551615");
    assert_eq!(far.status, StatusCode::OK);
    // Who knows one page does not know the others, nor the other forms of one.
    for known in [tag.as_str(), "*"] {
        let ask = |address: &str, accept: &str| {
            let headers = [(IF_NONE_MATCH, known), (ACCEPT, accept)];
            served.ask(Method::GET, address, &headers).status
        };
        assert_eq!(ask("/nowhere", "text/html"), StatusCode::NOT_FOUND);
        assert_eq!(ask(PERSON, "text/turtle"), StatusCode::SEE_OTHER);
        assert_eq!(ask(PERSON, "image/png"), StatusCode::NOT_ACCEPTABLE);
        let has_all = known == "*";
        assert_eq!(
            ask(PERSON, "text/html") == StatusCode::NOT_MODIFIED,
            has_all
        );
    }
    assert_eq!(served.get("/nowhere").header(ETAG), "");
    for method in [Method::POST, Method::PUT, Method::DELETE, Method::PATCH] {
        let reply = served.ask(method.clone(), "/", &[]);
        assert_eq!(reply.status, StatusCode::METHOD_NOT_ALLOWED, "{method}");
        assert_eq!(reply.header(ALLOW), "GET, HEAD");
    }
    assert_eq!(served.get("/health").body, "ok\n");
    let metrics = served.get("/metrics").body;
    for name in [
        "expograph_requests_total{status=\"200\"}",
        "expograph_request_duration_seconds",
    ] {
        assert!(metrics.contains(name), "{name}: {metrics}");
    }
    // No page names another host but in identifiers, and none has script or style of its own.
    for address in [
        "/",
        "/id/expo/smart-china-expo-2021",
        "/questions/facts",
        "/about",
    ] {
        let page = served.page(address);
        for bad in ["<style", "style=\"", "onclick", "<script>", "javascript:"] {
            assert!(!page.contains(bad), "{address}: {bad}");
        }
        for part in page.split("src=\"").skip(1) {
            assert!(part.starts_with('/'), "{address}: {part}");
        }
    }
}

const HOSTILE: &str = "</title><script>alert(1)</script><b>&amp;\\\"'";

#[test]
fn a_label_is_text_whatever_it_says() {
    let expo = "https://w3id.org/expograph/ontology#";
    let (rdf, rdfs) = (
        "http://www.w3.org/1999/02/22-rdf-syntax-ns#type",
        "http://www.w3.org/2000/01/rdf-schema#label",
    );
    let mut quads = String::new();
    for (thing, class) in [
        ("expo/x", "Expo"),
        ("series/y", "ExpoSeries"),
        ("person/z", "Person"),
    ] {
        quads += &format!("<{BASE}{thing}> <{rdf}> <{expo}{class}> .\n");
        quads += &format!("<{BASE}{thing}> <{rdfs}> \"{HOSTILE}\" .\n");
    }
    quads += &format!("<{BASE}expo/x> <{expo}editionOf> <{BASE}series/y> .\n");
    quads += &format!("<{BASE}expo/x> <{expo}speaker> <{BASE}person/z> .\n");
    let served = of_text(&quads, Limits::default());
    let typed = "%3Cscript%3Ealert(1)%3C/script%3E%22%27";
    for address in [
        "/".to_owned(),
        "/browse?class=Expo".to_owned(),
        "/search?q=script".to_owned(),
        "/id/expo/x".to_owned(),
        "/questions/speakers-of-edition".to_owned(),
        format!("/questions/speakers-of-edition?edition={BASE}expo/x"),
        format!("/search?q={typed}"),
        format!("/ask?q={typed}"),
        format!("/questions/speakers-of-edition?edition={typed}"),
        format!("/questions/speakers-of-edition?{typed}={typed}"),
        format!("/{typed}"),
        format!("/browse?class={typed}"),
        format!("/thing?iri={typed}"),
    ] {
        let reply = served.ask(Method::GET, &address, &[(ACCEPT, "text/html")]);
        assert!(
            !reply.body.contains("<script>alert"),
            "{address}: {}",
            reply.body
        );
        assert!(
            !reply.body.contains("<b>&amp;"),
            "{address}: {}",
            reply.body
        );
        assert!(!reply.status.is_server_error(), "{address}: {}", reply.body);
    }
    assert!(served.page("/id/expo/x").contains("&lt;script&gt;"));
}

#[test]
fn an_empty_graph_is_a_good_page() {
    let served = of_text("", Limits::default());
    assert!(served.page("/").contains("expograph build"));
    for address in [
        "/search?q=a",
        "/browse",
        "/questions",
        "/about",
        "/questions/series",
        "/questions/facts",
    ] {
        served.page(address);
    }
}

#[test]
fn a_graph_is_read_again_and_a_broken_one_is_not() {
    let label = "http://www.w3.org/2000/01/rdf-schema#label";
    let kind = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";
    let quads = |name: &str| {
        let thing = format!("<{BASE}expo/a>");
        format!(
            "{thing} <{label}> \"{name}\" .\n{thing} <{kind}> <https://w3id.org/expograph/ontology#Expo> .\n"
        )
    };
    let served = of_text(&quads("First Fair"), Limits::default());
    assert!(served.page("/id/expo/a").contains("First Fair"));
    let old = served.get("/").header(ETAG).to_owned();
    let kept = served.site.snapshot();
    std::fs::write(&served.graph, quads("Second Fair, renamed")).unwrap();
    served.site.reload().expect("it is read");
    assert!(served.page("/id/expo/a").contains("Second Fair, renamed"));
    assert_ne!(served.get("/").header(ETAG), old);
    // Whoever began before goes on with what there was.
    assert_eq!(
        kept.names.get(&format!("{BASE}expo/a")).unwrap().label,
        "First Fair"
    );
    std::fs::write(&served.graph, "nonsense\n").unwrap();
    assert!(served.site.reload().is_err());
    assert!(served.page("/id/expo/a").contains("Second Fair, renamed"));
}

#[test]
fn what_takes_too_long_is_told_so() {
    let limits = Limits {
        time: Duration::from_nanos(1),
        ..Limits::default()
    };
    let served = of_text("", limits);
    // An answer over an empty graph may come before the clock is looked at.
    let reply = (0..50)
        .map(|n| served.get(&format!("/questions/facts?relation=r{n}")))
        .find(|reply| reply.status == StatusCode::SERVICE_UNAVAILABLE)
        .expect("an answer that takes too long");
    assert_eq!(reply.header(RETRY_AFTER), "5");
    assert_eq!(reply.header(CACHE_CONTROL), "no-store");
    assert!(reply.body.contains("time limit"), "{}", reply.body);
}
