//! How a document was read, for those who ask why: its names, which edition each stretch of text
//! was taken to be about, and what was tried and not stated, with the reason. Only [`trace`]
//! records; [`read`](super::read) pays nothing for it but a look at an empty option where something
//! is refused.

use super::collect::{Collector, View};
use super::event::{Edition, Events};
use super::model::{Reading, Relation};
use super::scope::Scope;
use super::standing::Standing;
use crate::document::{BlockKind, Document};
use crate::knowledge::Knowledge;
use crate::mention::{Analysis, Cut, Inventory};
use jiff::civil::Date;
use std::ops::Range;
use std::sync::Arc;

/// Why a rule that found its words stated nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Refusal {
    /// What stands around it was weighed, and speaks for it too little.
    Light,
    /// The word is no verb where it stands.
    NoVerb,
    Negated,
    /// Active where the rule wants the passive, or the other way round.
    Voice,
    /// Another word must, or must not, stand behind the verb.
    Next,
    /// The verb helps another one: "will be held".
    Helper,
    /// What is organised is no fair.
    NoFair,
    /// A word that the rule wants behind the verb, near it or in the sentence is not there.
    Lacks,
    /// A word that the rule forbids behind the verb is there.
    Without,
    /// The subject is not of the kind the rule wants.
    Subject,
    /// The object is not of the kind the rule wants.
    Object,
    /// Nobody of the right kind stands where the rule looks.
    Nobody,
    /// It is not told which edition is meant, or it is another fair.
    Edition,
    /// It is a part of the fair, or the fair itself.
    Itself,
    /// The number is not the fair's.
    NotTheFairs,
    /// Known already: this fact was read before.
    Known,
}

impl Refusal {
    /// The reason in words, to stand behind a rule's id.
    pub fn reason(self) -> &'static str {
        match self {
            Refusal::Light => "what stands around it speaks for it too little",
            Refusal::NoVerb => "the word is not read as a verb here",
            Refusal::Negated => "it is denied",
            Refusal::Voice => {
                "the verb is active where the rule wants the passive, or the other way"
            }
            Refusal::Next => "the word behind the verb is not what the rule wants there",
            Refusal::Helper => "the verb only helps another verb",
            Refusal::NoFair => "what is organized is not said to be a fair",
            Refusal::Lacks => "a word that the rule wants around the verb is not there",
            Refusal::Without => "a word that the rule forbids stands behind the verb",
            Refusal::Subject => "the subject is not of the kind the rule wants",
            Refusal::Object => "the object is not of the kind the rule wants",
            Refusal::Nobody => "nothing of the right kind stands where the rule looks",
            Refusal::Edition => "it is about another fair, or an edition whose year is not told",
            Refusal::Itself => "it is the fair itself or a part of it",
            Refusal::NotTheFairs => "the number is not taken for one of the fair",
            Refusal::Known => "the fact was known already",
        }
    }
}

/// Something that was tried and not stated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attempt {
    pub relation: Relation,
    /// The id of the rule.
    pub rule: Arc<str>,
    /// The token whose word made the rule look.
    pub token: usize,
    pub refusal: Refusal,
}

/// Which edition a stretch of text is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum About {
    /// The one the document is about.
    Main,
    /// Another edition, or another fair, by its label.
    Other(String),
    /// An edition whose year the text does not tell.
    Untold,
}

/// Tokens of one sentence that are about one edition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stretch {
    pub tokens: Range<usize>,
    pub about: About,
}

/// A document as it was read.
#[derive(Debug)]
pub struct Trace<'a> {
    pub analysis: Analysis<'a>,
    pub inventory: Inventory,
    /// The sentences with their dates.
    pub cuts: Vec<Cut<'a>>,
    /// The document's day, from which weekdays and years count that the text leaves open.
    pub today: Option<Date>,
    /// The label of the edition the document is about; none if it names no fair.
    pub main: Option<String>,
    /// All names under which the document's own series goes in it.
    pub series: Vec<String>,
    /// Per sentence, what it is about; empty for lines of origin.
    pub stretches: Vec<Vec<Stretch>>,
    /// In the order of reading.
    pub attempts: Vec<Attempt>,
    /// What [`read`](super::read) gives.
    pub reading: Reading,
}

/// Reads a document as [`read`](super::read) does, and keeps how.
pub fn trace<'a>(document: &'a Document, knowledge: &'a Knowledge) -> Trace<'a> {
    let analysis = Analysis::new(document, knowledge);
    let inventory = Inventory::new(&analysis);
    let events = Events::new(document, &analysis, &inventory);
    let cuts = analysis.cuts(document.published);
    let none = Standing::default();
    let view = View {
        analysis: &analysis,
        inventory: &inventory,
        events: &events,
        standing: &none,
    };
    let mut facts = Collector::recording();
    let scope = super::gather(document, view, &cuts, &mut facts);
    let stretches = match &scope {
        Some(scope) => stretches(view, scope),
        None => vec![Vec::new(); analysis.sentences.len()],
    };
    let main = events.main.map(|main| events.label(main));
    let mut series: Vec<String> = events.main.map_or_else(Vec::new, |main| {
        let series = &events.series[main.series];
        let things = series.things.iter();
        let forms = things.flat_map(|thing| {
            let thing = &inventory.things[thing.0 as usize];
            std::iter::once(&thing.label).chain(&thing.aliases)
        });
        std::iter::once(&series.label)
            .chain(forms)
            .cloned()
            .collect()
    });
    series.sort();
    series.dedup();
    let attempts = facts.take_attempts();
    let today = scope.as_ref().and_then(Scope::today);
    Trace {
        today: today.or(document.published),
        main,
        series,
        stretches,
        attempts,
        reading: facts.finish(),
        cuts,
        inventory,
        analysis,
    }
}

/// What the stretches of every sentence are about.
fn stretches(view: View<'_>, scope: &Scope) -> Vec<Vec<Stretch>> {
    let a = view.analysis;
    let about = |edition: Option<Edition>| match edition {
        edition if edition == view.events.main => About::Main,
        Some(edition) => About::Other(view.events.label(edition)),
        None => About::Untold,
    };
    let mut all = Vec::with_capacity(a.sentences.len());
    for sentence in &a.sentences {
        let mut found: Vec<Stretch> = Vec::new();
        if sentence.kind != BlockKind::Origin {
            let mut last = None;
            for token in sentence.tokens.clone() {
                let edition = scope.at(a, token);
                match found.last_mut() {
                    Some(stretch) if last == Some(edition) => stretch.tokens.end = token + 1,
                    _ => found.push(Stretch {
                        tokens: token..token + 1,
                        about: about(edition),
                    }),
                }
                last = Some(edition);
            }
        }
        all.push(found);
    }
    all
}
