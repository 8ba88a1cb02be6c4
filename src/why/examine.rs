//! One place where the object of an expected fact stands, step by step: is it read at all, what
//! was it taken for, which edition is it about, what did the rules do there.

use super::diagnosis::Cause;
use super::expected::Expected;
use super::marked::What;
use super::place::Place;
use super::subject::{about, is_person, is_subject, label};
use super::trigger::{Trigger, has_words, triggers, wanted_classes};
use super::words::{Index, alike, same, wanted};
use super::{object, remedy, sentence};
use crate::fact::{Refusal, Relation, Trace};
use crate::knowledge::Class;
use crate::mention::measure::measures;
use crate::mention::quantity::quantities;

/// What was found at one place.
#[derive(Clone, Debug)]
pub(super) struct Finding {
    /// The sentence's number.
    pub number: usize,
    /// How far it came; the greatest tells most.
    pub rank: u8,
    pub cause: Cause,
    pub because: String,
    pub remedy: String,
    pub read_as: Vec<String>,
    pub about: Option<String>,
    pub rules: Vec<String>,
}

impl Finding {
    /// Whether it came as far as the rules.
    pub fn is_of_rules(&self) -> bool {
        self.rank >= RULES
    }
}

/// How many tokens away a verb may be and still be the one that should have taken the name.
const NEAR: usize = 12;

/// From this rank on the rules had their say.
const RULES: u8 = 5;

/// Examines a place.
pub(super) fn examine(
    trace: &Trace<'_>,
    index: &Index,
    expected: &Expected,
    place: &Place,
) -> Finding {
    let relation = expected.relation;
    let number = sentence::number(place.sentence);
    let words = sentence::line(trace, place.tokens.clone());
    let about = about(trace, place.sentence, &place.tokens);
    let about_label = about.as_ref().map(|about| label(trace, about));
    let mut finding = Finding {
        number,
        rank: 0,
        cause: Cause::NotRead,
        because: String::new(),
        remedy: String::new(),
        read_as: read_as(trace, place),
        about: about_label.map(|label| {
            let label = label.unwrap_or("an edition whose year is not told");
            format!("sentence {number} there about {label}")
        }),
        rules: Vec::new(),
    };
    let conclude = |rank: u8, cause: Cause, because: String, remedy: String| Finding {
        rank,
        cause,
        because,
        remedy,
        ..finding.clone()
    };
    let taking_part = relation.is_participation();
    let own = &trace.analysis.sentences[place.sentence];
    let origin = own.kind == crate::document::BlockKind::Origin;
    if origin || taking_part && sentence::is_passed_over(trace, place.sentence) {
        let what = sentence::set_apart(trace, place.sentence).unwrap_or("sentence");
        let because = format!("it stands in sentence {number}, a {what} that is not read for this");
        return conclude(0, Cause::NotRead, because, remedy::not_read());
    }
    if let Some((rank, cause, because, remedy)) = recognition(trace, expected, place, &words) {
        return conclude(rank, cause, because, remedy);
    }
    if is_person(relation) {
        let (rank, cause, because, remedy) = person(trace, index, expected, place);
        return conclude(rank, cause, because, remedy);
    }
    match about_label {
        Some(None) => {
            let because =
                format!("the text does not tell which edition sentence {number} is about");
            return conclude(4, Cause::EditionUntold, because, remedy::edition());
        }
        // A fair or a part of one is about itself where it is named.
        Some(Some(label))
            if !is_subject(trace, expected, label)
                && !expected.objects.iter().any(|form| alike(form, label)) =>
        {
            let wanted = expected.subjects.first().map_or("", String::as_str);
            let because = format!("sentence {number} is taken to be about {label}, not {wanted}");
            return conclude(4, Cause::OtherEdition, because, remedy::edition());
        }
        _ => {}
    }
    let found = triggers(trace, place.sentence, relation);
    let stated = stated(trace, place.sentence, relation);
    finding.rules = rule_lines(trace, number, &found, &stated);
    let (rank, cause, because, remedy) = rules(trace, expected, place, &found, &stated);
    Finding {
        rank,
        cause,
        because,
        remedy,
        ..finding
    }
}

type Verdict = (u8, Cause, String, String);

/// What was taken for something at a place, as lines.
fn read_as(trace: &Trace<'_>, place: &Place) -> Vec<String> {
    let a = &trace.analysis;
    let number = sentence::number(place.sentence);
    let (mentions, roles) = trace.inventory.by_sentence[place.sentence].clone();
    let mut lines = Vec::new();
    for m in mentions {
        let outer = trace.inventory.mentions[m].outer.clone();
        if outer.start < place.tokens.end && place.tokens.start < outer.end {
            let words = sentence::line(trace, outer);
            let what = What::of(trace, m).name();
            let label = &trace.inventory.thing(m).label;
            let stands = match same(label, &words) {
                true => String::new(),
                false => format!(", standing for {label}"),
            };
            lines.push(format!("sentence {number}: {words}: {what}{stands}"));
        }
    }
    for role in &trace.inventory.roles[roles] {
        if role.range.start < place.tokens.end && place.tokens.start < role.range.end {
            let words = a.slice(role.range.clone());
            lines.push(format!("sentence {number}: {words}: office"));
        }
    }
    lines
}

