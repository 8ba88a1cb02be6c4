//! Converting: the same bytes for any number of threads, and RDF that others read.

use super::*;
use crate::rdf::sample::{Sample, edition};
use std::collections::{BTreeMap, BTreeSet};

const FORMATS: [&str; 6] = ["nq", "nt", "ttl", "trig", "jsonld", "rdf"];

fn corpus() -> BTreeMap<String, Sample> {
    (0..30)
        .map(|n| {
            (
                format!("d{n}.txt"),
                edition(2018 + n % 3, "Ann \"<\n\u{1f600}"),
            )
        })
        .collect()
}

fn converted(corpus: &BTreeMap<String, Sample>, format: &str, threads: usize) -> Vec<u8> {
    let inputs = corpus.iter().enumerate().map(|(n, (key, sample))| {
        let document = sample.document(key);
        Input::one(move || {
            if n == 9 {
                Err("unreadable")
            } else {
                Ok(document)
            }
        })
    });
    let options = ConvertOptions {
        base: Base::default(),
        format: crate::graph::format_named(format).unwrap(),
        threads,
    };
    let read = |document: &Document| corpus[&document.key].reading.clone();
    let mut out = Vec::new();
    let mut failed = Vec::new();
    let report = convert(inputs, read, &options, &mut out, |error| failed.push(error)).unwrap();
    assert_eq!(failed, ["unreadable"]);
    assert_eq!((report.documents, report.failed), (29, 1));
    assert_eq!(report.facts, 29 * 10);
    out
}

fn quads(bytes: &[u8], format: RdfFormat) -> BTreeSet<String> {
    RdfParser::from_format(format)
        .for_slice(bytes)
        .map(|quad| quad.unwrap().to_string())
        .collect()
}

#[test]
fn every_format_is_the_same_for_any_threads_and_says_the_same() {
    let corpus = corpus();
    let expected = quads(&converted(&corpus, "nq", 1), RdfFormat::NQuads);
    let merged: BTreeSet<String> = {
        let text = expected.iter().map(|quad| format!("{quad} .\n"));
        let text: String = text.collect();
        RdfParser::from_format(RdfFormat::NQuads)
            .for_slice(&text)
            .map(|quad| oxigraph::model::Triple::from(quad.unwrap()).to_string())
            .collect()
    };
    for name in FORMATS {
        let one = converted(&corpus, name, 1);
        for threads in [2, 4] {
            assert_eq!(
                converted(&corpus, name, threads),
                one,
                "{name}, {threads} threads"
            );
        }
        let format = crate::graph::format_named(name).unwrap();
        let expected = if format.supports_datasets() {
            &expected
        } else {
            &merged
        };
        assert_eq!(&quads(&one, format), expected, "{name}");
    }
}

#[test]
fn nothing_is_still_well_formed() {
    for name in FORMATS {
        let out = converted_nothing(name);
        let format = crate::graph::format_named(name).unwrap();
        assert!(quads(&out, format).is_empty(), "{name}");
    }
}

fn converted_nothing(format: &str) -> Vec<u8> {
    let options = ConvertOptions {
        base: Base::default(),
        format: crate::graph::format_named(format).unwrap(),
        threads: 2,
    };
    let mut out = Vec::new();
    let inputs = std::iter::empty::<Input<'_, ()>>();
    let read = |_: &Document| Reading::default();
    convert(inputs, read, &options, &mut out, |()| ()).unwrap();
    out
}

#[test]
fn a_closed_pipe_ends_it() {
    struct Closed;
    impl Write for Closed {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(io::ErrorKind::BrokenPipe.into())
        }
        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }
    let endless = std::iter::repeat_with(|| Input::<()>::ready(edition(2020, "A").document("a")));
    for threads in [1, 3] {
        let options = ConvertOptions {
            base: Base::default(),
            format: RdfFormat::NQuads,
            threads,
        };
        let read = |_: &Document| edition(2020, "A").reading;
        let error = convert(endless, read, &options, &mut Closed, |()| ()).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::BrokenPipe);
    }
}
