//! A document as it was read, sentence by sentence: what was taken for a name, a date or a
//! figure, which edition it speaks of, and the facts it gave.

use super::object;
use super::words::{Index, wanted};
use super::{sentence, words};
use crate::document::{BlockKind, Document};
use crate::fact::{About, Fact, Kind, Relation, Trace};
use crate::mention::quantity::quantities;
use crate::mention::{Mention, Sort};
use std::ops::Range;

/// What a stretch of text was taken for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    Person,
    Organization(Kind),
    Country,
    /// "Chinese"
    Nationality,
    Place,
    Venue,
    /// An edition or the series of the document's own fair.
    Edition,
    /// Another fair, or a part of one.
    Event,
    /// A name that nothing classifies.
    Name,
    /// An office: "minister for manpower".
    Office,
    Date,
    /// A number with what it is bounded by and measured in.
    Figure,
    Topic,
    Session,
    Theme,
}

impl What {
    /// What a mention was taken for.
    pub(super) fn of(trace: &Trace<'_>, mention: usize) -> What {
        match trace.inventory.mentions[mention].sort {
            Sort::Person => What::Person,
            Sort::Organisation(kind) => What::Organization(kind),
            Sort::Country => What::Country,
            Sort::Demonym => What::Nationality,
            Sort::Place => What::Place,
            Sort::Venue => What::Venue,
            Sort::Event => {
                let thing = trace.inventory.thing(mention);
                match trace.series.contains(&thing.label) {
                    true => What::Edition,
                    false => What::Event,
                }
            }
            Sort::Name => What::Name,
        }
    }

    /// As it is shown.
    pub fn name(self) -> &'static str {
        match self {
            What::Person => "person",
            What::Organization(Kind::Company) => "company",
            What::Organization(Kind::GovernmentBody) => "government body",
            What::Organization(Kind::InternationalOrganization) => "international organization",
            What::Organization(Kind::AcademicInstitution) => "academic institution",
            What::Organization(_) => "organization",
            What::Country => "country",
            What::Nationality => "nationality",
            What::Place => "place",
            What::Venue => "venue",
            What::Edition => "edition",
            What::Event => "event",
            What::Name => "name",
            What::Office => "office",
            What::Date => "date",
            What::Figure => "figure",
            What::Topic => "topic",
            What::Session => "session",
            What::Theme => "theme",
        }
    }
}

/// A stretch of the text that was taken for something.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// Bytes of the document's text.
    pub span: Range<usize>,
    pub what: What,
    /// What it stands for, where that is not what it says: "Josephine Teo" for "Teo".
    pub stands_for: Option<String>,
}

/// A fact as it is listed under its sentence.
#[derive(Clone, Debug, PartialEq)]
pub struct Said {
    pub subject: String,
    pub relation: Relation,
    pub object: String,
    pub rule: String,
    /// Mode and capacity, and of a figure bound and basis.
    pub details: Vec<String>,
}

/// A sentence as it was read.
#[derive(Clone, Debug, PartialEq)]
pub struct MarkedSentence {
    /// Counted from one.
    pub number: usize,
    /// What the sentence is where it is no running text: "headline", "list item".
    pub set_apart: Option<&'static str>,
    /// First of its block.
    pub opens: bool,
    pub span: Range<usize>,
    /// In text order, not overlapping.
    pub marks: Vec<Mark>,
    /// The stretches with the label of the edition each is about; none where the text does not
    /// tell it. Empty where all of it is about the document's own.
    pub about: Vec<(Range<usize>, Option<String>)>,
    pub facts: Vec<Said>,
}

/// A document as it was read.
#[derive(Clone, Debug, PartialEq)]
pub struct Marked {
    /// The edition the document is about; none if it names no fair.
    pub main: Option<String>,
    pub sentences: Vec<MarkedSentence>,
}

