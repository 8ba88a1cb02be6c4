//! Changing a graph: whole named graphs are set or removed, the default graph follows, and all
//! of it is written at once or not at all.

use super::lock::Lock;
use super::read::{self, BlankNodes};
use super::text::{Sections, Text, is_iri};
use super::upkeep::{self, Change};
use super::{FORMAT_VERSION, GraphError, Location, Roles, replace};
use crate::entity::Base;
use crate::rdf::vocab::{self, dcterms, expo, rdf};
use oxigraph::io::RdfFormat;
use oxigraph::model::{Literal, Quad};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// What a graph knows of the reading of one of its documents.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stamp {
    /// The digest of the bytes it was read from.
    pub digest: String,
    /// The program and knowledge that read it.
    pub reader: String,
    /// The ids that the document has by itself and those its graph has for them.
    pub resolved: Vec<(String, String)>,
    /// The sketch of its text, as written.
    pub sketch: String,
    /// The day it was published ("2019-08-27"); empty where it is not known.
    pub published: String,
}

/// A graph that is being changed. Nobody else can change it meanwhile; nothing is written before
/// [`Update::commit`].
#[derive(Debug)]
pub struct Update {
    base: Base,
    roles: Roles,
    engine: Engine,
    stamps: BTreeMap<String, Stamp>,
    changes: BTreeMap<String, String>,
    _lock: Option<Lock>,
}

#[derive(Debug)]
enum Engine {
    Memory(Text),
    File(PathBuf, Text),
    #[cfg(feature = "rocksdb")]
    RocksDb(super::folder::Folder),
}

impl Update {
    /// Opens a graph to change it; it need not exist yet.
    ///
    /// # Errors
    /// If it cannot be read, is no N-Quads file, was built with another base or by a later
    /// version, or somebody else is changing it.
    pub fn open(location: &Location, base: &Base) -> Result<Update, GraphError> {
        match location {
            Location::File(path, RdfFormat::NQuads) => {
                // A link and its target are one graph and have one lock.
                let path = std::fs::canonicalize(path).unwrap_or_else(|_| path.clone());
                let lock = Lock::exclusive(&path)?;
                let text = if path.exists() {
                    Text::read(&path, read::read_file(&path)?)?
                } else {
                    Text::default()
                };
                Update::start(base, Engine::File(path, text), Some(lock))
            }
            Location::File(path, _) => Err(GraphError::ReadOnly { path: path.clone() }),
            #[cfg(feature = "rocksdb")]
            Location::Folder(path) => {
                let lock = Lock::exclusive(path)?;
                let folder = super::folder::Folder::open(path)?;
                Update::start(base, Engine::RocksDb(folder), Some(lock))
            }
            #[cfg(not(feature = "rocksdb"))]
            Location::Folder(path) => Err(GraphError::NoRocksDb { path: path.clone() }),
        }
    }

    /// An empty graph in memory; [`Update::into_text`] gives what a file would hold.
    pub fn in_memory(base: &Base) -> Update {
        Update {
            base: base.clone(),
            roles: Roles::of(base),
            engine: Engine::Memory(Text::default()),
            stamps: BTreeMap::new(),
            changes: BTreeMap::new(),
            _lock: None,
        }
    }

    fn start(base: &Base, engine: Engine, lock: Option<Lock>) -> Result<Update, GraphError> {
        let roles = Roles::of(base);
        let about = engine.about(&roles)?;
        let mut stamps: BTreeMap<String, Stamp> = BTreeMap::new();
        for (graph, predicate, object) in about {
            if is_iri(&graph, vocab::GRAPH) {
                check(engine.path(), &predicate, &object, Some(base))?;
                continue;
            }
            let value = object.trim_matches('"');
            let Some(iri) = graph.strip_prefix('<').and_then(|g| g.strip_suffix('>')) else {
                continue;
            };
            let stamp = stamps.entry(iri.to_owned()).or_default();
            if is_iri(&predicate, expo::DIGEST) {
                stamp.digest = value.to_owned();
            } else if is_iri(&predicate, expo::READER) {
                stamp.reader = value.to_owned();
            } else if is_iri(&predicate, expo::SKETCH) {
                stamp.sketch = value.to_owned();
            } else if is_iri(&predicate, dcterms::ISSUED) {
                stamp.published = value.split('"').next().unwrap_or_default().to_owned();
            } else if is_iri(&predicate, expo::RESOLVED)
                && let Some((old, new)) = value.split_once(' ')
            {
                stamp.resolved.push((old.to_owned(), new.to_owned()));
            }
        }
        Ok(Update {
            base: base.clone(),
            roles,
            engine,
            stamps,
            changes: BTreeMap::new(),
            _lock: lock,
        })
    }

