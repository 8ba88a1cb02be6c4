//! The authority tables: countries, places, venues, organisations, series, topics, each record
//! with its aliases, and one trie over all their names.

use super::table::{Row, invalid, parts, rows};
use super::words::{WordId, Words};
use super::{KnowledgeError, Source};
use crate::kind::Kind;
use crate::text::{Abbreviations, Shape, Token, lex};
use rustc_hash::FxHashMap;
use std::sync::Arc;

/// Which table a record is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Table {
    Country,
    /// A country's adjective or people ("Chinese"); the record is the country's.
    Demonym,
    Place,
    Venue,
    Organisation,
    Series,
    Topic,
}

/// A record of an authority table.
#[derive(Clone, Debug)]
pub struct Record {
    /// `table/id` ("countries/sg").
    pub id: Arc<str>,
    /// The preferred name.
    pub name: Arc<str>,
    pub kind: Kind,
    /// Country of a place or organisation, place of a venue or series, broader topic: the id in
    /// its own table, empty where not known.
    pub within: Box<str>,
    /// The kind as the table gives it ("city", "media"), else empty.
    pub sort: Box<str>,
}

/// A name in the trie leads to a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    pub table: Table,
    pub record: u32,
    /// The name stands in capitals ("WHO") and counts only when written so.
    pub exact: bool,
    /// The name is also an everyday word or a person's name.
    pub ambiguous: bool,
    /// The name is the preferred one.
    pub preferred: bool,
}

/// The first step into the trie.
#[derive(Clone, Copy, Debug, Default)]
struct Root {
    /// Zero where there is none.
    node: u32,
    topic: bool,
    name: bool,
}

/// All tables and the trie over their names.
#[derive(Debug, Default)]
pub struct Authority {
    records: Vec<Record>,
    by_id: FxHashMap<Arc<str>, u32>,
    /// By word, the first step into the trie and whether topics or other names lie behind it;
    /// words learned later begin no name.
    roots: Vec<Root>,
    edges: FxHashMap<(u32, WordId), u32>,
    entries: Vec<Entry>,
    /// By node of the trie, where its entries begin and end in `entries`.
    entries_of: Vec<(u32, u32)>,
}

/// What loading needs beside the tables.
struct Loader<'a> {
    words: &'a mut Words,
    abbreviations: &'a Abbreviations,
    /// Entries by node, in the order of the files.
    found: Vec<(u32, Entry)>,
    nodes: u32,
    tokens: Vec<Token>,
}

struct TableFile {
    path: &'static str,
    columns: &'static [&'static str],
    prefix: &'static str,
    table: Table,
}

const FILES: [TableFile; 6] = [
    TableFile {
        path: "authority/countries.tsv",
        columns: &["id", "name", "iso3", "demonyms", "aliases"],
        prefix: "countries",
        table: Table::Country,
    },
    TableFile {
        path: "authority/places.tsv",
        columns: &["id", "name", "kind", "country", "aliases", "ambiguous"],
        prefix: "places",
        table: Table::Place,
    },
    TableFile {
        path: "authority/venues.tsv",
        columns: &["id", "name", "place", "aliases"],
        prefix: "venues",
        table: Table::Venue,
    },
    TableFile {
        path: "authority/organisations.tsv",
        columns: &["id", "name", "kind", "country", "aliases", "ambiguous"],
        prefix: "organisations",
        table: Table::Organisation,
    },
    TableFile {
        path: "authority/series.tsv",
        columns: &["id", "name", "aliases", "place", "sector"],
        prefix: "series",
        table: Table::Series,
    },
    TableFile {
        path: "authority/topics.tsv",
        columns: &["id", "name", "broader", "aliases"],
        prefix: "topics",
        table: Table::Topic,
    },
];

/// The kind of organisation that a table's word stands for.
pub(super) fn organisation_kind(name: &str) -> Option<Kind> {
    Some(match name {
        "company" => Kind::Company,
        "government" => Kind::GovernmentBody,
        "international" => Kind::InternationalOrganization,
        "academic" => Kind::AcademicInstitution,
        "association" | "media" | "other" => Kind::Organization,
        _ => return None,
    })
}

impl Authority {
    pub(super) fn load(
        source: &Source,
        words: &mut Words,
        abbreviations: &Abbreviations,
    ) -> Result<Authority, KnowledgeError> {
        let mut authority = Authority::default();
        authority.edges.reserve(28_000);
        let mut loader = Loader {
            words,
            abbreviations,
            found: Vec::new(),
            nodes: 1,
            tokens: Vec::new(),
        };
        for file in &FILES {
            for (path, text) in parts(source, file.path)? {
                for row in rows(&path, &text, file.columns)? {
                    authority.add_row(file, &path, &row, &mut loader)?;
                }
            }
        }
        authority.settle(loader.found, loader.nodes);
        Ok(authority)
    }

