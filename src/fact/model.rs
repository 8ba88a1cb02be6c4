//! What a document states: entities, facts and their evidence. Plain data, no behaviour beyond
//! names; every later floor builds on these types.

pub use crate::bound::Bound;
pub use crate::kind::Kind;
use jiff::civil::Date;
use std::ops::Range;
use std::sync::Arc;

/// Index into [`Reading::entities`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct EntityId(pub u32);

/// One thing that a document speaks of.
#[derive(Clone, Debug, PartialEq)]
pub struct Entity {
    pub kind: Kind,
    /// The preferred name: the authority's, else the fullest form in the document.
    pub label: String,
    /// Other forms the document uses, sorted, without the label.
    pub aliases: Vec<String>,
    /// The authority record it is, as `table/id` ("countries/sg"), where one is certain.
    pub authority: Option<Arc<str>>,
    /// For a topic of the authority: the wider one it belongs to.
    pub broader: Option<EntityId>,
}

/// A relation; names are the ontology's property names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Relation {
    EditionOf,
    Year,
    EditionNumber,
    StartDate,
    EndDate,
    HeldIn,
    Venue,
    Theme,
    Organizer,
    Host,
    Speaker,
    Attendee,
    Exhibitor,
    ParticipatingCountry,
    CongratulatedBy,
    Topic,
    Session,
    Figure,
    Post,
    Affiliation,
    Represents,
}

impl Relation {
    pub const ALL: [Relation; 21] = [
        Relation::EditionOf,
        Relation::Year,
        Relation::EditionNumber,
        Relation::StartDate,
        Relation::EndDate,
        Relation::HeldIn,
        Relation::Venue,
        Relation::Theme,
        Relation::Organizer,
        Relation::Host,
        Relation::Speaker,
        Relation::Attendee,
        Relation::Exhibitor,
        Relation::ParticipatingCountry,
        Relation::CongratulatedBy,
        Relation::Topic,
        Relation::Session,
        Relation::Figure,
        Relation::Post,
        Relation::Affiliation,
        Relation::Represents,
    ];

    /// The local name of the property in the ontology, as `facts` shows it.
    pub fn name(self) -> &'static str {
        match self {
            Relation::EditionOf => "editionOf",
            Relation::Year => "year",
            Relation::EditionNumber => "editionNumber",
            Relation::StartDate => "startDate",
            Relation::EndDate => "endDate",
            Relation::HeldIn => "heldIn",
            Relation::Venue => "venue",
            Relation::Theme => "theme",
            Relation::Organizer => "organizer",
            Relation::Host => "host",
            Relation::Speaker => "speaker",
            Relation::Attendee => "attendee",
            Relation::Exhibitor => "exhibitor",
            Relation::ParticipatingCountry => "participatingCountry",
            Relation::CongratulatedBy => "congratulatedBy",
            Relation::Topic => "topic",
            Relation::Session => "session",
            Relation::Figure => "figure",
            Relation::Post => "post",
            Relation::Affiliation => "affiliation",
            Relation::Represents => "represents",
        }
    }

    /// Whether a subject has one object of it: an edition opens on one day.
    pub fn is_single(self) -> bool {
        matches!(
            self,
            Relation::EditionOf
                | Relation::Year
                | Relation::EditionNumber
                | Relation::StartDate
                | Relation::EndDate
                | Relation::HeldIn
                | Relation::Venue
                | Relation::Theme
        )
    }

    /// Whether its object takes part in the edition: a person, a body or a country.
    pub fn is_participation(self) -> bool {
        matches!(
            self,
            Relation::Speaker
                | Relation::Attendee
                | Relation::Exhibitor
                | Relation::ParticipatingCountry
                | Relation::CongratulatedBy
                | Relation::Organizer
                | Relation::Host
        )
    }

    /// The relation of that name.
    pub fn from_name(name: &str) -> Option<Relation> {
        Relation::ALL.into_iter().find(|r| r.name() == name)
    }
}

/// Whether a figure was stated as fact, announced or expected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Basis {
    Reported,
    Announced,
    Expected,
}

impl Basis {
    pub fn name(self) -> &'static str {
        match self {
            Basis::Reported => "reported",
            Basis::Announced => "announced",
            Basis::Expected => "expected",
        }
    }
}

/// A number that a document gives of an edition.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// What is counted, in lower case ("exhibitors", "countries", "area").
    pub metric: String,
    /// A plain number: "816.9 billion yuan" is 816900000000.
    pub value: f64,
    pub bound: Bound,
    /// Lower and upper end where the words give them ("between 20 and 30").
    pub range: Option<(f64, f64)>,
    /// ISO 4217 code, `m2`, `ft2`, `ha`, `day`, `percent`; none for counts.
    pub unit: Option<String>,
    /// The words as printed ("more than 800").
    pub words: String,
    pub basis: Basis,
}

/// The object of a fact.
#[derive(Clone, Debug, PartialEq)]
pub enum Object {
    Entity(EntityId),
    Text(String),
    Integer(i64),
    Date(Date),
    Figure(Figure),
}

/// How someone took part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Mode {
    InPerson,
    VideoLink,
    Letter,
}

impl Mode {
    pub fn name(self) -> &'static str {
        match self {
            Mode::InPerson => "in person",
            Mode::VideoLink => "via video link",
            Mode::Letter => "by letter",
        }
    }
}

/// Where a fact stands and which rule read it there.
#[derive(Clone, Debug, PartialEq)]
pub struct Evidence {
    /// Byte range of the sentence in the document's text.
    pub span: Range<usize>,
    /// The id of the rule, as in `data/rules`.
    pub rule: Arc<str>,
}

/// One statement of a document.
#[derive(Clone, Debug, PartialEq)]
pub struct Fact {
    pub subject: EntityId,
    pub relation: Relation,
    pub object: Object,
    pub evidence: Evidence,
    /// For speakers and attendees, where the text tells.
    pub mode: Option<Mode>,
    /// The office in which a speaker spoke, as text ("Minister for Manpower").
    pub capacity: Option<String>,
}

/// Everything read from one document. Facts are in the order of their evidence, without
/// duplicates (same subject, relation and object: the first evidence is kept).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reading {
    pub entities: Vec<Entity>,
    pub facts: Vec<Fact>,
}

impl Reading {
    /// The entity of an id of this reading.
    ///
    /// # Panics
    /// If the id is of another reading and out of range.
    pub fn entity(&self, id: EntityId) -> &Entity {
        &self.entities[id.0 as usize]
    }
}

/// A name or number to be weighed, as `training/weights.py` reads it.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    /// A name's fullest form in the document; a number's value.
    pub label: String,
    /// All other forms.
    pub aliases: Vec<String>,
    /// What the name is taken for.
    pub sort: &'static str,
    /// What the rules state of it, by the ontology's names.
    pub known: Vec<&'static str>,
    /// Its traits as `aspect=value`, sorted, each once.
    pub traits: Vec<String>,
}