/// Whether the words were taken for what the relation wants; what they were taken for, if not.
fn recognition(
    trace: &Trace<'_>,
    expected: &Expected,
    place: &Place,
    words: &str,
) -> Option<Verdict> {
    let relation = expected.relation;
    let number = sentence::number(place.sentence);
    let fits = |what: What| fits(relation, what);
    if relation == Relation::Post {
        let (_, roles) = trace.inventory.by_sentence[place.sentence].clone();
        let office = trace.inventory.roles[roles]
            .iter()
            .any(|role| role.range.start < place.tokens.end && place.tokens.start < role.range.end);
        let because = format!("{words:?} in sentence {number} was not taken for an office");
        return (!office).then(|| (1, Cause::NotRecognized, because, remedy::name(relation)));
    }
    if !is_of_names(relation) {
        return None;
    }
    let (mentions, _) = trace.inventory.by_sentence[place.sentence].clone();
    let over: Vec<usize> = mentions
        .filter(|m| {
            let outer = &trace.inventory.mentions[*m].outer;
            outer.start < place.tokens.end && place.tokens.start < outer.end
        })
        .collect();
    match over.as_slice() {
        [] => Some((
            1,
            Cause::NotRecognized,
            format!("{words:?} in sentence {number} was not taken for a name"),
            remedy::name(relation),
        )),
        [one] => {
            let mention = &trace.inventory.mentions[*one];
            let what = What::of(trace, *one);
            let text = sentence::line(trace, mention.outer.clone());
            let longer =
                mention.range.start < place.tokens.start || mention.range.end > place.tokens.end;
            let label = &trace.inventory.thing(*one).label;
            let named = expected.objects.iter().any(|form| same(form, label));
            if longer && !named && !same(&text, words) {
                return Some((
                    2,
                    Cause::OtherExtent,
                    format!(
                        "{words:?} in sentence {number} was taken for a part of {text:?} ({})",
                        what.name()
                    ),
                    remedy::name(relation),
                ));
            }
            (!fits(what)).then(|| {
                let wanted = wanted_kind(relation);
                (
                    3,
                    Cause::OtherKind,
                    format!(
                        "{text:?} in sentence {number} was taken for {}, where {wanted} is wanted",
                        with_article(what.name())
                    ),
                    remedy::other_kind(relation, what),
                )
            })
        }
        several => {
            let whole = several.iter().any(|m| {
                let range = &trace.inventory.mentions[*m].range;
                range.start <= place.tokens.start && place.tokens.end <= range.end
            });
            let names: Vec<String> = several
                .iter()
                .map(|m| {
                    let words = sentence::line(trace, trace.inventory.mentions[*m].outer.clone());
                    format!("{words} ({})", What::of(trace, *m).name())
                })
                .collect();
            let because = format!(
                "{words:?} in sentence {number} was taken for {}",
                names.join(" and ")
            );
            (!whole).then(|| (2, Cause::OtherExtent, because, remedy::name(relation)))
        }
    }
}

/// Whether the relation's objects are names that have to be recognised.
fn is_of_names(relation: Relation) -> bool {
    relation.is_participation()
        || matches!(
            relation,
            Relation::HeldIn | Relation::Affiliation | Relation::Represents
        )
}

/// Whether something of that kind can be the relation's object.
fn fits(relation: Relation, what: What) -> bool {
    let organization = matches!(what, What::Organization(_) | What::Name);
    match relation {
        Relation::Speaker => what == What::Person,
        Relation::ParticipatingCountry | Relation::Represents => {
            matches!(what, What::Country | What::Nationality | What::Place)
        }
        Relation::HeldIn => matches!(
            what,
            What::Place | What::Country | What::Name | What::Venue | What::Edition
        ),
        Relation::Host => organization || matches!(what, What::Place | What::Country),
        Relation::Attendee | Relation::CongratulatedBy => {
            organization || matches!(what, What::Person | What::Country)
        }
        Relation::Exhibitor => organization || matches!(what, What::Country | What::Venue),
        Relation::Organizer | Relation::Affiliation => {
            organization || matches!(what, What::Country | What::Place | What::Venue)
        }
        _ => true,
    }
}

