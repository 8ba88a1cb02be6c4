//! The conventions that matter, as tests: what every file opens with, who may use whom, how long
//! files are, where word lists stand, which rules are documented, and that nothing of the texts
//! quality is measured with is in the repository.
//!
//! Exceptions stand here or in `tests/tidy/`, each with its reason. A list of exceptions may only
//! shrink.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::fmt::Write;
use std::path::{Path, PathBuf};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// All files below a folder of the repository, sorted, by their paths with `/`.
fn files(below: &str) -> Vec<String> {
    fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in std::fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            let name = path.file_name().unwrap_or_default().to_owned();
            // What is built, measured or installed is not the project's text.
            let apart = ["target", ".git", "results", "node_modules"];
            if apart.iter().any(|folder| name == *folder) {
                continue;
            }
            if path.is_dir() {
                walk(&path, found);
            } else {
                found.push(path);
            }
        }
    }
    let mut found = Vec::new();
    walk(&root().join(below), &mut found);
    let mut found: Vec<String> = found
        .iter()
        .filter_map(|path| path.strip_prefix(root()).ok())
        .map(|path| path.to_string_lossy().replace('\\', "/"))
        .collect();
    found.sort();
    found
}

fn rust(below: &str) -> Vec<String> {
    let mut files = files(below);
    files.retain(|file| file.ends_with(".rs"));
    files
}

fn read(file: &str) -> String {
    std::fs::read_to_string(root().join(file)).unwrap_or_else(|error| panic!("{file}: {error}"))
}

/// The lines of an exceptions file in `tests/tidy/`, without comments.
fn exceptions(name: &str) -> BTreeSet<String> {
    read(&format!("tests/tidy/{name}"))
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(str::to_owned)
        .collect()
}

/// The files of `src` that are compiled for tests only.
fn test_files() -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for file in rust("src") {
        let text = read(&file);
        let folder = match file.rsplit_once('/') {
            Some((folder, "mod.rs" | "lib.rs" | "main.rs")) => folder.to_owned(),
            _ => file.trim_end_matches(".rs").to_owned(),
        };
        for part in text.split("#[cfg(test)]").skip(1) {
            let declaration = part.trim_start().lines().next().unwrap_or_default();
            let name = declaration
                .rsplit_once("mod ")
                .and_then(|(_, name)| name.strip_suffix(';'));
            if let Some(name) = name {
                found.insert(format!("{folder}/{name}.rs"));
            }
        }
    }
    found
}

/// The program's own code: files of `src` without tests and without comments.
fn code() -> Vec<(String, String)> {
    let tests = test_files();
    let mut all = Vec::new();
    for file in rust("src") {
        if tests.contains(&file) {
            continue;
        }
        let text = read(&file);
        // What is for tests only stands last.
        let tests = text
            .match_indices("\n#[cfg(test)]\n")
            .find(|(at, mark)| {
                let item = text[at + mark.len()..].lines().next();
                item.is_some_and(|item| !item.ends_with(';'))
            })
            .map_or(text.len(), |(at, _)| at);
        let text = &text[..tests];
        let lines = text
            .lines()
            .map(|line| match line.trim_start().starts_with("//") {
                true => "",
                false => line,
            });
        all.push((file, lines.collect::<Vec<_>>().join("\n")));
    }
    all
}

/// The module of the crate a file of `src` belongs to.
fn module(file: &str) -> &str {
    let below = file.trim_start_matches("src/");
    let name = below.split('/').next().unwrap_or(below);
    name.trim_end_matches(".rs")
}

fn none(problems: &str) {
    assert!(problems.is_empty(), "\n{problems}");
}

#[test]
fn every_file_says_what_it_owns() {
    let mut problems = String::new();
    for file in rust("") {
        if !read(&file).starts_with("//! ") {
            let _ = writeln!(problems, "{file}: open it with `//!`: what it owns");
        }
    }
    none(&problems);
}

