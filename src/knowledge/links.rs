//! What the authority files know of a thing besides its names: which thing of Wikidata it is
//! (`authority/wikidata.tsv`), and the country it is in. Neither is read from any document.

use super::authority::Authority;
use super::table::{content, invalid, parts};
use super::{KnowledgeError, Source};
use rustc_hash::{FxHashMap, FxHashSet};

/// The list of the project itself; its rows are about authority records.
const OWN: &str = "authority/wikidata.tsv";

/// The places in the order of which an id's kind ("organization") names tables of records.
const KINDS: [(&str, &[&str]); 5] = [
    ("country", &["countries"]),
    ("place", &["places", "venues"]),
    ("organization", &["organisations"]),
    ("series", &["series"]),
    ("topic", &["topics"]),
];

/// Identifiers of things elsewhere, and countries of authority records.
#[derive(Clone, Debug, Default)]
pub struct Links {
    /// By id ("country/sg") or whole IRI.
    wikidata: FxHashMap<String, Wikidata>,
    /// ISO 3166-1 codes by record ("places/graz").
    countries: FxHashMap<String, String>,
}

#[derive(Clone, Debug)]
struct Wikidata {
    /// "Q334".
    item: String,
    /// The id is that of an authority record: it is meant, and not another thing of that name.
    of_record: bool,
}

impl Links {
    /// Reads the list of Wikidata items with its additions; a later row overrules an earlier one.
    ///
    /// # Errors
    /// If a file cannot be read, a row of a file is no id with an item, or an id stands twice.
    pub fn load(source: &Source, authority: &Authority) -> Result<Links, KnowledgeError> {
        Links::read(source, authority).map_err(|error| error.in_folder(source))
    }

    fn read(source: &Source, authority: &Authority) -> Result<Links, KnowledgeError> {
        let mut links = Links::default();
        for (path, text) in parts(source, OWN)? {
            let mut seen = FxHashSet::default();
            for (line, id, item) in pairs(&path, &text)? {
                let wrong = |problem| invalid(&path, line, problem);
                if !is_id(id) {
                    return Err(wrong(format!(
                        "the id {id:?} is none of a thing; give it as in its IRI: country/sg, person/ann-lee"
                    )));
                }
                if !seen.insert(id.to_owned()) {
                    return Err(wrong(format!(
                        "the id {id:?} stands twice; keep one of the rows"
                    )));
                }
                match item {
                    // A row without a match, as reconciling leaves some.
                    "" => {}
                    "-" => {
                        links.wikidata.remove(id);
                    }
                    item => {
                        let item = wikidata_item(item).ok_or_else(|| {
                            wrong(format!(
                                "{item:?} is no item of Wikidata, which is Q and a number (Q334); - is for none"
                            ))
                        })?;
                        let of_record =
                            path == OWN && records(id).any(|r| authority.by_id(&r).is_some());
                        let item = Wikidata {
                            item: item.to_owned(),
                            of_record,
                        };
                        links.wikidata.insert(id.to_owned(), item);
                    }
                }
            }
        }
        links.countries = authority
            .records()
            .filter_map(|record| {
                Some((record.id.to_string(), country_code(authority, &record.id)?))
            })
            .collect();
        Ok(links)
    }

    /// The Wikidata item of a thing: its whole IRI, its id ("place/graz") and, where it has one, the
    /// authority record that makes it this thing.
    pub fn wikidata(&self, iri: &str, id: &str, record: Option<&str>) -> Option<&str> {
        let link = self.wikidata.get(iri).or_else(|| self.wikidata.get(id))?;
        let meant =
            !link.of_record || record.is_some_and(|record| records(id).any(|r| r == record));
        meant.then_some(link.item.as_str())
    }

    /// The ISO 3166-1 code of the country that an authority record is or is in.
    pub fn country(&self, record: &str) -> Option<&str> {
        self.countries.get(record).map(String::as_str)
    }

    /// Whether there is nothing to link.
    pub fn is_empty(&self) -> bool {
        self.wikidata.is_empty() && self.countries.is_empty()
    }