fn with_article(noun: &str) -> String {
    let vowel = noun.starts_with(['a', 'e', 'i', 'o', 'u']);
    format!("{} {noun}", if vowel { "an" } else { "a" })
}

fn wanted_kind(relation: Relation) -> &'static str {
    match relation {
        Relation::Speaker => "a person",
        Relation::ParticipatingCountry | Relation::Represents => "a country",
        Relation::HeldIn => "a place",
        Relation::Attendee | Relation::CongratulatedBy => "a person or an organization",
        _ => "an organization",
    }
}

/// For offices, affiliations and countries of persons: is the person there?
fn person(trace: &Trace<'_>, index: &Index, expected: &Expected, place: &Place) -> Verdict {
    let relation = expected.relation;
    let number = sentence::number(place.sentence);
    let (mentions, _) = trace.inventory.by_sentence[place.sentence].clone();
    let people: Vec<usize> = mentions
        .filter(|m| What::of(trace, *m) == What::Person)
        .collect();
    let names: Vec<&str> = people
        .iter()
        .map(|m| trace.inventory.thing(*m).label.as_str())
        .collect();
    let subjects = &expected.subjects;
    let here = subjects.is_empty() && !people.is_empty()
        || names
            .iter()
            .any(|name| subjects.iter().any(|form| alike(form, name)));
    if here {
        let others = stated(trace, place.sentence, relation);
        let because = match others.first() {
            Some(other) => {
                format!("in sentence {number} a rule read {other}, and did not come to it")
            }
            None => format!(
                "person and object both stand in sentence {number}, and no construction joins them"
            ),
        };
        let cause = if others.is_empty() {
            Cause::NotJoined
        } else {
            Cause::NotReached
        };
        return (7, cause, because, remedy::construction(relation));
    }
    let known = (0..trace.inventory.mentions.len()).any(|m| {
        What::of(trace, m) == What::Person
            && subjects
                .iter()
                .any(|form| alike(form, &trace.inventory.thing(m).label))
    });
    if !subjects.is_empty() && !known {
        let name = &subjects[0];
        let stands =
            (0..trace.analysis.sentences.len()).any(|s| !index.find(s, &wanted(name)).is_empty());
        let because = match stands {
            true => format!("{name:?} was not taken for a person"),
            false => format!("{name:?} does not stand in the text"),
        };
        return (
            5,
            Cause::NotRecognized,
            because,
            remedy::name(Relation::Speaker),
        );
    }
    let who = subjects.first().map_or("no person", String::as_str);
    let names = wanted(who);
    let part = names
        .iter()
        .find(|part| !index.find(place.sentence, &[(*part).clone()]).is_empty());
    if let (false, Some(part)) = (subjects.is_empty(), part) {
        let because = format!("{part:?} in sentence {number} was not taken for {who}");
        return (
            6,
            Cause::NotRecognized,
            because,
            remedy::name(Relation::Speaker),
        );
    }
    let because = match subjects.is_empty() {
        true => format!("no person stands in sentence {number}"),
        false => format!(
            "{who} does not stand in sentence {number}, where it is, and no construction reaches so far"
        ),
    };
    (6, Cause::NotJoined, because, remedy::construction(relation))
}

/// The objects that rules of a relation stated in a sentence, with the rules.
fn stated(trace: &Trace<'_>, sentence: usize, relation: Relation) -> Vec<String> {
    let a = &trace.analysis;
    let start = a.bytes(a.sentences[sentence].tokens.clone()).start;
    let facts = trace.reading.facts.iter();
    let own = facts.filter(|f| f.relation == relation && f.evidence.span.start == start);
    own.map(|fact| {
        let object = object::text(&trace.reading, &fact.object);
        format!("{object} [{}]", fact.evidence.rule)
    })
    .collect()
}

fn rule_lines(
    trace: &Trace<'_>,
    number: usize,
    found: &[Trigger],
    stated: &[String],
) -> Vec<String> {
    let is_verb = |trigger: &&Trigger| trigger.refusal != Some(Refusal::NoVerb);
    let verbs = found.iter().any(|trigger| is_verb(&trigger));
    let mut lines: Vec<String> = found
        .iter()
        .filter(|trigger| !verbs || is_verb(trigger))
        .take(6)
        .map(|trigger| {
            let word = trace.analysis.word(trigger.token);
            let rule = &trigger.rule;
            let came = match trigger.refusal {
                Some(refusal) => refusal.reason(),
                None => "looked here",
            };
            format!("sentence {number}: {word:?} [{rule}]: {came}")
        })
        .collect();
    if !stated.is_empty() {
        lines.push(format!("sentence {number}: stated {}", stated.join(", ")));
    }
    lines
}

