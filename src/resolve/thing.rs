//! What the documents of a graph say of each thing, gathered from their lines: its names, where
//! it is named, and what it is tied to.

use crate::entity::Base;
use crate::graph::Line;
use crate::rdf::vocab::{expo, rdfs, skos};
use oxigraph::model::{Literal, NamedNodeRef};
use rustc_hash::FxHashMap;
use std::collections::{BTreeMap, BTreeSet};
use std::str::FromStr;

/// What binds a thing to something else; two names with a tie in common may be one thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tie {
    /// Took part in an edition.
    Edition,
    /// Took part in an edition in that role.
    Role,
    /// Held an office.
    Post,
    /// A person of an organisation.
    Affiliation,
    /// An organisation of a person.
    Member,
    /// A person who stands for a country.
    Country,
    /// An edition of a series.
    Series,
    /// An edition of that year.
    Year,
    /// An edition of that number.
    Number,
    /// An edition that began on that day.
    Start,
    /// An edition held there; a series held there on a day.
    Place,
}

/// One thing, as all documents together see it.
#[derive(Clone, Debug, Default)]
pub struct Thing {
    /// Names that documents prefer, with the number of documents.
    pub labels: BTreeMap<String, usize>,
    /// Names that documents use besides.
    pub aliases: BTreeSet<String>,
    /// The authority record it is, if any document's is certain.
    pub authority: Option<String>,
    /// The documents that name it, by their position.
    pub documents: BTreeSet<usize>,
    pub ties: BTreeSet<(Tie, String)>,
}

impl Thing {
    /// The name most documents prefer; among equals the longest, then the first.
    pub fn label(&self) -> &str {
        self.labels
            .iter()
            .max_by(|(a, x), (b, y)| (x, a.len(), b).cmp(&(y, b.len(), a)))
            .map_or("", |(label, _)| label)
    }

    /// What it is tied to in that way.
    pub fn tied(&self, tie: Tie) -> impl Iterator<Item = &str> {
        self.ties
            .iter()
            .filter(move |(own, _)| *own == tie)
            .map(|(_, to)| to.as_str())
    }

    /// What both are tied to in that way, in order.
    pub fn shared<'a>(&'a self, other: &'a Thing, tie: Tie) -> impl Iterator<Item = &'a str> {
        self.ties
            .iter()
            .filter(move |own| own.0 == tie && other.ties.contains(*own))
            .map(|(_, to)| to.as_str())
    }
}

/// The things of a graph by their ids ("person/josephine-teo"): their IRIs without the base.
pub type Things = BTreeMap<String, Thing>;

/// The kinds whose things are resolved, as the first segments of their ids.
pub const KINDS: [&str; 6] = ["place", "topic", "series", "expo", "organization", "person"];

/// The kind of an id, if its things are resolved.
pub fn kind(id: &str) -> Option<&'static str> {
    let (kind, rest) = id.split_once('/')?;
    // A slash more is a thing of a thing, such as a session's.
    let known = KINDS.into_iter().find(|known| *known == kind)?;
    (!rest.is_empty() && !rest.contains('/')).then_some(known)
}

/// Gathers the things of documents' graphs; `documents` are their lines.
pub fn gather<'a>(documents: impl Iterator<Item = &'a str>, base: &Base) -> Things {
    let mut things: FxHashMap<&'a str, Thing> = FxHashMap::default();
    let gathered = Gatherer::new(base);
    for (number, lines) in documents.enumerate() {
        for line in lines.lines() {
            if !gathered.skips(line)
                && let Some(line) = Line::split(line)
            {
                gathered.take(&mut things, number, &line);
            }
        }
    }
    // A thing that no document gives a label is only spoken of, as a class or a country is.
    things.retain(|_, thing| !thing.documents.is_empty());
    let mut things: Things = things
        .into_iter()
        .map(|(id, thing)| (id.to_owned(), thing))
        .collect();
    let days = series_days(&things);
    for (series, ties) in days {
        if let Some(thing) = things.get_mut(&series) {
            thing.ties.extend(ties);
        }
    }
    things
}

/// Where and when the editions of each series began: what two names of one fair share.
fn series_days(things: &Things) -> BTreeMap<String, Vec<(Tie, String)>> {
    let mut days: BTreeMap<String, Vec<(Tie, String)>> = BTreeMap::new();
    for edition in things.iter().filter(|(id, _)| id.starts_with("expo/")) {
        for series in edition.1.tied(Tie::Series) {
            for start in edition.1.tied(Tie::Start) {
                for place in edition.1.tied(Tie::Place) {
                    let day = (Tie::Place, format!("{place} {start}"));
                    days.entry(series.to_owned()).or_default().push(day);
                }
            }
        }
    }
    days
}

struct Gatherer {
    base: String,
    claim: String,
    quotation: String,
    predicates: FxHashMap<&'static str, Predicate>,
}

