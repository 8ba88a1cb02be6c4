//! The figure tables: the embedded ones are right, wrong ones are refused where they are wrong.

use super::{FigureTables, FigureTexts, TableError};
use crate::knowledge::{KnowledgeError, Source};

fn embedded(name: &str) -> String {
    let path = format!("lexicon/{name}");
    Source::embedded()
        .read(&path)
        .expect("embedded")
        .into_owned()
}

/// Parses the embedded tables with one of them changed.
fn with(file: &str, change: impl Fn(String) -> String) -> Result<FigureTables, TableError> {
    let read = |name: &str| {
        let text = embedded(name);
        if name == file { change(text) } else { text }
    };
    FigureTables::parse(&FigureTexts {
        numbers: &read("numbers.toml"),
        months: &read("months.toml"),
        bounds: &read("bounds.toml"),
        units: &read("units.toml"),
        measures: &read("measures.toml"),
        metrics: &read("metrics.tsv"),
    })
}

fn refused(file: &str, change: impl Fn(String) -> String) -> TableError {
    let error = with(file, change).expect_err("a wrong table is refused");
    assert_eq!(error.file, file);
    error
}

#[test]
fn the_embedded_tables_load() {
    FigureTables::load(&Source::embedded()).expect("right");
}

#[test]
fn a_value_out_of_range_names_its_line() {
    let error = refused("months.toml", |text| text.replace("may = 5", "may = 13"));
    let line = embedded("months.toml")
        .lines()
        .position(|l| l == "may = 5")
        .expect("there")
        + 1;
    assert_eq!(error.line, line);
    assert!(error.problem.contains("13"), "{error}");
}

#[test]
fn unknown_lists_bounds_classes_and_codes_are_refused() {
    let error = refused("measures.toml", |t| t.replace("clutter =", "cluttter ="));
    assert!(error.problem.contains("cluttter"), "{error}");
    let error = refused("bounds.toml", |t| t.replacen("\"max\"", "\"most\"", 1));
    assert!(error.problem.contains("most"), "{error}");
    let error = refused("metrics.tsv", |t| t + "gizmo\tgizmos\tgadgetry\tgizmos\n");
    assert!(error.problem.contains("gadgetry"), "{error}");
    assert_eq!(error.line, embedded("metrics.tsv").lines().count() + 1);
    let error = refused("metrics.tsv", |t| t + "gizmo\tgizmos\n");
    assert!(error.problem.contains("columns"), "{error}");
    let error = refused("units.toml", |t| {
        t.replacen("code = \"USD\"", "code = \"usd\"", 1)
    });
    assert!(error.problem.contains("usd"), "{error}");
}

#[test]
fn a_missing_list_and_broken_syntax_are_refused() {
    let error = refused("bounds.toml", |t| t.replace("during = [\"over\"]", ""));
    assert!(error.problem.contains("during"), "{error}");
    let error = refused("numbers.toml", |t| t.replacen("one = 1", "one = = 1", 1));
    assert!(error.line > 1);
}

#[test]
fn a_folder_overlays_a_table_and_errors_name_it() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::create_dir(folder.path().join("lexicon")).expect("made");
    let path = folder.path().join("lexicon/metrics.tsv");
    std::fs::write(&path, "widget\twidgets\n").expect("written");
    match FigureTables::load(&Source::with_folder(folder.path())) {
        Err(KnowledgeError::Invalid { file, line, .. }) => {
            assert_eq!((file, line), (path.display().to_string(), 1));
        }
        other => panic!("{other:?}"),
    }
}