impl Marked {
    /// Marks a document.
    pub fn new(document: &Document, trace: &Trace<'_>) -> Marked {
        let a = &trace.analysis;
        let index = Index::new(a);
        let mut sentences = Vec::with_capacity(a.sentences.len());
        let mut block = None;
        for (number, own) in a.sentences.iter().enumerate() {
            if own.tokens.is_empty() {
                continue;
            }
            let span = a.bytes(own.tokens.clone());
            let read = &trace.reading.facts;
            let facts: Vec<&Fact> = read.iter().filter(|f| f.evidence.span == span).collect();
            sentences.push(MarkedSentence {
                number: sentence::number(number),
                set_apart: sentence::set_apart(trace, number),
                opens: block != Some(own.block),
                marks: marks(trace, &index, number, &facts),
                about: about(trace, number),
                facts: facts.iter().map(|fact| said(trace, fact)).collect(),
                span,
            });
            block = Some(own.block);
        }
        debug_assert!(sentences.iter().all(|s| s.span.end <= document.text.len()));
        Marked {
            main: trace.main.clone(),
            sentences,
        }
    }
}

/// All marks of a sentence; where two meet, names count before offices, dates and figures.
fn marks(trace: &Trace<'_>, index: &Index, number: usize, facts: &[&Fact]) -> Vec<Mark> {
    let a = &trace.analysis;
    if a.sentences[number].kind == BlockKind::Origin {
        return Vec::new();
    }
    let (mentions, roles) = trace.inventory.by_sentence[number].clone();
    let mut found: Vec<Mark> = Vec::new();
    let mut add = |span: Range<usize>, what: What, stands_for: Option<String>| {
        let free = |mark: &Mark| mark.span.end <= span.start || span.end <= mark.span.start;
        if !span.is_empty() && found.iter().all(free) {
            found.push(Mark {
                span,
                what,
                stands_for,
            });
        }
    };
    for m in mentions {
        let Mention { outer, range, .. } = &trace.inventory.mentions[m];
        let label = &trace.inventory.thing(m).label;
        let other = !words::same(label, a.slice(range.clone()));
        let span = a.bytes(outer.clone());
        add(span, What::of(trace, m), other.then(|| label.clone()));
    }
    for role in &trace.inventory.roles[roles] {
        add(a.bytes(role.range.clone()), What::Office, None);
    }
    let base = a.bytes(a.sentences[number].tokens.clone()).start;
    let cut = &trace.cuts[number];
    for date in &cut.dates {
        let span = base + date.range.start..base + date.range.end;
        add(span, What::Date, super::quotation::day(&date.kind));
    }
    for quantity in quantities(&cut.scan, &cut.dates) {
        let span = base + quantity.range.start..base + quantity.range.end;
        let printed = quantity.value.to_string();
        let stands_for = a
            .source
            .get(span.clone())
            .filter(|text| !text.contains(&printed));
        let stands_for = stands_for.map(|_| printed.clone());
        add(span, What::Figure, stands_for);
    }
    for fact in facts {
        let what = match fact.relation {
            Relation::Topic => What::Topic,
            Relation::Session => What::Session,
            Relation::Theme => What::Theme,
            _ => continue,
        };
        for form in object::forms(&trace.reading, &fact.object) {
            for tokens in index.find(number, &wanted(form)) {
                add(a.bytes(tokens), what, None);
            }
        }
    }
    found.sort_by_key(|mark| mark.span.start);
    found
}

/// What the stretches of a sentence are about, where that is not the document's own edition.
fn about(trace: &Trace<'_>, number: usize) -> Vec<(Range<usize>, Option<String>)> {
    let stretches = &trace.stretches[number];
    if stretches.iter().all(|s| s.about == About::Main) {
        return Vec::new();
    }
    let told = stretches.iter().map(|stretch| {
        let label = match &stretch.about {
            About::Main => trace.main.clone(),
            About::Other(label) => Some(label.clone()),
            About::Untold => None,
        };
        (trace.analysis.bytes(stretch.tokens.clone()), label)
    });
    told.collect()
}

fn said(trace: &Trace<'_>, fact: &Fact) -> Said {
    let mut details = Vec::new();
    details.extend(fact.mode.map(|mode| mode.name().to_owned()));
    details.extend(
        fact.capacity
            .iter()
            .map(|capacity| format!("as {capacity}")),
    );
    if let crate::fact::Object::Figure(figure) = &fact.object {
        details.push(figure.bound.name().to_owned());
        details.push(figure.basis.name().to_owned());
    }
    Said {
        subject: trace.reading.entity(fact.subject).label.clone(),
        relation: fact.relation,
        object: object::text(&trace.reading, &fact.object),
        rule: fact.evidence.rule.to_string(),
        details,
    }
}
