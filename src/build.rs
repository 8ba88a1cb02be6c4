//! Documents into a graph: in parallel; what did not change is skipped, what changed is replaced
//! whole. The graph is the same as if it had been built anew, whatever the order and the number
//! of threads.

use crate::document::Document;
use crate::entity::document_iri;
use crate::fact::Reading;
use crate::graph::{GraphError, Stamp, Update, sorted};
use crate::infer::{Extent, Rules, infer};
use crate::input::{Input, in_order};
use crate::knowledge::{Links, Source, SourceError};
use crate::rdf::vocab::{AUTHORITIES, ONTOLOGY, RESOLUTIONS, TEXTS};
use crate::rdf::{NQuads, describe};
use crate::resolve::{Decision, Resolver, can_restore, restore};
use crate::syndication::{self, Likeness, Sketch, Text, copies, sketch_line};
use crate::texts::{Change, Kept, Mark, TextsError};
use sha2::{Digest, Sha256};
use std::borrow::Cow;
use std::collections::BTreeMap;

mod authorities;

use authorities::Authorities;

/// How to build.
#[derive(Clone, Debug)]
pub struct BuildOptions {
    /// Whether documents of the graph that are not among the inputs are dropped.
    pub prune: bool,
    /// Whether unchanged documents are read again.
    pub force: bool,
    /// Threads to use; one means the calling thread alone.
    pub threads: usize,
    /// The program and knowledge that read, from [`reader`]; documents read by another are read
    /// again.
    pub reader: String,
    /// How much of what the ontology implies of the facts is written; none for nothing.
    pub inference: Option<Extent>,
    /// Finds the names of different documents that are one thing; without it, every name is a
    /// thing of its own.
    pub resolver: Option<Resolver>,
    /// When two documents count as one text.
    pub likeness: Likeness,
    /// What the authority files know of things besides their names, for the graph of that.
    pub links: Links,
}

/// What became of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    Added,
    Changed,
    Unchanged,
    /// Could not be read; what the graph knows of it stays.
    Failed,
    /// Another input has the same key; the last one stands.
    Repeated,
}

/// Something that happened while building, for progress and warnings.
#[derive(Debug)]
pub enum Event<'a, E> {
    /// A document is done.
    Document { key: &'a str, outcome: Outcome },
    /// A document could not be read.
    Failed(E),
}

/// What was built.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BuildReport {
    pub added: usize,
    pub changed: usize,
    pub unchanged: usize,
    pub pruned: usize,
    pub failed: usize,
    /// Inputs whose key another input has, too.
    pub repeated: usize,
    /// Facts read from the added and changed documents.
    pub facts: usize,
    /// Triples of the graph that were inferred, if it was written.
    pub inferred: usize,
    /// Documents were to be dropped, but some inputs could not be read, so it is not known
    /// which have vanished.
    pub prune_refused: bool,
    /// Whether the graph was written; it is not if nothing changed.
    pub written: bool,
    /// Which names of different documents are one thing, and which may be.
    pub decisions: Vec<Decision>,
    /// Things that are one in Wikidata and several here: the item and their IRIs.
    pub shared: Vec<(String, Vec<String>)>,
}

