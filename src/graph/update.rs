//! Changing a graph: whole named graphs are set or removed, the default graph follows, and all
//! of it is written at once or not at all.

use super::lock::Lock;
use super::read::{self, BlankNodes};
use super::remote::RemoteError;
use super::text::{Sections, Text, is_iri};
use super::upkeep::{self, Change};
use super::{FORMAT_VERSION, GraphError, Location, Roles, inferred, replace};
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
    /// Whether the graph says anything of itself: it was written before.
    exists: bool,
    /// The word for what the graph has inferred; empty for nothing.
    inference: String,
    changes: BTreeMap<String, String>,
    conclusions: Conclusions,
    _lock: Option<Lock>,
}

/// What follows from the facts of a graph.
#[derive(Default)]
pub(super) struct Conclusions {
    /// The word for it.
    name: String,
    draw: Option<Box<Draw>>,
}

/// The lines of the graph of what is inferred, from those of the default graph.
type Draw = dyn Fn(&str) -> String + Send;

impl Conclusions {
    /// Whether anything is inferred.
    #[cfg(any(test, feature = "rocksdb"))]
    pub(super) fn draws(&self) -> bool {
        self.draw.is_some()
    }

    /// What follows from the lines of a default graph; nothing if nothing is to be inferred.
    pub(super) fn draw(&self, facts: &dyn Fn() -> String) -> String {
        self.draw
            .as_ref()
            .map_or_else(String::new, |draw| draw(&facts()))
    }
}

impl std::fmt::Debug for Conclusions {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Conclusions").field(&self.name).finish()
    }
}

/// What a commit did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Committed {
    /// Whether anything was written; it is not if nothing changed.
    pub written: bool,
    /// How many triples were inferred, where anything was written.
    pub inferred: usize,
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
            Location::Endpoint(address) => Err(GraphError::Remote(RemoteError::ReadOnly {
                endpoint: address.to_string(),
            })),
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
            exists: false,
            inference: String::new(),
            changes: BTreeMap::new(),
            conclusions: Conclusions::default(),
            _lock: None,
        }
    }

    fn start(base: &Base, engine: Engine, lock: Option<Lock>) -> Result<Update, GraphError> {
        let roles = Roles::of(base);
        let about = engine.about(&roles)?;
        let mut stamps: BTreeMap<String, Stamp> = BTreeMap::new();
        let mut inference = String::new();
        let mut exists = false;
        for (graph, predicate, object) in about {
            if is_iri(&graph, vocab::GRAPH) {
                check(engine.path(), &predicate, &object, Some(base))?;
                exists = true;
                if is_iri(&predicate, expo::INFERENCE) {
                    inference = object.trim_matches('"').to_owned();
                }
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
            exists,
            inference,
            changes: BTreeMap::new(),
            conclusions: Conclusions::default(),
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

    /// Whether there was a graph before any change.
    pub fn exists(&self) -> bool {
        self.exists
    }

    /// The word for what the graph has inferred, before any change; empty for nothing.
    pub fn inference(&self) -> &str {
        &self.inference
    }

    /// Has what follows from the facts drawn anew when the changes are written, and remembers the
    /// word for it. `draw` makes the lines of the graph [`vocab::INFERRED`], sorted and none of
    /// them a fact, from the lines of the default graph. Without it nothing is inferred, and what
    /// was inferred goes.
    pub fn conclude(&mut self, name: &str, draw: impl Fn(&str) -> String + Send + 'static) {
        self.conclusions = Conclusions {
            name: name.to_owned(),
            draw: Some(Box::new(draw)),
        };
    }

    /// What is to be concluded.
    #[cfg(test)]
    pub(super) fn into_conclusions(self) -> Conclusions {
        self.conclusions
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

    /// Writes the changes; nothing if they change nothing.
    ///
    /// # Errors
    /// If writing fails; the graph is then as it was.
    pub fn commit(mut self) -> Result<Committed, GraphError> {
        self.describe_graph();
        match &self.engine {
            Engine::Memory(_) => Ok(Committed::default()),
            Engine::File(path, text) => {
                let same = |(name, lines): (&String, &String)| text.section(name) == lines;
                if path.exists() && self.changes.iter().all(same) {
                    return Ok(Committed::default());
                }
                let mut inferred = 0;
                compose(text, &self.changes, &self.roles, &self.conclusions, |new| {
                    inferred = new.inferred;
                    replace::replace(path, |out| {
                        let mut pieces = new.pieces.iter();
                        pieces.try_for_each(|piece| out.write_all(piece.as_bytes()))
                    })
                })?;
                Ok(Committed {
                    written: true,
                    inferred,
                })
            }
            #[cfg(feature = "rocksdb")]
            Engine::RocksDb(folder) => folder.apply(&self.changes, &self.roles, &self.conclusions),
        }
    }

    /// The whole graph as sorted N-Quads, changes included, for a graph in memory.
    pub fn into_text(mut self) -> String {
        self.describe_graph();
        match &self.engine {
            Engine::Memory(text) | Engine::File(_, text) => {
                let concat = |new: Composed<'_>| new.pieces.concat();
                compose(text, &self.changes, &self.roles, &self.conclusions, concat)
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
        if self.conclusions.draw.is_some() {
            let word = Literal::new_simple_literal(&self.conclusions.name);
            sections.add(&Quad::new(graph, expo::INFERENCE, word, graph));
        }
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

/// A new text.
pub(super) struct Composed<'a> {
    /// Its pieces, in order.
    pub pieces: Vec<Cow<'a, str>>,
    /// How many triples of it are inferred.
    pub inferred: usize,
}

/// Gives the new text to `take`: the facts of the default graph as the other graphs support them,
/// and what follows from them.
pub(super) fn compose<R>(
    text: &Text,
    changes: &BTreeMap<String, String>,
    roles: &Roles,
    conclusions: &Conclusions,
    take: impl FnOnce(Composed<'_>) -> R,
) -> R {
    let inferred = vocab::INFERRED.to_string();
    let default = changes.get("").map_or(text.section(""), String::as_str);
    let facts = inferred::without(default, text.section(&inferred));
    let mut names: BTreeSet<&str> = text
        .names()
        .chain(changes.keys().map(String::as_str))
        .collect();
    names.remove("");
    names.remove(inferred.as_str());
    let changed: Vec<Change<'_>> = names
        .into_iter()
        .map(|name| {
            let old = text.section(name);
            Change {
                slot: roles.slot(name),
                old,
                new: changes.get(name).map_or(old, String::as_str),
            }
        })
        .collect();
    let facts = upkeep::default_graph(&facts, &changed);
    let new = conclusions.draw(&|| facts.concat());
    let mut pieces = inferred::with(facts, &new);
    let behind = changed.partition_point(|change| change.slot.name < inferred.as_str());
    pieces.extend(changed[..behind].iter().map(|change| change.new.into()));
    pieces.push(new.as_str().into());
    pieces.extend(changed[behind..].iter().map(|change| change.new.into()));
    take(Composed {
        inferred: new.lines().count(),
        pieces,
    })
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