    fn add_row(
        &mut self,
        file: &TableFile,
        path: &str,
        row: &Row<'_>,
        loader: &mut Loader<'_>,
    ) -> Result<(), KnowledgeError> {
        let id: Arc<str> = format!("{}/{}", file.prefix, row.cell(0)).into();
        if self.by_id.contains_key(&id) {
            return Err(invalid(
                path,
                row.line,
                format!("the id {:?} stands twice; choose another", row.cell(0)),
            ));
        }
        let (kind, within, sort, aliases, ambiguous) = match file.table {
            Table::Country | Table::Demonym => (Kind::Country, "", "", 4, ""),
            Table::Place => (Kind::Place, row.cell(3), row.cell(2), 4, row.cell(5)),
            Table::Venue => (Kind::Place, row.cell(2), "venue", 3, ""),
            Table::Organisation => {
                let kind = organisation_kind(row.cell(2)).ok_or_else(|| {
                    let problem = format!("unknown kind of organisation {:?}", row.cell(2));
                    invalid(path, row.line, problem)
                })?;
                (kind, row.cell(3), row.cell(2), 4, row.cell(5))
            }
            Table::Series => (Kind::ExpoSeries, row.cell(3), row.cell(4), 2, ""),
            Table::Topic => (Kind::Topic, row.cell(2), "", 3, ""),
        };
        let record = self.records.len() as u32;
        self.records.push(Record {
            id: id.clone(),
            name: row.cell(1).into(),
            kind,
            within: within.into(),
            sort: sort.into(),
        });
        self.by_id.insert(id, record);
        let ambiguous = ambiguous == "yes";
        let entry = |table, preferred| Entry {
            table,
            record,
            exact: false,
            ambiguous,
            preferred,
        };
        self.add_name(row.cell(1), entry(file.table, true), loader);
        for alias in row.entries(aliases) {
            self.add_name(alias, entry(file.table, false), loader);
        }
        if file.table == Table::Country {
            for demonym in row.entries(3) {
                self.add_name(demonym, entry(Table::Demonym, false), loader);
            }
        }
        Ok(())
    }

    fn add_name(&mut self, name: &str, mut entry: Entry, loader: &mut Loader<'_>) {
        let tokens = &mut loader.tokens;
        tokens.clear();
        lex(name, 0..name.len(), loader.abbreviations, tokens);
        if tokens.is_empty() {
            return;
        }
        entry.exact = tokens.len() == 1
            && tokens[0].shape == Shape::Upper
            && name.chars().filter(|c| c.is_alphabetic()).count() <= 5;
        let mut node = 0;
        for (index, token) in tokens.iter().enumerate() {
            let word = loader.words.intern(token.text(name));
            if index == 0 {
                let slot = word.0 as usize;
                if self.roots.len() <= slot {
                    self.roots.resize(slot + 1, Root::default());
                }
                let root = &mut self.roots[slot];
                root.topic |= entry.table == Table::Topic;
                root.name |= entry.table != Table::Topic;
                if root.node == 0 {
                    root.node = loader.nodes;
                    loader.nodes += 1;
                }
                node = root.node;
                continue;
            }
            node = *self.edges.entry((node, word)).or_insert(loader.nodes);
            loader.nodes += u32::from(node == loader.nodes);
        }
        loader.found.push((node, entry));
    }

    /// Puts the entries of each node side by side, each record once.
    fn settle(&mut self, mut found: Vec<(u32, Entry)>, nodes: u32) {
        found.sort_by_key(|(node, _)| *node);
        self.entries_of = vec![(0, 0); nodes as usize];
        for (node, entry) in found {
            let (start, end) = &mut self.entries_of[node as usize];
            if start == end {
                *start = self.entries.len() as u32;
            }
            let known = self.entries[*start as usize..]
                .iter()
                .any(|e| e.table == entry.table && e.record == entry.record);
            if !known {
                self.entries.push(entry);
            }
            *end = self.entries.len() as u32;
        }
    }

    fn entries(&self, node: u32) -> &[Entry] {
        let (start, end) = self.entries_of[node as usize];
        &self.entries[start as usize..end as usize]
    }

    /// Whether some name begins with that word.
    #[inline]
    pub fn starts_with(&self, word: WordId) -> bool {
        self.root(word).node != 0
    }

    /// Whether some name that is no topic's begins with that word.
    #[inline]
    pub fn starts_name(&self, word: WordId) -> bool {
        self.root(word).name
    }

    /// Whether some topic's name begins with that word.
    #[inline]
    pub fn starts_topic(&self, word: WordId) -> bool {
        self.root(word).topic
    }

    #[inline]
    fn root(&self, word: WordId) -> Root {
        self.roots.get(word.0 as usize).copied().unwrap_or_default()
    }

    /// The step from a node by a word.
    fn step(&self, node: u32, word: WordId) -> Option<u32> {
        if node == 0 {
            let root = self.root(word).node;
            return (root != 0).then_some(root);
        }
        self.edges.get(&(node, word)).copied()
    }

    /// All names that begin at `words[0]`: their length in tokens and what they lead to, shortest
    /// first.
    pub fn names<'a>(
        &'a self,
        words: &'a [WordId],
    ) -> impl Iterator<Item = (usize, &'a [Entry])> + 'a {
        let mut node = 0;
        words
            .iter()
            .enumerate()
            .map_while(move |(index, word)| {
                if !word.is_known() {
                    return None;
                }
                node = self.step(node, *word)?;
                Some((index + 1, self.entries(node)))
            })
            .filter(|(_, entries)| !entries.is_empty())
    }

    pub fn record(&self, record: u32) -> &Record {
        &self.records[record as usize]
    }

    /// All records.
    pub fn records(&self) -> impl Iterator<Item = &Record> {
        self.records.iter()
    }

    /// The record of an id ("countries/sg").
    pub fn by_id(&self, id: &str) -> Option<&Record> {
        self.by_id.get(id).map(|record| self.record(*record))
    }

    /// The number of a record by its id ("places/singapore").
    pub fn index(&self, id: &str) -> Option<u32> {
        self.by_id.get(id).copied()
    }

    /// What a whole name leads to.
    pub fn exactly(&self, name: &str, words: &Words, abbreviations: &Abbreviations) -> &[Entry] {
        let mut tokens: Vec<Token> = Vec::new();
        lex(name, 0..name.len(), abbreviations, &mut tokens);
        let mut node = 0;
        for token in &tokens {
            let word = words.id(token.text(name));
            match self.step(node, word) {
                Some(next) if word.is_known() => node = next,
                _ => return &[],
            }
        }
        if node == 0 {
            return &[];
        }
        self.entries(node)
    }
}
