//! Kept texts: what was kept is read again, what is not of the asked reading is not shown, and no
//! file of another maker is touched.

use super::*;
use std::fs;

const OLD: Mark<'_> = Mark {
    digest: "aa",
    reader: "expograph 1",
};
const NEW: Mark<'_> = Mark {
    digest: "bb",
    reader: "expograph 1",
};

/// Texts that a line of JSON has to work for.
const HARD: &str = "Ünï \"quoted\" \\ back\nlines\r\n\ttabs \u{0}\u{2028} ,\"text\":\" \u{1f600}";

fn keep(path: &Path, documents: &[(&str, Mark<'_>, &str)]) {
    let mut change = Change::open(path, true).unwrap();
    for (document, mark, text) in documents {
        let kept = Kept::new(document, *mark, text);
        change.set(document, Some(kept)).unwrap();
    }
    change.commit().unwrap();
}

fn text(path: &Path, document: &str, mark: Mark<'_>) -> Option<String> {
    let texts = Texts::open(path).unwrap()?;
    texts.text(document, mark).unwrap()
}

#[test]
fn what_was_kept_is_read_again() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("expo.texts");
    assert!(Texts::open(&path).unwrap().is_none());
    keep(
        &path,
        &[("d/2", OLD, HARD), ("d/1", OLD, "One"), ("d/3", OLD, "")],
    );
    assert_eq!(text(&path, "d/2", OLD).as_deref(), Some(HARD));
    assert_eq!(text(&path, "d/1", OLD).as_deref(), Some("One"));
    assert_eq!(text(&path, "d/3", OLD).as_deref(), Some(""));
    assert_eq!(text(&path, "d/4", OLD), None);
    let texts = Texts::open(&path).unwrap().unwrap();
    assert_eq!((texts.len(), texts.is_empty()), (3, false));
    // Any reader of JSON Lines can have them, in the order of the documents.
    let lines = fs::read_to_string(&path).unwrap();
    let documents: Vec<String> = lines
        .lines()
        .skip(1)
        .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap())
        .map(|line| line["document"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(documents, ["d/1", "d/2", "d/3"]);
}

#[test]
fn a_text_of_another_reading_is_as_good_as_none() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("expo.texts");
    keep(&path, &[("d/1", OLD, "One")]);
    let reader = Mark {
        reader: "expograph 2",
        ..OLD
    };
    for mark in [NEW, reader] {
        assert_eq!(text(&path, "d/1", mark), None);
        assert!(
            Change::open(&path, true)
                .unwrap()
                .before()
                .lacks("d/1", mark)
        );
    }
    let before = Change::open(&path, true).unwrap().before();
    assert!(!before.lacks("d/1", OLD) && before.lacks("d/2", OLD));
}

#[test]
fn changes_in_steps_are_the_file_made_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let (steps, once) = (folder.path().join("a.texts"), folder.path().join("b.texts"));
    keep(
        &steps,
        &[
            ("d/4", OLD, "Four"),
            ("d/1", OLD, "One"),
            ("d/2", OLD, "Two"),
        ],
    );
    keep(
        &steps,
        &[("d/2", NEW, "Two again"), ("d/3", OLD, "first, then")],
    );
    let mut change = Change::open(&steps, true).unwrap();
    // The last time counts: a text set and unset stays as it was.
    change
        .set("d/3", Some(Kept::new("d/3", OLD, "Three")))
        .unwrap();
    change
        .set("d/2", Some(Kept::new("d/2", OLD, "no")))
        .unwrap();
    change.set("d/2", None).unwrap();
    change.retain(|document, mark| document != "d/4" && (document != "d/2" || mark == NEW));
    change.commit().unwrap();
    keep(
        &once,
        &[
            ("d/1", OLD, "One"),
            ("d/2", NEW, "Two again"),
            ("d/3", OLD, "Three"),
        ],
    );
    assert_eq!(fs::read(&steps).unwrap(), fs::read(&once).unwrap());
    // Only the two files: what is temporary goes.
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2);
}

#[test]
fn nothing_is_written_where_nothing_changes() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("expo.texts");
    keep(&path, &[]);
    assert!(!path.exists());
    keep(&path, &[("d/1", OLD, "One")]);
    let modified = || fs::metadata(&path).unwrap().modified().unwrap();
    let before = modified();
    let mut change = Change::open(&path, true).unwrap();
    change.set("d/1", None).unwrap();
    change.retain(|_, _| true);
    change.commit().unwrap();
    assert_eq!(modified(), before);
}

