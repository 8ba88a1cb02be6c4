//! A graph in a store that is changed in place: a folder of RocksDB. Changes are those of a
//! file, in one transaction; only what they touch is looked at.

use super::read::{self, BlankNodes};
use super::text::{Line, Sections};
use super::update::{Committed, Conclusions};
use super::upkeep::{self, Change};
use super::{GraphError, Roles, inferred};
use crate::rdf::vocab::{INFERRED, expo, rdfs, skos};
use oxigraph::io::RdfFormat;
use oxigraph::model::{
    BlankNode, GraphName, NamedNode, NamedNodeRef, NamedOrBlankNode, Quad, TermRef,
};
use oxigraph::store::Store;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// An open store and where it is.
pub struct Folder {
    path: PathBuf,
    store: Store,
}

impl std::fmt::Debug for Folder {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Folder").field(&self.path).finish()
    }
}

impl Folder {
    /// Opens the folder, or makes it. To be called under the graph's exclusive lock.
    #[cfg(feature = "rocksdb")]
    pub fn open(path: &Path) -> Result<Folder, GraphError> {
        let store = Store::open(path).map_err(GraphError::engine(path))?;
        Ok(Folder::new(path, store))
    }

    /// The store at a path.
    pub fn new(path: &Path, store: Store) -> Folder {
        Folder {
            path: path.to_owned(),
            store,
        }
    }

    /// Where it is.
    #[cfg(feature = "rocksdb")]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Graph, predicate and object of what documents and the graph itself say of themselves.
    pub fn about(&self) -> Result<Vec<(String, String, String)>, GraphError> {
        let mut about = Vec::new();
        let own = [
            expo::DIGEST,
            expo::READER,
            expo::RESOLVED,
            expo::FORMAT_VERSION,
            expo::BASE,
            expo::INFERENCE,
        ];
        for predicate in own {
            for quad in self
                .store
                .quads_for_pattern(None, Some(predicate), None, None)
            {
                let quad = quad.map_err(GraphError::engine(&self.path))?;
                if quad.subject.to_string() == quad.graph_name.to_string() {
                    about.push((
                        quad.subject.to_string(),
                        quad.predicate.to_string(),
                        quad.object.to_string(),
                    ));
                }
            }
        }
        Ok(about)
    }

    /// The sorted lines of the graph of that name as written.
    pub fn section(&self, name: &str) -> Result<String, GraphError> {
        let graph = graph_name(name);
        let mut sections = Sections::default();
        let quads = self
            .store
            .quads_for_pattern(None, None, None, Some(graph.as_ref()));
        for quad in quads {
            sections.add(&quad.map_err(GraphError::engine(&self.path))?);
        }
        Ok(sections.finish().into_values().collect())
    }

    /// Makes the changes, and draws anew what follows from the facts.
    pub fn apply(
        &self,
        changes: &BTreeMap<String, String>,
        roles: &Roles,
        conclusions: &Conclusions,
    ) -> Result<Committed, GraphError> {
        let mut old = BTreeMap::new();
        for (name, new) in changes {
            let section = self.section(name)?;
            if section != *new {
                old.insert(name.as_str(), section);
            }
        }
        if old.is_empty() {
            return Ok(Committed::default());
        }
        let mut changed: Vec<Change<'_>> = Vec::new();
        for (name, old) in old.iter().filter(|(name, _)| !name.is_empty()) {
            changed.push(Change {
                slot: roles.slot(name),
                old,
                new: &changes[*name],
            });
        }
        let mark = INFERRED.to_string();
        let marked_before = self.section(&mark)?;
        let mut others = self.related(&changed, roles)?;
        // A change of the default graph itself comes before its upkeep. What is marked as
        // inferred is no fact.
        let default_before = others.remove("").unwrap_or_default();
        let default_before = inferred::without(&default_before, &marked_before).into_owned();
        let mut default = default_before.clone();
        if let (Some(old), Some(new)) = (old.get(""), changes.get("")) {
            default = changed_lines(&default, &[(old, new)]);
        }
        for (name, text) in &others {
            changed.push(Change {
                slot: roles.slot(name),
                old: text,
                new: text,
            });
        }
        let default_after = upkeep::default_graph(&default, &changed).concat();
        let mut steps: Vec<(&str, &str)> = Vec::new();
        if let Some(old) = old.get("") {
            steps.push((old, &default_before));
        }
        steps.push((&default_before, &default_after));
        // Where nothing is inferred, only what the changes touch is looked at.
        let whole_before;
        let mut whole_after = String::new();
        let mut marked_after = String::new();
        if conclusions.draws() || !marked_before.is_empty() {
            whole_before = self.section("")?;
            let facts = inferred::without(&whole_before, &marked_before);
            let facts = changed_lines(&facts, &steps);
            marked_after = conclusions.draw(&|| facts.clone());
            let facts = facts.split_inclusive('\n').map(Cow::Borrowed).collect();
            whole_after += &inferred::with(facts, &marked_after).concat();
            steps = vec![
                (&whole_before, &whole_after),
                (&marked_before, &marked_after),
            ];
        }
        steps.extend(
            old.iter()
                .filter(|(name, _)| !name.is_empty())
                .map(|(name, old)| (old.as_str(), changes[*name].as_str())),
        );
        let mut gone: Vec<&str> = old.keys().copied().collect();
        gone.retain(|name| changes[*name].is_empty());
        if marked_after.is_empty() && !marked_before.is_empty() {
            gone.push(&mark);
        }
        self.write(&steps, &gone)?;
        Ok(Committed {
            written: true,
            inferred: marked_after.lines().count(),
        })
    }

