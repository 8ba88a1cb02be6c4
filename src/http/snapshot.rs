//! A graph as it was opened, and all that pages derive from it once. Never changes: a reload
//! makes a new one, and requests that are under way keep theirs.

use super::reply::Reply;
use super::taste::{Taste, TasteError};
use super::view;
use crate::answer::ask::{Asking, Names as SpokenNames, Understanding};
use crate::answer::{AnswerError, Catalogue, Engine, Headings, Index, Limit};
use crate::graph::{Graph, GraphError, Home, Location, Scope};
use crate::knowledge::{KnowledgeError, Source, SourceError};
use crate::rdf::Context;
use crate::texts::{Texts, TextsError};
use quick_cache::Weighter;
use quick_cache::sync::Cache;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::UNIX_EPOCH;

mod names;
mod overview;

pub use names::{Entry, Names};
pub use overview::{Edition, Overview, Series};

/// The commands that questions in English may lead to, for which there are pages.
const COMMANDS: [&str; 5] = ["run", "show", "diff", "path", "questions"];

/// Where the names of JSON-LD stand.
const CONTEXT: &str = "ontology/context.jsonld";

/// How much memory ready pages may take, in bytes.
const PAGES: u64 = 64 << 20;

/// What pages are made from.
pub struct Snapshot {
    pub location: Location,
    pub graph: Graph,
    /// The data files, built in and own.
    pub source: Source,
    pub taste: Taste,
    pub catalogue: Catalogue,
    /// All things that have a name.
    pub names: Names,
    /// The editions and their figures.
    pub overview: Overview,
    /// What relations are called.
    pub headings: Headings,
    /// All quads, for quick answers that can be stopped; none where they are too many for memory.
    pub index: Option<Arc<Index>>,
    /// What JSON-LD calls the terms of the ontology.
    pub context: Context,
    /// The documents' texts, where they were kept beside the graph.
    pub texts: Option<Texts>,
    /// How questions in English are understood, and the names they may have.
    pub asking: Asking,
    spoken: Mutex<Option<SpokenNames>>,
    /// What pages of this snapshot are known by to caches; nothing for an endpoint, which may
    /// answer otherwise at any time.
    pub tag: Option<String>,
    /// The graph's files as they were before they were read.
    pub stamp: Stamp,
    /// Pages that were made before.
    pub pages: Cache<String, Reply, Weight>,
}

