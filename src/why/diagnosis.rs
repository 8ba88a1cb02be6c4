//! How far an expected fact came and what stopped it. The answer goes from the text to the fact:
//! do the words stand there, were they recognised, which edition is the sentence about, which
//! rules looked, what was read instead. The cause is the last step that was reached.

use super::examine::{Finding, examine};
use super::expected::Expected;
use super::place::{Place, places};
use super::remedy;
use super::subject::{is_known, is_person, is_subject};
use super::words::{Index, alike, same, shared, wanted};
use super::{object, sentence};
use crate::fact::{Fact, Object, Relation, Trace};

/// What kept a fact from being stated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause {
    /// Nothing: it is there.
    Found,
    /// The document names no fair.
    NoFair,
    /// It was read of another edition or person.
    OtherSubject,
    /// No stretch of the text was taken to be about the edition.
    UnknownSubject,
    /// Another object was read.
    OtherObject,
    /// It was read as another relation.
    OtherRelation,
    /// The words do not stand in the text.
    NoWords,
    /// Only words that are spelt nearly so stand there.
    NearSpelling,
    /// They stand in a line that is not read for this.
    NotRead,
    /// They were not taken for a name, an office, a number.
    NotRecognized,
    /// They were taken for a part of something longer, or for several things.
    OtherExtent,
    /// They were taken for something of another kind.
    OtherKind,
    /// The sentence is about another edition or fair.
    OtherEdition,
    /// The text does not tell which edition the sentence is about.
    EditionUntold,
    /// No word there makes a rule of the relation look.
    NoTrigger,
    /// A rule looked and found a condition not met.
    Refused,
    /// A rule stated something else there and did not come to it.
    NotReached,
    /// Everything is there, and no construction joins it.
    NotJoined,
}

impl Cause {
    /// The cause in a word or two, for programs.
    pub fn name(self) -> &'static str {
        match self {
            Cause::Found => "found",
            Cause::NoFair => "no-fair",
            Cause::OtherSubject => "other-subject",
            Cause::UnknownSubject => "unknown-subject",
            Cause::OtherObject => "other-object",
            Cause::OtherRelation => "other-relation",
            Cause::NoWords => "no-words",
            Cause::NearSpelling => "near-spelling",
            Cause::NotRead => "not-read",
            Cause::NotRecognized => "not-recognized",
            Cause::OtherExtent => "other-extent",
            Cause::OtherKind => "other-kind",
            Cause::OtherEdition => "other-edition",
            Cause::EditionUntold => "edition-untold",
            Cause::NoTrigger => "no-trigger",
            Cause::Refused => "refused",
            Cause::NotReached => "not-reached",
            Cause::NotJoined => "not-joined",
        }
    }
}

/// One step from the text to the fact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// "words", "read as", "about", "rules", "facts".
    pub name: &'static str,
    /// What was seen, one line each.
    pub lines: Vec<String>,
}

/// How far an expected fact came.
#[derive(Clone, Debug, PartialEq)]
pub struct Diagnosis {
    pub expected: Expected,
    pub steps: Vec<Step>,
    pub cause: Cause,
    /// The cause in a sentence.
    pub because: String,
    /// What to do about it; empty where nothing is to be done.
    pub remedy: String,
}

/// How many places and facts are told; the rest is counted.
const TOLD: usize = 4;