    /// The ids with their items, by id.
    pub fn all(&self) -> Vec<(&str, &str)> {
        let all = self.wikidata.iter();
        let mut all: Vec<_> = all
            .map(|(id, link)| (id.as_str(), link.item.as_str()))
            .collect();
        all.sort_unstable();
        all
    }

    /// The authority records that an id may be of ("place/graz": places/graz, venues/graz).
    pub fn records_of(id: &str) -> Vec<String> {
        records(id).collect()
    }
}

/// The line, id and item of each row. The columns may stand anywhere among others, for the file may
/// come from a table that was reconciled.
fn pairs<'a>(path: &str, text: &'a str) -> Result<Vec<(usize, &'a str, &'a str)>, KnowledgeError> {
    let mut lines = content(text);
    let Some((line, header)) = lines.next() else {
        return Ok(Vec::new());
    };
    let names: Vec<&str> = cells(header).collect();
    let column = |name: &str| {
        // Tables of SPARQL mark their columns so.
        let at = names
            .iter()
            .position(|cell| cell.trim_start_matches('?') == name);
        at.ok_or_else(|| {
            let problem = format!("the header has no column {name:?}; it needs id and wikidata, parted by a tab; found {names:?}");
            invalid(path, line, problem)
        })
    };
    let (id, item) = (column("id")?, column("wikidata")?);
    let pair = |(line, text)| {
        let cells: Vec<&str> = cells(text).collect();
        let cell = |at: usize| cells.get(at).copied().unwrap_or_default();
        (line, cell(id), cell(item))
    };
    Ok(lines.map(pair).collect())
}

/// The cells of a line; quotation marks around one are a spreadsheet's.
fn cells(line: &str) -> impl Iterator<Item = &str> {
    line.split('\t').map(|cell| {
        // A spreadsheet may put a mark before the first.
        let cell = cell.trim_start_matches('\u{feff}').trim();
        let inner = cell
            .strip_prefix('"')
            .and_then(|cell| cell.strip_suffix('"'));
        inner.unwrap_or(cell)
    })
}

fn records(id: &str) -> impl Iterator<Item = String> + '_ {
    let (kind, rest) = id.split_once('/').unwrap_or_default();
    let tables = KINDS.iter().find(|(name, _)| *name == kind);
    let tables = tables.map_or(&[][..], |(_, tables)| tables);
    tables.iter().map(move |table| format!("{table}/{rest}"))
}

/// Whether it is an IRI, or kind and name of a thing.
fn is_id(id: &str) -> bool {
    let plain = |c: char| c.is_ascii_graphic() && !"<>\"{}|\\^`".contains(c);
    id.chars().all(plain)
        && id
            .split_once('/')
            .is_some_and(|(a, b)| !a.is_empty() && !b.is_empty())
}

/// The item's name, which may be given with its address.
fn wikidata_item(item: &str) -> Option<&str> {
    let address = item
        .strip_prefix("https://")
        .or_else(|| item.strip_prefix("http://"));
    let item = match address {
        Some(address) => address
            .strip_prefix("www.wikidata.org/entity/")
            .or_else(|| address.strip_prefix("www.wikidata.org/wiki/"))?,
        None => item,
    };
    let number = item.strip_prefix('Q')?;
    let digits = number.bytes().all(|b| b.is_ascii_digit());
    (digits && (1..=12).contains(&number.len()) && !number.starts_with('0')).then_some(item)
}

/// The code of the country that a record is or is in.
fn country_code(authority: &Authority, id: &str) -> Option<String> {
    let (table, name) = id.split_once('/')?;
    let record = authority.by_id(id)?;
    let country = match table {
        "countries" => name,
        "venues" => {
            &*authority
                .by_id(&format!("places/{}", record.within))?
                .within
        }
        "places" | "organisations" => &*record.within,
        _ => return None,
    };
    // England and the like have codes of a part of a country.
    let code = country.split('-').next().unwrap_or_default();
    (code.len() == 2).then(|| code.to_ascii_uppercase())
}

#[cfg(test)]
mod tests {
    use super::super::Knowledge;
    use super::*;
    use std::collections::BTreeMap;

