//! Values of a saved query's header, each with its line, and what is wrong with one.

/// A problem in a header, with its line in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeaderError {
    pub line: usize,
    pub problem: String,
}

/// A value in a header.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// The line in the file, from 1.
    pub line: usize,
    pub value: Value,
}

/// What a node is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    Scalar(String),
    List(Vec<Node>),
    Map(Vec<(String, Node)>),
}

impl Node {
    /// The text of a scalar.
    ///
    /// # Errors
    /// If it is a list or a map.
    pub fn text(&self, key: &str) -> Result<&str, HeaderError> {
        match &self.value {
            Value::Scalar(text) => Ok(text),
            _ => Err(self.error(format!("{key:?} must be a single value"))),
        }
    }

    /// The entries of a list; a scalar is a list of one, nothing is an empty one.
    ///
    /// # Errors
    /// If it is a map.
    pub fn list(&self, key: &str) -> Result<&[Node], HeaderError> {
        match &self.value {
            Value::List(nodes) => Ok(nodes),
            Value::Scalar(text) if text.is_empty() => Ok(&[]),
            Value::Scalar(_) => Ok(std::slice::from_ref(self)),
            Value::Map(_) => Err(self.error(format!("{key:?} must be a list"))),
        }
    }

    /// The entries of a map.
    ///
    /// # Errors
    /// If it is a scalar or a list.
    pub fn map(&self, key: &str) -> Result<&[(String, Node)], HeaderError> {
        match &self.value {
            Value::Map(entries) => Ok(entries),
            _ => Err(self.error(format!("{key:?} must be made of `name: value` lines"))),
        }
    }

    /// An error at this node's line.
    pub fn error(&self, problem: String) -> HeaderError {
        HeaderError {
            line: self.line,
            problem,
        }
    }
}
