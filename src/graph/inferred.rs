//! What was inferred, in the default graph and in the graph that marks it. A triple there is no
//! fact: it stands as long as it follows from the facts, which are told apart by the mark.

use crate::rdf::vocab::INFERRED;
use std::borrow::Cow;

/// The lines of a default graph that are not marked as inferred. Both texts are sorted.
pub fn without<'a>(default: &'a str, inferred: &str) -> Cow<'a, str> {
    without_triples(default, " .\n", triples(inferred))
}

/// The lines of a graph, which end with `end`, without those of some triples, in order as the
/// lines are.
pub fn without_triples<'a, 't>(
    lines: &'a str,
    end: &str,
    triples: impl Iterator<Item = &'t str>,
) -> Cow<'a, str> {
    let mut marked = triples.peekable();
    if marked.peek().is_none() {
        return lines.into();
    }
    let is_fact = |line: &&str| {
        let triple = line.strip_suffix(end).unwrap_or(line);
        while marked.next_if(|next| *next < triple).is_some() {}
        marked.peek() != Some(&triple)
    };
    let facts: String = lines.split_inclusive('\n').filter(is_fact).collect();
    facts.into()
}

/// The lines of a default graph with those that are marked as inferred among them.
pub fn with<'a>(facts: Vec<Cow<'a, str>>, inferred: &str) -> Vec<Cow<'a, str>> {
    let mut new = triples(inferred)
        .map(|triple| format!("{triple} .\n"))
        .peekable();
    if new.peek().is_none() {
        return facts;
    }
    let mut all = Vec::with_capacity(facts.len() + inferred.len() / 100);
    for line in facts {
        while let Some(earlier) = new.next_if(|next| next.as_str() < &*line) {
            all.push(earlier.into());
        }
        all.push(line);
    }
    all.extend(new.map(Cow::Owned));
    all
}

/// The triples as written in the graph that marks them.
fn triples(inferred: &str) -> impl Iterator<Item = &str> {
    let end = format!(" {INFERRED} .");
    inferred
        .lines()
        .filter_map(move |line| line.strip_suffix(end.as_str()))
}
