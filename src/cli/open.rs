//! Opening the graph for questions.

use super::failure::{Failure, exit};
use super::global::Global;
use oxigraph::io::RdfFormat;
use oxigraph::store::Store;
use std::path::Path;

/// The graph that --graph names.
pub fn open(global: &Global) -> Result<Store, Failure> {
    let path = Path::new(&global.graph);
    let failed =
        |problem: String| Failure::text(exit::GRAPH, format!("{}: {problem}", path.display()));
    let extension = path.extension().and_then(|e| e.to_str()).unwrap_or("nq");
    let format = RdfFormat::from_extension(extension)
        .ok_or_else(|| failed(format!("no RDF format is named .{extension}")))?;
    let bytes = std::fs::read(path).map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound => failed(
            "no graph here; make one with `expograph build DOCUMENTS` or name one with --graph"
                .to_owned(),
        ),
        _ => failed(error.to_string()),
    })?;
    let store = Store::new().map_err(|error| failed(error.to_string()))?;
    store
        .load_from_slice(format, &bytes)
        .map_err(|error| failed(error.to_string()))?;
    Ok(store)
}
