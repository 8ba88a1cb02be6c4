//! Whether quotations still stand in the documents they were taken from: the documents are read
//! again, found by their keys, and each quotation is held against the bytes at its place.

use super::super::engine::Engine;
use super::super::error::AnswerError;
use crate::document::Document;
use std::collections::{BTreeMap, BTreeSet};

/// A quotation as the graph keeps it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Kept {
    /// Bytes in the document's text; none where the graph has no numbers.
    pub start: Option<usize>,
    pub end: Option<usize>,
    pub exact: String,
}

/// A document as the graph keeps it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KeptDocument {
    pub iri: String,
    pub digest: String,
    pub quotations: BTreeSet<Kept>,
}

/// What became of a quotation, or of a document with all of its own.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DriftKind {
    /// There is no document of that key. A file with the same bytes may be there under another.
    Missing {
        now: Option<String>,
        quotations: usize,
    },
    /// The words stand elsewhere in the document.
    Moved { start: usize, end: usize },
    /// The words stand nowhere in the document.
    Gone,
}

/// Something that is no longer as the graph says.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Drift {
    /// The document's key.
    pub document: String,
    pub document_iri: String,
    /// Not there for a document that is missing.
    pub quotation: Option<Kept>,
    pub kind: DriftKind,
}

/// What reading again found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reread {
    /// Documents and quotations of the graph that were looked at.
    pub documents: usize,
    pub quotations: usize,
    /// Documents whose bytes changed.
    pub changed: BTreeSet<String>,
    /// Documents that are not in the graph.
    pub others: usize,
    pub drifts: BTreeSet<Drift>,
}

/// The query for all documents and their quotations.
const KEPT: &str = "PREFIX expo: <https://w3id.org/expograph/ontology#>
SELECT ?document ?key ?digest ?start ?end ?exact WHERE {
  GRAPH ?document {
    ?document expo:key ?key .
    OPTIONAL { ?document expo:digest ?digest }
    OPTIONAL {
      ?quotation expo:exact ?exact .
      OPTIONAL { ?quotation expo:start ?start }
      OPTIONAL { ?quotation expo:end ?end }
    }
  }
}";

/// What [`kept_documents`] asks of a graph.
pub fn kept_quotations_query() -> &'static str {
    KEPT
}

/// The documents of a graph by their keys, with their quotations.
///
/// # Errors
/// If the graph cannot be asked in time.
pub fn kept_documents(engine: Engine<'_>) -> Result<BTreeMap<String, KeptDocument>, AnswerError> {
    let table = engine.rows("documents", KEPT)?;
    let mut documents: BTreeMap<String, KeptDocument> = BTreeMap::new();
    for row in &table.rows {
        let get = |column: &str| table.get(row, column);
        let document = documents.entry(get("key")).or_default();
        document.iri = get("document");
        document.digest = get("digest");
        let exact = get("exact");
        if !exact.is_empty() {
            document.quotations.insert(Kept {
                start: get("start").parse().ok(),
                end: get("end").parse().ok(),
                exact,
            });
        }
    }
    Ok(documents)
}

/// Holds documents that were read again against those the graph keeps.
pub fn drifts(
    mut kept: BTreeMap<String, KeptDocument>,
    documents: impl Iterator<Item = Document>,
) -> Reread {
    let mut reread = Reread {
        documents: kept.len(),
        quotations: kept
            .values()
            .map(|document| document.quotations.len())
            .sum(),
        ..Reread::default()
    };
    let mut strangers: BTreeMap<String, String> = BTreeMap::new();
    for document in documents {
        let Some(old) = kept.remove(&document.key) else {
            reread.others += 1;
            strangers.entry(document.digest).or_insert(document.key);
            continue;
        };
        if old.digest != document.digest && !old.digest.is_empty() {
            reread.changed.insert(document.key.clone());
        }
        for quotation in old.quotations {
            if let Some(kind) = drift(&quotation, &document.text) {
                reread.drifts.insert(Drift {
                    document: document.key.clone(),
                    document_iri: old.iri.clone(),
                    quotation: Some(quotation),
                    kind,
                });
            }
        }
    }
    for (key, old) in kept {
        reread.drifts.insert(Drift {
            document: key,
            document_iri: old.iri,
            quotation: None,
            kind: DriftKind::Missing {
                now: strangers.get(&old.digest).cloned(),
                quotations: old.quotations.len(),
            },
        });
    }
    reread
}

/// What became of a quotation in a text; none if it stands where it stood.
fn drift(quotation: &Kept, text: &str) -> Option<DriftKind> {
    let exact = quotation.exact.as_str();
    if let (Some(start), Some(end)) = (quotation.start, quotation.end)
        && text.get(start..end) == Some(exact)
    {
        return None;
    }
    let near = quotation.start.unwrap_or(0);
    let places = text.match_indices(exact).map(|(start, _)| start);
    Some(match places.min_by_key(|start| start.abs_diff(near)) {
        Some(start) => DriftKind::Moved {
            start,
            end: start + exact.len(),
        },
        None => DriftKind::Gone,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(start: Option<usize>, end: Option<usize>, exact: &str) -> Kept {
        Kept {
            start,
            end,
            exact: exact.to_owned(),
        }
    }

    #[test]
    fn the_nearest_place_is_told() {
        let text = "Ida spoke. Ole spoke. Ida spoke.";
        let drift = |start, end, exact| drift(&kept(start, end, exact), text);
        assert_eq!(drift(Some(11), Some(21), "Ole spoke."), None);
        let moved = |start| {
            Some(DriftKind::Moved {
                start,
                end: start + 10,
            })
        };
        assert_eq!(drift(Some(20), Some(30), "Ida spoke."), moved(22));
        assert_eq!(drift(Some(3), Some(13), "Ida spoke."), moved(0));
        assert_eq!(drift(None, None, "Ole spoke."), moved(11));
        assert_eq!(
            drift(Some(11), Some(21), "Eva spoke."),
            Some(DriftKind::Gone)
        );
        // Places beyond the text or within a character are no places.
        assert_eq!(drift(Some(30), Some(400), "Ole spoke."), moved(11));
        assert_eq!(
            super::drift(&kept(Some(1), Some(2), "d"), "Ída"),
            Some(DriftKind::Moved { start: 2, end: 3 })
        );
    }
}