/// The floors of the table in `src/lib.rs`.
fn floors() -> BTreeMap<String, u32> {
    let mut floors = BTreeMap::new();
    for line in read("src/lib.rs").lines() {
        let Some(row) = line.strip_prefix("//! | ") else {
            continue;
        };
        let mut cells = row.split(" | ");
        let (Some(Ok(floor)), Some(modules)) = (cells.next().map(str::parse), cells.next()) else {
            continue;
        };
        for name in modules.split('[').skip(1) {
            let name = name.split(']').next().unwrap_or_default();
            floors.insert(name.trim_matches('`').to_owned(), floor);
        }
    }
    floors
}

#[test]
fn modules_use_only_lower_floors() {
    let floors = floors();
    let library = read("src/lib.rs");
    let mut problems = String::new();
    for name in library
        .lines()
        .filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'))
    {
        if !floors.contains_key(name) {
            let _ = writeln!(problems, "src/lib.rs: the table has no row for {name}");
        }
    }
    for (file, text) in code() {
        let own = module(&file);
        if own == "lib" || own == "main" {
            continue;
        }
        let mut used: BTreeSet<&str> = BTreeSet::new();
        for part in text.split("crate::").skip(1) {
            let end = part.find(|c: char| !c.is_alphanumeric() && c != '_');
            used.insert(&part[..end.unwrap_or(part.len())]);
        }
        for other in used {
            if other == own {
                continue;
            }
            match (floors.get(own), floors.get(other)) {
                (Some(own), Some(other)) if other < own => {}
                (Some(_), Some(_)) => {
                    let _ = writeln!(
                        problems,
                        "{file}: {own} uses {other}, which is no floor below"
                    );
                }
                _ => {
                    let _ = writeln!(
                        problems,
                        "{file}: `crate::{other}` is no module of the table"
                    );
                }
            }
        }
    }
    none(&problems);
}

/// No file has more lines than this.
const LONGEST: usize = 700;

/// Longer files, and how long they may be.
const LONGER: [(&str, usize); 3] = [
    ("src/fact/event.rs", 800),
    ("tests/command_line.rs", 800),
    ("tests/documents.rs", 1000),
];

#[test]
fn files_are_short() {
    let mut problems = String::new();
    for file in rust("") {
        let lines = read(&file).lines().count();
        let limit = LONGER.iter().find(|(name, _)| *name == file);
        let limit = limit.map_or(LONGEST, |(_, lines)| *lines);
        if lines > limit {
            let _ = writeln!(
                problems,
                "{file}: {lines} lines, more than {limit}; split it"
            );
        }
    }
    for file in rust("src") {
        let name = file.rsplit('/').next().unwrap_or_default();
        if ["util.rs", "utils.rs", "misc.rs", "common.rs", "helpers.rs"].contains(&name) {
            let _ = writeln!(problems, "{file}: name it by what it owns");
        }
    }
    none(&problems);
}

/// Code that ends the program where it should return an error.
const PANICS: [&str; 7] = [
    ".unwrap()",
    ".expect(\"",
    "panic!(",
    "unreachable!(",
    "todo!(",
    "unimplemented!(",
    "dbg!(",
];

#[test]
fn no_input_makes_it_panic() {
    let allowed = exceptions("panics.txt");
    let mut problems = String::new();
    for (file, text) in code() {
        for (number, line) in text.lines().enumerate() {
            let found = PANICS.iter().find(|panic| line.contains(**panic));
            let Some(found) = found.filter(|_| !allowed.contains(&file)) else {
                continue;
            };
            let _ = writeln!(
                problems,
                "{file}:{}: {found} in code that users reach; return an error",
                number + 1
            );
        }
    }
    none(&problems);
}

#[test]
fn clap_and_anyhow_stay_at_the_edge() {
    let mut problems = String::new();
    for (file, text) in code() {
        let edge = module(&file) == "cli" || file == "src/main.rs";
        for name in ["clap::", "clap_complete", "anyhow", "indicatif"] {
            if !edge && text.contains(name) {
                let _ = writeln!(problems, "{file}: {name} belongs to src/cli");
            }
        }
        // Reading needs no file: what it is told comes as a document and as knowledge.
        let pure = ["text", "mention", "fact", "kind", "bound"].contains(&module(&file));
        for name in ["std::fs", "std::env", "std::net", "std::time", "std::io"] {
            if pure && text.contains(name) {
                let _ = writeln!(problems, "{file}: {name} in a module that reads no file");
            }
        }
    }
    none(&problems);
}