#[test]
fn texts_that_are_not_kept_go_and_the_file_with_the_last() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("expo.texts");
    keep(&path, &[("d/1", OLD, "One"), ("d/2", OLD, "Two")]);
    let drop = |document: &str| {
        let mut change = Change::open(&path, false).unwrap();
        assert!(!change.before().lacks(document, NEW));
        let kept = Kept::new(document, NEW, "not to be kept");
        change.set(document, Some(kept)).unwrap();
        change.commit().unwrap();
    };
    drop("d/1");
    assert_eq!(text(&path, "d/1", OLD), None);
    assert_eq!(text(&path, "d/2", OLD).as_deref(), Some("Two"));
    drop("d/3");
    assert!(path.exists());
    drop("d/2");
    assert!(!path.exists());
    drop("d/2");
}

#[test]
fn a_file_that_was_cut_off_loses_what_is_damaged_only() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("expo.texts");
    keep(
        &path,
        &[
            ("d/1", OLD, "One"),
            ("d/2", OLD, HARD),
            ("d/3", OLD, "Three"),
        ],
    );
    let whole = fs::read(&path).unwrap();
    let full = ["One", HARD, "Three"];
    for length in 0..whole.len() {
        fs::write(&path, &whole[..length]).unwrap();
        let texts = Texts::open(&path).unwrap().unwrap();
        let is_there = |n: usize| {
            let text = texts.text(&format!("d/{}", n + 1), OLD).unwrap();
            assert!(text.is_none() || text.as_deref() == Some(full[n]));
            text.is_some()
        };
        let there = (0..3).filter(|n| is_there(*n)).count();
        let ends = whole[..length]
            .iter()
            .filter(|byte| **byte == b'\n')
            .count();
        assert_eq!(there, ends.saturating_sub(1), "{length} bytes");
        // What is lost is kept again, and the file is whole as it was.
        if length % 17 == 0 {
            let documents = [
                ("d/1", OLD, full[0]),
                ("d/2", OLD, full[1]),
                ("d/3", OLD, full[2]),
            ];
            keep(&path, &documents);
            assert_eq!(fs::read(&path).unwrap(), whole);
        }
    }
}

#[test]
fn a_damaged_line_hides_no_other() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("expo.texts");
    keep(&path, &[("d/1", OLD, "One"), ("d/3", OLD, "Three")]);
    let mut bytes = fs::read(&path).unwrap();
    for line in [
        &b"\n"[..],
        b"{}\n",
        b"{\"document\":\"d/2\",\"text\":\"\"}\n",
        b"{\"document\":\"d/4\",\"digest\":\"aa\",\"reader\":\"expograph 1\",\"text\":\"\\u12\"}\n",
        b"\xff\xfe\",\"text\":\"\"}\n",
    ] {
        bytes.extend_from_slice(line);
    }
    // A text for a document that is not its own.
    let at = bytes
        .windows(3)
        .position(|three| three == b"d/3")
        .expect("the line");
    bytes[at + 2] = b'1';
    fs::write(&path, &bytes).unwrap();
    let texts = Texts::open(&path).unwrap().unwrap();
    assert_eq!(texts.text("d/4", OLD).unwrap(), None);
    assert_eq!(texts.text("d/2", OLD).unwrap(), None);
    // Two lines of one document: the last stands, as in a file that was added to.
    assert_eq!(texts.text("d/1", OLD).unwrap().as_deref(), Some("Three"));
}

#[test]
fn a_file_of_another_maker_is_not_touched() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("expo.texts");
    for (content, problem) in [
        ("my notes\n", "move it away"),
        (&"x".repeat(100_000), "move it away"),
        ("\n", "move it away"),
        (
            "{\"format\":\"expograph texts 2\"}\n",
            "kept in format 2, this program knows up to 1",
        ),
    ] {
        fs::write(&path, content).unwrap();
        let opened = Texts::open(&path).unwrap_err().to_string();
        let changed = Change::open(&path, true).unwrap_err().to_string();
        assert!(opened.contains(problem), "{opened}");
        assert_eq!(opened, changed);
        assert_eq!(fs::read_to_string(&path).unwrap(), content);
    }
    // Where nothing is to be kept it is nobody's business.
    fs::write(&path, "my notes\n").unwrap();
    let mut change = Change::open(&path, false).unwrap();
    change.set("d/1", None).unwrap();
    change.commit().unwrap();
    assert_eq!(fs::read_to_string(&path).unwrap(), "my notes\n");
    assert!(Texts::open(folder.path()).is_err());
}

#[test]
fn a_reader_sees_the_file_it_opened() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("expo.texts");
    keep(&path, &[("d/2", OLD, "Two")]);
    let texts = Texts::open(&path).unwrap().unwrap();
    keep(&path, &[("d/1", OLD, "One, which comes before it")]);
    assert_eq!(texts.text("d/2", OLD).unwrap().as_deref(), Some("Two"));
    fs::remove_file(&path).unwrap();
    assert_eq!(texts.text("d/2", OLD).unwrap().as_deref(), Some("Two"));
}
