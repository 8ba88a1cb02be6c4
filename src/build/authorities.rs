//! The graph of what the authority files know of the things that the documents name: the country
//! a place or an organization is in, and which item of Wikidata something is. Things that no
//! document names have no place in it, so it grows with the graph and not with the lists.

use crate::entity::Base;
use crate::knowledge::Links;
use crate::rdf::vocab::{AUTHORITIES, WIKIDATA, expo, owl, schema, skos};
use oxigraph::model::NamedNodeRef;
use std::collections::BTreeMap;

/// Collects what is known of the things in documents' graphs.
pub(super) struct Authorities<'a> {
    links: &'a Links,
    base: &'a Base,
    /// As N-Quads write it, with a space on both sides.
    authority: String,
    /// By IRI in angle brackets.
    known: BTreeMap<String, Known<'a>>,
}

#[derive(Clone, Copy, Default)]
struct Known<'a> {
    country: Option<&'a str>,
    item: Option<&'a str>,
}

impl<'a> Authorities<'a> {
    pub fn new(links: &'a Links, base: &'a Base) -> Self {
        Authorities {
            links,
            base,
            authority: format!(" {} ", expo::AUTHORITY),
            known: BTreeMap::new(),
        }
    }

    /// Looks at the sorted lines of a document's graph.
    pub fn see(&mut self, lines: &str) {
        if self.links.is_empty() {
            return;
        }
        let mut rest = lines;
        while let Some(end) = rest.find("> ") {
            let subject = &rest[..=end];
            let mut records = Vec::new();
            // The lines of a subject are neighbours.
            while let Some(line) = rest.strip_prefix(subject) {
                let record = line
                    .strip_prefix(self.authority.as_str())
                    .and_then(|line| line.strip_prefix('"')?.split_once('"'));
                records.extend(record.map(|(record, _)| record));
                rest = match memchr::memchr(b'\n', rest.as_bytes()) {
                    Some(end) => &rest[end + 1..],
                    None => "",
                };
            }
            self.thing(subject, &records);
        }
    }

    fn thing(&mut self, subject: &str, records: &[&str]) {
        let iri = subject.trim_start_matches('<').trim_end_matches('>');
        let id = iri.strip_prefix(self.base.as_str()).unwrap_or_default();
        // An edition has the record of its series, and is in no country by that.
        let record = records
            .first()
            .copied()
            .filter(|_| !id.starts_with("expo/"));
        let item = match records {
            [] => self.links.wikidata(iri, id, None),
            all => all
                .iter()
                .find_map(|record| self.links.wikidata(iri, id, Some(record))),
        };
        let country = record.and_then(|record| self.links.country(record));
        if item.is_some() || country.is_some() {
            let known = self.known.entry(subject.to_owned()).or_default();
            known.item = known.item.or(item);
            known.country = known.country.or(country);
        }
    }

    /// The lines of the graph.
    pub fn lines(&self) -> String {
        let mut lines = Vec::new();
        let mut add = |subject: &str, property: NamedNodeRef<'_>, object: String| {
            let line = format!("{subject} {property} {object} {AUTHORITIES} .\n");
            lines.extend_from_slice(line.as_bytes());
        };
        let topics = format!("<{}topic/", self.base);
        for (subject, known) in &self.known {
            if let Some(code) = known.country {
                add(subject, expo::COUNTRY_CODE, format!("\"{code}\""));
            }
            if let Some(item) = known.item {
                let item = format!("<{WIKIDATA}{item}>");
                // A concept is like another; only individuals are the same.
                let same = match subject.starts_with(&topics) {
                    true => skos::EXACT_MATCH,
                    false => owl::SAME_AS,
                };
                add(subject, same, item.clone());
                add(subject, schema::SAME_AS, item);
            }
        }
        crate::graph::sorted(lines)
    }

    /// The items that more than one thing is, with the things' IRIs.
    pub fn shared(&self) -> Vec<(String, Vec<String>)> {
        let mut things: BTreeMap<&str, Vec<String>> = BTreeMap::new();
        for (subject, known) in &self.known {
            if let Some(item) = known.item {
                let iri = subject.trim_start_matches('<').trim_end_matches('>');
                things.entry(item).or_default().push(iri.to_owned());
            }
        }
        things.retain(|_, things| things.len() > 1);
        let owned = |(item, things): (&str, _)| (item.to_owned(), things);
        things.into_iter().map(owned).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::{Knowledge, Source};

    #[test]
    fn things_of_records_are_linked_and_others_of_their_names_are_not() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("authority")).unwrap();
        let mine =
            "id\twikidata\nperson/ann-lee\tQ42\nperson/a-lee\tQ42\ntopic/robotics\tQ170978\n";
        std::fs::write(folder.path().join("authority/wikidata.mine.tsv"), mine).unwrap();
        let source = Source::with_folder(folder.path());
        let authority = Knowledge::load(&source).unwrap().authority;
        let links = Links::load(&source, &authority).unwrap();
        let base = Base::default();
        let mut authorities = Authorities::new(&links, &base);
        let line = |id: &str, property: NamedNodeRef<'_>, object: &str| {
            format!("<{base}{id}> {property} {object} <{base}document/d> .\n")
        };
        let mut lines = vec![
            line("country/sg", expo::AUTHORITY, "\"countries/sg\""),
            line("country/fr", expo::CLAIM, "\"only called so\""),
            line("place/graz", expo::AUTHORITY, "\"places/graz\""),
            line("place/graz", expo::BASIS, "\"\\\"> \\\"\""),
            line("expo/ces-2020", expo::AUTHORITY, "\"places/graz\""),
            line("person/ann-lee", expo::POST, "<http://x/p>"),
            line("person/a-lee", expo::POST, "<http://x/p>"),
            line("topic/robotics", expo::AUTHORITY, "\"topics/robotics\""),
            "_:b <http://x/p> <http://x/o> .\n".to_owned(),
        ];
        lines.sort();
        authorities.see(&lines.concat());
        let graph = authorities.lines();
        let found: Vec<String> = graph
            .lines()
            .map(|line| {
                let line = line.strip_suffix(&format!(" {AUTHORITIES} .")).unwrap();
                let line = line.replace(base.as_str(), "");
                line.replace(WIKIDATA, "").replace(expo::NAMESPACE, "")
            })
            .collect();
        assert_eq!(
            found,
            [
                "<country/sg> <http://www.w3.org/2002/07/owl#sameAs> <Q334>",
                "<country/sg> <https://schema.org/sameAs> <Q334>",
                "<country/sg> <countryCode> \"SG\"",
                "<person/a-lee> <http://www.w3.org/2002/07/owl#sameAs> <Q42>",
                "<person/a-lee> <https://schema.org/sameAs> <Q42>",
                "<person/ann-lee> <http://www.w3.org/2002/07/owl#sameAs> <Q42>",
                "<person/ann-lee> <https://schema.org/sameAs> <Q42>",
                "<place/graz> <countryCode> \"AT\"",
                "<topic/robotics> <http://www.w3.org/2004/02/skos/core#exactMatch> <Q170978>",
                "<topic/robotics> <https://schema.org/sameAs> <Q170978>",
            ]
        );
        let shared = authorities.shared();
        assert_eq!(shared.len(), 1);
        assert_eq!((shared[0].0.as_str(), shared[0].1.len()), ("Q42", 2));
    }
}