/// Looks for what stopped an expected fact.
pub fn diagnose(trace: &Trace<'_>, expected: &Expected) -> Diagnosis {
    let index = Index::new(&trace.analysis);
    let places = places(trace, &index, expected);
    let mut findings: Vec<Finding> = places
        .iter()
        .map(|place| examine(trace, &index, expected, place))
        .collect();
    // The place where it came farthest tells; of equals the first.
    findings.sort_by_key(|finding| std::cmp::Reverse(finding.rank));
    let compared = Compared::new(trace, expected);
    let farthest = findings.first();
    let mut steps = vec![words_step(trace, &places)];
    let of = |lines: &dyn Fn(&Finding) -> Vec<String>| {
        let mut all: Vec<String> = Vec::new();
        for finding in findings.iter().take(TOLD) {
            for line in lines(finding) {
                if !all.contains(&line) {
                    all.push(line);
                }
            }
        }
        all
    };
    let about = match &trace.main {
        Some(main) => format!("the document is about {main}"),
        None => "no fair was recognized in the document".to_owned(),
    };
    let mut abouts = vec![about];
    abouts.extend(of(&|finding| finding.about.clone().into_iter().collect()));
    for (name, lines) in [
        ("read as", of(&|finding| finding.read_as.clone())),
        ("about", abouts),
        ("rules", of(&|finding| finding.rules.clone())),
        ("facts", compared.lines(trace)),
    ] {
        if !lines.is_empty() {
            steps.push(Step { name, lines });
        }
    }
    let (cause, because, remedy) = decide(trace, &index, expected, &compared, farthest);
    Diagnosis {
        expected: expected.clone(),
        steps,
        cause,
        because,
        remedy,
    }
}

/// Where the words stand.
fn words_step(trace: &Trace<'_>, places: &[Place]) -> Step {
    let mut lines: Vec<String> = Vec::new();
    let mut shown: Vec<usize> = Vec::new();
    for place in places {
        if shown.contains(&place.sentence) {
            continue;
        }
        shown.push(place.sentence);
        if shown.len() > TOLD {
            continue;
        }
        let a = &trace.analysis;
        let own = a.sentences[place.sentence].tokens.clone();
        let (whole, words) = (a.bytes(own), a.bytes(place.tokens.clone()));
        let [before, words, after] = [
            whole.start..words.start,
            words.clone(),
            words.end..whole.end,
        ]
        .map(|span| &a.source[span]);
        let number = sentence::number(place.sentence);
        let apart = sentence::set_apart(trace, place.sentence);
        let apart = apart.map_or(String::new(), |what| format!(" ({what})"));
        let text = format!("{before}>{words}<{after}");
        let text: Vec<&str> = text.split_whitespace().collect();
        lines.push(format!("sentence {number}{apart}: {}", text.join(" ")));
    }
    if shown.len() > TOLD {
        lines.push(format!("and in {} more sentences", shown.len() - TOLD));
    }
    if lines.is_empty() {
        lines.push("they do not stand in the text".to_owned());
    }
    Step {
        name: "words",
        lines,
    }
}

/// The facts that have something in common with the expected one.
struct Compared<'t> {
    exact: Vec<&'t Fact>,
    other_subject: Vec<&'t Fact>,
    /// The object is alike, or is the one object of a relation that has but one.
    other_object: Vec<&'t Fact>,
    other_relation: Vec<&'t Fact>,
}

impl<'t> Compared<'t> {
    fn new(trace: &'t Trace<'_>, expected: &Expected) -> Compared<'t> {
        let reading = &trace.reading;
        let mut compared = Compared {
            exact: Vec::new(),
            other_subject: Vec::new(),
            other_object: Vec::new(),
            other_relation: Vec::new(),
        };
        for fact in &reading.facts {
            let relation = fact.relation == expected.relation;
            let label = &reading.entity(fact.subject).label;
            let subject = is_subject(trace, expected, label);
            let forms = object::forms(reading, &fact.object);
            let is = |forms: &[&str], how: fn(&str, &str) -> bool| {
                let wanted = &expected.objects;
                forms.iter().any(|form| wanted.iter().any(|w| how(form, w)))
            };
            let text = object::text(reading, &fact.object);
            let (same_object, alike_object) = match &fact.object {
                Object::Figure(figure) => {
                    let value = expected.value.is_none_or(|value| value == figure.value);
                    let same = is(&forms, |a, b| same(a, b) || shared(a, b) >= 0.5);
                    let alike = expected.value.is_some() || is(&forms, alike);
                    (value && same, value && alike)
                }
                Object::Entity(_) | Object::Text(_) => (is(&forms, same), is(&forms, alike)),
                _ => {
                    let same = expected.objects.contains(&text);
                    (same, false)
                }
            };
            let only = relation && subject && expected.relation.is_single();
            // Without a subject the main edition is meant.
            let main = Some(label) == trace.main.as_ref() || !expected.subjects.is_empty();
            match (relation, subject, same_object) {
                (true, true, true) => compared.exact.push(fact),
                (true, false, true) => compared.other_subject.push(fact),
                (true, true, false) if alike_object || only && main => {
                    compared.other_object.push(fact);
                }
                (false, _, true) if are_kin(fact.relation, expected.relation) => {
                    compared.other_relation.push(fact);
                }
                _ => {}
            }
        }
        compared
    }

    fn lines(&self, trace: &Trace<'_>) -> Vec<String> {
        let all = self
            .exact
            .iter()
            .chain(&self.other_subject)
            .chain(&self.other_object)
            .chain(&self.other_relation);
        let mut lines: Vec<String> = all
            .clone()
            .take(TOLD)
            .map(|fact| told(trace, fact))
            .collect();
        if all.clone().count() > TOLD {
            lines.push(format!("and {} more", all.count() - TOLD));
        }
        lines
    }
}

