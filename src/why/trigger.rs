//! The words of a sentence at which rules of a relation look: verbs of its frames, nouns of its
//! listings, keys of fact sheets, and what the program's own constructions tried.

use crate::fact::{Refusal, Relation, Trace};
use crate::knowledge::Frame;
use crate::text::Shape;
use std::collections::BTreeMap;

/// A word that a rule looks at, and what came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Trigger {
    pub token: usize,
    pub rule: String,
    /// Why it stated nothing; none where it stated something, or did not come so far.
    pub refusal: Option<Refusal>,
}

/// The triggers of a relation in a sentence, one for each word and rule.
pub(super) fn triggers(trace: &Trace<'_>, sentence: usize, relation: Relation) -> Vec<Trigger> {
    let a = &trace.analysis;
    let rules = &a.knowledge.rules;
    let tokens = a.sentences[sentence].tokens.clone();
    let mut found: BTreeMap<(usize, String), Option<Refusal>> = BTreeMap::new();
    for at in tokens.clone() {
        // Within a name or an office no rule looks.
        if trace.inventory.mention_at(at).is_some() || trace.inventory.role_at(at).is_some() {
            continue;
        }
        for form in a.verb_forms(at) {
            for &frame in rules.frames_of(form.verb) {
                let frame = &rules.frames[frame];
                if &*frame.relation == relation.name() {
                    found.entry((at, frame.id.to_string())).or_default();
                }
            }
        }
        for listing in &rules.listings {
            let noun = listing.nouns.iter().any(|class| a.is(at, *class));
            let lower = a.tokens[at].shape == Shape::Lower || at == tokens.start;
            if noun && lower && &*listing.relation == relation.name() {
                found.entry((at, listing.id.to_string())).or_default();
            }
        }
    }
    let first = tokens.start;
    for key in &rules.keys {
        let stands = |words: &String| {
            let words: Vec<&str> = words.split(' ').collect();
            a.says_all(first, tokens.end, &words) && a.is_mark(first + words.len(), ':')
        };
        if &*key.relation == relation.name() && key.keys.iter().any(stands) {
            found.entry((first, key.id.to_string())).or_default();
        }
    }
    for attempt in &trace.attempts {
        if attempt.relation == relation && tokens.contains(&attempt.token) {
            found.insert(
                (attempt.token, attempt.rule.to_string()),
                Some(attempt.refusal),
            );
        }
    }
    let triggers = found.into_iter().map(|((token, rule), refusal)| Trigger {
        token,
        rule,
        refusal,
    });
    triggers.collect()
}

/// What of a rule's wants a refusal is about: word classes, where the rule is a frame.
pub(super) fn wanted_classes(trace: &Trace<'_>, rule: &str, refusal: Refusal) -> Vec<&'static str> {
    let frames = &trace.analysis.knowledge.rules.frames;
    let Some(frame) = frames.iter().find(|frame| &*frame.id == rule) else {
        return Vec::new();
    };
    let Frame {
        object,
        subject_noun,
        around,
        near,
        tail,
        ..
    } = frame;
    let classes: Vec<_> = match refusal {
        Refusal::Object => object.iter().collect(),
        Refusal::Subject => subject_noun.iter().collect(),
        Refusal::Lacks => around.iter().chain(near).chain(tail).collect(),
        _ => Vec::new(),
    };
    classes.into_iter().map(|class| class.name()).collect()
}

/// Whether any rule of `data/rules` has words for a relation; the others are the program's own
/// constructions.
pub(super) fn has_words(trace: &Trace<'_>, relation: Relation) -> bool {
    let rules = &trace.analysis.knowledge.rules;
    let name = relation.name();
    rules.frames.iter().any(|frame| &*frame.relation == name)
        || rules.listings.iter().any(|rule| &*rule.relation == name)
}