    /// The base of the graph's identifiers.
    pub fn base(&self) -> &Base {
        &self.base
    }

    /// The documents in the graph before any change, by IRI.
    pub fn documents(&self) -> &BTreeMap<String, Stamp> {
        &self.stamps
    }

    /// The lines of the named graph of that IRI before any change; empty if there is none.
    ///
    /// # Errors
    /// If they cannot be read.
    pub fn section(&self, iri: &str) -> Result<Cow<'_, str>, GraphError> {
        let name = format!("<{iri}>");
        match &self.engine {
            Engine::Memory(text) | Engine::File(_, text) => Ok(text.section(&name).into()),
            #[cfg(feature = "rocksdb")]
            Engine::RocksDb(folder) => Ok(folder.section(&name)?.into()),
        }
    }

    /// Replaces the named graph of that IRI: by these lines (see [`super::sorted`]), each ending
    /// with its name; by nothing if there are none.
    pub fn set(&mut self, iri: &str, lines: String) {
        self.changes.insert(format!("<{iri}>"), lines);
    }

    /// Adds lines to the graph of that name as written; without a name, to the default graph.
    pub(super) fn add(&mut self, name: &str, lines: &str) -> Result<(), GraphError> {
        let mut all = match self.changes.get(name) {
            Some(set) => set.clone(),
            None => self.engine.section(name)?,
        };
        all.push_str(lines);
        let all = super::sorted(all.into_bytes());
        self.changes.insert(name.to_owned(), all);
        Ok(())
    }

    /// Writes the changes; nothing if they change nothing. Tells whether anything was written.
    ///
    /// # Errors
    /// If writing fails; the graph is then as it was.
    pub fn commit(mut self) -> Result<bool, GraphError> {
        self.describe_graph();
        match &self.engine {
            Engine::Memory(_) => Ok(false),
            Engine::File(path, text) => {
                let same = |(name, lines): (&String, &String)| text.section(name) == lines;
                if path.exists() && self.changes.iter().all(same) {
                    return Ok(false);
                }
                let pieces = compose(text, &self.changes, &self.roles);
                replace::replace(path, |out| {
                    pieces
                        .iter()
                        .try_for_each(|piece| out.write_all(piece.as_bytes()))
                })?;
                Ok(true)
            }
            #[cfg(feature = "rocksdb")]
            Engine::RocksDb(folder) => folder.apply(&self.changes, &self.roles),
        }
    }

    /// The whole graph as sorted N-Quads, changes included, for a graph in memory.
    pub fn into_text(mut self) -> String {
        self.describe_graph();
        match &self.engine {
            Engine::Memory(text) | Engine::File(_, text) => {
                compose(text, &self.changes, &self.roles).concat()
            }
            #[cfg(feature = "rocksdb")]
            Engine::RocksDb(_) => String::new(),
        }
    }

    /// Sets what the graph says of itself.
    fn describe_graph(&mut self) {
        let mut sections = Sections::default();
        let graph = vocab::GRAPH;
        let version = Literal::new_typed_literal(FORMAT_VERSION.to_string(), vocab::xsd::INTEGER);
        let base = Literal::new_simple_literal(self.base.as_str());
        sections.add(&Quad::new(graph, rdf::TYPE, expo::GRAPH, graph));
        sections.add(&Quad::new(graph, expo::FORMAT_VERSION, version, graph));
        sections.add(&Quad::new(graph, expo::BASE, base, graph));
        self.changes.extend(sections.finish());
    }
}

