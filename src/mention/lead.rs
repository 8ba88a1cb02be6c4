//! First words of a paragraph that its layout sets in capitals: "THE Harbour Fair opened", "MORE
//! THAN 500 firms came". They are no part of a name.

use super::analysis::Analysis;
use super::name::is_function;
use crate::document::BlockKind;
use crate::knowledge::Class;
use crate::text::Shape;

/// Gives small words at the beginning of a paragraph the shape that they have in running text.
pub(super) fn mark(analysis: &mut Analysis<'_>) {
    let mut block = usize::MAX;
    for index in 0..analysis.sentences.len() {
        let sentence = &analysis.sentences[index];
        let opens = sentence.block != block;
        block = sentence.block;
        if !opens || sentence.kind != BlockKind::Paragraph {
            continue;
        }
        let (start, end) = (sentence.tokens.start, sentence.tokens.end);
        let small = (start..end)
            .take_while(|at| analysis.tokens[*at].shape == Shape::Upper && is_small(analysis, *at))
            .count();
        let next = start + small;
        // All of it may be in capitals; then these tell nothing.
        let runs_on = |at: usize| analysis.tokens[at].shape == Shape::Lower;
        if small == 0 || !(next..end).any(runs_on) {
            continue;
        }
        for at in start..next {
            analysis.tokens[at].shape = match at == start {
                true => Shape::Capital,
                false => Shape::Lower,
            };
        }
    }
}

/// "IT" and "WHO" are names where they stand in capitals.
fn is_small(analysis: &Analysis<'_>, at: usize) -> bool {
    is_function(analysis, at)
        && !analysis.is(at, Class::Pronoun)
        && !analysis.is(at, Class::Relative)
}