/// A run of so many lower-case words is a word list.
const LIST: usize = 7;

/// The runs of string literals in a text that only `|`, `,`, `&` and white space part, with the
/// line each begins in.
fn runs(text: &str) -> Vec<(usize, Vec<&str>)> {
    let mut runs: Vec<(usize, Vec<&str>)> = Vec::new();
    let mut rest = 0;
    let mut joined = false;
    while let Some(open) = text[rest..].find('"').map(|at| rest + at) {
        let between =
            text[rest..open].trim_matches(|c: char| c.is_whitespace() || "|,&".contains(c));
        joined &= between.is_empty();
        // A quote inside a character literal opens nothing.
        if text[..open].ends_with('\'') || text[..open].ends_with("'\\") {
            rest = open + 1;
            joined = false;
            continue;
        }
        let mut close = open + 1;
        let bytes = text.as_bytes();
        while close < bytes.len() && bytes[close] != b'"' {
            close += if bytes[close] == b'\\' { 2 } else { 1 };
        }
        if close >= text.len() {
            break;
        }
        let literal = &text[open + 1..close];
        match runs.last_mut() {
            Some((_, run)) if joined => run.push(literal),
            _ => runs.push((text[..open].matches('\n').count() + 1, vec![literal])),
        }
        joined = true;
        rest = close + 1;
    }
    runs
}

#[test]
fn word_lists_are_data() {
    // How many words each file's long runs may hold.
    let allowed: BTreeMap<String, usize> = exceptions("word-lists.txt")
        .iter()
        .filter_map(|line| line.split_once(' '))
        .filter_map(|(file, count)| Some((file.to_owned(), count.parse().ok()?)))
        .collect();
    let is_word = |text: &&&str| {
        text.len() > 1
            && text
                .chars()
                .all(|c| c.is_ascii_lowercase() || matches!(c, ' ' | '-' | '\''))
    };
    let mut problems = String::new();
    for (file, text) in code() {
        // The command line's options and examples are no words of any text.
        if module(&file) == "cli" {
            continue;
        }
        let mut lists = runs(&text);
        lists.retain(|(_, run)| run.iter().filter(is_word).count() >= LIST);
        let total: usize = lists.iter().map(|(_, run)| run.len()).sum();
        if total <= allowed.get(&file).copied().unwrap_or(0) {
            continue;
        }
        for (line, run) in lists {
            let (count, first) = (run.len(), run[..4].join(", "));
            let _ = writeln!(
                problems,
                "{file}:{line}: {count} words belong into data/: {first} ..."
            );
        }
    }
    none(&problems);
}

/// Each rule of `data/rules`: its id, file and number of examples.
fn rules() -> Vec<(String, String, usize)> {
    let mut rules = Vec::new();
    for file in files("data/rules") {
        if !file.ends_with(".toml") {
            continue;
        }
        let table: toml::Table = read(&file).parse().expect("TOML");
        for entry in table.values().filter_map(toml::Value::as_array).flatten() {
            let id = entry.get("id").and_then(toml::Value::as_str);
            let examples = entry.get("examples").and_then(toml::Value::as_array);
            rules.push((
                id.unwrap_or_else(|| panic!("{file}: a rule without id"))
                    .to_owned(),
                file.clone(),
                examples.map_or(0, Vec::len),
            ));
        }
    }
    rules
}

#[test]
fn rules_are_unique_and_have_examples() {
    let pending = exceptions("rules-without-example.txt");
    let mut problems = String::new();
    let mut seen = BTreeMap::new();
    for (id, file, examples) in rules() {
        if examples == 0 && !pending.contains(&id) {
            let _ = writeln!(problems, "{file}: rule {id} has no example");
        }
        if let Some(other) = seen.insert(id.clone(), file.clone()) {
            let _ = writeln!(problems, "{file}: rule {id} stands in {other}, too");
        }
    }
    none(&problems);
}