/// A fact with its rule and sentence.
fn told(trace: &Trace<'_>, fact: &Fact) -> String {
    let statement = object::statement(&trace.reading, fact);
    let rule = &fact.evidence.rule;
    match number_of(trace, fact) {
        Some(number) => format!("{statement} [{rule}, sentence {number}]"),
        None => format!("{statement} [{rule}]"),
    }
}

/// The number of the sentence that states a fact.
fn number_of(trace: &Trace<'_>, fact: &Fact) -> Option<usize> {
    let a = &trace.analysis;
    let start = fact.evidence.span.start;
    let of = |s: &crate::mention::Sentence| {
        !s.tokens.is_empty() && a.bytes(s.tokens.clone()).start == start
    };
    a.sentences.iter().position(of).map(sentence::number)
}

fn decide(
    trace: &Trace<'_>,
    index: &Index,
    expected: &Expected,
    compared: &Compared<'_>,
    farthest: Option<&Finding>,
) -> (Cause, String, String) {
    let relation = expected.relation.name();
    if let Some(fact) = compared.exact.first() {
        let because = format!("it was found: {}", told(trace, fact));
        return (Cause::Found, because, String::new());
    }
    let Some(main) = &trace.main else {
        let because = "no fair was recognized in the document, so nothing is stated".to_owned();
        return (Cause::NoFair, because, remedy::no_fair());
    };
    // Where the text is about the right edition, or names the right person, that place tells more
    // than what was read elsewhere.
    let reached = farthest.filter(|finding| !expected.subjects.is_empty() && finding.is_of_rules());
    let elsewhere = |fact: &&&Fact| {
        reached.is_none_or(|finding| number_of(trace, fact) == Some(finding.number))
    };
    if let Some(fact) = compared.other_subject.iter().find(elsewhere) {
        let label = &trace.reading.entity(fact.subject).label;
        let wanted = expected.subjects.first().map_or("", String::as_str);
        let because = format!(
            "it was read of {label}, not of {wanted}: {}",
            told(trace, fact)
        );
        let unknown = !is_person(expected.relation) && !is_known(trace, expected);
        let (cause, more) = match unknown {
            true => (
                Cause::UnknownSubject,
                format!("; no stretch of the text was taken to be about {wanted}"),
            ),
            false => (Cause::OtherSubject, String::new()),
        };
        let remedy = remedy::other_subject(expected.relation, trace.series.contains(label));
        return (cause, because + &more, remedy);
    }
    if let Some(fact) = compared.other_object.first() {
        let read = object::text(&trace.reading, &fact.object);
        let mut because = format!("{relation} was read as {read}: {}", told(trace, fact));
        if matches!(fact.object, Object::Figure(_)) {
            return (Cause::OtherObject, because, remedy::metric());
        }
        if let Some(finding) = farthest {
            because += &format!("; {}", finding.because);
        }
        let remedy = farthest.map_or_else(
            || remedy::no_words(expected.relation),
            |finding| finding.remedy.clone(),
        );
        return (Cause::OtherObject, because, remedy);
    }
    if let Some(wanted) = expected.subjects.first()
        && !is_person(expected.relation)
        && !is_known(trace, expected)
    {
        let mut because =
            format!("no stretch of the text was taken to be about {wanted}; it is about {main}");
        if let Some(about) = farthest.and_then(|finding| finding.about.as_ref()) {
            because += &format!(" ({about})");
        }
        return (Cause::UnknownSubject, because, remedy::unknown_subject());
    }
    let Some(finding) = farthest else {
        return no_words(trace, index, expected);
    };
    if finding.is_of_rules()
        && let Some(fact) = compared.other_relation.first()
    {
        let read = fact.relation.name();
        let because = format!(
            "it was read as {read}, not as {relation}: {}; {}",
            told(trace, fact),
            finding.because
        );
        return (Cause::OtherRelation, because, finding.remedy.clone());
    }
    (
        finding.cause,
        finding.because.clone(),
        finding.remedy.clone(),
    )
}

