//! Rules: what follows from what, and how the ontology says so.

use std::collections::{BTreeMap, BTreeSet};

/// One thing that the ontology implies. Terms are IRIs without brackets.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rule {
    /// What is in one class is in another.
    Class { from: String, to: String },
    /// What one property relates, another relates, too; `flipped`, from object to subject.
    Property {
        from: String,
        to: String,
        flipped: bool,
    },
    /// What has the property is in the class.
    Domain { property: String, class: String },
    /// What the property leads to is in the class.
    Range { property: String, class: String },
    /// Where one property leads on to the next, the first thing and the last are related.
    Chain { links: Vec<Link>, to: String },
}

/// A step of a chain.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Link {
    pub property: String,
    /// Whether it is taken from object to subject.
    pub flipped: bool,
}

/// The rules of an ontology.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rules {
    /// Each rule with the statement of the ontology that makes it: subject and predicate; where a
    /// statement makes several, they come with the same. Sorted.
    pub rules: BTreeMap<Rule, Axiom>,
    /// The terms that the ontology declares, and those that conclusions are drawn from together
    /// with others or by their domain and range.
    pub declared: BTreeSet<String>,
    /// Everything that the ontology makes statements about.
    pub subjects: BTreeSet<String>,
    /// Terms of OWL that the ontology uses and from which a reasoner would infer more.
    pub unused: BTreeSet<String>,
}

/// How the ontology says it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Axiom {
    pub subject: String,
    pub predicate: &'static str,
    /// The object; of a chain, its links.
    pub objects: Vec<Link>,
}

impl Link {
    /// A step along a property.
    pub fn along(property: &str) -> Link {
        Link {
            property: property.to_owned(),
            flipped: false,
        }
    }
}
