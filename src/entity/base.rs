//! The IRI that identifiers of entities start with.

use oxigraph::model::NamedNode;
use std::fmt;

/// Where identifiers live unless `--base` says otherwise.
pub const DEFAULT_BASE: &str = "https://w3id.org/expograph/id/";

/// A base that identifiers cannot be made from.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum BaseError {
    /// Not an absolute IRI.
    #[error("base {value:?} is not an absolute IRI ({problem}); give one such as {DEFAULT_BASE}")]
    NotAnIri { value: String, problem: String },
    /// An IRI that no path can be appended to.
    #[error(
        "base {value:?} has a query or fragment, so no path can follow it; \
         give one that ends with \"/\" such as {DEFAULT_BASE}"
    )]
    NoPath { value: String },
}

/// An absolute IRI ending with `/`: what identifiers of entities start with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Base(String);

impl Base {
    /// Checks a base; a missing final `/` is added.
    ///
    /// # Errors
    /// If it is no absolute IRI, or has a query or fragment.
    pub fn new(value: &str) -> Result<Base, BaseError> {
        if value.contains(['?', '#']) {
            return Err(BaseError::NoPath {
                value: value.to_owned(),
            });
        }
        let mut base = value.to_owned();
        if !base.ends_with('/') {
            base.push('/');
        }
        match NamedNode::new(&base) {
            // Resolving anything against such a base would change it.
            Ok(_) if base.split('/').any(|part| matches!(part, "." | "..")) => {
                Err(BaseError::NotAnIri {
                    value: value.to_owned(),
                    problem: "it has \".\" or \"..\" for a segment".to_owned(),
                })
            }
            Ok(_) => Ok(Base(base)),
            Err(error) => Err(BaseError::NotAnIri {
                value: value.to_owned(),
                problem: error.to_string(),
            }),
        }
    }

    /// The IRI, with its final `/`.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Default for Base {
    fn default() -> Self {
        Base(DEFAULT_BASE.to_owned())
    }
}

impl fmt::Display for Base {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_final_slash_is_added() {
        assert_eq!(
            Base::new("https://example.org/x").unwrap().as_str(),
            "https://example.org/x/"
        );
        assert_eq!(Base::new(DEFAULT_BASE).unwrap(), Base::default());
    }

    #[test]
    fn what_is_no_iri_is_refused() {
        for bad in [
            "",
            "expo",
            "/id/",
            "http://a b/",
            "https://x.org/<>",
            "https://x.org/a/../",
        ] {
            assert!(
                matches!(Base::new(bad), Err(BaseError::NotAnIri { .. })),
                "{bad:?}"
            );
        }
        for bad in ["https://x.org/id#", "https://x.org/?id="] {
            assert!(
                matches!(Base::new(bad), Err(BaseError::NoPath { .. })),
                "{bad:?}"
            );
        }
    }
}