/// The words do not stand there: perhaps others do, that are spelt nearly so.
fn no_words(trace: &Trace<'_>, index: &Index, expected: &Expected) -> (Cause, String, String) {
    let number = is_number(expected.relation);
    let names = expected.objects.iter().filter(|_| !number);
    let near = names.filter_map(|form| {
        let (number, tokens, likeness) = index.nearest(&wanted(form))?;
        Some((form, number, tokens, likeness))
    });
    let near = near.max_by(|a, b| a.3.total_cmp(&b.3));
    if let Some((form, number, tokens, _)) = near {
        let words = sentence::line(trace, tokens);
        let number = sentence::number(number);
        let because =
            format!("{form:?} does not stand in the text; sentence {number} has {words:?}");
        return (Cause::NearSpelling, because, remedy::near_spelling());
    }
    let form = expected.objects.first().map_or("", String::as_str);
    let what = match expected.relation {
        Relation::Figure => {
            let like = |fact: &&Fact| match &fact.object {
                Object::Figure(figure) => alike(&figure.metric, form),
                _ => false,
            };
            let read: Vec<String> = trace
                .reading
                .facts
                .iter()
                .filter(like)
                .take(TOLD)
                .map(|fact| told(trace, fact))
                .collect();
            let read = match read.is_empty() {
                true => String::new(),
                false => format!("; of {form} was read: {}", read.join(", ")),
            };
            return (
                Cause::NoWords,
                format!("no number of this value was read{read}"),
                remedy::no_words(expected.relation),
            );
        }
        Relation::StartDate | Relation::EndDate => format!("no date was read as {form}"),
        Relation::Year => format!("no date was read as of {form}"),
        Relation::EditionNumber => format!("no {form} stands there that counts editions"),
        _ => format!("the words of {form:?} do not stand in the text"),
    };
    let part = expected.objects.iter().find_map(|form| {
        let words = wanted(form);
        let best = (0..trace.analysis.sentences.len())
            .max_by_key(|s| (index.count(*s, &words), std::cmp::Reverse(*s)))?;
        let count = index.count(best, &words);
        (count > 0 && count * 2 >= words.len()).then_some((best, count, words.len()))
    });
    let part = part.map_or(String::new(), |(best, count, all)| {
        let number = sentence::number(best);
        format!("; {count} of its {all} words are in sentence {number}")
    });
    let remedy = remedy::no_words(expected.relation);
    (Cause::NoWords, what + &part, remedy)
}

/// Whether the relation's objects are numbers or days, which no spelling is near to.
fn is_number(relation: Relation) -> bool {
    matches!(
        relation,
        Relation::Figure
            | Relation::Year
            | Relation::EditionNumber
            | Relation::StartDate
            | Relation::EndDate
    )
}

/// Whether one of two relations may have been read in place of the other: both of those who take
/// part, both of places, both of matters.
fn are_kin(a: Relation, b: Relation) -> bool {
    let group = |relation: Relation| match relation {
        _ if relation.is_participation() => 1,
        Relation::HeldIn | Relation::Venue => 2,
        Relation::Topic | Relation::Theme | Relation::Session => 3,
        Relation::StartDate | Relation::EndDate => 4,
        Relation::Affiliation | Relation::Represents => 5,
        _ => 0,
    };
    group(a) == group(b) && group(a) > 0
}