    /// The lines, by graph, that share a triple or a name with a change: the default graph's
    /// and those of the graphs that support it.
    fn related(
        &self,
        changed: &[Change<'_>],
        roles: &Roles,
    ) -> Result<BTreeMap<String, String>, GraphError> {
        let names: BTreeSet<&str> = changed.iter().map(|change| change.slot.name).collect();
        let mut related = Sections::default();
        let mut asked = BTreeSet::new();
        let mut find = |subject: &NamedOrBlankNode,
                        predicate: NamedNodeRef<'_>,
                        object: Option<TermRef<'_>>| {
            let found =
                self.store
                    .quads_for_pattern(Some(subject.as_ref()), Some(predicate), object, None);
            for quad in found {
                let quad = quad.map_err(GraphError::engine(&self.path))?;
                let graph = quad.graph_name.to_string();
                let supports = roles.slot(&graph).support != upkeep::Support::Nothing;
                if quad.graph_name.is_default_graph() || supports && !names.contains(&*graph) {
                    related.add(&quad);
                }
            }
            Ok::<(), GraphError>(())
        };
        for change in changed {
            for text in [change.old, change.new] {
                for (line, quad) in text.lines().zip(self.quads(text)?) {
                    let is_fact = match change.slot.support {
                        upkeep::Support::Facts => !change.slot.is_evidence(line),
                        upkeep::Support::All => true,
                        upkeep::Support::Nothing => false,
                    };
                    let triple = Line::split(line).map(|line| line.triple.to_owned());
                    if !is_fact || !asked.insert(triple) {
                        continue;
                    }
                    if quad.predicate == rdfs::LABEL || quad.predicate == skos::ALT_LABEL {
                        for property in [rdfs::LABEL, skos::ALT_LABEL, expo::AUTHORITY] {
                            find(&quad.subject, property, None)?;
                        }
                    }
                    find(
                        &quad.subject,
                        quad.predicate.as_ref(),
                        Some(quad.object.as_ref()),
                    )?;
                }
            }
        }
        Ok(related.finish())
    }

    /// Makes the second text of each step of the first, and drops the named graphs that are gone.
    /// One transaction, or for an empty store the bulk loader, which needs less memory.
    fn write(&self, steps: &[(&str, &str)], gone: &[&str]) -> Result<(), GraphError> {
        let engine = GraphError::engine(&self.path);
        if self.store.is_empty().map_err(&engine)? {
            let mut loader = self.store.bulk_loader();
            for (_, after) in steps {
                loader.load_quads(self.quads(after)?).map_err(&engine)?;
            }
            return loader.commit().map_err(&engine);
        }
        let mut transaction = self.store.start_transaction().map_err(&engine)?;
        for (before, after) in steps {
            let (was, is) = (lines(before), lines(after));
            let only = |a: &BTreeSet<&str>, b: &BTreeSet<&str>| -> String {
                a.difference(b).copied().collect()
            };
            for quad in self.quads(&only(&was, &is))? {
                transaction.remove(&quad);
            }
            for quad in self.quads(&only(&is, &was))? {
                transaction.insert(&quad);
            }
        }
        for name in gone {
            let graph = match graph_name(name) {
                GraphName::NamedNode(node) => NamedOrBlankNode::from(node),
                GraphName::BlankNode(node) => node.into(),
                GraphName::DefaultGraph => continue,
            };
            transaction.remove_named_graph(&graph).map_err(&engine)?;
        }
        transaction.commit().map_err(&engine)
    }

    fn quads(&self, text: &str) -> Result<Vec<Quad>, GraphError> {
        let mut all = Vec::new();
        let bytes = text.as_bytes();
        read::parse(
            &self.path,
            bytes,
            RdfFormat::NQuads,
            BlankNodes::Keep,
            |quads| {
                all.extend(quads);
                Ok(())
            },
        )?;
        Ok(all)
    }
}

/// The lines of a text, each with its end.
fn lines(text: &str) -> BTreeSet<&str> {
    text.split_inclusive('\n').collect()
}

