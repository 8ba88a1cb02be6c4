//! What a page says of itself outside its text: meta tags, JSON-LD, `<time>`, `<title>`.

use super::date::first_date;
use super::label::one_line;
use super::origin::OriginWords;
use dom_query::{Document as Dom, NodeData};
use jiff::civil::Date;
use serde_json::Value;

/// The page's own word on its origin.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Meta {
    pub title: Option<String>,
    pub url: Option<String>,
    pub publisher: Option<String>,
    pub published: Option<Date>,
}

/// Meta tags with the day of publication, surest first.
const DATE_TAGS: [&str; 11] = [
    "article:published_time",
    "og:published_time",
    "datepublished",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date",
    "dcterms.date",
    "pubdate",
    "publishdate",
    "publish-date",
    "date",
];

/// Reads the meta data of a page, in one pass over its elements.
pub(super) fn meta(dom: &Dom, words: &OriginWords) -> Meta {
    let raw = raw(dom, words);
    let mut found = json_ld(&raw.scripts, words);
    let tag = |name: &str| {
        let found = raw.tags.iter().find(|(n, _)| n == name);
        found.map(|(_, content)| content.clone())
    };
    found.published = found
        .published
        .or_else(|| {
            DATE_TAGS
                .iter()
                .find_map(|name| first_date(&tag(name)?, words))
        })
        .or(raw.time);
    found.publisher = found
        .publisher
        .or_else(|| tag("og:site_name"))
        .or_else(|| tag("dc.publisher"))
        .or_else(|| tag("publisher").filter(|name| !name.contains("://")))
        .or_else(|| tag("application-name"));
    found.url = raw
        .canonical
        .into_iter()
        .chain(tag("og:url"))
        .chain(found.url)
        .find(|url| url.starts_with("http://") || url.starts_with("https://"));
    found.title = tag("og:title")
        .or_else(|| tag("twitter:title"))
        .or(found.title)
        .or(raw.title);
    found
}

/// What stands in the elements that hold meta data.
#[derive(Default)]
struct Raw {
    /// Name, in lower case, and content.
    tags: Vec<(String, String)>,
    scripts: Vec<String>,
    canonical: Option<String>,
    title: Option<String>,
    /// The first `<time datetime>`.
    time: Option<Date>,
}

fn raw(dom: &Dom, words: &OriginWords) -> Raw {
    let mut raw = Raw::default();
    for node in dom.root().descendants_it() {
        let kind = node.query_or(Kind::Other, |n| match &n.data {
            NodeData::Element(element) => Kind::of(&element.name.local),
            _ => Kind::Other,
        });
        match kind {
            Kind::Other => {}
            Kind::Meta => {
                let name = ["property", "name", "itemprop"]
                    .iter()
                    .find_map(|a| node.attr(a));
                let content = node.attr("content").map(|content| one_line(&content));
                if let (Some(name), Some(content)) = (name, content)
                    && !content.is_empty()
                {
                    raw.tags.push((name.to_lowercase(), content));
                }
            }
            Kind::Script => {
                let kind = node
                    .attr("type")
                    .unwrap_or_default()
                    .trim()
                    .to_ascii_lowercase();
                if kind.starts_with("application/ld+json") {
                    raw.scripts.push(node.text().to_string());
                }
            }
            Kind::Link => {
                let canonical = node
                    .attr("rel")
                    .is_some_and(|rel| rel.trim().eq_ignore_ascii_case("canonical"));
                if canonical && raw.canonical.is_none() {
                    raw.canonical = node.attr("href").map(|href| href.trim().to_owned());
                }
            }
            Kind::Title => {
                if raw.title.is_none() {
                    raw.title = Some(one_line(&node.text())).filter(|title| !title.is_empty());
                }
            }
            Kind::Time => {
                if raw.time.is_none() {
                    raw.time = node
                        .attr("datetime")
                        .and_then(|day| first_date(&day, words));
                }
            }
        }
    }
    raw
}

/// Elements that hold meta data.
#[derive(Clone, Copy)]
enum Kind {
    Meta,
    Script,
    Link,
    Title,
    Time,
    Other,
}

impl Kind {
    fn of(name: &str) -> Kind {
        match name {
            "meta" => Kind::Meta,
            "script" => Kind::Script,
            "link" => Kind::Link,
            "title" => Kind::Title,
            "time" => Kind::Time,
            _ => Kind::Other,
        }
    }
}

/// Datasets, events and the like carry dates of their own; only works count.
fn is_work(kind: &str) -> bool {
    kind.ends_with("Article")
        || kind.ends_with("Posting")
        || kind.ends_with("Report")
        || kind.ends_with("WebPage")
        || kind.ends_with("CreativeWork")
}

fn json_ld(scripts: &[String], words: &OriginWords) -> Meta {
    let mut found = Meta::default();
    for text in scripts {
        let text = text
            .trim()
            .trim_start_matches("<!--")
            .trim_start_matches("//<![CDATA[")
            .trim_start_matches("<![CDATA[")
            .trim_end_matches("-->")
            .trim_end_matches("//]]>")
            .trim_end_matches("]]>");
        // A page's broken JSON-LD is no reason to refuse its text.
        let Ok(value) = serde_json::from_str::<Value>(text) else {
            continue;
        };
        let mut works = Vec::new();
        collect(&value, &mut works);
        works.sort_by_key(|work| kinds(work).any(|kind| kind.ends_with("WebPage")));
        for work in works {
            let string = |name: &str| work.get(name).and_then(Value::as_str).map(one_line);
            found.published = found
                .published
                .or_else(|| first_date(&string("datePublished")?, words));
            found.publisher = found
                .publisher
                .or_else(|| named(work.get("publisher")?, &value));
            found.title = found.title.or_else(|| string("headline"));
            found.url = found.url.or_else(|| string("url"));
        }
    }
    found
}

/// The works at the top of the JSON, in its lists and in its graph.
fn collect<'v>(value: &'v Value, works: &mut Vec<&'v Value>) {
    match value {
        Value::Array(list) => list.iter().for_each(|item| collect(item, works)),
        Value::Object(map) => {
            if kinds(value).any(is_work) {
                works.push(value);
            }
            if let Some(graph) = map.get("@graph") {
                collect(graph, works);
            }
            if let Some(entity) = map.get("mainEntity") {
                collect(entity, works);
            }
        }
        _ => {}
    }
}

fn kinds(value: &Value) -> impl Iterator<Item = &str> {
    let one = value.get("@type").and_then(Value::as_str);
    let many = value.get("@type").and_then(Value::as_array);
    one.into_iter()
        .chain(many.into_iter().flatten().filter_map(Value::as_str))
}

/// The name of an organisation: its own, or by reference into the graph.
fn named(value: &Value, all: &Value) -> Option<String> {
    match value {
        Value::String(name) => Some(one_line(name)).filter(|n| !n.contains("://")),
        Value::Array(list) => list.iter().find_map(|item| named(item, all)),
        Value::Object(map) => match map.get("name") {
            Some(Value::String(name)) => Some(one_line(name)).filter(|n| !n.is_empty()),
            Some(_) => None,
            None => {
                let id = map.get("@id")?;
                let graph = all.get("@graph")?.as_array()?;
                let node = graph
                    .iter()
                    .find(|node| node.get("@id") == Some(id) && node.get("name").is_some())?;
                node.get("name")?.as_str().map(one_line)
            }
        },
        _ => None,
    }
}