/// A graph cannot be shown.
#[derive(Debug, thiserror::Error)]
pub enum SnapshotError {
    #[error(transparent)]
    Graph(#[from] GraphError),
    #[error(transparent)]
    Source(#[from] SourceError),
    #[error("{origin}: {problem}")]
    Context { origin: String, problem: String },
    #[error(transparent)]
    Knowledge(#[from] KnowledgeError),
    #[error(transparent)]
    Taste(#[from] TasteError),
    #[error(transparent)]
    Answer(#[from] AnswerError),
    #[error(transparent)]
    Texts(#[from] TextsError),
}

/// What a page weighs in the cache: its bytes.
#[derive(Clone, Copy, Debug)]
pub struct Weight;

impl Weighter<String, Reply> for Weight {
    fn weight(&self, address: &String, page: &Reply) -> u64 {
        (address.len() + page.size()) as u64
    }
}

impl Snapshot {
    /// Opens a graph and gets ready for visitors.
    ///
    /// # Errors
    /// If the graph cannot be opened or asked, or a data file is broken.
    pub fn open(location: &Location, source: &Source) -> Result<Snapshot, SnapshotError> {
        // Before the graph is read: what changes meanwhile is then read again.
        let stamp = Stamp::of(location);
        let graph = Graph::open(location, &Scope::All)?;
        let index = match (location, graph.home()) {
            (Location::File(..), Home::Store(store)) => {
                let index =
                    Index::new(store).map_err(|error| AnswerError::Graph(error.to_string()))?;
                Some(Arc::new(index))
            }
            _ => None,
        };
        let engine = Engine::new(&graph, Limit::default()).over(index.as_ref());
        let taste = Taste::load(source)?;
        let headings = Headings::all(engine, source)?;
        let names = Names::load(engine, source)?;
        let overview = Overview::load(engine, source, &taste)?;
        let tag = matches!(graph.home(), Home::Store(_)).then(tag);
        let catalogue = Catalogue::load(source)?;
        let context = Context::parse(&source.read(CONTEXT)?);
        let context = context.map_err(|error| SnapshotError::Context {
            origin: source.display(CONTEXT),
            problem: error.to_string(),
        })?;
        Ok(Snapshot {
            context,
            asking: Asking::load(source, &catalogue, &COMMANDS)?,
            spoken: Mutex::new(None),
            location: location.clone(),
            source: source.clone(),
            taste,
            catalogue,
            names,
            overview,
            headings,
            index,
            tag,
            stamp,
            texts: texts(location)?,
            pages: Cache::with_weighter(4096, PAGES, Weight),
            graph,
        })
    }

    /// Whom questions are asked of, each within a time limit.
    pub fn engine(&self, limit: Limit) -> Engine<'_> {
        Engine::new(&self.graph, limit).over(self.index.as_ref())
    }

    /// Where the page of a thing is.
    pub fn link(&self, iri: &str) -> String {
        view::link(self.graph.base().as_str(), iri)
    }

    /// Finds what a question in English asks.
    ///
    /// # Errors
    /// If the names in the graph cannot be read.
    pub fn understand(
        &self,
        question: &str,
        engine: Engine<'_>,
    ) -> Result<Understanding, AnswerError> {
        let mut spoken = self.spoken.lock().unwrap_or_else(PoisonError::into_inner);
        let names = match &mut *spoken {
            Some(names) => names,
            none => none.insert(self.asking.names(engine)?),
        };
        Ok(self.asking.understand_with(question, names))
    }

    /// What the graph is called: its file's name or the endpoint's address.
    pub fn name(&self) -> String {
        match &self.location {
            Location::File(path, _) | Location::Folder(path) => {
                let name = path.file_name().unwrap_or(path.as_os_str());
                name.to_string_lossy().into_owned()
            }
            Location::Endpoint(address) => address.url().as_str().to_owned(),
        }
    }
}

/// The texts kept beside a graph; none if there are none, or what is there is another's.
fn texts(location: &Location) -> Result<Option<Texts>, TextsError> {
    let Some(path) = location.texts() else {
        return Ok(None);
    };
    match Texts::open(&path) {
        Err(TextsError::Foreign { .. }) => Ok(None),
        opened => opened,
    }
}

/// A text that no other snapshot has: pages are made of the graph, the data files, the limits and
/// the program, and any of these may be another the next time.
fn tag() -> String {
    let now = UNIX_EPOCH.elapsed().unwrap_or_default();
    format!("{}-{}", now.as_nanos(), std::process::id())
}

/// What tells whether the files of a graph have changed: their sizes and times of change.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stamp(Vec<(PathBuf, u64, u128)>);

impl Stamp {
    /// Of the files there are now.
    pub fn of(location: &Location) -> Stamp {
        let paths = match location {
            // The texts beside a graph that is gone say nothing.
            Location::File(path, _) if !path.exists() => Vec::new(),
            Location::File(path, _) => [path.clone()].into_iter().chain(location.texts()).collect(),
            Location::Folder(path) => {
                let entries = std::fs::read_dir(path).into_iter().flatten();
                let mut paths: Vec<PathBuf> = entries
                    .filter_map(|entry| Some(entry.ok()?.path()))
                    .collect();
                paths.sort();
                paths
            }
            Location::Endpoint(_) => Vec::new(),
        };
        let stamps = paths.into_iter().filter_map(|path| {
            let data = std::fs::metadata(&path).ok()?;
            let changed = data.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
            Some((path, data.len(), changed.as_nanos()))
        });
        Stamp(stamps.collect())
    }

    /// Whether there are no files.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}