impl Engine {
    fn path(&self) -> &Path {
        match self {
            Engine::Memory(_) => Path::new("memory"),
            Engine::File(path, _) => path,
            #[cfg(feature = "rocksdb")]
            Engine::RocksDb(folder) => folder.path(),
        }
    }

    /// Graph, predicate and object of what the documents' graphs and the graph's own say of
    /// themselves.
    fn about(&self, roles: &Roles) -> Result<Vec<(String, String, String)>, GraphError> {
        match self {
            Engine::Memory(text) | Engine::File(_, text) => Ok(text
                .names()
                .filter(|name| name.starts_with(&roles.document) || is_iri(name, vocab::GRAPH))
                .flat_map(|name| {
                    let triple = |(predicate, object): (&str, &str)| {
                        (name.to_owned(), predicate.to_owned(), object.to_owned())
                    };
                    text.about(name).map(triple)
                })
                .collect()),
            #[cfg(feature = "rocksdb")]
            Engine::RocksDb(folder) => folder.about(),
        }
    }

    fn section(&self, name: &str) -> Result<String, GraphError> {
        match self {
            Engine::Memory(text) | Engine::File(_, text) => Ok(text.section(name).to_owned()),
            #[cfg(feature = "rocksdb")]
            Engine::RocksDb(folder) => folder.section(name),
        }
    }
}

/// Checks a statement of a graph on itself: its version, and its base against the one asked for.
pub(super) fn check(
    path: &Path,
    predicate: &str,
    object: &str,
    asked: Option<&Base>,
) -> Result<(), GraphError> {
    // The value of a literal as written; versions and IRIs have nothing escaped.
    let value = object.split('"').nth(1).unwrap_or_default();
    if is_iri(predicate, expo::FORMAT_VERSION) {
        // A version that is no number is no version of ours: later, then.
        if value
            .parse()
            .map_or(true, |version: u32| version > FORMAT_VERSION)
        {
            return Err(GraphError::Newer {
                path: path.to_owned(),
                found: value.to_owned(),
                known: FORMAT_VERSION,
            });
        }
    } else if is_iri(predicate, expo::BASE)
        && let Some(asked) = asked
        && value != asked.as_str()
    {
        return Err(GraphError::OtherBase {
            path: path.to_owned(),
            found: value.to_owned(),
            asked: asked.to_string(),
        });
    }
    Ok(())
}

/// The pieces of the new text, in order.
pub(super) fn compose<'a>(
    text: &'a Text,
    changes: &'a BTreeMap<String, String>,
    roles: &'a Roles,
) -> Vec<std::borrow::Cow<'a, str>> {
    let names: BTreeSet<&str> = text
        .names()
        .chain(changes.keys().map(String::as_str))
        .collect();
    let changed: Vec<Change<'a>> = names
        .into_iter()
        .filter(|name| !name.is_empty())
        .map(|name| {
            let old = text.section(name);
            Change {
                slot: roles.slot(name),
                old,
                new: changes.get(name).map_or(old, String::as_str),
            }
        })
        .collect();
    let default = changes.get("").map_or(text.section(""), String::as_str);
    let mut pieces = upkeep::default_graph(default, &changed);
    pieces.extend(changed.iter().map(|change| change.new.into()));
    pieces
}

/// The lines of the graph of the ontology, from the text of its Turtle file.
///
/// # Errors
/// If the Turtle is broken; `name` names the file.
pub fn ontology(name: &str, turtle: &str) -> Result<String, GraphError> {
    let mut sections = Sections::default();
    let path = Path::new(name);
    read::parse(
        path,
        turtle.as_bytes(),
        RdfFormat::Turtle,
        BlankNodes::Rename,
        |quads| {
            for mut quad in quads {
                quad.graph_name = vocab::ONTOLOGY.into();
                sections.add(&quad);
            }
            Ok(())
        },
    )?;
    Ok(sections.finish().into_values().collect())
}
