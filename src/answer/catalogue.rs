//! All saved queries: the embedded ones with those of `--data DIR` laid over them. A broken file
//! takes nothing from the others.

use super::error::AnswerError;
use super::saved::{SavedQuery, SavedQueryError};
use super::similar::nearest;
use crate::knowledge::{Source, SourceError};
use std::collections::BTreeMap;

/// Saved queries by name.
#[derive(Clone, Debug, Default)]
pub struct Catalogue {
    queries: BTreeMap<String, SavedQuery>,
    broken: BTreeMap<String, SavedQueryError>,
}

impl Catalogue {
    /// Reads `queries/*.rq`; folders below `queries/` hold other kinds of queries.
    ///
    /// # Errors
    /// If a file cannot be read. What is wrong in a file is kept for [`Catalogue::broken`].
    pub fn load(source: &Source) -> Result<Catalogue, SourceError> {
        let mut catalogue = Catalogue::default();
        for path in source.list("queries/")? {
            let Some(name) = path
                .strip_prefix("queries/")
                .and_then(|file| file.strip_suffix(".rq"))
                .filter(|name| !name.contains('/'))
            else {
                continue;
            };
            let text = source.read(&path)?;
            match SavedQuery::parse(name, &source.display(&path), &text) {
                Ok(query) => {
                    catalogue.queries.insert(name.to_owned(), query);
                }
                Err(error) => {
                    catalogue.broken.insert(name.to_owned(), error);
                }
            }
        }
        Ok(catalogue)
    }

    /// The query of that name.
    ///
    /// # Errors
    /// If its file is broken, or there is none; the error then names the nearest.
    pub fn get(&self, name: &str) -> Result<&SavedQuery, AnswerError> {
        if let Some(error) = self.broken.get(name) {
            return Err(AnswerError::SavedQuery(error.clone()));
        }
        self.queries
            .get(name)
            .ok_or_else(|| AnswerError::UnknownQuestion {
                name: name.to_owned(),
                nearest: nearest(name, self.queries.keys().map(String::as_str)),
            })
    }

    /// All good queries, by name.
    pub fn queries(&self) -> impl Iterator<Item = &SavedQuery> {
        self.queries.values()
    }

    /// The same by what they are about, which is their first tag.
    pub fn by_subject(&self) -> BTreeMap<&str, Vec<&SavedQuery>> {
        let mut groups: BTreeMap<&str, Vec<&SavedQuery>> = BTreeMap::new();
        for query in self.queries() {
            let tag = query.tags.first().map_or("other", String::as_str);
            groups.entry(tag).or_default().push(query);
        }
        groups
    }

    /// What is wrong with the others.
    pub fn broken(&self) -> impl Iterator<Item = &SavedQueryError> {
        self.broken.values()
    }
}
