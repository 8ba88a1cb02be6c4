//! Expograph reads press coverage of expos, trade shows and conferences into an RDF knowledge
//! graph in which every fact cites the sentence that states it.
//!
//! The code in reading order, lowest floor first. A module uses only lower floors.
//!
//! | floor | module | owns |
//! | --- | --- | --- |
//! | 0 | [`text`] | tokens and sentences with byte offsets |
//! | 0 | [`kind`], [`bound`] | the classes of things; how a figure bounds the true number |
//! | 1 | [`document`] | reading files: text, Markdown, HTML, JSON lines; date and publisher |
//! | 1 | [`knowledge`] | `data/` as validated tables: lexicons, authorities, rules |
//! | 2 | [`mention`] | names, dates, quantities in a text |
//! | 3 | [`fact`] | mentions into facts: rules, scope, attribution |
//! | 4 | [`entity`] | which names are one thing; identifiers |
//! | 4 | [`why`] | a document as it was read; what stopped a fact |
//! | 5 | [`rdf`] | facts as quads; the vocabulary |
//! | 6 | [`graph`] | where quads live: a file, a RocksDB directory, a SPARQL endpoint |
//! | 6 | [`input`] | documents through threads, in and out in one order |
//! | 7 | [`infer`] | what the ontology implies of the facts |
//! | 7 | [`resolve`] | which names of different documents are one thing |
//! | 7 | [`syndication`] | which documents carry one text |
//! | 7 | [`texts`] | the documents' texts, kept beside the graph |
//! | 8 | [`build`], [`convert`], [`export`] | documents into a graph, or straight into RDF; a graph handed on |
//! | 8 | [`answer`], [`scoring`] | questions over a graph; facts against gold |
//! | 9 | [`http`] | a graph as a site and a SPARQL endpoint |
//! | 10 | [`cli`] | the command line |
//!
//! Invariants: no fact without evidence; a quotation equals the bytes of its span; `text`,
//! `mention` and `fact` never touch a file and never fail on odd text; nothing reads the locale,
//! and only [`http`] the clock (its access log, its time limits, what caches know a graph by); only
//! that and a graph at an endpoint use the network, so the same input gives the same bytes.
pub mod answer;
pub mod bound;
pub mod build;
pub mod cli;
pub mod convert;
pub mod document;
pub mod entity;
pub mod export;
pub mod fact;
pub mod graph;
pub mod http;
pub mod infer;
pub mod input;
pub mod kind;
pub mod knowledge;
pub mod mention;
pub mod rdf;
pub mod resolve;
pub mod scoring;
pub mod syndication;
pub mod text;
pub mod texts;
pub mod why;