/// A text of which each step takes its first lines away and adds its second.
fn changed_lines(text: &str, steps: &[(&str, &str)]) -> String {
    let mut all = lines(text);
    for (before, after) in steps {
        let (before, after) = (lines(before), lines(after));
        all.retain(|line| !before.contains(line) || after.contains(line));
        all.extend(after);
    }
    all.into_iter().collect()
}

/// The graph of a name as written in N-Quads.
fn graph_name(name: &str) -> GraphName {
    if let Some(iri) = name
        .strip_prefix('<')
        .and_then(|name| name.strip_suffix('>'))
    {
        NamedNode::new_unchecked(iri).into()
    } else if let Some(id) = name.strip_prefix("_:") {
        BlankNode::new_unchecked(id).into()
    } else {
        GraphName::DefaultGraph
    }
}

#[cfg(test)]
mod tests {
    use super::super::text::{Text, is_iri};
    use super::super::update::compose;
    use super::*;
    use crate::entity::Base;
    use crate::rdf::vocab;

    /// A document's graph: facts by name, each with a label of the entity.
    fn document(n: usize, facts: &[(&str, &str)]) -> (String, String) {
        let id = "https://w3id.org/expograph/id";
        let name = format!("<{id}/document/{n}>");
        let mut lines = format!("{name} {} \"{n}\" {name} .\n", expo::DIGEST);
        lines += &format!("<{id}/claim/{n}/0> <http://x/p> \"c\" {name} .\n");
        for (entity, label) in facts {
            let iri = format!("<{id}/person/{entity}>");
            lines += &format!("{iri} {} \"{label}\" {name} .\n", rdfs::LABEL);
            lines += &format!("{iri} {} <http://x/expo> {name} .\n", expo::SPEAKER);
        }
        (name, super::super::sorted(lines.into_bytes()))
    }

    /// What speakers are, at some of the steps.
    fn conclusions(step: usize) -> Conclusions {
        let mut update = super::super::Update::in_memory(&Base::default());
        if !step.is_multiple_of(3) {
            update.conclude("own", |facts| {
                let spoke = expo::SPEAKER.to_string();
                let facts = facts.lines().filter_map(Line::split);
                let speakers = facts.filter(|fact| fact.predicate() == spoke);
                let line = |s: Line<'_>| {
                    format!("{} <http://x/a> \"speaker\" {INFERRED} .\n", s.subject())
                };
                super::super::sorted(speakers.map(line).collect::<String>().into_bytes())
            });
        }
        update.into_conclusions()
    }

    /// The store after every step is the file after the same steps.
    #[test]
    fn a_store_is_changed_as_a_file_is() {
        let base = Base::default();
        let roles = Roles::of(&base);
        let folder = Folder::new(Path::new("store"), Store::new().unwrap());
        let mut text = String::new();
        let (gone, _) = document(1, &[]);
        let steps: Vec<BTreeMap<String, String>> = vec![
            BTreeMap::from([
                document(1, &[("a", "A"), ("b", "B")]),
                document(2, &[("a", "a")]),
            ]),
            BTreeMap::from([document(3, &[("a", "a"), ("c", "C")])]),
            BTreeMap::from([document(2, &[("b", "b"), ("c", "C")])]),
            BTreeMap::from([(gone.clone(), String::new())]),
            BTreeMap::from([(gone, String::new()), document(4, &[("a", "\\\"\\n<")])]),
            BTreeMap::from([document(3, &[]), document(4, &[]), document(2, &[])]),
        ];
        // By hand, and never touched.
        let hand = "<http://x/hand> <http://x/p> \"1\" .\n";
        for quad in folder.quads(hand).unwrap() {
            folder.store.insert(&quad).unwrap();
        }
        text.push_str(hand);
        for (step, changes) in steps.into_iter().enumerate() {
            let file = Text::read(Path::new("x.nq"), text.clone().into_bytes()).unwrap();
            let conclusions = conclusions(step);
            text = compose(&file, &changes, &roles, &conclusions, |new| {
                new.pieces.concat()
            });
            folder.apply(&changes, &roles, &conclusions).unwrap();
            let mut sections = Sections::default();
            for quad in folder.store.iter() {
                sections.add(&quad.unwrap());
            }
            let stored: String = sections.finish().into_values().collect();
            assert_eq!(stored, text, "step {step}");
            let empty = folder
                .store
                .named_graphs()
                .map(Result::unwrap)
                .find(|graph| folder.section(&graph.to_string()).unwrap().is_empty());
            assert_eq!(empty, None, "step {step}");
            let again = folder.apply(&changes, &roles, &conclusions).unwrap();
            assert!(!again.written, "step {step} again");
        }
        assert!(text.contains("hand") && !text.contains("person"));
        let about = folder.about().unwrap();
        assert!(
            about
                .iter()
                .all(|(graph, _, _)| !is_iri(graph, vocab::GRAPH))
        );
        assert_eq!(about.len(), 3);
    }
}
