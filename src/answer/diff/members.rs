//! Who and what is named for two editions: participants and topics, which come and go; dates, places
//! and themes, which change; posts of those who spoke at both.

use super::sources::cell;
use super::{Asked, Change, Entry, Section};
use crate::answer::similar::fold;
use crate::answer::table::Table;
use crate::rdf::vocab::expo;
use oxigraph::model::NamedNode;
use std::collections::{BTreeMap, BTreeSet};

/// What of one heading is named for an edition.
#[derive(Default)]
struct Named {
    /// By what tells one from another: the name and the documents.
    things: BTreeMap<String, (String, Vec<String>)>,
    properties: BTreeSet<String>,
}

/// A heading of the comparison, as the query has it.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Heading {
    rank: i64,
    heading: String,
    is_value: bool,
    property: String,
}

fn named(asked: &Asked) -> BTreeMap<Heading, Named> {
    let table = &asked.facts;
    let mut all: BTreeMap<Heading, Named> = BTreeMap::new();
    for row in &table.rows {
        let get = |column: &str| table.get(row, column);
        let property = get("property");
        let heading = Heading {
            rank: get("rank").parse().unwrap_or(i64::MAX),
            heading: get("heading"),
            is_value: get("kind") == "value",
            property: property.clone(),
        };
        let named = all.entry(heading).or_default();
        let (object, name) = (cell(table, row, "object"), get("thing"));
        if !object.is_empty() {
            let documents = asked.sources.stating(&property, &object).cloned().collect();
            // A thing has one label; of several, the first in order.
            named.things.entry(object).or_insert((name, documents));
        }
        named.properties.insert(property);
    }
    all
}

/// The sections of what comes and goes, and the one of what changes.
pub fn sections(earlier: &Asked, later: &Asked) -> Vec<Section> {
    let (before, after) = (named(earlier), named(later));
    let mut sections = Vec::new();
    let mut values = Section {
        name: "edition".to_owned(),
        heading: "dates, places and theme".to_owned(),
        named: (0, 0),
        entries: Vec::new(),
    };
    let mut properties = BTreeSet::new();
    let none = Named::default();
    let headings: BTreeSet<&Heading> = before.keys().chain(after.keys()).collect();
    for heading in headings {
        let one = before.get(heading).unwrap_or(&none);
        let other = after.get(heading).unwrap_or(&none);
        if heading.is_value {
            properties.insert(heading.property.clone());
            values.entries.extend(value(&heading.heading, one, other));
            continue;
        }
        let of = BTreeSet::from([heading.property.clone()]);
        let local = heading.property.rsplit(['#', '/']).next();
        let name = local.unwrap_or_default().to_owned();
        sections.push(Section {
            entries: members(&name, &heading.heading, one, other, (earlier, later)),
            name,
            heading: heading.heading.clone(),
            named: (earlier.sources.naming(&of), later.sources.naming(&of)),
        });
    }
    values.named = (
        earlier.sources.naming(&properties),
        later.sources.naming(&properties),
    );
    sections.push(values);
    sections
}

/// Who comes and goes. Where nobody at all is named for one edition, nobody is new to the other.
fn members(
    name: &str,
    heading: &str,
    one: &Named,
    other: &Named,
    (earlier, later): (&Asked, &Asked),
) -> Vec<Entry> {
    let (before, after) = (&earlier.side.name, &later.side.name);
    let ids: BTreeSet<&String> = one.things.keys().chain(other.things.keys()).collect();
    let mut entries: Vec<Entry> = ids
        .into_iter()
        .map(|id| {
            let (was, is) = (one.things.get(id), other.things.get(id));
            let (change, why) = match (was, is) {
                (Some(_), Some(_)) => (Change::Returning, "named for both".to_owned()),
                (None, _) if one.things.is_empty() => (
                    Change::Undecidable,
                    format!("named for {after}; no {heading} are named for {before}"),
                ),
                (_, None) if other.things.is_empty() => (
                    Change::Undecidable,
                    format!("named for {before}; no {heading} are named for {after}"),
                ),
                (None, _) => (
                    Change::New,
                    format!("named for {after}, not named for {before}"),
                ),
                (_, None) => (
                    Change::Lapsed,
                    format!("named for {before}, not named for {after}"),
                ),
            };
            let said = |side: Option<&(String, Vec<String>)>| -> Vec<String> {
                side.map(|_| "named".to_owned()).into_iter().collect()
            };
            let documents = |side: Option<&(String, Vec<String>)>| {
                side.map(|(_, documents)| documents.clone())
                    .unwrap_or_default()
            };
            Entry {
                about: name.to_owned(),
                change,
                what: was.or(is).map(|(name, _)| name.clone()).unwrap_or_default(),
                iri: iri(id),
                unit: String::new(),
                earlier: said(was),
                later: said(is),
                why,
                earlier_documents: documents(was),
                later_documents: documents(is),
            }
        })
        .collect();
    let order = |entry: &Entry| (entry.change, entry.what.to_lowercase(), entry.what.clone());
    entries.sort_by_key(order);
    entries
}

