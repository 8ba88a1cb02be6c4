//! Which of an entity's names is its label. Each document's graph keeps the name that document
//! prefers; the default graph has one label, which must not depend on the order of building.

use std::collections::BTreeMap;

/// What the documents call one entity. Names are literals as written in N-Quads.
#[derive(Debug, Default)]
pub struct Names<'a> {
    labels: BTreeMap<&'a str, Votes>,
    others: Vec<&'a str>,
}

#[derive(Debug, Default)]
struct Votes {
    authority: usize,
    all: usize,
}

impl<'a> Names<'a> {
    /// A document prefers this name, by an authority's record or by its own use.
    pub fn label(&mut self, name: &'a str, authority: bool) {
        let votes = self.labels.entry(name).or_default();
        votes.all += 1;
        votes.authority += usize::from(authority);
    }

    /// A document also uses this name.
    pub fn other(&mut self, name: &'a str) {
        self.others.push(name);
    }

    /// The label: an authority's before any other, then the one most documents prefer, then the
    /// first in byte order. And all other names, sorted.
    pub fn choose(mut self) -> Option<(&'a str, Vec<&'a str>)> {
        let (label, _) = self.labels.iter().max_by(|(a, x), (b, y)| {
            (x.authority, x.all)
                .cmp(&(y.authority, y.all))
                .then_with(|| b.cmp(a))
        })?;
        let label = *label;
        self.others.extend(self.labels.keys());
        self.others.sort_unstable();
        self.others.dedup();
        self.others.retain(|name| *name != label);
        Some((label, self.others))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_authority_then_most_documents_then_byte_order() {
        let choose = |votes: &[(&'static str, bool)]| {
            let mut names = Names::default();
            votes.iter().for_each(|(name, by)| names.label(name, *by));
            names.choose().unwrap()
        };
        assert_eq!(choose(&[("b", false), ("a", false)]), ("a", vec!["b"]));
        assert_eq!(choose(&[("a", false), ("b", false), ("b", false)]).0, "b");
        assert_eq!(choose(&[("a", false), ("a", false), ("b", true)]).0, "b");
        assert!(Names::default().choose().is_none());
    }

    #[test]
    fn the_label_is_no_other_name() {
        let mut names = Names::default();
        names.other("b");
        names.other("a");
        names.label("a", false);
        names.other("b");
        assert_eq!(names.choose(), Some(("a", vec!["b"])));
    }
}
