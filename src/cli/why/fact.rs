//! `why --fact`: what a triple of the graph stands on.

use super::super::failure::{Failure, exit};
use super::super::global::Global;
use super::super::limit::TimeLimit;
use super::super::open::open;
use super::super::output::{Format, to_stdout, width};
use crate::answer::{
    AnswerError, Engine, Evidence, Ground, Lookup, Ontology, did_you_mean, fold, ground, nearest,
    objects, wrap,
};
use crate::rdf::vocab::{self, expo};
use oxigraph::model::Term;
use std::io::Write;

/// Writes what the triple of these names stands on.
pub fn run(
    fact: &[String],
    limit: TimeLimit,
    format: Format,
    global: &Global,
) -> Result<u8, Failure> {
    let [subject, property, object] = fact else {
        let problem = "--fact needs a subject, a property and an object";
        return Err(Failure::text(exit::USAGE, problem));
    };
    let source = global.source();
    let graph = open(global)?;
    let engine = Engine::new(&graph, limit.limit());
    let ontology = Ontology::of(engine, &source)?;
    let property = ontology.property(property)?;
    let lookup = Lookup::new(engine);
    let subject = lookup.resolve(subject, None)?;
    let known = objects(engine, &source, &subject, &property)?;
    let Some(term) = find(object, &known, &lookup)? else {
        return Err(absent(fact, &known, engine)?);
    };
    let triple = (subject, property, term);
    let Some(ground) = ground(engine, &source, &ontology, &triple)? else {
        let problem = "the graph holds it, but does not say why: it was inferred by another \
            ontology, or with more steps than are looked back; build the graph again";
        return Err(Failure::text(exit::INPUT, problem));
    };
    to_stdout(|out| match format {
        Format::Json => {
            let text = serde_json::to_string_pretty(&ground)?;
            writeln!(out, "{text}")
        }
        _ => {
            let text = plain(&ground, usize::from(width()));
            writeln!(out, "{}", text.trim_end())
        }
    })?;
    Ok(exit::FINE)
}

/// The object that is meant, among those that there are: by its value or label, else by any name
/// of the thing.
fn find(
    name: &str,
    known: &[(Term, String)],
    lookup: &Lookup<'_>,
) -> Result<Option<Term>, Failure> {
    let folded = fold(name);
    let mut same = known.iter().filter(|(_, label)| label == name);
    let mut alike = known.iter().filter(|(_, label)| fold(label) == folded);
    if let Some((term, _)) = same.next().or_else(|| alike.next()) {
        return Ok(Some(term.clone()));
    }
    match lookup.resolve(name, None) {
        Ok(node) => {
            let node = Term::from(node);
            Ok(known.iter().any(|(term, _)| *term == node).then_some(node))
        }
        Err(AnswerError::UnknownName { .. } | AnswerError::AmbiguousName { .. }) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// Says that the graph does not hold it, and what it holds.
fn absent(
    fact: &[String],
    known: &[(Term, String)],
    engine: Engine<'_>,
) -> Result<Failure, Failure> {
    let labels = || known.iter().map(|(_, label)| label.as_str());
    let mut problem = format!("the graph does not hold {}", fact.join(" \u{b7} "));
    match known.len() {
        0 => {
            let query = format!(
                "ASK {{ GRAPH {} {{ {} {} ?extent }} }}",
                vocab::GRAPH,
                vocab::GRAPH,
                expo::INFERENCE
            );
            let infers = engine.ask("why", &query)?;
            if !matches!(infers, crate::answer::Answer::Boolean(true)) {
                problem += "; nothing was inferred in it: build it without --no-inference";
            }
        }
        1..=5 => problem += &format!("; it holds {}", labels().collect::<Vec<_>>().join(", ")),
        count => {
            let close = nearest(&fact[2], labels());
            match close.is_empty() {
                true => problem += &format!("; it holds {count} others"),
                false => problem += &did_you_mean(&close),
            }
        }
    }
    Ok(Failure::text(exit::INPUT, problem))
}

/// Sentences of one fact that are shown.
const SHOWN: usize = 3;

fn plain(ground: &Ground, width: usize) -> String {
    let mut text = String::new();
    put(ground, 0, width, &mut text);
    text
}

fn put(ground: &Ground, depth: usize, width: usize, text: &mut String) {
    let indent = "  ".repeat(depth);
    let mut line = |words: &str, indent: &str| {
        *text += &wrap(words, indent, width);
        *text += "\n";
    };
    let names = [&ground.subject, &ground.property, &ground.object];
    line(
        &names.map(|name| name.label.as_str()).join(" \u{b7} "),
        &indent,
    );
    let deeper = format!("{indent}    ");
    for evidence in ground.sentences.iter().take(SHOWN) {
        line(&format!("\"{}\"", evidence.sentence.quotation), &deeper);
        line(&said(evidence), &format!("{deeper}- "));
    }
    let more = ground.sentences.len().saturating_sub(SHOWN);
    if more > 0 {
        let sentences = if more == 1 { "sentence" } else { "sentences" };
        line(
            &format!("and {more} more {sentences}; --format json has all"),
            &deeper,
        );
    }
    if let Some(rule) = &ground.rule {
        line(&format!("follows by {rule}"), &indent);
    } else if ground.sentences.is_empty() {
        let shown = ground.sources.iter().take(SHOWN);
        let mut sources = shown.cloned().collect::<Vec<_>>().join(", ");
        let more = ground.sources.len().saturating_sub(SHOWN);
        if more > 0 {
            sources += &format!(" and {more} more");
        }
        match sources.is_empty() {
            true => line("in the graph, without a source", &deeper),
            false => line(&format!("in {sources}"), &deeper),
        }
    }
    for premise in &ground.premises {
        put(premise, depth + 1, width, text);
    }
}

fn said(evidence: &Evidence) -> String {
    let mut said = evidence.sentence.origin();
    if !evidence.details.is_empty() {
        said += &format!(" ({})", evidence.details.join(", "));
    }
    said
}