/// Documents could not be built into a graph.
#[derive(Debug, thiserror::Error)]
pub enum BuildError {
    #[error(transparent)]
    Graph(#[from] GraphError),
    #[error(transparent)]
    Texts(#[from] TextsError),
}

/// Builds the inputs into the graph that is being changed, and writes it. `ontology` is the
/// ontology's lines, from [`crate::graph::ontology`]; `texts` is where the documents' texts are
/// kept. Inputs that could not be read are reported and left as the graph has them.
///
/// # Errors
/// If the graph or the texts cannot be read or written; the graph is then as it was.
pub fn build<'a, E: Send + 'a>(
    inputs: impl Iterator<Item = Input<'a, E>> + Send,
    read: impl Fn(&Document) -> Reading + Sync,
    ontology: String,
    mut update: Update,
    mut texts: Option<Change>,
    options: &BuildOptions,
    on_event: impl FnMut(Event<'_, E>) + Send,
) -> Result<BuildReport, BuildError> {
    let (keep, change) = (texts.as_mut(), &mut update);
    let mut report = stage(inputs, read, ontology, change, keep, options, on_event)?;
    // Where no input could be read there is nothing to say: no graph is begun for that.
    let read = report.added + report.changed + report.unchanged + report.pruned;
    if read > 0 || report.failed == 0 {
        // The texts first, while the graph's lock is held. Whatever ends the program in between
        // leaves texts of another mark than the graph's, which nobody is shown.
        if let Some(texts) = texts {
            texts.commit()?;
        }
        let committed = update.commit()?;
        report.written = committed.written;
        report.inferred = committed.inferred;
    }
    Ok(report)
}

/// As [`build`], but leaves writing to the caller: [`Update::into_text`] or [`Update::commit`].
///
/// # Errors
/// If the graph that is being changed cannot be read, or there is no room for the texts.
pub fn stage<'a, E: Send + 'a>(
    inputs: impl Iterator<Item = Input<'a, E>> + Send,
    read: impl Fn(&Document) -> Reading + Sync,
    ontology: String,
    update: &mut Update,
    mut texts: Option<&mut Change>,
    options: &BuildOptions,
    mut on_event: impl FnMut(Event<'_, E>) + Send,
) -> Result<BuildReport, BuildError> {
    let base = update.base().clone();
    let known = update.documents().clone();
    let before = texts.as_deref().map(Change::before);
    let mut report = BuildReport::default();
    let mut done: BTreeMap<String, Option<Section>> = BTreeMap::new();
    let work = |document: Result<Document, E>, batch: &mut Vec<Done<E>>| {
        let document = match document {
            Ok(document) => document,
            Err(error) => return batch.push(Done::Failed(error)),
        };
        let iri = document_iri(&base, &document.key);
        let is_same = |stamp: &Stamp| {
            stamp.digest == document.digest
                && stamp.reader == options.reader
                && can_restore(&stamp.resolved)
        };
        let section = if !options.force && known.get(&iri).is_some_and(is_same) {
            None
        } else {
            let reading = read(&document);
            let mut lines = Vec::new();
            let mut sink = NQuads::of_graph(&mut lines, &iri);
            describe(&document, &reading, &base, Some(&options.reader), &mut sink);
            let sketch = Sketch::of(&document, options.likeness.words);
            sketch_line(&iri, &sketch, &mut lines);
            Some(Section {
                lines: sorted(lines),
                facts: reading.facts.len(),
                sketch,
                published: document
                    .published
                    .map_or_else(String::new, |day| day.to_string()),
            })
        };
        // An unchanged document's text is kept, too, where it is not yet.
        let mark = Mark {
            digest: &document.digest,
            reader: &options.reader,
        };
        let is_new = section.is_some();
        let text = before
            .as_ref()
            .filter(|before| before.keeps() && (is_new || before.lacks(&iri, mark)))
            .map(|_| Kept::new(&iri, mark, &document.text));
        batch.push(Done::Read {
            key: document.key,
            iri,
            section: section.map(Box::new),
            text,
        });
    };
    let take = |batch: &mut Vec<Done<E>>| {
        for document in batch.drain(..) {
            let (key, iri, section, text) = match document {
                Done::Failed(error) => {
                    report.failed += 1;
                    on_event(Event::Failed(error));
                    continue;
                }
                Done::Read {
                    key,
                    iri,
                    section,
                    text,
                } => (key, iri, section, text),
            };
            if let Some(texts) = texts.as_deref_mut() {
                texts.set(&iri, text)?;
            }
            let outcome = if done.contains_key(&iri) {
                report.repeated += 1;
                Outcome::Repeated
            } else if section.is_none() {
                report.unchanged += 1;
                Outcome::Unchanged
            } else if known.contains_key(&iri) {
                report.changed += 1;
                Outcome::Changed
            } else {
                report.added += 1;
                Outcome::Added
            };
            if let Some(section) = &section {
                report.facts += section.facts;
            }
            done.insert(iri, section.map(|section| *section));
            on_event(Event::Document { key: &key, outcome });
        }
        Ok::<(), TextsError>(())
    };
    in_order(inputs, options.threads, work, take)?;

    let mut sections: BTreeMap<String, Option<String>> =
        known.keys().map(|iri| (iri.clone(), None)).collect();
    if options.prune {
        report.prune_refused = report.failed > 0;
        if !report.prune_refused {
            for iri in known.keys().filter(|iri| !done.contains_key(*iri)) {
                report.pruned += 1;
                sections.remove(iri);
                update.set(iri, String::new());
            }
        }
    }
    if let Some(texts) = texts {
        texts.retain(|iri, mark| {
            let stamp = known.get(iri).filter(|_| sections.contains_key(iri));
            stamp.is_some_and(|known| known.digest == mark.digest && known.reader == mark.reader)
        });
    }
    let same = same_texts(&sections, &known, &done, &options.likeness);
    update.set(TEXTS.as_str(), same);
    sections.extend(
        done.into_iter()
            .map(|(iri, section)| (iri, section.map(|section| section.lines))),
    );
    let (decisions, shared) = resolve(sections, &known, update, options)?;
    report.decisions = decisions;
    report.shared = shared;
    if let Some(extent) = options.inference {
        conclude(update, &ontology, extent);
    }
    update.set(ONTOLOGY.as_str(), ontology);
    Ok(report)
}

/// The lines that tell which documents carry one text, of those that stay and those just read.
fn same_texts(
    stay: &BTreeMap<String, Option<String>>,
    known: &BTreeMap<String, Stamp>,
    done: &BTreeMap<String, Option<Section>>,
    likeness: &Likeness,
) -> String {
    // A graph of other makers may hold anything; what is no sketch is no text to compare.
    let kept: BTreeMap<&str, Sketch> = known
        .iter()
        .filter(|(iri, _)| stay.contains_key(*iri) && !matches!(done.get(*iri), Some(Some(_))))
        .filter_map(|(iri, stamp)| Some((iri.as_str(), Sketch::read(&stamp.sketch)?)))
        .collect();
    let old = kept.iter().map(|(iri, sketch)| Text {
        document: iri,
        published: known.get(*iri).map_or("", |stamp| &stamp.published),
        sketch,
    });
    let new = done.iter().filter_map(|(iri, section)| {
        section.as_ref().map(|section| Text {
            document: iri,
            published: &section.published,
            sketch: &section.sketch,
        })
    });
    let all: Vec<Text<'_>> = old.chain(new).collect();
    syndication::lines(&copies(&all, likeness))
}

/// Has what an ontology, given by its lines, implies of the facts written with a graph's changes.
pub fn conclude(update: &mut Update, ontology: &str, extent: Extent) {
    let rules = Rules::of_lines(ontology);
    update.conclude(extent.name(), move |facts| infer(facts, &rules, extent));
}

/// What was decided of names, and what items of Wikidata several things share.
type Resolved = (Vec<Decision>, Vec<(String, Vec<String>)>);

/// Sets the graphs of the documents, those of the graph that did not change included, with their
/// things resolved.
fn resolve(
    mut sections: BTreeMap<String, Option<String>>,
    known: &BTreeMap<String, Stamp>,
    update: &mut Update,
    options: &BuildOptions,
) -> Result<Resolved, GraphError> {
    let base = update.base().clone();
    let mut authorities = Authorities::new(&options.links, &base);
    // The new lines; none where they are those just read.
    let mut changes: Vec<(String, Option<String>)> = Vec::new();
    // The lines of every document as it is by itself.
    let mut own: Vec<(&str, Cow<'_, str>)> = Vec::with_capacity(sections.len());
    for (iri, lines) in &sections {
        own.push(match (lines, known.get(iri)) {
            (Some(lines), _) => (iri, lines.as_str().into()),
            (None, Some(stamp)) => {
                let lines = match update.section(iri)? {
                    Cow::Borrowed(lines) => restore(iri, lines, &stamp.resolved, &base),
                    Cow::Owned(lines) => restore(iri, &lines, &stamp.resolved, &base)
                        .into_owned()
                        .into(),
                };
                (iri, lines)
            }
            (None, None) => continue,
        });
    }
    let documents: Vec<(&str, &str)> = own.iter().map(|(iri, lines)| (*iri, &**lines)).collect();
    let resolver = options.resolver.as_ref();
    let resolution = resolver.map(|resolver| resolver.resolve(&documents, &base));
    let resolution = resolution.unwrap_or_default();
    for (at, (iri, lines)) in documents.iter().enumerate() {
        let resolved = resolution.apply(at, iri, lines, &base);
        authorities.see(&resolved);
        let is_new = sections.get(*iri).is_some_and(Option::is_some);
        let was = known
            .get(*iri)
            .is_some_and(|known| !known.resolved.is_empty());
        match resolved {
            Cow::Borrowed(_) if is_new => changes.push(((*iri).to_owned(), None)),
            Cow::Borrowed(_) if !was => {}
            lines => changes.push(((*iri).to_owned(), Some(lines.into_owned()))),
        }
    }
    let about = resolution.lines(&base);
    drop(own);
    for (iri, lines) in changes {
        let lines = lines.or_else(|| sections.remove(&iri).flatten());
        update.set(&iri, lines.unwrap_or_default());
    }
    update.set(RESOLUTIONS.as_str(), about);
    let (known, shared) = (authorities.lines(), authorities.shared());
    update.set(AUTHORITIES.as_str(), known);
    Ok((resolution.decisions, shared))
}

/// A document that has been through the threads.
enum Done<E> {
    Read {
        key: String,
        iri: String,
        /// What was read; none if it is unchanged.
        section: Option<Box<Section>>,
        /// Its text, where that is to be kept and is not yet.
        text: Option<Kept>,
    },
    Failed(E),
}

/// A document that was read.
struct Section {
    /// Its graph's lines.
    lines: String,
    /// The number of its facts.
    facts: usize,
    sketch: Sketch,
    /// The day it was published; empty where it is not known.
    published: String,
}

/// What reads: the program's version and a fingerprint of the knowledge files. Documents, questions
/// and links to Wikidata are no part of it.
///
/// # Errors
/// If a knowledge file cannot be read.
pub fn reader(source: &Source) -> Result<String, SourceError> {
    let mut digest = Sha256::new();
    for path in source.list("")? {
        // What links things to Wikidata changes nothing that is read.
        let others = ["documents/", "queries/", "ontology/", "authority/wikidata."];
        if others.iter().any(|other| path.starts_with(other)) {
            continue;
        }
        let text = source.read(&path)?;
        for part in [path.as_str(), &text] {
            digest.update(part.len().to_le_bytes());
            digest.update(part.as_bytes());
        }
    }
    let digest = digest.finalize();
    let fingerprint: String = digest[..8]
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    Ok(format!(
        "{} {} {fingerprint}",
        env!("CARGO_PKG_NAME"),
        env!("CARGO_PKG_VERSION")
    ))
}

#[cfg(test)]
mod tests;
