//! Questions over a graph: saved queries with typed parameters, their evaluation under a time
//! limit, result tables and entity cards. Everything is asked in SPARQL text, so that the same
//! question runs on any engine.

mod argument;
pub mod ask;
mod bind;
mod card;
mod catalogue;
mod chart;
mod check;
mod cite;
mod consult;
mod dataset;
mod diff;
mod dispute;
mod document;
mod engine;
mod error;
mod evaluate;
mod event;
mod evidence;
mod ground;
mod header;
mod index;
mod interval;
mod judge;
mod lookup;
mod need;
mod node;
mod parameter;
pub mod path;
pub mod picture;
mod saved;
mod similar;
pub mod stream;
mod syntax;
mod table;
mod terminal;
mod thing;
mod token;
mod vocabulary;
mod wrap;
mod write;

pub use argument::{Arguments, arguments};
pub use bind::{bind, bind_list};
pub use card::{Card, Group, Headings, Statement, card};
pub use catalogue::Catalogue;
pub use chart::{Bar, Block, Bound, ChartError, blocks, chart};
pub use check::{
    Check, Checks, Drift, DriftKind, Finding, Kept, KeptDocument, Reread, Severity, check, drifts,
    kept_documents, kept_quotations_query,
};
pub use cite::{CitationError, CitationRules, Footnotes, Notes, footnotes};
pub use dataset::{Publication, dataset};
pub use diff::{CAUTION, Change, Diff, Entry, Section, Side, diff, diff_queries};
pub use document::{DocumentCard, Object, Stated, document};
pub use engine::{Engine, own_query};
pub use error::AnswerError;
pub use evaluate::{Answer, Limit, evaluate, prefixes};
pub use event::{editions, embeddable, event, lacking, tree};
pub use evidence::{Evidence, Sentence, Triple, details, evidence};
pub use ground::{Ground, Named, Ontology, ground, objects};
pub use index::Index;
pub use interval::{Interval, Order, narrowest};
pub use judge::Judge;
pub use lookup::{Lookup, lookups};
pub use need::scope;
pub use parameter::{Parameter, ParameterKind};
pub use saved::{SavedQuery, SavedQueryError, SortKey};
pub use similar::{did_you_mean, fold, nearest};
pub use syntax::SyntaxError;
pub use table::{Table, display};
pub use vocabulary::prefixes as known_prefixes;
pub use wrap::{hanging, wrap};
pub use write::{RowFormat, escape_markdown, write_boolean, write_rows, write_triples};
