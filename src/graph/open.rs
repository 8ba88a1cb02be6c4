//! Opening a graph to ask it questions.

use super::location::missing;
use super::part::{Part, Pattern};
use super::read::{self, BlankNodes};
use super::remote::Endpoint;
use super::update::check;
use super::{GraphError, Location};
use crate::entity::Base;
use crate::rdf::vocab::{self, expo};
use oxigraph::io::RdfFormat;
use oxigraph::model::{GraphName, Quad, Term};
use oxigraph::store::Store;
use std::path::Path;

/// How much of a graph is wanted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Everything.
    All,
    /// At least the quads of these patterns, and one of every named graph if a pattern is of
    /// named graphs. Others may be left out: a file of N-Quads is opened several times faster so.
    /// Lines that are passed over are not checked.
    Part(Vec<Pattern>),
}

/// A graph opened for reading.
pub struct Graph {
    home: Home,
    base: Base,
    #[cfg(feature = "rocksdb")]
    _lock: Option<super::lock::Lock>,
}

/// Who answers questions about a graph.
pub enum Home {
    /// The engine inside this program.
    Store(Store),
    /// A server.
    Endpoint(Box<Endpoint>),
}

impl Graph {
    /// Opens the graph at a location. An endpoint is first asked when a question is.
    ///
    /// # Errors
    /// If there is none, it is broken, or it was written by a later version.
    pub fn open(location: &Location, scope: &Scope) -> Result<Graph, GraphError> {
        match location {
            Location::Endpoint(address) => Ok(Graph {
                home: Home::Endpoint(Box::new(
                    Endpoint::new(address).map_err(GraphError::Remote)?,
                )),
                base: Base::default(),
                #[cfg(feature = "rocksdb")]
                _lock: None,
            }),
            Location::File(path, format) => {
                Graph::from_bytes(path, &read::read_file(path)?, *format, scope)
            }
            #[cfg(feature = "rocksdb")]
            Location::Folder(path) => {
                if !path.exists() {
                    return Err(missing(path));
                }
                let lock = super::lock::Lock::shared(path)?;
                let store =
                    Store::open_read_only(path).map_err(|error| GraphError::engine(path)(error))?;
                let base = base_of(path, &store)?;
                Ok(Graph {
                    home: Home::Store(store),
                    base,
                    _lock: Some(lock),
                })
            }
            #[cfg(not(feature = "rocksdb"))]
            Location::Folder(path) if path.exists() => {
                Err(GraphError::NoRocksDb { path: path.clone() })
            }
            #[cfg(not(feature = "rocksdb"))]
            Location::Folder(path) => Err(missing(path)),
        }
    }

    /// A graph in memory from N-Quads, such as [`super::Update::into_text`] gives.
    ///
    /// # Errors
    /// If they are broken.
    pub fn from_text(text: &str) -> Result<Graph, GraphError> {
        let name = Path::new("memory");
        Graph::from_bytes(name, text.as_bytes(), RdfFormat::NQuads, &Scope::All)
    }

    fn from_bytes(
        path: &Path,
        bytes: &[u8],
        format: RdfFormat,
        scope: &Scope,
    ) -> Result<Graph, GraphError> {
        let engine = GraphError::engine(path);
        let store = Store::new().map_err(&engine)?;
        let mut loader = store.bulk_loader();
        let mut load = |quads: Vec<Quad>| loader.load_quads(quads).map_err(&engine);
        if format == RdfFormat::NQuads {
            let part = match scope {
                Scope::All => None,
                Scope::Part(patterns) => Some(Part::of(patterns)),
            };
            read::parse_lines(path, bytes, part.as_ref(), &mut load)?;
        } else {
            read::parse(path, bytes, format, BlankNodes::Rename, &mut load)?;
        }
        loader.commit().map_err(&engine)?;
        let base = base_of(path, &store)?;
        Ok(Graph {
            home: Home::Store(store),
            base,
            #[cfg(feature = "rocksdb")]
            _lock: None,
        })
    }

    /// Who answers questions about it.
    pub fn home(&self) -> &Home {
        &self.home
    }

    /// What the graph's identifiers start with. An endpoint tells it with its first answer.
    pub fn base(&self) -> &Base {
        match &self.home {
            Home::Store(_) => &self.base,
            Home::Endpoint(endpoint) => endpoint.base(),
        }
    }
}

