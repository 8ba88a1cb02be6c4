//! Documents as the commands read them: files and folders into documents, documents into facts,
//! with all the data that doing so needs loaded once.

use super::failure::{Failure, exit};
use super::global::Global;
use crate::document::{
    Document, DocumentError, DocumentSource, Format, OriginWords, StopWords, WordsError,
    is_english, read_source, read_text, sources,
};
use crate::fact::{self, Reading, Trace};
use crate::graph;
use crate::infer::Rules;
use crate::input::Input;
use crate::knowledge::{Knowledge, Links, Source};
use crate::resolve::LegalForms;
use crate::syndication::Likeness;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Reads documents.
pub struct Reader {
    words: OriginWords,
    stop_words: StopWords,
    knowledge: Knowledge,
    faults: AtomicUsize,
}

/// What a graph says besides what documents state.
pub struct Frame {
    /// For telling that names of different documents are one thing.
    pub forms: LegalForms,
    /// For telling that documents carry one text.
    pub likeness: Likeness,
    /// The ontology's lines.
    pub ontology: String,
    /// What reads.
    pub stamp: String,
}

impl Frame {
    /// Loads it.
    pub fn load(source: &Source) -> Result<Frame, Failure> {
        let mut ontology = String::new();
        for path in source.list("ontology/")? {
            if path.ends_with(".ttl") {
                ontology += &graph::ontology(&source.display(&path), &source.read(&path)?)
                    .map_err(|error| Failure::new(exit::INPUT, error))?;
            }
        }
        Ok(Frame {
            forms: LegalForms::load(source).map_err(|error| Failure::new(exit::INPUT, error))?,
            likeness: Likeness::load(source).map_err(|error| Failure::new(exit::INPUT, error))?,
            ontology: graph::sorted(ontology.into_bytes()),
            stamp: crate::build::reader(source)?,
        })
    }

    /// Warns of what an ontology of the user's says and inference does not use.
    pub fn warn_of_rules(&self, global: &Global, infers: bool) {
        let unused = Rules::of_lines(&self.ontology).unused;
        if infers && !unused.is_empty() {
            let unused: Vec<String> = unused.into_iter().collect();
            let unused = unused.join(", ");
            global.warn(&format!(
                "the ontology uses {unused}, from which nothing is inferred"
            ));
        }
    }
}

/// A document was left out.
#[derive(Debug, thiserror::Error)]
pub enum InputError {
    #[error(transparent)]
    Document(#[from] DocumentError),
    #[error("{key}: not in English; only English texts are read, so it is left out")]
    NotEnglish { key: String },
}

impl Reader {
    /// Loads what reading needs.
    pub fn load(source: &Source) -> Result<Reader, Failure> {
        let words = |path: &str, error: WordsError| {
            let path = source.display(path);
            Failure::text(exit::INPUT, format!("{path}: {error}"))
        };
        let (origin, stop) = (
            "lexicon/document-origin.toml",
            "lexicon/document-stopwords.txt",
        );
        Ok(Reader {
            words: OriginWords::parse(&source.read(origin)?).map_err(|e| words(origin, e))?,
            stop_words: StopWords::parse(&source.read(stop)?).map_err(|e| words(stop, e))?,
            knowledge: Knowledge::load(source)?,
            faults: AtomicUsize::new(0),
        })
    }

    /// What the authority files know of things besides their names.
    pub fn links(&self, source: &Source) -> Result<Links, Failure> {
        Ok(Links::load(source, &self.knowledge.authority)?)
    }

    /// What a document states. A fault of the program while it reads one document must not cost
    /// the others: that document is told of and left without facts.
    pub fn read(&self, document: &Document) -> Reading {
        let reading = catch_unwind(AssertUnwindSafe(|| fact::read(document, &self.knowledge)));
        reading.unwrap_or_else(|_| {
            self.faults.fetch_add(1, Ordering::Relaxed);
            eprintln!(
                "expograph: {}: a fault of the program (above); no facts are taken from this document; \
                 please report it with the text",
                document.key
            );
            Reading::default()
        })
    }

    /// How many documents could not be read for a fault of the program.
    pub fn faults(&self) -> usize {
        self.faults.load(Ordering::Relaxed)
    }

