//! A build that cannot finish leaves the old graph: no room on the disk, or killed in the middle
//! of writing. Both are made with a limit on the size of files, in a process of its own.
#![cfg(unix)]

use expograph::entity::Base;
use expograph::graph::{Graph, Location, Scope, Update, Wanted};
use std::path::Path;
use std::process::{Command, Output};

const GRAPH: &str = "EXPOGRAPH_TEST_GRAPH";

/// Writes a graph of some megabytes; does nothing unless a test below asks for it.
#[test]
fn child() {
    let Ok(path) = std::env::var(GRAPH) else {
        return;
    };
    match write(Path::new(&path), 50_000) {
        Ok(written) => println!("written {written}"),
        Err(error) => println!("error: {error}"),
    }
}

fn write(path: &Path, lines: usize) -> Result<bool, expograph::graph::GraphError> {
    let location = Location::parse(path.to_str().unwrap())?;
    let mut update = Update::open(&location, &Base::default())?;
    let name = "https://w3id.org/expograph/id/document/a";
    let lines: String = (0..lines)
        .map(|n| format!("<http://x/{n:06}> <http://x/p> \"{n}\" <{name}> .\n"))
        .collect();
    update.set(name, lines);
    Ok(update.commit()?.written)
}

fn run_limited(path: &Path, before: &str) -> Output {
    // The limit counts blocks of 512 bytes: far less than the graph needs.
    let script = format!("{before} ulimit -f 64; exec \"$0\" --exact child --nocapture");
    Command::new("sh")
        .arg("-c")
        .arg(script)
        .arg(std::env::current_exe().unwrap())
        .env(GRAPH, path)
        .output()
        .unwrap()
}

fn files(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

#[test]
fn without_room_the_old_graph_stays() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("expo.nq");
    assert!(write(&path, 10).unwrap());
    let old = std::fs::read(&path).unwrap();
    // Ignored, the signal leaves the error of a full disk to the program.
    let output = run_limited(&path, "trap '' XFSZ;");
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(said.contains("error: cannot write"), "{said}");
    assert!(said.contains("the old graph is untouched"), "{said}");
    assert_eq!(std::fs::read(&path).unwrap(), old);
    assert_eq!(files(folder.path()), ["expo.nq"]);
}

#[test]
fn killed_while_writing_the_old_graph_stays() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("expo.nq");
    assert!(write(&path, 10).unwrap());
    let old = std::fs::read(&path).unwrap();
    let output = run_limited(&path, "");
    assert_eq!(
        output.status.code(),
        None,
        "killed by the signal: {output:?}"
    );
    assert_eq!(std::fs::read(&path).unwrap(), old);
    // The dead build's half-written file and lock hinder nobody; the next build sweeps up.
    assert!(files(folder.path()).len() > 1);
    assert!(write(&path, 20).unwrap());
    assert_eq!(files(folder.path()), ["expo.nq"]);
    let location = Location::parse(path.to_str().unwrap()).unwrap();
    let graph = Graph::open(&location, &Scope::All).unwrap();
    assert!(graph.quads(&Wanted::default()).unwrap().len() > 20);
}