#[test]
fn every_construction_is_documented() {
    let pending = exceptions("rules-undocumented.txt");
    let known: BTreeSet<String> = rules().into_iter().map(|(id, ..)| id).collect();
    let mut problems = String::new();
    for (file, text) in code() {
        if module(&file) != "fact" {
            continue;
        }
        for literal in text.split('"').skip(1).step_by(2) {
            let is_id = literal.split_once('.').is_some_and(|(family, name)| {
                family.len() > 2
                    && family.chars().all(|c| c.is_ascii_lowercase())
                    && name.len() > 1
                    && name.chars().all(|c| c.is_ascii_lowercase() || c == '-')
            });
            if is_id && !known.contains(literal) && !pending.contains(literal) {
                let _ = writeln!(problems, "{file}: rule {literal} is not in data/rules");
            }
        }
    }
    none(&problems);
}

/// Runs of ten words, without case and punctuation.
fn runs_of_words(text: &str) -> Vec<String> {
    const LENGTH: usize = 10;
    let lower = text.to_lowercase();
    let words: Vec<&str> = lower
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    words.windows(LENGTH).map(|run| run.join(" ")).collect()
}

/// A page without its tags.
fn without_tags(text: &str) -> String {
    let mut inside = false;
    text.chars()
        .filter_map(|c| {
            match c {
                '<' => inside = true,
                '>' => {
                    inside = false;
                    return Some(' ');
                }
                _ => {}
            }
            (!inside).then_some(c)
        })
        .collect()
}

#[test]
fn nothing_is_copied_from_the_texts_measured_with() {
    let shared = root().join("../shared");
    let mut theirs: HashSet<String> = HashSet::new();
    for folder in ["documents", "eval/dev", "eval/seeds"] {
        let Ok(entries) = std::fs::read_dir(shared.join(folder)) else {
            continue;
        };
        for path in entries.flatten().map(|entry| entry.path()) {
            // The annotations beside the texts have names and numbers only.
            if path.extension().is_some_and(|ending| ending == "tsv") {
                continue;
            }
            let bytes = std::fs::read(&path).unwrap_or_default();
            let text = String::from_utf8_lossy(&bytes);
            theirs.extend(runs_of_words(&without_tags(&text)));
        }
    }
    if theirs.is_empty() {
        eprintln!("skipped: {} is not here", shared.display());
        return;
    }
    let mut problems = String::new();
    for file in files("") {
        let bytes = std::fs::read(root().join(&file)).expect("readable");
        let Ok(text) = String::from_utf8(bytes) else {
            continue;
        };
        // Cells of a table that stand side by side make no sentence.
        let cells = if file.ends_with(".tsv") { '\t' } else { '\0' };
        let plain = without_tags(&text);
        let copied = [text, plain]
            .iter()
            .flat_map(|text| text.split(cells))
            .flat_map(runs_of_words)
            .find(|run| theirs.contains(run));
        if let Some(run) = copied {
            let _ = writeln!(problems, "{file}: \"{run}\" is in ../shared");
        }
    }
    none(&problems);
}

#[test]
fn no_paths_of_a_machine() {
    // Put together here, so that this file does not hold them.
    let machine: Vec<String> = ["work", "root", "home", "Users"]
        .iter()
        .map(|folder| format!("/{folder}/"))
        .collect();
    let mut problems = String::new();
    for file in files("") {
        let Ok(text) = std::fs::read_to_string(root().join(&file)) else {
            continue;
        };
        for (number, line) in text.lines().enumerate() {
            for path in &machine {
                // A part of an address or of a relative path is none.
                let absolute = line.match_indices(path.as_str()).any(|(at, _)| {
                    let before = line[..at].chars().next_back();
                    !before.is_some_and(|c| c.is_alphanumeric() || "./_-}".contains(c))
                });
                if absolute {
                    let _ = writeln!(problems, "{file}:{}: a path below {path}", number + 1);
                }
            }
        }
    }
    none(&problems);
}