/// The node of a term as [`cell`] has it.
fn iri(id: &str) -> Option<NamedNode> {
    let inner = id.strip_prefix('<')?.strip_suffix('>')?;
    NamedNode::new(inner).ok()
}

/// What changes: a date, a place.
fn value(heading: &str, one: &Named, other: &Named) -> Option<Entry> {
    let names = |side: &Named| -> Vec<String> {
        let names: BTreeSet<String> = side.things.values().map(|(name, _)| name.clone()).collect();
        names.into_iter().collect()
    };
    let documents = |side: &Named| -> Vec<String> {
        let all: BTreeSet<String> = side.things.values().flat_map(|(_, d)| d.clone()).collect();
        all.into_iter().collect()
    };
    let (earlier, later) = (names(one), names(other));
    let (change, why) = match (earlier.is_empty(), later.is_empty()) {
        (true, true) => return None,
        (true, false) => (Change::OnlyLater, "not said of the earlier one"),
        (false, true) => (Change::OnlyEarlier, "not said of the later one"),
        (false, false) if meet(&earlier, &later) => (Change::Same, ""),
        (false, false) => (Change::Changed, ""),
    };
    Some(Entry {
        about: heading.to_owned(),
        change,
        what: String::new(),
        iri: None,
        unit: String::new(),
        earlier,
        later,
        why: why.to_owned(),
        earlier_documents: documents(one),
        later_documents: documents(other),
    })
}

/// Whether two lists of names have one in common, or one that is a part of another in whole words.
fn meet(one: &[String], other: &[String]) -> bool {
    let folded = |names: &[String]| -> Vec<String> {
        let words = names.iter().map(|name| format!(" {} ", fold(name)));
        words.collect()
    };
    let (one, other) = (folded(one), folded(other));
    one.iter().any(|a| {
        other
            .iter()
            .any(|b| a.contains(b.as_str()) || b.contains(a.as_str()))
    })
}

/// The posts of those who spoke at both editions, as far as they are said of both.
pub fn posts(earlier: &Asked, later: &Asked) -> Section {
    let speakers = |asked: &Asked| -> BTreeMap<String, (String, Vec<String>)> {
        let speaker = |heading: &Heading| heading.property == expo::SPEAKER.as_str();
        let all = named(asked)
            .into_iter()
            .find(|(heading, _)| speaker(heading));
        all.map(|(_, named)| named.things).unwrap_or_default()
    };
    let (before, after) = (held(&earlier.posts), held(&later.posts));
    let returned = speakers(later);
    let mut entries = Vec::new();
    for (id, (name, earlier_documents)) in speakers(earlier) {
        let (Some((_, later_documents)), Some(was), Some(is)) =
            (returned.get(&id), before.get(&id), after.get(&id))
        else {
            continue;
        };
        entries.push(Entry {
            about: "post".to_owned(),
            change: if meet(was, is) {
                Change::Same
            } else {
                Change::Changed
            },
            what: name,
            iri: iri(&id),
            unit: String::new(),
            earlier: was.clone(),
            later: is.clone(),
            why: String::new(),
            earlier_documents,
            later_documents: later_documents.clone(),
        });
    }
    entries.sort_by_key(|entry| (entry.change, entry.what.to_lowercase(), entry.what.clone()));
    let of = BTreeSet::from([expo::SPEAKER.as_str().to_owned()]);
    Section {
        name: "post".to_owned(),
        heading: "posts of returning speakers".to_owned(),
        named: (earlier.sources.naming(&of), later.sources.naming(&of)),
        entries,
    }
}

/// The posts of each person: those they spoke in, else those they held.
fn held(table: &Table) -> BTreeMap<String, Vec<String>> {
    let mut posts: BTreeMap<String, BTreeMap<bool, Vec<String>>> = BTreeMap::new();
    for row in &table.rows {
        let spoke = table.get(row, "said") == "spoke";
        let of = posts.entry(cell(table, row, "person")).or_default();
        let list = of.entry(spoke).or_default();
        let post = table.get(row, "post");
        // Titles differ in their capitals from text to text.
        if !list.iter().any(|known| fold(known) == fold(&post)) {
            list.push(post);
        }
    }
    let said = |mut all: BTreeMap<bool, Vec<String>>| {
        let spoke = all.remove(&true);
        spoke.or_else(|| all.remove(&false)).unwrap_or_default()
    };
    posts.into_iter().map(|(id, all)| (id, said(all))).collect()
}