    /// What a document states, and how it was read.
    pub fn trace<'a>(&'a self, document: &'a Document) -> Trace<'a> {
        fact::trace(document, &self.knowledge)
    }

    /// The documents of one file, or of standard input for `-`.
    pub fn documents<'a>(
        &'a self,
        path: &'a PathBuf,
    ) -> impl Iterator<Item = Result<Document, DocumentError>> + 'a {
        sources(std::slice::from_ref(path)).flat_map(move |source| match source {
            Ok(source) => read_source(&source, &self.words),
            Err(error) => Box::new(std::iter::once(Err(error))),
        })
    }

    /// The document, if it is one that is read: in English.
    pub fn check(&self, document: Document) -> Result<Document, Failure> {
        self.english(document)
            .map_err(|error| Failure::new(exit::INPUT, error))
    }

    /// The documents of files, ready to be read by many threads.
    pub fn inputs(
        &self,
        found: impl Iterator<Item = Found> + Send,
    ) -> impl Iterator<Item = Input<'_, InputError>> + Send {
        found.map(move |source| {
            let source = match source {
                Ok(source) => source,
                Err(error) => return Input::one(move || Err(error.into())),
            };
            if matches!(source.format(), None | Some(Format::JsonLines)) {
                let documents = read_source(&source, &self.words);
                return Input::many(documents.map(|document| self.english(document?)));
            }
            Input::one(move || match read_source(&source, &self.words).next() {
                Some(document) => self.english(document?),
                None => Err(DocumentError::Empty { path: source.key() }.into()),
            })
        })
    }

    /// The documents inside the program.
    pub fn embedded(&self, source: &Source) -> Result<Vec<Input<'_, InputError>>, Failure> {
        let mut inputs = Vec::new();
        for path in source.list("documents/")? {
            let name = path.trim_start_matches("documents/").to_owned();
            if name.ends_with(".txt") {
                let text = source.read(&path)?;
                inputs.push(Input::one(move || {
                    let bytes = text.into_owned().into_bytes();
                    Ok(read_text(&name, &name, bytes, &self.words)?)
                }));
            }
        }
        Ok(inputs)
    }

    fn english(&self, document: Document) -> Result<Document, InputError> {
        if is_english(&document.text, &self.stop_words) {
            return Ok(document);
        }
        Err(InputError::NotEnglish { key: document.key })
    }
}

/// A file to read, or why there is none.
type Found = Result<DocumentSource, DocumentError>;

/// The files that paths name, found as they are asked for.
pub fn files(paths: &[PathBuf]) -> Result<impl Iterator<Item = Found> + Send, Failure> {
    let mut found = sources(paths).peekable();
    if found.peek().is_none() {
        let paths: Vec<String> = paths
            .iter()
            .map(|path| path.display().to_string())
            .collect();
        let paths = paths.join(", ");
        let problem =
            format!("no documents in {paths}; they end with .txt, .md, .html, .htm or .jsonl");
        return Err(Failure::text(exit::INPUT, problem));
    }
    Ok(found)
}

/// A progress bar over documents, on a terminal only; only then is anything counted.
pub fn progress(count: impl FnOnce() -> usize, global: &Global) -> ProgressBar {
    // The bar itself stays silent where stderr is no terminal.
    let target = match global.quiet {
        true => ProgressDrawTarget::hidden(),
        false => ProgressDrawTarget::stderr(),
    };
    let count = if target.is_hidden() { 0 } else { count() };
    let bar = ProgressBar::with_draw_target(Some(count as u64), target);
    let style =
        ProgressStyle::with_template("{bar:30} {pos}/{len} documents, {per_sec}, {eta} left");
    match style {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}

/// How many files paths name: a walk through the folders of its own, which keeps nothing.
pub fn count(paths: &[PathBuf]) -> usize {
    sources(paths).count()
}

/// One document further.
pub fn advance(bar: &ProgressBar) {
    // A JSON-lines file is one file and many documents.
    if bar.length().is_some_and(|length| bar.position() >= length) {
        bar.inc_length(1);
    }
    bar.inc(1);
}
