//! Stretches that tell of a firm or body rather than of the fair: the part of a press release under
//! "About Acme", and the paragraph at its end that says what Acme is.

use super::super::event::Events;
use crate::document::BlockKind;
use crate::knowledge::Class;
use crate::mention::{Analysis, Inventory, Sort};
use crate::text::Shape;
use std::ops::Range;

/// The most words of a heading.
const HEADING: usize = 16;

/// The most words of a participle clause before the firm's name.
const OPENING: usize = 10;

/// Paragraphs a text must have for its last one to be somebody's profile.
const ENOUGH: usize = 4;

/// By sentence, whether it stands in a profile.
pub(super) fn profiles(
    analysis: &Analysis<'_>,
    inventory: &Inventory,
    events: &Events,
) -> Vec<bool> {
    let mut found = vec![false; analysis.sentences.len()];
    let blocks = blocks(analysis);
    let mut inside = false;
    for sentences in &blocks {
        let first = &analysis.sentences[sentences.start];
        let tokens = first.tokens.start..analysis.sentences[sentences.end - 1].tokens.end;
        if about(analysis, &tokens) {
            let head = heading(analysis, &tokens);
            inside = !names_fair(analysis, inventory, events, &head);
            // "About Acme: Acme is a maker of pumps."
            if inside && head.end < tokens.end {
                found[sentences.clone()].fill(true);
            }
            continue;
        }
        if first.kind == BlockKind::Heading && tokens.len() <= HEADING {
            inside = false;
        }
        found[sentences.clone()].fill(inside);
        if let Some(from) = run_in(analysis, inventory, events, sentences.clone()) {
            found[from..sentences.end].fill(true);
        }
    }
    tail(analysis, inventory, events, &blocks, &mut found);
    found
}

/// The sentences of each block.
fn blocks(analysis: &Analysis<'_>) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for (index, sentence) in analysis.sentences.iter().enumerate() {
        match found.last_mut() {
            Some(last) if analysis.sentences[last.start].block == sentence.block => {
                last.end = index + 1;
            }
            _ => found.push(index..index + 1),
        }
    }
    found
}

/// The sentence of a block, not its first, from which on it is a profile whose heading ran into
/// the text: "... booth 12.  About Acme Acme makes pumps."
fn run_in(
    analysis: &Analysis<'_>,
    inventory: &Inventory,
    events: &Events,
    sentences: Range<usize>,
) -> Option<usize> {
    sentences.skip(1).find(|index| {
        let tokens = analysis.sentences[*index].tokens.clone();
        let first = tokens.start + 1;
        if !analysis.says(tokens.start, "about")
            || !analysis.tokens[first.min(tokens.end - 1)]
                .shape
                .is_nameish()
        {
            return false;
        }
        let repeated = (1..6).find(|length| {
            first + 2 * length <= tokens.end
                && (0..*length).all(|n| {
                    analysis.words[first + n] == analysis.words[first + length + n]
                        && analysis.word(first + n) == analysis.word(first + length + n)
                })
        });
        repeated.is_some_and(|length| {
            !names_fair(analysis, inventory, events, &(first..first + length))
        })
    })
}

/// Whether a block begins with "About Acme" or "About the author" and is a heading or goes on
/// behind a colon.
fn about(analysis: &Analysis<'_>, tokens: &Range<usize>) -> bool {
    let at = tokens.start;
    let opens = at + 1 < tokens.end
        && analysis.says(at, "about")
        && matches!(analysis.tokens[at].shape, Shape::Capital | Shape::Upper);
    if !opens {
        return false;
    }
    let named = analysis.tokens[at + 1].shape.is_nameish()
        || analysis.is(at + 1, Class::Determiner)
        || analysis.is(at + 1, Class::Pronoun);
    let head = heading(analysis, tokens);
    named && head.len() <= HEADING && !analysis.is_mark(head.end - 1, '.')
}

/// The words of a heading: all of a block, or those before a colon or dash.
fn heading(analysis: &Analysis<'_>, tokens: &Range<usize>) -> Range<usize> {
    let end = tokens
        .clone()
        .find(|t| matches!(analysis.mark(*t), Some(':' | '\u{2014}' | '|')));
    tokens.start..end.unwrap_or(tokens.end)
}

/// Whether some words name a fair of the text or speak of "the fair".
fn names_fair(
    analysis: &Analysis<'_>,
    inventory: &Inventory,
    events: &Events,
    tokens: &Range<usize>,
) -> bool {
    tokens.clone().any(|t| {
        let fair = inventory.mention_at(t).is_some_and(|m| {
            inventory.mentions[m].sort == Sort::Event
                && events.series_of.contains_key(&inventory.of[m])
        });
        fair || (analysis.is(t, Class::EventNoun) || analysis.is(t, Class::EventHead))
            && !analysis.is(t, Class::WeakEventNoun)
    })
}

/// The paragraphs at the end that say what a firm is, the fair not being named in them: "Acme is
/// a leading maker of pumps. It has 40 plants."
fn tail(
    analysis: &Analysis<'_>,
    inventory: &Inventory,
    events: &Events,
    blocks: &[Range<usize>],
    found: &mut [bool],
) {
    let paragraph = |b: &&Range<usize>| analysis.sentences[b.start].kind == BlockKind::Paragraph;
    if blocks.iter().filter(paragraph).count() < ENOUGH {
        return;
    }
    for sentences in blocks.iter().rev() {
        let first = &analysis.sentences[sentences.start];
        if first.kind == BlockKind::Origin || found[sentences.start] {
            continue;
        }
        let tokens = first.tokens.start..analysis.sentences[sentences.end - 1].tokens.end;
        if first.kind == BlockKind::Heading && !names_fair(analysis, inventory, events, &tokens) {
            continue;
        }
        let profile = first.kind == BlockKind::Paragraph
            && is_profile(analysis, inventory, &first.tokens)
            && !names_fair(analysis, inventory, events, &tokens);
        if !profile {
            return;
        }
        found[sentences.clone()].fill(true);
    }
}

/// Whether a sentence says what the firm that opens it is or does.
fn is_profile(analysis: &Analysis<'_>, inventory: &Inventory, sentence: &Range<usize>) -> bool {
    let mut at = sentence.start;
    // "Founded in 2014, Acme holds", "Headquartered in Porto, Acme"
    let acts = analysis.verb_forms(at).iter().any(|form| form.participle);
    if acts
        && let Some(comma) =
            (at + 1..sentence.end.min(at + OPENING)).find(|t| analysis.is_mark(*t, ','))
    {
        at = comma + 1;
    }
    at += usize::from(at < sentence.end && analysis.is(at, Class::Article));
    let Some(m) = inventory.mention_at(at) else {
        return false;
    };
    let mention = &inventory.mentions[m];
    if !matches!(mention.sort, Sort::Organisation(_) | Sort::Name) {
        return false;
    }
    let mut verb = mention.outer.end;
    // "Acme (NYSE: ACM) is", "Acme, a unit of Bolt, is"
    while verb < sentence.end && !analysis.is_lower(verb, Class::ProfileVerb) {
        let passes = inventory.mention_at(verb) == Some(m)
            || analysis.mark(verb).is_some()
            || analysis.tokens[verb].shape != Shape::Lower
            || analysis.verb_forms(verb).is_empty();
        if !passes || verb > mention.outer.end + 20 {
            return false;
        }
        verb += 1;
    }
    verb < sentence.end
}
