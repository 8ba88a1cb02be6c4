//! Which engine a `--graph PATH` asks for.

use super::GraphError;
use super::remote::Address;
use oxigraph::io::{JsonLdProfileSet, RdfFormat};
use std::path::{Path, PathBuf};

/// Where a graph lives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Location {
    /// A file, read into memory.
    File(PathBuf, RdfFormat),
    /// A folder of RocksDB.
    Folder(PathBuf),
    /// A SPARQL endpoint, which is asked.
    Endpoint(Address),
}

impl Location {
    /// Reads what was given as `--graph`: an endpoint if it is a URL, a folder if there is one or
    /// it ends with `/`, else a file whose ending names its format.
    ///
    /// # Errors
    /// If it is no good URL, or a file of no known ending.
    pub fn parse(path: &str) -> Result<Location, GraphError> {
        let scheme = path.split("://").next().unwrap_or_default();
        let is_web = ["http", "https"]
            .iter()
            .any(|web| scheme.eq_ignore_ascii_case(web));
        if is_web && scheme.len() < path.len() {
            return Ok(Location::Endpoint(
                Address::parse(path).map_err(GraphError::Remote)?,
            ));
        }
        let file = Path::new(path);
        if path.ends_with('/') || file.is_dir() {
            return Ok(Location::Folder(file.to_owned()));
        }
        let format = format_of(file).ok_or_else(|| GraphError::UnknownFormat {
            path: file.to_owned(),
        })?;
        Ok(Location::File(file.to_owned(), format))
    }

    /// Where the texts of the graph's documents are kept: `expo.texts` beside `expo.nq`, and
    /// `documents.texts` in a folder. An endpoint has no such place.
    pub fn texts(&self) -> Option<PathBuf> {
        match self {
            Location::File(path, _) => {
                // A link and its target are one graph.
                let path = std::fs::canonicalize(path).unwrap_or_else(|_| path.clone());
                Some(path.with_extension("texts"))
            }
            Location::Folder(path) => Some(path.join("documents.texts")),
            Location::Endpoint(_) => None,
        }
    }

    /// The file of that ending beside the graph: `expo.nq` has `expo.same.tsv` beside it. An
    /// endpoint has none.
    pub fn beside(&self, ending: &str) -> PathBuf {
        match self {
            Location::File(path, _) => path.with_extension(ending),
            Location::Folder(path) => {
                let mut name = path.file_name().unwrap_or_default().to_owned();
                name.push(".");
                name.push(ending);
                path.with_file_name(name)
            }
            Location::Endpoint(_) => PathBuf::new(),
        }
    }
}

/// The RDF format that a file's ending names.
pub fn format_of(path: &Path) -> Option<RdfFormat> {
    format_named(&path.extension()?.to_str()?.to_ascii_lowercase())
}

/// The RDF format of that name: `nq`, `nt`, `ttl`, `trig`, `jsonld`, `rdf`, or another ending in
/// use for one of them.
pub fn format_named(name: &str) -> Option<RdfFormat> {
    Some(match name {
        "nq" | "nquads" => RdfFormat::NQuads,
        "nt" | "ntriples" => RdfFormat::NTriples,
        "ttl" | "turtle" => RdfFormat::Turtle,
        "trig" => RdfFormat::TriG,
        "jsonld" | "json" => RdfFormat::JsonLd {
            profile: JsonLdProfileSet::empty(),
        },
        "rdf" | "xml" | "owl" | "rdfxml" => RdfFormat::RdfXml,
        _ => return None,
    })
}

/// What to do about a graph that is not there: the nearest name beside it, or how to build one.
pub(super) fn missing(path: &Path) -> GraphError {
    let wanted = path.file_name().unwrap_or_default().to_string_lossy();
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let beside = std::fs::read_dir(folder).ok().and_then(|entries| {
        entries
            .filter_map(|entry| Some(entry.ok()?.file_name().to_string_lossy().into_owned()))
            .filter(|name| format_of(Path::new(name)).is_some())
            .map(|name| (strsim::damerau_levenshtein(&name, &wanted), name))
            .filter(|(distance, _)| *distance <= 3)
            .min()
    });
    let remedy = match beside {
        Some((_, name)) => format!("did you mean {}?", folder.join(name).display()),
        None => format!(
            "build one first: expograph build FOLDER --graph {}",
            path.display()
        ),
    };
    GraphError::Missing {
        path: path.to_owned(),
        remedy,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_stands_beside_the_graph() {
        for (graph, expected) in [
            ("a/expo.nq", "a/expo.same.tsv"),
            ("expo.nq", "expo.same.tsv"),
            ("a/store/", "a/store.same.tsv"),
        ] {
            let beside = Location::parse(graph).unwrap().beside("same.tsv");
            assert_eq!(beside, Path::new(expected));
        }
    }

    #[test]
    fn texts_are_kept_where_the_graph_is() {
        let texts = |path: &str| Location::parse(path).unwrap().texts();
        assert_eq!(texts("a/expo.nq"), Some("a/expo.texts".into()));
        assert_eq!(texts("a/store/"), Some("a/store/documents.texts".into()));
        assert_eq!(texts("https://example.org/sparql"), None);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_to_a_graph_has_the_texts_of_its_target() {
        let folder = tempfile::tempdir().unwrap();
        let folder = folder.path().canonicalize().unwrap();
        std::fs::write(folder.join("real.nq"), "").unwrap();
        std::os::unix::fs::symlink("real.nq", folder.join("link.nq")).unwrap();
        let link = Location::parse(folder.join("link.nq").to_str().unwrap()).unwrap();
        assert_eq!(link.texts(), Some(folder.join("real.texts")));
    }

    #[test]
    fn a_path_names_its_engine() {
        let file = |path: &str| match Location::parse(path) {
            Ok(Location::File(_, format)) => format,
            other => panic!("{path}: {other:?}"),
        };
        assert_eq!(file("expo.nq"), RdfFormat::NQuads);
        assert_eq!(file("a.b/EXPO.TTL"), RdfFormat::Turtle);
        assert_eq!(file("x.rdf"), RdfFormat::RdfXml);
        assert!(matches!(Location::parse("x/"), Ok(Location::Folder(_))));
        assert!(matches!(Location::parse("/"), Ok(Location::Folder(_))));
        assert!(matches!(
            Location::parse("expo.csv"),
            Err(GraphError::UnknownFormat { .. })
        ));
        assert!(matches!(
            Location::parse("https://example.org/sparql"),
            Ok(Location::Endpoint(_))
        ));
        assert!(matches!(
            Location::parse("HTTP://x"),
            Ok(Location::Endpoint(_))
        ));
        assert!(matches!(
            Location::parse("http"),
            Err(GraphError::UnknownFormat { .. })
        ));
    }

    #[test]
    fn a_missing_graph_suggests_its_neighbour() {
        let folder = tempfile::tempdir().unwrap();
        let message = missing(&folder.path().join("expo.nq")).to_string();
        assert!(message.contains("expograph build"), "{message}");
        std::fs::write(folder.path().join("export.nq"), "").unwrap();
        let message = missing(&folder.path().join("expo.nq")).to_string();
        assert!(message.contains("did you mean"), "{message}");
        assert!(message.contains("export.nq"), "{message}");
    }
}