/// What the graph says of itself, checked; it may say nothing if it is not from this program.
/// Formats without named graphs say it in the default graph.
fn base_of(path: &Path, store: &Store) -> Result<Base, GraphError> {
    let mut base = Base::default();
    for quad in store.quads_for_pattern(Some(vocab::GRAPH.into()), None, None, None) {
        let quad = quad.map_err(GraphError::engine(path))?;
        if !matches!(&quad.graph_name, GraphName::DefaultGraph)
            && quad.graph_name != vocab::GRAPH.into()
        {
            continue;
        }
        check(
            path,
            &quad.predicate.to_string(),
            &quad.object.to_string(),
            None,
        )?;
        if quad.predicate == expo::BASE
            && let Term::Literal(value) = &quad.object
            && let Ok(found) = Base::new(value.value())
        {
            base = found;
        }
    }
    Ok(base)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::{Extent, export};
    use crate::graph::{Update, Wanted, load};

    fn size(graph: &Graph) -> usize {
        graph.quads(&Wanted::default()).unwrap().len()
    }

    fn sample() -> String {
        let mut update = Update::in_memory(&Base::new("https://example.org/id").unwrap());
        let name = "https://example.org/id/document/a";
        let fact = "<https://example.org/id/expo/b> <http://x/p> \"caf\u{e9}\"";
        update.set(name, format!("{fact} <{name}> .\n"));
        update.into_text()
    }

    #[test]
    fn a_graph_is_opened_from_every_format() {
        let folder = tempfile::tempdir().unwrap();
        let graph = Graph::from_text(&sample()).unwrap();
        let mut sizes = Vec::new();
        for ending in ["nq", "trig", "jsonld", "ttl", "nt", "rdf"] {
            let path = folder.path().join(format!("graph.{ending}"));
            let location = Location::parse(path.to_str().unwrap()).unwrap();
            let Location::File(_, format) = location else {
                panic!("{location:?}")
            };
            let mut out = Vec::new();
            export(&graph, &Extent::Whole, format, &mut out).unwrap();
            std::fs::write(&path, out).unwrap();
            let read = Graph::open(&location, &Scope::All).unwrap();
            assert_eq!(read.base().as_str(), "https://example.org/id/", "{ending}");
            sizes.push(size(&read));
            // And loaded into another graph, without what it says of itself.
            let mut update = Update::in_memory(&Base::default());
            let loaded = load(&mut update, &path, None).unwrap().quads;
            let text = update.into_text();
            assert_eq!(loaded + 3, sizes[sizes.len() - 1], "{ending}");
            assert_eq!(text.matches("formatVersion").count(), 1, "{ending}");
        }
        assert_eq!(sizes, [5, 5, 5, 4, 4, 4]);
    }

    #[test]
    fn what_is_asked_for_is_there() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("graph.nq");
        std::fs::write(&path, sample()).unwrap();
        let location = Location::parse(path.to_str().unwrap()).unwrap();
        let part = |named, predicate: Option<&str>| {
            Scope::Part(vec![Pattern {
                named,
                own: false,
                predicate: predicate.map(str::to_owned),
                object: None,
            }])
        };
        // Besides, there is always what the graph says of itself: three quads.
        for (scope, expected) in [
            (part(false, None), 4),
            (part(false, Some("http://x/p")), 4),
            (part(false, Some("http://x/q")), 3),
            (part(true, Some("http://x/p")), 4),
            (Scope::All, 5),
        ] {
            let graph = Graph::open(&location, &scope).unwrap();
            assert_eq!(graph.base().as_str(), "https://example.org/id/");
            assert_eq!(size(&graph), expected, "{scope:?}");
        }
    }

    #[test]
    fn broken_graphs_name_their_line() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("graph.nq");
        let location = Location::parse(path.to_str().unwrap()).unwrap();
        let error = Graph::open(&location, &Scope::All).err().unwrap();
        assert!(matches!(error, GraphError::Missing { .. }), "{error}");
        let long = "<http://x/a> <http://x/p> \"1\" <http://x/g> .\n".repeat(50_000);
        std::fs::write(
            &path,
            format!("{long}<http://x/a> <http://x/ p> 1 .\n{long}"),
        )
        .unwrap();
        let own = Pattern {
            named: true,
            own: true,
            predicate: Some("http://x/ p".to_owned()),
            object: None,
        };
        for scope in [Scope::All, Scope::Part(vec![own])] {
            let error = Graph::open(&location, &scope).err().unwrap().to_string();
            assert!(error.contains("graph.nq:50001:"), "{error}");
        }
        std::fs::write(&path, b"<http://x/a> <http://x/p> \"\xff\" .\n").unwrap();
        let error = Graph::open(&location, &Scope::All)
            .err()
            .unwrap()
            .to_string();
        assert!(error.contains("graph.nq:1:"), "{error}");
        std::fs::write(&path, "").unwrap();
        assert!(Graph::open(&location, &Scope::All).is_ok());
    }
}
