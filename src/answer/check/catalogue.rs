//! All checks: the embedded ones with those of `--data DIR` laid over them.

use super::super::error::AnswerError;
use super::super::saved::SavedQueryError;
use super::super::similar::nearest;
use super::Check;
use crate::knowledge::{Source, SourceError};
use std::collections::BTreeMap;

/// Checks by name, or what is wrong with their files.
#[derive(Clone, Debug, Default)]
pub struct Checks {
    checks: BTreeMap<String, Result<Check, SavedQueryError>>,
}

impl Checks {
    /// Reads `queries/checks/*.rq`.
    ///
    /// # Errors
    /// If a file cannot be read. What is wrong in one is kept until it is asked for.
    pub fn load(source: &Source) -> Result<Checks, SourceError> {
        let mut checks = BTreeMap::new();
        for path in source.list("queries/checks/")? {
            let name = path.strip_prefix("queries/checks/");
            let Some(name) = name
                .and_then(|file| file.strip_suffix(".rq"))
                .filter(|name| !name.contains('/'))
            else {
                continue;
            };
            let text = source.read(&path)?;
            let check = Check::parse(name, &source.display(&path), &text);
            checks.insert(name.to_owned(), check);
        }
        Ok(Checks { checks })
    }

    /// The check of that name.
    ///
    /// # Errors
    /// If its file is broken, or there is none; the error then names the nearest.
    pub fn get(&self, name: &str) -> Result<&Check, AnswerError> {
        match self.checks.get(name) {
            Some(Ok(check)) => Ok(check),
            Some(Err(error)) => Err(AnswerError::SavedQuery(error.clone())),
            None => Err(AnswerError::UnknownCheck {
                name: name.to_owned(),
                nearest: nearest(name, self.checks.keys().map(String::as_str)),
            }),
        }
    }

    /// All checks by name. A check that cannot be run must not count as passed, so a broken file
    /// is an error.
    ///
    /// # Errors
    /// If a file is broken.
    pub fn all(&self) -> Result<Vec<&Check>, AnswerError> {
        self.checks.keys().map(|name| self.get(name)).collect()
    }
}