    fn load(additions: &str) -> Result<Links, KnowledgeError> {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::create_dir(folder.path().join("authority")).expect("made");
        let path = folder.path().join("authority/wikidata.mine.tsv");
        std::fs::write(path, additions).expect("written");
        let source = Source::with_folder(folder.path());
        Links::load(&source, &Knowledge::load(&source)?.authority)
    }

    #[test]
    fn the_list_is_of_authority_records_and_no_item_stands_twice() {
        let links = load("").expect("the built-in list");
        let source = Source::embedded();
        let authority = Knowledge::load(&source).expect("the data").authority;
        let mut items: BTreeMap<&str, &str> = BTreeMap::new();
        assert!(links.all().len() > 400);
        for (id, item) in links.all() {
            let known = records(id).any(|record| authority.by_id(&record).is_some());
            assert!(known, "{id} is no authority record");
            if let Some(other) = items.insert(item, id) {
                panic!("{item} is {other} and {id}");
            }
        }
        // Known by heart, of every kind; and what must not be linked: a city that is a country.
        let known = |id: &str| links.wikidata("", id, records(id).next().as_deref());
        for (id, item) in [
            ("country/de", Some("Q183")),
            ("country/nl", Some("Q55")),
            ("country/xk", Some("Q1246")),
            ("place/chongqing", Some("Q11725")),
            ("place/vienna", Some("Q1741")),
            ("organization/united-nations", Some("Q1065")),
            ("organization/huawei", Some("Q160120")),
            ("series/frankfurt-book-fair", Some("Q57293")),
            ("topic/artificial-intelligence", Some("Q11660")),
            ("place/singapore", None),
            ("country/aq", None),
        ] {
            assert_eq!(known(id), item, "{id}");
        }
    }

    #[test]
    fn a_thing_is_linked_by_record_id_or_iri() {
        let links = load(
            "\u{feff}?label\t?id\t\"wikidata\"\tdocuments\n\
             Ann Lee\tperson/ann-lee\thttps://www.wikidata.org/wiki/Q42\t1\n\
             X\thttps://example.org/x\tQ7\n\
             France\tcountry/fr\t-\t2\n\
             Graz\tplace/graz\t\n",
        )
        .expect("good");
        let of = |id: &str, record: Option<&str>| links.wikidata("", id, record).map(str::to_owned);
        assert_eq!(of("person/ann-lee", None).as_deref(), Some("Q42"));
        assert_eq!(
            links.wikidata("https://example.org/x", "x", None),
            Some("Q7")
        );
        assert_eq!(of("country/fr", Some("countries/fr")), None);
        assert_eq!(
            of("country/sg", Some("countries/sg")).as_deref(),
            Some("Q334")
        );
        // Something that is only called so.
        assert_eq!(of("country/sg", None), None);
        assert_eq!(of("country/sg", Some("places/sg")), None);
        for (record, code) in [
            ("countries/sg", Some("SG")),
            ("countries/gb-sct", Some("GB")),
            ("places/graz", Some("AT")),
            ("venues/adnec", None),
            ("venues/3arena", Some("IE")),
            ("series/ces", None),
        ] {
            assert_eq!(links.country(record), code, "{record}");
        }
    }

    #[test]
    fn a_row_that_is_wrong_is_named() {
        for (text, expected) in [
            ("id\tname\n", "1: the header has no column \"wikidata\""),
            (
                "id\twikidata\nsingapore\tQ334\n",
                "2: the id \"singapore\" is none",
            ),
            ("id\twikidata\nperson/x\t334\n", "2: \"334\" is no item"),
            ("id\twikidata\nperson/x\tQ0\n", "2: \"Q0\" is no item"),
            (
                "id\twikidata\nperson/x\tQ1\nperson/x\tQ2\n",
                "3: the id \"person/x\" stands twice",
            ),
            ("id\twikidata\nperson/x y\tQ1\n", "2: the id"),
        ] {
            let error = load(text).expect_err(text).to_string();
            assert!(error.contains("/authority/wikidata.mine.tsv:"), "{error}");
            assert!(error.contains(expected), "{error}");
        }
    }
}
