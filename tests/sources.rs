//! Which files are read: folders, files that are named, and what cannot be read.

use expograph::document::{
    Document, DocumentError, DocumentSource, OriginWords, read_file, read_source, sources,
};
use expograph::knowledge::Source;
use std::fs;
use std::path::Path;

const LEAD: &str = "More than 300 makers of hand tools have brought their goods to the fair, which \
    opened its gates on Monday and will keep them open until the end of the week.";

fn words() -> OriginWords {
    let file = Source::embedded().read("lexicon/document-origin.toml");
    OriginWords::parse(&file.expect("embedded file")).expect("valid file")
}

fn listed<P: AsRef<Path>>(paths: &[P]) -> Vec<Result<DocumentSource, DocumentError>> {
    sources(paths).collect()
}

#[test]
fn folders_are_read_in_order_and_once() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path();
    let put = |path: &str, content: &str| {
        let path = root.join(path);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        fs::write(path, content).expect("a file");
    };
    put("b.txt", LEAD);
    put("a/z.MD", LEAD);
    put("a/c.html", "<p>The fair is on.</p>");
    put("a/notes.pdf", "x");
    put(".hidden/x.txt", LEAD);
    put("a/.x.txt", LEAD);
    put(
        "c.jsonl",
        "{\"text\": \"The fair is on.\"}\n{\"text\": \"It goes on.\"}\n",
    );
    #[cfg(unix)]
    std::os::unix::fs::symlink(root, root.join("a/loop")).expect("a link");
    let keys = |found: Vec<Result<DocumentSource, DocumentError>>| -> Vec<String> {
        found
            .into_iter()
            .map(|s| s.map_or_else(|e| e.to_string(), |s| s.key()))
            .collect()
    };
    assert_eq!(
        keys(listed(&[root])),
        ["a/c.html", "a/z.MD", "b.txt", "c.jsonl"]
    );
    // Named twice, once by itself: read once under each key it has.
    assert_eq!(
        keys(listed(&[root.join("b.txt"), root.join("./b.txt")])),
        ["b.txt"]
    );
    assert_eq!(keys(listed(&["-"])), ["stdin"]);
    let words = words();
    let all: Vec<Document> = sources(&[root])
        .flat_map(|source| read_source(&source.expect("a source"), &words).collect::<Vec<_>>())
        .map(|document| document.expect("a document"))
        .collect();
    let keys: Vec<&str> = all.iter().map(|d| d.key.as_str()).collect();
    assert_eq!(
        keys,
        ["a/c.html", "a/z.MD", "b.txt", "c.jsonl#1", "c.jsonl#2"]
    );
    assert_eq!(all[0].name, "c.html");
    assert_eq!(all[3].name, "c.jsonl#1");
}

#[test]
fn equal_names_in_two_folders_keep_apart() {
    let folder = tempfile::tempdir().expect("a folder");
    for part in ["x", "y", "x/deep/y"] {
        fs::create_dir_all(folder.path().join(part)).expect("a folder");
        fs::write(folder.path().join(part).join("a.txt"), LEAD).expect("a file");
    }
    let path = |part: &str| folder.path().join(part);
    let found = listed(&[path("x/a.txt"), path("y"), path("x/deep/y")]);
    assert_eq!(
        found[0].as_ref().map(DocumentSource::key).ok().as_deref(),
        Some("a.txt")
    );
    assert_eq!(
        found[1].as_ref().map(DocumentSource::key).ok().as_deref(),
        Some("y/a.txt")
    );
    assert!(matches!(&found[2], Err(DocumentError::SameKey { key, .. }) if key == "y/a.txt"));
}

#[test]
fn files_of_a_folder_come_in_the_place_of_its_name() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path();
    for part in ["a", "a-b", "a/deep", "z"] {
        fs::create_dir_all(root.join(part)).expect("a folder");
        fs::write(root.join(part).join("one.txt"), LEAD).expect("a file");
    }
    fs::write(root.join("a b.txt"), LEAD).expect("a file");
    fs::write(root.join("a.txt"), LEAD).expect("a file");
    let order = [
        "a/deep/one.txt",
        "a/one.txt",
        "a b.txt",
        "a-b/one.txt",
        "a.txt",
        "z/one.txt",
    ];
    let keys = |found: Vec<Result<DocumentSource, DocumentError>>| -> Vec<String> {
        let key = |found: Result<DocumentSource, DocumentError>| found.expect("a file").key();
        found.into_iter().map(key).collect()
    };
    assert_eq!(keys(listed(&[root])), order);
    // Given twice, and files of it by themselves: once each.
    let (file, dotted) = (root.join("a.txt"), root.join("./a b.txt"));
    assert_eq!(keys(listed(&[root, root, &file, &dotted])), order);
    // A key that two share tells the folder of the second, and whence it comes is known by it.
    let again = listed(&[
        root.join("a"),
        root.join("z"),
        root.join("./z"),
        root.join("a-b"),
    ]);
    let expected = ["deep/one.txt", "one.txt", "z/one.txt", "a-b/one.txt"];
    assert_eq!(keys(again), expected);
}

#[test]
fn paths_that_cannot_be_read_are_errors_in_their_place() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("a.pdf"), "x").expect("a file");
    let found = listed(&[folder.path().join("none.txt"), folder.path().join("a.pdf")]);
    assert!(matches!(found[0], Err(DocumentError::Io { .. })));
    assert!(matches!(found[1], Err(DocumentError::Unsupported { .. })));
    let words = words();
    fs::write(folder.path().join("bad.txt"), b"caf\xe9").expect("a file");
    let mut read = read_file(&folder.path().join("bad.txt"), "bad.txt", &words);
    let error = read.next().expect("one").expect_err("an error").to_string();
    assert!(
        error.contains(&folder.path().join("bad.txt").display().to_string()),
        "{error}"
    );
    assert!(error.contains("byte 3"), "{error}");
    let mut read = read_file(Path::new("x.doc"), "x.doc", &words);
    assert!(matches!(
        read.next(),
        Some(Err(DocumentError::Unsupported { .. }))
    ));
}