#[derive(Clone, Copy)]
enum Predicate {
    Label,
    Alias,
    Authority,
    /// The subject is tied to the object.
    To(Tie),
    /// The object, a participant, is tied to the subject, an edition.
    From(&'static str),
    Post,
    Affiliation,
}

impl Gatherer {
    fn new(base: &Base) -> Gatherer {
        let participation = [
            expo::SPEAKER,
            expo::ATTENDEE,
            expo::EXHIBITOR,
            expo::ORGANIZER,
            expo::HOST,
            expo::CONGRATULATED_BY,
        ];
        let local = |property: NamedNodeRef<'static>| {
            property
                .as_str()
                .strip_prefix(expo::NAMESPACE)
                .unwrap_or_default()
        };
        let mut predicates: FxHashMap<&'static str, Predicate> = participation
            .into_iter()
            .map(|property| (property.as_str(), Predicate::From(local(property))))
            .collect();
        predicates.extend([
            (rdfs::LABEL.as_str(), Predicate::Label),
            (skos::ALT_LABEL.as_str(), Predicate::Alias),
            (expo::AUTHORITY.as_str(), Predicate::Authority),
            (expo::POST.as_str(), Predicate::Post),
            (expo::AFFILIATION.as_str(), Predicate::Affiliation),
            (expo::REPRESENTS.as_str(), Predicate::To(Tie::Country)),
            (expo::EDITION_OF.as_str(), Predicate::To(Tie::Series)),
            (expo::YEAR.as_str(), Predicate::To(Tie::Year)),
            (expo::EDITION_NUMBER.as_str(), Predicate::To(Tie::Number)),
            (expo::START_DATE.as_str(), Predicate::To(Tie::Start)),
            (expo::HELD_IN.as_str(), Predicate::To(Tie::Place)),
        ]);
        Gatherer {
            base: format!("<{base}"),
            claim: format!("<{base}claim/"),
            quotation: format!("<{base}quotation/"),
            predicates,
        }
    }

    fn skips(&self, line: &str) -> bool {
        line.starts_with(&self.claim) || line.starts_with(&self.quotation)
    }

    /// The id of a node as written.
    fn id<'a>(&self, node: &'a str) -> Option<&'a str> {
        node.strip_prefix(self.base.as_str())?.strip_suffix('>')
    }

    fn take<'a>(&self, things: &mut FxHashMap<&'a str, Thing>, number: usize, line: &Line<'a>) {
        let Some(subject) = self.id(line.subject()) else {
            return;
        };
        if kind(subject).is_none() {
            return;
        }
        let predicate = line.predicate().trim_matches(['<', '>']);
        let Some(predicate) = self.predicates.get(predicate) else {
            return;
        };
        let object = line.object();
        match *predicate {
            Predicate::Label => {
                let thing = things.entry(subject).or_default();
                thing.documents.insert(number);
                *thing.labels.entry(literal(object)).or_default() += 1;
            }
            Predicate::Alias => {
                let thing = things.entry(subject).or_default();
                thing.aliases.insert(literal(object));
            }
            Predicate::Authority => {
                let thing = things.entry(subject).or_default();
                thing.authority = Some(literal(object));
            }
            Predicate::To(tie) => {
                let to = match self.id(object) {
                    Some(id) => id.to_owned(),
                    None => literal(object),
                };
                things.entry(subject).or_default().ties.insert((tie, to));
            }
            Predicate::From(role) => {
                let Some(participant) = self.id(object).filter(|id| kind(id).is_some()) else {
                    return;
                };
                let thing = things.entry(participant).or_default();
                thing.ties.insert((Tie::Edition, subject.to_owned()));
                thing.ties.insert((Tie::Role, format!("{role} {subject}")));
            }
            Predicate::Post => {
                // post/PERSON/TITLE
                let title = self.id(object).and_then(|id| id.rsplit('/').next());
                if let Some(title) = title {
                    let thing = things.entry(subject).or_default();
                    thing.ties.insert((Tie::Post, title.to_owned()));
                }
            }
            Predicate::Affiliation => {
                let Some(organisation) = self.id(object) else {
                    return;
                };
                let thing = things.entry(subject).or_default();
                thing
                    .ties
                    .insert((Tie::Affiliation, organisation.to_owned()));
                let thing = things.entry(organisation).or_default();
                thing.ties.insert((Tie::Member, subject.to_owned()));
            }
        }
    }
}

/// The value of a literal as written in N-Quads.
fn literal(written: &str) -> String {
    let plain = written
        .strip_prefix('"')
        .and_then(|rest| rest.split_once('"'))
        .map(|(value, _)| value)
        .filter(|value| !value.contains('\\'));
    match plain {
        Some(value) => value.to_owned(),
        None => Literal::from_str(written)
            .map_or_else(|_| written.to_owned(), |literal| literal.value().to_owned()),
    }
}

/// Ties to things that are others now become ties to those.
pub fn follow(things: &mut Things, renamed: &BTreeMap<String, String>) {
    let new = |to: &str| {
        let mut found = false;
        let parts: Vec<&str> = to
            .split(' ')
            .map(|part| match renamed.get(part) {
                Some(new) => {
                    found = true;
                    new.as_str()
                }
                None => part,
            })
            .collect();
        found.then(|| parts.join(" "))
    };
    for thing in things.values_mut() {
        let moved: Vec<((Tie, String), String)> = thing
            .ties
            .iter()
            .filter_map(|tie| Some((tie.clone(), new(&tie.1)?)))
            .collect();
        for (old, to) in moved {
            thing.ties.remove(&old);
            thing.ties.insert((old.0, to));
        }
    }
}
