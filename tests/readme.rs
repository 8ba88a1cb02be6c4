//! The README keeps its word: its commands are run, what they print stands in it, every command
//! and every question is documented. `UPDATE_EXPECT=1` writes the output into it.
//!
//! A block ```` ```console ```` holds commands behind `$ ` and what they print; a block whose
//! language is followed by a path is a file. All run in one folder, in their order.
#![cfg(unix)]

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

const BEGIN: &str = "<!-- questions -->\n";
const END: &str = "<!-- end of questions -->\n";

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn readme() -> String {
    std::fs::read_to_string(root().join("README.md")).expect("README.md")
}

fn program() -> PathBuf {
    assert_cmd::cargo::cargo_bin("expograph")
}

fn update() -> bool {
    std::env::var_os("UPDATE_EXPECT").is_some()
}

/// What the program prints.
fn expograph(arguments: &[&str]) -> String {
    let output = Command::new(program()).args(arguments).output();
    String::from_utf8(output.expect("it runs").stdout).expect("UTF-8")
}

/// Runs a line of the README in `folder`, and gives what a terminal would show.
fn run(line: &str, folder: &Path) -> String {
    let line = line.replace("cargo run --release --", "expograph");
    let search = std::env::var("PATH").unwrap_or_default();
    let own = program();
    let own = own.parent().expect("a folder").display();
    let output = Command::new("sh")
        .args(["-c", &format!("exec 2>&1; {line}")])
        .env("PATH", format!("{own}:{search}"))
        .env_remove("EXPOGRAPH_GRAPH")
        .current_dir(folder)
        .output()
        .expect("sh");
    String::from_utf8(output.stdout).expect("UTF-8")
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("made");
    for entry in std::fs::read_dir(from).expect("a folder") {
        let path = entry.expect("an entry").path();
        let name = path.file_name().expect("a name");
        std::fs::copy(&path, to.join(name)).expect("copied");
    }
}

/// The README as it should be: each command followed by what it prints.
fn rewritten(readme: &str, folder: &Path) -> String {
    let mut out = String::new();
    let mut lines = readme.lines();
    while let Some(line) = lines.next() {
        let _ = writeln!(out, "{line}");
        let Some(info) = line.strip_prefix("```").filter(|info| !info.is_empty()) else {
            continue;
        };
        let body: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
        if info == "console" {
            for command in body.iter().filter_map(|line| line.strip_prefix("$ ")) {
                let _ = write!(out, "$ {command}\n{}", run(command, folder));
            }
        } else {
            let text = body.iter().map(|line| format!("{line}\n"));
            let text: String = text.collect();
            if let Some((_, path)) = info.split_once(' ') {
                let path = folder.join(path);
                std::fs::create_dir_all(path.parent().expect("a parent")).expect("made");
                std::fs::write(path, &text).expect("written");
            }
            out += &text;
        }
        out += "```\n";
    }
    out
}

/// The table of the saved questions.
fn questions() -> String {
    let csv = expograph(&["questions", "--format", "csv"]);
    let mut table = "| question | asks | parameters |\n| --- | --- | --- |\n".to_owned();
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    for row in reader.records() {
        let row = row.expect("a row");
        let _ = writeln!(table, "| `{}` | {} | {} |", &row[0], &row[1], &row[2]);
    }
    table
}

fn with_questions(readme: &str) -> String {
    let (before, rest) = readme.split_once(BEGIN).expect(BEGIN);
    let (_, after) = rest.split_once(END).expect(END);
    format!("{before}{BEGIN}{}{END}{after}", questions())
}

#[test]
fn commands_print_what_it_says() {
    let folder = tempfile::tempdir().expect("a folder");
    for name in [
        "data/documents",
        "tests/gold",
        "tests/unseen-fifth",
        "tests/unseen-sixth",
        "tests/unseen-seventh",
        "tests/unseen-eighth",
        "tests/unseen-ninth",
        "tests/unseen-tenth",
    ] {
        copy(&root().join(name), &folder.path().join(name));
    }
    let old = readme();
    let new = with_questions(&rewritten(&old, folder.path()));
    if update() {
        std::fs::write(root().join("README.md"), new).expect("written");
        return;
    }
    let differs = old
        .lines()
        .zip(new.lines())
        .enumerate()
        .find(|(_, (a, b))| a != b);
    if let Some((number, (old, new))) = differs {
        panic!(
            "README.md:{}: says\n  {old}\nbut it is\n  {new}\n\
             check it, then UPDATE_EXPECT=1 cargo test --test readme",
            number + 1
        );
    }
    assert_eq!(old.lines().count(), new.lines().count());
    // What `check` finds, and what `ask` says when it does not know, is shown on purpose.
    let meant = [
        "error: A quotation",
        "expograph: not sure what",
        "expograph: that is no question",
    ];
    for line in new.lines() {
        let fails = ["error:", "expograph: ", "not found", "panicked"]
            .iter()
            .any(|problem| line.starts_with(problem));
        let shown = meant.iter().any(|start| line.starts_with(start));
        assert!(!fails || shown, "a command fails: {line}");
    }
}

#[test]
fn every_command_is_documented() {
    let help = expograph(&["--help"]);
    let readme = readme();
    let commands = help
        .lines()
        .skip_while(|line| *line != "Commands:")
        .skip(1)
        .take_while(|line| !line.is_empty())
        .filter_map(|line| line.strip_prefix("  ")?.split_whitespace().next())
        .filter(|name| help.contains(&format!("\n  {name} ")));
    let mut count = 0;
    for command in commands {
        count += 1;
        assert!(
            readme.contains(&format!("| `expograph {command}")),
            "the README's table has no `expograph {command}`"
        );
    }
    assert!(count >= 11, "{help}");
    for code in ["0", "1", "2", "3", "4", "5", "130"] {
        assert!(
            readme.contains(&format!("\n| {code} | ")),
            "exit code {code}"
        );
    }
}

#[test]
fn links_lead_somewhere() {
    for file in ["README.md", "data/README.md"] {
        let text = std::fs::read_to_string(root().join(file)).expect(file);
        let below = root().join(file);
        let below = below.parent().expect("a folder");
        for target in text
            .split("](")
            .skip(1)
            .filter_map(|rest| rest.split(')').next())
        {
            if !target.starts_with("http") {
                assert!(below.join(target).exists(), "{file}: {target}");
            }
        }
    }
}

#[test]
fn the_tests_are_where_ci_looks() {
    let readme = readme();
    let (_, after) = readme.split_once("Run the tests").expect("the heading");
    let block = after.split("```").nth(1).expect("a block");
    assert_eq!(block, "sh\ncargo test\n");
}