/// What the rules of the relation did in the sentence.
fn rules(
    trace: &Trace<'_>,
    expected: &Expected,
    place: &Place,
    found: &[Trigger],
    stated: &[String],
) -> Verdict {
    let relation = expected.relation;
    let name = relation.name();
    let number = sentence::number(place.sentence);
    if relation == Relation::Figure {
        return figure(trace, expected, place, found);
    }
    // A word of its own tells more than a form of "be"; what failed last tells most; then the
    // nearest.
    let weak = |trigger: &Trigger, refusal: Refusal| {
        trace.analysis.is(trigger.token, Class::Auxiliary)
            || matches!(refusal, Refusal::NoVerb | Refusal::Helper | Refusal::Light)
    };
    let refused = found
        .iter()
        .filter_map(|trigger| Some((trigger, trigger.refusal?)))
        .filter(|(trigger, refusal)| {
            let near = trigger.token.abs_diff(place.tokens.start) <= NEAR;
            let late = *refusal >= Refusal::Nobody;
            *refusal != Refusal::Known && !weak(trigger, *refusal) && (near || late)
        });
    let refused = refused.min_by_key(|(trigger, refusal)| {
        let distance = trigger.token.abs_diff(place.tokens.start);
        (
            std::cmp::Reverse(*refusal >= Refusal::Nobody),
            distance,
            std::cmp::Reverse(*refusal),
        )
    });
    if let Some(other) = stated.first() {
        let because = format!("in sentence {number} a rule stated {other}, and did not come to it");
        return (
            8,
            Cause::NotReached,
            because,
            remedy::construction(relation),
        );
    }
    if let Some((trigger, refusal)) = refused {
        let word = trace.analysis.word(trigger.token);
        let classes = wanted_classes(trace, &trigger.rule, refusal);
        let because = format!(
            "rule {} looked at {word:?} in sentence {number}: {}",
            trigger.rule,
            refusal.reason()
        );
        let remedy = remedy::refused(&trigger.rule, refusal, &classes, relation);
        return (7, Cause::Refused, because, remedy);
    }
    if let Some(trigger) = found.iter().find(|trigger| trigger.refusal.is_none()) {
        let word = trace.analysis.word(trigger.token);
        let because = format!(
            "rule {} looked at {word:?} in sentence {number} and did not come to it",
            trigger.rule
        );
        return (
            7,
            Cause::NotReached,
            because,
            remedy::construction(relation),
        );
    }
    if matches!(relation, Relation::Year | Relation::EditionOf)
        && let Some(edition) = expected.subjects.first()
    {
        let because = format!(
            "sentence {number} is about {edition}, and no fact of it was read there; \
             series and year are stated where an edition has a fact"
        );
        return (
            RULES,
            Cause::NotJoined,
            because,
            remedy::construction(relation),
        );
    }
    let light = found
        .iter()
        .any(|trigger| trigger.refusal == Some(Refusal::Light));
    let weighed = match light {
        true => format!("; {}", Refusal::Light.reason()),
        false => String::new(),
    };
    match has_words(trace, relation) {
        true => (
            RULES,
            Cause::NoTrigger,
            format!("no word in sentence {number} makes a rule of {name} look{weighed}"),
            remedy::trigger(relation),
        ),
        false => (
            RULES,
            Cause::NotJoined,
            format!(
                "it stands in sentence {number}, and no construction of {name} reads it there{weighed}"
            ),
            remedy::construction(relation),
        ),
    }
}

/// A number of the right value: what it was taken to count, and why it was left.
fn figure(trace: &Trace<'_>, expected: &Expected, place: &Place, found: &[Trigger]) -> Verdict {
    let number = sentence::number(place.sentence);
    let cut = &trace.cuts[place.sentence];
    let read = quantities(&cut.scan, &cut.dates);
    let counted = measures(&cut.scan, &cut.dates, &read);
    let metric = counted
        .iter()
        .find(|measure| Some(read[measure.quantity].value) == expected.value)
        .and_then(|measure| measure.metric.clone());
    let words = sentence::line(trace, place.tokens.clone());
    let refused = found
        .iter()
        .filter_map(|trigger| Some((trigger, trigger.refusal?)))
        .find(|(trigger, _)| place.tokens.contains(&trigger.token));
    let counts = match &metric {
        Some(metric) => format!("taken to count {metric:?}"),
        None => "with nothing that tells what it counts".to_owned(),
    };
    match refused {
        Some((trigger, refusal)) => (
            7,
            Cause::Refused,
            format!(
                "{words:?} in sentence {number}, {counts}: {}",
                refusal.reason()
            ),
            remedy::refused(&trigger.rule, refusal, &[], Relation::Figure),
        ),
        None => (
            6,
            Cause::NotJoined,
            format!(
                "{words:?} in sentence {number} was read as a number, {counts}, and not stated"
            ),
            remedy::construction(Relation::Figure),
        ),
    }
}
